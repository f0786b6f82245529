//! Units of measure and money, of which `data/judge/units.txt` has the table.
//! A symbol is read by its case; a name, or a symbol of which the case changes
//! nothing, in any.

use super::ratio::Ratio;
use super::table::rows;
use regex::Regex;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// Prefixes of symbols and of names, with their powers of ten.
const PREFIXES: [(&str, &str, i32); 22] = [
    ("Y", "yotta", 24),
    ("Z", "zetta", 21),
    ("E", "exa", 18),
    ("P", "peta", 15),
    ("T", "tera", 12),
    ("G", "giga", 9),
    ("M", "mega", 6),
    ("k", "kilo", 3),
    ("h", "hecto", 2),
    ("da", "deca", 1),
    ("d", "deci", -1),
    ("c", "centi", -2),
    ("m", "milli", -3),
    ("µ", "micro", -6),
    ("μ", "micro", -6),
    ("u", "micro", -6),
    ("n", "nano", -9),
    ("p", "pico", -12),
    ("f", "femto", -15),
    ("a", "atto", -18),
    ("z", "zepto", -21),
    ("y", "yocto", -24),
];
/// Of what no part is measured.
const WHOLE: [&str; 1] = ["bit"];

/// A unit, or a product of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The powers of the kinds that it measures.
    kinds: BTreeMap<String, i32>,
    /// In the units of its kinds.
    pub(super) size: Ratio,
    /// What it is called in a remark.
    pub(super) name: String,
}

struct Row {
    unit: Unit,
    symbols: Vec<&'static str>,
    names: Vec<&'static str>,
}

const UNITS: &str = include_str!("../../data/judge/units.txt");
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| rows(UNITS).filter_map(row).collect());

fn row(line: &'static str) -> Option<Row> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let &[kinds, size, symbols, names] = cells.as_slice() else { return None };
    let kinds = kinds.split(' ').map(|kind| {
        let kind = kind.trim_start_matches(CURRENCY);
        let at = kind.find(|c: char| c == '-' || c.is_ascii_digit()).unwrap_or(kind.len());
        (kind[..at].to_owned(), kind[at..].parse().unwrap_or(1))
    });
    let (upper, lower) = size.split_once('/').unwrap_or((size, "1"));
    let size = Ratio::new(upper.parse().ok()?, lower.parse().ok()?)?;
    let split = |cell: &'static str| -> Vec<&str> { cell.split_whitespace().collect() };
    let (symbols, names) = (split(symbols), split(names));
    let first = symbols.first().map(|symbol| symbol.trim_start_matches('*'));
    let first = first.filter(|symbol| symbol.starts_with(char::is_alphabetic));
    let name = first.or(names.first().copied()).unwrap_or_default().to_owned();
    Some(Row { unit: Unit { kinds: kinds.collect(), size, name }, symbols, names })
}

impl Unit {
    /// Whether both measure the same.
    pub(super) fn measures_as(&self, other: &Self) -> bool {
        self.kinds == other.kinds
    }

    /// A share of a whole may be asked without saying so.
    pub(super) fn is_share(&self) -> bool {
        self.kinds.keys().eq(["share"])
    }

    /// Whether it is a currency.
    pub(super) fn is_money(&self) -> bool {
        self.kinds.keys().any(|kind| MONEY.contains(kind.as_str()))
    }

    /// Degrees of what nobody said.
    pub(super) fn is_degree_of(&self, other: &Self) -> bool {
        let is = |unit: &Self, kind: &str| unit.kinds.keys().eq([kind]);
        is(self, "degree") && (is(other, "celsius") || is(other, "fahrenheit"))
    }

    fn times(mut self, other: &Self, power: i32) -> Option<Self> {
        for (kind, own) in &other.kinds {
            let all = self.kinds.entry(kind.clone()).or_default();
            *all += own * power;
        }
        self.kinds.retain(|_, power| *power != 0);
        self.size = self.size.times(other.size.to_the(power)?)?;
        Some(self)
    }

    fn prefixed(&self, prefix: &str, power: i32) -> Option<Self> {
        let is_whole = WHOLE.iter().any(|kind| self.kinds.contains_key(*kind)) && power < 3;
        let size = self.size.times(Ratio::ten_to(power)?)?;
        let name = format!("{prefix}{}", self.name);
        (!is_whole).then(|| Self { kinds: self.kinds.clone(), size, name })
    }
}

