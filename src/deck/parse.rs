//! A deck file's text becomes a deck, and every fault in it is reported.

/// A pattern of a line.
macro_rules! pattern {
    ($text:literal) => {{
        static PATTERN: std::sync::LazyLock<Regex> =
            std::sync::LazyLock::new(|| Regex::new($text).expect("a pattern"));
        &*PATTERN
    }};
}

mod card;
mod content;
mod foreign;
mod mend;
mod table;

use super::content::MAX_WAS;
use super::doubt::{Doubt, Places, warn_of};
use super::fault::{Fault, Faults, Severity};
use super::{Ask, Content, Deck, DeckId, Exam, Note, Source, is_file_name};
use crate::base::sanitize::is_hostile;
use card::Wishes;
use foreign::Foreign;
use mend::Mended;
use regex::Regex;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;
use table::Table;
use toml::Spanned;
use toml::de::DeTable;

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 16 << 20;

/// Longest short title, in characters.
const MAX_SHORT: usize = 30;

#[cfg(test)]
pub(super) use card::KEYS as CARD_KEYS;

pub(super) const DECK_KEYS: [&str; 13] = [
    "format", "id", "title", "short", "language", "ask", "exact", "shuffle", "was", "allow",
    "source", "exam", "card",
];

/// Most codes under `allow`.
const MAX_ALLOWED: usize = 100;

/// A deck file as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The deck; none where a fault keeps it from being studied.
    pub deck: Option<Deck>,
    /// Every fault, in the order of the file.
    pub faults: Vec<Fault>,
}

impl Parsed {
    /// Whether this has a fault of the same kind and words, wherever it stands.
    pub(super) fn has_one_like(&self, fault: &Fault) -> bool {
        self.faults.iter().any(|own| (own.code, &own.message) == (fault.code, &fault.message))
    }
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
    // Faulty cards are left out, and not their deck.
    let read = file(text, &faults).filter(|read| faults.fatal() == read.2);
    let deck = read.map(|(deck, places, _)| {
        let deck = Deck { path: Some(path.to_path_buf()), ..deck };
        warn_of(doubts(&deck), &places, &faults);
        deck
    });
    Parsed { deck, faults: faults.into_vec() }
}

/// A card of which `text` has the keys alone, as its author edits it: the note
/// under its `id` where it can be studied, and every fault.
pub fn parse_card(path: &Path, id: &str, text: &str) -> (Option<Note>, Vec<Fault>) {
    parse_card_and_doubt(path, id, text, |_| Vec::new())
}

/// The same, with warnings for what `doubts` finds in a deck of this card alone.
pub fn parse_card_and_doubt(
    path: &Path,
    id: &str,
    text: &str,
    doubts: impl FnOnce(&Deck) -> Vec<Doubt>,
) -> (Option<Note>, Vec<Fault>) {
    let faults = Faults::new(path, text);
    hostile_characters(text, &faults);
    let read = syntax(text, &faults).and_then(|root| only_keys(root.get_ref(), id, &faults));
    let read = read.filter(|_| !faults.are_fatal());
    let note = read.map(|(note, place)| {
        let places = Places { ids: HashMap::from([(id.to_owned(), place)]), ..Places::default() };
        let deck = DeckId::new("card")
            .and_then(|deck| Deck::new(deck, String::new(), None, vec![note.clone()]));
        if let Ok(deck) = &deck {
            warn_of(doubts(deck), &places, &faults);
        }
        note
    });
    (note, faults.into_vec())
}

/// The note, and where what it asks stands.
fn only_keys(root: &DeTable<'_>, id: &str, faults: &Faults<'_>) -> Option<(Note, Range<usize>)> {
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
    let asked = Content::ASKING_KEYS.into_iter().find(|key| table.has(key));
    let place = asked.map_or(0..0, |key| table.span_of(key));
    card::keys(table, Some(id.to_owned()), Wishes::default()).map(|note| (note, place))
}

/// The note whose keys are `text`; the error is the first fault because of which
/// it could not be studied.
pub(super) fn note(text: &str) -> Result<Note, String> {
    // A sitting that began before decks were read so strictly can be ended.
    let faults = Faults::new(Path::new("note"), text).of_a_record();
    let note = syntax(text, &faults).and_then(|root| {
        card::note(&Table::new(root.get_ref(), 0..0, &faults), Wishes::default()).1
    });
    let fatal = |fault: &Fault| fault.severity == Severity::Error;
    match faults.into_vec().into_iter().find(fatal) {
        Some(fault) => Err(fault.message),
        None => note.ok_or_else(|| "expected a card, found none".to_owned()),
    }
}

