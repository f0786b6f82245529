//! Units of measure and money: one name for each, behind its number.

/// What is measured, the size of a unit, its name and other ways to write it.
type Unit = (&'static str, f64, &'static str);

/// Those of one kind are converted, but for money.
const UNITS: [Unit; 29] = [
    ("share", 1.0, "percent pct prozent pourcent procent"),
    (MONEY, 1.0, "dollar dollars usd"),
    (MONEY, 1.0, "euro euros eur"),
    (MONEY, 1.0, "pound pounds gbp"),
    (MONEY, 1.0, "yen jpy"),
    (MONEY, 1.0, "won krw"),
    (MONEY, 1.0, "rupee rupees inr"),
    (MONEY, 1.0, "ruble rubles rouble roubles"),
    ("length", 1e3, "km kilometer kilometers kilometre kilometres kilometros"),
    ("length", 1.0, "m meter meters metre metres metros"),
    ("length", 1e-2, "cm centimeter centimeters centimetre centimetres"),
    ("length", 1e-3, "mm millimeter millimeters millimetre millimetres"),
    ("length", 1609.344, "mile miles mi"),
    ("length", 0.3048, "ft foot feet"),
    ("mass", 1e3, "t tonne tonnes"),
    ("mass", 1.0, "kg kilogram kilograms kilogramm kilo kilos"),
    ("mass", 1e-3, "g gram grams gramm"),
    ("mass", 1e-6, "mg milligram milligrams"),
    ("volume", 1.0, "l liter liters litre litres"),
    ("volume", 1e-3, "ml milliliter milliliters millilitre millilitres"),
    ("time", 1.0, "s sec second seconds sekunden secondes"),
    ("time", 60.0, "min minute minutes minuten"),
    ("time", 3600.0, "h hr hrs hour hours stunden heures"),
    ("time", 86_400.0, "day days"),
    ("years", 1.0, "year years jahre ans"),
    ("speed", 1.0, "kmh kph"),
    ("frequency", 1.0, "hz hertz"),
    ("power", 1.0, "w watt watts"),
    ("voltage", 1.0, "v volt volts"),
];
const MONEY: &str = "money";

/// How many of `to` are one of `from`; none where they measure different things.
pub(super) fn factor(from: &str, to: &str) -> Option<f64> {
    let ((kind, from, _), (other, to, _)) = (find(from)?, find(to)?);
    (kind == other && *kind != MONEY).then(|| from / to)
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
            && let Some(money) = find(&words[at - 1])
                .filter(|(kind, ..)| *kind == MONEY)
                .and_then(|_| name(&words[at - 1]))
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
    find(word)?.2.split(' ').next()
}

fn find(word: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|(.., names)| names.split(' ').any(|known| known == word))
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
