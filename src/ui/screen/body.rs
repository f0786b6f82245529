//! The rows of a question: what is asked, the answer in the making, the
//! verdict and the answer. Pure.

use super::looking::Overlay;
use super::pairs::pairs;
use super::text::{rows, visual, wrap_spans};
use super::theme::Theme;
use crate::asking::editor::Editor;
use crate::asking::input::{Arrange, Input, Matching, Pick};
use crate::asking::keymap::{self, Keymap, Mode, STUDY, letter};
use crate::asking::study::{Asking, Phase};
use crate::base::sanitize::sanitize;
use crate::deck::Right;
use crate::judge::{Piece, PieceKind};
use crate::quiz::question::{Form, Given, Graded, Hint, Question};
use crate::schedule::Rating;
use crate::ui::wording;
use ratatui::style::Style;
use ratatui::text::Line;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Rows, and what of them must be seen.
#[derive(Debug, Clone, Default)]
pub(super) struct Body {
    pub(super) rows: Vec<Line<'static>>,
    /// The rows that matter most now.
    pub(super) focus: Option<Range<usize>>,
    /// Row and column of the cursor.
    pub(super) cursor: Option<(usize, usize)>,
}

impl Body {
    pub(super) fn text(&mut self, text: &str, style: Style, width: usize) {
        self.rows.extend(rows("", text, width, style));
    }

    pub(super) fn item(&mut self, head: &str, text: &str, style: Style, width: usize) {
        self.rows.extend(rows(head, text, width, style));
    }

    pub(super) fn gap(&mut self) {
        self.rows.push(Line::default());
    }

    /// Rows that `add` adds matter most.
    fn focused(&mut self, add: impl FnOnce(&mut Self)) {
        let start = self.rows.len();
        add(self);
        self.focus = Some(start..self.rows.len());
    }
}

/// The rows of `asking`, at most `width` columns wide.
pub(super) fn body(
    asking: &Asking,
    page: Option<Overlay>,
    theme: Theme,
    width: usize,
    room: usize,
) -> Body {
    match page {
        Some(Overlay::Keys) => return keys(STUDY, asking.input.mode().is_typing(), theme, width),
        Some(Overlay::History) => return history(asking, theme, width),
        None => {}
    }
    let mut body = Body::default();
    if asking.question.form == Form::Reverse {
        body.text("The answer is this. What was the question?", theme.dim(), width);
    }
    body.text(&asking.question.prompt(), theme.bold(), width);
    for hint in &asking.hints {
        // An option that a hint took away is seen to be gone.
        if let Hint::Text(hint) = hint {
            body.text(&theme.marks(&format!("Hint: {hint}")), theme.hint(), width);
        }
    }
    body.gap();
    match &asking.phase {
        Phase::Asked => {
            let several = asking.mode() == Mode::Several;
            let boxes = if several { theme.boxes(true) } else { ["", ""] };
            let form = &asking.question.form;
            input(&mut body, &asking.input, form, boxes, theme, width, room);
        }
        Phase::Ticking => ticks(&mut body, asking, theme, width),
        Phase::Revealed => body.focused(|body| revealed(body, &asking.question, theme, width)),
        Phase::Judged(given, graded) => {
            body.focused(|body| judged(body, &asking.question, given, graded, theme, width));
        }
    }
    body
}

/// An answer in the making, below `body` on a screen with `room` rows for all. One
/// option that is an answer at once has no box; else `boxes` tell what is chosen.
pub(super) fn input(
    body: &mut Body,
    input: &Input,
    form: &Form,
    boxes: [&str; 2],
    theme: Theme,
    width: usize,
    room: usize,
) {
    match (input, form) {
        (Input::Text(editor), _) => line(body, editor, theme, width),
        (Input::Items { named, editor }, _) => {
            named.iter().for_each(|item| body.item("  ", item, theme.plain(), width));
            line(body, editor, theme, width);
        }
        (Input::Pick(pick), Form::Choose { options, .. }) => {
            options_rows(body, pick, options, boxes, theme, width);
        }
        (Input::Arrange(arrange), Form::Order { shown, .. }) => {
            order_rows(body, arrange, shown, theme, width);
        }
        (Input::Match(matching), Form::Match { left, right, .. }) => {
            pairs(body, matching, left, right, theme, width, room);
        }
        _ => {}
    }
}

