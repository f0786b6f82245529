//! Mock exams on the whole terminal.

use crate::harness::{NOW, World};
use crate::screen::Screen;
use std::time::{Duration, Instant};

const DECK: &str = r#"format = 1
id = "d"
title = "Korea"
[[card]]
id = "far"
front = "How many kilometres?"
back = "42 km"
tolerance = 2
[[card]]
id = "who"
front = "Which of these men led the North?"
back = "Kim Il Sung"
choices = ["Mao Zedong", "Syngman Rhee"]
"#;

fn world() -> World {
    let world = World::new();
    world.put("decks/d.toml", DECK);
    world
}

/// With a clock that runs.
fn start(world: &World, rows: u16, cols: u16, more: &[&str]) -> Screen {
    let now = format!("{NOW}+");
    let arguments = [&["exam", "--seed", "2"], more].concat();
    Screen::run(world, rows, cols, &arguments, &[("BYHEART_NOW", &now)])
}

fn sitting(world: &World) -> String {
    let mut files = std::fs::read_dir(world.path("progress/exams")).unwrap();
    std::fs::read_to_string(files.next().unwrap().unwrap().path()).unwrap()
}

/// Presses a key until `text` is seen: a page throws away what came before it
/// was drawn, and a second press of these keys does no harm.
fn press_until(screen: &mut Screen, key: &str, text: &str) {
    for _ in 0..30 {
        screen.press(key);
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(1) {
            if screen.contents().contains(text) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
    panic!("no {text:?} after {key:?} on\n{}", screen.contents());
}

/// Begins, and shows the list of all questions.
fn begin(screen: &mut Screen) {
    screen.wait_for("Enter begin");
    press_until(screen, " ", "Ctrl-R mark");
    screen.press("\t");
    screen.wait_for("All questions");
}

/// Opens the question whose text the list shows.
fn open(screen: &mut Screen, text: &str) {
    let list = screen.settled();
    let row = list.lines().find(|line| line.contains(text)).unwrap();
    let number = row.split('.').next().unwrap().trim_end().chars().last().unwrap();
    screen.press(&number.to_string());
    screen.press("\r");
    screen.wait_for("Ctrl-R mark");
}

#[test]
fn the_countdown_runs_while_somebody_types() {
    let world = world();
    let mut screen = start(&world, 24, 80, &["--time", "1h"]);
    begin(&mut screen);
    open(&mut screen, "kilometres");
    screen.press("4");
    screen.wait_for("› 4");
    let clock = |screen: &Screen| {
        let head = screen.contents().lines().next().unwrap().to_owned();
        head.rsplit(' ').next().unwrap().to_owned()
    };
    let before = clock(&screen);
    assert!(before.contains(':'), "{before}");
    // Nobody presses a key, and the time goes on.
    let start = Instant::now();
    while clock(&screen) == before {
        assert!(start.elapsed() < Duration::from_secs(30), "the time stands");
        std::thread::sleep(Duration::from_millis(20));
    }
    screen.press("2");
    screen.wait_for("› 42");
}

#[test]
fn an_exam_is_answered_marked_handed_in_and_read() {
    let world = world();
    let mut screen = start(&world, 24, 80, &[]);
    begin(&mut screen);
    open(&mut screen, "Which of these");
    screen.press("a");
    screen.wait_for("1 answered");
    screen.press("\u{12}");
    screen.wait_for("1 marked");
    screen.press("\t");
    screen.wait_for("All questions");
    screen.press("h");
    screen.wait_for("Without an answer: ");
    screen.wait_for("Marked for review: ");
    // Enter alone hands nothing in.
    screen.press("\r");
    screen.wait_for("y hands in, n goes back.");
    screen.press("n");
    screen.wait_for("All questions");
    open(&mut screen, "kilometres");
    screen.press("40 km\t");
    screen.wait_for("2 answered");
    screen.press("h");
    screen.wait_for("Marked for review: ");
    screen.press("y");
    screen.wait_for("By format");
    assert!(sitting(&world).contains("state = \"handed-in\""));
    press_until(&mut screen, "\u{1b}[6~", "Yours: 40 km");
    press_until(&mut screen, "q", "1 card missed.");
    press_until(&mut screen, "y", "1 card comes back in study");
    screen.wait_for("that is no sample of them");
    assert_eq!(screen.exit_code(), 1);
    assert!(screen.shows_cursor());
    assert_eq!(world.journal().len(), 2);
}

#[test]
fn an_interrupted_exam_is_offered_and_taken_up() {
    let world = world();
    let mut screen = start(&world, 15, 40, &["--time", "1h"]);
    begin(&mut screen);
    open(&mut screen, "kilometres");
    screen.press("42\u{3}");
    screen.wait_for("every answer is saved");
    assert_eq!(screen.exit_code(), 130);
    assert!(screen.shows_cursor());
    assert!(sitting(&world).contains("text = \"42\""));
    let mut screen = start(&world, 15, 40, &[]);
    screen.wait_for("2 questions from Korea, 1 answered,");
    press_until(&mut screen, "r", "Enter begin");
    press_until(&mut screen, " ", "Which of these men led the North?");
    screen.press("\t");
    screen.wait_for("[x]");
    screen.press("q");
    screen.wait_for("The exam stays open");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn time_over_hands_in_what_is_being_typed() {
    let world = world();
    let mut screen = start(&world, 24, 80, &["--time", "1h"]);
    begin(&mut screen);
    screen.press("q");
    screen.wait_for("The exam stays open");
    assert_eq!(screen.exit_code(), 0);
    let folder = world.path("progress/exams");
    let path = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let name = format!("progress/exams/{}", path.file_name().unwrap().to_str().unwrap());
    // Some seconds are left: enough on any machine to see that they end.
    let text = world.text(&name);
    let used = text.lines().find(|line| line.starts_with("used_ms")).unwrap();
    world.put(&name, &text.replace(used, "used_ms = 3596000"));
    let now = format!("{NOW}+");
    let variables = [("BYHEART_NOW", now.as_str())];
    let mut screen = Screen::run(&world, 24, 80, &["exam", "--resume"], &variables);
    screen.wait_for("Enter begin");
    press_until(&mut screen, " ", "The time was over.");
    assert!(sitting(&world).contains("state = \"time-over\""));
    assert!(sitting(&world).contains("used_ms = 3600000"));
}

#[test]
fn a_hang_up_leaves_the_exam_open() {
    let world = world();
    let mut screen = start(&world, 24, 80, &[]);
    begin(&mut screen);
    open(&mut screen, "Which of these");
    screen.press("a");
    screen.wait_for("1 answered");
    screen.hang_up();
    assert_eq!(screen.exit_code(), 129);
    assert!(sitting(&world).contains("state = \"open\""));
    assert!(sitting(&world).contains("chosen = ["));
}

#[test]
fn a_small_terminal_shows_question_and_time() {
    let world = world();
    let mut screen = start(&world, 15, 40, &["--time", "2h"]);
    begin(&mut screen);
    open(&mut screen, "Which of these");
    let shown = screen.settled();
    assert!(shown.lines().all(|line| line.chars().count() <= 40), "{shown}");
    let head = shown.lines().next().unwrap();
    assert!(head.contains("/2 choice") && head.contains("0 answered · "), "{shown}");
    screen.resize(24, 80);
    screen.wait_for("choice · Korea");
    screen.press("\u{3}");
    assert_eq!(screen.exit_code(), 130);
}
