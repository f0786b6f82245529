//! What stands before and behind the text: covers, notes, references, indexes.
//! They keep their place in the tree; only their role says what they are for.

use super::tree::{Block, BlockKind, MarkKind, Role};
use super::{Document, sentence};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pattern!(NOTES, r"(?i)^(?:(?:end|foot) ?notes?|notes(?: and references)?)$");
pattern!(
    REFERENCES,
    r"(?i)^(?:[^.!?]*\b)?(?:references?|bibliograph(?:y|ies)|works (?:cited|consulted)|literature cited|cited literature|sources|(?:further|suggested|recommended) readings?|reading lists?)\b[^.!?]*$"
);
pattern!(INDEX, r"(?i)^(?:[^.!?]* )?index$");
pattern!(CONTENTS, r"(?i)^(?:table of )?contents$");
/// Titles of parts that thank, say who paid or who wrote, each with what such a part says.
static THANKS: LazyLock<Vec<(Vec<&str>, Regex)>> = LazyLock::new(|| {
    let list = include_str!("../../data/markup/thanks.txt");
    let parts = list.split("\n[").skip(1).filter_map(|part| part.split_once("]\n"));
    let parts = parts.map(|(titles, phrases)| {
        let phrases: Vec<String> =
            phrases.lines().filter(|line| !line.is_empty()).map(regex::escape).collect();
        let pattern = format!(r"(?i)\b(?:{})", phrases.join("|"));
        (titles.split(", ").collect(), Regex::new(&pattern).expect("words"))
    });
    parts.collect()
});

pattern!(
    /// What entries of a list of notes or references look like.
    CITATION,
    r"(?x)
        \((?:1[4-9]|20)\d\d[a-z]?(?:[,;:\s][^)]*)?\)            # (1999a)
        |,\ (?:1[4-9]|20)\d\d[a-z]?\)?[.,:;]?(?:\ |$)                # Oxford, 1999.
        |\.\ (?:1[4-9]|20)\d\d[a-z]?\.\                              # Smith, J. 1999.
        |\bpp?\.\ ?\d|\bvol\.\ ?\d|\bno\.\ ?\d|\d\ ?\(\d+\)\ ?[:,]   # pp. 3, 12(3): 4
        |https?://|\bdoi\b|\bISBN\b|\b[Ii]bid\b|\bop\.\ cit\b|\bUniversity\ Press\b|\beds?\.
        "
);
pattern!(
    /// `Smith, J.`, `J. Smith,`, `[12]`, `12.`: how an entry begins.
    ENTRY,
    r"^(?:\[?\d{1,3}[\].)]?\ |\[[0-9A-Za-z]+\]|\p{Lu}[\p{L}’'-]+(?:\ \p{Lu}[\p{L}’'-]+)?,\ (?:\p{Lu}\.|\p{Lu}\p{Ll}+)|\p{Lu}\.(?:\ ?\p{Lu}\.)*\ \p{Lu}[\p{L}’'-]+,)"
);
pattern!(
    /// `Acheson, Dean, 14, 20–22`
    INDEXED,
    r"\D, \d{1,4}(?:[–-]\d{1,4})?(?:, \d{1,4}(?:[–-]\d{1,4})?)*\.?$"
);
pattern!(
    /// `The Roots of War ........ 14`
    LISTED,
    r"(?:[.·•_ ]{3,}|\s)\d{1,4}$"
);
static COVER: LazyLock<[Regex; 7]> = LazyLock::new(|| {
    [
        r"(?i)recommended citation|\bhow to cite|please cite",
        r"(?i)https?://|\bavailable (?:at|from)\b",
        r"(?i)\bdoi\b",
        r"(?i)brought to you|accepted for inclusion|open access",
        r"(?i)follow this and additional",
        r"(?i)all rights reserved|©|\(c\) (?:1[4-9]|20)\d\d|\bcopyright\b",
        r"(?i)\bissn\b|\bisbn\b",
    ]
    .map(|sign| Regex::new(sign).expect("a pattern"))
});

/// Where a cover ends at the latest, in bytes.
const MAX_COVER: usize = 6000;
/// Least signs that make a cover.
const COVER_SIGNS: usize = 2;
/// Least entries that are references without a heading that says so.
const LEAST_ENTRIES: usize = 5;

