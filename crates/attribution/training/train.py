#!/usr/bin/env python3
"""Fine-tunes the encoder that tags who said what.

  train.py --base MINILM_FOLDER --train GOLD.jsonl PIECES.jsonl [--train ...] --dev GOLD.jsonl PIECES.jsonl --out MODEL.pt

GOLD is one article a line, {"id","text","annotator","attributions":[{"source":[[s,e]..],"cue":[..],"content":[..]}]}, offsets in
code points; PIECES is what `cargo run --release -p onrecord-attribution --example pieces -- GOLD.jsonl` makes of it, so that the
network sees a text exactly as the binary does. MINILM_FOLDER holds model.safetensors of all-MiniLM-L6-v2.

The network: BERT (Devlin et al. 2019) of 6 layers over windows of whole paragraphs, one linear layer to seven BIO labels scored
as a linear chain (Lafferty et al. 2001) in each paragraph, and two bilinear pointers: from the first token of a content to that of
its cue, from the first token of a cue to that of its source, or to the window's first piece for none; with a weight for how far away
it stands, and whether in the same sentence. Each annotator has a vector that is added to
the input and is nought for nobody in particular, so that the habits of one annotator need not be learnt as the language's.
The weights that are kept are a running mean over the steps (Polyak and Juditsky 1992)."""
import argparse, json, math, random, sys, time
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F
from torch import nn

LABELS = 7  # outside, then begin and inside of source, cue, content; numbered as in src/tagger.rs
SORTS = 16  # as in src/encoder/input.rs
POINT = 64  # width of a pointer
NEAR = 15  # classes of distance between two tokens, as in src/encoder.rs: 7 before, the same, 7 behind
OPEN, END, PAD = 101, 102, 0
NOBODY = 6  # the annotator that is none


CHANCE = numpy.random.default_rng(1)


def dropout(x, share, training):
    """Dropout from bytes of chance: torch's own generator takes an eighth of a step on a CPU."""
    if not training or not share:
        return x
    kept = numpy.frombuffer(CHANCE.bytes(x.numel()), numpy.uint8) >= round(share * 256)
    return x * (torch.from_numpy(kept).view(x.shape).to(x.dtype) / (1 - share))


class Layer(nn.Module):
    def __init__(self, width=384, heads=12, inner=1536):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, mask, drop):
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        # Plain products: on a CPU the backward pass of the fused kernel takes twice as long.
        a = q @ k.transpose(2, 3) * (w // self.heads) ** -0.5
        a = (a if mask is None else a + mask).softmax(-1).to(v.dtype) @ v
        a = self.out(a.transpose(1, 2).reshape(b, n, w))
        x = self.norm1(x + dropout(a, drop, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + dropout(y, drop, self.training))


class Encoder(nn.Module):
    """Word pieces, their sorts and a mask → label scores and pointers of every piece."""

    def __init__(self, layers=6, width=384, drop=0.1):
        super().__init__()
        self.drop = drop
        self.words = nn.Embedding(30522, width)
        self.places = nn.Embedding(512, width)
        self.sorts = nn.Embedding(SORTS, width)
        self.annotators = nn.Embedding(NOBODY + 1, width, padding_idx=NOBODY)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width) for _ in range(layers))
        self.labels = nn.Linear(width, LABELS)
        self.points = nn.Linear(width, 4 * POINT)
        self.chain = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.near = nn.Parameter(torch.zeros(2, 2, NEAR))

    def forward(self, words, sorts, mask=None, annotator=None):
        x = self.words(words) + self.places.weight[: words.shape[1]] + self.sorts(sorts)
        if annotator is not None:
            x = x + self.annotators(annotator)[:, None]
        x = dropout(self.norm(x), self.drop, self.training)
        bias = None if mask is None else torch.zeros_like(mask, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None]
        for layer in self.layers:
            x = layer(x, bias, self.drop)
        return self.labels(dropout(x, self.drop, self.training)), self.points(x)


