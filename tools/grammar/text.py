"""Words as the model sees them, and trees as the treebanks write them.

What a word becomes here (`norm`, `shape`, `features`) is done again by
`crates/grammar/src/word.rs`: a change of one is a change of both.
"""

import re

# Rows of the hashed tables, by feature.
BUCKETS = {"hash": 4000, "pre3": 2000, "suf2": 1000, "suf3": 3000, "suf4": 4000, "shape": 1000}

# Letters of a word that are looked at.
LONGEST = 64

KEPT = {"nsubj:pass", "csubj:pass", "aux:pass", "acl:relcl", "obl:agent", "nmod:poss"}

FORMS = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛`´′", "'"),
    **dict.fromkeys("‐‑‒", "-"),
    **dict.fromkeys("–—―", "--"),
    "…": "...",
}
FORM = str.maketrans(FORMS)


def norm(word):
    """A word in lower case, its quotes and dashes in one form, its numbers by class."""
    word = word[:LONGEST].lower().translate(FORM)
    if word == "''":
        return '"'
    if not re.search("[0-9]", word):
        return word
    if re.fullmatch("[0-9]+", word):
        if len(word) == 4 and (word[0] == "1" or word.startswith("20")):
            return "<year>"
        return f"<{min(len(word), 4)}>"
    if re.fullmatch("[0-9.,]+", word):
        return "<.>"
    return re.sub("[0-9]+", "0", word)


def shape(word):
    """Classes of letters, two of a run at most, ten in all."""
    out = ""
    for char in word[:LONGEST]:
        if char.isupper():
            kind = "X"
        elif char.isalpha():
            kind = "x"
        elif "0" <= char <= "9":
            kind = "d"
        else:
            kind = FORMS.get(char, char)[0]
        if not out.endswith(kind * 2):
            out += kind
        if len(out) == 10:
            break
    return out


def row(kind, text, size):
    """FNV-1a of a letter for the table and the text, folded into its rows."""
    value = 0xCBF29CE484222325
    for byte in kind.encode() + text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return (value ^ value >> 32) % size


def features(word):
    """Rows in the hashed tables: two of `hash`, then one of each other."""
    form = norm(word)
    return (
        row("a", form, BUCKETS["hash"]),
        row("b", form, BUCKETS["hash"]),
        row("p", form[:3], BUCKETS["pre3"]),
        row("2", form[-2:], BUCKETS["suf2"]),
        row("3", form[-3:], BUCKETS["suf3"]),
        row("4", form[-4:], BUCKETS["suf4"]),
        row("s", shape(word), BUCKETS["shape"]),
    )


def universal(label):
    """A relation without its subtype, unless a reader needs it."""
    return label if label in KEPT else label.split(":")[0]


def trees(path):
    """Sentences as lists of (word, upos, xpos, head, relation)."""
    sentence = []
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 7 and cells[0].isdigit():
            sentence.append((cells[1], cells[3], cells[4], int(cells[6]), universal(cells[7])))
        elif not line.strip() and sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


WORDS = re.compile(
    r"""https?://\S+|www\.\S+
      |(?:[A-Z]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Capt|vs|etc)\.|[A-Z]\.(?=\s+[A-Z])
      |[0-9]+(?:[.,][0-9]+)*(?:st|nd|rd|th|s)?\b
      |\w+(?=n['’]t\b)|n['’]t\b
      |['’](?:s|re|ve|ll|d|m)\b
      |\w+
      |\.\.+|--+|.""",
    re.X,
)


def words(line):
    """Words of plain text, cut nearly as the treebanks cut them."""
    return [word for word in WORDS.findall(line) if not word.isspace()]
