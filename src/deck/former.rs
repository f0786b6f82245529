//! Former ids: which card takes over whose history, claims that cannot be, and cards that
//! look like some whose id was changed.

use super::{Card, CardId, Deck, DeckId, Side};
use crate::base::words::count;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

/// Former ids and the ids of the cards that took their history over.
///
/// What lives gives nothing away, and of two that claim one history the first has it, where
/// what a card says comes before what its deck says. A note that became a cloze, or is none
/// any more, keeps its history on its first card.
pub(super) fn renames<'d>(
    decks: impl Iterator<Item = &'d Deck> + Clone,
    lives: impl Fn(&CardId) -> bool,
) -> HashMap<CardId, CardId> {
    let cards = || decks.clone().flat_map(|deck| deck.cards.iter().map(move |card| (deck, card)));
    let of_cards = cards().flat_map(|(_, card)| {
        card.of_note().was.iter().flat_map(|was| card.takes_over(was)).map(move |was| (was, card))
    });
    let of_decks = cards().flat_map(|(deck, card)| {
        claims(deck, card).flat_map(|was| card.takes_over(&was)).map(move |was| (was, card))
    });
    let of_shape = cards().flat_map(|(_, card)| {
        card.takes_over(&card.id.on(Side::Front)).into_iter().map(move |was| (was, card))
    });
    let mut renames = HashMap::new();
    for (was, card) in of_cards.chain(of_decks).chain(of_shape) {
        if !lives(&was) {
            renames.entry(was).or_insert_with(|| card.id.clone());
        }
    }
    renames
}

/// The former ids of a card's note by the former ids of its deck.
fn claims<'d>(deck: &'d Deck, card: &'d Card) -> impl Iterator<Item = CardId> + 'd {
    deck.was.iter().filter_map(|old| CardId::note(old, &card.of_note().id).ok())
}

/// What is wrong with a claim on a former id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The deck that claims.
    pub deck: DeckId,
    /// Its note that does; none where its head does.
    pub note: Option<String>,
    /// Stable name of the kind of fault.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
}

/// Who claims, and why that cannot be.
impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { deck, note, message, .. } = self;
        match note {
            Some(note) => write!(f, "{deck}/{note}: {message}"),
            None => write!(f, "{deck}: {message}"),
        }
    }
}

/// Claims by `was` that no card and no deck may have.
pub fn wrong_claims<'d>(decks: impl Iterator<Item = &'d Deck> + Clone) -> Vec<Claim> {
    let claims_something =
        |deck: &Deck| !deck.was.is_empty() || deck.notes().any(|note| !note.was.is_empty());
    if !decks.clone().any(claims_something) {
        return Vec::new();
    }
    let mut wrong = wrong_heads(decks.clone());
    let living: HashSet<&CardId> =
        decks.clone().flat_map(|deck| &deck.cards).map(|card| &card.id).collect();
    let by_heads = decks.clone().flat_map(|deck| {
        let claims = |card| claims(deck, card).flat_map(move |was| taken(&was, card));
        deck.cards.iter().flat_map(claims)
    });
    let mut claimed: HashMap<CardId, &Card> = by_heads.collect();
    let notes = decks.flat_map(|deck| {
        deck.cards.chunk_by(Card::is_of_one_note).map(move |siblings| (deck, siblings))
    });
    for (deck, siblings) in notes {
        let note = siblings[0].of_note();
        for was in &note.was {
            let taken: Vec<(CardId, &Card)> =
                siblings.iter().flat_map(|card| taken(was, card)).collect();
            let found = former_lives(was, &taken, &living);
            let told = found.into_iter().chain(claimed_twice(was, taken, &mut claimed));
            wrong.extend(told.map(|(code, message)| {
                let (deck, note) = (deck.id.clone(), Some(note.id.clone()));
                Claim { deck, note, code, message }
            }));
        }
    }
    wrong
}

