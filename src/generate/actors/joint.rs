//! `and` inside the name of a body, and `at` behind a university.

use super::chunk::Word;
use super::known::is_given;
use crate::generate::lexicon::{BODIES, KNOWN_BODIES, PLACES, STATES, TITLES, listed};

/// Where a name goes on to that begins at `from` and would end at `end`, before `and` or `at`:
/// `Department of Health and Human Services`, `the Food and Drug Administration`, `University
/// of Illinois at Chicago`; not `Department of State and Congress`.
/// `touches` tells of a word whether only a blank parts it from the one before.
pub(super) fn end(
    words: &[Word],
    from: usize,
    end: usize,
    touches: impl Fn(usize) -> bool,
) -> Option<usize> {
    let (name, joint) = (&words[from..end], words.get(end).filter(|_| touches(end))?);
    let goes_on = |at: &usize| {
        is_capital(&words[*at]) && touches(*at) && (*at == end + 1 || !words[*at - 1].possessive)
    };
    let length = (end + 1..words.len()).take_while(goes_on).count();
    let (next, stop) = (&words[end + 1..end + 1 + length], end + 1 + length);
    let fits = match joint.text.as_str() {
        _ if length == 0 || name[name.len() - 1].possessive => false,
        "at" => is_university(name),
        "and" => has_two_subjects(name, next) || is_of_two(words, from, name, next),
        _ => false,
    };
    fits.then_some(stop)
}

fn is_capital(word: &Word) -> bool {
    word.text.starts_with(char::is_uppercase)
}

fn is_university(name: &[Word]) -> bool {
    name.windows(2).any(|pair| pair[0].text == "University" && pair[1].text == "of")
}

/// `Academy of Painting`, `Sculpture`: what both halves are about.
fn has_two_subjects(name: &[Word], next: &[Word]) -> bool {
    let of = name.iter().rposition(|word| matches!(word.text.as_str(), "of" | "for" | "on"));
    let Some(of) = of.filter(|&of| of > 0) else { return false };
    let about = listed!("bodies of a subject").contains(&name[of - 1].text);
    let (last, before) = next.split_last().expect("a word behind the joint");
    // `Human Services`, but no second body.
    let ends = is_subject(last) || !before.is_empty() && last.text.ends_with('s');
    about && name[of + 1..].iter().chain(before).all(is_subject) && ends && !is_apart(last)
}

/// `the Food`, `Drug Administration`: a body that bears both.
fn is_of_two(words: &[Word], from: usize, name: &[Word], next: &[Word]) -> bool {
    let is_article = |word: &Word| matches!(word.text.as_str(), "the" | "The");
    let article = name.iter().rposition(is_article).map_or(0, |at| at + 1);
    let states = name[article..].iter().take_while(|word| is_state(word)).count();
    let is_led =
        article + states > 0 || from.checked_sub(1).is_some_and(|at| is_article(&words[at]));
    let subjects = &name[article + states..];
    let (last, before) = next.split_last().expect("a word behind the joint");
    let is_body = listed!("bodies of a subject").contains(&last.text);
    let plain = |word: &Word| is_subject(word) && !STATES.names.contains_key(word.text.as_str());
    is_led
        && is_body
        && !before.is_empty()
        && !subjects.is_empty()
        && subjects.iter().chain(before).all(plain)
}

/// Whether a word may be what a body is about: no body, person, place or office of its own.
fn is_subject(word: &Word) -> bool {
    is_capital(word) && !BODIES.contains(&word.text) && !is_apart(word)
}

fn is_apart(word: &Word) -> bool {
    let text = word.text.as_str();
    let is_land = is_state(word) && !STATES.adjectives.contains(text);
    is_land
        || is_given(text)
        || PLACES.contains(text)
        || TITLES.contains(text)
        || KNOWN_BODIES.contains_key(text)
}

fn is_state(word: &Word) -> bool {
    STATES.names.contains_key(word.text.as_str())
}
