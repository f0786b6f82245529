//! `docs/screens.md`: what a session looks like, captured from the program
//! itself. `BLESS=1 cargo test captures` writes the file anew.

use crate::harness::{World, repository};
use crate::screen::Screen;
use std::fmt::Write;

/// Rows and columns of each capture.
const SIZES: [(u16, u16); 2] = [(24, 80), (15, 40)];

/// What is seen before each press, and the keys.
type Steps = &'static [(&'static str, &'static str)];

/// A screen, and how to come to it.
struct Capture {
    title: &'static str,
    /// What the one deck holds.
    cards: &'static [&'static str],
    /// Earlier lines of the journal.
    journal: &'static str,
    arguments: &'static [&'static str],
    steps: Steps,
    /// What the captured screen shows, at every size.
    shows: &'static str,
}

/// A deck of `cards`, studied.
const fn study(
    title: &'static str,
    cards: &'static [&'static str],
    steps: Steps,
    shows: &'static str,
) -> Capture {
    Capture { title, cards, journal: "", arguments: &["--seed", "1"], steps, shows }
}

/// A mock exam.
const fn exam(title: &'static str, steps: Steps, shows: &'static str) -> Capture {
    let arguments = &["exam", "--seed", "1", "--time", "20m", "--feed", "no"];
    Capture { arguments, ..study(title, PAPER, steps, shows) }
}

const RUBICON: &str = r#"[[card]]
id = "rubicon"
front = "Why did crossing the Rubicon mean civil war?"
back = "No general was allowed to lead his legion into Italy."
source = "The Fall of the Republic ¶4"
note = "The river was the border of the province that Caesar governed."
tags = ["arguments"]
"#;

const KILLER: &str = r#"[[card]]
id = "killer"
front = "Which of these men stabbed Caesar?"
back = "Marcus Brutus"
choices = ["Mark Antony", "Marcus Cicero", "Octavian"]
source = "The Ides of March ¶2"
"#;

const CROSSING: &str = r#"[[card]]
id = "crossing"
front = "When did Caesar cross the Rubicon?"
back = "10 January 49 BCE"
ask = "type"
source = "The Fall of the Republic ¶3"
"#;

const TRIUMVIRS: &str = r#"[[card]]
id = "triumvirs"
front = "Who made up the first triumvirate?"
list = ["Caesar", "Pompey", "Crassus"]
source = "Three Men ¶1"
"#;

const WARS: &str = r#"[[card]]
id = "wars"
front = "Put in order, the earliest first"
order = ["Sulla marches on Rome", "Caesar crosses the Rubicon", "Caesar is stabbed", "The battle of Actium"]
source = "Chronology"
"#;

const ROLES: &str = r#"[[card]]
id = "roles"
front = "Match each man with what he is known for"
pairs = [["Sulla", "the proscriptions"], ["Crassus", "his wealth"], ["Cato", "his refusal to yield"]]
source = "Men of the Republic"
"#;

const THREE_WARS: &str = r#"[[card]]
id = "wars"
front = "Put in order, the earliest first"
order = ["Sulla marches on Rome", "Caesar is stabbed", "The battle of Actium"]
source = "Chronology"
"#;

const PACT: &str = r#"[[card]]
id = "pact"
cloze = "The first triumvirate joined Caesar, {{c1::Pompey}} and Crassus."
source = "Three Men ¶1"
"#;

const CAUSES: &str = r#"[[card]]
id = "causes"
front = "Which three strains broke the Republic?"
ask = "reveal"
list = ["armies loyal to their general", "land in few hands", "offices bought with spoils"]
"#;

const IDES: &str = r#"[[card]]
id = "ides"
front = "What is 15 March called?"
back = "the Ides"
"#;

const PAPER: &[&str] = &["[exam]\ndate = 2026-12-07\n", KILLER, CROSSING, THREE_WARS];
const CRAM: &[&str] = &["--seed", "1", "--cram"];
const TAKE_DOWN: &str = " \u{1b}[B";

