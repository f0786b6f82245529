//! Whether a document bears out what a card says.
//!
//! What a card states is looked for among the sentences of the document by the words
//! that both share, rare ones counting most. Where enough of them agree, the dates,
//! numbers, names and denials of both have to agree as well: what differs there is a
//! contradiction, what is missing is not found. A generated card that is still what the
//! document makes today under the same id needs no search.

mod context;
mod edited;
mod names;
mod number;
mod order;
mod signs;
mod statement;

use super::compose::Draft;
use super::fact::Facts;
use crate::deck::{Content, Note};
use crate::document::Document;
use context::{Around, Titles};
use names::{Name, Names};
use serde::Serialize;
use signs::{Clash, Signs};
use statement::{Is, Statement, miscounted, statements, variants};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// From this share of its words on, a statement may be what a sentence says.
const LIKE: f64 = 0.45;
/// From this share on, a sentence is about the same, and what differs contradicts.
const ABOUT: f64 = 0.5;
/// From this share on, it says the same.
const SAME: f64 = 0.6;
/// So many sentences before one, and one behind it, name what its pronouns mean.
const BEFORE: usize = 3;
/// So many sentences are looked at closely.
const CANDIDATES: usize = 8;
/// What so many sentences say tells nothing apart.
const COMMON: usize = 1000;

/// What a document says of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "verdict")]
pub enum Verdict {
    /// It has the card's words, or makes the same card.
    ToTheLetter,
    /// It says so in other words.
    InOtherWords,
    /// Nothing in it says so.
    NotFound,
    /// It says something else.
    Contradicted {
        /// What the card has, and what the document.
        by: String,
    },
}

impl Verdict {
    fn is_borne_out(&self) -> bool {
        matches!(self, Self::ToTheLetter | Self::InOtherWords)
    }
}

/// What was found of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether the document bears it out.
    pub verdict: Verdict,
    /// Where the document speaks of it.
    pub place: Option<Range<usize>>,
}

/// A document that is asked about cards.
#[derive(Debug)]
pub struct Ground<'a> {
    document: &'a Document,
    names: Names<'a>,
    titles: Titles,
    /// The cards that the document makes, by their ids.
    drafts: HashMap<&'a str, &'a Draft>,
    passages: Vec<Passage>,
    /// The passages that hold a stem, and a name.
    stems: HashMap<String, Vec<usize>>,
    named: HashMap<Name, Vec<usize>>,
    /// The first passage of a text.
    texts: HashMap<String, usize>,
}

/// A sentence, or a row of a table.
#[derive(Debug)]
struct Passage {
    span: Range<usize>,
    /// The passages that stand with it.
    group: usize,
    section: Option<usize>,
    /// The passage that leads into its list.
    lead: Option<usize>,
    /// Where the numbered list begins of which it is a step.
    step: Option<usize>,
    signs: Signs,
}

impl<'a> Ground<'a> {
    /// Reads what the document says; `drafts` are all the cards that it makes.
    pub fn new(document: &'a Document, facts: &'a Facts, drafts: &'a [Draft]) -> Self {
        let names = Names::new(document, facts);
        let passages = context::passages(document, facts, &names);
        let titles = Titles::new(document, &names);
        let mut stems: HashMap<String, Vec<usize>> = HashMap::new();
        let mut named: HashMap<Name, Vec<usize>> = HashMap::new();
        let mut texts = HashMap::new();
        for (at, passage) in passages.iter().enumerate() {
            for stem in &passage.signs.stems {
                stems.entry(stem.clone()).or_default().push(at);
            }
            for name in &passage.signs.names {
                named.entry(name.clone()).or_default().push(at);
            }
            texts.entry(plain(document.slice(passage.span.clone()))).or_insert(at);
        }
        let drafts = drafts.iter().map(|draft| (draft.note.id.as_str(), draft)).collect();
        Self { document, names, titles, drafts, passages, stems, named, texts }
    }

