//! How many of the flaws that a person labelled `check` finds, and how many of those that it
//! finds were labelled: by card and code.

use byheart::deck::doubt::{Doubt, Place};
use byheart::deck::fault::Severity;
use byheart::deck::parse::parse;
use byheart::lint::{RULES, doubts};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Codes of which both cards are labelled and one is reported: they are counted by deck.
const BY_DECK: [&str; 2] = ["same-question", "tag-case"];

/// A deck, a card in it (`-` for the deck) and a code.
type Flaw = (String, String, String);

/// What of a code was labelled and found.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Counts {
    pub(crate) labelled: usize,
    pub(crate) found: usize,
    pub(crate) right: usize,
}

impl Counts {
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    pub(crate) fn recall(&self) -> f64 {
        share(self.right, self.labelled)
    }

    fn add(&mut self, other: Self) {
        self.labelled += other.labelled;
        self.found += other.found;
        self.right += other.right;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The flaws of a half, as they were labelled and as they are found.
pub(crate) struct Half {
    labelled: BTreeSet<Flaw>,
    found: BTreeSet<Flaw>,
}

impl Half {
    /// A folder with decks and `labels.tsv`; none where there is no such folder.
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        let labels = std::fs::read_to_string(folder.join("labels.tsv")).ok()?;
        let mut labelled = BTreeSet::new();
        for row in labels.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let codes = cells[2].split(',').filter(|code| !code.is_empty());
            labelled.extend(codes.map(|code| flaw(cells[0], cells[1], code)));
        }
        let known: BTreeSet<&String> = labelled.iter().map(|(.., code)| code).collect();
        let mut found = BTreeSet::new();
        let decks: BTreeSet<&str> =
            labels.lines().skip(1).filter_map(|l| l.split('\t').next()).collect();
        for deck in decks {
            let path = folder.join(deck).with_extension("toml");
            let text = std::fs::read_to_string(&path).expect("a deck of the labels");
            let parsed = parse(&path, &text);
            let doubts = doubts(&parsed.deck.expect("a sound deck"));
            let flaws = doubts.iter().map(|doubt| flaw(deck, card(doubt), doubt.code));
            found.extend(flaws.filter(|(.., code)| known.contains(code)));
        }
        Some(Self { labelled, found })
    }

    /// What was counted of each code.
    pub(crate) fn counts(&self) -> BTreeMap<&str, Counts> {
        let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
        for (.., code) in &self.labelled {
            counts.entry(code).or_default().labelled += 1;
        }
        for flaw in &self.found {
            let of = counts.entry(&flaw.2).or_default();
            of.found += 1;
            of.right += usize::from(self.labelled.contains(flaw));
        }
        counts
    }

    /// All codes that `check` tells without being asked, together.
    pub(crate) fn overall(&self) -> Counts {
        let mut all = Counts::default();
        self.counts().iter().filter(|(code, _)| is_on(code)).for_each(|(_, of)| all.add(*of));
        all
    }

    /// A table of all codes, and the flaws that were missed or found in vain.
    pub(crate) fn table(&self) -> String {
        let mut out =
            String::from("code                        labelled found right precision recall\n");
        let mut line = |name: &str, of: &Counts| {
            let Counts { labelled, found, right } = of;
            let shares = format!("{:9.2} {:6.2}", of.precision(), of.recall());
            out.push_str(&format!("{name:27} {labelled:8} {found:5} {right:5} {shares}\n"));
        };
        for (code, of) in self.counts() {
            let name = if is_on(code) { code.to_owned() } else { format!("({code})") };
            line(&name, &of);
        }
        line("overall, without (remarks)", &self.overall());
        let list = |from: &BTreeSet<Flaw>, other: &BTreeSet<Flaw>| -> String {
            let flaws = from.difference(other).filter(|(.., code)| is_on(code));
            flaws.map(|(deck, card, code)| format!("  {deck}/{card} {code}\n")).collect()
        };
        out + "missed:\n"
            + &list(&self.labelled, &self.found)
            + "not labelled:\n"
            + &list(&self.found, &self.labelled)
    }
}

/// Whether `check` tells it without being asked.
fn is_on(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code == code && rule.level > Severity::Remark)
}

fn flaw(deck: &str, card: &str, code: &str) -> Flaw {
    let card = if BY_DECK.contains(&code) { "-" } else { card };
    (deck.to_owned(), card.to_owned(), code.to_owned())
}

fn card(doubt: &Doubt) -> &str {
    match &doubt.place {
        Place::Card(id) => id.note_part(),
        _ => "-",
    }
}
