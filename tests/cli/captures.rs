//! `docs/screens.md`: what a session looks like, captured from the program
//! itself. `BLESS=1 cargo test captures` writes the file anew.

use crate::harness::{World, repository};
use crate::screen::Screen;
use std::fmt::Write;

/// Rows and columns of each capture.
const SIZES: [(u16, u16); 2] = [(24, 80), (15, 40)];

/// A screen, and how to come to it.
struct Capture {
    title: &'static str,
    /// The cards of the one deck.
    cards: &'static str,
    /// Earlier lines of the journal.
    journal: &'static str,
    arguments: &'static [&'static str],
    /// What is seen before each press, and the keys.
    steps: &'static [(&'static str, &'static str)],
    /// What the captured screen shows, at every size.
    shows: &'static str,
}

const PLAIN: Capture = Capture {
    title: "",
    cards: "",
    journal: "",
    arguments: &["--seed", "1"],
    steps: &[],
    shows: "",
};

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

const PAPER: &str = r#"[exam]
date = 2026-12-07
[[card]]
id = "killer"
front = "Which of these men stabbed Caesar?"
back = "Marcus Brutus"
choices = ["Mark Antony", "Marcus Cicero", "Octavian"]
source = "The Ides of March ¶2"
[[card]]
id = "crossing"
front = "When did Caesar cross the Rubicon?"
back = "10 January 49 BCE"
ask = "type"
source = "The Fall of the Republic ¶3"
[[card]]
id = "wars"
front = "Put in order, the earliest first"
order = ["Sulla marches on Rome", "Caesar is stabbed", "The battle of Actium"]
source = "Chronology"
"#;

const EXAM: &[&str] = &["exam", "--seed", "1", "--time", "20m", "--feed", "no"];

