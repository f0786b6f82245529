//! Sittings are there again, and foreign files do no harm.

use super::*;
use crate::deck::parse::parse;
use crate::quiz::exam::{Ended, Feeding, Format, Paper, Wish};
use crate::quiz::question::{Form, Given};
use proptest::prelude::*;
use std::io::Write;
use std::time::Duration;

const DECK: &str = r#"format = 1
id = "d"
title = "D"
[[card]]
id = "c"
front = "Choose"
back = ["a", "b"]
choices = ["c", "d"]
tags = ["x"]
source = "§ 1"
note = "because"
[[card]]
id = "t"
front = "Type"
back = "42"
tolerance = 2
accept = ["zweiundvierzig"]
nocredit = { "43" = "no" }
[[card]]
id = "o"
front = "Order"
order = ["one", "two", "three"]
[[card]]
id = "m"
front = "Match"
pairs = [["a", "1"], ["b", "2"], ["c", "3"]]
[[card]]
id = "g"
cloze = "A {{c1::gap::hint}} \"here\""
[[card]]
id = "l"
front = "List"
list = ["one", "two"]
"#;

fn stamp() -> Stamp {
    "2026-11-23T15:00:00+01:00".parse().unwrap()
}

fn sitting(seed: u64, limit: Option<u64>) -> Sitting {
    let deck = parse(Path::new("d.toml"), DECK).deck.unwrap();
    let wish = Wish { questions: 6, formats: Format::ALL.to_vec(), seed };
    let paper = Paper::draw(&[deck], &wish).unwrap();
    let id = "2026-11-23T140000.000Z-pc".to_owned();
    Sitting::begin(paper, id, "pc".to_owned(), stamp(), limit.map(Duration::from_secs), 60)
}

fn exams(folder: &Path) -> Exams {
    Exams::new(folder, "pc", &folder.join("cache"))
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
        let text = Record::of(&sitting).to_toml();
        let mut read = Record::parse(&text).and_then(Record::into_sitting).unwrap();
        for (read, entry) in read.entries.iter_mut().zip(&sitting.entries) {
            read.question.deck_answers = entry.question.deck_answers.clone();
        }
        prop_assert_eq!(read, sitting, "{}", text);
    }

    #[test]
    fn no_text_makes_it_panic(cut in 0..3000_usize, put in "\\PC{0,30}") {
        let mut sitting = sitting(3, Some(60));
        sitting.close(Ended::HandedIn, stamp());
        let mut text = Record::of(&sitting).to_toml();
        let cut = (0..=cut.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
        text.insert_str(cut, &put);
        if let Ok(mut sitting) = Record::parse(&text).and_then(Record::into_sitting) {
            sitting.compare_with(&[]);
            sitting.missed();
        }
    }
}

#[test]
fn what_is_saved_is_there_again_and_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let exams = exams(folder.path());
    assert!(exams.read().sittings.is_empty());
    let sitting = sitting(1, None);
    exams.save(&sitting).unwrap();
    exams.save(&sitting).unwrap();
    let found = exams.read();
    assert_eq!(found.problems, [""; 0]);
    assert_eq!(found.sittings.len(), 1);
    assert_eq!(fs::read_dir(folder.path().join("exams")).unwrap().count(), 1);
    let (id, claim) = exams.claim_new(stamp()).unwrap();
    assert_eq!(id, "2026-11-23T140000.001Z-pc");
    // One that another terminal is about to write is taken too.
    assert_eq!(exams.claim_new(stamp()).unwrap().0, "2026-11-23T140000.002Z-pc");
    drop(claim);
    assert_eq!(exams.read_again(&sitting.id).unwrap().id, sitting.id);
    assert!(exams.read_again(&id).is_none());
}

#[test]
fn a_sitting_that_could_not_be_read_again_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let exams = exams(folder.path());
    let mut sitting = sitting(1, None);
    exams.save(&sitting).unwrap();
    let at = sitting.entries.iter().position(|entry| entry.format == Format::Typed).unwrap();
    sitting.entries[at].given = Some(Given::Text("x".repeat(MAX_BYTES as usize)));
    let refused = exams.save(&sitting).unwrap_err();
    assert!(refused.to_string().ends_with("would be larger than 8 MiB"), "{refused}");
    assert_eq!(exams.read_again(&sitting.id).unwrap().answered(), 0);
}

