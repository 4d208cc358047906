//! Judgements: those that are new are written, those that were left behind deleted.

use rusqlite::params;

use super::{Drawing, Picture, mark};
use crate::model::resolution::Judgement;

impl<P: Picture> Drawing<'_, P> {
    pub(super) fn write_judgements(&self) -> rusqlite::Result<()> {
        let mut query = self.transaction.prepare_cached("SELECT mark, j FROM judgement")?;
        let known = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut known: Vec<(i64, i64)> = known.collect::<rusqlite::Result<_>>()?;
        known.sort_unstable();
        let number = |article: u32| self.articles[article as usize];
        let mark = |judgement: &Judgement| {
            let Judgement { kind, left, right, verdict, score, reason } = judgement;
            let ends = (number(left.extraction), left.item, number(right.extraction), right.item);
            mark(&(kind, ends, verdict, score.to_bits(), reason))
        };
        let judgements = self.picture.judgements();
        let mut marks: Vec<(i64, usize)> = judgements.iter().map(mark).zip(0..).collect();
        marks.sort_unstable();
        // Both lists in the order of the marks: what is in one alone came or went.
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        let mut known = known.into_iter().peekable();
        for (mark, place) in marks {
            while let Some((_, j)) = known.next_if(|&(other, _)| other < mark) {
                gone.push(j);
            }
            if known.next_if(|&(other, _)| other == mark).is_none() {
                new.push((place, mark));
            }
        }
        gone.extend(known.map(|(_, j)| j));
        gone.sort_unstable();
        self.delete("judgement", "j", gone)?;
        new.sort_unstable();
        let mut order = self.transaction.prepare_cached(
            "INSERT INTO judgement (kind, left_a, left_item, right_a, right_item, verdict, score, reason, mark)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for (place, mark) in new {
            let Judgement { kind, left, right, verdict, score, reason } = &judgements[place];
            let ends = (number(left.extraction), number(right.extraction));
            order.execute(params![kind, ends.0, left.item, ends.1, right.item, verdict, score, reason, mark])?;
        }
        Ok(())
    }
}
