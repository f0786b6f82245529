//! HTML: headings, paragraphs, quotations and list items; navigation, tables,
//! figures, scripts, notes and what is hidden are left out.

use super::markup::{Event, LeftOut, Line, Syntax, Tag, events, is_note_mark};
use super::{Words, words};
use crate::document::block::BlockKind;
use crate::document::builder::Builder;
use crate::document::draft::Draft;
use crate::document::error::ReadError;
use crate::document::meta;
use crate::document::offset::Source;
use crate::document::tree::MarkKind;
use regex::bytes::Regex;
use std::ops::Range;
use std::sync::LazyLock;

macro_rules! list {
    ($name:literal) => {
        LazyLock::new(|| words(include_str!(concat!("../../../data/markup/", $name, ".txt"))))
    };
}

static LEFT_OUT: Words = list!("html_left_out");
static LEFT_OUT_AS: Words = list!("left_out_as");
static NOTE_MARK_AS: Words = list!("note_mark_as");
static BREAKS: Words = list!("html_breaks");
static EMPTY: Words = list!("html_empty");

/// Reads a whole page.
pub(in crate::document) fn read(text: &str) -> Result<Draft, ReadError> {
    let is_xml = text.trim_start_matches('\u{FEFF}').trim_start().starts_with("<?xml");
    let mut draft = Draft::default();
    add(&mut draft, text, if is_xml { Syntax::Xml } else { Syntax::Html })?;
    Ok(draft)
}

/// Adds a piece of HTML that stands in another format.
pub(super) fn fragment(
    builder: &mut Builder,
    text: &str,
    source: &Range<usize>,
) -> Result<(), ReadError> {
    for event in events(text, Syntax::Html) {
        match event? {
            Event::Start(tag) if tag.name == "mark" => {
                builder.start_mark(MarkKind::Highlight, None)
            }
            Event::End(name) if name == "mark" => builder.end_mark(MarkKind::Highlight),
            Event::Text(text) => builder.text(&text, Some(Source::Whole(source.clone())))?,
            _ => {}
        }
    }
    Ok(())
}

/// The encoding that a page names in its first bytes.
pub(in crate::document) fn charset(bytes: &[u8]) -> Option<String> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?i)<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*["']?([\w:-]{2,40})"#,
        )
        .expect("a pattern")
    });
    CHARSET
        .captures(&bytes[..bytes.len().min(4096)])
        .and_then(|found| String::from_utf8(found.get(1)?.as_bytes().to_vec()).ok())
}

/// Adds a page to a draft: a book has many.
pub(super) fn add(draft: &mut Draft, text: &str, syntax: Syntax) -> Result<(), ReadError> {
    let from = draft.blocks.len();
    let mut page = Page { draft: std::mem::take(draft), ..Page::default() };
    for event in events(text, syntax) {
        page.event(event?)?;
    }
    page.end_paragraph()?;
    let Page { main, facts, .. } = page;
    *draft = page.draft;
    let has_text = |blocks: &Range<usize>| !blocks.is_empty() && blocks.start < draft.blocks.len();
    if let Some(blocks) = main.filter(has_text) {
        draft.blocks.truncate(blocks.end);
        draft.blocks.drain(from..blocks.start.max(from));
    }
    facts.complete(draft, from);
    Ok(())
}

#[derive(Default)]
struct Page {
    draft: Draft,
    open: Line,
    left_out: LeftOut,
    heading: Option<u8>,
    quotes: usize,
    items: usize,
    /// The banner of a page or the head of an article: only headings count.
    headers: usize,
    /// Where a raised or linked text begins in the open paragraph.
    raised: Option<usize>,
    link: Option<(usize, Link)>,
    breaks: usize,
    /// The blocks of `<main>`.
    main: Option<Range<usize>>,
    title: Option<String>,
    facts: Facts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// To a place of the same page.
    Inside,
    /// To a note, as its mark says.
    Note,
    Other,
}

