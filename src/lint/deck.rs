//! What cards are to each other: the same question, an answer that another card tells, and
//! what only all of a deck shows.

use super::subject::{Subject, Whole};
use super::text::{ASKING, Text, is_content, root};
use crate::deck::content::Content;
use crate::deck::doubt::Place;
use crate::deck::{Card, Right};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// So many cards with the same answer are compared with each other.
const MOST_COMPARED: usize = 50;
/// A word that so many cards have says which of them is meant.
const RARE: usize = 3;
/// So many answers that are all at one place are no chance.
const MANY: usize = 5;

pub(super) fn same_question(whole: &Whole<'_>) -> Vec<(Place, String)> {
    let words = Words::of(whole);
    let mut found = Vec::new();
    let mut told = HashSet::new();
    let mut first: HashMap<String, usize> = HashMap::new();
    for (at, subject) in whole.subjects.iter().enumerate() {
        let other = *first.entry(shown(subject.card)).or_insert(at);
        let card = whole.subjects[other].card;
        if !card.id.is_sibling_of(&subject.card.id) {
            told.insert(at);
            found.push(pair(subject, card, "asks the same as"));
        }
    }
    for group in words.by_answer.values().filter(|group| group.len() > 1) {
        for (n, &(at, name)) in group.iter().enumerate().take(MOST_COMPARED) {
            let is_same = |(other, other_name): &&(usize, Name)| {
                // Two that are accepted alike may stand for two: `Adams`.
                (name == Name::Own || *other_name == Name::Own)
                    && words.ask_the_same(*other, at, group.len())
            };
            if let Some(&(other, _)) = group[..n].iter().find(is_same)
                && told.insert(at)
            {
                let card = whole.subjects[other].card;
                found.push(pair(&whole.subjects[at], card, "asks in other words the same as"));
            }
        }
    }
    found
}

fn pair(subject: &Subject<'_>, other: &Card, what: &str) -> (Place, String) {
    let id = &subject.card.id;
    (Place::Card(id.clone()), format!("'{}' {what} '{}'", id.card(), other.id.card()))
}

/// All that the learner sees before answering: what is to be ordered or matched
/// tells questions apart.
fn shown(card: &Card) -> String {
    let (prompt, mut shown) = (card.prompt(), card.shown());
    shown.sort_unstable();
    shown.insert(0, &prompt);
    shown.join("\n")
}

/// Whether an answer is the card's own, or accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Own,
    Accepted,
}

/// What the cards of a deck ask for and speak of.
struct Words<'a> {
    whole: &'a Whole<'a>,
    /// The answer of each card, as roots; none where it cannot be told from others by it.
    answers: Vec<Option<Vec<String>>>,
    /// What each prompt is about, without its answer.
    about: Vec<BTreeSet<String>>,
    /// What other names of its answer say.
    names: Vec<BTreeSet<String>>,
    /// How many notes speak of a word.
    counts: HashMap<String, usize>,
    /// The cards with an answer, whose words stand in any order.
    by_answer: BTreeMap<Vec<String>, Vec<(usize, Name)>>,
}