/// Units by their symbols, by those in small letters, and by their names.
#[derive(Default)]
struct Index {
    symbols: HashMap<String, Vec<Unit>>,
    small: HashMap<String, Vec<Unit>>,
    names: HashMap<String, Vec<Unit>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    // What has no prefix goes before what has one: `ft` is no femtotonne.
    for is_prefixed in [false, true] {
        let mut new = Index::default();
        for row in ROWS.iter() {
            for (symbol, unit) in row.spelt(&row.symbols, is_prefixed, |prefix| prefix.0) {
                new.small.entry(symbol.to_lowercase()).or_default().push(unit.clone());
                new.symbols.entry(symbol).or_default().push(unit);
            }
            for (name, unit) in row.spelt(&row.names, is_prefixed, |prefix| prefix.1) {
                new.names.entry(name).or_default().push(unit);
            }
        }
        new.symbols
            .into_iter()
            .for_each(|(key, units)| _ = index.symbols.entry(key).or_insert(units));
        new.names.into_iter().for_each(|(key, units)| _ = index.names.entry(key).or_insert(units));
        new.small
            .into_iter()
            .for_each(|(key, units)| index.small.entry(key).or_default().extend(units));
    }
    index
});

impl Row {
    /// What stands for the unit in one column, with prefixes or without.
    fn spelt(
        &self,
        column: &[&'static str],
        is_prefixed: bool,
        prefix_of: fn(&(&'static str, &'static str, i32)) -> &'static str,
    ) -> Vec<(String, Unit)> {
        let mut found = Vec::new();
        for known in column {
            let bare = known.trim_start_matches('*');
            if !is_prefixed {
                found.push((bare.to_owned(), self.unit.clone()));
                continue;
            }
            let prefixes = PREFIXES.iter().filter(|_| known.starts_with('*'));
            found.extend(prefixes.filter_map(|prefix| {
                let unit = self.unit.prefixed(prefix.0, prefix.2)?;
                Some(([prefix_of(prefix), bare].concat(), unit))
            }));
        }
        found
    }
}

/// All that one word may be.
pub(super) fn simple(word: &str) -> Vec<Unit> {
    let word = if word.chars().count() > 2 { word.trim_end_matches('.') } else { word };
    if ["st", "nd", "rd", "th"].contains(&word) {
        return Vec::new();
    }
    let index = &*INDEX;
    if let Some(units) = index.symbols.get(word) {
        return units.clone();
    }
    let lower = word.to_lowercase();
    if let Some(units) = index.names.get(&lower) {
        return units.clone();
    }
    if word.chars().count() < 2 {
        return Vec::new();
    }
    let mut loose = index.small.get(&lower).cloned().unwrap_or_default();
    loose.dedup();
    // The first letter of `mw` says which power of ten it is.
    if loose.len() > 1 {
        let first = word.chars().next();
        loose.retain(|unit| unit.name.chars().next() == first);
    }
    if loose.len() == 1 { loose } else { Vec::new() }
}

/// Whether two texts differ in nothing but their case, and by it in a symbol that means
/// something in either: `5 G` and `5 g`, `MW` and `mW`. `5 hz` is `5 Hz`.
pub(super) fn differ(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let spaced = APART.replace_all(text, "$1 $2");
        spaced.split_whitespace().map(str::to_owned).collect()
    };
    if a == b || a.len().max(b.len()) > MAX_LEN {
        return false;
    }
    let (a_words, b_words) = (words(a), words(b));
    let small = |words: &[String]| words.join(" ").to_lowercase();
    if small(&a_words) != small(&b_words) {
        return false;
    }
    let is_apart = |at: usize| a.contains(&a_words[at - 1..=at].join(" "));
    let told = |at: usize| {
        let pair = [&a_words[at], &b_words[at]];
        let is_behind = at > 0 && is_number(&a_words[at - 1]);
        match at {
            // Small letters may be typed for any.
            0 => a_words.len() == 1 && pair.iter().all(|word| is_mixed(word)) && mean_units(pair),
            _ => {
                let mean_others = mean_units(pair) || differ_in_prefix(pair);
                is_behind && (mean_others || is_apart(at) && mean_prefixes(pair))
            }
        }
    };
    (0..a_words.len().min(b_words.len())).any(|at| a_words[at] != b_words[at] && told(at))
}

/// Whether a slash that divides is missing in one of two texts of the same letters:
/// `mg/ml` and `mgml`, `dy/dx` and `dydx`; but `kmh` is `km/h`.
pub(super) fn differ_in_slash(a: &str, b: &str) -> bool {
    static DIVIDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"([\p{L}∂µ]+[²³⁰-⁹]?)\s*[/÷⁄∕]\s*([\p{L}∂µ]+)")
            .expect("the pattern is a constant")
    });
    let is_slash = |c: char| "/÷⁄∕".contains(c);
    let letters = |text: &str| -> String {
        text.chars().filter(|c| !is_slash(*c) && !c.is_whitespace()).collect()
    };
    let (slashed, other) = if a.contains(is_slash) { (a, b) } else { (b, a) };
    slashed.len() <= MAX_LEN
        && slashed.contains(is_slash)
        && !other.contains(is_slash)
        && letters(slashed).to_lowercase() == letters(other).to_lowercase()
        && DIVIDED.captures_iter(slashed).any(|found| divides(&found[1], &found[2]))
}

