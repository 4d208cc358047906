//! Reads the data files: tab-separated, `#` comments, then a header line that names the columns.

/// A table whose text lives as long as the program.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    text: &'static str,
}

impl Table {
    /// A table from the text of a file.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The rows as cells in the order of `columns`; a column that the file lacks gives empty cells.
    pub fn rows<const N: usize>(self, columns: [&str; N]) -> impl Iterator<Item = [&'static str; N]> {
        let mut lines = self.text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let places = columns.map(|column| header.iter().position(|name| *name == column));
        lines.map(move |line| {
            let cells: Vec<&'static str> = line.split('\t').map(str::trim).collect();
            places.map(|place| place.and_then(|p| cells.get(p)).copied().unwrap_or_default())
        })
    }
}

/// The items of a cell that holds a list.
pub fn items(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').map(str::trim).filter(|item| !item.is_empty())
}
