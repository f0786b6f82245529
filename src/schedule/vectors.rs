//! Published FSRS test vectors: the numbers of other implementations' tests,
//! each with its repository and test. The vector on fitted parameters belongs
//! to the optimiser and is no equality; it is not here.

use super::*;

/// FSRS-6 defaults.
const V6: [f32; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

fn scheduler(parameters: &[f32]) -> Scheduler {
    let settings =
        SchedulerSettings { parameters: parameters.to_vec(), fuzz: false, ..Default::default() };
    Scheduler::new(settings).unwrap()
}

/// The memory after (rating, days since the last review), without steps.
fn memory_after(parameters: &[f32], reviews: &[(usize, u32)]) -> Memory {
    let scheduler = scheduler(parameters);
    let state = reviews.iter().fold(State::New, |state, &(rating, days)| {
        scheduler.next(state, days, Rating::ALL[rating - 1], 0.0).state
    });
    state.memory().unwrap()
}

#[track_caller]
fn assert_close(found: f64, expected: f64, tolerance: f64) {
    let difference = (found - expected).abs();
    assert!(difference <= tolerance * expected.abs().max(1.0), "{found}, expected {expected}");
}

#[track_caller]
fn assert_memory(found: Memory, (stability, difficulty): (f64, f64), tolerance: f64) {
    assert_close(f64::from(found.stability.days()), stability, tolerance);
    assert_close(f64::from(found.difficulty.get()), difficulty, tolerance);
}

/// open-spaced-repetition/py-fsrs, tests/test_basic.py: test_review_card.
#[test]
fn intervals_of_thirteen_reviews() {
    let ratings = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3];
    let expected = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21];
    let scheduler = scheduler(&V6);
    let mut state = State::New;
    let mut elapsed = 0;
    let intervals = ratings.map(|rating: usize| {
        let next = scheduler.next(state, elapsed, Rating::ALL[rating - 1], 0.0);
        state = next.state;
        elapsed = match next.wait {
            Wait::Minutes(_) => 0,
            Wait::Days(days) => days,
        };
        elapsed
    });
    assert_eq!(intervals, expected);
}

/// py-fsrs, tests/test_basic.py: test_repeated_correct_reviews.
#[test]
fn difficulty_after_ten_easy_answers_is_the_least() {
    assert_close(f64::from(memory_after(&V6, &[(4, 0); 10]).difficulty.get()), 1.0, 1e-9);
}

const SIX_REVIEWS: [(usize, u32); 6] = [(1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21)];

#[test]
fn memory_after_some_reviews() {
    let mut without_short_term = V6;
    without_short_term[17..20].fill(0.0);
    for (parameters, reviews, stability, difficulty) in [
        // py-fsrs, tests/test_basic.py: test_memo_state; also fsrs-rs,
        // src/inference.rs: test_memory_state; ts-fsrs, FSRS-6.test.ts: memory state.
        (V6, &SIX_REVIEWS[..], 53.62691, 6.3574867),
        // fsrs-rs, src/inference.rs: test_memory_state with w17 = w18 = w19 = 0.
        (without_short_term, &SIX_REVIEWS[..], 53.335106, 6.3574867),
        // open-spaced-repetition/fsrs-optimizer, tests/model_test.py: test_forward.
        (V6, &[(1, 0), (1, 1)][..], 0.10088589, 8.806304),
        (V6, &[(2, 0), (2, 1)][..], 3.2494123, 6.7404594),
    ] {
        assert_memory(memory_after(&parameters, reviews), (stability, difficulty), 1e-4);
    }
}

