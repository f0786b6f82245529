//! `generate --review` on a terminal: every decision is saved at once.

mod screen;

use crate::harness::World;
use crate::screen::{SMALL, Screen, Size, USUAL};

/// Three dates, a card each: the sentence with its date hidden.
const DATES: &str = "The plebeians had left Rome in a body by 494 BC. \
    Hannibal had led his army over the frozen passes of the Alps by 218 BC. \
    The Senate had razed the walls of the great harbour city by 146 BC.";

fn world_of(sentences: &str) -> World {
    let world = World::new();
    world.put("rome.md", format!("# The Republic\n\n{sentences}\n"));
    world
}

/// Line by line.
fn review(world: &World, size: Size, editor: &str) -> Screen {
    let arguments = ["generate", "rome.md", "--review", "--ui", "line"];
    Screen::run(world, size, &arguments, &[("EDITOR", editor)])
}

/// What is chosen of a card, as scripts write it.
const KEEP: &str = "More: write {⏎}";
const EDIT: &str = "More: write {↓⏎}";
const DROP: &str = "More: write {↓↓⏎}";
const BACK: &str = "More: write {↓↓↓⏎}";

const STATES: &str = ".local/state/byheart/reviews";

/// What stands at the end, where Enter writes the decks.
const END: &str = "Every card is decided: | Write the decks {⏎}";

/// What is saved of the one review.
fn state(world: &World) -> String {
    world.text(&format!("{STATES}/{}", world.files(STATES)[0]))
}

/// The deck, of so many cards.
#[track_caller]
fn deck(world: &World, cards: usize) -> String {
    let deck = world.text("decks/rome-dates.toml");
    assert_eq!(deck.matches("[[card]]").count(), cards, "{deck}");
    deck
}

#[test]
fn cards_are_kept_edited_and_dropped() {
    let world = world_of(DATES);
    let script = "sed -i 's/frozen passes/snowy passes/; s/^tags.*/tags = [\"war\"]/' \"$1\"";
    let mut screen = review(&world, USUAL, &world.editor(script));
    screen.follow(
        "0/3 0 kept, 0 dropped | The plebeians had left Rome in a body by [year]. | \
         dates · rome.md · The Republic ¶1 | Keep",
    );
    screen.follow(&format!(
        "{KEEP} 1/3 1 kept, 0 dropped | {EDIT} 2/3 2 kept, 0 dropped | \
         → The card before is kept as edited. | {DROP} {END} wrote 2 cards to"
    ));
    screen.ended(0);
    let deck = deck(&world, 2);
    assert!(!deck.contains("razed"), "{deck}");
    assert!(deck.contains("id = \"date-0217-"), "the id stays\n{deck}");
    assert!(deck.contains("snowy passes") && deck.contains("tags = [\"war\"]"), "{deck}");
    assert!(world.files(STATES).is_empty());
    world.run(&["check"]).ended(0);
    // The dropped card does not come back.
    let again = world.run(&["generate", "home/rome.md", "--update"]);
    again.says(&["0 added, 2 kept, 1 deleted by hand"]);
    // A deck in the way is told before the first card.
    let mut screen = review(&world, (24, 200), "false");
    screen.follow("rome-dates.toml exists already").ended(2);
}

#[test]
fn a_question_stays_above_the_choices_on_a_low_terminal() {
    let world = world_of("Hannibal led his army over the frozen passes of the Alps in 218 BC.");
    let mut screen = review(&world, SMALL, "false");
    screen.follow(
        "Hannibal led his army over the frozen\npasses of the Alps in 218 BC. | \
         In what year did Hannibal lead his army\nover the frozen passes of the Alps? | \
         Answer: 218 BCE\nAlso right: 218 BC\n? Enter | ❯ Keep",
    );
    screen.follow(&format!("{KEEP} 1/2 1 kept | {KEEP} {END} wrote 1 card")).ended(0);
}

