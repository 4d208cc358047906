//! Questions in SQL, as any tool may ask them of the file: read only.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use super::{Store, StoreError};

/// The rows that a query gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows; bytes that are no text in hexadecimal digits.
    pub rows: Vec<Vec<Value>>,
}

impl Store {
    /// Asks one question in SQL. Nothing can be changed that way.
    ///
    /// # Errors
    /// When it is not SQL, or would change something.
    pub fn sql(&self, query: &str) -> Result<Rows, StoreError> {
        let ask = || {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(&self.path, flags)?;
            connection.pragma_update(None, "query_only", true)?;
            let mut statement = connection.prepare(query)?;
            let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let mut found = Rows { columns, rows: Vec::new() };
            if !statement.readonly() {
                return Ok(None);
            }
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let cells = (0..found.columns.len()).map(|column| Ok(value(row.get_ref(column)?)));
                found.rows.push(cells.collect::<rusqlite::Result<_>>()?);
            }
            Ok(Some(found))
        };
        ask().map_err(|error| self.error(error))?.ok_or_else(|| StoreError::NotAQuestion(self.path.clone()))
    }
}

fn value(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Blob(bytes) => {
            let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
            bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect::<String>().into()
        }
    }
}
