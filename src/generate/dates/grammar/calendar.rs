//! Days, months and years as they are written out.

use super::{
    Expression, From, Place, Read, Reader, TRIGGERS, Unit, Way, Written, Year, optional, season,
};
use crate::calendar::words::months;
use crate::calendar::{Date, Era, Third, numeral};
use crate::generate::lexicon::{OPENERS, listed};
use crate::generate::token::Tokens;
use crate::generate::verbs::may_be_past;

impl Reader<'_> {
    pub(super) fn month(&self, at: usize) -> Read<u8> {
        let text = self.text(at);
        if let Some(month) = months().iter().position(|month| *month == text) {
            return Some((at + 1, month as u8 + 1));
        }
        let is_short = (3..=4).contains(&text.len());
        let month = months().iter().position(|month| is_short && month.starts_with(text))?;
        let has_stop = self.word(at + 1) == "." && self.glued(at + 1);
        (has_stop || self.is_by_number(at))
            .then_some((at + 1 + usize::from(has_stop), month as u8 + 1))
    }

    /// `Oct 10`, `10 Oct`, `Oct 1945`: what a month without a stop stands beside.
    fn is_by_number(&self, at: usize) -> bool {
        let has_day = at > 0 && self.day(at - 1).is_some_and(|(end, _)| end == at)
            || at > 1 && self.day(at - 2).is_some_and(|(end, _)| end == at);
        has_day || self.day(at + 1).is_some() || self.bare(at + 1).is_some()
    }

    /// `14`, `14th`, `18 [29]`.
    pub(super) fn day(&self, at: usize) -> Read<u8> {
        let number =
            self.number(at).filter(|day| (1..=31).contains(day) && self.digits(at) <= 2)?;
        let mut end = at + 1;
        if self.glued(end) && self.is_suffix(end) {
            end += 1;
        } else if self.glued(end) && self.text(end).chars().all(char::is_alphanumeric) {
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
    pub(super) fn era(&self, at: usize) -> Read<Era> {
        let mut letters = String::new();
        let mut end = at;
        while letters.len() < 3 {
            let text = self.text(end);
            let fits = !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_uppercase())
                && text.len() <= 3;
            if !fits || end > at && !self.glued(end) {
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
    pub(super) fn bare(&self, at: usize) -> Read<Year> {
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
                || matches!(next, "%" | "°")
                || matches!(next, "'" | "’") && self.word(end + 1) != "s");
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
    pub(super) fn year_behind(&self, at: usize) -> Read<Year> {
        let comma = at + usize::from(self.word(at) == "," && !self.glued(at + 1));
        let tie = matches!(self.word(comma), "of" | "in") && self.digits(comma + 1) == 4;
        let of = comma + usize::from(tie || self.word(comma) == "of");
        let of = of + usize::from(self.word(of) == "the" && self.word(of + 1) == "year") * 2;
        let (end, year) = self.bare(of)?;
        let short = year.era.is_none() && year.number < 1000;
        // `June 8, 632`; `March 58`; not `5 May 12 men`.
        let clear =
            !short || year.number > 31 && !self.counts(end) || comma > at && self.digits(of) == 3;
        clear.then_some((end, year))
    }

    /// Day, month and year in either order; at least a month.
    pub(super) fn part(&self, at: usize) -> Read<Written> {
        if let Some((end, date)) = self.roman_day(at) {
            let (end, year) = self.optional_year(end);
            return Some((end, Written { year, date, ..Written::default() }));
        }
        let (end, month, day) = if let Some((after, day)) = self.day(at) {
            // `the 3rd day of March`
            let of = after + usize::from(self.word(after) == "day");
            let (end, month) = self.month(of + usize::from(self.word(of) == "of"))?;
            (end, month, Some(day))
        } else {
            let (after, month) = self.month(at)?;
            // `May 1703`, `March 58 BCE`: a year, not a day.
            let day = self.day(after).filter(|(end, _)| self.era(*end).is_none());
            let (end, day) = optional(after, day);
            (end, month, day)
        };
        let (end, year) = self.optional_year(end);
        Some((end, Written::of_month(month, day, year)))
    }

    pub(super) fn optional_year(&self, at: usize) -> (usize, Option<Year>) {
        optional(at, self.year_behind(at))
    }

    /// `the Ides of March`.
    pub(super) fn roman_day(&self, at: usize) -> Read<Date> {
        let from = at + usize::from(self.word(at) == "the");
        let name = self.text(from);
        let (end, month) = self.month(from + 2).filter(|_| self.word(from + 1) == "of")?;
        let late = matches!(month, 3 | 5 | 7 | 10);
        let day = match name {
            "Ides" if late => 15,
            "Ides" => 13,
            "Nones" if late => 7,
            "Nones" => 5,
            "Kalends" | "Calends" => 1,
            _ => return None,
        };
        Some((end, Date::of_month(month, Some(day))))
    }

    /// `Christmas Day 800`, `New Year's Day 1831`; without a year only `on Christmas Day`.
    pub(super) fn feast(&self, at: usize) -> Read<Expression> {
        let is_name = self.text(at).starts_with(char::is_uppercase);
        let (end, month, day) = listed!("feasts").iter().filter(|_| is_name).find_map(|feast| {
            let (name, date) = feast.rsplit_once(' ')?;
            let name = Tokens::runs(name);
            let fits = (0..name.len()).all(|on| self.word(at + on) == name.word(on));
            let (month, day) = date.split_once('-').filter(|_| fits)?;
            Some((at + name.len(), month.parse().ok()?, day.parse().ok()?))
        })?;
        let (end, year) = self.optional_year(end);
        let is_day = self.text(end - 1).eq_ignore_ascii_case("day") && self.before(at) == "on";
        let date = Written::of_month(month, Some(day), year);
        (year.is_some() || is_day).then_some((end, Expression::Date(date)))
    }

    /// `Year VIII`, `An II`; not `the year I left`, `An X marks it`.
    pub(super) fn republican_year(&self, at: usize) -> Read<Expression> {
        let numeral = self.text(at + 1);
        let is_one = numeral.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        let number = numeral::roman(self.word(at + 1)).filter(|number| is_one && *number <= 14)?;
        let is_letter = numeral.len() == 1;
        let is_closed = matches!(self.word(at + 2), "" | "of" | "to" | "and")
            || !self.is_word(at + 2) && !self.glued(at + 3);
        let is_led = match self.text(at) {
            "Year" | "year" => !is_letter || is_closed,
            "An" => !is_letter || is_closed && at > 0,
            _ => false,
        };
        is_led.then_some((at + 2, Expression::RepublicanYear(number)))
    }

    /// `18.3.1848`; `3/18/1848` and `18/3/1848`, where only one order can be meant.
    pub(super) fn numeric(&self, at: usize) -> Read<Expression> {
        let part = |at: usize| self.number(at).filter(|_| self.digits(at) <= 2);
        let mark = self.word(at + 1);
        let is_whole = (1..5).all(|on| self.glued(at + on)) && self.word(at + 3) == mark;
        let is_open = self.glued(at + 5) && self.glued(at + 6);
        let (first, second) = (part(at)?, part(at + 2)?);
        let number = self.number(at + 4).filter(|_| self.digits(at + 4) == 4)?;
        let (day, month) = match mark {
            "." => (first, second),
            "/" if first > 12 => (first, second),
            "/" if second > 12 => (second, first),
            _ => return None,
        };
        let fits = is_whole && !is_open && (1..=31).contains(&day) && (1..=12).contains(&month);
        let year = Some(Year { number, era: None }).filter(|_| (1000..=2099).contains(&number))?;
        let date = Written::of_month(month as u8, Some(day as u8), Some(year));
        fits.then_some((at + 5, Expression::Date(date)))
    }

    /// `1848-03-18`, `1848/03/18`
    pub(super) fn iso(&self, at: usize) -> Read<Expression> {
        let part = |at: usize, most: i32| {
            let number = self.number(at).filter(|number| (1..=most).contains(number))?;
            (self.digits(at) == 2 && self.glued(at) && matches!(self.word(at - 1), "-" | "/"))
                .then_some(number as u8)
        };
        let number = self.number(at).filter(|_| self.digits(at) == 4)?;
        let (month, day) = (part(at + 2, 12)?, part(at + 4, 31)?);
        let year = Some(Year { number, era: None });
        Some((at + 5, Expression::Date(Written::of_month(month, Some(day), year))))
    }

    pub(super) fn date(&self, at: usize, third: Option<Third>) -> Read<Expression> {
        let (end, mut part) = self.part(at)?;
        // `September 44 and April 43 BCE`: the era is said once.
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
        // `1 October of each year` is of none.
        if self.word(end) == "of" && matches!(self.word(end + 1), "each" | "every" | "any") {
            return None;
        }
        if part.year.is_none()
            && let Some(shifted) = self.in_year(end, part.date)
        {
            return Some(shifted);
        }
        let lone = part.year.is_none() && part.date.day.is_none();
        let may = !lone
            || third.is_some()
            || TRIGGERS.contains(self.before(at)) && self.before(at) != "the";
        let verb = lone && self.before(at) == "to" && self.text(at) == "March";
        part.date.third = third;
        let is_end = matches!(self.before(at), "by" | "until" | "till" | "to");
        part.way = if is_end { Some(Way::Ahead) } else { self.way(at, end) };
        (may && !verb).then_some((end, Expression::Date(part)))
    }

    /// A month, day or season `of that year`, `the following year`, `last year`, or behind
    /// which stands `last` or `next` alone.
    fn in_year(&self, at: usize, date: Date) -> Read<Expression> {
        let led = matches!(self.word(at), "of" | "in");
        let inner = at + usize::from(led);
        let (end, count, from) = match [0, 1, 2].map(|on| self.word(inner + on)) {
            ["last", "year", _] => (inner + 2, -1, From::Now),
            ["next", "year", _] => (inner + 2, 1, From::Now),
            ["this", "year", _] if led => (inner + 2, 0, From::Story),
            ["this", "year", _] => (inner + 2, 0, From::Now),
            ["that", "year", _] => (inner + 2, 0, From::Story),
            ["that" | "the", "same", "year"] => (inner + 3, 0, From::Story),
            ["the", "next" | "following", "year"] => (inner + 3, 1, From::Story),
            ["the", "previous" | "preceding", "year"] => (inner + 3, -1, From::Story),
            [way @ ("last" | "next"), ..] if !led && !self.is_word(at + 1) => {
                // `the 12th of October last`
                let count = if way == "last" { -1 } else { 1 };
                let (unit, place) = (Unit::Years, Place::Next(date));
                date.month?;
                return Some((at + 1, Expression::Shift { count, unit, place, from: From::Story }));
            }
            _ => return None,
        };
        Some((end, Expression::Shift { count, unit: Unit::Years, place: Place::In(date), from }))
    }

    pub(super) fn season(&self, at: usize, third: Option<Third>) -> Read<Expression> {
        let date = Date { season: Some(season(self.word(at))?), third, ..Date::default() };
        let named = |year| Expression::Date(Written { year, date, ..Written::default() });
        let of = at + 1 + usize::from(self.word(at + 1) == "of");
        // The winter of 1886–87 begins in 1886.
        if let Some((end, Expression::Range(first, _))) = self.years(of) {
            return Some((end, named(first.year)));
        }
        if let Some((end, year)) = self.year_behind(at + 1) {
            return Some((end, named(Some(year))));
        }
        // `the spring and early summer of 1914`: the year is said once.
        if matches!(self.word(at + 1), "and" | "or" | "to" | "through" | "-" | "–") {
            let (other, _) = self.third(at + 2);
            let year = season(self.word(other)).and_then(|_| self.year_behind(other + 1));
            if let Some((_, year)) = year {
                return Some((at + 1, named(Some(year))));
            }
        }
        if let Some(shifted) = self.in_year(at + 1, Date { third: None, ..date }) {
            return Some(shifted);
        }
        let lead = self.before(at);
        let article =
            lead == "the" && listed!("before a season").contains(self.word(at.wrapping_sub(2)));
        let open = listed!("before a season").contains(lead) || article || third.is_some();
        let is_part = matches!(self.word(at + 1), "of" | "-" | "’" | "'");
        (open && self.word(at) != "fall" && !is_part && !self.is_before_noun(at + 1))
            .then_some((at + 1, named(None)))
    }

    /// Whether what follows may be a noun, of which the word before tells more: `in winter
    /// storms`.
    fn is_before_noun(&self, at: usize) -> bool {
        let (text, word) = (self.text(at), self.word(at));
        let mut letters = text.chars();
        let capital = letters.next().map(|c| c.to_uppercase().collect::<String>());
        let capital = capital.unwrap_or_default() + letters.as_str();
        let is_grammar = listed!("behind an adjective no noun").contains(word)
            || listed!("behind a day").contains(word)
            || listed!("capitals that name nobody").contains(&capital)
            || OPENERS.contains(&capital);
        text.starts_with(char::is_lowercase)
            && !is_grammar
            && !may_be_past(word)
            && !word.ends_with("ly")
    }
}
