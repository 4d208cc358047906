//! What the user decided by hand stands before all that resolution finds.

use khabar::model::extraction::Extraction;
use khabar::model::kinds::EntityType;
use khabar::resolve::{decisions, resolve_with};

use super::{article, clusters, corpus};

/// The ids of the clusters under a table of decisions, each with its articles; and the remarks.
fn decided(corpus: &[Extraction], lines: &str) -> (Vec<String>, Vec<String>) {
    let (decisions, wrong) = decisions::read(&format!("decision\tleft\tright\n{lines}"), "d.tsv");
    assert_eq!(wrong, []);
    let resolution = resolve_with(corpus, &decisions);
    let told = clusters(corpus, &resolution).into_iter().map(|(id, members)| {
        let articles: Vec<String> = members.into_iter().map(|(article, _)| article).collect();
        format!("{id} {}", articles.join("+"))
    });
    (told.collect(), resolution.remarks.iter().map(ToString::to_string).collect())
}

#[test]
fn what_the_user_decided_stands_before_all() {
    use EntityType::Person;
    let corpus = [
        article("a1", &[(Person, "Ali Hassan")]),
        article("a2", &[(Person, "Ali Hassan")]),
        article("a3", &[(Person, "علي حسن")]),
        article("a4", &[(Person, "Omar Rashid")]),
    ];
    let check = |lines: &str, expected: &[&str]| {
        let (found, remarks) = decided(&corpus, lines);
        assert_eq!(
            (found.as_slice(), remarks.len()),
            (&expected.iter().map(ToString::to_string).collect::<Vec<_>>()[..], 0),
            "{lines} {remarks:?}"
        );
    };
    check("", &["person:ali-hassan a1+a2+a3", "person:omar-rashid a4"]);
    // Each is named by its first, whichever has more articles.
    check("same\tOmar Rashid\tAli Hassan", &["person:omar-rashid a1+a2+a3+a4"]);
    check("same\tperson:ali-hassan\tperson:omar-rashid", &["person:ali-hassan a1+a2+a3+a4"]);
    check("alias\tOmar Rashid\tAli Hassan", &["person:ali-hassan a1+a2+a3+a4"]);
    // What is split stays alone, until the user joins it to another.
    check(
        "split\tAli Hassan @ a2\nsame\tOmar Rashid\tAli Hassan @ a2",
        &["person:ali-hassan a1+a3", "person:omar-rashid a2+a4"],
    );
    let (found, remarks) = decided(&corpus, "different\tعلي حسن\tperson:Ali Hassan");
    assert_eq!((found.len(), remarks.len()), (3, 0), "{found:?} {remarks:?}");
    let (found, remarks) = decided(&corpus, "split\tperson:Ali Hassan @ a2");
    assert_eq!((found.len(), remarks.len()), (3, 0), "{found:?} {remarks:?}");
}

#[test]
fn decisions_that_mean_nothing_are_told_with_their_line() {
    use EntityType::{Organization, Person};
    let corpus =
        [article("a1", &[(Person, "Ali Hassan"), (Organization, "Vexley")]), article("a2", &[(Person, "Vexley")])];
    let (_, remarks) = decided(
        &corpus,
        "same\tAli Hassan\tNobody\ndifferent\tAli Hassan\tperson:Vexley\nsame\tAli Hassan\tperson:Vexley\nsame\tAli Hassan\tVexley",
    );
    let expected = [
        "d.tsv:2: note: nothing here is called 'Nobody'",
        "d.tsv:4: note: it would put together what line 3 tells apart",
        "d.tsv:5: note: 'Vexley' is a name of several kinds, person and organization",
    ];
    assert_eq!(remarks.len(), 3, "{remarks:?}");
    for (remark, start) in remarks.iter().zip(expected) {
        assert!(remark.starts_with(start), "{remark}");
    }
}

#[test]
fn events_are_put_together_and_told_apart_by_hand() {
    let corpus = corpus();
    let events = |lines: &str| decided(&corpus, lines).0.iter().filter(|told| told.starts_with("event:")).count();
    assert_eq!(events(""), 2);
    assert_eq!(events("same\tevent:meeting @ a1\tevent:meeting @ a3"), 1);
    assert_eq!(events("different\tevent:meeting @ a1\tevent:meeting @ a2"), 3);
    assert_eq!(events("split\tevent:meeting @ a3"), 2);
}
