//! One `[[card]]` table becomes a note.

use super::content::{at_most, content, no_doubles};
use super::table::{Located as Text, Table};
use crate::deck::content::{MAX_QUOTES, MAX_WAS};
use crate::deck::fault::Severity;
use crate::deck::{Ask, CardId, Content, DeckId, Exact, Kind, Note, Right, Side};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(in crate::deck) static KEYS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    [
        &["id"],
        Content::keys(),
        &["ask", "tags", "source", "note", "quote", "corrected", "was", "allow"],
    ]
    .concat()
});

/// What the head of a deck says of all its cards.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wishes {
    pub(super) exact: Option<Exact>,
    /// Whether options are mixed.
    pub(super) shuffle: Option<bool>,
}

/// Reads a card: its id, and the note where no fault keeps it from being asked. What its
/// deck says of it counts where it does not say so itself.
pub(super) fn note(table: &Table<'_, '_>, deck: Wishes) -> (Option<String>, Option<Note>) {
    let id = id(table);
    (id.clone(), keys(table, id, deck))
}

/// Reads all that stands beside the id.
pub(super) fn keys(table: &Table<'_, '_>, id: Option<String>, deck: Wishes) -> Option<Note> {
    table.only(&KEYS);
    let shuffle = table.boolean("shuffle");
    let content = content(table, shuffle.or(deck.shuffle));
    let ask = super::ask(table);
    if let (Some(ask), Some(content)) = (ask, &content) {
        check_ask(table, ask, content);
    }
    let (accept, nocredit) = (table.plain_array("accept"), nocredit(table));
    if let Some(content) = content.as_ref().filter(|_| !nocredit.is_empty()) {
        check_nocredit(table, content, &accept, &nocredit);
    }
    // All keys are read before a fault ends it, so that all faults are reported.
    let (tags, was, tolerance) = (table.plain_array("tags"), was(table), table.tolerance());
    let (exact, allow) = (table.exact(), super::allow(table));
    let fits = |content: &Content| content.kind() == Kind::Choice;
    let shuffle = shuffle.or(deck.shuffle.filter(|_| content.as_ref().is_some_and(fits)));
    let exact = exact.or(deck.exact.filter(|_| content.as_ref().is_some_and(Content::is_written)));
    // A card is asked all the same.
    let corrected = table.date("corrected", Severity::Unknown);
    let (source, remark) = (table.plain("source"), table.plain("note"));
    let quote = table.texts("quote").unwrap_or_default();
    at_most(table, "quote", MAX_QUOTES, "quote what the card rests on alone");
    let nocredit = nocredit.into_iter().map(|((answer, _), remark)| (answer, remark)).collect();
    id.zip(content).map(|(id, content)| Note {
        id,
        content,
        ask,
        accept,
        nocredit,
        exact,
        tolerance,
        shuffle,
        allow,
        tags,
        source,
        note: remark,
        quote: quote.into_iter().map(|(text, _)| text).collect(),
        corrected,
        was,
    })
}

fn id(table: &Table<'_, '_>) -> Option<String> {
    if !table.has("id") && table.misspells(&["id"]) {
        return None;
    }
    if !table.has("id") {
        let message = "expected the key 'id', found none: without it no progress can be kept";
        let help = "byheart check --fix gives ids to all cards without one";
        table.faults.error("missing-id", table.span.clone(), message, help);
        return None;
    }
    table.id(table.text("id")?, "use a-z, 0-9 and -", |id| DeckId::new(&id).map(|_| id))
}

fn check_ask(table: &Table<'_, '_>, ask: Ask, content: &Content) {
    let asks = content.asks(Side::Front);
    if asks.contains(&ask) {
        return;
    }
    let possible: Vec<String> = asks.iter().map(|ask| format!("{:?}", ask.as_ref())).collect();
    let kind = Content::KEYS.iter().map(|(key, _)| *key).find(|key| table.has(key));
    let fault = match ask {
        Ask::Order => "'order' to put in order".to_owned(),
        Ask::Match => "'pairs' to match".to_owned(),
        Ask::Choose if content.kind() == Kind::Basic => "'choices' to choose from".to_owned(),
        _ => match kind.unwrap_or_default() {
            kind @ ("cloze" | "list") => format!("ask = {} on a {kind}", possible.join(" or ")),
            kind => format!("ask = {} on a card with '{kind}'", possible.join(" or ")),
        },
    };
    let message = format!("expected {fault}");
    table.faults.error("bad-ask", table.span_of("ask"), message, "change 'ask' or the card");
}

/// Wrong answers and the author's remarks on them: a table, or an array of
/// answers without remarks.
fn nocredit(table: &Table<'_, '_>) -> Vec<(Text, String)> {
    let entries = match table.len("nocredit").and_then(|_| table.array("nocredit")) {
        Some(answers) => answers.into_iter().map(|answer| (answer, String::new())).collect(),
        None => table.remarks("nocredit"),
    };
    no_doubles(table, "in nocredit", entries.iter().map(|(answer, _)| answer));
    entries
}

/// An answer cannot earn nothing and be right, letter by letter.
fn check_nocredit(
    table: &Table<'_, '_>,
    content: &Content,
    accept: &[String],
    nocredit: &[(Text, String)],
) {
    let sides = content.sides().into_iter().filter(|side| *side != Side::Reversed);
    let right = sides.flat_map(|side| match content.right(side) {
        Right::Texts(texts) => texts,
        Right::Order(_) | Right::List(_) | Right::Pairs(_) => Vec::new(),
    });
    let right = right.chain(accept.iter().map(|text| Cow::Borrowed(text.as_str())));
    let right: HashSet<Cow<'_, str>> = right.collect();
    let is_right = |answer: &str| right.contains(answer);
    for ((answer, span), _) in nocredit.iter().filter(|((answer, _), _)| is_right(answer)) {
        let message =
            format!("expected an answer that earns nothing, found a right one: {answer:?}");
        let help = "delete it from nocredit or from the right answers";
        table.faults.error("right-nocredit", span.clone(), message, help);
    }
}

fn was(table: &Table<'_, '_>) -> Vec<CardId> {
    at_most(table, "was", MAX_WAS, "keep the ids that it had last");
    let id = |text| table.id(text, "write it like old-deck/old-id", |id| id.parse());
    table.array("was").unwrap_or_default().into_iter().filter_map(id).collect()
}
