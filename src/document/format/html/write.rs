//! From nodes to the blocks of a document.

use super::parts::{self, kinds};
use super::tree::{Kind, Node};
use super::{BLOCKS, CAPTIONS, NOTE_ADDRESSES, NOTE_MARKS, UNSEEN, math};
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::format::formula;
use crate::document::format::markup::{Tag, is_note_mark};
use crate::document::format::{is_prose_block, text};
use crate::document::offset::{OffsetMap, Source};
use crate::document::tree::{BlockKind, MarkKind, Role};
use std::collections::HashMap;

/// Most characters of a cell, where half of a table's stand in it: more is a layout.
const MAX_CELL: usize = 500;
/// Longest mark of a note, in bytes and in nodes.
const MAX_MARK: usize = 30;
/// Signs behind which a number is no part of the sentence.
const ENDS: [char; 11] = ['.', '!', '?', ',', ';', ':', '”', '"', '’', ')', ']'];
/// Least letters of other alphabets that say something of a picture.
const LEAST_SAID: usize = 5;
/// Longest address that is kept, in bytes: each block of a link has it.
const MAX_TARGET: usize = 500;

/// Where a piece of HTML stands in a text of another format.
pub(super) struct Place<'a> {
    pub(super) map: &'a OffsetMap,
    pub(super) source: &'a str,
}

pub(super) struct Writer<'a> {
    pub(super) builder: &'a mut Builder,
    pub(super) nodes: &'a [Node],
    /// What parts are for, by their node.
    pub(super) roles: &'a HashMap<usize, Role>,
    pub(super) place: Option<Place<'a>>,
    state: State,
}

#[derive(Default)]
struct State {
    open: Vec<(usize, Close)>,
    role: Role,
    /// Marks around the text, and how many of them the open leaf knows.
    marks: Vec<(MarkKind, Option<String>)>,
    started: usize,
    /// Where the open heading, caption or term ends in the row of nodes.
    leaf: usize,
    /// The tables around the text: whether each is one, or a layout.
    tables: Vec<bool>,
    breaks: usize,
    /// What is said of pictures of the open leaf, and what hides within it.
    behind: Vec<(BlockKind, Role, String)>,
}

