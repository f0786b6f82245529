//! The school of a claim: from the holder's words, the paragraph's first
//! words and the section, then the scholar.

use super::phrase::group_of;
use crate::document::Document;
use crate::generate::fact::{Actor, ActorKind, Claim, Holder, Mention, Relation, RelationKind};
use crate::generate::lexicon::{Group, Pattern, ROLES, SCHOOLS, School, WRITERS, listed};
use crate::generate::text;
use std::collections::HashMap;

/// `revisionist`, `Marxists`, `post-Cold War scholars`, `the Annales school`.
static NAMED: Pattern = Pattern::new(
    r"\b(?:(?P<post>[Pp]ost-?(?:[A-Z][\w-]+(?: War)?|[a-z]{4,}))|(?P<ist>(?:[Nn]eo-|[Aa]nti-)?[A-Za-z]{4,}(?:ist|alist))s?|(?P<school>[A-Z][\w]+)) ?(?P<noun>scholars?|scholarship|historians?|school|approach(?:es)?|literature|writers|interpretations?|views?|thought|documentation|perspectives?|accounts?|explanations?|research)?\b",
);

/// Gives every claim its school.
pub(super) fn assign(
    document: &Document,
    actors: &[Actor],
    mentions: &[Mention],
    claims: &mut [Claim],
) {
    let by_role = actors.iter().map(|one| one.roles.iter().find_map(|role| named(&role.text)));
    let mut schools = Schools {
        document,
        actors,
        standing: standing(actors, mentions, claims),
        by_role: by_role.collect(),
        openings: HashMap::new(),
        titles: HashMap::new(),
    };
    let mut known: HashMap<usize, HashMap<String, usize>> = HashMap::new();
    for claim in claims.iter_mut() {
        claim.school = schools.school(claim);
        for one in claim.holders.iter().filter_map(Holder::actor) {
            if let Some(school) = &claim.school {
                *known.entry(one).or_default().entry(school.clone()).or_default() += 1;
            }
        }
    }
    oppose(document, claims);
    for claim in claims.iter_mut() {
        let persons = claim.holders.iter().filter_map(Holder::actor);
        let persons = persons.filter(|&one| schools.standing[one] != Standing::Participant);
        let persons = persons.filter_map(|one| known.get(&one));
        // The school that most of the scholar's claims have.
        let most =
            persons.flat_map(|schools| schools.iter()).max_by(|a, b| (a.1, b.0).cmp(&(b.1, a.0)));
        if let Some((school, _)) = most {
            claim.school = Some(school.clone());
        }
        claim.school.get_or_insert_with(|| "unspecified".to_owned());
    }
}

/// Two schools that a paragraph sets side by side disagree.
fn oppose(document: &Document, claims: &mut [Claim]) {
    let school = |claim: &Claim| match claim.holders.as_slice() {
        [Holder::Group(name)] => named(name),
        _ => None,
    };
    for at in 1..claims.len() {
        let (before, here) = claims.split_at_mut(at);
        let (last, claim) = (&before[at - 1], &mut here[0]);
        let paragraph = |claim: &Claim| document.sentences[claim.sentence].paragraph;
        let last = before.iter().rev().take(3).find(|one| !one.cue.is_empty()).unwrap_or(last);
        if let (Some(one), Some(two)) = (school(last), school(claim))
            && one != two
            && paragraph(last) == paragraph(claim)
            && claim.relations.is_empty()
        {
            let target = last.holders[0].clone();
            claim.relations.push(Relation { kind: RelationKind::DisagreesWith, target });
        }
    }
}

/// How an actor stands to the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Writes about others.
    Writer,
    /// Claims more than acting, in the past tense, without an office: a writer
    /// where schools are discussed.
    Open,
    /// Took part.
    Participant,
}

/// Who writes about others: by role, or by claiming more than acting, in the
/// present tense.
fn standing(actors: &[Actor], mentions: &[Mention], claims: &[Claim]) -> Vec<Standing> {
    // How often each was seen, claimed, and claimed in the present tense.
    let mut counts = vec![[0_usize; 3]; actors.len()];
    for mention in mentions {
        counts[mention.actor][0] += 1;
    }
    for claim in claims.iter().filter(|claim| !claim.cue.is_empty()) {
        for one in claim.holders.iter().filter_map(Holder::actor) {
            counts[one][1] += 1;
            counts[one][2] += usize::from(is_present(&claim.cue));
        }
    }
    let standing = |(actor, [seen, claimed, present]): (&Actor, [usize; 3])| {
        let writes = actor.roles.iter().any(|role| is_calling(&role.text));
        let office = actor.roles.iter().any(|role| has_office(&role.text));
        let is_person = actor.kind == ActorKind::Person && claimed > 0;
        let often = is_person && claimed * 4 >= seen;
        if writes || often && present > 0 && present * 2 >= claimed {
            Standing::Writer
        } else if often && !office {
            Standing::Open
        } else {
            Standing::Participant
        }
    };
    actors.iter().zip(counts).map(standing).collect()
}

/// Whether a role is an office or a deed, not a calling to write.
pub(super) fn is_office(role: &str) -> bool {
    has_office(role) && !is_calling(role)
}

