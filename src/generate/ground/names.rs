//! Who and what a document names.

use super::signs::stem;
use crate::calendar::numeral;
use crate::document::Document;
use crate::generate::fact::{ActorKind, Facts};
use crate::generate::lexicon::{Words, listed};
use crate::generate::text::capitalised;
use crate::generate::token::{Token, Tokens};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Somebody or something with a name: an actor, or a word with a capital.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Name {
    Actor(usize),
    Word(String),
}

/// The names of a document.
#[derive(Debug)]
pub(super) struct Names<'a> {
    facts: &'a Facts,
    /// Names in small letters → the actor.
    actors: HashMap<String, usize>,
    /// Words that have a capital within a sentence, by their small letters.
    capitals: HashMap<String, String>,
}

impl<'a> Names<'a> {
    pub(super) fn new(document: &Document, facts: &'a Facts) -> Self {
        let mut actors = HashMap::new();
        for (at, actor) in facts.actors.iter().enumerate() {
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                actors.entry(name.to_lowercase()).or_insert(at);
            }
        }
        let mut capitals = HashMap::new();
        for sentence in &document.sentences {
            let tokens = Tokens::words(document.slice(sentence.span.clone()), 0);
            let inner = tokens.iter().skip(1).filter(|token| token.is_capital());
            for token in inner {
                capitals.entry(token.lower.to_string()).or_insert_with(|| token.text.to_owned());
            }
        }
        Self { facts, actors, capitals }
    }

    pub(super) fn show(&self, name: &Name) -> String {
        match name {
            Name::Actor(at) => self.facts.actors[*at].name.clone(),
            Name::Word(word) => match self.capitals.get(word) {
                Some(written) => written.clone(),
                None if numeral::roman(word).is_some() => word.to_uppercase(),
                None => capitalised(word),
            },
        }
    }

    /// All names of those that are named.
    pub(super) fn also(&self, names: &BTreeSet<Name>) -> Vec<&'a str> {
        let actor = |name: &Name| match name {
            Name::Actor(at) => Some(&self.facts.actors[*at]),
            Name::Word(_) => None,
        };
        let actors = names.iter().filter_map(actor);
        let all = actors.flat_map(|actor| std::iter::once(&actor.name).chain(&actor.aliases));
        all.map(String::as_str).collect()
    }

    /// Whether a word has a capital within sentences.
    pub(super) fn is_capital(&self, word: &str) -> bool {
        self.capitals.contains_key(word)
    }

    /// The stem of a name of one word.
    pub(super) fn stem_of(&self, name: &Name) -> String {
        match name {
            Name::Actor(at) => stem(&self.facts.actors[*at].name.to_lowercase()),
            Name::Word(word) => stem(word),
        }
    }

    /// Whether both may stand in one place of a sentence.
    pub(super) fn are_alike(&self, one: &Name, two: &Name) -> bool {
        let kind = |name: &Name| match name {
            Name::Actor(at) => Some(self.facts.actors[*at].kind),
            Name::Word(_) => None,
        };
        match (kind(one), kind(two)) {
            (Some(one), Some(two)) => one == two || one.is_land() && two.is_land(),
            (None, Some(_)) => true,
            (Some(kind), None) => kind == ActorKind::Person,
            (None, None) => true,
        }
    }

    /// The names among the words, with the tokens that are part of one; months are none.
    pub(super) fn within(
        &self,
        tokens: &Tokens<'_>,
        is_dated: impl Fn(&Token<'_>) -> bool,
    ) -> (BTreeSet<Name>, HashSet<usize>) {
        let asks = |token: &Token<'_>| is_one_of(token, &[listed!("words that ask")]);
        // `It`, `That`: they open an answer.
        let small: &[&Words] = &[listed!("without fact"), listed!("pronouns of persons")];
        let (mut names, mut taken) = (BTreeSet::new(), HashSet::new());
        let mut at = 0;
        while at < tokens.len() {
            if !tokens[at].is_capital() || is_dated(&tokens[at]) || asks(&tokens[at]) {
                at += 1;
                continue;
            }
            let end = self.end_of_name(tokens, at);
            let known = (at + 1..=end).rev().find_map(|end| {
                let text: Vec<&str> = (at..end).map(|at| tokens.word(at)).collect();
                Some((*self.actors.get(&text.join(" "))?, end))
            });
            match known {
                Some((actor, end)) => {
                    names.insert(Name::Actor(actor));
                    taken.extend(at..end);
                    at = end;
                }
                None => {
                    let word = tokens.word(at);
                    let is_small = is_one_of(&tokens[at], small);
                    if !is_small && (at > 0 || self.capitals.contains_key(word)) {
                        taken.insert(at);
                        // `Complex I.` ends with a numeral, not with an initial.
                        let initial = word.strip_suffix('.').filter(|one| one.len() == 1);
                        names.insert(Name::Word(initial.unwrap_or(word).to_owned()));
                    }
                    at += 1;
                }
            }
        }
        (names, taken)
    }

    /// Where a row of words with capitals, and small ones between them, ends.
    fn end_of_name(&self, tokens: &Tokens<'_>, at: usize) -> usize {
        let mut end = at + 1;
        while end < tokens.len().min(at + 8) && tokens[end].is_word() {
            end += 1;
        }
        end
    }
}

/// Whether a token is one of some words and no acronym of their letters: `Who` is not `WHO`.
fn is_one_of(token: &Token<'_>, lists: &[&Words]) -> bool {
    let is_acronym = token.text.len() > 1 && token.text.chars().all(char::is_uppercase);
    !is_acronym && lists.iter().any(|list| list.contains(&token.lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_is_no_small_word() {
        let text = "It IT Who WHO A Ask";
        let tokens = Tokens::words(text, 0);
        let lists: &[&Words] = &[listed!("without fact"), listed!("words that ask")];
        let found = tokens.iter().filter(|token| is_one_of(token, lists));
        assert_eq!(found.map(|token| token.text).collect::<Vec<_>>(), ["It", "Who", "A"]);
    }
}
