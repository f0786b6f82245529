//! A paper: questions drawn from decks by a seed. The same seed and the same
//! decks give the same paper, whatever was studied.

mod giveaway;

use super::balance::apportion;
use super::format::{self, Format};
use crate::deck::{Card, Deck};
use crate::quiz::question::{Form, Left, Question, Standing, short_answer};
use crate::schedule::fuzz::stable_hash;
use giveaway::Tell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a paper should be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// So many questions.
    pub questions: usize,
    /// Only in these formats.
    pub formats: Vec<Format>,
    /// Decides which cards, and every order.
    pub seed: u64,
}

/// Questions in the order in which they are asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// What it was drawn by.
    pub seed: u64,
    /// Ids of the decks that it was drawn from, sorted.
    pub decks: Vec<String>,
    /// The questions.
    pub items: Vec<Item>,
    /// Cards that no exam can mark, or that weigh nothing.
    pub left_out: usize,
}

/// One question of a paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What is asked; card, form and language are as in the deck when the
    /// paper was drawn.
    pub question: Question,
    /// In which format.
    pub format: Format,
}

/// Why there is no paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The decks hold no cards.
    #[error("expected decks with cards, found none")]
    NoCards,
    /// No card can be asked in a wanted format; those that can be asked.
    #[error("expected cards for {}, found none that can be asked so", names(.wanted))]
    NoneOfFormat {
        /// The wanted formats.
        wanted: Vec<Format>,
        /// Formats in which cards can be asked.
        possible: Vec<Format>,
    },
}

fn names(formats: &[Format]) -> String {
    formats.iter().map(|format| format.as_str()).collect::<Vec<_>>().join(", ")
}

impl PaperError {
    /// What a person can do about it.
    pub fn remedy(&self) -> String {
        match self {
            Self::NoCards => "name a deck with cards; byheart decks lists them".to_owned(),
            Self::NoneOfFormat { possible, .. } if possible.is_empty() => {
                "give cards short answers, choices, order, list, pairs or gaps: \
                 an exam cannot mark what is only recalled"
                    .to_owned()
            }
            Self::NoneOfFormat { possible, .. } => {
                format!("these decks have cards for --formats {}", names(possible).replace(' ', ""))
            }
        }
    }
}

/// Cards of a deck for which wrong options are sought among the other cards, at
/// most: a large deck must not keep anybody waiting.
const TRIED: usize = 200;
/// Cards that are passed over because they and a drawn one answer each other,
/// at most.
const PASSED_OVER: usize = 200;

/// A card that may be drawn.
#[derive(Debug, Clone)]
struct Candidate<'a> {
    deck: &'a Deck,
    card: &'a Card,
    topic: &'a str,
    formats: Vec<Format>,
    /// The lowest goes first.
    key: u64,
}

impl Paper {
    /// Draws a paper from `decks`. Decks get equal shares, a deck's topics
    /// shares by the deck's weights, formats are taken in turn; cards of one
    /// note are both drawn only where all notes are, and cards that answer each
    /// other only where their topic has no others.
    pub fn draw(decks: &[Deck], wish: &Wish) -> Result<Self, PaperError> {
        let mut decks: Vec<&Deck> = decks.iter().collect();
        decks.sort_by(|a, b| a.id.cmp(&b.id));
        let total: usize = decks.iter().map(|deck| deck.cards.len()).sum();
        if total == 0 {
            return Err(PaperError::NoCards);
        }
        let candidates = candidates(&decks, wish);
        if candidates.is_empty() {
            return Err(none_of_format(&decks, wish));
        }
        let left_out = total - candidates.len();
        let mut drawn = draw(candidates, wish);
        drawn.sort_by_key(|(candidate, _)| key(wish.seed, "place", candidate.card.id.as_str()));
        Ok(Self {
            seed: wish.seed,
            decks: decks.iter().map(|deck| deck.id.to_string()).collect(),
            items: items(&drawn, wish.seed),
            left_out,
        })
    }

    /// The same questions in another order, their options and items too;
    /// version 0 is the paper itself.
    #[must_use]
    pub fn version(&self, number: u32) -> Self {
        if number == 0 {
            return self.clone();
        }
        let seed = key(self.seed, "version", &number.to_string());
        let mut items = self.items.clone();
        items.sort_by_key(|item| key(seed, "place", item.question.card.id.as_str()));
        for Item { question, .. } in &mut items {
            question.form = question.form.shuffled(key(seed, "form", question.card.id.as_str()));
        }
        Self { items, ..self.clone() }
    }
}

