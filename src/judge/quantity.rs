//! Amounts in every notation: `5 km`, `$2bn`, `6.022e23`, `1 h 30 min`, `3½`,
//! `300 soldiers`, `MCMXLV`. Two of them are the same by their value and unit.

use super::answer::Match;
use super::numeral as written;
use super::ratio::Ratio;
use super::table::{cells, rows};
use super::unit::{self, Unit};
use super::{Part, number, sign, tolerance, words};
use crate::base::fold::{ascii_digit, fold};
use crate::calendar::numeral;
use crate::deck::Tolerance;
use regex::{Captures, Regex};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// What is counted is said in no more words.
const MAX_NOUN: usize = 4;

/// How a number stands to what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hedge {
    Exactly,
    About,
    Over,
    Under,
}

/// Words in front of a number, with their language and what they say.
static HEDGES: LazyLock<Vec<(Hedge, &str, &str)>> = LazyLock::new(|| {
    let hedges = rows(include_str!("../../data/judge/hedges.txt")).flat_map(|row| {
        let mut cells = cells(row);
        let hedge = match cells.next() {
            Some("over") => Hedge::Over,
            Some("under") => Hedge::Under,
            Some("about") => Hedge::About,
            _ => Hedge::Exactly,
        };
        let language = cells.next().unwrap_or_default();
        cells.map(move |words| (hedge, language, words))
    });
    let mut hedges: Vec<_> = hedges.collect();
    hedges.sort_by_key(|(_, _, words)| Reverse(words.len()));
    hedges
});

/// What the letters behind digits multiply by; a dollar's `m` is a million.
const LETTERS: [(&str, i32); 11] = [
    ("k", 3),
    ("K", 3),
    ("M", 6),
    ("mn", 6),
    ("mio", 6),
    ("bn", 9),
    ("B", 9),
    ("T", 12),
    ("tn", 12),
    ("trn", 12),
    ("tr", 12),
];
const MONEY_LETTERS: [(&str, i32); 2] = [("m", 6), ("b", 9)];
/// Words that multiply, by language; `*` is any.
static SCALES: LazyLock<HashMap<(&str, String), u64>> = LazyLock::new(|| {
    let scales = rows(include_str!("../../data/judge/scales.txt")).flat_map(|row| {
        let mut cells = cells(row);
        let size = cells.next().and_then(|size| size.parse().ok()).unwrap_or(1);
        let language = cells.next().unwrap_or_default();
        cells.flat_map(str::split_whitespace).map(move |word| ((language, fold(word)), size))
    });
    scales.collect()
});

/// What a folded word multiplies by: in the language, in any, or else in English.
fn scale(word: &str, language: &str) -> Option<u64> {
    let of = |language| SCALES.get(&(language, word.to_owned())).copied();
    of(language).or_else(|| of("*")).or_else(|| numeral::scale(word, language)).or_else(|| of("en"))
}

/// Adjectives that say of what the number is.
const DIMENSIONS: [&str; 10] =
    ["old", "long", "high", "tall", "wide", "deep", "away", "ago", "later", "altogether"];
/// Words of questions that ask for a number.
const COUNTING: [&str; 8] =
    ["how ", "number of ", "wie viel", "combien", "cuánt", "quanti", "quante", "hoeveel"];
const SMALL: [&str; 8] = ["of", "the", "a", "an", "in", "were", "was", "all"];

/// A number, its unit or what is counted.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    value: Ratio,
    pub(super) unit: Option<Unit>,
    /// Stems of the words for what is counted.
    noun: Vec<String>,
    hedge: Hedge,
    /// As it is written: a half is no two quarters.
    fraction: Option<(Ratio, Ratio)>,
}

impl Quantity {
    /// Whether nothing is counted: its value and unit alone tell it.
    fn is_bare(&self) -> bool {
        self.noun.is_empty()
    }
}

/// All that a text may mean as an amount.
pub(super) fn readings(text: &str, language: &str) -> Vec<Quantity> {
    if text.len() > unit::MAX_LEN {
        return Vec::new();
    }
    let text = prepared(text, language);
    let (hedge, text) = hedged(&text, language);
    let (is_negative, text) = signed(text);
    let numbers = if is_negative || hedge != Hedge::Exactly { None } else { roman(text) };
    let mut found: Vec<Quantity> = match numbers {
        Some(number) => vec![number],
        None => compound::compound(text, language),
    };
    if found.is_empty() {
        found = in_digits(text, language);
    }
    if found.is_empty() {
        found.extend(in_words(text, language));
    }
    for quantity in &mut found {
        quantity.hedge = hedge;
        quantity.value = if is_negative { quantity.value.negative() } else { quantity.value };
    }
    found
}

