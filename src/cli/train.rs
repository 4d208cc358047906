//! `khabar train`: the models of `data/models`, from corpora and raw news.

use std::fmt::Write;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use serde::Deserialize;

use super::train_pairs::Pairs;
use super::train_weights::WeightsOptions;
use super::{Ending, output};
use crate::lang::recognizer::Recognizer;
use crate::lang::recognizer::features::Style;
use crate::lang::recognizer::model::Model;
use crate::lang::recognizer::words::Words;
use crate::lang::{self, Language};
use crate::learn::graphs::Annotations;
use crate::learn::recognizer::{self, Settings};
use crate::learn::{evaluate, lists, recipe, usage, vectors, vocabulary};

/// Train the models that names are found by, and other decisions
///
/// First the words, then the names. The same inputs give the same bytes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar train words --lang ar --news ar.jsonl.zst --out work
  khabar train recognizer --lang ar --corpora corpora --news ar.jsonl.zst --words work --out data/models
  khabar train recognizer --lang ar --corpora corpora --news ar.jsonl.zst --words work --out work --measure
  khabar train transliteration --pairs corpora/transliteration --out data/models
  khabar train weights --graphs corpora/graphs/ar corpora/graphs/en --news ar.jsonl.zst en.jsonl.zst \
    --syntax corpora/syntax/ar_pud/test.conllu")]
pub struct Train {
    #[command(subcommand)]
    model: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Counts and clusters of the words of raw news
    Words(Options),
    /// The recogniser of names, and what it knows of words
    Recognizer(Options),
    Transliteration(Pairs),
    Weights(WeightsOptions),
    /// How well the models in `--out` find what was held out by `--measure`
    Measure(Options),
}

#[derive(Debug, Args)]
struct Options {
    /// Language to train for.
    #[arg(long, value_name = "CODE")]
    lang: String,
    /// Raw articles, one JSON object a line with `title` and `text`; `.zst` is unpacked.
    #[arg(long, value_name = "FILE")]
    news: Option<PathBuf>,
    /// Folder of the annotated corpora.
    #[arg(long, value_name = "DIR", default_value = "corpora")]
    corpora: PathBuf,
    /// Folder of the annotated names of raw articles; the articles are looked up in `--news`.
    #[arg(long, value_name = "DIR", default_value = "data/annotations")]
    annotations: PathBuf,
    /// Folder of the counts and clusters that `train words` wrote.
    #[arg(long, value_name = "DIR", default_value = ".")]
    words: PathBuf,
    /// Folder of the lexicons.
    #[arg(long, value_name = "DIR", default_value = "data/lang")]
    lexicons: PathBuf,
    /// Every how many-th raw article is read.
    #[arg(long, value_name = "N", default_value_t = 4)]
    every: usize,
    /// Folder to write to.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Hold texts out, and tell how well they are tagged.
    #[arg(long)]
    measure: bool,
}

impl Train {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let options = match &self.model {
            What::Transliteration(pairs) => return pairs.run(),
            What::Weights(options) => return options.run(),
            What::Words(options) | What::Recognizer(options) | What::Measure(options) => options,
        };
        let language = lang::by_code(&options.lang).with_context(|| format!("no language {}", options.lang))?;
        match self.model {
            What::Words(_) => options.words(language)?,
            What::Recognizer(_) => options.recognizer(language)?,
            What::Measure(_) | What::Transliteration(_) | What::Weights(_) => options.measure(language)?,
        }
        Ok(Ending::Done)
    }
}

/// A line of raw news.
#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    id: String,
    title: Option<String>,
    text: String,
}

impl Options {
    fn words(&self, language: &dyn Language) -> anyhow::Result<()> {
        let mut collector = vocabulary::Collector::default();
        for article in self.articles()? {
            collector.add(&article, language);
        }
        let tokens = collector.len();
        let (least, epochs) = if tokens > 20_000_000 { (6, 2) } else { (3, 6) };
        let vocabulary = collector.finish(least, 120_000);
        let vectors = vectors::learn(&vocabulary, epochs);
        let clusters = [128, 512, 2048].map(|count| vectors::cluster(&vectors, count, 50_000));
        let mut rows = String::new();
        for (i, word) in vocabulary.words.iter().enumerate() {
            let [a, b, c] = [0, 1, 2].map(|grain| clusters[grain][i]);
            let (count, capitals) = (vocabulary.counts[i], vocabulary.capitals[i]);
            writeln!(rows, "{word}\t{count}\t{capitals}\t{a}\t{b}\t{c}")?;
        }
        self.write("words.tsv", rows.as_bytes())
    }

