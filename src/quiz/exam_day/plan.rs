//! What `plan` says: the days until the exams, what is expected of each deck
//! and tag, and what would help where the wish is out of reach.

use super::band::{Band, around};
use super::belief::{self, Belief};
use super::exams::{Aim, Exams, Word};
use super::forecast::{DayAhead, Forecast, LONGEST, Start, forecast, runs};
use super::habits::Habits;
use super::roster::Roster;
use crate::deck::{Card, Deck};
use crate::history::History;
use crate::schedule::{State, day};
use jiff::civil::Date;

/// Fewer answers on later days than these say nothing of a learner.
const LEAST_ANSWERS: usize = 20;
/// More minutes a day than these are not proposed.
const MOST_MINUTES: u32 = 240;
/// Tags named, the largest.
const MOST_TAGS: usize = 12;
/// Runs when a remedy is sought.
const REMEDY_RUNS: usize = 3;

/// The way to the exams.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What each exam looks like, by date.
    pub exams: Vec<Outlook>,
    /// From today to the evening before the last exam.
    pub days: Vec<DayAhead>,
    /// Minutes that a coming day is reckoned to have.
    pub minutes: f64,
    /// What the minutes rest on.
    pub basis: Minutes,
    /// What the forecast rests on.
    pub belief: Belief,
    /// Seen cards, of these due by the long-term schedule the day after.
    pub seen: f64,
    /// See `seen`.
    pub due_after: f64,
    /// What would reach the wish, where it is out of reach.
    pub remedy: Option<Remedy>,
}

/// What the minutes a day rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minutes {
    /// The learner's word.
    Declared,
    /// The last days, which had fewer than was declared, or nothing was.
    Observed,
    /// Neither word nor days.
    Assumed,
}

/// One exam.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// The day of the exam.
    pub date: Date,
    /// Whole days until then.
    pub days: u32,
    /// All its cards.
    pub all: Part,
    /// By deck: id.
    pub decks: Vec<Part>,
    /// By tag, the largest first.
    pub tags: Vec<Part>,
}

/// Some cards of an exam.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// A deck's id, a tag; empty for all.
    pub name: String,
    /// Cards.
    pub cards: usize,
    /// Of these, never answered.
    pub unseen: usize,
    /// Expected recall on the day of the exam.
    pub recall: Band,
}

/// What would reach the wish.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Remedy {
    /// The wish: mean recall, 0 to 1.
    pub goal: f64,
    /// Minutes a study day that would do.
    pub minutes: Option<u32>,
    /// So many of the cards could be known that well in the time there is.
    pub cards: Option<usize>,
    /// Of so many.
    pub of: usize,
}

impl Plan {
    /// Whether enough is known of the learner to name a figure.
    pub fn is_known(&self) -> bool {
        self.belief.answers >= LEAST_ANSWERS
    }
}

/// What a plan is made from.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The decks; of these, those with an exam ahead count.
    pub decks: &'a [Deck],
    /// What happened.
    pub history: &'a History,
    /// The exams and the learner's time.
    pub exams: &'a Exams,
    /// The study day.
    pub today: Date,
    /// The wish: mean recall, 0 to 1.
    pub goal: f64,
    /// Draws the answers.
    pub seed: u64,
    /// The most runs that a forecast takes.
    pub most_runs: usize,
}

/// The plan; none where no card has an exam ahead.
pub fn plan(ground: Ground<'_>) -> Option<Plan> {
    let Ground { decks, history, exams, today, .. } = ground;
    let cards: Vec<Card> = decks.iter().flat_map(|deck| &deck.cards).cloned().collect();
    let wanted: Vec<usize> = (0..cards.len()).collect();
    let roster = Roster::new(&cards, &wanted, history, exams, today);
    if roster.entries.is_empty() {
        return None;
    }
    let habits = Habits::of(history, exams, today);
    let belief = belief::of(&roster, &cards, history);
    let spent = habits.spent(history, today, |id| exams.of_deck(id.deck(), today).is_some());
    let factor = belief.factor;
    let start = Start { history, habits: &habits, factor, today, spent, seed: ground.seed };
    let days = roster.aims.iter().map(|aim| aim.days(today)).max().unwrap_or(1).min(LONGEST);
    let runs = runs(roster.entries.len(), days as usize).min(ground.most_runs);
    let found = forecast(&roster, start, runs);
    let view = View { roster: &roster, cards: &cards, history, today, found: &found };
    let outlooks: Vec<Outlook> =
        (0..roster.aims.len()).filter_map(|place| view.outlook(place)).collect();
    let seeker = Seeker { roster: &roster, start, runs: runs.min(REMEDY_RUNS) };
    Some(Plan {
        minutes: habits.usual(exams) / 60.0,
        basis: basis(&habits, exams),
        remedy: seeker.remedy(ground.goal, &found),
        exams: outlooks,
        belief,
        seen: (roster.entries.len() as f64 - never_seen(&roster, &found)).max(0.0),
        due_after: found.due_after,
        days: found.days,
    })
}

fn never_seen(roster: &Roster<'_>, found: &Forecast) -> f64 {
    let new: f64 = found.days.iter().map(|day| day.new).sum();
    roster.unseen() as f64 - new
}

