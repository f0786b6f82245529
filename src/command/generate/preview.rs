//! `--dry-run`: the facts as tables, and a few cards as the learner sees them.

use super::work::Work;
use crate::base::words::count;
use crate::command::output::Output;
use crate::deck::Card;
use crate::error::Result;
use crate::generate::compose::{Draft, Kind, Missing};
use crate::generate::fact::{Claim, Holder, Structure};
use std::ops::Range;

/// Longest fact in the table of reasons, in letters.
const NAMED: usize = 120;
/// Sample cards of each kind.
const SAMPLES: usize = 3;

/// Tables and samples of one document, in `columns`.
/// With `verbose` also why facts make no card.
pub(super) fn print(
    work: &Work,
    kinds: &[Kind],
    columns: usize,
    verbose: bool,
    out: &mut Output,
) -> Result {
    out.line(&format!("{}: {}", work.file.display(), super::report::found(work)))?;
    out.line("* makes a card")?;
    for &kind in kinds {
        let found = work.found(kind);
        if found == 0 {
            continue;
        }
        let without = found - work.asked(kind).len();
        out.line("")?;
        out.line(&format!("{}: {found} found, {without} made no card", title(kind)))?;
        match kind {
            Kind::Dates => dates(work, columns, out),
            Kind::Actors => actors(work, columns, out),
            Kind::Arguments => claims(work, columns, out),
            Kind::Terms => structures(work, columns, out),
        }?;
    }
    if verbose {
        reasons(work, kinds, columns, out)?;
    }
    for &kind in kinds {
        samples(work, kind, columns, out)?;
    }
    out.line("")
}

fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Dates => "Dates",
        Kind::Actors => "Actors",
        Kind::Arguments => "Claims",
        Kind::Terms => "Terms, lists and tables",
    }
}

fn mark(asked: bool) -> String {
    if asked { "*" } else { "" }.to_owned()
}

fn dates(work: &Work, columns: usize, out: &mut Output) -> Result {
    let asked = work.asked(Kind::Dates);
    let rows = work.facts.dates.iter().enumerate().map(|(index, date)| {
        let place = work.document.sentence_at(date.span.start);
        [
            mark(asked.contains(&index)),
            match date.value.from.third {
                None => date.value.to_string(),
                Some(_) => date.value.in_english(),
            },
            work.document.slice(date.span.clone()).to_owned(),
            place.map_or_else(String::new, |sentence| work.document.place(sentence)),
        ]
    });
    out.table_within(columns, ["", "value", "as written", "place"], &rows.collect::<Vec<_>>())
}

fn actors(work: &Work, columns: usize, out: &mut Output) -> Result {
    let asked = work.asked(Kind::Actors);
    let agents = work.facts.actors.iter().enumerate().filter(|(_, actor)| actor.kind.is_agent());
    let rows = agents.map(|(index, actor)| {
        let roles: Vec<&str> = actor.roles.iter().map(|role| role.text.as_str()).collect();
        [
            mark(asked.contains(&index)),
            actor.kind.as_ref().to_owned(),
            actor.name.clone(),
            actor.aliases.join(", "),
            roles.join("; "),
        ]
    });
    out.table_within(columns, ["", "kind", "name", "also", "role"], &rows.collect::<Vec<_>>())
}

fn claims(work: &Work, columns: usize, out: &mut Output) -> Result {
    let asked = work.asked(Kind::Arguments);
    let rows = work.facts.claims.iter().enumerate().map(|(index, claim)| {
        let holders = claim.holders.iter().map(|holder| match holder {
            Holder::Actor(actor) => work.facts.actors[*actor].name.as_str(),
            Holder::Group(name) => name,
            Holder::Author => "the author",
        });
        [
            mark(asked.contains(&index)),
            holders.collect::<Vec<_>>().join(", "),
            claim.cue.clone(),
            school(claim).to_owned(),
            work.document.slice(claim.span.clone()).to_owned(),
            work.document.place(claim.sentence),
        ]
    });
    out.table_within(
        columns,
        ["", "holder", "cue", "school", "claim", "place"],
        &rows.collect::<Vec<_>>(),
    )
}

