//! Numbers in words, ordinals and Roman numerals become digits.

const SMALL: [&str; 20] = [
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
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [(&str, &str); 12] = [
    ("first", "1"),
    ("second", "2"),
    ("third", "3"),
    ("fifth", "5"),
    ("eighth", "8"),
    ("ninth", "9"),
    ("twelfth", "12"),
    ("twentieth", "20"),
    ("thirtieth", "30"),
    ("fortieth", "40"),
    ("fiftieth", "50"),
    ("hundredth", "100"),
];

/// A word as digits where it is a number from 0 to 99 or an ordinal.
pub(super) fn digits(word: &str) -> String {
    if let Some(number) = cardinal(word) {
        return number.to_string();
    }
    if let Some((_, digits)) = ORDINALS.iter().find(|(ordinal, _)| *ordinal == word) {
        return (*digits).to_owned();
    }
    for ending in ["st", "nd", "rd", "th"] {
        if let Some(stem) = word.strip_suffix(ending) {
            if !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit()) {
                return stem.to_owned();
            }
            if let Some(number) = cardinal(stem).filter(|_| ending == "th") {
                return number.to_string();
            }
        }
    }
    roman(word).map_or_else(|| word.to_owned(), |number| number.to_string())
}

fn cardinal(word: &str) -> Option<usize> {
    SMALL
        .iter()
        .position(|small| *small == word)
        .or_else(|| TENS.iter().position(|tens| *tens == word).map(|at| (at + 2) * 10))
}

/// Roman numerals II to XXXIX; I, V and X alone are letters too often.
fn roman(word: &str) -> Option<usize> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    if word.len() < 2 {
        return None;
    }
    (1..40).find(|&number| "x".repeat(number / 10) + ONES[number % 10] == word)
}

/// Joins what belongs together: `38`, `8` after `thirty`; hundreds and thousands.
pub(super) fn join(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let last: Option<usize> = joined.last().and_then(|last| number(last));
        let merged = match (last, number(&word), word.as_str()) {
            (Some(tens), Some(ones @ 1..=9), _) if (20..=90).contains(&tens) && tens % 10 == 0 => {
                Some(tens + ones)
            }
            (Some(count @ 1..=999), None, "hundred") => Some(count * 100),
            (Some(count @ 1..=9999), None, "thousand") => Some(count * 1000),
            _ => None,
        };
        match merged {
            Some(number) => *joined.last_mut().expect("there is a last word") = number.to_string(),
            None => joined.push(word),
        }
    }
    joined
}

fn number(word: &str) -> Option<usize> {
    (word.len() <= 6).then(|| word.parse().ok()).flatten()
}
