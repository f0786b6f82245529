//! What there is to learn: decks, notes and the cards that notes make.
//!
//! Knows nothing of time, history or terminals. A deck file is read by
//! `parse`, written by `write`, and changed in place by `fix`,
//! `head` and `edit`.

#[cfg(test)]
mod arbitrary;
pub mod card;
pub mod changes;
pub mod cloze;
pub mod content;
pub mod doubt;
pub mod edit;
pub mod entry;
pub mod exact;
pub mod fault;
pub mod fix;
pub mod former;
pub mod head;
pub mod id;
pub mod library;
pub mod note;
pub mod options;
pub mod parse;
pub mod schema;
pub mod starter;
pub mod tolerance;
pub mod write;

pub use card::Card;
pub use content::{Content, Kind, Right};
pub use exact::{Exact, Feature};
pub use id::{CardId, DeckId, IdError, Side};
pub use note::Note;
pub use tolerance::Tolerance;

use crate::base::sanitize::is_hostile;
use schema::Text;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};
use strum::{AsRefStr, EnumString};

/// Words of a title's last part that tells what of a document a deck is about.
const MOST_WORDS: usize = 2;

/// A deck as a TOML file holds it, with a card for each thing that it asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Deck {
    /// Names the deck in card ids and on the command line.
    pub id: DeckId,
    /// Shown to people.
    pub title: String,
    /// The same for where there is little room, as the author wants it.
    pub short: Option<String>,
    /// BCP 47 tag of the cards' language, `en` where the file is silent.
    pub language: String,
    /// How cards are asked that do not say so themselves.
    pub ask: Option<Ask>,
    /// Its former ids, whose cards' history its cards of the same names take over.
    pub was: Vec<DeckId>,
    /// The document that the deck rests on.
    pub source: Option<Source>,
    /// Codes of remarks that its author does not want to hear.
    pub allow: Vec<String>,
    /// The instructor's exam.
    pub exam: Option<Exam>,
    /// In the file's order; siblings stand beside each other.
    pub cards: Vec<Card>,
    /// The file that the deck was read from; none for a deck in memory.
    pub path: Option<PathBuf>,
}

impl Deck {
    /// A deck of `notes` in English, of which nothing more is said; `ask` is its
    /// wish for cards that have none.
    pub fn new(
        id: DeckId,
        title: String,
        ask: Option<Ask>,
        notes: Vec<Note>,
    ) -> Result<Self, IdError> {
        let mut cards = Vec::with_capacity(notes.len());
        for note in notes {
            cards.extend(Card::all_of(&CardId::note(&id, &note.id)?, note, ask));
        }
        let language = "en".to_owned();
        let (short, was, source, exam, path) = (None, Vec::new(), None, None, None);
        let allow = Vec::new();
        Ok(Self { id, title, short, language, ask, was, source, allow, exam, cards, path })
    }

    /// The same without its cards and its file.
    pub fn head(&self) -> Self {
        Self {
            id: self.id.clone(),
            title: self.title.clone(),
            short: self.short.clone(),
            language: self.language.clone(),
            was: self.was.clone(),
            source: self.source.clone(),
            allow: self.allow.clone(),
            exam: self.exam.clone(),
            cards: Vec::new(),
            path: None,
            ..*self
        }
    }

    /// A title that fits above a question: the author's, else the title without what stands
    /// between its first part and a last one of a word or two (`The Wrong War: dates`).
    pub fn short_title(&self) -> String {
        if let Some(short) = &self.short {
            return short.clone();
        }
        let parts: Vec<&str> = self.title.split(": ").collect();
        let is_short = |part: &&&str| part.split_whitespace().count() <= MOST_WORDS;
        match &parts[..] {
            [first, .., last] if is_short(&last) => format!("{first}: {last}"),
            [first, ..] => (*first).to_owned(),
            [] => String::new(),
        }
    }

    /// What the file says of its cards, a note for each `[[card]]` table.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.cards.chunk_by(Card::is_of_one_note).map(|siblings| siblings[0].of_note())
    }
}

/// The document that a deck rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Source {
    /// The document's title.
    #[schemars(with = "Option<Text>")]
    pub title: Option<String>,
    /// Its author or authors.
    #[schemars(with = "Option<Text>")]
    pub author: Option<String>,
    /// Year of publication.
    pub year: Option<i64>,
    /// The name of its file, without a folder.
    #[schemars(with = "Option<Text>")]
    pub file: Option<String>,
    /// The SHA-256 of that file's bytes, in 64 small hexadecimal digits.
    #[schemars(with = "Option<Text>", extend("pattern" = r"^\s*[0-9A-Fa-f]{64}\s*$"))]
    pub sha256: Option<String>,
}

/// Whether a text names a file and no folder: a deck may come from anybody, and leads to
/// no other files than those beside it.
pub fn is_file_name(text: &str) -> bool {
    let is_plain = Path::new(text).file_name().is_some_and(|name| name == text);
    is_plain && !text.chars().any(|c| c == '\\' || c.is_control() || is_hostile(c))
}

/// The exam that an instructor sets for a deck.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exam {
    /// The day of the exam.
    pub date: Option<jiff::civil::Date>,
    /// Relative weight of a tag in an exam; a tag that is not named weighs 1.
    pub weights: Vec<(String, f64)>,
}

/// How a card is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, AsRefStr, EnumString)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Ask {
    /// Recall, reveal, rate oneself.
    Reveal,
    /// Type the answer, which is judged.
    Type,
    /// Choose among options.
    Choose,
    /// Put items into order.
    Order,
    /// Put pairs together.
    Match,
}
