//! Leaves out what stands on pages without being their text: running heads,
//! page numbers, footnotes, lines of a table of contents.

use crate::document::{LeftOut, Line, Page};
use foldhash::{HashMap, HashSet};

/// How many lines from a page's edge a running head may stand.
const EDGE: usize = 3;

/// Marks pages of which the next one shows all again: slides that build up.
pub(crate) fn mark_steps(pages: &mut [Page]) {
    for at in 1..pages.len() {
        let [page, next] = &mut pages[at - 1..=at] else { continue };
        let shown: HashSet<(&str, i64)> = next.lines.iter().map(place).collect();
        let mut lines = page.lines.iter().filter(|line| is_text(line)).map(place);
        let is_step =
            page.has_text() && lines.all(|line| line.0.is_empty() || shown.contains(&line));
        for line in page.lines.iter_mut().filter(|line| is_step && is_text(line)) {
            line.left_out = Some(LeftOut::Step);
        }
    }
}

/// A line's text without the number of its page, and its height.
fn place(line: &Line) -> (&str, i64) {
    let text = line.text.trim();
    let counter = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '/');
    let bare = text.trim_end_matches(counter);
    let text = match () {
        () if is_page_number(text) => "",
        () if text[bare.len()..].contains('/') => bare,
        () => text,
    };
    (text, line.base.round() as i64)
}

/// Marks running heads and page numbers: what stands at the edge of several
/// pages at one height.
pub(crate) fn mark_running_heads(pages: &mut [Page], body: f64) {
    let mut seen: HashMap<String, Vec<(usize, f64)>> = HashMap::default();
    for (at, page) in pages.iter().enumerate() {
        for line in edges(&page.lines).into_iter().map(|line| &page.lines[line]) {
            seen.entry(pattern(&line.text)).or_default().push((at, line.base));
        }
    }
    let written = pages.iter().filter(|page| page.lines.iter().any(is_text)).count();
    for (at, page) in pages.iter_mut().enumerate() {
        for edge in edges(&page.lines) {
            let line = &mut page.lines[edge];
            let places = seen.get(&pattern(&line.text)).map_or(&[][..], Vec::as_slice);
            // Only so many are compared that many pages take no time.
            let near = places.partition_point(|place| place.0 + 64 < at);
            let others = places[near..].iter().take_while(|place| place.0 <= at + 64);
            let same = others.filter(|place| (place.1 - line.base).abs() < line.size).count();
            // The title of slides goes on over some of them, a head over most.
            let is_title = line.size > body * 1.12;
            let enough = match written {
                _ if is_title => written.clamp(8, 64) / 2,
                ..4 => 2,
                _ => 3,
            };
            line.left_out = match () {
                () if is_page_number(&line.text) => Some(LeftOut::PageNumber),
                () if same >= enough => Some(LeftOut::RunningHead),
                () => None,
            };
        }
    }
}

/// Marks the lines of a table of contents: leaders before a number, or several
/// lines that end in numbers of pages, flush and rising.
pub(crate) fn mark_contents(page: &mut Page, pages: usize) {
    let mut lines: Vec<&mut Line> = page.lines.iter_mut().filter(|line| is_text(line)).collect();
    for line in lines.iter_mut().filter(|line| is_led(line)) {
        line.left_out = Some(LeftOut::Contents);
    }
    // The number may stand so far away that it is a line of its own.
    lines.sort_by(|one, other| other.base.total_cmp(&one.base));
    let rows = lines.chunk_by_mut(|one, other| one.base - other.base < one.size * 0.3);
    let rows = rows.map(|row| {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
        (page_at_end(row), row)
    });
    let mut rows: Vec<Row> = rows.collect();
    let rises = |one: &Row, other: &Row| match (one.0, other.0) {
        (Some((one, one_right)), Some((page, right))) => {
            one <= page && page <= pages.max(16) * 4 && (one_right - right).abs() < 3.0
        }
        _ => false,
    };
    for run in rows.chunk_by_mut(rises).filter(|run| run.len() >= 4) {
        for line in run.iter_mut().flat_map(|row| row.1.iter_mut()) {
            line.left_out = Some(LeftOut::Contents);
        }
    }
}

