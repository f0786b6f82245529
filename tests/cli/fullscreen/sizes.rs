//! A window that changes its size at any moment.

use super::{DOWN, TYPE, asked, quit, studying, world_with};
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
    (TYPE, &[("Lisboa", "› Lisboa")]),
    (TYPE, &[("Lisboa", "› Lisboa"), ("\r", "Wrong")]),
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
        screen.lacks("Capital");
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
    let (_world, mut screen) = studying(1);
    screen.follow(&[("Q1?", "\r"), ("1–4 rate", "4"), ("Done for today", "")]);
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
    screen.ended(0);
}

#[test]
fn nothing_is_revealed_or_rated_where_the_screen_is_too_small_to_show_it() {
    let (world, mut screen) = studying(2);
    screen.resize(5, 12);
    screen.follow(&[("Please", "\r"), ("Please", "4"), ("Please", "3"), ("Please", "")]);
    screen.resize(24, 80);
    screen.wait_for("Enter show answer");
    quit(screen);
    assert!(world.events().is_empty());
}

#[test]
fn a_key_that_comes_with_a_change_of_size_counts_at_once() {
    let (_world, mut screen) = studying(1);
    for round in 0..60 {
        screen.resize(24, 60 + round % 20);
        screen.press("?");
        screen.follow(&[("take back the latest answer", "?")]);
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
    let keys = format!("back = \"\"\"{}\"\"\"", answer.join("\\n"));
    let (_world, mut screen) = asked(&keys, (15, 40));
    screen.follow(&[("Capital?", "\r"), ("part 01", ""), ("below", "")]);
    screen.lacks("part 30");
    screen.press(&"\u{1b}[6~".repeat(8));
    screen.follow(&[("part 30", "\u{1b}[A"), ("1 below", "")]);
    screen.resize(40, 100);
    screen.shows(&["part 01", "part 30"]);
    quit(screen);
}
