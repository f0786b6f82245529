//! Decks of others: brought in, brought in again, with what their reader changed.

use crate::harness::{World, card};
use std::process::Command;

fn deck(cards: &str) -> String {
    format!("# by an instructor\nformat = 1\nid = \"rome\"\ntitle = \"Rome\"\n\n{cards}")
}

fn founder(back: &str) -> String {
    card("founder", "Who founded Rome?", back, "")
}

fn year(back: &str) -> String {
    card("year", "When?", back, "")
}

/// Whether this is a command that ends well, in a folder of the world.
#[track_caller]
fn git(world: &World, folder: &str, arguments: &[&str]) {
    let mut command = Command::new("git");
    let who =
        ["-c", "user.name=I", "-c", "user.email=i@example.org", "-c", "init.defaultBranch=main"];
    command.args(who).args(arguments).current_dir(world.path(folder)).env("HOME", world.home());
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
}

#[test]
fn a_file_comes_under_its_id_and_again_when_it_changes() {
    let world = World::with_cards(1);
    world.put("shop/anything.toml", deck(&founder("Romulus")));
    let install = ["install", "home/shop/anything.toml"];
    world.run(&install).ended(0).says(&["rome: new, HOME/decks/rome.toml with 1 card"]);
    assert_eq!(world.text("decks/rome.toml"), deck(&founder("Romulus")));
    world.run(&install).ended(0).says(&["rome: nothing new\n"]);
    world.run(&["check"]).ended(0).lacks(&["installed"]);
    world.run(&["decks"]).ended(0).says(&["rome"]).lacks(&["installed"]);
    world.put("shop/anything.toml", deck(&(founder("Aeneas") + &year("753 BC"))));
    let dry = world.run(&["install", "--update", "--dry-run"]).ended(0);
    dry.says(&["rome: would be updated, HOME/decks/rome.toml: 1 new, 1 answered otherwise"]);
    assert_eq!(world.text("decks/rome.toml"), deck(&founder("Romulus")));
    let update = world.run(&["install", "--update"]).ended(0);
    update.says(&[
        "  answer    founder: Who founded Rome?\n            - Romulus\n            + Aeneas\n",
        "  new       year: When?",
    ]);
    assert_eq!(world.text("decks/rome.toml"), world.text("shop/anything.toml"));
}

#[test]
fn what_the_reader_changed_stays_where_nobody_can_be_asked() {
    let world = World::new();
    let own = card("own", "Mine?", "Yes", "");
    world.put("shop/rome.toml", deck(&(founder("Romulus") + &year("753 BC"))));
    world.run(&["install", "home/shop"]).ended(0);
    world.put("decks/rome.toml", deck(&(founder("Romulus himself") + &year("753") + &own)));
    world.put("shop/rome.toml", deck(&(founder("Aeneas") + &year("753 BC"))));
    let counts = "1 answered otherwise; 2 cards kept as you have them";
    let json = world.run(&["install", "--update", "--dry-run", "--json"]).ended(0).json();
    assert_eq!(json["decks"][0]["kept"], serde_json::json!(["founder", "year", "own"]));
    world.run(&["install", "--update", "--dry-run", "--theirs"]).ended(0).says(&[counts]);
    let all = "3 cards kept as you have them";
    let told = "of which the author changed 1 too: on a terminal you are asked";
    world.run(&["install", "--update"]).ended(0).says(&[all, told, "  yours     founder"]);
    let kept = deck(&(founder("Romulus himself") + &year("753") + &own));
    assert_eq!(world.text("decks/rome.toml").trim_end(), kept.trim_end());
    // Nobody was asked: the author's change can still be had.
    world.run(&["install", "--update", "--theirs"]).ended(0).says(&[counts]);
    assert!(world.text("decks/rome.toml").contains("Aeneas"));
    world.run(&["install", "--update"]).ended(0).says(&["rome: nothing new; 2 cards kept"]);
}