/// What the end of an element ends.
enum Close {
    Leaf,
    Holder,
    Table,
    Mark(MarkKind),
    Role(Role),
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        builder: &'a mut Builder,
        nodes: &'a [Node],
        roles: &'a HashMap<usize, Role>,
        place: Option<Place<'a>>,
    ) -> Self {
        let role = builder.role();
        let state = State { role, ..State::default() };
        Self { builder, nodes, roles, place, state }
    }

    pub(super) fn write(mut self) -> Result<(), ReadError> {
        let mut at = 0;
        loop {
            while self.state.open.last().is_some_and(|(end, _)| *end <= at) {
                let (_, close) = self.state.open.pop().expect("it was there");
                self.close(close)?;
            }
            let Some(node) = self.nodes.get(at) else { break };
            at = match &node.kind {
                Kind::Element(tag) => self.element(at, tag)?,
                Kind::Text(text) => self.text(at, text)?,
                Kind::Comment(text) if self.place.is_some() => {
                    self.state.behind.push((BlockKind::Paragraph, Role::Hidden, text.clone()));
                    at + 1
                }
                Kind::Comment(_) => at + 1,
            };
        }
        self.end_leaf()
    }

    fn text(&mut self, at: usize, text: &str) -> Result<usize, ReadError> {
        if let Some(&role) = self.roles.get(&at) {
            self.end_leaf()?;
            self.builder.leaf_as(role, BlockKind::Paragraph, text, None)?;
            return Ok(at + 1);
        }
        let source = self.place.as_ref().map(|place| place.source(&self.nodes[at], text));
        self.put(text, source)?;
        Ok(at + 1)
    }

    fn put(&mut self, text: &str, source: Option<Source>) -> Result<(), ReadError> {
        if text.trim().is_empty() {
            return self.builder.text(text, source);
        }
        self.state.breaks = 0;
        // A mark goes on in each block that it reaches over.
        for (kind, target) in &self.state.marks[self.state.started..] {
            self.builder.start_mark(*kind, target.as_deref());
        }
        self.state.started = self.state.marks.len();
        self.builder.text(text, source)
    }

    /// A text that stands for an element.
    fn put_for(&mut self, at: usize, text: &str) -> Result<(), ReadError> {
        let source = self.place.as_ref().map(|place| place.whole(self.nodes, at));
        self.put(text, source)
    }

    /// Ends the open leaf; what was found within it follows.
    fn end_leaf(&mut self) -> Result<(), ReadError> {
        for (kind, _) in self.state.marks[..self.state.started].iter().rev() {
            self.builder.end_mark(*kind);
        }
        self.state.started = 0;
        self.state.breaks = 0;
        self.builder.end_leaf()?;
        for (kind, role, text) in std::mem::take(&mut self.state.behind) {
            self.builder.leaf_as(role, kind, &text, None)?;
        }
        Ok(())
    }

    fn start(&mut self, end: usize, kind: BlockKind) -> Result<(), ReadError> {
        self.end_leaf()?;
        self.builder.start(kind)?;
        match kind.is_leaf() {
            true => {
                self.state.leaf = end;
                self.state.open.push((end, Close::Leaf));
            }
            false => self.state.open.push((end, Close::Holder)),
        }
        Ok(())
    }

    fn close(&mut self, close: Close) -> Result<(), ReadError> {
        match close {
            Close::Leaf => self.end_leaf(),
            Close::Holder => {
                self.end_leaf()?;
                self.builder.end()
            }
            Close::Table => {
                self.state.tables.pop();
                self.end_leaf()
            }
            Close::Mark(kind) => {
                self.state.marks.pop();
                if self.state.started > self.state.marks.len() {
                    self.state.started = self.state.marks.len();
                    self.builder.end_mark(kind);
                }
                Ok(())
            }
            Close::Role(role) => {
                self.end_leaf()?;
                self.state.role = role;
                self.builder.set_role(role);
                Ok(())
            }
        }
    }

    /// Begins an element; where to go on.
    fn element(&mut self, at: usize, tag: &Tag) -> Result<usize, ReadError> {
        let (name, end) = (tag.name.as_str(), self.nodes[at].end);
        if UNSEEN.contains(name) {
            return Ok(end);
        }
        if let Some(role) = self.roles.get(&at).copied().filter(|&role| role != self.state.role) {
            if role == Role::RunningHeads {
                self.builder.page();
                return Ok(end);
            }
            if !self.builder.open_text().is_empty() && !BLOCKS.contains(name)
                || at < self.state.leaf
            {
                self.state.behind.push((BlockKind::Paragraph, role, parts::text(self.nodes, at)));
                return Ok(end);
            }
            self.end_leaf()?;
            self.builder.set_role(role);
            self.state.open.push((end, Close::Role(self.state.role)));
            self.state.role = role;
        }
        match BLOCKS.contains(name) {
            true => self.block(at, tag),
            false => self.inline(at, tag),
        }
    }

    fn block(&mut self, at: usize, tag: &Tag) -> Result<usize, ReadError> {
        let (name, end) = (tag.name.as_str(), self.nodes[at].end);
        // Within a heading or a caption all is text.
        if at < self.state.leaf {
            self.put_blank(at)?;
            return Ok(at + 1);
        }
        let in_table = self.state.tables.last() == Some(&true);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !in_table => {
                let level = name.as_bytes()[1] - b'0';
                self.start(end, BlockKind::Heading { level })?;
            }
            "pre" | "listing" | "xmp" => return self.lines(at, tag),
            "table" => self.table(at, tag)?,
            "tr" if in_table => {
                let is_head = self.is_head(at);
                self.start(end, BlockKind::Row { is_head })?;
            }
            "td" | "th" if in_table => {
                self.start(end, BlockKind::Cell)?;
                let span = |name: &str| tag.value(name).and_then(|span| span.trim().parse().ok());
                self.builder.span(span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
            }
            _ => match self.kind(tag) {
                Some(kind) => self.start(end, kind)?,
                None => {
                    self.end_leaf()?;
                    self.state.open.push((end, Close::Leaf));
                }
            },
        }
        Ok(at + 1)
    }

    fn kind(&self, tag: &Tag) -> Option<BlockKind> {
        let is_note = self.state.role == Role::Notes
            && (tag.name == "li" || parts::role(tag) == Some(Role::Notes) && tag.name != "section");
        Some(match tag.name.as_str() {
            _ if kinds(tag).any(|kind| CAPTIONS.contains(kind.as_str())) => BlockKind::Caption,
            "ul" | "ol" | "menu" => BlockKind::List { is_ordered: tag.name == "ol" },
            _ if is_note => BlockKind::Note,
            "li" => BlockKind::Item,
            "dt" => BlockKind::Term,
            "dd" => BlockKind::Definition,
            "blockquote" => BlockKind::Quote,
            "aside" => BlockKind::Aside,
            "figcaption" | "caption" => BlockKind::Caption,
            _ => return None,
        })
    }

    fn inline(&mut self, at: usize, tag: &Tag) -> Result<usize, ReadError> {
        let (name, end) = (tag.name.as_str(), self.nodes[at].end);
        match name {
            "br" => self.line_end(at)?,
            "img" => self.picture(at, tag)?,
            "math" => {
                let (formula, is_block) = (math::text(self.nodes, at), math::is_block(tag));
                if is_block && at >= self.state.leaf {
                    self.end_leaf()?;
                    self.builder.leaf(BlockKind::Formula, &formula)?;
                } else {
                    self.formula(at, &formula)?;
                }
                return Ok(end);
            }
            "sup" | "a" | "span" if self.is_note(at, tag) => {
                let label = parts::text(self.nodes, at);
                let label = label.trim().trim_matches(['[', ']', '(', ')']);
                if !label.is_empty() && !kinds(tag).any(|kind| kind.contains("backlink")) {
                    self.builder.note(label);
                }
                return Ok(end);
            }
            "sup" if end - at < 4 => {
                let power = parts::text(self.nodes, at);
                if !power.is_empty() && power.chars().all(|c| c.is_ascii_digit()) {
                    self.put_for(at, &formula::raised(&power).unwrap_or(power))?;
                    return Ok(end);
                }
            }
            _ => self.mark(end, tag),
        }
        Ok(at + 1)
    }

    fn mark(&mut self, end: usize, tag: &Tag) {
        let kind = match tag.name.as_str() {
            "a" => tag.value("href").map(|_| MarkKind::Link),
            "span" | "font" => style(tag),
            name => mark_of(name),
        };
        let Some(kind) = kind else { return };
        // A mark within its like says nothing more.
        if self.state.marks.iter().any(|(open, _)| *open == kind) {
            return;
        }
        let target = tag.value("href").filter(|target| target.len() <= MAX_TARGET);
        let target = target.filter(|_| kind == MarkKind::Link);
        self.state.marks.push((kind, target.map(str::to_owned)));
        self.state.open.push((end, Close::Mark(kind)));
    }

    /// Two ends of lines in a row are how people end a paragraph without `<p>`.
    fn line_end(&mut self, at: usize) -> Result<(), ReadError> {
        let breaks = self.state.breaks + 1;
        match breaks > 1 && at >= self.state.leaf {
            true => self.end_leaf()?,
            false => self.put_blank(at)?,
        }
        self.state.breaks = breaks;
        Ok(())
    }

    fn put_blank(&mut self, at: usize) -> Result<(), ReadError> {
        self.builder.text(" ", self.place.as_ref().map(|place| place.whole(self.nodes, at)))
    }

    fn picture(&mut self, at: usize, tag: &Tag) -> Result<(), ReadError> {
        let alt = tag.value("alt").unwrap_or_default().trim();
        let is_formula = kinds(tag).any(|kind| kind.contains("math") || kind == "tex");
        match alt {
            "" => Ok(()),
            _ if is_formula => self.formula(at, &math::of_tex(alt)),
            _ => {
                let role = if is_said(alt) { self.state.role } else { Role::Hidden };
                self.state.behind.push((BlockKind::Caption, role, alt.to_owned()));
                Ok(())
            }
        }
    }

    fn formula(&mut self, at: usize, formula: &str) -> Result<(), ReadError> {
        self.builder.start_mark(MarkKind::Formula, None);
        self.put_for(at, formula)?;
        self.builder.end_mark(MarkKind::Formula);
        Ok(())
    }

    /// Whether an element is the mark of a note: it says so, or links to one, or
    /// is raised and looks like one. A number that links to nothing may be a power.
    fn is_note(&self, at: usize, tag: &Tag) -> bool {
        let nodes = &self.nodes[at..self.nodes[at].end];
        if nodes.len() > MAX_MARK {
            return false;
        }
        let text = parts::text(self.nodes, at);
        let text = text.trim();
        let says = |tag: &Tag| kinds(tag).any(|kind| NOTE_MARKS.contains(kind.as_str()));
        let leads = |tag: &Tag| tag.value("href").is_some_and(|target| target.contains('#'));
        let mut tags = nodes.iter().filter_map(Node::tag);
        let is_linked = tags.any(|tag| says(tag) || leads(tag));
        let is_number = text.chars().all(|c| c.is_ascii_digit());
        // `page 12` leads to a page; a mark stands at its word, or begins a note.
        let before = self.builder.open_text();
        let names_note = nodes.iter().filter_map(Node::tag).any(leads_to_note);
        let is_apart = is_number
            && before.ends_with(char::is_whitespace)
            && !(names_note && before.trim_end().ends_with(ENDS));
        // An index has pages alone in an item.
        let ends = |(end, _): &(usize, Close)| self.nodes[at].end >= *end;
        let is_all = before.trim().is_empty() && self.state.open.last().is_some_and(ends);
        match tag.name.as_str() {
            _ if text.len() > MAX_MARK => false,
            _ if says(tag) => true,
            "sup" if is_linked => !text.is_empty(),
            "sup" => {
                text.starts_with('[') && text.ends_with(']') || is_note_mark(text) && !is_number
            }
            "a" => is_linked && is_note_mark(text) && !is_apart && !is_all,
            _ => false,
        }
    }

    fn table(&mut self, at: usize, tag: &Tag) -> Result<(), ReadError> {
        let end = self.nodes[at].end;
        let is_table = !self.is_layout(at, tag);
        self.end_leaf()?;
        self.state.tables.push(is_table);
        self.state.open.push((end, Close::Table));
        match is_table {
            true => self.start(end, BlockKind::Table),
            false => Ok(()),
        }
    }

    /// Whether a table only places what it holds: it says so, or has no head and
    /// but one row or column, or other tables, headings or most of the text in a cell.
    fn is_layout(&self, at: usize, tag: &Tag) -> bool {
        if let Some("presentation" | "none") = tag.value("role") {
            return true;
        }
        let nodes = &self.nodes[at + 1..self.nodes[at].end];
        let (mut rows, mut columns, mut cells) = (0usize, 0usize, 0usize);
        let (mut all, mut largest, mut cell) = (0usize, 0usize, 0usize);
        for node in nodes {
            match (&node.kind, node.name()) {
                (_, "th" | "caption" | "thead") => return false,
                (_, "table" | "h1" | "h2" | "h3" | "h4" | "article" | "section" | "form") => {
                    return true;
                }
                (_, "tr") => (rows, cells) = (rows + 1, 0),
                (_, "td") => {
                    (cells, cell) = (cells + 1, 0);
                    columns = columns.max(cells);
                }
                (Kind::Text(text), _) => {
                    let length = text.trim().len();
                    all += length;
                    cell += length;
                    largest = largest.max(cell);
                }
                _ => {}
            }
        }
        rows < 2 || columns < 2 || largest > MAX_CELL && largest * 2 > all
    }

    /// Whether a row names the columns: it stands in the head, or has heads alone.
    fn is_head(&self, at: usize) -> bool {
        let row = &self.nodes[at + 1..self.nodes[at].end];
        let mut cells = row.iter().filter(|node| matches!(node.name(), "td" | "th")).peekable();
        cells.peek().is_some() && cells.all(|cell| cell.name() == "th")
    }

    /// Lines whose layout counts: a program, or prose that somebody left as it was.
    fn lines(&mut self, at: usize, tag: &Tag) -> Result<usize, ReadError> {
        let end = self.nodes[at].end;
        self.end_leaf()?;
        let mut lines = String::new();
        for node in &self.nodes[at..end] {
            match &node.kind {
                Kind::Text(text) => lines.push_str(text),
                Kind::Element(tag) if tag.name == "br" => lines.push('\n'),
                _ => {}
            }
        }
        let lines = lines.replace("\r\n", "\n");
        let is_code = kinds(tag).any(|kind| kind.contains("code") || kind.contains("lang"))
            || self.nodes.get(at + 1).is_some_and(|first| first.name() == "code");
        let paragraphs: Vec<&str> =
            lines.split("\n\n").filter(|one| !one.trim().is_empty()).collect();
        let prose: usize =
            paragraphs.iter().filter(|one| is_prose_block(one)).map(|one| one.len()).sum();
        let source = self.place.as_ref().map(|place| place.whole(self.nodes, at));
        if is_code || prose * 2 < lines.trim().len() {
            self.builder.start(BlockKind::Code)?;
            self.builder.text(&lines, source)?;
            self.builder.end_leaf()?;
            return Ok(end);
        }
        let mut last = None;
        for paragraph in paragraphs {
            let is_heading = text::is_heading(paragraph.trim(), last);
            let kind =
                if is_heading { BlockKind::Heading { level: 2 } } else { BlockKind::Paragraph };
            self.builder.start(kind)?;
            self.builder.text(paragraph, source.clone())?;
            self.builder.end_leaf()?;
            last = Some(paragraph.trim()).filter(|_| !is_heading);
        }
        Ok(end)
    }
}

