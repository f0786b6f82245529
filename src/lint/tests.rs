//! Each rule on cards that it finds and on their neighbours; what `allow` does; and that the
//! documentation says the same as the table.

use super::*;
use crate::deck::doubt::Place;
use crate::deck::fault::Severity;
use crate::deck::parse::parse_and_doubt;
use std::collections::HashSet;
use std::path::Path;

/// What is told of a deck with these lines at its head and these tables of cards.
fn told(head: &str, cards: &str) -> Vec<(Place, &'static str, Severity)> {
    let text = format!("format = 1\nid = \"d\"\ntitle = \"T\"\n{head}\n{cards}");
    let mut found = Vec::new();
    let parsed = parse_and_doubt(Path::new("d.toml"), &text, |deck| {
        found = doubts(deck);
        Vec::new()
    });
    assert!(parsed.deck.is_some(), "{text}\n{:?}", parsed.faults);
    found.into_iter().map(|doubt| (doubt.place, doubt.code, doubt.severity)).collect()
}

/// A card of the table of cases, as a deck has it.
fn card(at: usize, text: &str) -> String {
    let (text, keys) = text.split_once(" @ ").unwrap_or((text, ""));
    let quoted = |text: &str| format!("{:?}", text.trim());
    let kinds = ["true: ", "false: ", "cloze: ", "order: ", "list: ", "pairs: "];
    let kind = kinds.into_iter().find(|kind| text.trim().starts_with(kind)).unwrap_or_default();
    let text = &text.trim()[kind.len()..];
    let mut cells = text.split('|').map(str::trim).filter(|cell| !cell.is_empty());
    let front = quoted(cells.next().unwrap());
    let rest: Vec<String> = cells.map(quoted).collect();
    let all = rest.join(", ");
    let content = match kind {
        "true: " | "false: " => {
            format!("statement = {front}\nanswer = {}", &kind[..kind.len() - 2])
        }
        "cloze: " => format!("cloze = {front}"),
        "order: " => format!("front = {front}\norder = [{all}]"),
        "list: " => format!("front = {front}\nlist = [{all}]"),
        "pairs: " => {
            let pair = |pair: &String| format!("[{}]", pair.replace(" = ", "\", \""));
            let pairs: Vec<String> = rest.iter().map(pair).collect();
            format!("front = {front}\npairs = [{}]", pairs.join(", "))
        }
        _ => match &rest[..] {
            [] => format!("front = {front}"),
            [back] => format!("front = {front}\nback = {back}"),
            [back, wrong @ ..] => {
                format!("front = {front}\nback = {back}\nchoices = [{}]", wrong.join(", "))
            }
        },
    };
    let keys = keys.replace(" exact =", "\nexact =").replace(" nocredit =", "\nnocredit =");
    format!("[[card]]\nid = \"c{at}\"\n{content}\n{keys}\n")
}

#[test]
fn each_rule_finds_its_cards_and_leaves_their_neighbours_alone() {
    let (mut code, mut tried, mut failed) = ("", HashSet::new(), Vec::new());
    for line in include_str!("tests/cases.txt").lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            code = heading;
        }
        let wanted = line.starts_with("+ ");
        let Some(case) = line.strip_prefix("+ ").or_else(|| line.strip_prefix("- ")) else {
            continue;
        };
        let (case, language) = case.split_once(" @@ ").unwrap_or((case, "en"));
        let cards: String =
            case.split(" || ").enumerate().map(|(at, text)| card(at, text)).collect();
        let found = told(&format!("language = {language:?}"), &cards);
        if found.iter().any(|(_, found, _)| *found == code) != wanted {
            failed.push(format!("{code}: {line}"));
        }
        tried.insert(code);
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    let untried = RULES.iter().map(|rule| rule.code).filter(|code| !tried.contains(code));
    assert_eq!(untried.collect::<Vec<_>>(), ["unused-weight", "idle-allow"]);
}

#[test]
fn what_is_allowed_is_not_told_and_what_is_allowed_for_nothing_is() {
    let flawed = "front = \"q?\"\nback = \"a\"\nchoices = [\"b\", \"None of these\"]\n";
    let card = |id: &str, keys: &str| format!("[[card]]\nid = \"{id}\"\n{flawed}{keys}\n");
    let codes = |head: &str, cards: &str| -> Vec<(Place, &str)> {
        told(head, cards).into_iter().map(|(place, code, _)| (place, code)).collect()
    };
    let other = card("b", "").replace("q?", "r?");
    let of_b = (Place::Card("d/b".parse().unwrap()), "none-of-the-above");
    let allow = "allow = \"none-of-the-above\"";
    assert_eq!(codes("", &(card("a", allow) + &other)), [of_b]);
    assert_eq!(codes(allow, &(card("a", "") + &other)), []);
    // The card's own word is enough, and then the head's is idle.
    let idle = (Place::Allow(None, "none-of-the-above".to_owned()), "idle-allow");
    assert_eq!(codes(allow, &card("a", allow)), [idle]);
    let unknown = told("", &card("a", "allow = [\"none-of-the-abov\", \"none-of-the-above\"]"));
    let place = Place::Allow(Some("a".to_owned()), "none-of-the-abov".to_owned());
    assert_eq!(unknown, [(place, "unknown-code", Severity::Unknown)]);
}

#[test]
fn a_weight_of_a_tag_that_no_card_has_is_told() {
    let card = "[[card]]\nid = \"a\"\nfront = \"q\"\nback = \"x\"\ntags = [\"rome\"]";
    let found = told("exam.weights = { rome = 2, roem = 1, egypt = 0 }", card);
    let tag = |tag: &str| (Place::Weight(tag.to_owned()), "unused-weight", Severity::Warning);
    assert_eq!(found, [tag("egypt"), tag("roem")]);
}

/// The table of `docs/check.md`.
fn table() -> String {
    let mut out = String::from(
        "| code | level | why it is a flaw | what to do |\n| --- | --- | --- | --- |\n",
    );
    for Rule { code, level, reason, remedy, .. } in &RULES {
        let level = if *level == Severity::Remark { "remark" } else { "warning" };
        out.push_str(&format!("| `{code}` | {level} | {reason} | {remedy} |\n"));
    }
    out
}

#[test]
fn the_documentation_has_all_codes_with_their_reasons_and_remedies() {
    let text = include_str!("../../docs/check.md");
    let found = &text[text.find("| code |").expect("a table")..];
    let found: String = found
        .lines()
        .take_while(|line| line.starts_with('|'))
        .map(|l| l.to_owned() + "\n")
        .collect();
    if found != table() {
        panic!("docs/check.md has another table; it should be\n{}", table());
    }
}

#[test]
fn codes_are_words_and_each_is_there_once() {
    let mut seen = HashSet::new();
    for Rule { code, reason, remedy, .. } in &RULES {
        assert!(seen.insert(code), "{code}");
        assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{code}");
        assert!(!reason.is_empty() && !remedy.is_empty(), "{code}");
    }
}
