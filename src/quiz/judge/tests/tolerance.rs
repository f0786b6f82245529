//! Numbers and dates that may be off.

use super::super::*;

fn passes(given: &str, right: &str, tolerance: &str) -> bool {
    let tolerance = match tolerance.parse() {
        Ok(number) => Tolerance::number(number),
        Err(_) => tolerance.parse().ok(),
    };
    assert!(tolerance.is_some());
    let options = Options { tolerance, ..Options::default() };
    judge(given, &[right], &options) == Verdict::Right
}

#[test]
fn a_number_may_be_off_by_an_amount_or_a_share() {
    for (given, right, tolerance) in [
        ("1,000", "1,002", "2"),
        ("1004", "1,002", "2"),
        ("a thousand", "1,002", "2"),
        ("105", "100", "5%"),
        ("95", "100", "5%"),
        ("0.3", "0.2", "0.1"),
        ("102 km", "100 km", "2"),
        ("38", "38", "0"),
    ] {
        assert!(passes(given, right, tolerance), "{given} for {right} within {tolerance}");
    }
    for (given, right, tolerance) in [
        ("1,005", "1,002", "2"),
        ("106", "100", "5%"),
        ("102 miles", "100 km", "5"),
        ("99", "100 km", "5"),
        ("about right", "100", "5%"),
    ] {
        assert!(!passes(given, right, tolerance), "{given} for {right} within {tolerance}");
    }
}

#[test]
fn a_date_may_be_off_by_days_months_or_years() {
    for (given, right, tolerance) in [
        ("1951", "1950", "1 year"),
        ("1951", "25 June 1950", "1 year"),
        ("June 1951", "25 June 1950", "1 year"),
        ("28 June 1950", "25 June 1950", "3 days"),
        ("1 July 1950", "28 June 1950", "3 days"),
        ("August 1950", "June 1950", "2 months"),
        ("46 BCE", "44 BCE", "2 years"),
        ("2 BCE", "1 BCE", "1 year"),
        ("1949 to 1954", "1950-1953", "1 year"),
    ] {
        assert!(passes(given, right, tolerance), "{given} for {right} within {tolerance}");
    }
    for (given, right, tolerance) in [
        ("1952", "1950", "1 year"),
        ("26 June 1951", "25 June 1950", "1 year"),
        ("29 June 1950", "25 June 1950", "3 days"),
        ("June 1950", "25 June 1950", "3 days"),
        ("1950", "June 1950", "2 months"),
        ("41 BCE", "44 BCE", "2 years"),
        ("1951", "1950-1953", "1 year"),
        ("the 1950s", "1950", "1 year"),
    ] {
        assert!(!passes(given, right, tolerance), "{given} for {right} within {tolerance}");
    }
}
