//! How many words from the front of a phrase make a name: a body's, an
//! acronym, a person's.

use super::chunk::Word;
use super::guess::joined;
use super::known::is_common;
use crate::calendar::numeral;
use crate::generate::lexicon::{BODIES, NOT_NAMES, ROLES, TITLES, Words, listed};
use crate::generate::report::is_finite_form;
use crate::generate::verbs::is_auxiliary;

/// Whose bodies bear their name: `Workers' Party`, `Freedmen's Bureau`.
pub(super) static GROUPS_IN_NAMES: Words = Words::named("groups in names");
static ERAS: Words = Words::named("eras");
pub(super) static PARTICLES: Words = Words::named("particles");

/// The longest beginning of `words` that `known` knows.
pub(super) fn longest<'k>(
    words: &[Word],
    most: usize,
    known: impl Fn(&str) -> Option<&'k str>,
) -> Option<(usize, &'k str)> {
    (1..=most.min(words.len())).rev().find_map(|length| {
        let inner = words[..length - 1]
            .iter()
            .any(|word| word.possessive && !word.text.starts_with("People"));
        known(&joined(&words[..length])).filter(|_| !inner).map(|name| (length, name))
    })
}

pub(super) fn title_length(words: &[Word]) -> Option<usize> {
    let mut length = 0;
    let is_title = |words: &[Word]| TITLES.contains(&joined(words));
    while let Some(more) = (1..=3.min(words.len() - length))
        .rev()
        .find(|more| is_title(&words[length..length + more]))
        .filter(|more| !words[length + more - 1].possessive)
    {
        length += more;
    }
    (length > 0).then_some(length)
}

/// A body's name: up to its last noun, and what `of` joins to it.
pub(super) fn body_length(words: &[Word]) -> Option<usize> {
    // "Party" or "Government" alone names nothing.
    body_end(words).filter(|&end| end > 1)
}

/// The same behind a state: `ROK Army`, `French Parliament`, `Norwegian Herald`.
pub(super) fn body_of_state(words: &[Word]) -> Option<usize> {
    let paper = || words.first().filter(|word| listed!("periodicals").contains(&word.text));
    body_end(words).filter(|_| words[0].text != "Government").or_else(|| paper().map(|_| 1))
}

fn body_end(words: &[Word]) -> Option<usize> {
    let linked = |word: &Word| word.text.starts_with(char::is_lowercase);
    let run = words.iter().take_while(|word| !linked(word) || word.text == "and").count();
    // `People's Liberation Army`, `Workers' Party`.
    let owns = |word: &Word| word.possessive && !GROUPS_IN_NAMES.contains(&word.text);
    let stops = words[..run].iter().position(owns);
    let run = stops.map_or(run, |at| at + 1);
    if words.len() > 1 && listed!("bodies that lead").contains(&words[0].text) {
        return Some(leading_end(words, run));
    }
    let noun = (0..run).rev().find(|&at| is_noun(words, at))?;
    let mut end = noun + 1;
    if words.get(end).is_some_and(|word| matches!(word.text.as_str(), "of" | "for"))
        && !words[end - 1].possessive
    {
        let tail = words[end + 1..]
            .iter()
            .take_while(|word| !matches!(word.text.as_str(), "for"))
            .position(|word| word.possessive)
            .map_or(words.len() - end - 1, |at| at + 1);
        end += 1 + tail;
        // `Board of Trade of London`: one `of` is enough, but for associations of people.
        let second = words[noun + 2..end].iter().position(|word| word.text == "of");
        if let Some(second) = second.filter(|_| words[noun].text != "Association") {
            end = noun + 2 + second;
        }
    }
    Some(end)
}

