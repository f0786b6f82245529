//! A study session: gives questions, turns what the learner does into
//! events, and follows the events that were saved. Pure: knows neither the
//! store nor the terminal.

use super::judge;
use super::question::{Form, How, Left, Question, Standing};
use super::queue::{Day, Limits, Next, Queue};
use crate::deck::{Ask, Card, CardId, Content, Deck};
use crate::history::{Due, Event, EventKind, History, Stamp};
use crate::schedule::fuzz::stable_hash;
use crate::schedule::{Rating, State, day};
use jiff::Timestamp;
use jiff::civil::Time;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// One session.
#[derive(Debug)]
pub struct Session {
    cards: Vec<Card>,
    titles: HashMap<String, String>,
    languages: HashMap<String, String>,
    index: HashMap<CardId, usize>,
    history: History,
    queue: Queue,
    rules: Rules,
    /// The end of the study day that the queue was built for.
    ends: Timestamp,
    /// Cards that another terminal is asking.
    claimed: HashSet<usize>,
    /// A card that was taken back and is asked again first.
    first: Option<usize>,
    /// This session's events that can be taken back, oldest first.
    done: Vec<Event>,
    tally: Tally,
}

/// What a session is run by.
#[derive(Debug, Clone)]
pub struct Rules {
    /// How much a study day may bring.
    pub limits: Limits,
    /// When a study day begins.
    pub day_starts_at: Time,
    /// Orders cards and options.
    pub seed: u64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    answered: usize,
    recalled: usize,
    took_ms: u64,
}

/// What lies ahead when a session begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Decks that take part.
    pub decks: usize,
    /// What is left today.
    pub left: Left,
}

/// How a session went and what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Answers given.
    pub answered: usize,
    /// Of these, not rated Again.
    pub recalled: usize,
    /// Time spent on answers, in milliseconds.
    pub took_ms: u64,
    /// What is left today.
    pub left: Left,
    /// Reviews due tomorrow, today's rest included.
    pub reviews_tomorrow: usize,
    /// New cards that tomorrow's limit lets in.
    pub new_tomorrow: usize,
}

impl Session {
    /// A session over the cards of `decks` that pass `wanted`.
    pub fn new(
        decks: &[Deck],
        wanted: impl Fn(&Card) -> bool,
        history: History,
        rules: Rules,
        now: Stamp,
    ) -> Self {
        let titles = decks.iter().map(|deck| (deck.id.to_string(), deck.title.clone())).collect();
        let languages =
            decks.iter().map(|deck| (deck.id.to_string(), deck.language.clone())).collect();
        let cards: Vec<Card> = decks
            .iter()
            .flat_map(|deck| &deck.cards)
            .filter(|card| wanted(card))
            .cloned()
            .collect();
        let index =
            cards.iter().enumerate().map(|(index, card)| (card.id.clone(), index)).collect();
        let mut session = Self {
            cards,
            titles,
            languages,
            index,
            history,
            queue: Queue::default(),
            rules,
            ends: now.instant,
            claimed: HashSet::new(),
            first: None,
            done: Vec::new(),
            tally: Tally::default(),
        };
        session.rebuild(now);
        session
    }

    fn rebuild(&mut self, now: Stamp) {
        let date = now.study_day(self.rules.day_starts_at);
        self.ends = day::end_of(date, now.offset, self.rules.day_starts_at);
        let day = Day { date, ends: self.ends, limits: &self.rules.limits, seed: self.rules.seed };
        self.queue = Queue::build(&self.cards, &self.history, day);
    }

