//! Pairs, also on a screen that is too low for all of them: then the row at hand,
//! as many beside it as fit, and all letters in running text. Pure.

use super::body::Body;
use super::text::rows;
use crate::asking::input::Matching;
use crate::asking::keymap::letter;
use ratatui::text::Line;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

impl Body {
    /// The rows of pairs below what is there.
    pub(super) fn pairs(&mut self, matching: &Matching, left: &[String], right: &[String]) {
        let mut all = self.clone();
        all.all_pairs(matching, left, right);
        if all.rows.len() <= self.room {
            *self = all;
            return;
        }
        let letters = self.letters(matching, right);
        // The row between the two tells what is hidden.
        let rest = self.room.saturating_sub(self.rows.len() + 1 + letters.len());
        let rows_of = |row| {
            let mut body = Self::new(self.theme, self.width, self.room);
            body.pair(matching, left, right, row);
            body.rows
        };
        let shown: Vec<Vec<Line<'static>>> = (0..left.len()).map(rows_of).collect();
        let heights: Vec<usize> = shown.iter().map(Vec::len).collect();
        let seen = around(matching.cursor, &heights, rest);
        let start = self.rows.len() + heights[seen.start..matching.cursor].iter().sum::<usize>();
        self.rows.extend(shown.into_iter().skip(seen.start).take(seen.len()).flatten());
        match left.len() - seen.len() {
            0 => self.gap(),
            hidden => {
                let text = self.theme.marks(&format!("  ↑↓ {hidden} more"));
                self.text(&text, self.theme.dim());
            }
        }
        self.rows.extend(letters);
        // What is put, and what can be put, matter together.
        self.focus = Some(start..self.rows.len());
    }

    fn all_pairs(&mut self, matching: &Matching, left: &[String], right: &[String]) {
        (0..left.len()).for_each(|row| self.pair(matching, left, right, row));
        self.gap();
        for (index, text) in right.iter().enumerate() {
            let is_put = matching.chosen.contains(&Some(index));
            let style = if is_put { self.theme.dim() } else { self.theme.plain() };
            self.item(&format!("  {}  ", letter(index)), text, style);
        }
    }

    /// One left side and what was put beside it.
    fn pair(&mut self, matching: &Matching, left: &[String], right: &[String], row: usize) {
        let put = matching.chosen[row].map_or("?", |index| right[index].as_str());
        let text = self.theme.marks(&format!("{} → {put}", left[row]));
        let by = (matching.cursor == row).then_some(self.theme.pointer());
        self.pointed(by, &format!("{}. ", row + 1), &text);
    }

    /// All letters, one behind the other.
    fn letters(&self, matching: &Matching, right: &[String]) -> Vec<Line<'static>> {
        let told = right.iter().enumerate().map(|(index, text)| {
            let is_put = matching.chosen.contains(&Some(index));
            let told = format!("{}{} {text}", if is_put { "+" } else { "" }, letter(index));
            // A letter and its text stay together where a row has room for them.
            if told.width() + 2 <= self.width { told.replace(' ', "\u{a0}") } else { told }
        });
        let told = told.collect::<Vec<_>>().join("   ");
        rows("  ", &self.theme.marks(&told), self.width, self.theme.plain())
    }
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
