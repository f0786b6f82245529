//! How what the learner gives is graded: by the judge where it was typed, by
//! partial credit where there are several items.

use super::{Form, Given, Question};
use crate::deck::{Card, Right};
use crate::judge::{self, ItemVerdict, Kind, Piece, Verdict};
use crate::schedule::Rating;

/// What grading an answer gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// Good for a right answer, Hard for a close one, Again for a wrong one,
    /// lowered by a step for each hint.
    pub rating: Rating,
    /// The verdict, and the right answer where that is not plain to see.
    pub remark: String,
    /// How a typed answer differs from the expected one; empty where right.
    pub difference: Vec<Piece>,
    /// Item by item, for lists, orders and pairs.
    pub items: Vec<ItemMark>,
    /// What an exam gives for the answer.
    pub credit: Credit,
}

/// One item of the right answer, or one that does not belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemMark {
    /// Whether it earned its part.
    pub right: bool,
    /// The item, and what was given instead.
    pub text: String,
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
            _ => verdict(Rating::Again, format!("Wrong. The answer: {}", self.answer())),
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
        let graded = match credit.rating() {
            Rating::Good => verdict(Rating::Good, format!("Right: {}", self.answer())),
            rating if of > 1 => {
                let said = match misses {
                    0 => format!("{hits} of {of} right"),
                    misses => format!("{hits} right, {misses} wrong"),
                };
                verdict(rating, format!("{said}. The answer: {}", self.answer()))
            }
            rating => verdict(rating, format!("Wrong. The answer: {}", self.answer())),
        };
        Graded { credit, ..graded }
    }

    fn grade_text(&self, text: &str) -> Graded {
        let accepted = accepted(&self.card);
        let right: Vec<&str> = accepted.iter().map(String::as_str).collect();
        let found = judge::judge(text, &right, &self.judge_options());
        let (rating, remark) = match &found {
            Verdict::Right => (Rating::Good, right_remark(text, &self.answer())),
            Verdict::Close { expected, why } => {
                (Rating::Hard, format!("Close: {why}. The answer: {expected}"))
            }
            Verdict::Wrong { expected, remark: Some(remark) } if !remark.is_empty() => {
                (Rating::Again, format!("Wrong: {remark} The answer: {expected}"))
            }
            Verdict::Wrong { expected, .. } => {
                (Rating::Again, format!("Wrong. The answer: {expected}"))
            }
        };
        let difference = match &found {
            Verdict::Right => Vec::new(),
            Verdict::Close { expected, .. } | Verdict::Wrong { expected, .. } => {
                judge::diff(text, expected)
            }
        };
        Graded { difference, ..verdict(rating, remark) }
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
            tolerance: self.card.tolerance(),
        }
    }

    fn grade_list(&self, named: &[String]) -> Graded {
        let Right::List(items) = self.card.right() else {
            return self.grade_text(&named.join(", "));
        };
        let found = judge::judge_list(named, items, &self.judge_options());
        let mut marks: Vec<ItemMark> = (0..items.len())
            .map(|item| ItemMark {
                right: !found.missing.contains(&item),
                text: items[item].clone(),
            })
            .collect();
        let strays = named.iter().zip(&found.given);
        let strays = strays.filter(|(_, of)| matches!(of, ItemVerdict::Wrong { .. }));
        marks.extend(strays.map(|(text, _)| ItemMark {
            right: false,
            text: format!("{text} (does not belong here)"),
        }));
        let credit = Credit { got: items.len() - found.missing.len(), of: items.len() };
        let strays = marks.len() - items.len();
        let is_clean = |of: &ItemVerdict| {
            matches!(of, ItemVerdict::Right { .. } | ItemVerdict::Repeated { .. })
        };
        let is_clean = found.given.iter().all(is_clean);
        let best = if is_clean { Rating::Good } else { Rating::Hard };
        let graded = itemised(credit, "named", marks, best);
        // Who names everything knows nothing.
        Graded { credit: Credit { got: credit.got.saturating_sub(strays), ..credit }, ..graded }
    }

    fn grade_ticks(&self, ticked: &[usize]) -> Graded {
        let Right::List(items) = self.card.right() else {
            return verdict(Rating::Again, "Wrong.");
        };
        let mark = |(index, text): (usize, &String)| ItemMark {
            right: ticked.contains(&index),
            text: text.clone(),
        };
        let marks: Vec<ItemMark> = items.iter().enumerate().map(mark).collect();
        let got = marks.iter().filter(|mark| mark.right).count();
        itemised(Credit { got, of: items.len() }, "recalled", marks, Rating::Good)
    }
}

fn verdict(rating: Rating, remark: impl Into<String>) -> Graded {
    let credit = match rating {
        Rating::Again => Credit::NONE,
        Rating::Hard => Credit::HALF,
        Rating::Good | Rating::Easy => Credit::ALL,
    };
    Graded { rating, remark: remark.into(), difference: Vec::new(), items: Vec::new(), credit }
}

