//! What a session says before it begins and after it ends.

use super::{Mode, Session};
use crate::history::{Event, Stamp};
use crate::quiz::backlog::Plan;
use crate::quiz::question::Left;
use crate::quiz::queue::{Day, Queue};
use crate::schedule::{Rating, State};
use jiff::civil::Date;

/// Cards named as hard, at most.
const HARD_CARDS: usize = 5;
/// Days ahead that a summary tells of.
const DAYS_AHEAD: usize = 7;

/// What lies ahead when a session begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Days to the exams that the session follows, the nearest first.
    pub exams: Vec<u32>,
    /// Reviews and new cards that these want today.
    pub for_exams: (usize, usize),
    /// Whether the learner meant not to study for them today.
    pub day_off: bool,
    /// Decks that take part.
    pub decks: usize,
    /// Whether anything is asked, due or not.
    pub cram: bool,
    /// Cards that may be asked, due or not.
    pub cards: usize,
    /// What is left today.
    pub left: Left,
    /// How long that will take, in seconds.
    pub seconds: u32,
    /// Answers that were given earlier today.
    pub earlier: usize,
    /// How a backlog is paid back, where there is one.
    pub plan: Option<Plan>,
    /// Whether new cards wait for that.
    pub new_waits: bool,
    /// Whether nothing was ever answered here.
    pub is_first: bool,
    /// Where nothing is left: cards that were never asked, and the next day that brings
    /// reviews, with their number.
    pub instead: Option<Instead>,
}

/// What there is to do where nothing is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instead {
    /// Cards that were never asked.
    pub unseen: usize,
    /// Days to the next reviews, and how many there are.
    pub next: Option<(u32, usize)>,
}

/// How a session went and what comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Answers given.
    pub answered: usize,
    /// Of these, not rated Again.
    pub recalled: usize,
    /// Time spent on answers, in milliseconds.
    pub took_ms: u64,
    /// What was hard, the hardest first; at most five.
    pub hard: Vec<HardCard>,
    /// How many more were hard.
    pub more_hard: usize,
    /// Study days in a row.
    pub streak: u32,
    /// What is left today.
    pub left: Left,
    /// Minutes until a card returns that is left today but not yet due.
    pub returns_in: Option<u32>,
    /// Tomorrow and the days after it.
    pub week: Vec<DayLoad>,
    /// Whether nothing is to be done for exams tomorrow.
    pub tomorrow_off: bool,
    /// Whether the time that the learner gave has passed.
    pub time_over: bool,
    /// Cards that were open in another window when they would have been asked.
    pub elsewhere: usize,
}

/// A card that was not recalled, or only just.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HardCard {
    /// The text that asks.
    pub prompt: String,
    /// The right answer.
    pub answer: String,
    /// Where it stands in the deck's source.
    pub source: Option<String>,
    /// Times that it was rated Again.
    pub again: usize,
}

/// What a day will bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayLoad {
    /// The study day.
    pub date: Date,
    /// Reviews that are due.
    pub reviews: usize,
    /// New cards that the limit lets in; only known for tomorrow.
    pub new: usize,
}

impl Session {
    /// What lies ahead.
    pub fn opening(&self, now: Stamp) -> Opening {
        let left = self.queue.left();
        let plan = self.queue.plan();
        Opening {
            exams: self.exams(now),
            for_exams: self.queue.exam_counts(),
            decks: self.decks.len(),
            cram: self.rules.mode != Mode::Due,
            cards: self.wanted.len(),
            left,
            day_off: self.is_day_off(0, now),
            seconds: self.seconds(left),
            earlier: answers(&self.done[..self.earlier]).count(),
            plan,
            new_waits: plan.is_some() && self.queue.new_waits(),
            is_first: self.history.is_untouched(),
            instead: (left.total() == 0 && !self.wanted.is_empty()).then(|| self.instead(now)),
        }
    }

    fn instead(&self, now: Stamp) -> Instead {
        let is_new = |card: &&usize| {
            self.history.card(&self.cards[**card].id).is_none_or(|known| known.state == State::New)
        };
        let due = (1..).zip(self.week(now)).find(|(_, day)| day.reviews > 0);
        Instead {
            unseen: self.wanted.iter().filter(is_new).count(),
            next: due.map(|(days, day)| (days, day.reviews)),
        }
    }

