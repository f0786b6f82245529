//! The words of a session, shared by all ways to show it. Pure.

use crate::quiz::question::{Form, Question, Standing};
use crate::schedule::{Rating, Wait};

/// A number and its noun: `1 card`, `2 cards`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// How long until a card comes back: `10 min`, `3 days`, `2.5 months`.
pub fn wait(wait: Wait) -> String {
    match wait {
        Wait::Minutes(minutes) if minutes < 60 => format!("{minutes} min"),
        Wait::Minutes(minutes) => tenths(f64::from(minutes) / 60.0, "hour"),
        Wait::Days(days) => interval(days),
    }
}

/// A number of days in the unit that a person would choose.
pub fn interval(days: u32) -> String {
    match days {
        0..=30 => count(days as usize, "day"),
        31..=364 => tenths(f64::from(days) / 30.44, "month"),
        _ => tenths(f64::from(days) / 365.25, "year"),
    }
}

fn tenths(number: f64, noun: &str) -> String {
    let text = format!("{number:.1}");
    match text.strip_suffix(".0") {
        Some("1") => format!("1 {noun}"),
        Some(whole) => format!("{whole} {noun}s"),
        None => format!("{text} {noun}s"),
    }
}

/// One rating with the wait that it leads to: `3 good 10 min`.
pub fn rating(question: &Question, rating: Rating) -> String {
    format!("{} {rating} {}", rating as u8, wait(question.wait(rating)))
}

/// What is left, by kind: `2 learning, 8 reviews, 20 new`.
pub fn left(question: &Question) -> String {
    let left = question.left;
    let mut parts = Vec::new();
    if left.learning > 0 {
        parts.push(format!("{} learning", left.learning));
    }
    if left.reviews > 0 {
        parts.push(count(left.reviews, "review"));
    }
    if left.new > 0 {
        parts.push(format!("{} new", left.new));
    }
    parts.join(", ")
}

/// What the learner should do, in one line for plain mode.
pub fn instruction(form: &Form) -> &'static str {
    match form {
        Form::Reveal => "Enter shows the answer.",
        Form::Type => "Type the answer; Enter alone shows it.",
        Form::Choose { right, .. } if right.len() > 1 => {
            "Give the numbers of all right options; Enter alone shows the answer."
        }
        Form::Choose { .. } => "Give the number of the right option; Enter alone shows the answer.",
        Form::Order { .. } => "Give the numbers in the right order; Enter alone shows it.",
    }
}

/// Where a card stands, in a word.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::New => "new",
        Standing::Learning => "learning",
        Standing::Review => "review",
        Standing::Relearning => "relearning",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_in_the_unit_a_person_would_choose() {
        let cases = [
            (Wait::Minutes(1), "1 min"),
            (Wait::Minutes(90), "1.5 hours"),
            (Wait::Days(1), "1 day"),
            (Wait::Days(30), "30 days"),
            (Wait::Days(61), "2 months"),
            (Wait::Days(365), "1 year"),
            (Wait::Days(498), "1.4 years"),
        ];
        for (value, text) in cases {
            assert_eq!(wait(value), text);
        }
    }
}
