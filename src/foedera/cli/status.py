"""`foedera status`: how much a record holds, and what failed."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from foedera.cli.main import DONE
from foedera.cli.opened import opened, print_json


def status(options: argparse.Namespace) -> int:
    """Print the counts, and the inputs that could not be read."""
    with opened(options) as record:
        stats = record.status()
        failures = record.store.failures.all()
        outdated = record.outdated
    if options.json:
        print_json({**asdict(stats), "outdated": outdated, "failed": [asdict(each) for each in failures]})
        return DONE
    print(f"{stats.address} ({stats.bytes / 1e6:.1f} MB)")
    rows = (
        ("reports", f"{stats.reports} by {stats.publishers} publishers, {stats.voices} independent texts"),
        ("claims", f"{stats.claims} with {stats.cells} values"),
        ("events", f"{stats.events}"),
        ("decisions", f"{stats.decisions}"),
        ("not merged yet", f"{stats.pending}"),
        ("failed inputs", f"{stats.failures}"),
    )
    for label, words in rows:
        print(f"  {label:<15} {words}")
    if outdated:
        print("  merged by rules of another version: `foedera rebuild` merges all claims anew")
    for each in failures:
        print(f"    {each.code} {each.source}: {each.message}")
    return DONE
