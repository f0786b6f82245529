//! LaTeX as articles and theses are written in it. Nothing is expanded: known
//! commands say what their arguments are, of others the arguments stay.

mod commands;
mod groups;

use super::formula;
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::meta;
use crate::document::offset::Source;
use crate::document::tree::{BlockKind, MarkKind, Role};
use commands::{Command, Environment};
use groups::Groups;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Deeper arguments are read as text.
const MAX_DEPTH: usize = 24;
/// Longest formula and longest optional argument, in bytes.
const MAX_FORMULA: usize = 4000;
const MAX_OPTION: usize = 400;

static META: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\\(title|author|date)\s*(?:\[[^\[\]]*\]\s*)?\{").expect("a pattern")
});

/// Reads `source` from byte `from` on.
pub(in crate::document) fn read(
    builder: &mut Builder,
    source: &str,
    from: usize,
) -> Result<(), ReadError> {
    let groups = Groups::of(source);
    facts(builder, source, &groups)?;
    let begin = source[from..].find(r"\begin{document}").map(|at| from + at);
    let body = begin.map_or(from, |begin| begin + r"\begin{document}".len());
    let end = source[body..].find(r"\end{document}").map_or(source.len(), |end| body + end);
    let mut latex = Latex::new(builder, source, &groups);
    latex.aside(Role::Metadata, from..begin.unwrap_or(from))?;
    latex.run(body..end, 0)?;
    latex.finish()?;
    latex.aside(Role::Hidden, end..source.len())
}