/// Whether a slash between two words divides: one differential by another, or a unit by
/// one with which it makes no unit without the slash.
fn divides(upper: &str, lower: &str) -> bool {
    let is_differential = |word: &str| word.chars().count() <= 3 && word.starts_with(['d', '∂']);
    let is_symbol = |word: &str| INDEX.symbols.contains_key(word.trim_end_matches(['²', '³']));
    let made = readings(&[upper, lower].concat());
    let ratio = readings(&[upper, "/", lower].concat());
    let is_one_word = ratio.iter().any(|ratio| made.iter().any(|unit| unit.measures_as(ratio)));
    is_differential(upper) && is_differential(lower)
        || is_symbol(upper) && is_symbol(lower) && !is_one_word
}

/// Prefixes of which the case tells a great one from a small one, by name.
const CASED: [(char, &str); 4] = [('M', "mega"), ('P', "peta"), ('Y', "yotta"), ('Z', "zetta")];

/// Whether two units differ in the case of their prefix alone: `Mbit` and `mbit`. What is
/// all in small letters may be typed so.
fn differ_in_prefix(pair: [&String; 2]) -> bool {
    let [a, b] = pair.map(|word| {
        let mut letters = word.chars();
        (letters.next().unwrap_or_default(), letters.as_str())
    });
    let unit = |rest: &'_ str| rest.split('/').next().unwrap_or_default().to_owned();
    a.1 == b.1
        && CASED.iter().any(|(prefix, name)| {
            let rest = unit(a.1);
            let is_prefix = |first: char| first.eq_ignore_ascii_case(prefix);
            a.0 != b.0
                && is_prefix(a.0)
                && is_prefix(b.0)
                && (INDEX.symbols.contains_key(&format!("{prefix}{rest}"))
                    || INDEX.names.contains_key(&format!("{name}{rest}")))
        })
}

/// Where letters follow digits.
static APART: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d)(\p{L})").expect("the pattern is a constant"));

/// Longer texts are no amounts, in bytes.
pub(super) const MAX_LEN: usize = 80;

/// Whether both are symbols, of two units.
fn mean_units(pair: [&String; 2]) -> bool {
    let [a, b] = pair.map(|word| INDEX.symbols.get(word));
    a.zip(b).is_some_and(|(a, b)| a != b)
}

/// Whether both are symbols, of a unit or of a power of ten.
fn mean_prefixes(pair: [&String; 2]) -> bool {
    let is_prefix = |word: &String| PREFIXES.iter().any(|(symbol, ..)| symbol == word);
    let [a, b] = pair.map(|word| INDEX.symbols.get(word));
    (a.is_none() || a != b)
        && pair.iter().all(|word| is_prefix(word) || INDEX.symbols.contains_key(*word))
}

fn is_mixed(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().any(char::is_uppercase)
}

/// All that a text may be as a unit: `km/h`, `metres per second squared`, `m s^-2`.
pub(super) fn readings(text: &str) -> Vec<Unit> {
    static FACTOR: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"^\s*([/·*⋅×]?)\s*([^\s/·*⋅×^\d]+)(?:\^?\(?(-?\d)\)?)?";
        Regex::new(pattern).expect("the pattern is a constant")
    });
    let text = in_symbols(text);
    let whole = simple(text.trim());
    if !whole.is_empty() {
        return whole;
    }
    let mut rest = text.as_str();
    let mut unit: Option<Vec<Unit>> = None;
    while !rest.trim().is_empty() {
        let Some(found) = FACTOR.captures(rest) else { return Vec::new() };
        let power: i32 = found.get(3).and_then(|power| power.as_str().parse().ok()).unwrap_or(1);
        let power = if &found[1] == "/" { -power } else { power };
        let factors = simple(&found[2]);
        let before = unit.unwrap_or_else(|| vec![one()]);
        let products = before
            .iter()
            .flat_map(|unit| factors.iter().filter_map(|factor| unit.clone().times(factor, power)));
        unit = Some(products.take(4).collect());
        rest = &rest[found[0].len()..];
    }
    let name = text.trim().to_owned();
    let named = |unit: Unit| Unit { name: name.clone(), ..unit };
    unit.unwrap_or_default().into_iter().map(named).collect()
}

fn one() -> Unit {
    Unit { kinds: BTreeMap::new(), size: Ratio::ONE, name: String::new() }
}

