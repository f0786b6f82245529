//! What a learner sees beside answering; what the keys do is tested with all
//! faces in `command::study`.

use super::{ESC, SIZES, TYPE, asked, quit};
use crate::harness::World;
use crate::screen::Screen;

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
