//! The faults of decks in a table, what no table shows, and a property.

use super::*;
use crate::deck::{Card, Content, Kind};
use proptest::prelude::*;
use std::fmt;

const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n";

/// Below a head of three lines.
pub(crate) fn parsed(body: &str) -> Parsed {
    parse(Path::new("d.toml"), &format!("{HEAD}{body}"))
}

/// The deck `d` of cards that have no faults.
pub(crate) fn deck(body: &str) -> Deck {
    let Parsed { deck, faults } = parsed(body);
    deck.unwrap_or_else(|| panic!("{faults:?}"))
}

/// The text of cards `c0`, `c1`, … with these keys.
pub(crate) fn cards<K: fmt::Display>(keys: impl IntoIterator<Item = K>) -> String {
    let card = |(at, keys)| format!("[[card]]\nid = \"c{at}\"\n{keys}\n");
    (0..).zip(keys).map(card).collect()
}

/// A line for each fault; lines are counted from the one behind `before`.
pub(in crate::deck) fn faults(body: &str, before: usize) -> Vec<String> {
    let told = |Fault { line, column, code, message, help, .. }| {
        format!("{}:{column} {code}: {message} → {help}", line - before)
    };
    parsed(body).faults.into_iter().map(told).collect()
}

#[test]
fn every_fault_of_the_table_is_reported_with_its_place_and_remedy() {
    let is_expected = |line: &&&str| line.contains(" → ");
    let mut failed = Vec::new();
    let cases = include_str!("tests/faults.txt").split("\n\n").skip(1);
    for case in cases.map(|case| case.lines().collect::<Vec<_>>()) {
        let (expected, keys): (Vec<&str>, Vec<&str>) = case.iter().partition(is_expected);
        let keys = keys.join("\n") + "\n";
        let has = |known: &[&str]| known.iter().any(|key| keys.contains(&format!("{key} = ")));
        let question = if has(&Content::ASKING_KEYS) { "" } else { "front = \"q\"\n" };
        let answer = if has(&Content::KEYS.map(|(key, _)| key)) { "" } else { "back = \"b\"\n" };
        let found = match keys.contains("card") {
            true => faults(&keys, 3),
            false => faults(&format!("[[card]]\n{keys}{question}{answer}id = \"a\"\n"), 4),
        };
        if found != expected {
            failed.push(format!("{keys}{}", found.join("\n")));
        }
    }
    assert!(failed.is_empty(), "expected other faults, found\n\n{}", failed.join("\n\n"));
}

#[test]
fn a_faulty_card_is_left_out_and_its_deck_is_not() {
    let text = cards([
        "front = \"q\"\nback = \"b\"",
        "front = \"no back\"",
        "statement = \"s\"\nanswer = true",
    ]);
    let Parsed { deck, faults } =
        parsed(&format!("{text}[[card]]\nid = \"c0\"\nfront = \"r\"\nback = \"c\"\n"));
    let ids: Vec<String> = deck.unwrap().notes().map(|note| note.id.clone()).collect();
    assert_eq!(ids, ["c0", "c2"]);
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["no-answer", "duplicate-id"]);
    // What is wrong with the deck itself keeps all of it out.
    assert_eq!(parse(Path::new("d.toml"), &text).deck, None);
}

#[test]
fn what_nobody_sees_and_marks_of_a_merge_are_named() {
    let found = |text: &str| faults(text, 0).concat();
    let quotes = found("a = “b”\n");
    assert!(
        quotes.contains("expected straight quotation marks, found the typographic “"),
        "{quotes}"
    );
    let space = found("\u{200B}[[card]]\n");
    assert!(
        space.contains("found U+200B, a space of no width") && !space.contains("no value"),
        "{space}"
    );
    let hard = found("back\u{A0}= \"b\"\n");
    assert!(hard.contains("found U+00A0, a space that does not break"), "{hard}");
    for marks in [
        "<<<<<<< HEAD\n[[card]]\n=======\n>>>>>>> other\n",
        "\u{FEFF}<<<<<<< HEAD\r\n[[card]]\r\n=======\r\n>>>>>>> other\r\n",
        "<<<<<<< a\n||||||| b\n=======\n>>>>>>> c\n",
        // Some of them were deleted.
        "[[card]]\nid = 'a'\n>>>>>>> other\n",
        "[[card]]\nid = 'a'\n=======\n",
    ] {
        let merge = found(marks);
        assert!(merge.contains("merge-marks: expected a deck, found the marks"), "{merge}");
    }
    let card = "card = [{ id = 'a', front = '''Q\n<<<<<<< HEAD\n>>>>>>> x''', back = 'b' }]";
    assert!(!found(card).contains("merge-marks"));
}

