"""Word vectors by skip-gram over plain text and the words of trees.

usage: vectors.py OUT.npz RAW.txt TREES.conllu...
"""

import sys

import numpy
from gensim.models import Word2Vec

from text import norm, trees, words

DIMENSIONS = 80
EPOCHS = 8


def sentences(raw, treebanks):
    """Normal forms, a paragraph or the sentence of a tree at a time."""
    for line in open(raw, encoding="utf-8"):
        yield [norm(word) for word in words(line)]
    for path in treebanks:
        for tree in trees(path):
            yield [norm(word) for word, *_ in tree]


def main(out, raw, *treebanks):
    text = list(sentences(raw, treebanks))
    print(sum(map(len, text)), "words")
    model = Word2Vec(
        text,
        vector_size=DIMENSIONS,
        window=2,
        sg=1,
        negative=5,
        min_count=4,
        epochs=EPOCHS,
        sample=1e-3,
        alpha=0.04,
        seed=1,
        workers=1,
    )
    # One row of integers with a scale of its own, deviation .3 over all.
    vectors = model.wv.vectors * (0.3 / model.wv.vectors.std())
    scales = numpy.abs(vectors).max(1) / 127
    rows = numpy.rint(vectors / scales[:, None]).astype(numpy.int8)
    numpy.savez(out, words=model.wv.index_to_key, rows=rows, scales=scales.astype(numpy.float32))
    print(len(rows), "vectors")
    for word in ["river", "argued", "who", "however"]:
        print(word, [near for near, _ in model.wv.most_similar(word, topn=8)])


if __name__ == "__main__":
    main(*sys.argv[1:])
