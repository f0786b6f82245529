//! A page's content: the texts it shows, each with its place and size.

use crate::Error;
use crate::annotation::{self, Shown};
use crate::bidi;
use crate::encoding::{composed, mark_of, push_plain};
use crate::file::File;
use crate::font::Font;
use crate::object::{Dict, Item, Lexer, Object, Packed, is_blank};
use crate::piece::{Matrix, NEAR, Piece, Turn, once};
use foldhash::HashMap;
use std::rc::Rc;

/// How deep a page's pieces may hold others.
const MAX_FORMS: usize = 8;
const MAX_SAVED: usize = 256;
/// Letter space that stands for a blank, in sizes of the letters.
const WIDE: f64 = 0.18;
/// What a glyph that is shown costs, in bytes read.
const GLYPH: usize = 4;
/// Most bytes of an operator's operands.
const MAX_OPERANDS: usize = 1 << 20;
/// Most pieces of text in a document, and most codes of the fonts that are kept.
const MAX_PIECES: usize = 1 << 20;
const MAX_CODES: usize = 1 << 20;

/// Reads pages, one after another.
pub(crate) struct Reader<'a> {
    file: &'a File<'a>,
    /// Fonts by the number of their object.
    fonts: HashMap<u32, Rc<Font>>,
    codes: usize,
    /// Bytes of text and pieces found so far.
    found: usize,
    pieces: usize,
    /// Letters of the open page that no font tells.
    unread: usize,
}

#[derive(Clone, Default)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

impl State {
    /// As content begins, at a place.
    fn at(matrix: Matrix) -> Self {
        Self { matrix, scale: 1.0, ..Self::default() }
    }
}

/// The glyph that was shown last, to put an accent and its letter together.
#[derive(Default)]
struct Last {
    left: f64,
    right: f64,
    /// Where its piece ended before it; none where it began one.
    before: Option<(f64, f64)>,
}

struct Run<'r, 'a> {
    reader: &'r mut Reader<'a>,
    pieces: Vec<Piece>,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    last: Last,
    /// Whether letter space is seen as a blank.
    is_spaced: bool,
    /// For each open mark whether what is in it is no part of the document.
    marks: Vec<bool>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(file: &'a File<'a>) -> Self {
        Self { file, fonts: HashMap::default(), codes: 0, found: 0, pieces: 0, unread: 0 }
    }

    /// The texts of a page, and how many of its letters no font tells.
    pub(crate) fn page(
        &mut self,
        page: &Dict,
        resources: &Dict,
    ) -> Result<(Vec<Piece>, usize), Error> {
        self.unread = 0;
        let content = self.content(page)?;
        let mut run = Run {
            reader: self,
            pieces: Vec::new(),
            state: State::at(Matrix::ONE),
            saved: Vec::new(),
            text: Matrix::ONE,
            line: Matrix::ONE,
            last: Last::default(),
            is_spaced: false,
            marks: Vec::new(),
        };
        run.all(&content, resources, 0)?;
        run.annotations(page)?;
        let pieces = once(run.pieces);
        Ok((pieces, self.unread))
    }

    fn count_text(&mut self, bytes: usize) -> Result<(), Error> {
        self.found += bytes;
        match self.found > self.file.limits.text {
            true => Err(Error::TooLong(self.found)),
            false => Ok(()),
        }
    }

    fn count_piece(&mut self) -> Result<(), Error> {
        self.pieces += 1;
        match self.pieces > MAX_PIECES {
            true => Err(Error::TooComplex),
            false => Ok(()),
        }
    }

    /// One stream or several that belong together.
    fn content(&self, page: &Dict) -> Result<Vec<u8>, Error> {
        let mut all = Vec::new();
        let contents = match self.file.get(page, "Contents")? {
            Object::Array(parts) => parts,
            object => vec![object],
        };
        for part in &contents {
            if let Object::Stream(dict, span) = self.file.resolve(part)?
                && let Some(bytes) = self.file.unpacked(&dict, span)?
            {
                all.extend(bytes);
                all.push(b'\n');
            }
        }
        Ok(all)
    }

