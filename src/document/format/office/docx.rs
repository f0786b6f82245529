//! DOCX: the paragraphs and tables of a document's story, then its notes,
//! comments, headers and footers, which are parts of their own.

use super::drawing::{self, choice};
use super::numbering::Numbering;
use super::omml;
use super::package::{Package, Relations};
use super::pen::{Look, Pen};
use super::style::{Kind, Run, Style, Styles};
use super::symbol;
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::format::Format;
use crate::document::format::xml::Element;
use crate::document::tree::{BlockKind, MarkKind, Role};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Most columns that a cell may span.
const MAX_SPAN: usize = 64;

pub(in crate::document) fn read(bytes: &[u8]) -> Result<Builder, ReadError> {
    let mut package = Package::open(bytes, Format::Docx)?;
    let name = package.main("word/document.xml")?;
    let meta = package.meta("docProps/core.xml")?;
    let whole = package.needed(&name)?;
    let parts = Parts::read(&mut package, &name)?;
    let mut story = Story::new(&parts);
    story.pen.builder.meta = meta;
    story.document(&whole)?;
    Ok(story.pen.builder)
}

/// What a story refers to.
#[derive(Default)]
struct Parts {
    styles: Styles,
    numbering: Numbering,
    relations: Relations,
    /// Footnotes, endnotes: their part and its relations.
    notes: Vec<(&'static str, Element, Relations)>,
    comments: Vec<Element>,
    running: Vec<Element>,
    /// Diagrams and charts by their relations.
    drawings: HashMap<String, Element>,
}

impl Parts {
    fn read(package: &mut Package<'_>, name: &str) -> Result<Self, ReadError> {
        let relations = package.relations(name)?;
        let styles = package.parts(&relations, "styles")?;
        let styles = match styles.into_iter().next() {
            Some(styles) => Some(styles),
            None => package.part("word/styles.xml")?,
        };
        let numbering = package.parts(&relations, "numbering")?;
        let mut parts = Self {
            styles: styles.as_ref().map(Styles::read).unwrap_or_default(),
            numbering: numbering.first().map(Numbering::read).unwrap_or_default(),
            comments: package.parts(&relations, "comments")?,
            running: package.parts(&relations, "header")?,
            ..Self::default()
        };
        parts.running.extend(package.parts(&relations, "footer")?);
        for kind in ["footnotes", "endnotes"] {
            for relation in relations.of(&[kind]) {
                let own = package.relations(&relation.target)?;
                let notes = package.part(&relation.target)?;
                parts.notes.extend(notes.map(|notes| (kind, notes, own)));
            }
        }
        for relation in relations.of(&["diagramData", "chart"]) {
            if let Some(drawing) = package.part(&relation.target)? {
                parts.drawings.insert(relation.id.clone(), drawing);
            }
        }
        Ok(Self { relations, ..parts })
    }
}

/// Of a paragraph that goes on in the item before.
static CONTINUED: LazyLock<Style> =
    LazyLock::new(|| Style { kind: Some(Kind::Continued), ..Style::default() });

/// What stands beside a paragraph, and follows it.
enum Beside<'a> {
    Box(&'a Element),
    Drawing(&'a Element),
}

struct Story<'a> {
    pen: Pen,
    parts: &'a Parts,
    /// Those of the part that is being read.
    relations: &'a Relations,
    /// The notes whose marks were met, in order.
    notes: Vec<(&'static str, &'a str)>,
    beside: Vec<Beside<'a>>,
    /// Letters that begin the next paragraph.
    drop_cap: String,
    /// Drawings that were met: each is written once.
    drawn: HashSet<&'a str>,
    /// The element that says where pages begin.
    page_break: &'static str,
}

impl<'a> Story<'a> {
    fn new(parts: &'a Parts) -> Self {
        Self {
            pen: Pen::default(),
            parts,
            relations: &parts.relations,
            notes: Vec::new(),
            beside: Vec::new(),
            drop_cap: String::new(),
            drawn: HashSet::new(),
            page_break: "br",
        }
    }

