//! EPUB: the pages of the spine in its order, each read as HTML; cover, title
//! page, contents and rights left out.

use super::archive::Archive;
use super::html;
use super::markup::{DublinCore, Event, Syntax, events, values};
use super::{Format, Words, words};
use crate::document::Meta;
use crate::document::block::BlockKind;
use crate::document::draft::Draft;
use crate::document::error::{ReadError, damaged};
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Names of pages that are not the book's text.
static LEFT_OUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:x?html?[-_])?(?:\d+[-_])?(?:book[-_]?)?(?:cover(?:[-_ ]?page)?|toc|nav|contents|table[-_ ]?of[-_ ]?contents|copy(?:right|righ)?(?:[-_ ]?page)?|title[-_ ]?page|half[-_ ]?title(?:[-_ ]?page)?|colophon|imprint|dedication|also[-_ ]?by|about[-_ ]?the[-_ ]?author|index|footnotes|endnotes|notes|bibliography|ad(?:vertisement)?s?)(?:[-_]?\d+)?$",
    )
    .expect("a pattern")
});
/// Types of such pages in the guide.
static GUIDE_LEFT_OUT: Words =
    LazyLock::new(|| words(include_str!("../../../data/markup/guide_left_out.txt")));
/// Headings of such pages.
static HEADED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:table of contents|contents|copyright|cover|title page|colophon)$")
        .expect("a pattern")
});

pub(in crate::document) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes, Format::Epub.name())?;
    let container = part(&mut archive, "META-INF/container.xml")?;
    let path = values(&container, "rootfile", "full-path")
        .next()
        .ok_or_else(|| damaged(Format::Epub, "no package in META-INF/container.xml"))?;
    let package = Package::read(&part(&mut archive, &path)?)?;
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    // The parts that cannot be read without a key; fonts do not matter.
    let locked = archive.text("META-INF/encryption.xml")?.unwrap_or_default();
    let locked: HashSet<String> = values(&locked, "cipherreference", "uri").collect();
    let mut draft = Draft { meta: package.meta.clone(), ..Draft::default() };
    for page in package.pages() {
        let name = resolved(folder, page);
        if locked.contains(&name) {
            return Err(ReadError::Encrypted(Format::Epub.name()));
        }
        let text = part(&mut archive, &name)?;
        add_page(&mut draft, &text)?;
    }
    Ok(draft)
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, ReadError> {
    archive.text(name)?.ok_or_else(|| damaged(Format::Epub, format!("no {name}")))
}

/// Reads a page and leaves it out again where it is a list of contents.
fn add_page(draft: &mut Draft, text: &str) -> Result<(), ReadError> {
    let (from, start) = (draft.blocks.len(), draft.text.len());
    let own = std::mem::take(&mut draft.meta);
    html::add(draft, text, Syntax::Xml)?;
    // A chapter's title is not the book's.
    let title = own.title.or_else(|| draft.meta.title.take());
    draft.meta = Meta { title, ..own };
    let first = draft.blocks.get(from);
    let is_heading = first.filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
    if is_heading.is_some_and(|block| HEADED.is_match(draft.content(block))) {
        draft.blocks.truncate(from);
        draft.text.truncate(start);
    }
    Ok(())
}

/// The `.opf` file: what there is, and in what order it is read.
#[derive(Debug, Default)]
struct Package {
    meta: Meta,
    /// Id to address and properties.
    items: HashMap<String, (String, String)>,
    spine: Vec<String>,
    /// Addresses of pages that the guide calls cover, contents and the like.
    guided: HashSet<String>,
}

impl Package {
    fn read(text: &str) -> Result<Self, ReadError> {
        let mut package = Self::default();
        let mut facts = DublinCore::default();
        for event in events(text, Syntax::Xml) {
            let event = event?;
            facts.add(&event);
            let Event::Start(tag) = event else { continue };
            let value = |name: &str| tag.local_value(name).unwrap_or_default().to_owned();
            match tag.name.as_str() {
                "item" => {
                    package.items.insert(value("id"), (value("href"), value("properties")));
                }
                "itemref" if value("linear") != "no" => package.spine.push(value("idref")),
                "reference" if GUIDE_LEFT_OUT.contains(value("type").as_str()) => {
                    package.guided.insert(without_fragment(&value("href")).to_owned());
                }
                _ => {}
            }
        }
        package.meta = facts.meta();
        Ok(package)
    }

