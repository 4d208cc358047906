//! Judgements: those that are new are written, those that were left behind deleted.

use rayon::prelude::*;
use rusqlite::params;

use super::{Compared, Drawing, Picture, mark};
use crate::model::resolution::Judgement;

impl<P: Picture> Drawing<'_, P> {
    pub(super) fn write_judgements(&self) -> rusqlite::Result<()> {
        let articles = &self.articles;
        let number = |article: u32| articles[article as usize];
        let mark = |judgement: &Judgement| {
            let Judgement { kind, left, right, verdict, score, reason } = judgement;
            let ends = (number(left.extraction), left.item, number(right.extraction), right.item);
            mark(&(kind, ends, verdict, score.to_bits(), reason))
        };
        let judgements = self.picture.judgements();
        let marks: Vec<i64> = judgements.par_iter().map(mark).collect();
        let Compared { new, gone, .. } = self.compare("judgement", "j", &marks)?;
        self.delete("judgement", "j", gone)?;
        let mut order = self.transaction.prepare_cached(
            "INSERT INTO judgement (kind, left_a, left_item, right_a, right_item, verdict, score, reason, mark)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for place in new {
            let Judgement { kind, left, right, verdict, score, reason } = &judgements[place];
            let ends = (number(left.extraction), number(right.extraction));
            order.execute(params![
                kind,
                ends.0,
                left.item,
                ends.1,
                right.item,
                verdict,
                score,
                reason,
                marks[place]
            ])?;
        }
        Ok(())
    }
}
