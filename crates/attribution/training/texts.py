#!/usr/bin/env python3
"""News without attributions, for the teacher to mark: TEXTS.jsonl of public data sets.

  texts.py OUT.jsonl [--pages FILE.jsonl.gz …] [--tokens FILE.conll …]

--pages: one page a line, {"id","html"} or {"id","gold":{"text"}}: WCXB (CC BY 4.0), the evaluation sets of trafilatura and htmldate.
--tokens: one token a line, document, sentence, number, word: ECB+ train (CC BY 3.0), MEANTIME (CC BY 4.0).
What is not English, short, or hardly quotes anybody is left out."""
import argparse, gzip, json, re

import trafilatura

CUE = re.compile(r"\b(said|says|told|according to|announced|claimed|added|warned|argued|stated)\b")
ENGLISH = re.compile(r"\b(the|of|and|to|in|that|is)\b")
LONGEST = 12000  # characters


def page_text(page):
    if "text" in (page.get("gold") or {}):
        return page["gold"]["text"] or ""
    if len(page["html"]) > 600_000 or len(CUE.findall(page["html"])) < 3:
        return ""
    return trafilatura.extract(page["html"], include_comments=False, include_tables=False, include_formatting=False) or ""


def quotes_somebody(text):
    words, cues = len(text.split()), len(CUE.findall(text))
    return words >= 120 and len(ENGLISH.findall(text)) >= words * 0.1 and cues >= 3 and cues >= words * 0.002


def joined(words):
    """Tokens as a text: no space before closing marks and behind opening ones."""
    text, quoted, tight = "", False, True
    for word in ({"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(w, w) for w in words):
        closes = word in ".,;:?!)%'" or word in ("'s", "n't", "'re", "'ve", "'ll", "'m", "'d") or (word == '"' and quoted)
        text += word if tight or closes else " " + word
        quoted ^= word == '"'
        tight = word in ("(", "$", "£", "€") or (word == '"' and quoted)
    return text


def documents(path):
    found = {}
    for line in open(path, encoding="utf-8"):
        cells = line.split()
        if len(cells) >= 4 and not line.startswith("#"):
            found.setdefault(cells[0], {}).setdefault(cells[1], []).append(cells[3])
    for name, sentences in found.items():
        lines = [joined(words) for words in sentences.values()]
        yield name, "\n\n".join(" ".join(lines[i : i + 2]) for i in range(0, len(lines), 2))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out")
    ap.add_argument("--pages", nargs="*", default=[])
    ap.add_argument("--tokens", nargs="*", default=[])
    a = ap.parse_args()
    pages = ((p["id"], page_text(p)) for path in a.pages for p in map(json.loads, gzip.open(path, "rt", encoding="utf-8")))
    found = {text[:200]: (name, text[:LONGEST]) for name, text in pages if quotes_somebody(text)}
    short = ((name, text) for path in a.tokens for name, text in documents(path) if len(text) > 200 and CUE.search(text))
    found |= {text[:200]: (name, text) for name, text in short}
    with open(a.out, "w", encoding="utf-8") as out:
        for number, (name, text) in enumerate(found.values()):
            out.write(json.dumps({"id": f"text-{number}-{name}", "text": text}) + "\n")
    print(f"{len(found)} texts, {sum(len(text.split()) for _, text in found.values())} words")


if __name__ == "__main__":
    main()
