//! Numbers and dates that may be off.

use super::super::*;

fn judged(given: &str, right: &str, most: f64, asked: &str) -> Verdict {
    let (tolerance, asked) = (Tolerance::number(most), asked.to_owned());
    judge(given, &[right], &Options { tolerance, asked, ..Options::default() })
}

#[test]
fn a_tolerance_holds_with_any_unit() {
    let glued = ["°C", "V", "mol", "J", "K", "kcal", "kJ/mol", "m²", "bar", "Bq", "A"];
    let apart = [
        ("km/h", "kmh"),
        ("degrees", " degrees"),
        ("people", " People"),
        ("people live there", " people live there"),
        ("°C at noon", " °C at noon"),
        ("m/s²", " m/s²"),
    ];
    for (unit, glued) in glued.map(|unit| (unit, unit)).into_iter().chain(apart) {
        let right = format!("37 {unit}");
        let close = super::close(&right, Why::LessPrecise(Part::Unit));
        for given in [format!("36.5 {unit}"), format!("38{glued}"), format!("36 {unit}")] {
            assert_eq!(judged(&given, &right, 1.0, "How much?"), Verdict::Right, "{given}");
        }
        // Without its article, an ampere is a number.
        if unit != "A" {
            for given in ["36.5", "37", "38"] {
                assert_eq!(judged(given, &right, 1.0, "How much?"), close, "{given} {unit}");
                let named = format!("How much is it ({unit})?");
                assert_eq!(judged(given, &right, 1.0, &named), Verdict::Right, "{given} {unit}");
            }
        }
        for given in [format!("35.9 {unit}"), "39".to_owned(), "36.5 parsecs".to_owned()] {
            assert_eq!(judged(&given, &right, 1.0, ""), super::wrong(&right, None), "{given}");
        }
    }
}

#[test]
fn what_a_tolerance_is_about_is_known() {
    for (answer, tolerance) in
        [("37 °C", "1%"), ("two", "5%"), ("June 1950", "1 year"), ("about 1,500 people", "1%")]
    {
        assert!(takes(tolerance.parse().unwrap(), answer, "en"), "{answer}, {tolerance}");
    }
    for (answer, tolerance) in
        [("Romulus", "1%"), ("37 °C", "1 year"), ("9 to 12", "5%"), ("Rome", "3 days")]
    {
        assert!(!takes(tolerance.parse().unwrap(), answer, "en"), "{answer}, {tolerance}");
    }
}
