//! What two answers must share to be the same: letters, digits and signs
//! that carry meaning, without case, accents, punctuation and articles.

use super::chemistry;
use super::number;
use super::numeral;
use super::sign;
use super::spelling;
use super::unit;
use super::words;
use crate::base::fold::fold;
use crate::calendar::{numeral as calendar, words as dates};
use unicode_normalization::UnicodeNormalization;

/// The normal forms of `text`: plain, with umlauts written out (`München` is `munchen`
/// and `muenchen`), with subscripts as they are typed (`x₁` is `x1` and `x_1`), and with
/// the names of Greek letters. Two texts are the same where they share one.
pub(super) fn forms(text: &str, language: &str) -> Vec<String> {
    let plain = normalize(text, language);
    let ways = [
        write_out_umlauts(text),
        sign::with_typed_subscripts(text),
        sign::with_greek_names(text),
        chemistry::plain(text),
    ];
    let others = ways.into_iter().flatten().map(|text| normalize(&text, language));
    let others: Vec<String> = others.filter(|form| *form != plain).collect();
    std::iter::once(plain).chain(others).collect()
}

/// The words of `text` that count, joined by single spaces.
pub(super) fn normalize(text: &str, language: &str) -> String {
    let text = numeral::with_long_romans(&numeral::cjk(text, language));
    // Letters that are written as apostrophes.
    let text = text.replace(['ʻ', 'ʿ', 'ʾ', 'ʽ', '´'], "'");
    let text = words::with_contractions(words::without_elision(&text, language), language);
    let text = number::join_groups(&sign::kept(&text));
    let folded = fold(&text);
    let is_alone = !folded.trim().contains(' ');
    let words = folded.split(' ').filter(|word| !word.is_empty());
    let words = words.flat_map(|word| words::without_contraction(word, is_alone, language));
    let words = words.collect();
    let words = unit::unify(number::numerals(words, language));
    let words = words::without_articles(spans(words, language), language);
    match language {
        "en" => words.iter().map(|word| spelling::american(word)).collect::<Vec<_>>().join(" "),
        _ => words.join(" "),
    }
}

/// `from 5 to 10`, `between 5 and 10` and `5 bis 10` as `5 to 10`.
fn spans(mut words: Vec<String>, language: &str) -> Vec<String> {
    let opens = words.first().is_some_and(|word| dates::is_from(word));
    let is_middle = |word: &str| dates::is_to(word, language) || opens && dates::is_and(word);
    let middle = (1..words.len().saturating_sub(1)).find(|&at| {
        unit::is_number(&words[at - 1]) && is_middle(&words[at]) && unit::is_number(&words[at + 1])
    });
    if let Some(at) = middle {
        words[at] = "to".to_owned();
        if opens && at == 2 {
            words.remove(0);
        }
    }
    words
}

/// The word and size of a scale that stands behind digits, and the text without
/// it: `37 million` is so many million, and `37`.
pub(super) fn scaled(text: &str, language: &str) -> Option<(String, u64, String)> {
    let folded = fold(&number::join_groups(text));
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_number = |word: &str| word.ends_with(|c: char| c.is_ascii_digit());
    let mut behind = words.windows(2).filter(|pair| is_number(pair[0])).map(|pair| pair[1]);
    let (word, size) = behind.find_map(|word| Some((word, calendar::scale(word, language)?)))?;
    let bare: Vec<&str> = words.iter().filter(|other| **other != word).copied().collect();
    Some((word.to_owned(), size, bare.join(" ")))
}

/// Without the spaces that do not part two numbers: `self determination` is
/// `selfdetermination`, but `1 2` is not `12`.
pub(super) fn without_spaces(form: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut joined = String::with_capacity(form.len());
    for word in form.split(' ') {
        if joined.ends_with(is_digit) && word.starts_with(is_digit) {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

fn write_out_umlauts(text: &str) -> Option<String> {
    let text: String = text.nfc().collect();
    let written = text.replace(['ä', 'Ä'], "ae").replace(['ö', 'Ö', 'ø', 'Ø'], "oe");
    let written = written.replace(['ü', 'Ü'], "ue").replace(['å', 'Å'], "aa");
    (written != text).then_some(written)
}
