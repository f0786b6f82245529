//! Ends that nobody chose: a closed terminal, signals, a full disk; and no
//! work while nothing happens.

use super::{CTRL_C, quit, studying};
use crate::harness::World;
use crate::screen::Screen;
use nix::sys::signal::Signal;

/// Of two cards one answered, the next one on the screen.
fn one_answered() -> (World, Screen) {
    let (world, mut screen) = studying(2);
    answer_one(&mut screen);
    (world, screen)
}

fn answer_one(screen: &mut Screen) {
    screen.follow(&[("Q1?", "\r"), ("1–4 rate", "4"), ("Q2?", ""), ("Enter show answer", "")]);
}

/// What ends a session from outside, its exit code, and what is said.
type End = (fn(&mut Screen), u32, &'static str);

const ENDS: [End; 4] = [
    (|screen| screen.press(CTRL_C), 130, "Interrupted; everything is saved (1 new)."),
    (|screen| screen.signal(Signal::SIGTERM), 143, "everything is saved (1 new)"),
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
            let (world, mut screen) = one_answered();
            if reveal {
                screen.follow(&[("Q2?", "\r"), ("1–4 rate", "")]);
            }
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
        screen.press(&"\u{c}".repeat(200));
        screen.signal(Signal::SIGTERM);
        screen.ended(143);
    }
}

#[test]
fn a_terminal_that_takes_nothing_more_does_not_keep_a_terminated_program() {
    let (_world, mut screen) = studying(2);
    screen.stall(|screen| {
        screen.press(&"\u{c}".repeat(500));
        std::thread::sleep(std::time::Duration::from_millis(200));
        screen.signal(Signal::SIGTERM);
        screen.wait_for_end();
    });
    assert_eq!(screen.exit_code(), 143);
}

#[track_caller]
fn close(mut screen: Screen, world: &World) {
    let before = screen.ticks();
    screen.close();
    screen.wait_for_end();
    assert!(screen.ticks() - before < 20, "{} ticks", screen.ticks() - before);
    assert_eq!(screen.exit_code(), 129);
    assert_eq!(world.events(), ["easy"]);
}

#[test]
fn a_closed_terminal_ends_the_program_at_once_and_without_work() {
    for reveal in [false, true] {
        let (world, mut screen) = one_answered();
        if reveal {
            screen.follow(&[("Q2?", "\r"), ("1–4 rate", "")]);
        }
        close(screen, &world);
    }
}

/// As `nohup` does it.
#[test]
fn a_closed_terminal_ends_the_program_where_hang_ups_are_ignored() {
    let world = World::with_cards(2);
    let mut screen = Screen::script(&world, "trap '' HUP; exec \"$PROGRAM\" --seed 1");
    answer_one(&mut screen);
    close(screen, &world);
}

/// The signal goes to the leader of the session only, which is the shell.
#[test]
fn a_closed_terminal_ends_a_program_that_no_signal_reaches() {
    let world = World::with_cards(2);
    let script = "trap '' HUP; \"$PROGRAM\" --seed 1; echo $? >code";
    let mut screen = Screen::script(&world, script);
    answer_one(&mut screen);
    screen.close();
    screen.wait_for_end();
    assert_eq!(world.text("code"), "129\n");
    assert_eq!(world.events(), ["easy"]);
}

#[test]
fn a_full_disk_gives_the_screen_back_and_names_the_unsaved_answer() {
    let world = World::with_cards(40);
    // A limit on file size stands for a full disk: writes beyond it fail.
    let script = "ulimit -f 1; trap '' XFSZ; exec \"$PROGRAM\" --new 40 --seed 1";
    let mut screen = Screen::script(&world, script);
    screen.wait_for("Enter show answer");
    let mut answered = 0;
    loop {
        screen.wait_until("question", |screen| {
            screen.contents().contains("Enter show answer") || !screen.is_taken()
        });
        if !screen.is_taken() {
            break;
        }
        screen.press("\r");
        screen.follow(&[("1–4 rate", "4")]);
        answered += 1;
        screen.wait_gone("1–4 rate");
    }
    screen.ended(2);
    let said = screen.contents();
    assert!(said.contains(&format!("not saved: 'easy' for d/c{answered}")), "{said}");
    assert!(said.contains("help: make room on the disk"), "{said}");
    assert_eq!(world.events().len(), answered - 1);
    assert!(world.text("progress/pc/2026-11.csv").ends_with('\n'));
}

#[test]
fn a_question_that_waits_uses_no_processor() {
    let (_world, mut screen) = studying(1);
    let before = screen.ticks();
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert!(screen.ticks() - before <= 1, "{} ticks", screen.ticks() - before);
    screen.follow(&[("Q1?", "\r"), ("1–4 rate", "")]);
    quit(screen);
}

#[test]
fn a_terminal_that_does_not_know_its_size_is_taken_for_a_usual_one() {
    let world = World::with_cards(1);
    let mut screen = Screen::start(&world, 0, 0);
    screen.follow(&[("Q1?", "\r"), ("1–4 rate", "")]);
    quit(screen);
}
