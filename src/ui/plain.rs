//! Lines in, lines out: the protocol for pipes, screen readers and tests.
//!
//! All that the learner reads goes to one stream; no escape sequence is ever
//! written; one line of input answers. An empty line reveals; 1–4 rates (and
//! reveals); numbers choose or put in order; text is a typed answer; a word
//! behind a colon is a command.

use super::command::Command;
use super::{Ending, Response, Ui, wording};
use crate::base::sanitize::sanitize;
use crate::quiz::question::{Form, Given, Graded, Hint, Question};
use crate::quiz::session::{Opening, Summary};
use crate::schedule::Rating;
use std::io::{self, BufRead, Read, Write};

/// Longest line of input that is read, in bytes; the rest is dropped.
const MAX_LINE: u64 = 64 * 1024;

/// A session over lines.
#[derive(Debug)]
pub struct Plain<R, W> {
    input: R,
    output: W,
}

enum Line {
    Empty,
    Command(String),
    Text(String),
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Reads answers from `input`, writes to `output`.
    pub fn new(input: R, output: W) -> Self {
        Self { input, output }
    }

    fn print(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{}", sanitize(text))
    }

    /// The next line without its end; none where the input has ended.
    fn read(&mut self) -> io::Result<Option<Line>> {
        self.output.flush()?;
        let Some(text) = read_line(&mut self.input)? else { return Ok(None) };
        let text = text.trim();
        Ok(Some(match text.strip_prefix(':') {
            _ if text.is_empty() => Line::Empty,
            Some(command) => Line::Command(command.to_owned()),
            None => Line::Text(text.to_owned()),
        }))
    }

    fn show_question(&mut self, question: &Question) -> io::Result<()> {
        let standing = wording::standing(question.standing);
        let mark = if question.marked { " · marked" } else { "" };
        self.print("")?;
        self.print(&format!(
            "[{} left: {}] {} · {standing}{mark}",
            question.left.total(),
            wording::left(question.left),
            question.deck_title,
        ))?;
        self.print(&question.prompt())?;
        wording::options(&question.form).iter().try_for_each(|line| self.print(line))?;
        self.print(wording::instruction(&question.form))
    }

    fn show_answer(&mut self, question: &Question) -> io::Result<()> {
        self.print(&format!("Answer: {}", question.answer()))?;
        self.show_background(question)
    }

    fn show_background(&mut self, question: &Question) -> io::Result<()> {
        if let Some(note) = question.card.note() {
            self.print(&format!("Note: {note}"))?;
        }
        if let Some(source) = question.card.source() {
            self.print(&format!("Source: {source}"))?;
        }
        Ok(())
    }

    fn show_ratings(&mut self, question: &Question, hints: u8) -> io::Result<()> {
        let ratings = wording::ratings(question, None, hints);
        self.print(&format!("Rate: {}", ratings.join(", ")))
    }

    fn show_grade(&mut self, question: &Question, graded: &Graded) -> io::Result<()> {
        self.print(&graded.remark)?;
        for item in &graded.items {
            self.print(&format!("  {} {}", if item.right { "+" } else { "x" }, item.text))?;
        }
        self.show_background(question)?;
        let overrule = match graded.rating {
            Rating::Again | Rating::Hard => " (:right if you were right)",
            Rating::Good | Rating::Easy => "",
        };
        let next = question.wait(graded.rating).map(wording::wait);
        let next = next.map(|next| format!(", next in {next}")).unwrap_or_default();
        self.print(&format!("Rated {}{next}{overrule}", graded.rating))
    }

    fn complain(&mut self, found: &str, question: &Question, shown: bool) -> io::Result<()> {
        let expected = match (shown, &question.form) {
            (true, Form::Tick) => "1, 2, 3 or 4 to rate, or the numbers of the items you knew",
            (true, _) => "1, 2, 3 or 4 to rate",
            (false, form) => wording::instruction(form),
        };
        let found: String = found.chars().take(40).collect();
        self.print(&format!("'{found}' does not fit here. {expected}"))
    }

    /// A command's meaning; none where it was dealt with here.
    fn command(
        &mut self,
        word: &str,
        question: &Question,
        shown: bool,
        hints: &mut u8,
    ) -> io::Result<Option<Response>> {
        match (word, Command::of_word(word)) {
            ("right", _) => return Ok(Some(Response::Overrule { right: true })),
            ("wrong", _) => return Ok(Some(Response::Overrule { right: false })),
            (_, Some(Command::Hint)) => self.hint(question, hints)?,
            (_, Some(Command::History)) => {
                wording::history(question, shown).iter().try_for_each(|line| self.print(line))?;
            }
            (_, Some(Command::Help) | None) => self.help()?,
            (_, Some(other)) => return Ok(other.response()),
        }
        Ok(None)
    }

    fn help(&mut self) -> io::Result<()> {
        for command in Command::ALL {
            self.print(&format!(":{}  {}", command.word(), command.description()))?;
        }
        self.print(":right, :wrong  the judge was wrong about the latest answer")
    }

    fn hint(&mut self, question: &Question, hints: &mut u8) -> io::Result<()> {
        let Some(hint) = question.hint(*hints) else {
            return self.print("There is no further hint.");
        };
        *hints += 1;
        match hint {
            Hint::Text(text) => self.print(&format!("Hint: {text}")),
            Hint::NotThis(index) => self.print(&format!("Hint: it is not {}.", index + 1)),
        }
    }

