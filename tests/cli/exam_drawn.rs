//! What is said of the cards that a mock exam could not draw.

use crate::exam::{DECK, exam, world};
use crate::harness::{World, card};

#[test]
fn what_is_left_out_is_told() {
    let world = world();
    let long = "because the Americans seemed to have written Korea off";
    let why = card("why", "Why did he agree?", long, "");
    let gaps = "[[card]]\nid = \"gaps\"\ncloze = \"{{c1::1949}} was before {{c2::1951}}.\"\n";
    world.put("decks/d.toml", &format!("{DECK}{why}{gaps}"));
    exam(&world, &[], "").says(&[
        "Exam: 7 questions",
        "1 card left out that would repeat or answer another; --questions 8 asks all.\n1 card left out that no exam can mark; ask = \"type\" lets a longer answer be typed (-v names it).\n",
    ]);
    exam(&world, &["--new", "-v"], "").says(&["lets a longer answer be typed: d/why.\n"]);
    let all = exam(&world, &["--new", "--questions", "8"], "").says(&["Exam: 8 questions"]);
    assert!(!all.stdout.contains("repeat"), "{all:#?}");
}

#[test]
fn a_weight_that_cannot_be_met_is_told() {
    let world = World::new();
    let of_tag = |tag: &str, number: usize| {
        let (id, front) = (format!("{tag}-{number}"), format!("What is {tag} {number}?"));
        card(&id, &front, &format!("{number}{number}"), &format!("tags = [\"{tag}\"]"))
    };
    let cards: String = (1..=3)
        .map(|number| of_tag("energy", number))
        .chain((1..=12).flat_map(|number| [of_tag("work", number), of_tag("heat", number)]))
        .collect();
    let drawn = |weights: &str| {
        world.deck("d", &format!("[exam]\nweights = {{ {weights} }}\n{cards}"));
        exam(&world, &["--new", "--questions", "12"], "")
    };
    drawn("energy = 2").says(&["energy has only 3 of the 6 questions that its weight asks for.\n"]);
    let told = "Too few cards for the weights: chaos has only 0 of 4 questions, \
        energy has only 3 of 6 questions.\n";
    drawn("energy = 6, chaos = 4").says(&[told]);
    assert!(!drawn("energy = 0.5").stdout.contains("weight"));
}
