//! A deck file's text becomes a deck, and every fault in it is reported.

mod card;
mod content;
mod table;

use super::fault::{Fault, Faults, Severity};
use super::lint::{Doubt, Places, lint, warn_of};
use super::{Ask, Content, Deck, DeckId, Exam, Note, Source};
use crate::base::sanitize::is_hostile;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use table::Table;
use toml::Spanned;
use toml::de::DeTable;

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 16 << 20;

const DECK_KEYS: [&str; 8] = ["format", "id", "title", "language", "ask", "source", "exam", "card"];

/// A deck file as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The deck; none where a fault keeps it from being studied.
    pub deck: Option<Deck>,
    /// Every fault, in the order of the file.
    pub faults: Vec<Fault>,
}

/// Reads the text of the deck file `path`.
pub fn parse(path: &Path, text: &str) -> Parsed {
    parse_and_doubt(path, text, |_| Vec::new())
}

/// The same, with warnings for what `doubts` finds in the deck.
pub fn parse_and_doubt(
    path: &Path,
    text: &str,
    doubts: impl FnOnce(&Deck) -> Vec<Doubt>,
) -> Parsed {
    let faults = Faults::new(path, text);
    let read = file(text, &faults).filter(|_| !faults.are_fatal());
    let deck = read.map(|(deck, places)| {
        let deck = Deck { path: Some(path.to_path_buf()), ..deck };
        lint(&deck, &places, &faults);
        warn_of(doubts(&deck), &places, &faults);
        deck
    });
    Parsed { deck, faults: faults.into_vec() }
}

/// A card of which `text` has the keys alone, as its author edits it: the note
/// under its `id` where it can be studied, and every fault.
pub fn parse_card(path: &Path, id: &str, text: &str) -> (Option<Note>, Vec<Fault>) {
    let faults = Faults::new(path, text);
    hostile_characters(text, &faults);
    let note = syntax(text, &faults).and_then(|root| only_keys(root.get_ref(), id, &faults));
    let note = note.filter(|_| !faults.are_fatal());
    (note, faults.into_vec())
}

fn only_keys(root: &DeTable<'_>, id: &str, faults: &Faults<'_>) -> Option<Note> {
    let table = &Table::new(root, 0..0, faults);
    if table.has("card") {
        let message = format!("expected one card, found {}", 1 + table.tables("card").len());
        faults.error("one-card", table.span_of("card"), message, "leave one");
        return None;
    }
    if table.has("id") {
        let message = "expected no id, since the card keeps its own";
        faults.error("changed-id", table.span_of("id"), message, "delete it");
    }
    let note = card::keys(table, Some(id.to_owned()))?;
    let asked = Content::ASKING_KEYS.into_iter().find(|key| table.has(key));
    let ids = asked.map(|key| (id.to_owned(), table.span_of(key))).into_iter().collect();
    let deck = Deck::new(DeckId::new(id).ok()?, String::new(), None, vec![note.clone()]).ok()?;
    lint(&deck, &Places { ids, ..Places::default() }, faults);
    Some(note)
}

/// The note whose keys are `text`; the error is the first fault because of which
/// it could not be studied.
pub(super) fn note(text: &str) -> Result<Note, String> {
    let faults = Faults::new(Path::new("note"), text);
    let note = syntax(text, &faults)
        .and_then(|root| card::note(&Table::new(root.get_ref(), 0..0, &faults)).1);
    let fatal = |fault: &Fault| fault.severity == Severity::Error;
    match faults.into_vec().into_iter().find(fatal) {
        Some(fault) => Err(fault.message),
        None => note.ok_or_else(|| "expected a card, found none".to_owned()),
    }
}

fn file(text: &str, faults: &Faults<'_>) -> Option<(Deck, Places)> {
    if text.len() > MAX_BYTES {
        let found = format!("expected at most {} MiB, found {}", MAX_BYTES >> 20, text.len() >> 20);
        faults.error("too-large", 0..0, found, "split the deck");
        return None;
    }
    hostile_characters(text, faults);
    deck(&syntax(text, faults)?, faults)
}

/// The tables of a text; none, and what is wrong, where it is no TOML.
pub(super) fn syntax<'t>(text: &'t str, faults: &Faults<'_>) -> Option<Spanned<DeTable<'t>>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let message = error.message().to_owned();
        let help = "see https://toml.io for how TOML is written";
        faults.error("toml-syntax", error.span().unwrap_or(0..0), message, help);
    }
    errors.is_empty().then_some(root)
}

