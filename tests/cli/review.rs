//! `generate --review` on a terminal: every decision is saved at once.

use crate::harness::World;
use crate::screen::Screen;

/// Three dates, a card each: the sentence with its date hidden.
const DATES: &str = "The plebeians had left Rome in a body by 494 BC. \
    Hannibal had led his army over the frozen passes of the Alps by 218 BC. \
    The Senate had razed the walls of the great harbour city by 146 BC.";

fn world_of(sentences: &str) -> World {
    let world = World::new();
    world.put("rome.md", &format!("# The Republic\n\n{sentences}\n"));
    world
}

fn review(world: &World, rows: u16, cols: u16, editor: &str) -> Screen {
    let arguments = ["generate", "rome.md", "--review"];
    Screen::run(world, rows, cols, &arguments, &[("EDITOR", editor), ("PATH", "/usr/bin:/bin")])
}

/// Chooses by these keys, each time that all can be chosen, and is told this.
#[track_caller]
fn choose(screen: &mut Screen, steps: &[(&str, &str)]) {
    for (keys, told) in steps {
        screen.follow(&[(CHOICES, keys), (told, "")]);
    }
}

/// The same, and leaves by this key, if it is one, and with this exit code.
#[track_caller]
fn choose_and_leave(mut screen: Screen, steps: &[(&str, &str)], key: &str, code: u32) {
    choose(&mut screen, steps);
    screen.press(key);
    screen.ended(code);
}

