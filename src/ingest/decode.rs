//! Bytes of any encoding → UTF-8, as they are read.
//!
//! A mark of byte order decides; else valid UTF-8 is UTF-8, whatever was declared; else the declared encoding, unless
//! the bytes contradict it; else what the letters look like. Law: what is UTF-8 passes through unchanged, and offsets
//! are those of the decoded text.

use std::io::{self, BufRead, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

use super::lookahead::Lookahead;

/// What is said of bytes that fit into no encoding.
pub const DAMAGED: &str = "bytes that are not UTF-8 were replaced by \u{fffd}";

/// What to do about them.
pub const DAMAGED_REMEDY: &str = "look for a whole copy of it";

/// Bytes that are looked at to tell the encoding.
const ENOUGH: usize = 1 << 16;

/// Bytes that a declaration stands in, as browsers look for it.
const PROLOG: usize = 1024;

/// Bytes that are decoded at once.
const STEP: usize = 1 << 15;

/// Bytes beyond ASCII that show the encoding better than a declaration does.
const TELLING: usize = 24;

/// A text as UTF-8.
pub struct Decoder<'a> {
    input: Lookahead<'a>,
    /// Declared outside of the text, as by a server.
    declared: Option<&'static Encoding>,
    state: State,
    out: Vec<u8>,
    at: usize,
}

enum State {
    Start,
    /// Nothing but ASCII so far.
    Open,
    Utf8,
    Other(encoding_rs::Decoder),
    End,
}

impl<'a> Decoder<'a> {
    /// Decodes a text whose encoding may be declared outside of it.
    pub fn new(input: Lookahead<'a>, declared: Option<&'static Encoding>) -> Self {
        Self { input, declared, state: State::Start, out: Vec::new(), at: 0 }
    }

    /// Takes the mark of byte order off and looks for a declaration.
    fn start(&mut self) -> io::Result<State> {
        let start = self.input.peek(PROLOG)?;
        if let Some((encoding, length)) = Encoding::for_bom(start) {
            self.input.consume(length);
            return Ok(if encoding == UTF_8 {
                State::Utf8
            } else {
                State::Other(encoding.new_decoder_without_bom_handling())
            });
        }
        if let Some(encoding) = wide(start) {
            return Ok(State::Other(encoding.new_decoder_without_bom_handling()));
        }
        self.declared = self.declared.or_else(|| declared(start));
        Ok(State::Open)
    }

    /// Decides at the first byte beyond ASCII.
    fn decide(&mut self) -> io::Result<State> {
        let declared = self.declared;
        let start = self.input.peek(ENOUGH)?;
        let encoding = guess(start, declared, start.len() < ENOUGH);
        Ok(if encoding == UTF_8 { State::Utf8 } else { State::Other(encoding.new_decoder_without_bom_handling()) })
    }

    /// Decodes the next bytes of another encoding.
    fn step(&mut self) -> io::Result<()> {
        let State::Other(decoder) = &mut self.state else { return Ok(()) };
        self.out.clear();
        self.at = 0;
        while self.out.is_empty() {
            let chunk = self.input.fill_buf()?;
            let (chunk, last) = (&chunk[..chunk.len().min(STEP)], chunk.is_empty());
            let mut text = String::with_capacity(decoder.max_utf8_buffer_length(chunk.len()).unwrap_or(4 * STEP));
            let (result, used, _) = decoder.decode_to_string(chunk, &mut text, last);
            self.input.consume(used);
            self.out = text.into_bytes();
            if last && result == CoderResult::InputEmpty {
                self.state = State::End;
                return Ok(());
            }
        }
        Ok(())
    }
}

impl Read for Decoder<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Decoder<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.state {
                State::Start => self.state = self.start()?,
                State::Open => {
                    let chunk = self.input.fill_buf()?;
                    if chunk.first().is_none_or(u8::is_ascii) {
                        break;
                    }
                    self.state = self.decide()?;
                }
                State::Utf8 => return self.input.fill_buf(),
                State::Other(_) if self.at == self.out.len() => self.step()?,
                State::Other(_) | State::End => return Ok(&self.out[self.at..]),
            }
        }
        let chunk = self.input.fill_buf()?;
        let ascii = chunk.iter().position(|byte| !byte.is_ascii()).unwrap_or(chunk.len());
        Ok(&chunk[..ascii])
    }

    fn consume(&mut self, length: usize) {
        match self.state {
            State::Other(_) | State::End => self.at += length,
            _ => self.input.consume(length),
        }
    }
}

/// UTF-16 without a mark: every other byte of ASCII marks and digits is zero.
fn wide(start: &[u8]) -> Option<&'static Encoding> {
    let pairs = start.len() / 2;
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let is = |here: usize, there: usize| pairs >= 8 && here * 8 >= pairs && there * 64 <= here;
    is(low, high).then_some(UTF_16LE).or_else(|| is(high, low).then_some(UTF_16BE))
}

