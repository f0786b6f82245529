//! Numbers in words, ordinals and Roman numerals become digits.

use super::numeral as written;
use super::table::rows;
use crate::base::fold::fold;
use crate::calendar::numeral;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Languages that write `1.000,5`; the others write `1,000.5`.
const COMMA_IS_DECIMAL: &str =
    " fr de es it pt nl pl ru uk tr sv da no nb fi cs sk el id vi ro hu bg hr sr ca ";

/// Numbers in `words` as digits; what is no number stays.
pub(super) fn numerals(words: Vec<String>, language: &str) -> Vec<String> {
    let before = std::iter::once(None).chain(words.iter().map(Some));
    let words = before.zip(&words).flat_map(|(before, word)| {
        literal(word, language, before.is_some_and(|before| is_titled(before)))
    });
    let words: Vec<String> = words.collect();
    let mut found = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let (text, used) = read(&words[at..], language).unwrap_or_else(|| {
            // `230 V` is no 5.
            let is_unit = |before: usize| words[before].ends_with(|c: char| c.is_ascii_digit());
            let is_last = at + 1 == words.len() && at.checked_sub(1).is_some_and(|b| !is_unit(b));
            (alone(&words[at], is_last, language), 1)
        });
        found.push(text);
        at += used;
    }
    found
}

/// What a number tells: how many, or the how manieth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// `three`, `3`
    Cardinal,
    /// `third`, `3rd`
    Ordinal,
}

/// What a text that is a number tells by its last word; none where it may tell either.
pub(super) fn rank(text: &str, language: &str) -> Option<Rank> {
    // The point behind `3.` makes an ordinal of it in German and others.
    if text.ends_with('.') {
        return None;
    }
    let folded = fold(text);
    let last = folded.split_whitespace().next_back()?;
    let is_digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_cardinal = last.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte))
        || numeral::cardinal(last, language).is_some()
        || written::compound(last, language).is_some()
        || numeral::scale(last, language).is_some();
    let is_ordinal = || {
        let endings = numeral::endings(language).iter().chain(numeral::endings("en"));
        numeral::ordinal(last, language).is_some()
            || endings.filter_map(|end| last.strip_suffix(end)).any(is_digits)
    };
    match is_cardinal {
        true => Some(Rank::Cardinal),
        false => is_ordinal().then_some(Rank::Ordinal),
    }
}

/// Whether a number behind `word` counts releases or sections, so that `1.10` is
/// not `1.1`.
fn is_titled(word: &str) -> bool {
    static OTHERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        rows(include_str!("../../data/judge/measures.txt"))
            .flat_map(str::split_whitespace)
            .collect()
    });
    // `HTTP/1.10`
    word == "∕" || word.chars().all(char::is_alphabetic) && !OTHERS.contains(word)
}

/// A number of one word with a point for its fraction; none where it is several.
pub(super) fn plain(word: &str, language: &str) -> Option<String> {
    let whole = if word.starts_with('.') { format!("0{word}") } else { word.to_owned() };
    let mut parts = literal(&whole, language, false);
    parts.pop().filter(|_| parts.is_empty())
}

/// A number at the front of folded words, and how many of them it takes.
pub(super) fn front(words: &[String], language: &str) -> Option<(String, usize)> {
    read(words, language).filter(|(text, _)| !text.is_empty())
}

/// Groups of three digits after a space are one number: `100 000`.
pub(super) fn join_groups(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut kept = String::with_capacity(text.len());
    let mut run = 0;
    for (at, &character) in chars.iter().enumerate() {
        let is_group = (1..=3).all(|next| digit(at + next)) && !digit(at + 4);
        let joins = character.is_whitespace() && (1..=3).contains(&run) && is_group;
        run = if character.is_ascii_digit() { run + 1 } else { 0 };
        if !joins {
            kept.push(character);
        }
    }
    kept
}

/// `1,000` is `1000`, `1.50` is `1.5`, `25.6.1950` is three numbers.
fn literal(word: &str, language: &str, is_titled: bool) -> Vec<String> {
    let parts: Vec<&str> = word.split(['.', ',']).collect();
    let all_digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if parts.len() < 2 {
        return vec![word.to_owned()];
    }
    let (head, last) = parts.split_at(parts.len() - 1);
    let end = last[0].bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, rest) = last[0].split_at(end);
    let grouped = |groups: &[&str]| groups.iter().skip(1).all(|group| group.len() == 3);
    let is_number = head.iter().all(all_digits) && head[0].len() <= 3 || head.len() == 1;
    if !is_number || !grouped(head) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    let is_titled = is_titled || !head.iter().all(all_digits);
    let (point, fraction) = match is_decimal(word, fraction, head.len(), language) {
        true if is_titled => (".", fraction),
        true => (".", fraction.trim_end_matches('0')),
        false => ("", fraction),
    };
    let point = if fraction.is_empty() { "" } else { point };
    vec![head.concat() + point + fraction + rest]
}

/// Whether the last separator of `word` is the decimal one.
fn is_decimal(word: &str, fraction: &str, groups: usize, language: &str) -> bool {
    let separators: Vec<char> = word.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let last = separators.last().copied().unwrap_or('.');
    let differs = separators.iter().any(|&separator| separator != last);
    let own = if COMMA_IS_DECIMAL.contains(&format!(" {language} ")) { ',' } else { '.' };
    let is_group = word.find(['.', ',']).is_some_and(|length| length <= 3);
    differs || fraction.len() != 3 || groups == 1 && (last == own || !is_group)
}

