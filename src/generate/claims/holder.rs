//! Whom a cue attributes to.

use super::cue::{Cue, Form};
use crate::document::Document;
use crate::generate::fact::{Actor, ActorKind, Holder, Mention};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The holders of a claim and where they are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) holders: Vec<Holder>,
    pub(super) span: Range<usize>,
    /// Others named in the sentence, for agreement and disagreement.
    pub(super) others: Vec<Holder>,
}

/// Words between a subject and its verb.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\s|,[^,;]{2,120},|\bhave\b|\bhas\b|\bhad\b|\bwould\b|\bcould\b|\bmay\b|\bmight\b|\balso\b|\bfurther\b|\btherefore\b|\bthus\b|\bthen\b|\bfirst\b|\bstill\b|\bonce\b|\blater\b|\bhimself\b|\bherself\b|\bthemselves\b|\bgoes on to\b|\bbegan to\b|\btoo\b|\beven\b|\bnow\b|\bdo\b|\bdoes\b|\bdid\b|\b[a-z]+ly\b|\bet al\.|\bin turn\b|\bhowever\b|\bin (?:the )?(?:\p{L}+ )?\d{4}s?\b|\b(?:volume|book|study|article|essay|account|history|memoirs?|report|paper|team|work)\b|\band (?:his|her|their) (?:\w+ )?(?:co-authors|colleagues|collaborators|authors|associates|followers|team)\b|\bon the other hand\b|\bof (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*\b|\(\d{4}[^)]{0,20}\)|,)*$").expect("a pattern")
});
/// `Ranke, a German historian, and` before another name.
static JOINED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^, (?:a|an|the|his|her)?[^,;.]{2,80},? and (?:[a-z’' -]{0,40})$")
        .expect("a pattern")
});
/// A group before the verb, the author, or a pronoun; the last words before the cue.
static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<group>(?:(?:[Ss]ome|[Mm]any|[Mm]ost|[Oo]ther|[Ss]everal|[Cc]ertain|[Rr]ecent|[Ee]arly|[Ll]ater|[Tt]he|[Ss]till|[Mm]ore|[Cc]ontemporary|[Mm]odern|[Ww]estern|[Cc]onventional|[Tt]raditional|[Oo]rthodox|[Rr]evisionist|[Rr]ealist|[Mm]arxist|[Ll]iberal|[Pp]revailing|[Uu]nnamed|[\w.-]+) ){0,4}(?:[Ss]cholars|[Ss]cholarship|[Hh]istorians|[Oo]bservers|[Cc]ritics|[Rr]evisionists|[Rr]ealists|[Mm]arxists|[Ww]riters|[Aa]uthors|[Aa]nalysts|[Oo]fficials|[Ll]eaders|[Pp]olicymakers|[Ll]iterature|[Ee]conomists|[Tt]heorists|[Pp]hilosophers|[Cc]ommentators|[Cc]ontemporaries|[Oo]pponents|[Ss]upporters|[Ss]uccessors|[Dd]ocuments|[Ss]ources|[Aa]ccounts|[Rr]esearch|[Ss]tudies|[Ee]vidence|[Rr]ecords|[Aa]rchives|[Tt]hought|[Ww]isdom|[Tt]heory|[Aa]nalysis|[Oo]pinion|[Vv]ariants|[Vv]ersions|[Ee]xplanations|[Tt]heories|picture|view|school|interpretation)|[Oo]thers|[Ss]ome|[Mm]any|[Ss]till others)$").expect("a pattern")
});
static AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[Tt]his (?:article|study|paper|essay|analysis|chapter|book|work)|[Tt]he (?:present )?(?:author|article|study)|\bI|\b[Ww]e)$").expect("a pattern")
});
static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s“(])(?P<pronoun>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)$").expect("a pattern")
});

