//! Finds claims: who holds what, by which words, of which school.
//!
//! `cue` finds the words that attribute over the forms of `verb` and the noun
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
mod verb;
mod verdict;

pub(super) use verb::is_finite_form as is_report_verb;

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
        follower.heard(document, index, &found, &reader);
        claims.extend(found);
        reader.leave(&s);
    }
    school::assign(document, actors, mentions, &mut claims);
    claims
}

/// The claims of one sentence that have a cue.
fn attributions(
    document: &Document,
    sentence: usize,
    s: &Sentence<'_>,
    reader: &mut Reader<'_>,
) -> Vec<Claim> {
    let span = document.sentences[sentence].span.clone();
    let is_quote =
        document.paragraphs[document.sentences[sentence].paragraph].kind == ParagraphKind::Quote;
    if is_quote || document.slice(span.clone()).ends_with('?') {
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
            // `suggests that he knew and felt`: what he felt is part of it.
            let inner = shared && cue.present != present;
            if inner || !content::cuts(document, last.span.start, start, shared) || aside.is_some()
            {
                continue;
            }
            last.span.end = content::joint(document, last.span.start, start);
        }
        present = cue.present;
        reader.claimed(&holders, cue.present);
        taken.push(claim(document, sentence, s, reader, &cue, holders, place, aside));
    }
    relation::gather(&mut taken);
    taken.retain_mut(|claim| {
        claim.span = content::trimmed(document, claim.span.clone());
        document.slice(claim.span.clone()).split_whitespace().count() >= SHORTEST
    });
    taken
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
mod tests {
    use super::super::actors;
    use super::*;
    use crate::document::Format;
    use proptest::prelude::*;

    fn claims(text: &str) -> Vec<(Vec<String>, String, String)> {
        let document = Document::parse(text.as_bytes(), Format::Text).unwrap();
        let (actors, mentions) = actors::find(&document);
        let name = |holder: &Holder| match holder {
            Holder::Actor(index) => actors[*index].name.clone(),
            Holder::Group(name) => name.clone(),
            Holder::Author => "author".to_owned(),
        };
        let found = find(&document, &actors, &mentions).into_iter();
        found
            .map(|claim| {
                (
                    claim.holders.iter().map(name).collect(),
                    claim.cue,
                    document.slice(claim.span).to_owned(),
                )
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&[&str], &str, &str)]) {
        let own = |text: &str| text.to_owned();
        let expected: Vec<_> = expected
            .iter()
            .map(|&(holders, cue, content)| {
                (holders.iter().map(|h| own(h)).collect(), own(cue), own(content))
            })
            .collect();
        assert_eq!(claims(text), expected, "{text}");
    }

    #[test]
    fn a_subject_and_a_report_verb_attribute() {
        check(
            "Edward Gibbon argues that Rome decayed from within.",
            &[(&["Edward Gibbon"], "argues that", "Rome decayed from within")],
        );
        check(
            "Fernand Braudel, a historian of the sea, stressed that geography moves slowly.",
            &[(&["Fernand Braudel"], "stressed that", "geography moves slowly")],
        );
        check(
            "Peter Brown and Mary Beard have also suggested that the city adapted well.",
            &[(&["Peter Brown", "Mary Beard"], "suggested that", "the city adapted well")],
        );
        check(
            "Some historians believe the plague came by ship.",
            &[(&["Some historians"], "believe", "the plague came by ship")],
        );
        check(
            "Revisionists insist that nobody planned it.",
            &[(&["Revisionists"], "insist that", "nobody planned it")],
        );
    }

    #[test]
    fn other_forms_attribute_too() {
        check(
            "According to Mary Beard, the senate was never idle.",
            &[(&["Mary Beard"], "According to", "the senate was never idle")],
        );
        check(
            "In Mary Beard's view, the senate was never idle.",
            &[(&["Mary Beard"], "view", "the senate was never idle")],
        );
        check(
            "Nobody accepted Edward Gibbon's assertion that monks ruined Rome.",
            &[(&["Edward Gibbon"], "assertion that", "monks ruined Rome")],
        );
        check(
            "It has been argued that the frost broke the harvest.",
            &[(&["some"], "It has been argued that", "the frost broke the harvest")],
        );
        check(
            "This article shows that grain prices rose first.",
            &[(&["author"], "shows that", "grain prices rose first")],
        );
        check(
            "Edward Gibbon saw the monks as a burden on the state.",
            &[(&["Edward Gibbon"], "saw", "the monks as a burden on the state")],
        );
    }

    #[test]
    fn pronouns_stand_for_the_holder_before() {
        check(
            "Edward Gibbon wrote for twenty years. He argues that luxury weakened the legions.",
            &[(&["Edward Gibbon"], "argues that", "luxury weakened the legions")],
        );
    }

    #[test]
    fn joined_statements_are_two_claims_and_nested_ones_are_one() {
        check(
            "Edward Gibbon contends that monks ruined Rome, but Mary Beard insists that heavy taxes did.",
            &[
                (&["Edward Gibbon"], "contends that", "monks ruined Rome"),
                (&["Mary Beard"], "insists that", "heavy taxes did"),
            ],
        );
        check(
            "Mary Beard notes that Cicero said that the plot was real.",
            &[(&["Mary Beard"], "notes that", "Cicero said that the plot was real")],
        );
    }

    #[test]
    fn sentences_without_attribution_stay_silent() {
        for text in [
            "The legions crossed the river at dawn.",
            "It is clear that winter came early.",
            "The bridge that Caesar built still stands.",
            "A report on the harvest was lost.",
            "He said nothing.",
        ] {
            check(text, &[]);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\\PC|[A-Z][a-z]{1,6} |argues that |according to |He |, but |'s view that |\\. ){1,60}") {
            let Ok(document) = Document::parse(text.as_bytes(), Format::Text) else { return Ok(()) };
            let (actors, mentions) = actors::find(&document);
            for claim in find(&document, &actors, &mentions) {
                prop_assert!(document.text.get(claim.span).is_some_and(|text| !text.is_empty()));
                prop_assert!(!claim.holders.is_empty());
            }
        }
    }
}
