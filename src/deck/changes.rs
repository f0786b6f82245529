//! What became of decks from one version to another: cards that are new, gone, reworded,
//! answered otherwise or under another id. Pure.

use super::write::to_toml;
use super::{Content, Deck, DeckId, Note, Side};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use toml::{Table, Value};

/// What became of a deck.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeckChange {
    /// Its id now; its last one where it is gone.
    pub id: String,
    /// Its file now, or its last one.
    pub path: Option<PathBuf>,
    /// Whether it is there on both sides.
    pub state: Standing,
    /// The line at its head that keeps what was learnt, where its id has changed without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// Keys of its head.
    pub head: Vec<HeadChange>,
    /// Its cards: in their order, those that are gone last.
    pub cards: Vec<CardChange>,
}

/// On which side something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Standing {
    New,
    Gone,
    Changed,
}

/// A key of a deck's head that says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeadChange {
    /// The key, such as `title` or `exam.date`.
    pub key: String,
    /// What it said, as in TOML; none where it was not there.
    pub before: Option<String>,
    /// What it says.
    pub after: Option<String>,
}

/// One thing that became of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardChange {
    /// The id of its note.
    pub id: String,
    /// What became of it.
    #[serde(flatten)]
    pub what: What,
}

/// What became of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum What {
    /// It is new.
    New {
        /// What it asks.
        asked: String,
    },
    /// It is gone, and so is what was learnt.
    Gone {
        /// What it asked.
        asked: String,
    },
    /// It has another id.
    Id {
        /// The id before, with its deck.
        before: String,
        /// The line that keeps what was learnt; none where the card has it.
        was: Option<String>,
    },
    /// It asks in other words.
    Reworded {
        /// What it asked.
        before: String,
        /// What it asks.
        after: String,
    },
    /// Something else is right.
    Answer {
        /// What it asks.
        asked: String,
        /// What was right.
        before: String,
        /// What is right.
        after: String,
    },
    /// Other keys say something else.
    Other {
        /// The keys.
        keys: Vec<String>,
    },
}

/// A note and its deck's place.
type Placed<'d> = (usize, &'d Note);

/// What became of the decks `old`: an entry for each deck that is not as it was. A deck is
/// known by its id or by `was`; two that stand alone are one.
pub fn changes(old: &[Deck], new: &[Deck]) -> Vec<DeckChange> {
    let pairs = pairs(old, new);
    let mut changes: Vec<DeckChange> =
        new.iter().zip(&pairs).map(|(deck, pair)| begun(deck, pair.map(|at| &old[at]))).collect();
    let (mut added, mut lost) = (Vec::new(), Vec::new());
    for (at, (deck, pair)) in new.iter().zip(&pairs).enumerate() {
        let before: HashMap<&str, &Note> = pair
            .iter()
            .flat_map(|at| old[*at].notes())
            .map(|note| (note.id.as_str(), note))
            .collect();
        for note in deck.notes() {
            match before.get(note.id.as_str()) {
                Some(before) => compare(before, note, &mut changes[at].cards),
                None => added.push((at, note)),
            }
        }
    }
    for (at, deck) in old.iter().enumerate() {
        let after = pairs.iter().position(|pair| *pair == Some(at)).map(|at| &new[at]);
        let still: HashSet<&str> =
            after.iter().flat_map(|deck| deck.notes()).map(|note| note.id.as_str()).collect();
        lost.extend(
            deck.notes().filter(|note| !still.contains(note.id.as_str())).map(|note| (at, note)),
        );
    }
    let gone = moved(old, &added, lost, &mut changes);
    in_order(new, &mut changes);
    add_gone(old, gone, &pairs, &mut changes);
    changes.retain(|change| {
        change.state != Standing::Changed || !change.head.is_empty() || !change.cards.is_empty()
    });
    changes
}

