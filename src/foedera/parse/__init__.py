"""Sentences to words, tree, names and frames, by the language model."""

from foedera.parse.model import Model
from foedera.parse.networks import MODEL

__all__ = ["MODEL", "Model"]
