//! Blocks of a [`Draft`](super::draft::Draft).

use std::ops::Range;

/// A run of lines that belong together; ranges are bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    /// The lines' content: marks of headings, quotes and lists left out.
    pub(super) lines: Vec<Range<usize>>,
}

impl Block {
    pub(super) fn of_line(kind: BlockKind, line: Range<usize>) -> Self {
        Self { kind, lines: std::iter::once(line).collect() }
    }

    /// Its lines in the file as one.
    pub(super) fn content(&self, source: &str) -> String {
        let lines = self.lines.iter().map(|line| source[line.clone()].trim());
        lines.collect::<Vec<_>>().join(" ")
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BlockKind {
    Heading { level: u8 },
    Prose,
    Quote,
    Item,
}
