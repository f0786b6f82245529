//! Cards from lists, tables, marked words and sentences of a form: what a term means
//! and which term it is, what a list names, what a table says of a thing, why something
//! happened.

use super::context::Context;
use super::filter::{gives_away, stands_alone};
use super::id::id;
use super::noted::{Noted, anything, is_proper, with_article, within};
use super::wording::has_braces;
use super::{Draft, Kind, Made, Why, basic, note, passage_at, question, quote, rank, telling};
use crate::deck::Content;
use crate::document::Document;
use crate::generate::dates;
use crate::generate::fact::{Certainty, Structure, Tie, mention_at};
use crate::generate::form::{Form, Phrase};
use crate::generate::lexicon::{COMMON_WORDS, listed};
use crate::generate::text::{self, bare, capitalised, small, words};
use crate::language::Xpos;
use std::collections::HashSet;
use std::ops::Range;

/// Why what a rule is not sure of makes a draft.
pub(super) const LIKELY: Why = "the sentence may say something else";

/// Longest meaning that is asked for, and longest that asks, in words.
pub(super) const MEANING: usize = 40;
pub(super) const ASKING: usize = 26;
/// Shortest meaning that asks for its term in prose, which tells less than a glossary.
const SHORTEST_ASKING: usize = 6;
/// Shortest question for a cause or an effect, in words.
const SHORTEST_WHY: usize = 5;
/// Shortest reason that answers, in words.
const SHORTEST_REASON: usize = 4;
/// How far off a wrong option may stand, in structures.
const NEAR: usize = 120;
/// Letters of an abbreviation, less than so many.
const LONGEST_CODE: usize = 6;
/// Fewest words of a meaning that say enough.
const SHORTEST_MEANING: usize = 3;
/// Longest name of a list of which each word may be a plain one in large letters, in words.
const SHORT_KIND: usize = 4;
/// Wrong options.
const OPTIONS: usize = 3;

pub(super) fn cards(context: &Context<'_>) -> Made {
    let mut made = Made::default();
    for (fact, structure) in context.facts.structures.iter().enumerate() {
        made.add(fact, of_structure(context, fact, structure));
    }
    made
}

fn of_structure(
    context: &Context<'_>,
    fact: usize,
    structure: &Structure,
) -> Result<Vec<Draft>, Why> {
    match structure {
        Structure::Definition { term, meaning, more: None, tie, .. }
            if !matches!(
                tie,
                Tie::Predicate { .. } | Tie::Deed | Tie::Sense | Tie::Occasion { .. }
            ) =>
        {
            defined(context, fact, [term, meaning], *tie)
        }
        Structure::Definition { term, meaning, more, tie, certainty } => {
            told(context, fact, [term, meaning], more.as_ref(), *tie, *certainty)
        }
        Structure::Cause { cause, effect, of_cause, of_effect, .. } => {
            caused(context, fact, [cause, effect], [of_cause.as_ref(), of_effect.as_ref()])
        }
        Structure::Listing { certainty: Certainty::Likely, .. } => {
            Err("there may be more than it names")
        }
        Structure::Listing { lead, items, is_ordered, .. } => {
            listing(context, fact, lead, items, *is_ordered).map(|card| vec![card])
        }
        Structure::Feature { thing, feature, value } => {
            feature_of(context.document, fact, [thing, feature, value]).map(|card| vec![card])
        }
        Structure::Telling(telling) => telling::cards(context, fact, telling),
    }
}

/// Text of a card as it may be shown: no mark of a gap in it.
fn text(document: &Document, span: &Range<usize>) -> Result<String, Why> {
    let text = document.slice(span.clone()).replace('\n', " ");
    match text.contains("{{") || text.contains("}}") {
        true => Err("it holds the marks of a gap"),
        false => Ok(text),
    }
}

/// The term's name within a sentence: small where only its place made it large, as
/// its first word stands elsewhere in small letters.
fn named(context: &Context<'_>, term: &str) -> String {
    let first = term.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let rest = term.strip_prefix(|_: char| true).unwrap_or_default();
    let is_plain = !rest.contains(char::is_uppercase) && rest.contains(char::is_lowercase);
    match is_plain && context.small_words.contains(first.to_lowercase().as_str()) {
        true => small(term),
        false => term.to_owned(),
    }
}

