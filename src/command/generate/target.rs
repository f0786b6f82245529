//! Where decks go and what they are called.

use super::work::Work;
use crate::cli::{Generate, Global};
use crate::deck::fix::slug;
use crate::deck::{Deck, DeckId, Note};
use crate::env::{Env, Home};
use crate::error::{Error, Result};
use crate::generate::compose::{Kind, deck};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Where decks go.
pub(super) enum Target {
    /// All cards into one file.
    File(PathBuf),
    /// A deck a kind into a folder.
    Folder(PathBuf),
}

/// A deck as the document makes it; maybe without cards.
pub(super) struct Made {
    pub(super) path: PathBuf,
    pub(super) deck: Deck,
}

impl Target {
    /// Where `--out` points, else the home's decks.
    pub(super) fn of(env: &Env, global: &Global, options: &Generate) -> Result<Self> {
        match &options.out {
            Some(path) if path.extension().is_some_and(|ending| ending == "toml") => {
                if options.files.len() > 1 {
                    return Err(Error::new("one deck file cannot take several documents")
                        .hint("name a folder with --out, or one document"));
                }
                Ok(Self::File(path.clone()))
            }
            Some(path) => Ok(Self::Folder(path.clone())),
            None => Ok(Self::Folder(Home::find(global.home.as_deref(), env)?.decks())),
        }
    }

    /// The file or folder.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Folder(path) => path,
        }
    }

    /// The id of the deck that takes cards of a kind.
    pub(super) fn deck_id(&self, name: &str, kind: Kind) -> String {
        match self {
            Self::File(path) => slug(&path.file_stem().unwrap_or_default().to_string_lossy(), 60),
            Self::Folder(_) => format!("{name}-{}", kind.as_str()),
        }
    }

    /// The file of the deck that takes cards of a kind.
    pub(super) fn deck_path(&self, name: &str, kind: Kind) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::Folder(folder) => folder.join(format!("{name}-{}.toml", kind.as_str())),
        }
    }

    /// The decks that cards make, one for each of `kinds` or one for all.
    pub(super) fn decks(
        &self,
        work: &Work,
        kinds: &[Kind],
        cards: &[(Kind, &Note)],
    ) -> Result<Vec<Made>> {
        let title = work.document.meta.title.clone().unwrap_or_else(|| work.name.clone());
        let make = |kind: Kind, title: &str, notes: Vec<Note>| -> Result<Made> {
            let deck = DeckId::new(&self.deck_id(&work.name, kind))
                .and_then(|id| deck(&work.document, &id, title, notes))
                .map_err(|cause| Error::because("cannot name the deck", &cause))?;
            Ok(Made { path: self.deck_path(&work.name, kind), deck })
        };
        if let Self::File(_) = self {
            let notes = cards.iter().map(|(_, note)| (*note).clone()).collect();
            return Ok(vec![make(Kind::Dates, &title, notes)?]);
        }
        let of_kind = |kind: Kind| -> Vec<Note> {
            let cards = cards.iter().filter(|(own, _)| *own == kind);
            cards.map(|(_, note)| (*note).clone()).collect()
        };
        kinds
            .iter()
            .map(|&kind| make(kind, &format!("{title}: {}", kind.as_str()), of_kind(kind)))
            .collect()
    }
}

/// A name for each document; two that would share their decks are an error.
pub(super) fn names(files: &[PathBuf]) -> Result<Vec<String>> {
    let mut taken: HashMap<String, &Path> = HashMap::new();
    let mut names = Vec::new();
    for file in files {
        let name = name_of(file)?;
        if let Some(other) = taken.insert(name.clone(), file) {
            return Err(collision(&name, other, file));
        }
        names.push(name);
    }
    Ok(names)
}

fn collision(name: &str, one: &Path, other: &Path) -> Error {
    if one == other {
        return Error::new(format!("{} is named twice", one.display())).hint("name it once");
    }
    let (one, other) = (one.display(), other.display());
    Error::new(format!("{one} and {other} would both make decks called '{name}'"))
        .hint("rename one, or read them one after the other with another --out each")
}

/// The document's name, as ids are written.
fn name_of(path: &Path) -> Result<String> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = slug(&stem, 50);
    DeckId::new(&name).map(|_| name).map_err(|cause| {
        Error::because(format!("cannot name a deck after {}", path.display()), &cause)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(files: &[&str]) -> String {
        let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
        let Err(Error::Failure(failure)) = names(&files) else { panic!("expected a failure") };
        failure.to_string()
    }

    #[test]
    fn documents_of_one_name_collide() {
        assert_eq!(
            message(&["a/The War.md", "b/the_war.txt"]),
            "error: a/The War.md and b/the_war.txt would both make decks called 'the-war'\n  help: rename one, or read them one after the other with another --out each"
        );
        assert_eq!(message(&["x.md", "x.md"]), "error: x.md is named twice\n  help: name it once");
    }

    #[test]
    fn names_are_slugs() {
        let files = [PathBuf::from("Chapter 3: Évian.md"), PathBuf::from("b.txt")];
        assert_eq!(names(&files).ok(), Some(vec!["chapter-3-evian".to_owned(), "b".to_owned()]));
    }
}
