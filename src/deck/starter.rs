//! The decks that the binary carries for the first start.

/// File name and content of each.
pub const DECKS: [(&str, &str); 4] = [
    ("korean-war-dates.toml", include_str!("../../decks/korean-war-dates.toml")),
    ("korean-war-actors.toml", include_str!("../../decks/korean-war-actors.toml")),
    ("korean-war-arguments.toml", include_str!("../../decks/korean-war-arguments.toml")),
    ("immune-system.toml", include_str!("../../decks/immune-system.toml")),
];
