//! Nothing rates by accident: type-ahead, held keys, pastes, double presses.

use super::{DOWN, FORMS, SIZES, quit, saved, seen_after, wait_for_row, world_with};
use crate::harness::World;
use crate::screen::Screen;

#[test]
fn what_is_typed_before_a_question_is_seen_never_rates() {
    for (rows, cols) in SIZES {
        let world = World::with_cards(3);
        let mut screen = Screen::start(&world, rows, cols);
        screen.press("\r3\r3\r3");
        screen.wait_for("Q1?");
        quit(screen);
        assert!(saved(&world).is_empty(), "{:?}", saved(&world));
    }
}

#[test]
fn a_burst_reveals_at_most() {
    let world = World::with_cards(3);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.press("\r3\r3\r3");
    screen.wait_for("1–4 rate");
    // A burst at the rating counts for the card that is seen, not for the next.
    screen.press("4\r4\r4");
    screen.wait_for("Q2?");
    screen.wait_for("Enter show answer");
    quit(screen);
    assert_eq!(saved(&world), ["easy"]);
}

#[test]
fn a_held_key_never_rates() {
    for key in ["\r", " "] {
        let world = World::with_cards(2);
        let mut screen = Screen::start(&world, 24, 80);
        screen.wait_for("Q1?");
        for _ in 0..40 {
            screen.press(key);
            std::thread::sleep(std::time::Duration::from_millis(3));
        }
        screen.wait_for("1–4 rate");
        quit(screen);
        assert!(saved(&world).is_empty(), "{key:?}");
    }
}

#[test]
fn no_key_both_answers_and_rates() {
    for (form, keys, answer) in FORMS {
        for (rows, cols) in SIZES {
            for at_once in [true, false] {
                let world = world_with(keys);
                let mut screen = Screen::start(&world, rows, cols);
                screen.wait_for("Capital?");
                if at_once {
                    screen.press(&answer.repeat(2));
                } else {
                    screen.press(answer);
                    screen.wait_for(seen_after(form));
                    screen.press(answer);
                }
                screen.wait_until("answer", |screen| {
                    ["1–4 rate", "Space takes", seen_after(form)]
                        .iter()
                        .any(|seen| screen.contents().contains(seen))
                });
                assert!(saved(&world).is_empty(), "{form}");
                quit(screen);
            }
        }
    }
}

/// The keys that give an answer, not only ask for it.
#[test]
fn giving_an_answer_twice_does_not_rate() {
    let cases = [
        (FORMS[1].1, "x\r", "Wrong. The answer: Lima"),
        (FORMS[3].1, "ab\r", "Lima; Cusco"),
        (FORMS[4].1, " \u{1b}[B \r", "neighbours in order"),
        (FORMS[5].1, "ab\r", "pairs right"),
        (FORMS[6].1, "\r", "Which of them"),
        (FORMS[7].1, "x\r\r", "0 of 2 named"),
    ];
    for (keys, answer, seen) in cases {
        let world = world_with(keys);
        let mut screen = Screen::start(&world, 24, 80);
        screen.wait_for("Capital?");
        screen.press(answer);
        screen.wait_until(seen, |screen| {
            screen.contents().contains(seen) || screen.contents().contains("Right.")
        });
        screen.press("\r\r\r");
        screen.wait_for("Space takes");
        assert!(saved(&world).is_empty(), "{keys}");
        quit(screen);
    }
}

/// With many options, letters may be commands elsewhere.
#[test]
fn a_letter_that_chose_an_option_does_nothing_more() {
    let choices: Vec<String> = (0..20).map(|number| format!("\"wrong {number}\"")).collect();
    let keys = format!("back = \"Lima\"\nchoices = [{}]", choices.join(", "));
    let letters = {
        let world = world_with(&keys);
        let screen = Screen::start(&world, 40, 80);
        screen.wait_for("Capital?");
        let head = |row: &str| row.contains("  wrong").then(|| row.trim().chars().next()).flatten();
        screen.contents().lines().filter_map(head).filter(|c| *c != 'w').collect::<Vec<_>>()
    };
    assert!(letters.len() > 10, "{letters:?}");
    for letter in letters.into_iter().filter(|letter| *letter > 'f') {
        let world = world_with(&keys);
        let mut screen = Screen::start(&world, 40, 80);
        screen.wait_for("Capital?");
        screen.press(&letter.to_string());
        screen.wait_for("Space takes");
        screen.press(&letter.to_string());
        screen.wait_for("Space takes");
        assert!(saved(&world).is_empty(), "{letter}: {:?}", saved(&world));
    }
}

