//! Names of persons: titles, initials and middle names may be left out, East
//! Asian names may stand in either order, an unambiguous surname is enough.

use super::answer::Match;
use super::{Part, Why, number};
use crate::base::fold::fold;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Titles beside those of the lexicon.
const MORE_TITLES: &str = "mr mrs ms prof gen president premier señor señora don doña maestro \
    chancellor pm";
/// A title that tells a wife or a queen from a king stays where it is given.
const WOMEN: [&str; 16] = [
    "mrs", "ms", "miss", "lady", "queen", "princess", "empress", "duchess", "countess", "baroness",
    "madame", "mme", "frau", "sister", "tsarina", "señora",
];
const MORE_FAMILY_NAMES_FIRST: &str = "Bo Chen Choi Chou Chun Han Hu Huang Jung Lee Li Lu Park \
    Roh Shin Sun Vo Xi Yang Yuan Yun Zhu Sin Yoon";
const MORE_THINGS: &str = "law rights right rule effect principle equation method model system \
    test curve number index syndrome disease acid reaction cycle bond force field wave energy cell \
    machine learning language food game house book box day night water air light tax money \
    people man woman child school science history art music film show team group class set";
const PARTICLES: [&str; 22] = [
    "de", "du", "des", "del", "della", "di", "da", "dos", "das", "von", "van", "der", "den", "zu",
    "la", "le", "al", "el", "bin", "ibn", "ben", "ter",
];
const SUFFIXES: [&str; 6] = ["jr", "sr", "junior", "senior", "phd", "esq"];

macro_rules! lexicon {
    ($name:literal) => {
        include_str!(concat!("../../data/lexicon/", $name, ".txt"))
    };
}

type Words = HashSet<String>;

/// The entries of lists, folded: each line of a text is parted by some characters.
fn listed(lists: &[(&'static str, &[char])]) -> Words {
    let lines = |text: &'static str| text.lines().filter(|line| !line.trim().starts_with('#'));
    let entries = lists.iter().flat_map(|(text, by)| lines(text).flat_map(|line| line.split(*by)));
    entries.map(|entry| fold(entry).trim().to_owned()).collect()
}

static TITLES: LazyLock<Words> =
    LazyLock::new(|| listed(&[(lexicon!("titles"), &[]), (MORE_TITLES, &[' '])]));
static GIVEN_NAMES: LazyLock<Words> =
    LazyLock::new(|| listed(&[(lexicon!("given_names"), &[' '])]));
static FAMILY_NAMES_FIRST: LazyLock<Words> = LazyLock::new(|| {
    listed(&[(lexicon!("family_names_first"), &[' ']), (MORE_FAMILY_NAMES_FIRST, &[' '])])
});
/// Words that end the names of places, events and bodies.
static THINGS: LazyLock<Words> = LazyLock::new(|| {
    listed(&[(lexicon!("not_names"), &[]), (lexicon!("bodies"), &[]), (MORE_THINGS, &[' '])])
});
static STATES: LazyLock<Words> =
    LazyLock::new(|| listed(&[(lexicon!("states"), &['|', ',', ' '])]));

/// What is romanised from East Asian languages: `Kim Il Sung`, not `Kim Philby`.
static SYLLABLES: LazyLock<Regex> = LazyLock::new(|| {
    let onset = "(?:[bcdfghjklmnpqrstwxyz]|ch|sh|zh|th|kh|ph|tr|ts|ng|hw|kw|[ghkmnrs]y)";
    let pattern = format!("^(?:{onset}?[aeiou]+(?:ng|nh|ch|[hklmnpt])?)+$");
    Regex::new(&pattern).expect("the pattern is a constant")
});

/// A text read as the name of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// Folded, without titles and suffixes; initials are single letters.
    parts: Vec<String>,
    suffix: Option<String>,
    kind: Kind,
}

impl Name {
    /// Whether it surely names a person, by more than one word.
    pub(super) fn is_person(&self) -> bool {
        self.parts.len() > 1 && matches!(self.kind, Kind::SurnameLast | Kind::SurnameFirst)
    }
}

/// Whether it is a person who is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Given name first, surname last.
    SurnameLast,
    /// Surname first, as in East Asia.
    SurnameFirst,
    /// Nothing tells.
    Unknown,
    /// A place, an event, a body.
    Thing,
}

