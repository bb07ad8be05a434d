"""What a network tells of windows, read as attributions: legal spans, joined as src/encoder.rs and src/link.rs join them."""
import math
import sys

import numpy
import torch
import torch.nn.functional as F

from articles import LEGAL, ROLES, Batch, batches, windows
from network import LABELS, POINT, near_class

# For the scores while training. The binary leans as src/encoder.rs says, tuned with its rules.
CUE_LEAN = 0.5
SOME_LEAN = (4.0, 1.3)


def outputs(model, batch):
    """Label scores of each token, and how much it points at the window's opening piece (first column) or at each token."""
    with torch.autocast("cpu", torch.bfloat16):
        labels, points = model(batch.words, batch.sorts, batch.mask)
    pick = lambda x: x.float().gather(1, batch.first[..., None].expand(-1, -1, x.shape[-1]))
    queries, keys = torch.cat([points.float()[:, :1], pick(points)], 1).split(POINT, -1)
    count = torch.arange(batch.first.shape[1])
    away = near_class(count[None, :] - count[:, None])
    same = (batch.sentences[:, :, None] == batch.sentences[:, None, :]).long()
    near = F.pad(model.near.float()[same, away], (1, 0))
    return pick(labels), queries[:, 1:] @ keys.transpose(1, 2) / math.sqrt(POINT) + near


def viterbi(scores):
    best, back = scores[0] + LEGAL[0], []
    for s in scores[1:]:
        steps = best[:, None] + LEGAL
        come = steps.argmax(0)
        back.append(come)
        best = steps[come, range(LABELS)] + s
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


def gap(a, b):
    return max(b[1] - a[2], a[1] - b[2], 0)


class Reading:
    """Spans of one window (role, first token, token behind the last), and which belong together."""

    def __init__(self, window, scores, points):
        self.window, self.points = window, points
        leaning = scores.copy()
        leaning[:, 3] += CUE_LEAN
        starts = [k for k, new in enumerate(window.fresh) if new] + [len(window.first)]
        self.paragraph = numpy.searchsorted(starts, range(len(window.first)), side="right")
        every = [(r, a + x, a + y) for a, b in zip(starts, starts[1:]) for r, x, y in spans(viterbi(leaning[a:b]))]
        self.sources, self.cues, self.contents = ([s for s in every if s[0] == r] for r in range(3))

    def cue_of(self, content):
        """The cue that a content points at."""
        among = [c for c in self.cues if self.paragraph[c[1]] == self.paragraph[content[1]]]
        if not among:
            return None
        sentences = self.window.sentences
        within = range(sentences[content[1]], sentences[content[2] - 1] + 1)
        beside = any(sentences[c[1]] in within for c in among)
        row = self.points[content[1]]
        best = max(among, key=lambda c: row[c[1] + 1])
        return best if row[best[1] + 1] > row[0] - SOME_LEAN[not beside] else None

    def source_of(self, cue):
        """The source nearest to a cue in its sentence, else that of the cue before."""
        sentences = self.window.sentences
        among = [s for s in self.sources if sentences[s[1]] == sentences[cue[1]]]
        if among:
            return min(among, key=lambda s: gap(s, cue))
        before = [c for c in self.cues if c[1] < cue[1] and self.paragraph[c[1]] == self.paragraph[cue[1]]]
        return self.source_of(before[-1]) if before else None

    def relations(self):
        """Source, cue and contents of each attribution."""
        found = {}
        for content in self.contents:
            cue = self.cue_of(content)
            found.setdefault(cue or content, (cue, []))[1].append(content)
        return [(cue and self.source_of(cue), cue, contents) for cue, contents in found.values()]


@torch.no_grad()
def readings(model, articles, limit):
    model.eval()
    for ws in batches([w for a in articles for w in windows(a, limit)], 8192):
        scores, points = outputs(model, Batch(ws))
        for i, w in enumerate(ws):
            n = len(w.first)
            yield w, scores[i, :n].log_softmax(-1).numpy(), points[i, :n, : n + 1].numpy()


def predict(model, articles, limit):
    """Attributions of each article by its id, in the gold's form."""
    found = {a.gold["id"]: {"id": a.gold["id"], "attributions": []} for a in articles}
    for w, scores, points in readings(model, articles, limit):
        place = lambda span: [w.article.tokens[w.tokens[span[1]]][0], w.article.tokens[w.tokens[span[2] - 1]][1]]
        for source, cue, contents in Reading(w, scores, points).relations():
            found[w.article.gold["id"]]["attributions"].append({
                "source": [place(source)] if source else [], "cue": [place(cue)] if cue else [],
                "content": [place(c) for c in contents]})
    return found


def report(model, dev, limit, scorer, name):
    """Prints the scores of `attribution_score.py` in the folder `scorer`."""
    sys.path.insert(0, scorer)
    import attribution_score

    result = attribution_score.score({a.gold["id"]: a.gold for a in dev}, predict(model, dev, limit))
    tokens = "/".join(str(result[f"token {r}"]["F"]) for r in ROLES)
    b = result["breakdown"]
    print(f"{name}: joint {result['joint rel']} token {tokens} content-only {result['content_only rel']['F']} source given content "
          f"{result['source_acc_given_content']} speech {b['cue:speech']['joint']} other {b['cue:other']['joint']} direct "
          f"{b['content:direct']['joint']} indirect {b['content:indirect']['joint']}", flush=True)
