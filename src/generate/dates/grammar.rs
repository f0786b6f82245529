//! What a date expression looks like in English prose.

use crate::generate::fact::Modifier;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A date as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// Year, month, day: as much of it as was written.
    Date { year: Option<i32>, month: Option<u8>, day: Option<u8>, modifier: Option<Modifier> },
    /// Two of these.
    Range { from: Part, to: Part },
    /// Season 21 (spring) to 24 (winter) of a year.
    Season { year: Option<i32>, season: u8 },
    /// The first year of ten.
    Decade { year: i32, modifier: Option<Modifier> },
    /// The number of the century; before the common era where negative.
    Century { number: i32, modifier: Option<Modifier> },
    /// A year counted from the last one, with a month where one was written.
    YearFrom { years: i32, month: Option<u8> },
    /// Days counted from the last day.
    DayFrom { days: i32 },
}

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) year: Option<i32>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const MONTH: &str = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept\.|Sep\.|Oct\.|Nov\.|Dec\.)";
const DAY: &str = r"(?:[12]\d|3[01]|0?[1-9])";
const YEAR: &str = r"(?:1\d{3}|20\d{2})";
const MOD: &str = r"(?:(?P<mod>(?i:early|mid|late))(?:[ -]in)?[ -](?:the )?)?";
const ERA: &str = r"(?:B\.C\.E\.|B\.C\.|C\.E\.|A\.D\.|BCE|BC|CE|AD)";
const ORDINAL: &str = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|\d{1,2}(?:st|nd|rd|th))";
const COUNT: &str = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|a|\d{1,2})";

/// Pattern and reading, longest expressions first.
type Rule = (Regex, fn(&Captures<'_>) -> Option<Expression>);

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rule = |pattern: String, read: fn(&Captures<'_>) -> Option<Expression>| {
        (Regex::new(&pattern).expect("a pattern"), read)
    };
    vec![
        rule(format!(r"\b(?P<m1>{MONTH}) ?(?P<d1>{DAY})(?: ?[–-] ?| to )(?P<m2>{MONTH}) (?P<d2>{DAY}),? (?P<y2>{YEAR})\b"), range),
        rule(format!(r"\b(?P<m1>{MONTH}),? (?P<y1>{YEAR}) (?:to|through|until) (?P<m2>{MONTH}),? (?P<y2>{YEAR})\b"), range),
        rule(format!(r"\b(?P<m1>{MONTH}) ?(?:[–-]| to ) ?(?P<m2>{MONTH}),? (?P<y2>{YEAR})\b"), range),
        rule(format!(r"\b(?P<m1>{MONTH}) (?P<d1>{DAY}) ?(?:[–-]| to ) ?(?P<d2>{DAY}),? (?P<y2>{YEAR})\b"), range),
        rule(format!(r"\b(?P<d1>{DAY}) ?(?:[–-]| to ) ?(?P<d2>{DAY}) (?P<m2>{MONTH}),? (?P<y2>{YEAR})\b"), range),
        rule(format!(r"\b(?P<year>{YEAR})-(?P<iso>0[1-9]|1[0-2])-(?P<day>[0-3]\d)\b"), iso),
        rule(format!(r"\b(?P<month>{MONTH}) (?P<day>{DAY})(?:st|nd|rd|th)?(?: \[\d{{1,2}}\])?,? (?P<year>{YEAR})\b"), date),
        rule(format!(r"\b(?P<day>{DAY})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH}),? (?P<year>{YEAR})\b"), date),
        rule(format!(r"\b{MOD}(?P<season>(?i:spring|summer|autumn|fall|winter)),? (?:of )?(?P<year>{YEAR})\b"), season),
        rule(format!(r"\b{MOD}(?P<month>{MONTH}),? (?:of )?(?P<year>{YEAR})\b"), date),
        rule(format!(r"\b(?P<y1>\d{{1,4}}) ?[–-] ?(?P<y2>\d{{1,4}}) (?P<era>{ERA})"), years),
        rule(format!(r"\b(?P<y1>{YEAR}) ?[–-] ?(?P<y2>{YEAR}|\d\d)\b"), years),
        rule(format!(r"\b(?i:from) (?P<span>(?P<y1>{YEAR}) (?:to|until|through) (?P<y2>{YEAR}))\b"), years),
        rule(format!(r"\b(?i:between) (?P<span>(?P<y1>{YEAR}) and (?P<y2>{YEAR}))\b"), years),
        rule(format!(r"\b(?P<month>{MONTH}) of (?:that|the same) year\b"), month_of_that_year),
        rule(format!(r"\b(?i:the )?{MOD}(?P<decade>{YEAR})s\b"), decade),
        rule(format!(r"\b(?i:the )?{MOD}(?P<century>{ORDINAL})[- ](?i:century|centuries)(?: (?P<era>{ERA}))?"), century),
        rule(format!(r"\b(?:(?P<ad>A\.D\.|AD) (?P<y>\d{{1,4}})|(?P<year>\d{{1,4}}) (?P<era>{ERA}))"), era_year),
        rule(format!(r"\b{MOD}(?P<year>{YEAR})\b"), bare_year),
        rule(r"\b(?i:the (?:next|following) year|a year later)\b".to_owned(), |_| Some(Expression::YearFrom { years: 1, month: None })),
        rule(r"\b(?i:the previous year|the year before|a year earlier)\b".to_owned(), |_| Some(Expression::YearFrom { years: -1, month: None })),
        rule(r"\b(?i:the same year|that year|that same year)\b".to_owned(), |_| Some(Expression::YearFrom { years: 0, month: None })),
        rule(r"\b(?i:(?:on )?(?:the|that) same day|that (?:very )?day)\b".to_owned(), |_| Some(Expression::DayFrom { days: 0 })),
        rule(r"\b(?i:the (?:next|following) day)\b".to_owned(), |_| Some(Expression::DayFrom { days: 1 })),
        rule(format!(r"\b(?P<count>(?i:{COUNT})) days? later\b"), days_later),
        rule(format!(r"\b(?P<count>(?i:{COUNT})) years later\b"), years_later),
        rule(format!(r"\b(?P<month>{MONTH}) (?P<day>{DAY})(?:st|nd|rd|th)?\b"), date),
        rule(format!(r"\b(?P<day>{DAY})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH})"), date),
        rule(format!(r"\b(?i:in|by|until|since|during|before|after|of|that|from|to|late in|early in|between|and) (?P<span>{MOD}(?P<month>{MONTH}))"), lone_month),
        rule(r"\b(?i:in|by|that|during|the following|the next) (?P<span>(?:the |that )?(?P<season>spring|summer|autumn|winter))\b".to_owned(), lone_season),
    ]
});

