//! Line mode: what only a terminal can show. What the keys do is tested with all
//! faces in `command::study`.

use crate::harness::{World, card};
use crate::screen::{SMALL, Screen, Size, USUAL};

fn start(world: &World, size: Size) -> Screen {
    Screen::run(world, size, &["study", "--ui", "line", "--seed", "1"], &[])
}

#[test]
fn a_session_is_studied_undone_resized_and_left() {
    let world = World::with_cards(2);
    let mut screen = start(&world, USUAL);
    screen.follow("Q1? | Enter show answer {⏎} A1 | 1–4 rate");
    screen.resize(SMALL);
    screen.follow("{4} Q2? | 1/4 {u} Taken back: easy | 0/5 {q} Tomorrow:").ended(0);
    assert_eq!(world.events(), ["easy", "undo"]);
}

#[test]
fn keys_reveal_choose_type_and_leave() {
    let choice = || World::with_deck(&card("a", "Capital?", "Lima", "choices = [\"Quito\"]"));
    let typed = World::with_deck(&card("a", "When?", "25 June 1950", "ask = \"type\""));
    // A script, the exit code, and the saved events.
    let cases: [(World, &str, u32, &[&str]); 5] = [
        // Ctrl-C saves, and shows the cursor.
        (
            World::with_cards(2),
            "Enter show answer {⏎} 1–4 rate {3} Q2? | 1 learning {^c} everything is saved (1 in this session)",
            130,
            &["good"],
        ),
        // What is typed ahead never rates.
        (World::with_cards(2), "{⏎3⏎3⏎3} Enter show answer {⏎3⏎3⏎3} 1–4 rate {q}", 0, &[]),
        // A choice is made with the arrow keys, and nobody must make it.
        (
            choice(),
            "Enter answers, Esc menu | (show the answer) {⏎} Enter takes {4} 1 answer | \
             Enter leaves {⏎}",
            0,
            &["easy"],
        ),
        (choice(), "(show the answer) {↑} ❯ (show the answer) {⏎} 1–4 rate {q}", 0, &[]),
        // A typed answer is edited and judged.
        (
            typed,
            "Type the answer {June 25, 1951⌫0} > June 25, 1950 {⏎} Right: 25 June 1950 {4} \
             1 answer, 1 recalled {q}",
            0,
            &["easy"],
        ),
    ];
    for (world, script, code, events) in cases {
        start(&world, USUAL).follow(script).ended(code);
        assert_eq!(world.events(), events, "{script}");
    }
}

#[test]
fn the_end_is_undone_and_the_menu_behind_a_text_is_opened_and_left() {
    let world = World::with_deck(&card("a", "Capital of Peru?", "Lima", "ask = \"type\""));
    let mut screen = start(&world, SMALL);
    screen.follow("Enter alone shows it {Lima⏎} Enter takes good {4} Enter leaves · u undo {u}");
    screen.follow("Taken back: easy for {⎋} back to the card {↓↓⏎}").wait_gone("back to the card");
    screen.follow("{Callao⏎} Wrong. The answer: Lima | r I was right {r} 1 learning {^c}");
    screen.ended(130);
    assert_eq!(world.events(), ["easy", "undo", "good"]);
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
