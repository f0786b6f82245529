//! Which cards a paper asks, and in which format.

use super::super::balance::apportion;
use super::super::format::{self, Format};
use super::giveaway::Tell;
use super::{Repeats, Wish, key};
use crate::deck::{Ask, Card, CardId, Deck};
use crate::quiz::distractors::Pool;
use crate::quiz::question::Form;
use std::collections::{BTreeMap, BTreeSet};

/// Cards that are passed over because they and a drawn one answer each other,
/// at most, where they are drawn in the end all the same.
const PASSED_OVER: usize = 200;

/// A deck, and where its cards find wrong options.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub(super) deck: &'a Deck,
    pool: Pool<'a>,
}

impl<'a> Source<'a> {
    pub(super) fn of(deck: &'a Deck) -> Self {
        Self { deck, pool: Pool::new(&deck.cards, &deck.language) }
    }

    /// The wanted formats in which a card can be asked; a choice among other
    /// cards' answers is still to be found.
    fn formats(&self, place: usize, card: &Card, wish: &Wish) -> Vec<Format> {
        let own = format::own(card, &wish.formats, || self.pool.is_typed(place));
        let may_choose = own.is_empty()
            && wish.formats.contains(&Format::Choice)
            && card.ask() != Some(Ask::Reveal)
            && self.pool.may_have_options(place, form_seed(wish, card));
        if may_choose { vec![Format::Choice] } else { own }
    }

    /// The same, where a choice has been found.
    pub(super) fn certain_formats(&self, place: usize, wish: &Wish) -> Vec<Format> {
        let card = &self.deck.cards[place];
        let seed = form_seed(wish, card);
        let mut formats = self.formats(place, card, wish);
        formats.retain(|&format| {
            format::form(format, card, || self.pool.options(place, seed), seed).is_some()
        });
        formats
    }

    /// The first tag that the deck's weights name, else the first; empty where
    /// the card has none.
    fn topic(&self, card: &'a Card) -> &'a str {
        let is_named = |tag: &&String| self.weights().any(|(named, _)| named == *tag);
        let tag = card.tags().iter().find(is_named).or(card.tags().first());
        tag.map_or("", String::as_str)
    }

    pub(super) fn weight(&self, topic: &str) -> f64 {
        self.weights().find(|(tag, _)| tag == topic).map_or(1.0, |(_, weight)| *weight)
    }

    pub(super) fn weights(&self) -> impl Iterator<Item = &'a (String, f64)> {
        self.deck.exam.iter().flat_map(|exam| &exam.weights)
    }
}

/// A card that may be drawn.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) card: &'a Card,
    /// Its place in the deck.
    place: usize,
    pub(super) topic: &'a str,
    pub(super) formats: Vec<Format>,
    /// The lowest goes first.
    key: u64,
}

/// The cards that may be drawn.
pub(super) struct Found<'a> {
    pub(super) candidates: Vec<Candidate<'a>>,
    /// Cards that cannot be asked in a wanted format.
    pub(super) unmarkable: Vec<CardId>,
    /// So many more could be asked, but weigh nothing.
    pub(super) weightless: usize,
}

pub(super) fn candidates<'a>(decks: &'a [Source<'a>], wish: &Wish) -> Found<'a> {
    let mut found = Found { candidates: Vec::new(), unmarkable: Vec::new(), weightless: 0 };
    for source in decks {
        for (place, card) in source.deck.cards.iter().enumerate() {
            let formats = source.formats(place, card, wish);
            let topic = source.topic(card);
            match source.weight(topic) > 0.0 {
                _ if formats.is_empty() => found.unmarkable.push(card.id.clone()),
                false => found.weightless += 1,
                true => {
                    let key = key(wish.seed, "draw", card.id.as_str());
                    found.candidates.push(Candidate { source, card, place, topic, formats, key });
                }
            }
        }
    }
    found.candidates.sort_by_key(|candidate| {
        (candidate.card.id.deck(), candidate.key, candidate.card.id.as_str())
    });
    found
}

fn form_seed(wish: &Wish, card: &Card) -> u64 {
    key(wish.seed, "form", card.id.as_str())
}

/// A card as it is asked.
#[derive(Debug)]
pub(super) struct Drawn<'a> {
    pub(super) candidate: Candidate<'a>,
    pub(super) format: Format,
    pub(super) form: Form,
}

