//! A statement that a sentence makes by one verb, and the questions that its words make.

use super::lexicon::listed;
use super::text;
use super::tree::Tree;
use super::verbs::{self, Forms};
use crate::calendar::words::months;
use crate::language::{Relation, SUBJECTS, Upos, Xpos};
use std::ops::Range;

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
    (0..tree.len()).filter(|&verb| is_told(tree, verb)).filter_map(|verb| Clause::of(tree, verb))
}

impl<'t, 'd> Clause<'t, 'd> {
    /// The statement of `verb`, wherever it stands.
    pub(super) fn of(tree: &'t Tree<'d>, verb: usize) -> Option<Self> {
        let helpers = || tree.children(verb).filter(move |&at| tree.upos(at) == Upos::Aux);
        let is_passive = tree.xpos(verb) == Xpos::Vbn
            && helpers().count() == 1
            && helpers().all(|at| {
                tree.relation(at) == Relation::AuxPass
                    && matches!(&*tree.lower(at), "is" | "are" | "was" | "were")
            });
        let finite = helpers().next().unwrap_or(verb);
        // `The city did fall`: against what was said.
        let is_affirmed = finite == verb || tree.lemma(finite) != "do";
        let is_finite =
            tense(tree, finite).is_some() && is_affirmed && !tree.governs(verb, &["to"]);
        if tree.upos(verb) != Upos::Verb || !is_finite || !is_sure(tree, verb) {
            return None;
        }
        let subject = subject_of(tree, verb)?;
        // Subject, verb and the rest stand in this order.
        (subject < finite && finite <= verb).then_some(())?;
        let rest = verb + 1..end_of_rest(tree, verb);
        let when = tree.head(verb).is_none().then(|| opening_date(tree, subject)).flatten();
        Some(Self { tree, verb, subject, is_passive, rest, when })
    }

    /// Whether it has one verb, or `was` before another.
    pub(super) fn is_plain(&self) -> bool {
        self.is_passive || self.helper().is_none()
    }

    /// The verb, after `who` or `what` as its subject, with the words between: `was formally
    /// deposed`.
    pub(super) fn told(&self) -> String {
        let words = self.helpers().chain(self.adverbs()).chain([self.verb]);
        let mut words: Vec<usize> = words.collect();
        words.sort_unstable();
        words.into_iter().map(|at| self.tree.lower(at)).collect::<Vec<_>>().join(" ")
    }

    /// Adverbs between subject and verb, without those that only tie.
    fn adverbs(&self) -> impl Iterator<Item = usize> {
        let tree = self.tree;
        tree.children(self.verb).filter(move |&at| {
            (self.subject + 1..self.verb).contains(&at)
                && tree.relation(at) == Relation::Advmod
                && tree.upos(at) == Upos::Adv
                && !listed!("ties within").contains(&tree.lower(at))
        })
    }

