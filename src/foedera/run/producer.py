"""What reads: the version of the program and the hash of its language model, by which its work is told apart."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

from foedera.parse import MODEL


def model_hash() -> str:
    """Return the hash of the language model: that of its list of checksums; empty where there is no model."""
    sums = MODEL / "SHA256SUMS"
    return hashlib.sha256(sums.read_bytes()).hexdigest() if sums.exists() else ""


def version() -> str:
    """Return the version of the program; 0 where it runs from its source without being installed."""
    try:
        return version_of("foedera")
    except PackageNotFoundError:
        return "0"
