//! Mock exams over plain lines.

use crate::harness::{NOW, Ran, World, card, finish};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::time::Duration;

pub(crate) const DECK: &str = r#"format = 1
id = "d"
title = "Korea"
[[card]]
id = "who"
front = "Which of these men led the North?"
back = "Kim Il Sung"
choices = ["Mao Zedong", "Syngman Rhee"]
tags = ["actors"]
source = "§ 1"
note = "From 1948 on."
[[card]]
id = "far"
front = "How many kilometres?"
back = "42 km"
tolerance = 2
tags = ["numbers"]
[[card]]
id = "order"
front = "Put in order"
order = ["one", "two", "three", "four"]
[[card]]
id = "pairs"
front = "Match"
pairs = [["a", "1"], ["b", "2"], ["c", "3"]]
[[card]]
id = "gap"
cloze = "In {{c1::1950::year}} it began."
[[card]]
id = "list"
front = "Name the three"
list = ["Caesar", "Pompey", "Crassus"]
"#;

pub(crate) fn world() -> World {
    let world = World::new();
    world.put("decks/d.toml", DECK);
    world
}

pub(crate) fn exam(world: &World, more: &[&str], input: &str) -> Ran {
    let arguments = [&["exam", "--seed", "1"], more].concat();
    world.run_with(&arguments, input)
}

/// The files of sittings, oldest first, without one that is still being written.
pub(crate) fn sittings(world: &World) -> Vec<String> {
    world.files("progress/exams").into_iter().filter(|name| name.ends_with("-pc.toml")).collect()
}

pub(crate) fn sitting(world: &World) -> String {
    world.text(&format!("progress/exams/{}", sittings(world)[0]))
}

/// An exam that was given `input` and has come to the line that begins so, where
/// it waits for more.
pub(crate) fn at_line(
    world: &World,
    more: &[&str],
    input: &str,
    beginning: &str,
) -> (Child, ChildStdin) {
    let mut command = world.command(&[&["exam", "--seed", "1"], more].concat());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    wait_for(&mut child, beginning);
    (child, stdin)
}

/// Waits until a line begins so. A program that says something else is killed:
/// it waits for input, and its test would wait for it for ever.
fn wait_for(child: &mut Child, beginning: &str) {
    let (sender, lines) = std::sync::mpsc::channel();
    let output = child.stdout.take().unwrap();
    // Reads on, so that the program can write on.
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    let mut said = Vec::new();
    while let Ok(line) = lines.recv_timeout(Duration::from_secs(30)) {
        if line.starts_with(beginning) {
            return;
        }
        said.push(line);
    }
    child.kill().unwrap();
    panic!("no {beginning:?} in {said:#?}");
}

/// Right answers to the paper of seed 1.
pub(crate) const RIGHT: &str =
    "Crassus; Caesar; Pompey\n3 1 2\n2 1 4 3\n44 km\n3\n1950\n:hand-in\n";
/// The same without the first.
pub(crate) const REST: &str = "3 1 2\n2 1 4 3\n44 km\n3\n1950\n:hand-in\n:hand-in\n";
/// A right answer to the first question of that paper.
pub(crate) const FIRST: &str = "Crassus; Caesar; Pompey\n";