/// What a card takes over where its note was `was`.
fn taken<'d>(was: &CardId, card: &'d Card) -> impl Iterator<Item = (CardId, &'d Card)> + use<'d> {
    card.takes_over(was).into_iter().map(move |was| (was, card))
}

fn former_lives(
    was: &CardId,
    taken: &[(CardId, &Card)],
    living: &HashSet<&CardId>,
) -> Option<(&'static str, String)> {
    if taken.iter().any(|(was, card)| *was == card.id) {
        let message = format!("expected a former id in was, found the card's own, '{was}'");
        return Some(("was-itself", message));
    }
    let lives = taken.iter().any(|(was, _)| living.contains(was));
    let message = || format!("expected a former id in was, found '{was}', which is a card");
    lives.then(|| ("was-living", message()))
}

fn claimed_twice<'d>(
    was: &CardId,
    taken: Vec<(CardId, &'d Card)>,
    claimed: &mut HashMap<CardId, &'d Card>,
) -> Option<(&'static str, String)> {
    let mut others = taken.into_iter().filter_map(|(was, card)| {
        let first = *claimed.entry(was).or_insert(card);
        (!first.is_of_one_note(card)).then_some(&first.id)
    });
    let other = others.next()?;
    Some(("was-twice", format!("expected one card to take over '{was}', found '{other}' too")))
}

/// The same of the heads of decks.
fn wrong_heads<'d>(decks: impl Iterator<Item = &'d Deck> + Clone) -> Vec<Claim> {
    let living: HashSet<&DeckId> = decks.clone().map(|deck| &deck.id).collect();
    let mut claimed: HashMap<&DeckId, &DeckId> = HashMap::new();
    let mut wrong = Vec::new();
    for (id, was) in decks.flat_map(|deck| deck.was.iter().map(move |was| (&deck.id, was))) {
        let first = *claimed.entry(was).or_insert(id);
        let (code, message) = if was == id {
            ("was-itself", format!("expected a former id in was, found the deck's own, '{was}'"))
        } else if living.contains(was) {
            ("was-living", format!("expected a former id in was, found '{was}', which is a deck"))
        } else if first != id {
            ("was-twice", format!("expected one deck to take over '{was}', found '{first}' too"))
        } else {
            continue;
        };
        wrong.push(Claim { deck: id.clone(), note: None, code, message });
    }
    wrong
}

/// New cards that look like some of which only the history is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// Their deck.
    pub deck: String,
    /// Their note; none where it is the whole deck.
    pub note: Option<String>,
    /// The line that takes the history over: on the card, or at the deck's head.
    pub line: String,
    /// How many notes are meant.
    pub notes: usize,
}

/// Where the line belongs, and the line.
impl fmt::Display for Renamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { deck, note, line, .. } = self;
        match note {
            Some(note) => write!(f, "on the card {deck}/{note}: {line}"),
            None => write!(f, "below the id of the deck {deck}: {line}"),
        }
    }
}

/// More pairs of ids are not compared letter by letter.
const MOST_PAIRS: usize = 1 << 18;
/// Notes that are named in one line.
const MOST_NAMED: usize = 5;
/// Ids of one deck that are this similar, of 0 to 1, are most likely one that was corrected.
const SIMILAR: f64 = 0.8;

/// What became of cards of which only the history is left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// New cards that look like some of them.
    pub alike: Vec<Renamed>,
    /// Those that no id tells from deleted ones.
    pub unlike: Vec<Unlike>,
}

/// New notes of a deck that may be those of which only the history is left, or may not: a
/// history keeps no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlike {
    /// The deck of the new ones.
    pub deck: String,
    /// What only the progress knows, as `deck/note`.
    pub gone: Vec<String>,
    /// The new ones, in the same way.
    pub new: Vec<String>,
    /// Whether no card of the deck was ever answered.
    pub is_all_new: bool,
}

/// Both sides, each with the first of its notes.
impl fmt::Display for Unlike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { deck, gone, new, .. } = self;
        let (lost, found) = (count(gone.len(), "card"), count(new.len(), "new card"));
        let (gone, new) = (some(gone), some(new));
        write!(f, "{lost} of your progress in no deck ({gone}), and {found} in {deck} ({new})")
    }
}

