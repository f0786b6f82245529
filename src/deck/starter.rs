//! The decks that the binary carries for the first start, and the notes that they are about.

use super::Deck;

/// File name and content of each.
pub const FILES: [(&str, &str); 6] = [
    ("korean-war-dates.toml", include_str!("../../decks/korean-war-dates.toml")),
    ("korean-war-actors.toml", include_str!("../../decks/korean-war-actors.toml")),
    ("korean-war-arguments.toml", include_str!("../../decks/korean-war-arguments.toml")),
    ("immune-system.toml", include_str!("../../decks/immune-system.toml")),
    ("sources/korean-war.md", include_str!("../../decks/sources/korean-war.md")),
    ("sources/immune-system.md", include_str!("../../decks/sources/immune-system.md")),
];

/// Whether `deck` stands in a file of one of these names.
pub fn has(deck: &Deck) -> bool {
    let name = deck.path.as_ref().and_then(|path| path.file_name());
    FILES.iter().any(|(known, _)| name.is_some_and(|name| name == *known))
}
