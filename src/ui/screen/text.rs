//! Text as rows of a screen: sanitised, wrapped, right-to-left parts put into
//! the order in which they are read. Pure.

use crate::base::sanitize::sanitize;
use crate::ui::wording::whole_words;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// `text` in rows of at most `width` columns; the first begins with `head`,
/// the others are indented by its width.
pub(super) fn rows(head: &str, text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    // A number and its sign stay together.
    let clean = sanitize(text).replace('\t', " ").replace(" %", "\u{a0}%");
    let indent = head.width();
    let room = width.saturating_sub(indent).max(8);
    let wrapped = clean.lines().flat_map(|line| textwrap::wrap(line, whole_words(room)));
    wrapped
        .enumerate()
        .map(|(number, row)| {
            let lead = if number == 0 { head.to_owned() } else { " ".repeat(indent) };
            let (row, rtl) = visual(&row.replace('\u{a0}', " "));
            let pad = if rtl { room.saturating_sub(row.width()) } else { 0 };
            Line::from(vec![
                Span::styled(lead, style),
                Span::styled(format!("{}{row}", " ".repeat(pad)), style),
            ])
        })
        .collect()
}

/// Spans of several styles in rows of at most `width` columns, broken anywhere.
pub(super) fn wrap_spans(spans: &[(String, Style)], width: usize) -> Vec<Line<'static>> {
    let mut rows = vec![Vec::new()];
    let mut used = 0;
    for (text, style) in spans {
        for grapheme in text.graphemes(true) {
            if used + grapheme.width() > width {
                rows.push(Vec::new());
                used = 0;
            }
            used += grapheme.width();
            push(rows.last_mut().expect("there is always a row"), grapheme, *style);
        }
    }
    rows.into_iter().map(Line::from).collect()
}

fn push(row: &mut Vec<Span<'static>>, grapheme: &str, style: Style) {
    match row.last_mut().filter(|last| last.style == style) {
        Some(last) => last.content.to_mut().push_str(grapheme),
        None => row.push(Span::styled(grapheme.to_owned(), style)),
    }
}

/// A row in the order in which a terminal shows it from left to right, and
/// whether it begins at the right (Unicode Bidirectional Algorithm, UAX 9).
pub(super) fn visual(row: &str) -> (String, bool) {
    if !row.chars().any(is_rtl) {
        return (row.to_owned(), false);
    }
    let info = BidiInfo::new(row, None);
    let Some(paragraph) = info.paragraphs.first() else { return (row.to_owned(), false) };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let mut shown = String::with_capacity(row.len());
    for run in runs {
        match levels[run.start].is_rtl() {
            true => shown.extend(row[run].graphemes(true).rev().map(mirrored)),
            false => shown.push_str(&row[run]),
        }
    }
    (shown, paragraph.level != Level::ltr())
}

fn is_rtl(character: char) -> bool {
    matches!(bidi_class(character), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

/// Brackets open to the other side in text that runs to the left.
fn mirrored(grapheme: &str) -> &str {
    const PAIRS: [(&str, &str); 5] = [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»")];
    let found = PAIRS.iter().find_map(|&(open, close)| match grapheme {
        _ if grapheme == open => Some(close),
        _ if grapheme == close => Some(open),
        _ => None,
    });
    found.unwrap_or(grapheme)
}

/// `text` cut to `width` columns, with `tail` where something is missing.
pub(super) fn cut(text: &str, width: usize, tail: &str) -> String {
    let clean = sanitize(text).replace(['\n', '\t'], " ");
    console::truncate_str(&clean, width, tail).into_owned()
}

/// `text` cut to `width` columns in its middle: titles differ at their ends.
pub(super) fn cut_middle(text: &str, width: usize, tail: &str) -> String {
    let clean = sanitize(text).replace(['\n', '\t'], " ");
    if clean.width() <= width {
        return clean;
    }
    let end = width.saturating_sub(tail.width()) / 2;
    let mut last = String::new();
    for grapheme in clean.graphemes(true).rev() {
        if last.width() + grapheme.width() > end {
            break;
        }
        last.insert_str(0, grapheme);
    }
    let first = console::truncate_str(&clean, width.saturating_sub(last.width()), tail);
    format!("{first}{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_loses_its_middle() {
        assert_eq!(cut_middle("The Korean War: dates", 13, "…"), "The Ko… dates");
        assert_eq!(cut_middle("dates", 13, "…"), "dates");
    }

    fn shown(text: &str, width: usize) -> Vec<String> {
        rows("", text, width, Style::new()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(shown("한국전쟁 한국전쟁", 10), ["한국전쟁", "한국전쟁"]);
        assert!(shown(&"한".repeat(40), 21).iter().all(|row| row.width() <= 21));
    }

    #[test]
    fn text_that_runs_to_the_left_is_turned_and_begins_at_the_right() {
        assert_eq!(visual("שלום"), ("םולש".to_owned(), true));
        assert_eq!(visual("(שלום) 1950"), ("1950 (םולש)".to_owned(), true));
        assert_eq!(visual("In שלום (peace)"), ("In םולש (peace)".to_owned(), false));
        assert_eq!(shown("שלום", 10), ["      םולש"]);
    }

    #[test]
    fn marks_stay_with_their_letters() {
        assert_eq!(visual("שָׁלוֹם").0.graphemes(true).count(), 4);
        assert_eq!(visual("שָׁלוֹם").0, "םוֹלשָׁ");
    }

    #[test]
    fn rows_after_the_first_are_indented() {
        let rows = rows("a  ", "one two three", 11, Style::new());
        let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
        assert_eq!(rows, ["a  one two", "   three"]);
    }

    #[test]
    fn spans_break_anywhere_and_keep_their_style() {
        let bold = Style::new().bold();
        let spans = [("ab".to_owned(), Style::new()), ("cd".to_owned(), bold)];
        let rows = wrap_spans(&spans, 3);
        assert_eq!(rows[0].to_string(), "abc");
        assert_eq!(rows[1].spans[0].style, bold);
    }
}