/// Where a name ends whose first noun is a body's: behind its capitals and what particles
/// join to them, as in `Universidade Federal de Minas Gerais`.
fn leading_end(words: &[Word], run: usize) -> usize {
    let is_capital = |word: &&Word| word.text.starts_with(char::is_uppercase);
    let mut end = run;
    while !words[end - 1].possessive {
        let joints = words[end..].iter().take_while(|word| PARTICLES.contains(&word.text)).count();
        let more = words[end + joints..].iter().take_while(is_capital).count();
        if joints == 0 || more == 0 {
            break;
        }
        end += joints + more;
    }
    end
}

/// Whether a word makes the name that it ends a body's.
fn is_noun(words: &[Word], at: usize) -> bool {
    let text = words[at].text.trim_end_matches('.');
    let for_what = words.get(at + 1).is_some_and(|next| next.text == "for");
    let paper = |before: &Word| {
        let opens = listed!("openings of papers").contains(&before.text);
        opens || !NOT_NAMES.contains(&before.text) && !is_common(&before.text)
    };
    BODIES.contains(text)
        || at > 0 && BODIES.contains(&format!("{} {text}", words[at - 1].text))
        || for_what && listed!("bodies for a purpose").contains(text)
        || listed!("periodicals").contains(text) && at > 0 && paper(&words[at - 1])
}

/// Two to six capitals that are neither a numeral nor an era.
pub(super) fn acronym(words: &[Word]) -> Option<usize> {
    let text = words[0].text.trim_end_matches('.');
    let is_acronym = (2..=6).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_uppercase())
        && !is_numeral(text)
        && !ERAS.contains(text);
    is_acronym.then_some(1)
}

/// Whether a word is an era or a numeral, which name nobody.
pub(super) fn is_era(text: &str) -> bool {
    ERAS.contains(text.replace('.', "").as_str())
}

pub(super) fn is_numeral(text: &str) -> bool {
    let is_large = text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    is_large && numeral::roman(&text.to_ascii_lowercase()).is_some()
}

/// Whether a word with a capital is what somebody does in a headline: `Marshall Says`.
fn is_verb(text: &str) -> bool {
    let word = text.to_lowercase();
    let is_third = word.ends_with('s') || word.ends_with("ed") || word == "said";
    is_third && (is_finite_form(&word) || is_auxiliary(&word))
}

/// How many words from the front make a person's name: `Charles Maurice de
/// Talleyrand`, `Philip II of Macedon`, `Cato the Younger`, `Umar ibn al-Khattab`.
pub(super) fn name_length(words: &[Word], fits: impl Fn(usize, &Word) -> bool) -> usize {
    let particle = |word: &Word| PARTICLES.contains(&word.text);
    let mut length = 0;
    while let Some(word) = words.get(length).filter(|_| length < 6) {
        let capital = word.text.chars().any(char::is_uppercase);
        let numeral = length > 0 && is_numeral(&word.text);
        // `Anna Holm FRS`
        let is_end = listed!("letters behind a name").contains(&word.text) || is_verb(&word.text);
        if length > 0 && is_end {
            break;
        }
        if !(particle(word) || numeral || capital && fits(length, word)) {
            break;
        }
        length += 1;
        if word.possessive {
            return length;
        }
    }
    while length > 0 && particle(&words[length - 1]) {
        length -= 1;
    }
    let is = |at: usize, text: &str| words.get(at).is_some_and(|word| word.text == text);
    let short =
        length == 1 || length == 2 && words.get(1).is_some_and(|word| is_numeral(&word.text));
    if length > 0
        && is(length, "the")
        && words.get(length + 1).is_some_and(|word| listed!("bynames").contains(&word.text))
    {
        return length + 2;
    }
    // `Philip II of Macedon`, but neither `Icon of St. Paul` nor `Hero of Acre`.
    let is_place =
        |word: &&Word| word.text.starts_with(char::is_uppercase) && !TITLES.contains(&word.text);
    let is_role = || ROLES.contains_noun(&words[0].text.to_lowercase());
    let place = words.get(length + 1).filter(is_place).filter(|_| !is_role());
    if short && is(length, "of") && place.is_some() {
        return length + 2;
    }
    length
}
