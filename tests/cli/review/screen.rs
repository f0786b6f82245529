//! The same on the whole screen.

use super::{DATES, deck, state, world_of};
use crate::harness::{STUBBORN_EDITOR, World, wait};
use crate::screen::{SIZES, SMALL, Screen, Size, USUAL};
use nix::sys::signal::Signal;

/// A review whose first card is seen.
fn begun(world: &World, size: Size, more: &[&str], editor: &str) -> Screen {
    let arguments = [&["generate", "rome.md", "--review"], more].concat();
    let mut screen = Screen::run(world, size, &arguments, &[("EDITOR", editor)]);
    screen.follow("k keep");
    screen
}

fn start(world: &World, size: Size) -> Screen {
    begun(world, size, &[], "false")
}

#[test]
fn cards_are_kept_dropped_edited_in_place_and_written() {
    for size in SIZES {
        let world = world_of(DATES);
        let mut screen = start(&world, size);
        assert!(screen.is_taken() && !screen.shows_cursor());
        screen.follow(
            "0/3 · 0 kept | plebeians | The Republic ¶1 | ▌ {k} 1/3 | Hannibal {e} Edit | › Text",
        );
        assert!(screen.shows_cursor());
        screen.follow(
            "{^u}  › Text {By {{c1::218 BC} By {⎋} Esc again {⎋} Hannibal {d} 2/3 · 1 kept",
        );
        screen.follow("The Senate {e} › Text {^a} › Text {O! ⏎} Every card is decided: 2 kept");
        assert!(world.files("decks").is_empty());
        screen.follow("{⏎} wrote 2 cards to").ended(0);
        let deck = deck(&world, 2);
        assert!(deck.contains("O! The Senate") && !deck.contains("Hannibal"), "{deck}");
        assert!(world.files(super::STATES).is_empty());
        world.run(&["check"]).ended(0);
        // A dropped card does not come back, and an own one is nobody's to miss.
        let again = world.run(&["generate", "home/rome.md", "--update"]);
        again.says(&["0 added, 2 kept, 1 deleted by hand, 0 no longer found"]);
    }
}

#[test]
fn a_card_of_ones_own_goes_into_the_deck_and_stays_there() {
    let world = world_of(DATES);
    let mut screen = start(&world, SMALL);
    screen.follow(
        "{a} Your own card | › Question {⏎} nothing stands here {Who left Rome?⏎} › Answer",
    );
    screen.follow("{the plebeians⏎} Your card is kept | 1/4 {n} Hannibal {n} Senate {n} Who left");
    screen.follow("kept · your {K} K again {K} Every card is {⏎} wrote 4 cards");
    screen.ended(0);
    let deck = deck(&world, 4);
    for part in [
        "front = \"Who left Rome?\"",
        "note = \"The plebeians had left Rome in a body by 494 BC.\"",
        "source = \"The Republic ¶1\"",
        "tags = [\"dates\"]",
    ] {
        assert!(deck.contains(part), "{part} in {deck}");
    }
    let again = world.run(&["generate", "home/rome.md", "--update"]);
    again.says(&["0 added, 3 kept, 0 no longer found"]);
}

#[test]
fn all_that_are_left_need_a_second_press_and_are_taken_back_together() {
    let world = world_of(DATES);
    let mut screen = start(&world, USUAL);
    screen.follow("{D} D again drops all that are left: 3 cards. {x} ? shows the keys {D} D again");
    screen.follow("{D} Every card is decided: 0 kept, 3 dropped. {u} 0/3 {w} Nothing is kept yet.");
    screen.follow("{q} 0 of 3 decided; all is saved.").ended(0);
}

#[test]
fn what_is_typed_ahead_decides_on_nothing_unseen() {
    let world = world_of(DATES);
    let mut screen = start(&world, USUAL);
    screen.follow("{kkkkkk} 1/3").settled();
    assert!(screen.contents().contains("1/3 · 1 kept"), "{}", screen.contents());
}

/// What ends a review from outside, and its exit code.
type End = (fn(&mut Screen), u32);