fn plain(value: Ratio) -> Quantity {
    Quantity { value, unit: None, noun: Vec::new(), hedge: Hedge::Exactly, fraction: None }
}

/// One notation of signs, powers and digits.
fn prepared(text: &str, language: &str) -> String {
    let mut text = sign::lowered(text);
    for (fraction, apart) in
        ['½', '¼', '¾', '⅓', '⅔', '⅛', '⅜', '⅝', '⅞', '⅕', '⅖', '⅗', '⅘', '⅙', '⅚']
            .map(|c| (c, format!(" {c}")))
    {
        text = text.replace(fraction, &apart);
    }
    let text: String =
        text.nfkc().map(|c| if sign::is_dash(c) { '-' } else { ascii_digit(c) }).collect();
    let text = written::cjk(&text.replace('⁄', "/"), language);
    // `5!` is no 5.
    text.trim().trim_end_matches(['.', '?']).trim().to_owned()
}

fn hedged<'t>(text: &'t str, language: &str) -> (Hedge, &'t str) {
    let (mut hedge, mut rest) = (Hedge::Exactly, text);
    if let Some(bare) = rest.strip_prefix(['~', '≈']) {
        (hedge, rest) = (Hedge::About, bare.trim_start());
    }
    if let Some(bare) = rest.strip_suffix(" or so") {
        (hedge, rest) = (Hedge::About, bare);
    }
    let front = |rest: &'t str| {
        HEDGES
            .iter()
            .filter(|(_, tag, _)| ["*", language].contains(tag))
            .find_map(|(kind, _, words)| Some((*kind, words::without_front(rest, words)?)))
    };
    while let Some((kind, behind)) = front(rest) {
        hedge = if kind == Hedge::Exactly { hedge } else { kind };
        rest = behind;
    }
    (hedge, rest)
}

/// Whether a word says that the number behind it is near, or that it is more.
pub(super) fn is_hedge(word: &str) -> bool {
    let is_near = |kind: Hedge| matches!(kind, Hedge::About | Hedge::Over);
    let mut hedges =
        HEDGES.iter().filter(|(kind, tag, _)| is_near(*kind) && ["*", "en"].contains(tag));
    hedges.any(|(_, _, words)| *words == word)
}

fn signed(text: &str) -> (bool, &str) {
    for word in ["minus ", "negative ", "-"] {
        if let Some(rest) = text.strip_prefix(word) {
            return (true, rest.trim_start());
        }
    }
    (false, text.strip_prefix('+').or(text.strip_prefix("plus ")).unwrap_or(text))
}

/// Roman numerals of two letters at least, and nothing else.
fn roman(text: &str) -> Option<Quantity> {
    written::roman(text).map(|number| plain(Ratio::whole(number)))
}

macro_rules! pattern {
    ($pattern:expr) => {{
        static PATTERN: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("the pattern is a constant"));
        &*PATTERN
    }};
}

mod compound;

const NUMBER: &str = r"\d+(?:[.,'’_٬\u{a0}\u{202f} ]\d+)*|\.\d+";

/// Digits, what they are multiplied by, and a unit or what is counted.
fn in_digits(text: &str, language: &str) -> Vec<Quantity> {
    let head = pattern!(r"^(US\$|[$€£¥₩₹₽¢]|[A-Z]{3}\b)\s*(-?)\s*");
    let money = head.captures(text).filter(|found| !unit::simple(&found[1]).is_empty());
    let is_negative = money.as_ref().is_some_and(|found| &found[2] == "-");
    let (currency, rest) = match &money {
        Some(found) => (unit::simple(&found[1]).into_iter().next(), &text[found[0].len()..]),
        None => (None, text),
    };
    let Some((mut number, rest)) = literal(rest, language) else { return Vec::new() };
    if is_negative {
        number.value = number.value.negative();
    }
    let mut found = Vec::new();
    for (power, rest) in lettered(rest, currency.is_some()) {
        let scaled = Ratio::ten_to(power).and_then(|size| number.value.times(size));
        let Some(value) = scaled else { continue };
        found.extend(behind(
            Quantity { value, ..number.clone() },
            rest,
            currency.clone(),
            language,
        ));
    }
    found
}