fn structures(work: &Work, columns: usize, out: &mut Output) -> Result {
    let asked = work.asked(Kind::Terms);
    let text = |span: &Range<usize>| work.document.slice(span.clone()).replace('\n', " ");
    let told = work.facts.structures.iter().enumerate();
    let told = told.filter(|(index, structure)| !structure.is_statement() || asked.contains(index));
    let rows = told.map(|(index, structure)| {
        let (kind, what, says) = match structure {
            Structure::Definition { term, meaning, .. } => ("term", text(term), text(meaning)),
            Structure::Listing { lead, items, .. } => {
                let items: Vec<String> = items.iter().map(text).collect();
                ("list", text(lead), items.join("; "))
            }
            Structure::Cause { cause, effect, .. } => ("cause", text(cause), text(effect)),
            Structure::Feature { thing, feature, value } => {
                ("table", format!("{}: {}", text(thing), text(feature)), text(value))
            }
            Structure::Telling(telling) => {
                let mut parts = telling.parts.iter().map(|(_, part)| text(part));
                let what = parts.next().unwrap_or_default();
                (telling.topic.as_ref(), what, parts.collect::<Vec<_>>().join("; "))
            }
        };
        [mark(asked.contains(&index)), kind.to_owned(), what, says]
    });
    out.table_within(columns, ["", "kind", "what", "says"], &rows.collect::<Vec<_>>())
}

/// A claim's school; nothing where none is known.
fn school(claim: &Claim) -> &str {
    claim.school.as_deref().filter(|&school| school != "unspecified").unwrap_or_default()
}

/// Why facts make no card, those of a kind together.
fn reasons(work: &Work, kinds: &[Kind], columns: usize, out: &mut Output) -> Result {
    let missing = work.missing.iter().filter(|one| kinds.contains(&one.kind));
    let rows: Vec<[String; 3]> = missing
        .map(|one| [title(one.kind).to_owned(), named(work, one), one.why.to_owned()])
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    out.line("")?;
    out.line("Facts without a card, and why")?;
    out.table_within(columns, ["kind", "fact", "why"], &rows)
}

/// A fact in a few words.
fn named(work: &Work, missing: &Missing) -> String {
    let (text, facts) = (&work.document.text, &work.facts);
    let text = match missing.kind {
        Kind::Actors => &facts.actors[missing.fact].name,
        Kind::Dates => &text[facts.dates[missing.fact].span.clone()],
        Kind::Arguments => &text[facts.claims[missing.fact].span.clone()],
        Kind::Terms => &text[facts.structures[missing.fact].start()..],
    };
    // Of a paragraph without an end only its beginning is looked at.
    let line = text.chars().take(NAMED).take_while(|&c| missing.kind != Kind::Terms || c != '\n');
    line.map(|c| if c == '\n' { ' ' } else { c }).collect()
}

fn samples(work: &Work, kind: Kind, columns: usize, out: &mut Output) -> Result {
    let of_kind: Vec<&Draft> = work.drafts.iter().filter(|draft| draft.kind == kind).collect();
    if of_kind.is_empty() {
        return Ok(());
    }
    out.line("")?;
    let shown = count(of_kind.len().min(SAMPLES), "sample card");
    out.line(&format!("{}: {shown} of {}", title(kind), of_kind.len()))?;
    for draft in of_kind.into_iter().take(SAMPLES) {
        for card in Card::drafts(&draft.note) {
            out.line("")?;
            lines_of(&card).iter().try_for_each(|(label, text)| {
                let options = textwrap::Options::new(columns.min(100))
                    .initial_indent(label)
                    .subsequent_indent("    ");
                textwrap::wrap(text, options).iter().try_for_each(|row| out.line(row))
            })?;
        }
    }
    Ok(())
}

fn lines_of(card: &Card) -> Vec<(&'static str, String)> {
    let mut lines = vec![("  Q ", card.prompt().into_owned()), ("  A ", card.answer())];
    if !card.wrong().is_empty() {
        lines.push(("  - ", card.wrong().join("; ")));
    }
    if let Some(place) = card.source() {
        lines.push(("    ", place.to_owned()));
    }
    lines
}
