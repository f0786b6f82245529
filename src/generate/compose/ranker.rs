//! How likely a person keeps a card as it is. More questions are made than are good, and a
//! linear sum over what speaks for and against each ranks them (Heilman and Smith, "Good
//! question! Statistical ranking for question generation", 2010); `tools/cards` fits its
//! weights to cards that were judged.

use super::select::{Place, is_notes};
use super::{Draft, Kind};
use crate::deck::{Content, Right, Side};
use crate::document::{Document, MarkKind};
use crate::generate::fact::{ActorKind, Facts, Structure, Telling, Topic, mention_at};
use crate::generate::importance::Importance;
use crate::generate::lexicon::{COMMON_WORDS, listed};
use crate::generate::text::words;
use crate::generate::verbs::is_denial;
use crate::language::{Relation, SUBJECTS};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// What is true of a card, and how far, in percent.
pub type Features = Vec<(Cow<'static, str>, i32)>;

/// What all cards of one document are ranked by.
pub(super) struct Ranker<'a> {
    document: &'a Document,
    facts: &'a Facts,
    importance: &'a Importance,
    /// The importance of each sentence as its rank among all, in percent.
    ranks: Vec<i32>,
    /// How often each word stands in the text, in small letters.
    counts: HashMap<String, usize>,
    title: HashSet<String>,
    headings: HashSet<String>,
    /// Sentences that tell what somebody claims.
    claimed: HashSet<usize>,
    is_notes: bool,
    /// In small letters.
    text: String,
    /// Mentions of each actor, and of the foremost of its kind.
    mentions: Vec<usize>,
    foremost: HashMap<ActorKind, usize>,
}