    /// What the document says of a note: of several statements the worst.
    pub fn judge(&self, note: &Note) -> Finding {
        let made = self.drafts.get(note.id.as_str());
        if let Some(verdict) = made.and_then(|draft| self.as_generated(note, &draft.note)) {
            let quoted = made.and_then(|draft| draft.note.note.as_deref());
            return Finding { verdict, place: quoted.and_then(|quoted| self.place_of(quoted)) };
        }
        if let Some(by) = miscounted(&note.content) {
            return Finding { verdict: Verdict::Contradicted { by }, place: None };
        }
        let quoted = note.note.as_deref().map(plain).unwrap_or_default();
        let order = match &note.content {
            Content::Order { front, items } => Some(self.order(front, items, &quoted)),
            _ => None,
        };
        let said = match order {
            Some(_) => Vec::new(),
            None => statements(&note.content),
        };
        let said = said.into_iter().chain(variants(note));
        let found = said.map(|one| self.finding(&one, &quoted)).chain(order);
        let worst = found.max_by_key(|found| match found.verdict {
            Verdict::ToTheLetter => 0,
            Verdict::InOtherWords => 1,
            Verdict::NotFound => 2,
            Verdict::Contradicted { .. } => 3,
        });
        worst.unwrap_or(Finding { verdict: Verdict::NotFound, place: None })
    }

    fn finding(&self, statement: &Statement, quoted: &str) -> Finding {
        let mut found = self.statement(statement, quoted);
        if statement.row > 0 && !found.verdict.is_borne_out() {
            found = self.beside(statement).unwrap_or(found);
        }
        match statement.is {
            Is::True => found,
            Is::False => opposite(found),
            // Another name for it, or another spelling, is not in the document.
            Is::Accepted if found.verdict == Verdict::NotFound => {
                Finding { verdict: Verdict::InOtherWords, ..found }
            }
            Is::Accepted => found,
        }
    }

    /// `quoted` is what the card quotes.
    fn statement(&self, statement: &Statement, quoted: &str) -> Finding {
        let said = Signs::of_statement(&self.names, statement);
        let mut clash: Option<(Clash, usize)> = None;
        let mut is_elsewhere = false;
        for (at, share) in self.candidates(&said) {
            let passage = &self.passages[at];
            let around = self.around(at);
            match said.against(&self.names, &passage.signs, &around) {
                Ok(()) => {
                    let place = Some(passage.span.clone());
                    let text = plain(self.document.slice(passage.span.clone()));
                    let is_quoted = text.contains(plain(&statement.text()).trim_end_matches('.'))
                        || quotes(quoted, &text) && said.stems.is_subset(&passage.signs.stems);
                    let verdict =
                        if is_quoted { Verdict::ToTheLetter } else { Verdict::InOtherWords };
                    return Finding { verdict, place };
                }
                // What the card itself quotes has the last word.
                Err(Some(found)) if self.is_quoted(at, quoted) => {
                    clash = Some((found, at));
                    break;
                }
                Err(Some(found)) if share >= ABOUT && clash.is_none() && !is_elsewhere => {
                    clash = Some((found, at));
                }
                // What a better passage has is not contradicted by another event's.
                Err(None) => is_elsewhere |= said.has_dates(&passage.signs),
                Err(_) => {}
            }
        }
        match clash {
            Some((clash, at)) => Finding {
                verdict: Verdict::Contradicted { by: clash.told(&self.names) },
                place: Some(self.passages[at].span.clone()),
            },
            None => Finding { verdict: Verdict::NotFound, place: None },
        }
    }

    /// Whether a card quotes the whole of a passage.
    fn is_quoted(&self, at: usize, quoted: &str) -> bool {
        !quoted.is_empty() && plain(self.document.slice(self.passages[at].span.clone())) == quoted
    }

