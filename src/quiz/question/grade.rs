//! How what the learner gives is graded: by the judge where it was typed, by
//! partial credit where there are several items.

use super::{Form, Given, Question};
use crate::deck::{Card, Right};
use crate::judge::{self, Fault, ItemVerdict, Kind, Piece, Verdict, Why};
use crate::markup;
use crate::schedule::Rating;
use std::iter;

/// What grading an answer gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// Good for a right answer, Hard for a close one, Again for a wrong one,
    /// lowered by a step for each hint.
    pub rating: Rating,
    /// What was found of it; `ui` has the words.
    pub finding: Finding,
    /// The right answer, where that is not plain to see.
    pub answer: Option<String>,
    /// How a typed answer differs from the expected one; empty where right.
    pub difference: Vec<Piece>,
    /// Item by item, for lists, orders and pairs.
    pub items: Vec<ItemMark>,
    /// What an exam gives for the answer.
    pub credit: Credit,
}

/// What was found of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It is right.
    Right,
    /// It is nearly right.
    Close(Why),
    /// It is wrong; what with it, where it is more than another answer.
    Wrong(Option<Fault>),
    /// Of several right options not these alone were chosen.
    Chosen {
        /// Right ones that were.
        right: usize,
        /// Right ones.
        of: usize,
        /// Wrong ones that were.
        wrong: usize,
    },
    /// Only some parts are right, or some only nearly.
    Partly {
        /// So many.
        right: usize,
        /// Of so many.
        of: usize,
        /// What they are.
        parts: Parts,
    },
}

/// What the parts of an answer are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// Items of a list, named.
    Named,
    /// Items of a list that the learner says were recalled.
    Recalled,
    /// Items that stand in the right order.
    InOrder,
    /// Pairs.
    Pairs,
}

/// One part of the right answer, or one that does not belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemMark {
    /// Whether it earned its part.
    pub right: bool,
    /// What it is, and what was given instead.
    pub item: Item,
}

/// What is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// An item of a list.
    Listed(String),
    /// What was named and is in no list.
    Stray(String),
    /// An item of an order.
    Placed {
        /// The item.
        text: String,
        /// Its place, from 0.
        place: usize,
        /// Where it was put, from 0.
        given: usize,
    },
    /// Two that belong together.
    Pair {
        /// The left side.
        left: String,
        /// The right side.
        right: String,
        /// What was given in the place of the right side, if anything.
        instead: Option<String>,
    },
}

/// Parts of the answer that were earned, of how many. A close answer earns one
/// of two; a wrong one of several options, or an item that does not belong to a
/// list, takes parts away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    /// Earned.
    pub got: usize,
    /// Of so many, at least one.
    pub of: usize,
}

impl Credit {
    const ALL: Self = Self { got: 1, of: 1 };
    const HALF: Self = Self { got: 1, of: 2 };
    const NONE: Self = Self { got: 0, of: 1 };

    /// All is Good, two thirds are Hard, less is Again.
    fn rating(self) -> Rating {
        match self.got {
            got if got >= self.of => Rating::Good,
            got if got * 3 >= self.of * 2 => Rating::Hard,
            _ => Rating::Again,
        }
    }
}

impl Question {
    /// Judges what the learner gave after taking `hints`.
    pub fn grade(&self, given: &Given, hints: u8) -> Graded {
        let mut graded = match (given, &self.form) {
            (Given::Text(text), _) => self.grade_text(text),
            (Given::Chosen(chosen), Form::Choose { options, right }) => {
                self.grade_choice(chosen, options.len(), right)
            }
            (Given::Ordered(order), Form::Order { shown, right }) => {
                grade_order(order, shown, right)
            }
            (Given::Matched(given), Form::Match { left, right, key }) => {
                grade_match(given, left, right, key)
            }
            (Given::Named(named), _) => self.grade_list(named),
            (Given::Ticked(ticked), _) => self.grade_ticks(ticked),
            _ => Graded {
                answer: Some(self.answer()),
                ..Graded::new(Rating::Again, Finding::Wrong(None))
            },
        };
        graded.rating = graded.rating.lowered(hints);
        graded
    }

    /// Whether a lone digit is a rating where an answer may be typed: not
    /// where the author wants it typed, nor where the answer is a number.
    pub fn is_rated_by_digits(&self) -> bool {
        let answer = self.card.short_answer();
        let is_value = |answer: &str| match judge::kind(answer, &self.language) {
            Kind::Date(_) | Kind::Number(_) => true,
            Kind::Person | Kind::Other => judge::is_amount(answer, &self.language),
        };
        match self.form {
            Form::Reveal | Form::Reverse => true,
            Form::Type => self.card.ask().is_none() && !answer.as_deref().is_some_and(is_value),
            _ => false,
        }
    }

