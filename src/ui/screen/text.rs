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
    styled_rows(head, &[(text, style)], width)
}

/// The same of a text of several styles, the first of which is that of `head`.
pub(super) fn styled_rows(head: &str, spans: &[(&str, Style)], width: usize) -> Vec<Line<'static>> {
    let (mut text, mut ends) = (String::new(), Vec::new());
    for (span, style) in spans {
        // A number and its sign stay together.
        text.push_str(&sanitize(span).replace('\t', " ").replace(" %", "\u{a0}%"));
        ends.push((text.len(), *style));
    }
    let first = spans.first().map_or(Style::new(), |(_, style)| *style);
    let style_at = |at: usize| ends.iter().find(|(end, _)| at < *end).map_or(first, |end| end.1);
    let indent = head.width();
    let room = width.saturating_sub(indent).max(8);
    let wrapped = text.lines().flat_map(|line| textwrap::wrap(line, whole_words(room)));
    let (mut rows, mut seen) = (Vec::new(), 0);
    for row in wrapped {
        let start = seen + text[seen..].find(&*row).unwrap_or(0);
        seen = start + row.len();
        let lead = if rows.is_empty() { head.to_owned() } else { " ".repeat(indent) };
        let (order, rtl) = order(&row);
        let pad = if rtl { room.saturating_sub(row.width()) } else { 0 };
        let mut line = vec![Span::styled(lead, first), Span::styled(" ".repeat(pad), first)];
        for (at, grapheme) in order {
            let shown = if grapheme == "\u{a0}" { " " } else { grapheme };
            push(&mut line, shown, style_at(start + at));
        }
        rows.push(Line::from(line));
    }
    rows
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
    let (order, rtl) = order(row);
    (order.into_iter().map(|(_, grapheme)| grapheme).collect(), rtl)
}

/// The same grapheme by grapheme, each with its place in `row`.
fn order(row: &str) -> (Vec<(usize, &str)>, bool) {
    let in_order = || (row.grapheme_indices(true).collect(), false);
    if !row.chars().any(is_rtl) {
        return in_order();
    }
    let info = BidiInfo::new(row, None);
    let Some(paragraph) = info.paragraphs.first() else { return in_order() };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let mut shown = Vec::new();
    for run in runs {
        let start = run.start;
        let graphemes = row[run].grapheme_indices(true).map(|(at, text)| (start + at, text));
        match levels[start].is_rtl() {
            true => shown.extend(graphemes.rev().map(|(at, text)| (at, mirrored(text)))),
            false => shown.extend(graphemes),
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
    fn what_is_marked_stays_marked_where_rows_break_and_turn() {
        let (plain, bold) = (Style::new(), Style::new().bold());
        let rows = styled_rows("- ", &[("one ", plain), ("two three", bold)], 10);
        assert_eq!(
            rows.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["- one two", "  three"]
        );
        let marked = |row: &Line<'_>| -> String {
            row.spans.iter().filter(|span| span.style == bold).map(|span| &*span.content).collect()
        };
        assert_eq!(rows.iter().map(marked).collect::<Vec<_>>(), ["two", "three"]);
        let turned = styled_rows("", &[("A: ", plain), ("שלו", plain), ("ם", bold)], 20);
        assert_eq!(turned[0].to_string(), "A: םולש");
        assert_eq!(marked(&turned[0]), "ם");
    }
}
