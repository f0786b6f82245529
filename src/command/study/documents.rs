//! The passage of a document that a card rests on, as far as the document is there.
//!
//! A deck may come from anybody. It names a file alone, which is looked for beside the
//! deck; links are not followed, and what cannot be read as a document is not shown.

use crate::asking::study::Opened;
use crate::deck::library::Library;
use crate::deck::{Card, Deck};
use crate::document::{Document, Passage, Passages, Piece};
use std::borrow::Cow;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The document that was opened last: the cards of a deck mostly share one.
#[derive(Debug, Default)]
pub(in crate::command) struct Documents {
    latest: Option<(Seen, Document)>,
}

/// A file as it was seen: its path, its time and its length in bytes.
type Seen = (PathBuf, Option<SystemTime>, u64);

impl Documents {
    /// What the document of a card's deck says around its fact; what the card itself quotes
    /// where that cannot be seen there.
    pub(in crate::command) fn open(&mut self, decks: &Library, card: &Card) -> Opened {
        let deck = decks.deck_of(&card.id);
        let seen = deck.ok_or("The deck is gone".to_owned()).and_then(|deck| self.see(deck, card));
        let quotes = card.quotes();
        seen.unwrap_or_else(|why| {
            let remark = match quotes.is_empty() {
                true => format!("{why}, and the card quotes nothing."),
                false => format!("{why}. The card quotes this:"),
            };
            let piece = |(at, text): (usize, &Cow<'_, str>)| Piece {
                text: text.to_string(),
                is_quoted: true,
                is_apart: at > 0,
            };
            let pieces = quotes.iter().enumerate().map(piece).collect();
            let passage = Passage { pieces, ..Passage::default() };
            Opened { passage, remark: Some(remark) }
        })
    }

    /// The error says why nothing can be seen, without a full stop.
    fn see(&mut self, deck: &Deck, card: &Card) -> Result<Opened, String> {
        let source = deck.source.as_ref();
        let name = source.and_then(|source| source.file.as_deref());
        let name = name.ok_or("The deck names no document")?;
        let path = deck.path.as_ref().and_then(|path| beside(path, name));
        let path =
            path.ok_or_else(|| format!("{name} is neither beside the deck nor in sources"))?;
        let document =
            self.read(path).map_err(|cause| format!("{name} cannot be read: {cause}"))?;
        let own = source.and_then(|source| source.sha256.as_ref());
        let read = document.file.as_ref().map(|file| &file.sha256);
        let has_changed = own.is_some_and(|own| read != Some(own));
        let (passages, quotes) = (Passages::of(document), card.quotes());
        let found = quotes.iter().filter_map(|quote| passages.find(quote, card.source()));
        let found: Vec<Range<usize>> = found.collect();
        if !found.is_empty() {
            let remark = || format!("{name} has changed, but this stands there as before.");
            let remark = has_changed.then(remark);
            return Ok(Opened { passage: passages.around(&found), remark });
        }
        if has_changed && !quotes.is_empty() {
            return Err(format!("{name} has changed, and this is no longer found there"));
        }
        let place = card.source().and_then(|place| passages.find_place(place));
        let place = place.ok_or_else(|| match quotes.is_empty() {
            true => format!("Nothing says where in {name} this stands"),
            false => format!("{name} does not have these words"),
        })?;
        let remark = match has_changed {
            true => format!("{name} has changed, and the card quotes no words of it."),
            false => "The card quotes no words of this.".to_owned(),
        };
        Ok(Opened { passage: passages.around(&[place]), remark: Some(remark) })
    }

    /// Read again where the file is another by now.
    fn read(&mut self, path: PathBuf) -> Result<&Document, String> {
        let told = fs::metadata(&path).map_err(|cause| cause.to_string())?;
        let seen = (path, told.modified().ok(), told.len());
        let latest = match self.latest.take().filter(|(known, _)| *known == seen) {
            Some(latest) => latest,
            None => {
                let document = Document::open(&seen.0, None, "");
                (seen, document.map_err(|cause| cause.to_string())?)
            }
        };
        Ok(&self.latest.insert(latest).1)
    }
}

