//! Facts as JSON lines: what was found, where in the file, and which card
//! asks it.

use super::compose::{Draft, Kind};
use super::fact::{DateFact, Facts, Structure};
use super::lexicon::listed;
use crate::base::sanitize::escaped;
use crate::document::Document;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::ops::Range;

/// One line a fact: dates, actors, mentions, arguments, contradictions. `deck_of` gives the id
/// of the deck that holds the cards of a kind.
pub fn lines(
    document: &Document,
    facts: &Facts,
    drafts: &[Draft],
    deck_of: impl Fn(Kind) -> String,
) -> String {
    let mut ids: HashMap<(Kind, usize), String> = HashMap::new();
    for draft in drafts {
        ids.entry((draft.kind, draft.fact))
            .or_insert_with(|| format!("{}/{}", deck_of(draft.kind), draft.note.id));
    }
    let card = |kind: Kind, fact: usize| ids.get(&(kind, fact));
    let place = |span: &Range<usize>| document.source_span(span.clone());
    let mut out = String::new();
    for (index, date) in facts.dates.iter().enumerate() {
        let span = place(&date.span);
        line(
            &mut out,
            &json!({
                "kind": "date", "surface": document.slice(date.span.clone()), "value": date.value.to_string(), "event": event(document, date),
                "certainty": date.certainty(), "evidence": date.evidence,
                "byte_start": span.start, "byte_end": span.end, "card": card(Kind::Dates, index),
            }),
        );
    }
    for (index, actor) in facts.actors.iter().enumerate() {
        let roles: Vec<&str> = actor.roles.iter().map(|role| role.text.as_str()).collect();
        line(
            &mut out,
            &json!({
                "kind": "actor", "name": actor.name, "aliases": actor.aliases, "type": actor.kind,
                "certainty": actor.certainty(), "evidence": actor.evidence, "roles": roles, "card": card(Kind::Actors, index),
            }),
        );
    }
    for mention in &facts.mentions {
        let span = place(&mention.span);
        line(
            &mut out,
            &json!({
                "kind": "mention", "surface": document.slice(mention.span.clone()),
                "type": facts.actors[mention.actor].kind,
                "byte_start": span.start, "byte_end": span.end,
            }),
        );
    }
    for (index, claim) in facts.claims.iter().enumerate() {
        let span = place(&claim.span);
        let holders: Vec<&str> =
            claim.holders.iter().map(|holder| holder.name(&facts.actors)).collect();
        let relations = claim.relations.iter();
        let relations =
            relations.map(|one| json!({"rel": one.kind, "target": one.target.name(&facts.actors)}));
        line(
            &mut out,
            &json!({
                "kind": "argument", "holders": holders, "cue": claim.cue,
                "claim": claim.content(document), "stance": claim.stance, "hedge": claim.hedge,
                "school": claim.school, "certainty": claim.certainty(), "evidence": claim.evidence,
                "relations": relations.collect::<Vec<_>>(),
                "byte_start": span.start, "byte_end": span.end, "card": card(Kind::Arguments, index),
            }),
        );
    }
    for (index, structure) in facts.structures.iter().enumerate() {
        let mut row = structure_row(document, structure);
        row["certainty"] = json!(structure.certainty());
        row["evidence"] = json!(structure.evidence());
        row["card"] = json!(card(Kind::Terms, index));
        line(&mut out, &row);
    }
    for pair in &facts.contradictions {
        let dates = pair.dates.map(|at| {
            let date = &facts.dates[at];
            let span = place(&date.span);
            json!({
                "surface": document.slice(date.span.clone()), "value": date.value.to_string(),
                "byte_start": span.start, "byte_end": span.end,
            })
        });
        let told = event(document, &facts.dates[pair.dates[0]]);
        let told = told.unwrap_or_else(|| pair.event.clone());
        line(&mut out, &json!({"kind": "contradiction", "event": told, "dates": dates}));
    }
    out
}

