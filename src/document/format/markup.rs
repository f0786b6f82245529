//! HTML and XML as a flat run of tags and texts. No tree is built, so that
//! nesting costs nothing, and no entity but HTML's own is ever expanded.

use crate::document::error::ReadError;
use crate::document::{Meta, meta};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Readable, Reader, Span, StringReader, Tokenizer};
use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

/// Most attributes of a tag. The tokenizer calls itself for each that stands in
/// double quotes: 200,000 of them overflow the stack.
const MAX_ATTRIBUTES: usize = 256;

pub(super) enum Event {
    Start(Tag),
    End(String),
    Text(String),
    Comment(String),
}

/// A start tag; names are in small letters.
#[derive(Debug, Clone, Default)]
pub(super) struct Tag {
    pub(super) name: String,
    /// `<p/>`, which only XML takes for an end.
    pub(super) is_closed: bool,
    attributes: Vec<(String, String)>,
}

/// How to take a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Html,
    Xml,
}

/// All events; the last is an error where a tag is larger than any real one.
pub(super) fn events(text: &str, syntax: Syntax) -> impl Iterator<Item = Result<Event, ReadError>> {
    spanned(text, syntax).map(|event| Ok(event?.0))
}

/// All events with their bytes in the text.
pub(super) fn spanned(
    text: &str,
    syntax: Syntax,
) -> impl Iterator<Item = Result<(Event, Range<usize>), ReadError>> {
    let mut open = Tag::default();
    let attributes = Rc::new(Cell::new(0));
    let reader = BoundedReader { text: text.to_reader(), attributes: attributes.clone() };
    let mut emitter = CallbackEmitter::new(move |event: CallbackEvent<'_>, span: Span<usize>| {
        let event = match event {
            CallbackEvent::OpenStartTag { name } => {
                open = Tag { name: local(name, syntax), ..Tag::default() };
                return None;
            }
            CallbackEvent::AttributeName { name } => {
                attributes.set(attributes.get() + 1);
                open.attributes.push((string(name), String::new()));
                return None;
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, found)) = open.attributes.last_mut() {
                    found.push_str(&string(value));
                }
                return None;
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                open.is_closed = self_closing && syntax == Syntax::Xml;
                attributes.set(0);
                Event::Start(std::mem::take(&mut open))
            }
            CallbackEvent::EndTag { name } => {
                attributes.set(0);
                open = Tag::default();
                Event::End(local(name, syntax))
            }
            CallbackEvent::String { value } => Event::Text(string(value)),
            CallbackEvent::Comment { value } => Event::Comment(string(value)),
            _ => return None,
        };
        Some((event, span.start..span.end))
    });
    // In HTML, what stands in <script> and <title> is no markup.
    emitter.naively_switch_states(syntax == Syntax::Html);
    let mut tokens = Tokenizer::new_with_emitter(reader, emitter);
    let mut is_over = false;
    std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        let event = tokens.next()?;
        is_over = event.is_err();
        Some(event)
    })
}

/// Ends the reading, and so the calls within calls, when a tag has too many
/// attributes.
struct BoundedReader<'a> {
    text: StringReader<'a>,
    /// How many the tag has that is being read.
    attributes: Rc<Cell<usize>>,
}

impl BoundedReader<'_> {
    fn check(&self) -> Result<(), ReadError> {
        match self.attributes.get() > MAX_ATTRIBUTES {
            true => Err(ReadError::TooComplex),
            false => Ok(()),
        }
    }
}

impl Reader for BoundedReader<'_> {
    type Error = ReadError;

    fn read_byte(&mut self) -> Result<Option<u8>, ReadError> {
        self.check()?;
        let Ok(byte) = self.text.read_byte();
        Ok(byte)
    }

    fn try_read_string(&mut self, s: &[u8], case_sensitive: bool) -> Result<bool, ReadError> {
        let Ok(is_there) = self.text.try_read_string(s, case_sensitive);
        Ok(is_there)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        char_buf: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, ReadError> {
        self.check()?;
        let Ok(bytes) = self.text.read_until(needle, char_buf);
        Ok(bytes)
    }
}

impl Tag {
    /// An attribute's value, by its name in small letters.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The value of an XML attribute that has a prefix, whatever that is.
    pub(super) fn prefixed_value(&self, name: &str) -> Option<&str> {
        let is_it = |key: &str| key.split_once(':').is_some_and(|(_, local)| local == name);
        let found = self.attributes.iter().find(|(key, _)| is_it(key));
        found.map(|(_, value)| value.as_str())
    }

    /// How many attributes it has.
    pub(super) fn attribute_count(&self) -> usize {
        self.attributes.len()
    }

    /// The value of an XML attribute, whatever its prefix.
    pub(super) fn local_value(&self, name: &str) -> Option<&str> {
        let is_it = |key: &str| key.rsplit(':').next() == Some(name);
        let found = self.attributes.iter().find(|(key, _)| is_it(key));
        found.map(|(_, value)| value.as_str())
    }
}

/// The values of an attribute, whatever its prefix, of all elements of a name
/// in an XML text.
pub(super) fn values(text: &str, element: &str, attribute: &str) -> impl Iterator<Item = String> {
    events(text, Syntax::Xml).flatten().filter_map(move |event| match event {
        Event::Start(tag) if tag.name == element => tag.local_value(attribute).map(str::to_owned),
        _ => None,
    })
}

/// Title, authors and year as the elements of Dublin Core say them.
#[derive(Debug, Default)]
pub(super) struct DublinCore {
    open: String,
    title: Option<String>,
    authors: Vec<String>,
    year: Option<i64>,
}

impl DublinCore {
    pub(super) fn add(&mut self, event: &Event) {
        match event {
            Event::Start(tag) if !tag.is_closed => self.open.clone_from(&tag.name),
            Event::Start(_) | Event::End(_) => self.open.clear(),
            Event::Comment(_) => {}
            Event::Text(text) if text.trim().is_empty() => {}
            Event::Text(text) => self.text(text.trim()),
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.as_str() {
            "title" => {
                self.title.get_or_insert_with(|| text.to_owned());
            }
            "creator" => self.authors.push(text.to_owned()),
            "date" | "created" => self.year = self.year.or_else(|| meta::year(text)),
            _ => {}
        }
    }

    pub(super) fn meta(self) -> Meta {
        let author = (!self.authors.is_empty()).then(|| self.authors.join(", "));
        Meta { title: self.title, author, year: self.year, date: None }
    }
}

fn local(name: &[u8], syntax: Syntax) -> String {
    let from = match syntax {
        Syntax::Html => 0,
        Syntax::Xml => name.iter().rposition(|&byte| byte == b':').map_or(0, |colon| colon + 1),
    };
    string(&name[from..])
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether a raised or linked text is the mark of a note: `3`, `[12]`, `*`.
pub(super) fn is_note_mark(text: &str) -> bool {
    let bare = text.trim().trim_matches(['[', ']', '(', ')', ',', ' ']);
    let digits = bare.len() <= 4 && bare.chars().all(|c| c.is_ascii_digit());
    let several = bare.len() <= 24
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'));
    let signs = bare.chars().count() <= 3
        && bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '↩' | '↑'));
    !text.trim().is_empty() && (digits || several || signs)
}
