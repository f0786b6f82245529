//! Nothing rates by accident: type-ahead, held keys, pastes, double presses.

use super::{FORMS, TYPE, asked, session, studying, wait_for_row, world_with};
use crate::harness::World;
use crate::screen::{SIZES, SMALL, Screen, USUAL};

#[test]
fn what_is_typed_before_it_is_seen_never_rates() {
    let more_than_is_read_at_once = format!("⏎{}", "3⏎".repeat(1000));
    let burst = "⏎3⏎3⏎3";
    for size in SIZES {
        for (before, behind) in [(burst, ""), ("", burst), ("", &more_than_is_read_at_once)] {
            let seen = if behind.is_empty() { "Enter show answer" } else { "1–4 rate" };
            let script = format!("{{{before}}} Q1? {{{behind}}} {seen} {{q}}");
            session(&World::with_cards(3), size, &script, 0, &[]);
        }
        // A burst counts for the card that is seen, not for the next.
        let script = "Q1? {⏎} 1–4 rate {4⏎4⏎4} Q2? | Enter show {q}";
        session(&World::with_cards(3), size, script, 0, &["easy"]);
    }
}

#[test]
fn a_held_key_never_rates() {
    for key in ["⏎", " "] {
        let (world, mut screen) = studying(2);
        for _ in 0..40 {
            screen.press(key);
            std::thread::sleep(std::time::Duration::from_millis(3));
        }
        // The last of them has been read when the next key is.
        screen.follow("1–4 rate {i} No answers yet. {⎋} 1–4 rate {q}").ended(0);
        assert!(world.events().is_empty(), "{key:?}");
    }
}

/// What the key that led to an answer does there: it is told that it does not
/// rate.
const REFUSALS: [&str; 3] =
    ["1 to 4 rate what you recalled.", "Enter takes the rating", "That key does nothing here"];

#[track_caller]
fn wait_for_any(screen: &Screen, texts: &[&str]) {
    screen.wait_until(&texts.join(" or "), |screen| {
        texts.iter().any(|text| screen.contents().contains(text))
    });
}

/// The keys that ask for an answer, and those that give one: all at once, and
/// again where the answer is seen.
#[test]
fn no_key_both_answers_and_rates() {
    let given = [
        (TYPE, "x⏎", "Wrong. The answer: Lima"),
        (FORMS[3].1, "ab⏎", "Lima; Cusco"),
        (FORMS[4].1, " ↓ ⏎", "in the right order"),
        (FORMS[5].1, "ab⏎", "pairs right"),
        (FORMS[7].1, "x⏎⏎", "0 of 2 named"),
    ];
    let asked_for = FORMS.map(|(_, keys, answer, seen)| (keys, answer, seen));
    for (keys, answer, seen) in given.into_iter().chain(asked_for) {
        for size in SIZES {
            let (world, mut screen) = asked(keys, size);
            screen.press(&answer.repeat(2));
            wait_for_any(&screen, &[seen, "Right.", "Enter takes"]);
            screen.press("⏎⏎⏎");
            wait_for_any(&screen, &["1–4 rate", "Enter takes"]);
            // Where byheart judged, an Enter that is pressed once, later, would rate.
            if !screen.contents().contains("Enter takes") {
                screen.press(&answer.chars().last().unwrap().to_string());
                wait_for_any(&screen, &REFUSALS);
            }
            // All keys before this one have been read.
            screen.follow("{i} No answers yet.");
            assert!(world.events().is_empty(), "{keys}");
        }
    }
}

#[test]
fn behind_a_verdict_one_enter_takes_what_the_judge_proposes() {
    let (world, mut screen) = asked(TYPE, USUAL);
    screen.follow("{Lima⏎} Right. | Enter takes good");
    // One that comes too early is ignored, and so may be pressed once more.
    while world.events().is_empty() {
        screen.press("⏎");
        std::thread::sleep(std::time::Duration::from_millis(400));
    }
    assert_eq!(world.events().len(), 1);
    let (world, mut screen) = asked("back = \"Lima\"\nask = \"reveal\"", USUAL);
    screen.follow("{⏎} 1–4 rate {⏎} 1 to 4 rate what you recalled. {q}").ended(0);
    assert!(world.events().is_empty());
}

#[test]
fn a_u_that_was_meant_for_undo_is_no_answer() {
    let world = world_with(
        "back = \"Ur\"\nask = \"type\"\n[[card]]\nid = \"b\"\nfront = \"Town?\"\nback = \"ur\"\nask = \"type\"",
    );
    let script = "Capital? {Ur⏎} Right. {4} Town? {u} u once more takes {u} Taken back | Capital? \
                  {Ur⏎} Right. {4} Town? {u} u once more takes {r} › ur {⏎} Right. {4} Done";
    session(&world, USUAL, &format!("{script} {{⏎}}"), 0, &["easy", "undo", "easy", "easy"]);
}

