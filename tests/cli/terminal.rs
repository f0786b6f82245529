//! Line mode: what only a terminal can show. What the keys do is tested with all
//! faces in `command::study`.

use crate::harness::{World, card};
use crate::screen::Screen;

fn start(world: &World, rows: u16, cols: u16) -> Screen {
    Screen::run(world, rows, cols, &["study", "--ui", "line", "--seed", "1"], &[])
}

fn typed(front: &str, back: &str) -> World {
    World::with_deck(&card("a", front, back, "ask = \"type\""))
}

fn choice() -> World {
    World::with_deck(&card("a", "Capital of Peru?", "Lima", "choices = [\"Quito\"]"))
}

#[test]
fn a_session_is_studied_undone_resized_and_left() {
    let world = World::with_cards(2);
    let mut screen = start(&world, 24, 80);
    screen.follow(&[("Q1?", ""), ("Enter show answer", "\r"), ("A1", ""), ("1–4 rate", "")]);
    screen.resize(15, 40);
    screen.press("4");
    screen.follow(&[
        ("Q2?", ""),
        ("1/2", "u"),
        ("Taken back.", ""),
        ("0/2", "q"),
        ("Tomorrow:", ""),
    ]);
    screen.ended(0);
    assert_eq!(world.events(), ["easy", "undo"]);
}

#[test]
fn ctrl_c_saves_shows_the_cursor_and_exits_130() {
    let world = World::with_cards(2);
    let mut screen = start(&world, 24, 80);
    screen.follow(&[
        ("Enter show answer", "\r"),
        ("1–4 rate", "3"),
        ("Q2?", ""),
        ("1 learning", "\u{3}"),
        ("everything is saved (1 new)", ""),
    ]);
    screen.ended(130);
    assert_eq!(world.events(), ["good"]);
}

#[test]
fn a_choice_is_made_with_the_arrow_keys() {
    let world = choice();
    let mut screen = start(&world, 24, 80);
    screen.follow(&[
        ("Enter answers, Esc menu", ""),
        ("(show the answer)", "\r"),
        ("Space takes", "4"),
        ("1 answer", ""),
        ("Enter leaves", "\r"),
    ]);
    screen.ended(0);
    assert!(world.journal()[1].contains(",d/a,easy,0,how=choose"));
}

#[test]
fn nobody_must_choose_to_see_the_answer() {
    let world = choice();
    let mut screen = start(&world, 24, 80);
    screen.follow(&[
        ("(show the answer)", "\u{1b}[A"),
        ("❯ (show the answer)", "\r"),
        ("1–4 rate", "q"),
    ]);
    screen.ended(0);
}

#[test]
fn a_typed_answer_is_edited_and_judged() {
    let world = typed("When?", "25 June 1950");
    let mut screen = start(&world, 24, 80);
    screen.follow(&[
        ("Type the answer", "June 25, 1951\u{7f}0"),
        ("> June 25, 1950", "\r"),
        ("Right: 25 June 1950", "4"),
        ("1 answer, 1 recalled", "q"),
    ]);
    screen.ended(0);
}

#[test]
fn the_end_is_undone_and_the_menu_behind_a_text_is_opened_and_left() {
    let world = typed("Capital of Peru?", "Lima");
    let mut screen = start(&world, 15, 40);
    screen.follow(&[
        ("Enter alone shows it", "Lima\r"),
        ("Space takes good", "4"),
        ("Enter leaves · u undo", "u"),
        ("Taken back.", "\u{1b}"),
        ("back to the card", "\u{1b}[B\u{1b}[B\r"),
    ]);
    screen.wait_gone("back to the card");
    screen.press("Callao\r");
    screen.follow(&[("Wrong. The answer: Lima", ""), ("r I was right", "r"), ("1 learning", "")]);
    screen.press("\u{3}");
    screen.ended(130);
    assert_eq!(world.events(), ["easy", "undo", "good"]);
}

#[test]
fn what_is_typed_ahead_never_rates() {
    let world = World::with_cards(2);
    let mut screen = start(&world, 24, 80);
    screen.press("\r3\r3\r3");
    screen.follow(&[("Enter show answer", "\r3\r3\r3"), ("1–4 rate", "q")]);
    screen.ended(0);
    assert!(world.events().is_empty());
}

#[test]
fn ctrl_z_gives_the_shell_its_terminal_and_fg_goes_on() {
    let world = World::with_cards(1);
    let mut screen = Screen::shell(&world);
    screen.follow(&[
        ("shell> ", "$PROGRAM study --ui line\n"),
        ("Enter show answer", "\u{1a}"),
        ("Stopped", "echo is here | tr a-z A-Z\n"),
        ("IS HERE", "fg\n"),
    ]);
    screen.wait_until("program", |screen| screen.foreground() != screen.id());
    screen.press("\r");
    screen.follow(&[("1–4 rate", "4"), ("Enter leaves", "\r")]);
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    assert_eq!(world.events(), ["easy"]);
}
