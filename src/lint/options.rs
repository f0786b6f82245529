//! Flaws of options: words and forms that tell the right one from the others.

use super::number::{self, Range};
use super::subject::{Item, Subject};
use super::text::{
    ABSOLUTE, ABSOLUTE_NOT, DIRECTIONS, JESTS, NONE_OF_ABOVE, REASONS, Text, VAGUE, Word,
    are_opposite, is_content, is_given_name,
};
use crate::deck::content::Content;
use crate::deck::options::{is_about_all, is_about_others, names_letters};
use crate::judge;
use regex::Regex;
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

/// The right option is so many times as long as the longest wrong one, and by so many words.
const MUCH_LONGER: f64 = 1.5;
const MORE_WORDS: usize = 3;
/// A right option of fewer words is a name or a term, which is as long as it is.
const FEW_WORDS: usize = 5;

pub(super) fn absolute_terms(subject: &Subject<'_>) -> Option<String> {
    let absolute = |text: &Text| absolute(text, &subject.language);
    match (&subject.item, &subject.card.of_note().content) {
        (Some(item), _) if item.right.iter().any(|text| absolute(text).is_some()) => None,
        (Some(item), _) => {
            let found = |text: &Text| Some((text.plain.clone(), absolute(text)?));
            let (option, term) = item.wrong.iter().find_map(found)?;
            Some(format!("has the wrong option {option:?}, which is absolute by '{term}'"))
        }
        (None, Content::TrueFalse { answer: false, .. }) => {
            let term = absolute(&claim(&subject.prompt, &subject.language))?;
            Some(format!("states what is false with the absolute '{term}'"))
        }
        _ => None,
    }
}

/// A statement without its reason, which is no part of what is said to be so.
fn claim(text: &Text, language: &str) -> Text {
    let plain = &*text.plain;
    let start = |at: usize| text.words[at].span.start;
    let claim = match text.find(&REASONS, language) {
        Some(reason) if reason.start == 0 => plain.split_once(", ").map_or(plain, |(_, rest)| rest),
        Some(reason) => &plain[..start(reason.start)],
        None => plain,
    };
    Text::new(claim)
}

/// The absolute term of a text; a title's is none.
fn absolute(text: &Text, language: &str) -> Option<String> {
    if is_about_all(&text.plain) {
        return None;
    }
    let is_title = |at: usize, end: usize| {
        let is_capital = |at: usize| text.words.get(at).is_some_and(|word| word.is_capital);
        let mut rest = text.words[end..].iter().filter(|word| is_content(&word.lower, language));
        let are_capital = end < text.words.len() && rest.all(|word| word.is_capital);
        language != "de" && is_capital(at) && (at > 0 || is_capital(end) || are_capital)
    };
    let is_part = |end: usize| {
        let rest = &text.plain[text.words[end - 1].span.end..];
        rest.starts_with(['-', '–']) && rest[1..].starts_with(char::is_alphanumeric)
    };
    // `at all` ends an exception of several words that begins before the term.
    let is_excepted = |at: usize, end: usize| {
        (at.saturating_sub(3)..=at).any(|from| {
            let found = text.phrase_at(from, &ABSOLUTE_NOT, language);
            found.is_some_and(|found| found.end >= end)
        })
    };
    // `adds up all the values`: so many as there are.
    let is_amount = |at: usize, end: usize| {
        let next = text.words.get(end).map(|word| &*word.lower);
        at > 0 && matches!(next, Some("the" | "its" | "their" | "his" | "her" | "of"))
            || next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
    };
    let found = (0..text.words.len()).find_map(|at| {
        let found = text.phrase_at(at, &ABSOLUTE, language)?;
        let end = found.end;
        (!is_amount(at, end) && !is_title(at, end) && !is_part(end) && !is_excepted(at, end))
            .then_some(found)
    })?;
    let term = text.slice(found).to_owned();
    // `Stop completely` says how, and of what all is said takes some words.
    let is_degree = matches!(&*term, "completely" | "entirely" | "absolutely");
    (!is_degree || text.words.len() > 3).then_some(term)
}