fn some(notes: &[String]) -> String {
    let more = if notes.len() > MOST_NAMED { ", …" } else { "" };
    format!("{}{more}", notes.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", "))
}

/// What a deck is to the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// There is no such deck.
    Gone,
    /// None of its cards was ever answered.
    New,
    /// It was studied.
    Known,
}

/// Of the notes of `new` cards those that look like notes of `gone` ones: of the same name in
/// another deck, or of nearly the same in their own. A deck that is not gone is not renamed.
pub fn changed(gone: &[&CardId], new: &[&CardId], standing: impl Fn(&str) -> Standing) -> Changed {
    let (gone, mut new) = (notes(gone), notes(new));
    let by_name: HashMap<&str, &str> = new.iter().map(|&(deck, note)| (note, deck)).collect();
    let mut moved: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    let mut left = Vec::new();
    for (deck, note) in gone {
        match by_name.get(note) {
            Some(now) if *now != deck => moved.entry((*now, deck)).or_default().push(note),
            _ => left.push((deck, note)),
        }
    }
    let mut alike = Vec::new();
    let mut found = HashSet::new();
    for ((now, was), notes) in moved {
        found.extend(notes.iter().map(|note| (now, *note)));
        match notes.len() {
            2.. if standing(was) == Standing::Gone => {
                alike.push(Renamed::deck(now, was, notes.len()));
            }
            _ => alike.extend(notes.iter().map(|note| Renamed::note((now, note), (was, note)))),
        }
    }
    if left.len().saturating_mul(new.len()) <= MOST_PAIRS {
        left.retain(|was| {
            let nearest = nearest(*was, &new);
            alike.extend(nearest.map(|nearest| Renamed::note(nearest, *was)));
            found.extend(nearest);
            nearest.is_none()
        });
    }
    new.retain(|note| !found.contains(note));
    Changed { alike, unlike: unlike(&left, &new, standing) }
}

/// By deck the notes of which no id tells what became of them: its own, and of a new one those
/// of decks that are gone.
fn unlike(
    gone: &[(&str, &str)],
    new: &[(&str, &str)],
    standing: impl Fn(&str) -> Standing,
) -> Vec<Unlike> {
    let named = |(deck, note): &(&str, &str)| format!("{deck}/{note}");
    let of_deck = |new: &[(&str, &str)]| {
        let deck = new[0].0;
        let is_all_new = standing(deck) == Standing::New;
        let is_its = |(was, _): &&(&str, &str)| {
            *was == deck || is_all_new && standing(was) == Standing::Gone
        };
        let gone: Vec<String> = gone.iter().filter(is_its).map(named).collect();
        let new = new.iter().map(named).collect();
        (!gone.is_empty()).then(|| Unlike { deck: deck.to_owned(), gone, new, is_all_new })
    };
    new.chunk_by(|one, other| one.0 == other.0).filter_map(of_deck).collect()
}

impl Renamed {
    fn deck(now: &str, was: &str, notes: usize) -> Self {
        Self { deck: now.to_owned(), note: None, line: format!("was = \"{was}\""), notes }
    }

    fn note((deck, note): (&str, &str), (old_deck, old): (&str, &str)) -> Self {
        let line = format!("was = [\"{old_deck}/{old}\"]");
        Self { deck: deck.to_owned(), note: Some(note.to_owned()), line, notes: 1 }
    }
}

/// The note of the same deck whose id is most like that of `was`.
fn nearest<'i>(
    (deck, was): (&str, &str),
    new: &[(&'i str, &'i str)],
) -> Option<(&'i str, &'i str)> {
    let own = new.iter().filter(|(other, note)| *other == deck && *note != was);
    let alike = own.map(|found| (likeness(was, found.1), found));
    let (likeness, found) = alike.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness >= SIMILAR).then_some(*found)
}

/// The notes of cards, each once: deck and note.
fn notes<'i>(cards: &[&'i CardId]) -> Vec<(&'i str, &'i str)> {
    let mut notes: Vec<(&str, &str)> = cards.iter().map(|id| (id.deck(), id.note_part())).collect();
    notes.sort_unstable();
    notes.dedup();
    notes
}

