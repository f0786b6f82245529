//! Word lists that a person can read and extend, in `data/lexicon`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

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

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

pub(super) static STATES: LazyLock<States> = LazyLock::new(|| {
    let mut states = States { names: HashMap::new(), adjectives: HashSet::new(), longest: 1 };
    for line in lines(list!("states")) {
        let mut columns = line.split('|').map(str::trim);
        let name = columns.next().unwrap_or_default();
        let others = columns.next().unwrap_or_default();
        let adjectives = columns.next().unwrap_or_default();
        let split =
            |text: &'static str| text.split(',').map(str::trim).filter(|word| !word.is_empty());
        for known in std::iter::once(name).chain(split(others)).chain(split(adjectives)) {
            states.names.insert(known, name);
            states.longest = states.longest.max(known.split(' ').count());
        }
        states.adjectives.extend(split(adjectives));
    }
    states
});

/// Capitals → the states whose governments they stand for.
pub(super) static CAPITALS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let columns = lines(list!("capitals")).filter_map(|line| line.split_once('|'));
    let split =
        columns.map(|(name, states)| (name.trim(), states.split(',').map(str::trim).collect()));
    split.collect()
});

/// Titles before names.
pub(super) static TITLES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("titles")).collect());
/// Nouns that say what a person is.
pub(super) static ROLES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("roles")).collect());
/// Nouns for those who write about others.
pub(super) static WRITERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("writers")).collect());
/// Nouns that make a name a body's.
pub(super) static BODIES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("bodies")).collect());
/// Words that make a name something else.
pub(super) static NOT_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("not_names")).collect());
/// Words that begin sentences.
pub(super) static OPENERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("openers")).flat_map(|line| line.split(' ')).collect());
/// What human beings do.
pub(super) static PERSON_VERBS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("person_verbs")).collect());
/// What human beings have.
pub(super) static OWN_NOUNS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("own_nouns")).collect());
/// What a person is to another.
pub(super) static KIN: LazyLock<HashSet<&str>> = LazyLock::new(|| lines(list!("kin")).collect());
/// Persons known by one name.
pub(super) static MONONYMS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("mononyms")).flat_map(|line| line.split(' ')).collect());
/// Family names that stand first.
pub(super) static FAMILY_NAMES_FIRST: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("family_names_first")).flat_map(|line| line.split(' ')).collect());
/// Given names.
pub(super) static GIVEN_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("given_names")).flat_map(|line| line.split(' ')).collect());
/// Any name of a known organisation → its first name.
pub(super) static KNOWN_BODIES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut bodies = HashMap::new();
    for line in lines(list!("known_bodies")) {
        let (name, others) = line.split_once('|').unwrap_or((line, ""));
        for known in std::iter::once(name.trim()).chain(others.split(',').map(str::trim)) {
            if !known.is_empty() {
                bodies.insert(known, name.trim());
            }
        }
    }
    bodies
});
/// Verbs that attribute, with their class, and whether they deny.
pub(super) static REPORT_VERBS: LazyLock<Vec<(&str, &str, bool)>> = LazyLock::new(|| {
    let columns = lines(list!("report_verbs")).filter_map(|line| line.split_once('|'));
    let split = columns.map(|(verb, rest)| {
        let (class, mark) = rest.split_once('|').unwrap_or((rest, ""));
        (verb.trim(), class.trim(), mark.trim() == "denies")
    });
    split.collect()
});
/// Nouns for what somebody holds.
pub(super) static REPORT_NOUNS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("report_nouns")).collect());
/// Nouns for what a scholar wrote.
pub(super) static WORKS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("works")).collect());

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
    let columns = lines(list!("holders")).filter_map(|line| line.split_once('|'));
    let kinds = columns.map(|(noun, kind)| {
        let kind = match kind.trim() {
            "scholars" => Group::Scholars,
            "people" => Group::People,
            _ => Group::Works,
        };
        (noun.trim(), kind)
    });
    kinds.collect()
});
