//! A text as words, and the lists of words that rules look for: `data/lint` has a file a
//! list, and in it a row a language.

use crate::markup;
use regex::Regex;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

/// A word of a text.
#[derive(Debug)]
pub(super) struct Word {
    /// In small letters.
    pub(super) lower: String,
    pub(super) is_capital: bool,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
}

/// A text without its marks, and its words.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) plain: String,
    pub(super) words: Vec<Word>,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        static WORD: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*").expect("a pattern")
        });
        let plain = markup::plain(text);
        let word = |found: regex::Match<'_>| Word {
            lower: found.as_str().to_lowercase().replace('’', "'"),
            is_capital: found.as_str().starts_with(char::is_uppercase),
            span: found.range(),
        };
        let words = WORD.find_iter(&plain).map(word).collect();
        Self { plain, words }
    }

    /// How many characters it has.
    pub(super) fn len(&self) -> usize {
        self.plain.chars().count()
    }

    /// The words at which a phrase of a list stands.
    pub(super) fn find(&self, list: &List, language: &str) -> Option<Range<usize>> {
        (0..self.words.len()).find_map(|at| self.phrase_at(at, list, language))
    }

    /// The words of the longest phrase of a list that begins at a word.
    pub(super) fn phrase_at(&self, at: usize, list: &List, language: &str) -> Option<Range<usize>> {
        let phrases = list.of(language)?.get(&*self.words[at].lower)?;
        let stands = |phrase: &&Vec<&str>| {
            let words = self.words[at..].iter().map(|word| &*word.lower);
            phrase.len() <= self.words.len() - at
                && words.zip(phrase.iter()).all(|(word, phrase)| word == *phrase)
        };
        let longest = phrases.iter().filter(stands).map(Vec::len).max()?;
        Some(at..at + longest)
    }

    /// Whether a phrase of the list is all that it says.
    pub(super) fn is(&self, list: &List, language: &str) -> bool {
        !self.words.is_empty()
            && self.phrase_at(0, list, language).is_some_and(|found| found.end == self.words.len())
    }

    /// The words as they are written.
    pub(super) fn slice(&self, words: Range<usize>) -> &str {
        match (self.words.get(words.start), words.end.checked_sub(1)) {
            (Some(first), Some(last)) if last >= words.start => {
                let end = self.words.get(last).map_or(self.plain.len(), |word| word.span.end);
                &self.plain[first.span.start..end]
            }
            _ => "",
        }
    }

    /// The stems of the words that are about something.
    pub(super) fn content(&self, language: &str) -> BTreeSet<String> {
        let words = self.words.iter().filter(|word| is_content(&word.lower, language));
        words.map(|word| stem(&word.lower)).collect()
    }
}

/// Whether a word is about something.
pub(super) fn is_content(word: &str, language: &str) -> bool {
    let is_letter = word.chars().count() < 2 && word.is_ascii();
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    !is_letter && !is_number && !SMALL.has(word, language)
}

/// A word without the endings of English: what two forms of it share.
pub(super) fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let long = |least: usize| word.len() > least;
    let cut = if let Some(stem) = word.strip_suffix("ies").filter(|_| long(4)) {
        return format!("{stem}y");
    } else if ["sses", "xes", "ches", "shes"].iter().any(|end| word.ends_with(end)) {
        &word[..word.len() - 2]
    } else if word.ends_with('s')
        && long(3)
        && !["ss", "us", "is"].iter().any(|e| word.ends_with(e))
    {
        &word[..word.len() - 1]
    } else if let Some(stem) = word.strip_suffix("ing").filter(|_| long(6)) {
        stem
    } else {
        word.strip_suffix("ed").filter(|_| long(5)).unwrap_or(word)
    };
    cut.strip_suffix('e').filter(|stem| stem.len() > 2).unwrap_or(cut).to_owned()
}

/// Phrases by language, each language's by their first words.
#[derive(Debug)]
pub(super) struct List(HashMap<&'static str, HashMap<&'static str, Vec<Vec<&'static str>>>>);

impl List {
    fn read(text: &'static str) -> Self {
        let mut list: HashMap<_, HashMap<_, Vec<_>>> = HashMap::new();
        for row in text.lines().filter(|row| !row.starts_with('#')) {
            let mut cells = row.split('|').map(str::trim).filter(|cell| !cell.is_empty());
            let Some(key) = cells.next() else { continue };
            let phrases = list.entry(key).or_default();
            for words in cells.map(|cell| cell.split(' ').collect::<Vec<&str>>()) {
                phrases.entry(words[0]).or_default().push(words);
            }
        }
        Self(list)
    }

    /// The phrases of a language.
    fn of(&self, key: &str) -> Option<&HashMap<&'static str, Vec<Vec<&'static str>>>> {
        self.0.get(key)
    }

    /// Whether a word is one of the list.
    pub(super) fn has(&self, word: &str, key: &str) -> bool {
        let phrases = self.of(key).and_then(|phrases| phrases.get(word));
        phrases.is_some_and(|phrases| phrases.iter().any(|phrase| phrase.len() == 1))
    }
}

macro_rules! lists {
    ($($name:ident: $file:literal),* $(,)?) => {
        $(pub(super) static $name: LazyLock<List> = LazyLock::new(|| {
            List::read(include_str!(concat!("../../data/lint/", $file, ".txt")))
        });)*
    };
}

lists! {
    ABSOLUTE: "absolute",
    ABSOLUTE_NOT: "absolute_not",
    ASKING: "asking",
    DENIALS: "denials",
    DIRECTIONS: "directions",
    EXCEPT: "except",
    JESTS: "jests",
    NONE_OF_ABOVE: "none_of_above",
    POINTED: "pointed",
    QUESTIONS: "questions",
    REASONS: "reasons",
    SMALL: "small",
    TRUTHS: "truths",
    VAGUE: "vague",
}
