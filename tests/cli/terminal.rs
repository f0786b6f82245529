//! What only a terminal can show.

use crate::harness::World;
use crate::screen::Screen;

#[test]
fn a_session_is_studied_undone_resized_and_left() {
    let world = World::with_cards(2);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.wait_for("Enter show answer");
    screen.press("\r");
    screen.wait_for("A1");
    screen.wait_for("1 again 1 min");
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
    let kinds: Vec<String> = world.journal()[1..]
        .iter()
        .map(|line| line.split(',').nth(2).unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["easy", "undo"]);
}

#[test]
fn ctrl_c_saves_shows_the_cursor_and_exits_130() {
    let world = World::with_cards(2);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Enter show answer");
    screen.press("\r");
    screen.wait_for("1 again 1 min");
    screen.press("3");
    screen.wait_for("Q2?");
    screen.wait_for("Enter show answer");
    screen.press("\u{3}");
    screen.wait_for("everything is saved (1 new)");
    assert_eq!(screen.exit_code(), 130);
    assert!(screen.shows_cursor());
    assert_eq!(world.journal().len(), 2);
}

#[test]
fn a_choice_is_made_with_the_arrow_keys() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"Capital of Peru?\"\nback = \"Lima\"\nchoices = [\"Quito\"]\n");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Enter answers, Esc menu");
    screen.wait_for("Quito");
    screen.press("\r");
    screen.wait_for("Enter takes");
    screen.press("4");
    screen.wait_for("1 answer");
    assert_eq!(screen.exit_code(), 0);
    assert!(world.journal()[1].ends_with("how=choose"));
}

#[test]
fn a_typed_answer_is_edited_and_judged() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"When?\"\nback = \"25 June 1950\"\nask = \"type\"\n");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Type the answer");
    screen.press("June 25, 1951\u{7f}0");
    screen.wait_for("> June 25, 1950");
    screen.press("\r");
    screen.wait_for("Right: 25 June 1950");
    screen.press("4");
    screen.wait_for("1 answer, 1 recalled");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn a_judged_answer_can_be_overruled() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"Capital of Peru?\"\nback = \"Lima\"\nask = \"type\"\n");
    let mut screen = Screen::start(&world, 15, 40);
    screen.wait_for("Type the answer");
    screen.press("Callao\r");
    screen.wait_for("Wrong. The answer: Lima");
    screen.wait_for("r I was right");
    screen.press("r");
    screen.wait_for("1 learning");
    screen.press("\u{3}");
    assert_eq!(screen.exit_code(), 130);
    assert!(world.journal()[1].ends_with(",d/a,good,0,how=type override=right"));
}
