//! The words that attribute, whom they attribute to, and where what they
//! attribute stands. Ranges are of tokens.

use super::phrase::{Phrase, Sentence, Subject};
use super::verb::{self, Class, Tense, Verb};
use crate::generate::fact::{ActorKind, RelationKind};
use crate::generate::lexicon::{Group, REPORT_NOUNS};
use std::ops::Range;

/// An attributing phrase in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// The words that attribute.
    pub(super) words: Range<usize>,
    pub(super) subject: Subject,
    pub(super) content: Content,
    /// Whether the verb stands in the present: writers do, participants did.
    pub(super) present: bool,
    /// Whether the opposite is held.
    pub(super) denies: bool,
    /// Whether a subject must be able to write or speak: not a state.
    pub(super) personal: bool,
    /// With whom the holder agrees or not, by the cue's own words.
    pub(super) relation: Option<(RelationKind, Subject)>,
}

/// Where what is claimed stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// From a token to the end of the sentence.
    From(usize),
    /// Up to a token.
    Until(usize),
    /// The sentence without these words.
    Around(Range<usize>),
}

/// States of mind that a clause follows.
const MINDS: [&str; 24] = [
    "right",
    "correct",
    "concerned",
    "convinced",
    "aware",
    "certain",
    "confident",
    "afraid",
    "worried",
    "persuaded",
    "skeptical",
    "sceptical",
    "adamant",
    "hopeful",
    "sure",
    "emphatic",
    "adamant",
    "clear",
    "doubtful",
    "fearful",
    "alarmed",
    "optimistic",
    "pessimistic",
    "satisfied",
];
const BE: [&str; 8] = ["is", "are", "was", "were", "remains", "remained", "became", "seems"];
/// Verbs that make a report noun a statement: `takes the view that`.
const LIGHT: [&str; 68] = [
    "abandoned",
    "revived",
    "inherited",
    "popularises",
    "popularizes",
    "espoused",
    "take",
    "takes",
    "took",
    "make",
    "makes",
    "made",
    "hold",
    "holds",
    "held",
    "advance",
    "advances",
    "advanced",
    "defend",
    "defends",
    "defended",
    "express",
    "expresses",
    "expressed",
    "raise",
    "raises",
    "raised",
    "put",
    "puts",
    "share",
    "shares",
    "shared",
    "accept",
    "accepts",
    "accepted",
    "offer",
    "offers",
    "offered",
    "develop",
    "develops",
    "developed",
    "reach",
    "reaches",
    "reached",
    "draw",
    "draws",
    "drew",
    "support",
    "supports",
    "supported",
    "endorse",
    "endorses",
    "endorsed",
    "popularised",
    "popularized",
    "repeat",
    "repeats",
    "repeated",
    "voice",
    "voiced",
    "adopt",
    "adopts",
    "adopted",
    "present",
    "presents",
    "presented",
    "formulated",
    "proposed",
];
const REFUSING: [&str; 27] = [
    "reject",
    "rejects",
    "rejected",
    "dispute",
    "disputes",
    "disputed",
    "challenge",
    "challenges",
    "challenged",
    "question",
    "questions",
    "questioned",
    "refute",
    "refutes",
    "refuted",
    "dismiss",
    "dismisses",
    "dismissed",
    "contest",
    "contests",
    "contested",
    "criticizes",
    "criticises",
    "contradicts",
    "contradicted",
    "undermines",
    "undermined",
];
/// Verbs of agreement and disagreement with somebody.
const AGREEING: [&str; 22] = [
    "fleshes out",
    "bears out",
    "bore out",
    "confirms",
    "confirmed",
    "corroborates",
    "vindicates",
    "vindicated",
    "accepts",
    "accept",
    "supports",
    "concurs with",
    "agrees with",
    "agree with",
    "agreed with",
    "echoes",
    "echo",
    "echoed",
    "sides with",
    "sided with",
    "follows",
    "endorses",
];
const DISAGREEING: [&str; 22] = [
    "disagrees with",
    "disagree with",
    "disagreed with",
    "challenges",
    "challenge",
    "challenged",
    "disputes",
    "dispute",
    "disputed",
    "rejects",
    "reject",
    "rejected",
    "criticizes",
    "criticises",
    "contradicts",
    "contradict",
    "refutes",
    "attacks",
    "differs from",
    "differ from",
    "questions",
    "opposes",
];

