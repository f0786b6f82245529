//! Mock exams on the whole terminal.

use crate::exam::{sitting, sittings};
use crate::harness::{NOW, World, card};
use crate::screen::Screen;
use nix::sys::signal::Signal;
use std::time::{Duration, Instant};

pub(crate) const PAGE_DOWN: &str = "\u{1b}[6~";
pub(crate) const PAGE_UP: &str = "\u{1b}[5~";
const ESC: &str = "\u{1b}";
const CTRL_C: &str = "\u{3}";
const CTRL_N: &str = "\u{e}";
/// Marks for review.
const CTRL_R: &str = "\u{12}";

fn world() -> World {
    let far = card("far", "How many kilometres?", "42 km", "tolerance = 2");
    let choices = "choices = [\"Mao Zedong\", \"Syngman Rhee\"]";
    let who = card("who", "Which of these men led the North?", "Kim Il Sung", choices);
    World::with_deck(&(far + &who))
}

/// With a clock that runs.
pub(crate) fn start(world: &World, rows: u16, cols: u16, more: &[&str]) -> Screen {
    let now = format!("{NOW}+");
    let arguments = [&["exam", "--seed", "2"], more].concat();
    Screen::run(world, rows, cols, &arguments, &[("BYHEART_NOW", &now)])
}

/// Begins, and shows the list of all questions.
#[track_caller]
fn begin(screen: &mut Screen) {
    screen.follow(&[("Enter begin", "\r"), ("Ctrl-R mark", ESC), ("Questions", "")]);
}

/// An exam that has begun, with the list of all its questions in sight.
#[track_caller]
fn begun((rows, cols): (u16, u16), more: &[&str]) -> (World, Screen) {
    let world = world();
    let mut screen = start(&world, rows, cols, more);
    begin(&mut screen);
    (world, screen)
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
    let (_world, mut screen) = begun((24, 80), &["--time", "1h"]);
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
    let (world, mut screen) = begun((24, 80), &[]);
    open(&mut screen, "Which of these");
    screen.press("a");
    screen.follow(&[
        ("1 answered", CTRL_R),
        ("1 marked", ESC),
        ("Questions", "e"),
        ("Without an answer: ", ""),
        // Enter alone hands nothing in.
        ("Marked for review: ", "\r"),
        ("y hands in, Esc goes back.", ESC),
        ("Questions", ""),
    ]);
    open(&mut screen, "kilometres");
    screen.press("40 km\u{1b}");
    screen.follow(&[("2 answered", "e"), ("Marked for review: ", "y"), ("By format", "")]);
    assert!(sitting(&world).contains("state = \"handed-in\""));
    while !screen.settled().contains("Yours: 40 km") {
        screen.press(PAGE_DOWN);
    }
    screen.follow(&[
        ("Enter done", "\r"),
        ("1 card missed.", ""),
        ("y yes", "y"),
        ("1 card comes back in study", ""),
        ("that is no sample of them", ""),
    ]);
    screen.ended(1);
    assert_eq!(world.events(), ["again"]);
}

#[test]
fn an_interrupted_exam_is_offered_and_taken_up() {
    let (world, mut screen) = begun((15, 40), &["--time", "1h"]);
    open(&mut screen, "kilometres");
    screen.press("42\u{3}");
    screen.wait_for("every answer is saved");
    screen.ended(130);
    assert!(sitting(&world).contains("text = \"42\""));
    let mut screen = start(&world, 15, 40, &[]);
    screen.follow(&[
        ("questions from Deck, 1 answered,", ""),
        ("r take it up", "r"),
        ("Enter go on", "\r"),
        ("Which of these men led the North?", ESC),
        ("[x]", "q"),
        ("The exam stays open", ""),
    ]);
    screen.ended(0);
}

/// An exam of an hour that was left with only `seconds` of it to go, and is
/// taken up: at its first page.
fn nearly_over(world: &World, seconds: u64) -> Screen {
    let mut screen = start(world, 24, 80, &["--time", "1h"]);
    begin(&mut screen);
    screen.follow(&[("Questions", "q"), ("The exam stays open", "")]);
    screen.ended(0);
    let name = format!("progress/exams/{}", sittings(world)[0]);
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
    screen.follow(&[("Enter go on", "\r"), ("The time is over.", "")]);
    assert!(sitting(&world).contains("state = \"time-over\""));
    assert!(sitting(&world).contains("used_ms = 3600000"));
    screen.follow(&[("Enter see the result", "\r"), ("The time was over.", "")]);
}