fn file(text: &str, faults: &Faults<'_>) -> Option<(Deck, Places, usize)> {
    if text.len() > MAX_BYTES {
        let found = format!("expected at most {} MiB, found {}", MAX_BYTES >> 20, text.len() >> 20);
        faults.error("too-large", 0..0, found, "split the deck");
        return None;
    }
    let read = read(text, faults, Purpose::Deck);
    hostile_characters(text, faults);
    match read {
        Ok(root) => deck(&root, faults),
        Err(mended) => {
            let deck = |root: &Spanned<DeTable<'_>>, _: &str, faults: &Faults<'_>| {
                deck(root, faults);
            };
            mended.iter().for_each(|mended| rest(mended, faults, deck));
            None
        }
    }
}

/// The tables of a text; none, and what is wrong, where it is no TOML, or its cards have heads
/// that are written in another way.
pub(super) fn syntax<'t>(text: &'t str, faults: &Faults<'_>) -> Option<Spanned<DeTable<'t>>> {
    read(text, faults, Purpose::Card).ok()
}

/// What `of` reads in a text of TOML that is no deck. Where it is no TOML, that is told with
/// what is wrong in the rest of it, and there is none.
pub fn settings<T>(
    text: &str,
    faults: &Faults<'_>,
    of: impl Fn(&Spanned<DeTable<'_>>, &str, &Faults<'_>) -> T,
) -> Option<T> {
    let read = read(text, faults, Purpose::Settings);
    let mended = match read {
        Ok(root) => return Some(of(&root, text, faults)),
        Err(mended) => mended?,
    };
    rest(&mended, faults, |root, text, faults| drop(of(root, text, faults)));
    None
}

/// What a text is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Deck,
    Card,
    Settings,
}

impl Purpose {
    /// What is said of the marks of a merge, and the remedy.
    fn merged(self) -> (&'static str, &'static str) {
        match self {
            Self::Settings => (
                "expected settings, found the marks of a merge that was not finished",
                "between <<<<<<< and >>>>>>> keep the lines that are wanted and delete the marks",
            ),
            Self::Deck | Self::Card => (
                "expected a deck, found the marks of a merge that was not finished",
                "between <<<<<<< and >>>>>>> keep the cards that are wanted and delete the marks; ids stay",
            ),
        }
    }
}

/// The same, or what of the text could be mended; none where it was left half merged.
fn read<'t>(
    text: &'t str,
    faults: &Faults<'_>,
    purpose: Purpose,
) -> Result<Spanned<DeTable<'t>>, Option<Mended>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    if let Some(mark) = merge_mark(text).filter(|_| !errors.is_empty()) {
        let (message, help) = purpose.merged();
        faults.error("merge-marks", mark, message, help);
        return Err(None);
    }
    if errors.is_empty() && !mend::has_odd_head(text) {
        return Ok(root);
    }
    let foreign = (purpose == Purpose::Deck).then(|| foreign::foreign(text)).flatten();
    if let Some(Foreign { at, message, help }) = foreign {
        faults.error("toml-syntax", at..at + 1, message, help);
        return Err(None);
    }
    let mended = mend::mend(text);
    for slip in &mended.slips {
        faults.error("toml-syntax", slip.span.clone(), slip.message.as_str(), slip.help.as_str());
    }
    match errors.first() {
        None if mended.slips.is_empty() => Ok(root),
        Some(error) if mended.slips.is_empty() => {
            let help = "see https://toml.io for how TOML is written";
            let span = error.span().unwrap_or(0..0);
            faults.error("toml-syntax", span, error.message().to_owned(), help);
            Err(None)
        }
        _ => Err(Some(mended)),
    }
}

