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

fn judged(given: &str, right: &str, most: f64, asked: &str) -> Verdict {
    let (tolerance, asked) = (Tolerance::number(most), asked.to_owned());
    judge(given, &[right], &Options { tolerance, asked, ..Options::default() })
}

#[test]
fn a_unit_may_be_another_of_its_kind_and_is_half_right_where_it_is_missing() {
    let right = "8849 m";
    let why = Why::LessPrecise(Part::Unit);
    let close = Verdict::Close { expected: right.to_owned(), why };
    let high = "How high is Mount Everest?";
    for given in ["8849 m", "8845 m", "8.849 km", "8,855 metres", "884900 cm", "29,030 ft"] {
        assert_eq!(judged(given, right, 10.0, high), Verdict::Right, "{given}");
    }
    for given in ["8849", "8845", "8859"] {
        assert_eq!(judged(given, right, 10.0, high), close, "{given}");
        let named = "How many metres high is Mount Everest?";
        assert_eq!(judged(given, right, 10.0, named), Verdict::Right, "{given}");
        assert_eq!(judged(given, right, 10.0, "How high (in m)?"), Verdict::Right, "{given}");
        assert_eq!(judged(given, right, 10.0, "What is m's height?"), close, "{given}");
    }
    for given in ["8838", "8838 m", "8.8 km", "29,000 miles"] {
        assert_eq!(judged(given, right, 10.0, high), super::wrong(right, None), "{given}");
    }
    assert_eq!(judged("8849 m", "8849", 10.0, "How many metres high is it?"), Verdict::Right);
}

#[test]
fn a_unit_of_another_kind_is_named() {
    let wrong = super::wrong("8849 m", Some("the unit is not kg but m."));
    assert_eq!(judged("8849 kg", "8849 m", 10.0, ""), wrong);
    let options = Options::default();
    assert_eq!(judge("8849 kilos", &["8849 m"], &options), wrong);
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
