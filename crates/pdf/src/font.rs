//! A font as far as reading needs it: what its codes say and how wide they are.

use crate::Error;
use crate::encoding::{Encoding, of_glyph};
use crate::file::File;
use crate::metrics;
use crate::object::{Dict, Item, Lexer, Object};
use foldhash::HashMap;

/// Most codes that a font may map.
const MAX_CODES: usize = 1 << 17;

#[derive(Debug, Default)]
pub(crate) struct Font {
    /// Bytes a code.
    pub(crate) code_length: usize,
    /// Whether its codes say nothing by themselves: only a map tells what they mean.
    pub(crate) is_composite: bool,
    texts: HashMap<u32, String>,
    /// In thousandths of the font's size.
    widths: HashMap<u32, f64>,
    usual_width: Option<f64>,
    /// The standard font whose widths it has where it does not say.
    like: &'static str,
    pub(crate) is_bold: bool,
    pub(crate) is_italic: bool,
    /// How many codes its map names, some of them twice.
    mapped: usize,
}

/// One code of a text that is shown.
pub(crate) struct Glyph<'a> {
    /// None where nothing tells what the code means.
    pub(crate) text: Option<&'a str>,
    /// In the font's sizes.
    pub(crate) width: f64,
    pub(crate) is_blank: bool,
}

impl Font {
    pub(crate) fn read(file: &File<'_>, dict: &Dict) -> Result<Self, Error> {
        let kind = file.get(dict, "Subtype")?;
        let name = file.get(dict, "BaseFont")?;
        let name = name.name().unwrap_or_default().to_lowercase();
        let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let is_bold = is(&["bold", "black", "heavy", "cmbx"]);
        let is_italic = is(&["italic", "oblique", "slanted", "cmti", "cmsl"]);
        let like = metrics::like(&name, is_bold, is_italic);
        let mut font = Self { code_length: 1, is_bold, is_italic, like, ..Self::default() };
        match kind.name() {
            Some("Type0") => {
                font.is_composite = true;
                font.read_composite(file, dict)?;
            }
            _ => font.read_simple(file, dict, &name)?,
        }
        if let Object::Stream(map, span) = file.get(dict, "ToUnicode")?
            && let Some(bytes) = file.unpacked(&map, span)?
        {
            file.work(bytes.len())?;
            font.read_map(&bytes);
            file.work(font.mapped * 8)?;
        }
        Ok(font)
    }

    fn read_simple(&mut self, file: &File<'_>, dict: &Dict, name: &str) -> Result<(), Error> {
        let encoding = file.get(dict, "Encoding")?;
        let is_truetype = dict.get("Subtype").and_then(Object::name) == Some("TrueType");
        let usual = if is_truetype { Encoding::Windows } else { Encoding::Standard };
        let base = match encoding.dict() {
            Some(encoding) => file.get(encoding, "BaseEncoding")?,
            None => encoding.clone(),
        };
        let base = base.name().and_then(Encoding::of_name);
        let is_own = base.is_none();
        let base = base.unwrap_or_else(|| Encoding::of_font(name).unwrap_or(usual));
        for code in 0..=255u8 {
            let text = base.character(code).map(String::from);
            self.texts.extend(text.map(|text| (u32::from(code), text)));
        }
        if is_own {
            self.read_own_encoding(file, dict)?;
        }
        if let Some(encoding) = encoding.dict() {
            let differences = named(&file.get(encoding, "Differences")?);
            let is_numbered = are_numbered(&differences);
            for (code, name) in &differences {
                let text = match is_numbered {
                    true => tex(*code, &differences),
                    false => of_glyph(name),
                };
                match text {
                    Some(text) => self.texts.insert(*code, text),
                    None => self.texts.remove(code),
                };
            }
        }
        let first = file.get(dict, "FirstChar")?.number().unwrap_or(0.0) as u32;
        let widths = file.get(dict, "Widths")?;
        for (code, width) in
            (first..=u32::MAX).zip(widths.array().unwrap_or_default().iter().take(256))
        {
            let width = file.resolve(width)?.number();
            self.widths.extend(width.map(|width| (code, width)));
        }
        let matrix = file.get(dict, "FontMatrix")?;
        if let Some(unit) = matrix.array().and_then(|matrix| matrix.first()?.number()) {
            // The widths of a Type 3 font are in units of its own.
            self.widths.values_mut().for_each(|width| *width *= unit * 1000.0);
        }
        Ok(())
    }

