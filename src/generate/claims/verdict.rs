//! What the author says in the own name without saying so: judgements in the
//! introduction and the conclusion, guesses anywhere.

use super::content;
use super::phrase::Sentence;
use crate::document::Document;
use crate::generate::fact::{Claim, Holder};
use crate::generate::lexicon::Words;

static BEHIND_BE: Words = Words::named("behind a copula");

/// Where an author speaks for the text as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Frame,
    Body,
}

/// The author's claim of a sentence without cue; none where it only tells.
pub(super) fn claim(document: &Document, sentence: usize, s: &Sentence<'_>) -> Option<Claim> {
    let judges = match part(document, sentence) {
        Part::Frame => guesses(s) || judges(s),
        Part::Body => guesses(s),
    };
    if !judges || document.sentence(sentence).ends_with('?') {
        return None;
    }
    Some(content::whole(document, sentence, vec![Holder::Author]))
}

fn part(document: &Document, sentence: usize) -> Part {
    let title = document.section_of(sentence).title.to_lowercase();
    let frames = ["introduction", "conclusion", "concluding", "epilogue", "abstract", "summary"];
    if frames.iter().any(|word| title.starts_with(word)) { Part::Frame } else { Part::Body }
}

/// `seems to have been`, `may well have`, `perhaps`.
fn guesses(s: &Sentence<'_>) -> bool {
    (0..s.len()).any(|at| {
        let three = [s.word(at), s.word(at + 1), s.word(at + 2)];
        matches!(three, ["seems" | "seem" | "appears" | "appear", "to", "have"])
            || matches!(three, ["can" | "may", "be", "seen" | "read" | "taken"])
    }) || s.word(0) == "perhaps"
}

/// `was the key`, `were secondary`, `obviously`, `the turning point`.
fn judges(s: &Sentence<'_>) -> bool {
    static JUDGING: Words = Words::named("judging words");
    let copula = (1..s.len()).any(|at| {
        matches!(s.word(at), "was" | "were" | "is" | "are") && BEHIND_BE.contains(s.word(at + 1))
    });
    let words = s.tokens.iter().filter(|token| JUDGING.contains(&token.lower)).count();
    words > 0 && copula || words > 1
}
