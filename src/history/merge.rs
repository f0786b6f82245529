//! Order and union: what makes a history out of lines from several devices.

use super::event::{Event, EventKind};
use crate::deck::CardId;
use jiff::Timestamp;
use std::collections::HashSet;

/// An event and where its line stands; places order events of one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The device whose folder holds the line.
    pub device: std::sync::Arc<str>,
    /// The line's place among that device's lines.
    pub line: u64,
    /// What happened.
    pub event: Event,
}

/// Puts lines in order (instant, device, line); lines equal in instant, card,
/// event and detail count once, whatever the device: merging is the union.
pub fn merge(mut lines: Vec<Located>) -> Vec<Located> {
    // The usual journal of one device is in order, and no two lines are equal.
    if lines.is_sorted_by(|a, b| a.event.time.instant < b.event.time.instant) {
        return lines;
    }
    lines.sort_by(|a, b| key(a).cmp(&key(b)));
    drop_repeats(&mut lines, |line| &line.event);
    lines
}

/// Of things `told`, which stand in the order of their events' instants, keeps the first of
/// those whose events are equal.
pub(super) fn drop_repeats<T>(told: &mut Vec<T>, event: impl Fn(&T) -> &Event) {
    let instant = |one: &T| event(one).time.instant;
    let is_new: Vec<bool> = told
        .chunk_by(|a, b| instant(a) == instant(b))
        .flat_map(|of_instant| are_first(of_instant.iter().map(&event)))
        .collect();
    let mut is_new = is_new.into_iter();
    told.retain(|_| is_new.next().unwrap_or(true));
}

/// Of events of one instant, whether each is told for the first time. An import may give
/// thousands one instant.
fn are_first<'e>(events: impl ExactSizeIterator<Item = &'e Event>) -> Vec<bool> {
    if events.len() == 1 {
        return vec![true];
    }
    let mut seen = HashSet::with_capacity(events.len());
    events.map(|event| seen.insert((&event.card, event.kind, &event.detail))).collect()
}

fn key(line: &Located) -> (Timestamp, &str, u64) {
    (line.event.time.instant, &line.device, line.line)
}

/// What undo events take back: single events and whole sittings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undone {
    single: HashSet<(CardId, Timestamp)>,
    sittings: HashSet<String>,
}

impl Undone {
    /// Takes note of one event, if it is an undo.
    pub fn add(&mut self, event: &Event) {
        if event.kind != EventKind::Undo {
            return;
        }
        if let Some(sitting) = event.detail.sitting() {
            self.sittings.insert(sitting.to_owned());
        } else if let Some(instant) = event.detail.undone() {
            self.single.insert((event.card.clone(), instant));
        }
    }

    /// Whether `event` counts no more. An undo cannot be undone.
    pub fn has(&self, event: &Event) -> bool {
        if event.kind == EventKind::Undo {
            return false;
        }
        let in_sitting = !self.sittings.is_empty()
            && event.detail.sitting().is_some_and(|sitting| self.sittings.contains(sitting));
        in_sitting
            || (!self.single.is_empty()
                && self.single.contains(&(event.card.clone(), event.time.instant)))
    }
}

/// The events of `device` that still count and can be taken back, newest first.
pub fn undoable<'a>(
    events: &'a [Located],
    device: &'a str,
) -> impl Iterator<Item = &'a Event> + use<'a> {
    // Wherever the undo stands: clocks of devices differ.
    let mut undone = Undone::default();
    events.iter().for_each(|line| undone.add(&line.event));
    events
        .iter()
        .rev()
        .filter(move |line| &*line.device == device && line.event.kind != EventKind::Undo)
        .map(|line| &line.event)
        .filter(move |event| !undone.has(event))
}
