//! Whatever is asked, typed and resized, a screen is drawn and nothing panics.

use super::asking::{Asking, Step};
use super::keys::Key;
use super::theme::Theme;
use super::view;
use crate::deck::Deck;
use crate::deck::parse::parse;
use crate::history::{History, Stamp};
use crate::quiz::format::Format;
use crate::quiz::queue::{Backlog, Limits};
use crate::quiz::session::{Mode, Rules, Session};
use crate::schedule::{Rating, Scheduler, SchedulerSettings};
use crate::ui::Response;
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
    Asking::new(session.question(next, now()), Vec::new())
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
            let mut asking = asking(&deck);
            for (key, (columns, lines)) in keys.iter().zip(sizes.iter().cycle()) {
                let drawn = view::question(&asking, THEME, *columns, *lines);
                if let Some((x, y)) = drawn.cursor {
                    prop_assert!(x < *columns && y < *lines);
                }
                if let Step::Leave(_) = asking.key(key, drawn.seen.top) {
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
            let mut asking = asking(&deck);
            for key in &keys {
                match asking.key(key, 0) {
                    // The key that showed the answer, again and again.
                    Step::Shown => {
                        for _ in 0..3 {
                            let step = asking.key(key, 0);
                            prop_assert!(!matches!(step, Step::Leave(_)), "{key:?} rates");
                        }
                    }
                    Step::Leave(_) => break,
                    Step::Stay | Step::Suspend => {}
                }
            }
        }
    }
}

/// Presses `keys`; the answer that they end with.
fn answer(body: &str, keys: &[Key]) -> (Rating, String) {
    let mut asking = asking(&deck(&format!("[[card]]\nid = \"a\"\n{body}\n")));
    for key in keys {
        if let Step::Leave(Response::Answer(answer)) = asking.key(key, 0) {
            return (answer.rating, answer.detail());
        }
    }
    panic!("expected an answer, found {:?}", asking.phase)
}

fn typed(text: &str) -> Vec<Key> {
    let keys = text.chars().map(|c| if c == '\n' { Key::Enter } else { Key::Char(c) });
    keys.collect()
}

#[test]
fn each_form_is_answered_and_rated() {
    let basic = "front = \"Q\"\nback = \"Lima\"\n";
    let cases: [(&str, &str, Rating, &str); 8] = [
        ("ask = \"reveal\"", "\n3", Rating::Good, "how=reveal"),
        ("ask = \"type\"", "Lima\n ", Rating::Good, "how=type"),
        ("ask = \"type\"", "Cuzco\n ", Rating::Again, "how=type"),
        ("ask = \"type\"", "Cuzco\nr", Rating::Good, "how=type override=right"),
        ("ask = \"type\"", "Lima\nw", Rating::Again, "how=type override=wrong"),
        ("ask = \"type\"", "\n2", Rating::Hard, "how=reveal"),
        ("choices = [\"Quito\"]", "a ", Rating::Good, "how=choose"),
        ("ask = \"reveal\"", "h\n43", Rating::Good, "how=reveal hints=1"),
    ];
    for (extra, keys, rating, detail) in cases {
        let found = answer(&format!("{basic}{extra}"), &typed(keys));
        assert_eq!(found, (rating, detail.to_owned()), "{extra} {keys:?}");
    }
}
