"""Writes rules that make a word its lemma, learnt from trees.

usage: lemmas.py OUT.tsv TRAIN.conllu... [--test TREES.conllu]

A rule is for a part of speech and an end of words (`^`: the whole word): so many
letters are cut and others put in their place. The longest end that a word has
rules; a rule is written where it is right more often than the shorter one's.
"""

import sys
from collections import Counter, defaultdict

LONGEST = 6
# What a rule must gain in words of the trees: an end, and a whole word.
GAIN, WORD_GAIN = 3, 2
# Their lemmas are written as the words are, or no rule tells.
KEPT = {"ADD", "CD", "FW", "GW", "LS", "NNP", "WP$"}


def tokens(path):
    for line in open(path, encoding="utf-8"):
        cells = line.split("\t")
        if len(cells) > 7 and cells[0].isdigit() and cells[2] != "_":
            word = cells[1] if cells[4].startswith("NNP") else cells[1].lower()
            yield cells[4], word.replace("’", "'"), cells[2]


def edit(word, lemma):
    # Capitals are for names; of the rest only `I` has one.
    if lemma.lower() == word and word != "i":
        return 0, ""
    shared = 0
    while shared < min(len(word), len(lemma)) and word[shared] == lemma[shared]:
        shared += 1
    return len(word) - shared, lemma[shared:]


def ends(word):
    """From the shortest to the whole word."""
    for size in range(min(LONGEST, len(word) - 1) + 1):
        yield word[len(word) - size :]
    yield "^" + word


def learn(paths):
    counts = Counter(token for path in paths for token in tokens(path))
    groups = defaultdict(lambda: defaultdict(Counter))
    for (xpos, word, lemma), count in counts.items():
        if xpos in KEPT:
            continue
        # A frequent word is no more than five rare ones.
        for end in ends(word):
            groups[xpos][end][edit(word, lemma)] += count if end[:1] == "^" else min(count, 5)
    rules = {}
    for xpos, group in groups.items():
        for end in sorted(group, key=lambda end: (end[:1] == "^", len(end))):
            best, most = group[end].most_common(1)[0]
            word = end[1:] if end[:1] == "^" else end
            before = rule(rules, xpos, word if end[:1] == "^" else "?" + word)
            gain = most - group[end][before]
            if best[0] <= len(word) and gain >= (WORD_GAIN if end[:1] == "^" else GAIN):
                rules[xpos, end] = best
    return rules


def rule(rules, xpos, word):
    for end in reversed(list(ends(word))):
        if (xpos, end) in rules:
            return rules[xpos, end]
    return 0, ""


def main(out, *paths):
    test = paths.index("--test") if "--test" in paths else len(paths)
    rules = learn(paths[:test])
    with open(out, "w", encoding="utf-8") as file:
        for (xpos, end), (cut, put) in sorted(rules.items()):
            file.write(f"{xpos}\t{end}\t{cut}\t{put}\n")
    for path in paths[test + 1 :]:
        wrong = Counter()
        all_ = 0
        for xpos, word, lemma in tokens(path):
            cut, put = rule(rules, xpos, word)
            all_ += 1
            if (word[: len(word) - cut] + put).lower() != lemma.lower():
                wrong[xpos, word, lemma, word[: len(word) - cut] + put] += 1
        print(f"{path}: {100 - 100 * wrong.total() / all_:.2f} %, {len(rules)} rules")
        for error, count in wrong.most_common(40):
            print(count, *error)


if __name__ == "__main__":
    main(*sys.argv[1:])
