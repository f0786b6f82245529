#!/usr/bin/env python3
"""How much of real files is read: word recall and precision against other readers.

    python3 benches/reading.py FOLDER [BYHEART]

Every file below FOLDER is read with `byheart generate --text -v` and compared, as
bags of words, with an independent reader: `pdftotext` for PDF, `pandoc -t plain`
for DOCX, ODT, EPUB, Markdown, Org, reStructuredText, LaTeX and notebooks, and for
HTML the page `expected.html` in the same folder (as in the test pages of
readability libraries), else pandoc. Text files are their own reference. Words of
tables count. Where words have no blanks between them, as in Chinese, Japanese and
Thai, each letter is a word.

recall     words of the reference that are read as the text
kept       those, and those that are left out for a reason that is told
precision  words read as the text that the reference has too

A format's line gives medians and how many files keep at least 98 %; each other
file follows, with the share of the reference's letters that are kept. Where that
is much higher, the two readers part the words at other places (letters that are
set wide, drawn in another order, or in pieces); where it is as low, something is
missing in one of the two.

Numbers before items are taken from both, where both write a block a line. Numbers of
notes and the commands of TeX into which formulas are turned are no words of a file but
pandoc's: a filter takes them out and leaves the texts.
"""

import collections
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import unicodedata

PANDOC = {
    ".docx": "docx", ".odt": "odt", ".epub": "epub", ".md": "gfm+footnotes+definition_lists",
    ".org": "org", ".rst": "rst", ".tex": "latex", ".ipynb": "ipynb", ".html": "html",
    ".htm": "html",
}
WITHOUT_ADDITIONS = r"""
function Math(math) return pandoc.Str((math.text:gsub("\\%a+", " "))) end
function OrderedList(list) return pandoc.BulletList(list.content) end
function Note(note) return pandoc.Span(pandoc.utils.blocks_to_inlines(note.content)) end
"""
LEAST_WORDS = 50
SECONDS = 120
LEFT_OUT = re.compile(r"(?m)^\[left out as [a-z ]+: (.*)\]$")
WORD = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")


def run(command):
    try:
        ran = subprocess.run(command, capture_output=True, timeout=SECONDS)
    except (subprocess.TimeoutExpired, FileNotFoundError):
        return None
    return ran.stdout.decode("utf-8", "replace") if ran.returncode == 0 else None


def words(text):
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[-\u2010\u2011]\n\s*|\u00ad", "", text)
    return collections.Counter(WORD.findall(text))


def unnumbered(text, path):
    """Without the numbers before items; lines of pages may begin with any number."""
    is_of_lines = path.suffix.lower() in (".pdf", ".txt")
    return text if is_of_lines else re.sub(r"(?m)^\s*\d{1,3}[.)]\s+", "", text)


def letters(bag):
    found = collections.Counter()
    for word, times in bag.items():
        for letter in word:
            found[letter] += times
    return found


def share(own, wanted):
    return (own & wanted).total() / max(1, wanted.total())


def reference(path, lua):
    ending = path.suffix.lower()
    if ending == ".pdf":
        return run(["pdftotext", "-q", str(path), "-"])
    if ending == ".txt":
        return path.read_bytes().decode("utf-8", "replace")
    expected = path.parent / "expected.html"
    if ending in (".html", ".htm") and expected.exists():
        path = expected
    if ending in PANDOC:
        options = ["-f", PANDOC[ending], "-t", "plain", "--wrap=none", "--lua-filter", lua]
        return run(["pandoc", *options, str(path)])
    return None


def read(byheart, path):
    """What is read as the text, and with what is left out."""
    text = run([byheart, "generate", "--text", "-v", str(path)])
    if text is None:
        return None
    # Signs of bold, italics and highlights are no words.
    text = unnumbered(re.sub(r"[*`]|==", "", text), path)
    body = words(LEFT_OUT.sub("", text))
    return body, body + words("\n".join(LEFT_OUT.findall(text)))


def figures(byheart, path, lua):
    wanted = words(unnumbered(reference(path, lua) or "", path))
    if wanted.total() < LEAST_WORDS:
        return None
    body, kept = read(byheart, path) or (collections.Counter(),) * 2
    return (share(body, wanted), share(wanted, body), share(kept, wanted),
            share(letters(kept), letters(wanted)), path)


def main():
    folder = pathlib.Path(sys.argv[1])
    byheart = sys.argv[2] if len(sys.argv) > 2 else "target/release/byheart"
    found = collections.defaultdict(list)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as lua:
        lua.write(WITHOUT_ADDITIONS)
        lua.flush()
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            row = figures(byheart, path, lua.name) if path.name != "expected.html" else None
            if row:
                found[path.suffix.lower()].append(row)
    print(f"{'format':8} {'files':>5} {'recall':>7} {'kept':>7} {'precision':>9} {'>= 98 %':>8}")
    for ending, rows in sorted(found.items()):
        recall, precision, kept = (statistics.median(row[at] for row in rows) for at in range(3))
        whole = sum(row[2] >= 0.98 for row in rows)
        print(f"{ending:8} {len(rows):5} {recall:7.3f} {kept:7.3f} {precision:9.3f} {whole:8}")
    for rows in found.values():
        for recall, _, kept, of_letters, path in sorted(rows, key=lambda row: row[2]):
            if kept < 0.98:
                print(f"  kept {kept:.3f} (read {recall:.3f}, letters {of_letters:.3f}) {path}")


if __name__ == "__main__":
    main()
