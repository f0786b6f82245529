//! What a run says: a line a document and a deck, notes, and the same as JSON.

use super::Run;
use super::plan::{Action, Plan};
use super::work::Work;
use crate::base::sanitize::sanitize;
use crate::base::words::count;
use crate::command::output::Output;
use crate::command::workspace::note;
use crate::error::Result;
use crate::generate::compose::Kind;
use crate::generate::fact::Contradiction;
use serde_json::{Value, json};

/// `78 dates, 93 actors, 101 claims`.
pub(super) fn found(work: &Work) -> String {
    let nouns = [(Kind::Dates, "date"), (Kind::Actors, "actor"), (Kind::Arguments, "claim")];
    let mut found = nouns.map(|(kind, noun)| count(work.found(kind), noun)).join(", ");
    if work.found(Kind::Terms) > 0 {
        let terms = work.found(Kind::Terms);
        found.push_str(&format!(", {terms} of terms, lists and tables"));
    }
    found
}

/// `31 of 120 cards chosen; --all makes all`, where some were left.
fn chosen(work: &Work) -> Option<String> {
    let chosen = work.drafts.len();
    let all = count(chosen + work.left, "card");
    (work.left > 0).then(|| format!("{chosen} of {all} chosen; --all makes all"))
}

/// What was done with a deck, and the cards that are of no fact any more.
pub(super) fn deck_lines(plan: &Plan, dry: bool) -> Vec<String> {
    let path = plan.path.display();
    let cards = count(plan.merged.added.len(), "card");
    let mut lines = vec![match (plan.action, dry) {
        (Action::Create, false) => format!("wrote {cards} to {path}"),
        (Action::Create, true) => format!("would write {cards} to {path}"),
        (Action::Replace, false) => format!("replaced {path}: {cards}"),
        (Action::Replace, true) => format!("would replace {path}: {cards}"),
        (Action::Update, false) => format!("updated {path}: {}", counts(plan)),
        (Action::Update, true) => format!("would update {path}: {}", counts(plan)),
        (Action::Spare, _) => {
            format!("would leave {path}, which exists; --update adds to it, --force replaces it")
        }
        // A review has just shown what was dropped.
        (Action::Absent, _) if plan.merged.deleted.is_empty() => return Vec::new(),
        (Action::Absent, _) => format!("no deck {path}: {}", counts(plan)),
    }];
    lines.extend(plan.merged.gone.iter().map(|id| format!("  no longer found: {id}")));
    lines
}

fn counts(plan: &Plan) -> String {
    let merged = &plan.merged;
    let mut text = format!("{} added, {} kept", merged.added.len(), merged.kept);
    if !merged.deleted.is_empty() {
        text.push_str(&format!(", {} deleted by hand", merged.deleted.len()));
    }
    text.push_str(&format!(", {} no longer found", merged.gone.len()));
    text
}

/// What a person should know beside the result.
pub(super) fn notes(works: &[Work], plans: &[Plan]) -> Vec<String> {
    let is_empty =
        |work: &&Work| work.drafts.is_empty() && work.likely.is_empty() && work.rejected.is_empty();
    let empty = works.iter().filter(is_empty);
    let empty =
        empty.map(|work| format!("{}: nothing found that makes a card", work.file.display()));
    let rejected = works.iter().flat_map(|work| {
        let file = work.file.display();
        work.rejected.iter().map(move |(id, why)| format!("{file}: left out {id}: {why}"))
    });
    let unrecorded = plans.iter().filter(|plan| plan.unrecorded).map(|plan| {
        let path = plan.path.display();
        format!(
            "{path}: nothing tells which cards were deleted by hand until now, so that they come back this once"
        )
    });
    let foreign = works.iter().filter_map(|work| {
        let (file, language) = (work.file.display(), work.document.language?);
        Some(format!("{file}: in {language}; the rules for English prose do not read it"))
    });
    let blank = works.iter().filter(|work| !work.document.blank_pages.is_empty());
    let blank = blank.map(|work| {
        let file = work.file.display();
        format!("{file}: pages without text are pictures; `ocrmypdf IN OUT` adds their text")
    });
    foreign.chain(blank).chain(empty).chain(rejected).chain(unrecorded).collect()
}

/// What a document dates twice, as a person finds both places.
fn contradictions(works: &[Work]) -> Vec<String> {
    let pairs = works
        .iter()
        .flat_map(|work| work.facts.contradictions.iter().map(move |pair| (work, pair)));
    pairs.map(contradiction).collect()
}

