//! From the tree to what facts are looked for in: sections, paragraphs and
//! sentences of the body.

use super::tree::{Block, BlockKind, MarkKind, Role};
use super::{Document, Paragraph, ParagraphKind, Section, Sentence, sentence};
use std::ops::Range;

pattern!(RESTS_ON, r"^[Rr]ests on:?\s+(.+?)\.?$");
pattern!(
    RUN_IN,
    r#"^[A-Z][^\s.,;:!?()]*(?: (?:[A-Z][^\s.,;:!?()]*|of|the|and|in|for|to|on|a|an|from)){1,6}\. [A-Z“"]"#
);

/// Longest heading that runs into its paragraph, in bytes.
const MAX_RUN_IN: usize = 60;

/// Finds the sections, paragraphs and sentences of a document's tree.
pub(super) fn read(document: &mut Document) {
    for index in 0..document.blocks.len() {
        let block = document.blocks[index].clone();
        match block.kind {
            _ if block.role != Role::Body => {}
            BlockKind::Heading { level } => {
                let title = document.slice(block.span.clone()).trim_end_matches(':').to_owned();
                section(document, title, level);
                paragraph(document, ParagraphKind::Heading, index, block.span);
            }
            BlockKind::Paragraph => prose(document, index, &block),
            _ => {}
        }
    }
    sentences(document);
}

fn prose(document: &mut Document, index: usize, block: &Block) {
    let text = document.slice(block.span.clone());
    let holders = document.ancestors(index).map(|holder| document.blocks[holder].kind);
    let kind = match holders.fold((false, false), |(quote, cell), kind| {
        (quote || kind == BlockKind::Quote, cell || kind == BlockKind::Cell)
    }) {
        // A cell is a sentence only where somebody wrote one into it.
        (_, true) if !is_prose(text) => return,
        (true, _) => ParagraphKind::Quote,
        (false, _) => ParagraphKind::Prose,
    };
    if let Some(part) = RESTS_ON.captures(text).map(|found| found[1].to_owned())
        && document.is_marked(block.span.clone(), MarkKind::Emphasis)
    {
        if let Some(section) = document.sections.last_mut() {
            section.rests_on = Some(part);
        }
        return;
    }
    let mut span = block.span.clone();
    if kind == ParagraphKind::Prose
        && let Some(length) = run_in_heading(text)
    {
        let title = text[..length].trim_end_matches(['.', ' ']).to_owned();
        let above = document.sections.iter().rfind(|section| section.level < 6);
        let level = above.map_or(1, |section| section.level);
        section(document, title, level.max(2));
        span.start += length;
    }
    paragraph(document, kind, index, span);
}

/// Whether it is a sentence of some length.
pub(super) fn is_prose(text: &str) -> bool {
    sentence::is_finished(text) && text.split_whitespace().nth(5).is_some()
}

/// The length of a heading that runs into the paragraph, its full stop and
/// blank included; none where the paragraph has none.
fn run_in_heading(text: &str) -> Option<usize> {
    let found = RUN_IN.find(text)?;
    let length = text[..found.end()].rfind(". ")? + 2;
    // `When Anna B. C. Holm spoke`: an initial ends no heading, a numeral does.
    let last = text[..length - 2].rsplit(' ').next().unwrap_or_default();
    let is_short = sentence::is_abbreviation(last) && !matches!(last, "I" | "V" | "X");
    (length <= MAX_RUN_IN && !is_short).then_some(length)
}

fn section(document: &mut Document, title: String, level: u8) {
    document.sections.push(Section { title, level, rests_on: None });
}

fn paragraph(document: &mut Document, kind: ParagraphKind, block: usize, span: Range<usize>) {
    if document.sections.is_empty() {
        section(document, String::new(), 1);
    }
    let section = document.sections.len() - 1;
    let last = document.paragraphs.last().filter(|last| last.section == section);
    let number = match kind {
        ParagraphKind::Heading => 0,
        _ => last.map_or(0, |last| last.number) + 1,
    };
    let sentences = 0..0;
    document.paragraphs.push(Paragraph { kind, span, section, number, sentences, block });
}

fn sentences(document: &mut Document) {
    let prose = |paragraph: &Paragraph| match paragraph.kind {
        ParagraphKind::Heading => paragraph.span.start..paragraph.span.start,
        _ => paragraph.span.clone(),
    };
    let spans: Vec<_> = document.paragraphs.iter().map(prose).collect();
    for (index, spans) in sentence::split_all(&document.text, &spans).into_iter().enumerate() {
        let first = document.sentences.len();
        let sentences = spans.into_iter().map(|span| Sentence { span, paragraph: index });
        document.sentences.extend(sentences);
        document.paragraphs[index].sentences = first..document.sentences.len();
    }
}