#[test]
fn a_paste_never_rates_nor_answers() {
    for (form, keys, answer) in FORMS {
        let world = world_with(keys);
        let mut screen = Screen::start(&world, 24, 80);
        screen.wait_for("Capital?");
        screen.press("\u{1b}[200~3\r3 a\r33\u{1b}[201~");
        if matches!(form, "type" | "list") {
            screen.wait_for("› 3 3 a 33");
            screen.press("\u{15}");
            screen.wait_gone("3 3 a 33");
        }
        screen.press(answer);
        screen.wait_for(seen_after(form));
        screen.press("\u{1b}[200~3333\r \u{1b}[201~");
        screen.press("i");
        screen.wait_for("No answers yet.");
        screen.press("\u{1b}");
        screen.wait_gone("No answers yet.");
        assert!(saved(&world).is_empty(), "{form}");
        quit(screen);
    }
}

#[test]
fn several_pasted_lines_become_one() {
    let world = world_with("back = \"25 June 1950\"\nask = \"type\"");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Capital?");
    screen.press("\u{1b}[200~25\n\tJune\r\n1950\u{7}\n\u{1b}[201~");
    screen.wait_for("› 25 June 1950");
    screen.press("\r");
    screen.wait_for("Right");
    screen.press(" ");
    screen.wait_for("Capital?");
    screen.press("\u{3}");
    assert_eq!(screen.exit_code(), 130);
    assert_eq!(saved(&world), ["good"]);
}

/// Terminals without bracketed paste send it as keys.
#[test]
fn more_keys_than_are_read_at_once_all_arrive() {
    let world = world_with("back = \"Lima\"\nask = \"type\"");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Capital?");
    screen.press(&format!("{}end", "xxxxxxxxx\u{15}".repeat(300)));
    wait_for_row(&screen, "› end");
    screen.press("\u{15}Lima\r");
    screen.wait_for("Right.");
    quit(screen);
}

#[test]
fn more_than_is_read_at_once_is_no_answer_to_what_was_not_seen() {
    let world = World::with_cards(3);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.press(&format!("\r{}", "3\r".repeat(1000)));
    screen.wait_for("1–4 rate");
    quit(screen);
    assert!(saved(&world).is_empty(), "{:?}", saved(&world));
}

/// Its beginning arrives while the answer is being drawn, its end much later.
#[test]
fn a_long_paste_behind_the_key_that_reveals_never_rates() {
    for _ in 0..5 {
        let world = World::with_cards(2);
        let mut screen = Screen::start(&world, 24, 80);
        screen.wait_for("Q1?");
        screen.press("\r");
        screen.press(&format!("\u{1b}[200~{}\u{1b}[201~", "3".repeat(20_000)));
        screen.wait_for("1–4 rate");
        // The paste may still be on its way, and what follows goes with it.
        while !screen.has_ended() {
            screen.press("q");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        assert_eq!(screen.exit_code(), 0);
        screen.assert_given_back();
        assert!(saved(&world).is_empty());
    }
}

#[test]
fn a_key_sequence_that_arrives_in_pieces_is_one_key() {
    let world = world_with("back = \"Lima\"\nchoices = [\"Quito\"]");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Capital?");
    let (first, second) = DOWN.split_at(2);
    screen.press(first);
    std::thread::sleep(std::time::Duration::from_millis(30));
    screen.press(second);
    screen.wait_for("› a");
    screen.press("\r");
    screen.wait_for("Space takes");
    // A slow line: Esc alone opens the keys, and is never more than that.
    screen.press("\u{1b}");
    screen.wait_for("take back the latest answer");
    screen.press("[B");
    screen.wait_for("Space takes");
    assert!(saved(&world).is_empty());
    quit(screen);
}