impl Place<'_> {
    fn source(&self, node: &Node, text: &str) -> Source {
        let span = self.map.source_span(node.span.clone());
        match self.source.get(span.clone()) == Some(text) {
            true => Source::Verbatim(span.start),
            false => Source::Whole(span),
        }
    }

    /// Where an element stands with all that it holds.
    fn whole(&self, nodes: &[Node], at: usize) -> Source {
        let last = &nodes[nodes[at].end - 1];
        Source::Whole(self.map.source_span(nodes[at].span.start..last.span.end))
    }
}

/// Whether the address of a link is that of a note: `#fn12`.
fn leads_to_note(tag: &Tag) -> bool {
    let address = tag.value("href").and_then(|target| target.rsplit_once('#'));
    address.is_some_and(|(_, name)| {
        let letters = name.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        NOTE_ADDRESSES.contains(letters.as_str())
    })
}

/// What an element says of the text within it.
pub(super) fn mark_of(name: &str) -> Option<MarkKind> {
    Some(match name {
        "b" | "strong" => MarkKind::Strong,
        "i" | "em" | "cite" | "var" => MarkKind::Emphasis,
        "dfn" => MarkKind::Defined,
        "mark" | "u" | "ins" => MarkKind::Highlight,
        "code" | "tt" | "kbd" | "samp" => MarkKind::Code,
        _ => return None,
    })
}

/// Bold, italic or underlined type, as word processors write it into a style.
fn style(tag: &Tag) -> Option<MarkKind> {
    let style = tag.value("style")?.replace(' ', "");
    match () {
        () if style.contains("font-weight:bold") || style.contains("font-weight:700") => {
            Some(MarkKind::Strong)
        }
        () if style.contains("font-style:italic") => Some(MarkKind::Emphasis),
        () if style.contains("text-decoration:underline") => Some(MarkKind::Highlight),
        () if style.contains("small-caps") => Some(MarkKind::Emphasis),
        () => None,
    }
}

/// Whether what is said of a picture tells something: not the name of a file, nor
/// a word or two; not all languages part words.
fn is_said(alt: &str) -> bool {
    let is_long = alt.chars().filter(|c| !c.is_ascii()).nth(LEAST_SAID).is_some();
    (is_long || alt.split_whitespace().nth(2).is_some()) && !alt.contains("://")
}