/// The encoding that a prolog of XML or a `meta` of HTML declares.
pub fn declared(start: &[u8]) -> Option<&'static Encoding> {
    if !start.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let text = String::from_utf8_lossy(&start[..start.len().min(PROLOG)]).to_lowercase();
    ["encoding=", "charset="].iter().find_map(|key| {
        let (_, rest) = text.split_once(key)?;
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        let label = rest.split(['"', '\'', ' ', ';', '>', '?', '/']).next()?;
        Encoding::for_label(label.as_bytes())
    })
}

/// The encoding of a stretch of text that begins beyond ASCII; `whole` when nothing follows it.
fn guess(start: &[u8], declared: Option<&'static Encoding>, whole: bool) -> &'static Encoding {
    if is_utf8(start, whole) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(start, whole);
    let seen = detector.guess(None, Utf8Detection::Deny);
    let Some(declared) = declared.filter(|&declared| declared != UTF_8) else { return seen };
    let fits = declared.decode_without_bom_handling_and_without_replacement(start).is_some();
    let arabic = [WINDOWS_1256, ISO_8859_6];
    let telling = start.iter().filter(|byte| !byte.is_ascii()).count() >= TELLING;
    // Arabic pages are often declared as the server's default, or as the other Arabic encoding.
    let confusable = declared == WINDOWS_1252 || arabic.contains(&declared);
    if !fits || telling && confusable && arabic.contains(&seen) { seen } else { declared }
}

/// Whether bytes are UTF-8, up to a letter that is cut off at the end, or to damage here and there.
fn is_utf8(bytes: &[u8], whole: bool) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut = usize::from(!whole && bytes.utf8_chunks().last().is_some_and(|chunk| !chunk.invalid().is_empty()));
    bad - cut == 0 || good > 8 * bad
}

/// Bytes as text; what is not UTF-8 is replaced, and the line told where that happened first.
pub fn repaired(bytes: Vec<u8>) -> (String, Option<usize>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = valid.split(|&byte| byte == b'\n').count();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(line))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARABIC: &str = "قال وزير الخارجية الكويتي إن المؤتمر الذي عقد أمس في العاصمة بحث سبل مكافحة الإرهاب.";
    const FRENCH: &str = "Le président a été reçu à l’Élysée où il a déclaré que la coopération était très étroite.";

    fn decoded(bytes: &[u8], label: &str) -> String {
        let input = Lookahead::new(Box::new(bytes));
        let mut decoder = Decoder::new(input, Encoding::for_label(label.as_bytes()));
        let mut text = String::new();
        decoder.read_to_string(&mut text).expect("UTF-8");
        text
    }

    fn wide_bytes(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn declared_undeclared_and_wrongly_declared_texts_are_read() {
        let dotless: String = ARABIC.chars().filter(|c| *c != '“').collect();
        for (text, encoding) in
            [(ARABIC, WINDOWS_1256), (&dotless, ISO_8859_6), (FRENCH, WINDOWS_1252), (ARABIC, UTF_8)]
        {
            let long = format!("{{\"text\": \"{}\"}}", [text; 3].join(" "));
            let bytes = encoding.encode(&long).0;
            for label in ["", "utf-8", encoding.name(), "windows-1252", "iso-8859-6", "windows-1256"] {
                if encoding == WINDOWS_1252 && label.contains('6') && !label.contains("1252") {
                    continue; // French declared to be Arabic is beyond telling.
                }
                assert_eq!(decoded(&bytes, label), long, "{} declared as '{label}'", encoding.name());
            }
        }
    }

    #[test]
    fn utf_16_is_known_by_its_mark_or_by_its_zeros() {
        let text = format!("{ARABIC} 2014, {FRENCH} and so on, in 27/10/2014.");
        for little in [true, false] {
            let bytes = wide_bytes(&text, little);
            let mark = wide_bytes("\u{feff}", little);
            assert_eq!(decoded(&bytes, ""), text);
            assert_eq!(decoded(&[mark, bytes].concat(), "windows-1256"), text);
        }
        assert_eq!(decoded("\u{feff}خبر".as_bytes(), ""), "خبر");
    }

    #[test]
    fn late_letters_and_damage_do_not_change_the_encoding() {
        let late = format!("{}{ARABIC}", " ".repeat(3 * ENOUGH));
        assert_eq!(decoded(late.as_bytes(), ""), late);
        assert_eq!(decoded(&WINDOWS_1256.encode(&late).0, ""), late);
        let mut damaged = [ARABIC; 20].join("\n").into_bytes();
        damaged[201] = 0xff;
        let input = Lookahead::new(Box::new(&damaged[..]));
        let mut bytes = Vec::new();
        Decoder::new(input, None).read_to_end(&mut bytes).expect("bytes");
        assert_eq!(bytes, damaged);
        assert!(repaired(damaged).1 == Some(2));
    }
}
