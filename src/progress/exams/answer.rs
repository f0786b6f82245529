//! An answer as a sitting's file holds it, and what must be true of it.

use crate::quiz::question::{Form, Given};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An answer as it was given; numbers are places in what was shown, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Answer {
    Text(String),
    Chosen(Vec<usize>),
    Ordered(Vec<usize>),
    Matched(Vec<usize>),
    Named(Vec<String>),
}

/// Different places below `count`.
pub(super) fn are_different(places: &[usize], count: usize) -> bool {
    places.iter().all(|&place| place < count)
        && places.iter().collect::<BTreeSet<_>>().len() == places.len()
}

pub(super) fn is_permutation(places: &[usize], count: usize) -> bool {
    places.len() == count && are_different(places, count)
}

impl Answer {
    pub(super) fn of(given: &Given) -> Option<Self> {
        Some(match given.clone() {
            Given::Text(text) => Self::Text(text),
            Given::Chosen(chosen) => Self::Chosen(chosen),
            Given::Ordered(order) => Self::Ordered(order),
            Given::Matched(matched) => Self::Matched(matched),
            Given::Named(named) => Self::Named(named),
            // Nobody ticks in an exam.
            Given::Ticked(_) => return None,
        })
    }

    /// None where it does not answer `form`.
    pub(super) fn given(&self, form: &Form) -> Option<Given> {
        let fits = match (self, form) {
            (Self::Text(_), Form::Type) | (Self::Named(_), Form::List) => true,
            (Self::Chosen(chosen), Form::Choose { options, .. }) => {
                !chosen.is_empty() && are_different(chosen, options.len())
            }
            (Self::Ordered(order), Form::Order { shown, .. }) => is_permutation(order, shown.len()),
            (Self::Matched(matched), Form::Match { left, .. }) => {
                // A row with nothing beside it has the number behind the last.
                let put: Vec<usize> =
                    matched.iter().copied().filter(|&index| index != left.len()).collect();
                matched.len() == left.len() && are_different(&put, left.len())
            }
            _ => false,
        };
        fits.then(|| match self.clone() {
            Self::Text(text) => Given::Text(text),
            Self::Chosen(chosen) => Given::Chosen(chosen),
            Self::Ordered(order) => Given::Ordered(order),
            Self::Matched(matched) => Given::Matched(matched),
            Self::Named(named) => Given::Named(named),
        })
    }
}