#[test]
fn a_word_where_none_is_asked_puts_no_card_away() {
    let refused = "Nothing is typed here: recall it.";
    for keys in ["back = \"Lima\"\nask = \"reveal\"", "back = \"Lima\"\nchoices = [\"Quito\"]"] {
        let (world, mut screen) = asked(keys, USUAL);
        // All of it would suspend the card, put it off, or leave.
        screen.follow(&format!("{{sntq⏎}} {refused} {{i}} No answers yet. {{⎋}}"));
        screen.wait_gone("No answers yet.");
        assert!(world.events().is_empty(), "{keys}");
        screen.follow("{s} Suspended until").ended(0);
        assert_eq!(world.events(), ["suspend"], "{keys}");
    }
    let (world, mut screen) = asked("back = \"Lima\"\nchoices = [\"Quito\"]", USUAL);
    let paste = "\u{1b}[200~Lima\u{1b}[201~";
    screen
        .follow(&format!("{{{paste}}} A paste does nothing here {{a}} Enter takes {{q}}"))
        .ended(0);
    assert_eq!(world.events().len(), 1);
}

#[test]
fn a_paste_never_rates_nor_answers() {
    for (form, keys, answer, seen) in FORMS {
        let (world, mut screen) = asked(keys, USUAL);
        screen.press("\u{1b}[200~3\r3 a\r33\u{1b}[201~");
        match form {
            "type" => screen.follow("› 3 3 a 33 {^u}").wait_gone("3 3 a 33"),
            // A line an item; Backspace takes the latest one back.
            "list" => screen.follow("› 33 {^u⌫^u⌫^u}").wait_gone(" 3 a"),
            _ => {}
        }
        let paste = "\u{1b}[200~3333\r \u{1b}[201~";
        screen
            .follow(&format!("{{{answer}}} {seen} {{{paste}}} {seen} {{i}} No answers yet. {{⎋}}"));
        screen.wait_gone("No answers yet.");
        assert!(world.events().is_empty(), "{form}");
        screen.follow("{q}").ended(0);
    }
}

#[test]
fn several_pasted_lines_become_one_and_none_is_lost() {
    let world = world_with("back = \"25 June 1950\"\nask = \"type\"");
    let paste = "\u{1b}[200~25\n\tJune\r\n1950\u{7}\n\u{1b}[201~";
    let rest = "› 25 June 1950 {⏎} Right { } Enter answer {^c}";
    session(&world, USUAL, &format!("Capital? {{{paste}}} {rest}"), 130, &["good"]);
    let list = world_with("list = [\"one\", \"two b\", \"three\"]");
    let paste = "\u{1b}[200~ one\r\ntwo b\rthree\u{1b}[201~";
    let rest = "one | two b | › three {⏎⏎} Right. {4} 1 answer {⏎}";
    session(&list, USUAL, &format!("Capital? {{{paste}}} {rest}"), 0, &["easy"]);
    // Terminals without bracketed paste send it as keys: more than are read at once.
    let (_world, mut screen) = asked(TYPE, USUAL);
    screen.press(&format!("{}end", "xxxxxxxxx^u".repeat(300)));
    wait_for_row(&screen, "› end");
    screen.follow("{^uLima⏎} Right. {q}").ended(0);
}

/// Its beginning arrives while the answer is being drawn, its end much later.
#[test]
fn a_long_paste_behind_the_key_that_reveals_never_rates() {
    for _ in 0..5 {
        let (world, mut screen) = studying(2);
        screen.press("⏎");
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
    let (world, mut screen) = asked("back = \"Lima\"\nchoices = [\"Quito\"]", USUAL);
    screen.press("⎋[");
    std::thread::sleep(std::time::Duration::from_millis(30));
    // A slow line: Esc alone opens the keys, and is never more than that.
    screen.follow("{B} › a {⏎} Enter takes {⎋} take back the latest answer {[B} Enter takes");
    assert!(world.events().is_empty());
    screen.follow("{q}").ended(0);
}

#[test]
fn the_history_gives_no_answer_away_and_a_digit_that_closes_it_does_not_rate() {
    let keys = "back = \"Lima\"\nask = \"reveal\"\nsource = \"Atlas ¶1\"";
    let (world, mut screen) = asked(keys, SMALL);
    screen.follow("Enter show answer {⏎} 1–4 rate {3} learning {i}");
    screen.follow("today: good; next in 10 min | source follow").lacks("Atlas");
    screen.follow("{⎋} Enter show answer {⏎} Lima {i} Source: Atlas ¶1 {3} 1–4 rate {q}").ended(0);
    assert_eq!(world.events(), ["good"]);
}