#[test]
fn a_repository_gives_its_decks_alone() {
    let world = World::with_cards(1);
    world.past("2026-11-20T10:00:00.000Z,d/c1,answer,900,rating=good\n");
    let journal = world.journal();
    world.put("class/decks/rome.toml", deck(&founder("Romulus")));
    world.put("class/decks/notes.txt", "no deck");
    world.put("class/byheart.toml", "new_per_day = 1\n");
    world.put("class/progress/pc/2026-11.csv", "time,card,event,took_ms,detail\n");
    world.put("class/other.toml", deck(&year("1")).replace("rome", "other"));
    std::os::unix::fs::symlink("/etc/passwd", world.path("class/decks/link.toml")).unwrap();
    git(&world, "class", &["init", "--quiet"]);
    git(&world, "class", &["add", "."]);
    git(&world, "class", &["commit", "--quiet", "-m", "decks"]);
    let url = format!("file://{}", world.path("class").display());
    let first = world.run(&["install", &url]).ended(0);
    assert_eq!(first.stdout, "rome: new, HOME/decks/rome.toml with 1 card\n");
    assert_eq!(world.files("decks"), [".installed", "d.toml", "rome.toml"]);
    assert_eq!(world.journal(), journal);
    assert!(!world.path("byheart.toml").exists());
    world.put("class/decks/rome.toml", deck(&founder("Aeneas")));
    git(&world, "class", &["commit", "--quiet", "-a", "-m", "better"]);
    world.run(&["install", "--update"]).ended(0).says(&["1 answered otherwise"]);
    // What was deleted stays deleted, until it is asked for.
    std::fs::remove_file(world.path("decks/rome.toml")).unwrap();
    world.run(&["install", "--update"]).ended(1).says(&["left out rome: you deleted it"]);
    world.run(&["install", &url]).ended(0).says(&["rome: new"]);
    git(&world, "class", &["rm", "--quiet", "decks/rome.toml"]);
    git(&world, "class", &["commit", "--quiet", "-m", "gone"]);
    let told = "left out rome: it is no longer in file://";
    world.run(&["install", "--update"]).ended(1).says(&[told]);
    assert!(world.path("decks/rome.toml").exists());
}

#[test]
fn what_cannot_be_installed_is_named_and_changes_nothing() {
    let world = World::with_cards(1);
    let fails = |from: &str, told: &[&str]| {
        world.run(&["install", from]).ended(2).warns(told);
    };
    fails("nowhere", &["cannot find nowhere", "name a deck file, a folder, or a repository"]);
    fails("ext::sh -c 'touch home/run'", &["it is no address of a repository"]);
    fails("https://me:secret@example.org/a", &["it has a password in it"]);
    fails("file:///no/such/repository", &["cannot fetch file:///no/such/repository"]);
    world.run(&["install", "--update"]).ended(2).warns(&["no deck of this home was installed"]);
    world.put("bad.toml", "format = 1\nid = \"bad\"\ntitle = \"Bad\"\n[[card]]\nid = \"a\"\n");
    let bad = world.run(&["install", "home/bad.toml"]).ended(1);
    bad.says(&["left out HOME/bad.toml: line 4", "byheart check shows all"]);
    // A faulty deck of the reader's is not written over, be it that deck or another.
    world.put("shop/d.toml", deck("").replace("rome", "d") + &founder("x"));
    world.put("shop/e.toml", deck("").replace("rome", "e") + &founder("x"));
    world.put("decks/d.toml", world.text("decks/d.toml") + "[[card]]\nid = \"new\"\n");
    world.put("decks/e.toml", "title = ");
    let before = world.text("decks/d.toml");
    let ran = world.run(&["install", "home/shop"]).ended(1);
    ran.says(&[
        "left out d: mend HOME/decks/d.toml first: line",
        "left out e: HOME/decks/e.toml is in its place",
    ]);
    assert_eq!(world.text("decks/d.toml"), before);
    assert!(!world.path("run").exists() && !world.path("decks/.installed").exists());
}

#[test]
fn a_deck_that_its_author_renamed_stays_one() {
    let world = World::new();
    world.put("shop/rome.toml", deck(&founder("Romulus")));
    world.run(&["install", "home/shop"]).ended(0);
    std::fs::remove_file(world.path("shop/rome.toml")).unwrap();
    let renamed =
        deck(&founder("Romulus")).replace("id = \"rome\"", "id = \"roma\"\nwas = \"rome\"");
    world.put("shop/roma.toml", &renamed);
    world.run(&["install", "--update"]).ended(0).says(&["roma: updated"]);
    assert_eq!(world.text("decks/rome.toml"), renamed);
    assert_eq!(world.files("decks/.installed"), ["roma.toml"]);
    world.run(&["install", "--update"]).ended(0).says(&["roma: nothing new"]);
    world.run(&["check"]).ended(0);
}