    /// Addresses of the pages to read.
    fn pages(&self) -> impl Iterator<Item = &str> {
        let items = self.spine.iter().filter_map(|id| Some((id, self.items.get(id)?)));
        items.filter_map(|(id, (address, properties))| {
            let address = without_fragment(address);
            let name = address.rsplit('/').next().unwrap_or(address);
            let stem = name.split('.').next().unwrap_or(name);
            let left_out = properties.split_ascii_whitespace().any(|word| word == "nav")
                || self.guided.contains(address)
                || LEFT_OUT.is_match(stem)
                || LEFT_OUT.is_match(id);
            (!left_out).then_some(address)
        })
    }
}

fn without_fragment(address: &str) -> &str {
    address.split('#').next().unwrap_or(address)
}

/// A part's name from an address within the package's folder.
fn resolved(folder: &str, address: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let whole = format!("{folder}{}", decoded(address));
    for part in whole.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `Chapter%201.xhtml`.
fn decoded(address: &str) -> String {
    let mut parts = address.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let digits = part.get(..2).filter(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => bytes.push(byte),
            None => bytes.push(b'%'),
        }
        bytes.extend(part.bytes().skip(digits.map_or(0, str::len)));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::archive::zip;
    use super::*;
    use crate::document::testing::{facts, read, refusal, titles};

    const CONTAINER: (&str, &str) = (
        "META-INF/container.xml",
        "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>",
    );
    const PACKAGE: (&str, &str) = (
        "OEBPS/book.opf",
        "<package><metadata><dc:title>Of Rome</dc:title><dc:creator>A. Writer</dc:creator><dc:creator>B. Writer</dc:creator><dc:date>1999-01-01</dc:date></metadata>\
         <manifest><item id='nav' href='nav.xhtml' properties='nav'/><item id='c' href='cover.xhtml'/><item id='r' href='text/x1.xhtml'/>\
         <item id='two' href='text/Chapter%202.xhtml'/><item id='one' href='text/one.xhtml'/></manifest>\
         <spine><itemref idref='c'/><itemref idref='nav'/><itemref idref='r'/><itemref idref='one'/><itemref idref='two'/></spine></package>",
    );

    fn page(body: &str) -> String {
        format!(
            "<?xml version='1.0'?><html><head><title>Page</title></head><body>{body}</body></html>"
        )
    }

    fn book(one: &str, more: &[(&str, &str)]) -> Vec<u8> {
        let (cover, one) = (page("<p>A cover.</p>"), page(one));
        let contents = page("<h1>Contents</h1><p>One, two.</p>");
        let two = page("<h1>Wars</h1><p>Hannibal came over the Alps.</p>");
        let mut parts = vec![
            CONTAINER,
            PACKAGE,
            ("OEBPS/cover.xhtml", cover.as_str()),
            ("OEBPS/nav.xhtml", cover.as_str()),
            ("OEBPS/text/x1.xhtml", contents.as_str()),
            ("OEBPS/text/Chapter 2.xhtml", two.as_str()),
            ("OEBPS/text/one.xhtml", one.as_str()),
        ];
        parts.extend(more);
        zip(&parts)
    }

    #[test]
    fn pages_are_read_in_the_order_of_the_spine() {
        let one = "<h1>Kings</h1><p>Rome had kings.<a epub:type='noteref' href='#n'>1</a></p>\
                   <aside epub:type='footnote' id='n'><p>Left out.</p></aside><h2>Notes</h2><p>1 Livy, p. 3.</p>";
        // The first bytes know better than the name.
        let document = read(book(one, &[]), Format::Docx);
        assert_eq!(
            document.text,
            "Kings\nRome had kings.\nNotes\n1 Livy, p. 3.\nWars\nHannibal came over the Alps."
        );
        assert_eq!(titles(&document), ["Kings", "Wars"]);
        assert_eq!(facts(&document), (Some("Of Rome"), Some("A. Writer, B. Writer"), Some(1999)));
    }

    #[test]
    fn files_that_cannot_be_read_say_why() {
        let lock = "<encryption><EncryptedData><CipherData><CipherReference URI='OEBPS/text/one.xhtml'/></CipherData></EncryptedData></encryption>";
        let locked = book("<p>Rome fell.</p>", &[("META-INF/encryption.xml", lock)]);
        for (bytes, message) in [
            (locked, "expected an EPUB file that anyone can open, found an encrypted one"),
            (zip(&[CONTAINER]), "expected an EPUB file, found a damaged one: no OEBPS/book.opf"),
            (
                zip(&[CONTAINER, PACKAGE]),
                "expected an EPUB file, found a damaged one: no OEBPS/text/x1.xhtml",
            ),
        ] {
            assert_eq!(refusal(bytes, Format::Epub), message);
        }
    }
}
