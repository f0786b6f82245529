use super::*;
use crate::deck::parse;
use crate::history::{How, Manner};
use crate::quiz::exam::paper::question;
use crate::quiz::exam_day::Exams;
use crate::quiz::question::Answer;
use crate::quiz::question::Form;
use crate::quiz::queue::Backlog;
use crate::schedule::Scheduler;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

fn deck(count: usize) -> Deck {
    let card = |number| {
        format!("[[card]]\nid = \"c{number}\"\nfront = \"Q{number}?\"\nback = \"A{number}\"\n")
    };
    parse::tests::deck(&(1..=count).map(card).collect::<String>())
}

/// A cloze and a card with its reverse.
fn siblings() -> Deck {
    let cloze = "[[card]]\nid = \"a\"\ncloze = \"{{c1::x}} {{c2::y}}\"\n";
    let basic = "[[card]]\nid = \"r\"\nfront = \"q\"\nback = \"b\"\nreverse = true\n";
    parse::tests::deck(&format!("{cloze}{basic}"))
}

/// So many minutes after noon on 1 January 2026.
fn at(minutes: i64) -> Stamp {
    let noon: Timestamp = "2026-01-01T12:00:00Z".parse().unwrap();
    Stamp::new(noon + SignedDuration::from_mins(minutes), jiff::tz::Offset::UTC)
}

const DAY: i64 = 24 * 60;

pub(crate) fn rules(mode: Mode) -> Rules {
    Rules {
        mode,
        limits: Limits {
            new: 100,
            reviews: 100,
            decks: BTreeMap::new(),
            backlog: Backlog::Spread,
            new_all_the_same: false,
            exams: Exams::default(),
        },
        day_starts_at: jiff::civil::time(4, 0, 0, 0),
        until: None,
        formats: vec![Format::Reveal],
        seed: 7,
    }
}

fn history(events: &[Event]) -> History {
    let starts = jiff::civil::time(4, 0, 0, 0);
    History::fold(events.to_vec(), Scheduler::default(), starts, HashMap::new())
}

impl From<Mode> for Rules {
    fn from(mode: Mode) -> Self {
        rules(mode)
    }
}

/// A session of which nothing can be taken back.
pub(crate) fn session(
    deck: &Deck,
    rules: impl Into<Rules>,
    events: &[Event],
    now: Stamp,
) -> Session {
    let decks = std::slice::from_ref(deck);
    Session::new(decks, |_, _| true, history(events), rules.into(), Vec::new(), now)
}

/// The first session over so many cards.
fn first(count: usize, rules: impl Into<Rules>) -> Session {
    session(&deck(count), rules, &[], at(0))
}

fn rated(rating: Rating) -> Answer {
    Answer { rating, manner: Manner { how: Some(How::Reveal), ..Manner::default() } }
}

/// A question whose answer is typed.
fn typed() -> Question {
    question(deck(1).cards.remove(0), Form::Type)
}

/// Answers the next card; its id.
fn answer(session: &mut Session, rating: Rating, now: Stamp) -> Option<String> {
    let next = session.next(now)?;
    let id = session.card_id(next).clone();
    let event = session.answer(&id, rated(rating), 5_000, now);
    session.apply(&event, now);
    Some(id.card().to_owned())
}

fn undo(session: &mut Session, now: Stamp) -> bool {
    let Some(event) = session.undo(now) else { return false };
    session.apply(&event, now);
    true
}

#[test]
fn undo_goes_back_over_the_whole_day_and_asks_the_card_again() {
    let deck = deck(3);
    let mut first = session(&deck, Mode::Due, &[], at(0));
    for minute in 0..3 {
        answer(&mut first, Rating::Easy, at(minute));
    }
    assert_eq!(first.next(at(3)), None);
    let today = first.done.clone();
    let decks = std::slice::from_ref(&deck);
    let known = history(&today);
    let mut second = Session::new(decks, |_, _| true, known, rules(Mode::Due), today, at(60));
    assert_eq!(second.opening(at(60)).earlier, 3);
    for minute in 60..63 {
        assert!(undo(&mut second, at(minute)));
    }
    assert!(!undo(&mut second, at(63)));
    assert_eq!(second.queue.left(), Left { learning: 0, reviews: 0, new: 3 });
    let next = second.next(at(64)).unwrap();
    assert_eq!(second.card_id(next).card(), "c1");
}

