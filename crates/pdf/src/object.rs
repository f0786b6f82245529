//! PDF's objects and how they are written; bounded in depth and number.

use crate::filter::hex;
use std::collections::BTreeMap;
use std::ops::Range;

/// How deep arrays and dictionaries may nest.
const MAX_DEPTH: usize = 32;
/// How many objects one object may hold.
const MAX_PARTS: usize = 1 << 18;

pub(crate) type Dict = BTreeMap<String, Object>;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Object {
    Null,
    Bool(bool),
    Number(f64),
    /// A name, its bytes taken for Latin-1.
    Name(String),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    /// An object that stands elsewhere.
    Ref(u32),
    /// A dictionary and its bytes, packed as they stand in the file.
    Stream(Dict, Packed),
}

/// A stream's bytes as they stand in the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Packed {
    pub(crate) span: Range<usize>,
    /// Number and generation of its object.
    pub(crate) id: (u32, u32),
}

impl Object {
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn array(&self) -> Option<&[Object]> {
        match self {
            Self::Array(parts) => Some(parts),
            _ => None,
        }
    }

    /// The dictionary, also that of a stream.
    pub(crate) fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) | Self::Stream(dict, _) => Some(dict),
            _ => None,
        }
    }
}

/// An object, or a word that is none: `obj`, `Tj`.
#[derive(Debug)]
pub(crate) enum Item<'a> {
    Object(Object),
    Word(&'a [u8]),
}

pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    pub(crate) at: usize,
    /// Objects of the one that is being read.
    parts: usize,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, parts: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// Blanks and comments.
    fn skip(&mut self) {
        while let Some(byte) = self.peek(0) {
            match byte {
                b'%' => {
                    while self.peek(0).is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                        self.at += 1;
                    }
                }
                byte if is_blank(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    /// The next object or word; none at the end, or where nothing can be read.
    pub(crate) fn next(&mut self) -> Option<Item<'a>> {
        self.parts = 0;
        self.item(0)
    }

    /// The next object, references put together; none where there is none.
    pub(crate) fn object(&mut self) -> Option<Object> {
        match self.next()? {
            Item::Object(Object::Number(id)) => Some(self.with_reference(id)),
            Item::Object(object) => Some(object),
            Item::Word(_) => None,
        }
    }

    pub(crate) fn next_is(&mut self, word: &[u8]) -> bool {
        matches!(self.next(), Some(Item::Word(next)) if next == word)
    }

    fn item(&mut self, depth: usize) -> Option<Item<'a>> {
        self.skip();
        self.parts += 1;
        if depth > MAX_DEPTH || self.parts > MAX_PARTS {
            return None;
        }
        let object = match (self.peek(0)?, self.peek(1)) {
            (b'<', Some(b'<')) => self.dict(depth)?,
            (b'<', _) => self.hex(),
            (b'(', _) => self.literal(),
            (b'[', _) => self.array(depth)?,
            (b'/', _) => self.name(),
            (b'+' | b'-' | b'.' | b'0'..=b'9', _) => self.number(),
            (b'>', Some(b'>')) => return self.word(2),
            (b']' | b'>' | b'{' | b'}' | b')', _) => return self.word(1),
            _ => {
                let length = self.bytes[self.at..].iter().position(|&byte| !is_regular(byte));
                let length = length.unwrap_or(self.bytes.len() - self.at);
                return match &self.bytes[self.at..self.at + length] {
                    word @ (b"null" | b"true" | b"false") => {
                        self.at += length;
                        Some(Item::Object(match word {
                            b"null" => Object::Null,
                            word => Object::Bool(word == b"true"),
                        }))
                    }
                    _ => self.word(length.max(1)),
                };
            }
        };
        Some(Item::Object(object))
    }

    fn word(&mut self, length: usize) -> Option<Item<'a>> {
        let word = self.bytes.get(self.at..self.at + length)?;
        self.at += length;
        Some(Item::Word(word))
    }

    /// `12 0 R` after its first number was read.
    fn with_reference(&mut self, id: f64) -> Object {
        let from = self.at;
        let generation = self.item(MAX_DEPTH);
        if matches!(generation, Some(Item::Object(Object::Number(_))))
            && matches!(self.item(MAX_DEPTH), Some(Item::Word(b"R")))
        {
            return Object::Ref(id as u32);
        }
        self.at = from;
        Object::Number(id)
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        self.at += 1;
        self.parts_until(b"]", depth).map(Object::Array)
    }

    fn dict(&mut self, depth: usize) -> Option<Object> {
        self.at += 2;
        let mut dict = Dict::new();
        let mut parts = self.parts_until(b">>", depth)?.into_iter().peekable();
        while let Some(part) = parts.next() {
            let Object::Name(key) = part else { continue };
            // A name in the place of a value is the value; what follows it is none.
            dict.extend(parts.next().map(|value| (key, value)));
            while parts.next_if(|part| part.name().is_none()).is_some() {}
        }
        Some(Object::Dict(dict))
    }

    /// What an array or a dictionary holds; none where it does not end.
    fn parts_until(&mut self, end: &[u8], depth: usize) -> Option<Vec<Object>> {
        let mut parts = Vec::new();
        loop {
            match self.item(depth + 1)? {
                Item::Object(object) => parts.push(object),
                Item::Word(word) if word == end => return Some(parts),
                Item::Word(b"R") => refer(&mut parts),
                Item::Word(b"endobj" | b"obj" | b"stream" | b">>") => return None,
                Item::Word(_) => {}
            }
        }
    }

    fn name(&mut self) -> Object {
        self.at += 1;
        let mut name = String::new();
        while let Some(byte) = self.peek(0).filter(|&byte| is_regular(byte)) {
            self.at += 1;
            let digit = |ahead: usize| char::from(self.peek(ahead)?).to_digit(16);
            match (byte, digit(0), digit(1)) {
                (b'#', Some(high), Some(low)) => {
                    name.push(char::from((high * 16 + low) as u8));
                    self.at += 2;
                }
                _ => name.push(char::from(byte)),
            }
        }
        Object::Name(name)
    }

    fn number(&mut self) -> Object {
        let from = self.at;
        while self.peek(0).is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[from..self.at]).unwrap_or_default();
        // Some writers put a second sign: "--5", "12-3".
        let text = text.trim_start_matches("--");
        let end = text.char_indices().find(|&(at, c)| at > 0 && matches!(c, '-' | '+'));
        let text = end.map_or(text, |(at, _)| &text[..at]);
        Object::Number(text.parse().unwrap_or(0.0))
    }

    fn hex(&mut self) -> Object {
        let rest = &self.bytes[self.at + 1..];
        let length = rest.iter().position(|&byte| byte == b'>').unwrap_or(rest.len());
        self.at = self.bytes.len().min(self.at + length + 2);
        Object::Text(hex(&rest[..length]))
    }

    fn literal(&mut self) -> Object {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1usize;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut text),
                b'(' => {
                    open += 1;
                    text.push(byte);
                }
                b')' if open == 1 => break,
                b')' => {
                    open -= 1;
                    text.push(byte);
                }
                byte => text.push(byte),
            }
        }
        Object::Text(text)
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek(0) else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' => self.at += usize::from(self.peek(0) == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek(0) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push(code as u8);
            }
            byte => text.push(byte),
        }
    }
}

/// Makes a reference of the last two numbers.
fn refer(parts: &mut Vec<Object>) {
    if let [.., Object::Number(id), Object::Number(_)] = parts[..] {
        parts.truncate(parts.len() - 2);
        parts.push(Object::Ref(id as u32));
    }
}

pub(crate) fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte)
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