#[test]
fn whatever_ends_it_decisions_and_what_is_being_typed_are_there_again() {
    let ends: [End; 5] = [
        (|screen| screen.press("^c"), 130),
        (|screen| screen.signal(Signal::SIGTERM), 143),
        (|screen| screen.signal(Signal::SIGHUP), 129),
        (|screen| screen.signal(Signal::SIGINT), 130),
        (Screen::close, 129),
    ];
    for (end, code) in ends {
        let world = world_of(DATES);
        let mut screen = start(&world, USUAL);
        screen.follow("{k} 1/3 {e} › Text {^a한국} › Text       한국");
        end(&mut screen);
        assert_eq!(screen.exit_code(), code);
        assert!(state(&world).contains("fate = \"kept\""), "{}", state(&world));
        let mut screen = Screen::run(&world, SMALL, &["generate", "rome.md", "--review"], &[]);
        screen.follow("Going on: 1 decided, 2 to go. | here again. | 한국 {⏎} 2/3 {q}").ended(0);
        assert!(state(&world).contains("한국Hannibal"), "{}", state(&world));
    }
}

#[test]
fn what_is_being_typed_is_saved_when_nobody_types_on() {
    let world = world_of(DATES);
    let mut screen = start(&world, USUAL);
    screen.follow("{a} › Question {Who } Who");
    wait(|| state(&world).contains("Who"), || state(&world));
    // Given up, it is forgotten.
    screen.follow("{⎋} Esc again {⎋} k keep");
    wait(|| !state(&world).contains("Who"), || state(&world));
    screen.follow("{q}").ended(0);
}

#[test]
fn what_is_typed_survives_every_size() {
    let world = world_of(DATES);
    let mut screen = start(&world, USUAL);
    screen.follow("{e} › Text {^a} › Text");
    for size in [(8, 24), (15, 40), (50, 200), (2, 10)] {
        screen.resize(size);
        screen.settled();
    }
    screen.press("x⏎");
    screen.settled();
    screen.resize(USUAL);
    // On a screen that shows nothing no key counts.
    screen.follow("› Text       The plebeians {⎋} k keep | 0/3");
    screen.follow("{q} 0 of 3").ended(0);
}

#[test]
fn a_review_is_stopped_and_goes_on() {
    let world = world_of(DATES);
    let mut screen = Screen::shell(&world, &["-i"]);
    screen.follow(
        "shell> {$PROGRAM generate rome.md --review⏎} k keep {e} › Text {^aNow ^z} Stopped",
    );
    assert!(state(&world).contains("Now "), "{}", state(&world));
    screen.wait_until("shell", |screen| screen.foreground() == screen.id());
    screen.follow("{fg⏎} › Text       Now The plebeians {⏎} 1/3 {q} 1 of 3 decided");
}

#[test]
fn the_editor_has_the_terminal_and_its_card_comes_back() {
    let world = world_of(DATES);
    let editor = world.editor("sed -i 's/in a body/in a crowd/' \"$1\"");
    let mut screen = begun(&world, USUAL, &[], &editor);
    screen.follow(
        "{o} 1/3 · 1 kept | The card before is kept as edited. {p} in a crowd | kept · edited · dates",
    );
    assert!(screen.is_taken());
    screen.follow("{q}").ended(0);
    assert!(state(&world).contains("in a crowd by {{c1::494 BC::year}}"));
    let mut screen = begun(&world, USUAL, &[], "false");
    screen.follow("Hannibal {o} The card is as it was: false failed").settled();
}

#[test]
fn an_editor_that_was_interrupted_is_not_opened_again() {
    let world = world_of(DATES);
    let mut screen = begun(&world, USUAL, &[], &world.editor(STUBBORN_EDITOR));
    screen.follow("{o} editor here {^c} The card is as it was: line 1: {q}").ended(0);
    assert_eq!(world.text("runs"), "run\n");
}

#[test]
fn an_editor_over_a_form_takes_nothing_that_was_typed() {
    let world = world_of(DATES);
    let mut screen = begun(&world, USUAL, &[], "true");
    let f1 = "\u{1b}OP";
    screen.follow(&format!("{{e}} › Text {{^aMine }} Mine The {{{f1}}} keep the card {{o}}"));
    screen.follow("What you typed is still here: nothing was changed. | › Text       Mine The");
    // The document may be looked at meanwhile; all else waits.
    screen.follow(&format!("{{{f1}}} keep the card {{i}} The Republic ¶1 {{i}} › Text       Mine"));
    screen.follow(&format!("{{{f1}}} keep the card {{d}} Enter saves the form, | Mine The"));
    screen.follow(&format!("{{{f1}}} keep the card {{q}} 0 of 3 decided; all is saved")).ended(0);
    assert!(state(&world).contains("Mine The"), "{}", state(&world));
}

