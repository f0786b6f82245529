//! Where the lines of a paragraph end: by width, or as their author wished. Who takes
//! notes writes one below the other what Markdown would run together.

use crate::document::format::text;
use std::ops::RangeInclusive;

/// Widths to which editors break lines, in characters.
const WIDTHS: RangeInclusive<usize> = 60..=120;
/// How much shorter than the width a line may be that a hand broke, in characters.
const SLACK: usize = 8;

/// The lines of a text.
pub(super) struct Lines<'a> {
    text: &'a str,
    /// The width to which most of them were broken; none where they end by wish.
    width: Option<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        // How many lines a width explains: those that it holds, and that one word
        // more would have made too long.
        let mut explained = vec![0_usize; *WIDTHS.end() + 1];
        let (mut all, mut before) = (0_usize, "");
        for line in text.lines() {
            if opens_as_text(line.trim_start()) && !before.trim().is_empty() {
                all += 1;
                let (from, to) = (length(before), with_word(before, line) + SLACK);
                for width in WIDTHS.filter(|width| (from..to).contains(width)) {
                    explained[width] += 1;
                }
            }
            before = line;
        }
        let best = explained.iter().copied().max().unwrap_or(0);
        let width = explained.iter().position(|&count| count == best);
        Self { text, width: width.filter(|_| best * 2 > all) }
    }

    /// Whether a line that ends from `end` to `next` ends by wish: nothing is left open,
    /// what follows begins anew, and its first word had found room.
    pub(super) fn ends(&self, end: usize, next: usize) -> bool {
        let before = self.text[..end].rsplit('\n').next().unwrap_or_default();
        let after = self.text[next..].lines().next().unwrap_or_default();
        let [bare, follows] = [before.trim_end(), after.trim_start_matches([' ', '\t', '*', '_'])];
        let is_closed = bare
            .trim_end_matches(['*', '_', '"', '”', '’', ')', ']'])
            .ends_with(|c: char| c.is_alphanumeric() || c == '%');
        is_closed
            && follows.starts_with(char::is_uppercase)
            && !text::goes_on(bare, follows)
            && self.width.is_none_or(|width| with_word(before, after) <= width)
    }
}

/// Whether a line may go on with the one before: no item, heading, quotation or row.
fn opens_as_text(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphabetic() || matches!(c, '*' | '_' | '(' | '"' | '“'))
        && !line.starts_with("* ")
}

/// Characters of a line with the first word of the next one behind it.
fn with_word(line: &str, next: &str) -> usize {
    length(line) + 1 + length(next.split_whitespace().next().unwrap_or_default())
}

fn length(line: &str) -> usize {
    line.trim_end().chars().count()
}

#[cfg(test)]
mod tests {
    use crate::document::testing::read;
    use crate::document::{BlockKind, Format};

    /// Its paragraphs.
    fn paragraphs(text: &str) -> Vec<String> {
        let document = read(text, Format::Markdown);
        let of = |kind| kind == BlockKind::Paragraph;
        let blocks = document.blocks.iter().filter(|block| of(block.kind));
        blocks.map(|block| document.slice(block.span.clone()).to_owned()).collect()
    }

    #[test]
    fn lines_of_notes_stay_apart() {
        let text = "# Trade\n\n**Tariff**: a tax on goods from abroad\n**Quota**: a limit on what comes in\n\n- Two ways\n  Ships carry most of it\n";
        let expected = [
            "Tariff: a tax on goods from abroad",
            "Quota: a limit on what comes in",
            "Two ways",
            "Ships carry most of it",
        ];
        assert_eq!(paragraphs(text), expected);
    }

    #[test]
    fn lines_broken_by_width_go_on() {
        let text = "# Trade\n\nMost of what the town ever bought or sold was carried by the ships of\nHolland, and the toll that each of them had to pay on the river went to\nBremen, which kept the light at the mouth of the river burning through\nJanuary\nNobody else paid\n";
        let found = paragraphs(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].ends_with("through January"), "{found:?}");
    }

    #[test]
    fn what_is_left_open_goes_on() {
        for text in [
            "# Trade\n\nThe ships came from Holland,\nBremen and the north.",
            "# Trade\n\nThe ships came from the\nNorth of the land.",
            "# Trade\n\nThe ships came from the north.\nThey paid.",
            "# Trade\n\nThe ships came and\nwent.",
            "# Trade\n\n> The ships came\n> Nobody saw them",
            "# Trade\n\nThree ships:\nAnna and two others",
        ] {
            assert_eq!(paragraphs(text).len(), 1, "{text}");
        }
    }
}
