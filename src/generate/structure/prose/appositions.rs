//! What stands beside a name tells what it is: `the theory of nullification, or the
//! voiding of federal laws`, `cholera, a disease of the gut`, `the Force Bill, which gave
//! …`.

use super::definitions::{
    copula_beside, is_genus, is_name_like, is_restricted, start_of, structure,
};
use crate::document::MarkKind;
use crate::generate::fact::{Structure, Tie};
use crate::generate::lexicon::listed;
use crate::generate::tree::Tree;
use crate::generate::verbs::is_denial;
use crate::language::{Relation, Upos, Xpos};

/// At most one of a sentence.
pub(super) fn find(tree: &Tree<'_>) -> Option<Structure> {
    renamed(tree).or_else(|| marked(tree)).or_else(|| beside(tree)).or_else(|| deed(tree))
}

/// `an electron, a particle with a negative charge, …`: the term has no article but `a`,
/// and what stands behind it holds at any time.
fn beside(tree: &Tree<'_>) -> Option<Structure> {
    (1..tree.len().saturating_sub(3)).find_map(|comma| {
        let is_said = tree.lower(comma + 1) == "i.e.";
        let from = comma + 1 + usize::from(is_said);
        let genus = (from..tree.len()).find(|&at| {
            matches!(tree.xpos(at), Xpos::Nn | Xpos::Nns)
                && !matches!(
                    tree.relation(at),
                    Relation::Compound | Relation::NmodPoss | Relation::Amod
                )
        })?;
        // A comma alone makes a row of the two for the parser.
        let is_tied = matches!(tree.relation(genus), Relation::Appos | Relation::Conj)
            && !tree.has(genus, Relation::Cc);
        let noun = tree.head(genus).filter(|&noun| {
            is_tied && tree.text(comma) == "," && (noun + 1 == comma || is_said && noun < comma)
        })?;
        let end = tree.end_of_sentence();
        let closes = |at: &usize| matches!(tree.text(*at), "," | ";" | ":" | ")" | "—" | "–");
        let end = (genus + 1..end).find(closes).unwrap_or(end);
        let start = start_of(tree, noun);
        let article = usize::from(matches!(&*tree.lower(start), "a" | "an"));
        let is_several = |at: usize| tree.xpos(at) == Xpos::Nns;
        let opens = match is_several(genus) {
            true => matches!(tree.xpos(from), Xpos::Nns | Xpos::Jj | Xpos::Nn),
            false => matches!(&*tree.lower(from), "a" | "an"),
        };
        let is_closed = tree.children(noun).all(|at| match tree.relation(at) {
            Relation::Conj => at == genus,
            Relation::Nummod | Relation::NmodPoss => false,
            Relation::Det => article == 1 && at == start,
            _ => true,
        });
        let goes_on = end + 1 < tree.len() && tree.upos(end + 1) == Upos::Cconj;
        let is_plain = opens
            && is_closed
            && !goes_on
            && matches!(tree.xpos(noun), Xpos::Nn | Xpos::Nns)
            && is_several(noun) == is_several(genus)
            && !tree.has(genus, Relation::Conj)
            && (is_said || is_timeless(tree, genus))
            && is_genus(tree, genus)
            && is_restricted(tree, genus, genus..end)
            && is_name_like(tree, start + article..comma);
        let tie = Tie::Predicate { copula: copula_beside(tree, noun), is_name: start > 0 };
        is_plain.then(|| structure(tree, start..comma, [from..end, 0..0], tie))?
    })
}

/// Whether what a noun is told from its kind by is so at any time, or all of the sentence.
pub(super) fn is_timeless(tree: &Tree<'_>, genus: usize) -> bool {
    let is_now = |at: usize| {
        tree.relation(at) == Relation::AclRelcl
            && (tree.reach(at)).all(|at| tree.xpos(at) != Xpos::Vbd)
    };
    tree.children(genus).any(is_now) || (0..tree.len()).all(|at| tree.xpos(at) != Xpos::Vbd)
}

