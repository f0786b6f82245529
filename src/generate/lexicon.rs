//! Word lists that a person can read and extend, in `data/lexicon`.

use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::iter::once;
use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

/// What is known of a state's names.
#[derive(Debug)]
pub(super) struct States {
    /// Any name or adjective → the state's first name.
    pub(super) names: HashMap<&'static str, &'static str>,
    /// Adjectives and peoples.
    pub(super) adjectives: HashSet<&'static str>,
    /// Longest name, in words.
    pub(super) longest: usize,
}

macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../data/lexicon/", $name, ".txt"))
    };
}

/// All lists of words: `[name]`, then entries between commas and ends of lines.
const LISTS: &str = concat!(
    list!("actors"),
    list!("bodies"),
    list!("cards"),
    list!("claims"),
    list!("clauses"),
    list!("common_words"),
    list!("dates"),
    list!("event_verbs"),
    list!("family_names_first"),
    list!("given_names"),
    list!("ground"),
    list!("importance"),
    list!("kin"),
    list!("mononyms"),
    list!("not_names"),
    list!("openers"),
    list!("own_nouns"),
    list!("person_verbs"),
    list!("places"),
    list!("report_nouns"),
    list!("roles"),
    list!("structure"),
    list!("titles"),
    list!("works"),
    list!("writers")
);

/// A list of words or phrases, read when it is first asked.
#[derive(Debug)]
pub(super) struct Words {
    name: &'static str,
    list: OnceLock<List>,
}

#[derive(Debug)]
struct List {
    /// In the order of the file.
    words: Vec<&'static str>,
    sorted: Vec<&'static str>,
    /// The marks of all words: rules ask for every word of a text in turn, and
    /// nearly always for one that is not there.
    marks: [u64; 16],
}

/// The place of a word among the marks, and its bit there.
fn mark(word: &str) -> (usize, u64) {
    let ends = [word.bytes().next(), word.bytes().last()].map(|byte| byte.map_or(0, usize::from));
    let mark = (word.len() * 131 + ends[0] * 31 + ends[1]) % 1024;
    (mark / 64, 1 << (mark % 64))
}

impl Words {
    pub(super) const fn named(name: &'static str) -> Self {
        Self { name, list: OnceLock::new() }
    }

    fn list(&self) -> &List {
        self.list.get_or_init(|| {
            let words: Vec<&str> = entries(section(self.name)).collect();
            let (mut sorted, mut marks) = (words.clone(), [0; 16]);
            sorted.sort_unstable();
            for (place, bit) in words.iter().map(|word| mark(word)) {
                marks[place] |= bit;
            }
            List { words, sorted, marks }
        })
    }

    /// In the order of the file.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.list().words.iter().copied()
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        let (list, (place, bit)) = (self.list(), mark(word));
        list.marks[place] & bit != 0 && list.sorted.binary_search(&word).is_ok()
    }

    /// Whether a noun of the list, one or several, is `word`.
    pub(super) fn contains_noun(&self, word: &str) -> bool {
        self.contains(word) || word.strip_suffix('s').is_some_and(|one| self.contains(one))
    }

    /// Whether a noun is among the first so many of the list.
    pub(super) fn is_among_first(&self, most: usize, word: &str) -> bool {
        let one = word.strip_suffix('s').unwrap_or(word);
        self.contains_noun(word)
            && self.iter().take(most).any(|entry| entry == word || entry == one)
    }

    /// Whether a text in capitals or small letters begins with an entry.
    pub(super) fn opens(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.iter().any(|entry| lower.starts_with(entry))
    }
}

/// A pattern, made when it is first asked; guillemets around the name of a list
/// stand for any word of it.
#[derive(Debug)]
pub(super) struct Pattern {
    text: &'static str,
    regex: OnceLock<Regex>,
}

impl Pattern {
    pub(super) const fn new(text: &'static str) -> Self {
        Self { text, regex: OnceLock::new() }
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.regex.get_or_init(|| {
            let pieces = self.text.split(['\u{ab}', '\u{bb}']).enumerate();
            let pieces = pieces.map(|(at, piece)| match at % 2 {
                0 => piece.to_owned(),
                _ => entries(section(piece)).map(regex::escape).collect::<Vec<_>>().join("|"),
            });
            Regex::new(&pieces.collect::<String>()).expect("a pattern")
        })
    }
}

