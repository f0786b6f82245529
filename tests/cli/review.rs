//! `generate --review` on a terminal: every decision is saved at once.

use crate::harness::World;
use crate::screen::Screen;

/// Three dates, a card each: the sentence with its date hidden.
fn world() -> World {
    let world = World::new();
    world.put(
        "rome.md",
        "# The Republic\n\nThe plebeians had left Rome in a body by 494 BC. \
         Hannibal had led his army over the frozen passes of the Alps by 218 BC. \
         The Senate had razed the walls of the great harbour city by 146 BC.\n",
    );
    world
}

fn review(world: &World, rows: u16, cols: u16, editor: &str) -> Screen {
    let file = world.path("rome.md");
    let arguments = ["generate", file.to_str().unwrap(), "--review"];
    Screen::run(world, rows, cols, &arguments, &[("EDITOR", editor), ("PATH", "/usr/bin:/bin")])
}

/// An editor: a script that gets the file as `$1`.
fn editor(world: &World, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    world.put("editor.sh", &format!("#!/bin/sh\n{script}\n"));
    let path = world.path("editor.sh");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

const DOWN: &str = "\u{1b}[B";

fn states(world: &World) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(world.path(".local/state/byheart/reviews")) else {
        return Vec::new();
    };
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn cards_are_kept_edited_and_dropped() {
    let world = world();
    let editor = editor(
        &world,
        "sed -i 's/frozen passes/snowy passes/; s/^tags.*/tags = [\"war\"]/' \"$1\"",
    );
    let mut screen = review(&world, 24, 80, &editor);
    screen.wait_for("0/3 0 kept, 0 dropped");
    screen.wait_for("The plebeians had left Rome in a body by [year].");
    screen.wait_for("dates · rome.md · The Republic ¶1");
    screen.wait_for("Keep");
    screen.press("\r");
    screen.wait_for("1/3 1 kept, 0 dropped");
    screen.wait_for("Write the decks");
    screen.press(&format!("{DOWN}\r"));
    screen.wait_for("2/3 2 kept, 0 dropped");
    screen.wait_for("→ The card before is kept as edited.");
    screen.press(&format!("{DOWN}{DOWN}\r"));
    screen.wait_for("wrote 2 cards to");
    assert_eq!(screen.exit_code(), 0);
    let deck = world.text("decks/rome-dates.toml");
    assert_eq!(deck.matches("[[card]]").count(), 2);
    assert!(!deck.contains("razed"), "{deck}");
    assert!(deck.contains("id = \"date-0217-"), "the id stays\n{deck}");
    assert!(deck.contains("snowy passes") && deck.contains("tags = [\"war\"]"), "{deck}");
    assert!(states(&world).is_empty(), "{:?}", states(&world));
    let check = world.run(&["check"]);
    assert_eq!(check.code, Some(0), "{}", check.stdout);
    // The dropped card does not come back.
    let file = world.path("rome.md");
    let again = world.run(&["generate", file.to_str().unwrap(), "--update"]);
    assert!(again.stdout.contains("0 added, 2 kept, 1 deleted by hand"), "{}", again.stdout);
}

#[test]
fn a_question_stays_above_the_choices_on_a_low_terminal() {
    let world = World::new();
    world.put(
        "rome.md",
        "# The Republic\n\nHannibal led his army over the frozen passes of the Alps in 218 BC.\n",
    );
    let mut screen = review(&world, 15, 40, "false");
    screen.wait_for("Write the decks");
    let shown = screen.contents();
    for part in [
        "Hannibal led his army over the frozen\npasses of the Alps in 218 BC.",
        "In what year did Hannibal lead his army\nover the frozen passes of the Alps?",
        "Answer: 218 BCE\nAlso right: 218 BC\n",
        "❯ Keep",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    screen.press("\r");
    screen.wait_for("wrote 1 card");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn a_review_is_left_with_ctrl_c_and_taken_up_again() {
    let world = world();
    let mut screen = review(&world, 15, 40, "false");
    screen.wait_for("0/3 0 kept");
    screen.wait_for("Write the decks");
    screen.press(&format!("{DOWN}{DOWN}\r"));
    screen.wait_for("1/3 0 kept, 1 dropped");
    screen.wait_for("Write the decks");
    screen.press("\u{3}");
    screen.wait_for("Interrupted; all decisions are saved.");
    assert_eq!(screen.exit_code(), 130);
    assert!(screen.shows_cursor());
    assert_eq!(std::fs::read_dir(world.path("decks")).unwrap().count(), 0);

    let mut screen = review(&world, 15, 40, "false");
    screen.wait_for("1/3 0 kept, 1 dropped");
    screen.wait_for("→ Going on: 1 decided, 2 to go.");
    screen.wait_for("Hannibal had led his army");
    screen.press("\r");
    screen.wait_for("2/3 1 kept, 1 dropped");
    screen.wait_for("Write the decks");
    screen.press("\u{1b}");
    screen.wait_for("2 of 3 decided; all is saved.");
    assert_eq!(screen.exit_code(), 0);

    let mut screen = review(&world, 15, 40, "false");
    screen.wait_for("Write the decks");
    screen.press("\r");
    screen.wait_for("wrote 2 cards");
    assert_eq!(screen.exit_code(), 0);
    assert!(!world.text("decks/rome-dates.toml").contains("plebeians"));
}

#[test]
fn a_hang_up_loses_no_decision() {
    let world = world();
    let mut screen = review(&world, 24, 80, "false");
    screen.wait_for("Write the decks");
    screen.press("\r");
    screen.wait_for("1/3 1 kept");
    screen.hang_up();
    assert_eq!(screen.exit_code(), 129);
    let state = world.text(&format!(".local/state/byheart/reviews/{}", states(&world)[0]));
    assert!(state.contains("fate = \"kept\""), "{state}");
}

#[test]
fn a_decision_is_taken_back() {
    let world = world();
    let mut screen = review(&world, 24, 80, "false");
    screen.wait_for("Write the decks");
    screen.press(&format!("{DOWN}{DOWN}{DOWN}\r"));
    screen.wait_for("→ This is the first card.");
    screen.wait_for("Write the decks");
    screen.press(&format!("{DOWN}{DOWN}\r"));
    screen.wait_for("1/3 0 kept, 1 dropped");
    screen.wait_for("Hannibal");
    screen.wait_for("Write the decks");
    screen.press(&format!("{DOWN}{DOWN}{DOWN}\r"));
    // The earlier decision is the one proposed.
    screen.wait_for("❯ Drop");
    screen.press("kk\r");
    screen.wait_for("1/3 1 kept, 0 dropped");
    screen.press("\u{3}");
    assert_eq!(screen.exit_code(), 130);
}

#[test]
fn what_is_kept_can_be_written_before_the_end() {
    let world = world();
    let mut screen = review(&world, 24, 80, "false");
    screen.wait_for("Write the decks");
    screen.press("k\r");
    screen.wait_for("→ Nothing is kept yet.");
    screen.wait_for("Write the decks");
    screen.press("\r");
    screen.wait_for("1/3 1 kept");
    screen.wait_for("Write the decks");
    screen.press("k\r");
    screen.wait_for("→ wrote 1 card to");
    let written = world.text("decks/rome-dates.toml");
    assert_eq!(written.matches("[[card]]").count(), 1);
    screen.wait_for("Write the decks");
    screen.press("kk\r");
    screen.wait_for("edit them in their deck.");
    screen.press("q");
    screen.wait_for("1 of 3 decided");
    assert_eq!(screen.exit_code(), 0);

    // A person edits the deck meanwhile; the review goes on and adds to it.
    let edited = written.replace("in a body", "all at once");
    world.put("decks/rome-dates.toml", &edited);
    let mut screen = review(&world, 24, 80, "false");
    screen.wait_for("Going on: 1 decided, 2 to go.");
    screen.wait_for("Write the decks");
    screen.press("\r");
    screen.wait_for("2/3 2 kept");
    screen.wait_for("Write the decks");
    screen.press(&format!("{DOWN}{DOWN}\r"));
    screen.wait_for("1 added, 1 kept");
    assert_eq!(screen.exit_code(), 0);
    let deck = world.text("decks/rome-dates.toml");
    assert!(deck.starts_with(&edited), "{deck}");
    assert_eq!(deck.matches("[[card]]").count(), 2);
    assert!(states(&world).is_empty());
}

#[test]
fn a_fault_in_an_edited_card_is_shown_and_edited_again() {
    let world = world();
    // The first time it makes a fault, the second time it mends it.
    let editor = editor(
        &world,
        "if grep -q clozy \"$1\"; then sed -i 's/clozy/cloze/; s/body/crowd/' \"$1\"; else sed -i 's/cloze/clozy/' \"$1\"; fi",
    );
    let mut screen = review(&world, 24, 80, &editor);
    screen.wait_for("Write the decks");
    screen.press(&format!("{DOWN}\r"));
    screen.wait_for("expected a known key, found 'clozy'");
    screen.wait_for("help: did you mean 'cloze'?");
    screen.wait_for("The edited card has faults");
    screen.wait_for("Leave the card as it was");
    screen.press("\r");
    screen.wait_for("1/3 1 kept");
    screen.press("\u{3}");
    assert_eq!(screen.exit_code(), 130);
    let state = world.text(&format!(".local/state/byheart/reviews/{}", states(&world)[0]));
    assert!(state.contains("in a crowd by {{c1::494 BC::year}}"), "{state}");
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    for (editor, message) in [
        ("false", "→ The card is as it was: false failed (exit status: 1)."),
        ("no-such-editor", "cannot find no-such-editor; set VISUAL or EDITOR."),
        ("true", "→ The card is as it was: nothing was changed."),
    ] {
        let world = world();
        let mut screen = review(&world, 24, 80, editor);
        screen.wait_for("Write the decks");
        screen.press(&format!("{DOWN}\r"));
        screen.wait_for(message);
        screen.wait_for("0/3 0 kept");
        screen.press("q");
        assert_eq!(screen.exit_code(), 0);
    }
}

#[test]
fn a_deck_in_the_way_is_told_before_the_first_card() {
    let world = world();
    let file = world.path("rome.md");
    world.run(&["generate", file.to_str().unwrap()]);
    let mut screen = review(&world, 24, 200, "false");
    screen.wait_for("rome-dates.toml exists already");
    assert_eq!(screen.exit_code(), 2);
}

#[test]
fn a_review_without_a_terminal_is_refused() {
    let world = world();
    let file = world.path("rome.md");
    let ran = world.run(&["generate", file.to_str().unwrap(), "--review"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.stderr,
        "error: --review needs a terminal for input, output and messages\n  help: without --review all cards are written; edit the decks then\n"
    );
    assert!(states(&world).is_empty());
}