/// The text behind the digits, and the same without a letter that multiplies.
fn lettered(rest: &str, is_money: bool) -> Vec<(i32, &str)> {
    let mut all = vec![(0, rest)];
    let is_currency = |rest: &str| unit::readings(rest).iter().any(Unit::is_money);
    let counts = |rest: &str| is_money || is_currency(rest);
    let is_free = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    for (letters, power) in LETTERS.iter().chain(&MONEY_LETTERS) {
        // Apart from its number it is a unit.
        let apart = if is_money || letters.len() > 1 { rest.trim_start() } else { rest };
        let behind = apart.strip_prefix(letters).filter(|rest| is_free(rest));
        let is_amount = |rest: &&str| LETTERS.contains(&(letters, *power)) || counts(rest);
        all.extend(behind.filter(is_amount).map(|rest| (*power, rest)));
    }
    all
}

/// Scales, then a unit or what is counted, behind a number.
fn behind(number: Quantity, rest: &str, currency: Option<Unit>, language: &str) -> Vec<Quantity> {
    let Some((value, rest)) = scaled(number.value, rest, language) else { return Vec::new() };
    let number = Quantity { value, ..number };
    // `12th` counts nothing.
    let is_apart = rest.starts_with([' ', '-', '\u{a0}']);
    let rest = rest.trim();
    if rest.is_empty() {
        return vec![Quantity { unit: currency, ..number }];
    }
    let decade = !is_apart && ["s", "'s"].contains(&rest);
    if decade || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let rest = rest.trim_start_matches('-');
    let bare = DIMENSIONS
        .iter()
        .find_map(|word| rest.strip_suffix(word)?.strip_suffix(' '))
        .unwrap_or(rest);
    let units = unit::readings(bare);
    let with_unit = |unit: Unit| {
        let fits = currency.as_ref().is_none_or(|currency| currency.measures_as(&unit));
        fits.then(|| Quantity { unit: Some(unit), ..number.clone() })
    };
    let found: Vec<Quantity> = units.into_iter().filter_map(with_unit).collect();
    match found.is_empty() && currency.is_none() && is_apart {
        true => noun(rest, language).map(|noun| Quantity { noun, ..number }).into_iter().collect(),
        false => found,
    }
}

/// `3 hundred thousand`: each scale multiplies.
fn scaled<'t>(value: Ratio, text: &'t str, language: &str) -> Option<(Ratio, &'t str)> {
    let (mut value, mut rest) = (value, text);
    loop {
        let trimmed = rest.trim_start();
        let end = trimmed.find(|c: char| !c.is_alphabetic()).unwrap_or(trimmed.len());
        let word = fold(&trimmed[..end]);
        let Some(size) = scale(word.trim(), language) else { return Some((value, rest)) };
        value = value.times(Ratio::whole(size))?;
        // `3 Mio. Euro`
        rest = trimmed[end..].strip_prefix('.').unwrap_or(&trimmed[end..]);
    }
}

/// Stems of what is counted, in small letters: `soldiers`, `atomic bombs`.
fn noun(text: &str, language: &str) -> Option<Vec<String>> {
    let is_word = |word: &str| word.chars().all(|c| c.is_alphabetic() || "-'’".contains(c));
    let words: Vec<&str> = text.split_whitespace().collect();
    // `Soldaten` in a deck of no language, but no `BC`.
    let is_name =
        |word: &str| word.chars().count() > 2 && word.chars().skip(1).all(|c| !c.is_uppercase());
    let fits = words.len() <= MAX_NOUN
        && words.iter().all(|word| is_word(word))
        && (language == "de"
            || text.starts_with(char::is_lowercase)
            || matches!(words[..], [word] if is_name(word)));
    let stems: Vec<String> = stems(text).collect();
    (fits && !stems.is_empty()).then_some(stems)
}

fn stems(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
    words.into_iter().filter(|word| !SMALL.contains(&word.as_str())).map(|word| stem(&word))
}

fn stem(word: &str) -> String {
    match word {
        "men" => "man".to_owned(),
        "women" => "woman".to_owned(),
        "children" => "child".to_owned(),
        "people" | "persons" | "person" => "people".to_owned(),
        _ => match word.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => word.strip_suffix('s').unwrap_or(word).trim_end_matches('e').to_owned(),
        },
    }
}