/// The line that is typed, with the cursor in it.
fn line(body: &mut Body, editor: &Editor, theme: Theme, width: usize) {
    let pointer = theme.pointer();
    let room = width.saturating_sub(pointer.width() + 1);
    let (text, column) = editor.view(room);
    let (shown, rtl) = visual(&sanitize(&text));
    // Where text runs to the left, the cursor stands before what follows it.
    let column = if rtl { shown.width().saturating_sub(column) } else { column };
    body.focused(|body| body.rows.push(Line::styled(format!("{pointer}{shown}"), theme.plain())));
    body.cursor = Some((body.rows.len() - 1, pointer.width() + column));
}

impl Body {
    /// A row that may be pointed at, by what stands before it: then it matters most.
    fn pointed(&mut self, by: Option<&str>, head: &str, text: &str, theme: Theme, width: usize) {
        let style = if by.is_some() { theme.accent() } else { theme.plain() };
        let start = self.rows.len();
        self.item(&format!("{}{head}", by.unwrap_or("  ")), text, style, width);
        if by.is_some() {
            self.focus = Some(start..self.rows.len());
        }
    }
}

fn options_rows(
    body: &mut Body,
    pick: &Pick,
    options: &[String],
    boxes: [&str; 2],
    theme: Theme,
    width: usize,
) {
    for (index, option) in options.iter().enumerate() {
        if !pick.removed.contains(&index) {
            let tick = boxes[usize::from(pick.picked.contains(&index))];
            let head = format!("{tick}{}  ", letter(index));
            let by = (pick.cursor == Some(index)).then(|| theme.pointer());
            body.pointed(by, &head, option, theme, width);
        }
    }
}

fn order_rows(body: &mut Body, arrange: &Arrange, shown: &[String], theme: Theme, width: usize) {
    for (place, &item) in arrange.order.iter().enumerate() {
        let pointer = if arrange.held { "= " } else { theme.pointer() };
        let by = (arrange.cursor == place).then_some(pointer);
        body.pointed(by, &format!("{}. ", place + 1), &shown[item], theme, width);
    }
}

/// One left side and what was put beside it.
pub(super) fn match_row(
    body: &mut Body,
    matching: &Matching,
    left: &[String],
    right: &[String],
    row: usize,
    theme: Theme,
    width: usize,
) {
    let put = matching.chosen[row].map_or("?", |index| right[index].as_str());
    let text = theme.marks(&format!("{} → {put}", left[row]));
    let by = (matching.cursor == row).then(|| theme.pointer());
    body.pointed(by, &format!("{}. ", row + 1), &text, theme, width);
}

pub(super) fn match_rows(
    body: &mut Body,
    matching: &Matching,
    left: &[String],
    right: &[String],
    theme: Theme,
    width: usize,
) {
    for row in 0..left.len() {
        match_row(body, matching, left, right, row, theme, width);
    }
    body.gap();
    for (index, text) in right.iter().enumerate() {
        let is_put = matching.chosen.contains(&Some(index));
        let style = if is_put { theme.dim() } else { theme.plain() };
        body.item(&format!("  {}  ", letter(index)), text, style, width);
    }
}

fn ticks(body: &mut Body, asking: &Asking, theme: Theme, width: usize) {
    let Input::Pick(pick) = &asking.input else { return };
    body.text("Which of them did you recall?", theme.dim(), width);
    for (index, item) in asking.question.card.items().iter().enumerate() {
        let tick = theme.boxes(true)[usize::from(pick.picked.contains(&index))];
        let by = (pick.cursor == Some(index)).then(|| theme.pointer());
        body.pointed(by, tick, item, theme, width);
    }
}

