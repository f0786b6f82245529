//! A card in the learner's editor, from the middle of a session.

use super::wait_for_row;
use crate::harness::{STUBBORN_EDITOR, World, card};
use crate::screen::{Screen, USUAL};

const DECK: &str = "decks/d.toml";
const CARD: &str = "[[card]]\nid = \"a\"\nfront = \"Capital?\" # of Peru\n\
    # why it matters\nback = \"Lmia\"\n";

fn start(world: &World, editor: &str) -> Screen {
    Screen::run(world, USUAL, &["--seed", "1"], &[("EDITOR", &world.editor(editor))])
}

/// Opens the card in the editor, and leaves once this is told of it.
#[track_caller]
fn edited(mut screen: Screen, told: &str) {
    screen.follow(&format!("Capital? {{o}} {told} {{q}}")).ended(0);
}

#[test]
fn a_card_is_mended_and_asked_anew_with_its_comments_kept() {
    let world = World::with_deck(&(CARD.to_owned() + &card("b", "Other?", "o", "# last")));
    let before = world.text(DECK);
    let mut screen = start(&world, "sed -i s/Lmia/Lima/ \"$1\"");
    // The answer was seen already.
    screen.follow("Capital? {⏎} Lmia {o} Saved in | 1–4 rate");
    assert!(screen.is_taken());
    wait_for_row(&screen, "Lima");
    screen.follow("1–4 rate {4} Other? {q}").ended(0);
    assert_eq!(world.text(DECK), before.replace("Lmia", "Lima"));
    assert_eq!(world.events(), ["easy"]);
}

#[test]
fn a_faulty_edit_comes_back_with_its_fault_until_it_is_mended() {
    let world = World::with_deck(CARD);
    let before = world.text(DECK);
    // First a fault; then, with the remarks in sight, the right text.
    let script = "cp \"$1\" seen; if grep -q '#! Not saved' \"$1\"; \
                  then sed -i s/bakc/back/ \"$1\"; \
                  else sed -i 's/^back = \"Lmia\"/bakc = \"Lima\"/' \"$1\"; fi";
    edited(start(&world, script), "Saved in");
    assert_eq!(world.text(DECK), before.replace("Lmia", "Lima"));
    let seen = world.text("seen");
    for part in ["bakc = \"Lima\"", "#! ", "# why it matters"] {
        assert!(seen.contains(part), "{part} in {seen}");
    }
}

#[test]
fn an_edit_that_fails_changes_nothing() {
    let world = World::with_deck(CARD);
    let before = world.text(DECK);
    let faulty = "grep -q '#!' \"$1\" || sed -i s/^back/bakc/ \"$1\"";
    edited(start(&world, faulty), "Nothing was changed: line");
    let failing = "sed -i s/Lmia/Lima/ \"$1\"; exit 3";
    edited(start(&world, failing), "Nothing was changed: | failed");
    assert_eq!(world.text(DECK), before);
    assert!(world.events().is_empty());
    let variables = [("EDITOR", "false"), ("VISUAL", "sed -i s/Lmia/Lima/")];
    edited(Screen::run(&world, USUAL, &[], &variables), "Saved in");
    assert!(world.text(DECK).contains("Lima"), "VISUAL comes before EDITOR");
}

/// The editor has the normal screen, the keys and Ctrl-C; the session goes on.
#[test]
fn an_editor_has_the_terminal_for_itself() {
    let world = World::with_deck(CARD);
    let script = "trap 'echo interrupted' INT; echo 'editor here'; stty -a >modes; word=; \
                  while [ -z \"$word\" ]; do read -r word; done; sed -i \"s/Lmia/$word/\" \"$1\"";
    let mut screen = start(&world, script);
    screen.follow("Capital? {o} editor here");
    assert!(!screen.is_taken() && screen.shows_cursor());
    screen.follow("editor here {^c} interrupted {Lima⏎} Saved in");
    assert!(screen.is_taken());
    screen.press("⏎");
    wait_for_row(&screen, "Lima");
    screen.follow("{q}").ended(0);
    assert!(world.text("modes").contains(" icanon"), "{}", world.text("modes"));
}

/// Without that an editor that writes another fault each time would come back for ever.
#[test]
fn an_editor_that_was_interrupted_is_not_opened_again() {
    let world = World::with_deck(CARD);
    let before = world.text(DECK);
    let mut screen = start(&world, STUBBORN_EDITOR);
    screen.follow("Capital? {o} editor here {^c} Nothing was changed: line 1: {q}").ended(0);
    assert_eq!((world.text(DECK), world.text("runs")), (before, "run\n".to_owned()));
}

#[test]
fn a_text_is_typed_on_after_a_mark_but_not_after_an_edit() {
    let world = World::with_deck(&card("a", "Capital?", "Lmia", "ask = \"type\""));
    let mut screen = start(&world, "sed -i s/Lmia/Lima/ \"$1\"");
    screen.follow(
        "Capital? {Li} › Li {⎋} Keys {m} Marked; | › Li {m} › Lim {⎋} Keys {o} Saved in {Lima⏎} \
         Right. {m} The mark is taken away. | Enter takes {m} Marked; | new · marked {4} \
         Done for today {q}",
    );
    screen.ended(0);
    assert_eq!(world.events(), ["mark", "unmark", "mark", "easy"]);
}

#[test]
fn a_card_of_ones_own_is_added_from_the_screen() {
    let world = World::with_deck(CARD);
    let before = world.text(DECK);
    // First a fault, which comes back with its remark.
    let script = "if grep -q '#! Not saved' \"$1\"; then sed -i 's/^back = .*/back = \"Santiago\"/' \"$1\"; \
                  else sed -i 's/^front = .*/front = \"Chile?\"/' \"$1\"; fi";
    let mut screen = start(&world, script);
    screen.follow("Capital? {N} Added to | as chile; {⏎} Lmia {q}").ended(0);
    let card = "\n[[card]]\nid = \"chile\"\nfront = \"Chile?\"\nback = \"Santiago\"\n";
    assert_eq!(world.text(DECK), before.clone() + card);
    // The same once more, nothing at all, and a small n.
    start(&world, "printf 'front = \"Chile?\"\\nback = \"Santiago\"\\n' > \"$1\"")
        .follow("Capital? {N} No card was added: chile in {q}")
        .ended(0);
    start(&world, "true").follow("Capital? {N} No card was added. {q}").ended(0);
    assert_eq!(world.text(DECK), before + card);
    assert!(world.events().is_empty());
}
