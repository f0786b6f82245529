//! What a file says of itself, and the parts that are not its text: front
//! matter, cover pages, endnotes.

use super::Meta;
use super::block::{Block, BlockKind};
use super::draft::Draft;
use regex::Regex;
use std::sync::LazyLock;

static BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:end ?notes?|foot ?notes?|notes|references|bibliography|works cited|sources|further reading|index|acknowledge?ments?)\.?:?$").expect("a pattern")
});
static COVER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)recommended citation|available at:?\s|https?://|\bdoi\b|brought to you|follow this and additional|all rights reserved|©|\bissn\b|accepted for inclusion").expect("a pattern")
});

/// Where a cover ends at the latest, in bytes.
const MAX_COVER: usize = 6000;

/// Where back matter begins.
pub(super) fn is_back_matter(heading: &str) -> bool {
    BACK.is_match(heading.trim())
}

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
pub(super) fn complete(mut meta: Meta, text: &str, blocks: &[Block]) -> Meta {
    if meta.title.is_none() {
        let headings =
            blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
        let mut titles = headings.map(|block| block.content(text));
        meta.title = titles.find(|title| title.split_whitespace().count() > 1);
    }
    meta
}

/// Leaves a draft's cover matter out.
pub(super) fn drop_cover(draft: &mut Draft) {
    draft.meta = complete(std::mem::take(&mut draft.meta), &draft.text, &draft.blocks);
    draft.blocks.drain(..cover_length(&draft.text, &draft.blocks));
}

/// How many blocks at the beginning are cover matter: all up to the last one
/// that speaks of citation, rights or addresses before the first long paragraph.
pub(super) fn cover_length(text: &str, blocks: &[Block]) -> usize {
    let is_cover = |block: &Block| COVER.is_match(&block.content(text));
    let body = |words: usize| {
        let long = |block: &Block| block.content(text).split_whitespace().nth(words).is_some();
        blocks.iter().position(|block| long(block) && !is_cover(block))
    };
    // Notes have short paragraphs: an address at their end makes no cover of them.
    let body = body(59).or_else(|| body(14)).unwrap_or(0);
    let body = body.min(blocks.iter().take_while(|block| block.lines[0].start < MAX_COVER).count());
    let last = blocks[..body].iter().rposition(is_cover);
    last.map_or(0, |last| last + 1)
}