/// All cues of a sentence, by place.
pub(super) fn cues(s: &Sentence<'_>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for at in 0..s.len() {
        if cues.last().is_some_and(|last| at < last.words.end) {
            continue;
        }
        let found = according(s, at)
            .or_else(|| in_view(s, at))
            .or_else(|| for_whom(s, at))
            .or_else(|| seems_to_me(s, at))
            .or_else(|| puts_it(s, at))
            .or_else(|| state_of_mind(s, at))
            .or_else(|| report_noun(s, at))
            .or_else(|| accord(s, at))
            .or_else(|| relating_verb(s, at))
            .or_else(|| report_verb(s, at));
        cues.extend(found);
    }
    cues
}

fn cue(words: Range<usize>, subject: Subject, content: Content) -> Cue {
    Cue { words, subject, content, present: true, denies: false, personal: false, relation: None }
}

/// `According to Livy, …`; `…, according to Livy`.
fn according(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if s.word(at) != "according" || s.word(at + 1) != "to" {
        return None;
    }
    let subject = s.phrase_after(at + 2)?;
    let end = subject.tokens.end;
    let content = if at == 0 || s.before(at) != "," && s.opens_clause(at) {
        Content::From(end + usize::from(s.word(end) == ","))
    } else {
        let from = at - usize::from(s.before(at) == ",");
        match s.word(end) {
            "," => Content::Around(from..end + 1),
            "." | "" | ";" => Content::Until(from),
            _ => Content::Around(from..end),
        }
    };
    Some(cue(at..at + 2, subject, content))
}

/// `In Livy's view, …`; `in the eyes of the senators, …`.
fn in_view(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if !matches!(s.word(at), "in" | "on" | "from" | "to") || !s.opens_clause(at) {
        return None;
    }
    let noun = (at + 1..s.len().min(at + 9))
        .take_while(|&one| s.is_word(one) || s.tokens[one].is_possessive())
        .find(|&one| {
            REPORT_NOUNS.contains(s.word(one)) || matches!(s.word(one), "mind" | "telling")
        })?;
    let (subject, end) = if s.word(noun + 1) == "of" {
        let subject = s.phrase_after(noun + 2)?;
        let end = subject.tokens.end;
        (subject, end)
    } else {
        (possessor(s, noun)?, noun + 1)
    };
    // `In Livy's eyes the senate was …`
    let open =
        at == 0 && matches!(s.word(end), "the" | "a" | "it" | "this" | "these" | "there" | "no");
    if s.word(end) != "," && !open {
        return None;
    }
    if open {
        return Some(cue(noun..noun + 1, subject, Content::From(end)));
    }
    let content = match at == 0 || s.before(at) != "," {
        true => Content::From(end + 1),
        false => Content::Around(at - 1..end + 1),
    };
    Some(cue(noun..noun + 1, subject, content))
}

/// Whose noun it is: `Livy's`, `his`, `this article's`, `the senators'`.
fn possessor(s: &Sentence<'_>, noun: usize) -> Option<Subject> {
    for at in (noun.saturating_sub(5)..noun).rev() {
        let word = s.word(at);
        if s.tokens[at].is_possessive() {
            return s.owner(at);
        }
        let pronoun = match word {
            "his" | "her" => Phrase::He,
            "their" => Phrase::They,
            "our" | "my" => Phrase::Author,
            _ => continue,
        };
        return Some(Subject { phrase: pronoun, tokens: at..at + 1, relative: false });
    }
    // `the realist view`, `the conventional reading`: the noun holds it.
    None
}

/// `For most historians, …`; `To Livy, …`; `…, for Livy, …`; `Livy, for whom …`.
fn for_whom(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if !matches!(s.word(at), "for" | "to") {
        return None;
    }
    if s.word(at + 1) == "whom" {
        let end = at - usize::from(s.before(at) == ",");
        let subject = s.phrase_before(end)?;
        let mut found = cue(at..at + 2, subject, Content::From(at + 2));
        found.personal = true;
        return Some(found);
    }
    let opens = at == 0 || s.before(at) == ";";
    let inside = s.word(at) == "for" && s.before(at) == ",";
    if !opens && !inside {
        return None;
    }
    let subject = s.phrase_after(at + 1)?;
    let end = subject.tokens.end;
    let person = |&one: &usize| s.kind(one) == ActorKind::Person;
    let holds = match &subject.phrase {
        Phrase::Named(named) => named.iter().all(person),
        Phrase::Group(_, kind) => *kind != Group::Works,
        Phrase::He | Phrase::They => true,
        _ => false,
    };
    if s.word(end) != "," || !holds {
        return None;
    }
    let content = if opens { Content::From(end + 1) } else { Content::Around(at - 1..end + 1) };
    let mut found = cue(at..at + 1, subject, content);
    found.personal = true;
    Some(found)
}

