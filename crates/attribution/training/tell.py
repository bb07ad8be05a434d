#!/usr/bin/env python3
"""Has the teacher tell what it thinks of articles, for train.py --told.

  tell.py --base MPNET_FOLDER --frozen N --limit N TEACHER.pt TOLD.npz FILE.jsonl PIECES.jsonl [FILE.jsonl PIECES.jsonl …]

TOLD holds for each article's id the log-probabilities of the labels of its tokens, and its arcs: from the first token of a
content to that of its cue, from a cue's to that of its source, -1 for none."""
import argparse

import numpy
import torch

from articles import read
from network import LABELS, mpnet
from reading import Reading, readings


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--base", required=True)
    ap.add_argument("--frozen", type=int, default=0)
    ap.add_argument("--limit", type=int, default=192)
    ap.add_argument("teacher")
    ap.add_argument("out")
    ap.add_argument("files", nargs="+")
    a = ap.parse_args()
    model = mpnet(a.base, frozen=a.frozen)
    model.load_state_dict(torch.load(a.teacher, weights_only=True))
    told = {}
    for file, pieces in zip(a.files[::2], a.files[1::2], strict=True):
        articles = read(file, pieces)
        for article in articles:
            told[article.gold["id"]] = (numpy.zeros((len(article.tokens), LABELS), numpy.float16), {})
        for number, (window, scores, points) in enumerate(readings(model, articles, a.limit), 1):
            soft, arcs = told[window.article.gold["id"]]
            start = window.tokens[0]
            soft[start : start + len(scores)] = scores.clip(min=-30)
            for source, cue, contents in Reading(window, scores, points).relations():
                at = lambda span: start + span[1] if span else -1
                arcs.update({at(content): at(cue) for content in contents})
                if cue:
                    arcs[at(cue)] = at(source)
            if number % 500 == 0:
                print(f"{file}: {number} windows", flush=True)
    numpy.savez(a.out, told=numpy.array(told, dtype=object))


if __name__ == "__main__":
    main()
