//! The forms of cards.

use super::filter::{gives_away, is_closed, stands_alone};
use super::id::id;
use super::{Draft, Kind};
use crate::deck::Ask;
use crate::deck::note::{Note, NoteContent};
use crate::document::Document;
use crate::generate::edtf::{self, Precision};
use crate::generate::fact::{Actor, ActorKind, Claim, DateFact, Facts, Holder};
use crate::generate::lexicon::REPORT_VERBS;
use std::ops::Range;

/// Sentences of this many words make good prompts.
const WORDS: Range<usize> = 6..42;

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn note(id: String, content: NoteContent, tags: &[&str], place: String) -> Note {
    Note {
        id,
        content,
        ask: None,
        accept: Vec::new(),
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        source: Some(place),
        note: None,
        was: Vec::new(),
    }
}

/// A sentence with its date hidden.
pub(super) fn dates(document: &Document, facts: &Facts) -> Vec<Draft> {
    let cards = facts.dates.iter().enumerate();
    cards.filter_map(|(fact, date)| date_card(document, fact, date)).collect()
}

fn date_card(document: &Document, fact: usize, date: &DateFact) -> Option<Draft> {
    let sentence = document.sentence_at(date.span.start)?;
    let span = document.sentences[sentence].span.clone();
    let [before, answer, after] = [
        document.slice(span.start..date.span.start),
        document.slice(date.span.clone()),
        document.slice(date.span.end..span.end),
    ];
    let whole = document.sentence(sentence);
    let rest = format!("{before} {after}");
    let hint = hint(edtf::precision(&date.value)?, date.modifier.is_some());
    let good = WORDS.contains(&words(whole))
        && !date.resolved
        && stands_alone(whole)
        && opens_closed(whole)
        && !shares_its_phrase(before, after)
        && !whole.contains("{{")
        && !gives_away(&rest, answer)
        && !shares_year(&rest, &date.value);
    if !good {
        return None;
    }
    let (article, answer) = answer.strip_prefix("the ").map_or(("", answer), |bare| ("the ", bare));
    let text = format!("{before}{article}{{{{c1::{answer}::{hint}}}}}{after}");
    let year = date.value.get(..4).unwrap_or(&date.value);
    let id = id("date", &date.value, &[&date.value, &rest]);
    let mut note = note(id, NoteContent::Cloze(text), &["dates", year], document.place(sentence));
    let shown = edtf::display(&date.value, date.modifier);
    if shown != answer {
        note.accept.push(shown);
    }
    Some(Draft { kind: Kind::Dates, fact, note, rank: 100 - words(whole) as u32 })
}

/// `in March and April 1950`, `of 1949 and 1950`: half of the answer is shown.
fn shares_its_phrase(before: &str, after: &str) -> bool {
    let last = before.trim_end().strip_suffix(" and").unwrap_or_default();
    let last = last.rsplit(' ').next().unwrap_or_default();
    let next = after.strip_prefix(" and ").unwrap_or_default();
    !last.is_empty() && is_date_word(last)
        || is_date_word(next.split(' ').next().unwrap_or_default())
}

fn is_date_word(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.contains(&word)
        || word.len() >= 4 && word.bytes().take(4).all(|byte| byte.is_ascii_digit())
}

/// The first words name what is spoken of; nothing points at this text itself.
fn opens_closed(sentence: &str) -> bool {
    let first: Vec<&str> = sentence.split(' ').take(9).collect();
    is_closed(&first.join(" "))
        && !sentence.contains("this section")
        && !sentence.contains(" here dated")
}

fn hint(precision: Precision, part: bool) -> &'static str {
    match precision {
        Precision::Year if part => "early, mid or late, and the year",
        Precision::Decade if part => "early, mid or late, and the decade",
        Precision::Day => "day, month and year",
        Precision::Month => "month and year",
        Precision::Season => "season and year",
        Precision::Year => "year",
        Precision::Decade => "decade",
        Precision::Century => "century",
        Precision::Range => "from when to when",
    }
}

/// Whether another date of the same year stands in the text.
fn shares_year(text: &str, value: &str) -> bool {
    value
        .get(..4)
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))
        .is_some_and(|year| text.contains(year))
}

/// Who was the …? Who was …? What does … stand for?
pub(super) fn actors(document: &Document, facts: &Facts) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (fact, actor) in facts.actors.iter().enumerate() {
        if let Some((role, sentence)) = best_role(actor) {
            drafts.push(who_was(document, fact, actor, &role, sentence));
            drafts.extend(which_person(document, facts, fact, actor, &role, sentence));
        }
        drafts.extend(stands_for(document, facts, fact, actor));
    }
    drafts
}

