//! How every reader makes a tree: blocks are started and ended, text and marks
//! go into the leaf that is open.

mod grid;

use super::error::{MAX_BLOCKS, MAX_TEXT, ReadError};
use super::notation;
use super::offset::{OffsetMap, Source, kept};
use super::tree::{Block, BlockKind, HOLE, Mark, MarkKind, Role};
use super::{Document, Meta};
use grid::Grid;
use std::ops::Range;

/// Deeper blocks are not told apart: what they hold belongs to their parent.
const MAX_DEPTH: usize = 64;
/// Longest name of another file that is kept, in bytes, and how many.
const MAX_NAME: usize = 100;
const MAX_NAMES: usize = 100;

/// A document in the making.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) meta: Meta,
    text: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    pages: Vec<usize>,
    open: Vec<usize>,
    /// The tables that are open.
    grids: Vec<Grid>,
    /// Started blocks that are too deep to be kept.
    too_deep: usize,
    leaf: Option<Leaf>,
    role: Role,
    /// Whether digits like others may be the mark of a note: the format raises none.
    has_flat_notes: bool,
    /// Pages without text, from 1.
    pub(super) blank_pages: Vec<usize>,
    /// Letters of fonts that do not say what they mean.
    pub(super) unread_letters: usize,
    included: Vec<String>,
}

/// The text of the leaf that is open.
#[derive(Debug, Default)]
struct Leaf {
    text: String,
    map: OffsetMap,
    marks: Vec<Mark>,
    /// Marks that have begun.
    open: Vec<Mark>,
    keeps_lines: bool,
    /// Whether text without a block of its own began it.
    is_implied: bool,
}

impl Builder {
    /// For formats in which a note's mark may be digits like others: text and PDF.
    pub(super) fn with_flat_notes(meta: Meta) -> Self {
        Self { meta, has_flat_notes: true, ..Self::default() }
    }

    /// Begins a block; a leaf that is open ends.
    pub(super) fn start(&mut self, kind: BlockKind) -> Result<(), ReadError> {
        self.end_leaf()?;
        if self.open.len() >= MAX_DEPTH && !kind.is_leaf() {
            self.too_deep += 1;
            return Ok(());
        }
        match kind {
            BlockKind::Table => self.grids.push(Grid::default()),
            BlockKind::Cell => {
                while self.grids.last_mut().is_some_and(Grid::is_filled) {
                    self.push(BlockKind::Cell, false)?;
                    self.end_holder();
                }
            }
            _ => {}
        }
        self.push(kind, false)
    }

    /// Says how many columns and rows the cell that was started last fills: empty
    /// cells stand there for it, so that columns stay below one another.
    pub(super) fn span(&mut self, columns: usize, rows: usize) {
        // A cell that is too deep belongs to no table that is open.
        if let Some(grid) = self.grids.last_mut().filter(|_| self.too_deep == 0) {
            grid.span(columns, rows);
        }
    }

    fn push(&mut self, kind: BlockKind, is_implied: bool) -> Result<(), ReadError> {
        if self.blocks.len() == MAX_BLOCKS {
            return Err(ReadError::TooMany);
        }
        let at = self.text.len();
        let parent = self.open.last().copied();
        self.blocks.push(Block { kind, role: self.role, span: at..at, parent, end: 0 });
        match kind.is_leaf() {
            true => {
                let keeps_lines = kind == BlockKind::Code;
                self.leaf = Some(Leaf { keeps_lines, is_implied, ..Leaf::default() });
            }
            false => self.open.push(self.blocks.len() - 1),
        }
        Ok(())
    }

    /// Ends the innermost block that was started; text that had none of its own
    /// ends with the block that holds it.
    pub(super) fn end(&mut self) -> Result<(), ReadError> {
        let is_implied = self.leaf.as_ref().is_none_or(|leaf| leaf.is_implied);
        self.end_leaf()?;
        if is_implied {
            match self.too_deep {
                0 => self.end_holder(),
                _ => self.too_deep -= 1,
            }
        }
        Ok(())
    }

