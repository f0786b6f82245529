//! `Rats carried the plague to Italy`: what a sentence states by itself, and what of it is
//! worth asking for: who or what somebody or something is, or a word that is hidden.

mod discourse;
mod known;
#[cfg(test)]
mod tests;
mod whole;

use super::clause::{self, is_name};
use super::definitions::{copula_beside, is_name_like};
use super::{Meant, Named};
use crate::document::Document;
use crate::generate::fact::{ActorKind, Certainty, Structure, Telling, Topic};
use crate::generate::lexicon::{ROLES, WRITERS, listed};
use crate::generate::token::trimmed;
use crate::generate::tree::Tree;
use crate::language::{Annotations, Relation, Upos, Xpos};
use discourse::Discourse;
use known::Known;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use whole::Statement;

/// Longest thing that somebody or something is said to be.
const LONGEST_MEANING: usize = 24;
/// Length of a sentence that is shown before another, in words and signs.
const BEFORE: Range<usize> = 4..36;
/// What is asked of one sentence at most.
const MOST: usize = 5;

/// Reads the sentences of a document one after the other.
pub(super) struct Reader {
    known: Known,
    discourse: Discourse,
    /// Where those are named whom the pronouns of the last sentence mean.
    meant: Meant,
    /// The last sentence and its place, where it is clear by itself.
    last: Option<(usize, Range<usize>)>,
}

/// What a sentence is read with.
struct Reading<'t, 'd> {
    tree: &'t Tree<'d>,
    named: &'t Named<'t>,
    known: &'t Known,
    /// What stands for pronouns whose meaning another sentence tells.
    replaced: HashMap<usize, discourse::Meant>,
    /// Pronouns that mean the same as one before them that is replaced.
    settled: HashMap<usize, usize>,
    /// The sentence before.
    before: Option<Range<usize>>,
}

/// Something that may be asked, and how good it is.
struct Asked {
    worth: usize,
    statement: Range<usize>,
    answer: (&'static str, Range<usize>),
    /// With a gap in it where the answer is hidden in a statement.
    question: String,
    /// Words of the statement that lean on what stands before it.
    leans: usize,
    /// The sentence before, where the statement is not clear without it.
    before: Option<Range<usize>>,
    is_sure: bool,
}

impl Reader {
    pub(super) fn new(document: &Document, annotations: &Annotations) -> Self {
        Self {
            known: Known::of(document, annotations),
            discourse: Discourse::default(),
            meant: Meant::default(),
            last: None,
        }
    }

    /// What a sentence states, with what is most worth asking of it first.
    pub(super) fn read(
        &mut self,
        sentence: usize,
        tree: &Tree<'_>,
        named: &Named<'_>,
    ) -> Vec<Structure> {
        self.discourse.enter(tree.document(), sentence);
        let mut reading = Reading {
            tree,
            named,
            known: &self.known,
            replaced: HashMap::new(),
            settled: HashMap::new(),
            before: None,
        };
        let is_clear = reading.is_short() && reading.is_closed_by_itself();
        let paragraph = |at: usize| tree.document().sentences[at].paragraph;
        let last = self
            .last
            .take()
            .filter(|(last, _)| last + 1 == sentence && paragraph(*last) == paragraph(sentence));
        reading.before = last.map(|(_, place)| place);
        self.last = tree.span(0..tree.len()).filter(|_| is_clear).map(|place| (sentence, place));
        for at in 0..tree.len() {
            let word = tree.lower(at);
            let is_open = matches!(tree.xpos(at), Xpos::Prp | Xpos::PrpPoss)
                && !reading.refers_inside(at, &word, &(0..tree.len()));
            let Some(meant) = self.discourse.meant(&word).filter(|_| is_open) else { continue };
            let same = reading.replaced.iter().find(|(_, other)| other.name == meant.name);
            if let Some(first) = same.map(|(first, _)| *first) {
                reading.settled.insert(at, first);
            } else {
                reading.replaced.insert(at, meant.clone());
            }
        }
        let found = reading.all();
        let meant = reading.replaced.into_iter().map(|(at, meant)| (at, meant.place));
        self.meant = meant.collect();
        self.discourse.follow(tree, named);
        found
    }

    /// Where those are named whom the pronouns of the sentence that was read last mean.
    pub(super) fn meant(&self) -> &Meant {
        &self.meant
    }
}

impl<'t, 'd> Reading<'t, 'd> {
    fn all(&self) -> Vec<Structure> {
        let mut asked: Vec<Asked> = Vec::new();
        asked.extend((0..self.tree.len()).filter_map(|noun| self.for_apposition(noun)));
        if let Some(statement) = Statement::of(self) {
            asked.extend(statement.hidden());
        }
        asked.sort_by_key(|asked| Reverse(asked.worth));
        let mut questions: HashSet<String> = HashSet::new();
        asked.retain(|asked| questions.insert(asked.question.clone()));
        asked.truncate(MOST);
        asked.into_iter().map(|asked| self.told(asked)).collect()
    }

    fn told(&self, asked: Asked) -> Structure {
        let document = self.tree.document();
        let answer = trimmed(document, asked.answer.1);
        Structure::Telling(Telling {
            topic: Topic::Statement,
            parts: vec![
                ("statement", trimmed(document, asked.statement)),
                (asked.answer.0, answer.clone()),
            ],
            questions: vec![(asked.question, answer)],
            leans: asked.leans,
            before: asked.before,
            certainty: if asked.is_sure { Certainty::Certain } else { Certainty::Likely },
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
            && opens_so
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
            leans: 0,
            before: None,
            is_sure: (is_person || is_named) && self.is_certain(),
        })
    }