    /// The verb as a dictionary has it.
    pub(super) fn base(&self) -> &'t str {
        base(self.tree, self.verb)
    }

    pub(super) fn helper(&self) -> Option<usize> {
        self.helpers().next()
    }

    fn helpers(&self) -> impl Iterator<Item = usize> {
        self.tree.children(self.verb).filter(|&at| self.tree.upos(at) == Upos::Aux)
    }

    /// Of a passive the same verb in the active past: `wrote` for `was written`.
    pub(super) fn active(&self) -> Option<String> {
        let word = self.tree.lower(self.verb);
        let forms = Forms::of(self.base());
        let is_past = !matches!(&*self.tree.lower(self.helper()?), "is" | "are");
        match forms.participle == word {
            true => is_past.then_some(forms.past),
            false => (is_past && word.ends_with("ed")).then_some(word),
        }
    }

    pub(super) fn is_past(&self) -> bool {
        let finite = self.helper().unwrap_or(self.verb);
        tense(self.tree, finite) == Some(Xpos::Vbd)
            || matches!(&*self.tree.lower(finite), "was" | "were")
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
        let rest = joined(&[self.rest_without(gap.clone()), self.when_text()]);
        (!hangs || gap.is_empty()).then(|| self.question(subject, rest))?
    }

    /// What asks whether `subject` did so: `did the envoys sign the peace`.
    pub(super) fn question(&self, subject: String, rest: String) -> Option<String> {
        let (opening, verb) = opening(self.tree, self.verb, self.helper())?;
        let adverbs: Vec<String> = self.adverbs().map(|at| self.tree.lower(at)).collect();
        Some(joined(&[opening, subject, adverbs.join(" "), verb, rest]))
    }

    /// The subject with what stands beside it between commas: `Walpole, the first minister,`.
    pub(super) fn whole_subject(&self) -> Option<Range<usize>> {
        let (name, reach) = (self.name(self.subject)?, self.tree.reach(self.subject));
        let is_comma = |at: usize| at < self.tree.len() && self.tree.text(at) == ",";
        let end = reach.end.max(name.end);
        let end = end + usize::from(is_comma(end) && !is_comma(end - 1));
        let has_remark = (name.start..end - 1).any(is_comma) && is_comma(end - 1);
        let row = if has_remark { name.start..end } else { name };
        // Where it has the verb to itself, the two stand side by side.
        let finite = self.helper().unwrap_or(self.verb);
        let own = self.tree.head(self.subject) == Some(self.verb);
        let is_beside = (row.end..finite).all(|at| self.tree.upos(at) != Upos::Punct);
        (row.end <= finite && (is_beside || !own)).then_some(row)
    }

    /// Whether nothing that the verb or what stands behind it needs is cut off with a remark:
    /// `embodied in his message, on 2 December, a statement`.
    pub(super) fn is_whole(&self) -> bool {
        use Relation::{Ccomp, Obj, Xcomp};
        let (tree, end) = (self.tree, self.rest.end);
        let needs = |at: usize| tree.is(at, [Ccomp, Obj, Xcomp]);
        let is_here = |at: usize| {
            let hangs = tree.head(at).is_none_or(|head| head < end);
            let is_open = tree.upos(at) == Upos::Verb && tree.reach(at).end > end
                || matches!(tree.xpos(at), Xpos::Pos | Xpos::Vbg);
            hangs && (at + 1 < end || !is_open)
        };
        // `the Labour (i.e. Communist) Party`
        let mut signs = (end..tree.len()).take_while(|&at| tree.upos(at) == Upos::Punct);
        let open = signs.find(|&at| tree.text(at) == "(");
        let close = open.and_then(|open| (open..tree.len()).find(|&at| tree.text(at) == ")"));
        let behind = close.map(|close| close + 1).filter(|&at| at < tree.len());
        let goes_on = |at: usize| matches!(tree.upos(at), Upos::Noun | Upos::Propn | Upos::Adj);
        tree.children(self.verb).all(|at| self.rest.contains(&at) || !needs(at))
            && self.rest.clone().all(is_here)
            && !behind.is_some_and(goes_on)
    }

    /// What stands behind the verb, without `gap`.
    pub(super) fn rest_without(&self, gap: Range<usize>) -> String {
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
        let start = behind_year(self.tree, self.subject);
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

/// The tense of a verb; a participle that has a subject and no helper is a past: `The guards
/// assassinated Caligula`.
fn tense(tree: &Tree<'_>, verb: usize) -> Option<Xpos> {
    let is_past = tree.xpos(verb) == Xpos::Vbn
        && tree.has(verb, Relation::Nsubj)
        && tree.children(verb).all(|at| tree.upos(at) != Upos::Aux)
        && verbs::past(tree.text(verb)).is_some();
    match is_past {
        true => Some(Xpos::Vbd),
        false => Some(tree.xpos(verb)).filter(|_| tree.has_tense(verb)),
    }
}

/// The verb at `verb` as a dictionary has it.
fn base<'t>(tree: &'t Tree<'_>, verb: usize) -> &'t str {
    verbs::base(&tree.lower(verb)).unwrap_or_else(|| tree.lemma(verb))
}

/// With what a question opens that asks of a verb, and the verb behind its subject: `was`,
/// `signed`; `did`, `sign`. None where its base is not known.
pub(super) fn opening(
    tree: &Tree<'_>,
    verb: usize,
    helper: Option<usize>,
) -> Option<(String, String)> {
    let (word, base) = (tree.lower(verb), base(tree, verb));
    let opening = match (helper, tense(tree, verb)) {
        (Some(helper), _) => return Some((tree.lower(helper), word)),
        (None, Some(Xpos::Vbd)) => "did",
        (None, Some(Xpos::Vbz)) => "does",
        (None, Some(Xpos::Vbp)) => return Some(("do".to_owned(), base.to_owned())),
        _ => return None,
    };
    let is_base = base != word || listed!("verbs with one form").contains(base);
    is_base.then(|| (opening.to_owned(), base.to_owned()))
}

/// Where a subject begins, which the parser may have taken a year for a part of: `In 1066
/// William landed`.
fn behind_year(tree: &Tree<'_>, noun: usize) -> usize {
    let start = tree.reach(noun).start;
    let opens = tree.is(noun, SUBJECTS) && tree.upos(start) == Upos::Adp;
    let year =
        (start + 1..noun).find(|&at| tree.text(at).starts_with(|c: char| c.is_ascii_digit()));
    let in_date = |at: &usize| tree.xpos(*at) == Xpos::Cd || is_month(tree, *at);
    let end = |year: usize| (year + 1..noun).find(|at| !in_date(at)).unwrap_or(noun);
    year.filter(|_| opens).map_or(start, end)
}

/// The words of a noun without what is only remarked of it.
pub(super) fn name(tree: &Tree<'_>, noun: usize) -> Option<Range<usize>> {
    let mut reach = tree.reach(noun);
    reach.start = behind_year(tree, noun);
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
    let is_torn = |at: usize| tree.is(at, SUBJECTS) && is_name(tree, at);
    while is_name(tree, reach.start) && reach.start.checked_sub(1).is_some_and(is_torn) {
        reach.start -= 1;
    }
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

/// Whether the clause of `verb` is affirmed, without condition or doubt.
pub(super) fn is_sure(tree: &Tree<'_>, verb: usize) -> bool {
    let is_condition =
        |at: usize| tree.is(at, Relation::Advcl) && tree.governs(at, &["if", "unless"]);
    let is_doubt = |at: usize| is_condition(at) || listed!("doubts").contains(&tree.lower(at));
    !tree.is_denied(verb) && !tree.children(verb).any(is_doubt)
}

/// Whether nothing makes it doubtful that the clause of `verb` tells what was so.
pub(super) fn is_told(tree: &Tree<'_>, verb: usize) -> bool {
    let holds = || tree.head(verb).is_none_or(|head| is_told(tree, head));
    is_sure(tree, verb)
        && match tree.relation(verb) {
            _ if tree.head(verb).is_none() => true,
            Relation::Conj | Relation::Parataxis => holds(),
            Relation::AclRelcl => relative(tree, verb).is_some(),
            Relation::Advcl => {
                let when = || tree.children(verb).find(|&at| at < verb && tree.lower(at) == "when");
                let mark = tree.child(verb, Relation::Mark).or_else(when);
                let is_fact = |at| listed!("marks of facts").contains(&tree.lower(at));
                mark.is_some_and(is_fact) && holds()
            }
            _ => false,
        }
}

/// Whom `, who led …` tells of.
fn relative(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let subject = tree.child(verb, SUBJECTS)?;
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
    let joined = |&at: &usize| tree.is(at, Relation::Conj) && is_bare(tree, at);
    // `The king came, and the towns, as he saw, rose`: not the king did.
    let mut above = std::iter::successors(Some(verb), |at| tree.head(*at).filter(|_| joined(at)));
    above.find_map(|at| {
        let subjects = || tree.children(at).filter(|&at| tree.is(at, SUBJECTS));
        subjects().rfind(|&subject| subject < verb).or_else(|| subjects().next())
    })
}

/// Whether no noun stands before a verb that may be its subject.
fn is_bare(tree: &Tree<'_>, verb: usize) -> bool {
    let mut before = tree.children(verb).filter(|&at| at < verb);
    before
        .all(|at| !matches!(tree.upos(at), Upos::Noun | Upos::Propn) || tree.is(at, Relation::Obl))
}

/// Where the words that belong to the verb end: before a remark or another clause.
fn end_of_rest(tree: &Tree<'_>, verb: usize) -> usize {
    let end = tree.end_of(verb).min(tree.end_of_sentence());
    let others = tree.children(verb).filter(|&at| {
        let is_end = tree.relation(at) == Relation::Advcl && tree.xpos(at) == Xpos::Vb;
        let is_other = tree.is(at, [Relation::Advcl, Relation::Conj, Relation::Parataxis]);
        at > verb && is_other && !is_end
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
    let start = behind_year(tree, subject);
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
    text::small(&tree.inside(row).unwrap_or_default())
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

/// What stands behind the verb that a question opens with, which another verb beside it shares:
/// `is soft and is called smooth` asks `is it soft and called smooth`. None where that other
/// verb has a form of its own.
fn behind(
    tree: &Tree<'_>,
    verb: usize,
    helper: Option<usize>,
    row: Range<usize>,
) -> Option<String> {
    let beside = tree.children(verb).find(|&at| {
        tree.is(at, Relation::Conj)
            && row.contains(&at)
            && !tree.children(at).any(|at| tree.is(at, SUBJECTS))
    });
    let finite = beside.and_then(|at| {
        let own = tree.children(at).find(|&at| tree.upos(at) == Upos::Aux);
        own.or_else(|| (tree.upos(at) == Upos::Verb).then_some(at))
    });
    let finite = finite.filter(|&at| row.contains(&at) && tree.has_tense(at));
    match (finite, helper) {
        (None, _) => Some(tree.part(row)),
        (Some(own), Some(helper)) if tree.lower(own) == tree.lower(helper) => {
            Some(joined(&[tree.part(row.start..own), tree.part(own + 1..row.end)]))
        }
        // `do the envoys meet and sign`
        (Some(own), None) if tree.xpos(own) == Xpos::Vbp && tree.xpos(verb) == Xpos::Vbp => {
            Some(tree.part(row))
        }
        _ => None,
    }
}

/// `was resentment linked to slavery`, `did the senators dislike it`: the statement of `verb`
/// between `row.start` and `row.end` as a question has it, whatever its predicate is.
pub(super) fn asked(tree: &Tree<'_>, verb: usize, row: Range<usize>) -> Option<String> {
    let subject = tree.reach(tree.child(verb, SUBJECTS)?);
    let helper = tree.child(verb, [Relation::Aux, Relation::AuxPass, Relation::Cop]);
    let finite = helper.unwrap_or(verb);
    // `Rome, indeed, fell` and `Rome also fell` lean on what stands before.
    let is_tied = row.clone().any(|at| listed!("ties of a question").contains(&tree.lower(at)))
        || (subject.end..finite).any(|at| tree.upos(at) == Upos::Punct);
    // `Why was the group the merchants?` is nobody's question, but `Why is salt a food?` is.
    let is_kind = tree.children(verb).any(|at| matches!(&*tree.lower(at), "a" | "an"));
    let is_noun = tree.has(verb, Relation::Cop)
        && !is_kind
        && matches!(tree.upos(verb), Upos::Noun | Upos::Propn | Upos::Pron);
    // `by 1349 the flagellants`: the date is no part of who.
    let is_bare = tree.upos(subject.start) != Upos::Adp;
    let is_short = finite + 1 < tree.len() && matches!(&*tree.lower(finite + 1), "n't" | "n’t");
    let is_row = subject.start == row.start && subject.end <= finite && verb < row.end;
    if is_tied || is_noun || !is_bare || !is_row || is_short {
        return None;
    }
    let (opening, base) = opening(tree, verb, helper)?;
    let base = if helper.is_some() { String::new() } else { base };
    let (before, after) =
        (tree.part(subject.end..finite), behind(tree, verb, helper, finite + 1..row.end)?);
    let subject = tree.inside(subject)?;
    // A comma at its end closes one before it.
    let is_open = subject.matches(',').count() < 2;
    let subject = if is_open { subject.trim_end_matches(',') } else { &subject };
    Some(joined(&[opening, subject.to_owned(), before, base, after]))
}
