//! What speaks for and against a sentence.

use super::terms::{Terms, log, ranks};
use crate::document::{BlockKind, Document, MarkKind, Paragraph, ParagraphKind};
use crate::generate::fact::{Certainty, Facts, Holder, Structure};
use crate::generate::lexicon::Pattern;
use std::collections::{HashMap, HashSet};

const COUNT: usize = 45;

/// How far each feature of `data/importance/sentences.txt` is true of a sentence, in percent.
pub type Features = [i32; COUNT];

/// Paragraphs at either end of a document that tell what it is about.
const ENDS: usize = 2;

/// How much a common word may add to a sentence's centrality: sentences that share it.
const MOST_SHARED: u32 = 50;

static CHANGE: Pattern = Pattern::new(r"\b(?:«change»)");
static CONSEQUENCE: Pattern = Pattern::new(r"(?i)\b(?:«consequence»)\b");
static SIGNIFICANCE: Pattern = Pattern::new(r"(?i)\b(?:«significance»)\b");
static THESIS: Pattern =
    Pattern::new(r"(?i)\b(?:«thesis»|(?:this|the present|our|my) (?:«own works»))\b");
static SUM: Pattern = Pattern::new(r"(?i)\b(?:«summing up»)\b");
static INSTANCE: Pattern = Pattern::new(r"(?i)\b(?:(?:«instances»)\b|e\.g\.)");
static CONTRAST: Pattern = Pattern::new(r"(?i)\b(?:«contrasts»)\b");
static KINDS: Pattern = Pattern::new(
    r"(?i)\b(?:«kinds of a thing»|(?:two|three|four|five|six|several) (?:main |major |basic |different |key )?(?:«divisions»))\b",
);
static PERSONAL: Pattern =
    Pattern::new(r"\b(?:[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur|[Yy]ou|[Yy]our)\b|(?:^|\b[a-z]+,? )I [a-z]");
static LEANS: Pattern = Pattern::new(
    r"^(?:He|She|It|They|This|These|Those|That|His|Her|Its|Their|Such|But|And|Yet|So|Or|Then|There|Here|Another|Others|Some|One)\b",
);

/// What all features of one document are read from.
struct Reader<'a> {
    document: &'a Document,
    terms: Terms,
    title: HashSet<u32>,
    lead: HashSet<u32>,
    /// Terms of each section's heading.
    headings: Vec<HashSet<u32>>,
    all_headings: HashSet<u32>,
    /// Of each section its prose paragraphs.
    lengths: Vec<usize>,
    /// Of each paragraph its number among those of prose.
    numbers: Vec<usize>,
    prose: usize,
    told: Told,
}

/// Sentences by what was found in them.
#[derive(Default)]
struct Told {
    events: HashSet<usize>,
    dates: HashSet<usize>,
    claims: HashSet<usize>,
    of_author: HashSet<usize>,
    definitions: HashSet<usize>,
    causes: HashSet<usize>,
    terms: HashSet<usize>,
    emphasis: HashSet<usize>,
    /// Distinct actors.
    actors: HashMap<usize, HashSet<usize>>,
    /// The sentence in which each actor stands first.
    first: HashMap<usize, usize>,
    /// Mentions of each actor, and of the foremost.
    weight: Vec<usize>,
    most: usize,
}

/// The features of all sentences.
pub fn features(document: &Document, facts: &Facts) -> Vec<Features> {
    let reader = Reader::new(document, facts);
    let central = reader.centrality();
    (0..document.sentences.len()).map(|at| reader.features(at, &central)).collect()
}

/// How much a sentence shares with all others: ranks of the sum, of its mean by word,
/// and of the sum within the section.
struct Centrality([Vec<i32>; 3]);

