//! The way to an exam: `plan`.

use crate::harness::{World, card};

/// Puts a deck of `count` cards there, every other one with the tag `b`; its own
/// exam is on `date`, if it has one.
pub(crate) fn deck(world: &World, id: &str, count: usize, date: &str) {
    let exam = if date.is_empty() { String::new() } else { format!("[exam]\ndate = {date}\n") };
    let cards = (1..=count).map(|n| {
        let more = format!("ask = \"reveal\"\ntags = [\"{}\"]", ["a", "b"][n % 2]);
        card(&format!("c{n}"), &format!("Q{n}?"), &format!("A{n}"), &more)
    });
    world.deck(id, &(exam + &cards.collect::<String>()));
}

/// With such a deck, `d`.
pub(crate) fn world(count: usize, date: &str) -> World {
    let world = World::new();
    deck(&world, "d", count, date);
    world
}

/// What a card of this number gets on this day of November.
type Rate = fn(usize, u32) -> &'static str;

/// Answers each of `count` cards of deck `d` on each of `days`.
pub(crate) fn answered(world: &World, count: usize, days: &[u32], rate: Rate) {
    let line = |(day, card): (u32, usize)| {
        let (minute, second, rating) = (card / 60, card % 60, rate(card, day));
        let time = format!("2026-11-{day:02}T12:{minute:02}:{second:02}.000+01:00");
        format!("{time},d/c{card},{rating},13000,how=reveal\n")
    };
    let answers = days.iter().flat_map(|&day| (1..=count).map(move |card| (day, card)));
    world.past(&answers.map(line).collect::<String>());
}

/// What `plan` reports.
pub(crate) fn plan(world: &World, more: &[&str]) -> serde_json::Value {
    world.run(&[&["plan", "--json"], more].concat()).ended(0).json()
}

/// What `plan` says, without its line ends.
fn told(world: &World, more: &[&str]) -> String {
    world.run(&[&["plan"], more].concat()).ended(0).stdout.replace('\n', " ")
}

/// Ids of the cards that a session asks when all are easy.
pub(crate) fn asked(world: &World, arguments: &[&str]) -> Vec<String> {
    let before = world.journal().len().max(1);
    world.run_with(arguments, &"4\n".repeat(300)).ended(0);
    let lines = world.journal().into_iter().skip(before);
    lines.map(|line| line.split(',').nth(1).unwrap().to_owned()).collect()
}

/// What a session says first begins with this.
#[track_caller]
pub(crate) fn opens(world: &World, arguments: &[&str], told: &str) {
    let said = world.run(arguments).stdout.replace('\n', " ");
    // Behind what the first session of all says of itself.
    let said = said.split_once("Ctrl-C leaves. ").map_or(&*said, |(_, said)| said);
    assert!(said.starts_with(told), "{told}\n{said}");
}

