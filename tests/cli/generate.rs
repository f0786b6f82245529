//! Documents become decks: what is written, added to, shown and refused.

use crate::harness::{Ran, World, finish};
use std::process::Command;

/// What had happened by a date makes one card: the sentence, its date hidden.
const FLEET: &str = "By May 1588 the fleet of the northern towns had sailed for the islands.";
const STORM: &str =
    "By 3 September 1588 a storm had driven the whole convoy onto the western rocks.";
const TREATY: &str =
    "By 28 August 1604 envoys of both crowns had signed the peace in a village inn.";
/// What happened in a month makes two: when was it, and what happened then?
const SAILING: &str = "The fleet of the northern towns sailed for the islands in May 1588.";
/// Who was he, and who was that?
const ADMIRAL: &str =
    "Charles Howard, the lord admiral of the English fleet, returned before the month was out.";

fn war(world: &World, sentences: &[&str]) {
    world.put("war.md", &format!("# The War\n\n{}\n", sentences.join(" ")));
}

fn generate(world: &World, more: &[&str]) -> Ran {
    let file = world.path("war.md");
    world.run(&[&["generate", file.to_str().unwrap()], more].concat())
}

/// Output with the home's path as `HOME`.
fn shown(world: &World, text: &str) -> String {
    text.replace(world.home().to_str().unwrap(), "HOME")
}

