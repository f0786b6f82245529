//! From the texts of a page to its lines, in the order in which they are read.

use crate::content::{Piece, Turn};
use crate::document::{LeftOut, Line};
use std::collections::HashMap;

/// A page's lines: column by column where it has two, at the end those that
/// are none of its text.
pub(crate) fn lines(pieces: Vec<Piece>) -> Vec<Line> {
    let turn = main_turn(&pieces);
    let letters = |is_artifact| {
        let pieces = pieces.iter().filter(|piece| piece.is_artifact == is_artifact);
        pieces.map(|piece| piece.text.len()).sum::<usize>()
    };
    // Some writers mark all of a page.
    let believes = letters(true) <= letters(false);
    let reason = |piece: &Piece| match () {
        () if believes && piece.is_artifact => Some(LeftOut::Artifact),
        () => (piece.turn != turn).then_some(LeftOut::Turned),
    };
    let (text, aside): (Vec<Piece>, Vec<Piece>) =
        pieces.into_iter().partition(|piece| reason(piece).is_none());
    let mut marks = Vec::new();
    let lines = joined(text, &mut marks);
    let lines = match gutter(&lines) {
        Some(gutter) => by_column(lines, gutter),
        None => lines,
    };
    let aside = joined(aside, &mut Vec::new());
    let aside = aside.into_iter().map(|piece| {
        let reason = reason(&piece);
        line(piece, reason)
    });
    let marks = marks.into_iter().map(|piece| line(piece, Some(LeftOut::NoteMark)));
    lines.into_iter().map(|piece| line(piece, None)).chain(marks).chain(aside).collect()
}

/// How most of the letters stand.
fn main_turn(pieces: &[Piece]) -> Turn {
    let mut letters: HashMap<Turn, usize> = HashMap::new();
    for piece in pieces.iter().filter(|piece| piece.turn != Turn::Aslant) {
        *letters.entry(piece.turn).or_default() += piece.text.len();
    }
    let most = letters.into_iter().max_by_key(|&(turn, length)| (length, std::cmp::Reverse(turn)));
    most.map_or(Turn::Level, |(turn, _)| turn)
}

fn line(piece: Piece, left_out: Option<LeftOut>) -> Line {
    let Piece { text, left, right, base, size, is_bold, is_italic, .. } = piece;
    Line { text, left, right, base, size, is_bold, is_italic, left_out }
}

/// Pieces that stand in one line, put together; marks of notes go to `marks`.
fn joined(pieces: Vec<Piece>, marks: &mut Vec<Piece>) -> Vec<Piece> {
    let mut lines: Vec<Piece> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if goes_on(line, &piece) => add(line, piece, marks),
            _ => lines.push(piece),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// On the same line, to the right of it and no column away.
fn goes_on(line: &Piece, piece: &Piece) -> bool {
    let size = line.size.max(piece.size);
    let gap = piece.left - line.next;
    (line.turn, line.is_artifact) == (piece.turn, piece.is_artifact)
        && (piece.base - line.base).abs() < size * 0.5
        && gap > -size * 0.6
        && gap < size * 2.5
}

fn add(line: &mut Piece, piece: Piece, marks: &mut Vec<Piece>) {
    let is_raised = piece.size < line.size * 0.85 && piece.base > line.base + line.size * 0.1;
    if is_raised && is_note_mark(&piece.text) && !line.text.trim().is_empty() {
        (line.right, line.next) = (line.right.max(piece.right), line.next.max(piece.next));
        return marks.push(piece);
    }
    let gap = piece.left - line.next;
    let is_parted = line.text.ends_with(' ') || piece.text.starts_with(' ');
    if gap > line.size.min(piece.size) * 0.12 && !is_parted {
        line.text.push(' ');
    }
    // A note begins with a small raised number; what follows sets the line.
    if piece.size > line.size * 1.15 {
        (line.base, line.size) = (piece.base, piece.size);
    }
    let is_blank = piece.text.trim().is_empty();
    line.is_bold &= piece.is_bold || is_blank;
    line.is_italic &= piece.is_italic || is_blank;
    line.text.push_str(&piece.text);
    (line.right, line.next) = (line.right.max(piece.right), piece.next.max(line.right));
}

/// A number or a sign, raised: `3`, `[12, 14]`, `*`.
fn is_note_mark(text: &str) -> bool {
    let bare = text.trim().trim_matches(['[', ']', '(', ')', ',', ' ']);
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–');
    let is_sign = |c: char| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#');
    !text.trim().is_empty()
        && (bare.len() <= 24 && bare.chars().all(is_number)
            || bare.chars().count() <= 3 && bare.chars().all(is_sign))
}

/// Where a page of two columns has its middle: hardly a line crosses it, and
/// both sides have many.
fn gutter(lines: &[Piece]) -> Option<f64> {
    let left = lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    let right = lines.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    let at = |share: f64| left + (right - left) * share;
    (35..=65).map(|percent| at(f64::from(percent) / 100.0)).find(|&x| {
        let before = lines.iter().filter(|line| line.right <= x).count();
        let after = lines.iter().filter(|line| line.left >= x).count();
        // Counted by itself: letters may be set backwards, and stand on both sides.
        let across = lines.iter().filter(|line| line.left < x && x < line.right).count();
        // A side of short lines is a list, no column.
        let width = |lines: &mut dyn Iterator<Item = &Piece>| {
            let widths: Vec<f64> = lines.map(|line| line.right - line.left).collect();
            widths.iter().sum::<f64>() / widths.len().max(1) as f64
        };
        before >= 8
            && after >= 8
            && across * 4 <= lines.len()
            && width(&mut lines.iter().filter(|line| line.right <= x)) > (right - left) * 0.25
            && width(&mut lines.iter().filter(|line| line.left >= x)) > (right - left) * 0.25
    })
}

/// Between lines that run across: first the left column, then the right one.
fn by_column(mut lines: Vec<Piece>, gutter: f64) -> Vec<Piece> {
    lines.sort_by(|one, other| other.base.total_cmp(&one.base));
    let mut ordered = Vec::with_capacity(lines.len());
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in lines {
        match () {
            () if line.right <= gutter => left.push(line),
            () if line.left >= gutter => right.push(line),
            () => {
                ordered.append(&mut left);
                ordered.append(&mut right);
                ordered.push(line);
            }
        }
    }
    ordered.append(&mut left);
    ordered.append(&mut right);
    ordered
}
