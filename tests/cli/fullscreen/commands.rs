//! What a learner does beside answering.

use super::{quit, saved, world_of, world_with};
use crate::harness::World;
use crate::screen::Screen;

#[track_caller]
fn rate(screen: &mut Screen, question: &str, key: &str) {
    screen.wait_for(question);
    screen.wait_for("Enter show answer");
    screen.press("\r");
    screen.wait_for("1–4 rate");
    screen.press(key);
    screen.wait_gone("1–4 rate");
}

#[test]
fn everything_can_be_taken_back_also_after_the_last_card() {
    for (rows, cols) in super::SIZES {
        let world = World::with_cards(3);
        let mut screen = Screen::start(&world, rows, cols);
        for question in ["Q1?", "Q2?", "Q3?"] {
            rate(&mut screen, question, "4");
        }
        screen.wait_for("Done for today");
        for question in ["Q3?", "Q2?", "Q1?"] {
            screen.press("u");
            screen.wait_for(question);
            screen.wait_for("Taken back.");
        }
        screen.press("u");
        screen.wait_for("Nothing to undo today");
        screen.wait_for("Q1?");
        for question in ["Q1?", "Q2?", "Q3?"] {
            rate(&mut screen, question, "4");
        }
        screen.wait_for("3 answers, 3 recalled");
        screen.press("q");
        assert_eq!(screen.exit_code(), 0);
        let expected = [["easy"; 3], ["undo"; 3], ["easy"; 3]].concat();
        assert_eq!(saved(&world), expected);
    }
}

#[test]
fn what_an_earlier_session_of_the_day_saved_is_taken_back_too() {
    let world = World::with_cards(2);
    let mut screen = Screen::start(&world, 24, 80);
    rate(&mut screen, "Q1?", "4");
    screen.wait_for("Q2?");
    quit(screen);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q2?");
    screen.press("u");
    screen.wait_for("Q1?");
    quit(screen);
    assert_eq!(saved(&world), ["easy", "undo"]);
}

#[test]
fn a_card_is_suspended_buried_and_skipped() {
    let world = World::with_cards(4);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.press("s");
    screen.wait_for("Suspended until byheart resume");
    screen.wait_for("Q2?");
    screen.press("t");
    screen.wait_for("It comes again tomorrow.");
    screen.wait_for("Q3?");
    screen.press("n");
    screen.wait_for("Q4?");
    rate(&mut screen, "Q4?", "4");
    rate(&mut screen, "Q3?", "4");
    screen.wait_for("Done for today");
    screen.press("\r");
    assert_eq!(screen.exit_code(), 0);
    assert_eq!(saved(&world), ["suspend", "bury", "easy", "easy"]);
    let tomorrow = world.run(&["study", "--now", "2026-11-24T15:00:00+01:00"]);
    assert!(tomorrow.stdout.contains("Today: 1 new."), "{}", tomorrow.stdout);
    assert!(tomorrow.stdout.contains("Q2?"), "{}", tomorrow.stdout);
}

#[test]
fn a_mark_stays_with_the_answer_in_sight() {
    let world = world_with("back = \"Lima\"\nask = \"type\"");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Capital?");
    screen.press("Lim");
    screen.wait_for("› Lim");
    screen.press("\u{1b}");
    screen.wait_for("Keys");
    screen.press("m");
    screen.wait_for("Marked;");
    screen.wait_for("› Lim");
    screen.press("a\r");
    screen.wait_for("Right.");
    screen.press("m");
    screen.wait_for("The mark is taken away.");
    screen.wait_for("Space takes");
    screen.press("m");
    screen.wait_for("Marked;");
    screen.wait_for("new · marked");
    screen.press("4");
    screen.wait_for("Done for today");
    screen.press("q");
    assert_eq!(screen.exit_code(), 0);
    assert_eq!(saved(&world), ["mark", "unmark", "mark", "easy"]);
}

