//! Mock exams over plain lines.

use crate::harness::{NOW, Ran, World, finish};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};
use std::time::Duration;

const DECK: &str = r#"format = 1
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

fn world() -> World {
    let world = World::new();
    world.put("decks/d.toml", DECK);
    world
}

fn exam(world: &World, more: &[&str], input: &str) -> Ran {
    let arguments = [&["exam", "--seed", "1"], more].concat();
    world.run_with(&arguments, input)
}

/// The files of sittings, oldest first.
fn sittings(world: &World) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(world.path("progress/exams"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn sitting(world: &World) -> String {
    world.text(&format!("progress/exams/{}", sittings(world)[0]))
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
const RIGHT: &str = "Crassus; Caesar; Pompey\n3 1 2\n4 2 3 1\n44 km\n2\n1950\n:hand-in\n";
/// The same without the first.
const REST: &str = "3 1 2\n4 2 3 1\n44 km\n2\n1950\n:hand-in\n:hand-in\n";
/// A right answer to the first question of that paper.
const FIRST: &str = "Crassus; Caesar; Pompey\n";

#[test]
fn a_whole_exam_is_sat_and_explained() {
    let world = world();
    let input = "Caesar; Pompey; Cato\n0 1 2\n4 2 1 3\n44 km\n1\n\n:go 2\nno\n:mark\n:hand-in\n:hand-in\nn\n";
    let ran = exam(&world, &["--time", "30m", "--pass", "50"], input);
    insta::assert_snapshot!(ran.stdout, @r#"
    Exam: 6 questions from Korea; 30 min; 50 % pass. Seed 1.
    Each question is worth one mark. Where an answer has parts, each part earns its share and a wrong one takes a share away; a nearly right typed answer earns half.
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
      1. four
      2. two
      3. three
      4. one
    Give the numbers in the right order.

    [4 of 6] Korea · typed · 30:00 left
    How many kilometres?
    Type the answer.

    [5 of 6] Korea · choice · 30:00 left
    Which of these men led the North?
      1. Mao Zedong
      2. Kim Il Sung
      3. Syngman Rhee
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
    Once more :hand-in hands in all the same.

    Not passed: 2.33 of 6, 39 % (50 % pass).
    That is a sample: an exam like this says 12 % to 74 %, nineteen times of twenty.
    Time: 0 s of 30 min. 1 question without an answer.

    By tag
      actors: 0 of 1, 0 %
      numbers: 1 of 1, 100 %

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
       Why: 2 of 3 named. Not in the list: Cato.

    2. ~ [0.67 of 1] Match
       Yours: a: …; b: 2; c: 3
       Right: a: 1; b: 2; c: 3
       Why: 2 of 3 pairs right.

    3. ~ [0.33 of 1] Put in order
       Yours: one → two → four → three
       Right: one → two → three → four
       Why: 1 of 3 neighbours in order.

    4. + [1 of 1] How many kilometres?
       Yours: 44 km
       Right: 42 km

    5. x [0 of 1] Which of these men led the North?
       Yours: Mao Zedong
       Right: Kim Il Sung
       Note: From 1948 on.
       Source: § 1

    6. x [0 of 1] In [year] it began.
       No answer.
       Right: 1950

    3 cards missed. Should they come back in study, as after "again"? byheart undo takes that back as one.
    y: yes; n: no, leave the schedule
    "#);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
    assert!(!world.path("progress/pc").exists());
}

#[test]
fn every_right_answer_passes() {
    let world = world();
    let ran = exam(&world, &["--pass", "100"], RIGHT);
    assert!(ran.stdout.contains("Passed: 6 of 6, 100 % (100 % pass)."), "{}", ran.stdout);
    assert_eq!(ran.code, Some(0));
}

#[test]
fn the_paper_does_not_depend_on_history() {
    let (fresh, studied) = (world(), world());
    studied.run_with(&["study"], "4\n4\n4\n4\n");
    let shown = |world: &World| exam(world, &["--questions", "4"], ":list\n").stdout;
    assert_eq!(shown(&fresh), shown(&studied));
}

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
    assert!(sitting(&world).contains("state = \"open\""));
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
fn signals_leave_an_exam_open() {
    use nix::sys::signal::{Signal, kill};
    for (signal, code) in [(Signal::SIGINT, 130), (Signal::SIGHUP, 129), (Signal::SIGTERM, 143)] {
        let world = world();
        let mut command = world.command(&["exam", "--seed", "1"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(FIRST.as_bytes()).unwrap();
        wait_for(&mut child, "[2 of 6]");
        kill(nix::unistd::Pid::from_raw(child.id().try_into().unwrap()), signal).unwrap();
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(code));
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(
            said,
            "Interrupted; every answer is saved. byheart exam --resume takes an open exam up.\n"
        );
        assert!(sitting(&world).contains("named = [\"Crassus\", \"Caesar\", \"Pompey\"]"));
    }
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
fn the_time_runs_out_while_nobody_types() {
    let world = world();
    let now = format!("{NOW}+");
    let mut command = world.command(&["exam", "--time", "1s", "--now", &now]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let input = child.stdin.take().unwrap();
    let status = child.wait().unwrap();
    drop(input);
    assert_eq!(status.code(), Some(1));
    assert!(sitting(&world).contains("used_ms = 1000"), "{}", sitting(&world));
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
fn missed_cards_feed_the_schedule_and_one_undo_takes_them_back() {
    let world = world();
    let ran = exam(&world, &[], "Caesar\n3 1 2\n1 2 3 4\n44 km\n1\n\n:hand-in\n:hand-in\ny\n");
    assert!(ran.stdout.contains("4 cards missed."), "{}", ran.stdout);
    assert!(ran.stdout.contains("4 cards come back in study"), "{}", ran.stdout);
    let exam_id = sittings(&world)[0].trim_end_matches(".toml").to_owned();
    let lines = world.journal();
    assert_eq!(lines.len(), 5);
    assert!(lines[1].ends_with(&format!(",d/list,again,,how=list exam={exam_id}")), "{lines:?}");
    let states = || world.run(&["cards", "--state", "new"]).stdout.lines().count();
    assert_eq!(states(), 1 + 2);
    let undo = world.run(&["undo"]);
    assert_eq!(undo.stdout, format!("took back all that the exam {exam_id} told the schedule\n"));
    assert_eq!(states(), 1 + 6);
    assert_eq!(world.run(&["undo"]).code, Some(2));
}

#[test]
fn a_study_session_takes_an_exam_back_as_one() {
    let world = world();
    world.run_with(&["study"], ":suspend\n");
    exam(&world, &["--feed", "yes"], ":hand-in\n:hand-in\n");
    let ran = world.run_with(&["study", "--cram"], ":right\n:undo\n:undo\n:undo\n:quit\n");
    assert!(ran.stdout.contains("There is no judged answer to correct."), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches("Taken back.").count(), 2, "{}", ran.stdout);
    assert_eq!(world.run(&["cards", "--state", "new"]).stdout.lines().count(), 1 + 6);
}

#[test]
fn nothing_is_fed_without_agreement() {
    for (more, input) in [
        (&[] as &[&str], ":hand-in\n:hand-in\nn\n"),
        (&[], ":hand-in\n:hand-in\n"),
        (&["--no-input"], ":hand-in\n:hand-in\ny\n"),
        (&["--feed", "no"], ":hand-in\n:hand-in\ny\n"),
    ] {
        let world = world();
        assert_eq!(exam(&world, more, input).code, Some(1));
        assert!(!world.path("progress/pc").exists());
    }
}

#[test]
fn earlier_exams_are_compared_and_listed() {
    let world = world();
    exam(&world, &[], ":hand-in\n:hand-in\n");
    let ran = world.run_with(&["exam", "--seed", "1", "--now", "2026-11-24T15:00:00+01:00"], RIGHT);
    let told = "Earlier exams on these decks\n  2026-11-23 15:00  0 %  0 of 6\n100 points more than the last time; more than chance explains.\n";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    let list = world.run(&["exam", "--list"]).stdout;
    insta::assert_snapshot!(list, @"
            begun             state      marks   percent  decks
            2026-11-23 15:00  handed-in  0 of 6  0 %      d
            2026-11-24 15:00  handed-in  6 of 6  100 %    d
            ");
}

#[test]
fn json_reports_the_result_alone_on_stdout() {
    let world = world();
    let ran = exam(&world, &["--json"], "Crassus; Caesar; Pompey\n:hand-in\n:hand-in\n");
    let value: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(value["percent"], 16.7);
    assert_eq!(value["passed"], false);
    assert_eq!(value["by_format"][1]["name"], "typed");
    assert_eq!(value["questions"][0]["given"], "Crassus; Caesar; Pompey");
    assert_eq!(value["questions"][4]["source"], "§ 1");
    assert!(ran.stderr.contains("[2 of 6]"));
    let open = exam(&world, &["--json"], "");
    let value: serde_json::Value = serde_json::from_str(&open.stdout).unwrap();
    assert_eq!(value["state"], "open");
}

#[test]
fn what_cannot_be_asked_is_refused_with_a_remedy() {
    let world = World::with_cards(2);
    let refused = |arguments: &[&str]| {
        let ran = exam(&world, arguments, "");
        assert_eq!(ran.code, Some(2), "{}", ran.stderr);
        ran.stderr
    };
    assert_eq!(
        refused(&["--formats", "match,list"]),
        "error: expected cards for match, list, found none that can be asked so\n  help: these decks have cards for --formats typed\n"
    );
    assert!(refused(&["--time", "soon"]).contains("expected a time of 1s to 24h such as 30m"));
    assert!(refused(&["--pass", "101"]).contains("101 is not in 0..=100"));
    assert!(refused(&["--resume"]).contains("cannot be used with"));
    assert!(refused(&["--ui", "screen"]).contains("screen mode needs a terminal"));
    let fewer = exam(&world, &["--questions", "9"], ":quit\n");
    assert_eq!(fewer.code, Some(0));
    let told = "You wanted 9 questions; these decks have 2 that can be asked so.";
    assert!(fewer.stdout.contains(told), "{}", fewer.stdout);
}

#[test]
fn foreign_files_are_named_and_hostile_texts_defused() {
    let world = world();
    world.put("progress/exams/x.toml", "format = 1\n");
    exam(&world, &[], "");
    let name = format!("progress/exams/{}", sittings(&world)[0]);
    world.put(&name, &world.text(&name).replace("Put in order", "Put\\u001b[2J in order"));
    let ran = world.run_with(&["exam", "--resume"], ":list\n:help\n");
    assert!(ran.stderr.contains("x.toml: missing field"), "{}", ran.stderr);
    assert!(!ran.stdout.contains('\u{1b}'));
    assert_eq!(ran.code, Some(0));
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
    let ran = finish(command, FIRST);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("the answer to question 1 could not be saved"), "{}", ran.stderr);
}

#[test]
fn a_paper_is_printed_in_versions_and_nothing_is_overwritten() {
    let world = world();
    let path = world.path("paper.html");
    let file = path.to_str().unwrap();
    let ran = exam(&world, &["--paper", file, "--versions", "3", "--time", "30m"], "");
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.ends_with("paper.html: 6 questions in 3 versions, then the key. Seed 1.\n"));
    let page = world.text("paper.html");
    assert_eq!(page.matches("<section").count(), 6);
    assert!(page.contains("6 questions, a mark each · 30 minutes · 60 % pass"));
    let again = exam(&world, &["--paper", file], "");
    assert_eq!(again.code, Some(2));
    assert!(again.stderr.contains("help: --force replaces it; nothing was written"));
    assert_eq!(world.text("paper.html"), page);
    let forced =
        exam(&world, &["--paper", file, "--versions", "3", "--time", "30m", "--force"], "");
    assert_eq!((forced.code, world.text("paper.html")), (Some(0), page));
    let other = exam(&world, &["--paper", "paper.pdf"], "");
    assert!(other.stderr.contains("expected a file that ends in .html or .md"), "{}", other.stderr);
    assert!(!world.path("progress/exams").exists());
}

#[test]
fn the_printed_paper_is_the_one_that_is_sat() {
    let world = world();
    let path = world.path("paper.md");
    exam(&world, &["--paper", path.to_str().unwrap()], "");
    let text = world.text("paper.md");
    let (paper, _) = text.split_once("# Key").unwrap();
    assert!(paper.contains("1. Name the three"), "{paper}");
    let ran = exam(&world, &[], "");
    assert!(ran.stdout.contains("[1 of 6] Korea · list\nName the three"), "{}", ran.stdout);
}