impl<'a> Ranker<'a> {
    /// Reads a document once.
    pub(super) fn new(
        document: &'a Document,
        facts: &'a Facts,
        importance: &'a Importance,
    ) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in small_words(&document.text) {
            *counts.entry(word).or_default() += 1;
        }
        let mut mentions = vec![0; facts.actors.len()];
        facts.mentions.iter().for_each(|mention| mentions[mention.actor] += 1);
        let mut foremost: HashMap<ActorKind, usize> = HashMap::new();
        for (actor, count) in facts.actors.iter().zip(&mentions) {
            let most = foremost.entry(actor.kind).or_default();
            *most = (*most).max(*count);
        }
        let titles = document.sections.iter().map(|section| section.title.as_str());
        Self {
            document,
            facts,
            importance,
            ranks: ranks(&importance.sentences),
            counts,
            title: document.meta.title.iter().flat_map(|title| small_words(title)).collect(),
            headings: titles.flat_map(small_words).collect(),
            claimed: facts.claims.iter().map(|claim| claim.sentence).collect(),
            is_notes: is_notes(document),
            text: document.text.to_lowercase(),
            mentions,
            foremost,
        }
    }

    /// All that is true of a card, by name.
    pub(super) fn features(&self, draft: &Draft, place: &Place) -> Features {
        let content = &draft.note.content;
        let side = content.sides().first().copied().unwrap_or(Side::Front);
        let prompt = content.prompt(side, |_| GAP.to_owned());
        let right = content.right(side);
        let answer = match &right {
            Right::Texts(texts) => texts.first().cloned().unwrap_or_default(),
            _ => right.joined(),
        };
        let mut row = Row(Vec::new());
        let form = self.form(draft);
        row.is(format!("form: {form}"));
        row.is(format!("{} in {}", form, if self.is_notes { "notes" } else { "prose" }));
        for doubt in &draft.doubts {
            row.is(format!("doubt: {doubt}"));
        }
        if let Some(sentence) = place.sentence {
            row.add("importance", (self.importance.sentences[sentence] / 20).clamp(-100, 100));
            row.add("rank of the sentence", self.ranks[sentence]);
            row.add("somebody claims it", 100 * i32::from(self.claimed.contains(&sentence)));
            let sentence = self.document.sentence(sentence);
            row.add("share of the sentence", share(words(&prompt), words(sentence)));
            if matches!(content, Content::Cloze(_)) {
                let whole = prompt.replace(GAP, &answer).to_lowercase();
                let is_written = sentence.to_lowercase().contains(whole.trim_end_matches('.'));
                row.add("not as it is written", 100 * i32::from(!is_written));
            }
        }
        self.of_prompt(&prompt, &mut row);
        self.of_answer(&prompt, &answer, &mut row);
        if !matches!(content, Content::Cloze(_)) {
            row.is(format!("{form}: its answer opens with {}", opening(&answer)));
        }
        if draft.kind == Kind::Terms
            && let Some(Structure::Definition { tie, .. }) = self.facts.structures.get(draft.fact)
        {
            let tie = format!("{tie:?}");
            row.is(format!("{form} by {}", tie.split(' ').next().unwrap_or_default()));
        }
        if let Some(telling) = self.telling(draft) {
            row.add("leans", 50 * telling.leans as i32);
            row.add("behind the sentence before", 100 * i32::from(telling.before.is_some()));
            let place = telling.questions.first().map(|(_, place)| place.clone());
            if let Some(place) = &place
                && telling.topic == Topic::Statement
            {
                self.of_gap(place, &mut row);
                self.of_actor(place, &mut row);
            }
            let kinds = [MarkKind::Strong, MarkKind::Emphasis, MarkKind::Defined];
            let is_marked = |place: Range<usize>| {
                kinds.into_iter().any(|kind| self.document.is_marked(place.clone(), kind))
            };
            row.add("answer is marked", 100 * i32::from(place.is_some_and(is_marked)));
        }
        row.0
    }

    /// What is asked, by what, and of a statement what of it.
    fn form(&self, draft: &Draft) -> String {
        let form = draft.note.id.split('-').next().unwrap_or_default();
        let is_gap = matches!(draft.note.content, Content::Cloze(_));
        let part = self.telling(draft).filter(|one| one.topic == Topic::Statement);
        let part = part.and_then(|telling| telling.parts.get(1)).map_or("", |(name, _)| name);
        let how = if is_gap { "gap" } else { "question" };
        [form, part, how].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn telling(&self, draft: &Draft) -> Option<&'a Telling> {
        let structure = (draft.kind == Kind::Terms).then(|| self.facts.structures.get(draft.fact));
        match structure?? {
            Structure::Telling(telling) => Some(telling),
            _ => None,
        }
    }

    fn of_prompt(&self, prompt: &str, row: &mut Row) {
        let length = words(prompt) as i32;
        row.add("prompt: words", (4 * length).min(100));
        row.add("prompt: short", 100 * i32::from(length < 6));
        row.add("prompt: long", 100 * i32::from(length > 24));
        row.add("prompt: very long", 100 * i32::from(length > 34));
        let first = prompt.split(' ').next().unwrap_or_default().to_lowercase();
        let asks = ["who", "what", "when", "which", "why", "how", "where", "in", "whose", "name"];
        if asks.contains(&&*first) && prompt.ends_with(['?', '.']) {
            row.is(format!("asks: {first}"));
        }
        let is_copula = ["What is ", "What are ", "What was ", "What were "]
            .iter()
            .any(|ask| prompt.starts_with(ask));
        row.add("asks: what it is", 100 * i32::from(is_copula));
        let inner = prompt.split(' ').skip(1);
        let names = inner.filter(|word| word.starts_with(char::is_uppercase)).count() as i32;
        row.add("prompt: names", (25 * names).min(100));
        row.add("prompt: without a name", 100 * i32::from(names == 0));
        let has = |test: &dyn Fn(&str) -> bool| {
            small_words(prompt).filter(|word| test(word)).count().min(4) as i32
        };
        row.add("prompt: pronouns", 25 * has(&|word| listed!("personal words").contains(word)));
        row.add(
            "prompt: pointing words",
            25 * has(&|word| listed!("pointing words").contains(word)),
        );
        row.add("prompt: digits", 100 * i32::from(prompt.contains(|c: char| c.is_ascii_digit())));
        row.add("prompt: commas", 25 * prompt.matches(',').count().min(4) as i32);
        row.add("prompt: quotation", 100 * i32::from(prompt.contains(['"', '“'])));
        row.add("prompt: dashes", 100 * i32::from(prompt.contains(['—', '–', ';', ':'])));
        row.add("prompt: brackets", 100 * i32::from(prompt.contains('(')));
        let rare = |word: &str| word.len() > 3 && !COMMON_WORDS.contains_noun(word);
        row.add("prompt: seldom words", (25 * has(&rare)).min(100));
        let returning = |word: &str| {
            word.len() > 3 && self.count(word) > 2 && !listed!("without fact").contains(word)
        };
        row.add("prompt: words that return", 25 * has(&returning));
        if let Some(at) = prompt.find(GAP) {
            row.add("gap: place", share(words(&prompt[..at]), words(prompt)));
            row.add("gap: opens", 100 * i32::from(words(&prompt[..at]) < 2));
        }
    }

    fn of_answer(&self, prompt: &str, answer: &str, row: &mut Row) {
        let length = words(answer);
        let sizes =
            [("one word", 1..2), ("some words", 2..4), ("a phrase", 4..9), ("a clause", 9..19)];
        let size =
            sizes.iter().find(|(_, size)| size.contains(&length)).map_or("long", |one| one.0);
        row.is(format!("answer: {size}"));
        let all: Vec<String> = small_words(answer).filter(|word| word.len() > 2).collect();
        let least = all.iter().map(|word| self.count(word)).min().unwrap_or_default();
        row.add("answer: returns", 100 * i32::from(least > 1));
        row.add("answer: returns often", (10 * least as i32).min(100));
        let among =
            |known: &HashSet<String>| all.iter().filter(|word| known.contains(*word)).count();
        row.add("answer: in the title", share(among(&self.title), all.len()));
        row.add("answer: in headings", share(among(&self.headings), all.len()));
        let last = all.last().map_or("", String::as_str);
        row.is(format!("answer: its noun is {}", band(last)));
        let first = all.first().map_or("", String::as_str);
        if all.len() > 1 {
            row.is(format!("answer: it opens with a word that is {}", band(first)));
        } else {
            row.is(format!("answer: one word that is {}", band(last)));
        }
        let whole = self.text.matches(&answer.to_lowercase()).count();
        row.add("answer: whole returns", 100 * i32::from(whole > 1));
        row.add("answer: whole returns often", (15 * whole as i32).min(100));
        let common = all.iter().filter(|word| COMMON_WORDS.contains_noun(word)).count();
        row.add("answer: everyday words", share(common, all.len()));
        let is_name = answer
            .split(' ')
            .filter(|word| word.len() > 3)
            .all(|word| word.starts_with(char::is_uppercase));
        row.add("answer: a name", 100 * i32::from(is_name));
        row.add("answer: digits", 100 * i32::from(answer.contains(|c: char| c.is_ascii_digit())));
        let opens_small = answer
            .split(' ')
            .next()
            .is_some_and(|word| listed!("without fact").contains(&word.to_lowercase()));
        row.add("answer: opens weakly", 100 * i32::from(opens_small));
        let asked: HashSet<String> = small_words(prompt).collect();
        let shared = all.iter().filter(|word| word.len() > 3 && asked.contains(*word)).count();
        row.add("answer: words of the prompt", share(shared, all.len()));
        let personal = small_words(answer).any(|word| listed!("personal words").contains(&word));
        row.add("answer: pronouns", 100 * i32::from(personal));
        row.add("answer: commas", 25 * answer.matches(',').count().min(4) as i32);
    }

    /// Who or what kind of name is asked for, and how often the text names it.
    fn of_actor(&self, place: &Range<usize>, row: &mut Row) {
        let Some(mention) = mention_at(&self.facts.mentions, place) else { return };
        let kind = self.facts.actors[mention.actor].kind;
        let (count, most) = (self.mentions[mention.actor], self.foremost[&kind]);
        row.is(format!("answer: {kind:?}"));
        row.add("answer: share of the foremost", share(count, most));
        row.add("answer: the foremost", 100 * i32::from(count == most && count > 2));
    }

    /// How what is asked for hangs on its sentence.
    fn of_gap(&self, place: &Range<usize>, row: &mut Row) -> Option<()> {
        let sentence = self.document.sentence_at(place.start)?;
        let annotated = self.facts.annotations.get(sentence)?;
        let tokens = &annotated.tokens;
        let from = tokens.partition_point(|token| token.span.end <= place.start);
        let until = tokens.partition_point(|token| token.span.start < place.end);
        let is_outside =
            |&at: &usize| tokens[at].head.is_none_or(|head| !(from..until).contains(&head));
        let head = (from..until).find(is_outside)?;
        row.is(format!("gap: {:?}", tokens[head].relation));
        let above = std::iter::successors(tokens[head].head, |&at| tokens[at].head);
        row.add("gap: depth", 20 * above.count().min(5) as i32);
        let root = tokens.iter().position(|token| token.head.is_none())?;
        let has = |relation: Relation| 100 * i32::from(annotated.child(root, relation).is_some());
        row.add("verb: to be", has(Relation::Cop));
        row.add("verb: passive", has(Relation::AuxPass));
        row.add("verb: beside another statement", has(Relation::Parataxis));
        let denies = |&at: &usize| is_denial(self.document.slice(tokens[at].span.clone()));
        row.add("verb: denied", 100 * i32::from(annotated.children(root).any(|at| denies(&at))));
        let subject = annotated.child(root, SUBJECTS);
        row.add("subject: none", 100 * i32::from(subject.is_none()));
        if let Some(subject) = subject {
            row.is(format!("subject: {:?}", tokens[subject].upos));
            let first = annotated.reach(subject).start;
            let first = self.document.slice(tokens[first].span.clone()).to_lowercase();
            let is_vague = listed!("openings of one of several").contains(&first);
            row.add("subject: one of several", 100 * i32::from(is_vague));
        }
        let band = band(&tokens[root].lemma);
        row.is(format!("verb: {band}"));
        let after = tokens.get(until).map_or("", |token| self.document.slice(token.span.clone()));
        row.add("gap: before of", 100 * i32::from(after == "of"));
        let before =
            from.checked_sub(1).map_or("", |at| self.document.slice(tokens[at].span.clone()));
        row.add("gap: behind an article", 100 * i32::from(matches!(before, "a" | "an")));
        row.add("gap: behind the", 100 * i32::from(before.eq_ignore_ascii_case("the")));
        row.add(
            "gap: behind a possessive",
            100 * i32::from(matches!(before, "'s" | "’s" | "his" | "her" | "their" | "its")),
        );
        Some(())
    }

    fn count(&self, word: &str) -> usize {
        self.counts.get(word).copied().unwrap_or_default()
    }
}

