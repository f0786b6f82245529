"""Fits the weights of `data/ranker.txt`; README.md says how and on what.

fit.py JUDGED.jsonl [OUT]   rows of `examples/cards.rs` with `keep`: 1 where a person keeps the card as it is
"""

import collections
import json
import math
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "importance"))
from fit import auc, fit

SEEN = 12  # a feature that fewer cards have is left out
L2 = 16.0


def table(rows, names):
    at = {name: k + 1 for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, 0] = 1
    for k, row in enumerate(rows):
        for name, value in row["features"].items():
            if name in at:
                x[k, at[name]] = value / 100
    return x


def learn(rows):
    seen = collections.Counter(name for row in rows for name in row["features"])
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    y = np.array([row["keep"] for row in rows], float)
    return names, fit(table(rows, names), y, np.ones(len(rows)), L2)


def main():
    rows = [json.loads(line) for line in open(sys.argv[1])]
    files = sorted({row["file"] for row in rows})
    score = np.zeros(len(rows))
    for file in files:
        names, beta = learn([row for row in rows if row["file"] != file])
        held = [k for k, row in enumerate(rows) if row["file"] == file]
        score[held] = table([rows[k] for k in held], names) @ beta
    y = np.array([row["keep"] for row in rows], float)
    print(f"{len(rows)} cards of {len(files)} documents, {y.mean():.3f} kept; each document by the others: AUC {auc(score, y):.3f}")
    best = {}
    for k, row in enumerate(rows):
        key = (row["file"], row["told"])
        if key not in best or score[best[key]] < score[k]:
            best[key] = k
    best = sorted(best.values(), key=lambda k: -score[k])
    print(f"the best of each sentence: {len(best)}, {y[best].mean():.3f} kept")
    for least in [2.5, 2.0, 1.75, 1.5, 1.25, 1.0, 0.75, 0.5, 0.25, 0.0, -0.5]:
        taken = [k for k in best if score[k] >= least]
        if taken:
            print(f"  {least:5.2f}: {len(taken):4d} taken, {y[taken].mean():.3f} kept, calibrated {1 / (1 + math.exp(-least)):.3f}")
    names, beta = learn(rows)
    for name, weight in sorted(zip(names, beta[1:]), key=lambda pair: -abs(pair[1]))[:40]:
        print(f"  {weight:+.2f} {name}")
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w") as out:
            out.write(f"constant\t{round(1000 * beta[0])}\n")
            out.writelines(f"{name}\t{round(1000 * weight)}\n" for name, weight in zip(names, beta[1:]))


if __name__ == "__main__":
    main()
