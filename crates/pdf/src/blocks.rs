//! From lines to headings, paragraphs and list items.

use crate::bidi::runs_left;
use crate::document::{Block, BlockKind, Line, Page, PageBreak};
use crate::layout::middle;
use crate::running::{is_text, mark_contents, mark_footnotes, mark_running_heads, mark_steps};
use foldhash::{HashMap, HashSet};

/// Marks the lines that are none of the text, and puts the others together.
pub(crate) fn blocks(pages: &mut [Page]) -> Vec<Block> {
    let body = body_size(pages);
    mark_steps(pages);
    let count = pages.len();
    pages.iter_mut().for_each(|page| mark_contents(page, count));
    mark_running_heads(pages, body);
    pages.iter_mut().for_each(|page| mark_footnotes(page, body));
    let words = Words::of(pages);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for page in pages.iter() {
        let lines: Vec<&Line> = page.lines.iter().filter(|line| is_text(line)).collect();
        let margins = Margins::of(&lines);
        for (index, line) in lines.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| lines[before]);
            match paragraphs.last_mut() {
                Some(paragraph) if !paragraph.ends_before(line, before, &margins) => {
                    paragraph.add(line, page.number, &words);
                }
                _ => paragraphs.push(Paragraph::begun(line, page.number)),
            }
        }
    }
    // One number alone is that of a heading.
    for at in 1..paragraphs.len() {
        let pair = &mut paragraphs[at - 1..=at];
        if pair.iter().all(|paragraph| is_numbered(&paragraph.block.text)) {
            pair.iter_mut().for_each(|paragraph| paragraph.block.kind = BlockKind::Item);
        }
    }
    let levels = Levels::of(&paragraphs, body);
    let blocks = paragraphs.into_iter().map(|paragraph| {
        let kind = levels.kind(&paragraph);
        Block { kind, ..paragraph.block }
    });
    blocks.filter(|block| !block.text.is_empty()).collect()
}

/// The size in which most of the text is set.
fn body_size(pages: &[Page]) -> f64 {
    let mut sizes: HashMap<i64, usize> = HashMap::default();
    for line in pages.iter().flat_map(|page| &page.lines).filter(|line| is_text(line)) {
        *sizes.entry(half_points(line.size)).or_default() += line.text.len();
    }
    let most = sizes.into_iter().max_by_key(|&(size, length)| (length, size));
    most.map_or(10.0, |(size, _)| size as f64 / 2.0)
}

fn half_points(size: f64) -> i64 {
    (size * 2.0).round() as i64
}

/// Where a page's lines begin and end, and how far apart they usually are.
struct Margins {
    left: f64,
    right: f64,
    leading: f64,
}

impl Margins {
    fn of(page: &[&Line]) -> Self {
        let steps = page.windows(2).map(|pair| pair[0].base - pair[1].base);
        let steps: Vec<f64> = steps.filter(|&step| step > 1.0).collect();
        Self {
            left: middle(page.iter().map(|line| ends(line).0).collect(), 0.5),
            right: middle(page.iter().map(|line| ends(line).1).collect(), 0.9),
            leading: middle(steps, 0.5),
        }
    }
}

/// Where a line begins and ends, mirrored where it runs to the left.
fn ends(line: &Line) -> (f64, f64) {
    let runs_left = line.text.chars().find(|c| c.is_alphabetic()).is_some_and(runs_left);
    if runs_left { (-line.right, -line.left) } else { (line.left, line.right) }
}

struct Paragraph<'a> {
    block: Block,
    lines: usize,
    size: f64,
    is_bold: bool,
    last: &'a Line,
    last_page: usize,
}

impl<'a> Paragraph<'a> {
    fn begun(line: &'a Line, page: usize) -> Self {
        let text = line.text.trim();
        let (kind, text) = match bullet(text) {
            Some(rest) => (BlockKind::Item, rest),
            None => (BlockKind::Paragraph, text),
        };
        Self {
            block: Block { kind, text: text.to_owned(), page, breaks: Vec::new() },
            lines: 1,
            size: line.size,
            is_bold: line.is_bold,
            last: line,
            last_page: page,
        }
    }

    /// Whether `line` begins another paragraph; `before` is the line before on
    /// the same page.
    fn ends_before(&self, line: &Line, before: Option<&Line>, margins: &Margins) -> bool {
        let (last, size) = (self.last, line.size.max(1.0));
        let is_number = is_numbered(line.text.trim_start());
        if (line.size - last.size).abs() > size * 0.08
            || bullet(&line.text).is_some()
            || is_number && (self.is_item() || is_finished(&self.block.text))
        {
            return true;
        }
        let down = before.map_or(-1.0, |before| before.base - line.base);
        let is_same_column = down > 0.0;
        let ((left, _), (last_left, last_right)) = (ends(line), ends(last));
        // Lines of an item hang behind its mark.
        let hangs = self.lines == 1 && self.is_item();
        let is_indented = !hangs && left - last_left > size * 0.8 && left - last_left < size * 8.0;
        if !is_same_column {
            // A new column or page: only what looks like a beginning is one.
            let is_finished = is_finished(&self.block.text);
            return is_finished
                && (self.is_bold != line.is_bold || {
                    let indent = left - margins.left;
                    indent > size * 0.8 && indent < size * 4.0
                });
        }
        let is_short = last_right < margins.right - size * 4.0;
        let returns = last_left - left > size * 0.8 && self.lines > 1;
        down > margins.leading.max(size) * 1.35
            || is_indented
            || returns
            || is_short && (is_finished(&self.block.text) || line.is_bold != last.is_bold)
    }

