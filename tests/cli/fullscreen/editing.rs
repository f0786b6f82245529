//! A card in the learner's editor, from the middle of a session.

use super::{saved, world_of};
use crate::harness::World;
use crate::screen::Screen;

const CARD: &str = "id = \"a\"\nfront = \"Capital?\" # of Peru\n# why it matters\nback = \"Lmia\"";

/// An editor: a script that gets the file as `$1`.
fn start(world: &World, script: &str) -> Screen {
    world.put("editor.sh", script);
    let editor = format!("sh '{}'", world.path("editor.sh").display());
    Screen::run(world, 24, 80, &["--seed", "1"], &[("EDITOR", &editor)])
}

fn deck(world: &World) -> String {
    world.text("decks/d.toml")
}

#[test]
fn a_card_is_mended_and_asked_anew_with_its_comments_kept() {
    let world = world_of(&[CARD, "id = \"b\"\nfront = \"Other?\"\nback = \"o\" # last"]);
    let before = deck(&world);
    let mut screen = start(&world, "sed -i s/Lmia/Lima/ \"$1\"");
    screen.wait_for("Capital?");
    screen.press("\r");
    screen.wait_for("Lmia");
    screen.press("o");
    screen.wait_for("Saved in");
    // The answer was seen already.
    screen.wait_for("1–4 rate");
    assert!(screen.is_taken());
    super::wait_for_row(&screen, "Lima");
    screen.press("4");
    screen.wait_for("Other?");
    super::quit(screen);
    assert_eq!(deck(&world), before.replace("Lmia", "Lima"));
    assert_eq!(saved(&world), ["easy"]);
}

#[test]
fn a_faulty_edit_comes_back_with_its_fault_until_it_is_mended() {
    let world = world_of(&[CARD]);
    let before = deck(&world);
    // First a fault; then, with the remarks in sight, the right text.
    let script = "cp \"$1\" seen; if grep -q '#! Not saved' \"$1\"; \
                  then sed -i s/bakc/back/ \"$1\"; \
                  else sed -i 's/^back = \"Lmia\"/bakc = \"Lima\"/' \"$1\"; fi";
    let mut screen = start(&world, script);
    screen.wait_for("Capital?");
    screen.press("o");
    screen.wait_for("Saved in");
    super::quit(screen);
    assert_eq!(deck(&world), before.replace("Lmia", "Lima"));
    let seen = world.text("seen");
    assert!(seen.contains("bakc = \"Lima\"") && seen.contains("#! "), "{seen}");
    assert!(seen.contains("# why it matters"), "{seen}");
}

#[test]
fn a_faulty_edit_that_is_left_changes_nothing() {
    let world = world_of(&[CARD]);
    let before = deck(&world);
    let script = "grep -q '#!' \"$1\" || sed -i s/^back/bakc/ \"$1\"";
    let mut screen = start(&world, script);
    screen.wait_for("Capital?");
    screen.press("o");
    screen.wait_for("Nothing was changed: line");
    super::quit(screen);
    assert_eq!(deck(&world), before);
}

#[test]
fn an_editor_that_fails_or_is_missing_changes_nothing() {
    let world = world_of(&[CARD]);
    let before = deck(&world);
    let mut screen = start(&world, "sed -i s/Lmia/Lima/ \"$1\"; exit 3");
    screen.wait_for("Capital?");
    screen.press("o");
    screen.wait_for("Nothing was changed:");
    screen.wait_for("failed");
    super::quit(screen);
    let mut screen = Screen::run(&world, 24, 80, &[], &[("EDITOR", "no-such-editor")]);
    screen.wait_for("Capital?");
    screen.press("o");
    screen.wait_for("Nothing was changed:");
    screen.wait_for("cannot find no-such-editor");
    super::quit(screen);
    assert_eq!(deck(&world), before);
    assert!(saved(&world).is_empty());
}

/// The editor has the normal screen, the keys and Ctrl-C; the session goes on.
#[test]
fn an_editor_has_the_terminal_for_itself() {
    let world = world_of(&[CARD]);
    let script = "trap 'echo interrupted' INT; echo 'editor here'; stty -a >modes; word=; \
                  while [ -z \"$word\" ]; do read -r word; done; sed -i \"s/Lmia/$word/\" \"$1\"";
    let mut screen = start(&world, script);
    screen.wait_for("Capital?");
    screen.press("o");
    screen.wait_for("editor here");
    assert!(!screen.is_taken());
    assert!(screen.shows_cursor());
    screen.press("\u{3}");
    screen.wait_for("interrupted");
    screen.press("Lima\n");
    screen.wait_for("Saved in");
    assert!(screen.is_taken());
    screen.press("\r");
    super::wait_for_row(&screen, "Lima");
    super::quit(screen);
    assert!(world.text("modes").contains(" icanon"), "{}", world.text("modes"));
}

#[test]
fn visual_comes_before_editor() {
    let world = world_of(&[CARD]);
    let variables = [("EDITOR", "false"), ("VISUAL", "sed -i s/Lmia/Lima/")];
    let mut screen = Screen::run(&world, 24, 80, &[], &variables);
    screen.wait_for("Capital?");
    screen.press("o");
    screen.wait_for("Saved in");
    super::quit(screen);
    assert!(deck(&world).contains("Lima"));
}

#[test]
fn a_text_is_typed_on_after_a_mark_but_not_after_an_edit() {
    let world = world_of(&["id = \"a\"\nfront = \"Capital?\"\nback = \"Lmia\"\nask = \"type\""]);
    let mut screen = start(&world, "sed -i s/Lmia/Lima/ \"$1\"");
    screen.wait_for("Capital?");
    screen.press("Li");
    screen.wait_for("› Li");
    screen.press("\u{1b}");
    screen.wait_for("Keys");
    screen.press("o");
    screen.wait_for("Saved in");
    screen.press("Lima\r");
    screen.wait_for("Right.");
    super::quit(screen);
}