const CAPTURES: &[Capture] = &[
    study("A question", &[RUBICON], &[], "Enter show answer"),
    study("Its answer", &[RUBICON], &[("Enter show answer", "\r")], "1–4 rate"),
    study(
        "After a hint, which takes the best rating away",
        &[RUBICON],
        &[("Enter show answer", "h"), ("Hint:", "\r")],
        "3 good",
    ),
    study("A choice", &[KILLER], &[], "a–d choose"),
    study("A choice, judged", &[KILLER], &[("a–d choose", "b")], "I was right"),
    study("A typed answer", &[CROSSING], &[("Enter answer", "January 49 BCE")], "January 49 BCE"),
    study("A typed answer, judged", &[CROSSING], &[("Enter answer", "January 49 BCE\r")], "Close"),
    study("A cloze", &[PACT], &[], "[…]"),
    study(
        "Items to be put in order, one of them taken up",
        &[WARS],
        &[("Space take/put", TAKE_DOWN)],
        "= 2.",
    ),
    study(
        "An order, judged",
        &[WARS],
        &[("Space take/put", TAKE_DOWN), ("= 2.", "\r")],
        "neighbours",
    ),
    study("Pairs", &[ROLES], &[("a–c put here", "b")], "? keys"),
    study("Pairs, judged", &[ROLES], &[("a–c put here", "abc\r")], "pairs right"),
    study("A list", &[TRIUMVIRS], &[("Enter next item", "Pompeius\rCrasus\r")], "Crasus"),
    study(
        "A list, judged item by item",
        &[TRIUMVIRS],
        &[("Enter next item", "Crasus\rCato\rCaesar\r\r")],
        "of 3 named",
    ),
    study(
        "A list of long items, ticked by the learner",
        &[CAUSES],
        &[("Enter show answer", "\r"), ("Which of them", "\u{1b}[B ")],
        "[x]",
    ),
    Capture {
        journal: "2026-01-05T15:00:00.000+01:00,rome/ides,easy,4000,how=reveal\n2026-01-15T15:00:00.000+01:00,rome/ides,easy,4000,how=type\n2026-03-15T15:00:00.000+01:00,rome/ides,easy,3000,how=reveal\n2026-06-15T15:00:00.000+01:00,rome/ides,good,3000,how=type\n",
        arguments: CRAM,
        ..study("A well-known card, asked in reverse", &[IDES], &[], "The answer is this.")
    },
    study("The keys", &[RUBICON], &[("Enter show answer", "?")], "Esc back"),
    Capture {
        journal: "2026-11-01T15:00:00.000+01:00,rome/rubicon,easy,4000,how=reveal\n2026-11-11T15:00:00.000+01:00,rome/rubicon,again,9000,how=reveal\n2026-11-11T15:11:00.000+01:00,rome/rubicon,good,6000,how=reveal\n",
        arguments: CRAM,
        ..study("A card's history", &[RUBICON], &[("Enter show answer", "i")], "next in")
    },
    Capture {
        journal: "2026-11-22T15:00:00.000+01:00,rome/rubicon,easy,4000,how=reveal\n",
        arguments: CRAM,
        ..study(
            "The end of a session",
            &[RUBICON],
            &[
                ("Enter show answer", "\r"),
                ("1 again", "1"),
                ("Enter show answer", "\r"),
                ("1 again", "3"),
            ],
            "Coming up",
        )
    },
    study("The first question before an exam", PAPER, &[], "Exam in"),
    exam("A mock exam begins", &[], "Enter begin"),
    exam(
        "A question of an exam",
        &[("Enter begin", "\r"), ("1/3 ", "\u{e}"), ("2/3 ", "\u{12}")],
        "1 marked",
    ),
    exam(
        "All questions of an exam",
        &[("Enter begin", "\r"), ("1/3 ", "\u{12}\u{1b}")],
        "Questions",
    ),
    exam(
        "The result of an exam",
        &[("Enter begin", "\r"), ("1/3 ", "\u{1b}"), ("Questions", "e"), ("y hand in", "y")],
        "Enter done",
    ),
];

fn capture(capture: &Capture, (rows, columns): (u16, u16)) -> String {
    let world = World::new();
    let head = "format = 1\nid = \"rome\"\ntitle = \"The Fall of the Roman Republic\"\n";
    world.put("decks/rome.toml", &format!("{head}{}", capture.cards.concat()));
    if !capture.journal.is_empty() {
        let journal = format!("time,card,event,took_ms,detail\n{}", capture.journal);
        world.put("progress/pc/2026-11.csv", &journal);
    }
    let mut screen = Screen::run(&world, rows, columns, capture.arguments, &[]);
    for (seen, keys) in capture.steps {
        screen.wait_for(seen);
        screen.press(keys);
    }
    screen.wait_for(capture.shows);
    screen.settled()
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