/// The last word of what may be no person, or a surname that others have.
const UNSURE: Match = Match::Close(Why::LessPrecise(Part::FullName));

/// What a given name is to another person of the deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rival {
    /// The surname, or the surname with initials.
    Namesake,
    /// The whole name.
    Exact,
}

/// Reads a name; none where the text is none.
pub(super) fn read(text: &str) -> Option<Name> {
    let text = in_order(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name =
        |word: &&str| word.chars().all(|c| c.is_alphabetic() || ".-'’".contains(c) || is_mark(c));
    if words.is_empty() || words.len() > 6 || text.len() > 120 || !words.iter().all(is_name) {
        return None;
    }
    let folded = fold(&text.replace('.', ". ").replace(['-', '.'], " "));
    let words_of_name = folded.split_whitespace().filter(|word| *word != "the");
    let parts: Vec<String> = words_of_name.map(str::to_owned).collect();
    let person = person_of(&parts);
    let titled = person.len() < parts.len();
    let mut parts = person.to_vec();
    let suffix = parts.pop_if(|last| SUFFIXES.contains(&last.as_str()));
    let parts = number::numerals(parts, "en");
    let kind = kind(&parts, titled, &words);
    (!parts.is_empty()).then_some(Name { parts, suffix, kind })
}

/// Whether a proper name is surely that of a place, an event or a body: by its
/// words, or because no person is called so.
pub(super) fn is_no_person(text: &str) -> bool {
    let is_person = |part: &str| read(part).is_some_and(|name| name.is_person());
    if text.split(" and ").any(is_person) || text.contains([',', '&']) {
        return false;
    }
    let Some(name) = read(text) else { return true };
    let says_so = |part: &String| STATES.contains(part) || THINGS.contains(part);
    name.kind == Kind::Thing
        || text.to_lowercase().starts_with("the ")
        || name.parts.len() > 3
        || name.parts.iter().any(says_so)
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// `Truman, Harry S.` as `Harry S. Truman`; `King, Jr.` stays.
fn in_order(text: &str) -> String {
    match text.split_once(',') {
        Some((surname, rest)) if SUFFIXES.contains(&fold(rest).trim()) => {
            format!("{surname} {rest}")
        }
        Some((surname, rest)) if is_given(rest) || is_family(surname) => {
            format!("{rest} {surname}")
        }
        _ => text.to_owned(),
    }
}

fn is_given(text: &str) -> bool {
    fold(text).split_whitespace().next().is_some_and(|first| GIVEN_NAMES.contains(first))
}

fn is_family(text: &str) -> bool {
    FAMILY_NAMES_FIRST.contains(fold(text).trim())
}

/// Without titles, unless these are all that names: `General Assembly`,
/// `Secretary General`.
fn person_of(parts: &[String]) -> &[String] {
    let person = without_title(parts);
    let is_courtesy =
        parts.first().is_some_and(|first| ["mr", "dr", "sir"].contains(&first.as_str()));
    let is_person = person.last().is_some_and(|last| !THINGS.contains(last))
        && (is_courtesy || !TITLES.contains(&person.join(" ")));
    if is_person { person } else { parts }
}

/// Titles in front; at least one word stays, and so does a woman's title.
fn without_title(mut parts: &[String]) -> &[String] {
    let is_title = |parts: &[String]| TITLES.contains(&parts.join(" "));
    while parts.len() > 1 && !WOMEN.contains(&parts[0].as_str()) {
        let mut lengths = (1..=3.min(parts.len() - 1)).rev();
        let Some(length) = lengths.find(|&length| is_title(&parts[..length])) else { break };
        parts = &parts[length..];
    }
    parts
}

fn kind(parts: &[String], titled: bool, words: &[&str]) -> Kind {
    let Some((last, before)) = parts.split_last() else { return Kind::Unknown };
    let has_given = |parts: &[String]| parts.iter().any(|part| GIVEN_NAMES.contains(part));
    let is_family = |part: Option<&String>| part.is_some_and(|p| FAMILY_NAMES_FIRST.contains(p));
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase) || PARTICLES.contains(word);
    // `Henry VIII`, whose numeral counts.
    let is_numbered = parts.iter().any(|part| part.contains(|c: char| c.is_ascii_digit()));
    if !words.iter().all(is_capital) || is_numbered || is_thing(last, before, has_given(before)) {
        return Kind::Thing;
    }
    let is_east_asian = parts[1..].iter().all(|part| SYLLABLES.is_match(part));
    if is_family(parts.first()) && is_east_asian {
        return Kind::SurnameFirst;
    }
    // A name of one word may be a given one.
    let is_given = has_given(&parts[..before.len().max(1)]);
    match titled || is_given || is_family(Some(last)) || is_marked(before) {
        true => Kind::SurnameLast,
        false => Kind::Unknown,
    }
}

/// A given name makes persons of `King` and `Jordan`, but not of `Falls`.
fn is_thing(last: &String, before: &[String], has_given: bool) -> bool {
    let may_be_person = has_given || !(TITLES.contains(last) || STATES.contains(last));
    !before.is_empty() && (THINGS.contains(last) || !may_be_person)
}

/// By an initial or a particle.
fn is_marked(before_last: &[String]) -> bool {
    before_last.iter().any(|part| part.chars().count() == 1)
        || before_last.iter().skip(1).any(|part| PARTICLES.contains(&part.as_str()))
            && !THINGS.contains(&before_last[0])
}

/// Whether `given` names the person `expected`: the same where it says all that
/// tells the person from others, loosely by the surname or with initials; none
/// where it does not.
/// `others` gives the other persons that may be meant.
pub(super) fn compare<'a>(
    given: &Name,
    expected: &Name,
    others: impl FnOnce() -> &'a [Name],
) -> Option<Match> {
    if given.suffix.is_some() && expected.suffix.is_some() && given.suffix != expected.suffix {
        return None;
    }
    if given.is_but_for_her_title(expected) {
        return Some(Match::Same);
    }
    let naming = expected.named_by(given).or_else(|| {
        let without = given.without_initials()?;
        expected.named_by(&without)
    });
    let naming = naming.filter(|_| expected.kind != Kind::Thing)?;
    let rivals = others().iter().filter_map(|other| other.rivals(given, expected));
    match rivals.max() {
        // Another person is named in full.
        Some(Rival::Exact) => return None,
        Some(Rival::Namesake) if naming == Match::Same || !expected.is_person() => return None,
        Some(Rival::Namesake) => return Some(UNSURE),
        None => {}
    }
    match expected.kind {
        Kind::Unknown if !expected.is_turned(given) => Some(UNSURE),
        Kind::Unknown if expected.parts.concat() != given.parts.concat() => None,
        _ => Some(naming),
    }
}

