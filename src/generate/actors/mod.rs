//! Finds actors: persons, states and bodies, with aliases, roles and mentions.
//!
//! `chunk` finds capitalised phrases, `kind` says what each may be, this
//! module merges them into one table, `role` reads titles and appositions.

mod chunk;
mod evidence;
mod kind;
mod name;
mod role;

use super::fact::{Actor, ActorKind, Mention};
use crate::document::{Document, ParagraphKind};
use crate::generate::lexicon::CAPITALS;
use chunk::Chunk;
use evidence::Evidence;
use kind::{Guess, Known};
use std::collections::{HashMap, HashSet};

/// All actors of the document's prose, by first mention, and every mention.
pub fn find(document: &Document) -> (Vec<Actor>, Vec<Mention>) {
    let chunks = chunks(document);
    let known = Known::of(document, &chunks);
    let mut guesses: Vec<(usize, Guess)> = chunks
        .iter()
        .enumerate()
        .flat_map(|(at, chunk)| known.guesses(chunk).into_iter().map(move |guess| (at, guess)))
        .collect();
    settle(document, &chunks, &known, &mut guesses);
    let mut table = Table::default();
    for (_, guess) in &guesses {
        table.add_full(guess);
    }
    table.merge_bodies();
    for (at, guess) in &guesses {
        table.mention(document, &chunks[*at], guess);
    }
    table.finish()
}

/// Decides by what stands around them which doubtful names are persons'.
fn settle(document: &Document, chunks: &[Chunk], known: &Known, guesses: &mut Vec<(usize, Guess)>) {
    let mut evidence = Evidence::default();
    for (at, guess) in guesses.iter().filter(|(_, guess)| guess.kind == ActorKind::Person) {
        evidence.count(document, &chunks[*at], &guess.name, &guess.span);
    }
    for (_, guess) in guesses.iter_mut() {
        let single = guess.kind == ActorKind::Person && !guess.name.contains(' ');
        if single && !guess.certain {
            guess.certain = known.is_no_word(&guess.name) && evidence.is_person(&guess.name);
        }
    }
    guesses.retain(|(at, guess)| {
        !guess.doubtful || known.may_be_person(&chunks[*at], guess, &evidence)
    });
}

fn chunks(document: &Document) -> Vec<Chunk> {
    let prose = document.paragraphs.iter().filter(|p| p.kind != ParagraphKind::Heading);
    let sentences = prose.flat_map(|paragraph| paragraph.sentences.clone());
    sentences.flat_map(|index| chunk::chunks(document, index)).collect()
}

#[derive(Debug, Default)]
struct Table {
    actors: Vec<Actor>,
    by_name: HashMap<String, usize>,
    mentions: Vec<Mention>,
    /// States that are named by more than an adjective.
    nominal: HashSet<usize>,
}

impl Table {
    /// Names that stand for themselves: states, bodies, persons in full.
    fn add_full(&mut self, guess: &Guess) {
        let capital = guess.kind == ActorKind::State && CAPITALS.contains_key(guess.name.as_str());
        if guess.kind == ActorKind::Person && !guess.name.contains(' ') || capital {
            return;
        }
        if self.by_name.contains_key(&guess.name) {
            return;
        }
        let index = self.same_person(guess).unwrap_or_else(|| {
            self.actors.push(Actor {
                name: guess.name.clone(),
                aliases: Vec::new(),
                kind: guess.kind,
                roles: Vec::new(),
            });
            self.actors.len() - 1
        });
        self.alias(index, &guess.name);
        self.by_name.insert(guess.name.clone(), index);
    }

    /// `Harry Truman` is `Harry S Truman`.
    fn same_person(&self, guess: &Guess) -> Option<usize> {
        if guess.kind != ActorKind::Person {
            return None;
        }
        let (first, last) = ends(&guess.name);
        self.actors
            .iter()
            .position(|actor| actor.kind == ActorKind::Person && ends(&actor.name) == (first, last))
    }

    fn alias(&mut self, index: usize, name: &str) {
        let actor = &mut self.actors[index];
        if actor.name != name && !actor.aliases.iter().any(|alias| alias == name) {
            // The longest name is the name.
            if name.len() > actor.name.len() && actor.kind == ActorKind::Person {
                let shorter = std::mem::replace(&mut actor.name, name.to_owned());
                actor.aliases.push(shorter);
            } else {
                actor.aliases.push(name.to_owned());
            }
        }
    }

    /// `Security Council` is `U.N. Security Council` where only one ends so.
    fn merge_bodies(&mut self) {
        let bodies: Vec<usize> =
            (0..self.actors.len()).filter(|&at| self.actors[at].kind == ActorKind::Body).collect();
        for &short in &bodies {
            let name = self.actors[short].name.clone();
            let ending = format!(" {name}");
            let longer: Vec<usize> = bodies
                .iter()
                .copied()
                .filter(|&at| at != short && self.actors[at].name.ends_with(&ending))
                .collect();
            if let ([long], true) = (longer.as_slice(), name.contains(' ')) {
                self.by_name.insert(name.clone(), *long);
                self.alias(*long, &name);
            }
        }
    }

