//! Ctrl-Z, `fg`, and stopping from outside.

use super::{TYPE, world_with};
use crate::harness::World;
use crate::screen::{SMALL, Screen};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// So many plain cards, studied in a shell.
fn studying(cards: usize) -> (World, Screen) {
    let world = World::with_cards(cards);
    let mut screen = Screen::shell(&world, &["-i"]);
    screen.follow("shell> {echo before⏎}").wait_for("before\n");
    screen.follow("{$PROGRAM --seed 1; echo code $?⏎} Enter show answer");
    (world, screen)
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
    let (world, mut screen) = studying(2);
    let shown = screen.contents();
    leave(&mut screen, "^z");
    screen.wait_for("Stopped");
    screen.lacks("Q1?");
    screen.follow("shell> {echo is here | tr a-z A-Z⏎} IS HERE {fg⏎} Q1?");
    assert!(screen.is_taken());
    assert_eq!(screen.contents(), shown);
    screen.follow("Q1? {⏎} 1–4 rate");
    leave(&mut screen, "^z");
    // Stopped in the shell, what is typed goes to the shell.
    screen.follow("shell> {fg⏎} 1–4 rate {4} Q2? {⏎} 1–4 rate {4} Done for today");
    // The summary can be paused too.
    leave(&mut screen, "^z");
    screen.follow("shell> {fg⏎} Done for today");
    leave(&mut screen, "⏎");
    assert_eq!(world.events(), ["easy", "easy"]);
}

#[test]
fn a_stop_and_a_go_from_outside_give_the_screen_back_and_take_it_again() {
    let (world, mut screen) = studying(1);
    let shown = screen.contents();
    let id = Pid::from_raw(screen.foreground());
    assert_ne!(id.as_raw(), screen.id());
    for _ in 0..3 {
        kill(id, Signal::SIGTSTP).unwrap();
        wait_for_shell(&screen);
        screen.follow("shell> {fg⏎} Q1?");
        assert!(screen.is_taken() && !screen.shows_cursor());
    }
    // Nobody is told of a stop that cannot be caught: the terminal stays raw, and
    // what the shell wrote meanwhile goes away all the same.
    kill(id, Signal::SIGSTOP).unwrap();
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    screen.follow("shell> {fg\n}");
    screen.wait_until("repainted", |screen| screen.contents() == shown);
    screen.follow("Q1? {⏎} 1–4 rate");
    leave(&mut screen, "q");
    assert!(world.events().is_empty());
}

#[test]
fn a_typed_answer_survives_a_pause_and_a_change_of_size() {
    let world = world_with(TYPE);
    let mut screen = Screen::shell(&world, &["-i"]);
    screen.follow("shell> {$PROGRAM⏎} Capital? {Li} › Li {^z} Stopped");
    screen.resize(SMALL);
    screen.follow("{fg⏎} › Li {ma} › Lima");
    assert!(screen.shows_cursor());
    screen.follow("› Lima {⏎} Right. {4} Done for today {⏎}");
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    assert_eq!(world.events(), ["easy"]);
}

/// Without a shell nobody could make it go on.
#[test]
fn ctrl_z_where_no_shell_is_does_not_stop() {
    let (_world, mut screen) = super::studying(1);
    screen.follow("{^z} Q1? {?} take back the latest answer {?} Enter show answer");
    assert!(screen.is_taken());
    screen.follow("{q}").ended(0);
}
