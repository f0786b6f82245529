//! Mock exams on the whole terminal.

use crate::exam::{change, sitting};
use crate::harness::{NOW, World, card, wait};
use crate::screen::{SMALL, Screen, Size, USUAL};
use nix::sys::signal::Signal;
use std::time::{Duration, Instant};

fn world() -> World {
    let far = card("far", "How many kilometres?", "42 km", "tolerance = 2");
    let choices = "choices = [\"Mao Zedong\", \"Syngman Rhee\"]";
    let who = card("who", "Which of these men led the North?", "Kim Il Sung", choices);
    World::with_deck(&(far + &who))
}

/// With a clock that runs.
fn start(world: &World, size: Size, more: &[&str]) -> Screen {
    let now = format!("{NOW}+");
    let begins: &[&str] = if more == ["--resume"] { &["exam"] } else { &["exam", "--seed", "2"] };
    Screen::run(world, size, &[begins, more].concat(), &[("BYHEART_NOW", &now)])
}

/// An exam that has begun, with the list of all its questions in sight.
#[track_caller]
fn begun(size: Size, more: &[&str]) -> (World, Screen) {
    let world = world();
    let mut screen = start(&world, size, more);
    screen.follow("Enter begin {⏎} Ctrl-R mark {⎋} Questions");
    (world, screen)
}

/// Opens the question whose text the list shows.
fn open(screen: &mut Screen, text: &str) {
    let list = screen.settled();
    let row = list.lines().find(|line| line.contains(text)).unwrap();
    let number = row.split('.').next().unwrap().trim_end().chars().last().unwrap();
    screen.follow(&format!("{{{number}⏎}} Ctrl-R mark"));
}

#[test]
fn the_countdown_runs_while_somebody_types() {
    let (world, mut screen) = begun(USUAL, &["--time", "1h"]);
    open(&mut screen, "kilometres");
    screen.follow("{4} › 4");
    let clock = || {
        let head = screen.contents().lines().next().unwrap().to_owned();
        head.rsplit(' ').next().unwrap().to_owned()
    };
    let before = clock();
    assert!(before.contains(':'), "{before}");
    // Nobody presses a key, and the time goes on, and is saved.
    let saved = used(&sitting(&world));
    wait(|| clock() != before, || "the time stands".to_owned());
    wait(|| used(&sitting(&world)) > saved, || sitting(&world));
    screen.follow("{2} › 42");
}

#[test]
fn an_exam_is_answered_marked_handed_in_and_read() {
    let (world, mut screen) = begun(USUAL, &[]);
    open(&mut screen, "Which of these");
    // Enter alone hands nothing in.
    screen.follow(
        "{a} 1 answered {^r} 1 marked {⎋} Questions {e} Without an answer: | Marked for review: \
         {⏎} y hands in, Esc goes back. {⎋} Questions",
    );
    open(&mut screen, "kilometres");
    screen.follow("{40 km⎋} 2 answered {e} Marked for review: {y} By format");
    assert!(sitting(&world).contains("state = \"handed-in\""));
    while !screen.settled().contains("Yours: 40 km") {
        screen.press("⇟");
    }
    screen.follow("Enter done {⏎} 1 card missed. | y yes {y}");
    screen.follow("1 card comes back in study | that is no sample of them").ended(1);
    assert_eq!(world.events(), ["again"]);
}

#[test]
fn an_interrupted_exam_is_offered_and_taken_up_on_a_small_terminal() {
    let (world, mut screen) = begun(SMALL, &["--time", "1h"]);
    open(&mut screen, "kilometres");
    let shown = screen.settled();
    assert!(shown.lines().all(|line| line.chars().count() <= 40), "{shown}");
    let head = shown.lines().next().unwrap();
    assert!(head.contains("/2 typed") && head.contains("0 answered · "), "{shown}");
    screen.resize(USUAL);
    screen.follow("typed · Deck {42^c} every answer is saved").ended(130);
    assert!(sitting(&world).contains("text = \"42\""));
    let mut screen = start(&world, SMALL, &[]);
    screen.follow(
        "questions from Deck, 1 answered, | r take it up {r} Enter go on {⏎} \
         Which of these men led the North? {⎋} [x] {q} The exam stays open",
    );
    screen.ended(0);
}

