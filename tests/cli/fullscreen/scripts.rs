//! Text of any script, and keys of any keyboard.

use super::{SIZES, has_row, quit, saved, wait_for_row, world_of, world_with};
use crate::harness::World;
use crate::screen::Screen;

const FAMILY: &str = "👩‍👩‍👧";

fn typing(back: &str, rows: u16, cols: u16) -> (World, Screen) {
    let world = world_with(&format!("back = \"{back}\"\nask = \"type\""));
    let screen = Screen::start(&world, rows, cols);
    screen.wait_for("Capital?");
    (world, screen)
}

/// Columns between the beginning of the typed text and the cursor.
fn typed(screen: &Screen) -> usize {
    let (row, column) = screen.cursor();
    let before = screen.row(row).chars().take_while(|c| *c == ' ').count();
    usize::from(column).saturating_sub(before + 2)
}

/// Presses Enter, sees the verdict, takes it and looks into the journal.
#[track_caller]
fn judged_right(mut screen: Screen, world: &World) {
    screen.press("\r");
    screen.wait_for("Right");
    screen.press(" ");
    screen.wait_for("learning");
    screen.wait_for("Enter answer");
    screen.press("\u{3}");
    assert_eq!(screen.exit_code(), 130);
    assert_eq!(saved(world), ["good"]);
}

#[test]
fn a_wide_answer_is_typed_edited_and_judged_right() {
    for (rows, cols) in SIZES {
        let (world, mut screen) = typing("한국", rows, cols);
        screen.press("한글");
        screen.wait_for("› 한글");
        assert_eq!(typed(&screen), 4);
        screen.press("\u{7f}");
        screen.wait_gone("한글");
        assert_eq!(typed(&screen), 2);
        screen.press("국");
        screen.wait_for("› 한국");
        judged_right(screen, &world);
    }
}

#[test]
fn a_combining_mark_stays_with_its_letter() {
    let (world, mut screen) = typing("café", 24, 80);
    screen.press("cafe\u{301}x");
    screen.wait_for("› cafe\u{301}x");
    assert_eq!(typed(&screen), 5);
    screen.press("\u{7f}\u{7f}");
    screen.wait_until("caf", |screen| typed(screen) == 3);
    assert!(has_row(&screen, "› caf"), "{}", screen.contents());
    screen.press("e\u{301}");
    screen.wait_for("› cafe\u{301}");
    assert_eq!(typed(&screen), 4);
    judged_right(screen, &world);
}

#[test]
fn an_answer_that_runs_to_the_left_is_shown_so_and_judged_right() {
    for (rows, cols) in SIZES {
        let (world, mut screen) = typing("שלום", rows, cols);
        screen.press("שלומם");
        // What is written last stands leftmost.
        screen.wait_for("› םמולש");
        assert_eq!(typed(&screen), 0);
        screen.press("\u{7f}\u{7f}ם");
        screen.wait_for("› םולש");
        judged_right(screen, &world);
    }
}

#[test]
fn a_family_is_one_character() {
    let (world, mut screen) = typing(FAMILY, 24, 80);
    screen.press(&format!("a{FAMILY}"));
    screen.wait_until("cursor behind it", |screen| typed(screen) == 3);
    screen.press("\u{7f}");
    screen.wait_until("cursor behind a", |screen| typed(screen) == 1);
    assert!(has_row(&screen, "› a"), "{}", screen.contents());
    screen.press("\u{7f}");
    screen.press(FAMILY);
    screen.wait_until("cursor behind it", |screen| typed(screen) == 2);
    judged_right(screen, &world);
}

#[test]
fn words_and_lines_are_deleted_by_control_keys() {
    let (world, mut screen) = typing("한국 전쟁", 24, 80);
    screen.press("한국 평화\u{17}전쟁");
    screen.wait_for("› 한국 전쟁");
    screen.press("\u{15}전쟁\u{1}한국 \u{5}!");
    screen.wait_for("› 한국 전쟁!");
    screen.press("\u{7f}");
    screen.wait_gone("!");
    assert_eq!(typed(&screen), 9);
    judged_right(screen, &world);
}

#[test]
fn a_long_answer_scrolls_in_its_row() {
    let (world, mut screen) = typing("한국", 15, 40);
    screen.press(&"가나다라마바사아자차".repeat(4));
    screen.wait_for("자차");
    assert!(screen.cursor().1 < 40);
    assert!(screen.contents().contains("Capital?"));
    screen.press("\u{15}한국");
    wait_for_row(&screen, "› 한국");
    judged_right(screen, &world);
}

#[test]
fn prompts_and_options_of_all_scripts_stand_in_their_places() {
    for (rows, cols) in SIZES {
        let world = world_of(&[&format!(
            "id = \"a\"\nfront = \"한국 cafe\\u0301 {FAMILY}?\"\nback = \"שלום\"\n\
             choices = [\"한국\", \"cafe\\u0301\"]"
        )]);
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
        screen.wait_for("Right: ");
        screen.press("4");
        screen.wait_for("Done for today");
        screen.press("\r");
        assert_eq!(screen.exit_code(), 0);
    }
}

#[test]
fn no_cell_of_a_wide_text_stays_behind() {
    let world = world_of(&[
        &format!(
            "id = \"a\"\nfront = \"{}\"\nback = \"{}\"",
            "한국어".repeat(30),
            FAMILY.repeat(9)
        ),
        "id = \"b\"\nfront = \"x\"\nback = \"y\"",
    ]);
    let mut screen = Screen::start(&world, 15, 40);
    screen.wait_for("한국어");
    screen.press("n");
    wait_for_row(&screen, "x");
    assert!(!screen.contents().contains(['한', '국', '어']), "{}", screen.contents());
    screen.press("\r");
    wait_for_row(&screen, "y");
    let second = screen.contents();
    screen.press("n");
    screen.wait_for("한국어");
    screen.press("\r");
    screen.wait_for("1–4 rate");
    screen.press("n");
    wait_for_row(&screen, "x");
    screen.press("\r");
    wait_for_row(&screen, "y");
    assert_eq!(screen.contents(), second);
    quit(screen);
}

#[test]
fn commands_work_on_a_korean_keyboard_and_with_full_width_digits() {
    let world = World::with_cards(2);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.press("ㅗ"); // h
    screen.wait_for("Hint: A…");
    screen.press("\r");
    screen.wait_for("1–3 rate");
    screen.press("３");
    screen.wait_for("Q2?");
    screen.press("ㅕ"); // u
    screen.wait_for("Taken back.");
    screen.wait_for("Q1?");
    screen.press("？");
    screen.wait_for("take back the latest answer");
    screen.press("\u{1b}");
    screen.wait_for("Q1?");
    screen.press("ㅂ"); // q
    assert_eq!(screen.exit_code(), 0);
    assert_eq!(saved(&world), ["good", "undo"]);
}

#[test]
fn options_are_chosen_on_a_russian_keyboard() {
    let world = world_with("back = \"Lima\"\nchoices = [\"Quito\"]");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Capital?");
    let is_first = screen.contents().contains("a  Lima");
    screen.press(if is_first { "ф" } else { "и" }); // a, b
    screen.wait_for("Right: Lima");
    quit(screen);
}
