//! The plan as JSON; `docs/json.md` tells what each key means.

use crate::command::exams::{self, Found};
use crate::quiz::exam_day::band::Band;
use crate::quiz::exam_day::forecast::DayAhead;
use crate::quiz::exam_day::plan::{Minutes, Outlook, Part, Plan};
use crate::quiz::exam_day::remedy::Remedy;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Report {
    format: u32,
    exam: Option<String>,
    recall: f64,
    low: f64,
    high: f64,
    known: bool,
    minutes: f64,
    minutes_are: &'static str,
    days: Vec<Day>,
    exams: Vec<Exam>,
    remedy: Option<Help>,
    due_after: f64,
    over: Vec<Dated>,
    far: Vec<Dated>,
    moved: Vec<Dated>,
}

#[derive(Serialize)]
struct Day {
    date: String,
    new: f64,
    reviews: f64,
    minutes: f64,
    recall: f64,
}

#[derive(Serialize)]
struct Exam {
    exam: String,
    known: bool,
    cards: usize,
    new: usize,
    recall: f64,
    low: f64,
    high: f64,
    decks: Vec<Named>,
    tags: Vec<Named>,
}

#[derive(Serialize)]
struct Named {
    name: String,
    cards: usize,
    new: usize,
    recall: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct Help {
    exam: String,
    goal: f64,
    minutes: Option<u32>,
    cards: Option<usize>,
}

#[derive(Serialize)]
struct Dated {
    deck: String,
    exam: String,
}

pub(super) fn report(plan: &Plan, found: &Found) -> Report {
    let first = plan.exams.first();
    let recall = first.map_or(Band { low: 0.0, expected: 0.0, high: 0.0 }, |exam| exam.all.recall);
    Report {
        format: 1,
        exam: first.map(|exam| exam.date.to_string()),
        recall: share(recall.expected),
        low: share(recall.low),
        high: share(recall.high),
        known: plan.is_known(),
        minutes: tenth(plan.minutes),
        minutes_are: match plan.basis {
            Minutes::Declared => "declared",
            Minutes::Skipping => "skipping",
            Minutes::Observed => "observed",
            Minutes::Assumed => "assumed",
        },
        days: plan.days.iter().map(day).collect(),
        exams: plan.exams.iter().map(exam).collect(),
        remedy: plan.remedy.map(|Remedy { exam, goal, minutes, cards, .. }| Help {
            exam: exam.to_string(),
            goal,
            minutes,
            cards,
        }),
        due_after: tenth(plan.due_after),
        over: dated(&found.over),
        far: dated(&found.far),
        moved: dated(&found.moved),
    }
}

fn dated(decks: &[exams::Dated]) -> Vec<Dated> {
    let dated = |one: &exams::Dated| Dated { deck: one.deck.clone(), exam: one.date.to_string() };
    decks.iter().map(dated).collect()
}

fn day(day: &DayAhead) -> Day {
    Day {
        date: day.date.to_string(),
        new: tenth(day.new),
        reviews: tenth(day.reviews),
        minutes: tenth(day.seconds / 60.0),
        recall: share(day.recall),
    }
}

fn exam(exam: &Outlook) -> Exam {
    let Part { cards, unseen, recall, .. } = exam.all;
    Exam {
        exam: exam.date.to_string(),
        known: exam.known,
        cards,
        new: unseen,
        recall: share(recall.expected),
        low: share(recall.low),
        high: share(recall.high),
        decks: exam.decks.iter().map(named).collect(),
        tags: exam.tags.iter().map(named).collect(),
    }
}

fn named(part: &Part) -> Named {
    Named {
        name: part.name.clone(),
        cards: part.cards,
        new: part.unseen,
        recall: share(part.recall.expected),
        low: share(part.recall.low),
        high: share(part.recall.high),
    }
}

/// No forecast has more digits than these.
fn share(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
