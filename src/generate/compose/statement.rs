//! Statements by the grammar of their sentence: who did what, and when.

use crate::document::Document;
use crate::generate::clause;
use crate::generate::events::{self, Event};
use crate::generate::fact::{ActorKind, DateFact, Facts, Mention, mention_at};
use crate::generate::lexicon::{Pattern, listed};
use crate::generate::verbs::{Forms, is_denial, past};
use crate::language::{Annotated, Relation, Relations, Token, Upos, Xpos};
use std::collections::HashSet;
use std::ops::Range;

/// Longest sentence that is taken apart, in words.
const MOST: usize = 120;
/// Longest subject, in words.
const LONGEST: usize = 10;

/// How a date hangs on its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// It says when what the sentence states happened.
    Statement,
    /// It says when something inside the sentence happened.
    Clause,
    /// It tells one thing from others: `the Tariff of 1828`.
    Attribute,
    /// It stands in brackets.
    Aside,
}

/// A sentence as a tree over its text.
pub(super) struct Tree<'a> {
    document: &'a Document,
    facts: &'a Facts,
    annotated: &'a Annotated,
}

impl<'a> Tree<'a> {
    /// Of sentence `index`, where it was parsed.
    pub(super) fn of(document: &'a Document, facts: &'a Facts, index: usize) -> Option<Self> {
        let annotated = facts.annotations.get(index)?;
        let is_short = annotated.tokens.len() <= MOST;
        is_short.then_some(Self { document, facts, annotated })
    }

