//! `docs/screens.md`: what a session looks like, captured from the program
//! itself. `BLESS=1 cargo test captures` writes the file anew.

use crate::harness::{World, repository};
use crate::screen::{SIZES, Screen, Size};
use std::fmt::Write;

type Text = &'static str;

/// A screen, and how to come to it.
struct Capture {
    title: Text,
    /// What the one deck holds: names of `rome.toml`.
    cards: Text,
    /// Earlier lines of the journal.
    journal: Text,
    arguments: &'static [Text],
    /// The last that is seen is what the captured screen shows, at every size.
    script: Text,
}

/// A card, studied.
const fn study(title: Text, cards: Text, script: Text) -> Capture {
    Capture { title, cards, journal: "", arguments: &["--seed", "1"], script }
}

/// A card with a past, studied all the same.
const fn cram(title: Text, cards: Text, journal: Text, script: Text) -> Capture {
    let arguments = &["--seed", "1", "--cram"];
    Capture { journal, arguments, ..study(title, cards, script) }
}

/// A mock exam.
const fn exam(title: Text, script: Text) -> Capture {
    let arguments = &["exam", "--seed", "1", "--time", "20m", "--feed", "no"];
    Capture { arguments, ..study(title, PAPER, script) }
}

/// A review of some cards that `rome.md` makes.
const fn review(title: Text, arguments: &'static [Text], script: Text) -> Capture {
    Capture { arguments, ..study(title, PAPER, script) }
}

const DATES: &[Text] = &["generate", "rome.md", "--review", "--only", "dates"];
const ACTORS: &[Text] = &["generate", "rome.md", "--review", "--only", "actors"];

const PAPER: Text = "exam killer crossing three-wars";

const FIRST: Text = "The very first question";

const CAPTURES: &[Capture] = &[
    study(FIRST, "rubicon", "Ctrl-C leaves."),
    study("A question", "rubicon", "Enter show answer"),
    study("Its answer", "rubicon", "Enter show answer {⏎} 1–4 rate"),
    study(
        "After a hint, which takes the best rating away",
        "rubicon",
        "Enter show answer {h} Hint: {⏎} 3 good",
    ),
    study("A choice", "killer", "a–d choose"),
    study("A choice, judged", "killer", "a–d choose {b} I was right"),
    study("A typed answer", "crossing", "Enter answer {January 49 BCE} January 49 BCE"),
    study("A typed answer, judged", "crossing", "Enter answer {January 49 BCE⏎} Close"),
    study("A cloze", "pact", "_____"),
    study("Items to be put in order, one of them taken up", "wars", "Space take/put { ↓} = 2."),
    study("An order, judged", "wars", "Space take/put { ↓} = 2. {⏎} in the right order"),
    study("Pairs", "roles", "a–c put here {b} › 2."),
    study("Pairs, judged", "roles", "a–c put here {abc⏎} pairs right"),
    study("A list", "triumvirs", "Enter next item {Pompeius⏎Crasus⏎} Crasus"),
    study(
        "A list, judged item by item",
        "triumvirs",
        "Enter next item {Crasus⏎Cato⏎Caesar⏎⏎} of 3 named",
    ),
    study(
        "A list of long items, ticked by the learner",
        "causes",
        "Enter show answer {⏎} Which of them {↓ } [x]",
    ),
    cram(
        "A well-known card, asked in reverse",
        "ides",
        "2026-01-05T15:00:00.000+01:00,rome/ides,easy,4000,how=reveal\n\
         2026-01-15T15:00:00.000+01:00,rome/ides,easy,4000,how=type\n\
         2026-03-15T15:00:00.000+01:00,rome/ides,easy,3000,how=reveal\n\
         2026-06-15T15:00:00.000+01:00,rome/ides,good,3000,how=type\n",
        "The answer is this.",
    ),
    study("The keys", "rubicon", "Enter show answer {?} Esc back"),
    study(
        "The passage that a card rests on",
        "rubicon",
        "Enter show answer {⏎} Source (p) {p} The river was the",
    ),
    cram(
        "A card's history",
        "rubicon",
        "2026-11-01T15:00:00.000+01:00,rome/rubicon,easy,4000,how=reveal\n\
         2026-11-11T15:00:00.000+01:00,rome/rubicon,again,9000,how=reveal\n\
         2026-11-11T15:11:00.000+01:00,rome/rubicon,good,6000,how=reveal\n",
        "Enter show answer {i} next in",
    ),
    cram(
        "The end of a session",
        "rubicon",
        "2026-11-22T15:00:00.000+01:00,rome/rubicon,easy,4000,how=reveal\n",
        "Enter show answer {⏎} 1 again {1} Enter show answer {⏎} 1 again {3} Coming up",
    ),
    study("The first question before an exam", PAPER, "Exam in"),
    exam("A mock exam begins", "Enter begin"),
    exam("A question of an exam", "Enter begin {⏎} 1/3 {^n} 2/3 {^r} 1 marked"),
    exam("All questions of an exam", "Enter begin {⏎} 1/3 {^r⎋} Questions"),
    exam("The result of an exam", "Enter begin {⏎} 1/3 {⎋} Questions {e} y hand in {y} Enter done"),
    review("A card under review", DATES, "k keep"),
    review("A draft under review", ACTORS, "k keep {n} Who left {n} ✓ Cato"),
    review("Its words, changed in place", ACTORS, "k keep {n} Who left {n} ✓ Cato {e} › Question"),
    review("A card of one's own", DATES, "k keep {a} › Question"),
    review("The end of a review", DATES, "k keep {K} K again {K} Every card is decided"),
];

