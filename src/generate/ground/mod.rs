//! Whether a document bears out what a card says.
//!
//! What a card states is looked for among the sentences of the document by the words
//! that both share, rare ones counting most. Where enough of them agree, the dates,
//! numbers, names and denials of both have to agree as well: what differs there is a
//! contradiction, what is missing is not found. A generated card is compared with the
//! card that the document makes today under the same id.

mod signs;

use super::compose::Draft;
use super::fact::Facts;
use crate::deck::{Content, Note};
use crate::document::{BlockKind, Document};
use serde::Serialize;
use signs::{Clash, Names, Signs};
use std::collections::HashMap;
use std::ops::Range;

/// From this share of its words on, a statement may be what a sentence says.
const LIKE: f64 = 0.45;
/// From this share on, the sentence is about the same, and what differs contradicts.
const SAME: f64 = 0.6;
/// So many sentences before one, and one behind it, name what its pronouns mean.
const BEFORE: usize = 3;
/// So many sentences are looked at closely.
const CANDIDATES: usize = 8;

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

/// What was found of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether the document bears it out.
    pub verdict: Verdict,
    /// Where the document speaks of it.
    pub place: Option<Range<usize>>,
}

/// Something that a card says.
#[derive(Debug)]
struct Statement {
    prompt: String,
    answer: String,
    /// Whether the card says that it is so, or that it is not.
    is_true: bool,
}

impl Statement {
    fn new(prompt: &str, answer: &str) -> Self {
        Self { prompt: prompt.to_owned(), answer: answer.to_owned(), is_true: true }
    }

    fn text(&self) -> String {
        format!("{} {}", self.prompt, self.answer).trim().to_owned()
    }
}

/// A document that is asked about cards.
#[derive(Debug)]
pub struct Ground<'a> {
    document: &'a Document,
    names: Names<'a>,
    /// The cards that the document makes, by their ids.
    drafts: HashMap<&'a str, &'a Draft>,
    passages: Vec<Passage>,
    /// The passages that hold a stem.
    index: HashMap<String, Vec<usize>>,
    /// The text in small letters with single blanks, to find quotations.
    plain: String,
}

/// A sentence, or a row of a table.
#[derive(Debug)]
struct Passage {
    span: Range<usize>,
    /// The passages that stand with it.
    group: usize,
    signs: Signs,
}

