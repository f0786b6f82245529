//! Text of any script, and keys of any keyboard.

use super::{asked, has_row, session, wait_for_row};
use crate::harness::{World, card};
use crate::screen::{SIZES, SMALL, Screen, USUAL};

const FAMILY: &str = "👩‍👩‍👧";

/// A step of typing: the keys, the row that is seen after them, and the columns
/// from the beginning of the text to the cursor.
type Typed<'a> = (&'a str, &'a str, usize);

/// Columns between the beginning of the typed text and the cursor.
fn typed(screen: &Screen) -> usize {
    let (row, column) = screen.cursor();
    let shown = screen.contents();
    let row = shown.lines().nth(row.into()).unwrap();
    let before = row.chars().take_while(|c| *c == ' ').count();
    usize::from(column).saturating_sub(before + 2)
}

#[test]
fn an_answer_of_any_script_is_typed_edited_and_judged_right() {
    let family = format!("a{FAMILY}");
    let cases: [(&str, &[Typed<'_>]); 5] = [
        ("한국", &[("한글", "› 한글", 4), ("⌫", "› 한", 2), ("국", "› 한국", 4)]),
        // A combining mark stays with its letter.
        (
            "café",
            &[
                ("cafe\u{301}x", "› cafe\u{301}x", 5),
                ("⌫⌫", "› caf", 3),
                ("e\u{301}", "› cafe\u{301}", 4),
            ],
        ),
        // What runs to the left: what is written last stands leftmost.
        ("שלום", &[("שלומם", "› םמולש", 0), ("⌫⌫ם", "› םולש", 0)]),
        // A family is one character; the emulator knows none such, so that only
        // its columns are looked at.
        (FAMILY, &[(&family, "", 3), ("⌫", "› a", 1), ("⌫", "›", 0), (FAMILY, "", 2)]),
        // Words and lines are deleted by control keys.
        (
            "한국 전쟁",
            &[
                ("한국 평화^w전쟁", "› 한국 전쟁", 9),
                ("^u전쟁^a한국 ^e!", "› 한국 전쟁!", 10),
                ("⌫", "› 한국 전쟁", 9),
            ],
        ),
    ];
    for ((back, steps), size) in cases.iter().flat_map(|case| SIZES.map(|size| (case, size))) {
        let (world, mut screen) = asked(&format!("back = \"{back}\"\nask = \"type\""), size);
        for (keys, row, columns) in *steps {
            screen.press(keys);
            screen.wait_until(&format!("{row:?} and cursor at {columns}"), |screen| {
                has_row(screen, row) && typed(screen) == *columns
            });
        }
        screen.follow("{⏎} Right { } learning | Enter answer {^c}").ended(130);
        assert_eq!(world.events(), ["good"]);
    }
}

#[test]
fn no_cell_of_a_wide_text_stays_behind() {
    let wide = card("a", &"한국어".repeat(30), &FAMILY.repeat(9), "");
    let world = World::with_deck(&(wide + &card("b", "x", "y", "")));
    let mut screen = Screen::start(&world, SMALL);
    screen.follow("한국어 {n}");
    wait_for_row(&screen, "x");
    assert!(!screen.contents().contains(['한', '국', '어']), "{}", screen.contents());
    screen.press("⏎");
    wait_for_row(&screen, "y");
    let second = screen.contents();
    screen.follow("{n} 한국어 {⏎} 1–4 rate {n}");
    wait_for_row(&screen, "x");
    screen.press("⏎");
    wait_for_row(&screen, "y");
    assert_eq!(screen.contents(), second);
    screen.follow("{q}").ended(0);
}

#[test]
fn keys_of_other_keyboards_are_commands_and_choose_options() {
    // On a Korean one h and u, full-width digits and signs, and q.
    let korean = "Q1? {ㅗ} Hint: A… {⏎} 1–3 rate {３} Q2? {ㅕ} Taken back: good for | Q1? {？} \
        take back the latest answer {⎋} Enter show answer {ㅂ}";
    session(&World::with_cards(2), USUAL, korean, 0, &["good", "undo"]);
    let (_world, mut screen) = asked("back = \"Lima\"\nchoices = [\"Quito\"]", USUAL);
    let is_first = screen.contents().contains("a  Lima");
    // On a Russian one a and b.
    screen.press(if is_first { "ф" } else { "и" });
    screen.follow("Right: Lima {q}").ended(0);
}
