//! Cards from lists, tables, marked words and sentences of a form: what a term means
//! and which term it is, what a list names, what a table says of a thing, why something
//! happened.

use super::context::Context;
use super::{Draft, Made, Why, causes, lists, telling, terms};
use crate::document::Document;
use crate::generate::fact::{Certainty, Structure, Tie};
use crate::generate::text::small;
use std::ops::Range;

/// Why what a rule is not sure of makes a draft.
pub(super) const LIKELY: Why = "the sentence may say something else";

/// Longest meaning that is asked for, and longest that asks, in words.
pub(super) const MEANING: usize = 40;

pub(super) const ASKING: usize = 26;

pub(super) fn cards(context: &Context<'_>) -> Made {
    let mut made = Made::default();
    for (fact, structure) in context.facts.structures.iter().enumerate() {
        made.add(fact, of_structure(context, fact, structure));
    }
    made
}

fn of_structure(
    context: &Context<'_>,
    fact: usize,
    structure: &Structure,
) -> Result<Vec<Draft>, Why> {
    match structure {
        Structure::Definition { term, meaning, more: None, tie, .. }
            if !matches!(
                tie,
                Tie::Predicate { .. } | Tie::Deed | Tie::Sense | Tie::Occasion { .. }
            ) =>
        {
            terms::defined(context, fact, [term, meaning], *tie)
        }
        Structure::Definition { term, meaning, more, tie, certainty } => {
            terms::told(context, fact, [term, meaning], more.as_ref(), *tie, *certainty)
        }
        Structure::Cause { cause, effect, of_cause, of_effect, .. } => {
            causes::caused(context, fact, [cause, effect], [of_cause.as_ref(), of_effect.as_ref()])
        }
        Structure::Listing { certainty: Certainty::Likely, .. } => {
            Err("there may be more than it names")
        }
        Structure::Listing { lead, items, is_ordered, .. } => {
            lists::listing(context, fact, lead, items, *is_ordered).map(|card| vec![card])
        }
        Structure::Feature { thing, feature, value } => {
            lists::feature_of(context.document, fact, [thing, feature, value])
                .map(|card| vec![card])
        }
        Structure::Telling(telling) => telling::cards(context, fact, telling),
    }
}

/// Text of a card as it may be shown: no mark of a gap in it.
pub(super) fn shown(document: &Document, span: &Range<usize>) -> Result<String, Why> {
    let text = document.slice(span.clone()).replace('\n', " ");
    match text.contains("{{") || text.contains("}}") {
        true => Err("it holds the marks of a gap"),
        false => Ok(text),
    }
}

/// The term's name within a sentence: small where only its place made it large, as
/// its first word stands elsewhere in small letters.
pub(super) fn named(context: &Context<'_>, term: &str) -> String {
    let first = term.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let rest = term.strip_prefix(|_: char| true).unwrap_or_default();
    let is_plain = !rest.contains(char::is_uppercase) && rest.contains(char::is_lowercase);
    match is_plain && context.small_words.contains(first.to_lowercase().as_str()) {
        true => small(term),
        false => term.to_owned(),
    }
}

pub(super) fn is_one(text: &str) -> bool {
    !text.contains(' ')
}

/// What a place says, to the letter, on one line.
pub(super) fn line(document: &Document, from: usize, to: usize) -> String {
    document.slice(from..to.max(from)).replace('\n', " | ")
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{asks, asks_below, none_sure};

    #[test]
    fn what_the_layout_says_is_asked_in_any_language() {
        let head = "# Zellen\n\n## Die Zelle\n\nDie Zelle ist die kleinste Einheit des Lebens, und alle Lebewesen bestehen aus Zellen. Sie wurde von vielen untersucht, die mit besseren Mikroskopen arbeiteten als die ersten.\n\n";
        asks_below(
            head,
            Kind::Terms,
            "
            - Zellkern: enthält das Erbgut der Zelle und steuert, was in ihr geschieht¶¶Bestandteile der Membran:¶- Lipide¶- Proteine¶- Zucker => Die Zelle: what do the notes say about “Zellkern”? | enthält das Erbgut der Zelle und steuert, was in ihr geschieht
            - Zellkern: enthält das Erbgut der Zelle und steuert, was in ihr geschieht¶¶Bestandteile der Membran:¶- Lipide¶- Proteine¶- Zucker => Die Zelle: name the three Bestandteile der Membran. | Lipide; Proteine; Zucker
            ",
        );
    }

    #[test]
    fn causes_and_occasions_are_asked_for() {
        asks(
            Kind::Terms,
            "
            As a result of the fire of 1666, London built wider streets. => Why did London build wider streets? | As a result of the fire of 1666
            The Soviet Union did not sign the declaration because it was not at war with Japan. => Why did the Soviet Union not sign the declaration? | Because it was not at war with Japan
            Malnutrition is the most common cause of weak bones. => What is the most common cause of weak bones? | Malnutrition
            Mutations can arise from errors of copying. => What can mutations arise from? | Errors of copying
            Deflation occurs when prices fall across an economy. => When does deflation occur? | When prices fall across an economy
            Those who left the dry plains were called Okies. => What were Okies? | Those who left the dry plains
            ",
        );
    }

    #[test]
    fn causes_that_point_or_are_only_likely_are_not() {
        none_sure(
            Kind::Terms,
            "
            He fled because the army was gone.
            This led to a war of the two kings.
            The tax was hated, so the king repealed it.
            The council held nobles, including dukes, earls, and barons.
            The farmers would have starved because of the tax, had the rain not come.
            ",
        );
    }

    #[test]
    fn terms_lists_orders_and_features_are_asked_for() {
        asks_below(
            "# Cells\n\n",
            Kind::Terms,
            "
            - **Osmosis**: the flow of water through a membrane => What is meant by “Osmosis”? | the flow of water through a membrane
            Three Baltic states:¶- Estonia¶- Latvia¶- Lithuania => Name the three Baltic states. | Estonia; Latvia; Lithuania
            Types of tissue:¶- muscle¶- bone¶- nerve => Name the three types of tissue. | muscle; bone; nerve
            - order of the carriers: Complex I → ubiquinone → cytochrome => Put in order: the carriers. | Complex I → ubiquinone → cytochrome
            ## Tissues¶¶There are three layers:¶- skin¶- bark¶- wood => Tissues: name the three layers. | skin; bark; wood
            The root makes three tissues:¶- skin¶- bark¶- wood => The root makes three tissues. Name them. | skin; bark; wood
            | | Common Law | Civil Law |¶|---|---|---|¶| Source of Rules | past cases | one code |¶| Other Names | judges’ law | written law | => What are the other names of common law? | judges’ law
            | | Light | Dark |¶|---|---|---|¶| Place | membrane | stroma |¶| Needs | water | sugar | => What is the place of light? | membrane
            ",
        );
        none_sure(
            Kind::Terms,
            "
            They sent three envoys:¶- Adams¶- Jay
            - Note: read the next chapter at home
            > - tariff: a tax on goods from abroad
            ",
        );
    }
}
