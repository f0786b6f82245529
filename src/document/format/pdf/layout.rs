//! From the texts of a page to its lines, in the order in which they are read.

use super::content::Line;
use crate::document::format::markup::is_note_mark;

/// A page's lines: column by column where it has two.
pub(super) fn lines(pieces: Vec<Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if goes_on(line, &piece) => add(line, piece),
            _ => lines.push(piece),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    match gutter(&lines) {
        Some(gutter) => by_column(lines, gutter),
        None => lines,
    }
}

/// On the same line, to the right of it and no column away.
fn goes_on(line: &Line, piece: &Line) -> bool {
    let size = line.size.max(piece.size);
    let gap = piece.left - line.right;
    (piece.base - line.base).abs() < size * 0.5 && gap > -size * 0.6 && gap < size * 2.5
}

fn add(line: &mut Line, piece: Line) {
    let is_raised = piece.size < line.size * 0.85 && piece.base > line.base + line.size * 0.1;
    if is_raised && is_note_mark(&piece.text) && !line.text.trim().is_empty() {
        line.right = line.right.max(piece.right);
        return;
    }
    let gap = piece.left - line.right;
    let is_parted = line.text.ends_with(' ') || piece.text.starts_with(' ');
    if gap > line.size.min(piece.size) * 0.12 && !is_parted {
        line.text.push(' ');
    }
    // A note begins with a small raised number; what follows sets the line.
    if piece.size > line.size * 1.15 {
        (line.base, line.size) = (piece.base, piece.size);
    }
    line.is_bold &= piece.is_bold || piece.text.trim().is_empty();
    line.text.push_str(&piece.text);
    line.right = line.right.max(piece.right);
}

/// Where a page of two columns has its middle: hardly a line crosses it, and
/// both sides have many.
fn gutter(lines: &[Line]) -> Option<f64> {
    let left = lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    let right = lines.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    let at = |share: f64| left + (right - left) * share;
    (35..=65).map(|percent| at(f64::from(percent) / 100.0)).find(|&x| {
        let before = lines.iter().filter(|line| line.right <= x).count();
        let after = lines.iter().filter(|line| line.left >= x).count();
        // Counted by itself: letters may be set backwards, and stand on both sides.
        let across = lines.iter().filter(|line| line.left < x && x < line.right).count();
        // A side of short lines is a list, no column.
        let width = |lines: &mut dyn Iterator<Item = &Line>| {
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
fn by_column(mut lines: Vec<Line>, gutter: f64) -> Vec<Line> {
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
