#!/usr/bin/env python3
"""How much of real files is read: word recall and precision against other readers.

    python3 benches/reading.py FOLDER [BYHEART]

Every file below FOLDER is read with `byheart generate --text` and compared, as
bags of words, with an independent reader: `pdftotext` for PDF, `pandoc -t plain`
for DOCX, ODT, EPUB, Markdown, Org, reStructuredText, LaTeX and notebooks, and for
HTML the page `expected.html` in the same folder (as in the test pages of
readability libraries), else pandoc. Text files are their own reference. Words of
tables count. A format's line gives medians, and how many files have at least 98 %
of the reference's words either read or counted as left out.
"""

import collections
import json
import pathlib
import re
import statistics
import subprocess
import sys
import unicodedata

PANDOC = {
    ".docx": "docx", ".odt": "odt", ".epub": "epub", ".md": "gfm+footnotes+definition_lists",
    ".org": "org", ".rst": "rst", ".tex": "latex", ".ipynb": "ipynb", ".html": "html",
    ".htm": "html",
}
LEAST_WORDS = 50
SECONDS = 60


def run(command, text=None):
    try:
        ran = subprocess.run(command, input=text, capture_output=True, timeout=SECONDS)
    except (subprocess.TimeoutExpired, FileNotFoundError):
        return None
    return ran.stdout.decode("utf-8", "replace") if ran.returncode == 0 else None


def words(text):
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[-\u2010\u2011]\n\s*|\u00ad", "", text)
    return collections.Counter(re.findall(r"[^\W_]+", text))


def reference(path):
    ending = path.suffix.lower()
    if ending == ".pdf":
        return run(["pdftotext", "-q", str(path), "-"])
    if ending == ".txt":
        return path.read_bytes().decode("utf-8", "replace")
    expected = path.parent / "expected.html"
    if ending in (".html", ".htm") and expected.exists():
        path = expected
    if ending in PANDOC:
        return run(["pandoc", "-f", PANDOC[ending], "-t", "plain", "--wrap=none", str(path)])
    return None


def read(byheart, path):
    text = run([byheart, "generate", "--text", str(path)])
    report = run([byheart, "generate", "--dry-run", "--json", "--out", "/nonexistent", str(path)])
    if text is None or report is None:
        return None
    left_out = json.loads(report)["documents"][0]["read"]["left_out"]
    body = re.sub(r"(?m)^\[left out as .*\]$|[*`]|==", "", text)
    return words(body), sum(one["words"] for one in left_out.values())


def main():
    folder = pathlib.Path(sys.argv[1])
    byheart = sys.argv[2] if len(sys.argv) > 2 else "target/release/byheart"
    found = collections.defaultdict(list)
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        if path.name == "expected.html":
            continue
        wanted = reference(path)
        if wanted is None or sum(words(wanted).values()) < LEAST_WORDS:
            continue
        wanted = words(wanted)
        own = read(byheart, path)
        if own is None:
            found[path.suffix.lower()].append((0, 0, 0, path))
            continue
        bag, left_out = own
        shared, all_words = sum((bag & wanted).values()), sum(wanted.values())
        precision = shared / max(1, sum(bag.values()))
        kept = min(1, (shared + left_out) / all_words)
        found[path.suffix.lower()].append((shared / all_words, precision, kept, path))
    print(f"{'format':8} {'files':>5} {'recall':>7} {'precision':>9} {'>= 98 %':>8}")
    for ending, rows in sorted(found.items()):
        whole = sum(kept >= 0.98 for _, _, kept, _ in rows)
        recall, precision = (statistics.median(row[at] for row in rows) for at in (0, 1))
        print(f"{ending:8} {len(rows):5} {recall:7.3f} {precision:9.3f} {whole:8}")
    for rows in found.values():
        for recall, _, kept, path in sorted(rows, key=lambda row: row[2]):
            if kept < 0.98:
                print(f"  {kept:.3f} (read {recall:.3f}) {path}")


if __name__ == "__main__":
    main()
