//! How a given answer differs from the expected one, by graphemes.

use similar::{Algorithm, ChangeTag, DiffTag, capture_diff_slices};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Longer texts are shown as wholly different: the time grows by both lengths.
const MAX_GRAPHEMES: usize = 400;

/// A run of graphemes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// In both, or in one of the two.
    pub kind: PieceKind,
    /// The run.
    pub text: String,
}

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// In both texts.
    Same,
    /// Only in the expected one.
    Missing,
    /// Only in the given one.
    Extra,
}

/// The runs in order: Same and Missing make the expected text, Same and Extra
/// the given one, both in NFC. Texts that share fewer than half of their
/// graphemes are one Extra and one Missing: their letters in common say nothing.
pub fn diff(given: &str, expected: &str) -> Vec<Piece> {
    let (given, expected): (String, String) = (given.nfc().collect(), expected.nfc().collect());
    let a: Vec<&str> = given.graphemes(true).collect();
    let b: Vec<&str> = expected.graphemes(true).collect();
    let longest = a.len().max(b.len());
    let runs = match longest > MAX_GRAPHEMES {
        true => Vec::new(),
        false => capture_diff_slices(Algorithm::Myers, &a, &b),
    };
    let same = runs.iter().filter(|run| run.tag() == DiffTag::Equal);
    let pieces: Vec<(ChangeTag, String)> =
        match 2 * same.map(|run| run.old_range().len()).sum::<usize>() < longest {
            true => vec![(ChangeTag::Delete, given), (ChangeTag::Insert, expected)],
            false => {
                let slices = runs.iter().flat_map(|run| run.iter_slices(&a, &b));
                slices.map(|(tag, graphemes)| (tag, graphemes.concat())).collect()
            }
        };
    let piece = |(tag, text)| {
        let kind = match tag {
            ChangeTag::Equal => PieceKind::Same,
            ChangeTag::Insert => PieceKind::Missing,
            ChangeTag::Delete => PieceKind::Extra,
        };
        Piece { kind, text }
    };
    pieces.into_iter().filter(|(_, text)| !text.is_empty()).map(piece).collect()
}