impl<'a> Words<'a> {
    fn of(whole: &'a Whole<'a>) -> Self {
        let answers: Vec<Option<Vec<String>>> = whole.subjects.iter().map(answer).collect();
        let about: Vec<BTreeSet<String>> = whole.subjects.iter().zip(&answers).map(about).collect();
        let mut counts = HashMap::new();
        let mut of_note = BTreeSet::new();
        for (at, subject) in whole.subjects.iter().enumerate() {
            if subject.is_first {
                of_note.clear();
            }
            for word in about[at].iter().filter(|word| of_note.insert((*word).clone())) {
                *counts.entry(word.clone()).or_insert(0) += 1;
            }
        }
        let mut by_answer: BTreeMap<Vec<String>, Vec<(usize, Name)>> = BTreeMap::new();
        let mut names = Vec::with_capacity(answers.len());
        for (at, (subject, own)) in whole.subjects.iter().zip(&answers).enumerate() {
            let accepted = subject.card.accept().iter();
            let accepted = accepted.filter_map(|entry| named(&Text::new(entry), &subject.language));
            let accepted: Vec<Vec<String>> = accepted.filter(|_| own.is_some()).collect();
            for (name, answer) in own
                .iter()
                .map(|own| (Name::Own, own))
                .chain(accepted.iter().map(|answer| (Name::Accepted, answer)))
            {
                let mut answer = answer.clone();
                answer.sort_unstable();
                let group = by_answer.entry(answer).or_default();
                if group.last().is_none_or(|(last, _)| *last != at) {
                    group.push((at, name));
                }
            }
            let is_other = |word: &String| own.as_ref().is_some_and(|own| !own.contains(word));
            names.push(accepted.into_iter().flatten().filter(is_other).collect());
        }
        Self { whole, answers, about, names, counts, by_answer }
    }

    fn are_siblings(&self, a: usize, b: usize) -> bool {
        self.whole.subjects[a].card.id.is_sibling_of(&self.whole.subjects[b].card.id)
    }

    /// What two cards speak of, or one in its question and the other by its answer's other name.
    fn shared(&self, a: usize, b: usize) -> impl Iterator<Item = &String> {
        let names = move |a: usize, b: usize| self.about[a].intersection(&self.names[b]);
        let named = names(a, b).chain(names(b, a));
        let other = named
            .filter(move |word| !(self.about[a].contains(*word) && self.about[b].contains(*word)));
        self.about[a].intersection(&self.about[b]).chain(other)
    }

    fn is_rare(&self, word: &str) -> bool {
        self.counts.get(word).is_some_and(|count| *count <= RARE)
    }

    /// Whether two cards with one answer ask one thing: all that the shorter one speaks of is
    /// in the other; or a rare word is, and nothing else has that answer.
    fn ask_the_same(&self, a: usize, b: usize, with_answer: usize) -> bool {
        if self.are_siblings(a, b) {
            return false;
        }
        let shared: Vec<&String> = self.shared(a, b).collect();
        let small = self.about[a].len().min(self.about[b].len());
        let is_term = self.answers[a].as_ref().is_some_and(|words| {
            words.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
        });
        let most = shared.len() * 4 >= small * 3;
        let names_it = |word: &&&String| self.is_rare(word) && word.chars().count() > 3;
        let rare = shared.iter().filter(names_it).count();
        // An answer of several words is of fewer questions.
        let words = self.answers[a].as_ref().map_or(0, Vec::len);
        let few = if words > 1 { 5 } else { 4 };
        match is_term {
            false => most && shared.len() > 1 && shared.len() * 5 >= small * 4,
            true => most && rare > 0 || with_answer == 2 && rare > 0 && shared.len() * few >= small,
        }
    }
}

/// The answer of a card that is one text, as roots.
fn answer(subject: &Subject<'_>) -> Option<Vec<String>> {
    let Right::Texts(texts) = subject.card.right() else { return None };
    if matches!(subject.card.of_note().content, Content::TrueFalse { .. }) {
        return None;
    }
    let text = match &subject.item {
        Some(item) => Text::new(&item.answer()?.plain),
        None => Text::new(texts.first().filter(|_| texts.len() == 1)?),
    };
    named(&text, &subject.language)
}

/// The roots of an answer's words, without those that are about nothing.
fn named(text: &Text, language: &str) -> Option<Vec<String>> {
    let words = text.words.iter().filter(|word| {
        is_content(&word.lower, language) || word.lower.starts_with(|c: char| c.is_ascii_digit())
    });
    let words: Vec<String> = words.map(|word| root(&word.lower)).collect();
    // `K` and `It` may be all that is asked for.
    let all = || text.words.iter().map(|word| word.lower.clone()).collect();
    let words = if words.is_empty() { all() } else { words };
    (!words.is_empty()).then_some(words)
}

