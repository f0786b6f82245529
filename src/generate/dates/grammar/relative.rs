//! Dates counted from what was last spoken of.

use super::{Expression, From, Place, Read, Reader, Unit, Written, season};
use crate::calendar::{Date, Third, numeral};
use crate::generate::lexicon::listed;

impl Reader<'_> {
    pub(super) fn count(&self, at: usize) -> Read<i32> {
        // `[Ten] years ago`
        if self.word(at) == "[" && self.word(at + 2) == "]" {
            return self.count(at + 1).map(|(_, number)| (at + 3, number));
        }
        let hundreds = |at: usize| if self.word(at) == "hundred" { (at + 1, 100) } else { (at, 1) };
        if matches!(self.word(at), "a" | "an") {
            return Some(hundreds(at + 1));
        }
        let cardinal = |at: usize| numeral::cardinal(self.word(at), "en");
        let named =
            cardinal(at).filter(|number| *number <= 20 || number % 10 == 0 && *number < 100);
        // `twenty-three`
        let more =
            cardinal(at + 2).filter(|more| (1..10).contains(more) && self.word(at + 1) == "-");
        if let (Some(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)), Some(more)) = (named, more) {
            return Some((at + 3, (tens + more) as i32));
        }
        let digits = || self.number(at).filter(|number| (1..=999).contains(number));
        let number = named.map(|number| number as i32).or_else(digits)?;
        let (end, times) = hundreds(at + 1);
        Some((end, number * times))
    }

    pub(super) fn unit(&self, at: usize) -> Option<(Unit, i32)> {
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

    fn part_of_day(&self, at: usize) -> Option<(Unit, i32)> {
        listed!("parts of a day").contains(self.word(at)).then_some((Unit::Days, 1))
    }

    /// `two days later`, `the following spring`, `that year`, `on the 27th`.
    pub(super) fn relative(&self, at: usize) -> Read<Expression> {
        self.counted(at).or_else(|| self.pointed(at)).or_else(|| self.day_alone(at))
    }

    pub(super) fn counted(&self, at: usize) -> Read<Expression> {
        let (unit_at, count) = self.count(at)?;
        // `two summers later`
        let bare = self.word(unit_at).strip_suffix('s').filter(|word| *word != "fall");
        let season = bare.and_then(season);
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
        // `two years later, in 1896`: the year itself tells best.
        if unit == Unit::Years
            && let [",", "in"] = [2, 3].map(|on| self.word(unit_at + on))
            && let Some((_, year)) = self.bare(unit_at + 4).filter(|(_, year)| year.number >= 1000)
        {
            return Some((unit_at + 2, Expression::Date(Written::of_year(year))));
        }
        let closed = matches!(self.word(unit_at + 2), "," | "." | "" | ";");
        let bound = match self.word(unit_at + 1) {
            "on" => closed || at == 0,
            "before" => closed,
            _ => true,
        };
        let place = Place::In(Date { season, ..Date::default() });
        let count = sign * times * count;
        bound.then_some((unit_at + 2, Expression::Shift { count, unit, place, from: From::Story }))
    }

    /// `the end of the month`, `later in the year`: `at` is behind the words that say which part.
    pub(super) fn part_of(&self, at: usize, third: Option<Third>) -> Read<Expression> {
        let inner = match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("later" | "earlier", "in", "the" | "that") if third.is_none() => at + 3,
            _ if third.is_some() && self.before(at) == "the" => at,
            _ => return None,
        };
        let inner = inner + usize::from(self.word(inner) == "same");
        let unit = match self.word(inner) {
            "year" => Unit::Years,
            "month" => Unit::Months,
            _ => return None,
        };
        let place = Place::In(Date { third, ..Date::default() });
        let bare = self.bare(inner + 1).is_none();
        bare.then_some((inner + 1, Expression::Shift { count: 0, unit, place, from: From::Story }))
    }

    /// `the following year`, `that same day`, `the next May`, `the year after`.
    pub(super) fn pointed(&self, at: usize) -> Read<Expression> {
        let shift = |end: usize, count: i32, unit: Unit, place: Place| {
            (end, Expression::Shift { count, unit, place, from: From::Story })
        };
        let whole = Place::In(Date::default());
        if self.word(at) == "the" && matches!(self.word(at + 1), "year" | "day" | "month") {
            let (unit, _) = self.unit(at + 1)?;
            let closed = !matches!(
                self.word(at + 3),
                "the" | "a" | "his" | "her" | "its" | "their" | "he" | "she" | "they" | "it"
            );
            let count = match self.word(at + 2) {
                "after" => 1,
                "before" => -1,
                _ => return None,
            };
            // `The day before Anna came`
            let is_name = self.text(at + 3).starts_with(char::is_uppercase);
            let closed = closed && self.number(at + 3).is_none() && !is_name;
            return closed.then(|| shift(at + 3, count, unit, whole));
        }
        let (mut end, count) = match (self.word(at), self.word(at + 1)) {
            ("the", "next" | "following") => (at + 2, 1),
            ("the", "previous" | "preceding") => (at + 2, -1),
            ("the" | "that", "same" | "very") => (at + 2, 0),
            ("that", _) => (at + 1, 0),
            _ => return None,
        };
        // `the next five years`, `the following two weeks`
        if count == 1
            && let Some((unit_at, number)) = self.count(end)
            && let Some((unit, times)) = self.unit(unit_at).filter(|(unit, _)| *unit != Unit::Hours)
        {
            return (number > 1).then_some((unit_at + 1, Expression::Ahead(number * times, unit)));
        }
        end += usize::from(matches!(self.word(end), "same" | "very"));
        // `that same season` of games
        let season_of_games = || (self.word(end) == "season").then_some((Unit::Years, 1));
        let unit = self.unit(end).or_else(|| self.part_of_day(end)).or_else(season_of_games);
        if let Some((unit, 1)) = unit {
            let singular = !self.word(end).ends_with('s');
            let clear = singular && unit != Unit::Hours;
            return clear.then(|| shift(end + 1, count, unit, whole));
        }
        if let Some(season) = season(self.word(end)) {
            let place = Place::In(Date { season: Some(season), ..Date::default() });
            return Some(shift(end + 1, count, Unit::Years, place));
        }
        let (after, month) = self.month(end)?;
        let led = self.word(at) != "that"
            || matches!(self.before(at), "in" | "by" | "of" | "until" | "," | "");
        let open = self.day(after).is_none() && self.bare(after).is_none();
        (led && open)
            .then(|| shift(after, count, Unit::Years, Place::Next(Date::of_month(month, None))))
    }

    /// `on the 27th,`
    pub(super) fn day_alone(&self, at: usize) -> Read<Expression> {
        if self.word(at) != "the" || !matches!(self.before(at), "on" | "by" | "until") {
            return None;
        }
        let (end, day) = self.day(at + 1)?;
        let suffix = self.is_suffix(end - 1);
        (suffix && self.is_closed(end)).then_some((end, Expression::DayOfMonth(day)))
    }

    /// Whether no noun follows that a number would count.
    pub(super) fn is_closed(&self, at: usize) -> bool {
        matches!(self.word(at), "," | "." | ";" | ")" | "")
            || listed!("behind a day").contains(self.word(at))
    }
}