    /// The encoding that an embedded Type 1 font has of its own:
    /// `dup 65 /A put`, before its encrypted part.
    fn read_own_encoding(&mut self, file: &File<'_>, dict: &Dict) -> Result<(), Error> {
        let descriptor = file.get(dict, "FontDescriptor")?;
        let Some(descriptor) = descriptor.dict() else { return Ok(()) };
        let Object::Stream(dict, packed) = file.get(descriptor, "FontFile")? else { return Ok(()) };
        let Some(bytes) = file.unpacked(&dict, packed)? else { return Ok(()) };
        let end = bytes.windows(5).position(|window| window == b"eexec").unwrap_or(bytes.len());
        let start = bytes.windows(9).position(|window| window == b"/Encoding").unwrap_or(end);
        let bytes = bytes.get(start..end).unwrap_or_default();
        file.work(bytes.len())?;
        let mut lexer = Lexer::new(bytes, 0);
        let mut before = None;
        while let Some(item) = lexer.next() {
            if let (Some(code), Item::Object(Object::Name(name))) = (before, &item) {
                let text = of_glyph(name);
                self.texts.extend(text.map(|text| (code, text)));
            }
            before = match item {
                Item::Object(Object::Number(code)) => Some(code as u32),
                _ => None,
            };
        }
        Ok(())
    }

    fn read_composite(&mut self, file: &File<'_>, dict: &Dict) -> Result<(), Error> {
        self.code_length = match file.get(dict, "Encoding")? {
            Object::Stream(map, packed) => file.unpacked(&map, packed)?.map_or(2, code_length),
            _ => 2,
        };
        let descendants = file.get(dict, "DescendantFonts")?;
        let Some(first) = descendants.array().and_then(<[Object]>::first) else { return Ok(()) };
        let descendant = file.resolve(first)?;
        let Some(descendant) = descendant.dict() else { return Ok(()) };
        self.usual_width = Some(file.get(descendant, "DW")?.number().unwrap_or(1000.0));
        let widths = file.get(descendant, "W")?;
        let parts = widths.array().unwrap_or_default();
        let mut at = 0;
        while let Some(first) = parts.get(at).and_then(Object::number) {
            let second = parts.get(at + 1).map(|part| file.resolve(part)).transpose()?;
            match (second, parts.get(at + 2).and_then(Object::number)) {
                (Some(Object::Array(list)), _) => {
                    let numbers = list.iter().map(|width| width.number().unwrap_or(0.0));
                    self.widths.extend((first as u32..=u32::MAX).zip(numbers.take(MAX_CODES)));
                    at += 2;
                }
                (Some(Object::Number(last)), Some(width)) => {
                    let codes = (first as u32..=last as u32).take(MAX_CODES);
                    file.work(codes.size_hint().0)?;
                    self.widths.extend(codes.map(|code| (code, width)));
                    at += 3;
                }
                _ => break,
            }
            if self.widths.len() > MAX_CODES {
                return Err(Error::TooComplex);
            }
        }
        Ok(())
    }

