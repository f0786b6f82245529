//! A session on the whole screen of a real terminal.

mod editing;
mod ending;
mod looks;
mod pausing;
mod scripts;
mod sizes;
mod typing;

use crate::harness::World;
use crate::screen::{Screen, USUAL};

const TYPE: &str = "back = \"Lima\"\nask = \"type\"";

/// A card of each form: its keys in a deck, the keys that answer it or ask for
/// the answer, and what is seen after them.
const FORMS: [(&str, &str, &str, &str); 8] = [
    ("reveal", "back = \"Lima\"", "⏎", "1–4 rate"),
    ("type", TYPE, "⏎", "1–4 rate"),
    ("choose", "back = \"Lima\"\nchoices = [\"Quito\", \"La Paz\"]", "a", "Enter takes"),
    ("several", "back = [\"Lima\", \"Cusco\"]\nchoices = [\"Quito\"]", "⏎", "1–4 rate"),
    ("order", "order = [\"one\", \"two\", \"three\"]", "⏎", "Enter takes"),
    ("pairs", "pairs = [[\"Livia\", \"Augustus\"], [\"Fulvia\", \"Antony\"]]", "⏎", "1–4 rate"),
    ("tick", "list = [\"Romulus\", \"Numa\"]\nask = \"reveal\"", "⏎", "Which of them did you"),
    ("list", "list = [\"Romulus\", \"Numa\"]\nask = \"type\"", "⏎", "1–4 rate"),
];

/// A home with one card, `d/a`, that asks `Capital?`.
fn world_with(keys: &str) -> World {
    World::with_deck(&format!("[[card]]\nid = \"a\"\nfront = \"Capital?\"\n{keys}\n"))
}

/// The same, studied: its question is seen.
fn asked(keys: &str, size: (u16, u16)) -> (World, Screen) {
    let world = world_with(keys);
    let screen = Screen::start(&world, size);
    screen.wait_for("Capital?");
    (world, screen)
}

/// Follows a script to its end, with this exit code and these events saved.
#[track_caller]
fn session(world: &World, size: (u16, u16), script: &str, code: u32, events: &[&str]) {
    Screen::start(world, size).follow(script).ended(code);
    assert_eq!(world.events(), events, "{script}");
}

/// So many plain cards, studied: the first question is seen.
fn studying(cards: usize) -> (World, Screen) {
    let world = World::with_cards(cards);
    let screen = Screen::start(&world, USUAL);
    screen.wait_for("Q1?");
    (world, screen)
}

/// Whether a row of the screen holds just this text.
fn has_row(screen: &Screen, text: &str) -> bool {
    screen.contents().lines().any(|row| row.trim() == text)
}

#[track_caller]
fn wait_for_row(screen: &Screen, text: &str) {
    screen.wait_until(&format!("row {text:?}"), |screen| has_row(screen, text));
}