    fn end_holder(&mut self) {
        let Some(index) = self.open.pop() else { return };
        match self.blocks[index].kind {
            BlockKind::Table => drop(self.grids.pop()),
            BlockKind::Row { .. } => self.grids.last_mut().map_or((), Grid::end_row),
            _ => {}
        }
        let is_empty = self.blocks.len() == index + 1;
        let stays = matches!(self.blocks[index].kind, BlockKind::Cell);
        if is_empty && !stays {
            self.blocks.pop();
            return;
        }
        let start = self.blocks.get(index + 1).map_or(self.text.len(), |first| first.span.start);
        let end = self.blocks.len();
        let block = &mut self.blocks[index];
        block.span = start..self.text.len().max(start);
        block.end = end;
    }

    /// Ends the leaf that is open, if one is.
    pub(super) fn end_leaf(&mut self) -> Result<(), ReadError> {
        let Some(mut leaf) = self.leaf.take() else { return Ok(()) };
        while let Some(mark) = leaf.open.pop() {
            leaf.close(mark);
        }
        leaf.text.truncate(leaf.text.trim_end().len());
        let is_formula = self.blocks.last().is_some_and(|leaf| leaf.kind == BlockKind::Formula);
        let is_source = self.blocks.last().is_some_and(|leaf| leaf.role == Role::Metadata);
        let cuts = match leaf.keeps_lines || is_formula || is_source {
            true => Vec::new(),
            false => leaf.notes(self.has_flat_notes),
        };
        let length = leaf.text.len() - cuts.iter().map(Range::len).sum::<usize>();
        let is_bare = leaf.text.trim_matches(HOLE).trim().is_empty();
        // A formula of its own line is one though no letters can tell it.
        if is_bare && leaf.marks.is_empty() && !is_formula || length == 0 {
            self.blocks.pop();
            return Ok(());
        }
        if self.text.len() + length > MAX_TEXT {
            return Err(ReadError::TooLong((self.text.len() + length) >> 20));
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.take(&leaf, &cuts);
        Ok(())
    }

    fn take(&mut self, leaf: &Leaf, cuts: &[Range<usize>]) {
        let start = self.text.len();
        self.map.extend(start, &leaf.map, leaf.text.len(), cuts);
        for kept in kept(leaf.text.len(), cuts) {
            self.text.push_str(&leaf.text[kept]);
        }
        let mut gone = 0;
        let numbered: Vec<(usize, Range<usize>)> = cuts
            .iter()
            .map(|cut| {
                let before = gone;
                gone += cut.len();
                (before, cut.clone())
            })
            .collect();
        // Blanks at its end are gone, and a mark may stand behind them.
        let moved = |offset: usize| start + moved(offset.min(leaf.text.len()), &numbered);
        let first = self.marks.len();
        self.marks.extend(leaf.marks.iter().map(|mark| {
            let span = moved(mark.span.start)..moved(mark.span.end);
            Mark { span, ..mark.clone() }
        }));
        self.marks.extend(cuts.iter().map(|cut| {
            let label = leaf.text[cut.clone()].trim().to_owned();
            let at = moved(cut.start);
            Mark { kind: MarkKind::Note, span: at..at, target: Some(label) }
        }));
        self.marks[first..].sort_by_key(|mark| mark.span.start);
        let (end, next) = (self.text.len(), self.blocks.len());
        let block = self.blocks.last_mut().expect("a leaf is the last block");
        block.span = start..end;
        block.end = next;
    }

    /// Adds text, runs of blanks folded to one; `source` is its place in the file,
    /// in formats that are text.
    pub(super) fn text(&mut self, text: &str, source: Option<Source>) -> Result<(), ReadError> {
        if self.leaf.is_none() {
            if text.trim().is_empty() {
                return Ok(());
            }
            self.push(BlockKind::Paragraph, true)?;
        }
        let Some(leaf) = &mut self.leaf else { return Ok(()) };
        if self.text.len() + leaf.text.len() + text.len() > MAX_TEXT {
            return Err(ReadError::TooLong((self.text.len() + leaf.text.len() + text.len()) >> 20));
        }
        leaf.add(text, source.as_ref());
        Ok(())
    }

    /// A whole leaf.
    pub(super) fn leaf(&mut self, kind: BlockKind, text: &str) -> Result<(), ReadError> {
        self.start(kind)?;
        self.text(text, None)?;
        self.end_leaf()
    }

    /// A whole leaf that is for something else than what stands around it.
    pub(super) fn leaf_as(
        &mut self,
        role: Role,
        kind: BlockKind,
        text: &str,
        source: Option<Source>,
    ) -> Result<(), ReadError> {
        self.end_leaf()?;
        let before = self.set_role(role);
        self.start(kind)?;
        self.text(text, source)?;
        self.end_leaf()?;
        self.set_role(before);
        Ok(())
    }

    /// Begins a mark in the open leaf.
    pub(super) fn start_mark(&mut self, kind: MarkKind, target: Option<&str>) {
        let Some(leaf) = &mut self.leaf else { return self.start_mark_first(kind, target) };
        let at = leaf.text.len();
        if leaf.open.len() == MAX_DEPTH {
            return;
        }
        leaf.open.push(Mark { kind, span: at..at, target: target.map(str::to_owned) });
    }

    fn start_mark_first(&mut self, kind: MarkKind, target: Option<&str>) {
        if self.push(BlockKind::Paragraph, true).is_ok() {
            self.start_mark(kind, target);
        }
    }

    /// Ends the innermost open mark of a kind; a leaf that ends ends all its marks.
    pub(super) fn end_mark(&mut self, kind: MarkKind) {
        let Some(leaf) = &mut self.leaf else { return };
        let Some(at) = leaf.open.iter().rposition(|mark| mark.kind == kind) else { return };
        let mark = leaf.open.remove(at);
        leaf.close(mark);
    }

    /// Notes that the mark of a note stands here.
    pub(super) fn note(&mut self, label: &str) {
        let Some(leaf) = &mut self.leaf else { return };
        let at = leaf.text.len();
        let target = Some(label.trim().to_owned());
        leaf.marks.push(Mark { kind: MarkKind::Note, span: at..at, target });
    }

    /// The text takes in another file here, which is not read.
    pub(super) fn included(&mut self, name: &str) {
        let is_name =
            !name.is_empty() && name.len() <= MAX_NAME && !name.contains(char::is_control);
        if is_name && self.included.len() < MAX_NAMES {
            self.included.push(name.to_owned());
        }
    }

    /// What the open leaf holds.
    pub(super) fn open_text(&self) -> &str {
        self.leaf.as_ref().map_or("", |leaf| &leaf.text)
    }

    /// Takes the open leaf's text from byte `from` on away.
    pub(super) fn cut(&mut self, from: usize) -> String {
        let Some(leaf) = &mut self.leaf else { return String::new() };
        let cut = leaf.text.split_off(from.min(leaf.text.len()));
        leaf.map.truncate(from);
        while leaf.marks.last().is_some_and(|mark| mark.span.end > from) {
            leaf.marks.pop();
        }
        for mark in &mut leaf.open {
            mark.span.start = mark.span.start.min(from);
        }
        cut
    }

    /// Says what the following blocks are for; what they were for until now.
    pub(super) fn set_role(&mut self, role: Role) -> Role {
        std::mem::replace(&mut self.role, role)
    }

    /// What the following blocks are for.
    pub(super) fn role(&self) -> Role {
        self.role
    }

    /// A page begins here.
    pub(super) fn page(&mut self) {
        self.pages.push(self.text.len() + self.leaf.as_ref().map_or(0, |leaf| leaf.text.len()));
    }

    /// How many blocks there are.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The text of a block that has ended.
    pub(super) fn slice(&self, span: Range<usize>) -> &str {
        &self.text[span]
    }

    /// Whether a note's mark stands at a place of a leaf that has ended.
    pub(super) fn has_note_at(&self, offset: usize) -> bool {
        let first = self.marks.partition_point(|mark| mark.span.start < offset);
        let mut here = self.marks[first..].iter().take_while(|mark| mark.span.start == offset);
        here.any(|mark| mark.kind == MarkKind::Note)
    }

    /// What was read does not stand in the file as it is: places are those of the text.
    pub(super) fn forget_sources(&mut self) {
        self.map = OffsetMap::default();
    }

    /// Changes blocks that have ended, from `from` on: their roles, say.
    pub(super) fn blocks_from(&mut self, from: usize) -> &mut [Block] {
        let from = from.min(self.blocks.len());
        &mut self.blocks[from..]
    }

    /// The document, its open blocks ended; its sentences are not found yet.
    pub(super) fn finish(mut self) -> Result<Document, ReadError> {
        self.end_leaf()?;
        while !self.open.is_empty() {
            self.end_holder();
        }
        let Self { meta, text, map, blocks, marks, pages, included, .. } = self;
        let (blank_pages, unread_letters) = (self.blank_pages, self.unread_letters);
        let rest = Document { blank_pages, unread_letters, ..Document::default() };
        Ok(Document { meta, text, map, blocks, marks, pages, included, ..rest })
    }
}

/// Where a byte of a text lies when the cuts are gone; with each, which lie in
/// order, how much the cuts before it took.
fn moved(offset: usize, cuts: &[(usize, Range<usize>)]) -> usize {
    let before = cuts.partition_point(|(_, cut)| cut.start < offset);
    let Some((gone, last)) = before.checked_sub(1).map(|last| &cuts[last]) else { return offset };
    offset - gone - (last.end.min(offset) - last.start)
}

impl Leaf {
    /// Ends a mark here; a blank that it begins or ends with is not marked.
    fn close(&mut self, mut mark: Mark) {
        let marked = &self.text[mark.span.start..];
        mark.span.start += marked.len() - marked.trim_start().len();
        mark.span.end = mark.span.start + marked.trim().len();
        if !mark.span.is_empty() {
            self.marks.push(mark);
        }
    }

