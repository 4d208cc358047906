//! A third language, as ARCHITECTURE.md says that one is added: a type, ten rows of lexicon, and nothing else.

use std::sync::OnceLock;

use khabar::extract::extract;
use khabar::lang::lexicon::{Lexicon, Sources};
use khabar::lang::{Grammar, Language, Reference, by_code};
use khabar::model::article::Article;
use khabar::model::document::Readings;
use khabar::model::extraction::Extraction;
use khabar::model::kinds::{EntityType, Predicate};
use khabar::text::analyze;

struct French;

impl Language for French {
    fn code(&self) -> &'static str {
        "fr"
    }

    fn fold(&self, surface: &str, folded: &mut String) {
        folded.extend(surface.chars().flat_map(char::to_lowercase));
    }

    fn readings(&self, _surface: &str, _folded: &str) -> Readings {
        Readings::whole()
    }

    fn is_abbreviation(&self, folded: &str) -> bool {
        folded == "mme."
    }

    fn has_letter(&self, letter: char) -> bool {
        letter.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&letter)
    }

    fn lexicon(&self) -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon::build(self, &SOURCES))
    }

    fn times(&self) -> &'static str {
        SOURCES.times
    }

    fn grammar(&self) -> &'static Grammar {
        &Grammar {
            adjective_follows: true,
            verb_first: false,
            prefixed_article: "",
            capitals: true,
            place_prepositions: &["à", "en"],
            motion_prepositions: &["de"],
            during: &["pendant"],
            belonging_prepositions: &["de"],
            between: &["entre", "avec"],
            against: &["contre"],
            title_prepositions: &["de", "à"],
            genitive: &["de", "du"],
            possessive: &[],
            agent: &["par"],
            verb_endings: &[],
            within: &[],
            infinitive: &[],
            passive: &["est", "été"],
            definite: &["le", "la", "les"],
            complementizers: &["que"],
            contrasts: &["mais"],
            pronouns: &[("il", Reference::Person("m")), ("elle", Reference::Person("f"))],
            written_prepositions: &[],
            loosely_written: &[],
            governments: &[],
            attached: &[],
        }
    }
}

const SOURCES: Sources = Sources {
    titles: "title\tclass\ndirectrice\toffice\nministre\toffice",
    speech: "form\tlemma\tform_class\tpolarity\tcomplement\ndit\tdire\tpast\tneutral\tthat,quote",
    events: "",
    event_verbs: "",
    acts: "",
    organizations: "head\tsubtype\nbanque\tbank",
    places: "",
    times: "",
    names: "name\tclass\tgender\ncatherine\tgiven\tf\ndupont\tfamily\t",
    function: "word\tclass\nla\tdeterminer\nde\tpreposition\nque\tcomplementizer\na\tauxiliary",
};

fn read(body: &str) -> Extraction {
    let article = Article { body: body.to_owned(), ..Article::default() };
    extract(&analyze(&article, &French), &French)
}

#[track_caller]
fn check_role(body: &str, person: &str, role: &str, body_named: &str) {
    let extraction = read(body);
    let name = |id: &str| extraction.entities.iter().find(|e| e.id == id).map(|e| (e.kind, e.name.as_str()));
    let found = extraction.relations.iter().any(|r| {
        r.predicate == Predicate::HoldsRole
            && r.role.as_deref() == Some(role)
            && name(&r.subject) == Some((EntityType::Person, person))
            && name(&r.object) == Some((EntityType::Organization, body_named))
    });
    assert!(found, "{:?}\n{:?}", extraction.entities, extraction.relations);
}

#[test]
fn a_language_of_ten_rows_gives_a_person_and_her_role() {
    check_role(
        "Catherine Dupont, directrice de la Banque de Lyon, est partie.",
        "Catherine Dupont",
        "directrice de la Banque de Lyon",
        "Banque de Lyon",
    );
    check_role(
        "La directrice de la Banque de Lyon Catherine Dupont est partie.",
        "Catherine Dupont",
        "directrice de la Banque de Lyon",
        "Banque de Lyon",
    );
}

/// Headlines in capitals and posts without any give the names that the gazetteers know.
#[test]
fn known_names_need_no_capitals() {
    for body in [
        "BARACK OBAMA AND THE EUROPEAN UNION AGREED WITH GERMANY",
        "barack obama and the european union agreed with germany",
    ] {
        let article = Article { body: body.to_owned(), ..Article::default() };
        let english = by_code("en").expect("English");
        let extraction = extract(&analyze(&article, english), english);
        let found = |kind: EntityType, name: &str| {
            extraction.entities.iter().any(|e| e.kind == kind && e.name.to_lowercase() == name)
        };
        assert!(found(EntityType::Person, "barack obama"), "{:?}", extraction.entities);
        assert!(found(EntityType::Organization, "european union"), "{:?}", extraction.entities);
        assert!(found(EntityType::Country, "germany"), "{:?}", extraction.entities);
    }
}

#[test]
fn a_language_of_ten_rows_tells_who_said_what() {
    let extraction = read("Catherine Dupont est partie. Elle a dit que la Banque de Lyon a perdu cent millions.");
    let statement = extraction.statements.first().expect("a statement");
    assert_eq!(statement.content.text, "la Banque de Lyon a perdu cent millions");
    assert_eq!(
        extraction.entities.iter().find(|e| e.id == statement.speaker).map(|e| e.name.as_str()),
        Some("Catherine Dupont")
    );
}
