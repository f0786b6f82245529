//! Which cards are wanted: what matters to the document, from every part of it.
//!
//! A card's value is the importance of what it asks (`importance`) and the quality of its
//! kind (`rank`). Each part of a document, a section or a stretch of a long one, chooses for
//! itself, so that a change elsewhere changes little here.

use super::filter::{asked, keep_good};
use super::{Amount, Draft, Kind, Options, Why};
use crate::base::hash::stable_hash;
use crate::deck::Content;
use crate::document::{BlockKind, Document, Role};
use crate::generate::fact::Facts;
use crate::generate::importance::Importance;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Cards that a thousand words of prose make: as many are taken where they are no trivia,
/// and up to the second number where they matter.
const PROSE: [usize; 2] = [3, 6];
/// The same for notes.
const NOTES: [usize; 2] = [8, 15];
/// Of a hundred words so many stand in lists and tables where a document is notes.
const LAYOUT: usize = 15;
/// Notes have paragraphs of so few words.
const SHORT: usize = 45;
/// A document that makes so few cards keeps all of them, however short it is.
const FEW: usize = 12;
/// Why a card that is sure makes a draft.
const CROWDED_OUT: Why = "better cards fill its part of the document";
/// Words of a part; a longer section has several.
const PART: usize = 600;

/// What is worth less is trivia, in thousandths of a logit above the mean.
const TRIVIA: i32 = -600;
/// What is worth as much matters.
const MATTERS: i32 = 0;
/// What a table holds and no sentence says; a guess, as no text with tables was to learn from.
const IN_TABLE: i32 = 700;
/// What a point of rank adds, and the rank that adds nothing.
const QUALITY: i32 = 20;
const FAIR_RANK: i32 = 60;
/// What a second card on a fact loses.
const TWIN: i32 = 600;
/// What a card loses where its part has used up its share of `--max`.
const CROWDED: i64 = 1500;

/// Cards about one fact: one and its reverse.
const A_FACT: usize = 2;
/// Cards by one sentence, and words for each one more.
const A_SENTENCE: usize = 2;
const LONG: usize = 30;
/// Cards with one answer.
const AN_ANSWER: usize = 3;

/// Keeps what is wanted, in the order in which the cards stand, and no doubles; all others of
/// the wanted kinds are for a person to see.
pub fn select(
    document: &Document,
    facts: &Facts,
    mut drafts: Vec<Draft>,
    options: &Options,
) -> Vec<Draft> {
    drafts.retain(|draft| options.includes(draft.kind));
    let drafts = keep_good(drafts);
    if options.amount == Amount::All {
        return drafts;
    }
    let (mut sure, likely): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(Draft::is_sure);
    let others = choose(document, facts, &mut sure, options);
    let others = others.into_iter().map(|draft| draft.sure_if(&[(false, CROWDED_OUT)]));
    sure.extend(others.chain(likely));
    sure
}

/// Keeps what is wanted of the sure cards, and gives the others.
fn choose(
    document: &Document,
    facts: &Facts,
    drafts: &mut Vec<Draft>,
    options: &Options,
) -> Vec<Draft> {
    let parts = parts(document);
    if options.amount == Amount::Important && drafts.len() <= FEW {
        return Vec::new();
    }
    let mut cards = cards(document, facts, drafts, &parts);
    let is_held = |card: &Card| options.held.contains(&drafts[card.draft].note.id);
    cards.sort_by_key(|card| (!is_held(card), Reverse(card.value), card.draft));
    let mut limits = Limits::default();
    cards.retain(|card| limits.admit(document, &drafts[card.draft], card) || is_held(card));
    let chosen = match options.amount {
        Amount::Most(most) => best(&cards, &parts, most, is_held),
        Amount::Important | Amount::All => important(&cards, &parts, is_held),
    };
    let chosen: HashSet<usize> = chosen.into_iter().map(|card| card.draft).collect();
    let mut at = 0..;
    drafts.extract_if(.., |_| at.next().is_some_and(|at| !chosen.contains(&at))).collect()
}

/// How many cards a document makes, where so many are no trivia.
fn least(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.share(part.rates[0])).sum::<usize>().max(FEW)
}

/// What is known of a draft, by its index.
#[derive(Debug, Clone, Copy)]
struct Card {
    draft: usize,
    sentence: Option<usize>,
    part: usize,
    value: i32,
}

/// A stretch of the document that chooses for itself.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    start: usize,
    words: usize,
    /// Cards a thousand words.
    rates: [usize; 2],
}

