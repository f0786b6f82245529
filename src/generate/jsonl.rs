//! Facts as JSON lines: what was found, where in the file, and which card
//! asks it.

use super::compose::{Draft, Kind};
use super::fact::{ActorKind, Facts, Holder, RelationKind, Stance};
use crate::document::Document;
use serde::Serialize;
use serde_json::json;
use std::ops::Range;

/// One line a fact: dates, actors, mentions, arguments. `deck_of` gives the id
/// of the deck that holds the cards of a kind.
pub fn lines(
    document: &Document,
    facts: &Facts,
    drafts: &[Draft],
    deck_of: impl Fn(Kind) -> String,
) -> String {
    let card = |kind: Kind, fact: usize| {
        let draft = drafts.iter().find(|draft| draft.kind == kind && draft.fact == fact);
        draft.map(|draft| format!("{}/{}", deck_of(kind), draft.note.id))
    };
    let place = |span: &Range<usize>| document.source_span(span.clone());
    let mut out = String::new();
    for (index, date) in facts.dates.iter().enumerate() {
        let span = place(&date.span);
        line(
            &mut out,
            &json!({
                "kind": "date", "surface": document.slice(date.span.clone()), "value": date.value,
                "byte_start": span.start, "byte_end": span.end, "card": card(Kind::Dates, index),
            }),
        );
    }
    for (index, actor) in facts.actors.iter().enumerate() {
        let roles: Vec<&str> = actor.roles.iter().map(|role| role.text.as_str()).collect();
        line(
            &mut out,
            &json!({
                "kind": "actor", "name": actor.name, "aliases": actor.aliases, "type": kind(actor.kind),
                "roles": roles, "card": card(Kind::Actors, index),
            }),
        );
    }
    for mention in &facts.mentions {
        let span = place(&mention.span);
        line(
            &mut out,
            &json!({
                "kind": "mention", "surface": document.slice(mention.span.clone()),
                "type": kind(facts.actors[mention.actor].kind),
                "byte_start": span.start, "byte_end": span.end,
            }),
        );
    }
    for (index, claim) in facts.claims.iter().enumerate() {
        let span = place(&claim.span);
        let holders: Vec<String> = claim.holders.iter().map(|holder| name(facts, holder)).collect();
        let relations = claim.relations.iter().map(|relation| {
            let rel = match relation.kind {
                RelationKind::AgreesWith => "agrees-with",
                RelationKind::DisagreesWith => "disagrees-with",
            };
            json!({"rel": rel, "target": name(facts, &relation.target)})
        });
        line(
            &mut out,
            &json!({
                "kind": "argument", "holders": holders, "cue": claim.cue,
                "claim": claim.content(document), "stance": stance(claim.stance), "hedge": claim.hedge,
                "school": claim.school,
                "relations": relations.collect::<Vec<_>>(),
                "byte_start": span.start, "byte_end": span.end, "card": card(Kind::Arguments, index),
            }),
        );
    }
    out
}

fn line(out: &mut String, value: &impl Serialize) {
    out.push_str(&serde_json::to_string(value).expect("facts are plain text and numbers"));
    out.push('\n');
}

fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::State => "state",
        ActorKind::Body => "body",
    }
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Holds => "holds",
        Stance::Denies => "denies",
    }
}

fn name(facts: &Facts, holder: &Holder) -> String {
    match holder {
        Holder::Actor(index) => facts.actors[*index].name.clone(),
        Holder::Group(name) => name.clone(),
        Holder::Author => "author".to_owned(),
    }
}
