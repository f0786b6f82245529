//! Marks within a line as data: patterns, and what becomes of what they find.

use crate::document::tree::MarkKind;
use regex::Regex;
use std::ops::Range;

/// What becomes of what a rule finds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Does {
    /// The inner text is marked, its own marks read.
    Mark(MarkKind),
    /// The inner text is code, as it stands.
    Code,
    /// The inner text stays, its own marks read.
    Text,
    /// The inner text stays as it stands.
    Plain,
    /// The inner text stands between quotation marks.
    Quoted,
    /// The inner text is a formula of TeX.
    Formula,
    /// The inner text is the label of a note.
    Note,
    /// The inner text is a note.
    NoteBody,
    /// A citation.
    Citation,
    /// The inner text is a name that stands for something.
    Name,
    /// Mark-up alone.
    Nothing,
}

/// The rules of a language, where several match the first of them.
#[derive(Debug)]
pub(super) struct Grammar {
    pattern: Regex,
    does: Vec<Does>,
}

/// What a rule found.
pub(super) struct Found {
    pub(super) does: Does,
    pub(super) whole: Range<usize>,
    pub(super) inner: Range<usize>,
}

impl Grammar {
    /// Each pattern has one group: its inner text. No pattern may match its own
    /// opening sign within: else a line of openings takes time by the square.
    pub(super) fn new(rules: &[(&str, Does)]) -> Self {
        let patterns: Vec<&str> = rules.iter().map(|(pattern, _)| *pattern).collect();
        let pattern = Regex::new(&patterns.join("|")).expect("patterns");
        Self { pattern, does: rules.iter().map(|(_, does)| *does).collect() }
    }

    pub(super) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        self.pattern.captures_iter(text).filter_map(|found| {
            let (rule, inner) = found
                .iter()
                .skip(1)
                .enumerate()
                .find_map(|(rule, group)| group.map(|group| (rule, group.range())))?;
            Some(Found { does: self.does[rule], whole: found.get(0)?.range(), inner })
        })
    }
}
