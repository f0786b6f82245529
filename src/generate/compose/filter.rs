//! What keeps a card from being good, in one place.

use super::Draft;
use crate::deck::note::NoteContent;
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A sentence that begins so leans on the one before.
static LEANS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:He|She|It|They|This|These|Those|That|His|Her|Its|Their|Such|Both|Here|There|The (?:former|latter|first|second|third|other|same|two|three|new|next)|Another|Others?|Still others?|Also|Then|However|But|And|Yet|So|Instead|Nor|Neither|Moreover|Meanwhile|Nonetheless|Nevertheless|Even so|Thus|Therefore|Hence|Accordingly|As a result|In turn|By contrast|In fact|For example|For instance|Again|Later|Soon|Next|Afterwards)\b").expect("a pattern")
});
/// Words inside a sentence that point out of it.
static POINTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:this (?:proposal|notion|idea|view|omission|question|issue|charge|demand|step|move|plan|claim)|that (?:year|month|day|proposal|view|charge|forum)|these|those|the (?:former|latter)|as (?:above|below)|he|she|him|they|them)\b|by the same|\bthis section\b|\bhere dated\b|\bthey (?:write|say|argue|add|hold)\b").expect("a pattern")
});

/// Whether a text makes sense without what stands before it.
pub(super) fn stands_alone(text: &str) -> bool {
    !LEANS.is_match(text)
}

/// Whether a text has no word that points out of it.
pub(super) fn is_closed(text: &str) -> bool {
    !POINTS.is_match(&text.to_lowercase())
}

/// Whether a word of the answer, four letters or longer, stands in the prompt.
pub(super) fn gives_away(prompt: &str, answer: &str) -> bool {
    let prompt = prompt.to_lowercase();
    let words: HashSet<&str> = prompt.split(|c: char| !c.is_alphanumeric()).collect();
    let answer = answer.to_lowercase();
    answer
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.chars().count() >= 4 && words.contains(word))
}

/// Drops doubles, and prompts that have more than one answer.
pub(super) fn keep_good(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut answers: HashMap<String, HashSet<String>> = HashMap::new();
    for draft in &drafts {
        let (prompt, answer) = asked(&draft.note.content);
        answers.entry(prompt).or_default().insert(answer);
    }
    let mut ids = HashSet::new();
    let mut prompts = HashSet::new();
    drafts
        .into_iter()
        .filter(|draft| {
            let (prompt, _) = asked(&draft.note.content);
            answers[&prompt].len() == 1
                && ids.insert(draft.note.id.clone())
                && prompts.insert(prompt)
        })
        .collect()
}

fn asked(content: &NoteContent) -> (String, String) {
    match content {
        NoteContent::Basic { front, back, .. } => (front.clone(), back.join("; ")),
        NoteContent::Cloze(text) => {
            let open = text.find("{{").unwrap_or(0);
            let close = text.find("}}").map_or(text.len(), |at| at + 2);
            (format!("{}[]{}", &text[..open], &text[close..]), text[open..close].to_owned())
        }
        NoteContent::Order { front, items } => {
            (format!("{front} {}", items.join("; ")), items.join("; "))
        }
    }
}
