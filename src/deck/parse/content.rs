//! What a `[[card]]` table asks: one kind of answer, and nothing beside it.

use super::table::{Located as Text, Table};
use crate::deck::cloze::{Cloze, ClozeError};
use crate::deck::content::{Content, MAX_CHOICES, MAX_ITEMS};
use crate::deck::fault::Severity;
use regex::Regex;
use std::collections::HashSet;

/// Reads what is asked; none where a fault keeps it from being asked.
/// `shuffle` says whether options are mixed.
pub(super) fn content(table: &Table<'_, '_>, shuffle: Option<bool>) -> Option<Content> {
    let found: Vec<_> = Content::KEYS.iter().filter(|(key, _)| table.has(key)).collect();
    match found.as_slice() {
        [] if table.has("answer") && !table.has("statement") => {
            let message = "expected back beside a question, found answer, which is for a statement";
            let help = "did you mean 'back'? (answer = true or false belongs to a statement)";
            table.faults.error("no-answer", table.span_of("answer"), message, help);
            None
        }
        [] if table.misspells(&Content::KEYS.map(|(key, _)| key)) => None,
        [] => {
            let [others @ .., last] = Content::KEYS.map(|(key, _)| key);
            let others = others.join("', '");
            let message = format!("expected an answer, found none of '{others}' and '{last}'");
            table.faults.error("no-answer", table.span.clone(), message, Content::REMEDY);
            None
        }
        [(one, _), (other, _), ..] => {
            let help = "make two cards of it";
            let message = format!("expected one kind of answer, found '{one}' and '{other}'");
            table.faults.error("mixed-card", table.span.clone(), message, help);
            None
        }
        [(key, own)] => {
            only_own(table, key, own);
            match *key {
                "back" => basic(table, shuffle),
                "cloze" => cloze(table),
                "pairs" => pairs(table),
                "statement" => statement(table),
                key => items(table, key),
            }
        }
    }
}

/// Keys that mean something only on cards of another kind.
fn only_own(table: &Table<'_, '_>, kind: &str, own: &[&str]) {
    for key in table.keys().filter(|key| !own.contains(key) && Content::keys().contains(key)) {
        let message = format!("'{key}' means nothing on a card with '{kind}'");
        table.faults.error("mixed-card", table.span_of(key), message, format!("delete '{key}'"));
    }
}

fn basic(table: &Table<'_, '_>, shuffle: Option<bool>) -> Option<Content> {
    let front = table.required_text("front", "write the question as front");
    let back = table.texts("back");
    let choices = table.array("choices").unwrap_or_default();
    let reverse = table.boolean("reverse").unwrap_or(false);
    let back = back?;
    if table.len("back") == Some(0) {
        let message = "expected an answer, found an empty array";
        table.faults.error("empty-text", table.span_of("back"), message, "write the answer");
        return None;
    }
    no_doubles(table, "in back", &back);
    no_doubles(table, "in choices", &choices);
    at_most(table, "back", MAX_CHOICES, "split the card");
    at_most(table, "choices", MAX_CHOICES, "keep the likeliest wrong options");
    match shuffle {
        Some(false) => some_wrong(table, &back, &choices),
        _ => wrong_only(table, &back, &choices),
    }
    if table.has("shuffle") && choices.is_empty() {
        let message = "'shuffle' means nothing on a card without 'choices'";
        table.faults.add(
            Severity::Warning,
            "idle-shuffle",
            table.span_of("shuffle"),
            message,
            "delete 'shuffle'",
        );
    }
    if reverse && table.len("back").is_some_and(|answers| answers > 1) {
        let message = "expected one answer to ask the other way round, found several";
        table.faults.error("bad-reverse", table.span_of("reverse"), message, "delete reverse");
    }
    let (front, back, choices) = (front?.0, texts(back), texts(choices));
    Some(Content::Basic { front, back, choices, reverse })
}

fn wrong_only(table: &Table<'_, '_>, back: &[Text], choices: &[Text]) {
    let right: HashSet<&str> = back.iter().map(|(text, _)| text.as_str()).collect();
    for (choice, span) in choices.iter().filter(|(choice, _)| right.contains(choice.as_str())) {
        let message = format!("expected a wrong option, found the right one: {choice:?}");
        let help = "choices are the wrong options only; with shuffle = false the answer may have its place among them";
        table.faults.error("right-choice", span.clone(), message, help);
    }
}

/// Among options that keep their order the right ones have places too, beside a wrong one.
fn some_wrong(table: &Table<'_, '_>, back: &[Text], choices: &[Text]) {
    let is_right = |choice: &Text| back.iter().any(|(text, _)| *text == choice.0);
    if !choices.is_empty() && choices.iter().all(is_right) {
        let message = "expected a wrong option among choices, found the right ones alone";
        table.faults.error("right-choice", table.span_of("choices"), message, "add a wrong option");
    }
}

