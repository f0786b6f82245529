//! Facts become cards: what is asked, what is right, where it stands.
//!
//! A file for each kind of question (`dates`, `order`, `actors`, `deeds`, `arguments`,
//! `schools`, `structure`), `gaps` where none of them asks; `context` is what they look up,
//! `said` puts a claim into words, `standing` is whom a person resembles, `distractors` finds
//! wrong options, `filter` and `gate` keep bad cards out, `rank` says which are better,
//! `select` which are wanted.

mod actors;
mod arguments;
mod causes;
mod context;
mod dates;
mod deeds;
mod distractors;
mod filter;
mod gaps;
mod gate;
mod id;
mod lists;
mod noted;
mod order;
mod rank;
mod ranker;
mod said;
mod schools;
mod select;
mod standing;
mod structure;
mod telling;
mod terms;
mod wording;

use super::fact::{Facts, Structure};
use super::importance::Importance;
use crate::deck::{Content, Deck, DeckId, IdError, Note, Source, is_file_name};
use crate::document::{BlockKind, Document, Meta};
use context::Context;
pub use ranker::Features;
use ranker::Ranker;
use select::Places;
pub use select::{place, select};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// A kind of card; a deck each.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    clap::ValueEnum,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What happened when.
    Dates,
    /// Who is who.
    Actors,
    /// Who claims what.
    Arguments,
    /// What terms mean, what lists and tables say.
    Terms,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Dates, Self::Actors, Self::Arguments, Self::Terms];

    /// The kind's name in ids, tags and file names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dates => "dates",
            Self::Actors => "actors",
            Self::Arguments => "arguments",
            Self::Terms => "terms",
        }
    }
}

/// A card and the fact that it asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The kind of fact.
    pub kind: Kind,
    /// Index of the fact among its kind's facts.
    pub fact: usize,
    /// The card.
    pub note: Note,
    /// What speaks against taking it into a deck unseen, for people; nothing where all that
    /// speaks of it agrees that it is good.
    pub doubts: Vec<&'static str>,
    /// Better cards have a higher rank.
    rank: u32,
}

impl Draft {
    fn new(kind: Kind, fact: usize, note: Note, rank: u32) -> Self {
        Self { kind, fact, note, doubts: Vec::new(), rank }
    }

    /// Whether it comes into a deck without a person's word.
    pub fn is_sure(&self) -> bool {
        self.doubts.is_empty()
    }

    /// Orders cards by how doubtful they are: sure ones are all the same, of drafts those with
    /// fewer doubts and of a higher rank come first.
    pub fn doubt(&self) -> (usize, Reverse<u32>) {
        let rank = if self.is_sure() { 0 } else { self.rank };
        (self.doubts.len(), Reverse(rank))
    }

    /// Whether it asks what a sentence states by itself.
    fn is_statement(&self, facts: &Facts) -> bool {
        let structure = facts.structures.get(self.fact).filter(|_| self.kind == Kind::Terms);
        structure.is_some_and(Structure::is_statement)
    }

    /// The same card, of which these are the odds that a person keeps it; a draft where they
    /// are not the `least`.
    fn weighed(mut self, odds: i32, least: i32) -> Self {
        // What makes a date doubtful has been weighed as well.
        if self.kind == Kind::Dates && odds >= SURE {
            self.doubts.clear();
        }
        self.sure_if(&[(odds >= least, "cards like it are often dropped")])
    }

    /// The same card; where a test fails, a draft, which tells what is doubtful then.
    fn sure_if(mut self, tests: &[(bool, Why)]) -> Self {
        self.doubts.extend(tests.iter().filter(|(is_good, _)| !is_good).map(|(_, why)| why));
        self
    }
}

/// Of cards with such odds, in thousandths of a logit, five of six are kept as they are.
const SURE: i32 = 1250;
/// Of cards of which a rule is sure more than three of four.
const FAIR: i32 = 500;
/// Cards of documents with as many sentences were judged; what rules are sure of in shorter
/// ones is not doubted.
const FITTED: usize = 20;
/// A statement is worth showing where two of five are kept.
const SHOWN: i32 = -500;

/// Why a fact makes no card, for people.
type Why = &'static str;

