//! Who did it: what a sentence states that a person did.

use super::context::Context;
use super::distractors;
use super::filter::{Bag, gives_away, is_closed, stands_alone};
use super::id::id;
use super::wording::{is_balanced, unstopped, without_sources};
use super::{Draft, Kind, Why, question, rank};
use crate::generate::clause::{self, Clause, joined};
use crate::generate::lexicon::{DEEDS, EVENT_VERBS, MAKING, Pattern, listed};
use crate::generate::report::report;
use crate::generate::text::{capitalised, words};
use crate::language::Relation;
use std::collections::HashMap;
use std::ops::Range;

/// Deeds of this many words make good questions.
const DEED: Range<usize> = 4..27;
/// Deeds with one verb that are compared with each other, at most.
const COMPARED: usize = 60;

/// Words that speak of the person who did it.
static OWN: Pattern = Pattern::new(r"\b(?:[Hh]is|[Hh]er|himself|herself|[Hh]e|[Ss]he)\b");

/// What a person did, ready to be asked.
pub(super) struct Deed {
    pub(super) actor: usize,
    sentence: usize,
    /// `Who founded the league of towns?`
    front: String,
    /// Without the person.
    told: String,
    lemma: String,
    bag: Bag,
    /// Whether the sentence itself names the person.
    is_named: bool,
    is_weighty: bool,
}

/// The deeds of all persons, in the order of the document.
pub(super) fn find(context: &Context<'_>) -> Vec<Deed> {
    let mut found = Vec::new();
    for annotated in context.facts.annotations.iter() {
        let sentence = annotated.sentence;
        let Some(tree) = context.tree(sentence) else { continue };
        found.extend(clause::all(&tree).filter_map(|clause| deed(context, &clause, sentence)));
    }
    let mut by_lemma: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, deed) in found.iter().enumerate() {
        by_lemma.entry(deed.lemma.clone()).or_default().push(at);
    }
    // What two persons did is no question for one.
    let is_shared = |deed: &Deed| {
        let others = &by_lemma[&deed.lemma];
        others.len() > COMPARED
            || others
                .iter()
                .any(|&at| found[at].actor != deed.actor && found[at].bag.likeness(&deed.bag) > 0.6)
    };
    let own: Vec<bool> = found.iter().map(|deed| !is_shared(deed)).collect();
    found.into_iter().zip(own).filter_map(|(deed, own)| own.then_some(deed)).collect()
}

fn deed(context: &Context<'_>, clause: &Clause<'_, '_>, sentence: usize) -> Option<Deed> {
    let (actor, front, told) = match clause.is_passive {
        true => passive(context, clause)?,
        false => active(context, clause, sentence)?,
    };
    let lemma = clause.base();
    let is_weighty = DEEDS.contains(lemma) || MAKING.contains(lemma);
    let object = clause.tree.child(clause.verb, Relation::Obj);
    let bare = OWN.replace_all(&told, "the");
    let is_good = DEED.contains(&words(&told))
        && (EVENT_VERBS.contains(lemma) || is_weighty)
        && clause.is_past()
        && clause.is_whole()
        && object.is_none_or(|object| !clause.tree.is_pronoun(object))
        && !listed!("lasting verbs").contains(lemma)
        && is_balanced(&told)
        && is_closed(&bare, &[])
        && is_specific(&told)
        && !context.is_named(actor, &told)
        && !gives_away(&front, &context.facts.actors[actor].name);
    is_good.then(|| Deed {
        actor,
        sentence,
        front,
        bag: Bag::of(&told),
        told,
        lemma: lemma.to_owned(),
        is_named: !clause.tree.is_pronoun(clause.subject),
        is_weighty,
    })
}

/// `Octavian defeated Antony`: who, the question, what was done.
fn active(
    context: &Context<'_>,
    clause: &Clause<'_, '_>,
    sentence: usize,
) -> Option<(usize, String, String)> {
    let (tree, subject) = (clause.tree, clause.subject);
    let actor = match tree.is_pronoun(subject) {
        true => context.meant_by(sentence, tree.text(subject))?,
        false => context.named(tree, subject)?,
    };
    let is_one = !tree.has(subject, Relation::Conj) && !tree.is(subject, Relation::Conj);
    let rest = clause.rest_without(0..0);
    // What another held or said is a claim.
    let is_claim = report(&clause.told()).is_some() && rest.starts_with("that ");
    let told = unstopped(&without_sources(&joined(&[clause.told(), rest])));
    let is_deed = context.is_person(actor) && is_one && !is_claim;
    is_deed.then(|| (actor, format!("Who {told}?"), told))
}

