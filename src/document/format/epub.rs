//! EPUB: the pages of the spine in its order, each read as HTML; what cover,
//! contents, rights and notes are for is said by their role.

use super::Format;
use super::archive::Archive;
use super::html::{self, Chapter, Lack};
use super::markup::{DublinCore, Event, Syntax, events, values};
use crate::document::Meta;
use crate::document::builder::Builder;
use crate::document::encoding::decode;
use crate::document::error::{ReadError, damaged};
use crate::document::tree::{Block, BlockKind, Role};
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Names and headings of pages that are not the book's text.
static NAMES: LazyLock<[(Regex, Role); 3]> = LazyLock::new(|| {
    [
        (
            r"(?i)^(?:x?html?[-_])?(?:\d+[-_])?(?:book[-_]?)?(?:cover(?:[-_ ]?page)?|copy(?:right|righ)?(?:[-_ ]?page)?|title[-_ ]?page|half[-_ ]?title(?:[-_ ]?page)?|colophon|imprint|dedication|also[-_ ]?by|ad(?:vertisement)?s?)(?:[-_]?\d+)?$",
            Role::Cover,
        ),
        (
            r"(?i)^(?:x?html?[-_])?(?:\d+[-_])?(?:book[-_]?)?(?:toc|nav|(?:table[-_ ]?of[-_ ]?)?contents)(?:[-_]?\d+)?$",
            Role::Contents,
        ),
        (r"(?i)^(?:\d+[-_])?(?:foot|end)notes(?:[-_]?\d+)?$", Role::Notes),
    ]
    .map(|(name, role)| (Regex::new(name).expect("a pattern"), role))
});