#[test]
fn a_skipped_card_comes_when_nothing_else_is_left() {
    let mut session = first(3, Mode::Due);
    let skipped = session.next(at(0)).unwrap();
    session.skip(skipped);
    let order: Vec<String> =
        (0..3).filter_map(|minute| answer(&mut session, Rating::Easy, at(minute))).collect();
    assert_eq!(order, ["c2", "c3", "c1"]);
}

#[test]
fn cramming_asks_all_and_leaves_the_schedule_alone() {
    let mut session = first(3, Mode::Cram);
    let next = session.next(at(0)).unwrap();
    assert!(session.question(next, at(0)).waits.is_none());
    assert_eq!(session.queue.left().total(), 3);
    let wrong = answer(&mut session, Rating::Again, at(0)).unwrap();
    answer(&mut session, Rating::Good, at(0));
    answer(&mut session, Rating::Hard, at(0));
    // What was not recalled comes again.
    assert_eq!(answer(&mut session, Rating::Good, at(0)), Some(wrong));
    assert_eq!(session.next(at(0)), None);
    assert_eq!(session.summary(at(0)).answered, 4);
    for card in &session.cards {
        assert_eq!(session.history.card(&card.id).map(|known| known.answers), Some(0));
    }
}

#[test]
fn an_interrupted_cramming_goes_on_where_it_was() {
    let deck = deck(4);
    let mut first = session(&deck, Mode::Cram, &[], at(0));
    let mut order = vec![answer(&mut first, Rating::Good, at(0)).unwrap()];
    let again = answer(&mut first, Rating::Again, at(1)).unwrap();
    let mut second = session(&deck, Mode::Cram, &first.done, at(30));
    assert_eq!(second.queue.left().total(), 3);
    while let Some(id) = answer(&mut second, Rating::Good, at(31)) {
        order.push(id);
    }
    assert!(order.contains(&again));
    order.sort();
    assert_eq!(order, ["c1", "c2", "c3", "c4"]);
    // When all were recalled it begins anew.
    let events: Vec<Event> = first.done.iter().chain(&second.done).cloned().collect();
    assert_eq!(session(&deck, Mode::Cram, &events, at(60)).queue.left().total(), 4);
}

#[test]
fn cramming_that_counts_moves_the_schedule() {
    let mut session = first(1, Mode::CramThatCounts);
    answer(&mut session, Rating::Easy, at(0));
    assert_eq!(session.history.card(&session.cards[0].id).unwrap().answers, 1);
}

#[test]
fn the_session_ends_when_the_time_is_over() {
    let mut session = first(3, Rules { until: Some(at(10).instant), ..rules(Mode::Due) });
    assert!(session.next(at(9)).is_some());
    assert_eq!(session.next(at(10)), None);
    assert!(session.summary(at(10)).time_over);
}

#[test]
fn a_judged_answer_is_overruled_in_both_directions_and_once() {
    let mut session = first(1, Mode::Due);
    let id = session.cards[0].id.clone();
    let judged = typed().judged(Rating::Again, Rating::Again, 0);
    let event = session.answer(&id, judged, 0, at(0));
    session.apply(&event, at(0));
    assert!(session.overrule(false, at(1)).is_none());
    let events = session.overrule(true, at(1)).unwrap();
    assert_eq!(events[1].detail.to_string(), "how=type override=right");
    events.iter().for_each(|event| session.apply(event, at(1)));
    assert!(session.overrule(false, at(2)).is_none());
    assert_eq!(session.summary(at(2)).recalled, 1);
}

#[test]
fn the_detail_tells_hints_and_overruling() {
    for (rating, judged, detail) in [
        (Rating::Good, Rating::Good, "how=type hints=1"),
        (Rating::Good, Rating::Again, "how=type hints=1 override=right"),
        (Rating::Again, Rating::Hard, "how=type hints=1 override=wrong"),
    ] {
        assert_eq!(typed().judged(rating, judged, 1).manner.to_string(), detail);
    }
    assert_eq!(typed().revealed(Rating::Hard, 0).manner.to_string(), "how=reveal");
}

