//! `Rats carried the plague to Italy`: what a sentence states by itself, and what of it is
//! worth asking for: its subject, its object, who somebody is, or a word that is hidden.

mod discourse;
mod known;
#[cfg(test)]
mod tests;
mod whole;

use super::Named;
use super::clause::{self, Clause, is_name, is_specific};
use super::definitions::{copula_beside, is_name_like};
use super::tree::Tree;
use crate::document::Document;
use crate::generate::fact::{ActorKind, Certainty, Structure, Telling, Topic};
use crate::generate::lexicon::{MAKING, ROLES, STATES, WRITERS, listed};
use crate::generate::token::trimmed;
use crate::language::{Annotations, Relation, Upos, Xpos};
use discourse::Discourse;
use known::Known;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use whole::Statement;

/// Longest subject that a question asks for.
const LONGEST_SUBJECT: usize = 10;
/// Longest object that answers.
const LONGEST_OBJECT: usize = 16;
/// Longest thing that somebody or something is said to be.
const LONGEST_MEANING: usize = 24;
/// Fewest words that are said of a subject.
const SHORTEST_PREDICATE: usize = 3;
/// What is asked of one sentence at most.
const MOST: usize = 3;
/// Content words of a question that tell enough.
const RICH: usize = 3;

/// Reads the sentences of a document one after the other.
pub(super) struct Reader {
    known: Known,
    discourse: Discourse,
}

/// What a sentence is read with.
struct Reading<'t, 'd> {
    tree: &'t Tree<'d>,
    named: &'t Named<'t>,
    known: &'t Known,
    /// What stands for pronouns whose meaning another sentence tells.
    replaced: HashMap<usize, discourse::Meant>,
}

/// Something that may be asked, and how good it is.
struct Asked {
    worth: usize,
    statement: Range<usize>,
    answer: (&'static str, Range<usize>),
    /// With a gap in it where the answer is hidden in a statement.
    question: String,
    is_sure: bool,
}

impl Reader {
    pub(super) fn new(document: &Document, annotations: &Annotations) -> Self {
        Self { known: Known::of(document, annotations), discourse: Discourse::default() }
    }

    /// What a sentence states, with what is most worth asking of it first.
    pub(super) fn read(
        &mut self,
        sentence: usize,
        tree: &Tree<'_>,
        named: &Named<'_>,
    ) -> Vec<Structure> {
        self.discourse.enter(tree.document(), sentence);
        let mut reading = Reading { tree, named, known: &self.known, replaced: HashMap::new() };
        for at in 0..tree.len() {
            let word = tree.lower(at);
            let is_open = matches!(tree.xpos(at), Xpos::Prp | Xpos::PrpPoss)
                && !reading.refers_inside(at, &word, &(0..tree.len()));
            if let Some(meant) = self.discourse.meant(&word).filter(|_| is_open) {
                reading.replaced.insert(at, meant.clone());
            }
        }
        let found = reading.all();
        self.discourse.follow(tree, named);
        found
    }
}

impl<'t, 'd> Reading<'t, 'd> {
    fn all(&self) -> Vec<Structure> {
        let mut asked: Vec<Asked> = Vec::new();
        for clause in clause::every(self.tree) {
            asked.extend(self.for_subject(&clause));
            asked.extend(self.for_object(&clause));
        }
        asked.extend((0..self.tree.len()).filter_map(|noun| self.for_apposition(noun)));
        if let Some(statement) = Statement::of(self) {
            asked.extend(statement.for_subject());
            asked.extend(statement.hidden());
        }
        asked.sort_by_key(|asked| Reverse(asked.worth));
        let mut questions: HashSet<String> = HashSet::new();
        asked.retain(|asked| questions.insert(asked.question.clone()));
        asked.truncate(MOST);
        asked.into_iter().map(|asked| self.told(asked)).collect()
    }