/// `it seems to me that …`
fn seems_to_me(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if s.word(at) != "seems" || s.word(at + 1) != "to" || !matches!(s.word(at + 2), "me" | "us") {
        return None;
    }
    let start = at.checked_sub(1)?;
    let author = Subject { phrase: Phrase::Author, tokens: start..at + 3, relative: false };
    if s.word(at + 3) == "that" {
        return Some(cue(start..at + 4, author, Content::From(at + 4)));
    }
    aside(s, author, start..at + 3)
}

/// `as Livy puts it`.
fn puts_it(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if !matches!(s.word(at), "puts" | "put") || s.word(at + 1) != "it" {
        return None;
    }
    let subject = s.subject_before(at)?;
    let mut found = aside(s, subject, at..at + 2)?;
    found.present = true;
    Some(found)
}

/// `Livy was convinced that …`, `took it for granted that …`.
fn state_of_mind(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if s.word(at) == "granted" && s.before(at) == "for" && s.word(at + 1) == "that" && at >= 3 {
        let verb = at - 3;
        let takes = matches!(s.word(verb), "take" | "takes" | "took");
        let mut found =
            cue(verb..at + 2, s.subject_before(verb).filter(|_| takes)?, Content::From(at + 2));
        found.present = s.word(verb) != "took";
        return Some(found);
    }
    if !MINDS.contains(&s.word(at)) || s.word(at + 1) != "that" {
        return None;
    }
    let be = (at.saturating_sub(3)..at).rev().find(|&one| BE.contains(&s.word(one)))?;
    let subject = s.subject_before(be)?;
    if subject.phrase == Phrase::It {
        return None;
    }
    let mut found = cue(be..at + 2, subject, Content::From(at + 2));
    found.present = matches!(s.word(be), "is" | "are" | "remains");
    found.denies = matches!(s.word(at), "skeptical" | "sceptical" | "doubtful");
    Some(found)
}

const STORIES: [&str; 9] = [
    "story",
    "version",
    "account",
    "narrative",
    "interpretation",
    "view",
    "picture",
    "scenario",
    "reading",
];

/// `the conventional story`: a school's, by its adjective.
fn of_school(s: &Sentence<'_>, noun: usize) -> Option<Subject> {
    let at = noun.checked_sub(1)?;
    let school = super::school::names(s.word(at));
    let phrase = Phrase::Group(at..noun + 1, Group::Works);
    school.then_some(Subject { phrase, tokens: at..noun + 1, relative: false })
}

