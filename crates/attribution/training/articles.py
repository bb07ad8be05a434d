"""Articles as the networks see them: gold and word pieces → tokens with labels and arcs → windows → batches."""
import json

import numpy
import torch

from network import LABELS

OPEN, END = 101, 102
ROLES = ("source", "cue", "content")


def legal(a, b):
    """Whether label b may follow label a: inside a span comes only what began."""
    return b == 0 or b % 2 == 1 or (a > 0 and (a + 1) // 2 == (b + 1) // 2)


LEGAL = numpy.array([[0.0 if legal(a, b) else -1e4 for b in range(LABELS)] for a in range(LABELS)])


class Article:
    """One article: tokens, a label for each, and arcs between first tokens of spans: from a content to its cue, from a cue
    to its source, -1 for none. `soft` holds the teacher's log-probabilities of each token's labels, where there are any;
    an article that is in no gold has these and the teacher's arcs alone."""

    def __init__(self, gold, row, told=None):
        self.gold, self.known, self.soft, self.arcs = gold, "attributions" in gold, None, {}
        self.paragraphs = row["paragraphs"]
        self.tokens = [t for p in self.paragraphs for t in p["tokens"]]
        self.labels = [0] * len(self.tokens)
        if told is not None:
            self.soft, self.arcs = told
        if self.known:
            self.learn()

    def learn(self):
        role = [(0, None)] * (len(self.gold["text"]) + 1)
        for n, a in enumerate(self.gold["attributions"]):
            for r, name in enumerate(ROLES):
                for k, (s, e) in enumerate(a.get(name, [])):
                    role[s:e] = [(r + 1, (n, r, k))] * (e - s)
        first, last = {}, None
        for i, (_, end) in enumerate(self.tokens):
            # The role of a token is that of its last character.
            r, key = role[end - 1]
            self.labels[i] = 0 if r == 0 else 2 * r - (key != last)
            if r and key not in first:
                first[key] = i
            last = key
        self.arcs = {}
        for n, a in enumerate(self.gold["attributions"]):
            cue = first.get((n, 1, 0), -1)
            for k in range(len(a.get("content", []))):
                if (n, 2, k) in first:
                    self.arcs[first[(n, 2, k)]] = cue
            if cue >= 0:
                self.arcs[cue] = first.get((n, 0, 0), -1)


def read(gold, pieces, told=None):
    """The articles of a gold file, or of plain texts ({"id","text"} a line), with what the example `pieces` made of it."""
    golds = (json.loads(line) for line in open(gold, encoding="utf-8"))
    rows = (json.loads(line) for line in open(pieces, encoding="utf-8"))
    return [Article(g, r, told and told[g["id"]]) for g, r in zip(golds, rows, strict=True)]


class Window:
    """Whole paragraphs of one article, up to a number of pieces: words, sorts, and for each token its first piece."""

    def __init__(self, article):
        self.article, self.words, self.sorts = article, [OPEN], [0]
        self.first, self.tokens, self.sentences, self.fresh, self.paragraphs = [], [], [], [], 0

    def add(self, pieces, sorts, sentences, start):
        for k, (ps, sort) in enumerate(zip(pieces, sorts)):
            self.first.append(len(self.words))
            self.tokens.append(start + k)
            self.fresh.append(k == 0)
            self.sentences.append(self.paragraphs * 1000 + sentences[k])
            self.words += ps
            self.sorts += [sort] * len(ps)
        self.paragraphs += 1
        self.words.append(END)
        self.sorts.append(0)


def windows(article, limit):
    found, now, start = [], None, 0
    for p in article.paragraphs:
        sizes, at = [len(x) for x in p["pieces"]], 0
        if now and len(now.words) + sum(sizes) + 1 > limit:
            found.append(now)
            now = None
        while at < len(sizes):
            now = now or Window(article)
            end, room = at, limit - len(now.words) - 1
            while end < len(sizes) and room >= sizes[end]:
                room -= sizes[end]
                end += 1
            now.add(p["pieces"][at:end], p["sorts"][at:end], p["sentences"][at:end], start + at)
            if end < len(sizes):
                found.append(now)
                now = None
            at = end
        start += len(sizes)
    return found + ([now] if now else [])


def batches(ws, pieces, shuffle=None):
    """Windows of about the same length together, up to so many pieces."""
    found, now = [], []
    for w in sorted(ws, key=lambda w: len(w.words) + (shuffle.random() * 16 if shuffle else 0)):
        if now and max(len(w.words), max(len(x.words) for x in now)) * (len(now) + 1) > pieces:
            found.append(now)
            now = []
        now.append(w)
    found.append(now)
    if shuffle:
        shuffle.shuffle(found)
    return found


class Batch:
    """Windows as tensors: pieces (`words`, `sorts`, `mask`), and tokens (`first` piece, `held`, `labels`, `soft`, `arcs`,
    `sentences`); what is not asked about is -100."""

    def __init__(self, ws):
        n, t = max(len(w.words) for w in ws), max(len(w.first) for w in ws)
        full = lambda width, value, kind=torch.long: torch.full((len(ws), width), value, dtype=kind)
        self.words, self.sorts, self.mask = full(n, 0), full(n, 0), full(n, False, torch.bool)
        self.first, self.labels, self.arcs, self.sentences = full(t, 0), full(t, -100), full(t, -100), full(t, -1)
        self.held, self.soft = full(t, False, torch.bool), torch.zeros(len(ws), t, LABELS)
        for i, w in enumerate(ws):
            k, a = len(w.first), w.article
            self.words[i, : len(w.words)] = torch.tensor(w.words)
            self.sorts[i, : len(w.words)] = torch.tensor(w.sorts)
            self.mask[i, : len(w.words)] = True
            self.first[i, :k] = torch.tensor(w.first)
            self.sentences[i, :k] = torch.tensor(w.sentences)
            self.held[i, :k] = True
            if a.known:
                # A span that goes on from another paragraph or window begins anew.
                self.labels[i, :k] = torch.tensor([y - (new and y > 0 and y % 2 == 0)
                                                   for y, new in zip((a.labels[x] for x in w.tokens), w.fresh)])
            if a.soft is not None:
                self.soft[i, :k] = torch.from_numpy(a.soft[w.tokens[0] : w.tokens[0] + k].astype(numpy.float32))
            here = {x: j for j, x in enumerate(w.tokens)}
            for j, x in enumerate(w.tokens):
                to = a.arcs.get(x)
                if to is not None:
                    self.arcs[i, j] = 0 if to < 0 else here[to] + 1 if to in here else -100
