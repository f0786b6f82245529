//! Results of mock exams: lists, earlier ones, and what study hears of them.

use crate::exam::{DECK, FIRST, RIGHT, at_line, change, exam, ids, sitting, world};
use crate::harness::{Ran, World};
use crate::screen::Screen;

/// Hands in, and says that it is meant.
const HAND_IN: &str = ":hand-in\n:hand-in\n";

fn show(world: &World, more: &[&str]) -> Ran {
    world.run(&[&["exam", "--show"], more].concat())
}

/// The same, and the missed cards come back in study.
fn feed(world: &World) -> Ran {
    show(world, &["--feed", "yes"])
}

fn new_cards(world: &World) -> usize {
    world.run(&["cards", "--state", "new"]).stdout.lines().count() - 1
}

#[test]
fn missed_cards_feed_the_schedule_and_one_undo_takes_them_back() {
    let world = world();
    let ran = exam(&world, &[], "Caesar\n3 1 2\n1 2 3 4\n44 km\n1\n\n:hand-in\n:hand-in\ny\n");
    ran.says(&["4 cards missed.", "4 cards come back in study"]);
    let exam_id = &ids(&world)[0];
    let lines = world.journal();
    assert_eq!(lines.len(), 5);
    assert!(lines[1].ends_with(&format!(",d/list,again,,how=list exam={exam_id}")), "{lines:?}");
    assert_eq!(new_cards(&world), 2);
    let undo = world.run(&["undo"]);
    assert_eq!(undo.stdout, format!("took back all that the exam {exam_id} told the schedule\n"));
    assert_eq!(new_cards(&world), 6);
    world.run(&["undo"]).ended(2);
    // Suspended cards do not come back, and are named.
    world.run(&["suspend", "d/far"]);
    exam(&world, &[], &format!("{FIRST}{HAND_IN}y\n")).says(&[
        "5 cards missed. Should the 4 that are not suspended come back",
        "4 cards come back in study; byheart undo takes that back. Suspended, and left so: d/far.",
    ]);
}

#[test]
fn a_study_session_takes_an_exam_back_as_one() {
    let world = world();
    world.run_with(&["study"], ":suspend\n");
    exam(&world, &["--feed", "yes"], HAND_IN);
    let ran = world.run_with(&["study", "--cram"], ":right\n:undo\n:undo\n:undo\n:quit\n");
    let ran = ran.says(&["There is no judged answer to correct."]);
    for told in ["Taken back: all that the exam", "Taken back: suspending “"] {
        assert_eq!(ran.stdout.matches(told).count(), 1, "{ran:#?}");
    }
    assert_eq!(new_cards(&world), 6);
}

#[test]
fn nothing_is_fed_without_agreement_and_who_said_no_is_not_asked_again() {
    for (more, said) in [(&[] as &[&str], "n\n"), (&[], ""), (&["--feed", "no"], "y\n")] {
        let world = world();
        exam(&world, more, &format!("{HAND_IN}{said}")).ended(1);
        assert!(!world.path("progress/pc").exists());
        if said == "n\n" {
            assert!(sitting(&world).contains("feed = \"refused\""));
            show(&world, &[]).lacks(&["study"]);
            // But who says so is obeyed.
            feed(&world);
            assert_eq!(world.journal().len(), 1 + 6);
        }
    }
}

