//! The judge's cases, grouped by rule.

use super::*;
use proptest::prelude::*;

fn verdict(given: &str, right: &[&str], language: &str, others: &[&str]) -> char {
    let options = Options {
        language: language.to_owned(),
        others: others.iter().map(|&other| other.to_owned()).collect(),
        nocredit: Vec::new(),
    };
    match judge(given, right, &options) {
        Verdict::Right => 'r',
        Verdict::Close { .. } => 'c',
        Verdict::Wrong { .. } => 'w',
    }
}

#[track_caller]
fn check(language: &str, cases: &[(&str, &str, char)]) {
    for (given, right, expected) in cases {
        let found = verdict(given, &[right], language, &[]);
        assert_eq!(found, *expected, "{given:?} for {right:?}");
    }
}

#[test]
fn case_accents_punctuation_and_spaces_do_not_matter() {
    check(
        "en",
        &[
            ("magna carta", "Magna Carta", 'r'),
            ("  Magna   Carta ", "Magna Carta", 'r'),
            ("Magna Carta!", "Magna Carta", 'r'),
            ("USA", "U.S.A.", 'r'),
            ("people's committees", "people’s committees", 'r'),
            ("cafe", "café", 'r'),
            ("café", "cafe\u{301}", 'r'),
            ("self determination", "self-determination", 'r'),
            ("selfdetermination", "self-determination", 'r'),
            ("rock & roll", "rock and roll", 'r'),
            ("", "Rome", 'w'),
            ("?!", "Rome", 'w'),
            ("Carthage", "Rome", 'w'),
            ("ＲＯＭＥ", "Rome", 'r'),
        ],
    );
}

#[test]
fn leading_articles_do_not_matter() {
    check(
        "en",
        &[
            ("The Senate", "Senate", 'r'),
            ("Senate", "the Senate", 'r'),
            ("a treaty", "treaty", 'r'),
        ],
    );
    check("fr", &[("la Bastille", "Bastille", 'r'), ("les États généraux", "Etats Généraux", 'r')]);
    check(
        "de",
        &[
            ("der Kaiser", "Kaiser", 'r'),
            ("die Weimarer Republik", "Weimarer Republik", 'r'),
            ("Strasse", "Straße", 'r'),
        ],
    );
    check("es", &[("el Escorial", "Escorial", 'r'), ("España", "Espana", 'r')]);
    check("en", &[("der Kaiser", "Kaiser", 'w')]);
}

#[test]
fn numbers_may_be_words_or_digits() {
    check(
        "en",
        &[
            ("4", "four", 'r'),
            ("four", "4", 'r'),
            ("thirty-eight", "38", 'r'),
            ("thirty-eighth parallel", "38th parallel", 'r'),
            ("World War 2", "World War II", 'r'),
            ("Louis 14", "Louis XIV", 'r'),
            ("100,000", "100000", 'r'),
            ("three hundred", "300", 'r'),
            ("five thousand", "5,000", 'r'),
            ("twelfth", "12th", 'r'),
            ("5", "four", 'w'),
            ("39", "38", 'w'),
            ("38th", "39th", 'w'),
        ],
    );
}

#[test]
fn dates_may_be_written_in_any_usual_way() {
    for right in ["25 June 1950", "June 25, 1950", "1950-06-25"] {
        check(
            "en",
            &[
                ("25 June 1950", right, 'r'),
                ("June 25, 1950", right, 'r'),
                ("1950-06-25", right, 'r'),
                ("25.6.1950", right, 'r'),
                ("25/06/1950", right, 'r'),
                ("6/25/1950", right, 'r'),
                ("the 25th of June, 1950", right, 'r'),
                ("Jun 25 1950", right, 'r'),
                ("25 june 1950", right, 'r'),
                ("25 June", right, 'c'),
                ("June 1950", right, 'c'),
                ("1950", right, 'c'),
                ("25 July 1950", right, 'w'),
                ("26 June 1950", right, 'w'),
                ("25 June 1951", right, 'w'),
                ("1951", right, 'w'),
                ("in summer", right, 'w'),
            ],
        );
    }
}

#[test]
fn months_years_and_periods_are_judged_at_the_precision_asked() {
    check(
        "en",
        &[
            ("Sept. 1948", "September 1948", 'r'),
            ("1948/9", "September 1948", 'r'),
            ("14 September 1948", "September 1948", 'r'),
            ("1948", "September 1948", 'c'),
            ("October 1948", "September 1948", 'w'),
            ("1970s", "the 1970s", 'r'),
            ("1980s", "the 1970s", 'w'),
            ("the nineteenth century", "19th century", 'r'),
            ("18th century", "19th century", 'w'),
            ("44 BC", "44 BCE", 'r'),
            ("44", "44 BCE", 'w'),
            ("fall 1951", "autumn 1951", 'r'),
            ("spring 1951", "autumn 1951", 'w'),
            ("early 1953", "early 1953", 'r'),
            ("1953", "early 1953", 'c'),
            ("late 1953", "early 1953", 'w'),
            ("1949–1950", "1949-1950", 'r'),
            ("622 CE", "AD 622", 'r'),
        ],
    );
}

#[test]
fn persons_may_be_named_in_several_ways() {
    check(
        "en",
        &[
            ("Harry Truman", "Harry S. Truman", 'r'),
            ("Harry S Truman", "Harry S. Truman", 'r'),
            ("Truman", "Harry S. Truman", 'r'),
            ("President Truman", "Harry S. Truman", 'r'),
            ("Harry", "Harry S. Truman", 'w'),
            ("Kim Il-sung", "Kim Il Sung", 'r'),
            ("Il Sung Kim", "Kim Il Sung", 'r'),
            ("Zedong Mao", "Mao Zedong", 'r'),
            ("John Adams", "John Quincy Adams", 'r'),
            ("Bess Truman", "Harry S. Truman", 'w'),
            ("Sören Kierkegaard", "Søren Kierkegaard", 'r'),
            ("Charles De Gaulle", "Charles de Gaulle", 'r'),
        ],
    );
}

