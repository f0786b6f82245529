//! A window that changes its size at any moment.

use super::{DOWN, quit, saved, world_with};
use crate::harness::World;
use crate::screen::Screen;

/// Keys of the card, what is pressed after `Capital?` is seen, and what then
/// is to be seen at any size.
const MOMENTS: [(&str, &[(&str, &str)]); 11] = [
    ("back = \"Lima\"", &[]),
    ("back = \"Lima\"", &[("\r", "Lima")]),
    ("back = \"Lima\"", &[("?", "Keys")]),
    ("back = \"Lima\"", &[("i", "No answers yet.")]),
    ("back = \"Lima\"", &[("h", "Hint: L")]),
    ("back = \"Lima\"\nask = \"type\"", &[("Lisboa", "› Lisboa")]),
    ("back = \"Lima\"\nask = \"type\"", &[("Lisboa", "› Lisboa"), ("\r", "Wrong")]),
    ("back = \"Lima\"\nchoices = [\"Quito\", \"Ica\"]", &[(DOWN, "› a")]),
    ("order = [\"one\", \"two\", \"three\"]", &[(" ", "= 1."), (DOWN, "= 2.")]),
    ("pairs = [[\"Livia\", \"Augustus\"], [\"Fulvia\", \"Antony\"]]", &[("b", "› 2.")]),
    ("list = [\"Romulus\", \"Numa\"]\nask = \"reveal\"", &[("\r", "[ ] Romulus"), (DOWN, "› [ ]")]),
];

fn start(world: &World, keys: &[(&str, &str)], rows: u16, cols: u16) -> Screen {
    let mut screen = Screen::start(world, rows, cols);
    screen.wait_for("Capital?");
    for (key, seen) in keys {
        screen.press(key);
        screen.wait_for(seen);
    }
    screen
}

#[track_caller]
fn wait_for_all(screen: &Screen, wanted: &str) {
    screen.wait_until(&format!("screen of\n{wanted}\nbut"), |screen| screen.contents() == wanted);
}

#[test]
fn a_screen_after_a_change_is_as_if_it_always_had_that_size() {
    for (card, keys) in MOMENTS {
        let world = world_with(&format!("{card}\nnote = \"{}\"", "A long note. ".repeat(12)));
        let small = {
            let screen = start(&world, keys, 15, 40);
            (screen.settled(), screen.shows_cursor(), screen.cursor())
        };
        let screen = start(&world, keys, 24, 80);
        let large = screen.settled();
        screen.resize(15, 40);
        wait_for_all(&screen, &small.0);
        assert_eq!(screen.shows_cursor(), small.1);
        assert!(!small.1 || screen.cursor() == small.2);
        screen.resize(5, 12);
        screen.wait_for("Please\nenlarge the");
        assert!(!screen.contents().contains("Capital"), "{}", screen.contents());
        screen.resize(1, 1);
        screen.wait_until("one cell", |screen| screen.contents().trim_end().len() <= 1);
        screen.resize(15, 40);
        wait_for_all(&screen, &small.0);
        screen.resize(24, 80);
        wait_for_all(&screen, &large);
        assert!(screen.is_taken());
    }
}

#[test]
fn the_summary_follows_the_size() {
    let world = World::with_cards(1);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.press("\r");
    screen.wait_for("1–4 rate");
    screen.press("4");
    screen.wait_for("Done for today");
    let large = screen.settled();
    screen.resize(15, 40);
    screen.wait_until("narrow rule", |screen| {
        screen.contents().contains(&format!("\n{}\n", "─".repeat(40)))
            || screen.contents().contains("more below")
    });
    screen.resize(5, 12);
    screen.wait_for("Please\nenlarge the");
    screen.resize(24, 80);
    wait_for_all(&screen, &large);
    screen.press("\r");
    assert_eq!(screen.exit_code(), 0);
    screen.assert_given_back();
}

#[test]
fn nothing_is_revealed_or_rated_where_the_screen_is_too_small_to_show_it() {
    let world = World::with_cards(2);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.resize(5, 12);
    screen.wait_for("Please");
    for key in ["\r", "4", "3"] {
        screen.press(key);
        screen.wait_for("Please");
    }
    screen.resize(24, 80);
    screen.wait_for("Q1?");
    quit(screen);
    assert!(saved(&world).is_empty(), "{:?}", saved(&world));
}

#[test]
fn a_key_that_comes_with_a_change_of_size_counts_at_once() {
    let world = World::with_cards(1);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    for round in 0..60 {
        screen.resize(24, 60 + round % 20);
        screen.press("?");
        screen.wait_for("take back the latest answer");
        screen.press("?");
        screen.resize(24, 50);
        screen.wait_for("Q1?");
    }
    let before = screen.ticks();
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(screen.ticks() - before < 20, "it works for nothing");
    quit(screen);
}

#[test]
fn a_long_answer_is_scrolled_on_a_small_screen() {
    let answer: Vec<String> = (1..=30).map(|number| format!("part {number:02}")).collect();
    let world = world_with(&format!("back = \"\"\"{}\"\"\"", answer.join("\\n")));
    let mut screen = Screen::start(&world, 15, 40);
    screen.wait_for("Capital?");
    screen.press("\r");
    screen.wait_for("part 01");
    screen.wait_for("below");
    assert!(!screen.contents().contains("part 30"));
    for _ in 0..8 {
        screen.press("\u{1b}[6~");
    }
    screen.wait_for("part 30");
    screen.press("\u{1b}[A");
    screen.wait_for("1 below");
    screen.resize(40, 100);
    screen.wait_for("part 01");
    screen.wait_for("part 30");
    quit(screen);
}