#[test]
fn what_nobody_sees_is_named_with_the_line_as_it_should_be() {
    let card = "[[card]]\nid = \"a\"\nfront = \"q\"\nback = \"b\"\n";
    for (c, code) in [
        ('\u{FEFF}', "U+FEFF, a byte order mark"),
        ('\u{200E}', "U+200E, a mark of writing direction"),
        ('\u{202A}', "U+202A, a mark of writing direction"),
        ('\u{2066}', "U+2066, a mark of writing direction"),
        ('\u{FE0F}', "U+FE0F, a mark for the form of the character before it"),
        ('\u{3164}', "U+3164, a filler of Hangul"),
        ('\u{2800}', "U+2800, a pattern of Braille without dots"),
        ('\u{E0001}', "U+E0001, a tag that is not shown"),
        ('\u{1}', "U+0001, a control character"),
        ('\u{85}', "U+0085, a control character"),
        ('\u{A0}', "U+00A0, a space that does not break"),
    ] {
        let named = |column: usize, line: &str| {
            format!("4:{column} toml-syntax: expected TOML, found {code} → write {line}")
        };
        let in_front = card.replace("back", &format!("{c}back"));
        assert_eq!(faults(&in_front, 3), [named(1, "back = \"b\"")]);
        let behind = card.replace("\"b\"", &format!("[\"b\",{c} \"c{c}\"]"));
        if !matches!(c, '\u{1}' | '\u{85}') {
            let found = faults(&behind, 3).concat();
            assert!(found.starts_with(&format!("4:13 toml-syntax: expected TOML, found {code}")));
        }
    }
    // In a text it stays, and is not what is wrong with the line.
    let text = card.replace("\"b\"", "\"b\u{200C}c\u{FEFF}\"");
    assert_eq!(faults(&text, 3), [""; 0]);
    let other = card.replace("= \"b\"", "\"b\u{200C}c\"");
    assert!(faults(&other, 3).concat().contains("expected = behind back, found none"));
}

#[test]
fn two_decks_that_were_pasted_together_are_told() {
    let card = |id: &str| format!("[[card]]\nid = \"{id}\"\nfront = \"{id}\"\nback = \"b\"\n");
    let mark = '\u{FEFF}';
    let marked = faults(&format!("{}{mark}{}", card("a"), card("b")), 3);
    let named = "toml-syntax: expected TOML, found U+FEFF, a byte order mark → write [[card]]";
    assert_eq!(marked, [format!("5:1 {named}")]);
    let end = faults(&format!("{}{mark}\n", card("a")), 3);
    assert_eq!(
        end,
        ["5:1 toml-syntax: expected TOML, found U+FEFF, a byte order mark → delete it"]
    );
    for mark in ["", "\u{FEFF}"] {
        let second = faults(&format!("{}{mark}{HEAD}{}", card("a"), card("b")), 3);
        let told = "expected one deck in a file, found the head of another below its cards → delete format = 1, id = \"d\", title = \"T\", or give that deck a file of its own";
        assert!(second.last().is_some_and(|fault| fault.ends_with(told)), "{second:?}");
        let heads = second.iter().filter(|fault| fault.contains("toml-syntax")).count();
        assert_eq!(heads, 1, "{second:?}");
    }
    let both = parse(Path::new("d.toml"), &format!("\u{FEFF}{HEAD}{}", card("a")));
    assert_eq!(both.faults, []);
}

#[test]
fn a_file_that_is_no_deck_is_named_as_what_it_is() {
    for (text, what) in [
        ("{ \"cards\": [ { \"front\": \"q\" } ] }", "JSON"),
        ("term,definition\nrome,a city\n\"a, b\",c\n", "a table (CSV)"),
        ("rome\ta city\ntiber\ta river\n", "a table (CSV)"),
        ("rome :: a city\ntiber :: a river\n", "lines of terms and definitions"),
        ("title: Rome\ncards:\n  - front: Q?\n    back: A\n", "YAML"),
        ("# Rome\n\n- It was founded.\n- It fell.\n", "Markdown"),
        ("<!DOCTYPE html>\n<p>Rome</p>\n", "a page of HTML or XML"),
        ("Rome was founded.\nThen it fell.\n", "text"),
    ] {
        let found = parse(Path::new("d.toml"), text).faults;
        let messages: Vec<&str> = found.iter().map(|fault| &*fault.message).collect();
        assert_eq!(messages, [format!("expected TOML, found {what}")]);
    }
    let card = HEAD.to_owned() + &cards(["front = \"q\"\nback = \"b\""]);
    let returns = parse(Path::new("d.toml"), &card.replace('\n', "\r")).faults;
    let messages: Vec<&str> = returns.iter().map(|fault| &*fault.message).collect();
    assert_eq!(
        messages,
        ["expected line feeds at the ends of lines, found carriage returns alone"]
    );
}