const CAPTURES: &[Capture] = &[
    Capture { title: "A question", cards: RUBICON, shows: "Enter show answer", ..PLAIN },
    Capture {
        title: "Its answer",
        cards: RUBICON,
        steps: &[("Enter show answer", "\r")],
        shows: "1–4 rate",
        ..PLAIN
    },
    Capture {
        title: "After a hint, which takes the best rating away",
        cards: RUBICON,
        steps: &[("Enter show answer", "h"), ("Hint:", "\r")],
        shows: "3 good",
        ..PLAIN
    },
    Capture { title: "A choice", cards: KILLER, shows: "a–d choose", ..PLAIN },
    Capture {
        title: "A choice, judged",
        cards: KILLER,
        steps: &[("a–d choose", "b")],
        shows: "I was right",
        ..PLAIN
    },
    Capture {
        title: "A typed answer",
        cards: CROSSING,
        steps: &[("Enter answer", "January 49 BCE")],
        shows: "January 49 BCE",
        ..PLAIN
    },
    Capture {
        title: "A typed answer, judged",
        cards: CROSSING,
        steps: &[("Enter answer", "January 49 BCE\r")],
        shows: "Close",
        ..PLAIN
    },
    Capture {
        title: "A cloze",
        cards: "[[card]]\nid = \"pact\"\ncloze = \"The first triumvirate joined Caesar, {{c1::Pompey}} and Crassus.\"\nsource = \"Three Men ¶1\"\n",
        shows: "[…]",
        ..PLAIN
    },
    Capture {
        title: "Items to be put in order, one of them taken up",
        cards: WARS,
        steps: &[("Space take/put", " \u{1b}[B")],
        shows: "= 2.",
        ..PLAIN
    },
    Capture {
        title: "An order, judged",
        cards: WARS,
        steps: &[("Space take/put", " \u{1b}[B"), ("= 2.", "\r")],
        shows: "neighbours",
        ..PLAIN
    },
    Capture {
        title: "Pairs",
        cards: ROLES,
        steps: &[("a–c put here", "b")],
        shows: "? keys",
        ..PLAIN
    },
    Capture {
        title: "Pairs, judged",
        cards: ROLES,
        steps: &[("a–c put here", "abc\r")],
        shows: "pairs right",
        ..PLAIN
    },
    Capture {
        title: "A list",
        cards: TRIUMVIRS,
        steps: &[("Enter next item", "Pompeius\rCrasus\r")],
        shows: "Crasus",
        ..PLAIN
    },
    Capture {
        title: "A list, judged item by item",
        cards: TRIUMVIRS,
        steps: &[("Enter next item", "Crasus\rCato\rCaesar\r\r")],
        shows: "of 3 named",
        ..PLAIN
    },
    Capture {
        title: "A list of long items, ticked by the learner",
        cards: "[[card]]\nid = \"causes\"\nfront = \"Which three strains broke the Republic?\"\nask = \"reveal\"\nlist = [\"armies loyal to their general\", \"land in few hands\", \"offices bought with spoils\"]\n",
        steps: &[("Enter show answer", "\r"), ("Which of them", "\u{1b}[B ")],
        shows: "[x]",
        ..PLAIN
    },
    Capture {
        title: "A well-known card, asked in reverse",
        cards: "[[card]]\nid = \"ides\"\nfront = \"What is 15 March called?\"\nback = \"the Ides\"\n",
        journal: "2026-01-05T15:00:00.000+01:00,rome/ides,easy,4000,how=reveal\n2026-01-15T15:00:00.000+01:00,rome/ides,easy,4000,how=type\n2026-03-15T15:00:00.000+01:00,rome/ides,easy,3000,how=reveal\n2026-06-15T15:00:00.000+01:00,rome/ides,good,3000,how=type\n",
        arguments: &["--seed", "1", "--cram"],
        shows: "The answer is this.",
        ..PLAIN
    },
    Capture {
        title: "The keys",
        cards: RUBICON,
        steps: &[("Enter show answer", "?")],
        shows: "Esc back",
        ..PLAIN
    },
    Capture {
        title: "A card's history",
        cards: RUBICON,
        journal: "2026-11-01T15:00:00.000+01:00,rome/rubicon,easy,4000,how=reveal\n2026-11-11T15:00:00.000+01:00,rome/rubicon,again,9000,how=reveal\n2026-11-11T15:11:00.000+01:00,rome/rubicon,good,6000,how=reveal\n",
        arguments: &["--seed", "1", "--cram"],
        steps: &[("Enter show answer", "i")],
        shows: "next in",
    },
    Capture {
        title: "The end of a session",
        cards: RUBICON,
        journal: "2026-11-22T15:00:00.000+01:00,rome/rubicon,easy,4000,how=reveal\n",
        arguments: &["--seed", "1", "--cram"],
        steps: &[
            ("Enter show answer", "\r"),
            ("1 again", "1"),
            ("Enter show answer", "\r"),
            ("1 again", "3"),
        ],
        shows: "Coming up",
    },
    Capture { title: "The first question before an exam", cards: PAPER, shows: "Exam in", ..PLAIN },
    Capture {
        title: "A mock exam begins",
        cards: PAPER,
        arguments: EXAM,
        shows: "Enter begin",
        ..PLAIN
    },
    Capture {
        title: "A question of an exam",
        cards: PAPER,
        arguments: EXAM,
        steps: &[("Enter begin", "\r"), ("1/3 ", "\u{e}"), ("2/3 ", "\u{12}")],
        shows: "1 marked",
        ..PLAIN
    },
    Capture {
        title: "All questions of an exam",
        cards: PAPER,
        arguments: EXAM,
        steps: &[("Enter begin", "\r"), ("1/3 ", "\u{12}\u{1b}")],
        shows: "Questions",
        ..PLAIN
    },
    Capture {
        title: "The result of an exam",
        cards: PAPER,
        arguments: EXAM,
        steps: &[("Enter begin", "\r"), ("1/3 ", "\u{1b}"), ("Questions", "e"), ("y hand in", "y")],
        shows: "Enter done",
        ..PLAIN
    },
];

fn capture(capture: &Capture, (rows, columns): (u16, u16)) -> String {
    let world = World::new();
    let head = "format = 1\nid = \"rome\"\ntitle = \"The Fall of the Roman Republic\"\n";
    world.put("decks/rome.toml", &format!("{head}{}", capture.cards));
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