#[test]
fn when_the_time_is_over_keys_on_their_way_mean_nothing() {
    // An exam of an hour is left with a wrong answer, which is what is offered in the
    // end, and taken up with seconds of it to go.
    let (world, mut screen) = begun(USUAL, &["--time", "1h"]);
    open(&mut screen, "kilometres");
    screen.follow("{7} › 7 {⎋} [x] {q} The exam stays open").ended(0);
    let before = format!("used_ms = {}\n", used(&sitting(&world)));
    change(&world, &before, "used_ms = 3594000\n");
    let mut screen = start(&world, USUAL, &["--resume"]);
    screen.follow("Enter go on {⏎} Ctrl-R mark");
    screen.signal(Signal::SIGSTOP);
    screen.press("quick query yes⏎quick query yes⏎");
    std::thread::sleep(Duration::from_secs(7));
    screen.signal(Signal::SIGCONT);
    screen.follow("The time is over. | Enter see the result {qy }");
    assert!(screen.settled().contains("Enter see the result"), "{}", screen.contents());
    let saved = sitting(&world);
    assert!(saved.contains("state = \"time-over\"") && saved.contains("used_ms = 3600000"));
    // What comes right behind the key of one page is not meant for the next.
    screen.follow("{⏎⏎} The time was over. | Enter done {qy }");
    assert!(screen.settled().contains("Enter done"), "{}", screen.contents());
    screen.follow("{⏎y} n no, leave the schedule {n}").ended(1);
    assert!(world.events().is_empty(), "the schedule was told");
}

#[test]
fn an_exam_that_nobody_begins_is_not_kept_and_gives_none_up() {
    let world = world();
    for key in ["q", "⎋"] {
        let mut screen = start(&world, USUAL, &[]);
        screen.follow(&format!("q leave {{{key}}} nothing was changed")).ended(0);
        assert!(!world.path("progress/exams").exists());
    }
    let (world, mut first) = begun(USUAL, &[]);
    // One that is sat elsewhere is not offered.
    let mut second = start(&world, USUAL, &[]);
    second.follow("It is being sat in another terminal | n begin another").lacks("r take it up");
    second.follow("{r} n begin another {n} Enter begin {q}").ended(0);
    assert!(!sitting(&world).contains("[end]"));
    first.follow("{q}").ended(0);
    let before = sitting(&world);
    start(&world, USUAL, &["--new"]).follow("q leave {q}").ended(0);
    assert_eq!(sitting(&world), before);
}

#[test]
fn a_question_longer_than_the_screen_is_read_with_the_page_keys() {
    let lines: Vec<String> = (1..=28).map(|line| format!("line {line} of it")).collect();
    let world = World::with_deck(&card("long", &lines.join("\\n"), "x", "ask = \"type\""));
    let mut screen = start(&world, USUAL, &[]);
    screen.follow("Enter begin {⏎} line 1 of it | PgUp PgDn {⇟} line 28 of it | more above {ab}");
    screen.follow(&format!("› ab {{{}}} line 1 of it {{⇟}}", "↑".repeat(40)));
    // Only at the end a page key goes on.
    screen.follow("› ab {⇟} Questions {⏎} line 1 of it {^n} Questions {⏎} line 1 of it {⏎}");
    screen.wait_for("Questions");
}

#[test]
fn no_key_acts_on_a_screen_that_is_too_small() {
    let world = world();
    let mut screen = start(&world, USUAL, &["--formats", "choice"]);
    for (seen, keys) in [("Enter begin", "⏎"), ("Ctrl-R mark", "a^r⎋")] {
        screen.wait_for(seen);
        screen.resize((7, 60));
        screen.follow(&format!("Please enlarge {{{keys}}}")).settled();
        screen.resize(USUAL);
        screen.follow(&format!("{seen} {{⏎}}"));
    }
    // One right option has a round box, and a digit chooses it.
    screen.follow("Questions | 0 answered {1⏎} ( ) a {2} (•) b | 1 answered");
    screen.resize((7, 60));
    screen.follow("Please enlarge {^c}").ended(130);
}