#[test]
fn a_hash_may_have_capitals_and_a_wrong_one_keeps_no_deck_out() {
    let source = |hash: &str| {
        let card = cards(["front = \"q\"\nback = \"b\""]);
        let parsed = parsed(&format!("source = {{ sha256 = \"{hash}\" }}\n{card}"));
        (parsed.deck.unwrap().source.unwrap().sha256, parsed.faults.len())
    };
    assert_eq!(source(&"aB".repeat(32)), (Some("ab".repeat(32)), 0));
    assert_eq!(source(&"aG".repeat(32)), (None, 1));
}

#[test]
fn a_full_deck_has_no_faults() {
    let text = "\u{FEFF}format = 1\r\nid = \"rome\"\r\ntitle = \"Rome\"\r\nlanguage = \"en\"\r\nask = \"type\"\r\n[source]\r\ntitle = \"A History\"\r\nyear = -44\r\n[exam]\r\ndate = 2026-12-15\r\nweights = { dates = 1, actors = 0.5 }\r\n[[card]]\r\nid = \"a\"\r\nfront = \"Who?\"\r\nback = [\"Caesar\", \"Antony\"]\r\nchoices = [\"Cicero\"]\r\nask = \"choose\"\r\ntags = [\"dates\", \"actors\"]\r\nwas = [\"old/a\"]\r\n[[card]]\r\nid = \"b\"\r\nfront = \"Rome\"\r\nback = \"Roma\"\r\nreverse = true\r\n[[card]]\r\nid = \"c\"\r\ncloze = \"{{c1::One}} and {{c2::two::number}}\"\r\n[[card]]\r\nid = \"o\"\r\nfront = \"Order\"\r\norder = [\"first\", \"second\"]\r\n";
    let parsed = parse(Path::new("rome.toml"), text);
    assert_eq!(parsed.faults, []);
    let deck = parsed.deck.unwrap();
    let ids: Vec<&str> = deck.cards.iter().map(|card| card.id.card()).collect();
    assert_eq!(ids, ["a", "b", "b.r", "c.1", "c.2", "o"]);
    let asks: Vec<Option<Ask>> = deck.cards.iter().map(Card::ask).collect();
    let typed = Some(Ask::Type);
    assert_eq!(asks, [Some(Ask::Choose), typed, typed, typed, typed, Some(Ask::Order)]);
    assert_eq!(deck.cards[0].takes_over(&deck.cards[0].of_note().was[0])[0].as_str(), "old/a");
    let weights = [("actors".to_owned(), 0.5), ("dates".to_owned(), 1.0)];
    assert_eq!(deck.exam.unwrap().weights, weights);
}

#[test]
fn decks_in_the_documentation_have_no_faults() {
    for text in [include_str!("../../../README.md"), include_str!("../../../docs/decks.md")] {
        let decks = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
        let parsed: Vec<Parsed> = decks.map(|deck| parse(Path::new("d.toml"), deck)).collect();
        assert_eq!(parsed.len(), 1);
        assert_eq!(parsed[0].faults, []);
    }
}

#[test]
fn a_missing_head_is_reported_key_by_key() {
    let parsed = parse(Path::new("d.toml"), &cards(["front = \"q\"\nback = \"b\""]));
    let found: Vec<String> =
        parsed.faults.iter().map(|f| format!("{}: {}", f.code, f.message)).collect();
    let missing = |key| format!("missing-key: expected the key '{key}', found none");
    assert_eq!(found, ["format", "id", "title"].map(missing));
    assert_eq!(parsed.deck, None);
}

#[test]
fn unknown_keys_fail_a_check_but_not_a_study_session() {
    let parsed = parsed(&cards(["front = \"q\"\nback = \"b\"\npicture = \"x.png\""]));
    assert!(parsed.deck.is_some());
    assert!(parsed.faults[0].severity.is_error());
}

