//! A paper: questions drawn from decks by a seed. The same seed and the same
//! decks give the same paper, whatever was studied.

mod draw;
mod giveaway;
mod weights;

use super::format::Format;
use crate::base::hash::stable_hash;
use crate::deck::{Card, CardId, Deck};
use crate::history::Stamp;
use crate::quiz::question::{Form, Left, Question, short_answers};
use crate::schedule::State;
use draw::{Drawer, Drawn, Found, Source, candidates};
use jiff::Timestamp;
use jiff::tz::Offset;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
pub use weights::Short;
use weights::{short, topics};

/// What a paper should be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// So many questions.
    pub questions: usize,
    /// Only in these formats.
    pub formats: Vec<Format>,
    /// Decides which cards, and every order.
    pub seed: u64,
    /// Whether cards of one note, and cards that answer each other, may be drawn.
    pub repeats: Repeats,
}

/// Whether cards of one note, and cards that answer each other, may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// Where nothing else is left.
    Last,
    /// Not at all: rather fewer questions.
    Never,
}

/// Questions in the order in which they are asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// What it was drawn by.
    pub seed: u64,
    /// Ids of the decks that it was drawn from, sorted.
    pub decks: Vec<String>,
    /// Cards that these decks have.
    pub cards: usize,
    /// The questions.
    pub items: Vec<Item>,
    /// Cards that no exam can mark, or not in the wanted formats.
    pub left_out: Vec<CardId>,
    /// Cards that the decks' weights leave out.
    pub weightless: usize,
    /// Tags whose weights ask for more questions than there are cards.
    pub short: Vec<Short>,
    /// Cards that would have made the paper as long as was wished, and were not
    /// asked beside others of their note, or beside those that answer them.
    pub kept_apart: usize,
}

/// One question of a paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What is asked; card, form and language are as in the deck when the
    /// paper was drawn.
    pub question: Question,
    /// In which format.
    pub format: Format,
}

/// Why there is no paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The decks hold no cards.
    #[error("expected decks with cards, found none")]
    NoCards,
    /// The decks' weights leave out every card that could be asked.
    #[error("expected cards that count, but the [exam] weights leave all out")]
    WeighNothing,
    /// No card can be asked in a wanted format; those that can be asked.
    #[error("expected cards for {}, found none that can be asked so", names(.wanted))]
    NoneOfFormat {
        /// The wanted formats.
        wanted: Vec<Format>,
        /// Formats in which cards can be asked.
        possible: Vec<Format>,
    },
}

fn names(formats: &[Format]) -> String {
    formats.iter().map(Format::to_string).collect::<Vec<_>>().join(", ")
}

impl PaperError {
    /// What a person can do about it.
    pub fn remedy(&self) -> String {
        match self {
            Self::NoCards => "name a deck with cards; byheart decks lists them".to_owned(),
            Self::WeighNothing => {
                "give a tag of the cards a weight above 0, or delete the weights".to_owned()
            }
            Self::NoneOfFormat { possible, .. } if possible.is_empty() => {
                "give cards short answers, choices, order, list, pairs or gaps: \
                 an exam cannot mark what is only recalled"
                    .to_owned()
            }
            Self::NoneOfFormat { possible, .. } => {
                format!("these decks have cards for --formats {}", names(possible).replace(' ', ""))
            }
        }
    }
}