#[test]
fn a_whole_exam_is_sat_and_explained() {
    let world = world();
    let input = "Caesar; Pompey; Cato\n0 1 2\n4 2 1 3\n44 km\n1\n\n:go 2\nno\n:mark\n:hand-in\n:hand-in\nn\n";
    let ran = exam(&world, &["--time", "30m", "--pass", "50"], input);
    insta::assert_snapshot!(ran.stdout, @r#"
    Exam: 6 questions from Korea; 30 min; pass mark 50 %. Seed 1.
    Each question is worth one mark. Where an answer has parts, each right part earns its share. In a list, an item that does not belong takes a share away. A nearly right typed answer earns half.
    :help lists what can be done beside answering.

    [1 of 6] Korea · list · 30:00 left
    Name the three
    Type the items, a semicolon between them.

    [2 of 6] Korea · match · 30:00 left
    Match
      a. a
      b. b
      c. c
      1. 2
      2. 3
      3. 1
    For each letter give the number that belongs to it; 0 for none.

    [3 of 6] Korea · order · 30:00 left
    Put in order
      1. two
      2. one
      3. four
      4. three
    Give the numbers in the right order.

    [4 of 6] Korea · typed · 30:00 left
    How many kilometres?
    Type the answer.

    [5 of 6] Korea · choice · 30:00 left
    Which of these men led the North?
      1. Syngman Rhee
      2. Mao Zedong
      3. Kim Il Sung
    Give the number of the right option.

    [6 of 6] Korea · cloze · 30:00 left
    In [year] it began.
    Type the answer.

    That was the last question.
      1. Name the three: answered
      2. Match: answered
      3. Put in order: answered
      4. How many kilometres?: answered
      5. Which of these men led the North?: answered
      6. In [year] it began.: open
    :go N returns to a question, :hand-in ends the exam.

    [2 of 6] Korea · match · 30:00 left
    Match
      a. a
      b. b
      c. c
      1. 2
      2. 3
      3. 1
    Your answer: 0 1 2
    For each letter give the number that belongs to it; 0 for none.
    'no' does not fit here. For each letter give the number that belongs to it; 0 for none.
    Marked for review.
    Without an answer: 6.
    Marked for review: 2.
    Hand in all the same? y or once more :hand-in does, n does not.

    Not passed: 2.33 of 6, 39 % (pass mark 50 %).
    All 6 cards were asked: that is no sample of them.
    Time: 0 s of 30 min. 1 question without an answer.

    By format
      choice: 0 of 1, 0 %
      typed: 1 of 1, 100 %
      order: 0.33 of 1, 33 %
      match: 0.67 of 1, 67 %
      cloze: 0 of 1, 0 %
      list: 0.33 of 1, 33 %

    Questions

    1. ~ [0.33 of 1] Name the three
       Yours: Caesar; Pompey; Cato
       Right: Caesar; Pompey; Crassus
       Why: 2 named, 1 taken away. Not in the list: Cato.

    2. ~ [0.67 of 1] Match
       Yours: a: …; b: 2; c: 3
       Right: a: 1; b: 2; c: 3
       Why: 2 of 3 pairs right.

    3. ~ [0.33 of 1] Put in order
       Yours: three → one → two → four
       Right: one → two → three → four
       Why: 1 of 3 neighbours in order.

    4. + [1 of 1] How many kilometres?
       Yours: 44 km
       Right: 42 km

    5. x [0 of 1] Which of these men led the North?
       Yours: Syngman Rhee
       Right: Kim Il Sung
       Note: From 1948 on.
       Source: § 1

    6. x [0 of 1] In [year] it began.
       No answer.
       Right: 1950

    3 cards missed. Should they come back in study, as after "again"? byheart undo takes that back as one.
    y: yes; n: no, leave the schedule
    byheart exam --show 2026-11-23T140000.000Z-pc shows this again.
    "#);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
    assert!(!world.path("progress/pc").exists());
}

#[test]
fn every_right_answer_passes() {
    let ran = exam(&world(), &["--pass", "100"], RIGHT).ended(0);
    ran.says(&["Passed: 6 of 6, 100 % (pass mark 100 %)."]);
}

#[test]
fn the_rules_are_those_of_what_is_asked() {
    let choice = exam(&world(), &["--formats", "choice"], "");
    choice.says(&["Each question is worth one mark."]).lacks(&["share"]);
    let typed = exam(&world(), &["--formats", "typed"], "");
    typed.says(&["A nearly right typed answer earns half."]);
}

#[test]
fn the_paper_does_not_depend_on_history() {
    let (fresh, studied) = (world(), world());
    studied.run_with(&["study"], "4\n4\n4\n4\n");
    let shown = |world: &World| exam(world, &["--questions", "4"], ":list\n").stdout;
    assert_eq!(shown(&fresh), shown(&studied));
}

#[test]
fn signals_leave_an_exam_open() {
    use nix::sys::signal::{Signal, kill};
    for (signal, code) in [(Signal::SIGINT, 130), (Signal::SIGHUP, 129), (Signal::SIGTERM, 143)] {
        let world = world();
        let (child, _input) = at_line(&world, &[], FIRST, "[2 of 6]");
        kill(nix::unistd::Pid::from_raw(child.id().try_into().unwrap()), signal).unwrap();
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(code));
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(
            said,
            "Interrupted; every answer is saved. byheart exam --resume takes an open exam up, --show shows the result of one that ended.\n"
        );
        assert!(sitting(&world).contains("named = [\"Crassus\", \"Caesar\", \"Pompey\"]"));
    }
}

