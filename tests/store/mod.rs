//! A store is what its articles make it: in any order, in any batches, whenever it is killed.

mod content;
mod crash;
mod drawn;
mod files;
mod given;
mod search;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use khabar::graph::{KnowledgeGraph, Measures, Options};
use khabar::model::article::Article;
use khabar::model::decision::Decisions;
use khabar::model::extraction::Extraction;
use khabar::model::resolution::Judgement;
use khabar::store::Store;
use khabar::{ingest, pipeline, resolve};

/// The sample articles with what they say, by id.
static ARTICLES: LazyLock<Vec<(Article, Extraction)>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    let articles = ingest::read(&[folder]).map(|article| article.expect("a sample article"));
    let mut read: Vec<_> = articles
        .map(|article| {
            let extraction = pipeline::extract(&article);
            (article, extraction)
        })
        .collect();
    read.sort_by(|l, r| l.0.id.cmp(&r.0.id));
    read
});

/// Numbers without a pattern, the same in every run (Marsaglia, *Xorshift RNGs*, 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }
}

/// A path of this name where nothing is.
fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("store");
    std::fs::create_dir_all(&folder).expect("a folder");
    for ending in ["", "-wal", "-shm", "-journal"] {
        _ = std::fs::remove_file(folder.join(format!("{name}.khabar{ending}")));
    }
    folder.join(format!("{name}.khabar"))
}

/// A store of this name with all sample articles and their graph.
fn full(name: &str) -> Store {
    let mut store = Store::create(&fresh(name)).expect("a store");
    store.add(&ARTICLES).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    store
}

/// What one build of some extractions gives, in the order of their articles' ids.
fn built<'e>(extractions: impl Iterator<Item = &'e Extraction>) -> (KnowledgeGraph, Vec<Judgement>) {
    let extractions: Vec<Extraction> = extractions.cloned().collect();
    assert!(extractions.is_sorted_by(|l, r| l.article.id < r.article.id));
    let mut judgements = resolve::resolve(&extractions).judgements;
    judgements.sort_by_key(Judgement::subject);
    (pipeline::drawn(&extractions, &Decisions::default(), Options::default()), judgements)
}

/// A store's graph and judgements are those of one build of these articles, and the file is sound.
fn check_equals<'e>(store: &mut Store, articles: impl Iterator<Item = &'e Extraction>) {
    assert!(pipeline::draw(store).expect("drawn").done);
    let (graph, judgements) = built(articles);
    check_same(&store.graph().expect("a graph"), &graph);
    assert_eq!(store.judgements().expect("judgements"), judgements);
    assert_eq!(store.check().expect("checked"), Vec::<String>::new());
}

/// Two graphs are equal, their measures apart.
fn check_same(left: &KnowledgeGraph, right: &KnowledgeGraph) {
    let bare = |graph: &KnowledgeGraph| {
        let mut graph = graph.clone();
        graph.graph.node_weights_mut().for_each(|node| node.measures = Measures::default());
        graph
    };
    let (left, right) = (bare(left), bare(right));
    assert_eq!(left.articles, right.articles);
    assert_eq!(left.stories, right.stories);
    assert_eq!(left.folded, right.folded);
    for (l, r) in left.graph.node_weights().zip(right.graph.node_weights()) {
        assert_eq!(l, r);
    }
    for (l, r) in left.graph.raw_edges().iter().zip(right.graph.raw_edges()) {
        assert_eq!((l.source(), l.target(), &l.weight), (r.source(), r.target(), &r.weight));
    }
    assert_eq!(left.graph.node_count(), right.graph.node_count());
    assert_eq!(left.graph.edge_count(), right.graph.edge_count());
    assert_eq!(left.statements, right.statements);
}
