use super::*;
use crate::deck::arbitrary::decks;
use crate::deck::write::{card, to_toml};
use crate::deck::{Deck, Note};
use proptest::prelude::*;
use proptest::sample::Index;

const DECK: &str = r#"# my deck
format = 1
id = "rome"
title = "Rome"

# -- kings --

# the first
# of seven
[[card]] # founder
front = "Who founded Rome?"   # asked first
id = "founder"
# he, not his brother
back   = 'Romulus'

[card.nocredit] # wrong
Remus = "He was slain."

# to be checked

# about walls
[[card]]
id = "wall"
front = """
Which wall?
# no comment
[[card]]
id = "no-card"
# no comment either"""
back = "the Servian"
# about the end
[exam]
date = 2026-12-15
[[card]]
id = "last"
front = "Which hills?"
list = [ "Palatine", # first
  "Aventine",
] # two
# the end
"#;

fn shown(id: &str) -> &str {
    &DECK[card_text(DECK, id).unwrap()]
}

fn replaced(text: &str, id: &str, new: &str) -> Result<String, String> {
    let shown = |faults: Vec<Fault>| {
        let faults = faults.iter().map(|fault| fault.told(new));
        faults.collect::<Vec<_>>().join("\n")
    };
    replace(Path::new("the card"), text, id, new).map_err(shown)
}

fn refusal(id: &str, new: &str) -> String {
    replaced(DECK, id, new).unwrap_err()
}

#[test]
fn a_card_begins_with_its_comments_and_ends_before_those_of_the_next() {
    for (id, begin, end) in [
        ("founder", "# the first\n# of seven\n[[card]] # founder\n", "\n\n# to be checked\n"),
        ("wall", "# about walls\n[[card]]\nid = \"wall\"\n", "back = \"the Servian\"\n"),
        ("last", "[[card]]\nid = \"last\"\n", "] # two\n# the end\n"),
    ] {
        let shown = shown(id);
        assert!(shown.starts_with(begin) && shown.ends_with(end), "{shown}");
    }
    assert_eq!(card_text(DECK, "no-card"), None);
}

#[test]
fn an_edit_changes_the_card_and_no_other_byte() {
    let new = shown("founder").replace("Who founded", "Who, they say, founded");
    let expected = DECK.replace("Who founded", "Who, they say, founded");
    assert_eq!(replaced(DECK, "founder", &new), Ok(expected));
    let new = shown("last").replace("\"Aventine\"", "\"Caelian\"") + "\n\n  \n";
    assert_eq!(replaced(DECK, "last", &new), Ok(DECK.replace("Aventine", "Caelian")));
}

#[test]
fn comments_may_be_added_and_taken_away() {
    let new = "[[card]]\nid = \"wall\"\nfront = \"Which?\"\nback = \"x\"\n# todo";
    let expected = DECK.replace(shown("wall"), &format!("{new}\n")).replace("# about walls\n", "");
    assert_eq!(replaced(DECK, "wall", new), Ok(expected));
}

#[test]
fn line_ends_mark_and_missing_last_line_end_stay() {
    let file = format!("{MARK}{}", DECK.trim_end().replace('\n', "\r\n"));
    for id in ["founder", "wall", "last"] {
        let new = format!("{MARK}{}\n", &file[card_text(&file, id).unwrap()].replace("\r\n", "\n"));
        assert_eq!(replaced(&file, id, &new), Ok(file.clone()), "{id}");
    }
    let windows = shown("wall").replace('\n', "\r\n");
    assert_eq!(replaced(DECK, "wall", &windows), Ok(DECK.to_owned()));
    let mixed = DECK.replacen('\n', "\r\n", 20);
    let new = &mixed[card_text(&mixed, "founder").unwrap()];
    assert_eq!(replaced(&mixed, "founder", new), Ok(mixed.clone()));
}

#[test]
fn the_first_line_may_be_a_comment_behind_a_mark() {
    let text = format!("{MARK}# one\n  # two\n[[card]]\nid = \"a\"\n");
    assert_eq!(card_text(&text, "a"), Some(MARK.len_utf8()..text.len()));
}

