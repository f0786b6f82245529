//! Which exams lie ahead: the command line's date comes first, then that of a
//! deck in `byheart.toml`, then its `[exam] date`, then the deck's own.

use crate::deck::Deck;
use crate::quiz::exam_day::forecast::LONGEST;
use crate::quiz::exam_day::{Aim, Exams, Most, Word};
use crate::schedule::day;
use crate::settings::{DeckExam, Settings};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The exams of some decks.
pub(super) struct Found {
    /// Those that lie ahead.
    pub(super) exams: Exams,
    /// Decks that have an exam that is over, and no other.
    pub(super) over: Vec<Dated>,
    /// Decks whose exam is too far away to be planned for.
    pub(super) far: Vec<Dated>,
    /// Decks whose own exam is over and which the common one asks.
    pub(super) moved: Vec<Dated>,
}

/// The exam of a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) deck: String,
    pub(super) date: Date,
    pub(super) said: Said,
}

/// Where a date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// `--exam`.
    Here,
    /// The settings, for all decks.
    ForAll,
    /// The settings or the deck file, for the deck.
    ForDeck,
}

impl Dated {
    /// Whose exam it is.
    pub(super) fn whose(&self) -> String {
        match self.said {
            Said::Here => "the exam of --exam".to_owned(),
            Said::ForAll => "the exam of all decks in byheart.toml".to_owned(),
            Said::ForDeck => format!("the exam of deck {}", self.deck),
        }
    }

    /// That nobody plans so far.
    pub(super) fn is_far(&self) -> String {
        let far = "more than two years away, so that nothing is planned for it";
        format!("{}, {}, is {far}; is the year right?", self.whose(), self.date)
    }
}

/// The exams of `decks` as they stand on `today`; `date` is the command
/// line's.
pub(super) fn of(decks: &[Deck], settings: &Settings, date: Option<Date>, today: Date) -> Found {
    let mut aims: BTreeMap<Date, Aim> = BTreeMap::new();
    let (mut over, mut far, mut moved) = (Vec::new(), Vec::new(), Vec::new());
    for deck in decks {
        let dates = dates(deck, settings, date);
        let is_ahead = |dated: &&Dated| dated.date >= today;
        // A date that passed says nothing of the next exam.
        match dates.iter().find(is_ahead) {
            Some(next) if day::elapsed(today, next.date) > LONGEST => far.push(next.clone()),
            Some(next) => {
                moved.extend(dates.first().filter(|first| !is_ahead(first)).cloned());
                add(&mut aims, next.date, deck);
            }
            None => over.extend(dates.first().cloned()),
        }
    }
    let single = settings.decks.iter();
    let single = single.filter_map(|(id, deck)| Some((id.clone(), on(deck.exam?)))).collect();
    let exams = Exams {
        aims: aims.into_values().collect(),
        single,
        common: date.or(settings.exam.date),
        minutes: settings.exam.minutes,
        word: Word::Checked,
        given: None,
        off: settings.exam.days_off.clone(),
        most: Most::default(),
    };
    Found { exams, over, far, moved }
}

fn add(aims: &mut BTreeMap<Date, Aim>, date: Date, deck: &Deck) {
    let weights = deck.exam.as_ref().map(|exam| exam.weights.clone()).unwrap_or_default();
    let aim = aims.entry(date).or_insert_with(|| Aim { date, decks: BTreeMap::new() });
    aim.decks.insert(deck.id.to_string(), weights);
}

/// The dates that are given for a deck, the most particular first.
fn dates(deck: &Deck, settings: &Settings, date: Option<Date>) -> Vec<Dated> {
    let of_deck = settings.decks.get(deck.id.as_str()).and_then(|deck| deck.exam);
    let own = deck.exam.as_ref().and_then(|exam| exam.date);
    let dates = match (date, of_deck) {
        (Some(_), _) => vec![(Said::Here, date)],
        (None, Some(DeckExam::None)) => Vec::new(),
        (None, of_deck) => vec![
            (Said::ForDeck, of_deck.and_then(on)),
            (Said::ForAll, settings.exam.date),
            (Said::ForDeck, own),
        ],
    };
    let dated = |(said, date): (Said, Option<Date>)| {
        Some(Dated { deck: deck.id.to_string(), date: date?, said })
    };
    dates.into_iter().filter_map(dated).collect()
}

fn on(exam: DeckExam) -> Option<Date> {
    match exam {
        DeckExam::On(date) => Some(date),
        DeckExam::None => None,
    }
}
