//! Decks: checked, listed, generated.

use crate::harness::{PROGRAM, World, card, repository};

/// The starter decks, by the notes that they are about.
const STARTERS: [(&str, &[&str]); 2] = [
    ("korean-war", &["korean-war-dates", "korean-war-actors", "korean-war-arguments"]),
    ("immune-system", &["immune-system"]),
];

#[test]
fn every_card_of_the_starter_decks_has_its_fact() {
    for (notes, decks) in STARTERS {
        let world = World::new();
        for name in decks {
            let name = format!("decks/{name}.toml");
            let shipped = std::fs::read_to_string(repository().join(&name)).unwrap();
            assert!(shipped.matches("[[card]]").count() >= 25, "{name}");
            world.put(&name, shipped);
        }
        let notes = repository().join(format!("decks/sources/{notes}.md"));
        let check = world.run(&["check", "--against", notes.to_str().unwrap()]).ended(0);
        check.says(&["0 not found, 0 contradicted"]);
    }
}

/// How many cards that long notes on the war make are proved so, each changed by `change`
/// first, and how many there are.
fn proved(change: impl Fn(&str) -> Option<String>, verdicts: &[&str]) -> (usize, usize) {
    let world = World::new();
    let notes = repository().join("tests/cli/war.md");
    world.run(&["generate", "--all", notes.to_str().unwrap()]).ended(0);
    for kind in ["dates", "actors", "arguments", "terms"] {
        let name = format!("decks/war-{kind}.toml");
        let made = world.text(&name);
        let mut cards = made.split("[[card]]");
        let head = cards.next().unwrap().to_owned();
        let changed = cards.filter_map(&change);
        world.put(&name, changed.fold(head, |deck, card| deck + "[[card]]" + &card));
    }
    let check = world.run(&["check", "--against", notes.to_str().unwrap(), "--json"]).json();
    let proofs = check["proofs"].as_array().unwrap();
    let is_so = |proof: &&serde_json::Value| verdicts.iter().any(|one| proof["verdict"] == *one);
    (proofs.iter().filter(is_so).count(), proofs.len())
}

#[test]
fn every_card_that_is_generated_opens_at_its_words() {
    let world = World::new();
    let notes = std::fs::read_to_string(repository().join("tests/cli/war.md")).unwrap();
    let more = "\n## Causes of the fire\n\n- dry straw in stables\n- a hot summer\n\
        - careless bakers\n- open stoves\n\n## Truces\n\n| Year | Event |\n|---|---|\n\
        | 1604 | Norway attacked Denmark |\n| 1606 | Denmark attacked Sweden |\n\
        | 1608 | Sweden attacked Poland |\n\n\
        ## Towns\n\n| | Lima | Ghent |\n|---|---|---|\n| River | Rimac | Lys |\n| Port | Callao | none |\n";
    world.put("decks/sources/war.md", notes + more);
    world.run(&["generate", "--all", "home/decks/sources/war.md"]).ended(0);
    let script = "\"reveal\"\n\"passage\"\n\"bury\"\n".repeat(1000);
    let ran = world.run_with(&["study", "--ui", "json", "--cram"], &script);
    let news = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let news: Vec<serde_json::Value> = news.collect();
    let (mut asked, mut opened) = (&serde_json::Value::Null, Vec::new());
    for one in &news {
        match one["news"].as_str().unwrap() {
            "question" => asked = &one["question"],
            "passage" => {
                let is_quoted = |piece: &serde_json::Value| piece["quoted"] == true;
                let is_seen = one["pieces"].as_array().unwrap().iter().any(is_quoted);
                assert!(is_seen && one["remark"].is_null(), "{asked}: {one}");
                opened.push(asked["card"].as_str().unwrap());
            }
            _ => {}
        }
    }
    let cards =
        |kind: &str| world.text(&format!("decks/war-{kind}.toml")).matches("[[card]]").count();
    let all: usize = ["dates", "actors", "arguments", "terms"].map(cards).iter().sum();
    opened.sort_unstable();
    opened.dedup();
    assert_eq!(opened.len(), all);
    for kind in ["/order-", "/list-", "/feature-"] {
        assert!(opened.iter().any(|id| id.contains(kind)), "{kind}: {opened:?}");
    }
}

#[test]
fn cards_of_any_id_are_searched_for_in_the_document() {
    let own = |card: &str| Some(card.replace("\nid = \"", "\nid = \"own-"));
    assert_eq!(proved(own, &["contradicted"]).0, 0);
    let (missed, all) = proved(own, &["not-found"]);
    assert!(all >= 100 && missed * 20 <= all, "{missed} of {all}");
}

