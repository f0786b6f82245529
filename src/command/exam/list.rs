//! `exam --list`: a row a sitting, or a few short ones where rows are too wide.

use super::{Desk, wraps};
use crate::command::output::{Output, widths};
use crate::error::Result;
use crate::quiz::exam::score::marks;
use crate::quiz::exam::{Score, Sitting};
use crate::ui::exam::wording::score_percent;
use crate::ui::wording::wrapped;
use serde_json::json;

const HEADING: [&str; 7] = ["id", "begun", "state", "marks", "percent", "passed", "decks"];

pub(super) fn run(desk: &Desk<'_>, out: &mut Output) -> Result {
    let sittings = desk.on_named_decks();
    if desk.global.json {
        let sittings: Vec<_> = sittings.iter().map(value).collect();
        return out.json(&json!({ "format": 1, "exams": sittings }));
    }
    if sittings.is_empty() {
        return out.line("no exams yet");
    }
    let rows: Vec<[String; 7]> = sittings.iter().map(row).collect();
    let how = "byheart exam --show ID shows a result, --resume ID takes an exam up.";
    let gaps = 2 * (HEADING.len() - 1);
    let table = widths(HEADING, &rows).iter().sum::<usize>() + gaps;
    let width = wraps(desk.env).filter(|width| table > *width);
    let Some(width) = width else {
        out.table(HEADING, &rows)?;
        return out.line(how);
    };
    for [id, about @ ..] in &rows {
        out.line(id)?;
        let told = about.iter().zip(&HEADING[1..]).filter(|(text, _)| *text != "-");
        let told: Vec<String> = told.map(|(text, name)| named(name, text)).collect();
        wrapped("  ", &told.join(", "), width).iter().try_for_each(|row| out.line(row))?;
    }
    wrapped("", how, width).iter().try_for_each(|row| out.line(row))
}

/// What needs no heading, or has it before it.
fn named(heading: &str, text: &str) -> String {
    match heading {
        "marks" | "passed" => format!("{heading}: {text}"),
        _ => text.to_owned(),
    }
}

fn state(sitting: &Sitting) -> &str {
    sitting.end.as_ref().map_or("open", |end| end.how.as_ref())
}

fn row(sitting: &Sitting) -> [String; 7] {
    let score = Score::of(sitting);
    let told = |text: fn(&Score) -> String| score.as_ref().map_or("-".to_owned(), text);
    [
        sitting.id.clone(),
        sitting.started.moment(),
        state(sitting).to_owned(),
        told(|score| format!("{} of {}", marks(score.total.hundredths), score.total.of)),
        told(score_percent),
        told(|score| if score.passed() { "yes" } else { "no" }.to_owned()),
        sitting.decks.join(", "),
    ]
}

fn value(sitting: &Sitting) -> serde_json::Value {
    let score = Score::of(sitting);
    json!({
        "sitting": sitting.id,
        "state": state(sitting),
        "started": sitting.started.to_string(),
        "decks": sitting.decks,
        "questions": sitting.entries.len(),
        "answered": sitting.answered(),
        "marks": score.as_ref().map(|score| score.total.hundredths as f64 / 100.0),
        "pass": sitting.pass,
        "passed": score.as_ref().map(Score::passed),
    })
}
