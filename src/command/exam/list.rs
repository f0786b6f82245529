//! `exam --list`: a row a sitting.

use super::report::how;
use crate::cli::Global;
use crate::command::output::Output;
use crate::error::Result;
use crate::quiz::exam::score::marks;
use crate::quiz::exam::{Score, Sitting};
use crate::ui::exam::wording::{moment, score_percent};
use serde_json::json;

pub(super) fn run(sittings: &[Sitting], global: &Global, out: &mut Output) -> Result {
    if global.json {
        let sittings: Vec<_> = sittings.iter().map(value).collect();
        return out.json(&json!({ "format": 1, "exams": sittings }));
    }
    if sittings.is_empty() {
        return out.line("no exams yet");
    }
    let rows: Vec<[String; 7]> = sittings.iter().map(row).collect();
    out.table(["id", "begun", "state", "marks", "percent", "passed", "decks"], &rows)?;
    out.line("byheart exam --show ID shows a result, --resume ID takes an exam up.")
}

fn state(sitting: &Sitting) -> &'static str {
    sitting.end.as_ref().map_or("open", |end| how(end.how))
}

fn row(sitting: &Sitting) -> [String; 7] {
    let score = Score::of(sitting);
    let told = |text: fn(&Score) -> String| score.as_ref().map_or("-".to_owned(), text);
    [
        sitting.id.clone(),
        moment(sitting.started),
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