#[test]
fn what_a_killed_save_left_is_swept_after_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let exams = exams(folder.path());
    let sitting = sitting(1, None);
    exams.save(&sitting).unwrap();
    let written = |name: &str, hours: u64| {
        let path = folder.path().join("exams").join(name);
        let file = File::create(&path).unwrap();
        let seconds = stamp().instant.as_second().unsigned_abs() - hours * 3600;
        file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
        path
    };
    let old = written("x.toml.17-0a1b2c3d.tmp", 25);
    let kept = [written("y.toml.18-0a1b2c3d.tmp", 1), written("notes.tmp", 99)];
    exams.sweep(stamp());
    assert!(!old.exists());
    assert!(kept.iter().all(|path| path.exists()) && exams.path(&sitting.id).exists());
}

#[test]
fn hostile_and_foreign_files_are_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let exams = exams(folder.path());
    let sitting = sitting(1, None);
    exams.save(&sitting).unwrap();
    let good = fs::read_to_string(exams.path(&sitting.id)).unwrap();
    let put = |name: &str, text: &str| {
        File::create(exams.path(name)).unwrap().write_all(text.as_bytes()).unwrap();
    };
    put("1-other", &good);
    put("2-no-toml", "a = [");
    put("3-newer", &good.replace("format = 1", "format = 2"));
    put("4-places", &good.replacen("right = [", "right = [99, ", 1));
    put("5-empty", "");
    put("6-large", &"#".repeat(MAX_BYTES as usize + 1));
    std::os::unix::fs::symlink("/etc/hostname", exams.path("7-link")).unwrap();
    fs::create_dir(exams.path("8-folder")).unwrap();
    let found = exams.read();
    assert_eq!(found.sittings.len(), 1);
    let why: Vec<String> = found
        .problems
        .iter()
        .map(|problem| problem.rsplit_once(".toml: ").unwrap().1.to_owned())
        .collect();
    insta::assert_snapshot!(why.join("\n"), @"
    expected the id of its name, found '2026-11-23T140000.000Z-pc'
    unclosed array, expected `]`
    expected format 1, found 2; a newer byheart may read it
    question 1: what was shown does not fit the card
    missing field `format`
    expected at most 8 MiB
    it is no regular file
    it is no regular file
    ");
}

#[test]
fn a_file_of_an_older_version_tells_whether_missed_cards_were_fed() {
    let mut sitting = sitting(1, None);
    sitting.close(Ended::HandedIn, stamp());
    let text = Record::of(&sitting).to_toml();
    let read = |text: &str| {
        let sitting = Record::parse(text).and_then(Record::into_sitting).unwrap();
        sitting.end.unwrap().feeding
    };
    assert_eq!(read(&text), Feeding::Unasked);
    assert_eq!(read(&text.replace("feed = \"unasked\"", "fed = true")), Feeding::Fed);
    assert_eq!(read(&text.replace("feed = \"unasked\"\n", "")), Feeding::Refused);
}

#[test]
fn a_file_that_was_cut_between_two_questions_is_named_and_no_shorter_exam() {
    let folder = tempfile::tempdir().unwrap();
    let exams = exams(folder.path());
    let sitting = sitting(1, None);
    exams.save(&sitting).unwrap();
    let path = exams.path(&sitting.id);
    let put = |text: &str| File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let cut = &text[..text.rfind("[[question]]").unwrap()];
    put(cut);
    let found = exams.read();
    assert!(found.sittings.is_empty());
    let told = format!(
        "left out {}: expected 6 questions, found 5: the file was cut; put a copy in its place, or delete it",
        path.display()
    );
    assert_eq!(found.problems, [told]);
    // Older versions wrote no number.
    put(&cut.replace("count = 6\n", ""));
    assert_eq!(exams.read().sittings[0].entries.len(), 5);
}

#[test]
fn a_sitting_is_written_through_no_link() {
    let folder = tempfile::tempdir().unwrap();
    let exams = exams(folder.path());
    let sitting = sitting(1, None);
    fs::create_dir(folder.path().join("exams")).unwrap();
    let elsewhere = folder.path().join("elsewhere");
    std::os::unix::fs::symlink(&elsewhere, exams.path(&sitting.id)).unwrap();
    assert!(matches!(exams.save(&sitting), Err(StoreError::Link(_))));
    assert!(!elsewhere.exists());
}

#[test]
fn one_terminal_sits_a_sitting() {
    let folder = tempfile::tempdir().unwrap();
    let exams = exams(folder.path());
    let claim = exams.claim("a").unwrap();
    assert!(claim.is_some());
    assert!(exams.claim("a").unwrap().is_none());
    drop(claim);
    assert!(exams.claim("a").unwrap().is_some());
}
