//! `graph.json` gives back the graph that it was written from.

use khabar::export::json_read;
use khabar::graph::KnowledgeGraph;
use khabar::graph::selection::Selection;
use petgraph::visit::EdgeRef;

use super::{check_writes, everything, graphs};

fn check_same(name: &str, read: &KnowledgeGraph, graph: &KnowledgeGraph) {
    let nodes = |g: &KnowledgeGraph| g.graph.node_weights().cloned().collect::<Vec<_>>();
    let edges = |g: &KnowledgeGraph| {
        g.graph.edge_references().map(|e| (e.source(), e.target(), e.weight().clone())).collect::<Vec<_>>()
    };
    for (read, node) in nodes(read).iter().zip(nodes(graph)) {
        assert_eq!(*read, node, "{name}");
    }
    assert_eq!(nodes(read).len(), nodes(graph).len(), "{name}");
    assert_eq!(edges(read), edges(graph), "{name}");
    assert_eq!(read.articles, graph.articles, "{name}");
    assert_eq!(read.stories, graph.stories, "{name}");
    assert_eq!(read.statements, graph.statements, "{name}");
    assert_eq!((read.overview, read.projection), (graph.overview, graph.projection), "{name}");
}

#[test]
fn a_graph_comes_back_whole() {
    for (name, graph) in graphs::all() {
        for selection in [Selection::default(), everything()] {
            let folder = check_writes(&format!("json_{name}"), &graph, &selection);
            let read = json_read::read(&folder).unwrap_or_else(|error| panic!("{name}: {error}"));
            check_same(name, &read, &graph);
            _ = std::fs::remove_dir_all(folder);
        }
    }
}

#[test]
fn what_is_no_graph_is_told_so() {
    for text in ["", "{}", "[]", "{\"nodes\": [], \"links\": []}"] {
        assert!(json_read::from_reader(text.as_bytes()).is_err(), "{text}");
    }
    assert!(json_read::read(std::path::Path::new("no/such/folder")).is_err());
}
