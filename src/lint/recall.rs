//! Flaws of cards whose answer is recalled.

use super::number::year;
use super::subject::Subject;
use super::text::{REASONS, TRUTHS, Text, is_content};
use crate::calendar::numeral::cardinal;
use crate::deck::cloze::doubtful;
use crate::deck::content::Content;
use crate::deck::{Kind, Right, Side};
use regex::Regex;
use std::sync::LazyLock;

/// Most things of one answer that are recalled together.
const MOST_ITEMS: usize = 5;
/// Most words of an answer.
const MOST_WORDS: usize = 40;

pub(super) fn true_false_without_reason(subject: &Subject<'_>) -> Option<String> {
    if subject.card.note().is_some() {
        return None;
    }
    if let Some(item) = &subject.item {
        let is_truth = |text: &Text| text.is(&TRUTHS, &subject.language) || text.is(&TRUTHS, "en");
        return item.options().all(is_truth).then(|| "can be answered by yes or no".to_owned());
    }
    let is_statement = subject.card.of_note().content.kind() == Kind::TrueFalse;
    let has_reason = subject.prompt.find(&REASONS, &subject.language).is_some();
    (is_statement && !has_reason).then(|| "states a fact without its reason".to_owned())
}

pub(super) fn long_enumeration(subject: &Subject<'_>) -> Option<String> {
    if !subject.is_recalled() {
        return None;
    }
    let items = match subject.card.right() {
        Right::List(items) => items.len(),
        Right::Texts(texts) => match &texts[..] {
            [one] => enumerated(one),
            several => several.len(),
        },
        Right::Order(_) | Right::Pairs(_) => 0,
    };
    (items > MOST_ITEMS).then(|| format!("wants {items} things in one answer"))
}

/// How many short things a text names one after the other; sentences with commas are none.
fn enumerated(text: &str) -> usize {
    const LONG_ITEM: usize = 5;
    /// What begins a clause, and no item.
    const CLAUSE: [&str; 18] = [
        "which", "who", "if", "when", "because", "that", "even", "to", "by", "in", "with", "where",
        "while", "but", "as", "at", "for", "from",
    ];
    static BETWEEN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[;,]\s+(?:and |or )?|\n|\s•\s").expect("a pattern"));
    let items: Vec<&str> = BETWEEN.split(text).filter(|item| !item.trim().is_empty()).collect();
    let is_short = |item: &&str| {
        let mut words = item.split_whitespace();
        let is_clause = words.next().is_some_and(|first| CLAUSE.contains(&first));
        !is_clause && words.count() < LONG_ITEM
    };
    let joined = items.last().is_some_and(|last| last.contains(" and ") && items.len() > 2);
    if items.iter().all(is_short) { items.len() + usize::from(joined) } else { 0 }
}

pub(super) fn long_answer(subject: &Subject<'_>) -> Option<String> {
    let Right::Texts(texts) = subject.card.right() else { return None };
    let words = texts.iter().map(|text| text.split_whitespace().count()).max().unwrap_or_default();
    (subject.is_recalled() && words > MOST_WORDS)
        .then(|| format!("wants {words} words to be recalled"))
}

pub(super) fn list_count(subject: &Subject<'_>) -> Option<String> {
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:name|list|give|state|which|enumerate|recall|(?:what|who) (?:are|were)|match|order|put)(?: all)?(?: of)?(?: the| these| its| their| his| her)? ([a-z]+|\d+) ([a-z]+)")
            .expect("a pattern")
    });
    let answers = match subject.card.right() {
        Right::List(items) | Right::Order(items) => items.len(),
        Right::Pairs(pairs) => pairs.len(),
        Right::Texts(texts) if texts.len() > 1 => texts.len(),
        Right::Texts(_) => return None,
    };
    let asked = ASKED.captures_iter(&subject.prompt.plain).find_map(|found| {
        let word = found[1].to_lowercase();
        let number = word.parse().ok().or_else(|| cardinal(&word, "en"))?;
        // A year, or the one thing that is asked about.
        let is_count =
            (2..100).contains(&number) && found[2].ends_with(|c: char| c.is_alphabetic());
        is_count.then_some(number as usize)
    })?;
    (subject.is_english() && asked != answers)
        .then(|| format!("asks for {asked} and has {answers}"))
}

pub(super) fn cloze_hides_all(subject: &Subject<'_>) -> Option<String> {
    let Content::Cloze(cloze) = &subject.card.of_note().content else { return None };
    if !subject.is_first {
        return None;
    }
    let mut left = String::new();
    let (whole, mut from) = (cloze.to_string(), 0);
    for gap in cloze.gaps() {
        left.push_str(&whole[from..gap.span.start]);
        left.push(' ');
        from = gap.span.end;
    }
    left.push_str(&whole[from..]);
    let is_empty = !Text::new(&left).words.iter().any(|w| is_content(&w.lower, &subject.language))
        && !left.contains(|c: char| c.is_ascii_digit());
    // Two sides of an equation or a vocabulary ask for each other.
    let is_pair = cloze.numbers().len() == 2
        && left.contains(['=', '–', '—', ':', '→', '↔', '-', '/', '<', '>', '≈', '+']);
    let has_hint = cloze.gaps().iter().all(|gap| cloze.hint(gap).is_some());
    (is_empty && !is_pair && !has_hint).then(|| "hides all that its sentence says".to_owned())
}

