//! Numbers with units, and how far they may be off.

use super::answer::Match;
use super::{Part, Why, unit};
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
        let most = match most {
            Tolerance::Number(most) => most,
            Tolerance::Percent(share) => expected.number.abs() * share / 100.0,
            Tolerance::Days(_) | Tolerance::Months(_) | Tolerance::Years(_) => return Match::Wrong,
        };
        // 0.3 - 0.2 is a little more than 0.1.
        let rounding = 1e-9 * expected.number.abs().max(1e-9);
        match (self.number * factor - expected.number).abs() <= most + rounding {
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
            (None, Some(_)) => Match::Close(Why::LessPrecise(Part::Unit)),
            // A share may be asked without saying in what.
            (Some("percent"), None) => Match::Loose,
            (Some(unit), None) if !unit::is_named(asked, unit) => Match::Wrong,
            _ => Match::Loose,
        }
    }

    /// What is wrong with its unit, where that measures something else.
    pub(super) fn misfit(self, expected: Amount<'_>) -> Option<String> {
        let (given, asked) = self.unit.zip(expected.unit)?;
        self.factor(expected).is_none().then(|| format!("the unit is not {given} but {asked}."))
    }
}
