//! Decks of all kinds of cards, for properties.

use super::cloze::Cloze;
use super::{Content, Deck, DeckId, Exact, Exam, Feature, Kind, Note, Source, Tolerance};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use std::collections::BTreeSet;
use strum::VariantArray;

fn texts() -> impl Strategy<Value = String> {
    "[ -~äßé…한\n]{1,40}"
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("some text, no gap", |text| !text.is_empty() && !text.contains("{{"))
}

/// With what must be written as an escape.
fn strange_texts() -> impl Strategy<Value = String> {
    "[a#\"'=.\\[\\]{},\\\\\n\tß한 ]{1,12}"
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("some text", |text| !text.is_empty())
}

fn items(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    btree_set(texts(), count).prop_map(|items| items.into_iter().rev().collect())
}

fn basics() -> impl Strategy<Value = Content> {
    (texts(), texts(), items(0..4), any::<bool>()).prop_map(|(front, back, choices, reverse)| {
        Content::Basic {
            choices: choices.into_iter().filter(|choice| *choice != back).collect(),
            front,
            back: vec![back],
            reverse,
        }
    })
}

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    btree_map(strange_texts(), texts(), 2..6).prop_filter_map("two pairs", |pairs| {
        let mut seen = BTreeSet::new();
        let pairs = pairs.into_iter().filter(|(_, right)| seen.insert(right.clone()));
        Some(pairs.collect::<Vec<_>>()).filter(|pairs| pairs.len() > 1)
    })
}

fn contents() -> impl Strategy<Value = Content> {
    prop_oneof![
        basics(),
        (texts(), "[a-z]{1,8}").prop_map(|(text, gap)| Content::Cloze(
            Cloze::parse(format!("{text} {{{{c1::{gap}}}}}")).unwrap()
        )),
        (texts(), items(2..5)).prop_map(|(front, items)| Content::Order { front, items }),
        (texts(), items(2..5)).prop_map(|(front, items)| Content::List { front, items }),
        (texts(), pairs()).prop_map(|(front, pairs)| Content::Pairs { front, pairs }),
        (texts(), any::<bool>())
            .prop_map(|(statement, answer)| Content::TrueFalse { statement, answer }),
    ]
}

/// Answers that are not right, each with a remark, maybe an empty one.
fn nocredits() -> impl Strategy<Value = Vec<(String, String)>> {
    let remarks = prop_oneof![Just(String::new()), texts(), strange_texts()];
    let answer = strange_texts().prop_map(|text| format!("not {text}"));
    btree_map(answer, remarks, 0..3).prop_map(|found| found.into_iter().rev().collect())
}

fn tolerances() -> impl Strategy<Value = Tolerance> {
    prop_oneof![
        (0.0..1e9).prop_map(Tolerance::Number),
        (0.0..100.0).prop_map(Tolerance::Percent),
        (1..500_u32).prop_map(Tolerance::Days),
        (1..500_u32).prop_map(Tolerance::Months),
        (1..500_u32).prop_map(Tolerance::Years),
    ]
}

fn exacts() -> impl Strategy<Value = Exact> {
    vec(proptest::sample::select(Feature::VARIANTS), 0..7).prop_map(Exact::from_iter)
}

fn judged(content: &Content) -> bool {
    matches!(content, Content::Basic { .. } | Content::Cloze(_))
}

prop_compose! {
    fn notes()(
        content in contents(),
        nocredit in nocredits(),
        tolerance in of(tolerances()),
        exact in of(exacts()),
        shuffle in of(any::<bool>()),
        note in of(texts()),
        allow in vec(texts(), 0..3),
        tags in vec(texts(), 0..3),
        quote in vec(texts(), 0..3),
        day in of(1..28_i8),
    ) -> Note {
        Note {
            nocredit: if judged(&content) { nocredit } else { Vec::new() },
            tolerance: tolerance.filter(|_| judged(&content)),
            exact: exact.filter(|_| content.is_written()),
            shuffle: shuffle.filter(|_| content.kind() == Kind::Choice),
            allow,
            tags,
            source: note.clone(),
            note,
            quote,
            corrected: day.map(|day| jiff::civil::date(2026, 2, day)),
            ..Note::new("", content)
        }
    }
}

prop_compose! {
    /// Decks that can be studied; the notes' ids are `n0`, `n1`, ….
    pub(super) fn decks()(
        title in texts(),
        notes in vec(notes(), 1..6),
        year in of(-500..2100_i64),
    ) -> Deck {
        let numbered = (0..).zip(notes);
        let notes = numbered.map(|(n, note)| Note { id: format!("n{n}"), ..note }).collect();
        Deck {
            short: year.map(|_| "Short".to_owned()),
            source: year.map(|year| Source {
                year: Some(year),
                file: Some("notes.md".to_owned()),
                sha256: Some("0".repeat(64)),
                ..Source::default()
            }),
            allow: year.map(|_| "some-code".to_owned()).into_iter().collect(),
            was: year.map(|_| DeckId::new("old").unwrap()).into_iter().collect(),
            exam: Some(Exam { date: None, weights: vec![("a b".to_owned(), 2.0)] }),
            ..Deck::new(DeckId::new("deck").unwrap(), title, None, notes).unwrap()
        }
    }
}