#[test]
fn wrong_options_as_answers_are_not_proved() {
    let wrong = |card: &str| {
        let (before, choices) = card.split_once("\nchoices = [\"")?;
        let (question, _) = before.split_once("\nback = ")?;
        let (option, _) = choices.split_once('"')?;
        let question = question.replace("\nid = \"", "\nid = \"wrong-");
        (!option.contains('\\')).then(|| format!("{question}\nback = \"{option}\"\n\n"))
    };
    let (passed, all) = proved(wrong, &["to-the-letter", "in-other-words"]);
    assert!(all >= 70 && passed * 20 <= all, "{passed} of {all}");
}

#[test]
fn broken_decks_and_those_of_one_id_are_named_and_the_others_are_studied() {
    let world = World::with_cards(1);
    world.deck("broken", "[[card]]\nid = \"a\"\nfront = \"Q\"\n");
    let told = "broken.toml: line 4, column 1: expected an answer";
    world.run_with(&[], "4\n").warns(&[told]).says(&["1 answer"]);
    world.run(&["check"]).ended(1).says(&["4 | [[card]]\n  | ^^^^^^^^"]);
}

#[test]
fn of_decks_with_one_id_the_one_of_its_name_is_studied_and_the_others_are_named() {
    let world = World::with_cards(2);
    let other = world.text("decks/d.toml").replace("A2", "B2");
    world.put("decks/a.toml", &other);
    let told = "left out HOME/decks/a.toml: it has the id and cards of HOME/decks/d.toml, which is studied: 1 card in it differs (c2)";
    for arguments in [&["decks"][..], &["cards"], &["history", "d/c1"], &["study"]] {
        world.run(arguments).warns(&[told]);
    }
    world.run(&["study"]).says(&["Today: 2 new."]);
    world.run(&["check"]).ended(1).says(&["error[copy]", "1 error, 0 warnings"]);
    // Another deck that has its id by mistake.
    world.put("decks/a.toml", other.replace("id = \"c", "id = \"x"));
    let told = "a.toml: its id 'd' is also that of HOME/decks/d.toml, which is studied: give one of them another id";
    world.run(&["study"]).warns(&[told]).says(&["Today: 2 new."]);
    world.run(&["check"]).ended(1).says(&["error[same-id]", "1 error, 0 warnings"]);
}

#[test]
fn options_stand_in_the_order_of_the_file_where_they_are_not_mixed() {
    let keys = "choices = [\"Seine\", \"Rhine\", \"Both A and B\", \"Rome\"]\nshuffle = false";
    let world = World::with_deck(&card("a", "Which are rivers?", "Both A and B", keys));
    world.run(&["check"]).ended(0).says(&["0 errors, 0 warnings"]);
    let shown = "  1. Seine\n  2. Rhine\n  3. Both A and B\n  4. Rome\n";
    for seed in ["1", "2", "3"] {
        world.run_with(&["study", "--seed", seed], "").says(&[shown]);
        world.run(&["exam", "--new", "--ui", "plain", "--seed", seed]).says(&[shown]);
    }
    let paper = world.path("paper.md");
    world.run(&["exam", "--paper", paper.to_str().unwrap(), "--versions", "3"]).ended(0);
    let listed = "a) Seine  \n   b) Rhine  \n   c) Both A and B  \n   d) Rome";
    assert_eq!(world.text("paper.md").matches(listed).count(), 3);
}

#[test]
fn ids_are_given_by_check_fix() {
    let world =
        World::with_deck("\n[[card]] # mine\nfront = \"Where is Lima?\"\nback = \"Peru\"\n");
    world.run(&["check"]).ended(1);
    world.run(&["check", "--fix"]).ended(0);
    assert!(world.text("decks/d.toml").contains("[[card]] # mine\nid = \"where-is-lima\"\nfront"));
}

#[test]
fn a_tolerance_that_no_answer_can_use_is_warned_of() {
    let cards = [
        card("a", "a?", "37 °C", "tolerance = 1"),
        card("b", "b?", "Romulus", "tolerance = 2"),
        card("c", "c?", "June 1950", "tolerance = \"1 year\""),
        card("d", "d?", "37 °C", "tolerance = \"3 days\""),
    ];
    let check = World::with_deck(&cards.concat()).run(&["check"]).ended(0).says(&[
        "[idle-tolerance]: 'b' has a tolerance, but no answer with one number",
        "[idle-tolerance]: 'd' has a tolerance, but no answer with one date",
    ]);
    assert!(check.stdout.ends_with("0 errors, 2 warnings\n"), "{check:#?}");
}

