//! The actors of a document under all their names.

use super::chunk::Chunk;
use super::guess::Guess;
use super::name::is_numeral;
use super::role;
use crate::calendar::numeral;
use crate::document::Document;
use crate::generate::fact::{Actor, ActorKind, Mention};
use crate::generate::lexicon::{BODIES, CAPITALS, GIVEN_NAMES, listed};
use std::collections::{HashMap, HashSet};

/// Nobody has more names or roles than this; each new one is compared with all.
const MOST: usize = 64;

/// A surname that stands alone so often before any full name with it, and last so near before
/// that one, in bytes, is not that person's.
const OFTEN: usize = 3;
const BESIDE: usize = 40;

/// Actors in the order in which they were added, and where to find them.
#[derive(Debug, Default)]
pub(super) struct Table {
    actors: Vec<Actor>,
    by_name: HashMap<String, usize>,
    /// Places by their names, which persons may have, too.
    places: HashMap<String, usize>,
    /// The first person with a surname.
    by_last: HashMap<String, usize>,
    /// The first persons with an initial and a surname.
    by_initial: HashMap<(char, String), Vec<usize>>,
    /// The body mentioned last whose name holds a noun: `the Academy`.
    by_noun: HashMap<String, usize>,
    /// The first person with a surname of two words: `Du Bois`.
    by_tail: HashMap<String, usize>,
    /// The first person with a first word.
    by_first: HashMap<String, usize>,
    /// Those who are counted by their first name: `George II`, `George III`.
    counted: HashMap<String, Vec<usize>>,
    /// Whom of them was spoken of last.
    last_counted: HashMap<String, usize>,
    /// By the words of a full name, in the order of their letters.
    by_words: HashMap<String, usize>,
    /// Surnames that are somebody's who is not named in full.
    bare: HashSet<String>,
    mentions: Vec<Mention>,
    /// States that are named by more than an adjective.
    nominal: HashSet<usize>,
}

