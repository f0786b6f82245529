//! The words of an exam, shared by all ways to show it. Pure.

mod result;

pub use result::{percent, result, score_percent};

use crate::base::words::{clock, count, duration};
use crate::quiz::exam::rules::rules;
use crate::quiz::exam::{Change, Entry, Sitting};
use crate::quiz::question::{Form, Question};
use crate::ui::wording::task;
use std::collections::BTreeSet;
use std::ops::Range;

/// A row of text and how it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// How it is meant.
    pub tone: Tone,
    /// What stands before the text; further rows of the text are indented by it.
    pub head: String,
    /// The text; empty for a gap.
    pub text: String,
    /// Where it differs from the row that it is compared with, in bytes.
    pub differs: Vec<Range<usize>>,
}

/// How a row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As text.
    Plain,
    /// As a heading.
    Heading,
    /// As something that matters less.
    Dim,
    /// As right.
    Right,
    /// As wrong.
    Wrong,
}

impl Row {
    /// A row without a head.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self::item(tone, "", text)
    }

    /// A row of text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(Tone::Plain, text)
    }

    /// A row of what matters less.
    pub fn dim(text: impl Into<String>) -> Self {
        Self::new(Tone::Dim, text)
    }

    fn item(tone: Tone, head: impl Into<String>, text: impl Into<String>) -> Self {
        Self { tone, head: head.into(), text: text.into(), differs: Vec::new() }
    }

    /// A text whose `runs` say where it differs, if they are the runs of this text.
    fn compared(head: &str, text: &str, runs: &[(String, bool)], tone: Tone) -> Self {
        let whole: String = runs.iter().map(|(run, _)| run.as_str()).collect();
        let mut row = Self::item(tone, head, text);
        if whole == text {
            let mut end = 0;
            let places = runs.iter().map(|(run, differs)| {
                end += run.len();
                (end - run.len()..end, *differs)
            });
            row.differs = places.filter(|(_, differs)| *differs).map(|(place, _)| place).collect();
        }
        row
    }

    fn gap() -> Self {
        Self::plain("")
    }
}

/// The titles of the decks that are asked; what all of them begin with is said
/// once: `Rome: actors, dates`.
pub fn titles<'a>(questions: impl Iterator<Item = &'a Question>) -> String {
    let titles: BTreeSet<&str> = questions.map(|question| question.deck_title.as_str()).collect();
    let titles: Vec<&str> = titles.into_iter().collect();
    match ends(&titles) {
        Some((begin, ends)) => format!("{begin}: {}", some(&ends)),
        None => some(&titles),
    }
}

/// What all `titles` begin with, and how each ends.
fn ends<'a>(titles: &[&'a str]) -> Option<(&'a str, Vec<&'a str>)> {
    let parts: Vec<_> =
        titles.iter().map(|title| title.rsplit_once(": ")).collect::<Option<_>>()?;
    let (begin, _) = *parts.first()?;
    let is_shared = parts.len() > 1 && parts.iter().all(|(other, _)| *other == begin);
    is_shared.then(|| (begin, parts.into_iter().map(|(_, end)| end).collect()))
}

fn some(titles: &[&str]) -> String {
    match titles.len() {
        0..=3 => titles.join(", "),
        more => format!("{} and {} more", titles[..2].join(", "), count(more - 2, "deck")),
    }
}

fn asked(sitting: &Sitting) -> impl Iterator<Item = &Question> {
    sitting.entries.iter().map(|entry| &entry.question)
}

/// `20 questions from Rome: actors, dates`.
fn questions(sitting: &Sitting) -> String {
    format!("{} from {}", count(sitting.entries.len(), "question"), titles(asked(sitting)))
}

/// What a sitting is, before its first question.
pub fn opening(sitting: &Sitting) -> Vec<Row> {
    let (questions, Sitting { pass, seed, .. }) = (questions(sitting), sitting);
    let time = sitting.limit.map_or("no time limit".to_owned(), duration);
    let forms: Vec<&Form> = asked(sitting).map(|question| &question.form).collect();
    vec![
        Row::plain(format!("Exam: {questions}; {time}; pass mark {pass} %. Seed {seed}.")),
        Row::dim(rules(&forms)),
    ]
}