#[test]
fn a_review_is_left_by_any_end_and_taken_up_again() {
    let world = world_of(DATES);
    let mut screen = review(&world, SMALL, "false");
    screen.follow(&format!("0/3 0 kept | {DROP} 1/3 0 kept, 1 dropped | More: write {{^c}}"));
    screen.follow("Interrupted; all decisions are saved.").ended(130);
    assert!(world.files("decks").is_empty());

    let mut screen = review(&world, SMALL, "false");
    screen.follow("1/3 0 kept, 1 dropped | → Going on: 1 decided, 2 to go.");
    screen.follow(&format!("Hannibal had led his army | {KEEP} 2/3 1 kept, 1 dropped"));
    screen.signal(nix::sys::signal::Signal::SIGHUP);
    assert_eq!(screen.exit_code(), 129);
    assert!(state(&world).contains("fate = \"kept\""), "{}", state(&world));

    let mut screen = review(&world, SMALL, "false");
    screen.follow("More: write {⎋} 2 of 3 decided; all is saved.").ended(0);
    review(&world, SMALL, "false").follow(&format!("{KEEP} {END} wrote 2 cards")).ended(0);
    assert!(!deck(&world, 2).contains("plebeians"));
}

#[test]
fn a_decision_is_taken_back_and_what_is_kept_can_be_written_before_the_end() {
    let world = world_of(DATES);
    let mut screen = review(&world, USUAL, "false");
    // The earlier decision is the one proposed.
    screen.follow(&format!(
        "{EDIT} → The card is as it was: false failed (exit status: 1). | 0/3 0 kept | \
         {BACK} → Nothing is left to take back. | More: write {{k⏎}} Write the decks {{⏎}} → Nothing is kept yet. | \
         {DROP} 1/3 0 kept, 1 dropped | Hannibal | {BACK} ❯ Drop | \
         More: write {{kk⏎}} 1/3 1 kept, 0 dropped | More: write {{k⏎}} Write the decks {{⏎}} → wrote 1 card to"
    ));
    let written = deck(&world, 1);
    screen.follow("More: write {kk⏎} edit them in their deck. | More: write {q}");
    screen.follow("1 of 3 decided").ended(0);

    // A person edits the deck meanwhile; the review goes on and adds to it.
    let edited = written.replace("in a body", "all at once");
    world.put("decks/rome-dates.toml", &edited);
    let mut screen = review(&world, USUAL, "false");
    screen.follow(&format!(
        "Going on: 1 decided, 2 to go. | {KEEP} 2/3 2 kept | {DROP} {END} 1 added, 1 kept"
    ));
    screen.ended(0);
    let deck = deck(&world, 2);
    assert!(deck.starts_with(&edited), "{deck}");
    assert!(world.files(STATES).is_empty());
}

#[test]
fn a_faulty_edit_comes_back_with_its_fault_until_it_is_mended() {
    let world = world_of(DATES);
    // The first time it makes a fault, the second time it mends it.
    let script = "if grep -q clozy \"$1\"; then cp \"$1\" seen; \
        sed -i 's/^clozy/cloze/; s/body/crowd/' \"$1\"; else sed -i 's/^cloze/clozy/' \"$1\"; fi";
    let mut screen = review(&world, USUAL, &world.editor(script));
    screen.follow(&format!("{EDIT} 1/3 1 kept {{^c}}")).ended(130);
    let state = state(&world);
    assert!(state.contains("in a crowd by {{c1::494 BC::year}}"), "{state}");
    let seen = world.text("seen");
    for part in
        ["#! Not saved yet.", "expected a known key, found 'clozy'", "did you mean 'cloze'?"]
    {
        assert!(seen.contains(part), "{part} in {seen}");
    }
}

#[test]
fn all_that_are_left_are_decided_at_once_and_a_card_is_added() {
    let world = world_of(DATES);
    let script = "grep -q '^front = \"\"' \"$1\" && \
        sed -i 's/^front.*/front = \"Who left?\"/; s/^back.*/back = \"The plebeians\"/' \"$1\"";
    let mut screen = review(&world, SMALL, &world.editor(script));
    screen.follow(
        "More: {k⏎} Write the decks {↓⏎} → Your card is kept | 1/4 1 kept | More: {↓↓⏎} 2/4 1 kept, 1 | \
         More: {k⏎} Drop all {⎋} More: {k⏎} Keep all that are left {↓↓⏎}",
    );
    screen.follow(END).follow("wrote 3 cards");
    screen.ended(0);
    let deck = deck(&world, 3);
    assert!(deck.contains("front = \"Who left?\"") && !deck.contains("494 BC::"), "{deck}");
    world.run(&["check"]).ended(0);
}

