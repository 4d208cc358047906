//! The stream of articles: a thread reads ahead, the caller's side counts and leaves copies out.
//!
//! Law: what is read ahead is a few megabytes; what is remembered of an article is its id and a number.

use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::vec::IntoIter;

use rustc_hash::FxHashMap;

use super::sink::Item;
use super::source::{self, Source};
use super::{Fields, Flow};
use crate::lang::sketch::{hash, mix};
use crate::model::article::Article;
use crate::model::diagnostic::{Diagnostic, Severity};

/// Text that is handed over at once, in bytes.
const BATCH: usize = 1 << 18;

/// Batches that wait at most.
const WAITING: usize = 4;

/// What became of the input so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles that were read.
    pub read: usize,
    /// Articles left out because an earlier one has their id or their text.
    pub duplicate: usize,
    /// Articles and files that were left out for another reason.
    pub skipped: usize,
    /// Inputs that could not be read, or not to their end.
    pub failed: usize,
    /// Remarks about articles that were read.
    pub notes: usize,
}

impl Counts {
    /// Whether nothing was lost.
    #[must_use]
    pub const fn is_clean(self) -> bool {
        self.duplicate == 0 && self.skipped == 0 && self.failed == 0
    }

    /// All pieces of the input: each was read, a duplicate, skipped or failed.
    #[must_use]
    pub const fn inputs(self) -> usize {
        self.read + self.duplicate + self.skipped + self.failed
    }
}

/// How far the reading is, in bytes of the files as they are.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    read: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
}

impl Progress {
    /// Bytes read.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes of all files; 0 when that is not known.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }
}

/// Reads files, folders (recursively, in the order of names), patterns and `-`, the standard input.
#[must_use]
pub fn read<P: AsRef<Path>>(paths: &[P]) -> Articles {
    read_with(paths, Fields::default())
}

/// Reads as [`read`] does, with names for fields beside those that are known.
#[must_use]
pub fn read_with<P: AsRef<Path>>(paths: &[P], fields: Fields) -> Articles {
    let paths: Vec<PathBuf> = paths.iter().map(|p| p.as_ref().to_path_buf()).collect();
    let (sender, receiver) = sync_channel(WAITING);
    let progress = Progress::default();
    let thread = {
        let progress = progress.clone();
        thread::spawn(move || read_ahead(&paths, &fields, &progress, &sender))
    };
    Articles {
        receiver,
        thread: Some(thread),
        batch: Vec::new().into_iter(),
        seen: Seen::default(),
        counts: Counts::default(),
        progress,
    }
}

/// Reads all inputs; ends early when nobody listens any more.
fn read_ahead(paths: &[PathBuf], fields: &Fields, progress: &Progress, sender: &SyncSender<Vec<Item>>) {
    let sources = source::list(paths);
    let length = |source: &Source| match source {
        Source::File { length, .. } => Some(*length).filter(|length| *length > 0),
        Source::Standard => None,
        Source::Bad(_) => Some(0),
    };
    progress.total.store(sources.iter().map(length).sum::<Option<u64>>().unwrap_or(0), Ordering::Relaxed);
    let (mut batch, mut bytes) = (Vec::new(), 0);
    let mut out = |item: Item| {
        bytes += item.as_ref().map_or(BATCH / 64, |article| article.body.len() + BATCH / 256);
        batch.push(item);
        if bytes < BATCH {
            return Flow::Continue(());
        }
        bytes = 0;
        sender.send(std::mem::take(&mut batch)).map_or(Flow::Break(()), Flow::Continue)
    };
    for source in sources {
        if source::read(source, fields, &progress.read, &mut out).is_break() {
            return;
        }
    }
    _ = sender.send(batch);
}

/// The stream that [`read`] gives.
pub struct Articles {
    receiver: Receiver<Vec<Item>>,
    thread: Option<JoinHandle<()>>,
    batch: IntoIter<Item>,
    seen: Seen,
    counts: Counts,
    progress: Progress,
}

impl Articles {
    /// What became of the input so far.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// How far the reading is; it goes on while the articles are worked on.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    fn receive(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.batch.next() {
                return Some(item);
            }
            if let Ok(batch) = self.receiver.recv() {
                self.batch = batch.into_iter();
                continue;
            }
            // The thread is done; what made it panic is the caller's to see.
            if let Some(Err(cause)) = self.thread.take().map(JoinHandle::join) {
                panic::resume_unwind(cause);
            }
            return None;
        }
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Diagnostic>;

    fn next(&mut self) -> Option<Item> {
        let item = self.receive()?.and_then(|article| match self.seen.earlier(&article) {
            None => Ok(article),
            Some((message, remedy)) => {
                let (file, line) = (article.origin, None);
                Err(Diagnostic { severity: Severity::Duplicate, file, line, message, remedy: remedy.to_owned() })
            }
        });
        match &item {
            Ok(_) => self.counts.read += 1,
            Err(diagnostic) => match diagnostic.severity {
                Severity::Note => self.counts.notes += 1,
                Severity::Duplicate => self.counts.duplicate += 1,
                Severity::Skipped => self.counts.skipped += 1,
                Severity::Failed => self.counts.failed += 1,
            },
        }
        Some(item)
    }
}

/// The articles that were read, by their ids and by their texts.
#[derive(Default)]
struct Seen {
    ids: Vec<Box<str>>,
    /// By the hash of the id the place of the article.
    by_id: FxHashMap<u64, u32>,
    /// By the hash of title and text.
    by_text: FxHashMap<u64, u32>,
}

impl Seen {
    /// Why an article is a duplicate, and what to do; takes it in when it is none.
    fn earlier(&mut self, article: &Article) -> Option<(String, &'static str)> {
        let id = hash(&article.id);
        if self.by_id.get(&id).is_some_and(|&place| *self.ids[place as usize] == *article.id) {
            let message = format!("an earlier article has the id '{}'", article.id);
            return Some((message, "give it another id, or leave it out"));
        }
        let text = mix(hash(&article.title) ^ hash(&article.body).rotate_left(1));
        if let Some(&place) = self.by_text.get(&text) {
            return Some((format!("the text of '{}' once more", self.ids[place as usize]), "leave one of them out"));
        }
        let place = self.ids.len() as u32;
        self.ids.push(article.id.as_str().into());
        self.by_id.insert(id, place);
        self.by_text.insert(text, place);
        None
    }
}
