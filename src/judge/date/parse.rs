//! Reads dates; every word of a text must belong to one.

use super::super::number;
use super::super::table::rows;
use super::is_year;
use crate::base::fold::fold;
use crate::calendar::words::{self, Meaning};
use crate::calendar::{Date, Era, Span, Years, numeral};
use std::collections::HashSet;
use std::sync::LazyLock;

/// No date is longer, in bytes.
const MAX_LEN: usize = 120;

/// All that a text may mean as a date: `5/6/1950` means two.
pub(in super::super) fn readings(text: &str, language: &str) -> Vec<Span> {
    let text = text.trim();
    // Degrees are counted, and `37 °C` is not around the year 37.
    let is_no_date = !text.chars().any(char::is_alphanumeric) || text.contains('°');
    if text.len() > MAX_LEN || is_no_date {
        return Vec::new();
    }
    let text = without_weekday(text);
    let mut spans: Vec<Span> = numeric(text).into_iter().map(Span::from).collect();
    spans.extend(range(text, language));
    let ages: Vec<Span> = spans.iter().filter_map(age).collect();
    spans.extend(ages);
    if spans.is_empty() {
        spans.extend(single(text, language).into_iter().map(Span::from));
    }
    spans
}

/// `Sunday, 25 June 1950`
fn without_weekday(text: &str) -> &str {
    static DAYS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        rows(include_str!("../../../data/judge/weekdays.txt"))
            .flat_map(str::split_whitespace)
            .collect()
    });
    let Some((first, rest)) = text.split_once([' ', ',']) else { return text };
    let is_day = DAYS.contains(fold(first).trim());
    let rest = rest.trim_start_matches([' ', ',', '.']);
    if is_day && rest.contains(|c: char| c.is_ascii_digit()) { rest } else { text }
}

/// `1950-1959` is a decade, `1801-1900` a century.
fn age(span: &Span) -> Option<Span> {
    let (from, to) = (span.from.year()?, span.to?.year()?);
    let are_years = is_year(&span.from) && span.to.is_some_and(|to| is_year(&to));
    let years = match to - from {
        9 if from % 10 == 0 => Years::Decade(from),
        99 if from > 0 && (from % 100 == 0 || from % 100 == 1) => Years::Century(from / 100 + 1),
        _ => return None,
    };
    are_years.then(|| Date::from(years).into())
}

/// A day of a month that no year follows, either number first: `7/4`.
pub(in super::super) fn days(text: &str) -> Vec<Span> {
    let parts: Vec<&str> = text.trim().trim_end_matches('.').split(['/', '.']).collect();
    let short = |text: &str| text.trim().parse::<u8>().ok().filter(|_| text.trim().len() <= 2);
    let &[a, b] = parts.as_slice() else { return Vec::new() };
    let Some((a, b)) = short(a).zip(short(b)) else { return Vec::new() };
    let fits = |(day, month): &(u8, u8)| (1..=31).contains(day) && (1..=12).contains(month);
    let pairs = [(a, b), (b, a)].into_iter().filter(fits);
    pairs.map(|(day, month)| Date::of_month(month, Some(day)).into()).collect()
}

fn single(text: &str, language: &str) -> Vec<Date> {
    let folded = fold(text);
    match east_asian(&folded).or_else(|| in_words(&folded, language)) {
        Some(date) => with_century(date),
        None => Vec::new(),
    }
}

/// `the 1800s` may be the decade or the century.
fn with_century(date: Date) -> Vec<Date> {
    match date.years {
        Some(Years::Decade(decade)) if decade % 100 == 0 => {
            vec![date, Date { years: Some(Years::Century(decade / 100 + 1)), ..date }]
        }
        _ => vec![date],
    }
}

/// `1950-06-25`, `1950/6`, `6.1950`, `25.6.1950`, `6/25/1950`, `25.6.50`.
fn numeric(text: &str) -> Vec<Date> {
    let folded = fold(text).replace(['.', ','], " ");
    let is_plain = text.chars().all(|c| c.is_numeric() || "-/. ".contains(c));
    let parts: Vec<&str> = folded.split_whitespace().filter(|word| *word != "minus").collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let Some(numbers) = numbers.filter(|_| is_plain && parts.len() <= 3) else { return Vec::new() };
    let long = |at: usize| parts.get(at).is_some_and(|part| part.len() == 4);
    let short = |at: usize| parts.get(at).is_some_and(|part| part.len() == 2);
    match *numbers.as_slice() {
        // 19500625
        [all] if parts[0].len() == 8 => {
            of_numbers(&[all / 10_000], all / 100 % 100, Some(all % 100))
        }
        [year, month] if long(0) && !long(1) => of_numbers(&[year], month, None),
        [month, year] if long(1) && !long(0) => of_numbers(&[year], month, None),
        [year, month, day] if long(0) => of_numbers(&[year], month, Some(day)),
        [a, b, year] if long(2) => day_and_month(a, b, &[year]),
        [a, b, year] if short(2) => day_and_month(a, b, &[1900 + year, 2000 + year]),
        _ => Vec::new(),
    }
}