    fn recognizer(&self, language: &dyn Language) -> anyhow::Result<()> {
        let texts = self.texts(language, self.measure)?;
        let rows = read(&self.words.join(format!("{}.words.tsv", self.lang)))?;
        let mut forms = lists::gazetteers(language.code() == "ar");
        for (name, column, bit) in lists::FILES {
            let file = self.lexicons.join(&self.lang).join(format!("{name}.tsv"));
            forms.extend(lists::lexicon(&read(&file)?, column, bit));
        }
        let table = || usage::table(&rows, &forms, language);
        let settings = Settings::names();
        let mut news = self.articles()?;
        let tables = recognizer::usage(&table, &texts.train, language, settings, &mut news);
        let model = recognizer::model(&texts.train, &tables, settings);
        self.write("words.bin", &tables[2].to_bytes())?;
        self.write("names.bin", &model.to_bytes())?;
        if self.measure {
            tell(&model, &tables[2], &texts);
        }
        Ok(())
    }

    fn measure(&self, language: &dyn Language) -> anyhow::Result<()> {
        let load = |name: &str| {
            let file = self.out.join(format!("{}.{name}.bin", self.lang));
            fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
        };
        let recognizer = Recognizer::from_bytes(&load("words")?, &load("names")?).context("a broken file of models")?;
        let texts = self.texts(language, true)?;
        tell(&recognizer.names, &recognizer.words, &texts);
        Ok(())
    }

    fn texts(&self, language: &dyn Language, measure: bool) -> anyhow::Result<recipe::Texts> {
        let table = self.annotations.join(format!("{}.names.tsv.zst", self.lang));
        let annotations = Annotations::of_table(&lines(&table)?.collect::<Vec<_>>().join("\n"));
        let (mut articles, mut found) = (String::new(), 0);
        for line in self.news()? {
            if serde_json::from_str::<Raw>(&line).is_ok_and(|raw| annotations.has(&raw.id)) {
                articles.push_str(&line);
                articles.push('\n');
                found += 1;
            }
        }
        tell_missing(annotations.len() - found.min(annotations.len()));
        recipe::texts(language, measure, (&articles, &annotations), &|path| read(&self.corpora.join(path)))
    }

    /// Every `every`-th article of the raw news; a line that is none is skipped.
    fn articles(&self) -> anyhow::Result<impl Iterator<Item = String> + use<>> {
        Ok(self.news()?.step_by(self.every.max(1)).filter_map(|line| {
            let raw: Raw = serde_json::from_str(&line).ok()?;
            Some(format!("{}\n{}", raw.title.unwrap_or_default(), raw.text))
        }))
    }

    /// The lines of the raw news.
    fn news(&self) -> anyhow::Result<impl Iterator<Item = String> + use<>> {
        let Some(path) = &self.news else { bail!("raw news are needed: --news FILE") };
        lines(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let file = self.out.join(format!("{}.{name}", self.lang));
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))
    }
}

/// Tells how well the held-out texts are tagged, by style and by the least margin that counts.
fn tell(model: &Model, words: &Words, texts: &recipe::Texts) {
    for (name, held) in &texts.held {
        for (style, margin) in
            [(Style::Graph, 0), (Style::Graph, 15), (Style::Graph, 30), (Style::Graph, 60), (Style::Corpus, 0)]
        {
            let counts = evaluate::evaluate(model, words, held, style, margin);
            output::say(&evaluate::line(&format!("{name}, style {style:?}, margin {margin}"), &counts));
        }
    }
}

/// Tells of annotated articles that cannot be learned from.
pub(super) fn tell_missing(count: usize) {
    if count > 0 {
        output::say(&format!("{count} annotated articles are not in --news; nothing is learned from them"));
    }
}

/// The lines of a file; `.zst` is unpacked.
pub(super) fn lines(path: &Path) -> anyhow::Result<impl Iterator<Item = String> + use<>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let reader: Box<dyn BufRead> = if path.extension().is_some_and(|extension| extension == "zst") {
        Box::new(BufReader::new(zstd::Decoder::new(file)?))
    } else {
        Box::new(BufReader::new(file))
    };
    Ok(reader.lines().map_while(Result::ok))
}

fn read(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}