impl<'a> Ground<'a> {
    /// Reads what the document says; `drafts` are all the cards that it makes.
    pub fn new(document: &'a Document, facts: &'a Facts, drafts: &'a [Draft]) -> Self {
        let names = Names::new(document, facts);
        let sentences = document.sentences.iter().map(|one| (one.span.clone(), one.paragraph));
        let row = |kind| matches!(kind, BlockKind::Row { .. });
        let rows = document.blocks.iter().filter(|block| row(block.kind));
        let outside = document.paragraphs.len();
        let places = sentences.chain(rows.map(|row| (row.span.clone(), outside)));
        let mut places: Vec<(Range<usize>, usize)> = places.collect();
        places.sort_by_key(|(span, _)| span.start);
        let passage = |(span, group): (Range<usize>, usize)| {
            let signs = Signs::of_passage(document, facts, &names, span.clone());
            Passage { span, group, signs }
        };
        let passages: Vec<Passage> = places.into_iter().map(passage).collect();
        let mut index: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, passage) in passages.iter().enumerate() {
            for stem in &passage.signs.stems {
                index.entry(stem.clone()).or_default().push(at);
            }
        }
        let drafts = drafts.iter().map(|draft| (draft.note.id.as_str(), draft)).collect();
        Self { document, names, drafts, passages, index, plain: plain(&document.text) }
    }

    /// What the document says of a note: of several statements the worst.
    pub fn judge(&self, note: &Note) -> Finding {
        if let Some(draft) = self.drafts.get(note.id.as_str()) {
            return self.as_generated(note, &draft.note);
        }
        let quoted = note.note.as_deref().is_some_and(|quoted| self.quotes(quoted));
        let findings = statements(&note.content).into_iter().map(|statement| {
            let found = self.statement(&statement, quoted);
            if statement.is_true { found } else { opposite(found) }
        });
        let worst = findings.max_by_key(|found| match found.verdict {
            Verdict::ToTheLetter => 0,
            Verdict::InOtherWords => 1,
            Verdict::NotFound => 2,
            Verdict::Contradicted { .. } => 3,
        });
        worst.unwrap_or(Finding { verdict: Verdict::NotFound, place: None })
    }

    /// A card against the one that the document makes of the same fact.
    fn as_generated(&self, note: &Note, made: &Note) -> Finding {
        let place = made.note.as_deref().and_then(|quoted| self.place_of(quoted));
        let [ours, theirs] = [&note.content, &made.content].map(statements);
        let mut verdict = Verdict::ToTheLetter;
        for (ours, theirs) in ours.iter().zip(&theirs) {
            if plain(&ours.text()) == plain(&theirs.text()) {
                continue;
            }
            verdict = Verdict::InOtherWords;
            let [said, says] = [ours, theirs].map(|one| Signs::of_statement(&self.names, one));
            if let Some(clash) = said.differs(&says) {
                verdict = Verdict::Contradicted { by: clash.told(&self.names) };
                break;
            }
        }
        Finding { verdict, place }
    }

    fn statement(&self, statement: &Statement, quoted: bool) -> Finding {
        let said = Signs::of_statement(&self.names, statement);
        let mut clash: Option<(Clash, usize)> = None;
        for (at, share) in self.candidates(&said) {
            let passage = &self.passages[at];
            let around = self.around(at);
            match said.against(&self.names, &passage.signs, &around) {
                Ok(()) => {
                    let place = Some(passage.span.clone());
                    let is_quoted = quoted || self.quotes(&statement.text());
                    let verdict =
                        if is_quoted { Verdict::ToTheLetter } else { Verdict::InOtherWords };
                    return Finding { verdict, place };
                }
                Err(Some(found)) if share >= SAME && clash.is_none() => clash = Some((found, at)),
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

    /// Passages that share enough words, the best first, with the share.
    fn candidates(&self, said: &Signs) -> Vec<(usize, f64)> {
        let mut shares: HashMap<usize, f64> = HashMap::new();
        let mut whole = 0.0;
        for stem in &said.stems {
            let holders = self.index.get(stem).map_or(&[][..], Vec::as_slice);
            let weight = (1.0 + self.passages.len() as f64 / (1.0 + holders.len() as f64)).ln();
            // A word that the document lacks may say what it says with another.
            whole += if holders.is_empty() { weight / 2.0 } else { weight };
            // What half of a long text says tells nothing apart.
            if holders.len() < 1000 {
                holders.iter().for_each(|&at| *shares.entry(at).or_default() += weight);
            }
        }
        let mut found: Vec<(usize, f64)> =
            shares.into_iter().map(|(at, share)| (at, share / whole)).collect();
        found.retain(|&(_, share)| share >= LIKE);
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(CANDIDATES);
        found
    }

    /// The signs of the passages that stand with one.
    fn around(&self, at: usize) -> Vec<&Signs> {
        let group = self.passages[at].group;
        let near = at.saturating_sub(BEFORE)..(at + 2).min(self.passages.len());
        let near = self.passages[near].iter().filter(|passage| passage.group == group);
        near.map(|passage| &passage.signs).collect()
    }

    fn quotes(&self, text: &str) -> bool {
        let text = plain(text);
        !text.is_empty() && self.plain.contains(text.trim_end_matches('.'))
    }

    /// Where a sentence of the document stands.
    fn place_of(&self, quoted: &str) -> Option<Range<usize>> {
        let start = self.document.text.find(quoted)?;
        Some(start..start + quoted.len())
    }
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

/// What a note says.
fn statements(content: &Content) -> Vec<Statement> {
    match content {
        Content::Basic { front, back, .. } => vec![Statement::new(front, &back.join("; "))],
        Content::Cloze(cloze) => vec![Statement::new("", &cloze.whole())],
        Content::Order { front, items } | Content::List { front, items } => {
            items.iter().map(|item| Statement::new(front, item)).collect()
        }
        Content::Pairs { pairs, .. } => {
            pairs.iter().map(|(left, right)| Statement::new(left, right)).collect()
        }
        Content::TrueFalse { statement, answer } => {
            vec![Statement { is_true: *answer, ..Statement::new(statement, "") }]
        }
    }
}

/// A text in small letters, without marks at its ends, blanks alike.
fn plain(text: &str) -> String {
    let words = text.split_whitespace().map(str::to_lowercase);
    words.collect::<Vec<_>>().join(" ").replace(['“', '”', '"'], "").replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::compose::{Options, compose};
    use crate::generate::tests::{check, read};

    const TEXT: &str = "The fleet of the Ottoman Empire laid siege to Malta in May 1565. Some 500 knights held the fort of Saint Elmo for a month. Jean de Valette commanded the defence, and he did not ask the king of Spain for ships. The historian Ernle Bradford argues that the siege broke the fear of the Ottoman fleet. Francisco Balbi, a soldier of the garrison, kept a diary.";

    fn verdict(front: &str, back: &str) -> String {
        let document = read(TEXT);
        let facts = crate::generate::facts(&document);
        let ground = Ground::new(&document, &facts, &[]);
        let content = Content::Basic {
            front: front.to_owned(),
            back: vec![back.to_owned()],
            choices: Vec::new(),
            reverse: false,
        };
        match ground.judge(&Note::new("card", content)).verdict {
            Verdict::ToTheLetter => "to the letter".to_owned(),
            Verdict::InOtherWords => "in other words".to_owned(),
            Verdict::NotFound => "not found".to_owned(),
            Verdict::Contradicted { by } => by,
        }
    }

    #[test]
    fn what_a_card_says_is_found_or_contradicted() {
        check(
            "
            When did the Ottoman fleet lay siege to Malta? / May 1565 => in other words
            When did the Ottoman fleet lay siege to Malta? / 1565 => in other words
            When did the Ottoman fleet lay siege to Malta? / May 1566 => the card has May 1566, the document May 1565
            How many knights held Saint Elmo for a month? / 500 => in other words
            How many knights held Saint Elmo for a month? / 800 => the card has 800, the document 500
            Who argues that the siege broke the fear of the fleet? / Ernle Bradford => in other words
            Who argues that the siege broke the fear of the fleet? / Francisco Balbi => the card has Francisco Balbi, the document Ernle Bradford
            Jean de Valette commanded the defence, and he asked the king of Spain for / ships => one of both denies what the other says
            Who invented the steam engine that drained the mines of Cornwall? / Thomas Newcomen => not found
            ",
            |card| {
                let (front, back) = card.split_once(" / ").unwrap();
                verdict(front, back)
            },
        );
    }

    #[test]
    fn a_generated_card_is_compared_with_what_the_document_makes_today() {
        let document = read(TEXT);
        let facts = crate::generate::facts(&document);
        let drafts = compose(&document, &facts, &Options::all()).drafts;
        let ground = Ground::new(&document, &facts, &drafts);
        assert!(!drafts.is_empty());
        for draft in &drafts {
            assert_eq!(ground.judge(&draft.note).verdict, Verdict::ToTheLetter, "{draft:?}");
            let Content::Basic { front, back, .. } = &draft.note.content else { continue };
            let denied = Content::Basic {
                front: front.clone(),
                back: vec![format!("not {}", back[0])],
                choices: Vec::new(),
                reverse: false,
            };
            let finding = ground.judge(&Note { content: denied, ..draft.note.clone() });
            assert!(matches!(finding.verdict, Verdict::Contradicted { .. }), "{draft:?}");
        }
    }
}
