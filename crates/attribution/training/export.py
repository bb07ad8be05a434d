#!/usr/bin/env python3
"""Turns trained weights into the network that the binary runs: ONNX, eight-bit weights.

  export.py MODEL.pt OUT.onnx

Weights are quantised per column to seven of their eight bits ("reduced range"), because processors without VNNI add pairs of
products in 16 bits, which eight-bit weights would overflow: so every machine computes the same sums. The weights of nearness
(other or same sentence, class of distance) are written into the file's metadata."""
import json, sys, tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from network import Encoder


class Exported(torch.nn.Module):
    """One output for every piece: seven label scores, then how it points and what points at it."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, words, sorts):
        return torch.cat(self.model(words, sorts), -1)


def main(weights, out):
    model = Encoder()
    model.load_state_dict(torch.load(weights, weights_only=True))
    model.eval()
    words = torch.randint(1000, 2000, (2, 12))
    names = ["words", "sorts"]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "plain.onnx")
        torch.onnx.export(Exported(model), (words, torch.zeros_like(words)), plain, dynamo=False,
                          input_names=names, output_names=["scores"], opset_version=17,
                          dynamic_axes={n: {0: "rows", 1: "pieces"} for n in [*names, "scores"]})
        quantize_dynamic(plain, out, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    network = onnx.load(out)
    entry = network.metadata_props.add()
    entry.key, entry.value = "near", json.dumps([[round(x, 4) for x in row] for row in model.near.tolist()])
    onnx.save(network, out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