    fn font(&mut self, resources: &Dict, name: &str) -> Result<Option<Rc<Font>>, Error> {
        let fonts = self.file.get(resources, "Font")?;
        let Some(found) = fonts.dict().and_then(|fonts| fonts.get(name)) else { return Ok(None) };
        let id = if let Object::Ref(id) = found { Some(*id) } else { None };
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Ok(Some(font.clone()));
        }
        let found = self.file.resolve(found)?;
        let Some(dict) = found.dict() else { return Ok(None) };
        self.file.work(16 << 10)?;
        let font = Rc::new(Font::read(self.file, dict)?);
        self.codes += font.codes();
        if self.codes > MAX_CODES {
            self.fonts.clear();
            self.codes = font.codes();
        }
        self.fonts.extend(id.map(|id| (id, font.clone())));
        Ok(Some(font))
    }
}

impl Run<'_, '_> {
    fn all(&mut self, content: &[u8], resources: &Dict, depth: usize) -> Result<(), Error> {
        self.reader.file.work(content.len())?;
        let mut lexer = Lexer::new(content, 0);
        let mut operands: Vec<Object> = Vec::new();
        // Fonts by the names that these resources give them.
        let mut fonts: HashMap<String, Option<Rc<Font>>> = HashMap::default();
        let mut from = 0;
        while lexer.at < content.len() {
            if operands.is_empty() || lexer.at - from > MAX_OPERANDS {
                operands.clear();
                from = lexer.at;
            }
            match lexer.next() {
                // What cannot be read is passed over.
                None => {
                    lexer.at += 1;
                    continue;
                }
                Some(Item::Object(object)) => {
                    operands.push(object);
                    continue;
                }
                Some(Item::Word(b"ID")) => lexer.at += picture_length(&content[lexer.at..]),
                Some(Item::Word(b"Do")) => self.form(&operands, resources, depth)?,
                Some(Item::Word(b"Tf")) => {
                    if let [.., Object::Name(name), Object::Number(size)] = &operands[..] {
                        if !fonts.contains_key(name) {
                            fonts.insert(name.clone(), self.reader.font(resources, name)?);
                        }
                        self.state.font = fonts[name].clone();
                        self.state.size = *size;
                    }
                }
                Some(Item::Word(word)) => self.operator(word, &operands)?,
            }
            operands.clear();
        }
        Ok(())
    }

    /// What is put on the page beside its content.
    fn annotations(&mut self, page: &Dict) -> Result<(), Error> {
        let annotations = self.reader.file.get(page, "Annots")?;
        self.marks.clear();
        for annotation in annotations.array().unwrap_or_default() {
            match annotation::shown(self.reader.file, annotation)? {
                Some(Shown::Form(form, content, place)) => {
                    self.state = State::at(place);
                    self.draw(&form, content, &Dict::new(), 0)?;
                }
                Some(Shown::Value(pieces)) => {
                    for piece in &pieces {
                        self.reader.count_text(piece.text.len())?;
                        self.reader.count_piece()?;
                    }
                    self.pieces.extend(pieces);
                }
                None => {}
            }
        }
        Ok(())
    }

