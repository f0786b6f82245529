//! Noun phrases that may hold something: the subject before a verb, the name
//! behind a preposition, the phrase with which a sentence opens.

mod after;
mod before;
mod head;

use crate::document::Document;
use crate::generate::fact::{Actor, ActorKind, Mention};
use crate::generate::lexicon::{GROUPS, Group, ROLES, Words, listed};
use crate::generate::token::{Token, Tokens};
use std::ops::{Deref, Range};

/// A sentence in tokens, each with the mention that it belongs to.
pub(super) struct Sentence<'a> {
    pub(super) document: &'a Document,
    /// Its index in the document.
    pub(super) index: usize,
    pub(super) tokens: Tokens<'a>,
    /// Index into `mentions`, a token.
    mention: Vec<Option<usize>>,
    mentions: &'a [Mention],
    actors: &'a [Actor],
}

/// What a noun phrase is; ranges are of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    /// Named: indices into the document's mentions.
    Named(Vec<usize>),
    /// Named with others who are not: `Goncharov and his co-authors`.
    Team(usize),
    /// Without a name: `some historians`, `the treaty`.
    Group(Range<usize>, Group),
    /// `the Prussian minister`: somebody named elsewhere.
    Role(Range<usize>),
    /// The document speaks of itself.
    Author,
    He,
    They,
    It,
    /// The subject of what stands before: `…, and asserts`.
    Shared,
    /// Nobody is named: `it has been argued`.
    Nobody,
}

/// A noun phrase and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) phrase: Phrase,
    pub(super) tokens: Range<usize>,
}

impl Subject {
    pub(super) fn new(phrase: Phrase, tokens: Range<usize>) -> Self {
        Self { phrase, tokens }
    }

    /// The same, with all words up to `end`.
    fn until(mut self, end: usize) -> Self {
        self.tokens.end = end;
        self
    }

    /// One person who is named with others that are not.
    fn team(mut self) -> Self {
        if let Phrase::Named(named) = &self.phrase
            && let [one] = named.as_slice()
        {
            self.phrase = Phrase::Team(*one);
        }
        self
    }
}

static AUXILIARIES: Words = Words::named("between subject and verb");
static PREPOSITIONS: Words = Words::named("prepositions");
static BOUNDARIES: Words = Words::named("boundaries of noun phrases");
static DETERMINERS: Words = Words::named("determiners of groups");

impl<'a> Deref for Sentence<'a> {
    type Target = Tokens<'a>;

    fn deref(&self) -> &Self::Target {
        &self.tokens
    }
}

impl<'a> Sentence<'a> {
    /// `here` are the mentions that stand in it.
    pub(super) fn new(
        document: &'a Document,
        index: usize,
        here: Range<usize>,
        mentions: &'a [Mention],
        actors: &'a [Actor],
    ) -> Self {
        let tokens = Tokens::words(document.sentence(index), document.sentences[index].span.start);
        let mut mention = vec![None; tokens.len()];
        let mut at = 0;
        for index in here {
            let span = &mentions[index].span;
            while at < tokens.len() && tokens[at].span.end <= span.start {
                at += 1;
            }
            let mut inside = at;
            while inside < tokens.len() && tokens[inside].span.start < span.end {
                mention[inside] = Some(index);
                inside += 1;
            }
        }
        Self { document, index, tokens, mention, mentions, actors }
    }

    /// Its place in the clean view.
    pub(super) fn span(&self) -> Range<usize> {
        self.document.sentences[self.index].span.clone()
    }

    pub(super) fn paragraph(&self) -> usize {
        self.document.sentences[self.index].paragraph
    }

    pub(super) fn asks(&self) -> bool {
        self.document.sentence(self.index).ends_with('?')
    }

    /// The bytes of some of its tokens.
    pub(super) fn place(&self, tokens: Range<usize>) -> Range<usize> {
        self.tokens[tokens.start].span.start..self.tokens[tokens.end - 1].span.end
    }

    /// The mention that the token at `at` belongs to.
    pub(super) fn mention(&self, at: usize) -> Option<usize> {
        self.mention.get(at).copied().flatten()
    }

    /// The actor whose mention the token at `at` belongs to.
    pub(super) fn actor(&self, at: usize) -> Option<usize> {
        Some(self.mentions[self.mention(at)?].actor)
    }

    pub(super) fn kind(&self, mention: usize) -> ActorKind {
        self.actors[self.mentions[mention].actor].kind
    }

    /// Whether the token at `at` is the ending of a possessive.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_possessive)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_capital)
    }

    pub(super) fn is_person(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|mention| self.kind(mention) == ActorKind::Person)
    }

    /// Where the mention of the token at `at` begins and ends.
    fn extent(&self, at: usize) -> Range<usize> {
        let here = self.mention[at];
        let start = (0..at).rev().take_while(|&one| self.mention[one] == here).last().unwrap_or(at);
        let end = (at..self.len()).take_while(|&one| self.mention[one] == here).last();
        start..end.unwrap_or(at) + 1
    }

    /// Where clauses may begin: at the start, behind a mark or a joining word.
    pub(super) fn opens_clause(&self, at: usize) -> bool {
        at == 0
            || !self.is_word(at - 1) && !self.is_possessive(at - 1)
            || listed!("clause openers").contains(self.before(at))
    }
}

/// Whom a pronoun before a verb stands for.
fn pronoun(word: &str) -> Option<Phrase> {
    Some(match word {
        "he" | "she" => Phrase::He,
        "they" => Phrase::They,
        "it" => Phrase::It,
        "we" | "i" => Phrase::Author,
        _ => return None,
    })
}

/// The kind of a plural noun that holds something.
pub(super) fn group_of(word: &str) -> Option<Group> {
    let known = GROUPS.get(word).copied();
    let people = || word.strip_suffix('s').filter(|one| ROLES.contains(one)).map(|_| Group::People);
    known
        .or_else(|| (word.len() > 6 && word.ends_with("ists")).then_some(Group::Scholars))
        .or_else(people)
}