/// Thousandths of a logit for a feature that is wholly true.
static WEIGHTS: LazyLock<HashMap<&str, i32>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/ranker.txt").lines();
    rows.filter_map(|row| row.split_once('\t'))
        .filter_map(|(name, weight)| Some((name, weight.parse().ok()?)))
        .collect()
});

/// The logarithm of the odds that a person keeps a card, in thousandths; none of a form of
/// which too few were judged.
pub(super) fn odds(features: &Features) -> Option<i32> {
    let forms = features.iter().filter(|(name, _)| name.starts_with("form: "));
    if forms.into_iter().any(|(name, _)| !WEIGHTS.contains_key(&**name)) {
        return None;
    }
    let weight = |name: &str| WEIGHTS.get(name).copied().unwrap_or_default();
    let products = features.iter().map(|(name, value)| value * weight(name));
    Some(weight("constant") + products.sum::<i32>() / 100)
}

/// Everyday words by how often books have them.
static RANKS: LazyLock<HashMap<&str, usize>> =
    LazyLock::new(|| COMMON_WORDS.iter().enumerate().map(|(rank, word)| (word, rank)).collect());

/// How often books have a word.
fn band(word: &str) -> &'static str {
    let one = word.strip_suffix('s').filter(|one| one.len() > 2);
    let ranks = [Some(word), one].into_iter().flatten().filter_map(|word| RANKS.get(word));
    match ranks.min() {
        Some(..600) => "very common",
        Some(..2000) => "common",
        Some(..5000) => "usual",
        Some(_) => "less usual",
        None => "seldom",
    }
}

