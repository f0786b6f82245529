//! Leaves out what stands on pages without being their text: running heads,
//! page numbers, footnotes, lines of a table of contents.

use super::content::Line;
use std::collections::HashMap;

/// How many lines from a page's edge a running head may stand.
const EDGE: usize = 3;

pub(super) fn without_running_heads(pages: &mut [Vec<Line>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut own: Vec<String> =
            edges(page).into_iter().map(|index| pattern(&page[index].text)).collect();
        own.sort_unstable();
        own.dedup();
        for pattern in own {
            *seen.entry(pattern).or_default() += 1;
        }
    }
    let enough = if pages.len() < 4 { 2 } else { 3 };
    for page in pages.iter_mut() {
        let dropped: Vec<usize> = edges(page)
            .into_iter()
            .filter(|&index| {
                let text = &page[index].text;
                is_page_number(text)
                    || seen.get(&pattern(text)).is_some_and(|&count| count >= enough)
            })
            .collect();
        let mut indices = 0..page.len();
        page.retain(|_| indices.next().is_some_and(|index| !dropped.contains(&index)));
    }
}

/// Indices of the highest and the lowest lines.
fn edges(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
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
pub(super) fn is_led(line: &Line) -> bool {
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

/// Smaller lines at the end of a page from the first on that begins with a
/// note's mark.
pub(super) fn without_footnotes(page: &mut Vec<Line>, body: f64) {
    let small = |line: &Line| line.size < body * 0.93;
    let run = page.iter().rev().take_while(|line| small(line)).count();
    if run == page.len() {
        return;
    }
    let from = page.len() - run;
    if let Some(mark) = page[from..].iter().position(|line| begins_with_mark(&line.text)) {
        // What stands before the first mark is the rest of the page before's last note.
        let kept = if mark <= 6 { from } else { from + mark };
        page.truncate(kept);
    }
}

fn begins_with_mark(text: &str) -> bool {
    let bare = text.trim_start();
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    (1..=3).contains(&digits) || bare.starts_with(['*', '†', '‡', '§', '¹', '²', '³'])
}
