//! Numbers that look like years and are none: citations by author and year,
//! paragraphs and pages, counts and measures.

use crate::document::Document;
use crate::generate::lexicon::Pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// `(Smith & Jones, 2006, p. 3)`, `(see Brown et al., 1998; Dahl, 2011)`: names and
/// years in brackets.
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)\( (?:(?:see|cf\.|e\.g\.,?|also|for\ example,?)\ )*
        \p{Lu}[^();0-9]+\ (?:1[5-9]|20)\d\d[a-z]?(?:[,:]\ [^();]+)?
        (?:;\ [^();]+)* \)",
    )
    .expect("a pattern")
});
/// `Brown et al. (2010)`: a name before a year in brackets.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\p{Lu}[\p{L}'’-]+(?: et al\.| (?:and|&) \p{Lu}[\p{L}'’-]+)?(?:['’]s)? \(((?:1[5-9]|20)\d\d[a-z]?)(?:[,:] [^()]+)?\)")
        .expect("a pattern")
});
/// What stands before a number that counts paragraphs, pages, rules.
static NUMBERED: Pattern = Pattern::new(
    r"(?i)(?:[§#№$£€]|\b(?:«numbered things»)\.?)\s?(?:\d+(?:\([a-z0-9]+\))*(?:,| and| through| to|[–-])\s?)?$",
);
/// What stands behind a number that counts or measures.
static COUNTED: Pattern = Pattern::new(
    r"^(?:\+|\([a-z0-9]{1,3}\)| ?(?:%|°)| vs\b| ?(?:«units»)\b| (?:«counted things»)\b)",
);
/// What stands before a count.
static ABOUT: Pattern = Pattern::new(r"(?i)\b(?:«words before counts»)\s$");
/// What stands before a year, whatever follows it: `In 1917 workers struck`.
static IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:in|by|since|until|after|before|of|from|during|summer|winter|spring|autumn) $",
    )
    .expect("a pattern")
});
/// A noun in the plural right behind a number.
static PLURAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^ \p{Ll}{2,}[^su\P{Ll}]s\b").expect("a pattern"));

/// How many citations in brackets make a document one that cites so.
const CITES: usize = 3;

/// Where a document's citations stand, in order.
pub(super) fn citations(document: &Document) -> Vec<Range<usize>> {
    let within = |pattern: &'static Regex, group: usize| {
        document.paragraphs.iter().flat_map(move |paragraph| {
            let (start, text) = (paragraph.span.start, document.slice(paragraph.span.clone()));
            let found = pattern.captures_iter(text).filter_map(move |found| found.get(group));
            found.map(move |found| start + found.start()..start + found.end())
        })
    };
    let mut found: Vec<Range<usize>> = within(&CITED, 0).collect();
    if found.len() >= CITES {
        found.extend(within(&NAMED, 1));
    }
    found.sort_by_key(|span| span.start);
    found
}

/// Whether digits at a place of a sentence are no year. `citations` are those of the
/// document.
pub(super) fn is_none(
    document: &Document,
    sentence: &Range<usize>,
    span: &Range<usize>,
    citations: &[Range<usize>],
) -> bool {
    let at = citations.partition_point(|cited| cited.end <= span.start);
    if citations.get(at).is_some_and(|cited| cited.start <= span.start) {
        return true;
    }
    let text = document.slice(span.clone());
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '—')) {
        return false;
    }
    let before = document.slice(sentence.start..span.start);
    let after = document.slice(span.end..sentence.end);
    let about = ABOUT.is_match(before);
    NUMBERED.is_match(before)
        || COUNTED.is_match(after) && !IN.is_match(before)
        || before.ends_with("vs. ")
        || about && PLURAL.is_match(after)
}
