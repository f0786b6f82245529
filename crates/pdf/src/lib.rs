//! The text of a PDF in its reading order.
//!
//! Texts at places become lines, lines become headings, paragraphs and list
//! items. Nothing is ever drawn. It is written for files that nobody vouches
//! for: every object is read on its own, within [`Limits`] of bytes unpacked
//! and bytes read, and what cannot be read is passed over.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let bytes = std::fs::read("article.pdf")?;
//! let document = byheart_pdf::read(&bytes, "", byheart_pdf::Limits::default())?;
//! for block in &document.blocks {
//!     println!("page {}: {}", block.page, block.text);
//! }
//! # Ok(())
//! # }
//! ```

mod annotation;
mod bidi;
mod blocks;
mod content;
mod crypt;
mod document;
mod encoding;
mod error;
mod file;
mod filter;
mod font;
mod layout;
mod metrics;
mod object;
mod pages;
mod piece;
mod running;
#[cfg(test)]
mod tests;

pub use document::{Block, BlockKind, Document, Info, LeftOut, Line, Page, PageBreak};
pub use error::{Error, Limits};

use content::Reader;
use file::File;
use object::{Dict, Object};

/// Reads a file.
///
/// `password` is what a person would type to open it, empty where none is
/// asked for. Pages without text are no error: see
/// [`Document::pages_without_text`].
pub fn read(bytes: &[u8], password: &str, limits: Limits) -> Result<Document, Error> {
    let file = File::open(bytes, password, limits)?;
    let mut reader = Reader::new(&file);
    let mut pages = Vec::new();
    for page in pages::all(&file)? {
        let resources = file.object(page.resources)?;
        let resources = resources.dict().map(|owner| file.get(owner, "Resources")).transpose()?;
        let none = Dict::new();
        let resources = resources.as_ref().and_then(Object::dict).unwrap_or(&none);
        let (pieces, unread) = match file.object(page.id)?.dict() {
            Some(dict) => reader.page(dict, resources)?,
            None => (Vec::new(), 0),
        };
        pages.push(Page { number: pages.len() + 1, lines: layout::lines(pieces), unread });
    }
    if pages.is_empty() {
        return Err(Error::NoPages);
    }
    let blocks = blocks::blocks(&mut pages);
    Ok(Document { info: info(&file)?, pages, blocks })
}

fn info(file: &File<'_>) -> Result<Info, Error> {
    let info = file.get(&file.trailer, "Info")?;
    let text = |key: &str| -> Result<Option<String>, Error> {
        let Some(info) = info.dict() else { return Ok(None) };
        let Object::Text(bytes) = file.get(info, key)? else { return Ok(None) };
        let text = decoded(&bytes);
        Ok(Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty()))
    };
    Ok(Info { title: text("Title")?, author: text("Author")?, date: text("CreationDate")? })
}

fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}
