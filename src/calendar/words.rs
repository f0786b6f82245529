//! Words of dates by language: `data/calendar` has a file a language, and in
//! it a row a kind of word. They are looked up as [`fold`] writes them.

use super::{Era, Season, Third};
use crate::base::fold::fold;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const SEASONS: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
const THIRDS: [Third; 3] = [Third::Early, Third::Mid, Third::Late];
const SCALES: [u64; 5] = [100, 1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000];

/// What a word says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// From 1 to 12.
    Month(u8),
    /// A season.
    Season(Season),
    /// Early, mid or late.
    Third(Third),
    /// The word `century`.
    Century,
    /// The word `decade`.
    Decade,
    /// `twenties`, by the number.
    NamedDecade(u8),
    /// Nothing, but it may stand in a date.
    Filler,
}

/// The words of a language; those of numbers are for `numeral`.
#[derive(Debug, Default)]
pub(super) struct Language {
    /// The names of months and seasons, as they are written.
    months: Vec<&'static str>,
    seasons: Vec<&'static str>,
    dates: HashMap<String, Meaning>,
    to: HashSet<String>,
    from: HashSet<String>,
    pub(super) and: HashSet<String>,
    /// Phrases between spaces.
    before: Vec<String>,
    common: Vec<String>,
    pub(super) cardinals: HashMap<String, u64>,
    pub(super) ordinals: HashMap<String, u64>,
    pub(super) scales: HashMap<String, u64>,
    pub(super) endings: Vec<&'static str>,
}

macro_rules! languages {
    ($($tag:literal),*) => {
        [$(($tag, LazyLock::new(|| {
            Language::read(include_str!(concat!("../../data/calendar/", $tag, ".txt")))
        }))),*]
    };
}

static LANGUAGES: [(&str, LazyLock<Language>); 16] = languages!(
    "en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "sv", "da", "no", "tr", "cs", "el"
);

impl Language {
    fn read(text: &'static str) -> Self {
        let mut language = Self::default();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for (kind, row) in lines.filter_map(|line| line.split_once(':')) {
            language.take(kind, &row.split('|').map(str::trim).collect::<Vec<_>>());
        }
        language
    }

    /// A row: things in their order, with all words for each.
    fn take(&mut self, kind: &str, row: &[&'static str]) {
        let set = || words(row).map(|(word, _)| word).collect();
        let phrases = || row.iter().map(|phrase| format!(" {} ", fold(phrase))).collect();
        let names = || row.iter().filter_map(|words| words.split(' ').next()).collect();
        match kind {
            "month" => {
                self.months = names();
                self.mean(row, |at| Meaning::Month(at + 1));
            }
            "season" => {
                self.seasons = names();
                self.mean(row, |at| Meaning::Season(SEASONS[usize::from(at.min(3))]));
            }
            "third" => self.mean(row, |at| Meaning::Third(THIRDS[usize::from(at.min(2))])),
            "century" => self.mean(row, |_| Meaning::Century),
            "decade" => self.mean(row, |_| Meaning::Decade),
            "twenties" => self.mean(row, |at| Meaning::NamedDecade((at + 2) * 10)),
            "filler" => self.mean(row, |_| Meaning::Filler),
            "to" => self.to = set(),
            "from" => self.from = set(),
            "and" => self.and = set(),
            "before" => self.before = phrases(),
            "common" => self.common = phrases(),
            "cardinal" => self.cardinals.extend(numbers(row, |at| at)),
            "ten" => self.cardinals.extend(numbers(row, |at| (at + 2) * 10)),
            "ordinal" => self.ordinals.extend(numbers(row, |at| at + 1)),
            "tenth" => self.ordinals.extend(numbers(row, |at| (at + 2) * 10)),
            "scale" => self.scales.extend(numbers(row, |at| SCALES[at.min(4) as usize])),
            "ending" => self.endings = row.iter().flat_map(|words| words.split(' ')).collect(),
            _ => {}
        }
    }

    fn mean(&mut self, row: &[&'static str], meaning: fn(u8) -> Meaning) {
        self.dates.extend(words(row).map(|(word, at)| (word, meaning(at))));
    }
}

/// The words of a row, each with the place of its thing.
fn words<'r>(row: &'r [&'static str]) -> impl Iterator<Item = (String, u8)> + 'r {
    let things = row.iter().zip(0_u8..);
    things.flat_map(|(words, at)| words.split_whitespace().map(move |word| (fold(word), at)))
}

fn numbers<'r>(
    row: &'r [&'static str],
    number: fn(u64) -> u64,
) -> impl Iterator<Item = (String, u64)> + 'r {
    words(row).map(move |(word, at)| (word, number(at.into())))
}

