//! The judge's cases in a table, what no table shows, and properties.

mod cases;
mod dates;
mod tolerance;

use super::*;
use cases::RULES;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// What a case must give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expect {
    Right,
    Close,
    Wrong,
}

fn options(language: &str, others: &[&str]) -> Options {
    Options {
        language: language.to_owned(),
        others: others.iter().map(|&other| other.to_owned()).collect(),
        ..Options::default()
    }
}

fn verdict(given: &str, right: &[&str], language: &str, others: &[&str]) -> Expect {
    match judge(given, right, &options(language, others)) {
        Verdict::Right => Expect::Right,
        Verdict::Close { .. } => Expect::Close,
        Verdict::Wrong { .. } => Expect::Wrong,
    }
}

#[test]
fn every_case_of_the_table_holds() {
    let cases = RULES.iter().flat_map(|(rule, cases)| cases.iter().map(move |case| (rule, case)));
    let failed = cases.filter_map(|(rule, &(language, given, right, expected))| {
        let found = verdict(given, &[right], language, &[]);
        let line =
            format!("{rule}, {language}: {given:?} for {right:?}: {found:?}, not {expected:?}");
        (found != expected).then_some(line)
    });
    let failed: Vec<String> = failed.collect();
    assert!(failed.is_empty(), "{} fail:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn the_table_is_long_enough_and_of_many_languages() {
    let cases: Vec<&cases::Case> = RULES.iter().flat_map(|(_, cases)| *cases).collect();
    let languages: std::collections::BTreeSet<&str> = cases.iter().map(|case| case.0).collect();
    let wrong = cases.iter().filter(|case| case.3 == Expect::Wrong).count();
    assert!(cases.len() >= 220, "{} cases", cases.len());
    assert!(languages.len() >= 15, "{languages:?}");
    assert!(wrong >= 50, "{wrong} wrong ones");
}

#[test]
fn a_shared_surname_is_not_enough() {
    assert_eq!(verdict("Adams", &["John Adams"], "en", &["Samuel Adams"]), Expect::Close);
    assert_eq!(verdict("Mao", &["Mao Zedong"], "en", &["Mao Anying"]), Expect::Close);
    assert_eq!(verdict("J. Adams", &["John Adams"], "en", &["James Adams"]), Expect::Close);
    assert_eq!(verdict("Adms", &["John Adams"], "en", &["Samuel Adams"]), Expect::Wrong);
    let other = ["John Adams"];
    assert_eq!(verdict("John Adams", &["John Quincy Adams"], "en", &other), Expect::Wrong);
    let why = Why::LessPrecise(Part::FullName);
    let close = Verdict::Close { expected: "John Adams".to_owned(), why };
    assert_eq!(judge("Adams", &["John Adams"], &options("en", &["Samuel Adams"])), close);
    assert_eq!(verdict("Adams", &["John Adams"], "en", &["Thomas Paine"]), Expect::Right);
}

#[test]
fn what_is_the_given_name_of_another_person_is_no_shared_surname() {
    let others = ["John Lewis Gaddis", "Kim Philby", "Alexander George"];
    assert_eq!(verdict("Lewis", &["John W. Lewis"], "en", &others), Expect::Right);
    assert_eq!(verdict("Kim", &["Kim Il Sung"], "en", &others), Expect::Right);
    assert_eq!(verdict("Gaddis", &["John Lewis Gaddis"], "en", &["John W. Lewis"]), Expect::Right);
    assert_eq!(verdict("George", &["Lloyd George"], "en", &["George Kennan"]), Expect::Right);
    assert_eq!(verdict("Lewis", &["John Lewis Gaddis"], "en", &["John W. Lewis"]), Expect::Wrong);
}

#[test]
fn initials_are_enough_where_one_answer_has_them() {
    for given in ["UN", "U.N.", "U. N.", "the UN"] {
        for expected in ["United Nations", "the United Nations", "the United Nations (world body)"]
        {
            assert_eq!(
                verdict(given, &[expected], "en", &[]),
                Expect::Right,
                "{given}: {expected}"
            );
        }
    }
    let nations = ["the United Nations"];
    assert_eq!(verdict("UN", &nations, "en", &["United Nations", "Rome"]), Expect::Right);
    assert_eq!(verdict("UN", &nations, "en", &["Union Nationale"]), Expect::Wrong);
    assert_eq!(verdict("UN", &nations, "en", &["UN"]), Expect::Wrong);
    let nocredit = [("Union of Neighbours", "Not theirs.")];
    assert_eq!(with_nocredit("UN", &nations, &nocredit), wrong(nations[0], None));
    let nocredit = [("UN", "Write it out.")];
    assert_eq!(
        with_nocredit("U.N.", &nations, &nocredit),
        wrong(nations[0], Some("Write it out."))
    );
}

#[test]
fn letters_that_the_question_names_do_not_answer_it() {
    let asked = "What does U.N. stand for?".to_owned();
    let options = Options { asked, ..Options::default() };
    let expected = "United Nations";
    assert_eq!(judge("UN", &[expected], &options), wrong(expected, None));
    assert_eq!(judge("united nations", &[expected], &options), Verdict::Right);
}

#[test]
fn a_slip_that_makes_another_answer_is_an_error() {
    assert_eq!(verdict("Iraqi", &["Irani"], "en", &["Iraqi"]), Expect::Wrong);
    assert_eq!(verdict("Mail", &["Mali"], "en", &["Mail"]), Expect::Wrong);
    assert_eq!(verdict("Constantina", &["Constantine"], "en", &[]), Expect::Close);
    assert_eq!(verdict("Constantina", &["Constantine"], "en", &["Constantina"]), Expect::Wrong);
}

#[test]
fn any_accepted_answer_is_right() {
    assert_eq!(verdict("June 25", &["25 June 1950", "June 25"], "en", &[]), Expect::Right);
    assert_eq!(verdict("Peking", &["Beijing", "Peking"], "en", &[]), Expect::Right);
}

#[test]
fn the_verdict_says_why() {
    let options = Options::default();
    let verdict = judge("1950", &["25 June 1950"], &options);
    let Verdict::Close { expected, why } = verdict else { panic!("expected close") };
    assert_eq!(expected, "25 June 1950");
    assert_eq!(why, Why::LessPrecise(Part::Day));
}

#[test]
fn the_verdict_names_what_the_part_is_a_part_of() {
    for (given, expected, part) in [
        ("1940s", "late 1940s", Part::Of(Whole::Decade)),
        ("July 1953", "end of July 1953", Part::Of(Whole::Month)),
        ("1953", "early 1953", Part::Of(Whole::Year)),
        ("19th century", "late 19th century", Part::Of(Whole::Century)),
        ("1953", "end of July 1953", Part::Month),
    ] {
        let found = judge(given, &[expected], &Options::default());
        let Verdict::Close { why, .. } = found else { panic!("{given}: {found:?}") };
        assert_eq!(why, Why::LessPrecise(part), "{given}");
    }
}

#[test]
fn the_word_century_may_be_left_to_the_question() {
    let asked = "In what century did Rome fall?".to_owned();
    let options = Options { asked, ..Options::default() };
    for given in ["fifth", "the 5th", "5th century"] {
        assert_eq!(judge(given, &["the fifth century"], &options), Verdict::Right, "{given}");
    }
    assert_eq!(judge("4th", &["5th century"], &options), wrong("5th century", None));
}

fn with_nocredit(given: &str, right: &[&str], nocredit: &[(&str, &str)]) -> Verdict {
    let nocredit = nocredit.iter().map(|&(text, remark)| (text.to_owned(), remark.to_owned()));
    judge(given, right, &Options { nocredit: nocredit.collect(), ..Options::default() })
}

fn wrong(expected: &str, remark: Option<&str>) -> Verdict {
    let fault = remark.map(|remark| Fault::NoCredit(remark.to_owned()));
    Verdict::Wrong { expected: expected.to_owned(), fault }
}

#[test]
fn an_answer_without_credit_is_wrong_with_the_remark() {
    let listed = [("Kim", "Which Kim?"), ("1950", "More exactly."), ("Robespiere", "")];
    let kim = wrong("Kim Il Sung", Some("Which Kim?"));
    assert_eq!(with_nocredit("kim!", &["Kim Il Sung"], &listed), kim);
    let date = wrong("25 June 1950", Some("More exactly."));
    assert_eq!(with_nocredit("in 1950", &["25 June 1950"], &listed), date);
    assert_eq!(with_nocredit("Robespiere", &["Robespierre"], &listed), wrong("Robespierre", None));
    assert_eq!(with_nocredit("Marat", &["Robespierre"], &listed), wrong("Robespierre", None));
}

#[test]
fn what_is_exactly_right_is_right_even_where_it_earns_no_credit() {
    assert_eq!(with_nocredit("the Kim", &["Kim"], &[("Kim", "no")]), Verdict::Right);
    assert_eq!(
        with_nocredit("June 25, 1950", &["25 June 1950"], &[("1950-06-25", "no")]),
        Verdict::Right
    );
}

#[test]
fn an_answer_without_credit_beats_looser_matches_but_takes_no_others_along() {
    let finer = [("14 September 1948", "Only the month is known.")];
    let verdict = with_nocredit("14 Sept 1948", &["September 1948"], &finer);
    assert_eq!(verdict, wrong("September 1948", Some("Only the month is known.")));
    let year = [("1948", "Too vague.")];
    assert_eq!(with_nocredit("14 Sept 1948", &["September 1948"], &year), Verdict::Right);
    let wife = [("Bess Truman", "His wife.")];
    assert_eq!(with_nocredit("Harry Truman", &["Harry S. Truman"], &wife), Verdict::Right);
    let why = Why::LessPrecise(Part::FullName);
    let close = Verdict::Close { expected: "Harry S. Truman".to_owned(), why };
    assert_eq!(with_nocredit("Truman", &["Harry S. Truman"], &wife), close);
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

#[test]
fn a_list_is_graded_item_by_item() {
    let given = texts(&["Pompei", "caesar", "Caesar", "Brutus", "  "]);
    let verdict = judge_list(&given, &texts(&["Caesar", "Crassus", "Pompey"]), &Options::default());
    let expected = [
        ItemVerdict::Close { item: 2, why: Why::Slip },
        ItemVerdict::Right { item: 0 },
        ItemVerdict::Repeated { item: 0 },
        ItemVerdict::Wrong { remark: None },
        ItemVerdict::Wrong { remark: None },
    ];
    assert_eq!(verdict.given, expected);
    assert_eq!(verdict.missing, [1]);
}

#[test]
fn a_slip_takes_no_item_from_the_text_that_names_it() {
    let verdict =
        judge_list(&texts(&["Pompei", "Pompey"]), &texts(&["Pompey"]), &Options::default());
    assert_eq!(verdict.given[1], ItemVerdict::Right { item: 0 });
    assert_eq!(verdict.given[0], ItemVerdict::Repeated { item: 0 });
}

#[test]
fn a_surname_that_items_share_is_close_to_one() {
    let items = texts(&["John Adams", "Samuel Adams", "Thomas Paine"]);
    let verdict = judge_list(&texts(&["Adams", "Paine"]), &items, &Options::default());
    let why = Why::LessPrecise(Part::FullName);
    assert_eq!(verdict.given[0], ItemVerdict::Close { item: 0, why });
    assert_eq!(verdict.given[1], ItemVerdict::Right { item: 2 });
    assert_eq!(verdict.missing, [1]);
}

#[test]
fn an_item_without_credit_is_wrong_with_the_remark() {
    let nocredit = vec![("Octavian".to_owned(), "He came later.".to_owned())];
    let options = Options { nocredit, ..Options::default() };
    let verdict = judge_list(&texts(&["octavian"]), &texts(&["Octavia"]), &options);
    let remark = Some("He came later.".to_owned());
    assert_eq!(verdict.given, [ItemVerdict::Wrong { remark }]);
}

#[test]
fn hostile_answers_take_little_time() {
    let started = std::time::Instant::now();
    let marks = "e\u{301}".to_owned() + &"\u{316}\u{301}".repeat(100_000);
    let list = "aaaaaaaaab, ".repeat(5_000);
    let near: Vec<String> = (0..1_000).map(|n| format!("{}ab{n}", "a".repeat(150))).collect();
    let options = Options { others: near.clone(), ..Options::default() };
    for given in [&marks, &list, &"\u{FDFA}".repeat(1_900), &"(".repeat(1_000_000)] {
        judge(given, &["Caesar, Pompey and Crassus", given, &list], &options);
        diff(given, "Rome");
    }
    judge_list(&near, &near, &options);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn texts_that_share_little_are_shown_one_after_the_other() {
    let shown: Vec<(PieceKind, String)> =
        diff("Danton", "Robespierre").into_iter().map(|p| (p.kind, p.text)).collect();
    let expected =
        [(PieceKind::Extra, "Danton".to_owned()), (PieceKind::Missing, "Robespierre".to_owned())];
    assert_eq!(shown, expected);
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
        prop_assume!(!text.chars().any(crate::base::sanitize::is_hostile));
        prop_assert_eq!(verdict(&text, &[&text], "en", &[]), Expect::Right);
    }

    #[test]
    fn nothing_makes_it_panic(given in "\\PC*", right in "\\PC*", number in "[0-9./ -]{0,20}") {
        verdict(&given, &[&right], "tr", &[]);
        verdict(&number, &[&right, "25 June 1950"], "en", &[]);
    }

    #[test]
    fn composed_and_decomposed_input_are_judged_alike(
        given in "[a-zàéîöÅñçёйΐ한국각กำがदि0-9 .,/-]{1,20}",
        right in "[a-zàéîöÅñçёйΐ한국각กำがदि0-9 .,/-]{1,20}",
    ) {
        let (composed, decomposed): (String, String) = (given.nfc().collect(), given.nfd().collect());
        let [a, b] = [composed, decomposed].map(|given| verdict(&given, &[&right], "en", &[]));
        prop_assert_eq!(a, b);
        let decomposed: String = right.nfd().collect();
        prop_assert_eq!(a, verdict(&given, &[&decomposed], "en", &[]));
    }

    #[test]
    fn the_items_of_a_list_are_right_in_any_order(
        (items, given) in proptest::collection::vec("\\PC{1,12}|[0-9./-]{1,10}", 1..12)
            .prop_flat_map(|items| (Just(items.clone()), Just(items).prop_shuffle())),
    ) {
        let verdict = judge_list(&given, &items, &Options::default());
        let is_right = |item: &ItemVerdict| matches!(item, ItemVerdict::Right { .. });
        prop_assert!(verdict.given.iter().all(is_right), "{:?}", verdict);
        prop_assert!(verdict.missing.is_empty());
    }

    #[test]
    fn no_list_makes_it_panic(
        given in proptest::collection::vec("\\PC{0,30}", 0..6),
        items in proptest::collection::vec("\\PC{0,30}", 0..6),
    ) {
        let options = Options {
            language: "de".to_owned(), others: items.clone(), nocredit: vec![(String::new(), String::new())],
            asked: given.concat(), tolerance: None,
        };
        judge_list(&given, &items, &options);
        judge(&given.concat(), &[&items.join(", ")], &options);
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
