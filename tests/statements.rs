//! Who said what, and which words were said.

use khabar::model::article::Article;
use khabar::model::kinds::Predicate;
use khabar::pipeline;

/// The statements of a text, each as its speaker and its words.
fn said(body: &str) -> Vec<(String, String)> {
    let extraction = pipeline::extract(&Article { body: body.to_owned(), ..Article::default() });
    let name = |id: &str| extraction.entities.iter().find(|e| e.id == id).map(|e| e.name.clone()).unwrap_or_default();
    extraction.statements.iter().map(|s| (name(&s.speaker), s.content.text.clone())).collect()
}

#[test]
fn a_statement_speaks_for_the_body_that_issued_it() {
    let said = said("قال بيان لوزارة الصحة العراقية إن المستشفيات استقبلت عشرات الجرحى منذ الصباح.");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].0.contains("وزارة الصحة"), "{said:?}");
    assert!(said[0].1.starts_with("المستشفيات"), "{said:?}");
}

#[test]
fn what_is_said_ends_where_the_reporter_goes_on() {
    let said = said(
        "أعلن وزير الخارجية الكويتي صباح الخالد أن بلاده سترسل مساعدات عاجلة إلى المتضررين، مضيفا أن الطائرات \
         ستقلع غدا.",
    );
    let words: Vec<&str> = said.iter().map(|(_, words)| words.as_str()).collect();
    assert!(words.contains(&"بلاده سترسل مساعدات عاجلة إلى المتضررين"), "{said:?}");
    assert!(words.contains(&"الطائرات ستقلع غدا"), "{said:?}");
    assert!(said.iter().all(|(speaker, _)| speaker.contains("صباح الخالد")), "{said:?}");
}

#[test]
fn the_head_of_a_body_named_before_holds_his_office_there() {
    let body = "أصدر المرصد السوري لحقوق الإنسان تقريرا جديدا عن المعارك.\n\n\
                وقال مدير المرصد رامي عبد الرحمن إن القتال توقف في المدينة.";
    let extraction = pipeline::extract(&Article { body: body.to_owned(), ..Article::default() });
    let name = |id: &str| extraction.entities.iter().find(|e| e.id == id).map_or("", |e| &e.name);
    let offices = extraction.relations.iter().filter(|r| r.predicate == Predicate::HoldsRole);
    let held: Vec<(&str, &str)> = offices.map(|r| (name(&r.subject), name(&r.object))).collect();
    assert!(held.contains(&("رامي عبد الرحمن", "المرصد السوري لحقوق الإنسان")), "{held:?}");
}
