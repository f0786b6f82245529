//! Questions that answer each other: a paper keeps them apart where it can.

use crate::deck::Card;
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation;

/// Shorter words say little of what a question is about.
const LEAST_LETTERS: usize = 4;

/// What a question shows and what it asks for, in words.
#[derive(Debug, Clone)]
pub(super) struct Tell {
    shown: Vec<String>,
    answers: Vec<Vec<String>>,
    /// What the question is about, its answer aside.
    about: BTreeSet<String>,
}

impl Tell {
    pub(super) fn of(card: &Card) -> Self {
        let shown = words(&format!(
            "{}\n{}",
            card.prompt_with(|_| " … ".to_owned()),
            card.shown().join("\n")
        ));
        let texts = card.texts();
        let answers = texts.iter().map(|text| &**text);
        let answers = answers.chain(card.items().iter().chain(card.accept()).map(String::as_str));
        let about = shown.iter().filter(|word| word.chars().count() >= LEAST_LETTERS);
        Self { about: about.cloned().collect(), answers: answers.map(words).collect(), shown }
    }

    /// Whether one of the two answers the other.
    pub(super) fn clashes(&self, other: &Self) -> bool {
        self.answers_what(other) || other.answers_what(self)
    }

    /// Whether this question shows an answer to `other` and speaks of the same:
    /// of half of its words at least.
    fn answers_what(&self, other: &Self) -> bool {
        let shows = |answer: &Vec<String>| {
            !answer.is_empty() && self.shown.windows(answer.len()).any(|run| run == answer)
        };
        if other.about.is_empty() || !other.answers.iter().any(shows) {
            return false;
        }
        let speaks_of = |word: &&String| {
            self.about.contains(*word) || self.answers.iter().any(|answer| answer.contains(word))
        };
        2 * other.about.iter().filter(speaks_of).count() >= other.about.len()
    }
}

fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::tests::{cards, deck};

    fn clash(a: &str, b: &str) -> bool {
        let deck = deck(&cards([a, b]));
        let [a, b] = &deck.cards[..] else { panic!("expected two cards") };
        assert_eq!(Tell::of(a).clashes(&Tell::of(b)), Tell::of(b).clashes(&Tell::of(a)));
        Tell::of(a).clashes(&Tell::of(b))
    }

    #[test]
    fn a_question_that_names_what_another_asks_for_answers_it() {
        let who = "front = \"Who was the new U.S. President?\"\nback = \"Dwight Eisenhower\"\naccept = [\"Eisenhower\"]";
        let when = "front = \"When did Eisenhower, the new U.S. President, take office?\"\nback = \"January 1953\"";
        assert!(clash(who, when));
        let order =
            "front = \"Put in order\"\norder = [\"Eisenhower became President\", \"Stalin died\"]";
        assert!(clash(who, order));
    }

    #[test]
    fn the_two_directions_of_one_fact_answer_each_other() {
        let when = "front = \"When did the Americans land at Incheon?\"\nback = \"September 1950\"";
        let what = "front = \"What happened in September 1950?\"\nback = \"The Americans landed at Incheon\"";
        assert!(clash(when, what));
    }

    #[test]
    fn a_name_in_another_matter_answers_nothing() {
        let who = "front = \"Who argues that Stalin wanted no war?\"\nback = \"Haslam\"";
        let gap = "cloze = \"According to Haslam, Kim asked in {{c1::March 1949}}.\"";
        assert!(!clash(who, gap));
        let other = "front = \"Who argues that Mao was kept in the dark?\"\nback = \"Chen\"";
        assert!(!clash(who, other));
    }
}