/// A file of this name in the folder of a deck, or in `sources` there. A link could lead
/// anywhere.
fn beside(deck: &Path, name: &str) -> Option<PathBuf> {
    let folder = deck.parent()?;
    let sources = folder.join("sources");
    let is_folder = fs::symlink_metadata(&sources).is_ok_and(|metadata| metadata.is_dir());
    let folders = [Some(folder.to_path_buf()), is_folder.then_some(sources)];
    let mut paths = folders.into_iter().flatten().map(|folder| folder.join(name));
    paths.find(|path| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::hash::sha256;
    use crate::deck::parse::parse;
    use crate::deck::starter;
    use crate::ui::wording;
    use std::os::unix::fs::symlink;

    const NOTES: &str =
        "# Ports\n\n## Riga\n\nThe port froze each winter. In 1201 a bishop founded Riga.\n";

    /// What is seen of a card of these keys, whose deck names `file`, once `put` has filled
    /// its folder.
    fn opened(file: &str, keys: &str, put: impl Fn(&Path)) -> String {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path());
        seen(&mut Documents::default(), folder.path(), file, keys)
    }

    fn seen(documents: &mut Documents, folder: &Path, file: &str, keys: &str) -> String {
        let head = "format = 1\nid = \"d\"\ntitle = \"D\"";
        let card = format!("[[card]]\nid = \"a\"\nfront = \"Q\"\nback = \"A\"\n{keys}\n");
        let text = format!("{head}\n[source]\n{file}\n{card}");
        let path = folder.join("d.toml");
        let library = Library::new(vec![(path.clone(), parse(&path, &text))], Vec::new());
        wording::passage(&documents.open(&library, &library.decks[0].cards[0])).join("\n")
    }

    fn write(folder: &Path, name: &str, text: &str) {
        let path = folder.join(name);
        crate::base::file::replace(&path, text.as_bytes()).unwrap();
    }

    const NOTE: &str = "note = \"In 1201 a bishop founded Riga.\"";
    const FILE: &str = "file = \"ports.md\"";
    const SEEN: &str =
        "Ports › Riga\n  The port froze each winter.\n> In 1201 a bishop founded Riga.";
    const ALONE: &str = "ports.md is neither beside the deck nor in sources. The card quotes this:\n> In 1201 a bishop founded Riga.";

    #[test]
    fn the_document_is_read_beside_the_deck_and_in_sources() {
        let hash = format!("{FILE}\nsha256 = \"{}\"", sha256(NOTES.as_bytes()));
        assert_eq!(opened(&hash, NOTE, |folder| write(folder, "ports.md", NOTES)), SEEN);
        assert_eq!(opened(FILE, NOTE, |folder| write(folder, "sources/ports.md", NOTES)), SEEN);
        assert_eq!(opened(FILE, NOTE, |folder| write(folder, "other/ports.md", NOTES)), ALONE);
    }

    #[test]
    fn every_card_of_the_starter_decks_has_its_passage() {
        let folder = tempfile::tempdir().unwrap();
        starter::FILES.iter().for_each(|(name, text)| write(folder.path(), name, text));
        let decks = starter::FILES.iter().filter(|(name, _)| name.ends_with(".toml"));
        let parsed = decks.map(|(name, text)| {
            let path = folder.path().join(name);
            (path.clone(), parse(&path, text))
        });
        let library = Library::new(parsed.collect(), Vec::new());
        let mut documents = Documents::default();
        for card in library.decks.iter().flat_map(|deck| &deck.cards) {
            let Opened { passage, remark } = documents.open(&library, card);
            let is_seen = passage.pieces.iter().any(|piece| piece.is_quoted);
            assert!(is_seen && remark.is_none(), "{}: {remark:?}", card.id);
        }
    }

    #[test]
    fn a_document_that_changed_is_said_to_have() {
        let hash = format!("{FILE}\nsha256 = \"{}\"", "0".repeat(64));
        let seen = |text: &str| opened(&hash, NOTE, |folder| write(folder, "ports.md", text));
        let remark = "Ports › Riga\nports.md has changed, but this stands there as before.";
        assert_eq!(seen(NOTES), SEEN.replace("Ports › Riga", remark));
        assert_eq!(
            seen(&NOTES.replace("1201", "1202")),
            "ports.md has changed, and this is no longer found there. The card quotes this:\n> In 1201 a bishop founded Riga."
        );
    }

    #[test]
    fn a_document_that_is_mended_meanwhile_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut documents = Documents::default();
        let mut seen = |text: &str| {
            write(folder.path(), "ports.md", text);
            seen(&mut documents, folder.path(), FILE, NOTE)
        };
        assert!(seen("%PDF-1.7").starts_with("ports.md cannot be read: "));
        assert_eq!(seen(NOTES), SEEN);
        let changed = NOTES.replace("1201", "the year 1202");
        assert!(seen(&changed).starts_with("ports.md does not have these words."));
    }

    #[test]
    fn what_is_no_file_beside_the_deck_is_never_opened() {
        let link = |folder: &Path| {
            write(folder, "secret.md", NOTES);
            symlink(folder.join("secret.md"), folder.join("ports.md")).unwrap();
        };
        let linked_folder = |folder: &Path| {
            write(folder, "secret/ports.md", NOTES);
            symlink(folder.join("secret"), folder.join("sources")).unwrap();
        };
        let pipe = |folder: &Path| {
            nix::unistd::mkfifo(&folder.join("ports.md"), nix::sys::stat::Mode::S_IRWXU).unwrap();
        };
        assert_eq!([opened(FILE, NOTE, link), opened(FILE, NOTE, linked_folder)], [ALONE, ALONE]);
        assert_eq!(opened(FILE, NOTE, pipe), ALONE);
        assert_eq!(
            opened("file = \"ports.pdf\"", NOTE, |folder| write(folder, "ports.pdf", "no pdf")),
            "ports.pdf cannot be read: expected a PDF file, found other bytes. The card quotes this:\n> In 1201 a bishop founded Riga."
        );
    }

    #[test]
    fn a_card_that_quotes_nothing_is_opened_at_its_place() {
        let put = |folder: &Path| write(folder, "ports.md", NOTES);
        let remark = "note = \"Remember the ice!\"\nsource = \"Riga ¶1\"";
        assert_eq!(
            opened(FILE, remark, put),
            "Ports › Riga\nThe card quotes no words of this.\n  The port froze each winter. In 1201 a bishop founded Riga."
        );
        let changed = format!("{FILE}\nsha256 = \"{}\"", "0".repeat(64));
        assert_eq!(
            opened(&changed, "source = \"Riga ¶1\"", put),
            "Ports › Riga\nports.md has changed, and the card quotes no words of it.\n  The port froze each winter. In 1201 a bishop founded Riga."
        );
        for file in [FILE, &changed] {
            assert_eq!(
                opened(file, "source = \"Riga ¶9\"", put),
                "Nothing says where in ports.md this stands, and the card quotes nothing."
            );
        }
        assert_eq!(
            opened(FILE, "note = \"Remember the ice!\"", put),
            "ports.md does not have these words. The card quotes this:\n> Remember the ice!"
        );
        assert_eq!(
            opened("year = 1201", "", put),
            "The deck names no document, and the card quotes nothing."
        );
    }
}
