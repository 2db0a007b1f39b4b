"""Who codes, as the options say, and what a second reader has cost and dropped."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.cli.coder_arguments import FAVOURS
from foedera.cli.main import say
from foedera.errors import Problem
from foedera.pipeline import Coding

if TYPE_CHECKING:
    from foedera.secondreader import Usage


def given_coding(options: argparse.Namespace) -> Coding:
    """Return who is to code; wrong usage where the arguments do not fit together or the endpoint may not be called."""
    least = FAVOURS[options.favour] if options.favour else options.confidence
    domestic = options.domestic or getattr(options, "format", None) == "plover"
    if options.coder == "local":
        for name in ("endpoint", "model"):
            if getattr(options, name) is not None:
                options.parser.error(f"--{name}: goes with --coder llm")
        return Coding(least=least, domestic=domestic, most=options.coding_time)
    server = (options.endpoint, options.model, options.insecure_endpoint, options.patience)
    coding = Coding(options.coder, *server, least, domestic, options.coding_time)
    if not options.endpoint or not options.model:
        options.parser.error(f"--coder {options.coder}: name a server with --endpoint and a model with --model")
    if options.engine != "local":
        options.parser.error(f"--coder {options.coder}: goes with --engine local")
    _check(options, coding)
    return coding


def jobs_for(coding: Coding) -> int | None:
    """Return how many processes read where the user does not say: one where all ask one server."""
    return None if coding.coder == "local" else 1


def _check(options: argparse.Namespace, coding: Coding) -> None:
    """Refuse an endpoint or a key that could never be used, before anything is read."""
    from foedera.secondreader import Fault, endpoint_of, key_from_environment, target_of

    try:
        target_of(endpoint_of(coding))
        key_from_environment()
    except Fault as fault:
        options.parser.error(f"--coder {options.coder}: {fault.code} {fault.message}")


@dataclass(slots=True)
class Costs:
    """What a second reader has cost over all inputs."""

    coding: Coding
    usage: Usage | None = None
    notes: list[Problem] = field(default_factory=list)

    def take(self, usage: Usage | None, notes: Iterable[Problem]) -> None:
        """Add what one input has cost; say what was dropped of it."""
        for note in notes:
            say(str(note))
        if usage is None:
            return
        if self.usage is None:
            self.usage = usage
        else:
            self.usage.add(usage)

    def tell(self) -> None:
        """Say it once, on standard error; nothing where nobody outside was asked."""
        if self.coding.coder == "local":
            return
        usage = self.usage
        requests, tokens_in, tokens_out = (usage.requests, usage.tokens_in, usage.tokens_out) if usage else (0, 0, 0)
        plural = "" if requests == 1 else "s"
        say(
            f"second reader {self.coding.model}: {requests:,} request{plural}, {tokens_in:,} tokens sent, "
            f"{tokens_out:,} received"
        )