def base(folder):
    from safetensors.torch import load_file

    old = load_file(Path(folder) / "model.safetensors")
    model = Encoder()
    new = model.state_dict()
    new["words.weight"] = old["embeddings.word_embeddings.weight"]
    new["places.weight"] = old["embeddings.position_embeddings.weight"]
    new["sorts.weight"] = old["embeddings.token_type_embeddings.weight"][:1].repeat(SORTS, 1)
    new["annotators.weight"] = torch.zeros(NOBODY + 1, 384)
    for part in ("weight", "bias"):
        new[f"norm.{part}"] = old[f"embeddings.LayerNorm.{part}"]
        for i in range(6):
            o = f"encoder.layer.{i}."
            new[f"layers.{i}.qkv.{part}"] = torch.cat([old[f"{o}attention.self.{x}.{part}"] for x in ("query", "key", "value")])
            new[f"layers.{i}.out.{part}"] = old[f"{o}attention.output.dense.{part}"]
            new[f"layers.{i}.norm1.{part}"] = old[f"{o}attention.output.LayerNorm.{part}"]
            new[f"layers.{i}.up.{part}"] = old[f"{o}intermediate.dense.{part}"]
            new[f"layers.{i}.down.{part}"] = old[f"{o}output.dense.{part}"]
            new[f"layers.{i}.norm2.{part}"] = old[f"{o}output.LayerNorm.{part}"]
    model.load_state_dict(new)
    return model


def near_class(away):
    """The class of a distance in tokens: 1, 2, 3-4, 5-8, 9-16, 17-32 and more, on either side."""
    size = torch.clamp(torch.ceil(torch.log2(away.abs().clamp(min=1).float())) + 1, max=7).long()
    return 7 + torch.sign(away) * torch.where(away == 0, 0, size)


ROLES = ("source", "cue", "content")


