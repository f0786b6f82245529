//! Facts against what a person found in the same document, kind by kind.
//!
//! A gold folder holds a document, `source.*`, and rows of JSON in its `*.jsonl`
//! files (README.md beside this file). What is scored are the lines that `byheart
//! generate --facts` writes, so that a figure is of what a user gets.

use byheart::document::Document;
use byheart::generate::compose::{Options, compose};
use byheart::generate::{facts, jsonl};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::ops::{AddAssign, Range};
use std::path::{Path, PathBuf};

/// A fact, expected or found.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    kind: String,
    /// Other values that are right as well.
    alt: Vec<String>,
    aliases: Vec<String>,
    holders: Vec<String>,
    holders_alt: Vec<String>,
    certainty: Option<String>,
    /// Neither right nor wrong.
    optional: bool,
    byte_start: Option<usize>,
    byte_end: Option<usize>,
    /// All else that has a name: of a date its `surface` and `value`, of an actor its
    /// `name` and `type`, of a claim and a quotation its `span`, parts of other kinds.
    #[serde(flatten)]
    parts: BTreeMap<String, Value>,
}

/// How many of the facts found are right, and how many of those expected were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) right: usize,
    pub(crate) found: usize,
    pub(crate) met: usize,
    pub(crate) expected: usize,
}

impl Counts {
    /// Of what was found, the share that is right.
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Of what is expected, the share that was found.
    pub(crate) fn recall(&self) -> f64 {
        share(self.met, self.expected)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.met += other.met;
        self.expected += other.expected;
    }
}

fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

/// The counts of a document or of several, by kind: of all facts, and of the certain alone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scores(pub(crate) BTreeMap<String, [Counts; 2]>);

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        for (kind, counts) in other.0 {
            let sums = self.0.entry(kind).or_default();
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
        }
    }
}

/// What a folder says should be found in its document.
#[derive(Debug)]
pub(crate) struct Gold {
    path: PathBuf,
    rows: Vec<Row>,
    /// Where the text is that was annotated; all of it where nothing says so.
    body: Vec<Range<usize>>,
}

/// Gold folders under a folder, or that folder itself.
pub(crate) fn folders(root: &Path) -> Vec<PathBuf> {
    if source(root).is_some() {
        return vec![root.to_owned()];
    }
    let entries = fs::read_dir(root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.retain(|path| source(path).is_some());
    found.sort();
    found
}

/// The document of a gold folder.
fn source(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    entries.into_iter().find(|path| path.file_stem() == Some(OsStr::new("source")))
}

impl Gold {
    /// Reads a folder; one that is not sound is a fault of who made it.
    pub(crate) fn read(folder: &Path) -> Self {
        let path = source(folder).unwrap_or_else(|| panic!("{}: no source.*", folder.display()));
        let source = fs::read_to_string(&path).expect("a document in UTF-8");
        let mut rows: Vec<Row> = Vec::new();
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("a file").path())
            .collect();
        files.retain(|path| path.extension() == Some(OsStr::new("jsonl")));
        files.sort();
        for file in files {
            let text = fs::read_to_string(&file).expect("rows in UTF-8");
            for (line, row) in text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
                let fault = |error| panic!("{}:{}: {error}", file.display(), line + 1);
                rows.push(serde_json::from_str(row).unwrap_or_else(fault));
            }
        }
        let is_block = |row: &Row| matches!(&*row.kind, "para" | "heading");
        let (blocks, mut rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(is_block);
        locate(&source, &path, &mut rows);
        let body =
            blocks.iter().filter(|row| row.kind != "heading").filter_map(Row::place).collect();
        Self { path, rows, body }
    }

    /// What `byheart` finds in the document, against the rows.
    pub(crate) fn score(&self) -> Scores {
        let mut found = found(&self.path);
        if !self.body.is_empty() {
            let inside = |row: &Row| {
                row.place()
                    .is_none_or(|place| self.body.iter().any(|body| body.contains(&place.start)))
            };
            found.retain(inside);
        }
        let certain: Vec<Row> = found
            .iter()
            .filter(|row| row.certainty.as_deref() != Some("likely"))
            .cloned()
            .collect();
        let mut scores = Scores::default();
        for (at, found) in [found, certain].iter().enumerate() {
            for (kind, counts) in self.counts(found) {
                scores.0.entry(kind).or_default()[at] = counts;
            }
        }
        scores
    }

    fn counts(&self, found: &[Row]) -> Vec<(String, Counts)> {
        let of = |rows: &[Row], kind: &str| -> Vec<Row> {
            rows.iter().filter(|row| row.kind == kind).cloned().collect()
        };
        let both = |kind: &str| (of(&self.rows, kind), of(found, kind));
        let actors = of(&self.rows, "actor");
        let people = People::new(&actors);
        let mut counts = Vec::new();
        let kinds: BTreeSet<&str> = self.rows.iter().map(|row| &*row.kind).collect();
        for kind in kinds {
            let (gold, found) = both(kind);
            match kind {
                "date" => counts.push(("dates".to_owned(), dates(&gold, &found))),
                "actor" => counts.extend(people.scores(&found)),
                "argument" => {
                    let holds = |gold: &Row, found: &Row| people.holds(gold, found);
                    counts.push(("claims found".to_owned(), matched(&gold, &found, covers)));
                    let held = |gold: &Row, found: &Row| {
                        covers(gold, found).filter(|_| holds(gold, found))
                    };
                    counts.push(("claims held".to_owned(), matched(&gold, &found, held)));
                }
                "mention" | "contradiction" => {}
                _ => counts.push((kind.to_owned(), matched(&gold, &found, same_parts))),
            }
        }
        counts
    }
}

