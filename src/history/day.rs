//! What a study day has seen, and the days before it.

use super::card::Due;
use super::event::{Event, EventKind};
use super::fold::{Entry, History, counts};
use crate::deck::CardId;
use crate::schedule::{Rating, day};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// Days over which a usual day is looked for.
const USUAL_DAYS: u32 = 30;

/// How much of a day's limits is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Used {
    /// Cards introduced.
    pub new: u32,
    /// Reviews.
    pub reviews: u32,
}

/// An answer that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The card.
    pub card: &'a CardId,
    /// The study day.
    pub date: Date,
    /// The rating.
    pub rating: Rating,
    /// Milliseconds; 0 where no time is known.
    pub took_ms: u32,
}

impl History {
    /// How much of the limits of `day` is used, by deck.
    pub fn used_on(&self, day: Date) -> HashMap<&str, Used> {
        let mut used: HashMap<&str, Used> = HashMap::new();
        for (id, entry) in &self.cards {
            let card = &entry.folded;
            if card.last_day == Some(day) {
                let used = used.entry(id.deck()).or_default();
                used.new += card.introduced;
                used.reviews += card.reviewed;
            }
        }
        used
    }

    /// Cards that were answered on `day`.
    pub fn answered_on(&self, day: Date) -> impl Iterator<Item = &CardId> {
        self.cards.iter().filter(move |(_, e)| e.folded.last_day == Some(day)).map(|(id, _)| id)
    }

    /// Cards that were on the screen on `day`: answered, put off to another day, or suspended.
    pub fn asked_on(&self, day: Date) -> impl Iterator<Item = &CardId> {
        let was_suspended = move |entry: &Entry| {
            let latest = entry.events.iter().rev().take_while(|event| event.study_day() >= day);
            entry.folded.suspended && latest.into_iter().any(|e| e.kind == EventKind::Suspend)
        };
        let asked = self.cards.iter().filter(move |(_, entry)| {
            let card = &entry.folded;
            card.last_day == Some(day) || card.buried_on == Some(day) || was_suspended(entry)
        });
        asked.map(|(id, _)| id)
    }

    /// Cards that were recalled on `day` in answers that do not count.
    pub fn crammed_on(&self, day: Date) -> impl Iterator<Item = &CardId> {
        let recalled = move |id: &CardId| {
            let events = self.cards.get(id).map_or(&[][..], |entry| &entry.events);
            let latest = events.iter().rfind(|event| {
                event.is_cram() && !self.undone.has(event) && event.study_day() == day
            });
            latest.is_some_and(|event| event.kind != EventKind::Review(Rating::Again))
        };
        self.cards.keys().filter(move |id| recalled(id))
    }

    /// Cards answered on `day` that had been due on an earlier one.
    pub fn overdue_answered_on(&self, day: Date) -> impl Iterator<Item = &CardId> {
        self.answered_on(day).filter(move |id| {
            let reviews = self.reviews(id);
            let first = reviews.iter().position(|review| review.day == day);
            let before = first.and_then(|at| at.checked_sub(1)).map(|at| reviews[at].due);
            matches!(before, Some(Due::On(due)) if due < day)
        })
    }

    /// Cards answered a study day, over the days of the last month before
    /// `today` on which something was studied; 0 where there are none.
    pub fn usual_load(&self, today: Date) -> usize {
        let first = day::before(today, USUAL_DAYS);
        let mut asked: HashSet<(Date, &CardId)> = HashSet::new();
        for (id, entry) in &self.cards {
            let latest = entry.events.iter().rev().map(|event| event.study_day());
            let recent = latest.take_while(|day| *day >= first).filter(|day| *day < today);
            asked.extend(recent.map(|day| (day, id)));
        }
        let days: HashSet<Date> = asked.iter().map(|(day, _)| *day).collect();
        asked.len().checked_div(days.len()).unwrap_or(0)
    }

    /// Study days in a row with an answer, up to `today`; a day that is not
    /// over breaks nothing.
    pub fn streak(&self, today: Date) -> u32 {
        let days = self.study_days();
        let last = if days.contains(&today) { Some(today) } else { today.yesterday().ok() };
        let back = std::iter::successors(last, |date| date.yesterday().ok());
        back.take_while(|date| days.contains(date)).count() as u32
    }

    fn study_days(&self) -> HashSet<Date> {
        let events = self.cards.values().flat_map(|entry| &entry.events);
        let answers =
            events.filter(|event| event.kind.rating().is_some() && !self.undone.has(event));
        answers.map(|event| event.study_day()).collect()
    }

    /// The study day of the first answer.
    pub fn first_day_of_all(&self) -> Option<Date> {
        self.cards.keys().filter_map(|id| self.first_day(id)).min()
    }

    /// Whether nothing ever happened to any card.
    pub fn is_untouched(&self) -> bool {
        self.cards.is_empty()
    }

    /// How long the latest answer to each card took, in milliseconds.
    pub fn latest_times(&self) -> impl Iterator<Item = u32> {
        let latest = |event: &Event| event.took_ms.filter(|took| *took > 0);
        self.cards.values().filter_map(move |entry| entry.events.iter().rev().find_map(latest))
    }

    /// Answers that count, given on the study days `first` to `last`: those of a
    /// card stand together, the latest first.
    pub fn answers_between(&self, first: Date, last: Date) -> impl Iterator<Item = Answer<'_>> {
        let entries = self.cards.iter();
        let entries = entries.filter(move |(_, e)| e.folded.last_day.is_some_and(|d| d >= first));
        entries.flat_map(move |(id, entry)| {
            let latest = entry.events.iter().rev();
            let days = latest.map(|event| (event, event.study_day()));
            days.take_while(move |(_, day)| *day >= first)
                .filter(move |(event, day)| *day <= last && counts(event, &self.undone))
                .filter_map(move |(event, date)| {
                    let (rating, took_ms) = (event.kind.rating()?, event.took_ms.unwrap_or(0));
                    Some(Answer { card: id, date, rating, took_ms })
                })
        })
    }

    /// How many cards got each rating, from Again to Easy, as their first.
    pub fn first_ratings(&self) -> [usize; 4] {
        let mut ratings = [0; 4];
        let firsts = self.cards.values().filter_map(|entry| entry.answers(&self.undone).next());
        firsts.for_each(|(_, rating)| ratings[rating as usize - 1] += 1);
        ratings
    }

    /// Reviews due on each of `days` days from `first` on, for the cards that
    /// are `wanted`; what is due earlier counts for the first.
    pub fn forecast<'a>(
        &self,
        wanted: impl Iterator<Item = &'a CardId>,
        first: Date,
        days: usize,
    ) -> Vec<usize> {
        let mut load = vec![0; days];
        for card in wanted.filter_map(|id| self.card(id)).filter(|card| !card.suspended) {
            let ahead = match card.due {
                // A new card.
                Due::On(Date::MIN) => continue,
                Due::On(date) => day::elapsed(first, date) as usize,
                // A learning step that today did not end.
                Due::At(_) => 0,
            };
            if let Some(count) = load.get_mut(ahead) {
                *count += 1;
            }
        }
        load
    }
}
