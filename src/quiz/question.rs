//! One card as it is asked: its form, what may be chosen, and how what the
//! learner gives is graded. Pure.

use crate::deck::{Ask, Card, Content, answer, prompt};
use crate::quiz::judge::{self, Piece, Verdict};
use crate::schedule::{Rating, Wait};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use unicode_segmentation::UnicodeSegmentation;

/// A card on its way to the learner.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The card.
    pub card: Card,
    /// The title of its deck.
    pub deck_title: String,
    /// What the judge must know of the deck.
    pub context: judge::Options,
    /// How it is asked.
    pub form: Form,
    /// Where the card stands.
    pub standing: Standing,
    /// How long until the card comes back, for each rating from Again to Easy.
    pub waits: [Wait; 4],
    /// What is left today, this question included.
    pub left: Left,
    /// Answers given in this session so far.
    pub answered: usize,
}

/// How a question is asked; indices are into the shown options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Recall, reveal, rate oneself.
    Reveal,
    /// Type the answer.
    Type,
    /// Choose among options.
    Choose {
        /// As shown.
        options: Vec<String>,
        /// The right ones, ascending.
        right: Vec<usize>,
    },
    /// Put items into order.
    Order {
        /// As shown.
        shown: Vec<String>,
        /// Indices of the shown items in the right order.
        right: Vec<usize>,
    },
}

/// Where a card stands in learning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Never answered.
    New,
    /// In its first learning steps.
    Learning,
    /// Due for review.
    Review,
    /// In learning steps after a lapse.
    Relearning,
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

impl Left {
    /// All of them.
    pub fn total(self) -> usize {
        self.learning + self.reviews + self.new
    }
}

/// By what means an answer was given; the journal's `how=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Revealed and rated by the learner.
    Reveal,
    /// Typed and judged.
    Type,
    /// Chosen.
    Choose,
    /// Put in order.
    Order,
}

impl How {
    /// The name in the journal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reveal => "reveal",
            Self::Type => "type",
            Self::Choose => "choose",
            Self::Order => "order",
        }
    }
}

/// What the learner gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A typed answer.
    Text(String),
    /// Indices of chosen options.
    Chosen(Vec<usize>),
    /// Indices of the shown items, in the learner's order.
    Ordered(Vec<usize>),
}

impl Given {
    /// By what means it was given.
    pub fn how(&self) -> How {
        match self {
            Self::Text(_) => How::Type,
            Self::Chosen(_) => How::Choose,
            Self::Ordered(_) => How::Order,
        }
    }
}

/// What grading an answer gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// Good for a right answer, Hard for a close one, Again for a wrong one.
    pub rating: Rating,
    /// The verdict and, where it helps, the right answer.
    pub remark: String,
    /// How a typed answer differs from the expected one; empty where right.
    pub difference: Vec<Piece>,
}

impl Form {
    /// The form of `card`, options and items shuffled by `seed`.
    pub fn of(card: &Card, seed: u64) -> Self {
        match (&card.content, card.ask) {
            (Content::Order { items, .. }, _) => Self::order(items, seed),
            (Content::Basic { back, choices, .. }, Ask::Choose) => {
                Self::choose(back, choices, seed)
            }
            (_, Ask::Type) => Self::Type,
            _ => Self::Reveal,
        }
    }

    fn choose(back: &[String], choices: &[String], seed: u64) -> Self {
        let mut options: Vec<(bool, &String)> = back.iter().map(|text| (true, text)).collect();
        options.extend(choices.iter().map(|text| (false, text)));
        options.shuffle(&mut StdRng::seed_from_u64(seed));
        Self::Choose {
            right: (0..options.len()).filter(|&index| options[index].0).collect(),
            options: options.into_iter().map(|(_, text)| text.clone()).collect(),
        }
    }

    /// Never shows the items in the right order: that would ask nothing.
    fn order(items: &[String], seed: u64) -> Self {
        let mut places: Vec<usize> = (0..items.len()).collect();
        places.shuffle(&mut StdRng::seed_from_u64(seed));
        if places.is_sorted() {
            places.rotate_left(1);
        }
        let mut right: Vec<usize> = (0..items.len()).collect();
        right.sort_by_key(|&index| places[index]);
        Self::Order { shown: places.into_iter().map(|place| items[place].clone()).collect(), right }
    }
}

impl Question {
    /// How long until the card comes back after `rating`.
    pub fn wait(&self, rating: Rating) -> Wait {
        self.waits[rating as usize - 1]
    }