/// Each kind of hostile character is named once.
fn hostile_characters(text: &str, faults: &Faults<'_>) {
    let found = text.char_indices().find(|&(_, c)| c != '\r' && c != '\u{FEFF}' && is_hostile(c));
    if let Some((at, character)) = found {
        let message =
            format!("expected text, found the control character U+{:04X}", character as u32);
        faults.error("control-character", at..at + character.len_utf8(), message, "delete it");
    }
}

fn deck(root: &Spanned<DeTable<'_>>, faults: &Faults<'_>) -> Option<(Deck, Places)> {
    let table = &Table::new(root.get_ref(), 0..0, faults);
    table.only(&DECK_KEYS, &[]);
    format(table);
    let id = table.required_text("id", "give the deck an id such as id = \"rome\"");
    let id = id.and_then(|id| table.id(id, "use a-z, 0-9 and -", |id| DeckId::new(&id)));
    let title = table.required_text("title", "give the deck a title");
    let language = table.plain("language").unwrap_or_else(|| "en".to_owned());
    let ask = ask(table);
    let source = source(table);
    let (exam, weights) = exam(table).unzip();
    let (notes, ids) = notes(table);
    let places = Places { ids, weights: weights.unwrap_or_default() };
    let deck = Deck::new(id?, title?.0, ask, notes).ok()?;
    Some((Deck { language, source, exam, ..deck }, places))
}

fn format(table: &Table<'_, '_>) {
    let help = "write format = 1";
    match table.integer("format") {
        None if table.has("format") => {}
        None => table.missing("format", help),
        Some((1, _)) => {}
        Some((found, span)) => {
            let message = format!("expected format 1, found {found}");
            table.faults.error("format", span, message, "a newer byheart may read this deck");
        }
    }
}

fn ask(table: &Table<'_, '_>) -> Option<Ask> {
    let (text, span) = table.text("ask")?;
    let ask = text.parse().ok();
    if ask.is_none() {
        let message = format!("expected reveal, type, choose, order or match, found {text:?}");
        table.faults.error("bad-ask", span, message, "choose one of the five");
    }
    ask
}

fn source(table: &Table<'_, '_>) -> Option<Source> {
    let source = table.table("source")?;
    source.only(&["title", "author", "year"], &[]);
    Some(Source {
        title: source.plain("title"),
        author: source.plain("author"),
        year: source.integer("year").map(|(year, _)| year),
    })
}

type Spans = HashMap<String, Range<usize>>;

/// The exam, and where its weights stand.
fn exam(table: &Table<'_, '_>) -> Option<(Exam, Spans)> {
    let exam = table.table("exam")?;
    exam.only(&["date", "weights"], &[]);
    let date = exam.date("date");
    let (mut weights, mut spans) = (Vec::new(), Spans::new());
    if let Some(table) = exam.table("weights") {
        for key in table.keys() {
            if let Some(weight) = table.weight(key) {
                spans.insert(key.to_owned(), table.span_of(key));
                weights.push((key.to_owned(), weight));
            }
        }
    }
    weights.sort_by(|a, b| a.0.cmp(&b.0));
    Some((Exam { date, weights }, spans))
}