#[test]
fn a_card_that_is_no_table_of_its_own_is_edited_in_the_file() {
    let head = "format = 1\nid = \"d\"\ntitle = \"T\"\n";
    let card = "{ id = \"a\", front = \"q\", back = \"b\" }";
    let inline = format!("{head}card = [ {card} ]\n");
    let table = "[[card]]\nid = \"a\"\nfront = \"q\"\nback = \"b\"\n";
    let torn = format!("{head}{table}[exam]\n[card.nocredit]\nx = \"\"\n");
    let twice = format!("{head}{table}{table}");
    for text in [&*inline, &*torn, &*twice, DECK, "[[card]"] {
        assert_eq!(card_text(text, "a"), None, "{text}");
    }
    assert!(parse(Path::new("d.toml"), &inline).deck.is_some());
    insta::assert_snapshot!(replaced(&inline, "a", "front = \"q\"\n").unwrap_err(), @"the card:1:1 Error no-table «»: expected one [[card]] table with the id 'a' in one piece, found none → edit the file itself");
}

#[test]
fn what_is_not_the_card_under_its_id_is_refused_with_every_fault() {
    let [founder, wall, last] = ["founder", "wall", "last"].map(shown);
    let with_id = |id: &str| founder.replace("id = \"founder\"\n", id);
    let second = format!("{wall}\n[[card]]\nfront = \"q\"\nback = \"b\"\n");
    let deck = format!("title = \"Troy\"\n{wall}\n[exam]\ndate = 2026-12-16\n");
    let syntax = format!("{MARK}# é\n[[card]]\nid = \"last\"\né = 1\nlist = [\"\"\"x\"\"\"\n");
    let told = [
        refusal("founder", &with_id("")),
        refusal("founder", &with_id("id = \"wall\"\n")),
        refusal("founder", &with_id("id = 7\n")),
        refusal("wall", &second),
        refusal("wall", "# gone\n"),
        refusal("wall", "card = [{ id = \"wall\" }]\n"),
        refusal("wall", "[card]\nid = \"wall\"\n"),
        refusal("wall", &deck),
        refusal(
            "wall",
            "# é\n[[card]]\nfront = \"Who?\"\nbakc = \"x\"\ntags = 7\nlist = [\"one\"]\n",
        ),
        refusal("last", &syntax),
        refusal("last", &format!("{last}picture = 1\n")),
    ];
    insta::assert_snapshot!(told.join("\n"), @r#"
    the card:3:1 Error changed-id «[[card]]»: expected id = "founder" to stay, found none → put it back: the card's history hangs on its id
    the card:5:6 Error changed-id «"wall"»: expected id = "founder" to stay, found "wall" → put it back: the card's history hangs on its id
    the card:5:6 Error changed-id «7»: expected id = "founder" to stay, found no text → put it back: the card's history hangs on its id
    the card:5:6 Error wrong-type «7»: expected id to be a string, found integer → write id = "7"
    the card:12:1 Error one-card «[[card]]»: expected one card, found 2 → leave one here and add others to the file itself
    the card:1:1 Error one-card «»: expected one [[card]] table, found none → write [[card]] above the card's keys
    the card:1:1 Error one-card «»: expected one [[card]] table, found none → write [[card]] above the card's keys
    the card:1:1 Error toml-syntax «[card]»: expected [[card]], found [card] → write [[card]]
    the card:1:1 Error not-the-card «title»: expected nothing but the card, found 'title' → edit the file itself
    the card:13:2 Error not-the-card «exam»: expected nothing but the card, found 'exam' → edit the file itself
    the card:2:1 Error changed-id «[[card]]»: expected id = "wall" to stay, found none → put it back: the card's history hangs on its id
    the card:4:1 Unknown unknown-key «bakc»: expected a known key, found 'bakc' → did you mean 'back'?
    the card:5:8 Error wrong-type «7»: expected tags to be an array of strings, found integer → write it like ["one", "two"]
    the card:6:8 Error few-items «["one"]»: expected at least two items, found 1 → add items
    the card:4:1 Error toml-syntax «é»: invalid unquoted key, expected letters, numbers, `-`, `_` → see https://toml.io for how TOML is written
    the card:5:8 Error toml-syntax «["""x"""»: expected ] at the end of the list, found none → write list = ["""x"""]
    the card:8:1 Unknown unknown-key «picture»: expected a known key, found 'picture' → cards are text; say where it is in note or source
    "#);
}

#[test]
fn beside_a_faulty_card_others_are_edited_and_it_is_mended() {
    let one = DECK.replace("back = \"the Servian\"\n", "");
    assert_eq!(replaced(&one, "wall", shown("wall")), Ok(DECK.to_owned()));
    assert_eq!(replaced(&one, "last", shown("last")), Ok(one.clone()));
    // The deck itself cannot be read.
    let none = DECK.replace("title = ", "titel = ");
    let told = replaced(&none, "last", shown("last")).unwrap_err();
    assert!(told.contains("other-fault") && told.contains("found 'titel'"), "{told}");
}

#[test]
fn keys_of_a_newer_byheart_stay() {
    let file = DECK.replace("the Servian\"\n", "the Servian\"\npicture = \"wall.png\"\n");
    let new = file[card_text(&file, "wall").unwrap()].replace("Servian", "Aurelian");
    assert_eq!(replaced(&file, "wall", &new), Ok(file.replace("Servian", "Aurelian")));
}

/// The deck's text with comments above and below what cards hold.
fn commented(deck: &Deck, windows: bool, open: bool) -> String {
    let text = to_toml(deck).replace("\n[[card]]\n", "\n# above\n[[card]] # beside\n# within\n");
    let text = format!("{text}\n# below\n");
    let text = if open { text.trim_end().to_owned() } else { text };
    if windows { text.replace('\n', "\r\n") } else { text }
}

proptest! {
    #[test]
    fn a_card_replaced_by_itself_changes_nothing(deck in decks(), windows: bool, open: bool) {
        let text = commented(&deck, windows, open);
        for note in deck.notes() {
            let range = card_text(&text, &note.id).expect("a table");
            prop_assert!(text[range.clone()].starts_with("# above"));
            prop_assert_eq!(text[range.clone()].matches("# within").count(), 1);
            let same = replace(Path::new("d.toml"), &text, &note.id, &text[range]);
            prop_assert_eq!(same, Ok(text.clone()));
        }
    }

    #[test]
    fn a_new_card_takes_the_place_of_the_old(
        deck in decks(), new in decks(), at: Index, windows: bool,
    ) {
        let mut notes: Vec<Note> = deck.notes().cloned().collect();
        let at = at.index(notes.len());
        let id = format!("n{at}");
        notes[at] = Note { id: id.clone(), ..new.notes().next().unwrap().clone() };
        let new = card(&notes[at]);
        let text = commented(&deck, windows, false);
        let range = card_text(&text, &id).expect("a table");
        let found = replace(Path::new("d.toml"), &text, &id, new.trim_start()).expect("a deck");
        let (above, below) = (&text[..range.start], &text[range.end..]);
        prop_assert!(found.starts_with(above) && found.ends_with(below));
        let feeds = if windows { found.matches('\n').count() } else { 0 };
        prop_assert_eq!(found.matches("\r\n").count(), feeds);
        let parsed = parse(Path::new("d.toml"), &found).deck.unwrap();
        let cards = Deck::new(deck.id.clone(), String::new(), None, notes).unwrap().cards;
        prop_assert_eq!(parsed, Deck { cards, path: Some("d.toml".into()), ..deck });
    }

    #[test]
    fn no_text_makes_it_panic(deck in decks(), new in "\\PC{0,20}|(\\[\\[card\\]\\]\n|id = \"n0\"\n|front = \"q\"\n|back = 1\n|\"\"\"\n|# é\r\n|card = |\\{|\u{FEFF}){0,9}") {
        let text = to_toml(&deck);
        if let Err(faults) = replace(Path::new("d.toml"), &text, "n0", &new) {
            prop_assert!(!faults.is_empty());
            faults.iter().for_each(|fault| drop(fault.render(&new, true)));
        }
    }
}

#[test]
fn the_key_of_each_card_is_found() {
    let text = "was = 's'\n[[card]]\nid = ' a '\nwas = ['t/x']\n[[card]]\nid = 'b'\n[[card]]\nwas = ['t/y']\n";
    let places = places_of(text, "was");
    assert_eq!(places.len(), 2);
    assert_eq!(&text[places[&None].clone()], "'s'");
    assert_eq!(&text[places[&Some("a".to_owned())].clone()], "['t/x']");
}
