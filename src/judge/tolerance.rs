//! Numbers beside words that no unit has, and how far they may be off.

use super::answer::Match;
use super::{Part, quantity, unit};
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
    /// `asked` is the question. The rest must be the same; it is less precise where
    /// it is missing, unless the question says it.
    pub(super) fn compare(&self, expected: &Self, most: Tolerance, asked: &str) -> Match {
        if !is_near(self.number, expected.number, most) {
            return Match::Wrong;
        }
        match (self.rest.as_str(), expected.rest.as_str()) {
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
}

/// Whether two numbers are no further apart than `most`.
pub(super) fn is_near(given: f64, expected: f64, most: Tolerance) -> bool {
    let most = match most {
        Tolerance::Number(most) => most,
        Tolerance::Percent(share) => expected.abs() * share / 100.0,
        Tolerance::Days(_) | Tolerance::Months(_) | Tolerance::Years(_) => return false,
    };
    // 0.3 - 0.2 is a little more than 0.1.
    let rounding = 1e-9 * expected.abs().max(1e-9);
    (given - expected).abs() <= most + rounding
}

/// Reads a normal form; none where it has no number, or several.
pub(super) fn measure(form: &str) -> Option<Measure> {
    let words: Vec<&str> =
        form.split(' ').flat_map(unit::parts).filter(|word| !word.is_empty()).collect();
    // That a number is no exact one a tolerance says too.
    let exact = words.iter().position(|word| !quantity::is_hedge(word)).unwrap_or(0);
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
    let asked = fold(asked);
    let asked: Vec<&str> = asked.split_whitespace().collect();
    format!(" {} ", asked.join(" ")).contains(&format!(" {words} "))
}