    /// The text that asks.
    pub fn prompt(&self) -> String {
        prompt(&self.card)
    }

    /// The right answer as the author wrote it.
    pub fn answer(&self) -> String {
        answer(&self.card)
    }

    /// The options or items as shown; none for other forms.
    pub fn options(&self) -> &[String] {
        match &self.form {
            Form::Choose { options, .. } => options,
            Form::Order { shown, .. } => shown,
            Form::Reveal | Form::Type => &[],
        }
    }

    /// A little help: the author's hint, else the answer's first character.
    pub fn hint(&self) -> String {
        if let Content::Cloze { hint: Some(hint), .. } = &self.card.content {
            return hint.clone();
        }
        let answer = match &self.form {
            Form::Order { shown, right } => return format!("first comes: {}", shown[right[0]]),
            _ => self.answer(),
        };
        format!("begins with {}", answer.graphemes(true).next().unwrap_or_default())
    }

    /// Judges what the learner gave.
    pub fn grade(&self, given: &Given) -> Graded {
        match (given, &self.form) {
            (Given::Text(text), _) => self.grade_text(text),
            (Given::Chosen(chosen), Form::Choose { right, .. }) => {
                let mut chosen = chosen.clone();
                chosen.sort_unstable();
                self.grade_exact(chosen == *right)
            }
            (Given::Ordered(order), Form::Order { right, .. }) => self.grade_exact(order == right),
            _ => self.grade_exact(false),
        }
    }

    fn grade_exact(&self, is_right: bool) -> Graded {
        let (rating, remark) = match is_right {
            true => (Rating::Good, "Right.".to_owned()),
            false => (Rating::Again, format!("Wrong. The answer: {}", self.answer())),
        };
        Graded { rating, remark, difference: Vec::new() }
    }

    fn grade_text(&self, text: &str) -> Graded {
        let accepted = accepted(&self.card);
        let right: Vec<&str> = accepted.iter().map(String::as_str).collect();
        let verdict = judge::judge(text, &right, &self.context);
        let (rating, remark) = match &verdict {
            Verdict::Right => (Rating::Good, right_remark(text, &self.answer())),
            Verdict::Close { expected, why } => {
                (Rating::Hard, format!("Close: {why}. The answer: {expected}"))
            }
            Verdict::Wrong { expected, .. } => {
                (Rating::Again, format!("Wrong. The answer: {expected}"))
            }
        };
        let difference = match &verdict {
            Verdict::Right => Vec::new(),
            Verdict::Close { expected, .. } | Verdict::Wrong { expected, .. } => {
                judge::diff(text, expected)
            }
        };
        Graded { rating, remark, difference }
    }
}

fn right_remark(given: &str, answer: &str) -> String {
    match given.trim() == answer {
        true => "Right.".to_owned(),
        false => format!("Right: {answer}"),
    }
}

/// Every answer that counts as right when typed.
fn accepted(card: &Card) -> Vec<String> {
    let mut accepted = match &card.content {
        Content::Basic { back, .. } if back.len() > 1 => vec![back.join(", ")],
        _ => vec![answer(card)],
    };
    accepted.extend(card.accept.iter().cloned());
    accepted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn shuffled_items_never_stand_in_the_right_order() {
        let right = items(&["a", "b", "c"]);
        for seed in 0..200 {
            let Form::Order { shown, right: order } = Form::order(&right, seed) else {
                panic!("expected an order form")
            };
            assert_ne!(shown, right, "seed {seed}");
            let restored: Vec<String> = order.iter().map(|&index| shown[index].clone()).collect();
            assert_eq!(restored, right, "seed {seed}");
        }
    }

    #[test]
    fn options_hold_every_right_and_wrong_one() {
        let Form::Choose { options, right } =
            Form::choose(&items(&["yes", "sure"]), &items(&["no", "never"]), 7)
        else {
            panic!("expected a choice")
        };
        let chosen: Vec<&str> = right.iter().map(|&index| options[index].as_str()).collect();
        assert_eq!(options.len(), 4);
        assert!(chosen.contains(&"yes") && chosen.contains(&"sure") && chosen.len() == 2);
    }

    #[test]
    fn the_same_seed_shows_the_same_order() {
        let choices = items(&["b", "c", "d"]);
        assert_eq!(
            Form::choose(&items(&["a"]), &choices, 3),
            Form::choose(&items(&["a"]), &choices, 3)
        );
    }
}
