//! Papers from decks of all kinds of cards.

use super::super::balance::ideal;
use super::*;
use crate::deck::parse::parse;
use crate::deck::parse::tests::{cards, parsed};
use proptest::prelude::*;
use std::path::Path;

/// A card for each format.
const CARDS: &str = r#"[[card]]
id = "c"
front = "Which <b>two</b> & why?"
back = ["a_1", "b"]
choices = ["c", "d"]
source = "§ 1 <i>"
tags = ["x"]
note = "because"
[[card]]
id = "t"
front = "How far?"
back = "42 km"
accept = ["26 miles"]
nocredit = { "26 km" = "Miles <were> taken for km.", "24 miles" = "" }
tolerance = 2
[[card]]
id = "o"
front = "Put in order"
order = ["one", "two", "three"]
[[card]]
id = "m"
front = "Match"
pairs = [["x", "1"], ["y", "2"], ["z", "3"]]
[[card]]
id = "g"
cloze = "In {{c1::1950::year}} it began."
[[card]]
id = "l"
front = "List"
list = ["uno", "due"]
"#;

/// A paper that asks each of these cards.
pub(crate) fn of_all_kinds(seed: u64) -> Paper {
    drawn(&[deck("d", CARDS)], &wish(6, seed))
}

fn deck(id: &str, body: &str) -> Deck {
    let text = format!("format = 1\nid = \"{id}\"\ntitle = \"{id}\"\n{body}");
    let parsed = parse(Path::new("d.toml"), &text);
    parsed.deck.unwrap_or_else(|| panic!("{:?}", parsed.faults))
}

/// One deck of cards with these keys.
fn of_keys<K: std::fmt::Display>(keys: impl IntoIterator<Item = K>) -> [Deck; 1] {
    [deck("d", &cards(keys))]
}

fn wish(questions: usize, seed: u64) -> Wish {
    Wish { questions, formats: Format::ALL.to_vec(), seed, repeats: Repeats::Last }
}

fn drawn(decks: &[Deck], wish: &Wish) -> Paper {
    Paper::draw(decks, wish).unwrap()
}

fn ids(paper: &Paper) -> Vec<&str> {
    paper.items.iter().map(|item| item.question.card.id.as_str()).collect()
}

fn notes(paper: &Paper) -> BTreeSet<(&str, &str)> {
    let ids = paper.items.iter().map(|item| &item.question.card.id);
    ids.map(|id| (id.deck(), id.note_part())).collect()
}

/// The keys of a card of a kind that the number decides.
fn card(number: usize, kind: u8, topic: u8) -> String {
    let answer = match kind {
        0 => format!("front = \"Q{number}\"\nback = \"A{number}\"\nchoices = [\"x\", \"y\"]"),
        1 => format!("front = \"Q{number}\"\norder = [\"a\", \"b\", \"c\"]"),
        2 => format!("front = \"Q{number}\"\npairs = [[\"a\", \"1\"], [\"b\", \"2\"]]"),
        3 => format!("cloze = \"Q{number} {{{{c1::one}}}} {{{{c2::two}}}}\""),
        6 => format!("statement = \"Q{number}\"\nanswer = {}", number.is_multiple_of(2)),
        4 => format!("front = \"Q{number}\"\nlist = [\"a\", \"b\"]"),
        _ => format!("front = \"Q{number}\"\nback = \"A{number}\""),
    };
    format!("{answer}\ntags = [\"t{topic}\"]")
}

fn decks_of(kinds: &[Vec<(u8, u8)>]) -> Vec<Deck> {
    let body = |kinds: &Vec<(u8, u8)>| {
        let keys =
            kinds.iter().enumerate().map(|(number, (kind, topic))| card(number, *kind, *topic));
        format!("[exam]\nweights = {{ t0 = 1, t1 = 2, t2 = 0.5 }}\n{}", cards(keys))
    };
    kinds.iter().enumerate().map(|(at, kinds)| deck(&format!("d{at}"), &body(kinds))).collect()
}

#[test]
fn every_kind_of_card_is_asked_in_a_form_that_can_be_marked() {
    let decks = decks_of(&[(0..7).map(|kind| (kind, 0)).collect()]);
    let paper = drawn(&decks, &wish(7, 1));
    let mut formats: Vec<Format> = paper.items.iter().map(|item| item.format).collect();
    formats.sort();
    assert_eq!(formats, Format::ALL);
    for item in &paper.items {
        assert!(!matches!(item.question.form, Form::Reveal | Form::Reverse | Form::Tick));
    }
}

