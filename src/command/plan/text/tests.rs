//! The plan as it is printed.

use super::*;
use crate::quiz::exam_day::Exams;
use crate::quiz::exam_day::band::around;
use jiff::civil::date;

fn plan(answers: usize) -> Plan {
    let part = |name: &str| Part {
        name: name.to_owned(),
        cards: 1_000,
        unseen: 7,
        recall: around(0.8, 0.5),
    };
    let (date, all) = (date(2026, 12, 15), part(""));
    let long = part("a-deck-whose-name-is-longer-than-any-line-has-room-for");
    let day = DayAhead { date, new: 12.4, reviews: 100.0, seconds: 1200.0, recall: 1.0 };
    Plan {
        exams: vec![Outlook {
            date,
            days: 12,
            known: answers > 20,
            all,
            decks: vec![long],
            tags: vec![part("b")],
        }],
        days: vec![day, DayAhead { date: date.yesterday().unwrap(), recall: 0.2, ..day }],
        minutes: 20.0,
        basis: Minutes::Assumed,
        seen: 100.0,
        due_after: 44.0,
        remedy: Some(Remedy {
            exam: date,
            goal: 0.9,
            minutes: Some(35),
            cards: Some(80),
            of: 1_000,
        }),
    }
}

fn lines(columns: usize, answers: usize) -> Vec<String> {
    page(columns, &plan(answers))
}

fn page(columns: usize, plan: &Plan) -> Vec<String> {
    let terminal =
        Terminal { interactive: false, bars: false, color: false, ascii: false, columns };
    let said = crate::command::exams::Said::ForDeck;
    let over = vec![Dated { deck: "old".to_owned(), date: date(2026, 1, 1), said }];
    let (far, moved) = (over.clone(), over.clone());
    let found = Found { exams: Exams::default(), over, far, moved };
    Page { terminal, found: &found, goal: 0.9, proposed: Vec::new() }.lines(plan)
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (columns, answers) in [(40, 500), (40, 0), (80, 500), (200, 500)] {
        let lines = lines(columns, answers);
        let wide: Vec<&String> = lines.iter().filter(|line| line.width() > columns).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }
}

#[test]
fn a_long_way_has_rows_of_weeks_and_one_line() {
    let mut plan = plan(500);
    let begin = date(2026, 10, 1);
    let share = |ahead: i32| f64::from(ahead) / 59.0;
    let day = |ahead| DayAhead {
        date: begin + jiff::Span::new().days(ahead),
        recall: share(ahead),
        ..plan.days[0]
    };
    plan.days = (0..60).map(day).collect();
    let lines = page(40, &plan);
    let weeks = lines.iter().filter(|line| line.starts_with("week")).count();
    assert_eq!(weeks, 46_usize.div_ceil(7), "{lines:#?}");
    assert!(lines.iter().all(|line| line.width() <= 40), "{lines:#?}");
    let line = lines.iter().find(|line| line.starts_with("day by day")).unwrap();
    assert!(line.contains(" ▁▂") && line.ends_with("██  <1 % to >99 %"), "{line}");
}

#[test]
fn a_band_that_rounds_to_one_number_is_that_number() {
    let mut plan = plan(500);
    let exam = &mut plan.exams[0];
    for part in [&mut exam.all, &mut exam.decks[0], &mut exam.tags[0]] {
        part.recall = Band { low: 0.988, expected: 0.991, high: 0.994 };
    }
    let text = page(200, &plan).join("\n");
    assert!(text.contains("you can expect to recall 99 % of the cards.\n"), "{text}");
    assert!(text.contains(" 1000  99 %") && !text.contains("99–99"), "{text}");
    plan.exams[0].known = false;
    let text = page(200, &plan).join("\n");
    assert!(text.contains("you may recall about 99 % of the cards."), "{text}");
    assert!(text.contains(" 1000  99 %") && !text.contains("99–99"), "{text}");
    plan.exams[0].all.recall.low = 0.984;
    let text = page(200, &plan).join("\n");
    assert!(text.contains("you may recall between 98 and 99 % of the cards."), "{text}");
}

#[test]
fn what_is_out_of_reach_is_said_with_what_would_help() {
    let text = lines(200, 500).join("\n");
    let said = "90 % is out of reach with 20 minutes a day. It would take about 35 minutes a day, or learning only the first 80 of the 1000 cards.";
    assert!(text.contains(said), "{text}");
    assert!(text.contains("about 44 reviews due at once"), "{text}");
    let start = lines(200, 0).join("\n");
    assert!(start.contains("Going by the average learner, 90 % is out of reach"), "{start}");
    // No figure is promised then.
    assert!(!start.contains("80 % ("), "{start}");
}
