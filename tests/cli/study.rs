//! Sessions over plain lines.

use crate::harness::{World, card};

#[test]
fn answers_are_revealed_graded_item_by_item_rated_and_saved() {
    let list = "[[card]]\nid = \"l\"\nfront = \"The three men?\"\n\
        list = [\"Caesar\", \"Pompey\", \"Crassus\"]\n";
    let pairs = "[[card]]\nid = \"p\"\nfront = \"Match\"\n\
        pairs = [[\"Peru\", \"Lima\"], [\"Cuba\", \"Havana\"]]\n";
    let world = World::with_deck(&[&card("c1", "Q1?", "A1", ""), list, pairs].concat());
    let ran = world.run_with(&["study", "--seed", "1"], "\n3\nCrassus; Caesar; Cato\n2 1\n");
    insta::assert_snapshot!(ran.stdout, @"
    byheart asks, you answer and rate it.
    Cards return before you forget them.
    All is saved at once; Ctrl-C leaves.
    Today: 3 new. About 2 min.
    (:help shows what else you can say.)

    [3 left: 3 new] Deck · new
    Q1?
    Enter shows the answer.
    Answer: A1
    Rate: 1 again 1 min, 2 hard 6 min, 3 good 10 min, 4 easy 7 days

    [3 left: 1 learning, 2 new] Deck · new
    The three men?
    Type the items, a semicolon between them; Enter alone shows them.
    2 of 3 named.
      + Caesar
      x Pompey
      + Crassus
      x Cato (does not belong here)
    Rated hard, next in 6 min (:right if you were right)

    [3 left: 2 learning, 1 new] Deck · new
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

    [3 left: 3 learning] Deck · learning
    The three men?
    Type the items, a semicolon between them; Enter alone shows them.

    3 answers, 3 recalled (100 %).
    Left today: 3.
    Hard: The three men? → Caesar; Pompey; Crassus
    Tomorrow: 3 to review, 0 new.
    ");
    assert_eq!(ran.code, Some(0));
    assert_eq!(world.journal()[1], "2026-11-23T15:00:00.000+01:00,d/c1,good,0,how=reveal");
}

#[test]
fn what_needs_a_terminal_is_refused_without_one() {
    let world = World::with_cards(1);
    world.run(&["study", "--ui", "line"]).fails(
        "error: line mode needs a terminal for input, output and messages\n  help: use --ui plain for pipes and screen readers\n",
    );
    world.run(&["generate", "home/rome.md", "--review"]).fails(
        "error: --review needs a terminal for input, output and messages\n  help: without --review all cards are written; edit the decks then\n",
    );
    assert!(!world.path(".local").exists(), "a review was saved");
}

#[test]
fn three_days_follow_the_schedule() {
    let world = World::with_cards(3);
    let day = |date: &str, input: &str, said: &[&str]| {
        let now = format!("{date}T12:00:00+01:00");
        world.run_with(&["--now", &now, "--seed", "1"], input).says(said);
    };
    day("2026-11-23", "4\n4\n4\n", &["Today: 3 new."]);
    day("2026-11-24", "", &["Nothing is due today."]);
    // Easy gives 8.3 days, and fuzz at most 10.
    let said = ["Today: 3 to review.", "4 answers, 3 recalled (75 %)."];
    day("2026-12-03", "3\n3\n1\n3\n", &said);
}

#[test]
fn a_second_session_goes_on_where_the_first_was_within_the_limits_of_the_day() {
    let world = World::with_cards(6);
    world.put("byheart.toml", "new_per_day = 4\n");
    let first = world.run_with(&[], "4\n4\n").stdout;
    let (_, left_at) = first.rsplit_once("Deck · new\n").unwrap();
    let second = world.run_with(&[], "4\n4\n").says(&["Today: 2 new.", "2 answers earlier today."]);
    let question = second.stdout.lines().find(|line| line.starts_with('Q'));
    assert_eq!(question, left_at.lines().next());
    world.run(&[]).says(&["Nothing is due today."]);
    assert_eq!(world.events().len(), 4);
}

#[test]
fn a_session_ends_when_its_minutes_are_over_or_a_sibling_alone_is_left() {
    // The clock stands and jumps to a learning card's time.
    let world = World::with_deck(&card("a", "Capital?", "Lima", "ask = \"reveal\""));
    let ran = world.run_with(&["study", "--minutes", "1", "--seed", "1"], "\n3\n\n1\n\n");
    ran.ended(0).says(&["The time is over."]);
    assert_eq!(world.events(), ["good", "again"]);
    let world = World::with_deck(&card("a", "Q", "B", "reverse = true"));
    world.run_with(&[], "4\n4\n").says(&["1 answer, 1 recalled"]);
}

#[test]
fn suspended_cards_stay_away_until_resumed_and_buried_ones_until_tomorrow() {
    let world = World::with_cards(1);
    world.run_with(&[], ":suspend\n");
    world.run(&[]).says(&["Nothing is due today."]);
    world.run(&["resume", "c1"]).ended(0);
    world.run(&[]).says(&["Today: 1 new."]);
    world.run_with(&[], ":bury\n");
    world.run(&[]).says(&["Nothing is due today."]);
    world.run(&["--now", "2026-11-24T15:00:00+01:00"]).says(&["Today: 1 new."]);
}

#[test]
fn filters_by_kind_mark_and_tag_choose_the_cards() {
    let cloze = "[[card]]\nid = \"c\"\ncloze = \"A {{c1::gap}}\"\n";
    let list = "[[card]]\nid = \"l\"\nfront = \"List\"\nlist = [\"one\", \"two\"]\n";
    let basic = card("a", "Basic?", "B", "tags = [\"x\"]");
    let world = World::with_deck(&[&basic, cloze, list].concat());
    let asks = |arguments: &[&str], said: &[&str]| drop(world.run(arguments).says(said));
    asks(&["--kind", "cloze"], &["A _____"]);
    asks(&["--kind", "list"], &["Today: 1 new."]);
    asks(&["--tag", "x"], &["Basic?"]);
    asks(&["--marked"], &["There are no such cards."]);
    world.run_with(&["--tag", "x"], ":mark\n");
    asks(&["--marked"], &["Basic?", "marked"]);
    asks(&["--leech"], &["There are no such cards."]);
    world.run(&["--tag", "y"]).fails("error: no card has the tag 'y'\n  help: tags are: x\n");
}

#[test]
fn cramming_leaves_the_schedule_alone_unless_asked() {
    let world = World::with_cards(2);
    world.run_with(&["--cram"], "1\n3\n3\n").says(&["Cramming 2 cards"]).lacks(&["10 min"]);
    assert!(world.journal()[1..].iter().all(|line| line.ends_with("how=reveal cram=yes")));
    world.run(&[]).says(&["Today: 2 new."]);
    world.run_with(&["--cram", "--count"], "4\n4\n");
    world.run(&[]).says(&["Nothing is due today."]);
}

#[test]
fn with_ascii_no_mark_of_our_own_is_anything_else() {
    let cards = [
        "[[card]]\nid = \"a\"\nfront = \"Capital of Peru?\"\nback = \"Lima\"\n",
        "[[card]]\nid = \"g\"\ncloze = \"The {{c1::Rhine}} and the {{c2::Rhone}}.\"\n",
        "[[card]]\nid = \"p\"\nfront = \"Match\"\npairs = [[\"Peru\", \"Lima\"], [\"Cuba\", \"Havana\"]]\n",
        "[[card]]\nid = \"o\"\nfront = \"Order\"\norder = [\"one\", \"two\", \"three\"]\n",
    ];
    let world = World::with_deck(&cards.concat());
    let input = ":hint\n\n3\n:history\n:hint\n\n3\n\n3\n1 2\n3 2 1\n:help\n:quit\n";
    let study = world.run_with(&["study", "--ui", "plain", "--ascii", "--seed", "1"], input);
    let exam = world.run_with(
        &["exam", "--ui", "plain", "--ascii", "--seed", "1", "--feed", "no"],
        "\nx\nx\nx\nx\n:hand-in\n:hand-in\n",
    );
    let told = [&["decks", "--ascii"][..], &["cards", "--ascii"], &["history", "d/a", "--ascii"]];
    for ran in told.map(|arguments| world.run(arguments)).into_iter().chain([study, exam]) {
        assert!(ran.stdout.is_ascii() && !ran.stdout.is_empty(), "{}", ran.stdout);
    }
}