#[test]
fn flaws_are_told_with_their_reason_and_silenced_by_allow() {
    let choice = "choices = [\"Oslo\", \"None of the above\"]";
    let flawed = card("a", "Which is the capital of Peru?", "Lima", choice);
    let maslow =
        card("b", "Who drew the pyramid of needs?", "Abraham Maslow", "accept = [\"Maslow\"]");
    let world = World::with_deck(&(flawed + &maslow));
    world.run(&["check"]).ended(0).says(&[
        "warning[none-of-the-above]: 'a' has the option \"None of the above\"",
        "note: who chooses it has shown what is wrong, and not what is right",
        "help: write an option that is plausible in its place, or leave it out",
        "0 errors, 1 warning, 1 remark (-v shows it)",
    ]);
    world.run(&["check", "--strict"]).ended(1);
    let more = world.run(&["check", "-v"]).ended(0);
    more.says(&["remark[idle-accept]: 'b' has \"Maslow\" under accept", "1 warning, 1 remark\n"]);
    let json = world.run(&["check", "--json"]).ended(0).json();
    let faults = json["faults"].as_array().unwrap();
    let levels: Vec<&str> = faults.iter().map(|f| f["severity"].as_str().unwrap()).collect();
    assert_eq!(levels, ["warning", "remark"]);
    assert!(faults.iter().all(|fault| fault["reason"].is_string() && fault["help"].is_string()));
    let text = world.text("decks/d.toml");
    world.put(
        "decks/d.toml",
        text.replace(choice, &format!("{choice}\nallow = \"none-of-the-above\"")),
    );
    world.run(&["check", "--strict"]).ended(0).says(&["0 errors, 0 warnings, 1 remark"]);
    world
        .put("decks/d.toml", text.replace(choice, &format!("{choice}\nallow = \"none-of-above\"")));
    world.run(&["check"]).ended(1).says(&[
        "error[unknown-code]: expected a code of check under allow, found \"none-of-above\"",
        "help: did you mean \"none-of-the-above\"?",
    ]);
}

#[test]
fn cards_are_proved_by_a_document() {
    let cards = [
        card("a", "When did the fleet besiege Malta?", "1565", ""),
        card("b", "When did the fleet besiege Malta and fail?", "1566", ""),
        card("c", "Who invented the steam engine of Cornish mines?", "Newcomen", ""),
    ];
    let world = World::with_deck(&cards.concat());
    world.put("malta.md", "# Malta\n\nThe Ottoman fleet besieged Malta in 1565.\n");
    let document = world.path("malta.md");
    let against = ["check", "--against", document.to_str().unwrap()];
    world.run(&against).ended(1).says(&[
        "error[contradicted]: 'b': the card has 1566, the document 1565: “The Ottoman fleet",
        "warning[not-found]: 'c': the document does not say so",
        "3 cards: 0 to the letter, 1 in other words, 1 not found, 1 contradicted",
    ]);
    let json = world.run(&[&against[..], &["--json"]].concat()).ended(1).json();
    assert_eq!(json["proofs"][0]["verdict"], "in-other-words");
    assert_eq!(json["proofs"][1]["by"], "the card has 1566, the document 1565");
    assert_eq!(json["proofs"][1]["place"], "Malta ¶1");
}

#[test]
fn reports_are_json() {
    let world = World::with_cards(2);
    world.run_with(&["--seed", "1"], "3\n");
    let json = |arguments: &[&str]| world.run(&[arguments, &["--json"]].concat()).json();
    let deck = &json(&["decks"])["decks"][0];
    assert_eq!((&deck["cards"], &deck["new"]), (&2.into(), &1.into()));
    assert_eq!(json(&["cards"])["cards"].as_array().unwrap().len(), 2);
    assert_eq!(json(&["check"])["faults"].as_array().unwrap().len(), 0);
    world.run(&["suspend", "c1"]).ended(0);
    let history = json(&["history", "c1"]);
    assert_eq!(history["reviews"][0]["rating"], "good");
    assert_eq!(
        (&history["others"][0]["event"], &history["others"][0]["of"]),
        (&"suspend".into(), &serde_json::Value::Null)
    );
    world.run(&["history", "c1"]).says(&["today: good", "today: suspended"]);
}

#[test]
fn a_study_folder_is_made_and_what_is_there_is_kept() {
    let world = World::new();
    // Without one, the data folder is filled with the starter decks.
    let mut command = world.command(PROGRAM, &["decks"]);
    command.env_remove("BYHEART_HOME");
    world.finish(command, "").says(&["korean-war-dates"]);
    world.run(&["init", "home/new"]).ended(0);
    assert!(world.text("new/.gitattributes").contains("progress/**/*.csv -text merge=union"));
    world.put("new/byheart.toml", "new_per_day = 3\n");
    world.run(&["init", "home/new"]);
    assert_eq!(world.text("new/byheart.toml"), "new_per_day = 3\n");
    world.run(&["--home", "home/new", "check", "--strict"]).ended(0);
}