    fn document(&mut self, whole: &'a Element) -> Result<(), ReadError> {
        self.first_page(whole);
        self.part(whole, Role::Body)?;
        self.all_notes()?;
        for comments in &self.parts.comments {
            self.part(comments, Role::Comments)?;
        }
        // The heads of even and odd pages are often the same.
        let mut seen = HashSet::new();
        for running in &self.parts.running {
            if seen.insert(running.text()) {
                self.part(running, Role::RunningHeads)?;
            }
        }
        Ok(())
    }

    fn part(&mut self, part: &'a Element, role: Role) -> Result<(), ReadError> {
        let before = self.pen.builder.set_role(role);
        self.blocks(part)?;
        self.pen.end_lists()?;
        self.pen.builder.set_role(before);
        Ok(())
    }

    /// Breaks of a finished layout say more than those that somebody typed.
    fn first_page(&mut self, whole: &Element) {
        let mut has_typed = false;
        whole.visit(&mut |element| {
            match element.name() {
                "lastrenderedpagebreak" => self.page_break = "lastrenderedpagebreak",
                "br" => has_typed |= element.get("type") == Some("page"),
                _ => {}
            }
            true
        });
        if has_typed || self.page_break != "br" {
            self.pen.builder.page();
        }
    }

    /// In the order of their marks; those without a mark at the end.
    fn all_notes(&mut self) -> Result<(), ReadError> {
        let parts = self.parts;
        for (kind, whole, relations) in &parts.notes {
            let mut order: HashMap<&str, usize> = HashMap::new();
            for (index, (_, id)) in self.notes.iter().enumerate().filter(|(_, (of, _))| of == kind)
            {
                order.entry(*id).or_insert(index);
            }
            let id = |note: &&'a Element| note.get("id").unwrap_or_default();
            let mut notes: Vec<&Element> = whole.all(kind.trim_end_matches('s'));
            // Lines between text and notes have a type.
            notes.retain(|note| matches!(note.get("type"), None | Some("normal")));
            notes.sort_by_key(|note| order.get(id(note)).copied().unwrap_or(usize::MAX));
            self.relations = relations;
            let before = self.pen.builder.set_role(Role::Notes);
            for note in notes {
                self.within(BlockKind::Note, note)?;
            }
            self.pen.builder.set_role(before);
        }
        self.relations = &parts.relations;
        Ok(())
    }

    fn within(&mut self, kind: BlockKind, holder: &'a Element) -> Result<(), ReadError> {
        self.pen.start(kind)?;
        self.blocks(holder)?;
        self.pen.end()
    }

    fn blocks(&mut self, holder: &'a Element) -> Result<(), ReadError> {
        let mut children = holder.children().peekable();
        while let Some(child) = children.next() {
            match child.name() {
                "p" => self.paragraph(child, children.peek().copied())?,
                "tbl" => self.table(child)?,
                "sdt" => self.control(child)?,
                "alternatecontent" => choice(child).map_or(Ok(()), |found| self.blocks(found))?,
                "omathpara" | "omath" => self.formulas(child)?,
                "del" | "movefrom" => {}
                name if name.ends_with("pr") => {}
                _ => self.blocks(child)?,
            }
        }
        Ok(())
    }

    /// A content control; some galleries hold contents and references.
    fn control(&mut self, control: &'a Element) -> Result<(), ReadError> {
        let Some(content) = control.child("sdtcontent") else { return Ok(()) };
        let gallery = control.at(&["sdtpr", "docpartobj", "docpartgallery"]);
        let role = match gallery.and_then(|gallery| gallery.get("val")) {
            Some("Table of Contents") => Role::Contents,
            Some("Bibliographies") => Role::References,
            _ => return self.blocks(content),
        };
        self.pen.end_lists()?;
        self.part(content, role)
    }