fn defined(
    context: &Context<'_>,
    fact: usize,
    [term, meaning]: [&Range<usize>; 2],
    tie: Tie,
) -> Result<Vec<Draft>, Why> {
    let document = context.document;
    let (name, mut said) = (text(document, term)?, text(document, meaning)?);
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
fn told(
    context: &Context<'_>,
    fact: usize,
    [term, meaning]: [&Range<usize>; 2],
    more: Option<&Range<usize>>,
    tie: Tie,
    certainty: Certainty,
) -> Result<Vec<Draft>, Why> {
    let document = context.document;
    let (name, mut said) = (text(document, term)?, text(document, meaning)?);
    if let Some(more) = more.and_then(|more| text(document, more).ok()) {
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

/// Why, and what came of it.
fn caused(
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
    let [cause, effect] = [text(document, parts[0])?, text(document, parts[1])?];
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
            let name = text(context.document, term).ok()?;
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

fn listing(
    context: &Context<'_>,
    fact: usize,
    lead: &Range<usize>,
    items: &[Range<usize>],
    is_ordered: bool,
) -> Result<Draft, Why> {
    let document = context.document;
    let lead_text = text(document, lead)?;
    let items: Vec<String> =
        items.iter().map(|item| text(document, item)).collect::<Result<_, _>>()?;
    // What stands in brackets explains, and may name the items.
    let announced = lead_text.split(" (").next().unwrap_or_default().trim_end_matches(':').trim();
    let announced = match document.language {
        None => plain_kind(announced),
        Some(_) => announced.to_owned(),
    };
    // `Its three parts`, `Some of them`: it names nothing by itself.
    if listed!("openings of no lists").contains(text::first(&announced)) {
        return Err("what announces it names nothing by itself");
    }
    // `To become more western, they`: the items go on with it.
    let last = text::last(&announced);
    let is_counted = announced.split(' ').any(|word| listed!("small numbers").contains(word));
    if listed!("ends of open leads").contains(last) {
        return Err("its items go on with it");
    }
    let states = Phrase::of(document, &announced).form() == Form::Clause;
    let number = items.len().checked_sub(2).and_then(|at| listed!("small numbers").iter().nth(at));
    let deeds = deeds_of(document, &items).filter(|_| !is_ordered && !states).zip(number);
    let counted = announced.split_once(' ').map_or("", |(_, rest)| rest);
    let is_name = !announced.contains(',')
        && (states
            || deeds.is_some()
            || is_ordered
                && announced.split(' ').any(|word| listed!("things in a row").contains(word))
            || Phrase::of(document, if is_counted { counted } else { &announced }).is_several())
        && !announced.split(' ').any(|word| listed!("verbs that name nothing").contains(word));
    let id = id("list", &lead_text, &items.iter().map(String::as_str).collect::<Vec<_>>());
    let content = match is_ordered {
        true => {
            let what = announced.strip_prefix("order of ").unwrap_or(&announced);
            let front = format!("Put in order: {what}.");
            Content::Order { front: within(document, lead.start, what, front), items }
        }
        false if let Some((verb, number)) = deeds => {
            if !is_proper(&lead_text) && !context.persons.contains(lead_text.as_str()) {
                return Err("it may not be who did it");
            }
            let who = with_article(context, &lead_text);
            Content::List { front: format!("Name {number} things that {who} {verb}."), items }
        }
        // `The meristems make three tissues`.
        false if states => {
            Content::List { front: format!("{}. Name them.", capitalised(&announced)), items }
        }
        false => {
            let count = number.filter(|_| !is_counted).map(|number| format!("{number} "));
            let count = count.unwrap_or_default();
            let bare = announced.strip_prefix("the ").unwrap_or(&announced);
            // `Cost of unemployment` is one thing, and `GALT` may be several.
            let is_one_thing = !is_counted
                && bare.contains(char::is_lowercase)
                && !Phrase::of(document, bare).is_several();
            let front = match is_one_thing {
                true => format!("What are the {count}points under “{bare}”?"),
                false => format!("Name the {count}{bare}."),
            };
            Content::List { front: within(document, lead.start, bare, front), items }
        }
    };
    let mut note = note(id, content, &["terms", "list"], document.place_at(lead.start));
    let told_by = document.sentence_at(lead.start).map(|at| document.sentences[at].span.clone());
    note.quote = vec![quote(document, told_by.unwrap_or_else(|| lead.clone()))];
    let tests = [
        (is_name, "the line above the list may be no name for its items"),
        (!states || is_counted, "the line above the list may not announce it"),
    ];
    Ok(Draft::new(Kind::Terms, fact, note, rank::LISTING).sure_if(&tests))
}

/// The name of a list with small letters where only its place made them large: `Mein
/// Kampf key ideas`, `political causes`.
fn plain_kind(text: &str) -> String {
    let mut rest = text.split(' ').skip(1);
    if rest.all(|word| word.starts_with(char::is_lowercase)) {
        return small(text);
    }
    let is_short = words(text) <= SHORT_KIND;
    let lower = text.split(' ').enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        let is_quality = listed!("ends of adjectives").iter().any(|end| lower.ends_with(end));
        let is_plain = (at == 0 || is_short) && (is_quality || COMMON_WORDS.contains_noun(&lower));
        if is_plain || at == 0 && word.chars().count() < 2 { lower } else { word.to_owned() }
    });
    lower.collect::<Vec<String>>().join(" ")
}

/// Whether all items of a list say what somebody did, or does: with which verb they are
/// asked for.
fn deeds_of(document: &Document, items: &[String]) -> Option<&'static str> {
    let forms: Vec<Form> = items.iter().map(|item| Phrase::of(document, item).form()).collect();
    let is_deed = |form: &Form| matches!(form, Form::Did | Form::Does);
    let verb = if forms.contains(&Form::Did) { "did" } else { "does" };
    forms.iter().all(is_deed).then_some(verb)
}

fn feature_of(document: &Document, fact: usize, parts: [&Range<usize>; 3]) -> Result<Draft, Why> {
    let [thing, feature, value] = parts.map(|span| text(document, span));
    let (thing, feature, value) = (thing?, feature?, value?);
    let is_word =
        |text: &String| !text.contains(['+', '=', '#', '[', '/', '*']) && !text.ends_with('.');
    if !value.chars().any(char::is_alphanumeric) || value.to_lowercase() == "n/a" {
        return Err("the cell is empty");
    }
    if ![&thing, &feature].into_iter().all(is_word) {
        return Err("its heads are no words");
    }
    if listed!("heads of samples").contains(&text::first(&feature).to_lowercase()) {
        return Err("there are more of its kind");
    }
    // `Degree of Independence` of `Common Law`.
    let words = Phrase::of(document, &feature);
    let is_plain = document.language.is_none()
        && words.is_name()
        && Phrase::of(document, &thing).is_name()
        && !feature.contains(" of ");
    let is = if words.is_several() { "are" } else { "is" };
    // `Indicates`: what the thing does.
    let does = words.words().filter(|words| words.tokens.len() == 1 && words.xpos(0) == Xpos::Vbz);
    // `the nominative`
    let of_quality = Phrase::of(document, &thing).is_quality();
    let owner = if of_quality { format!("the {}", small(&thing)) } else { plain(&thing) };
    let front = match (is_plain, does) {
        (_, Some(verb)) => format!("What does {owner} {}?", verb.lemma(0)),
        (true, None) => format!("What {is} the {} of {owner}?", plain(&feature)),
        (false, None) => format!("{thing}: {}?", small(&feature)),
    };
    if gives_away(&front, &value) {
        return Err("its words show the answer");
    }
    let id = id("feature", &thing, &[&thing, &feature, &value]);
    let content = basic(front, value.clone(), Vec::new());
    let mut note = note(id, content, &["terms", "table"], document.place_at(parts[2].start));
    note.quote.extend(passage_at(document, parts[2].start).map(|row| quote(document, row)));
    // `U-2`, `PA`: only who has the table before him knows what it means, or asks.
    let is_code = |text: &str| !text.chars().any(char::is_lowercase) && text.len() < LONGEST_CODE;
    let is_sentence =
        |text: &str| text.split(' ').any(|word| listed!("verbs that name nothing").contains(word));
    let states = Phrase::of(document, &value).form() == Form::Does;
    let has_code = is_code(&value) || is_code(&feature);
    let has_sentence = [&thing, &feature, &value].into_iter().any(|text| is_sentence(&small(text)));
    let tests = [
        (is_plain || does.is_some(), "its heads make no plain question"),
        (!has_code, "only who sees the table knows what its letters mean"),
        (!has_sentence && !states, "its cells are sentences"),
    ];
    Ok(Draft::new(Kind::Terms, fact, note, rank::FEATURE).sure_if(&tests))
}

pub(super) fn is_one(text: &str) -> bool {
    !text.contains(' ')
}

/// A head in title case as plain words; not where other capitals than those of words stand
/// in it, or where one word may be a name.
fn plain(text: &str) -> String {
    let is_title = |word: &str| word.chars().skip(1).all(char::is_lowercase);
    let lower = text.to_lowercase();
    let is_name = is_one(text) && !COMMON_WORDS.contains_noun(&lower);
    if text.split(' ').all(is_title) && !is_name { lower } else { text.to_owned() }
}

/// What a place says, to the letter, on one line.
fn line(document: &Document, from: usize, to: usize) -> String {
    document.slice(from..to.max(from)).replace('\n', " | ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{asks, asks_below, none_sure};
    use super::*;

    #[test]
    fn what_the_layout_says_is_asked_in_any_language() {
        let head = "# Zellen\n\n## Die Zelle\n\nDie Zelle ist die kleinste Einheit des Lebens, und alle Lebewesen bestehen aus Zellen. Sie wurde von vielen untersucht, die mit besseren Mikroskopen arbeiteten als die ersten.\n\n";
        asks_below(
            head,
            Kind::Terms,
            "
            - Zellkern: enthält das Erbgut der Zelle und steuert, was in ihr geschieht¶¶Bestandteile der Membran:¶- Lipide¶- Proteine¶- Zucker => Die Zelle: what do the notes say about “Zellkern”? | enthält das Erbgut der Zelle und steuert, was in ihr geschieht
            - Zellkern: enthält das Erbgut der Zelle und steuert, was in ihr geschieht¶¶Bestandteile der Membran:¶- Lipide¶- Proteine¶- Zucker => Die Zelle: name the three Bestandteile der Membran. | Lipide; Proteine; Zucker
            ",
        );
    }

    #[test]
    fn causes_and_occasions_are_asked_for() {
        asks(
            Kind::Terms,
            "
            As a result of the fire of 1666, London built wider streets. => Why did London build wider streets? | As a result of the fire of 1666
            The Soviet Union did not sign the declaration because it was not at war with Japan. => Why did the Soviet Union not sign the declaration? | Because it was not at war with Japan
            Malnutrition is the most common cause of weak bones. => What is the most common cause of weak bones? | Malnutrition
            Mutations can arise from errors of copying. => What can mutations arise from? | Errors of copying
            Deflation occurs when prices fall across an economy. => When does deflation occur? | When prices fall across an economy
            Those who left the dry plains were called Okies. => What were Okies? | Those who left the dry plains
            ",
        );
    }

    #[test]
    fn causes_that_point_or_are_only_likely_are_not() {
        none_sure(
            Kind::Terms,
            "
            He fled because the army was gone.
            This led to a war of the two kings.
            The tax was hated, so the king repealed it.
            The council held nobles, including dukes, earls, and barons.
            The farmers would have starved because of the tax, had the rain not come.
            ",
        );
    }

    #[test]
    fn terms_lists_orders_and_features_are_asked_for() {
        asks_below(
            "# Cells\n\n",
            Kind::Terms,
            "
            - **Osmosis**: the flow of water through a membrane => What is meant by “Osmosis”? | the flow of water through a membrane
            Three Baltic states:¶- Estonia¶- Latvia¶- Lithuania => Name the three Baltic states. | Estonia; Latvia; Lithuania
            Types of tissue:¶- muscle¶- bone¶- nerve => Name the three types of tissue. | muscle; bone; nerve
            - order of the carriers: Complex I → ubiquinone → cytochrome => Put in order: the carriers. | Complex I → ubiquinone → cytochrome
            ## Tissues¶¶There are three layers:¶- skin¶- bark¶- wood => Tissues: name the three layers. | skin; bark; wood
            The root makes three tissues:¶- skin¶- bark¶- wood => The root makes three tissues. Name them. | skin; bark; wood
            | | Common Law | Civil Law |¶|---|---|---|¶| Source of Rules | past cases | one code |¶| Other Names | judges’ law | written law | => What are the other names of common law? | judges’ law
            | | Light | Dark |¶|---|---|---|¶| Place | membrane | stroma |¶| Needs | water | sugar | => What is the place of light? | membrane
            ",
        );
        none_sure(
            Kind::Terms,
            "
            They sent three envoys:¶- Adams¶- Jay
            - Note: read the next chapter at home
            > - tariff: a tax on goods from abroad
            ",
        );
    }
}
