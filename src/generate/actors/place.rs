//! Places: by the lists, by a noun in their name, and by what stands around them.

use super::chunk::Word;
use super::guess::joined as text_of;
use super::known::{is_common, is_given};
use super::name::{body_length, longest};
use crate::generate::lexicon::{CAPITALS, NOT_NAMES, PLACES, ROLES, STATES, TITLES, Words, listed};

/// What stands around a name makes it a place's from this sum on.
pub(super) const ENOUGH: i32 = 2;
/// Longest name of a known place, in words.
const LONGEST: usize = 4;
/// So many words behind an article may say what a place is.
const NEAR: usize = 5;

static NOUNS: Words = Words::named("places with their noun behind");
static FEATURES: Words = Words::named("features of the earth");

/// A place at the front of a phrase.
pub(super) struct Named {
    /// Words of the name.
    pub(super) length: usize,
    /// Whether only its surroundings can tell it from a person or a work.
    pub(super) doubtful: bool,
}

/// A name that says itself that it is a place's: `Hudson Bay`, `Lake Erie`, `Bay of Biscay`,
/// `Southern Italy`.
pub(super) fn named(words: &[Word]) -> Option<Named> {
    if body_length(words).is_some() {
        return None;
    }
    let run = run(words);
    let sure = |length: usize| Named { length, doubtful: false };
    by_noun(words, run).or_else(|| leading(words, run).or_else(|| region(words, run)).map(sure))
}

/// How many words from the front have a capital; none belongs to the next.
fn run(words: &[Word]) -> usize {
    let run = words.iter().take_while(|word| is_capital(word)).count();
    let owner = words[..run].iter().position(|word| word.possessive);
    owner.map_or(run, |at| at + 1)
}

fn is_capital(word: &Word) -> bool {
    word.text.starts_with(char::is_uppercase)
}

/// `Hudson Bay`, `Edo Castle`; not `Grand Harbour Awards`.
fn by_noun(words: &[Word], run: usize) -> Option<Named> {
    let noun = run.checked_sub(1).filter(|&last| last > 0)?;
    let text = words[noun].text.as_str();
    let may_be_surname = listed!("place nouns and surnames").contains(text);
    let is_name = |word: &Word| !is_common(&word.text) || STATES.names.contains_key(&*word.text);
    // `Black Sea`, but `Silver Bridge` may be a film.
    let is_plain = !FEATURES.contains(text) && !words[..noun].iter().any(is_name);
    let is_person = may_be_surname && (noun == 1 || is_given(&words[0].text));
    let opens = TITLES.contains(&words[0].text) && may_be_surname && words[0].text != "St.";
    (NOUNS.contains(text) && !opens)
        .then_some(Named { length: noun + 1, doubtful: is_plain || is_person })
        .filter(|_| !(is_person && is_given(&words[0].text)))
}

/// `Lake Erie`, `Cape of Good Hope`, `Palace of the Doges`.
fn leading(words: &[Word], run: usize) -> Option<usize> {
    let first = words.first().filter(|first| !first.possessive)?;
    // `Camp David Accords`, `Lake Poets`
    let is_other =
        |word: &Word| is_event(&word.text) || ROLES.contains_noun(&word.text.to_lowercase());
    let names = |words: &[Word]| (1..=3).contains(&words.len()) && !words.iter().any(is_other);
    if run > 1 && listed!("places with their noun before").contains(&first.text) {
        return names(&words[1..run]).then_some(run);
    }
    let is = |at: usize, text: &str| words.get(at).is_some_and(|word| word.text == text);
    let from = 2 + usize::from(is(2, "the"));
    let of = run == 1 && is(1, "of") && listed!("places of").contains(&first.text);
    let rest = words.get(from..).filter(|_| of)?;
    let length = self::run(rest);
    names(&rest[..length]).then_some(from + length)
}

/// Whether a word makes the name that it stands in something else.
fn is_event(text: &str) -> bool {
    NOT_NAMES.contains(text) && !NOUNS.contains(text) && !PLACES.contains(text)
}

/// `Southern Italy`, `West Africa`.
fn region(words: &[Word], run: usize) -> Option<usize> {
    words.first().filter(|first| listed!("directions").contains(&first.text))?;
    let length = 1 + known(&words[1..run.max(1)])?;
    // `South Korea`
    let is_state = STATES.names.contains_key(&*text_of(&words[..length]));
    (length == run && !words[0].possessive && !is_state).then_some(length)
}

/// How many words from the front are a place or a country that everybody knows.
fn known(words: &[Word]) -> Option<usize> {
    longest(words, LONGEST, |text| is_known(text).then_some("")).map(|(length, _)| length)
}

