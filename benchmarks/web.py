"""The page at scale: `python benchmarks/web.py [CLAIMS]`. How long the server takes for each page and API address.

The record is made of the generator's reports. Their true happenings are stored as the events, since what is measured is
the page and not merging (`benchmarks/merging.py` measures that): a record of 100,000 claims is there within minutes.
`--keep FILE` keeps it; a file that is there is used as it is. Each address is asked for three times: the first answer
finds what is kept for the state of the record, the others are what a person feels who goes on from there.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from starlette.testclient import TestClient  # noqa: E402 - the path is set above

from benchmarks.generator import Told, generate  # noqa: E402
from foedera.analysis import corroborate  # noqa: E402
from foedera.events import Entry, Link, Reason  # noqa: E402
from foedera.record import Record, open_record  # noqa: E402
from foedera.record.adding import settle_voices  # noqa: E402
from foedera.store import Kept, page_identity  # noqa: E402
from foedera.web.app import create_app  # noqa: E402
from foedera.web.settings import Settings  # noqa: E402

FIGURES = Path(__file__).parent / "web.json"
PAGES = (
    "/",
    "/queue",
    "/events",
    "/events?order=-claims",
    "/events?type=exercise&status=occurred&country=CHN",
    "/events?text=harbour",
    "/events?offset=5000",
    "/events/{event}",
    "/claims",
    "/reports/{report}",
    "/actors/CHN",
    "/pairs/CHN/RUS",
    "/publishers",
    "/forecasts",
    "/timeline",
    "/balance?subject=SRB&among=CHN&among=RUS",
    "/search?q=exercise",
)
ADDRESSES = (
    "/api/status",
    "/api/events",
    "/api/events?order=-claims&type=exercise",
    "/api/events?text=harbour&limit=100",
    "/api/events/{event}",
    "/api/claims?country=CHN",
    "/api/claims/{claim}",
    "/api/state?target={claim}",
    "/api/reports/{report}",
    "/api/search?text=exercise",
    "/api/queue",
    "/api/actors/CHN",
    "/api/pairs?left=CHN&right=RUS",
    "/api/balance?subject=CHN&among=RUS,USA",
    "/api/forecasts",
    "/api/publishers",
)
_BATCH = 200


def build(path: Path, claims: int, seed: int = 3) -> None:
    """Make a record of about so many claims, its events by what the generator knows to be one."""
    with open_record(path) as record:
        told = generate(claims, seed)
        members: dict[str, list[str]] = defaultdict(list)
        group_of: dict[str, str | None] = {}
        while batch := list(islice(told, _BATCH)):
            _put(record, batch)
            for each in batch:
                for claim, event, group in zip(each.report.claims, each.events, each.groups, strict=True):
                    members[event].append(claim.id)
                    group_of[event] = group
        events = iter(members.items())
        while some := list(islice(events, _BATCH)):
            _settle(record, some, group_of)
        record.store.queue.done(record.store.queue.pending())


def _put(record: Record, batch: list[Told]) -> None:
    kept = [
        Kept(
            each.report,
            f"{each.report.id}.html",
            each.report.text.encode(),
            "text/html",
            page=page_identity(each.report.url, None),
            producer="benchmark",
        )
        for each in batch
    ]
    with record.store.writing():
        record.store.reports.add_many(kept)
        settle_voices(record.store, [])
        record.store.entries.put(
            Entry(claim, r.id, r.published, r.publisher, r.id, r.title, r.url)
            for r in (each.report for each in batch)
            for claim in r.claims
        )


def _settle(record: Record, some: list[tuple[str, list[str]]], group_of: dict[str, str | None]) -> None:
    store = record.store
    with store.writing():
        found = store.entries.many([claim for _, claims in some for claim in claims])
        made, links = [], []
        for event, claims in some:
            by_type: dict[str, list[Entry]] = defaultdict(list)
            for claim in claims:
                by_type[found[claim].claim.type].append(found[claim])
            made += [corroborate(entries, {}, group_of[event]) for entries in by_type.values()]
            links += list(_links(sorted(claims)))
        store.events.replace([], made)
        store.links.put(sorted({link.left for link in links}), links)


def _links(claims: list[str]) -> Iterator[Link]:
    """Yield a doubtful link now and then, so that the queue has its pairs."""
    reasons = (Reason("dates", 1.5, "4 May 2024", "5 May 2024"), Reason("parties", 2.5, "SRB, CHN", "SRB, CHN"))
    for left, right in pairwise(claims):
        if left != right:
            yield Link(left, right, int(left[:4], 16) / 65536, reasons)


def measure(path: Path) -> dict[str, Any]:
    """Return the milliseconds of each address: first, and afterwards; by the clock and by the processor."""
    site = create_app(path, Settings(rate=1e6, burst=10**6))
    record = site.server.record
    event = next(record.store.events.iter())
    claim = record.claim(event.claims[0])
    names = {"event": event.id, "claim": claim.id, "report": claim.report}
    figures: dict[str, Any] = {}
    with TestClient(site, base_url="http://127.0.0.1:8765", headers={"accept": "text/html"}) as client:
        client.get("/api/queue")
        _wait(site)
        for address in (*ADDRESSES, *PAGES):
            rounds = [_once(client, address.format(**names)) for _ in range(3)]
            (status, size, *first), later = rounds[0], rounds[1:]
            figures[address] = {
                "status": status,
                "kB": round(size / 1000),
                "first": {"clock": first[0], "processor": first[1]},
                "then": {"clock": min(each[2] for each in later), "processor": min(each[3] for each in later)},
            }
            print(address, json.dumps(figures[address]), flush=True)
        figures |= _judged(client, claim.id)
    return figures


def _wait(site: Any) -> None:
    """Wait until what is found in the background is found, so that nothing else is measured with it."""
    until = time.monotonic() + 900
    while site.server.answers.busy and time.monotonic() < until:
        time.sleep(0.5)


def _judged(client: TestClient, claim: str) -> dict[str, Any]:
    """Return the milliseconds of one decision, and of the queue after it."""
    figures: dict[str, Any] = {}
    for action in ("accept", "unsure", "accept"):
        shown = client.get("/api/state", params={"target": claim}).json()["hash"]
        clock, processor = time.perf_counter(), time.process_time()
        client.post(
            "/api/decisions",
            json={"action": action, "target": claim, "shown": shown},
            headers={"x-requested-with": "benchmark"},
        ).raise_for_status()
        spent = [round(1000 * (after - before), 1) for after, before in
                 ((time.perf_counter(), clock), (time.process_time(), processor))]  # fmt: skip
        status, _, *queue = _once(client, "/queue")
        figures["a decision"] = {"clock": spent[0], "processor": spent[1]}
        figures["the queue after it"] = {"status": status, "clock": queue[0], "processor": queue[1]}
    print(json.dumps(figures), flush=True)
    return figures


def _once(client: TestClient, address: str) -> tuple[int, int, float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    answer = client.get(address)
    size = len(answer.content)
    return (
        answer.status_code,
        size,
        round(1000 * (time.perf_counter() - clock), 1),
        round(1000 * (time.process_time() - processor), 1),
    )


def main() -> int:
    """Build, measure, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("claims", nargs="?", type=int, default=100_000)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path: Path = options.keep or Path(folder) / "record.db"
        if not path.exists():
            begin = time.process_time()
            build(path, options.claims)
            print(f"built in {time.process_time() - begin:.0f} seconds of the processor", flush=True)
        figures = measure(path)
    FIGURES.write_text(json.dumps({"claims": options.claims, "milliseconds": figures}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
