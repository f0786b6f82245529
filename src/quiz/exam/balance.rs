//! Fair shares: how many questions each deck and each topic gets.

/// Parts of `total` by `weights`, no part above its cap: where a part would be,
/// the others share what it leaves. `total` is cut to the sum of the caps of
/// parts that weigh something.
pub fn ideal(total: usize, weights: &[f64], caps: &[usize]) -> Vec<f64> {
    let room: usize = open(weights, caps).map(|part| caps[part]).sum();
    let mut left = total.min(room) as f64;
    let mut parts = vec![0.0; weights.len()];
    let mut sharing: Vec<usize> = open(weights, caps).collect();
    loop {
        let sum: f64 = sharing.iter().map(|&part| weights[part]).sum();
        let share = |part: usize| left * weights[part] / sum;
        let (full, rest): (Vec<usize>, Vec<usize>) =
            sharing.iter().partition(|&&part| share(part) >= caps[part] as f64);
        if full.is_empty() {
            rest.iter().for_each(|&part| parts[part] = share(part));
            return parts;
        }
        for part in full {
            parts[part] = caps[part] as f64;
            left -= parts[part];
        }
        sharing = rest;
    }
}

fn open(weights: &[f64], caps: &[usize]) -> impl Iterator<Item = usize> {
    (0..weights.len()).filter(|&part| weights[part] > 0.0 && caps[part] > 0)
}

/// Whole parts that differ from the ideal ones by less than one and add up to
/// `total`, as far as the caps allow: by largest remainders, the first part
/// before the later ones.
pub fn apportion(total: usize, weights: &[f64], caps: &[usize]) -> Vec<usize> {
    let ideal = ideal(total, weights, caps);
    // Sums of shares are off by some of the last bits.
    let whole = |part: &f64| (part + 1e-9).floor();
    let mut parts: Vec<usize> = ideal.iter().map(|part| whole(part) as usize).collect();
    let sum = ideal.iter().sum::<f64>().round() as usize;
    let mut order: Vec<usize> = (0..parts.len()).filter(|&at| parts[at] < caps[at]).collect();
    order.sort_by(|&a, &b| (ideal[b] - whole(&ideal[b])).total_cmp(&(ideal[a] - whole(&ideal[a]))));
    let missing = sum.saturating_sub(parts.iter().sum());
    for at in order.into_iter().filter(|&at| ideal[at] > 0.0).take(missing) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn weights_share_and_caps_leave_the_rest_to_others() {
        assert_eq!(apportion(20, &[1.0, 1.0, 1.0], &[99, 99, 99]), [7, 7, 6]);
        assert_eq!(apportion(9, &[1.0, 2.0], &[99, 99]), [3, 6]);
        assert_eq!(apportion(10, &[1.0, 1.0, 1.0], &[2, 99, 99]), [2, 4, 4]);
        assert_eq!(apportion(10, &[1.0, 0.0], &[4, 99]), [4, 0]);
        assert_eq!(apportion(5, &[], &[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn every_part_is_within_one_of_its_ideal(
            total in 0..200_usize,
            parts in proptest::collection::vec((0.0..9.0_f64, 0..60_usize), 1..12),
        ) {
            let (weights, caps): (Vec<f64>, Vec<usize>) = parts.into_iter().unzip();
            let (ideal, found) = (ideal(total, &weights, &caps), apportion(total, &weights, &caps));
            let room: usize = open(&weights, &caps).map(|part| caps[part]).sum();
            prop_assert_eq!(found.iter().sum::<usize>(), total.min(room));
            for part in 0..caps.len() {
                prop_assert!(found[part] <= caps[part]);
                prop_assert!((found[part] as f64 - ideal[part]).abs() < 1.0);
            }
        }
    }
}