/// Words of products and powers as their signs.
fn in_symbols(text: &str) -> String {
    static WORDS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
        let rules = [
            (r"(?i)\b(?:square|sq)\b\.?\s*([^\s/·]+)", "$1^2"),
            (r"(?i)\b(?:cubic|cu)\b\.?\s*([^\s/·]+)", "$1^3"),
            (r"(?i)\s+squared\b", "^2"),
            (r"(?i)\s+cubed\b", "^3"),
            (r"(?i)\bper\s+cent\b", "percent"),
            (r"(?i)\bparts\s+per\s+million\b", "ppm"),
            (r"(?i)\bmm\s+Hg\b", "mmHg"),
            (r"(?i)\b(fl|fluid|metric)\b\.?\s+(\p{L}+)", "$1-$2"),
            (r"(?i)\bpounds?\s+sterling\b", "pounds"),
            (r"(?i)\s+an?\s+(second|minute|hour|day|week|month|year)\b", "/$1"),
            (r"(?i)(?:\bdeg(?:rees?)?\b\.?|°)\s*(?:celsius|centigrade|c)\b", "°C"),
            (r"(?i)(?:\bdeg(?:rees?)?\b\.?|°)\s*(?:fahrenheit|f)\b", "°F"),
            (
                r"(?i)\b(light|nautical|astronomical|\w*watt)[\s-]+(years?|miles?|units?|hours?)\b",
                "$1-$2",
            ),
            (r"(?i)\s+(?:per|pro|par|por)\s+", "/"),
        ];
        let rule = |(pattern, by)| (Regex::new(pattern).expect("the pattern is a constant"), by);
        rules.map(rule).into()
    });
    WORDS
        .iter()
        .fold(text.to_owned(), |text, (word, sign)| word.replace_all(&text, *sign).into_owned())
}

/// The one name of a unit, by a word of a normal form.
pub(super) fn name(word: &str) -> Option<String> {
    let unit = simple(word).into_iter().next()?;
    Some(unit.name.to_lowercase())
}

/// Whether a question says the unit: `How many kilometres?`, `How high, in m?`
pub(super) fn is_named(question: &str, unit: &Unit) -> bool {
    let is_edge = |c: char| !c.is_alphanumeric() && !"%°‰$€£".contains(c);
    // An apostrophe stays in its word: `Rome's` speaks of no seconds.
    let question = super::sign::lowered(question);
    let words: Vec<&str> = question
        .split_whitespace()
        .take(MOST_WORDS)
        .map(|word| word.trim_matches(is_edge))
        .collect();
    let is_it = |said: &Unit| said.measures_as(unit) && said.size == unit.size;
    let said = |words: &[&str]| readings(&words.join(" ")).iter().any(is_it);
    let is_old = |(phrase, name): &(&str, &str)| {
        question.to_lowercase().contains(phrase) && simple(name).iter().any(is_it)
    };
    SAID.iter().any(is_old)
        || (1..=4.min(words.len())).any(|length| words.windows(length).any(said))
}

/// Words of a question in which a unit is looked for.
const MOST_WORDS: usize = 200;

/// Questions that ask in a unit that they do not name.
const SAID: [(&str, &str); 3] = [("how old", "year"), ("what age", "year"), ("wie alt", "year")];

/// Gives each unit next to a number its one name and puts it behind.
pub(super) fn unify(words: Vec<String>) -> Vec<String> {
    let mut words: Vec<String> = words.iter().flat_map(|word| split(word)).collect();
    if let Some(at) = words.windows(2).position(|pair| pair == ["per", "cent"]) {
        words.splice(at..at + 2, ["percent".to_owned()]);
    }
    for at in 1..words.len() {
        let is_money = |word: &str| MONEY.contains(word);
        if is_number(&words[at - 1])
            && let Some(unit) = name(&words[at])
        {
            words[at] = unit;
        } else if is_number(&words[at]) && name(&words[at - 1]).is_some_and(|unit| is_money(&unit))
        {
            let money = name(&words[at - 1]).unwrap_or_default();
            words[at - 1] = std::mem::replace(&mut words[at], money);
        }
    }
    words
}

/// Stands before the kind of a currency.
const CURRENCY: char = '¤';

/// Currencies, by the names that folding gives to their signs.
static MONEY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let kinds = rows(UNITS).filter_map(|row| row.split(' ').next()?.strip_prefix(CURRENCY));
    kinds.collect()
});

/// Whether a word names a unit.
pub(super) fn is_unit(word: &str) -> bool {
    !simple(word).is_empty()
}

/// Whether a word of a normal form is a number in digits.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// `38kj` is a number and what follows it.
pub(super) fn parts(word: &str) -> [&str; 2] {
    let end = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
    word.split_at(end).into()
}

/// `5km` is `5 km`.
fn split(word: &str) -> Vec<String> {
    let [number, unit] = parts(word);
    match is_number(number) && unit != "s" && is_unit(unit) {
        true => vec![number.to_owned(), unit.to_owned()],
        false => vec![word.to_owned()],
    }
}
