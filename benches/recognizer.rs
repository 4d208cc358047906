//! Megabytes of text that one core tags in a second, without the analysis before.

use std::time::Instant;

use khabar::lang::by_code;
use khabar::lang::recognizer::recognizer;
use khabar::model::article::Article;
use khabar::text;

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn main() {
    for (code, file) in [("ar", "data/articles/arabic.jsonl"), ("en", "data/articles/english.jsonl")] {
        let (Some(language), Some(recognizer)) = (by_code(code), recognizer(code)) else { continue };
        let body = std::fs::read_to_string(file).unwrap_or_default();
        let article = Article { body, ..Article::default() };
        let document = text::analyze(&article, language);
        let (start, mut rounds, mut found) = (Instant::now(), 0, 0);
        while rounds < 60 || start.elapsed().as_secs() < 2 {
            found = recognizer.tag(&document).found.len();
            rounds += 1;
        }
        let bytes = article.body.len() * rounds;
        println!("{code}: {:.2} MB/s, {found} mentions", bytes as f64 / 1e6 / start.elapsed().as_secs_f64());
    }
}