    fn paragraph(
        &mut self,
        paragraph: &'a Element,
        next: Option<&'a Element>,
    ) -> Result<(), ReadError> {
        let properties = paragraph.child("ppr");
        let value = |path: &[&str]| properties?.at(path)?.get("val");
        let name = value(&["pstyle"]).unwrap_or_default();
        let style = self.parts.styles.get(name);
        let frame = properties.and_then(|properties| properties.child("framepr"));
        if frame.and_then(|frame| frame.get("dropcap")).is_some_and(|drop| drop != "none") {
            self.drop_cap.push_str(paragraph.text().trim());
            return Ok(());
        }
        if is_formula(paragraph) {
            self.pen.end_lists()?;
            return self.formulas(paragraph);
        }
        let role = match style.kind {
            Some(Kind::Other(role)) => Some(role),
            _ => None,
        };
        if role.is_some() {
            self.pen.end_lists()?;
        }
        let before = role.map(|role| self.pen.builder.set_role(role));
        let outline = value(&["outlinelvl"]).and_then(|level| level.parse().ok());
        let has_text = paragraph.has_text();
        let holder = match heading(outline.or(style.outline), style.kind) {
            Some(level) => {
                self.pen.end_lists()?;
                self.pen.paragraph(BlockKind::Heading { level })?;
                false
            }
            None => {
                let item = self.item(properties, &style, name).filter(|_| has_text);
                let is_numbered = properties.is_some_and(|it| it.child("numpr").is_some());
                let is_title = is_bold(paragraph) && next.is_some_and(is_plain);
                match item {
                    // A heading that somebody numbered and made bold.
                    Some((0, ..)) if is_title => self.start(&style, None, has_text)?,
                    None if is_numbered && self.pen.is_in_list() => {
                        self.start(&CONTINUED, None, has_text)?
                    }
                    item => self.start(&style, item, has_text)?,
                }
            }
        };
        if style.kind == Some(Kind::Title) && self.pen.builder.meta.title.is_none() {
            self.pen.builder.meta.title = Some(paragraph.text().trim().to_owned());
        }
        let look = style.run.look();
        if has_text {
            let drop_cap = std::mem::take(&mut self.drop_cap);
            self.pen.text(&drop_cap, look)?;
        }
        self.inlines(paragraph, style.run)?;
        if holder {
            self.pen.end()?;
        }
        if let Some(before) = before {
            self.pen.end_paragraph()?;
            self.pen.builder.set_role(before);
        }
        self.all_beside()
    }

    /// The level, the list, and whether it is numbered.
    fn item(
        &self,
        properties: Option<&'a Element>,
        style: &Style,
        name: &str,
    ) -> Option<(u8, String, bool)> {
        let own = properties.and_then(|properties| properties.child("numpr"));
        let value = |name: &str| own?.child(name)?.get("val");
        let level = value("ilvl").and_then(|level| level.parse().ok());
        let styled = style.number.as_ref();
        let list = value("numid").or(styled.map(|(list, _)| list.as_str()));
        let numbering = &self.parts.numbering;
        if let Some(list) = list {
            let level = level.or(styled.and_then(|(_, level)| *level));
            let (level, is_ordered) = numbering.item(list, level, name)?;
            return Some((level, list.to_owned(), is_ordered));
        }
        match style.kind {
            Some(Kind::Item { level, is_ordered }) => Some((level, String::new(), is_ordered)),
            _ => own.map(|_| (level.unwrap_or(0), String::new(), false)),
        }
    }

    /// Begins a paragraph that is no heading; whether a block around it is to be
    /// ended with it.
    fn start(
        &mut self,
        style: &Style,
        item: Option<(u8, String, bool)>,
        has_text: bool,
    ) -> Result<bool, ReadError> {
        if let Some((level, list, is_ordered)) = item {
            self.pen.item(level, &list, is_ordered)?;
            self.pen.paragraph(BlockKind::Paragraph)?;
            return Ok(false);
        }
        let goes_on = match style.kind {
            Some(Kind::Continued) => self.pen.is_in_list(),
            Some(Kind::Code) => !self.pen.is_in_list(),
            _ => false,
        };
        if has_text && !goes_on {
            self.pen.end_lists()?;
        }
        let kind = match style.kind {
            Some(Kind::Quote) => {
                self.pen.start(BlockKind::Quote)?;
                self.pen.paragraph(BlockKind::Paragraph)?;
                return Ok(true);
            }
            Some(Kind::Caption) => BlockKind::Caption,
            Some(Kind::Code) => BlockKind::Code,
            Some(Kind::Title) => BlockKind::Heading { level: 1 },
            _ => BlockKind::Paragraph,
        };
        self.pen.paragraph(kind)?;
        Ok(false)
    }