    fn mention(&mut self, document: &Document, chunk: &Chunk, guess: &Guess) {
        let Some(index) = self.resolve(guess) else { return };
        self.mentions.push(Mention { actor: index, span: guess.span.clone() });
        if guess.kind == ActorKind::State && !guess.attributive {
            self.nominal.insert(index);
        }
        if guess.kind == ActorKind::Person {
            let short = guess.name.clone();
            self.alias(index, &short);
            let roles = role::roles(document, chunk.sentence, &guess.span, &guess.title);
            self.actors[index].roles.extend(roles);
        }
        if let Some(surface) = &guess.surface {
            self.alias(index, surface);
        }
    }

    /// The actor that a name stands for: the last person in full whose
    /// surname, or first word where names stand that way round, it is.
    fn resolve(&mut self, guess: &Guess) -> Option<usize> {
        if let Some(&index) = self.by_name.get(&guess.name) {
            return Some(index);
        }
        if let Some(states) =
            CAPITALS.get(guess.name.as_str()).filter(|_| guess.kind == ActorKind::State)
        {
            return states.iter().find_map(|state| self.by_name.get(*state).copied());
        }
        if guess.kind != ActorKind::Person {
            return None;
        }
        let fits = |actor: &Actor, end: fn((&str, &str)) -> String| {
            actor.kind == ActorKind::Person && end(ends(&actor.name)) == guess.name
        };
        let by_surname =
            self.actors.iter().position(|actor| fits(actor, |(_, last)| last.to_owned()));
        let by_first =
            || self.actors.iter().position(|actor| fits(actor, |(first, _)| first.to_owned()));
        let found = by_surname.or_else(by_first);
        if found.is_none() && guess.certain {
            self.actors.push(Actor {
                name: guess.name.clone(),
                aliases: Vec::new(),
                kind: ActorKind::Person,
                roles: Vec::new(),
            });
            self.by_name.insert(guess.name.clone(), self.actors.len() - 1);
            return Some(self.actors.len() - 1);
        }
        found
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
    fn finish(mut self) -> (Vec<Actor>, Vec<Mention>) {
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

/// The first and the last word of a name.
fn ends(name: &str) -> (&str, &str) {
    let first = name.split(' ').next().unwrap_or(name);
    (first, name.rsplit(' ').next().unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use proptest::prelude::*;

    fn actors(text: &str) -> Vec<(String, ActorKind)> {
        let document = Document::parse(text.as_bytes(), Format::Text).unwrap();
        find(&document).0.into_iter().map(|actor| (actor.name, actor.kind)).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, ActorKind)]) {
        let expected: Vec<_> =
            expected.iter().map(|&(name, kind)| (name.to_owned(), kind)).collect();
        assert_eq!(actors(text), expected, "{text}");
    }

    use ActorKind::{Body, Person, State};

    #[test]
    fn persons_are_found_by_title_given_name_and_initial() {
        check("In 1805 Admiral Nelson sailed.", &[("Nelson", Person)]);
        check("The plan of Robert Walpole failed.", &[("Robert Walpole", Person)]);
        check("It was written by A. J. P. Taylor in Oxford.", &[("A. J. P. Taylor", Person)]);
        check(
            "A letter reached Foreign Minister Charles Maurice de Talleyrand.",
            &[("Charles Maurice de Talleyrand", Person)],
        );
        check("Some followed Queen Elizabeth to the coast.", &[("Elizabeth", Person)]);
    }

    #[test]
    fn a_surname_stands_for_the_full_name() {
        let document = Document::parse(
            b"Otto von Bismarck ruled. Later Bismarck resigned, and Bismarck's rivals rejoiced.",
            Format::Text,
        )
        .unwrap();
        let (actors, mentions) = find(&document);
        assert_eq!(actors.len(), 1);
        assert_eq!(actors[0].aliases, ["Bismarck"]);
        assert_eq!(mentions.len(), 3);
    }

    #[test]
    fn states_are_found_by_name_adjective_and_acronym() {
        check(
            "The Prussians marched, and the U.S. watched France.",
            &[("Prussia", State), ("United States", State), ("France", State)],
        );
        check(
            "The Venetian fleet met the Ottomans.",
            &[("Venice", State), ("Ottoman Empire", State)],
        );
    }

    #[test]
    fn bodies_are_found_by_their_nouns() {
        check(
            "The National Assembly dissolved the Royal Guard.",
            &[("National Assembly", Body), ("Royal Guard", Body)],
        );
        check("A vote of the League of Nations failed.", &[("League of Nations", Body)]);
    }

    #[test]
    fn places_events_and_ordinary_words_stay_silent() {
        check("The Thirty Years War reached the Rhine River.", &[]);
        check("After the Battle of the Nile, he slept.", &[]);
        check("However, nobody came. Still others waited.", &[]);
        check("The Cold War began. In Western Europe, peace held.", &[]);
        check("On Tuesday the Treaty of Utrecht was read.", &[]);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\\PC|[A-Z][a-z]{1,6} |U\\.S\\. |President |of the |['’]s |\\. ){1,60}") {
            let Ok(document) = Document::parse(text.as_bytes(), Format::Text) else { return Ok(()) };
            let (actors, mentions) = find(&document);
            for mention in mentions {
                prop_assert!(mention.actor < actors.len());
                prop_assert!(document.text.get(mention.span).is_some());
            }
        }
    }
}
