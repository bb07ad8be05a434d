#!/usr/bin/env python3
"""Fine-tunes an encoder that tags who said what: the teacher on the gold, then the small network on gold and teacher.

  train.py --kind mpnet --base MPNET_FOLDER --train GOLD.jsonl PIECES.jsonl --dev GOLD.jsonl PIECES.jsonl --out TEACHER.pt
  train.py --kind minilm --base MINILM_FOLDER --train … --more TEXTS.jsonl PIECES.jsonl --told TOLD.npz --dev … --out STUDENT.pt

GOLD is one article a line, {"id","text","attributions":[{"source":[[s,e]..],"cue":[..],"content":[..]}]}, offsets in code points;
TEXTS have no attributions; PIECES is what `cargo run --release -p onrecord-attribution --example pieces -- FILE.jsonl` makes of
either, so that a network sees a text exactly as the binary does; TOLD is what tell.py has the teacher say of all of them. The
base folder holds model.safetensors (and vocab.txt) of all-MiniLM-L6-v2 or of all-mpnet-base-v2.

Loss of a token: cross entropy of its label, the teacher's probabilities (Hinton et al. 2015) in the place of the gold with
weight 1 - hard, and everywhere in texts; and a tenth of the cross entropy of its pointer. The weights that are kept are a
running mean over the steps (Polyak and Juditsky 1992)."""
import argparse, random, time

import numpy
import torch
import torch.nn.functional as F
from torch import nn

from articles import Batch, batches, read, windows
from network import KINDS
from reading import outputs, report

MASK = 103  # the piece that hides another


def loss_of(model, batch, hard):
    scores, points = outputs(model, batch)
    of_gold = F.cross_entropy(scores.transpose(1, 2), batch.labels.clamp(min=0), reduction="none")
    of_teacher = F.kl_div(scores.log_softmax(-1), batch.soft.softmax(-1), reduction="none").sum(-1)
    weight = hard * (batch.labels >= 0)
    loss = ((weight * of_gold + (1 - weight) * of_teacher) * batch.held).sum() / batch.held.sum()
    if (batch.arcs >= 0).any():
        closed = torch.cat([torch.ones_like(batch.held[:, :1]), batch.held], 1)[:, None]
        points = points.masked_fill(~closed, -1e4)
        loss = loss + 0.1 * F.cross_entropy(points.flatten(0, 1), batch.arcs.flatten())
    return loss


def groups(live, rate):
    """Heads learn faster, and neither norms nor offsets decay."""
    is_head = lambda name: name.split(".")[0] in ("labels", "points", "near")
    heads = [p for n, p in live if is_head(n)]
    plain = [p for n, p in live if not is_head(n) and p.ndim < 2]
    body = [p for n, p in live if not is_head(n) and p.ndim >= 2]
    return [{"params": heads, "lr": max(5 * rate, 5e-4)}, {"params": body, "lr": rate}, {"params": plain, "lr": rate, "weight_decay": 0.0}]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--kind", choices=KINDS, required=True)
    ap.add_argument("--base", required=True)
    ap.add_argument("--train", nargs=2, action="append", required=True)
    ap.add_argument("--more", nargs=2, action="append", default=[])
    ap.add_argument("--told")
    ap.add_argument("--dev", nargs=2, required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--scorer", help="folder with attribution_score.py, to print its joint F1 on dev after each epoch")
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--drop", type=float, default=0.1)
    ap.add_argument("--hide", type=float, default=0.0, help="share of the pieces that are hidden")
    ap.add_argument("--hard", type=float, default=1.0, help="weight of the gold's labels, the teacher's has the rest")
    ap.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as they are")
    ap.add_argument("--limit", type=int, default=144, help="pieces in a window")
    ap.add_argument("--batch", type=int, default=2048, help="pieces in a batch")
    ap.add_argument("--decay", type=float, default=0.995, help="of the running mean of the weights, for each step")
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    shuffle = random.Random(a.seed)
    told = numpy.load(a.told, allow_pickle=True)["told"].item() if a.told else None
    train = [x for gold, pieces in [*a.train, *a.more] for x in read(gold, pieces, told)]
    dev = read(*a.dev)
    model = KINDS[a.kind](a.base, frozen=a.frozen, drop=a.drop)
    live = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    weights = [p for _, p in live]
    optimizer = torch.optim.AdamW(groups(live, a.rate), weight_decay=0.01, fused=True)
    peak = [g["lr"] for g in optimizer.param_groups]
    sizes = [shuffle.choice((a.limit, a.limit * 7 // 8, a.limit * 3 // 4)) for _ in range(a.epochs)]
    plans = [batches([w for x in train for w in windows(x, size)], a.batch, shuffle) for size in sizes]
    steps, step, began = sum(map(len, plans)), 0, time.time()
    mean = [p.detach().clone() for p in weights]
    for epoch, plan in enumerate(plans, 1):
        model.train()
        total = 0.0
        for n, ws in enumerate(plan, 1):
            # A tenth of the steps to the peak, then straight down to nought.
            pace = min((step + 1) / (0.1 * steps), (steps - step) / (0.9 * steps), 1.0)
            for g, top in zip(optimizer.param_groups, peak):
                g["lr"] = top * pace
            batch = Batch(ws)
            if a.hide:
                hidden = (torch.rand(batch.words.shape) < a.hide) & (batch.words > MASK)
                batch.words[hidden] = MASK
            loss = loss_of(model, batch, a.hard)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            step += 1
            keep = min(a.decay, (1 + step) / (10 + step))
            torch._foreach_lerp_(mean, [p.detach() for p in weights], 1 - keep)
            total += loss.item()
            if n % 50 == 0:
                print(f"epoch {epoch} step {n}/{len(plan)} loss {total / n:.4f} {time.time() - began:.0f} s", flush=True)
        now = [p.detach().clone() for p in weights]
        load(weights, mean)
        torch.save(model.state_dict(), a.out)
        if a.scorer:
            report(model, dev, a.limit, a.scorer, f"epoch {epoch}, {time.time() - began:.0f} s")
        load(weights, now)


@torch.no_grad()
def load(weights, values):
    torch._foreach_copy_(weights, values)


if __name__ == "__main__":
    main()