fn is_known(text: &str) -> bool {
    let is_land = STATES.names.contains_key(text) && !STATES.adjectives.contains(text);
    PLACES.contains(text) || CAPITALS.contains_key(text) || is_land
}

/// How many words from the front are a place of the lists.
pub(super) fn listed(words: &[Word]) -> Option<usize> {
    let place = |text: &str| PLACES.contains(text).then_some("");
    longest(words, LONGEST, place).map(|(length, _)| length)
}

/// What a feature is also called behind `the`: `the Yalu`, of `Yalu River`.
pub(super) fn short(name: &str) -> Option<&str> {
    let (short, noun) = name.rsplit_once(' ')?;
    (FEATURES.contains(noun) && !short.contains(' ')).then_some(short)
}

/// How far the text before a name makes it a place's: `near`, `born in`, `the siege of`.
pub(super) fn before(text: &str) -> i32 {
    let bare = text.trim_end();
    if bare.len() == text.len() {
        return 0;
    }
    let mut words = bare.rsplit(' ').map(|word| word.trim_start_matches(['(', '"', '“', '[']));
    let [last, earlier, first] = [(); 3].map(|()| words.next().unwrap_or_default());
    let is_place = |noun: &str| listed!("before a place").contains(noun);
    let is_tie = || listed!("ties to places").contains(earlier);
    match last.to_lowercase().as_str() {
        "the" if earlier == "of" && is_place(first) => 3,
        "the" if listed!("along a place").contains(&earlier.to_lowercase()) => 2,
        "of" if is_place(earlier) => 3,
        "near" | "outside" | "throughout" => 2,
        "in" | "at" if is_tie() => 3,
        "to" | "into" | "from" | "for" | "through" if is_tie() => 2,
        "in" | "at" | "into" => 1,
        _ => joined(bare, last),
    }
}

/// `Reims and`, `Reims,` where Reims is known.
fn joined(bare: &str, last: &str) -> i32 {
    let list = match last {
        "and" | "or" => bare.strip_suffix(last).unwrap_or_default().trim_end_matches([' ', ',']),
        _ => bare.strip_suffix(',').unwrap_or_default(),
    };
    let end = list.rsplit([' ', '(']).next().unwrap_or_default();
    i32::from(is_known(end))
}

/// How far the text behind a name makes it a place's: `, a town in`, `, Ohio,`, `, where`.
pub(super) fn behind(text: &str) -> i32 {
    if let Some(rest) = text.strip_prefix(" and ") {
        return i32::from(known_end(rest).is_some());
    }
    let Some(rest) = text.strip_prefix(", ") else { return 0 };
    let mut words = rest.split_inclusive([' ', ',', '.', ';', ')']);
    match words.next().unwrap_or_default().trim_end() {
        "where" => 2,
        "a" | "an" | "the" => {
            let said = words.take(NEAR).take_while(|word| !word.starts_with(char::is_uppercase));
            let mut nouns =
                said.map(|word| (word, word.trim_end_matches([' ', ',', '.', ';', ')'])));
            let is_one = |(word, noun): (&str, &str)| {
                // `a port`, not `a port authority`.
                listed!("kinds of places").contains(noun)
                    && (!word.ends_with(' ') || is_tied(rest, noun))
            };
            if nouns.any(is_one) { 3 } else { 0 }
        }
        _ => {
            let end = known_end(rest).map(|end| rest[end..].chars().next());
            let closes =
                end.is_some_and(|next| next.is_none_or(|c| matches!(c, ',' | '.' | ';' | ')')));
            if closes { 2 } else { 0 }
        }
    }
}

/// Whether behind a noun stands what ties a place to another, or to its clause.
fn is_tied(text: &str, noun: &str) -> bool {
    let next = text.split_once(&format!("{noun} ")).and_then(|(_, rest)| rest.split(' ').next());
    next.is_some_and(|next| listed!("ties of places").contains(next))
}

/// Where a known place ends that a text begins with.
fn known_end(text: &str) -> Option<usize> {
    let ends = text.match_indices([' ', ',', '.', ';', ')']).map(|(at, _)| at).chain([text.len()]);
    ends.take(LONGEST).filter(|&end| is_known(&text[..end])).last()
}

/// Whether a place of the lists only names something else: `Boston Massacre`.
pub(super) fn is_part(words: &[Word], length: usize) -> bool {
    let next = words.get(length).filter(|next| is_capital(next));
    next.is_some() && !words[length - 1].possessive
}