impl Table {
    /// Names that stand for themselves, those that may be a surname of two
    /// words last.
    pub(super) fn add_all<'g>(&mut self, guesses: impl Iterator<Item = &'g Guess> + Clone) {
        let is_tail = |guess: &&Guess| {
            let first = guess.name.split(' ').next().unwrap_or_default();
            guess.kind == ActorKind::Person && listed!("particles of surnames").contains(first)
        };
        self.bare = bare_before_full(guesses.clone());
        for guess in guesses.clone().filter(|guess| !is_tail(guess)) {
            self.add_full(guess);
        }
        for guess in guesses.filter(is_tail) {
            match self.by_tail.get(&guess.name).copied() {
                Some(index) => {
                    self.by_name.insert(guess.name.clone(), index);
                }
                None => self.add_full(guess),
            }
        }
    }

    /// States, bodies, persons in full.
    fn add_full(&mut self, guess: &Guess) {
        let capital = guess.kind == ActorKind::State && CAPITALS.contains_key(guess.name.as_str());
        // `the Academy` stands for what was named before.
        let short = guess.kind == ActorKind::Body && guess.doubtful && !guess.is_acronym();
        if guess.kind == ActorKind::Person && !guess.name.contains(' ') || capital || short {
            return;
        }
        if guess.kind == ActorKind::Place {
            if !self.places.contains_key(&guess.name) {
                let index = self.add(guess);
                self.places.insert(guess.name.clone(), index);
            }
            return;
        }
        if self.by_name.contains_key(&guess.name) {
            return;
        }
        let index = self.same_person(guess).unwrap_or_else(|| self.add(guess));
        self.alias(index, &guess.name);
        self.by_name.insert(guess.name.clone(), index);
    }

    fn add(&mut self, guess: &Guess) -> usize {
        let index = self.actors.len();
        if guess.kind == ActorKind::Person {
            self.by_words.entry(sorted(&guess.name)).or_insert(index);
            let (first, last) = ends(&guess.name);
            let initial = first.chars().next().unwrap_or_default();
            let alike = self.by_initial.entry((initial, last.to_owned())).or_default();
            alike.extend((alike.len() < MOST).then_some(index));
            match is_known(&guess.name) {
                true => self.by_last.insert(last.to_owned(), index),
                false => Some(*self.by_last.entry(last.to_owned()).or_insert(index)),
            };
            if let Some(blank) = guess.name[..guess.name.len() - last.len()].trim_end().rfind(' ') {
                let tail = guess.name[blank + 1..].to_owned();
                self.by_tail.entry(tail).or_insert(index);
            }
            self.by_first.entry(first.to_owned()).or_insert(index);
            if is_counted(&guess.name) {
                let alike = self.counted.entry(first.to_owned()).or_default();
                alike.extend((alike.len() < MOST).then_some(index));
            }
        }
        self.actors.push(Actor {
            name: guess.name.clone(),
            aliases: Vec::new(),
            kind: guess.kind,
            evidence: guess.evidence,
            roles: Vec::new(),
        });
        index
    }

    /// `Harry Truman` is `Harry S Truman`, and `H. Truman` the first of that letter.
    fn same_person(&self, guess: &Guess) -> Option<usize> {
        // `Holm Anna` is `Anna Holm`; `Thomas George` is not `George Thomas`.
        let given = guess.name.split(' ').filter(|word| GIVEN_NAMES.contains(word)).count();
        if guess.kind == ActorKind::Person
            && given == 1
            && let Some(index) = self.by_words.get(&sorted(&guess.name))
        {
            return Some(*index);
        }
        let (first, last) = ends(&guess.name);
        let alike = self.by_initial.get(&(first.chars().next()?, last.to_owned()))?;
        let name = |index: &&usize| self.actors[**index].name.as_str();
        let full =
            alike.iter().find(|one| ends(name(one)).0 == first && agree(name(one), &guess.name));
        let known = full.or_else(|| alike.iter().find(|one| agree(name(one), &guess.name)));
        known.copied().filter(|_| guess.kind == ActorKind::Person)
    }

    fn alias(&mut self, index: usize, name: &str) {
        let actor = &mut self.actors[index];
        let is_known = actor.name == name || actor.aliases.iter().any(|alias| alias == name);
        if !is_known && actor.aliases.len() < MOST {
            let mut alias = name.to_owned();
            // The longest name is the name.
            if name.len() > actor.name.len() && actor.kind == ActorKind::Person {
                std::mem::swap(&mut actor.name, &mut alias);
            }
            actor.aliases.push(alias);
        }
    }

    /// `Security Council` is `U.N. Security Council` where only one ends so.
    pub(super) fn merge_bodies(&mut self) {
        let bodies =
            || self.actors.iter().enumerate().filter(|(_, one)| one.kind == ActorKind::Body);
        let mut longer: HashMap<&str, Vec<usize>> =
            bodies().map(|(_, body)| (body.name.as_str(), Vec::new())).collect();
        for (index, body) in bodies() {
            for (blank, _) in body.name.match_indices(' ') {
                if let Some(found) = longer.get_mut(&body.name[blank + 1..]) {
                    found.push(index);
                }
            }
        }
        let merged: Vec<(String, usize)> = bodies()
            .filter(|(_, body)| body.name.contains(' '))
            .filter_map(|(_, body)| match longer[body.name.as_str()].as_slice() {
                [long] => Some((body.name.clone(), *long)),
                _ => None,
            })
            .collect();
        for (name, long) in merged {
            self.alias(long, &name);
            self.by_name.insert(name, long);
        }
    }

    pub(super) fn mention(&mut self, document: &Document, chunk: &Chunk, guess: &Guess) {
        let opens = guess.span.start == chunk.words[0].span.start;
        let ordinal = numeral::ordinal(&chunk.before, "en").filter(|_| opens);
        let found = match ordinal.filter(|_| self.counted.contains_key(&guess.name)) {
            Some(number) => self.counted(&guess.name, number),
            None => self.resolve(guess),
        };
        let Some(index) = found else { return };
        if guess.kind == ActorKind::Person && is_counted(&guess.name) {
            self.last_counted.insert(ends(&guess.name).0.to_owned(), index);
        }
        self.mentions.push(Mention { actor: index, span: guess.span.clone() });
        let known = &mut self.actors[index];
        known.evidence = known.evidence.min(guess.evidence);
        if guess.kind == ActorKind::Body {
            self.alias(index, guess.surface.as_ref().unwrap_or(&guess.name));
            for word in guess.name.split(' ').filter(|word| BODIES.contains(word)) {
                self.by_noun.insert(word.to_owned(), index);
            }
        }
        if guess.kind == ActorKind::State && !guess.attributive {
            self.nominal.insert(index);
        }
        if guess.kind == ActorKind::Person {
            self.alias(index, &guess.name);
            let roles = role::roles(document, chunk.sentence, &guess.span, &guess.title);
            let known = &mut self.actors[index].roles;
            for role in roles {
                if known.len() < MOST && !known.iter().any(|one| one.text == role.text) {
                    known.push(role);
                }
            }
        }
        if let Some(surface) = &guess.surface {
            self.alias(index, surface);
        }
    }

    /// The actor that a name stands for: the first person in full whose
    /// surname, or first word where names stand that way round, it is.
    fn resolve(&mut self, guess: &Guess) -> Option<usize> {
        if guess.kind == ActorKind::Place {
            return self.places.get(&guess.name).copied();
        }
        let found = self.by_name.get(&guess.name).or_else(|| match guess.kind {
            ActorKind::Person if self.bare.contains(&guess.name) => None,
            ActorKind::Person => {
                let maps = [&self.by_last, &self.last_counted];
                let known = maps.into_iter().find_map(|map| map.get(&guess.name));
                let first = || self.counted.get(&guess.name).and_then(|all| all.first());
                known.or_else(first).or_else(|| self.by_first.get(&guess.name))
            }
            ActorKind::State => {
                let states = CAPITALS.get(guess.name.as_str())?;
                states.iter().find_map(|state| self.by_name.get(*state))
            }
            ActorKind::Body => self.by_noun.get(&guess.name),
            ActorKind::Place => None,
        });
        if let Some(&found) = found {
            return Some(found);
        }
        let is_certain = guess.certain || self.bare.contains(&guess.name);
        (is_certain && guess.kind == ActorKind::Person).then(|| {
            let index = self.add(guess);
            self.by_name.insert(guess.name.clone(), index);
            index
        })
    }

    /// `the second George`.
    fn counted(&self, name: &str, number: u64) -> Option<usize> {
        let is_meant = |one: &&usize| {
            let words = self.actors[**one].name.split(' ').nth(1).map(str::to_lowercase);
            words.and_then(|word| numeral::roman(&word)).map(u64::from) == Some(number)
        };
        self.counted[name].iter().find(is_meant).copied()
    }

    /// `the Belgian historian` once, and Belgium never: no actor.
    fn drop_adjectives(&mut self) {
        let mut counts = vec![0_usize; self.actors.len()];
        for mention in &self.mentions {
            counts[mention.actor] += 1;
        }
        let (actors, nominal) = (&self.actors, &self.nominal);
        self.mentions.retain(|mention| {
            let at = mention.actor;
            actors[at].kind != ActorKind::State || nominal.contains(&at) || counts[at] > 2
        });
    }

    /// Keeps actors that are mentioned, in the order of first mention.
    pub(super) fn finish(mut self) -> (Vec<Actor>, Vec<Mention>) {
        self.mentions.sort_by_key(|mention| mention.span.start);
        self.drop_adjectives();
        let mut order: Vec<usize> = Vec::new();
        let mut seen = HashSet::new();
        for mention in &self.mentions {
            if seen.insert(mention.actor) {
                order.push(mention.actor);
            }
        }
        let places: HashMap<usize, usize> =
            order.iter().enumerate().map(|(new, &old)| (old, new)).collect();
        for mention in &mut self.mentions {
            mention.actor = places[&mention.actor];
        }
        let actors = order.into_iter().map(|index| self.actors[index].clone()).collect();
        (actors, self.mentions)
    }
}

