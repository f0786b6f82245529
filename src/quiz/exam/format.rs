//! In which formats an exam may ask a card: only those that can be marked.

use crate::deck::{Ask, Card, Content};
use crate::quiz::distractors::distractors;
use crate::quiz::format::{is_typed, needs_options};
use crate::quiz::question::{Form, options_of};
use std::fmt;

/// A format of exam questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Choose the right option, or all right ones.
    Choice,
    /// Type the answer: words, a number or a date.
    Typed,
    /// Put items in order.
    Order,
    /// Put pairs together.
    Match,
    /// Fill a gap.
    Cloze,
    /// Name items.
    List,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Choice, Self::Typed, Self::Order, Self::Match, Self::Cloze, Self::List];

    /// The name that people read and write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Typed => "typed",
            Self::Order => "order",
            Self::Match => "match",
            Self::Cloze => "cloze",
            Self::List => "list",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The formats that the card itself allows, the author's wish first; none where
/// it would need wrong options of other cards, or cannot be marked.
pub(super) fn own(card: &Card, language: &str) -> Vec<Format> {
    match &card.content {
        Content::Order { .. } => vec![Format::Order],
        Content::Pairs { .. } => vec![Format::Match],
        Content::List { .. } => vec![Format::List],
        Content::Cloze { .. } if is_answerable(card, language) => vec![Format::Cloze],
        Content::Cloze { .. } => Vec::new(),
        Content::Basic { .. } if card.ask == Some(Ask::Type) => vec![Format::Typed],
        Content::Basic { choices, .. } => {
            let mut formats = Vec::new();
            if !choices.is_empty() {
                formats.push(Format::Choice);
            }
            let only_choice = card.ask == Some(Ask::Choose) || needs_options(card);
            if !only_choice && is_answerable(card, language) {
                formats.push(Format::Typed);
            }
            formats
        }
    }
}

/// Whether the answer can be typed; a tolerance is about nothing else.
fn is_answerable(card: &Card, language: &str) -> bool {
    card.ask == Some(Ask::Type) || card.tolerance.is_some() || is_typed(card, language)
}

/// The form that asks `card` so, its options and items in an order that `seed`
/// decides; none where the deck has too few wrong options.
pub(super) fn form(
    format: Format,
    card: &Card,
    deck: &[Card],
    language: &str,
    seed: u64,
) -> Option<Form> {
    match (format, &card.content) {
        (Format::Order, Content::Order { items, .. }) => Some(Form::order(items, seed)),
        (Format::Match, Content::Pairs { pairs, .. }) => Some(Form::matching(pairs, seed)),
        (Format::List, Content::List { .. }) => Some(Form::List),
        (Format::Typed | Format::Cloze, _) => Some(Form::Type),
        (Format::Choice, content) => {
            let (right, wrong) = options_of(content)?;
            let wrong = match wrong.is_empty() {
                false => wrong,
                true => distractors(card, deck, language, seed)?,
            };
            Some(Form::choose(&right, &wrong, seed))
        }
        _ => None,
    }
}
