//! What speaks for and against the sentences and actors of documents, for
//! `tools/importance/fit.py`: a JSON object a sentence and an actor.

#![expect(clippy::print_stdout, reason = "an example prints")]

use byheart::document::Document;
use byheart::generate::facts;
use byheart::generate::importance::{Importance, actors, sentences};
use serde_json::json;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for file in std::env::args().skip(1) {
        let document = Document::open(Path::new(&file), None, "")?;
        let facts = facts(&document);
        let importance = Importance::of(&document, &facts);
        let features = sentences::features(&document, &facts);
        for (at, (row, score)) in features.iter().zip(&importance.sentences).enumerate() {
            println!(
                "{}",
                json!({"file": file, "sentence": document.sentence(at), "section": document.section_of(at).title, "features": row.as_slice(), "score": score})
            );
        }
        let features = actors::features(&document, &facts);
        for ((actor, row), score) in facts.actors.iter().zip(&features).zip(&importance.actors) {
            println!(
                "{}",
                json!({"file": file, "actor": actor.name, "aliases": actor.aliases, "type": actor.kind, "features": row.as_slice(), "score": score})
            );
        }
    }
    Ok(())
}
