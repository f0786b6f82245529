//! What events lead to.

use super::*;
use crate::history::merge::{Located, merge};
use crate::history::{Deed, Due, How};
use crate::schedule::State;
use proptest::prelude::*;

const START: i64 = 1_767_225_600_000; // 2026-01-01T00:00:00Z
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

fn stamp(ms: i64) -> Stamp {
    let instant = jiff::Timestamp::from_millisecond(START + 12 * 60 * MINUTE + ms).unwrap();
    Stamp::new(instant, jiff::tz::Offset::UTC)
}

fn event(ms: i64, card: &str, kind: EventKind, detail: &str) -> Event {
    Event { detail: detail.into(), ..Event::new(&card.parse().unwrap(), kind, stamp(ms)) }
}

fn answer(ms: i64, card: &str, rating: Rating) -> Event {
    event(ms, card, EventKind::Review(rating), "how=reveal")
}

fn undo(ms: i64, of: &Event) -> Event {
    of.undo(stamp(ms))
}

fn fold(events: Vec<Event>) -> History {
    renamed(events, HashMap::new())
}

fn renamed(events: Vec<Event>, renames: HashMap<CardId, CardId>) -> History {
    History::fold(events, Scheduler::default(), jiff::civil::time(4, 0, 0, 0), renames)
}

fn card(history: &History, id: &str) -> CardHistory {
    history.card(&id.parse().unwrap()).cloned().unwrap_or_else(CardHistory::new)
}

#[test]
fn answers_lead_through_steps_into_review() {
    let events = vec![answer(0, "d/a", Rating::Good), answer(10 * MINUTE, "d/a", Rating::Good)];
    let history = fold(events);
    let known = card(&history, "d/a");
    assert_eq!(known.state.as_str(), "review");
    assert_eq!(known.due, Due::On(jiff::civil::date(2026, 1, 3)));
    assert_eq!((known.answers, known.introduced, known.reviewed), (2, 1, 0));
}

#[test]
fn an_undone_answer_never_happened_even_where_the_undo_stands_first() {
    let first = answer(0, "d/a", Rating::Good);
    let second = answer(DAY, "d/a", Rating::Again);
    let without = fold(vec![first.clone()]);
    let with = fold(vec![undo(-DAY, &second), first, second]);
    assert_eq!(card(&with, "d/a"), card(&without, "d/a"));
}

#[test]
fn an_undo_cannot_be_undone() {
    let good = answer(0, "d/a", Rating::Good);
    let back = undo(1, &good);
    let again = undo(2, &back);
    assert_eq!(card(&fold(vec![good, back, again]), "d/a"), CardHistory::new());
}

#[test]
fn a_sitting_is_undone_as_one() {
    let sat = |ms, id| event(ms, id, EventKind::Review(Rating::Again), "exam=2026-x");
    let mut history = fold(vec![answer(0, "d/a", Rating::Easy), sat(DAY, "d/a"), sat(DAY, "d/b")]);
    history.apply(&event(DAY + 1, "d/a", EventKind::Undo, "exam=2026-x"));
    assert_eq!(card(&history, "d/a").answers, 1);
    assert_eq!(card(&history, "d/b").answers, 0);
}

#[test]
fn cram_leaves_the_schedule_alone() {
    let crammed = event(DAY, "d/a", EventKind::Review(Rating::Again), "how=reveal cram=yes");
    let first = answer(0, "d/a", Rating::Easy);
    assert_eq!(card(&fold(vec![first.clone(), crammed]), "d/a"), card(&fold(vec![first]), "d/a"));
}

#[test]
fn reset_makes_new_but_keeps_suspension_and_used_limits() {
    let history = fold(vec![
        answer(0, "d/a", Rating::Easy),
        event(1, "d/a", EventKind::Suspend, ""),
        event(2, "d/a", EventKind::Reset, ""),
    ]);
    let known = card(&history, "d/a");
    assert_eq!((known.state, known.suspended, known.lapses), (State::New, true, 0));
    assert_eq!(history.used_on(jiff::civil::date(2026, 1, 1))["d"].new, 1);
    assert_eq!(history.reviews(&"d/a".parse().unwrap()).len(), 1);
}