#[test]
fn the_time_runs_out_while_nobody_types() {
    let world = world();
    let now = format!("{NOW}+");
    let (mut child, input) = at_line(&world, &["--time", "1s", "--now", &now], "", "[1 of 6]");
    let status = child.wait().unwrap();
    drop(input);
    assert_eq!(status.code(), Some(1));
    assert!(sitting(&world).contains("used_ms = 1000"), "{}", sitting(&world));
}

#[test]
fn json_reports_the_result_alone_on_stdout() {
    let world = world();
    let ran = exam(&world, &["--json"], "Crassus; Caesar; Pompey\n:hand-in\n:hand-in\n");
    let value = ran.warns(&["[2 of 6]"]).json();
    assert_eq!(value["percent"], 16.7);
    assert_eq!(value["passed"], false);
    assert_eq!(value["by_format"][1]["name"], "typed");
    assert_eq!(value["questions"][0]["given"], "Crassus; Caesar; Pompey");
    assert_eq!(value["questions"][4]["source"], "§ 1");
    assert_eq!(exam(&world, &["--json"], "").json()["state"], "open");
}

#[test]
fn what_cannot_be_asked_is_refused_with_a_remedy() {
    let world = World::with_cards(2);
    assert_eq!(
        exam(&world, &["--formats", "match,list"], "").ended(2).stderr,
        "error: expected cards for match, list, found none that can be asked so\n  help: these decks have cards for --formats typed\n"
    );
    for (arguments, told) in [
        (&["--time", "soon"] as &[&str], "expected a time of 1s to 24h such as 30m"),
        (&["--pass", "101"], "101 is not in 0..=100"),
        (&["--resume"], "cannot be used with"),
        (&["--ui", "screen"], "screen mode needs a terminal"),
    ] {
        exam(&world, arguments, "").ended(2).warns(&[told]);
    }
    exam(&world, &["--questions", "9"], ":quit\n")
        .ended(0)
        .says(&["You wanted 9 questions; these decks have 2 that can be asked so."]);
}

#[test]
fn foreign_files_are_named_and_hostile_texts_defused() {
    let world = world();
    world.put("progress/exams/x.toml", "format = 1\n");
    exam(&world, &[], "");
    let name = format!("progress/exams/{}", sittings(&world)[0]);
    world.put(&name, &world.text(&name).replace("Put in order", "Put\\u001b[2J in order"));
    let ran = world.run_with(&["exam", "--resume"], ":list\n:help\n").ended(0);
    ran.warns(&["x.toml: missing field"]).lacks(&["\u{1b}"]);
}

#[test]
fn an_answer_that_cannot_be_saved_ends_the_exam_and_is_named() {
    let world = world();
    exam(&world, &[], "");
    let folder = world.path("progress/exams");
    std::fs::rename(&folder, world.path("progress/elsewhere")).unwrap();
    std::os::unix::fs::symlink(world.path("progress/elsewhere"), &folder).unwrap();
    let mut command = world.command(&["exam", "--resume"]);
    command.env("COLUMNS", "80");
    finish(command, FIRST).ended(2).warns(&["the answer to question 1 could not be saved"]);
}

#[test]
fn a_stray_line_behind_the_list_overwrites_nothing() {
    let right = RIGHT.replace(":hand-in\n", "hand-in\n:clear\n");
    let ran = exam(&world(), &[], &format!("{right}\n:hand-in\n"));
    let told = "Say :hand-in, or :go N to change an answer.\n";
    assert_eq!(ran.stdout.matches(told).count(), 2, "{ran:#?}");
    // An empty line leads back to the question at hand.
    ran.says(&["In [year] it began.\nYour answer: 1950", "Passed: 6 of 6"]);
}

