//! `check`: every fault of every deck, and of the journal.

mod against;

use self::against::{Proof, Witness};
use super::Shop;
use super::output::{Output, write};
use super::sources::{Sources, read_deck};
use super::workspace::{self, Workspace};
use crate::base::file::read_bounded;
use crate::base::words::count;
use crate::cli::{Check, Selection};
use crate::deck::Deck;
use crate::deck::edit::{place_in, places_of};
use crate::deck::fault::{Fault, Faults, Severity};
use crate::deck::fix::fix;
use crate::deck::former::{self, Changed, Claim, Renamed, Unlike};
use crate::deck::library::{self, PassedOver, Twin};
use crate::deck::parse::{MAX_BYTES, Parsed, parse_and_doubt};
use crate::env::Home;
use crate::error::{Error, Result};
use crate::generate::ground::Ground;
use crate::lint;
use crate::markup;
use crate::quiz::exam::print::in_exams;
use crate::quiz::format::Format;
use crate::quiz::preview::{Preview, previews};
use serde_json::json;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A deck file that was checked.
struct Checked {
    path: PathBuf,
    text: String,
    faults: Vec<Fault>,
    deck: Option<Deck>,
    /// What the document says of its cards.
    proofs: Vec<Proof>,
    /// Whether it is meant to be a deck.
    is_deck: bool,
    /// Whether no other file of its deck's id is studied in its place.
    is_studied: bool,
}

impl Checked {
    /// A deck file of which no more is known than what is wrong with it.
    fn faulty(path: &Path, text: String, faults: Vec<Fault>) -> Self {
        let (path, deck, proofs) = (path.to_path_buf(), None, Vec::new());
        Self { path, text, faults, deck, proofs, is_deck: true, is_studied: true }
    }

    /// Another file than a deck, with what is wrong with it.
    fn beside(path: &Path, text: String, faults: Vec<Fault>) -> Self {
        Self { is_deck: false, ..Self::faulty(path, text, faults) }
    }
}

/// Faults that are printed of a file where not all are asked for.
const MOST_PRINTED: usize = 20;

pub(super) fn run(options: &Check, shop: &mut Shop) -> Result {
    let sources = Sources::of(&shop.home()?, &options.selection)?;
    let witness = options.against.as_deref().map(Witness::read).transpose()?;
    let ground = witness.as_ref().map(|witness| (witness, witness.ground()));
    let mut checked: Vec<Checked> = Vec::new();
    for path in &sources.files {
        if options.fix {
            fix_file(path, shop)?;
        }
        checked.push(check(path.clone(), ground.as_ref()));
    }
    let passed_over = sources.passed_over(checked.iter().filter_map(|c| c.deck.as_ref()));
    same_ids(&mut checked);
    wrong_claims(&mut checked);
    let is = |id: &String| checked.iter().any(|c| is_asked_for(c, std::slice::from_ref(id), &[]));
    if let Some(id) = sources.ids.iter().find(|id| !is(id)) {
        let message = format!("there is no deck '{id}', nor a file or folder of that name");
        return Err(Error::new(message));
    }
    if !sources.ids.is_empty() {
        checked.retain(|c| is_asked_for(c, &sources.ids, &sources.named));
    }
    let in_home = options.selection.decks.is_empty();
    let of_settings = if in_home { settings_faults(shop, &checked)? } else { Vec::new() };
    let of_settings_are_read = !of_settings.iter().any(|fault| fault.severity == Severity::Error);
    if !of_settings.is_empty() {
        let path = shop.home()?.settings();
        let text = read_deck(&path).unwrap_or_default();
        checked.push(Checked::beside(&path, text, of_settings));
    }
    let home = shop.home()?;
    if in_home && of_settings_are_read && home.progress().is_dir() {
        of_progress(shop, &home, &mut checked);
    }
    for PassedOver { path, why } in passed_over {
        let help = "a deck is a text file below decks/ whose name ends in .toml";
        let fault = fault_of_file(&path, "passed-over", format!("passed over: {why}"), help);
        let fault = Fault { severity: Severity::Warning, ..fault };
        checked.push(Checked::beside(&path, String::new(), vec![fault]));
    }
    let progress = options.progress.then(|| progress_faults(shop)).transpose()?;
    report(&checked, progress.as_deref(), options, shop)
}

