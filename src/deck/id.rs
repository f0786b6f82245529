//! Names of decks and cards.

use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Longest id of a deck or of a note, in characters.
pub const MAX_LEN: usize = 64;

/// What is wrong with an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The id has no characters.
    #[error("expected an id, found nothing")]
    Empty,
    /// The id is longer than [`MAX_LEN`].
    #[error("expected at most {MAX_LEN} characters, found {0}")]
    TooLong(usize),
    /// A character is not allowed in an id.
    #[error("expected only a-z, 0-9 and '-', found {}", seen(*.0))]
    Character(char),
    /// A card id lacks its deck, or has more parts than two.
    #[error("expected DECK/CARD, found '{0}'")]
    NotACard(String),
}

/// A character as it can be seen.
fn seen(character: char) -> String {
    let is_seen = character == ' ' || character.is_ascii_graphic() || character.is_alphanumeric();
    match is_seen {
        true => format!("'{character}'"),
        false => format!("U+{:04X}", u32::from(character)),
    }
}

fn check_slug(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if let Some(bad) = text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
        return Err(IdError::Character(bad));
    }
    if text.len() > MAX_LEN {
        return Err(IdError::TooLong(text.len()));
    }
    Ok(())
}

/// A deck's id: 1 to 64 characters of `a-z`, `0-9` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeckId(String);

impl DeckId {
    /// Checks `text` and makes it an id.
    pub fn new(text: &str) -> Result<Self, IdError> {
        check_slug(text)?;
        Ok(Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DeckId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which of its note's cards a card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The note as it is written.
    Front,
    /// The note asked the other way round.
    Reversed,
    /// The gap of a cloze with this number.
    Gap(u32),
}

/// A card's id over all decks: `deck/note`, with `.N` behind the note for a
/// cloze gap and `.r` for the reversed card.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CardId {
    text: Box<str>,
    slash: u16,
}

impl CardId {
    /// The id of the note's only card.
    pub fn note(deck: &DeckId, note: &str) -> Result<Self, IdError> {
        check_slug(note)?;
        format!("{deck}/{note}").parse()
    }

    /// The sibling of this card on another side of its note.
    #[must_use]
    pub fn on(&self, side: Side) -> Self {
        let (deck, note) = (self.deck(), self.note_part());
        let text = match side {
            Side::Front => format!("{deck}/{note}"),
            Side::Reversed => format!("{deck}/{note}.r"),
            Side::Gap(number) => format!("{deck}/{note}.{number}"),
        };
        Self { text: text.into(), slash: self.slash }
    }

    /// The side of its note that it names.
    pub fn side(&self) -> Side {
        match self.card().split_once('.') {
            None => Side::Front,
            Some((_, gap)) => gap.parse().map_or(Side::Reversed, Side::Gap),
        }
    }

    /// The deck's id.
    pub fn deck(&self) -> &str {
        &self.text[..usize::from(self.slash)]
    }

    /// What follows the deck: the note and, behind a dot, the sibling.
    pub fn card(&self) -> &str {
        &self.text[usize::from(self.slash) + 1..]
    }

    /// The note's id, without deck and sibling.
    pub fn note_part(&self) -> &str {
        let card = self.card();
        card.split_once('.').map_or(card, |(note, _)| note)
    }

    /// Whether both cards stem from the same note.
    pub fn is_sibling_of(&self, other: &Self) -> bool {
        self.deck() == other.deck() && self.note_part() == other.note_part()
    }

    /// The whole id as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for CardId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl FromStr for CardId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let not_a_card = || IdError::NotACard(text.chars().take(2 * MAX_LEN).collect());
        let (deck, card) = text.split_once('/').ok_or_else(not_a_card)?;
        check_slug(deck)?;
        let note = match card.split_once('.') {
            Some((note, "r")) => note,
            Some((note, gap)) => {
                let number: u32 = gap.parse().map_err(|_| not_a_card())?;
                if number == 0 || number.to_string() != gap {
                    return Err(not_a_card());
                }
                note
            }
            None => card,
        };
        check_slug(note)?;
        let slash = u16::try_from(deck.len()).map_err(|_| not_a_card())?;
        Ok(Self { text: text.into(), slash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_id_parts() {
        let id: CardId = "korean-war/attack.2".parse().unwrap();
        assert_eq!((id.deck(), id.card(), id.note_part()), ("korean-war", "attack.2", "attack"));
        let note = CardId::note(&DeckId::new("korean-war").unwrap(), "attack").unwrap();
        assert_eq!(note.on(Side::Gap(2)), id);
        assert_eq!(id.on(Side::Reversed).as_str(), "korean-war/attack.r");
        assert_eq!((note.side(), id.side()), (Side::Front, Side::Gap(2)));
        assert!(note.is_sibling_of(&id));
    }

    #[test]
    fn bad_ids_say_what_was_found() {
        let message = |text: &str| text.parse::<CardId>().unwrap_err().to_string();
        assert_eq!(message("attack"), "expected DECK/CARD, found 'attack'");
        assert_eq!(message("a/B"), "expected only a-z, 0-9 and '-', found 'B'");
        assert_eq!(message("a/b\u{200b}"), "expected only a-z, 0-9 and '-', found U+200B");
        assert_eq!(message("a/b.02"), "expected DECK/CARD, found 'a/b.02'");
        assert_eq!(message("a/"), "expected an id, found nothing");
        let long = "a".repeat(65) + "/b";
        assert_eq!(message(&long), "expected at most 64 characters, found 65");
    }
}