    fn token(&self, at: usize) -> &'a Token {
        &self.annotated.tokens[at]
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.document.slice(self.token(at).span.clone())
    }

    fn child(&self, at: usize, relations: impl Relations) -> Option<usize> {
        self.annotated.child(at, relations)
    }

    fn has(&self, at: usize, relations: impl Relations) -> bool {
        self.child(at, relations).is_some()
    }

    /// Words that lie in a place of the text.
    fn within(&self, place: &Range<usize>) -> Range<usize> {
        let tokens = &self.annotated.tokens;
        let from = tokens.partition_point(|token| token.span.end <= place.start);
        from..tokens.partition_point(|token| token.span.start < place.end).max(from)
    }

    /// The word of a place that the others of it depend on.
    pub(super) fn head_of(&self, place: &Range<usize>) -> Option<usize> {
        let words = self.within(place);
        let is_head = |&at: &usize| self.token(at).head.is_none_or(|head| !words.contains(&head));
        words.clone().find(|at| is_head(at) && self.token(*at).upos != Upos::Punct)
    }

    /// Predicates of what the sentence itself states: its root, and those joined to it.
    pub(super) fn predicates(&self) -> impl Iterator<Item = usize> + '_ {
        let verbs =
            (0..self.annotated.tokens.len()).filter(|&at| self.token(at).upos == Upos::Verb);
        verbs.filter(|&at| self.is_stated(at))
    }

    /// Predicates of clauses about a noun: `Brun, who founded the league`.
    pub(super) fn relatives(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.annotated.tokens.len()).filter(|&at| self.antecedent(at).is_some())
    }

    /// The noun that a clause is about, where its subject is `who`.
    pub(super) fn antecedent(&self, verb: usize) -> Option<usize> {
        let token = self.token(verb);
        let noun = token.head.filter(|_| token.relation == Relation::AclRelcl)?;
        let subject = self.child(verb, [Relation::Nsubj, Relation::NsubjPass])?;
        (self.text(subject) == "who").then_some(noun)
    }

    /// Whether a noun is one of several that are joined.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.has_joined(at) || self.token(at).relation == Relation::Conj
    }

    fn is_stated(&self, mut at: usize) -> bool {
        // A tree is no deeper than its sentence is long.
        for _ in 0..self.annotated.tokens.len() {
            match (self.token(at).relation, self.token(at).head) {
                (_, None) => return true,
                (Relation::Conj | Relation::Parataxis, Some(head)) => at = head,
                _ => return false,
            }
        }
        false
    }

    /// The preposition of a noun.
    fn preposition(&self, at: usize) -> Option<usize> {
        self.child(at, [Relation::Case])
    }

    /// How a date hangs on the sentence, and the verb that it dates.
    pub(super) fn hold(&self, date: &DateFact) -> Option<(Hold, Option<usize>)> {
        let head = self.head_of(&date.span)?;
        let start = self.document.sentences[self.annotated.sentence].span.start;
        let before = self.document.slice(start..date.span.start).trim_end();
        if before.ends_with(['(', '[']) {
            return Some((Hold::Aside, None));
        }
        let preposition = self.preposition(head);
        let tie = preposition.map_or("", |at| self.text(at)).to_lowercase();
        // A date that opens the sentence dates what it states.
        if preposition == Some(0) && listed!("ties of time").contains(&tie) {
            let root = (0..self.annotated.tokens.len()).find(|&at| self.token(at).head.is_none());
            return Some((
                Hold::Statement,
                root.filter(|&root| self.token(root).upos == Upos::Verb),
            ));
        }
        let mut at = head;
        // `in Fulton, Missouri, in March 1946`: a place in between says the same.
        for _ in 0..3 {
            let (relation, above) = (self.token(at).relation, self.token(at).head);
            match (relation, above) {
                (Relation::Obl | Relation::Advmod, Some(verb)) if self.is_verbal(verb) => {
                    let hold = if self.is_stated(verb) { Hold::Statement } else { Hold::Clause };
                    return Some((hold, Some(verb)));
                }
                (Relation::Nmod, Some(noun)) if listed!("ties of time").contains(&tie) => at = noun,
                // `Congress passed the Force Bill of 1833`: it passed it then.
                (Relation::Nmod, Some(noun)) if at == head && tie == "of" => {
                    let verb = self.token(noun).head.filter(|&verb| self.enacts(verb, noun));
                    return Some(
                        verb.map_or((Hold::Attribute, None), |verb| (Hold::Statement, Some(verb))),
                    );
                }
                (Relation::Nsubj | Relation::Root | Relation::Obj, _) if at == head => {
                    return Some((Hold::Clause, None));
                }
                _ if at == head => return Some((Hold::Attribute, None)),
                _ => return Some((Hold::Clause, None)),
            }
        }
        Some((Hold::Clause, None))
    }

    fn enacts(&self, verb: usize, what: usize) -> bool {
        let is_object = matches!(self.token(what).relation, Relation::Obj | Relation::NsubjPass);
        let is_name = self.token(what).upos == Upos::Propn;
        is_object
            && is_name
            && self.is_stated(verb)
            && listed!("enacting verbs").contains(self.lemma(verb))
    }

    fn is_verbal(&self, at: usize) -> bool {
        self.token(at).upos == Upos::Verb || self.has(at, [Relation::Cop, Relation::Nsubj])
    }

    /// The subject of a predicate.
    pub(super) fn subject(&self, verb: usize) -> Option<usize> {
        self.annotated.subject_of(verb)
    }

    /// The agent of a passive: `coined by Sieyès`.
    pub(super) fn agent(&self, verb: usize) -> Option<usize> {
        self.annotated.agent_of(verb)
    }

    /// Whether a word stands for somebody or something named before: `he`, `they`.
    pub(super) fn is_personal(&self, at: usize) -> bool {
        self.token(at).xpos == Xpos::Prp
    }

    /// The place of a word.
    pub(super) fn place(&self, at: usize) -> Range<usize> {
        self.token(at).span.clone()
    }

    /// Whether others are joined to a noun: `Beard and Brown`.
    pub(super) fn has_joined(&self, at: usize) -> bool {
        self.has(at, [Relation::Conj])
    }

    /// The subject of what the sentence states first.
    pub(super) fn first_subject(&self) -> Option<usize> {
        let root = (0..self.annotated.tokens.len()).find(|&at| self.token(at).head.is_none())?;
        self.subject(root)
    }

    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        self.token(at).upos == Upos::Pron || matches!(self.token(at).xpos, Xpos::Dt | Xpos::Wdt)
    }

    /// The mention that names a word.
    pub(super) fn named(&self, at: usize) -> Option<&'a Mention> {
        mention_at(&self.facts.mentions, &self.token(at).span)
    }

    /// The place of a noun with all that says which; without what is said beside it.
    pub(super) fn phrase(&self, at: usize) -> Range<usize> {
        let words = self.annotated.subtree_without(at, |one| {
            one > at && self.is_beside(one)
                || self.token(one).relation == Relation::Case && self.token(one).head == Some(at)
        });
        let place = self.annotated.place(words);
        let text = self.document.slice(place.clone());
        place.start..place.start + text.trim_end_matches([',', ';', ' ']).len()
    }

    /// What is said beside the statement, behind a mark.
    fn is_beside(&self, at: usize) -> bool {
        use Relation::{Acl, AclRelcl, Advcl, Appos, Parataxis};
        let beside = [Acl, AclRelcl, Advcl, Appos, Parataxis].contains(&self.token(at).relation);
        let first = self.annotated.reach(at).start;
        let mark = first.checked_sub(1).map_or("", |before| self.text(before));
        beside && matches!(mark, "," | "(" | "—" | "–" | "-" | ";" | ":")
    }

    /// The statement of a verb in the past, without a phrase, as a rule that of its date.
    /// Its subject may be a pronoun only where who that is is known.
    pub(super) fn statement(
        &self,
        verb: usize,
        cut: Option<&Range<usize>>,
        may_be_pronoun: bool,
    ) -> Option<Event> {
        use Relation::{Aux, Cop, Expl, Mark};
        let auxiliary = self.child(verb, [Relation::AuxPass]);
        let is_denied = self.annotated.children(verb).any(|at| is_denial(self.text(at)));
        if is_denied || self.has(verb, [Aux, Cop, Expl, Mark]) {
            return None;
        }
        let (said, base) = match auxiliary {
            Some(at) if matches!(self.text(at), "was" | "were") => (at, None),
            Some(_) => return None,
            None => (verb, Some(self.base(verb)?)),
        };
        let subject = self.subject(verb)?;
        let phrase = self.phrase(subject);
        let said_from = self.token(said).span.start;
        // `The laws Brun proposed to end the war failed`: the war did not.
        let before = self.within(&phrase).start.checked_sub(1);
        let opens = before.is_none_or(|at| {
            matches!(self.token(at).upos, Upos::Punct | Upos::Cconj)
                || self.is_within_date(at, cut)
                || self.antecedent(verb).is_some()
        });
        if !opens || self.is_pronoun(subject) && !may_be_pronoun || phrase.end >= said_from {
            return None;
        }
        let is_adverb = |&at: &usize| {
            let token = self.token(at);
            token.relation == Relation::Advmod && token.span.start >= phrase.end && at < said
        };
        let adverb = self.annotated.children(verb).find(is_adverb).map(|at| self.text(at));
        let adverb = adverb.filter(|word| clause::is_adverb(word)).map(str::to_owned);
        let end = self.end_of(verb);
        let from = self.token(said).span.end;
        let rest = self.without(from..end.max(from), cut);
        let text = self.document.slice(phrase.clone());
        (text.split_whitespace().count() <= LONGEST).then(|| Event {
            subject: events::inside(self.document, &self.facts.mentions, phrase.start, text)
                .unwrap_or_else(|| self.small(subject, &phrase)),
            adverb,
            verb: self.text(said).to_owned(),
            rest,
            base,
            span: phrase.start..end.max(from),
        })
    }

    /// Whether a word ends the date behind which a statement begins: `In 1648 the envoys`.
    fn is_within_date(&self, at: usize, date: Option<&Range<usize>>) -> bool {
        date.is_some_and(|date| self.token(at).span.end == date.end)
            || self.token(at).xpos == Xpos::Cd
    }

    /// A phrase that opens its sentence, small but for names.
    fn small(&self, at: usize, place: &Range<usize>) -> String {
        let text = self.document.slice(place.clone());
        let first = self.within(place).start.min(at);
        let is_name = matches!(self.token(first).xpos, Xpos::Nnp | Xpos::Nnps | Xpos::Prp);
        let mut letters = text.chars();
        match letters.next() {
            Some(letter) if !is_name && !text.chars().nth(1).is_some_and(char::is_uppercase) => {
                letter.to_lowercase().chain(letters).collect()
            }
            _ => text.to_owned(),
        }
    }

    /// The verb as it stands behind `did`; none where its forms are not sure.
    fn base(&self, verb: usize) -> Option<String> {
        let (token, text) = (self.token(verb), self.text(verb));
        let known = past(text).map(|past| past.base.to_owned());
        let by_lemma = || {
            let lemma = &token.lemma;
            (Forms::of(lemma).past == text).then(|| lemma.clone())
        };
        // `who invented a loom` is no participle, though it looks like one.
        let is_past =
            token.xpos == Xpos::Vbd || token.xpos == Xpos::Vbn && self.antecedent(verb).is_some();
        is_past.then(|| known.or_else(by_lemma)).flatten()
    }

    /// Where the statement of a verb ends: before another one, or what is said beside it.
    fn end_of(&self, verb: usize) -> usize {
        use Relation::{Advcl, Conj, Parataxis};
        let words = self.annotated.reach(verb);
        let ends_before = |at: usize| -> bool {
            let token = self.token(at);
            let own = token.head == Some(verb);
            let opens = || self.child(at, [Relation::Mark]).map_or("", |mark| self.text(mark));
            own && matches!(token.relation, Conj | Parataxis)
                || own && token.relation == Advcl && listed!("inner clauses").contains(opens())
                || self.is_beside(at)
        };
        let stops = |at: usize| matches!(self.text(at), ";" | ":" | "—" | "–");
        let mut end = words.end;
        for at in verb + 1..words.end {
            if stops(at) {
                end = end.min(at);
            } else if ends_before(at) {
                end = end.min(self.annotated.reach(at).start.max(verb + 1));
            }
        }
        // The joint and its comma belong to what follows.
        while end > verb + 1 {
            let last = self.token(end - 1);
            match last.upos {
                Upos::Punct | Upos::Cconj | Upos::Sconj
                    if self.text(end - 1) != "”" && self.text(end - 1) != ")" =>
                {
                    end -= 1
                }
                _ => break,
            }
        }
        self.token(end - 1).span.end
    }

    /// A place of the text without a date and its preposition, and without brackets.
    fn without(&self, place: Range<usize>, date: Option<&Range<usize>>) -> String {
        static BRACKETS: Pattern = Pattern::new(r" ?\([^()]*\)");
        let text = match date.and_then(|date| self.date_phrase(date)) {
            Some(cut) if place.start <= cut.start && cut.end <= place.end => {
                let [before, after] = [place.start..cut.start, cut.end..place.end]
                    .map(|part| self.document.slice(part).trim());
                let before = before.trim_end_matches(',');
                let joint = if after.starts_with(',') || before.is_empty() { "" } else { " " };
                let after = if before.is_empty() { after.trim_start_matches(", ") } else { after };
                format!("{before}{joint}{after}")
            }
            _ => self.document.slice(place).to_owned(),
        };
        BRACKETS.replace_all(&text, "").trim().trim_matches(',').trim().to_owned()
    }

    /// The date with the words before it that say `then`.
    fn date_phrase(&self, date: &Range<usize>) -> Option<Range<usize>> {
        let head = self.head_of(date)?;
        let start = self.preposition(head).map_or(date.start, |at| self.token(at).span.start);
        Some(start.min(date.start)..date.end)
    }

    /// Whether `in 1648`, `on that day`: the preposition of a date says that something
    /// happened then, not before or until then.
    pub(super) fn is_then(&self, date: &DateFact) -> bool {
        let Some(head) = self.head_of(&date.span) else { return false };
        let tie = self.preposition(head).map(|at| self.text(at).to_lowercase());
        tie.is_some_and(|tie| matches!(&*tie, "in" | "on"))
    }

    /// The dictionary form of the verb that a date dates.
    pub(super) fn dated_verb(&self, date: &DateFact) -> Option<&'a str> {
        let verb = self.hold(date)?.1?;
        Some(if self.token(verb).upos == Upos::Verb { self.lemma(verb) } else { "be" })
    }

    /// The dictionary form of a verb.
    pub(super) fn lemma(&self, at: usize) -> &'a str {
        &self.token(at).lemma
    }

    /// Whether the word at a place is a verb, as the grammar of the sentence has it.
    pub(super) fn is_verb_at(&self, place: usize) -> bool {
        let words = self.within(&(place..place + 1));
        words.into_iter().any(|at| matches!(self.token(at).upos, Upos::Verb | Upos::Aux))
    }

    /// Whether what the sentence states stands in a place beside something else.
    fn is_broken(&self, place: &Range<usize>) -> bool {
        let first = self.head_of(place);
        let mut words = self.within(place);
        words.any(|at| self.token(at).head.is_none() && Some(at) != first)
    }

    /// Whether the words of a place are the content of the verb at `verb`, or stand around it.
    pub(super) fn hangs(&self, place: &Range<usize>, verb: usize) -> bool {
        let Some(content) = self.head_of(place) else { return true };
        if self.is_broken(place) {
            return false;
        }
        let verbs = self.within(&(verb..verb + 1));
        let Some(verb) = verbs.into_iter().next() else { return true };
        let climbs = |from: usize, to: usize| {
            let mut at = from;
            for _ in 0..6 {
                let Some(head) = self.token(at).head else { return false };
                if head == to {
                    return !matches!(self.token(at).relation, Relation::Advcl | Relation::Conj);
                }
                at = head;
            }
            false
        };
        content == verb || climbs(content, verb) || climbs(verb, content)
    }

    /// Whether a place holds a statement, not only clauses about its noun.
    pub(super) fn states(&self, place: &Range<usize>) -> bool {
        self.within(place).any(|at| {
            let token = self.token(at);
            let is_finite = matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
            is_finite
                && matches!(
                    token.relation,
                    Relation::Root | Relation::Conj | Relation::Parataxis | Relation::Ccomp
                )
        })
    }
}

