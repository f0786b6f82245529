//! A sitting: a paper, what was answered so far, and the time that it took.

use super::format::Format;
use super::paper::{Item, Paper};
use super::record::{Asked, entries, of_millis, of_seconds, text, to_millis, to_seconds};
use super::score::Mark;
use crate::deck::Deck;
use crate::history::Stamp;
use crate::quiz::question::{Given, Question, short_answers};
use crate::schedule::Rating;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// One person's way through a paper, as `record` writes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sitting {
    /// Names it in the journal and as a file; no blanks.
    pub id: String,
    /// The device on which it is sat.
    pub device: String,
    /// The seed of its paper.
    #[serde(with = "text")]
    pub seed: u64,
    /// Ids of its decks, sorted.
    pub decks: Vec<String>,
    /// When it began.
    #[serde(with = "text")]
    pub started: Stamp,
    /// How long it may take; none for as long as one likes.
    #[serde(rename = "limit_s", serialize_with = "to_seconds", deserialize_with = "of_seconds")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Duration>,
    /// How long it took so far, without the time in which it was closed.
    #[serde(rename = "used_ms", serialize_with = "to_millis", deserialize_with = "of_millis")]
    pub used: Duration,
    /// Percentage that passes.
    pub pass: u32,
    /// Cards that its decks had.
    pub cards: usize,
    /// Its questions.
    #[serde(rename = "question", deserialize_with = "entries")]
    pub entries: Vec<Entry>,
    /// How it ended; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
}

/// A question of a sitting.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(into = "Asked")]
pub struct Entry {
    /// What is asked.
    pub question: Question,
    /// In which format.
    pub format: Format,
    /// The answer, which may change until the end.
    pub given: Option<Given>,
    /// Whether the person wants to look at it again.
    pub review: bool,
}

/// The end of a sitting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct End {
    /// When.
    #[serde(with = "text")]
    pub at: Stamp,
    /// How.
    #[serde(rename = "state")]
    pub how: Ended,
    /// What each question earned; none in a sitting that was given up.
    pub marks: Vec<Mark>,
    /// Whether what was missed was fed to the schedule.
    #[serde(rename = "feed")]
    pub feeding: Feeding,
}

/// What became of the offer to feed missed cards to the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feeding {
    /// Nobody has answered it yet.
    Unasked,
    /// It was answered with no.
    Refused,
    /// They were fed.
    Fed,
}

/// How a sitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::AsRefStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Ended {
    /// It was handed in.
    HandedIn,
    /// The time was over.
    TimeOver,
    /// Another was begun in its place.
    GivenUp,
}

/// What became of a card since the paper was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Its text, its answers or what is judged by them is another.
    Changed(String),
    /// It is not in its deck any more.
    Vanished(String),
    /// Its deck was not read, so that nothing can be said of it.
    DeckUnknown(String),
}

impl Sitting {
    /// Begins to sit `paper` at `started`.
    pub fn begin(
        paper: Paper,
        id: String,
        device: String,
        started: Stamp,
        limit: Option<Duration>,
        pass: u32,
    ) -> Self {
        let entry =
            |Item { question, format }| Entry { question, format, given: None, review: false };
        Self {
            id,
            device,
            seed: paper.seed,
            decks: paper.decks,
            started,
            limit,
            used: Duration::ZERO,
            pass,
            cards: paper.cards,
            entries: paper.items.into_iter().map(entry).collect(),
            end: None,
        }
    }

    /// Whether every card of its decks was asked: that is no sample of them.
    pub fn asks_all(&self) -> bool {
        self.cards == self.entries.len()
    }

    /// Whether it still takes answers.
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// The time that is left after `used`; none without a limit.
    pub fn left(&self) -> Option<Duration> {
        self.limit.map(|limit| limit.saturating_sub(self.used))
    }

    /// Questions that have an answer.
    pub fn answered(&self) -> usize {
        self.entries.iter().filter(|entry| entry.given.is_some()).count()
    }

    /// Indices of the questions without one.
    pub fn unanswered(&self) -> Vec<usize> {
        self.indices(|entry| entry.given.is_none())
    }

    /// Indices of the questions that are marked for review.
    pub fn to_review(&self) -> Vec<usize> {
        self.indices(|entry| entry.review)
    }

    fn indices(&self, wanted: impl Fn(&Entry) -> bool) -> Vec<usize> {
        (0..self.entries.len()).filter(|&index| wanted(&self.entries[index])).collect()
    }

    /// The question at which to go on: the first without an answer.
    pub fn next_open(&self) -> usize {
        self.entries.iter().position(|entry| entry.given.is_none()).unwrap_or(0)
    }

    /// Closes it and marks what is there.
    pub fn close(&mut self, how: Ended, at: Stamp) {
        let marks = match how {
            Ended::GivenUp => Vec::new(),
            Ended::HandedIn | Ended::TimeOver => self.entries.iter().map(Entry::mark).collect(),
        };
        self.end = Some(End { at, how, marks, feeding: Feeding::Unasked });
    }

    /// Indices of the questions that the schedule should hear of: those that
    /// study would rate as again. What the time did not suffice for tells nothing.
    pub fn missed(&self) -> Vec<usize> {
        let time_over = self.end.as_ref().is_some_and(|end| end.how == Ended::TimeOver);
        self.indices(|entry| match &entry.given {
            None => !time_over,
            Some(given) => entry.question.grade(given, 0).rating == Rating::Again,
        })
    }

    /// Takes the answers that the judge tells apart from `decks`, and says which
    /// cards are not what they were when the paper was drawn, and once for each
    /// deck that is not among these. The questions stay as they were asked.
    pub fn compare_with(&mut self, decks: &[Deck]) -> Vec<Change> {
        let by_id: HashMap<&str, &Deck> =
            decks.iter().map(|deck| (deck.id.as_str(), deck)).collect();
        let mut answers: HashMap<String, Arc<[String]>> = HashMap::new();
        let mut changes = Vec::new();
        let own = short_answers(self.entries.iter().map(|entry| &entry.question.card));
        for Entry { question, .. } in &mut self.entries {
            let id = question.card.id.clone();
            let deck = by_id.get(id.deck());
            let now = deck.and_then(|deck| deck.cards.iter().find(|card| card.id == id));
            let change = match (deck, now) {
                (None, _) => Some(Change::DeckUnknown(id.deck().to_owned())),
                (_, None) => Some(Change::Vanished(id.to_string())),
                (_, Some(card)) => {
                    let asks_the_same = card.asks_the_same(&question.card);
                    (!asks_the_same).then(|| Change::Changed(id.to_string()))
                }
            };
            changes.extend(change.filter(|change| !changes.contains(change)));
            let known = answers.entry(id.deck().to_owned()).or_insert_with(|| {
                deck.map_or_else(|| Arc::clone(&own), |deck| short_answers(&deck.cards))
            });
            question.deck_answers = Arc::clone(known);
        }
        changes
    }
}

impl Entry {
    /// What the answer earns; nothing without one.
    pub fn mark(&self) -> Mark {
        let grade = |given: &Given| Mark::of(self.question.grade(given, 0).credit);
        self.given.as_ref().map_or(Mark::NONE, grade)
    }
}