/// The notes, and where the id of each stands.
fn notes(table: &Table<'_, '_>) -> (Vec<Note>, Spans) {
    let mut notes = Vec::new();
    let mut places = Spans::new();
    for card in table.tables("card") {
        let (id, note) = card::note(&card);
        notes.extend(note);
        let Some(id) = id else { continue };
        let place = card.span_of("id");
        if let Some(first) = places.get(&id) {
            let (line, _) = card.faults.position(first.start);
            let message = format!("expected a new id, found '{id}' again (first in line {line})");
            let help = "give one of the cards another id";
            card.faults.error("duplicate-id", place.clone(), message, help);
        }
        places.entry(id).or_insert(place);
    }
    if notes.is_empty() && !table.faults.are_fatal() {
        table.faults.add(
            Severity::Warning,
            "no-cards",
            0..0,
            "expected [[card]] tables, found none",
            "add a card with front and back",
        );
    }
    (notes, places)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::deck::Card;
    use proptest::prelude::*;
    use std::fmt;

    const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n";

    /// Below a head of three lines.
    pub(crate) fn parsed(body: &str) -> Parsed {
        parse(Path::new("d.toml"), &format!("{HEAD}{body}"))
    }

    /// The deck `d` of cards that have no faults.
    pub(crate) fn deck(body: &str) -> Deck {
        let Parsed { deck, faults } = parsed(body);
        deck.unwrap_or_else(|| panic!("{faults:?}"))
    }

    /// The text of cards `c0`, `c1`, … with these keys.
    pub(crate) fn cards<K: fmt::Display>(keys: impl IntoIterator<Item = K>) -> String {
        let card = |(at, keys)| format!("[[card]]\nid = \"c{at}\"\n{keys}\n");
        (0..).zip(keys).map(card).collect()
    }

    pub(in crate::deck) fn faults(body: &str) -> Vec<String> {
        let faults = parsed(body).faults.into_iter();
        faults.map(|f| format!("{}:{} {}: {}", f.line, f.column, f.code, f.message)).collect()
    }

    pub(in crate::deck) fn remedies(body: &str) -> String {
        let faults = parsed(body).faults.into_iter();
        let shown = faults
            .map(|f| format!("{}:{} {}: {}\n  {}", f.line, f.column, f.code, f.message, f.help));
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_full_deck_has_no_faults() {
        let text = "\u{FEFF}format = 1\r\nid = \"rome\"\r\ntitle = \"Rome\"\r\nlanguage = \"en\"\r\nask = \"type\"\r\n[source]\r\ntitle = \"A History\"\r\nyear = -44\r\n[exam]\r\ndate = 2026-12-15\r\nweights = { dates = 1, actors = 0.5 }\r\n[[card]]\r\nid = \"a\"\r\nfront = \"Who?\"\r\nback = [\"Caesar\", \"Antony\"]\r\nchoices = [\"Cicero\"]\r\nask = \"choose\"\r\ntags = [\"dates\", \"actors\"]\r\nwas = [\"old/a\"]\r\n[[card]]\r\nid = \"b\"\r\nfront = \"Rome\"\r\nback = \"Roma\"\r\nreverse = true\r\n[[card]]\r\nid = \"c\"\r\ncloze = \"{{c1::One}} and {{c2::two::number}}\"\r\n[[card]]\r\nid = \"o\"\r\nfront = \"Order\"\r\norder = [\"first\", \"second\"]\r\n";
        let parsed = parse(Path::new("rome.toml"), text);
        assert_eq!(parsed.faults, []);
        let deck = parsed.deck.unwrap();
        let ids: Vec<&str> = deck.cards.iter().map(|card| card.id.card()).collect();
        assert_eq!(ids, ["a", "b", "b.r", "c.1", "c.2", "o"]);
        let asks: Vec<Option<Ask>> = deck.cards.iter().map(Card::ask).collect();
        let typed = Some(Ask::Type);
        assert_eq!(asks, [Some(Ask::Choose), typed, typed, typed, typed, Some(Ask::Order)]);
        assert_eq!(deck.cards[0].was().next().unwrap().as_str(), "old/a");
        assert_eq!(
            deck.exam.unwrap().weights,
            [("actors".to_owned(), 0.5), ("dates".to_owned(), 1.0)]
        );
    }

    #[test]
    fn every_fault_is_reported_with_its_place() {
        insta::assert_snapshot!(faults(r#"titel = "x"
[[card]]
front = "no id"
back = "b"
[[card]]
id = "A b"
front = "q"
back = 7
[[card]]
id = "twice"
frnt = "q"
back = "b"
[[card]]
id = "twice"
front = "q"
back = "b"
choices = ["b", "c", "c"]
[[card]]
id = "mixed"
front = "q"
back = "b"
cloze = "{{c1::x}}"
[[card]]
id = "gap"
cloze = "no {{c1::end"
[[card]]
id = "order"
front = "o"
order = ["one"]
ask = "type"
[[card]]
id = "none"
front = "q"
allow = 2
"#).join("\n"), @r#"
        4:1 unknown-key: expected a known key, found 'titel'
        5:1 missing-id: expected the key 'id', found none: without it no progress can be kept
        9:6 bad-id: expected only a-z, 0-9 and '-', found 'A'
        11:8 wrong-type: expected back to be a string, found integer
        12:1 missing-key: expected the key 'front', found none
        14:1 unknown-key: expected a known key, found 'frnt'
        17:6 duplicate-id: expected a new id, found 'twice' again (first in line 13)
        20:12 right-choice: expected a wrong option, found the right one: "b"
        20:22 double-item: expected different texts in choices, found "c" twice
        21:1 mixed-card: expected one kind of answer, found 'back' and 'cloze'
        28:13 bad-cloze: expected '}}' after this, found the end of the text
        32:9 few-items: expected at least two items, found 1
        33:7 bad-ask: expected ask = "order" on a card with 'order'
        34:1 no-answer: expected an answer, found none of 'back', 'cloze', 'order', 'list', 'pairs' and 'statement'
        37:1 reserved-key: 'allow' is reserved and does nothing yet
        "#);
    }

    #[test]
    fn decks_in_the_documentation_have_no_faults() {
        for text in [include_str!("../../README.md"), include_str!("../../docs/decks.md")] {
            let decks = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
            let parsed: Vec<Parsed> = decks.map(|deck| parse(Path::new("d.toml"), deck)).collect();
            assert_eq!(parsed.len(), 1);
            assert_eq!(parsed[0].faults, []);
        }
    }

    #[test]
    fn syntax_faults_name_line_and_column() {
        insta::assert_snapshot!(faults("[[card]\nid = \"a\nfront = 1 2\n").join("\n"), @"4:8 toml-syntax: unclosed array table, expected `]`");
    }

    #[test]
    fn a_missing_head_is_reported_key_by_key() {
        let parsed = parse(Path::new("d.toml"), &cards(["front = \"q\"\nback = \"b\""]));
        let codes: Vec<String> =
            parsed.faults.iter().map(|f| format!("{}: {}", f.code, f.message)).collect();
        insta::assert_snapshot!(codes.join("\n"), @r#"
        missing-key: expected the key 'format', found none
        missing-key: expected the key 'id', found none
        missing-key: expected the key 'title', found none
        "#);
        assert_eq!(parsed.deck, None);
    }

    #[test]
    fn unknown_keys_fail_a_check_but_not_a_study_session() {
        let parsed = parsed(&cards(["front = \"q\"\nback = \"b\"\npicture = \"x.png\""]));
        assert!(parsed.deck.is_some());
        assert!(parsed.faults[0].severity.is_error());
    }

    #[test]
    fn a_fault_shows_the_line_with_a_caret_and_the_remedy() {
        let text = HEAD.to_owned() + &cards(["front = \"한국 \\u001b q\"\nbakc = \"b\""]);
        let parsed = parse(Path::new("decks/d.toml"), &text);
        let shown: Vec<String> = parsed.faults.iter().map(|f| f.render(&text, false)).collect();
        insta::assert_snapshot!(shown.join("\n\n"), @r#"
        error[no-answer]: expected an answer, found none of 'back', 'cloze', 'order', 'list', 'pairs' and 'statement'
         --> decks/d.toml:4:1
          |
        4 | [[card]]
          | ^^^^^^^^
          |
        help: write front and back, statement and answer, cloze, or front and order, list or pairs

        error[unknown-key]: expected a known key, found 'bakc'
         --> decks/d.toml:7:1
          |
        7 | bakc = "b"
          | ^^^^
          |
        help: did you mean 'back'?
        "#);
    }

    #[test]
    fn line_ends_of_windows_are_no_part_of_texts() {
        let keys = "front = \"\"\"\none\ntwo\"\"\"\nback = '''\nx\ny'''\nbakc = 1";
        let text = (HEAD.to_owned() + &cards([keys])).replace('\n', "\r\n");
        let parsed = parse(Path::new("d.toml"), &text);
        insta::assert_snapshot!(parsed.faults[0].render(&text, false), @"
        error[unknown-key]: expected a known key, found 'bakc'
          --> d.toml:12:1
           |
        12 | bakc = 1
           | ^^^^
           |
        help: did you mean 'back'?
        ");
        let card = &parsed.deck.unwrap().cards[0];
        assert_eq!((&*card.prompt(), &*card.answer()), ("one\ntwo", "x\ny"));
    }

    #[test]
    fn control_characters_never_reach_the_screen() {
        let text = format!("{HEAD}# \u{1b}[31m\n{}", cards(["front = \"q\"\nback = \"b\""]));
        let parsed = parse(Path::new("d\u{1b}.toml"), &text);
        let shown = parsed.faults[0].render(&text, false);
        assert!(!shown.contains('\u{1b}'), "{shown:?}");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|(\\[\\[card\\]\\]\n|id = \"a\"\n|front = \"q\\{\\{\"\n|cloze = '\\{\\{c1::\\PC\\}\\}'\n|= \n|\"){0,12}") {
            let parsed = parse(Path::new("d.toml"), &text);
            for fault in &parsed.faults {
                fault.render(&text, true);
            }
        }
    }
}