/// The list of a name.
macro_rules! listed {
    ($name:literal) => {{
        static WORDS: $crate::generate::lexicon::Words =
            $crate::generate::lexicon::Words::named($name);
        &WORDS
    }};
}
pub(super) use listed;

/// The lines under a name; a test sees to it that every list stands there.
fn section(name: &str) -> &'static str {
    let (_, rest) = LISTS.split_once(&format!("[{name}]\n")).unwrap_or_default();
    rest.split("\n[").next().unwrap_or_default()
}

fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    lines(text).flat_map(|line| line.split(',')).map(str::trim).filter(|entry| !entry.is_empty())
}

/// The columns of a table; those that a line lacks are empty.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    lines(table).map(|line| {
        let mut columns = line.split('|').map(str::trim);
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

pub(super) static STATES: LazyLock<States> = LazyLock::new(|| {
    let mut states = States { names: HashMap::new(), adjectives: HashSet::new(), longest: 1 };
    for [name, others, adjectives] in rows(list!("states")) {
        for known in once(name).chain(entries(others)).chain(entries(adjectives)) {
            states.names.insert(known, name);
            states.longest = states.longest.max(known.split(' ').count());
        }
        states.adjectives.extend(entries(adjectives));
    }
    states
});

/// Capitals → the states whose governments they stand for.
pub(super) static CAPITALS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = rows(list!("capitals"));
    rows.map(|[name, states, _]| (name, entries(states).collect())).collect()
});

/// Titles before names.
pub(super) static TITLES: Words = Words::named("titles");
/// Nouns that say what a person is.
pub(super) static ROLES: Words = Words::named("roles");
/// Nouns for those who write about others.
pub(super) static WRITERS: Words = Words::named("writers");
/// Nouns that make a name a body's.
pub(super) static BODIES: Words = Words::named("bodies");
/// Words that make a name something else.
pub(super) static NOT_NAMES: Words = Words::named("not names");
/// Words that books write small.
pub(super) static COMMON_WORDS: Words = Words::named("common words");
/// Places that are no states.
pub(super) static PLACES: Words = Words::named("places");
/// Words that begin sentences.
pub(super) static OPENERS: Words = Words::named("openers");
/// What a person is to another.
pub(super) static KIN: Words = Words::named("kin");
/// Persons known by one name.
pub(super) static MONONYMS: Words = Words::named("mononyms");
/// Family names that stand first.
pub(super) static FAMILY_NAMES_FIRST: Words = Words::named("family names first");
/// Given names.
pub(super) static GIVEN_NAMES: Words = Words::named("given names");
/// Nouns for what somebody holds.
pub(super) static REPORT_NOUNS: Words = Words::named("report nouns");
/// Verbs of historical prose.
pub(super) static EVENT_VERBS: Words = Words::named("event verbs");
/// Verbs of consequence: what a person is known for.
pub(super) static DEEDS: Words = Words::named("deeds");
/// Those whose object has one maker.
pub(super) static MAKING: Words = Words::named("making");
/// Past and participle of irregular verbs.
pub(super) static IRREGULAR_VERBS: LazyLock<HashMap<&str, [&str; 2]>> = LazyLock::new(|| {
    let rows = rows(list!("irregular_verbs"));
    rows.map(|[verb, past, participle]| (verb, [past, participle])).collect()
});
/// Any name of a known organisation → its first name.
pub(super) static KNOWN_BODIES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = rows(list!("known_bodies"));
    rows.flat_map(|[name, others, _]| {
        once(name).chain(entries(others)).map(move |known| (known, name))
    })
    .collect()
});
/// Names that several organisations share: the name, the known organisation, and the names of
/// which a document has one where it means that.
pub(super) static SHORT_BODIES: LazyLock<Vec<(&str, &str, Vec<&str>)>> = LazyLock::new(|| {
    let rows = rows(list!("known_bodies"));
    rows.flat_map(|[name, others, short]| {
        let full = once(name).chain(entries(others)).collect::<Vec<_>>();
        entries(short).map(move |short| (short, name, full.clone()))
    })
    .collect()
});
/// Verbs that attribute, with their class, and whether they deny.
pub(super) static REPORT_VERBS: LazyLock<Vec<(&str, &str, bool)>> = LazyLock::new(|| {
    let rows = rows(list!("report_verbs"));
    rows.map(|[verb, class, mark]| (verb, class, mark == "denies")).collect()
});