fn itemised(credit: Credit, what: &str, items: Vec<ItemMark>, best: Rating) -> Graded {
    let Credit { got, of } = credit;
    let rating = credit.rating().min(best);
    let remark = match got == of {
        true if rating == Rating::Good => "Right.".to_owned(),
        _ => format!("{got} of {of} {what}."),
    };
    Graded { items, credit, ..verdict(rating, remark) }
}

/// Neighbours that follow each other as they should earn their part.
fn grade_order(order: &[usize], shown: &[String], right: &[usize]) -> Graded {
    let place = |item: usize| right.iter().position(|&other| other == item);
    let follows = |pair: &[usize]| match (place(pair[0]), place(pair[1])) {
        (Some(first), Some(second)) => first + 1 == second,
        _ => false,
    };
    let credit = Credit {
        got: order.windows(2).filter(|pair| follows(pair)).count(),
        of: right.len().saturating_sub(1),
    };
    let marks = right.iter().enumerate().map(|(at, &item)| {
        let given = order.iter().position(|&other| other == item).unwrap_or(at);
        let yours = if given == at { String::new() } else { format!(" (yours: {})", given + 1) };
        ItemMark { right: given == at, text: format!("{}. {}{yours}", at + 1, shown[item]) }
    });
    itemised(credit, "neighbours in order", marks.collect(), Rating::Good)
}

fn grade_match(given: &[usize], left: &[String], right: &[String], key: &[usize]) -> Graded {
    let marks: Vec<ItemMark> = (0..left.len())
        .map(|at| match given.get(at) {
            Some(chosen) if *chosen == key[at] => {
                ItemMark { right: true, text: format!("{}: {}", left[at], right[key[at]]) }
            }
            chosen => {
                let instead = chosen.and_then(|&index| right.get(index));
                let instead = instead.map(|text| format!(" (not {text})")).unwrap_or_default();
                ItemMark {
                    right: false,
                    text: format!("{}: {}{instead}", left[at], right[key[at]]),
                }
            }
        })
        .collect();
    let got = marks.iter().filter(|mark| mark.right).count();
    itemised(Credit { got, of: left.len() }, "pairs right", marks, Rating::Good)
}

fn right_remark(given: &str, answer: &str) -> String {
    match given.trim() == answer {
        true => "Right.".to_owned(),
        false => format!("Right: {answer}"),
    }
}

/// Every answer that counts as right when typed.
fn accepted(card: &Card) -> Vec<String> {
    let mut accepted = match card.right() {
        Right::Texts(texts) if texts.len() > 1 => vec![texts.join(", ")],
        right => vec![right.joined().into_owned()],
    };
    accepted.extend(card.accept().iter().cloned());
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
    fn an_order_earns_credit_by_its_neighbours() {
        let shown = texts(&["c", "a", "d", "b"]);
        let right = [1, 3, 0, 2]; // a b c d
        let rated = |order: &[usize]| {
            let graded = grade_order(order, &shown, &right);
            (graded.rating, graded.remark)
        };
        assert_eq!(rated(&[1, 3, 0, 2]), (Rating::Good, "Right.".to_owned()));
        // b c d a: two of three neighbours.
        assert_eq!(rated(&[3, 0, 2, 1]), (Rating::Hard, "2 of 3 neighbours in order.".to_owned()));
        // b a c d: one of three.
        assert_eq!(rated(&[3, 1, 0, 2]).0, Rating::Again);
        assert_eq!(grade_order(&[3, 1, 0, 2], &shown, &right).credit, Credit { got: 1, of: 3 });
        assert_eq!(rated(&[2, 0, 3, 1]), (Rating::Again, "0 of 3 neighbours in order.".to_owned()));
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
            (got, of, graded.remark.split('.').next().unwrap_or_default().to_owned())
        };
        assert_eq!(credit(&[0, 1, 2, 3], 1).0, 4);
        assert_eq!(credit(&[0, 1, 2, 3, 4], 1), (0, 4, "4 right, 1 wrong".to_owned()));
        assert_eq!(credit(&[0, 1, 2, 3, 4], 4), (12, 16, "4 right, 1 wrong".to_owned()));
        assert_eq!(credit(&[0, 1], 2), (4, 8, "2 of 4 right".to_owned()));
        assert_eq!(credit(&[4, 5], 2).0, 0);
    }

    #[test]
    fn pairs_earn_credit_one_by_one_and_say_what_was_wrong() {
        let (left, right) = (texts(&["a", "b", "c"]), texts(&["3", "1", "2"]));
        let graded = grade_match(&[1, 2, 0], &left, &right, &[1, 2, 0]);
        assert_eq!((graded.rating, graded.remark.as_str()), (Rating::Good, "Right."));
        let graded = grade_match(&[1, 0, 2], &left, &right, &[1, 2, 0]);
        assert_eq!((graded.rating, graded.remark.as_str()), (Rating::Again, "1 of 3 pairs right."));
        assert_eq!(graded.items[1].text, "b: 2 (not 3)");
    }
}
