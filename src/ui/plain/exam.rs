//! An exam over lines: the protocol for pipes, screen readers and tests.
//!
//! A line of input answers the question that was shown last, but never behind
//! the list of all, or behind the warning before handing in, which `y` and `n`
//! answer; a word behind a colon is a command; an empty line goes on.

use super::hearing::{Hearing, Next};
use super::parse::{numbers, parse_answer};
use crate::asking::Action;
use crate::asking::editor::MOST_TYPED;
use crate::asking::exam::{Act, Desk, Place};
use crate::asking::keymap::{self, EXAM};
use crate::base::sanitize::sanitize;
use crate::base::words::clock;
use crate::markup;
use crate::quiz::exam::Sitting;
use crate::quiz::question::{Form, Given, Question};
use crate::ui::exam::wording::{self, Row};
use crate::ui::exam::{Choice, ExamUi, Timer};
use crate::ui::wording::{marks, options, wrapped};
use std::io::{self, Write};

/// An exam over lines.
pub struct PlainExam<W> {
    hearing: Hearing,
    output: W,
    /// Columns within which words stay whole; none where that is the reader's
    /// part.
    width: Option<usize>,
    /// Whether the person went on from there.
    went_on: bool,
    /// Only ASCII for marks.
    ascii: bool,
}

/// What a line means nothing to, and what would.
const AFTER_THE_LIST: &str = "Say :hand-in, or :go N to change an answer.";

impl<W: Write> PlainExam<W> {
    /// Wraps what it writes to so many columns.
    pub fn new(hearing: Hearing, output: W, width: Option<usize>) -> Self {
        Self { hearing, output, width, went_on: false, ascii: false }
    }

