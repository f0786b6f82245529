//! One card as it is asked: its form, what may be chosen, which hints there
//! are, and how what the learner gives is graded. Pure.

mod form;
mod grade;
mod hint;

pub use form::Form;
pub use grade::{Credit, Finding, Graded, Item, ItemMark, Parts};
pub use hint::Hint;

use crate::deck::Card;
use crate::history::{Deed, How, Manner, Overruled, Stamp};
use crate::schedule::{Rating, State, Wait};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// A card on its way to the learner.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The card.
    pub card: Card,
    /// The title of its deck.
    pub deck_title: String,
    /// BCP 47 tag of the deck's language.
    pub language: String,
    /// Whether the deck names its document, which can be opened then.
    pub has_document: bool,
    /// The short answers of the deck, this card's among them.
    pub deck_answers: Arc<[String]>,
    /// How it is asked.
    pub form: Form,
    /// Where the card stands.
    pub state: State,
    /// Whether the learner marked it.
    pub marked: bool,
    /// What happened to it, oldest first.
    pub past: Vec<Deed>,
    /// When it is asked; the beginning of time in an exam, which tells nothing of the past.
    pub asked_at: Stamp,
    /// How long until the card comes back, for each rating from Again to Easy;
    /// none where the answer does not count for the schedule.
    pub waits: Option<[Wait; 4]>,
    /// What is left today, this question included.
    pub left: Left,
    /// Cards that this session is done with.
    pub done: usize,
    /// How long what is left will take, in seconds.
    pub seconds_left: u32,
    /// Answers given in this session, and how many will still be needed.
    pub answers: (usize, usize),
}

/// How many cards are left today, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Left {
    /// In learning steps that end today.
    pub learning: usize,
    /// Due for review.
    pub reviews: usize,
    /// New, within the day's limit.
    pub new: usize,
}

/// The short answers of `cards`, which the judge tells apart.
pub(in crate::quiz) fn short_answers<'a>(
    cards: impl IntoIterator<Item = &'a Card>,
) -> Arc<[String]> {
    cards.into_iter().filter_map(Card::short_answer).map(Cow::into_owned).collect()
}

impl Left {
    /// All of them.
    pub fn total(self) -> usize {
        self.learning + self.reviews + self.new
    }
}

/// What the learner gave; places are those in what was shown, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Given {
    /// A typed answer.
    Text(String),
    /// Indices of chosen options.
    Chosen(Vec<usize>),
    /// Indices of the shown items, in the learner's order.
    Ordered(Vec<usize>),
    /// For each left side the index of a right side.
    Matched(Vec<usize>),
    /// Items that were named.
    Named(Vec<String>),
    /// Indices of the items that the learner says were recalled.
    Ticked(Vec<usize>),
}

/// A rated answer, and how it came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The rating that counts.
    pub rating: Rating,
    /// How it came to be.
    pub manner: Manner,
}

/// The ratings that make sense: after a wrong answer no other (the learner may
/// say that it was right), and each hint takes the best one away.
pub fn offered(judged: Option<Rating>, hints: u8) -> &'static [Rating] {
    let most = match judged {
        Some(Rating::Again) => Rating::Again,
        Some(Rating::Hard) => Rating::Good,
        Some(Rating::Good | Rating::Easy) | None => Rating::Easy,
    };
    let most = most.min(Rating::Easy.lowered(hints));
    const ALL: [Rating; 4] = Rating::ALL;
    &ALL[..most as usize]
}

impl Question {
    /// Whether `given` answers this form: as many places as there are, none
    /// twice and none that was not shown.
    pub fn takes(&self, given: &Given) -> bool {
        match (given, &self.form) {
            (Given::Ticked(ticked), Form::Tick) => {
                form::are_different(ticked, self.card.items().len())
            }
            (given, form) => form.takes(given),
        }
    }

    /// How long until the card comes back after `rating`.
    pub fn wait(&self, rating: Rating) -> Option<Wait> {
        self.waits.map(|waits| waits[rating as usize - 1])
    }

    /// The text that asks.
    pub fn prompt(&self) -> String {
        let asked = match self.form {
            Form::Reverse => return self.card.answer(),
            _ => self.card.sentence().into_owned(),
        };
        match self.card.gaps() {
            gaps @ 2.. if self.form == Form::Type => {
                format!("{asked}\n({gaps} gaps: type all, with a comma between them)")
            }
            _ => asked,
        }
    }

    /// The sentence with its gaps filled in, as it stands once the answer is shown; none
    /// where no gap was asked.
    pub fn filled(&self) -> Option<String> {
        self.card.passage()
    }

    /// The right answer as the author wrote it.
    pub fn answer(&self) -> String {
        match self.form {
            Form::Reverse => self.card.prompt().into_owned(),
            _ => self.card.answer(),
        }
    }

    /// By what means this form is answered where the learner does not reveal.
    pub fn how(&self) -> How {
        match self.form {
            Form::Reveal => How::Reveal,
            Form::Reverse => How::Reverse,
            Form::Type => How::Type,
            Form::Choose { .. } => How::Choose,
            Form::Order { .. } => How::Order,
            Form::Match { .. } => How::Match,
            Form::List | Form::Tick => How::List,
        }
    }

    /// An answer that the learner rates alone, having seen the right one.
    pub fn revealed(&self, rating: Rating, hints: u8) -> Answer {
        let how = if self.form == Form::Reverse { How::Reverse } else { How::Reveal };
        Answer { rating, manner: Manner { how: Some(how), hints, ..Manner::default() } }
    }

    /// An answer for which the judge proposed `judged`; overruled where the learner
    /// thought otherwise about what is right.
    pub fn judged(&self, rating: Rating, judged: Rating, hints: u8) -> Answer {
        let overruled = match rating {
            Rating::Again => (judged > rating).then_some(Overruled::Wrong),
            _ => (judged <= Rating::Hard && rating > judged).then_some(Overruled::Right),
        };
        Answer { rating, manner: Manner { how: Some(self.how()), hints, overruled, cram: false } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::tests::{cards, deck};
    use crate::quiz::exam::paper::question;

    #[test]
    fn a_gap_is_a_blank_with_its_hint_below_and_filled_in_with_the_answer() {
        for (cloze, asked, filled) in [
            ("In {{c1::1789}} it fell.", "In _____ it fell.", "In 1789 it fell."),
            ("In {{c1::1789::year}} it fell.", "In _____ it fell.\n(year)", "In 1789 it fell."),
            ("{{c1::Rome::city}} and {{c2::Ostia}}", "_____ and Ostia\n(city)", "Rome and Ostia"),
            (
                "{{c1::Cats}}, {{c1::dogs::another pet}}",
                "_____, _____\n(…; another pet)\n(2 gaps: type all, with a comma between them)",
                "Cats, dogs",
            ),
            ("A blank {{c1::is\\\\::so}}", "A blank _____", "A blank is::so"),
        ] {
            let deck = deck(&cards([format!("cloze = \"{cloze}\"")]));
            let question = question(deck.cards[0].clone(), Form::Type);
            assert_eq!(question.prompt(), asked);
            assert_eq!(question.filled().as_deref(), Some(filled));
        }
        let basic = deck(&cards(["front = \"q\"\nback = \"b\""]));
        let question = question(basic.cards[0].clone(), Form::Type);
        assert_eq!((question.prompt().as_str(), question.filled()), ("q", None));
    }
}