#[test]
fn keys_typed_through_the_end_of_the_time_mean_nothing() {
    let world = world();
    let mut screen = nearly_over(&world, 6);
    screen.follow(&[("Enter go on", "\r"), ("Ctrl-R mark", "")]);
    // The time ends while the keys are on their way.
    screen.signal(Signal::SIGSTOP);
    screen.press("quick query yes\rquick query yes\r");
    std::thread::sleep(Duration::from_secs(7));
    screen.signal(Signal::SIGCONT);
    screen.follow(&[("The time is over.", ""), ("Enter see the result", "qy ")]);
    assert!(screen.settled().contains("Enter see the result"), "{}", screen.contents());
    // What comes right behind the key of one page is not meant for the next.
    screen.press("\r\r");
    screen.follow(&[("Enter done", "qy ")]);
    assert!(screen.settled().contains("Enter done"), "{}", screen.contents());
    screen.press("\ry");
    screen.follow(&[("n no, leave the schedule", "n")]);
    screen.ended(1);
    assert!(world.events().is_empty(), "the schedule was told");
}

#[test]
fn an_exam_that_nobody_begins_is_not_kept() {
    let world = world();
    for key in ["q", ESC] {
        let mut screen = start(&world, 24, 80, &[]);
        screen.follow(&[("q leave", key), ("nothing was changed", "")]);
        screen.ended(0);
        assert!(!world.path("progress/exams").exists());
    }
}

#[test]
fn an_open_exam_is_given_up_only_when_the_next_begins() {
    let (world, mut screen) = begun((24, 80), &[]);
    screen.press("q");
    screen.ended(0);
    let before = sitting(&world);
    let mut screen = start(&world, 24, 80, &["--new"]);
    screen.follow(&[("q leave", "q")]);
    screen.ended(0);
    assert_eq!(sitting(&world), before);
}

#[test]
fn an_exam_that_is_sat_elsewhere_is_not_offered() {
    let world = world();
    let mut first = start(&world, 24, 80, &[]);
    begin(&mut first);
    let mut second = start(&world, 24, 80, &[]);
    second.shows(&["It is being sat in another terminal", "n begin another"]);
    second.lacks("r take it up");
    second.press("r");
    second.follow(&[("n begin another", "n"), ("Enter begin", "q")]);
    second.ended(0);
    assert!(!sitting(&world).contains("[end]"));
}

#[test]
fn a_question_longer_than_the_screen_is_read_with_the_page_keys() {
    let lines: Vec<String> = (1..=28).map(|line| format!("line {line} of it")).collect();
    let world = World::with_deck(&card("long", &lines.join("\\n"), "x", "ask = \"type\""));
    let mut screen = start(&world, 24, 80, &[]);
    screen.follow(&[
        ("Enter begin", "\r"),
        ("line 1 of it", ""),
        ("PgUp PgDn", PAGE_DOWN),
        ("line 28 of it", ""),
        ("more above", "ab"),
        ("› ab", &"\u{1b}[A".repeat(40)),
        ("line 1 of it", PAGE_DOWN),
        // Only at the end a page key goes on.
        ("› ab", PAGE_DOWN),
        ("Questions", "\r"),
        ("line 1 of it", CTRL_N),
        ("Questions", "\r"),
        ("line 1 of it", "\r"),
        ("Questions", ""),
    ]);
}

#[test]
fn one_right_option_has_a_round_box_and_a_digit_chooses_it() {
    let world = world();
    let mut screen = start(&world, 24, 80, &["--formats", "choice"]);
    screen.follow(&[("Enter begin", "\r"), ("( ) a", "2"), ("(•) b", ""), ("1 answered", "")]);
}

#[test]
fn no_key_acts_on_a_screen_that_is_too_small() {
    let world = world();
    let mut screen = start(&world, 24, 80, &["--formats", "choice"]);
    for (seen, keys) in [("Enter begin", "\r"), ("Ctrl-R mark", "a\u{12}\u{1b}")] {
        screen.wait_for(seen);
        screen.resize(7, 60);
        screen.follow(&[("Please enlarge", keys)]);
        screen.settled();
        screen.resize(24, 80);
        screen.follow(&[(seen, "\r")]);
    }
    screen.shows(&["Questions", "0 answered"]);
    screen.resize(7, 60);
    screen.follow(&[("Please enlarge", CTRL_C)]);
    screen.ended(130);
}