/// `Livy's claim that …`; `takes the view that …`; `Livy's main claim is that …`.
fn report_noun(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    let word = s.word(at);
    if word == "blame" && matches!(s.word(at + 1), "at" | "on" | "upon") {
        let verb = (at.saturating_sub(4)..at).rev().find(|&one| {
            matches!(
                s.word(one),
                "lay"
                    | "lays"
                    | "laid"
                    | "put"
                    | "puts"
                    | "place"
                    | "places"
                    | "placed"
                    | "pin"
                    | "pins"
            )
        })?;
        let mut found = cue(verb..at + 1, s.subject_before(verb)?, Content::From(at + 2));
        found.personal = true;
        return Some(found);
    }
    let singular = word.strip_suffix('s').filter(|bare| REPORT_NOUNS.contains(bare));
    if !REPORT_NOUNS.contains(word) && singular.is_none() || s.mention(at).is_some() {
        return None;
    }
    if s.word(at + 1) == "that" {
        return noun_with_that(s, at, at + 1);
    }
    // `his warning to the king that`
    if s.word(at + 1) == "to" {
        let that = (at + 2..s.len().min(at + 8))
            .take_while(|&one| s.is_word(one))
            .find(|&one| s.word(one) == "that");
        if let Some(that) = that {
            return noun_with_that(s, at, that);
        }
    }
    let be = matches!(s.word(at + 1), "is" | "was" | "remains" | "were");
    if be && s.word(at + 2) == "that" {
        let subject = possessor(s, at).or_else(|| of_school(s, at))?;
        return Some(cue(at..at + 3, subject, Content::From(at + 3)));
    }
    // `Pyongyang's version, in which the South attacked`
    let which = (at + 1..s.len().min(at + 9))
        .find(|&one| s.word(one) == "in" && s.word(one + 1) == "which");
    if let Some(which) = which.filter(|_| STORIES.contains(&word)) {
        let subject = possessor(s, at).or_else(|| of_school(s, at))?;
        return Some(cue(at..at + 1, subject, Content::From(which + 2)));
    }
    // `the view of most historians that`
    if s.word(at + 1) == "of" {
        let subject = s.phrase_after(at + 2);
        if let Some(subject) = subject.filter(|subject| s.word(subject.tokens.end) == "that") {
            let from = subject.tokens.end + 1;
            return Some(cue(at..at + 1, subject, Content::From(from)));
        }
        return interpreting_noun(s, at);
    }
    None
}

fn noun_with_that(s: &Sentence<'_>, at: usize, that: usize) -> Option<Cue> {
    if let Some(subject) = possessor(s, at).or_else(|| of_school(s, at)) {
        return Some(cue(at..that + 1, subject, Content::From(that + 1)));
    }
    let verb = (at.saturating_sub(6)..at)
        .rev()
        .find(|&one| LIGHT.contains(&s.word(one)) || REFUSING.contains(&s.word(one)))?;
    if !(verb + 1..at).all(|one| s.is_word(one)) {
        return None;
    }
    let mut found = cue(verb..that + 1, s.subject_before(verb)?, Content::From(that + 1));
    found.denies = REFUSING.contains(&s.word(verb));
    found.present =
        !s.word(verb).ends_with("ed") && !matches!(s.word(verb), "took" | "made" | "held" | "drew");
    found.personal = true;
    Some(found)
}

/// `Livy's account of the siege`.
fn interpreting_noun(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    const NOUNS: [&str; 12] = [
        "interpretation",
        "reading",
        "version",
        "explanation",
        "rationalization",
        "picture",
        "description",
        "theory",
        "assessment",
        "claims",
        "reconstruction",
        "characterization",
    ];
    if !NOUNS.contains(&s.word(at)) {
        return None;
    }
    let subject = possessor(s, at)?;
    let mut found = cue(at..at + 2, subject, Content::From(at + 2));
    found.personal = true;
    Some(found)
}

/// `is in accord with`, `is in line with`.
fn accord(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    let with = s.word(at) == "in"
        && matches!(s.word(at + 1), "accord" | "agreement" | "line" | "keeping" | "tune")
        && s.word(at + 2) == "with";
    let be = (at.saturating_sub(3)..at).rev().find(|&one| BE.contains(&s.word(one)));
    let subject = s.subject_before(be.filter(|_| with)?)?;
    let mut found = cue(at..at + 3, subject, Content::From(at + 3));
    found.relation = Some((RelationKind::AgreesWith, s.phrase_after(at + 3)?));
    found.personal = true;
    Some(found)
}

/// `Livy disagrees with Polybius`, `revisionists challenge the received view`.
fn relating_verb(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    let pair = format!("{} {}", s.word(at), s.word(at + 1));
    let kind = |list: &[&str]| {
        list.iter().find(|&&one| one == pair || one == s.word(at)).map(|one| one.split(' ').count())
    };
    let (relation, length) = match (kind(&AGREEING), kind(&DISAGREEING)) {
        (Some(length), _) => (RelationKind::AgreesWith, length),
        (None, Some(length)) => (RelationKind::DisagreesWith, length),
        _ => return None,
    };
    let lead = s.word(at).len() > 4
        && s.before(at) == "to"
        && matches!(s.before(at - 1), "began" | "begun" | "begins");
    let subject = if lead { s.subject_before(at)? } else { s.subject_before(at)? };
    let target = s.phrase_after(at + length)?;
    let holds = |subject: &Subject| match &subject.phrase {
        Phrase::Named(named) => named.iter().all(|&one| s.kind(one) == ActorKind::Person),
        Phrase::Group(_, kind) => *kind != Group::People,
        Phrase::He | Phrase::They | Phrase::Author => true,
        _ => false,
    };
    if !holds(&subject) || !holds(&target) {
        return None;
    }
    let mut found = cue(at..at + length, subject, Content::From(at + length));
    found.relation = Some((relation, target));
    found.present = !s.word(at).ends_with("ed");
    found.denies = relation == RelationKind::DisagreesWith;
    Some(found)
}

