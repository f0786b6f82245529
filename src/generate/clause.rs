//! Subject and verb of a plain English statement in the past tense. What is
//! not certain is none: a wrong guess would make a wrong question.

use super::verbs::{is_auxiliary, is_denial, is_participle, may_be_past, past};
use crate::generate::lexicon::{Words, listed};
use std::ops::Range;

/// A statement taken apart; ranges are bytes of the text that was parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// With article and apposition.
    pub(super) subject: Range<usize>,
    /// Between subject and verb.
    pub(super) adverb: Option<Range<usize>>,
    /// In the past tense.
    pub(super) verb: Range<usize>,
}

/// A word without punctuation around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) span: Range<usize>,
    /// Whether a comma or the like stands behind it.
    pub(super) is_cut: bool,
}

/// Longest subject, in words, without its apposition.
const LONGEST: usize = 9;
static INSIDE: Words = Words::named("inside subjects");
const DETERMINERS: [&str; 4] = ["the", "a", "an", "all"];
/// Words that no subject holds.
static STRANGE: Words = Words::named("outside of subjects");

pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split(' ') {
        let start = at;
        at += piece.len() + 1;
        let open = piece.len() - piece.trim_start_matches(['"', '“', '(', '‘']).len();
        let bare = piece[open..]
            .trim_end_matches([',', ';', ':', '"', '”', ')', '.', '’', '\'', '!', '?']);
        // `U.S.` keeps its stop.
        let bare = match piece[open..].strip_prefix(bare) {
            Some(rest) if rest.starts_with('.') && bare.contains('.') => {
                &piece[open..open + bare.len() + 1]
            }
            _ => bare,
        };
        if !bare.is_empty() {
            let span = start + open..start + open + bare.len();
            let is_cut = span.end < start + piece.len() && piece.ends_with([',', ';', ':']);
            found.push(Word { text: bare, span, is_cut });
        }
    }
    found
}

/// The subject and the verb with which `text` opens.
pub(super) fn parse(text: &str) -> Option<Clause> {
    let words = words(text);
    let verb = subject_end(&words)?;
    let adverb = verb.checked_sub(1).filter(|&at| at > 0 && is_adverb(words[at].text));
    let last = adverb.unwrap_or(verb).checked_sub(1)?;
    let is_bare =
        words[..=last].iter().all(|word| DETERMINERS.contains(&&*word.text.to_lowercase()));
    if is_bare || !is_statement(&words, verb) {
        return None;
    }
    Some(Clause {
        subject: 0..words[last].span.end,
        adverb: adverb.map(|at| words[at].span.clone()),
        verb: words[verb].span.clone(),
    })
}

/// The noun phrase with which a statement in any tense opens.
pub(super) fn subject_of(text: &str) -> Option<&str> {
    let words = words(text);
    let is_end = |word: &Word<'_>| {
        word.text.starts_with(char::is_lowercase) && (is_verb(word.text) || is_auxiliary(word.text))
    };
    let verb = words.iter().position(is_end).filter(|&at| at > 0)?;
    let last = if is_adverb(words[verb - 1].text) { verb.checked_sub(2)? } else { verb - 1 };
    let subject = &words[..=last];
    let is_phrase = subject.len() < LONGEST
        && (0..=last).all(|at| !words[at].is_cut && !is_strange(&words, at))
        && !INSIDE.contains(subject[0].text)
        && !INSIDE.contains(subject[last].text);
    is_phrase.then(|| &text[..subject[last].span.end])
}