#[test]
fn a_shared_surname_is_not_enough() {
    assert_eq!(verdict("Adams", &["John Adams"], "en", &["Samuel Adams"]), 'w');
    assert_eq!(verdict("Adams", &["John Adams"], "en", &["Thomas Paine"]), 'r');
}

#[test]
fn slips_are_close_but_not_in_digits_or_short_words() {
    check(
        "en",
        &[
            ("Robespiere", "Robespierre", 'c'),
            ("Nepoleon", "Napoleon", 'c'),
            ("Napoelon", "Napoleon", 'c'),
            ("Constantinpole", "Constantinople", 'c'),
            ("Marrat", "Marat", 'c'),
            ("Rom", "Rome", 'w'),
            ("NSC-69", "NSC-68", 'w'),
            ("Danton", "Marat", 'w'),
        ],
    );
    assert_eq!(verdict("Iraqi", &["Irani"], "en", &["Iraqi"]), 'w');
}

#[test]
fn lists_may_stand_in_any_order() {
    check(
        "en",
        &[
            ("Crassus, Caesar and Pompey", "Caesar, Pompey and Crassus", 'r'),
            ("Pompey & Crassus & Caesar", "Caesar, Pompey and Crassus", 'r'),
            ("Caesar and Pompey", "Caesar, Pompey and Crassus", 'c'),
            ("Caesar and Brutus", "Caesar, Pompey and Crassus", 'w'),
            ("Cumings and Halliday", "Halliday and Cumings", 'r'),
        ],
    );
}

#[test]
fn other_scripts_are_judged_by_their_letters() {
    check(
        "ko",
        &[
            ("한국", "한국", 'r'),
            ("\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}", "한국", 'r'),
            ("한굴", "한국", 'w'),
        ],
    );
    check(
        "ja",
        &[
            ("ﾄｳｷｮｳ", "トウキョウ", 'r'),
            ("東京", "東京", 'r'),
            ("京都", "東京", 'w'),
            ("かき", "かぎ", 'w'),
        ],
    );
    check(
        "el",
        &[("αθηνα", "Αθήνα", 'r'), ("οδυσσευς", "Ὀδυσσεύς", 'r'), ("Σπάρτη", "Αθήνα", 'w')],
    );
    check("ru", &[("москва", "Москва", 'r'), ("елка", "ёлка", 'r'), ("Киев", "Москва", 'w')]);
    check("ar", &[("القاهرة", "القَاهِرة", 'r'), ("بغداد", "القاهرة", 'w')]);
    check("pl", &[("Lodz", "Łódź", 'r'), ("Walesa", "Wałęsa", 'r'), ("Kraków", "Łódź", 'w')]);
    check(
        "tr",
        &[
            ("ISTANBUL", "İstanbul", 'r'),
            ("Atatürk", "Ataturk", 'r'),
            ("diyarbakir", "Diyarbakır", 'r'),
        ],
    );
    check("fr", &[("l'Etat", "L’État", 'r'), ("coeur", "cœur", 'r')]);
    check("de", &[("Munchen", "München", 'r'), ("Goethe", "Goethe", 'r')]);
}

#[test]
fn any_accepted_answer_is_right() {
    assert_eq!(verdict("June 25", &["25 June 1950", "June 25"], "en", &[]), 'r');
    assert_eq!(verdict("Peking", &["Beijing", "Peking"], "en", &[]), 'r');
}

#[test]
fn the_verdict_says_why() {
    let options = Options::default();
    let verdict = judge("1950", &["25 June 1950"], &options);
    let Verdict::Close { expected, why } = verdict else { panic!("expected close") };
    assert_eq!(expected, "25 June 1950");
    assert_eq!(why.to_string(), "right as far as it goes, but more precision was asked");
}

#[test]
fn the_difference_is_shown_by_graphemes() {
    let shown: Vec<(PieceKind, String)> =
        diff("Robespiere", "Robespierre").into_iter().map(|p| (p.kind, p.text)).collect();
    assert_eq!(
        shown,
        [
            (PieceKind::Same, "Robespier".to_owned()),
            (PieceKind::Missing, "r".to_owned()),
            (PieceKind::Same, "e".to_owned()),
        ]
    );
}

proptest! {
    #[test]
    fn the_expected_answer_is_always_right(text in "\\PC{1,60}") {
        prop_assume!(text.chars().any(char::is_alphanumeric));
        prop_assume!(!text.chars().any(crate::deck::sanitize::is_hostile));
        prop_assert_eq!(verdict(&text, &[&text], "en", &[]), 'r');
    }

    #[test]
    fn nothing_makes_it_panic(given in "\\PC*", right in "\\PC*", number in "[0-9./ -]{0,20}") {
        verdict(&given, &[&right], "tr", &[]);
        verdict(&number, &[&right, "25 June 1950"], "en", &[]);
    }

    #[test]
    fn pieces_make_up_both_texts(given in "\\PC{0,30}", expected in "\\PC{0,30}") {
        let pieces = diff(&given, &expected);
        let of = |kind: PieceKind| -> String {
            pieces.iter().filter(|p| p.kind == PieceKind::Same || p.kind == kind).map(|p| p.text.as_str()).collect()
        };
        prop_assert_eq!(of(PieceKind::Extra), given.nfc().collect::<String>());
        prop_assert_eq!(of(PieceKind::Missing), expected.nfc().collect::<String>());
    }
}
