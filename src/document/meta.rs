//! What a file says of itself.

use super::tree::BlockKind;
use super::{Document, Meta};

/// The facts of a `+++` (TOML) or `---` (YAML) block, and where the text begins.
pub(super) fn front_matter(text: &str) -> (Meta, usize) {
    let bom = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let body = &text[bom..];
    let Some(fence) = ["+++", "---"]
        .into_iter()
        .find(|fence| body.lines().next().map(str::trim_end) == Some(fence))
    else {
        return (Meta::default(), bom);
    };
    let mut at = 0;
    let mut meta = Meta::default();
    for (number, line) in body.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim();
        if number > 0 && line == fence {
            return (meta, bom + at);
        }
        if let Some((key, value)) = line.split_once(['=', ':']) {
            set(&mut meta, key.trim(), value.trim().trim_matches(['"', '\'']));
        }
    }
    // Without a closing fence it is text, a rule at its beginning.
    (Meta::default(), bom)
}

fn set(meta: &mut Meta, key: &str, value: &str) {
    let text = || Some(value.to_owned()).filter(|value| !value.is_empty());
    match key {
        "title" => meta.title = text(),
        "author" | "authors" => meta.author = text(),
        "year" | "date" => meta.year = value.get(..4).unwrap_or(value).parse().ok(),
        _ => {}
    }
}

/// The first number of four digits in a date, whatever its notation.
pub(super) fn year(date: &str) -> Option<i64> {
    let numbers = date.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| number.len() == 4).find_map(|number| number.parse().ok())
}

/// Takes the title from the first heading or cover line where nothing said it.
pub(super) fn complete(document: &mut Document) {
    if document.meta.title.is_some() {
        return;
    }
    let headings = (0..document.blocks.len())
        .filter(|&at| matches!(document.blocks[at].kind, BlockKind::Heading { .. }))
        .map(|at| document.content(at));
    let title = headings.into_iter().find(|title| title.split_whitespace().count() > 1);
    document.meta.title = title.map(str::to_owned);
}
