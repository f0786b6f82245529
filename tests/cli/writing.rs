//! Decks that are begun, written and changed from the command line.

use crate::harness::{World, card, repository};

#[test]
fn an_unknown_command_is_named_as_that_with_the_nearest_one() {
    let world = World::with_cards(1);
    let decks = "\n  help: decks are: d\n";
    for (word, meant) in [("stduy", "study"), ("chekc", "check"), ("exma", "exam"), ("Add", "add")]
    {
        world.run(&[word]).fails(&format!(
            "error: there is no command and no deck '{word}', nor a file or folder of that name\n  \
             help: did you mean byheart {meant}?{decks}"
        ));
    }
    // Nothing is near to everything.
    world.run(&["rome"]).fails(&format!(
        "error: there is no command and no deck 'rome', nor a file or folder of that name\n  \
         help: byheart help lists the commands{decks}"
    ));
    // Behind a command there is no other.
    world.run(&["study", "stduy"]).fails(&format!(
        "error: there is no deck 'stduy', nor a file or folder of that name{decks}"
    ));
    // A deck may be called so.
    world.deck("stduy", &card("a", "Q?", "A", ""));
    world.run(&["stduy"]).ended(0).says(&["Q?"]);
    // With options of the command that was meant.
    let told = "error: there is no command 'chekc'; did you mean 'check'?";
    world.run(&["chekc", "--fix"]).ended(2).warns(&[told]);
    let ran = world.run(&["study", "--fix"]).ended(2);
    assert!(ran.stderr.contains("unexpected argument '--fix'"), "{ran:#?}");
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        world.run(&["completions", shell]).ended(0).says(&["byheart", "suspend", "no-input"]);
    }
    world.run(&["man"]).ended(0).says(&[".TH byheart 1", "byheart\\-study(1)"]);
    world.run(&["man", "home/man"]).ended(0).says(&["wrote  home/man/byheart-add.1\n"]);
    let pages = world.files("man");
    assert!(pages.contains(&"byheart.1".to_owned()) && pages.contains(&"byheart-new.1".to_owned()));
    assert!(world.text("man/byheart-check.1").contains("\\-\\-against"), "{pages:?}");
    world.run(&["completions", "tcsh"]).ended(2).warns(&["[possible values: bash, elvish"]);
}

#[test]
fn a_new_deck_has_an_example_of_each_kind_and_passes() {
    let world = World::new();
    world.run(&["new", "old-rome"]).ended(0).says(&[
        "wrote  HOME/decks/old-rome.toml\n",
        "byheart check old-rome checks it, byheart study old-rome asks it.",
    ]);
    let text = world.text("decks/old-rome.toml");
    let head =
        "#:schema ./.deck.schema.json\nformat = 1\nid = \"old-rome\"\ntitle = \"Old rome\"\n";
    assert!(text.starts_with(head), "{text}");
    assert!(text.contains("# pairs = [[") && text.contains("# cloze = "), "{text}");
    assert_eq!(world.files("decks"), [".deck.schema.json", "old-rome.toml"]);
    world.run(&["check"]).ended(0).says_last("1 file, 1 card: 0 errors, 0 remarks");
    let ran = world.run(&["decks"]).ended(0);
    assert_eq!(ran.stderr, "");
    // A file anywhere.
    world.run(&["new", "home/lesson.toml"]).ended(0).says(&["byheart study home/lesson.toml"]);
    world.run(&["check", "home/lesson.toml"]).ended(0);
}

#[test]
fn a_new_deck_takes_no_place_and_no_id_of_another() {
    let world = World::with_cards(1);
    let before = world.text("decks/d.toml");
    world.run(&["new", "d"]).fails(
        "error: HOME/decks/d.toml exists already\n  help: byheart add HOME/decks/d.toml adds \
         cards to it; or give the new deck another name\n",
    );
    world.put("decks/e.toml", before.replace("\"d\"", "\"f\""));
    let taken = "HOME/decks/e.toml has the id 'f' already";
    world.run(&["new", "f"]).ended(2).warns(&[taken]);
    world.run(&["new", "Old Rome"]).fails(
        "error: 'Old Rome' cannot be the id of a deck\n  because: expected only a-z, 0-9 and '-', \
         found 'O'\n  help: write old-rome\n",
    );
    world.run(&["new", "x/y"]).ended(2).warns(&["help: write x/y.toml"]);
    assert_eq!(world.text("decks/d.toml"), before);
    assert_eq!(world.files("decks"), ["d.toml", "e.toml"]);
    let full = world.run_on_full_disk(1, &["new", "g"], "").ended(2);
    assert!(full.stderr.contains("make room on the disk"), "{full:#?}");
    assert_eq!(world.files("decks"), ["d.toml", "e.toml"]);
}

#[test]
fn cards_are_added_at_the_end_with_ids_and_all_else_stays() {
    let world = World::with_deck(
        "# mine\n\n[[card]] # first\nid = \"peru\"\nfront = 'Peru?'\nback = 'Lima'\n",
    );
    let before = world.text("decks/d.toml");
    let lines =
        ["capital of Chile :: Santiago", "{{Quito}} lies in Ecuador :: 1534", "Peru? :: a land"];
    world.run(&[&["add", "d"], &lines[..]].concat()).ended(0).says(&[
        "added  capital-of-chile\nadded  quito-lies-in-ecuador\nadded  peru\u{2d}2\n",
        "3 cards added to HOME/decks/d.toml\n",
    ]);
    assert_eq!(
        world.text("decks/d.toml"),
        before
            + "\n[[card]]\nid = \"capital-of-chile\"\nfront = \"capital of Chile\"\nback = \"Santiago\"\n\
               \n[[card]]\nid = \"quito-lies-in-ecuador\"\ncloze = \"{{Quito}} lies in Ecuador\"\nnote = \"1534\"\n\
               \n[[card]]\nid = \"peru-2\"\nfront = \"Peru?\"\nback = \"a land\"\n"
    );
    // By its file, and from lines.
    let ran =
        world.run_with(&["--json", "add", "home/decks/d.toml", "-"], "\n a :: b \r\n\nc :: d");
    assert_eq!(ran.json()["added"], serde_json::json!(["a", "c"]));
    world.run(&["check"]).ended(0);
}

