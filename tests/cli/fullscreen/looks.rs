//! Colour, ASCII and terminals that can do little.

use super::{CTRL_C, ESC, FORMS, studying, world_with};
use crate::harness::{World, card};
use crate::screen::Screen;

/// Goes through all phases of a card, its keys and its history.
fn all_phases(form: &str, card: &str, answer: &str, wish: Wish) -> Vec<u8> {
    let world = world_with(card);
    let arguments = [&["study", "--seed", "1"], wish.arguments].concat();
    let mut screen = Screen::run(&world, 24, 80, &arguments, wish.variables);
    // Where letters are text, they are commands behind Esc.
    let takes_text = matches!(form, "type" | "list");
    let keys: &[(&str, &str)] = if takes_text { &[("Capital?", ESC), ("Keys", "")] } else { &[] };
    screen.wait_for("Capital?");
    for (command, told) in [("h", ""), ("m", "Marked;")] {
        screen.follow(keys);
        screen.press(command);
        screen.wait_gone("Esc back");
        screen.wait_for(told);
    }
    screen.follow(keys);
    screen.press("i");
    screen.wait_for("No answers yet.");
    screen.press(ESC);
    screen.wait_gone("No answers yet.");
    screen.press(ESC);
    screen.follow(&[("Keys", ESC)]);
    screen.wait_gone("Keys");
    screen.press(if takes_text { "x\r\r" } else { answer });
    if form == "tick" {
        screen.follow(&[("Which of them did you recall?", " \r")]);
    }
    screen.follow(&[("1 again", "?"), ("Keys", "i"), ("No answers yet.", ESC), ("1 again", "1")]);
    screen.wait_gone("1 again");
    screen.press(CTRL_C);
    screen.ended(130);
    screen.raw()
}

/// How a person wants things to look.
#[derive(Clone, Copy)]
struct Wish {
    arguments: &'static [&'static str],
    variables: &'static [(&'static str, &'static str)],
}

/// The parameters of all SGR sequences, `CSI … m`.
fn graphics(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw).into_owned();
    let sequences = text.split("\u{1b}[").skip(1);
    let sgr = sequences.filter_map(|rest| {
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    sgr.flat_map(|all| all.split(';').map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn has_color(raw: &[u8]) -> bool {
    graphics(raw).iter().any(|code| !matches!(code.as_str(), "" | "0" | "1" | "2" | "4" | "7"))
}

#[test]
fn no_colour_is_used_where_none_is_wanted() {
    let usual = Wish { arguments: &[], variables: &[("NO_COLOR", "")] };
    let variable = Wish { variables: &[("NO_COLOR", "1")], ..usual };
    let option = Wish { arguments: &["--color", "never"], ..usual };
    for (form, card, answer, _) in FORMS {
        assert!(has_color(&all_phases(form, card, answer, usual)), "{form}");
        assert!(!has_color(&all_phases(form, card, answer, variable)), "{form}");
        assert!(!has_color(&all_phases(form, card, answer, option)), "{form}");
    }
}

#[test]
fn an_ascii_deck_is_shown_in_ascii_where_that_is_wanted() {
    let wish = Wish { arguments: &["--ascii"], variables: &[] };
    for (form, card, answer, _) in FORMS {
        let text = String::from_utf8(all_phases(form, card, answer, wish)).unwrap();
        let strange: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
        assert!(strange.is_empty(), "{form}: {strange:?}");
    }
}

#[test]
fn the_summary_of_an_ascii_deck_is_ascii() {
    let world = World::with_cards(2);
    let mut screen = Screen::run(&world, 24, 80, &["study", "--seed", "1", "--ascii"], &[]);
    screen.follow(&[
        ("Q1?", "\r"),
        ("1-4 rate", "4"),
        ("Q2?", "\r"),
        ("1-4 rate", "1"),
        ("Enter show answer", "\r"),
        ("1-4 rate", "4"),
        ("Done for today", "\r"),
    ]);
    screen.ended(0);
    assert!(screen.raw().is_ascii(), "{}", screen.contents());
}

#[test]
fn plain_lines_are_used_where_the_terminal_or_the_person_wants_no_escape_sequence() {
    for variable in [("TERM", "dumb"), ("TERM", ""), ("ACCESSIBLE", "1")] {
        let world = World::with_cards(1);
        let mut screen = Screen::run(&world, 24, 80, &["--color", "always"], &[variable]);
        screen.follow(&[
            ("Enter shows the answer.", "\n"),
            ("Rate: 1 again", "4\n"),
            ("Enter ends", "\n"),
        ]);
        screen.ended(0);
        assert!(!screen.raw().contains(&0x1b), "{variable:?}");
        assert_eq!(world.events(), ["easy"]);
    }
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let evil = "x\\u001b[2J\\u001b]0;pwned\\u0007\\u009b31m\\u202e";
    let more = format!("choices = [\"no {evil}\"]\nnote = \"{evil}\"\nsource = \"{evil}\"");
    let card = card("a", &format!("Capital? {evil}"), evil, &more);
    let world = World::new();
    world.put("decks/d.toml", &format!("format = 1\nid = \"d\"\ntitle = \"{evil}\"\n{card}"));
    let mut screen = Screen::start(&world, 24, 80);
    screen.follow(&[
        ("Capital?", "a"),
        ("Space takes", "i"),
        ("No answers yet.", ESC),
        ("Space takes", "q"),
    ]);
    screen.ended(0);
    let raw = String::from_utf8(screen.raw()).unwrap();
    for bad in ["\u{1b}[2J", "\u{1b}]", "\u{7}", "\u{9b}", "\u{202e}"] {
        assert!(!raw.contains(bad), "{bad:?}");
    }
}

#[test]
fn the_terminal_is_told_not_to_reorder_only_while_the_screen_is_taken() {
    let (_world, mut screen) = studying(1);
    screen.press("q");
    screen.ended(0);
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
