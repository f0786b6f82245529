//! What there is to learn: decks, notes and the cards that notes make.
//!
//! Knows nothing of time, history or terminals. A deck file is read by
//! `parse`, judged by `lint`, written by `write`, and changed in place by `fix`
//! and `edit`.

#[cfg(test)]
mod arbitrary;
pub mod cloze;
pub mod edit;
pub mod fault;
pub mod fix;
pub mod id;
pub mod library;
pub mod lint;
pub mod note;
pub mod parse;
pub mod starter;
pub mod tolerance;
pub mod write;

pub use id::{CardId, DeckId, IdError};
pub use tolerance::Tolerance;

use std::path::PathBuf;

/// A deck as a TOML file holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deck {
    /// Names the deck in card ids and on the command line.
    pub id: DeckId,
    /// Shown to people.
    pub title: String,
    /// BCP 47 tag of the cards' language, `en` where the file is silent.
    pub language: String,
    /// The document that the deck rests on.
    pub source: Option<Source>,
    /// The instructor's exam.
    pub exam: Option<Exam>,
    /// In the file's order; siblings stand beside each other.
    pub cards: Vec<Card>,
    /// The file that the deck was read from; none for a deck in memory.
    pub path: Option<PathBuf>,
}

/// The document that a deck rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The document's title.
    pub title: Option<String>,
    /// Its author or authors.
    pub author: Option<String>,
    /// Year of publication.
    pub year: Option<i64>,
}

/// The exam that an instructor sets for a deck.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exam {
    /// The day of the exam.
    pub date: Option<jiff::civil::Date>,
    /// Relative weight of a tag in an exam; a tag that is not named weighs 1.
    pub weights: Vec<(String, f64)>,
}

/// The smallest unit that is asked, rated and scheduled.
///
/// One note (a `[[card]]` table) makes one card, or several siblings: one for
/// each cloze gap, or two for `reverse = true`.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// `deck/note`, `deck/note.N` for a cloze gap, `deck/note.r` reversed.
    pub id: CardId,
    /// What is asked and what is right.
    pub content: Content,
    /// How the author wants it asked; none leaves that to the program.
    pub ask: Option<Ask>,
    /// Other right answers, beside those in `content`.
    pub accept: Vec<String>,
    /// Answers that earn nothing, each with the author's remark, maybe empty.
    pub nocredit: Vec<(String, String)>,
    /// How far a typed number or date may be off and still be right.
    pub tolerance: Option<Tolerance>,
    /// Labels for filters, balance and weights.
    pub tags: Vec<String>,
    /// Where in the deck's source the card's fact stands.
    pub source: Option<String>,
    /// Shown after the answer.
    pub note: Option<String>,
    /// Former ids whose history this card takes over.
    pub was: Vec<CardId>,
}

/// What a card asks and what is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A question and its answer; `choices` are wrong options, maybe none.
    Basic {
        /// The question.
        front: String,
        /// Right answers: one, or several that are all required as choices.
        back: Vec<String>,
        /// Wrong options.
        choices: Vec<String>,
    },
    /// A text with one hidden gap; other gaps of the note are shown.
    Cloze {
        /// The text before the gap, other gaps filled in.
        before: String,
        /// What the gap hides.
        answer: String,
        /// The text after the gap.
        after: String,
        /// Shown in the gap.
        hint: Option<String>,
    },
    /// Items to be put into the order in which they stand here.
    Order {
        /// What to do.
        front: String,
        /// The items, in the right order; at least two.
        items: Vec<String>,
    },
    /// Items to be named, in any order, each graded by itself.
    List {
        /// The question.
        front: String,
        /// The items; at least two.
        items: Vec<String>,
    },
    /// Pairs to be put together again.
    Pairs {
        /// What to do.
        front: String,
        /// Left and right sides, each different from all others; at least two.
        pairs: Vec<(String, String)>,
    },
}

/// How a card is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// The text that asks `card`, a gap shown as `[…]` or by its hint.
pub fn prompt(card: &Card) -> String {
    match &card.content {
        Content::Basic { front, .. }
        | Content::Order { front, .. }
        | Content::List { front, .. }
        | Content::Pairs { front, .. } => front.clone(),
        Content::Cloze { before, after, hint, .. } => {
            format!("{before}[{}]{after}", hint.as_deref().unwrap_or("…"))
        }
    }
}

/// The right answer to `card` as the author wrote it.
pub fn answer(card: &Card) -> String {
    match &card.content {
        Content::Basic { back, .. } => back.join("; "),
        Content::Cloze { answer, .. } => answer.clone(),
        Content::Order { items, .. } => items.join(" → "),
        Content::List { items, .. } => items.join("; "),
        Content::Pairs { pairs, .. } => {
            let pairs = pairs.iter().map(|(left, right)| format!("{left}: {right}"));
            pairs.collect::<Vec<_>>().join("; ")
        }
    }
}
