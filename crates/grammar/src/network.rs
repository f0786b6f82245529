//! The network: features of a word, convolutions over a sentence, scores of
//! tags, heads and relations. `tools/grammar/model.py` is its twin in training.

use crate::kernel::{Dense, Norm, bend, dot, gate};
use crate::names::{Relation, Upos, Xpos};
use crate::weights::{Reader, Table, WeightsError, Words};
use crate::word::{BUCKETS, Keys};

/// Numbers of a word's learnt row and of its vector.
const LEARNT: usize = 64;
const VECTOR: usize = 80;

/// Numbers of the rows of prefix, suffixes and shape.
const AFFIX: [usize; 5] = [24, 24, 40, 40, 24];

/// All of these joined.
const JOINED: usize = 2 * LEARNT + VECTOR + 24 + 24 + 40 + 40 + 24;

/// Numbers of a word between the layers.
pub(crate) const WIDTH: usize = 128;

/// How far the convolutions of each layer look to both sides.
const STEPS: [usize; 6] = [1, 2, 4, 1, 2, 4];

/// Numbers of a dependent and of a head, to score arcs and to score relations.
const ARC: usize = 96;
const LABEL: usize = 64;

/// Distances told apart, to each side.
const REACH: usize = 15;

/// Weights, as they are used.
pub(crate) struct Network {
    pub(crate) xpos: Vec<Xpos>,
    pub(crate) upos: Vec<Upos>,
    pub(crate) relations: Vec<Relation>,
    learnt: Words,
    others: Words,
    word: Table,
    hash: Table,
    vectors: Table,
    affixes: Vec<Table>,
    join: Dense,
    join_norm: Norm,
    layers: Vec<(Norm, Dense)>,
    last: Norm,
    out: Dense,
    arc: Dense,
    arc_root: Vec<f32>,
    /// A bias for each distance from dependent to head, then the root's.
    distance: Vec<f32>,
    label: Dense,
    label_root: Vec<f32>,
}

/// Scores of a sentence's words.
pub(crate) struct Scores {
    pub(crate) xpos: Vec<Xpos>,
    pub(crate) upos: Vec<Upos>,
    /// For each word, the root's score as its head and that of each word.
    pub(crate) heads: Vec<Vec<f32>>,
    dependents: Vec<f32>,
    governors: Vec<f32>,
}

impl Network {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, WeightsError> {
        let mut file = Reader(bytes);
        file.magic()?;
        let (learnt, others) = (file.number()?, file.number()?);
        let xpos = file.names(Xpos::named)?;
        let upos = file.names(Upos::named)?;
        let relations = file.names(Relation::named)?;
        let outputs = xpos.len() + upos.len() + 2 * (ARC + LABEL);
        let labels = relations.len();
        let network = Self {
            xpos,
            upos,
            relations,
            learnt: file.words(learnt)?,
            others: file.words(others)?,
            word: file.table(learnt, LEARNT)?,
            hash: file.table(BUCKETS[0], LEARNT)?,
            vectors: file.table(learnt.saturating_add(others), VECTOR)?,
            affixes: BUCKETS[1..]
                .iter()
                .zip(AFFIX)
                .map(|(rows, width)| file.table(*rows, width))
                .collect::<Result<_, _>>()?,
            join: file.dense(JOINED, WIDTH)?,
            join_norm: file.norm(WIDTH)?,
            layers: STEPS
                .iter()
                .map(|_| Ok((file.norm(WIDTH)?, file.dense(3 * WIDTH, 2 * WIDTH)?)))
                .collect::<Result<_, _>>()?,
            last: file.norm(WIDTH)?,
            out: file.dense(WIDTH, outputs)?,
            arc: file.dense(ARC, ARC)?,
            arc_root: file.vector(ARC)?,
            distance: file.vector(2 * REACH + 2)?,
            label: file.dense(3 * LABEL, labels)?,
            label_root: file.vector(LABEL)?,
        };
        file.end()?;
        Ok(network)
    }

    /// What a word brings into a sentence, by itself.
    pub(crate) fn word(&self, word: &str) -> [f32; WIDTH] {
        let keys = Keys::of(word);
        let learnt = self.learnt.place(&keys.form);
        let other = || Some(self.learnt.len() + self.others.place(&keys.form)?);
        let [first, second, affixes @ ..] = keys.rows;
        let mut joined = Vec::with_capacity(JOINED);
        self.word.put(learnt, &mut joined);
        let hashed = self.hash.row(first).zip(self.hash.row(second));
        joined.extend(hashed.map(|(first, second)| first + second));
        self.vectors.put(learnt.or_else(other), &mut joined);
        for (table, row) in self.affixes.iter().zip(affixes) {
            table.put(Some(row), &mut joined);
        }
        let mut out = [0.0; WIDTH];
        self.join_norm.apply(&self.join.apply(&joined), &mut out);
        out.map(bend)
    }