#[test]
fn generated_decks_have_no_flaws() {
    let world = World::new();
    world.put("war.md", include_str!("war.md"));
    let document = world.path("war.md");
    world.run(&["generate", document.to_str().unwrap(), "--all"]).ended(0);
    world.run(&["check", "--strict"]).ended(0).says(&["0 errors, 0 warnings"]);
}

#[test]
fn folders_are_read_and_what_is_passed_over_is_named_by_every_command() {
    let world = World::with_cards(1);
    let deck = world.text("decks/d.toml");
    world.put("decks/history/rome/R.TOML", deck.replace("id = \"d\"", "id = \"r\""));
    let with_source = deck.replace("id = \"d\"", "id = \"s\"") + "[source]\nfile = \"war.md\"\n";
    world.put("decks/s.toml", with_source);
    for name in ["war.md", "t.toml.txt", "t.toml~", ".hidden"] {
        world.put(&format!("decks/{name}"), &deck);
    }
    std::os::unix::fs::symlink("/nowhere", world.path("decks/gone.toml")).unwrap();
    let named = [
        "passed over HOME/decks/gone.toml: it is a link that leads to no file\n",
        "passed over HOME/decks/t.toml.txt: the name of a deck ends in .toml\n",
        "passed over HOME/decks/t.toml~: the name of a deck ends in .toml\n",
    ];
    for arguments in [&["decks"][..], &["cards"], &["history", "d/c1"], &["study"], &["plan"]] {
        let ran = world.run(arguments).warns(&named);
        assert!(!ran.stderr.contains("war.md") && !ran.stderr.contains("hidden"), "{ran:#?}");
    }
    world.run(&["decks"]).says(&["  r\n", "  s\n"]);
    world
        .run(&["check"])
        .says(&["HOME/decks/t.toml~:1:1", "3 files, 3 cards: 0 errors, 3 warnings"]);
}

#[test]
fn a_faulty_card_is_left_out_by_name_and_its_deck_is_studied() {
    let faulty = "[[card]]\nid = \"b\"\nfront = \"Q\"\nbak = \"B\"\n";
    let world = World::with_deck(&[&card("a", "First?", "A", ""), faulty].concat());
    let named =
        "left out cards of HOME/decks/d.toml: line 12, column 1: expected a known key, found 'bak'";
    for arguments in
        [&["decks"][..], &["cards"], &["history", "d/a"], &["study"], &["exam", "--list"]]
    {
        world.run(arguments).warns(&[named, "its other cards are studied"]);
    }
    world.run(&["study"]).says(&["Today: 1 new.", "First?"]);
}

#[test]
fn progress_under_an_old_id_is_noticed_and_the_line_for_it_is_right() {
    let world = World::with_cards(2);
    world.run_with(&["study"], "4\n4\n");
    let deck = world.text("decks/d.toml");
    let renamed = deck.replace("id = \"d\"", "id = \"e\"");
    world.put("decks/d.toml", &renamed);
    world.run(&["decks"]).warns(&[
        "2 cards of your progress in no deck, and 2 new cards that look like them.",
        "below the id of the deck e: was = \"d\"\n",
    ]);
    world.run(&["check"]).says(&["decks/d.toml:2:6", "was = \"d\"", "0 errors, 1 warning"]);
    world.put("decks/d.toml", renamed.replace("id = \"e\"", "id = \"e\"\nwas = \"d\""));
    let ran = world.run(&["decks"]);
    assert_eq!(ran.stderr, "");
    ran.says(&["Deck   0    0    2       -       2      e\n"]);
    // The old deck is there again: it keeps what is its own.
    world.put("decks/old.toml", deck);
    world.run(&["decks"]).warns(&["e: expected a former id in was, found 'd', which is a deck"]);
    world.run(&["check"]).ended(1).says(&["error[was-living]", "decks/d.toml:3:7"]);
}