/// Of a BCP 47 tag's first part; none where nothing is known of it.
pub(super) fn language(tag: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|(known, _)| *known == tag).map(|(_, language)| &**language)
}

/// A language, where it is known, and English.
fn with_english(tag: &str) -> impl Iterator<Item = &'static Language> {
    language(tag).filter(|_| tag != "en").into_iter().chain(language("en"))
}

/// The months' names in English.
pub fn months() -> &'static [&'static str] {
    &LANGUAGES[0].1.months
}

/// The seasons' names in English, from spring.
pub(super) fn seasons() -> &'static [&'static str] {
    &LANGUAGES[0].1.seasons
}

/// What `word` means in `language` or, failing that, in English.
pub fn meaning(word: &str, language: &str) -> Option<Meaning> {
    with_english(language).find_map(|language| language.dates.get(word).copied())
}

/// All words of `language` and of English that say something, fillers left out.
pub fn spellings(language: &str) -> impl Iterator<Item = (&'static str, Meaning)> {
    let words = with_english(language).flat_map(|language| &language.dates);
    let words = words.filter(|(_, meaning)| **meaning != Meaning::Filler);
    words.map(|(word, meaning)| (word.as_str(), *meaning))
}

/// The phrases of an era in `language` and in English, between spaces.
pub fn eras(language: &str, era: Era) -> impl Iterator<Item = &'static str> {
    let phrases = with_english(language).flat_map(move |language| match era {
        Era::Before => &language.before,
        Era::Common => &language.common,
    });
    phrases.map(String::as_str)
}

/// Whether `word` stands between both ends of a range.
pub fn is_to(word: &str, language: &str) -> bool {
    with_english(language).any(|language| language.to.contains(word))
}

/// Whether `word` may open a range, in any language.
pub fn is_from(word: &str) -> bool {
    LANGUAGES.iter().any(|(_, language)| language.from.contains(word))
}

/// Whether `word` joins two things, in any language.
pub fn is_and(word: &str) -> bool {
    LANGUAGES.iter().any(|(_, language)| language.and.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_months() {
        for (tag, language) in &LANGUAGES {
            assert_eq!(language.months.len(), 12, "{tag}");
            let june = fold(language.months[5]);
            assert_eq!(meaning(&june, tag), Some(Meaning::Month(6)), "{tag}");
        }
        assert_eq!(months()[5], "June");
        assert_eq!(seasons(), ["spring", "summer", "autumn", "winter"]);
    }

    #[test]
    fn no_word_of_a_language_means_two_things() {
        for (tag, language) in &LANGUAGES {
            let path = format!("{}/data/calendar/{tag}.txt", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            let kinds = ["month", "season", "third", "century", "decade", "twenties", "filler"];
            let rows = text.lines().filter_map(|line| line.split_once(':'));
            let things = rows.filter(|(kind, _)| kinds.contains(kind)).flat_map(|(kind, row)| {
                row.split('|').enumerate().flat_map(move |(at, words)| {
                    words.split_whitespace().map(move |word| (fold(word), kind, at))
                })
            });
            let things: HashSet<(String, &str, usize)> = things.collect();
            assert_eq!(things.len(), language.dates.len(), "{tag}");
        }
    }
}