#[test]
fn the_summary_names_what_was_hard_and_what_comes() {
    let mut session = first(3, Mode::Due);
    for rating in [Rating::Again, Rating::Easy, Rating::Hard] {
        answer(&mut session, rating, at(0));
    }
    let summary = session.summary(at(0));
    let hard: Vec<(&str, usize)> =
        summary.hard.iter().map(|card| (card.prompt.as_str(), card.again)).collect();
    assert_eq!(hard, [("Q1?", 1), ("Q3?", 0)]);
    assert_eq!((summary.answered, summary.recalled, summary.streak), (3, 2, 1));
    assert_eq!(summary.took_ms, 15_000);
    assert_eq!((summary.left.learning, summary.returns_in), (2, None));
    assert_eq!(summary.week.len(), 7);
    assert_eq!(summary.week[0].date, jiff::civil::date(2026, 1, 2));
    assert_eq!(summary.week[0].reviews, 2);
}

#[test]
fn a_streak_counts_days_in_a_row() {
    let session = first(1, Mode::Due);
    let answer =
        |day: &i64| session.answer(&session.cards[0].id, rated(Rating::Good), 0, at(day * DAY));
    let answers = |days: &[i64]| days.iter().map(answer).collect::<Vec<_>>();
    let today = jiff::civil::date(2026, 1, 11);
    assert_eq!(history(&answers(&[5, 7, 8, 9])).streak(today), 3);
    assert_eq!(history(&answers(&[8, 9, 10])).streak(today), 3);
    assert_eq!(history(&answers(&[7, 8])).streak(today), 0);
}

/// Forty cards learnt on one day and left alone for weeks.
fn forgotten(deck: &Deck) -> Vec<Event> {
    let made = session(deck, Mode::Due, &[], at(0));
    let cards = deck.cards.iter();
    cards.map(|card| made.answer(&card.id, rated(Rating::Easy), 0, at(0))).collect()
}

#[test]
fn a_backlog_is_spread_over_days_and_new_cards_wait() {
    let deck = deck(60);
    let mut events = forgotten(&deck);
    events.truncate(50);
    let mut left = Vec::new();
    for day in 60..70 {
        let mut today = session(&deck, Mode::Due, &events, at(day * DAY));
        let Left { reviews, new, .. } = today.queue.left();
        left.push((reviews, new, today.opening(at(day * DAY)).new_waits));
        while answer(&mut today, Rating::Easy, at(day * DAY)).is_some() {}
        events.extend(today.done);
    }
    assert_eq!(left[..3], [(30, 0, true), (20, 10, false), (0, 0, false)]);
}

#[test]
fn a_second_session_of_a_day_keeps_to_the_plan() {
    let deck = deck(50);
    let mut events = forgotten(&deck);
    let mut first = session(&deck, Mode::Due, &events, at(60 * DAY));
    for _ in 0..4 {
        answer(&mut first, Rating::Easy, at(60 * DAY));
    }
    events.extend(first.done);
    let second = session(&deck, Mode::Due, &events, at(60 * DAY + 30));
    assert_eq!(second.queue.left().reviews, 26);
    assert_eq!(second.opening(at(60 * DAY)).plan.unwrap().overdue, 50);
}

#[test]
fn all_reviews_come_at_once_where_that_is_asked_for() {
    let deck = deck(50);
    let mut rules = rules(Mode::Due);
    rules.limits.backlog = Backlog::AtOnce;
    let session = session(&deck, rules, &forgotten(&deck), at(60 * DAY));
    assert_eq!(session.queue.left().reviews, 50);
}

#[test]
fn siblings_never_meet_on_one_day_in_learning_too() {
    let deck = siblings();
    let mut events: Vec<Event> = Vec::new();
    let mut ratings = [Rating::Good, Rating::Good, Rating::Again, Rating::Good].into_iter().cycle();
    for day in 0..12 {
        let mut today = session(&deck, Mode::Due, &events, at(day * DAY));
        // The first day ends in the middle of learning.
        let most = if day == 0 { 2 } else { 40 };
        let mut asked: HashSet<String> = HashSet::new();
        for minute in 0..most {
            let rating = ratings.next().unwrap();
            asked.extend(answer(&mut today, rating, at(day * DAY + minute)));
        }
        let notes: HashSet<&str> = asked.iter().filter_map(|id| id.split('.').next()).collect();
        assert_eq!(notes.len(), asked.len(), "day {day}: {asked:?}");
        events.extend(today.done);
    }
    assert_eq!(events.iter().map(|event| &event.card).collect::<HashSet<_>>().len(), 4);
}

