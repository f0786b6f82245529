//! Lines in, lines out: the protocol for pipes, screen readers and tests.
//!
//! All that the learner reads goes to one stream; no escape sequence is ever
//! written; one line of input answers. An empty line reveals; 1–4 rates (and
//! reveals); numbers choose or put in order; text is a typed answer; a word
//! behind a colon is a command. A verdict is rated as it was judged.

pub mod exam;
pub mod hearing;
mod parse;

use super::{Ending, Face, wording};
use crate::asking::Action;
use crate::asking::keymap::{self, STUDY};
use crate::asking::study::{Asking, News, Phase};
use crate::base::sanitize::sanitize;
use crate::history::How;
use crate::markup;
use crate::quiz::question::{Answer, Given, Graded, Hint, Question};
use crate::quiz::session::{Opening, Summary};
use crate::schedule::Rating;
use parse::{parse_answer, parse_rating, parse_ticks};
use std::io::{self, BufRead, Read, Write};

/// Longest line of input that is read, in bytes; the rest is dropped.
const MAX_LINE: u64 = 64 * 1024;

/// A session over lines.
#[derive(Debug)]
pub struct Plain<R, W> {
    input: R,
    output: W,
    /// What a digit that reveals and rates at once still has to do.
    next: Option<Action>,
    /// Only ASCII for marks.
    ascii: bool,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Reads answers from `input`, writes to `output`.
    pub fn new(input: R, output: W) -> Self {
        Self { input, output, next: None, ascii: false }
    }

    /// Writes byheart's own marks in ASCII, where `ascii`.
    #[must_use]
    pub fn in_ascii(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    fn print(&mut self, text: &str) -> io::Result<()> {
        let text = markup::plain(&sanitize(text));
        writeln!(self.output, "{}", wording::marks(&text, self.ascii))
    }

    fn print_all(&mut self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.print(line))
    }

    /// The next line; none where the input has ended.
    fn line(&mut self) -> io::Result<Option<String>> {
        self.output.flush()?;
        Ok(read_line(&mut self.input)?.map(|line| line.trim().to_owned()))
    }

    fn show_question(&mut self, asking: &Asking) -> io::Result<()> {
        let question = &asking.question;
        let (total, left) = (question.left.total(), wording::left(question.left));
        let (title, standing) = (&question.deck_title, wording::standing(question));
        self.print("")?;
        self.print(&format!("[{total} left: {left}] {title} · {standing}"))?;
        self.print(&question.prompt())?;
        self.print_all(&wording::options(&question.form))?;
        asking.hints.iter().try_for_each(|hint| self.show_hint(hint))?;
        match asking.phase {
            Phase::Asked => {
                wording::promoted(question).map_or(Ok(()), |text| self.print(text))?;
                self.print(&wording::instruction(&question.form))
            }
            _ => self.show_answer(asking),
        }
    }

    fn show_answer(&mut self, asking: &Asking) -> io::Result<()> {
        let question = &asking.question;
        if let Phase::Judged(given, graded) = &asking.phase {
            return self.show_grade(question, given, graded);
        }
        self.print(&format!("Answer: {}", question.answer()))?;
        question.filled().map_or(Ok(()), |text| self.print(&text))?;
        self.print_all(&wording::background(question, HEADS))?;
        match asking.phase {
            Phase::Ticking => self.print(TICK),
            // A hint may have taken that rating away.
            _ if self.next.is_some() && asking.taken == 0 => Ok(()),
            _ => {
                let ratings = wording::ratings(question, None, asking.taken);
                self.print(&format!("Rate: {}", ratings.join(", ")))
            }
        }
    }

    fn show_grade(
        &mut self,
        question: &Question,
        given: &Given,
        graded: &Graded,
    ) -> io::Result<()> {
        self.print(&wording::remark(graded))?;
        self.print_all(&Vec::from_iter(wording::typed(given, graded)))?;
        question.filled().map_or(Ok(()), |text| self.print(&text))?;
        for item in &graded.items {
            self.print(&format!("  {}", wording::marked(item)))?;
        }
        self.print_all(&wording::background(question, HEADS))
    }

    fn show_hint(&mut self, hint: &Hint) -> io::Result<()> {
        match hint {
            Hint::Text(text) => self.print(&format!("Hint: {text}")),
            Hint::NotThis(index) => self.print(&format!("Hint: it is not {}.", index + 1)),
        }
    }

