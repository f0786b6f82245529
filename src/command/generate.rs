//! `generate`: documents become decks.

use super::output::Output;
use crate::cli::{CardKind, Generate, Global};
use crate::deck::DeckId;
use crate::deck::fix::slug;
use crate::deck::parse::parse;
use crate::deck::write::to_toml;
use crate::document::{Document, Format};
use crate::env::{Env, Home};
use crate::error::{Error, Result};
use crate::generate::compose::{Draft, Kind, Options, compose, deck};
use crate::generate::{facts, jsonl};
use crate::progress::file::{create_folder, replace};
use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn run(env: &Env, global: &Global, options: &Generate, out: &mut Output) -> Result {
    let target = target(env, global, options)?;
    let mut written = Vec::new();
    let mut found = String::new();
    for file in &options.files {
        let document = read(file)?;
        let name = name_of(file)?;
        let facts = facts(&document);
        let drafts = compose(&document, &facts, &wanted(options));
        found.push_str(&jsonl::lines(&document, &facts, &drafts, |kind| {
            target.deck_id(&name, kind)
        }));
        out.line(&format!(
            "{}: {} dates, {} actors, {} claims",
            file.display(),
            facts.dates.len(),
            facts.actors.len(),
            facts.claims.len()
        ))?;
        written.extend(target.decks(&document, &name, &drafts)?);
    }
    write_all(options, &written, out)?;
    if let Some(path) = options.facts.as_ref().filter(|_| !options.dry_run) {
        write(path, found.as_bytes())?;
    }
    Ok(())
}

fn wanted(options: &Generate) -> Options {
    let only = options.only.iter().map(|kind| match kind {
        CardKind::Dates => Kind::Dates,
        CardKind::Actors => Kind::Actors,
        CardKind::Arguments => Kind::Arguments,
    });
    Options { only: only.collect(), max: options.max }
}

fn read(path: &Path) -> Result<Document> {
    let fault = |cause: &(dyn std::error::Error + 'static)| {
        Error::because(format!("cannot read {}", path.display()), cause)
    };
    let format =
        Format::of(path).map_err(|cause| fault(&cause).hint("save the text as .txt or .md"))?;
    let bytes = fs::read(path).map_err(|cause| fault(&cause))?;
    Document::parse(&bytes, format).map_err(|cause| fault(&cause))
}

/// The document's name, as ids are written.
fn name_of(path: &Path) -> Result<String> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = slug(&stem, 50);
    DeckId::new(&name).map(|_| name).map_err(|cause| {
        Error::because(format!("cannot name a deck after {}", path.display()), &cause)
    })
}

/// Where decks go.
enum Target {
    /// All cards into one file.
    File(PathBuf),
    /// A deck a kind into a folder.
    Folder(PathBuf),
}

fn target(env: &Env, global: &Global, options: &Generate) -> Result<Target> {
    match &options.out {
        Some(path) if path.extension().is_some_and(|ending| ending == "toml") => {
            if options.files.len() > 1 {
                return Err(Error::new("one deck file cannot take several documents")
                    .hint("name a folder with --out, or one document"));
            }
            Ok(Target::File(path.clone()))
        }
        Some(path) => Ok(Target::Folder(path.clone())),
        None => Ok(Target::Folder(Home::find(global.home.as_deref(), env)?.decks())),
    }
}

impl Target {
    fn deck_id(&self, name: &str, kind: Kind) -> String {
        match self {
            Self::File(path) => slug(&path.file_stem().unwrap_or_default().to_string_lossy(), 60),
            Self::Folder(_) => format!("{name}-{}", kind.as_str()),
        }
    }

    /// Files and what to write into them.
    fn decks(
        &self,
        document: &Document,
        name: &str,
        drafts: &[Draft],
    ) -> Result<Vec<(PathBuf, String)>> {
        let title = document.meta.title.clone().unwrap_or_else(|| name.to_owned());
        let make = |kind: Kind, title: &str, drafts: &[&Draft]| -> Result<String> {
            let id = DeckId::new(&self.deck_id(name, kind))
                .map_err(|cause| Error::because("cannot name the deck", &cause))?;
            Ok(to_toml(&deck(document, &id, title, drafts)))
        };
        if let Self::File(path) = self {
            let all: Vec<&Draft> = drafts.iter().collect();
            return Ok(vec![(path.clone(), make(Kind::Dates, &title, &all)?)]);
        }
        let Self::Folder(folder) = self else { return Ok(Vec::new()) };
        let mut files = Vec::new();
        for kind in Kind::ALL {
            let of_kind: Vec<&Draft> = drafts.iter().filter(|draft| draft.kind == kind).collect();
            if !of_kind.is_empty() {
                let path = folder.join(format!("{name}-{}.toml", kind.as_str()));
                files.push((path, make(kind, &format!("{title}: {}", kind.as_str()), &of_kind)?));
            }
        }
        Ok(files)
    }
}

/// Writes all decks or none: nothing that `check` rejects, nothing over a
/// deck that exists without `--force`.
fn write_all(options: &Generate, files: &[(PathBuf, String)], out: &mut Output) -> Result {
    for (path, text) in files {
        let parsed = parse(path, text);
        if let Some(fault) = parsed.faults.iter().find(|fault| fault.severity.is_error()) {
            return Err(Error::new(format!(
                "the deck for {} has a fault: {}",
                path.display(),
                fault.message
            )));
        }
        if path.exists() && !options.force && !options.dry_run {
            return Err(Error::new(format!("{} exists already", path.display()))
                .hint("--force replaces it, --out writes elsewhere"));
        }
    }
    for (path, text) in files {
        let cards = text.matches("\n[[card]]\n").count();
        match options.dry_run {
            true => out.line(&format!("would write {cards} cards to {}", path.display()))?,
            false => {
                write(path, text.as_bytes())?;
                out.line(&format!("wrote {cards} cards to {}", path.display()))?;
            }
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), create_folder)
        .and_then(|()| replace(path, bytes))
        .map_err(|cause| Error::because(format!("cannot write {}", path.display()), &cause))
}
