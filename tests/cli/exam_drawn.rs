//! What is said of the cards that a mock exam could not draw.

use crate::exam::{DECK, exam, world};
use crate::harness::World;

#[test]
fn what_is_left_out_is_told() {
    let world = world();
    let more = "[[card]]\nid = \"why\"\nfront = \"Why did he agree?\"\nback = \"because the Americans seemed to have written Korea off\"\n\
        [[card]]\nid = \"gaps\"\ncloze = \"{{c1::1949}} was before {{c2::1951}}.\"\n";
    world.put("decks/d.toml", &format!("{DECK}{more}"));
    let ran = exam(&world, &[], "");
    assert!(ran.stdout.contains("Exam: 7 questions"), "{}", ran.stdout);
    let told = "1 card left out that would repeat or answer another; --questions 8 asks all.\n1 card left out that no exam can mark; ask = \"type\" lets a longer answer be typed (-v names it).\n";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    let named = exam(&world, &["--new", "-v"], "").stdout;
    assert!(named.contains("lets a longer answer be typed: d/why.\n"), "{named}");
    let all = exam(&world, &["--new", "--questions", "8"], "");
    assert!(
        all.stdout.contains("Exam: 8 questions") && !all.stdout.contains("repeat"),
        "{}",
        all.stdout
    );
}

#[test]
fn a_weight_that_cannot_be_met_is_told() {
    let world = World::new();
    let card = |tag: &str, number: usize| {
        format!(
            "[[card]]\nid = \"{tag}-{number}\"\nfront = \"What is {tag} {number}?\"\n\
             back = \"{number}{number}\"\ntags = [\"{tag}\"]\n"
        )
    };
    let cards: String = (1..=3)
        .map(|number| card("energy", number))
        .chain((1..=12).flat_map(|number| [card("work", number), card("heat", number)]))
        .collect();
    let deck = |weights: &str| {
        let head = "format = 1\nid = \"d\"\ntitle = \"D\"\n[exam]\n";
        world.put("decks/d.toml", &format!("{head}weights = {{ {weights} }}\n{cards}"));
        exam(&world, &["--new", "--questions", "12"], "").stdout
    };
    let told = deck("energy = 2");
    let line = "energy has only 3 of the 6 questions that its weight asks for.\n";
    assert!(told.contains(line), "{told}");
    let told = deck("energy = 6, chaos = 4");
    let line = "Too few cards for the weights: chaos has only 0 of 4 questions, \
        energy has only 3 of 6 questions.\n";
    assert!(told.contains(line), "{told}");
    assert!(!deck("energy = 0.5").contains("weight"));
}
