//! Papers from decks of all kinds of cards.

use super::super::balance::ideal;
use super::*;
use crate::deck::parse::{parse, tests::parsed};
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
    Paper::draw(&[deck("d", CARDS)], &wish(6, seed)).unwrap()
}

fn deck(id: &str, body: &str) -> Deck {
    let text = format!("format = 1\nid = \"{id}\"\ntitle = \"{id}\"\n{body}");
    let parsed = parse(Path::new("d.toml"), &text);
    parsed.deck.unwrap_or_else(|| panic!("{:?}", parsed.faults))
}

fn wish(questions: usize, seed: u64) -> Wish {
    Wish { questions, formats: Format::ALL.to_vec(), seed }
}

fn ids(paper: &Paper) -> Vec<&str> {
    paper.items.iter().map(|item| item.question.card.id.as_str()).collect()
}

/// A card of a kind that the number decides.
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
    format!("[[card]]\nid = \"c{number}\"\n{answer}\ntags = [\"t{topic}\"]\n")
}

fn decks_of(kinds: &[Vec<(u8, u8)>]) -> Vec<Deck> {
    let body = |cards: &Vec<(u8, u8)>| -> String {
        let weights = "[exam]\nweights = { t0 = 1, t1 = 2, t2 = 0.5 }\n".to_owned();
        let cards = cards.iter().enumerate();
        weights
            + &cards.map(|(number, (kind, topic))| card(number, *kind, *topic)).collect::<String>()
    };
    kinds.iter().enumerate().map(|(at, cards)| deck(&format!("d{at}"), &body(cards))).collect()
}

#[test]
fn every_kind_of_card_is_asked_in_a_form_that_can_be_marked() {
    let decks = decks_of(&[(0..7).map(|kind| (kind, 0)).collect()]);
    let paper = Paper::draw(&decks, &wish(7, 1)).unwrap();
    let mut formats: Vec<Format> = paper.items.iter().map(|item| item.format).collect();
    formats.sort();
    assert_eq!(formats, Format::ALL);
    for item in &paper.items {
        assert!(!matches!(item.question.form, Form::Reveal | Form::Reverse | Form::Tick));
    }
}

#[test]
fn long_answers_are_asked_only_where_others_make_options() {
    let long = "because the Americans seemed to have written Korea off";
    let body = format!("[[card]]\nid = \"a\"\nfront = \"Why?\"\nback = \"{long}\"\n");
    let one = [deck("d", &body)];
    let error = Paper::draw(&one, &wish(5, 1)).unwrap_err();
    assert_eq!(error, PaperError::NoneOfFormat { wanted: Format::ALL.to_vec(), possible: vec![] });
    assert!(error.remedy().contains("cannot mark what is only recalled"));
    let dates: String = (1..4)
        .map(|year| {
            format!("[[card]]\nid = \"y{year}\"\nfront = \"Year {year}?\"\nback = \"195{year}\"\n")
        })
        .collect();
    let only_choice = Wish { formats: vec![Format::Choice], ..wish(9, 1) };
    let paper = Paper::draw(&[deck("d", &(body + &dates))], &only_choice).unwrap();
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
        let paper = Paper::draw(&decks, &wish(3, seed)).unwrap();
        let notes: BTreeSet<&str> =
            paper.items.iter().map(|item| item.question.card.id.note_part()).collect();
        assert_eq!(notes.len(), 3);
    }
    assert_eq!(Paper::draw(&decks, &wish(5, 1)).unwrap().items.len(), 5);
    assert_eq!(Paper::draw(&decks, &wish(50, 1)).unwrap().items.len(), 6);
}

#[test]
fn two_questions_stand_together_only_where_none_else_is_left_if_one_answers_the_other() {
    let body = "[[card]]\nid = \"who\"\nfront = \"Who was the new President?\"\nback = \"Eisenhower\"
        [[card]]\nid = \"when\"\nfront = \"When did Eisenhower, the new President, take office?\"\nback = \"1953\"
        [[card]]\nid = \"where\"\nfront = \"Where did they land?\"\nback = \"Incheon\"\n";
    let decks = [deck("d", body)];
    for seed in 0..30 {
        let paper = Paper::draw(&decks, &wish(2, seed)).unwrap();
        assert!(ids(&paper).contains(&"d/where"), "{:?}", ids(&paper));
        assert_eq!(Paper::draw(&decks, &wish(3, seed)).unwrap().items.len(), 3);
    }
}

#[test]
fn a_topic_without_weight_is_left_out() {
    let body = "[exam]\nweights = { old = 0 }\n[[card]]\nid = \"a\"\nfront = \"A\"\nback = \"x\"\ntags = [\"old\"]\n[[card]]\nid = \"b\"\nfront = \"B\"\nback = \"y\"\ntags = [\"new\"]\n";
    let paper = Paper::draw(&[deck("d", body)], &wish(5, 1)).unwrap();
    assert_eq!((ids(&paper), paper.left_out.len(), paper.weightless), (vec!["d/b"], 0, 1));
}

#[test]
fn weights_that_leave_all_out_are_named() {
    let body = "[exam]\nweights = { old = 0 }\n[[card]]\nid = \"a\"\nfront = \"A\"\nback = \"x\"\ntags = [\"old\"]\n";
    let error = Paper::draw(&[deck("d", body)], &wish(5, 1)).unwrap_err();
    assert_eq!(error, PaperError::WeighNothing);
    assert!(error.to_string().contains("the [exam] weights leave all out"));
}