pub(super) fn vague_terms(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let term = |text: &Text| {
        let found = text.find(&VAGUE, &subject.language)?;
        Some(text.slice(found).to_lowercase())
    };
    let terms: BTreeSet<String> = item.options().filter_map(term).collect();
    let is_marked = item.right.iter().all(|text| term(text).is_some()) && !terms.is_empty();
    (terms.len() > 1 && (is_marked || terms.len() > 2))
        .then(|| format!("has options that differ by {}", listed(&terms)))
}

fn listed(terms: &BTreeSet<String>) -> String {
    let quoted: Vec<String> = terms.iter().map(|term| format!("'{term}'")).collect();
    match &quoted[..] {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}

pub(super) fn longest_option_right(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let answer = item.answer()?;
    let longest = item.wrong.iter().max_by_key(|text| text.len())?;
    let is_longer = answer.len() as f64 >= MUCH_LONGER * longest.len() as f64;
    let words = answer.words.len();
    // A name is as long as it is.
    let mut content = answer.words.iter().filter(|w| is_content(&w.lower, &subject.language));
    let is_longer = is_longer && !content.all(|word| word.is_capital);
    (is_longer && words >= FEW_WORDS && words >= longest.words.len() + MORE_WORDS).then(|| {
        let (long, short) = (answer.len(), longest.len());
        format!("has a right option of {long} characters, and wrong ones of {short} at most")
    })
}

pub(super) fn all_of_the_above(subject: &Subject<'_>, item: &Item) -> Option<String> {
    about_all(item, |option| !is_none_of_above(option, subject))
}

pub(super) fn none_of_the_above(subject: &Subject<'_>, item: &Item) -> Option<String> {
    about_all(item, |option| is_none_of_above(option, subject))
}

fn about_all(item: &Item, is_meant: impl Fn(&Text) -> bool) -> Option<String> {
    let mut options = item.options().filter(|option| is_about_all(&option.plain));
    let option = options.find(|option| is_meant(option))?;
    Some(format!("has the option {:?}", option.plain))
}

/// Whether an option shuts out all others; in another language's deck it may be English.
fn is_none_of_above(option: &Text, subject: &Subject<'_>) -> bool {
    option.is(&NONE_OF_ABOVE, &subject.language) || option.is(&NONE_OF_ABOVE, "en")
}

pub(super) fn letter_option(subject: &Subject<'_>, item: &Item) -> Option<String> {
    if combined(subject, item) > 0 || subject.card.in_order().is_some() {
        return None;
    }
    let count = item.options().count();
    let named = |option: &&Text| names_letters(&option.plain, count);
    // Where all options are letters, they are about something else.
    let option = item.options().find(named).filter(|_| !item.options().all(|one| named(&one)))?;
    Some(format!("has the option {:?}, but options stand in any order", option.plain))
}

pub(super) fn unplaced_answer(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let (order, count) = (subject.card.in_order()?, item.options().count());
    let right = subject.card.texts();
    let is_placed =
        |text: &str| order.iter().any(|option| option == text) || is_about_others(text, count);
    let answer = right.iter().find(|text| !is_placed(text))?;
    Some(format!("keeps its options in order, but {answer:?} has no place among them"))
}

pub(super) fn k_type(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let combined = combined(subject, item);
    (combined > 0).then(|| format!("has {combined} options that combine numbered statements"))
}

/// How many options combine statements that the question numbers; 0 where they are not most.
fn combined(subject: &Subject<'_>, item: &Item) -> usize {
    const LABEL: &str = "(?:[ivx]{1,4}|[1-9]|[a-h])";
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^|[\s:;,(])\(?([ivx]{1,4}|[1-9]|[a-h])[.):]\s*[^\s\d]")
            .expect("a pattern")
    });
    static COMBINED: LazyLock<Regex> = LazyLock::new(|| {
        let between = r"(?:, ?(?:and |or )?| and | or | & | ?\+ ?|-|–)";
        let label = format!(r"\(?{LABEL}\)?");
        let pattern = format!(
            r"(?i)^(?:only |both |all of |statements? )?{label}(?:{between}{label})*(?: only)?\.?$"
        );
        Regex::new(&pattern).expect("a pattern")
    });
    let labels: HashSet<String> = NUMBERED
        .captures_iter(&subject.prompt.plain)
        .map(|found| found[1].to_lowercase())
        .collect();
    if labels.len() < 2 {
        return 0;
    }
    let is_combined = |text: &&Text| COMBINED.is_match(&text.plain);
    let found: Vec<&Text> = item.options().filter(is_combined).collect();
    // All of them in another order are put in order.
    let labels_of = |text: &Text| {
        let words = text.words.iter().map(|word| word.lower.clone());
        words.filter(|word| labels.contains(word)).collect::<BTreeSet<_>>()
    };
    let are_orders = found.windows(2).all(|pair| labels_of(pair[0]) == labels_of(pair[1]));
    if are_orders {
        return 0;
    }
    let joins = found.iter().filter(|text| text.words.len() > 1).count();
    if joins > 0 && found.len() * 2 >= item.options().count() { found.len() } else { 0 }
}