fn is_asked_for(checked: &Checked, ids: &[String], named: &[PathBuf]) -> bool {
    let (own, stem) =
        (checked.deck.as_ref().map(|deck| deck.id.as_str()), checked.path.file_stem());
    let is = |id: &String| own == Some(id) || stem.is_some_and(|stem| stem == id.as_str());
    named.contains(&checked.path) || ids.iter().any(is)
}

fn check(path: PathBuf, ground: Option<&(&Witness, Ground<'_>)>) -> Checked {
    match read_deck(&path) {
        Ok(text) => {
            let mut proofs = Vec::new();
            let doubts = |deck: &Deck| {
                let mut doubts = lint::doubts(deck);
                if let Some((witness, ground)) = ground {
                    proofs = witness.prove(ground, deck);
                    doubts.extend(against::doubts(&proofs));
                }
                doubts
            };
            let Parsed { deck, faults } = parse_and_doubt(&path, &text, doubts);
            Checked { path, text, faults, deck, proofs, is_deck: true, is_studied: true }
        }
        Err(why) => {
            if let Some(checked) = of_other_encoding(&path) {
                return checked;
            }
            let help = "see that the file is there and is text";
            let faults = vec![fault_of_file(&path, "unreadable", why, help)];
            Checked::faulty(&path, String::new(), faults)
        }
    }
}

const UTF_16: (&str, &str) =
    ("expected UTF-8, found UTF-16", "save the file as UTF-8, which editors offer in Save As");
const DOCUMENT: &str =
    "byheart generate makes a deck of a document; a deck itself is a text file, saved as such";

/// What files that are no UTF-8 begin with, what is said of them, and the remedy.
const SIGNATURES: [(&[u8], &str, &str); 6] = [
    (b"\xFF\xFE", UTF_16.0, UTF_16.1),
    (b"\xFE\xFF", UTF_16.0, UTF_16.1),
    (b"PK\x03\x04", "expected text, found a document such as of Word (.docx)", DOCUMENT),
    (b"\xD0\xCF\x11\xE0", "expected text, found a document of an old Word (.doc)", DOCUMENT),
    (b"%PDF", "expected text, found a document (PDF)", DOCUMENT),
    (b"\x1F\x8B", "expected text, found a compressed file", "unpack it first"),
];

/// A file that is no UTF-8, with the place where that begins.
fn of_other_encoding(path: &Path) -> Option<Checked> {
    let bytes = read_bounded(path, MAX_BYTES as u64).ok()?;
    let at = std::str::from_utf8(&bytes).err()?.valid_up_to();
    // Up to there both are the same.
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let faults = Faults::new(path, &text);
    let (at, message, help) = match SIGNATURES.iter().find(|(mark, ..)| bytes.starts_with(mark)) {
        Some((_, message, help)) => (0, *message, *help),
        None => (at, "expected UTF-8, found a byte of another encoding", "save the file as UTF-8"),
    };
    faults.error("unreadable", at..at + 3, message, help);
    let faults = faults.into_vec();
    Some(Checked::faulty(path, text, faults))
}

fn fault_of_file(path: &Path, code: &'static str, message: String, help: &str) -> Fault {
    Fault {
        code,
        severity: Severity::Error,
        path: path.to_path_buf(),
        line: 1,
        column: 1,
        message,
        reason: None,
        help: help.to_owned(),
        span: 0..0,
    }
}

/// Of decks of one id, which would share one history, one is studied: the others are at
/// fault.
fn same_ids(checked: &mut [Checked]) {
    let mut by_id: HashMap<String, Vec<Deck>> = HashMap::new();
    for deck in checked.iter().filter_map(|checked| checked.deck.as_ref()) {
        by_id.entry(deck.id.to_string()).or_default().push(deck.clone());
    }
    let mut twins: HashMap<PathBuf, Twin> = HashMap::new();
    for mut decks in by_id.into_values().filter(|decks| decks.len() > 1) {
        let studied = decks.swap_remove(library::studied(&decks));
        twins.extend(
            decks.iter().filter_map(|deck| Some((deck.path.clone()?, Twin::of(&studied, deck)))),
        );
    }
    for Checked { path, faults, is_studied, .. } in checked {
        let Some(Twin { is_copy, why }) = twins.remove(path) else { continue };
        let (code, help) = match is_copy {
            true => ("copy", "carry over what is wanted and delete the copy; the ids stay"),
            false => ("same-id", "change one of the ids"),
        };
        faults.push(fault_of_file(path, code, why, help));
        *is_studied = false;
    }
}

/// Former ids that are no former ones, or that two cards claim.
fn wrong_claims(checked: &mut [Checked]) {
    let decks = || checked.iter().filter(|c| c.is_studied).filter_map(|c| c.deck.as_ref());
    let wrong =
        former::wrong_claims(decks()).into_iter().map(|Claim { deck, note, code, message }| {
            let help = "name the id that it had before, or delete was".to_owned();
            (deck.as_str().to_owned(), note, (Severity::Error, code, message, help))
        });
    let wrong: Vec<_> = wrong.collect();
    add_to_decks(checked, "was", wrong);
}

/// What is known of the decks by their progress; what keeps it from being read, all of it or
/// some, is one remark, since the decks can be checked without it.
fn of_progress(shop: &Shop, home: &Home, checked: &mut Vec<Checked>) {
    let unread = match Workspace::open(shop, &Selection::default()) {
        Ok(workspace) => {
            renamed(&workspace, checked);
            some_unread(&workspace)
        }
        Err(Error::Failure(failure)) => {
            let message =
                format!("the decks are checked without your progress: {}", failure.told());
            let help = Some(failure.remedies()).filter(|help| !help.is_empty());
            Some((
                message,
                help.unwrap_or_else(|| "byheart decks says whether it is read".to_owned()),
            ))
        }
        Err(Error::Findings | Error::ClosedPipe) => None,
    };
    if let Some((message, help)) = unread {
        let path = home.progress();
        let fault = fault_of_file(&path, "progress", message, &help);
        let fault = Fault { severity: Severity::Warning, ..fault };
        checked.push(Checked::beside(&path, String::new(), vec![fault]));
    }
}

/// What is said where some of the progress was passed over.
fn some_unread(workspace: &Workspace) -> Option<(String, String)> {
    let [first, others @ ..] = workspace.store.problems() else { return None };
    let more = match others.len() {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let message = format!("some of your progress cannot be read: {first}{more}");
    Some((message, "byheart check --progress shows all".to_owned()))
}

/// New cards that look like those of which only progress is left, or may be them.
fn renamed(workspace: &Workspace, checked: &mut [Checked]) {
    let Changed { alike, unlike } = workspace.renamed().1;
    let unlike = unlike.into_iter().map(|unlike| {
        let (message, Unlike { deck, gone, .. }) = (unlike.to_string(), unlike);
        let help = "if one of these is the former id of a new one, a line on that card keeps the progress, such as was = ";
        let help = format!("{help}[\"{}\"]", gone[0]);
        (deck, None, (Severity::Warning, "not-in-a-deck", message, help))
    });
    let found = alike.into_iter().map(|Renamed { deck, note, line, notes }| {
        let (cards, are) = (count(notes, "new card"), if notes == 1 { "looks" } else { "look" });
        let message = format!("{cards} {are} like what your progress knows under another id");
        let help = format!("if the id was changed, this line below it keeps the progress: {line}");
        (deck, note, (Severity::Warning, "renamed", message, help))
    });
    add_to_decks(checked, "id", found.chain(unlike).collect());
}

/// A deck, its note, none for its head, and what is to be said of a key there.
type Told = (String, Option<String>, (Severity, &'static str, String, String));

/// Adds faults at the values of `key` in decks and their cards; each file is read once.
fn add_to_decks(checked: &mut [Checked], key: &str, told: Vec<Told>) {
    let mut by_deck: HashMap<String, Vec<_>> = HashMap::new();
    for (deck, note, fault) in told {
        by_deck.entry(deck).or_default().push((note, fault));
    }
    for Checked { path, text, deck, faults, is_studied, .. } in checked {
        let studied = deck.as_ref().filter(|_| *is_studied);
        let told = studied.and_then(|deck| by_deck.remove(deck.id.as_str()));
        let Some(told) = told else { continue };
        let (places, placed) = (places_of(text, key), Faults::new(path, text));
        for (note, (severity, code, message, help)) in told {
            let place = places.get(&note).cloned().unwrap_or(0..0);
            placed.add(severity, code, place, message, &help);
        }
        faults.extend(placed.into_vec());
    }
}

/// Faults of `byheart.toml`, and decks that it names and that there are not.
fn settings_faults(shop: &Shop, checked: &[Checked]) -> Result<Vec<Fault>> {
    let home = shop.home()?;
    let path = home.settings();
    let (settings, slips) = match workspace::settings_or_faults(&home) {
        Ok(Ok(read)) => read,
        Ok(Err(faults)) => return Ok(faults),
        Err(Error::Failure(failure)) => {
            let message = failure.to_string();
            let message = message.trim_start_matches("error: ").to_owned();
            return Ok(vec![fault_of_file(&path, "settings", message, "see docs/study.md")]);
        }
        Err(other) => return Err(other),
    };
    let is_known = |id: &String| {
        checked.iter().any(|c| c.deck.as_ref().is_some_and(|deck| deck.id.as_str() == id))
    };
    let all_are_read = checked.iter().all(|checked| checked.deck.is_some());
    let text = read_deck(&path).unwrap_or_default();
    let faults = Faults::new(&path, &text);
    for id in settings.decks.keys().filter(|id| all_are_read && !is_known(id)) {
        let message = format!("there is no deck '{id}' for [decks.{id}]");
        let place = place_in(&text, "decks", id).unwrap_or(0..0);
        let help = "byheart decks lists the ids";
        faults.add(Severity::Warning, "unknown-deck", place, message, help);
    }
    Ok(slips.into_iter().chain(faults.into_vec()).collect())
}

/// Torn, unreadable, future and orphaned lines.
fn progress_faults(shop: &Shop) -> Result<Vec<String>> {
    let workspace = Workspace::open(shop, &Selection::default())?;
    let mut faults: Vec<String> =
        workspace.store.problems().iter().map(ToString::to_string).collect();
    let ids = workspace.history.ids().into_iter();
    let orphans = ids.filter(|id| workspace.shelf.card(id).is_none()).map(|id| {
        format!("{id}: has a history, but no deck has this card; 'was' in a deck takes it over")
    });
    let mut orphans: Vec<String> = orphans.collect();
    orphans.sort();
    faults.extend(orphans);
    Ok(faults)
}

fn report(
    checked: &[Checked],
    progress: Option<&[String]>,
    options: &Check,
    shop: &mut Shop,
) -> Result {
    let Shop { env, global, out } = shop;
    let tally = Tally::of(checked);
    let proofs: Vec<&Proof> = checked.iter().flat_map(|checked| &checked.proofs).collect();
    if global.json {
        let all: Vec<&Fault> = checked.iter().flat_map(|checked| &checked.faults).collect();
        let mut report = json!({ "format": 1, "faults": all });
        if options.against.is_some() {
            report["proofs"] = json!(proofs);
        }
        if let Some(progress) = progress {
            report["progress"] = json!(progress);
        }
        out.json(&report)?;
    } else {
        for checked in checked {
            let is_told = |fault: &&Fault| global.verbose || fault.severity > Severity::Remark;
            let mut faults: Vec<&Fault> = checked.faults.iter().filter(is_told).collect();
            let most = if options.all { usize::MAX } else { MOST_PRINTED };
            if faults.len() > most {
                // What keeps a deck from being studied comes first.
                faults.sort_by_key(|fault| std::cmp::Reverse(fault.severity));
            }
            for fault in faults.iter().take(most) {
                out.raw(&format!("{}\n\n", fault.render(&checked.text, env.terminal.color)))?;
            }
            let more = faults.len().saturating_sub(most);
            if more > 0 {
                let path = checked.path.display();
                out.line(&format!("… and {more} more in {path}; --all prints all\n"))?;
            }
        }
        progress.into_iter().flatten().try_for_each(|line| out.line(line))?;
        if global.verbose {
            let decks = checked.iter().filter_map(|checked| checked.deck.as_ref());
            decks.into_iter().try_for_each(|deck| forms(deck, env.columns_to_read(), out))?;
        }
        if options.against.is_some() {
            out.line(&against::summary(&proofs))?;
        }
        out.line(&summary(checked, &tally, global.verbose))?;
    }
    if tally.errors > 0 || options.strict && tally.warnings > 0 {
        out.flush()?;
        return Err(Error::Findings);
    }
    Ok(())
}

/// How many faults there are of each level.
#[derive(Default)]
struct Tally {
    errors: usize,
    warnings: usize,
    remarks: usize,
}

impl Tally {
    fn of(checked: &[Checked]) -> Self {
        let mut tally = Self::default();
        for fault in checked.iter().flat_map(|checked| &checked.faults) {
            match fault.severity {
                Severity::Remark => tally.remarks += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Rejected | Severity::Unknown | Severity::Error => tally.errors += 1,
            }
        }
        tally
    }
}

/// How each card of a deck is asked, and whether an exam can ask it.
fn forms(deck: &Deck, columns: Option<usize>, out: &mut Output) -> Result {
    let row = |preview: &Preview| {
        let card = preview.card();
        let forms: Vec<&str> = preview.forms().map(Into::into).collect();
        let prompt = markup::plain(&card.prompt());
        [prompt, forms.join(", "), in_exams(&preview.exam), card.id.to_string()]
    };
    let rows: Vec<_> = previews(deck, &Format::ALL, 0).iter().map(row).collect();
    out.list(columns, ["card", "study asks it", "exams ask it", "id"], &rows)?;
    out.line("")
}

/// Remarks are counted where there are some, with the option that shows them.
fn summary(checked: &[Checked], tally: &Tally, are_shown: bool) -> String {
    let cards: usize =
        checked.iter().filter_map(|c| c.deck.as_ref()).map(|deck| deck.cards.len()).sum();
    let files = checked.iter().filter(|checked| checked.is_deck).count();
    let (files, cards) = (count(files, "file"), count(cards, "card"));
    let (errors, warnings) = (count(tally.errors, "error"), count(tally.warnings, "warning"));
    let remarks = match (tally.remarks, are_shown) {
        (0, _) => String::new(),
        (remarks, true) => format!(", {}", count(remarks, "remark")),
        (1, false) => ", 1 remark (-v shows it)".to_owned(),
        (remarks, false) => format!(", {} (-v shows them)", count(remarks, "remark")),
    };
    format!("{files}, {cards}: {errors}, {warnings}{remarks}")
}

fn fix_file(path: &Path, shop: &mut Shop) -> Result {
    let Ok(text) = read_deck(path) else { return Ok(()) };
    // A file that is no TOML is left to the check that follows.
    let Ok(fixed) = fix(&text) else { return Ok(()) };
    if fixed == text {
        return Ok(());
    }
    write(path, &fixed)?;
    match shop.global.quiet || shop.global.json {
        true => Ok(()),
        false => shop.out.line(&format!("fixed  {}", path.display())),
    }
}
