//! From the texts of a page to its lines, in the order in which they are read.

use crate::bidi;

use crate::document::{LeftOut, Line};
use crate::piece::{Piece, Turn};
use foldhash::HashMap;

/// Between pieces of a line, in sizes of its letters: the widest gap in one
/// column, and within a line that no gutter parts.
const IN_COLUMN: f64 = 1.2;
const IN_LINE: f64 = 2.5;

/// A page's lines: column by column where it has several, at the end those
/// that are none of its text.
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
    let mut parts = joined(text, IN_COLUMN, None, &mut marks);
    let numbers = line_numbers(&mut parts);
    let gutter = gutter(&parts);
    let text = in_order(joined(parts, IN_LINE, gutter, &mut marks), gutter);
    let aside = joined(aside, IN_LINE, None, &mut Vec::new());
    let aside = aside.into_iter().map(|piece| (reason(&piece), piece));
    let with = |reason: Option<LeftOut>| move |piece| (reason, piece);
    let text = text.into_iter().map(with(None));
    let marks = marks.into_iter().map(with(Some(LeftOut::NoteMark)));
    let numbers = numbers.into_iter().map(with(Some(LeftOut::LineNumber)));
    text.chain(marks)
        .chain(numbers)
        .chain(aside)
        .map(|(reason, piece)| line(piece, reason))
        .collect()
}

/// How most of the letters stand.
fn main_turn(pieces: &[Piece]) -> Turn {
    let mut letters: HashMap<Turn, usize> = HashMap::default();
    for piece in pieces.iter().filter(|piece| piece.turn != Turn::Aslant) {
        *letters.entry(piece.turn).or_default() += piece.text.len();
    }
    let most = letters.into_iter().max_by_key(|&(turn, length)| (length, std::cmp::Reverse(turn)));
    most.map_or(Turn::Level, |(turn, _)| turn)
}

fn line(piece: Piece, left_out: Option<LeftOut>) -> Line {
    let Piece { text, left, right, base, size, is_bold, is_italic, .. } = piece;
    let text = bidi::as_read(&text);
    Line { text, left, right, base, size, is_bold, is_italic, left_out }
}