pub(super) fn overlapping_options(subject: &Subject<'_>, item: &Item) -> Option<String> {
    static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(how (many|much|long|far|old|high|deep|big|large|often|fast|heavy|hot|cold|wide|tall|soon)|range|share|percent|percentage|proportion|fraction|interval|rate|temperature|age|ph|value|number|level|dose|depth|speed|height|weight|width|size|pressure|concentration|duration|distance|cost|price)\b")
            .expect("a pattern")
    });
    if let Some(found) = wider_years(subject, item) {
        return Some(found);
    }
    let asks_amount = AMOUNT.is_match(&subject.prompt.plain);
    let is_meant = |range: &Range| (range.is_said || asks_amount) && !range.is_of_years();
    let ranges: Vec<(&str, Range)> = item
        .options()
        .filter_map(|text| Some((&*text.plain, number::range(&text.plain)?)))
        .filter(|(_, range)| is_meant(range))
        .collect();
    let pair = |(at, (text, range)): (usize, &(&str, Range))| {
        let (other, _) = ranges[at + 1..].iter().find(|(_, other)| range.overlaps(other))?;
        Some(format!("has the options {text:?} and {other:?}, which overlap"))
    };
    ranges.iter().enumerate().find_map(pair)
}

/// Years among which the right ones lie, where the question asks for years in which something
/// was so: it was in the wider ones as well. A war or a reign has its own years and no others.
fn wider_years(subject: &Subject<'_>, item: &Item) -> Option<String> {
    static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:take place|took place|taken place|happen(?:ed)?|occur(?:red)?|c[oa]me out|appear(?:ed)?|during|within|in (?:which|what) (?:years?|decades?|time|period|span))\b")
            .expect("a pattern")
    });
    let years = |text: &Text| number::range(&text.plain).filter(Range::is_of_years);
    let (answer, is_asked) = (item.answer()?, WITHIN.is_match(&subject.prompt.plain));
    let own = years(answer).filter(|_| is_asked && subject.is_english())?;
    let is_wider = |text: &&Text| years(text).is_some_and(|years| years.holds(&own));
    let wider = item.wrong.iter().find(is_wider)?;
    Some(format!("has the options {:?} and {:?}, which overlap", answer.plain, wider.plain))
}

/// An option of more words is a phrase, whatever stands in it.
const MOST_OF_FORM: usize = 5;