#[test]
fn a_hang_up_leaves_the_exam_open() {
    let (world, mut screen) = begun((24, 80), &[]);
    open(&mut screen, "Which of these");
    screen.press("a");
    screen.wait_for("1 answered");
    screen.signal(Signal::SIGHUP);
    screen.ended(129);
    assert!(!sitting(&world).contains("[end]"));
    assert!(sitting(&world).contains("chosen = ["));
}

#[test]
fn a_small_terminal_shows_question_and_time() {
    let (_world, mut screen) = begun((15, 40), &["--time", "2h"]);
    open(&mut screen, "Which of these");
    let shown = screen.settled();
    assert!(shown.lines().all(|line| line.chars().count() <= 40), "{shown}");
    let head = shown.lines().next().unwrap();
    assert!(head.contains("/2 choice") && head.contains("0 answered · "), "{shown}");
    screen.resize(24, 80);
    screen.follow(&[("choice · Deck", CTRL_C)]);
    screen.ended(130);
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

/// An exam in which `42 k` is typed and nothing more.
fn typing(world: &World) -> Screen {
    let mut screen = start(world, 24, 80, &["--formats", "typed"]);
    screen.follow(&[("Enter begin", "\r"), ("Ctrl-R mark", "42 k"), ("› 42 k", "")]);
    screen
}

#[test]
fn what_is_being_typed_is_saved_when_nobody_types_on() {
    let world = world();
    let screen = typing(&world);
    wait_for_file(&world, |text| text.contains("text = \"42 k\""));
    screen.signal(Signal::SIGKILL);
    drop(screen);
    let mut screen = resume(&world);
    screen.follow(&[("1 answered", "\r"), ("› 42 k", "")]);
}

/// What ends an exam from outside, and its exit code.
type End = (fn(&mut Screen), u32);

#[test]
fn a_signal_and_a_closed_terminal_save_what_is_being_typed() {
    let ends: [End; 4] = [
        (|screen| screen.signal(Signal::SIGTERM), 143),
        (|screen| screen.signal(Signal::SIGHUP), 129),
        (|screen| screen.signal(Signal::SIGINT), 130),
        (Screen::close, 129),
    ];
    for (end, code) in ends {
        let world = world();
        let mut screen = typing(&world);
        screen.press("m");
        screen.wait_for("› 42 km");
        end(&mut screen);
        screen.ended(code);
        assert!(sitting(&world).contains("text = \"42 km\""), "{}", sitting(&world));
    }
}

fn used(text: &str) -> u128 {
    let line = text.lines().find_map(|line| line.strip_prefix("used_ms = "));
    line.unwrap().parse().unwrap()
}

#[test]
fn with_a_limit_the_used_time_is_saved_while_nobody_answers() {
    let world = world();
    let mut screen = start(&world, 24, 80, &["--time", "1h"]);
    screen.follow(&[("Enter begin", "\r"), ("Ctrl-R mark", "")]);
    wait_for_file(&world, |text| used(text) > 0);
    assert!(!sitting(&world).contains("[end]"));
}

#[test]
fn time_in_which_the_exam_is_stopped_is_not_used() {
    let world = world();
    let now = format!("{NOW}+");
    let mut screen = Screen::shell(&world);
    screen.wait_for("shell> ");
    screen.press(&format!("BYHEART_NOW='{now}' $PROGRAM exam --seed 2 --time 1h\n"));
    screen.wait_for("Enter begin");
    let open = Instant::now();
    screen.press("\r");
    screen.follow(&[("Ctrl-R mark", "\u{1a}"), ("Stopped", "")]);
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    let stop = Instant::now();
    std::thread::sleep(Duration::from_secs(2));
    let stopped = stop.elapsed();
    screen.press("fg\n");
    let steps = [("Ctrl-R mark", ESC), ("Questions", "q"), ("The exam stays open", "")];
    screen.follow(&steps);
    let used = used(&sitting(&world));
    assert!(used <= (open.elapsed() - stopped).as_millis(), "{used} ms");
}