fn basis(habits: &Habits, exams: &Exams) -> Minutes {
    let meant = habits.meant(exams);
    let declared = exams.minutes.is_some();
    match habits.usual(exams) < meant || !declared && habits.seconds_a_studied_day.is_some() {
        true => Minutes::Observed,
        false if declared => Minutes::Declared,
        false => Minutes::Assumed,
    }
}

struct View<'a> {
    roster: &'a Roster<'a>,
    cards: &'a [Card],
    history: &'a History,
    today: Date,
    found: &'a Forecast,
}

impl View<'_> {
    fn outlook(&self, aim: usize) -> Option<Outlook> {
        let places: Vec<usize> = (0..self.roster.entries.len())
            .filter(|&place| self.roster.entries[place].aim == aim)
            .collect();
        let (first, exam) = (*places.first()?, self.roster.aims[aim]);
        let passed = self.passed(&places, exam);
        let deck = |place: &usize| self.card(*place).id.deck().to_owned();
        let mut names: Vec<String> = vec![deck(&first)];
        for name in places.iter().map(deck) {
            if names.last() != Some(&name) {
                names.push(name);
            }
        }
        let of_deck = |name: String| {
            let is_in = |place: &usize| self.card(*place).id.deck() == name;
            let inside: Vec<usize> = places.iter().copied().filter(is_in).collect();
            self.part(name, &inside, passed)
        };
        Some(Outlook {
            date: exam.date,
            days: day::elapsed(self.today, exam.date),
            all: self.part(String::new(), &places, passed),
            decks: names.into_iter().map(of_deck).collect(),
            tags: self.tags(&places, passed),
        })
    }

    fn card(&self, place: usize) -> &Card {
        &self.cards[self.roster.entries[place].card]
    }

    /// The share of the way from the first answer to the evening before.
    fn passed(&self, places: &[usize], exam: &Aim) -> f64 {
        let first = places.iter().filter_map(|&place| self.history.first_day(&self.card(place).id));
        let Some(begun) = first.min() else { return 0.0 };
        let all = day::elapsed(begun, exam.date).saturating_sub(1);
        match all {
            0 => 0.0,
            all => f64::from(day::elapsed(begun, self.today)) / f64::from(all),
        }
    }

    fn tags(&self, places: &[usize], passed: f64) -> Vec<Part> {
        let mut by_tag: std::collections::BTreeMap<&str, Vec<usize>> = Default::default();
        for &place in places {
            for tag in &self.card(place).tags {
                by_tag.entry(tag).or_default().push(place);
            }
        }
        let mut tags: Vec<(&str, Vec<usize>)> = by_tag.into_iter().collect();
        tags.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
        let tags = tags.into_iter().take(MOST_TAGS);
        tags.map(|(tag, places)| self.part(tag.to_owned(), &places, passed)).collect()
    }

    fn part(&self, name: String, places: &[usize], passed: f64) -> Part {
        let sum: f64 = places.iter().map(|&place| self.found.recalls[place]).sum();
        let is_unseen = |place: &&usize| self.roster.entries[**place].state == State::New;
        Part {
            name,
            cards: places.len(),
            unseen: places.iter().filter(is_unseen).count(),
            recall: around(sum / places.len().max(1) as f64, passed),
        }
    }
}

struct Seeker<'a> {
    roster: &'a Roster<'a>,
    start: Start<'a>,
    runs: usize,
}

impl Seeker<'_> {
    fn remedy(&self, goal: f64, found: &Forecast) -> Option<Remedy> {
        if found.recall() >= goal || found.days.is_empty() {
            return None;
        }
        Some(Remedy {
            goal,
            minutes: self.minutes(goal),
            cards: self.cards(goal),
            of: self.roster.entries.len(),
        })
    }

    /// The least minutes a day that reach `goal`, to the next five.
    fn minutes(&self, goal: f64) -> Option<u32> {
        let reaches = |fives: u32| {
            // The wish is about days as they would be, not as they were.
            let (minutes, word) = (Some(5 * fives), Word::Taken);
            let exams = Exams { minutes, word, given: None, ..self.roster.exams().clone() };
            let roster = self.roster.with(&exams);
            forecast(&roster, self.start, self.runs).recall() >= goal
        };
        least(1, MOST_MINUTES / 5, reaches).map(|fives| 5 * fives)
    }

    /// The most cards that can be known so well.
    fn cards(&self, goal: f64) -> Option<usize> {
        let unseen = self.roster.unseen();
        let seen = self.roster.entries.len() - unseen;
        let reaches = |dropped: u32| {
            let mut roster = self.roster.clone();
            roster.keep_unseen(unseen - dropped as usize);
            forecast(&roster, self.start, self.runs).recall() >= goal
        };
        // One card has to be left.
        let most = u32::try_from(if seen == 0 { unseen.saturating_sub(1) } else { unseen }).ok()?;
        let dropped = least(1, most, reaches)? as usize;
        Some(self.roster.entries.len() - dropped).filter(|&cards| cards > 0)
    }
}

/// The least number in `from..=to` for which `holds`, if it holds for `to` and
/// for all above the least.
fn least(from: u32, to: u32, holds: impl Fn(u32) -> bool) -> Option<u32> {
    if from > to || !holds(to) {
        return None;
    }
    let (mut low, mut high) = (from, to);
    while low < high {
        let middle = low + (high - low) / 2;
        match holds(middle) {
            true => high = middle,
            false => low = middle + 1,
        }
    }
    Some(high)
}
