//! Earlier sittings of the same decks, and whether a later one differs from
//! them by more than chance.

use super::score::{Score, Share, Z};
use super::sitting::Sitting;
use crate::deck::CardId;
use crate::history::Stamp;

/// An earlier sitting of the same decks.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// When it began.
    pub started: Stamp,
    /// What it earned.
    pub total: Share,
    /// Whether it asked the same: practice alone explains a gain, then.
    pub same_paper: bool,
}

impl Earlier {
    /// Of `others` those of the same decks that were finished before `sitting`
    /// began, oldest first.
    pub fn find(sitting: &Sitting, others: &[Sitting]) -> Vec<Self> {
        let is_same = |other: &&Sitting| other.decks == sitting.decks && other.id != sitting.id;
        let mut found: Vec<Self> = others
            .iter()
            .filter(is_same)
            .filter(|other| other.started.instant <= sitting.started.instant)
            .filter_map(|other| {
                // The same seed and decks may still ask other cards: of another
                // number, or since the deck changed.
                let same_paper = sitting.seed == other.seed && ids(sitting).eq(ids(other));
                Some(Self { started: other.started, total: Score::of(other)?.total, same_paper })
            })
            .collect();
        found.sort_by_key(|earlier| earlier.started.instant);
        found
    }

    /// Whether chance hardly explains how `now` differs from it: the z test of
    /// two proportions with their pooled share, at 95 %. Parts of marks count as
    /// parts of successes, which makes it a little too careful.
    pub fn differs_from(&self, now: &Share) -> bool {
        let (n, m) = (self.total.of.max(1) as f64, now.of.max(1) as f64);
        let (p, q) = (self.total.percent() / 100.0, now.percent() / 100.0);
        let pooled = (p * n + q * m) / (n + m);
        let error = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt();
        (p - q).abs() > Z * error
    }
}

fn ids(sitting: &Sitting) -> impl Iterator<Item = &CardId> {
    sitting.entries.iter().map(|entry| &entry.question.card.id)
}

#[cfg(test)]
mod tests {
    use super::super::record::tests::stamp;
    use super::super::score::tests::{share, sitting};
    use super::*;

    #[test]
    fn earlier_sittings_of_the_same_decks_are_found() {
        let now = sitting(&[100], 60);
        let before = Sitting { id: "b".to_owned(), ..sitting(&[50, 100], 60) };
        let again = Sitting { id: "c".to_owned(), ..sitting(&[0], 60) };
        let open = Sitting { id: "o".to_owned(), end: None, ..sitting(&[50], 60) };
        let other = Sitting { id: "x".to_owned(), decks: vec![], ..sitting(&[50], 60) };
        let found = Earlier::find(&now, &[before, again, open, other, now.clone()]);
        let told: Vec<(f64, bool)> =
            found.iter().map(|one| (one.total.percent(), one.same_paper)).collect();
        assert_eq!(told, [(75.0, false), (0.0, true)]);
    }

    #[test]
    fn chance_is_judged_by_the_difference_and_not_by_two_intervals() {
        for (before, now, of, differs) in [
            // z = 2.15, though the intervals of both overlap.
            (50, 65, 100, true),
            // z = 1.86.
            (50, 63, 100, false),
            (0, 6, 6, true),
            (4, 6, 6, false),
            (6, 6, 6, false),
            (0, 0, 6, false),
        ] {
            let total = share(before * 100, of);
            let earlier = Earlier { started: stamp(), total, same_paper: false };
            assert_eq!(earlier.differs_from(&share(now * 100, of)), differs, "{before} {now} {of}");
        }
    }
}
