//! A session on the whole screen of a real terminal.

mod commands;
mod editing;
mod ending;
mod looks;
mod pausing;
mod scripts;
mod sizes;
mod typing;

use crate::harness::World;
use crate::screen::Screen;

/// Rows and columns of a usual and of a small terminal.
const SIZES: [(u16, u16); 2] = [(24, 80), (15, 40)];

const DOWN: &str = "\u{1b}[B";
const ESC: &str = "\u{1b}";
const CTRL_C: &str = "\u{3}";
const CTRL_U: &str = "\u{15}";
const CTRL_Z: &str = "\u{1a}";

const TYPE: &str = "back = \"Lima\"\nask = \"type\"";

/// A card of each form: its keys in a deck, the keys that answer it or ask for
/// the answer, and what is seen after them.
const FORMS: [(&str, &str, &str, &str); 8] = [
    ("reveal", "back = \"Lima\"", "\r", "1–4 rate"),
    ("type", TYPE, "\r", "1–4 rate"),
    ("choose", "back = \"Lima\"\nchoices = [\"Quito\", \"La Paz\"]", "a", "Space takes"),
    ("several", "back = [\"Lima\", \"Cusco\"]\nchoices = [\"Quito\"]", "\r", "1–4 rate"),
    ("order", "order = [\"one\", \"two\", \"three\"]", "\r", "Space takes"),
    ("pairs", "pairs = [[\"Livia\", \"Augustus\"], [\"Fulvia\", \"Antony\"]]", "\r", "1–4 rate"),
    (
        "tick",
        "list = [\"Romulus\", \"Numa\"]\nask = \"reveal\"",
        "\r",
        "Which of them did you recall?",
    ),
    ("list", "list = [\"Romulus\", \"Numa\"]\nask = \"type\"", "\r", "1–4 rate"),
];

/// A home with one card, `d/a`, that asks `Capital?`.
fn world_with(keys: &str) -> World {
    World::with_deck(&format!("[[card]]\nid = \"a\"\nfront = \"Capital?\"\n{keys}\n"))
}

/// The same, studied: its question is seen.
fn asked(keys: &str, (rows, cols): (u16, u16)) -> (World, Screen) {
    let world = world_with(keys);
    let screen = Screen::start(&world, rows, cols);
    screen.wait_for("Capital?");
    (world, screen)
}

/// So many plain cards, studied: the first question is seen.
fn studying(cards: usize) -> (World, Screen) {
    let world = World::with_cards(cards);
    let screen = Screen::start(&world, 24, 80);
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

/// Leaves with `q`.
#[track_caller]
fn quit(mut screen: Screen) {
    screen.press("q");
    screen.ended(0);
}
