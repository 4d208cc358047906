//! Quotation marks of a document, paired within their paragraph in one pass.
//!
//! A straight mark opens where it is glued to the next word, closes where it is glued to the word before, and does so
//! in turn where it is glued to both or neither. A mark without its partner opens up to the end of the paragraph:
//! quotations of several paragraphs close only the last one, and those of several sentences may open in each.

use crate::model::document::Document;

/// For each token what it is as a quotation mark.
#[derive(Debug, Default)]
pub struct Quotes {
    marks: Vec<Mark>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mark {
    #[default]
    None,
    /// Opens a quotation that ends before this token.
    Opens(u32),
    /// Closes the quotation that this token opens, if one does.
    Closes(Option<u32>),
}

impl Quotes {
    /// Pairs the marks of a document.
    pub fn new(document: &Document) -> Self {
        let mut marks = vec![Mark::None; document.tokens.len()];
        let mut first = 0;
        while let Some(paragraph) = document.sentences.get(first).map(|s| s.paragraph) {
            let next = first + document.sentences[first..].partition_point(|s| s.paragraph <= paragraph);
            pair(document, document.sentences[first].tokens.start..document.sentences[next - 1].tokens.end, &mut marks);
            first = next;
        }
        Self { marks }
    }

    /// Whether a quotation opens at a token.
    pub fn opens(&self, at: usize) -> bool {
        matches!(self.marks.get(at), Some(Mark::Opens(_)))
    }

    /// Whether a quotation closes at a token.
    pub fn closes(&self, at: usize) -> bool {
        matches!(self.marks.get(at), Some(Mark::Closes(_)))
    }

    /// The token after the quotation that opens at a token.
    pub fn end(&self, open: usize) -> usize {
        match self.marks.get(open) {
            Some(&Mark::Opens(end)) => end as usize,
            _ => open + 1,
        }
    }

    /// The token that opens the quotation that closes at a token.
    pub fn start(&self, close: usize) -> Option<usize> {
        match self.marks.get(close) {
            Some(&Mark::Closes(open)) => open.map(|open| open as usize),
            _ => None,
        }
    }

    /// Whether the quotation that opens at a token lacks its closing mark.
    pub fn is_unclosed(&self, open: usize) -> bool {
        self.opens(open) && self.start(self.end(open) - 1) != Some(open)
    }

    /// For each token whether it stands within a quotation of more than so many tokens that is closed, or goes on in
    /// the next paragraph.
    pub fn inside(&self, longer: usize) -> Vec<bool> {
        let mut inside = vec![false; self.marks.len()];
        let mut at = 0;
        while at < inside.len() {
            let end = self.end(at);
            if self.opens(at) && end > at + longer && (!self.is_unclosed(at) || self.opens(end)) {
                inside[at..end].fill(true);
                at = end;
            } else {
                at += 1;
            }
        }
        inside
    }
}

/// Pairs the marks of one paragraph.
fn pair(document: &Document, tokens: std::ops::Range<usize>, marks: &mut [Mark]) {
    let end = tokens.end;
    let mut open: Vec<(usize, char)> = Vec::new();
    for at in tokens {
        let mut chars = document.tokens[at].norm.chars();
        let (Some(mark), None) = (chars.next(), chars.next()) else { continue };
        let partner = match mark {
            '»' => '«',
            '”' => '“',
            '"' if side(document, at) == Side::Opens && open.iter().any(|&(_, m)| m == '"') => continue,
            '"' if side(document, at) == Side::Opens => {
                open.push((at, mark));
                marks[at] = Mark::Opens(end as u32);
                continue;
            }
            '"' => '"',
            '«' | '“' | '„' | '‘' => {
                open.push((at, mark));
                marks[at] = Mark::Opens(end as u32);
                continue;
            }
            _ => continue,
        };
        let found = open.iter().rposition(|&(_, m)| m == partner || (mark == '”' && m == '„'));
        if let Some(place) = found {
            let (start, _) = open[place];
            marks[start] = Mark::Opens(at as u32 + 1);
            marks[at] = Mark::Closes(Some(start as u32));
            open.truncate(place);
        } else if mark == '"' && side(document, at) == Side::Either {
            open.push((at, mark));
            marks[at] = Mark::Opens(end as u32);
        } else {
            marks[at] = Mark::Closes(None);
        }
    }
}

/// What the white space around a straight mark makes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

fn side(document: &Document, at: usize) -> Side {
    let glued = |left: usize| {
        let (Some(a), Some(b)) = (document.tokens.get(left), document.tokens.get(left + 1)) else { return false };
        a.field == b.field && a.span.end == b.span.start
    };
    match (at > 0 && glued(at - 1), glued(at)) {
        (false, true) => Side::Opens,
        (true, false) => Side::Closes,
        _ => Side::Either,
    }
}
