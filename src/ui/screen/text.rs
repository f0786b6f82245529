//! Text as rows of a screen: sanitised, wrapped, right-to-left parts put into
//! the order in which they are read. Pure.

use super::theme::Theme;
use crate::base::sanitize::sanitize;
use crate::markup::{self, Row};
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

/// A card's text, with its marks as the theme shows them.
pub(super) fn marked_rows(
    head: &str,
    text: &str,
    width: usize,
    style: Style,
    theme: Theme,
) -> Vec<Line<'static>> {
    let mut rows = Vec::new();
    for Row { text, marks, hanging } in markup::rows(&sanitize(text)) {
        let lead = if rows.is_empty() { head.to_owned() } else { " ".repeat(head.width()) };
        let style_at = |at: usize| {
            let marks = marks.iter().filter(|(range, _)| range.contains(&at));
            marks.fold(style, |style, (_, mark)| style.patch(theme.marked(style, *mark)))
        };
        rows.extend(laid_out(&lead, &text, (width, hanging), style, style_at));
    }
    rows
}

/// The same of a text of several styles, the first of which is that of `head`.
pub(super) fn styled_rows(head: &str, spans: &[(&str, Style)], width: usize) -> Vec<Line<'static>> {
    let (mut text, mut ends) = (String::new(), Vec::new());
    for (span, style) in spans {
        text.push_str(&sanitize(span).replace('\t', " "));
        ends.push((text.len(), *style));
    }
    let first = spans.first().map_or(Style::new(), |(_, style)| *style);
    let style_at = |at: usize| ends.iter().find(|(end, _)| at < *end).map_or(first, |end| end.1);
    laid_out(head, &text, (width, 0), first, style_at)
}

/// A text in rows of at most `width` columns behind `head`, each byte in its style; rows that
/// a line goes on with are indented by so many columns more.
fn laid_out(
    head: &str,
    text: &str,
    (width, hanging): (usize, usize),
    first: Style,
    style_at: impl Fn(usize) -> Style,
) -> Vec<Line<'static>> {
    let indent = head.width();
    let room = width.saturating_sub(indent).max(8);
    let hanging = " ".repeat(if hanging < room / 2 { hanging } else { 0 });
    let mut rows: Vec<Line<'static>> = Vec::new();
    let mut seen = 0;
    for line in text.lines() {
        // A number and its sign stay together; the blank between them is as long in bytes.
        let kept = line.replace(" %", "\u{1f}%");
        let options = whole_words(room).subsequent_indent(&hanging);
        for (number, row) in textwrap::wrap(&kept, options).into_iter().enumerate() {
            let lead = if rows.is_empty() { head.to_owned() } else { " ".repeat(indent) };
            let goes_on = if number > 0 { hanging.as_str() } else { "" };
            let own = row.strip_prefix(goes_on).unwrap_or(&row).replace('\u{1f}', " ");
            let start = seen + text[seen..].find(&own).unwrap_or(0);
            seen = start + own.len();
            let (order, rtl) = order(&own);
            let pad = if rtl { room.saturating_sub(row.width()) } else { 0 };
            let gap = format!("{}{goes_on}", " ".repeat(pad));
            let mut spans = vec![Span::styled(lead, first), Span::styled(gap, first)];
            for (at, grapheme) in order {
                // A blank that keeps words together is a blank.
                let shown = if grapheme == "\u{a0}" { " " } else { grapheme };
                push(&mut spans, shown, style_at(start + at));
            }
            rows.push(Line::from(spans));
        }
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