#[test]
fn a_fault_shows_the_line_with_a_caret_and_the_remedy() {
    let text = HEAD.to_owned() + &cards(["front = \"한국 \\u001b q\"\nbakc = \"b\""]);
    let parsed = parse(Path::new("decks/d.toml"), &text);
    let shown: Vec<String> = parsed.faults.iter().map(|f| f.render(&text, false)).collect();
    insta::assert_snapshot!(shown.join("\n\n"), @r#"
    error[unknown-key]: expected a known key, found 'bakc'
     --> decks/d.toml:7:1
      |
    7 | bakc = "b"
      | ^^^^
      |
    help: did you mean 'back'?
    "#);
}

#[test]
fn line_ends_of_windows_are_no_part_of_texts() {
    let keys = "front = \"\"\"\none\ntwo\"\"\"\nback = '''\nx\ny'''\nbakc = 1";
    let text = (HEAD.to_owned() + &cards([keys])).replace('\n', "\r\n");
    let parsed = parse(Path::new("d.toml"), &text);
    insta::assert_snapshot!(parsed.faults[0].render(&text, false), @"
    error[unknown-key]: expected a known key, found 'bakc'
      --> d.toml:12:1
       |
    12 | bakc = 1
       | ^^^^
       |
    help: did you mean 'back'?
    ");
    let card = &parsed.deck.unwrap().cards[0];
    assert_eq!((&*card.prompt(), &*card.answer()), ("one\ntwo", "x\ny"));
}

#[test]
fn control_characters_never_reach_the_screen() {
    let text = format!("{HEAD}# \u{1b}[31m\n{}", cards(["front = \"q\"\nback = \"b\""]));
    let parsed = parse(Path::new("d\u{1b}.toml"), &text);
    let shown = parsed.faults[0].render(&text, false);
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
}

#[test]
fn answers_that_earn_nothing_are_read_with_or_without_remarks() {
    for (nocredit, expected) in [
        ("nocredit = [\"z\", \"a\"]", [("z", ""), ("a", "")]),
        ("nocredit = { \"the z\" = \"too late\", a = \" \" }", [("the z", "too late"), ("a", "")]),
        ("[card.nocredit]\n\"ü.\" = \"no\"\n\"b.c\" = \"\"", [("ü.", "no"), ("b.c", "")]),
    ] {
        let deck = deck(&cards([format!("front = \"q\"\nback = \"b\"\n{nocredit}")]));
        let expected = expected.map(|(answer, remark)| (answer.to_owned(), remark.to_owned()));
        assert_eq!(deck.cards[0].nocredit(), expected);
    }
}

#[test]
fn items_are_read_in_the_order_of_the_file() {
    let deck = deck(&cards([
        r#"list = ["Romulus", "Numa", "  Rome's Numa "]
front = "The first kings of Rome""#,
        r#"pairs = [["Livia", "Augustus"], ["Augustus", "Scribonia"]]
front = "Who married whom?""#,
    ]));
    let answers: Vec<String> = deck.cards.iter().map(Card::answer).collect();
    let kings = "Romulus; Numa; Rome's Numa";
    assert_eq!(answers, [kings, "Livia: Augustus; Augustus: Scribonia"]);
    let kinds: Vec<Kind> = deck.notes().map(|note| note.content.kind()).collect();
    assert_eq!(kinds, [Kind::List, Kind::Pairs]);
}

#[test]
fn a_statement_is_true_or_false() {
    let deck = deck(&cards(["statement = \"Rome fell.\"\nanswer = false\nask = \"choose\""]));
    let card = &deck.cards[0];
    assert_eq!((&*card.prompt(), &*card.answer()), ("Rome fell.", "False"));
    assert_eq!((card.wrong(), card.short_answer()), (vec!["True"], None));
}

#[test]
fn what_does_not_fit_on_a_screen_is_to_be_split() {
    let text: fn(usize) -> String = |at| format!("\"{at}\"");
    let pair: fn(usize) -> String = |at| format!("[\"l{at}\", \"r{at}\"]");
    for (key, item, most, help) in [
        ("order", text, 50, "split the card"),
        ("list", text, 50, "split the card"),
        ("pairs", pair, 50, "split the card"),
        ("back", text, 20, "split the card"),
        ("choices", text, 20, "keep the likeliest wrong options"),
    ] {
        let right = if key == "choices" { "back = \"yes\"" } else { "" };
        let faults = |count| {
            let items = (0..count).map(item).collect::<Vec<_>>().join(", ");
            faults(&cards([format!("front = \"q\"\n{right}\n{key} = [{items}]")]), 0)
        };
        assert_eq!(faults(most), [""; 0], "{key}");
        let message = format!("expected at most {most} in {key}, found {}", most + 1);
        let fault = format!("8:{} many-items: {message} → {help}", key.len() + 4);
        assert_eq!(faults(most + 1), [fault]);
    }
    let gaps = |count| faults(&cards([format!("cloze = \"{}\"", "{{c1::x}}".repeat(count))]), 0);
    assert_eq!(gaps(50), [""; 0]);
    let fault = "6:9 many-items: expected at most 50 gaps, found 51 → split the card";
    assert_eq!(gaps(51), [fault]);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC*|(\\[\\[card\\]\\]\n|id = \"a\"\n|front = \"q\\{\\{\"\n|cloze = '\\{\\{c1::\\PC\\}\\}'\n|= \n|\"){0,12}") {
        let parsed = parse(Path::new("d.toml"), &text);
        for fault in &parsed.faults {
            fault.render(&text, true);
        }
    }
}