    fn is_item(&self) -> bool {
        self.block.kind == BlockKind::Item || is_numbered(&self.block.text)
    }

    fn add(&mut self, line: &'a Line, page: usize, words: &Words) {
        let at = words.join(&mut self.block.text, line.text.trim());
        if page != self.last_page {
            self.block.breaks.push(PageBreak { at, page });
            self.last_page = page;
        }
        self.lines += 1;
        self.is_bold &= line.is_bold;
        self.last = line;
    }
}

/// Words of the document, to tell a hyphen from a break.
struct Words(HashSet<String>);

impl Words {
    fn of(pages: &[Page]) -> Self {
        let lines = pages.iter().flat_map(|page| &page.lines);
        let words =
            lines.flat_map(|line| line.text.split(|c: char| !c.is_alphabetic() && c != '-'));
        Self(words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect())
    }

    /// Joins two lines, and the word that the first one's end broke; gives
    /// where the second one begins.
    fn join(&self, text: &mut String, next: &str) -> usize {
        let is_small = |c: Option<char>| c.is_some_and(char::is_lowercase);
        let Some(bare) = text.strip_suffix(['-', '\u{2010}']) else {
            if !text.ends_with('—') && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(next);
            return text.len() - next.len();
        };
        if is_small(bare.chars().next_back()) && is_small(next.chars().next()) {
            let is_letter = |c: char| c.is_alphabetic() || c == '-';
            let first = bare.rsplit(|c| !is_letter(c)).next().unwrap_or_default();
            let second = next.split(|c| !is_letter(c)).next().unwrap_or_default();
            let has = |word: String| self.0.contains(&word.to_lowercase());
            if has(format!("{first}{second}")) || !has(format!("{first}-{second}")) {
                text.truncate(bare.len());
            }
        }
        text.push_str(next);
        text.len() - next.len()
    }
}

/// Sizes of headings, the largest first.
struct Levels {
    body: f64,
    sizes: Vec<i64>,
}

impl Levels {
    fn of(paragraphs: &[Paragraph<'_>], body: f64) -> Self {
        let large = paragraphs.iter().filter(|paragraph| is_large(paragraph, body));
        let mut sizes: Vec<i64> = large.map(|paragraph| half_points(paragraph.size)).collect();
        sizes.sort_unstable();
        sizes.dedup();
        sizes.reverse();
        Self { body, sizes }
    }

    fn kind(&self, paragraph: &Paragraph<'_>) -> BlockKind {
        let text = paragraph.block.text.as_str();
        let below = (self.sizes.len() + 1).min(6) as u8;
        if is_large(paragraph, self.body) {
            let size = half_points(paragraph.size);
            let rank = self.sizes.iter().position(|&known| known == size).unwrap_or(0);
            return BlockKind::Heading { level: (rank + 1).min(6) as u8 };
        }
        let is_short =
            text.split_whitespace().nth(14).is_none() && !text.ends_with(['.', ',', ';']);
        match paragraph.is_bold && is_short && is_words(text) {
            true => BlockKind::Heading { level: below },
            false => paragraph.block.kind,
        }
    }
}

fn is_large(paragraph: &Paragraph<'_>, body: f64) -> bool {
    paragraph.size >= body * 1.12
        && is_words(&paragraph.block.text)
        && paragraph.block.text.split_whitespace().nth(25).is_none()
}

/// Whether a text ends as a sentence does, closing quotes and marks aside.
fn is_finished(text: &str) -> bool {
    let is_mark = |c| matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '*' | '¹' | '²' | '³');
    text.trim_end_matches(is_mark).ends_with(['.', '!', '?', ':', '…', '。', '？', '！'])
}

/// Whether it has a word, and more letters than anything else: no numbers of
/// an axis, no formula.
fn is_words(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let others = text.chars().filter(|c| !c.is_alphabetic() && !c.is_whitespace()).count();
    let mut words = text.split(|c: char| !c.is_alphabetic());
    letters >= others && words.any(|word| word.chars().nth(1).is_some())
}

/// What follows a bullet at the beginning.
fn bullet(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let is_bullet = |c: char| "•●○◦▪■□▫‣⁃∙➢➤✓✔❖◆·".contains(c);
    let rest = text.strip_prefix(is_bullet);
    rest.or_else(|| text.strip_prefix("– ").or_else(|| text.strip_prefix("- ")))
        .map(str::trim_start)
}

/// `1. `, `12) `, `(3) `, `(a) `, `b) `.
fn is_numbered(text: &str) -> bool {
    let open = text.strip_prefix('(');
    let Some((mark, _)) = open.unwrap_or(text).split_once(' ') else { return false };
    let ends: &[char] = if open.is_some() { &[')'] } else { &['.', ')'] };
    let Some(mark) = mark.strip_suffix(ends) else { return false };
    let is_number = mark.len() <= 2 && mark.chars().all(|c| c.is_ascii_digit());
    let is_letter = mark.len() == 1 && mark.chars().all(|c| c.is_ascii_lowercase());
    !mark.is_empty() && (is_number || is_letter)
}
