//! Decks: checked, listed, generated.

use crate::harness::{World, finish, repository};

#[test]
fn the_starter_decks_are_what_generate_writes() {
    let world = World::new();
    let notes = repository().join("decks/sources/korean-war.md");
    let ran = world.run(&["generate", notes.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    for (kind, least) in [("dates", 40), ("actors", 35), ("arguments", 45)] {
        let name = format!("decks/korean-war-{kind}.toml");
        let shipped = std::fs::read_to_string(repository().join(&name)).unwrap();
        assert!(world.text(&name) == shipped, "{name} differs from what generate writes");
        assert!(shipped.matches("[[card]]").count() >= least, "{name}");
    }
    let check = world.run(&["check"]);
    assert_eq!(check.code, Some(0), "{}", check.stdout);
}

#[test]
fn a_broken_deck_is_named_and_the_others_are_studied() {
    let world = World::with_cards(1);
    world.put(
        "decks/broken.toml",
        "format = 1\nid = \"broken\"\ntitle = \"B\"\n[[card]]\nid = \"a\"\nfront = \"Q\"\n",
    );
    let ran = world.run_with(&[], "4\n");
    assert!(
        ran.stderr.contains("broken.toml: line 4, column 1: expected an answer"),
        "{}",
        ran.stderr
    );
    assert!(ran.stdout.contains("1 answer"), "{}", ran.stdout);
    let check = world.run(&["check"]);
    assert_eq!(check.code, Some(1));
    assert!(check.stdout.contains("4 | [[card]]\n  | ^^^^^^^^"), "{}", check.stdout);
}

#[test]
fn two_decks_with_one_id_are_both_left_out() {
    let world = World::with_cards(1);
    world.put("decks/e.toml", &world.text("decks/d.toml"));
    let ran = world.run(&[]);
    assert!(ran.stderr.contains("d.toml: its id 'd' is also that of"), "{}", ran.stderr);
    assert!(ran.stderr.contains("e.toml: its id 'd' is also that of"), "{}", ran.stderr);
    assert_eq!(world.run(&["check"]).code, Some(1));
}

#[test]
fn ids_are_given_by_check_fix() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n\n[[card]] # mine\nfront = \"Where is Lima?\"\nback = \"Peru\"\n");
    assert_eq!(world.run(&["check"]).code, Some(1));
    assert_eq!(world.run(&["check", "--fix"]).code, Some(0));
    assert!(world.text("decks/d.toml").contains("[[card]] # mine\nid = \"where-is-lima\"\nfront"));
}

#[test]
fn a_tolerance_that_no_answer_can_use_is_remarked_on() {
    let world = World::new();
    let card = |id: &str, back: &str, tolerance: &str| {
        format!(
            "[[card]]\nid = \"{id}\"\nfront = \"{id}?\"\nback = \"{back}\"\ntolerance = {tolerance}\n"
        )
    };
    let cards = card("a", "37 °C", "1")
        + &card("b", "Romulus", "2")
        + &card("c", "June 1950", "\"1 year\"")
        + &card("d", "37 °C", "\"3 days\"");
    world.put("decks/d.toml", &format!("format = 1\nid = \"d\"\ntitle = \"D\"\n{cards}"));
    let check = world.run(&["check"]);
    assert_eq!(check.code, Some(0), "{}", check.stdout);
    assert!(check.stdout.ends_with("0 errors, 2 remarks\n"), "{}", check.stdout);
    for (card, what) in [("b", "number"), ("d", "date")] {
        let remark =
            format!("[idle-tolerance]: '{card}' has a tolerance, but no answer with one {what}");
        assert!(check.stdout.contains(&remark), "{}", check.stdout);
    }
}

#[test]
fn reports_are_json() {
    let world = World::with_cards(2);
    world.run_with(&["--seed", "1"], "3\n");
    let decks: serde_json::Value =
        serde_json::from_str(&world.run(&["decks", "--json"]).stdout).unwrap();
    assert_eq!(decks["decks"][0]["cards"], 2);
    assert_eq!(decks["decks"][0]["new"], 1);
    let cards: serde_json::Value =
        serde_json::from_str(&world.run(&["cards", "--json"]).stdout).unwrap();
    assert_eq!(cards["cards"].as_array().unwrap().len(), 2);
    let check: serde_json::Value =
        serde_json::from_str(&world.run(&["check", "--json"]).stdout).unwrap();
    assert_eq!(check["faults"].as_array().unwrap().len(), 0);
    let history: serde_json::Value =
        serde_json::from_str(&world.run(&["history", "c1", "--json"]).stdout).unwrap();
    assert_eq!(history["reviews"][0]["rating"], "good");
}

#[test]
fn the_data_folder_is_filled_with_the_starter_decks() {
    let world = World::new();
    let mut command = world.command(&["decks"]);
    command.env_remove("BYHEART_HOME");
    let ran = finish(command, "");
    assert!(ran.stdout.contains("korean-war-dates"), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn init_makes_a_study_folder_and_keeps_what_is_there() {
    let world = World::new();
    let folder = world.path("new");
    let name = folder.to_str().unwrap();
    assert_eq!(world.run(&["init", name]).code, Some(0));
    assert!(world.text("new/.gitattributes").contains("progress/**/*.csv -text merge=union"));
    world.put("new/byheart.toml", "new_per_day = 3\n");
    world.run(&["init", name]);
    assert_eq!(world.text("new/byheart.toml"), "new_per_day = 3\n");
    assert_eq!(world.run(&["--home", name, "check"]).code, Some(0));
}
