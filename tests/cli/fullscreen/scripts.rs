//! Text of any script, and keys of any keyboard.

use super::{CTRL_C, ESC, SIZES, asked, has_row, quit, studying, wait_for_row};
use crate::harness::{World, card};
use crate::screen::Screen;

const FAMILY: &str = "👩‍👩‍👧";

/// A step of typing: the keys, the row that is seen after them, and the columns
/// from the beginning of the text to the cursor.
type Typed<'a> = (&'a str, &'a str, usize);

/// Types the answer `back` in these steps, and it is judged right.
#[track_caller]
fn types(back: &str, size: (u16, u16), steps: &[Typed<'_>]) {
    let (world, mut screen) = asked(&format!("back = \"{back}\"\nask = \"type\""), size);
    for (keys, row, columns) in steps {
        screen.press(keys);
        screen.wait_until(&format!("{row:?} and cursor at {columns}"), |screen| {
            has_row(screen, row) && typed(screen) == *columns
        });
    }
    screen.press("\r");
    screen.follow(&[("Right", " "), ("learning", ""), ("Enter answer", CTRL_C)]);
    screen.ended(130);
    assert_eq!(world.events(), ["good"]);
}

/// Columns between the beginning of the typed text and the cursor.
fn typed(screen: &Screen) -> usize {
    let (row, column) = screen.cursor();
    let before = screen.row(row).chars().take_while(|c| *c == ' ').count();
    usize::from(column).saturating_sub(before + 2)
}

#[test]
fn an_answer_of_any_script_is_typed_edited_and_judged_right() {
    let family = format!("a{FAMILY}");
    let cases: [(&str, &[Typed<'_>]); 5] = [
        ("한국", &[("한글", "› 한글", 4), ("\u{7f}", "› 한", 2), ("국", "› 한국", 4)]),
        // A combining mark stays with its letter.
        (
            "café",
            &[
                ("cafe\u{301}x", "› cafe\u{301}x", 5),
                ("\u{7f}\u{7f}", "› caf", 3),
                ("e\u{301}", "› cafe\u{301}", 4),
            ],
        ),
        // What runs to the left: what is written last stands leftmost.
        ("שלום", &[("שלומם", "› םמולש", 0), ("\u{7f}\u{7f}ם", "› םולש", 0)]),
        // A family is one character; the emulator knows none such, so that only
        // its columns are looked at.
        (FAMILY, &[(&family, "", 3), ("\u{7f}", "› a", 1), ("\u{7f}", "›", 0), (FAMILY, "", 2)]),
        // Words and lines are deleted by control keys.
        (
            "한국 전쟁",
            &[
                ("한국 평화\u{17}전쟁", "› 한국 전쟁", 9),
                ("\u{15}전쟁\u{1}한국 \u{5}!", "› 한국 전쟁!", 10),
                ("\u{7f}", "› 한국 전쟁", 9),
            ],
        ),
    ];
    for (back, steps) in cases {
        for size in SIZES {
            types(back, size, steps);
        }
    }
}

#[test]
fn a_long_answer_scrolls_in_its_row() {
    let (world, mut screen) = asked("back = \"한국\"\nask = \"type\"", (15, 40));
    screen.press(&"가나다라마바사아자차".repeat(4));
    screen.wait_for("자차");
    assert!(screen.cursor().1 < 40);
    assert!(screen.contents().contains("Capital?"));
    screen.press("\u{15}한국");
    wait_for_row(&screen, "› 한국");
    screen.follow(&[("› 한국", "\r"), ("Right", "")]);
    quit(screen);
    assert_eq!(world.events(), ["good"]);
}

#[test]
fn prompts_and_options_of_all_scripts_stand_in_their_places() {
    for (rows, cols) in SIZES {
        let front = format!("한국 cafe\\u0301 {FAMILY}?");
        let choices = "choices = [\"한국\", \"cafe\\u0301\"]";
        let world = World::with_deck(&card("a", &front, "שלום", choices));
        let mut screen = Screen::start(&world, rows, cols);
        screen.wait_for("a–c choose");
        let shown = screen.contents();
        let rows: Vec<&str> = shown.lines().map(str::trim).collect();
        assert!(rows.iter().any(|row| row.starts_with("한국 cafe\u{301} ")), "{shown}");
        assert!(rows.iter().any(|row| row.ends_with("  한국")), "{shown}");
        assert!(rows.iter().any(|row| row.ends_with("  cafe\u{301}")), "{shown}");
        // Text that runs to the left begins at the right.
        let row = shown.lines().find(|row| row.contains("םולש")).unwrap();
        assert!(row.ends_with("   םולש"), "{row}");
        let letter = row.trim_start().chars().next().unwrap();
        screen.press(&letter.to_string());
        screen.follow(&[("Right: ", "4"), ("Done for today", "\r")]);
        screen.ended(0);
    }
}

#[test]
fn no_cell_of_a_wide_text_stays_behind() {
    let wide = card("a", &"한국어".repeat(30), &FAMILY.repeat(9), "");
    let world = World::with_deck(&(wide + &card("b", "x", "y", "")));
    let mut screen = Screen::start(&world, 15, 40);
    screen.follow(&[("한국어", "n")]);
    wait_for_row(&screen, "x");
    assert!(!screen.contents().contains(['한', '국', '어']), "{}", screen.contents());
    screen.press("\r");
    wait_for_row(&screen, "y");
    let second = screen.contents();
    screen.press("n");
    screen.follow(&[("한국어", "\r"), ("1–4 rate", "n")]);
    wait_for_row(&screen, "x");
    screen.press("\r");
    wait_for_row(&screen, "y");
    assert_eq!(screen.contents(), second);
    quit(screen);
}

#[test]
fn commands_work_on_a_korean_keyboard_and_with_full_width_digits() {
    let (world, mut screen) = studying(2);
    screen.follow(&[
        ("Q1?", "ㅗ"), // h
        ("Hint: A…", "\r"),
        ("1–3 rate", "３"),
        ("Q2?", "ㅕ"), // u
        ("Taken back.", ""),
        ("Q1?", "？"),
        ("take back the latest answer", ESC),
        ("Enter show answer", "ㅂ"), // q
    ]);
    screen.ended(0);
    assert_eq!(world.events(), ["good", "undo"]);
}

#[test]
fn options_are_chosen_on_a_russian_keyboard() {
    let (_world, mut screen) = asked("back = \"Lima\"\nchoices = [\"Quito\"]", (24, 80));
    let is_first = screen.contents().contains("a  Lima");
    screen.press(if is_first { "ф" } else { "и" }); // a, b
    screen.wait_for("Right: Lima");
    quit(screen);
}
