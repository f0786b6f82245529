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
    /// Decks that have an exam that is over, and no other, with its date.
    pub(super) over: Vec<(String, Date)>,
    /// Decks whose exam is too far away to be planned for, with its date.
    pub(super) far: Vec<(String, Date)>,
    /// Decks whose own exam is over and which the common one asks.
    pub(super) moved: Vec<(String, Date)>,
}

/// The exams of `decks` as they stand on `today`; `date` is the command
/// line's.
pub(super) fn of(decks: &[Deck], settings: &Settings, date: Option<Date>, today: Date) -> Found {
    let mut aims: BTreeMap<Date, Aim> = BTreeMap::new();
    let (mut over, mut far, mut moved) = (Vec::new(), Vec::new(), Vec::new());
    for deck in decks {
        let id = || deck.id.to_string();
        let dates = dates(deck, settings, date);
        // A date that passed says nothing of the next exam.
        match dates.iter().find(|date| **date >= today) {
            Some(&date) if day::elapsed(today, date) > LONGEST => far.push((id(), date)),
            Some(&date) => {
                moved.extend(dates.first().filter(|first| **first < today).map(|&d| (id(), d)));
                add(&mut aims, date, deck);
            }
            None => over.extend(dates.first().map(|&date| (id(), date))),
        }
    }
    let is_read = |id: &String| decks.iter().any(|deck| deck.id.as_str() == id);
    let others = settings.decks.iter().filter(|(id, _)| !is_read(id));
    let exams = Exams {
        aims: aims.into_values().collect(),
        others: others.filter_map(|(id, deck)| Some((id.clone(), on(deck.exam?)?))).collect(),
        common: date.or(settings.exam.date.map(|date| date.0)),
        minutes: settings.exam.minutes.map(|minutes| minutes.0),
        word: Word::Checked,
        given: None,
        off: settings.exam.off(),
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
fn dates(deck: &Deck, settings: &Settings, date: Option<Date>) -> Vec<Date> {
    let of_deck = settings.decks.get(deck.id.as_str()).and_then(|deck| deck.exam);
    let common = settings.exam.date.map(|date| date.0);
    let own = deck.exam.as_ref().and_then(|exam| exam.date);
    match (date, of_deck) {
        (Some(date), _) => vec![date],
        (None, Some(DeckExam::None)) => Vec::new(),
        (None, of_deck) => {
            let of_deck = of_deck.and_then(on);
            [of_deck, common, own].into_iter().flatten().collect()
        }
    }
}

fn on(exam: DeckExam) -> Option<Date> {
    match exam {
        DeckExam::On(date) => Some(date),
        DeckExam::None => None,
    }
}
