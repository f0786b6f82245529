//! Cards on what important sentences state, where no better question asks it: the subject
//! is asked for, or a word that matters is hidden.

use super::context::Context;
use super::filter::gives_away;
use super::id::id;
use super::select::place;
use super::wording::{has_braces, is_balanced, untied};
use super::{Draft, Kind, basic, note, rank};
use crate::deck::Content;
use crate::deck::cloze::Cloze;
use crate::generate::fact::{Certainty, GAP, Structure, Telling, Topic};
use crate::generate::importance::Importance;
use crate::generate::text::{capitalised, words};
use std::collections::HashSet;
use std::ops::Range;

/// Length of a statement in which a word is hidden.
const STATEMENT: Range<usize> = 8..38;
/// Length of a question.
const QUESTION: Range<usize> = 3..30;

/// Statements of sentences that matter less are not asked, in thousandths of a logit above
/// the mean.
const MATTERS: i32 = -1500;

/// Cards of each sentence that matters and that no card in `made` asks for sure.
pub(super) fn candidates(
    context: &Context<'_>,
    importance: &Importance,
    made: &[Draft],
    are_claims_asked: bool,
) -> Vec<Draft> {
    let document = context.document;
    let sure: Vec<&Draft> = made.iter().filter(|draft| draft.is_sure()).collect();
    let places = sure.iter().filter_map(|draft| place(context.facts, draft));
    let asked: HashSet<usize> = places.filter_map(|place| document.sentence_at(place)).collect();
    let quoted = sure.iter().filter_map(|draft| draft.note.note.as_deref());
    let quoted: HashSet<&str> = quoted.collect();
    // What somebody claims is asked so, if it can be.
    let asking = made.iter().filter(|draft| draft.kind == Kind::Arguments);
    let asking: HashSet<usize> = asking.map(|draft| draft.fact).collect();
    let claims = context.facts.claims.iter().enumerate();
    let claims = claims.filter(|(at, _)| !are_claims_asked || asking.contains(at));
    let claimed: HashSet<usize> = claims.map(|(_, claim)| claim.sentence).collect();
    let is_open = |sentence: usize| {
        importance.sentences[sentence] >= MATTERS
            && !asked.contains(&sentence)
            && !claimed.contains(&sentence)
            && !quoted.contains(document.sentence(sentence))
    };
    let structures = context.facts.structures.iter().enumerate();
    let made = structures.filter_map(|(fact, structure)| {
        let Structure::Telling(telling) = structure else { return None };
        let sentence = document.sentence_at(telling.parts[0].1.start)?;
        let is_asked = telling.topic == Topic::Statement && is_open(sentence);
        is_asked.then(|| card(context, fact, telling))?
    });
    made.collect()
}

/// The card on one thing that a statement is asked for.
fn card(context: &Context<'_>, fact: usize, telling: &Telling) -> Option<Draft> {
    let document = context.document;
    let (statement, (name, _)) = (&telling.parts[0].1, telling.parts.get(1)?);
    let (asked, place) = telling.questions.first()?;
    let sentence = document.sentence_at(statement.start)?;
    let answer = document.slice(place.clone()).replace('\n', " ");
    let asked = untied(asked);
    let is_good = [&asked, &answer].into_iter().all(|text| is_balanced(text) && !has_braces(text))
        && !gives_away(&asked, &answer);
    let content = match asked.split_once(GAP).filter(|_| is_good) {
        Some(parts) => hidden(parts, &answer, name)?,
        None if is_good && QUESTION.contains(&words(&asked)) => {
            basic(asked, capitalised(&answer), Vec::new())
        }
        None => return None,
    };
    let id = id("statement", &answer, &[document.slice(statement.clone()), &answer]);
    let tags = ["terms", "statement"];
    let mut note = note(id, content, &tags, document.place_at(statement.start));
    note.note = Some(document.sentence(sentence).replace('\n', " "));
    let is_sure = telling.certainty == Certainty::Certain;
    let tests = [(is_sure, "whom or what a pronoun means is not certain")];
    Some(Draft::new(Kind::Terms, fact, note, rank::GAP).sure_if(&tests))
}

fn hidden((before, after): (&str, &str), answer: &str, name: &str) -> Option<Content> {
    let hint = match name {
        "how many" => format!("::{name}"),
        _ => String::new(),
    };
    let is_good = STATEMENT.contains(&(words(before) + words(answer) + words(after)));
    let opening = if before.is_empty() { capitalised(answer) } else { answer.to_owned() };
    let text = format!("{}{{{{c1::{opening}{hint}}}}}{after}", capitalised(before));
    let text = is_good.then_some(text)?;
    Cloze::parse(&text).ok().map(Content::Cloze)
}
