//! Mock exams that were left, and taken up.

use crate::exam::{DECK, FIRST, REST, RIGHT, exam, sitting, sittings, wait_for, world};
use crate::harness::{NOW, World};
use crate::screen::Screen;
use std::io::Write;
use std::process::Stdio;

#[test]
fn an_exam_that_was_left_is_taken_up_with_its_answers() {
    let world = world();
    let left = exam(&world, &["--time", "30m"], "Crassus; Caesar; Pompey\n:mark\n:quit\n");
    assert_eq!(left.code, Some(0));
    assert!(left.stdout.ends_with(
        "The exam stays open, and its time stands still. byheart exam --resume takes it up.\n"
    ));
    let refused = exam(&world, &[], "");
    assert_eq!(refused.code, Some(2));
    assert_eq!(
        refused.stderr,
        "error: an exam of 2026-11-23 15:00 is open: 6 questions from Korea, 1 answered, 30:00 left\n  help: --resume takes it up, --new gives it up and begins another\n"
    );
    let ran = world.run_with(&["exam", "--resume"], REST);
    assert!(ran.stdout.contains("[2 of 6] Korea · match · 30:00 left · marked for review"));
    assert!(ran.stdout.contains("Passed: 6 of 6"), "{}", ran.stdout);
    assert_eq!(ran.code, Some(0));
    assert_eq!(sittings(&world).len(), 1);
    let nothing = world.run(&["exam", "--resume"]);
    assert_eq!(nothing.code, Some(2));
    assert!(nothing.stderr.contains("there is no open exam of this device"), "{}", nothing.stderr);
}

#[test]
fn a_new_exam_gives_up_the_open_one_and_keeps_it() {
    let world = world();
    exam(&world, &[], FIRST);
    let ran = exam(&world, &["--new"], RIGHT);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(sittings(&world).len(), 2);
    assert!(sitting(&world).contains("state = \"given-up\""));
    assert!(sitting(&world).contains("named = [\"Crassus\", \"Caesar\", \"Pompey\"]"));
    assert!(!ran.stdout.contains("Earlier exams"), "{}", ran.stdout);
}

#[test]
fn a_new_exam_that_cannot_be_drawn_gives_nothing_up() {
    let world = world();
    exam(&world, &[], FIRST);
    world.put("decks/e.toml", "format = 1\nid = \"e\"\ntitle = \"E\"\n");
    assert_eq!(exam(&world, &["e", "--new"], "").code, Some(2));
    assert!(!sitting(&world).contains("[end]"));
}

