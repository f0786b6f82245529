//! Whether a document bears out what a card says.
//!
//! What a card states is looked for among the sentences of the document by the words
//! that both share, rare ones counting most. Where enough of them agree, the dates,
//! numbers, names and denials of both have to agree as well: what differs there is a
//! contradiction, what is missing is not found. A generated card that is still what the
//! document makes today under the same id needs no search.

mod number;
mod signs;

use super::compose::Draft;
use super::fact::Facts;
use crate::deck::{Content, Note};
use crate::document::{BlockKind, Document};
use serde::Serialize;
use signs::{Clash, Name, Names, Signs};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// From this share of its words on, a statement may be what a sentence says.
const LIKE: f64 = 0.45;
/// From this share on, the sentence is about the same, and what differs contradicts.
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
    is: Is,
}

/// How a card says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Is {
    /// It is so.
    True,
    /// It is not so.
    False,
    /// It is another way to say so.
    Accepted,
}

impl Statement {
    fn new(prompt: &str, answer: &str) -> Self {
        Self { prompt: prompt.to_owned(), answer: answer.to_owned(), is: Is::True }
    }

    fn text(&self) -> String {
        format!("{} {}", self.prompt, self.answer).trim().to_owned()
    }

    /// To see whether two are the same.
    fn plain(&self) -> (Is, String) {
        (self.is, plain(&self.text()))
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
        Self { document, names, drafts, passages, stems, named, texts }
    }

    /// What the document says of a note: of several statements the worst.
    pub fn judge(&self, note: &Note) -> Finding {
        let made = self.drafts.get(note.id.as_str());
        if let Some(verdict) = made.and_then(|draft| self.as_generated(note, &draft.note)) {
            let quoted = made.and_then(|draft| draft.note.note.as_deref());
            return Finding { verdict, place: quoted.and_then(|quoted| self.place_of(quoted)) };
        }
        let quoted = note.note.as_deref().map(plain).unwrap_or_default();
        let said = statements(&note.content).into_iter().chain(variants(note));
        let worst =
            said.map(|one| self.finding(&one, &quoted)).max_by_key(|found| match found.verdict {
                Verdict::ToTheLetter => 0,
                Verdict::InOtherWords => 1,
                Verdict::NotFound => 2,
                Verdict::Contradicted { .. } => 3,
            });
        worst.unwrap_or(Finding { verdict: Verdict::NotFound, place: None })
    }

    /// A card beside the one that the document makes of the same fact: none where it says
    /// neither the same nor what that excludes.
    fn as_generated(&self, note: &Note, made: &Note) -> Option<Verdict> {
        let [ours, theirs] = [&note.content, &made.content].map(statements);
        let [said, says] = [(&ours, &theirs), (&theirs, &ours)].map(|(one, two)| without(one, two));
        if said.is_empty() && says.is_empty() {
            if matches!(note.content, Content::Order { .. }) && !is_same_row(&ours, &theirs) {
                let by = "the card has another order than the document".to_owned();
                return Some(Verdict::Contradicted { by });
            }
            let is_same = note.accept.iter().all(|answer| made.accept.contains(answer));
            return is_same.then_some(Verdict::ToTheLetter);
        }
        let clash = |(said, says): (&&Statement, &&Statement)| {
            let [said, says] = [said, says].map(|one| Signs::of_statement(&self.names, one));
            said.differs(&says)
        };
        let is_changed = said.len() == says.len();
        let clash = said.iter().zip(&says).filter(|_| is_changed).find_map(clash)?;
        Some(Verdict::Contradicted { by: clash.told(&self.names) })
    }

