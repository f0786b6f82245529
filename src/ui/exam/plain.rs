//! An exam over lines: the protocol for pipes, screen readers and tests.
//!
//! A line of input answers the question that was shown last, but never behind
//! the list of all, or behind the warning before handing in, which `y` and `n`
//! answer; a word behind a colon is a command; an empty line goes on.
//! The input is read by a thread of
//! its own, so that the time ends an exam also while nobody types.

use super::wording::{self, Row};
use super::{Act, Choice, ExamUi, TICK, Timer};
use crate::base::sanitize::sanitize;
use crate::base::words::clock;
use crate::quiz::exam::{Entry, Sitting};
use crate::quiz::question::{Form, Given, Question};
use crate::ui::edit::MOST_TYPED;
use crate::ui::plain::{parse_answer, read_line};
use crate::ui::wording::{options, wrapped};
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

/// An exam over lines.
pub struct PlainExam<W> {
    lines: Receiver<io::Result<String>>,
    output: W,
    /// Columns within which words stay whole; none where that is the reader's
    /// part.
    width: Option<usize>,
    /// The question at hand, from 0.
    at: usize,
    /// Whether it is still to be shown.
    unseen: bool,
    last: Last,
}

/// What was shown last; only to a question a line is an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Question,
    /// The list of all, or an exam that was not handed in.
    List,
    /// What is said before an exam with open questions is handed in.
    Warning,
}

/// What a line means nothing to, and what would.
const AFTER_THE_LIST: &str = "Say :hand-in, or :go N to change an answer.";

/// What the input gave.
enum Heard {
    Line(String),
    Nothing,
    End,
}

const COMMANDS: [(&str, &str); 10] = [
    (":next", "the next question; an empty line too"),
    (":back", "the question before"),
    (":go N", "question N"),
    (":mark", "mark the question for review, or take the mark away"),
    (":clear", "take the answer away"),
    (":list", "all questions and their state"),
    (":time", "what is left of the time"),
    (":hand-in", "end the exam and see the result"),
    (":quit", "leave; the exam stays open"),
    (":help", "this list"),
];

