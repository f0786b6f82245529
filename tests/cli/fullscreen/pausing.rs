//! Ctrl-Z, `fg`, and stopping from outside.

use super::{CTRL_Z, TYPE, quit, world_with};
use crate::harness::World;
use crate::screen::Screen;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

fn studying(world: &World) -> Screen {
    let mut screen = Screen::shell(world);
    screen.follow(&[
        ("shell> ", "echo before\n"),
        ("before\n", "$PROGRAM --seed 1; echo code $?\n"),
        ("Enter show answer", ""),
    ]);
    screen
}

/// Waits until the shell has its terminal again, in order.
#[track_caller]
fn wait_for_shell(screen: &Screen) {
    screen.wait_until("shell", |screen| {
        screen.foreground() == screen.id() && screen.contents().trim_end().ends_with("shell>")
    });
    screen.assert_given_back();
    assert!(screen.contents().contains("before"), "{}", screen.contents());
}

/// Presses these keys, which lead to the shell.
#[track_caller]
fn leave(screen: &mut Screen, keys: &str) {
    screen.press(keys);
    wait_for_shell(screen);
}

#[test]
fn ctrl_z_gives_the_screen_back_and_fg_repaints_it() {
    let world = World::with_cards(2);
    let mut screen = studying(&world);
    let shown = screen.contents();
    leave(&mut screen, CTRL_Z);
    screen.wait_for("Stopped");
    screen.lacks("Q1?");
    screen.follow(&[("shell>", "echo is here | tr a-z A-Z\n"), ("IS HERE", "fg\n"), ("Q1?", "")]);
    assert!(screen.is_taken());
    assert_eq!(screen.contents(), shown);
    screen.follow(&[("Q1?", "\r"), ("1–4 rate", "")]);
    leave(&mut screen, CTRL_Z);
    // Stopped in the shell, what is typed goes to the shell.
    screen.follow(&[("shell>", "fg\n"), ("1–4 rate", "4"), ("Q2?", "")]);
    leave(&mut screen, "q");
    assert_eq!(world.events(), ["easy"]);
}

#[test]
fn a_stop_and_a_go_from_outside_give_the_screen_back_and_take_it_again() {
    let world = World::with_cards(1);
    let mut screen = studying(&world);
    let id = Pid::from_raw(screen.foreground());
    assert_ne!(id.as_raw(), screen.id());
    for _ in 0..3 {
        kill(id, Signal::SIGTSTP).unwrap();
        wait_for_shell(&screen);
        screen.follow(&[("shell>", "fg\n"), ("Q1?", "")]);
        assert!(screen.is_taken());
        assert!(!screen.shows_cursor());
    }
    screen.follow(&[("Q1?", "\r"), ("1–4 rate", "")]);
    leave(&mut screen, "q");
    assert!(world.events().is_empty());
}

/// Nobody is told of a stop that cannot be caught; what the shell wrote
/// meanwhile goes away all the same.
#[test]
fn a_screen_that_was_written_over_is_repainted() {
    let world = World::with_cards(1);
    let mut screen = studying(&world);
    let shown = screen.contents();
    kill(Pid::from_raw(screen.foreground()), Signal::SIGSTOP).unwrap();
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    screen.follow(&[("shell>", "fg\n")]);
    screen.wait_until("repainted", |screen| screen.contents() == shown);
    leave(&mut screen, "q");
}

#[test]
fn the_summary_can_be_paused_too() {
    let world = World::with_cards(1);
    let mut screen = studying(&world);
    screen.follow(&[("Q1?", "\r"), ("1–4 rate", "4"), ("Done for today", "")]);
    leave(&mut screen, CTRL_Z);
    screen.follow(&[("shell>", "fg\n"), ("Done for today", "")]);
    leave(&mut screen, "\r");
}

#[test]
fn a_typed_answer_survives_a_pause_and_a_change_of_size() {
    let world = world_with(TYPE);
    let mut screen = Screen::shell(&world);
    screen.follow(&[
        ("shell> ", "$PROGRAM\n"),
        ("Capital?", "Li"),
        ("› Li", CTRL_Z),
        ("Stopped", ""),
    ]);
    screen.resize(15, 40);
    screen.press("fg\n");
    screen.follow(&[("› Li", "ma"), ("› Lima", "")]);
    assert!(screen.shows_cursor());
    screen.follow(&[("› Lima", "\r"), ("Right.", "4"), ("Done for today", "\r")]);
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    assert_eq!(world.events(), ["easy"]);
}

/// Without a shell nobody could make it go on.
#[test]
fn ctrl_z_where_no_shell_is_does_not_stop() {
    let (_world, mut screen) = super::studying(1);
    screen.press(CTRL_Z);
    screen.follow(&[("Q1?", "?"), ("take back the latest answer", "?"), ("Enter show answer", "")]);
    assert!(screen.is_taken());
    quit(screen);
}
