"""The networks: BERT (Devlin et al. 2019) for what the binary runs, MPNet (Song et al. 2020) for its teacher.

Both read the same word pieces and tell of each piece the scores of seven BIO labels, and a pointer (a query and a key): from
the first token of a content to that of its cue, and from the first token of a cue to that of its source, or to the
window's first piece for none; with a weight for how far away it stands, and whether in the same sentence."""
import math
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

LABELS = 7  # outside, then begin and inside of source, cue, content; numbered as in src/labels.rs
SORTS = 16  # as in src/encoder/input.rs
POINT = 64  # width of a pointer
NEAR = 15  # classes of distance between two tokens, as in src/encoder.rs: 7 before, the same, 7 behind
CHANCE = numpy.random.default_rng(1)


def dropout(x, share, training):
    """Dropout from bytes of chance: torch's own generator takes an eighth of a step on a CPU."""
    if not training or not share:
        return x
    kept = numpy.frombuffer(CHANCE.bytes(x.numel()), numpy.uint8) >= round(share * 256)
    return x * (torch.from_numpy(kept).view(x.shape).to(x.dtype) / (1 - share))


class Layer(nn.Module):
    def __init__(self, width, heads, inner, eps):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)

    def forward(self, x, bias, drop):
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        # Plain products: on a CPU the backward pass of the fused kernel takes twice as long.
        a = q @ k.transpose(2, 3) * (w // self.heads) ** -0.5
        a = (a if bias is None else a + bias).softmax(-1).to(v.dtype) @ v
        a = self.out(a.transpose(1, 2).reshape(b, n, w))
        x = self.norm1(x + dropout(a, drop, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + dropout(y, drop, self.training))


class Encoder(nn.Module):
    """Word pieces, their sorts and a mask → label scores and pointers of every piece. The lowest `frozen` layers stay as
    they are, and the sorts enter above them. Word pieces stay as they are too: what is learnt of those in the training
    articles does not help with others."""

    def __init__(self, layers=6, width=384, inner=1536, eps=1e-12, relative=False, frozen=0, drop=0.1):
        super().__init__()
        self.frozen, self.drop = frozen, drop
        self.words = nn.Embedding(30522, width)
        self.places = nn.Embedding(512, width)
        self.sorts = nn.Embedding(SORTS, width)
        self.norm = nn.LayerNorm(width, eps=eps)
        self.relative = nn.Embedding(32, 12) if relative else None
        self.layers = nn.ModuleList(Layer(width, 12, inner, eps) for _ in range(layers))
        self.labels = nn.Linear(width, LABELS)
        self.points = nn.Linear(width, 2 * POINT)
        self.near = nn.Parameter(torch.zeros(2, NEAR))
        self.words.requires_grad_(False)
        if frozen:
            for part in (self.places, self.norm, *self.layers[:frozen]):
                part.requires_grad_(False)

    def forward(self, words, sorts, mask=None):
        x = self.words(words) + self.places.weight[: words.shape[1]]
        sorts = self.sorts(sorts)
        x = dropout(self.norm(x if self.frozen else x + sorts), self.drop, self.training)
        bias = None if mask is None else torch.zeros_like(mask, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None]
        if self.relative is not None:
            count = torch.arange(words.shape[1])
            relative = self.relative(bucket(count[None, :] - count[:, None])).permute(2, 0, 1)[None]
            bias = relative if bias is None else relative + bias
        for number, layer in enumerate(self.layers):
            if self.frozen and number == self.frozen:
                x = x + sorts
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self.frozen):
                x = layer(x, bias, self.drop)
        return self.labels(dropout(x, self.drop, self.training)), self.points(x)


def bucket(away):
    """The class of a distance in pieces, as MPNet (and T5, Raffel et al. 2020) has it."""
    side, away = (away > 0).long() * 16, away.abs()
    far = 8 + (torch.log(away.float().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
    return side + torch.where(away < 8, away, far.clamp(max=15))


def near_class(away):
    """The class of a distance in tokens: 1, 2, 3-4, 5-8, 9-16, 17-32 and more, on either side."""
    size = torch.clamp(torch.ceil(torch.log2(away.abs().clamp(min=1).float())) + 1, max=7).long()
    return 7 + torch.sign(away) * torch.where(away == 0, 0, size)


def minilm(folder, **settings):
    """The network that is shipped, from all-MiniLM-L6-v2 in `folder`."""
    old = load_file(Path(folder) / "model.safetensors")
    names = {"qkv": ["attention.self.query", "attention.self.key", "attention.self.value"], "out": ["attention.output.dense"],
             "norm1": ["attention.output.LayerNorm"], "up": ["intermediate.dense"], "down": ["output.dense"], "norm2": ["output.LayerNorm"]}
    model = Encoder(**settings)
    start = {"words.weight": old["embeddings.word_embeddings.weight"], "places.weight": old["embeddings.position_embeddings.weight"],
             "sorts.weight": old["embeddings.token_type_embeddings.weight"][:1].repeat(SORTS, 1)}
    return fill(model, start, old, names)


def mpnet(folder, **settings):
    """The teacher, from all-mpnet-base-v2 in `folder`. Its word pieces are BERT's, behind four of its own."""
    old = load_file(Path(folder) / "model.safetensors")
    lines = (Path(folder) / "vocab.txt").read_text(encoding="utf-8").split("\n")
    row = {piece: number for number, piece in enumerate(lines)}
    special = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
    bert = (Path(__file__).parents[3] / "data/models/minilm-vocabulary.txt").read_text(encoding="utf-8").splitlines()
    names = {"qkv": ["attention.attn.q", "attention.attn.k", "attention.attn.v"], "out": ["attention.attn.o"],
             "norm1": ["attention.LayerNorm"], "up": ["intermediate.dense"], "down": ["output.dense"], "norm2": ["output.LayerNorm"]}
    model = Encoder(layers=12, width=768, inner=3072, eps=1e-5, relative=True, **settings)
    start = {"words.weight": old["embeddings.word_embeddings.weight"][[row[special.get(piece, piece)] for piece in bert]],
             "places.weight": old["embeddings.position_embeddings.weight"][2:514], "sorts.weight": torch.zeros(SORTS, 768),
             "relative.weight": old["encoder.relative_attention_bias.weight"]}
    return fill(model, start, old, names)


def fill(model, start, old, names):
    new = model.state_dict() | start
    for part in ("weight", "bias"):
        new[f"norm.{part}"] = old[f"embeddings.LayerNorm.{part}"]
        for number in range(len(model.layers)):
            for name, olds in names.items():
                new[f"layers.{number}.{name}.{part}"] = torch.cat([old[f"encoder.layer.{number}.{o}.{part}"] for o in olds])
    model.load_state_dict(new)
    return model


KINDS = {"minilm": minilm, "mpnet": mpnet}
