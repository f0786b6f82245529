//! Sessions over plain lines.

use crate::harness::World;

/// What the journal says happened, line by line.
fn events(world: &World) -> Vec<String> {
    let lines = &world.journal()[1..];
    lines.iter().map(|line| line.split(',').nth(2).unwrap().to_owned()).collect()
}

#[test]
fn an_answer_is_revealed_rated_and_saved() {
    let world = World::with_cards(1);
    let ran = world.run_with(&["study", "--seed", "1"], "\n3\n");
    insta::assert_snapshot!(ran.stdout, @r#"
    Today: 1 new. About 25 s.
    (:help shows what else you can say.)

    [1 left: 1 new] Deck · new
    Q1?
    Enter shows the answer.
    Answer: A1
    Rate: 1 again 1 min, 2 hard 6 min, 3 good 10 min, 4 easy 7 days

    [1 left: 1 learning] Deck · learning
    Q1?
    Type the answer; Enter alone shows it.

    1 answer, 1 recalled (100 %).
    Left today: 1.
    Tomorrow: 1 to review, 0 new.
    "#);
    assert_eq!(ran.code, Some(0));
    assert_eq!(world.journal()[1], "2026-11-23T15:00:00.000+01:00,d/c1,good,0,how=reveal");
}

#[test]
fn three_days_follow_the_schedule() {
    let world = World::with_cards(3);
    let day = |date: &str, input: &str| {
        world.run_with(&["--now", &format!("{date}T12:00:00+01:00"), "--seed", "1"], input).stdout
    };
    let first = day("2026-11-23", "4\n4\n4\n");
    assert!(first.contains("Today: 3 new."), "{first}");
    let second = day("2026-11-24", "");
    assert!(second.contains("Nothing is due today."), "{second}");
    // Easy gives 8.3 days, and fuzz at most 10.
    let third = day("2026-12-03", "3\n3\n1\n3\n");
    assert!(third.contains("Today: 3 to review."), "{third}");
    assert!(third.contains("4 answers, 3 recalled (75 %)."), "{third}");
}

#[test]
fn a_second_session_respects_the_limits_of_the_day() {
    let world = World::with_cards(5);
    world.put("byheart.toml", "new_per_day = 2\n");
    world.run_with(&[], "4\n4\n");
    let again = world.run(&[]);
    assert!(again.stdout.contains("Nothing is due today."), "{}", again.stdout);
    assert_eq!(world.journal().len(), 3);
}

#[test]
fn undo_takes_back_and_asks_again() {
    let world = World::with_cards(2);
    let ran = world.run_with(&["--seed", "1"], "1\n:undo\n4\n4\n");
    assert_eq!(ran.code, Some(0));
    assert_eq!(events(&world), ["again", "undo", "easy", "easy"]);
    assert!(ran.stdout.contains("2 answers, 2 recalled"), "{}", ran.stdout);
}

#[test]
fn i_was_right_is_logged() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"Capital of Peru?\"\nback = \"Lima\"\nask = \"type\"\n");
    let ran = world.run_with(&[], "Cuzco\n:right\n");
    assert!(ran.stdout.contains("Wrong. The answer: Lima"), "{}", ran.stdout);
    let lines = world.journal();
    assert!(lines[2].ends_with(",d/a,undo,,2026-11-23T15:00:00.000+01:00"), "{lines:?}");
    assert!(lines[3].ends_with(",d/a,good,0,how=type override=right"), "{lines:?}");
}

#[test]
fn suspended_cards_stay_away_until_resumed() {
    let world = World::with_cards(1);
    world.run_with(&[], ":suspend\n");
    assert!(world.run(&[]).stdout.contains("Nothing is due today."));
    assert_eq!(world.run(&["resume", "c1"]).code, Some(0));
    assert!(world.run(&[]).stdout.contains("Today: 1 new."));
}

#[test]
fn siblings_are_not_asked_on_one_day() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"Q\"\nback = \"B\"\nreverse = true\n");
    let ran = world.run_with(&[], "4\n4\n");
    assert!(ran.stdout.contains("1 answer, 1 recalled"), "{}", ran.stdout);
}

#[test]
fn no_escape_sequence_is_printed_and_hostile_text_is_defused() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\\u001b[2J\"\n[[card]]\nid = \"a\"\nfront = \"Q\\u001b]0;x\\u0007\"\nback = \"B\"\n");
    let ran = world.run_with(&["--color", "always"], "\n:foo\n3\n");
    assert!(!ran.stdout.contains('\u{1b}'), "{:?}", ran.stdout);
    assert_eq!(ran.code, Some(0));
}