/// The facts of a document, as lines of JSON have them.
fn found(path: &Path) -> Vec<Row> {
    let document = Document::open(path, None, "")
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let facts = facts(&document);
    let drafts = compose(&document, &facts, &Options::all()).drafts;
    let lines = jsonl::lines(&document, &facts, &drafts, |kind| kind.as_str().to_owned());
    lines.lines().map(|line| serde_json::from_str(line).expect("a fact")).collect()
}

impl Row {
    /// A part that is one text.
    fn text(&self, part: &str) -> &str {
        self.parts.get(part).and_then(Value::as_str).unwrap_or_default()
    }

    fn place(&self) -> Option<Range<usize>> {
        Some(self.byte_start?..self.byte_end?)
    }

    /// The words of each of its parts.
    fn words(&self) -> HashMap<&str, Vec<Vec<String>>> {
        let text = |value: &Value| value["text"].as_str().or(value.as_str()).map(words);
        let parts = self.parts.iter().map(|(name, value)| {
            let texts = match value {
                Value::Array(values) => values.iter().filter_map(text).collect(),
                one => text(one).into_iter().collect(),
            };
            (&**name, texts)
        });
        parts.filter(|(name, texts): &(_, Vec<_>)| !texts.is_empty() && *name != "id").collect()
    }
}

/// Finds the place of rows that quote their words in the order of the document.
fn locate(source: &str, path: &Path, rows: &mut [Row]) {
    let mut from: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let quoted = row.text(if row.kind == "date" { "surface" } else { "span" }).to_owned();
        if row.byte_start.is_some() || quoted.is_empty() {
            continue;
        }
        let from = from.entry(row.kind.clone()).or_default();
        let Some(at) = source[*from..].find(&quoted) else {
            panic!("{}: “{quoted}” does not stand behind byte {from}", path.display());
        };
        *from += at;
        (row.byte_start, row.byte_end) = (Some(*from), Some(*from + quoted.len()));
        *from += source[*from..].chars().next().map_or(0, char::len_utf8);
    }
}

/// A date is right where it stands in the place of one that has its value.
fn dates(gold: &[Row], found: &[Row]) -> Counts {
    let mut counts =
        Counts { expected: gold.iter().filter(|row| !row.optional).count(), ..Counts::default() };
    let mut met = HashSet::new();
    for row in found {
        let over: Vec<usize> = (0..gold.len()).filter(|&at| overlap(&gold[at], row) > 0).collect();
        let is_right = |&at: &usize| {
            let gold = &gold[at];
            !gold.optional
                && (gold.text("value") == row.text("value")
                    || gold.alt.iter().any(|alt| alt == row.text("value")))
        };
        let right: Vec<usize> = over.iter().copied().filter(|at| is_right(at)).collect();
        if right.is_empty() && over.iter().any(|&at| gold[at].optional) {
            continue;
        }
        counts.found += 1;
        counts.right += usize::from(!right.is_empty());
        met.extend(right);
    }
    counts.met = met.len();
    counts
}

/// Pairs of rows, each in one at most, those that fit best first; `fit` says how well.
fn matched(gold: &[Row], found: &[Row], fit: impl Fn(&Row, &Row) -> Option<usize>) -> Counts {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, one) in gold.iter().enumerate() {
        let fits = found.iter().enumerate().filter_map(|(on, two)| Some((fit(one, two)?, at, on)));
        pairs.extend(fits);
    }
    pairs.sort_by_key(|&(fit, at, on)| (std::cmp::Reverse(fit), at, on));
    let (mut golds, mut founds) = (HashSet::new(), HashSet::new());
    let mut counts = Counts {
        expected: gold.iter().filter(|row| !row.optional).count(),
        found: found.len(),
        ..Counts::default()
    };
    for (_, at, on) in pairs {
        if golds.contains(&at) || founds.contains(&on) {
            continue;
        }
        golds.insert(at);
        founds.insert(on);
        if gold[at].optional {
            counts.found -= 1;
        } else {
            counts.right += 1;
            counts.met += 1;
        }
    }
    counts
}