    fn finding(&self, statement: &Statement, quoted: &str) -> Finding {
        let found = self.statement(statement, quoted);
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
        let mut shares: HashMap<usize, f64> = HashMap::new();
        for word in &telling {
            word.holders.iter().for_each(|&at| *shares.entry(at).or_default() += word.weight);
        }
        // A word that the document lacks may say what it says with another.
        let halved = |word: &Word<'_>| if word.holders.is_empty() { 2.0 } else { 1.0 };
        let mut whole: f64 = telling.iter().map(|word| word.weight / halved(word)).sum();
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

    /// The signs of the passages that stand with one.
    fn around(&self, at: usize) -> Vec<&Signs> {
        let group = self.passages[at].group;
        let near = at.saturating_sub(BEFORE)..(at + 2).min(self.passages.len());
        let near = self.passages[near].iter().filter(|passage| passage.group == group);
        near.map(|passage| &passage.signs).collect()
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
            let is = if *answer { Is::True } else { Is::False };
            vec![Statement { is, ..Statement::new(statement, "") }]
        }
    }
}

/// What a note says with each other answer that it takes.
fn variants(note: &Note) -> impl Iterator<Item = Statement> {
    let side = note.content.sides().into_iter().next();
    let prompt = side.map(|side| note.content.prompt(side, |_| String::new()).into_owned());
    let variant = |answer: &String| {
        let prompt = prompt.as_deref().unwrap_or_default();
        Statement { is: Is::Accepted, ..Statement::new(prompt, answer) }
    };
    note.accept.iter().map(variant).collect::<Vec<_>>().into_iter()
}