/// What a sitting is that can be taken up.
pub fn open_sitting(sitting: &Sitting) -> String {
    let left = sitting.left().map(|left| format!(", {} left", clock(left))).unwrap_or_default();
    let (began, questions) = (sitting.started.moment(), questions(sitting));
    let answered = sitting.answered();
    format!("An exam of {began} is open: {questions}, {answered} answered{left}.")
}

/// What becomes of a sitting that was left.
pub fn left(sitting: &Sitting) -> String {
    let time = if sitting.limit.is_some() { ", and its time stands still" } else { "" };
    format!("The exam stays open{time}. byheart exam --resume takes it up.")
}

/// What a sitting was whose result is shown once more.
pub fn shown(sitting: &Sitting) -> String {
    let (began, questions) = (sitting.started.moment(), questions(sitting));
    format!("Exam of {began}: {questions}. Seed {}.", sitting.seed)
}

/// Which cards are not what they were.
pub fn changes(changes: &[Change]) -> Vec<Row> {
    let told = [
        ("Changed in its deck since the exam began, and asked as before: ", "."),
        ("Left its deck since the exam began, and asked as before: ", "."),
        // They may stand outside the home, or others were named.
        ("Not among the decks that were read: ", "; name the file to compare."),
    ];
    let mut ids: [Vec<&str>; 3] = Default::default();
    for change in changes {
        match change {
            Change::Changed(id) => ids[0].push(id),
            Change::Vanished(id) => ids[1].push(id),
            Change::DeckUnknown(id) => ids[2].push(id),
        }
    }
    let told = told.into_iter().zip(ids).filter(|(_, ids)| !ids.is_empty());
    told.map(|((begin, end), ids)| Row::dim(format!("{begin}{}{end}", some_ids(&ids)))).collect()
}

/// Ids that are named, at most.
const IDS: usize = 5;

/// `a, b, c, d, e and 20 more`.
pub fn some_ids(ids: &[&str]) -> String {
    match ids.len().saturating_sub(IDS) {
        0 => ids.join(", "),
        more => format!("{} and {more} more", ids[..IDS].join(", ")),
    }
}

/// What the person should do, in one line.
pub fn instruction(form: &Form) -> String {
    let none = if let Form::Match { .. } = form { "; 0 for none" } else { "" };
    format!("{}{none}.", task(form))
}

/// What is still to be said before handing in; none where all is answered.
pub fn unfinished(sitting: &Sitting) -> Vec<String> {
    let named = |what: &str, indices: Vec<usize>| {
        (!indices.is_empty()).then(|| format!("{what}: {}.", ranges(&indices)))
    };
    let unanswered = named("Without an answer", sitting.unanswered());
    unanswered.into_iter().chain(named("Marked for review", sitting.to_review())).collect()
}

/// Numbers from 1: `1-3, 7`.
fn ranges(indices: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &index in indices {
        match runs.last_mut().filter(|(_, end)| *end == index) {
            Some((_, end)) => *end = index + 1,
            None => runs.push((index, index + 1)),
        }
    }
    let run = |&(start, end): &(usize, usize)| match end - start {
        1 => end.to_string(),
        _ => format!("{}-{end}", start + 1),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

/// The state of a question in the overview: answered, open, marked.
pub fn state(entry: &Entry) -> &'static str {
    match (&entry.given, entry.review) {
        (Some(_), false) => "answered",
        (Some(_), true) => "answered, marked for review",
        (None, false) => "open",
        (None, true) => "open, marked for review",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_ids_are_named() {
        let ids: Vec<String> = (1..=8).map(|number| format!("d/{number}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        assert_eq!(some_ids(&ids[..5]), "d/1, d/2, d/3, d/4, d/5");
        assert_eq!(some_ids(&ids), "d/1, d/2, d/3, d/4, d/5 and 3 more");
    }

    #[test]
    fn neighbouring_numbers_are_a_range() {
        assert_eq!(ranges(&[0, 1, 2, 6]), "1-3, 7");
        assert_eq!(ranges(&[]), "");
    }
}
