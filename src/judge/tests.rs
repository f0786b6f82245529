//! The judge's cases in a table, what no table shows, and properties.

use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A verdict in a word, with what a close or a faulty answer lacks behind a colon.
fn named(verdict: &Verdict) -> String {
    let word = match verdict {
        Verdict::Right => return "right".to_owned(),
        Verdict::Wrong { fault: None, .. } => return "wrong".to_owned(),
        Verdict::Wrong { fault: Some(Fault::NoCredit(remark)), .. } => format!("wrong:{remark}"),
        Verdict::Wrong { fault: Some(Fault::Unit { given, asked }), .. } => {
            format!("wrong:{given}-for-{asked}")
        }
        Verdict::Close { why: Why::LessPrecise(part), .. } => format!("close:{part:?}"),
        Verdict::Close { why, .. } => format!("close:{why:?}"),
    };
    word.to_lowercase()
}

fn verdict(given: &str, right: &[&str], language: &str, others: &[&str]) -> String {
    let others = others.iter().map(|&other| other.to_owned()).collect();
    let options = Options { language: language.to_owned(), others, ..Options::default() };
    named(&judge(given, right, &options))
}

/// With the characters that nobody would see in a file, or that would end a line.
fn unescaped(text: &str) -> String {
    static NUMBER: LazyLock<regex::Regex> =
        LazyLock::new(|| regex::Regex::new(r"\\u\{(\w+)\}").unwrap());
    let character = |found: &regex::Captures<'_>| {
        let code = u32::from_str_radix(&found[1], 16).unwrap();
        char::from_u32(code).unwrap().to_string()
    };
    NUMBER.replace_all(text, character).into_owned()
}

/// What a rule says beside its name.
fn options_of(rule: &str, language: &str) -> Options {
    let mut options = Options { language: language.to_owned(), ..Options::default() };
    for part in rule.split(" | ") {
        match part.split_once(' ') {
            Some(("asked", question)) => options.asked = question.to_owned(),
            Some(("exact", "true")) => options.exact = Some(Exact::ALL),
            Some(("exact", feature)) => {
                options.exact = Some([feature.parse().unwrap()].into_iter().collect());
            }
            Some(("within", most)) => {
                let number = most.parse().ok().and_then(Tolerance::number);
                options.tolerance = number.or(most.parse().ok());
                assert!(options.tolerance.is_some(), "{rule}");
            }
            _ => {}
        }
    }
    options
}

#[test]
fn every_case_of_the_table_holds() {
    let (mut all, mut right_ones, mut wrong) = (0, 0, 0);
    let mut languages = std::collections::BTreeSet::new();
    let (mut rule, mut failed) = ("", Vec::new());
    for line in include_str!("tests/cases.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(name) = line.strip_prefix("= ") {
            rule = name;
            continue;
        }
        let (head, given) = line.split_once(" ← ").unwrap();
        let &[language, expected, right] = &head.splitn(3, ' ').collect::<Vec<_>>()[..] else {
            panic!("expected a language, a verdict and an answer, found {head}")
        };
        languages.insert(language);
        let right = unescaped(right);
        for given in given.split('|').map(unescaped) {
            all += 1;
            right_ones += usize::from(expected == "right");
            wrong += usize::from(expected.starts_with("wrong"));
            let found = named(&judge(&given, &[&right], &options_of(rule, language)));
            let is_close = expected == "close" && found.starts_with("close:");
            if found != expected && !is_close {
                failed.push(format!(
                    "{rule}, {language}: {given:?} for {right:?}: {found}, not {expected}"
                ));
            }
        }
    }
    assert!(failed.is_empty(), "{} fail:\n{}", failed.len(), failed.join("\n"));
    // Long enough, of many languages, and no more inclined to one verdict than to the other.
    assert!(all >= 2400, "{all} cases");
    assert_eq!(right_ones, wrong, "as many right ones as wrong ones");
    assert!(languages.len() >= 15, "{languages:?}");
}

