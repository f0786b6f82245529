//! What a line of text gives.

use crate::quiz::question::{Form, Given, Question};
use crate::schedule::Rating;
use std::collections::BTreeSet;

pub(super) fn parse_rating(text: &str) -> Option<Rating> {
    Rating::ALL.into_iter().find(|rating| text == (*rating as u8).to_string())
}

/// What a line of text gives; none where it does not fit.
pub(super) fn parse_answer(text: &str, question: &Question) -> Option<Given> {
    let all = |count: usize| parse_numbers(text, count).filter(|numbers| numbers.len() == count);
    match &question.form {
        Form::Reveal | Form::Reverse | Form::Tick => None,
        Form::Type => Some(Given::Text(text.to_owned())),
        Form::Choose { options, .. } => parse_numbers(text, options.len()).map(Given::Chosen),
        Form::Order { shown, .. } => all(shown.len()).map(Given::Ordered),
        Form::Match { left, .. } => all(left.len()).map(Given::Matched),
        Form::List => {
            let items = text.split(';').map(str::trim).filter(|item| !item.is_empty());
            let items: Vec<String> = items.map(str::to_owned).collect();
            (!items.is_empty()).then_some(Given::Named(items))
        }
    }
}

/// The numbers of the items that were known, or 0.
pub(super) fn parse_ticks(text: &str, question: &Question) -> Option<Given> {
    let items = question.card.items();
    match text {
        "0" => Some(Given::Ticked(Vec::new())),
        _ => parse_numbers(text, items.len()).map(Given::Ticked),
    }
}

/// Different numbers from 1 to `most`, as indices from 0.
fn parse_numbers(text: &str, most: usize) -> Option<Vec<usize>> {
    let numbers = numbers(text)?;
    let different: BTreeSet<&usize> = numbers.iter().collect();
    let fits = numbers.iter().all(|number| (1..=most).contains(number));
    (fits && !numbers.is_empty() && different.len() == numbers.len())
        .then(|| numbers.iter().map(|number| number - 1).collect())
}

/// Whole numbers with blanks or commas between them.
pub(super) fn numbers(text: &str) -> Option<Vec<usize>> {
    let words = text.split([' ', ',', '\t']).filter(|word| !word.is_empty());
    words.map(|word| word.parse().ok()).collect()
}
