//! How the graph looks, in one place: colours, and the size of what no layout has sized.
//!
//! Colours are those of Okabe and Ito (*Color Universal Design*, 2008): told apart with every kind of
//! colour vision, on a light and on a dark ground.

use crate::model::kinds::{NodeKind, Predicate};

/// Red, green and blue, 0 to 255.
pub type Colour = [u8; 3];

/// The colour of a kind of node.
#[must_use]
pub const fn node_colour(kind: NodeKind) -> Colour {
    match kind {
        NodeKind::Person => [230, 159, 0],
        NodeKind::Organization => [0, 114, 178],
        NodeKind::Country => [0, 158, 115],
        NodeKind::Place => [86, 180, 233],
        NodeKind::Event => [213, 94, 0],
        NodeKind::Statement => [204, 121, 167],
        NodeKind::Article => [153, 153, 153],
    }
}

/// What an edge is about; edges of one family share a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Offices, memberships, places, kin: what lasts.
    Structure,
    /// Who took part in what.
    Event,
    /// Meetings, agreement, help: PLOVER's two cooperation quads.
    Cooperation,
    /// Accusations, threats, force: PLOVER's two conflict quads.
    Conflict,
    /// Who spoke of whom, and where it stands.
    Speech,
    /// Only named together.
    CoMention,
}

impl Family {
    /// All of them, in the order of a legend.
    pub const ALL: &[Self] =
        &[Self::Structure, Self::Event, Self::Cooperation, Self::Conflict, Self::Speech, Self::CoMention];

    /// The word in a legend.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Structure => "roles, membership, places",
            Self::Event => "part in an event",
            Self::Cooperation => "cooperation",
            Self::Conflict => "conflict",
            Self::Speech => "statements",
            Self::CoMention => "named together",
        }
    }

    /// The colour of its edges.
    #[must_use]
    pub const fn colour(self) -> Colour {
        match self {
            Self::Structure => [140, 140, 140],
            Self::Event => [230, 159, 0],
            Self::Cooperation => [0, 114, 178],
            Self::Conflict => [213, 94, 0],
            Self::Speech => [204, 121, 167],
            Self::CoMention => [205, 205, 205],
        }
    }
}

/// The family of a predicate.
#[must_use]
pub const fn family(predicate: Predicate) -> Family {
    match predicate {
        Predicate::HoldsRole | Predicate::MemberOf | Predicate::PartOf | Predicate::LocatedIn | Predicate::FamilyOf => {
            Family::Structure
        }
        Predicate::Hosted | Predicate::ParticipatedIn | Predicate::SharedEvent => Family::Event,
        Predicate::Met
        | Predicate::Agree
        | Predicate::Support
        | Predicate::Concede
        | Predicate::Cooperate
        | Predicate::Aid
        | Predicate::Retreat => Family::Cooperation,
        Predicate::Request
        | Predicate::Accuse
        | Predicate::Reject
        | Predicate::Threaten
        | Predicate::Protest
        | Predicate::Sanction
        | Predicate::Mobilize
        | Predicate::Coerce
        | Predicate::Assault => Family::Conflict,
        Predicate::SaidAbout => Family::Speech,
        Predicate::CoMentioned => Family::CoMention,
    }
}

/// The radius of a node that the layout gave none: statements, articles, graphs without a layout.
pub const PLAIN_SIZE: f64 = 4.0;

/// `#e69f00`.
#[must_use]
pub fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
