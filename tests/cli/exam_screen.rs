//! Mock exams on the whole terminal.

use crate::harness::{NOW, World};
use crate::screen::Screen;
use nix::sys::signal::Signal;
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
pub(crate) fn start(world: &World, rows: u16, cols: u16, more: &[&str]) -> Screen {
    let now = format!("{NOW}+");
    let arguments = [&["exam", "--seed", "2"], more].concat();
    Screen::run(world, rows, cols, &arguments, &[("BYHEART_NOW", &now)])
}

/// The file of the one sitting, not one that is still being written beside it.
fn file(world: &World) -> String {
    let files = std::fs::read_dir(world.path("progress/exams")).unwrap();
    let mut names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let name = names.find(|name| name.ends_with("-pc.toml"));
    format!("progress/exams/{}", name.unwrap())
}

fn sitting(world: &World) -> String {
    world.text(&file(world))
}

/// Begins, and shows the list of all questions.
fn begin(screen: &mut Screen) {
    screen.wait_for("Enter begin");
    screen.press("\r");
    screen.wait_for("Ctrl-R mark");
    screen.press("\u{1b}");
    screen.wait_for("Questions");
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
    screen.press("\u{1b}");
    screen.wait_for("Questions");
    screen.press("e");
    screen.wait_for("Without an answer: ");
    screen.wait_for("Marked for review: ");
    // Enter alone hands nothing in.
    screen.press("\r");
    screen.wait_for("y hands in, Esc goes back.");
    screen.press("\u{1b}");
    screen.wait_for("Questions");
    open(&mut screen, "kilometres");
    screen.press("40 km\u{1b}");
    screen.wait_for("2 answered");
    screen.press("e");
    screen.wait_for("Marked for review: ");
    screen.press("y");
    screen.wait_for("By format");
    assert!(sitting(&world).contains("state = \"handed-in\""));
    while !screen.settled().contains("Yours: 40 km") {
        screen.press("\u{1b}[6~");
    }
    screen.wait_for("Enter done");
    screen.press("\r");
    screen.wait_for("1 card missed.");
    screen.wait_for("y yes");
    screen.press("y");
    screen.wait_for("1 card comes back in study");
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
    screen.wait_for("r take it up");
    screen.press("r");
    screen.wait_for("Enter go on");
    screen.press("\r");
    screen.wait_for("Which of these men led the North?");
    screen.press("\u{1b}");
    screen.wait_for("[x]");
    screen.press("q");
    screen.wait_for("The exam stays open");
    assert_eq!(screen.exit_code(), 0);
}

/// An exam of an hour that was left with only `seconds` of it to go, and is
/// taken up: at its first page.
fn nearly_over(world: &World, seconds: u64) -> Screen {
    let mut screen = start(world, 24, 80, &["--time", "1h"]);
    begin(&mut screen);
    screen.press("q");
    screen.wait_for("The exam stays open");
    assert_eq!(screen.exit_code(), 0);
    let name = file(world);
    let text = world.text(&name);
    let used = text.lines().find(|line| line.starts_with("used_ms")).unwrap();
    let now = format!("used_ms = {}", (3600 - seconds) * 1000);
    world.put(&name, &text.replace(used, &now));
    resume(world)
}

/// An exam that was left, at its first page.
fn resume(world: &World) -> Screen {
    let now = format!("{NOW}+");
    let variables = [("BYHEART_NOW", now.as_str())];
    let screen = Screen::run(world, 24, 80, &["exam", "--resume"], &variables);
    screen.wait_for("Enter go on");
    screen
}

#[test]
fn time_over_hands_in_what_is_there() {
    let world = world();
    let mut screen = nearly_over(&world, 2);
    screen.press("\r");
    screen.wait_for("The time is over.");
    assert!(sitting(&world).contains("state = \"time-over\""));
    assert!(sitting(&world).contains("used_ms = 3600000"));
    screen.wait_for("Enter see the result");
    screen.press("\r");
    screen.wait_for("The time was over.");
}

#[test]
fn keys_typed_through_the_end_of_the_time_mean_nothing() {
    let world = world();
    let mut screen = nearly_over(&world, 6);
    screen.press("\r");
    screen.wait_for("Ctrl-R mark");
    // The time ends while the keys are on their way.
    screen.signal(Signal::SIGSTOP);
    screen.press("quick query yes\rquick query yes\r");
    std::thread::sleep(Duration::from_secs(7));
    screen.signal(Signal::SIGCONT);
    screen.wait_for("The time is over.");
    screen.wait_for("Enter see the result");
    screen.press("qy ");
    assert!(screen.settled().contains("Enter see the result"), "{}", screen.contents());
    // What comes right behind the key of one page is not meant for the next.
    screen.press("\r\r");
    screen.wait_for("Enter done");
    screen.press("qy ");
    assert!(screen.settled().contains("Enter done"), "{}", screen.contents());
    screen.press("\ry");
    screen.wait_for("n no, leave the schedule");
    screen.press("n");
    assert_eq!(screen.exit_code(), 1);
    assert!(!world.path("progress/pc").exists(), "the schedule was told");
}