/// Reads holders sentence by sentence.
pub(super) struct Reader<'a> {
    document: &'a Document,
    actors: &'a [Actor],
    mentions: &'a [Mention],
    /// Mentions of the sentence.
    here: Range<usize>,
    /// Where the sentence begins.
    start: usize,
    paragraph: usize,
    /// The person last spoken of as a subject, for he and she.
    person: Option<usize>,
    /// The group or pair last spoken of, for they.
    group: Option<Vec<Holder>>,
    /// The article, school or document last spoken of, for it.
    thing: Option<Vec<Holder>>,
    /// Who last claimed something in the present tense: a writer, as a rule.
    writer: Option<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        document: &'a Document,
        actors: &'a [Actor],
        mentions: &'a [Mention],
    ) -> Self {
        Self {
            document,
            actors,
            mentions,
            here: 0..0,
            start: 0,
            paragraph: usize::MAX,
            person: None,
            group: None,
            thing: None,
            writer: None,
        }
    }

    pub(super) fn enter(&mut self, sentence: usize) {
        let sentence = &self.document.sentences[sentence];
        let from =
            self.mentions.partition_point(|mention| mention.span.start < sentence.span.start);
        let to = self.mentions.partition_point(|mention| mention.span.start < sentence.span.end);
        self.here = from..to;
        self.start = sentence.span.start;
        if sentence.paragraph != self.paragraph {
            self.paragraph = sentence.paragraph;
            self.group = None;
            self.thing = None;
        }
    }

    /// The sentence's first person becomes what he and she mean next.
    pub(super) fn leave(&mut self) {
        let mut here = self.mentions[self.here.clone()].iter();
        if let Some(first) =
            here.find(|mention| self.actors[mention.actor].kind == ActorKind::Person)
        {
            self.person = Some(first.actor);
        }
    }

    /// The holder of `cue`; `last` is the one before it in the sentence.
    pub(super) fn holder(&mut self, cue: &Cue, last: &Option<Found>) -> Option<Found> {
        let mut found = match cue.form {
            Form::Subject => self.subject(cue),
            Form::Inside => self.inside(cue),
            Form::Nobody => {
                Some(self.found(vec![Holder::Group("some".to_owned())], cue.span.clone()))
            }
            Form::Participle => last.clone().or_else(|| self.first_person(cue)),
        }?;
        found.others = self.others(&found.holders);
        match found.holders.as_slice() {
            [Holder::Actor(one)] if self.actors[*one].kind == ActorKind::Person => {
                self.person = Some(*one);
                if is_present(self.document.slice(cue.span.clone())) {
                    self.writer = Some(*one);
                }
            }
            [Holder::Author] => self.thing = Some(vec![Holder::Author]),
            several => {
                self.group = Some(several.to_vec());
                self.thing = Some(several.to_vec());
            }
        }
        Some(found)
    }

    fn found(&self, holders: Vec<Holder>, span: Range<usize>) -> Found {
        Found { holders, span, others: Vec::new() }
    }

    fn subject(&self, cue: &Cue) -> Option<Found> {
        let start = self.start;
        let before = self.document.slice(start..cue.span.start);
        if is_negated(before) {
            return None;
        }
        let bare = strip_auxiliaries(before);
        if let Some(found) = AUTHOR.find(bare) {
            return Some(
                self.found(vec![Holder::Author], start + found.start()..start + found.end()),
            );
        }
        if let Some(found) = PRONOUN.captures(bare).and_then(|captures| captures.name("pronoun")) {
            let span = start + found.start()..start + found.end();
            let present = is_present(self.document.slice(cue.span.clone()));
            return self.pronoun(found.as_str(), present).map(|holders| self.found(holders, span));
        }
        if bare.ends_with(" and") || bare.ends_with(" but") {
            return self.coordinate(cue);
        }
        if let Some(found) = self.named_subject(cue) {
            return Some(found);
        }
        let group = GROUP.captures(bare)?.name("group")?;
        let name = group.as_str().trim_start_matches("that ").to_owned();
        Some(self.found(vec![Holder::Group(name)], start + group.start()..start + group.end()))
    }

    /// The mention right before the verb, and those that `and` joins to it.
    fn named_subject(&self, cue: &Cue) -> Option<Found> {
        let mut index =
            self.here.clone().rev().find(|&at| self.mentions[at].span.end <= cue.span.start)?;
        let between = self.document.slice(self.mentions[index].span.end..cue.span.start);
        let is_person = self.actors[self.mentions[index].actor].kind == ActorKind::Person;
        if !is_person || !BETWEEN.is_match(between) {
            // `Weathersby, an American historian, argues`: the apposition may hold a state.
            index = self
                .here
                .clone()
                .rev()
                .find(|&at| {
                    let mention = &self.mentions[at];
                    self.actors[mention.actor].kind == ActorKind::Person
                        && mention.span.end <= cue.span.start
                        && BETWEEN.is_match(self.document.slice(mention.span.end..cue.span.start))
                })
                .or_else(|| BETWEEN.is_match(between).then_some(index))?;
        }
        let mut span = self.mentions[index].span.clone();
        let mut holders = vec![Holder::Actor(self.mentions[index].actor)];
        while index > self.here.start {
            let joint = self
                .document
                .slice(self.mentions[index - 1].span.end..self.mentions[index].span.start);
            // A comma joins names only before another that `and` joins.
            let joins = matches!(joint, " and " | ", and " | " & ")
                || joint == ", " && holders.len() > 1
                || JOINED.is_match(joint);
            if !joins {
                break;
            }
            index -= 1;
            span.start = self.mentions[index].span.start;
            holders.insert(0, Holder::Actor(self.mentions[index].actor));
        }
        let possessive = self.document.slice(span.end..cue.span.start).starts_with(['\'', '’']);
        (!possessive).then(|| self.found(holders, span))
    }

    /// `Haslam disagrees with the others, and asserts`: the sentence's subject.
    fn coordinate(&self, cue: &Cue) -> Option<Found> {
        let first = self.opening_person()?;
        let holders = vec![Holder::Actor(first)];
        Some(self.found(holders, cue.span.start..cue.span.start))
    }

    fn pronoun(&self, pronoun: &str, present: bool) -> Option<Vec<Holder>> {
        match pronoun.to_lowercase().as_str() {
            "they" => self.group.clone(),
            "it" => self.thing.clone(),
            _ if present && self.opening_person().is_none() && self.writer.is_some() => {
                self.writer.map(|writer| vec![Holder::Actor(writer)])
            }
            _ => self.opening_person().or(self.person).map(|person| vec![Holder::Actor(person)]),
        }
    }

    /// The person with whom the sentence begins: `Haslam disagrees; he asserts`.
    fn opening_person(&self) -> Option<usize> {
        let mut here = self.mentions[self.here.clone()].iter();
        let first = here.find(|mention| self.actors[mention.actor].kind == ActorKind::Person)?;
        let before = self.document.slice(self.start..first.span.start);
        let opens = before.len() < 12 && !before.to_lowercase().contains("like ");
        opens.then_some(first.actor)
    }

    /// Names inside the frame of the cue, or just before it.
    fn inside(&self, cue: &Cue) -> Option<Found> {
        let named: Vec<&Mention> = self.mentions[self.here.clone()]
            .iter()
            .filter(|mention| {
                cue.frame.start <= mention.span.start && mention.span.end <= cue.frame.end
                    || mention.span.end == cue.frame.start
            })
            .collect();
        if let (Some(first), Some(last)) = (named.first(), named.last()) {
            let holders = named.iter().map(|mention| Holder::Actor(mention.actor)).collect();
            return Some(self.found(holders, first.span.start..last.span.end));
        }
        let frame = self.document.slice(cue.frame.clone()).trim_end_matches([',', '.']);
        if ["his", "her"].iter().any(|word| frame.contains(&format!(" {word} "))) {
            return self.pronoun("he", true).map(|holders| self.found(holders, cue.frame.clone()));
        }
        let frame = ["According to ", "according to "]
            .iter()
            .find_map(|cue| frame.split(cue).nth(1))
            .unwrap_or(frame);
        let group = GROUP.captures(frame)?.name("group")?;
        Some(self.found(vec![Holder::Group(group.as_str().to_owned())], cue.frame.clone()))
    }

    fn first_person(&self, cue: &Cue) -> Option<Found> {
        let mut here = self.mentions[self.here.clone()].iter();
        let first = here.find(|mention| {
            mention.span.end <= cue.span.start
                && self.actors[mention.actor].kind == ActorKind::Person
        })?;
        Some(self.found(vec![Holder::Actor(first.actor)], first.span.clone()))
    }

    fn others(&self, holders: &[Holder]) -> Vec<Holder> {
        let mut others: Vec<Holder> = Vec::new();
        for mention in &self.mentions[self.here.clone()] {
            let holder = Holder::Actor(mention.actor);
            let is_person = self.actors[mention.actor].kind == ActorKind::Person;
            if is_person && !holders.contains(&holder) && !others.contains(&holder) {
                others.push(holder);
            }
        }
        others
    }
}