    fn told(&self, asked: Asked) -> Structure {
        let is_sure = asked.is_sure && self.replaced.values().all(|meant| meant.is_certain);
        let document = self.tree.document();
        let answer = trimmed(document, asked.answer.1);
        Structure::Telling(Telling {
            topic: Topic::Statement,
            parts: vec![
                ("statement", trimmed(document, asked.statement)),
                (asked.answer.0, answer.clone()),
            ],
            questions: vec![(asked.question, answer)],
            certainty: if is_sure { Certainty::Certain } else { Certainty::Likely },
        })
    }

    /// `Rats carried the plague to Italy`: who or what did.
    fn for_subject(&self, clause: &Clause<'_, '_>) -> Option<Asked> {
        let (tree, rest) = (self.tree, clause.rest.clone());
        let mut row = clause.name(clause.subject)?;
        // `by Nagaoka, who postulated …`
        if tree.upos(row.start) == Upos::Adp && tree.relation(clause.verb) == Relation::AclRelcl {
            row.start += 1;
        }
        // Something joined to a noun of the statement stands behind it.
        let is_whole = rest.clone().all(|at| {
            let joined = tree.children(at).filter(|&one| tree.relation(one) == Relation::Conj);
            joined.into_iter().all(|one| one < rest.end)
        });
        let meant = self.replaced.get(&clause.subject);
        let who = match meant {
            Some(_) => Some("Who").filter(|_| tree.lower(clause.subject).ends_with("he")),
            None => self.asker(clause.subject, clause.is_plural()),
        }?;
        let rich = rest.clone().filter(|&at| self.is_content(at)).count();
        let is_answer = meant.is_some()
            || self.is_answer(clause.subject, &row) && self.is_closed(row.clone(), &row);
        let is_good = is_whole
            && !self.is_doubtful(clause.verb)
            && tree.upos(row.start) != Upos::Adp
            && !listed!("verbs of beginning and end").contains(clause.base())
            && row.len() <= LONGEST_SUBJECT
            && rest.len() >= SHORTEST_PREDICATE
            && is_answer
            && self.is_closed(rest.clone(), &(row.start.min(rest.start)..rest.end));
        let parts = [clause.told(), self.text(rest.clone(), &|_| false)];
        let question = [who.to_owned()].into_iter().chain(parts).chain([clause.when_text()]);
        let place = meant.map(|meant| meant.place.clone());
        is_good.then_some(Asked {
            worth: self.value(clause.subject) + 2 * rich.min(8),
            statement: tree.span(row.start.min(clause.verb)..rest.end)?,
            answer: (self.name_of(clause.subject), place.or_else(|| tree.span(row))?),
            question: format!("{}?", clause::joined(&question.collect::<Vec<_>>())),
            is_sure: rich > RICH
                && rest.clone().any(|at| self.tells(at))
                && self.is_worth(clause.subject, tree.lemma(clause.verb))
                // `Lashley formulated the hypothesis of equal power`
                || rich > 1
                    && self.name_of(clause.subject) == "who"
                    && MAKING.contains(tree.lemma(clause.verb)),
        })
    }

    /// `may have led`: it may be so.
    fn is_doubtful(&self, verb: usize) -> bool {
        let mut helpers = self.tree.children(verb).map(|at| self.tree.lower(at));
        helpers.any(|word| listed!("modals of doubt").contains(&word))
    }

    /// Whether who did so, or what, is worth a question: somebody or something with a name,
    /// or what brought something about.
    fn is_worth(&self, subject: usize, verb: &str) -> bool {
        self.name_of(subject) != "notion"
            || self.known.is_headed(self.tree, subject)
            || listed!("verbs of effect").contains(verb)
    }

