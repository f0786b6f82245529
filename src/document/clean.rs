//! The clean view: characters copied from the file, with a map back.

use super::block::Block;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What is left out of a line: note marks, links' targets, emphasis.
static NOISE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\[\^[^\]\s]{1,20}\]", // [^3]
        r"|[⁰¹²³⁴⁵⁶⁷⁸⁹]+",      // ³
        r"|<https?://[^>\s]*>",
        r"|!\[[^\]]{0,200}\]\([^)\s]{0,300}\)",
        r"|\[([^\]\[]{1,200})\]\((?:[^()\s]|\([^()\s]*\)){0,300}\)", // [text](target)
        r"|[*_]{1,3}|`",
        r"|\[\d{1,3}(?:[,–-] ?\d{1,3})*\]", // [12]
    ))
    .expect("a pattern")
});
/// Note marks that a PDF turned into digits: `border.3 In`.
static DIGITS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\p{Ll}[.,;”"’)]{1,2}(\d{1,3})(?:\s|$)"#).expect("a pattern"));

/// From offsets of the clean view to offsets of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct OffsetMap {
    /// Where a copied run begins: in the clean view, in the file.
    runs: Vec<(usize, usize)>,
}

impl OffsetMap {
    pub(super) fn source_span(&self, span: Range<usize>) -> Range<usize> {
        let start = self.source_offset(span.start);
        match span.is_empty() {
            true => start..start,
            // The last byte's place, and one more: the next run may lie far off.
            false => start..self.source_offset(span.end - 1) + 1,
        }
    }

    fn source_offset(&self, offset: usize) -> usize {
        let after = self.runs.partition_point(|&(clean, _)| clean <= offset);
        let (clean, source) = self.runs.get(after.wrapping_sub(1)).copied().unwrap_or((0, 0));
        source + (offset - clean)
    }
}

/// Builds the clean view block by block.
pub(super) struct Cleaner<'a> {
    source: &'a str,
    text: String,
    map: OffsetMap,
    /// Where note marks stood, in the clean view.
    notes: Vec<usize>,
}

impl<'a> Cleaner<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, text: String::new(), map: OffsetMap::default(), notes: Vec::new() }
    }

    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    pub(super) fn slice(&self, span: Range<usize>) -> &str {
        &self.text[span]
    }

    pub(super) fn finish(self) -> (String, OffsetMap, Vec<usize>) {
        (self.text, self.map, self.notes)
    }

    /// Adds a block on a line of its own; its place in the clean view.
    pub(super) fn add_block(&mut self, block: &Block) -> Range<usize> {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.add_lines(block, start);
        start..self.text.len()
    }

    /// Adds a block to the one before; where that ends now.
    pub(super) fn continue_block(&mut self, block: &Block) -> usize {
        let start = self.text.rfind('\n').map_or(0, |feed| feed + 1);
        self.blank(start, block.lines[0].start);
        self.add_lines(block, start);
        self.text.len()
    }

    fn add_lines(&mut self, block: &Block, start: usize) {
        for line in &block.lines {
            let mut at = line.start;
            for (noise, kept) in noise(&self.source[line.clone()]) {
                self.copy(at..line.start + noise.start, start);
                if is_note_mark(&self.source[line.start + noise.start..line.start + noise.end]) {
                    self.notes.push(self.text.len());
                }
                if let Some(kept) = kept {
                    self.copy(line.start + kept.start..line.start + kept.end, start);
                }
                at = line.start + noise.end;
            }
            self.copy(at..line.end, start);
            self.blank(start, line.end);
        }
        let end = self.text[start..].trim_end().len() + start;
        self.text.truncate(end);
    }

    /// Copies characters, runs of blanks folded to one.
    fn copy(&mut self, span: Range<usize>, start: usize) {
        let mut at = span.start;
        for word in self.source[span].split_inclusive(char::is_whitespace) {
            let content = word.trim_end();
            self.run(at, content);
            if content.len() < word.len() {
                self.blank(start, at + content.len());
            }
            at += word.len();
        }
    }

    fn run(&mut self, at: usize, content: &str) {
        let content_start = at + content.len() - content.trim_start_matches('\u{FEFF}').len();
        let content = content.trim_start_matches('\u{FEFF}');
        if !content.is_empty() {
            self.map.runs.push((self.text.len(), content_start));
            self.text.push_str(content);
        }
    }

    fn blank(&mut self, start: usize, at: usize) {
        if self.text.len() > start && !self.text.ends_with([' ', '\n']) {
            self.map.runs.push((self.text.len(), at));
            self.text.push(' ');
        }
    }
}

/// What to leave out of a line, in order, and what of it to keep.
fn noise(line: &str) -> Vec<(Range<usize>, Option<Range<usize>>)> {
    let mut found: Vec<(Range<usize>, Option<Range<usize>>)> = Vec::new();
    for captures in NOISE.captures_iter(line) {
        let whole = captures.get(0).expect("group 0 is the match").range();
        let kept = captures.get(1).map(|group| group.range());
        if is_noise(line, &whole, kept.is_some()) {
            found.push((whole, kept));
        }
    }
    for captures in DIGITS.captures_iter(line) {
        let mark = captures.get(1).expect("the pattern has a group").range();
        if !found.iter().any(|(noise, _)| noise.start < mark.end && mark.start < noise.end) {
            found.push((mark, None));
        }
    }
    found.sort_by_key(|(noise, _)| noise.start);
    found
}

/// `³`, `[^3]`, `[12]`, and digits behind a stop.
fn is_note_mark(mark: &str) -> bool {
    let superscript = |c: char| matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹');
    mark.chars().all(superscript)
        || mark.starts_with("[^")
        || mark.trim_matches(['[', ']']).starts_with(|c: char| c.is_ascii_digit())
}

/// Marks count where they stand as marks: `2 * 3` and `snake_case` keep theirs.
fn is_noise(line: &str, span: &Range<usize>, is_link: bool) -> bool {
    let mark = &line[span.clone()];
    let before = line[..span.start].chars().next_back();
    let after = line[span.end..].chars().next();
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match mark.chars().next() {
        _ if is_link => true,
        Some('*') => !(blank(before) && blank(after)),
        Some('_') => {
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !(word(before) && word(after) || blank(before) && blank(after))
        }
        Some('[') => !blank(before),
        // A superscript after a digit is a power or a fraction: 10², but 1950.³ is a note.
        Some('⁰' | '¹' | '²' | '³' | '⁴'..='⁹') => {
            !before.is_some_and(|c| c.is_ascii_digit())
        }
        _ => true,
    }
}