/// The names of all files in the decks folder.
fn decks(world: &World) -> Vec<String> {
    let entries = std::fs::read_dir(world.path("decks")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The ids of the deck's cards.
fn ids(deck: &str) -> Vec<String> {
    let lines = deck.lines().filter_map(|line| line.strip_prefix("id = \"date-"));
    lines.map(|rest| format!("date-{}", rest.trim_end_matches('"'))).collect()
}

#[test]
fn existing_decks_are_not_overwritten() {
    let world = World::new();
    war(&world, &[FLEET]);
    let first = generate(&world, &[]);
    assert_eq!(
        shown(&world, &first.stdout),
        "HOME/war.md: 1 date, 0 actors, 0 claims\nwrote 1 card to HOME/decks/war-dates.toml\n"
    );
    let again = generate(&world, &[]);
    assert_eq!(again.code, Some(2));
    assert_eq!(
        shown(&world, &again.stderr),
        "error: HOME/decks/war-dates.toml exists already\n  help: --update adds cards of new facts, --force replaces it, --out writes elsewhere\n"
    );
    assert_eq!(
        shown(&world, &generate(&world, &["--force"]).stdout).lines().last(),
        Some("replaced HOME/decks/war-dates.toml: 1 card")
    );
    assert_eq!(
        shown(&world, &generate(&world, &["--dry-run"]).stdout).lines().last(),
        Some(
            "would leave HOME/decks/war-dates.toml, which exists; --update adds to it, --force replaces it"
        )
    );
    assert_eq!(generate(&world, &["-q", "--force"]).stdout, "");
}

#[test]
fn an_update_adds_new_facts_and_keeps_what_people_did() {
    let world = World::new();
    war(&world, &[FLEET, STORM]);
    generate(&world, &[]);
    let deck = world.text("decks/war-dates.toml");
    let [fleet, storm] = ids(&deck).try_into().unwrap();
    // A person comments, rewords the first card, deletes the second, adds one.
    let (before, _) = deck.split_once(&format!("[[card]]\nid = \"{storm}\"")).unwrap();
    let edited = before
        .replace("format = 1\n", "# My deck\nformat   =   1\n")
        .replace("the islands", "the Spice Islands")
        .replace("tags = [\"dates\", \"1588\"]", "tags = [\"hard\"] # mine")
        + "[[card]]\nid = \"my-own\"\nfront = \"Who won?\"\nback = \"Nobody\"";
    world.put("decks/war-dates.toml", &edited);

    let same = generate(&world, &["--update"]);
    assert_eq!(
        shown(&world, &same.stdout).lines().last(),
        Some(
            "updated HOME/decks/war-dates.toml: 0 added, 1 kept, 1 deleted by hand, 0 no longer found"
        )
    );
    assert_eq!(world.text("decks/war-dates.toml"), edited);

    // The fleet's fact leaves the document, the treaty's comes.
    war(&world, &[STORM, TREATY]);
    let ran = generate(&world, &["--update"]);
    assert_eq!(
        shown(&world, &ran.stdout),
        format!(
            "HOME/war.md: 2 dates, 0 actors, 0 claims\nupdated HOME/decks/war-dates.toml: 1 added, 0 kept, 1 deleted by hand, 1 no longer found\n  no longer found: {fleet}\n"
        )
    );
    assert_eq!(ran.stderr, "");
    let updated = world.text("decks/war-dates.toml");
    let added = updated.strip_prefix(&edited).unwrap();
    assert!(added.starts_with("\n\n[[card]]\nid = \"date-1604-08-28-"), "{added}");
    assert_eq!(added.matches("[[card]]").count(), 1);
    let check = world.run(&["check"]);
    assert_eq!(check.code, Some(0), "{}", check.stdout);
}

#[test]
fn a_deck_without_record_is_updated_with_a_note() {
    let world = World::new();
    war(&world, &[FLEET]);
    generate(&world, &[]);
    std::fs::remove_file(world.path("decks/.war-dates.generated")).unwrap();
    war(&world, &[FLEET, STORM]);
    let ran = generate(&world, &["--update"]);
    assert!(ran.stdout.contains("1 added, 1 kept, 0 no longer found"), "{}", ran.stdout);
    assert_eq!(
        shown(&world, &ran.stderr),
        "HOME/decks/war-dates.toml: nothing tells which cards were deleted by hand until now, so that they come back this once\n"
    );
    assert_eq!(generate(&world, &["--update"]).stderr, "");
    assert_eq!(
        world.text("decks/.war-dates.generated").lines().filter(|l| !l.starts_with('#')).count(),
        2
    );
}

#[test]
fn a_smaller_choice_of_cards_loses_no_fact() {
    let world = World::new();
    war(&world, &[FLEET, STORM, TREATY]);
    generate(&world, &["--max", "2"]);
    let ran = generate(&world, &["--update", "--max", "1"]);
    assert!(ran.stdout.contains("0 added, 2 kept, 0 no longer found"), "{}", ran.stdout);
    let ran = generate(&world, &["--update"]);
    assert!(ran.stdout.contains("1 added, 2 kept, 0 no longer found"), "{}", ran.stdout);
}

#[test]
fn a_deck_with_faults_is_not_added_to() {
    let world = World::new();
    war(&world, &[FLEET]);
    let broken = "format = 1\nid = \"war-dates\"\n";
    world.put("decks/war-dates.toml", broken);
    let ran = generate(&world, &["--update"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        shown(&world, &ran.stderr),
        "error: HOME/decks/war-dates.toml has faults: line 1, column 1: expected the key 'title', found none\n  help: byheart check HOME/decks/war-dates.toml shows all of them\n"
    );
    assert_eq!(world.text("decks/war-dates.toml"), broken);
}

#[test]
fn a_renamed_deck_gets_no_double() {
    let world = World::new();
    war(&world, &[FLEET]);
    generate(&world, &[]);
    std::fs::rename(world.path("decks/war-dates.toml"), world.path("decks/week-1.toml")).unwrap();
    let ran = generate(&world, &["--update"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        shown(&world, &ran.stderr)
            .starts_with("error: HOME/decks/week-1.toml has the id 'war-dates' already"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_dry_run_shows_facts_and_samples_and_writes_nothing() {
    let world = World::new();
    war(
        &world,
        &[
            SAILING,
            "It ended in 1589.",
            "Marguerite Duval argues that the storm saved the islanders from a long siege.",
            ADMIRAL,
        ],
    );
    let facts = world.path("facts.jsonl");
    let ran = generate(&world, &["--dry-run", "--facts", facts.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    insta::assert_snapshot!(shown(&world, &ran.stdout), @r#"
    HOME/war.md: 2 dates, 3 actors, 1 claim
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

    Claims: 1 sample card of 1

      Q Who argues that the storm saved the islanders from a long siege?
      A Marguerite Duval
        The War ¶1

    would write 2 cards to HOME/decks/war-dates.toml
    would write 2 cards to HOME/decks/war-actors.toml
    would write 1 card to HOME/decks/war-arguments.toml
    "#);
    assert!(decks(&world).is_empty() && !facts.exists());
    let wide: Vec<&str> = ran.stdout.lines().filter(|line| line.chars().count() > 80).collect();
    let paths = wide.iter().filter(|line| !line.contains("would write"));
    assert_eq!(paths.count(), 0, "{wide:?}");
}

#[test]
fn several_documents_make_decks_in_one_run() {
    let world = World::new();
    world.put("a/first.md", &format!("# One\n\n{FLEET}\n"));
    world.put("b/second.txt", &format!("{TREATY}\n"));
    let [first, second] =
        ["a/first.md", "b/second.txt"].map(|name| world.path(name).to_str().unwrap().to_owned());
    let ran = world.run(&["generate", &first, &second]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(
        decks(&world),
        [
            ".first-dates.generated",
            ".second-dates.generated",
            "first-dates.toml",
            "second-dates.toml"
        ]
    );
    assert_eq!(ran.stderr, "", "short work shows no bar");
}

#[test]
fn documents_of_one_name_are_refused_before_anything_is_written() {
    let world = World::new();
    world.put("a/War.md", &format!("{FLEET}\n"));
    world.put("b/war.txt", &format!("{STORM}\n"));
    let [first, second] =
        ["a/War.md", "b/war.txt"].map(|name| world.path(name).to_str().unwrap().to_owned());
    let ran = world.run(&["generate", &first, &second]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        shown(&world, &ran.stderr),
        "error: HOME/a/War.md and HOME/b/war.txt would both make decks called 'war'\n  help: rename one, or read them one after the other with another --out each\n"
    );
    assert!(decks(&world).is_empty());
}

#[test]
fn one_unreadable_document_is_named_and_nothing_is_written() {
    let world = World::new();
    war(&world, &[FLEET]);
    let missing = world.path("missing.md");
    let ran = generate(&world, &[missing.to_str().unwrap()]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        shown(&world, &ran.stderr),
        "error: cannot read HOME/missing.md\n  because: No such file or directory (os error 2)\n"
    );
    assert!(decks(&world).is_empty());
}

#[test]
fn a_card_that_check_would_reject_is_left_out_and_named() {
    let world = World::new();
    war(&world, &[&FLEET.replace("northern", "\u{202E}northern"), STORM]);
    let ran = generate(&world, &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("wrote 1 card to"), "{}", ran.stdout);
    assert!(
        ran.stderr.contains("war.md: left out date-1588-05-")
            && ran.stderr.contains(": expected text, found the control character U+202E\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(world.run(&["check"]).code, Some(0));
}

#[test]
fn a_document_without_facts_is_noted() {
    let world = World::new();
    war(&world, &["Nothing happens here at all, and nobody says so."]);
    let ran = generate(&world, &[]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(shown(&world, &ran.stderr), "HOME/war.md: nothing found that makes a card\n");
    assert!(decks(&world).is_empty());
}

#[test]
fn all_decks_are_written_or_none() {
    let world = World::new();
    war(&world, &[FLEET, ADMIRAL]);
    // A folder stands where a deck should go.
    std::fs::create_dir(world.path("decks/war-actors.toml")).unwrap();
    let ran = generate(&world, &["--force"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        shown(&world, &ran.stderr),
        "error: cannot write HOME/decks/war-actors.toml\n  because: Is a directory (os error 21)\n  help: nothing was written\n"
    );
    assert_eq!(decks(&world), ["war-actors.toml"]);
}

#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let world = World::new();
    let days: Vec<String> = (1..=28)
        .map(|day| format!("The garrison of the old fort number {day}{day} mutinied for bread on {day} May 1797."))
        .collect();
    war(&world, &days.iter().map(String::as_str).collect::<Vec<_>>());
    let mut command = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_byheart");
    let file = world.path("war.md");
    // A limit on file size stands for a full disk: writes beyond it fail.
    command.args([
        "-c",
        &format!("ulimit -f 4; trap '' XFSZ; exec '{program}' generate '{}'", file.display()),
    ]);
    command.env_clear().env("PATH", "/usr/bin:/bin");
    let source = world.command(&[]);
    command.envs(source.get_envs().filter_map(|(key, value)| Some((key, value?))));
    let ran = finish(command, "");
    assert_eq!(ran.code, Some(2), "{}", ran.stdout);
    assert!(ran.stderr.contains("because: File too large"), "{}", ran.stderr);
    assert!(ran.stderr.contains("help: nothing was written"), "{}", ran.stderr);
    assert!(decks(&world).is_empty());
}

#[test]
fn facts_never_take_the_place_of_a_document_or_deck() {
    let world = World::new();
    war(&world, &[FLEET]);
    let document = world.path("war.md");
    for path in [document.clone(), world.path("decks/war-dates.toml")] {
        let ran = generate(&world, &["--facts", path.to_str().unwrap()]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.stderr.starts_with("error: --facts would overwrite "), "{}", ran.stderr);
    }
    assert!(std::fs::read_to_string(document).unwrap().contains("northern towns"));
    assert!(decks(&world).is_empty());
}

#[test]
fn the_report_is_json() {
    let world = World::new();
    war(&world, &[SAILING, STORM]);
    let json = |ran: Ran| -> serde_json::Value { serde_json::from_str(&ran.stdout).unwrap() };
    let dry = json(generate(&world, &["--dry-run", "--json"]));
    assert_eq!(dry["format"], 1);
    assert_eq!(dry["documents"][0]["title"], "The War");
    assert_eq!(dry["documents"][0]["facts"][0]["value"], "1588-05");
    assert_eq!(dry["decks"][0]["written"], false);
    let written = json(generate(&world, &["--json"]));
    assert_eq!(
        written["documents"][0]["dates"],
        serde_json::json!({"found": 2, "without_card": 0, "cards": 3})
    );
    assert_eq!(written["documents"][0].get("facts"), None);
    let deck = &written["decks"][0];
    assert_eq!((&deck["action"], &deck["written"]), (&"create".into(), &true.into()));
    assert_eq!(deck["added"].as_array().unwrap().len(), 3);
    war(&world, &[STORM]);
    let updated = json(generate(&world, &["--update", "--json"]));
    let deck = &updated["decks"][0];
    assert_eq!((&deck["action"], &deck["written"]), (&"update".into(), &false.into()));
    assert_eq!(deck["kept"], 1);
    assert_eq!(deck["no_longer_found"].as_array().unwrap().len(), 2);
}

#[test]
fn schools_are_shown_where_the_text_names_them() {
    let world = World::new();
    war(
        &world,
        &[
            "Marguerite Duval argues that the storm saved the islanders from a long siege.",
            "Revisionists argue that hunger broke the northern towns.",
        ],
    );
    let ran = generate(&world, &["--dry-run"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
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
    let world = World::new();
    let deaths = [
        "Oliver Cromwell died in 1658.",
        STORM,
        "\n\nMany pages later the book has him live on: Cromwell died in 1659.",
        "\u{202E}Nobody doubts that Chatham's famous speech\nof May 1777 failed.",
        "Chatham's speech in June 1777 was long.",
        "In 1713 the Treaty of Utrecht was signed.",
        "The Treaty of Utrecht was signed in 1714.",
        "In 1870, or in 1871, the war broke out in the east.",
        "By 1453, or 1454, the walls had fallen.",
        "The plague reached the ports in 1347, or in 1348.",
    ];
    war(&world, &deaths);
    let ran = generate(&world, &["--dry-run"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    insta::assert_snapshot!(shown(&world, &ran.stderr), @"
    note: HOME/war.md: two dates for 'Oliver Cromwell died': 1658 (The War ¶1) and 1659 (The War ¶2); no card asks them
    note: HOME/war.md: two dates for '�Nobody doubts that Chatham's famous speech': May 1777 (The War ¶2) and June 1777 (The War ¶2); no card asks them
    note: HOME/war.md: two dates for 'the Treaty of Utrecht was signed': 1713 (The War ¶2) and 1714 (The War ¶2); no card asks them
    note: HOME/war.md: two dates for 'In 1870, or in 1871, the war broke out in the east.': 1870 (The War ¶2) and 1871 (The War ¶2); no card asks them
    note: HOME/war.md: two dates for 'By 1453, or 1454, the walls had fallen.': 1453 (The War ¶2) and 1454 (The War ¶2); no card asks them
    note: HOME/war.md: two dates for 'The plague reached the ports': 1347 (The War ¶2) and 1348 (The War ¶2); no card asks them
    ");
    let dry: serde_json::Value =
        serde_json::from_str(&generate(&world, &["--dry-run", "--json"]).stdout).unwrap();
    let facts = dry["documents"][0]["facts"].as_array().unwrap();
    let pairs = facts.iter().filter(|fact| fact["kind"] == "contradiction");
    assert_eq!(pairs.count(), 6);
    let ran = generate(&world, &["--json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["notes"], dry["notes"]);
    assert_eq!(report["notes"].as_array().unwrap().len(), 6);
    let note = report["notes"][0].as_str().unwrap();
    assert_eq!(
        shown(&world, note),
        "HOME/war.md: two dates for 'Oliver Cromwell died': 1658 (The War ¶1) and 1659 (The War ¶2); no card asks them"
    );
    assert_eq!(ran.stderr, "", "notes are in the report");
    let deck = world.text("decks/war-dates.toml");
    assert_eq!(deck.matches("[[card]]").count(), 1, "{deck}");
    assert!(deck.contains("1588"), "{deck}");
    assert_eq!(generate(&world, &["--quiet", "--force"]).stderr, "");
}
