//! Numbers by their value: `1.5 million` is `1,500,000`.

use crate::calendar::numeral::{cardinal, connects, scale};
use crate::generate::token::Tokens;
use std::fmt;

/// A number, in millionths; a share by its percents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Number(u128);

const ONE: u128 = 1_000_000;
/// Digits behind the point.
const PLACES: usize = 6;
const TAG: &str = "en";

impl Number {
    /// So many, from two on.
    pub(super) fn of(count: usize) -> Option<Self> {
        let count = u128::try_from(count).ok().filter(|&count| count > 1)?;
        count.checked_mul(ONE).map(Self)
    }

    pub(super) fn is(self, whole: i64) -> bool {
        u128::try_from(whole).is_ok_and(|whole| self.0 == whole * ONE)
    }

    /// The number that begins at `at`, and where it ends.
    pub(super) fn read(tokens: &Tokens<'_>, at: usize) -> Option<(Self, usize)> {
        let mut sum = Sum::default();
        let mut end = at;
        if let Some((value, behind)) = digits(tokens, at) {
            sum.add(value)?;
            end = behind;
        }
        while let Some(next) = sum.with(tokens, end, end > at) {
            (sum, end) = next;
        }
        let value = sum.value()?;
        // `one` is an article or a pronoun too often.
        let is_number = end > at && (value != ONE || tokens.text(at).starts_with('1'));
        is_number.then(|| (Self(value), behind_percent(tokens, end)))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / ONE, self.0 % ONE);
        match rest {
            0 => write!(f, "{whole}"),
            _ => write!(f, "{whole}.{}", format!("{rest:06}").trim_end_matches('0')),
        }
    }
}

/// `1,500,000`, `1.5`: the value, and where it ends.
fn digits(tokens: &Tokens<'_>, at: usize) -> Option<(u128, usize)> {
    let is_group = |at: usize| {
        let text = tokens.text(at).split('.').next().unwrap_or_default();
        tokens.glued(at) && text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut text = tokens.text(at).to_owned();
    let mut end = at + 1;
    while tokens.text(end) == "," && tokens.glued(end) && is_group(end + 1) {
        text.push_str(tokens.text(end + 1));
        end += 2;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let is_number = |text: &str| text.len() < 20 && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let fraction: String = fraction.chars().chain("000000".chars()).take(PLACES).collect();
    let value = whole.parse::<u128>().ok()? * ONE + fraction.parse::<u128>().ok()?;
    Some((value, end))
}

/// Behind `%`, `percent`, `per cent`.
fn behind_percent(tokens: &Tokens<'_>, at: usize) -> usize {
    match (tokens.word(at), tokens.word(at + 1)) {
        ("%" | "percent", _) => at + 1,
        ("per", "cent") => at + 2,
        _ => at,
    }
}

/// Adds up the words of one number.
#[derive(Clone, Copy, Default)]
struct Sum {
    total: u128,
    current: Option<u128>,
    /// The latest scale: a thousand may follow a million, not another.
    below: Option<u64>,
}

impl Sum {
    fn value(&self) -> Option<u128> {
        self.total.checked_add(self.current.unwrap_or_default())
    }

    fn add(&mut self, value: u128) -> Option<()> {
        let current = self.current.unwrap_or_default();
        let tens = current / ONE % 100;
        let fits = match self.current {
            None => true,
            Some(_) if !current.is_multiple_of(ONE) => false,
            Some(_) if tens == 0 => current > 0 && value < 100 * ONE,
            Some(_) => tens >= 20 && tens.is_multiple_of(10) && value < 10 * ONE,
        };
        self.current = Some(current.checked_add(value).filter(|_| fits)?);
        Some(())
    }

    fn multiply(&mut self, by: u64) -> Option<()> {
        let product = self.current.unwrap_or(ONE).checked_mul(u128::from(by))?;
        if by == 100 {
            self.current = Some(product);
        } else if self.below.is_some_and(|below| by >= below) {
            return None;
        } else {
            self.below = Some(by);
            self.total = self.total.checked_add(product)?;
            self.current = None;
        }
        Some(())
    }

    /// With the token at `at`, `and` before it, if that goes on with the number, and where
    /// it ends.
    fn with(mut self, tokens: &Tokens<'_>, at: usize, has_begun: bool) -> Option<(Self, usize)> {
        let is_round = self.current.is_none_or(|current| (current / ONE).is_multiple_of(100));
        let at = at + usize::from(has_begun && is_round && connects(tokens.word(at), TAG));
        for part in tokens.word(at).split('-') {
            match (cardinal(part, TAG), scale(part, TAG)) {
                (Some(value), _) => self.add(u128::from(value) * ONE)?,
                (None, Some(by)) => self.multiply(by)?,
                (None, None) => return None,
            }
        }
        Some((self, at + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::tests::check;

    #[test]
    fn numbers_are_read_by_their_value() {
        check(
            "
            1,500,000 men => 1500000 | men
            1.5 million men => 1500000 | men
            one and a half => none
            a hundred => none
            two hundred and fifty thousand men => 250000 | men
            twenty-five and six => 25 | and six
            three million two hundred => 3000200 |
            40 % of all => 40 | of all
            40 percent of all => 40 | of all
            2.50 per cent => 2.5 |
            forty, 12 => 40 | , 12
            1914, 1915 => 1914 | , 1915
            1, 500 => 1 | , 500
            99999999999999999999999999 => none
            nine billion billion => 9000000000 | billion
            U-2 => none
            ",
            |text| {
                let tokens = Tokens::words(text, 0);
                let rest = |at: usize| tokens.get(at).map_or("", |token| &text[token.span.start..]);
                let read = Number::read(&tokens, 0);
                read.map_or("none".to_owned(), |(number, end)| {
                    format!("{number} | {}", rest(end)).trim_end().to_owned()
                })
            },
        );
    }
}
