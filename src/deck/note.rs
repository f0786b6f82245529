//! A deck as its file holds it: notes, each of which makes one card or several.

use super::cloze::Cloze;
use super::{Ask, Card, CardId, Content, Deck, DeckId, Exam, IdError, Source, Tolerance};

/// Most items of an order or a list, most pairs and most gaps: all must fit on a
/// screen.
pub const MAX_ITEMS: usize = 50;
/// Most wrong options of a card, and most right ones.
pub const MAX_CHOICES: usize = 20;

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
    /// Answers that earn nothing, each with the author's remark.
    pub nocredit: Vec<(String, String)>,
    /// How far a typed number or date may be off.
    pub tolerance: Option<Tolerance>,
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
    /// Items to be named in any order.
    List {
        /// The question.
        front: String,
        /// The items.
        items: Vec<String>,
    },
    /// Pairs to be put together.
    Pairs {
        /// What to do.
        front: String,
        /// Left and right sides.
        pairs: Vec<(String, String)>,
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
                ask: self.ask.or(deck_ask).filter(|ask| ask.fits(&content)),
                // A former id belongs to the note's first card, or to the sibling it names.
                was: self.was_of(id, &card, single),
                // These speak of the back, which is the question the other way round.
                accept: if card.is_reversed() { Vec::new() } else { self.accept.clone() },
                nocredit: if card.is_reversed() { Vec::new() } else { self.nocredit.clone() },
                tolerance: self.tolerance.filter(|_| !card.is_reversed()),
                id: card,
                content,
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
            NoteContent::List { front, items } => {
                let content = Content::List { front: front.clone(), items: items.clone() };
                vec![(id.clone(), content)]
            }
            NoteContent::Pairs { front, pairs } => {
                let content = Content::Pairs { front: front.clone(), pairs: pairs.clone() };
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

impl Ask {
    /// Whether a card with this content can be asked so.
    pub fn fits(self, content: &Content) -> bool {
        match content {
            Content::Basic { choices, .. } => match self {
                Self::Choose => !choices.is_empty(),
                _ => matches!(self, Self::Reveal | Self::Type),
            },
            Content::Cloze { .. } | Content::List { .. } => {
                matches!(self, Self::Reveal | Self::Type)
            }
            Content::Order { .. } => self == Self::Order,
            Content::Pairs { .. } => self == Self::Match,
        }
    }
}
