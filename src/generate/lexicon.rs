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

/// Titles before names.
pub(super) static TITLES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("titles")).collect());
/// Nouns that say what a person is.
pub(super) static ROLES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("roles")).collect());
/// Nouns that make a name a body's.
pub(super) static BODIES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("bodies")).collect());
/// Words that make a name something else.
pub(super) static NOT_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("not_names")).collect());
/// Words that begin sentences.
pub(super) static OPENERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(list!("openers")).flat_map(|line| line.split(' ')).collect());
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
/// Verbs that attribute, with their class.
pub(super) static REPORT_VERBS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let columns = lines(list!("report_verbs")).filter_map(|line| line.split_once('|'));
    columns.map(|(verb, class)| (verb.trim(), class.trim())).collect()
});
