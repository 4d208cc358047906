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
fn words_belong_to_whom_an_agency_quotes_and_not_to_the_agency() {
    let said = said(
        "نقلت وكالة رويترز عن وزير الدفاع الألماني بوريس بيستوريوس أن بلاده سترسل دفعة جديدة من المساعدات إلى \
         أوكرانيا قبل نهاية الشهر.",
    );
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, "بوريس بيستوريوس", "{said:?}");
}

#[test]
fn a_noun_of_speech_belongs_to_whose_it_is() {
    for body in [
        "وتأتي الخطوة بعد اتهامات الأمم المتحدة بأن جنودا من جنوب السودان نهبوا مخازن الغذاء في مدينة ملكال.",
        "وتأتي الخطوة بعد تأكيد الأمم المتحدة أن جنودا من جنوب السودان نهبوا مخازن الغذاء في مدينة ملكال.",
    ] {
        let said = said(body);
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(said[0].0, "الأمم المتحدة", "{said:?}");
    }
}

#[test]
fn a_source_within_a_body_speaks_for_it_and_two_speak_where_two_are_named() {
    let source =
        said("وقال مصدر في وزارة النقل المصرية إن السكك الحديدية ستزيد عدد القطارات بين القاهرة والإسكندرية خلال العيد.");
    assert_eq!(source.len(), 1, "{source:?}");
    assert!(source[0].0.contains("وزارة النقل"), "{source:?}");
    let both = said(
        "وقال المستشار الألماني أولاف شولتس ووزيرة خارجيته أنالينا بيربوك إن برلين لن تعترف بنتائج الانتخابات في \
         بيلاروسيا.",
    );
    let speakers: Vec<&str> = both.iter().map(|(speaker, _)| speaker.as_str()).collect();
    assert!(speakers.contains(&"أولاف شولتس") && speakers.contains(&"أنالينا بيربوك"), "{both:?}");
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
