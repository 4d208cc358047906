//! What nodes are told by, read off the gists that resolution rests on.

use crate::graph::attach::{Corpus, Occasion, Traits};
use crate::model::date::Date;
use crate::model::resolution::Member;
use crate::resolve::gist::Gists;

impl Corpus for Gists {
    fn published(&self, article: u32) -> Option<Date> {
        self.list.get(article as usize)?.published
    }

    fn traits(&self, entity: Member) -> Option<Traits<'_>> {
        let bearer = self.list.get(entity.extraction as usize)?.entities.get(entity.item as usize)?;
        let share = self.share(bearer.share);
        Some(Traits {
            wikidata: share.wikidata.as_deref(),
            subtype: share.subtype.as_deref(),
            gender: share.gender.as_deref(),
            country: share.stated.as_deref(),
            mentions: bearer.mentions as usize,
        })
    }

    fn occasion(&self, event: Member) -> Option<Occasion<'_>> {
        let telling = self.list.get(event.extraction as usize)?.events.get(event.item as usize)?;
        Some(Occasion {
            kind: telling.kind,
            start: telling.start,
            end: telling.end,
            time_text: telling.time_text.as_deref(),
            mentions: telling.mentions as usize,
        })
    }
}
