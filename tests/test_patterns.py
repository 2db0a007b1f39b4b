"""Every regular expression of the package takes time in proportion to its input, on inputs made to be slow for it.

From each pattern come strings that nearly match it: for every repeat in it what stands before, what is repeated many
times over, and an end that does not fit. Where 1,000 characters of them take more than half a millisecond of processor
time, 4,000 must not take much more than four times that: growth with the square would be sixteen times. Each is used
as the package uses it: a pattern that is only matched at a given place need not be quick to be searched for.
With FOEDERA_PATTERNS=1 from 4,000 characters to 16,000, which takes minutes.
"""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import foedera

ROOT = Path(foedera.__file__).parent
OPTIONAL = {"foedera.run.ray", "foedera.cli.parts"}
"""Modules whose packages are extras."""
FIRST_SIZES = (8, 16, 22, 28, 42, 56, 64)
"""Few characters first: a pattern that backtracks exponentially is caught before it hangs."""
AT_ONCE = 0.05
"""Seconds of processor time in which any of these must be done."""
LONG = bool(os.environ.get("FOEDERA_PATTERNS"))
SIZE = 4_000 if LONG else 1_000
WORTH_A_LOOK = 0.002 if LONG else 0.0005
"""Seconds of processor time; growth with the square takes several times as long at that size."""
TRIES = 3
"""Growth must be seen as often, each time in the best of five: the machine may be busy."""
GROWTH = 9.0
"""Between 4, which is linear for four times as much, and 16, which is quadratic."""
GENERIC = (" ", "\n", "a", "A", "1", "-", ".", "<", "a ", "A. ", "x@")
ENDS = ("", "\0", "!x")
MATCHING = frozenset({"match", "fullmatch"})
CALL = re.compile(r"\b([A-Za-z_]\w*)\.(match|fullmatch|search|finditer|findall|sub|subn|split)\(")
BOUNDED = {"foedera.reading.dateline": 400}
"""Modules that cut what they are given to so many characters before they match."""


def modules() -> Iterator[Any]:
    """Yield every module of the package that can be imported here."""
    for found in pkgutil.walk_packages([str(ROOT)], "foedera."):
        if found.name.endswith("__main__") or ".migrations" in found.name or found.name in OPTIONAL:
            continue
        yield importlib.import_module(found.name)


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns that a module's value is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for each in [*value.keys(), *value.values()]:
            yield from patterns_in(each, depth + 1)
    elif depth < 3 and isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from patterns_in(each, depth + 1)
    elif isinstance(value, type) and value.__module__.startswith("foedera"):
        for each in vars(value).values():
            yield from patterns_in(each, depth + 1)


def written_in(source: str) -> Iterator[tuple[str, str]]:
    """Yield the patterns that are written inside functions, with how they are used: `re.sub(r"...", ...)`."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_re(node.func.value)):
            continue
        first = node.args[0] if node.args else None
        if (
            isinstance(first, ast.Constant)
            and isinstance(first.value, str)
            and node.func.attr not in ("compile", "escape")
        ):
            yield first.value, node.func.attr


def _is_re(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id == "re"


@dataclass(frozen=True)
class Used:
    """A pattern, and whether it is ever searched for rather than matched at a given place."""

    pattern: re.Pattern[Any]
    searched: bool
    bound: int | None = None
    """Characters that it is given at most."""


def all_patterns() -> dict[str, Used]:
    """Return the package's patterns by their text, each once."""
    found: dict[str, Used] = {}
    for module in modules():
        source = Path(module.__file__).read_text(encoding="utf-8")
        uses: dict[str, set[str]] = {}
        bound = BOUNDED.get(module.__name__)
        for name, method in CALL.findall(source):
            uses.setdefault(name, set()).add(method)
        for name, value in vars(module).items():
            methods = uses.get(name, set()) if name.startswith("_") else set()
            for pattern in patterns_in(value):
                searched = not methods or not methods <= MATCHING
                known = found.get(str(pattern.pattern))
                found[str(pattern.pattern)] = Used(pattern, searched or (known is not None and known.searched), bound)
        for written, method in written_in(source):
            found.setdefault(written, Used(re.compile(written), method not in MATCHING))
    return found


def sample(parsed: Any) -> str:
    """Return a string that a parsed pattern matches, or nearly: assertions are not looked at."""
    return "".join(_sample_of(op, value) for op, value in parsed)


def _sample_of(op: Any, value: Any) -> str:
    if op in (sre.LITERAL, sre.NOT_LITERAL):
        return chr(value) if op is sre.LITERAL else ("b" if value == ord("a") else "a")
    if op is sre.ANY:
        return "x"
    if op is sre.IN:
        return _member(value)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return str(sample(value[2]) * max(1, int(value[0])))
    if op is sre.SUBPATTERN:
        return sample(value[3])
    if op is sre.ATOMIC_GROUP:
        return sample(value)
    return sample(value[1][0]) if op is sre.BRANCH else ""


