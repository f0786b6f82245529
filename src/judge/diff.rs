//! How a given answer differs from the expected one, by graphemes.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Longer texts are shown as wholly different: the table grows by both lengths.
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
/// graphemes are one Extra and one Missing.
pub fn diff(given: &str, expected: &str) -> Vec<Piece> {
    let (given, expected): (String, String) = (given.nfc().collect(), expected.nfc().collect());
    let a: Vec<&str> = given.graphemes(true).collect();
    let b: Vec<&str> = expected.graphemes(true).collect();
    if a.len() > MAX_GRAPHEMES || b.len() > MAX_GRAPHEMES {
        return wholly_different(&given, &expected);
    }
    let common = common_lengths(&a, &b);
    match 2 * usize::from(common[0][0]) < a.len().max(b.len()) {
        true => wholly_different(&given, &expected),
        false => in_runs(&a, &b, &common),
    }
}

/// Texts that share little: their letters in common say nothing.
fn wholly_different(given: &str, expected: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    push(&mut pieces, PieceKind::Extra, given);
    push(&mut pieces, PieceKind::Missing, expected);
    pieces
}

fn in_runs(a: &[&str], b: &[&str], common: &[Vec<u16>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            push(&mut pieces, PieceKind::Same, a[i]);
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || i < a.len() && common[i + 1][j] >= common[i][j + 1] {
            push(&mut pieces, PieceKind::Extra, a[i]);
            i += 1;
        } else {
            push(&mut pieces, PieceKind::Missing, b[j]);
            j += 1;
        }
    }
    pieces
}

/// Lengths of the longest common subsequences of all suffixes.
fn common_lengths(a: &[&str], b: &[&str]) -> Vec<Vec<u16>> {
    let mut common = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = match a[i] == b[j] {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    common
}

fn push(pieces: &mut Vec<Piece>, kind: PieceKind, text: &str) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut().filter(|last| last.kind == kind) {
        Some(last) => last.text.push_str(text),
        None => pieces.push(Piece { kind, text: text.to_owned() }),
    }
}