/// For each new deck the place of the old one that it was.
fn pairs(old: &[Deck], new: &[Deck]) -> Vec<Option<usize>> {
    let place = |id: &DeckId| old.iter().position(|deck| deck.id == *id);
    let own: Vec<Option<usize>> = new.iter().map(|deck| place(&deck.id)).collect();
    let mut taken: HashSet<usize> = own.iter().flatten().copied().collect();
    let mut pairs = Vec::new();
    for (deck, own) in new.iter().zip(own) {
        let former = || deck.was.iter().filter_map(place).find(|at| !taken.contains(at));
        let pair = own.or_else(former);
        taken.extend(pair);
        pairs.push(pair);
    }
    if let ([_], [None]) = (old, pairs.as_slice()) {
        pairs = vec![Some(0)];
    }
    pairs
}

fn begun(deck: &Deck, before: Option<&Deck>) -> DeckChange {
    let is_lost = |before: &&Deck| before.id != deck.id && !deck.was.contains(&before.id);
    DeckChange {
        id: deck.id.to_string(),
        path: deck.path.clone(),
        state: if before.is_some() { Standing::Changed } else { Standing::New },
        was: before.filter(is_lost).map(|before| format!("was = \"{}\"", before.id)),
        head: before.map_or_else(Vec::new, |before| head(before, deck)),
        cards: Vec::new(),
    }
}

fn head(before: &Deck, after: &Deck) -> Vec<HeadChange> {
    let [before, after] = [before, after].map(head_keys);
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let said = |table: &Table, key: &String| table.get(key).map(Value::to_string);
    keys.into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| HeadChange {
            key: key.clone(),
            before: said(&before, key),
            after: said(&after, key),
        })
        .collect()
}

/// The keys of a head, those of its tables behind a dot.
fn head_keys(deck: &Deck) -> Table {
    let table: Table = to_toml(&deck.head()).parse().expect("what is written can be read");
    let mut keys = Table::new();
    for (key, value) in table {
        match value {
            Value::Table(inner) => {
                keys.extend(
                    inner.into_iter().map(|(name, value)| (format!("{key}.{name}"), value)),
                );
            }
            value => drop(keys.insert(key, value)),
        }
    }
    keys
}

/// What is different of one card.
fn compare(before: &Note, after: &Note, found: &mut Vec<CardChange>) {
    let mut push = |what| found.push(CardChange { id: after.id.clone(), what });
    let [old, new] = [before, after].map(|note| asked(&note.content).into_owned());
    if old != new {
        push(What::Reworded { before: old, after: new.clone() });
    }
    let [old, right] = [before, after].map(|note| right(&note.content));
    if old != right {
        push(What::Answer { asked: new, before: old, after: right });
    }
    let [old, new] = [before, after].map(others);
    let all: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let keys: Vec<String> =
        all.into_iter().filter(|key| old.get(*key) != new.get(*key)).cloned().collect();
    if !keys.is_empty() {
        push(What::Other { keys });
    }
}

/// What a note asks, its gaps hidden.
fn asked(content: &Content) -> Cow<'_, str> {
    match content {
        Content::Cloze(cloze) => Cow::Owned(cloze.masked()),
        _ => content.prompt(Side::Front, |_| String::new()),
    }
}

/// What is right on all its sides but the reversed one, which the question tells.
fn right(content: &Content) -> String {
    let sides = content.sides().into_iter().filter(|side| *side != Side::Reversed);
    let texts = sides.map(|side| content.right(side).joined().into_owned());
    texts.collect::<Vec<_>>().join("; ")
}

/// What a note says beside what it asks and what is right.
fn others(note: &Note) -> Table {
    const TOLD: [&str; 9] =
        ["id", "front", "cloze", "statement", "back", "answer", "order", "list", "pairs"];
    let mut table = Table::try_from(note).expect("texts, numbers and lists can be written");
    TOLD.iter().for_each(|key| drop(table.remove(*key)));
    table
}

/// A card of now, the one that it was, and whether `was` says so.
type Found<'n, 'd> = (Placed<'n>, Placed<'d>, bool);

