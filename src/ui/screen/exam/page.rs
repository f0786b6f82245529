//! What is seen of an exam: a question, the list of all, pages of text. Pure.

use super::super::body::Body;
use super::super::looking::Looking;
use super::super::text::{cut, cut_title};
use super::super::theme::Theme;
use super::super::view::{ARROWS, Canvas, View};
use crate::asking::Key;
use crate::asking::exam::{Desk, Place};
use crate::asking::keymap::{self, EXAM, Mode};
use crate::base::words;
use crate::markup;
use crate::quiz::exam::{Entry, Sitting};
use crate::quiz::question::Form;
use crate::ui::exam::wording::{self, Row, Tone};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::time::Duration;
use unicode_width::UnicodeWidthStr;

/// So much before its end the clock warns, and warns again.
const WARNINGS: [Duration; 2] = [Duration::from_secs(300), Duration::from_secs(60)];

/// What lies on the desk, with the time that is left.
pub(super) fn desk(
    desk: &Desk,
    looking: &Looking,
    sitting: &Sitting,
    left: Option<Duration>,
    canvas: Canvas,
) -> View {
    let head = head(desk, sitting, left, canvas);
    let keys: Vec<String> = keymap::bar(EXAM, desk.mode()).into_iter().map(str::to_owned).collect();
    let foot = canvas.foot(looking, Vec::new(), &keys);
    let mut body = canvas.body(head.len(), foot.len());
    let is_covered = looking.page.is_some();
    match desk.place {
        _ if is_covered => body.keys(EXAM, desk.mode().is_typing()),
        Place::Question => question(&mut body, desk, &sitting.entries[desk.at]),
        Place::List => list(&mut body, desk, sitting),
        Place::HandIn => hand_in(&mut body, sitting),
    }
    let scroll_keys = match desk.place {
        Place::Question if !is_covered => "PgUp PgDn",
        Place::Question | Place::List | Place::HandIn => ARROWS,
    };
    canvas.looked_at(looking, head, body, scroll_keys, foot)
}

/// A page of text.
pub(super) fn text(shown: &[Row], keys: &[String], scroll: Option<usize>, canvas: Canvas) -> View {
    let (body, _) = read(shown, canvas);
    canvas.page("Exam", body, scroll, keys)
}

/// Rows to be read, and at which of them a question begins that was missed.
fn read(shown: &[Row], canvas: Canvas) -> (Body, Vec<usize>) {
    let (theme, mut body, mut missed) = (canvas.theme, canvas.body(0, 0), Vec::new());
    for row in shown {
        if is_missed(row) {
            missed.push(body.rows.len());
        }
        match row.text.is_empty() {
            true => body.gap(),
            false if row.differs.is_empty() => {
                body.item(&row.head, &theme.marks(&row.text), style(row.tone, theme));
            }
            false => body.spans(&row.head, runs(row, style(row.tone, theme)).into_iter()),
        }
    }
    (body, missed)
}

/// Of what has a number or a mark before it, only a question can be wrong.
fn is_missed(row: &Row) -> bool {
    row.tone == Tone::Wrong && !row.head.is_empty()
}

/// Whether a result tells of a question that was missed.
pub(super) fn has_missed(shown: &[Row]) -> bool {
    shown.iter().any(is_missed)
}

/// The row of the next question that was missed, or of the one before, as `key`
/// asks and seen from the row `top`.
pub(super) fn missed(shown: &[Row], key: &Key, top: usize, canvas: Canvas) -> Option<usize> {
    let (_, missed) = read(shown, canvas);
    match key {
        Key::Ctrl('n') => missed.into_iter().find(|row| *row > top),
        Key::Ctrl('p') => missed.into_iter().rev().find(|row| *row < top),
        _ => None,
    }
}

/// A row's text, underlined where it differs from another.
fn runs(row: &Row, style: Style) -> Vec<(String, Style)> {
    let (mut runs, mut end) = (Vec::new(), 0);
    for place in &row.differs {
        runs.push((row.text[end..place.start].to_owned(), style));
        runs.push((row.text[place.clone()].to_owned(), style.underlined()));
        end = place.end;
    }
    runs.push((row.text[end..].to_owned(), style));
    runs
}

fn style(tone: Tone, theme: Theme) -> Style {
    match tone {
        Tone::Plain => theme.plain(),
        Tone::Heading => theme.bold(),
        Tone::Dim => theme.dim(),
        Tone::Right => theme.right(),
        Tone::Wrong => theme.wrong(),
    }
}

