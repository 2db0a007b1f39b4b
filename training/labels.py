"""The label sets of the language model, fixed here so that every checkpoint and export agrees."""

from __future__ import annotations

from training.markup import FIELDS, ROLES
from training.markup import STATUSES as _STATUSES

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
NER = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
TYPES = sorted(ROLES)
TRIGGERS = ["O", *(f"{part}-{name}" for name in TYPES for part in "BI")]
STATUSES = "occurred ongoing planned expected possible conditional denied cancelled".split()
if set(STATUSES) != set(_STATUSES):
    raise ValueError("statuses of the markup and of the model differ")
FILLERS = sorted(FIELDS | {role for roles in ROLES.values() for role in roles})
ALLOWED = {name: [label in FIELDS or label in ROLES[name] for label in FILLERS] for name in TYPES}
"""Which filler labels a frame of each type may have, in the order of `FILLERS`."""
DISTANCES = 21
"""Buckets of the signed distance, in words, from the trigger."""