/// An exam in which `42 k` is typed and nothing more.
fn typing(world: &World) -> Screen {
    let mut screen = start(world, USUAL, &["--formats", "typed"]);
    screen.follow("Enter begin {⏎} Ctrl-R mark {42 k} › 42 k");
    screen
}

#[test]
fn what_is_being_typed_is_saved_when_nobody_types_on() {
    let world = world();
    let screen = typing(&world);
    wait(|| sitting(&world).contains("text = \"42 k\""), || sitting(&world));
    screen.signal(Signal::SIGKILL);
    drop(screen);
    start(&world, USUAL, &["--resume"]).follow("Enter go on | 1 answered {⏎} › 42 k");
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
        screen.follow("{m} › 42 km");
        end(&mut screen);
        screen.ended(code);
        let saved = sitting(&world);
        assert!(saved.contains("text = \"42 km\"") && !saved.contains("[end]"), "{saved}");
    }
}

fn used(text: &str) -> u128 {
    let line = text.lines().find_map(|line| line.strip_prefix("used_ms = "));
    line.unwrap().parse().unwrap()
}

#[test]
fn time_in_which_the_exam_is_stopped_is_not_used() {
    let world = world();
    let mut screen = Screen::shell(&world, &["-i"]);
    let command = format!("BYHEART_NOW='{NOW}+' $PROGRAM exam --seed 2 --time 1h");
    screen.follow(&format!("shell> {{{command}⏎}} Enter begin"));
    let open = Instant::now();
    screen.follow("{⏎} Ctrl-R mark {^z} Stopped");
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    let stop = Instant::now();
    std::thread::sleep(Duration::from_secs(2));
    let stopped = stop.elapsed();
    screen.follow("{fg⏎} Ctrl-R mark {⎋} Questions {q} The exam stays open");
    let used = used(&sitting(&world));
    assert!(used <= (open.elapsed() - stopped).as_millis(), "{used} ms");
}

/// A mock exam of one card with pairs on a low screen, its question shown.
fn matching(front: &str, pairs: &str) -> (World, Screen) {
    let card = format!("[[card]]\nid = \"p\"\nfront = \"{front}\"\npairs = [{pairs}]\n");
    let world = World::with_deck(&card);
    let mut screen = start(&world, SMALL, &[]);
    screen.follow(&format!("Enter begin {{⏎}} {front}"));
    (world, screen)
}

#[test]
fn pairs_on_a_low_screen_are_seen_with_all_letters() {
    let husbands = ["Augustus", "Antony", "Caesar", "Cicero", "Pompey", "Brutus"];
    let wives = ["Livia", "Fulvia", "Calpurnia", "Terentia", "Julia", "Porcia"];
    let pairs: Vec<String> =
        wives.iter().zip(husbands).map(|(wife, man)| format!("[\"{wife}\", \"{man}\"]")).collect();
    let (_world, mut screen) = matching("Who married whom?", &pairs.join(", "));
    for (number, wife) in (1..).zip(wives) {
        screen.wait_for(&format!("› {number}. {wife} → ?"));
        let shown = screen.settled();
        for part in husbands.iter().chain(&["↑↓ "]) {
            assert!(shown.contains(part), "{part} in {shown}");
        }
        screen.press("↓");
    }
    screen.press("a");
    screen.wait_for("+a ");
}

#[test]
fn the_right_sides_of_many_pairs_can_be_seen() {
    let pairs: Vec<String> =
        (1..=18).map(|pair| format!("[\"left side {pair}\", \"right side {pair}\"]")).collect();
    let (_world, mut screen) = matching("Match", &pairs.join(", "));
    screen.wait_for("left side");
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let shown = screen.settled();
        let after = shown.split("right side ").skip(1);
        seen.extend(after.map(|text| text.split_whitespace().next().unwrap().to_owned()));
        if shown.contains("Questions") {
            break;
        }
        screen.press("⇟");
        screen.wait_until("other page", |screen| screen.contents() != shown);
    }
    assert_eq!(seen.len(), 18, "{seen:#?}");
    screen.follow("{⏎} Put beside each row {⇞} Put beside each row");
}
