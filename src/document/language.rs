//! The language that a document is written in.

use super::{Document, ParagraphKind};
use whatlang::Lang;

/// Most bytes that are looked at.
const MAX_LOOK: usize = 20_000;
/// Least letters that tell a language.
const LEAST_LETTERS: usize = 120;

/// The language of the body's paragraphs, in English; none where it is English or
/// cannot be told.
pub(super) fn foreign(document: &Document) -> Option<&'static str> {
    let mut look = String::new();
    for paragraph in &document.paragraphs {
        if paragraph.kind != ParagraphKind::Heading {
            look.push_str(document.slice(paragraph.span.clone()));
            look.push('\n');
        }
        if look.len() > MAX_LOOK {
            break;
        }
    }
    if look.chars().filter(|c| c.is_alphabetic()).count() < LEAST_LETTERS {
        return None;
    }
    let found = whatlang::detect(&look)?;
    (found.lang() != Lang::Eng && found.is_reliable()).then(|| found.lang().eng_name())
}