/// A number that differs between seeds, purposes and names.
fn key(seed: u64, purpose: &str, name: &str) -> u64 {
    stable_hash(seed.to_le_bytes().into_iter().chain(purpose.bytes()).chain(name.bytes()))
}

fn candidates<'a>(decks: &[&'a Deck], wish: &Wish) -> Vec<Candidate<'a>> {
    let mut found = Vec::new();
    for deck in decks {
        let mut cards: Vec<(u64, &Card)> = deck
            .cards
            .iter()
            .map(|card| (key(wish.seed, "draw", card.id.as_str()), card))
            .collect();
        cards.sort_by_key(|(key, card)| (*key, card.id.as_str()));
        let mut tries = TRIED;
        for (key, card) in cards {
            let topic = topic(deck, card);
            let formats = formats(deck, card, wish, &mut tries);
            if weight(deck, topic) > 0.0 && !formats.is_empty() {
                found.push(Candidate { deck, card, topic, formats, key });
            }
        }
    }
    found
}

/// The first tag that the deck's weights name, else the first; empty where the
/// card has none.
fn topic<'a>(deck: &Deck, card: &'a Card) -> &'a str {
    let weights = deck.exam.iter().flat_map(|exam| &exam.weights);
    let named: BTreeSet<&str> = weights.map(|(tag, _)| tag.as_str()).collect();
    let tag = card.tags.iter().find(|tag| named.contains(tag.as_str())).or(card.tags.first());
    tag.map_or("", String::as_str)
}

fn weight(deck: &Deck, topic: &str) -> f64 {
    let mut weights = deck.exam.iter().flat_map(|exam| &exam.weights);
    weights.find(|(tag, _)| tag == topic).map_or(1.0, |(_, weight)| *weight)
}

/// The wanted formats in which a card can be asked.
fn formats(deck: &Deck, card: &Card, wish: &Wish, tries: &mut usize) -> Vec<Format> {
    let own = format::own(card, &deck.language);
    let wanted: Vec<Format> =
        own.into_iter().filter(|format| wish.formats.contains(format)).collect();
    if !wanted.is_empty() || !wish.formats.contains(&Format::Choice) || *tries == 0 {
        return wanted;
    }
    *tries -= 1;
    let seed = key(wish.seed, "form", card.id.as_str());
    match format::form(Format::Choice, card, &deck.cards, &deck.language, seed) {
        Some(_) => vec![Format::Choice],
        None => Vec::new(),
    }
}

fn none_of_format(decks: &[&Deck], wish: &Wish) -> PaperError {
    let any = Wish { formats: Format::ALL.to_vec(), ..wish.clone() };
    let possible: BTreeSet<Format> =
        candidates(decks, &any).into_iter().flat_map(|candidate| candidate.formats).collect();
    PaperError::NoneOfFormat {
        wanted: wish.formats.clone(),
        possible: possible.into_iter().collect(),
    }
}

/// Draws one card of each note, and siblings only when these do not suffice.
fn draw<'a>(candidates: Vec<Candidate<'a>>, wish: &Wish) -> Vec<(Candidate<'a>, Format)> {
    let mut seen = BTreeSet::new();
    let is_first = |candidate: &Candidate<'_>| {
        seen.insert((candidate.card.id.deck().to_owned(), candidate.card.id.note_part().to_owned()))
    };
    let (first, siblings): (Vec<_>, Vec<_>) = candidates.into_iter().partition(is_first);
    let mut drawer = Drawer::default();
    let rest = wish.questions.saturating_sub(first.len());
    draw_from(first, wish.questions, wish.seed, &mut drawer);
    draw_from(siblings, rest, wish.seed, &mut drawer);
    drawer.drawn
}

fn draw_from<'a>(pool: Vec<Candidate<'a>>, count: usize, seed: u64, drawer: &mut Drawer<'a>) {
    let by_deck = groups(pool, seed, |candidate| candidate.deck.id.as_str());
    let caps: Vec<usize> = by_deck.iter().map(Vec::len).collect();
    let shares = apportion(count, &vec![1.0; caps.len()], &caps);
    for (cards, share) in by_deck.into_iter().zip(shares) {
        let topics = groups(cards, seed, |candidate| candidate.topic);
        let weights: Vec<f64> =
            topics.iter().map(|cards| weight(cards[0].deck, cards[0].topic)).collect();
        let caps: Vec<usize> = topics.iter().map(Vec::len).collect();
        for (cards, share) in topics.into_iter().zip(apportion(share, &weights, &caps)) {
            drawer.take(cards, share);
        }
    }
}