/// `The theory of nullification, or the voiding of federal laws, …`.
fn renamed(tree: &Tree<'_>) -> Option<Structure> {
    (2..tree.len().saturating_sub(2)).find_map(|or| {
        let genus = tree.head(or).filter(|genus| *genus > or && tree.lower(or) == "or")?;
        let other = tree.head(genus).filter(|_| tree.relation(genus) == Relation::Conj)?;
        // What is done renames what is done, though the parser may tie it to the verb.
        let other = if tree.xpos(genus) == Xpos::Vbg { or - 2 } else { other };
        let start = start_of(tree, other);
        let end = (genus..tree.len()).find(|&at| matches!(tree.text(at), "," | "." | ";" | ")"))?;
        let opens = match tree.xpos(genus) {
            Xpos::Nn => matches!(&*tree.lower(or + 1), "the" | "a" | "an"),
            Xpos::Nns => tree.has(genus, Relation::Acl) && tree.xpos(other) == Xpos::Nns,
            Xpos::Vbg => genus == or + 1 && tree.xpos(other) == Xpos::Nn,
            _ => false,
        };
        let says_which = tree.children(genus).any(|at| {
            at > genus
                && matches!(
                    tree.relation(at),
                    Relation::Nmod
                        | Relation::Obj
                        | Relation::AclRelcl
                        | Relation::Acl
                        | Relation::Conj
                )
        });
        // `Nobody owns the sea, or the fish in it`: neither of both.
        let denies = |at: usize| {
            is_denial(tree.text(at))
                || matches!(
                    &*tree.lower(at),
                    "nobody" | "nothing" | "without" | "neither" | "either"
                )
        };
        let is_plain = !(0..or).any(denies)
            && tree.text(or - 1) == ","
            && start < or - 1
            && opens
            && says_which
            && matches!(tree.xpos(other), Xpos::Nn | Xpos::Nns | Xpos::Nnp)
            && !tree.has(genus, Relation::Case)
            && !tree.has(genus, Relation::Nsubj)
            && !listed!("no genus").contains(tree.lemma(genus));
        let article = matches!(&*tree.lower(start), "a" | "an" | "the");
        let bare = start + usize::from(article)..or - 1;
        let copula = copula_beside(tree, other);
        let is_name = start > 0 || article;
        let tie = Tie::Predicate { copula, is_name };
        let is_term = is_plain && is_name_like(tree, bare);
        is_term.then(|| structure(tree, start..or - 1, [or + 1..end, 0..0], tie))?
    })
}

/// `**rubisco**, the enzyme that fixes carbon dioxide, …`: the term is marked.
fn marked(tree: &Tree<'_>) -> Option<Structure> {
    let document = tree.document();
    let whole = tree.span(0..tree.len())?;
    let first = document.marks.partition_point(|mark| mark.span.start < whole.start);
    let marks = document.marks[first..].iter().take_while(|mark| mark.span.end <= whole.end);
    let mut terms = marks.filter(|mark| {
        let text = document.slice(mark.span.clone());
        // A title of a book is set in italics too.
        let is_term = mark.kind != MarkKind::Emphasis || !text.contains(char::is_uppercase);
        matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis | MarkKind::Defined) && is_term
    });
    terms.find_map(|mark| {
        let place = |offset: usize| {
            (0..tree.len())
                .find(|&at| tree.span(at..at + 1).is_some_and(|span| span.start >= offset))
        };
        let (from, comma) = (place(mark.span.start)?, place(mark.span.end)?);
        let opens = comma + 2 < tree.len()
            && tree.text(comma) == ","
            && matches!(&*tree.lower(comma + 1), "a" | "an" | "the");
        let end = opens.then(|| {
            (comma + 2..tree.len()).find(|&at| matches!(tree.text(at), "," | "." | ";"))
        })??;
        let genus = (comma + 2..end).find(|&at| {
            matches!(tree.xpos(at), Xpos::Nn | Xpos::Nns) && tree.relation(at) != Relation::Compound
        })?;
        let is_meaning = is_genus(tree, genus)
            && is_restricted(tree, genus, genus..end)
            && is_name_like(tree, from..comma);
        let tie = Tie::Predicate { copula: copula_beside(tree, comma - 1), is_name: from > 0 };
        is_meaning.then(|| structure(tree, from..comma, [comma + 1..end, 0..0], tie))?
    })
}

/// `the Force Bill, which gave the government the right to …`.
fn deed(tree: &Tree<'_>) -> Option<Structure> {
    (2..tree.len()).find_map(|which| {
        let verb = tree.head(which).filter(|_| tree.lower(which) == "which")?;
        let near = tree.head(verb).filter(|_| tree.relation(verb) == Relation::AclRelcl)?;
        // `the Force Bill of 1833, which …`: not the year did it.
        let above = tree.head(near).filter(|_| tree.relation(near) == Relation::Nmod);
        let noun = above.filter(|&at| tree.upos(at) == Upos::Propn).unwrap_or(near);
        let term = start_of(tree, noun)..which - 1;
        let is_measure = |at: usize| {
            tree.text(at).starts_with(char::is_uppercase)
                && listed!("laws and treaties").contains(&tree.lower(at))
        };
        let article = usize::from(term.start < which && tree.lower(term.start) == "the");
        let is_plain = tree.text(which - 1) == ","
            && tree.relation(which) == Relation::Nsubj
            && tree.xpos(verb) == Xpos::Vbd
            && !tree.has(verb, Relation::Aux)
            && !tree.has(verb, Relation::Cop)
            && verb == which + 1
            && term.start < term.end
            && term.clone().any(is_measure)
            && is_name_like(tree, term.start + article..term.end);
        is_plain.then(|| structure(tree, term, [verb..tree.end_of(verb), 0..0], Tie::Deed))?
    })
}
