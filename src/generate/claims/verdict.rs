//! What the author says in the own name without saying so: judgements in the
//! introduction and the conclusion, guesses anywhere.

use super::content;
use super::phrase::Sentence;
use crate::generate::fact::{Claim, Evidence, Holder};
use crate::generate::lexicon::listed;

/// The author's claim of a sentence without cue; none where it only tells.
pub(super) fn claim(s: &Sentence<'_>) -> Option<Claim> {
    let judges = guesses(s) || is_framing(s) && judges(s);
    (judges && !s.asks()).then(|| content::whole(s, vec![Holder::Author], Evidence::Judgement))
}

/// Whether the author speaks there for the text as a whole.
fn is_framing(s: &Sentence<'_>) -> bool {
    let title = &s.document.section_of(s.index).title;
    listed!("framing sections").opens(title)
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
    let copula = (1..s.len()).any(|at| {
        matches!(s.word(at), "was" | "were" | "is" | "are")
            && listed!("behind a copula").contains(s.word(at + 1))
    });
    let words =
        s.tokens.iter().filter(|token| listed!("judging words").contains(&token.lower)).count();
    words > 0 && copula || words > 1
}
