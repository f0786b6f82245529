//! Units of measure and money: one name for each, behind its number.

/// A name, then other ways to write it.
const UNITS: [&str; 29] = [
    "percent pct prozent pourcent procent",
    "dollar dollars usd",
    "euro euros eur",
    "pound pounds gbp",
    "yen jpy",
    "won krw",
    "rupee rupees inr",
    "ruble rubles rouble roubles",
    "km kilometer kilometers kilometre kilometres kilometros",
    "m meter meters metre metres metros",
    "cm centimeter centimeters centimetre centimetres",
    "mm millimeter millimeters millimetre millimetres",
    "kg kilogram kilograms kilogramm kilo kilos",
    "g gram grams gramm",
    "mg milligram milligrams",
    "t tonne tonnes",
    "l liter liters litre litres",
    "ml milliliter milliliters millilitre millilitres",
    "s sec second seconds sekunden secondes",
    "min minute minutes minuten",
    "h hr hrs hour hours stunden heures",
    "mile miles mi",
    "ft foot feet",
    "year years jahre ans",
    "day days",
    "kmh kph",
    "hz hertz",
    "w watt watts",
    "v volt volts",
];

/// Units of one kind, each with its size; other kinds have but one unit.
const SIZES: [&[(&str, f64)]; 4] = [
    &[("km", 1e3), ("m", 1.0), ("cm", 1e-2), ("mm", 1e-3), ("mile", 1609.344), ("ft", 0.3048)],
    &[("t", 1e3), ("kg", 1.0), ("g", 1e-3), ("mg", 1e-6)],
    &[("l", 1.0), ("ml", 1e-3)],
    &[("day", 86_400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0)],
];

/// How many of `to` are one of `from`; none where they measure different things.
pub(super) fn factor(from: &str, to: &str) -> Option<f64> {
    let size = |kind: &[(&str, f64)], wanted: &str| {
        kind.iter().find(|(unit, _)| *unit == wanted).map(|(_, size)| *size)
    };
    let mut sizes = SIZES.iter().filter_map(|kind| size(kind, from).zip(size(kind, to)));
    sizes.next().map(|(from, to)| from / to)
}

/// Whether a question says the unit: `How many kilometres?`, `How high, in m?`
pub(super) fn is_named(question: &str, unit: &str) -> bool {
    // An apostrophe stays in its word: `Rome's` speaks of no seconds.
    let words = question
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase());
    let mut names = words.map(|word| if word == "%" { "percent".to_owned() } else { word });
    names.any(|word| name(&word) == Some(unit))
}

/// Gives each unit next to a number its one name and puts it behind.
pub(super) fn unify(words: Vec<String>) -> Vec<String> {
    let mut words: Vec<String> = words.iter().flat_map(|word| split(word)).collect();
    merge_per_cent(&mut words);
    for at in 1..words.len() {
        if is_number(&words[at - 1])
            && let Some(unit) = name(&words[at])
        {
            words[at] = unit.to_owned();
        } else if is_number(&words[at])
            && let Some(money) = name(&words[at - 1]).filter(|name| is_money(name))
        {
            words[at - 1] = std::mem::replace(&mut words[at], money.to_owned());
        }
    }
    words
}

/// A text that is a number, and the unit that may stand behind it.
pub(super) fn amount(form: &str) -> Option<(&str, Option<&str>)> {
    let (number, unit) = form.split_once(' ').map_or((form, None), |(n, unit)| (n, Some(unit)));
    let is_amount = is_number(number) && unit.is_none_or(is_unit);
    is_amount.then_some((number, unit))
}

/// Whether a word names a unit.
pub(super) fn is_unit(word: &str) -> bool {
    name(word).is_some()
}

fn name(word: &str) -> Option<&'static str> {
    let unit = UNITS.iter().find(|unit| unit.split(' ').any(|known| known == word))?;
    unit.split(' ').next()
}

fn is_money(word: &str) -> bool {
    ["dollar", "euro", "pound", "yen", "won", "rupee", "ruble"].contains(&word)
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

fn merge_per_cent(words: &mut Vec<String>) {
    if let Some(at) = words.windows(2).position(|pair| pair == ["per", "cent"]) {
        words.splice(at..at + 2, ["percent".to_owned()]);
    }
}