/// The role that says most: the longest that fits on a card.
fn best_role(actor: &Actor) -> Option<(String, usize)> {
    let roles = actor.roles.iter().filter(|role| {
        let text = role.text.as_str();
        (2..=12).contains(&words(text))
            && is_closed(text)
            && !["his", "her", "their"].contains(&text.split(' ').next().unwrap_or_default())
            && !gives_away(text, &actor.name)
    });
    roles.max_by_key(|role| role.text.len()).map(|role| (role.text.clone(), role.sentence))
}

fn who_was(document: &Document, fact: usize, actor: &Actor, role: &str, sentence: usize) -> Draft {
    let writes = ["historian", "scholar", "scientist", "author", "specialist"];
    let verb = if writes.iter().any(|noun| role.contains(noun)) { "is" } else { "was" };
    let front = format!("Who {verb} {}?", actor.name);
    let content = NoteContent::Basic {
        front,
        back: vec![role.to_owned()],
        choices: Vec::new(),
        reverse: false,
    };
    let id = id("role", &actor.name, &[&actor.name, role]);
    let mut note = note(id, content, &["actors"], document.place(sentence));
    note.note = Some(document.sentence(sentence).to_owned());
    Draft { kind: Kind::Actors, fact, note, rank: 60 }
}

fn which_person(
    document: &Document,
    facts: &Facts,
    fact: usize,
    actor: &Actor,
    role: &str,
    sentence: usize,
) -> Option<Draft> {
    let shared = facts
        .actors
        .iter()
        .filter(|other| other.roles.iter().any(|one| is_also(&one.text, role)))
        .count();
    let choices = others(facts, fact, |other| {
        other.kind == actor.kind
            && !other.roles.is_empty()
            && !other.roles.iter().any(|one| is_also(&one.text, role))
            && !role.contains(other.name.rsplit(' ').next().unwrap_or(&other.name))
    });
    if shared != 1 || choices.len() < 3 || words(role) < 3 {
        return None;
    }
    let front = format!("Who is this: {role}?");
    let content =
        NoteContent::Basic { front, back: vec![actor.name.clone()], choices, reverse: false };
    let id = id("person", &actor.name, &["person", &actor.name, role]);
    let mut note = note(id, content, &["actors"], document.place(sentence));
    note.note = Some(document.sentence(sentence).to_owned());
    Some(Draft { kind: Kind::Actors, fact, note, rank: 70 })
}

/// Whether someone of role `a` may be called `b`: all words of `b` are in `a`.
fn is_also(a: &str, b: &str) -> bool {
    let a = a.to_lowercase();
    let known: Vec<&str> = a.split(' ').collect();
    b.to_lowercase().split(' ').all(|word| known.contains(&word))
}

/// Three others that pass, the nearest in the order of the document.
fn others(facts: &Facts, fact: usize, fits: impl Fn(&Actor) -> bool) -> Vec<String> {
    let count = facts.actors.len();
    let around = (1..count).map(|step| (fact + step) % count);
    let names = around
        .map(|at| &facts.actors[at])
        .filter(|other| fits(other))
        .map(|other| other.name.clone());
    names.take(3).collect()
}

/// An acronym that the document itself writes out: `Full Name (FN)`.
fn stands_for(document: &Document, facts: &Facts, fact: usize, actor: &Actor) -> Option<Draft> {
    let mentions = || facts.mentions.iter().filter(|mention| mention.actor == fact);
    for mention in mentions() {
        let rest = &document.text[mention.span.end..];
        let Some(inside) =
            rest.strip_prefix(" (").and_then(|rest| rest.split_once(')')).map(|(inside, _)| inside)
        else {
            continue;
        };
        let full = document.slice(mention.span.clone());
        let is_acronym =
            (2..=6).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_uppercase());
        if !is_acronym || !full.contains(' ') {
            continue;
        }
        let sentence = document.sentence_at(mention.span.start)?;
        let front = format!("What does {inside} stand for?");
        let content = NoteContent::Basic {
            front,
            back: vec![full.to_owned()],
            choices: Vec::new(),
            reverse: false,
        };
        let id = id("acronym", inside, &[inside, &actor.name]);
        let mut note = note(id, content, &["actors"], document.place(sentence));
        note.ask = Some(Ask::Type);
        return Some(Draft { kind: Kind::Actors, fact, note, rank: 50 });
    }
    None
}

/// Who argues that …?
pub(super) fn arguments(document: &Document, facts: &Facts) -> Vec<Draft> {
    let claims = facts.claims.iter().enumerate();
    claims.filter_map(|(fact, claim)| argument_card(document, facts, fact, claim)).collect()
}

