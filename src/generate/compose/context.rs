//! What the forms of cards look up: all of it made once, in linear time.

use super::filter::Bag;
use super::{dates, filter, schools, standing};
use crate::calendar::Bounds;
use crate::document::Document;
use crate::generate::events::{self, Event, Hold};
use crate::generate::fact::{
    Actor, ActorKind, Claim, Facts, Holder, Mention, RelationKind, mention_at,
};
use crate::generate::lexicon::{FAMILY_NAMES_FIRST, GIVEN_NAMES, Pattern, ROLES, WRITERS};
use crate::generate::text;
use crate::generate::tree::Tree;
use crate::language::Relation;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::{Deref, Range};

/// On which side of the events a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Writes about them.
    Scholar,
    /// Takes part in them.
    Participant,
    /// The document does not tell.
    Unknown,
}

/// What follows from the facts alone.
pub(super) struct Reading<'a> {
    pub(super) document: &'a Document,
    pub(super) facts: &'a Facts,
    /// Of each date, where it is certain.
    pub(super) events: Vec<Option<Event>>,
    /// Claims of a holder.
    pub(super) held: HashMap<Holder, Vec<usize>>,
    doubtful: HashSet<usize>,
    claims_in: HashMap<usize, Vec<usize>>,
    agreed: HashSet<(usize, usize)>,
}

/// What follows from the reading.
pub(super) struct Context<'a> {
    reading: Reading<'a>,
    /// Of each date, as an answer tells it, where it makes a good card.
    pub(super) told: Vec<Option<Told>>,
    /// Words of each date's event, certain or not.
    pub(super) event_bags: Vec<Bag>,
    /// Words of each claim.
    pub(super) claim_bags: Vec<Bag>,
    /// The document's author among its actors.
    pub(super) author: Option<usize>,
    /// All dates by their bounds.
    pub(super) timeline: Vec<(Bounds, usize)>,
    /// Mentions of each actor.
    pub(super) weight: Vec<u32>,
    pub(super) sides: Vec<Side>,
    /// The state that a person's role names first.
    pub(super) states: Vec<Option<&'static str>>,
    /// The family of a person's office.
    pub(super) families: Vec<Option<usize>>,
    /// Schools of thought that the document names.
    pub(super) schools: BTreeSet<String>,
    /// Names of persons, other names too.
    pub(super) persons: HashSet<&'a str>,
    /// Words that the document writes with a small letter.
    pub(super) small_words: HashSet<&'a str>,
    /// The words, and pairs of words, that it writes behind `the`.
    pub(super) behind_the: HashSet<&'a str>,
    shared_names: HashSet<String>,
}

impl<'a> Deref for Context<'a> {
    type Target = Reading<'a>;

    fn deref(&self) -> &Reading<'a> {
        &self.reading
    }
}

/// An event as an answer tells it.
pub(super) struct Told {
    /// `Soviet forces withdrew from Korea`
    pub(super) text: String,
    pub(super) bag: Bag,
}

impl<'a> Context<'a> {
    pub(super) fn new(document: &'a Document, facts: &'a Facts) -> Self {
        let reading = Reading::new(document, facts);
        let dates = facts.dates.iter().enumerate();
        let mut timeline: Vec<(Bounds, usize)> =
            dates.filter_map(|(at, date)| date.value.bounds().map(|bounds| (bounds, at))).collect();
        timeline.sort_unstable();
        let mut weight = vec![0; facts.actors.len()];
        for mention in &facts.mentions {
            weight[mention.actor] += 1;
        }
        let bag = |span: Range<usize>| Bag::of(document.slice(span));
        let events = facts.dates.iter().map(|date| date.event.clone());
        let schools = facts.claims.iter().filter_map(|claim| schools::sure_school(facts, claim));
        Self {
            told: (0..facts.dates.len()).map(|fact| dates::told(&reading, fact)).collect(),
            event_bags: events.map(|event| event.map(bag).unwrap_or_default()).collect(),
            claim_bags: facts.claims.iter().map(|claim| bag(claim.span.clone())).collect(),
            author: (0..facts.actors.len()).find(|&actor| reading.is_author(actor)),
            timeline,
            weight,
            sides: (0..facts.actors.len()).map(|actor| reading.side_of(actor)).collect(),
            states: facts.actors.iter().map(standing::state).collect(),
            families: facts.actors.iter().map(standing::family).collect(),
            schools: schools.collect(),
            persons: persons(facts),
            small_words: small_words(document),
            behind_the: behind_the(document),
            shared_names: shared_names(facts),
            reading,
        }
    }

