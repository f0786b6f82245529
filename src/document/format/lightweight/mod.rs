//! Lightweight mark-up beside Markdown: what Org, reStructuredText and AsciiDoc
//! share. Blocks are runs of [`Line`]s, marks are the rules of a [`Grammar`].

pub(in crate::document) mod asciidoc;
mod grammar;
pub(in crate::document) mod org;
pub(in crate::document) mod rst;

use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::format::{cite, formula};
use crate::document::offset::Source;
use crate::document::tree::{BlockKind, MarkKind, Role};
use grammar::{Does, Grammar};
use std::collections::HashMap;
use std::ops::Range;

/// Deeper blocks and marks are read as text.
const MAX_DEPTH: usize = 16;

/// A line without the blanks around it; an empty one has no length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    start: usize,
    end: usize,
    /// The column that it begins in.
    indent: usize,
}

impl Line {
    fn is_blank(self) -> bool {
        self.start == self.end
    }

    fn span(self) -> Range<usize> {
        self.start..self.end
    }

    /// The line without its first bytes: what stands behind a bullet.
    fn after(self, source: &str, length: usize) -> Self {
        let rest = &source[self.start + length..self.end];
        let start = self.end - rest.trim_start().len();
        Self { start, end: self.end, indent: self.indent + (start - self.start) }
    }
}

/// The lines of a text from byte `from` on.
fn lines(source: &str, from: usize) -> Vec<Line> {
    let mut at = from;
    let lines = source[from..].split_inclusive('\n').map(|line| {
        let bare = line.trim_start();
        let blanks = &line[..line.len() - bare.len()];
        let column =
            |indent: usize, c: char| if c == '\t' { (indent / 8 + 1) * 8 } else { indent + 1 };
        let indent = blanks.chars().fold(0, column);
        let start = at + blanks.len();
        at += line.len();
        Line { start, end: start + bare.trim_end().len(), indent }
    });
    lines.collect()
}

/// How many lines from the first on are blank or deeper than `indent`, less the
/// blank ones at the end.
fn deeper(lines: &[Line], indent: usize) -> usize {
    let held = lines.iter().take_while(|line| line.is_blank() || line.indent > indent).count();
    lines[..held].iter().rposition(|line| !line.is_blank()).map_or(0, |last| last + 1)
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
struct Cell {
    /// Its text, a line a piece.
    pieces: Vec<Range<usize>>,
    /// How many columns and rows it fills; none is one.
    columns: usize,
    rows: usize,
}

impl From<Range<usize>> for Cell {
    fn from(piece: Range<usize>) -> Self {
        Self { pieces: vec![piece], ..Self::default() }
    }
}

/// Writes blocks and their marks into a tree.
struct Writer<'a> {
    builder: &'a mut Builder,
    source: &'a str,
    grammar: &'static Grammar,
    /// The paragraph that is open.
    open: Option<Range<usize>>,
    /// What the open paragraph is, or stands in, where its text says so.
    kind: Option<BlockKind>,
    /// Notes that stand within paragraphs.
    notes: Vec<Range<usize>>,
    /// What names stand for.
    names: HashMap<&'a str, Range<usize>>,
}

impl<'a> Writer<'a> {
    fn new(builder: &'a mut Builder, source: &'a str, grammar: &'static Grammar) -> Self {
        let (notes, names) = (Vec::new(), HashMap::new());
        Self { builder, source, grammar, open: None, kind: None, notes, names }
    }

