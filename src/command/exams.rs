//! Which exams lie ahead: the command line's date comes first, then that of a
//! deck in `byheart.toml`, then its `[exam] date`, then the deck's own.

use crate::deck::Deck;
use crate::quiz::exam_day::{Aim, Exams, Most, Word};
use crate::settings::Settings;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The exams of some decks.
pub(super) struct Found {
    /// Those that lie ahead.
    pub(super) exams: Exams,
    /// Decks whose exam is over, with its date.
    pub(super) over: Vec<(String, Date)>,
}

/// The exams of `decks` as they stand on `today`; `date` is the command
/// line's.
pub(super) fn of(decks: &[Deck], settings: &Settings, date: Option<Date>, today: Date) -> Found {
    let mut aims: BTreeMap<Date, Aim> = BTreeMap::new();
    let mut over = Vec::new();
    for deck in decks {
        let dates = dates(deck, settings, date);
        // A date that passed says nothing of the next exam.
        match dates.iter().find(|date| **date >= today) {
            Some(&date) => add(&mut aims, date, deck),
            None => over.extend(dates.first().map(|&date| (deck.id.to_string(), date))),
        }
    }
    let exams = Exams {
        aims: aims.into_values().collect(),
        minutes: settings.exam.minutes,
        word: Word::Checked,
        given: None,
        off: settings.exam.off(),
        most: Most::default(),
    };
    Found { exams, over }
}

fn add(aims: &mut BTreeMap<Date, Aim>, date: Date, deck: &Deck) {
    let weights = deck.exam.as_ref().map(|exam| exam.weights.clone()).unwrap_or_default();
    let aim = aims.entry(date).or_insert_with(|| Aim { date, decks: BTreeMap::new() });
    aim.decks.insert(deck.id.to_string(), weights);
}

/// The dates that are given for a deck, the most particular first.
fn dates(deck: &Deck, settings: &Settings, date: Option<Date>) -> Vec<Date> {
    let of_deck = settings.decks.get(deck.id.as_str()).and_then(|deck| deck.exam);
    let own = deck.exam.as_ref().and_then(|exam| exam.date);
    let settings = [of_deck, settings.exam.date].map(|date| date.map(|date| date.0));
    match date {
        Some(date) => vec![date],
        None => settings.into_iter().chain([own]).flatten().collect(),
    }
}
