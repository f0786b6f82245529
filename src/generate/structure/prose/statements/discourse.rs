//! Whom `he` and `his` mean from sentence to sentence.

use super::super::Named;
use super::super::clause::{self, is_name};
use crate::document::Document;
use crate::generate::fact::ActorKind;
use crate::generate::tree::Tree;
use crate::language::{Relation, SUBJECTS, Xpos};
use std::collections::HashSet;
use std::ops::Range;

/// Somebody or something that a pronoun may mean.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    /// How a card calls it.
    pub(super) name: String,
    /// Where it is named.
    pub(super) place: Range<usize>,
    /// Whether nobody else can be meant.
    pub(super) is_certain: bool,
}

/// What the sentences of one paragraph were about so far.
#[derive(Default)]
pub(super) struct Discourse {
    paragraph: Option<usize>,
    next: usize,
    /// The person who was last the subject.
    person: Option<Meant>,
    /// Persons who were named.
    named: HashSet<usize>,
    /// The thing, and the things, that were last the subject.
    thing: Option<Meant>,
    things: Option<Meant>,
}

/// Longest name of a thing that stands for a pronoun, in words.
const LONGEST: usize = 6;

impl Discourse {
    /// Forgets what another paragraph was about, or what stands before a sentence that was
    /// not read.
    pub(super) fn enter(&mut self, document: &Document, sentence: usize) {
        let paragraph = Some(document.sentences[sentence].paragraph);
        if self.paragraph != paragraph {
            *self = Self { paragraph, ..Self::default() };
        }
        // What nobody read named no person, but maybe a thing.
        if self.next != sentence {
            (self.thing, self.things) = (None, None);
        }
        self.next = sentence + 1;
    }

    /// What a pronoun that nothing in its own sentence explains means.
    pub(super) fn meant(&self, word: &str) -> Option<&Meant> {
        match word {
            "he" | "him" | "his" | "she" | "her" => self.person.as_ref(),
            "it" | "its" => self.thing.as_ref(),
            "they" | "them" | "their" => self.things.as_ref(),
            _ => None,
        }
    }

    /// Takes in what a sentence is about.
    pub(super) fn follow(&mut self, tree: &Tree<'_>, named: &Named<'_>) {
        let persons = (0..tree.len()).filter_map(|at| named.actor(tree, at));
        let persons = persons.filter(|&one| named.actors[one].kind == ActorKind::Person);
        self.named.extend(persons);
        if let Some(person) = &mut self.person {
            person.is_certain = person.is_certain && self.named.len() < 2;
        }
        let subject = tree.root().and_then(|root| tree.child(root, SUBJECTS));
        let Some(subject) = subject else {
            (self.thing, self.things) = (None, None);
            return;
        };
        match tree.xpos(subject) {
            // It goes on.
            Xpos::Prp => {}
            _ if tree.has(subject, Relation::Conj) => {
                (self.person, self.thing, self.things) = (None, None, None);
            }
            xpos => {
                let actor = named.actor(tree, subject);
                let person = actor.filter(|&one| named.actors[one].kind == ActorKind::Person);
                // `His success was rapid`: it goes on to be about him.
                if person.is_some() {
                    self.person = called(tree, subject).map(|(name, place)| Meant {
                        name,
                        place,
                        is_certain: self.named.len() < 2,
                    });
                }
                let name = clause::name(tree, subject)
                    .filter(|row| row.len() <= LONGEST && clause::is_closed(tree, row.clone()));
                let thing = name.filter(|_| person.is_none()).and_then(|row| {
                    Some(Meant {
                        name: tree.inside(row.clone())?,
                        place: tree.span(row)?,
                        is_certain: false,
                    })
                });
                let is_several = matches!(xpos, Xpos::Nns | Xpos::Nnps);
                (self.thing, self.things) = if is_several { (None, thing) } else { (thing, None) };
            }
        }
    }
}

/// A person as the text calls her.
fn called(tree: &Tree<'_>, noun: usize) -> Option<(String, Range<usize>)> {
    let mut row = tree.core(noun);
    while row.end < tree.len() && is_name(tree, row.end) {
        row.end += 1;
    }
    Some((tree.inside(row.clone())?, tree.span(row)?))
}
