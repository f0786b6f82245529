//! Numbers that are off by no more than the author allows.

use super::unit;
use crate::deck::Tolerance;

/// A number and its unit, by the unit's one name.
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

/// Whether `given` is near enough; the unit must be that of `expected`.
pub(super) fn numbers(given: &Amount<'_>, expected: &Amount<'_>, most: Tolerance) -> bool {
    let most = match most {
        Tolerance::Number(most) => most,
        Tolerance::Percent(share) => expected.number.abs() * share / 100.0,
        Tolerance::Days(_) | Tolerance::Months(_) | Tolerance::Years(_) => return false,
    };
    // 0.3 - 0.2 is a little more than 0.1.
    let rounding = 1e-9 * expected.number.abs().max(1.0);
    let same_unit =
        given.unit == expected.unit || given.unit == Some("percent") && expected.unit.is_none();
    same_unit && (given.number - expected.number).abs() <= most + rounding
}