fn has_office(role: &str) -> bool {
    role.to_lowercase().split(' ').any(|word| ROLES.contains(word) && !WRITERS.contains(word))
}

fn is_calling(role: &str) -> bool {
    role.to_lowercase().split(' ').any(|word| WRITERS.contains(word.trim_end_matches('s')))
}

/// Whether a cue's verb is no past form: `argues`, `think`.
fn is_present(cue: &str) -> bool {
    let verb = text::first(cue).to_lowercase();
    !verb.ends_with("ed") && !listed!("past report verbs").contains(&verb)
}

/// What tells the school of a claim.
struct Schools<'a> {
    document: &'a Document,
    actors: &'a [Actor],
    standing: Vec<Standing>,
    by_role: Vec<Option<String>>,
    /// The schools with which paragraphs open, each looked up once.
    openings: HashMap<usize, Option<String>>,
    /// The same of those that titles of sections name.
    titles: HashMap<usize, Option<String>>,
}

impl Schools<'_> {
    fn topic(&mut self, sentence: usize) -> Option<String> {
        let document = self.document;
        let index = document.sentences[sentence].paragraph;
        let paragraph = &document.paragraphs[index];
        let opening = self.openings.entry(index).or_insert_with(|| {
            let words = document.sentence(paragraph.sentences.start).split(' ').take(6);
            named(&words.collect::<Vec<_>>().join(" "))
        });
        let title = self
            .titles
            .entry(paragraph.section)
            .or_insert_with(|| school_in(&document.sections[paragraph.section].title, true));
        opening.clone().or_else(|| title.clone())
    }

    fn school(&mut self, claim: &Claim) -> Option<String> {
        let mut scholarly = false;
        for holder in &claim.holders {
            match holder {
                Holder::Author => return Some("author".to_owned()),
                Holder::Group(name) => {
                    if let Some(school) = named(name) {
                        return Some(school);
                    }
                    let noun = text::last(name).to_lowercase();
                    let kind = group_of(&noun);
                    if kind == Some(Group::People) && noun != "observers" && noun != "writers" {
                        return Some("contemporary".to_owned());
                    }
                    // `the manifesto declared`: a text of the time.
                    scholarly |= kind != Some(Group::Works)
                        || claim.cue.is_empty()
                        || is_present(&claim.cue);
                }
                Holder::Actor(one) => {
                    let (kind, standing) = (self.actors[*one].kind, self.standing[*one]);
                    let is_person = kind == ActorKind::Person;
                    if kind == ActorKind::State || is_person && standing == Standing::Participant {
                        return Some("contemporary".to_owned());
                    }
                    if self.by_role[*one].is_some() {
                        return self.by_role[*one].clone();
                    }
                    scholarly |= is_person && standing == Standing::Writer;
                }
            }
        }
        // `Revisionists Halliday and Cumings think`.
        let before = self.document.sentence(claim.sentence).split(' ').next().and_then(named);
        let before = before.filter(|_| matches!(claim.holders.first(), Some(Holder::Actor(_))));
        let found = before.or_else(|| self.topic(claim.sentence));
        found.or_else(|| (!scholarly).then(|| "contemporary".to_owned()))
    }
}

/// Those who hold a school's views: `revisionist perspectives` are held by
/// revisionists; other names stay.
pub(super) fn canonical(name: &str) -> String {
    let noun = text::last(name).to_lowercase();
    let works = group_of(&noun) == Some(Group::Works);
    match named(name).filter(|_| works).as_deref() {
        Some("conventional") => "conventional scholars".to_owned(),
        Some(school) if school.ends_with("ist") => format!("{school}s"),
        Some(school) if school.starts_with("post-") => {
            let words = name.rsplit_once(' ').map_or("", |(words, _)| words);
            match words.strip_prefix("Post") {
                Some(rest) => format!("post{rest} scholars"),
                None => format!("{words} scholars"),
            }
        }
        _ => name.to_owned(),
    }
}

/// Whether an adjective names a school: `conventional`, `revisionist`.
pub(super) fn names(adjective: &str) -> bool {
    SCHOOLS.iter().any(|school| school.words.contains(&adjective))
        || adjective.len() > 6
            && adjective.ends_with("ist")
            && !listed!("no schools").contains(adjective)
}

/// The school that a text names.
pub(super) fn named(text: &str) -> Option<String> {
    school_in(text, false)
}

fn school_in(text: &str, heading: bool) -> Option<String> {
    let lower = text.to_lowercase();
    let named = |school: &&School| school.words.iter().any(|word| lower.contains(word));
    if let Some(school) = SCHOOLS.iter().find(named) {
        return Some(school.label.to_owned());
    }
    for found in NAMED.captures_iter(text) {
        let noun = found.name("noun").map(|noun| noun.as_str());
        if let Some(post) = found.name("post") {
            return Some(post.as_str().to_lowercase().replace(' ', "-"));
        }
        if let Some(ist) = found.name("ist") {
            let word = ist.as_str().to_lowercase();
            let plural = text[ist.end()..].starts_with('s');
            let school = plural || noun.is_some() || heading;
            if school && !listed!("no schools").contains(&word) {
                return Some(word);
            }
        }
        if let (Some(school), Some("school")) = (found.name("school"), noun) {
            return Some(school.as_str().to_lowercase());
        }
    }
    None
}
