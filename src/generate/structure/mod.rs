//! What the layout says, in any language: terms and meanings, timelines,
//! announced lists, tables that compare; and what English sentences define, give as a
//! cause or tell otherwise (`prose`).

mod items;
mod prose;
mod speakers;
mod tables;

use super::fact::{Actor, Certainty, DateFact, Dating, Mention, Structure, Tie};
use super::lexicon::{Pattern, listed};
use super::report::report;
use super::token::trimmed;
use crate::calendar::Span;
use crate::document::{BlockKind, Document, HOLE, Role};
use crate::language::Annotations;
use speakers::Speakers;
use std::collections::HashSet;
use std::ops::Range;

/// Headings of sections whose lines define.
static GLOSSARY: Pattern = Pattern::new(r"(?i)\b(?:«headings of glossaries»)\b");

/// What counts a term.
static LETTER: Pattern = Pattern::new(r"^\((?:[a-z]|[ivx]{1,4}|[0-9]{1,2})\) ");

/// Longest term, in words.
const LONGEST_TERM: usize = 7;

/// What was found, each in the order of the document.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) structures: Vec<Structure>,
    /// Entries of timelines.
    pub(super) dates: Vec<DateFact>,
}

impl Found {
    fn entry(&mut self, date: Range<usize>, value: Span, event: Range<usize>) {
        self.dates.push(DateFact {
            span: date,
            value,
            evidence: Dating::Layout,
            event: Some(event),
            in_layout: true,
        });
    }
}

/// What the layout of a document's body says.
pub(super) fn find(document: &Document) -> Found {
    let mut found = Found::default();
    let speakers = Speakers::of(document);
    for at in 0..document.blocks.len() {
        let block = &document.blocks[at];
        if block.role != Role::Body {
            continue;
        }
        match block.kind {
            BlockKind::Table => tables::read(document, at, &mut found),
            BlockKind::List { .. } => found.structures.extend(items::listing(document, at)),
            BlockKind::Definition => found.structures.extend(items::defined(document, at)),
            BlockKind::Heading { .. } if document.language.is_none() => {
                found.structures.extend(items::under(document, at));
            }
            BlockKind::Paragraph if speakers.speaks(document, &block.span) => {}
            BlockKind::Paragraph => items::line(document, at, &mut found),
            _ => {}
        }
    }
    found.structures.sort_by_key(Structure::start);
    found
}

/// Adds what sentences define, give as causes and tell otherwise.
pub(super) fn add_prose(
    document: &Document,
    annotations: &Annotations,
    named: (&[Actor], &[Mention]),
    structures: &mut Vec<Structure>,
) {
    prose::read(document, annotations, named, structures);
    structures.sort_by_key(Structure::start);
}

/// Adds entries of timelines to the dates of the prose, which may hold them too.
pub(super) fn add_entries(dates: &mut Vec<DateFact>, entries: Vec<DateFact>) {
    let known: HashSet<usize> = entries.iter().map(|entry| entry.span.start).collect();
    dates.retain(|date| !known.contains(&date.span.start));
    dates.extend(entries);
    dates.sort_by_key(|date| date.span.start);
}

/// A term and what is said of it, where they may be such.
fn definition(
    document: &Document,
    term: Range<usize>,
    meaning: Range<usize>,
    tie: Option<Tie>,
) -> Option<Structure> {
    let (mut term, mut meaning) = (trimmed(document, term), trimmed(document, meaning));
    // `(a) War crimes: namely, …`
    term.start += LETTER.find(document.slice(term.clone())).map_or(0, |found| found.end());
    let opening = document.slice(meaning.clone()).strip_prefix("namely, ");
    meaning.start = meaning.end - opening.map_or(meaning.len(), str::len);
    let name = document.slice(term.clone());
    let said = document.slice(meaning.clone());
    let is_term = (1..=LONGEST_TERM).contains(&words(name))
        && name.chars().any(char::is_alphabetic)
        && !name.contains(['?', '→', HOLE])
        && !name.ends_with(['.', ',', ';'])
        && !is_label(name)
        // `L3`: a lecture's number.
        && (name.chars().any(char::is_lowercase) || !name.contains(|c: char| c.is_ascii_digit()))
        && !reports(name)
        && name
            .split_whitespace()
            .skip(usize::from(!name.contains(' ')))
            .all(|word| !listed!("verbs of statements").contains(word));
    let is_meaning =
        words(said) >= 2 && !said.contains(HOLE) && !said.ends_with('?') && !reports(said);
    let section = document.section_at(term.start).map_or("", |section| section.title.as_str());
    let in_glossary = GLOSSARY.is_match(section);
    // `Joseph Priestley, 1771`: what he did then.
    let is_dated = name.contains(", ") && name.ends_with(|c: char| c.is_ascii_digit());
    let tie = tie.unwrap_or(match in_glossary || opens_as_meaning(said) && !is_dated {
        true => Tie::Glossary,
        false => Tie::Remark,
    });
    let certainty = Certainty::Certain;
    (is_term && is_meaning).then_some(Structure::Definition {
        term,
        meaning,
        more: None,
        tie,
        certainty,
    })
}

