//! A study session: gives questions, turns what the learner does into
//! events, and follows the events that were saved. Pure: knows neither the
//! store nor the terminal.

mod events;
mod exam;
mod summary;

pub use summary::{DayLoad, HardCard, Instead, Opening, Summary};

use super::format::{self, Format};
use super::pace::{self, Pace};
use super::question::{Left, Question, short_answers};
use super::queue::{Day, Limits, Next, Queue};
use crate::base::hash::stable_hash;
use crate::deck::{Card, CardId, Deck};
use crate::history::{CardHistory, Due, Event, EventKind, History, Stamp};
use crate::schedule::{Rating, day};
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// One session.
#[derive(Debug)]
pub struct Session {
    decks: Vec<DeckInfo>,
    /// The cards of all decks, those of a deck side by side.
    cards: Vec<Card>,
    /// The cards that may be asked, as indices.
    wanted: Vec<usize>,
    index: HashMap<CardId, usize>,
    history: History,
    queue: Queue,
    rules: Rules,
    /// The end of the study day that the queue was built for.
    ends: Timestamp,
    /// Cards that another terminal is asking.
    claimed: HashSet<usize>,
    /// Cards that the learner skipped; they come when nothing else is left.
    skipped: HashSet<usize>,
    /// Skips that can be taken back, oldest first: the events that came before, and the card.
    skips: Vec<(usize, usize)>,
    /// A card that was taken back and is asked again first.
    first: Option<usize>,
    /// Events that can be taken back, oldest first: today's, before the
    /// session and in it.
    done: Vec<Event>,
    /// How many of these are older than the session.
    earlier: usize,
    /// Cards answered in this session that do not come back today.
    finished: HashSet<usize>,
    pace: Pace,
}

/// What a session knows of a deck.
#[derive(Debug)]
struct DeckInfo {
    id: String,
    title: String,
    language: String,
    has_document: bool,
    cards: Range<usize>,
    /// Short answers; none before a question needs them.
    answers: OnceCell<Arc<[String]>>,
}

/// What a session is run by.
#[derive(Debug, Clone)]
pub struct Rules {
    /// What is asked, and what becomes of the answers.
    pub mode: Mode,
    /// How much a study day may bring.
    pub limits: Limits,
    /// When a study day begins.
    pub day_starts_at: Time,
    /// When the learner wants to stop.
    pub until: Option<Timestamp>,
    /// The forms that the learner wants.
    pub formats: Vec<Format>,
    /// Orders cards and options.
    pub seed: u64,
}

impl Rules {
    /// The study day that is so many days ahead.
    pub fn day(&self, ahead: u32, now: Stamp) -> Day<'_> {
        let date = day::after(now.study_day(self.day_starts_at), ahead);
        let ends = day::end_of(date, now.offset, self.day_starts_at);
        Day { date, ends, limits: &self.limits, seed: self.seed }
    }
}

/// What is asked, and what becomes of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// What is due; answers count.
    Due,
    /// Anything; answers leave the schedule alone.
    Cram,
    /// Anything; answers count.
    CramThatCounts,
}

/// A crammed card that was not recalled returns after this time, in minutes.
const CRAM_AGAIN: i64 = 1;

impl Session {
    /// A session over the cards of `decks` that pass `wanted`. `today` are the
    /// events of this study day that can be taken back.
    pub fn new(
        decks: &[Deck],
        wanted: impl Fn(&Card, &History) -> bool,
        history: History,
        rules: Rules,
        today: Vec<Event>,
        now: Stamp,
    ) -> Self {
        let cards: Vec<Card> = decks.iter().flat_map(|deck| &deck.cards).cloned().collect();
        let is_wanted = |index: &usize| wanted(&cards[*index], &history);
        let index: HashMap<CardId, usize> =
            cards.iter().enumerate().map(|(index, card)| (card.id.clone(), index)).collect();
        let done: Vec<Event> =
            today.into_iter().filter(|event| index.contains_key(&event.card)).collect();
        let mut session = Self {
            decks: deck_infos(decks),
            wanted: (0..cards.len()).filter(is_wanted).collect(),
            cards,
            index,
            pace: Pace::of(history.latest_times()),
            history,
            queue: Queue::default(),
            rules,
            ends: now.instant,
            claimed: HashSet::new(),
            skipped: HashSet::new(),
            skips: Vec::new(),
            first: None,
            earlier: done.len(),
            done,
            finished: HashSet::new(),
        };
        session.rebuild(now);
        session
    }