    /// A `ToUnicode` map.
    fn read_map(&mut self, bytes: &[u8]) {
        let mut lexer = Lexer::new(bytes, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(item) = lexer.next() {
            match item {
                Item::Object(object) => operands.push(object),
                Item::Word(b"endbfchar") => {
                    for pair in operands.chunks_exact(2) {
                        if let [Object::Text(code), Object::Text(text)] = pair {
                            self.map(number(code), utf16(text));
                        }
                    }
                    operands.clear();
                }
                Item::Word(b"endbfrange") => {
                    operands.chunks_exact(3).for_each(|range| self.map_range(range));
                    operands.clear();
                }
                Item::Word(_) => operands.clear(),
            }
        }
    }

    fn map_range(&mut self, range: &[Object]) {
        let [Object::Text(first), Object::Text(last), target] = range else { return };
        let left = (MAX_CODES * 2).saturating_sub(self.mapped);
        let codes = (number(first)..=number(last)).take(left.min(1 << 16));
        match target {
            Object::Array(texts) => {
                for (code, text) in codes.zip(texts) {
                    if let Object::Text(text) = text {
                        self.map(code, utf16(text));
                    }
                }
            }
            Object::Text(text) => {
                let mut letters: Vec<char> = utf16(text).chars().collect();
                let Some(last) = letters.pop() else { return };
                let before: String = letters.into_iter().collect();
                for (offset, code) in codes.enumerate() {
                    let Some(c) = char::from_u32(last as u32 + offset as u32) else { break };
                    self.map(code, format!("{before}{c}"));
                }
            }
            _ => {}
        }
    }

    fn map(&mut self, code: u32, text: String) {
        self.mapped += 1;
        // Some writers map what they do not know to nothing.
        if self.texts.len() <= MAX_CODES && !text.trim_matches(['\0', '\u{FFFD}']).is_empty() {
            self.texts.insert(code, text);
        }
    }

    /// How many codes it knows.
    pub(crate) fn codes(&self) -> usize {
        self.texts.len() + self.widths.len()
    }

    /// The codes of a text that is shown.
    pub(crate) fn glyphs<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = Glyph<'a>> {
        text.chunks(self.code_length).map(|bytes| {
            let code = number(bytes);
            let text = self.texts.get(&code).map(String::as_str);
            let width = self.widths.get(&code).copied().or(self.usual_width);
            Glyph {
                text,
                width: width.unwrap_or_else(|| metrics::width(self.like, text.unwrap_or(" ")))
                    / 1000.0,
                is_blank: bytes == b" ",
            }
        })
    }
}

/// `[39 /quotesingle 96 /grave /a /b]`: each name and its code.
fn named(differences: &Object) -> Vec<(u32, String)> {
    let mut named = Vec::new();
    let mut code = 0u32;
    for part in differences.array().unwrap_or_default().iter().take(1024) {
        match part {
            Object::Number(number) => code = *number as u32,
            Object::Name(name) => {
                named.push((code, name.clone()));
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    named
}

/// Whether the names are but a letter and their code, as in the bitmaps that
/// TeX makes: `[65 /a65 /a66]`.
fn are_numbered(named: &[(u32, String)]) -> bool {
    let is_numbered = |(code, name): &(u32, String)| {
        let mut letters = name.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.as_str() == code.to_string()
    };
    !named.is_empty() && named.iter().filter(|name| name.1 != ".notdef").all(is_numbered)
}

/// A code of TeX's own encoding (OT1), or of Cork's (T1) where the font has
/// codes that only this one has.
fn tex(code: u32, named: &[(u32, String)]) -> Option<String> {
    let has = |range: std::ops::Range<u32>| named.iter().any(|(code, _)| range.contains(code));
    let encoding = match has(128..256) || has(27..32) && !has(11..16) {
        true => Encoding::Cork,
        false => Encoding::Tex,
    };
    encoding.character(u8::try_from(code).ok()?).map(String::from)
}

/// How many bytes a code has, by the first range of a map.
fn code_length(map: Vec<u8>) -> usize {
    let mut lexer = Lexer::new(&map, 0);
    let mut last = None;
    while let Some(item) = lexer.next() {
        match (item, &last) {
            (Item::Object(Object::Text(code)), None) => last = Some(code.len()),
            (Item::Word(b"begincodespacerange"), _) => last = None,
            (Item::Word(b"endcodespacerange"), _) => break,
            _ => {}
        }
    }
    last.unwrap_or(2).clamp(1, 4)
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// At most 16 characters: a code stands for few.
fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).take(32).map(|pair| match pair {
        [high, low] => u16::from_be_bytes([*high, *low]),
        rest => u16::from(rest[0]),
    });
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).take(16).collect()
}
