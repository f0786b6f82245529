//! Sentences in which actors are found, and others in which they are not.

use super::*;
use crate::document::Format;
use crate::generate::tests::{check, or_none, read};
use proptest::prelude::*;

#[test]
fn actors_are_found_in_sentences() {
    check(include_str!("cases.txt"), |text| {
        let actors = find(&read(text)).0.into_iter();
        or_none(actors.map(|actor| format!("{} = {:?}", actor.name, actor.kind)).collect())
    });
}

#[test]
fn a_surname_stands_for_the_full_name() {
    let text = "Otto von Bismarck ruled. Later Bismarck resigned, and Bismarck's rivals rejoiced.";
    let (actors, mentions) = find(&read(text));
    assert_eq!(actors.len(), 1);
    assert_eq!(actors[0].aliases, ["Bismarck"]);
    assert_eq!(mentions.len(), 3);
}

#[test]
fn other_names_in_brackets_are_the_bodys_own() {
    let named = |text: &str| {
        let actors = find(&read(text)).0.into_iter();
        actors.map(|actor| (actor.name, actor.aliases)).collect::<Vec<_>>()
    };
    let one = |name: &str, alias: &str| vec![(name.to_owned(), vec![alias.to_owned()])];
    let text = "The College of Surgeons (CSurg) met. CSurg voted.";
    assert_eq!(named(text), one("College of Surgeons", "CSurg"));
    let text = "The National Library of Oslo (Oslobiblioteket Nord) opened.";
    assert_eq!(named(text), one("National Library of Oslo", "Oslobiblioteket Nord"));
    let text = "The Royal Society (Anna Holm) met.";
    assert_eq!(named(text).len(), 2);
}

#[test]
fn a_first_name_is_that_of_whom_it_is_counted_for() {
    let mentioned = |text: &str| {
        let (actors, mentions) = find(&read(text));
        let last = mentions.last().map(|mention| actors[mention.actor].name.clone());
        last.unwrap_or_default()
    };
    let kings = "George Holm came. George II slept. George III woke.";
    assert_eq!(mentioned(&format!("{kings} Nobody said more of George.")), "George III");
    assert_eq!(mentioned(&format!("{kings} The second George died.")), "George II");
    assert_eq!(mentioned(&format!("{kings} The first George died.")), "George III");
    assert_eq!(mentioned(&format!("{kings} George Holm left. King George died.")), "George III");
    assert_eq!(mentioned("George II slept. George Holm woke. George died."), "George II");
}

#[test]
fn what_an_item_of_a_list_is_about_is_no_work() {
    let names = |text: &str| {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        find(&document).0.into_iter().map(|actor| actor.name).collect::<Vec<_>>()
    };
    assert_eq!(
        names("- _Tolder Stannard Baker_: on trusts\n- nothing\n"),
        ["Tolder Stannard Baker"]
    );
    assert_eq!(names("- _Tolder Stannard Baker_\n- nothing\n"), ["Tolder Stannard Baker"]);
    assert_eq!(names("He read _Tolder Stannard Baker_ again.\n"), [""; 0]);
    assert_eq!(names("- He read _Tolder Stannard Baker_: well\n"), [""; 0]);
}

#[test]
fn an_actor_says_what_tells_its_kind() {
    let table = r"
        France fell. => List
        Admiral Holmgard fell. => Title
        The Salt Council fell, and Lake Orva rose. => Noun; Noun
        Anna Holmgard fell. => Given
        She was born in Holmvik. => Context
        Tolder Holmgard fell. => Form
        In Anna Holmgard, in Anna Holmgard alone. => Disputed
    ";
    check(table, |text| {
        let actors = find(&read(text)).0.into_iter();
        or_none(actors.map(|actor| format!("{:?}", actor.evidence)).collect())
    });
}

#[test]
fn initials_are_letters_of_options_only_where_nobody_of_that_name_is_known() {
    let mentions = |text: &str| {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        find(&document).1.len()
    };
    assert_eq!(mentions("Benjamin Franklin wrote.\n\nB. Franklin.\n"), 2);
    assert_eq!(mentions("Benjamin Holm wrote.\n\nB. Franklin.\n"), 1);
    assert_eq!(mentions("Ben Franklin wrote.\n\nA. Maya.\n\nB. Franklin.\n\nC. Nora.\n"), 1);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|[A-Z][a-z]{1,6} |U\\.S\\. |President |of the |['’]s |\\. ){1,60}") {
        let Ok(document) = Document::parse(text.as_bytes(), Format::Text) else { return Ok(()) };
        let (actors, mentions) = find(&document);
        for mention in mentions {
            prop_assert!(mention.actor < actors.len());
            prop_assert!(document.text.get(mention.span).is_some());
        }
    }
}