impl<'a> Reader<'a> {
    fn new(document: &'a Document, facts: &Facts) -> Self {
        let terms = Terms::of(document);
        let set = |text: &str| terms.within(text).into_iter().collect::<HashSet<u32>>();
        let prose: Vec<&Paragraph> =
            document.paragraphs.iter().filter(|one| one.kind != ParagraphKind::Heading).collect();
        let lead = prose.iter().take(ENDS).map(|one| document.slice(one.span.clone()));
        let lead = set(&lead.collect::<Vec<_>>().join(" "));
        let headings: Vec<HashSet<u32>> =
            document.sections.iter().map(|section| set(&section.title)).collect();
        let mut lengths = vec![0; document.sections.len()];
        let (mut numbers, mut number) = (Vec::new(), 0);
        for paragraph in &document.paragraphs {
            lengths[paragraph.section] = lengths[paragraph.section].max(paragraph.number);
            numbers.push(number);
            number += usize::from(paragraph.kind != ParagraphKind::Heading);
        }
        Self {
            title: document.meta.title.as_deref().map(set).unwrap_or_default(),
            lead,
            all_headings: headings.iter().flatten().copied().collect(),
            headings,
            lengths,
            numbers,
            prose: prose.len(),
            told: Told::of(document, facts),
            terms,
            document,
        }
    }

    fn section(&self, sentence: usize) -> usize {
        self.document.paragraphs[self.document.sentences[sentence].paragraph].section
    }

    fn centrality(&self) -> Centrality {
        let mut in_section: HashMap<(usize, u32), u32> = HashMap::new();
        for (at, terms) in self.terms.of.iter().enumerate() {
            let section = self.section(at);
            terms.iter().for_each(|&term| *in_section.entry((section, term)).or_default() += 1);
        }
        let shared = |term: u32, count: u32| {
            self.terms.rarity(term) * i64::from(count.saturating_sub(1).min(MOST_SHARED))
        };
        let sum = |at: usize| {
            let terms = self.terms.of[at].iter();
            terms.map(|&term| shared(term, self.terms.count[term as usize])).sum::<i64>()
        };
        let here = |at: usize| {
            let section = self.section(at);
            let terms = self.terms.of[at].iter();
            terms.map(|&term| shared(term, in_section[&(section, term)])).sum::<i64>()
        };
        let all = 0..self.terms.of.len();
        let sums: Vec<i64> = all.clone().map(sum).collect();
        let means = all.clone().map(|at| sums[at] / (self.terms.of[at].len() as i64 + 4));
        let means: Vec<i64> = means.collect();
        Centrality([ranks(&sums), ranks(&means), ranks(&all.map(here).collect::<Vec<_>>())])
    }