    /// What each word is in its sentence, from what each brings (`WIDTH` numbers a word).
    fn encode(&self, mut words: Vec<f32>) -> Vec<f32> {
        for ((norm, dense), step) in self.layers.iter().zip(STEPS) {
            let outputs = dense.apply(&windows(norm, &words, step));
            let outputs = outputs.chunks_exact(2 * WIDTH);
            for (word, output) in words.chunks_exact_mut(WIDTH).zip(outputs) {
                let (values, doors) = output.split_at(WIDTH);
                for ((number, value), door) in word.iter_mut().zip(values).zip(doors) {
                    *number += value * gate(*door);
                }
            }
        }
        let mut last = vec![0.0; words.len()];
        for (word, out) in words.chunks_exact(WIDTH).zip(last.chunks_exact_mut(WIDTH)) {
            self.last.apply(word, out);
        }
        last
    }

    /// Scores from what each word brings (`WIDTH` numbers a word).
    pub(crate) fn scores(&self, words: Vec<f32>) -> Scores {
        let count = words.len() / WIDTH;
        let out = self.out.apply(&self.encode(words));
        let mut scores = Scores {
            xpos: Vec::with_capacity(count),
            upos: Vec::with_capacity(count),
            heads: Vec::new(),
            dependents: Vec::with_capacity(count * LABEL),
            governors: self.label_root.clone(),
        };
        let mut dependents = Vec::with_capacity(count * ARC);
        let mut heads = self.arc_root.clone();
        for row in out.chunks_exact(self.out.outputs) {
            let (xpos, row) = row.split_at(self.xpos.len());
            let (upos, row) = row.split_at(self.upos.len());
            let (arcs, labels) = row.split_at(2 * ARC);
            scores.xpos.push(self.xpos[best(xpos)]);
            scores.upos.push(self.upos[best(upos)]);
            dependents.extend(arcs[..ARC].iter().copied().map(bend));
            heads.extend(arcs[ARC..].iter().copied().map(bend));
            scores.dependents.extend(labels[..LABEL].iter().copied().map(bend));
            scores.governors.extend(labels[LABEL..].iter().copied().map(bend));
        }
        scores.heads = self.arcs(&self.arc.apply(&dependents), &heads);
        scores
    }

    fn arcs(&self, dependents: &[f32], heads: &[f32]) -> Vec<Vec<f32>> {
        let score = |(place, dependent): (usize, &[f32])| {
            let scores = heads.chunks_exact(ARC).enumerate().map(|(head, row)| {
                let distance = match head.checked_sub(1) {
                    None => 2 * REACH + 1,
                    Some(head) => (head + REACH).saturating_sub(place).min(2 * REACH),
                };
                dot(dependent, row) + self.distance[distance]
            });
            scores.collect()
        };
        dependents.chunks_exact(ARC).enumerate().map(score).collect()
    }

    /// The relation of each word to its head (0: the root, n + 1: word n).
    pub(crate) fn relations(&self, scores: &Scores, heads: &[usize]) -> Vec<Relation> {
        let mut rows = Vec::with_capacity(heads.len() * 3 * LABEL);
        for (dependent, head) in scores.dependents.chunks_exact(LABEL).zip(heads) {
            let head = &scores.governors[head * LABEL..][..LABEL];
            rows.extend_from_slice(dependent);
            rows.extend_from_slice(head);
            rows.extend(dependent.iter().zip(head).map(|(a, b)| a * b));
        }
        let root = self.relations.iter().position(|relation| *relation == Relation::Root);
        let relation = |(row, head): (&mut [f32], &usize)| {
            if *head == 0 {
                return Relation::Root;
            }
            if let Some(root) = root {
                row[root] = f32::NEG_INFINITY;
            }
            self.relations[best(row)]
        };
        let mut out = self.label.apply(&rows);
        out.chunks_exact_mut(self.label.outputs).zip(heads).map(relation).collect()
    }
}

/// Each word between its neighbours, normed; nothing beyond the ends.
fn windows(norm: &Norm, words: &[f32], step: usize) -> Vec<f32> {
    let count = words.len() / WIDTH;
    let mut windows = vec![0.0; 3 * words.len()];
    let mut normed = [0.0; WIDTH];
    for (place, word) in words.chunks_exact(WIDTH).enumerate() {
        norm.apply(word, &mut normed);
        let mut put = |at: usize, part: usize| {
            windows[(3 * at + part) * WIDTH..][..WIDTH].copy_from_slice(&normed);
        };
        put(place, 1);
        if place + step < count {
            put(place + step, 0);
        }
        if let Some(before) = place.checked_sub(step) {
            put(before, 2);
        }
    }
    windows
}

/// Where the highest score is, the first of equals.
pub(crate) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (place, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = place;
        }
    }
    best
}
