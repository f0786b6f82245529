//! What happened on each date, by the grammar of its sentence.

use super::clause::{Clause, is_sure, joined};
use super::fact::DateFact;
use super::lexicon::listed;
use super::token::trimmed;
use super::tree::Tree;
use crate::document::Document;
use crate::language::{Annotations, Relation, SUBJECTS, Upos, Xpos};
use std::ops::Range;

/// Longest sentence that is taken apart, in words.
const MOST: usize = 120;
/// Longest subject, in words.
const LONGEST: usize = 20;

/// What happened, without its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// As it stands inside a sentence: `Soviet forces`.
    pub(super) subject: String,
    /// `Soviet forces withdrew from Korea`.
    pub(super) told: String,
    /// `did Soviet forces withdraw from Korea`.
    pub(super) asked: String,
    /// What stands behind the verb: `from Korea`.
    pub(super) rest: String,
    /// The verb as a dictionary has it, or the participle of a passive.
    pub(super) lemma: String,
    pub(super) is_passive: bool,
    /// Place of the event, maybe with the date inside.
    pub(super) span: Range<usize>,
}

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

/// The grammar of sentence `index`, where it was parsed and is not too long.
pub(super) fn tree<'d>(
    document: &'d Document,
    annotations: &'d Annotations,
    index: usize,
) -> Option<Tree<'d>> {
    let annotated = annotations.get(index).filter(|one| one.len() <= MOST)?;
    Some(Tree::of(document, annotated))
}

/// Fills in the event of each date, or else the clause that holds it.
pub(super) fn link(document: &Document, annotations: &Annotations, dates: &mut [DateFact]) {
    for date in dates {
        let Some(sentence) = document.sentence_at(date.span.start) else { continue };
        let tree = tree(document, annotations, sentence);
        let place = tree.and_then(|tree| {
            let event = event(&tree, date, |_| None).map(|event| event.span);
            event.or_else(|| place(&tree, date))
        });
        date.event =
            place.or_else(|| Some(trimmed(document, document.sentences[sentence].span.clone())));
    }
}

/// What happened on a date, where that is certain, and what its sentence states; `named`
/// gives a name for a pronoun that is its subject.
pub(super) fn event(
    tree: &Tree<'_>,
    date: &DateFact,
    named: impl Fn(usize) -> Option<String>,
) -> Option<Event> {
    let (hold, verb) = hold(tree, date)?;
    let verb = verb.filter(|_| hold == Hold::Statement)?;
    let phrase = phrase(tree, date).filter(|row| matches!(&*tree.lower(row.start), "in" | "on"))?;
    let clause = Clause::of(tree, verb).filter(|clause| clause.is_plain() && clause.is_past())?;
    let mut row = clause.whole_subject()?;
    // `On 10 January 49 BC Caesar crossed …`: the parser may give him the era.
    if row.contains(&phrase.end) && phrase.end <= clause.subject {
        row.start = phrase.end;
    }
    // `The laws Brun proposed to end the war failed`: the war did not.
    let opens = row.start.checked_sub(1).is_none_or(|at| {
        matches!(tree.upos(at), Upos::Punct | Upos::Cconj)
            || at + 1 == phrase.end
            || tree.xpos(at) == Xpos::Cd
    });
    // `only in 1791`, but not `, and in 1791 he left`.
    let is_changed = phrase.start.checked_sub(1).is_some_and(|at| {
        let joins = tree.is(at, Relation::Cc) && tree.head(at) == Some(verb);
        listed!("changes of a date").contains(&tree.lower(at)) && !joins
    });
    let word = tree.lower(verb);
    // `Help grew after the fall of the city in 1964`: the city fell then.
    let is_of_noun = (verb + 1..phrase.start).any(|at| {
        listed!("nouns of what happened").contains(tree.lemma(at)) && tree.lower(at + 1) == "of"
    });
    let is_elsewhere = is_of_noun
        || clause.is_passive && listed!("planned").contains(&word)
        || phrase.start > verb && listed!("said of another time").contains(&word);
    let is_whole = clause.is_whole() && !is_in_row(tree, date) && !tree.has(verb, Relation::Expl);
    if !opens || !is_whole || is_changed || is_elsewhere || row.len() > LONGEST {
        return None;
    }
    let subject = match tree.is_pronoun(clause.subject) {
        true => named(clause.subject)?,
        false => tree.inside(row.clone())?,
    };
    let rest = clause.rest_without(phrase);
    Some(Event {
        told: joined(&[subject.clone(), clause.told(), rest.clone()]),
        asked: clause.question(subject.clone(), rest.clone())?,
        subject,
        rest,
        lemma: if clause.is_passive { word } else { clause.base().to_owned() },
        is_passive: clause.is_passive,
        span: tree.span(row.start..clause.rest.end)?,
    })
}

