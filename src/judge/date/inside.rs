//! Whether a finer date lies inside the time that was asked: `April 1951` in the
//! spring of 1951, `27 July 1953` at the end of July.

use crate::calendar::{Date, Season, Third, Years};

/// How the years of a century are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// The 18th century: from 1701 to 1800.
    FromOne,
    /// The 1700s: from 1700 to 1799.
    Hundreds,
}

/// First and last day, as if every month had 31.
type Extent = (i64, i64);

/// Whether `given` is finer than `expected`, and lies in it.
pub(super) fn is_inside(given: &Date, expected: &Date, count: Count) -> bool {
    let is_part = |date: &Date| date.season.is_some() || date.third.is_some();
    let is_age = |date: &Date| date.year().is_none() && date.years.is_some();
    let may_be = is_part(expected) || is_age(expected);
    may_be
        && given.third.is_none()
        && given.year().is_some()
        && (is_age(expected) || given.month.is_some())
        && extents(expected, count).iter().any(|(first, last)| {
            extents(given, count).iter().any(|(from, to)| first <= from && to <= last)
        })
}

fn day(year: i64, month: u8, day: u8) -> i64 {
    year * 12 * 31 + i64::from(month - 1) * 31 + i64::from(day - 1)
}

/// All times that a date may mean; a winter is that before or that behind the year's end.
fn extents(date: &Date, count: Count) -> Vec<Extent> {
    let years = date.years.map(|years| match years {
        Years::Century(1..) if count == Count::FromOne => years.bounds().map(|year| year + 1),
        _ => years.bounds(),
    });
    let Some([first, last]) = years else { return Vec::new() };
    let whole = match (date.month, date.season) {
        (Some(month), _) => {
            vec![(
                day(first, month, date.day.unwrap_or(1)),
                day(last, month, date.day.unwrap_or(31)),
            )]
        }
        (None, Some(season)) => of_season(first, season),
        (None, None) => vec![(day(first, 1, 1), day(last, 12, 31))],
    };
    match date.third {
        Some(third) => whole.into_iter().map(|extent| part(extent, third, date.years)).collect(),
        None => whole,
    }
}

/// By months, or by the sun.
fn of_season(year: i64, season: Season) -> Vec<Extent> {
    match season {
        Season::Spring => vec![(day(year, 3, 1), day(year, 6, 21))],
        Season::Summer => vec![(day(year, 6, 1), day(year, 9, 23))],
        Season::Autumn => vec![(day(year, 9, 1), day(year, 12, 21))],
        Season::Winter => {
            let before = (day(year - 1, 12, 1), day(year, 3, 20));
            vec![before, (day(year, 12, 1), day(year + 1, 3, 20))]
        }
    }
}

/// A third of a time; those of decades and centuries share their border years.
fn part((first, last): Extent, third: Third, years: Option<Years>) -> Extent {
    let length = last - first + 1;
    let year = day(1, 1, 1);
    let shared = if matches!(years, Some(Years::Year(_))) { 0 } else { year };
    let border = |thirds: i64| match shared {
        0 => length * thirds / 3,
        year => length / year * thirds / 3 * year,
    };
    match third {
        Third::Early => (first, first + border(1) + shared - 1),
        Third::Mid => (first + border(1), first + border(2) + shared - 1),
        Third::Late => (first + border(2), last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_end_where_a_calendar_would_part_them() {
        let decade = Date { years: Some(Years::Decade(1940)), ..Date::default() };
        for (third, inside, outside) in [
            (Third::Early, [1940, 1943], [1939, 1944]),
            (Third::Mid, [1943, 1946], [1942, 1947]),
            (Third::Late, [1946, 1949], [1945, 1950]),
        ] {
            let part = Date { third: Some(third), ..decade };
            assert!(
                inside.iter().all(|year| is_inside(&Date::of_year(*year), &part, Count::FromOne)),
                "{third:?}"
            );
            assert!(
                !outside.iter().any(|year| is_inside(&Date::of_year(*year), &part, Count::FromOne)),
                "{third:?}"
            );
        }
    }
}
