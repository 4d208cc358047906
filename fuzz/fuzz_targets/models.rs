//! The loaders of models: bytes give a model or none, and a model that loads can be asked.

#![no_main]

use khabar::lang::recognizer::model::Model;
use khabar::lang::recognizer::words::Words;
use khabar::lang::recognizer::features::Style;
use khabar::lang::recognizer::local_scores;
use khabar::lang::transliteration::{self, Direction};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Some(model) = Model::from_bytes(data) {
        assert_eq!(local_scores(&model, &[], Style::default()).len() % model.labels(), 0);
    }
    drop(Words::from_bytes(data));
    if let Some(model) = transliteration::Model::read(data) {
        drop(model.spell("khabar", Direction::ToArabic, 2));
    }
});