/// What an option is, by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    /// A number, an amount or a date.
    Figure,
    /// A person, beyond doubt.
    Person,
    /// Another name of several words.
    Name,
    /// Code, a sign or a formula.
    Sign,
    /// A phrase of common words.
    Phrase,
    /// One word, which may be anything.
    Word,
}

fn shape(text: &Text, subject: &Subject<'_>) -> Shape {
    static PERSON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:\p{Lu}\. ?)+\p{Lu}\p{Ll}+|(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|Prof|Professor|President|King|Queen|Pope|Judge|General|Saint|St)\.? \p{Lu}[\p{L}. -]+)$")
            .expect("a pattern")
    });
    static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:in )?(?:the year )?\d{3,4}$|^[-−+~≈<>$€£]?\d[\d.,]*(?:\s\S+){0,4}$|^(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty) (?:seconds|minutes|hours|days|weeks|months|years|decades|centuries|metres|meters|miles|km|kilometres|kilograms|kg|grams|percent|%)$")
            .expect("a pattern")
    });
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|\s)\.[a-z]\w*\b|[{}<>_\\]|\w\(\)|^[^\p{L}\p{N}\s]+$").expect("a pattern")
    });
    let plain = text.plain.trim();
    // The judge is slow, and of words without digits the form tells enough.
    let kind = || plain.contains(|c: char| c.is_numeric()).then(|| judge::kind(plain, subject.tag));
    let words = text.words.len();
    if words > MOST_OF_FORM {
        return Shape::Phrase;
    }
    let is_figure = || matches!(kind(), Some(judge::Kind::Number(_) | judge::Kind::Date(_)));
    if FIGURE.is_match(plain) || words < 4 && is_figure() {
        return Shape::Figure;
    }
    if PERSON.is_match(plain) || is_person(text) {
        return Shape::Person;
    }
    if SIGN.is_match(plain) {
        return Shape::Sign;
    }
    let is_common = |at: usize| {
        let word = &text.words[at];
        let is_name = word.is_capital || is_particle(&word.lower);
        !is_name && is_content(&word.lower, &subject.language)
    };
    match words {
        0 | 1 => Shape::Word,
        _ if (0..words).any(is_common) => Shape::Phrase,
        _ => Shape::Name,
    }
}

/// Whether a name of several words begins with a given one: `Alexander von Humboldt`.
fn is_person(text: &Text) -> bool {
    let is_part = |word: &Word| word.is_capital || is_particle(&word.lower);
    let given = text.slice(0..1);
    text.words.len() > 1
        && text.words.iter().all(is_part)
        && text.words.last().is_some_and(|word| word.is_capital)
        && is_given_name(given)
        && text.plain.trim().starts_with(given)
        && !text.plain.contains(" - ")
}

/// Whether a word stands small within a name.
fn is_particle(word: &str) -> bool {
    matches!(word, "von" | "van" | "de" | "da" | "di" | "der" | "ibn")
}

pub(super) fn mixed_options(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let shapes: Vec<(Shape, &Text)> =
        item.options().map(|text| (shape(text, subject), text)).collect();
    let kinds: HashSet<Shape> = shapes
        .iter()
        .map(|(shape, _)| *shape)
        .filter(|shape| *shape != Shape::Word)
        .map(|shape| if shape == Shape::Person { Shape::Name } else { shape })
        .collect();
    let count = |wanted: Shape| shapes.iter().filter(|(shape, _)| *shape == wanted).count();
    let (persons, phrases) = (count(Shape::Person), count(Shape::Phrase));
    let right = shapes.first().map(|(shape, _)| *shape);
    let is_odd_person = persons > 0 && phrases > persons && right == Some(Shape::Phrase);
    let asks_who =
        subject.prompt.words.iter().any(|w| matches!(&*w.lower, "who" | "whom" | "whose"));
    let is_mixed = kinds.len() > 2 || is_odd_person && !asks_who;
    let odd = shapes.iter().rev().find(|(shape, _)| Some(*shape) != right)?;
    let (_, first) = shapes.first()?;
    is_mixed.then(|| {
        format!("has options of different kinds, such as {:?} and {:?}", first.plain, odd.1.plain)
    })
}

