"""The network: features of a word, convolutions over a sentence, three heads.

Nothing but sums, products, quotients and square roots, which every machine
rounds alike; `crates/grammar` does the same in the same order.
"""

from collections import Counter
from typing import NamedTuple

import numpy
import torch
from torch import nn
from torch.nn import functional

from text import BUCKETS, features, norm

# The most frequent words have vectors.
VECTORS = 26000
LEARNT = 64
AFFIX = {"pre3": 24, "suf2": 24, "suf3": 40, "suf4": 40, "shape": 24}
WIDTH = 128
DILATIONS = (1, 2, 4, 1, 2, 4)
ARC = 96
LABEL = 64
REACH = 15


def gate(x):
    """Like the logistic function, without exponentials."""
    half = 0.5 * x
    return 0.5 + 0.5 * half / torch.sqrt(1 + half * half)


def bend(x):
    """Like gelu."""
    return x * gate(1.75 * x)


class Dropout(NamedTuple):
    """Shares of words, of affixes, of numbers of a word, and of numbers in a sentence."""

    word: float
    affix: float
    feature: float
    layer: float


class Vocabulary:
    """Words with a learnt row come first, sorted; then those with a vector only."""

    def __init__(self, learnt, others, rows, scales, upos, xpos, labels):
        self.learnt, self.others = learnt, others
        self.rows, self.scales = rows, scales
        self.upos, self.xpos, self.labels = upos, xpos, labels
        self.index = {word: number for number, word in enumerate(learnt + others)}
        self.known = {}

    @classmethod
    def of(cls, path, words, least=3, names=((), (), ())):
        """Of the vectors in a file, those seen `least` times among the words learnt."""
        stored = numpy.load(path)
        place = {str(word): number for number, word in enumerate(stored["words"][:VECTORS])}
        counts = Counter(map(norm, words))
        by_bytes = lambda word: word.encode()
        learnt = sorted((word for word in place if counts[word] >= least), key=by_bytes)
        others = sorted(set(place) - set(learnt), key=by_bytes)
        order = [place[word] for word in learnt + others]
        return cls(learnt, others, stored["rows"][order], stored["scales"][order], *names)

    def __getstate__(self):
        return {**self.__dict__, "known": {}}

    def ids(self, word):
        """Row of the word (-1: none), of its vector, and its hashed rows."""
        if word not in self.known:
            place = self.index.get(norm(word), -1)
            learnt = place if place < len(self.learnt) else -1
            self.known[word] = (learnt, place, *features(word))
        return self.known[word]