/// The card of this name; `exam` is what stands above all cards.
fn part(name: &str) -> String {
    let (exam, cards) = include_str!("captures/rome.toml").split_once("[[card]]\n").unwrap();
    let mut cards = cards.split("[[card]]\n");
    let card = cards.find(|card| card.starts_with(&format!("id = \"{name}\"\n")));
    card.map_or_else(|| exam.to_owned(), |card| format!("[[card]]\n{card}"))
}

fn capture(capture: &Capture, size: Size) -> String {
    let world = World::new();
    let cards: String = capture.cards.split(' ').map(part).collect();
    let head = "format = 1\nid = \"rome\"\ntitle = \"The Fall of the Roman Republic\"\n";
    let source = "[source]\nfile = \"rome.md\"\n";
    world.put("decks/rome.toml", format!("{head}{source}{cards}"));
    world.put("decks/sources/rome.md", include_str!("captures/rome.md"));
    world.put("rome.md", include_str!("captures/rome_notes.md"));
    if !capture.journal.is_empty() {
        world.past(capture.journal);
    } else if capture.title != FIRST {
        // Only the first session of all says what byheart is.
        let name = capture.cards.split(' ').next().unwrap();
        world.past(&format!("2026-11-01T15:00:00.000+01:00,rome/{name},unmark,,\n"));
    }
    let mut screen = Screen::run(&world, size, capture.arguments, &[]);
    screen.follow(capture.script).settled()
}

fn all() -> String {
    let mut out = "# Screens\n\nWhat a session on a terminal looks like, captured from the program by its own\ntests, at 80 by 24 and at 40 by 15.\n".to_owned();
    for each in CAPTURES {
        writeln!(out, "\n## {}", each.title).unwrap();
        for size in SIZES {
            let text = capture(each, size);
            let rows: Vec<&str> = text.lines().map(str::trim_end).collect();
            writeln!(out, "\n```text\n{}\n```", rows.join("\n").trim_end()).unwrap();
        }
    }
    out
}

#[test]
fn the_documented_screens_are_those_of_the_program() {
    let path = repository().join("docs/screens.md");
    let now = all();
    if std::env::var_os("BLESS").is_some() {
        use std::io::Write;
        std::fs::File::create(&path).unwrap().write_all(now.as_bytes()).unwrap();
    }
    let documented = std::fs::read_to_string(&path).unwrap();
    assert!(documented == now, "BLESS=1 writes docs/screens.md anew; now:\n{now}");
}