def legal(a, b):
    """Whether label b may follow label a: inside a span comes only what began."""
    return b == 0 or b % 2 == 1 or (a > 0 and (a + 1) // 2 == (b + 1) // 2)


LEGAL = torch.tensor([[legal(a, b) for b in range(LABELS)] for a in range(LABELS)])


class Article:
    def __init__(self, gold, row, annotators):
        self.gold = gold
        self.annotator = annotators.get(gold.get("annotator"), NOBODY)
        self.paragraphs = row["paragraphs"]
        self.tokens = [t for p in self.paragraphs for t in p["tokens"]]
        role = [(0, None)] * (len(gold["text"]) + 1)
        for n, a in enumerate(gold.get("attributions", [])):
            for r, name in enumerate(ROLES):
                for k, (s, e) in enumerate(a.get(name, [])):
                    role[s:e] = [(r + 1, (n, r, k))] * (e - s)
        # The role of a token is that of its last character.
        at = [role[e - 1] for _, e in self.tokens]
        self.labels, first, last = [], {}, None
        for i, (r, key) in enumerate(at):
            self.labels.append(0 if r == 0 else 2 * r - (key != last))
            if r and key not in first:
                first[key] = i
            last = key
        # Arcs: from the first token of a content to its cue's, from that of a cue to its source's; -1 for none.
        self.arcs = {}
        for n, a in enumerate(gold.get("attributions", [])):
            cue = first.get((n, 1, 0), -1)
            for k in range(len(a.get("content", []))):
                if (n, 2, k) in first:
                    self.arcs[first[(n, 2, k)]] = cue
            if cue >= 0:
                self.arcs[cue] = first.get((n, 0, 0), -1)


class Window:
    """Whole paragraphs of one article, up to a number of pieces: words, sorts, and for each token its first piece."""

    def __init__(self, article):
        self.article, self.words, self.sorts = article, [OPEN], [0]
        self.first, self.tokens, self.sentences, self.fresh, self.ends = [], [], [], [], []

    def add(self, pieces, sorts, sentences, start):
        for k, (ps, sort) in enumerate(zip(pieces, sorts)):
            self.first.append(len(self.words))
            self.tokens.append(start + k)
            self.fresh.append(k == 0)
            self.sentences.append(len(self.ends) * 1000 + sentences[k])
            self.words += ps
            self.sorts += [sort] * len(ps)

    def end(self):
        self.ends.append(len(self.words))
        self.words.append(END)
        self.sorts.append(0)


def windows(article, limit):
    found, now, start = [], None, 0
    for p in article.paragraphs:
        sizes = [len(x) for x in p["pieces"]]
        total, at = sum(sizes), 0
        if now and len(now.words) + total + 1 > limit:
            found.append(now)
            now = None
        while at < len(sizes):
            now = now or Window(article)
            end, room = at, limit - len(now.words) - 1
            while end < len(sizes) and room >= sizes[end]:
                room -= sizes[end]
                end += 1
            now.add(p["pieces"][at:end], p["sorts"][at:end], p["sentences"][at:end], start + at)
            now.end()
            if end < len(sizes):
                found.append(now)
                now = None
            at = end
        start += len(sizes)
    return found + ([now] if now else [])


def batches(ws, pieces, shuffle):
    ws = sorted(ws, key=lambda w: len(w.words) + (shuffle.random() * 16 if shuffle else 0))
    found, now = [], []
    for w in ws:
        if now and max(len(w.words), max(len(x.words) for x in now)) * (len(now) + 1) > pieces:
            found.append(now)
            now = []
        now.append(w)
    found.append(now)
    if shuffle:
        shuffle.shuffle(found)
    return found


def collate(ws):
    n, t = max(len(w.words) for w in ws), max(len(w.first) for w in ws)
    words = torch.zeros(len(ws), n, dtype=torch.long)
    sorts, mask = torch.zeros_like(words), torch.zeros(len(ws), n, dtype=torch.bool)
    first, labels = torch.zeros(len(ws), t, dtype=torch.long), torch.zeros(len(ws), t, dtype=torch.long)
    held, fresh = torch.zeros(len(ws), t, dtype=torch.bool), torch.zeros(len(ws), t, dtype=torch.bool)
    sentences = torch.full((len(ws), t), -1)
    arcs = torch.full((len(ws), t), -100)
    for i, w in enumerate(ws):
        k = len(w.first)
        words[i, : len(w.words)] = torch.tensor(w.words)
        sorts[i, : len(w.words)] = torch.tensor(w.sorts)
        mask[i, : len(w.words)] = True
        first[i, :k] = torch.tensor(w.first)
        held[i, :k] = True
        fresh[i, :k] = torch.tensor(w.fresh)
        sentences[i, :k] = torch.tensor(w.sentences)
        # A span that goes on from another paragraph or window begins anew.
        labels[i, :k] = torch.tensor([y - (new and y > 0 and y % 2 == 0)
                                      for y, new in zip((w.article.labels[x] for x in w.tokens), w.fresh)])
        here = {x: j for j, x in enumerate(w.tokens)}
        for j, x in enumerate(w.tokens):
            to = w.article.arcs.get(x)
            if to is not None:
                arcs[i, j] = 0 if to < 0 else here[to] + 1 if to in here else -100
    annotator = torch.tensor([w.article.annotator for w in ws])
    return words, sorts, mask, first, held, labels, arcs, annotator, fresh, sentences


def chain_loss(scores, chain, labels, held, fresh):
    """Negative log-likelihood of the labels over legal paths, summed; a new chain starts wherever `fresh` is set."""
    forbidden = torch.where(LEGAL, 0.0, -1e4)
    step, start = chain + forbidden, forbidden[0]
    alpha = scores[:, 0] + start
    for t in range(1, scores.shape[1]):
        on = torch.logsumexp(alpha[:, :, None] + step, 1)
        anew = torch.logsumexp(alpha, 1)[:, None] + start
        new = torch.where(fresh[:, t, None], anew, on) + scores[:, t]
        alpha = torch.where(held[:, t, None], new, alpha)
    path = scores.gather(2, labels[..., None])[..., 0] * held
    moves = torch.where(fresh[:, 1:], 0.0, step[labels[:, :-1], labels[:, 1:]]) * held[:, 1:]
    return (torch.logsumexp(alpha, 1) - path.sum(1) - moves.sum(1)).sum()


def outputs(model, batch, annotator=None):
    words, sorts, mask, first, *_, sentences = batch
    with torch.autocast("cpu", torch.bfloat16, enabled=torch.is_grad_enabled()):
        labels, points = model(words, sorts, mask, annotator)
    pick = lambda x: x.float().gather(1, first[..., None].expand(-1, -1, x.shape[-1]))
    points, opening = pick(points), points.float()[:, :1]
    qc, kc, qs, ks = torch.cat([opening, points], 1).split(POINT, -1)
    # From each token (rows) to the opening piece or a token (columns).
    count = torch.arange(first.shape[1])
    away = near_class(count[None, :] - count[:, None])
    same = (sentences[:, :, None] == sentences[:, None, :]).long()
    near = [F.pad(table[same, away], (1, 0)) for table in model.near.float()]
    to_cue = qc[:, 1:] @ kc.transpose(1, 2) / math.sqrt(POINT) + near[0]
    to_source = qs[:, 1:] @ ks.transpose(1, 2) / math.sqrt(POINT) + near[1]
    return pick(labels), to_cue, to_source


def loss_of(model, batch, annotator, arcs_weight):
    scores, to_cue, to_source = outputs(model, batch, annotator)
    _, _, _, _, held, labels, arcs, _, fresh, _ = batch
    loss = chain_loss(scores, model.chain, labels, held, fresh) / held.sum()
    closed = torch.cat([torch.ones_like(held[:, :1]), held], 1)[:, None]
    for points, begin in ((to_cue, 5), (to_source, 3)):
        target = torch.where(labels == begin, arcs, -100)
        if (target >= 0).any():
            points = points.masked_fill(~closed, -1e4)
            loss = loss + arcs_weight * F.cross_entropy(points.flatten(0, 1), target.flatten())
    return loss


def viterbi(scores, chain):
    step = (chain + torch.where(LEGAL, 0.0, -1e4)).detach()
    best, back = scores[0] + torch.where(LEGAL[0], 0.0, -1e4), []
    for s in scores[1:]:
        best, come = (best[:, None] + step).max(0)
        best = best + s
        back.append(come)
    path = [int(best.argmax())]
    for come in reversed(back):
        path.append(int(come[path[-1]]))
    return path[::-1]


def spans(path):
    found, begin = [], None
    for i, label in enumerate(path + [0]):
        if begin is not None and (label == 0 or label % 2 == 1):
            found.append(((path[begin] - 1) // 2, begin, i))
            begin = None
        if label and label % 2 == 1:
            begin = i
    return found


@torch.no_grad()
def predict(model, articles, limit):
    """Attributions of each article, in the gold's form."""
    model.eval()
    found = {a.gold["id"]: {"id": a.gold["id"], "attributions": []} for a in articles}
    every = [w for a in articles for w in windows(a, limit)]
    for ws in batches(every, 8192, None):
        scores, to_cue, to_source = outputs(model, collate(ws))
        for i, w in enumerate(ws):
            t = w.article.tokens
            starts = [k for k, new in enumerate(w.fresh) if new] + [len(w.first)]
            at = [(r, a + x, a + y) for a, b in zip(starts, starts[1:])
                  for r, x, y in spans(viterbi(scores[i, a:b], model.chain))]
            paragraph = [sum(k >= a for a in starts) for k in range(len(w.first))]
            of = {r: [s for s in at if s[0] == r] for r in range(3)}
            span = lambda s: [t[w.tokens[s[1]]][0], t[w.tokens[s[2] - 1]][1]]

            def point(table, row, among):
                among = [s for s in among if paragraph[s[1]] == paragraph[row]]
                scores = [float(table[i, row, 0])] + [float(table[i, row, s[1] + 1]) for s in among]
                best = max(range(len(scores)), key=scores.__getitem__)
                return None if best == 0 else among[best - 1]

            relations = {}
            for n, c in enumerate(of[2]):
                cue = point(to_cue, c[1], of[1])
                relations.setdefault(cue or ("none", n), []).append(c)
            for cue, contents in relations.items():
                real = cue[0] != "none"
                source = point(to_source, cue[1], of[0]) if real else None
                found[w.article.gold["id"]]["attributions"].append({
                    "source": [span(source)] if source else [], "cue": [span(cue)] if real else [],
                    "content": [span(c) for c in contents]})
    return found


def read(gold, pieces, annotators):
    golds = [json.loads(line) for line in open(gold, encoding="utf-8")]
    rows = (json.loads(line) for line in open(pieces, encoding="utf-8"))
    return [Article(g, r, annotators) for g, r in zip(golds, rows)]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--base", required=True)
    ap.add_argument("--train", nargs=2, action="append", required=True)
    ap.add_argument("--dev", nargs=2, required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--scorer", help="folder with attribution_score.py, to print its joint F1 on dev after each epoch")
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--drop", type=float, default=0.1)
    ap.add_argument("--limit", type=int, default=256, help="pieces in a window")
    ap.add_argument("--batch", type=int, default=2048, help="pieces in a batch")
    ap.add_argument("--decay", type=float, default=0.998, help="of the running mean of the weights")
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    shuffle = random.Random(a.seed)
    names = sorted({json.loads(l).get("annotator") or "" for g, _ in a.train for l in open(g, encoding="utf-8")} - {""})
    annotators = {name: i for i, name in enumerate(names[:NOBODY])}
    train = [x for g, p in a.train for x in read(g, p, annotators)]
    dev = read(*a.dev, annotators)
    model = base(a.base)
    model.drop = a.drop
    heads = [p for n, p in model.named_parameters() if n.split(".")[0] in ("labels", "points", "chain", "near")]
    plain = [p for n, p in model.named_parameters() if p.ndim < 2 and not any(p is h for h in heads)]
    body = [p for p in model.parameters() if not any(p is q for q in heads + plain)]
    optimizer = torch.optim.AdamW([{"params": heads, "lr": 5 * a.rate}, {"params": body, "lr": a.rate},
                                   {"params": plain, "lr": a.rate, "weight_decay": 0.0}], weight_decay=0.01, fused=True)
    peak = [g["lr"] for g in optimizer.param_groups]
    sizes = [shuffle.choice((a.limit, a.limit * 7 // 8, a.limit * 3 // 4)) for _ in range(a.epochs)]
    plans = [batches([w for x in train for w in windows(x, size)], a.batch, shuffle) for size in sizes]
    steps, step, began = sum(map(len, plans)), 0, time.time()
    mean = {n: p.detach().clone() for n, p in model.named_parameters()}
    for epoch, plan in enumerate(plans):
        model.train()
        total = 0.0
        for n, ws in enumerate(plan):
            rise = min(1.0, (step + 1) / (0.1 * steps))
            for g, top in zip(optimizer.param_groups, peak):
                g["lr"] = top * min(rise, (steps - step) / (0.9 * steps))
            batch = collate(ws)
            who = torch.where(torch.rand(len(ws)) < 0.5, batch[7], NOBODY)
            loss = loss_of(model, batch, who, 0.1)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            keep = min(a.decay, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, p in model.named_parameters():
                    mean[name].lerp_(p, 1 - keep)
            total += loss.item()
            if n % 50 == 0:
                print(f"epoch {epoch + 1} step {n}/{len(plan)} loss {total / (n + 1):.4f} {time.time() - began:.0f} s", file=sys.stderr, flush=True)
        now = {n: p.detach().clone() for n, p in model.named_parameters()}
        model.load_state_dict(mean, strict=False)
        torch.save(model.state_dict(), a.out)
        report(model, dev, a, f"epoch {epoch + 1}, {time.time() - began:.0f} s")
        model.load_state_dict(now, strict=False)


def report(model, dev, a, name):
    if not a.scorer:
        return
    sys.path.insert(0, a.scorer)
    import attribution_score

    result = attribution_score.score({x.gold["id"]: x.gold for x in dev}, predict(model, dev, a.limit))
    tokens = "/".join(str(result[f"token {r}"]["F"]) for r in ROLES)
    b = result["breakdown"]
    print(f"{name}: joint {result['joint rel']} token {tokens} content-only {result['content_only rel']['F']} source given content "
          f"{result['source_acc_given_content']} speech {b['cue:speech']['joint']} other {b['cue:other']['joint']} direct {b['content:direct']['joint']}"
          f" indirect {b['content:indirect']['joint']}", flush=True)


if __name__ == "__main__":
    main()