#[test]
fn an_exam_that_nobody_begins_is_not_kept() {
    let world = world();
    for key in ["q", "\u{1b}"] {
        let mut screen = start(&world, 24, 80, &[]);
        screen.wait_for("q leave");
        screen.press(key);
        screen.wait_for("nothing was changed");
        assert_eq!(screen.exit_code(), 0);
        assert!(!world.path("progress/exams").exists());
    }
}

#[test]
fn an_open_exam_is_given_up_only_when_the_next_begins() {
    let world = world();
    let mut screen = start(&world, 24, 80, &[]);
    begin(&mut screen);
    screen.press("q");
    assert_eq!(screen.exit_code(), 0);
    let before = sitting(&world);
    let mut screen = start(&world, 24, 80, &["--new"]);
    screen.wait_for("q leave");
    screen.press("q");
    assert_eq!(screen.exit_code(), 0);
    assert_eq!(sitting(&world), before);
}

#[test]
fn an_exam_that_is_sat_elsewhere_is_not_offered() {
    let world = world();
    let mut first = start(&world, 24, 80, &[]);
    begin(&mut first);
    let mut second = start(&world, 24, 80, &[]);
    second.wait_for("It is being sat in another terminal");
    second.wait_for("n begin another");
    assert!(!second.contents().contains("r take it up"), "{}", second.contents());
    second.press("r");
    second.press("n");
    second.wait_for("Enter begin");
    second.press("q");
    assert_eq!(second.exit_code(), 0);
    assert!(!sitting(&world).contains("[end]"));
}

#[test]
fn the_first_page_tells_the_rules_of_what_is_asked() {
    let world = world();
    let screen = start(&world, 24, 80, &["--formats", "choice"]);
    screen.wait_for("Each question is worth one mark.");
    assert!(!screen.contents().contains("share"), "{}", screen.contents());
    drop(screen);
    let screen = start(&world, 24, 80, &["--formats", "typed"]);
    screen.wait_for("A nearly right typed answer earns half.");
}

pub(crate) const PAGE_DOWN: &str = "\u{1b}[6~";
pub(crate) const PAGE_UP: &str = "\u{1b}[5~";

#[test]
fn a_question_longer_than_the_screen_is_read_with_the_page_keys() {
    let world = World::new();
    let lines: Vec<String> = (1..=28).map(|line| format!("line {line} of it")).collect();
    let deck = format!(
        "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"long\"\nfront = \"\"\"\n{}\n\"\"\"\nback = \"x\"\nask = \"type\"\n",
        lines.join("\n")
    );
    world.put("decks/d.toml", &deck);
    let mut screen = start(&world, 24, 80, &[]);
    screen.wait_for("Enter begin");
    screen.press("\r");
    screen.wait_for("line 1 of it");
    screen.wait_for("PgUp PgDn");
    screen.press(PAGE_DOWN);
    screen.wait_for("line 28 of it");
    screen.wait_for("more above");
    screen.press("ab");
    screen.wait_for("› ab");
    for _ in 0..40 {
        screen.press("\u{1b}[A");
    }
    screen.wait_for("line 1 of it");
    screen.press(PAGE_DOWN);
    screen.wait_for("› ab");
    // Only at the end a page key goes on.
    screen.press(PAGE_DOWN);
    screen.wait_for("Questions");
    screen.press("\r");
    screen.wait_for("line 1 of it");
    screen.press("\u{e}");
    screen.wait_for("Questions");
    screen.press("\r");
    screen.wait_for("line 1 of it");
    screen.press("\r");
    screen.wait_for("Questions");
}

#[test]
fn one_right_option_has_a_round_box_and_a_digit_chooses_it() {
    let world = world();
    let mut screen = start(&world, 24, 80, &["--formats", "choice"]);
    screen.wait_for("Enter begin");
    screen.press("\r");
    screen.wait_for("( ) a");
    screen.press("2");
    screen.wait_for("(•) b");
    screen.wait_for("1 answered");
}

