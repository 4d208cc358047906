//! What stands in one article: written where it is not what was written of it before.

use rayon::prelude::*;
use rusqlite::params;
use rustc_hash::FxHashMap;

use super::edges::Edges;
use super::{Drawing, Picture, mark, said};
use crate::graph::piece::Piece;
use crate::graph::{EdgeEvidence, NodeMention};

/// Articles that are read at once.
const CHUNK: usize = 1024;

/// An edge that evidence is of: the number of its row.
pub(super) type Row = i64;

impl<P: Picture> Drawing<'_, P> {
    /// The articles whose entities and events became other nodes than they were, each with its mark.
    pub(super) fn changed_pieces(&self) -> rusqlite::Result<Vec<(usize, i64)>> {
        let mut query = self.transaction.prepare_cached("SELECT a, mark FROM piece")?;
        let known = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let known: FxHashMap<i64, i64> = known.collect::<rusqlite::Result<_>>()?;
        let mut changed = Vec::new();
        let mut numbers = Vec::new();
        for (article, a) in self.articles.iter().enumerate() {
            numbers.clear();
            let homes = self.picture.homes(article).iter();
            numbers.extend(homes.map(|&node| self.nodes.get(node as usize).copied().unwrap_or_default()));
            let mark = mark(&(self.picture.print(), &numbers));
            if known.get(a) != Some(&mark) {
                changed.push((article, mark));
            }
        }
        Ok(changed)
    }

    /// Writes what those articles add in the place of what was written of them, and numbers its edges.
    pub(super) fn write_pieces(&self, changed: &[(usize, i64)], edges: &mut Edges) -> rusqlite::Result<()> {
        let order = "INSERT INTO piece (a, mark, folded) VALUES (?1, ?2, ?3)
                     ON CONFLICT (a) DO UPDATE SET (mark, folded) = (?2, ?3)";
        let mut order = self.transaction.prepare_cached(order)?;
        for some in changed.chunks(CHUNK) {
            for (&(article, mark), piece) in some.iter().zip(self.pieces(some)?) {
                let a = self.articles[article];
                let rows = self.number(&piece, edges)?;
                self.write_piece(a, &piece, &rows)?;
                order.execute(params![a, mark, piece.folded])?;
            }
        }
        Ok(())
    }

    /// What some articles add.
    fn pieces(&self, some: &[(usize, i64)]) -> rusqlite::Result<Vec<Piece>> {
        let mut query = self.transaction.prepare_cached("SELECT json FROM extraction WHERE a = ?1")?;
        let text = |&(article, _): &(usize, i64)| query.query_row([self.articles[article]], |row| row.get(0));
        let texts: Vec<String> = some.iter().map(text).collect::<rusqlite::Result<_>>()?;
        let picture = self.picture;
        let read = |(&(article, _), text): (&(usize, i64), String)| Ok(picture.piece(article, &said(&text)?));
        some.par_iter().zip(texts).map(read).collect()
    }

    fn write_piece(&self, a: i64, piece: &Piece, rows: &[Row]) -> rusqlite::Result<()> {
        let transaction = self.transaction;
        let node = |node: u32| self.nodes[node as usize];
        transaction.prepare_cached("DELETE FROM mention WHERE a = ?1")?.execute([a])?;
        // Evidence and statements hang on their sentences.
        transaction.prepare_cached("DELETE FROM sentence WHERE a = ?1")?.execute([a])?;
        let mut order = transaction.prepare_cached(
            "INSERT INTO mention (n, a, field, \"start\", \"end\", surface, level) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for (n, NodeMention { passage, level, .. }) in &piece.mentions {
            order.execute(params![node(*n), a, passage.field, passage.start, passage.end, passage.text, level])?;
        }
        let mut sentences: FxHashMap<&str, i64> = FxHashMap::default();
        let mut sentence = transaction.prepare_cached("INSERT INTO sentence (a, text) VALUES (?1, ?2)")?;
        let mut number = |text| match sentences.get(text) {
            Some(&s) => Ok(s),
            None => sentence.insert(params![a, text]).inspect(|&s| _ = sentences.insert(text, s)),
        };
        let mut order = transaction.prepare_cached(
            "INSERT INTO proof (e, a, field, \"start\", \"end\", surface, s, rule, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for (e, proofs) in rows.iter().zip(piece.facts.values()) {
            for EdgeEvidence { passage, sentence, rule, confidence, .. } in proofs {
                let s = number(&**sentence)?;
                let (start, end) = (passage.start, passage.end);
                order.execute(params![e, a, passage.field, start, end, passage.text, s, rule, confidence])?;
            }
        }
        let mut order = transaction.prepare_cached(
            "INSERT INTO statement (id, speaker, cue, direct, a, field, \"start\", \"end\", text, s, rule, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        let mut about = transaction.prepare_cached("INSERT INTO about (u, n) VALUES (?1, ?2)")?;
        for said in &piece.statements {
            let (content, s) = (&said.content, number(&*said.sentence)?);
            let u = order.insert(params![
                said.id,
                node(said.speaker),
                said.cue,
                said.direct,
                a,
                content.field,
                content.start,
                content.end,
                content.text,
                s,
                said.rule,
                said.confidence
            ])?;
            said.about.iter().try_for_each(|&named| about.execute([u, node(named)]).map(|_| ()))?;
        }
        Ok(())
    }
}