    fn day(&self, ahead: u32, now: Stamp) -> Day<'_> {
        self.rules.day(ahead, now)
    }

    fn rebuild(&mut self, now: Stamp) {
        let day = self.day(0, now);
        let build = match self.rules.mode {
            Mode::Due => Queue::build,
            Mode::Cram | Mode::CramThatCounts => Queue::cram,
        };
        let queue = build(&self.cards, &self.wanted, &self.history, day);
        (self.ends, self.queue) = (day.ends, queue);
    }

    /// The card to ask now; none where nothing is left or the time is over.
    pub fn next(&mut self, now: Stamp) -> Option<Next> {
        if self.is_time_over(now) {
            return None;
        }
        if now.instant >= self.ends {
            self.rebuild(now);
        }
        if let Some(card) = self.first {
            return Some(Next { card, ahead_of: None });
        }
        let passed_over = &self.claimed | &self.skipped;
        self.queue.next(now.instant, &passed_over).or_else(|| {
            self.skipped.clear();
            self.refill(now);
            self.queue.next(now.instant, &self.claimed)
        })
    }

    /// Whether the time that the learner gave has passed.
    pub fn is_time_over(&self, now: Stamp) -> bool {
        self.rules.until.is_some_and(|until| now.instant >= until)
    }

    /// The id of the card that `next` named.
    pub fn card_id(&self, next: Next) -> &CardId {
        &self.cards[next.card].id
    }

    /// Passes over a card that another terminal is asking.
    pub fn set_aside(&mut self, next: Next) {
        self.first = None;
        self.claimed.insert(next.card);
    }

    /// Passes over a card that the learner does not want to answer now.
    pub fn skip(&mut self, next: Next) {
        self.first = None;
        self.skipped.insert(next.card);
        self.skips.push((self.done.len(), next.card));
    }

    /// Asks the card first that was skipped last, if nothing that can be taken back happened
    /// since; the text that asks.
    pub fn unskip(&mut self) -> Option<Cow<'_, str>> {
        let events = self.done.len();
        let (_, card) = self.skips.pop_if(|(before, _)| *before >= events)?;
        self.skipped.remove(&card);
        self.first = Some(card);
        Some(self.cards[card].prompt())
    }

    /// The question that asks the card which `next` named.
    pub fn question(&self, next: Next, now: Stamp) -> Question {
        let (card, new) = (&self.cards[next.card], CardHistory::new());
        let known = self.history.card(&card.id).unwrap_or(&new);
        let deck = self.decks.partition_point(|deck| deck.cards.end <= next.card);
        let deck = &self.decks[deck];
        let cards = &self.cards[deck.cards.clone()];
        // What was corrected is asked for, and not shown as the question.
        let is_corrected = self.corrected(next, now).is_some();
        let formats = self.rules.formats.iter().copied();
        let formats: Vec<Format> =
            formats.filter(|format| !(is_corrected && *format == Format::Reverse)).collect();
        let context = format::Context {
            state: known.state,
            answers: known.answers,
            deck: cards,
            language: &deck.language,
            formats: &formats,
            seed: self.rules.seed ^ fingerprint(&card.id, known.answers),
        };
        let left = self.queue.left();
        Question {
            deck_title: deck.title.clone(),
            language: deck.language.clone(),
            has_document: deck.has_document,
            deck_answers: Arc::clone(deck.answers.get_or_init(|| short_answers(cards))),
            form: format::form(card, context),
            state: known.state,
            marked: known.marked,
            past: self.history.deeds(&card.id),
            asked_at: now,
            waits: (self.rules.mode != Mode::Cram).then(|| self.history.preview(&card.id, now)),
            left,
            done: self.finished.len(),
            seconds_left: self.seconds_left(left, now),
            answers: (self.answered(), pace::answers(left)),
            card: card.clone(),
        }
    }

    /// The day on which the author corrected the card that `next` named, where that was after
    /// its last answer.
    pub fn corrected(&self, next: Next, now: Stamp) -> Option<Date> {
        let known = self.history.card(&self.cards[next.card].id)?;
        known.corrected_since(now.study_day(self.rules.day_starts_at))
    }

    /// Takes over the cards of a deck that was edited: same ids, new content.
    pub fn update(&mut self, deck: &Deck) {
        for card in &deck.cards {
            if let Some(&index) = self.index.get(&card.id) {
                self.cards[index] = card.clone();
            }
        }
        if let Some(known) = self.decks.iter_mut().find(|known| known.id == deck.id.as_str()) {
            known.answers.take();
        }
    }

    /// Follows an event of this session that was saved.
    pub fn apply(&mut self, event: &Event, now: Stamp) {
        self.claimed.clear();
        match event.kind {
            EventKind::Undo => self.take_back(event),
            _ => self.done.push(event.clone()),
        }
        if let (EventKind::Review(_), Some(took)) = (event.kind, event.took_ms) {
            self.pace.add(took);
        }
        self.history.apply(event);
        let Some(&card) = self.index.get(&event.card) else { return };
        match event.kind {
            // A mark changes nothing about when a card comes.
            EventKind::Mark | EventKind::Unmark => {}
            // The day has room for another card.
            EventKind::Bury | EventKind::Suspend if self.rules.mode == Mode::Due => {
                self.first = None;
                self.finished.insert(card);
                self.rebuild(now);
            }
            EventKind::Undo => {
                self.first = Some(card);
                self.finished.remove(&card);
                self.skipped.remove(&card);
                self.rebuild(now);
            }
            _ => {
                self.first = None;
                self.requeue(card, event);
            }
        }
    }

    fn take_back(&mut self, undo: &Event) {
        let Some(last) = self.done.pop() else { return };
        debug_assert_eq!(last.card, undo.card);
        if let Some(sitting) = last.detail.sitting() {
            self.done.retain(|event| event.detail.sitting() != Some(sitting));
        }
        self.earlier = self.earlier.min(self.done.len());
    }

    fn requeue(&mut self, card: usize, event: &Event) {
        self.queue.remove(card);
        self.finished.insert(card);
        if let Some(due) = self.returns_at(card, event).filter(|due| *due < self.ends) {
            self.queue.insert_learning(due, card);
            self.finished.remove(&card);
        }
    }

    fn returns_at(&self, card: usize, event: &Event) -> Option<Timestamp> {
        if self.rules.mode != Mode::Due {
            let again = event.kind == EventKind::Review(Rating::Again);
            let due = event.time.instant.saturating_add(SignedDuration::from_mins(CRAM_AGAIN));
            return again.then(|| due.ok()).flatten();
        }
        let known = self.history.card(&self.cards[card].id)?;
        let today = event.study_day();
        match known.due {
            Due::At(due) if !known.rests_on(today) => Some(due),
            _ => None,
        }
    }

    /// No longer than the time that was given.
    fn seconds_left(&self, left: Left, now: Stamp) -> u32 {
        let given = self.rules.until.map(|until| until.duration_since(now.instant).as_secs());
        let given = given.map_or(u32::MAX, |given| u32::try_from(given).unwrap_or(0));
        self.seconds(left).min(given)
    }

    /// Follows events that other terminals saved meanwhile.
    pub fn absorb(&mut self, events: &[Event], now: Stamp) {
        if events.is_empty() {
            return;
        }
        self.history.apply_all(events);
        self.rebuild(now);
    }
}

fn deck_infos(decks: &[Deck]) -> Vec<DeckInfo> {
    let mut start = 0;
    let info = |deck: &Deck| {
        let cards = start..start + deck.cards.len();
        start = cards.end;
        DeckInfo {
            id: deck.id.to_string(),
            title: deck.short_title(),
            language: deck.language.clone(),
            has_document: deck.source.as_ref().is_some_and(|source| source.file.is_some()),
            cards,
            answers: OnceCell::new(),
        }
    };
    decks.iter().map(info).collect()
}

/// Differs between cards and between a card's answers.
fn fingerprint(id: &CardId, answers: usize) -> u64 {
    stable_hash(id.as_str().bytes().chain(answers.to_le_bytes()))
}

#[cfg(test)]
pub(crate) mod tests;