fn revealed(body: &mut Body, question: &Question, theme: Theme, width: usize) {
    match question.card.right() {
        Right::List(items) if question.form != Form::Reverse => {
            items.iter().for_each(|item| body.item("- ", item, theme.plain(), width));
        }
        Right::Order(items) => {
            for (number, item) in (1..).zip(items) {
                body.item(&format!("{number}. "), item, theme.plain(), width);
            }
        }
        Right::Pairs(pairs) => {
            for (left, right) in pairs {
                body.item("- ", &theme.marks(&format!("{left} → {right}")), theme.plain(), width);
            }
        }
        _ => body.text(&question.answer(), theme.accent(), width),
    }
    background(body, question, theme, width);
}

fn judged(
    body: &mut Body,
    question: &Question,
    given: &Given,
    graded: &Graded,
    theme: Theme,
    width: usize,
) {
    let style = match graded.rating {
        Rating::Again => theme.wrong(),
        Rating::Hard => theme.hint(),
        Rating::Good | Rating::Easy => theme.right(),
    };
    let mark = match graded.rating {
        Rating::Again => theme.wrong_mark(),
        _ => theme.right_mark(),
    };
    body.item(mark, &wording::remark(graded), style, width);
    if let (Given::Chosen(chosen), Form::Choose { options, .. }) = (given, &question.form)
        && graded.rating == Rating::Again
    {
        let chosen: Vec<&str> = chosen.iter().map(|&index| options[index].as_str()).collect();
        body.item("  ", &format!("You chose: {}", chosen.join("; ")), theme.dim(), width);
    }
    if graded.difference.iter().any(|piece| piece.kind == PieceKind::Same) {
        difference(body, &graded.difference, theme, width);
    }
    for item in &graded.items {
        let (mark, style) = match item.right {
            true => (theme.right_mark(), theme.right()),
            false => (theme.wrong_mark(), theme.wrong()),
        };
        body.item(mark, &wording::item(&item.item), style, width);
    }
    background(body, question, theme, width);
}

/// What was missing in brackets with a plus, what was too much with a minus.
fn difference(body: &mut Body, pieces: &[Piece], theme: Theme, width: usize) {
    let spans: Vec<(String, Style)> = pieces
        .iter()
        .map(|piece| {
            let text = sanitize(&piece.text).replace(['\n', '\t'], " ");
            match piece.kind {
                PieceKind::Same => (text, theme.plain()),
                PieceKind::Missing => (format!("[+{text}]"), theme.right()),
                PieceKind::Extra => (format!("[-{text}]"), theme.wrong()),
            }
        })
        .collect();
    body.rows.extend(wrap_spans(&spans, width));
}

fn background(body: &mut Body, question: &Question, theme: Theme, width: usize) {
    if question.card.note().is_some() || question.card.source().is_some() {
        body.gap();
    }
    if let Some(note) = question.card.note() {
        body.text(note, theme.dim(), width);
    }
    if let Some(source) = question.card.source() {
        body.text(&format!("Source: {source}"), theme.dim(), width);
    }
}

/// All keys and what they do.
pub(super) fn keys(map: &Keymap, is_typing: bool, theme: Theme, width: usize) -> Body {
    let mut body = Body::default();
    body.text("Keys", theme.bold(), width);
    for (keys, meaning) in keymap::help(map) {
        body.item(&theme.marks(&keys), meaning, theme.plain(), width);
    }
    if is_typing {
        body.gap();
        body.text("While you type, letters are text: press Esc, then the key.", theme.dim(), width);
    }
    body
}

fn history(asking: &Asking, theme: Theme, width: usize) -> Body {
    let question = &asking.question;
    let mut body = Body::default();
    body.text(&question.prompt(), theme.bold(), width);
    for line in wording::history(question, asking.is_shown()) {
        body.text(&line, theme.plain(), width);
    }
    body
}
