//! The lexicon files of a language and how their rows become meanings.

use super::meaning::{Form, Function, Meaning, TitleClass};
use crate::lang::table::Table;
use crate::model::kinds::{EventType, Predicate};

/// The texts of a language's lexicons.
#[derive(Debug)]
pub struct Sources {
    /// Offices, ranks, honorifics, professions.
    pub titles: &'static str,
    /// Verbs, participles and nouns of speech.
    pub speech: &'static str,
    /// Event nouns.
    pub events: &'static str,
    /// Event verbs.
    pub event_verbs: &'static str,
    /// Triggers of relations.
    pub acts: &'static str,
    /// Heads of organizations' names.
    pub organizations: &'static str,
    /// Heads of places' names.
    pub places: &'static str,
    /// Words of time.
    pub times: &'static str,
    /// Given and family names.
    pub names: &'static str,
    /// Words of the closed classes.
    pub function: &'static str,
}

/// All rows of a language's own lexicons.
pub(super) fn entries(sources: &Sources) -> Vec<(&'static str, Meaning)> {
    let mut entries = Vec::new();
    for [title, class] in Table::new(sources.titles).rows(["title", "class"]) {
        let class = match class {
            "office" => TitleClass::Office,
            "rank" => TitleClass::Rank,
            "honorific" => TitleClass::Honorific,
            "modifier" => TitleClass::Modifier,
            "spokesman" => TitleClass::Spokesman,
            "member" => TitleClass::Member,
            "anonymous" => TitleClass::Anonymous,
            _ => TitleClass::Profession,
        };
        entries.push((title, Meaning::Title(class)));
    }
    for [word, lemma, class, polarity, complement] in
        Table::new(sources.speech).rows(["form", "lemma", "form_class", "polarity", "complement"])
    {
        let polarity = Predicate::named(polarity);
        entries.push((word, Meaning::Speech { lemma, form: form(class), polarity, complement }));
    }
    for [noun, kind, strength] in Table::new(sources.events).rows(["noun", "event_type", "strength"]) {
        if let Some(kind) = EventType::named(kind) {
            entries.push((noun, Meaning::Event { kind, strong: strength == "strong" }));
        }
    }
    for [word, lemma, kind, voice] in Table::new(sources.event_verbs).rows(["form", "lemma", "event_type", "voice"]) {
        if let Some(kind) = EventType::named(kind) {
            entries.push((word, Meaning::EventVerb { kind, lemma, passive: voice == "passive" }));
        }
    }
    for [word, lemma, predicate, class, marker] in
        Table::new(sources.acts).rows(["form", "lemma", "predicate", "form_class", "object_marker"])
    {
        if let Some(predicate) = Predicate::named(predicate) {
            entries.push((word, Meaning::Act { predicate, lemma, form: form(class), marker }));
        }
    }
    for [head, subtype, alone] in Table::new(sources.organizations).rows(["head", "subtype", "alone"]) {
        entries.push((head, Meaning::OrganizationHead(subtype)));
        if alone == "yes" {
            entries.push((head, Meaning::Body));
        }
    }
    for [head, class] in Table::new(sources.places).rows(["head", "class"]) {
        entries.push((head, Meaning::PlaceHead(class)));
    }
    for [expression, class, value] in Table::new(sources.times).rows(["expression", "class", "value"]) {
        entries.push((expression, Meaning::Time { class, value }));
    }
    for [name, class, gender] in Table::new(sources.names).rows(["name", "class", "gender"]) {
        let meaning = match class {
            "family" => Meaning::FamilyName,
            "kunya_part" => Meaning::NamePart,
            _ => Meaning::GivenName { gender, ambiguous: class == "given_ambiguous" },
        };
        entries.push((name, meaning));
    }
    for [word, class] in Table::new(sources.function).rows(["word", "class"]) {
        let class = match class {
            "preposition" => Function::Preposition,
            "blessing" => Function::Blessing,
            "conjunction" => Function::Conjunction,
            "pronoun" => Function::Pronoun,
            "demonstrative" => Function::Demonstrative,
            "relative" => Function::Relative,
            "negation" => Function::Negation,
            "future" => Function::Future,
            "hypothetical" => Function::Hypothetical,
            "complementizer" => Function::Complementizer,
            "auxiliary" => Function::Auxiliary,
            "determiner" => Function::Determiner,
            "possessive" => Function::Possessive,
            "subordinator" => Function::Subordinator,
            _ => Function::Other,
        };
        entries.push((word, Meaning::Function(class)));
    }
    entries
}

fn form(class: &str) -> Form {
    match class {
        "perfect" | "past" => Form::Past,
        "imperfect" | "present" => Form::Present,
        "participle" => Form::Participle,
        "passive_participle" => Form::Passive,
        "base" => Form::Base,
        "masdar" => Form::Masdar,
        "source" => Form::Source,
        _ => Form::Noun,
    }
}
