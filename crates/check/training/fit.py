#!/usr/bin/env python3
"""Learns what the features of a statement and a fact-check weigh, and at which sum a match is as likely right as wrong.

  fit.py CANDIDATES.jsonl

CANDIDATES is what `cargo run --release -p onrecord-check --example checkthat -- FOLDER --candidates` prints: one statement of
the train part a line, {"right": [url,…], "candidates": [[url, [feature,…]],…]}, so that a statement is seen as the binary sees
it. Prints the weights and the two constants for src/matching.rs, and MAP@5 by five-fold cross-validation, in which all
statements about one fact-check are in one fold. Nothing random but the folds, whose seed is fixed."""
import json, random, sys

import numpy
import torch

FOLDS = 5
DECAY = 3e-3  # of the squared weights of features in units of their deviation


def read(path):
    """Features, which of the candidates are there and which are right; the first listed first, so that ties stay in order."""
    rows = [json.loads(line) for line in open(path)]
    most = max(len(row["candidates"]) for row in rows)
    width = len(next(row["candidates"][0][1] for row in rows if row["candidates"]))
    features = torch.zeros(len(rows), most, width)
    there, right = torch.zeros(2, len(rows), most, dtype=torch.bool)
    for at, row in enumerate(rows):
        for place, (url, values) in enumerate(row["candidates"]):
            features[at, place] = torch.tensor(values)
            there[at, place], right[at, place] = True, url in row["right"]
    return rows, features, there, right


def learn(features, there, right):
    """One softmax over the candidates of a statement (listwise, Cao et al. 2007)."""
    found = right.any(1)
    features, there, right = features[found], there[found], right[found]
    weights = torch.zeros(features.shape[-1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        chances = (features @ weights).masked_fill(~there, -1e9).log_softmax(1)
        loss = -(chances * right).sum() / right.sum() + DECAY * (weights * weights).sum()
        loss.backward()
        return loss

    optimizer.step(loss)
    return weights.detach()


def average_precision(sums, right, count):
    """Of the first five. Copies that mean the same tie, and stay in the order of the list."""
    hits = total = 0
    for place, at in enumerate(torch.argsort(-(sums * 1e4).round(), stable=True)[:5], 1):
        if right[at]:
            hits += 1
            total += hits / place
    return total / min(count, 5)


def calibrate(sums, right):
    """Logistic regression: the best match where it is right, against the best one that is wrong, as if the right one and its
    copies, which tie with it, were not there. Where a sum is even, and how steep the score is."""
    best_right = sums.masked_fill(~right, -1e9).max(1).values
    copies = (sums - best_right[:, None]).abs() < 1e-3
    best_wrong = sums.masked_fill(right | copies, -1e9).max(1).values
    best = best_right[best_right > best_wrong]
    x = torch.cat([best, best_wrong])
    y = torch.cat([torch.ones_like(best), torch.zeros_like(best_wrong)])
    slope, even = torch.tensor(0.2, requires_grad=True), x.mean().clone().requires_grad_()
    optimizer = torch.optim.LBFGS([slope, even], max_iter=200, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(slope * (x - even), y)
        loss.backward()
        return loss

    optimizer.step(loss)
    return even.item(), slope.item()


def main(path):
    torch.set_num_threads(1)
    rows, features, there, right = read(path)
    deviation = features[there].std(0)
    scaled = features / deviation
    groups = sorted({min(row["right"]) for row in rows})
    random.Random(1).shuffle(groups)
    fold = torch.tensor([groups.index(min(row["right"])) % FOLDS for row in rows])
    held = torch.zeros(there.shape)
    for number in range(FOLDS):
        inside = fold == number
        held[inside] = scaled[inside] @ learn(scaled[~inside], there[~inside], right[~inside])
    held = held.masked_fill(~there, -1e9)
    precision = [average_precision(*parts, len(row["right"])) for *parts, row in zip(held, right, rows)]
    print("cross-validated MAP@5", round(float(numpy.mean(precision)), 4))
    print("weights", [round(weight, 3) for weight in (learn(scaled, there, right) / deviation).tolist()])
    print("even, slope", *(round(value, 3) for value in calibrate(held, right)))


if __name__ == "__main__":
    main(sys.argv[1])
