"""The command `foedera`: arguments in, text out."""

from foedera.cli.main import main

__all__ = ["main"]
