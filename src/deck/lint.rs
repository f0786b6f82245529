//! What makes a deck that can be studied a doubtful one.

use super::fault::{Faults, Severity};
use super::{Card, Content, Deck};
use std::collections::HashMap;
use std::ops::Range;

/// Adds a warning for every doubtful card of `deck`, which was read from `text`.
pub fn lint(deck: &Deck, text: &str, faults: &Faults<'_>) {
    let mut prompts: HashMap<String, &Card> = HashMap::new();
    for card in &deck.cards {
        let prompt = super::prompt(card);
        if let Some(first) = prompts.get(&prompt).filter(|first| !first.id.is_sibling_of(&card.id))
        {
            let message = format!("'{}' asks the same as '{}'", card.id.card(), first.id.card());
            let help = "ask more exactly, so that only one answer is right";
            faults.add(Severity::Warning, "same-prompt", place(card, text), message, help);
        }
        if gives_away(card, &prompt) {
            let message = format!("'{}' shows its answer in the question", card.id.card());
            let help = "ask without the words of the answer";
            faults.add(Severity::Warning, "give-away", place(card, text), message, help);
        }
        prompts.entry(prompt).or_insert(card);
    }
}

/// Where the card's id stands in the file.
fn place(card: &Card, text: &str) -> Range<usize> {
    let quoted = format!("\"{}\"", card.id.note_part());
    text.find(&quoted).map_or(0..0, |at| at..at + quoted.len())
}

/// Short answers are words that a question may well contain.
fn gives_away(card: &Card, prompt: &str) -> bool {
    let (Content::Basic { .. } | Content::Cloze { .. }) = card.content else { return false };
    let answer = super::answer(card).to_lowercase();
    answer.chars().count() > 3 && has_words(&prompt.to_lowercase(), &answer)
}

fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
