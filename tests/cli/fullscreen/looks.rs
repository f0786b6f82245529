//! Colour, ASCII and terminals that can do little.

use super::{FORMS, studying, world_with};
use crate::exam::change;
use crate::harness::{World, card};
use crate::screen::{Screen, USUAL};

/// How a person wants things to look: options and a variable.
type Wish<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)]);

/// What the terminal gets while a card of each form goes through all its phases,
/// the keys and its history, by form.
fn all_phases((options, variables): Wish<'_>) -> [(&'static str, String); 8] {
    FORMS.map(|(form, card, answer, _)| {
        let world = world_with(card);
        let arguments = [&["study", "--seed", "1"], options].concat();
        let mut screen = Screen::run(&world, USUAL, &arguments, variables);
        // Where letters are text, they are commands behind Esc.
        let takes_text = matches!(form, "type" | "list");
        let menu = if takes_text { "Capital? {⎋} Keys" } else { "Capital?" };
        screen.follow(&format!("{menu} {{h}}")).wait_gone("Esc back");
        screen.follow(&format!("{menu} {{m}}")).wait_gone("Esc back");
        screen.follow(&format!("Marked; | {menu} {{i}} No answers yet. {{⎋}}"));
        screen.wait_gone("No answers yet.");
        screen.follow("{⎋} Keys {⎋}").wait_gone("Keys");
        screen.press(if takes_text { "x⏎⏎" } else { answer });
        if form == "tick" {
            screen.follow("Which of them did you recall? { ⏎}");
        }
        screen.follow("1 again {?} Keys {i} No answers yet. {⎋} 1 again {1}").wait_gone("1 again");
        screen.follow("{^c}").ended(130);
        (form, String::from_utf8(screen.raw()).unwrap())
    })
}

/// Whether an SGR sequence, `CSI … m`, has other parameters than weights.
fn has_color(raw: &str) -> bool {
    let graphics = raw.split("\u{1b}[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        rest[end..].starts_with('m').then(|| &rest[..end])
    });
    let mut codes = graphics.flat_map(|all| all.split(';'));
    codes.any(|code| !matches!(code, "" | "0" | "1" | "2" | "4" | "7"))
}

