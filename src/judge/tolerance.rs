//! Numbers with units, and how far they may be off.

use super::answer::Match;
use super::{Fault, Part, unit};
use crate::base::fold::fold;
use crate::deck::Tolerance;

/// A number and whatever else is said with it: its unit, by the unit's one name,
/// units that nobody listed, what was counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    number: f64,
    /// The other words of the normal form.
    rest: String,
}

impl Measure {
    /// How it stands to `expected` where a number may be off by `most`, and
    /// `asked` is the question. A unit of the same kind is converted, the rest
    /// must else be the same; it is less precise where it is missing, unless the
    /// question says it.
    pub(super) fn compare(&self, expected: &Self, most: Tolerance, asked: &str) -> Match {
        let Some(factor) = self.factor(expected) else { return Match::Wrong };
        if !is_near(self.number * factor, expected.number, most) {
            return Match::Wrong;
        }
        match (self.rest.as_str(), expected.rest.as_str()) {
            (given, asked) if unit::is_unit(given) && unit::is_unit(asked) => Match::Loose,
            // `km/h` is `kmh`.
            (given, rest) if given.replace(' ', "") == rest.replace(' ', "") => Match::Loose,
            ("", rest) if is_said(asked, rest) => Match::Loose,
            ("", _) => Match::lacks(Part::Unit),
            // A share may be asked without saying in what.
            ("percent", "") => Match::Loose,
            (given, "") if is_said(asked, given) => Match::Loose,
            _ => Match::Wrong,
        }
    }

    /// What its number is multiplied by to be in the unit of `expected`; none
    /// where that measures something else.
    fn factor(&self, expected: &Self) -> Option<f64> {
        let (given, asked) = (&self.rest, &expected.rest);
        match unit::is_unit(given) && unit::is_unit(asked) && given != asked {
            true => unit::factor(given, asked),
            false => Some(1.0),
        }
    }

    /// What is wrong with its unit, where that measures something else.
    pub(super) fn misfit(&self, expected: &Self) -> Option<Fault> {
        let (given, asked) = (self.rest.clone(), expected.rest.clone());
        self.factor(expected).is_none().then_some(Fault::Unit { given, asked })
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

/// Words that say that a number is no exact one, which a tolerance says too.
const HEDGES: &str = " about around approximately approx roughly circa ca some nearly almost over ";

/// Reads a normal form that is a number, maybe with a unit; none where it is more.
pub(super) fn amount(form: &str) -> Option<Measure> {
    let (sign, form) = form.strip_prefix("minus ").map_or((1.0, form), |form| (-1.0, form));
    let (number, unit) = unit::amount(form)?;
    let rest = unit.unwrap_or_default().to_owned();
    Some(Measure { number: sign * number.parse::<f64>().ok()?, rest })
}

/// Reads a normal form; none where it has no number, or several.
pub(super) fn measure(form: &str) -> Option<Measure> {
    let words: Vec<&str> =
        form.split(' ').flat_map(unit::parts).filter(|word| !word.is_empty()).collect();
    let exact = words.iter().position(|word| !HEDGES.contains(&format!(" {word} "))).unwrap_or(0);
    let words = &words[exact..];
    let mut numbers = words.iter().enumerate().filter(|(_, word)| unit::is_number(word));
    let (at, number) = numbers.next().filter(|_| numbers.next().is_none())?;
    let sign_at = at.checked_sub(1).filter(|&before| words[before] == "minus");
    let number: f64 = number.parse().ok()?;
    let is_rest = |place: &usize| *place != at && Some(*place) != sign_at;
    let rest: Vec<&str> = (0..words.len()).filter(is_rest).map(|place| words[place]).collect();
    Some(Measure { number: if sign_at.is_some() { -number } else { number }, rest: rest.join(" ") })
}

/// Whether a question says a unit, or these words, one after the other.
pub(super) fn is_said(asked: &str, words: &str) -> bool {
    if unit::is_unit(words) {
        return unit::is_named(asked, words);
    }
    let asked = fold(asked);
    let asked: Vec<&str> = asked.split_whitespace().collect();
    format!(" {} ", asked.join(" ")).contains(&format!(" {words} "))
}
