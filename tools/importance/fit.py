"""Fits the weights of `data/importance`; README.md says how and on what.

fit.py sentences FEATURES.jsonl LABELS   labels: NAME.tsv, a sentence and how much it matters (1, 0.4, 0) a line
fit.py actors FEATURES.jsonl GOLD        gold: NAME/actors.jsonl with `key`
"""

import collections
import json
import math
import pathlib
import re
import sys

import numpy as np

STOP = set("the and for with that this from have were which their they been into also than then them its was are has had not but "
           "can may more most such these those when where while who whom whose what how many some all any each other about over under "
           "between through during because there here very would could should will one two".split())


def words(text):
    found = re.findall(r"[a-z0-9]+", text.lower())
    return [re.sub(r"(ations?|ments?|ings?|ions?|ies|ed|es|ly|s|e|y)$", "", w)[:7] if len(w) > 4 else w for w in found if len(w) > 2 and w not in STOP]


def read(path):
    files = collections.OrderedDict()
    for line in open(path):
        row = json.loads(line)
        name = pathlib.Path(row["file"])
        name = name.parent.name if name.stem == "source" else name.stem
        files.setdefault(name, {"sentence": [], "actor": []})["sentence" if "sentence" in row else "actor"].append(row)
    return files


def idf_of(rows):
    df = collections.Counter(x for w in rows for x in w)
    return collections.defaultdict(lambda: math.log(len(rows) + 1), {x: math.log((len(rows) + 1) / c) for x, c in df.items()})


def fit(x, y, w, l2=10.0, steps=60):
    """Logistic regression by Newton's steps; column 0 is the constant."""
    beta = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], l2)
    penalty[0] = 0
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (w * (p - y)) + penalty * beta
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(penalty) + 1e-9 * np.eye(len(beta))
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def auc(score, y):
    order = np.argsort(score, kind="stable")
    s = np.asarray(score)[order]
    ranks = np.empty(len(s))
    i = 0
    while i < len(s):
        j = i
        while j + 1 < len(s) and s[j + 1] == s[i]:
            j += 1
        ranks[order[i : j + 1]] = (i + j) / 2 + 1
        i = j + 1
    n = y.sum()
    return (ranks[y == 1].sum() - n * (n + 1) / 2) / (n * (len(y) - n)) if 0 < n < len(y) else float("nan")


def precision(score, y):
    """Of as many of the best as there are right ones, how many are right."""
    k = int(y.sum())
    return y[np.argsort(-np.asarray(score), kind="stable")[:k]].mean() if k else float("nan")


def matrix(rows):
    return np.column_stack([np.ones(len(rows)), np.array([r["features"] for r in rows]) / 100])


def figures(docs, scorers):
    for name, scorer in scorers.items():
        a = [auc(scorer(d), d["y"]) for d in docs]
        p = [precision(scorer(d), d["y"]) for d in docs]
        print(f"  {name:24} AUC {np.nanmean(a):.3f}  precision at the number of right ones {np.nanmean(p):.3f}")


def tfidf(d):
    bags = [collections.Counter(words(r["sentence"])) for r in d["rows"]]
    idf = idf_of([set(b) for b in bags])
    total = sum(bags, collections.Counter())
    return [sum(total[w] * idf[w] for w in b) / (len(b) + 1) for b in bags]


def main():
    what, features, gold = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    files = read(features)
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    {"sentences": sentences, "actors": actors}[what](files, gold)


def show(names, beta):
    for n, b in zip(["constant", *names], beta):
        print(f"{round(1000 * b):>6} {n}")


def names_of(what):
    text = (pathlib.Path(__file__).resolve().parents[2] / "data/importance" / f"{what}.txt").read_text()
    return re.findall(r"^ *-?\d+ (.*)$", text, re.M)[1:]


def sentences(files, gold):
    docs = []
    for name, d in files.items():
        path = gold / f"{name}.tsv"
        if path.exists():
            known = dict(line.rsplit("\t", 1) for line in path.read_text().splitlines())
            rows = [row for row in d["sentence"] if " ".join(row["sentence"].split()) in known]
            value = np.array([float(known[" ".join(row["sentence"].split())]) for row in rows])
            docs.append({"rows": rows, "x": matrix(rows), "value": value, "y": (value == 1).astype(float)})
    learn = lambda docs: fit(np.vstack([d["x"] for d in docs]), np.concatenate([d["value"] for d in docs]), np.ones(sum(len(d["y"]) for d in docs)))
    names = names_of("sentences")
    for d in docs:
        d["by others"] = d["x"] @ learn([other for other in docs if other is not d])
    print(f"{len(docs)} documents, {int(sum(d['y'].sum() for d in docs))} of {sum(len(d['y']) for d in docs)} sentences are key")
    show(names, learn(docs))
    at = {n: i + 1 for i, n in enumerate(names)}
    scorers = {
        "weights by the others": lambda d: d["by others"],
        "early in the document": lambda d: d["x"][:, at["early"]],
        "opens a paragraph": lambda d: d["x"][:, at["opens a paragraph"]] + d["x"][:, at["early"]] / 10,
        "tf-idf": tfidf,
        "length": lambda d: d["x"][:, at["length"]],
        "centrality": lambda d: d["x"][:, at["centrality"]],
    }
    figures(docs, scorers)


def actors(files, gold):
    docs = []
    for name, d in files.items():
        path = gold / name / "actors.jsonl"
        if not path.exists() or not d["actor"]:
            continue
        known = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
        names = {}
        for k in known:
            for n in [k["name"], *k["aliases"]]:
                names.setdefault(n.lower(), k)
        rows = [(r, names.get(r["actor"].lower()) or next((names[a.lower()] for a in r["aliases"] if a.lower() in names), None)) for r in d["actor"]]
        rows = [(r, k) for r, k in rows if k]
        if rows:
            docs.append({"rows": [r for r, _ in rows], "x": matrix([r for r, _ in rows]), "y": np.array([float(k["key"]) for _, k in rows]),
                         "salience": np.array([float(k["salience"]) for _, k in rows])})
    train, held = docs[::2], docs[1::2]
    x, y = np.vstack([d["x"] for d in train]), np.concatenate([d["y"] for d in train])
    beta = fit(x, y, np.ones(len(y)), l2=20.0)
    names = names_of("actors")
    print(f"{len(train)} documents, {int(y.sum())} of {len(y)} actors are key; held out {len(held)}, {int(sum(d['y'].sum() for d in held))} of {sum(len(d['y']) for d in held)}")
    show(names, beta)
    at = {n: i + 1 for i, n in enumerate(names)}
    scorers = {"weights": lambda d: d["x"] @ beta, "mentions": lambda d: d["x"][:, at["mentions"]], "early": lambda d: d["x"][:, at["early"]]}
    figures(held, scorers)
    for name, scorer in scorers.items():
        s = np.concatenate([scorer(d) for d in held])
        print(f"  {name:24} over all held-out actors: AUC {auc(s, np.concatenate([d['y'] for d in held])):.3f}  "
              f"rank correlation with salience, a document {np.nanmean([spearman(scorer(d), d['salience']) for d in held]):.3f}")


def spearman(a, b):
    if len(a) < 3 or len(set(b)) < 2 or len(set(a)) < 2:
        return float("nan")
    rank = lambda v: np.array([(np.sum(v < t) + np.sum(v <= t)) / 2 for t in v])
    return np.corrcoef(rank(np.asarray(a)), rank(np.asarray(b)))[0, 1]


if __name__ == "__main__":
    main()
