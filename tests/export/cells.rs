//! Laws of the cells: any text becomes one clean line, and comes back from the XML as that line.

use khabar::export::{Format, gexf::Gexf, graphml::GraphMl};
use khabar::graph::KnowledgeGraph;
use khabar::graph::selection::Selection;
use khabar::graph::value::{clean, token};
use khabar::graph::view::View;
use khabar::model::kinds::NodeKind;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::graphs;

/// The XML of a graph whose one node has this label.
fn xml(format: &dyn Format, label: &str) -> String {
    let graph = KnowledgeGraph {
        graph: graphs::assemble(vec![graphs::node("person:a", NodeKind::Person, "", label)], vec![]),
        ..KnowledgeGraph::default()
    };
    let mut out = Vec::new();
    let written = format.write(&View::new(&graph, &Selection::default()), 0, &mut out);
    assert!(written.is_ok());
    String::from_utf8(out).unwrap_or_default()
}

/// The first `label` attribute of a node, and the text of the first `data` with the key `label`.
fn labels(xml: &str) -> (Option<String>, Option<String>) {
    let mut reader = Reader::from_str(xml);
    let (mut attribute, mut text, mut inside) = (None, None, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let value = |name: &str| tag.try_get_attribute(name).ok().flatten().map(|a| a.value.into_owned());
                if tag.name().as_ref() == "node" {
                    let raw = value("label");
                    attribute = attribute
                        .or(raw.and_then(|r| quick_xml::escape::unescape(&r).map(std::borrow::Cow::into_owned).ok()));
                }
                inside = text.is_none() && tag.name().as_ref() == "data" && value("key").as_deref() == Some("label");
            }
            Ok(Event::Text(part)) if inside => text = Some(text.unwrap_or_default() + part.into_inner().as_ref()),
            Ok(Event::CData(part)) if inside => text = Some(text.unwrap_or_default() + part.into_inner().as_ref()),
            Ok(Event::End(_)) => inside = false,
            Ok(Event::Eof) => return (attribute, text),
            Ok(_) => {}
            Err(error) => panic!("{error}: {xml}"),
        }
    }
}

proptest! {
    #[test]
    fn any_text_becomes_one_clean_line(text in any::<String>()) {
        let line = clean(&text);
        prop_assert!(!line.chars().any(|c| c.is_control() || c.is_whitespace() && c != ' '));
        prop_assert!(!line.starts_with(' ') && !line.ends_with(' ') && !line.contains("  "));
        prop_assert_eq!(clean(&line), line.clone());
        let kept = |c: &char| !c.is_control() && !c.is_whitespace() && !"\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{61c}\u{feff}\u{fffe}\u{ffff}".contains(*c);
        prop_assert!(text.chars().filter(kept).eq(line.chars().filter(|c| *c != ' ')));
        prop_assert!(token(&text).chars().all(|c| c.is_alphanumeric() || c.is_alphabetic() || ".-_:".contains(c)));
    }

    #[test]
    fn any_label_comes_back_from_xml(text in any::<String>()) {
        let line = clean(&text);
        let expected = if line.is_empty() { "person:a".to_owned() } else { line.into_owned() };
        prop_assert_eq!(labels(&xml(&Gexf, &text)).0, Some(expected.clone()));
        prop_assert_eq!(labels(&xml(&GraphMl, &text)).1, Some(expected));
    }
}