    /// Writes the boxes and drawings that stood in a paragraph.
    fn all_beside(&mut self) -> Result<(), ReadError> {
        if self.beside.is_empty() {
            return Ok(());
        }
        for beside in std::mem::take(&mut self.beside) {
            match beside {
                Beside::Box(content) => self.within(BlockKind::Aside, content)?,
                Beside::Drawing(drawing) if drawing.all("ptlst").is_empty() => {
                    drawing::chart(&mut self.pen, drawing)?;
                }
                Beside::Drawing(diagram) => drawing::diagram(&mut self.pen, diagram)?,
            }
        }
        Ok(())
    }

    fn formulas(&mut self, holder: &Element) -> Result<(), ReadError> {
        let formulas = match holder.name() {
            "omath" => vec![holder],
            _ => holder.all("omath"),
        };
        for formula in formulas {
            self.pen.paragraph(BlockKind::Formula)?;
            self.pen.text(&omml::text(formula), Look::default())?;
        }
        self.pen.end_paragraph()
    }

    fn inlines(&mut self, holder: &'a Element, base: Run) -> Result<(), ReadError> {
        for child in holder.children() {
            match child.name() {
                "r" => self.run(child, base)?,
                "hyperlink" => {
                    let id = child.prefixed("id");
                    let address = id.and_then(|id| self.relations.target(id));
                    let address = address.or(child.get("anchor"));
                    self.pen.builder.start_mark(MarkKind::Link, address);
                    self.inlines(child, base)?;
                    self.pen.builder.end_mark(MarkKind::Link);
                }
                "alternatecontent" => {
                    choice(child).map_or(Ok(()), |found| self.inlines(found, base))?;
                }
                "omath" => self.pen.formula(&omml::text(child))?,
                "del" | "movefrom" => {}
                name if name.ends_with("pr") => {}
                _ => self.inlines(child, base)?,
            }
        }
        Ok(())
    }

    fn run(&mut self, run: &'a Element, base: Run) -> Result<(), ReadError> {
        let properties = run.child("rpr");
        let style = properties.and_then(|properties| properties.child("rstyle")?.get("val"));
        let style = style.map(|style| self.parts.styles.get(style).run).unwrap_or_default();
        let look = Run::of(properties).or(style).or(base).look();
        self.pieces(run, base, look)
    }

