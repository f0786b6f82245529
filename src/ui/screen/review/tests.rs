//! What is seen of a review, and that nothing makes it panic.

use super::super::looking::{Looking, Overlay};
use super::super::theme::Theme;
use super::super::view::Canvas;
use super::page;
use crate::asking::keymap::REVIEW;
use crate::asking::review::{Act, Entry, Fate, Review, Words};
use crate::asking::{Action, Key};
use crate::deck::parse::parse;
use crate::document::testing::passage;
use proptest::prelude::*;
use std::path::Path;

fn entry(keys: &str, doubts: &[&'static str]) -> Entry {
    let text = format!(
        "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nsource = \"The fleet ¶2\"\n{keys}\n"
    );
    let parsed = parse(Path::new("d.toml"), &text);
    let deck = parsed.deck.unwrap_or_else(|| panic!("{:?}", parsed.faults));
    Entry {
        group: 0,
        note: deck.notes().next().unwrap().clone(),
        fate: Fate::Open,
        before: None,
        words: Words::Made,
        written: false,
        label: "dates · war.md".to_owned(),
        passage: passage(
            "The admiral waited for the wind.",
            "The fleet left Malta in September 1565, and nobody followed it.",
            "The knights rebuilt the walls.",
        ),
        doubts: doubts.to_vec(),
    }
}

fn shown(review: &Review, looking: &Looking, columns: u16, lines: u16, ascii: bool) -> String {
    let canvas = Canvas { theme: Theme { color: false, ascii }, columns, lines };
    let buffer = page::review(review, looking, canvas).buffer;
    let rows = buffer.content.chunks(usize::from(columns.max(1)));
    let rows: Vec<String> = rows
        .map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>().trim_end().to_owned())
        .collect();
    rows.join("\n")
}

fn press(review: &mut Review, looking: &mut Looking, keys: &[Key], canvas: Canvas) {
    for key in keys {
        let seen = page::review(review, looking, canvas).seen;
        let Some(action) = looking.action(REVIEW, review.mode(), 0, key, seen) else { continue };
        match action {
            Action::Help => looking.cover(Overlay::Keys),
            Action::History => looking.cover(Overlay::History),
            action => {
                if let Some(Act::Save(change)) = review.act(&action) {
                    review.apply(change);
                }
            }
        }
    }
}

