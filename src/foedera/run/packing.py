"""Inputs and outcomes as bytes, to cross from machine to machine: a line of JSON, then the documents.

JSON and bytes only: nothing that a hostile document could turn into code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from foedera.contract import from_json, to_json
from foedera.errors import Problem
from foedera.run.one import Original, Outcome, Source
from foedera.secondreader import Usage

_SAID = ("published", "publisher", "url", "title", "report")


def pack_sources(sources: Iterable[Source]) -> bytes:
    """Return inputs as bytes. One that could not be opened here goes with its path, so that reading says why."""
    heads, documents = [], []
    for source in sources:
        head = {"name": source.name, "path": None if source.path is None else str(source.path)}
        head |= {name: getattr(source, name) for name in _SAID}
        heads.append({**head, "size": None if source.data is None else len(source.data)})
        documents.append(source.data or b"")
    return _packed(heads, documents)


def unpack_sources(data: bytes) -> list[Source]:
    """Return the inputs again.

    Example:
        >>> unpack_sources(pack_sources([Source("a.txt", data=b"Serbia")]))[0].data
        b'Serbia'
    """
    found = []
    for head, document in _unpacked(data):
        path = head.pop("path")
        body = None if head.pop("size") is None else document
        found.append(Source(path=None if path is None else Path(path), data=body, **head))
    return found


def pack_outcomes(outcomes: Iterable[Outcome]) -> bytes:
    """Return outcomes as bytes; reports in the contract's form, which keeps everything."""
    heads, documents = [], []
    for outcome in outcomes:
        original = outcome.original
        head: dict[str, Any] = {
            "source": outcome.source,
            "report": None if outcome.report is None else to_json(outcome.report),
            "problems": [asdict(problem) for problem in outcome.problems],
            "producer": outcome.producer,
            "notes": [asdict(note) for note in outcome.notes],
            "usage": None if outcome.usage is None else asdict(outcome.usage),
            "size": None,
        }
        if original is not None:
            head |= {"size": len(original.data), "media_type": original.media_type}
            head |= {"text": original.text, "offsets": original.offsets}
        heads.append(head)
        documents.append(b"" if original is None else original.data)
    return _packed(heads, documents)


def unpack_outcomes(data: bytes) -> list[Outcome]:
    """Return the outcomes again."""
    return [_outcome(head, document) for head, document in _unpacked(data)]


def _outcome(head: dict[str, Any], document: bytes) -> Outcome:
    original = None
    if head["size"] is not None:
        cleaned, originals, widths, length = head["offsets"]
        offsets = (tuple(cleaned), tuple(originals), tuple(widths), length)
        original = Original(document, head["media_type"], head["text"], offsets)
    report = None if head["report"] is None else from_json(head["report"])
    problems, notes = (tuple(Problem(**each) for each in head[name]) for name in ("problems", "notes"))
    usage = None if head["usage"] is None else Usage(**head["usage"])
    return Outcome(head["source"], report, problems, original, head["producer"], notes, usage)


def _packed(heads: Sequence[dict[str, Any]], documents: Sequence[bytes]) -> bytes:
    # ASCII: a lone surrogate in a name or text comes through as it is
    return b"".join((json.dumps(heads).encode("ascii"), b"\n", *documents))


def _unpacked(data: bytes) -> Iterable[tuple[dict[str, Any], bytes]]:
    line, _, body = data.partition(b"\n")
    start = 0
    for head in json.loads(line):
        end = start + (head["size"] or 0)
        yield head, body[start:end]
        start = end
