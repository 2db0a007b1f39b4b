"""General political news as PLOVER events: `python benchmarks/leads.py`. Scores invented leads against their coding.

The leads (`leads/*/*.jsonl`) were written and coded before anybody saw what the system makes of them. A hash of the
text divided each set but the last, of which each writer put 35 of 90 aside: errors are looked at in the development
half only; the held-back half gives figures.

An event found is right if a lead has an event of its type that no other found event takes. Of matched events are
counted: mode (where the coding has one), auxiliary modes (all of them), context (one coded context found), and actors
and recipients by country or organisation with sector. A sector that the coding leaves open fits any. Where each deals
with each, the two sides count as one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

HERE = Path(__file__).parent / "leads"
FIGURES = Path(__file__).parent / "leads.json"
Event: TypeAlias = dict[str, Any]
Who: TypeAlias = tuple[str | None, str | None]
"""Country or organisation, and sector."""
SETS = ("first", "wires", "agencies", "fresh", "late")
"""Leads of November 25; those of November 26 in the style of wire copy since 1990, written apart from the first; and
270 of that day's afternoon, 1980 to 2024, coded for their main events, which were all looked at; and of November 27 124
long ones, 1990 to 2024, of one to three sentences, with the deeds of subordinate clauses; and 180 more of that evening,
by two writers: unrest and law, words and dealings."""


def read_events(lead: Event, *, domestic: bool = True) -> list[Event]:
    """Return the PLOVER events that Foedera reads from one lead."""
    from foedera import pipeline  # noqa: PLC0415 - help needs none
    from foedera.analysis import PLOVER_SCORES  # noqa: PLC0415
    from foedera.export import plover_of_report  # noqa: PLC0415

    engine = pipeline.load(None, 1)
    document = pipeline.document_of(lead["text"].encode(), f"{lead['id']}.txt", published=lead["published"])
    report = engine.code(document, domestic=domestic)
    return plover_of_report(report, engine.codebook, engine.gazetteer, PLOVER_SCORES)


def everybody(side: Iterable[Event]) -> set[Who]:
    """Return the countries and sectors of one side."""
    found: set[Who] = set()
    for one in side:
        sectors = one.get("sectors") or [one.get("sector")]
        found |= {(one.get("country") or one.get("org"), sector) for sector in sectors}
    return found


def overlap(gold: set[Who], found: set[Who]) -> tuple[int, int, int]:
    """Return how many were found rightly, wrongly, and not at all; an open sector fits any, once."""
    left, right = set(found), 0
    for country, sector in sorted(gold, key=lambda who: who[1] is None):
        fit = next((who for who in sorted(left, key=str) if who[0] == country and sector in (None, who[1])), None)
        if fit is not None:
            left.discard(fit)
            right += 1
            if sector is None:
                left = {who for who in left if who[0] != country}
    return right, len(left), len(gold) - right


def sides(gold: Event, found: Event) -> list[tuple[str, set[Who], set[Who]]]:
    """Return what is compared: each side, or both as one where each deals with each."""
    wanted = {side: everybody(gold[side]) for side in ("actor", "recipient")}
    given = {side: everybody(found[side]) for side in ("actor", "recipient")}
    if found["reciprocal"]:
        return [("actor", wanted["actor"] | wanted["recipient"], given["actor"])]
    return [(side, wanted[side], given[side]) for side in wanted]


def match(gold: list[Event], found: list[Event]) -> list[tuple[Event, Event]]:
    """Return pairs of events of one type, those with most people in common first."""
    pairs = [
        (sum(overlap(a, b)[0] for _, a, b in sides(g, f)), -i, -j, g, f)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g["type"] == f["type"]
    ]
    taken: set[int] = set()
    chosen = []
    for _, _, _, g, f in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if id(g) not in taken and id(f) not in taken:
            taken |= {id(g), id(f)}
            chosen.append((g, f))
    return chosen


def score(leads: list[Event], show: bool, *, domestic: bool = True) -> Counter[str]:  # noqa: FBT001 - of this program only
    """Return the counts over some leads, and print each error if asked to."""
    counts: Counter[str] = Counter()
    for lead in leads:
        gold, found = lead["events"], read_events(lead, domestic=domestic)
        pairs = match(gold, found)
        counts["type.right"] += len(pairs)
        counts["type.extra"] += len(found) - len(pairs)
        counts["type.missed"] += len(gold) - len(pairs)
        for event in gold:
            counts[f"{event['type']}.gold"] += 1
        for event in found:
            counts[f"{event['type']}.found"] += 1
        faults = [fault for g, f in pairs for fault in _weigh(g, f, counts)]
        if show and (faults or len(pairs) < max(len(gold), len(found))):
            _show(lead, found, faults)
    return counts


def _weigh(gold: Event, found: Event, counts: Counter[str]) -> list[str]:
    """Count what is right of a matched event; return what is not."""
    counts[f"{gold['type']}.right"] += 1
    checks = {
        "mode": None if gold["mode"] is None else gold["mode"] == found["mode"],
        "auxiliary": set(gold["auxiliary"]) == set(found["auxiliary"]),
        "context": bool(set(gold["context"]) & set(found["context"])) if gold["context"] else None,
    }
    faults = []
    for name, right in checks.items():
        if right is not None:
            counts[f"{name}.right"] += right
            counts[f"{name}.all"] += 1
            faults += [] if right else [f"{name} {gold[name]} not {found[name]}"]
    for side, wanted, given in sides(gold, found):
        right, extra, missed = overlap(wanted, given)
        counts[f"{side}.right"] += right
        counts[f"{side}.extra"] += extra
        counts[f"{side}.missed"] += missed
        faults += [f"{side} {sorted(wanted, key=str)} not {sorted(given, key=str)}"] if extra or missed else []
    return faults


def _show(lead: Event, found: list[Event], faults: list[str]) -> None:
    print(lead["id"], lead["text"])
    print(
        "   coded",
        [f"{e['type']}/{e['mode']}" for e in lead["events"]],
        "found",
        [f"{e['type']}/{e['mode']} ({e['claim_type']} {e['status']})" for e in found],
    )
    for fault in faults:
        print("  ", fault)


def figures(counts: Counter[str]) -> dict[str, Any]:
    """Return the main figures."""
    coded = [name for name in ("mode", "auxiliary", "context") if counts[f"{name}.all"]]
    shares = {name: round(counts[f"{name}.right"] / counts[f"{name}.all"], 3) for name in coded}
    main = {f"{name} F1": round(_f1(counts, name), 3) for name in ("type", "actor", "recipient")}
    types = sorted({key.partition(".")[0] for key in counts if key.partition(".")[0].isupper()})
    each = {
        name: f"{counts[f'{name}.right']} of {counts[f'{name}.gold']}, {counts[f'{name}.found']} found"
        for name in types
    }
    precision = counts["type.right"] / max(1, counts["type.right"] + counts["type.extra"])
    recall = counts["type.right"] / max(1, counts["type.right"] + counts["type.missed"])
    return {**main, "type P": round(precision, 3), "type R": round(recall, 3), **shares, "types": each}


def _f1(counts: Counter[str], name: str) -> float:
    right = counts[f"{name}.right"]
    return 2 * right / max(1, 2 * right + counts[f"{name}.extra"] + counts[f"{name}.missed"])


def main() -> int:
    """Score both halves of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print the errors in the development halves")
    parser.add_argument("--only", choices=SETS, help="one set of leads only")
    parser.add_argument("--default", action="store_true", help="read as without --domestic")
    parser.add_argument("--keep", action="store_true", help="write the figures to benchmarks/leads.json")
    options = parser.parse_args()
    results: dict[str, dict[str, Any]] = {}
    for name in [options.only] if options.only else SETS:
        for half in (half for half in ("development", "held_back") if (HERE / name / f"{half}.jsonl").is_file()):
            lines = (HERE / name / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
            leads = [json.loads(line) for line in lines]
            counts = score(leads, options.errors and half == "development", domestic=not options.default)
            found = results.setdefault(name, {})[half] = figures(counts)
            shown = found if half == "development" else {k: v for k, v in found.items() if k != "types"}
            print(f"{name}, {half}: {len(leads)} leads", json.dumps(shown, indent=1))
    if options.keep:
        FIGURES.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
