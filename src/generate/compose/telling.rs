//! Cards from what sentences tell: deeds, numbers, places, firsts, differences, quotations.

use super::context::Context;
use super::filter::gives_away;
use super::id::id;
use super::wording::{capitalised, is_balanced, words};
use super::{Draft, Kind, question};
use crate::deck::Tolerance;
use crate::generate::fact::{Telling, Topic};
use crate::generate::lexicon::listed;
use std::ops::Range;

/// Longest question and longest answer, in words.
const QUESTION: Range<usize> = 4..27;
const ANSWER: usize = 40;
/// How far off a number may be of which the text says that it is a rough one, in
/// hundredths.
const ROUGH: f64 = 10.0;

pub(super) fn cards(context: &Context<'_>, fact: usize, telling: &Telling) -> Vec<Draft> {
    // These are asked where nothing better is (`gaps`).
    if telling.topic == Topic::Statement {
        return Vec::new();
    }
    let document = context.document;
    let Some(sentence) = document.sentence_at(telling.parts[0].1.start) else { return Vec::new() };
    if context.claims_in(sentence).next().is_some() {
        return Vec::new();
    }
    let asked = telling.questions.iter().filter_map(|(front, place)| {
        let answer = document.slice(place.clone()).replace('\n', " ");
        let (answer, tolerance) = answered(telling.topic, &answer);
        let is_good = QUESTION.contains(&words(front))
            && words(&answer) <= ANSWER
            && [front, &answer].into_iter().all(|text| is_balanced(text) && is_plain(text))
            && (telling.topic == Topic::Comparison || !gives_away(front, &answer));
        if !is_good {
            return None;
        }
        let form = telling.topic.as_ref();
        let id = id(form, front, &[front, &answer]);
        let mut note =
            question(context, sentence, id, &["terms", form], [front.clone(), answer], Vec::new());
        note.tolerance = tolerance;
        Some(Draft::new(Kind::Terms, fact, note, rank(telling.topic)))
    });
    asked.collect()
}

fn is_plain(text: &str) -> bool {
    !text.contains(['{', '}'])
}

fn rank(topic: Topic) -> u32 {
    match topic {
        Topic::Deed | Topic::Significance => 60,
        Topic::Comparison => 56,
        Topic::Number => 55,
        Topic::Place => 53,
        Topic::Quotation | Topic::Item | Topic::Statement => 51,
    }
}

/// The answer; of a rough number without `about`, and how far off it may be.
fn answered(topic: Topic, answer: &str) -> (String, Option<Tolerance>) {
    let lower = answer.to_lowercase();
    let mut rough = listed!("before a number").iter();
    let rough = rough.find_map(|words| {
        let is_rough = lower.strip_prefix(words)?.starts_with(' ');
        answer.get(words.len() + 1..).filter(|_| is_rough)
    });
    match rough {
        Some(bare) if topic == Topic::Number => {
            let is_digits = bare.starts_with(|c: char| c.is_ascii_digit());
            (bare.to_owned(), is_digits.then_some(Tolerance::Percent(ROUGH)))
        }
        _ => (capitalised(answer), None),
    }
}