/// Gives what stands behind the text its role: from its heading to the next one
/// that is as high, and only where it looks like what its heading says.
pub(super) fn find_back_matter(document: &mut Document) {
    let headings: Vec<(usize, u8)> = (0..document.blocks.len())
        .filter_map(|at| match document.blocks[at].kind {
            BlockKind::Heading { level } => Some((at, level)),
            _ => None,
        })
        .collect();
    let mut ends: Vec<usize> = vec![document.blocks.len(); headings.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, &(block, level)) in headings.iter().enumerate() {
        while open.last().is_some_and(|&last| headings[last].1 >= level) {
            ends[open.pop().expect("it was there")] = block;
        }
        open.push(at);
    }
    let mut from = 0;
    for (&(at, _), &end) in headings.iter().zip(&ends) {
        if at < from || document.blocks[at].role != Role::Body {
            continue;
        }
        let title = bare(document.content(at)).to_owned();
        if let Some(role) = role(document, &title, at + 1..end) {
            set(&mut document.blocks[at..end], role);
            from = end;
        }
    }
    bare_references(document);
    last_thanks(document, &headings, &ends);
}

/// Parts at the very end that say who paid for the text, or who wrote it.
fn last_thanks(document: &mut Document, headings: &[(usize, u8)], ends: &[usize]) {
    let mut last = document.blocks.len();
    for (&(at, _), &end) in headings.iter().zip(ends).rev() {
        // The lines of an index may follow.
        let is_text = |at: usize| {
            let block = &document.blocks[at];
            block.kind == BlockKind::Paragraph
                && block.role == Role::Body
                && sentence::is_finished(document.content(at))
        };
        while last > 0 && !is_text(last - 1) {
            last -= 1;
        }
        if last <= end && thanks(document, bare(document.content(at)), at + 1..end) {
            set(&mut document.blocks[at..end], Role::Acknowledgements);
        }
    }
}

/// A title without its number and the sign behind it.
fn bare(title: &str) -> &str {
    let title = title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    title.trim_end_matches([':', '.']).trim()
}

/// Whether a part that has such a title is what it says.
fn thanks(document: &Document, title: &str, within: Range<usize>) -> bool {
    let title = title.to_lowercase();
    let part = THANKS.iter().find(|(titles, _)| titles.contains(&title.as_str()));
    part.is_some_and(|(_, said)| share(document, within, |_, text| said.is_match(text)) > 0.0)
}

fn set(blocks: &mut [Block], role: Role) {
    for block in blocks.iter_mut().filter(|block| block.role == Role::Body) {
        block.role = role;
    }
}

/// The role of a section, by its title and by what it holds.
fn role(document: &Document, title: &str, within: Range<usize>) -> Option<Role> {
    let share =
        |is_it: &dyn Fn(&str) -> bool| share(document, within.clone(), |_, text| is_it(text));
    let is_numbered = |block: &Block| {
        let first = document.marks.partition_point(|mark| mark.span.start < block.span.start);
        let mark = document.marks.get(first);
        mark.is_some_and(|mark| mark.kind == MarkKind::Note && mark.span.start == block.span.start)
            || block.parent.is_some_and(|item| {
                let list = document.blocks[item].parent.map(|list| document.blocks[list].kind);
                list == Some(BlockKind::List { is_ordered: true })
            })
    };
    let notes =
        || self::share(document, within.clone(), |block, text| is_numbered(block) || is_note(text));
    match () {
        () if NOTES.is_match(title) && notes() > 0.5 => Some(Role::Notes),
        () if REFERENCES.is_match(title) && share(&is_citation) > 0.5 => Some(Role::References),
        () if INDEX.is_match(title) && share(&|text| INDEXED.is_match(text)) > 0.5 => {
            Some(Role::Index)
        }
        () if CONTENTS.is_match(title) && share(&|text| LISTED.is_match(text)) > 0.5 => {
            Some(Role::Contents)
        }
        () if title.to_lowercase().starts_with("acknowledg")
            && thanks(document, title, within.clone()) =>
        {
            Some(Role::Acknowledgements)
        }
        () => None,
    }
}

/// Which part of the leaves it is true of, by their number.
fn share(document: &Document, within: Range<usize>, is_it: impl Fn(&Block, &str) -> bool) -> f64 {
    let leaves = document.blocks[within]
        .iter()
        .filter(|block| block.kind.is_leaf() && !matches!(block.kind, BlockKind::Heading { .. }))
        .filter(|block| block.role != Role::Hidden);
    let (mut all, mut found) = (0usize, 0usize);
    for leaf in leaves {
        all += 1;
        found += usize::from(is_it(leaf, document.slice(leaf.span.clone())));
    }
    if all == 0 { 0.0 } else { found as f64 / all as f64 }
}

fn is_citation(text: &str) -> bool {
    CITATION.is_match(text)
}

/// A note is numbered, or cites.
fn is_note(text: &str) -> bool {
    is_citation(text)
        || text
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '^' | '↑' | '['))
}

