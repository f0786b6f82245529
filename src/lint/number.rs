//! Numbers in texts, ranges between them, and years.

use regex::Regex;
use std::sync::LazyLock;

/// A range of numbers, and what they count.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Range {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) unit: String,
    /// Whether words or a unit say that it is a range, and no score or name.
    pub(super) is_said: bool,
}

impl Range {
    /// Whether some number lies in both, and not only at their ends.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.unit == other.unit && self.from.max(other.from) < self.to.min(other.to)
    }

    /// Whether all of another lies in it, and it is wider.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to && self != other
    }

    /// Whether it is a time from one year to another, which an event has and no other.
    pub(super) fn is_of_years(&self) -> bool {
        let is_year = |number: f64| (1000.0..=2100.0).contains(&number) && number.fract() == 0.0;
        self.unit.is_empty() && is_year(self.from) && is_year(self.to)
    }
}

/// The range that all of a text says: `1–5 %`, `between 1 and 5`, `above 1`, `10 or more`.
pub(super) fn range(text: &str) -> Option<Range> {
    static FORMS: LazyLock<[Regex; 5]> = LazyLock::new(|| {
        let number = r"[$€£¥]?([-−]?\d[\d,]*(?:\.\d+)?)";
        [
            format!(r"^(?:(between|from) )?{number} ?([^\d\s–—-]*?) ?(?:(-|–|—)| (to|and|through) ) ?{number} ?(.*)$"),
            format!(r"^(?:above|over|more than|greater than|older than|longer than|at least|no less than|no fewer than|[>≥]) ?{number} ?(.*)$"),
            format!(r"^(?:below|under|less than|fewer than|younger than|shorter than|at most|no more than|up to|a maximum of|[<≤]) ?{number} ?(.*)$"),
            format!(r"^{number} ?(.*?)(?: (?:or|and) (?:more|above|over|higher|older|longer|greater)|\+)$"),
            format!(r"^{number} ?(.*?) (?:or|and) (?:less|fewer|under|below|lower|younger|shorter)$"),
        ]
        .map(|form| Regex::new(&form).expect("a pattern"))
    });
    let text = text.trim().trim_end_matches('.').to_lowercase();
    const BEFORE: [&str; 8] =
        ["about ", "roughly ", "approximately ", "around ", "ca. ", "ph ", "aged ", "age "];
    let text = BEFORE.iter().find_map(|near| text.strip_prefix(near)).unwrap_or(&text);
    let text = &*in_digits(text);
    if let Some(found) = FORMS[0].captures(text) {
        let [from, to] = [&found[2], &found[6]].map(value);
        let (from, to) = (from?, full_year(from?, to?, &found[6]));
        let unit = found[7].trim().to_owned();
        let (led, dashed, is_and) = (found.get(1), found.get(4), &found.get(5));
        let is_said = led.is_some() || dashed.is_none() || !unit.is_empty();
        let is_pair = is_and.is_some_and(|and| and.as_str() == "and") && led.is_none();
        let mid = found[3].trim();
        let is_pair = is_pair || !mid.is_empty() && mid != unit;
        return (from < to && !is_pair).then_some(Range { from, to, unit, is_said });
    }
    let open = |found: regex::Captures<'_>, from: Option<f64>, to: Option<f64>| {
        let unit = found[2].trim().to_owned();
        let (from, to) = (from.unwrap_or(f64::NEG_INFINITY), to.unwrap_or(f64::INFINITY));
        Some(Range { from, to, unit, is_said: true })
    };
    for at in [1, 3] {
        if let Some(found) = FORMS[at].captures(text) {
            let from = value(&found[1])?;
            return open(found, Some(from), None);
        }
    }
    let found = FORMS[2].captures(text).or_else(|| FORMS[4].captures(text))?;
    let to = value(&found[1])?;
    open(found, None, Some(to))
}

/// A text with its small numbers in digits: `two to four weeks`.
fn in_digits(text: &str) -> String {
    const NUMBERS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let digits = |word: &str| match NUMBERS.iter().position(|number| *number == word) {
        Some(number) => number.to_string(),
        None => word.to_owned(),
    };
    text.split(' ').map(digits).collect::<Vec<_>>().join(" ")
}

