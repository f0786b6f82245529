//! A deck becomes a TOML file, laid out for people.

use super::Ask;
use super::note::{DeckFile, Note, NoteContent};
use std::fmt::Write;

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
    match &note.content {
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
    list(out, "accept", &note.accept);
    if !note.nocredit.is_empty() {
        let answers = note.nocredit.iter();
        let answers = answers.map(|(text, remark)| format!("{} = {}", key(text), quoted(remark)));
        line(out, "nocredit", &format!("{{ {} }}", answers.collect::<Vec<_>>().join(", ")));
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
    toml_edit::Value::from(text).to_string().trim().to_owned()
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
    toml_edit::Key::new(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::parse;
    use crate::deck::{DeckId, Exam, Source};
    use proptest::prelude::*;
    use std::path::Path;

    fn texts() -> impl Strategy<Value = String> {
        "[ -~äßé…한\n]{1,40}"
            .prop_map(|text| text.trim().to_owned())
            .prop_filter("some text, no gap", |text| !text.is_empty() && !text.contains("{{"))
    }

    fn contents() -> impl Strategy<Value = NoteContent> {
        prop_oneof![
            (texts(), texts(), proptest::collection::btree_set(texts(), 0..4), any::<bool>())
                .prop_map(|(front, back, choices, reverse)| NoteContent::Basic {
                    choices: choices.into_iter().filter(|choice| *choice != back).collect(),
                    front,
                    back: vec![back],
                    reverse,
                }),
            (texts(), "[a-z]{1,8}")
                .prop_map(|(text, gap)| NoteContent::Cloze(format!("{text} {{{{c1::{gap}}}}}"))),
            (texts(), proptest::collection::btree_set(texts(), 2..5)).prop_map(|(front, items)| {
                NoteContent::Order { front, items: items.into_iter().collect() }
            }),
        ]
    }

    prop_compose! {
        fn decks()(title in texts(), notes in proptest::collection::vec((contents(), proptest::option::of(texts()), proptest::collection::vec(texts(), 0..3)), 1..6), year in proptest::option::of(-500..2100_i64)) -> DeckFile {
            let notes = (0..).zip(notes).map(|(number, (content, note, tags))| Note {
                id: format!("n{number}"),
                content,
                ask: None,
                accept: Vec::new(),
                nocredit: Vec::new(),
                tags,
                source: note.clone(),
                note,
                was: Vec::new(),
            });
            DeckFile {
                id: DeckId::new("deck").unwrap(),
                title,
                language: "en".to_owned(),
                ask: None,
                source: year.map(|year| Source { title: None, author: None, year: Some(year) }),
                exam: Some(Exam { date: None, weights: vec![("a b".to_owned(), 2.0)] }),
                notes: notes.collect(),
            }
        }
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