#[test]
fn long_answers_are_asked_only_where_others_make_options() {
    let long =
        "front = \"Why?\"\nback = \"because the Americans seemed to have written Korea off\"";
    let error = Paper::draw(&of_keys([long]), &wish(5, 1)).unwrap_err();
    assert_eq!(error, PaperError::NoneOfFormat { wanted: Format::ALL.to_vec(), possible: vec![] });
    assert!(error.remedy().contains("cannot mark what is only recalled"));
    let dates = (1..4).map(|year| format!("front = \"Year {year}?\"\nback = \"195{year}\""));
    let only_choice = Wish { formats: vec![Format::Choice], ..wish(9, 1) };
    let paper = drawn(&of_keys(dates.chain([long.to_owned()])), &only_choice);
    assert_eq!((paper.items.len(), paper.left_out.len()), (3, 1));
}

#[test]
fn a_format_that_no_card_has_is_named_with_those_that_some_have() {
    let decks = decks_of(&[vec![(1, 0), (5, 0)]]);
    let wish = Wish { formats: vec![Format::Match, Format::List], ..wish(5, 1) };
    let error = Paper::draw(&decks, &wish).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected cards for match, list, found none that can be asked so"
    );
    assert_eq!(error.remedy(), "these decks have cards for --formats typed,order");
    assert_eq!(Paper::draw(&[deck("d", "")], &wish).unwrap_err(), PaperError::NoCards);
}

#[test]
fn siblings_stand_together_only_where_all_notes_are_asked() {
    let decks = decks_of(&[vec![(3, 0), (3, 0), (3, 0)]]);
    for seed in 0..50 {
        assert_eq!(notes(&drawn(&decks, &wish(3, seed))).len(), 3);
    }
    assert_eq!(drawn(&decks, &wish(5, 1)).items.len(), 5);
    assert_eq!(drawn(&decks, &wish(50, 1)).items.len(), 6);
}

/// Two cards of which the second answers the first.
const CLASHING: [&str; 2] = [
    "front = \"Who was the new President?\"\nback = \"Eisenhower\"",
    "front = \"When did Eisenhower, the new President, take office?\"\nback = \"1953\"",
];

#[test]
fn two_questions_stand_together_only_where_none_else_is_left_if_one_answers_the_other() {
    let [who, when] = CLASHING;
    let decks = of_keys([who, when, "front = \"Where did they land?\"\nback = \"Incheon\""]);
    for seed in 0..30 {
        let paper = drawn(&decks, &wish(2, seed));
        assert!(ids(&paper).contains(&"d/c2"), "{:?}", ids(&paper));
        assert_eq!(drawn(&decks, &wish(3, seed)).items.len(), 3);
    }
}

#[test]
fn rather_fewer_questions_than_siblings_or_ones_that_answer_each_other() {
    let [who, when] = CLASHING;
    let decks = of_keys(["cloze = \"{{c1::One}} and {{c2::two}} here\"", who, when]);
    for seed in 0..20 {
        let paper = drawn(&decks, &Wish { repeats: Repeats::Never, ..wish(20, seed) });
        assert_eq!((paper.items.len(), paper.kept_apart), (2, 2), "{:?}", ids(&paper));
        let all = drawn(&decks, &wish(20, seed));
        assert_eq!((all.items.len(), all.kept_apart), (4, 0));
    }
}

#[test]
fn a_topic_without_weight_is_left_out_and_an_error_where_no_other_is() {
    let weights = "[exam]\nweights = { old = 0 }\n";
    let card = |tag: &str| format!("front = \"A\"\nback = \"x\"\ntags = [\"{tag}\"]");
    let of = |tags: &[&str]| {
        let cards = cards(tags.iter().map(|tag| card(tag)));
        Paper::draw(&[deck("d", &format!("{weights}{cards}"))], &wish(5, 1))
    };
    let paper = of(&["old", "new"]).unwrap();
    assert_eq!((ids(&paper), paper.left_out.len(), paper.weightless), (vec!["d/c1"], 0, 1));
    let error = of(&["old"]).unwrap_err();
    assert_eq!(error, PaperError::WeighNothing);
    assert!(error.to_string().contains("the [exam] weights leave all out"));
}

#[test]
fn the_largest_weights_share_and_larger_ones_are_refused() {
    let body = |weight: &str| {
        let cards = cards((0..4).map(|n| card(n, 5, n as u8 % 2)));
        format!("[exam]\nweights = {{ t0 = {weight}, t1 = {weight} }}\n{cards}")
    };
    assert_eq!(drawn(&[deck("d", &body("1000000"))], &wish(2, 1)).items.len(), 2);
    let parsed = parsed(&body("1e308"));
    assert!(parsed.deck.is_none());
    assert_eq!(parsed.faults[0].message, "expected a weight of 0 to 1,000,000 for t0");
}

#[test]
fn a_paper_without_questions_is_an_error() {
    let decks = decks_of(&[vec![(5, 0)]]);
    assert!(Paper::draw(&decks, &wish(0, 1)).is_err());
}