    /// `Rats carried the plague to Italy`: what they carried.
    fn for_object(&self, clause: &Clause<'_, '_>) -> Option<Asked> {
        let tree = self.tree;
        let object = tree.child(clause.verb, Relation::Obj).filter(|_| !clause.is_passive)?;
        let answer = clause.complement(object)?;
        let subject = clause.name(clause.subject)?;
        let others = [clause.rest.start..answer.start, answer.end..clause.rest.end];
        let has_clause = tree.children(clause.verb).any(|at| {
            matches!(tree.relation(at), Relation::Ccomp | Relation::Xcomp | Relation::Iobj)
                || tree.xpos(at) == Xpos::Rp
        });
        let is_good = answer.end == tree.reach(object).end
            && clause.helper().is_none()
            && !has_clause
            && (2..=LONGEST_OBJECT).contains(&answer.len())
            && !listed!("slight deeds").contains(clause.base())
            && tree.xpos(answer.start) != Xpos::PrpPoss
            && matches!(tree.upos(object), Upos::Noun | Upos::Propn)
            && tree.upos(subject.start) != Upos::Pron
            && self.is_closed(subject.clone(), &subject)
            && self.is_closed(answer.clone(), &(subject.start.min(answer.start)..answer.end))
            && others.iter().all(|row| self.is_closed(row.clone(), row));
        let is_person = self.named.kind(tree, object) == Some(ActorKind::Person);
        let asks = if is_person { "Whom" } else { "What" };
        let around = others.iter().cloned().flatten().chain(subject.clone());
        let rich = around.filter(|&at| self.is_content(at)).count();
        let question = clause.asked(answer.clone()).filter(|_| is_good && rich >= 2)?;
        let is_named = is_specific(tree, subject.clone());
        Some(Asked {
            worth: if is_named { 60 } else { 44 } + 2 * rich.min(8),
            statement: tree.span(subject.start.min(clause.verb)..clause.rest.end)?,
            answer: ("what", tree.span(answer)?),
            question: format!("{asks} {question}?"),
            is_sure: is_named && rich >= RICH,
        })
    }

    /// `flagellants, people who …`: who or what somebody or something is.
    fn for_apposition(&self, noun: usize) -> Option<Asked> {
        let tree = self.tree;
        let beside = tree.child(noun, Relation::Appos).filter(|&at| at > noun)?;
        let (mut row, mut said) = (tree.core(noun), tree.reach(beside));
        // The mark before it hangs on it.
        while said.start < beside && tree.upos(said.start) == Upos::Punct {
            said.start += 1;
        }
        let article = row.start.checked_sub(1).map(|at| tree.lower(at));
        let article = article.filter(|word| matches!(&**word, "a" | "an" | "the"));
        while row.start < noun && listed!("no words of terms").contains(&tree.lower(row.start)) {
            row.start += 1;
        }
        let stops = |&at: &usize| matches!(tree.text(at), "," | "(" | ";" | ":" | "—" | "–");
        let end = match said.len() <= LONGEST_MEANING {
            true => said.clone().find(|at| tree.text(*at) == "("),
            false => said.clone().find(stops),
        };
        let mut said = said.start..end.unwrap_or(said.end);
        let hangs = [Upos::Det, Upos::Punct, Upos::Cconj, Upos::Adp, Upos::Adj];
        while said.end > beside + 1 && hangs.contains(&tree.upos(said.end - 1)) {
            said.end -= 1;
        }
        let is_set_off = said.start == row.end + 1 && matches!(tree.text(row.end), "," | "—" | "–");
        let is_of_kind = matches!(&*tree.lower(said.start), "a" | "an" | "the")
            || matches!(tree.xpos(beside), Xpos::Nns);
        let is_which = tree.children(beside).any(|at| {
            let relation = tree.relation(at);
            at > beside && [Relation::Nmod, Relation::Acl, Relation::AclRelcl].contains(&relation)
        });
        let is_named = is_name(tree, noun);
        let is_person = match self.named.kind(tree, noun) {
            Some(kind) => kind == ActorKind::Person,
            None => is_named && is_human(tree, beside),
        };
        let is_term =
            is_named || article.as_deref() != Some("the") && is_name_like(tree, row.clone());
        let others = [Relation::Conj, Relation::Appos];
        let opens_so = matches!(&*tree.lower(said.start), "a" | "an");
        let states = [Relation::Nsubj, Relation::NsubjPass, Relation::Cop, Relation::Aux];
        let is_good = is_set_off
            && !states.into_iter().any(|relation| tree.has(beside, relation))
            && !clause::is_month(tree, noun)
            && !tree.has(noun, Relation::NmodPoss)
            && is_of_kind
            && is_which
            && is_term
            && !tree.has(noun, Relation::Conj)
            && !others.contains(&tree.relation(noun))
            && (3..=LONGEST_MEANING).contains(&said.len())
            && self.is_closed(said.clone(), &said);
        let name = tree.inside(row.clone()).filter(|_| is_good)?;
        let name = match article.as_deref() {
            Some("the") if !is_person => format!("the {name}"),
            Some("a" | "an") if name.starts_with(['a', 'e', 'i', 'o']) => format!("an {name}"),
            Some("a" | "an") => format!("a {name}"),
            _ => name,
        };
        let asks = if is_person { "Who" } else { "What" };
        // What is so at all times is told in the present: `an organism that spreads …`.
        let is_present = |&at: &usize| matches!(tree.xpos(at), Xpos::Vbz | Xpos::Vbp);
        let copula = match said.clone().find(is_present) {
            Some(_) if tree.xpos(noun) == Xpos::Nns => "are",
            Some(_) => "is",
            None => copula_beside(tree, noun),
        };
        Some(Asked {
            worth: if is_named { 84 } else { 72 },
            statement: tree.span(row.start..said.end)?,
            answer: (if is_person { "role" } else { "meaning" }, tree.span(said)?),
            question: format!("{asks} {copula} {name}?"),
            is_sure: opens_so && (is_person || is_named),
        })
    }

