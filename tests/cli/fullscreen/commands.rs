//! What a learner sees beside answering; what the keys do is tested with all
//! faces in `command::study`.

use super::{ESC, SIZES, TYPE, asked, quit, world_with};
use crate::harness::World;
use crate::screen::Screen;

#[test]
fn everything_can_be_taken_back_also_after_the_last_card() {
    for (rows, cols) in SIZES {
        let world = World::with_cards(2);
        let mut screen = Screen::start(&world, rows, cols);
        screen.follow(&[
            ("Q1?", "\r"),
            ("1–4 rate", "4"),
            ("Q2?", "\r"),
            ("1–4 rate", "4"),
            ("Done for today", "u"),
            ("Taken back.", ""),
            ("Q2?", "u"),
            ("Q1?", ""),
            ("Taken back.", "u"),
            ("Nothing to undo today", "\r"),
            ("1–4 rate", "4"),
            ("Q2?", "\r"),
            ("1–4 rate", "4"),
            ("2 answers, 2 recalled", "q"),
        ]);
        screen.ended(0);
        assert_eq!(world.events(), [["easy"; 2], ["undo"; 2], ["easy"; 2]].concat());
    }
}

#[test]
fn a_mark_stays_with_the_answer_in_sight() {
    let (world, mut screen) = asked(TYPE, (24, 80));
    screen.follow(&[
        ("Capital?", "Lim"),
        ("› Lim", ESC),
        ("Keys", "m"),
        ("Marked;", ""),
        ("› Lim", "a\r"),
        ("Right.", "m"),
        ("The mark is taken away.", ""),
        ("Space takes", "m"),
        ("Marked;", ""),
        ("new · marked", "4"),
        ("Done for today", "q"),
    ]);
    screen.ended(0);
    assert_eq!(world.events(), ["mark", "unmark", "mark", "easy"]);
}

#[test]
fn the_history_shows_answers_and_source() {
    for size in SIZES {
        let keys = "back = \"Lima\"\nask = \"reveal\"\nsource = \"Atlas ¶1\"";
        let (world, mut screen) = asked(keys, size);
        screen.follow(&[
            ("Enter show answer", "\r"),
            ("1–4 rate", "3"),
            ("learning", "i"),
            ("2026-11-23 15:00  good   next in 10 min", ""),
            // It must not give the answer away.
            ("source follow", ""),
        ]);
        screen.lacks("Atlas");
        screen.press(ESC);
        screen.follow(&[
            ("Enter show answer", "\r"),
            ("Lima", "i"),
            ("next in 10 min", ""),
            // A digit closes the page; it does not rate.
            ("Source: Atlas ¶1", "3"),
            ("1–4 rate", ""),
        ]);
        quit(screen);
        assert_eq!(world.events(), ["good"]);
    }
}

#[test]
fn nothing_due_is_said_without_taking_the_screen() {
    let world = World::with_cards(1);
    world.run_with(&[], "4\n");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Nothing is due today.");
    screen.ended(0);
    assert!(!screen.raw().windows(8).any(|bytes| bytes == b"\x1b[?1049h"));
}

/// The clock stands and jumps to a learning card's time.
#[test]
fn a_session_ends_when_its_minutes_are_over() {
    let world = world_with("back = \"Lima\"\nask = \"reveal\"");
    let mut screen = Screen::run(&world, 24, 80, &["study", "--minutes", "1", "--seed", "1"], &[]);
    screen.follow(&[
        ("Enter show answer", "\r"),
        ("1–4 rate", "3"),
        ("· learning", "\r"),
        ("1–4 rate", "1"),
        ("The time is over.", "\r"),
    ]);
    screen.ended(0);
    assert_eq!(world.events(), ["good", "again"]);
}
