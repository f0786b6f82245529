//! Numerals that no calendar needs: long Roman ones, those of China and Japan,
//! years and fractions in words.

use super::ratio::Ratio;
use crate::calendar::numeral::{cardinal, ordinal};

/// A Roman numeral of two capitals at least, as it is written by rule.
pub(super) fn roman(text: &str) -> Option<u64> {
    const SIZES: [(&str, u64); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    if !(2..=15).contains(&text.len()) || !text.bytes().all(|byte| b"MDCLXVI".contains(&byte)) {
        return None;
    }
    let (mut rest, mut number) = (text, 0);
    for (letters, size) in SIZES {
        while let Some(behind) = rest.strip_prefix(letters) {
            (rest, number) = (behind, number + size);
        }
    }
    let mut left = number;
    let mut again = String::new();
    for (letters, size) in SIZES {
        while left >= size {
            again.push_str(letters);
            left -= size;
        }
    }
    (again == text && number < 4000).then_some(number)
}

/// `text` with Roman numerals from forty behind a word in digits: `Super Bowl LIV`.
/// Short ones of other letters are too often abbreviations: `DC`, `CD`.
pub(super) fn with_long_romans(text: &str) -> String {
    let is_long = |word: &str| {
        word.len() > 2
            || word == "XC"
            || word.contains('L') && word.bytes().all(|byte| b"LXVI".contains(&byte))
    };
    let roman = |word: &str| roman(word).filter(|number| *number >= 40);
    let number = |(at, word): (usize, &str)| match roman(word).filter(|_| at > 0 && is_long(word)) {
        Some(number) => number.to_string(),
        None => word.to_owned(),
    };
    text.split(' ').enumerate().map(number).collect::<Vec<_>>().join(" ")
}

/// `text` with the numerals of Chinese and Japanese in digits.
pub(super) fn cjk(text: &str, language: &str) -> String {
    if !["zh", "ja", "ko", "yue"].contains(&language) {
        return text.to_owned();
    }
    let mut found = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        let joins =
            digit(c).is_some() || scale(c).is_some() || c.is_ascii_digit() && run.is_empty();
        if joins || c.is_ascii_digit() && run.chars().all(|c| c.is_ascii_digit() || c == '.') {
            run.push(c);
            continue;
        }
        let number = cjk_number(&run).map(|number| number.to_string());
        found.push_str(&number.unwrap_or_else(|| run.clone()));
        run.clear();
        if c != '\n' {
            found.push(c);
        }
    }
    found
}

fn digit(c: char) -> Option<u64> {
    let place = "〇一二三四五六七八九".chars().position(|other| other == c);
    let place = place.or(match c {
        '零' => Some(0),
        '两' | '兩' => Some(2),
        _ => None,
    });
    place.and_then(|place| u64::try_from(place).ok())
}

fn scale(c: char) -> Option<u64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' | '萬' | '만' => 10_000,
        '亿' | '億' | '억' => 100_000_000,
        _ => return None,
    })
}

fn cjk_number(run: &str) -> Option<u64> {
    if run.len() > 60 || !run.chars().any(|c| digit(c).is_some() || scale(c).is_some()) {
        return None;
    }
    // 一九四九: digit by digit.
    if run.chars().count() > 1 && run.chars().all(|c| digit(c).is_some()) {
        return run
            .chars()
            .filter_map(digit)
            .try_fold(0_u64, |all, digit| all.checked_mul(10)?.checked_add(digit));
    }
    let (mut total, mut section, mut current) = (0_u64, 0_u64, None::<u64>);
    for c in run.chars() {
        if let Some(digit) = digit(c).or(c.to_digit(10).map(u64::from)) {
            let before = current.filter(|_| c.is_ascii_digit()).unwrap_or(0);
            current = Some(before.checked_mul(10)?.checked_add(digit)?);
            continue;
        }
        let size = scale(c)?;
        if size < 10_000 {
            section = section.checked_add(current.take().unwrap_or(1).checked_mul(size)?)?;
        } else {
            let count = section.checked_add(current.take().unwrap_or(0))?.max(1);
            total = total.checked_add(count.checked_mul(size)?)?;
            section = 0;
        }
    }
    total.checked_add(section)?.checked_add(current.unwrap_or(0))
}