/// A number of one or more words at the front, and how many words it takes.
fn read(words: &[String], language: &str) -> Option<(String, usize)> {
    if let Some(scaled) = scaled(words, language) {
        return Some(scaled);
    }
    let mut number = Reader::default();
    let mut used = number.take_one_of(words, language);
    while !number.is_over {
        let Some(step) = number.take_next(&words[used..], used, language) else { break };
        used += step;
    }
    (used > 0 && number.started).then(|| ((number.total + number.current).to_string(), used))
}

fn is_one(word: &str, language: &str) -> bool {
    match language {
        "en" => word == "a",
        "de" => matches!(word, "ein" | "eine"),
        "fr" => word == "un",
        "es" | "it" => matches!(word, "un" | "una"),
        "pt" => matches!(word, "um" | "uma"),
        _ => false,
    }
}

/// `5 thousand`, `1.5 million`, `two and a half million`.
fn scaled(words: &[String], language: &str) -> Option<(String, usize)> {
    let first = words.first()?;
    let text: Vec<&str> = words.iter().take(5).map(String::as_str).collect();
    if let [count, "and", "a", "half", scale] = text.as_slice() {
        let count = numeral::cardinal(count, language).or_else(|| count.parse().ok())?;
        let scale = numeral::scale(scale, language)?;
        return Some((count.checked_mul(scale)?.checked_add(scale / 2)?.to_string(), 5));
    }
    let scale = numeral::scale(words.get(1)?, language)?;
    let (whole, fraction) = first.split_once('.').unwrap_or((first, ""));
    let mantissa: u64 = [whole, fraction].concat().parse().ok()?;
    let divisor = 10_u64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let product = mantissa.checked_mul(scale)?;
    (product % divisor == 0).then(|| ((product / divisor).to_string(), 2))
}

/// Adds up the words of one number.
#[derive(Default)]
struct Reader {
    total: u64,
    current: u64,
    /// The latest scale: a thousand may follow a million, not another.
    below: Option<u64>,
    started: bool,
    /// An ordinal ends a number.
    is_over: bool,
}

impl Reader {
    /// `a hundred`.
    fn take_one_of(&mut self, words: &[String], language: &str) -> usize {
        let is_scale = words.get(1).is_some_and(|word| numeral::scale(word, language).is_some());
        let is_count = is_scale && words.first().is_some_and(|word| is_one(word, language));
        usize::from(is_count && self.add(1, language))
    }

    /// How many words the next part takes: `hundred`, `and five`; none at the end.
    fn take_next(&mut self, words: &[String], used: usize, language: &str) -> Option<usize> {
        let step = usize::from(used > 0 && numeral::connects(words.first()?, language));
        let next = words.get(step)?;
        // `vingt et un`: alone it is an article.
        let is_one = step == 1 && matches!(next.as_str(), "un" | "une");
        let taken = if is_one { self.add(1, language) } else { self.take(next, language) };
        taken.then_some(step + 1)
    }

    fn take(&mut self, word: &str, language: &str) -> bool {
        if let Some(scale) =
            numeral::scale(word, language).filter(|_| self.started || language != "en")
        {
            return self.multiply(scale);
        }
        let one_word =
            numeral::cardinal(word, language).or_else(|| written::compound(word, language));
        if let Some(value) = one_word {
            return self.add(value, language);
        }
        match numeral::ordinal(word, language) {
            Some(value) if self.add(value, language) => {
                self.is_over = true;
                true
            }
            _ => false,
        }
    }

    fn add(&mut self, value: u64, language: &str) -> bool {
        let current = self.current;
        let is_french = language == "fr";
        if is_french && (current, value) == (4, 20) {
            self.current = 80;
            return true;
        }
        let fits = match current {
            0 => !self.started || self.below.is_some(),
            10 => is_french && (7..=9).contains(&value),
            _ if current.is_multiple_of(100) => value < 100,
            _ if is_french && matches!(current % 100, 60 | 80) => value < 20,
            _ => current.is_multiple_of(10) && current % 100 >= 20 && value < 10,
        };
        // Zero adds nothing, and its sum could not be told from it.
        if !fits || self.started && value == 0 {
            return false;
        }
        self.current += value;
        self.started = true;
        true
    }

    fn multiply(&mut self, scale: u64) -> bool {
        let count = self.current.max(1);
        if scale == 100 {
            let fits = count < 100;
            self.current = if fits { count * 100 } else { self.current };
            self.started |= fits;
            return fits;
        }
        if self.below.is_some_and(|below| scale >= below) {
            return false;
        }
        self.total += count * scale;
        (self.current, self.below, self.started) = (0, Some(scale), true);
        true
    }
}

/// One word that is no number word: an ordinal in digits or a Roman numeral.
fn alone(word: &str, is_last: bool, language: &str) -> String {
    let endings = numeral::endings(language).iter().chain(numeral::endings("en"));
    for ending in endings {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| !stem.is_empty()) else {
            continue;
        };
        if stem.bytes().all(|byte| byte.is_ascii_digit()) {
            return stem.to_owned();
        }
        if let Some(number) = numeral::roman(stem).filter(|_| language == "fr") {
            return number.to_string();
        }
    }
    // I, V and X are letters, but behind a word.
    let number = numeral::roman(word).filter(|_| word.len() > 1 || is_last);
    number.map_or_else(|| word.to_owned(), |number| number.to_string())
}