/// Lines side by side, and the number of a page at their end.
type Row<'a, 'b> = (Option<(usize, f64)>, &'a mut [&'b mut Line]);

/// The number at the end of a row that has words before it, and where it ends.
fn page_at_end(row: &[&mut Line]) -> Option<(usize, f64)> {
    let last = row.last()?;
    let text = last.text.trim();
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_parted = words.is_empty() || words.ends_with(' ');
    let count = |is: fn(&char) -> bool| {
        row.iter().map(|line| line.text.chars().filter(is).count()).sum::<usize>()
    };
    let has_words = count(|c| c.is_alphabetic()) > count(|c| c.is_numeric());
    let page = text[words.len()..].parse().ok().filter(|_| is_parted && has_words)?;
    Some((page, last.right))
}

/// Indices of the highest and the lowest lines.
fn edges(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).filter(|&at| is_text(&page[at])).collect();
    order.sort_by(|&one, &other| page[other].base.total_cmp(&page[one].base));
    let low = order.len().saturating_sub(EDGE).max(EDGE.min(order.len()));
    let mut edges: Vec<usize> = order[..EDGE.min(order.len())].to_vec();
    edges.extend(&order[low..]);
    edges
}

/// The text with its numbers made one.
fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c.is_numeric() {
            true if pattern.ends_with('#') => {}
            true => pattern.push('#'),
            false => pattern.extend(c.to_lowercase()),
        }
    }
    pattern
}

/// `Wars . . . . . 12`, a line of a table of contents.
fn is_led(line: &Line) -> bool {
    let bare = line.text.trim_end().trim_end_matches(|c: char| c.is_alphanumeric());
    let leader = |c: char| matches!(c, '.' | ':' | '·' | '_' | ' ' | '…');
    let run = &bare[bare.trim_end_matches(leader).len()..];
    run.chars().filter(|c| *c != ' ').count() >= 5
}

fn is_page_number(text: &str) -> bool {
    let bare = text.trim().trim_matches(['-', '–', '—', '[', ']', '|', '.', ' ']).to_lowercase();
    let bare = bare.strip_prefix("page").unwrap_or(&bare).trim();
    let is_number = |text: &str| {
        !text.is_empty()
            && text.len() <= 6
            && (text.chars().all(|c| c.is_ascii_digit())
                || text.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c')))
    };
    let mut parts = bare.split(" of ").flat_map(|part| part.split('/'));
    !bare.is_empty() && parts.all(|part| is_number(part.trim()))
}

/// Marks the smaller lines at the end of a page from the first on that begins
/// with a note's mark.
pub(crate) fn mark_footnotes(page: &mut Page, body: f64) {
    let mut lines: Vec<&mut Line> = page.lines.iter_mut().filter(|line| is_text(line)).collect();
    let run = lines.iter().rev().take_while(|line| line.size < body * 0.93).count();
    if run == lines.len() {
        return;
    }
    let from = lines.len() - run;
    if let Some(mark) = lines[from..].iter().position(|line| begins_with_mark(&line.text)) {
        // What stands before the first mark is the rest of the page before's last note.
        let kept = if mark <= 6 { from } else { from + mark };
        lines[kept..].iter_mut().for_each(|line| line.left_out = Some(LeftOut::Footnote));
    }
}

pub(crate) fn is_text(line: &Line) -> bool {
    line.left_out.is_none()
}

/// A note's mark before words: a row of a table begins with a number, too.
fn begins_with_mark(text: &str) -> bool {
    let bare = text.trim_start();
    let words = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() - words.len();
    let is_mark =
        (1..=3).contains(&digits) || bare.starts_with(['*', '†', '‡', '§', '¹', '²', '³']);
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    is_mark && letters * 2 > words.chars().filter(|c| !c.is_whitespace()).count()
}
