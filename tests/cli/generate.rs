//! Documents become decks: what is written, added to, shown and refused.

use crate::harness::{Ran, World};

/// What had happened by a date makes one card: the sentence, its date hidden.
const FLEET: &str = "By May 1588 the fleet of the northern towns had sailed for the islands.";
const STORM: &str =
    "By 3 September 1588 a storm had driven the whole convoy onto the western rocks.";
const TREATY: &str =
    "By 28 August 1604 envoys of rival crowns had signed the peace in a village inn.";
/// What happened in a month makes two: when was it, and what happened then?
const SAILING: &str = "The fleet of the northern towns sailed for the islands in May 1588.";
/// Who was he, and who was that?
const ADMIRAL: &str =
    "Charles Howard, the lord admiral of the English fleet, returned before the month was out.";

const DUVAL: &str = "Marguerite Duval argues that the storm saved the islanders from a long siege.";
const WAR: &str = "HOME/decks/war-dates.toml";

fn war(sentences: &[&str]) -> World {
    let world = World::new();
    tell(&world, sentences);
    world
}

/// The document, anew.
fn tell(world: &World, sentences: &[&str]) {
    world.put("war.md", format!("# The War\n\n{}\n", sentences.join(" ")));
}

fn generate(world: &World, more: &[&str]) -> Ran {
    world.run(&[&["generate", "home/war.md"], more].concat())
}

#[test]
fn existing_decks_are_not_overwritten() {
    let world = war(&[FLEET]);
    assert_eq!(
        generate(&world, &[]).stdout,
        format!(
            "home/war.md: read 16 words, 1 heading\nhome/war.md: 1 date, 0 actors, 0 claims, 1 of terms, lists and tables\nwrote 1 card to {WAR}\n"
        )
    );
    generate(&world, &[]).fails(&format!(
        "error: {WAR} exists already\n  help: --update adds cards of new facts, --force replaces it, --out writes elsewhere\n"
    ));
    generate(&world, &["--force"]).says(&[&format!("\nreplaced {WAR}: 1 card\n")]);
    generate(&world, &["--dry-run"]).says(&[&format!(
        "\nwould leave {WAR}, which exists; --update adds to it, --force replaces it\n"
    )]);
    assert_eq!(generate(&world, &["-q", "--force"]).stdout, "");
    // Several documents make decks in one run.
    world.put("b/second.txt", TREATY);
    let ran = generate(&world, &["--force", "home/b/second.txt"]).ended(0);
    assert_eq!(ran.stderr, "", "short work shows no bar");
    let hidden = [".deck.schema.json", ".second-dates.generated", ".war-dates.generated"];
    let decks = ["second-dates.toml", "war-dates.toml"];
    assert_eq!(world.files("decks"), [&hidden[..], &decks].concat());
}

#[test]
fn an_update_adds_new_facts_and_keeps_what_people_did() {
    let world = war(&[FLEET, STORM]);
    generate(&world, &[]);
    let deck = world.text("decks/war-dates.toml");
    let ids: Vec<&str> = deck.split('"').filter(|text| text.starts_with("date-")).collect();
    let [fleet, storm] = ids[..] else { panic!("{deck}") };
    // A person comments, rewords the first card, deletes the second, adds one.
    let (before, _) = deck.split_once(&format!("[[card]]\nid = \"{storm}\"")).unwrap();
    let edited = before
        .replace("format = 1\n", "# My deck\nformat   =   1\n")
        .replace("the islands", "the Spice Islands")
        .replace("tags = [\"dates\", \"1588\"]", "tags = [\"hard\"] # mine")
        + "[[card]]\nid = \"my-own\"\nfront = \"Who won?\"\nback = \"Nobody\"";
    world.put("decks/war-dates.toml", &edited);

    generate(&world, &["--update"]).says(&[&format!(
        "\nupdated {WAR}: 0 added, 1 kept, 1 deleted by hand, 0 no longer found\n"
    )]);
    assert_eq!(world.text("decks/war-dates.toml"), edited);

    // The fleet's fact leaves the document, the treaty's comes.
    tell(&world, &[STORM, TREATY]);
    let ran = generate(&world, &["--update"]);
    let told = format!(
        "home/war.md: read 33 words, 1 heading\nhome/war.md: 2 dates, 0 actors, 0 claims, 1 of terms, lists and tables\nupdated {WAR}: 1 added, 0 kept, 1 deleted by hand, 1 no longer found\n  no longer found: {fleet}\n"
    );
    assert_eq!((ran.stdout, ran.stderr.as_str()), (told, ""));
    let updated = world.text("decks/war-dates.toml");
    // The head names the document as it is now.
    let hash =
        |deck: &str| deck.lines().find(|line| line.starts_with("sha256")).unwrap().to_owned();
    let [now, then] = [&updated, &edited].map(|deck| hash(deck));
    assert_ne!(now, then);
    let updated = updated.replacen(&now, &then, 1);
    let added = updated.strip_prefix(&edited).unwrap();
    assert!(added.starts_with("\n\n[[card]]\nid = \"date-1604-08-28-"), "{added}");
    assert_eq!(added.matches("[[card]]").count(), 1);
    world.run(&["check"]).ended(0);
}