#[test]
fn killed_after_an_answer_nothing_is_lost() {
    let world = world();
    let mut command = world.command(&["exam", "--seed", "1", "--time", "30m"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(FIRST.as_bytes()).unwrap();
    // The next question is shown when the answer is saved.
    wait_for(&mut child, "[2 of 6]");
    child.kill().unwrap();
    child.wait().unwrap();
    let ran = world.run_with(&["exam", "--resume"], "");
    assert!(ran.stdout.contains("1 answered, 30:00 left."), "{}", ran.stdout);
    assert!(ran.stdout.contains("[2 of 6]"), "{}", ran.stdout);
}

#[test]
fn two_terminals_do_not_sit_one_exam() {
    let world = world();
    let mut command = world.command(&["exam", "--seed", "1"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let input = child.stdin.take().unwrap();
    wait_for(&mut child, "[1 of 6]");
    let second = world.run(&["exam", "--resume"]);
    assert_eq!(second.code, Some(2));
    assert!(second.stderr.contains("being sat in another terminal"), "{}", second.stderr);
    let another = world.run(&["exam"]).stderr;
    assert!(another.contains("help: it is being sat in another terminal"), "{another}");
    drop(input);
    child.wait().unwrap();
}

#[test]
fn the_time_that_was_left_ends_an_exam_that_is_taken_up() {
    let world = world();
    exam(&world, &["--time", "30m"], FIRST);
    let name = format!("progress/exams/{}", sittings(&world)[0]);
    world.put(&name, &world.text(&name).replace("used_ms = 0", "used_ms = 1800000"));
    let ran = world.run_with(&["exam", "--resume"], "Caesar\n");
    assert!(ran.stdout.contains("1 answered, 0:00 left."), "{}", ran.stdout);
    assert!(ran.stdout.contains("Not passed: 1 of 6, 17 %"), "{}", ran.stdout);
    assert!(ran.stdout.contains("The time was over. Time: 30 min of 30 min."), "{}", ran.stdout);
    // What the time did not suffice for says nothing about memory.
    assert!(!ran.stdout.contains("missed"), "{}", ran.stdout);
    assert_eq!(ran.code, Some(1));
    assert!(sitting(&world).contains("state = \"time-over\""));
}

#[test]
fn a_deck_that_changed_meanwhile_leaves_the_paper_as_it_was() {
    let world = world();
    exam(&world, &[], FIRST);
    let changed = DECK.replace("42 km", "43 km").replace("id = \"gap\"", "id = \"new\"");
    world.put("decks/d.toml", &changed);
    let ran = world.run_with(&["exam", "--resume"], REST);
    let told = "Changed in its deck since the exam began, and asked as before: d/far.\nLeft its deck since the exam began, and asked as before: d/gap.1.\n";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    assert!(ran.stdout.contains("Passed: 6 of 6"), "{}", ran.stdout);
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"Empty\"\n");
    exam(&world, &["--new"], "");
}

#[test]
fn what_another_terminal_handed_in_is_not_given_up() {
    let world = world();
    exam(&world, &[], FIRST);
    let id = sittings(&world)[0].trim_end_matches(".toml").to_owned();
    let now = format!("{NOW}+");
    let mut screen = Screen::run(&world, 24, 80, &["exam"], &[("BYHEART_NOW", &now)]);
    screen.wait_for("n give it up and begin another");
    let other = world.run_with(&["exam", "--resume"], REST);
    assert_eq!(other.code, Some(0), "{}", other.stderr);
    screen.press("n");
    // Answers are not given up by one key.
    screen.wait_for("y give it up");
    screen.press("y");
    screen.wait_for("Enter begin");
    screen.press("\r");
    screen.wait_for("1/6 ");
    screen.press("\u{3}");
    assert_eq!(screen.exit_code(), 130);
    let first = world.text(&format!("progress/exams/{id}.toml"));
    assert!(first.contains("state = \"handed-in\""), "{first}");
}

#[test]
fn of_several_open_exams_the_newest_free_one_is_taken_up_and_the_others_named() {
    let world = world();
    exam(&world, &[], FIRST);
    let later = [("BYHEART_NOW", "2026-11-24T15:00:00+01:00")];
    let mut command = world.command(&["exam", "--seed", "1", "--new"]);
    command.envs(later).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // The first is open again, and the second is sat.
    let mut child = command.spawn().unwrap();
    let input = child.stdin.take().unwrap();
    wait_for(&mut child, "[1 of 6]");
    let first = sittings(&world)[0].trim_end_matches(".toml").to_owned();
    let ran = world.run_with(&["exam", "--resume", &first], ":quit\n");
    assert!(ran.stdout.contains("1 answered."), "a given-up one: {} {}", ran.stdout, ran.stderr);
    let ran = world.run(&["exam", "--resume"]);
    let second = sittings(&world)[1].trim_end_matches(".toml").to_owned();
    let told = format!("Open too, each by --resume: {second}.");
    assert!(ran.stdout.contains(&told), "{} {}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("[2 of 6]"), "{}", ran.stdout);
    drop(input);
    child.wait().unwrap();
}

#[test]
fn what_cannot_be_taken_up_says_why() {
    let world = world();
    exam(&world, &[], RIGHT);
    let id = sittings(&world)[0].trim_end_matches(".toml").to_owned();
    let ended = world.run(&["exam", "--resume", &id]).stderr;
    let told =
        format!("error: this exam has ended\n  help: byheart exam --show {id} shows its result\n");
    assert_eq!(ended, told);
    let nothing = world.run(&["exam", "--resume", "d"]).stderr;
    assert!(nothing.contains("there is no exam 'd'"), "{nothing}");
    assert!(nothing.contains("name a deck before --resume"), "{nothing}");
}

#[test]
fn an_exam_on_a_file_outside_the_home_is_compared_where_the_file_is_named() {
    let world = World::new();
    world.put("elsewhere/d.toml", DECK);
    let path = world.path("elsewhere/d.toml");
    let file = path.to_str().unwrap();
    exam(&world, &[file], FIRST);
    let ran = world.run(&["exam", "--resume"]);
    let told = "Not among the decks that were read: d; name the file to compare.";
    assert!(ran.stdout.contains(told) && !ran.stdout.contains("Left"), "{}", ran.stdout);
    let ran = world.run_with(&["exam", file, "--resume"], ":hand-in\n:hand-in\ny\n");
    assert!(!ran.stdout.contains(told), "{}", ran.stdout);
    assert!(ran.stdout.contains("5 cards come back in study"), "{}", ran.stdout);
}

#[test]
fn an_exam_that_could_ask_nobody_does_not_begin() {
    let world = world();
    for more in [&["--seed", "1"] as &[&str], &["--resume"]] {
        let ran = world.run_with(&[&["exam", "--no-input"], more].concat(), RIGHT);
        assert_eq!(ran.code, Some(2));
        assert!(ran.stderr.contains("which --no-input forbids"), "{}", ran.stderr);
    }
    assert!(!world.path("progress/exams").exists());
    let list = world.run(&["exam", "--no-input", "--list"]);
    assert_eq!((list.stdout.as_str(), list.code), ("no exams yet\n", Some(0)));
}
