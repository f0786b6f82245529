//! Mock exams that were left, and taken up.

use crate::exam::{DECK, FIRST, REST, RIGHT, at_line, change, exam, ids, sitting, world};
use crate::harness::{NOW, Ran, World};
use crate::screen::{Screen, USUAL};

fn resume(world: &World, input: &str) -> Ran {
    world.run_with(&["exam", "--resume"], input)
}

#[test]
fn an_exam_that_was_left_is_taken_up_with_its_answers() {
    let world = world();
    exam(&world, &["--time", "30m"], &format!("{FIRST}:mark\n:quit\n")).ended(0).says_last(
        "The exam stays open, and its time stands still. byheart exam --resume takes it up.",
    );
    exam(&world, &[], "").fails(
        "error: an exam of 2026-11-23 15:00 is open: 6 questions from Korea, 1 answered, 30:00 left\n  help: --resume takes it up, --new gives it up and begins another\n",
    );
    resume(&world, REST)
        .ended(0)
        .says(&["[2 of 6] Korea · match · 30:00 left · marked for review", "Passed: 6 of 6"]);
    assert_eq!(ids(&world).len(), 1);
    resume(&world, "").ended(2).warns(&["there is no open exam of this device"]);
    let id = &ids(&world)[0];
    world.run(&["exam", "--resume", id]).fails(&format!(
        "error: this exam has ended\n  help: byheart exam --show {id} shows its result\n"
    ));
    let told = ["there is no exam 'd'", "name a deck before --resume"];
    world.run(&["exam", "--resume", "d"]).warns(&told);
}

#[test]
fn a_new_exam_gives_up_the_open_one_once_it_is_drawn_and_keeps_it() {
    let world = world();
    exam(&world, &[], FIRST);
    world.deck("e", "");
    exam(&world, &["e", "--new"], "").ended(2);
    assert!(!sitting(&world).contains("[end]"));
    exam(&world, &["d", "--new"], RIGHT).ended(0).lacks(&["Earlier exams"]);
    assert_eq!(ids(&world).len(), 2);
    assert!(sitting(&world).contains("state = \"given-up\""));
    assert!(sitting(&world).contains("named = [\"Crassus\", \"Caesar\", \"Pompey\"]"));
}

#[test]
fn two_terminals_do_not_sit_one_exam_and_where_one_is_killed_nothing_is_lost() {
    let world = world();
    // The next question is shown when the answer is saved.
    let running = at_line(&world, &["--time", "30m"], FIRST, "[2 of 6]");
    resume(&world, "").ended(2).warns(&["being sat in another terminal"]);
    world.run(&["exam"]).warns(&["help: it is being sat in another terminal"]);
    drop(running);
    resume(&world, "").says(&["1 answered, 30:00 left.", "[2 of 6]"]);
}

#[test]
fn the_time_that_was_left_ends_an_exam_that_is_taken_up() {
    let world = world();
    exam(&world, &["--time", "30m"], FIRST);
    change(&world, "used_ms = 0", "used_ms = 1800000");
    // What the time did not suffice for says nothing about memory.
    resume(&world, "Caesar\n").ended(1).lacks(&["missed"]).says(&[
        "1 answered, 0:00 left.",
        "Not passed: 1 of 6, 17 %",
        "The time was over. Time: 30 min of 30 min.",
    ]);
    assert!(sitting(&world).contains("state = \"time-over\""));
}

#[test]
fn a_deck_that_changed_meanwhile_leaves_the_paper_as_it_was() {
    let world = world();
    exam(&world, &[], FIRST);
    let changed = DECK.replace("42 km", "43 km").replace("id = \"gap\"", "id = \"new\"");
    world.put("decks/d.toml", &changed);
    let told = "Changed in its deck since the exam began, and asked as before: d/far.\nLeft its deck since the exam began, and asked as before: d/gap.1.\n";
    resume(&world, REST).says(&[told, "Passed: 6 of 6"]);
}

#[test]
fn what_another_terminal_handed_in_is_not_given_up() {
    let (world, now) = (world(), format!("{NOW}+"));
    exam(&world, &[], FIRST);
    let mut screen = Screen::run(&world, USUAL, &["exam"], &[("BYHEART_NOW", &now)]);
    screen.wait_for("n give it up and begin another");
    let handed_in = ids(&world)[0].clone();
    resume(&world, REST).ended(0);
    // Answers are not given up by one key.
    screen.follow("{n} y give it up {y} Enter begin {⏎} 1/6 {^c}").ended(130);
    let first = world.text(&format!("progress/exams/{handed_in}.toml"));
    assert!(first.contains("state = \"handed-in\""), "{first}");
}

#[test]
fn of_several_open_exams_the_newest_free_one_is_taken_up_and_the_others_named() {
    let world = world();
    exam(&world, &[], FIRST);
    // The first is open again, and the second is sat.
    let later = ["--new", "--now", "2026-11-24T15:00:00+01:00"];
    let _running = at_line(&world, &later, "", "[1 of 6]");
    let [first, second] = ids(&world).try_into().unwrap();
    world.run_with(&["exam", "--resume", &first], ":quit\n").says(&["1 answered."]);
    let told = format!("Open too, each by --resume: {second}.");
    resume(&world, "").says(&[&told, "[2 of 6]"]);
}

#[test]
fn an_exam_on_a_file_outside_the_home_is_compared_where_the_file_is_named() {
    let world = World::new();
    world.put("elsewhere/d.toml", DECK);
    let file = "home/elsewhere/d.toml";
    exam(&world, &[file], FIRST);
    let told = "Not among the decks that were read: d; name the file to compare.";
    resume(&world, "").says(&[told]).lacks(&["Left"]);
    let ran = world.run_with(&["exam", file, "--resume"], ":hand-in\n:hand-in\ny\n");
    ran.says(&["5 cards come back in study"]).lacks(&[told]);
}
