//! Nothing rates by accident: type-ahead, held keys, pastes, double presses.

use super::{CTRL_C, CTRL_U, DOWN, ESC, FORMS, SIZES, TYPE, asked, quit, studying, wait_for_row};
use crate::harness::World;
use crate::screen::Screen;

#[test]
fn what_is_typed_before_it_is_seen_never_rates() {
    let more_than_is_read_at_once = format!("\r{}", "3\r".repeat(1000));
    let burst = "\r3\r3\r3";
    for (before, behind) in [(burst, ""), ("", burst), ("", &more_than_is_read_at_once)] {
        for (rows, cols) in SIZES {
            let world = World::with_cards(3);
            let mut screen = Screen::start(&world, rows, cols);
            screen.press(before);
            screen.follow(&[("Q1?", behind)]);
            screen.wait_for(if behind.is_empty() { "Enter show answer" } else { "1–4 rate" });
            quit(screen);
            assert!(world.events().is_empty());
        }
    }
}

/// It counts for the card that is seen, not for the next.
#[test]
fn a_burst_rates_once() {
    let (world, mut screen) = studying(3);
    screen.follow(&[("Q1?", "\r"), ("1–4 rate", "4\r4\r4"), ("Q2?", ""), ("Enter show", "")]);
    quit(screen);
    assert_eq!(world.events(), ["easy"]);
}

#[test]
fn a_held_key_never_rates() {
    for key in ["\r", " "] {
        let (world, mut screen) = studying(2);
        for _ in 0..40 {
            screen.press(key);
            std::thread::sleep(std::time::Duration::from_millis(3));
        }
        // The last of them has been read when the next key is.
        screen.follow(&[("1–4 rate", "i"), ("No answers yet.", ESC), ("1–4 rate", "")]);
        quit(screen);
        assert!(world.events().is_empty(), "{key:?}");
    }
}

/// What the key that led to an answer does there: it is told that it does not
/// rate.
const REFUSALS: [&str; 3] =
    ["1 to 4 rate what you recalled.", "Space takes the rating", "That key does nothing here"];

#[test]
fn no_key_both_answers_and_rates() {
    for (form, keys, answer, seen) in FORMS {
        for size in SIZES {
            let (world, mut screen) = asked(keys, size);
            screen.follow(&[("Capital?", answer), (seen, answer)]);
            match form {
                // It says which items were recalled: none.
                "tick" => screen.wait_for("Space takes again"),
                _ => screen.wait_until("refusal", |screen| {
                    REFUSALS.iter().any(|refusal| screen.contents().contains(refusal))
                }),
            }
            assert!(world.events().is_empty(), "{form}");
        }
    }
}

/// The keys that ask for an answer, and those that give one.
#[test]
fn keys_that_are_pressed_at_once_answer_and_do_not_rate() {
    let given = [
        (TYPE, "x\r", "Wrong. The answer: Lima"),
        (FORMS[3].1, "ab\r", "Lima; Cusco"),
        (FORMS[4].1, " \u{1b}[B \r", "neighbours in order"),
        (FORMS[5].1, "ab\r", "pairs right"),
        (FORMS[7].1, "x\r\r", "0 of 2 named"),
    ];
    let asked_for = FORMS.map(|(_, keys, answer, seen)| (keys, answer, seen));
    for (keys, answer, seen) in given.into_iter().chain(asked_for) {
        for size in SIZES {
            let (world, mut screen) = asked(keys, size);
            screen.press(&answer.repeat(2));
            screen.wait_until(seen, |screen| {
                [seen, "Right.", "Space takes"].iter().any(|seen| screen.contents().contains(seen))
            });
            screen.press("\r\r\r");
            screen.wait_until("answer", |screen| {
                ["1–4 rate", "Space takes"].iter().any(|seen| screen.contents().contains(seen))
            });
            // All keys before this one have been read.
            screen.press("i");
            screen.wait_for("No answers yet.");
            assert!(world.events().is_empty(), "{keys}");
        }
    }
}

#[test]
fn a_paste_never_rates_nor_answers() {
    for (form, keys, answer, seen) in FORMS {
        let (world, mut screen) = asked(keys, (24, 80));
        screen.press("\u{1b}[200~3\r3 a\r33\u{1b}[201~");
        if matches!(form, "type" | "list") {
            screen.follow(&[("› 3 3 a 33", CTRL_U)]);
            screen.wait_gone("3 3 a 33");
        }
        screen.press(answer);
        screen.follow(&[
            (seen, "\u{1b}[200~3333\r \u{1b}[201~"),
            (seen, "i"),
            ("No answers yet.", ESC),
        ]);
        screen.wait_gone("No answers yet.");
        assert!(world.events().is_empty(), "{form}");
        quit(screen);
    }
}

#[test]
fn several_pasted_lines_become_one() {
    let (world, mut screen) = asked("back = \"25 June 1950\"\nask = \"type\"", (24, 80));
    screen.follow(&[
        ("Capital?", "\u{1b}[200~25\n\tJune\r\n1950\u{7}\n\u{1b}[201~"),
        ("› 25 June 1950", "\r"),
        ("Right", " "),
        ("Enter answer", CTRL_C),
    ]);
    screen.ended(130);
    assert_eq!(world.events(), ["good"]);
}

/// Terminals without bracketed paste send it as keys.
#[test]
fn more_keys_than_are_read_at_once_all_arrive() {
    let (_world, mut screen) = asked(TYPE, (24, 80));
    screen.press(&format!("{}end", "xxxxxxxxx\u{15}".repeat(300)));
    wait_for_row(&screen, "› end");
    screen.press("\u{15}Lima\r");
    screen.wait_for("Right.");
    quit(screen);
}

/// Its beginning arrives while the answer is being drawn, its end much later.
#[test]
fn a_long_paste_behind_the_key_that_reveals_never_rates() {
    for _ in 0..5 {
        let (world, mut screen) = studying(2);
        screen.press("\r");
        screen.press(&format!("\u{1b}[200~{}\u{1b}[201~", "3".repeat(20_000)));
        screen.wait_for("1–4 rate");
        // The paste may still be on its way, and what follows goes with it.
        while !screen.has_ended() {
            screen.press("q");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        screen.ended(0);
        assert!(world.events().is_empty());
    }
}

#[test]
fn a_key_sequence_that_arrives_in_pieces_is_one_key() {
    let (world, mut screen) = asked("back = \"Lima\"\nchoices = [\"Quito\"]", (24, 80));
    let (first, second) = DOWN.split_at(2);
    screen.press(first);
    std::thread::sleep(std::time::Duration::from_millis(30));
    screen.press(second);
    screen.follow(&[
        ("› a", "\r"),
        // A slow line: Esc alone opens the keys, and is never more than that.
        ("Space takes", ESC),
        ("take back the latest answer", "[B"),
        ("Space takes", ""),
    ]);
    assert!(world.events().is_empty());
    quit(screen);
}