class Net(nn.Module):
    def __init__(self, vocabulary, dropout=Dropout(0, 0, 0, 0)):
        super().__init__()
        self.dropout = dropout

        def table(rows, size):
            return nn.Parameter(torch.randn(rows, size) * 0.1)

        def dense(inputs, outputs):
            return nn.Parameter(torch.randn(inputs, outputs) * inputs**-0.5)

        vectors = vocabulary.rows * vocabulary.scales[:, None]
        self.register_buffer("vectors", torch.tensor(vectors, dtype=torch.float32))
        self.word = table(len(vocabulary.learnt), LEARNT)
        self.hash = table(BUCKETS["hash"], LEARNT)
        self.affix = nn.ParameterList(table(BUCKETS[kind], size) for kind, size in AFFIX.items())
        inputs = 2 * LEARNT + vectors.shape[1] + sum(AFFIX.values())
        self.join, self.join_bias = dense(inputs, WIDTH), nn.Parameter(torch.zeros(WIDTH))
        self.join_norm = nn.LayerNorm(WIDTH)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in DILATIONS)
        self.conv = nn.ParameterList(dense(3 * WIDTH, 2 * WIDTH) for _ in DILATIONS)
        self.conv_bias = nn.ParameterList(nn.Parameter(torch.zeros(2 * WIDTH)) for _ in DILATIONS)
        self.last = nn.LayerNorm(WIDTH)
        upos, xpos, labels = map(len, (vocabulary.upos, vocabulary.xpos, vocabulary.labels))
        # Outputs of the last norm: XPOS, UPOS, then four vectors for arcs and labels.
        self.parts = [xpos, upos, ARC, ARC, LABEL, LABEL]
        self.out, self.out_bias = dense(WIDTH, sum(self.parts)), nn.Parameter(torch.zeros(sum(self.parts)))
        self.arc = nn.Parameter(torch.eye(ARC) * 0.1)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.arc_root = nn.Parameter(torch.zeros(ARC))
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 2))
        self.label = dense(3 * LABEL, labels)
        self.label_bias = nn.Parameter(torch.zeros(labels))
        self.label_root = nn.Parameter(torch.zeros(LABEL))

    def words(self, ids):
        """ids (…, 9) to joined features: three of the word itself, then its affixes."""
        learnt, vector = ids[..., 0], ids[..., 1]
        own = [
            functional.embedding(learnt.clamp(min=0), self.word) * (learnt >= 0).unsqueeze(-1),
            functional.embedding(ids[..., 2], self.hash) + functional.embedding(ids[..., 3], self.hash),
            functional.embedding(vector.clamp(min=0), self.vectors) * (vector >= 0).unsqueeze(-1),
        ]
        affixes = [functional.embedding(ids[..., 4 + n], table) for n, table in enumerate(self.affix)]
        return own, affixes

    def encode(self, ids, mask):
        """ids (B, T, 9), mask (B, T) to what the heads see."""
        own, affixes = self.words(ids)
        if self.training:
            whole = mask.shape + (1,)
            own_mask = (torch.rand(whole) >= self.dropout.word).float()
            own = [part * own_mask for part in own]
            affixes = [part * (torch.rand(whole) >= self.dropout.affix).float() for part in affixes]
        x = torch.cat(own + affixes, -1)
        x = functional.dropout(x, self.dropout.feature, self.training)
        x = bend(self.join_norm(x @ self.join + self.join_bias))
        keep = mask.unsqueeze(-1).float()
        for norm_, weight, bias, step in zip(self.norms, self.conv, self.conv_bias, DILATIONS):
            y = self.drop(norm_(x)) * keep
            y = functional.pad(y, (0, 0, step, step))
            length = x.shape[1]
            y = torch.cat([y[:, :length], y[:, step : step + length], y[:, 2 * step :]], -1)
            value, door = (y @ weight + bias).split(WIDTH, -1)
            x = x + value * gate(door)
        return self.drop(self.last(x))

    def forward(self, ids, mask):
        """Scores: XPOS, UPOS, heads (B, T, 1 + T), and the parts of those of labels."""
        x = self.encode(ids, mask)
        xpos, upos, *rest = (x @ self.out + self.out_bias).split(self.parts, -1)
        dependent, head, label_dependent, label_head = map(bend, rest)
        root = self.arc_root.expand(len(x), 1, ARC)
        heads = torch.cat([root, head], 1)
        scores = torch.bmm(dependent @ self.arc + self.arc_bias, heads.transpose(1, 2))
        scores = scores + self.distance[distances(x.shape[1])]
        allowed = functional.pad(mask, (1, 0), value=True).unsqueeze(1)
        scores = scores.masked_fill(~allowed, -1e4)
        label_root = self.label_root.expand(len(x), 1, LABEL)
        return xpos, upos, scores, (label_dependent, torch.cat([label_root, label_head], 1))

    def labels(self, parts, heads):
        """Scores of labels under the heads given (B, T)."""
        dependent, head = parts
        head = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, LABEL))
        return torch.cat([dependent, head, dependent * head], -1) @ self.label + self.label_bias

    def drop(self, x):
        """One mask a sentence."""
        if not self.training:
            return x
        share = self.dropout.layer
        return x * ((torch.rand(len(x), 1, x.shape[-1]) >= share).float() / (1 - share))


def distances(length):
    """Row of the distance bias for each token and head; the root has a row of its own."""
    place = torch.arange(length)
    far = (place.unsqueeze(0) - place.unsqueeze(1)).clamp(-REACH, REACH) + REACH
    return functional.pad(far, (1, 0), value=2 * REACH + 1)