/// What kind of word an answer opens with.
fn opening(answer: &str) -> &'static str {
    let first = answer.split(' ').next().unwrap_or_default();
    let lower = first.to_lowercase();
    match &*lower {
        "a" | "an" => "an article",
        "the" => "the",
        "because" | "since" | "as" => "a reason",
        "to" | "that" => "to or that",
        _ if listed!("prepositions").contains(&lower) => "a preposition",
        _ if first.starts_with(|c: char| c.is_ascii_digit()) => "a number",
        _ if lower.ends_with("ed") || lower.ends_with("ing") => "a participle",
        _ => "another word",
    }
}

/// What stands for what is hidden.
const GAP: &str = "[…]";

struct Row(Features);

impl Row {
    fn is(&mut self, name: String) {
        self.0.push((Cow::Owned(name), 100));
    }

    fn add(&mut self, name: &'static str, value: i32) {
        if value != 0 {
            self.0.push((Cow::Borrowed(name), value));
        }
    }
}

fn share(part: usize, whole: usize) -> i32 {
    (100 * part).checked_div(whole).unwrap_or_default().min(100) as i32
}

fn small_words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Of each value its rank among all, in percent.
fn ranks(values: &[i32]) -> Vec<i32> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let rank = |value: &i32| share(sorted.partition_point(|one| one < value), sorted.len());
    values.iter().map(rank).collect()
}