impl Page {
    fn event(&mut self, event: Event) -> Result<(), ReadError> {
        if self.is_of_head(&event) || self.left_out.holds(&event) {
            return Ok(());
        }
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(name) => self.end(&name),
            Event::Text(text) => {
                self.text(&text);
                Ok(())
            }
        }
    }

    /// Takes the title and the facts of the page's head, and finds where it ends.
    fn is_of_head(&mut self, event: &Event) -> bool {
        let in_head = self.left_out.is("head");
        match event {
            Event::Text(text) => {
                let Some(title) = &mut self.title else { return false };
                title.push_str(text);
                return true;
            }
            Event::End(name) if name == "title" => {
                let Some(title) = self.title.take() else { return false };
                self.facts.title.get_or_insert(title);
                return true;
            }
            Event::End(_) => {}
            Event::Start(tag) => match tag.name.as_str() {
                "meta" => self.facts.add(tag),
                // Only the page's own title, not that of a picture.
                "title" if in_head || !self.left_out.is_open() => {
                    self.title = (!tag.is_closed).then(String::new);
                    return true;
                }
                // Whatever was left open before it: here is the text.
                "body" | "main" => self.left_out.end(),
                name if in_head && BREAKS.contains(name) => self.left_out.end(),
                _ => {}
            },
        }
        false
    }

    fn text(&mut self, text: &str) {
        if self.headers == 0 || self.heading.is_some() {
            self.open.add(text);
            if !text.trim().is_empty() {
                self.breaks = 0;
            }
        }
    }

    fn start(&mut self, tag: &Tag) -> Result<(), ReadError> {
        let name = tag.name.as_str();
        if is_left_out(tag) {
            self.open.add(" ");
            if !EMPTY.contains(name) {
                self.left_out.begin(tag);
            }
            return Ok(());
        }
        if tag.is_closed && name != "br" {
            return Ok(());
        }
        self.inline(tag)?;
        match BREAKS.contains(name) {
            true => self.block(name),
            false => Ok(()),
        }
    }

    fn inline(&mut self, tag: &Tag) -> Result<(), ReadError> {
        match tag.name.as_str() {
            "br" => {
                self.open.add(" ");
                self.breaks += 1;
                // Two in a row are how people end a paragraph without <p>.
                if self.breaks > 1 && self.heading.is_none() {
                    self.end_paragraph()?;
                }
            }
            "sup" => self.raised = Some(self.open.len()),
            "a" => self.link = Some((self.open.len(), link(tag))),
            "td" | "th" => self.open.add(" "),
            _ => {}
        }
        Ok(())
    }

    fn block(&mut self, name: &str) -> Result<(), ReadError> {
        if self.heading.is_some() && matches!(name, "div" | "hgroup") {
            self.open.add(" ");
            return Ok(());
        }
        self.end_paragraph()?;
        self.heading = level(name);
        if let Some(depth) = self.depth(name) {
            *depth += 1;
        }
        if name == "main" && self.main.is_none() {
            self.main = Some(self.draft.blocks.len()..usize::MAX);
        }
        Ok(())
    }

    /// How deep in elements of a name, for those where that matters.
    fn depth(&mut self, name: &str) -> Option<&mut usize> {
        match name {
            "blockquote" => Some(&mut self.quotes),
            "li" => Some(&mut self.items),
            "header" => Some(&mut self.headers),
            _ => None,
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "sup" => self.end_raised(),
            "a" => self.end_link(),
            _ if BREAKS.contains(name) => self.end_block(name)?,
            _ => {}
        }
        Ok(())
    }

    fn end_block(&mut self, name: &str) -> Result<(), ReadError> {
        if self.heading.is_some() && matches!(name, "div" | "hgroup") {
            return Ok(());
        }
        self.end_paragraph()?;
        if let Some(depth) = self.depth(name) {
            *depth = depth.saturating_sub(1);
        }
        if let Some(blocks) = self.main.as_mut().filter(|_| name == "main") {
            blocks.end = blocks.end.min(self.draft.blocks.len());
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        let kind = match self.heading.take() {
            Some(level) => BlockKind::Heading { level },
            None if self.quotes > 0 => BlockKind::Quote,
            None if self.items > 0 => BlockKind::Item,
            None => BlockKind::Prose,
        };
        self.raised = None;
        self.link = None;
        self.breaks = 0;
        let content = self.open.take();
        self.draft.push(kind, &content)
    }

    fn end_raised(&mut self) {
        let Some(from) = self.raised.take() else { return };
        let is_linked = self.link.is_some_and(|(start, link)| start >= from && link != Link::Other);
        self.open.end_raised(from, is_linked);
    }

    fn end_link(&mut self) {
        let Some((from, link)) = self.link else { return };
        let is_mark = self.open.as_str().get(from..).is_some_and(is_note_mark);
        if link == Link::Note || link == Link::Inside && is_mark {
            self.open.cut(from);
        }
        // Within <sup> the end of that wants to know of the link.
        if self.raised.is_none() {
            self.link = None;
        }
    }
}