#[test]
fn an_update_without_record_says_so_and_one_of_fewer_cards_loses_no_fact() {
    let world = war(&[FLEET]);
    generate(&world, &[]);
    std::fs::remove_file(world.path("decks/.war-dates.generated")).unwrap();
    tell(&world, &[FLEET, STORM]);
    let ran = generate(&world, &["--update"]).says(&["1 added, 1 kept, 0 no longer found"]);
    let told = "nothing tells which cards were deleted by hand until now, so that they come back this once";
    assert_eq!(ran.stderr, format!("{WAR}: {told}\n"));
    assert_eq!(generate(&world, &["--update"]).stderr, "");
    let record = world.text("decks/.war-dates.generated");
    assert_eq!(record.lines().filter(|line| !line.starts_with('#')).count(), 2);
    tell(&world, &[FLEET, STORM, TREATY]);
    generate(&world, &["--update", "--max", "1"]).says(&["0 added, 2 kept, 0 no longer found"]);
    generate(&world, &["--update"]).says(&["1 added, 2 kept, 0 no longer found"]);
}

#[test]
fn a_deck_that_is_faulty_or_has_another_name_is_not_added_to() {
    let world = war(&[FLEET]);
    generate(&world, &[]);
    let (deck, renamed) = ("decks/war-dates.toml", "decks/week-1.toml");
    std::fs::rename(world.path(deck), world.path(renamed)).unwrap();
    let told = "error: HOME/decks/week-1.toml has the id 'war-dates' already";
    generate(&world, &["--update"]).ended(2).warns(&[told]);
    std::fs::remove_file(world.path(renamed)).unwrap();
    let broken = "format = 1\nid = \"war-dates\"\n";
    world.put(deck, broken);
    generate(&world, &["--update"]).fails(&format!(
        "error: {WAR} has faults: line 1, column 1: expected the key 'title', found none\n  help: byheart check {WAR} shows all of them\n"
    ));
    assert_eq!(world.text(deck), broken);
}

