//! What speaks for and against an actor.

use super::sentences::{percent, yes};
use super::terms::log;
use crate::document::Document;
use crate::generate::fact::{Actor, ActorKind, Facts, Holder};
use std::collections::HashSet;

const COUNT: usize = 15;

/// How far each feature of `data/importance/actors.txt` is true of an actor, in percent.
pub type Features = [i32; COUNT];

/// Parts into which a document is cut to see where an actor stands.
const PARTS: usize = 10;

/// What is counted of an actor.
#[derive(Clone, Default)]
struct Tally {
    mentions: usize,
    parts: HashSet<usize>,
    first: Option<usize>,
    subject: usize,
    events: usize,
    claims: usize,
}

/// The features of all actors.
pub fn features(document: &Document, facts: &Facts) -> Vec<Features> {
    let (sentences, mentions) = (document.sentences.len(), facts.agents().count());
    let tallies = count(document, facts);
    let most = tallies.iter().map(|tally| tally.mentions).max().unwrap_or_default();
    let title: HashSet<&str> = document.meta.title.iter().flat_map(|title| words(title)).collect();
    let headings = document.sections.iter().flat_map(|section| words(&section.title));
    let headings: HashSet<&str> = headings.collect();
    let lead_end = document.paragraphs.iter().filter(|one| one.number > 0).nth(1);
    let lead_end = lead_end.map_or(0, |paragraph| paragraph.sentences.end);
    let actors = facts.actors.iter().zip(&tallies);
    let one = |(actor, tally): (&Actor, &Tally)| {
        let first = tally.first.unwrap_or(sentences);
        [
            (log(tally.mentions + 1) as i32).min(100),
            percent(log(tally.mentions + 1) as usize, log(most + 1) as usize),
            percent(tally.mentions, mentions),
            percent(tally.parts.len(), PARTS),
            100 - percent(first, sentences),
            yes(is_named(actor, &title)),
            yes(is_named(actor, &headings)),
            yes(first < lead_end),
            percent(tally.subject, tally.mentions),
            yes(actor.kind == ActorKind::Person),
            yes(actor.kind == ActorKind::Body),
            yes(!actor.roles.is_empty()),
            percent(tally.claims.min(3), 3),
            percent(tally.events.min(3), 3),
            percent(actor.name.split(' ').count().min(4), 4),
        ]
    };
    actors.map(one).collect()
}

fn count(document: &Document, facts: &Facts) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); facts.actors.len()];
    let dated = facts.dates.iter().filter(|date| date.event.is_some());
    let dated: HashSet<usize> =
        dated.filter_map(|date| document.sentence_at(date.span.start)).collect();
    for mention in facts.agents() {
        let tally = &mut tallies[mention.actor];
        tally.mentions += 1;
        let Some(at) = document.sentence_at(mention.span.start) else { continue };
        tally.parts.insert(PARTS * at / document.sentences.len());
        tally.first.get_or_insert(at);
        let opens = document.sentences[at].span.start + "The ".len() >= mention.span.start;
        tally.subject += usize::from(opens);
        tally.events += usize::from(dated.contains(&at));
    }
    for actor in facts.claims.iter().flat_map(|claim| &claim.holders).filter_map(Holder::actor) {
        tallies[actor].claims += 1;
    }
    tallies
}

/// Whether the last word of an actor's name is among the words of a text.
fn is_named(actor: &Actor, text: &HashSet<&str>) -> bool {
    words(&actor.name).last().is_some_and(|last| last.len() > 3 && text.contains(last))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