    /// Marks of notes in the text; what is raised in a formula is none.
    fn notes(&self, in_digits: bool) -> Vec<Range<usize>> {
        let formulas: Vec<&Range<usize>> = self
            .marks
            .iter()
            .filter_map(|mark| (mark.kind == MarkKind::Formula).then_some(&mark.span))
            .collect();
        let mut notes = notation::notes(&self.text, in_digits);
        notes.retain(|note| {
            let after = formulas.partition_point(|formula| formula.end <= note.start);
            formulas.get(after).is_none_or(|formula| formula.start >= note.end)
        });
        notes
    }

    fn add(&mut self, text: &str, source: Option<&Source>) {
        let mut at = 0;
        for c in text.chars() {
            let from = at;
            at += c.len_utf8();
            let c = notation::readable(c);
            let Some(c) = c else { continue };
            let is_blank = c.is_whitespace() && !(self.keeps_lines && matches!(c, '\n' | ' '));
            let c = if is_blank { ' ' } else { c };
            if is_blank && (self.text.is_empty() || self.text.ends_with([' ', '\n'])) {
                continue;
            }
            match source {
                Some(Source::Verbatim(source)) => {
                    self.map.add(self.text.len(), &Source::Verbatim(source + from));
                }
                Some(whole) => self.map.add(self.text.len(), whole),
                None => {}
            }
            self.text.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_too_deep_moves_no_other() {
        let mut builder = Builder::default();
        for kind in [BlockKind::Table, BlockKind::Row { is_head: false }, BlockKind::Cell] {
            builder.start(kind).unwrap();
        }
        for _ in 0..MAX_DEPTH {
            builder.start(BlockKind::Quote).unwrap();
        }
        for kind in [BlockKind::Table, BlockKind::Row { is_head: false }, BlockKind::Cell] {
            builder.start(kind).unwrap();
        }
        builder.span(3, 3);
        builder.text("deep", None).unwrap();
        for _ in 0..MAX_DEPTH + 4 {
            builder.end().unwrap();
        }
        builder.start(BlockKind::Cell).unwrap();
        builder.text("next", None).unwrap();
        let document = builder.finish().unwrap();
        let cells = document.blocks.iter().filter(|block| block.kind == BlockKind::Cell);
        assert_eq!(cells.count(), 2);
    }

    #[test]
    fn a_mark_ends_with_the_leaf_that_it_began_in() {
        let mut builder = Builder::default();
        builder.start_mark(MarkKind::Strong, None);
        builder.text("Salt ", None).unwrap();
        builder.start(BlockKind::Paragraph).unwrap();
        builder.text("is", None).unwrap();
        builder.end_mark(MarkKind::Strong);
        builder.start_mark(MarkKind::Emphasis, None);
        builder.text(" white", None).unwrap();
        let document = builder.finish().unwrap();
        let marks: Vec<_> = document
            .marks
            .iter()
            .map(|mark| (mark.kind, &document.text[mark.span.clone()]))
            .collect();
        assert_eq!(marks, [(MarkKind::Strong, "Salt"), (MarkKind::Emphasis, "white")]);
    }
}
