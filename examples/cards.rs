//! What speaks for and against the cards that documents could make, for
//! `tools/cards/fit.py`: a JSON object a card.

#![expect(clippy::print_stdout, reason = "an example prints")]

use byheart::deck::Content;
use byheart::document::Document;
use byheart::generate::{compose, facts};
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for file in std::env::args().skip(1) {
        let document = Document::open(Path::new(&file), None, "")?;
        let facts = facts(&document);
        let (composed, features) = compose::candidates(&document, &facts, &[]);
        let offered = compose::compose(&document, &facts, &compose::Options::default()).drafts;
        let offered: HashSet<String> = offered.into_iter().map(|draft| draft.note.id).collect();
        for (draft, features) in composed.drafts.iter().zip(features) {
            let features: Map<String, Value> = features
                .into_iter()
                .map(|(name, value)| (name.into_owned(), json!(value)))
                .collect();
            let note = &draft.note;
            let card = match &note.content {
                Content::Cloze(cloze) => json!(cloze.to_string()),
                content => json!(content),
            };
            println!(
                "{}",
                json!({"file": file, "id": note.id, "card": card, "told": note.note, "sure": draft.is_sure(), "offered": offered.contains(&note.id), "features": features})
            );
        }
    }
    Ok(())
}