/// Items to be put in order or to be named.
fn items(table: &Table<'_, '_>, key: &str) -> Option<Content> {
    let (front, items) = (front(table, key), table.array(key)?);
    some_not_many(table, key);
    no_doubles(table, &format!("in {key}"), &items);
    let (front, items) = (front?, texts(items));
    Some(match key {
        "order" => Content::Order { front, items },
        _ => Content::List { front, items },
    })
}

fn pairs(table: &Table<'_, '_>) -> Option<Content> {
    let (front, pairs) = (front(table, "pairs"), table.pairs("pairs")?);
    some_not_many(table, "pairs");
    let (left, right): (Vec<Text>, Vec<Text>) = pairs.into_iter().unzip();
    no_doubles(table, "on the left of pairs", &left);
    no_doubles(table, "on the right of pairs", &right);
    let pairs = texts(left).into_iter().zip(texts(right)).collect();
    Some(Content::Pairs { front: front?, pairs })
}

fn statement(table: &Table<'_, '_>) -> Option<Content> {
    if !table.has("answer") {
        table.missing("answer", "write answer = true or answer = false");
    }
    let (statement, answer) = (table.text("statement"), table.boolean("answer"));
    Some(Content::TrueFalse { statement: statement?.0, answer: answer? })
}

fn front(table: &Table<'_, '_>, key: &str) -> Option<String> {
    let help = match key {
        "order" => "say what to do, such as front = \"Put in order\"",
        "pairs" => "say what to do, such as front = \"Who wrote what?\"",
        _ => "ask for the items, such as front = \"Name the seven hills of Rome\"",
    };
    table.required_text("front", help).map(|(text, _)| text)
}

/// Two items at least, and no more than the learner can see on a screen.
fn some_not_many(table: &Table<'_, '_>, key: &str) {
    let found = table.len(key).unwrap_or_default();
    if found < 2 {
        let items = if key == "pairs" { "pairs" } else { "items" };
        let message = format!("expected at least two {items}, found {found}");
        table.faults.error("few-items", table.span_of(key), message, format!("add {items}"));
    }
    at_most(table, key, MAX_ITEMS, "split the card");
}

pub(super) fn at_most(table: &Table<'_, '_>, key: &str, most: usize, help: &str) {
    let Some(found) = table.len(key).filter(|&found| found > most) else { return };
    let message = format!("expected at most {most} in {key}, found {found}");
    table.faults.error("many-items", table.span_of(key), message, help);
}

/// A gap that has a brace too few on some side.
fn single_braces() -> &'static Regex {
    pattern!(r"\{+c?(\d{1,4}::[^{}]*)\}+")
}

fn cloze(table: &Table<'_, '_>) -> Option<Content> {
    let (text, span) = table.text("cloze")?;
    match Cloze::parse(text) {
        Ok(cloze) => {
            // Each number makes a card with the whole text.
            let found = cloze.gaps().len();
            if found > MAX_ITEMS {
                let message = format!("expected at most {MAX_ITEMS} gaps, found {found}");
                table.faults.error("many-items", span, message, "split the card");
            }
            Some(Content::Cloze(cloze))
        }
        Err((_, ClozeError::NoGap)) if single_braces().is_match(table.faults.slice(&span)) => {
            let right = single_braces().replace_all(table.faults.slice(&span), "{{c$1}}");
            let message = "expected {{ and }} around a gap, found { and }";
            let help = match right.contains('\n') {
                true => "a gap is written {{c1::hidden::hint}}".to_owned(),
                false => format!("write cloze = {right}"),
            };
            table.faults.error("bad-cloze", span, message, help);
            None
        }
        Err((at, fault)) => {
            // Exact for texts on one line without escapes, near for others.
            let quote = 1;
            let start = (span.start + quote + at).min(span.end);
            let help = match &fault {
                ClozeError::Digits(number) => &format!(
                    "write {{{{c{number}::…}}}}, or {{{{c{number}::{number}::…}}}} where the number itself is hidden"
                ),
                ClozeError::Mark(_) => {
                    "a gap is written {{c1::hidden::hint}}; what begins like a number is hidden by {{c1::C1: so}}"
                }
                ClozeError::Unclosed | ClozeError::Nested => {
                    "a gap is written {{c1::hidden::hint}}; \\{{ and \\}} are braces of the text"
                }
                _ => "a gap is written {{c1::hidden::hint}}",
            };
            table.faults.error("bad-cloze", start..span.end, fault.to_string(), help);
            None
        }
    }
}

/// Reports texts that stand twice where they must differ.
pub(super) fn no_doubles<'a>(
    table: &Table<'_, '_>,
    place: &str,
    items: impl IntoIterator<Item = &'a Text>,
) {
    let mut seen = HashSet::new();
    for (text, span) in items.into_iter().filter(|(text, _)| !seen.insert(text.as_str())) {
        let message = format!("expected different texts {place}, found {text:?} twice");
        table.faults.error("double-item", span.clone(), message, "delete one or tell them apart");
    }
}

fn texts(items: Vec<Text>) -> Vec<String> {
    items.into_iter().map(|(text, _)| text).collect()
}
