//! The plan as JSON; `docs/json.md` tells what each key means.

use crate::command::exams::{Dated, Found};
use crate::quiz::exam_day::band::Band;
use crate::quiz::exam_day::forecast::DayAhead;
use crate::quiz::exam_day::plan::{Minutes, Outlook, Part, Plan};
use crate::quiz::exam_day::remedy::Remedy;
use serde_json::{Value, json};

pub(super) fn report(plan: &Plan, found: &Found) -> Value {
    let first = plan.exams.first();
    let recall = first.map_or(Band { low: 0.0, expected: 0.0, high: 0.0 }, |exam| exam.all.recall);
    let remedy = plan.remedy.map(|Remedy { exam, goal, minutes, cards, .. }| {
        json!({ "exam": exam.to_string(), "goal": goal, "minutes": minutes, "cards": cards })
    });
    json!({
        "format": 1,
        "exam": first.map(|exam| exam.date.to_string()),
        "recall": share(recall.expected),
        "low": share(recall.low),
        "high": share(recall.high),
        "known": plan.is_known(),
        "minutes": tenth(plan.minutes),
        "minutes_are": match plan.basis {
            Minutes::Declared => "declared",
            Minutes::Skipping => "skipping",
            Minutes::Observed => "observed",
            Minutes::Assumed => "assumed",
        },
        "days": all(&plan.days, day),
        "exams": all(&plan.exams, exam),
        "remedy": remedy,
        "due_after": tenth(plan.due_after),
        "over": all(&found.over, dated),
        "far": all(&found.far, dated),
        "moved": all(&found.moved, dated),
    })
}

fn all<T>(values: &[T], value: fn(&T) -> Value) -> Vec<Value> {
    values.iter().map(value).collect()
}

fn dated(Dated { deck, date, .. }: &Dated) -> Value {
    json!({ "deck": deck, "exam": date.to_string() })
}

fn day(day: &DayAhead) -> Value {
    json!({
        "date": day.date.to_string(),
        "new": tenth(day.new),
        "reviews": tenth(day.reviews),
        "minutes": tenth(day.seconds / 60.0),
        "recall": share(day.recall),
    })
}

fn exam(exam: &Outlook) -> Value {
    let Part { cards, unseen, recall, .. } = exam.all;
    json!({
        "exam": exam.date.to_string(),
        "known": exam.known,
        "cards": cards,
        "new": unseen,
        "recall": share(recall.expected),
        "low": share(recall.low),
        "high": share(recall.high),
        "decks": all(&exam.decks, part),
        "tags": all(&exam.tags, part),
    })
}

fn part(part: &Part) -> Value {
    json!({
        "name": part.name,
        "cards": part.cards,
        "new": part.unseen,
        "recall": share(part.recall.expected),
        "low": share(part.recall.low),
        "high": share(part.recall.high),
    })
}

/// No forecast has more digits than these.
fn share(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
