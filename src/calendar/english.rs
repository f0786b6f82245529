//! Dates as one writes them in English: `25 June 1950`, `the late 1970s`.

use super::words::{months, seasons};
use super::{Date, Span, Third, Years};

impl Span {
    /// `1949 to 1950`, `25 June 1950`.
    pub fn in_english(&self) -> String {
        let from = self.from.in_english();
        self.to.map_or_else(|| from.clone(), |to| format!("{from} to {}", to.in_english()))
    }
}

impl Date {
    fn in_english(&self) -> String {
        let text = self.whole();
        let part = match self.third {
            None => return text,
            Some(Third::Early) => "early",
            Some(Third::Mid) => "mid",
            Some(Third::Late) => "late",
        };
        match text.strip_prefix("the ") {
            Some(rest) => format!("the {part} {rest}"),
            None if part == "mid" => format!("mid-{text}"),
            None => format!("{part} {text}"),
        }
    }

    fn whole(&self) -> String {
        let month = self.month.and_then(|month| months().get(usize::from(month).checked_sub(1)?));
        let season = self.season.and_then(|season| seasons().get(season as usize));
        let part = month.or(season).map(|name| (*name).to_owned());
        let parts = [self.day.map(|day| day.to_string()), part, self.years.map(in_english)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

fn in_english(years: Years) -> String {
    let era = |last: i64| match last {
        ..=0 => " BCE",
        1..=999 => " CE",
        _ => "",
    };
    let [first, last] = years.bounds();
    let of_year = |year: i64| if year > 0 { year } else { 1 - year };
    match years {
        Years::Year(_) => format!("{}{}", of_year(first), era(first)),
        Years::Decade(_) => {
            let named = if last > 0 { first } else { last };
            format!("the {}s{}", of_year(named), era(last))
        }
        Years::Century(number) => {
            let (era, number) = (if number < 0 { " BCE" } else { "" }, number.unsigned_abs());
            format!("the {number}{} century{era}", ordinal_ending(number))
        }
    }
}

fn ordinal_ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_in_english() {
        let cases = [
            ("1950-06-25", None, "25 June 1950"),
            ("1948-09", None, "September 1948"),
            ("197X", None, "the 1970s"),
            ("197X", Some(Third::Late), "the late 1970s"),
            ("003X", None, "the 30s CE"),
            ("18XX", None, "the 19th century"),
            ("-04XX", None, "the 5th century BCE"),
            ("1951-21", None, "spring 1951"),
            ("1951-24", Some(Third::Early), "early winter 1951"),
            ("1949/1950", None, "1949 to 1950"),
            ("-0043", None, "44 BCE"),
            ("0622", None, "622 CE"),
            ("1946", Some(Third::Mid), "mid-1946"),
        ];
        for (value, third, text) in cases {
            let mut span: Span = value.parse().unwrap();
            span.from.third = third;
            assert_eq!(span.in_english(), text);
        }
        let decade = Date::from(Years::decade(-49));
        assert_eq!(Span::from(decade).in_english(), "the 50s BCE");
        assert_eq!(Span::from(Date::of_month(6, Some(25))).in_english(), "25 June");
    }
}