    fn complain(&mut self, found: &str, asking: &Asking) -> io::Result<()> {
        let expected = match (&asking.phase, &asking.question.form) {
            (Phase::Asked, form) => wording::instruction(form),
            (Phase::Ticking, _) => TICK.to_owned(),
            (Phase::Revealed | Phase::Judged(..), _) => "1, 2, 3 or 4 to rate".to_owned(),
        };
        let found: String = found.chars().take(40).collect();
        self.print(&format!("'{found}' does not fit here. {expected}"))
    }

    /// What a line means; none where it does not fit.
    fn meaning(&mut self, line: &str, asking: &Asking) -> Option<Action> {
        if let Some(word) = line.strip_prefix(':') {
            let word = if word == "q" { "quit" } else { word };
            return Some(keymap::of_word(STUDY, word).cloned().unwrap_or(Action::Help));
        }
        let question = &asking.question;
        match asking.phase {
            Phase::Ticking => parse_ticks(line, question).map(Action::Give),
            Phase::Revealed | Phase::Judged(..) if line.is_empty() => Some(Action::Submit),
            Phase::Revealed | Phase::Judged(..) => parse_rating(line).map(Action::Rate),
            Phase::Asked if line.is_empty() => Some(Action::Reveal),
            Phase::Asked => match parse_rating(line).filter(|_| question.is_rated_by_digits()) {
                Some(rating) => {
                    self.next = Some(Action::Rate(rating));
                    Some(Action::Reveal)
                }
                None => parse_answer(line, question).map(Action::Give),
            },
        }
    }
}

/// What stands before an author's note and its source.
const HEADS: [&str; 2] = ["Note: ", "Source: "];

/// What is to be said where the items of a list were shown.
const TICK: &str = "Give the numbers of the items you knew, or 0.";

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

impl<R: BufRead, W: Write> Face for Plain<R, W> {
    fn begin(&mut self, opening: &Opening) -> io::Result<()> {
        self.print_all(&wording::opening(opening))?;
        match opening.left.total() {
            0 => Ok(()),
            _ => self.print("(:help shows what else you can say.)"),
        }
    }

    fn show(&mut self, asking: &Asking, news: &News) -> io::Result<()> {
        match news {
            News::Question => self.show_question(asking),
            News::Input => Ok(()),
            News::Hint => {
                asking.hints.last().map_or(Ok(()), |hint| self.show_hint(hint))?;
                wording::price(asking.taken).iter().try_for_each(|text| self.print(text))
            }
            News::Answer => self.show_answer(asking),
            News::Keys => keymap::words(STUDY)
                .try_for_each(|(word, meaning, _)| self.print(&format!(":{word}  {meaning}"))),
            News::History => self.print_all(&wording::history(&asking.question, asking.is_shown())),
            News::Passage => {
                self.print_all(&asking.opened.as_ref().map(wording::passage).unwrap_or_default())
            }
            News::Said(text) => self.print(text),
        }
    }

    fn read(&mut self, asking: &Asking) -> io::Result<Action> {
        if asking.judged().is_some() {
            return Ok(Action::Accept);
        }
        if let Some(next) = self.next.take() {
            return Ok(next);
        }
        loop {
            let Some(line) = self.line()? else { return Ok(Action::Quit) };
            match self.meaning(&line, asking) {
                Some(action) => return Ok(action),
                None => self.complain(&line, asking)?,
            }
        }
    }

    /// Who rated the answer knows what it was rated.
    fn saved(&mut self, question: &Question, answer: Answer) -> io::Result<()> {
        if answer.manner.how.is_some_and(How::is_rated_alone) {
            return Ok(());
        }
        let overrule = match answer.rating {
            Rating::Again | Rating::Hard => " (:right if you were right)",
            Rating::Good | Rating::Easy => "",
        };
        let next = question.wait(answer.rating).map(wording::wait);
        let next = next.map(|next| format!(", next in {next}")).unwrap_or_default();
        self.print(&format!("Rated {}{next}{overrule}", answer.rating))
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.print(text)
    }

    fn lend(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn end(&mut self, summary: &Summary, asks: bool) -> io::Result<Ending> {
        self.print("")?;
        self.print_all(&wording::summary(summary))?;
        self.output.flush()?;
        if !asks {
            return Ok(Ending::Leave);
        }
        self.print("Enter ends; :undo takes the latest answer back.")?;
        Ok(match self.line()?.as_deref() {
            Some(":undo") => Ending::Undo,
            _ => Ending::Leave,
        })
    }
}
