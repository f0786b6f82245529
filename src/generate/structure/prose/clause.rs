//! A statement that a sentence makes as a fact, and the questions that its words make.

use super::tree::Tree;
use super::{deeds, places, significance};
use crate::calendar::words::months;
use crate::generate::lexicon::listed;
use crate::generate::verbs::{Forms, past};
use crate::language::{Relation, Upos, Xpos};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The base of each past form and participle of the verbs that tell of something.
static BASES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let lists = [&deeds::DEEDS, &deeds::MAKING, &places::PLACED, &significance::MARKING];
    let verbs = lists.into_iter().flat_map(|list| list.iter());
    let forms = verbs.flat_map(|verb| {
        let forms = Forms::of(verb);
        [(forms.past, verb), (forms.participle, verb)]
    });
    forms.collect()
});

/// Whether a word is a form of a verb that tells of something.
pub(super) fn tells(word: &str) -> bool {
    BASES.contains_key(word)
}

/// Longest date phrase that opens a sentence, in words.
const LONGEST_WHEN: usize = 7;

/// A statement that is affirmed, in the indicative, and nobody's claim.
pub(super) struct Clause<'t, 'd> {
    pub(super) tree: &'t Tree<'d>,
    pub(super) verb: usize,
    /// The last word of the subject's name.
    pub(super) subject: usize,
    pub(super) is_passive: bool,
    /// What stands behind the verb, without remarks and other statements.
    pub(super) rest: Range<usize>,
    /// `In 1832`, where the sentence opens so.
    when: Option<Range<usize>>,
}

/// All such statements of a sentence by one verb, but for those with a noun as predicate.
pub(super) fn all<'t, 'd>(tree: &'t Tree<'d>) -> impl Iterator<Item = Clause<'t, 'd>> {
    every(tree).filter(Clause::is_plain)
}

/// Those with several verbs as well: `had been condemned`.
pub(super) fn every<'t, 'd>(tree: &'t Tree<'d>) -> impl Iterator<Item = Clause<'t, 'd>> {
    (0..tree.len()).filter_map(|verb| Clause::of(tree, verb))
}