/// Title, author and date, wherever they stand.
fn facts(builder: &mut Builder, source: &str, groups: &Groups) -> Result<(), ReadError> {
    for found in META.captures_iter(source).take(16) {
        let Some(group) = found.get(0).and_then(|whole| groups.closing(whole.end() - 1)) else {
            continue;
        };
        let mut scratch = Builder::default();
        Latex::new(&mut scratch, source, groups).run(group, MAX_DEPTH / 2)?;
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
    groups: &'a Groups,
    /// Environments that are open.
    open: Vec<Open>,
    notes: Vec<Range<usize>>,
    /// Comments and labels of the open paragraph.
    comments: Vec<Range<usize>>,
    /// How many tables are open.
    tables: usize,
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
    fn new(builder: &'a mut Builder, source: &'a str, groups: &'a Groups) -> Self {
        let is_used = |name: &&str| {
            let command = format!("\\{name}");
            let mut places = source.match_indices(&command).map(|(at, found)| at + found.len());
            places.any(|end| !source[end..].starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        let highest = commands::HEADINGS.iter().position(is_used).unwrap_or(0) as u8;
        let (open, notes, comments) = (Vec::new(), Vec::new(), Vec::new());
        Self { builder, source, groups, open, notes, comments, tables: 0, highest }
    }

    fn verbatim(&mut self, span: Range<usize>) -> Result<(), ReadError> {
        self.builder.text(&self.source[span.clone()], Some(Source::Verbatim(span.start)))
    }

    fn put(&mut self, text: &str, span: Range<usize>) -> Result<(), ReadError> {
        self.builder.text(text, Some(Source::Whole(span)))
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
        self.paragraph()?;
        while let Some(open) = self.open.pop() {
            self.end_environment(&open)?;
        }
        let mut from = 0;
        // A note may hold notes.
        while from < self.notes.len() {
            let note = self.notes[from].clone();
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
            let next = rest.find(['\\', '{', '}', '$', '%', '~', '-', '`', '\'', '&', '\n', '"']);
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
        close: &str,
        end: usize,
    ) -> Result<usize, ReadError> {
        let start = at + open.len();
        let most = groups::border(self.source, end.min(start + MAX_FORMULA));
        let body = &self.source[start.min(most)..most];
        let mut ends = body.match_indices(close).map(|(at, _)| at);
        let close_at = ends.find(|&at| !body[..at].ends_with('\\') || close.starts_with('\\'));
        let Some(length) = close_at else {
            self.verbatim(at..start)?;
            return Ok(start);
        };
        self.math(start..start + length, at..start + length + close.len())?;
        Ok(start + length + close.len())
    }

    fn math(&mut self, tex: Range<usize>, whole: Range<usize>) -> Result<(), ReadError> {
        let text = formula::text(self.source[tex].trim());
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
                let most = groups::border(self.source, end.min(after + MAX_OPTION));
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
            Command::Unknown => Ok(self.option(after, end).map_or(after, |option| option.end + 1)),
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
        self.notes.push(group.clone());
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
        let rest = &self.source[at..end];
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
        let most = groups::border(self.source, end.min(at + MAX_OPTION));
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

    fn begin(&mut self, at: usize, after: usize, end: usize) -> Result<usize, ReadError> {
        let Some(group) = self.groups.closing(after).filter(|group| group.end < end) else {
            return Ok(after);
        };
        let name = self.source[group.clone()].trim().to_owned();
        let mut next = group.end + 1;
        let what = commands::environment(name.trim_end_matches('*'));
        let closing = format!("\\end{{{name}}}");
        let length = |from: usize| self.source[from..end].find(&closing);
        match what {
            Environment::Code | Environment::Hidden => {
                if what == Environment::Code {
                    next = self.skip_line(next, end);
                }
                let body = next..length(next).map_or(end, |length| next + length);
                let next = (body.end + closing.len()).min(end);
                self.paragraph()?;
                if what == Environment::Hidden {
                    self.aside(Role::Hidden, body)?;
                    return Ok(next);
                }
                self.builder.start(BlockKind::Code)?;
                let lines = self.source[body.clone()].trim_start_matches(['\n', '\r']);
                self.verbatim(body.end - lines.len()..body.end)?;
                self.paragraph()?;
                return Ok(next);
            }
            Environment::Formula => {
                // One that is never closed must not take what follows.
                let Some(length) = length(next) else { return Ok(next) };
                let body = next..next + length;
                let next = (body.end + closing.len()).min(end);
                self.math(body, at..next)?;
                return Ok(next);
            }
            _ => {}
        }
        self.paragraph()?;
        let mut first = 0;
        match what {
            Environment::List { is_ordered } => {
                self.builder.start(BlockKind::List { is_ordered })?
            }
            Environment::Quote => self.builder.start(BlockKind::Quote)?,
            Environment::Table => {
                self.builder.start(BlockKind::Table)?;
                self.tables += 1;
                first = self.builder.len();
            }
            Environment::References => {
                self.builder.set_role(Role::References);
            }
            _ => {}
        }
        next = match what {
            Environment::Passed { has_arguments: false } => {
                self.option(next, end).map_or(next, |option| option.end + 1)
            }
            Environment::Quote => next,
            _ => self.skip(next, end),
        };
        self.open.push(Open { name, what, in_item: false, first });
        if what == Environment::Table {
            next = self.row(next, end)?.0;
        }
        Ok(next)
    }

    /// The options on the line of `\begin{lstlisting}`.
    fn skip_line(&self, at: usize, end: usize) -> usize {
        let line = self.source[at..end].find('\n').map_or(end, |line| at + line);
        self.skip(at, line)
    }

    fn end(&mut self, after: usize, end: usize) -> Result<usize, ReadError> {
        let Some(group) = self.groups.closing(after).filter(|group| group.end < end) else {
            return Ok(after);
        };
        let name = self.source[group.clone()].trim();
        // Nobody nests deeper than this; what does is ended by the end.
        let nearest = self.open.len().saturating_sub(MAX_DEPTH);
        if let Some(at) = self.open[nearest..].iter().rposition(|open| open.name == name) {
            self.paragraph()?;
            while self.open.len() > nearest + at {
                let Some(open) = self.open.pop() else { break };
                self.end_environment(&open)?;
            }
        }
        Ok(group.end + 1)
    }

    fn end_environment(&mut self, open: &Open) -> Result<(), ReadError> {
        match open.what {
            Environment::List { .. } | Environment::Description => {
                if open.in_item {
                    self.builder.end()?;
                }
                match open.what {
                    Environment::List { .. } => self.builder.end(),
                    _ => Ok(()),
                }
            }
            Environment::Quote => self.builder.end(),
            Environment::Table => {
                self.tables -= 1;
                if open.in_item {
                    self.builder.end()?;
                    self.builder.end()?;
                }
                self.builder.end()
            }
            Environment::References => {
                self.builder.set_role(Role::Body);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn item(&mut self, at: usize, end: usize, depth: usize) -> Result<usize, ReadError> {
        self.paragraph()?;
        let label = self.option(at, end);
        let next = label.clone().map_or(at, |label| label.end + 1);
        let Some(open) = self.open.last_mut() else { return Ok(next) };
        let (what, is_next) = (open.what, open.in_item);
        if !matches!(what, Environment::List { .. } | Environment::Description) {
            return Ok(next);
        }
        open.in_item = true;
        if is_next {
            self.builder.end()?;
        }
        if what == Environment::Description {
            self.builder.start(BlockKind::Term)?;
            self.run(label.unwrap_or(at..at), depth + 1)?;
            self.paragraph()?;
            self.builder.start(BlockKind::Definition)?;
        } else {
            self.builder.start(BlockKind::Item)?;
        }
        Ok(next)
    }

    /// `\bibitem[label]{key}`: the next entry of the references.
    fn reference(&mut self, at: usize, end: usize) -> Result<usize, ReadError> {
        self.paragraph()?;
        Ok(self.skip(at, end))
    }

    fn table(&mut self) -> Option<&mut Open> {
        self.open.last_mut().filter(|open| open.what == Environment::Table)
    }

    /// `&` between the cells of a row.
    fn cell(&mut self, at: usize) -> Result<usize, ReadError> {
        match self.table().is_some_and(|table| table.in_item) {
            true => {
                self.paragraph()?;
                self.builder.end()?;
                self.builder.start(BlockKind::Cell)?;
            }
            false => self.put(" ", at..at + 1)?,
        }
        Ok(at + 1)
    }

    /// `\\`: a line ends, or a row.
    fn line_end(&mut self, at: usize, next: usize, end: usize) -> Result<usize, ReadError> {
        let star = usize::from(self.source[next..end].starts_with('*'));
        let next = self.option(next + star, end).map_or(next + star, |option| option.end + 1);
        if !self.table().is_some_and(|table| table.in_item) {
            self.put(" ", at..at + 2)?;
            return Ok(next);
        }
        self.paragraph()?;
        self.builder.end()?;
        self.builder.end()?;
        let first = self.table().map_or(0, |table| {
            table.in_item = false;
            std::mem::take(&mut table.first)
        });
        let (next, has_rule) = self.row(next, end)?;
        if has_rule
            && first > 0
            && let Some(row) = self.builder.blocks_from(first).first_mut()
            && !row.kind.is_leaf()
        {
            row.kind = BlockKind::Row { is_head: true };
        }
        Ok(next)
    }

    /// Begins the next row behind the rules before it, and says whether there were
    /// any; none where the table ends.
    fn row(&mut self, at: usize, end: usize) -> Result<(usize, bool), ReadError> {
        let (mut next, mut has_rule) = (at, false);
        loop {
            let rest = &self.source[next..end];
            next += rest.len() - rest.trim_start().len();
            let rest = &self.source[next..end];
            if let Some(rule) = commands::RULES.iter().find(|rule| rest.starts_with(*rule)) {
                has_rule = true;
                next += rule.len();
                if self.source[next..end].starts_with('(') {
                    next += self.source[next..end]
                        .find(')')
                        .filter(|at| *at < 9)
                        .map_or(1, |at| at + 1);
                }
                next = self.skip(next, end);
            } else if rest.starts_with("\\caption") {
                let name = "\\caption".len();
                next = self.leaf(BlockKind::Caption, next + name, end, 0)?;
                let first = self.builder.len();
                if let Some(table) = self.table() {
                    table.first = first;
                }
            } else if rest.starts_with('%') {
                let line = rest.find('\n').unwrap_or(rest.len());
                self.comments.push(next + 1..next + line.max(1));
                next += line;
            } else {
                break;
            }
        }
        if !self.source[next..end].starts_with(r"\end") && next < end {
            if let Some(table) = self.table() {
                table.in_item = true;
            }
            self.builder.start(BlockKind::Row { is_head: false })?;
            self.builder.start(BlockKind::Cell)?;
        }
        Ok((next, has_rule))
    }
}

/// How many blanks a text begins with.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

#[cfg(test)]
mod tests {
    use crate::document::testing::{facts, is_sound, read, titles};
    use crate::document::{Document, Format};
    use proptest::prelude::*;

    fn parse(text: &str) -> Document {
        read(text, Format::Latex)
    }

    #[test]
    fn headings_lists_notes_and_tables_are_read() {
        let document = parse(
            "\\documentclass{article}\n\\usepackage{x}\n\\title{The \\emph{Hanse}}\n\\author{A. Writer \\and B. Author}\n\\date{May 3, 2021}\n\\begin{document}\n\\maketitle\n\\section{L\\\"ubeck}\n\nIt was \\textbf{rebuilt} in \\emph{1159}~by Henry\\footnote{Some say \\emph{1158}.} --- the ``Lion'' \\cite[p.~3]{x}. % look it up\nHis price: 5\\,\\% of $x$.\n\n\\begin{itemize}\n\\item salt\n\\begin{enumerate}\\item from L\\\"uneburg\\end{enumerate}\n\\item herring\n\\end{itemize}\n\\begin{description}\n\\item[Kogge] A ship with \\foo{one} mast.\n\\end{description}\n\\begin{quote}Navigare necesse est.\\end{quote}\n\\begin{table}[h]\n\\begin{tabular}{ll}\n\\hline\nCity & Year \\\\ \\hline\nRiga & 1201 \\\\\n\\end{tabular}\n\\caption{Some towns}\n\\end{table}\n\\begin{verbatim}\nint year = 1370;\n\\end{verbatim}\n\\subsection*{Gar\\c{c}on, \\'Emile}\n\\end{document}\nnot read\n",
        );
        assert_eq!(facts(&document), (Some("The Hanse"), Some("A. Writer, B. Author"), Some(2021)));
        assert_eq!(titles(&document), ["Lübeck", "Garçon, Émile"]);
        insta::assert_snapshot!(document.outline(), @r"
        [left out as metadata: 12 words]

        # Lübeck

        It was rebuilt in 1159 by Henry — the “Lion”. His price: 5 % of x.

        [left out as hidden: 3 words]

        - salt
          - from Lüneburg
        - herring
        Kogge

        : A ship with one mast.

        > Navigare necesse est.

        | City | Year |
        | --- | --- |
        | Riga | 1201 |

        [Some towns]

            int year = 1370;

        ## Garçon, Émile

        [left out as notes: 3 words]

        [left out as hidden: 3 words]
        ");
    }

    #[test]
    fn spans_lead_back_to_the_file() {
        let text = "The \\emph{siege of L\\\"ubeck} ended\nin 1234.\n";
        let document = parse(text);
        let at = document.text.find("siege of Lübeck").unwrap();
        let span = document.source_span(at..at + "siege of Lübeck".len());
        assert_eq!(&text[span], "siege of L\\\"ubeck");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r#"([\\{}$%&~\n\[\]aä1'`"-]|\\item|\\begin\{(itemize|tabular|verbatim|quote)\}|\\end\{(itemize|tabular|verbatim|quote)\}|\\footnote\{|\\\\|\\c|\\verb|\\emph\{){0,200}"#) {
            prop_assert!(is_sound(text, Format::Latex));
        }
    }
}