#[test]
fn the_sibling_of_a_card_that_was_put_aside_waits_a_day() {
    let deck = siblings();
    for kind in [EventKind::Bury, EventKind::Suspend] {
        let events = [Event::new(&deck.cards[0].id, kind, at(0))];
        let left = |day: i64| session(&deck, Mode::Due, &events, at(day * DAY)).queue.left().new;
        assert_eq!((left(0), left(1)), (1, 2), "{kind}");
    }
}

#[test]
fn what_is_put_aside_makes_room_for_the_next_new_card() {
    for kind in [EventKind::Bury, EventKind::Suspend] {
        let mut rules = rules(Mode::Due);
        rules.limits.new = 2;
        let mut session = first(6, rules);
        for left in [2, 2, 2, 2, 1, 0] {
            let next = session.next(at(0)).unwrap();
            let event = Event::new(session.card_id(next), kind, at(0));
            session.apply(&event, at(0));
            assert_eq!(session.queue.left().new, left, "{kind}");
        }
    }
}

#[test]
fn an_edited_deck_is_asked_with_its_new_text() {
    let mut edited = deck(2);
    let mut session = session(&edited, Mode::Due, &[], at(0));
    let next = session.next(at(0)).unwrap();
    let mut note = edited.cards[0].of_note().clone();
    if let crate::deck::Content::Basic { front, .. } = &mut note.content {
        *front = "Better?".to_owned();
    }
    edited.cards[0] = Card::of(edited.cards[0].id.clone(), note).unwrap();
    session.update(&edited);
    assert_eq!(session.question(next, at(0)).prompt(), "Better?");
    assert_eq!(session.question(next, at(0)).form, Form::Reveal);
}

#[derive(Debug, Clone, Copy)]
enum Act {
    Rate(Rating),
    Make(EventKind),
    Skip,
    Undo,
}

fn acts() -> impl Strategy<Value = Vec<(Act, i64)>> {
    let act = prop_oneof![
        6 => select(Rating::ALL.to_vec()).prop_map(Act::Rate),
        3 => select(vec![EventKind::Suspend, EventKind::Bury, EventKind::Mark]).prop_map(Act::Make),
        1 => Just(Act::Skip),
        5 => Just(Act::Undo),
    ];
    proptest::collection::vec((act, prop_oneof![4 => 0..12_i64, 1 => 300..1_500_i64]), 0..60)
}

fn act(session: &mut Session, act: Act, now: Stamp) {
    if let Act::Undo = act {
        undo(session, now);
        return;
    }
    let Some(next) = session.next(now) else { return };
    let id = session.card_id(next).clone();
    let event = match act {
        Act::Rate(rating) => session.answer(&id, rated(rating), 1_000, now),
        Act::Make(kind) => Event::new(&id, kind, now),
        Act::Skip | Act::Undo => return session.skip(next),
    };
    session.apply(&event, now);
}

/// The first session over a deck in which this is done; and its last minute.
fn acted(deck: &Deck, rules: impl Into<Rules>, acts: Vec<(Act, i64)>) -> (Session, i64) {
    let mut session = session(deck, rules, &[], at(0));
    let mut minutes = 0;
    for (next, pause) in acts {
        minutes += pause + 1;
        act(&mut session, next, at(minutes));
    }
    (session, minutes)
}

fn known(history: &History, deck: &Deck) -> Vec<(CardHistory, Vec<crate::history::Review>)> {
    let state = |id| history.card(id).cloned().unwrap_or_else(CardHistory::new);
    deck.cards.iter().map(|card| (state(&card.id), history.reviews(&card.id))).collect()
}

