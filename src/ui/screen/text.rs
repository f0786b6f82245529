//! Text as rows of a screen: sanitised, wrapped, right-to-left parts put into
//! the order in which they are read. Pure.

use super::theme::Theme;
use crate::base::sanitize::sanitize;
use crate::ui::markup::{self, Mark, Row};
use crate::ui::wording::whole_words;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// `text` in rows of at most `width` columns; the first begins with `head`,
/// the others are indented by its width.
pub(super) fn rows(head: &str, text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    let clean = sanitize(text).replace('\t', " ");
    let lines = clean.lines().map(|text| Row { text: text.to_owned(), ..Row::default() });
    laid_out(head, lines, width, style, |_| style)
}

/// The same of a card's text, with its marks as the theme shows them.
pub(super) fn marked_rows(
    head: &str,
    text: &str,
    width: usize,
    style: Style,
    theme: Theme,
) -> Vec<Line<'static>> {
    laid_out(head, markup::rows(&sanitize(text)), width, style, |mark| theme.marked(style, mark))
}

/// Lines in rows, each part in the style of its mark.
fn laid_out(
    head: &str,
    lines: impl IntoIterator<Item = Row>,
    width: usize,
    style: Style,
    of: impl Fn(Mark) -> Style,
) -> Vec<Line<'static>> {
    let indent = head.width();
    let room = width.saturating_sub(indent).max(8);
    let mut shown: Vec<Line<'static>> = Vec::new();
    for line in lines {
        // A number and its sign stay together; both blanks count as one byte more or less.
        let text = line.text.replace(" %", "\u{a0}%");
        let hanging = " ".repeat(if line.hanging < room / 2 { line.hanging } else { 0 });
        let options = whole_words(room).subsequent_indent(&hanging);
        let mut from = 0;
        for (number, row) in textwrap::wrap(&text, options).into_iter().enumerate() {
            let lead = if shown.is_empty() { head.to_owned() } else { " ".repeat(indent) };
            let own = if number == 0 { &*row } else { row.strip_prefix(&hanging).unwrap_or(&row) };
            let (said, rtl) = visual(&row.replace('\u{a0}', " "));
            if rtl || line.marks.is_empty() {
                let pad = if rtl { room.saturating_sub(said.width()) } else { 0 };
                let said = Span::styled(format!("{}{said}", " ".repeat(pad)), style);
                shown.push(Line::from(vec![Span::styled(lead, style), said]));
                continue;
            }
            // Where the row stands in its line, which holds it letter by letter.
            let start = text[from..].find(own).map_or(from, |at| from + at);
            from = start + own.len();
            let mut spans = vec![Span::styled(lead, style)];
            if number > 0 {
                spans.push(Span::styled(hanging.clone(), style));
            }
            for (at, grapheme) in own.grapheme_indices(true) {
                let at = start + at;
                // Each sign with a blank of two bytes before it moved what follows by one.
                let at = at - text[..at].matches('\u{a0}').count();
                let marks = line.marks.iter().filter(|(range, _)| range.contains(&at));
                let style = marks.fold(style, |style, (_, mark)| style.patch(of(*mark)));
                push(&mut spans, &grapheme.replace('\u{a0}', " "), style);
            }
            shown.push(Line::from(spans));
        }
    }
    shown
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

/// A deck's title cut to `width` columns. What of a document it is about stays, where that
/// is told last (`The…: dates`).
pub(super) fn cut_title(title: &str, width: usize, tail: &str) -> String {
    let (first, last) = title.rsplit_once(": ").unwrap_or((title, ""));
    let last = format!(": {last}");
    let room = width.saturating_sub(last.width());
    match title.width() > width && last.len() > 2 && room > tail.width() {
        true => format!("{}{last}", cut(first, room, tail)),
        false => cut_middle(title, width, tail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_loses_its_middle() {
        assert_eq!(cut_middle("The Korean War: dates", 13, "…"), "The Ko… dates");
        assert_eq!(cut_middle("dates", 13, "…"), "dates");
        assert_eq!(cut_title("The Korean War: dates", 13, "…"), "The K…: dates");
        assert_eq!(cut_title("The Korean War: dates", 30, "…"), "The Korean War: dates");
        assert_eq!(cut_title("The Korean War: dates", 8, "…"), "The …tes");
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
