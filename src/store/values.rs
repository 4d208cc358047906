//! Words and days of the model as SQLite holds them: by their names.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::model::date::Date;
use crate::model::kinds::{EventType, Level, Modality, NodeKind, Predicate};
use crate::model::resolution::{LabelSource, Verdict};
use crate::model::span::Field;

macro_rules! by_name {
    ($($word:ty),+) => {$(
        impl ToSql for $word {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.name()))
            }
        }

        impl FromSql for $word {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                <$word>::named(value.as_str()?).ok_or(FromSqlError::InvalidType)
            }
        }
    )+};
}

by_name!(EventType, Field, LabelSource, Level, Modality, NodeKind, Predicate, Verdict);

impl ToSql for Date {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.to_string()))
    }
}

impl FromSql for Date {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}