fn day_and_month(a: u32, b: u32, years: &[u32]) -> Vec<Date> {
    let mut dates = of_numbers(years, b, Some(a));
    dates.extend(of_numbers(years, a, Some(b)));
    dates
}

fn of_numbers(years: &[u32], month: u32, day: Option<u32>) -> Vec<Date> {
    let fits = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
    let small = |number: u32| u8::try_from(number).ok();
    let date = |year: &u32| {
        let date = Date::of_month(small(month)?, day.and_then(small));
        Some(date.in_year(i32::try_from(*year).ok()?))
    };
    years.iter().filter(|_| fits).filter_map(date).collect()
}

/// `1950年6月25日`, `1950년 6월`, `公元前221年`, `1970年代`, `19世紀`.
fn east_asian(folded: &str) -> Option<Date> {
    let text = folded.replace(' ', "");
    let (era, text) = ["紀元前", "公元前", "기원전", "前"]
        .iter()
        .find_map(|era| text.strip_prefix(era))
        .map_or((Era::Common, text.as_str()), |rest| (Era::Before, rest));
    let mut date = Date::default();
    let mut digits = String::new();
    for mark in text.chars() {
        if mark.is_ascii_digit() && digits.len() < 5 {
            digits.push(mark);
            continue;
        }
        let number: i32 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
        digits.clear();
        place(&mut date, mark, number, era)?;
    }
    (digits.is_empty() && date != Date::default()).then_some(date)
}

/// Puts the number before `mark` into its place.
fn place(date: &mut Date, mark: char, number: i32, era: Era) -> Option<()> {
    let small = u8::try_from(number).ok();
    match mark {
        '年' | '년' if number > 0 => date.years = Some(Years::Year(era.year(number))),
        '月' | '월' => date.month = Some(small.filter(|m| (1..=12).contains(m))?),
        '日' | '일' | '号' => date.day = Some(small.filter(|d| (1..=31).contains(d))?),
        '代' | '대' => date.years = Some(Years::decade(date.year()?)),
        '世' | '세' if number > 0 => date.years = Some(era.century(number)),
        '紀' | '纪' | '기' if matches!(date.years, Some(Years::Century(_))) => {}
        _ => return None,
    }
    Some(())
}

/// `1950-53`, `from 1950 to 1953`, `25-27 June 1950`.
fn range(text: &str, language: &str) -> Option<Span> {
    let (left, right, era) = ends(text, language)?;
    let day_alone = || Some(Date { day: Some(bare(&left)?), ..Date::default() });
    let from = single(&format!("{left}{era}"), language).into_iter().next();
    let mut from = from.or_else(day_alone)?;
    let to = short_year(&from, &right);
    let to = to.or_else(|| single(&right, language).into_iter().next())?;
    from.years = from.years.or(to.year().map(Years::Year));
    from.month = from.month.or(to.month.filter(|_| from.day.is_some()));
    let is_date = from.years.is_some() || from.month.is_some();
    is_date.then_some(Span { from, to: Some(to) })
}

/// Both ends, and the era that the right one gives to the left one.
fn ends(text: &str, language: &str) -> Option<(String, String, &'static str)> {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '‒' | '−' | '~' | '〜' | '～');
    // 1337/38
    let is_slashed = text.split_once('/').is_some_and(|(from, to)| {
        let is = |part: &str, lengths: &[usize]| {
            lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        is(from.trim(), &[3, 4]) && is(to.trim(), &[2, 4])
    });
    let dash = |c: char| dash(c) || is_slashed && c == '/';
    let mut dashes = text.char_indices().filter(|(_, c)| dash(*c));
    let (left, right) = match (dashes.next(), dashes.next()) {
        (Some((at, c)), None) => (text[..at].to_owned(), text[at + c.len_utf8()..].to_owned()),
        (None, _) => between_words(&fold(text), language)?,
        _ => return None,
    };
    let is_before = |text: &str| with_eras(&fold(text), language).contains(" bc ");
    let era = if is_before(&right) && !is_before(&left) { " bc" } else { "" };
    Some((left, right, era))
}

fn between_words(folded: &str, language: &str) -> Option<(String, String)> {
    let all: Vec<&str> = folded.split_whitespace().collect();
    let opens = all.first().is_some_and(|word| words::is_from(word));
    let is_to = |word: &&str| words::is_to(word, language) || opens && words::is_and(word);
    let at = all.iter().skip(1).position(is_to)? + 1;
    let left = &all[usize::from(opens)..at];
    Some((left.join(" "), all[at + 1..].join(" ")))
}

/// A day without its month, in digits.
fn bare(text: &str) -> Option<u8> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let digits = words.last()?.trim_end_matches(char::is_alphabetic);
    let day: u8 = digits.parse().ok().filter(|_| words.len() <= 2)?;
    (1..=31).contains(&day).then_some(day)
}

