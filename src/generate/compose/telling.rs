//! Cards from what sentences tell: deeds, numbers, places, firsts, differences, quotations.

use super::context::Context;
use super::filter::gives_away;
use super::id::id;
use super::structure::{ASKING, LIKELY, MEANING};
use super::wording::has_braces;
use super::{Draft, Kind, Why, deeds, question, rank};
use crate::deck::Tolerance;
use crate::generate::fact::{Certainty, Telling, Topic, mention_at};
use crate::generate::lexicon::listed;
use crate::generate::text::{capitalised, words};
use std::ops::Range;

/// Shortest question, in words.
const SHORTEST: usize = 4;
/// Fewest words of a question for what somebody did: who, and when or where.
const SHORTEST_DEED: usize = 6;
/// How far off a number may be of which the text says that it is a rough one, in
/// hundredths.
const ROUGH: f64 = 10.0;

pub(super) fn cards(
    context: &Context<'_>,
    fact: usize,
    telling: &Telling,
) -> Result<Vec<Draft>, Why> {
    // `gaps` asks them where nothing better is.
    if telling.topic == Topic::Statement {
        return Ok(Vec::new());
    }
    let document = context.document;
    let text = |place: &Range<usize>| document.slice(place.clone()).replace('\n', " ");
    let parts: Vec<String> = telling.parts.iter().map(|(_, part)| text(part)).collect();
    let first = telling.parts.first().ok_or("nothing of it can be asked")?;
    let sentence = document.sentence_at(first.1.start).ok_or("it stands in no sentence")?;
    // Whose words are quoted holds what they say.
    let is_quotation = telling.topic == Topic::Quotation;
    if !is_quotation && context.claims_in(sentence).next().is_some() {
        return Err("its sentence tells what somebody claims");
    }
    if telling.questions.is_empty() {
        return Err("its words make no question");
    }
    let who = mention_at(&context.facts.mentions, &first.1).map(|mention| mention.actor);
    let is_known = !is_quotation || who.is_some_and(|actor| context.is_heavy(actor));
    let asked = telling.questions.iter().filter_map(|(front, place)| {
        let (answer, tolerance) = answered(telling.topic, &text(place));
        // `What did Babbage originate?`: many things.
        let is_open = telling.topic == Topic::Deed
            && front.starts_with("What did ")
            && words(front) < SHORTEST_DEED;
        let is_good = !is_open
            && (SHORTEST..=ASKING).contains(&words(front))
            && words(&answer) <= MEANING
            && [front, &answer].into_iter().all(|text| !has_braces(text))
            && (telling.topic == Topic::Comparison || !gives_away(front, &answer));
        if !is_good {
            return None;
        }
        let form = telling.topic.as_ref();
        let told: Vec<&str> = parts.iter().chain([&answer]).map(String::as_str).collect();
        let id = id(form, &parts[0], &told);
        let mut note =
            question(context, sentence, id, &["terms", form], [front.clone(), answer], Vec::new());
        note.tolerance = tolerance;
        let draft = Draft::new(Kind::Terms, fact, note, rank::telling(telling.topic));
        let is_certain = telling.certainty == Certainty::Certain;
        Some(draft.sure_if(&[(is_certain, LIKELY), (is_known, deeds::PASSING)]))
    });
    match asked.collect::<Vec<Draft>>() {
        none if none.is_empty() => Err("its words make no question, or show the answer"),
        drafts => Ok(drafts),
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

#[cfg(test)]
mod tests {
    use super::super::tests::{all, asks, none};
    use super::*;

    #[test]
    fn what_sentences_tell_is_asked() {
        asks(
            Kind::Terms,
            "
            Wat Tyler led the Peasants’ Revolt in 1381. => Who led the Peasants’ Revolt in 1381? | Wat Tyler
            About 17,000 people were executed in France in 1793. => How many people were executed in France in 1793? | 17,000
            The Treaty of Ghent was signed in Belgium in 1814. => Where was the Treaty of Ghent signed in 1814? | In Belgium
            The skin is the largest organ of the human body. => What is the largest organ of the human body? | The skin
            The Dutch company spent $600 million on ships in 1999. => How much did the Dutch company spend on ships in 1999? | $600 million
            In 1801 Thomas Jefferson declared: “We are all Republicans, we are all Federalists.” => Who declared: “We are all Republicans, we are all Federalists”? | Thomas Jefferson
            Farmers grow food, whereas merchants sell food. => How do farmers and merchants differ? | Farmers grow food, whereas merchants sell food
            There were about 20,000 people in Leipzig in 1650. => How many people were there in Leipzig in 1650? | 20,000
            ",
        );
    }

    #[test]
    fn what_shows_its_answer_or_is_claimed_is_not() {
        none(
            Kind::Terms,
            "
            Edward Gibbon argues that Wat Tyler led the Peasants’ Revolt in 1381.
            Nobody led the revolt in 1381.
            He led the Peasants’ Revolt in 1381.
            The harbour was built of grey stone.
            Wat Tyler might have led the Peasants’ Revolt.
            ",
        );
    }

    #[test]
    fn rough_numbers_may_be_off() {
        let shown = |answer: &str| {
            let (text, tolerance) = answered(Topic::Number, answer);
            (text, tolerance.is_some())
        };
        assert_eq!(shown("about 17,000"), ("17,000".to_owned(), true));
        assert_eq!(shown("about half"), ("half".to_owned(), false));
        assert_eq!(shown("17,000"), ("17,000".to_owned(), false));
        assert_eq!(answered(Topic::Place, "about").0, "About");
    }

    #[test]
    fn ids_name_what_is_told_and_no_prose() {
        let drafts = all("Wat Tyler led the Peasants’ Revolt in 1381.");
        let told = drafts.iter().find(|draft| draft.kind == Kind::Terms).unwrap();
        assert_eq!(told.note.id.len(), "deed-wat-tyler-".len() + 8, "{}", told.note.id);
        assert!(told.note.id.starts_with("deed-wat-tyler-"), "{}", told.note.id);
    }
}