/// A list of references under no heading that says so: nearly all leaves of a
/// section begin and end like entries.
fn bare_references(document: &mut Document) {
    let mut from = 0;
    while from < document.blocks.len() {
        let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
        let end = document.blocks[from + 1..].iter().position(is_heading);
        let end = end.map_or(document.blocks.len(), |end| from + 1 + end);
        let strict = |text: &str| ENTRY.is_match(text) && is_citation(text);
        let leaves = document.blocks[from..end]
            .iter()
            .filter(|block| block.kind.is_leaf() && !is_heading(block))
            .filter(|block| block.role == Role::Body)
            .count();
        if leaves >= LEAST_ENTRIES && share(document, from..end, |_, text| strict(text)) >= 0.8 {
            set(&mut document.blocks[from..end], Role::References);
        }
        from = end;
    }
}

/// Gives the cover of a text or a PDF its role: what stands before the last line
/// that speaks of citation, rights or addresses, where several such signs stand
/// before the first long paragraph. What has sentences of its own is no cover.
pub(super) fn find_cover(document: &mut Document) {
    let leaves: Vec<usize> =
        (0..document.blocks.len()).filter(|&at| document.blocks[at].kind.is_leaf()).collect();
    let is_text = |&at: &usize| {
        let text = document.content(at);
        let is_long = text.split_whitespace().nth(59).is_some();
        let is_prose = super::reading::is_prose(text);
        (is_long || is_prose) && signs(text).next().is_none() && !is_citation(text)
    };
    let first = leaves.iter().position(is_text).unwrap_or(0);
    let early = leaves.iter().take_while(|&&at| document.blocks[at].span.start < MAX_COVER).count();
    let cover = &leaves[..first.min(early)];
    let mut found: Vec<usize> = cover.iter().flat_map(|&at| signs(document.content(at))).collect();
    found.sort_unstable();
    found.dedup();
    let last = cover.iter().rposition(|&at| signs(document.content(at)).next().is_some());
    if let Some(last) = last.filter(|_| found.len() >= COVER_SIGNS) {
        let end = cover[last] + 1;
        set(&mut document.blocks[..end], Role::Cover);
    }
}

fn signs(text: &str) -> impl Iterator<Item = usize> {
    (0..COVER.len()).filter(move |&sign| COVER[sign].is_match(text))
}

#[cfg(test)]
mod tests {
    use crate::document::testing::read;
    use crate::document::{Format, Role};

    #[test]
    fn a_part_is_left_out_only_where_it_looks_like_its_heading() {
        const PROSE: &str = "Riga was founded in 1201. It grew rich on wax and furs.";
        const ENTRIES: &str =
            "- Muster, A. (1998). *Riga*. Lund: Press.\n- Beispiel, B. (2004). *Wax*. Oslo: House.";
        for (heading, text, role) in [
            ("Notes", PROSE, None),
            ("Sources", PROSE, None),
            ("Index", PROSE, None),
            ("Further reading", PROSE, None),
            ("Acknowledgements", PROSE, None),
            ("Works consulted for this page", ENTRIES, Some(Role::References)),
            ("Reading list: Riga", ENTRIES, Some(Role::References)),
            ("Suggested readings", ENTRIES, Some(Role::References)),
            ("Selected sources and further reading", ENTRIES, Some(Role::References)),
            ("Acknowledgements", "I thank my teachers.", Some(Role::Acknowledgements)),
            // Not at the end.
            ("Funding", "A grant of the town paid for this study.", None),
        ] {
            let text = format!(
                "# Towns\n\nKiel is old.\n\n## {heading}\n\n{text}\n\n## After\n\nLund is old.\n"
            );
            let document = read(text, Format::Markdown);
            let left_out: Vec<Role> = document.inventory().left_out.into_keys().collect();
            assert_eq!(left_out, role.into_iter().collect::<Vec<_>>(), "{heading}");
            assert!(document.sentence(document.sentences.len() - 1).starts_with("Lund"));
        }
    }

    #[test]
    fn who_paid_and_who_wrote_is_left_out_at_the_end() {
        for (text, left_out) in [
            ("## Funding\n\nA grant of the town paid for this study.\n", true),
            ("## Funding\n\nThe town was funded by a tax on salt.\n", false),
            ("## About the Author\n\nA. Muster is a professor in Lund.\n", true),
            ("## About the author\n\nHomer may have been many poets.\n", false),
            (
                "## Funding\n\nThis study was paid by us.\n\n## About the Authors\n\nThey teach in Lund.\n",
                true,
            ),
        ] {
            let document = read(format!("# Towns\n\nKiel is old.\n\n{text}"), Format::Markdown);
            let line = document.inventory().line();
            assert_eq!(line.contains("left out"), left_out, "{text}");
            assert_eq!(document.sentences.len(), 1 + usize::from(!left_out), "{text}");
        }
    }
}