/// `53` after `1950`.
fn short_year(from: &Date, right: &str) -> Option<Date> {
    let right = right.trim();
    let year = from.year().filter(|year| *year >= 100 && is_year(from))?;
    let end: i32 = right.parse().ok().filter(|_| right.len() <= 2)?;
    let scale = if right.len() == 2 { 100 } else { 10 };
    let end = year / scale * scale + end;
    (end > year).then(|| Date::of_year(end))
}

/// What has been read of a date in words.
#[derive(Default)]
struct Reading {
    date: Date,
    numbers: Vec<String>,
    is_before: bool,
    is_century: bool,
    is_decade: bool,
}

/// Words in any order; every word must belong to a date.
fn in_words(folded: &str, language: &str) -> Option<Date> {
    let text = with_eras(&apart(folded, language), language);
    let mut reading = Reading::default();
    let mut pending = Vec::new();
    for word in text.split_whitespace() {
        match meaning(word, &reading, language) {
            Some(meaning) => {
                reading.numbers.extend(number::numerals(std::mem::take(&mut pending), language));
                reading.take(meaning)?;
            }
            None if word == "bc" => reading.is_before = true,
            None => pending.push(word.to_owned()),
        }
    }
    reading.numbers.extend(number::numerals(pending, language));
    reading.finish()
}

/// `folded` with the phrases of eras as the words `bc` and `ad`.
fn with_eras(folded: &str, language: &str) -> String {
    let mut text = format!(" {} ", folded.split_whitespace().collect::<Vec<_>>().join(" "));
    for (era, mark) in [(Era::Before, " bc "), (Era::Common, " ad ")] {
        for phrase in words::eras(language, era) {
            text = text.replace(phrase, mark);
        }
    }
    text
}

/// `25,1950` is two numbers, but `10,000` is a year; `the1990s` is two words.
fn apart(folded: &str, language: &str) -> String {
    let is_year = |word: &str| {
        let parts = word.split_once(',');
        parts.is_some_and(|(a, b)| {
            a.len() <= 2 && b.len() == 3 && (a.to_owned() + b).parse::<u32>().is_ok()
        })
    };
    let part = |word: &str| match is_year(word) {
        true => word.replace(',', ""),
        false => word.replace(['.', ','], " "),
    };
    let words = folded.split(' ').map(part).map(|word| unglued(&word, language));
    let text = words.collect::<Vec<_>>().join(" ");
    // The ending of a Russian decade stands behind a hyphen: 1970-е.
    let text = format!("{text} ").replace("0 е ", "0е ").replace("0 х ", "0х ");
    // `c. 1900` is around 1900, and `19th c.` a century.
    let centuries = ["st c ", "nd c ", "rd c ", "th c "];
    let endings = centuries.iter().filter(|_| language == "en");
    endings.fold(text, |text, ending| text.replace(ending, &ending.replace(" c ", " century ")))
}

/// A word that tells something of a date is parted from digits: `25june1950`;
/// endings stay (`25th`, `1990s`).
fn unglued(word: &str, language: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let runs = letters.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    let parts: Vec<String> = runs.map(|run| run.iter().collect()).collect();
    let is_word = |part: &str| match words::meaning(part, language) {
        Some(Meaning::Month(_)) => part.chars().count() > 2,
        Some(Meaning::Filler | Meaning::Season(_) | Meaning::Third(_)) => part.chars().count() > 1,
        _ => false,
    };
    let is_month = |part: &str| matches!(words::meaning(part, language), Some(Meaning::Month(_)));
    let fits = |at: usize, part: &str| is_word(part) && (at == 0 || is_month(part));
    let mut text = String::with_capacity(word.len() + parts.len());
    for (at, part) in parts.iter().enumerate() {
        let is_parted = at > 0 && (fits(at, part) || fits(at - 1, &parts[at - 1]));
        text.push_str(if is_parted { " " } else { "" });
        text.push_str(part);
    }
    text
}