/// Surnames of others than the first full name with them: the text that comes from Freud, whom
/// everybody knows, to Anna Freud speaks of two, and so does one where a surname stands alone
/// often, and right beside the first full name.
fn bare_before_full<'g>(guesses: impl Iterator<Item = &'g Guess>) -> HashSet<String> {
    let mut alone: HashMap<&str, (usize, usize)> = HashMap::new();
    let (mut full, mut bare, mut known) = (HashSet::new(), HashSet::new(), HashSet::new());
    for guess in guesses.filter(|guess| guess.kind == ActorKind::Person) {
        let (name, last) = (guess.name.as_str(), ends(&guess.name).1);
        if name == last {
            let (times, end) = alone.entry(name).or_default();
            (*times, *end) = (*times + 1, guess.span.end);
            continue;
        }
        let is_other = alone.get(last).is_some_and(|&(times, end)| {
            let is_beside = guess.span.start.saturating_sub(end) < BESIDE;
            times >= OFTEN && is_beside || known_by(last).is_some()
        });
        if full.insert(last) && is_other {
            bare.insert(last.to_owned());
        }
        known.extend(is_known(name).then_some(last));
    }
    bare.retain(|last| !known.contains(last.as_str()));
    bare
}

/// Whom everybody knows by a surname.
fn known_by(last: &str) -> Option<&'static str> {
    listed!("known by their surnames").iter().find(|name| ends(name).1 == last)
}

/// Whether a name may be that of somebody whom everybody knows by the surname: `Josef Stalin`,
/// `J. Stalin`, where the list has Joseph.
fn is_known(name: &str) -> bool {
    let initial = |name: &str| name.chars().next();
    known_by(ends(name).1).is_some_and(|known| initial(known) == initial(name))
}

/// Whether what stands before the same surname may be one person's: `John` and `John Stuart`,
/// `J. S.` and `John Stuart`, but not `J. S.` and `James`.
fn agree(one: &str, other: &str) -> bool {
    let given = |name: &'_ str| {
        // `H.W.` is `H. W.`
        let words = name.split([' ', '-', '.']).filter(|word| !word.is_empty()).rev().skip(1);
        words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned).collect()
    };
    let [one, other]: [Vec<String>; 2] = [given(one), given(other)];
    let is_short = |word: &String| word.trim_end_matches('.').chars().count() == 1;
    let same = |(one, other): (&String, &String)| match is_short(one) || is_short(other) {
        true => one.chars().next() == other.chars().next(),
        false => one == other,
    };
    let is_full = one.last() == other.last() && !one.last().is_some_and(is_short);
    let is_shorter = is_full && (one.len() == 1 || other.len() == 1);
    is_shorter || one.len() == other.len() && one.iter().zip(&other).all(same)
}

/// `George II`, `Philip II of Macedon`.
fn is_counted(name: &str) -> bool {
    name.split(' ').nth(1).is_some_and(is_numeral)
}

/// The words of a name in the order of their letters.
fn sorted(name: &str) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// The first and the last word of a name.
fn ends(name: &str) -> (&str, &str) {
    let first = name.split(' ').next().unwrap_or(name);
    (first, name.rsplit(' ').next().unwrap_or(name))
}