/// How alike two ids are, of 0 to 1. Those that differ in a number are not.
fn likeness(a: &str, b: &str) -> f64 {
    let digits = |id: &str| id.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(a) == digits(b) { strsim::normalized_damerau_levenshtein(a, b) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::library::Library;
    use crate::deck::parse::parse;
    use std::path::{Path, PathBuf};

    /// Each text begins with what stands at the deck's head below its id.
    fn library(files: &[(&str, &str)]) -> Library {
        let deck = |(name, text): &(&str, &str)| {
            let id = name.strip_suffix(".toml").unwrap();
            let text = format!("format = 1\nid = \"{id}\"\ntitle = \"T\"\n{text}");
            (PathBuf::from(name), parse(Path::new(name), &text))
        };
        Library::new(files.iter().map(deck).collect(), Vec::new())
    }

    fn card(id: &str, keys: &str) -> String {
        format!("[[card]]\nid = \"{id}\"\n{keys}\n")
    }

    fn codes(library: &Library) -> Vec<String> {
        let claims = wrong_claims(library.decks.iter()).into_iter();
        claims.map(|c| format!("{} {}", c.code, c.note.unwrap_or(c.deck.to_string()))).collect()
    }

    const BASIC: &str = "front = \"q\"\nback = \"b\"";

    #[test]
    fn a_card_that_lives_keeps_its_history_and_one_card_alone_takes_over() {
        let claims = [
            card("a", BASIC),
            card("b", &format!("{BASIC}\nwas = [\"t/a\", \"t/old\"]")),
            card("c", &format!("{BASIC}\nwas = [\"t/old\", \"t/c\"]")),
        ];
        let library = library(&[("t.toml", &claims.concat())]);
        let renames = library.renames();
        let to = |id: &str| renames.get(&id.parse().unwrap()).map(CardId::as_str);
        assert_eq!((to("t/a"), to("t/old"), to("t/c")), (None, Some("t/b"), None));
        assert_eq!(codes(&library), ["was-living b", "was-twice c", "was-itself c"]);
    }

    #[test]
    fn a_note_that_becomes_a_cloze_or_is_none_any_more_keeps_its_history() {
        let cloze = "cloze = \"{{c2::x}} and {{c3::y}}\"";
        let cards =
            [card("a", cloze), card("b", BASIC), card("c", &format!("{cloze}\nwas = [\"t/old\"]"))];
        let renames = library(&[("t.toml", &cards.concat())]).renames();
        let to = |id: &str| renames.get(&id.parse().unwrap()).map(CardId::as_str);
        assert_eq!((to("t/a"), to("t/b.1"), to("t/b.2")), (Some("t/a.2"), Some("t/b"), None));
        assert_eq!(
            (to("t/old"), to("t/old.2"), to("t/old.3")),
            (Some("t/c.2"), Some("t/c.2"), Some("t/c.3"))
        );
    }

    #[test]
    fn a_deck_takes_over_what_its_cards_had_in_another() {
        let cards = [card("a", BASIC), card("b", "cloze = \"{{c1::x}} {{c2::y}}\"")].concat();
        let own = card("c", &format!("{BASIC}\nwas = [\"old/a\"]"));
        let with = |head: &str| format!("{head}\n{cards}");
        let library = library(&[("t.toml", &with("was = [\"old\", \"older\"]")), ("u.toml", &own)]);
        let renames = library.renames();
        let to = |id: &str| renames.get(&id.parse().unwrap()).map(CardId::as_str);
        assert_eq!(
            (to("old/b.2"), to("older/a"), to("old/b")),
            (Some("t/b.2"), Some("t/a"), Some("t/b.1"))
        );
        // A card says it more exactly, and that both claim one is told.
        assert_eq!(to("old/a"), Some("u/c"));
        assert_eq!(codes(&library), ["was-twice c"]);
    }

    #[test]
    fn heads_claim_no_deck_that_lives_none_twice_and_not_themselves() {
        let deck = |was: &str| format!("was = {was}\n{}", card("a", BASIC));
        let of = |t: &str, u: &str| codes(&library(&[("t.toml", &deck(t)), ("u.toml", &deck(u))]));
        assert_eq!(of("\"t\"", "\"s\""), ["was-itself t"]);
        assert_eq!(of("\"u\"", "[]"), ["was-living t"]);
        assert_eq!(of("\"old\"", "[\"s\", \"old\"]"), ["was-twice u"]);
        assert_eq!(of("\"old\"", "[\"older\"]"), Vec::<String>::new());
        // What lives keeps its history all the same.
        let both = library(&[("t.toml", &deck("\"u\"")), ("u.toml", &deck("[]"))]);
        assert!(!both.renames().contains_key(&"u/a".parse().unwrap()));
    }

    #[test]
    fn new_cards_that_look_like_lost_ones_are_found() {
        let found = |gone: &[&str], new: &[&str]| {
            let ids =
                |ids: &[&str]| ids.iter().map(|id| id.parse().unwrap()).collect::<Vec<CardId>>();
            let (gone, new) = (ids(gone), ids(new));
            let (gone, new): (Vec<_>, Vec<_>) = (gone.iter().collect(), new.iter().collect());
            let standing = |deck: &str| match deck {
                "s" => Standing::Known,
                _ => Standing::Gone,
            };
            let found = changed(&gone, &new, standing).alike;
            let told = |r: Renamed| format!("{} {} {}", r.deck, r.note.unwrap_or_default(), r.line);
            found.into_iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(found(&["t/a", "t/b.1", "t/b.2"], &["u/a", "u/b.1"]), ["u  was = \"t\""]);
        assert_eq!(
            found(&["s/a", "s/b"], &["u/a", "u/b"]),
            ["u a was = [\"s/a\"]", "u b was = [\"s/b\"]"]
        );
        assert_eq!(found(&["t/a", "s/b"], &["u/a", "u/c"]), ["u a was = [\"t/a\"]"]);
        assert_eq!(
            found(&["t/capital-of-frnace"], &["t/capital-of-france"]),
            ["t capital-of-france was = [\"t/capital-of-frnace\"]"]
        );
        for (gone, new) in [
            ("t/date-1", "t/date-2"),
            ("t/paris", "t/london"),
            ("t/capital", "u/capitals"),
            ("t/a.1", "t/a.2"),
        ] {
            assert_eq!(found(&[gone], &[new]), Vec::<String>::new(), "{gone}");
        }
    }

    #[test]
    fn what_no_id_tells_is_listed_by_deck() {
        let ids = |ids: &[&str]| ids.iter().map(|id| id.parse().unwrap()).collect::<Vec<CardId>>();
        let found = |gone: &[&str], new: &[&str]| {
            let (gone, new) = (ids(gone), ids(new));
            let (gone, new): (Vec<_>, Vec<_>) = (gone.iter().collect(), new.iter().collect());
            let standing = |deck: &str| match deck {
                "t" => Standing::Known,
                "n" => Standing::New,
                _ => Standing::Gone,
            };
            let told =
                |u: Unlike| format!("{}: {} | {}", u.deck, u.gone.join(" "), u.new.join(" "));
            changed(&gone, &new, standing).unlike.into_iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(
            found(&["t/paris", "t/b.1", "t/b.2"], &["t/capital", "t/x"]),
            ["t: t/b t/paris | t/capital t/x"]
        );
        // Beside one that is alike, and of a deck that has another id too.
        assert_eq!(found(&["t/madird", "t/rom"], &["t/madrid", "t/river"]), ["t: t/rom | t/river"]);
        assert_eq!(found(&["old/a"], &["n/x"]), ["n: old/a | n/x"]);
        assert_eq!(found(&["n/a", "t/b"], &["n/x"]), ["n: n/a | n/x"]);
        // Nothing was lost, or nothing is new.
        for (gone, new) in [
            (&["t/a"][..], &[][..]),
            (&[], &["t/x"]),
            (&["t/a"], &["n/x"]),
            (&["old/a"], &["t/x"]),
            (&["t/a"], &["n/a"]),
        ] {
            assert_eq!(found(gone, new), Vec::<String>::new(), "{gone:?}");
        }
    }
}