/// The year that the two digits behind another one stand for: `1940–41`.
fn full_year(from: f64, to: f64, digits: &str) -> f64 {
    let full = from - from.rem_euclid(100.0) + to;
    let is_short = digits.len() == 2 && (1000.0..=2100.0).contains(&from) && full > from;
    if is_short { full } else { to }
}

/// The value of digits with commas between thousands.
fn value(digits: &str) -> Option<f64> {
    digits.replace('−', "-").replace(',', "").parse().ok()
}

/// The year that an item of an order names, negative before the common era.
pub(super) fn year(item: &str) -> Option<i64> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:(ad|ce) )?(\d{1,4})(?:\s?[-–]\s?\d{1,4})?(?: ?(bce?|b\.c\.(?:e\.)?|ce|ad|a\.d\.|v\. ?chr\.|av\. j\.-c\.))?(?:\b|$)",
        )
        .expect("a pattern")
    });
    let is_free = |found: &regex::Captures<'_>| {
        let whole = found.get(0)?;
        let before = item[..whole.start()].chars().next_back();
        let after = item[whole.end()..].chars().find(|c| !c.is_whitespace());
        let is_part = before.is_some_and(|c| matches!(c, '.' | ',' | '$' | '€' | '£' | '-'))
            && !item[..whole.start()].ends_with(", ");
        let is_amount = after.is_some_and(|c| matches!(c, '%' | '°' | '×' | '/' | '*'));
        (!is_part && !is_amount).then_some(())
    };
    let mut years = YEAR.captures_iter(item).filter(|found| is_free(found).is_some());
    years.find_map(|found| {
        let number: i64 = found[2].parse().ok()?;
        let era = found.get(3).map(|era| era.as_str().to_lowercase());
        let rest = &item[found.get(0)?.end()..];
        let counts = rest.trim_start().starts_with(|c: char| c.is_lowercase());
        match era.as_deref() {
            Some("ce" | "ad" | "a.d.") => Some(number),
            Some(_) => Some(-number),
            None if found.get(1).is_some() => Some(number),
            None => ((1000..=2100).contains(&number) && !counts).then_some(number),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_other_texts_are_none() {
        let ends = |text: &str| range(text).map(|range| (range.from, range.to, range.unit));
        let is = |from, to, unit: &str| Some((from, to, unit.to_owned()));
        assert_eq!(ends("1–5 %"), is(1.0, 5.0, "%"));
        assert_eq!(ends("Between 0 and 2"), is(0.0, 2.0, ""));
        assert_eq!(ends("10 to 20 km"), is(10.0, 20.0, "km"));
        assert_eq!(ends("1,000–2,000 m"), is(1000.0, 2000.0, "m"));
        assert_eq!(ends("Above 1"), is(1.0, f64::INFINITY, ""));
        assert_eq!(ends("5 or more"), is(5.0, f64::INFINITY, ""));
        assert_eq!(ends("less than 3 days"), is(f64::NEG_INFINITY, 3.0, "days"));
        assert_eq!(ends("3 days or fewer"), is(f64::NEG_INFINITY, 3.0, "days"));
        assert_eq!(ends("two to four weeks"), is(2.0, 4.0, "weeks"));
        assert_eq!(ends("£5–£10"), is(5.0, 10.0, ""));
        assert_eq!(ends("1940–41"), is(1940.0, 1941.0, ""));
        assert_eq!(ends("1940–35"), None);
        for text in ["3–2", "7 and 8", "1914", "Apollo 11", "K-2", "x to y"] {
            assert_eq!(range(text), None, "{text}");
        }
    }

    #[test]
    fn years_are_told_from_other_numbers() {
        for (item, expected) in [
            ("Peace of Paris, 1783", Some(1783)),
            ("Suez Canal (1869)", Some(1869)),
            ("Murder of Caesar (44 BC)", Some(-44)),
            ("AD 70: the Temple falls", Some(70)),
            ("the war (1914–1918)", Some(1914)),
            ("Henry 8", None),
            ("1500 m run", None),
            ("a price of $1200", None),
            ("Apollo 11", None),
            ("in 1848 it began", None),
        ] {
            assert_eq!(year(item), expected, "{item}");
        }
    }
}
