//! Mock exams over plain lines.

use crate::harness::{NOW, Ran, Running, World, card};

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

/// The names of all exams, oldest first, without one that is still being written.
pub(crate) fn ids(world: &World) -> Vec<String> {
    let files = world.files("progress/exams").into_iter();
    let name = |file: String| file.strip_suffix(".toml").map(str::to_owned);
    files.filter(|file| file.ends_with("-pc.toml")).filter_map(name).collect()
}

/// The first exam's file.
fn file(world: &World) -> String {
    format!("progress/exams/{}.toml", ids(world)[0])
}

pub(crate) fn sitting(world: &World) -> String {
    world.text(&file(world))
}

/// Changes the first sitting's file by hand.
#[track_caller]
pub(crate) fn change(world: &World, from: &str, to: &str) {
    let text = sitting(world);
    assert!(text.contains(from), "{from} in {text}");
    world.put(&file(world), text.replace(from, to));
}

/// An exam that was given `input` and has come to the line that begins so, where
/// it waits for more.
pub(crate) fn at_line(world: &World, more: &[&str], input: &str, beginning: &str) -> Running {
    let mut running = world.start(&[&["exam", "--seed", "1"], more].concat());
    running.say(input);
    running.until(beginning);
    running
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
    let input = "Caesar; Pompey; Cato\n0 1 2\n4 2 1 3\n44 km\n1\n\n:go 5\nno\n:mark\n:hand-in\n:hand-in\nn\n";
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
    In _____ it began.
    (year)
    Type the answer.

    That was the last question.
      1. Name the three: answered
      2. Match: answered
      3. Put in order: answered
      4. How many kilometres?: answered
      5. Which of these men led the North?: answered
      6. In _____ it began. ...: open
    :go N returns to a question, :hand-in ends the exam.

    [5 of 6] Korea · choice · 30:00 left
    Which of these men led the North?
      1. Syngman Rhee
      2. Mao Zedong
      3. Kim Il Sung
    Your answer: 1
    Give the number of the right option.
    'no' does not fit here. Give the number of the right option.
    Marked for review.
    Without an answer: 6.
    Marked for review: 5.
    Hand in all the same? y or once more :hand-in does, n does not.

    Not passed: 2.67 of 6, 45 % (pass mark 50 %).
    All 6 cards were asked: that is no sample of them.
    Time: 0 s of 30 min. 1 question without an answer.

    By format
      choice: 0 of 1, 0 %
      typed: 1 of 1, 100 %
      order: 0.67 of 1, 67 %
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

    3. ~ [0.67 of 1] Put in order
       Yours: three → one → two → four
       Right: one → two → three → four
       Why: 3 of 4 in the right order.

    4. + [1 of 1] How many kilometres?
       Yours: 44 km
       Right: 42 km

    5. x [0 of 1] Which of these men led the North?
       Yours: Syngman Rhee
       Right: Kim Il Sung
       Note: From 1948 on.
       Source: § 1

    6. x [0 of 1] In 1950 it began.
       No answer.
       Right: 1950

    2 cards missed. Should they come back in study, as after "again"? byheart undo takes that back as one.
    y: yes; n: no, leave the schedule
    byheart exam --show 2026-11-23T140000.000Z-pc shows this again.
    "#);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
    assert!(!world.path("progress/pc").exists());
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
    use nix::sys::signal::Signal;
    for (signal, code) in [(Signal::SIGINT, 130), (Signal::SIGHUP, 129), (Signal::SIGTERM, 143)] {
        let world = world();
        let mut running = at_line(&world, &[], FIRST, "[2 of 6]");
        running.signal(signal);
        assert_eq!(
            running.wait().ended(code).stderr,
            "Interrupted; every answer is saved. byheart exam --resume takes an open exam up, --show shows the result of one that ended.\n"
        );
        assert!(sitting(&world).contains("named = [\"Crassus\", \"Caesar\", \"Pompey\"]"));
    }
}

#[test]
fn the_time_runs_out_while_nobody_types() {
    let (world, now) = (world(), format!("{NOW}+"));
    at_line(&world, &["--time", "1s", "--now", &now], "", "[1 of 6]").wait().ended(1);
    assert!(sitting(&world).contains("used_ms = 1000"), "{}", sitting(&world));
}

#[test]
fn what_cannot_be_asked_is_refused_with_a_remedy() {
    let world = World::with_cards(2);
    exam(&world, &["--formats", "match,list"], "").fails(
        "error: expected cards for match, list, found none that can be asked so\n  help: these decks have cards for --formats typed\n",
    );
    for (arguments, told) in [
        (&["--time", "soon"] as &[&str], "expected a time of 1s to 24h such as 30m"),
        (&["--pass", "101"], "101 is not in 0..=100"),
        (&["--resume"], "cannot be used with"),
        (&["--ui", "screen"], "screen mode needs a terminal"),
    ] {
        exam(&world, arguments, "").ended(2).warns(&[told]);
    }
    // Nobody could answer.
    for more in ["--seed=1", "--resume"] {
        let ran = world.run_with(&["exam", "--no-input", more], RIGHT);
        ran.ended(2).warns(&["which --no-input forbids"]);
    }
    assert!(!world.path("progress/exams").exists());
    let list = world.run(&["exam", "--no-input", "--list"]).ended(0);
    assert_eq!(list.stdout, "no exams yet\n");
    exam(&world, &["--questions", "9"], ":quit\n")
        .ended(0)
        .says(&["You wanted 9 questions; these decks have 2 that can be asked so."]);
}

