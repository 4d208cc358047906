//! Words of the command line for the vocabularies of the graph: kinds, predicates, languages of labels.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, RangedU64ValueParser, TypedValueParser};

use super::table::isolated;
use crate::export::{self, FORMATS, Format};
use crate::graph::Projection;
use crate::graph::selection::{Labels, Measure};
use crate::model::kinds::{EventType, Modality, NodeKind, Predicate};
use crate::query::NodeRef;

/// The language of the labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LabelChoice {
    /// Of most of a node's mentions.
    #[default]
    Own,
    /// Arabic.
    Ar,
    /// English.
    En,
    /// Both.
    Both,
}

impl LabelChoice {
    /// The same choice for an export.
    pub fn labels(self) -> Labels {
        match self {
            Self::Own => Labels::Own,
            Self::Ar => Labels::Arabic,
            Self::En => Labels::English,
            Self::Both => Labels::Both,
        }
    }

    /// The name of a node.
    pub fn of(self, node: &NodeRef<'_>) -> String {
        match (self, node.label_ar, node.label_en) {
            (Self::Both, Some(ar), Some(en)) if ar != en => return format!("{ar} · {en}"),
            (Self::Ar, Some(label), _) | (Self::En, _, Some(label)) => label,
            _ => node.label,
        }
        .to_owned()
    }
}

/// Both names of a node for a line of text: `الكويت · Kuwait`.
pub fn both(node: &NodeRef<'_>) -> String {
    match (node.label_ar, node.label_en) {
        (Some(ar), Some(en)) if ar != en => format!("{} · {}", isolated(ar), isolated(en)),
        _ => isolated(node.label),
    }
}

/// What is added to a fact that is not asserted: `:negated`.
pub fn modality(modality: Modality) -> String {
    if modality == Modality::Asserted { String::new() } else { format!(":{modality}") }
}

/// Reads one word of a vocabulary, and lists them all in the help.
fn word<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let words = PossibleValuesParser::new(all.iter().map(|&item| name(item)));
    words.map(move |word| all.iter().copied().find(|&item| name(item) == word).unwrap_or(all[0]))
}

/// A number of things of which there is at least one.
pub fn positive() -> impl TypedValueParser<Value = usize> {
    RangedU64ValueParser::<usize>::new().range(1..)
}

/// A kind of node.
pub fn kind() -> impl TypedValueParser<Value = NodeKind> {
    word(NodeKind::ALL, NodeKind::name)
}

/// A predicate.
pub fn predicate() -> impl TypedValueParser<Value = Predicate> {
    word(Predicate::ALL, Predicate::name)
}

/// A modality.
pub fn modality_word() -> impl TypedValueParser<Value = Modality> {
    word(Modality::ALL, Modality::name)
}

/// A type of event.
pub fn event_type() -> impl TypedValueParser<Value = EventType> {
    word(EventType::ALL, EventType::name)
}

/// A measure.
pub fn measure() -> impl TypedValueParser<Value = Measure> {
    word(Measure::ALL, Measure::name)
}

/// A format.
pub fn format() -> impl TypedValueParser<Value = &'static dyn Format> {
    let names = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name()));
    names.map(|name| export::format(&name).unwrap_or(FORMATS[0]))
}

/// A projection.
pub fn projection() -> impl TypedValueParser<Value = Projection> {
    word(Projection::ALL, Projection::name)
}