#[test]
fn what_happened_to_a_card_is_all_told_but_what_was_taken_back() {
    let (bad, mark) = (answer(1, "d/a", Rating::Again), event(3, "d/a", EventKind::Mark, ""));
    let fed = event(4, "d/a", EventKind::Review(Rating::Easy), "how=type exam=x");
    let history = fold(vec![
        answer(0, "d/a", Rating::Good),
        bad.clone(),
        undo(2, &bad),
        mark.clone(),
        fed.clone(),
        undo(5, &mark),
        undo(6, &fed),
        event(7, "d/a", EventKind::Review(Rating::Hard), "how=type cram=yes"),
        event(8, "d/a", EventKind::Suspend, ""),
        event(9, "d/a", EventKind::Reset, ""),
    ]);
    let deeds = history.deeds(&"d/a".parse().unwrap());
    let [Deed::Answered(good), rest @ ..] = deeds.as_slice() else { panic!("{deeds:?}") };
    assert_eq!((good.rating, good.how), (Rating::Good, Some(How::Reveal)));
    let expected = [
        Deed::TookBack(stamp(2), Some(EventKind::Review(Rating::Again))),
        Deed::TookBack(stamp(5), Some(EventKind::Mark)),
        Deed::TookBack(stamp(6), None),
        Deed::Crammed(stamp(7), Rating::Hard),
        Deed::Did(stamp(8), EventKind::Suspend),
        Deed::Did(stamp(9), EventKind::Reset),
    ];
    assert_eq!(rest, expected);
    assert_eq!(history.deeds(&"d/b".parse().unwrap()), []);
}

#[test]
fn eight_lapses_make_a_leech() {
    let mut events = vec![answer(0, "d/a", Rating::Easy)];
    for lapse in 1..=8 {
        events.push(answer(lapse * 40 * DAY, "d/a", Rating::Again));
        events.push(answer(lapse * 40 * DAY + 10 * MINUTE, "d/a", Rating::Good));
    }
    let known = card(&fold(events[..events.len() - 2].to_vec()), "d/a");
    assert_eq!((known.lapses, known.is_leech()), (7, false));
    let known = card(&fold(events), "d/a");
    assert_eq!((known.lapses, known.is_leech()), (8, true));
}

#[test]
fn burying_ends_with_the_study_day() {
    let known = card(&fold(vec![event(0, "d/a", EventKind::Bury, "")]), "d/a");
    assert_eq!(known.buried_on, Some(jiff::civil::date(2026, 1, 1)));
}

#[test]
fn a_renamed_card_keeps_its_history() {
    let renames = HashMap::from([("old/a".parse().unwrap(), "d/a".parse().unwrap())]);
    let history = renamed(vec![answer(0, "old/a", Rating::Good)], renames);
    assert_eq!(card(&history, "d/a").answers, 1);
    assert_eq!(history.card(&"old/a".parse().unwrap()), None);
}

#[test]
fn the_day_after_is_one_day_later_by_the_study_day() {
    let events = vec![
        answer(0, "d/a", Rating::Easy),
        answer(15 * 60 * MINUTE, "d/a", Rating::Good), // 03:00 the next morning
        answer(17 * 60 * MINUTE, "d/a", Rating::Good), // 05:00
    ];
    let reviews = fold(events).reviews(&"d/a".parse().unwrap());
    assert_eq!(reviews.iter().map(|review| review.elapsed_days).collect::<Vec<_>>(), [0, 0, 1]);
}

fn kinds() -> impl Strategy<Value = EventKind> {
    let kinds = EventKind::ALL.into_iter().filter(|kind| *kind != EventKind::Undo);
    proptest::sample::select(kinds.collect::<Vec<_>>())
}

prop_compose! {
    fn lines()(rows in proptest::collection::vec(
        (0..40 * DAY, 0..4_usize, kinds(), 0..3_usize, proptest::option::of(0..8_usize)), 0..40,
    )) -> Vec<Located> {
        let mut lines: Vec<Located> = Vec::new();
        for (line, (ms, id, kind, device, undoes)) in (0..).zip(rows) {
            let event = match undoes.and_then(|index| lines.get(index)) {
                Some(target) => undo(ms, &target.event),
                None => event(ms, CARDS[id], kind, ""),
            };
            lines.push(Located { device: ["x", "y", "z"][device].into(), line, event });
        }
        lines
    }
}

const CARDS: [&str; 4] = ["d/a", "d/b", "d/c.1", "e/a.r"];

fn fold_lines(lines: Vec<Located>) -> [CardHistory; 4] {
    let history = fold(merge(lines).into_iter().map(|line| line.event).collect());
    CARDS.map(|id| card(&history, id))
}