/// What `of` finds wrong where there is no slip.
fn rest(
    mended: &Mended,
    faults: &Faults<'_>,
    of: impl Fn(&Spanned<DeTable<'_>>, &str, &Faults<'_>),
) {
    let of_mended = faults.of_text(&mended.text);
    let Ok(root) = DeTable::parse(&mended.text) else { return };
    of(&root, &mended.text, &of_mended);
    let lines: Vec<&str> = mended.text.lines().collect();
    let table = |line: usize| {
        let starts = |line: &&str| line.trim_start().starts_with('[');
        let start = lines[..=line].iter().rposition(starts).unwrap_or(0);
        let end = lines[line + 1..].iter().position(starts).map_or(lines.len(), |n| line + 1 + n);
        start..end
    };
    let slips = mended.slips.iter().filter(|slip| slip.line < lines.len());
    let left: Vec<Range<usize>> = slips
        .map(|slip| if slip.is_out { table(slip.line) } else { slip.line..slip.line + 1 })
        .collect();
    for fault in of_mended.into_vec() {
        // What follows from a slip is no cause of its own.
        if !left.iter().any(|lines| lines.contains(&(fault.line - 1))) {
            faults.add_moved(fault, &mended.text);
        }
    }
}

/// The name of a character that nobody sees.
fn unseen(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{A0}' | '\u{202F}' => "a space that does not break",
        '\u{200B}' => "a space of no width",
        '\u{200C}' | '\u{200D}' => "a joiner of no width",
        '\u{2060}' => "a word joiner of no width",
        '\u{FEFF}' => "a byte order mark",
        '\u{AD}' => "a soft hyphen",
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "a mark of writing direction"
        }
        '\u{2061}'..='\u{2064}' | '\u{206A}'..='\u{206F}' => "a sign that is not shown",
        '\u{180E}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            "a mark for the form of the character before it"
        }
        '\u{E0000}'..='\u{E007F}' => "a tag that is not shown",
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => "a filler of Hangul",
        '\u{2800}' => "a pattern of Braille without dots",
        '\u{1680}' | '\u{205F}' => "a space of a special width",
        '\u{2028}' | '\u{2029}' => "a line separator that is no line end",
        '\u{3000}' => "an ideographic space",
        '\u{2000}'..='\u{200A}' => "a space of a special width",
        c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => "a control character",
        _ => return None,
    })
}

/// The first mark that `git merge` leaves at the beginning of a line; one that stands in a
/// text of a card is known by the file being TOML.
fn merge_mark(text: &str) -> Option<Range<usize>> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^\x{FEFF}?(<{7}|>{7}|\|{7}|={7})(?: .*)?\r?$")
            .expect("the pattern is a constant")
    });
    Some(MARK.captures(text)?.get(1)?.range())
}

/// The first hostile character is named, where no slip names it.
fn hostile_characters(text: &str, faults: &Faults<'_>) {
    let found = text.char_indices().find(|&(_, c)| c != '\r' && c != '\u{FEFF}' && is_hostile(c));
    if let Some((at, character)) = found.filter(|(at, _)| !faults.has_one_at(*at)) {
        let message =
            format!("expected text, found the control character U+{:04X}", character as u32);
        faults.error("control-character", at..at + character.len_utf8(), message, "delete it");
    }
}

/// With the number of faults in cards that are left out.
fn deck(root: &Spanned<DeTable<'_>>, faults: &Faults<'_>) -> Option<(Deck, Places, usize)> {
    let table = &Table::new(root.get_ref(), 0..0, faults);
    if table.keys().next().is_none() {
        let message = "expected a deck, found no key and no card";
        faults.error("missing-key", 0..0, message, "byheart new begins a deck");
        return None;
    }
    table.only(&DECK_KEYS);
    format(table);
    let id = table.required_text("id", "give the deck an id such as id = \"rome\"");
    let id = id.and_then(|id| table.id(id, "use a-z, 0-9 and -", |id| DeckId::new(&id)));
    let title = table.required_text("title", "give the deck a title");
    let short = short(table);
    let language = table.plain("language").unwrap_or_else(|| "en".to_owned());
    let ask = ask(table);
    // Each is looked for on every card.
    content::at_most(table, "was", MAX_WAS, "keep the ids that it had last");
    let was =
        table.texts("was").unwrap_or_default().into_iter().filter_map(|was| {
            table.id(was, "write it like was = \"old-deck\"", |id| DeckId::new(&id))
        });
    let (was, source, allow) = (was.collect(), source(table), allow(table));
    let (exam, weights) = exam(table).unzip();
    let (notes, places, in_cards) = notes(table);
    let places = Places { weights: weights.unwrap_or_default(), ..places };
    let deck = Deck::new(id?, title?.0, ask, notes).ok()?;
    Some((Deck { short, language, was, source, allow, exam, ..deck }, places, in_cards))
}

