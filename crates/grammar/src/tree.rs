//! Heads from scores: the best of each word, or the best tree where that is none.

use crate::network::best;

/// Costs a root more than any other arc, so that the best tree has one.
const ROOT: f64 = 1e6;

/// From the scores of each word's heads (0: the root, n + 1: word n) the heads
/// of a tree with one root.
pub(crate) fn heads(mut scores: Vec<Vec<f32>>) -> Vec<usize> {
    for (place, row) in scores.iter_mut().enumerate() {
        row[place + 1] = f32::NEG_INFINITY;
    }
    let mut heads = vec![0];
    heads.extend(scores.iter().map(|row| best(row)));
    let roots = heads[1..].iter().filter(|head| **head == 0).count();
    if roots != 1 || cycle(&heads).is_some() {
        heads = spanning(square(&scores));
    }
    heads.remove(0);
    heads
}

/// Scores of all nodes under all nodes: the root is node 0 and under none.
fn square(scores: &[Vec<f32>]) -> Vec<Vec<f64>> {
    let mut square = vec![vec![f64::NEG_INFINITY; scores.len() + 1]];
    for row in scores {
        let mut row: Vec<f64> = row.iter().copied().map(f64::from).collect();
        row[0] -= ROOT;
        square.push(row);
    }
    square
}

/// The nodes of a cycle, if the heads have one; node 0 has no head.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node];
        }
        if node != 0 && seen[node] == start {
            let mut ring = vec![node];
            let mut next = heads[node];
            while next != node {
                ring.push(next);
                next = heads[next];
            }
            return Some(ring);
        }
    }
    None
}

/// Chu-Liu-Edmonds: heads of the best tree under node 0. A cycle of best heads
/// becomes one node, the tree over fewer nodes is found, and the cycle opens
/// where that tree enters it.
fn spanning(scores: Vec<Vec<f64>>) -> Vec<usize> {
    let mut heads: Vec<usize> = scores.iter().map(|row| highest(row)).collect();
    heads[0] = 0;
    let Some(ring) = cycle(&heads) else {
        return heads;
    };
    let mut inside = vec![false; scores.len()];
    for node in &ring {
        inside[*node] = true;
    }
    let rest: Vec<usize> = (0..scores.len()).filter(|node| !inside[*node]).collect();
    // Into the ring: what the best of its nodes gains under another head.
    let mut entries = Vec::with_capacity(rest.len());
    let mut into = Vec::with_capacity(rest.len() + 1);
    for head in &rest {
        let gains: Vec<f64> =
            ring.iter().map(|node| scores[*node][*head] - scores[*node][heads[*node]]).collect();
        let entry = highest(&gains);
        entries.push(ring[entry]);
        into.push(gains[entry]);
    }
    into.push(f64::NEG_INFINITY);
    // Out of the ring: the best of its nodes as a head.
    let mut exits = Vec::with_capacity(rest.len());
    let mut fewer = Vec::with_capacity(rest.len() + 1);
    for node in &rest {
        let row = &scores[*node];
        let under: Vec<f64> = ring.iter().map(|head| row[*head]).collect();
        let exit = highest(&under);
        exits.push(ring[exit]);
        let mut row: Vec<f64> = rest.iter().map(|head| row[*head]).collect();
        row.push(under[exit]);
        fewer.push(row);
    }
    fewer.push(into);
    drop(scores);
    let tree = spanning(fewer);
    for (place, node) in rest.iter().enumerate().skip(1) {
        heads[*node] = match rest.get(tree[place]) {
            Some(head) => *head,
            None => exits[place],
        };
    }
    let head = tree[rest.len()];
    heads[entries[head]] = rest[head];
    heads
}

fn highest(scores: &[f64]) -> usize {
    let mut best = 0;
    for (place, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = place;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random.
    fn noise(state: &mut u64) -> f32 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (*state >> 40) as f32 / (1 << 24) as f32
    }

    /// All trees of up to four words: the best has one root and is found.
    #[test]
    fn no_tree_is_better_than_the_one_found() {
        let mut state = 1;
        for round in 0..400 {
            let size: usize = round % 4 + 1;
            let scores: Vec<Vec<f32>> =
                (0..size).map(|_| (0..=size).map(|_| noise(&mut state)).collect()).collect();
            let value = |heads: &[usize]| -> f32 {
                heads.iter().zip(&scores).map(|(head, row)| row[*head]).sum()
            };
            let mut most = f32::NEG_INFINITY;
            for number in 0..(size + 1).pow(size as u32) {
                let heads: Vec<usize> = (0..size)
                    .map(|place| number / (size + 1).pow(place as u32) % (size + 1))
                    .collect();
                if is_tree(&heads) {
                    most = most.max(value(&heads));
                }
            }
            let found = heads(scores.clone());
            assert!(is_tree(&found), "{found:?}");
            assert!((value(&found) - most).abs() < 1e-5, "{scores:?} {found:?}");
        }
    }

    fn is_tree(heads: &[usize]) -> bool {
        let whole: Vec<usize> = [0].iter().chain(heads).copied().collect();
        heads.iter().filter(|head| **head == 0).count() == 1 && cycle(&whole).is_none()
    }

    #[test]
    fn a_sentence_of_rings_is_still_a_tree() {
        let size = 200;
        let mut state = 7;
        let scores = (0..size)
            .map(|place| {
                let mut row: Vec<f32> = (0..=size).map(|_| noise(&mut state)).collect();
                row[(place ^ 1) + 1] = 9.0;
                row
            })
            .collect();
        assert!(is_tree(&heads(scores)));
    }
}
