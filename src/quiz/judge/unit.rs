//! Units of measure and money: one name for each, behind its number.

/// A name, then other ways to write it.
const UNITS: [&str; 28] = [
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
    let is_amount = is_number(number) && unit.is_none_or(|unit| name(unit).is_some());
    is_amount.then_some((number, unit))
}

fn name(word: &str) -> Option<&'static str> {
    let unit = UNITS.iter().find(|unit| unit.split(' ').any(|known| known == word))?;
    unit.split(' ').next()
}

fn is_money(word: &str) -> bool {
    ["dollar", "euro", "pound", "yen", "won", "rupee", "ruble"].contains(&word)
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// `5km` is `5 km`.
fn split(word: &str) -> Vec<String> {
    let end = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
    let (number, unit) = word.split_at(end);
    match is_number(number) && unit != "s" && name(unit).is_some() {
        true => vec![number.to_owned(), unit.to_owned()],
        false => vec![word.to_owned()],
    }
}

fn merge_per_cent(words: &mut Vec<String>) {
    if let Some(at) = words.windows(2).position(|pair| pair == ["per", "cent"]) {
        words.splice(at..at + 2, ["percent".to_owned()]);
    }
}