/// The words of a date with its preposition, and those between: `in the summer of 1648`.
fn phrase(tree: &Tree<'_>, date: &DateFact) -> Option<Range<usize>> {
    let (head, words) = (tree.head_of(&date.span)?, tree.within(&date.span));
    let start = preposition(tree, head).unwrap_or(words.start);
    Some(start.min(words.start)..words.end)
}

/// The preposition of a date, which may be taken for that of what follows: `In 751 Aistulf`.
fn preposition(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let before = head.checked_sub(1).filter(|&at| tree.upos(at) == Upos::Adp);
    tree.child(head, Relation::Case).or(before)
}

/// `in 1946 and 1947`: no one time, and one of both shows the other.
pub(super) fn is_in_row(tree: &Tree<'_>, date: &DateFact) -> bool {
    let head = tree.head_of(&date.span);
    head.is_some_and(|at| tree.is(at, Relation::Conj) || tree.has(at, Relation::Conj))
}

/// The clause that holds a date, without a date phrase that opens it.
fn place(tree: &Tree<'_>, date: &DateFact) -> Option<Range<usize>> {
    let head = tree.head_of(&date.span)?;
    let mut above = std::iter::successors(Some(head), |&at| tree.head(at));
    let verb = above.find(|&at| tree.has(at, SUBJECTS) || tree.head(at).is_none())?;
    let is_other = |one: usize| match tree.relation(one) {
        Relation::Conj | Relation::Parataxis => tree.has(one, SUBJECTS),
        Relation::Cc | Relation::Mark | Relation::Punct => one < verb,
        _ => false,
    };
    let mut row = tree.subtree_without(verb, |one| tree.head(one) == Some(verb) && is_other(one));
    let phrase = phrase(tree, date)?;
    if phrase.start == row.start && matches!(&*tree.lower(row.start), "in" | "on") {
        row.start = phrase.end;
    }
    Some(trimmed(tree.document(), tree.span(row)?))
}

/// How a date hangs on its sentence, and the verb that it dates.
pub(super) fn hold(tree: &Tree<'_>, date: &DateFact) -> Option<(Hold, Option<usize>)> {
    let head = tree.head_of(&date.span)?;
    let start = tree.document().sentences[tree.sentence].span.start;
    if tree.document().slice(start..date.span.start).trim_end().ends_with(['(', '[']) {
        return Some((Hold::Aside, None));
    }
    let preposition = preposition(tree, head);
    let tie = preposition.map_or_else(String::new, |at| tree.lower(at));
    // A date that opens the sentence dates what it states.
    if preposition == Some(0) && listed!("ties of time").contains(&tie) {
        return Some((Hold::Statement, tree.root().filter(|&root| tree.upos(root) == Upos::Verb)));
    }
    let mut at = head;
    // `before his death in 14 CE he ruled`: not then.
    let has_time = |at: usize| {
        let case = tree.child(at, Relation::Case).map(|case| tree.lower(case));
        case.is_some_and(|case| listed!("before another time").contains(&case))
    };
    // `in Fulton, Missouri, in March 1946`: a place in between says the same.
    for _ in 0..3 {
        match (tree.relation(at), tree.head(at)) {
            (Relation::Obl | Relation::Advmod, Some(verb))
                if is_verbal(tree, verb) && (at == head || !has_time(at)) =>
            {
                let hold = if is_stated(tree, verb) { Hold::Statement } else { Hold::Clause };
                return Some((hold, Some(verb)));
            }
            (Relation::Nmod, Some(noun)) if listed!("ties of time").contains(&tie) => at = noun,
            // `defeated the Persians in 490 BC`: a name bears no date.
            (Relation::Obj, Some(verb)) if at != head && tree.upos(at) == Upos::Propn => {
                let hold = if is_stated(tree, verb) { Hold::Statement } else { Hold::Clause };
                return Some((hold, Some(verb)));
            }
            // `Congress passed the Force Bill of 1833`: it passed it then.
            (Relation::Nmod, Some(noun)) if at == head && tie == "of" => {
                let verb = tree.head(noun).filter(|&verb| enacts(tree, verb, noun));
                return Some(
                    verb.map_or((Hold::Attribute, None), |verb| (Hold::Statement, Some(verb))),
                );
            }
            (Relation::Nsubj | Relation::Root | Relation::Obj, _) if at == head => break,
            _ if at == head => return Some((Hold::Attribute, None)),
            _ => break,
        }
    }
    Some((Hold::Clause, None))
}

