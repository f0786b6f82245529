//! LaTeX as articles and theses are written in it. Known commands say what their
//! arguments are, those that the text defines are read as what they stand for, of
//! others the arguments stay. No other file is read.

mod commands;
mod environments;
mod groups;
mod macros;
mod table;

use super::formula;
use crate::base::border::border;
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::meta;
use crate::document::offset::Source;
use crate::document::tree::{BlockKind, MarkKind, Role};
use commands::{Command, Environment};
use groups::Groups;
use macros::{Frame, Macros};
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Deeper arguments are read as text.
const MAX_DEPTH: usize = 24;
/// Longest formula and longest optional argument, in bytes.
const MAX_FORMULA: usize = 4000;
const MAX_OPTION: usize = 400;
/// Most bytes that are read for commands that the text defines.
const MAX_EXPANDED: usize = 1 << 20;

pattern!(META, r"\\(title|author|date)\s*(?:\[[^\[\]]*\]\s*)?\{");

/// Reads `source` from byte `from` on.
pub(in crate::document) fn read(
    builder: &mut Builder,
    source: &str,
    from: usize,
) -> Result<(), ReadError> {
    let groups = Groups::of(source);
    let macros = Macros::of(source, &groups);
    facts(builder, source, &groups, &macros)?;
    let begin = source[from..].find(r"\begin{document}").map(|at| from + at);
    let body = begin.map_or(from, |begin| begin + r"\begin{document}".len());
    let end = source[body..].find(r"\end{document}").map_or(source.len(), |end| body + end);
    let mut latex = Latex::new(builder, source, &groups, &macros);
    latex.aside(Role::Metadata, from..begin.unwrap_or(from))?;
    latex.run(body..end, 0)?;
    latex.finish()?;
    latex.aside(Role::Hidden, end..source.len())
}

/// Title, author and date, wherever they stand.
fn facts<'a>(
    builder: &mut Builder,
    source: &'a str,
    groups: &'a Groups<'a>,
    macros: &'a Macros<'a>,
) -> Result<(), ReadError> {
    for found in META.captures_iter(source).take(16) {
        let Some(group) = found.get(0).and_then(|whole| groups.closing(whole.end() - 1)) else {
            continue;
        };
        let mut scratch = Builder::default();
        Latex::new(&mut scratch, source, groups, macros).run(group, MAX_DEPTH / 2)?;
        let text = scratch.finish()?.text.replace('\n', " ").replace(" , ", ", ");
        let known = match &found[1] {
            "title" => builder.meta.title.is_some(),
            "author" => builder.meta.author.is_some(),
            _ => builder.meta.year.is_some(),
        };
        if !known {
            meta::set(&mut builder.meta, &found[1], text.trim());
        }
    }
    Ok(())
}

struct Latex<'a> {
    builder: &'a mut Builder,
    source: &'a str,
    groups: &'a Groups<'a>,
    macros: &'a Macros<'a>,
    /// The arguments of commands that the text defines, of the innermost one last.
    frames: Vec<Frame>,
    /// The place that what is read stands for, where a defined command stands there.
    call: Option<Range<usize>>,
    /// How many bytes may still be read for such commands.
    budget: usize,
    /// Environments that are open.
    open: Vec<Open>,
    notes: Vec<(Range<usize>, Vec<Frame>)>,
    /// Comments and labels of the open paragraph.
    comments: Vec<Range<usize>>,
    /// How many tables are open.
    tables: usize,
    /// Where the end of a formula does not stand, by its sign.
    unclosed: HashMap<&'static str, Range<usize>>,
    /// The command that stands for the highest heading.
    highest: u8,
}

#[derive(Debug)]
struct Open {
    name: String,
    what: Environment,
    /// Whether an item, or a row of a table, is open.
    in_item: bool,
    /// The first row of a table, an index into the blocks.
    first: usize,
}