/// fsrs-rs, src/inference.rs: test_next_states, with the parameters of FSRS-5.
#[test]
fn four_ratings_after_four_reviews() {
    let parameters: Vec<f32> = "0.6845422 1.6790825 4.7349424 10.042885 7.4410233 0.64219797 \
        1.071918 0.0025195254 1.432437 0.1544 0.8692766 2.0696752 0.0953 0.2975 2.4691248 \
        0.19542035 3.201072 0.18046261 0.121442534"
        .split(' ')
        .map(|number| number.parse().unwrap())
        .collect();
    let before = memory_after(&parameters, &[(1, 0), (3, 1), (3, 3), (3, 8)]);
    let state = State::Review { memory: before, interval: 21 };
    let expected = [
        (2.9691455, 8.000659),
        (17.091452, 7.6913934),
        (31.722992, 7.382128),
        (71.7502, 7.0728626),
    ];
    let found = scheduler(&parameters).preview(state, 21, 0.0);
    for (next, expected) in found.iter().zip(expected) {
        assert_memory(next.state.memory().unwrap(), expected, 1e-3);
    }
}

/// fsrs-rs, doc test of next_states; ts-fsrs, FSRS-6.test.ts: first repeat.
#[test]
fn four_ratings_of_a_new_card() {
    let expected = [(0.212, 6.4133), (1.2931, 5.1121707), (2.3065, 2.118104), (8.2956, 1.0)];
    let found = scheduler(&V6).preview(State::New, 0, 0.0);
    for (next, expected) in found.iter().zip(expected) {
        assert_memory(next.state.memory().unwrap(), expected, 1e-5);
    }
}

fn retrievability(decay: f32, stability: f32, days: u32) -> f64 {
    let mut parameters = V6;
    parameters[20] = decay;
    let memory = Memory {
        stability: Stability::new(stability).unwrap(),
        difficulty: Difficulty::new(5.0).unwrap(),
    };
    // Within a day nothing is promised; the curve begins at 1 there.
    scheduler(&parameters).recall(memory, days).map_or(1.0, Retrievability::get)
}

/// fsrs-rs, src/model.rs: test_power_forgetting_curve, and src/inference.rs:
/// test_current_retrievability; fsrs-optimizer, tests/model_test.py:
/// test_power_forgetting_curve.
#[test]
fn the_forgetting_curve() {
    let expected = [1.0, 0.9403443, 0.9253786, 0.9185229, 0.9, 0.8261359];
    let stabilities = [1.0, 2.0, 3.0, 4.0, 4.0, 2.0];
    for (days, (stability, recall)) in (0..).zip(stabilities.into_iter().zip(expected)) {
        assert_close(retrievability(0.1542, stability, days), recall, 1e-5);
    }
    for (days, recall) in (0..).zip([1.0, 0.9, 0.84028935, 0.7985001]) {
        assert_close(retrievability(0.2, 1.0, days), recall, 1e-6);
    }
}

/// fsrs-rs, src/inference.rs: test_next_interval; ts-fsrs, algorithm.test.ts.
/// The first value is that of an engine of single precision.
#[test]
fn intervals_for_ten_desired_retentions() {
    let expected = [3_116_766, 34_793, 2_508, 387, 90, 27, 9, 3, 1, 1];
    let model = fsrs::FSRS::new(&V6).unwrap();
    for (tenths, days) in (1_u8..).zip(expected) {
        let retention = f32::from(tenths) / 10.0;
        let found = model.next_interval(Some(1.0), retention, 3).round().max(1.0);
        assert_close(f64::from(found), f64::from(days), 1e-5);
    }
}

/// fsrs-rs, src/model.rs: test_convert_parameters (FSRS-4.5 to FSRS-6).
#[test]
fn older_parameters_are_converted() {
    let old = [
        0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29,
        2.61,
    ];
    let expected = [
        0.4, 0.6, 2.4, 5.8, 6.81, 0.44675013, 1.36, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26,
        0.29, 2.61, 0.0, 0.0, 0.0, 0.5,
    ];
    let found = fsrs::check_and_fill_parameters(&old).unwrap();
    for (found, expected) in found.iter().zip(expected) {
        assert_close(f64::from(*found), expected, 1e-5);
    }
}
