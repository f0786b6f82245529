//! The documents of the scoreboard: what is found in them does not get worse.

#[path = "../benches/quality/score.rs"]
mod score;

use score::{Gold, Scores, folders};
use std::path::Path;

/// The least precision and recall of each kind, in hundredths, of all facts together.
const FLOOR: [(&str, f64, f64); 7] = [
    ("dates", 88.0, 86.0),
    ("persons", 92.0, 84.0),
    ("bodies", 95.0, 54.0),
    ("states", 75.0, 75.0),
    ("claims found", 92.0, 52.0),
    ("claims held", 82.0, 46.0),
    ("feature", 95.0, 66.0),
];

#[test]
fn what_is_found_in_annotated_documents_does_not_get_worse() {
    let mut all = Scores::default();
    for folder in folders(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/quality"))) {
        all += Gold::read(&folder).score();
    }
    for (kind, precision, recall) in FLOOR {
        let [counts, _] = all.0.get(kind).copied().unwrap_or_default();
        let reached = [counts.precision(), counts.recall()].map(|share| (share * 100.0).floor());
        assert!(reached[0] >= precision && reached[1] >= recall, "{kind}: {reached:?}: {counts:?}");
    }
}
