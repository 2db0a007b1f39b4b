"""`foedera read`, begun with what takes longest: the networks are loaded while the rest is imported."""

from __future__ import annotations

import argparse
import os

FEW = 4
"""Up to as many inputs are read in this process: starting others takes longer."""


def read(options: argparse.Namespace) -> int:
    """Begin to load the networks where this process itself will read, then run the command."""
    if is_short(options):
        from foedera.parse.networks import begin_loading

        begin_loading()
    from foedera.cli.read import read

    return read(options)


def is_short(options: argparse.Namespace) -> bool:
    """Tell at a glance whether a read is of a few documents, so that this process does it."""
    return options.engine == "local" and len(options.paths) <= FEW and all(map(_is_one, options.paths))


def _is_one(path: str) -> bool:
    return path == "-" or os.path.isfile(path)  # noqa: PTH113 - `Path.is_file` raises where a name is too long