/// A fact that no card asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The kind of fact.
    pub kind: Kind,
    /// Index of the fact among its kind's facts.
    pub fact: usize,
    /// Why, for people.
    pub why: &'static str,
}

/// What the facts of a document make.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Composed {
    /// The cards: sure ones first, then those that a person should see; those of a kind
    /// in the document's order.
    pub drafts: Vec<Draft>,
    /// Facts without a card.
    pub missing: Vec<Missing>,
}

/// What the facts of one kind make.
#[derive(Default)]
struct Made {
    drafts: Vec<Draft>,
    missing: Vec<(usize, Why)>,
}

impl Made {
    fn add(&mut self, fact: usize, made: Result<Vec<Draft>, Why>) {
        match made {
            Ok(drafts) => self.drafts.extend(drafts),
            Err(why) => self.missing.push((fact, why)),
        }
    }
}

/// A question with one answer; `choices` are wrong.
fn basic(front: String, back: String, choices: Vec<String>) -> Content {
    Content::Basic { front, back: vec![back], choices, reverse: false }
}

fn note(id: String, content: Content, tags: &[&str], place: String) -> Note {
    Note {
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        source: Some(place),
        ..Note::new(id, content)
    }
}

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Only these kinds; all where there is none.
    pub only: Vec<Kind>,
    /// How many.
    pub amount: Amount,
    /// Ids of cards that keep their places: a deck holds them, or they were dropped from it.
    pub held: HashSet<String>,
}

/// How many cards are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Amount {
    /// What matters, from every part of the document.
    #[default]
    Important,
    /// At most so many, the best from all parts.
    Most(usize),
    /// All that are good.
    All,
}

impl Options {
    /// All cards of all kinds.
    pub fn all() -> Self {
        Self { amount: Amount::All, ..Self::default() }
    }

    /// Whether cards of a kind are wanted.
    pub fn includes(&self, kind: Kind) -> bool {
        is_among(kind, &self.only)
    }
}

/// Cards for `facts` that are wanted, and why others make none.
pub fn compose(document: &Document, facts: &Facts, options: &Options) -> Composed {
    let Composed { drafts, missing } = drafts(document, facts, &options.only);
    Composed { drafts: select(document, facts, drafts, options), missing }
}

/// All cards of some kinds, of all where none is named, also those that ask the same.
pub fn drafts(document: &Document, facts: &Facts, only: &[Kind]) -> Composed {
    let (Composed { drafts, missing }, features) = candidates(document, facts, only);
    let places = Places::new(document, facts);
    let is_fitted = document.sentences.len() >= FITTED;
    let rows = drafts.into_iter().zip(features.iter().map(ranker::odds));
    let (statements, others): (Vec<_>, Vec<_>) =
        rows.partition(|(draft, _)| draft.is_statement(facts));
    let others = others.into_iter().map(|(draft, odds)| match odds.filter(|_| is_fitted) {
        Some(odds) => draft.weighed(odds, FAIR),
        None => draft,
    });
    let mut drafts: Vec<Draft> = others.collect();
    let sure = drafts.iter().filter(|draft| draft.is_sure());
    let asked: HashSet<usize> = sure.filter_map(|draft| places.of(draft).sentence).collect();
    // The best of each sentence of which nothing else is asked.
    let mut best: BTreeMap<usize, (Option<i32>, Draft)> = BTreeMap::new();
    for (draft, odds) in statements {
        let sentence = places.of(&draft).sentence.filter(|one| !asked.contains(one));
        let Some(sentence) = sentence.filter(|_| odds.is_none_or(|odds| odds >= SHOWN)) else {
            continue;
        };
        if best.get(&sentence).is_none_or(|(other, _)| odds >= *other) {
            best.insert(sentence, (odds, draft));
        }
    }
    drafts.extend(best.into_values().map(|(odds, draft)| match odds {
        Some(odds) => Draft { rank: rank::by_odds(odds), ..draft.weighed(odds, SURE) },
        None => draft,
    }));
    // Of two that ask the same, the sure one stays.
    drafts.sort_by_key(|draft| !draft.is_sure());
    Composed { drafts, missing }
}

