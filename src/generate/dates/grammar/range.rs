//! From one date to another.

use super::{Expression, Read, Reader, TRIGGERS, Written, Year};
use crate::calendar::Era;
use crate::generate::lexicon::listed;

impl Reader<'_> {
    pub(super) fn dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–" | "—")
    }

    /// From one date to another.
    pub(super) fn range(&self, at: usize) -> Read<Expression> {
        self.years(at).or_else(|| self.dates(at))
    }

    /// `1914-1918`, `from 431 to 404 BCE`, `between 60 and 53 BCE`, `636 or 637`.
    pub(super) fn years(&self, at: usize) -> Read<Expression> {
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
        // `14-15 August`: days.
        let days = self.month(stop).is_some();
        if loose && days {
            return None;
        }
        if loose {
            let clear = self.digits(at) == 3 && self.digits(end + 1) == 3
                || TRIGGERS.contains(self.before(at)) && self.digits(at) >= 2;
            let is_clear = clear && !self.counts(stop) && !self.is_page(at) && second.number < 1000;
            // `(c. 314–368)`: a life in brackets tells its era.
            let earlier = self.word(at.wrapping_sub(2));
            let led = self.before(at) == "("
                || self.before(at) == "." && matches!(earlier, "c" | "ca" | "r");
            if is_clear && led && matches!(self.word(stop), ")" | "," | ";") {
                let era = if first.number > second.number { Era::Before } else { Era::Common };
                (first.era, second.era) = (Some(era), Some(era));
            }
            let [first, second] = [first, second].map(Written::of_year);
            return is_clear.then_some((stop, Expression::Range(first, second)));
        }
        let ordered = match first.era {
            Some(Era::Before) if second.era == Some(Era::Before) => first.number > second.number,
            Some(Era::Before) => true,
            _ => first.number < second.number,
        };
        let even = !loose && (self.counts(stop) && first.era.is_none() || self.is_page(at));
        let [first, second] = [first, second].map(Written::of_year);
        (ordered && !even).then_some((stop, Expression::Range(first, second)))
    }

    pub(super) fn is_page(&self, at: usize) -> bool {
        let pages = listed!("before pages");
        pages.contains(self.before(at))
            || self.before(at) == "." && pages.contains(self.word(at.wrapping_sub(2)))
    }

    /// `March-April, 1950`, `28 and 29 September 61 BCE`, `May 3 to June 2, 1808`.
    pub(super) fn dates(&self, at: usize) -> Read<Expression> {
        let between = self.before(at) == "between";
        let joint = |end: usize| {
            self.dash(end)
                || matches!(self.word(end), "to" | "until" | "through")
                || self.word(end) == "and" && between
        };
        // `28 and 29 September`, `3–7 May 1808`
        if let Some((end, day)) = self.day(at)
            && (joint(end) || self.word(end) == "and")
            && let Some((stop, last)) =
                self.part(end + 1).filter(|(_, part)| part.date.day.is_some())
            && self.day(end + 1).is_some()
        {
            return Some((stop, Expression::Range(last.on(day), last)));
        }
        let (end, mut first) = self.part(at)?;
        // `May 3–7, 1808`, `May 3 and 4, 1808`
        if first.date.day.is_some()
            && first.year.is_none()
            && let Some((stop, day)) = self.day(end + 1)
            && self.month(stop).is_none()
            && (joint(end) || self.word(end) == "and" && self.is_closed(stop))
        {
            let (stop, year) = self.optional_year(stop);
            first.year = year;
            return Some((stop, Expression::Range(first, first.on(day))));
        }
        let (stop, last) = self.part(end + 1).filter(|_| joint(end))?;
        let era = last.year.and_then(|year| year.era);
        first.year = first.year.map(|year| Year { era: year.era.or(era), ..year });
        Some((stop, Expression::Range(first, last)))
    }
}
