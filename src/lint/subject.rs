//! A deck and its cards as rules look at them: texts taken apart once.

use super::text::Text;
use crate::deck::{Card, Deck, Kind, Side};
use regex::Regex;
use std::sync::LazyLock;

/// A deck with all its cards.
pub(super) struct Whole<'a> {
    pub(super) deck: &'a Deck,
    pub(super) subjects: Vec<Subject<'a>>,
}

impl<'a> Whole<'a> {
    pub(super) fn of(deck: &'a Deck) -> Self {
        let language = primary(&deck.language);
        let mut subjects: Vec<Subject<'a>> = Vec::with_capacity(deck.cards.len());
        for card in &deck.cards {
            let is_first = subjects.last().is_none_or(|last| !last.card.id.is_sibling_of(&card.id));
            subjects.push(Subject::of(card, &deck.language, &language, is_first));
        }
        Self { deck, subjects }
    }
}

/// The language of a BCP 47 tag.
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase()
}

/// A card.
pub(super) struct Subject<'a> {
    pub(super) card: &'a Card,
    /// The language's tag, and what of it names a list of words.
    pub(super) tag: &'a str,
    pub(super) language: String,
    /// Whether it is the first of its siblings: what is wrong with a note is said once.
    pub(super) is_first: bool,
    pub(super) prompt: Text,
    /// Its options, where it has some.
    pub(super) item: Option<Item>,
}

impl<'a> Subject<'a> {
    fn of(card: &'a Card, tag: &'a str, language: &str, is_first: bool) -> Self {
        let is_item =
            card.of_note().content.kind() == Kind::Choice && card.id.side() == Side::Front;
        let item = is_item.then(|| Item::of(card));
        let (prompt, language) = (Text::new(&card.prompt()), language.to_owned());
        Self { card, tag, language, is_first, prompt, item }
    }

    /// Whether rules of English grammar hold for it.
    pub(super) fn is_english(&self) -> bool {
        self.language == "en"
    }

    /// Whether it has no options and asks the front: an answer is recalled.
    pub(super) fn is_recalled(&self) -> bool {
        self.item.is_none() && self.card.id.side() != Side::Reversed
    }
}

/// The options of a card, without letters before them.
pub(super) struct Item {
    pub(super) right: Vec<Text>,
    pub(super) wrong: Vec<Text>,
    /// The letter of the right one, where all options have theirs or stand in the author's order.
    pub(super) letter: Option<char>,
}

impl Item {
    fn of(card: &Card) -> Self {
        let texts = card.texts();
        let right: Vec<&str> = texts.iter().map(|text| &**text).collect();
        let wrong = card.wrong();
        let all = || right.iter().chain(&wrong);
        let mut letters: Vec<char> = all().filter_map(|text| lettered(text)).map(|l| l.0).collect();
        let first = letters.first().copied();
        letters.sort_unstable();
        letters.dedup();
        let are_lettered = letters.len() == right.len() + wrong.len() && letters.len() > 1;
        let read = |text: &&str| match lettered(text) {
            Some((_, rest)) if are_lettered => Text::new(rest),
            _ => Text::new(text),
        };
        Self {
            right: right.iter().map(read).collect(),
            wrong: wrong.iter().map(read).collect(),
            letter: first
                .filter(|_| are_lettered)
                .or_else(|| placed(card))
                .filter(|_| right.len() == 1),
        }
    }

    pub(super) fn options(&self) -> impl Iterator<Item = &Text> {
        self.right.iter().chain(&self.wrong)
    }

    /// The only right one.
    pub(super) fn answer(&self) -> Option<&Text> {
        match &self.right[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// The letter that the right option has by its place, where the author's order stays.
fn placed(card: &Card) -> Option<char> {
    let texts = card.texts();
    let place =
        card.in_order()?.iter().position(|option| texts.contains(&option.as_str().into()))?;
    u8::try_from(place).ok().filter(|place| *place < 26).map(|place| char::from(b'A' + place))
}

/// The letter before an option, and the option: `B) Venus`.
fn lettered(option: &str) -> Option<(char, &str)> {
    static LETTER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\(?([A-Za-z])[.):\]]\s+(\S.*)$").expect("a pattern"));
    let found = LETTER.captures(option)?;
    let letter = found[1].chars().next()?.to_ascii_uppercase();
    Some((letter, found.get(2)?.as_str()))
}
