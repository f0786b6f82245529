//! Finds dates of one document that cannot both be right. Conservative: only
//! what happens once is compared, and only dates of one precision.

use super::events::{Event, event, tree};
use super::fact::{Contradiction, DateFact};
use super::text;
use super::token::last_bytes;
use super::verbs::may_be_past;
use crate::calendar::Precision;
use crate::document::Document;
use crate::generate::lexicon::{Pattern, listed};
use crate::language::Annotations;
use std::collections::HashMap;

/// `in 1870, or in 1871`.
static EITHER: Pattern =
    Pattern::new(r"^,? or (?:(?:in|on|about|around|perhaps|possibly|rather|even|the) )*$");
/// The text itself says that its dates differ.
static ADMITTED: Pattern = Pattern::new(
    r"(?i)\b(?:inconsistent|inconsistency|contradicts itself|discrepancy|conflicting dates)\b",
);
/// `Chatham's famous speech`, behind which the date stands.
static OWNED: Pattern = Pattern::new(
    r"(?P<owner>\p{Lu}[\p{L}-]+)['’]s? (?:[\p{Ll}-]+,? ){0,4}?(?P<noun>death|birth|coronation|accession|assassination|execution|abdication|inauguration|founding|speech|address|resignation|baptism|funeral)\b(?P<between>[^.;:]*)$",
);

/// A longer sentence, in bytes, sets no dates against each other.
const LONGEST: usize = 2000;
/// How far before a date its event is named.
const BACK: usize = 400;

/// All pairs, in the order of the document.
pub(super) fn find(
    document: &Document,
    annotations: &Annotations,
    dates: &[DateFact],
) -> Vec<Contradiction> {
    let mut found = within_sentences(document, dates);
    let mut by_event: HashMap<String, Vec<usize>> = HashMap::new();
    let event = |date: &DateFact| {
        let tree = tree(document, annotations, document.sentence_at(date.span.start)?)?;
        event(&tree, date, |_| None)
    };
    for (index, date) in dates.iter().enumerate() {
        let event = event(date).and_then(once).or_else(|| owned(document, date));
        let Some(event) = event else { continue };
        let others = by_event.entry(event.clone()).or_default();
        if let Some(&first) = others.iter().find(|&&first| excludes(&dates[first], date)) {
            found.push(Contradiction { event, dates: [first, index] });
        }
        others.push(index);
        others.truncate(8);
    }
    found.sort_by_key(|pair| pair.dates);
    found.dedup_by_key(|pair| pair.dates);
    found
}

/// Equally exact and without a common day.
fn excludes(a: &DateFact, b: &DateFact) -> bool {
    let precision = a.value.precision();
    a.value.is_apart(&b.value) && precision == b.value.precision() && precision != Precision::Range
}

/// Dates that one sentence sets against each other.
fn within_sentences(document: &Document, dates: &[DateFact]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for (index, pair) in dates.windows(2).enumerate() {
        let Some(sentence) = document.sentence_at(pair[0].span.start) else { continue };
        if document.sentence_at(pair[1].span.start) != Some(sentence)
            || !excludes(&pair[0], &pair[1])
        {
            continue;
        }
        let between = document.slice(pair[0].span.end..pair[1].span.start);
        let text = document.sentence(sentence);
        if text.len() > LONGEST {
            continue;
        }
        if EITHER.is_match(between) || ADMITTED.is_match(text) {
            found.push(Contradiction { event: text.to_owned(), dates: [index, index + 1] });
        }
    }
    found
}

/// `Cromwell die`: who did what only once; named, so that it is the same.
fn once(event: Event) -> Option<String> {
    let (lemma, rest) = (event.lemma, event.rest);
    if !listed!("what happens once").contains(&lemma) {
        return None;
    }
    let subject = event.subject.split(',').next()?;
    let bare = text::bare(subject);
    // Of a person's names the last is enough: Cromwell is Oliver Cromwell.
    let is_name = bare.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let name = match is_name && !subject.starts_with("the ") && lemma != "signed" {
        true => text::last(bare),
        false => bare,
    };
    // "began to rule" and "ended the war" may happen twice.
    let plain =
        event.is_passive || rest.is_empty() || lemma == "die" || rest.starts_with(['a', 'i']);
    (bare.contains(char::is_uppercase) && plain && rest.split(' ').count() < 6)
        .then(|| format!("{name} {lemma}"))
}

/// `Chatham speech`.
fn owned(document: &Document, date: &DateFact) -> Option<String> {
    let sentence = document.sentence_at(date.span.start)?;
    let before = document.slice(document.sentences[sentence].span.start..date.span.start);
    let found = OWNED.captures(last_bytes(before, BACK))?;
    let between = found.name("between")?.as_str();
    let words: Vec<&str> = between.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let opens =
        words.last().is_some_and(|word| matches!(*word, "in" | "on" | "of" | "dated" | "the"));
    let loose = words.iter().any(|word| {
        *word != "dated"
            && (may_be_past(word)
                || word.contains(|c: char| c.is_ascii_digit())
                || matches!(*word, "and" | "was" | "were" | "is"))
    });
    let first = found.get(0)?.as_str();
    let numbered = ["first", "second", "third", "last", "next", "new"]
        .iter()
        .any(|word| first.contains(&format!(" {word} ")));
    (opens && !loose && !numbered && words.len() < 12)
        .then(|| format!("{} {}", &found["owner"], &found["noun"]))
}

#[cfg(test)]
mod tests {
    use super::super::dates;
    use super::super::tests::{check, or_none, read};
    use super::*;

    fn pairs(text: &str) -> String {
        let document = read(text);
        let dates = dates::find(&document);
        let annotations = Annotations::new(&document);
        let found = find(&document, &annotations, &dates).into_iter();
        let pairs = found.map(|pair| pair.dates.map(|at| dates[at].value.to_string()).join(", "));
        or_none(pairs.collect())
    }

    #[test]
    fn two_dates_of_one_event_are_reported_where_not_both_can_be_right() {
        let table = r"
            Oliver Cromwell died in 1658. Many pages later, the reader is told: Cromwell died in 1659. => 1658, 1659
            The Treaty of Utrecht was signed in April 1713. The Treaty of Utrecht was signed in May 1713. => 1713-04, 1713-05
            The war broke out in 1870, or in 1871 as a later page says. => 1870, 1871
            The book is inconsistent: it has the plague in 1347 and in 1349. => 1347, 1349
            Chatham's famous speech of May 1777 failed. Chatham's speech in June 1777 was long. => 1777-05, 1777-06
            Oliver Cromwell died in 1658. Cromwell died on 3 September 1658. => none
            Robert Walpole visited Paris in 1714. Robert Walpole visited Paris in 1716. => none
            Cromwell died in 1658. His mother died in 1654. => none
            The treaty was signed in 1648. The treaty was signed in 1713. => none
            The king met the estates in 1614, and in 1789 they met again. => none
            Chatham's first speech in 1736 was short. Chatham's last speech in 1778 was long. => none
        ";
        check(table, pairs);
    }
}
