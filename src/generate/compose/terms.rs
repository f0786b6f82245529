//! What a term means, and which term it is.

use super::context::Context;
use super::filter::{gives_away, stands_alone};
use super::id::id;
use super::noted::{Noted, anything, is_proper};
use super::structure::{ASKING, LIKELY, MEANING, is_one, line, named, shown};
use super::{Draft, Kind, Why, basic, note, question, quote, rank};
use crate::document::Document;
use crate::generate::dates;
use crate::generate::fact::{Certainty, Structure, Tie};
use crate::generate::form::Form;
use crate::generate::lexicon::{COMMON_WORDS, listed};
use crate::generate::text::{self, bare, capitalised, small, words};
use std::collections::HashSet;
use std::ops::Range;

/// Shortest meaning that asks for its term in prose, which tells less than a glossary.
const SHORTEST_ASKING: usize = 6;
/// How far off a wrong option may stand, in structures.
const NEAR: usize = 120;
/// Wrong options.
const OPTIONS: usize = 3;
/// Fewest words of a meaning that say enough.
const SHORTEST_MEANING: usize = 3;

pub(super) fn defined(
    context: &Context<'_>,
    fact: usize,
    [term, meaning]: [&Range<usize>; 2],
    tie: Tie,
) -> Result<Vec<Draft>, Why> {
    let document = context.document;
    let (name, mut said) = (shown(document, term)?, shown(document, meaning)?);
    // `Scarcity – means that …`: it is a meaning.
    let opened = listed!("openings that mean")
        .iter()
        .find_map(|verb| said.strip_prefix(verb)?.strip_prefix(' '));
    let tie = if opened.is_some() && tie == Tie::Remark { Tie::Glossary } else { tie };
    if let Some(meaning) = opened.map(str::to_owned) {
        said = meaning;
    }
    // `…, including` a list that stands below.
    let ends = [" including", " such as", " like", " e.g"];
    if let Some(whole) = ends.iter().find_map(|end| said.trim_end_matches(':').strip_suffix(end)) {
        said = whole.trim_end_matches([',', ' ']).to_owned();
    }
    for (is_good, why) in [
        (words(&said) <= MEANING, "its meaning is too long"),
        (!is_time(&name), "a time is no term"),
        (!listed!("ends of open leads").contains(text::last(&said)), "it goes on below"),
    ] {
        if !is_good {
            return Err(why);
        }
    }
    let shown = named(context, &name);
    let noted = Noted::new(context, [&name, &shown, &said], tie)?;
    // `was officially born in 1995` says what happened to it, not what it is.
    let is_told = matches!(noted.form, Form::Did | Form::Other);
    if tie == Tie::Copula && document.language.is_none() && is_told {
        return Err("what is said of it is no meaning");
    }
    let front = match tie {
        Tie::Copula if !noted.is_person => {
            format!("What {} {}?", copula(document, term, meaning), article_small(&shown))
        }
        _ => noted.question(context, term.start),
    };
    let (is_noted, lower) = (front.ends_with(&anything(&shown)[1..]), shown.to_lowercase());
    let make = |form: &str, front: String, back: String, choices: Vec<String>, rank: u32| {
        let id = id(form, &name, &[form, &name, &said]);
        let content = basic(front, back, choices);
        // Below a heading the line itself says it.
        let is_below = document.sentence_at(term.start).is_none();
        let told_by = document.sentence_at(meaning.start).filter(|_| is_below);
        let place = told_by.map_or(term.start, |sentence| document.sentences[sentence].span.start);
        let mut note = note(id, content, &["terms"], document.place_at(place));
        note.note = Some(match told_by {
            Some(sentence) => quote(document, document.sentences[sentence].span.clone()),
            None => line(document, term.start, meaning.end),
        });
        Draft::new(Kind::Terms, fact, note, rank)
    };
    let meaning = make("meaning", front, said.clone(), Vec::new(), rank::MEANING);
    let says_enough = tie != Tie::Remark || noted.is_remark();
    let says_who = tie != Tie::Remark || !noted.is_person || noted.form == Form::Noun;
    // What notes say about `national` or `2 camps` is asked by nobody.
    let is_named = is_proper(&shown) || is_one(&shown) && !COMMON_WORDS.contains_noun(&lower);
    let tests = [
        (is_named || !is_noted, "its form tells no question"),
        (
            says_enough && words(&said) >= SHORTEST_MEANING,
            "what is noted may say too little by itself",
        ),
        (says_who, "what is noted of the person may be no role"),
    ];
    let mut cards = vec![meaning.sure_if(&tests)];
    let asks = (4..=ASKING).contains(&words(&said)) && !said.contains(". ");
    if asks && tie != Tie::Remark && !gives_away(&said, &name) {
        let front = match noted.is_person {
            true => format!("Who was this: {said}?"),
            false => format!("Which term fits this description: {said}?"),
        };
        let choices = other_terms(context, fact, &said);
        cards.push(make("term", front, bare(&shown).to_owned(), choices, rank::TERM));
    }
    Ok(cards)
}

/// `in the 16th century`, `April 1865`.
fn is_time(name: &str) -> bool {
    let bare = ["in ", "on ", "by "].iter().find_map(|tie| name.strip_prefix(tie)).unwrap_or(name);
    [bare, text::bare(bare)].into_iter().any(|text| dates::value_of(text).is_some())
        || text::last(bare) == "century"
}

