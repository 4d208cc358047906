//! Lists of numbers as the bytes that they lie in: what is kept of many things is read back at the speed of memory.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number of fixed size.
pub trait Word: Copy {
    /// Its size.
    const SIZE: usize;
    /// Adds its bytes, the least first.
    fn put(self, bytes: &mut Vec<u8>);
    /// The number of so many bytes.
    fn get(bytes: &[u8]) -> Self;
}

macro_rules! words {
    ($($word:ty),*) => {$(
        impl Word for $word {
            const SIZE: usize = size_of::<$word>();

            fn put(self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }

            fn get(bytes: &[u8]) -> Self {
                bytes.try_into().map(<$word>::from_le_bytes).unwrap_or_default()
            }
        }
    )*};
}

words!(u8, u32, u64);

/// Numbers, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flat<W>(pub Vec<W>);

impl<W> Default for Flat<W> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<W: Word> Serialize for Flat<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut bytes = Vec::with_capacity(self.0.len() * W::SIZE);
        self.0.iter().for_each(|word| word.put(&mut bytes));
        serializer.serialize_bytes(&bytes)
    }
}

impl<'d, W: Word> Deserialize<'d> for Flat<W> {
    fn deserialize<D: Deserializer<'d>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes<W>(PhantomData<W>);

        impl<W: Word> Visitor<'_> for Bytes<W> {
            type Value = Vec<W>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("numbers of one size")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<W>, E> {
                Ok(bytes.chunks_exact(W::SIZE).map(W::get).collect())
            }
        }

        deserializer.deserialize_bytes(Bytes(PhantomData)).map(Self)
    }
}

/// Lists, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "W: Word")]
pub struct Lists<W: Word> {
    items: Flat<W>,
    ends: Flat<u32>,
}

impl<W: Word> Lists<W> {
    /// Adds a list.
    pub fn push(&mut self, list: &[W]) {
        self.items.0.extend_from_slice(list);
        self.ends.0.push(self.items.0.len() as u32);
    }

    /// The list of this number.
    #[must_use]
    pub fn get(&self, list: usize) -> &[W] {
        let end = |list: usize| self.ends.0.get(list).map_or(self.items.0.len(), |&end| end as usize);
        let start = list.checked_sub(1).map_or(0, end);
        self.items.0.get(start..end(list)).unwrap_or_default()
    }
}