#[test]
fn the_warning_before_handing_in_is_answered_and_no_question() {
    let world = world();
    // `y` hands in, and stands in no answer.
    exam(&world, &["--feed", "no"], ":hand-in\ny\n").says(&["Not passed: 0 of 6"]);
    assert!(!sitting(&world).contains("[question.answer]"));
    // Neither does `n`, nor what comes behind it before a question is shown.
    let input = format!("{FIRST}:hand-in\nn\nno\n:hand-in\nperhaps\n:clear\n\n:quit\n");
    let ran = exam(&world, &["--new"], &input)
        .says(&["Not handed in. An empty line returns to question 2.\n\
         Say :hand-in, or :go N to change an answer.\n"]);
    assert_eq!(ran.stdout.matches("Say :hand-in, or :go N").count(), 3, "{ran:#?}");
    assert_eq!(ran.stdout.matches("[2 of 6]").count(), 2, "{ran:#?}");
    let open = world.text(&format!("progress/exams/{}", sittings(&world)[1]));
    assert_eq!(open.matches("[question.answer]").count(), 1);
}

#[test]
fn an_answer_that_is_taken_away_is_named_and_an_unknown_command_too() {
    let input = format!("{FIRST}:clear\n:back\n:clear\n:bogus\n:quit\n");
    // No time was set, and none is spoken of.
    let left = "The exam stays open. byheart exam --resume takes it up.";
    exam(&world(), &[], &input).says_last(left).says(&[
        "Question 2 has no answer.\n",
        "Answer to question 1 taken away.\n",
        "There is no ':bogus'; :help lists all commands.\n",
    ]);
}

#[test]
fn an_answer_without_anything_in_it_or_without_end_is_not_taken() {
    let world = world();
    let long = "x".repeat(2001);
    let ran = exam(&world, &[], &format!(";\n ; ;\n{long}\n:quit\n"));
    assert_eq!(ran.stdout.matches("does not fit here").count(), 2, "{ran:#?}");
    ran.says(&["An answer has 2000 characters at most, this one 2001; it was not taken."]);
    assert!(!sitting(&world).contains("[question.answer]"));
}

#[test]
fn an_amount_says_what_its_unit_lacks() {
    let mountain = |id: &str, more| card(id, &format!("How high is {id}?"), "8849 m", more);
    let cards = mountain("everest", "tolerance = 10") + &mountain("sagarmatha", "");
    let world = World::with_deck(&cards);
    let marks = |answers: &str| -> Vec<String> {
        let ran = exam(&world, &["--new", "--feed", "no"], &format!("{answers}:hand-in\n"));
        ran.stdout.lines().filter(|line| line.contains("Why: ")).map(str::to_owned).collect()
    };
    assert_eq!(marks("8.849 km\n8849 metres\n"), [""; 0]);
    let unit = "   Why: Close: right as far as it goes, but the unit was asked.";
    assert_eq!(marks("8849\n8849\n"), [unit; 2]);
    assert_eq!(marks("8849 kg\n8849 kg\n"), ["   Why: the unit is not kg but m."; 2]);
}

#[test]
fn a_statement_is_said_to_be_true_or_false() {
    let day = "[[card]]\nid = \"day\"\nstatement = \"Rome was built in a day.\"\nanswer = false\n";
    let world = World::with_deck(&(day.to_owned() + &card("year", "When did it fall?", "476", "")));
    world.run(&["check"]).ended(0);
    let asked = "Rome was built in a day.\n  1. True\n  2. False\n";
    let studied = world.run_with(&["study", "--kind", "true-false"], "2\n");
    studied.says(&[asked, "Right: False"]);
    let marked = "Yours: True\n   Right: False";
    let sat = exam(&world, &["--formats", "true-false"], "1\n:hand-in\n");
    sat.says(&[&format!("Deck · true-false\n{asked}"), marked]);
    world.run(&["exam", "--show"]).says(&[marked]);
    exam(&world, &["--formats", "true-false", "--paper", "home/paper.md"], "");
    let paper = world.text("paper.md");
    for part in ["   a) True  \n   b) False  \n", "1. b) False (1 mark)"] {
        assert!(paper.contains(part), "{part} in {paper}");
    }
}