    /// Passages that share enough words, the best first, with the share.
    fn candidates(&self, said: &Signs) -> Vec<(usize, f64)> {
        let weighed = said.stems.iter().map(|stem| {
            let holders = self.stems.get(stem).map_or(&[][..], Vec::as_slice);
            let weight = (1.0 + self.passages.len() as f64 / (1.0 + holders.len() as f64)).ln();
            Word { stem, holders, weight }
        });
        let (telling, common): (Vec<Word<'_>>, Vec<Word<'_>>) =
            weighed.partition(|word| word.holders.len() < COMMON);
        let beside = |at: usize| {
            let stems = &self.passages[at].signs.stems;
            common.iter().filter(|word| stems.contains(word.stem)).map(|word| word.weight).sum()
        };
        let named = |at: usize| {
            let signs = &self.passages[at].signs;
            said.names.iter().filter(|name| signs.has(name)).count() as f64
        };
        let (mut shares, mut lent): (HashMap<usize, f64>, HashMap<usize, f64>) = Default::default();
        for word in &telling {
            for &at in word.holders {
                *shares.entry(at).or_default() += word.weight;
                if let Some(next) = self.pointing(at, word.stem) {
                    *lent.entry(next).or_default() += word.weight;
                }
            }
        }
        // What a pronoun means counts up to what stands there itself.
        for (at, share) in &mut shares {
            *share += lent.get(at).map_or(0.0, |lent| lent.min(*share));
        }
        // A word that the document lacks may say what it says with another.
        let halved = |word: &Word<'_>| if word.holders.is_empty() { 2.0 } else { 1.0 };
        let is_asked =
            |word: &&Word<'_>| !said.kinds.contains(word.stem) || said.stems.is_subset(&said.kinds);
        let asked = telling.iter().filter(is_asked);
        let mut whole: f64 = asked.map(|word| word.weight / halved(word)).sum();
        if shares.is_empty() {
            let rarest = self.rarest(said, &common).iter();
            (whole, shares) = match said.stems.is_empty() {
                true => (said.names.len() as f64, rarest.map(|&at| (at, named(at))).collect()),
                false => {
                    let whole = common.iter().map(|word| word.weight).sum();
                    (whole, rarest.map(|&at| (at, beside(at))).collect())
                }
            };
        }
        let shares = shares.into_iter().map(|(at, share)| (at, share / whole));
        let like = shares.filter(|&(_, share)| share >= LIKE);
        let mut found: Vec<(usize, f64, f64)> =
            like.map(|(at, share)| (at, share, beside(at))).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.2.total_cmp(&a.2)).then(a.0.cmp(&b.0)));
        found.into_iter().take(CANDIDATES).map(|(at, share, _)| (at, share)).collect()
    }

    /// Where all words are common or names, the passages of the rarest name or word.
    fn rarest(&self, said: &Signs, common: &[Word<'_>]) -> &[usize] {
        let named = said.names.iter().filter_map(|name| self.named.get(name).map(Vec::as_slice));
        let words = common.iter().map(|word| self.stems[word.stem].as_slice());
        let rarest = named.chain(words).min_by_key(|holders| holders.len()).unwrap_or_default();
        &rarest[..rarest.len().min(COMMON)]
    }

    /// The passage behind one, where a pronoun may mean what this says and it does not.
    fn pointing(&self, at: usize, stem: &str) -> Option<usize> {
        let next = self.passages.get(at + 1)?;
        let is_same = next.group == self.passages[at].group;
        let points = is_same && next.signs.points() && !next.signs.stems.contains(stem);
        points.then_some(at + 1)
    }

    /// The signs of the passages that stand with one, and above it.
    fn around(&self, at: usize) -> Around<'_> {
        let passage = &self.passages[at];
        let near = at.saturating_sub(BEFORE)..(at + 2).min(self.passages.len());
        let near = self.passages[near].iter().filter(|one| one.group == passage.group);
        Around {
            near: near.map(|passage| &passage.signs).collect(),
            lead: passage.lead.map(|lead| &self.passages[lead].signs),
            above: self.titles.above(passage.section),
            opening: &self.titles.opening,
        }
    }

    /// Where a passage of the document stands.
    fn place_of(&self, quoted: &str) -> Option<Range<usize>> {
        Some(self.passages[*self.texts.get(&plain(quoted))?].span.clone())
    }
}

/// A word of a card, and the passages that hold it.
struct Word<'g> {
    stem: &'g String,
    holders: &'g [usize],
    /// Rare ones have more.
    weight: f64,
}

/// Whether a card quotes a passage, whole or in part.
fn quotes(quoted: &str, passage: &str) -> bool {
    !quoted.is_empty() && (passage.contains(quoted) || quoted.contains(passage))
}

/// Those of `one` that are not among `two`.
fn without<'s>(one: &'s [Statement], two: &[Statement]) -> Vec<&'s Statement> {
    let two: HashSet<(Is, String)> = two.iter().map(Statement::plain).collect();
    one.iter().filter(|statement| !two.contains(&statement.plain())).collect()
}

fn is_same_row(one: &[Statement], two: &[Statement]) -> bool {
    one.iter().map(Statement::plain).eq(two.iter().map(Statement::plain))
}

/// A false statement is borne out by a text that contradicts it.
fn opposite(found: Finding) -> Finding {
    let verdict = match found.verdict {
        Verdict::Contradicted { .. } => Verdict::InOtherWords,
        Verdict::NotFound => Verdict::NotFound,
        _ => Verdict::Contradicted { by: "the document says that it is so".to_owned() },
    };
    Finding { verdict, ..found }
}

/// A text in small letters without quotation marks and lines between cells, blanks alike.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('’', "'").replace(['“', '”', '"', '|'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
