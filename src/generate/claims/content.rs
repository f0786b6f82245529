//! What is claimed: its place, and where it ends.

use super::cue::Content;
use super::phrase::Sentence;
use crate::document::Document;
use crate::generate::fact::{Claim, Holder, Stance};
use crate::generate::lexicon::Words;
use crate::generate::token;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that join two statements.
const JOINTS: [&str; 12] = [
    ":",
    "; but",
    "; and",
    ";",
    ", but",
    ", while",
    ", whereas",
    ", and",
    ", yet",
    "—",
    ", though",
    "(",
];

static GOES_ON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r", (?:and|yet|but) (?:he|she|they) ").expect("a pattern"));

/// The place of the content in the clean view, and of the words inside it
/// that attribute.
pub(super) fn place(
    document: &Document,
    s: &Sentence<'_>,
    sentence: &Range<usize>,
    content: &Content,
) -> (Range<usize>, Option<Range<usize>>) {
    let start = |at: usize| s.tokens.get(at).map_or(sentence.end, |token| token.span.start);
    match content {
        Content::From(at) => {
            let span = start(*at)..sentence.end;
            // `…, and he concludes`: the holder goes on with something else.
            let text = document.slice(span.clone());
            let end = GOES_ON.find(text).map_or(span.end, |found| span.start + found.start());
            (span.start..end, None)
        }
        Content::Until(at) => (sentence.start..start(*at), None),
        Content::Around(words) => {
            let from = (0..words.start).rev().find(|&at| s.word(at) == ";").map_or(0, |at| at + 1);
            let to = (words.end..s.len()).find(|&at| s.word(at) == ";").unwrap_or(s.len());
            let aside = start(words.start)..s.tokens[words.end - 1].span.end;
            (start(from)..start(to), Some(aside))
        }
    }
}

/// Whether a new statement begins at `at`: `…; he concludes`, `…, but Gaddis says`.
pub(super) fn cuts(
    document: &Document,
    from: usize,
    at: usize,
    shared: bool,
    least: usize,
) -> bool {
    let Some(before) = document.text.get(from..at).map(str::trim_end) else { return false };
    (JOINTS.iter().any(|joint| before.ends_with(joint)) || shared && before.ends_with(" and"))
        && before.split(' ').count() > least
}

/// Where the statement that ends before `at` ends, without what joins the two.
pub(super) fn joint(document: &Document, from: usize, at: usize) -> usize {
    let before = document.slice(from..at).trim_end();
    let bare = JOINTS.iter().find_map(|joint| before.strip_suffix(joint));
    from + bare.or_else(|| before.strip_suffix(" and")).unwrap_or(before).len()
}

/// A claim of a whole sentence, without a cue.
pub(super) fn whole(document: &Document, sentence: usize, holders: Vec<Holder>) -> Claim {
    let span = document.sentences[sentence].span.clone();
    Claim {
        holders,
        cue: String::new(),
        stance: Stance::Holds,
        hedge: hedge(document.slice(span.clone())),
        span: trimmed(document, span),
        aside: None,
        school: None,
        relations: Vec::new(),
        sentence,
    }
}

/// Without blanks, quotes' remains and the final stop.
pub(super) fn trimmed(document: &Document, span: Range<usize>) -> Range<usize> {
    token::trimmed(document, span, &[',', ';', ':', '—', '–'])
}

/// The word that makes a claim less than certain.
pub(super) fn hedge(content: &str) -> Option<String> {
    static HEDGES: Words = Words::named("hedges");
    let words = format!(" {} ", content.to_lowercase());
    HEDGES
        .iter()
        .find(|hedge| words.contains(&format!(" {hedge} ")))
        .map(|hedge| (*hedge).to_owned())
}