proptest! {
    #[test]
    fn the_order_of_files_does_not_matter(lines in lines(), swaps in proptest::collection::vec((0..40_usize, 0..40_usize), 0..20)) {
        let mut shuffled = lines.clone();
        for (a, b) in swaps {
            if a < shuffled.len() && b < shuffled.len() {
                shuffled.swap(a, b);
            }
        }
        prop_assert_eq!(fold_lines(shuffled), fold_lines(lines));
    }

    #[test]
    fn merging_is_a_union(lines in lines()) {
        let copies = lines.iter().cloned().map(|mut line| { line.device = "copy".into(); line });
        let twice: Vec<Located> = lines.iter().cloned().chain(copies).collect();
        prop_assert_eq!(merge(twice.clone()).len(), merge(merge(twice.clone())).len());
        prop_assert_eq!(fold_lines(twice), fold_lines(lines));
    }

    #[test]
    fn following_events_in_pieces_gives_the_same(lines in lines(), piece in 1..9_usize) {
        let mut history = fold(Vec::new());
        let events: Vec<Event> = merge(lines.clone()).into_iter().map(|line| line.event).collect();
        for events in events.chunks(piece) {
            history.apply_all(events);
            history.apply_all(events);
        }
        prop_assert_eq!(CARDS.map(|id| card(&history, id)), fold_lines(lines));
    }

    #[test]
    fn memory_stays_within_its_bounds(ratings in proptest::collection::vec((1..=4_usize, 0..400_i64), 1..60)) {
        let mut time = 0;
        let events: Vec<Event> = ratings.iter().map(|&(rating, days)| {
            time += days * DAY + MINUTE;
            answer(time, "d/a", Rating::ALL[rating - 1])
        }).collect();
        let history = fold(events);
        for review in history.reviews(&"d/a".parse().unwrap()) {
            prop_assert!(review.interval_days <= 36_500);
            prop_assert!(review.memory.stability.days() > 0.0);
            prop_assert!((1.0..=10.0).contains(&review.memory.difficulty.get()));
        }
        let recall = history.recall(&"d/a".parse().unwrap(), stamp(time + 10 * DAY)).unwrap();
        prop_assert!((0.0..=1.0).contains(&recall.get()));
    }
}

/// Answered `at` these times from 1 January on, and corrected on a day; as it is on the 8th.
fn corrected(answers: &[i64], day: i8) -> (Due, Option<Date>) {
    let events = answers.iter().map(|at| answer(*at, "d/a", Rating::Good)).collect();
    let corrections = HashMap::from([("d/a".parse().unwrap(), jiff::civil::date(2026, 1, day))]);
    let known = card(&fold(events).with_corrections(corrections), "d/a");
    (known.due, known.corrected_since(jiff::civil::date(2026, 1, 8)))
}

#[test]
fn a_correction_is_asked_once_from_its_day_on_and_not_before() {
    let on = |day| Due::On(jiff::civil::date(2026, 1, day));
    let learnt = [0, 10 * MINUTE, 2 * DAY];
    let (plain, _) = corrected(&learnt, 1);
    assert!(matches!(plain, Due::On(day) if day > jiff::civil::date(2026, 1, 8)), "{plain:?}");
    // Corrected since, today, and in the days to come.
    assert_eq!(corrected(&learnt, 7), (on(7), Some(jiff::civil::date(2026, 1, 7))));
    assert_eq!(corrected(&learnt, 8), (on(8), Some(jiff::civil::date(2026, 1, 8))));
    assert_eq!(corrected(&learnt, 9), (on(9), None));
    // Answered on that day and later.
    assert_eq!(corrected(&learnt, 3), (plain, None));
    let (due, since) = corrected(&[0, 10 * MINUTE, 2 * DAY, 6 * DAY], 7);
    assert!(matches!(due, Due::On(day) if day > jiff::civil::date(2026, 1, 8)), "{due:?}");
    assert_eq!(since, None);
    // Due before it all the same, and never answered.
    assert_eq!(corrected(&learnt[..2], 7).0, on(3));
    assert_eq!(corrected(&[], 7), (Due::On(Date::MIN), None));
}

#[test]
fn an_answer_that_is_taken_back_answers_no_correction() {
    let [first, step, later, last] =
        [0, 10 * MINUTE, 2 * DAY, 6 * DAY].map(|at| answer(at, "d/a", Rating::Good));
    let corrections = || HashMap::from([("d/a".parse().unwrap(), jiff::civil::date(2026, 1, 6))]);
    let mut history =
        fold(vec![first.clone(), step.clone(), later.clone()]).with_corrections(corrections());
    let before = card(&history, "d/a");
    history.apply(&last);
    assert_ne!(card(&history, "d/a").due, before.due);
    let undone = undo(6 * DAY + MINUTE, &last);
    history.apply(&undone);
    assert_eq!(card(&history, "d/a"), before);
    // Events that come one by one lead to the same.
    let mut empty = fold(Vec::new()).with_corrections(corrections());
    empty.apply_all(&[first, step, later]);
    assert_eq!(card(&empty, "d/a"), before);
    assert_eq!(card(&empty.without_events(), "d/a"), CardHistory::new());
}