/// Finds which of the cards that were added are some that were lost, by `was`, by what they
/// ask, or by what is right where nobody else has that; the lost that are left.
fn moved<'d>(
    old: &[Deck],
    added: &[Placed<'_>],
    lost: Vec<Placed<'d>>,
    changes: &mut [DeckChange],
) -> Vec<Placed<'d>> {
    let (mut left, mut lost) = (added.to_vec(), lost);
    let mut found = claimed(old, &left, &lost);
    take(&mut left, &mut lost, &found);
    let keys: [fn(&Note) -> String; 2] =
        [|note| asked(&note.content).into_owned(), |note| right(&note.content)];
    for key in keys {
        let alike = alike(&left, &lost, key);
        take(&mut left, &mut lost, &alike);
        found.extend(alike);
    }
    let id = |(deck, note): Placed<'_>| format!("{}/{}", old[deck].id, note.id);
    for (new, before, is_kept) in found {
        let was = (!is_kept).then(|| format!("was = [\"{}\"]", id(before)));
        let what = What::Id { before: id(before), was };
        changes[new.0].cards.push(CardChange { id: new.1.id.clone(), what });
        compare_moved(before.1, new.1, &mut changes[new.0].cards);
    }
    for (deck, note) in left {
        let what = What::New { asked: asked(&note.content).into_owned() };
        changes[deck].cards.push(CardChange { id: note.id.clone(), what });
    }
    lost
}

/// Cards that say themselves which they were.
fn claimed<'n, 'd>(old: &[Deck], added: &[Placed<'n>], lost: &[Placed<'d>]) -> Vec<Found<'n, 'd>> {
    let id = |(deck, note): &Placed<'_>| format!("{}/{}", old[*deck].id, note.id);
    let mut by_id: HashMap<String, Placed<'d>> = lost.iter().map(|old| (id(old), *old)).collect();
    let claim = |new: &Placed<'n>| {
        let mut former = new.1.was.iter().map(|was| format!("{}/{}", was.deck(), was.note_part()));
        Some((*new, former.find_map(|was| by_id.remove(&was))?, true))
    };
    added.iter().filter_map(claim).collect()
}

/// Cards of which `key` gives the same text, which no other among them has.
fn alike<'n, 'd>(
    added: &[Placed<'n>],
    lost: &[Placed<'d>],
    key: fn(&Note) -> String,
) -> Vec<Found<'n, 'd>> {
    let mut before = unique(lost, key);
    let after = unique(added, key);
    let is_only = |new: &&Placed<'n>| after.contains_key(&key(new.1));
    let pair = |new: &Placed<'n>| Some((*new, before.remove(&key(new.1))?, false));
    added.iter().filter(is_only).filter_map(pair).collect()
}

/// The same without `was`, which says that it has moved.
fn compare_moved(before: &Note, after: &Note, found: &mut Vec<CardChange>) {
    compare(&Note { was: after.was.clone(), ..before.clone() }, after, found);
}

/// Takes those that were found out of those that are left.
fn take(left: &mut Vec<Placed<'_>>, lost: &mut Vec<Placed<'_>>, found: &[Found<'_, '_>]) {
    let name = |placed: &Placed<'_>| (placed.0, placed.1.id.clone());
    let [new, old]: [HashSet<(usize, String)>; 2] = [
        found.iter().map(|(new, ..)| name(new)).collect(),
        found.iter().map(|(_, old, _)| name(old)).collect(),
    ];
    left.retain(|placed| !new.contains(&name(placed)));
    lost.retain(|placed| !old.contains(&name(placed)));
}

/// Those of which `key` gives a text that no other has.
fn unique<'n>(placed: &[Placed<'n>], key: fn(&Note) -> String) -> HashMap<String, Placed<'n>> {
    let mut places: HashMap<String, Option<Placed<'n>>> = HashMap::new();
    for own in placed {
        places.entry(key(own.1)).and_modify(|place| *place = None).or_insert(Some(*own));
    }
    places.into_iter().filter_map(|(text, own)| Some((text, own?))).collect()
}

