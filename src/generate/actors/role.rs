//! What a person is said to be: titles before the name, appositions around it.

use super::overlaps;
use crate::document::Document;
use crate::generate::fact::Role;
use crate::generate::lexicon::ROLES;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// `the Soviet leader` before a name.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s,;(])((?:(?:the|a|an|his|her|their) )?(?:[\p{L}’'.-]+ ){0,4}?[\p{L}-]+) $")
        .expect("a pattern")
});
/// `, a revisionist historian,` behind a name.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? \(?((?:the|a|an|then|later|at the time|once|one of)? ?[^,.;()“”]{3,90})[,.;)]")
        .expect("a pattern")
});

/// Roles of the person named at `name` in a sentence.
pub(super) fn roles(
    document: &Document,
    sentence: usize,
    name: &Range<usize>,
    title: &Option<Range<usize>>,
) -> Vec<Role> {
    let span = document.sentences[sentence].span.clone();
    let mut roles: Vec<Role> = Vec::new();
    let mut add = |span: Range<usize>| {
        let text = document.slice(span.clone()).trim();
        let clean = ["the ", "a ", "an ", "The ", "A ", "An "]
            .iter()
            .find_map(|article| text.strip_prefix(article))
            .unwrap_or(text);
        if !clean.is_empty() && !roles.iter().any(|role| overlaps(&role.span, &span)) {
            roles.push(Role { text: clean.to_owned(), sentence, span });
        }
    };
    if let Some(title) = title {
        add(extended_title(document, span.start, title));
    } else if let Some(found) = BEFORE.captures(document.slice(span.start..name.start)) {
        let group = found.get(1).expect("the pattern has a group");
        let words: Vec<&str> = group.as_str().split(' ').collect();
        let noun = words.last().map(|word| word.to_lowercase()).unwrap_or_default();
        if ROLES.contains(noun.as_str()) {
            add(span.start + group.start()..span.start + group.end());
        }
    }
    if let Some(found) = BEHIND.captures(document.slice(name.end..span.end)) {
        let group = found.get(1).expect("the pattern has a group");
        let behind = document.slice(name.end..span.end);
        if (behind.starts_with(", ") || behind.starts_with(" (")) && is_apposition(group.as_str()) {
            add(name.end + group.start()..name.end + group.end());
        }
    }
    roles
}

/// `Foreign Minister` with the state before it.
fn extended_title(document: &Document, start: usize, title: &Range<usize>) -> Range<usize> {
    let before = document.slice(start..title.start);
    let words: Vec<&str> = before.trim_end().rsplit(' ').take(2).collect();
    let adjective =
        words.first().filter(|word| crate::generate::lexicon::STATES.names.contains_key(*word));
    match adjective {
        Some(word) => title.start - word.len() - 1..title.end,
        None => title.clone(),
    }
}

/// A noun phrase with a role noun, not a clause.
fn is_apposition(text: &str) -> bool {
    let words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
    let attributes = |word: &String| super::super::claims::is_report_verb(word);
    if words.iter().any(attributes) || ["these", "some", "his", "her"].contains(&words[0].as_str())
    {
        return false;
    }
    let verb =
        ["was", "were", "had", "has", "is", "who", "which", "said", "argued", "and", "but", "as"];
    let head = words
        .iter()
        .take_while(|word| !matches!(word.as_str(), "of" | "to" | "for" | "in" | "at" | "on"));
    let head: Vec<&String> = head.collect();
    !head.iter().any(|word| verb.contains(&word.as_str()))
        && head
            .iter()
            .any(|word| ROLES.contains(word.as_str()) || ROLES.contains(word.trim_end_matches('s')))
}