#[test]
fn what_is_no_card_is_refused_with_its_line_and_remedy_and_nothing_is_added() {
    let world = World::with_cards(1);
    let before = world.text("decks/d.toml");
    let ran = world.run_with(&["add", "d", "-"], "a :: b\n\nonly a term\n:: x\n{{c1::}} y\n");
    ran.fails(
        "error: nothing was added to HOME/decks/d.toml\n  \
         standard input, line 3: expected ' :: ' between term and definition, found none\n    \
         help: write 'term :: definition', with a blank on both sides of ::\n  \
         standard input, line 4: expected a term, found nothing\n    \
         help: write 'term :: definition', with a blank on both sides of ::\n  \
         standard input, line 5: expected a text to hide, found an empty gap\n    \
         help: a gap is written {{hidden}} or {{hidden::hint}}\n",
    );
    // What only the reader of decks finds.
    let ran = world.run(&["add", "d", "fine :: yes", "a\u{1b}[2J :: b"]).ended(2);
    assert!(
        ran.stderr.contains("card 2: expected text for front, found the control character U+001B"),
        "{ran:#?}"
    );
    assert!(!ran.stderr.contains('\u{1b}'), "{ran:#?}");
    world
        .run(&["add", "d"])
        .ended(2)
        .warns(&["expected cards to add, found none", "help: give 'term"]);
    world.run_with(&["add", "d", "-"], "\n").ended(2).warns(&["expected cards, found none"]);
    world.run(&["add", "nowhere", "a :: b"]).ended(2).warns(&["there is no deck 'nowhere'"]);
    assert_eq!(world.text("decks/d.toml"), before);
}

#[test]
fn an_equal_card_is_left_out_with_its_id() {
    let world = World::with_cards(2);
    let ran = world.run(&["add", "d", "Q1? :: A1", "new :: card", "Q1? :: other"]).ended(1);
    assert_eq!(ran.stderr, "card 1: left out, as c1 asks and answers the same\n");
    ran.says(&["added  new\nadded  q1\n2 cards added"]);
    let before = world.text("decks/d.toml");
    world.run(&["add", "d", "Q1?   :: A1"]).ended(1).says(&["0 cards added"]);
    assert_eq!(world.text("decks/d.toml"), before);
}

#[test]
fn a_deck_that_cannot_be_added_to_stays() {
    let world = World::with_cards(1);
    let add = |name: &str| world.run(&["add", name, "a :: b"]).ended(2).stderr;
    world.put("decks/broken.toml", "format = \n");
    assert!(add("home/decks/broken.toml").contains("line 1"), "{}", add("home/decks/broken.toml"));
    std::os::unix::fs::symlink("d.toml", world.path("decks/link.toml")).unwrap();
    assert!(add("home/decks/link.toml").contains("is a link; edit the file that it leads to"));
    std::fs::remove_file(world.path("decks/link.toml")).unwrap();
    world.deck("e", &card("a", "Q?", "A", ""));
    assert!(add("home/decks").contains("'home/decks' holds more than one deck"));
    let before = world.text("decks/d.toml");
    let full = world.run_on_full_disk(0, &["add", "d", "a :: b"], "").ended(2);
    assert!(full.stderr.contains("make room on the disk"), "{full:#?}");
    let mut permissions = std::fs::metadata(world.path("decks/d.toml")).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(world.path("decks/d.toml"), permissions).unwrap();
    assert!(add("d").contains("it may only be read"));
    assert_eq!(world.text("decks/d.toml"), before);
    assert_eq!(world.files("decks"), ["broken.toml", "d.toml", "e.toml"]);
}

#[test]
fn the_schema_is_the_one_that_is_committed() {
    let schema = World::new().run(&["schema"]).ended(0);
    let committed = std::fs::read_to_string(repository().join("docs/deck.schema.json")).unwrap();
    assert!(schema.stdout == committed, "byheart schema > docs/deck.schema.json writes it anew");
    schema.json();
}

fn peru(capital: &str, more: &str) -> String {
    card("peru", "Capital of Peru?", capital, more) + &card("old", "Old?", "O", "")
}

#[test]
fn a_correction_of_a_day_to_come_waits_and_what_is_no_day_is_said() {
    let world = World::with_deck(&peru("Lima", "corrected = 2026-11-24"));
    world.past("2026-11-01T10:00:00+01:00,d/peru,easy,1000,how=reveal\n2026-11-15T10:00:00+01:00,d/peru,easy,1000,how=reveal\n");
    world.run_with(&["study", "--new", "0"], "").lacks(&["Capital of Peru?"]);
    let tomorrow = ["--now", "2026-11-24T10:00:00+01:00", "study", "--new", "0"];
    world.run_with(&tomorrow, "").says(&["Corrected on 24 November 2026", "Capital of Peru?"]);
    world.deck("d", &peru("Lima", "corrected = \"soon\""));
    world
        .run(&["check"])
        .ended(1)
        .says(&["expected corrected to be a date", "write it like 2026-12-15"]);
    assert_eq!(world.run(&["decks", "--json"]).ended(0).json()["decks"][0]["cards"], 2);
}