pub(in crate::document) fn read(bytes: &[u8]) -> Result<Builder, ReadError> {
    let mut archive = Archive::open(bytes, Format::Epub.name())?;
    let container = part(&mut archive, "META-INF/container.xml")?;
    let path = values(&container, "rootfile", "full-path")
        .next()
        .ok_or_else(|| damaged(Format::Epub, "no package in META-INF/container.xml"))?;
    let mut package = Package::read(&part(&mut archive, &path)?)?;
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    let labels = labels(&mut archive, &package, folder)?;
    // The parts that cannot be read without a key; fonts do not matter.
    let locked = archive.text("META-INF/encryption.xml")?.unwrap_or_default();
    let locked: HashSet<String> = values(&locked, "cipherreference", "uri").collect();
    let mut builder = Builder::default();
    for page in package.pages() {
        let name = resolved(folder, &page.address);
        if locked.contains(&name) {
            return Err(ReadError::Encrypted(Format::Epub.name()));
        }
        let chapter = Chapter::read(&part(&mut archive, &name)?)?;
        let meta = add_page(&mut builder, &page, &chapter, labels.get(&name))?;
        // A chapter's title is the book's where that says none.
        package.meta.title = package.meta.title.or(meta.title);
    }
    builder.meta = package.meta;
    Ok(builder)
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, ReadError> {
    let bytes = archive.bytes(name)?.ok_or_else(|| damaged(Format::Epub, format!("no {name}")))?;
    match decode(&bytes, html::charset(&bytes).as_deref()) {
        Ok((text, _)) => Ok(text.into_owned()),
        Err(ReadError::Empty) => Ok(String::new()),
        Err(fault) => Err(damaged(Format::Epub, format!("{fault} of {name}"))),
    }
}

fn add_page(
    builder: &mut Builder,
    page: &Item,
    chapter: &Chapter,
    label: Option<&String>,
) -> Result<Meta, ReadError> {
    let role = chapter.role().or(page.role).unwrap_or_default();
    let before = builder.set_role(role);
    let lack = match label {
        Some(label) if role == Role::Body => chapter.lacks(label),
        _ => Lack::Nothing,
    };
    if let (Lack::Heading, Some(label)) = (lack, label) {
        builder.leaf(BlockKind::Heading { level: 1 }, label)?;
    }
    let from = builder.len();
    let meta = chapter.add(builder)?;
    builder.set_role(before);
    let is_seen = |block: &Block| block.kind.is_leaf() && block.role != Role::Hidden;
    let first = builder.blocks_from(from).iter().position(is_seen);
    if let Some(first) = first.map(|first| from + first) {
        let heading = builder.blocks_from(first)[0].clone();
        let text = builder.slice(heading.span).to_owned();
        let role = NAMES.iter().find(|(name, _)| name.is_match(&text)).map(|(_, role)| *role);
        if matches!(heading.kind, BlockKind::Heading { .. }) {
            for block in builder.blocks_from(from).iter_mut().filter(|_| role.is_some()) {
                block.role = role.unwrap_or_default();
            }
        } else if lack == Lack::Kind && heading.kind == BlockKind::Paragraph {
            builder.blocks_from(first)[0].kind = BlockKind::Heading { level: 1 };
        }
    }
    Ok(meta)
}

/// What the contents of the book call its pages.
fn labels(
    archive: &mut Archive<'_>,
    package: &Package,
    folder: &str,
) -> Result<HashMap<String, String>, ReadError> {
    let mut labels = HashMap::new();
    for item in package.items.values().filter(|item| item.is_contents) {
        let name = resolved(folder, &item.address);
        let Some(text) = archive.text(&name)? else { continue };
        let folder = name.rfind('/').map_or("", |slash| &name[..=slash]);
        let (mut label, mut target) = (String::new(), None);
        for event in events(&text, Syntax::Xml) {
            match event? {
                Event::Start(tag) if tag.name == "a" => {
                    target = tag.value("href").map(str::to_owned);
                    label.clear();
                }
                Event::Start(tag) if tag.name == "navlabel" => label.clear(),
                Event::Start(tag) if tag.name == "content" => {
                    target = tag.value("src").map(str::to_owned);
                }
                Event::Text(text) if label.len() < MAX_LABEL => label.push_str(&text),
                _ => {}
            }
            let is_whole = !label.trim().is_empty();
            if let Some(page) = target.take_if(|_| is_whole) {
                let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
                labels.entry(resolved(folder, without_fragment(&page))).or_insert(label);
            }
        }
    }
    Ok(labels)
}

/// Longest name of a chapter in the contents, in bytes.
const MAX_LABEL: usize = 300;

/// A part of the book.
#[derive(Debug, Clone, Default)]
struct Item {
    address: String,
    /// Whether it is the list of contents.
    is_contents: bool,
    is_picture: bool,
    /// What its properties or its name say that it is for.
    role: Option<Role>,
}

/// The `.opf` file: what there is, and in what order it is read.
#[derive(Debug, Default)]
struct Package {
    meta: Meta,
    items: HashMap<String, Item>,
    /// Ids, and whether a page stands in the row of the others.
    spine: Vec<(String, bool)>,
    /// What the guide says that pages are for.
    guided: HashMap<String, Role>,
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
                    let properties = value("properties");
                    let is_nav = properties.split_ascii_whitespace().any(|word| word == "nav");
                    let item = Item {
                        address: without_fragment(&value("href")).to_owned(),
                        is_picture: value("media-type").starts_with("image/"),
                        is_contents: is_nav || value("media-type") == "application/x-dtbncx+xml",
                        role: is_nav.then_some(Role::Contents),
                    };
                    package.items.insert(value("id"), item);
                }
                "itemref" => package.spine.push((value("idref"), value("linear") != "no")),
                "reference" => {
                    // An address within a page says nothing of the whole page.
                    let (role, page) = (html::role(&value("type")), value("href"));
                    if let Some(role) = role.filter(|_| !page.contains('#')) {
                        package.guided.insert(page, role);
                    }
                }
                _ => {}
            }
        }
        package.meta = facts.meta();
        Ok(package)
    }

    /// The pages in their order.
    fn pages(&self) -> Vec<Item> {
        let items = self.spine.iter().filter_map(|(id, in_row)| {
            let item = self.items.get(id).filter(|item| !item.is_picture)?;
            let name = item.address.rsplit('/').next().unwrap_or(&item.address);
            let stem = name.split('.').next().unwrap_or(name);
            let named = NAMES.iter().find(|(name, _)| name.is_match(stem) || name.is_match(id));
            let role = item.role.or_else(|| self.guided.get(&item.address).copied());
            let role = role.or(named.map(|(_, role)| *role));
            // What is read beside the others explains them.
            let beside = (!in_row).then_some(Role::Notes);
            Some(Item { role: role.or(beside), ..item.clone() })
        });
        items.collect()
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

    fn parts(one: &str) -> Vec<(String, String)> {
        let cover = page("<p>A cover.</p>");
        let contents = page("<h1>Contents</h1><p>One, two.</p>");
        let nav = page("<nav epub:type='toc'><a href='text/one.xhtml'>One</a></nav>");
        let two = page("<h1>Wars</h1><p>Hannibal came over the Alps.</p>");
        let parts = [
            CONTAINER,
            PACKAGE,
            ("OEBPS/cover.xhtml", cover.as_str()),
            ("OEBPS/nav.xhtml", nav.as_str()),
            ("OEBPS/text/x1.xhtml", contents.as_str()),
            ("OEBPS/text/Chapter 2.xhtml", two.as_str()),
            ("OEBPS/text/one.xhtml", one),
        ];
        parts.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec()
    }

    fn book(one: &str, more: &[(&str, &str)]) -> Vec<u8> {
        let parts = parts(&page(one));
        let parts = parts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        zip(&parts.chain(more.iter().copied()).collect::<Vec<_>>())
    }

    /// The texts of leaves with a role.
    fn leaves(document: &crate::document::Document, role: Role) -> Vec<&str> {
        let leaves = document.blocks.iter().enumerate();
        let leaves = leaves.filter(|(_, block)| block.kind.is_leaf() && block.role == role);
        leaves.map(|(at, _)| document.content(at)).collect()
    }

    #[test]
    fn pages_are_read_in_the_order_of_the_spine_and_keep_their_place() {
        let one = "<h1>Kings</h1><p>Rome had<span epub:type='pagebreak' title='3'/> kings.<a epub:type='noteref' href='#n'>1</a></p>\
                   <aside epub:type='footnote' id='n'><p>So says Livy.</p></aside><table><tr><th>Year</th></tr></table>";
        let document = read(book(one, &[]), Format::Epub);
        assert_eq!(leaves(&document, Role::Cover), ["A cover."]);
        assert_eq!(leaves(&document, Role::Contents), ["One", "Contents", "One, two."]);
        assert_eq!(leaves(&document, Role::Notes), ["So says Livy."]);
        assert_eq!(
            leaves(&document, Role::Body),
            ["Kings", "Rome had kings.", "Year", "Wars", "Hannibal came over the Alps."]
        );
        assert_eq!(titles(&document), ["Kings", "Wars"]);
        assert_eq!(document.inventory().pages, 1);
        assert_eq!(facts(&document), (Some("Of Rome"), Some("A. Writer, B. Writer"), Some(1999)));
    }

    #[test]
    fn chapters_without_a_heading_have_that_of_the_contents() {
        for (one, texts) in [
            ("<p>The Kings</p><p>Rome had kings.</p>", ["The Kings", "Rome had kings."]),
            ("<p>Rome had kings.</p>", ["The  kings", "Rome had kings."]),
        ] {
            let nav = page("<nav epub:type='toc'><a href='text/one.xhtml#a'>The  kings</a></nav>");
            let mut parts = parts(&page(one));
            parts.retain(|(name, _)| name != "OEBPS/nav.xhtml");
            parts.push(("OEBPS/nav.xhtml".to_owned(), nav));
            let parts: Vec<(&str, &str)> =
                parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            let document = read(zip(&parts), Format::Epub);
            let heading = texts[0].replace("  ", " ");
            assert_eq!(titles(&document), [&heading, "Wars"]);
            assert_eq!(leaves(&document, Role::Body)[..2], [&heading, texts[1]]);
        }
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
                "expected an EPUB file, found a damaged one: no OEBPS/cover.xhtml",
            ),
        ] {
            assert_eq!(refusal(bytes, Format::Epub), message);
        }
    }
}
