//! Who did it: what a sentence states that a person did.

use super::context::Context;
use super::distractors;
use super::filter::{Bag, gives_away, is_closed};
use super::id::id;
use super::statement::Tree;
use super::wording::{is_balanced, unstopped, without_sources, words};
use super::{Draft, Kind, Why, question, rank};
use crate::generate::events::Event;
use crate::generate::lexicon::{DEEDS, EVENT_VERBS, MAKING, Pattern, listed};
use crate::generate::report::report;
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
        let predicates: Vec<usize> = tree.predicates().chain(tree.relatives()).collect();
        found
            .extend(predicates.into_iter().filter_map(|verb| deed(context, &tree, sentence, verb)));
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

fn deed(context: &Context<'_>, tree: &Tree<'_>, sentence: usize, verb: usize) -> Option<Deed> {
    let (actor, front, told) =
        active(context, tree, sentence, verb).or_else(|| passive(context, tree, verb))?;
    let lemma = tree.lemma(verb).to_lowercase();
    let is_weighty = DEEDS.contains(&lemma) || MAKING.contains(&lemma);
    let name = &context.facts.actors[actor].name;
    let bare = OWN.replace_all(&told, "the");
    let is_good = DEED.contains(&words(&told))
        && (EVENT_VERBS.contains(&lemma) || is_weighty)
        && !listed!("lasting verbs").contains(&lemma)
        && is_balanced(&told)
        && is_closed(&bare, &[])
        && is_specific(&told)
        && !context.is_named(actor, &told)
        && !gives_away(&front, name);
    is_good.then(|| Deed {
        actor,
        sentence,
        front,
        bag: Bag::of(&told),
        told,
        lemma,
        is_named: tree.antecedent(verb).is_some()
            || tree.subject(verb).is_none_or(|at| !tree.is_pronoun(at)),
        is_weighty,
    })
}

/// `Octavian defeated Antony`: who, the question, what was done.
fn active(
    context: &Context<'_>,
    tree: &Tree<'_>,
    sentence: usize,
    verb: usize,
) -> Option<(usize, String, String)> {
    let subject = tree.subject(verb)?;
    let actor = match (tree.antecedent(verb), tree.is_pronoun(subject)) {
        (Some(noun), _) => tree.named(noun).filter(|_| !tree.is_joined(noun))?.actor,
        (None, true) => context.meant_by(sentence, tree.text(subject))?,
        (None, false) => tree.named(subject)?.actor,
    };
    if !context.is_person(actor) || tree.has_joined(subject) {
        return None;
    }
    let event = tree.statement(verb, None, tree.is_pronoun(subject))?;
    // What another held or said is a claim.
    if report(&event.verb).is_some() && event.rest.starts_with("that ") || event.base.is_none() {
        return None;
    }
    let told = told(&event);
    Some((actor, format!("Who {told}?"), told))
}

/// `The term was coined by Sieyès`.
fn passive(context: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<(usize, String, String)> {
    let agent = tree.agent(verb)?;
    let mention = tree.named(agent).filter(|one| context.is_person(one.actor))?;
    if tree.has_joined(agent) {
        return None;
    }
    let phrase = tree.phrase(agent);
    let event = tree.statement(verb, Some(&phrase), false)?;
    let (subject, rest) = (&event.subject, without_sources(&event.rest));
    let adverb = event.adverb.as_deref().map(|word| format!("{word} ")).unwrap_or_default();
    let is_whole = event.base.is_none() && !rest.contains(" by ") && !rest.ends_with(" by");
    let told = format!("{subject} {} {adverb}{rest}", event.verb);
    let front = format!("By whom {} {subject} {adverb}{rest}?", event.verb);
    (is_whole && super::filter::stands_alone(&super::wording::capitalised(subject))).then_some((
        mention.actor,
        front,
        told,
    ))
}

/// `first published a history of Rome in 1776`.
fn told(event: &Event) -> String {
    let adverb = event.adverb.as_deref().filter(|word| !listed!("adverbs that tie").contains(word));
    let adverb = adverb.map(|word| format!("{word} ")).unwrap_or_default();
    unstopped(&without_sources(&format!("{adverb}{} {}", event.verb, event.rest)))
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