fn contradiction((work, pair): (&Work, &Contradiction)) -> String {
    let [first, second] = pair.dates.map(|at| {
        let span = work.facts.dates[at].span.clone();
        let place = work.document.sentence_at(span.start);
        let place = place.map_or_else(String::new, |sentence| work.document.place(sentence));
        format!("{} ({place})", work.document.slice(span))
    });
    let file = work.file.display();
    let event = dated_twice(work, pair);
    let text = format!("{file}: two dates for '{event}': {first} and {second}; no card asks them");
    // One note is one line.
    sanitize(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The event as the document tells it: what its clause says before the first
/// date (`Oliver Cromwell died`), or behind a date that opens it.
fn dated_twice<'w>(work: &'w Work, pair: &'w Contradiction) -> &'w str {
    let date = &work.facts.dates[pair.dates[0]];
    let Some(clause) = date.event.clone() else { return &pair.event };
    if date.span.start < clause.start {
        let holds_both = work.facts.dates[pair.dates[1]].span.start < clause.end;
        return if holds_both { &pair.event } else { work.document.slice(clause) };
    }
    let before = work.document.slice(clause.start..date.span.start.min(clause.end));
    let event = without_preposition(before);
    if event.is_empty() { &pair.event } else { event }
}

/// `Oliver Cromwell died in the ` → `Oliver Cromwell died`.
fn without_preposition(text: &str) -> &str {
    const LEADS: [&str; 13] = [
        "in", "on", "of", "at", "by", "the", "dated", "about", "around", "during", "from", "since",
        "until",
    ];
    let mut text = text.trim_end();
    loop {
        let (before, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
        if last.is_empty() || !LEADS.contains(&last.to_lowercase().as_str()) {
            break;
        }
        text = before.trim_end();
    }
    text.trim_end_matches([',', ';', ':'])
}

/// `31 cards; 18 drafts: --review shows them`; none where there are no drafts, or they
/// were shown.
fn drafts_line(run: &Run<'_>) -> Option<String> {
    let total = |of: fn(&Work) -> usize| run.works.iter().map(of).sum::<usize>();
    let drafts = total(|work| work.likely.len());
    let cards = count(total(|work| work.drafts.len()), "card");
    (drafts > 0 && !run.options.review)
        .then(|| format!("{cards}; {}: --review shows them", count(drafts, "draft")))
}

/// The report as text: results on stdout, then notes on stderr.
pub(super) fn print(run: &Run<'_>, plans: &[Plan], out: &mut Output) -> Result {
    let (works, dry) = (&run.works, run.options.dry_run);
    if run.global.quiet {
        return Ok(());
    }
    if !dry {
        works.iter().try_for_each(|work| {
            let file = work.file.display();
            out.line(&format!("{file}: {}", work.document.inventory().line()))?;
            out.line(&format!("{file}: {}", found(work)))?;
            chosen(work).map_or(Ok(()), |line| out.line(&format!("{file}: {line}")))
        })?;
    }
    let mut lines = plans.iter().flat_map(|plan| deck_lines(plan, dry));
    lines.try_for_each(|line| out.line(&line))?;
    if let Some(line) = drafts_line(run) {
        out.line(&line)?;
    }
    out.flush()?;
    notes(works, plans).iter().for_each(|text| note(text));
    contradictions(works).iter().for_each(|text| note(&format!("note: {text}")));
    Ok(())
}

/// The report as JSON; `facts` are each document's, as JSON lines.
pub(super) fn print_json(
    run: &Run<'_>,
    plans: &[Plan],
    facts: &[String],
    out: &mut Output,
) -> Result {
    let dry = run.options.dry_run;
    let documents = run.works.iter().zip(facts).map(|(work, facts)| {
        let mut row = json!({
            "file": work.file.display().to_string(),
            "title": work.document.meta.title,
            "read": work.document.inventory(),
            "dates": kind_row(work, Kind::Dates),
            "actors": kind_row(work, Kind::Actors),
            "arguments": kind_row(work, Kind::Arguments),
            "terms": kind_row(work, Kind::Terms),
        });
        if dry {
            row["facts"] = values(facts);
        }
        row
    });
    let notes = [notes(&run.works, plans), contradictions(&run.works)].concat();
    out.json(&json!({
        "format": 1,
        "documents": documents.collect::<Vec<_>>(),
        "decks": plans.iter().map(|plan| deck_row(plan, dry)).collect::<Vec<_>>(),
        "notes": notes,
    }))
}

fn kind_row(work: &Work, kind: Kind) -> Value {
    let found = work.found(kind);
    json!({
        "found": found,
        "without_card": found - work.asked(kind).len(),
        "cards": work.drafts.iter().filter(|draft| draft.kind == kind).count(),
        "drafts": work.likely.iter().filter(|draft| draft.kind == kind).count(),
    })
}

fn deck_row(plan: &Plan, dry: bool) -> Value {
    json!({
        "id": plan.id,
        "path": plan.path.display().to_string(),
        "action": plan.action,
        "written": !dry && plan.changes,
        "added": plan.merged.added,
        "kept": plan.merged.kept,
        "deleted": plan.merged.deleted,
        "no_longer_found": plan.merged.gone,
    })
}

fn values(lines: &str) -> Value {
    lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).collect()
}
