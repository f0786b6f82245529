"""Trains tagger and parser.

usage: train.py OUT.pt VECTORS.npz DEV.conllu TRAIN.conllu... [--epochs N] [--seed N]
"""

import argparse
import copy
import math
import random
import time

import torch
from torch.nn import functional

from evaluate import score
from model import Dropout, Net, Vocabulary
from text import trees

LONGEST = 100
TOKENS = 1000
RATE, BETAS, WARM, FLAT, FLOOR = 2e-3, (0.9, 0.95), 200, 0.2, 0.02
SMOOTHING = 0.03
AVERAGE = 0.999
DROPOUT = Dropout(word=0.12, affix=0.03, feature=0.25, layer=0.3)


def encoded(sentences, vocabulary):
    upos, xpos, labels = (
        {name: number for number, name in enumerate(names)}
        for names in (vocabulary.upos, vocabulary.xpos, vocabulary.labels)
    )
    for sentence in sentences:
        yield (
            torch.tensor([vocabulary.ids(word) for word, *_ in sentence]),
            torch.tensor([[xpos[x], upos[u], head, labels[label]] for _, u, x, head, label in sentence]),
        )


def batches(data):
    """Sentences of nearly one length, TOKENS together, in random order."""
    order = sorted(data, key=lambda pair: len(pair[0]) + random.random() * 3)
    groups, group = [], []
    for pair in order:
        if group and (len(group) + 1) * max(len(pair[0]), *(len(p[0]) for p in group), 0) > TOKENS:
            groups.append(group)
            group = []
        group.append(pair)
    groups.append(group)
    random.shuffle(groups)
    for group in groups:
        ids, gold = zip(*group)
        pad = lambda rows, value: torch.nn.utils.rnn.pad_sequence(rows, True, value)
        yield pad(ids, 0), pad(gold, -1)


def loss_of(net, ids, gold):
    mask = gold[..., 0] >= 0
    xpos, upos, heads, parts = net(ids, mask)
    labels = net.labels(parts, gold[..., 2].clamp(min=0))
    part = lambda scores, cell: functional.cross_entropy(
        scores[mask], gold[..., cell][mask], label_smoothing=SMOOTHING
    )
    arcs = functional.log_softmax(heads, -1)
    right = torch.gather(arcs, 2, gold[..., 2].clamp(min=0).unsqueeze(-1)).squeeze(-1)
    allowed = heads > -1e3
    even = (arcs * allowed).sum(-1) / allowed.sum(-1)
    arc = -((1 - SMOOTHING) * right + SMOOTHING * even)[mask].mean()
    return 0.7 * part(xpos, 0) + 0.2 * part(upos, 1) + arc + part(labels, 3)


def rate(step, steps):
    """Of the highest rate of learning, at a step."""
    if step < WARM:
        return (step + 1) / WARM
    done = max(0.0, (step / steps - FLAT) / (1 - FLAT))
    return FLOOR + (1 - FLOOR) * 0.5 * (1 + math.cos(math.pi * done))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("vectors")
    parser.add_argument("dev")
    parser.add_argument("train", nargs="+")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random.seed(options.seed)

    sentences = [s for path in options.train for s in trees(path) if len(s) <= LONGEST]
    tokens = [token for sentence in sentences for token in sentence]
    names = [sorted({token[cell] for token in tokens}) for cell in (1, 2, 4)]
    vocabulary = Vocabulary.of(options.vectors, (token[0] for token in tokens), names=names)
    print(len(vocabulary.learnt), "words learnt,", len(vocabulary.index), "with vectors", flush=True)
    dev = list(trees(options.dev))
    data = list(encoded(sentences, vocabulary))
    net = Net(vocabulary, DROPOUT)
    average = copy.deepcopy(net)
    adam = torch.optim.Adam(net.parameters(), betas=BETAS, foreach=True)
    steps = options.epochs * sum(1 for _ in batches(data))
    step, started = 0, time.time()
    for epoch in range(1, options.epochs + 1):
        net.train()
        total = 0.0
        for ids, gold in batches(data):
            loss = loss_of(net, ids, gold)
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
            adam.param_groups[0]["lr"] = RATE * rate(step, steps)
            adam.step()
            step += 1
            keep = min(AVERAGE, step / (step + 10))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(net.parameters()), 1 - keep)
            total += loss.item()
        figures = score(average, vocabulary, dev)
        print(f"{epoch:2} {time.time() - started:5.0f} s  loss {total * options.epochs / steps:.3f}  {figures}", flush=True)
        torch.save({"net": average.state_dict(), "vocabulary": vocabulary}, options.out)


if __name__ == "__main__":
    main()
