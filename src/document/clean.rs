//! The clean view: characters copied from the file, with a map back.

use super::block::Block;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The mark of a note: `[12]`, `[3–5]`.
static NOTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\[\d{1,3}(?:[,–-] ?\d{1,3}){0,20}\]").expect("a pattern"));
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
    /// Notes where the next bytes of the clean view come from.
    fn add(&mut self, clean: usize, source: usize) {
        if self.runs.is_empty() || self.source_offset_of_end(clean) != source {
            self.runs.push((clean, source));
        }
    }

    fn source_offset_of_end(&self, clean: usize) -> usize {
        self.runs.last().map_or(0, |&(start, source)| source + (clean - start))
    }

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
    has_markup: bool,
    text: String,
    map: OffsetMap,
    /// Where note marks stood, in the clean view.
    notes: Vec<usize>,
}

impl<'a> Cleaner<'a> {
    /// For text and Markdown.
    pub(super) fn new(source: &'a str) -> Self {
        let map = OffsetMap::default();
        Self { source, has_markup: true, text: String::new(), map, notes: Vec::new() }
    }

    /// For a text in which asterisks and brackets are no markup.
    pub(super) fn literal(source: &'a str) -> Self {
        Self { has_markup: false, ..Self::new(source) }
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

    /// Adds a block to the last one, which begins at `start`; where that ends now.
    pub(super) fn continue_block(&mut self, block: &Block, start: usize) -> usize {
        self.blank(start, block.lines[0].start);
        self.add_lines(block, start);
        self.text.len()
    }

    fn add_lines(&mut self, block: &Block, start: usize) {
        for line in &block.lines {
            let mut at = line.start;
            for (noise, kept) in noise(&self.source[line.clone()], self.has_markup) {
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
            self.map.add(self.text.len(), content_start);
            self.text.push_str(content);
        }
    }

    fn blank(&mut self, start: usize, at: usize) {
        if self.text.len() > start && !self.text.ends_with([' ', '\n']) {
            self.map.add(self.text.len(), at);
            self.text.push(' ');
        }
    }
}

/// What to leave out of a line, in order, and what of it to keep.
fn noise(line: &str, has_markup: bool) -> Vec<(Range<usize>, Option<Range<usize>>)> {
    let mut found: Vec<(Range<usize>, Option<Range<usize>>)> = Vec::new();
    let begins = |c: char| match c {
        '[' => true,
        '!' | '<' | '*' | '_' | '`' => has_markup,
        c => is_raised(c),
    };
    let mut from = 0;
    while let Some(next) = line[from..].find(begins) {
        let start = from + next;
        let Some((length, kept)) = mark(&line[start..], has_markup) else {
            from = start + line[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        from = start + length;
        if is_noise(line, &(start..from), kept.is_some()) {
            found.push((start..from, kept.map(|kept| start + kept.start..start + kept.end)));
        }
    }
    let marks = found.len();
    for captures in DIGITS.captures_iter(line) {
        let mark = captures.get(1).expect("the pattern has a group").range();
        let next = found[..marks].partition_point(|(noise, _)| noise.end <= mark.start);
        if found[..marks].get(next).is_none_or(|(noise, _)| noise.start >= mark.end) {
            found.push((mark, None));
        }
    }
    found.sort_by_key(|(noise, _)| noise.start);
    found
}

/// `³`, `[^3]`, `[12]`, and digits behind a stop.
fn is_note_mark(mark: &str) -> bool {
    mark.chars().all(is_raised)
        || mark.starts_with("[^")
        || mark.trim_matches(['[', ']']).starts_with(|c: char| c.is_ascii_digit())
}

/// How long the mark is that the text begins with, and what of it to keep.
fn mark(text: &str, has_markup: bool) -> Option<(usize, Option<Range<usize>>)> {
    let run = |is_part: fn(char) -> bool| text.find(|c| !is_part(c)).unwrap_or(text.len());
    let length = match text.chars().next()? {
        '*' | '_' => run(|c| matches!(c, '*' | '_')).min(3),
        '`' => 1,
        '!' => image(text)?,
        '<' => address(text)?,
        c if is_raised(c) => run(is_raised),
        _ if has_markup && text.starts_with("[^") => foot_note(text)?,
        _ => match NOTE.find(text) {
            Some(mark) => mark.len(),
            None if has_markup => return link(text).map(|(length, kept)| (length, Some(kept))),
            None => return None,
        },
    };
    Some((length, None))
}

// By hand: where much begins and nothing ends, a pattern takes a thousand times longer.

/// How far at most `most` characters reach that are none of `ends`.
fn reach(text: &str, most: usize, ends: fn(char) -> bool) -> usize {
    let mut characters = text.char_indices().take(most);
    let end = characters.find(|&(_, c)| ends(c)).map(|(at, _)| at);
    end.unwrap_or_else(|| text.char_indices().nth(most).map_or(text.len(), |(at, _)| at))
}

/// `[^3]`
fn foot_note(text: &str) -> Option<usize> {
    let name = reach(&text[2..], 20, |c| c == ']' || c.is_whitespace());
    (name > 0 && text[2 + name..].starts_with(']')).then_some(name + 3)
}

/// `<https://example.org>`
fn address(text: &str) -> Option<usize> {
    let is_address = text.starts_with("<http://") || text.starts_with("<https://");
    let end = is_address.then(|| reach(text, 320, |c| c == '>' || c.is_whitespace()))?;
    text[end..].starts_with('>').then_some(end + 1)
}

/// `![text](target)`
fn image(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("![")?;
    let name = 2 + reach(inner, 200, |c| c == ']');
    let target = text[name..].strip_prefix("](")?;
    let end = name + 2 + reach(target, 300, |c| c == ')' || c.is_whitespace());
    text[end..].starts_with(')').then_some(end + 1)
}

/// `[text](target)`, and where its text is. The target may have one pair of
/// parentheses within another.
fn link(text: &str) -> Option<(usize, Range<usize>)> {
    let inner = text.strip_prefix('[')?;
    let name = 1 + reach(inner, 200, |c| matches!(c, '[' | ']'));
    let target = text[name..].strip_prefix("](").filter(|_| name > 1)?;
    let mut depth = 0;
    for (at, c) in target.char_indices().take(300) {
        match c {
            ')' if depth == 0 => return Some((name + 2 + at + 1, 1..name)),
            ')' => depth -= 1,
            '(' if depth == 1 => return None,
            '(' => depth += 1,
            c if c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// Whether it is a digit that stands higher than others: 10².
pub(super) fn is_raised(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
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
        Some(c) if is_raised(c) => !before.is_some_and(|c| c.is_ascii_digit()),
        _ => true,
    }
}
