//! Leaves out what stands on pages without being their text: running heads,
//! page numbers, footnotes, lines of a table of contents.

use crate::document::{LeftOut, Line, Page};
use std::collections::HashMap;

/// How many lines from a page's edge a running head may stand.
const EDGE: usize = 3;

/// Marks running heads and page numbers.
pub(crate) fn mark_running_heads(pages: &mut [Page]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let lines = edges(&page.lines).into_iter();
        let mut own: Vec<String> = lines.map(|at| pattern(&page.lines[at].text)).collect();
        own.sort_unstable();
        own.dedup();
        for pattern in own {
            *seen.entry(pattern).or_default() += 1;
        }
    }
    let enough = if pages.len() < 4 { 2 } else { 3 };
    for page in pages.iter_mut() {
        for at in edges(&page.lines) {
            let line = &mut page.lines[at];
            line.left_out = match () {
                () if is_page_number(&line.text) => Some(LeftOut::PageNumber),
                () if seen.get(&pattern(&line.text)).is_some_and(|&count| count >= enough) => {
                    Some(LeftOut::RunningHead)
                }
                () => None,
            };
        }
    }
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
pub(crate) fn is_led(line: &Line) -> bool {
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

fn begins_with_mark(text: &str) -> bool {
    let bare = text.trim_start();
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    (1..=3).contains(&digits) || bare.starts_with(['*', '†', '‡', '§', '¹', '²', '³'])
}