fn enacts(tree: &Tree<'_>, verb: usize, what: usize) -> bool {
    tree.is(what, [Relation::Obj, Relation::NsubjPass])
        && tree.upos(what) == Upos::Propn
        && is_stated(tree, verb)
        && listed!("enacting verbs").contains(tree.lemma(verb))
}

fn is_verbal(tree: &Tree<'_>, at: usize) -> bool {
    tree.upos(at) == Upos::Verb || tree.has(at, [Relation::Cop, Relation::Nsubj])
}

/// Whether the sentence itself states something: its root, or what is joined to that or
/// stands behind a colon.
fn is_stated(tree: &Tree<'_>, at: usize) -> bool {
    let Some(head) = tree.head(at) else { return true };
    let before = || tree.children(at).map(|one| tree.reach(one).start).min();
    // Behind a mark a statement begins anew, whatever is said before.
    let is_joined =
        tree.is(at, Relation::Parataxis) || tree.is(at, Relation::Conj) && is_sure(tree, head);
    let is_behind_colon =
        || tree.is(at, Relation::Ccomp) && before().is_some_and(|before| tree.text(before) == ":");
    (is_joined || is_behind_colon()) && is_stated(tree, head)
}

#[cfg(test)]
mod tests {
    use super::super::dates;
    use super::super::tests::{check, or_none, read};
    use super::*;

    /// The question and the statement of the first date's event; `none` without.
    #[track_caller]
    fn fires(table: &str) {
        check(table, |text| {
            let document = read(text);
            let annotations = Annotations::new(&document);
            let tree = tree(&document, &annotations, 0).unwrap();
            let event = event(&tree, &dates::find(&document)[0], |_| None);
            let shown = event.map(|event| format!("{} | {}", event.asked, event.told));
            or_none(shown.into_iter().collect())
        });
    }

    #[test]
    fn a_date_behind_a_plain_statement_leaves_the_event() {
        fires(
            r"
            The Ottoman fleet besieged Malta in May 1565. => did the Ottoman fleet besiege Malta | the Ottoman fleet besieged Malta
            The Treaty of Utrecht was signed on 11 April 1713. => was the Treaty of Utrecht signed | the Treaty of Utrecht was signed
            France withdrew from Canada in 1763, and nobody mourned. => did France withdraw from Canada | France withdrew from Canada
            Robert Walpole, the first minister, resigned in 1742 after a lost vote. => did Robert Walpole, the first minister, resign after a lost vote | Robert Walpole, the first minister, resigned after a lost vote
            The estates formally deposed the queen in July 1567. => did the estates formally depose the queen | the estates formally deposed the queen
        ",
        );
    }

    #[test]
    fn a_date_before_a_plain_statement_leaves_the_event() {
        fires(
            r"
            In 1648 the envoys signed the peace. => did the envoys sign the peace | the envoys signed the peace
            On 14 July 1789, a crowd stormed the Bastille and freed seven prisoners. => did a crowd storm the Bastille | a crowd stormed the Bastille
            In 1215 the barons met the king, who gave way. => did the barons meet the king | the barons met the king
            In 1588 Spain sent its fleet north; it was lost. => did Spain send its fleet north | Spain sent its fleet north
            In the 1840s famine drove farmers to the ports. => did famine drive farmers to the ports | famine drove farmers to the ports
        ",
        );
    }

    #[test]
    fn what_is_not_certain_makes_no_event() {
        fires(
            r"
            The elections were set for May 1848. => none
            By 1649 the king had lost. => none
            Some doubted the treaty signed at Utrecht in 1713. => none
            The king decided to leave Paris in 1791. => none
            Thiers described the revolt of the weavers in 1834. => none
            He crossed the Rubicon in 49 BC. => none
            The war that began in 1618 ruined Germany. => none
            When the city fell in 1453, scholars fled. => none
            The vote was planned in 1905. => none
            Help for the garrison grew after the fall of the city in 1964. => none
            The king approved the plan only in 1791. => none
            In 1646 and 1647 the envoys met the king. => none
        ",
        );
    }

    #[test]
    fn every_date_is_linked_to_its_clause() {
        let linked = |text: &str| {
            let document = read(text);
            let mut dates = dates::find(&document);
            link(&document, &Annotations::new(&document), &mut dates);
            dates
                .into_iter()
                .map(|date| document.slice(date.event.unwrap()).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            linked("The old league broke up in 1866, but the new one was founded in 1867."),
            ["The old league broke up in 1866", "the new one was founded in 1867"]
        );
        assert_eq!(linked("By 1649 the king had lost."), ["By 1649 the king had lost"]);
        assert_eq!(linked("In 1648 the envoys signed the peace."), ["the envoys signed the peace"]);
    }
}
