//! Answers that the judge takes in another way than the author: what is right beside the right
//! option, and what is listed for nothing.

use super::subject::{Item, Subject};
use super::text::{Text, is_content};
use crate::base::fold::fold;
use crate::deck::{Ask, Card};
use crate::judge::{self, Options, Verdict, judge};
use std::borrow::Cow;

/// Letters of what may stand for a longer name.
const MOST_OF_INITIALS: usize = 4;

/// What is right on a card, the author's own answers first.
fn right<'a>(texts: &'a [Cow<'_, str>], accept: &'a [String]) -> Vec<&'a str> {
    let accept = accept.iter().map(String::as_str);
    texts.iter().map(|text| &**text).chain(accept).collect()
}

fn options(card: &Card, tag: &str) -> Options {
    Options { language: tag.to_owned(), exact: card.exact(), ..Options::default() }
}

/// Whether the judge takes a text for one of these, letter or notation aside.
fn is_taken(given: &str, right: &[&str], options: &Options) -> bool {
    judge(given, right, options) == Verdict::Right
}

pub(super) fn equal_options(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let options = options(subject.card, subject.tag);
    let wrong = &item.wrong;
    let equal = |a: &Text, b: &Text| {
        may_be_equal(&a.plain, &b.plain)
            && are_one(a, &b.plain, &subject.language)
            && is_taken(&a.plain, &[&b.plain], &options)
            && is_taken(&b.plain, &[&a.plain], &options)
    };
    let pair = wrong
        .iter()
        .enumerate()
        .find_map(|(at, a)| wrong[at + 1..].iter().find(|b| equal(a, b)).map(|b| (a, b)));
    let (a, b) = pair?;
    Some(format!("has the wrong options {:?} and {:?}, which say the same", a.plain, b.plain))
}

/// Whether two options cannot differ in what a typed answer need not have: the order of items, a
/// title, a word more.
fn are_one(a: &Text, b: &str, language: &str) -> bool {
    let b = Text::new(b);
    let words = |text: &Text| -> Vec<String> {
        let words = text.words.iter().map(|word| word.lower.clone());
        words.filter(|word| is_content(word, language)).collect()
    };
    let digits = |text: &Text| -> Vec<String> {
        let words = text.words.iter().map(|word| word.lower.clone());
        words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).collect()
    };
    let ([a_words, b_words], [a_digits, b_digits]) = ([a, &b].map(words), [a, &b].map(digits));
    let shares = |a: &[String], b: &[String]| a.iter().any(|word| b.contains(word));
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    let all = |text: &Text| text.words.iter().map(|word| word.lower.clone()).collect::<Vec<_>>();
    let (a_all, b_all) = (all(a), all(&b));
    let are_reordered = a_all != b_all && sorted(&a_all) == sorted(&b_all);
    let are_apart = !shares(&a_words, &b_words) && !shares(&a_digits, &b_digits);
    (a_words == b_words || are_apart) && !are_reordered
}

/// Texts that have neither a digit nor a word in common need no judge, which is slow.
fn may_be_equal(a: &str, b: &str) -> bool {
    let has_digit = |text: &str| text.contains(|c: char| c.is_numeric());
    let [a_folded, b_folded] = [a, b].map(fold);
    let shares = |word: &str| b_folded.split(' ').any(|other| other == word);
    let is_short = |text: &str| text.chars().count() <= MOST_OF_INITIALS;
    has_digit(a) && has_digit(b)
        || is_short(&a_folded) != is_short(&b_folded)
        || a_folded.split(' ').any(shares)
        || a_folded.replace(' ', "") == b_folded.replace(' ', "")
}

pub(super) fn more_than_one_right(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let accept = subject.card.accept();
    let right: Vec<&str> = item
        .right
        .iter()
        .map(|text| text.plain.as_str())
        .chain(accept.iter().map(String::as_str))
        .collect();
    let options = Options {
        asked: subject.prompt.plain.clone(),
        tolerance: subject.card.tolerance(),
        ..options(subject.card, subject.tag)
    };
    let is_right = |text: &&Text| {
        right.iter().any(|right| {
            may_be_equal(&text.plain, right)
                && are_one(text, right, &subject.language)
                && is_taken(&text.plain, &[right], &options)
        })
    };
    let option = item.wrong.iter().find(is_right)?;
    Some(format!("has the wrong option {:?}, which the judge takes for right", option.plain))
}

pub(super) fn double_accept(subject: &Subject<'_>) -> Option<String> {
    if !subject.is_first {
        return None;
    }
    let own = &subject.card.of_note().accept;
    let texts = subject.card.texts();
    let simple = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let is_double = |(at, entry): &(usize, &String)| {
        let before = own[..*at].iter().map(String::as_str);
        let mut right = texts.iter().map(|text| &**text).chain(before);
        right.any(|right| match subject.card.exact() {
            Some(_) => right == *entry,
            None => simple(right) == simple(entry),
        })
    };
    let (_, entry) = own.iter().enumerate().find(is_double)?;
    Some(format!("has {entry:?} under accept, which is the answer as it stands"))
}

pub(super) fn idle_accept(subject: &Subject<'_>) -> Option<String> {
    if !subject.is_first || double_accept(subject).is_some() {
        return None;
    }
    let texts = subject.card.texts();
    let right = right(&texts, &[]);
    let options = options(subject.card, subject.tag);
    let own = &subject.card.of_note().accept;
    let entry = own.iter().find(|entry| is_taken(entry, &right, &options))?;
    Some(format!("has {entry:?} under accept, which the judge takes anyhow"))
}

pub(super) fn idle_nocredit(subject: &Subject<'_>) -> Option<String> {
    let card = subject.card;
    if card.nocredit().is_empty() {
        return None;
    }
    if matches!(card.ask(), Some(Ask::Reveal | Ask::Choose)) || card.texts().len() > 1 {
        return Some("has nocredit, but its answer is never typed".to_owned());
    }
    let texts = card.texts();
    let right = right(&texts, card.accept());
    // But for blanks, back-ticks or the way in which Unicode writes it.
    let is_right = |entry: &&(String, String)| {
        let nocredit = vec![(*entry).clone()];
        is_taken(&entry.0, &right, &Options { nocredit, ..options(card, subject.tag) })
    };
    let (entry, _) = card.nocredit().iter().find(is_right)?;
    Some(format!("has {entry:?} under nocredit, but that is the right answer"))
}

/// A tolerance for what none of the answers has.
pub(super) fn idle_tolerance(subject: &Subject<'_>) -> Option<String> {
    let tolerance = subject.card.tolerance()?;
    let texts = subject.card.texts();
    let mut answers = right(&texts, subject.card.accept()).into_iter();
    if answers.any(|answer| judge::takes(tolerance, answer, subject.tag)) {
        return None;
    }
    let what = if tolerance.is_for_dates() { "date" } else { "number" };
    Some(format!("has a tolerance, but no answer with one {what}"))
}
