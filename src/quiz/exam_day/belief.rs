//! One factor on all stabilities, learnt from answers on later days: how this
//! learner and these cards differ from the model's average.

use super::roster::Roster;
use crate::deck::Card;
use crate::history::History;
use crate::schedule::{Rating, Scheduler, Stability};

/// Points of the grid on which the factor is weighed.
const POINTS: usize = 15;
/// The grid reaches from this factor's inverse to the factor.
const WIDEST: f64 = 8.0;
/// Standard deviation of the factor's logarithm before there is data.
const SPREAD: f64 = 0.7;
/// So many answers for an exam say enough.
const MOST: usize = 20_000;

/// What is believed of a learner's stabilities.
#[derive(Debug, Clone, PartialEq)]
pub struct Belief {
    /// The factor; 1 is the model's average.
    pub factor: f64,
    /// Answers on a later day than the one before, which it rests on, by exam.
    pub answers: Vec<usize>,
}

/// From the answers to the cards of `roster`.
pub fn of(roster: &Roster<'_>, cards: &[Card], history: &History) -> Belief {
    let answered = roster.entries.iter().filter(|entry| entry.last.is_some());
    let mut tries = Vec::new();
    let mut answers = vec![0; roster.aims.len()];
    for entry in answered {
        if answers[entry.aim] > MOST {
            continue;
        }
        let reviews = history.reviews(&cards[entry.card].id);
        for pair in reviews.windows(2).filter(|pair| pair[1].elapsed_days > 0) {
            let stability = pair[0].memory.stability;
            let recalled = pair[1].rating != Rating::Again;
            tries.push(Try { stability, days: pair[1].elapsed_days, recalled });
            answers[entry.aim] += 1;
        }
    }
    Belief { factor: factor(&tries, history.scheduler()), answers }
}

/// An answer on a later day than the one before.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Try {
    stability: Stability,
    days: u32,
    recalled: bool,
}

fn factor(tries: &[Try], scheduler: &Scheduler) -> f64 {
    let part = |point: usize| 2.0 * point as f64 / (POINTS - 1) as f64 - 1.0;
    let logs: Vec<f64> = (0..POINTS).map(|point| part(point) * WIDEST.ln()).collect();
    let weights: Vec<f64> = logs.iter().map(|&log| weight(log, tries, scheduler)).collect();
    let most = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let shares: Vec<f64> = weights.iter().map(|weight| (weight - most).exp()).collect();
    let sum: f64 = shares.iter().sum();
    let mean = logs.iter().zip(&shares).map(|(log, share)| log * share).sum::<f64>() / sum;
    mean.exp()
}

/// The logarithm of prior times likelihood.
fn weight(log: f64, tries: &[Try], scheduler: &Scheduler) -> f64 {
    let chance = |one: &Try| {
        let recall = scheduler.recall_after(scaled(one.stability, log.exp()), one.days);
        let recall = recall.clamp(0.001, 0.999);
        if one.recalled { recall.ln() } else { (1.0 - recall).ln() }
    };
    -0.5 * (log / SPREAD).powi(2) + tries.iter().map(chance).sum::<f64>()
}

/// A stability as it is believed to be.
pub fn scaled(stability: Stability, factor: f64) -> Stability {
    Stability::new(stability.days() * factor as f32).unwrap_or(stability)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn believed(recalled: usize, of: usize) -> f64 {
        let stability = Stability::new(2.0).unwrap();
        let tries: Vec<Try> =
            (0..of).map(|at| Try { stability, days: 2, recalled: at < recalled }).collect();
        factor(&tries, &Scheduler::default())
    }

    #[test]
    fn without_answers_the_model_is_believed() {
        let factor = believed(0, 0);
        assert!((factor - 1.0).abs() < 1e-9, "{factor}");
    }

    #[test]
    fn answers_move_the_factor_where_they_point() {
        let (bad, usual, good) = (believed(140, 200), believed(180, 200), believed(196, 200));
        assert!(bad < 0.35, "{bad}");
        assert!((0.8..1.25).contains(&usual), "{usual}");
        assert!(good > 2.0, "{good}");
        // A few answers move it a little.
        assert!(believed(7, 10) > bad);
    }
}