fn report_verb(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if s.mention(at).is_some() && s.tokens[at].is_capital() {
        return None;
    }
    let known = verb::form(&s.tokens, at)?;
    let after = at + known.length();
    if known.tense == Tense::Ing {
        return participle(s, at, known);
    }
    if matches!(s.before(at), "is" | "are" | "was" | "were" | "been" | "be" | "being")
        || (s.before(at).ends_with("ly")
            || matches!(s.before(at), "often" | "also" | "sometimes" | "long" | "even" | "now"))
            && BE.contains(&s.before(at - 1))
        || s.before(at).ends_with("ly") && s.before(at - 1) == "been"
    {
        return passive(s, at, known);
    }
    let perfect = matches!(s.before(at), "has" | "have" | "had")
        || matches!(s.before(at - usize::from(at > 0)), "has" | "have" | "had");
    if !perfect && !verb::forms(&s.tokens, at).any(Verb::is_finite) {
        return None;
    }
    let Some(subject) = s.subject_before(at) else { return inverted(s, at, known) };
    if !agrees(s, &subject, known, at) {
        return None;
    }
    let mut found = governed(s, at, after, known, &subject)
        .map(|(words, content)| cue(words, subject.clone(), content))
        .or_else(|| {
            let may =
                !matches!(known.class, Class::Object | Class::As) && is_aside(s, &subject, after);
            may.then(|| aside(s, subject.clone(), at..after)).flatten()
        })?;
    found.present = matches!(known.tense, Tense::Present | Tense::Base);
    found.denies = known.denies;
    found.personal = matches!(known.class, Class::Object | Class::As);
    Some(found)
}

/// `claims` and `reports` are nouns as often: a verb in -s has one subject,
/// a bare one several.
fn agrees(s: &Sentence<'_>, subject: &Subject, verb: &Verb, at: usize) -> bool {
    let helped = matches!(
        s.before(at),
        "would"
            | "could"
            | "may"
            | "might"
            | "will"
            | "shall"
            | "should"
            | "must"
            | "can"
            | "do"
            | "does"
            | "did"
            | "to"
    );
    if helped || s.before(at).ends_with("ly") {
        return true;
    }
    match (&subject.phrase, verb.tense) {
        (Phrase::He | Phrase::It, Tense::Base) => false,
        (Phrase::They, Tense::Present) => false,
        // `et al. suggest`, `literature suggests`: works and schools take both.
        (Phrase::Named(named), Tense::Base) => {
            named.len() > 1
                || s.kind(named[0]) != ActorKind::Person
                || s.tokens[subject.tokens.end - 1].text != s.tokens[at - 1].text
        }
        (Phrase::Named(named), Tense::Present) => {
            named.len() == 1 || s.word(at - 1) != s.word(subject.tokens.end - 1)
        }
        _ => true,
    }
}

