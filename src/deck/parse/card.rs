//! One `[[card]]` table becomes a note.

use super::table::Table;
use crate::deck::cloze::Cloze;
use crate::deck::note::{Note, NoteContent};
use crate::deck::{Ask, CardId, DeckId};
use std::ops::Range;

const KEYS: [&str; 13] = [
    "id", "front", "back", "choices", "order", "cloze", "reverse", "ask", "accept", "tags",
    "source", "note", "was",
];
const RESERVED: [&str; 5] = ["list", "pairs", "nocredit", "tolerance", "allow"];

type Text = (String, Range<usize>);

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
    let kinds = ["back", "order", "cloze"].map(|key| table.has(key));
    match kinds {
        [true, false, false] => basic(table),
        [false, true, false] => order(table),
        [false, false, true] => cloze(table),
        [false, false, false] => {
            let help = "write front and back, cloze, or front and order";
            let message = "expected an answer, found none of 'back', 'order' and 'cloze'";
            table.faults.error("no-answer", table.span.clone(), message, help);
            None
        }
        _ => {
            let help = "a card has one of 'back', 'order' and 'cloze'; make two cards of it";
            let message = "expected one kind of answer, found several";
            table.faults.error("mixed-card", table.span.clone(), message, help);
            None
        }
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

fn order(table: &Table<'_, '_>) -> Option<NoteContent> {
    no_key(table, "choices", "order");
    no_key(table, "reverse", "order");
    no_key(table, "accept", "order");
    let front = table.required_text("front", "say what to do, such as front = \"Put in order\"");
    let items = table.array("order")?;
    if items.len() < 2 {
        let message = format!("expected at least two items, found {}", items.len());
        table.faults.error("short-order", table.span_of("order"), message, "add items");
    }
    no_doubles(table, "order", &items);
    Some(NoteContent::Order { front: front?.0, items: texts(items) })
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
        (Ask::Order, NoteContent::Order { .. }) => return,
        (Ask::Order, _) => "'order' to put in order",
        (_, NoteContent::Order { .. }) => "ask = \"order\" on a card with 'order'",
        (Ask::Choose, NoteContent::Basic { choices, .. }) if choices.is_empty() => {
            "'choices' to choose from"
        }
        (Ask::Choose, NoteContent::Cloze(_)) => "ask = \"reveal\" or \"type\" on a cloze",
        _ => return,
    };
    let message = format!("expected {fault}");
    table.faults.error("bad-ask", table.span_of("ask"), message, "change 'ask' or the card");
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
