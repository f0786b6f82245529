//! What is measured on texts and cards that people annotated does not get worse: facts of
//! documents, and flaws of cards.

#[path = "../benches/quality/score.rs"]
mod score;

#[path = "../benches/items/score.rs"]
mod items;

use score::{Gold, Scores, folders};
use std::path::Path;

/// The least precision and recall of each kind, in hundredths, of all facts together; kinds of
/// few facts, or of which none is looked for, have none.
const FLOOR: [(&str, f64, f64); 14] = [
    ("dates", 94.0, 88.0),
    ("persons", 94.0, 85.0),
    ("bodies", 95.0, 54.0),
    ("states", 90.0, 90.0),
    ("places", 95.0, 56.0),
    ("claims found", 95.0, 54.0),
    ("claims held", 83.0, 48.0),
    ("feature", 95.0, 66.0),
    ("definition", 80.0, 36.0),
    ("cause", 95.0, 32.0),
    ("deed", 88.0, 30.0),
    ("list", 100.0, 25.0),
    ("number", 92.0, 46.0),
    ("quotation", 95.0, 28.0),
];

/// Of facts that are called certain so many in a hundred are right, of each kind.
const CERTAIN: f64 = 97.0;

/// So few facts say nothing.
const FEW: usize = 10;

#[test]
fn what_is_found_in_annotated_documents_does_not_get_worse() {
    let mut all = Scores::default();
    for folder in folders(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/quality"))) {
        all += Gold::read(&folder).score();
    }
    let floor = |kind: &str| FLOOR.iter().find(|(known, ..)| *known == kind);
    let mut worse = Vec::new();
    for (kind, [counts, _]) in &all.kinds {
        let reached = [counts.precision(), counts.recall()].map(|share| (share * 100.0).floor());
        let is_worse = match floor(kind) {
            Some((_, precision, recall)) => reached[0] < *precision || reached[1] < *recall,
            None => counts.found > 0 && counts.expected >= FEW,
        };
        worse.extend(is_worse.then(|| format!("{kind}: {reached:?}: {counts:?}")));
    }
    for (kind, [_, certain]) in all.kinds.iter().filter(|(_, [_, certain])| certain.found > 0) {
        let is_worse = certain.precision() * 100.0 < CERTAIN;
        worse.extend(is_worse.then(|| format!("{kind}, certain: {certain:?}")));
    }
    assert_eq!(worse, [] as [String; 0], "below their floors, or without one");
    assert!(FLOOR.iter().all(|(kind, ..)| all.kinds.contains_key(*kind)));
}

/// The least share of labelled flaws that are found, and of found ones that are labelled.
const LEAST_RECALL: f64 = 0.91;
const LEAST_PRECISION: f64 = 0.90;

#[test]
fn flaws_of_labelled_cards_are_found() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/items"));
    for name in ["open", "closed", "unseen"] {
        let Some(half) = items::Half::read(&folder.join(name)) else { continue };
        println!("{name}: by card and code; same-question and tag-case by deck\n{}", half.table());
        // What no rule was made with is measured, and tells more than the others.
        if name == "unseen" {
            continue;
        }
        let all = half.overall();
        assert!(all.recall() >= LEAST_RECALL, "{name}: recall {:.3}", all.recall());
        assert!(all.precision() >= LEAST_PRECISION, "{name}: precision {:.3}", all.precision());
    }
}
