//! Numbers with units, and how far they may be off.

use super::answer::Match;
use super::{Fault, Part, unit};
use crate::base::fold::fold;
use crate::deck::Tolerance;

/// A number and its unit, by the unit's one name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount<'a> {
    number: f64,
    unit: Option<&'a str>,
}

/// Reads a normal form; none where it is no number.
pub(super) fn amount(form: &str) -> Option<Amount<'_>> {
    let (sign, form) = form.strip_prefix("minus ").map_or((1.0, form), |form| (-1.0, form));
    let (number, unit) = unit::amount(form)?;
    Some(Amount { number: sign * number.parse::<f64>().ok()?, unit })
}

impl Amount<'_> {
    /// How it stands to `expected` where a number may be off by `most`, and
    /// `asked` is the question. A unit of the same kind is converted; one that
    /// is missing is less precise, unless the question says it.
    pub(super) fn compare(self, expected: Amount<'_>, most: Tolerance, asked: &str) -> Match {
        let Some(factor) = self.factor(expected) else { return Match::Wrong };
        match is_near(self.number * factor, expected.number, most) {
            true => self.with_unit(expected, asked),
            false => Match::Wrong,
        }
    }

    /// What its number is multiplied by to be in the unit of `expected`.
    fn factor(self, expected: Amount<'_>) -> Option<f64> {
        match (self.unit, expected.unit) {
            (Some(given), Some(asked)) if given != asked => unit::factor(given, asked),
            _ => Some(1.0),
        }
    }

    /// The right number, by its unit.
    fn with_unit(self, expected: Amount<'_>, asked: &str) -> Match {
        match (self.unit, expected.unit) {
            (None, Some(unit)) if unit::is_named(asked, unit) => Match::Loose,
            (None, Some(_)) => Match::lacks(Part::Unit),
            // A share may be asked without saying in what.
            (Some("percent"), None) => Match::Loose,
            (Some(unit), None) if !unit::is_named(asked, unit) => Match::Wrong,
            _ => Match::Loose,
        }
    }

    /// What is wrong with its unit, where that measures something else.
    pub(super) fn misfit(self, expected: Amount<'_>) -> Option<Fault> {
        let (given, asked) = self.unit.zip(expected.unit)?;
        let fault = || Fault::Unit { given: given.to_owned(), asked: asked.to_owned() };
        self.factor(expected).is_none().then(fault)
    }
}

/// Whether two numbers are no further apart than `most`.
fn is_near(given: f64, expected: f64, most: Tolerance) -> bool {
    let most = match most {
        Tolerance::Number(most) => most,
        Tolerance::Percent(share) => expected.abs() * share / 100.0,
        Tolerance::Days(_) | Tolerance::Months(_) | Tolerance::Years(_) => return false,
    };
    // 0.3 - 0.2 is a little more than 0.1.
    let rounding = 1e-9 * expected.abs().max(1e-9);
    (given - expected).abs() <= most + rounding
}

/// A number and whatever else is said with it: units that nobody listed, what
/// was counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    number: f64,
    /// The other words of the normal form.
    rest: String,
}

/// Words that say that a number is no exact one, which a tolerance says too.
const HEDGES: [&str; 11] = [
    "about",
    "around",
    "approximately",
    "approx",
    "roughly",
    "circa",
    "ca",
    "some",
    "nearly",
    "almost",
    "over",
];

/// Reads a normal form; none where it has no number, or several.
pub(super) fn measure(form: &str) -> Option<Measure> {
    let words: Vec<&str> =
        form.split(' ').flat_map(unit::parts).filter(|word| !word.is_empty()).collect();
    let exact = words.iter().position(|word| !HEDGES.contains(word)).unwrap_or(0);
    let words = &words[exact..];
    let mut numbers = words.iter().enumerate().filter(|(_, word)| unit::is_number(word));
    let (at, number) = numbers.next().filter(|_| numbers.next().is_none())?;
    let sign_at = at.checked_sub(1).filter(|&before| words[before] == "minus");
    let number: f64 = number.parse().ok()?;
    let is_rest = |place: &usize| *place != at && Some(*place) != sign_at;
    let rest: Vec<&str> = (0..words.len()).filter(is_rest).map(|place| words[place]).collect();
    Some(Measure { number: if sign_at.is_some() { -number } else { number }, rest: rest.join(" ") })
}

impl Measure {
    /// How it stands to `expected` where the number may be off by `most`, and
    /// `asked` is the question: the rest must be the same, is less precise
    /// where it is missing, and may be missing where the question says it.
    pub(super) fn compare(&self, expected: &Self, most: Tolerance, asked: &str) -> Match {
        if !is_near(self.number, expected.number, most) {
            return Match::Wrong;
        }
        match (self.rest.as_str(), expected.rest.as_str()) {
            // `km/h` is `kmh`.
            (given, rest) if given.replace(' ', "") == rest.replace(' ', "") => Match::Loose,
            ("", rest) if is_said(asked, rest) => Match::Loose,
            ("", _) => Match::lacks(Part::Unit),
            (given, "") if is_said(asked, given) => Match::Loose,
            _ => Match::Wrong,
        }
    }
}

/// Whether a question says these words, one after the other.
pub(super) fn is_said(asked: &str, words: &str) -> bool {
    let asked = fold(asked);
    let asked: Vec<&str> = asked.split_whitespace().collect();
    format!(" {} ", asked.join(" ")).contains(&format!(" {words} "))
}