    /// How the session went and what comes next.
    pub fn summary(&self, now: Stamp) -> Summary {
        let ours = &self.done[self.earlier..];
        let recalled = answers(ours).filter(|(_, rating)| *rating > Rating::Again).count();
        let (left, hard) = (self.queue.left(), self.hard(ours));
        Summary {
            answered: self.answered(),
            recalled,
            took_ms: ours.iter().filter_map(|event| event.took_ms).map(u64::from).sum(),
            more_hard: hard.len().saturating_sub(HARD_CARDS),
            hard: hard.into_iter().take(HARD_CARDS).collect(),
            streak: self.history.streak(now.study_day(self.rules.day_starts_at)),
            left,
            returns_in: self.returns_in(now),
            week: self.week(now),
            tomorrow_off: self.is_day_off(1, now),
            time_over: self.is_time_over(now),
            elsewhere: self.claimed.len(),
        }
    }

    pub(super) fn answered(&self) -> usize {
        answers(&self.done[self.earlier..]).count()
    }

    fn hard(&self, ours: &[Event]) -> Vec<HardCard> {
        let mut hard: Vec<(usize, usize)> = Vec::new();
        for (event, rating) in answers(ours).filter(|(_, rating)| *rating <= Rating::Hard) {
            let Some(&card) = self.index.get(&event.card) else { continue };
            let again = usize::from(rating == Rating::Again);
            match hard.iter_mut().find(|(known, _)| *known == card) {
                Some((_, count)) => *count += again,
                None => hard.push((card, again)),
            }
        }
        hard.sort_by_key(|&(_, again)| std::cmp::Reverse(again));
        let cards = hard.into_iter().map(|(card, again)| {
            let card = &self.cards[card];
            HardCard {
                prompt: card.prompt().into_owned(),
                answer: card.answer(),
                source: card.source().map(str::to_owned),
                again,
            }
        });
        cards.collect()
    }

    fn returns_in(&self, now: Stamp) -> Option<u32> {
        let nothing_now = self.queue.next(now.instant, &self.claimed).is_none();
        let due = self.queue.next_return().filter(|_| nothing_now)?;
        let minutes = due.duration_since(now.instant).as_secs().max(0) / 60 + 1;
        u32::try_from(minutes).ok()
    }

    fn week(&self, now: Stamp) -> Vec<DayLoad> {
        let limits = self.limits_of_tomorrow(now);
        let tomorrow = Day { limits: &limits, ..self.day(1, now) };
        let queue = Queue::build(&self.cards, &self.wanted, &self.history, tomorrow);
        let Left { learning, reviews, new } = queue.left();
        let ids = self.wanted.iter().map(|&card| &self.cards[card].id);
        let forecast = self.history.forecast(ids, tomorrow.date, DAYS_AHEAD);
        let days = tomorrow.date.series(jiff::Span::new().days(1)).zip(forecast);
        let mut week: Vec<DayLoad> =
            days.map(|(date, reviews)| DayLoad { date, reviews, new: 0 }).collect();
        // Tomorrow is known more exactly: with limits, siblings and backlog.
        // What of a backlog is left for later comes in its shares.
        let share = queue.plan().map_or(0, |plan| plan.share);
        if let Some((first, later)) = week.split_first_mut() {
            let mut waiting = first.reviews.saturating_sub(learning + reviews);
            (first.reviews, first.new) = (learning + reviews, new);
            for day in later.iter_mut().filter(|_| share > 0) {
                let paid = share.min(waiting);
                (day.reviews, waiting) = (day.reviews + paid, waiting - paid);
            }
        }
        // What an exam brings on later days is the plan's to say.
        if !self.exams(now).is_empty() {
            week.truncate(1);
        }
        week
    }
}

/// The answers among `events`.
fn answers(events: &[Event]) -> impl Iterator<Item = (&Event, Rating)> {
    events.iter().filter_map(|event| Some((event, event.kind.rating()?)))
}