#[test]
fn the_history_shows_answers_and_source() {
    for (rows, cols) in super::SIZES {
        let world = world_with("back = \"Lima\"\nask = \"reveal\"\nsource = \"Atlas ¶1\"");
        let mut screen = Screen::start(&world, rows, cols);
        rate(&mut screen, "Capital?", "3");
        screen.wait_for("learning");
        screen.press("i");
        screen.wait_for("2026-11-23 15:00  good   next in 10 min");
        // It must not give the answer away.
        screen.wait_for("source follow");
        assert!(!screen.contents().contains("Atlas"), "{}", screen.contents());
        screen.press("\u{1b}");
        screen.wait_gone("next in 10 min");
        screen.press("\r");
        screen.wait_for("Lima");
        screen.press("i");
        screen.wait_for("next in 10 min");
        screen.wait_for("Source: Atlas ¶1");
        // A digit closes the page; it does not rate.
        screen.press("3");
        screen.wait_for("1–4 rate");
        quit(screen);
        assert_eq!(saved(&world), ["good"]);
    }
}

#[test]
fn a_hint_lowers_the_rating_that_is_offered() {
    let world = world_of(&[
        "id = \"a\"\nfront = \"Q1?\"\nback = \"Lima\"",
        "id = \"b\"\nfront = \"Q2?\"\nback = \"Quito\"\nask = \"type\"",
    ]);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.press("h");
    screen.wait_for("Hint: L…");
    screen.press("\t");
    screen.wait_for("Hint: Li…");
    screen.press("h");
    screen.wait_for("There is no further hint.");
    screen.press("\r");
    screen.wait_for("2 hard");
    assert!(!screen.contents().contains("3 good"), "{}", screen.contents());
    screen.press("3");
    screen.wait_for("A hint was taken, which lowers the rating.");
    screen.press("2");
    screen.wait_for("Q2?");
    screen.press("\t");
    screen.wait_for("Hint: Q…");
    screen.press("Quito\r");
    screen.wait_for("Space takes");
    screen.press(" ");
    screen.wait_for("Q1?");
    screen.press("q");
    assert_eq!(screen.exit_code(), 0);
    let lines = world.journal();
    assert!(lines[1].contains(",d/a,hard,0,how=reveal"), "{lines:?}");
    assert!(lines[2].contains(",d/b,hard,0,how=type"), "{lines:?}");
}

#[test]
fn a_judged_answer_is_overruled_both_ways() {
    for (typed, key, kind, detail) in
        [("Callao", "r", "good", "right"), ("Lima", "w", "again", "wrong")]
    {
        let world = world_with("back = \"Lima\"\nask = \"type\"");
        let mut screen = Screen::start(&world, 15, 40);
        screen.wait_for("Capital?");
        screen.press(&format!("{typed}\r"));
        screen.wait_for("Space takes");
        screen.press(key);
        screen.wait_for("earning");
        screen.press("\u{3}");
        assert_eq!(screen.exit_code(), 130);
        let wanted = format!(",d/a,{kind},0,how=type override={detail}");
        assert!(world.journal()[1].ends_with(&wanted), "{:?}", world.journal());
    }
}

#[test]
fn cramming_is_noted_and_changes_no_schedule() {
    let world = World::with_cards(1);
    let mut screen = Screen::run(&world, 24, 80, &["study", "--cram", "--seed", "1"], &[]);
    screen.wait_for("Cramming 1 card");
    rate(&mut screen, "Q1?", "4");
    screen.wait_for("1 answer");
    screen.press("\r");
    assert_eq!(screen.exit_code(), 0);
    assert!(world.journal()[1].contains("cram=yes"), "{:?}", world.journal());
    assert!(world.run(&[]).stdout.contains("Today: 1 new."));
}

/// The clock stands and jumps to a learning card's time.
#[test]
fn a_session_ends_when_its_minutes_are_over() {
    let world = world_with("back = \"Lima\"\nask = \"reveal\"");
    let arguments = ["study", "--minutes", "1", "--seed", "1"];
    let mut screen = Screen::run(&world, 24, 80, &arguments, &[]);
    rate(&mut screen, "Capital?", "3");
    rate(&mut screen, "Capital?", "1");
    screen.wait_for("The time is over.");
    screen.press("\r");
    assert_eq!(screen.exit_code(), 0);
    assert_eq!(saved(&world), ["good", "again"]);
}

#[test]
fn nothing_due_is_said_without_taking_the_screen() {
    let world = World::with_cards(1);
    world.run_with(&[], "4\n");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Nothing is due today.");
    assert_eq!(screen.exit_code(), 0);
    assert!(!screen.raw().windows(8).any(|bytes| bytes == b"\x1b[?1049h"));
}
