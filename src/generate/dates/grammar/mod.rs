//! What a date expression looks like in English prose: one grammar over the
//! pieces of a sentence, the longest reading at each place.

mod calendar;
mod period;
mod range;
mod relative;

use super::lex::{Piece, pieces};
use crate::generate::fact::Modifier;
use std::ops::Range;

/// A date as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expression {
    /// Year, month, day: as much of it as was written.
    Date(Part, Option<Modifier>),
    /// Two of these.
    Range(Part, Part),
    /// Season 21 (spring) to 24 (winter) of a year.
    Season { year: Option<Year>, season: u8, modifier: Option<Modifier> },
    /// The first year of ten.
    Decade(Year, Option<Modifier>),
    /// The number of the century.
    Century { number: i32, era: Option<Era>, modifier: Option<Modifier> },
    /// The century last spoken of.
    ThisCentury(Option<Modifier>),
    /// Counted from the date last spoken of.
    Shift { count: i32, unit: Unit, place: Place },
    /// `on the 27th`, of the month last spoken of.
    DayOfMonth(u8),
}

/// A year as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) number: i32,
    pub(super) era: Option<Era>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    Before,
    Common,
}

/// One end of a range, or a date by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Part {
    pub(super) year: Option<Year>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hours,
    Days,
    Weeks,
    Months,
    Years,
}

/// Where in the counted year: nowhere, on a day of a month, in a season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Whole,
    Month(u8, Option<u8>),
    /// `the following May`.
    NextMonth(u8),
    Season(u8),
}
/// Before a month without day and year, and before a short year.
const TRIGGERS: [&str; 32] = [
    "in",
    "by",
    "until",
    "till",
    "since",
    "during",
    "before",
    "after",
    "of",
    "that",
    "from",
    "to",
    "late",
    "early",
    "mid",
    "between",
    "and",
    "or",
    "through",
    "about",
    "around",
    "circa",
    "ca",
    "c",
    "year",
    "next",
    "following",
    "previous",
    "late",
    "the",
    "as",
    "r",
];

/// All expressions of a sentence with their places, in order.
pub(super) fn expressions(sentence: &str) -> Vec<(Range<usize>, Expression)> {
    let reader = Reader { pieces: pieces(sentence) };
    let mut found: Vec<(Range<usize>, Expression)> = Vec::new();
    let mut at = 0;
    while at < reader.pieces.len() {
        match reader.expression(at) {
            Some((end, expression)) if end > at => {
                // `the 14th of July`, `the winter of 1780`: the article is none of theirs.
                let plain = matches!(
                    expression,
                    Expression::Date(_, None)
                        | Expression::Range(..)
                        | Expression::Season { modifier: None, .. }
                );
                let first = at + usize::from(plain && reader.word(at) == "the");
                let span = reader.pieces[first].span.start..reader.pieces[end - 1].span.end;
                found.push((span, expression));
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    pieces: Vec<Piece<'a>>,
}

type Read<T> = Option<(usize, T)>;

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| &piece.lower)
    }

    fn text(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| piece.text)
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    fn number(&self, at: usize) -> Option<i32> {
        self.pieces.get(at)?.number
    }

    fn glued(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| !piece.gap)
    }

    fn digits(&self, at: usize) -> usize {
        self.pieces.get(at).map_or(0, |piece| piece.text.len())
    }

    fn expression(&self, at: usize) -> Read<Expression> {
        if !self.may_begin(at) {
            return None;
        }
        let (inner, modifier) = self.modifier(at);
        let led = inner > at;
        self.iso(at)
            .or_else(|| self.relative(at))
            .or_else(|| self.century(inner, modifier))
            .or_else(|| self.decade(inner, modifier))
            .or_else(|| self.feast(at))
            .or_else(|| self.range(at))
            .or_else(|| self.season(inner, modifier))
            .or_else(|| self.date(inner, modifier))
            .or_else(|| self.year(inner, modifier, led))
    }

    /// Not inside a number, a code or a price: `$1900`, `NR-1776`, `1,848`.
    fn may_begin(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        if piece.number.is_none() || piece.gap {
            return true;
        }
        match self.before(at) {
            "$" | "£" | "€" | "#" | "." | "'" | "’" | "%" => false,
            "," => at < 2 || self.number(at - 2).is_none() || self.pieces[at - 1].gap,
            "-" => {
                at < 2
                    || self.word(at - 2) == "mid"
                    || self.glued(at - 1) && self.text(at - 2).chars().all(char::is_lowercase)
            }
            "/" => false,
            "–" | "—" | "(" | "[" | "“" | "\"" | "‘" => true,
            _ => false,
        }
    }

    /// `the late`, `early in`, `mid-`, `the end of the`.
    fn modifier(&self, at: usize) -> (usize, Option<Modifier>) {
        let article = usize::from(self.word(at) == "the");
        let from = at + article;
        let of = |from: usize| {
            let end = from + 1 + usize::from(self.word(from + 1) == "the");
            (self.word(from) == "of").then_some(end)
        };
        match self.word(from) {
            word @ ("early" | "late" | "mid") => {
                let modifier = match word {
                    "early" => Modifier::Early,
                    "late" => Modifier::Late,
                    _ => Modifier::Mid,
                };
                let mut end = from + 1;
                if self.word(end) == "in" || self.word(end) == "-" {
                    end += 1;
                }
                end += usize::from(self.word(end) == "the");
                (end, Some(modifier))
            }
            "end" | "close" => of(from + 1).map_or((from, None), |end| (end, Some(Modifier::Late))),
            "beginning" | "start" => {
                of(from + 1).map_or((from, None), |end| (end, Some(Modifier::Early)))
            }
            "middle" => of(from + 1).map_or((from, None), |end| (end, Some(Modifier::Mid))),
            _ => (from, None),
        }
    }
}
