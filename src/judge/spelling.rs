//! One spelling for what is written in several: British and American English,
//! long names and their abbreviations, older transliterations.

use super::normalize::normalize;
use super::table::{cells, rows};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Beginnings of words in British spelling, by their first letters; whole words end in `$`.
static SPELLINGS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/judge/spellings.txt"));
    let mut spellings: Vec<(&str, &str)> = rows.filter_map(|row| row.split_once(' ')).collect();
    // `jewellery` is no `jeweller` with a `y`.
    spellings.sort_by_key(|(from, _)| Reverse(from.len()));
    spellings
});

/// Ends of words in British spelling.
const ENDINGS: [(&str, &str); 12] = [
    ("isation", "ization"),
    ("isations", "izations"),
    ("ise", "ize"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ising", "izing"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
    ("yser", "yzer"),
];
/// Words that have no ending, in letters.
const SHORT: usize = 6;

/// A word of a normal form in American spelling. Words that it spells wrong are
/// spelt so on both sides, and become no other word.
pub(super) fn american(word: &str) -> String {
    for (from, to) in SPELLINGS.iter() {
        let found = match from.strip_suffix('$') {
            Some(whole) => word.strip_prefix(whole).filter(|rest| ["", "s"].contains(rest)),
            None => word.strip_prefix(from),
        };
        if let Some(rest) = found {
            return format!("{to}{rest}");
        }
    }
    let is_long = word.chars().count() >= SHORT;
    let ending = ENDINGS.iter().find_map(|(from, to)| Some((word.strip_suffix(from)?, to)));
    match ending.filter(|_| is_long) {
        Some((stem, to)) => format!("{stem}{to}"),
        None => word.to_owned(),
    }
}

/// Abbreviations by their letters, and phrases by their words, each with the first of its row.
#[derive(Default)]
struct Same {
    letters: HashMap<&'static str, &'static str>,
    phrases: HashMap<String, String>,
    /// Words that say it only before another.
    adjectives: HashMap<&'static str, &'static str>,
    longest: usize,
}

static SAME: LazyLock<Same> = LazyLock::new(|| {
    let mut same = Same { longest: 1, ..Same::default() };
    for row in rows(include_str!("../../data/judge/same.txt")) {
        let ways: Vec<&str> = cells(row).collect();
        let Some((first, others)) = ways.split_first() else { continue };
        for way in others {
            if let Some(adjective) = way.strip_suffix(" …") {
                same.adjectives.insert(adjective, first);
                continue;
            }
            if is_abbreviation(way) {
                same.letters.insert(way, first);
                continue;
            }
            let phrase = normalize(way, "en");
            same.longest = same.longest.max(phrase.split(' ').count());
            same.phrases.insert(phrase, normalize(first, "en"));
        }
    }
    same
});

fn is_abbreviation(text: &str) -> bool {
    let no_small = !text.contains(char::is_lowercase) && !text.contains(' ');
    no_small || text.ends_with('.') || text == "vs"
}

/// The normal form of an English text with one way to write what has several.
pub(super) fn one_way(text: &str) -> String {
    let text = in_capitals(&text.replace('§', "§ "));
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let long = words.iter().enumerate().map(|(at, word)| long(word, at == last));
    let form = normalize(&long.collect::<Vec<_>>().join(" "), "en");
    with_phrases(&form)
}

/// A known abbreviation of three letters at least, alone and in small letters, as it is
/// written: `usa`.
fn in_capitals(text: &str) -> String {
    let capitals = text.to_uppercase();
    let is_known = text.len() > 2 && SAME.letters.contains_key(capitals.as_str());
    if is_known { capitals } else { text.to_owned() }
}

/// What a word of capitals, or one with a point, is short for.
fn long(word: &str, is_last: bool) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '§');
    let letters = bare.replace('.', "");
    let (letters, ending) = letters.split_once(['\'', '’']).unwrap_or((&letters, ""));
    let same = &SAME.letters;
    // `vol. 2`, but `in`.
    let capital = || bare.ends_with('.').then(|| capitalized(bare));
    let found = same
        .get(bare)
        .or_else(|| same.get(letters))
        .or_else(|| capital().and_then(|capital| same.get(capital.as_str())));
    let found = found.or_else(|| {
        // A title needs no point before its name: `Mt Everest`.
        let pointed = format!("{letters}.");
        // But `p` may be a letter of a formula.
        same.get(pointed.as_str()).filter(|_| !is_last && letters.chars().count() > 1)
    });
    match found {
        Some(long) if ending.is_empty() => word.replacen(bare, long, 1),
        _ => SAME.adjectives.get(bare).filter(|_| !is_last).map_or(word, |long| *long).to_owned(),
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn with_phrases(form: &str) -> String {
    let words: Vec<&str> = form.split(' ').collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let most = SAME.longest.min(words.len() - at);
        let phrase = (1..=most).rev().find_map(|length| {
            Some((SAME.phrases.get(&words[at..at + length].join(" "))?, length))
        });
        match phrase {
            Some((one, length)) => {
                found.push(one.clone());
                at += length;
            }
            None => {
                found.push(words[at].to_owned());
                at += 1;
            }
        }
    }
    found.join(" ")
}