#[test]
fn what_is_kept_is_written_before_the_end_and_added_to_later() {
    let world = world_of(DATES);
    let mut screen = start(&world, USUAL);
    screen.follow(
        "{k} 1/3 {w} wrote 1 card to {u} are written; edit them in their deck. {p} written · dates",
    );
    screen.follow("{d} It is written already {q} 1 of 3 decided").ended(0);
    let edited = deck(&world, 1).replace("in a body", "all at once");
    world.put("decks/rome-dates.toml", &edited);
    let mut screen = start(&world, USUAL);
    screen.follow("Going on: 1 decided {k} 2/3 {d} Every card {⏎} 1 added, 1 kept").ended(0);
    assert!(deck(&world, 2).starts_with(&edited));
}

#[test]
fn a_deck_of_which_every_card_was_dropped_does_not_come_back() {
    let world = world_of(DATES);
    let mut screen = start(&world, USUAL);
    screen.follow("{DD} Every card {⏎} no card was kept; no deck was written").ended(0);
    assert_eq!(world.files("decks"), [".rome-dates.generated"]);
    let update = || world.run(&["generate", "home/rome.md", "--update"]).ended(0);
    update().says(&["no deck HOME/decks/rome-dates.toml: 0 added, 0 kept, 3 deleted by hand"]);
    let again = world.run(&["generate", "home/rome.md", "--update", "--json"]);
    let deck = &serde_json::from_str::<serde_json::Value>(&again.stdout).unwrap()["decks"][0];
    assert_eq!((&deck["action"], &deck["written"]), (&"none".into(), &false.into()));
    assert_eq!(world.files("decks"), [".rome-dates.generated"]);
    // There is nothing to decide, until the document says more.
    let screen = || {
        let args = ["generate", "rome.md", "--review", "--update", "--only", "dates"];
        Screen::run(&world, USUAL, &args, &[])
    };
    screen().follow("3 dates").ended(0);
    let text = format!("{DATES} The consuls had left the city by 187 BC.");
    world.put("rome.md", format!("# The Republic\n\n{text}\n"));
    screen().follow("0/1 {k} Every card is {⏎} 1 added").ended(0);
    assert!(self::deck(&world, 1).contains("consuls"));
    update().says(&["0 added, 1 kept, 3 deleted by hand"]);
    world.run(&["check"]).ended(0);
}

#[test]
fn what_was_dropped_before_the_decks_are_written_may_still_be_kept() {
    let world = world_of(DATES);
    let mut screen = start(&world, USUAL);
    screen.follow("{k} 1/3 {d} 2/3 {w} wrote 1 card to {p} dropped {k} 2/3 · 2 kept, 0 dropped");
    screen.follow("Senate {d} Every card {⏎} 1 added, 1 kept").ended(0);
    assert!(deck(&world, 2).contains("Hannibal"));
    let again = world.run(&["generate", "home/rome.md", "--update"]);
    again.says(&["0 added, 2 kept, 1 deleted by hand"]);
}

#[test]
fn a_full_disk_keeps_what_was_typed_and_says_so() {
    let world = world_of(DATES);
    // No file of more than 512 bytes, which the decisions have once a card is edited.
    let script = "ulimit -f 1; trap '' XFSZ; exec \"$PROGRAM\" generate rome.md --review";
    let mut screen = Screen::shell(&world, &["-c", script]);
    let long = "x".repeat(600);
    screen.follow(&format!("k keep {{d}} 1/3 {{e}} › Text {{^a{long} ⏎}} Not saved: | Make room"));
    screen.follow("› Text | xxxx {⎋} Esc again {⎋} k keep | 1/3 · 0 kept, 1 dropped {q}").ended(0);
    assert!(state(&world).contains("dropped") && !state(&world).contains("xxx"));
}

#[test]
fn only_a_screen_or_lines_hold_a_review() {
    let world = world_of(DATES);
    for mode in ["plain", "json"] {
        let ran = world.run(&["generate", "home/rome.md", "--review", "--ui", mode]).ended(2);
        ran.warns(&[&format!("invalid value '{mode}'"), "[possible values: screen, line]"]);
    }
    let dumb = [("TERM", "dumb")];
    let mut screen = Screen::run(&world, USUAL, &["generate", "rome.md", "--review"], &dumb);
    screen.follow("--review needs a terminal").ended(2);
    world.run(&["generate", "home/rome.md", "--ui", "line"]).ended(2);
}
