//! Sittings are there again, and foreign files do no harm.

use super::*;
use crate::quiz::exam::Format;
use crate::quiz::exam::record::tests::{sitting, stamp};
use crate::quiz::question::Given;
use std::fs::File;
use std::io::Write;
use std::time::Duration;
use tempfile::TempDir;

fn exams() -> (TempDir, Exams) {
    let folder = tempfile::tempdir().unwrap();
    let exams = Exams::new(folder.path(), "pc", &folder.path().join("cache"));
    (folder, exams)
}

/// With one sitting.
fn saved() -> (TempDir, Exams, Sitting) {
    let (folder, exams) = exams();
    let sitting = sitting(1, None);
    exams.save(&sitting).unwrap();
    (folder, exams, sitting)
}

fn put(exams: &Exams, id: &str, text: &str) {
    File::create(exams.path(id)).unwrap().write_all(text.as_bytes()).unwrap();
}

#[test]
fn what_is_saved_is_there_again_and_nothing_beside_it() {
    assert!(exams().1.read().sittings.is_empty());
    let (folder, exams, sitting) = saved();
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
    let (_folder, exams, mut sitting) = saved();
    let at = sitting.entries.iter().position(|entry| entry.format == Format::Typed).unwrap();
    sitting.entries[at].given = Some(Given::Text("x".repeat(MAX_BYTES as usize)));
    let refused = exams.save(&sitting).unwrap_err();
    assert!(refused.to_string().ends_with("would be larger than 8 MiB"), "{refused}");
    assert_eq!(exams.read_again(&sitting.id).unwrap().answered(), 0);
}

#[test]
fn what_a_killed_save_left_is_swept_after_a_day() {
    let (folder, exams, sitting) = saved();
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
    let (_folder, exams, sitting) = saved();
    let good = fs::read_to_string(exams.path(&sitting.id)).unwrap();
    put(&exams, "1-other", &good);
    put(&exams, "2-no-toml", "a = [");
    put(&exams, "3-newer", &good.replace("format = 1", "format = 2"));
    put(&exams, "4-places", &good.replacen("right = [", "right = [99, ", 1));
    put(&exams, "5-empty", "");
    put(&exams, "6-large", &"#".repeat(MAX_BYTES as usize + 1));
    std::os::unix::fs::symlink("/etc/hostname", exams.path("7-link")).unwrap();
    fs::create_dir(exams.path("8-folder")).unwrap();
    let found = exams.read();
    assert_eq!(found.sittings.len(), 1);
    let why = found.problems.iter().map(|problem| problem.rsplit_once(".toml: ").unwrap().1);
    let why: Vec<&str> = why.collect();
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
fn a_file_that_was_cut_between_two_questions_is_named_and_no_shorter_exam() {
    let (_folder, exams, sitting) = saved();
    let path = exams.path(&sitting.id);
    let text = fs::read_to_string(&path).unwrap();
    put(&exams, &sitting.id, &text[..text.rfind("[[question]]").unwrap()]);
    let found = exams.read();
    assert!(found.sittings.is_empty());
    let told = format!(
        "left out {}: expected 6 questions, found 5: the file was cut; put a copy in its place, or delete it",
        path.display()
    );
    assert_eq!(found.problems, [told]);
}

#[test]
fn a_sitting_is_written_through_no_link() {
    let (folder, exams) = exams();
    let sitting = sitting(1, None);
    fs::create_dir(folder.path().join("exams")).unwrap();
    let elsewhere = folder.path().join("elsewhere");
    std::os::unix::fs::symlink(&elsewhere, exams.path(&sitting.id)).unwrap();
    assert!(matches!(exams.save(&sitting), Err(StoreError::Link(_))));
    assert!(!elsewhere.exists());
}

#[test]
fn one_terminal_sits_a_sitting() {
    let (_folder, exams) = exams();
    let claim = exams.claim("a").unwrap();
    assert!(claim.is_some());
    assert!(exams.claim("a").unwrap().is_none());
    drop(claim);
    assert!(exams.claim("a").unwrap().is_some());
}
