//! Report verbs in all their forms, from the word list.

use super::lexicon::REPORT_VERBS;
use super::token::Tokens;
use super::verbs::Forms;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How what is held follows the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
pub(super) enum Class {
    /// A clause, with or without "that".
    Free,
    /// A clause with "that".
    That,
    /// Somebody who is told, and a clause with "that".
    Told,
    /// Somebody or something, and `as` what.
    As,
    /// What is favoured, stressed or blamed.
    Object,
    /// A clause, as the grammar of the sentence tells.
    Clause,
    /// Somebody, and what that one should do, as the grammar tells.
    Urge,
    /// Somebody, and for what that one is judged, as the grammar tells.
    Judge,
    /// What a source shows, as the grammar tells.
    Show,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Base,
    Present,
    Past,
    Participle,
    Ing,
}

/// One form of a report verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verb {
    /// `point out`.
    pub(super) base: &'static str,
    pub(super) class: Class,
    pub(super) tense: Tense,
    /// Whether the opposite of what follows is held.
    pub(super) denies: bool,
    /// The word behind the verb: `point out`.
    tail: Option<&'static str>,
}

impl Verb {
    /// How many tokens the verb takes.
    pub(super) fn length(&self) -> usize {
        1 + usize::from(self.tail.is_some())
    }

    pub(super) fn is_past(&self) -> bool {
        self.tense == Tense::Past
    }

    pub(super) fn is_finite(&self) -> bool {
        !matches!(self.tense, Tense::Ing | Tense::Participle)
    }
}

impl Class {
    fn by_words(self) -> bool {
        self != Self::Clause && !self.has_object()
    }

    fn is_clausal(self) -> bool {
        self != Self::As && !self.has_object()
    }

    fn has_object(self) -> bool {
        matches!(self, Self::Urge | Self::Judge | Self::Show)
    }
}

/// All verbs by each of their forms, the longest first; a finite one comes before a
/// participle of the same letters.
static FORMS: LazyLock<HashMap<String, Vec<Verb>>> = LazyLock::new(|| {
    let mut forms: HashMap<String, Vec<Verb>> = HashMap::new();
    for &(base, class, denies) in REPORT_VERBS.iter() {
        let (head, tail) = split(base);
        let class = class.parse().unwrap_or(Class::That);
        let Forms { third_person, past, participle, ing } = Forms::of(head);
        for (form, tense) in [
            (head.to_owned(), Tense::Base),
            (third_person, Tense::Present),
            (past, Tense::Past),
            (participle, Tense::Participle),
            (ing, Tense::Ing),
        ] {
            let known = forms.entry(form).or_default();
            let is_same =
                |verb: &Verb| verb.tail == tail && verb.class == class && verb.tense == tense;
            if !known.iter().any(is_same) {
                known.push(Verb { base, class, tense, denies, tail });
            }
        }
    }
    for known in forms.values_mut() {
        known.sort_by_key(|verb| (verb.tail.is_none(), verb.tense == Tense::Participle));
    }
    forms
});

/// The verbs of which a word is a form.
fn known(word: &str, fits: fn(Class) -> bool) -> impl Iterator<Item = &'static Verb> {
    FORMS.get(word).into_iter().flatten().filter(move |verb| fits(verb.class))
}

/// Of these verbs the one of such a dictionary form.
fn of_base(lemma: &str, fits: fn(Class) -> bool) -> Option<&'static Verb> {
    let (head, tail) = split(lemma);
    known(head, fits).find(|verb| verb.tail == tail && verb.tense == Tense::Base)
}

/// The forms of report verbs that begin at `at`.
pub(super) fn forms(tokens: &Tokens<'_>, at: usize) -> impl Iterator<Item = &'static Verb> {
    let known = known(tokens.word(at), Class::by_words);
    known.filter(move |verb| verb.tail.is_none_or(|tail| tail == tokens.word(at + 1)))
}

/// `point out` → `point` and `out`.
fn split(verb: &str) -> (&str, Option<&str>) {
    verb.split_once(' ').map_or((verb, None), |(head, tail)| (head, Some(tail)))
}

/// The finite verb that all words of a cue are, `that` left out: `points out`.
pub(super) fn report(words: &str) -> Option<&'static Verb> {
    let (head, tail) = split(words);
    known(head, Class::by_words).find(|verb| verb.tail == tail && verb.is_finite())
}

/// The verb of this dictionary form that a clause may follow.
pub(super) fn clausal(lemma: &str) -> Option<&'static Verb> {
    of_base(lemma, Class::is_clausal)
}

/// The verb of this dictionary form that says something of its object.
pub(super) fn with_object(lemma: &str) -> Option<&'static Verb> {
    of_base(lemma, Class::has_object)
}

/// Whether a word is a finite form of a report verb, small letters.
pub(super) fn is_finite_form(word: &str) -> bool {
    known(word, Class::by_words).any(|verb| {
        let is_bare = verb.tense == Tense::Base && verb.class == Class::Free;
        verb.tail.is_none() && (matches!(verb.tense, Tense::Present | Tense::Past) || is_bare)
    })
}

/// The same without verbs that may stand as participles before a noun:
/// `the dismissed minister`.
pub(super) fn is_saying_form(word: &str) -> bool {
    let is_participle = |verb: &Verb| matches!(verb.class, Class::As | Class::Object);
    is_finite_form(word) && !known(word, Class::by_words).any(is_participle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_with_their_tense() {
        let found = |text: &str| {
            forms(&Tokens::words(text, 0), 0).next().map(|verb| (verb.tense, verb.length()))
        };
        assert_eq!(found("argues"), Some((Tense::Present, 1)));
        assert_eq!(found("denied that"), Some((Tense::Past, 1)));
        assert_eq!(found("points out that"), Some((Tense::Present, 2)));
        assert_eq!(found("seen"), Some((Tense::Participle, 1)));
        assert_eq!(found("admitting"), Some((Tense::Ing, 1)));
        assert_eq!(found("saunters"), None);
    }
}
