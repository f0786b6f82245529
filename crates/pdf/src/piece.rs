//! Texts as they are drawn, and places on a page.

use foldhash::HashSet;

/// How near a text lies to itself that is drawn again, in sizes of its letters.
pub(crate) const NEAR: f64 = 0.06;

/// A text as it is drawn, its place in points where it runs to the right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    /// Where the next letter is due: letter space behind the last one is no gap.
    pub(crate) next: f64,
    pub(crate) base: f64,
    pub(crate) size: f64,
    pub(crate) is_bold: bool,
    pub(crate) is_italic: bool,
    pub(crate) turn: Turn,
    /// Whether the writer says that it is no part of the text.
    pub(crate) is_artifact: bool,
}

/// Without texts that are drawn again at nearly the same place, to make them bold
/// or to give them a shadow.
pub(crate) fn once(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let mut seen = HashSet::default();
    let is_new: Vec<bool> = pieces
        .iter()
        .map(|piece| {
            let step = piece.size * NEAR;
            let [x, y] = [piece.left, piece.base].map(|place| (place / step).round() as i64);
            let around = (-1..=1).flat_map(|across| (-1..=1).map(move |up| (across, up)));
            let text = piece.text.as_str();
            let mut places = around.map(|(across, up)| (text, piece.turn, x + across, y + up));
            let is_new = !places.any(|place| seen.contains(&place));
            seen.insert((text, piece.turn, x, y));
            is_new
        })
        .collect();
    let mut is_new = is_new.into_iter();
    pieces.retain(|_| is_new.next().unwrap_or(true));
    pieces
}

/// Which way letters stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Turn {
    Level,
    Up,
    Over,
    Down,
    Aslant,
}

impl Turn {
    /// Of letters that run along this way.
    pub(crate) fn of(x: f64, y: f64) -> Self {
        match () {
            () if y.abs() <= x.abs() * 0.1 && x > 0.0 => Self::Level,
            () if y.abs() <= x.abs() * 0.1 => Self::Over,
            () if x.abs() <= y.abs() * 0.1 && y > 0.0 => Self::Up,
            () if x.abs() <= y.abs() * 0.1 => Self::Down,
            () => Self::Aslant,
        }
    }

    /// A place on the page turned so that they run to the right.
    pub(crate) fn place(self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Self::Level | Self::Aslant => (x, y),
            Self::Up => (y, -x),
            Self::Over => (-x, -y),
            Self::Down => (-y, x),
        }
    }
}

/// `[a b c d e f]`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matrix(pub(crate) [f64; 6]);

impl Matrix {
    pub(crate) const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(crate) fn of(numbers: &[f64]) -> Option<Self> {
        numbers.try_into().ok().map(Self)
    }

    /// First `self`, then `other`.
    pub(crate) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    /// The rectangle around a rectangle that is moved so: left, low, right, high.
    pub(crate) fn around(self, [left, low, right, high]: [f64; 4]) -> [f64; 4] {
        let [a, b, c, d, e, f] = self.0;
        let corners = [(left, low), (left, high), (right, low), (right, high)];
        let moved = corners.map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
        moved.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[l, b, r, t], &(x, y)| {
            [l.min(x), b.min(y), r.max(x), t.max(y)]
        })
    }

    pub(crate) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

impl Default for Matrix {
    fn default() -> Self {
        Self::ONE
    }
}