/// What is right, close or wrong because of the deck's other answers, behind `beside`.
#[test]
fn other_answers_of_the_deck_count() {
    let people = "John Lewis Gaddis|Kim Philby|Alexander George";
    for (given, right, beside, expected) in [
        // A surname that another has is not enough.
        ("Adams", "John Adams", "Samuel Adams", "close:fullname"),
        ("Mao", "Mao Zedong", "Mao Anying", "close:fullname"),
        ("J. Adams", "John Adams", "James Adams", "close:fullname"),
        ("Adms", "John Adams", "Samuel Adams", "wrong"),
        ("John Adams", "John Quincy Adams", "John Adams", "wrong"),
        ("Adams", "John Adams", "Thomas Paine", "right"),
        // The given name of another person is no shared surname.
        ("Lewis", "John W. Lewis", people, "right"),
        ("Kim", "Kim Il Sung", people, "right"),
        ("Gaddis", "John Lewis Gaddis", "John W. Lewis", "right"),
        ("George", "Lloyd George", "George Kennan", "right"),
        ("Lewis", "John Lewis Gaddis", "John W. Lewis", "wrong"),
        // Initials are enough where one answer has them.
        ("UN", "the United Nations", "United Nations|Rome", "right"),
        ("UN", "the United Nations", "Union Nationale", "wrong"),
        ("UN", "the United Nations", "UN", "wrong"),
        // A slip that makes another answer is an error.
        ("Iraqi", "Irani", "Iraqi", "wrong"),
        ("Mail", "Mali", "Mail", "wrong"),
        ("Constantina", "Constantine", "", "close:slip"),
        ("Constantina", "Constantine", "Constantina", "wrong"),
    ] {
        let others: Vec<&str> = beside.split('|').filter(|other| !other.is_empty()).collect();
        let found = verdict(given, &[right], "en", &others);
        assert_eq!(found, expected, "{given} for {right} beside {beside}");
    }
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
        let judged = |given: &str, asked: &str| {
            let (tolerance, asked) = (Tolerance::number(1.0), asked.to_owned());
            named(&judge(given, &[&right], &Options { tolerance, asked, ..Options::default() }))
        };
        for given in [format!("36.5 {unit}"), format!("38{glued}"), format!("36 {unit}")] {
            assert_eq!(judged(&given, "How much?"), "right", "{given}");
        }
        // Without its article, an ampere is a number.
        if unit != "A" {
            for given in ["36.5", "37", "38"] {
                assert_eq!(judged(given, "How much?"), "close:unit", "{given} {unit}");
                let asked = format!("How much is it ({unit})?");
                assert_eq!(judged(given, &asked), "right", "{given} {unit}");
            }
        }
        for given in [format!("35.9 {unit}"), "39".to_owned(), "36.5 parsecs".to_owned()] {
            // A unit of another kind is named.
            assert!(judged(&given, "").starts_with("wrong"), "{given}");
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

#[test]
fn any_accepted_answer_is_right_and_the_nearest_is_expected() {
    assert_eq!(verdict("June 25", &["25 June 1950", "June 25"], "en", &[]), "right");
    let right = ["Beijing", "Peking"];
    assert_eq!(verdict("Peking", &right, "en", &[]), "right");
    let expected = "Peking".to_owned();
    let close = Verdict::Close { expected, why: Why::Slip };
    assert_eq!(judge("Pekimg", &right, &Options::default()), close);
    let (expected, fault) = ("Beijing".to_owned(), None);
    assert_eq!(judge("Rome", &right, &Options::default()), Verdict::Wrong { expected, fault });
}

#[test]
fn an_answer_without_credit_is_wrong_with_the_remark_unless_exactly_right() {
    for (given, right, uncredited, remark, expected) in [
        ("kim!", "Kim Il Sung", "Kim", "Which Kim?", "wrong:which kim?"),
        ("in 1950", "25 June 1950", "1950", "More exactly.", "wrong:more exactly."),
        ("U.N.", "the United Nations", "UN", "Write it out.", "wrong:write it out."),
        ("Robespiere", "Robespierre", "Robespiere", "", "wrong"),
        ("the Kim", "Kim", "Kim", "no", "right"),
        // What is as listed but for the case is nearer to that.
        ("ano", "Ano", "ano", "No sea.", "wrong:no sea."),
        ("Ano", "Ano", "ano", "no", "right"),
        ("ANO", "Ano", "ano", "no", "right"),
        ("ano", "año", "ano", "An eñe.", "wrong:an eñe."),
        ("ANO", "año", "ano", "An eñe.", "wrong:an eñe."),
        ("Ano", "año", "ano", "An eñe.", "wrong:an eñe."),
        ("AÑO", "año", "ano", "no", "right"),
        ("ano", "año", "anno", "no", "right"),
        ("Its", "it's", "its", "Whose?", "wrong:whose?"),
        ("It's", "it's", "its", "no", "right"),
        ("the polish", "the Polish", "the polish", "A people.", "wrong:a people."),
        ("THE POLISH", "the Polish", "the polish", "no", "right"),
        ("June 25, 1950", "25 June 1950", "1950-06-25", "no", "right"),
        // It beats looser matches, but takes no others along.
        ("14 Sept 1948", "September 1948", "14 September 1948", "In a month.", "wrong:in a month."),
        ("14 Sept 1948", "September 1948", "1948", "Too vague.", "right"),
        ("Marat", "Robespierre", "Robespiere", "no", "wrong"),
        ("Harry Truman", "Harry S. Truman", "Bess Truman", "His wife.", "right"),
        ("Truman", "Harry S. Truman", "Bess Truman", "His wife.", "close:fullname"),
        // Initials may stand for either.
        ("UN", "the United Nations", "Union of Neighbours", "Not theirs.", "wrong"),
    ] {
        let nocredit = vec![(uncredited.to_owned(), remark.to_owned())];
        let options = Options { nocredit, ..Options::default() };
        assert_eq!(named(&judge(given, &[right], &options)), expected, "{given} for {right}");
    }
}

#[test]
fn a_list_is_graded_item_by_item() {
    use ItemVerdict::{Close, Repeated, Right, Wrong};
    let surname = Why::LessPrecise(Part::FullName);
    let remark = Some("He came later.".to_owned());
    for (given, items, expected, missing) in [
        (
            "Pompei|caesar|Caesar|Brutus|  ",
            "Caesar|Crassus|Pompey",
            vec![
                Close { item: 2, why: Why::Slip },
                Right { item: 0 },
                Repeated { item: 0 },
                Wrong { remark: None },
                Wrong { remark: None },
            ],
            vec![1],
        ),
        // A slip takes no item from the text that names it.
        ("Pompei|Pompey", "Pompey", vec![Repeated { item: 0 }, Right { item: 0 }], vec![]),
        // A surname that items share is close to one.
        (
            "Adams|Paine",
            "John Adams|Samuel Adams|Thomas Paine",
            vec![Close { item: 0, why: surname }, Right { item: 2 }],
            vec![1],
        ),
        ("octavian", "Octavia", vec![Wrong { remark: remark.clone() }], vec![0]),
        // But for its case, one is nearer to what earns no credit than to the item.
        ("OCTAVIAN", "Octávian", vec![Wrong { remark }], vec![0]),
        ("OCTÁVIAN", "Octávian", vec![Right { item: 0 }], vec![]),
    ] {
        let [given, items] =
            [given, items].map(|texts| texts.split('|').map(str::to_owned).collect::<Vec<_>>());
        let nocredit = vec![("Octavian".to_owned(), "He came later.".to_owned())];
        let verdict = judge_list(&given, &items, &Options { nocredit, ..Options::default() });
        assert_eq!(verdict, ListVerdict { given: expected, missing });
    }
}

#[test]
fn the_order_of_items_counts_where_each_fills_a_gap() {
    let right = ["France … Germany", "France and Germany", "France, Germany"];
    for (given, free, kept) in [
        ("France, Germany", "right", "right"),
        ("France and Germany", "right", "right"),
        ("France; Germany", "right", "right"),
        ("Germany, France", "right", "wrong"),
        ("Germany and France", "right", "wrong"),
        ("Frence, Germany", "close:slip", "close:slip"),
        ("Germany", "close:incomplete { missing: 1 }", "close:incomplete { missing: 1 }"),
        ("Italy, Germany", "wrong", "wrong"),
    ] {
        for (order, expected) in [(Order::Free, free), (Order::Kept, kept)] {
            let found = judge(given, &right, &Options { order, ..Options::default() });
            assert_eq!(named(&found), expected, "{given}, {order:?}");
        }
    }
}

#[test]
fn what_is_typed_for_a_list_is_parted_where_no_item_holds_the_separator() {
    for (given, items, language, expected) in [
        ("Rom und Paris und Wien", "Rom|Paris|Wien", "", "Rom|Paris|Wien"),
        ("Rome and Paris & Vienna", "Rome|Paris|Vienna", "de", "Rome|Paris|Vienna"),
        ("Roma y París", "Roma|París", "", "Roma|París"),
        ("Rzym i Paryż", "Rzym|Paryż", "pl", "Rzym|Paryż"),
        ("Rome et Paris", "Rome|Paris", "", "Rome|Paris"),
        // What an item holds parts nothing, and a capital is a name.
        (
            "Hänsel und Gretel und Rapunzel",
            "Hänsel und Gretel",
            "",
            "Hänsel und Gretel und Rapunzel",
        ),
        ("vitamin e", "Vitamin E|Zinc", "", "vitamin e"),
        ("Plan E", "Rome|Paris", "", "Plan E"),
        ("Paris i Rom", "Paris|Rom", "", "Paris i Rom"),
    ] {
        let [items, expected] =
            [items, expected].map(|texts| texts.split('|').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(split_items(&[given.to_owned()], &items, language), expected, "{given}");
    }
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
fn the_difference_is_shown_by_graphemes_or_as_a_whole_where_little_is_shared() {
    use PieceKind::{Extra, Missing, Same};
    let piece = |kind, text: &str| Piece { kind, text: text.to_owned() };
    let near = [piece(Same, "Robespier"), piece(Missing, "r"), piece(Same, "e")];
    assert_eq!(diff("Robespiere", "Robespierre"), near);
    let far = [piece(Extra, "Danton"), piece(Missing, "Robespierre")];
    assert_eq!(diff("Danton", "Robespierre"), far);
}

proptest! {
    #[test]
    fn the_expected_answer_is_always_right(text in "\\PC{1,60}") {
        prop_assume!(text.chars().any(char::is_alphanumeric));
        prop_assume!(!text.chars().any(crate::base::sanitize::is_hostile));
        prop_assert_eq!(verdict(&text, &[&text], "en", &[]), "right");
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
        prop_assert_eq!(&a, &b);
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
            asked: given.concat(), ..Options::default()
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
