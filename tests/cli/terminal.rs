//! Line mode: what only a terminal can show.

use crate::harness::World;
use crate::screen::Screen;

fn start(world: &World, rows: u16, cols: u16) -> Screen {
    Screen::run(world, rows, cols, &["study", "--ui", "line", "--seed", "1"], &[])
}

fn kinds(world: &World) -> Vec<String> {
    let kind = |line: &String| line.split(',').nth(2).unwrap().to_owned();
    world.journal()[1..].iter().map(kind).collect()
}

fn typed(front: &str, back: &str) -> World {
    let world = World::new();
    world.put("decks/d.toml", &format!("format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"{front}\"\nback = \"{back}\"\nask = \"type\"\n"));
    world
}

#[test]
fn a_session_is_studied_undone_resized_and_left() {
    let world = World::with_cards(2);
    let mut screen = start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.wait_for("Enter show answer");
    screen.press("\r");
    screen.wait_for("A1");
    screen.wait_for("1–4 rate");
    screen.resize(15, 40);
    screen.press("4");
    screen.wait_for("Q2?");
    screen.wait_for("1/2");
    screen.press("u");
    screen.wait_for("Taken back.");
    screen.wait_for("0/2");
    screen.press("q");
    screen.wait_for("Tomorrow:");
    assert_eq!(screen.exit_code(), 0);
    assert_eq!(kinds(&world), ["easy", "undo"]);
}

#[test]
fn ctrl_c_saves_shows_the_cursor_and_exits_130() {
    let world = World::with_cards(2);
    let mut screen = start(&world, 24, 80);
    screen.wait_for("Enter show answer");
    screen.press("\r");
    screen.wait_for("1–4 rate");
    screen.press("3");
    screen.wait_for("Q2?");
    screen.wait_for("1 learning");
    screen.press("\u{3}");
    screen.wait_for("everything is saved (1 new)");
    assert_eq!(screen.exit_code(), 130);
    screen.assert_given_back();
    assert_eq!(world.journal().len(), 2);
}

#[test]
fn a_choice_is_made_with_the_arrow_keys() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"Capital of Peru?\"\nback = \"Lima\"\nchoices = [\"Quito\"]\n");
    let mut screen = start(&world, 24, 80);
    screen.wait_for("Enter answers, Esc menu");
    screen.wait_for("(show the answer)");
    screen.press("\r");
    screen.wait_for("Space takes");
    screen.press("4");
    screen.wait_for("1 answer");
    screen.wait_for("Enter leaves");
    screen.press("\r");
    assert_eq!(screen.exit_code(), 0);
    assert!(world.journal()[1].contains(",d/a,easy,0,how=choose"));
}

#[test]
fn nobody_must_choose_to_see_the_answer() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"Capital of Peru?\"\nback = \"Lima\"\nchoices = [\"Quito\"]\n");
    let mut screen = start(&world, 24, 80);
    screen.wait_for("(show the answer)");
    screen.press("\u{1b}[A");
    screen.wait_for("❯ (show the answer)");
    screen.press("\r");
    screen.wait_for("1–4 rate");
    screen.press("q");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn a_typed_answer_is_edited_and_judged() {
    let world = typed("When?", "25 June 1950");
    let mut screen = start(&world, 24, 80);
    screen.wait_for("Type the answer");
    screen.press("June 25, 1951\u{7f}0");
    screen.wait_for("> June 25, 1950");
    screen.press("\r");
    screen.wait_for("Right: 25 June 1950");
    screen.press("4");
    screen.wait_for("1 answer, 1 recalled");
    screen.press("q");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn a_judged_answer_can_be_overruled() {
    let world = typed("Capital of Peru?", "Lima");
    let mut screen = start(&world, 15, 40);
    screen.wait_for("Type the answer");
    screen.press("Callao\r");
    screen.wait_for("Wrong. The answer: Lima");
    screen.wait_for("r I was right");
    screen.press("r");
    screen.wait_for("1 learning");
    screen.wait_for("Type the answer");
    screen.press("\u{3}");
    assert_eq!(screen.exit_code(), 130);
    assert!(world.journal()[1].ends_with(",d/a,good,0,how=type override=right"));
}

#[test]
fn space_takes_the_rating_of_the_judge_and_the_end_can_be_undone() {
    let world = typed("Capital of Peru?", "Lima");
    let mut screen = start(&world, 24, 80);
    for ending in ["u", "\r"] {
        screen.wait_for("Enter alone shows it");
        screen.press("Lima\r");
        screen.wait_for("Space takes good");
        screen.press(" ");
        screen.wait_for("1 learning");
        screen.wait_for("Enter alone shows it");
        screen.press("Lima\r");
        screen.wait_for("Space takes good");
        screen.press("4");
        screen.wait_for("Enter leaves · u undo");
        screen.press(ending);
        if ending == "u" {
            screen.wait_for("Taken back.");
            screen.press("\u{1b}");
            screen.wait_for("back to the card");
            screen.press("\u{1b}[B\u{1b}[B\r");
            screen.wait_gone("back to the card");
        }
    }
    assert_eq!(screen.exit_code(), 0);
    assert_eq!(kinds(&world), ["good", "easy", "undo", "undo", "good", "easy"]);
}

#[test]
fn what_is_typed_ahead_never_rates() {
    let world = World::with_cards(2);
    let mut screen = start(&world, 24, 80);
    screen.press("\r3\r3\r3");
    screen.wait_for("Enter show answer");
    screen.press("\r3\r3\r3");
    screen.wait_for("1–4 rate");
    screen.press("q");
    assert_eq!(screen.exit_code(), 0);
    assert!(!world.path("progress/pc").exists());
}

#[test]
fn ctrl_z_gives_the_shell_its_terminal_and_fg_goes_on() {
    let world = World::with_cards(1);
    let mut screen = Screen::shell(&world, 24, 80);
    screen.wait_for("shell> ");
    screen.press("$PROGRAM study --ui line\n");
    screen.wait_for("Enter show answer");
    screen.press("\u{1a}");
    screen.wait_for("Stopped");
    screen.press("echo is here | tr a-z A-Z\n");
    screen.wait_for("IS HERE");
    screen.press("fg\n");
    screen.wait_until("program", |screen| screen.foreground() != screen.id());
    screen.press("\r");
    screen.wait_for("1–4 rate");
    screen.press("4");
    screen.wait_for("Enter leaves");
    screen.press("\r");
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    assert_eq!(kinds(&world), ["easy"]);
}