fn is_left_out(tag: &Tag) -> bool {
    let is = |key: &str, value: &str| tag.value(key).is_some_and(|found| found.trim() == value);
    let style = tag.value("style").unwrap_or_default().replace(' ', "");
    tag.name != "body" && tag.name != "main" && LEFT_OUT.contains(tag.name.as_str())
        || tag.value("hidden").is_some()
        || is("aria-hidden", "true")
        || style.contains("display:none")
        || !matches!(tag.name.as_str(), "body" | "html" | "main")
            && has_kind(tag, |kind| LEFT_OUT_AS.contains(kind))
        || tag.name == "p" && has_kind(tag, |kind| matches!(kind, "caption" | "wp-caption-text"))
}

/// Whether the class, role or `epub:type` has such a word.
fn has_kind(tag: &Tag, is_it: impl Fn(&str) -> bool) -> bool {
    ["class", "role", "epub:type"]
        .iter()
        .filter_map(|key| tag.value(key))
        .any(|value| value.split_ascii_whitespace().any(|word| is_it(&word.to_lowercase())))
}

fn link(tag: &Tag) -> Link {
    let target = tag.value("href").unwrap_or_default();
    match () {
        () if has_kind(tag, |kind| NOTE_MARK_AS.contains(kind)) => Link::Note,
        () if target.contains('#') => Link::Inside,
        () => Link::Other,
    }
}

fn level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h')?;
    digit.parse().ok().filter(|level| (1..=6).contains(level))
}

/// What the page's head says.
#[derive(Debug, Default)]
struct Facts {
    title: Option<String>,
    /// Titles, authors and dates that `<meta>` names, the surest first.
    titles: [Option<String>; 2],
    authors: Vec<String>,
    date: Option<String>,
}

impl Facts {
    fn add(&mut self, tag: &Tag) {
        let key = tag.value("name").or_else(|| tag.value("property")).unwrap_or_default();
        let Some(value) = tag.value("content").map(|value| value.trim().to_owned()) else { return };
        if value.is_empty() {
            return;
        }
        match key.to_lowercase().as_str() {
            "citation_title" | "dc.title" | "dcterms.title" => {
                self.titles[0].get_or_insert(value);
            }
            "og:title" => {
                self.titles[1].get_or_insert(value);
            }
            // An author given as an address is a page about them.
            "author" | "citation_author" | "dc.creator" | "article:author"
                if !value.contains("://") && !self.authors.contains(&value) =>
            {
                self.authors.push(value);
            }
            "citation_publication_date"
            | "citation_date"
            | "dc.date"
            | "dcterms.date"
            | "date"
            | "article:published_time" => {
                self.date.get_or_insert(value);
            }
            _ => {}
        }
    }

    fn complete(self, draft: &mut Draft, from: usize) {
        let top = draft.blocks[from.min(draft.blocks.len())..]
            .iter()
            .find(|block| block.kind == BlockKind::Heading { level: 1 })
            .map(|block| draft.content(block).to_owned());
        let title = self.title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        let title = title.filter(|title| !title.is_empty());
        // "The Wars - Some Site": the heading knows where the title ends.
        let title = match (top, title) {
            (Some(top), Some(title)) if title.contains(&top) => Some(top),
            (_, title) => title,
        };
        let [sure, social] = self.titles;
        let meta = &mut draft.meta;
        meta.title = meta.title.take().or(sure).or(title).or(social);
        if meta.author.is_none() && !self.authors.is_empty() {
            meta.author = Some(self.authors.join(", "));
        }
        meta.year = meta.year.or_else(|| self.date.as_deref().and_then(meta::year));
    }
}

#[cfg(test)]
mod tests {
    use crate::document::testing::{facts, paragraphs, read, refusal};
    use crate::document::{Document, Format, ParagraphKind};
    use proptest::prelude::*;

    fn parse(text: &str) -> Document {
        read(text, Format::Html)
    }