/// In the order of the decks' cards.
fn in_order(new: &[Deck], changes: &mut [DeckChange]) {
    for (deck, change) in new.iter().zip(changes) {
        let order: HashMap<&str, usize> =
            deck.notes().enumerate().map(|(at, note)| (note.id.as_str(), at)).collect();
        change.cards.sort_by_key(|card| order.get(card.id.as_str()).copied());
    }
}

/// Cards that are gone stand behind those of the deck that theirs became.
fn add_gone(
    old: &[Deck],
    gone: Vec<Placed<'_>>,
    pairs: &[Option<usize>],
    changes: &mut Vec<DeckChange>,
) {
    let mut places: HashMap<usize, usize> = HashMap::new();
    for (at, deck) in old.iter().enumerate() {
        let place = pairs.iter().position(|pair| *pair == Some(at)).unwrap_or_else(|| {
            changes.push(DeckChange { state: Standing::Gone, ..begun(deck, None) });
            changes.len() - 1
        });
        places.insert(at, place);
    }
    for (deck, note) in gone {
        let what = What::Gone { asked: asked(&note.content).into_owned() };
        changes[places[&deck]].cards.push(CardChange { id: note.id.clone(), what });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::parse;
    use std::path::Path;

    fn deck(id: &str, rest: &str) -> Deck {
        let text = format!("format = 1\nid = \"{id}\"\ntitle = \"T\"\n{rest}");
        let parsed = parse(Path::new("d.toml"), &text);
        parsed.deck.unwrap_or_else(|| panic!("{:?}", parsed.faults))
    }

    fn card(id: &str, keys: &str) -> String {
        format!("[[card]]\nid = \"{id}\"\n{keys}\n")
    }

    fn told(old: &[Deck], new: &[Deck]) -> Vec<String> {
        let mut told = Vec::new();
        for change in changes(old, new) {
            let DeckChange { id, state, was, head, cards, .. } = change;
            told.push(format!("{id} {state:?} {}", was.unwrap_or_default()).trim().to_owned());
            let head = head.iter().map(|head| {
                let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
                format!("{}: {} → {}", head.key, said(&head.before), said(&head.after))
            });
            told.extend(head);
            told.extend(cards.iter().map(|card| format!("{} {:?}", card.id, card.what)));
        }
        told
    }

    const A: &str = "front = \"A?\"\nback = \"a\"";

    #[test]
    fn what_stays_is_not_told() {
        let decks = [deck("d", &card("a", A)), deck("e", &card("b", "cloze = \"{{c1::x}} y\""))];
        assert_eq!(told(&decks, &decks), [""; 0]);
    }

    #[test]
    fn words_answers_and_other_keys_are_told_apart() {
        for (before, after, expected) in [
            (A, "front = \"B?\"\nback = \"a\"", vec!["Reworded { before: \"A?\", after: \"B?\" }"]),
            (
                A,
                "front = \"A?\"\nback = \"b\"",
                vec!["Answer { asked: \"A?\", before: \"a\", after: \"b\" }"],
            ),
            (
                A,
                "front = \"A?\"\nback = \"a\"\nreverse = true\ntags = [\"t\"]",
                vec!["Other { keys: [\"reverse\", \"tags\"] }"],
            ),
            (
                "cloze = \"{{c1::x}} and {{c2::y}}\"",
                "cloze = \"{{c1::x}} and {{c2::z}}\"",
                vec!["Answer { asked: \"[…] and […]\", before: \"x; y\", after: \"x; z\" }"],
            ),
            (
                "cloze = \"{{c1::x}} here\"",
                "cloze = \"{{c1::x}} there\"",
                vec!["Reworded { before: \"[…] here\", after: \"[…] there\" }"],
            ),
            (
                "statement = \"s\"\nanswer = true",
                "statement = \"s\"\nanswer = false\nnote = \"n\"",
                vec![
                    "Answer { asked: \"s\", before: \"True\", after: \"False\" }",
                    "Other { keys: [\"note\"] }",
                ],
            ),
            (
                "front = \"q\"\norder = [\"a\", \"b\"]",
                "front = \"q\"\norder = [\"b\", \"a\"]",
                vec!["Answer { asked: \"q\", before: \"a → b\", after: \"b → a\" }"],
            ),
        ] {
            let found = told(&[deck("d", &card("a", before))], &[deck("d", &card("a", after))]);
            let expected = expected.iter().map(|what| format!("a {what}"));
            let expected: Vec<String> =
                std::iter::once("d Changed".to_owned()).chain(expected).collect();
            assert_eq!(found, expected, "{after}");
        }
    }

    #[test]
    fn ids_that_changed_are_found_by_was_by_words_and_by_answers() {
        let b = "front = \"B?\"\nback = \"b\"";
        let old = [deck(
            "d",
            &[card("a", A), card("b", b), card("c", "front = \"C?\"\nback = \"c\"")].concat(),
        )];
        let new = deck(
            "d",
            &[
                card("a2", &format!("{A}\nwas = [\"d/a\"]")),
                card("b2", b),
                card("c2", "front = \"See?\"\nback = \"c\""),
                card("new", "front = \"N?\"\nback = \"n\""),
            ]
            .concat(),
        );
        assert_eq!(
            told(&old, &[new]),
            [
                "d Changed",
                "a2 Id { before: \"d/a\", was: None }",
                "b2 Id { before: \"d/b\", was: Some(\"was = [\\\"d/b\\\"]\") }",
                "c2 Id { before: \"d/c\", was: Some(\"was = [\\\"d/c\\\"]\") }",
                "c2 Reworded { before: \"C?\", after: \"See?\" }",
                "new New { asked: \"N?\" }",
            ]
        );
    }

    #[test]
    fn cards_that_are_gone_or_in_another_deck_and_whole_decks_are_told() {
        let b = card("b", "front = \"B?\"\nback = \"b\"");
        let two = [card("a", A), b.clone()].concat();
        let old = [deck("d", &two), deck("e", &card("x", "front = \"X?\"\nback = \"x\""))];
        let new = [deck("d", &b), deck("f", &card("a", A))];
        assert_eq!(
            told(&old, &new),
            [
                "f New",
                "a Id { before: \"d/a\", was: Some(\"was = [\\\"d/a\\\"]\") }",
                "e Gone",
                "x Gone { asked: \"X?\" }",
            ]
        );
    }

    #[test]
    fn heads_and_renamed_decks_are_told() {
        let old = [deck("d", &format!("[exam]\ndate = 2026-12-15\n{}", card("a", A)))];
        let new =
            [deck("e", &format!("short = \"S\"\n[exam]\ndate = 2026-12-16\n{}", card("a", A)))];
        assert_eq!(
            told(&old, &new),
            [
                "e Changed was = \"d\"",
                "exam.date: 2026-12-15 → 2026-12-16",
                "id: \"d\" → \"e\"",
                "short: - → \"S\"",
            ]
        );
        let new = [deck("e", &format!("was = \"d\"\n{}", card("a", A)))];
        assert_eq!(told(&old, &new)[0], "e Changed");
    }

    #[test]
    fn equal_words_of_several_cards_are_no_sign() {
        let twice = |one: &str, two: &str| {
            deck("d", &[card(one, A), card(two, "front = \"A?\"\nback = \"b\"")].concat())
        };
        let found = told(&[twice("a", "b")], &[twice("x", "y")]);
        assert!(found[1].starts_with("x Id { before: \"d/a\""), "{found:?}");
        assert!(found[2].starts_with("y Id { before: \"d/b\""), "{found:?}");
        let same = |one: &str, two: &str| deck("d", &[card(one, A), card(two, A)].concat());
        let found = told(&[same("a", "b")], &[same("x", "y")]);
        assert_eq!(found.iter().filter(|line| line.contains("New")).count(), 2, "{found:?}");
    }
}
