//! Tokenizer and extraction: tokens rebuild the text, passages read back.

#![no_main]

use khabar::model::article::Article;
use khabar::{extract, lang, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &str| {
    let article = Article { id: "a".to_owned(), body: body.to_owned(), ..Article::default() };
    for language in lang::LANGUAGES {
        let document = text::analyze(&article, *language);
        for pair in document.tokens.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start || pair[0].field != pair[1].field);
        }
        for passage in extract::extract(&document, *language).sentences {
            let length = (passage.end - passage.start) as usize;
            let there: String = article.field(passage.field).chars().skip(passage.start as usize).take(length).collect();
            assert_eq!(there, passage.text);
        }
    }
});
