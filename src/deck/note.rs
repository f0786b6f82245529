//! A deck as its file holds it: notes, each of which makes one card or several.

use super::cloze::Cloze;
use super::{Ask, Card, CardId, Content, Deck, DeckId, Exam, IdError, Source};

/// A deck file's content.
#[derive(Debug, Clone, PartialEq)]
pub struct DeckFile {
    /// Names the deck.
    pub id: DeckId,
    /// Shown to people.
    pub title: String,
    /// BCP 47 tag.
    pub language: String,
    /// How cards are asked that do not say so themselves.
    pub ask: Option<Ask>,
    /// The document that the deck rests on.
    pub source: Option<Source>,
    /// The instructor's exam.
    pub exam: Option<Exam>,
    /// In the file's order.
    pub notes: Vec<Note>,
}

/// One `[[card]]` table.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Unique in the deck.
    pub id: String,
    /// What is asked.
    pub content: NoteContent,
    /// How it is asked.
    pub ask: Option<Ask>,
    /// Other right answers.
    pub accept: Vec<String>,
    /// Labels.
    pub tags: Vec<String>,
    /// Where in the deck's source.
    pub source: Option<String>,
    /// Shown after the answer.
    pub note: Option<String>,
    /// Former ids.
    pub was: Vec<CardId>,
}

/// What a note asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteContent {
    /// A question with its answer, maybe options, maybe both ways round.
    Basic {
        /// The question.
        front: String,
        /// Right answers.
        back: Vec<String>,
        /// Wrong options.
        choices: Vec<String>,
        /// Whether the answer also asks for the question.
        reverse: bool,
    },
    /// A text with gaps, as written.
    Cloze(String),
    /// Items to be put into order.
    Order {
        /// What to do.
        front: String,
        /// In the right order.
        items: Vec<String>,
    },
}

impl DeckFile {
    /// The deck with a card for each thing that its notes ask.
    pub fn into_deck(self) -> Result<Deck, IdError> {
        let mut cards = Vec::with_capacity(self.notes.len());
        for note in self.notes {
            let id = CardId::note(&self.id, &note.id)?;
            cards.extend(note.into_cards(&id, self.ask));
        }
        Ok(Deck {
            id: self.id,
            title: self.title,
            language: self.language,
            source: self.source,
            exam: self.exam,
            cards,
            path: None,
        })
    }
}

impl Note {
    fn into_cards(self, id: &CardId, deck_ask: Option<Ask>) -> Vec<Card> {
        let contents = self.contents(id);
        let single = contents.len() == 1;
        contents
            .into_iter()
            .map(|(card, content)| Card {
                ask: ask(&content, self.ask.or(deck_ask)),
                // A former id belongs to the note's first card, or to the sibling it names.
                was: self.was_of(id, &card, single),
                id: card,
                content,
                accept: self.accept.clone(),
                tags: self.tags.clone(),
                source: self.source.clone(),
                note: self.note.clone(),
            })
            .collect()
    }

    fn contents(&self, id: &CardId) -> Vec<(CardId, Content)> {
        match &self.content {
            NoteContent::Basic { front, back, choices, reverse } => {
                let basic = |front: &str, back: Vec<String>, choices: Vec<String>| Content::Basic {
                    front: front.to_owned(),
                    back,
                    choices,
                };
                let mut cards = vec![(id.clone(), basic(front, back.clone(), choices.clone()))];
                if *reverse {
                    let backwards = basic(&back.join("; "), vec![front.clone()], Vec::new());
                    cards.push((id.reversed(), backwards));
                }
                cards
            }
            NoteContent::Cloze(text) => Cloze::parse(text).map_or_else(
                |_| Vec::new(),
                |cloze| {
                    let numbers = cloze.numbers().into_iter();
                    numbers.map(|number| (id.gap(number), cloze.content(number))).collect()
                },
            ),
            NoteContent::Order { front, items } => {
                let content = Content::Order { front: front.clone(), items: items.clone() };
                vec![(id.clone(), content)]
            }
        }
    }

    fn was_of(&self, note: &CardId, card: &CardId, single: bool) -> Vec<CardId> {
        let sibling = &card.card()[note.card().len()..];
        let former = self.was.iter().filter_map(|was| {
            let exact = was.card().contains('.');
            match exact {
                true => (single || was.card().ends_with(sibling) && !sibling.is_empty())
                    .then(|| was.clone()),
                false => format!("{was}{sibling}").parse().ok(),
            }
        });
        former.collect()
    }
}

/// The author's wish where the content allows it.
fn ask(content: &Content, wish: Option<Ask>) -> Ask {
    match (content, wish) {
        (Content::Order { .. }, _) => Ask::Order,
        (Content::Basic { choices, .. }, None) if !choices.is_empty() => Ask::Choose,
        (Content::Basic { choices, .. }, Some(Ask::Choose)) if choices.is_empty() => Ask::Reveal,
        (Content::Cloze { .. }, Some(Ask::Choose)) => Ask::Reveal,
        (_, Some(Ask::Order) | None) => Ask::Reveal,
        (_, Some(wish)) => wish,
    }
}
