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

#[test]
fn when_and_where_it_was_said_is_no_part_of_what_was_said() {
    for (body, words) in [
        (
            "The World Bank said Thursday it would lend Jordan 200 million dollars for new schools.",
            "it would lend Jordan 200 million dollars for new schools",
        ),
        (
            "The World Bank said in a letter to the minister that growth in Egypt had slowed.",
            "growth in Egypt had slowed",
        ),
        (
            "The World Bank said on Tuesday in a letter to the minister growth in Egypt had slowed.",
            "growth in Egypt had slowed",
        ),
        ("The World Bank said Monday was a holiday in Egypt.", "Monday was a holiday in Egypt"),
        ("The World Bank said by Friday Egypt must pay its debt.", "by Friday Egypt must pay its debt"),
        (
            "Growth in Egypt has slowed since spring, the World Bank said after its staff had met the minister.",
            "Growth in Egypt has slowed since spring",
        ),
    ] {
        assert_eq!(said(body), [("World Bank".to_owned(), words.to_owned())]);
    }
}

#[test]
fn who_is_named_at_the_end_of_a_sentence_says_all_of_it() {
    let body = "Jordan expects to sign the loan before the summer, Finance Minister Mohamad Al-Ississ said on Monday.";
    let words = "Jordan expects to sign the loan before the summer";
    assert_eq!(said(body), [("Mohamad Al-Ississ".to_owned(), words.to_owned())]);
    let body = "When Kerry said he would leave Iraq, Congress agreed.";
    assert!(said(body).iter().all(|(speaker, _)| speaker != "Congress"), "{:?}", said(body));
    let body = "The World Bank said it would lend Jordan 200 million dollars, officials said.";
    assert_eq!(said(body), [("World Bank".to_owned(), "it would lend Jordan 200 million dollars".to_owned())]);
}

#[test]
fn nouns_passives_and_hearers_say_nothing() {
    let body = "Reports of a new loan for Jordan by the World Bank were denied in Amman. The loan is forecast to rise four \
                percent next year.";
    assert!(said(body).is_empty(), "{:?}", said(body));
    let body = "Finance Minister Mohamad Al-Ississ told a news conference in Amman on Monday.";
    assert!(said(body).is_empty(), "{:?}", said(body));
    let body = "Asked about the loan, Finance Minister Mohamad Al-Ississ said that the terms were not settled yet.";
    assert_eq!(said(body), [("Mohamad Al-Ississ".to_owned(), "the terms were not settled yet".to_owned())]);
}

#[test]
fn an_apposition_to_the_speaker_is_no_part_of_what_was_said() {
    let body = "أكدت وزيرة الثقافة نورة الكعبي، رئيسة اللجنة العليا للمهرجان، أهمية دعم الفنانين الشباب في الإمارات.";
    assert_eq!(said(body), [("نورة الكعبي".to_owned(), "أهمية دعم الفنانين الشباب في الإمارات".to_owned())]);
}