impl Part {
    /// Cards at a rate, one at least.
    fn share(&self, rate: usize) -> usize {
        ((self.words * rate + 500) / 1000).max(1)
    }
}

/// Whether a document is notes, and no prose.
pub(super) fn is_notes(document: &Document) -> bool {
    parts(document)[0].rates == NOTES
}

/// The parts of a document; the first begins where it does.
fn parts(document: &Document) -> Vec<Part> {
    let mut parts = vec![Part { start: 0, words: 0, rates: PROSE }];
    let (mut layout, mut all, mut paragraphs) = (0, 0, 0);
    for (at, block) in document.blocks.iter().enumerate() {
        if block.role != Role::Body || !block.kind.is_leaf() {
            continue;
        }
        let words = document.content(at).split_whitespace().count();
        let is_heading = matches!(block.kind, BlockKind::Heading { .. });
        let last = parts.len() - 1;
        if parts[last].words > 0 && (is_heading || parts[last].words >= PART) {
            parts.push(Part { start: block.span.start, words: 0, rates: PROSE });
        }
        if is_heading {
            continue;
        }
        let last = parts.len() - 1;
        parts[last].words += words;
        let mut holders = document.ancestors(at).map(|holder| document.blocks[holder].kind);
        let is_laid_out = holders
            .any(|kind| matches!(kind, BlockKind::List { .. } | BlockKind::Table))
            || matches!(block.kind, BlockKind::Term);
        all += words;
        layout += if is_laid_out { words } else { 0 };
        paragraphs += usize::from(!is_laid_out);
    }
    if layout * 100 >= all * LAYOUT || all - layout < SHORT * paragraphs {
        parts.iter_mut().for_each(|part| part.rates = NOTES);
    }
    parts
}

/// Each draft with its place and its value.
fn cards(document: &Document, facts: &Facts, drafts: &[Draft], parts: &[Part]) -> Vec<Card> {
    let importance = Importance::of(document, facts);
    let places = Places::new(document, facts);
    let mut asked: HashSet<(Kind, usize, Option<usize>)> = HashSet::new();
    let card = |(index, draft): (usize, &Draft)| {
        let Place { sentence, start } = places.of(draft);
        let by_sentence = sentence.map(|at| importance.sentences[at]);
        let matters = match draft.kind {
            Kind::Actors => {
                let actor = importance.actors.get(draft.fact).copied().unwrap_or_default();
                by_sentence.map_or(actor, |sentence| i32::midpoint(actor, sentence))
            }
            _ => by_sentence.unwrap_or(IN_TABLE),
        };
        // The other way round comes behind what nobody has asked.
        let is_order = matches!(draft.note.content, Content::Order { .. });
        let is_twin = !is_order && !asked.insert((draft.kind, draft.fact, sentence));
        let twin = if is_twin { TWIN } else { 0 };
        Card {
            draft: index,
            sentence,
            part: parts.partition_point(|part| part.start <= start).saturating_sub(1),
            value: matters + QUALITY * (draft.rank as i32 - FAIR_RANK) - twin,
        }
    };
    drafts.iter().enumerate().map(card).collect()
}

/// Where a card's fact is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The sentence that tells it; none of what a table says.
    pub(super) sentence: Option<usize>,
    /// Where that begins.
    pub(super) start: usize,
}

/// The places of all cards of a document.
pub(super) struct Places<'a> {
    document: &'a Document,
    facts: &'a Facts,
    told: HashMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(document: &'a Document, facts: &'a Facts) -> Self {
        let mut told: HashMap<&str, usize> = HashMap::new();
        for at in 0..document.sentences.len() {
            told.entry(document.sentence(at)).or_insert(at);
        }
        Self { document, facts, told }
    }

    pub(super) fn of(&self, draft: &Draft) -> Place {
        let quoted = draft.note.note.as_deref().and_then(|note| self.told.get(note).copied());
        let place = place(self.facts, draft);
        let sentence = quoted.or_else(|| self.document.sentence_at(place?));
        let start = sentence.map(|at| self.document.sentences[at].span.start);
        Place { sentence, start: start.or(place).unwrap_or(0) }
    }
}

/// Where the fact of a draft stands; an actor stands in many places.
pub fn place(facts: &Facts, draft: &Draft) -> Option<usize> {
    match draft.kind {
        Kind::Dates => facts.dates.get(draft.fact).map(|date| date.span.start),
        Kind::Actors => {
            let actor = facts.actors.get(draft.fact)?;
            actor.roles.first().map(|role| role.span.start)
        }
        Kind::Arguments => facts.claims.get(draft.fact).map(|claim| claim.span.start),
        Kind::Terms => facts.structures.get(draft.fact).map(|structure| structure.start()),
    }
}