/// Whether a cue's verb is no past form: `argues`, `think`.
fn is_present(cue: &str) -> bool {
    let verb = cue.split(' ').next().unwrap_or_default();
    let past = [
        "said", "thought", "held", "felt", "found", "saw", "taught", "wrote", "told", "was", "were",
    ];
    !verb.ends_with("ed") && !past.contains(&verb)
}

/// `does not suggest that`: nothing is claimed.
fn is_negated(before: &str) -> bool {
    let mut words = before.trim_end().rsplit(' ');
    let last = words.next().unwrap_or_default();
    matches!(last, "not" | "never") || last.ends_with("n't") || last.ends_with("n’t")
}

/// `Some historians have also` → `Some historians`.
fn strip_auxiliaries(text: &str) -> &str {
    const SKIPPED: [&str; 22] = [
        "have",
        "has",
        "had",
        "would",
        "could",
        "may",
        "might",
        "also",
        "further",
        "therefore",
        "thus",
        "then",
        "still",
        "once",
        "later",
        "even",
        "now",
        "do",
        "does",
        "did",
        "been",
        "not",
    ];
    let mut bare = text.trim_end();
    loop {
        let last = bare.rsplit(' ').next().unwrap_or_default();
        let adverb = last.len() > 4 && last.ends_with("ly");
        if last.len() == bare.len() || !(SKIPPED.contains(&last) || adverb) {
            return bare;
        }
        bare = bare[..bare.len() - last.len()].trim_end();
    }
}