/// Readings of a short notation that only beside a full date can mean one:
/// `4/53`, `'45`.
pub(in super::super) fn short_readings(text: &str) -> Vec<Span> {
    let text = text.trim();
    let short = |year: &str| year.parse::<u32>().ok().filter(|_| year.len() == 2);
    if let Some(year) = text.strip_prefix(['\'', '’', '‘']).and_then(short) {
        let years = [1900 + year, 2000 + year].map(i32::try_from).into_iter().flatten();
        return years.map(|year| Date::of_year(year).into()).collect();
    }
    let Some((month, year)) = text.split_once('/') else { return Vec::new() };
    match (month.parse(), short(year)) {
        (Ok(month), Some(year)) if year > 31 => {
            of_numbers(&[1900 + year, 2000 + year], month, None)
                .into_iter()
                .map(Span::from)
                .collect()
        }
        _ => Vec::new(),
    }
}

/// A second month is none: `may` may be a word, `sept` is seven in French.
fn meaning(word: &str, reading: &Reading, language: &str) -> Option<Meaning> {
    let meaning = words::meaning(word, language)?;
    let is_second = matches!(meaning, Meaning::Month(_)) && reading.date.month.is_some();
    (!is_second).then_some(meaning)
}

impl Reading {
    fn take(&mut self, meaning: Meaning) -> Option<()> {
        match meaning {
            Meaning::Filler => {}
            Meaning::Month(month) => self.date.month = Some(month),
            Meaning::Season(season) if self.date.season.is_none() => {
                self.date.season = Some(season);
            }
            Meaning::Third(third) if self.date.third.is_none() => self.date.third = Some(third),
            Meaning::Season(_) | Meaning::Third(_) => return None,
            Meaning::Century => self.is_century = true,
            Meaning::Decade => self.is_decade = true,
            Meaning::NamedDecade(decade) => self.numbers.push(format!("{decade}s")),
        }
        Some(())
    }

    fn finish(mut self) -> Option<Date> {
        for number in std::mem::take(&mut self.numbers) {
            self.number(&number)?;
        }
        if self.is_before {
            self.count_backwards()?;
        }
        let Date { years, month, day, .. } = self.date;
        let lacks_number = self.is_century && years.is_none();
        let lacks_month = day.is_some() && month.is_none();
        let is_date = years.is_some() || month.is_some();
        (is_date && !lacks_number && !lacks_month).then_some(self.date)
    }

    /// A short number is a year before the common era, not a day.
    fn count_backwards(&mut self) -> Option<()> {
        let short = || self.date.day.take().map(|day| Years::Year(day.into()));
        self.date.years = Some(match self.date.years.or_else(short)? {
            Years::Year(year) => Years::Year(Era::Before.year(year)),
            Years::Decade(decade) => Years::decade(Era::Before.year(decade)),
            Years::Century(century) => Era::Before.century(century),
        });
        Some(())
    }

    /// A year, a day, a decade or the number of a century; none for other words.
    fn number(&mut self, word: &str) -> Option<()> {
        let ending = ["s", "er", "ern", "е", "х"].iter().find_map(|end| word.strip_suffix(end));
        let digits = ending.unwrap_or(word);
        let value = digits.parse().ok().filter(|_| digits.len() <= 5);
        if ending.is_some() || self.is_decade {
            return self.decade(value?);
        }
        if self.is_century {
            return self.century(value.or_else(|| numeral::roman(word).map(u16::from))?);
        }
        self.day_or_year(value?, digits.len())
    }

    fn day_or_year(&mut self, value: u16, digits: usize) -> Option<()> {
        let date = &mut self.date;
        match digits {
            1 | 2 if date.day.is_none() && (1..=31).contains(&value) => {
                date.day = u8::try_from(value).ok();
            }
            1.. if date.years.is_none() => date.years = Some(Years::Year(value.into())),
            _ => return None,
        }
        Some(())
    }

    /// `70` is 1970: a decade without its century is of the twentieth.
    fn decade(&mut self, value: u16) -> Option<()> {
        let first = if value < 100 && !self.is_before { 1900 + value } else { value };
        let is_new = self.date.years.is_none() && first % 10 == 0;
        self.date.years = is_new.then(|| Years::Decade(first.into()));
        is_new.then_some(())
    }

    fn century(&mut self, value: u16) -> Option<()> {
        let is_new = self.date.years.is_none() && (1..=40).contains(&value);
        self.date.years = is_new.then(|| Years::Century(value.into()));
        is_new.then_some(())
    }
}