#[test]
fn no_key_acts_on_a_screen_that_is_too_small() {
    let world = world();
    let mut screen = start(&world, 24, 80, &["--formats", "choice"]);
    screen.wait_for("Enter begin");
    screen.resize(7, 60);
    screen.wait_for("Please enlarge");
    screen.press("\r");
    screen.settled();
    screen.resize(24, 80);
    screen.wait_for("Enter begin");
    screen.press("\r");
    screen.wait_for("Ctrl-R mark");
    screen.resize(7, 60);
    screen.wait_for("Please enlarge");
    screen.press("a\u{12}\u{1b}");
    screen.settled();
    screen.resize(24, 80);
    screen.wait_for("0 answered");
    assert!(screen.contents().contains("Ctrl-R mark"), "{}", screen.contents());
    screen.resize(7, 60);
    screen.wait_for("Please enlarge");
    screen.press("\u{3}");
    assert_eq!(screen.exit_code(), 130);
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
    assert!(!sitting(&world).contains("[end]"));
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

/// Waits until the sitting's file is as it should be.
#[track_caller]
fn wait_for_file(world: &World, is_so: impl Fn(&str) -> bool) {
    let start = Instant::now();
    while !is_so(&sitting(world)) {
        assert!(start.elapsed() < Duration::from_secs(30), "{}", sitting(world));
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// An exam in which an answer is being typed.
fn typing(world: &World, more: &[&str]) -> Screen {
    let mut screen = start(world, 24, 80, &[&["--formats", "typed"], more].concat());
    screen.wait_for("Enter begin");
    screen.press("\r");
    screen.wait_for("Ctrl-R mark");
    screen.press("42 k");
    screen.wait_for("› 42 k");
    screen
}

#[test]
fn what_is_being_typed_is_saved_when_nobody_types_on() {
    let world = world();
    let screen = typing(&world, &[]);
    wait_for_file(&world, |text| text.contains("text = \"42 k\""));
    screen.signal(Signal::SIGKILL);
    drop(screen);
    let mut screen = resume(&world);
    assert!(screen.contents().contains("1 answered"), "{}", screen.contents());
    screen.press("\r");
    screen.wait_for("› 42 k");
}

#[test]
fn a_signal_and_a_closed_terminal_save_what_is_being_typed() {
    for (signal, code) in [(Signal::SIGTERM, 143), (Signal::SIGHUP, 129), (Signal::SIGINT, 130)] {
        let world = world();
        let mut screen = typing(&world, &[]);
        screen.press("m");
        screen.wait_for("› 42 km");
        screen.signal(signal);
        assert_eq!(screen.exit_code(), code);
        screen.assert_given_back();
        assert!(sitting(&world).contains("text = \"42 km\""), "{}", sitting(&world));
    }
    let world = world();
    let mut screen = typing(&world, &[]);
    screen.press("m");
    screen.wait_for("› 42 km");
    screen.close();
    assert_eq!(screen.exit_code(), 129);
    assert!(sitting(&world).contains("text = \"42 km\""), "{}", sitting(&world));
}

fn used(text: &str) -> u128 {
    let line = text.lines().find_map(|line| line.strip_prefix("used_ms = "));
    line.unwrap().parse().unwrap()
}

#[test]
fn with_a_limit_the_used_time_is_saved_while_nobody_answers() {
    let world = world();
    let mut screen = start(&world, 24, 80, &["--time", "1h"]);
    screen.wait_for("Enter begin");
    screen.press("\r");
    screen.wait_for("Ctrl-R mark");
    wait_for_file(&world, |text| used(text) > 0);
    assert!(!sitting(&world).contains("[end]"));
}

#[test]
fn time_in_which_the_exam_is_stopped_is_not_used() {
    let world = world();
    let now = format!("{NOW}+");
    let mut screen = Screen::shell(&world, 24, 80);
    screen.wait_for("shell> ");
    screen.press(&format!("BYHEART_NOW='{now}' $PROGRAM exam --seed 2 --time 1h\n"));
    screen.wait_for("Enter begin");
    let open = Instant::now();
    screen.press("\r");
    screen.wait_for("Ctrl-R mark");
    screen.press("\u{1a}");
    screen.wait_for("Stopped");
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    let stop = Instant::now();
    std::thread::sleep(Duration::from_secs(2));
    let stopped = stop.elapsed();
    screen.press("fg\n");
    screen.wait_for("Ctrl-R mark");
    screen.press("\u{1b}");
    screen.wait_for("Questions");
    screen.press("q");
    screen.wait_for("The exam stays open");
    let used = used(&sitting(&world));
    assert!(used <= (open.elapsed() - stopped).as_millis(), "{used} ms");
}
