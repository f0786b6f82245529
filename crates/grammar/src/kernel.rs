//! Sums over many numbers, in one order on every machine.
//!
//! Only sums, products, quotients and square roots of `f32`, which IEEE 754
//! rounds in one way, never fused and never re-ordered: each output is a sum of
//! its own, so that a wider machine computes more of them at a time and none
//! differently.

use std::array::from_fn;

/// Outputs that are summed side by side.
const LANES: usize = 8;

type Lanes = [f32; LANES];

/// Rows that are multiplied together, for a weight is then read once for them.
const ROWS: usize = 4;

/// A matrix and a bias: `outputs` sums over `inputs`.
pub(crate) struct Dense {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    /// For `LANES` outputs at a time, their weights input by input.
    panels: Vec<Lanes>,
    bias: Vec<Lanes>,
}

impl Dense {
    /// From a row of weights for each input, and a bias for each output.
    pub(crate) fn new(inputs: usize, outputs: usize, weights: &[f32], bias: &[f32]) -> Self {
        let mut panels = Vec::with_capacity(inputs * outputs.div_ceil(LANES));
        for start in (0..outputs).step_by(LANES) {
            for row in weights.chunks_exact(outputs) {
                panels.push(padded(&row[start..]));
            }
        }
        let bias = bias.chunks(LANES).map(padded).collect();
        Self { inputs, outputs, panels, bias }
    }

    /// Rows of `inputs` numbers to rows of `outputs` numbers.
    pub(crate) fn apply(&self, rows: &[f32]) -> Vec<f32> {
        let mut out = vec![0.0; rows.len() / self.inputs * self.outputs];
        let whole = rows.len() - rows.len() % (ROWS * self.inputs);
        let (many, rest) = rows.split_at(whole);
        let (many_out, rest_out) = out.split_at_mut(whole / self.inputs * self.outputs);
        let tiles = many.chunks_exact(ROWS * self.inputs);
        for (rows, out) in tiles.zip(many_out.chunks_exact_mut(ROWS * self.outputs)) {
            self.tile::<ROWS>(rows, out);
        }
        let rows = rest.chunks_exact(self.inputs);
        for (row, out) in rows.zip(rest_out.chunks_exact_mut(self.outputs)) {
            self.tile::<1>(row, out);
        }
        out
    }

    fn tile<const N: usize>(&self, rows: &[f32], out: &mut [f32]) {
        // What the innermost loops read has a fixed size and no index to check.
        let columns: Vec<[f32; N]> =
            (0..self.inputs).map(|input| from_fn(|row| rows[row * self.inputs + input])).collect();
        let panels = self.panels.chunks_exact(self.inputs).zip(&self.bias);
        for (number, (panel, bias)) in panels.enumerate() {
            let sums = sums(panel, &columns, bias);
            let start = number * LANES;
            let size = LANES.min(self.outputs - start);
            for (sum, row) in sums.iter().zip(out.chunks_exact_mut(self.outputs)) {
                row[start..start + size].copy_from_slice(&sum[..size]);
            }
        }
    }
}

/// What `N` rows sum to in the outputs of a panel. The compiler keeps `N` times
/// `LANES` sums in registers because it knows all their places.
fn sums<const N: usize>(panel: &[Lanes], columns: &[[f32; N]], bias: &Lanes) -> [Lanes; N] {
    let mut sums = [*bias; N];
    for (weights, values) in panel.iter().zip(columns) {
        sums = from_fn(|row| from_fn(|lane| sums[row][lane] + values[row] * weights[lane]));
    }
    sums
}

fn padded(values: &[f32]) -> Lanes {
    let mut lanes = [0.0; LANES];
    for (lane, value) in lanes.iter_mut().zip(values) {
        *lane = *value;
    }
    lanes
}

/// The product of two rows, summed in `LANES` columns and then over these.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes: Lanes = [0.0; LANES];
    let (a, b) = (a.as_chunks::<LANES>().0, b.as_chunks::<LANES>().0);
    for (a, b) in a.iter().zip(b) {
        lanes = from_fn(|lane| lanes[lane] + a[lane] * b[lane]);
    }
    total(lanes)
}

fn sum(values: &[f32]) -> f32 {
    let mut lanes: Lanes = [0.0; LANES];
    for values in values.as_chunks::<LANES>().0 {
        lanes = from_fn(|lane| lanes[lane] + values[lane]);
    }
    total(lanes)
}

fn total(lanes: Lanes) -> f32 {
    lanes.iter().fold(0.0, |sum, lane| sum + lane)
}

/// A layer norm: each row to mean 0 and deviation 1, then scaled and moved.
pub(crate) struct Norm {
    pub(crate) scale: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

impl Norm {
    pub(crate) fn apply(&self, row: &[f32], out: &mut [f32]) {
        let size = row.len() as f32;
        let mean = sum(row) / size;
        for (out, value) in out.iter_mut().zip(row) {
            *out = value - mean;
        }
        let deviation = (dot(out, out) / size + 1e-5).sqrt();
        for ((out, scale), bias) in out.iter_mut().zip(&self.scale).zip(&self.bias) {
            *out = *out / deviation * scale + bias;
        }
    }
}

/// Like the logistic function, without exponentials.
pub(crate) fn gate(x: f32) -> f32 {
    let half = 0.5 * x;
    0.5 + 0.5 * half / (1.0 + half * half).sqrt()
}

/// Like gelu.
pub(crate) fn bend(x: f32) -> f32 {
    x * gate(1.75 * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_gives_every_row_its_sums_whatever_the_number_of_rows() {
        let weights: Vec<f32> = (0..3 * 10).map(|n| n as f32).collect();
        let bias: Vec<f32> = (0..10).map(|n| 100.0 * n as f32).collect();
        let dense = Dense::new(3, 10, &weights, &bias);
        for rows in 0..10 {
            let input: Vec<f32> = (0..rows * 3).map(|n| n as f32).collect();
            let mut right = Vec::new();
            for row in input.chunks(3) {
                for output in 0..10 {
                    let sum: f32 = (0..3).map(|n| row[n] * weights[n * 10 + output]).sum();
                    right.push(sum + bias[output]);
                }
            }
            assert_eq!(dense.apply(&input), right);
        }
    }

    #[test]
    fn a_norm_has_mean_nought_and_deviation_one() {
        let norm = Norm { scale: vec![1.0; 16], bias: vec![0.0; 16] };
        let row: Vec<f32> = (0..16).map(|n| (n * n) as f32).collect();
        let mut out = vec![0.0; 16];
        norm.apply(&row, &mut out);
        assert!(sum(&out).abs() < 1e-5);
        assert!((dot(&out, &out) - 16.0).abs() < 1e-3);
    }

    #[test]
    fn a_gate_opens_from_nought_to_one() {
        assert_eq!(gate(0.0), 0.5);
        assert!(gate(-50.0) < 0.001 && gate(50.0) > 0.999);
        assert_eq!(bend(0.0), 0.0);
    }
}
