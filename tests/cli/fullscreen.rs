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

/// A card of each form: its keys in a deck, and the keys that answer it or ask
/// for the answer.
const FORMS: [(&str, &str, &str); 8] = [
    ("reveal", "back = \"Lima\"", "\r"),
    ("type", "back = \"Lima\"\nask = \"type\"", "\r"),
    ("choose", "back = \"Lima\"\nchoices = [\"Quito\", \"La Paz\"]", "a"),
    ("several", "back = [\"Lima\", \"Cusco\"]\nchoices = [\"Quito\"]", "\r"),
    ("order", "order = [\"one\", \"two\", \"three\"]", "\r"),
    ("pairs", "pairs = [[\"Livia\", \"Augustus\"], [\"Fulvia\", \"Antony\"]]", "\r"),
    ("tick", "list = [\"Romulus\", \"Numa\"]\nask = \"reveal\"", "\r"),
    ("list", "list = [\"Romulus\", \"Numa\"]\nask = \"type\"", "\r"),
];

/// What is seen after these keys.
fn seen_after(form: &str) -> &'static str {
    match form {
        "tick" => "Which of them did you recall?",
        "choose" | "order" => "Space takes",
        _ => "1–4 rate",
    }
}

/// A home with one deck of these cards.
fn world_of(cards: &[&str]) -> World {
    let world = World::new();
    let mut text = "format = 1\nid = \"d\"\ntitle = \"Deck\"\n".to_owned();
    for card in cards {
        text.push_str(&format!("[[card]]\n{card}\n"));
    }
    world.put("decks/d.toml", &text);
    world
}

/// A home with one card, `d/a`, that asks `Capital?`.
fn world_with(keys: &str) -> World {
    world_of(&[&format!("id = \"a\"\nfront = \"Capital?\"\n{keys}")])
}

/// The kinds of the saved events.
fn saved(world: &World) -> Vec<String> {
    match world.path("progress/pc/2026-11.csv").exists() {
        true => {
            let kind = |line: &String| line.split(',').nth(2).unwrap().to_owned();
            world.journal()[1..].iter().map(kind).collect()
        }
        false => Vec::new(),
    }
}

/// Whether a row of the screen holds just this text.
fn has_row(screen: &Screen, text: &str) -> bool {
    screen.contents().lines().any(|row| row.trim() == text)
}

#[track_caller]
fn wait_for_row(screen: &Screen, text: &str) {
    screen.wait_until(&format!("row {text:?}"), |screen| has_row(screen, text));
}

/// Leaves with `q` and looks whether all is as a shell needs it.
#[track_caller]
fn quit(mut screen: Screen) {
    screen.press("q");
    assert_eq!(screen.exit_code(), 0, "{}", screen.contents());
    screen.assert_given_back();
}