#[test]
fn a_dry_run_shows_facts_and_samples_and_writes_nothing() {
    let world = war(&[SAILING, "It ended in 1589.", DUVAL, ADMIRAL]);
    let ran = generate(&world, &["--dry-run", "--facts", "home/facts.jsonl"]).ended(0);
    insta::assert_snapshot!(ran.stdout, @r#"
    home/war.md: 2 dates, 3 actors, 1 claim, 1 of terms, lists and tables
    * makes a card

    Dates: 2 found, 1 made no card
       value    as written  place
    *  1588-05  May 1588    The War ¶1
       1589     1589        The War ¶1

    Actors: 3 found, 2 made no card
       kind    name              also     role
       person  Marguerite Duval
    *  person  Charles Howard             lord admiral of the English fleet
       state   England           English

    Claims: 1 found, 0 made no card
       holder            cue          claim                               place
    *  Marguerite Duval  argues that  the storm saved the islanders fro…  The War ¶1

    Terms, lists and tables: 1 found, 1 made no card
    kind  what                             says
    deed  The fleet of the northern towns  ended in 1589

    Dates: 2 sample cards of 2

      Q In what month and year did the fleet of the northern towns sail for the
        islands?
      A May 1588
        The War ¶1

      Q What happened in May 1588?
      A The fleet of the northern towns sailed for the islands
        The War ¶1

    Actors: 2 sample cards of 2

      Q Who was Charles Howard?
      A The lord admiral of the English fleet
        The War ¶1

      Q Who was the lord admiral of the English fleet?
      A Charles Howard
        The War ¶1

    Claims: 2 sample cards of 2

      Q Who argues that the storm saved the islanders from a long siege?
      A Marguerite Duval
        The War ¶1

      Q What does Marguerite Duval argue about the storm?
      A That the storm saved the islanders from a long siege
        The War ¶1

    would write 2 cards to HOME/decks/war-dates.toml
    would write 2 cards to HOME/decks/war-actors.toml
    would write 2 cards to HOME/decks/war-arguments.toml
    "#);
    assert!(world.files("decks").is_empty() && !world.path("facts.jsonl").exists());
    let wide = ran.stdout.lines().filter(|line| line.chars().count() > 80);
    assert_eq!(wide.count(), 0);
}

#[test]
fn what_cannot_be_done_is_said_and_writes_no_deck_at_all() {
    let world = war(&[FLEET, STORM, TREATY, ADMIRAL]);
    world.put("b/War.txt", STORM);
    for (more, told) in [
        (
            &["home/b/War.txt"] as &[&str],
            "home/war.md and home/b/War.txt would both make decks called 'war'",
        ),
        (&["--facts", "home/war.md"], "--facts would overwrite "),
        (&["--facts", "home/decks/war-dates.toml"], "--facts would overwrite "),
    ] {
        let refused = generate(&world, more).ended(2).stderr;
        assert!(refused.starts_with(&format!("error: {told}")), "{refused}");
        assert!(world.files("decks").is_empty());
    }
    assert!(world.text("war.md").contains("northern towns"));
    let full = world.run_on_full_disk(1, &["generate", "home/war.md"], "").ended(2);
    full.warns(&["because: File too large", "help: nothing was written"]);
    assert!(world.files("decks").is_empty());
    // A folder stands where a deck should go.
    std::fs::create_dir(world.path("decks/war-actors.toml")).unwrap();
    generate(&world, &["--force"]).fails(
        "error: cannot write HOME/decks/war-actors.toml\n  because: Is a directory (os error 21)\n  help: nothing was written\n",
    );
    assert_eq!(world.files("decks"), ["war-actors.toml"]);
}

#[test]
fn signs_that_turn_text_around_never_reach_a_card() {
    let world = war(&[&FLEET.replace("northern", "\u{202E}northern"), STORM]);
    generate(&world, &[]).ended(0).says(&["wrote 2 cards to"]);
    assert!(!world.text("decks/war-dates.toml").contains('\u{202E}'));
    world.run(&["check"]).ended(0);
    // A document without facts is named.
    let world = war(&["Nothing happens here at all, and nobody says so."]);
    let ran = generate(&world, &[]).ended(0);
    assert_eq!(ran.stderr, "home/war.md: nothing found that makes a card\n");
    assert!(world.files("decks").is_empty());
}

#[test]
fn the_report_is_json() {
    let world = war(&[SAILING, STORM]);
    let json = |more: &[&str]| generate(&world, &[&["--json"], more].concat()).json();
    let dry = json(&["--dry-run"]);
    assert_eq!(dry["format"], 1);
    assert_eq!(dry["documents"][0]["title"], "The War");
    assert_eq!(dry["documents"][0]["facts"][0]["value"], "1588-05");
    assert_eq!(dry["decks"][0]["written"], false);
    let written = json(&[]);
    assert_eq!(
        written["documents"][0]["dates"],
        serde_json::json!({"found": 2, "without_card": 0, "cards": 3, "drafts": 0})
    );
    assert_eq!(written["documents"][0].get("facts"), None);
    let deck = &written["decks"][0];
    assert_eq!((&deck["action"], &deck["written"]), (&"create".into(), &true.into()));
    assert_eq!(deck["added"].as_array().unwrap().len(), 3);
    tell(&world, &[STORM]);
    let deck = &json(&["--update"])["decks"][0];
    // The document is another one, which the head tells; the next time nothing is new.
    assert_eq!((&deck["action"], &deck["written"]), (&"update".into(), &true.into()));
    assert_eq!(json(&["--update"])["decks"][0]["written"], false);
    assert_eq!(deck["kept"], 1);
    assert_eq!(deck["no_longer_found"].as_array().unwrap().len(), 2);
}

#[test]
fn every_fact_without_a_card_says_why() {
    let world = war(&[SAILING, "It ended in 1589.", DUVAL, ADMIRAL]);
    let told = generate(&world, &["--dry-run", "-v"]).ended(0).stdout;
    let counted = told.lines().filter_map(|line| {
        let (before, _) = line.split_once(" made no card")?;
        before.rsplit(' ').next()?.parse::<usize>().ok()
    });
    let (_, reasons) = told.split_once("Facts without a card, and why\n").unwrap();
    let reasons = reasons.split("\n\n").next().unwrap();
    assert_eq!(reasons.lines().count() - 1, counted.sum::<usize>(), "{told}");
    assert!(reasons.contains("nothing says what it is"), "{reasons}");
}

#[test]
fn what_would_be_ignored_is_refused() {
    let world = war(&[SAILING]);
    generate(&world, &["--text", "--only", "dates"]).ended(2);
    generate(&world, &["--text", "--date", "1588-05-01"]).ended(2);
}

#[test]
fn schools_are_shown_where_the_text_names_them() {
    let world = war(&[DUVAL, "Revisionists argue that hunger broke the northern towns."]);
    let ran = generate(&world, &["--dry-run"]).ended(0);
    let claims = ran.stdout.split("\n\n").find(|part| part.starts_with("Claims: ")).unwrap();
    insta::assert_snapshot!(claims, @"
    Claims: 2 found, 0 made no card
       holder            cue          school       claim                  place
    *  Marguerite Duval  argues that               the storm saved the …  The War ¶1
    *  Revisionists      argue that   revisionist  hunger broke the nor…  The War ¶1
    ");
}

#[test]
fn what_a_document_dates_twice_is_noted() {
    let world = war(&[
        "Oliver Cromwell died in 1658.",
        STORM,
        "\n\nMany pages later the book has him live on: Cromwell died in 1659.",
        "\u{202E}Nobody doubts that Chatham's famous speech\nof May 1777 failed.",
        "Chatham's speech in June 1777 was long.",
    ]);
    let noted = generate(&world, &["--dry-run"]).ended(0).stderr;
    insta::assert_snapshot!(noted, @"
    note: home/war.md: two dates for 'Oliver Cromwell died': 1658 (The War ¶1) and 1659 (The War ¶2); no card asks them
    note: home/war.md: two dates for 'Nobody doubts that Chatham's famous speech': May 1777 (The War ¶2) and June 1777 (The War ¶2); no card asks them
    ");
    let dry = generate(&world, &["--dry-run", "--json"]).json();
    let facts = dry["documents"][0]["facts"].as_array().unwrap();
    let pairs = facts.iter().filter(|fact| fact["kind"] == "contradiction");
    assert_eq!(pairs.count(), 2);
    let ran = generate(&world, &["--json"]);
    assert_eq!(ran.stderr, "", "notes are in the report");
    let notes = ran.json()["notes"].as_array().unwrap().clone();
    let notes = notes.iter().map(|note| format!("note: {}\n", note.as_str().unwrap()));
    assert_eq!(notes.collect::<String>(), noted);
    let deck = world.text("decks/war-dates.toml");
    assert_eq!(deck.matches("[[card]]").count(), 1, "{deck}");
    assert!(deck.contains("1588"), "{deck}");
    assert_eq!(generate(&world, &["--quiet", "--force"]).stderr, "");
}
