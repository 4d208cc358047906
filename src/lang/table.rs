//! Reads tables: tab-separated, `#` comments, then a header line that names the columns.
//!
//! The data files of the program and those that users write have this one form.

/// A table over the text of a file.
#[derive(Clone, Copy, Debug)]
pub struct Table<'t> {
    text: &'t str,
}

impl<'t> Table<'t> {
    /// A table from the text of a file.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// The lines that are no comment, numbered from 1; the first of them is the header.
    fn lines(self) -> impl Iterator<Item = (usize, &'t str)> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
    }

    /// The line that names the columns.
    #[must_use]
    pub fn header(self) -> &'t str {
        self.lines().next().map_or("", |(_, line)| line)
    }

    /// Whether the header names this column.
    #[must_use]
    pub fn has(self, column: &str) -> bool {
        self.header().split('\t').any(|name| name.trim() == column)
    }

    /// The rows as cells in the order of `columns`; a column that the file lacks gives empty cells.
    pub fn rows<const N: usize>(self, columns: [&str; N]) -> impl Iterator<Item = [&'t str; N]> {
        self.numbered(columns).map(|(_, cells)| cells)
    }

    /// The rows, each with the number of its line.
    pub fn numbered<const N: usize>(self, columns: [&str; N]) -> impl Iterator<Item = (usize, [&'t str; N])> {
        let mut lines = self.lines();
        let header: Vec<&str> = lines.next().map_or("", |(_, line)| line).split('\t').map(str::trim).collect();
        let places = columns.map(|column| header.iter().position(|name| *name == column));
        lines.map(move |(number, line)| {
            let cells: Vec<&'t str> = line.split('\t').map(str::trim).collect();
            (number, places.map(|place| place.and_then(|p| cells.get(p)).copied().unwrap_or_default()))
        })
    }
}

/// The items of a cell that holds a list.
pub fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|item| !item.is_empty())
}