    /// Whether it is certain whom and what the pronouns mean that have names for them.
    fn is_certain(&self) -> bool {
        self.replaced.values().all(|meant| meant.is_certain)
    }

    /// Whether it may stand before another sentence.
    fn is_short(&self) -> bool {
        BEFORE.contains(&self.tree.len())
    }

    /// Whether it is clear as it is written, with no name for a pronoun.
    fn is_closed_by_itself(&self) -> bool {
        let all = 0..self.tree.len();
        let opens = !self.tree.text(0).starts_with(char::is_lowercase);
        let states = all.clone().any(|at| whole::is_finite(self.tree, at));
        opens && states && !all.clone().any(|at| self.is_open(at, &all))
    }

    /// The words of a row, with names for pronouns if `is_named`, and without those that are
    /// cut.
    fn text(&self, row: Range<usize>, is_named: bool, is_cut: &dyn Fn(usize) -> bool) -> String {
        let (tree, mut text, mut last) = (self.tree, String::new(), None);
        for at in row.filter(|&at| !is_cut(at) && !self.is_tie(at)) {
            let Some(span) = tree.span(at..at + 1) else { continue };
            let is_tied = last == Some(span.start)
                || tree.upos(at) == Upos::Punct && matches!(tree.text(at), "," | "." | ";" | ":");
            if !text.is_empty() && !is_tied {
                text.push(' ');
            }
            last = Some(span.end);
            match self.replaced.get(&at).filter(|_| is_named) {
                Some(meant) => {
                    text.push_str(&meant.name);
                    if tree.xpos(at) == Xpos::PrpPoss {
                        text.push_str(if meant.name.ends_with('s') { "’" } else { "’s" });
                    }
                }
                // `Malle’s The Lovers` keeps its capital.
                None if at == 0 => text.push_str(&tree.inside(0..1).unwrap_or_default()),
                None => text.push_str(tree.text(at)),
            }
        }
        text
    }

    /// A noun that names nothing by itself.
    fn is_empty(&self, noun: usize) -> bool {
        let lemma = self.tree.lemma(noun);
        listed!("no terms").contains(lemma) || listed!("no genus").contains(lemma)
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
                let is_settled = self.settled.get(&at).is_some_and(|first| within.contains(first));
                self.replaced.contains_key(&at)
                    || is_settled
                    || self.refers_inside(at, &word, within)
            }
            Xpos::Nn | Xpos::Nns => {
                // `the study`: which one, however often there is one.
                let lemma = tree.lemma(at);
                let is_any = listed!("named before").contains(lemma)
                    || listed!("kinds of named things").contains(lemma)
                    || is_human(tree, at);
                self.known.is_known(tree, at) && !is_any
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
            _ if word == "such" => next == "as",
            // `both Athens and Sparta`.
            _ if word == "both" => {
                (at + 1..tree.len().min(at + 7)).any(|at| tree.lower(at) == "and")
            }
            // `the two institutes`: which?
            Xpos::Cd if word.starts_with(char::is_alphabetic) => {
                !(at > 0
                    && tree.lower(at - 1) == "the"
                    && at + 1 < tree.len()
                    && tree.upos(at + 1) == Upos::Noun)
            }
            Xpos::Dt => !matches!(&*word, "this" | "these" | "that" | "another" | "both"),
            Xpos::Rb | Xpos::Jj => self.is_tie(at) || !listed!("words that lean").contains(&word),
            _ => true,
        }
    }

    /// Whether a word stands for something that no word of the statement names.
    fn is_open(&self, at: usize, within: &Range<usize>) -> bool {
        let tree = self.tree;
        let is_pronoun = match tree.xpos(at) {
            // `we` are all who read it.
            Xpos::Prp | Xpos::PrpPoss => !matches!(&*tree.lower(at), "we" | "us" | "our"),
            // `this led to war`, `these societies`.
            Xpos::Dt => true,
            // `such an account`, `both countries`, `the two classes`.
            Xpos::Pdt | Xpos::Jj | Xpos::Cc => matches!(&*tree.lower(at), "such" | "both"),
            Xpos::Cd => tree.text(at).starts_with(char::is_alphabetic),
            // `There, enzymes …`.
            Xpos::Rb => at == within.start,
            _ => false,
        };
        is_pronoun && !self.is_clear(at, within)
    }

    /// `also`, `, however,`: what ties a statement to another, with its commas.
    fn is_tie(&self, at: usize) -> bool {
        let tree = self.tree;
        let is_word = |at: usize| {
            // `although it is also found there`: of more than the whole statement.
            let is_of_root = at == 0 || tree.head(at).is_some_and(|head| tree.head(head).is_none());
            tree.xpos(at) == Xpos::Rb
                && is_of_root
                && listed!("ties within").contains(&tree.lower(at))
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
        // `Delaware withheld it`: not from itself.
        let is_object = matches!(tree.relation(at), Relation::Obj | Relation::Iobj);
        let verb = tree.head(at).filter(|_| is_object);
        let own = verb.and_then(|verb| tree.child(verb, Relation::Nsubj));
        let own = own.map_or(0..0, |own| tree.reach(own));
        let before = |is_one: &dyn Fn(usize) -> bool| {
            let nouns = (within.start..at)
                .filter(|&at| tree.relation(at) != Relation::Compound && !own.contains(&at));
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
