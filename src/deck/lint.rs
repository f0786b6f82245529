//! What makes a deck that can be studied a doubtful one.

use super::fault::{Faults, Severity};
use super::{Ask, Card, CardId, Deck, cloze, options};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Where things stand in the file.
#[derive(Debug, Default)]
pub struct Places {
    /// The id of each note.
    pub ids: HashMap<String, Range<usize>>,
    /// The weight of each tag that `[exam]` weighs.
    pub weights: HashMap<String, Range<usize>>,
}

/// What is doubtful about a card by what a deck cannot know of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The card.
    pub card: CardId,
    /// How bad it is.
    pub severity: Severity,
    /// Stable name of the kind of doubt.
    pub code: &'static str,
    /// What is doubtful.
    pub message: String,
    /// The remedy.
    pub help: &'static str,
}

/// Adds a fault for each of `doubts`.
pub fn warn_of(doubts: Vec<Doubt>, places: &Places, faults: &Faults<'_>) {
    for Doubt { card, severity, code, message, help } in doubts {
        let place = places.ids.get(card.note_part()).cloned().unwrap_or(0..0);
        faults.add(severity, code, place, message, help);
    }
}

/// Adds a warning for every doubtful card of `deck` and for weights of nothing.
pub fn lint(deck: &Deck, places: &Places, faults: &Faults<'_>) {
    weights(deck, places, faults);
    warn_of(doubts(deck), places, faults);
}

fn doubts(deck: &Deck) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut doubt = |card: &Card, code, why: String, help| {
        let message = format!("'{}' {why}", card.id.card());
        let severity = Severity::Warning;
        doubts.push(Doubt { card: card.id.clone(), severity, code, message, help });
    };
    let mut seen: HashMap<String, &Card> = HashMap::new();
    for card in &deck.cards {
        let first = *seen.entry(shown(card)).or_insert(card);
        if !first.id.is_sibling_of(&card.id) {
            let why = format!("asks the same as '{}'", first.id.card());
            let help = "ask more exactly, so that only one answer is right";
            doubt(card, "same-prompt", why, help);
        }
        if is_never_judged(card) {
            let why = "has nocredit, but its answer is never typed".to_owned();
            doubt(card, "idle-nocredit", why, "ask it with ask = \"type\", or delete nocredit");
        }
        if let Some((code, why, help)) = cloze::doubtful(card) {
            doubt(card, code, why, help);
        }
        for (code, why, help) in options::doubtful(card) {
            doubt(card, code, why, help);
        }
        if gives_away(card) {
            let why = "shows its answer in the question".to_owned();
            doubt(card, "give-away", why, "ask without the words of the answer");
        }
    }
    doubts
}

/// Whether what earns no credit can never be given.
fn is_never_judged(card: &Card) -> bool {
    let never = matches!(card.ask(), Some(Ask::Reveal | Ask::Choose)) || card.texts().len() > 1;
    !card.nocredit().is_empty() && never
}

/// A tag that no card has is most likely misspelt.
fn weights(deck: &Deck, places: &Places, faults: &Faults<'_>) {
    let known: HashSet<&String> = deck.cards.iter().flat_map(Card::tags).collect();
    let weighed = deck.exam.iter().flat_map(|exam| &exam.weights).map(|(tag, _)| tag);
    for tag in weighed.filter(|tag| !known.contains(tag)) {
        let place = places.weights.get(tag).cloned().unwrap_or(0..0);
        let message = format!("no card has the tag '{tag}' that [exam] weights");
        let help = "correct the tag here or on the cards, or delete its weight";
        faults.add(Severity::Warning, "unused-weight", place, message, help);
    }
}

/// All that the learner sees before answering: what is to be ordered or matched
/// tells questions apart.
fn shown(card: &Card) -> String {
    let (prompt, mut shown) = (card.prompt(), card.shown());
    shown.sort_unstable();
    shown.insert(0, &prompt);
    shown.join("\n")
}

/// Short answers are words that a question may well contain; an order, a list
/// or pairs may well speak of their items.
fn gives_away(card: &Card) -> bool {
    let answer = card.texts().join("; ").to_lowercase();
    answer.chars().count() > 3 && has_words(&card.prompt().to_lowercase(), &answer)
}

fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