/// A short title that is no shorter than others says so, and does no harm.
fn short(table: &Table<'_, '_>) -> Option<String> {
    let (text, span) = table.text("short")?;
    let fits = (1..=MAX_SHORT).contains(&text.chars().count()) && !text.contains('\n');
    if !fits {
        let message = format!("expected a line of 1 to {MAX_SHORT} characters");
        let help = "shorten it, or delete it: byheart then shortens the title";
        table.faults.add(Severity::Unknown, "bad-short", span, message, help);
    }
    fits.then_some(text)
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
    source.only(&["title", "author", "year", "file", "sha256"]);
    let checked = |key, is: fn(&str) -> bool, expected: &str, help: &str| {
        let (text, span) = source.text(key)?;
        let is_right = is(&text);
        if !is_right {
            let message = format!("expected {expected}, found {text:?}");
            // Without its document a deck can be studied all the same.
            source.faults.add(Severity::Unknown, "bad-source", span, message, help);
        }
        is_right.then_some(text)
    };
    let beside = "write the name alone; the file is looked for beside the deck and in sources/";
    let anew = "delete it; byheart generate --update then writes it anew";
    Some(Source {
        title: source.plain("title"),
        author: source.plain("author"),
        year: source.integer("year").map(|(year, _)| year),
        file: checked("file", is_file_name, "the name of a file without a folder", beside),
        sha256: checked("sha256", is_sha256, "64 hexadecimal digits", anew)
            .map(|hash| hash.to_ascii_lowercase()),
    })
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

type Spans = HashMap<String, Range<usize>>;

/// The exam, and where its weights stand.
fn exam(table: &Table<'_, '_>) -> Option<(Exam, Spans)> {
    let exam = table.table("exam")?;
    exam.only(&["date", "weights"]);
    let date = exam.date("date", Severity::Error);
    let (mut weights, mut spans) = (Vec::new(), Spans::new());
    if let Some(table) = exam.table("weights") {
        let weighed = table.keys().filter_map(|key| Some((key, table.weight(key)?)));
        for (key, weight) in weighed {
            spans.insert(key.to_owned(), table.span_of(key));
            weights.push((key.to_owned(), weight));
        }
    }
    weights.sort_by(|a, b| a.0.cmp(&b.0));
    Some((Exam { date, weights }, spans))
}

/// Codes of remarks that are not wanted; whether there are such is not for the reader to know.
fn allow(table: &Table<'_, '_>) -> Vec<String> {
    content::at_most(table, "allow", MAX_ALLOWED, "name each code once");
    table.texts("allow").unwrap_or_default().into_iter().map(|(code, _)| code).collect()
}

/// Where the codes under `allow` stand.
fn allowed(table: &Table<'_, '_>, note: Option<&String>, places: &mut Places) {
    for (code, span) in table.places("allow") {
        places.allowed.entry((note.cloned(), code)).or_insert(span);
    }
}

/// The notes, where the ids and codes of each stand, and how many faults there are in those
/// that are left out; none is where no card would be left.
fn notes(table: &Table<'_, '_>) -> (Vec<Note>, Places, usize) {
    let wishes = Wishes { exact: table.exact(), shuffle: table.boolean("shuffle") };
    let mut in_cards = 0;
    let mut notes = Vec::new();
    let mut places = Places { head: table.span_of("id"), ..Places::default() };
    allowed(table, None, &mut places);
    for card in table.tables("card") {
        let before = table.faults.fatal();
        let (id, note) = card::note(&card, wishes);
        let found = table.faults.fatal() - before;
        let is_sound = found == 0 && id.as_ref().is_none_or(|id| !places.ids.contains_key(id));
        notes.extend(note.filter(|_| is_sound));
        in_cards += found;
        let Some(id) = id else { continue };
        let place = card.span_of("id");
        if let Some(first) = places.ids.get(&id) {
            let (line, _) = card.faults.position(first.start);
            let message = format!("expected a new id, found '{id}' again (first in line {line})");
            let help = "give one of the cards another id";
            card.faults.error("duplicate-id", place.clone(), message, help);
            in_cards += 1;
        }
        allowed(&card, Some(&id), &mut places);
        places.ids.entry(id).or_insert(place);
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
    let in_cards = if notes.is_empty() { 0 } else { in_cards };
    (notes, places, in_cards)
}

#[cfg(test)]
pub(crate) mod tests;
