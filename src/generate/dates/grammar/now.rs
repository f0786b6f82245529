//! Dates counted from the document's own: `on Tuesday`, `last week`, `two years ago`.

use super::{Expression, From, Place, Read, Reader, TRIGGERS, Unit, Way, Which, season};
use crate::calendar::Date;
use crate::generate::lexicon::{OPENERS, listed};
use crate::generate::verbs::may_be_past;
use jiff::civil::Weekday;

/// How far off a word may stand that tells what is to come from what was.
const NEAR: usize = 12;

impl Reader<'_> {
    pub(super) fn deictic(&self, at: usize) -> Read<Expression> {
        self.weekday(at).or_else(|| self.ago(at)).or_else(|| self.near(at))
    }

    /// `Tuesday`, `last Friday`; not `Bloody Sunday`, `every Monday`, `Sunday Times`.
    fn weekday(&self, at: usize) -> Read<Expression> {
        let which = match self.word(at) {
            "last" => Some(Which::Last),
            "next" => Some(Which::Next),
            "this" => Some(Which::Coming),
            _ => None,
        };
        let name = at + usize::from(which.is_some());
        let place = listed!("weekdays").iter().position(|day| day == self.text(name))?;
        let day = Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()?;
        let is_named = |at: usize| self.text(at).starts_with(char::is_uppercase);
        // `Black Friday`, but not `On Friday`, behind a dateline either.
        let is_name =
            |at: usize| is_named(at) && !self.may_open(at) && !TRIGGERS.contains(self.word(at));
        let is_part_of_name = at > 0 && is_name(at - 1)
            || is_named(name + 1) && self.word(name + 1) != "night"
            || listed!("not before a weekday").contains(self.before(at))
            || listed!("not behind a weekday").contains(self.word(name + 1));
        // `Tuesday, 3 May` has its date with it.
        let behind = name + 1 + usize::from(self.word(name + 1) == ",");
        let behind = behind + usize::from(self.word(behind) == "the");
        let is_alone = !is_part_of_name && self.part(behind).is_none();
        let is_to_come = self.way(at, name + 1) == Some(Way::Ahead);
        let is_near = if is_to_come { Which::Coming } else { Which::Near };
        let which = which.unwrap_or(is_near);
        is_alone.then_some((name + 1, Expression::Weekday { day, which }))
    }

    /// Whether a word is capitalised for no other reason than that a sentence begins with it.
    fn may_open(&self, at: usize) -> bool {
        let text = self.text(at);
        OPENERS.contains(text) || listed!("capitals that name nobody").contains(text)
    }

    /// Whether a quotation that is open begins before.
    fn is_quoted(&self, at: usize) -> bool {
        let turn = |open: bool, at: usize| match self.text(at) {
            "“" => true,
            "”" => false,
            "\"" => !open,
            _ => open,
        };
        (0..at).fold(false, turn)
    }

    /// `over the weekend`; not `over the weekend of 3 May`.
    fn is_past_weekend(&self, at: usize) -> bool {
        self.word(at + 1) == "weekend"
            && listed!("before a season").contains(self.before(at))
            && !matches!(self.word(at + 2), "of" | "before" | "after" | "-")
    }

    /// Which way the words around a date point: any before it that speak of what is to come,
    /// else the verbs behind and before it.
    pub(super) fn way(&self, at: usize, end: usize) -> Option<Way> {
        let way = |at: usize| {
            let word = self.word(at);
            let is_to = word == "to" && matches!(self.before(at), "is" | "are");
            match () {
                () if is_to || listed!("to come").contains(word) => Some(Way::Ahead),
                () if listed!("past verbs").contains(word) || may_be_past(word) => Some(Way::Back),
                () => None,
            }
        };
        let end = end + usize::from(self.word(end) == ",");
        let ends =
            |at: usize| !self.is_word(at) || listed!("ends a clause").contains(self.word(at));
        let mut behind = (end..end + NEAR).take_while(|&at| !ends(at));
        let before: Vec<Way> = (at.saturating_sub(NEAR)..at).filter_map(way).collect();
        let is_ahead = before.contains(&Way::Ahead);
        let before = if is_ahead { Some(Way::Ahead) } else { before.last().copied() };
        before.filter(|_| is_ahead).or_else(|| behind.find_map(way)).or(before)
    }

    /// `two years ago`.
    fn ago(&self, at: usize) -> Read<Expression> {
        let (unit_at, count) = self.count(at)?;
        let (unit, times) = self.unit(unit_at).filter(|_| self.word(unit_at + 1) == "ago")?;
        let count = -count * times;
        Some((unit_at + 2, now(count, unit, Place::In(Date::default()))))
    }

    /// `last week`, `this year`, `next May`, `last summer`, `yesterday`, `over the weekend`.
    fn near(&self, at: usize) -> Read<Expression> {
        let whole = Place::In(Date::default());
        let count = match self.word(at) {
            "the" if self.is_past_weekend(at) => {
                return Some((at + 2, now(0, Unit::Weekends, whole)));
            }
            // Where nothing was or will be then, it is nowadays.
            "today" if self.way(at, at + 1).is_some() && !self.is_quoted(at) => {
                return Some((at + 1, now(0, Unit::Days, whole)));
            }
            "yesterday" => return Some((at + 1, now(-1, Unit::Days, whole))),
            "tomorrow" => return Some((at + 1, now(1, Unit::Days, whole))),
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        if matches!(self.before(at), "the" | "these" | "his" | "her" | "their" | "its") {
            return None;
        }
        // `this past week` is the last one.
        let is_past = self.word(at + 1) == "past";
        let (inner, count) = if is_past { (at + 2, -1) } else { (at + 1, count) };
        let unit = match self.word(inner) {
            "week" => Unit::Weeks,
            "weekend" => Unit::Weekends,
            "month" => Unit::Months,
            "year" => Unit::Years,
            // `this years winner`: a slip for `this year's`.
            "years" if count == 0 => Unit::Years,
            word => {
                if let Some(season) = season(word) {
                    let place = Place::In(Date { season: Some(season), ..Date::default() });
                    return Some((inner + 1, now(count, Unit::Years, place)));
                }
                let (end, month) = self.month(inner)?;
                let is_open = self.day(end).is_none() && self.bare(end).is_none();
                let place = Place::Next(Date::of_month(month, None));
                return is_open.then(|| (end, now(count, Unit::Years, place)));
            }
        };
        Some((inner + 1, now(count, unit, whole)))
    }
}

fn now(count: i32, unit: Unit, place: Place) -> Expression {
    Expression::Shift { count, unit, place, from: From::Now }
}
