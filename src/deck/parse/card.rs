//! One `[[card]]` table becomes a note.

use super::table::{Located as Text, Table};
use crate::deck::cloze::Cloze;
use crate::deck::note::{Note, NoteContent};
use crate::deck::{Ask, CardId, DeckId};

const KEYS: [&str; 16] = [
    "id", "front", "back", "choices", "order", "list", "pairs", "cloze", "reverse", "ask",
    "accept", "nocredit", "tags", "source", "note", "was",
];
const RESERVED: [&str; 2] = ["tolerance", "allow"];

/// Reads a card: its id, and the note where no fault keeps it from being asked.
pub(super) fn note(table: &Table<'_, '_>) -> (Option<String>, Option<Note>) {
    table.only(&KEYS, &RESERVED);
    let id = id(table);
    let content = content(table);
    let ask = super::ask(table);
    if let (Some(ask), Some(content)) = (ask, &content) {
        check_ask(table, ask, content);
    }
    let note = id.clone().zip(content).map(|(id, content)| Note {
        id,
        content,
        ask,
        accept: table.plain_array("accept"),
        nocredit: nocredit(table),
        tags: table.plain_array("tags"),
        source: table.text("source").map(|(text, _)| text),
        note: table.text("note").map(|(text, _)| text),
        was: was(table),
    });
    (id, note)
}

fn id(table: &Table<'_, '_>) -> Option<String> {
    if !table.has("id") {
        let message = "expected the key 'id', found none: without it no progress can be kept";
        let help = "byheart check --fix gives ids to all cards without one";
        table.faults.error("missing-id", table.span.clone(), message, help);
        return None;
    }
    let (text, span) = table.text("id")?;
    match DeckId::new(&text) {
        Ok(_) => Some(text),
        Err(fault) => {
            table.faults.error("bad-id", span, fault.to_string(), "use a-z, 0-9 and -");
            None
        }
    }
}

fn content(table: &Table<'_, '_>) -> Option<NoteContent> {
    let kinds = ["back", "cloze", "order", "list", "pairs"];
    let mut found = kinds.into_iter().filter(|key| table.has(key));
    match (found.next(), found.next()) {
        (None, _) => {
            let help = "write front and back, cloze, or front and order, list or pairs";
            let message =
                "expected an answer, found none of 'back', 'cloze', 'order', 'list' and 'pairs'";
            table.faults.error("no-answer", table.span.clone(), message, help);
            None
        }
        (Some(one), Some(other)) => {
            let help = "make two cards of it";
            let message = format!("expected one kind of answer, found '{one}' and '{other}'");
            table.faults.error("mixed-card", table.span.clone(), message, help);
            None
        }
        (Some("back"), None) => basic(table),
        (Some("cloze"), None) => cloze(table),
        (Some("pairs"), None) => pairs(table),
        (Some(key), None) => items(table, key),
    }
}

fn basic(table: &Table<'_, '_>) -> Option<NoteContent> {
    let front = table.required_text("front", "write the question as front");
    let back = table.texts("back")?;
    let choices = table.array("choices").unwrap_or_default();
    let reverse = table.boolean("reverse");
    if back.is_empty() {
        let message = "expected an answer, found an empty array";
        table.faults.error("empty-text", table.span_of("back"), message, "write the answer");
        return None;
    }
    no_doubles(table, "back", &back);
    no_doubles(table, "choices", &choices);
    for (choice, span) in choices.iter().filter(|(choice, _)| back.iter().any(|(b, _)| b == choice))
    {
        let message = format!("expected a wrong option, found the right one: {choice:?}");
        table.faults.error(
            "right-choice",
            span.clone(),
            message,
            "choices are the wrong options only",
        );
    }
    if reverse && back.len() > 1 {
        let message = "expected one answer to ask the other way round, found several";
        table.faults.error("bad-reverse", table.span_of("reverse"), message, "delete reverse");
    }
    Some(NoteContent::Basic {
        front: front?.0,
        back: texts(back),
        choices: texts(choices),
        reverse,
    })
}

/// Items to be put in order or to be named.
fn items(table: &Table<'_, '_>, key: &str) -> Option<NoteContent> {
    no_judging(table, key);
    let (front, items) = (front(table), table.array(key)?);
    at_least_two(table, key, items.len());
    no_doubles(table, key, &items);
    let (front, items) = (front?, texts(items));
    Some(match key {
        "order" => NoteContent::Order { front, items },
        _ => NoteContent::List { front, items },
    })
}

