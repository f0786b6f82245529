//! The decks that the binary carries for the first start, the notes that they are about, and
//! what a deck begins with that a person writes.

use super::DeckId;
use super::write::head;
use std::path::Path;
use toml_writer::ToTomlValue;

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

/// Below the first card.
const EXAMPLES: &str = r#"
# Cards of every kind; take the first # of a line away to have them asked, or write your own.
# Each card has an id that stays, and byheart check says what is wrong.

# [[card]]
# id = "typed"
# front = "When was Rome founded, by its own legend?"
# back = "753 BC"
# accept = ["753 BCE"]        # also right
# ask = "type"                # or reveal, choose

# [[card]]
# id = "choice"
# front = "Which hill of Rome held the temple of Jupiter?"
# back = "the Capitoline"
# choices = ["the Palatine", "the Aventine", "the Caelian"]   # wrong ones
# note = "Shown after the answer."

# [[card]]
# id = "gaps"
# cloze = "{{c1::Romulus}} killed {{c2::Remus::his twin}}."   # hidden, and a hint

# [[card]]
# id = "statement"
# statement = "The Tiber runs through Rome."
# answer = true

# [[card]]
# id = "order"
# front = "The first kings, the earliest first"
# order = ["Romulus", "Numa Pompilius", "Tullus Hostilius"]

# [[card]]
# id = "list"
# front = "The two chambers of a parliament such as Britain's"
# list = ["House of Commons", "House of Lords"]

# [[card]]
# id = "pairs"
# front = "Match each god with what he rules"
# pairs = [["Neptune", "the sea"], ["Mars", "war"], ["Vulcan", "fire"]]
"#;

/// The text of a new deck for the file `path`: a card, and one of each kind in comments.
pub fn example(id: &DeckId, title: &str, path: &Path) -> String {
    let where_ = format!("In {}", path.display()).to_toml_value();
    let card = format!(
        "\n[[card]]\nid = \"example\"\nfront = \"Where are this deck's cards written?\"\nback = {where_}\n"
    );
    head(id, title, "en") + &card + EXAMPLES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::parse;

    #[test]
    fn the_example_has_a_card_of_each_kind_and_no_fault() {
        let id = DeckId::new("d").unwrap();
        let text = example(&id, "A \"new\" deck", Path::new("decks/d.toml"));
        let uncommented = text.lines().map(|line| match line.starts_with("#:") {
            true => line,
            false => line.strip_prefix("# ").unwrap_or(line),
        });
        let prose = |line: &&str| !line.starts_with("Cards of") && !line.starts_with("Each card");
        let uncommented = uncommented.filter(prose).collect::<Vec<_>>().join("\n");
        let parsed = parse(Path::new("d.toml"), &uncommented);
        assert_eq!(parsed.faults, [], "{uncommented}");
        assert_eq!(parsed.deck.unwrap().notes().count(), 8);
        let parsed = parse(Path::new("d.toml"), &text);
        assert_eq!(
            (parsed.faults, parsed.deck.unwrap().title),
            (vec![], "A \"new\" deck".to_owned())
        );
    }
}
