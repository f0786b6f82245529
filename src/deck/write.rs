//! A deck becomes a TOML file, laid out for people.

use super::schema::LINE;
use super::{Deck, DeckId, Note};
use serde::Serialize;
use std::fmt::Write;
use toml::Value;
use toml_writer::{ToTomlKey, ToTomlValue};

/// The first lines of a deck's file.
pub fn head(id: &DeckId, title: &str, language: &str) -> String {
    let mut out = begun(id, title);
    line(&mut out, "language", &quoted(language));
    out
}

fn begun(id: &DeckId, title: &str) -> String {
    let mut out = LINE.to_owned();
    line(&mut out, "format", "1");
    line(&mut out, "id", &quoted(id.as_str()));
    line(&mut out, "title", &quoted(title));
    out
}

/// The file's text. Reading it gives the same deck.
pub fn to_toml(deck: &Deck) -> String {
    let mut out = begun(&deck.id, &deck.title);
    if let Some(short) = &deck.short {
        line(&mut out, "short", &quoted(short));
    }
    line(&mut out, "language", &quoted(&deck.language));
    if let Some(ask) = deck.ask {
        line(&mut out, "ask", &quoted(ask.as_ref()));
    }
    if !deck.was.is_empty() {
        let was: Vec<String> = deck.was.iter().map(|id| quoted(id.as_str())).collect();
        line(&mut out, "was", &format!("[{}]", was.join(", ")));
    }
    if !deck.allow.is_empty() {
        let allow: Vec<String> = deck.allow.iter().map(|code| quoted(code)).collect();
        line(&mut out, "allow", &format!("[{}]", allow.join(", ")));
    }
    if let Some(source) = &deck.source {
        out.push_str("\n[source]\n");
        out.push_str(&keys(source));
    }
    if let Some(exam) = &deck.exam {
        out.push_str("\n[exam]\n");
        if let Some(date) = exam.date {
            line(&mut out, "date", &date.to_string());
        }
        if !exam.weights.is_empty() {
            let weights =
                exam.weights.iter().map(|(tag, weight)| format!("{} = {weight:?}", quoted(tag)));
            line(&mut out, "weights", &format!("{{ {} }}", weights.collect::<Vec<_>>().join(", ")));
        }
    }
    deck.notes().for_each(|note| out.push_str(&card(note)));
    out
}

/// One `[[card]]` table, an empty line before it.
pub fn card(note: &Note) -> String {
    let id = quoted(&note.id);
    format!("\n[[card]]\nid = {id}\n{}", keys(note))
}

/// What stands in the table of a card below its id, or in another.
pub fn keys(of: &impl Serialize) -> String {
    let table = toml::Table::try_from(of).expect("texts, numbers and lists can be written");
    let mut out = String::new();
    let keys = table.iter().filter(|(key, _)| *key != "id");
    keys.for_each(|(key, value)| line(&mut out, key, &laid_out(value)));
    out
}

/// Pairs stand below each other, other items where one line is too long to read.
fn laid_out(value: &Value) -> String {
    match value {
        Value::Float(number) => format!("{number:?}"),
        Value::Array(items) if items.iter().all(Value::is_array) => item_a_line(items, flat),
        Value::Array(items) => match flat(value) {
            line if line.chars().count() <= 90 => line,
            _ => item_a_line(items, laid_out),
        },
        other => flat(other),
    }
}

fn item_a_line(items: &[Value], laid_out: fn(&Value) -> String) -> String {
    let items = items.iter().map(|item| format!("    {},\n", laid_out(item)));
    format!("[\n{}]", items.collect::<String>())
}

/// On one line.
fn flat(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flat).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let entry = |(key, value): (&String, &Value)| {
                format!("{} = {}", key.to_toml_key(), flat(value))
            };
            format!("{{ {} }}", table.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    writeln!(out, "{key} = {value}").expect("writing to a string cannot fail");
}

fn quoted(text: &str) -> String {
    text.to_toml_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::arbitrary::decks;
    use crate::deck::parse::parse;
    use proptest::prelude::*;
    use std::path::Path;

    #[test]
    fn the_new_kinds_are_laid_out_for_people() {
        let text = "#:schema ./.deck.schema.json\nformat = 1\nid = \"rome\"\ntitle = \"Rome\"\nlanguage = \"en\"\n\n[[card]]\nid = \"hills\"\nfront = \"Two hills\"\nlist = [\"Palatine\", \"Aventine\"]\n\n[[card]]\nid = \"wives\"\nfront = \"Who married whom?\"\npairs = [\n    [\"Livia\", \"Augustus\"],\n    [\"Fulvia\", \"Antony\"],\n]\nask = \"match\"\n\n[[card]]\nid = \"founder\"\nfront = \"Who founded Rome?\"\nback = \"Romulus\"\nnocredit = { Remus = \"He was slain.\", \"King Numa\" = \"\" }\n\n[[card]]\nid = \"next\"\nfront = \"And then?\"\nback = \"Numa\"\nnocredit = [\"Remus\"]\n";
        let deck = parse(Path::new("d.toml"), text).deck.unwrap();
        assert_eq!(to_toml(&deck), text);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(deck in decks()) {
            let text = to_toml(&deck);
            let parsed = parse(Path::new("d.toml"), &text);
            let found = parsed.deck.map(|found| Deck { path: None, ..found });
            prop_assert_eq!(found, Some(deck), "{}\n{:?}", text, parsed.faults);
        }
    }
}