/// The number in digits at the front of a text.
fn literal<'t>(text: &'t str, language: &str) -> Option<(Quantity, &'t str)> {
    let mixed = pattern!(r"^(?:(\d+)(?:\s+|-|\s+and\s+))?(\d+)\s*/\s*(\d+)");
    let power = pattern!(r"^10\s*(?:\^|\*\*)\s*\(?([+-]?\d{1,2})\)?");
    if let Some(found) = mixed.captures(text) {
        return Some((fraction(&found)?, &text[found[0].len()..]));
    }
    if let Some(found) = power.captures(text) {
        return Some((plain(Ratio::ten_to(found[1].parse().ok()?)?), &text[found[0].len()..]));
    }
    let found = pattern!(&format!("^(?:{NUMBER})")).find(text)?;
    let value = Ratio::decimal(&decimal(found.as_str(), language)?)?;
    let rest = &text[found.end()..];
    let exponent = pattern!(
        r"^(?:[eE]([+-]?\d{1,2})\b|\s*(?:[xX×*·⋅∙]|times\b)\s*10\s*(?:\^|\*\*)\s*\(?([+-]?\d{1,2})\b\)?)"
    );
    let Some(found) = exponent.captures(rest) else { return Some((plain(value), rest)) };
    let power = found.get(1).or(found.get(2))?.as_str().parse().ok()?;
    Some((plain(value.times(Ratio::ten_to(power)?)?), &rest[found[0].len()..]))
}

fn fraction(found: &Captures<'_>) -> Option<Quantity> {
    let [upper, lower] = [Ratio::decimal(&found[2])?, Ratio::decimal(&found[3])?];
    let value = upper.over(lower)?;
    Some(match found.get(1) {
        Some(whole) => plain(Ratio::decimal(whole.as_str())?.plus(value)?),
        None => Quantity { fraction: Some((upper, lower)), ..plain(value) },
    })
}

/// A number of any grouping with a point for its fraction, if it has one.
fn decimal(text: &str, language: &str) -> Option<String> {
    if pattern!(r"^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$").is_match(text) {
        return Some(text.replace(',', ""));
    }
    let is_group = |c: char| c.is_whitespace() || "'’_٬".contains(c);
    let groups: Vec<&str> = text.split(is_group).collect();
    let whole = |group: &&str| group.split(['.', ',']).next().is_some_and(|group| group.len() == 3);
    if groups.len() > 1 && !(groups[0].len() <= 3 && groups[1..].iter().all(whole)) {
        return None;
    }
    number::plain(&groups.concat(), language)
}

/// Number words, or a fraction in words, and what is counted.
fn in_words(text: &str, language: &str) -> Option<Quantity> {
    let folded = fold(text);
    let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
    if let Some(value) = written::fraction(&words, language) {
        return Some(Quantity { fraction: Some(value), ..plain(value.0.over(value.1)?) });
    }
    if let Some(year) = written::year(&words, language) {
        return Some(plain(Ratio::whole(year)));
    }
    let (value, used) = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [word, ..] if language == "de" && half_in_german(word).is_some() => {
            (half_in_german(word)?, 1)
        }
        ["half", "a" | "an", ..] => (Ratio::new(1, 2)?, 2),
        ["half"] => (Ratio::new(1, 2)?, 1),
        ["a" | "one", "quarter", "of", "a" | "an", ..] => (Ratio::new(1, 4)?, 4),
        ["three", "quarters", "of", "a" | "an", ..] => (Ratio::new(3, 4)?, 4),
        ["a" | "an" | "one", unit, "and", "a", "half"] if unit::is_unit(unit) => {
            return behind(plain(Ratio::new(3, 2)?), &format!(" {unit}"), None, language).pop();
        }
        ["a" | "an" | "one", word, ..] if is_counted(word) => (Ratio::ONE, 1),
        [word, ..] if word.len() > 2 && language == "en" && scale(word, language).is_some() => {
            (Ratio::ONE, 0)
        }
        [whole, "and", "a", "half", ..] => {
            let whole = numeral::cardinal(whole, language)?;
            (Ratio::new(i128::from(2 * whole + 1), 2)?, 4)
        }
        _ => number::front(&words, language)
            .and_then(|(text, used)| Some((Ratio::decimal(&text)?, used)))?,
    };
    // Words of units have no case; the rest is as it was written.
    let rest = format!(" {}", words[used..].join(" "));
    behind(plain(value), &rest, None, language).into_iter().next()
}

/// `zweieinhalb`, `anderthalb`
fn half_in_german(word: &str) -> Option<Ratio> {
    let whole = match word.strip_suffix("einhalb") {
        Some("ein") => 1,
        Some(whole) => numeral::cardinal(whole, "de")?,
        None if word == "anderthalb" => 1,
        None => return None,
    };
    Ratio::new(i128::from(2 * whole + 1), 2)
}