fn head(
    desk: &Desk,
    sitting: &Sitting,
    left: Option<Duration>,
    canvas: Canvas,
) -> Vec<Line<'static>> {
    let (theme, width) = (canvas.theme, canvas.head_width());
    let (total, answered) = (sitting.entries.len(), sitting.answered());
    let entry = &sitting.entries[desk.at];
    let marked = match sitting.to_review().len() {
        0 => String::new(),
        marked => format!(" · {marked} marked"),
    };
    let (clock, clock_style) = left.map(|left| clock(left, theme)).unwrap_or_default();
    let between = if clock.is_empty() { "" } else { " · " };
    let right = theme.marks(&format!("{answered} answered{marked}{between}"));
    let room = width.saturating_sub(right.width() + clock.width() + 2);
    let (marked, mark) =
        if entry.review { (theme.marks(" · marked"), "!") } else { Default::default() };
    let number = desk.at + 1;
    let places = match desk.place {
        Place::Question => [
            format!("{number}/{total} {}{marked}", entry.format),
            format!("{number}/{total}{mark}"),
        ],
        Place::List => ["Questions".to_owned(), String::new()],
        Place::HandIn => ["Hand in?".to_owned(), String::new()],
    };
    let place = places.iter().find(|place| place.width() <= room).unwrap_or(&places[1]);
    let title = match desk.place {
        Place::Question => entry.question.deck_title.as_str(),
        Place::List | Place::HandIn => "",
    };
    let space = room.saturating_sub(place.width() + 3);
    // A few letters of a title say nothing.
    let title = match title.is_empty() || space < title.width().min(8) {
        true => String::new(),
        false => theme.marks(&format!(" · {}", cut_title(title, space, theme.tail()))),
    };
    let text = cut(&format!("{place}{title}"), room, theme.tail());
    let gap = " ".repeat(width.saturating_sub(text.width() + right.width() + clock.width()));
    let text = Span::styled(format!("{text}{gap}{right}"), theme.plain());
    vec![
        Line::from(vec![text, Span::styled(clock, clock_style)]),
        theme.gauge_line(answered, total, width),
    ]
}

/// What is left, and how that looks: near the end it warns.
fn clock(left: Duration, theme: Theme) -> (String, Style) {
    let clock = words::clock(left);
    match WARNINGS.map(|warning| left < warning) {
        [false, _] => (clock, theme.plain()),
        [true, false] => (clock, theme.warning()),
        // Not everybody sees colours, or a bold digit.
        [true, true] => (format!("! {clock}"), theme.warning()),
    }
}

fn question(body: &mut Body, desk: &Desk, entry: &Entry) {
    let (theme, question) = (body.theme, &entry.question);
    body.text(&question.prompt(), theme.bold());
    if let Some(task) = task(&question.form) {
        body.text(task, theme.dim());
    }
    body.gap();
    if let Some(answer) = &desk.input {
        body.input(answer, &question.form, theme.boxes(desk.mode() == Mode::Several));
    }
}

/// What the person should do where the form does not show it. Over lines
/// (`wording::instruction`) numbers are typed; here things are marked and moved.
fn task(form: &Form) -> Option<&'static str> {
    match form {
        Form::Choose { right, .. } if right.len() > 1 => {
            Some("More than one is right: mark all of them.")
        }
        Form::Order { .. } => {
            Some("Space takes and puts an item; if all is right as shown, press it twice.")
        }
        Form::Match { .. } => Some("Put beside each row the letter that belongs to it."),
        Form::List => Some("Type the items one by one."),
        _ => None,
    }
}

fn list(body: &mut Body, desk: &Desk, sitting: &Sitting) {
    let theme = body.theme;
    for (index, entry) in sitting.entries.iter().enumerate() {
        let is_here = desk.at == index;
        let pointer = if is_here { theme.pointer() } else { "  " };
        let tick = if entry.given.is_some() { "[x]" } else { "[ ]" };
        let mark = if entry.review { "!" } else { " " };
        let text = format!(
            "{pointer}{tick}{mark} {:>3}. {}",
            index + 1,
            markup::plain(&entry.question.prompt())
        );
        let style = if is_here { theme.accent() } else { theme.plain() };
        body.rows.push(Line::styled(cut(&text, body.width, theme.tail()), style));
    }
    body.focus = Some(desk.at..desk.at + 1);
}

fn hand_in(body: &mut Body, sitting: &Sitting) {
    let theme = body.theme;
    body.text("Hand in the exam? Answers can then not be changed any more.", theme.bold());
    let unfinished = wording::unfinished(sitting);
    if unfinished.is_empty() {
        body.text("Every question has an answer.", theme.plain());
    }
    unfinished.iter().for_each(|line| body.text(line, theme.hint()));
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEME: Theme = Theme { color: true, ascii: false };

    #[test]
    fn the_clock_warns_near_the_end() {
        let clock = |seconds| clock(Duration::from_secs(seconds), THEME);
        assert_eq!(clock(300), ("5:00".to_owned(), THEME.plain()));
        assert_eq!(clock(299), ("4:59".to_owned(), THEME.warning()));
        assert_eq!(clock(59), ("! 0:59".to_owned(), THEME.warning()));
    }

    #[test]
    fn missed_questions_of_a_result_are_found() {
        let canvas = Canvas { theme: THEME, columns: 80, lines: 24 };
        let question = |tone, head: &str| Row { head: head.to_owned(), ..Row::new(tone, "q") };
        let rows = [
            Row::new(Tone::Wrong, "Not passed"),
            question(Tone::Wrong, "1. x "),
            question(Tone::Right, "2. + "),
            question(Tone::Wrong, "3. x "),
        ];
        let missed = |key, top| missed(&rows, &Key::Ctrl(key), top, canvas);
        assert_eq!([missed('n', 0), missed('n', 1), missed('n', 3)], [Some(1), Some(3), None]);
        assert_eq!([missed('p', 3), missed('p', 1), missed('x', 0)], [Some(1), None, None]);
        assert!(has_missed(&rows) && !has_missed(&rows[..1]));
    }
}