/// All expressions of a sentence with their places, in order, none inside another.
pub(super) fn expressions(sentence: &str) -> Vec<(Range<usize>, Expression)> {
    if !may_hold_a_date(sentence) {
        return Vec::new();
    }
    let mut found: Vec<(Range<usize>, Expression)> = Vec::new();
    for (pattern, read) in RULES.iter() {
        for captures in pattern.captures_iter(sentence) {
            let whole = captures.name("span").or_else(|| captures.get(0)).expect("a match").range();
            let is_free =
                !found.iter().any(|(other, _)| other.start < whole.end && whole.start < other.end);
            if is_free
                && stands_alone(sentence, &whole)
                && let Some(expression) = read(&captures)
                && fits(sentence, &whole, &expression)
            {
                found.push((whole, expression));
            }
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found
}

/// Most sentences hold neither a digit nor one of these words.
fn may_hold_a_date(sentence: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\d|January|February|March|April|May|June|July|August|September|October|November|December|(?i:year|day|century|centuries|spring|summer|autumn|winter)").expect("a pattern")
    });
    WORDS.is_match(sentence)
}

/// Neither part of a longer number or name (`NR-1776`, `1,848`, `$1900`), nor
/// of a word.
fn stands_alone(sentence: &str, span: &Range<usize>) -> bool {
    let before = &sentence[..span.start];
    let after = &sentence[span.end..];
    let glued = |c: char| matches!(c, '$' | '£' | '€' | '#' | '/') || c.is_alphanumeric();
    let ends_in_code = before.ends_with('-')
        && before[..before.len() - 1].ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let is_number =
        before.ends_with(',') && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit());
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric())
        || after.starts_with(',') && after[1..].starts_with(|c: char| c.is_ascii_digit())
        || after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit());
    !before.ends_with(glued) && !ends_in_code && !is_number && !goes_on
}

/// Words behind a number that say it is none of a year.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[ -](?:men|women|people|persons|soldiers|troops|ships|tons|tonnes|miles|feet|foot|metres|meters|kilometers|kilometres|km|pounds|dollars|francs|percent|per cent|%|horses|guns|aircraft|tanks|casualties|dead|wounded|prisoners|houses|families|pages|years|days|hours|of them|or so|acres|hectares|advisors|advisers|volunteers|members|villages|towns)\b").expect("a pattern")
});

fn fits(sentence: &str, span: &Range<usize>, expression: &Expression) -> bool {
    let bare = matches!(expression, Expression::Date { year: Some(_), month: None, .. });
    let before =
        sentence[..span.start].trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    let counted = COUNTED.is_match(&sentence[span.end..]);
    let quantity = matches!(
        before.as_str(),
        "some" | "nearly" | "almost" | "p." | "pp." | "page" | "no." | "number" | "vol." | "room"
    );
    !(bare && (counted || quantity))
}

fn text<'t>(captures: &Captures<'t>, name: &str) -> Option<&'t str> {
    captures.name(name).map(|found| found.as_str())
}

fn number(captures: &Captures<'_>, name: &str) -> Option<i32> {
    text(captures, name)?.parse().ok()
}

fn month_named(captures: &Captures<'_>, name: &str) -> Option<u8> {
    let word = text(captures, name)?.trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|month| month.starts_with(&word[..3]))?;
    Some(at as u8 + 1)
}

fn day(captures: &Captures<'_>, name: &str) -> Option<u8> {
    text(captures, name)?.parse().ok().filter(|day| (1..=31).contains(day))
}

