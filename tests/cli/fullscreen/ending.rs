//! Ends that nobody chose: a closed terminal, signals, a full disk; and no
//! work while nothing happens.

use super::studying;
use crate::harness::World;
use crate::screen::{SMALL, Screen, USUAL};
use nix::sys::signal::Signal;

/// The first of two cards answered, and the next one on the screen; or the answer.
fn answer_one(screen: &mut Screen, reveal: bool) {
    screen.follow("Q1? {⏎} 1–4 rate {4} Q2? | Enter show answer");
    if reveal {
        screen.follow("Q2? {⏎} 1–4 rate");
    }
}

/// What ends a session from outside, its exit code, and what is said.
type End = (fn(&mut Screen), u32, &'static str);

const ENDS: [End; 4] = [
    (|screen| screen.press("^c"), 130, "Interrupted; everything is saved (1 in this session)."),
    (|screen| screen.signal(Signal::SIGTERM), 143, "everything is saved (1 in this session)"),
    (|screen| screen.signal(Signal::SIGHUP), 129, ""),
    // The middle of a key's bytes: the rest never comes.
    (
        |screen| {
            screen.press("\u{1b}[200~abc");
            screen.signal(Signal::SIGHUP);
        },
        129,
        "",
    ),
];

#[test]
fn whatever_ends_a_session_saves_and_gives_the_screen_back() {
    for (end, code, told) in ENDS {
        for reveal in [false, true] {
            let (world, mut screen) = studying(2);
            answer_one(&mut screen, reveal);
            end(&mut screen);
            screen.ended(code);
            screen.wait_for(told);
            assert_eq!(world.events(), ["easy"]);
        }
    }
}

/// A signal in the middle of painting leaves nothing painted behind.
#[test]
fn a_termination_while_the_screen_is_painted_gives_it_back() {
    for _ in 0..10 {
        let (_world, mut screen) = studying(2);
        screen.press(&"^l".repeat(200));
        screen.signal(Signal::SIGTERM);
        screen.ended(143);
    }
}

#[test]
fn a_terminal_that_takes_nothing_more_does_not_keep_a_terminated_program() {
    let (_world, mut screen) = studying(2);
    screen.stall(|screen| {
        screen.press(&"^l".repeat(500));
        std::thread::sleep(std::time::Duration::from_millis(200));
        screen.signal(Signal::SIGTERM);
        screen.wait_for_end();
    });
    assert_eq!(screen.exit_code(), 143);
}

/// Closes the terminal, which ends the program at once and without work.
#[track_caller]
fn close(mut screen: Screen, world: &World, reveal: bool) {
    answer_one(&mut screen, reveal);
    let before = screen.ticks();
    screen.close();
    screen.wait_for_end();
    assert!(screen.ticks() - before < 20, "{} ticks", screen.ticks() - before);
    assert_eq!(screen.exit_code(), 129);
    assert_eq!(world.events(), ["easy"]);
}

#[test]
fn a_closed_terminal_ends_the_program() {
    for reveal in [false, true] {
        let (world, screen) = studying(2);
        close(screen, &world, reveal);
    }
    // Also where hang-ups are ignored, as `nohup` does it, and where the signal
    // goes to the leader of the session only, which is the shell.
    for script in ["exec \"$PROGRAM\" --seed 1", "\"$PROGRAM\" --seed 1; exit $?"] {
        let world = World::with_cards(2);
        let shell = Screen::shell(&world, &["-c", &format!("trap '' HUP; {script}")]);
        close(shell, &world, false);
    }
}

#[test]
fn a_full_disk_gives_the_screen_back_and_names_the_unsaved_answer() {
    let world = World::with_cards(40);
    // A limit on file size stands for a full disk: writes beyond it fail. Its signal alone
    // must not end the session.
    let script = "ulimit -f 1; exec \"$PROGRAM\" --new 40 --seed 1";
    let mut screen = Screen::shell(&world, &["-c", script]);
    screen.wait_for("Enter show answer");
    let mut answered = 0;
    while screen.is_taken() {
        screen.follow("Enter show answer {⏎} 1–4 rate {4}").wait_gone("1–4 rate");
        answered += 1;
        screen.wait_until("question", |screen| {
            screen.contents().contains("Enter show answer") || !screen.is_taken()
        });
    }
    screen.ended(2);
    let unsaved = format!("not saved: 'easy' for d/c{answered}");
    screen.follow(&format!("{unsaved} | help: make room on the disk"));
    assert_eq!(world.events().len(), answered - 1);
    assert!(world.text("progress/pc/2026-11.csv").ends_with('\n'));
}

#[test]
fn a_question_that_waits_uses_no_processor() {
    let (_world, mut screen) = studying(1);
    let before = screen.ticks();
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert!(screen.ticks() - before <= 1, "{} ticks", screen.ticks() - before);
    screen.follow("Q1? {⏎} 1–4 rate {q}").ended(0);
}

#[test]
fn a_terminal_that_does_not_know_its_size_is_taken_for_a_usual_one() {
    let world = World::with_cards(1);
    let mut screen = Screen::start(&world, (0, 0));
    screen.follow("Q1? {⏎} 1–4 rate {4} Done for today {q}").ended(0);
    // Nothing due is said without taking the screen.
    let mut screen = Screen::start(&world, USUAL);
    screen.follow("Nothing is due today.").ended(0);
    assert!(!screen.raw().windows(8).any(|bytes| bytes == b"\x1b[?1049h"));
}

/// The lock under which this device writes; it is there once an answer is saved.
fn lock_of(world: &World) -> std::path::PathBuf {
    let mut folders = vec![world.home().parent().unwrap().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.ends_with("pc.lock") => return path,
                false => {}
            }
        }
    }
    panic!("nothing was saved");
}

#[test]
fn a_terminal_that_waits_for_another_says_so_and_can_be_left() {
    for leaves in [true, false] {
        let (world, mut screen) = studying(3);
        answer_one(&mut screen, true);
        let held = std::fs::File::options().write(true).open(lock_of(&world)).unwrap();
        held.lock().unwrap();
        screen.press("4");
        screen.wait_for("Waiting for another byheart that is writing to your progress");
        if leaves {
            screen.press("^c");
            screen.ended(130);
        } else {
            drop(held);
            screen.follow("Q3? | Enter show answer {^c}").ended(130);
        }
        assert_eq!(world.events().len(), if leaves { 1 } else { 2 });
    }
}

#[test]
fn what_was_left_out_is_said_on_the_screen_too() {
    let world = World::with_cards(1);
    world.put("decks/rome.toml", "format = 1\nid = ");
    let mut screen = Screen::run(&world, SMALL, &["study"], &[]);
    screen.follow("Q1? | left out | rome.toml {q}").ended(0);
    world.put("decks/gaul.toml", "format = 1\nid = ");
    let mut screen = Screen::run(&world, USUAL, &["study"], &[]);
    screen.follow("Q1? | left out | 1 more warning; byheart check names all. {q}").ended(0);
}