fn pairs(table: &Table<'_, '_>) -> Option<NoteContent> {
    no_judging(table, "pairs");
    let (front, pairs) = (front(table), table.pairs("pairs")?);
    at_least_two(table, "pairs", pairs.len());
    let (left, right): (Vec<Text>, Vec<Text>) = pairs.into_iter().unzip();
    no_doubles(table, "pairs", &left);
    no_doubles(table, "pairs", &right);
    Some(NoteContent::Pairs {
        front: front?,
        pairs: texts(left).into_iter().zip(texts(right)).collect(),
    })
}

/// Keys that only speak of one answer.
fn no_judging(table: &Table<'_, '_>, kind: &str) {
    for key in ["choices", "reverse", "accept", "nocredit"] {
        no_key(table, key, kind);
    }
}

fn front(table: &Table<'_, '_>) -> Option<String> {
    let help = "say what to do, such as front = \"Put in order\"";
    table.required_text("front", help).map(|(text, _)| text)
}

fn at_least_two(table: &Table<'_, '_>, key: &str, found: usize) {
    if found < 2 {
        let message = format!("expected at least two items, found {found}");
        table.faults.error("short-order", table.span_of(key), message, "add items");
    }
}

fn cloze(table: &Table<'_, '_>) -> Option<NoteContent> {
    no_key(table, "front", "cloze");
    no_key(table, "choices", "cloze");
    no_key(table, "reverse", "cloze");
    let (text, span) = table.text("cloze")?;
    if let Err(fault) = Cloze::parse(&text) {
        // Exact for texts on one line without escapes, near for others.
        let quote = 1;
        let start = (span.start + quote + fault.offset()).min(span.end);
        let help = "a gap is written {{c1::hidden::hint}}";
        table.faults.error("bad-cloze", start..span.end, fault.to_string(), help);
        return None;
    }
    Some(NoteContent::Cloze(text))
}

fn no_key(table: &Table<'_, '_>, key: &str, kind: &str) {
    if table.has(key) {
        let message = format!("'{key}' means nothing on a card with '{kind}'");
        table.faults.error("mixed-card", table.span_of(key), message, format!("delete '{key}'"));
    }
}

fn no_doubles(table: &Table<'_, '_>, key: &str, items: &[Text]) {
    for (index, (text, span)) in items.iter().enumerate() {
        if items[..index].iter().any(|(earlier, _)| earlier == text) {
            let message = format!("expected different texts in {key}, found {text:?} twice");
            table.faults.error("double-item", span.clone(), message, "delete one");
        }
    }
}

fn check_ask(table: &Table<'_, '_>, ask: Ask, content: &NoteContent) {
    let fault = match (ask, content) {
        (Ask::Order, NoteContent::Order { .. }) | (Ask::Match, NoteContent::Pairs { .. }) => return,
        (Ask::Order, _) => "'order' to put in order",
        (Ask::Match, _) => "'pairs' to match",
        (_, NoteContent::Order { .. }) => "ask = \"order\" on a card with 'order'",
        (_, NoteContent::Pairs { .. }) => "ask = \"match\" on a card with 'pairs'",
        (Ask::Choose, NoteContent::Basic { choices, .. }) if choices.is_empty() => {
            "'choices' to choose from"
        }
        (Ask::Choose, NoteContent::Cloze(_)) => "ask = \"reveal\" or \"type\" on a cloze",
        (Ask::Choose, NoteContent::List { .. }) => "ask = \"reveal\" or \"type\" on a list",
        _ => return,
    };
    let message = format!("expected {fault}");
    table.faults.error("bad-ask", table.span_of("ask"), message, "change 'ask' or the card");
}

/// Wrong answers and the author's remarks on them: a table, or an array of
/// answers without remarks.
fn nocredit(table: &Table<'_, '_>) -> Vec<(String, String)> {
    if table.is_array("nocredit") {
        let answers = table.plain_array("nocredit").into_iter();
        return answers.map(|answer| (answer, String::new())).collect();
    }
    let Some(remarks) = table.table("nocredit") else { return Vec::new() };
    let remark =
        |key: String| remarks.text(&key).map(|(remark, _)| (key.trim().to_owned(), remark));
    remarks.keys().into_iter().filter_map(remark).collect()
}

fn was(table: &Table<'_, '_>) -> Vec<CardId> {
    let mut ids = Vec::new();
    for (text, span) in table.array("was").unwrap_or_default() {
        match text.parse() {
            Ok(id) => ids.push(id),
            Err(fault) => {
                let fault: crate::deck::IdError = fault;
                table.faults.error(
                    "bad-id",
                    span,
                    fault.to_string(),
                    "write it like old-deck/old-id",
                );
            }
        }
    }
    ids
}

fn texts(items: Vec<Text>) -> Vec<String> {
    items.into_iter().map(|(text, _)| text).collect()
}