/// `The term was coined by Sieyès`.
fn passive(context: &Context<'_>, clause: &Clause<'_, '_>) -> Option<(usize, String, String)> {
    let tree = clause.tree;
    let agent = tree.agent_of(clause.verb).filter(|&at| !tree.has(at, Relation::Conj))?;
    let actor = context.named(tree, agent).filter(|&actor| context.is_person(actor))?;
    let by = clause.complement(agent)?;
    let subject = tree.inside(clause.name(clause.subject)?)?;
    let rest = without_sources(&clause.rest_without(by));
    let front = clause.question(subject.clone(), rest.clone())?;
    let is_whole = !format!("{rest} ").contains("by ") && stands_alone(&capitalised(&subject));
    let told = joined(&[subject, clause.told(), rest]);
    is_whole.then(|| (actor, format!("By whom {front}?"), told))
}

/// Whether it names something or somebody, or says when; or says much.
fn is_specific(told: &str) -> bool {
    let mut words = told.split(' ').skip(1);
    let is_name = |word: &str| word.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
    words.any(is_name) || told.split(' ').filter(|word| word.len() > 3).count() > 4
}

/// Why what is asked of a person is a draft.
pub(super) const PASSING: Why = "the text names the person in passing";
pub(super) const PLAIN: Why = "the name may be no person's: its words are plain ones too";

/// Cards for the deeds of one person, `most` of them sure; the others are drafts.
pub(super) fn cards(context: &Context<'_>, deeds: &[&Deed], most: usize) -> Vec<Draft> {
    let mut ranked: Vec<&&Deed> = deeds.iter().collect();
    ranked.sort_by_key(|deed| {
        let is_long = words(&deed.told) > 16;
        (!deed.is_weighty, !deed.is_named, is_long, !is_specific(&deed.told), deed.sentence)
    });
    let mut chosen: Vec<&Deed> = Vec::new();
    for deed in ranked {
        if chosen.len() <= most && chosen.iter().all(|other| other.bag.likeness(&deed.bag) < 0.6) {
            chosen.push(deed);
        }
    }
    let cards = chosen.into_iter().enumerate();
    cards
        .map(|(at, deed)| {
            card(context, deed).sure_if(&[
                (at < most, "other deeds of the person say more"),
                (context.is_heavy(deed.actor), PASSING),
                (context.is_plain_name(deed.actor), PLAIN),
                (deed.is_weighty, "the deed may be of little weight"),
                (deed.is_named, "a sentence before tells who did it"),
            ])
        })
        .collect()
}

fn card(context: &Context<'_>, deed: &Deed) -> Draft {
    let actor = &context.facts.actors[deed.actor];
    let others = distractors::persons(context, deed.actor, &deed.told, |other| {
        context.weight[other] > 1
            && !context.mentions_in(deed.sentence).iter().any(|mention| mention.actor == other)
            && !gives_away(&deed.told, &context.facts.actors[other].name)
    });
    let id = id("deed", &actor.name, &["deed", &actor.name, &deed.told]);
    let asked = [deed.front.clone(), actor.name.clone()];
    let choices = distractors::enough(others);
    let mut note = question(context, deed.sentence, id, &["actors"], asked, choices);
    note.accept.extend(context.short_name(actor));
    let rank = rank::PERSON + 2 * rank::weight(context.weight[deed.actor]);
    Draft::new(Kind::Actors, deed.actor, note, rank)
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{fronts, none};
    use crate::generate::tests::cases;

    #[test]
    fn what_a_person_did_is_asked_for_the_person() {
        let table = r"
            Anna Weber founded the first school of Lima in 1840. Anna Weber was rich. => Who founded the first school of Lima in 1840?
            Karl Brandt discovered a comet near the Great Bear. Few believed Karl Brandt. => Who discovered a comet near the Great Bear?
            In 1713 Robert Walpole published a pamphlet against the Treaty of Utrecht. Robert Walpole was young. => Who published a pamphlet against the Treaty of Utrecht?
            The word was widely read. The Royal Library of Riga was founded by Anna Weber in 1840. Anna Weber was rich. => By whom was the Royal Library of Riga founded in 1840?
            Karl Brandt, who invented a loom for the mills of Ghent, died poor. Karl Brandt was old. => Who invented a loom for the mills of Ghent?
            Robert Walpole defeated the army of Sweden at Narva, and he fled. Robert Walpole was ill. => Who defeated the army of Sweden at Narva?
        ";
        for (text, front) in cases(table) {
            let found = fronts(text, Kind::Actors);
            assert!(found.iter().any(|one| one == front), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_several_did_or_what_points_outside_is_not() {
        none(
            Kind::Actors,
            r"
            Anna Weber founded it in 1840. Anna Weber was rich.
            Anna Weber and Karl Brandt founded the first school of Lima. Anna Weber was rich.
            Anna Weber never founded a school in Lima. Anna Weber was rich.
            Anna Weber wanted a school in Lima. Anna Weber was rich.
            Anna Weber founded such a school in Lima. Anna Weber was rich.
        ",
        );
    }
}
