"""Figures of a model on trees: predicted tags, gold tokens, punctuation counted.

usage: evaluate.py MODEL.pt TREES.conllu...
"""

import sys

import torch

import decode
from model import Net
from text import trees

SUBJECTS = {"nsubj", "nsubj:pass", "csubj", "csubj:pass"}


def parse(net, vocabulary, sentences):
    """Yields (xpos, upos, head, relation) for the tokens of each sentence."""
    net.eval()
    root = vocabulary.labels.index("root")
    order = sorted(range(len(sentences)), key=lambda number: len(sentences[number]))
    found = [None] * len(sentences)
    for start in range(0, len(order), 32):
        group = order[start : start + 32]
        rows = [torch.tensor([vocabulary.ids(word) for word in sentences[n]]) for n in group]
        ids = torch.nn.utils.rnn.pad_sequence(rows, True)
        mask = torch.arange(ids.shape[1]) < torch.tensor([len(row) for row in rows])[:, None]
        with torch.no_grad():
            xpos, upos, scores, parts = net(ids, mask)
            heads = torch.zeros(mask.shape, dtype=torch.long)
            for place, row in enumerate(rows):
                size = len(row)
                scores[place, range(size), range(1, size + 1)] = -1e4
                best = decode.heads(scores[place, :size, : size + 1].numpy())
                heads[place, :size] = torch.tensor(best)
            labels = net.labels(parts, heads)
        labels[..., root] = torch.where(heads == 0, 1e4, -1e4)
        xpos, upos, labels = xpos.argmax(-1), upos.argmax(-1), labels.argmax(-1)
        for place, number in enumerate(group):
            found[number] = [
                (
                    vocabulary.xpos[xpos[place, token]],
                    vocabulary.upos[upos[place, token]],
                    int(heads[place, token]),
                    vocabulary.labels[labels[place, token]],
                )
                for token in range(len(rows[place]))
            ]
    return found


def score(net, vocabulary, gold):
    found = parse(net, vocabulary, [[word for word, *_ in sentence] for sentence in gold])
    pairs = [
        pair
        for right, got in zip(gold, found)
        for pair in zip([token[1:] for token in right], got)
    ]
    share = lambda test: 100 * sum(map(test, pairs)) / len(pairs)
    subject = lambda token: token[3] in SUBJECTS
    hits = sum(subject(right) and right[2:] == got[2:] for right, got in pairs)
    both = sum(subject(right) + subject(got) for right, got in pairs)
    return (
        f"UPOS {share(lambda p: p[0][0] == p[1][1]):.2f}"
        f" XPOS {share(lambda p: p[0][1] == p[1][0]):.2f}"
        f" UAS {share(lambda p: p[0][2] == p[1][2]):.2f}"
        f" LAS {share(lambda p: p[0][2:] == p[1][2:]):.2f}"
        f" subject F {2 * hits / both:.3f}"
    )


def load(path):
    stored = torch.load(path, weights_only=False)
    net = Net(stored["vocabulary"])
    net.load_state_dict(stored["net"])
    return net, stored["vocabulary"]


if __name__ == "__main__":
    torch.set_num_threads(1)
    for path in sys.argv[2:]:
        print(path, score(*load(sys.argv[1]), list(trees(path))))
