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
    world.run(&["check"]).ended(0).says_last("1 file, 1 card: 0 errors, 0 warnings");
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

const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"Deck\"\n";

fn peru(capital: &str, more: &str) -> String {
    card("peru", "Capital of Peru?", capital, more) + &card("old", "Old?", "O", "")
}

#[test]
fn two_files_are_compared_card_by_card() {
    let world = World::new();
    world
        .put("old.toml", format!("{HEAD}{}{}", peru("Lmia", ""), card("c", "Where?", "There", "")));
    let new = peru("Lima", "tags = [\"south\"]").replace("\"old\"", "\"new\"");
    let more = card("c", "Where is it?", "There", "") + &card("x", "X?", "Y", "");
    world.put("new.toml", format!("{HEAD}short = \"D\"\n{new}{more}"));
    world.run(&["diff", "home/old.toml", "home/new.toml"]).ended(0).says(&["\
d (home/new.toml)
  head      short: nothing → \"D\"
  answer    peru: Capital of Peru?
            - Lmia
            + Lima
  other     peru: tags
  id        d/old → new; on the card this keeps what was learnt: was = [\"d/old\"]
  reworded  c
            - Where?
            + Where is it?
  new       x: X?

1 deck changed; cards: 1 new, 1 reworded, 1 answered otherwise, 1 under another id, 1 with other keys
"]);
    world.run(&["diff", "home/new.toml", "home/new.toml"]).says_last("nothing has changed");
    let json = world.run(&["diff", "--json", "home/new.toml", "home/old.toml"]).json();
    assert_eq!(json["decks"][0]["cards"][0]["change"], "answer");
    assert_eq!(json["decks"][0]["cards"][0]["after"], "Lmia");
    let gone = serde_json::json!({ "id": "x", "change": "gone", "asked": "X?" });
    assert_eq!(json["decks"][0]["cards"].as_array().unwrap().last(), Some(&gone));
    assert_eq!(json["marked"], serde_json::json!([]));
}

#[test]
fn what_cannot_be_compared_is_named() {
    let world = World::with_cards(1);
    world.put("bad.toml", "format = \n");
    let ran = world.run(&["diff", "home/bad.toml", "d"]).ended(2);
    assert!(
        ran.stderr.starts_with("error: home/bad.toml cannot be compared: line 1: "),
        "{ran:#?}"
    );
    for old in ["nowhere", "--output=x", "-x"] {
        let ran = world.run(&["diff", "--", old, "d"]).ended(2);
        assert!(
            ran.stderr.contains(&format!("'{old}' is no file, no folder, no deck of")),
            "{ran:#?}"
        );
    }
    world.run(&["diff", "d", "nowhere"]).ended(2).warns(&["name the new decks by a deck's id"]);
    world
        .run(&["diff", "nowhere:x.toml", "d"])
        .ended(2)
        .warns(&["git knows no revision 'nowhere' here"]);
}

/// Runs git in the home, with nobody's settings.
fn git(world: &World, arguments: &[&str]) {
    let mut command = world.command("git", arguments);
    command.current_dir(world.home()).env("PATH", std::env::var_os("PATH").unwrap());
    let names =
        ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"];
    command.envs(names.map(|name| (name, "a@b.invalid"))).env("GIT_CONFIG_GLOBAL", "/dev/null");
    assert!(command.output().unwrap().status.success(), "git {arguments:?}");
}

fn with_git(world: &World, arguments: &[&str]) -> crate::harness::Ran {
    let mut command = world.command(crate::harness::PROGRAM, arguments);
    command.current_dir(world.home()).env("PATH", std::env::var_os("PATH").unwrap());
    world.finish(command, "")
}

#[test]
fn a_deck_is_compared_with_what_it_was_in_git() {
    let world = World::with_deck(&peru("Lmia", ""));
    world.deck("a b$(touch x)", "");
    world.put(
        "decks/a b$(touch x).toml",
        HEAD.replace("\"d\"", "\"e\"") + &card("a", "A?", "B", ""),
    );
    git(&world, &["init", "-q"]);
    git(&world, &["add", "decks"]);
    git(&world, &["commit", "-q", "-m", "one"]);
    world.deck("d", &peru("Lima", ""));
    world.put(
        "decks/a b$(touch x).toml",
        HEAD.replace("\"d\"", "\"e\"") + &card("a", "A?", "C", ""),
    );
    world.deck("f", &card("a", "F?", "G", ""));
    let told = ["  answer    peru: Capital of Peru?\n            - Lmia\n            + Lima\n"];
    let one = ["1 deck changed; cards: 1 answered otherwise"];
    for arguments in [
        ["diff", "HEAD", "d"],
        ["diff", "HEAD", "decks/d.toml"],
        ["diff", "HEAD:decks/d.toml", "d"],
        ["diff", "HEAD:./decks/d.toml", "decks/d.toml"],
    ] {
        with_git(&world, &arguments).ended(0).says(&told).says(&one);
    }
    let all =
        ["3 decks changed; cards: 1 new, 2 answered otherwise", "f (decks/f.toml): a new deck"];
    with_git(&world, &["diff", "HEAD", "decks"]).ended(0).says(&told).says(&all);
    with_git(&world, &["diff", "HEAD:decks", "decks"]).ended(0).says(&all);
    with_git(&world, &["diff", "HEAD", "decks/f.toml"])
        .ended(0)
        .says(&["1 deck changed; cards: 1 new"]);
    with_git(&world, &["diff", "decks/d.toml", "HEAD:decks/d.toml"]).ended(0).says(&["- Lima"]);
    with_git(&world, &["diff", "HEAD:nowhere.toml", "d"])
        .ended(2)
        .warns(&["the revision 'HEAD' has no 'nowhere.toml'"]);
    with_git(&world, &["diff", "--mark", "d", "HEAD:decks/d.toml"])
        .fails("error: expected files to set corrected in, found a revision\n  help: name the new decks by a deck's id, a TOML file or a folder\n");
    for name in ["--exec=x", "HEAD --", "HEAD;x"] {
        with_git(&world, &["diff", "--", name, "d"]).ended(2).warns(&["is no file, no folder"]);
    }
    assert!(!world.path("x").exists());
}

#[test]
fn a_corrected_answer_is_marked_and_comes_once_with_its_reason() {
    let world = World::with_deck(&peru("Lmia", "# of old"));
    // Both are known for long; the clock stands on 23 November 2026.
    let known = |id: &str| -> String {
        let line = |time: &str, rating: &str| format!("{time},d/{id},{rating},1000,how=reveal\n");
        line("2026-11-01T10:00:00+01:00", "easy") + &line("2026-11-15T10:00:00+01:00", "easy")
    };
    world.past(&(known("peru") + &known("old")));
    world.run(&["decks"]).says(&["  0    0"]);
    let before = world.text("decks/d.toml");
    world.put("old.toml", &before);
    world.put("decks/d.toml", before.replace("Lmia", "Lima"));
    let marked = "corrected is set on 1 card: whoever answered before is asked once more";
    world.run(&["diff", "--mark", "home/old.toml", "d"]).ended(0).says_last(marked);
    let after = before.replace("\"Lmia\"\n", "\"Lima\"\ncorrected = 2026-11-23\n");
    assert_eq!(world.text("decks/d.toml"), after);
    // A second time there is nothing to do, later neither.
    let later = ["--now", "2026-11-25T10:00:00+01:00", "diff", "--mark", "home/old.toml", "d"];
    world.run(&later).ended(0).lacks(&["corrected is set"]).says(&["other     peru: corrected"]);
    assert_eq!(world.text("decks/d.toml"), after);
    let told = "Corrected on 23 November 2026, after your last answer: what was right then may be wrong now.";
    let asked =
        world.run_with(&["study"], "\n3\n").ended(0).says(&[told, "Capital of Peru?", "1 answer"]);
    assert!(!asked.stdout.contains("Old?"), "{asked:#?}");
    // Once answered it is as any other.
    world.run_with(&["study"], "").lacks(&[told, "Capital of Peru?"]);
    world.run(&["check"]).ended(0);
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
