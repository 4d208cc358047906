//! Bodies that every state has, known by what they are: ministry, parliament, army, central bank.
//!
//! The table is `data/lang/heads.tsv`. A name is a head and a country; `resolve` takes names apart with it.

use std::sync::OnceLock;

use super::table::{Table, items};

/// One kind of body with its names in every language.
#[derive(Clone, Debug)]
pub struct Head {
    /// `foreign-ministry`.
    pub concept: &'static str,
    /// Finer kind of organization.
    pub subtype: &'static str,
    /// The only country whose body bears these names; empty where all do.
    pub country: &'static str,
    /// Names in ordinary spelling, in English.
    pub forms_en: Vec<&'static str>,
    /// Names in ordinary spelling, in Arabic.
    pub forms_ar: Vec<&'static str>,
}

/// All heads, in the order of the table.
#[must_use]
pub fn heads() -> &'static [Head] {
    static HEADS: OnceLock<Vec<Head>> = OnceLock::new();
    HEADS.get_or_init(|| {
        Table::new(include_str!("../../data/lang/heads.tsv"))
            .rows(["concept", "subtype", "country", "forms_en", "forms_ar"])
            .map(|[concept, subtype, country, forms_en, forms_ar]| Head {
                concept,
                subtype,
                country,
                forms_en: items(forms_en).collect(),
                forms_ar: items(forms_ar).collect(),
            })
            .collect()
    })
}
