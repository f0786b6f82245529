//! Decades, centuries, and years by themselves.

use super::{Expression, Read, Reader, TRIGGERS, Written, Year, optional};
use crate::calendar::words::{self, Meaning};
use crate::calendar::{Third, numeral};
use crate::generate::lexicon::listed;

impl Reader<'_> {
    /// `the 1840s`, `the 50s BCE`, `the sixties`.
    pub(super) fn decade(&self, at: usize, third: Option<Third>) -> Read<Expression> {
        if let Some(Meaning::NamedDecade(decade)) = words::meaning(self.word(at), "en") {
            let lead = listed!("before a season").contains(self.before(at.saturating_sub(1)));
            let open = self.before(at) == "the" && lead || third.is_some();
            return open.then_some((at + 1, Expression::NamedDecade(decade, third)));
        }
        // `the ’60s`
        if matches!(self.word(at), "'" | "‘") && self.glued(at + 1) && self.digits(at + 1) == 2 {
            let (end, decade) = self.tens(at + 1)?;
            let open = matches!(self.before(at), "the" | "and" | "or") || third.is_some();
            return open.then_some((end, Expression::NamedDecade(decade as u8, third)));
        }
        // `the 1960s and 70s`
        if self.digits(at) == 2
            && matches!(self.before(at), "and" | "or")
            && let Some((end, decade)) = self.tens(at)
            && let Some(first) = at.checked_sub(3)
            && self.digits(first) == 4
            && let Some((_, known)) = self.tens(first)
        {
            let year = Year { number: known - known % 100 + decade, era: None };
            return Some((end, Expression::Decade(year, third)));
        }
        let number = self.number(at).filter(|number| number % 10 == 0 && *number > 0)?;
        let apostrophe =
            matches!(self.word(at + 1), "'" | "’") && self.glued(at + 1) && self.digits(at) == 4;
        let s = at + 1 + usize::from(apostrophe);
        if self.word(s) != "s" || !self.glued(s) {
            return None;
        }
        let (end, era) = optional(s + 1, self.era(s + 1));
        let four = self.digits(at) == 4 && (1000..=2090).contains(&number);
        let loose = (30..1000).contains(&number);
        (four || loose || era.is_some())
            .then_some((end, Expression::Decade(Year { number, era }, third)))
    }

    /// A number that ends in 0, and an `s`.
    fn tens(&self, at: usize) -> Read<i32> {
        let number = self.number(at).filter(|number| number % 10 == 0)?;
        (self.word(at + 1) == "s" && self.glued(at + 1)).then_some((at + 2, number))
    }

    pub(super) fn ordinal(&self, at: usize) -> Read<i32> {
        if let Some(number) = numeral::ordinal(self.word(at), "en").filter(|number| *number <= 20) {
            return Some((at + 1, number as i32));
        }
        if self.word(at) == "twenty" && self.word(at + 1) == "-" && self.word(at + 2) == "first" {
            return Some((at + 3, 21));
        }
        let number = self.number(at).filter(|number| (1..=21).contains(number))?;
        let suffix = self.is_suffix(at + 1) && self.glued(at + 1);
        suffix.then_some((at + 2, number))
    }

    pub(super) fn century(&self, at: usize, third: Option<Third>) -> Read<Expression> {
        if matches!(self.word(at), "century") && self.before(at) == "the" && third.is_some() {
            return Some((at + 1, Expression::ThisCentury(third)));
        }
        let (end, number) = self.ordinal(at)?;
        let end = end + usize::from(self.word(end) == "-");
        if matches!(self.word(end), "century" | "centuries") {
            let (end, era) = optional(end + 1, self.era(end + 1));
            return Some((end, Expression::Century { number, era, third }));
        }
        // `the fourth and third centuries BCE`
        let joint = matches!(self.word(end), "and" | "to" | "or" | "through" | "–");
        let inner = end + 1 + usize::from(self.word(end + 1) == "the");
        let second = if joint { self.ordinal(inner) } else { None };
        let second = second.map(|(after, _)| after + usize::from(self.word(after) == "-"));
        let after = second.filter(|&after| matches!(self.word(after), "century" | "centuries"))?;
        let era = self.era(after + 1).map(|(_, era)| era);
        Some((end, Expression::Century { number, era, third }))
    }

    /// A year by itself.
    pub(super) fn year(&self, at: usize, third: Option<Third>, led: bool) -> Read<Expression> {
        let (end, mut year) = self.bare(at)?;
        // `in 49 and 48 BCE`: the era is said once.
        if year.era.is_none() && matches!(self.word(end), "and" | "or" | ",") {
            let other = self.bare(end + 1).and_then(|(_, other)| other.era);
            year.era = other.filter(|_| year.number < 1000);
        }
        let before = self.before(at);
        let quantity = listed!("before a quantity").contains(before)
            || before == "." && self.is_page(at)
            || before == "," && self.glued(at)
            || before == "-" && self.glued(at) && third.is_none() && self.glued(at - 1);
        let lead = matches!(before, "in" | "since" | "until");
        let is_other = quantity
            || self.counts(end)
                && (year.number < 1000
                    || !lead && !self.opens_with_actors(at, end) && !self.names_events(at, end))
            || (lead || before == "by") && self.is_measure(end) && !self.opens_with_actors(at, end)
            || year.number < 1000 && !self.is_short_year(at, end, third.is_some())
            || led && third.is_none();
        if year.era.is_none() && is_other {
            return None;
        }
        let mut written = Written::of_year(year);
        written.date.third = third;
        Some((end, Expression::Date(written)))
    }

    /// `By 1920 women voted`: who acts stands behind a date that opens the sentence.
    fn opens_with_actors(&self, at: usize, end: usize) -> bool {
        at == 1 && listed!("who acts").contains(self.word(end))
    }

    /// `the 1968 protests`, `the 1961 and 1971 censuses`: the year names what it stands before.
    fn names_events(&self, at: usize, end: usize) -> bool {
        let before = self.before(at);
        let first = at.wrapping_sub(2);
        let joined = before == "and" && self.number(first).is_some() && self.digits(first) == 4;
        (joined || matches!(before, "the" | "its" | "their" | "these" | "those"))
            && listed!("events of a year").contains(self.word(end))
    }

    /// `in 88`, `late 82`, `(632)`: only where the document speaks of such years.
    pub(super) fn is_short_year(&self, at: usize, end: usize, led: bool) -> bool {
        if self.digits(at) < 2 {
            return false;
        }
        let before = self.before(at);
        let earlier = at.wrapping_sub(2);
        let bracket =
            before == "(" && matches!(self.word(end), ")" | "," | ";") && self.digits(at) == 3;
        let dot = before == "." && matches!(self.word(earlier), "c" | "ca" | "d" | "r");
        led || bracket || dot || self.is_triggered(at, end)
    }

    /// A word stands before it that dates follow, and nothing that counts.
    pub(super) fn is_triggered(&self, at: usize, end: usize) -> bool {
        let before = self.before(at);
        let earlier = at.wrapping_sub(2);
        let after_number = self.number(earlier).is_none_or(|number| number < 10);
        match before {
            "the" | "that" | "as" => false,
            // `a jury of 501`
            "of" if matches!(self.word(at.wrapping_sub(3)), "a" | "an" | "some" | "every") => false,
            "of" if listed!("counted bodies").contains(self.word(earlier)) => false,
            "and" | "or" if after_number => false,
            "to" if after_number || self.counts(end) => false,
            "from" | "by" | "of" | "about" | "around" if self.counts(end) => false,
            _ => TRIGGERS.contains(before),
        }
    }

    /// A counted thing follows: a plural noun, a measure.
    pub(super) fn counts(&self, at: usize) -> bool {
        let word = self.word(at);
        let plural = word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && self.text(at).starts_with(char::is_lowercase)
            && !listed!("no plurals").contains(word);
        plural
            || self.is_measure(at)
            || word == "year" && self.word(at + 1) == "old"
            || self.word(at) == "-"
                && self.glued(at)
                && self.glued(at + 1)
                && self.number(at + 1).is_none()
    }

    pub(super) fn is_measure(&self, at: usize) -> bool {
        listed!("measures").contains(self.word(at))
            && !(self.word(at) == "of" && self.number(at.wrapping_sub(1)).is_none())
    }
}
