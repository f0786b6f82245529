//! Pairs of a mock exam on a low screen.

use crate::exam_screen::{PAGE_DOWN, PAGE_UP, start};
use crate::harness::World;
use crate::screen::Screen;

/// A mock exam of one card on a low screen, its question shown.
fn begun(front: &str, pairs: &str) -> (World, Screen) {
    let card = format!("[[card]]\nid = \"p\"\nfront = \"{front}\"\npairs = {pairs}\n");
    let world = World::with_deck(&card);
    let mut screen = start(&world, 15, 40, &[]);
    screen.wait_for("Enter begin");
    screen.press("\r");
    screen.wait_for(front);
    (world, screen)
}

#[test]
fn pairs_on_a_low_screen_are_seen_with_all_letters() {
    let pairs = "[[\"Livia\", \"Augustus\"], [\"Fulvia\", \"Antony\"], [\"Calpurnia\", \"Caesar\"], \
        [\"Terentia\", \"Cicero\"], [\"Julia\", \"Pompey\"], [\"Porcia\", \"Brutus\"]]";
    let (_world, mut screen) = begun("Who married whom?", pairs);
    let husbands = ["Augustus", "Antony", "Caesar", "Cicero", "Pompey", "Brutus"];
    let wives = ["Livia", "Fulvia", "Calpurnia", "Terentia", "Julia", "Porcia"];
    for (number, wife) in (1..).zip(wives) {
        screen.wait_for(&format!("› {number}. {wife} → ?"));
        let shown = screen.settled();
        assert!(shown.contains("↑↓ "), "{shown}");
        for husband in husbands {
            assert!(shown.contains(husband), "{husband} in {shown}");
        }
        screen.press("\u{1b}[B");
    }
    screen.press("a");
    screen.wait_for("+a ");
}

#[test]
fn the_right_sides_of_many_pairs_can_be_seen() {
    let pairs: Vec<String> =
        (1..=18).map(|pair| format!("[\"left side {pair}\", \"right side {pair}\"]")).collect();
    let (_world, mut screen) = begun("Match", &format!("[{}]", pairs.join(", ")));
    screen.wait_for("left side");
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let shown = screen.settled();
        let after = shown.split("right side ").skip(1);
        seen.extend(after.map(|text| text.split_whitespace().next().unwrap().to_owned()));
        if shown.contains("Questions") {
            break;
        }
        screen.press(PAGE_DOWN);
        screen.wait_until("other page", |screen| screen.contents() != shown);
    }
    assert_eq!(seen.len(), 18, "{seen:#?}");
    screen.press("\r");
    screen.wait_for("Put beside each row");
    screen.press(PAGE_UP);
    screen.wait_for("Put beside each row");
}