    /// Whether a name holds no word that the document uses as a plain one: `Nazi School`.
    pub(super) fn is_plain_name(&self, actor: usize) -> bool {
        let mut words = self.facts.actors[actor].name.split([' ', '-']);
        !words.any(|word| word.len() > 3 && self.small_words.contains(&*word.to_lowercase()))
    }

    /// Whether a sentence names somebody by a name that another person has as well: `Mill`.
    pub(super) fn is_named_in_doubt(&self, actor: usize, sentence: usize) -> bool {
        let shares = |name: &str| self.shared_names.contains(name);
        let mentions = self.mentions_in(sentence).iter().filter(|one| one.actor == actor);
        let names: Vec<&str> = mentions.map(|one| self.document.slice(one.span.clone())).collect();
        match names.is_empty() {
            true => self.facts.actors[actor].name.split(' ').any(shares),
            false => names.into_iter().all(shares),
        }
    }

    /// Whether an actor is more than named in passing; a short document has no such names.
    pub(super) fn is_heavy(&self, actor: usize) -> bool {
        self.weight[actor] > 1 || self.is_short()
    }

    /// Whether the document is so short that all in it may be learnt.
    pub(super) fn is_short(&self) -> bool {
        /// Sentences.
        const SHORT: usize = 40;
        self.document.sentences.len() < SHORT
    }

    /// The short name that only this person has.
    pub(super) fn short_name(&self, actor: &Actor) -> Option<String> {
        // Family names do not stand last everywhere.
        let first = text::first(&actor.name);
        let western = GIVEN_NAMES.contains(first) || first.ends_with('.');
        let last = actor.name.rsplit(' ').next().filter(|last| western && last.len() > 2);
        let family = Some(first).filter(|first| FAMILY_NAMES_FIRST.contains(first));
        let aliases = actor.aliases.iter().map(String::as_str);
        let mut names = aliases.chain(family.or(last));
        let is_part = |name| name != actor.name && actor.name.split(' ').any(|word| word == name);
        let own = names.find(|&name| is_part(name) && !self.shared_names.contains(name));
        own.map(str::to_owned)
    }
}

fn persons(facts: &Facts) -> HashSet<&str> {
    let persons = facts.actors.iter().filter(|actor| actor.kind == ActorKind::Person);
    persons
        .flat_map(|actor| std::iter::once(&actor.name).chain(&actor.aliases))
        .map(String::as_str)
        .collect()
}