/// Whether a word in the singular may be counted by `a`: `a dozen`, `an hour`.
fn is_counted(word: &str) -> bool {
    scale(word, "en").is_some() || word.len() > 2 && unit::is_unit(word)
}

/// How given amounts stand to expected ones where a number may be off by `most`;
/// none where that is not for values to say.
pub(super) fn compare(
    given: &[Quantity],
    expected: &[Quantity],
    asked: &str,
    most: Option<Tolerance>,
) -> Option<Match> {
    let pairs =
        given.iter().flat_map(|given| expected.iter().map(move |expected| (given, expected)));
    pairs.filter_map(|(given, expected)| pair(given, expected, asked, most)).min()
}

/// Whether both are values and nothing more.
pub(super) fn are_values(given: &[Quantity], expected: &[Quantity]) -> bool {
    given.iter().any(Quantity::is_bare) && expected.iter().any(Quantity::is_bare)
}

/// Names of two units of different kinds.
pub(super) fn misfit(given: &[Quantity], expected: &[Quantity]) -> Option<(String, String)> {
    let units = |all: &[Quantity]| all.iter().find_map(|one| one.unit.clone());
    let (a, b) = (units(given)?, units(expected)?);
    (!a.measures_as(&b)).then_some((a.name, b.name))
}

fn pair(
    given: &Quantity,
    expected: &Quantity,
    asked: &str,
    most: Option<Tolerance>,
) -> Option<Match> {
    let by_noun = nouns(given, expected, asked)?;
    let equal = match (&given.unit, &expected.unit) {
        (Some(a), Some(b)) if !a.is_degree_of(b) => {
            a.measures_as(b)
                && is_equal(given.value.times(a.size)?.over(b.size)?, expected.value, most)
        }
        _ => is_equal(given.value, expected.value, most),
    };
    let differ = given.fraction.is_some()
        && expected.fraction.is_some()
        && given.fraction != expected.fraction;
    match equal && !differ {
        // The question is only read where that can matter.
        true => {
            let by_unit = units(given, expected, asked);
            Some(by_noun.max(by_unit).max(hedges(given.hedge, expected.hedge)))
        }
        // Beside what is counted a slip may be to blame.
        false => (given.is_bare() && expected.is_bare()).then_some(Match::Wrong),
    }
}

fn is_equal(given: Ratio, expected: Ratio, most: Option<Tolerance>) -> bool {
    given == expected
        || most.is_some_and(|most| tolerance::is_near(given.to_f64(), expected.to_f64(), most))
}

fn units(given: &Quantity, expected: &Quantity, asked: &str) -> Match {
    match (&given.unit, &expected.unit) {
        (Some(a), Some(b)) if a.is_degree_of(b) => Match::lacks(Part::Unit),
        (Some(a), Some(b)) if a.size != b.size => Match::Loose,
        (None, Some(unit)) if unit::is_named(asked, unit) => Match::Loose,
        (None, Some(_)) if expected.is_bare() => Match::lacks(Part::Unit),
        (Some(unit), None) if unit.is_share() || unit::is_named(asked, unit) => Match::Loose,
        (Some(_), None) => Match::Wrong,
        _ => Match::Exact,
    }
}

/// What is counted may be left out, or said, where the question says it.
fn nouns(given: &Quantity, expected: &Quantity, asked: &str) -> Option<Match> {
    let lacks = |all: &[String], some: &[String]| -> Vec<String> {
        all.iter().filter(|stem| !some.contains(stem)).cloned().collect()
    };
    let missing = lacks(&expected.noun, &given.noun);
    let extra = lacks(&given.noun, &expected.noun);
    if missing.is_empty() && extra.is_empty() {
        return Some(Match::Exact);
    }
    let said: Vec<String> = stems(asked).collect();
    let are_said = |stems: &[String]| stems.iter().all(|stem| said.contains(stem));
    let asked = asked.to_lowercase();
    let counts = || COUNTING.iter().any(|words| asked.contains(words));
    match (are_said(&missing), are_said(&extra)) {
        (true, true) => Some(Match::Loose),
        (false, true) if given.noun.is_empty() && counts() => Some(Match::lacks(Part::Unit)),
        _ => None,
    }
}

fn hedges(given: Hedge, expected: Hedge) -> Match {
    match (given, expected) {
        (a, b) if a == b => Match::Exact,
        (Hedge::Over | Hedge::Under, _) => Match::Wrong,
        _ => Match::Loose,
    }
}