/// All that could be asked, each with what speaks for and against it.
pub fn candidates(document: &Document, facts: &Facts, only: &[Kind]) -> (Composed, Vec<Features>) {
    let context = Context::new(document, facts);
    let made = |kind: Kind| match kind {
        _ if !is_among(kind, only) => Made::default(),
        Kind::Dates => {
            let mut made = dates::cards(&context);
            made.drafts.extend(order::cards(&context));
            made
        }
        Kind::Actors => actors::cards(&context),
        Kind::Arguments => arguments::cards(&context),
        Kind::Terms => structure::cards(&context),
    };
    // Kinds do not need each other: the slowest is worked at beside the others.
    let made = std::thread::scope(|scope| {
        let arguments = scope.spawn(|| made(Kind::Arguments));
        let [dates, actors, terms] = [Kind::Dates, Kind::Actors, Kind::Terms].map(made);
        let arguments = arguments.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        [dates, actors, arguments, terms]
    });
    let mut composed = Composed::default();
    for (kind, made) in Kind::ALL.into_iter().zip(made) {
        composed.drafts.extend(made.drafts);
        let missing = made.missing.into_iter();
        composed.missing.extend(missing.map(|(fact, why)| Missing { kind, fact, why }));
    }
    gate::pass(&mut composed, document.meta.title.as_deref());
    if is_among(Kind::Terms, only) {
        composed.drafts.extend(gaps::candidates(&context));
        gate::pass(&mut composed, document.meta.title.as_deref());
        // There are more statements than anybody wants to be told of.
        let is_told =
            |one: &Missing| one.kind != Kind::Terms || !facts.structures[one.fact].is_statement();
        composed.missing.retain(is_told);
    }
    let importance = Importance::of(document, facts);
    let ranker = Ranker::new(document, facts, &importance);
    let places = Places::new(document, facts);
    let features = |draft| ranker.features(draft, &places.of(draft));
    let features = composed.drafts.iter().map(features).collect();
    (composed, features)
}

/// Whether a kind is one of those named, or none is.
fn is_among(kind: Kind, only: &[Kind]) -> bool {
    only.is_empty() || only.contains(&kind)
}

/// A question about a sentence, with its words.
fn question(
    context: &Context<'_>,
    sentence: usize,
    id: String,
    tags: &[&str],
    asked: [String; 2],
    choices: Vec<String>,
) -> Note {
    let told_by = context.document.sentences[sentence].span.clone();
    question_at(context, told_by, id, tags, asked, choices)
}

/// A question about a place of the text, with its words.
fn question_at(
    context: &Context<'_>,
    told_by: Range<usize>,
    id: String,
    tags: &[&str],
    [front, back]: [String; 2],
    choices: Vec<String>,
) -> Note {
    let place = context.document.place_at(told_by.start);
    let mut note = note(id, basic(front, back, choices), tags, place);
    note.note = Some(quote(context.document, told_by));
    note
}

/// The sentence, or the row of a table, that holds a place.
fn passage_at(document: &Document, offset: usize) -> Option<Range<usize>> {
    if let Some(sentence) = document.sentence_at(offset) {
        return Some(document.sentences[sentence].span.clone());
    }
    let after = document.blocks.partition_point(|block| block.span.start <= offset);
    let mut blocks = document.blocks[..after].iter().rev();
    let row = blocks.find(|block| matches!(block.kind, BlockKind::Row { .. }))?;
    row.span.contains(&offset).then(|| row.span.clone())
}

/// The document's own words; cells of a row stand beside each other.
fn quote(document: &Document, told_by: Range<usize>) -> String {
    let is_sentence = document.sentence_at(told_by.start).is_some();
    let joint = if is_sentence { " " } else { " | " };
    document.slice(told_by).replace('\n', joint)
}

/// The deck that `notes` of one kind make; `name` is the document's.
pub fn deck(
    document: &Document,
    name: &DeckId,
    title: &str,
    notes: Vec<Note>,
) -> Result<Deck, IdError> {
    let Meta { title: of, author, year, .. } = document.meta.clone();
    let file = document.file.as_ref().filter(|file| is_file_name(&file.name));
    let (file, sha256) = file.map(|file| (file.name.clone(), file.sha256.clone())).unzip();
    let source = Source { title: of, author, year, file, sha256 };
    let source = Some(source).filter(|source| *source != Source::default());
    let language = document.language_tag().to_owned();
    Ok(Deck { source, language, ..Deck::new(name.clone(), title.to_owned(), None, notes)? })
}