    /// Each right option earns its part, each wrong one takes its part of the
    /// wrong ones away: who marks all of them earns nothing.
    fn grade_choice(&self, chosen: &[usize], shown: usize, right: &[usize]) -> Graded {
        let hits = chosen.iter().filter(|index| right.contains(index)).count();
        let (misses, of) = (chosen.len() - hits, right.len());
        let wrong = (shown - of).max(1);
        let got = (hits * wrong).saturating_sub(misses * of);
        let credit = Credit { got, of: of * wrong };
        let finding = match credit.rating() {
            Rating::Good => Finding::Right,
            _ if of > 1 => Finding::Chosen { right: hits, of, wrong: misses },
            _ => Finding::Wrong(None),
        };
        let graded = Graded::new(credit.rating(), finding);
        Graded { credit, answer: Some(self.answer()), ..graded }
    }

    fn grade_text(&self, text: &str) -> Graded {
        let accepted = accepted(&self.card);
        let right: Vec<&str> = accepted.iter().map(String::as_str).collect();
        let (rating, finding, expected) = match judge::judge(text, &right, &self.judge_options()) {
            Verdict::Right => {
                let own = Some(markup::plain(&self.answer()));
                let own = own.filter(|answer| text.trim() != answer);
                return Graded { answer: own, ..Graded::new(Rating::Good, Finding::Right) };
            }
            Verdict::Close { expected, why } => (Rating::Hard, Finding::Close(why), expected),
            Verdict::Wrong { expected, fault } => (Rating::Again, Finding::Wrong(fault), expected),
        };
        let expected = markup::plain(&expected);
        let difference = judge::diff(text, &expected);
        Graded { difference, answer: Some(expected), ..Graded::new(rating, finding) }
    }

    fn judge_options(&self) -> judge::Options {
        let own = self.card.short_answer();
        let others =
            self.deck_answers.iter().filter(|other| Some(other.as_str()) != own.as_deref());
        judge::Options {
            language: self.language.clone(),
            others: others.cloned().collect(),
            nocredit: self.card.nocredit().to_vec(),
            asked: self.card.prompt().into_owned(),
            exact: self.card.exact(),
            tolerance: self.card.tolerance(),
            order: match self.card.has_several_gaps() {
                true => judge::Order::Kept,
                false => judge::Order::Free,
            },
        }
    }

    fn grade_list(&self, named: &[String]) -> Graded {
        let Right::List(items) = self.card.right() else {
            return self.grade_text(&named.join(", "));
        };
        let shown: Vec<String> = items.iter().map(|item| markup::typeable(item)).collect();
        let named = &judge::split_items(named, &shown, &self.language);
        let found = judge::judge_list(named, &shown, &self.judge_options());
        let listed = items.iter().enumerate().map(|(at, text)| ItemMark {
            right: !found.missing.contains(&at),
            item: Item::Listed(text.clone()),
        });
        let strays = named.iter().zip(&found.given);
        let strays = strays.filter(|(_, of)| matches!(of, ItemVerdict::Wrong { .. }));
        let stray = |text: &String| ItemMark { right: false, item: Item::Stray(text.clone()) };
        let marks: Vec<ItemMark> = listed.chain(strays.map(|(text, _)| stray(text))).collect();
        let credit = Credit { got: items.len() - found.missing.len(), of: items.len() };
        let strays = marks.len() - items.len();
        let is_clean = |of: &ItemVerdict| {
            matches!(of, ItemVerdict::Right { .. } | ItemVerdict::Repeated { .. })
        };
        let is_clean = found.given.iter().all(is_clean);
        let best = if is_clean { Rating::Good } else { Rating::Hard };
        let graded = itemised(credit, Parts::Named, marks, best);
        // Who names everything knows nothing.
        Graded { credit: Credit { got: credit.got.saturating_sub(strays), ..credit }, ..graded }
    }

    fn grade_ticks(&self, ticked: &[usize]) -> Graded {
        let Right::List(items) = self.card.right() else {
            return Graded::new(Rating::Again, Finding::Wrong(None));
        };
        let mark = |(index, text): (usize, &String)| ItemMark {
            right: ticked.contains(&index),
            item: Item::Listed(text.clone()),
        };
        let marks: Vec<ItemMark> = items.iter().enumerate().map(mark).collect();
        let got = marks.iter().filter(|mark| mark.right).count();
        itemised(Credit { got, of: items.len() }, Parts::Recalled, marks, Rating::Good)
    }
}

impl Graded {
    fn new(rating: Rating, finding: Finding) -> Self {
        let credit = match rating {
            Rating::Again => Credit::NONE,
            Rating::Hard => Credit::HALF,
            Rating::Good | Rating::Easy => Credit::ALL,
        };
        Self { rating, finding, answer: None, difference: Vec::new(), items: Vec::new(), credit }
    }
}

