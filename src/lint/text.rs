//! A text as words, and the lists of words that rules look for: `data/lint` has a file a
//! list, and in it a row a language.

use crate::markup;
use regex::Regex;
use std::collections::{BTreeSet, HashMap, HashSet};
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

/// What words of one origin share, where both are long: `mitochondrion` and `mitochondrial`,
/// `shot` and `shooting`; and of words that stand for each other the first.
pub(super) fn root(word: &str) -> String {
    const ENDINGS: [&str; 13] = [
        "ically", "ical", "ially", "ation", "ally", "ial", "ion", "ity", "ness", "ment", "ic",
        "al", "ly",
    ];
    const LEAST: usize = 6;
    let stem = stem(word);
    let stem = FIRSTS.get(&*stem).map_or(stem, |first| self::stem(first));
    let cut = ENDINGS.iter().filter_map(|end| stem.strip_suffix(end));
    let root = cut.into_iter().find(|cut| cut.chars().count() >= LEAST);
    root.map_or_else(|| stem.clone(), str::to_owned)
}

/// The first word of a row for each other one, as stems: of verbs that are not regular, and of
/// words that stand for each other.
static FIRSTS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let verbs = rows(include_str!("../../data/lexicon/irregular_verbs.txt"));
    let verbs: HashMap<String, &str> = verbs.flat_map(others).collect();
    let synonyms = rows(include_str!("../../data/lint/synonyms.txt")).flat_map(others);
    let synonyms: HashMap<String, &str> = synonyms.collect();
    let first = |word: &'static str| synonyms.get(&stem(word)).copied().unwrap_or(word);
    let verbs = verbs.into_iter().map(|(form, verb)| (form, first(verb)));
    verbs.chain(synonyms.clone()).collect()
});

/// The words of a row but its first, as stems, with that.
fn others(row: Vec<&'static str>) -> Vec<(String, &'static str)> {
    let first = row[0];
    row[1..].iter().map(|word| (stem(word), first)).filter(|(word, _)| *word != first).collect()
}

/// Whether of two words one is so wherever the other is not: `odd` and `even`, `legal` and
/// `illegal`.
pub(super) fn are_opposite(a: &str, b: &str) -> bool {
    static OPPOSITES: LazyLock<Vec<Vec<&str>>> =
        LazyLock::new(|| rows(include_str!("../../data/lint/opposites.txt")).collect());
    const PREFIXES: [&str; 6] = ["un", "in", "im", "il", "ir", "non"];
    let denies = |a: &str, b: &str| {
        // `Formation` is a noun, and no opposite of `information`.
        let is_noun = ["ion", "ment", "ness", "ence", "ance"].iter().any(|end| a.ends_with(end));
        let prefix = b.strip_suffix(a).filter(|_| a.chars().count() > 3 && !is_noun);
        prefix.is_some_and(|prefix| PREFIXES.contains(&prefix))
    };
    let are_listed = |row: &Vec<&str>| row[..] == [a, b] || row[..] == [b, a];
    denies(a, b) || denies(b, a) || OPPOSITES.iter().any(are_listed)
}

/// Whether a word is a given name.
pub(super) fn is_given_name(word: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("../../data/lexicon/given_names.txt").lines();
        let names = lines.filter(|line| !line.starts_with(['#', '[']));
        names.flat_map(|line| line.split(',')).map(str::trim).collect()
    });
    NAMES.contains(word)
}

/// The rows of a list whose cells are parted by `|`, without comments.
fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let rows = text.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| row.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect())
        .filter(|row: &Vec<&str>| !row.is_empty())
}

/// Phrases by language, each language's by their first words.
#[derive(Debug)]
pub(super) struct List(HashMap<&'static str, HashMap<&'static str, Vec<Vec<&'static str>>>>);

impl List {
    fn read(text: &'static str) -> Self {
        let mut list: HashMap<_, HashMap<_, Vec<_>>> = HashMap::new();
        for row in rows(text) {
            let phrases = list.entry(row[0]).or_default();
            for words in row[1..].iter().map(|cell| cell.split(' ').collect::<Vec<&str>>()) {
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
    NO_THING: "no_thing",
    NONE_OF_ABOVE: "none_of_above",
    POINTED: "pointed",
    QUESTIONS: "questions",
    REASONS: "reasons",
    SMALL: "small",
    TRUTHS: "truths",
    VAGUE: "vague",
}