impl<'t, 'd> Clause<'t, 'd> {
    fn of(tree: &'t Tree<'d>, verb: usize) -> Option<Self> {
        let helpers = || tree.children(verb).filter(move |&at| tree.upos(at) == Upos::Aux);
        let is_passive = tree.xpos(verb) == Xpos::Vbn
            && helpers().count() == 1
            && helpers().all(|at| {
                tree.relation(at) == Relation::AuxPass
                    && matches!(&*tree.lower(at), "is" | "are" | "was" | "were")
            });
        let has_tense =
            |at: usize| matches!(tree.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        let is_finite = has_tense(helpers().next().unwrap_or(verb));
        if tree.upos(verb) != Upos::Verb || !is_finite || !is_told(tree, verb) {
            return None;
        }
        let subject = subject_of(tree, verb)?;
        // Subject, verb and the rest stand in this order.
        let finite = helpers().next().unwrap_or(verb);
        (subject < finite && finite <= verb).then_some(())?;
        let rest = verb + 1..end_of_rest(tree, verb);
        let when = tree.head(verb).is_none().then(|| opening_date(tree, subject)).flatten();
        Some(Self { tree, verb, subject, is_passive, rest, when })
    }

    /// Whether it has one verb, or `was` before another.
    fn is_plain(&self) -> bool {
        self.is_passive || self.helper().is_none()
    }

    /// The verb, after `who` or `what` as its subject.
    pub(super) fn told(&self) -> String {
        let helper = self.helper().map(|at| self.tree.lower(at));
        let words = helper.into_iter().chain([self.tree.lower(self.verb)]);
        words.collect::<Vec<_>>().join(" ")
    }

    /// The verb as a dictionary has it.
    pub(super) fn base(&self) -> String {
        let word = self.tree.lower(self.verb);
        let known = BASES.get(&word).copied().or_else(|| past(&word).map(|past| past.base));
        known.map_or_else(|| self.tree.lemma(self.verb).to_owned(), str::to_owned)
    }

    pub(super) fn helper(&self) -> Option<usize> {
        self.tree.children(self.verb).find(|&at| self.tree.upos(at) == Upos::Aux)
    }

    /// Of a passive the same verb in the active past: `wrote` for `was written`.
    pub(super) fn active(&self) -> Option<String> {
        let word = self.tree.lower(self.verb);
        let forms = Forms::of(&self.base());
        let is_past = !matches!(&*self.tree.lower(self.helper()?), "is" | "are");
        match forms.participle == word {
            true => is_past.then_some(forms.past),
            false => (is_past && word.ends_with("ed")).then_some(word),
        }
    }

    /// Whether the verb shows that its subject is several.
    pub(super) fn is_plural(&self) -> bool {
        let finite = self.helper().unwrap_or(self.verb);
        self.tree.xpos(finite) == Xpos::Vbp
            || matches!(&*self.tree.lower(finite), "were" | "are" | "have")
    }

    pub(super) fn is_past(&self) -> bool {
        let finite = self.helper().unwrap_or(self.verb);
        self.tree.xpos(finite) == Xpos::Vbd || matches!(&*self.tree.lower(finite), "was" | "were")
    }

    /// `led the revolt in 1381`, to stand behind `who`: the rest but for `gap`, then when.
    pub(super) fn predicate(&self, verb: &str, gap: Range<usize>) -> String {
        let parts = [verb.to_owned(), self.rest_without(gap), self.when_text()];
        joined(&parts)
    }

    /// `did the envoys sign the peace in 1648`: the statement without `gap`.
    pub(super) fn asked(&self, gap: Range<usize>) -> Option<String> {
        let subject = self.tree.inside(self.name(self.subject)?)?;
        // `What did Congress pass of 1993?`: what follows belongs to the gap.
        let hangs = gap.end < self.rest.end
            && matches!(&*self.tree.lower(gap.end), "of" | "since" | "than" | "as");
        if hangs && !gap.is_empty() {
            return None;
        }
        let base = self.base();
        let (opening, verb) = match (self.helper(), self.tree.xpos(self.verb)) {
            (Some(helper), _) => (self.tree.lower(helper), self.tree.lower(self.verb)),
            (None, Xpos::Vbd) => ("did".to_owned(), base.clone()),
            (None, Xpos::Vbz) => ("does".to_owned(), base.clone()),
            (None, Xpos::Vbp) => ("do".to_owned(), base.clone()),
            _ => return None,
        };
        // `did` before a verb whose lemma the rules do not know would be wrong.
        let is_base = self.helper().is_some()
            || self.tree.xpos(self.verb) == Xpos::Vbp
            || base != self.tree.lower(self.verb)
            || listed!("verbs with one form").contains(&base);
        let parts = [opening, subject, verb, self.rest_without(gap), self.when_text()];
        is_base.then(|| joined(&parts))
    }

    fn rest_without(&self, gap: Range<usize>) -> String {
        let (start, end) = (self.rest.start, self.rest.end);
        let [before, after] = [start..gap.start.clamp(start, end), gap.end.clamp(start, end)..end];
        let end = match gap.is_empty() {
            true => String::new(),
            false => self.words(after),
        };
        let before = if gap.is_empty() { self.rest.clone() } else { before };
        joined(&[self.words(before), end])
    }

    fn words(&self, row: Range<usize>) -> String {
        self.tree.inside(row).unwrap_or_default()
    }

    pub(super) fn when_text(&self) -> String {
        self.when.clone().map_or_else(String::new, |row| small(self.tree, row))
    }

    /// Whether the sentence opens with when it was, and then with its subject.
    pub(super) fn is_dated_before(&self) -> bool {
        let start = self.tree.reach(self.subject).start;
        self.when.as_ref().is_some_and(|when| start <= when.end + 1)
    }

    /// Whether it is said when, outside of `gap`.
    pub(super) fn is_dated(&self, gap: &Range<usize>) -> bool {
        let is_when = |at: usize| !gap.contains(&at) && is_year(self.tree, at);
        self.when.is_some() || self.rest.clone().any(is_when)
    }

    /// The words of a noun without what is only remarked of it.
    pub(super) fn name(&self, noun: usize) -> Option<Range<usize>> {
        name(self.tree, noun)
    }

    /// Object or complement `noun` within the rest of the statement.
    pub(super) fn complement(&self, noun: usize) -> Option<Range<usize>> {
        let reach = self.tree.reach(noun);
        let row = reach.start.max(self.rest.start)..reach.end.min(self.rest.end);
        (row.contains(&noun) && reach.start == row.start).then_some(row)
    }
}

/// The words of a noun without what is only remarked of it.
pub(super) fn name(tree: &Tree<'_>, noun: usize) -> Option<Range<usize>> {
    let reach = tree.reach(noun);
    let is_row = tree.children(noun).any(|at| tree.relation(at) == Relation::Conj)
        && !tree.has(noun, Relation::Appos)
        && !tree.has(noun, Relation::AclRelcl);
    let stops = |at: &usize| match tree.text(*at) {
        "," => !is_row || *at + 1 == reach.end,
        "(" | "—" | "–" | ";" | ":" => true,
        _ => false,
    };
    let mut end = (noun + 1..reach.end).find(stops).unwrap_or(reach.end);
    // A name that the parser took apart is one.
    while end < tree.len() && is_name(tree, end) && is_name(tree, end - 1) {
        end += 1;
    }
    let opens = (reach.start..noun).any(|at| matches!(tree.text(at), "," | ";" | ":" | "—" | "("));
    // `and President Clinton`, `as Hinduism`.
    let hangs = match tree.upos(reach.start) {
        Upos::Cconj | Upos::Sconj | Upos::Punct => true,
        Upos::Adp => tree.relation(reach.start) != Relation::Case,
        _ => false,
    };
    (!opens && !hangs).then_some(reach.start..end)
}

/// Whether nothing makes it doubtful that the clause of `verb` tells what was so.
pub(super) fn is_told(tree: &Tree<'_>, verb: usize) -> bool {
    let is_sure = !tree.is_denied(verb)
        && tree.children(verb).all(|at| {
            let is_condition = tree.relation(at) == Relation::Advcl
                && tree.children(at).any(|mark| matches!(&*tree.lower(mark), "if" | "unless"));
            !is_condition && !listed!("doubts").contains(&tree.lower(at))
        });
    is_sure
        && match tree.relation(verb) {
            _ if tree.head(verb).is_none() => true,
            Relation::Conj => tree.head(verb).is_some_and(|head| is_told(tree, head)),
            Relation::AclRelcl => relative(tree, verb).is_some(),
            Relation::Advcl => {
                let mark = tree.child(verb, Relation::Mark);
                let mark = mark.or_else(|| {
                    tree.children(verb).find(|&at| tree.lower(at) == "when" && at < verb)
                });
                mark.is_some_and(|at| listed!("marks of facts").contains(&tree.lower(at)))
                    && tree.head(verb).is_some_and(|head| is_told(tree, head))
            }
            _ => false,
        }
}

/// Whom `, who led …` tells of.
fn relative(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let subject =
        tree.child(verb, Relation::Nsubj).or_else(|| tree.child(verb, Relation::NsubjPass))?;
    let is_remark = matches!(&*tree.lower(subject), "who" | "which")
        && subject > 0
        && tree.text(subject - 1) == ",";
    // `a friend of Lee, who …`: which one is not clear.
    let is_next = |&noun: &usize| {
        noun < subject
            && (noun + 1..subject - 1).all(|at| {
                is_name(tree, at)
                    || tree.relation(at) == Relation::Flat
                    || is_in_brackets(tree, noun + 1..subject - 1, at)
            })
    };
    let noun = tree.head(verb).filter(is_next)?;
    let is_own = !matches!(tree.relation(noun), Relation::Nmod | Relation::Conj | Relation::Appos);
    (is_remark && is_own).then_some(noun)
}

/// `the empire (1250–1517), which …`.
fn is_in_brackets(tree: &Tree<'_>, row: Range<usize>, at: usize) -> bool {
    let is = |mut row: Range<usize>, sign: &str| row.any(|at| tree.text(at) == sign);
    is(row.start..at + 1, "(") && is(at..row.end, ")")
}

fn subject_of(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    if tree.relation(verb) == Relation::AclRelcl {
        return relative(tree, verb);
    }
    let own = tree.child(verb, Relation::Nsubj).or_else(|| tree.child(verb, Relation::NsubjPass));
    match own {
        Some(subject) => Some(subject),
        None if tree.relation(verb) == Relation::Conj => subject_of(tree, tree.head(verb)?),
        None => None,
    }
}

/// Where the words that belong to the verb end: before a remark or another clause.
fn end_of_rest(tree: &Tree<'_>, verb: usize) -> usize {
    let end = tree.end_of(verb).min(tree.end_of_sentence());
    let others = tree.children(verb).filter(|&at| {
        at > verb
            && matches!(tree.relation(at), Relation::Advcl | Relation::Conj | Relation::Parataxis)
    });
    let other = others.map(|at| tree.reach(at).start.max(verb + 1)).min().unwrap_or(end);
    let end = end.min(other);
    let stops = |at: &usize| match tree.text(*at) {
        ";" | ":" | "—" | "–" | "--" | "(" | "[" => true,
        "," => !(tree.xpos(*at - 1) == Xpos::Cd && *at + 1 < end && is_year(tree, *at + 1)),
        _ => false,
    };
    let end = (verb + 1..end).find(stops).unwrap_or(end);
    tree.without_joints(verb, end.max(verb + 1))
}

/// `In 1832,` at the beginning.
pub(super) fn opening_date(tree: &Tree<'_>, subject: usize) -> Option<Range<usize>> {
    let start = tree.reach(subject).start;
    // `In 1791 Congress …` has none.
    let comma = (1..start).find(|&at| tree.text(at) == ",").unwrap_or(start);
    let is_date = comma <= LONGEST_WHEN
        && matches!(&*tree.lower(0), "in" | "on" | "by" | "during" | "from" | "between")
        && (1..comma).any(|at| is_year(tree, at))
        && (1..comma).all(|at| {
            matches!(tree.xpos(at), Xpos::Cd | Xpos::In | Xpos::Cc)
                || is_month(tree, at)
                || matches!(
                    &*tree.lower(at),
                    "the" | "early" | "late" | "spring" | "summer" | "autumn" | "winter"
                )
        });
    is_date.then_some(0..comma)
}

/// Words with a small letter at their beginning: `in 1832`.
pub(super) fn small(tree: &Tree<'_>, row: Range<usize>) -> String {
    let text = tree.inside(row).unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// `1832`.
pub(super) fn is_year(tree: &Tree<'_>, at: usize) -> bool {
    let text = tree.text(at);
    text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text < "2100"
        && text > "1000"
}

/// Whether words tell of what they name: no pronoun, no `the bill` that another sentence
/// named.
pub(super) fn is_closed(tree: &Tree<'_>, mut row: Range<usize>) -> bool {
    row.all(|at| match tree.xpos(at) {
        Xpos::Prp | Xpos::PrpPoss | Xpos::Ex | Xpos::Wrb | Xpos::WpPoss => false,
        Xpos::Nn | Xpos::Nns => !is_named_before(tree, at),
        Xpos::Nnp | Xpos::Nnps => !is_short_name(tree, at),
        _ => !listed!("pointing words").contains(&tree.lower(at)),
    })
}

/// `the bill`, `the new state`: nothing says which.
pub(super) fn is_named_before(tree: &Tree<'_>, noun: usize) -> bool {
    let has_article =
        tree.children(noun).any(|at| tree.relation(at) == Relation::Det && tree.lower(at) == "the");
    let says_which = |at: usize| match tree.relation(at) {
        Relation::Amod => {
            !listed!("weak adjectives").contains(&tree.lower(at))
                && !matches!(tree.xpos(at), Xpos::Jjr | Xpos::Jjs)
        }
        Relation::Compound
        | Relation::Nmod
        | Relation::NmodPoss
        | Relation::Acl
        | Relation::AclRelcl
        | Relation::Flat
        | Relation::Appos => true,
        _ => false,
    };
    let is_known = listed!("known without a name").contains(tree.lemma(noun));
    has_article && !is_known && !tree.children(noun).any(says_which)
}

/// `the Bank`, `the Act`: short for a name that stands elsewhere.
pub(super) fn is_short_name(tree: &Tree<'_>, noun: usize) -> bool {
    let mut beside = tree.children(noun).filter(|&at| tree.relation(at) != Relation::Punct);
    listed!("short names").contains(&tree.lower(noun))
        && tree.relation(noun) != Relation::Compound
        && tree.has(noun, Relation::Det)
        && beside.all(|at| matches!(tree.relation(at), Relation::Det | Relation::Case))
}

/// Whether words have a name in them that is not of a month.
pub(super) fn is_specific(tree: &Tree<'_>, mut row: Range<usize>) -> bool {
    row.any(|at| is_name(tree, at))
}

/// A name that is not of a month.
pub(super) fn is_name(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.xpos(at), Xpos::Nnp | Xpos::Nnps)
        && tree.text(at).starts_with(char::is_uppercase)
        && !is_month(tree, at)
}

pub(super) fn joined(parts: &[String]) -> String {
    let parts = parts.iter().map(String::as_str).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

pub(super) fn is_month(tree: &Tree<'_>, at: usize) -> bool {
    months().iter().any(|month| month.eq_ignore_ascii_case(tree.text(at)))
}