proptest! {
    #[test]
    fn what_is_undone_never_happened(acts in acts()) {
        let deck = deck(6);
        let (mut one, minutes) = acted(&deck, Mode::Due, acts);
        // A run in which only what still counts took place.
        let other = session(&deck, Mode::Due, &one.done, at(minutes));
        prop_assert_eq!(known(&one.history, &deck), known(&other.history, &deck));
        // And what it asks next is what a session begun now would ask.
        one.next(at(minutes));
        prop_assert_eq!(one.queue.left(), other.queue.left());
        while undo(&mut one, at(minutes + 1)) {}
        prop_assert!(known(&one.history, &deck).iter().all(|(state, _)| *state == CardHistory::new()));
    }
}

/// Rules with an exam of deck `d` so many days after 1 January 2026.
fn rules_with_exam(days: i64, minutes: u32) -> Rules {
    use crate::quiz::exam_day::Aim;
    let date = jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(days);
    let aims = vec![Aim { date, decks: BTreeMap::from([("d".to_owned(), Vec::new())]) }];
    let mut rules = rules(Mode::Due);
    rules.limits.exams = Exams { aims, minutes: Some(minutes), ..Exams::default() };
    (rules.limits.new, rules.limits.reviews) = (2, 2);
    rules
}

#[test]
fn before_an_exam_the_minutes_rule_and_after_it_the_limits() {
    let deck = deck(40);
    let left = |day: i64| session(&deck, rules_with_exam(5, 10), &[], at(day * DAY)).queue.left();
    assert_eq!(left(0), Left { learning: 0, reviews: 0, new: 16 });
    assert_eq!(left(5), Left { learning: 0, reviews: 0, new: 16 });
    assert_eq!(left(6), Left { learning: 0, reviews: 0, new: 2 });
}

#[test]
fn time_that_quick_answers_saved_brings_more_cards() {
    let mut session = first(60, rules_with_exam(5, 10));
    let planned = session.queue.left().new;
    // Five seconds an answer.
    let answers = std::iter::from_fn(|| answer(&mut session, Rating::Easy, at(0))).count();
    assert_eq!(planned, 16);
    assert!((50..=60).contains(&answers), "{answers}");
}

#[test]
fn suspended_and_buried_cards_do_not_come_for_an_exam() {
    let deck = deck(5);
    let mark = |card: usize, kind| Event::new(&deck.cards[card].id, kind, at(0));
    let events = [mark(0, EventKind::Suspend), mark(1, EventKind::Bury)];
    let left =
        |day| session(&deck, rules_with_exam(9, 60), &events, at(day * DAY)).queue.left().new;
    assert_eq!((left(0), left(1)), (3, 4));
}

proptest! {
    #[test]
    fn before_an_exam_the_order_is_the_same_each_time_and_states_are_replayed(
        acts in acts(), exam in 0..20_i64,
    ) {
        let deck = deck(8);
        let (one, minutes) = acted(&deck, rules_with_exam(exam, 20), acts);
        let again = || session(&deck, rules_with_exam(exam, 20), &one.done, at(minutes));
        prop_assert_eq!(again().queue, again().queue);
        // Without an exam the same events give the same states.
        let without = session(&deck, Mode::Due, &one.done, at(minutes));
        prop_assert_eq!(known(&one.history, &deck), known(&without.history, &deck));
    }

    #[test]
    fn for_an_exam_no_card_is_asked_twice_a_day(ratings in proptest::collection::vec(0..4_usize, 1..80), exam in 0..6_i64) {
        let deck = deck(12);
        let mut events: Vec<Event> = Vec::new();
        let mut ratings = ratings.into_iter().cycle();
        // Two sessions on each of three days.
        for begin in (0..6).map(|number| number / 2 * DAY + number % 2 * 60) {
            let mut session = session(&deck, rules_with_exam(exam, 30), &events, at(begin));
            for minute in 0..60 {
                let now = at(begin + minute);
                let Some(next) = session.next(now) else { break };
                let known = session.history.card(session.card_id(next)).cloned();
                let today = now.study_day(session.rules.day_starts_at);
                // Again on one day only for a learning step.
                let again = known.is_some_and(|known| known.last_day == Some(today) && matches!(known.due, Due::On(_)));
                prop_assert!(!again);
                let rating = Rating::ALL[ratings.next().unwrap_or(2)];
                answer(&mut session, rating, now);
            }
            events.extend(session.done.clone());
        }
    }
}