    /// The words of a row, with names for pronouns and without those that are cut.
    fn text(&self, row: Range<usize>, is_cut: &dyn Fn(usize) -> bool) -> String {
        let (tree, mut text, mut last) = (self.tree, String::new(), None);
        for at in row.filter(|&at| !is_cut(at) && !self.is_tie(at)) {
            let Some(span) = tree.span(at..at + 1) else { continue };
            let is_tied = last == Some(span.start)
                || tree.upos(at) == Upos::Punct && matches!(tree.text(at), "," | "." | ";" | ":");
            if !text.is_empty() && !is_tied {
                text.push(' ');
            }
            last = Some(span.end);
            match self.replaced.get(&at) {
                Some(meant) => {
                    text.push_str(&meant.name);
                    if tree.xpos(at) == Xpos::PrpPoss {
                        text.push_str(if meant.name.ends_with('s') { "’" } else { "’s" });
                    }
                }
                None => text.push_str(&tree.inside(at..at + 1).unwrap_or_default()),
            }
        }
        text
    }

    fn is_content(&self, at: usize) -> bool {
        let open = [Upos::Noun, Upos::Propn, Upos::Adj, Upos::Verb, Upos::Num];
        open.contains(&self.tree.upos(at))
    }

    /// A name, a number or something that the text returns to.
    fn tells(&self, at: usize) -> bool {
        is_name(self.tree, at)
            || self.tree.upos(at) == Upos::Num
            || self.tree.upos(at) == Upos::Noun && self.known.is_known(self.tree, at)
    }

    /// The word that asks for a subject.
    fn asker(&self, subject: usize, is_plural: bool) -> Option<&'static str> {
        let tree = self.tree;
        match self.named.kind(tree, subject) {
            // `Who argue that …?`
            _ if is_plural && tree.has(subject, Relation::Conj) => None,
            Some(ActorKind::Person | ActorKind::Body) => Some("Who"),
            Some(ActorKind::State) if tree.has(subject, Relation::Conj) => None,
            Some(ActorKind::State)
                if tree.xpos(subject) == Xpos::Nnps
                    || STATES.adjectives.contains(tree.text(subject)) =>
            {
                Some("Who")
            }
            Some(ActorKind::State) => Some("Which country"),
            None if is_human(tree, subject) || tree.xpos(subject) == Xpos::Nnps => Some("Who"),
            // A name of an unknown kind.
            None if tree.xpos(subject) == Xpos::Nnp => {
                let beside = tree.child(subject, Relation::Appos);
                beside.is_some_and(|noun| is_human(tree, noun)).then_some("Who")
            }
            None => (!is_plural).then_some("What"),
        }
    }

