//! Plain text: paragraphs between empty lines, headings by how they look,
//! paragraphs that a page broke joined again.

use crate::base::border::border;
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::notation::is_raised;
use crate::document::offset::Source;
use crate::document::sentence;
use crate::document::tree::{BlockKind, MarkKind};
use std::ops::Range;

pattern!(
    /// Links, addresses, and emphasis as people write it without Markdown.
    INLINE,
    r"!?\[([^\[\]\n]+)\]\((?:[^()\s]|\([^()\s]*\))*\)|<https?://[^>\s]+>|[*_]{1,3}"
);
pattern!(PAGE_NUMBER, r"^[-–— ]*\d{1,4}[-–— ]*$");

/// Furthest that two marks of emphasis may stand apart, in bytes.
const MAX_EMPHASIS: usize = 400;

/// Reads `text` from byte `from` on.
pub(in crate::document) fn read(
    builder: &mut Builder,
    text: &str,
    from: usize,
) -> Result<(), ReadError> {
    let mut reader = Reader { builder, text, last: None, has_page: false };
    let mut open: Option<Range<usize>> = None;
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.contains('\u{C}') {
            open.take().map_or(Ok(()), |block| reader.block(block))?;
            reader.has_page = true;
            reader.builder.page();
        }
        match line.trim().is_empty() {
            true => open.take().map_or(Ok(()), |block| reader.block(block))?,
            false => {
                let block = open.get_or_insert(start..at);
                block.end = at;
            }
        }
    }
    open.map_or(Ok(()), |block| reader.block(block))?;
    reader.builder.end_leaf()
}

struct Reader<'a> {
    builder: &'a mut Builder,
    text: &'a str,
    /// The paragraph before, which may go on.
    last: Option<Range<usize>>,
    /// Whether a page ended since.
    has_page: bool,
}

impl Reader<'_> {
    fn block(&mut self, block: Range<usize>) -> Result<(), ReadError> {
        let content = self.text[block.clone()].trim();
        if PAGE_NUMBER.is_match(content) && self.has_page {
            return Ok(());
        }
        let before = self.last.clone().map(|last| self.text[last].trim());
        if content.starts_with('>') {
            self.last = None;
            self.builder.start(BlockKind::Quote)?;
            for line in lines(self.text, block) {
                let bare = self.text[line.clone()].trim_start_matches([' ', '>', '\t']);
                self.inline(line.end - bare.len()..line.end)?;
            }
            return self.builder.end();
        }
        if is_heading(content, before) {
            self.last = None;
            self.builder.start(BlockKind::Heading { level: 1 })?;
            return self.inline(block);
        }
        let goes_on = before.is_some_and(|before| goes_on(before, content));
        if !goes_on {
            self.builder.start(BlockKind::Paragraph)?;
        }
        self.last = Some(block.clone());
        self.has_page = false;
        self.inline(block)
    }

    /// Adds a block's text, less its mark-up.
    fn inline(&mut self, block: Range<usize>) -> Result<(), ReadError> {
        let text = &self.text[block.clone()];
        let add = |builder: &mut Builder, span: Range<usize>| {
            builder.text(&text[span.clone()], Some(Source::Verbatim(block.start + span.start)))
        };
        let mut at = 0;
        let mut open: Option<(&str, usize)> = None;
        for found in INLINE.captures_iter(text) {
            let Some(mark) = found.get(0).map(|mark| mark.range()) else { continue };
            let sign = &text[mark.clone()];
            if let Some(name) = found.get(1) {
                add(self.builder, at..mark.start)?;
                add(self.builder, name.range())?;
            } else if sign.starts_with('<') {
                add(self.builder, at..mark.start)?;
            } else if open.is_some_and(|(sign, from)| {
                sign == &text[mark.clone()] && closes(text, &mark, from)
            }) {
                add(self.builder, at..mark.start)?;
                self.builder.end_mark(emphasis(sign));
                open = None;
            } else if open.is_none_or(|(_, from)| mark.start - from > MAX_EMPHASIS)
                && opens(text, &mark, sign)
            {
                add(self.builder, at..mark.start)?;
                self.builder.start_mark(emphasis(sign), None);
                open = Some((sign, mark.end));
            } else {
                continue;
            }
            at = mark.end;
        }
        add(self.builder, at..text.len())
    }
}

fn emphasis(sign: &str) -> MarkKind {
    if sign.len() > 1 { MarkKind::Strong } else { MarkKind::Emphasis }
}

/// Whether emphasis begins: behind no word, before one, and it ends soon.
fn opens(text: &str, mark: &Range<usize>, sign: &str) -> bool {
    let before = text[..mark.start].chars().next_back();
    let rest = &text[mark.end..];
    before.is_none_or(|c| !c.is_alphanumeric())
        && rest.starts_with(|c: char| !c.is_whitespace())
        && rest[..border(rest, MAX_EMPHASIS)]
            .match_indices(sign)
            .any(|(at, _)| closes(text, &(mark.end + at..mark.end + at + sign.len()), mark.end))
}

fn closes(text: &str, mark: &Range<usize>, from: usize) -> bool {
    let after = text[mark.end..].chars().next();
    mark.start > from
        && mark.start - from <= MAX_EMPHASIS
        && !text[..mark.start].ends_with(char::is_whitespace)
        && after.is_none_or(|c| !c.is_alphanumeric())
}

/// The lines of a block, without their ends.
fn lines(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut at = block.start;
    let lines = text[block].split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        start..start + line.len()
    });
    lines.collect()
}

/// Whether a block goes on in the middle of the sentence that the one before
/// leaves open.
pub(in crate::document) fn goes_on(before: &str, text: &str) -> bool {
    const LEADS: [&str; 24] = [
        "a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "by", "for", "from",
        "with", "as", "that", "which", "his", "her", "its", "their", "was", "were",
    ];
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let leads = LEADS.contains(&last) || before.ends_with(',');
    !sentence::is_finished(before)
        && before.split_whitespace().nth(4).is_some()
        && (leads || text.starts_with(char::is_lowercase))
}

/// A short block in title case that ends without punctuation, after a
/// paragraph that is finished.
pub(in crate::document) fn is_heading(text: &str, before: Option<&str>) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends_open = before.is_some_and(|text| {
        // A short line that ends open is no broken paragraph.
        text.split_whitespace().nth(12).is_some() && !sentence::is_finished(text)
    });
    let capitals = words.iter().filter(|word| word.chars().any(char::is_uppercase)).count();
    let long = words.iter().filter(|word| word.chars().count() > 3).count();
    words.len() <= 14
        && !ends_in_sentence(text)
        && !text.ends_with(['.', '!', '?', ',', ';', '"', '”'])
        && !text.starts_with(['<', '[', '"', '“', '-', '*'])
        && text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() && !is_raised(c))
        && capitals * 10 >= long * 6
        && !ends_open
}

/// Whether a sentence ends within: `Mr. Smith` and `1. The War` end none.
fn ends_in_sentence(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        !(word.chars().all(|c| c.is_ascii_digit() || c == '.')
            || word.chars().count() == 1
            || sentence::is_abbreviation(word))
    })
}