#[test]
fn a_draft_is_seen_with_its_doubts_and_its_passage() {
    let card = "front = \"In what month did the fleet leave Malta?\"\nback = \"September 1565\"\n\
                choices = [\"May 1565\", \"July 1565\"]\naccept = [\"09/1565\"]";
    let review = Review::new(
        vec![entry(card, &["its sentence is long", "the event names nothing"])],
        Vec::new(),
    );
    insta::assert_snapshot!(shown(&review, &Looking::default(), 60, 21, true), @"
    draft | dates | war.md               0/1 | 0 kept, 0 dropped
    ------------------------------------------------------------

      In what month did the fleet leave Malta?

      + September 1565
      x May 1565
      x July 1565
      Also right: 09/1565

      Draft: its sentence is long; the event names nothing.

      The fleet ¶2
        The admiral waited for the wind.
      | The fleet left Malta in September 1565, and nobody
      | followed it.
        The knights rebuilt the walls.

    ------------------------------------------------------------
      k keep | d drop | e edit | a add | u undo | n p go
      ? keys | q leave
    ");
}

#[test]
fn a_form_shows_what_is_typed_and_the_passage_below() {
    let card = "front = \"In what month did the fleet leave Malta?\"\nback = \"September 1565\"";
    let mut review = Review::new(vec![entry(card, &[])], Vec::new());
    let canvas = Canvas { theme: Theme { color: false, ascii: false }, columns: 44, lines: 18 };
    press(&mut review, &mut Looking::default(), &[Key::Char('e'), Key::Tab], canvas);
    insta::assert_snapshot!(shown(&review, &Looking::default(), 44, 18, false), @"
    Edit                 0/1 · 0 kept, 0 dropped
    ────────────────────────────────────────────
      Question   In what month did the fleet
                 leave Malta?
    › Answer     September 1565
      Also right
      Wrong
      Note

      The admiral waited for the wind.
    ▌ The fleet left Malta in September 1565,
    ▌ and nobody followed it.
      The knights rebuilt the walls.


    ────────────────────────────────────────────
    Enter save · Tab next line · Esc give up
    F1 keys
    ");
}

#[test]
fn on_a_low_screen_the_sentence_comes_before_what_stands_before_it() {
    let mut review = Review::new(
        vec![entry("front = \"When did it leave?\"\nback = \"1565\"", &[])],
        Vec::new(),
    );
    review.entries[0].passage.pieces[0].text = "The admiral waited for the wind. ".repeat(4);
    insta::assert_snapshot!(shown(&review, &Looking::default(), 40, 13, false), @"
    dates · war.md   0/1 · 0 kept, 0 dropped
    ────────────────────────────────────────
    When did it leave?

    1565
    The fleet ¶2
      …
      admiral waited for the wind.
    ▌ The fleet left Malta in September
    ▌ 1565, and nobody followed it.
    ── ↑↓ 1 more below ─────────────────────
    k keep · d drop · e edit · a add
    u undo · n p go · ? keys · q leave
    ");
    let canvas = Canvas { theme: Theme { color: false, ascii: false }, columns: 40, lines: 13 };
    let mut looking = Looking::default();
    press(&mut review, &mut looking, &[Key::Char('i')], canvas);
    insta::assert_snapshot!(shown(&review, &looking, 40, 13, false), @"
    dates · war.md   0/1 · 0 kept, 0 dropped
    ────────────────────────────────────────
    The fleet ¶2

      The admiral waited for the wind.
      The admiral waited for the wind.
      The admiral waited for the wind. The
      admiral waited for the wind.
    ▌ The fleet left Malta in September
    ▌ 1565, and nobody followed it.
      The knights rebuilt the walls.
    ────────────────────────────────────────
    Esc back · or press a key · ↑↓ scroll
    ");
}

#[test]
fn a_card_shows_the_paragraph_that_is_quoted_and_i_those_around_it() {
    let mut review =
        Review::new(vec![entry("front = \"When?\"\nback = \"1565\"", &[])], Vec::new());
    review.entries[0].passage.pieces[1..].iter_mut().for_each(|piece| piece.is_apart = true);
    let looking = |page| Looking { page, ..Looking::default() };
    let [card, all] =
        [None, Some(Overlay::History)].map(|page| shown(&review, &looking(page), 60, 24, true));
    assert!(card.contains("The fleet ¶2\n  | The fleet left") && !card.contains("knights"));
    assert!(all.contains("wind.\n\n  | The fleet") && all.contains("\n\n    The knights"));
}

#[test]
fn an_order_stands_in_its_order_and_the_end_says_what_comes() {
    let mut review =
        Review::new(vec![entry("front = \"Order\"\norder = [\"one\", \"two\"]", &[])], Vec::new());
    insta::assert_snapshot!(shown(&review, &Looking::default(), 40, 15, false), @"
    dates · war.md   0/1 · 0 kept, 0 dropped
    ────────────────────────────────────────
    Order

    1. one
    2. two
    The fleet ¶2
      The admiral waited for the wind.
    ▌ The fleet left Malta in September
    ▌ 1565, and nobody followed it.
      The knights rebuilt the walls.

    ────────────────────────────────────────
    k keep · d drop · e edit · a add
    u undo · n p go · ? keys · q leave
    ");
    let canvas = Canvas { theme: Theme { color: false, ascii: false }, columns: 40, lines: 15 };
    press(&mut review, &mut Looking::default(), &[Key::Char('k')], canvas);
    insta::assert_snapshot!(shown(&review, &Looking::default(), 40, 15, false), @"
    The end          1/1 · 1 kept, 0 dropped
    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
    Every card is decided: 1 kept, 0
    dropped.

    Enter writes the decks; u takes the
    latest change back.





    ────────────────────────────────────────
    Enter write the decks · u undo · n p go
    ? keys · q leave
    ");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_text_no_key_and_no_size_makes_it_panic(
        text in "[a-z 한국🎉é\u{301}שלם،؟(){}]{1,60}",
        keys in "[kdeaunpKDwi?x ⏎⎋⇥⌫↑↓]{0,30}",
        sizes in proptest::collection::vec((1..130_u16, 1..50_u16), 1..6),
    ) {
        prop_assume!(!text.trim().is_empty() && !text.contains("{{"));
        let quoted = |end: &str| toml::Value::from(format!("{text}{end}")).to_string();
        let [q, a, b] = ["?", "1", "2"].map(quoted);
        let cards = [
            format!("front = {q}\nback = {a}\nchoices = [{b}]\nnote = {b}"),
            format!("front = {q}\nlist = [{a}, {b}]"),
            format!("front = {q}\npairs = [[{a}, {a}], [{b}, {b}]]"),
        ];
        let mut entries: Vec<Entry> = cards.iter().map(|card| entry(card, &["long"])).collect();
        for (at, entry) in entries.iter_mut().enumerate() {
            entry.note.id = format!("a{at}");
            entry.passage = passage(&text.repeat(40), &text, &text.repeat(9));
        }
        let mut review = Review::new(entries, Vec::new());
        let mut looking = Looking::default();
        for (key, (columns, lines)) in keys.chars().zip(sizes.iter().cycle()) {
            let (columns, lines) = (*columns, *lines);
            let canvas = Canvas { theme: Theme { color: true, ascii: false }, columns, lines };
            let drawn = page::review(&review, &looking, canvas);
            if let Some((x, y)) = drawn.cursor {
                prop_assert!(x < columns && y < lines);
            }
            let key = match key {
                '⏎' => Key::Enter,
                '⎋' => Key::Esc,
                '⇥' => Key::Tab,
                '⌫' => Key::Backspace,
                '↑' => Key::Up,
                '↓' => Key::Down,
                c => Key::Char(c),
            };
            press(&mut review, &mut looking, &[key], canvas);
        }
    }
}
