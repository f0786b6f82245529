//! What a list names, in which order, and what a table says of a thing.

use super::context::Context;
use super::filter::gives_away;
use super::id::id;
use super::noted::{is_proper, with_article, within};
use super::structure::{is_one, shown};
use super::{Draft, Kind, Why, basic, note, passage_at, quote, rank};
use crate::deck::Content;
use crate::document::Document;
use crate::generate::form::{Form, Phrase};
use crate::generate::lexicon::{COMMON_WORDS, listed};
use crate::generate::text::{self, capitalised, small, words};
use crate::language::Xpos;
use std::ops::Range;

/// Letters of an abbreviation, less than so many.
const LONGEST_CODE: usize = 6;
/// Longest name of a list of which each word may be a plain one in large letters, in words.
const SHORT_KIND: usize = 4;

pub(super) fn listing(
    context: &Context<'_>,
    fact: usize,
    lead: &Range<usize>,
    items: &[Range<usize>],
    is_ordered: bool,
) -> Result<Draft, Why> {
    let document = context.document;
    let lead_text = shown(document, lead)?;
    let items: Vec<String> =
        items.iter().map(|item| shown(document, item)).collect::<Result<_, _>>()?;
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

pub(super) fn feature_of(
    document: &Document,
    fact: usize,
    parts: [&Range<usize>; 3],
) -> Result<Draft, Why> {
    let [thing, feature, value] = parts.map(|span| shown(document, span));
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

/// A head in title case as plain words; not where other capitals than those of words stand
/// in it, or where one word may be a name.
fn plain(text: &str) -> String {
    let is_title = |word: &str| word.chars().skip(1).all(char::is_lowercase);
    let lower = text.to_lowercase();
    let is_name = is_one(text) && !COMMON_WORDS.contains_noun(&lower);
    if text.split(' ').all(is_title) && !is_name { lower } else { text.to_owned() }
}
