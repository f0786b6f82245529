//! Documents are read and their facts found: one [`Work`] a document.

use super::plan::Existent;
use super::target::Target;
use crate::base::sanitize::sanitize;
use crate::cli::{Generate, Global};
use crate::command::workspace::note;
use crate::deck::doubt::{Doubt, Place};
use crate::deck::fault::Severity;
use crate::deck::parse::parse;
use crate::deck::write::card;
use crate::deck::{Deck, DeckId, Note};
use crate::document::{Document, Format, ReadError};
use crate::env::Env;
use crate::error::{Error, Result};
use crate::generate::compose::{self, Amount, Composed, Draft, Kind, Missing, Options, select};
use crate::generate::fact::Facts;
use crate::generate::{facts, jsonl};
use crate::lint;
use crate::ui::bar::Bar;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// A document, what was found in it, and the cards that this makes.
pub(super) struct Work {
    pub(super) file: PathBuf,
    /// The document's name, as ids are written.
    pub(super) name: String,
    pub(super) document: Document,
    pub(super) facts: Facts,
    /// The cards that are wanted and sure.
    pub(super) drafts: Vec<Draft>,
    /// Cards that only a person's word brings into a deck.
    pub(super) likely: Vec<Draft>,
    /// How many sure cards of the wanted kinds were not chosen.
    pub(super) left: usize,
    /// Facts of the wanted kinds that make no card, and why.
    pub(super) missing: Vec<Missing>,
    /// The ids of all cards that the document makes, wanted or not.
    pub(super) known: HashSet<String>,
    /// Ids of cards that `check` would reject, and why: they are left out.
    pub(super) rejected: Vec<(String, String)>,
}

/// Reads all files; one that cannot be read is named while the others go on. The
/// last such fault ends the command where there is no other file.
pub(super) fn read_all(
    env: &Env,
    global: &Global,
    options: &Generate,
    target: &Target,
    names: &[String],
) -> Result<(Vec<Work>, usize)> {
    let shown = env.terminal.bars && !global.quiet;
    let bar = Bar::start(options.files.len(), shown, env.terminal.ascii);
    let (mut works, mut faults) = (Vec::new(), Vec::new());
    for (file, name) in options.files.iter().zip(names) {
        bar.begin(&file.file_name().unwrap_or_default().to_string_lossy());
        match read(file, options.format) {
            Ok(document) => works.push(work(document, file, name, options, target)),
            Err(fault) => faults.push(fault),
        }
        bar.advance();
    }
    drop(bar);
    if works.is_empty()
        && let Some(fault) = faults.pop()
    {
        faults.iter().for_each(warn);
        return Err(fault);
    }
    faults.iter().for_each(warn);
    Ok((works, faults.len()))
}

fn warn(fault: &Error) {
    if let Error::Failure(failure) = fault {
        note(&sanitize(&failure.to_string()));
    }
}

fn work(
    mut document: Document,
    file: &Path,
    name: &str,
    options: &Generate,
    target: &Target,
) -> Work {
    if let Some(date) = options.date {
        document.meta.date = Some(date.to_string());
    }
    let facts = facts(&document);
    let Composed { drafts: all, missing } = compose::drafts(&document, &facts, &[]);
    let known = all.iter().map(|draft| draft.note.id.clone()).collect();
    let held = if options.update { held(target, name) } else { HashSet::new() };
    let wanted = Options { only: options.only.clone(), amount: amount(options), held };
    let whole = Options { amount: Amount::All, ..wanted.clone() };
    let good = select(&document, &facts, all.clone(), &whole);
    let mut drafts = select(&document, &facts, good.clone(), &wanted);
    let sure = |drafts: &[Draft]| drafts.iter().filter(|draft| draft.is_sure()).count();
    let left = sure(&good) - sure(&drafts);
    let chosen = drafts.clone();
    let mut rejected = Vec::new();
    drafts.retain(|draft| match fault(&draft.note) {
        None => true,
        Some(why) => {
            rejected.push((draft.note.id.clone(), why));
            false
        }
    });
    let (mut drafts, likely): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(Draft::is_sure);
    let flawed = flawed(&drafts, |kind| target.deck_path(name, kind));
    drafts.retain(|draft| !flawed.contains_key(&draft.note.id));
    rejected.extend(flawed);
    let (file, name) = (file.to_path_buf(), name.to_owned());
    let stages = [
        (&likely, "it makes a draft: --review shows it"),
        (&chosen, "a deck could not hold its card"),
        (&all, "another card asks the same, or has another answer to it"),
    ];
    let missing = reasons(&facts, &wanted, &drafts, stages, &missing);
    Work { file, name, document, facts, drafts, likely, left, missing, known, rejected }
}