impl Name {
    /// How `given` may be this name rather than `expected`; none where it may not.
    fn rivals(&self, given: &Name, expected: &Name) -> Option<Rival> {
        // `President Truman` may be nobody but Harry Truman.
        let is_part = self.parts.len() == 1 && expected.parts.contains(&self.parts[0]);
        if self.parts == expected.parts || is_part {
            return None;
        }
        let naming = self.named_by(given).filter(|_| self.kind != Kind::Thing);
        match naming {
            _ if self.parts == given.parts => Some(Rival::Exact),
            Some(Match::Same) => Some(Rival::Exact),
            Some(_) => Some(Rival::Namesake),
            None => self.may_open_with(given).then_some(Rival::Namesake),
        }
    }

    /// Whether the surname may stand first, as far as the sounds tell.
    fn may_open_with(&self, given: &Name) -> bool {
        self.kind == Kind::Unknown
            && self.parts[..1] == given.parts[..]
            && self.parts.iter().all(|part| SYLLABLES.is_match(part))
    }

    fn named_by(&self, given: &Name) -> Option<Match> {
        if self.surnames().contains(&given.parts.concat()) {
            return Some(Match::Loose);
        }
        if given.parts.len() < 2 || self.parts.len() < 2 {
            return None;
        }
        if self.is_turned(given) {
            return Some(Match::Same);
        }
        let by_initials = given.parts.iter().any(|part| part.chars().count() == 1);
        let naming = if by_initials { Match::Loose } else { Match::Same };
        self.agrees(given).then_some(naming)
    }