    #[test]
    fn blocks_are_found_and_the_rest_is_left_out() {
        use ParagraphKind::{Heading, Prose, Quote};
        let document = parse(
            "<!DOCTYPE html><html><head><title>Of Rome | Some Site</title><style>p { color: red }</style>\
             <meta name=author content='A. Writer'><meta name=citation_date content='12/1999'></head>\
             <body><header><p>Site of sites.</p></header><nav><ul><li>Home</ul></nav><h1>Of Rome</h1>\
             <p>Rome had <b>kings</b>.&nbsp;They\n fell.<p>Then came consuls.<br>Two of them.\
             <script>if (a < b) { \"</p>\" }</script>\
             <blockquote><p>I came, I saw.</blockquote><ul><li>Sulla marched.<li><p>Caesar crossed.</ul>\
             <table><tr><td>Left out.</table><figure><img><figcaption>Left out.</figcaption></figure>\
             <p hidden>Left out.</p><div style='display: none'><p>Left out.</p></div>\
             <h2>Notes</h2><p>1 Livy, p. 3.</p></body></html>",
        );
        assert_eq!(
            paragraphs(&document),
            [
                (Heading, "Of Rome"),
                (Prose, "Rome had kings. They fell."),
                (Prose, "Then came consuls. Two of them."),
                (Quote, "I came, I saw."),
                (Prose, "Sulla marched."),
                (Prose, "Caesar crossed."),
            ]
        );
        assert_eq!(facts(&document), (Some("Of Rome"), Some("A. Writer"), Some(1999)));
    }

    #[test]
    fn note_marks_go_and_other_raised_text_stays() {
        let document = parse(
            "<p>The siege ended in 146.<sup><a href='#n1'>1</a></sup> In 1950<sup class=reference><a href='#n2'>[2]</a></sup> \
             the 38<sup>th</sup> parallel<a href='#fn3'>3</a> was 10<sup>2</sup> miles off.\
             <a epub:type=noteref href='notes.html#n'>note</a></p>",
        );
        assert_eq!(
            document.text,
            "The siege ended in 146. In 1950 the 38th parallel was 10² miles off."
        );
    }

    #[test]
    fn signs_are_no_markup_the_main_part_counts_and_xhtml_closes_itself() {
        for (page, text) in [
            (
                "<p># 1 &gt; 2 * 3, _as_ [they](say) *here*.</p>",
                "# 1 > 2 * 3, _as_ [they](say) *here*.",
            ),
            (
                "<div>Read this too.</div><main><p>Rome fell.</p></main><p>Buy now.</p>",
                "Rome fell.",
            ),
            (
                "<?xml version='1.0'?><html><head><title/><script src='a'/></head><body><p>Rome fell.</p></body></html>",
                "Rome fell.",
            ),
        ] {
            assert_eq!(parse(page).text, text);
        }
    }

    #[test]
    fn a_page_of_the_wrong_name_is_still_a_page() {
        let html = b"\xEF\xBB\xBF<!doctype HTML><p>Rome fell.</p>";
        assert_eq!(read(html, Format::Text).text, "Rome fell.");
        assert_eq!(refusal(html, Format::Docx), "expected a DOCX file, found an HTML file");
        assert_eq!(read(b"<p>\n\xE9</p>", Format::Html).text, "é");
        assert_eq!(refusal("<p> </p>", Format::Html), "expected text, found none");
    }

    #[test]
    fn a_million_nested_elements_are_read() {
        let text = format!("{}Rome fell.", "<blockquote><div><b>".repeat(1_000_000));
        assert_eq!(parse(&text).text, "Rome fell.");
    }

    #[test]
    fn a_tag_of_a_million_attributes_is_refused() {
        for attribute in ["b=\"c\" ", "b='c'", "b ", "b=c "] {
            let text = format!("<p>Rome fell.<a {}>", attribute.repeat(1_000_000));
            assert_eq!(
                refusal(text, Format::Html),
                "expected a file that can be read in a few seconds, found one that takes longer"
            );
        }
        let text = format!("<p {}>Rome fell.", "b=\"c\" ".repeat(200));
        assert_eq!(parse(&text).text, "Rome fell.");
    }

    proptest! {
        #[test]
        fn spans_lie_on_borders_of_the_text(text in "(\\PC|<p>|</p>|<h2>|<li>|<sup>|</sup>|1|<a href='#a'>|</a>|<nav|<!--|&amp;|<title>|<main>|</main>|\\. [A-Z]){1,60}") {
            let Ok(document) = Document::parse(text.as_bytes(), Format::Html) else { return Ok(()) };
            for sentence in &document.sentences {
                prop_assert!(!document.slice(sentence.span.clone()).is_empty());
            }
        }
    }
}
