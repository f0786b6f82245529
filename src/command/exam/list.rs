//! `exam --list`: a row a sitting.

use super::report::how;
use crate::cli::Global;
use crate::command::output::Output;
use crate::error::Result;
use crate::quiz::exam::score::marks;
use crate::quiz::exam::{Score, Sitting};
use crate::ui::exam::wording::{moment, percent};
use serde_json::json;

pub(super) fn run(sittings: &[Sitting], global: &Global, out: &mut Output) -> Result {
    if global.json {
        let sittings: Vec<_> = sittings.iter().map(value).collect();
        return out.json(&json!({ "format": 1, "exams": sittings }));
    }
    let rows: Vec<[String; 5]> = sittings.iter().map(row).collect();
    out.table(["begun", "state", "marks", "percent", "decks"], &rows)
}

fn state(sitting: &Sitting) -> &'static str {
    sitting.end.as_ref().map_or("open", |end| how(end.how))
}

fn row(sitting: &Sitting) -> [String; 5] {
    let score = Score::of(sitting);
    let total = score.as_ref().map(|score| &score.total);
    [
        moment(sitting.started),
        state(sitting).to_owned(),
        total.map_or("-".to_owned(), |t| format!("{} of {}", marks(t.hundredths), t.of)),
        total.map_or("-".to_owned(), |t| percent(t.percent())),
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
