//! The file of weights: what `tools/grammar/export.py` writes.
//!
//! Little-endian. `BHGRAM01`; the numbers of words with a learnt row and of
//! words with a vector only (`u32` each); the names of parts of speech and
//! relations, then the words (both sorted by bytes), each as its length (`u8`)
//! and its bytes. Then tables and matrices in the order of [`crate::network`].
//! A table is a scale a row (`f32`), then a row of `i8` after the other; a
//! matrix a scale a column, then its rows, then a bias a column; a norm its
//! scales and its biases.

use std::cmp::Ordering;

use crate::kernel::{Dense, Norm};

/// A file of weights that cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightsError(&'static str);

impl std::fmt::Display for WeightsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not a file of weights: {}", self.0)
    }
}

impl std::error::Error for WeightsError {}

type Result<T> = std::result::Result<T, WeightsError>;

/// What has not been read of the file.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, size: usize) -> Result<&'a [u8]> {
        let (taken, rest) =
            self.0.split_at_checked(size).ok_or(WeightsError("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn magic(&mut self) -> Result<()> {
        match self.take(8)? {
            b"BHGRAM01" => Ok(()),
            _ => Err(WeightsError("it begins otherwise")),
        }
    }

    pub(crate) fn end(&self) -> Result<()> {
        match self.0 {
            [] => Ok(()),
            _ => Err(WeightsError("it goes on after its end")),
        }
    }

    pub(crate) fn number(&mut self) -> Result<usize> {
        let bytes = self.take(4)?;
        Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>> {
        let bytes = self.take(count.saturating_mul(4))?;
        let (floats, _) = bytes.as_chunks::<4>();
        let floats: Vec<f32> = floats.iter().map(|float| f32::from_le_bytes(*float)).collect();
        // Whatever is computed from finite numbers of this size is finite.
        if floats.iter().all(|float| float.abs() < 1e4) {
            Ok(floats)
        } else {
            Err(WeightsError("a number is too large"))
        }
    }

    fn integers(&mut self, count: usize) -> Result<Vec<i8>> {
        let bytes = self.take(count)?;
        Ok(bytes.iter().map(|byte| byte.cast_signed()).collect())
    }

    fn text(&mut self) -> Result<&'a str> {
        let size = usize::from(self.take(1)?[0]);
        std::str::from_utf8(self.take(size)?).map_err(|_| WeightsError("a word is not UTF-8"))
    }

    /// Names, each made a value by `named`.
    pub(crate) fn names<T>(&mut self, named: impl Fn(&str) -> Option<T>) -> Result<Vec<T>> {
        let count = self.take(1)?[0];
        if count == 0 {
            return Err(WeightsError("a set of names is empty"));
        }
        (0..count).map(|_| named(self.text()?).ok_or(WeightsError("a name is unknown"))).collect()
    }

    pub(crate) fn words(&mut self, count: usize) -> Result<Words> {
        let mut words = Words::default();
        for _ in 0..count {
            words.text.push_str(self.text()?);
            words.ends.push(words.text.len());
        }
        if (1..words.len()).all(|place| words.get(place - 1) < words.get(place)) {
            Ok(words)
        } else {
            Err(WeightsError("the words are not sorted"))
        }
    }

    pub(crate) fn table(&mut self, rows: usize, width: usize) -> Result<Table> {
        Ok(Table {
            width,
            scales: self.floats(rows)?,
            rows: self.integers(rows.saturating_mul(width))?,
        })
    }

    pub(crate) fn dense(&mut self, inputs: usize, outputs: usize) -> Result<Dense> {
        let scales = self.floats(outputs)?;
        let weights: Vec<f32> = self
            .integers(inputs * outputs)?
            .chunks_exact(outputs)
            .flat_map(|row| row.iter().zip(&scales))
            .map(|(weight, scale)| f32::from(*weight) * scale)
            .collect();
        let bias = self.floats(outputs)?;
        Ok(Dense::new(inputs, outputs, &weights, &bias))
    }

    pub(crate) fn norm(&mut self, width: usize) -> Result<Norm> {
        Ok(Norm { scale: self.floats(width)?, bias: self.floats(width)? })
    }

    pub(crate) fn vector(&mut self, width: usize) -> Result<Vec<f32>> {
        self.floats(width)
    }
}

/// Words in the order of their bytes.
#[derive(Default)]
pub(crate) struct Words {
    text: String,
    ends: Vec<usize>,
}

impl Words {
    fn get(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[place]]
    }

    pub(crate) fn place(&self, word: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).cmp(word) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Rows of small integers with a scale each.
pub(crate) struct Table {
    width: usize,
    scales: Vec<f32>,
    rows: Vec<i8>,
}

impl Table {
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = f32> {
        let scale = self.scales[row];
        let values = &self.rows[row * self.width..][..self.width];
        values.iter().map(move |value| f32::from(*value) * scale)
    }

    /// Appends a row, or noughts for none.
    pub(crate) fn put(&self, row: Option<usize>, to: &mut Vec<f32>) {
        match row {
            Some(row) => to.extend(self.row(row)),
            None => to.resize(to.len() + self.width, 0.0),
        }
    }
}