fn itemised(credit: Credit, parts: Parts, items: Vec<ItemMark>, best: Rating) -> Graded {
    let Credit { got, of } = credit;
    let rating = credit.rating().min(best);
    let finding = match got == of && rating == Rating::Good {
        true => Finding::Right,
        false => Finding::Partly { right: got, of, parts },
    };
    Graded { items, credit, ..Graded::new(rating, finding) }
}

/// What need not be moved is in order; the first item of it earns nothing, as one item
/// always is (longest increasing subsequence).
fn grade_order(order: &[usize], shown: &[String], right: &[usize]) -> Graded {
    let places: Vec<usize> =
        order.iter().filter_map(|item| right.iter().position(|other| other == item)).collect();
    let stays = longest_increasing(&places);
    let marks = right.iter().enumerate().map(|(at, &item)| {
        let given = order.iter().position(|&other| other == item).unwrap_or(at);
        let is_in_order = stays.contains(&at);
        ItemMark {
            right: is_in_order,
            item: Item::Placed { text: shown[item].clone(), place: at, given },
        }
    });
    let (got, of) = (stays.len().saturating_sub(1), right.len().saturating_sub(1));
    let graded = itemised(Credit { got, of }, Parts::InOrder, marks.collect(), Rating::Good);
    let finding = match graded.finding {
        Finding::Partly { parts, .. } => {
            Finding::Partly { right: stays.len(), of: right.len(), parts }
        }
        other => other,
    };
    Graded { finding, ..graded }
}