/// An editor: a script that gets the file as `$1`.
fn editor(world: &World, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    world.put("editor.sh", &format!("#!/bin/sh\n{script}\n"));
    let path = world.path("editor.sh");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The last of what can be chosen.
const CHOICES: &str = "Write the decks";
const KEEP: &str = "\r";
const EDIT: &str = "\u{1b}[B\r";
const DROP: &str = "\u{1b}[B\u{1b}[B\r";
const BACK: &str = "\u{1b}[B\u{1b}[B\u{1b}[B\r";
const CTRL_C: &str = "\u{3}";

const STATES: &str = ".local/state/byheart/reviews";

/// What is saved of the one review.
fn state(world: &World) -> String {
    world.text(&format!("{STATES}/{}", world.files(STATES)[0]))
}

#[test]
fn cards_are_kept_edited_and_dropped() {
    let world = world_of(DATES);
    let editor = editor(
        &world,
        "sed -i 's/frozen passes/snowy passes/; s/^tags.*/tags = [\"war\"]/' \"$1\"",
    );
    let screen = review(&world, 24, 80, &editor);
    screen.shows(&[
        "0/3 0 kept, 0 dropped",
        "The plebeians had left Rome in a body by [year].",
        "dates · rome.md · The Republic ¶1",
        "Keep",
    ]);
    let steps = [
        (KEEP, "1/3 1 kept, 0 dropped"),
        (EDIT, "2/3 2 kept, 0 dropped"),
        ("", "→ The card before is kept as edited."),
        (DROP, "wrote 2 cards to"),
    ];
    choose_and_leave(screen, &steps, "", 0);
    let deck = world.text("decks/rome-dates.toml");
    assert_eq!(deck.matches("[[card]]").count(), 2);
    assert!(!deck.contains("razed"), "{deck}");
    assert!(deck.contains("id = \"date-0217-"), "the id stays\n{deck}");
    assert!(deck.contains("snowy passes") && deck.contains("tags = [\"war\"]"), "{deck}");
    assert!(world.files(STATES).is_empty());
    world.run(&["check"]).ended(0);
    // The dropped card does not come back.
    let again = world.run(&["generate", "home/rome.md", "--update"]);
    again.says(&["0 added, 2 kept, 1 deleted by hand"]);
}

#[test]
fn a_question_stays_above_the_choices_on_a_low_terminal() {
    let world = world_of("Hannibal led his army over the frozen passes of the Alps in 218 BC.");
    let screen = review(&world, 15, 40, "false");
    screen.wait_for(CHOICES);
    let shown = screen.contents();
    for part in [
        "Hannibal led his army over the frozen\npasses of the Alps in 218 BC.",
        "In what year did Hannibal lead his army\nover the frozen passes of the Alps?",
        "Answer: 218 BCE\nAlso right: 218 BC\n",
        "❯ Keep",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    choose_and_leave(screen, &[(KEEP, "wrote 1 card")], "", 0);
}

#[test]
fn a_review_is_left_with_ctrl_c_and_taken_up_again() {
    let world = world_of(DATES);
    let screen = review(&world, 15, 40, "false");
    screen.wait_for("0/3 0 kept");
    let steps =
        [(DROP, "1/3 0 kept, 1 dropped"), (CTRL_C, "Interrupted; all decisions are saved.")];
    choose_and_leave(screen, &steps, "", 130);
    assert!(world.files("decks").is_empty());

    let screen = review(&world, 15, 40, "false");
    screen.shows(&[
        "1/3 0 kept, 1 dropped",
        "→ Going on: 1 decided, 2 to go.",
        "Hannibal had led his army",
    ]);
    let steps = [(KEEP, "2/3 1 kept, 1 dropped"), ("\u{1b}", "2 of 3 decided; all is saved.")];
    choose_and_leave(screen, &steps, "", 0);

    let screen = review(&world, 15, 40, "false");
    choose_and_leave(screen, &[(KEEP, "wrote 2 cards")], "", 0);
    assert!(!world.text("decks/rome-dates.toml").contains("plebeians"));
}

#[test]
fn a_hang_up_loses_no_decision() {
    let world = world_of(DATES);
    let mut screen = review(&world, 24, 80, "false");
    choose(&mut screen, &[(KEEP, "1/3 1 kept")]);
    screen.signal(nix::sys::signal::Signal::SIGHUP);
    assert_eq!(screen.exit_code(), 129);
    assert!(state(&world).contains("fate = \"kept\""), "{}", state(&world));
}

#[test]
fn a_decision_is_taken_back() {
    let steps = [
        (BACK, "→ This is the first card."),
        (DROP, "1/3 0 kept, 1 dropped"),
        ("", "Hannibal"),
        // The earlier decision is the one proposed.
        (BACK, "❯ Drop"),
        ("kk\r", "1/3 1 kept, 0 dropped"),
    ];
    choose_and_leave(review(&world_of(DATES), 24, 80, "false"), &steps, CTRL_C, 130);
}

#[test]
fn what_is_kept_can_be_written_before_the_end() {
    let world = world_of(DATES);
    let mut screen = review(&world, 24, 80, "false");
    choose(
        &mut screen,
        &[("k\r", "→ Nothing is kept yet."), (KEEP, "1/3 1 kept"), ("k\r", "→ wrote 1 card to")],
    );
    let written = world.text("decks/rome-dates.toml");
    assert_eq!(written.matches("[[card]]").count(), 1);
    let steps = [("kk\r", "edit them in their deck."), ("q", "1 of 3 decided")];
    choose_and_leave(screen, &steps, "", 0);

    // A person edits the deck meanwhile; the review goes on and adds to it.
    let edited = written.replace("in a body", "all at once");
    world.put("decks/rome-dates.toml", &edited);
    let screen = review(&world, 24, 80, "false");
    screen.wait_for("Going on: 1 decided, 2 to go.");
    choose_and_leave(screen, &[(KEEP, "2/3 2 kept"), (DROP, "1 added, 1 kept")], "", 0);
    let deck = world.text("decks/rome-dates.toml");
    assert!(deck.starts_with(&edited), "{deck}");
    assert_eq!(deck.matches("[[card]]").count(), 2);
    assert!(world.files(STATES).is_empty());
}

#[test]
fn a_fault_in_an_edited_card_is_shown_and_edited_again() {
    let world = world_of(DATES);
    // The first time it makes a fault, the second time it mends it.
    let editor = editor(
        &world,
        "if grep -q clozy \"$1\"; then sed -i 's/clozy/cloze/; s/body/crowd/' \"$1\"; else sed -i 's/cloze/clozy/' \"$1\"; fi",
    );
    let mut screen = review(&world, 24, 80, &editor);
    choose(&mut screen, &[(EDIT, "expected a known key, found 'clozy'")]);
    screen.follow(&[
        ("help: did you mean 'cloze'?", ""),
        ("The edited card has faults", ""),
        ("Leave the card as it was", "\r"),
        ("1/3 1 kept", CTRL_C),
    ]);
    screen.ended(130);
    let state = state(&world);
    assert!(state.contains("in a crowd by {{c1::494 BC::year}}"), "{state}");
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    for (editor, message) in [
        ("false", "→ The card is as it was: false failed (exit status: 1)."),
        ("no-such-editor", "cannot find no-such-editor; set VISUAL or EDITOR."),
        ("true", "→ The card is as it was: nothing was changed."),
    ] {
        let world = world_of(DATES);
        let screen = review(&world, 24, 80, editor);
        choose_and_leave(screen, &[(EDIT, message), ("", "0/3 0 kept")], "q", 0);
    }
}

#[test]
fn a_deck_in_the_way_is_told_before_the_first_card() {
    let world = world_of(DATES);
    world.run(&["generate", "home/rome.md"]);
    let mut screen = review(&world, 24, 200, "false");
    screen.wait_for("rome-dates.toml exists already");
    screen.ended(2);
}

#[test]
fn a_review_without_a_terminal_is_refused() {
    let world = world_of(DATES);
    assert_eq!(
        world.run(&["generate", "home/rome.md", "--review"]).ended(2).stderr,
        "error: --review needs a terminal for input, output and messages\n  help: without --review all cards are written; edit the decks then\n"
    );
    assert!(world.files(STATES).is_empty());
}