/// Why each fact of the wanted kinds that `drafts` do not ask makes no card: `stages` are where
/// its card was last, the latest first.
fn reasons(
    facts: &Facts,
    wanted: &Options,
    drafts: &[Draft],
    stages: [(&Vec<Draft>, &'static str); 3],
    missing: &[Missing],
) -> Vec<Missing> {
    let asked = |drafts: &[Draft]| -> HashSet<(Kind, usize)> {
        drafts.iter().map(|draft| (draft.kind, draft.fact)).collect()
    };
    let (done, stages) = (asked(drafts), stages.map(|(drafts, why)| (asked(drafts), why)));
    let missing: HashMap<(Kind, usize), &'static str> =
        missing.iter().map(|one| ((one.kind, one.fact), one.why)).collect();
    let kinds = Kind::ALL.into_iter().filter(|kind| wanted.includes(*kind));
    let all = kinds.flat_map(|kind| (0..count(facts, kind)).map(move |fact| (kind, fact)));
    let without = all.filter(|fact| !done.contains(fact) && wants_card(facts, *fact));
    let why = |fact: &(Kind, usize)| {
        let stage = stages.iter().find(|(asked, _)| asked.contains(fact)).map(|(_, why)| *why);
        stage.or_else(|| missing.get(fact).copied()).unwrap_or("no rule makes a question of it")
    };
    without.map(|one| Missing { kind: one.0, fact: one.1, why: why(&one) }).collect()
}

/// How many facts of a kind there are.
fn count(facts: &Facts, kind: Kind) -> usize {
    match kind {
        Kind::Dates => facts.dates.len(),
        Kind::Actors => facts.actors.len(),
        Kind::Arguments => facts.claims.len(),
        Kind::Terms => facts.structures.len(),
    }
}

/// Whether a fact is one to be asked for: neither a place nor what a sentence states, of which a
/// card may make use.
fn wants_card(facts: &Facts, (kind, fact): (Kind, usize)) -> bool {
    match kind {
        Kind::Actors => facts.actors[fact].kind.is_agent(),
        Kind::Terms => !facts.structures[fact].is_statement(),
        Kind::Dates | Kind::Arguments => true,
    }
}

fn amount(options: &Generate) -> Amount {
    match options.max {
        _ if options.all => Amount::All,
        Some(most) => Amount::Most(most),
        None => Amount::Important,
    }
}

/// Ids of the cards that the document's decks hold or have held. A deck that cannot be read
/// is refused later.
fn held(target: &Target, name: &str) -> HashSet<String> {
    let paths: BTreeSet<PathBuf> =
        Kind::ALL.into_iter().map(|kind| target.deck_path(name, kind)).collect();
    let decks = paths.iter().filter_map(|path| Existent::read(path).ok());
    decks.flat_map(Existent::into_ids).collect()
}

/// Why `check` would reject a card: a document may hold characters that no
/// deck may.
fn fault(note: &Note) -> Option<String> {
    let text = format!("format = 1\nid = \"draft\"\ntitle = \"draft\"\n{}", card(note));
    let faults = parse(Path::new("draft.toml"), &text).faults;
    faults.into_iter().find(|fault| fault.severity.is_error()).map(|fault| fault.message)
}

/// The ids of cards that `check` would warn of beside the others of their decks, and why.
fn flawed(drafts: &[Draft], path: impl Fn(Kind) -> PathBuf) -> BTreeMap<String, String> {
    let mut decks: BTreeMap<PathBuf, Vec<Note>> = BTreeMap::new();
    for draft in drafts {
        decks.entry(path(draft.kind)).or_default().push(draft.note.clone());
    }
    let id = DeckId::new("draft").expect("a fixed id is well formed");
    let deck = |notes| Deck::new(id.clone(), String::new(), None, notes).ok();
    let doubts = decks.into_values().filter_map(deck).flat_map(|deck| lint::doubts(&deck));
    let flaw = |doubt: Doubt| match doubt.place {
        Place::Card(card) if doubt.severity > Severity::Remark => {
            Some((card.note_part().to_owned(), doubt.message))
        }
        _ => None,
    };
    doubts.filter_map(flaw).collect()
}

/// Reads a file; on a terminal a PDF's password is asked for, until it opens it or
/// nothing is given.
fn open(path: &Path, format: Option<Format>) -> std::result::Result<Document, ReadError> {
    let mut read = Document::open(path, format, "");
    while matches!(read, Err(ReadError::Password)) && std::io::stdin().is_terminal() {
        let prompt = format!("Password of {}", sanitize(&path.display().to_string()));
        let given = dialoguer::Password::new().with_prompt(prompt).allow_empty_password(true);
        match given.interact() {
            Ok(password) if !password.is_empty() => {
                read = Document::open(path, format, &password);
            }
            _ => break,
        }
    }
    read
}

/// Reads a document; `-` is standard input.
pub(in crate::command) fn read(path: &Path, format: Option<Format>) -> Result<Document> {
    let read = match path == Path::new("-") {
        true => Document::from_reader(std::io::stdin().lock(), format.unwrap_or(Format::Text)),
        false => open(path, format),
    };
    read.map_err(|cause| {
        let error = Error::because(format!("cannot read {}", path.display()), &cause);
        cause.hint().into_iter().fold(error, Error::hint)
    })
}

impl Work {
    /// The facts as JSON lines; `in_deck` tells whether a card came into its deck.
    pub(super) fn fact_lines(&self, target: &Target, in_deck: impl Fn(&Draft) -> bool) -> String {
        let drafts = self.drafts.iter().chain(&self.likely);
        let drafts: Vec<Draft> = drafts.filter(|draft| in_deck(draft)).cloned().collect();
        jsonl::lines(&self.document, &self.facts, &drafts, |kind| target.deck_id(&self.name, kind))
    }

    /// How many facts of a kind were found.
    pub(super) fn found(&self, kind: Kind) -> usize {
        let asked = self.asked(kind);
        let all = 0..count(&self.facts, kind);
        all.filter(|fact| asked.contains(fact) || wants_card(&self.facts, (kind, *fact))).count()
    }

    /// The facts of a kind that a card asks.
    pub(super) fn asked(&self, kind: Kind) -> HashSet<usize> {
        let of_kind = self.drafts.iter().filter(|draft| draft.kind == kind);
        of_kind.map(|draft| draft.fact).collect()
    }
}