/// A structure with the places of its parts.
fn structure_row(document: &Document, structure: &Structure) -> Value {
    let part = |span: &Range<usize>| {
        let source = document.source_span(span.clone());
        json!({
            "text": document.slice(span.clone()),
            "byte_start": source.start, "byte_end": source.end,
        })
    };
    match structure {
        Structure::Definition { term, meaning, more, .. } => {
            let mut row = json!({
                "kind": "definition", "term": part(term), "meaning": part(meaning),
            });
            if let Some(more) = more {
                row["more"] = part(more);
            }
            row
        }
        Structure::Cause { cause, effect, .. } => json!({
            "kind": "cause", "cause": part(cause), "effect": part(effect),
        }),
        Structure::Listing { lead, items, is_ordered, .. } => json!({
            "kind": "list", "lead": part(lead), "ordered": is_ordered,
            "items": items.iter().map(part).collect::<Vec<_>>(),
        }),
        Structure::Feature { thing, feature, value } => json!({
            "kind": "feature", "thing": part(thing), "feature": part(feature), "value": part(value),
        }),
        Structure::Telling(telling) => {
            let mut row = json!({"kind": telling.topic});
            for (name, span) in &telling.parts {
                row[name] = part(span);
            }
            row
        }
    }
}

/// What happened, without the date where that stands inside.
fn event(document: &Document, date: &DateFact) -> Option<String> {
    let event = date.event.clone()?;
    if date.span.start < event.start || event.end < date.span.end {
        return Some(document.slice(event).to_owned());
    }
    let before = document.slice(event.start..date.span.start).trim_end();
    let mut prepositions = listed!("right before a date").iter();
    let bare = prepositions.find_map(|words| before.strip_suffix(words)?.strip_suffix(' '));
    let before = bare.unwrap_or(before);
    let after = document.slice(date.span.end..event.end).trim_start();
    let joint = if after.starts_with([',', ';', ')']) { "" } else { " " };
    Some(format!("{before}{joint}{after}").trim().to_owned())
}

fn line(out: &mut String, value: &impl Serialize) {
    let json = serde_json::to_string(value).expect("facts are plain text and numbers");
    out.push_str(&escaped(&json));
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::generate::compose::{Options, compose};
    use proptest::prelude::*;

    #[test]
    fn dates_have_their_event_and_contradictions_both_places() {
        let text = "Oliver Cromwell died in 1658. The old book is wrong: Cromwell died in 1659.";
        let document = Document::parse(text.as_bytes(), Format::Text).unwrap();
        let facts = crate::generate::facts(&document);
        let drafts = compose(&document, &facts, &Options::all()).drafts;
        let lines = lines(&document, &facts, &drafts, |kind| kind.as_str().to_owned());
        let read: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(read[0]["event"], "Oliver Cromwell died");
        assert_eq!(read[0]["card"], serde_json::Value::Null);
        let last = read.last().unwrap();
        assert_eq!(last["kind"], "contradiction");
        assert_eq!(last["dates"][0]["value"], "1658");
        assert_eq!(last["dates"][1]["byte_start"], 70);
    }

    proptest! {
        /// Whatever the file holds: no panic, and every place is text of the file.
        #[test]
        fn every_place_lies_on_borders_inside_the_file(
            text in "\u{FEFF}?(\\PC|\r\n|\n\n|# |> |¹|\\[\\^1\\]|\\. |[A-Z][a-z]{1,6} |In 1[0-9]{3} |44 BCE|argues that |according to |, who |'s view |the next year|é|한|العربية){1,70}",
        ) {
            let read = Document::parse(text.as_bytes(), Format::Markdown);
            let Ok(document) = read else { return Ok(()) };
            let facts = crate::generate::facts(&document);
            let drafts = compose(&document, &facts, &Options::all()).drafts;
            let lines = lines(&document, &facts, &drafts, |kind| kind.as_str().to_owned());
            for line in lines.lines() {
                let fact: serde_json::Value = serde_json::from_str(line).unwrap();
                if let (Some(start), Some(end)) = (fact["byte_start"].as_u64(), fact["byte_end"].as_u64()) {
                    let place = text.get(start as usize..end as usize);
                    prop_assert!(place.is_some_and(|place| !place.trim().is_empty()), "{fact}");
                }
            }
            // The same file gives the same facts.
            let again = crate::generate::facts(&Document::parse(text.as_bytes(), Format::Markdown).unwrap());
            prop_assert_eq!(again, facts);
        }
    }
}
