//! What makes a deck that can be studied a doubtful one.

use super::fault::{Faults, Severity};
use super::{Card, CardId, Deck};
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
    /// Stable name of the kind of doubt.
    pub code: &'static str,
    /// What is doubtful.
    pub message: String,
    /// The remedy.
    pub help: &'static str,
}

/// Adds a warning for each of `doubts`.
pub fn warn_of(doubts: Vec<Doubt>, places: &Places, faults: &Faults<'_>) {
    for Doubt { card, code, message, help } in doubts {
        let place = places.ids.get(card.note_part()).cloned().unwrap_or(0..0);
        faults.add(Severity::Warning, code, place, message, help);
    }
}

/// Adds a warning for every doubtful card of `deck` and for weights of nothing.
pub fn lint(deck: &Deck, places: &Places, faults: &Faults<'_>) {
    weights(deck, places, faults);
    let warn = |card: &Card, code, message, help| {
        let doubt = Doubt { card: card.id.clone(), code, message, help };
        warn_of(vec![doubt], places, faults);
    };
    let mut seen: HashMap<String, &Card> = HashMap::new();
    for card in &deck.cards {
        let first = *seen.entry(shown(card)).or_insert(card);
        if !first.id.is_sibling_of(&card.id) {
            let message = format!("'{}' asks the same as '{}'", card.id.card(), first.id.card());
            warn(
                card,
                "same-prompt",
                message,
                "ask more exactly, so that only one answer is right",
            );
        }
        if gives_away(card) {
            let message = format!("'{}' shows its answer in the question", card.id.card());
            warn(card, "give-away", message, "ask without the words of the answer");
        }
    }
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

#[cfg(test)]
mod tests {
    use crate::deck::parse::tests::faults;

    fn card(id: &str, keys: &str) -> String {
        format!("[[card]]\nid = \"{id}\"\ntags = [\"rome\"]\n{keys}\n")
    }

    #[test]
    fn a_question_asked_twice_is_doubtful_where_its_id_stands() {
        let body = card("a", "front = \"q\"\nback = \"x\"")
            + &card("rome", "front = \"q\"\nlist = [\"x\", \"y\"]");
        assert_eq!(faults(&body), ["10:6 same-prompt: 'rome' asks the same as 'a'"]);
    }

    #[test]
    fn a_weight_for_a_tag_of_no_card_is_doubtful() {
        let body = "[exam]\nweights = { rome = 2, roem = 1, egypt = 0 }\n".to_owned()
            + &card("a", "front = \"q\"\nback = \"x\"");
        let found = [
            "5:30 unused-weight: no card has the tag 'roem' that [exam] weights",
            "5:41 unused-weight: no card has the tag 'egypt' that [exam] weights",
        ];
        assert_eq!(faults(&body), found);
    }

    #[test]
    fn siblings_may_ask_the_same() {
        let body = card("a", "front = \"q\"\nback = \"q\"\nreverse = true");
        assert_eq!(faults(&body), [""; 0]);
    }

    #[test]
    fn what_is_put_in_order_or_matched_is_part_of_the_question() {
        let body = card("a", "front = \"Put in order\"\norder = [\"x\", \"y\"]")
            + &card("b", "front = \"Put in order\"\norder = [\"x\", \"z\"]")
            + &card("c", "front = \"Match\"\npairs = [[\"x\", \"1\"], [\"y\", \"2\"]]")
            + &card("d", "front = \"Match\"\npairs = [[\"x\", \"1\"], [\"z\", \"2\"]]")
            + &card("e", "front = \"Match\"\npairs = [[\"x\", \"2\"], [\"z\", \"1\"]]");
        assert_eq!(faults(&body), ["25:6 same-prompt: 'e' asks the same as 'd'"]);
    }

    #[test]
    fn an_answer_in_its_question_is_doubtful() {
        let body = card("a", "front = \"When was the war of 1914?\"\nback = \"1914\"")
            + &card("b", "cloze = \"The king is the {{c1::king}}\"");
        let found = [
            "5:6 give-away: 'a' shows its answer in the question",
            "10:6 give-away: 'b.1' shows its answer in the question",
        ];
        assert_eq!(faults(&body), found);
    }

    #[test]
    fn items_may_stand_in_the_question_and_in_one_another() {
        let body =
            card("a", "front = \"Name: rome; Rome's wall\"\nlist = [\"rome\", \"Rome's wall\"]")
                + &card(
                    "b",
                    "front = \"first: last\"\npairs = [[\"first\", \"last\"], [\"x\", \"y\"]]",
                );
        assert_eq!(faults(&body), [""; 0]);
    }
}
