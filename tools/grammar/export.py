"""Writes a model as the file of weights that `crates/grammar` reads.

usage: export.py MODEL.pt OUT.bin [ROUNDED.pt]

The form of the file stands in `crates/grammar/src/weights.rs`. ROUNDED.pt is the
model with its weights as they come out of the file, for `evaluate.py`.
"""

import struct
import sys

import numpy
import torch

from evaluate import load


def rounded(matrix, axis):
    """Integers and their scales, a scale for each place along the other axis."""
    scales = numpy.abs(matrix).max(axis, keepdims=True) / 127
    scales = numpy.where(scales == 0, 1, scales).astype(numpy.float32)
    return numpy.rint(matrix / scales).astype(numpy.int8), scales


class Writer:
    def __init__(self, file):
        self.file = file

    def texts(self, texts):
        for text in texts:
            data = text.encode()
            self.file.write(bytes([len(data)]) + data)

    def names(self, names):
        self.file.write(bytes([len(names)]))
        self.texts(names)

    def floats(self, values):
        self.file.write(numpy.asarray(values.detach(), dtype="<f4").tobytes())

    def integers(self, parameter, axis):
        integers, scales = rounded(parameter.detach().numpy(), axis)
        self.floats(torch.tensor(scales))
        self.file.write(integers.tobytes())
        parameter.data = torch.tensor(integers * scales)

    def table(self, parameter):
        self.integers(parameter, 1)

    def dense(self, parameter, bias):
        self.integers(parameter, 0)
        self.floats(bias)

    def norm(self, layer):
        self.floats(layer.weight)
        self.floats(layer.bias)


def main(source, out, again=None):
    net, vocabulary = load(source)
    with open(out, "wb") as file:
        to = Writer(file)
        file.write(b"BHGRAM01" + struct.pack("<II", len(vocabulary.learnt), len(vocabulary.others)))
        for names in (vocabulary.xpos, vocabulary.upos, vocabulary.labels):
            to.names(names)
        to.texts(vocabulary.learnt)
        to.texts(vocabulary.others)
        to.table(net.word)
        to.table(net.hash)
        to.floats(torch.tensor(vocabulary.scales))
        file.write(vocabulary.rows.tobytes())
        for table in net.affix:
            to.table(table)
        to.dense(net.join, net.join_bias)
        to.norm(net.join_norm)
        for norm, weight, bias in zip(net.norms, net.conv, net.conv_bias):
            to.norm(norm)
            to.dense(weight, bias)
        to.norm(net.last)
        to.dense(net.out, net.out_bias)
        to.dense(net.arc, net.arc_bias)
        to.floats(net.arc_root)
        to.floats(net.distance)
        to.dense(net.label, net.label_bias)
        to.floats(net.label_root)
        print(file.tell(), "bytes")
    if again:
        torch.save({"net": net.state_dict(), "vocabulary": vocabulary}, again)


if __name__ == "__main__":
    main(*sys.argv[1:])
