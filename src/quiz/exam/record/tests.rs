//! Sittings read back, and what a file claims does no harm.

use super::*;
use crate::base::border::border;
use crate::history::Stamp;
use crate::quiz::exam::paper::tests::of_all_kinds;
use crate::quiz::question::Form;
use proptest::prelude::*;

pub(crate) fn stamp() -> Stamp {
    "2026-11-23T15:00:00+01:00".parse().unwrap()
}

/// A sitting over a card of each kind.
pub(crate) fn sitting(seed: u64, limit: Option<u64>) -> Sitting {
    let paper = of_all_kinds(seed);
    let id = "2026-11-23T140000.000Z-pc".to_owned();
    Sitting::begin(paper, id, "pc".to_owned(), stamp(), limit.map(Duration::from_secs), 60)
}

/// Answers of any kind, some of them partial.
fn answer(form: &Form, pick: u8, text: &str) -> Option<Given> {
    let turn = |count: usize| (0..count).map(|at| (at + usize::from(pick)) % count).collect();
    Some(match form {
        _ if pick == 0 => return None,
        Form::Choose { options, .. } => Given::Chosen(vec![usize::from(pick) % options.len()]),
        Form::Order { shown, .. } => Given::Ordered(turn(shown.len())),
        Form::Match { left, .. } => {
            Given::Matched(vec![left.len(), usize::from(pick) % 3, left.len()])
        }
        Form::List => Given::Named(vec![text.to_owned(), "two".to_owned()]),
        _ => Given::Text(text.to_owned()),
    })
}

proptest! {
    #[test]
    fn a_sitting_reads_back(
        seed: u64,
        limit in proptest::option::of(0..100_000_u64),
        used in 0..10_000_000_u64,
        picks in proptest::collection::vec((0..5_u8, "\\PC{0,20}", any::<bool>()), 6),
        how in proptest::option::of(0..3_u8),
    ) {
        let mut sitting = sitting(seed, limit);
        sitting.used = Duration::from_millis(used);
        for (entry, (pick, text, review)) in sitting.entries.iter_mut().zip(picks) {
            entry.given = answer(&entry.question.form, pick, &text);
            entry.review = review;
        }
        if let Some(how) = how {
            sitting.close([Ended::HandedIn, Ended::TimeOver, Ended::GivenUp][usize::from(how)], stamp());
        }
        let text = to_toml(&sitting);
        let mut read = parse(&text).unwrap();
        for (read, entry) in read.entries.iter_mut().zip(&sitting.entries) {
            read.question.deck_answers = entry.question.deck_answers.clone();
        }
        prop_assert_eq!(read, sitting, "{}", text);
    }

    #[test]
    fn no_text_makes_it_panic(cut in 0..3000_usize, put in "\\PC{0,30}") {
        let mut sitting = sitting(3, Some(60));
        sitting.close(Ended::HandedIn, stamp());
        let mut text = to_toml(&sitting);
        text.insert_str(border(&text, cut), &put);
        if let Ok(mut sitting) = parse(&text) {
            sitting.compare_with(&[]);
            sitting.missed();
        }
    }
}

#[test]
fn a_file_that_claims_what_cannot_be_is_not_read() {
    let mut sitting = sitting(3, None);
    let form = |entry: &Entry| entry.question.form.clone();
    let choice = |entry: &&mut Entry| matches!(form(entry), Form::Choose { .. });
    sitting.entries.iter_mut().find(choice).unwrap().given = Some(Given::Chosen(vec![2]));
    sitting.close(Ended::HandedIn, stamp());
    let text = to_toml(&sitting);
    let misfit = "what was shown does not fit the card";
    let marks = "expected a mark of 0 to 100 for each question";
    let id = "expected an id and a device of letters, digits, '-' and '.'";
    for (from, to, told) in [
        ("card = \"d/l\"", "card = \"d/l.2\"", "its note makes no such card"),
        ("id = \"l\"", "id = \"k\"", "its note makes no such card"),
        ("format = \"list\"", "format = \"order\"", misfit),
        ("format = \"order\"", "format = \"typed\"", misfit),
        ("chosen = [2]", "chosen = [4]", "its answer does not fit what was asked"),
        ("chosen = [2]", "text = \"a\"", "its answer does not fit what was asked"),
        ("marks = [", "marks = [101, ", marks),
        ("marks = [", "marks = [0, ", marks),
        ("state = \"handed-in\"", "state = \"given-up\"", marks),
        ("pass = 60", "pass = 101", "expected pass of 0 to 100, found 101"),
        ("device = \"pc\"", "device = \"../pc\"", id),
    ] {
        assert!(text.contains(from), "{text}");
        let why = parse(&text.replace(from, to)).unwrap_err();
        let in_question = why.strip_prefix("question").and_then(|why| why.split_once(": "));
        assert_eq!(in_question.map_or(&*why, |(_, why)| why), told);
    }
}
