//! Whatever is asked, typed and resized, a screen is drawn and nothing panics.

use super::looking::{Looking, Overlay};
use super::theme::Theme;
use super::view::{self, Canvas, Seen};
use crate::asking::Key;
use crate::asking::keymap::STUDY;
use crate::asking::study::{Asking, News, Phase, Response, Step};
use crate::deck::Deck;
use crate::deck::parse::parse;
use crate::history::{History, Stamp};
use crate::quiz::format::Format;
use crate::quiz::queue::{Backlog, Limits};
use crate::quiz::session::{Mode, Rules, Session};
use crate::schedule::{Scheduler, SchedulerSettings};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

const THEME: Theme = Theme { color: true, ascii: false };

fn now() -> Stamp {
    "2026-01-01T12:00:00Z".parse().unwrap()
}

fn deck(body: &str) -> Deck {
    let text = format!("format = 1\nid = \"d\"\ntitle = \"D\"\n{body}");
    let parsed = parse(Path::new("d.toml"), &text);
    parsed.deck.unwrap_or_else(|| panic!("{:?}", parsed.faults))
}

fn asking(deck: &Deck) -> Asking {
    let scheduler = Scheduler::new(SchedulerSettings::default()).unwrap();
    let starts = jiff::civil::time(4, 0, 0, 0);
    let history = History::fold(Vec::new(), scheduler, starts, HashMap::new());
    let limits = Limits {
        new: 9,
        reviews: 9,
        decks: BTreeMap::new(),
        backlog: Backlog::Spread,
        new_all_the_same: false,
        exams: crate::quiz::exam_day::Exams::default(),
    };
    let rules = Rules {
        mode: Mode::Due,
        limits,
        day_starts_at: starts,
        until: None,
        formats: Format::ALL.to_vec(),
        seed: 1,
    };
    let decks = std::slice::from_ref(deck);
    let mut session = Session::new(decks, |_, _| true, history, rules, Vec::new(), now());
    let next = session.next(now()).unwrap();
    Asking::new(session.question(next, now()))
}

/// What `key` leads to where `seen` is on the screen.
fn press(asking: &mut Asking, looking: &mut Looking, key: &Key, seen: Seen) -> Option<Step> {
    let (mode, options) = (asking.mode(), asking.input.options());
    let action = looking.action(STUDY, mode, options, key, seen)?;
    let step = asking.act(action);
    match &step {
        Step::Shows(News::Keys) => looking.cover(Overlay::Keys),
        Step::Shows(News::History) => looking.cover(Overlay::History),
        _ => {}
    }
    Some(step)
}

/// Decks of one card of each form, with `text` wherever there is text.
fn decks(text: &str) -> Vec<Deck> {
    let quoted = |extra: &str| toml::Value::from(format!("{text}{extra}")).to_string();
    let (q, a, b, c) = (quoted("?"), quoted("1"), quoted("2"), quoted("3"));
    let bodies = [
        format!("front = {q}\nback = {a}\nask = \"reveal\"\nnote = {b}\nsource = {c}"),
        format!("front = {q}\nback = {a}\nask = \"type\""),
        format!("front = {q}\nback = {a}\nchoices = [{b}, {c}]"),
        format!("front = {q}\nback = [{a}, {b}]\nchoices = [{c}]"),
        format!("front = {q}\norder = [{a}, {b}, {c}]"),
        format!("front = {q}\nlist = [{a}, {b}, {c}]\nask = \"type\""),
        format!("front = {q}\nlist = [{a}, {b}, {c}]\nask = \"reveal\""),
        format!("front = {q}\npairs = [[{a}, {a}], [{b}, {b}], [{c}, {c}]]"),
    ];
    bodies.iter().map(|body| deck(&format!("[[card]]\nid = \"a\"\n{body}\n"))).collect()
}

fn keys() -> impl Strategy<Value = Vec<Key>> {
    let key = prop_oneof![
        4 => Just(Key::Enter),
        2 => Just(Key::Char(' ')),
        4 => proptest::char::range('!', '~').prop_map(Key::Char),
        1 => any::<char>().prop_map(Key::Char),
        1 => "\\PC{0,30}".prop_map(Key::Paste),
        4 => proptest::sample::select(vec![
            Key::Esc, Key::Tab, Key::Backspace, Key::Delete, Key::Left, Key::Right, Key::Up,
            Key::Down, Key::Home, Key::End, Key::PageUp, Key::PageDown, Key::F1, Key::Ctrl('w'),
        ]),
    ];
    proptest::collection::vec(key, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_no_key_and_no_size_makes_it_panic(
        text in "[a-z 한国🎉é\u{301}שלם،؟(){}]{1,60}",
        keys in keys(),
        sizes in proptest::collection::vec((1..130_u16, 1..50_u16), 1..8),
    ) {
        prop_assume!(!text.trim().is_empty() && !text.contains("{{"));
        for deck in decks(&text) {
            let (mut asking, mut looking) = (asking(&deck), Looking::default());
            for (key, (columns, lines)) in keys.iter().zip(sizes.iter().cycle()) {
                let (theme, columns, lines) = (THEME, *columns, *lines);
                let canvas = Canvas { theme, columns, lines };
                let drawn = view::question(&asking, &looking, canvas);
                if let Some((x, y)) = drawn.cursor {
                    prop_assert!(x < columns && y < lines);
                }
                if let Some(Step::Done(_)) = press(&mut asking, &mut looking, key, drawn.seen) {
                    break;
                }
            }
        }
    }

    #[test]
    fn no_key_both_reveals_and_rates(keys in proptest::collection::vec(
        prop_oneof![Just(Key::Enter), Just(Key::Char(' ')), Just(Key::Down), Just(Key::Char('a'))], 1..12,
    )) {
        for deck in decks("text") {
            let (mut asking, mut looking) = (asking(&deck), Looking::default());
            let mut press = |key: &Key| press(&mut asking, &mut looking, key, Seen::default());
            for key in &keys {
                match press(key) {
                    // The key that showed the answer, again and again.
                    Some(Step::Shows(News::Answer)) => {
                        for _ in 0..3 {
                            prop_assert!(!matches!(press(key), Some(Step::Done(_))), "{key:?} rates");
                        }
                    }
                    Some(Step::Done(_)) => break,
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn a_page_over_the_question_is_left_by_its_key_and_by_any_other() {
    let deck = deck("[[card]]\nid = \"a\"\nfront = \"Q\"\nback = \"Lima\"\nask = \"type\"\n");
    let (mut asking, mut looking) = (asking(&deck), Looking::default());
    let mut press = |key| {
        let step = press(&mut asking, &mut looking, &key, Seen::default());
        (step, looking.page)
    };
    for back in [Key::Esc, Key::Char('?'), Key::F1, Key::Char('x')] {
        assert_eq!(press(Key::Esc).1, Some(Overlay::Keys));
        assert_eq!(press(Key::Down).1, Some(Overlay::Keys));
        assert_eq!(press(back), (None, None));
    }
    press(Key::Esc);
    assert_eq!(press(Key::Char('i')).1, Some(Overlay::History));
    assert_eq!(press(Key::Char('i')), (None, None));
    press(Key::Esc);
    assert_eq!(press(Key::Char('m')), (Some(Step::Done(Response::Mark)), None));
    assert_eq!(asking.phase, Phase::Asked);
}