/// What follows a verb as its object; the cue's words and the content.
fn governed(
    s: &Sentence<'_>,
    at: usize,
    after: usize,
    verb: &Verb,
    subject: &Subject,
) -> Option<(Range<usize>, Content)> {
    if let Some(that) = that_behind(s, after, verb) {
        let words = if that - after <= 3 { at..that + 1 } else { at..after };
        return Some((words, Content::From(that + 1)));
    }
    let from = |start: usize| Some((at..after, Content::From(start)));
    let quote = |at: usize| matches!(s.word(at), "\"" | "“" | "‘");
    if s.word(after) == ":" && s.is_word(after + 1) | quote(after + 1) {
        return from(after + 1);
    }
    if matches!(s.word(after), ",") && quote(after + 1) && verb.class != Class::Object {
        return from(after + 1);
    }
    if quote(after) && !matches!(verb.class, Class::As) {
        return from(after);
    }
    if has_complement(s, at, after) {
        return from(after);
    }
    match verb.class {
        Class::As => as_behind(s, after)
            .or_else(|| seen_in(s, at, after))
            .or_else(|| (after..after + 4).find(|&one| quote(one)))
            .and_then(|_| from(after)),
        Class::Object if is_call(s, at) => {
            let quoted = (after..s.len().min(after + 12)).any(quote);
            (quoted && s.is_word(after)).then(|| from(after)).flatten()
        }
        Class::Object => {
            let stops = ["by", "to", "on", "for", "in", "off", "at", "and", "or", "as"];
            let follows = s.is_word(after) && !stops.contains(&s.word(after));
            let names = !matches!(subject.phrase, Phrase::It | Phrase::Shared) || s.is_word(after);
            (follows && names).then(|| from(after)).flatten()
        }
        Class::Free | Class::That | Class::Told => {
            let open = match verb.class {
                Class::Free => {
                    let may = matches!(s.word(at), "suggest" | "suggests" | "suggested")
                        && subject.phrase != Phrase::It;
                    begins_clause(s, after)
                        || names_abstract(s, after)
                        || may && begins_order(s, after)
                }
                _ => false,
            };
            let asks = verb.tense == Tense::Present
                && matches!(s.word(after), "how" | "why")
                && verb.class != Class::Told;
            (open || asks).then(|| from(after)).flatten()
        }
    }
}

fn is_call(s: &Sentence<'_>, at: usize) -> bool {
    s.word(at).starts_with("call") && s.word(at + 1) != "for"
}

/// The place of the `that` which the verb governs.
fn that_behind(s: &Sentence<'_>, after: usize, verb: &Verb) -> Option<usize> {
    let mut at = after;
    if s.word(at) == "," {
        // `argues, for example, that`
        at = (at + 1..s.len().min(at + 16)).find(|&one| s.word(one) == ",")? + 1;
        return (s.word(at) == "that").then_some(at);
    }
    while s.word(at).ends_with("ly")
        || matches!(
            s.word(at),
            "also"
                | "too"
                | "instead"
                | "again"
                | "further"
                | "thereby"
                | "ever"
                | "after"
                | "elsewhere"
                | "later"
                | "once"
                | "first"
        )
    {
        at += 1;
    }
    if s.word(at) == "that" {
        let relative = matches!(verb.class, Class::As);
        return (!relative).then_some(at);
    }
    let leads = verb.class == Class::Told && s.is_word(at)
        || matches!(
            s.word(at),
            "in" | "to" | "with" | "at" | "on" | "before" | "for" | "against" | "during" | "as"
        );
    if !leads || matches!(verb.class, Class::As | Class::Object) {
        return None;
    }
    let inside = (at..s.len().min(at + 14)).take_while(|&one| {
        s.is_word(one) || s.tokens[one].is_possessive() || matches!(s.word(one), "(" | ")")
    });
    let found = inside.into_iter().find(|&one| s.word(one) == "that")?;
    let verbs =
        (at..found).any(|one| matches!(s.word(one), "was" | "were" | "is" | "are" | "had" | "has"));
    (!verbs).then_some(found)
}

/// `sees the fleet as a wall`.
fn as_behind(s: &Sentence<'_>, after: usize) -> Option<usize> {
    if !s.is_word(after) && !matches!(s.word(after), "\"" | "“")
        || matches!(s.word(after), "by" | "at" | "to" | "in")
    {
        return None;
    }
    (after + 1..s.len().min(after + 18))
        .take_while(|&one| !matches!(s.word(one), ";" | "." | ":"))
        .find(|&one| {
            s.word(one) == "as"
                && !matches!(s.word(one + 1), "well" | "soon" | "long" | "early" | "late" | "far")
        })
}

/// `thought him a vain man`, `called it the end of an age`.
fn has_complement(s: &Sentence<'_>, at: usize, after: usize) -> bool {
    let verb = matches!(
        s.word(at),
        "think"
            | "thinks"
            | "thought"
            | "consider"
            | "considers"
            | "considered"
            | "call"
            | "calls"
            | "called"
            | "deem"
            | "deems"
            | "deemed"
            | "judge"
            | "judges"
            | "judged"
            | "pronounce"
            | "pronounces"
            | "pronounced"
            | "declare"
            | "declares"
            | "declared"
            | "label"
            | "labels"
            | "labelled"
    );
    let object =
        matches!(s.word(after), "him" | "her" | "it" | "them" | "this") || s.is_person(after);
    let next = (after + 1..after + 4).find(|&one| !s.is_person(one)).unwrap_or(after + 1);
    verb && object && matches!(s.word(next), "a" | "an" | "the" | "nothing" | "no")
}