/// `Note`, `scenario 2`, `13% of the land`: what a line opens with and is no term.
fn is_label(name: &str) -> bool {
    let name = name.to_lowercase();
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '#'));
    let measures = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '£' | '€'))
            && word.ends_with(['%', 'm', 'k', '$', '£', '€'])
    };
    listed!("labels").contains(bare) || name.split(' ').next().is_some_and(measures)
}

/// Whether somebody says something in the first words: `Cobban argued that …`.
fn reports(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut early =
        words.iter().take(8).enumerate().filter_map(|(at, word)| Some((at, report(word)?)));
    early
        .any(|(at, verb)| !verb.is_past() || words[at..].iter().take(4).any(|word| *word == "that"))
}

/// Whether it says what something is: `a protein that …`, `the sum of …`.
fn opens_as_meaning(said: &str) -> bool {
    let mut words = said.split_whitespace().map(|word| word.trim_end_matches([',', ';']));
    let first = words.next().unwrap_or_default().to_lowercase();
    let early: Vec<&str> = said.split_whitespace().take(7).collect();
    listed!("openings of meanings").contains(first.as_str())
        && early.iter().all(|word| !listed!("verbs of statements").contains(word))
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::generate::tests::or_none;

    /// What each text says: `term = meaning` (`:=` in a glossary, `~` a remark),
    /// `lead: item, item` or `lead: item → item`, `date @ event`.
    #[track_caller]
    fn check(table: &str) {
        crate::generate::tests::check(table, |text| {
            let text = text.replace('¶', "\n");
            let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
            let part = |span: &Range<usize>| document.slice(span.clone()).to_owned();
            let found = find(&document);
            let structures = found.structures.iter().map(|structure| match structure {
                Structure::Definition { term, meaning, tie, .. } => {
                    let sign = match tie {
                        Tie::Glossary => ":=",
                        Tie::Remark => "~",
                        _ => "=",
                    };
                    format!("{} {sign} {}", part(term), part(meaning))
                }
                Structure::Listing { lead, items, is_ordered, .. } => {
                    let items: Vec<String> = items.iter().map(part).collect();
                    let joint = if *is_ordered { " → " } else { ", " };
                    format!("{}: {}", part(lead), items.join(joint))
                }
                Structure::Cause { cause, effect, .. } => {
                    format!("{} -> {}", part(cause), part(effect))
                }
                Structure::Feature { thing, feature, value } => {
                    format!("{} | {} = {}", part(thing), part(feature), part(value))
                }
                Structure::Telling(telling) => {
                    let parts: Vec<String> =
                        telling.parts.iter().map(|(_, span)| part(span)).collect();
                    parts.join(" > ")
                }
            });
            let dates = found.dates.iter().map(|date| {
                format!("{} @ {}", date.value, date.event.as_ref().map(part).unwrap_or_default())
            });
            or_none(structures.chain(dates).collect())
        });
    }

    #[test]
    fn marked_terms_and_items_with_a_joint_define() {
        check(
            r"
            **Osmosis** is the flow of water through a membrane. => Osmosis = the flow of water through a membrane
            - **ATP** (a nucleotide): the currency of energy => ATP := the currency of energy
            - Louis XVI – king of France, indecisive => Louis XVI ~ king of France, indecisive
            A *coenzyme* is a molecule that helps an enzyme. => A coenzyme = a molecule that helps an enzyme
            Tariff¶: A tax on imported goods. => Tariff := A tax on imported goods
            - tariff: a tax on goods from abroad => tariff := a tax on goods from abroad
            ",
        );
    }

    #[test]
    fn items_below_an_item_are_said_of_it() {
        check(
            r"
            - National Assembly¶  - formed in June 1789¶  - met at Versailles => National Assembly > formed in June 1789; National Assembly > met at Versailles
            - Mitochondria (in all eukaryotes)¶  - have two membranes => Mitochondria > have two membranes
            - **Girondins** – the moderates of the provinces¶  - purged in June 1793 => Girondins := the moderates of the provinces; Girondins > purged in June 1793
            - National Assembly¶  - Tiers: the third estate => Tiers := the third estate
            - National Assembly¶- formed in June 1789 => none
            - The king fled to the border by night, and the crowd stormed the hall¶  - formed in June 1789 => none
            ",
        );
    }

    #[test]
    fn labels_sentences_and_quotations_define_nothing() {
        check(
            r"
            - Note: read the next chapter at home => none
            - Furet maintains: the Terror was there from the start => none
            He called **osmosis** a flow of water through a membrane. => none
            > - tariff: a tax on goods from abroad => none
            - The king fled, and the crowd stormed the hall => none
            - What is a tariff: a tax or a fine? => none
            - Scenario 2: the daemon of the mail runs first => none
            - Figure 3: the places of the commentaries => none
            - 13% land lost – many Germans outside of Germany => none
            - a task exits: who runs next? => none
            - must meet deadlines: a late task may lose data => none
            - Male: only one chromosome of the kind => none
            ",
        );
    }

    #[test]
    fn those_who_speak_in_turn_are_no_terms() {
        check(
            r"
            **Ana:** A duty to help is what I mean.¶¶**Ben:** The duty of a guest to his host.¶¶**Ana:** That is a custom of the house, as you know.¶¶**Ben:** I see. => none
            - Ana: a custom that I like¶- Ben: a custom of the house¶- Ana: the end of your story¶- Ben: the custom of the town => none
            Ana: “The custom of the house.”¶¶Ana: “A custom of the sea.” => none
            **Duty:** the custom of the house¶¶**Right:** the custom of the sea => Duty := the custom of the house; Right := the custom of the sea
            **Duty:** a custom that you must keep¶¶**Right:** a custom that others must keep => Duty ~ a custom that you must keep; Right ~ a custom that others must keep
            ",
        );
    }

    #[test]
    fn dates_before_a_joint_are_entries() {
        check(
            r"
            - 14 July 1789: storming of the Bastille => 1789-07-14 @ storming of the Bastille
            4 May 1800 – Ulm fell; 5 June 1801 – Jena rose; 6 July 1802 – all was over. => 1800-05-04 @ Ulm fell; 1801-06-05 @ Jena rose; 1802-07-06 @ all was over
            - 1648 – peace of Westphalia => 1648 @ peace of Westphalia
            | Date | Event |¶|---|---|¶| 1066 | Battle of Hastings |¶| 1215 | Magna Carta sealed | => 1066 @ Battle of Hastings; 1215 @ Magna Carta sealed
            ",
        );
    }

    #[test]
    fn lists_tables_and_chains_are_read() {
        check(
            r"
            Three stages:¶1. Glycolysis – in the cytoplasm¶2. Krebs cycle – in the matrix¶3. Transport chain – in the membrane => Three stages: Glycolysis → Krebs cycle → Transport chain; Glycolysis ~ in the cytoplasm; Krebs cycle ~ in the matrix; Transport chain ~ in the membrane
            - order of the carriers: I → Q → III => order of the carriers: I → Q → III
            | | Light | Dark |¶|---|---|---|¶| Place | membrane | stroma |¶| Needs | water | sugar | => Light | Place = membrane; Dark | Place = stroma; Light | Needs = water; Dark | Needs = sugar
            | King | Born | Died |¶|---|---|---|¶| Louis | 1754 | 1793 |¶| Charles | 1757 | 1836 | => Louis | Born = 1754; Louis | Died = 1793; Charles | Born = 1757; Charles | Died = 1836
            | Food | Calories |¶|---|---|¶| rye bread | 1250 |¶| salt herring | 1480 | => rye bread | Calories = 1250; salt herring | Calories = 1480
            | Term | Meaning |¶|---|---|¶| quorum | members that must be there |¶| veto | power to forbid a law | => quorum := members that must be there; veto := power to forbid a law
            A chloroplast has three membrane systems:¶- outer¶- inner¶- thylakoids => three membrane systems: outer, inner, thylakoids
            ## Causes of the war¶- debt¶- famine¶- envy => Causes of the war: debt, famine, envy
            **Functions of the liver**¶- bile¶- storage¶- cleaning => Functions of the liver: bile, storage, cleaning
            ## Analysis of the war¶- debt¶- famine¶- envy => none
            ## Further reading¶- debt¶- famine¶- envy => none
            They had three reasons:¶- bread¶- taxes¶- war => none
            We can sort the causes of the war:¶- bread¶- taxes¶- war => none
            They sent three envoys:¶- Adams¶- Jay => none
            They had four reasons:¶- bread¶- taxes¶- war => none
            ",
        );
    }
}
