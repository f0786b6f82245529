"""Heads from scores: the best of each token, or the best tree where that is none."""

import numpy


def heads(scores):
    """scores (n, 1 + n), column 0 the root: heads from 0 to n with one root."""
    best = scores.argmax(1)
    if is_tree(best):
        return best
    square = numpy.full((len(scores) + 1,) * 2, -numpy.inf)
    square[1:] = scores
    square[1:, 0] -= ROOT
    numpy.fill_diagonal(square, -numpy.inf)
    return spanning(square)[1:]


# Costs a root more than any other arc, so that the best tree has one.
ROOT = 1e6


def is_tree(best):
    if (best == 0).sum() != 1:
        return False
    return cycle(numpy.concatenate([[0], best])) is None


def cycle(heads):
    """Members of a cycle among heads[1:], or none."""
    seen = numpy.zeros(len(heads), int)
    for start in range(1, len(heads)):
        at = start
        while at and not seen[at]:
            seen[at] = start
            at = heads[at]
        if at and seen[at] == start:
            members = [at]
            while heads[members[-1]] != at:
                members.append(heads[members[-1]])
            return members
    return None


def spanning(scores):
    """Chu-Liu-Edmonds: heads of the best tree under node 0, scores[dependent, head]."""
    best = scores.argmax(1)
    best[0] = 0
    ring = cycle(best)
    if ring is None:
        return best
    rest = [node for node in range(len(scores)) if node not in ring]
    size = len(rest)
    small = numpy.full((size + 1,) * 2, -numpy.inf)
    small[:size, :size] = scores[numpy.ix_(rest, rest)]
    own = scores[ring, best[ring]]
    into = scores[numpy.ix_(ring, rest)] - own[:, None]
    entry = into.argmax(0)
    small[size, :size] = into.max(0)
    leave = scores[numpy.ix_(rest, ring)]
    exit_ = leave.argmax(1)
    small[:size, size] = leave.max(1)
    small[0] = -numpy.inf
    tree = spanning(small)
    whole = best.copy()
    for node in range(1, size):
        whole[rest[node]] = ring[exit_[node]] if tree[node] == size else rest[tree[node]]
    whole[ring[entry[tree[size]]]] = rest[tree[size]]
    return whole