/// `saw in the crowds nothing but`, `sees in the riots a protest`.
fn seen_in(s: &Sentence<'_>, at: usize, after: usize) -> Option<usize> {
    if s.word(after) != "in" || !matches!(s.word(at), "see" | "sees" | "saw" | "read" | "reads") {
        return None;
    }
    let inside = (after + 2..s.len().min(after + 10)).take_while(|&one| s.is_word(one));
    inside.into_iter().find(|&one| {
        matches!(s.word(one), "a" | "an" | "the" | "nothing" | "no" | "only" | "little")
    })
}

/// A clause follows: a noun phrase with a verb, not a bare object.
fn begins_clause(s: &Sentence<'_>, at: usize) -> bool {
    const OPENINGS: [&str; 26] = [
        "the", "a", "an", "this", "these", "it", "they", "he", "she", "there", "his", "her",
        "their", "both", "some", "no", "neither", "either", "such", "nobody", "nothing", "not",
        "only", "most", "many", "all",
    ];
    const FINITE: [&str; 18] = [
        "was", "were", "is", "are", "had", "has", "have", "did", "would", "could", "should",
        "might", "may", "will", "can", "came", "went", "made",
    ];
    let opens = OPENINGS.contains(&s.word(at))
        || s.tokens.get(at).is_some_and(crate::generate::token::Token::is_capital)
        || s.word(at).ends_with('s')
            && s.is_word(at)
            && s.mention(at).is_none()
            && s.word(at).len() > 4;
    let mut inside = (at + 1..s.len()).take_while(|&one| !matches!(s.word(one), ";" | "." | ":"));
    opens
        && inside.any(|one| {
            let word = s.word(one);
            FINITE.contains(&word)
                || word.len() > 4 && word.ends_with("ed") && s.mention(one).is_none()
        })
}

/// `suggested the envoys meet at the river`: who should do something.
fn begins_order(s: &Sentence<'_>, at: usize) -> bool {
    let opens = matches!(s.word(at), "the" | "both" | "all" | "they" | "he" | "she");
    opens && s.is_word(at + 1) | matches!(s.word(at + 1), "\"" | "“") && s.len() > at + 5
}

/// `notes the importance of`: a noun that stands for a clause.
fn names_abstract(s: &Sentence<'_>, at: usize) -> bool {
    matches!(s.word(at), "the" | "a" | "an")
        && (at + 2..at + 5).any(|one| {
            s.word(one) == "of" || matches!(s.word(one), "to" | "for") && s.word(one + 1) == "which"
        })
        || matches!(s.word(at), "the") && matches!(s.word(at + 2), "to" | "of")
        || (at + 1..at + 4)
            .any(|one| s.tokens.get(one).is_some_and(crate::generate::token::Token::is_possessive))
            && s.tokens.get(at).is_some_and(crate::generate::token::Token::is_capital)
}

/// `…, Livy argues, …`: marks stand around it.
fn is_aside(s: &Sentence<'_>, subject: &Subject, after: usize) -> bool {
    let start = subject.tokens.start;
    let opened = start > 0
        && (matches!(s.before(start), "," | "—" | "–" | "\"" | "”" | "(")
            || subject_is_as(s, start))
        || start > 0 && matches!(s.before(start), "which" | "as" | "what" | "who");
    let which = matches!(s.before(start), "which" | "what");
    let closed = matches!(s.word(after), "," | "." | "" | ";" | ":" | "—" | "–" | ")" | "!" | "?");
    opened
        && (closed
            || which
                && matches!(
                    s.word(after),
                    "was" | "were" | "is" | "are" | "had" | "would" | "could" | "may" | "might"
                ))
}

fn subject_is_as(s: &Sentence<'_>, start: usize) -> bool {
    s.before(start) == "as"
}