/// The longest of the sequences that grow from left to right, of numbers that differ.
fn longest_increasing(numbers: &[usize]) -> Vec<usize> {
    // For each number the longest sequence that ends with it.
    let mut ending: Vec<Vec<usize>> = Vec::with_capacity(numbers.len());
    for &number in numbers {
        let before = ending.iter().filter(|known| known.last() < Some(&number));
        let mut longest = before.max_by_key(|known| known.len()).cloned().unwrap_or_default();
        longest.push(number);
        ending.push(longest);
    }
    ending.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

fn grade_match(given: &[usize], left: &[String], right: &[String], key: &[usize]) -> Graded {
    let mark = |(at, &answer): (usize, &usize)| {
        let chosen = given.get(at).filter(|chosen| **chosen != answer);
        let instead = chosen.and_then(|&index| right.get(index)).cloned();
        let (left, right) = (left[at].clone(), right[answer].clone());
        ItemMark {
            right: given.get(at) == Some(&answer),
            item: Item::Pair { left, right, instead },
        }
    };
    let marks: Vec<ItemMark> = key.iter().enumerate().map(mark).collect();
    let got = marks.iter().filter(|mark| mark.right).count();
    itemised(Credit { got, of: left.len() }, Parts::Pairs, marks, Rating::Good)
}

/// Every answer that counts as right when typed: as it is shown without its marks, then as
/// keyboards have it, then as it is written. Back-ticks are the judge's to read: in code
/// every character counts.
fn accepted(card: &Card) -> Vec<String> {
    let own = match card.right() {
        Right::Texts(texts) if texts.len() > 1 => texts.join(", "),
        right => right.joined().into_owned(),
    };
    let written: Vec<&str> =
        iter::once(own.as_str()).chain(card.accept().iter().map(String::as_str)).collect();
    let is_code = |text: &&&str| text.contains('`');
    let shown = || written.iter().filter(|text| !is_code(text));
    let plain = shown().map(|text| markup::plain(text));
    let typeable = shown().map(|text| markup::typeable(text));
    let mut accepted: Vec<String> = Vec::new();
    for text in plain.chain(typeable).chain(written.iter().map(|&text| text.to_owned())) {
        if !accepted.contains(&text) {
            accepted.push(text);
        }
    }
    accepted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Content, Note};

    fn texts(items: &[&str]) -> Vec<String> {
        items.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn an_order_earns_credit_by_what_need_not_be_moved() {
        let shown = texts(&["c", "a", "d", "b"]);
        let right = [1, 3, 0, 2]; // a b c d
        let rated = |order: &[usize]| {
            let graded = grade_order(order, &shown, &right);
            let Credit { got, of } = graded.credit;
            (graded.rating, graded.finding, (got, of))
        };
        let of_four = |right| Finding::Partly { right, of: 4, parts: Parts::InOrder };
        assert_eq!(rated(&[1, 3, 0, 2]), (Rating::Good, Finding::Right, (3, 3)));
        // b c d a, b a c d: one must be moved.
        assert_eq!(rated(&[3, 0, 2, 1]), (Rating::Hard, of_four(3), (2, 3)));
        assert_eq!(rated(&[3, 1, 0, 2]), (Rating::Hard, of_four(3), (2, 3)));
        // c d a b: two must be.
        assert_eq!(rated(&[0, 2, 1, 3]), (Rating::Again, of_four(2), (1, 3)));
        assert_eq!(rated(&[2, 0, 3, 1]), (Rating::Again, of_four(1), (0, 3)));
    }

    #[test]
    fn an_order_of_three_with_two_swapped_earns_a_half() {
        let (shown, right) = (texts(&["a", "b", "c"]), [0, 1, 2]);
        for (order, got) in [([0, 2, 1], 1), ([1, 0, 2], 1), ([2, 1, 0], 0), ([2, 0, 1], 1)] {
            assert_eq!(grade_order(&order, &shown, &right).credit, Credit { got, of: 2 });
        }
        // What stands right among the others is right; the other has its place told.
        let marks = grade_order(&[0, 2, 1], &shown, &right).items;
        let told: Vec<bool> = marks.iter().map(|mark| mark.right).collect();
        assert_eq!(told, [true, true, false]);
    }

    /// What was found of a typed answer to a card with this back, and the answer that is shown.
    fn typed(back: &str, text: &str) -> (Rating, Option<String>) {
        let (front, back) = ("?".to_owned(), vec![back.to_owned()]);
        let content = Content::Basic { front, back, choices: vec![], reverse: false };
        let card = Card::of("d/c".parse().unwrap(), Note::new("c", content)).unwrap();
        let question = crate::quiz::exam::paper::question(card, Form::Type);
        let graded = question.grade(&Given::Text(text.to_owned()), 0);
        (graded.rating, graded.answer)
    }

    #[test]
    fn what_is_typed_is_judged_by_what_is_shown() {
        let formula = "$C_8H_{10}N_4O_2$";
        assert_eq!(typed(formula, "C₈H₁₀N₄O₂"), (Rating::Good, None));
        for text in ["C8H10N4O2", formula] {
            let shown = Some("C₈H₁₀N₄O₂".to_owned());
            assert_eq!(typed(formula, text), (Rating::Good, shown));
        }
        let wrong = (Rating::Again, Some("C₈H₁₀N₄O₂".to_owned()));
        assert_eq!(typed(formula, "C8H10N4O3"), wrong);
        assert_eq!(typed("**Caesar**", "Caesar"), (Rating::Good, None));
        // In code every character counts.
        assert_eq!(typed("`fooBar`", "fooBar").0, Rating::Good);
        assert_eq!(typed("`fooBar`", "foobar").0, Rating::Again);
    }

    #[test]
    fn marking_every_option_earns_nothing() {
        let credit = |chosen: &[usize], wrong: usize| {
            let right = texts(&["a", "b", "c", "d"]);
            let (front, back) = ("?".to_owned(), right.clone());
            let content = Content::Basic { front, back, choices: vec![], reverse: false };
            let card = Card::of("d/c".parse().unwrap(), Note::new("c", content)).unwrap();
            let mut options = right;
            options.extend((0..wrong).map(|at| format!("wrong {at}")));
            let form = Form::Choose { options, right: vec![0, 1, 2, 3] };
            let graded = crate::quiz::exam::paper::question(card, form)
                .grade(&Given::Chosen(chosen.to_vec()), 0);
            let Credit { got, of } = graded.credit;
            (got, of, graded.finding)
        };
        let chosen = |right, wrong| Finding::Chosen { right, of: 4, wrong };
        assert_eq!(credit(&[0, 1, 2, 3], 1).0, 4);
        assert_eq!(credit(&[0, 1, 2, 3, 4], 1), (0, 4, chosen(4, 1)));
        assert_eq!(credit(&[0, 1, 2, 3, 4], 4), (12, 16, chosen(4, 1)));
        assert_eq!(credit(&[0, 1], 2), (4, 8, chosen(2, 0)));
        assert_eq!(credit(&[4, 5], 2).0, 0);
    }

    #[test]
    fn pairs_earn_credit_one_by_one_and_say_what_was_wrong() {
        let (left, right) = (texts(&["a", "b", "c"]), texts(&["3", "1", "2"]));
        let graded = grade_match(&[1, 2, 0], &left, &right, &[1, 2, 0]);
        assert_eq!((graded.rating, graded.finding), (Rating::Good, Finding::Right));
        let graded = grade_match(&[1, 0, 2], &left, &right, &[1, 2, 0]);
        let one = Finding::Partly { right: 1, of: 3, parts: Parts::Pairs };
        assert_eq!((graded.rating, graded.finding), (Rating::Again, one));
        let (left, right, instead) = ("b".to_owned(), "2".to_owned(), Some("3".to_owned()));
        assert_eq!(graded.items[1].item, Item::Pair { left, right, instead });
    }
}