#[test]
fn ids_that_are_not_alike_are_listed_by_check() {
    let world = World::with_cards(2);
    world.run_with(&["study"], "4\n4\n");
    world.put("decks/d.toml", world.text("decks/d.toml").replace("\"c2\"", "\"lima\""));
    world.run(&["check"]).ended(0).says(&[
        "1 card of your progress in no deck (d/c2), and 1 new card in d (d/lima)",
        "such as was = [\"d/c2\"]",
        "0 errors, 1 warning",
    ]);
    // A deleted card may be one, and nobody is told of it every day.
    assert_eq!(world.run(&["decks"]).stderr, "");
    // Where nothing of a deck was ever answered, all ids were changed.
    world.put("decks/d.toml", world.text("decks/d.toml").replace("\"c1\"", "\"peru\""));
    world.run(&["study"]).warns(&[
        "2 cards of your progress in no deck (d/c1, d/c2), and 2 new cards in d (d/lima, d/peru)",
    ]);
}

#[test]
fn decks_are_checked_without_progress_that_cannot_be_read() {
    let world = World::with_cards(1);
    world.past("1\n2\n");
    world.run(&["check"]).ended(0).says(&[
        "warning[progress]: some of your progress cannot be read: ",
        "left out 2 lines that cannot be read",
        "help: byheart check --progress shows all",
        "1 file, 1 card: 0 errors, 1 warning",
    ]);
    let mut command = world.command(PROGRAM, &["check"]);
    command.env("BYHEART_DEVICE", "no name");
    let ran = world.finish(command, "").ended(0);
    assert!(ran.stdout.ends_with("1 file, 1 card: 0 errors, 1 warning\n"), "{ran:#?}");
    ran.says(&[
        "[progress]: the decks are checked without your progress: cannot tell which device",
    ]);
}

#[test]
fn check_reads_the_settings() {
    let world = World::with_cards(1);
    world.put("byheart.toml", "[decks.d]\nnew_per_day = 1\n[decks.dd]\nnew_per_day = 1\n");
    world.run(&["check"]).says(&[
        "byheart.toml:3:8",
        "there is no deck 'dd'",
        "0 errors, 1 warning",
    ]);
    world.put("byheart.toml", "new_per_day = \"20\"\n");
    world.run(&["check"]).ended(1).says(&["error[settings]", "1 error, 0 warnings"]);
}

#[test]
fn a_mistyped_setting_stops_nothing_and_is_named() {
    let world = World::with_cards(9);
    world.put("byheart.toml", "new_per_dya = 5\nnew_per_day = 3\n");
    let told = "byheart.toml:1: expected a setting, found 'new_per_dya', which is not in force; \
                did you mean 'new_per_day'?\n";
    for arguments in [&["study"][..], &["decks"], &["cards"], &["history", "d/c1"]] {
        let ran = world.run(arguments).ended(0);
        assert!(ran.stderr.ends_with(told), "{ran:#?}");
    }
    world.run(&["study"]).says(&["[3 left: 3 new]"]);
    world.run(&["check"]).ended(1).says(&["error[unknown-key]", "byheart.toml:1:1"]);
    // A file of which nobody knows what it says is another thing.
    world.put("byheart.toml", "new_per_day = \n");
    world.run(&["study"]).ended(2).warns(&["byheart.toml cannot be used", "line 1, column"]);
}

#[test]
fn twenty_faults_of_a_file_are_printed_the_worst_first() {
    let card =
        |n: usize| format!("[[card]]\nid = \"c{n}\"\nfront = \"q{n}\"\nback = \"b\"\nxy = 1\n");
    let cards: String = (0..30).map(card).collect();
    let world = World::with_deck(&(cards + "[[card]]\nid = \"z\"\nfront = \"q\"\n"));
    let ran = world.run(&["check"]).says(&["expected an answer", "… and 11 more in"]);
    assert_eq!(ran.stdout.matches("unknown-key").count(), 19);
    assert_eq!(world.run(&["check", "--all"]).stdout.matches("unknown-key").count(), 30);
}

#[test]
fn a_folder_that_hides_a_deck_is_said_to() {
    let world = World::with_cards(1);
    std::fs::create_dir_all(world.home().parent().unwrap().join("d")).unwrap();
    world.run(&["check", "d"]).warns(&["'d' is taken for the folder here; the deck is"]);
}

#[test]
fn a_file_that_is_named_twice_is_one_and_no_copy() {
    let world = World::with_cards(1);
    let (deck, folder) = (world.path("decks/d.toml"), world.path("decks"));
    let (deck, folder) = (deck.to_str().unwrap(), folder.to_str().unwrap());
    for names in [[deck, deck], [folder, deck], [deck, "d"]] {
        let ran = world.run(&[&["cards"], &names[..]].concat()).ended(0).says(&["d/c1"]);
        assert_eq!(ran.stderr, "", "{names:?}");
        assert_eq!(ran.stdout.matches("d/c1").count(), 1, "{names:?}");
    }
}
