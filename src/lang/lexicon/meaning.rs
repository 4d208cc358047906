//! What a word can mean: the closed list of kinds of lexicon entries.

use crate::model::document::Proclitics;
use crate::model::kinds::{EventType, Predicate};

/// One meaning of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// An office, rank, honorific or profession.
    Title(TitleClass),
    /// A verb, participle or noun of speech.
    Speech {
        /// The verb in its citation form.
        lemma: &'static str,
        /// How the verb stands.
        form: Form,
        /// What saying so does to whom it is about.
        polarity: Option<Predicate>,
        /// How the content follows: `that`, `an`, `direct`, `prep:إلى`, joined by commas.
        complement: &'static str,
    },
    /// A noun for an occurrence.
    Event {
        /// Which sort.
        kind: EventType,
        /// Nearly always a particular occurrence.
        strong: bool,
    },
    /// A verb that tells an occurrence.
    EventVerb {
        /// Which sort.
        kind: EventType,
        /// The verb in its citation form.
        lemma: &'static str,
        /// Its subject suffers it (قُتل, was killed).
        passive: bool,
    },
    /// A word that relates two actors, or an actor and an event.
    Act {
        /// Which relation.
        predicate: Predicate,
        /// The verb in its citation form.
        lemma: &'static str,
        /// How the word stands.
        form: Form,
        /// How the object follows: `direct` or prepositions, joined by commas.
        marker: &'static str,
    },
    /// The head of an organization's name.
    OrganizationHead(&'static str),
    /// A noun that with the article and without a name can mean a body named before: the company, التنظيم.
    Body,
    /// The head of a place's name, a direction, or a building.
    PlaceHead(&'static str),
    /// A word of time.
    Time {
        /// `weekday`, `month`, `relative`, …
        class: &'static str,
        /// What it counts: `3`, `-1d`.
        value: &'static str,
    },
    /// A given name.
    GivenName {
        /// `m`, `f` or `u`.
        gender: &'static str,
        /// It is also a common word.
        ambiguous: bool,
    },
    /// A family name.
    FamilyName,
    /// A part that joins names: ابن, أبو, عبد, آل, van, bin.
    NamePart,
    /// A word of the closed classes.
    Function(Function),
    /// A country, by its index in the gazetteer.
    Country(u16),
    /// An adjective or inhabitant of a country.
    Demonym(u16),
    /// A capital that can stand for its government.
    Capital(u16),
    /// A city, region or sea, by its index in the gazetteer.
    City(u16),
    /// A well-known organization, by its index in the gazetteer.
    Organization(u16),
    /// A well-known person, by the index in the gazetteer.
    Person(u16),
    /// What a user listed, by its number there.
    Listed(u32),
}

/// What a title says of its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TitleClass {
    /// An office in a body or state.
    Office,
    /// A military or police rank.
    Rank,
    /// A form of address.
    Honorific,
    /// An occupation.
    Profession,
    /// Former, acting, deputy.
    Modifier,
    /// One who speaks for another.
    Spokesman,
    /// One who belongs to a body: عضو, member.
    Member,
    /// A source that stays without a name: مصدر, witnesses.
    Anonymous,
}

/// How a verb or its noun stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Past tense, perfect.
    Past,
    /// Present tense, imperfect.
    Present,
    /// Active participle.
    Participle,
    /// Passive participle.
    Passive,
    /// Bare infinitive.
    Base,
    /// Verbal noun.
    Masdar,
    /// Another noun.
    Noun,
    /// A preposition of source: بحسب, according to.
    Source,
}

/// A class of closed-class words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// في, of.
    Preposition,
    /// و, and.
    Conjunction,
    /// هو, he.
    Pronoun,
    /// هذا, this.
    Demonstrative,
    /// الذي, who.
    Relative,
    /// لم, not.
    Negation,
    /// سوف, will.
    Future,
    /// لو, could.
    Hypothetical,
    /// أن, that.
    Complementizer,
    /// كان, was.
    Auxiliary,
    /// the, another.
    Determiner,
    /// 's, his.
    Possessive,
    /// while, because.
    Subordinator,
    /// رحمه الله: what is wished to one who was just named.
    Blessing,
    /// Any other.
    Other,
}

impl Function {
    /// Its name in features.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preposition => "preposition",
            Self::Conjunction => "conjunction",
            Self::Pronoun => "pronoun",
            Self::Demonstrative => "demonstrative",
            Self::Relative => "relative",
            Self::Negation => "negation",
            Self::Future => "future",
            Self::Hypothetical => "hypothetical",
            Self::Complementizer => "complementizer",
            Self::Auxiliary => "auxiliary",
            Self::Determiner => "determiner",
            Self::Possessive => "possessive",
            Self::Subordinator => "subordinator",
            Self::Blessing => "blessing",
            Self::Other => "other",
        }
    }

    /// Whether it neither governs, joins nor negates what follows: such words can stand anywhere in a clause.
    #[must_use]
    pub const fn is_minor(self) -> bool {
        matches!(self, Self::Determiner | Self::Possessive | Self::Subordinator | Self::Other)
    }
}

impl Meaning {
    /// Whether it is a proper name or a word derived from one.
    #[must_use]
    pub const fn is_name(&self) -> bool {
        matches!(
            self,
            Self::Country(_)
                | Self::Demonym(_)
                | Self::Capital(_)
                | Self::City(_)
                | Self::Organization(_)
                | Self::Person(_)
                | Self::Listed(_)
                | Self::GivenName { .. }
                | Self::FamilyName
        )
    }

    /// Whether a word of this meaning can stand after these proclitics: verbs take no article and no preposition.
    #[must_use]
    pub const fn may_follow(&self, proclitics: Proclitics) -> bool {
        let noun =
            Proclitics::ARTICLE.with(Proclitics::BI).with(Proclitics::LI).with(Proclitics::KA).0 & proclitics.0 != 0;
        let future = proclitics.has(Proclitics::FUTURE);
        match self {
            Self::Function(_) => !noun && !future,
            Self::Speech { form, .. } | Self::Act { form, .. } => match form {
                Form::Past | Form::Base => !noun && !future,
                Form::Present => !noun,
                _ => !future,
            },
            Self::EventVerb { .. } => !noun,
            // المالي is no Mali.
            Self::Country(_)
            | Self::Capital(_)
            | Self::City(_)
            | Self::Organization(_)
            | Self::Person(_)
            | Self::Listed(_)
            | Self::GivenName { .. } => !proclitics.has(Proclitics::ARTICLE) && !future,
            _ => !future,
        }
    }
}
