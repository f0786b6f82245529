//! The rows of a question: what is asked, the answer in the making, the
//! verdict and the answer. Pure.

use super::text::{marked_rows, rows, styled_rows, visual};
use super::theme::{Marks, Theme};
use crate::asking::editor::Editor;
use crate::asking::input::{Arrange, Input, Pick};
use crate::asking::keymap::{self, Keymap, Mode, letter};
use crate::asking::study::{Asking, Phase};
use crate::base::sanitize::sanitize;
use crate::deck::Right;
use crate::document::{Passage, Piece};
use crate::quiz::question::{Form, Given, Graded, Hint, Question};
use crate::schedule::Rating;
use crate::ui::wording;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::iter;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Rows, and what of them must be seen.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub(super) rows: Vec<Line<'static>>,
    /// The rows that matter most now.
    pub(super) focus: Option<Range<usize>>,
    /// Row and column of the cursor.
    pub(super) cursor: Option<(usize, usize)>,
    pub(super) theme: Theme,
    /// Columns that text may take.
    pub(super) width: usize,
    /// Rows that the screen has for it.
    pub(super) room: usize,
}

impl Body {
    pub(super) fn new(theme: Theme, width: usize, room: usize) -> Self {
        Self { rows: Vec::new(), focus: None, cursor: None, theme, width, room }
    }

    pub(super) fn text(&mut self, text: &str, style: Style) {
        self.item("", text, style);
    }

    pub(super) fn item(&mut self, head: &str, text: &str, style: Style) {
        self.rows.extend(marked_rows(head, text, self.width, style, self.theme));
    }