    /// The card to ask now; none where nothing is left.
    pub fn next(&mut self, now: Stamp) -> Option<Next> {
        if now.instant >= self.ends {
            self.rebuild(now);
        }
        match self.first {
            Some(card) => Some(Next { card, ahead_of: None }),
            None => self.queue.next(now.instant, &self.claimed),
        }
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

    /// Forgets which cards were set aside, so that they are tried again.
    pub fn retry_set_aside(&mut self) {
        self.claimed.clear();
    }

    /// The question that asks the card which `next` named.
    pub fn question(&self, next: Next, now: Stamp) -> Question {
        let card = &self.cards[next.card];
        let answers = self.history.card(&card.id).map_or(0, |known| known.answers);
        let seed = self.rules.seed ^ fingerprint(&card.id, answers);
        Question {
            deck_title: self.titles.get(card.id.deck()).cloned().unwrap_or_default(),
            context: self.judge_options(card),
            form: Form::of(card, seed),
            standing: self.standing(&card.id),
            waits: self.history.preview(&card.id, now),
            left: self.left(),
            answered: self.tally.answered,
            card: card.clone(),
        }
    }

    fn standing(&self, id: &CardId) -> Standing {
        match self.history.card(id).map(|card| &card.state) {
            None | Some(State::New) => Standing::New,
            Some(State::Learning { .. }) => Standing::Learning,
            Some(State::Review { .. }) => Standing::Review,
            Some(State::Relearning { .. }) => Standing::Relearning,
        }
    }

    /// What the judge must know of the other cards; only typing needs it.
    fn judge_options(&self, card: &Card) -> judge::Options {
        if card.ask != Ask::Type {
            return judge::Options::default();
        }
        let own = short_answer(card);
        let deck = self.cards.iter().filter(|other| other.id.deck() == card.id.deck());
        let others = deck.filter_map(short_answer).filter(|answer| Some(answer) != own.as_ref());
        let language = self.languages.get(card.id.deck()).cloned().unwrap_or_default();
        judge::Options { language, others: others.collect(), nocredit: Vec::new() }
    }

    /// The event that answering makes.
    pub fn answer(
        &self,
        card: &CardId,
        rating: Rating,
        how: How,
        took_ms: u32,
        now: Stamp,
    ) -> Event {
        self.event(
            card,
            EventKind::Review(rating),
            Some(took_ms),
            format!("how={}", how.as_str()),
            now,
        )
    }

    /// The event that suspending makes.
    pub fn suspend(&self, card: &CardId, now: Stamp) -> Event {
        self.event(card, EventKind::Suspend, None, String::new(), now)
    }

    /// The event that takes back this session's latest; none where there is none.
    pub fn undo(&self, now: Stamp) -> Option<Event> {
        let last = self.done.last()?;
        Some(self.event(&last.card, EventKind::Undo, None, last.time.to_string(), now))
    }

    /// The events that turn the latest judged answer into a right one; none
    /// where the latest event is no such answer.
    pub fn was_right(&self, now: Stamp) -> Option<[Event; 2]> {
        let last = self.done.last()?;
        let EventKind::Review(Rating::Again | Rating::Hard) = last.kind else { return None };
        if last.detail.contains("how=reveal") {
            return None;
        }
        let undo = self.undo(now)?;
        let detail = format!("{} override=right", last.detail);
        let kind = EventKind::Review(Rating::Good);
        Some([undo, self.event(&last.card, kind, last.took_ms, detail, now)])
    }

    fn event(
        &self,
        card: &CardId,
        kind: EventKind,
        took_ms: Option<u32>,
        detail: String,
        now: Stamp,
    ) -> Event {
        Event { time: now, card: card.clone(), kind, took_ms, detail }
    }

    /// Follows an event of this session that was saved.
    pub fn apply(&mut self, event: &Event, now: Stamp) {
        self.first = None;
        self.claimed.clear();
        match event.kind {
            EventKind::Undo => self.take_back(event),
            _ => self.done.push(event.clone()),
        }
        if let EventKind::Review(rating) = event.kind {
            self.tally.add(rating, event.took_ms);
        }
        self.history.apply(event);
        match (event.kind, self.index.get(&event.card)) {
            (EventKind::Undo, card) => {
                self.first = card.copied();
                self.rebuild(now);
            }
            (_, Some(&card)) => self.requeue(card),
            (_, None) => {}
        }
    }

    fn take_back(&mut self, undo: &Event) {
        let Some(last) = self.done.pop() else { return };
        debug_assert_eq!(last.card, undo.card);
        if let EventKind::Review(rating) = last.kind {
            self.tally.remove(rating, last.took_ms);
        }
    }

    fn requeue(&mut self, card: usize) {
        self.queue.remove(card);
        let Some(known) = self.history.card(&self.cards[card].id) else { return };
        if let Due::At(due) = known.due
            && !known.suspended
            && due < self.ends
        {
            self.queue.insert_learning(due, card);
        }
    }

    /// Follows events that other terminals saved meanwhile.
    pub fn absorb(&mut self, events: &[Event], now: Stamp) {
        if events.is_empty() {
            return;
        }
        events.iter().for_each(|event| self.history.apply(event));
        self.rebuild(now);
    }

    fn left(&self) -> Left {
        let (learning, reviews, new) = self.queue.counts();
        Left { learning, reviews, new }
    }

    /// What lies ahead.
    pub fn opening(&self) -> Opening {
        Opening { decks: self.titles.len(), left: self.left() }
    }

    /// How the session went and what comes next.
    pub fn summary(&self, now: Stamp) -> Summary {
        let today = now.study_day(self.rules.day_starts_at);
        let tomorrow = day::after(today, 1);
        let day = Day {
            date: tomorrow,
            ends: day::end_of(tomorrow, now.offset, self.rules.day_starts_at),
            limits: &self.rules.limits,
            seed: self.rules.seed,
        };
        let (learning, reviews, new) = Queue::build(&self.cards, &self.history, day).counts();
        Summary {
            answered: self.tally.answered,
            recalled: self.tally.recalled,
            took_ms: self.tally.took_ms,
            left: self.left(),
            reviews_tomorrow: learning + reviews,
            new_tomorrow: new,
        }
    }
}

impl Tally {
    fn add(&mut self, rating: Rating, took_ms: Option<u32>) {
        self.answered += 1;
        self.recalled += usize::from(rating > Rating::Again);
        self.took_ms += u64::from(took_ms.unwrap_or(0));
    }

