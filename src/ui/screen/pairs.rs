//! Pairs on a screen that is too low for all of them: the row at hand, as many
//! beside it as fit, and all letters in running text. Pure.

use super::body::{Body, match_row, match_rows};
use super::text::rows;
use super::theme::Theme;
use crate::asking::input::Matching;
use crate::asking::keymap::letter;
use ratatui::text::Line;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// The rows of pairs below `body`, which has `room` rows in all.
pub(super) fn pairs(
    body: &mut Body,
    matching: &Matching,
    left: &[String],
    right: &[String],
    theme: Theme,
    width: usize,
    room: usize,
) {
    let mut all = body.clone();
    match_rows(&mut all, matching, left, right, theme, width);
    if all.rows.len() <= room {
        *body = all;
        return;
    }
    let letters = letters(matching, right, theme, width);
    // The row between the two tells what is hidden.
    let rest = room.saturating_sub(body.rows.len() + 1 + letters.len());
    let rows_of = |row| {
        let mut body = Body::default();
        match_row(&mut body, matching, left, right, row, theme, width);
        body.rows
    };
    let shown: Vec<Vec<Line<'static>>> = (0..left.len()).map(rows_of).collect();
    let heights: Vec<usize> = shown.iter().map(Vec::len).collect();
    let seen = around(matching.cursor, &heights, rest);
    let hidden = left.len() - seen.len();
    let start = body.rows.len() + heights[seen.start..matching.cursor].iter().sum::<usize>();
    body.rows.extend(shown.into_iter().skip(seen.start).take(seen.len()).flatten());
    match hidden {
        0 => body.gap(),
        _ => body.text(&theme.marks(&format!("  ↑↓ {hidden} more")), theme.dim(), width),
    }
    body.rows.extend(letters);
    // What is put, and what can be put, matter together.
    body.focus = Some(start..body.rows.len());
}

/// All letters, one behind the other.
fn letters(
    matching: &Matching,
    right: &[String],
    theme: Theme,
    width: usize,
) -> Vec<Line<'static>> {
    let told = right.iter().enumerate().map(|(index, text)| {
        let is_put = matching.chosen.contains(&Some(index));
        let told = format!("{}{} {text}", if is_put { "+" } else { "" }, letter(index));
        // A letter and its text stay together where a row has room for them.
        if told.width() + 2 <= width { told.replace(' ', "\u{a0}") } else { told }
    });
    let told = told.collect::<Vec<_>>().join("   ");
    rows("  ", &theme.marks(&told), width, theme.plain())
}

/// The rows around `at` that fit into `room` together, itself in any case.
fn around(at: usize, heights: &[usize], room: usize) -> Range<usize> {
    let mut seen = at..at + 1;
    loop {
        let used: usize = heights[seen.clone()].iter().sum();
        let fits = |row: usize| heights.get(row).is_some_and(|height| used + height <= room);
        if fits(seen.end) {
            seen.end += 1;
        } else if seen.start > 0 && fits(seen.start - 1) {
            seen.start -= 1;
        } else {
            return seen;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_at_hand_is_seen_with_as_many_as_fit() {
        assert_eq!(around(0, &[1; 6], 3), 0..3);
        assert_eq!(around(5, &[1; 6], 3), 3..6);
        assert_eq!(around(4, &[1, 1, 1, 2, 1, 3], 3), 3..5);
        assert_eq!(around(2, &[4; 6], 0), 2..3);
        assert_eq!(around(2, &[1; 6], 99), 0..6);
    }
}