#[test]
fn no_colour_is_used_where_none_is_wanted() {
    let wishes: [(Wish<'_>, bool); 3] = [
        ((&[], &[("NO_COLOR", "")]), true),
        ((&[], &[("NO_COLOR", "1")]), false),
        ((&["--color", "never"], &[("NO_COLOR", "")]), false),
    ];
    for (wish, colored) in wishes {
        for (form, raw) in all_phases(wish) {
            assert_eq!(has_color(&raw), colored, "{form}: {wish:?}");
        }
    }
}

#[test]
fn an_ascii_deck_is_shown_in_ascii_where_that_is_wanted() {
    for (form, text) in all_phases((&["--ascii"], &[])) {
        let strange: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
        assert!(strange.is_empty(), "{form}: {strange:?}");
    }
    // So is the summary.
    let world = World::with_cards(2);
    let mut screen = Screen::run(&world, USUAL, &["study", "--seed", "1", "--ascii"], &[]);
    screen.follow(
        "Q1? {⏎} 1-4 rate {4} Q2? {⏎} 1-4 rate {1} Enter show answer {⏎} 1-4 rate {4} \
         Done for today {⏎}",
    );
    screen.ended(0);
    assert!(screen.raw().is_ascii(), "{}", screen.contents());
}

#[test]
fn plain_lines_are_used_where_the_terminal_or_the_person_wants_no_escape_sequence() {
    for variable in [("TERM", "dumb"), ("TERM", ""), ("ACCESSIBLE", "1")] {
        let world = World::with_cards(1);
        let mut screen = Screen::run(&world, USUAL, &["--color", "always"], &[variable]);
        screen.follow("Enter shows the answer. {⏎} Rate: 1 again {4⏎} Enter ends {⏎}").ended(0);
        assert!(!screen.raw().contains(&0x1b), "{variable:?}");
        assert_eq!(world.events(), ["easy"]);
    }
}

/// What a terminal never gets from files.
const BAD: [&str; 6] = ["\u{1b}[2J", "\u{1b}]", "\u{7}", "\u{7f}", "\u{9b}", "\u{202e}"];

/// All of it, in a text.
const EVIL: &str = "x\u{1b}[2J\u{1b}]0;pwned\u{7}\u{7f}\u{9b}31m\u{202e}";

#[track_caller]
fn is_harmless(screen: &mut Screen) {
    let raw = String::from_utf8(screen.raw()).unwrap();
    BAD.iter().for_each(|bad| assert!(!raw.contains(bad), "{bad:?}"));
}

#[test]
fn a_deck_with_hostile_text_is_refused_and_what_is_said_of_it_defused() {
    let evil: String = EVIL.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    let more = format!("choices = [\"no {evil}\"]\nnote = \"{evil}\"\nsource = \"{evil}\"");
    let card = card("a", &format!("Capital? {evil}"), &evil, &more);
    let world = World::new();
    world.put("decks/d.toml", format!("format = 1\nid = \"d\"\ntitle = \"{evil}\"\n{card}"));
    for arguments in [&["--color", "always"][..], &["decks"], &["decks", "--json"], &["check"]] {
        let ran = world.run_with(arguments, "");
        assert!(format!("{ran:?}").contains("found the control character U+001B"), "{ran:?}");
        ran.lacks(&["\u{1b}[2J", "\u{7}", "\u{9b}", "\u{202e}"]);
    }
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let world = World::new();
    // A deck cannot hold such text, but its document, a journal and names of files can.
    let card = card("a", "Capital?", "Rome", "source = \"Rise\"");
    let head = "format = 1\nid = \"d\"\ntitle = \"D\"\n[source]\nfile = \"d.md\"\n";
    world.put(&format!("decks/d{EVIL}.toml"), format!("{head}{card}"));
    world.put("decks/d.md", format!("# Rise\n\nRome {EVIL} rose. It was {EVIL} the capital.\n"));
    world.put(&format!("decks/{EVIL}.toml"), "format = 2\n");
    let answer = format!("2026-11-20T10:00:00.000+00:00,d/a,again,100,how={EVIL}\n");
    world.put(&format!("progress/phone{EVIL}/2026-11.csv"), format!("{answer}{EVIL}\n"));
    let plain =
        world.run_with(&["--color", "always"], "\n:passage\n:history\n:foo\n:quit\n").ended(0);
    plain.says(&["Capital?"]).lacks(&BAD);
    let ran = world.run_with(&["check", "--json"], "").ended(1);
    ran.says(&["\\u009b"]).lacks(&BAD);
    let mut screen = Screen::start(&world, USUAL);
    screen.follow("Capital? {⏎} Source (p) {p} the capital | Esc back {⎋} Source (p) {i} again");
    screen.follow("{⎋} Source (p) {q}").ended(0);
    is_harmless(&mut screen);
}

#[test]
fn hostile_text_in_a_sitting_never_reaches_the_terminal() {
    let world = World::with_cards(2);
    world.run_with(&["exam", "--seed", "1"], "\n").ended(0);
    let evil: String = EVIL.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    change(&world, "Q1?", &format!("Q1? {evil}"));
    let mut screen = Screen::run(&world, USUAL, &["exam", "--resume"], &[]);
    screen.follow("Enter go on {⏎} Ctrl-R mark {⎋} Questions {⎋} Ctrl-R mark {^c}").ended(130);
    is_harmless(&mut screen);
}

#[test]
fn the_terminal_is_told_not_to_reorder_only_while_the_screen_is_taken() {
    let (_world, mut screen) = studying(1);
    screen.follow("{q}").ended(0);
    let raw = String::from_utf8(screen.raw()).unwrap();
    for (on, off) in [
        ("\u{1b}[8l", "\u{1b}[8h"),
        ("\u{1b}[?2004h", "\u{1b}[?2004l"),
        ("\u{1b}[?1049h", "\u{1b}[?1049l"),
    ] {
        assert_eq!((raw.matches(on).count(), raw.matches(off).count()), (1, 1));
        assert!(raw.find(on) < raw.find(off));
    }
}