/// What a sentence says that a term means, where it is clear without what stands
/// before.
pub(super) fn told(
    context: &Context<'_>,
    fact: usize,
    [term, meaning]: [&Range<usize>; 2],
    more: Option<&Range<usize>>,
    tie: Tie,
    certainty: Certainty,
) -> Result<Vec<Draft>, Why> {
    let document = context.document;
    let (name, mut said) = (shown(document, term)?, shown(document, meaning)?);
    if let Some(more) = more.and_then(|more| shown(document, more).ok()) {
        said = format!("{said} {more}");
    }
    let sentence = document.sentence_at(term.start).ok_or("it stands in no sentence")?;
    // What follows says which one `the process` is.
    let is_clear = document.sentences[sentence].span.start < term.start
        || stands_alone(document.sentence(sentence))
            && context.claims_in(sentence).next().is_none();
    let is_closed = || context.is_closed(&format!("A {}: {}", bare(&name), bare(&said)), sentence);
    for (is_good, why) in [
        (words(&said) <= MEANING, "its meaning is too long"),
        (!is_time(&name), "a time is no term"),
        (tie == Tie::Sense || !context.persons.contains(bare(&name)), "it is a person"),
        (!repeats(&said, &name), "its meaning has the words of its name"),
        (is_clear && is_closed(), "its sentence points to one before, or is a claim"),
    ] {
        if !is_good {
            return Err(why);
        }
    }
    let (shown, front) = match tie {
        Tie::Predicate { copula, is_name } => {
            let shown = article_small(&if is_name { named(context, &name) } else { small(&name) });
            let front = format!("What {copula} {shown}?");
            (shown, front)
        }
        Tie::Deed => (name.clone(), format!("What did {} do?", article_small(&name))),
        Tie::Occasion { is_several, is_name } => {
            let shown = article_small(&if is_name { named(context, &name) } else { small(&name) });
            let front = format!("When {} {shown} occur?", if is_several { "do" } else { "does" });
            (shown, front)
        }
        _ => (name.clone(), format!("What does “{name}” mean?")),
    };
    let asks = (SHORTEST_ASKING..=ASKING).contains(&words(&said)) && !gives_away(&said, &name);
    let back = asks.then(|| {
        let front = match tie {
            Tie::Deed => format!("What {said}?"),
            Tie::Sense => format!("Which word or phrase means “{said}”?"),
            Tie::Occasion { .. } => format!("What occurs {said}?"),
            _ => format!("Which term fits this description: {}?", small(&said)),
        };
        let choices = other_terms(context, fact, &said);
        ("term", front, bare(&shown).to_owned(), choices, rank::TERM_IN_PROSE)
    });
    let answer = match tie {
        Tie::Deed => format!("It {said}"),
        Tie::Occasion { .. } => capitalised(&said),
        _ => said.clone(),
    };
    let meaning = ("meaning", front, answer, Vec::new(), rank::MEANING_IN_PROSE);
    let asked = std::iter::once(meaning).chain(back).map(|(form, front, back, choices, rank)| {
        let id = id(form, &name, &[form, &name, &said]);
        let asked = [front, back];
        let note = question(context, sentence, id, &["terms"], asked, choices);
        Draft::new(Kind::Terms, fact, note, rank)
            .sure_if(&[(certainty == Certainty::Certain, LIKELY)])
    });
    Ok(asked.collect())
}

/// `Exeter School, a school in Exeter`: all that the name says the meaning says again.
fn repeats(said: &str, name: &str) -> bool {
    let said = said.to_lowercase();
    let said: HashSet<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
    let name = bare(name).to_lowercase();
    name.contains(' ') && name.split(' ').all(|word| said.contains(word))
}

/// `is`, `was`: the verb that the sentence has.
fn copula<'d>(document: &'d Document, term: &Range<usize>, meaning: &Range<usize>) -> &'d str {
    let between = document.slice(term.end..meaning.start.max(term.end));
    let verb = between.split_whitespace().next_back().unwrap_or_default();
    if matches!(verb, "is" | "are" | "was" | "were") { verb } else { "is" }
}

/// `A coenzyme` within a sentence.
fn article_small(term: &str) -> String {
    let (article, rest) = text::parted(term);
    article.to_lowercase() + rest
}

/// Terms that stand nearest, as wrong options; none where there are too few.
fn other_terms(context: &Context<'_>, fact: usize, said: &str) -> Vec<String> {
    let structures = &context.facts.structures;
    let Structure::Definition { term: own, tie, .. } = &structures[fact] else {
        return Vec::new();
    };
    let is_noted = *tie == Tie::Remark;
    let own_name = bare(context.document.slice(own.clone())).to_lowercase();
    let of_person = context.persons.contains(context.document.slice(own.clone()));
    let mut seen = HashSet::from([own_name]);
    let near = (1..=NEAR).flat_map(|far| [fact.checked_sub(far), Some(fact + far)]);
    let terms = near.flatten().filter_map(|other| match structures.get(other)? {
        Structure::Definition { term, tie, certainty: Certainty::Certain, .. } => {
            let name = shown(context.document, term).ok()?;
            let is_other = (*tie == Tie::Remark) == is_noted
                && seen.insert(bare(&name).to_lowercase())
                && context.persons.contains(name.as_str()) == of_person
                && !gives_away(said, &name);
            is_other.then(|| bare(&named(context, &name)).to_owned())
        }
        _ => None,
    });
    let terms: Vec<String> = terms.take(OPTIONS).collect();
    if terms.len() == OPTIONS { terms } else { Vec::new() }
}