    fn pieces(&mut self, holder: &'a Element, base: Run, look: Look) -> Result<(), ReadError> {
        for child in holder.children() {
            let value = |name: &str| child.get(name).unwrap_or_default();
            match child.name() {
                "t" => self.pen.text(&child.text(), look)?,
                name if name == self.page_break && (name != "br" || value("type") == "page") => {
                    self.pen.builder.page();
                    self.pen.text(if name == "br" { " " } else { "" }, look)?;
                }
                "tab" | "ptab" | "br" | "cr" => self.pen.text(" ", look)?,
                "nobreakhyphen" => self.pen.text("-", look)?,
                "sym" => {
                    let sign = symbol::character(value("font"), value("char"));
                    let sign = sign.map(String::from).unwrap_or_default();
                    self.pen.text(&sign, look)?;
                }
                "footnotereference" => self.note("footnotes", value("id")),
                "endnotereference" => self.note("endnotes", value("id")),
                "drawing" | "pict" | "object" => self.drawing(child),
                "alternatecontent" => {
                    choice(child).map_or(Ok(()), |found| self.pieces(found, base, look))?;
                }
                // Only the text, not how it is spoken.
                "ruby" => {
                    child.child("rubybase").map_or(Ok(()), |text| self.inlines(text, base))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn note(&mut self, kind: &'static str, id: &'a str) {
        self.pen.builder.note(id);
        self.notes.push((kind, id));
    }

    /// Keeps what a drawing holds until the paragraph ends.
    fn drawing(&mut self, holder: &'a Element) {
        for child in holder.children() {
            match child.name() {
                "txbxcontent" => self.beside.push(Beside::Box(child)),
                "alternatecontent" => choice(child).into_iter().for_each(|all| self.drawing(all)),
                "relids" => self.refer(child.prefixed("dm")),
                "chart" => self.refer(child.prefixed("id")),
                name => {
                    match name {
                        "docpr" => self.pen.caption(child.get("descr").unwrap_or_default()),
                        "textpath" => self.pen.caption(child.get("string").unwrap_or_default()),
                        _ => {}
                    }
                    self.drawing(child);
                }
            }
        }
    }

    fn refer(&mut self, id: Option<&'a str>) {
        let Some(id) = id.filter(|id| self.drawn.insert(id)) else { return };
        self.beside.extend(self.parts.drawings.get(id).map(Beside::Drawing));
    }

    fn table(&mut self, table: &'a Element) -> Result<(), ReadError> {
        self.pen.end_lists()?;
        let rows = table.all("tr");
        let cells = |row: &&'a Element| row.all("tc").len();
        // One column is a box around text, no table.
        if rows.iter().map(cells).max().unwrap_or(0) < 2 {
            self.pen.start(BlockKind::Aside)?;
            for cell in table.all("tc") {
                self.blocks(cell)?;
                self.pen.end_lists()?;
            }
            return self.pen.end();
        }
        let style = table.at(&["tblpr", "tblstyle"]).and_then(|style| style.get("val"));
        let look = table.at(&["tblpr", "tbllook"]).is_some_and(has_first_row);
        let has_head = look && style.is_some_and(|style| self.parts.styles.get(style).has_head);
        self.pen.start(BlockKind::Table)?;
        let count = rows.len();
        for (index, row) in rows.into_iter().enumerate() {
            let properties = row.child("trpr");
            let said = |name| properties.is_some_and(|properties| properties.child(name).is_some());
            if said("del") {
                continue;
            }
            let is_head = said("tblheader") || has_head && index == 0 && count > 1;
            self.row(row, is_head)?;
        }
        self.pen.end()
    }

    fn row(&mut self, row: &'a Element, is_head: bool) -> Result<(), ReadError> {
        let span = |of: &Element, path: &[&str]| -> usize {
            let said = of.at(path).and_then(|span| span.get("val")?.parse().ok());
            said.unwrap_or(0).min(MAX_SPAN)
        };
        self.pen.start(BlockKind::Row { is_head })?;
        for _ in 0..span(row, &["trpr", "gridbefore"]) {
            self.pen.start(BlockKind::Cell)?;
            self.pen.end()?;
        }
        for cell in row.all("tc") {
            self.pen.start(BlockKind::Cell)?;
            self.pen.builder.span(span(cell, &["tcpr", "gridspan"]), 1);
            self.blocks(cell)?;
            self.pen.end()?;
        }
        self.pen.end()
    }
}

fn heading(outline: Option<u8>, kind: Option<Kind>) -> Option<u8> {
    match (kind, outline) {
        (Some(Kind::Title | Kind::Other(_)), _) => None,
        (_, Some(level @ 0..=8)) => Some((level + 1).min(6)),
        (Some(Kind::Heading(level)), None) => Some(level),
        _ => None,
    }
}

/// Whether all runs of a paragraph are bold by themselves.
fn is_bold(paragraph: &Element) -> bool {
    let runs = paragraph.all("r").into_iter().filter(|run| run.has_text());
    let mut runs = runs.map(|run| Run::of(run.child("rpr")).look().is_strong).peekable();
    runs.peek().is_some() && runs.all(|is_strong| is_strong)
}

/// Whether it is a paragraph of text outside lists that is not bold.
fn is_plain(next: &Element) -> bool {
    let is_item = next.at(&["ppr", "numpr"]).is_some();
    next.name() == "p" && next.has_text() && !is_item && !is_bold(next)
}

/// Whether a paragraph is formulas alone.
fn is_formula(paragraph: &Element) -> bool {
    let mut parts = paragraph.children().filter(|child| child.name() != "ppr").peekable();
    let is_marker = |name: &str| name.starts_with("bookmark");
    parts.peek().is_some()
        && !paragraph.all("omath").is_empty()
        && parts.all(|part| match part.name() {
            "omathpara" | "omath" => true,
            "r" => part.text().trim().is_empty() && part.all("drawing").is_empty(),
            name => is_marker(name),
        })
}

fn has_first_row(look: &Element) -> bool {
    let bits = look.get("val").and_then(|bits| u32::from_str_radix(bits, 16).ok());
    match look.get("firstrow") {
        Some(said) => matches!(said, "1" | "true"),
        None => bits.is_some_and(|bits| bits & 0x20 != 0),
    }
}

#[cfg(test)]
mod tests;
