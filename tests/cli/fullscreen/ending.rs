//! Ends that nobody chose: a closed terminal, signals, a full disk; and no
//! work while nothing happens.

use super::saved;
use crate::harness::World;
use crate::screen::Screen;
use nix::sys::signal::Signal;

/// One card answered, the next one on the screen.
fn one_answered(world: &World) -> Screen {
    let mut screen = Screen::start(world, 24, 80);
    answer_one(&mut screen);
    screen
}

fn answer_one(screen: &mut Screen) {
    screen.wait_for("Q1?");
    screen.press("\r");
    screen.wait_for("1–4 rate");
    screen.press("4");
    screen.wait_for("Q2?");
}

#[test]
fn ctrl_c_saves_gives_the_screen_back_and_exits_130() {
    for reveal in [false, true] {
        let world = World::with_cards(2);
        let mut screen = one_answered(&world);
        if reveal {
            screen.press("\r");
            screen.wait_for("1–4 rate");
        }
        screen.press("\u{3}");
        assert_eq!(screen.exit_code(), 130);
        screen.assert_given_back();
        screen.wait_for("Interrupted; everything is saved (1 new).");
        assert_eq!(saved(&world), ["easy"]);
    }
}

#[test]
fn a_termination_saves_gives_the_screen_back_and_exits_143() {
    let world = World::with_cards(2);
    let mut screen = one_answered(&world);
    screen.signal(Signal::SIGTERM);
    assert_eq!(screen.exit_code(), 143);
    screen.assert_given_back();
    screen.wait_for("everything is saved (1 new)");
    assert_eq!(saved(&world), ["easy"]);
}

/// A signal in the middle of painting leaves nothing painted behind.
#[test]
fn a_termination_while_the_screen_is_painted_gives_it_back() {
    for _ in 0..10 {
        let world = World::with_cards(2);
        let mut screen = Screen::start(&world, 24, 80);
        screen.wait_for("Q1?");
        screen.press(&"\u{c}".repeat(200));
        screen.signal(Signal::SIGTERM);
        assert_eq!(screen.exit_code(), 143);
        screen.assert_given_back();
    }
}

#[test]
fn a_terminal_that_takes_nothing_more_does_not_keep_a_terminated_program() {
    let world = World::with_cards(2);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.stall(|screen| {
        screen.press(&"\u{c}".repeat(500));
        std::thread::sleep(std::time::Duration::from_millis(200));
        screen.signal(Signal::SIGTERM);
        screen.wait_for_end();
    });
    assert_eq!(screen.exit_code(), 143);
}

#[test]
fn a_hang_up_saves_and_exits_129() {
    let world = World::with_cards(2);
    let mut screen = one_answered(&world);
    screen.hang_up();
    assert_eq!(screen.exit_code(), 129);
    assert_eq!(saved(&world), ["easy"]);
}

#[test]
fn a_closed_terminal_ends_the_program_at_once_and_without_work() {
    for reveal in [false, true] {
        let world = World::with_cards(2);
        let mut screen = one_answered(&world);
        if reveal {
            screen.press("\r");
            screen.wait_for("1–4 rate");
        }
        let before = screen.ticks();
        screen.close();
        screen.wait_for_end();
        assert!(screen.ticks() - before < 20, "{} ticks", screen.ticks() - before);
        assert_eq!(screen.exit_code(), 129);
        assert_eq!(saved(&world), ["easy"]);
    }
}

/// As `nohup` does it.
#[test]
fn a_closed_terminal_ends_the_program_where_hang_ups_are_ignored() {
    let world = World::with_cards(2);
    let mut screen = Screen::script(&world, "trap '' HUP; exec \"$PROGRAM\" --seed 1");
    answer_one(&mut screen);
    let before = screen.ticks();
    screen.close();
    screen.wait_for_end();
    assert!(screen.ticks() - before < 20, "{} ticks", screen.ticks() - before);
    assert_eq!(screen.exit_code(), 129);
    assert_eq!(saved(&world), ["easy"]);
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
    assert_eq!(saved(&world), ["easy"]);
}

/// The middle of a key's bytes: the rest never comes.
#[test]
fn a_terminal_that_closes_in_the_middle_of_a_paste_ends_the_program() {
    let world = World::with_cards(2);
    let mut screen = one_answered(&world);
    screen.press("\u{1b}[200~abc");
    screen.hang_up();
    screen.wait_for_end();
    assert_eq!(screen.exit_code(), 129);
    assert_eq!(saved(&world), ["easy"]);
}

#[test]
fn a_full_disk_gives_the_screen_back_and_names_the_unsaved_answer() {
    let world = World::with_cards(40);
    // A limit on file size stands for a full disk: writes beyond it fail.
    let script = "ulimit -f 1; trap '' XFSZ; exec \"$PROGRAM\" --new 40 --seed 1";
    let mut screen = Screen::script(&world, script);
    let mut answered = 0;
    loop {
        screen.wait_until("question", |screen| {
            screen.contents().contains("Enter show answer") || !screen.is_taken()
        });
        if !screen.is_taken() {
            break;
        }
        screen.press("\r");
        screen.wait_for("1–4 rate");
        screen.press("4");
        answered += 1;
        screen.wait_gone("1–4 rate");
    }
    assert_eq!(screen.exit_code(), 2);
    screen.assert_given_back();
    let said = screen.contents();
    assert!(said.contains(&format!("not saved: 'easy' for d/c{answered}")), "{said}");
    assert!(said.contains("help: make room on the disk"), "{said}");
    assert_eq!(saved(&world).len(), answered - 1);
    assert!(world.text("progress/pc/2026-11.csv").ends_with('\n'));
}

#[test]
fn a_question_that_waits_uses_no_processor() {
    let world = World::with_cards(1);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    let before = screen.ticks();
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert!(screen.ticks() - before <= 1, "{} ticks", screen.ticks() - before);
    screen.press("\r");
    screen.wait_for("1–4 rate");
    super::quit(screen);
}

#[test]
fn a_terminal_that_does_not_know_its_size_is_taken_for_a_usual_one() {
    let world = World::with_cards(1);
    let mut screen = Screen::without_size(&world);
    screen.wait_for("Q1?");
    screen.press("\r");
    screen.wait_for("1–4 rate");
    super::quit(screen);
}
