//! `study` while an exam lies ahead.

use crate::harness::{World, card};
use crate::plan::{answered, asked, deck, opens, plan, world};

#[test]
fn several_exams_share_the_time_and_the_nearer_gets_more() {
    let world = world(60, "2026-11-26");
    deck(&world, "e", 60, "2026-12-20");
    deck(&world, "none", 5, "");
    let report = plan(&world, &["--minutes", "10"]);
    assert_eq!(report["exam"], "2026-11-26");
    let names = [0, 1].map(|exam| &report["exams"][exam]["decks"][0]["name"]);
    assert_eq!(names, ["d", "e"]);
    assert_eq!(report["days"].as_array().unwrap().len(), 27);
    world.run(&["plan"]).says(&[
        "Exam in 3 days (Thursday, 26 November 2026): 60 cards",
        "Exam in 27 days (Sunday, 20 December 2026): 60 cards",
    ]);
    opens(&world, &["study", "--minutes", "10"], "Exams in 3 days and in 27 days: ");
    let order = asked(&world, &["study", "--minutes", "10"]);
    let of = |deck: &str| order.iter().filter(|id| id.starts_with(deck)).count();
    assert!(of("d/") > 2 * of("e/") && of("e/") > 0, "{order:?}");
    // What has no exam comes behind, by the usual limits.
    assert_eq!(order.iter().rposition(|id| id.starts_with("none/")), Some(order.len() - 1));
    assert_eq!(of("none/"), 5);
}

#[test]
fn an_exam_tomorrow_with_everything_new_gets_the_important_cards_first() {
    let world = world(100, "2026-11-24\nweights = { a = 3 }");
    world.put("byheart.toml", "new_per_day = 3\n[exam]\nminutes = 10\n");
    world.run(&["plan"]).says(&[
        "Exam tomorrow (Tuesday, 24 November 2026): 100 cards",
        "90 % is out of reach with 10 minutes a day.",
    ]);
    // A limit that was given holds, and a setting does not starve an exam.
    opens(&world, &["study", "--new", "4"], "Exam tomorrow: 4 new for it today.");
    opens(&world, &["study"], "Exam tomorrow: 16 new for it today.");
    // All the deck's even cards have the tag `a`.
    let first = asked(&world, &["study"]);
    assert!(first.len() >= 16 && first.len() < 60, "{first:?}");
    assert_eq!(first[..3], ["d/c2", "d/c4", "d/c6"]);
    // Time is used up; and what the learner says holds.
    assert!(asked(&world, &["study"]).is_empty());
    assert_eq!(asked(&world, &["study", "--minutes", "5", "--new", "100"]).len(), 8);
}

/// What `decks` calls due, over all decks.
fn due(world: &World) -> u64 {
    let decks = world.run(&["decks", "--json"]).ended(0).json()["decks"].clone();
    decks.as_array().unwrap().iter().map(|deck| deck["due"].as_u64().unwrap()).sum()
}

#[test]
fn decks_calls_due_what_study_begins_with() {
    for date in ["2026-11-23", "2026-11-24", "2026-12-24", "2026-11-01", ""] {
        let world = world(60, date);
        deck(&world, "e", 5, "");
        world.put("byheart.toml", "[exam]\nminutes = 10\n");
        answered(&world, 12, &[18, 20], |_, _| "good");
        for earlier in ["", "4\n4\n4\n"] {
            world.run_with(&["study"], earlier);
            let due = due(&world);
            assert!(due > 0);
            let left = format!("[{due} left: ");
            world.run(&["study"]).says(&[&left]);
        }
    }
    // A deck by itself is studied by itself.
    let world = world(60, "2026-11-23");
    deck(&world, "e", 5, "");
    let of = |named: &[&str]| world.run(&[&["decks", "--json"], named].concat()).ended(0).json();
    assert_eq!(of(&["e"])["decks"][0]["due"], 5);
    world.run(&["study", "e"]).says(&["[5 left: 5 new]"]);
}

#[test]
fn study_asks_what_the_plan_says_for_today() {
    let world = world(60, "2026-12-05");
    world.put("byheart.toml", "[exam]\nminutes = 12\n");
    answered(&world, 24, &[18, 20, 21], |card, day| match (card % 5, day) {
        (0, 20) => "again",
        _ => "good",
    });
    let today = plan(&world, &[])["days"][0].clone();
    let whole = |key: &str| today[key].as_f64().unwrap().round();
    let (new, reviews) = (whole("new"), whole("reviews"));
    assert!(new > 0.0 && reviews > 0.0, "{today}");
    // What was not recalled the day before yesterday is in a learning step.
    let said = format!("Today: {reviews} learning, {new} new. About 13 min.");
    world.run(&["study"]).says(&[&said]);
    assert_eq!(whole("minutes"), 12.0);
}

#[test]
fn two_sessions_share_the_minutes_of_a_day() {
    let world = World::new();
    deck(&world, "a", 60, "");
    deck(&world, "b", 60, "");
    world.put("byheart.toml", "[exam]\ndate = 2026-12-01\nminutes = 10\n");
    let first = asked(&world, &["study", "a"]);
    assert!(first.len() >= 16, "{first:?}");
    assert!(asked(&world, &["study", "b"]).is_empty());
    opens(&world, &["study", "b"], "Exam in 8 days: nothing more for it");
}

#[test]
fn new_cards_on_one_passage_come_on_different_days_before_an_exam_too() {
    let world = World::new();
    let noted = |id, note| card(id, &format!("{id}?"), "x", &format!("note = \"{note}\""));
    let cards = noted("a", "one place") + &noted("b", "one place") + &noted("c", "another");
    world.deck("d", &format!("[exam]\ndate = 2026-12-01\n{cards}"));
    world.run(&["study"]).says(&["2 new for it today"]);
    let report = plan(&world, &[]);
    let new: Vec<f64> = (0..8).map(|day| report["days"][day]["new"].as_f64().unwrap()).collect();
    assert!(new[0] == 2.0 && (new.iter().sum::<f64>() - 3.0).abs() < 0.01, "{new:?}");
    // Where there is no other day, all come.
    world.deck("d", &format!("[exam]\ndate = 2026-11-24\n{cards}"));
    world.run(&["study"]).says(&["3 new for it today"]);
}

#[test]
fn days_off_are_free_and_what_was_said_of_today_is_not_said_of_tomorrow() {
    let world = world(100, "2026-12-15");
    world.put("byheart.toml", "[exam]\nminutes = 10\ndays_off = [\"sunday\", 2026-11-25]\n");
    let report = plan(&world, &[]);
    let days = report["days"].as_array().unwrap().iter();
    let idle = days.filter(|day| day["minutes"] == 0.0).map(|day| day["date"].as_str().unwrap());
    let off = ["2026-11-25", "2026-11-29", "2026-12-06", "2026-12-13"];
    assert_eq!(idle.collect::<Vec<_>>(), off);
    world.run(&["plan"]).says(&["Wed 25 Nov     -     off    -\n"]);
    let end = |arguments: &[&str]| world.run_with(arguments, &"4\n".repeat(300));
    let said = end(&["study", "--minutes", "3"]);
    said.says(&["Tomorrow: 0 to review, 16 new."]).lacks(&["Then to"]);
    let tomorrow = ["study", "--now", "2026-11-24T15:00:00+01:00"];
    end(&tomorrow).says(&["Tomorrow: a day off; 0 to review, 0 new."]);
    let off = ["study", "--now", "2026-11-25T15:00:00+01:00"];
    opens(&world, &off, "Exam in 20 days: a day off; if you like, ");
}