pub(super) fn order_contradicts_years(subject: &Subject<'_>) -> Option<String> {
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(size|length|height|population|area|larg|small|long|short|high|low|tall|distance|weight|mass|alphabet|price|cost|speed|fast|slow|rank|depth|deep|importan|number)")
            .expect("a pattern")
    });
    static BACK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(latest first|newest first|most recent first|last to first|backwards?|reverse|(?:latest|newest|most recent) to (?:earliest|oldest))\b")
            .expect("a pattern")
    });
    let Right::Order(items) = subject.card.right() else { return None };
    let dated: Vec<(&String, i64)> =
        items.iter().filter_map(|item| Some((item, year(item)?))).collect();
    let prompt = &subject.prompt.plain;
    if OTHER.is_match(prompt) {
        return None;
    }
    let is_backwards = BACK.is_match(prompt);
    let wrong = dated.windows(2).find(|pair| match is_backwards {
        true => pair[0].1 < pair[1].1,
        false => pair[0].1 > pair[1].1,
    })?;
    Some(format!("puts {:?} before {:?}", wrong[0].0, wrong[1].0))
}

pub(super) fn shown_answer(subject: &Subject<'_>) -> Option<String> {
    let Right::Texts(texts) = subject.card.right() else { return None };
    if subject.card.id.side() == Side::Reversed || texts.len() > 1 {
        return None;
    }
    let answer = Text::new(texts.first()?);
    let prompt = &subject.prompt;
    let lower = |text: &Text| text.words.iter().map(|w| w.lower.clone()).collect::<Vec<_>>();
    let (answer, told) = (lower(&answer), lower(prompt));
    let letters: usize = answer.iter().map(|word| word.chars().count()).sum();
    // A long story names much, and asks for some of it.
    const LONG_STORY: usize = 40;
    if letters < 4
        || told.len() > LONG_STORY
        || !answer.iter().any(|word| is_content(word, &subject.language) || letters > 3)
    {
        return None;
    }
    // Where a wrong option is named as well, the question offers what may be chosen.
    let is_named = |option: &Text| {
        let option = lower(option);
        !option.is_empty() && told.windows(option.len()).any(|words| words == option)
    };
    let wrong = subject.item.iter().flat_map(|item| &item.wrong);
    if wrong.into_iter().any(is_named)
        || subject.card.answer().split(' ').count() == 1 && is_truth(subject)
    {
        return None;
    }
    let at = told.windows(answer.len()).position(|words| words == answer)?;
    let place = prompt.words[at].span.start..prompt.words[at + answer.len() - 1].span.end;
    (!is_candidate(&prompt.plain, &place) && !is_part(&prompt.plain, &place))
        .then(|| format!("shows its answer {:?} in the question", prompt.plain[place].to_owned()))
}

fn is_truth(subject: &Subject<'_>) -> bool {
    let is = |text: &Text| text.is(&TRUTHS, &subject.language);
    is(&Text::new(&subject.card.answer()))
}

/// Whether what stands there is one of several that are offered, or quoted: it is what the
/// question speaks of.
fn is_candidate(text: &str, place: &std::ops::Range<usize>) -> bool {
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let is_quoted = before.ends_with(['"', '“', '‘', '\'', '«', '„', '`'])
        && after.starts_with(['"', '”', '’', '\'', '»', '“', '`', ',', '?']);
    let sentence_from = before.rfind(['.', '!', '\n']).map_or(0, |at| at + 1);
    let sentence_to = after.find(['.', '?', '!', '\n']).map_or(text.len(), |at| place.end + at);
    let sentence = text[sentence_from..sentence_to].to_lowercase();
    let offers = [" or ", " than ", "between ", " versus ", " vs"];
    is_quoted || offers.iter().any(|offer| sentence.contains(offer))
}

/// Whether what stands there is a part of a longer name: `Mexico` of `Mexico City`.
fn is_part(text: &str, place: &std::ops::Range<usize>) -> bool {
    let after = &text[place.end..];
    let next = after.strip_prefix(' ').and_then(|rest| rest.chars().next());
    let is_capital = text[place.clone()].starts_with(char::is_uppercase);
    let is_joined = after.starts_with(['-', '–']) || text[..place.start].ends_with(['-', '–']);
    let last = text[..place.start].trim_end().rsplit(' ').next().unwrap_or_default();
    let is_behind = text[..place.start].trim_end().contains(' ')
        && last.starts_with(char::is_uppercase)
        && last.ends_with(char::is_alphabetic);
    is_joined || is_capital && (is_behind || next.is_some_and(char::is_uppercase))
}

pub(super) fn unnumbered_gap(subject: &Subject<'_>) -> Option<String> {
    gap(subject, "unnumbered-gap")
}

pub(super) fn code_as_hint(subject: &Subject<'_>) -> Option<String> {
    gap(subject, "code-as-hint")
}

pub(super) fn mark_as_answer(subject: &Subject<'_>) -> Option<String> {
    gap(subject, "mark-as-answer")
}

pub(super) fn two_hints(subject: &Subject<'_>) -> Option<String> {
    gap(subject, "two-hints")
}

pub(super) fn stray_mark(subject: &Subject<'_>) -> Option<String> {
    gap(subject, "stray-mark")
}

pub(super) fn gap_in_front(subject: &Subject<'_>) -> Option<String> {
    gap(subject, "gap-in-front").filter(|_| subject.is_first)
}

/// What is wrong with the gaps that a card asks, where that is its worst.
fn gap(subject: &Subject<'_>, code: &str) -> Option<String> {
    doubtful(subject.card).filter(|(own, _)| *own == code).map(|(_, why)| why)
}
