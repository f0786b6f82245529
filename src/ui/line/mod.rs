//! A session on a terminal, line by line: prompts with dialoguer, a progress
//! bar with indicatif, single keys for revealing and rating.
//!
//! No key both reveals and rates; what was typed ahead is thrown away before
//! each prompt, so that it can never rate a card; Esc opens a menu.

mod answer;

use super::command::Command;
use super::prompt::Prompter;
use super::{Ending, Response, Ui, signals, wording};
use crate::base::sanitize::sanitize;
use crate::judge::{Piece, PieceKind};
use crate::quiz::question::{Form, Given, Graded, Hint, Question, offered};
use crate::quiz::session::{Opening, Summary};
use crate::schedule::Rating;
use answer::Prompted;
use console::{Key, style};
use std::io;

/// A session on a terminal.
pub struct Line {
    prompter: Prompter,
    /// A question that was left only to be marked, and hints taken so far.
    kept: Option<(String, u8)>,
}

const KEYS_BEFORE: &str = "Enter show answer · h hint · u undo · ? keys · q quit";
const KEYS_AFTER: &str = "u undo · ? keys · q quit";

impl Line {
    /// Speaks on stderr, which must be a terminal.
    pub fn new(color: bool, ascii: bool) -> Self {
        Self { prompter: Prompter::new(color, ascii), kept: None }
    }

    fn print(&self, text: &str) -> io::Result<()> {
        self.prompter.print(text)
    }

    fn print_dim(&self, text: &str) -> io::Result<()> {
        self.prompter.print_dim(text)
    }

    fn gap(&self) -> io::Result<()> {
        self.prompter.gap()
    }

    fn show_question(&self, question: &Question) -> io::Result<()> {
        self.gap()?;
        let total = question.done + question.left.total();
        self.prompter.show_bar(question.done, total, &wording::left(question.left));
        self.gap()?;
        let standing = wording::standing(question.standing);
        let mark = if question.marked { " · marked" } else { "" };
        self.print_dim(&format!("{} · {standing}{mark}", question.deck_title))?;
        self.gap()?;
        if question.form == Form::Reverse {
            self.print_dim("The answer is this. What was the question?")?;
        }
        self.prompter.print_bold(&question.prompt())
    }

    fn show_answer(&self, question: &Question) -> io::Result<()> {
        self.gap()?;
        self.print(&question.answer())?;
        self.show_background(question)
    }

    fn show_background(&self, question: &Question) -> io::Result<()> {
        if let Some(note) = question.card.note() {
            self.print_dim(note)?;
        }
        if let Some(source) = question.card.source() {
            self.print_dim(&format!("Source: {source}"))?;
        }
        Ok(())
    }

    fn show_grade(&self, graded: &Graded, question: &Question) -> io::Result<()> {
        self.gap()?;
        self.print(&graded.remark)?;
        if graded.difference.iter().any(|piece| piece.kind == PieceKind::Same) {
            self.prompter.print_made(&difference(&graded.difference))?;
        }
        for item in &graded.items {
            self.print(&format!("{} {}", if item.right { "+" } else { "x" }, item.text))?;
        }
        self.show_background(question)
    }

    /// Waits until the learner wants to see the answer.
    fn reveal(&mut self, question: &Question, taken: &mut u8) -> io::Result<Prompted<Given>> {
        self.print_dim(KEYS_BEFORE)?;
        self.prompter.forget_type_ahead();
        loop {
            match self.prompter.key()? {
                Key::Enter | Key::Char(' ') => return Ok(Prompted::Reveal),
                key => {
                    if let Some(response) = self.other(key, question, taken, KEYS_BEFORE)? {
                        return Ok(Prompted::Leave(response));
                    }
                }
            }
        }
    }

    /// Keys that are no answer; what the session is to do, where it is that.
    fn other(
        &mut self,
        key: Key,
        question: &Question,
        taken: &mut u8,
        keys: &str,
    ) -> io::Result<Option<Response>> {
        let command = match key {
            Key::Escape => return self.menu(question, taken),
            Key::Char('\u{1a}') => {
                signals::suspend();
                None
            }
            Key::Char(c) => Command::of_key(c),
            _ => return Ok(None),
        };
        match command {
            Some(command) => self.command(command, question, taken),
            None => self.print_dim(keys).map(|()| None),
        }
    }

    fn command(
        &mut self,
        command: Command,
        question: &Question,
        taken: &mut u8,
    ) -> io::Result<Option<Response>> {
        match command {
            Command::Hint => self.hint(question, taken)?,
            Command::Help => {
                for command in Command::ALL {
                    self.print(&format!("{}  {}", command.key(), command.description()))?;
                }
            }
            Command::History => {
                wording::history(question, false).iter().try_for_each(|line| self.print(line))?;
            }
            other => return Ok(other.response()),
        }
        Ok(None)
    }

    fn hint(&mut self, question: &Question, taken: &mut u8) -> io::Result<()> {
        let Some(hint) = question.hint(*taken) else {
            return self.print("There is no further hint.");
        };
        *taken += 1;
        match hint {
            Hint::Text(text) => self.print(&format!("Hint: {text}")),
            Hint::NotThis(index) => {
                self.print(&format!("Hint: it is not {}", question.form.options()[index]))
            }
        }
    }

