//! A window that changes its size at any moment.

use super::{TYPE, studying, world_with};
use crate::harness::World;
use crate::screen::{SMALL, Screen, Size, USUAL};

/// Keys of the card, and a script; the last of it is seen at any size.
const MOMENTS: [(&str, &str); 12] = [
    ("back = \"Lima\"", "Capital?"),
    ("back = \"Lima\"", "Capital? {⏎} Lima"),
    ("back = \"Lima\"", "Capital? {?} Keys"),
    ("back = \"Lima\"", "Capital? {i} No answers yet."),
    ("back = \"Lima\"", "Capital? {h} Hint: L"),
    (TYPE, "Capital? {Lisboa} › Lisboa"),
    (TYPE, "Capital? {Lisboa} › Lisboa {⏎} Wrong"),
    ("back = \"Lima\"\nchoices = [\"Quito\", \"Ica\"]", "Capital? {↓} › a"),
    ("order = [\"one\", \"two\", \"three\"]", "Capital? { } = 1. {↓} = 2."),
    ("pairs = [[\"Livia\", \"Augustus\"], [\"Fulvia\", \"Antony\"]]", "Capital? {b} › 2."),
    ("back = \"Lima\"", "Capital? {⏎} 1–4 rate {4} Done for today"),
    ("list = [\"Romulus\", \"Numa\"]\nask = \"reveal\"", "Capital? {⏎} [ ] Romulus {↓} › [ ]"),
];

fn start(card: &str, script: &str, size: Size) -> (World, Screen) {
    let world = world_with(&format!("{card}\nnote = \"{}\"", "A long note. ".repeat(12)));
    let mut screen = Screen::start(&world, size);
    screen.follow(script);
    (world, screen)
}

#[track_caller]
fn wait_for_all(screen: &Screen, wanted: &str) {
    screen.wait_until(&format!("screen of\n{wanted}\nbut"), |screen| screen.contents() == wanted);
}

/// Where nothing of a question can be shown.
#[track_caller]
fn shrink(screen: &Screen) {
    screen.resize((5, 12));
    screen.wait_for("Please\nenlarge the");
}

#[test]
fn a_screen_after_a_change_is_as_if_it_always_had_that_size() {
    for (card, script) in MOMENTS {
        let small = {
            let (_world, screen) = start(card, script, SMALL);
            (screen.settled(), screen.shows_cursor(), screen.cursor())
        };
        let (_world, screen) = start(card, script, USUAL);
        let usual = screen.settled();
        screen.resize(SMALL);
        wait_for_all(&screen, &small.0);
        assert_eq!(screen.shows_cursor(), small.1);
        assert!(!small.1 || screen.cursor() == small.2);
        shrink(&screen);
        screen.lacks("Capital");
        screen.resize((1, 1));
        screen.wait_until("one cell", |screen| screen.contents().trim_end().len() <= 1);
        screen.resize(SMALL);
        wait_for_all(&screen, &small.0);
        screen.resize(USUAL);
        wait_for_all(&screen, &usual);
        assert!(screen.is_taken());
    }
}

#[test]
fn nothing_is_revealed_or_rated_where_the_screen_is_too_small_to_show_it() {
    let (world, mut screen) = studying(2);
    shrink(&screen);
    screen.follow("Please {⏎} Please {4} Please {3} Please");
    screen.resize(USUAL);
    screen.follow("Enter show answer {q}").ended(0);
    assert!(world.events().is_empty());
}

#[test]
fn a_key_that_comes_with_a_change_of_size_counts_at_once() {
    let (_world, mut screen) = studying(1);
    for round in 0..60 {
        screen.resize((24, 60 + round % 20));
        screen.follow("{?} take back the latest answer {?}");
        screen.resize((24, 50));
        screen.wait_for("Q1?");
    }
    let before = screen.ticks();
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(screen.ticks() - before < 20, "it works for nothing");
    screen.follow("{q}").ended(0);
}