    fn features(&self, at: usize, central: &Centrality) -> Features {
        let document = self.document;
        let sentence = &document.sentences[at];
        let paragraph = &document.paragraphs[sentence.paragraph];
        let text = document.sentence(at);
        let terms = &self.terms.of[at];
        let shared = |set: &HashSet<u32>| terms.iter().filter(|&term| set.contains(term)).count();
        let words = text.split_whitespace().count();
        let number = self.numbers[sentence.paragraph];
        let is_lead = number < ENDS;
        let told = &self.told;
        let actors = told.actors.get(&at);
        let own = shared(&self.headings[paragraph.section]);
        let is_item = || {
            let mut holders = document.ancestors(paragraph.block);
            holders.any(|holder| document.blocks[holder].kind == BlockKind::Item)
        };
        let quoted = quoted(text);
        [
            steps(shared(&self.title), 3),
            steps(own, 2),
            steps(shared(&self.all_headings).saturating_sub(own), 3),
            if is_lead { 0 } else { self.lead_words(terms) },
            central.0[0][at],
            central.0[1][at],
            central.0[2][at],
            steps(terms.iter().filter(|&&term| self.brings_in(term, at)).count(), 4),
            yes(paragraph.sentences.start == at),
            yes(paragraph.sentences.end == at + 1),
            yes(paragraph.number == 1),
            yes(paragraph.number == self.lengths[paragraph.section]),
            yes(is_lead),
            yes(number + ENDS >= self.prose),
            100 - percent(at, document.sentences.len()),
            steps(actors.map_or(0, HashSet::len), 4),
            actors.map_or(0, |actors| told.foremost(actors)),
            yes(actors.is_some_and(|actors| actors.iter().any(|one| told.first[one] == at))),
            yes(told.events.contains(&at)),
            yes(told.dates.contains(&at) && !told.events.contains(&at)),
            yes(text.contains(|c: char| c.is_ascii_digit())),
            yes(told.claims.contains(&at)),
            yes(told.of_author.contains(&at)),
            yes(told.definitions.contains(&at)),
            yes(told.causes.contains(&at)),
            yes(told.terms.contains(&at)),
            yes(told.emphasis.contains(&at)),
            steps(CHANGE.find_iter(text).take(2).count(), 2),
            yes(CONSEQUENCE.is_match(text)),
            yes(SIGNIFICANCE.is_match(text)),
            yes(THESIS.is_match(text)),
            yes(SUM.is_match(text)),
            yes(INSTANCE.is_match(text)),
            yes(CONTRAST.is_match(text)),
            yes(KINDS.is_match(text)),
            yes(text.ends_with('?')),
            yes(PERSONAL.is_match(text)),
            quoted,
            yes(LEANS.is_match(text)),
            yes(words < 8),
            percent(words.min(40), 40),
            yes(words > 40),
            yes(text.contains('(')),
            yes(is_item()),
            yes(paragraph.kind == ParagraphKind::Quote),
        ]
    }

    /// How much of a sentence the lead speaks of, by rarity.
    fn lead_words(&self, terms: &[u32]) -> i32 {
        let rarity = |&term: &u32| self.terms.rarity(term);
        let all: i64 = terms.iter().map(rarity).sum();
        let shared: i64 = terms.iter().filter(|term| self.lead.contains(term)).map(rarity).sum();
        (100 * shared / all.max(1)) as i32
    }

    /// Whether a term stands here first and returns.
    fn brings_in(&self, term: u32, at: usize) -> bool {
        self.terms.first[term as usize] == at && self.terms.count[term as usize] > 2
    }
}

impl Told {
    fn of(document: &Document, facts: &Facts) -> Self {
        let mut told = Self { weight: vec![0; facts.actors.len()], ..Self::default() };
        let sentence = |offset: usize| document.sentence_at(offset);
        for date in &facts.dates {
            let set = if date.event.is_some() { &mut told.events } else { &mut told.dates };
            set.extend(sentence(date.span.start));
        }
        for claim in &facts.claims {
            let is_author = claim.holders.contains(&Holder::Author);
            let set = if is_author { &mut told.of_author } else { &mut told.claims };
            set.insert(claim.sentence);
        }
        for structure in &facts.structures {
            match structure {
                Structure::Definition { certainty: Certainty::Certain, .. } => {
                    told.definitions.extend(sentence(structure.start()))
                }
                Structure::Cause { certainty: Certainty::Certain, .. } => {
                    told.causes.extend(sentence(structure.start()))
                }
                _ => {}
            }
        }
        for mark in &document.marks {
            match mark.kind {
                MarkKind::Strong | MarkKind::Defined | MarkKind::Highlight => {
                    told.terms.extend(sentence(mark.span.start));
                }
                MarkKind::Emphasis => told.emphasis.extend(sentence(mark.span.start)),
                _ => {}
            }
        }
        for mention in facts.agents() {
            told.weight[mention.actor] += 1;
            told.most = told.most.max(told.weight[mention.actor]);
            if let Some(at) = sentence(mention.span.start) {
                told.actors.entry(at).or_default().insert(mention.actor);
                told.first.entry(mention.actor).or_insert(at);
            }
        }
        told
    }

