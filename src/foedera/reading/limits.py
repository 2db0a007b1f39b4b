"""How much of an input is read before it is refused. Inputs are hostile until read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one input."""

    bytes: int = 64 * 1024 * 1024
    """Of the file as received."""
    text: int = 8 * 1024 * 1024
    """Code points of text taken from it."""
    members: int = 2_000
    """Files in a zip (Word), parts in a message."""
    unpacked: int = 256 * 1024 * 1024
    """Bytes of a zip's files after unpacking."""
    ratio: int = 200
    """Unpacked bytes for each packed one."""
    depth: int = 20
    """Messages in messages."""
    nesting: int = 512
    """Elements in elements of a page."""
    pages: int = 2_000
    seconds: float = 20.0
    """Of parsing in the worker process."""
    memory: int = 1024 * 1024 * 1024
    """Address space that the worker may add to its own."""


DEFAULT = Limits()