    /// Judges what was given and says so.
    fn judge(&mut self, given: &Given, question: &Question, hints: u8) -> io::Result<Response> {
        let graded = question.grade(given, hints);
        self.show_grade(question, &graded)?;
        Ok(Response::Answer(question.judged(graded.rating, graded.rating, hints)))
    }

    /// What a line of text answers; none where it does not fit.
    fn answer(
        &mut self,
        text: &str,
        question: &Question,
        shown: bool,
        hints: u8,
    ) -> io::Result<Option<Response>> {
        if shown && question.form == Form::Tick {
            if let Some(given) = parse_ticks(text, question) {
                return self.judge(&given, question, hints).map(Some);
            }
        } else if let Some(rating) =
            parse_rating(text).filter(|_| shown || question.is_rated_by_digits())
        {
            if !shown {
                self.show_answer(question)?;
            }
            let rating = rating.min(Rating::Easy.lowered(hints));
            return Ok(Some(Response::Answer(question.revealed(rating, hints))));
        } else if let Some(given) = parse_answer(text, question).filter(|_| !shown) {
            return self.judge(&given, question, hints).map(Some);
        }
        Ok(None)
    }
}

/// The next line of `input`, at most so long; none at its end.
pub(super) fn read_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if input.by_ref().take(MAX_LINE).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.len() as u64 == MAX_LINE && !bytes.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

fn parse_rating(text: &str) -> Option<Rating> {
    Rating::ALL.into_iter().find(|rating| text == (*rating as u8).to_string())
}

/// What a line of text gives; none where it does not fit.
pub(super) fn parse_answer(text: &str, question: &Question) -> Option<Given> {
    let all = |count: usize| parse_numbers(text, count).filter(|numbers| numbers.len() == count);
    match &question.form {
        Form::Reveal | Form::Reverse | Form::Tick => None,
        Form::Type => Some(Given::Text(text.to_owned())),
        Form::Choose { options, .. } => parse_numbers(text, options.len()).map(Given::Chosen),
        Form::Order { shown, .. } => all(shown.len()).map(Given::Ordered),
        Form::Match { left, .. } => all(left.len()).map(Given::Matched),
        Form::List => {
            let items = text.split(';').map(str::trim).filter(|item| !item.is_empty());
            let items: Vec<String> = items.map(str::to_owned).collect();
            (!items.is_empty()).then_some(Given::Named(items))
        }
    }
}

/// The numbers of the items that were known, or 0.
fn parse_ticks(text: &str, question: &Question) -> Option<Given> {
    match text {
        "0" => Some(Given::Ticked(Vec::new())),
        _ => parse_numbers(text, question.card.items().len()).map(Given::Ticked),
    }
}

/// Different numbers from 1 to `most`, as indices from 0.
fn parse_numbers(text: &str, most: usize) -> Option<Vec<usize>> {
    let mut numbers = Vec::new();
    for word in text.split([' ', ',', '\t']).filter(|word| !word.is_empty()) {
        let number: usize = word.parse().ok()?;
        if number == 0 || number > most || numbers.contains(&(number - 1)) {
            return None;
        }
        numbers.push(number - 1);
    }
    (!numbers.is_empty()).then_some(numbers)
}

impl<R: BufRead, W: Write> Ui for Plain<R, W> {
    fn begin(&mut self, opening: &Opening) -> io::Result<()> {
        wording::opening(opening).iter().try_for_each(|line| self.print(line))?;
        match opening.left.total() {
            0 => Ok(()),
            _ => self.print("(:help shows what else you can say.)"),
        }
    }

    fn ask(&mut self, question: &Question) -> io::Result<Response> {
        self.show_question(question)?;
        let (mut shown, mut hints) = (false, 0);
        loop {
            match self.read()? {
                None => return Ok(Response::QUIT),
                Some(Line::Command(word)) => {
                    if let Some(response) = self.command(&word, question, shown, &mut hints)? {
                        return Ok(response);
                    }
                }
                Some(Line::Empty) => {
                    if !shown {
                        self.show_answer(question)?;
                    }
                    shown = true;
                    match question.form {
                        Form::Tick => {
                            self.print("Give the numbers of the items you knew, or 0.")?
                        }
                        _ => self.show_ratings(question, hints)?,
                    }
                }
                Some(Line::Text(text)) => {
                    if let Some(response) = self.answer(&text, question, shown, hints)? {
                        return Ok(response);
                    }
                    self.complain(&text, question, shown)?;
                }
            }
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.print(text)
    }

    fn lend(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn end(&mut self, summary: &Summary, by_choice: bool) -> io::Result<Ending> {
        self.print("")?;
        wording::summary(summary).iter().try_for_each(|line| self.print(line))?;
        self.output.flush()?;
        if summary.answered == 0 || by_choice {
            return Ok(Ending::Leave);
        }
        self.print("Enter ends; :undo takes the latest answer back.")?;
        Ok(match self.read()? {
            Some(Line::Command(word)) if word == "undo" => Ending::Undo,
            _ => Ending::Leave,
        })
    }
}
