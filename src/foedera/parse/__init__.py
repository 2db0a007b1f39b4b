"""Sentences to words, tree, names and frames, by the language model."""

from foedera.parse.glance import load_glance
from foedera.parse.model import Model
from foedera.parse.networks import MODEL

__all__ = ["MODEL", "Model", "load_glance"]
