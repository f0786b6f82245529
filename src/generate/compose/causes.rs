//! Why something happened, and what came of it.

use super::context::Context;
use super::filter::stands_alone;
use super::id::id;
use super::structure::{ASKING, MEANING, shown};
use super::wording::has_braces;
use super::{Draft, Kind, Why, question, rank};
use crate::generate::fact::mention_at;
use crate::generate::text::{capitalised, words};
use std::ops::Range;

/// Shortest question for a cause or an effect, in words.
const SHORTEST_WHY: usize = 5;
/// Shortest reason that answers, in words.
const SHORTEST_REASON: usize = 4;

/// Why, and what came of it.
pub(super) fn caused(
    context: &Context<'_>,
    fact: usize,
    parts: [&Range<usize>; 2],
    asked: [Option<&String>; 2],
) -> Result<Vec<Draft>, Why> {
    if asked.iter().all(Option::is_none) {
        return Err("its words make no question");
    }
    let document = context.document;
    let sentence = document.sentence_at(parts[0].start).ok_or("it stands in no sentence")?;
    // `As a result of the war, …` has in itself what it follows from.
    let is_inside = document.sentences[sentence].span.start == parts[0].start;
    let is_clear = is_inside || stands_alone(document.sentence(sentence));
    if context.claims_in(sentence).next().is_some() || !is_clear {
        return Err("its sentence points to one before, or is a claim");
    }
    let [cause, effect] = [shown(document, parts[0])?, shown(document, parts[1])?];
    let cards = [&cause, &effect].into_iter().zip(asked).filter_map(|(part, front)| {
        let (front, back) = (restored(context, sentence, front?), capitalised(part));
        // `The tariff` answers what led to something, but hardly why.
        let shortest = if front.starts_with("Why ") { SHORTEST_REASON } else { 1 };
        let is_good = (SHORTEST_WHY..=ASKING).contains(&words(&front))
            && (shortest..=MEANING).contains(&words(&back))
            && !has_braces(&front)
            && context.is_closed(&format!("{front} {back}"), sentence);
        let id = id("cause", &back, &[&cause, &effect, &back]);
        let note = question(context, sentence, id, &["terms", "cause"], [front, back], Vec::new());
        is_good.then(|| Draft::new(Kind::Terms, fact, note, rank::CAUSE))
    });
    match cards.collect::<Vec<Draft>>() {
        none if none.is_empty() => {
            Err("it is too short or too long, or points to a sentence before")
        }
        cards => Ok(cards),
    }
}

/// A question in which the first word of its sentence is small; as it stands where it is a name.
fn restored(context: &Context<'_>, sentence: usize, question: &str) -> String {
    let (span, text) =
        (&context.document.sentences[sentence].span, context.document.sentence(sentence));
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let place = span.start..span.start + first.len();
    match mention_at(&context.facts.mentions, &place).filter(|_| !first.is_empty()) {
        Some(_) => {
            question.replacen(&format!(" {} ", first.to_lowercase()), &format!(" {first} "), 1)
        }
        None => question.to_owned(),
    }
}
