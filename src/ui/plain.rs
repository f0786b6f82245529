//! Lines in, lines out: the protocol for pipes, screen readers and tests.
//!
//! All that the learner reads goes to one stream; no escape sequence is ever
//! written; one line of input answers. An empty line reveals; 1–4 rates (and
//! reveals); numbers choose or put in order; text is a typed answer; a word
//! behind a colon is a command.

use super::{Response, Ui, wording};
use crate::deck::sanitize::sanitize;
use crate::quiz::question::{Form, Given, Graded, How, Question};
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
        let mut bytes = Vec::new();
        if self.input.by_ref().take(MAX_LINE).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        if bytes.len() as u64 == MAX_LINE && !bytes.ends_with(b"\n") {
            self.input.skip_until(b'\n')?;
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim();
        Ok(Some(match text.strip_prefix(':') {
            _ if text.is_empty() => Line::Empty,
            Some(command) => Line::Command(command.to_owned()),
            None => Line::Text(text.to_owned()),
        }))
    }

    fn show_question(&mut self, question: &Question) -> io::Result<()> {
        let standing = wording::standing(question.standing);
        self.print("")?;
        self.print(&format!(
            "[{} left: {}] {} · {standing}",
            question.left.total(),
            wording::left(question),
            question.deck_title,
        ))?;
        self.print(&question.prompt())?;
        for (number, option) in (1..).zip(question.options()) {
            self.print(&format!("  {number}. {option}"))?;
        }
        self.print(wording::instruction(&question.form))
    }

    fn show_answer(&mut self, question: &Question) -> io::Result<()> {
        self.print(&format!("Answer: {}", question.answer()))?;
        self.show_background(question)
    }

    fn show_background(&mut self, question: &Question) -> io::Result<()> {
        if let Some(note) = &question.card.note {
            self.print(&format!("Note: {note}"))?;
        }
        if let Some(source) = &question.card.source {
            self.print(&format!("Source: {source}"))?;
        }
        Ok(())
    }

    fn show_ratings(&mut self, question: &Question) -> io::Result<()> {
        let ratings = Rating::ALL.map(|rating| wording::rating(question, rating));
        self.print(&format!("Rate: {}", ratings.join(", ")))
    }

    fn show_grade(&mut self, question: &Question, graded: &Graded) -> io::Result<()> {
        self.print(&graded.remark)?;
        self.show_background(question)?;
        let override_hint =
            if graded.rating <= Rating::Hard { " (:right if you were right)" } else { "" };
        self.print(&format!(
            "Rated {}, next in {}{override_hint}",
            graded.rating,
            wording::wait(question.wait(graded.rating)),
        ))
    }

    fn complain(&mut self, found: &str, question: &Question, shown: bool) -> io::Result<()> {
        let expected = match shown {
            true => "1, 2, 3 or 4 to rate",
            false => wording::instruction(&question.form),
        };
        let found: String = found.chars().take(40).collect();
        self.print(&format!("'{found}' does not fit here. {expected}"))
    }

    /// A command's meaning; none where it was dealt with here.
    fn command(&mut self, name: &str, question: &Question) -> io::Result<Option<Response>> {
        Ok(match name {
            "undo" => Some(Response::Undo),
            "suspend" => Some(Response::Suspend),
            "right" => Some(Response::Right),
            "quit" | "q" => Some(Response::Quit),
            "hint" => {
                self.print(&format!("Hint: {}", question.hint()))?;
                None
            }
            _ => {
                self.print("Commands: :undo :suspend :right :hint :quit")?;
                None
            }
        })
    }

    /// Judges a line as the answer; none where it does not fit the question.
    fn answer(&mut self, text: &str, question: &Question) -> io::Result<Option<Response>> {
        let Some(given) = parse_answer(text, &question.form) else { return Ok(None) };
        let graded = question.grade(&given);
        self.show_grade(question, &graded)?;
        Ok(Some(Response::Rate(graded.rating, given.how())))
    }

    fn rate(&mut self, rating: Rating, question: &Question, shown: bool) -> io::Result<Response> {
        if !shown {
            self.show_answer(question)?;
        }
        Ok(Response::Rate(rating, How::Reveal))
    }
}

fn parse_rating(text: &str) -> Option<Rating> {
    Rating::ALL.into_iter().find(|rating| text == (*rating as u8).to_string())
}

fn parse_answer(text: &str, form: &Form) -> Option<Given> {
    match form {
        Form::Reveal => None,
        Form::Type => Some(Given::Text(text.to_owned())),
        Form::Choose { options, .. } => {
            let chosen = parse_numbers(text, options.len())?;
            Some(Given::Chosen(chosen))
        }
        Form::Order { shown, .. } => {
            let order = parse_numbers(text, shown.len())?;
            (order.len() == shown.len()).then_some(Given::Ordered(order))
        }
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
        self.print(&opening.to_string())
    }

    fn ask(&mut self, question: &Question) -> io::Result<Response> {
        self.show_question(question)?;
        let mut shown = false;
        loop {
            let Some(line) = self.read()? else { return Ok(Response::Quit) };
            let text = match line {
                Line::Command(name) => match self.command(&name, question)? {
                    Some(response) => return Ok(response),
                    None => continue,
                },
                Line::Empty => {
                    if !shown {
                        self.show_answer(question)?;
                    }
                    shown = true;
                    self.show_ratings(question)?;
                    continue;
                }
                Line::Text(text) => text,
            };
            let rates = shown || question.form == Form::Reveal;
            if let Some(rating) = parse_rating(&text).filter(|_| rates) {
                return self.rate(rating, question, shown);
            }
            if !shown && let Some(response) = self.answer(&text, question)? {
                return Ok(response);
            }
            self.complain(&text, question, shown)?;
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.print(text)
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        self.print("")?;
        self.print(&summary.to_string())?;
        self.output.flush()
    }
}
