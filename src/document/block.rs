//! A text's blocks: headings, paragraphs, quotations, list items. Code,
//! tables, comments and rules are passed over.

use super::format::Format;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

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
    Heading {
        level: u8,
    },
    Prose,
    Quote,
    Item,
    /// `*Rests on: Introduction.*`
    RestsOn(String),
}

static ATX: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^ {0,3}(#{1,6})[ \t]+").expect("a pattern"));
static ITEM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+").expect("a pattern"));
static RULE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:=[ \t]*){3,})$")
        .expect("a pattern")
});
static RESTS_ON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[*_]+[Rr]ests on:?\s+(.+?)\.?[*_]+$").expect("a pattern"));
static RUN_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^(?:[A-Z][\w’'-]*)(?: (?:[A-Z][\w’'-]*|of|the|and|in|for|to|on|a|an|from)){1,6}\. (?:[A-Z“"])"#)
        .expect("a pattern")
});

/// All blocks of `text` from byte `from` on.
pub(super) fn blocks(text: &str, from: usize, format: Format) -> Vec<Block> {
    let mut blocks =
        Blocks { text, format, found: Vec::new(), open: Vec::new(), fence: None, comment: false };
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        blocks.line(at..at + content.len());
        at += line.len();
    }
    blocks.close();
    blocks.found
}

struct Blocks<'a> {
    text: &'a str,
    format: Format,
    found: Vec<Block>,
    /// Lines of the paragraph that is being read.
    open: Vec<Range<usize>>,
    /// The mark that ends a code block.
    fence: Option<&'a str>,
    comment: bool,
}

impl<'a> Blocks<'a> {
    fn line(&mut self, line: Range<usize>) {
        let content = &self.text[line.clone()];
        let trimmed = content.trim();
        if self.is_passed_over(trimmed) {
            return;
        }
        if trimmed.is_empty() {
            return self.close();
        }
        if self.format == Format::Markdown && self.markdown_line(&line, content) {
            return;
        }
        if let Some(item) = ITEM.find(content).filter(|_| self.format == Format::Markdown) {
            self.close();
            self.found.push(Block::of_line(BlockKind::Item, line.start + item.end()..line.end));
            return;
        }
        self.open.push(line);
    }

    /// Code blocks, comments and tables.
    fn is_passed_over(&mut self, trimmed: &'a str) -> bool {
        if self.format != Format::Markdown {
            return false;
        }
        if let Some(fence) = self.fence {
            if trimmed.starts_with(fence) {
                self.fence = None;
            }
            return true;
        }
        if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence)) {
            self.close();
            self.fence = Some(fence);
            return true;
        }
        if self.comment || trimmed.starts_with("<!--") {
            self.comment = !trimmed.ends_with("-->");
            return true;
        }
        trimmed.starts_with('|') || trimmed.starts_with("[^") && trimmed.contains("]:")
    }

    /// Headings and rules; whether the line is done with.
    fn markdown_line(&mut self, line: &Range<usize>, content: &str) -> bool {
        if let Some(found) = ATX.captures(content) {
            self.close();
            let marks = found.get(1).map_or(1, |marks| marks.len());
            let start = line.start + found.get(0).map_or(0, |whole| whole.end());
            let end = start
                + self.text[start..line.end].trim_end().trim_end_matches('#').trim_end().len();
            let kind = BlockKind::Heading { level: marks as u8 };
            self.found.push(Block::of_line(kind, start..end.max(start)));
            return true;
        }
        let underline =
            content.trim_end().trim_start_matches(['=', '-']).is_empty() && content.len() >= 2;
        if underline && self.open.len() == 1 {
            let level = if content.starts_with('=') { 1 } else { 2 };
            let lines = std::mem::take(&mut self.open);
            self.found.push(Block { kind: BlockKind::Heading { level }, lines });
            return true;
        }
        if RULE.is_match(content) {
            self.close();
            return true;
        }
        false
    }

    fn close(&mut self) {
        let lines = std::mem::take(&mut self.open);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let whole = self.text[first.start..last.end].trim();
        if let Some(found) = RESTS_ON.captures(whole) {
            self.found.push(Block { kind: BlockKind::RestsOn(found[1].to_owned()), lines });
            return;
        }
        if whole.starts_with('>') {
            let lines = lines.into_iter().map(|line| self.without_quote_mark(line)).collect();
            self.found.push(Block { kind: BlockKind::Quote, lines });
            return;
        }
        let kind = match self.format == Format::Text
            && is_plain_heading(whole, self.found.last(), self.text)
        {
            true => BlockKind::Heading { level: 1 },
            false => BlockKind::Prose,
        };
        self.found.push(Block { kind, lines });
    }

    fn without_quote_mark(&self, line: Range<usize>) -> Range<usize> {
        let content = &self.text[line.clone()];
        let bare = content.trim_start_matches([' ', '>', '\t']);
        line.end - bare.len()..line.end
    }
}

/// A short block in title case that ends without punctuation, after a
/// paragraph that is finished.
pub(super) fn is_plain_heading(text: &str, before: Option<&Block>, source: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends_open = before
        .filter(|block| block.kind == BlockKind::Prose)
        .map(|block| &source[block.lines[0].start..block.lines[block.lines.len() - 1].end])
        .is_some_and(|text| {
            // A short line that ends open is no broken paragraph.
            text.split_whitespace().nth(12).is_some() && !super::sentence::is_finished(text)
        });
    let capitals = words.iter().filter(|word| word.chars().any(char::is_uppercase)).count();
    let long = words.iter().filter(|word| word.chars().count() > 3).count();
    words.len() <= 14
        && !text.contains(". ")
        && !text.ends_with(['.', '!', '?', ',', ';', '"', '”'])
        && !text.starts_with(['<', '[', '"', '“', '-', '*'])
        && text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && capitals * 10 >= long * 6
        && !ends_open
}

/// The length of a heading that runs into the paragraph, its full stop and
/// blank included; none where the paragraph has none.
pub(super) fn run_in_heading(text: &str) -> Option<usize> {
    let found = RUN_IN.find(text)?;
    let length = text[..found.end()].rfind(". ")? + 2;
    (length <= 60 && !text[..length].contains("et al")).then_some(length)
}
