//! In which formats an exam may ask a card: only those that can be marked.

use crate::deck::{Ask, Card, Kind, Right};
use crate::quiz::format::{is_prepared, is_short, needs_options};
use crate::quiz::question::Form;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// A format of exam questions.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    clap::ValueEnum,
    strum::Display,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Format {
    /// Choose the right option, or all right ones.
    Choice,
    /// Say whether a statement is true.
    TrueFalse,
    /// Type words, a number or a date.
    Typed,
    /// Put items in order.
    Order,
    /// Put pairs together.
    Match,
    /// Fill a gap.
    Cloze,
    /// Name items.
    List,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// Of the `wanted` formats those that the card itself allows, the author's wish
/// first; none where it would need wrong options of other cards, or cannot be
/// marked. `is_typed` tells whether its answer is one that is typed.
pub(super) fn own(card: &Card, wanted: &[Format], is_typed: impl FnOnce() -> bool) -> Vec<Format> {
    let wants = |format: &Format| wanted.contains(format);
    // A tolerance is about nothing but a typed answer.
    let is_typed = || card.ask() == Some(Ask::Type) || is_prepared(card) || is_typed();
    let mut formats = match card.right() {
        _ if card.ask() == Some(Ask::Reveal) => Vec::new(),
        Right::Order(_) => vec![Format::Order],
        Right::Pairs(_) => vec![Format::Match],
        // Nobody types sentences as the author did.
        Right::List(items) => {
            let fits = card.ask() == Some(Ask::Type) || items.iter().all(|item| is_short(item));
            if fits { vec![Format::List] } else { Vec::new() }
        }
        Right::Texts(_) => {
            let may_choose = card.ask() != Some(Ask::Type) && !card.wrong().is_empty();
            let only_choice =
                may_choose && (card.ask() == Some(Ask::Choose) || needs_options(card));
            let (choice, typed) = match card.of_note().content.kind() {
                Kind::Cloze => (Format::Choice, Format::Cloze),
                Kind::TrueFalse => (Format::TrueFalse, Format::Typed),
                _ => (Format::Choice, Format::Typed),
            };
            let choice = may_choose.then_some(choice);
            let is_typed = !only_choice && wants(&typed) && is_typed();
            choice.into_iter().chain(is_typed.then_some(typed)).collect()
        }
    };
    formats.retain(wants);
    formats
}

/// The form that asks `card` so, its options and items in an order that `seed`
/// decides; `others` finds wrong options where the card brings none. None where
/// there are too few, and where the card cannot be asked so.
pub(super) fn form(
    format: Format,
    card: &Card,
    others: impl FnOnce() -> Option<Vec<String>>,
    seed: u64,
) -> Option<Form> {
    match (format, card.right()) {
        (Format::Order, Right::Order(items)) => Some(Form::order(items, seed)),
        (Format::Match, Right::Pairs(pairs)) => Some(Form::matching(pairs, seed)),
        (Format::List, Right::List(_)) => Some(Form::List),
        (Format::Typed | Format::Cloze, Right::Texts(_)) => Some(Form::Type),
        (Format::Choice | Format::TrueFalse, _) => Form::choice(card, others, seed),
        _ => None,
    }
}