fn modifier(captures: &Captures<'_>) -> Option<Modifier> {
    Some(match text(captures, "mod")?.to_lowercase().as_str() {
        "early" => Modifier::Early,
        "mid" => Modifier::Mid,
        _ => Modifier::Late,
    })
}

fn date(captures: &Captures<'_>) -> Option<Expression> {
    let month = Some(month_named(captures, "month")?);
    Some(Expression::Date {
        year: number(captures, "year"),
        month,
        day: day(captures, "day"),
        modifier: modifier(captures),
    })
}

fn iso(captures: &Captures<'_>) -> Option<Expression> {
    let month = text(captures, "iso")?.parse().ok();
    Some(Expression::Date {
        year: number(captures, "year"),
        month,
        day: day(captures, "day"),
        modifier: None,
    })
}

fn range(captures: &Captures<'_>) -> Option<Expression> {
    let year = number(captures, "y2");
    let to_month = month_named(captures, "m2").or_else(|| month_named(captures, "m1"));
    let from = Part {
        year: number(captures, "y1").or(year),
        month: month_named(captures, "m1").or(to_month),
        day: day(captures, "d1"),
    };
    Some(Expression::Range { from, to: Part { year, month: to_month, day: day(captures, "d2") } })
}

fn season(captures: &Captures<'_>) -> Option<Expression> {
    let season = season_number(text(captures, "season")?)?;
    Some(Expression::Season { year: number(captures, "year"), season })
}

fn season_number(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let names = ["spring", "summer", "autumn", "winter"];
    let name = if name == "fall" { "autumn" } else { &name };
    names.iter().position(|season| *season == name).map(|at| at as u8 + 21)
}

/// Whether an era's name says that the year lies before year 1.
fn is_before(era: Option<&str>) -> bool {
    era.is_some_and(|era| era.starts_with('B'))
}

/// 44 BCE is the year -43 by astronomers' count, which has a year 0.
fn astronomical(year: i32, before: bool) -> i32 {
    if before { 1 - year } else { year }
}

fn years(captures: &Captures<'_>) -> Option<Expression> {
    let (y1, y2) = (number(captures, "y1")?, number(captures, "y2")?);
    let era = text(captures, "era");
    let before = is_before(era);
    let short = era.is_none() && text(captures, "y2")?.len() == 2;
    let y2 = if short { y1 - y1 % 100 + y2 } else { y2 };
    let (from, to) = (astronomical(y1, before), astronomical(y2, before));
    let part = |year| Part { year: Some(year), month: None, day: None };
    (from < to).then(|| Expression::Range { from: part(from), to: part(to) })
}

fn month_of_that_year(captures: &Captures<'_>) -> Option<Expression> {
    Some(Expression::YearFrom { years: 0, month: Some(month_named(captures, "month")?) })
}

fn decade(captures: &Captures<'_>) -> Option<Expression> {
    let year = number(captures, "decade").filter(|year| year % 10 == 0)?;
    // "the 1900s" is a century as often as a decade.
    Some(Expression::Decade { year, modifier: modifier(captures) })
}

fn century(captures: &Captures<'_>) -> Option<Expression> {
    let word = text(captures, "century")?.to_lowercase();
    let names = [
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
        "twenty-first",
    ];
    let number = names.iter().position(|name| *name == word).map(|at| at as i32 + 1);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok();
    let number = number.or(digits).filter(|number| (1..=21).contains(number))?;
    let number = if is_before(text(captures, "era")) { -number } else { number };
    Some(Expression::Century { number, modifier: modifier(captures) })
}

fn era_year(captures: &Captures<'_>) -> Option<Expression> {
    let year =
        number(captures, "y").or_else(|| number(captures, "year")).filter(|&year| year > 0)?;
    let year = astronomical(year, is_before(text(captures, "era")));
    Some(Expression::Date { year: Some(year), month: None, day: None, modifier: None })
}

fn bare_year(captures: &Captures<'_>) -> Option<Expression> {
    let year = number(captures, "year")?;
    Some(Expression::Date {
        year: Some(year),
        month: None,
        day: None,
        modifier: modifier(captures),
    })
}

fn count(captures: &Captures<'_>) -> Option<i32> {
    let word = text(captures, "count")?.to_lowercase();
    let names =
        ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let named = names.iter().position(|name| *name == word).map(|at| (at as i32).max(1));
    named.or_else(|| word.parse().ok())
}

fn days_later(captures: &Captures<'_>) -> Option<Expression> {
    Some(Expression::DayFrom { days: count(captures)? })
}

fn years_later(captures: &Captures<'_>) -> Option<Expression> {
    Some(Expression::YearFrom { years: count(captures)?, month: None })
}

/// `in May` is a month; `may`, `march` and `august` in small letters are words.
fn lone_month(captures: &Captures<'_>) -> Option<Expression> {
    date(captures)
}

fn lone_season(captures: &Captures<'_>) -> Option<Expression> {
    let season = season_number(text(captures, "season")?)?;
    Some(Expression::Season { year: None, season })
}