/// Pieces that stand in one line, no more than `most` sizes apart and on one
/// side of the gutter, put together; marks of notes go to `marks`.
fn joined(
    pieces: Vec<Piece>,
    most: f64,
    gutter: Option<f64>,
    marks: &mut Vec<Piece>,
) -> Vec<Piece> {
    let mut lines: Vec<Piece> = Vec::new();
    for piece in pieces {
        let parted = |line: &Piece| {
            gutter.is_some_and(|gutter| line.right <= gutter && gutter <= piece.left)
        };
        match lines.last_mut() {
            Some(line) if goes_on(line, &piece, most) && !parted(line) => add(line, piece, marks),
            Some(line) if goes_left(line, &piece) => add_left(line, piece),
            _ => lines.push(piece),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// On the same line, to the right of it and no column away.
fn goes_on(line: &Piece, piece: &Piece, most: f64) -> bool {
    let size = line.size.max(piece.size);
    let gap = piece.left - line.next;
    is_level(line, piece) && gap > -size * 0.6 && gap < size * most
}

fn is_level(line: &Piece, piece: &Piece) -> bool {
    (line.turn, line.is_artifact) == (piece.turn, piece.is_artifact)
        && (piece.base - line.base).abs() < line.size.max(piece.size) * 0.5
}

/// Some writers draw letters that run to the left in the order in which they
/// are read.
fn goes_left(line: &Piece, piece: &Piece) -> bool {
    let gap = (line.left - piece.right) / line.size;
    is_level(line, piece) && gap > -0.2 && gap < IN_COLUMN && {
        let runs_left = |piece: &Piece| piece.text.chars().any(bidi::runs_left);
        let is_blank = |piece: &Piece| piece.text.trim().is_empty();
        runs_left(line) && (runs_left(piece) || is_blank(piece))
    }
}

fn add_left(line: &mut Piece, piece: Piece) {
    let is_parted = line.text.starts_with(' ') || piece.text.ends_with(' ');
    if line.left - piece.right > line.size * 0.12 && !is_parted {
        line.text.insert(0, ' ');
    }
    line.text.insert_str(0, &piece.text);
    line.left = piece.left;
    line.is_bold &= piece.is_bold;
    line.is_italic &= piece.is_italic;
}

/// Takes out the numbers of lines in a margin: they stand beside all else, and
/// count from line to line.
fn line_numbers(parts: &mut Vec<Piece>) -> Vec<Piece> {
    let of = |edge: fn(&Piece) -> f64, share: f64| {
        let texts = parts.iter().filter(|part| number(part).is_none());
        middle(texts.map(edge).collect(), share)
    };
    let (left, right) = (of(|part| part.left, 0.15), of(|part| part.right, 0.85));
    let is_left = |part: &Piece| part.right < left - part.size * 0.3;
    let is_right = |part: &Piece| part.left > right + part.size * 0.3;
    let margins: [&dyn Fn(&Piece) -> bool; 2] = [&is_left, &is_right];
    let counted = margins.map(|is_beside| {
        let mut beside: Vec<&Piece> = parts.iter().filter(|part| is_beside(part)).collect();
        beside.sort_by(|one, other| other.base.total_cmp(&one.base));
        count_up(&beside.iter().filter_map(|part| number(part)).collect::<Vec<_>>())
    });
    let is_number = |part: &Piece| {
        let beside = margins.iter().zip(counted).any(|(beside, counted)| counted && beside(part));
        beside && number(part).is_some()
    };
    let (numbers, others) = std::mem::take(parts).into_iter().partition(is_number);
    *parts = others;
    numbers
}

fn number(part: &Piece) -> Option<i64> {
    part.text.trim().parse().ok().filter(|&number| (0..10_000).contains(&number))
}

/// Whether most of them are one step further than those before.
fn count_up(numbers: &[i64]) -> bool {
    let steps: Vec<i64> = numbers.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let usual = middle(steps.iter().map(|&step| step as f64).collect(), 0.5);
    let even = steps.iter().filter(|&&step| step as f64 == usual).count();
    steps.len() >= 2 && usual >= 1.0 && even * 5 >= steps.len() * 4
}

/// The number that this share of the others is smaller than; 0 of none.
pub(crate) fn middle(mut numbers: Vec<f64>, share: f64) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let at = (numbers.len() as f64 * share) as usize;
    numbers.get(at.min(numbers.len().saturating_sub(1))).copied().unwrap_or(0.0)
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

/// The middle of the widest strip that parts a page into two columns: hardly a
/// line crosses it, and both sides have many.
fn gutter(lines: &[Piece]) -> Option<f64> {
    let left = lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    let right = lines.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    let width = right - left;
    // A side of short lines is a list, no column.
    let is_column = |side: &dyn Fn(&&Piece) -> bool| {
        let widths: Vec<f64> =
            lines.iter().filter(side).map(|line| line.right - line.left).collect();
        widths.len() >= 8 && widths.iter().sum::<f64>() > width * 0.25 * widths.len() as f64
    };
    // How many lines cross it: letters may be set backwards, and stand on both sides.
    let across = |x: f64| lines.iter().filter(|line| line.left < x && x < line.right).count();
    let places = (60..=140).map(|place| left + width * f64::from(place) / 200.0);
    let places: Vec<(usize, f64)> = places
        .map(|x| (across(x), x))
        .filter(|&(across, x)| {
            across * 4 <= lines.len()
                && is_column(&|line| line.right <= x)
                && is_column(&|line| line.left >= x)
        })
        .collect();
    let strips = places.chunk_by(|one, other| one.0 == other.0 && other.1 - one.1 < width * 0.0075);
    let fewest = places.iter().map(|place| place.0).min()?;
    let strips = strips.filter(|strip| strip[0].0 <= fewest + lines.len() / 20);
    let widest = strips.max_by_key(|strip| strip.len())?;
    Some(widest[widest.len() / 2].1)
}

/// Between lines that run across: first the left column, then the right one,
/// each of which may have columns of its own.
fn in_order(mut lines: Vec<Piece>, gutter: Option<f64>) -> Vec<Piece> {
    let Some(gutter) = gutter else { return lines };
    lines.sort_by(|one, other| other.base.total_cmp(&one.base));
    let mut ordered = Vec::with_capacity(lines.len());
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in lines {
        match () {
            () if line.right <= gutter => left.push(line),
            () if line.left >= gutter => right.push(line),
            () => {
                add_columns(&mut ordered, [&mut left, &mut right]);
                ordered.push(line);
            }
        }
    }
    add_columns(&mut ordered, [&mut left, &mut right]);
    ordered
}

fn add_columns(ordered: &mut Vec<Piece>, columns: [&mut Vec<Piece>; 2]) {
    for column in columns {
        let column = std::mem::take(column);
        let gutter = gutter(&column);
        ordered.extend(in_order(column, gutter));
    }
}
