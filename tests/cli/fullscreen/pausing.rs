//! Ctrl-Z, `fg`, and stopping from outside.

use super::{quit, saved, world_with};
use crate::harness::World;
use crate::screen::Screen;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

fn studying(world: &World, rows: u16, cols: u16) -> Screen {
    let mut screen = Screen::shell(world, rows, cols);
    screen.wait_for("shell> ");
    screen.press("echo before\n");
    screen.wait_for("before\n");
    screen.press("$PROGRAM --seed 1; echo code $?\n");
    screen.wait_for("Q1?");
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

#[test]
fn ctrl_z_gives_the_screen_back_and_fg_repaints_it() {
    let world = World::with_cards(2);
    let mut screen = studying(&world, 24, 80);
    let shown = screen.contents();
    screen.press("\u{1a}");
    wait_for_shell(&screen);
    screen.wait_for("Stopped");
    assert!(!screen.contents().contains("Q1?"), "{}", screen.contents());
    screen.press("echo is here | tr a-z A-Z\n");
    screen.wait_for("IS HERE");
    screen.press("fg\n");
    screen.wait_for("Q1?");
    assert!(screen.is_taken());
    assert_eq!(screen.contents(), shown);
    screen.press("\r");
    screen.wait_for("1–4 rate");
    screen.press("\u{1a}");
    wait_for_shell(&screen);
    // Stopped in the shell, what is typed goes to the shell.
    screen.press("fg\n");
    screen.wait_for("1–4 rate");
    screen.press("4");
    screen.wait_for("Q2?");
    screen.press("q");
    wait_for_shell(&screen);
    assert_eq!(saved(&world), ["easy"]);
}

#[test]
fn a_stop_and_a_go_from_outside_give_the_screen_back_and_take_it_again() {
    let world = World::with_cards(1);
    let mut screen = studying(&world, 24, 80);
    let id = Pid::from_raw(screen.foreground());
    assert_ne!(id.as_raw(), screen.id());
    for _ in 0..3 {
        kill(id, Signal::SIGTSTP).unwrap();
        wait_for_shell(&screen);
        screen.press("fg\n");
        screen.wait_for("Q1?");
        assert!(screen.is_taken());
        assert!(!screen.shows_cursor());
    }
    screen.press("\r");
    screen.wait_for("1–4 rate");
    quit_in_shell(screen);
    assert!(saved(&world).is_empty());
}

/// Nobody is told of a stop that cannot be caught; what the shell wrote
/// meanwhile goes away all the same.
#[test]
fn a_screen_that_was_written_over_is_repainted() {
    let world = World::with_cards(1);
    let mut screen = studying(&world, 24, 80);
    let shown = screen.contents();
    kill(Pid::from_raw(screen.foreground()), Signal::SIGSTOP).unwrap();
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    screen.wait_for("shell>");
    screen.press("fg\n");
    screen.wait_until("repainted", |screen| screen.contents() == shown);
    quit_in_shell(screen);
}

fn quit_in_shell(mut screen: Screen) {
    screen.press("q");
    wait_for_shell(&screen);
}

#[test]
fn the_summary_can_be_paused_too() {
    let world = World::with_cards(1);
    let mut screen = studying(&world, 24, 80);
    screen.press("\r");
    screen.wait_for("1–4 rate");
    screen.press("4");
    screen.wait_for("Done for today");
    screen.press("\u{1a}");
    wait_for_shell(&screen);
    screen.press("fg\n");
    screen.wait_for("Done for today");
    screen.press("\r");
    wait_for_shell(&screen);
}

#[test]
fn a_typed_answer_survives_a_pause_and_a_change_of_size() {
    let world = world_with("back = \"Lima\"\nask = \"type\"");
    let mut screen = Screen::shell(&world, 24, 80);
    screen.wait_for("shell> ");
    screen.press("$PROGRAM\n");
    screen.wait_for("Capital?");
    screen.press("Li");
    screen.wait_for("› Li");
    screen.press("\u{1a}");
    screen.wait_for("Stopped");
    screen.resize(15, 40);
    screen.press("fg\n");
    screen.wait_for("› Li");
    screen.press("ma");
    screen.wait_for("› Lima");
    assert!(screen.shows_cursor());
    screen.press("\r");
    screen.wait_for("Right.");
    screen.press("4");
    screen.wait_for("Done for today");
    screen.press("\r");
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    assert_eq!(saved(&world), ["easy"]);
}

/// Without a shell nobody could make it go on.
#[test]
fn ctrl_z_where_no_shell_is_does_not_stop() {
    let world = World::with_cards(1);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.press("\u{1a}");
    screen.press("?");
    screen.wait_for("take back the latest answer");
    screen.press("?");
    screen.wait_for("Q1?");
    assert!(screen.is_taken());
    quit(screen);
}