    fn name_of(&self, noun: usize) -> &'static str {
        match self.named.kind(self.tree, noun) {
            Some(ActorKind::Person) => "who",
            Some(_) => "which",
            None if self.replaced.contains_key(&noun) => "who",
            None if is_name(self.tree, noun) => "what",
            None => "notion",
        }
    }

    fn value(&self, noun: usize) -> usize {
        match self.name_of(noun) {
            "who" => 72,
            "which" | "what" => 64,
            _ => 46,
        }
    }

    /// A noun that names nothing by itself.
    fn is_empty(&self, noun: usize) -> bool {
        let lemma = self.tree.lemma(noun);
        listed!("no terms").contains(lemma) || listed!("no genus").contains(lemma)
    }

    /// Whether a noun phrase is worth naming: not what the whole text is about, nothing
    /// vague and no empty word.
    fn is_answer(&self, noun: usize, row: &Range<usize>) -> bool {
        let tree = self.tree;
        let is_content = |&at: &usize| self.is_content(at);
        let is_topic = row.clone().filter(is_content).all(|at| self.known.is_topic(tree, at));
        // `many industries`, `two variants`: nobody can tell which are meant.
        let is_vague = listed!("vague beginnings").contains(&tree.lower(row.start));
        let is_empty = listed!("no terms").contains(tree.lemma(noun)) && row.len() < 5;
        let is_noun = matches!(tree.upos(noun), Upos::Noun | Upos::Propn);
        // `historians` alone are nobody in particular.
        let is_bare = tree.upos(noun) == Upos::Noun
            && row.clone().filter(is_content).count() < 2
            && is_human(tree, noun);
        // `a more detailed analysis`, `the other half`, `his reign`, `the state`.
        let is_relative = row.clone().any(|at| {
            matches!(tree.xpos(at), Xpos::Jjr | Xpos::Rbr | Xpos::PrpPoss | Xpos::Prp)
                || tree.upos(at) != Upos::Adp && listed!("relative words").contains(&tree.lower(at))
        });
        let is_short = !row.clone().any(|at| is_name(tree, at))
            && !self.known.is_headed(tree, noun)
            && row.clone().filter(is_content).count() < 2
            && matches!(&*tree.lower(row.start), "the" | "a" | "an");
        let is_clear = !is_topic && !is_vague && !is_empty && !is_bare;
        is_clear && !is_relative && !is_short && is_noun
    }

    /// Whether no word of a row points out of `within`.
    fn is_closed(&self, mut row: Range<usize>, within: &Range<usize>) -> bool {
        row.all(|at| self.is_clear(at, within))
    }

    fn is_clear(&self, at: usize, within: &Range<usize>) -> bool {
        let (tree, word) = (self.tree, self.tree.lower(at));
        let next = if at + 1 < tree.len() { tree.lower(at + 1) } else { String::new() };
        match tree.xpos(at) {
            Xpos::Prp | Xpos::PrpPoss => {
                self.replaced.contains_key(&at) || self.refers_inside(at, &word, within)
            }
            Xpos::Nn | Xpos::Nns => {
                self.known.is_known(tree, at)
                    || !clause::is_named_before(tree, at)
                    || word.starts_with(|c: char| c.is_ascii_digit())
                    || listed!("one of each").contains(tree.lemma(at))
                    || self.stands_for_name(at, within)
            }
            Xpos::Nnp | Xpos::Nnps => {
                self.known.is_known(tree, at) || !clause::is_short_name(tree, at)
            }
            // `those who`, `such as`.
            _ if word == "those" => matches!(&*next, "who" | "in" | "of" | "with"),
            _ if word == "such" => next == "as" || next == "a" && at > 0,
            Xpos::Dt => !matches!(&*word, "this" | "these" | "that" | "another" | "both"),
            Xpos::Rb | Xpos::Jj => self.is_tie(at) || !listed!("words that lean").contains(&word),
            _ => true,
        }
    }

    /// `also`, `, however,`: what ties a statement to another, with its commas.
    fn is_tie(&self, at: usize) -> bool {
        let tree = self.tree;
        let is_word = |at: usize| {
            tree.xpos(at) == Xpos::Rb && listed!("ties within").contains(&tree.lower(at))
        };
        let is_comma = |at: usize| at < tree.len() && tree.text(at) == ",";
        let is_set_off = |at: usize| at > 0 && is_comma(at - 1) && is_comma(at + 1);
        // `When Rome fell, however, trade ceased` keeps one comma.
        let is_inner = |at: usize| {
            let subject = tree.root().and_then(|root| tree.child(root, Relation::Nsubj));
            subject.is_none_or(|subject| subject < at)
        };
        is_word(at)
            || is_comma(at) && at == 1 && is_word(0)
            || is_comma(at) && at > 0 && is_word(at - 1) && is_set_off(at - 1) && is_inner(at)
            || is_comma(at) && at + 1 < tree.len() && is_word(at + 1) && is_set_off(at + 1)
    }

    /// `Caffa … the city`.
    fn stands_for_name(&self, at: usize, within: &Range<usize>) -> bool {
        listed!("kinds of named things").contains(self.tree.lemma(at))
            && (within.start..at).any(|at| is_name(self.tree, at))
    }

    /// Whether a pronoun means something that is named before it, in `within`.
    fn refers_inside(&self, at: usize, word: &str, within: &Range<usize>) -> bool {
        let tree = self.tree;
        let before = |is_one: &dyn Fn(usize) -> bool| {
            let nouns = (within.start..at).filter(|&at| tree.relation(at) != Relation::Compound);
            nouns.filter(|&at| is_one(at)).count()
        };
        // `From his capital, Ali went to war`.
        let subject = tree.root().and_then(|root| tree.child(root, Relation::Nsubj));
        let opens = |is_one: &dyn Fn(usize) -> bool| {
            subject.is_some_and(|subject| {
                within.contains(&subject)
                    && at < tree.reach(subject).start
                    && tree.core(subject).any(is_one)
            })
        };
        let is_person = |at: usize| {
            let goes_on = at + 1 < tree.len() && tree.relation(at + 1) == Relation::Flat;
            self.named.kind(tree, at) == Some(ActorKind::Person) && !goes_on
                || tree.xpos(at) == Xpos::Nn && is_human(tree, at)
        };
        let is_several = |at: usize| {
            matches!(tree.xpos(at), Xpos::Nns | Xpos::Nnps)
                || tree.has(at, Relation::Conj) && tree.upos(at) != Upos::Verb
                || matches!(&*tree.lower(at), "people" | "police")
        };
        let is_thing = |at: usize| {
            matches!(tree.xpos(at), Xpos::Nn | Xpos::Nnp)
                && self.named.kind(tree, at) != Some(ActorKind::Person)
        };
        match word {
            "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => {
                before(&is_person) == 1 || opens(&is_person)
            }
            "they" | "them" | "their" | "theirs" | "themselves" => {
                before(&is_several) > 0 || opens(&is_several)
            }
            "it" if tree.relation(at) == Relation::Expl => true,
            "it" | "its" | "itself" => before(&is_thing) > 0 || opens(&is_thing),
            "one" | "oneself" => true,
            _ => false,
        }
    }
}

/// Nouns for people.
fn is_human(tree: &Tree<'_>, noun: usize) -> bool {
    let lemma = tree.lemma(noun);
    ROLES.contains(lemma) || WRITERS.contains(lemma) || listed!("people").contains(lemma)
}