def _member(members: Any) -> str:
    """Return a character of a class."""
    if members[0][0] is sre.NEGATE:
        barred = re.compile("".join(["[", *(_written(each) for each in members[1:]), "]"]))
        return next(char for char in "aA1 -.\n\u00e9" if not barred.fullmatch(char))
    op, value = members[0]
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.RANGE:
        return chr(value[0])
    kinds = {sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "w"}
    return str(kinds.get(value, "-"))


def _written(member: Any) -> str:
    op, value = member
    if op is sre.LITERAL:
        return re.escape(chr(value))
    if op is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    names = {
        sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w",
        sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    return names[value]


def pumps(parsed: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield (what stands before, what is repeated) for every repeat of a pattern."""
    for op, value in parsed:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            if value[1] > 8:
                yield before, sample(value[2])
            yield from pumps(value[2], before)
        elif op is sre.SUBPATTERN:
            yield from pumps(value[3], before)
        elif op is sre.ATOMIC_GROUP:
            yield from pumps(value, before)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from pumps(branch, before)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from pumps(value[1], before)
        before += _sample_of(op, value)


def seconds(used: Used, text: str, times: int = 1) -> float:
    """Return the processor time of one search, the least of some."""
    subject = text if isinstance(used.pattern.pattern, str) else text.encode("utf-8")
    run = used.pattern.search if used.searched else used.pattern.match
    best = float("inf")
    for _ in range(times):
        began = time.thread_time()
        run(subject)
        best = min(best, time.thread_time() - began)
    return best


def slowest(used: Used) -> str | None:
    """Return on what a pattern is slow, with its growth; None where it is linear."""
    pattern = used.pattern
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = parser.parse(written, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    tried = {(before, unit) for before, unit in pumps(parsed) if unit} | {("", unit) for unit in GENERIC}
    tried |= {("", unit) for _, unit in tried} | {("", whole) for whole in [sample(parsed)] if whole}
    for before, unit in sorted(tried):
        for end in ENDS:
            found = _growth(used, partial(_grown, before, unit, end))
            if found:
                return f"{before[:30]!r} + {unit[:30]!r} * n + {end!r}: {found}"
    return None


def _grown(before: str, unit: str, end: str, size: int) -> str:
    return before + unit * (size // len(unit) + 1) + end


def _growth(used: Used, text_of: Callable[[int], str]) -> str | None:
    """Return how the time of a search grows with its text where that is more than in proportion."""
    for size in FIRST_SIZES:
        if seconds(used, text_of(size)) > AT_ONCE and seconds(used, text_of(size)) > AT_ONCE:
            return f"{size} characters take more than {AT_ONCE} s"
    if used.bound:
        slow = all(seconds(used, text_of(used.bound)[: used.bound]) > AT_ONCE for _ in range(3))
        return f"{used.bound} characters take more than {AT_ONCE} s" if slow else None
    for _ in range(TRIES):
        if seconds(used, text_of(SIZE)) < WORTH_A_LOOK:
            return None
        one, four = seconds(used, text_of(SIZE), 5), seconds(used, text_of(4 * SIZE), 5)
        if one < WORTH_A_LOOK or four < GROWTH * one:
            return None
    return f"{SIZE:,}: {one * 1000:.1f} ms, {4 * SIZE:,}: {four * 1000:.1f} ms"


PATTERNS = all_patterns()


def test_there_are_patterns_of_all_rooms() -> None:
    assert len(PATTERNS) > 250


@pytest.mark.skipif(LONG, reason="what is slow is far slower at that size")
def test_the_measure_tells_slow_patterns() -> None:
    assert slowest(Used(re.compile(r"(a|aa)+$"), searched=False))
    assert slowest(Used(re.compile(r"\s+$"), searched=True)), "a search that scans on from every blank"
    assert slowest(Used(re.compile(r"\s+$"), searched=False)) is None
    assert slowest(Used(re.compile(r"(?:\w+\s?)+:"), searched=False))
    assert slowest(Used(re.compile(r"\s*,?\s*(?:of|from)"), searched=False)), "two repeats of the same in a row"
    assert slowest(Used(re.compile(r"---\n(?:.*\r?\n)*?---"), searched=False)), "two ways to end a line"
    assert slowest(Used(re.compile(r"[a-z]{1,40}@"), searched=True)) is None


@pytest.mark.parametrize("text", sorted(PATTERNS), ids=lambda text: text[:40].encode("unicode_escape").decode())
def test_patterns_are_linear(text: str) -> None:
    found = slowest(PATTERNS[text])
    assert found is None, found
