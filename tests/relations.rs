//! What holds between the names of an article.

use khabar::model::article::Article;
use khabar::model::kinds::Predicate;
use khabar::pipeline;

/// The facts of a predicate in a text, each as its two names.
fn facts(body: &str, predicate: Predicate) -> Vec<(String, String)> {
    let article = Article { body: body.to_owned(), ..Article::default() };
    let extraction = pipeline::extract(&article);
    let name = |id: &str| {
        let entity = extraction.entities.iter().find(|e| e.id == id).map(|e| e.name.clone());
        entity.or_else(|| extraction.events.iter().find(|e| e.id == id).map(|e| e.name.clone())).unwrap_or_default()
    };
    let told = extraction.relations.iter().filter(|r| r.predicate == predicate);
    told.map(|r| (name(&r.subject), name(&r.object))).collect()
}

#[test]
fn a_town_is_in_its_country_and_in_no_other() {
    let body = "Thousands of families fled Aleppo on Monday. Buses waited at the edge of the town.\n\n\
                The government of Syria said that the road out of Aleppo was open. Officials in Germany called for calm.";
    let located = facts(body, Predicate::LocatedIn);
    let pair = |a: &str, b: &str| located.contains(&(a.to_owned(), b.to_owned()));
    assert!(pair("Aleppo", "Syria"), "{located:?}");
    assert!(!pair("Aleppo", "Germany"), "{located:?}");
}

#[test]
fn a_title_without_a_state_is_held_where_the_article_is_about() {
    let body = "KHARTOUM, June 3 - Sudan will open three border crossings next week, the government of Sudan said.\n\n\
                President Omar Tijani told reporters that the crossings had been shut for a year. \
                Finance Minister Salma Idris said Sudan had lost trade with its neighbours.";
    let offices = facts(body, Predicate::HoldsRole);
    let pair = |a: &str, b: &str| offices.contains(&(a.to_owned(), b.to_owned()));
    assert!(pair("Omar Tijani", "Sudan"), "{offices:?}");
    assert!(pair("Salma Idris", "Sudan"), "{offices:?}");
}

#[test]
fn what_did_not_happen_is_negated() {
    use khabar::model::kinds::Modality;
    let body = "لم تعتقل الشرطة العراقية أي مشتبه فيه في بغداد أمس.";
    let extraction = pipeline::extract(&Article { body: body.to_owned(), ..Article::default() });
    let of_events = extraction.relations.iter().filter(|r| extraction.events.iter().any(|e| e.id == r.object));
    let parts: Vec<Modality> = of_events.map(|r| r.modality).collect();
    assert!(!parts.is_empty() && parts.iter().all(|m| *m == Modality::Negated), "{:?}", extraction.relations);
}

#[test]
fn a_verb_that_begins_as_the_article_does_keeps_its_letters() {
    let body = "التقى الرئيس الفرنسي إيمانويل ماكرون نظيره الروسي فلاديمير بوتين في موسكو أمس.";
    let took_part = facts(body, Predicate::ParticipatedIn);
    assert!(!took_part.is_empty() && took_part.iter().all(|(_, event)| event.starts_with("التقى")), "{took_part:?}");
}

#[test]
fn who_speaks_of_a_body_holds_no_office_there() {
    let body =
        "Analyst Helen Brandt said Siemens would close two plants in Bavaria next year. Siemens declined to comment.";
    assert!(facts(body, Predicate::HoldsRole).is_empty(), "{:?}", facts(body, Predicate::HoldsRole));
}

#[test]
fn a_dateline_is_no_part_of_a_title() {
    let body = "NEW YORK - Investor Martin Rossi bought two ships on Monday.";
    assert!(facts(body, Predicate::HoldsRole).is_empty(), "{:?}", facts(body, Predicate::HoldsRole));
}
