//! Newsletters as mail, RFC 5322 and MIME: <https://www.rfc-editor.org/rfc/rfc5322>.

use mail_parser::{MessageParser, PartType};

use super::date;
use super::fields::Field;
use super::record::Record;
use super::sink::Sink;
use super::{Flow, Input, Reader, html};

/// Reads `.eml`.
pub struct Mail;

/// Fields of a header that begin a mail.
const FIELDS: &[&str] = &[
    "from:",
    "received:",
    "return-path:",
    "delivered-to:",
    "mime-version:",
    "message-id:",
    "subject:",
    "date:",
    "to:",
    "dkim-signature:",
    "x-received:",
    "content-type:",
];

impl Reader for Mail {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml"]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        let start = String::from_utf8_lossy(&start[..start.len().min(4096)]).to_lowercase();
        let header = start.split("\n\n").next().unwrap_or_default().split("\r\n\r\n").next().unwrap_or_default();
        let known = |line: &str| FIELDS.iter().any(|field| line.starts_with(field));
        header.lines().next().is_some_and(known) && header.lines().filter(|line| known(line)).count() >= 3
    }

    fn is_text(&self) -> bool {
        false
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> Flow {
        let Some(bytes) = input.whole(sink)? else { return Flow::Continue(()) };
        let Some(mail) = MessageParser::default().parse(&bytes) else {
            return sink.failed(None, "a mail without a header", "look what kind of file it is");
        };
        let mut record = Record::default();
        let mut offer = |field, value: Option<&str>| record.offer((field, 0), value.unwrap_or_default().to_owned());
        offer(Field::Id, mail.message_id());
        offer(Field::Title, mail.subject());
        let from = mail.from().and_then(|from| from.first());
        offer(Field::Publisher, from.and_then(|from| from.name().or(from.address())));
        // The day on the sender's clock.
        let day = mail.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
        offer(Field::Published, day.as_deref().filter(|day| date::parse(day).is_some()));
        record.offer((Field::Id, 1), sink.id.to_owned());
        let html = mail.html_bodies().find_map(|part| match &part.body {
            PartType::Html(page) => Some(html::plain(page)),
            _ => None,
        });
        let text = mail.text_bodies().find_map(|part| match &part.body {
            PartType::Text(text) => Some(text.to_string()),
            _ => None,
        });
        // Plain parts are often no more than "see the page"; HTML parts hold the letter.
        let longer = |text: &String| html.as_ref().is_none_or(|html| text.len() >= html.len());
        let body = text.filter(longer).or(html.clone()).unwrap_or_default();
        record.offer((Field::Text, 0), body);
        record.finish(1, sink)
    }
}