/// What happened at a date by the grammar of its sentence, where that is what the
/// sentence states.
pub(super) fn event(document: &Document, facts: &Facts, date: &DateFact) -> Option<Event> {
    let sentence = document.sentence_at(date.span.start)?;
    let tree = Tree::of(document, facts, sentence)?;
    let (hold, verb) = tree.hold(date)?;
    let verb = verb.filter(|_| hold == Hold::Statement && tree.is_then(date))?;
    let subject = tree.subject(verb).filter(|&subject| tree.is_pronoun(subject));
    let Some(subject) = subject else { return tree.statement(verb, Some(&date.span), false) };
    let actor = meant_by(document, facts, sentence, tree.text(subject))?;
    let event = tree.statement(verb, Some(&date.span), true)?;
    Some(Event { subject: facts.actors[actor].name.clone(), ..event })
}

/// The person whom `he` or `she` means as the subject of sentence `index`: the subject of
/// the sentence before, where neither names another person.
pub(super) fn meant_by(
    document: &Document,
    facts: &Facts,
    index: usize,
    pronoun: &str,
) -> Option<usize> {
    /// So many sentences may go on with a pronoun.
    const REACH: usize = 3;
    if !["he", "she"].contains(&&*pronoun.to_lowercase()) {
        return None;
    }
    let mut named: HashSet<usize> = persons(document, facts, index);
    for before in (index.saturating_sub(REACH)..index).rev() {
        if document.sentences[before].paragraph != document.sentences[index].paragraph {
            return None;
        }
        named.extend(persons(document, facts, before));
        let tree = Tree::of(document, facts, before)?;
        let subject = tree.first_subject()?;
        if let Some(mention) = tree.named(subject) {
            let is_one = named.len() == 1 && named.contains(&mention.actor);
            return (is_one && !tree.has_joined(subject)).then_some(mention.actor);
        }
        if !tree.text(subject).eq_ignore_ascii_case(pronoun) {
            return None;
        }
    }
    None
}

/// The persons whom sentence `index` names.
fn persons(document: &Document, facts: &Facts, index: usize) -> HashSet<usize> {
    let span = &document.sentences[index].span;
    let from = facts.mentions.partition_point(|mention| mention.span.start < span.start);
    let here = facts.mentions[from..].iter().take_while(|mention| mention.span.start < span.end);
    let persons = here.filter(|mention| facts.actors[mention.actor].kind == ActorKind::Person);
    persons.map(|mention| mention.actor).collect()
}
