//! A deck as its students will meet it: each card in every form in which study asks it, and
//! in which formats an exam can ask it. Pure.

use super::exam::Format as ExamFormat;
use super::exam::paper::{self, question};
use super::format::{self, Context, Format};
use super::question::{Question, short_answers};
use crate::base::hash::stable_hash;
use crate::deck::{Card, Deck};
use crate::history::How;
use crate::schedule::State;
use std::sync::Arc;

/// A card before it is studied.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// A question for each form, in the order in which the card gets known.
    pub questions: Vec<Question>,
    /// What an exam can ask; none where it cannot mark the card.
    pub exam: Vec<ExamFormat>,
}

impl Preview {
    /// The card.
    pub fn card(&self) -> &Card {
        &self.questions[0].card
    }

    /// By what means study has it answered, in that order.
    pub fn forms(&self) -> impl Iterator<Item = How> {
        self.questions.iter().map(Question::how)
    }
}

/// All cards of a deck; `formats` are those that its learner wants, and `seed` decides the
/// order of options.
pub fn previews(deck: &Deck, formats: &[Format], seed: u64) -> Vec<Preview> {
    let answers = short_answers(&deck.cards);
    let preview = |(card, exam): (&Card, Vec<ExamFormat>)| {
        let context = Context {
            state: State::New,
            answers: 0,
            deck: &deck.cards,
            language: &deck.language,
            formats,
            seed: seed ^ stable_hash(card.id.as_str().bytes()),
        };
        let asked = |form| Question {
            deck_title: deck.short_title(),
            language: deck.language.clone(),
            has_document: deck.source.as_ref().is_some_and(|source| source.file.is_some()),
            deck_answers: Arc::clone(&answers),
            ..question(card.clone(), form)
        };
        Preview { questions: format::forms(card, context).into_iter().map(asked).collect(), exam }
    };
    deck.cards.iter().zip(paper::formats(deck, seed)).map(preview).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::tests::{cards, deck};

    #[test]
    fn each_card_knows_how_study_and_exams_ask_it() {
        let deck = deck(&cards([
            "front = \"When did it begin?\"\nback = \"25 June 1950\"",
            "front = \"When did it end?\"\nback = \"27 July 1953\"",
            "front = \"When was the landing?\"\nback = \"15 September 1950\"",
            "front = \"Why?\"\nback = \"Because the Americans seemed to have written Korea off\"",
            "front = \"Which of these?\"\nback = \"Kim\"\nchoices = [\"Mao\", \"Rhee\"]",
            "front = \"Name two\"\nlist = [\"Mao\", \"Stalin\"]",
            "front = \"In order\"\norder = [\"a\", \"b\"]",
            "statement = \"So it was.\"\nanswer = true",
            "cloze = \"It was {{Stalin}}.\"",
            "front = \"Told?\"\nback = \"Mao\"\nask = \"reveal\"",
        ]));
        let told = |preview: &Preview| {
            let forms: Vec<String> = preview.forms().map(|how| format!("{how:?}")).collect();
            let exam: Vec<&str> = preview.exam.iter().map(|&format| format.into()).collect();
            format!("{} | {}", forms.join(" "), exam.join(" "))
        };
        let told: Vec<String> = previews(&deck, &Format::ALL, 1).iter().map(told).collect();
        let expected = [
            "Choose Type Reverse | typed",
            "Choose Type Reverse | typed",
            "Choose Type Reverse | typed",
            "Reveal | ",
            "Choose | choice",
            "List | list",
            "Order | order",
            "Choose | true-false",
            "Reveal Type | cloze",
            "Reveal | ",
        ];
        assert_eq!(told, expected);
    }
}