pub(super) fn convergence(_: &Subject<'_>, item: &Item) -> Option<String> {
    item.answer()?;
    let parts: Vec<Vec<String>> = parted(item)?;
    let (right, wrong) = parts.split_first()?;
    let shares = |at: usize, part: &str| wrong.iter().filter(|other| other[at] == part).count();
    // What all options have says nothing.
    let varies = |at: &usize| parts.iter().any(|other| other[*at] != right[*at]);
    let varying: Vec<usize> = (0..right.len()).filter(varies).collect();
    let score = |option: &[String]| -> usize {
        let has = |at: &usize, other: &Vec<String>| other[*at] == option[*at];
        varying.iter().map(|at| parts.iter().filter(|other| has(at, other)).count() - 1).sum()
    };
    let shared = varying.iter().filter(|at| shares(**at, &right[**at]) > 0).count();
    let all_near = wrong.iter().all(|other| varying.iter().any(|at| other[*at] == right[*at]));
    let best = wrong.iter().map(|other| score(other)).max()?;
    (wrong.len() > 1 && shared > 1 && all_near && score(right) > best)
        .then(|| "has a right option that shares a part with each of the wrong ones".to_owned())
}

/// The parts of all options, as many of each: those between commas and `and`, else words.
fn parted(item: &Item) -> Option<Vec<Vec<String>>> {
    static BETWEEN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r", (?:and )?|; | and | with | / ").expect("a pattern"));
    let by_marks = |text: &Text| -> Vec<String> {
        BETWEEN.split(&text.plain).map(|part| part.trim().to_lowercase()).collect()
    };
    let by_words = |text: &Text| -> Vec<String> {
        text.plain.split_whitespace().map(str::to_lowercase).collect()
    };
    let parted = |read: &dyn Fn(&Text) -> Vec<String>, least: usize| {
        let parts: Vec<Vec<String>> = item.options().map(read).collect();
        let count = parts[0].len();
        (count >= least && parts.iter().all(|option| option.len() == count)).then_some(parts)
    };
    parted(&by_marks, 2).or_else(|| parted(&by_words, 3))
}

pub(super) fn logical_cue(subject: &Subject<'_>, item: &Item) -> Option<String> {
    if !subject.is_english() {
        return None;
    }
    opposites(item).or_else(|| directions(item))
}

/// Up, down and the same leave nothing over.
fn directions(item: &Item) -> Option<String> {
    let goes = |text: &Text, way: &str| text.find(&DIRECTIONS, way).is_some();
    let way = |text: &Text| {
        let ways = ["same", "up", "down"];
        let found: Vec<&str> = ways.into_iter().filter(|way| goes(text, way)).collect();
        match (&found[..], goes(text, "open")) {
            (_, true) => Some("open"),
            ([], _) => None,
            (["same", ..], _) => Some("same"),
            ([one], _) => Some(*one),
            _ => Some("open"),
        }
    };
    let ways: Vec<Option<&str>> = item.options().map(way).collect();
    let has = |wanted: &str| ways.contains(&Some(wanted));
    let other = item.options().zip(&ways).find(|(_, way)| way.is_none());
    let (option, _) = other.filter(|_| has("up") && has("down") && has("same"))?;
    let is_right = item.right.iter().any(|right| right.plain == option.plain);
    (!is_right)
        .then(|| format!("has more, less and the same, so that {:?} cannot be right", option.plain))
}