    /// The weight of the foremost of some actors against that of all.
    fn foremost(&self, actors: &HashSet<usize>) -> i32 {
        let here = actors.iter().map(|&one| self.weight[one]).max().unwrap_or_default();
        percent(log(here + 1) as usize, log(self.most + 1) as usize)
    }
}

/// How much of a text stands between quotation marks.
fn quoted(text: &str) -> i32 {
    let (mut inside, mut letters, mut is_open) = (0, 0, false);
    for c in text.chars() {
        match c {
            '“' => is_open = true,
            '”' => is_open = false,
            '"' => is_open = !is_open,
            _ => inside += usize::from(is_open),
        }
        letters += 1;
    }
    percent(inside, letters)
}

pub(super) fn yes(is_so: bool) -> i32 {
    if is_so { 100 } else { 0 }
}

/// `count` of `most` steps to 100.
fn steps(count: usize, most: usize) -> i32 {
    percent(count.min(most), most)
}

pub(super) fn percent(part: usize, whole: usize) -> i32 {
    (100 * part / whole.max(1)) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::tests::{check, or_none, read};

    fn names() -> impl Iterator<Item = &'static str> {
        super::super::SENTENCES.iter().skip(1).map(|(name, _)| *name)
    }

    /// The features of some names that are wholly true of a text's last sentence.
    fn shown(text: &str, asked: &[&str]) -> String {
        let document = read(text);
        let facts = crate::generate::facts(&document);
        let last = features(&document, &facts).pop().unwrap();
        let named = names().zip(last).filter(|(name, value)| asked.contains(name) && *value == 100);
        or_none(named.map(|(name, _)| name.to_owned()).collect())
    }

    #[test]
    fn words_of_weight_are_seen_and_others_are_not() {
        let table = r"
            In this article I argue that rivers made the guilds. => thesis; speaks to somebody
            Our results agree with theirs. => thesis; speaks to somebody
            The bridge fell because of the flood. => consequence
            The tax led to a revolt of the weavers. => consequence
            Salt was the most precious of all goods. => significance
            In sum, the bishops lost. => summing up
            Take tin, for example. => instance
            Tin is soft, whereas bronze is hard. => contrast
            A tax on hearths is called hearth money. => kinds
            Who would pay for the walls? => question
            You would have paid for the walls. => speaks to somebody
            It stood near the harbour. => leans
            The weavers of the valley slept. => none
            Masons carried stones up the hill. => none
            Charles I walked to the harbour. => none
            The article on the gate was read by few. => none
            Soft bread lay on the tables. => none
        ";
        let cues = [
            "thesis",
            "consequence",
            "significance",
            "summing up",
            "instance",
            "contrast",
            "kinds",
            "question",
            "speaks to somebody",
            "leans",
        ];
        check(table, |text| shown(text, &cues));
    }

    #[test]
    fn ends_of_paragraphs_and_documents_are_known() {
        let paragraph = "The guild met at noon. Nobody spoke for long. The vote was close.";
        let text =
            format!("{paragraph}\n\n{paragraph}\n\n{paragraph}\n\n{paragraph}\n\n{paragraph}\n");
        let document = read(&text);
        let rows = features(&document, &crate::generate::facts(&document));
        let true_of = |name: &str| {
            let at = names().position(|one| one == name).unwrap();
            (0..rows.len()).filter(|&row| rows[row][at] == 100).collect::<Vec<_>>()
        };
        assert_eq!(true_of("opens a paragraph"), [0, 3, 6, 9, 12]);
        assert_eq!(true_of("closes a paragraph"), [2, 5, 8, 11, 14]);
        assert_eq!(true_of("lead"), [0, 1, 2, 3, 4, 5]);
        assert_eq!(true_of("end"), [9, 10, 11, 12, 13, 14]);
        assert_eq!(true_of("first paragraph of a section"), [0, 1, 2]);
        assert_eq!(true_of("last paragraph of a section"), [12, 13, 14]);
    }
}