impl Paper {
    /// Draws a paper from `decks`. Decks get equal shares, a deck's topics
    /// shares by the deck's weights, formats are taken in turn; cards of one
    /// note are both drawn at most where all notes are, and cards that answer each
    /// other where their topic has no others.
    pub fn draw(decks: &[Deck], wish: &Wish) -> Result<Self, PaperError> {
        let mut decks: Vec<Source<'_>> = decks.iter().map(Source::of).collect();
        decks.sort_by(|a, b| a.deck.id.cmp(&b.deck.id));
        let cards: usize = decks.iter().map(|source| source.deck.cards.len()).sum();
        if cards == 0 {
            return Err(PaperError::NoCards);
        }
        let Found { candidates, unmarkable, weightless } = candidates(&decks, wish);
        if candidates.is_empty() && weightless > 0 {
            return Err(PaperError::WeighNothing);
        }
        let found = candidates.len();
        let topics = topics(&candidates);
        let Drawer { mut drawn, failed, .. } = Drawer::draw(candidates, wish);
        if drawn.is_empty() {
            return Err(none_of_format(&decks, wish));
        }
        drawn.sort_by_key(|drawn| key(wish.seed, "place", drawn.candidate.card.id.as_str()));
        Ok(Self {
            seed: wish.seed,
            decks: decks.iter().map(|source| source.deck.id.to_string()).collect(),
            cards,
            weightless,
            short: decks.iter().flat_map(|source| short(source, &topics, &drawn)).collect(),
            kept_apart: match drawn.len() < wish.questions {
                true => found - failed.len() - drawn.len(),
                false => 0,
            },
            left_out: unmarkable.into_iter().chain(failed).collect(),
            items: items(drawn),
        })
    }

    /// The same questions in another order, their options and items too;
    /// version 0 is the paper itself.
    #[must_use]
    pub fn version(&self, number: u32) -> Self {
        if number == 0 {
            return self.clone();
        }
        let seed = key(self.seed, "version", &number.to_string());
        let mut items = self.items.clone();
        items.sort_by_key(|item| key(seed, "place", item.question.card.id.as_str()));
        for Item { question, .. } in &mut items {
            let seed = key(seed, "form", question.card.id.as_str());
            question.form = question.form.shuffled(&question.card, seed);
        }
        Self { items, ..self.clone() }
    }
}

/// A number that differs between seeds, purposes and names.
fn key(seed: u64, purpose: &str, name: &str) -> u64 {
    stable_hash(seed.to_le_bytes().into_iter().chain(purpose.bytes()).chain(name.bytes()))
}

fn none_of_format(decks: &[Source<'_>], wish: &Wish) -> PaperError {
    let any = Wish { formats: Format::ALL.to_vec(), ..wish.clone() };
    let possible: BTreeSet<Format> =
        candidates(decks, &any).candidates.into_iter().flat_map(|found| found.formats).collect();
    PaperError::NoneOfFormat {
        wanted: wish.formats.clone(),
        possible: possible.into_iter().filter(|format| !wish.formats.contains(format)).collect(),
    }
}

/// For each card of a deck the formats in which an exam can ask it; none where it cannot mark
/// it.
pub fn formats(deck: &Deck, seed: u64) -> Vec<Vec<Format>> {
    let wish = Wish { questions: 0, formats: Format::ALL.to_vec(), seed, repeats: Repeats::Last };
    let source = Source::of(deck);
    (0..deck.cards.len()).map(|place| source.certain_formats(place, &wish)).collect()
}

fn items(drawn: Vec<Drawn<'_>>) -> Vec<Item> {
    let mut answers: BTreeMap<&str, Arc<[String]>> = BTreeMap::new();
    let mut items = Vec::with_capacity(drawn.len());
    for Drawn { candidate, format, form } in drawn {
        let deck = candidate.source.deck;
        let known = answers.entry(deck.id.as_str()).or_insert_with(|| short_answers(&deck.cards));
        let question = Question {
            deck_title: deck.title.clone(),
            language: deck.language.clone(),
            deck_answers: Arc::clone(known),
            ..question(candidate.card.clone(), form)
        };
        items.push(Item { question, format });
    }
    items
}

/// A question that is asked in an exam, where no schedule counts.
pub fn question(card: Card, form: Form) -> Question {
    Question {
        card,
        form,
        deck_title: String::new(),
        language: "en".to_owned(),
        has_document: false,
        deck_answers: Arc::new([]),
        state: State::New,
        marked: false,
        past: Vec::new(),
        asked_at: Stamp::new(Timestamp::UNIX_EPOCH, Offset::UTC),
        waits: None,
        left: Left::default(),
        done: 0,
        seconds_left: 0,
        answers: (0, 0),
    }
}

#[cfg(test)]
pub(crate) mod tests;
