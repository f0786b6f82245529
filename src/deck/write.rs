//! A deck becomes a TOML file, laid out for people.

use super::note::{DeckFile, Note, NoteContent};
use super::{Ask, Tolerance};
use std::fmt::Write;
use toml_writer::{ToTomlKey, ToTomlValue};

/// The file's text. Reading it gives the same deck.
pub fn to_toml(deck: &DeckFile) -> String {
    let mut out = String::new();
    line(&mut out, "format", "1");
    line(&mut out, "id", &quoted(deck.id.as_str()));
    line(&mut out, "title", &quoted(&deck.title));
    line(&mut out, "language", &quoted(&deck.language));
    if let Some(ask) = deck.ask {
        line(&mut out, "ask", &quoted(ask_name(ask)));
    }
    if let Some(source) = &deck.source {
        out.push_str("\n[source]\n");
        optional(&mut out, "title", source.title.as_deref());
        optional(&mut out, "author", source.author.as_deref());
        if let Some(year) = source.year {
            line(&mut out, "year", &year.to_string());
        }
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
    deck.notes.iter().for_each(|each| note(&mut out, each));
    out
}

/// One `[[card]]` table, an empty line before it.
pub fn card(each: &Note) -> String {
    let mut out = String::new();
    note(&mut out, each);
    out
}

fn note(out: &mut String, note: &Note) {
    out.push_str("\n[[card]]\n");
    line(out, "id", &quoted(&note.id));
    content(out, &note.content);
    list(out, "accept", &note.accept);
    nocredit(out, &note.nocredit);
    match note.tolerance {
        Some(Tolerance::Number(number)) => line(out, "tolerance", &format!("{number:?}")),
        Some(other) => line(out, "tolerance", &quoted(&other.to_string())),
        None => {}
    }
    if let Some(ask) = note.ask {
        line(out, "ask", &quoted(ask_name(ask)));
    }
    list(out, "tags", &note.tags);
    optional(out, "source", note.source.as_deref());
    optional(out, "note", note.note.as_deref());
    let was: Vec<String> = note.was.iter().map(ToString::to_string).collect();
    list(out, "was", &was);
}

fn content(out: &mut String, content: &NoteContent) {
    match content {
        NoteContent::Basic { front, back, choices, reverse } => {
            line(out, "front", &quoted(front));
            match back.as_slice() {
                [one] => line(out, "back", &quoted(one)),
                several => line(out, "back", &array(several)),
            }
            list(out, "choices", choices);
            if *reverse {
                line(out, "reverse", "true");
            }
        }
        NoteContent::Cloze(text) => line(out, "cloze", &quoted(text)),
        NoteContent::Order { front, items } => {
            line(out, "front", &quoted(front));
            list(out, "order", items);
        }
        NoteContent::List { front, items } => {
            line(out, "front", &quoted(front));
            list(out, "list", items);
        }
        NoteContent::Pairs { front, pairs } => {
            line(out, "front", &quoted(front));
            let pairs = pairs
                .iter()
                .map(|(left, right)| format!("    [{}, {}],\n", quoted(left), quoted(right)));
            line(out, "pairs", &format!("[\n{}]", pairs.collect::<String>()));
        }
    }
}

/// An array where no remark is to be kept.
fn nocredit(out: &mut String, answers: &[(String, String)]) {
    if answers.iter().all(|(_, remark)| remark.is_empty()) {
        let answers: Vec<String> = answers.iter().map(|(answer, _)| answer.clone()).collect();
        return list(out, "nocredit", &answers);
    }
    let entries =
        answers.iter().map(|(text, remark)| format!("{} = {}", key(text), quoted(remark)));
    line(out, "nocredit", &format!("{{ {} }}", entries.collect::<Vec<_>>().join(", ")));
}

fn line(out: &mut String, key: &str, value: &str) {
    writeln!(out, "{key} = {value}").expect("writing to a string cannot fail");
}

fn optional(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        line(out, key, &quoted(value));
    }
}

fn list(out: &mut String, key: &str, values: &[String]) {
    if !values.is_empty() {
        line(out, key, &array(values));
    }
}

/// On one line where that is readable, else an item a line.
fn array(values: &[String]) -> String {
    let items: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    let one_line = format!("[{}]", items.join(", "));
    match one_line.chars().count() <= 90 {
        true => one_line,
        false => {
            format!("[\n{}]", items.iter().map(|item| format!("    {item},\n")).collect::<String>())
        }
    }
}

fn quoted(text: &str) -> String {
    text.to_toml_value()
}

fn ask_name(ask: Ask) -> &'static str {
    match ask {
        Ask::Reveal => "reveal",
        Ask::Type => "type",
        Ask::Choose => "choose",
        Ask::Order => "order",
        Ask::Match => "match",
    }
}

/// A key of an inline table, on one line.
fn key(text: &str) -> String {
    text.to_toml_key()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::arbitrary::decks;
    use crate::deck::parse::{parse, parse_file};
    use proptest::prelude::*;
    use std::path::Path;

    #[test]
    fn the_new_kinds_are_laid_out_for_people() {
        let text = "format = 1\nid = \"rome\"\ntitle = \"Rome\"\nlanguage = \"en\"\n\n[[card]]\nid = \"hills\"\nfront = \"Two hills\"\nlist = [\"Palatine\", \"Aventine\"]\n\n[[card]]\nid = \"wives\"\nfront = \"Who married whom?\"\npairs = [\n    [\"Livia\", \"Augustus\"],\n    [\"Fulvia\", \"Antony\"],\n]\nask = \"match\"\n\n[[card]]\nid = \"founder\"\nfront = \"Who founded Rome?\"\nback = \"Romulus\"\nnocredit = { Remus = \"He was slain.\", \"King Numa\" = \"\" }\n\n[[card]]\nid = \"next\"\nfront = \"And then?\"\nback = \"Numa\"\nnocredit = [\"Remus\"]\n";
        let file = parse_file(Path::new("d.toml"), text).unwrap();
        assert_eq!(to_toml(&file), text);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(deck in decks()) {
            let text = to_toml(&deck);
            let parsed = parse(Path::new("d.toml"), &text);
            let found = parsed.deck.map(|deck| crate::deck::Deck { path: None, ..deck });
            prop_assert_eq!(found, deck.into_deck().ok(), "{}\n{:?}", text, parsed.faults);
        }
    }
}
