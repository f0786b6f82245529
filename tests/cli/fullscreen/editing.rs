//! A card in the learner's editor, from the middle of a session.

use super::{CTRL_C, ESC, quit, wait_for_row};
use crate::harness::{World, card};
use crate::screen::Screen;

const CARD: &str = "[[card]]\nid = \"a\"\nfront = \"Capital?\" # of Peru\n\
    # why it matters\nback = \"Lmia\"\n";

/// An editor: a script that gets the file as `$1`.
fn start(world: &World, script: &str) -> Screen {
    world.put("editor.sh", script);
    let editor = format!("sh '{}'", world.path("editor.sh").display());
    Screen::run(world, 24, 80, &["--seed", "1"], &[("EDITOR", &editor)])
}

fn deck(world: &World) -> String {
    world.text("decks/d.toml")
}

/// Opens the card in the editor, and leaves once all this is told of it.
#[track_caller]
fn edited(mut screen: Screen, told: &[&str]) {
    screen.follow(&[("Capital?", "o")]);
    screen.shows(told);
    quit(screen);
}

#[test]
fn a_card_is_mended_and_asked_anew_with_its_comments_kept() {
    let world = World::with_deck(&(CARD.to_owned() + &card("b", "Other?", "o", "# last")));
    let before = deck(&world);
    let mut screen = start(&world, "sed -i s/Lmia/Lima/ \"$1\"");
    // The answer was seen already.
    let steps = [("Capital?", "\r"), ("Lmia", "o"), ("Saved in", ""), ("1–4 rate", "")];
    screen.follow(&steps);
    assert!(screen.is_taken());
    wait_for_row(&screen, "Lima");
    screen.follow(&[("1–4 rate", "4"), ("Other?", "")]);
    quit(screen);
    assert_eq!(deck(&world), before.replace("Lmia", "Lima"));
    assert_eq!(world.events(), ["easy"]);
}

#[test]
fn a_faulty_edit_comes_back_with_its_fault_until_it_is_mended() {
    let world = World::with_deck(CARD);
    let before = deck(&world);
    // First a fault; then, with the remarks in sight, the right text.
    let script = "cp \"$1\" seen; if grep -q '#! Not saved' \"$1\"; \
                  then sed -i s/bakc/back/ \"$1\"; \
                  else sed -i 's/^back = \"Lmia\"/bakc = \"Lima\"/' \"$1\"; fi";
    edited(start(&world, script), &["Saved in"]);
    assert_eq!(deck(&world), before.replace("Lmia", "Lima"));
    let seen = world.text("seen");
    for part in ["bakc = \"Lima\"", "#! ", "# why it matters"] {
        assert!(seen.contains(part), "{part} in {seen}");
    }
}

#[test]
fn an_edit_that_fails_changes_nothing() {
    let world = World::with_deck(CARD);
    let before = deck(&world);
    let faulty = "grep -q '#!' \"$1\" || sed -i s/^back/bakc/ \"$1\"";
    edited(start(&world, faulty), &["Nothing was changed: line"]);
    let failing = "sed -i s/Lmia/Lima/ \"$1\"; exit 3";
    edited(start(&world, failing), &["Nothing was changed:", "failed"]);
    let missing = Screen::run(&world, 24, 80, &[], &[("EDITOR", "no-such-editor")]);
    edited(missing, &["Nothing was changed:", "cannot find no-such-editor"]);
    assert_eq!(deck(&world), before);
    assert!(world.events().is_empty());
}

/// The editor has the normal screen, the keys and Ctrl-C; the session goes on.
#[test]
fn an_editor_has_the_terminal_for_itself() {
    let world = World::with_deck(CARD);
    let script = "trap 'echo interrupted' INT; echo 'editor here'; stty -a >modes; word=; \
                  while [ -z \"$word\" ]; do read -r word; done; sed -i \"s/Lmia/$word/\" \"$1\"";
    let mut screen = start(&world, script);
    screen.follow(&[("Capital?", "o"), ("editor here", "")]);
    assert!(!screen.is_taken());
    assert!(screen.shows_cursor());
    screen.press(CTRL_C);
    screen.follow(&[("interrupted", "Lima\n"), ("Saved in", "")]);
    assert!(screen.is_taken());
    screen.press("\r");
    wait_for_row(&screen, "Lima");
    quit(screen);
    assert!(world.text("modes").contains(" icanon"), "{}", world.text("modes"));
}

#[test]
fn visual_comes_before_editor() {
    let world = World::with_deck(CARD);
    let variables = [("EDITOR", "false"), ("VISUAL", "sed -i s/Lmia/Lima/")];
    edited(Screen::run(&world, 24, 80, &[], &variables), &["Saved in"]);
    assert!(deck(&world).contains("Lima"));
}

#[test]
fn a_text_is_typed_on_after_a_mark_but_not_after_an_edit() {
    let world = World::with_deck(&card("a", "Capital?", "Lmia", "ask = \"type\""));
    let mut screen = start(&world, "sed -i s/Lmia/Lima/ \"$1\"");
    let steps = [("Capital?", "Li"), ("› Li", ESC), ("Keys", "o"), ("Saved in", "Lima\r")];
    screen.follow(&steps);
    screen.wait_for("Right.");
    quit(screen);
}