    fn remove(&mut self, rating: Rating, took_ms: Option<u32>) {
        self.answered = self.answered.saturating_sub(1);
        self.recalled = self.recalled.saturating_sub(usize::from(rating > Rating::Again));
        self.took_ms = self.took_ms.saturating_sub(u64::from(took_ms.unwrap_or(0)));
    }
}

fn short_answer(card: &Card) -> Option<String> {
    match &card.content {
        Content::Basic { back, .. } if back.len() == 1 => Some(back[0].clone()),
        Content::Cloze { answer, .. } => Some(answer.clone()),
        _ => None,
    }
}

/// Differs between cards and between a card's answers.
fn fingerprint(id: &CardId, answers: usize) -> u64 {
    stable_hash(id.as_str().bytes().chain(answers.to_le_bytes()))
}

impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Left { learning, reviews, new } = self.left;
        if self.left.total() == 0 {
            return f.write_str("Nothing is due today.");
        }
        let parts = [(learning, "learning"), (reviews, "to review"), (new, "new")];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, what)| format!("{count} {what}")).collect();
        write!(f, "Today: {}.", parts.join(", "))
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.answered {
            0 => f.write_str("No answers this time.")?,
            1 => write!(f, "1 answer, {} recalled", self.recalled)?,
            many => write!(f, "{many} answers, {} recalled", self.recalled)?,
        }
        if let Some(share) = (self.recalled * 100).checked_div(self.answered) {
            write!(f, " ({share} %)")?;
            if self.took_ms >= 1000 {
                write!(f, " in {}", minutes(self.took_ms))?;
            }
            f.write_str(".")?;
        }
        if self.left.total() > 0 {
            write!(f, "\nLeft today: {}.", self.left.total())?;
        }
        write!(f, "\nTomorrow: {} to review, {} new.", self.reviews_tomorrow, self.new_tomorrow)
    }
}

fn minutes(took_ms: u64) -> String {
    let seconds = took_ms / 1000;
    match seconds / 60 {
        0 => format!("{seconds} s"),
        minutes => format!("{minutes} min {} s", seconds % 60),
    }
}