/// The cards that were drawn.
#[derive(Debug)]
pub(super) struct Drawer<'a> {
    pub(super) drawn: Vec<Drawn<'a>>,
    /// These turned out to have too few wrong options.
    pub(super) failed: Vec<CardId>,
    wish: &'a Wish,
    used: BTreeMap<Format, usize>,
    tells: Vec<Tell>,
    passed_over: usize,
}

impl<'a> Drawer<'a> {
    /// Draws one card of each note, and siblings only when these do not suffice.
    pub(super) fn draw(candidates: Vec<Candidate<'a>>, wish: &'a Wish) -> Self {
        let mut seen = BTreeSet::new();
        let is_first = |Candidate { card, .. }: &Candidate<'a>| {
            seen.insert((card.id.deck(), card.id.note_part()))
        };
        let (first, siblings): (Vec<_>, Vec<_>) = candidates.into_iter().partition(is_first);
        let (drawn, failed, tells) = (Vec::new(), Vec::new(), Vec::new());
        let mut drawer = Self { drawn, failed, wish, used: BTreeMap::new(), tells, passed_over: 0 };
        drawer.fill(first);
        if wish.repeats == Repeats::Last {
            drawer.fill(siblings);
        }
        drawer
    }

    /// Shares the questions that are wanted out to the cards of `pool`, and once
    /// more where cards could not be drawn, as long as that brings any.
    fn fill(&mut self, mut pool: Vec<Candidate<'a>>) {
        loop {
            let before = self.drawn.len();
            pool = self.share_out(pool, self.wish.questions.saturating_sub(before));
            if self.drawn.len() == before || pool.is_empty() {
                return;
            }
        }
    }

    /// The cards that are left.
    fn share_out(&mut self, pool: Vec<Candidate<'a>>, count: usize) -> Vec<Candidate<'a>> {
        let by_deck = groups(pool, self.wish.seed, |candidate| candidate.source.deck.id.as_str());
        let caps: Vec<usize> = by_deck.iter().map(Vec::len).collect();
        let shares = apportion(count, &vec![1.0; caps.len()], &caps);
        let mut left = Vec::new();
        for (cards, share) in by_deck.into_iter().zip(shares) {
            let topics = groups(cards, self.wish.seed, |candidate| candidate.topic);
            let weights: Vec<f64> =
                topics.iter().map(|cards| cards[0].source.weight(cards[0].topic)).collect();
            let caps: Vec<usize> = topics.iter().map(Vec::len).collect();
            for (cards, share) in topics.into_iter().zip(apportion(share, &weights, &caps)) {
                left.extend(self.take(cards, share));
            }
        }
        left
    }

    /// Takes so many of `cards`, each in the format that was used least; those
    /// that answer what was drawn, or are answered by it, come last or not at
    /// all. Gives back the others.
    fn take(&mut self, mut cards: Vec<Candidate<'a>>, count: usize) -> Vec<Candidate<'a>> {
        cards.sort_by_key(|candidate| (candidate.key, candidate.card.id.as_str()));
        let end = self.drawn.len() + count;
        let mut clashing = Vec::new();
        while self.drawn.len() < end
            && let Some((at, format)) = self.next(&cards)
        {
            let candidate = cards.remove(at);
            let tell = Tell::of(candidate.card);
            let may_pass = self.wish.repeats == Repeats::Never || self.passed_over < PASSED_OVER;
            match may_pass && self.tells.iter().any(|drawn| drawn.clashes(&tell)) {
                true => {
                    self.passed_over += 1;
                    clashing.push(candidate);
                }
                false => self.ask(candidate, format, tell),
            }
        }
        if self.wish.repeats == Repeats::Never {
            return cards;
        }
        while self.drawn.len() < end
            && let Some((at, format)) = self.next(&clashing)
        {
            let candidate = clashing.remove(at);
            let tell = Tell::of(candidate.card);
            self.ask(candidate, format, tell);
        }
        cards.extend(clashing);
        cards
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

    fn ask(&mut self, candidate: Candidate<'a>, format: Format, tell: Tell) {
        let Candidate { source, card, place, .. } = candidate;
        let seed = form_seed(self.wish, card);
        let others = || source.pool.options(place, seed);
        match format::form(format, card, others, seed) {
            None => self.failed.push(card.id.clone()),
            Some(form) => {
                *self.used.entry(format).or_default() += 1;
                self.tells.push(tell);
                self.drawn.push(Drawn { candidate, format, form });
            }
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
