"""The arguments that say who codes, and how sure a claim must be, shared by the commands that read."""

from __future__ import annotations

import argparse
from typing import Any

FAVOURS = {"precision": 0.75, "recall": 0.25}
"""Least confidence of a claim under each wish; what they give is measured in docs/accuracy.md."""


def add_coder_arguments(parser: Any, *, both: bool) -> None:
    """Add them.

    Args:
        both: Whether two readers can be held against each other, which needs somewhere to show it.
    """
    sure = parser.add_argument_group("how sure").add_mutually_exclusive_group()
    sure.add_argument(
        "--favour",
        choices=tuple(FAVOURS),
        help="fewer claims, nearly all right; or more of them (default: the best balance of the two)",
    )
    sure.add_argument("--confidence", metavar="P", type=_share, help="only claims of at least this confidence, 0 to 1")
    parser.add_argument(
        "--domestic",
        action="store_true",
        help="also what happens inside a state, as in general political news (--format plover always does)",
    )
    parser.add_argument(
        "--coding-time",
        metavar="SECONDS",
        type=_seconds,
        default=120.0,
        help="most processor time for each 400,000 characters of a report or part of them (default: 120)",
    )
    coder = parser.add_argument_group(
        "a second reader (sends the report to a server; without these nothing leaves the machine)"
    )
    coder.add_argument(
        "--coder",
        choices=("local", "llm", "both") if both else ("local", "llm"),
        default="local",
        help="who codes: Foedera, a language model on a server" + (", or both, compared" if both else ""),
    )
    coder.add_argument("--endpoint", metavar="URL", help="OpenAI-compatible server, such as http://localhost:11434")
    coder.add_argument("--model", metavar="NAME", help="model to ask there; a key is taken from FOEDERA_LLM_KEY")
    coder.add_argument(
        "--insecure-endpoint", action="store_true", help="allow plain http to another machine, which others can read"
    )
    coder.add_argument(
        "--patience",
        metavar="SECONDS",
        type=_seconds,
        default=300.0,
        help="longest wait for one answer (default: 300)",
    )


def _share(text: str) -> float:
    return _number(text, 0, 1, "no number from 0 to 1")


def _seconds(text: str) -> float:
    return _number(text, 0.1, 86_400, "no number of seconds up to a day")


def _number(text: str, least: float, most: float, fault: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = least - 1
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is {fault}")
    return value
