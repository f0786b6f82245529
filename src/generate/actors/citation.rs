//! Authors of the works that a text cites by name and year.

use crate::document::Document;
use crate::generate::lexicon::Pattern;
use std::ops::Range;

/// In so many places a document cites by name and year, or single names with a year are none.
const CITES: usize = 3;

static BRACKETS: Pattern = Pattern::new(r"\(([^()]+)\)");
/// `see Dahl & Holm, 2004`, up to the year.
static CITED: Pattern = Pattern::new(
    r"^\s*(?:(?:«before citations»),? )*((?:\p{Lu}[\p{L}’'-]+)(?:, \p{Lu}[\p{L}’'-]+)*(?:,? (?:&|and) \p{Lu}[\p{L}’'-]+)?)( et al\.?)?,? (?:1[5-9]|20)\d\d",
);
/// `Dahl and Holm (2004)`: the same in running text.
static NAMED: Pattern = Pattern::new(
    r"((?:\p{Lu}[\p{L}’'-]+)(?:, \p{Lu}[\p{L}’'-]+)*(?:,? (?:&|and) \p{Lu}[\p{L}’'-]+)?)( et al\.?)?(?:['’]s?)? [(\[](?:1[5-9]|20)\d\d[a-z]?[,:;)\]]",
);
/// `Dahl and Holm 2004`.
static PAIR: Pattern =
    Pattern::new(r"(\p{Lu}[\p{L}’'-]+ (?:&|and) \p{Lu}[\p{L}’'-]+)() (?:1[5-9]|20)\d\d[a-z]?\b");
/// `Dahl et al.`, whatever follows.
static OTHERS: Pattern = Pattern::new(
    r"((?:\p{Lu}[\p{L}’'-]+, )*\p{Lu}[\p{L}’'-]+)(?:,? (?:&|and) \p{Lu}[\p{L}’'-]+)?,? (et al)\b",
);
static NAME: Pattern = Pattern::new(r"\p{Lu}[\p{L}’'-]*\p{Ll}");

/// Where the authors' names stand, in order.
pub(super) fn authors(document: &Document) -> Vec<Range<usize>> {
    let mut sure = Vec::new();
    let mut open = Vec::new();
    for paragraph in &document.paragraphs {
        let text = document.slice(paragraph.span.clone());
        let mut read = |pattern: &Pattern, from: usize, text: &str| {
            for found in pattern.captures_iter(text) {
                let names = found.get(1).expect("names");
                let pair = [" & ", " and "].iter().any(|and| names.as_str().contains(and));
                let several =
                    found.get(2).is_some_and(|others| !others.is_empty()) || pair && from > 0;
                let place = |name: regex::Match<'_>| {
                    let start = paragraph.span.start + from + names.start();
                    start + name.start()..start + name.end()
                };
                let names = NAME.find_iter(names.as_str()).map(place);
                if several { &mut sure } else { &mut open }.push(names.collect::<Vec<_>>());
            }
        };
        read(&OTHERS, 0, text);
        read(&NAMED, 0, text);
        read(&PAIR, 0, text);
        for inside in BRACKETS.captures_iter(text).filter_map(|found| found.get(1)) {
            let mut from = inside.start();
            for one in inside.as_str().split(';') {
                read(&CITED, from, one);
                from += one.len() + 1;
            }
        }
    }
    if sure.len() + open.len() >= CITES && !sure.is_empty() {
        sure.append(&mut open);
    }
    let mut names = sure.concat();
    names.sort_by_key(|name| (name.start, name.end));
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::tests::{check, or_none, read};

    #[test]
    fn authors_of_cited_works_are_found_where_a_text_cites_so() {
        let table = r"
            Games help (Dahl & Holm, 2004; Berg, Lund, & Moe, 2011). => Dahl; Holm; Berg; Lund; Moe
            This was seen before (see Dahl et al., 2004). => Dahl
            Holm and Berg (1999) differ; so do Lund et al. (2003), and Moe (2001) agrees. => Holm; Berg; Lund; Moe
            They differ (Dahl, 1998; Holm, 1999) from Berg et al. => Dahl; Holm; Berg
            Morgan-Dahl et al. [12] measured it. => Morgan-Dahl
            The treaty (Vienna, 1815) held. => none
            He left Hamburg (1890) and Bremen (1891) for Kiel (1892). => none
            A film, Lanterns (1999), was made. => none
            The law (Act 12, 1887) passed. => none
            It had two parts (Part I and Part II, 1950 words). => none
        ";
        check(table, |text| {
            let document = read(text);
            let names = authors(&document).into_iter();
            or_none(names.map(|name| document.slice(name).to_owned()).collect())
        });
    }
}
