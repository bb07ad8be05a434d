#!/usr/bin/env python3
"""Turns all-MiniLM-L6-v2 as it was published into the network that the binary runs: ONNX, eight-bit weights.

  export.py BASE_FOLDER OUT.onnx

Reads the word pieces of one text, tells the mean of their vectors at length 1. The network itself and the reason for weights
of seven bits: ../../attribution/training (network.py, export.py)."""
import sys, tempfile
from pathlib import Path

import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).parents[2] / "attribution/training"))
from network import minilm


class Meaning(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, words):
        model = self.model
        # Every piece is of the first of BERT's two segments, which the published sorts all hold.
        x = model.norm(model.words(words) + model.places.weight[: words.shape[1]] + model.sorts.weight[0])
        for layer in model.layers:
            x = layer(x, None, 0.0)
        return F.normalize(x.mean(1, keepdim=True), dim=-1)


def main(base, out):
    network = Meaning(minilm(base)).eval()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "plain.onnx")
        torch.onnx.export(network, (torch.randint(1000, 2000, (1, 12)),), plain, dynamo=False, input_names=["words"],
                          output_names=["meaning"], opset_version=17, dynamic_axes={"words": {1: "pieces"}})
        quantize_dynamic(plain, out, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


if __name__ == "__main__":
    main(*sys.argv[1:])