#[test]
fn the_largest_weights_share_and_larger_ones_are_refused() {
    let body = |weight: &str| {
        let cards: String = (0..4).map(|n| card(n, 5, n as u8 % 2)).collect();
        format!("[exam]\nweights = {{ t0 = {weight}, t1 = {weight} }}\n{cards}")
    };
    let paper = Paper::draw(&[deck("d", &body("1000000"))], &wish(2, 1)).unwrap();
    assert_eq!(paper.items.len(), 2);
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
    let body = format!(
        "[[card]]\nid = \"r\"\nfront = \"R\"\nback = \"1950\"\nchoices = [\"1951\"]\nask = \"reveal\"\n\
         [[card]]\nid = \"l\"\nfront = \"L\"\n{long}\n\
         [[card]]\nid = \"t\"\nfront = \"T\"\n{long}\nask = \"type\""
    );
    let paper = Paper::draw(&[deck("d", &body)], &wish(9, 1)).unwrap();
    assert_eq!((ids(&paper), paper.left_out.len()), (vec!["d/t"], 2));
}

#[test]
fn rather_fewer_questions_than_siblings_or_ones_that_answer_each_other() {
    let body = "[[card]]\nid = \"gaps\"\ncloze = \"{{c1::One}} and {{c2::two}} here\"\n\
        [[card]]\nid = \"who\"\nfront = \"Who was the new President?\"\nback = \"Eisenhower\"\n\
        [[card]]\nid = \"when\"\nfront = \"When did Eisenhower, the new President, take office?\"\nback = \"1953\"\n";
    let decks = [deck("d", body)];
    for seed in 0..20 {
        let paper = Paper::draw_apart(&decks, &wish(20, seed)).unwrap();
        assert_eq!((paper.items.len(), paper.kept_apart), (2, 2), "{:?}", ids(&paper));
        let all = Paper::draw(&decks, &wish(20, seed)).unwrap();
        assert_eq!((all.items.len(), all.kept_apart), (4, 0));
    }
}

#[test]
fn choices_are_sought_for_every_card_of_a_large_deck() {
    let cards: String = (0..600)
        .map(|n| {
            let (month, day) = (n / 28 % 12 + 1, n % 28 + 1);
            let year = 1900 + n / 336;
            let date = format!("{year}-{month:02}-{day:02}");
            format!("[[card]]\nid = \"c{n}\"\nfront = \"Event {n}?\"\nback = \"{date}\"\n")
        })
        .collect();
    let decks = [deck("d", &cards)];
    let wish = Wish { formats: vec![Format::Choice], ..wish(500, 1) };
    let paper = Paper::draw(&decks, &wish).unwrap();
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
    let papers = [
        Paper::draw(&decks, &wish(8, 7)).unwrap(),
        Paper::draw(&[deck("years", &years.concat())], &choices).unwrap(),
    ];
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

fn cards() -> impl Strategy<Value = Vec<Vec<(u8, u8)>>> {
    proptest::collection::vec(proptest::collection::vec((0..7_u8, 0..4_u8), 1..25), 1..4)
}

proptest! {
    #[test]
    fn the_same_seed_and_decks_give_the_same_paper(cards in cards(), seed: u64, count in 1..40_usize) {
        let decks = decks_of(&cards);
        let paper = Paper::draw(&decks, &wish(count, seed)).unwrap();
        let turned: Vec<Deck> = decks.iter().rev().cloned().collect();
        prop_assert_eq!(&Paper::draw(&turned, &wish(count, seed)).unwrap(), &paper);
    }

    #[test]
    fn no_note_is_asked_twice_unless_so_many_are_wanted(cards in cards(), seed: u64, count in 1..40_usize) {
        let decks = decks_of(&cards);
        let paper = Paper::draw_apart(&decks, &wish(count, seed)).unwrap();
        let notes: BTreeSet<String> = paper
            .items
            .iter()
            .map(|item| format!("{} {}", item.question.card.id.deck(), item.question.card.id.note_part()))
            .collect();
        prop_assert_eq!(notes.len(), paper.items.len());
        let all = Paper::draw(&decks, &wish(500, seed)).unwrap().items.len();
        prop_assert_eq!(paper.kept_apart, if paper.items.len() < count { all - paper.items.len() } else { 0 });
    }

    #[test]
    fn decks_and_topics_get_their_shares_within_one_question(cards in cards(), seed: u64, count in 1..30_usize) {
        let decks = decks_of(&cards);
        let paper = Paper::draw(&decks, &wish(count, seed)).unwrap();
        let notes: Vec<usize> = cards.iter().map(Vec::len).collect();
        prop_assume!(count <= notes.iter().sum());
        prop_assert_eq!(paper.items.len(), count);
        let of_deck = |at: usize| paper.items.iter().filter(move |item| item.question.card.id.deck() == format!("d{at}"));
        let shares = ideal(count, &vec![1.0; decks.len()], &notes);
        for (at, share) in shares.iter().enumerate() {
            let found = of_deck(at).count();
            prop_assert!((found as f64 - share).abs() < 1.0, "deck {} has {}, not {}", at, found, share);
            let caps: Vec<usize> = (0..4).map(|topic| cards[at].iter().filter(|card| card.1 == topic).count()).collect();
            let topics = ideal(found, &[1.0, 2.0, 0.5, 1.0], &caps);
            for (topic, share) in topics.iter().enumerate() {
                let tag = format!("t{topic}");
                let found = of_deck(at).filter(|item| item.question.card.tags()[0] == tag).count();
                prop_assert!((found as f64 - share).abs() < 1.0, "topic {} has {}, not {}", topic, found, share);
            }
        }
    }
}