impl<W: Write> PlainExam<W> {
    /// Reads stdin from now on, and wraps what it writes to so many columns.
    /// Signals must be blocked already: the reading thread would get them.
    pub fn new(output: W, width: Option<usize>) -> io::Result<Self> {
        let (sender, lines) = sync_channel(0);
        std::thread::Builder::new().name("input".to_owned()).spawn(move || {
            let mut input = io::stdin().lock();
            while let Some(line) = read_line(&mut input).transpose() {
                if sender.send(line).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { lines, output, width, at: 0, unseen: true, last: Last::List })
    }

    fn print(&mut self, text: &str) -> io::Result<()> {
        self.print_behind("", text)
    }

    fn print_behind(&mut self, head: &str, text: &str) -> io::Result<()> {
        let text = sanitize(text);
        let Some(width) = self.width else {
            return writeln!(self.output, "{}", format!("{head}{text}").trim_end());
        };
        let rows = wrapped(head, &text, width);
        rows.iter().try_for_each(|row| writeln!(self.output, "{}", row.trim_end()))
    }

    fn print_rows(&mut self, rows: &[Row]) -> io::Result<()> {
        rows.iter().try_for_each(|row| self.print_behind(&row.head, &row.text))
    }

    fn hear(&mut self, most: Option<Duration>) -> io::Result<Heard> {
        self.output.flush()?;
        let heard = match most {
            Some(most) => self.lines.recv_timeout(most),
            None => self.lines.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match heard {
            Ok(line) => line.map(|line| Heard::Line(line.trim().to_owned())),
            Err(RecvTimeoutError::Timeout) => Ok(Heard::Nothing),
            Err(RecvTimeoutError::Disconnected) => Ok(Heard::End),
        }
    }

    fn show(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<()> {
        self.last = Last::Question;
        let entry = &sitting.entries[self.at];
        let question = &entry.question;
        let left = timer.left().map(|left| format!(" · {} left", clock(left)));
        let mark = if entry.review { " · marked for review" } else { "" };
        self.print("")?;
        self.print(&format!(
            "[{} of {}] {} · {}{}{mark}",
            self.at + 1,
            sitting.entries.len(),
            question.deck_title,
            entry.format,
            left.unwrap_or_default()
        ))?;
        self.print(&question.prompt())?;
        options(&question.form).iter().try_for_each(|line| self.print(line))?;
        if let Some(given) = &entry.given {
            self.print(&format!("Your answer: {}", typed(question, given)))?;
        }
        self.print(wording::instruction(&question.form))
    }

    fn list(&mut self, sitting: &Sitting) -> io::Result<()> {
        self.last = Last::List;
        for (number, entry) in (1..).zip(&sitting.entries) {
            let prompt = entry.question.prompt();
            let more = if prompt.lines().count() > 1 { " ..." } else { "" };
            let first = prompt.lines().next().unwrap_or_default();
            self.print(&format!("  {number}. {first}{more}: {}", wording::state(entry)))?;
        }
        self.print(":go N returns to a question, :hand-in ends the exam.")
    }

    /// Shows another question; behind the last one the list of all.
    fn go(&mut self, to: usize, sitting: &Sitting) -> io::Result<()> {
        match to < sitting.entries.len() {
            true => {
                (self.at, self.unseen) = (to, true);
                Ok(())
            }
            false => {
                self.print("")?;
                self.print("That was the last question.")?;
                self.list(sitting)
            }
        }
    }

    fn command(&mut self, word: &str, sitting: &Sitting, timer: &Timer) -> io::Result<Option<Act>> {
        let (word, rest) = word.split_once(' ').unwrap_or((word, ""));
        let index = self.at;
        match word {
            "next" => self.go(self.at + 1, sitting)?,
            "back" => self.go(self.at.saturating_sub(1), sitting)?,
            "go" => match rest.trim().parse::<usize>() {
                Ok(number) if (1..=sitting.entries.len()).contains(&number) => {
                    self.go(number - 1, sitting)?;
                }
                _ => self.print(&format!("Give a number from 1 to {}.", sitting.entries.len()))?,
            },
            "mark" | "clear" if self.last != Last::Question => self.print(AFTER_THE_LIST)?,
            "mark" => {
                let review = sitting.entries[index].review;
                self.print(if review { "Mark taken away." } else { "Marked for review." })?;
                return Ok(Some(Act::Mark { index }));
            }
            // An answer goes on to the next question, which is the one at hand.
            "clear" if sitting.entries[index].given.is_none() => {
                self.print(&format!("Question {} has no answer.", index + 1))?;
            }
            "clear" => {
                self.print(&format!("Answer to question {} taken away.", index + 1))?;
                return Ok(Some(Act::Write { index, given: None }));
            }
            "list" => self.list(sitting)?,
            "time" => match timer.left() {
                Some(left) => self.print(&format!("{} left.", clock(left)))?,
                None => self.print("This exam has no time limit.")?,
            },
            "hand-in" => return self.hand_in(sitting),
            "quit" => return Ok(Some(Act::Leave)),
            "help" => {
                for (command, description) in COMMANDS {
                    self.print(&format!("{command}  {description}"))?;
                }
            }
            _ => {
                let word: String = word.chars().take(40).collect();
                self.print(&format!("There is no ':{word}'; :help lists all commands."))?;
            }
        }
        Ok(None)
    }

    fn hand_in(&mut self, sitting: &Sitting) -> io::Result<Option<Act>> {
        let unfinished = wording::unfinished(sitting);
        if unfinished.is_empty() {
            return Ok(Some(Act::HandIn));
        }
        unfinished.iter().try_for_each(|line| self.print(line))?;
        self.print("Hand in all the same? y or once more :hand-in does, n does not.")?;
        self.last = Last::Warning;
        Ok(None)
    }

    /// The line behind the warning; what is neither yes nor no is heard as
    /// behind the list.
    fn confirm(&mut self, line: &str, sitting: &Sitting, timer: &Timer) -> io::Result<Option<Act>> {
        self.last = Last::List;
        match line {
            "y" | ":hand-in" => Ok(Some(Act::HandIn)),
            "n" => {
                self.print(&format!(
                    "Not handed in. An empty line returns to question {}.",
                    self.at + 1
                ))?;
                Ok(None)
            }
            other => self.heard(other, sitting, timer),
        }
    }

    fn answer(&mut self, text: &str, sitting: &Sitting) -> io::Result<Option<Act>> {
        let (index, entry) = (self.at, &sitting.entries[self.at]);
        let length = text.chars().count();
        if length > MOST_TYPED {
            self.print(&format!(
                "An answer has {MOST_TYPED} characters at most, this one {length}; it was not taken."
            ))?;
            return Ok(None);
        }
        let Some(given) = parse(text, &entry.question) else {
            let found: String = text.chars().take(40).collect();
            self.print(&format!(
                "'{found}' does not fit here. {}",
                wording::instruction(&entry.question.form)
            ))?;
            return Ok(None);
        };
        if self.at + 1 < sitting.entries.len() {
            (self.at, self.unseen) = (self.at + 1, true);
            return Ok(Some(Act::Write { index, given: Some(given) }));
        }
        // The list must show what is given now.
        let mut after = sitting.clone();
        after.entries[index] = Entry { given: Some(given.clone()), ..after.entries[index].clone() };
        self.go(index + 1, &after)?;
        Ok(Some(Act::Write { index, given: Some(given) }))
    }

    fn heard(&mut self, line: &str, sitting: &Sitting, timer: &Timer) -> io::Result<Option<Act>> {
        if self.last == Last::Warning {
            return self.confirm(line, sitting, timer);
        }
        match line.strip_prefix(':') {
            Some(word) => self.command(word, sitting, timer),
            // Back from the list to the question at hand.
            None if line.is_empty() && self.last == Last::List => {
                self.unseen = true;
                Ok(None)
            }
            None if line.is_empty() => {
                self.go(self.at + 1, sitting)?;
                Ok(None)
            }
            None if self.last == Last::List => {
                self.print(AFTER_THE_LIST)?;
                Ok(None)
            }
            None => self.answer(line, sitting),
        }
    }
}

/// An answer as it is typed: numbers stay numbers.
fn typed(question: &Question, given: &Given) -> String {
    let numbers = |indices: &[usize], none: usize| {
        let numbers = indices.iter().map(|&index| if index == none { 0 } else { index + 1 });
        numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
    };
    match (given, &question.form) {
        (Given::Text(text), _) => text.clone(),
        (Given::Named(items), _) => items.join("; "),
        (Given::Matched(matched), Form::Match { left, .. }) => numbers(matched, left.len()),
        (Given::Chosen(indices) | Given::Ordered(indices) | Given::Ticked(indices), _) => {
            numbers(indices, usize::MAX)
        }
        (Given::Matched(indices), _) => numbers(indices, usize::MAX),
    }
}

fn parse(text: &str, question: &Question) -> Option<Given> {
    match (&question.form, parse_answer(text, question)) {
        (Form::Choose { right, .. }, Some(Given::Chosen(chosen)))
            if right.len() == 1 && chosen.len() > 1 =>
        {
            None
        }
        (Form::Match { left, .. }, None) => parse_matches(text, left.len()),
        (_, given) => given,
    }
}

/// A number for each row, 0 for nothing beside it.
fn parse_matches(text: &str, count: usize) -> Option<Given> {
    let words = text.split([' ', ',', '\t']).filter(|word| !word.is_empty());
    let numbers: Option<Vec<usize>> = words.map(|word| word.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| numbers.len() == count)?;
    let is_once = |number: usize| numbers.iter().filter(|&&other| other == number).count() == 1;
    let fits = numbers.iter().all(|&number| number == 0 || number <= count && is_once(number));
    let some = numbers.iter().any(|&number| number > 0);
    let index = |&number: &usize| number.checked_sub(1).unwrap_or(count);
    (fits && some).then(|| Given::Matched(numbers.iter().map(index).collect()))
}

impl<W: Write> ExamUi for PlainExam<W> {
    fn begin(&mut self, rows: &[Row], sitting: &Sitting) -> io::Result<()> {
        self.at = sitting.next_open();
        self.print_rows(rows)?;
        self.print(":help lists what can be done beside answering.")
    }

    fn sit(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<Act> {
        loop {
            if timer.is_over() {
                return Ok(Act::TimeOver);
            }
            if std::mem::take(&mut self.unseen) {
                self.show(sitting, timer)?;
            }
            let most = timer.left().map(|left| left.min(TICK));
            let heard = self.hear(most)?;
            if timer.is_over() {
                return Ok(Act::TimeOver);
            }
            match heard {
                Heard::End => return Ok(Act::Leave),
                Heard::Nothing => return Ok(Act::Tick),
                Heard::Line(line) => {
                    if let Some(act) = self.heard(&line, sitting, timer)? {
                        return Ok(act);
                    }
                }
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
        let named = choices.iter().map(|choice| format!("{}: {}", choice.key, choice.text));
        let named = named.collect::<Vec<_>>().join("; ");
        loop {
            self.print(&named)?;
            let line = match self.hear(None)? {
                Heard::Line(line) => line,
                Heard::Nothing | Heard::End => return Ok(None),
            };
            let chosen = choices.iter().position(|choice| line == choice.key.to_string());
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