#[test]
fn what_the_author_wants_recalled_is_not_asked() {
    let long = "list = [\"the first of many long sentences\", \"the second of them\"]";
    let decks = of_keys([
        "front = \"R\"\nback = \"1950\"\nchoices = [\"1951\"]\nask = \"reveal\"".to_owned(),
        format!("front = \"L\"\n{long}"),
        format!("front = \"T\"\n{long}\nask = \"type\""),
    ]);
    let paper = drawn(&decks, &wish(9, 1));
    assert_eq!((ids(&paper), paper.left_out.len()), (vec!["d/c2"], 2));
}

#[test]
fn choices_are_sought_for_every_card_of_a_large_deck() {
    let decks = of_keys((0..600).map(|n| {
        let (year, month, day) = (1900 + n / 336, n / 28 % 12 + 1, n % 28 + 1);
        format!("front = \"Event {n}?\"\nback = \"{year}-{month:02}-{day:02}\"")
    }));
    let paper = drawn(&decks, &Wish { formats: vec![Format::Choice], ..wish(500, 1) });
    assert_eq!((paper.items.len(), paper.left_out.len()), (500, 0));
}

/// The paper of a seed is the same in every later version: whoever printed one
/// can print its key again.
#[test]
fn the_paper_of_a_seed_stays_what_it_is() {
    let decks = decks_of(&[(0..8).map(|n| (n % 6, n % 3)).collect()]);
    let years = [1861, 1865, 1914, 1918, 1939, 1945]
        .map(|year| format!("[[card]]\nid = \"y{year}\"\nfront = \"When?\"\nback = \"{year}\"\n"));
    let choices = Wish { formats: vec![Format::Choice], ..wish(4, 7) };
    let papers = [drawn(&decks, &wish(8, 7)), drawn(&[deck("years", &years.concat())], &choices)];
    let shown = papers.iter().flat_map(|paper| &paper.items).map(|Item { question, format }| {
        format!("{} {format} {}", question.card.id, question.form.options().join(" | "))
    });
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @"
    d0/c3.1 cloze 
    d0/c1 order a | c | b
    d0/c5 typed 
    d0/c7 order b | a | c
    d0/c6 choice x | y | A6
    d0/c2 match 2 | 1
    d0/c4 list 
    d0/c0 typed 
    years/y1861 choice 1865 | 1914 | 1918 | 1861
    years/y1918 choice 1939 | 1914 | 1945 | 1918
    years/y1914 choice 1945 | 1918 | 1861 | 1914
    years/y1945 choice 1865 | 1945 | 1861 | 1939
    ");
}

fn kinds() -> impl Strategy<Value = Vec<Vec<(u8, u8)>>> {
    proptest::collection::vec(proptest::collection::vec((0..7_u8, 0..4_u8), 1..25), 1..4)
}

proptest! {
    #[test]
    fn the_same_seed_and_decks_give_the_same_paper(kinds in kinds(), seed: u64, count in 1..40_usize) {
        let decks = decks_of(&kinds);
        let paper = drawn(&decks, &wish(count, seed));
        let turned: Vec<Deck> = decks.iter().rev().cloned().collect();
        prop_assert_eq!(&drawn(&turned, &wish(count, seed)), &paper);
    }

    #[test]
    fn no_note_is_asked_twice_unless_so_many_are_wanted(kinds in kinds(), seed: u64, count in 1..40_usize) {
        let decks = decks_of(&kinds);
        let paper = drawn(&decks, &Wish { repeats: Repeats::Never, ..wish(count, seed) });
        prop_assert_eq!(notes(&paper).len(), paper.items.len());
        let all = drawn(&decks, &wish(500, seed)).items.len();
        prop_assert_eq!(paper.kept_apart, if paper.items.len() < count { all - paper.items.len() } else { 0 });
    }

    #[test]
    fn decks_and_topics_get_their_shares_within_one_question(kinds in kinds(), seed: u64, count in 1..30_usize) {
        let decks = decks_of(&kinds);
        let paper = drawn(&decks, &wish(count, seed));
        let notes: Vec<usize> = kinds.iter().map(Vec::len).collect();
        prop_assume!(count <= notes.iter().sum());
        prop_assert_eq!(paper.items.len(), count);
        let of_deck = |at: usize| paper.items.iter().filter(move |item| item.question.card.id.deck() == format!("d{at}"));
        let shares = ideal(count, &vec![1.0; decks.len()], &notes);
        for (at, share) in shares.iter().enumerate() {
            let found = of_deck(at).count();
            prop_assert!((found as f64 - share).abs() < 1.0, "deck {} has {}, not {}", at, found, share);
            let caps: Vec<usize> = (0..4).map(|topic| kinds[at].iter().filter(|kind| kind.1 == topic).count()).collect();
            let topics = ideal(found, &[1.0, 2.0, 0.5, 1.0], &caps);
            for (topic, share) in topics.iter().enumerate() {
                let tag = format!("t{topic}");
                let found = of_deck(at).filter(|item| item.question.card.tags()[0] == tag).count();
                prop_assert!((found as f64 - share).abs() < 1.0, "topic {} has {}, not {}", topic, found, share);
            }
        }
    }
}
