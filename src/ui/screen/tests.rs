//! Whatever is asked, typed and resized, a screen is drawn and nothing panics.

use super::looking::{Looking, Overlay};
use super::theme::Theme;
use super::view::{self, Canvas, Seen};
use crate::asking::Key;
use crate::asking::keymap::STUDY;
use crate::asking::study::{Asking, News, Opened, Phase, Response, Step};
use crate::deck::parse::parse;
use crate::document::Passage;
use crate::document::testing::passage;
use crate::quiz::exam::paper::question;
use crate::quiz::question::{Form, Question};
use crate::schedule::Wait;
use proptest::prelude::*;
use std::path::Path;

const THEME: Theme = Theme { color: true, ascii: false };

/// The first card of a deck of these cards, asked in `form`, with a wait for each
/// rating.
fn asking(cards: &str, form: Form) -> Asking {
    let text = format!("format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\n{cards}\n");
    let parsed = parse(Path::new("d.toml"), &text);
    let deck = parsed.deck.unwrap_or_else(|| panic!("{:?}", parsed.faults));
    let waits = Some([Wait::Minutes(1), Wait::Minutes(10), Wait::Days(3), Wait::Days(90)]);
    Asking::new(Question { waits, ..question(deck.cards[0].clone(), form) })
}

/// What `key` leads to where `seen` is on the screen.
fn press(asking: &mut Asking, looking: &mut Looking, key: &Key, seen: Seen) -> Option<Step> {
    let (mode, options) = (asking.mode(), asking.input.options());
    let action = looking.action(STUDY, mode, options, key, seen)?;
    let step = asking.act(action);
    match &step {
        Step::Shows(News::Keys) => looking.cover(Overlay::Keys),
        Step::Shows(News::History) => looking.cover(Overlay::History),
        Step::Opens => {
            let text = asking.question.prompt();
            let headings = vec![text.clone()];
            let passage = Passage { headings, ..passage(&text, &text, &text) };
            asking.opened = Some(Opened { passage, remark: Some(text) });
            looking.cover(Overlay::Passage);
        }
        _ => {}
    }
    Some(step)
}

/// A question of each form, with `text` wherever there is text.
fn questions(text: &str) -> Vec<Asking> {
    let [a, b, c] = ["1", "2", "3"].map(|end| format!("{text}{end}"));
    let shown = vec![a.clone(), b.clone(), c.clone()];
    let quoted = |text: &String| toml::Value::from(text.as_str()).to_string();
    let [q, a, b, c] = [&format!("{text}?"), &a, &b, &c].map(quoted);
    let (one, several) = (vec![0], vec![0, 1]);
    let key = vec![2, 0, 1];
    let forms = [
        (format!("back = {a}\nnote = {b}\nsource = {c}"), Form::Reveal),
        (format!("back = {a}"), Form::Reverse),
        (format!("back = {a}"), Form::Type),
        (
            format!("back = {a}\nchoices = [{b}, {c}]"),
            Form::Choose { options: shown.clone(), right: one },
        ),
        (
            format!("back = [{a}, {b}]\nchoices = [{c}]"),
            Form::Choose { options: shown.clone(), right: several },
        ),
        (
            format!("order = [{a}, {b}, {c}]"),
            Form::Order { shown: shown.clone(), right: key.clone() },
        ),
        (format!("list = [{a}, {b}, {c}]"), Form::List),
        (format!("list = [{a}, {b}, {c}]"), Form::Tick),
        (
            format!("pairs = [[{a}, {a}], [{b}, {b}], [{c}, {c}]]"),
            Form::Match { left: shown.clone(), right: shown, key },
        ),
    ];
    forms.into_iter().map(|(keys, form)| asking(&format!("front = {q}\n{keys}"), form)).collect()
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
        for mut asking in questions(&text) {
            let mut looking = Looking::default();
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
        for mut asking in questions("text") {
            let mut looking = Looking::default();
            for key in &keys {
                match press(&mut asking, &mut looking, key, Seen::default()) {
                    // The key that showed the answer, again and again.
                    Some(Step::Shows(News::Answer)) => {
                        for _ in 0..3 {
                            // An Enter that judged is told from the next by the terminal.
                            if *key == Key::Enter && asking.judged().is_some() {
                                break;
                            }
                            let step = press(&mut asking, &mut looking, key, Seen::default());
                            prop_assert!(!matches!(step, Some(Step::Done(_))), "{key:?} rates");
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
    let mut asking = asking("front = \"Q\"\nback = \"Lima\"", Form::Type);
    let mut looking = Looking::default();
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
    let early = News::Said("The passage follows with the answer.");
    assert_eq!(press(Key::Char('p')), (Some(Step::Shows(early)), None));
    press(Key::Esc);
    assert_eq!(press(Key::Char('m')), (Some(Step::Done(Response::Mark)), None));
    assert_eq!(asking.phase, Phase::Asked);
}