    /// A text that is being written, marks and all.
    pub(super) fn raw(&mut self, head: &str, text: &str, style: Style) {
        self.rows.extend(rows(head, text, self.width, style));
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

    /// A row that may be pointed at, by what stands before it: then it matters most.
    pub(super) fn pointed(&mut self, by: Option<&str>, head: &str, text: &str) {
        let theme = self.theme;
        match by {
            Some(by) => {
                self.focused(|body| body.item(&format!("{by}{head}"), text, theme.accent()));
            }
            None => self.item(&format!("  {head}"), text, theme.plain()),
        }
    }

    /// A question of study, as far as it has come.
    pub(super) fn asking(&mut self, asking: &Asking) {
        let (theme, question) = (self.theme, &asking.question);
        if question.form == Form::Reverse {
            self.text("The answer is this. What was the question?", theme.dim());
        }
        self.text(&asking.heading(), theme.bold());
        if let Some(text) = wording::promoted(question).filter(|_| !asking.is_shown()) {
            self.text(text, theme.dim());
        }
        for hint in &asking.hints {
            // An option that a hint took away is seen to be gone.
            if let Hint::Text(hint) = hint {
                self.text(&theme.marks(&format!("Hint: {hint}")), theme.hint());
            }
        }
        let price = wording::price(asking.taken);
        price.iter().for_each(|text| self.text(text, theme.dim()));
        self.gap();
        match &asking.phase {
            Phase::Asked => {
                let several = asking.mode() == Mode::Several;
                let boxes = if several { theme.boxes(true) } else { ["", ""] };
                self.input(&asking.input, &question.form, boxes);
                if asking.holds() {
                    let row = self.rows.iter_mut().last();
                    row.into_iter().for_each(|row| row.push_span(Span::styled("u", theme.dim())));
                }
            }
            Phase::Ticking => self.ticks(asking),
            Phase::Revealed => self.focused(|body| body.revealed(question)),
            Phase::Judged(given, graded) => {
                self.focused(|body| body.judged(question, given, graded));
            }
        }
    }

    /// An answer in the making. One option that is an answer at once has no box;
    /// else `boxes` tell what is chosen.
    pub(super) fn input(&mut self, input: &Input, form: &Form, boxes: [&str; 2]) {
        match (input, form) {
            (Input::Text(editor), _) => self.line(editor),
            (Input::Items { named, editor }, _) => {
                named.iter().for_each(|item| self.item("  ", item, self.theme.plain()));
                self.line(editor);
            }
            (Input::Pick(pick), Form::Choose { options, .. }) => self.options(pick, options, boxes),
            (Input::Arrange(arrange), Form::Order { shown, .. }) => self.order(arrange, shown),
            (Input::Match(matching), Form::Match { left, right, .. }) => {
                self.pairs(matching, left, right);
            }
            _ => {}
        }
    }

    /// The line that is typed, with the cursor in it.
    fn line(&mut self, editor: &Editor) {
        let pointer = self.theme.pointer();
        let (text, column) = editor.view(self.width.saturating_sub(pointer.width() + 1));
        let (shown, rtl) = visual(&sanitize(&text));
        // Where text runs to the left, the cursor stands before what follows it.
        let column = if rtl { shown.width().saturating_sub(column) } else { column };
        let line = Line::styled(format!("{pointer}{shown}"), self.theme.plain());
        self.focused(|body| body.rows.push(line));
        self.cursor = Some((self.rows.len() - 1, pointer.width() + column));
    }

    /// A text of several rows that is typed, behind `head`, with the cursor in it.
    pub(super) fn typed(&mut self, head: &str, editor: &Editor) {
        let (indent, style) = (head.width(), self.theme.accent());
        let (texts, (row, column)) = editor.rows(self.width.saturating_sub(indent + 1));
        let start = self.rows.len();
        for (number, text) in texts.into_iter().enumerate() {
            let (shown, rtl) = visual(&sanitize(text).replace('\t', " "));
            let lead = if number == 0 { head.to_owned() } else { " ".repeat(indent) };
            if number == row {
                let column = if rtl { shown.width().saturating_sub(column) } else { column };
                self.cursor = Some((start + row, indent + column));
            }
            self.rows.push(Line::styled(format!("{lead}{shown}"), style));
        }
        // Of a long text the rows around the cursor are seen.
        let around = self.room.saturating_sub(1).max(1);
        let end = self.rows.len();
        let first = if end - start > around { start + row } else { start };
        self.focus = Some(first..if first == start { end } else { first + 1 });
    }

    fn options(&mut self, pick: &Pick, options: &[String], boxes: [&str; 2]) {
        let pointer = self.theme.pointer();
        for (index, option) in options.iter().enumerate() {
            if !pick.removed.contains(&index) {
                let tick = boxes[usize::from(pick.picked.contains(&index))];
                let by = (pick.cursor == Some(index)).then_some(pointer);
                self.pointed(by, &format!("{tick}{}  ", letter(index)), option);
            }
        }
    }

    fn order(&mut self, arrange: &Arrange, shown: &[String]) {
        let pointer = if arrange.held { "= " } else { self.theme.pointer() };
        for (place, &item) in arrange.order.iter().enumerate() {
            let by = (arrange.cursor == place).then_some(pointer);
            self.pointed(by, &format!("{}. ", place + 1), &shown[item]);
        }
    }

    fn ticks(&mut self, asking: &Asking) {
        let Input::Pick(pick) = &asking.input else { return };
        let (pointer, boxes) = (self.theme.pointer(), self.theme.boxes(true));
        self.text("Which of them did you recall?", self.theme.dim());
        for (index, item) in asking.question.card.items().iter().enumerate() {
            let tick = boxes[usize::from(pick.picked.contains(&index))];
            self.pointed((pick.cursor == Some(index)).then_some(pointer), tick, item);
        }
    }

    fn revealed(&mut self, question: &Question) {
        match question.card.right() {
            Right::List(_) if question.form == Form::Reverse => {
                self.text(&question.answer(), self.theme.accent());
            }
            Right::Texts(_) => self.text(&question.answer(), self.theme.answer()),
            right => self.right(&right),
        }
        self.background(question);
    }

    /// What is right, in the shape that it has.
    pub(super) fn right(&mut self, right: &Right<'_>) {
        let theme = self.theme;
        match right {
            Right::List(items) => {
                items.iter().for_each(|item| self.item("- ", item, theme.answer()));
            }
            Right::Order(items) => {
                for (number, item) in (1..).zip(*items) {
                    self.item(&format!("{number}. "), item, theme.answer());
                }
            }
            Right::Pairs(pairs) => {
                for (left, right) in *pairs {
                    self.item("- ", &theme.marks(&format!("{left} → {right}")), theme.answer());
                }
            }
            Right::Texts(texts) => texts.iter().for_each(|text| self.text(text, theme.answer())),
        }
    }

    fn judged(&mut self, question: &Question, given: &Given, graded: &Graded) {
        let theme = self.theme;
        let (mark, style) = match graded.rating {
            Rating::Again => (theme.wrong_mark(), theme.wrong()),
            Rating::Hard => (theme.right_mark(), theme.hint()),
            Rating::Good | Rating::Easy => (theme.right_mark(), theme.right()),
        };
        self.verdict(mark, style, given, graded);
        if let (Given::Chosen(chosen), Form::Choose { options, .. }) = (given, &question.form)
            && graded.rating == Rating::Again
        {
            let chosen: Vec<&str> = chosen.iter().map(|&index| options[index].as_str()).collect();
            self.item("  ", &format!("You chose: {}", chosen.join("; ")), theme.dim());
        }
        for item in &graded.items {
            let (mark, style) = match item.right {
                true => (theme.right_mark(), theme.right()),
                false => (theme.wrong_mark(), theme.wrong()),
            };
            self.item(mark, &wording::item(item), style);
        }
        self.background(question);
    }

    /// What was found and the right answer, then what was typed; where they differ is
    /// marked in both.
    fn verdict(&mut self, mark: &str, style: Style, given: &Given, graded: &Graded) {
        let theme = self.theme;
        let verdict = wording::verdict(given, graded);
        let shown = |(text, differs): &(String, bool), style: Style| {
            (text.clone(), if *differs { style.underlined() } else { style })
        };
        let found = [(verdict.head, style)].into_iter();
        let spans = found.chain(verdict.answer.iter().map(|run| shown(run, theme.answer())));
        self.spans(mark, spans);
        if !verdict.typed.is_empty() {
            let head = [("You typed: ".to_owned(), theme.plain())].into_iter();
            let style = |differs| if differs { theme.wrong() } else { theme.plain() };
            self.spans("  ", head.chain(verdict.typed.iter().map(|run| shown(run, style(run.1)))));
        }
    }

    /// A text of several styles, the first of which is that of `head`.
    pub(super) fn spans(&mut self, head: &str, spans: impl Iterator<Item = (String, Style)>) {
        let spans: Vec<(String, Style)> = spans.collect();
        let spans: Vec<(&str, Style)> =
            spans.iter().map(|(text, style)| (text.as_str(), *style)).collect();
        self.rows.extend(styled_rows(head, &spans, self.width));
    }

    fn background(&mut self, question: &Question) {
        let background = wording::background(question, wording::heads(question));
        if !background.is_empty() {
            self.gap();
        }
        background.iter().for_each(|text| self.text(text, self.theme.dim()));
    }

    /// All keys and what they do.
    pub(super) fn keys(&mut self, map: &Keymap, is_typing: bool) {
        let theme = self.theme;
        self.text("Keys", theme.bold());
        for (keys, meaning) in keymap::help(map) {
            self.item(&theme.marks(&keys), meaning, theme.plain());
        }
        if is_typing {
            self.gap();
            self.text("While you type, letters are text: press Esc, then the key.", theme.dim());
        }
    }

    /// What happened to the card.
    pub(super) fn history(&mut self, asking: &Asking) {
        self.text(&asking.heading(), self.theme.bold());
        let lines = wording::history(&asking.question, asking.is_shown());
        lines.iter().for_each(|line| self.text(line, self.theme.plain()));
    }

    /// What a document says around some words, under its headings.
    pub(super) fn passage(&mut self, passage: &Passage, remark: Option<&str>, marks: Marks) {
        let theme = self.theme;
        self.text(&theme.marks(&passage.headings.join(" › ")), theme.bold());
        remark.iter().for_each(|text| self.text(text, theme.hint()));
        if !self.rows.is_empty() {
            self.gap();
        }
        self.pieces(&passage.pieces, marks);
        // What follows is seen, too.
        if let Some(focus) = &mut self.focus {
            focus.end = (focus.end + self.room / 3).min(self.rows.len());
        }
    }

    /// Pieces of a document, each with its mark beside it; the first that is quoted matters
    /// most.
    pub(super) fn pieces<'p>(&mut self, pieces: impl IntoIterator<Item = &'p Piece>, marks: Marks) {
        for piece in pieces {
            if piece.is_apart && !self.rows.is_empty() {
                self.gap();
            }
            let start = self.rows.len();
            let (mark, style) = &marks[usize::from(piece.is_quoted)];
            let width = self.width.saturating_sub(mark.width());
            let rows = rows("", &piece.text, width, *style).into_iter();
            self.rows.extend(
                rows.map(|row| iter::once(mark.clone()).chain(row.spans).collect::<Line<'_>>()),
            );
            if piece.is_quoted {
                self.focus.get_or_insert(start..self.rows.len());
            }
        }
    }
}