fn argument_card(document: &Document, facts: &Facts, fact: usize, claim: &Claim) -> Option<Draft> {
    let verb = third_person(claim.cue.strip_suffix(" that")?)?;
    let content = document.slice(claim.span.clone()).trim_matches(['"', '“', '”']);
    let holder = holder_name(facts, claim)?;
    let prompt = format!("Who {verb} that {content}?");
    let good = (5..36).contains(&words(content))
        && stands_alone(&capitalised(content))
        && !gives_away(content, &holder)
        && !opens_with_pronoun(content)
        && !content.contains(';')
        && balanced(content);
    if !good {
        return None;
    }
    let choices = holders_beside(document, facts, claim, &holder, content);
    let back = vec![holder.clone()];
    let choices = if choices.len() == 3 { choices } else { Vec::new() };
    let content = NoteContent::Basic { front: prompt, back, choices, reverse: false };
    let mut tags = vec!["arguments"];
    tags.extend(claim.school.as_deref());
    let id = id("claim", &holder, &[&holder, document.slice(claim.span.clone())]);
    let mut note = note(id, content, &tags, document.place(claim.sentence));
    note.note = Some(document.sentence(claim.sentence).to_owned());
    Some(Draft { kind: Kind::Arguments, fact, note, rank: 80 })
}

/// `argue` and `argues` → `argues`; the past stays.
fn third_person(verb: &str) -> Option<String> {
    let base = REPORT_VERBS.iter().any(|(known, _, _)| *known == verb);
    Some(match (base, verb.strip_suffix('y')) {
        (false, _) => verb.to_owned(),
        (true, Some(stem)) if verb != "say" => format!("{stem}ies"),
        (true, _) if verb.ends_with("ss") || verb.ends_with("ch") => format!("{verb}es"),
        (true, _) => format!("{verb}s"),
    })
}

/// The holders by name; groups as they are called. None for the author and
/// for groups that are nobody in particular.
fn holder_name(facts: &Facts, claim: &Claim) -> Option<String> {
    let names: Vec<String> =
        claim.holders.iter().map(|holder| name(facts, holder)).collect::<Option<_>>()?;
    Some(match names.as_slice() {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [rest @ .., last] => format!("{} & {last}", rest.join(", ")),
        [] => return None,
    })
}

fn name(facts: &Facts, holder: &Holder) -> Option<String> {
    match holder {
        Holder::Actor(index) => {
            let actor = &facts.actors[*index];
            (actor.kind == ActorKind::Person).then(|| actor.name.clone())
        }
        Holder::Group(name) => {
            let lower = name.to_lowercase();
            let known = ["revisionist", "realist", "conventional", "orthodox", "marxist"];
            let bare =
                name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
            known.iter().any(|school| lower.contains(school)).then(|| capitalised(bare))
        }
        Holder::Author => None,
    }
}

/// Three other holders of the document, none of them named in the content nor
/// in the claim's sentence.
fn holders_beside(
    document: &Document,
    facts: &Facts,
    claim: &Claim,
    holder: &str,
    content: &str,
) -> Vec<String> {
    let sentence = document.sentence(claim.sentence);
    let mut names: Vec<String> = Vec::new();
    let start = facts.claims.partition_point(|other| other.sentence <= claim.sentence);
    let around = facts.claims[start..].iter().chain(&facts.claims[..start]);
    for other in around.filter(|other| other.sentence != claim.sentence && same_side(other, claim))
    {
        let Some(other) = holder_name(facts, other) else { continue };
        let capitals = other.split([' ', ',']).filter(|word| word.starts_with(char::is_uppercase));
        let named = capitals.clone().any(|word| {
            word.len() > 2
                && (content.contains(word) || sentence.contains(word) || holder.contains(word))
        });
        let named = named || is_group(&other) != is_group(holder);
        if !named && !names.contains(&other) {
            names.push(other);
        }
    }
    names.truncate(3);
    names
}

/// `Revisionists`, `Some historians`: not a person.
fn is_group(holder: &str) -> bool {
    let lower = holder.to_lowercase();
    ["ists", "scholars", "historians", "school", "view"].iter().any(|end| lower.ends_with(end))
}

/// Scholars beside scholars, those who took part beside their like.
fn same_side(a: &Claim, b: &Claim) -> bool {
    let acts = |claim: &Claim| claim.school.as_deref() == Some("contemporary");
    acts(a) == acts(b)
}

fn opens_with_pronoun(content: &str) -> bool {
    let first = content.split(' ').next().unwrap_or_default().to_lowercase();
    matches!(
        first.as_str(),
        "he" | "she"
            | "it"
            | "they"
            | "this"
            | "these"
            | "those"
            | "his"
            | "her"
            | "their"
            | "its"
            | "we"
            | "i"
    )
}

fn balanced(content: &str) -> bool {
    content.matches('"').count().is_multiple_of(2)
        && content.matches('“').count() == content.matches('”').count()
        && content.matches('(').count() == content.matches(')').count()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