/// The sentence without the aside.
fn aside(s: &Sentence<'_>, subject: Subject, words: Range<usize>) -> Option<Cue> {
    let mut from = subject.tokens.start.min(words.start);
    if matches!(s.before(from), "as" | "which") && s.before(from) == "as" {
        from -= 1;
    }
    let mut to = subject.tokens.end.max(words.end);
    if from == 0 {
        return Some(cue(words, subject, Content::From(to + usize::from(s.word(to) == ","))));
    }
    if matches!(s.before(from), "," | "—" | "–") {
        from -= 1;
        if matches!(s.word(to), "," | "—" | "–") {
            to += 1;
        }
    }
    Some(cue(words, subject, Content::Around(from..to)))
}

/// `"…," says Livy`; `as argued by Livy`.
fn inverted(s: &Sentence<'_>, at: usize, verb: &Verb) -> Option<Cue> {
    let by = s.before(at) == "as" && s.word(at + 1) == "by";
    let opened = matches!(s.before(at), "\"" | "”" | "’" | ",");
    if matches!(verb.class, Class::Object | Class::As) || !(by || opened && at > 3) {
        return None;
    }
    let subject = s.phrase_after(at + 1 + usize::from(by))?;
    let closed = !s.is_word(subject.tokens.end);
    let named = matches!(
        subject.phrase,
        Phrase::Named(_) | Phrase::He | Phrase::Group(..) | Phrase::Role(_)
    );
    if !closed || !named || verb.tense == Tense::Base {
        return None;
    }
    let mut found = aside(s, subject, at..at + 1)?;
    found.present = verb.tense == Tense::Present;
    Some(found)
}

/// `…, stating that …`; `…, believing the walls would hold`.
fn participle(s: &Sentence<'_>, at: usize, verb: &Verb) -> Option<Cue> {
    let mut start = at;
    while start > 0
        && (matches!(
            s.before(start),
            "also" | "even" | "only" | "while" | "and" | "thereby" | "thus" | "rightly"
        ) || s.before(start).ends_with("ly"))
    {
        start -= 1;
    }
    if start == 0 || s.before(start) != "," {
        return None;
    }
    let after = at + verb.length();
    let instance =
        matches!(s.word(after), "for") && matches!(s.word(after + 1), "instance" | "example");
    let after = after + if instance { 2 } else { 0 };
    let shared = Subject { phrase: Phrase::Shared, tokens: start..start, relative: false };
    let (words, content) = match verb.class {
        Class::As | Class::Object => return None,
        Class::Free if s.word(after) != "that" => {
            begins_clause(s, after).then_some((at..after, Content::From(after)))?
        }
        _ => {
            let that = that_behind(s, after, verb)?;
            (at..that + 1, Content::From(that + 1))
        }
    };
    let mut found = cue(words, shared, content);
    found.personal = true;
    Some(found)
}

/// `it has been argued that`; `is seen by Livy as`.
fn passive(s: &Sentence<'_>, at: usize, verb: &Verb) -> Option<Cue> {
    let start = (at.saturating_sub(5)..at).rev().take_while(|&one| {
        let word = s.word(one);
        BE.contains(&word)
            || matches!(
                word,
                "has" | "have" | "had" | "been" | "be" | "can" | "could" | "may" | "might" | "will"
            )
            || word.ends_with("ly")
            || matches!(word, "often" | "also" | "sometimes" | "even" | "long" | "now")
    });
    let start = start.last().unwrap_or(at);
    let mut that = at + verb.length();
    let mut by = None;
    if s.word(that) == "by" {
        let subject = s.phrase_after(that + 1)?;
        that = subject.tokens.end;
        by = Some(subject);
    }
    let impersonal = s.before(start) == "it";
    let here = matches!(s.word(that), "here");
    if impersonal && s.word(that + usize::from(here)) == "that" {
        let that = that + usize::from(here);
        let words = start - 1..that + 1;
        let phrase = if here { Phrase::Author } else { Phrase::Nobody };
        let nobody = Subject { phrase, tokens: words.clone(), relative: false };
        let negated = (start..at).any(|one| s.word(one) == "not");
        let mut found = cue(words, by.unwrap_or(nobody), Content::From(that + 1));
        found.denies = verb.denies;
        return (!negated).then_some(found);
    }
    let subject = by?;
    let mut found = cue(at..at + verb.length(), subject, Content::Around(start..that));
    found.personal = true;
    Some(found)
}