/// Of two options one of which denies the other, one is right.
fn opposites(item: &Item) -> Option<String> {
    let read: Vec<(Vec<String>, bool)> = item.options().map(bare).collect();
    let texts: Vec<&Text> = item.options().collect();
    let answers = item.right.len();
    let is_pair =
        |(a, b): &(usize, usize)| deny(&read[*a], &read[*b]) || part(&read, *a, *b, &texts);
    let is_near =
        |(a, b): &(usize, usize)| deny(&read[*a], &read[*b]) || differ(&read[*a].0, &read[*b].0);
    let pair = (0..answers).flat_map(|a| (answers..texts.len()).map(move |b| (a, b))).find(is_pair);
    // Where wrong ones are such a pair as well, either says nothing.
    let is_balanced = (answers..texts.len())
        .flat_map(|a| (a + 1..texts.len()).map(move |b| (a, b)))
        .any(|pair| is_near(&pair));
    let (a, b) = pair.filter(|_| texts.len() > 2 && !is_balanced)?;
    Some(format!(
        "has the opposites {:?} and {:?}, one of which must be right",
        texts[a].plain, texts[b].plain
    ))
}

/// The words of an option but for its denial, and whether it has one.
fn bare(text: &Text) -> (Vec<String>, bool) {
    const HELPING: [&str; 10] = ["does", "do", "did", "is", "are", "it", "will", "the", "a", "an"];
    let mut is_denied = false;
    let mut kept = Vec::new();
    for word in text.words.iter().map(|word| &*word.lower) {
        let rest = match word {
            "not" | "no" | "never" => Some(""),
            "can't" | "cannot" => Some("can"),
            "won't" => Some("will"),
            _ => word.strip_suffix("n't"),
        };
        is_denied |= rest.is_some();
        let word = rest.unwrap_or(word);
        if !word.is_empty() && !HELPING.contains(&word) {
            kept.push(super::text::stem(word));
        }
    }
    (kept, is_denied)
}

/// Whether two options say the same but that one denies it.
fn deny((a, a_denied): &(Vec<String>, bool), (b, b_denied): &(Vec<String>, bool)) -> bool {
    a_denied != b_denied && a == b && !a.is_empty()
}

/// Whether two options differ by a word and its opposite alone, and part between them what is
/// asked for: it is said of one thing, or the kind of thing that all options name.
fn part(read: &[(Vec<String>, bool)], a: usize, b: usize, texts: &[&Text]) -> bool {
    let ([a_words, b_words], [a, b]) = ([&read[a].0, &read[b].0], [a, b].map(|at| texts[at]));
    let is_said = |text: &Text| {
        let first = text.words.first().map_or("", |word| &*word.lower);
        matches!(first, "it" | "he" | "she" | "they" | "is" | "are" | "was" | "were" | "has")
    };
    let is_of_all = |word: &String| read.iter().all(|(words, _)| words.contains(word));
    let mut same = a_words.iter().zip(b_words).filter(|(a, b)| a == b).map(|(word, _)| word);
    differ(a_words, b_words) && (is_said(a) && is_said(b) || same.all(is_of_all))
}

/// Whether a word and its opposite is all the difference.
fn differ(a: &[String], b: &[String]) -> bool {
    let apart: Vec<_> = a.iter().zip(b).filter(|(a, b)| a != b).collect();
    a.len() == b.len() && matches!(apart[..], [(a, b)] if are_opposite(a, b))
}

pub(super) fn implausible_option(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let is_jest = |text: &&Text| {
        let found = text.find(&JESTS, &subject.language);
        found.is_some_and(|found| found.len() * 2 >= text.words.len())
    };
    let shape = |text: &Text| shape(text, subject);
    let odd = |text: &&Text| {
        let others = item.options().filter(|other| other.plain != text.plain);
        let (own, mut others) = (shape(text), others.map(shape));
        own == Shape::Figure && others.all(|other| other != own)
    };
    let jest = item.wrong.iter().find(is_jest);
    let odd = jest.or_else(|| item.wrong.iter().find(odd).filter(|_| item.wrong.len() > 1))?;
    Some(format!("has the option {:?}, which hardly anybody will choose", odd.plain))
}
