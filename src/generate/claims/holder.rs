//! Whom a noun phrase names: mentions, groups, and what pronouns stand for.

use super::cue::Cue;
use super::phrase::{Phrase, Sentence, Subject};
use crate::generate::fact::{Actor, ActorKind, Holder, Mention};
use crate::generate::lexicon::Group;
use crate::generate::text::last;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Reads sentence by sentence and remembers of whom they spoke.
#[derive(Default)]
pub(super) struct Reader<'a> {
    actors: &'a [Actor],
    mentions: &'a [Mention],
    /// Persons by role, small letters.
    roles: HashMap<String, Vec<usize>>,
    /// Persons with an office.
    participants: HashSet<usize>,
    paragraph: Option<usize>,
    /// The person last spoken of as a subject.
    he: Option<usize>,
    /// Sentences since then.
    since: usize,
    /// The person last named.
    recent: Option<usize>,
    /// Those last spoken of as a subject.
    they: Option<Vec<Holder>>,
    /// Those who were last named together, by the first of them.
    teams: HashMap<usize, Vec<Holder>>,
    /// The text, school or state last spoken of as a subject.
    it: Option<Vec<Holder>>,
    /// Persons who claim in the present tense: writers, as a rule.
    writers: HashSet<usize>,
    /// The writer who claimed last.
    writer: Option<usize>,
    /// The subject of the last sentence.
    pub(super) spoken: Option<Vec<Holder>>,
    /// Who claimed last.
    last: Option<Vec<Holder>>,
    /// Whether that was in this paragraph.
    near: bool,
    /// Whether the cue before stood in an aside.
    aside: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(actors: &'a [Actor], mentions: &'a [Mention]) -> Self {
        let mut roles: HashMap<String, Vec<usize>> = HashMap::new();
        let mut participants = HashSet::new();
        for (index, actor) in actors.iter().enumerate() {
            for role in &actor.roles {
                roles.entry(role.text.to_lowercase()).or_default().push(index);
                participants.extend(super::school::is_office(&role.text).then_some(index));
            }
        }
        Self { actors, mentions, roles, participants, ..Self::default() }
    }

    pub(super) fn enter(&mut self, s: &Sentence<'_>) {
        if self.paragraph.replace(s.paragraph()) != Some(s.paragraph()) {
            self.they = None;
            self.it = None;
            self.near = false;
        }
    }

    /// Remembers whom the sentence spoke of: the subject of its last clause
    /// that has one.
    pub(super) fn leave(&mut self, s: &Sentence<'_>) {
        let starts = (0..s.len()).rev().filter(|&at| s.word(at) == ";").map(|at| at + 1);
        let subject = starts.chain(std::iter::once(0)).find_map(|from| s.opening(from));
        self.since += 1;
        let seen = (0..s.len()).filter(|&at| s.is_person(at)).filter_map(|at| s.mention(at));
        if let Some(mention) = seen.max() {
            self.recent = Some(self.mentions[mention].actor);
        }
        self.spoken = subject.as_ref().and_then(|one| self.resolve(s, one, false, false));
        if let Some(holders) = self.spoken.clone() {
            self.remember(&holders);
        } else if subject.is_none() {
            self.it = None;
        }
    }

    fn remember(&mut self, holders: &[Holder]) {
        match holders {
            [Holder::Actor(one)] if self.is_person(*one) => {
                self.he = Some(*one);
                self.since = 0;
            }
            [Holder::Author] => self.it = Some(holders.to_vec()),
            [_] => {
                self.it = Some(holders.to_vec());
                self.they = Some(holders.to_vec());
            }
            several => {
                self.they = Some(several.to_vec());
                if let [Holder::Actor(lead), ..] = several {
                    self.teams.insert(*lead, several.to_vec());
                }
            }
        }
    }

    /// The holders of `cue`; `before` are those of the cue before it in the
    /// sentence.
    pub(super) fn holders(
        &mut self,
        s: &Sentence<'_>,
        cue: &Cue,
        before: Option<&[Holder]>,
    ) -> Option<Vec<Holder>> {
        let aside = matches!(cue.content, super::cue::Content::Around(_));
        let holders = match &cue.subject.phrase {
            Phrase::Shared => match before {
                // Behind an aside the sentence's own subject goes on, behind a
                // semicolon the subject of what stands there.
                Some(holders) if !self.aside && clause_start(s, cue) == 0 => holders.to_vec(),
                _ => {
                    let opening = s.opening(clause_start(s, cue))?;
                    let is_before = opening.tokens.end <= cue.words.start;
                    (is_before && !is_another_spoken_of(s, cue, &opening)).then_some(())?;
                    self.resolve(s, &opening, cue.present, false)?
                }
            },
            _ => self.resolve(s, &cue.subject, cue.present, aside)?,
        };
        self.aside = aside;
        let mut actors = holders.iter().filter_map(Holder::actor);
        (!cue.personal || actors.all(|one| self.is_person(one))).then_some(holders)
    }

    /// Remembers who claimed.
    pub(super) fn claimed(&mut self, holders: &[Holder], present: bool) {
        self.last = Some(holders.to_vec());
        self.near = true;
        self.remember(holders);
        for one in holders.iter().filter_map(Holder::actor) {
            if present && self.is_person(one) {
                self.writers.insert(one);
                self.writer = Some(one);
            }
        }
    }

    /// Whom a phrase names; none where that is not known.
    pub(super) fn resolve(
        &self,
        s: &Sentence<'_>,
        subject: &Subject,
        present: bool,
        aside: bool,
    ) -> Option<Vec<Holder>> {
        match &subject.phrase {
            Phrase::Named(named) => {
                let mut seen = HashSet::new();
                let actors = named.iter().map(|&mention| self.mentions[mention].actor);
                Some(actors.filter(|one| seen.insert(*one)).map(Holder::Actor).collect())
            }
            Phrase::Team(mention) => {
                // Those once named together, else the one.
                let lead = self.mentions[*mention].actor;
                let team = self.teams.get(&lead).cloned();
                Some(team.unwrap_or_else(|| vec![Holder::Actor(lead)]))
            }
            Phrase::Group(name, kind) => {
                let text = text(s, name.clone());
                // `the emerging picture` is that of the school spoken of.
                if *kind == Group::Works
                    && s.word(name.start) == "the"
                    && super::school::named(&text).is_none()
                    && let Some([Holder::Group(before)]) = self.it.as_deref()
                    && super::school::named(before).is_some()
                {
                    return self.it.clone();
                }
                Some(vec![Holder::Group(super::school::canonical(&text))])
            }
            Phrase::Role(name) => self.by_role(s, name.clone()),
            Phrase::Author => Some(vec![Holder::Author]),
            Phrase::Nobody => Some(vec![Holder::Group("some".to_owned())]),
            Phrase::He => self.he(s, subject.tokens.start, present, aside),
            Phrase::They => {
                // `…, they add, …`: those who claimed before.
                let several =
                    |holders: &[Holder]| holders.len() > 1 || matches!(holders, [Holder::Group(_)]);
                let last = self.last.as_ref().filter(|last| self.near && several(last));
                last.filter(|_| aside || present).or(self.they.as_ref()).cloned()
            }
            Phrase::It => self.it.clone(),
            Phrase::Shared => None,
        }
    }

    /// `the Prussian minister`: the one of that role, or of whom was spoken.
    fn by_role(&self, s: &Sentence<'_>, name: Range<usize>) -> Option<Vec<Holder>> {
        let one = match self.roles.get(&text(s, name).to_lowercase()).map(Vec::as_slice) {
            Some([first, rest @ ..]) => rest.iter().all(|one| one == first).then_some(*first),
            _ => self.he.filter(|he| !self.writers.contains(he)),
        };
        one.map(|one| vec![Holder::Actor(one)])
    }

    fn he(&self, s: &Sentence<'_>, at: usize, present: bool, aside: bool) -> Option<Vec<Holder>> {
        // In an aside speaks who spoke before: `Kim, he says, came alone`.
        let spoke = match self.last.as_deref() {
            Some([Holder::Actor(one)]) if self.near && self.is_person(*one) => Some(*one),
            _ => self.writer.filter(|_| present),
        };
        if let Some(spoke) = spoke.filter(|_| aside) {
            return Some(vec![Holder::Actor(spoke)]);
        }
        let here = (0..at).rev().find(|&one| {
            s.is_person(one)
                && (one == 0 || s.mention(one - 1) != s.mention(one))
                && s.opens_clause(one)
        });
        let here = here.and_then(|one| s.mention(one)).map(|mention| self.mentions[mention].actor);
        let fits = |one: &usize| {
            !present || self.writers.contains(one) || !self.participants.contains(one)
        };
        // A subject long past gives way to the person last spoken of.
        let he = if self.since > 2 { self.recent.or(self.he) } else { self.he };
        let found = here.filter(fits).or(he.filter(fits)).or(match present {
            true => self.writer,
            false => here.or(he),
        });
        found.map(|person| vec![Holder::Actor(person)])
    }

    /// The persons that a phrase names; none where it names anybody else.
    pub(super) fn persons(&self, s: &Sentence<'_>, subject: &Subject) -> Option<Vec<Holder>> {
        let Phrase::Named(_) = subject.phrase else { return None };
        let holders = self.resolve(s, subject, false, false)?;
        let mut actors = holders.iter().map(Holder::actor);
        actors.all(|one| one.is_some_and(|one| self.is_person(one))).then_some(holders)
    }

    fn is_person(&self, actor: usize) -> bool {
        self.actors[actor].kind == ActorKind::Person
    }

    /// Whether all are persons or groups that hold views.
    pub(super) fn writes_or_is_person(&self, holders: &[Holder]) -> bool {
        holders.iter().all(|holder| match holder {
            Holder::Actor(one) => self.is_person(*one),
            Holder::Group(_) => true,
            Holder::Author => false,
        })
    }

    /// Whether holders write about others, rather than took part.
    pub(super) fn writes(&self, holders: &[Holder]) -> bool {
        holders.iter().all(|holder| match holder {
            Holder::Actor(one) => self.writers.contains(one),
            Holder::Group(name) => {
                let noun = last(name).to_lowercase();
                super::phrase::group_of(&noun) != Some(Group::People)
            }
            Holder::Author => false,
        })
    }
}

/// A group's or a role's name without its article.
fn text(s: &Sentence<'_>, name: Range<usize>) -> String {
    let text = s.document.slice(s.place(name));
    text.strip_prefix("the ").or_else(|| text.strip_prefix("The ")).unwrap_or(text).to_owned()
}

/// Where the statement that holds a cue begins: behind the last semicolon.
fn clause_start(s: &Sentence<'_>, cue: &Cue) -> usize {
    (0..cue.words.start).rev().find(|&at| s.word(at) == ";").map_or(0, |at| at + 1)
}

/// `Walpole met Fox, who hoped for peace, and suggested …`: it may be either's.
fn is_another_spoken_of(s: &Sentence<'_>, cue: &Cue, opening: &Subject) -> bool {
    let relative = (opening.tokens.end..cue.words.start).rev().find(|&at| s.word(at) == "who");
    relative.is_some_and(|who| {
        let end = who - usize::from(s.before(who) == ",");
        end > opening.tokens.end && s.is_person(end - 1)
    })
}