#[test]
fn at_the_start_only_work_and_a_wide_band_are_told() {
    let world = world(40, "2026-11-27");
    insta::assert_snapshot!(world.run(&["plan", "--minutes", "10"]).ended(0).stdout, @r#"
    Exam in 4 days (Friday, 27 November 2026): 40 cards, 40 of them new.
    10 minutes a day.

    day          new reviews  min
    Mon 23 Nov    16       0   10
    Tue 24 Nov    16       0   10
    Wed 25 Nov     8      18   10
    Thu 26 Nov     0      40   10

    On 27 November you may recall between 82 and 99 % of the cards. What you answer
    on later days than the first will say more.
      deck d                              40  82–99 %
      tag a                               20  82–99 %
      tag b                               20  82–99 %

    byheart study follows this once byheart.toml says, below [exam]: minutes = 10
    "#);
}

#[test]
fn later_the_expected_recall_is_drawn_with_its_band() {
    let world = world(40, "2026-11-28");
    answered(&world, 24, &[16, 19, 22], |card, day| match (card % 4, day) {
        (0, 19) => "again",
        _ => "good",
    });
    insta::assert_snapshot!(world.run(&["plan", "--minutes", "6"]).stdout, @r#"
    Exam in 5 days (Saturday, 28 November 2026): 40 cards, 16 of them new.
    6 minutes a day.

    day          new reviews  min   recall
    Mon 23 Nov    14       6    6   84 %  █████████████████████████░░░░░
    Tue 24 Nov     2      37    6   93 %  ████████████████████████████░░
    Wed 25 Nov     0      40    6   95 %  █████████████████████████████░
    Thu 26 Nov     0      40    6   97 %  █████████████████████████████░
    Fri 27 Nov     0      40    6   99 %  ██████████████████████████████
    day by day  ▇████  84 % to 99 %

    On 28 November you can expect to recall 99 % of the cards, with four chances in
    five between 96 and 99 %.
      deck d                              40  99 % (96–99 %)
      tag a                               20  98 % (95–99 %)
      tag b                               20  99 % (97–99 %)

    90 % is in reach.
    byheart study follows this once byheart.toml says, below [exam]: minutes = 6
    "#);
    let ascii = world.run(&["plan", "--minutes", "6", "--ascii"]).stdout;
    assert!(ascii.is_ascii() && ascii.contains('#'), "{ascii}");
    let plain = world.run(&["plan", "--minutes", "6", "--color", "never"]).stdout;
    assert!(!plain.contains('\u{1b}'));
    let colored = world.run(&["plan", "--minutes", "6", "--color", "always"]).stdout;
    assert_eq!(console::strip_ansi_codes(&colored), plain);
}

#[test]
fn the_plan_is_json() {
    let world = world(10, "2026-11-25");
    let report = plan(&world, &["--minutes", "3"]);
    let rows = report.as_object().unwrap().iter();
    let rows: Vec<String> = rows.map(|(key, value)| format!("{key}: {value}")).collect();
    insta::assert_snapshot!(rows.join("\n"), @r#"
    format: 1
    exam: "2026-11-25"
    recall: 0.896
    low: 0.562
    high: 0.977
    known: false
    minutes: 3.0
    minutes_are: "declared"
    days: [{"date":"2026-11-23","new":5.0,"reviews":0.0,"minutes":3.2,"recall":0.436},{"date":"2026-11-24","new":5.0,"reviews":0.0,"minutes":3.2,"recall":0.896}]
    exams: [{"exam":"2026-11-25","known":false,"cards":10,"new":10,"recall":0.896,"low":0.562,"high":0.977,"decks":[{"name":"d","cards":10,"new":10,"recall":0.896,"low":0.562,"high":0.977}],"tags":[{"name":"a","cards":5,"new":5,"recall":0.901,"low":0.576,"high":0.978},{"name":"b","cards":5,"new":5,"recall":0.89,"low":0.548,"high":0.976}]}]
    remedy: null
    due_after: 7.8
    over: []
    far: []
    moved: []
    "#);
}

#[test]
fn settings_come_before_the_deck_and_the_command_line_before_both() {
    let world = world(3, "2026-12-15");
    deck(&world, "e", 3, "");
    let exams = |settings: &str, more: &[&str]| -> Vec<String> {
        world.put("byheart.toml", settings);
        let report = plan(&world, more);
        let exams = report["exams"].as_array().unwrap();
        exams.iter().map(|exam| exam["exam"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(exams("", &[]), ["2026-12-15"]);
    let all = "[exam]\ndate = 2026-12-10\n[decks.e]\nexam = ";
    assert_eq!(exams(&format!("{all}2026-12-05\n"), &[]), ["2026-12-05", "2026-12-10"]);
    assert_eq!(exams(&format!("{all}2026-12-05\n"), &["--exam", "2026-12-01"]), ["2026-12-01"]);
    // A deck whose own exam is over follows that of all decks, and is named.
    assert_eq!(exams(&format!("{all}2026-11-05\n"), &[]), ["2026-12-10"]);
    world.run(&["plan"]).says(&["The date 2026-11-05 of deck e is over; the next one counts."]);
    assert_eq!(exams(&format!("{all}\"none\"\n"), &[]), ["2026-12-10"]);
    assert_eq!(plan(&world, &[])["exams"][0]["decks"].as_array().unwrap().len(), 1);
    // A date that passed says nothing: the deck's own is next.
    let over = "[exam]\ndate = 2026-11-10\n[decks.other]\nexam = 2026-12-01\n";
    assert_eq!(exams(over, &[]), ["2026-12-15"]);
    world.run(&["plan"]).says(&[
        "The exam of all decks in byheart.toml, 2026-11-10, is over.",
        "The date 2026-11-10 of deck d is over; the next one counts.",
    ]);
    world.run(&["study"]).warns(&[
        "2026-11-10, was over before you began; is the year right?",
        "there is no deck other for [decks.other]",
    ]);
}

#[test]
fn bad_input_is_told_with_its_remedy() {
    let fault = |world: &World, arguments: &[&str]| {
        let ran = world.run(&[&["plan"], arguments].concat()).ended(2);
        assert_eq!(ran.stdout, "");
        ran.stderr
    };
    let cards = World::with_cards(2);
    let options: [&[&str]; 5] = [
        &[],
        &["--exam", "2026-11-22"],
        &["--exam", "soon"],
        &["--exam", "2062-11-22"],
        &["nowhere", "--exam", "2026-12-15"],
    ];
    let told = options.map(|options| fault(&cards, options)).concat();
    insta::assert_snapshot!(told + &fault(&world(3, "2026-11-22"), &[]), @r#"
    error: no exam date is known
      help: give one with --exam 2026-12-14, or in byheart.toml under [exam]: date = 2026-12-14
    error: the exam date 2026-11-22 has passed: it was yesterday
      help: today is 2026-11-23; give a day from then on
    error: expected a date for --exam, found 'soon'
      help: write it like 2026-12-15
    error: expected the exam of --exam within 730 days, found 2062-11-22
      help: check the year; until then byheart study goes on without an exam
    error: there is no deck 'nowhere', nor a file or folder of that name
      help: decks are: d
    error: no exam lies ahead: the exam of deck d was on 2026-11-22
      help: give one with --exam 2026-12-14, or in byheart.toml under [exam]: date = 2026-12-14
    "#);
    cards.run(&["suspend", "c1", "c2"]);
    let none = fault(&cards, &["--exam", "2026-12-15"]);
    assert!(none.starts_with("error: there are no cards to plan for"), "{none}");
    assert!(fault(&cards, &["--minutes", "0"]).contains("1..=1440"));
}

#[test]
fn cards_that_were_left_in_a_learning_step_are_part_of_the_plan() {
    let world = world(20, "2026-11-27");
    world.put("byheart.toml", "[exam]\nminutes = 20\n");
    // One look at each, and no step after it.
    answered(&world, 20, &[22], |_, _| "good");
    let report = plan(&world, &[]);
    assert_eq!(report["days"][0]["reviews"], 20.0, "{report}");
    assert!(report["recall"].as_f64().unwrap() > 0.9 && report["remedy"].is_null(), "{report}");
    world.run(&["study"]).says(&["Today: 20 learning."]);
}

#[test]
fn days_that_say_nothing_of_the_time_do_not_shorten_the_coming_ones() {
    let world = World::new();
    world.put("byheart.toml", "[exam]\nminutes = 20\n");
    let minutes = || {
        let report = plan(&world, &[]);
        (report["minutes"].as_f64().unwrap(), report["minutes_are"].as_str().unwrap().to_owned())
    };
    let declared = (20.0, "declared".to_owned());
    // One short session long ago.
    deck(&world, "d", 60, "2026-12-10");
    answered(&world, 5, &[12], |_, _| "good");
    assert_eq!(minutes(), declared);
    // Short days, which may have had nothing left to ask.
    answered(&world, 12, &[18, 19, 20, 21, 22], |_, _| "good");
    assert_eq!(minutes(), declared);
    // Days that were skipped.
    answered(&world, 12, &[13, 15, 17, 19, 21], |_, _| "good");
    assert_eq!(minutes(), (10.0, "skipping".to_owned()));
    // Other decks are none of the exam's business.
    deck(&world, "d", 12, "");
    deck(&world, "e", 60, "2026-12-10");
    assert_eq!(minutes(), declared);
}

#[test]
fn the_wish_is_looked_at_for_each_exam() {
    let world = world(40, "2026-11-24");
    deck(&world, "e", 200, "2026-12-20");
    let report = plan(&world, &["--minutes", "10"]);
    assert_eq!(report["remedy"]["exam"], "2026-11-24", "{report}");
    // A date that is too far away keeps no other from being planned.
    deck(&world, "far", 20, "2029-11-30");
    let text = told(&world, &["--minutes", "10"]);
    for part in [
        "Exam tomorrow (Tuesday, 24 November 2026): 40 cards",
        "90 % for the exam on 24 November is out of reach",
        "The exam of deck far, 2029-11-30, is more than two years away",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // It is studied as without an exam.
    opens(&world, &["study", "far"], "Today: 20 new.");
}

#[test]
fn a_new_deck_gets_a_wide_band_however_long_another_was_learnt() {
    let world = world(30, "2026-11-28");
    deck(&world, "e", 30, "2026-11-28");
    world.put("byheart.toml", "[exam]\nminutes = 3\n");
    answered(&world, 30, &[10, 11, 12], |card, _| if card % 3 == 0 { "again" } else { "good" });
    let report = plan(&world, &[]);
    let decks = report["exams"][0]["decks"].as_array().unwrap();
    let logits = |deck: &serde_json::Value| {
        let logit = |key: &str| {
            let share = deck[key].as_f64().unwrap();
            (share / (1.0 - share)).ln()
        };
        logit("high") - logit("low")
    };
    assert!(logits(&decks[0]) < 2.5, "{}", decks[0]);
    assert!(logits(&decks[1]) > 3.0, "{}", decks[1]);
    assert!(!told(&world, &[]).contains("100 %"));
}