    fn operator(&mut self, word: &[u8], operands: &[Object]) -> Result<(), Error> {
        let mut room = [0.0; 6];
        let given = operands.iter().filter_map(Object::number);
        let count = room.iter_mut().zip(given).map(|(place, number)| *place = number).count();
        let numbers = &room[..count];
        let first = numbers.first().copied().unwrap_or(0.0);
        match word {
            b"q" if self.saved.len() < MAX_SAVED => self.saved.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = Matrix::of(numbers) {
                    self.state.matrix = matrix.then(self.state.matrix);
                }
            }
            b"BT" => (self.text, self.line) = (Matrix::ONE, Matrix::ONE),
            b"Tm" => {
                if let Some(matrix) = Matrix::of(numbers) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            b"Td" | b"TD" => {
                let down = numbers.get(1).copied().unwrap_or(0.0);
                if word == b"TD" {
                    self.state.leading = -down;
                }
                self.next_line(first, down);
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tc" => self.state.letter_space = first,
            b"Tw" => self.state.word_space = first,
            b"Tz" => self.state.scale = first / 100.0,
            b"TL" => self.state.leading = first,
            b"Ts" => self.state.rise = first,
            b"Tj" | b"TJ" => self.show_all(operands)?,
            b"'" | b"\"" => {
                if let ([space, letters], b"\"") = (numbers, word) {
                    (self.state.word_space, self.state.letter_space) = (*space, *letters);
                }
                self.next_line(0.0, -self.state.leading);
                self.show_all(operands)?;
            }
            // Writers mark running heads and page numbers so.
            b"BMC" | b"BDC" if self.marks.len() < MAX_SAVED => {
                let is_of_page = match operands {
                    [Object::Name(name), Object::Dict(entries)] if name == "Artifact" => {
                        entries.get("Type").and_then(Object::name) == Some("Pagination")
                    }
                    // Without a type it may be anything that was not recognized.
                    _ => false,
                };
                self.marks.push(is_of_page);
            }
            b"EMC" => {
                self.marks.pop();
            }
            _ => {}
        }
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }

    fn show_all(&mut self, operands: &[Object]) -> Result<(), Error> {
        for operand in operands {
            match operand {
                Object::Text(text) => self.show(text)?,
                Object::Array(parts) => {
                    self.is_spaced = self.takes_space_back(parts);
                    parts.iter().try_for_each(|part| self.show_part(part))?;
                    self.is_spaced = false;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Some writers set blanks as wide letter space, and take it back between
    /// the letters of a word: `[(.H) 300 (e) 300 (re)]`.
    fn takes_space_back(&self, parts: &[Object]) -> bool {
        let space = self.state.letter_space / self.state.size;
        let takes_back = |part: &Object| part.number().is_some_and(|back| back > 600.0 * space);
        space > WIDE && parts.iter().any(takes_back)
    }

    /// A text of several, or the way back between two.
    fn show_part(&mut self, part: &Object) -> Result<(), Error> {
        match part {
            Object::Text(text) => self.show(text)?,
            Object::Number(back) => {
                let x = -back / 1000.0 * self.state.size * self.state.scale;
                self.text = Matrix::moved(x, 0.0).then(self.text);
            }
            _ => {}
        }
        Ok(())
    }

    fn show(&mut self, text: &[u8]) -> Result<(), Error> {
        let Some(font) = self.state.font.clone() else { return Ok(()) };
        self.reader.file.work(text.len() * GLYPH)?;
        for glyph in font.glyphs(text) {
            let state = &self.state;
            let word_space = if glyph.is_blank { state.word_space } else { 0.0 };
            let width = glyph.width * state.size * state.scale;
            let space = (state.letter_space + word_space) * state.scale;
            let mut shown = String::new();
            self.reader.unread += usize::from(glyph.text.is_none() && font.is_composite);
            let text = glyph.text.unwrap_or_default();
            match text.chars().any(bidi::runs_left) {
                // A line is gathered as it is seen.
                true => text.chars().rev().for_each(|c| push_plain(&mut shown, c)),
                false => text.chars().for_each(|c| push_plain(&mut shown, c)),
            }
            let place = Matrix::moved(0.0, state.rise).then(self.text).then(state.matrix);
            self.text = Matrix::moved(width + space, 0.0).then(self.text);
            if !shown.is_empty() {
                self.add(&font, &shown, place, [width, space])?;
            }
        }
        Ok(())
    }

    /// Adds a glyph: to the last piece, where it goes on with it.
    fn add(
        &mut self,
        font: &Font,
        text: &str,
        place: Matrix,
        [width, space]: [f64; 2],
    ) -> Result<(), Error> {
        let [a, b, c, d, x, y] = place.0;
        let size = self.state.size.abs() * c.hypot(d);
        let turn = Turn::of(a, b);
        let (left, base) = turn.place(x, y);
        let scale = a.hypot(b);
        let right = left + width * scale;
        let is_sane = [left, base, size, right].iter().all(|n| n.is_finite() && n.abs() < 1e6);
        if !is_sane || size < 0.5 {
            return Ok(());
        }
        if self.is_again(text, left, base, size) {
            return Ok(());
        }
        self.reader.count_text(text.len())?;
        let next = if self.is_spaced { right } else { right + (space * scale).min(size) };
        let (is_bold, is_italic) = (font.is_bold, font.is_italic);
        let is_artifact = self.marks.contains(&true);
        let style = (size, is_bold, is_italic, turn, is_artifact);
        let accented = self.accented(text, left, right, base, size);
        let text = accented.as_deref().unwrap_or(text);
        if text.is_empty() {
            return Ok(());
        }
        self.last = Last { left, right, before: None };
        if let Some(last) = self.pieces.last_mut()
            && (last.size, last.is_bold, last.is_italic, last.turn, last.is_artifact) == style
            && last.base == base
            && (left - last.next).abs() < size * 0.05
        {
            last.text.push_str(text);
            self.last.before = Some((last.right, last.next));
            (last.right, last.next) = (right, next);
            return Ok(());
        }
        self.reader.count_piece()?;
        let text = text.to_owned();
        let piece =
            Piece { text, left, right, next, base, size, is_bold, is_italic, turn, is_artifact };
        self.pieces.push(piece);
        Ok(())
    }

    /// Whether it is the last glyph once more, moved a little to make it bold.
    fn is_again(&self, text: &str, left: f64, base: f64, size: f64) -> bool {
        let is_near = |one: f64, other: f64| (one - other).abs() < size * NEAR;
        self.pieces.last().is_some_and(|piece| {
            is_near(left, self.last.left) && is_near(base, piece.base) && piece.text.ends_with(text)
        })
    }

    /// TeX draws an accent and then its letter below it, some the other way
    /// round. Gives the letter with its accent, which is taken back from what
    /// was shown before, or nothing where the accent was put on the letter
    /// before; none for all other glyphs.
    fn accented(
        &mut self,
        text: &str,
        left: f64,
        right: f64,
        base: f64,
        size: f64,
    ) -> Option<String> {
        let piece = self.pieces.last_mut()?;
        let last = &self.last;
        let lies_on = |accent: (f64, f64), letter: (f64, f64)| {
            let (middle, slack) = ((accent.0 + accent.1) / 2.0, (letter.1 - letter.0) * 0.15);
            letter.0 - slack < middle && middle < letter.1 + slack
        };
        if (piece.base - base).abs() > size * 0.5 {
            return None;
        }
        let (c, before) = (text.chars().next()?, piece.text.chars().next_back()?);
        if c.is_ascii_alphanumeric() && before.is_ascii_alphanumeric() {
            return None;
        }
        let (glyph, shown) = ((left, right), (last.left, last.right));
        if let Some(mark) = mark_of(before.encode_utf8(&mut [0; 4]))
            && lies_on(shown, glyph)
            && let Some(letter) = composed(c, mark)
        {
            piece.text.pop();
            match last.before {
                Some(before) => (piece.right, piece.next) = before,
                None => drop(self.pieces.pop()),
            }
            return Some(std::iter::once(letter).chain(text.chars().skip(1)).collect());
        }
        let letter = mark_of(text).filter(|_| lies_on(glyph, shown));
        let letter = letter.and_then(|mark| composed(before, mark))?;
        piece.text.pop();
        piece.text.push(letter);
        Some(String::new())
    }

    /// A piece of content that stands by itself.
    fn form(&mut self, operands: &[Object], resources: &Dict, depth: usize) -> Result<(), Error> {
        let Some(name) = operands.first().and_then(Object::name) else { return Ok(()) };
        let forms = self.reader.file.get(resources, "XObject")?;
        let Some(found) = forms.dict().and_then(|forms| forms.get(name)) else { return Ok(()) };
        let Object::Stream(dict, span) = self.reader.file.resolve(found)? else { return Ok(()) };
        match dict.get("Subtype").and_then(Object::name) {
            Some("Form") if depth < MAX_FORMS => self.draw(&dict, span, resources, depth),
            _ => Ok(()),
        }
    }

    fn draw(
        &mut self,
        form: &Dict,
        content: Packed,
        resources: &Dict,
        depth: usize,
    ) -> Result<(), Error> {
        self.reader.file.work(1024)?;
        let Some(content) = self.reader.file.unpacked(form, content)? else { return Ok(()) };
        let own = self.reader.file.get(form, "Resources")?;
        let saved = (self.state.clone(), self.saved.len(), self.marks.len(), self.text, self.line);
        if let Some(matrix) = Matrix::of(&self.reader.file.numbers(form, "Matrix")?) {
            self.state.matrix = matrix.then(self.state.matrix);
        }
        self.all(&content, own.dict().unwrap_or(resources), depth + 1)?;
        self.saved.truncate(saved.1);
        self.marks.truncate(saved.2);
        (self.state, self.text, self.line) = (saved.0, saved.3, saved.4);
        Ok(())
    }
}

/// How long a picture within the content is, its `EI` included.
fn picture_length(rest: &[u8]) -> usize {
    let ends = |window: &[u8]| is_blank(window[0]) && window[1..3] == *b"EI" && is_blank(window[3]);
    rest.windows(4).position(ends).map_or(rest.len(), |at| at + 3)
}