fn about((subject, answer): (&Subject<'_>, &Option<Vec<String>>)) -> BTreeSet<String> {
    let asking = |word: &str| ASKING.has(word, &subject.language);
    let words = subject.prompt.words.iter().map(|word| &*word.lower);
    let content = words.filter(|word| is_content(word, &subject.language) && !asking(word));
    let is_own = |word: &String| answer.as_ref().is_some_and(|answer| answer.contains(word));
    content.map(root).filter(|word| !is_own(word)).collect()
}

pub(super) fn gives_away(whole: &Whole<'_>) -> Vec<(Place, String)> {
    let words = Words::of(whole);
    // Answers by their first word.
    let mut answers: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, answer) in words.answers.iter().enumerate() {
        if let Some(answer) = answer.as_ref().filter(|answer| names_something(answer)) {
            answers.entry(&answer[0]).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for (at, subject) in whole.subjects.iter().enumerate() {
        let told: Vec<String> = subject.prompt.words.iter().map(|word| root(&word.lower)).collect();
        let given = (0..told.len()).find_map(|from| {
            let candidates = answers.get(&*told[from])?;
            let gives = |&&other: &&usize| {
                words.gives_away(at, other, &told[from..])
                    && words.is_whole(at, from, words.answers[other].as_ref().map_or(0, Vec::len))
            };
            candidates.iter().take(MOST_COMPARED).find(gives).copied()
        });
        if let Some(other) = given {
            let what = whole.subjects[other].card.answer();
            let (place, said) = pair(subject, whole.subjects[other].card, "tells the answer to");
            found.push((place, format!("{said}: {what:?}")));
        }
    }
    found
}

/// Whether an answer is a name or a term: numbers stand in many texts.
fn names_something(answer: &[String]) -> bool {
    let letters = |word: &String| word.chars().filter(|c| c.is_alphabetic()).count();
    answer.iter().map(letters).sum::<usize>() > 2
}

impl Words<'_> {
    /// Whether words of a prompt are no part of a longer name: `North` of `North Korea`.
    fn is_whole(&self, at: usize, from: usize, count: usize) -> bool {
        let prompt = &self.whole.subjects[at].prompt;
        let words = &prompt.words;
        let is_joined = |left: usize, right: usize| {
            let (Some(left), Some(right)) = (words.get(left), words.get(right)) else {
                return false;
            };
            let between = &prompt.plain[left.span.end..right.span.start];
            left.is_capital && right.is_capital && matches!(between, " " | "-")
        };
        let starts = |at: usize| {
            let before = prompt.plain[..words[at].span.start].trim_end();
            before.is_empty() || before.ends_with(['.', '?', '!', ':', '"', '“'])
        };
        let before = from.checked_sub(1).filter(|before| !starts(*before));
        !before.is_some_and(|before| is_joined(before, from))
            && !is_joined(from + count - 1, from + count)
    }

    /// Whether two gaps were cut out of one passage: they are as good as siblings.
    fn are_of_one_passage(&self, a: usize, b: usize) -> bool {
        let is_cloze = |at: usize| self.whole.subjects[at].card.gap().is_some();
        let shared = self.about[a].intersection(&self.about[b]).count();
        is_cloze(a) && is_cloze(b) && shared * 2 >= self.about[b].len()
    }

    /// Whether card `at`, in which `told` begins with the answer of `other`, speaks of what that
    /// one asks.
    fn gives_away(&self, at: usize, other: usize, told: &[String]) -> bool {
        let Some(answer) = &self.answers[other] else { return false };
        if at == other || self.are_siblings(at, other) || self.answers[at] == self.answers[other] {
            return false;
        }
        let is_told = told.len() >= answer.len() && told[..answer.len()] == answer[..];
        if !is_told {
            return false;
        }
        if self.are_of_one_passage(at, other) {
            return false;
        }
        let own = |word: &&String| !answer.contains(word);
        let asked: Vec<&String> = self.about[other].iter().filter(own).collect();
        let shared: Vec<&&String> =
            asked.iter().filter(|word| self.about[at].contains(**word)).collect();
        let is_name = |word: &String| {
            let prompt = &self.whole.subjects[other].prompt;
            prompt.words.iter().skip(1).any(|w| w.is_capital && root(&w.lower) == *word)
        };
        let rare = shared.iter().filter(|word| self.is_rare(word)).count();
        let names = shared.iter().filter(|word| self.is_rare(word) && is_name(word)).count();
        // Of a name of several words less has to be said.
        let name = Text::new(&self.whole.subjects[other].card.answer());
        let is_full = answer.len() > 1 && name.words.iter().all(|word| word.is_capital);
        let few = if is_full { 3 } else { 2 };
        rare > 0 && shared.len() * few >= asked.len()
            || names > 0 && shared.len() * 4 >= asked.len()
    }
}

pub(super) fn constant_position(whole: &Whole<'_>) -> Vec<(Place, String)> {
    let letters = whole.subjects.iter().filter_map(|subject| subject.item.as_ref()?.letter);
    let truths =
        whole.subjects.iter().filter_map(|subject| match &subject.card.of_note().content {
            Content::TrueFalse { answer, .. } => Some(*answer),
            _ => None,
        });
    let letter = always(letters).map(|(letter, count)| {
        format!("the right option of all {count} cards with letters is {letter}")
    });
    let truth = always(truths).map(|(truth, count)| format!("all {count} statements are {truth}"));
    [letter, truth].into_iter().flatten().map(|why| (Place::Deck, why)).collect()
}

/// What all of many have in common, and how many there are.
fn always<T: PartialEq>(all: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let all: Vec<T> = all.collect();
    let is_always = all.len() >= MANY && all.windows(2).all(|pair| pair[0] == pair[1]);
    let count = all.len();
    all.into_iter().next().filter(|_| is_always).map(|first| (first, count))
}

pub(super) fn tag_case(whole: &Whole<'_>) -> Vec<(Place, String)> {
    // Each way of writing a tag, with its first card and how many have it.
    let mut tags: BTreeMap<String, Vec<(&String, &Card, usize)>> = BTreeMap::new();
    for subject in whole.subjects.iter().filter(|subject| subject.is_first) {
        for tag in subject.card.tags() {
            let ways = tags.entry(tag.to_lowercase()).or_default();
            match ways.iter_mut().find(|(way, ..)| *way == tag) {
                Some((.., count)) => *count += 1,
                None => ways.push((tag, subject.card, 1)),
            }
        }
    }
    let mut found = Vec::new();
    for ways in tags.values().filter(|ways| ways.len() > 1) {
        // The first of those that are used most is taken as it is meant.
        let most = ways.iter().map(|(.., count)| *count).max().unwrap_or_default();
        let meant = ways.iter().position(|(.., count)| *count == most).unwrap_or_default();
        for (_, (tag, card, _)) in ways.iter().enumerate().filter(|(at, _)| *at != meant) {
            let other = ways[meant].0;
            let why = format!("'{}' has the tag '{tag}', others have '{other}'", card.id.card());
            found.push((Place::Card(card.id.clone()), why));
        }
    }
    found
}

/// A tag that no card has is most likely misspelt.
pub(super) fn unused_weight(whole: &Whole<'_>) -> Vec<(Place, String)> {
    let known: HashSet<&String> = whole.deck.cards.iter().flat_map(Card::tags).collect();
    let weighed = whole.deck.exam.iter().flat_map(|exam| &exam.weights).map(|(tag, _)| tag);
    let unknown = weighed.filter(|tag| !known.contains(tag));
    let told = |tag: &String| {
        let why = format!("no card has the tag '{tag}' that [exam] weights");
        (Place::Weight(tag.clone()), why)
    };
    unknown.map(told).collect()
}