/// The word, and the two words, behind each `the`, without signs around them.
fn behind_the(document: &Document) -> HashSet<&str> {
    let text = document.text.as_str();
    let places = [" the ", "\nThe ", ". The ", "\nthe "].into_iter();
    let behind = places.flat_map(|the| {
        text.match_indices(the).flat_map(move |(at, _)| {
            let rest = &text[at + the.len()..];
            let mut ends = rest.match_indices([' ', '\n']).map(|(end, _)| end);
            let one = ends.next().unwrap_or(rest.len());
            [one, ends.next().unwrap_or(rest.len())].map(|end| &rest[..end])
        })
    });
    behind.map(|words| words.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

fn small_words(document: &Document) -> HashSet<&str> {
    let words = document.text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.starts_with(char::is_lowercase)).collect()
}

impl<'a> Reading<'a> {
    fn new(document: &'a Document, facts: &'a Facts) -> Self {
        let mut reading = Self {
            document,
            facts,
            events: Vec::new(),
            held: HashMap::new(),
            doubtful: HashSet::new(),
            claims_in: HashMap::new(),
            agreed: HashSet::new(),
        };
        reading.read_claims();
        reading.read_agreement();
        reading.doubt();
        reading.events = (0..facts.dates.len()).map(|date| reading.event(date)).collect();
        reading
    }

    /// What happened on a date, with whom a pronoun means by name.
    fn event(&self, date: usize) -> Option<Event> {
        let date = &self.facts.dates[date];
        let sentence = self.document.sentence_at(date.span.start)?;
        let tree = self.tree(sentence)?;
        let named = |pronoun: usize| self.meant_by(sentence, tree.text(pronoun));
        events::event(&tree, date, |at| Some(self.facts.actors[named(at)?].name.clone()))
    }

    fn read_claims(&mut self) {
        for (index, claim) in self.facts.claims.iter().enumerate() {
            self.claims_in.entry(claim.sentence).or_default().push(index);
            let holders: Vec<usize> =
                claim.holders.iter().filter_map(Holder::actor).take(8).collect();
            for &a in &holders {
                self.agreed.extend(holders.iter().map(|&b| (a, b)));
            }
            for holder in &claim.holders {
                self.held.entry(holder.clone()).or_default().push(index);
                for relation in
                    claim.relations.iter().filter(|r| r.kind == RelationKind::AgreesWith)
                {
                    if let (Holder::Actor(a), Holder::Actor(b)) = (holder, &relation.target) {
                        self.agreed.extend([(*a, *b), (*b, *a)]);
                    }
                }
            }
        }
    }

    fn side_of(&self, actor: usize) -> Side {
        let roles = || self.facts.actors[actor].roles.iter().map(|role| role.text.to_lowercase());
        if roles().any(|role| WRITERS.iter().any(|noun| role.contains(noun)))
            || self.is_author(actor)
        {
            return Side::Scholar;
        }
        if roles().any(|role| role.split([' ', '-']).any(|word| ROLES.contains(word))) {
            return Side::Participant;
        }
        let claims = || self.held_by(actor).iter().map(|&at| &self.facts.claims[at]);
        let present = claims().filter(|claim| super::wording::is_present(&claim.cue)).count();
        let past = claims().count() - present;
        let of_school =
            |school: &str| claims().filter(|claim| claim.school.as_deref() == Some(school)).count();
        let remembers = of_school("memoir") * 2 > present + past;
        if remembers || past > present && of_school("contemporary") * 2 > present + past {
            return Side::Participant;
        }
        // One writes about the past in the present; who said something in the
        // past may have been either.
        if present > past { Side::Scholar } else { Side::Unknown }
    }

    /// Whether an actor wrote the document.
    pub(super) fn is_author(&self, actor: usize) -> bool {
        let name = &self.facts.actors[actor].name;
        let last = text::last(name);
        let author = self.document.meta.author.as_ref();
        author.is_some_and(|author| author.contains(last) && last.len() > 2)
    }

    /// Persons whom a sentence of agreement names together (`Brown agrees with
    /// Beard`), or one of joint work (`Brown wrote it with Beard`).
    fn read_agreement(&mut self) {
        static AGREES: Pattern = Pattern::new(
            r"\b(?:agree[sd]?|echo(?:es|ed)?|follow(?:s|ing|ed)?|[Ll]ike|shares?|joins?|supports?)\b",
        );
        static JOINT_WORK: Pattern = Pattern::new(
            r"\b(?:wr(?:ote|ites?|itten)|published|edited)\b[^.;:]*\bwith\b|\bco-?(?:wr|auth|edit)|\bcollaborat",
        );
        for index in 0..self.document.sentences.len() {
            let mentions = self.mentions_in(index);
            let sentence = self.document.sentence(index);
            let is_joint = || AGREES.is_match(sentence) || JOINT_WORK.is_match(sentence);
            if mentions.len() < 2 || !is_joint() {
                continue;
            }
            let named = mentions.iter().map(|mention| mention.actor);
            let persons: Vec<usize> = named.filter(|&one| self.is_person(one)).take(8).collect();
            for &a in &persons {
                self.agreed.extend(persons.iter().map(|&b| (a, b)));
            }
        }
    }

    /// Dates in contradictions, and those elsewhere that repeat one side.
    fn doubt(&mut self) {
        let mut stems: HashMap<Option<Bounds>, Vec<String>> = HashMap::new();
        for pair in &self.facts.contradictions {
            self.doubtful.extend(pair.dates);
            for at in pair.dates {
                let known = stems.entry(self.facts.dates[at].value.bounds()).or_default();
                known.extend(filter::stems(&pair.event));
            }
        }
        for (index, date) in self.facts.dates.iter().enumerate() {
            let Some(known) = stems.get(&date.value.bounds()) else { continue };
            let Some(sentence) = self.document.sentence_at(date.span.start) else { continue };
            let here = filter::stems(self.document.sentence(sentence));
            if here.iter().any(|stem| known.contains(stem)) {
                self.doubtful.insert(index);
            }
        }
    }

    /// Whether the document contradicts itself about a date.
    pub(super) fn is_doubtful(&self, date: usize) -> bool {
        self.doubtful.contains(&date)
    }

    pub(super) fn agree(&self, a: usize, b: usize) -> bool {
        self.agreed.contains(&(a, b))
    }

    /// Claims that an actor holds.
    pub(super) fn held_by(&self, actor: usize) -> &[usize] {
        self.held.get(&Holder::Actor(actor)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a part of a person's name stands in a text.
    pub(super) fn is_named(&self, actor: usize, text: &str) -> bool {
        let mut words = self.facts.actors[actor].name.split(' ');
        words.any(|word| word.len() > 2 && text.contains(word))
    }

    pub(super) fn claims_in(&self, sentence: usize) -> impl Iterator<Item = &'a Claim> {
        let facts = self.facts;
        let found = self.claims_in.get(&sentence).map(Vec::as_slice).unwrap_or_default();
        found.iter().map(move |&at| &facts.claims[at])
    }

    /// Mentions whose place begins in sentence `index`.
    pub(super) fn mentions_in(&self, index: usize) -> &'a [Mention] {
        let span = &self.document.sentences[index].span;
        let from = self.facts.mentions.partition_point(|mention| mention.span.start < span.start);
        let to = self.facts.mentions.partition_point(|mention| mention.span.start < span.end);
        &self.facts.mentions[from..to]
    }

    /// Persons named in a sentence: as written, and who.
    pub(super) fn persons_in(&self, index: usize) -> Vec<(&'a str, usize)> {
        let persons =
            self.mentions_in(index).iter().filter(|mention| self.is_person(mention.actor));
        persons.map(|mention| (self.document.slice(mention.span.clone()), mention.actor)).collect()
    }

    pub(super) fn is_person(&self, actor: usize) -> bool {
        self.facts.actors[actor].kind == ActorKind::Person
    }

    /// The grammar of sentence `index`, where it was parsed.
    pub(super) fn tree(&self, index: usize) -> Option<Tree<'a>> {
        events::tree(self.document, &self.facts.annotations, index)
    }

    /// Whom a word names.
    pub(super) fn named(&self, tree: &Tree<'_>, at: usize) -> Option<usize> {
        Some(mention_at(&self.facts.mentions, &tree.tokens[at].span)?.actor)
    }

    /// The person whom `he` or `she` means as the subject of sentence `index`: the subject of
    /// the sentence before, where neither names another person.
    pub(super) fn meant_by(&self, index: usize, pronoun: &str) -> Option<usize> {
        /// So many sentences may go on with a pronoun.
        const REACH: usize = 3;
        if !["he", "she"].contains(&&*pronoun.to_lowercase()) {
            return None;
        }
        let persons = |index: usize| self.persons_in(index).into_iter().map(|(_, person)| person);
        let mut named: HashSet<usize> = persons(index).collect();
        for before in (index.saturating_sub(REACH)..index).rev() {
            if self.document.sentences[before].paragraph != self.document.sentences[index].paragraph
            {
                return None;
            }
            named.extend(persons(before));
            let tree = self.tree(before)?;
            let subject = tree.subject_of(tree.root()?)?;
            if let Some(actor) = self.named(&tree, subject) {
                let is_one = named.len() == 1 && named.contains(&actor);
                return (is_one && !tree.has(subject, Relation::Conj)).then_some(actor);
            }
            if !tree.text(subject).eq_ignore_ascii_case(pronoun) {
                return None;
            }
        }
        None
    }

    /// How a date hangs on its sentence, and the verb that it dates, where grammar tells.
    pub(super) fn hold(&self, date: usize) -> Option<(Hold, Option<usize>)> {
        let date = &self.facts.dates[date];
        events::hold(&self.tree(self.document.sentence_at(date.span.start)?)?, date)
    }

    /// Whether a text of sentence `index` makes sense without what stands before it.
    pub(super) fn is_closed(&self, text: &str, index: usize) -> bool {
        filter::is_closed(text, &self.persons_in(index))
    }
}

/// Words that stand in the names of two persons.
fn shared_names(facts: &Facts) -> HashSet<String> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut shared = HashSet::new();
    for actor in facts.actors.iter().filter(|actor| actor.kind == ActorKind::Person) {
        let words: HashSet<&str> = actor.name.split(' ').collect();
        for word in words {
            if !seen.insert(word) {
                shared.insert(word.to_owned());
            }
        }
    }
    shared
}
