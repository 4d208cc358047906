//! The closed vocabularies: kinds of node, predicates, types of event, modality, level of mention.

use serde::{Deserialize, Serialize};

/// Declares an enum whose variants have one name each, the same in every format.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// All of them, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name in JSON, in the exports and on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The one with this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|x| x.name() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

pub(super) use vocabulary;

vocabulary! {
    /// What a named thing is.
    EntityType {
        /// A named human.
        Person = "person",
        /// Ministry, party, company, armed group, alliance, club, court, media outlet, university.
        Organization = "organization",
        /// Sovereign state or commonly recognised territory.
        Country = "country",
        /// City, region, sea, building, street.
        Place = "place",
    }
}

impl EntityType {
    /// Whether it can act: meet, say, accuse.
    #[must_use]
    pub const fn is_actor(self) -> bool {
        !matches!(self, Self::Place)
    }
}

vocabulary! {
    /// What a node of the graph is.
    NodeKind {
        /// A named human.
        Person = "person",
        /// A body of people.
        Organization = "organization",
        /// A state or territory.
        Country = "country",
        /// A place on a map.
        Place = "place",
        /// An occurrence one could put on a timeline.
        Event = "event",
        /// One attributed utterance; only when asked for.
        Statement = "statement",
        /// A source; only when asked for.
        Article = "article",
    }
}

impl NodeKind {
    /// Whether it can act: meet, say, accuse.
    #[must_use]
    pub const fn is_actor(self) -> bool {
        matches!(self, Self::Person | Self::Organization | Self::Country)
    }
}

impl From<EntityType> for NodeKind {
    fn from(kind: EntityType) -> Self {
        match kind {
            EntityType::Person => Self::Person,
            EntityType::Organization => Self::Organization,
            EntityType::Country => Self::Country,
            EntityType::Place => Self::Place,
        }
    }
}

vocabulary! {
    /// What an edge says of its two ends. The actor-to-actor ones are the PLOVER root types
    /// (Halterman et al., *PLOVER and POLECAT*, 2023).
    Predicate {
        /// Person → organization, country or place: has, or had, an office or job there.
        HoldsRole = "holds_role",
        /// Actor → organization.
        MemberOf = "member_of",
        /// Organization → organization or country.
        PartOf = "part_of",
        /// Place, organization or event → place or country.
        LocatedIn = "located_in",
        /// Actor or place → event: hosted or organized it.
        Hosted = "hosted",
        /// Actor → event: took part, attended, was its target or victim.
        ParticipatedIn = "participated_in",
        /// Actor ↔ actor: met or talked with.
        Met = "met",
        /// PLOVER AGREE.
        Agree = "agree",
        /// PLOVER SUPPORT.
        Support = "support",
        /// PLOVER CONCEDE.
        Concede = "concede",
        /// PLOVER COOPERATE.
        Cooperate = "cooperate",
        /// PLOVER AID.
        Aid = "aid",
        /// PLOVER RETREAT.
        Retreat = "retreat",
        /// PLOVER REQUEST.
        Request = "request",
        /// PLOVER ACCUSE.
        Accuse = "accuse",
        /// PLOVER REJECT.
        Reject = "reject",
        /// PLOVER THREATEN.
        Threaten = "threaten",
        /// PLOVER PROTEST.
        Protest = "protest",
        /// PLOVER SANCTION.
        Sanction = "sanction",
        /// PLOVER MOBILIZE.
        Mobilize = "mobilize",
        /// PLOVER COERCE.
        Coerce = "coerce",
        /// PLOVER ASSAULT.
        Assault = "assault",
        /// Person ↔ person: kin.
        FamilyOf = "family_of",
        /// Actor → any: drawn in `graph` from statements.
        SaidAbout = "said_about",
        /// Entity ↔ entity: drawn in `graph` from shared sentences.
        CoMentioned = "co_mentioned",
        /// Actor ↔ actor: drawn in `graph` from an event that both hosted or took part in; in projections only.
        SharedEvent = "shared_event",
    }
}

impl Predicate {
    /// Whether it says the same of both ends.
    #[must_use]
    pub const fn is_symmetric(self) -> bool {
        matches!(self, Self::Met | Self::FamilyOf | Self::CoMentioned | Self::SharedEvent)
    }

    /// Whether it is one of the PLOVER root types between actors.
    #[must_use]
    pub const fn is_act(self) -> bool {
        matches!(
            self,
            Self::Agree
                | Self::Support
                | Self::Concede
                | Self::Cooperate
                | Self::Aid
                | Self::Retreat
                | Self::Request
                | Self::Accuse
                | Self::Reject
                | Self::Threaten
                | Self::Protest
                | Self::Sanction
                | Self::Mobilize
                | Self::Coerce
                | Self::Assault
        )
    }
}

vocabulary! {
    /// What sort of occurrence an event is.
    EventType {
        /// A conference.
        Conference = "conference",
        /// A summit.
        Summit = "summit",
        /// A meeting, talks, a session.
        Meeting = "meeting",
        /// A press conference.
        PressConference = "press_conference",
        /// A visit or tour.
        Visit = "visit",
        /// An election or referendum.
        Election = "election",
        /// An agreement, treaty or deal.
        Agreement = "agreement",
        /// A statement issued by a body.
        StatementIssued = "statement_issued",
        /// An attack, bombing, raid, assassination.
        Attack = "attack",
        /// A war, battle, clashes.
        War = "war",
        /// A demonstration, strike, sit-in.
        Protest = "protest",
        /// An arrest.
        Arrest = "arrest",
        /// A trial, verdict, hearing.
        Trial = "trial",
        /// A natural disaster.
        Disaster = "disaster",
        /// A crash, fire, collapse.
        Accident = "accident",
        /// A match, championship, race.
        Sport = "sport",
        /// An appointment, reshuffle.
        Appointment = "appointment",
        /// A resignation or dismissal.
        Resignation = "resignation",
        /// A launch or opening.
        Launch = "launch",
        /// A military exercise.
        Exercise = "exercise",
        /// A sanction, ban, boycott.
        Sanction = "sanction",
        /// A ceremony, festival, award.
        Ceremony = "ceremony",
        /// A death.
        Death = "death",
        /// Any other occurrence.
        Other = "other",
    }
}

vocabulary! {
    /// How the text puts a fact.
    Modality {
        /// As so.
        Asserted = "asserted",
        /// As not so.
        Negated = "negated",
        /// As to come.
        Future = "future",
        /// As possible, wished or conditional.
        Hypothetical = "hypothetical",
    }
}

vocabulary! {
    /// How a mention refers.
    Level {
        /// By a name.
        Name = "name",
        /// By an adjective, or a capital that stands for its state.
        Demonym = "demonym",
        /// By a definite noun or an event phrase.
        Nominal = "nominal",
        /// By a pronoun.
        Pronoun = "pronoun",
    }
}
