//! Finds claims: who holds what, by which words, of which school.
//!
//! `cue` finds the words that attribute over report verbs and the noun
//! phrases of `phrase`, `holder` whom they attribute to, `content` what is
//! held, `follow` the sentences that go on with it, `relation` who agrees with
//! whom, `school` the school; of nested attributions only the outer one counts.

mod content;
mod cue;
mod follow;
mod holder;
mod phrase;
mod relation;
mod school;
mod verdict;

use super::fact::{Actor, Claim, Holder, Mention, Relation, Stance};
use crate::document::{Document, ParagraphKind};
use cue::Cue;
use holder::Reader;
use phrase::{Phrase, Sentence};
use std::ops::Range;

/// Shortest content of a claim, in words.
const SHORTEST: usize = 3;

/// All claims of the document's prose, in order.
pub fn find(document: &Document, actors: &[Actor], mentions: &[Mention]) -> Vec<Claim> {
    let mut reader = Reader::new(document, actors, mentions);
    let mut follower = follow::Follower::new(document);
    let mut claims: Vec<Claim> = Vec::new();
    let mut here = 0;
    for index in 0..document.sentences.len() {
        let span = document.sentences[index].span.clone();
        let from = here;
        while here < mentions.len() && mentions[here].span.start < span.end {
            here += 1;
        }
        let text = document.slice(span.clone());
        let s = Sentence::new(text, span.start, from..here, mentions, actors);
        reader.enter(index);
        if is_quote(document, index) {
            let found = quoted(document, index, &reader, &claims);
            claims.extend(found);
            continue;
        }
        let mut found = attributions(document, index, &s, &mut reader);
        relation::within(document, &s, &reader, &claims, &mut found);
        if found.is_empty() {
            found.extend(relation::objection(document, index, &s, &claims));
        }
        if found.is_empty()
            && let Some(more) = follower.claim(document, index, &s)
        {
            match claims.last_mut().filter(|last| follow::goes_on(document, last, &more)) {
                Some(last) => last.span.end = more.span.end,
                None => found.push(more),
            }
        } else if found.is_empty() {
            found.extend(verdict::claim(document, index, &s));
        }
        found.retain(|claim| is_long_enough(document, claim));
        follower.heard(document, index, &found, &reader);
        claims.extend(found);
        reader.leave(&s);
    }
    school::assign(document, actors, mentions, &mut claims);
    claims
}

fn is_quote(document: &Document, sentence: usize) -> bool {
    let paragraph = document.sentences[sentence].paragraph;
    document.paragraphs[paragraph].kind == ParagraphKind::Quote
}

/// A block quotation is the words of whoever the sentence before, which ends
/// open, spoke of.
fn quoted(
    document: &Document,
    sentence: usize,
    reader: &Reader<'_>,
    before: &[Claim],
) -> Option<Claim> {
    let paragraph = &document.paragraphs[document.sentences[sentence].paragraph];
    let introduction = sentence.checked_sub(1).filter(|_| paragraph.sentences.start == sentence)?;
    if !document.sentence(introduction).ends_with([':', ',']) {
        return None;
    }
    let claimed = before.last().filter(|last| last.sentence == introduction);
    let holders = claimed.map(|last| last.holders.clone()).or_else(|| reader.spoken.clone())?;
    let mut claim = content::whole(document, sentence, holders);
    claim.span = content::trimmed(document, paragraph.span.clone());
    Some(claim)
}

/// The claims of one sentence that have a cue.
fn attributions(
    document: &Document,
    sentence: usize,
    s: &Sentence<'_>,
    reader: &mut Reader<'_>,
) -> Vec<Claim> {
    let span = document.sentences[sentence].span.clone();
    if document.slice(span.clone()).ends_with('?') {
        return Vec::new();
    }
    let mut taken: Vec<Claim> = Vec::new();
    let mut present = true;
    for cue in cue::cues(s) {
        let before = taken.last().map(|last| last.holders.clone());
        let Some(holders) = reader.holders(s, &cue, before.as_deref()) else { continue };
        let (place, aside) = content::place(document, s, &span, &cue.content);
        let start = s.tokens[cue.subject.tokens.start.min(cue.words.start)].span.start;
        if let Some(last) = taken.last_mut()
            && start < last.span.end
            && place.end > last.span.start
        {
            let shared = cue.subject.phrase == Phrase::Shared;
            // `disagrees with Gibbon: she argues`: the first says no more than that.
            let least = if last.relations.is_empty() { SHORTEST } else { 0 };
            // `suggests that he knew and felt`: what he felt is part of it.
            let inner = shared && cue.present != present;
            last.span.end = match aside {
                // `…; the plan, she adds, failed`: a statement of its own.
                Some(_) if place.start > last.span.start => place.start,
                None if !inner
                    && content::cuts(document, last.span.start, start, shared, least) =>
                {
                    content::joint(document, last.span.start, start)
                }
                _ => continue,
            };
        }
        present = cue.present;
        reader.claimed(&holders, cue.present);
        taken.push(claim(document, sentence, s, reader, &cue, holders, place, aside));
    }
    relation::gather(&mut taken);
    for claim in &mut taken {
        claim.span = content::trimmed(document, claim.span.clone());
    }
    taken
}

fn is_long_enough(document: &Document, claim: &Claim) -> bool {
    document.slice(claim.span.clone()).split_whitespace().count() >= SHORTEST
}

#[expect(clippy::too_many_arguments, reason = "what one claim consists of")]
fn claim(
    document: &Document,
    sentence: usize,
    s: &Sentence<'_>,
    reader: &Reader<'_>,
    cue: &Cue,
    holders: Vec<Holder>,
    span: Range<usize>,
    aside: Option<Range<usize>>,
) -> Claim {
    let words = s.tokens[cue.words.start].span.start..s.tokens[cue.words.end - 1].span.end;
    let relations = cue.relation.as_ref().and_then(|(kind, target)| {
        let targets = reader.resolve(s, target, cue.present, false)?;
        let others = targets.into_iter().filter(|target| !holders.contains(target));
        Some(others.map(|target| Relation { kind: *kind, target }).collect())
    });
    Claim {
        hedge: content::hedge(document.slice(span.clone())),
        stance: if cue.denies { Stance::Denies } else { Stance::Holds },
        cue: document.slice(words).to_owned(),
        school: None,
        relations: relations.unwrap_or_default(),
        holders,
        span,
        aside,
        sentence,
    }
}

#[cfg(test)]
mod tests;