/// Groups by name, in an order that the seed decides: it gets what is left over.
fn groups<'a>(
    pool: Vec<Candidate<'a>>,
    seed: u64,
    name: impl Fn(&Candidate<'a>) -> &'a str,
) -> Vec<Vec<Candidate<'a>>> {
    let mut groups: BTreeMap<(u64, &str), Vec<Candidate<'a>>> = BTreeMap::new();
    for candidate in pool {
        let name = name(&candidate);
        groups.entry((key(seed, "group", name), name)).or_default().push(candidate);
    }
    groups.into_values().collect()
}

/// The cards that were drawn, each with its format.
#[derive(Debug, Default)]
struct Drawer<'a> {
    drawn: Vec<(Candidate<'a>, Format)>,
    used: BTreeMap<Format, usize>,
    tells: Vec<Tell>,
    passed_over: usize,
}

impl<'a> Drawer<'a> {
    /// Takes so many of `cards`, each in the format that was used least; those
    /// that answer what was drawn, or are answered by it, come last.
    fn take(&mut self, mut cards: Vec<Candidate<'a>>, count: usize) {
        cards.sort_by_key(|candidate| (candidate.key, candidate.card.id.as_str()));
        let end = self.drawn.len() + count;
        let mut clashing = Vec::new();
        while self.drawn.len() < end
            && let Some((at, format)) = self.next(&cards)
        {
            let candidate = cards.remove(at);
            let tell = Tell::of(candidate.card);
            let may_pass = self.passed_over < PASSED_OVER;
            match may_pass && self.tells.iter().any(|drawn| drawn.clashes(&tell)) {
                true => {
                    self.passed_over += 1;
                    clashing.push(candidate);
                }
                false => self.draw(candidate, format, tell),
            }
        }
        while self.drawn.len() < end
            && let Some((at, format)) = self.next(&clashing)
        {
            let candidate = clashing.remove(at);
            let tell = Tell::of(candidate.card);
            self.draw(candidate, format, tell);
        }
    }

    /// The place of the next card, and its format.
    fn next(&self, cards: &[Candidate<'_>]) -> Option<(usize, Format)> {
        let uses = |format: Format| self.used.get(&format).copied().unwrap_or(0);
        let possible = cards
            .iter()
            .enumerate()
            .flat_map(|(at, candidate)| candidate.formats.iter().map(move |&format| (at, format)));
        possible.min_by_key(|&(at, format)| (uses(format), at))
    }

    fn draw(&mut self, candidate: Candidate<'a>, format: Format, tell: Tell) {
        *self.used.entry(format).or_default() += 1;
        self.tells.push(tell);
        self.drawn.push((candidate, format));
    }
}

fn items(drawn: &[(Candidate<'_>, Format)], seed: u64) -> Vec<Item> {
    let mut answers: BTreeMap<String, Arc<[String]>> = BTreeMap::new();
    let mut items = Vec::with_capacity(drawn.len());
    for (candidate, format) in drawn {
        let Candidate { deck, card, .. } = candidate;
        let known = answers.entry(deck.id.to_string()).or_insert_with(|| answers_of(deck));
        let seed = key(seed, "form", card.id.as_str());
        let form = format::form(*format, card, &deck.cards, &deck.language, seed);
        let question = Question {
            deck_title: deck.title.clone(),
            language: deck.language.clone(),
            deck_answers: Arc::clone(known),
            ..question((*card).clone(), form.unwrap_or(Form::Type))
        };
        items.push(Item { question, format: *format });
    }
    items
}

/// The short answers of a deck: the judge tells them apart.
pub(super) fn answers_of(deck: &Deck) -> Arc<[String]> {
    deck.cards.iter().filter_map(short_answer).cloned().collect()
}

/// A question that is asked in an exam, where no schedule counts.
pub fn question(card: Card, form: Form) -> Question {
    Question {
        card,
        form,
        deck_title: String::new(),
        language: "en".to_owned(),
        deck_answers: Arc::new([]),
        standing: Standing::New,
        marked: false,
        past: Vec::new(),
        waits: None,
        left: Left::default(),
        done: 0,
        seconds_left: 0,
        answers: (0, 0),
    }
}

#[cfg(test)]
mod tests;
