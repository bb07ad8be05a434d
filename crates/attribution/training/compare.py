#!/usr/bin/env python3
"""What eight-bit weights cost: scores of the exported network beside those of the trained one, on the same windows.

  compare.py MODEL.pt NETWORK.onnx GOLD.jsonl PIECES.jsonl [--scorer FOLDER]

Prints the F1 of tokens by role for both, the share of tokens with the same label and, with the folder of attribution_score.py, joint F1."""
import argparse, sys

import onnxruntime
import torch

import train


class Exported:
    """The exported network in the place of the trained one; rows one by one, since it knows no mask."""

    def __init__(self, path, model):
        self.session = onnxruntime.InferenceSession(path)
        self.chain, self.near = model.chain, model.near

    def eval(self):
        return self

    def __call__(self, words, sorts, mask, annotator=None):
        out = torch.zeros(*words.shape, train.LABELS + 4 * train.POINT)  # what is not exported stays nought
        for i, n in enumerate(mask.sum(1).tolist()):
            row = {"words": words[i : i + 1, :n].numpy(), "sorts": sorts[i : i + 1, :n].numpy()}
            values = torch.from_numpy(self.session.run(None, row)[0][0])
            out[i, :n, : values.shape[1]] = values
        return out.split([train.LABELS, 4 * train.POINT], -1)


@torch.no_grad()
def labels(model, articles, limit):
    found = []
    for article in articles:
        for w in train.windows(article, limit):
            scores, _, _ = train.outputs(model, train.collate([w]))
            starts = [k for k, new in enumerate(w.fresh) if new] + [len(w.first)]
            found += [x for a, b in zip(starts, starts[1:]) for x in train.viterbi(scores[0, a:b], model.chain)]
    return found


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("model", "network", "gold", "pieces"):
        ap.add_argument(name)
    ap.add_argument("--scorer")
    ap.add_argument("--limit", type=int, default=144)
    a = ap.parse_args()
    articles = train.read(a.gold, a.pieces, {})
    model = train.Encoder()
    model.load_state_dict(torch.load(a.model, weights_only=True))
    model.eval()
    pair = {"trained": model, "exported": Exported(a.network, model)}
    gold = [y for x in articles for w in train.windows(x, a.limit) for y in (x.labels[t] for t in w.tokens)]
    found = {name: labels(one, articles, a.limit) for name, one in pair.items()}
    role = lambda y: (y + 1) // 2
    for name, path in found.items():
        line = []
        for r in (1, 2, 3):
            both = sum(role(g) == role(p) == r for g, p in zip(gold, path))
            line.append(200 * both / max(1, sum(role(g) == r for g in gold) + sum(role(p) == r for p in path)))
        print(f"{name}: token F1 " + " / ".join(f"{x:.2f}" for x in line))
    same = sum(x == y for x, y in zip(*found.values()))
    print(f"same label: {100 * same / len(gold):.2f} % of {len(gold)} tokens")
    for name, one in pair.items():
        train.report(one, articles, a, name)


if __name__ == "__main__":
    main()