#[test]
fn what_was_typed_is_lost_only_where_a_person_throws_it_away() {
    let world = world_of(DATES);
    let mut screen = Screen::run(&world, USUAL, &["generate", "rome.md", "--review"], &[]);
    screen.follow("k keep {e} › Text {^aMine } Mine The {^c}").ended(130);
    // Line by line, with an editor that is not there.
    for _ in 0..2 {
        let mut screen = review(&world, USUAL, "no-such-editor");
        screen.follow(
            "Text: Mine The plebeians | → What you were typing is here again. | ❯ Edit on {⏎} \
             Text: Mine The plebeians | → What you typed is still here: cannot find no-such-editor",
        );
        screen.follow("❯ Edit on {⎋} 0 of 3 decided; all is saved.").ended(0);
        assert!(state(&world).contains("Mine The"), "{}", state(&world));
    }
    let mut screen = review(&world, USUAL, "no-such-editor");
    screen.follow("❯ Edit on {↑} ❯ Throw away {⏎} ❯ Keep {⎋} all is saved.").ended(0);
    assert!(!state(&world).contains("Mine"), "{}", state(&world));
}

#[test]
fn a_review_of_some_kinds_keeps_what_was_typed_and_taken_back_on_others() {
    let admiral = "Charles Howard, the lord admiral of the English fleet, returned in haste.";
    let world = world_of(&format!("{DATES} {admiral}"));
    let only = |kinds: &str| {
        let arguments = ["generate", "rome.md", "--review", "--only", kinds];
        Screen::run(&world, USUAL, &arguments, &[])
    };
    // A card is edited and a word typed in the next; then the edit is taken back.
    only("actors").follow("k keep {e} › {X ⏎} 1/2 {e} › {Y {^c}").ended(130);
    only("actors")
        .follow("here again. {⎋} Esc again {⎋} k keep {u} 0/2 {n} the lord {e} › {Z {^c}")
        .ended(130);
    only("dates").follow("0/3 {e} › Text {^aMine {^c}").ended(130);
    let mut screen = only("dates");
    screen.follow("here again. | Mine {⏎} 1/3 {KK} Every card {⏎} wrote 3 cards").ended(0);
    let left = state(&world);
    assert!(!left.contains("Mine") && left.contains("X") && left.contains("Z"), "{left}");
}

#[test]
fn what_cannot_be_saved_is_told_and_stays_until_it_can_be() {
    let world = world_of(DATES);
    // A folder where the decisions are to be written is in the way.
    let script = "sed -i '/^cloze/s/a body/a crowd/' \"$1\"; state=\"${1%.edit.toml}.toml\"; \
        [ -d \"$state\" ] || { rm \"$state\"; mkdir \"$state\"; }";
    let mut screen = review(&world, USUAL, &world.editor(script));
    screen.follow(&format!(
        "{EDIT} → Not saved: Is a directory | → What you type is not saved: | 0/3 | \
         in a crowd | ❯ Edit on {{⏎}} → What you typed is still here: nothing was changed. | \
         ❯ Edit on {{^c}} Interrupted; all decisions are saved."
    ));
    screen.ended(130);
    let states = world.files(STATES);
    std::fs::remove_dir(world.path(&format!("{STATES}/{}", states[0]))).unwrap();

    let mut screen = review(&world, USUAL, &world.editor(script));
    screen.follow(&format!("{EDIT} → What you type is not saved: | in a crowd | ❯ Edit on"));
    std::fs::remove_dir(world.path(&format!("{STATES}/{}", states[0]))).unwrap();
    screen
        .follow("{↓⏎} 1/3 1 kept | The card before is kept as edited. {⎋} all is saved.")
        .ended(0);
    assert!(state(&world).contains("in a crowd"), "{}", state(&world));
}

#[test]
fn the_last_decision_is_shown_and_can_be_taken_back() {
    let world = world_of("The plebeians had left Rome in a body by 494 BC.");
    // The gap is as it was, and the sentence around it has the year as well.
    let script = "sed -i '/^cloze/s/body/body in 494 BC,/' \"$1\"";
    let mut screen = review(&world, USUAL, &world.editor(script));
    screen.follow(&format!(
        "{EDIT} 1/1 1 kept | Every card is decided: 1 kept, 0 dropped. | → Doubtful: | \
         → The card before is kept as edited. | Write the decks {{↓⏎}} 0/1 0 kept | {DROP} \
         Every card is decided: 0 kept, 1 dropped. | Write the decks {{⎋}} 1 of 1 decided"
    ));
    screen.ended(0);
    review(&world, USUAL, "false")
        .follow(&format!("Going on: 1 decided, 0 to go. | {END}"))
        .ended(0);
    assert!(world.files("decks").iter().all(|name| !name.ends_with(".toml")));
}