    /// Writes byheart's own marks in ASCII, where `ascii`.
    #[must_use]
    pub fn in_ascii(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    fn print(&mut self, text: &str) -> io::Result<()> {
        self.print_behind("", text)
    }

    fn print_behind(&mut self, head: &str, text: &str) -> io::Result<()> {
        let text = marks(&markup::plain(&sanitize(text)), self.ascii);
        let head = &*marks(head, self.ascii);
        let Some(width) = self.width else {
            return writeln!(self.output, "{}", format!("{head}{text}").trim_end());
        };
        let rows = wrapped(head, &text, width);
        rows.iter().try_for_each(|row| writeln!(self.output, "{}", row.trim_end()))
    }

    fn print_rows(&mut self, rows: &[Row]) -> io::Result<()> {
        rows.iter().try_for_each(|row| self.print_behind(&row.head, &row.text))
    }

    /// Shows what lies on the desk.
    fn show_desk(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<()> {
        match self.hearing.desk.place {
            Place::Question => self.show(sitting, timer),
            Place::List => {
                if std::mem::take(&mut self.went_on) {
                    self.print("")?;
                    self.print("That was the last question.")?;
                }
                self.list(sitting)
            }
            Place::HandIn => {
                let unfinished = wording::unfinished(sitting);
                unfinished.iter().try_for_each(|line| self.print(line))?;
                self.print("Hand in all the same? y or once more :hand-in does, n does not.")
            }
        }
    }

    fn show(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<()> {
        let at = self.hearing.desk.at;
        let entry = &sitting.entries[at];
        let question = &entry.question;
        let left = timer.left().map(|left| format!(" · {} left", clock(left))).unwrap_or_default();
        let mark = if entry.review { " · marked for review" } else { "" };
        let (number, of) = (at + 1, sitting.entries.len());
        let (title, format) = (&question.deck_title, entry.format);
        self.print("")?;
        self.print(&format!("[{number} of {of}] {title} · {format}{left}{mark}"))?;
        self.print(&question.prompt())?;
        options(&question.form).iter().try_for_each(|line| self.print(line))?;
        if let Some(given) = &entry.given {
            self.print(&format!("Your answer: {}", typed(given)))?;
        }
        self.print(&wording::instruction(&question.form))
    }

    fn list(&mut self, sitting: &Sitting) -> io::Result<()> {
        for (number, entry) in (1..).zip(&sitting.entries) {
            let prompt = entry.question.prompt();
            let more = if prompt.lines().count() > 1 { " ..." } else { "" };
            let first = prompt.lines().next().unwrap_or_default();
            self.print(&format!("  {number}. {first}{more}: {}", wording::state(entry)))?;
        }
        self.print(":go N returns to a question, :hand-in ends the exam.")
    }

    /// What a word behind a colon means; none where it was dealt with here.
    fn command(&mut self, line: &str, sitting: &Sitting, timer: &Timer) -> Meaning {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let Desk { at, place, .. } = self.hearing.desk;
        let (entry, listed, number) = (&sitting.entries[at], place != Place::Question, at + 1);
        match keymap::of_word(EXAM, word) {
            _ if word == "go" => {
                // Of a number that is none the desk says which there are.
                let index =
                    rest.trim().parse().ok().and_then(|number: usize| number.checked_sub(1));
                return Ok(Some(Action::Go(index.unwrap_or(usize::MAX))));
            }
            Some(Action::Mark | Action::Clear) if listed => self.print(AFTER_THE_LIST)?,
            Some(Action::Next) if listed && number < sitting.entries.len() => {
                return Ok(Some(Action::Go(number)));
            }
            Some(Action::Next | Action::Out) if listed => self.list(sitting)?,
            Some(Action::Back) if listed => {
                return Ok(Some(Action::Go(at.saturating_sub(1))));
            }
            Some(Action::Mark) => {
                self.print(if entry.review { "Mark taken away." } else { "Marked for review." })?;
                return Ok(Some(Action::Mark));
            }
            // An answer goes on to the next question, which is the one at hand.
            Some(Action::Clear) if entry.given.is_none() => {
                self.print(&format!("Question {number} has no answer."))?;
            }
            Some(Action::Clear) => {
                self.print(&format!("Answer to question {number} taken away."))?;
                return Ok(Some(Action::Clear));
            }
            Some(Action::Time) => match timer.left() {
                Some(left) => self.print(&format!("{} left.", clock(left)))?,
                None => self.print("This exam has no time limit.")?,
            },
            Some(Action::Help) => keymap::words(EXAM)
                .try_for_each(|(word, meaning, _)| self.print(&format!(":{word}  {meaning}")))?,
            Some(action) => return Ok(Some(action.clone())),
            None => {
                let word: String = word.chars().take(40).collect();
                self.print(&format!("There is no ':{word}'; :help lists all commands."))?;
            }
        }
        Ok(None)
    }

    fn answer(&mut self, text: &str, question: &Question) -> Meaning {
        let length = text.chars().count();
        if length > MOST_TYPED {
            self.print(&format!(
                "An answer has {MOST_TYPED} characters at most, this one {length}; it was not taken."
            ))?;
            return Ok(None);
        }
        let given = parse(text, question).map(Action::Give);
        if given.is_none() {
            let found: String = text.chars().take(40).collect();
            let fits = wording::instruction(&question.form);
            self.print(&format!("'{found}' does not fit here. {fits}"))?;
        }
        Ok(given)
    }

    /// What a line means; none where it was dealt with here.
    fn meaning(&mut self, line: &str, sitting: &Sitting, timer: &Timer) -> Meaning {
        let at = self.hearing.desk.at;
        if self.hearing.desk.place == Place::HandIn {
            if matches!(line, "y" | ":hand-in") {
                return Ok(Some(Action::HandIn));
            }
            // What is neither yes nor no is heard as behind the list.
            self.hearing.desk.act(&Action::Out, sitting);
            self.hearing.shown = Some((at, self.hearing.desk.place));
            if line == "n" {
                let number = at + 1;
                self.print(&format!("Not handed in. An empty line returns to question {number}."))?;
                return Ok(None);
            }
        }
        match (line.strip_prefix(':'), self.hearing.desk.place) {
            (Some(word), _) => self.command(word, sitting, timer),
            (None, Place::Question) if line.is_empty() => Ok(Some(Action::Next)),
            (None, Place::Question) => self.answer(line, &sitting.entries[at].question),
            // Back to the question at hand.
            (None, _) if line.is_empty() => Ok(Some(Action::Go(at))),
            (None, _) => {
                self.print(AFTER_THE_LIST)?;
                Ok(None)
            }
        }
    }

    fn follow(&mut self, action: &Action, sitting: &Sitting) -> io::Result<Option<Act>> {
        self.went_on = matches!(action, Action::Next | Action::Give(_));
        let Hearing { desk, shown, .. } = &mut self.hearing;
        let before = (desk.at, desk.place);
        let mut act = desk.act(action, sitting);
        // Nobody is asked back where every question has an answer.
        if act.is_none() && *action == Action::HandIn && wording::unfinished(sitting).is_empty() {
            act = desk.act(action, sitting);
        }
        let here = (desk.at, desk.place);
        if let Action::Go(_) | Action::Back = action {
            // The question at hand is shown again where somebody asks for it.
            *shown = shown.filter(|_| before != here);
        }
        if let Some(message) = desk.message.take() {
            *shown = Some(here);
            self.print(&message)?;
        }
        Ok(act)
    }
}

/// What a line asks of the desk; nothing where it was dealt with before.
type Meaning = io::Result<Option<Action>>;

/// An answer as it is typed: numbers stay numbers, and nothing beside a row is 0.
fn typed(given: &Given) -> String {
    let numbers = |indices: &[usize], none: usize| {
        let numbers = indices.iter().map(|&index| if index == none { 0 } else { index + 1 });
        numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
    };
    match given {
        Given::Text(text) => text.clone(),
        Given::Named(items) => items.join("; "),
        Given::Matched(rows) => numbers(rows, rows.len()),
        Given::Chosen(indices) | Given::Ordered(indices) | Given::Ticked(indices) => {
            numbers(indices, usize::MAX)
        }
    }
}

fn parse(text: &str, question: &Question) -> Option<Given> {
    let given = match &question.form {
        Form::Match { left, .. } => parse_matches(text, left.len()),
        _ => parse_answer(text, question),
    };
    given.filter(|given| question.takes(given))
}

/// A number for each row, 0 for nothing beside it.
fn parse_matches(text: &str, count: usize) -> Option<Given> {
    let numbers = numbers(text)?;
    let fits = numbers.iter().all(|&number| number <= count);
    let some = numbers.iter().any(|&number| number > 0);
    let index = |number: usize| number.checked_sub(1).unwrap_or(count);
    (fits && some).then(|| Given::Matched(numbers.into_iter().map(index).collect()))
}

impl<W: Write> ExamUi for PlainExam<W> {
    fn begin(&mut self, rows: &[Row], sitting: &Sitting, _: &str) -> io::Result<bool> {
        self.hearing.desk = Desk::at(sitting.next_open());
        self.print_rows(rows)?;
        self.print(":help lists what can be done beside answering.")?;
        Ok(true)
    }

    fn sit(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<Act> {
        loop {
            self.output.flush()?;
            let action = match self.hearing.next(sitting, timer)? {
                Next::Does(act) => return Ok(act),
                Next::Shows => {
                    self.show_desk(sitting, timer)?;
                    None
                }
                Next::Line(line) => self.meaning(&line, sitting, timer)?,
            };
            if let Some(action) = action
                && let Some(act) = self.follow(&action, sitting)?
            {
                return Ok(act);
            }
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.print(text)?;
        self.output.flush()
    }

    fn choose(&mut self, rows: &[Row], choices: &[Choice]) -> io::Result<Option<usize>> {
        self.print("")?;
        self.print_rows(rows)?;
        let named = choices.iter().map(|(key, text)| format!("{key}: {text}"));
        let named = named.collect::<Vec<_>>().join("; ");
        loop {
            self.print(&named)?;
            self.output.flush()?;
            let Some(line) = self.hearing.line()? else { return Ok(None) };
            let chosen = choices.iter().position(|(key, _)| line == key.to_string());
            if chosen.is_some() {
                return Ok(chosen);
            }
        }
    }

    fn result(&mut self, rows: &[Row]) -> io::Result<()> {
        self.print("")?;
        self.print_rows(rows)?;
        self.output.flush()
    }
}