#[test]
fn foreign_files_are_named_and_hostile_texts_defused() {
    let world = world();
    world.put("progress/exams/x.toml", "format = 1\n");
    exam(&world, &[], "");
    change(&world, "Put in order", "Put\\u001b[2J in order");
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
    let ran = world.run_with(&["exam", "--resume"], FIRST).ended(2);
    ran.warns(&["the answer to question 1 could not be saved"]);
}

#[test]
fn what_is_said_beside_an_answer_stands_in_none() {
    let say = |input: String, code: i32, answered: usize, told: &[(&str, usize)]| {
        let world = world();
        let ran = exam(&world, &["--pass", "100", "--feed", "no"], &input).ended(code);
        for (text, times) in told {
            assert_eq!(ran.stdout.matches(text).count(), *times, "{text}\n{ran:#?}");
        }
        assert_eq!(sitting(&world).matches("[question.answer]").count(), answered, "{input}");
    };
    let hint = "Say :hand-in, or :go N to change an answer.\n";
    // A stray line behind the list overwrites nothing; an empty one leads back to
    // the question at hand.
    let right = RIGHT.strip_suffix(":hand-in\n").unwrap();
    let back = "In _____ it began.\n(year)\nYour answer: 1950";
    let passed = ("Passed: 6 of 6, 100 % (pass mark 100 %).", 1);
    let input = format!("{right}hand-in\n:clear\n\n:hand-in\n");
    say(input, 0, 6, &[(hint, 2), (back, 1), passed]);
    // Before handing in, `y` hands in; `n` does not, nor what comes behind it
    // before a question is shown.
    say(":hand-in\ny\n".to_owned(), 1, 0, &[("Not passed: 0 of 6", 1)]);
    let input = format!("{FIRST}:hand-in\nn\nno\n:hand-in\nperhaps\n:clear\n\n:quit\n");
    let kept = format!("Not handed in. An empty line returns to question 2.\n{hint}");
    say(input, 0, 1, &[(&kept, 1), (hint, 3), ("[2 of 6]", 2)]);
    // No time was set, and none is spoken of.
    let told = [
        "Question 2 has no answer.\n",
        "Answer to question 1 taken away.\n",
        "There is no ':bogus'; :help lists all commands.\n",
        "\nThe exam stays open. byheart exam --resume takes it up.\n",
    ];
    let input = format!("{FIRST}:clear\n:back\n:clear\n:bogus\n:quit\n");
    say(input, 0, 0, &told.map(|text| (text, 1)));
    // An answer has something in it, and an end.
    let long = "An answer has 2000 characters at most, this one 2001; it was not taken.";
    let input = format!(";\n ; ;\n{}\n:quit\n", "x".repeat(2001));
    say(input, 0, 0, &[("does not fit here", 2), (long, 1)]);
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

#[test]
fn what_is_left_out_is_told() {
    let world = world();
    let long = "because the Americans seemed to have written Korea off";
    let why = card("why", "Why did he agree?", long, "");
    let gaps = "[[card]]\nid = \"gaps\"\ncloze = \"{{c1::1949}} was before {{c2::1951}}.\"\n";
    world.put("decks/d.toml", format!("{DECK}{why}{gaps}"));
    exam(&world, &[], "").says(&[
        "Exam: 7 questions",
        "1 card left out that would repeat or answer another; --questions 8 asks all.\n1 card left out that no exam can mark; ask = \"type\" lets a longer answer be typed (-v names it).\n",
    ]);
    exam(&world, &["--new", "-v"], "").says(&["lets a longer answer be typed: d/why.\n"]);
    let all = exam(&world, &["--new", "--questions", "8"], "");
    all.says(&["Exam: 8 questions"]).lacks(&["repeat"]);
}

#[test]
fn a_weight_that_cannot_be_met_is_told() {
    let world = World::new();
    let of_tag = |tag: &str, count: usize| -> String {
        let (tags, front) = (format!("tags = [\"{tag}\"]"), format!("What is {tag}"));
        let one =
            |n| card(&format!("{tag}-{n}"), &format!("{front} {n}?"), &format!("{n}{n}"), &tags);
        (1..=count).map(one).collect()
    };
    let cards = of_tag("energy", 3) + &of_tag("work", 12) + &of_tag("heat", 12);
    let drawn = |weights: &str| {
        world.deck("d", &format!("[exam]\nweights = {{ {weights} }}\n{cards}"));
        exam(&world, &["--new", "--questions", "12"], "")
    };
    drawn("energy = 2").says(&["energy has only 3 of the 6 questions that its weight asks for.\n"]);
    let told = "Too few cards for the weights: chaos has only 0 of 4 questions, \
        energy has only 3 of 6 questions.\n";
    drawn("energy = 6, chaos = 4").says(&[told]);
    drawn("energy = 0.5").lacks(&["weight"]);
}