/// A text in small letters without quotation marks and lines between cells, blanks alike.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('’', "'").replace(['“', '”', '"', '|'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::generate::compose::{Options, compose};
    use crate::generate::tests::{check, read};

    const TEXT: &str = "The fleet of the Ottoman Empire laid siege to Malta in May 1565. Some 500 knights held the fort of Saint Elmo for a month. Jean de Valette commanded the defence, and he did not ask the king of Spain for ships. The historian Ernle Bradford argues that the siege broke the fear of the Ottoman fleet. Francisco Balbi, a soldier of the garrison, kept a diary. The siege cost the king of Spain 1.5 million ducats. The fleet lost sight of 40% of its ships. Francisco Balbi met the viceroy in Messina in March 1564. Balbi wrote to Luis Rey, the Deputy Foreign Minister. Balbi saw the harbour of Genoa in June 1570.";

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
            How much did the siege cost the king of Spain? / 1,500,000 ducats => in other words
            How much did the siege cost the king of Spain? / 1.6 million ducats => the card has 1600000, the document 1500000
            Of what share of its ships did the fleet lose sight? / 40 percent => in other words
            Of what share of its ships did the fleet lose sight? / 41.5 % => the card has 41.5, the document 40
            Where did Francisco Balbi meet the viceroy in March 1564? / Messina => in other words
            In what month and year did Balbi meet the viceroy in Messina? / May 1564 => the card has May 1564, the document March 1564
            In what month and year did Balbi write to Luis Rey? / March 1564 => in other words
            In what month and year did Balbi see the harbour of Genoa? / March 1564 => not found
            Who was Luis Rey? / The Deputy Foreign Minister => in other words
            How many knights of Saint Elmo held the fort for a month under Charles II? / 500 => not found
            ",
            |card| {
                let (front, back) = card.split_once(" / ").unwrap();
                verdict(front, back)
            },
        );
    }

    /// What is found of a note that says what another does not.
    fn of_changed(text: &str, change: impl Fn(&mut Note) -> bool) -> Vec<Verdict> {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let facts = crate::generate::facts(&document);
        let drafts = compose(&document, &facts, &Options::all()).drafts;
        let ground = Ground::new(&document, &facts, &drafts);
        let notes = drafts.iter().filter_map(|draft| {
            let mut note = draft.note.clone();
            change(&mut note).then_some(note)
        });
        let found: Vec<Verdict> = notes.map(|note| ground.judge(&note).verdict).collect();
        assert!(!found.is_empty());
        found
    }

    #[test]
    fn a_generated_card_is_what_the_document_makes_today() {
        let kept = of_changed(TEXT, |_| true);
        assert!(kept.iter().all(|verdict| *verdict == Verdict::ToTheLetter), "{kept:?}");
        let denied = of_changed(TEXT, |note| match &mut note.content {
            Content::Basic { back, .. } => {
                back[0] = format!("not {}", back[0]);
                true
            }
            _ => false,
        });
        let contradicts = |verdict: &Verdict| matches!(verdict, Verdict::Contradicted { .. });
        assert!(denied.iter().all(contradicts), "{denied:?}");
    }

    const GUILD: &str = "# Guilds\n\nDuties of the guild:\n- mend the walls of the harbour\n- feed the poor of the parish\n- guard the northern gate\n- bury the dead of the plague\n";

    #[test]
    fn what_was_added_to_a_generated_list_is_looked_for() {
        let added = |item: &str| {
            let found = of_changed(GUILD, |note| match &mut note.content {
                Content::List { items, .. } => {
                    items.push(item.to_owned());
                    true
                }
                _ => false,
            });
            found[0].clone()
        };
        assert_eq!(added("crown the emperor of Trebizond"), Verdict::NotFound);
        assert_eq!(added("guard the northern gate"), Verdict::ToTheLetter);
    }

    #[test]
    fn a_generated_order_that_was_turned_contradicts() {
        let text = "The Ottoman fleet besieged Malta in May 1565. In 1648 the envoys of Sweden signed the peace. The Treaty of Utrecht was signed on 11 April 1713.";
        let turned = of_changed(text, |note| match &mut note.content {
            Content::Order { items, .. } => {
                items.reverse();
                true
            }
            _ => false,
        });
        let by = "the card has another order than the document".to_owned();
        assert_eq!(turned, [Verdict::Contradicted { by }]);
    }

    #[test]
    fn a_generated_card_with_other_words_is_judged_as_any_other() {
        let asked = |front: &str| {
            let found = of_changed(TEXT, |note| match &mut note.content {
                Content::Basic { front: own, back, .. } if back[0].contains("1565") => {
                    *own = front.to_owned();
                    true
                }
                _ => false,
            });
            found[0].clone()
        };
        let [same, other] = [Verdict::InOtherWords, Verdict::NotFound];
        assert_eq!(asked("When did the fleet of the Ottoman Empire surround Malta?"), same);
        assert_eq!(asked("When did the Ottoman Empire sweeten the kitchens of Malta?"), other);
    }

    #[test]
    fn other_answers_that_a_card_takes_are_judged_too() {
        let document = read(TEXT);
        let facts = crate::generate::facts(&document);
        let ground = Ground::new(&document, &facts, &[]);
        let accepting = |front: &str, back: &str, accept: &str| {
            let (front, back) = (front.to_owned(), vec![back.to_owned()]);
            let content = Content::Basic { front, back, choices: Vec::new(), reverse: false };
            let accept = vec![accept.to_owned()];
            ground.judge(&Note { accept, ..Note::new("card", content) }).verdict
        };
        let when = "When did the Ottoman fleet lay siege to Malta?";
        let by = "the card has 1566, the document May 1565".to_owned();
        assert_eq!(accepting(when, "May 1565", "1566"), Verdict::Contradicted { by });
        assert_eq!(accepting(when, "May 1565", "1565"), Verdict::InOtherWords);
        let who = "Who commanded the defence?";
        let by = "the card has Francisco Balbi, the document Jean de Valette".to_owned();
        assert_eq!(
            accepting(who, "Jean de Valette", "Francisco Balbi"),
            Verdict::Contradicted { by }
        );
        assert_eq!(accepting(who, "Jean de Valette", "the Grand Master"), Verdict::InOtherWords);
    }

    #[test]
    fn a_card_of_common_words_is_found_in_a_long_document() {
        let mut text = "The guild paid the tax of the town. ".repeat(COMMON + 1);
        text.push_str("Edward Gibbon paid the tax of the guild of the town.");
        let document = read(&text);
        let facts = crate::generate::facts(&document);
        let ground = Ground::new(&document, &facts, &[]);
        let content = Content::Basic {
            front: "Who paid the tax of the guild of the town?".to_owned(),
            back: vec!["Edward Gibbon".to_owned()],
            choices: Vec::new(),
            reverse: false,
        };
        let found = ground.judge(&Note::new("card", content));
        assert_eq!(found.verdict, Verdict::InOtherWords);
        assert!(document.slice(found.place.unwrap()).starts_with("Edward Gibbon"));
    }
}
