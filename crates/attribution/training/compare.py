#!/usr/bin/env python3
"""What eight-bit weights cost: scores of the exported network beside those of the trained one, on the same windows.

  compare.py MODEL.pt NETWORK.onnx GOLD.jsonl PIECES.jsonl SCORER

Prints the share of tokens whose best label is the same, and the scores of both by attribution_score.py in the folder SCORER."""
import sys

import onnxruntime
import torch

from articles import read
from network import LABELS, POINT, Encoder
from reading import readings, report

LIMIT = 144  # pieces in a window, as in src/encoder.rs


class Exported:
    """The exported network in the place of the trained one; rows one by one, since it knows no mask."""

    def __init__(self, path, model):
        self.session = onnxruntime.InferenceSession(path)
        self.near = model.near

    def eval(self):
        return self

    def __call__(self, words, sorts, mask):
        out = torch.zeros(*words.shape, LABELS + 2 * POINT)
        for i, n in enumerate(mask.sum(1).tolist()):
            row = {"words": words[i : i + 1, :n].numpy(), "sorts": sorts[i : i + 1, :n].numpy()}
            out[i, :n] = torch.from_numpy(self.session.run(None, row)[0][0])
        return out.split([LABELS, 2 * POINT], -1)


def main(weights, network, gold, pieces, scorer):
    articles = read(gold, pieces)
    model = Encoder()
    model.load_state_dict(torch.load(weights, weights_only=True))
    pair = {"trained": model, "exported": Exported(network, model)}
    best = [[label for _, scores, _ in readings(one, articles, LIMIT) for label in scores.argmax(-1)] for one in pair.values()]
    print(f"same label: {100 * sum(x == y for x, y in zip(*best)) / len(best[0]):.2f} % of {len(best[0])} tokens")
    for name, one in pair.items():
        report(one, articles, LIMIT, scorer, name)


if __name__ == "__main__":
    main(*sys.argv[1:])
