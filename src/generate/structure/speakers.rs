//! Who speaks in a dialogue: `Ana: …` is no term with its meaning.

use crate::document::{BlockKind, Document};
use crate::generate::lexicon::{Pattern, listed};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A name of up to four words, a colon that may stand in bold type, and what is said.
static TURN: Pattern =
    Pattern::new(r"^(?P<who>\p{Lu}[^\s:]*(?: [^\s:]+){0,3}):\s+(?P<said>\S(?s:.*))");

/// So many words tell whether somebody speaks.
const LISTENED: usize = 120;

/// Labels that come again and again, where somebody speaks behind one of them.
pub(super) struct Speakers<'d>(HashSet<&'d str>);

impl<'d> Speakers<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        // How often a label comes, and whether somebody speaks there.
        let mut seen: HashMap<&str, (usize, bool)> = HashMap::new();
        let lines = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
        for (who, said) in lines.filter_map(|block| turn(document, &block.span)) {
            let (count, speaks) = seen.entry(who).or_default();
            *count += 1;
            *speaks |= is_spoken(said);
        }
        seen.retain(|_, (count, _)| *count > 1);
        // Who answers a speaker is one.
        let is_dialogue = seen.values().any(|(_, speaks)| *speaks);
        Self(if is_dialogue { seen.into_keys().collect() } else { HashSet::new() })
    }

    /// Whether one of them speaks there.
    pub(super) fn speaks(&self, document: &Document, span: &Range<usize>) -> bool {
        !self.0.is_empty() && turn(document, span).is_some_and(|(who, _)| self.0.contains(who))
    }
}

fn turn<'d>(document: &'d Document, span: &Range<usize>) -> Option<(&'d str, &'d str)> {
    let found = TURN.captures(document.slice(span.clone()))?;
    Some((found.name("who")?.as_str(), found.name("said")?.as_str()))
}

/// A quotation, or words of the first or second person.
fn is_spoken(said: &str) -> bool {
    let mut words = said.split(|c: char| !c.is_alphanumeric()).take(LISTENED);
    said.starts_with(['"', '“', '‘', '„', '\u{ab}'])
        || words.any(|word| listed!("speakers and listeners").contains(&word.to_lowercase()))
}