#[test]
fn line_mode_without_a_terminal_is_refused() {
    let ran = World::with_cards(1).run(&["study", "--ui", "line"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.stderr,
        "error: line mode needs a terminal for input, output and messages\n  help: use --ui plain for pipes and screen readers\n"
    );
}

#[test]
fn undo_works_after_the_last_card() {
    let world = World::with_cards(1);
    let ran = world.run_with(&[], "4\n:undo\n1\n4\n\n");
    assert_eq!(ran.code, Some(0));
    assert_eq!(events(&world), ["easy", "undo", "again", "easy"]);
    assert!(ran.stdout.contains("2 answers, 1 recalled (50 %)."), "{}", ran.stdout);
}

#[test]
fn undo_reaches_back_into_earlier_sessions_of_the_day() {
    let world = World::with_cards(2);
    world.run_with(&[], "4\n4\n");
    let ran = world.run_with(&["--cram"], ":undo\n:undo\n:undo\n:quit\n");
    assert_eq!(ran.stdout.matches("Taken back.").count(), 2, "{}", ran.stdout);
    assert!(ran.stdout.contains("Nothing to undo today"), "{}", ran.stdout);
    assert!(world.run(&[]).stdout.contains("Today: 2 new."));
}

#[test]
fn filters_by_kind_mark_and_tag_choose_the_cards() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"Basic?\"\nback = \"B\"\ntags = [\"x\"]\n[[card]]\nid = \"c\"\ncloze = \"A {{c1::gap}}\"\n[[card]]\nid = \"l\"\nfront = \"List\"\nlist = [\"one\", \"two\"]\n");
    let asked = |arguments: &[&str]| world.run(arguments).stdout;
    assert!(asked(&["--kind", "cloze"]).contains("A […]"));
    assert!(asked(&["--kind", "list"]).contains("Today: 1 new."));
    assert!(asked(&["--tag", "x"]).contains("Basic?"));
    assert!(asked(&["--marked"]).contains("There are no such cards."));
    world.run_with(&["--tag", "x"], ":mark\n");
    let marked = asked(&["--marked"]);
    assert!(marked.contains("Basic?") && marked.contains("marked"), "{marked}");
    assert!(asked(&["--leech"]).contains("There are no such cards."));
    let ran = world.run(&["--tag", "y"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.stderr, "error: no card has the tag 'y'\n  help: tags are: x\n");
}

#[test]
fn cramming_leaves_the_schedule_alone_unless_asked() {
    let world = World::with_cards(2);
    let ran = world.run_with(&["--cram"], "1\n3\n3\n");
    assert!(ran.stdout.contains("Cramming 2 cards"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("10 min"), "{}", ran.stdout);
    assert!(world.journal()[1..].iter().all(|line| line.ends_with("how=reveal cram=yes")));
    assert!(world.run(&[]).stdout.contains("Today: 2 new."));
    world.run_with(&["--cram", "--count"], "4\n4\n");
    assert!(world.run(&[]).stdout.contains("Nothing is due today."));
}

#[test]
fn a_buried_card_comes_again_tomorrow() {
    let world = World::with_cards(1);
    world.run_with(&[], ":bury\n");
    assert!(world.run(&[]).stdout.contains("Nothing is due today."));
    let tomorrow = world.run(&["--now", "2026-11-24T15:00:00+01:00"]).stdout;
    assert!(tomorrow.contains("Today: 1 new."), "{tomorrow}");
}

#[test]
fn hints_lower_the_rating_and_are_logged() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"Capital of Peru?\"\nback = \"Lima\"\nask = \"type\"\n");
    let ran = world.run_with(&[], ":hint\n:hint\n:hint\nLima\n");
    assert!(
        ran.stdout.contains("Hint: L…\nHint: Li…\nThere is no further hint.\n"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("Rated again"), "{}", ran.stdout);
    assert!(world.journal()[1].ends_with(",d/a,again,0,how=type hints=2"));
}

#[test]
fn lists_and_pairs_are_graded_item_by_item() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"l\"\nfront = \"The three men?\"\nlist = [\"Caesar\", \"Pompey\", \"Crassus\"]\n[[card]]\nid = \"p\"\nfront = \"Match\"\npairs = [[\"Peru\", \"Lima\"], [\"Cuba\", \"Havana\"]]\n");
    let ran = world.run_with(&["--seed", "1"], "Crassus; Caesar; Cato\n2 1\n");
    insta::assert_snapshot!(ran.stdout, @"
    Today: 2 new. About 50 s.
    (:help shows what else you can say.)

    [2 left: 2 new] D · new
    The three men?
    Type the items, a semicolon between them; Enter alone shows them.
    2 of 3 named.
      + Caesar
      x Pompey
      + Crassus
      x Cato (does not belong here)
    Rated hard, next in 6 min (:right if you were right)

    [2 left: 1 learning, 1 new] D · new
    Match
      a. Peru
      b. Cuba
      1. Havana
      2. Lima
    For each letter give the number that belongs to it; Enter alone shows the pairs.
    Right.
      + Peru: Lima
      + Cuba: Havana
    Rated good, next in 10 min

    [2 left: 2 learning] D · learning
    The three men?
    Type the items, a semicolon between them; Enter alone shows them.

    2 answers, 2 recalled (100 %).
    Left today: 2.
    Hard: The three men? → Caesar; Pompey; Crassus
    Tomorrow: 2 to review, 0 new.
    ");
}

#[test]
fn an_interrupted_session_goes_on_where_it_was() {
    let world = World::with_cards(6);
    let first = world.run_with(&[], "4\n4\n").stdout;
    let left_at =
        first.rfind("Deck · new\n").map(|at| first[at..].lines().nth(1).unwrap().to_owned());
    let second = world.run(&[]).stdout;
    assert!(second.contains("Today: 4 new."), "{second}");
    assert!(second.contains("2 answers earlier today."), "{second}");
    assert_eq!(second.lines().find(|line| line.starts_with('Q')).map(str::to_owned), left_at);
}
