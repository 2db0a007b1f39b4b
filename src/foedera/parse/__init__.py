"""Sentences to words, tree, names and frames, by the language model."""

from foedera.parse.model import MODEL, Model

__all__ = ["MODEL", "Model"]
