//! Line mode: what only a terminal can show. What the keys do is tested with all
//! faces in `command::study`.

use crate::harness::{World, card};
use crate::screen::{SMALL, Screen, USUAL};

fn start(world: &World, size: (u16, u16)) -> Screen {
    Screen::run(world, size, &["study", "--ui", "line", "--seed", "1"], &[])
}

fn typed(front: &str, back: &str) -> World {
    World::with_deck(&card("a", front, back, "ask = \"type\""))
}

#[test]
fn a_session_is_studied_undone_resized_and_left() {
    let world = World::with_cards(2);
    let mut screen = start(&world, USUAL);
    screen.follow("Q1? | Enter show answer {⏎} A1 | 1–4 rate");
    screen.resize(SMALL);
    screen.follow("{4} Q2? | 1/2 {u} Taken back. | 0/2 {q} Tomorrow:").ended(0);
    assert_eq!(world.events(), ["easy", "undo"]);
}

#[test]
fn ctrl_c_saves_shows_the_cursor_and_exits_130() {
    let world = World::with_cards(2);
    let mut screen = start(&world, USUAL);
    screen.follow("Enter show answer {⏎} 1–4 rate {3} Q2? | 1 learning {^c}");
    screen.follow("everything is saved (1 new)").ended(130);
    assert_eq!(world.events(), ["good"]);
}

#[test]
fn a_choice_is_made_with_the_arrow_keys_and_nobody_must_choose_to_see_the_answer() {
    let world = World::with_deck(&card("a", "Capital?", "Lima", "choices = [\"Quito\"]"));
    let mut screen = start(&world, USUAL);
    screen.follow("(show the answer) {↑} ❯ (show the answer) {⏎} 1–4 rate {q}").ended(0);
    let mut screen = start(&world, USUAL);
    screen.follow("Enter answers, Esc menu | (show the answer) {⏎} Space takes {4} 1 answer");
    screen.follow("Enter leaves {⏎}").ended(0);
    assert!(world.journal()[1].contains(",d/a,easy,0,how=choose"));
}

#[test]
fn a_typed_answer_is_edited_and_judged() {
    let world = typed("When?", "25 June 1950");
    let mut screen = start(&world, USUAL);
    screen.follow("Type the answer {June 25, 1951⌫0} > June 25, 1950 {⏎} Right: 25 June 1950 {4}");
    screen.follow("1 answer, 1 recalled {q}").ended(0);
}

#[test]
fn the_end_is_undone_and_the_menu_behind_a_text_is_opened_and_left() {
    let world = typed("Capital of Peru?", "Lima");
    let mut screen = start(&world, SMALL);
    screen.follow("Enter alone shows it {Lima⏎} Space takes good {4} Enter leaves · u undo {u}");
    screen.follow("Taken back. {⎋} back to the card {↓↓⏎}").wait_gone("back to the card");
    screen.follow("{Callao⏎} Wrong. The answer: Lima | r I was right {r} 1 learning {^c}");
    screen.ended(130);
    assert_eq!(world.events(), ["easy", "undo", "good"]);
}

#[test]
fn what_is_typed_ahead_never_rates() {
    let world = World::with_cards(2);
    let mut screen = start(&world, USUAL);
    screen.follow("{⏎3⏎3⏎3} Enter show answer {⏎3⏎3⏎3} 1–4 rate {q}").ended(0);
    assert!(world.events().is_empty());
}

#[test]
fn ctrl_z_gives_the_shell_its_terminal_and_fg_goes_on() {
    let world = World::with_cards(1);
    let mut screen = Screen::shell(&world, &["-i"]);
    screen.follow("shell> {$PROGRAM study --ui line⏎} Enter show answer {^z} Stopped");
    screen.follow("{echo is here | tr a-z A-Z⏎} IS HERE {fg⏎}");
    screen.wait_until("program", |screen| screen.foreground() != screen.id());
    screen.follow("{⏎} 1–4 rate {4} Enter leaves {⏎}");
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    assert_eq!(world.events(), ["easy"]);
}