#[cfg(test)]
mod tests {
    use super::filter::asked;
    use super::*;
    use crate::document::Format;
    use crate::generate::tests::cases;
    use proptest::prelude::*;

    /// The cards that the rules make and want, before they are ranked by what people keep.
    fn composed(text: &str, options: &Options) -> Vec<Draft> {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let facts = crate::generate::facts(&document);
        let (Composed { mut drafts, .. }, _) = candidates(&document, &facts, &options.only);
        drafts.retain(|draft| !draft.is_statement(&facts));
        select(&document, &facts, drafts, options)
    }

    /// The cards that come into decks.
    pub(super) fn sure(text: &str, options: &Options) -> Vec<Draft> {
        composed(text, options).into_iter().filter(Draft::is_sure).collect()
    }

    pub(super) fn all(text: &str) -> Vec<Draft> {
        sure(text, &Options::all())
    }

    /// The questions of one kind that a person should see first.
    pub(super) fn likely(text: &str, kind: Kind) -> Vec<String> {
        let found = composed(text, &Options { only: vec![kind], ..Options::all() }).into_iter();
        let likely = found.filter(|draft| !draft.is_sure());
        let prompt =
            |content: &Content| content.prompt(content.sides()[0], |_| "…".to_owned()).into_owned();
        likely.map(|draft| prompt(&draft.note.content)).collect()
    }

    /// Questions and answers of one kind.
    pub(super) fn cards_of(text: &str, kind: Kind) -> Vec<(String, String)> {
        let found = sure(text, &Options { only: vec![kind], ..Options::all() }).into_iter();
        found
            .map(|draft| match draft.note.content {
                Content::Basic { front, back, .. } => (front, back.join("; ")),
                Content::Cloze(cloze) => (cloze.to_string(), String::new()),
                Content::Order { front, items } => (front, items.join(" → ")),
                Content::List { front, items } => (front, items.join("; ")),
                _ => panic!("expected a kind of card that is generated"),
            })
            .collect()
    }

    /// All cards of one kind: `front | back`.
    pub(super) fn shown(text: &str, kind: Kind) -> Vec<String> {
        cards_of(text, kind).iter().map(|(front, back)| format!("{front} | {back}")).collect()
    }

    /// Among the cards of each text is the one that stands beside it.
    #[track_caller]
    pub(super) fn asks(kind: Kind, table: &str) {
        asks_below("", kind, table);
    }

    /// The same below other lines; `¶` ends a line.
    #[track_caller]
    pub(super) fn asks_below(head: &str, kind: Kind, table: &str) {
        for (text, card) in cases(table) {
            let cards = shown(&format!("{head}{}", text.replace('¶', "\n")), kind);
            assert!(cards.iter().any(|one| one == card), "{text}: {cards:?}");
        }
    }

    /// No text has a card of the kind, nor a draft.
    #[track_caller]
    pub(super) fn none(kind: Kind, texts: &str) {
        none_sure(kind, texts);
        for text in texts.lines().map(str::trim).filter(|text| !text.is_empty()) {
            assert_eq!(likely(text, kind), Vec::<String>::new(), "{text}");
        }
    }

    /// No text has a card of the kind; it may have drafts.
    #[track_caller]
    pub(super) fn none_sure(kind: Kind, texts: &str) {
        for text in texts.lines().map(str::trim).filter(|text| !text.is_empty()) {
            let found = fronts(&text.replace('¶', "\n"), kind);
            assert_eq!(found, Vec::<String>::new(), "{text}");
        }
    }

    pub(super) fn fronts(text: &str, kind: Kind) -> Vec<String> {
        cards_of(text, kind).into_iter().map(|(front, _)| front).collect()
    }

    const WAR: &str = "# War\n\n## The fleet\n\nThe Ottoman fleet besieged Malta in May 1565. Spain sent ships to Sicily in July 1565. The Ottoman army left Malta in September 1565.\n\n## The peace\n\nRobert Walpole, the first minister of the crown, ruled the house. Edward Gibbon, an English historian of Rome, argues that luxury weakened the legions. The Treaty of Utrecht was signed on 11 April 1713.\n\n- **Tariff**: a tax on goods from abroad\n";

