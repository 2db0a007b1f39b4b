"""`foedera decide`: one decision after another, from the command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from foedera.cli.main import DONE
from foedera.cli.opened import opened, print_json, style
from foedera.contract import ContractError, changed_claim, claim_from_json
from foedera.events import Action, Decision
from foedera.record import DecisionError, Record
from foedera.render import decision_lines
from foedera.types import Claim


def decide(options: argparse.Namespace) -> int:
    """Take the decisions, and print each with the id by which it can be taken back."""
    how = {"reason": options.reason}
    with opened(options, writes=True, author=options.author) as record:
        taken = list(_decisions(record, options, how))
    if options.json:
        print_json([asdict(each) for each in taken])
    else:
        for each in taken:
            print("\n".join(decision_lines(each, style(), undone=False)))
    return DONE


def _decisions(record: Record, options: argparse.Namespace, how: dict[str, Any]) -> Iterator[Decision]:
    action: str = options.action
    simple = {"accept": record.accept, "reject": record.reject, "unsure": record.doubt}
    if action in simple:
        for claim in options.ids:
            yield simple[action](claim, **how)
    elif action == "same":
        if len(options.ids) < 2:
            raise DecisionError("name at least two events or claims that are one happening")
        yield from record.merge(*options.ids, **how)
    elif action in ("different", "doubt"):
        chosen: Action = "different" if action == "different" else "doubt"
        yield from record.compare(chosen, *options.ids, **how)
    elif action == "undo":
        yield from record.undo(options.ids, **how)
    elif action == "split":
        yield from record.split(options.ids[0], **how)
    else:
        yield _one(record, options, how)


def _one(record: Record, options: argparse.Namespace, how: dict[str, Any]) -> Decision:
    target = options.ids[0]
    if options.action == "note":
        return record.note(target, options.text, **how)
    if options.action == "rate":
        return record.rate(target, options.letter, **how)
    if options.action == "resolve":
        return record.resolve(target, options.outcome, options.by, **how)
    return record.edit(_changed(record, _load(target)), **how)


def _changed(record: Record, data: dict[str, Any]) -> Claim:
    entry = record.store.entries.find(str(data.get("id")))
    if entry is None:
        return claim_from_json(data)  # which is refused, for its shape or its id
    return changed_claim(data, entry.claim, record.store.reports.texts([entry.report]).get(entry.report, ""))


def _load(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        loaded = json.loads(text)
    except (OSError, UnicodeError, json.JSONDecodeError) as error:
        message = f"{name}: no JSON of a claim: {error}"
        raise ContractError(message) from error
    if not isinstance(loaded, dict):
        message = f"{name}: no JSON of a claim: it is a {type(loaded).__name__}"
        raise ContractError(message)
    return loaded
