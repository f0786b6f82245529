//! Lists and orders: what is said of each item, and which comes first.

use super::{Finding, Ground, SAME, Signs, Statement, Verdict};

/// So far behind what is asked for the items of a list stand.
const BEHIND: usize = 16;

impl Ground<'_> {
    /// Each item is found, whatever the prompt says, and they come in the document's order.
    pub(super) fn order(&self, front: &str, items: &[String], quoted: &str) -> Finding {
        let is_down = front.to_lowercase().contains("latest first");
        let found =
            items.iter().map(|item| match self.statement(&Statement::new("", item), quoted) {
                found if found.verdict.is_borne_out() => found,
                _ => self.statement(&Statement::new(front, item), quoted),
            });
        let mut found: Vec<Finding> = found.collect();
        if let Some(missing) = found.iter().position(|found| !found.verdict.is_borne_out()) {
            return found.swap_remove(missing);
        }
        if is_down {
            found.reverse();
        }
        let places = found.iter().filter_map(|found| self.passage_at(found.place.as_ref()?.start));
        let places: Vec<usize> = places.collect();
        let wrong = places.windows(2).find_map(|two| self.misplaced(two[0], two[1]));
        let verdict = wrong.unwrap_or(Verdict::InOtherWords);
        Finding { verdict, place: found.into_iter().next().and_then(|found| found.place) }
    }

    /// What is wrong where the card has one before another: dates tell it, or numbers of a
    /// list; elsewhere the order in which they are told.
    fn misplaced(&self, one: usize, two: usize) -> Option<Verdict> {
        let other = || {
            let by = "the card has another order than the document".to_owned();
            Some(Verdict::Contradicted { by })
        };
        let (first, second) = (self.days(one), self.days(two));
        if let (Some(first), Some(second)) = (first, second) {
            return if second.last < first.first { other() } else { None };
        }
        let steps = |at: usize| self.passages[at].step;
        match (steps(one), steps(two)) {
            _ if one <= two => None,
            (Some(first), Some(second)) if first == second => other(),
            _ => Some(Verdict::NotFound),
        }
    }

    /// The days of a passage, or of what its paragraph told last.
    fn days(&self, at: usize) -> Option<crate::calendar::Bounds> {
        let group = self.passages[at].group;
        let before = (at.saturating_sub(super::BEFORE)..=at).rev();
        let mut signs = before
            .map(|at| &self.passages[at])
            .take_while(|one| one.group == group)
            .map(|one| &one.signs);
        signs.find_map(Signs::days)
    }

    /// An item of a list near the words that ask for it.
    pub(super) fn beside(&self, statement: &Statement) -> Option<Finding> {
        let part = |text: &str| Statement { row: statement.row, ..Statement::new(text, "") };
        let asked = Signs::of_statement(&self.names, &part(&statement.prompt));
        let said = Signs::of_statement(&self.names, &part(&statement.answer));
        let heads = self.candidates(&asked).into_iter().filter(|&(at, share)| {
            let head = &self.passages[at].signs;
            share >= SAME && asked.against(&self.names, head, &self.around(at)).is_ok()
        });
        let place = heads.flat_map(|(head, _)| self.behind(head)).find(|&at| {
            let signs = &self.passages[at].signs;
            signs.holds(&said, SAME) && said.against(&self.names, signs, &self.around(at)).is_ok()
        })?;
        let place = Some(self.passages[place].span.clone());
        Some(Finding { verdict: Verdict::InOtherWords, place })
    }

    /// A passage, what its paragraph says behind it, and the list that it leads into.
    fn behind(&self, head: usize) -> impl Iterator<Item = usize> {
        let group = self.passages[head].group;
        let end = (head + BEHIND).min(self.passages.len());
        (head..end).filter(move |&at| {
            let passage = &self.passages[at];
            at == head || passage.group == group || passage.lead == Some(head)
        })
    }

    fn passage_at(&self, start: usize) -> Option<usize> {
        self.passages.binary_search_by_key(&start, |passage| passage.span.start).ok()
    }
}