    /// Waits for a rating; with `judged`, Space takes that one. None where the
    /// answer is taken back before it was rated.
    fn rate(
        &mut self,
        question: &Question,
        judged: Option<Rating>,
        mut taken: u8,
    ) -> io::Result<Option<Response>> {
        self.show_ratings(question, judged, taken)?;
        self.prompter.forget_type_ahead();
        let hints = taken;
        let answer = |rating: Rating| match judged {
            Some(judged) => question.judged(rating, judged, hints),
            None => question.revealed(rating, hints),
        };
        // What was judged counts as judged where the learner leaves.
        let leave =
            |interrupted| Ok(Some(Response::Leave { answer: judged.map(answer), interrupted }));
        let offered = offered(judged, taken);
        loop {
            let key = match self.prompter.key() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return leave(true),
                key => key?,
            };
            let rating = match (key, judged) {
                (Key::Char(' '), Some(rating)) => rating,
                (Key::Char('r'), Some(Rating::Again | Rating::Hard)) => {
                    Rating::Good.lowered(taken).max(Rating::Hard)
                }
                (Key::Char('w'), Some(_)) => Rating::Again,
                (Key::Char(digit @ '1'..='4'), _) => {
                    match offered.get(digit as usize - '1' as usize) {
                        Some(rating) => *rating,
                        None => continue,
                    }
                }
                (Key::Char('u'), Some(_)) => return Ok(None),
                (key, _) => match self.other(key, question, &mut taken, KEYS_AFTER)? {
                    Some(Response::Leave { interrupted, .. }) => return leave(interrupted),
                    Some(response) => return Ok(Some(response)),
                    None => continue,
                },
            };
            return Ok(Some(Response::Answer(answer(rating))));
        }
    }

    fn show_ratings(
        &self,
        question: &Question,
        judged: Option<Rating>,
        taken: u8,
    ) -> io::Result<()> {
        self.print(&wording::ratings(question, judged, taken).join("  "))?;
        let rate = wording::rating_keys(judged, taken);
        match judged {
            Some(rating) => {
                let doubt = if rating <= Rating::Hard { " · r I was right" } else { "" };
                let other = if rating > Rating::Again { " · w I was wrong" } else { "" };
                self.print_dim(&format!(
                    "Space takes {rating}{doubt}{other} · {rate} · {KEYS_AFTER}"
                ))
            }
            None => self.print_dim(&format!("{rate} · {KEYS_AFTER}")),
        }
    }

    /// The menu behind Esc; none to go back.
    fn menu(&mut self, question: &Question, taken: &mut u8) -> io::Result<Option<Response>> {
        let items: Vec<String> = std::iter::once("back to the card".to_owned())
            .chain(
                Command::ALL
                    .map(|command| format!("{}: {}", command.word(), command.description())),
            )
            .collect();
        let items = self.prompter.items(&items)?;
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        let chosen = self.prompter.select("byheart", &items, 0)?;
        match chosen.and_then(|chosen| chosen.checked_sub(1)) {
            Some(index) => self.command(Command::ALL[index], question, taken),
            None => Ok(None),
        }
    }

    fn ask_once(&mut self, question: &Question, taken: &mut u8) -> io::Result<Option<Response>> {
        let given = match self.answer(question, taken)? {
            Prompted::Again => return Ok(None),
            Prompted::Leave(response) => return Ok(Some(response)),
            Prompted::Reveal => {
                self.show_answer(question)?;
                self.ticked(question)?
            }
            Prompted::Given(given) => Some(given),
        };
        let Some(given) = given else { return self.rate(question, None, *taken) };
        let graded = question.grade(&given, *taken);
        self.show_grade(&graded, question)?;
        self.rate(question, Some(graded.rating), *taken)
    }
}

/// What was missing in brackets, what was too much struck out: never by
/// colour alone.
fn difference(pieces: &[Piece]) -> String {
    let marked = pieces.iter().map(|piece| {
        let text = sanitize(&piece.text);
        match piece.kind {
            PieceKind::Same => text.into_owned(),
            PieceKind::Missing => style(format!("[+{text}]")).for_stderr().green().to_string(),
            PieceKind::Extra => style(format!("[-{text}]")).for_stderr().red().to_string(),
        }
    });
    marked.collect()
}

impl Ui for Line {
    fn begin(&mut self, opening: &Opening) -> io::Result<()> {
        wording::opening(opening).iter().try_for_each(|line| self.print(line))
    }

    fn ask(&mut self, question: &Question) -> io::Result<Response> {
        let id = question.card.id.to_string();
        let kept = self.kept.take().filter(|(kept, _)| *kept == id);
        let mut taken = kept.map_or(0, |(_, taken)| taken);
        self.show_question(question)?;
        loop {
            let asked = self.ask_once(question, &mut taken);
            let _ = self.prompter.term().show_cursor();
            match asked {
                Ok(Some(response)) => {
                    self.kept = (response == Response::Mark).then_some((id, taken));
                    return Ok(response);
                }
                Ok(None) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    return Ok(Response::Leave { answer: None, interrupted: true });
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.print(text)
    }

    fn lend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, summary: &Summary, by_choice: bool) -> io::Result<Ending> {
        self.gap()?;
        wording::summary(summary).iter().try_for_each(|line| self.print(line))?;
        if summary.answered == 0 || by_choice {
            return Ok(Ending::Leave);
        }
        self.print_dim("Enter leaves · u undo")?;
        self.prompter.forget_type_ahead();
        loop {
            match self.prompter.key() {
                Ok(Key::Char('u')) => return Ok(Ending::Undo),
                Ok(Key::Enter | Key::Escape | Key::Char('q')) => return Ok(Ending::Leave),
                Ok(Key::Char('\u{1a}')) => signals::suspend(),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => signals::interrupt(),
                Err(error) => return Err(error),
            }
        }
    }
}
