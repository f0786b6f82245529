//! How long the program takes for a full queue.

use crate::clock::{Clock, STARTS};
use crate::policy::{Stage, limits};
use crate::situations::{SITUATIONS, Situation};
use crate::study::{Course, deck};
use byheart::history::{Event, History};
use byheart::quiz::queue::Limits;
use byheart::schedule::{Rating, State};
use std::collections::HashMap;
use std::time::Instant;

const RUNS: usize = 5;
/// Days over which the answers are spread.
const DAYS: u32 = 200;
/// Two answers on two days, which make a review card of a new one.
const ANSWERS: [[Rating; 2]; 4] = [
    [Rating::Good, Rating::Good],
    [Rating::Good, Rating::Easy],
    [Rating::Easy, Rating::Hard],
    [Rating::Easy, Rating::Good],
];

/// Milliseconds that a full queue of `cards` review cards takes, the median.
pub(crate) fn queue_ms(cards: usize) -> f64 {
    let situation = Situation { cards, ..SITUATIONS[0] };
    let deck = deck(cards);
    let mut course = Course::new(&situation, &deck, 1);
    course.history = after_long(&course);
    course.lead = DAYS;
    let stage = Stage::Usual(Limits { exams: course.exams(), ..limits(0, 0) });
    let mut runs = [0.0; RUNS];
    for run in &mut runs {
        let clock = Clock::new(DAYS, situation.minutes);
        let begun = Instant::now();
        let queues = course.queues(&stage, &clock);
        *run = begun.elapsed().as_secs_f64() * 1000.0;
        assert!(queues[0].exam_counts().0 > 0, "the exam asks something");
    }
    runs.sort_by(f64::total_cmp);
    runs[RUNS / 2]
}

/// As after a long while: a part of the cards was answered on each day.
fn after_long(course: &Course<'_>) -> History {
    let cards = course.situation.cards;
    let answers = |card: usize| {
        let first = (DAYS - 1) * card as u32 / cards as u32;
        let [on_first, on_second] = ANSWERS[card % ANSWERS.len()];
        [(first, on_first), (first + 1, on_second)]
            .map(|(day, rating)| course.event(card, rating, 13.0, &Clock::new(day, 0)))
    };
    let mut events: Vec<Event> = (0..cards).flat_map(answers).collect();
    events.sort_by_key(|event| event.time.instant);
    let scheduler = course.history.scheduler().clone();
    let history = History::fold(events, scheduler, STARTS, HashMap::new());
    let is_review = |known: &_| {
        matches!(history.card(known).map(|card| card.state), Some(State::Review { .. }))
    };
    assert!(course.deck.cards.iter().all(|card| is_review(&card.id)), "all have a key");
    history
}
