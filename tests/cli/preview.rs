//! A deck before it is studied.

use crate::harness::{World, card};

const CARDS: &str = "[[card]]\nid = \"which\"\nfront = \"Which of these?\"\nback = \"Kim\"\nchoices = [\"<b>Mao</b>\", \"Rhee\"]\nnote = \"So it was.\"\n[[card]]\nid = \"why\"\nfront = \"Why?\"\nback = \"Because the Americans seemed to have written Korea off\"\n";

#[test]
fn each_card_is_asked_in_every_form_and_nothing_is_saved() {
    let world = World::with_deck(&(card("a", "Capital of Peru?", "Lima", "") + CARDS));
    let preview = world.run_with(&["preview", "d"], "\n1\nLima\n\n1\n").ended(0);
    preview.says(&[
        "a, form 1 of 3; in exams: typed",
        "a, form 2 of 3; in exams: typed",
        "which; in exams: choice",
    ]);
    assert_eq!(world.files("."), ["decks"]);
    let json = world.run(&["preview", "d", "--json"]).ended(0).json();
    assert_eq!(json["cards"][0]["forms"], serde_json::json!(["reveal", "type", "reverse"]));
    assert_eq!(json["cards"][2]["exam"], serde_json::json!([]));
    let check = world.run(&["check", "-v"]).ended(0);
    check.says(&["reveal, type, reverse", "never, it cannot be marked", "d/why"]);
}

#[test]
fn a_page_has_every_form_with_its_answer_and_nothing_of_a_deck_is_markup() {
    let world = World::with_deck(CARDS);
    let page = ["preview", "d", "--html", "home/page.html"];
    world.run(&page).ended(0).says(&["home/page.html: 2 cards"]);
    let html = world.text("page.html");
    for part in [
        "which · in exams: choice",
        "<p class=\"task\">chosen</p>",
        "&lt;b&gt;Mao&lt;/b&gt;",
        "<details><summary>Answer</summary>",
        "So it was.",
        "why · in exams: never, it cannot be marked",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    world.run(&page).ended(2).warns(&["exists", "--force replaces it"]);
    world.run(&[&page[..], &["--force"]].concat()).ended(0);
}