/// Whether a word makes what stands before a verb no plain noun phrase.
fn is_strange(words: &[Word<'_>], at: usize) -> bool {
    let word = words[at].text;
    let lower = word.to_lowercase();
    let inner_article =
        at > 0 && DETERMINERS.contains(&&*lower) && !INSIDE.contains(words[at - 1].text);
    STRANGE.contains(&lower)
        || inner_article
        || word.starts_with(char::is_lowercase) && (may_be_past(word) || lower.ends_with("ing"))
}

pub(super) fn is_adverb(word: &str) -> bool {
    listed!("adverbs").contains(word)
        || word.len() > 4 && word.ends_with("ly") && word.starts_with(char::is_lowercase)
}

/// Index of the first verb, where all before it is one noun phrase.
fn subject_end(words: &[Word<'_>]) -> Option<usize> {
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let small = word.text.starts_with(char::is_lowercase);
        if at > 0 && small && is_verb(word.text) {
            return Some(at);
        }
        let opens_inside = at == 0 && INSIDE.contains(&word.text.to_lowercase());
        let auxiliary = small && is_auxiliary(word.text);
        if opens_inside || auxiliary || is_strange(words, at) || at >= LONGEST {
            return None;
        }
        at += 1;
        if word.is_cut {
            return behind_apposition(words, at);
        }
    }
    None
}

/// `…, the English king, died`: the verb right behind the second comma.
fn behind_apposition(words: &[Word<'_>], from: usize) -> Option<usize> {
    let opens = words.get(from).is_some_and(|word| listed!("appositions").contains(word.text));
    let close = (from..words.len().min(from + 16)).find(|&at| words[at].is_cut)?;
    let next = close + 1;
    let verb = if is_adverb(words.get(next)?.text) { next + 1 } else { next };
    let word = words.get(verb)?;
    (opens && is_verb(word.text)).then_some(verb)
}

fn is_verb(word: &str) -> bool {
    matches!(word, "was" | "were") || past(word).is_some()
}

/// Neither denied nor of two minds about its verb.
fn is_statement(words: &[Word<'_>], verb: usize) -> bool {
    let next = words.get(verb + 1).map(|word| word.text).unwrap_or_default();
    let denied = is_denial(next);
    if matches!(words[verb].text, "was" | "were") {
        let at = verb + 1 + usize::from(is_adverb(next));
        let passive = words.get(at).map(|word| word.text).unwrap_or_default();
        return !denied && (is_participle(passive) || passive.len() > 4 && passive.ends_with("ed"));
    }
    !denied && !words[verb].is_cut && !is_reduced(words, verb)
}

/// `troops led by Pompey crossed`: the first form is no verb of the statement.
fn is_reduced(words: &[Word<'_>], verb: usize) -> bool {
    let may_be_participle = past(words[verb].text).is_some_and(|past| past.is_participle);
    for at in verb + 1..words.len() {
        let word = words[at].text;
        if opens_clause(word) {
            return false;
        }
        let joined = matches!(words[at - 1].text, "and" | "or" | "but") || words[at - 1].is_cut;
        let finite = listed!("finite verbs of statements").contains(word);
        let plain = past(word).is_some_and(|past| !past.is_participle);
        let either = may_be_participle && word.starts_with(char::is_lowercase) && may_be_past(word);
        if !joined && (finite || plain || either) {
            return true;
        }
    }
    false
}

/// Whether a word opens a clause of its own.
pub(super) fn opens_clause(word: &str) -> bool {
    listed!("inner clauses").contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::tests::check;

    #[test]
    fn plain_statements_are_taken_apart_and_doubtful_ones_are_none() {
        let table = r"
            The Ottoman fleet besieged Malta => The Ottoman fleet | besieged
            Henry VIII, the English king, broke with Rome => Henry VIII, the English king | broke
            The Treaty of Utrecht was signed => The Treaty of Utrecht | was
            Wolfe and Montcalm died at Quebec => Wolfe and Montcalm | died
            the estates formally deposed the queen => the estates | deposed
            U.S. marines landed at Veracruz => U.S. marines | landed
            troops led by Pompey crossed the river => none
            the abbey that stood here burned => none
            He crossed the Rubicon => none
            The king did not sign => none
            Although the city fell, nobody fled => none
            the peasants dreamed of land => none
            The consul had crossed the river => none
            Some doubted the treaty signed at Utrecht => none
            the bridge => none
        ";
        check(table, |text| match parse(text) {
            Some(clause) => format!("{} | {}", &text[clause.subject], &text[clause.verb]),
            None => "none".to_owned(),
        });
    }
}