    pub(super) fn ids(drafts: &[Draft]) -> HashSet<String> {
        drafts.iter().map(|draft| draft.note.id.clone()).collect()
    }

    #[test]
    fn of_twins_in_two_decks_one_is_asked_and_each_deck_alone_asks_it() {
        let text = "Anna Weber founded the first school of Lima in 1840. Anna Weber was rich.";
        let who = |only: &[Kind]| {
            let found = composed(text, &Options { only: only.to_vec(), ..Options::all() });
            let who = |draft: &Draft| asked(&draft.note.content).0.starts_with("who founded");
            found.into_iter().filter(who).map(|draft| draft.kind).collect::<Vec<_>>()
        };
        assert_eq!(who(&[]).len(), 1);
        assert_eq!(who(&[Kind::Terms]), [Kind::Terms]);
        assert_eq!(who(&[Kind::Actors]), [Kind::Actors]);
    }

    #[test]
    fn a_draft_says_what_is_doubtful_and_those_with_fewer_doubts_come_first() {
        let sure = Draft::new(Kind::Dates, 0, Note::new("a", Content::basic("", "")), 9);
        let tests = [(true, "one"), (false, "two"), (false, "three")];
        let [two, three] = [&tests[..2], &tests[..]].map(|tests| sure.clone().sure_if(tests));
        assert_eq!((two.doubts.clone(), three.doubts.len()), (vec!["two"], 2));
        let better = Draft { rank: 10, ..two.clone() };
        let mut drafts = vec![three.clone(), two.clone(), better.clone(), sure.clone()];
        drafts.sort_by_key(Draft::doubt);
        assert_eq!(drafts, [sure, better, two, three]);
    }

    #[test]
    fn cards_stand_by_kind_with_their_place() {
        let found = all(WAR);
        let shown: Vec<(Kind, Option<&str>)> =
            found.iter().map(|d| (d.kind, d.note.source.as_deref())).collect();
        assert!(shown.contains(&(Kind::Dates, Some("The fleet ¶1"))), "{shown:?}");
        assert!(shown.contains(&(Kind::Arguments, Some("The peace ¶1"))), "{shown:?}");
        assert!(found.is_sorted_by_key(|draft| draft.kind));
        assert_eq!(found, all(WAR));
    }

    #[test]
    fn max_takes_the_best_of_all_sections() {
        let most = |most| {
            let amount = Amount::Most(most);
            sure(WAR, &Options { amount, ..Options::default() })
        };
        let found = most(4);
        assert_eq!(found.len(), 4);
        for section in ["The fleet", "The peace"] {
            let is_there = |draft: &Draft| draft.note.source.as_ref().unwrap().contains(section);
            assert!(found.iter().any(is_there), "{section}");
        }
        assert!(ids(&found).is_subset(&ids(&all(WAR))));
        assert!(most(0).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_paragraph_elsewhere_keeps_all_ids(year in 1000..1500_i32, at in 0..2_usize, town in "(Lima|Ghent|Riga|Pskov)") {
            let added = format!("\n\n## Another matter\n\nThe walls of {town} were built in {year} by many hands.\n");
            let changed = match at {
                0 => format!("{WAR}{added}"),
                _ => WAR.replace("\n\n## The peace", &format!("{added}\n## The peace")),
            };
            let (before, after) = (ids(&all(WAR)), ids(&all(&changed)));
            prop_assert!(before.is_subset(&after), "{:?}", before.difference(&after));
        }

        #[test]
        fn no_text_makes_it_panic(text in "(\\PC|[A-Z][a-z]{1,6} |In |was signed |died |argues that |agrees with |, the |in 1[0-9]{3}|\\. |\"|; ){1,60}") {
            let Ok(document) = Document::parse(text.as_bytes(), Format::Text) else { return Ok(()) };
            let facts = crate::generate::facts(&document);
            let drafts = compose(&document, &facts, &Options::all()).drafts;
            prop_assert_eq!(ids(&drafts).len(), drafts.len());
        }
    }
}