/// How many cards there are of each fact, sentence and answer.
#[derive(Default)]
struct Limits {
    facts: HashMap<(Kind, usize, Option<usize>), usize>,
    /// How many more a sentence may have.
    sentences: HashMap<usize, usize>,
    answers: HashMap<u64, usize>,
}

impl Limits {
    /// Counts a card; whether it is not one too many.
    fn admit(&mut self, document: &Document, draft: &Draft, card: &Card) -> bool {
        let most = |at: usize| A_SENTENCE + document.sentence(at).split_whitespace().count() / LONG;
        let left = card.sentence.map(|at| self.sentences.entry(at).or_insert_with(|| most(at)));
        let (_, answer) = asked(&draft.note.content);
        let answer = stable_hash(answer.bytes());
        // An actor is told of in several sentences.
        let fact = (draft.kind, draft.fact, card.sentence);
        let room = |count: Option<&usize>, most: usize| count.is_none_or(|&count| count < most);
        let is_room = room(self.facts.get(&fact), A_FACT)
            && room(self.answers.get(&answer), AN_ANSWER)
            && left.as_ref().is_none_or(|left| **left > 0);
        if is_room {
            *self.facts.entry(fact).or_default() += 1;
            *self.answers.entry(answer).or_default() += 1;
            if let Some(left) = left {
                *left -= 1;
            }
        }
        is_room
    }
}

/// Of each part what is no trivia, up to its lower rate, and what matters, up to its higher
/// one; what is held takes its place first. Where that is less than the document's least,
/// the best of the others that are no trivia fill it up.
fn important(cards: &[Card], parts: &[Part], is_held: impl Fn(&Card) -> bool) -> Vec<Card> {
    let mut taken = vec![0; parts.len()];
    let wanted = |card: &&Card| {
        let (part, taken) = (&parts[card.part], &mut taken[card.part]);
        let [low, high] = part.rates.map(|rate| *taken < part.share(rate));
        let is_wanted =
            is_held(card) || low && card.value >= TRIVIA || high && card.value >= MATTERS;
        *taken += usize::from(is_wanted);
        is_wanted
    };
    let (mut chosen, others): (Vec<Card>, Vec<Card>) = cards.iter().partition(wanted);
    let room = least(parts).saturating_sub(chosen.len());
    chosen.extend(others.into_iter().filter(|card| card.value >= TRIVIA).take(room));
    chosen
}

