//! Numbers and dates that may be off.

use super::super::*;

fn judged(given: &str, right: &str, most: f64, asked: &str) -> Verdict {
    let (tolerance, asked) = (Tolerance::number(most), asked.to_owned());
    judge(given, &[right], &Options { tolerance, asked, ..Options::default() })
}

#[test]
fn a_unit_may_be_another_of_its_kind_and_is_half_right_where_it_is_missing() {
    let right = "8849 m";
    let close = super::close(right, Why::LessPrecise(Part::Unit));
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
    assert_eq!(judged("-5 °C", "-4 °C", 1.0, ""), Verdict::Right);
    assert_eq!(judged("5 °C", "-4 °C", 1.0, ""), super::wrong("-4 °C", None));
    assert_eq!(judged("38 °C", "37", 1.0, "How warm is it, in °C?"), Verdict::Right);
    assert_eq!(judged("38 °C", "37", 1.0, "How warm?"), super::wrong("37", None));
}

#[test]
fn a_tolerance_counts_in_the_millions_of_its_answer() {
    for right in ["37 million", "37 million people"] {
        let rest = right.trim_start_matches("37 million");
        for given in ["36.5 million", "38 million", "37,900,000"] {
            let given = format!("{given}{rest}");
            assert_eq!(judged(&given, right, 1.0, "How many?"), Verdict::Right, "{given}");
        }
        assert_eq!(judged("36.5", right, 1.0, "How many million people?"), Verdict::Right);
        let close = super::close(right, Why::LessPrecise(Part::Unit));
        assert_eq!(judged("36.5", right, 1.0, "How many?"), close);
        for given in ["39 million", "35.9", "36.5 thousand", "39"] {
            assert_eq!(judged(given, right, 1.0, "How many?"), super::wrong(right, None));
        }
    }
    assert_eq!(judged("1,001", "a thousand", 2.0, ""), Verdict::Right);
    assert_eq!(judged("1,500", "a thousand", 2.0, ""), super::wrong("a thousand", None));
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

#[test]
fn a_unit_of_another_kind_is_named() {
    let fault = Some(Fault::Unit { given: "kg".to_owned(), asked: "m".to_owned() });
    let wrong = Verdict::Wrong { expected: "8849 m".to_owned(), fault };
    assert_eq!(judged("8849 kg", "8849 m", 10.0, ""), wrong);
    let options = Options::default();
    assert_eq!(judge("8849 kilos", &["8849 m"], &options), wrong);
}