#[test]
fn earlier_exams_are_compared_and_listed() {
    let world = world();
    exam(&world, &[], HAND_IN);
    exam(&world, &["--now", "2026-11-24T15:00:00+01:00"], RIGHT).says(&["Earlier exams on these decks\n  2026-11-23 15:00  0 %  0 of 6  the same paper\n100 points more than the last time; it was the same paper, so that practice explains a gain.\n"]);
    let list = |arguments: &[&str]| world.run(&[&["exam"], arguments].concat());
    let all = list(&["--list"]).stdout;
    insta::assert_snapshot!(all, @"
    id                         begun             state      marks   percent  passed  decks
    2026-11-23T140000.000Z-pc  2026-11-23 15:00  handed-in  0 of 6  0 %      no      d
    2026-11-24T140000.000Z-pc  2026-11-24 15:00  handed-in  6 of 6  100 %    yes     d
    byheart exam --show ID shows a result, --resume ID takes an exam up.
    ");
    world.put("decks/e.toml", DECK.replace("id = \"d\"", "id = \"e\""));
    assert_eq!(list(&["e", "--list"]).stdout, "no exams yet\n");
    assert_eq!(list(&["d", "--list"]).stdout, all);
    for other in ["--resume", "--questions=3", "--feed=no", "--new"] {
        list(&["--list", other]).warns(&["cannot be used with"]);
    }
}

/// An exam that is handed in and killed before the offer is answered; its id.
fn killed_at_the_offer() -> (World, String) {
    let world = world();
    drop(at_line(&world, &[], &format!("{FIRST}{HAND_IN}"), "5 cards missed."));
    let id = ids(&world)[0].clone();
    (world, id)
}

#[test]
fn an_offer_that_nobody_answered_is_named_and_made_again_once() {
    let (world, id) = killed_at_the_offer();
    assert!(sitting(&world).contains("feed = \"unasked\""));
    exam(&world, &[], ":quit\n").says(&[&format!(
        "The exam of 2026-11-23 15:00 still asks whether 5 cards that you missed should come back in study: byheart exam --show {id}."
    )]);
    // Nobody is there to answer.
    let shown = show(&world, &[]).ended(0).says(&["Not passed: 1 of 6, 17 % (pass mark 60 %)."]);
    shown.says_last(&format!(
        "5 cards missed; byheart exam --show {id} --feed yes brings them back in study."
    ));
    assert!(!world.path("progress/pc").exists());
    show(&world, &[&id, "--feed", "yes"])
        .says_last("5 cards come back in study; byheart undo takes that back.");
    // A crash between journal and sitting feeds nothing twice.
    change(&world, "feed = \"fed\"", "feed = \"unasked\"");
    feed(&world);
    assert!(sitting(&world).contains("feed = \"fed\""));
    assert_eq!(world.journal().len(), 6);
    feed(&world).says_last("Nothing was changed: 5 cards came back in study before.");
    world.run(&["undo"]);
    let lines = world.journal().len();
    // What was taken back does not come again.
    feed(&world)
        .says_last("Nothing was changed: 5 cards came back in study before, which undo took back.");
    assert_eq!(world.journal().len(), lines);
    exam(&world, &["--new"], ":quit\n").lacks(&["still asks"]);
}

#[test]
fn an_offer_that_another_terminal_decides_on_is_left_to_it() {
    let world = world();
    let mut running = at_line(&world, &[], HAND_IN, "6 cards missed.");
    feed(&world)
        .says_last("Nothing was changed: another terminal has this exam open and decides on it.");
    assert!(!world.path("progress/pc").exists());
    running.say("y\n");
    running.wait();
    assert_eq!(world.journal().len(), 1 + 6);
}

#[test]
fn on_a_terminal_an_open_offer_is_answered() {
    let (world, id) = killed_at_the_offer();
    let mut screen = Screen::run(&world, (60, 80), &["exam", "--show", &id], &[]);
    screen.follow("y: yes; n: no {y⏎} 5 cards come back in study").ended(0);
    assert_eq!(world.journal().len(), 1 + 5);
}

#[test]
fn a_result_is_shown_again_as_it_was() {
    let world = world();
    let ran = exam(&world, &["--feed", "yes"], &format!("{FIRST}{HAND_IN}"));
    let id = &ids(&world)[0];
    let ran = ran.says_last(&format!("byheart exam --show {id} shows this again."));
    let result = ran.stdout.split("Not passed").nth(1).unwrap().split("\n5 cards").next().unwrap();
    let head = "Exam of 2026-11-23 15:00: 6 questions from Korea. Seed 1.";
    let shown = show(&world, &[]).says(&[result, head]).stdout;
    assert_eq!(show(&world, &[id]).stdout, shown);
    show(&world, &["x"]).warns(&["there is no exam 'x'"]);
    // On a narrow terminal words and ids stay whole.
    let on_terminal = |arguments: &[&str]| {
        let mut screen = Screen::run(&world, (60, 40), arguments, &[]);
        screen.ended(0);
        screen.contents()
    };
    let list = on_terminal(&["exam", "--list"]);
    let about = "  2026-11-23 15:00, handed-in, marks: 1\n  of 6, 17 %, passed: no, d\n";
    assert!(list.starts_with(&format!("{id}\n{about}")), "{list}");
    let shown = on_terminal(&["exam", "--show"]);
    assert!(shown.contains("All 6 cards were asked: that is no\nsample of them.\n"), "{shown}");
}

#[test]
fn json_reports_the_result_alone_on_stdout_and_the_same_again() {
    let world = world();
    let sit = |arguments: &[&str], input: &str| {
        let seed = ["exam", "--seed", "18446744073709551615", "--json"];
        world.run_with(&[&seed, arguments].concat(), input)
    };
    let ended = sit(&["--feed", "yes"], &format!("1950\n{HAND_IN}")).warns(&["[2 of 6]"]);
    let shown = show(&world, &["--json"]);
    assert_eq!((&shown.stdout, shown.stderr.as_str()), (&ended.stdout, ""));
    let value = ended.json();
    assert_eq!(value["seed"], "18446744073709551615");
    assert_eq!(value["percent"], 16.7);
    assert_eq!(value["passed"], false);
    assert_eq!(value["by_format"][1]["name"], "typed");
    assert_eq!(value["questions"][0]["given"], "1950");
    assert_eq!(value["questions"][4]["source"], "§ 1");
    assert_eq!(value["missed"].as_array().unwrap().len(), 5);
    assert_eq!(value["missed"], value["fed"]);
    assert_eq!(sit(&[], "").json()["state"], "open");
}