    fn text(&self, line: Line) -> &'a str {
        &self.source[line.span()]
    }

    /// Adds a line to the paragraph that is open.
    fn line(&mut self, line: Line) {
        self.open.get_or_insert(line.span()).end = line.end;
    }

    /// Ends the paragraph that is open.
    fn flush(&mut self) -> Result<(), ReadError> {
        let Some(open) = self.open.take() else { return Ok(()) };
        match self.kind.take() {
            Some(holder) if !holder.is_leaf() => {
                self.builder.start(holder)?;
                self.leaf(BlockKind::Paragraph, open)?;
                self.builder.end()
            }
            kind => self.leaf(kind.unwrap_or(BlockKind::Paragraph), open),
        }
    }

    fn start(&mut self, kind: BlockKind) -> Result<(), ReadError> {
        self.flush()?;
        self.builder.start(kind)
    }

    /// Ends the innermost block that holds others.
    fn end(&mut self) -> Result<(), ReadError> {
        self.flush()?;
        self.builder.end()
    }

    fn leaf(&mut self, kind: BlockKind, span: Range<usize>) -> Result<(), ReadError> {
        self.start(kind)?;
        match kind {
            BlockKind::Code => self.verbatim(span)?,
            BlockKind::Formula => {
                let text = formula::text(self.source[span.clone()].trim());
                self.builder.text(&text, Some(Source::Whole(span)))?;
            }
            _ => self.inline(span, 0)?,
        }
        self.builder.end_leaf()
    }

    /// Lines as they stand.
    fn code(&mut self, lines: &[Line]) -> Result<(), ReadError> {
        self.lines(BlockKind::Code, lines)
    }

    /// A leaf of lines, the blank ones around them left out.
    fn lines(&mut self, kind: BlockKind, lines: &[Line]) -> Result<(), ReadError> {
        match (lines.iter().find(|line| !line.is_blank()), lines.last()) {
            (Some(first), Some(last)) => self.leaf(kind, first.start..last.end.max(first.end)),
            _ => Ok(()),
        }
    }

    /// A leaf that is no body, as it stands.
    fn aside(&mut self, role: Role, span: Range<usize>) -> Result<(), ReadError> {
        self.flush()?;
        let (text, from) = (&self.source[span.clone()], Source::Verbatim(span.start));
        self.builder.leaf_as(role, BlockKind::Paragraph, text, Some(from))
    }

    /// Rows of cells, the first `heads` of which name the columns.
    fn table(&mut self, rows: &[Vec<Cell>], heads: usize) -> Result<(), ReadError> {
        self.start(BlockKind::Table)?;
        for (number, row) in rows.iter().enumerate() {
            self.builder.start(BlockKind::Row { is_head: number < heads })?;
            for cell in row {
                self.builder.start(BlockKind::Cell)?;
                self.builder.span(cell.columns, cell.rows);
                for piece in &cell.pieces {
                    self.inline(piece.clone(), 0)?;
                    self.builder.text(" ", None)?;
                }
                self.builder.end()?;
            }
            self.builder.end()?;
        }
        self.builder.end()
    }

    /// The notes that stood within paragraphs.
    fn finish(&mut self) -> Result<(), ReadError> {
        self.flush()?;
        for note in std::mem::take(&mut self.notes) {
            let role = self.builder.set_role(Role::Notes);
            self.builder.start(BlockKind::Note)?;
            self.inline(note, MAX_DEPTH - 1)?;
            self.builder.end()?;
            self.builder.set_role(role);
        }
        Ok(())
    }

    fn verbatim(&mut self, span: Range<usize>) -> Result<(), ReadError> {
        self.builder.text(&self.source[span.clone()], Some(Source::Verbatim(span.start)))
    }

    /// Adds text to the open leaf, its marks read.
    fn inline(&mut self, span: Range<usize>, depth: usize) -> Result<(), ReadError> {
        if depth >= MAX_DEPTH {
            return self.verbatim(span);
        }
        let (source, grammar) = (self.source, self.grammar);
        let mut at = 0;
        let text = &source[span.clone()];
        for found in grammar.find(text) {
            self.verbatim(span.start + at..span.start + found.whole.start)?;
            at = found.whole.end;
            let whole = span.start + found.whole.start..span.start + found.whole.end;
            let inner = span.start + found.inner.start..span.start + found.inner.end;
            self.mark(found.does, whole, inner, depth)?;
        }
        self.verbatim(span.start + at..span.end)
    }

    fn mark(
        &mut self,
        does: Does,
        whole: Range<usize>,
        inner: Range<usize>,
        depth: usize,
    ) -> Result<(), ReadError> {
        let text = &self.source[inner.clone()];
        match does {
            Does::Mark(kind) => {
                self.builder.start_mark(kind, None);
                self.inline(inner, depth + 1)?;
                self.builder.end_mark(kind);
            }
            Does::Code => {
                self.builder.start_mark(MarkKind::Code, None);
                self.verbatim(inner)?;
                self.builder.end_mark(MarkKind::Code);
            }
            Does::Text => self.inline(inner, depth + 1)?,
            Does::Plain => self.verbatim(inner)?,
            Does::Quoted => {
                self.builder.text("“", Some(Source::Whole(whole.clone())))?;
                self.inline(inner, depth + 1)?;
                self.builder.text("”", Some(Source::Whole(whole)))?;
            }
            Does::Formula => {
                self.builder.start_mark(MarkKind::Formula, None);
                self.builder.text(&formula::text(text), Some(Source::Whole(whole)))?;
                self.builder.end_mark(MarkKind::Formula);
            }
            Does::Note => self.builder.note(text),
            Does::NoteBody => {
                self.notes.push(inner);
                let label = self.notes.len().to_string();
                self.builder.note(&label);
            }
            Does::Citation => cite(self.builder, &self.source[whole.end..]),
            Does::Name => match self.names.get(text).cloned() {
                Some(value) => self.verbatim(value)?,
                None => self.verbatim(whole)?,
            },
            Does::Nothing => {}
        }
        Ok(())
    }
}
