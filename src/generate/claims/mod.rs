//! Finds claims: who holds what, by which words, of which school.
//!
//! `cue` finds the words that attribute, `holder` whom they attribute to,
//! `school` the school; of nested attributions only the outer one counts.

mod cue;
mod holder;
mod school;

use super::fact::{Actor, Claim, Holder, Mention, Relation, RelationKind};
use crate::document::Document;
use cue::Cue;
use holder::{Found, Reader};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Whether a word is a report verb in a finite form.
pub(super) fn is_report_verb(word: &str) -> bool {
    cue::is_finite_form(word)
}

/// Shortest content of a claim, in words.
const SHORTEST: usize = 3;

/// All claims of the document's prose, in order.
pub fn find(document: &Document, actors: &[Actor], mentions: &[Mention]) -> Vec<Claim> {
    let mut reader = Reader::new(document, actors, mentions);
    let mut claims = Vec::new();
    for sentence in 0..document.sentences.len() {
        reader.enter(sentence);
        let found = attributions(document, sentence, &mut reader);
        claims.extend(found.into_iter().filter_map(|one| claim(document, actors, sentence, one)));
        reader.leave();
    }
    school::spread(document, &mut claims);
    claims
}

/// A cue with its holder and content; ranges of the clean view.
struct Attribution {
    cue: Range<usize>,
    holder: Found,
    content: Range<usize>,
}

fn attributions(document: &Document, sentence: usize, reader: &mut Reader<'_>) -> Vec<Attribution> {
    let span = document.sentences[sentence].span.clone();
    let text = document.slice(span.clone());
    let mut taken: Vec<Attribution> = Vec::new();
    for cue in cue::cues(text) {
        let cue = cue.shifted(span.start);
        let Some(holder) = reader.holder(&cue, &taken_holder(&taken)) else { continue };
        let content = content(document, &cue, &span);
        let Some(last) = taken.last_mut() else {
            taken.push(Attribution { cue: cue.span.clone(), holder, content });
            continue;
        };
        let start = holder.span.start.min(cue.span.start);
        if start >= last.content.end || content.end <= last.content.start {
            taken.push(Attribution { cue: cue.span.clone(), holder, content });
        } else if cuts(document, last.content.start, start) {
            last.content.end = joint(document, last.content.start, start);
            taken.push(Attribution { cue: cue.span.clone(), holder, content });
        }
    }
    taken
}

fn taken_holder(taken: &[Attribution]) -> Option<Found> {
    taken.last().map(|last| last.holder.clone())
}

/// Words that join two statements.
const JOINTS: [&str; 9] =
    ["; but", "; and", ";", ", but", ", while", ", whereas", ", and", ", yet", "—"];

/// Whether a new statement begins at `at`: `…; he concludes`, `…, but Gaddis says`.
fn cuts(document: &Document, from: usize, at: usize) -> bool {
    at > from
        && JOINTS.iter().any(|joint| document.slice(from..at).trim_end().ends_with(joint))
        && document.slice(from..at).split(' ').count() > SHORTEST
}

/// Where the statement that ends before `at` ends, without what joins the two.
fn joint(document: &Document, from: usize, at: usize) -> usize {
    let before = document.slice(from..at).trim_end();
    let bare = JOINTS.iter().find_map(|joint| before.strip_suffix(joint)).unwrap_or(before);
    from + bare.len()
}

/// What is claimed, without blanks, quotes' remains and the final stop.
fn content(document: &Document, cue: &Cue, sentence: &Range<usize>) -> Range<usize> {
    let span = match cue.before {
        true => sentence.start..cue.frame.start,
        false => cue.frame.end..sentence.end,
    };
    let text = document.slice(span.clone());
    // `…, and he concludes`: the holder goes on with something else.
    let end = GOES_ON.find(text).map_or(span.end, |found| span.start + found.start());
    trimmed(document, span.start..end)
}

static GOES_ON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r", (?:and|yet|but) (?:he|she|they) ").expect("a pattern"));

fn trimmed(document: &Document, span: Range<usize>) -> Range<usize> {
    let text = document.slice(span.clone());
    let junk = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–');
    let start = span.start + text.len() - text.trim_start_matches(junk).len();
    let bare = text.trim_end_matches(|c: char| junk(c) || c == '.');
    start..start.max(span.start + bare.len())
}

fn claim(
    document: &Document,
    actors: &[Actor],
    sentence: usize,
    found: Attribution,
) -> Option<Claim> {
    let span = trimmed(document, found.content.clone());
    let content = document.slice(span.clone());
    if content.split_whitespace().count() < SHORTEST {
        return None;
    }
    let cue = document.slice(found.cue.clone()).to_owned();
    let holders = found.holder.holders;
    Some(Claim {
        school: school::school(document, actors, sentence, &holders),
        relations: relations(document, sentence, &cue, &found.holder.others),
        hedge: hedge(content),
        holders,
        cue,
        span,
        sentence,
    })
}

fn hedge(content: &str) -> Option<String> {
    const HEDGES: [&str; 9] = [
        "may have",
        "might have",
        "may",
        "might",
        "perhaps",
        "apparently",
        "probably",
        "possibly",
        "seems to",
    ];
    let words = format!(" {} ", content.to_lowercase());
    HEDGES
        .iter()
        .find(|hedge| words.contains(&format!(" {hedge} ")))
        .map(|hedge| (*hedge).to_owned())
}

/// Agreement and disagreement with others named in the sentence.
fn relations(document: &Document, sentence: usize, cue: &str, others: &[Holder]) -> Vec<Relation> {
    let text = document.sentence(sentence);
    let kind = if cue.starts_with("disagree")
        || text.contains("disagrees with")
        || text.contains("unlike")
        || text.contains("rejects")
    {
        RelationKind::DisagreesWith
    } else if cue.starts_with("agree")
        || text.contains("agrees with")
        || text.starts_with("Like ")
        || text.contains(", like ")
        || text.contains("echo")
    {
        RelationKind::AgreesWith
    } else {
        return Vec::new();
    };
    others.iter().map(|target| Relation { kind, target: target.clone() }).collect()
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