impl<'a> Latex<'a> {
    fn new(
        builder: &'a mut Builder,
        source: &'a str,
        groups: &'a Groups<'a>,
        macros: &'a Macros<'a>,
    ) -> Self {
        let is_used = |name: &&str| {
            let command = format!("\\{name}");
            let mut places = source.match_indices(&command).map(|(at, found)| at + found.len());
            places.any(|end| !source[end..].starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        let highest = commands::HEADINGS.iter().position(is_used).unwrap_or(0) as u8;
        Self {
            builder,
            source,
            groups,
            macros,
            frames: Vec::new(),
            call: None,
            budget: MAX_EXPANDED,
            open: Vec::new(),
            notes: Vec::new(),
            comments: Vec::new(),
            tables: 0,
            unclosed: HashMap::new(),
            highest,
        }
    }

    fn verbatim(&mut self, span: Range<usize>) -> Result<(), ReadError> {
        let source = match &self.call {
            Some(call) => Source::Whole(call.clone()),
            None => Source::Verbatim(span.start),
        };
        self.builder.text(&self.source[span], Some(source))
    }

    fn put(&mut self, text: &str, span: Range<usize>) -> Result<(), ReadError> {
        self.builder.text(text, Some(Source::Whole(self.call.clone().unwrap_or(span))))
    }

    /// A leaf that is no body, as it stands.
    fn aside(&mut self, role: Role, span: Range<usize>) -> Result<(), ReadError> {
        let (text, from) = (&self.source[span.clone()], Source::Verbatim(span.start));
        self.builder.leaf_as(role, BlockKind::Paragraph, text, Some(from))
    }

    /// Ends the paragraph; its comments stand behind it.
    fn paragraph(&mut self) -> Result<(), ReadError> {
        self.builder.end_leaf()?;
        // A table holds rows and nothing else: what is hidden in it stands behind it.
        if self.tables > 0 {
            return Ok(());
        }
        for comment in std::mem::take(&mut self.comments) {
            self.aside(Role::Hidden, comment)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ReadError> {
        self.builder.end_leaf()?;
        while let Some(open) = self.open.pop() {
            self.end_environment(&open)?;
        }
        self.paragraph()?;
        let mut from = 0;
        // A note may hold notes.
        while from < self.notes.len() {
            let (note, frames) = self.notes[from].clone();
            self.frames = frames;
            from += 1;
            let role = self.builder.set_role(Role::Notes);
            self.builder.start(BlockKind::Note)?;
            self.run(note, MAX_DEPTH / 2)?;
            self.paragraph()?;
            self.builder.end()?;
            self.builder.set_role(role);
        }
        Ok(())
    }

    /// Reads a range of the source.
    fn run(&mut self, span: Range<usize>, depth: usize) -> Result<(), ReadError> {
        let source = self.source;
        let mut at = span.start;
        while at < span.end {
            let rest = &source[at..span.end];
            let next =
                rest.find(['\\', '{', '}', '$', '%', '~', '-', '`', '\'', '&', '\n', '"', '#']);
            let next = next.unwrap_or(rest.len());
            if next > 0 {
                self.verbatim(at..at + next)?;
                at += next;
                continue;
            }
            at = match rest.as_bytes()[0] {
                b'\\' => self.command(at, span.end, depth)?,
                b'%' => {
                    let line = rest.find('\n').unwrap_or(rest.len());
                    self.comments.push(at + 1..at + line);
                    let next = &rest[line..];
                    // The line end belongs to the comment, an empty line behind it does not.
                    let blanks = next
                        .get(1..)
                        .map_or(0, |next| next.len() - next.trim_start_matches([' ', '\t']).len());
                    at + line + if next.is_empty() { 0 } else { 1 + blanks }
                }
                b'$' => {
                    let sign = if rest.starts_with("$$") { "$$" } else { "$" };
                    self.formula(at, sign, sign, span.end)?
                }
                b'&' => self.cell(at)?,
                b'#' => self.argument(at, span.end, depth)?,
                b'\n' => {
                    let line = &rest[1..];
                    let is_empty = line[..line.find('\n').unwrap_or(line.len())].trim().is_empty();
                    match is_empty && !line.is_empty() {
                        true => self.paragraph()?,
                        false => self.verbatim(at..at + 1)?,
                    }
                    at + 1
                }
                _ => self.sign(at, rest)?,
            };
        }
        Ok(())
    }

    /// Signs that stand for others: dashes, quotation marks, a fixed blank.
    fn sign(&mut self, at: usize, rest: &str) -> Result<usize, ReadError> {
        let known = commands::SIGNS.iter().find(|(sign, _)| rest.starts_with(sign));
        match known {
            Some((sign, text)) => {
                self.put(text, at..at + sign.len())?;
                Ok(at + sign.len())
            }
            None => {
                self.verbatim(at..at + 1)?;
                Ok(at + 1)
            }
        }
    }

    /// Reads a formula from its opening sign on; where its end is.
    fn formula(
        &mut self,
        at: usize,
        open: &str,
        close: &'static str,
        end: usize,
    ) -> Result<usize, ReadError> {
        let start = at + open.len();
        let most = border(self.source, end.min(start + MAX_FORMULA));
        // Where an end was looked for in vain none is looked for again.
        let known = self.unclosed.get(close).filter(|known| known.contains(&start));
        let from = known.map_or(start, |known| border(self.source, known.end - 1));
        let from = from.clamp(start.min(most), most);
        let mut ends = self.source[from..most].match_indices(close).map(|(at, _)| from + at);
        let is_escaped = |at: usize| self.source[..at].ends_with('\\');
        let Some(close_at) = ends.find(|&at| close.starts_with('\\') || !is_escaped(at)) else {
            let first = known.map_or(start, |known| known.start);
            self.unclosed.insert(close, first..most.max(start + 1));
            self.verbatim(at..start)?;
            return Ok(start);
        };
        self.math(start..close_at, at..close_at + close.len())?;
        Ok(close_at + close.len())
    }

    fn math(&mut self, tex: Range<usize>, whole: Range<usize>) -> Result<(), ReadError> {
        let tex = self.filled(tex);
        let text = formula::text(tex.trim());
        self.builder.start_mark(MarkKind::Formula, None);
        self.put(&text, whole)?;
        self.builder.end_mark(MarkKind::Formula);
        Ok(())
    }

    /// Reads the command that begins at `at`; where it ends.
    fn command(&mut self, at: usize, end: usize, depth: usize) -> Result<usize, ReadError> {
        let rest = &self.source[at + 1..end];
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        if letters == 0 {
            let Some(sign) = rest.chars().next() else { return Ok(end) };
            return self.control(at, sign, end);
        }
        let name = &rest[..letters];
        let mut next = at + 1 + letters;
        if self.source[next..end].starts_with('*') {
            next += 1;
        }
        let after = next + blanks(&self.source[next..end]);
        let after = if self.source[after..end].starts_with('\n') { next } else { after };
        if let Some(ends) = self.macros.end_of_definition(at).filter(|ends| *ends <= end) {
            self.comments.push(at..ends);
            return Ok(ends);
        }
        if let Some(mark) = commands::accent(name) {
            return self.accent(at, after, mark, end);
        }
        if let Some(text) = commands::symbol(name) {
            let empty = self.source[after..end].starts_with("{}");
            let next = if empty { after + 2 } else { after };
            self.put(text, at..next)?;
            return Ok(next);
        }
        if depth >= MAX_DEPTH {
            return Ok(after);
        }
        let heading = commands::HEADINGS.iter().position(|heading| *heading == name);
        if let Some(level) = heading {
            let level = (level as u8).saturating_sub(self.highest) + 1;
            return self.leaf(BlockKind::Heading { level }, after, end, depth);
        }
        match commands::command(name) {
            Command::Mark(kind) => self.marked(kind, after, end, depth),
            Command::Verb => self.verb(name, after, end),
            Command::Note => self.note(after, end),
            Command::Citation => {
                let next = self.skip(after, end);
                super::cite(self.builder, &self.source[next..end]);
                Ok(next)
            }
            Command::Dropped => {
                let next = self.skip(after, end);
                self.comments.push(at..next);
                Ok(next)
            }
            Command::Definition => {
                let most = border(self.source, end.min(after + MAX_OPTION));
                let brace = self.source[after..most].find('{').map(|brace| after + brace);
                let group = brace.and_then(|brace| self.groups.closing(brace));
                Ok(group.map_or(after, |group| group.end + 1).min(end))
            }
            Command::Link => {
                let url = self.groups.closing(after);
                self.marked(MarkKind::Link, url.map_or(after, |url| url.end + 1), end, depth)
            }
            Command::Url => match self.groups.closing(after) {
                Some(url) => {
                    self.verbatim(url.clone())?;
                    Ok(url.end + 1)
                }
                None => Ok(after),
            },
            Command::Caption => self.leaf(BlockKind::Caption, after, end, depth),
            Command::Quoted => {
                let Some(group) = self.groups.closing(after) else { return Ok(after) };
                self.put("“", at..after)?;
                self.run(group.clone(), depth + 1)?;
                self.put("”", group.end..group.end + 1)?;
                Ok(group.end + 1)
            }
            Command::Columns => {
                let columns = self.groups.closing(after).map(|group| &self.source[group]);
                if let Some(Ok(columns)) = columns.map(str::parse).filter(|_| name != "multirow") {
                    self.builder.span(columns, 1);
                }
                let mut next = after;
                for _ in 0..2 {
                    next = self.groups.closing(next).map_or(next, |group| group.end + 1);
                }
                Ok(next)
            }
            Command::First => {
                let Some(first) = self.groups.closing(after).filter(|group| group.end < end) else {
                    return Ok(after);
                };
                self.run(first.clone(), depth + 1)?;
                let second = self.groups.closing(first.end + 1);
                Ok(second.map_or(first.end + 1, |second| second.end + 1))
            }
            Command::RowEnd => self.line_end(at, after, end),
            Command::Second => {
                let first = self.groups.closing(after);
                Ok(first.map_or(after, |first| first.end + 1))
            }
            Command::Paragraph => self.paragraph().map(|()| after),
            Command::Blank => self.put(" ", at..after).map(|()| after),
            Command::Item => self.item(after, end, depth),
            Command::Reference => self.reference(after, end),
            Command::Begin => self.begin(at, after, end),
            Command::End => self.end(after, end),
            Command::Input => {
                let next = self.skip(after, end);
                let name = self.source[after..next].rsplit('{').next().unwrap_or_default();
                self.builder.included(name.trim_end_matches('}').trim());
                self.comments.push(at..next);
                Ok(next)
            }
            Command::Unknown => match self.macros.get(name) {
                Some(found) if self.spend(found.body.len()) => {
                    self.expand(found, at, after, end, depth)
                }
                _ => Ok(self.option(after, end).map_or(after, |option| option.end + 1)),
            },
        }
    }

    /// A command of one sign.
    fn control(&mut self, at: usize, sign: char, end: usize) -> Result<usize, ReadError> {
        let next = at + 1 + sign.len_utf8();
        if let Some(mark) = commands::accent(sign.encode_utf8(&mut [0; 4])) {
            return self.accent(at, next, mark, end);
        }
        match sign {
            '(' => self.formula(at, r"\(", r"\)", end),
            '[' => self.formula(at, r"\[", r"\]", end),
            '\\' => self.line_end(at, next, end),
            '-' | '/' | '@' | '!' | ')' | ']' => Ok(next),
            ',' | ';' | ':' | ' ' | '\n' | '\t' | '>' => self.put(" ", at..next).map(|()| next),
            _ => self.verbatim(at + 1..next).map(|()| next),
        }
    }

    /// `\"o`, `\c{c}`: the letter with its accent.
    fn accent(
        &mut self,
        at: usize,
        from: usize,
        mark: char,
        end: usize,
    ) -> Result<usize, ReadError> {
        let from = from + blanks(&self.source[from..end]);
        let (letters, next) = match self.groups.closing(from).filter(|group| group.len() < 16) {
            Some(group) => (&self.source[group.clone()], group.end + 1),
            None => {
                let rest = &self.source[from..end];
                let first = rest.chars().next().map_or(0, char::len_utf8);
                let is_dotless = rest.starts_with("\\i") || rest.starts_with("\\j");
                let length = if is_dotless { 2 } else { first };
                (&rest[..length], from + length)
            }
        };
        if letters.starts_with(['\\', '{', '}']) && letters.len() == 1 {
            return Ok(from);
        }
        let letters = letters.trim_matches(['\\', ' ']);
        let mut accented = String::new();
        for (number, letter) in letters.chars().enumerate() {
            accented.push(letter);
            if number == 0 {
                accented.push(mark);
            }
        }
        let accented: String = accented.nfc().collect();
        self.put(&accented, at..next)?;
        Ok(next)
    }

    fn marked(
        &mut self,
        kind: MarkKind,
        at: usize,
        end: usize,
        depth: usize,
    ) -> Result<usize, ReadError> {
        let Some(group) = self.groups.closing(at).filter(|group| group.end < end) else {
            return Ok(at);
        };
        self.builder.start_mark(kind, None);
        self.run(group.clone(), depth + 1)?;
        self.builder.end_mark(kind);
        Ok(group.end + 1)
    }

    /// A heading or a caption; a short form of it in brackets is left out.
    fn leaf(
        &mut self,
        kind: BlockKind,
        at: usize,
        end: usize,
        depth: usize,
    ) -> Result<usize, ReadError> {
        let at = self.option(at, end).map_or(at, |option| option.end + 1);
        let Some(group) = self.groups.closing(at).filter(|group| group.end < end) else {
            return Ok(at);
        };
        self.paragraph()?;
        self.builder.start(kind)?;
        self.run(group.clone(), depth + 1)?;
        self.paragraph()?;
        Ok(group.end + 1)
    }

    fn note(&mut self, at: usize, end: usize) -> Result<usize, ReadError> {
        let at = self.option(at, end).map_or(at, |option| option.end + 1);
        let Some(group) = self.groups.closing(at).filter(|group| group.end < end) else {
            return Ok(at);
        };
        self.notes.push((group.clone(), self.frames.clone()));
        let label = self.notes.len().to_string();
        self.builder.note(&label);
        Ok(group.end + 1)
    }

    /// `\verb|…|`, `\lstinline{…}`
    fn verb(&mut self, name: &str, at: usize, end: usize) -> Result<usize, ReadError> {
        let at = if name == "lstinline" {
            self.option(at, end).map_or(at, |option| option.end + 1)
        } else {
            at
        };
        let rest = &self.source[at..border(self.source, end.min(at + MAX_FORMULA))];
        let Some(sign) = rest.chars().next() else { return Ok(at) };
        let close = if sign == '{' { '}' } else { sign };
        let start = at + sign.len_utf8();
        let line = rest.find('\n').unwrap_or(rest.len());
        let body = self.source.get(start..at + line).unwrap_or_default();
        let Some(length) = body.find(close) else { return Ok(at) };
        self.builder.start_mark(MarkKind::Code, None);
        self.verbatim(start..start + length)?;
        self.builder.end_mark(MarkKind::Code);
        Ok(start + length + close.len_utf8())
    }

    /// `[…]` at this place.
    fn option(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let at = at + blanks(&self.source[at..end]);
        let most = border(self.source, end.min(at + MAX_OPTION));
        let rest = self.source[at..most].strip_prefix('[')?;
        let mut depth = 0;
        let close = rest.char_indices().find_map(|(at, c)| {
            match c {
                '{' | '[' => depth += 1,
                ']' if depth == 0 => return Some(at),
                '}' | ']' => depth -= 1,
                _ => {}
            }
            None
        })?;
        (!rest[..close].contains("\n\n")).then_some(at + 1..at + 1 + close)
    }

    /// Where all arguments of a command end.
    fn skip(&self, at: usize, end: usize) -> usize {
        let mut next = at;
        for _ in 0..6 {
            let option = self.option(next, end).map(|option| option.end + 1);
            let brace = next + blanks(&self.source[next..end]);
            let group = || self.groups.closing(brace).map(|group| group.end + 1);
            match option.or_else(group).filter(|after| *after <= end) {
                Some(after) => next = after,
                None => break,
            }
        }
        next
    }
}

/// How many blanks a text begins with.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

#[cfg(test)]
mod tests;