/// A school of thought.
#[derive(Debug)]
pub(super) struct School {
    /// `post-cold-war`.
    pub(super) label: &'static str,
    /// Words that name it in headings and groups.
    pub(super) words: Vec<&'static str>,
    /// `Whig`, where that is not the label, and `Whigs`, where that is said of those who hold it.
    pub(super) written: Vec<&'static str>,
}

/// Schools that their label alone does not tell.
pub(super) static SCHOOLS: LazyLock<Vec<School>> = LazyLock::new(|| {
    let rows = rows(list!("schools"));
    let split = |text| entries(text).collect();
    rows.map(|[label, words, written]| School {
        label,
        words: split(words),
        written: split(written),
    })
    .collect()
});

/// Offices → the family that each belongs to.
pub(super) static OFFICES: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let families = lines(list!("offices")).enumerate();
    families.flat_map(|(family, nouns)| entries(nouns).map(move |noun| (noun, family))).collect()
});

/// Who holds something without being named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// They write about the past.
    Scholars,
    /// They took part or looked on.
    People,
    /// Texts and bodies of texts.
    Works,
}

/// Nouns for holders that have no name.
pub(super) static GROUPS: LazyLock<HashMap<&str, Group>> = LazyLock::new(|| {
    let groups = rows(list!("holders")).map(|[noun, kind, _]| match kind {
        "scholars" => (noun, Group::Scholars),
        "people" => (noun, Group::People),
        _ => (noun, Group::Works),
    });
    groups.collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn sources(folder: &Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => sources(&path, text),
                false => *text += &std::fs::read_to_string(path).unwrap(),
            }
        }
    }

    #[test]
    fn a_list_has_its_words_and_no_others() {
        static NOUNS: Words = Words::named("roles");
        assert!(NOUNS.iter().count() > 0 && NOUNS.iter().all(|word| NOUNS.contains(word)));
        assert!(
            !NOUNS.contains("") && NOUNS.iter().all(|word| !NOUNS.contains(&format!("{word}z")))
        );
    }

    #[test]
    fn entries_stand_in_patterns_as_they_are_written() {
        static CITED: Pattern = Pattern::new(r"^(?:«before citations»)$");
        assert!(CITED.is_match("cf.") && CITED.is_match("e.g.") && !CITED.is_match("cfx"));
    }

    #[test]
    fn no_list_has_a_word_twice() {
        let names = LISTS.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
        let doubles = names.flat_map(|name| {
            let mut seen = HashSet::new();
            entries(section(name))
                .filter(move |word| !seen.insert(*word))
                .map(move |word| (name, word))
        });
        assert_eq!(doubles.collect::<Vec<_>>(), []);
    }

    #[test]
    fn every_list_has_words_and_is_read_by_a_rule() {
        let mut rules = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/generate"), &mut rules);
        let calls = [concat!("Words::", "named(\""), concat!("listed", "!(\"")]
            .map(|call| rules.split(call).skip(1).filter_map(|call| call.split('"').next()));
        let mut read: BTreeSet<&str> = calls.into_iter().flatten().collect();
        let patterns = rules.split('\u{ab}').skip(1);
        read.extend(patterns.filter_map(|rest| rest.split('\u{bb}').next()));
        let listed = LISTS.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
        let listed: Vec<&str> = listed.collect();
        let names: BTreeSet<&str> = listed.iter().copied().collect();
        assert_eq!(names.len(), listed.len(), "each name belongs to one list");
        assert_eq!(read, names);
        assert!(read.into_iter().all(|name| entries(section(name)).next().is_some()));
    }
}