/// The `most` best, each the less worth the more of its part's share the better ones of the
/// part have taken.
fn best(cards: &[Card], parts: &[Part], most: usize, is_held: impl Fn(&Card) -> bool) -> Vec<Card> {
    let all: usize = parts.iter().map(|part| part.words).sum();
    let mut taken = vec![0; parts.len()];
    let mut order: Vec<(bool, i64, Card)> = Vec::new();
    for card in cards {
        let (part, taken) = (&parts[card.part], &mut taken[card.part]);
        let share = (part.words * most.min(cards.len())).max(1);
        let crowded = CROWDED * (*taken * all) as i64 / share as i64;
        order.push((is_held(card), i64::from(card.value) - crowded, *card));
        *taken += 1;
    }
    order.sort_by_key(|(held, worth, card)| (!held, Reverse(*worth), card.draft));
    order.into_iter().take(most).map(|(_, _, card)| card).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::generate::compose::tests::{all, ids, sure};
    use proptest::prelude::*;

    /// A chronicle of towns, a section each, with so many dated events.
    fn chronicle(towns: &[&str], events: usize) -> String {
        let deeds = [
            "built a wall of stone around its harbour and its markets",
            "bought a charter with silver from the bishop of the valley",
            "founded a school for the sons of merchants behind the church",
            "defeated the fleet of the neighbouring islands before the bay",
            "signed a treaty with the herring fishers of the northern coast",
        ];
        let section = |(at, town): (usize, &&str)| {
            let told = deeds.iter().take(events).enumerate();
            let told = told.map(|(number, deed)| {
                let year = 1211 + 40 * at + 7 * number;
                format!("In {year} the town of {town} {deed}. Much was said of it, and for many years the people went on with what they had always done in summer and in winter.")
            });
            format!("## {town}\n\n{}\n", told.collect::<Vec<_>>().join(" "))
        };
        let sections: Vec<String> = towns.iter().enumerate().map(section).collect();
        format!("# Towns of the coast\n\n{}", sections.join("\n"))
    }

    const TOWNS: [&str; 4] = ["Ardmoor", "Belcastle", "Corwen", "Dunmore"];

    fn places(drafts: &[Draft]) -> Vec<&str> {
        drafts.iter().filter_map(|draft| draft.note.source.as_deref()).collect()
    }

    #[test]
    fn every_section_gives_some_of_its_cards_and_none_all() {
        let text = chronicle(&TOWNS, 5);
        let (some, all) = (sure(&text, &Options::default()), all(&text));
        assert!(some.len() < all.len(), "{} of {}", some.len(), all.len());
        for town in TOWNS {
            assert!(places(&some).iter().any(|place| place.starts_with(town)), "{town}");
        }
        assert!(ids(&some).is_subset(&ids(&all)));
        assert_eq!(some, sure(&text, &Options::default()));
    }

    #[test]
    fn a_document_of_few_cards_keeps_all() {
        let text = chronicle(&TOWNS[..1], 2);
        assert_eq!(sure(&text, &Options::default()), all(&text));
    }

    #[test]
    fn trivia_fills_no_deck() {
        let card = |draft: usize, value: i32| Card { draft, sentence: None, part: 0, value };
        let parts = [Part { start: 0, words: 600, rates: PROSE }];
        let values = [900, 500, TRIVIA, TRIVIA - 1, TRIVIA - 2, TRIVIA - 3];
        let cards: Vec<Card> =
            values.iter().enumerate().map(|(at, value)| card(at, *value)).collect();
        let chosen = important(&cards, &parts, |_| false);
        assert_eq!(chosen.iter().map(|card| card.value).collect::<Vec<_>>(), [900, 500, TRIVIA]);
    }

    #[test]
    fn a_fact_makes_two_cards_at_most() {
        let mut facts: HashMap<(Kind, usize), usize> = HashMap::new();
        let most = Options { amount: Amount::Most(100), ..Options::default() };
        for draft in sure(&chronicle(&TOWNS, 5), &most) {
            *facts.entry((draft.kind, draft.fact)).or_default() += 1;
        }
        assert!(facts.values().all(|&count| count <= A_FACT), "{facts:?}");
    }

    #[test]
    fn what_is_held_stays_and_leaves_no_room_for_others() {
        let text = chronicle(&TOWNS, 5);
        let chosen = ids(&sure(&text, &Options::default()));
        let others: HashSet<String> = ids(&all(&text)).difference(&chosen).cloned().collect();
        let held = Options { held: others.clone(), ..Options::default() };
        let kept = ids(&sure(&text, &held));
        assert!(others.is_subset(&kept));
        assert!(kept.len() < ids(&all(&text)).len());
    }

    #[test]
    fn lists_and_short_paragraphs_make_notes() {
        let rates = |text: &str| {
            let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
            parts(&document).iter().map(|part| part.rates).collect::<Vec<_>>()
        };
        let long = "The harbour of the town was built by masons from the valley. ".repeat(9);
        assert_eq!(rates(&format!("# Town\n\n{long}\n\n{long}")), [PROSE]);
        assert_eq!(rates(&format!("# Town\n\n{long}\n\n- {long}")), [NOTES]);
        assert_eq!(rates("# Town\n\nThe harbour was built in 1211.\n\nIt fell."), [NOTES]);
        assert_eq!(rates(&format!("# Town\n\n{}", format!("{long}\n\n").repeat(15))), [PROSE; 3]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn a_section_elsewhere_changes_little(events in 1..5_usize) {
            // Sections that are long enough to choose for themselves.
            let rest = "The people of the valley went on with their work as they had always done, in summer and in winter, and asked for nothing more. ".repeat(3);
            let long = |text: String| text.replace("Much was said", &format!("{rest}Much was said"));
            let towns = [&TOWNS[..], &["Fairholt", "Glenross"]].concat();
            let mut text = long(chronicle(&towns, 5));
            let before = ids(&sure(&text, &Options::default()));
            let more = long(chronicle(&["Elmstead"], events));
            text.push_str(&more.replace("# Towns of the coast", ""));
            let after = sure(&text, &Options::default());
            let kept = ids(&after).intersection(&before).count();
            prop_assert!(before.len() > FEW && kept * 2 > before.len(), "{kept} of {}", before.len());
            prop_assert!(places(&after).iter().any(|place| place.starts_with("Elmstead")));
        }
    }
}