/// How many bytes two places share.
fn overlap(one: &Row, two: &Row) -> usize {
    let (Some(one), Some(two)) = (one.place(), two.place()) else { return 0 };
    one.end.min(two.end).saturating_sub(one.start.max(two.start))
}

/// A claim is found where it shares half of the shorter of both.
fn covers(gold: &Row, found: &Row) -> Option<usize> {
    let shared = overlap(gold, found);
    let shorter = gold.place()?.len().min(found.place()?.len());
    (shared > 0 && 2 * shared >= shorter).then_some(shared)
}

/// Facts of parts are the same where each expected part shares half of its words, of the
/// shorter of both, with the same part; of several, most.
fn same_parts(gold: &Row, found: &Row) -> Option<usize> {
    let (gold, found) = (gold.words(), found.words());
    let mut fit = 0;
    for (name, texts) in &gold {
        let theirs = found.get(name)?;
        let like = |one: &Vec<String>| {
            let best = theirs.iter().map(|two| {
                let shared = one.iter().filter(|word| two.contains(word)).count();
                if 2 * shared >= one.len().min(two.len()) { shared } else { 0 }
            });
            best.max().unwrap_or_default()
        };
        let shared: Vec<usize> = texts.iter().map(like).collect();
        if 2 * shared.iter().filter(|&&shared| shared > 0).count() <= texts.len() {
            return None;
        }
        fit += shared.iter().sum::<usize>();
    }
    Some(fit)
}

/// The words of a text that carry its meaning, in small letters.
fn words(text: &str) -> Vec<String> {
    const EMPTY: &[&str] = &[
        "a", "an", "and", "as", "at", "by", "for", "in", "is", "it", "of", "on", "or", "that",
        "the", "to", "was", "were", "which", "with",
    ];
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !EMPTY.contains(word)).map(str::to_owned).collect()
}

/// All names of an actor.
fn names(row: &Row) -> impl Iterator<Item = &str> {
    row.aliases.iter().map(String::as_str).chain([row.text("name")])
}

/// The expected actors by their names.
struct People<'a> {
    rows: &'a [Row],
    by_name: HashMap<String, usize>,
}

impl<'a> People<'a> {
    fn new(rows: &'a [Row]) -> Self {
        let mut by_name = HashMap::new();
        let mut surnames: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            for name in names(row) {
                by_name.entry(normal(name)).or_insert(at);
            }
            if row.text("type") == "person" {
                surnames.entry(last(&normal(row.text("name")))).or_default().push(at);
            }
        }
        for (name, owners) in surnames {
            if let [one] = owners[..] {
                by_name.entry(name).or_insert(one);
            }
        }
        Self { rows, by_name }
    }

    /// Which of the expected a name means.
    fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(&normal(name)).copied()
    }

    /// Each type alone; an actor found twice is wrong the second time.
    fn scores(&self, found: &[Row]) -> Vec<(String, Counts)> {
        let types =
            [("person", "persons"), ("body", "bodies"), ("state", "states"), ("place", "places")];
        let mut scores = Vec::new();
        for (r#type, name) in types {
            let is_expected = |row: &&Row| row.text("type") == r#type && !row.optional;
            let mut counts = Counts {
                expected: self.rows.iter().filter(is_expected).count(),
                ..Counts::default()
            };
            let mut met = HashSet::new();
            for row in found.iter().filter(|row| row.text("type") == r#type) {
                let at = names(row).find_map(|name| self.named(name));
                if at.is_some_and(|at| self.rows[at].optional) {
                    continue;
                }
                counts.found += 1;
                let right = at.filter(|&at| self.rows[at].text("type") == r#type && met.insert(at));
                counts.right += usize::from(right.is_some());
            }
            counts.met = met.len();
            if counts.expected > 0 {
                scores.push((name.to_owned(), counts));
            }
        }
        scores
    }

    /// Whether one of the expected holders is among those found.
    fn holds(&self, gold: &Row, found: &Row) -> bool {
        let same = |one: &String, two: &String| {
            let (plain, other) = (normal(one), normal(two));
            let meant = self.named(one).is_some_and(|at| self.named(two) == Some(at));
            meant || plain == other || !plain.is_empty() && last(&plain) == last(&other)
        };
        let mut wanted = gold.holders.iter().chain(&gold.holders_alt);
        wanted.any(|one| found.holders.iter().any(|two| same(one, two)))
    }
}

/// A name in small letters, without article, possessive ending and marks.
fn normal(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    let lower = lower.strip_suffix("'s").unwrap_or(lower);
    let words =
        lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn last(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or_default().to_owned()
}
