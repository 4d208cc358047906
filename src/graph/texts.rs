//! Many short texts side by side. They are asked for a million times in any order, and texts of their own would be
//! far apart in memory.

/// Texts by their number.
#[derive(Default)]
pub struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    /// The text with this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&str> {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or_default());
        self.all.get(start..*self.ends.get(number)?)
    }
}

impl<'t> FromIterator<&'t str> for Texts {
    fn from_iter<I: IntoIterator<Item = &'t str>>(texts: I) -> Self {
        let mut made = Self::default();
        for text in texts {
            made.all.push_str(text);
            made.ends.push(made.all.len());
        }
        made
    }
}
