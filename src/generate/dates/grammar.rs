//! What a date expression looks like in English prose: one grammar over the
//! pieces of a sentence, the longest reading at each place.

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

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];
const COUNTS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
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
const SMALLER: [&str; 14] = [
    "majority",
    "total",
    "force",
    "number",
    "garrison",
    "army",
    "fleet",
    "crew",
    "band",
    "sum",
    "price",
    "court",
    "council",
    "population",
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

    fn month(&self, at: usize) -> Read<u8> {
        let text = self.text(at);
        if let Some(month) = MONTHS.iter().position(|month| *month == text) {
            return Some((at + 1, month as u8 + 1));
        }
        let short = (3..=4).contains(&text.len()) && self.word(at + 1) == "." && self.glued(at + 1);
        let month = MONTHS.iter().position(|month| short && month.starts_with(text))?;
        Some((at + 2, month as u8 + 1))
    }

    /// `14`, `14th`, `18 [29]`.
    fn day(&self, at: usize) -> Read<u8> {
        let number =
            self.number(at).filter(|day| (1..=31).contains(day) && self.digits(at) <= 2)?;
        let mut end = at + 1;
        if self.glued(end) && matches!(self.word(end), "st" | "nd" | "rd" | "th") {
            end += 1;
        } else if self.glued(end) && self.pieces[end].text.chars().all(char::is_alphanumeric) {
            return None;
        }
        if matches!(self.word(end), "[" | "(")
            && self.number(end + 1).is_some()
            && self.digits(end + 1) <= 2
            && matches!(self.word(end + 2), "]" | ")")
        {
            end += 3;
        }
        Some((end, number as u8))
    }

    /// `BCE`, `B.C.`, `A.D.`
    fn era(&self, at: usize) -> Read<Era> {
        let mut letters = String::new();
        let mut end = at;
        while letters.len() < 3 {
            let text = self.text(end);
            let fits = !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_uppercase())
                && text.len() <= 3;
            if !fits || end > at && self.pieces[end].gap {
                break;
            }
            letters.push_str(text);
            end += 1;
            if self.word(end) == "." && self.glued(end) && text.len() == 1 {
                end += 1;
            } else {
                break;
            }
        }
        let era = match letters.as_str() {
            "BCE" | "BC" => Era::Before,
            "CE" | "AD" => Era::Common,
            _ => return None,
        };
        Some((end, era))
    }

    /// A year with its era, or of four digits, or a short one.
    fn bare(&self, at: usize) -> Read<Year> {
        if let Some((end, Era::Common)) = self.era(at) {
            let number = self.number(end).filter(|number| (1..=2100).contains(number))?;
            return Some((end + 1, Year { number, era: Some(Era::Common) }));
        }
        let number = self.number(at).filter(|number| *number > 0)?;
        let mut end = at + 1;
        if let Some((after, era)) = self.era(end) {
            return Some((after, Year { number, era: Some(era) }));
        }
        let next = self.word(end);
        let goes_on = self.glued(end)
            && (next.chars().all(char::is_alphanumeric) && !next.is_empty()
                || matches!(next, "," | ".")
                    && self.glued(end + 1)
                    && self.number(end + 1).is_some()
                || matches!(next, "%" | "°" | "'" | "’"));
        if goes_on {
            return None;
        }
        // `May 1, 1703 [1704]`
        if self.word(end) == "[" && self.digits(end + 1) == 4 && self.word(end + 2) == "]" {
            end += 3;
        }
        let fits = self.digits(at) == 4 && (1000..=2099).contains(&number) || self.digits(at) <= 3;
        fits.then_some((end, Year { number, era: None }))
    }

    /// The year behind a month, day or season.
    fn year_behind(&self, at: usize) -> Read<Year> {
        let comma = at + usize::from(self.word(at) == "," && !self.glued(at + 1));
        let of = comma + usize::from(self.word(comma) == "of");
        let of = of + usize::from(self.word(of) == "the" && self.word(of + 1) == "year") * 2;
        let (end, year) = self.bare(of)?;
        let short = year.era.is_none() && year.number < 1000;
        // `June 8, 632`; `March 58`; not `5 May 12 men`.
        let clear =
            !short || year.number > 31 && !self.counts(end) || comma > at && self.digits(of) == 3;
        clear.then_some((end, year))
    }

    /// Day, month and year in either order; at least a month.
    fn part(&self, at: usize) -> Read<Part> {
        let ides = self.roman_day(at);
        if let Some((end, part)) = ides {
            let (end, year) = self.optional_year(end);
            return Some((end, Part { year, ..part }));
        }
        if let Some((after, day)) = self.day(at) {
            let of = after + usize::from(self.word(after) == "of");
            let (end, month) = self.month(of)?;
            let (end, year) = self.optional_year(end);
            return Some((end, Part { year, month: Some(month), day: Some(day) }));
        }
        let (after, month) = self.month(at)?;
        if let Some((end, day)) = self.day(after) {
            // `May 1703`, `March 58 BCE`: a year, not a day.
            let is_year = self.era(end).is_some();
            if !is_year {
                let (end, year) = self.optional_year(end);
                return Some((end, Part { year, month: Some(month), day: Some(day) }));
            }
        }
        let (end, year) = self.optional_year(after);
        Some((end, Part { year, month: Some(month), day: None }))
    }

    fn optional_year(&self, at: usize) -> (usize, Option<Year>) {
        self.year_behind(at).map_or((at, None), |(end, year)| (end, Some(year)))
    }

    /// `the Ides of March`.
    fn roman_day(&self, at: usize) -> Read<Part> {
        let from = at + usize::from(self.word(at) == "the");
        let name = self.text(from);
        let (end, month) = self.month(from + 2).filter(|_| self.word(from + 1) == "of")?;
        let late = matches!(month, 3 | 5 | 7 | 10);
        let day = match name {
            "Ides" => {
                if late {
                    15
                } else {
                    13
                }
            }
            "Nones" => {
                if late {
                    7
                } else {
                    5
                }
            }
            "Kalends" | "Calends" => 1,
            _ => return None,
        };
        Some((end, Part { year: None, month: Some(month), day: Some(day) }))
    }

    /// `Christmas Day 800`, `New Year's Day 1831`.
    fn feast(&self, at: usize) -> Read<Expression> {
        let (end, month, day) = if self.text(at) == "Christmas" {
            (at + 1 + usize::from(matches!(self.text(at + 1), "Day" | "day")), 12, 25)
        } else if self.text(at) == "New"
            && self.text(at + 1) == "Year"
            && self.word(at + 3) == "s"
            && self.word(at + 4) == "day"
        {
            (at + 5, 1, 1)
        } else {
            return None;
        };
        let (end, year) = self.year_behind(end)?;
        let part = Part { year: Some(year), month: Some(month), day: Some(day) };
        Some((end, Expression::Date(part, None)))
    }

    fn dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–" | "—")
    }

    /// `1848-03-18`
    fn iso(&self, at: usize) -> Read<Expression> {
        let part = |at: usize, most: i32| {
            let number = self.number(at).filter(|number| (1..=most).contains(number))?;
            (self.digits(at) == 2 && self.glued(at) && self.word(at - 1) == "-")
                .then_some(number as u8)
        };
        let number = self.number(at).filter(|_| self.digits(at) == 4)?;
        let (month, day) = (part(at + 2, 12)?, part(at + 4, 31)?);
        let year = Some(Year { number, era: None });
        Some((at + 5, Expression::Date(Part { year, month: Some(month), day: Some(day) }, None)))
    }

    /// From one date to another.
    fn range(&self, at: usize) -> Read<Expression> {
        self.years(at).or_else(|| self.dates(at))
    }

    /// `1914-1918`, `from 431 to 404 BCE`, `between 60 and 53 BCE`, `636 or 637`.
    fn years(&self, at: usize) -> Read<Expression> {
        let (end, first) = self.bare(at)?;
        let between = self.before(at) == "between" || self.word(at.wrapping_sub(2)) == "between";
        let joins = match self.word(end) {
            "-" | "–" | "—" => true,
            "to" | "until" | "through" => {
                self.before(at) == "from"
                    || self.bare(end + 1).is_some_and(|(_, year)| {
                        year.era.is_some() || year.number >= 1000 && first.number >= 1000
                    })
            }
            "and" => between,
            "or" => true,
            "/" => self.glued(end),
            _ => false,
        };
        let (stop, mut second) = self.bare(end + 1).filter(|_| joins)?;
        let mut first = first;
        first.era = first.era.or(second.era);
        let short = second.era.is_none() && self.digits(end + 1) == 2 && first.number >= 1000;
        if short {
            second.number += first.number - first.number % 100;
        }
        let loose = first.era.is_none() && first.number < 1000;
        if loose {
            let clear = self.digits(at) == 3 && self.digits(end + 1) == 3
                || TRIGGERS.contains(&self.before(at)) && self.digits(at) >= 2;
            // Among themselves the numbers tell the era.
            let era = if first.number > second.number { Era::Before } else { Era::Common };
            if !clear || self.counts(stop) || self.is_page(at) || second.number >= 1000 {
                return None;
            }
            first.era = Some(era);
            second.era = Some(era);
        }
        let ordered = match first.era {
            Some(Era::Before) if second.era == Some(Era::Before) => first.number > second.number,
            Some(Era::Before) => true,
            _ => first.number < second.number,
        };
        let even = !loose && (self.counts(stop) && first.era.is_none() || self.is_page(at));
        let part = |year| Part { year: Some(year), ..Part::default() };
        (ordered && !even).then_some((stop, Expression::Range(part(first), part(second))))
    }

    fn is_page(&self, at: usize) -> bool {
        matches!(self.before(at), "pp" | "p" | "page" | "pages" | "vol" | "no" | "chapters")
            || self.before(at) == "."
                && matches!(self.word(at.wrapping_sub(2)), "pp" | "p" | "vol" | "no")
    }

    /// `March-April, 1950`, `28 and 29 September 61 BCE`, `May 3 to June 2, 1808`.
    fn dates(&self, at: usize) -> Read<Expression> {
        let between = self.before(at) == "between";
        let joint = |end: usize| {
            self.dash(end)
                || matches!(self.word(end), "to" | "until" | "through")
                || self.word(end) == "and" && between
        };
        // `28 and 29 September`, `3–7 May 1808`
        if let Some((end, day)) = self.day(at)
            && (joint(end) || self.word(end) == "and")
            && let Some((stop, last)) = self.part(end + 1).filter(|(_, part)| part.day.is_some())
            && self.day(end + 1).is_some()
        {
            let first = Part { day: Some(day), ..last };
            return Some((stop, Expression::Range(first, last)));
        }
        let (end, mut first) = self.part(at)?;
        if !joint(end) {
            return None;
        }
        // `May 3–7, 1808`
        if first.day.is_some()
            && first.year.is_none()
            && let Some((stop, day)) = self.day(end + 1)
            && self.month(stop).is_none()
        {
            let (stop, year) = self.optional_year(stop);
            first.year = year;
            return Some((stop, Expression::Range(first, Part { day: Some(day), ..first })));
        }
        let (stop, last) = self.part(end + 1)?;
        first.year = match (first.year, last.year) {
            (None, year) => year,
            (Some(year), Some(other)) => Some(Year { era: year.era.or(other.era), ..year }),
            (year, None) => year,
        };
        let known = first.year.is_some() || first.day.is_some() || between;
        known.then_some((stop, Expression::Range(first, last)))
    }

    fn date(&self, at: usize, modifier: Option<Modifier>) -> Read<Expression> {
        let (end, part) = self.part(at)?;
        // `September 44 and April 43 BCE`: the era is said once.
        let mut part = part;
        if let Some(year) = part.year.filter(|year| year.era.is_none() && year.number < 1000)
            && self.word(end) == "and"
            && let Some((_, other)) = self.part(end + 1)
        {
            part.year = Some(Year { era: other.year.and_then(|year| year.era), ..year });
        }
        // `January and June 1789`
        if part.year.is_none()
            && matches!(self.word(end), "and" | "or")
            && let Some((_, other)) = self.part(end + 1)
        {
            part.year = other.year;
        }
        if part.year.is_none()
            && let Some((end, count)) = self.of_year(end)
        {
            let place = Place::Month(part.month.unwrap_or(1), part.day);
            return Some((end, Expression::Shift { count, unit: Unit::Years, place }));
        }
        let lone = part.year.is_none() && part.day.is_none();
        let may = !lone
            || modifier.is_some()
            || TRIGGERS.contains(&self.before(at)) && self.before(at) != "the";
        let verb = lone && self.before(at) == "to" && self.text(at) == "March";
        (may && !verb).then_some((end, Expression::Date(part, modifier)))
    }

    /// `of that year`, `of the following year`.
    fn of_year(&self, at: usize) -> Read<i32> {
        let (end, count) =
            match (self.word(at), self.word(at + 1), self.word(at + 2), self.word(at + 3)) {
                ("of" | "in", "that" | "this", "year", _) => (at + 3, 0),
                ("of" | "in", "that", "same", "year") | ("of" | "in", "the", "same", "year") => {
                    (at + 4, 0)
                }
                ("of" | "in", "the", "next" | "following", "year") => (at + 4, 1),
                ("of" | "in", "the", "previous" | "preceding", "year") => (at + 4, -1),
                _ => return None,
            };
        Some((end, count))
    }

    fn season_named(&self, at: usize) -> Option<u8> {
        Some(match self.word(at) {
            "spring" => 21,
            "summer" => 22,
            "autumn" | "fall" => 23,
            "winter" => 24,
            _ => return None,
        })
    }

    fn season(&self, at: usize, modifier: Option<Modifier>) -> Read<Expression> {
        let season = self.season_named(at)?;
        let named = |year| Expression::Season { year, season, modifier };
        let of = at + 1 + usize::from(self.word(at + 1) == "of");
        // The winter of 1886–87 begins in 1886.
        if let Some((end, Expression::Range(first, _))) = self.years(of) {
            return Some((end, named(first.year)));
        }
        if let Some((end, year)) = self.year_behind(at + 1) {
            return Some((end, named(Some(year))));
        }
        if let Some((end, count)) = self.of_year(at + 1) {
            return Some((
                end,
                Expression::Shift { count, unit: Unit::Years, place: Place::Season(season) },
            ));
        }
        let lead = self.before(at);
        let article = lead == "the"
            && matches!(self.word(at.wrapping_sub(2)), "in" | "by" | "during" | "until" | "that");
        let open = matches!(lead, "in" | "by" | "that" | "during") || article || modifier.is_some();
        (open && self.word(at) != "fall" && !matches!(self.word(at + 1), "of" | "-" | "’" | "'"))
            .then_some((at + 1, named(None)))
    }

    /// `the 1840s`, `the 50s BCE`.
    fn decade(&self, at: usize, modifier: Option<Modifier>) -> Read<Expression> {
        let number = self.number(at).filter(|number| number % 10 == 0 && *number > 0)?;
        let apostrophe =
            matches!(self.word(at + 1), "'" | "’") && self.glued(at + 1) && self.digits(at) == 4;
        let s = at + 1 + usize::from(apostrophe);
        if self.word(s) != "s" || !self.glued(s) {
            return None;
        }
        let (end, era) = self.era(s + 1).map_or((s + 1, None), |(end, era)| (end, Some(era)));
        let four = self.digits(at) == 4 && (1000..=2090).contains(&number);
        let loose = (30..1000).contains(&number);
        (four || loose || era.is_some())
            .then_some((end, Expression::Decade(Year { number, era }, modifier)))
    }

    fn ordinal(&self, at: usize) -> Read<i32> {
        if let Some(number) = ORDINALS.iter().position(|name| *name == self.word(at)) {
            return Some((at + 1, number as i32 + 1));
        }
        if self.word(at) == "twenty" && self.word(at + 1) == "-" && self.word(at + 2) == "first" {
            return Some((at + 3, 21));
        }
        let number = self.number(at).filter(|number| (1..=21).contains(number))?;
        let suffix = matches!(self.word(at + 1), "st" | "nd" | "rd" | "th") && self.glued(at + 1);
        suffix.then_some((at + 2, number))
    }

    fn century(&self, at: usize, modifier: Option<Modifier>) -> Read<Expression> {
        if matches!(self.word(at), "century") && self.before(at) == "the" && modifier.is_some() {
            return Some((at + 1, Expression::ThisCentury(modifier)));
        }
        let (end, number) = self.ordinal(at)?;
        let end = end + usize::from(self.word(end) == "-");
        if matches!(self.word(end), "century" | "centuries") {
            let (end, era) =
                self.era(end + 1).map_or((end + 1, None), |(end, era)| (end, Some(era)));
            return Some((end, Expression::Century { number, era, modifier }));
        }
        // `the fourth and third centuries BCE`
        let joint = matches!(self.word(end), "and" | "to" | "or" | "through" | "–");
        let second = if joint { self.ordinal(end + 1) } else { None };
        let second = second.map(|(after, _)| after + usize::from(self.word(after) == "-"));
        let after = second.filter(|&after| matches!(self.word(after), "century" | "centuries"))?;
        let era = self.era(after + 1).map(|(_, era)| era);
        Some((end, Expression::Century { number, era, modifier }))
    }

    /// A year by itself.
    fn year(&self, at: usize, modifier: Option<Modifier>, led: bool) -> Read<Expression> {
        let (end, mut year) = self.bare(at)?;
        // `in 49 and 48 BCE`: the era is said once.
        if year.era.is_none() && matches!(self.word(end), "and" | "or" | ",") {
            let other = self.bare(end + 1).and_then(|(_, other)| other.era);
            year.era = other.filter(|_| year.number < 1000);
        }
        let before = self.before(at);
        let quantity = matches!(
            before,
            "some"
                | "nearly"
                | "almost"
                | "over"
                | "than"
                | "page"
                | "number"
                | "room"
                | "least"
                | "only"
                | "all"
        ) || before == "."
            && matches!(self.word(at.wrapping_sub(2)), "p" | "pp" | "no" | "vol")
            || before == "," && self.glued(at)
            || before == "-" && self.glued(at) && modifier.is_none() && self.glued(at - 1);
        if year.era.is_none()
            && (quantity || self.counts(end) && !matches!(before, "in" | "since" | "until"))
        {
            return None;
        }
        if year.era.is_none()
            && matches!(before, "in" | "since" | "until" | "by")
            && self.is_measure(end)
        {
            return None;
        }
        if year.era.is_none()
            && year.number < 1000
            && !self.is_short_year(at, end, modifier.is_some())
        {
            return None;
        }
        let article = led && modifier.is_none() && year.era.is_none();
        if article {
            return None;
        }
        let part = Part { year: Some(year), ..Part::default() };
        Some((end, Expression::Date(part, modifier)))
    }

    /// `in 88`, `late 82`, `(632)`: only where the document speaks of such years.
    fn is_short_year(&self, at: usize, end: usize, led: bool) -> bool {
        if self.digits(at) < 2 {
            return false;
        }
        let before = self.before(at);
        let of = before == "of" && SMALLER.contains(&self.word(at.wrapping_sub(2)));
        let article = before == "the";
        let bracket =
            before == "(" && matches!(self.word(end), ")" | "," | ";") && self.digits(at) == 3;
        let dot = before == "." && matches!(self.word(at.wrapping_sub(2)), "c" | "ca" | "d" | "r");
        let joined = matches!(before, "and" | "or" | "to")
            && !self.number(at.wrapping_sub(2)).is_some_and(|number| number >= 10);
        led || bracket
            || dot
            || TRIGGERS.contains(&before)
                && !of
                && !article
                && !joined
                && !(before == "that" || before == "as")
                && !(matches!(before, "to" | "from" | "by" | "of" | "about" | "around")
                    && self.counts(end))
    }

    /// A counted thing follows: a plural noun, a measure.
    fn counts(&self, at: usize) -> bool {
        let word = self.word(at);
        let verbs = [
            "was",
            "is",
            "has",
            "as",
            "its",
            "his",
            "this",
            "thus",
            "us",
            "perhaps",
            "towards",
            "afterwards",
            "besides",
            "sometimes",
            "always",
            "across",
            "unless",
            "whereas",
            "colonists",
            "rebels",
        ];
        let plural = word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && self.text(at).starts_with(char::is_lowercase)
            && !verbs.contains(&word);
        plural
            || self.is_measure(at)
            || self.word(at) == "-"
                && self.glued(at)
                && self.glued(at + 1)
                && self.number(at + 1).is_none()
    }

    fn is_measure(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "men"
                | "women"
                | "people"
                | "feet"
                | "foot"
                | "percent"
                | "per"
                | "%"
                | "horse"
                | "infantry"
                | "cavalry"
                | "aircraft"
                | "dead"
                | "wounded"
                | "km"
                | "dollars"
                | "pounds"
                | "miles"
                | "tons"
                | "of"
                | "years"
                | "days"
                | "hours"
                | "million"
                | "thousand"
                | "hundred"
                | "children"
                | "troops"
                | "soldiers"
                | "pages"
        ) && !(self.word(at) == "of" && self.number(at.wrapping_sub(1)).is_none())
    }

    fn count(&self, at: usize) -> Read<i32> {
        if matches!(self.word(at), "a" | "an") {
            return Some((at + 1, 1));
        }
        let named = COUNTS.iter().position(|name| *name == self.word(at)).map(|count| count as i32);
        let number =
            named.or_else(|| self.number(at).filter(|number| (1..=99).contains(number)))?;
        Some((at + 1, number))
    }

    fn unit(&self, at: usize) -> Option<(Unit, i32)> {
        Some(match self.word(at) {
            "hour" | "hours" => (Unit::Hours, 1),
            "day" | "days" => (Unit::Days, 1),
            "week" | "weeks" => (Unit::Weeks, 1),
            "fortnight" => (Unit::Weeks, 2),
            "month" | "months" => (Unit::Months, 1),
            "year" | "years" => (Unit::Years, 1),
            "decade" | "decades" => (Unit::Years, 10),
            _ => return None,
        })
    }

    /// `two days later`, `the following spring`, `that year`, `on the 27th`.
    fn relative(&self, at: usize) -> Read<Expression> {
        self.counted(at).or_else(|| self.pointed(at)).or_else(|| self.day_alone(at))
    }

    fn counted(&self, at: usize) -> Read<Expression> {
        let (unit_at, count) = self.count(at)?;
        // `two summers later`
        let bare = self.word(unit_at).strip_suffix('s');
        let season = match bare {
            Some("spring") => Some(21),
            Some("summer") => Some(22),
            Some("autumn") => Some(23),
            Some("winter") => Some(24),
            _ => None,
        };
        let (unit, times) = match season {
            Some(_) => (Unit::Years, 1),
            None => self.unit(unit_at)?,
        };
        let sign = match self.word(unit_at + 1) {
            "later" | "afterward" | "afterwards" | "thereafter" | "on" => 1,
            "earlier" | "before" | "previously" => -1,
            "after" if matches!(self.word(unit_at + 2), "," | "." | "") => 1,
            _ => return None,
        };
        let bound = match self.word(unit_at + 1) {
            "on" => matches!(self.word(unit_at + 2), "," | "." | "" | ";") || at == 0,
            "before" => matches!(self.word(unit_at + 2), "," | "." | "" | ";"),
            _ => true,
        };
        let place = season.map_or(Place::Whole, Place::Season);
        bound.then_some((
            unit_at + 2,
            Expression::Shift { count: sign * times * count, unit, place },
        ))
    }

    /// `the following year`, `that same day`, `the next May`, `the year after`.
    fn pointed(&self, at: usize) -> Read<Expression> {
        let shift = |end: usize, count: i32, unit: Unit, place: Place| {
            Some((end, Expression::Shift { count, unit, place }))
        };
        if self.word(at) == "the" && matches!(self.word(at + 1), "year" | "day" | "month") {
            let (unit, _) = self.unit(at + 1)?;
            let closed = !matches!(
                self.word(at + 3),
                "the" | "a" | "his" | "her" | "its" | "their" | "he" | "she" | "they" | "it"
            );
            return match self.word(at + 2) {
                "after" if closed && self.number(at + 3).is_none() => {
                    shift(at + 3, 1, unit, Place::Whole)
                }
                "before" if closed && self.number(at + 3).is_none() => {
                    shift(at + 3, -1, unit, Place::Whole)
                }
                _ => None,
            };
        }
        let (mut end, count) = match (self.word(at), self.word(at + 1)) {
            ("the", "next" | "following") => (at + 2, 1),
            ("the", "previous" | "preceding") => (at + 2, -1),
            ("the" | "that", "same" | "very") => (at + 2, 0),
            ("that", _) => (at + 1, 0),
            _ => return None,
        };
        end += usize::from(matches!(self.word(end), "same" | "very"));
        if let Some((unit, 1)) = self.unit(end) {
            let singular = !self.word(end).ends_with('s');
            let clear = singular && unit != Unit::Hours;
            return clear.then_some(()).and_then(|()| shift(end + 1, count, unit, Place::Whole));
        }
        if let Some(season) = self.season_named(end) {
            return shift(end + 1, count, Unit::Years, Place::Season(season));
        }
        let (after, month) = self.month(end)?;
        let open = self.day(after).is_none() && self.bare(after).is_none();
        if self.word(at) == "that"
            && at > 0
            && !matches!(self.before(at), "in" | "by" | "of" | "until" | "," | "")
        {
            return None;
        }
        open.then_some(()).and_then(|()| shift(after, count, Unit::Years, Place::NextMonth(month)))
    }

    /// `on the 27th,`
    fn day_alone(&self, at: usize) -> Read<Expression> {
        if self.word(at) != "the" || !matches!(self.before(at), "on" | "by" | "until") {
            return None;
        }
        let (end, day) = self.day(at + 1)?;
        let suffix = matches!(self.before(end), "st" | "nd" | "rd" | "th");
        let closed = matches!(
            self.word(end),
            "," | "." | ";" | "" | "and" | "he" | "she" | "they" | "it" | "the"
        );
        (suffix && closed).then_some((end, Expression::DayOfMonth(day)))
    }
}