/// Numbers of German below a million in one word: `dreihundert`, `fünftausendsechzig`.
pub(super) fn compound(word: &str, language: &str) -> Option<u64> {
    if language != "de" || word.len() > 60 {
        return None;
    }
    let count = |word: &str| if word == "ein" { Some(1) } else { cardinal(word, language) };
    let below = |word: &str| {
        let (hundreds, rest) = word.split_once("hundert").unwrap_or(("", word));
        let hundreds = match word == rest {
            true => 0,
            false if hundreds.is_empty() => 1,
            false => count(hundreds)?,
        };
        let rest = rest.strip_prefix("und").unwrap_or(rest);
        Some(100 * hundreds + if rest.is_empty() { 0 } else { count(rest)? })
    };
    let Some((thousands, rest)) = word.split_once("tausend") else {
        return below(word).filter(|_| word.contains("hundert"));
    };
    let thousands = if thousands.is_empty() { 1 } else { below(thousands)? };
    Some(1000 * thousands + if rest.is_empty() { 0 } else { below(rest)? })
}

/// `nineteen ninety-nine`, `nineteen oh five`.
pub(super) fn year(words: &[String], language: &str) -> Option<u64> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let small = |word: &str| cardinal(word, language).filter(|number| *number < 100);
    let &[century, ref rest @ ..] = words.as_slice() else { return None };
    let century =
        small(century).filter(|century| (10..=20).contains(century) && language == "en")?;
    let years = match *rest {
        ["oh" | "o", ones] => small(ones).filter(|ones| (1..10).contains(ones))?,
        [one] => small(one).filter(|years| *years >= 10)?,
        [ten, one] => {
            let ten = small(ten).filter(|ten| *ten >= 20 && ten.is_multiple_of(10))?;
            ten + small(one).filter(|one| (1..10).contains(one))?
        }
        _ => return None,
    };
    // `twenty five` is 25, and `twenty twenty` a year.
    let says_oh = matches!(*rest, ["oh" | "o", _]);
    (century != 20 || years >= 10 || says_oh).then_some(century * 100 + years)
}

/// `two thirds`, `a half`, `three quarters`.
pub(super) fn fraction(words: &[String], language: &str) -> Option<(Ratio, Ratio)> {
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "of").collect();
    let &[upper, lower] = words.as_slice() else { return None };
    if language != "en" {
        return None;
    }
    let upper =
        if upper == "a" { 1 } else { cardinal(upper, language).filter(|upper| *upper > 0)? };
    let lower = match lower {
        "half" | "halves" => 2,
        "quarter" | "quarters" => 4,
        other => {
            let singular = other.strip_suffix('s').filter(|_| upper > 1);
            let lower = ordinal(singular.unwrap_or(other), language)?;
            (lower > 2 && (upper == 1 || singular.is_some())).then_some(lower)?
        }
    };
    Some((Ratio::whole(upper), Ratio::whole(lower)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_written_by_rule() {
        for (text, number) in
            [("MCMXLV", 1945), ("XL", 40), ("LIV", 54), ("MMXXVI", 2026), ("II", 2)]
        {
            assert_eq!(roman(text), Some(number), "{text}");
        }
        for text in ["", "I", "IIII", "VX", "IC", "MMMM", "xl", "LIVE", "Il"] {
            assert_eq!(roman(text), None, "{text}");
        }
        assert_eq!(with_long_romans("Super Bowl LIV"), "Super Bowl 54");
        assert_eq!(with_long_romans("Washington DC"), "Washington DC");
    }

    #[test]
    fn chinese_numerals_become_digits() {
        for (text, digits) in [
            ("三百", "300"),
            ("一千九百四十五", "1945"),
            ("二〇二四年", "2024年"),
            ("5万", "50000"),
            ("十二", "12"),
            ("三億五千万", "350000000"),
            ("1949年10月1日", "1949年10月1日"),
        ] {
            assert_eq!(cjk(text, "zh"), digits, "{text}");
        }
        assert_eq!(cjk("三百", "en"), "三百");
    }
}