    /// `Victoria` for `Queen Victoria`, and the reverse; but `Mrs. Harry
    /// Truman` is not he.
    fn is_but_for_her_title(&self, expected: &Name) -> bool {
        let is_wife = self.parts.first().is_some_and(|first| first == "mrs");
        self.parts == expected.parts
            || expected.without_her_title().as_ref() == Some(&self.parts)
            || !is_wife && self.without_her_title().as_ref() == Some(&expected.parts)
    }

    fn without_her_title(&self) -> Option<Vec<String>> {
        let (first, rest) = self.parts.split_first()?;
        (WOMEN.contains(&first.as_str()) && !rest.is_empty()).then(|| rest.to_vec())
    }

    /// `Harry S. Truman` where no initial is asked.
    fn without_initials(&self) -> Option<Name> {
        let words = self.parts.iter().filter(|part| part.chars().count() > 1);
        let parts: Vec<String> = words.cloned().collect();
        (parts.len() > 1 && parts.len() < self.parts.len()).then(|| Name { parts, ..self.clone() })
    }

    /// How a person may be called, with spaces; nothing for things.
    pub(super) fn calls(&self) -> Vec<String> {
        match (self.kind, self.parts.as_slice()) {
            (Kind::SurnameFirst, [first, _, ..]) => vec![first.clone()],
            (Kind::SurnameLast, [first, .., last]) => {
                vec![last.clone(), format!("{first} {last}")]
            }
            _ => Vec::new(),
        }
    }

    /// What may stand for the whole name, without spaces.
    fn surnames(&self) -> Vec<String> {
        let last = self.parts.len().saturating_sub(1);
        let before = self.parts[..last].iter().rev();
        let particles = before.take_while(|part| PARTICLES.contains(&part.as_str())).count();
        match self.kind {
            _ if last == 0 => Vec::new(),
            Kind::SurnameFirst => vec![self.parts[0].clone()],
            _ => [last, last - particles].map(|start| self.parts[start..].concat()).to_vec(),
        }
    }

    /// First name and surname agree; what stands between may be left out,
    /// and initials stand for names.
    fn agrees(&self, given: &Name) -> bool {
        let (a, b) = (&given.parts, &self.parts);
        let ends =
            a.last() == b.last() && a.first().zip(b.first()).is_some_and(|(a, b)| fits(a, b));
        let mut rest = b.iter();
        ends && a.len() <= b.len() && a.iter().all(|part| rest.any(|known| fits(part, known)))
    }

    /// `Il Sung Kim` for `Kim Il Sung`, `Zedong Mao` for `Mao Zedong`.
    fn is_turned(&self, given: &Name) -> bool {
        let mut turned = self.parts.clone();
        turned.rotate_left(1);
        let given = given.parts.concat();
        given == self.parts.concat() || given == turned.concat()
    }
}

fn fits(given: &str, known: &str) -> bool {
    let is_initial = |text: &str| text.chars().count() == 1;
    given == known
        || (is_initial(given) || is_initial(known)) && given.chars().next() == known.chars().next()
}
