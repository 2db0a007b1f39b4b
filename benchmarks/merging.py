"""Merging: `python benchmarks/merging.py`. Quality on the gold and on made-up reports, near copies, and scale.

B-cubed F1 of events against true ones: with the gold's claims as input, with claims as Foedera reads them
(`--read DIR`, the output of `foedera read REPORTS -f json -o DIR`), and with claims from the generator, whose
happenings are known. The gold's slugs are split in two by a checksum: weights were set while looking at the first half.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.generator import Told, generate  # noqa: E402 - the path is set above
from foedera.contract import from_json  # noqa: E402
from foedera.events import Entry  # noqa: E402
from foedera.merge import bands, groups, merge, near, profile, same_text, signature  # noqa: E402
from foedera.types import Report  # noqa: E402

SHARED = ROOT.parent / "shared"
FIGURES = Path(__file__).parent / "merging.json"


def bcubed(gold: Mapping[Hashable, str], found: Mapping[Hashable, str], items: Iterable[Hashable]) -> dict[str, float]:
    """Return precision, recall and F1 over some items, each weighed alike."""
    kept = list(items)
    by_gold: dict[str, set[Hashable]] = defaultdict(set)
    by_found: dict[str, set[Hashable]] = defaultdict(set)
    for item in kept:
        by_gold[gold[item]].add(item)
        by_found[found[item]].add(item)
    precision = recall = 0.0
    for item in kept:
        mine, true = by_found[found[item]], by_gold[gold[item]]
        both = len(mine & true)
        precision, recall = precision + both / len(mine), recall + both / len(true)
    count = len(kept) or 1
    p, r = precision / count, recall / count
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0, "n": len(kept)}


def tuning(slug: str) -> bool:
    """Tell whether a slug is of the half that was looked at."""
    return hashlib.sha256(slug.encode()).digest()[0] % 2 == 0


def events_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Merge claims and return each one's event."""
    merging = merge(map(profile, entries))
    return {claim: event[0] for event in merging.clustering.events for claim in event}


def figures(gold: Mapping[Hashable, str], found: Mapping[Hashable, str]) -> dict[str, dict[str, float]]:
    """Return B-cubed over all items, over those told more than once, and over either half of the happenings."""
    told = Counter(gold.values())
    sets = {
        "all": list(gold),
        "told more than once": [item for item in gold if told[gold[item]] > 1],
        "tuning half": [item for item in gold if tuning(gold[item])],
        "held-back half": [item for item in gold if not tuning(gold[item])],
    }
    sets["tuning half, more than once"] = [item for item in sets["tuning half"] if told[gold[item]] > 1]
    sets["held-back half, more than once"] = [item for item in sets["held-back half"] if told[gold[item]] > 1]
    apart = bcubed(gold, {item: str(item) for item in gold}, gold)
    return {name: bcubed(gold, found, items) for name, items in sets.items()} | {"all, were nothing merged": apart}


def entries_of(report: Report) -> list[Entry]:
    """Return a report's claims as the record would hand them in."""
    return [Entry(claim, report.id, report.published, report.publisher, report.id) for claim in report.claims]


def on_gold(folder: Path, scorer: Path) -> dict[str, Any]:
    """Merge the gold's own claims; the scorer's figure stands beside ours."""
    reports = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    slugs: dict[Hashable, str] = {}
    entries: list[Entry] = []
    for name, data in reports.items():
        data["report"]["id"] = name
        for claim in data["claims"]:
            claim["id"] = f"{name}:{claim['id']}"
            if claim.get("event"):
                slugs[claim["id"]] = claim["event"]
        entries += entries_of(from_json(data))
    found = events_of(entries)
    return {"scorer": _scored(reports, found, folder, scorer), **figures(slugs, dict(found.items()))}


def on_read(folder: Path, read: Path, texts: Path, scorer: Path) -> dict[str, Any]:
    """Merge claims as Foedera read them; they are matched with the gold's as the scorer matches them."""
    reports = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(read.glob("*.json"))}
    entries = [entry for data in reports.values() for entry in entries_of(from_json(data))]
    found = events_of(entries)
    sys.path.insert(0, str(scorer.parent))
    import score  # type: ignore[import-not-found]  # noqa: PLC0415 - lies outside the repository

    gold: dict[Hashable, str] = {}
    mine: dict[Hashable, str] = {}
    for path in sorted(folder.glob("*.json")):
        claims = json.loads(path.read_text(encoding="utf-8"))["claims"]
        data = reports.get(path.stem, {"report": {"text": ""}, "claims": []})
        text = score.texts_of(str(texts), path.stem)
        for i, j in score.match(claims, data["claims"], text, data["report"]["text"]):
            if claims[i].get("event"):
                gold[path.stem, i] = claims[i]["event"]
                mine[path.stem, i] = found[data["claims"][j]["id"]]
    return {"scorer": _scored(reports, found, folder, scorer, texts), **figures(gold, mine)}


def _scored(
    reports: Mapping[str, Any], found: Mapping[str, str], gold: Path, scorer: Path, texts: Path | None = None
) -> dict[str, float]:
    """Return what score.py says of events made from claims in some reports."""
    events: dict[str, list[dict[str, str]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for name, data in reports.items():
            Path(folder, f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
            for claim in data["claims"]:
                events[found[claim["id"]]].append({"report": data["report"]["id"], "claim": claim["id"]})
        rows = [{"id": event, "claims": claims} for event, claims in events.items()]
        listing = Path(folder, "events")
        listing.write_text(json.dumps({"events": rows}), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), folder, "--events", str(listing), "--json"]
        command += ["--texts", str(texts)] if texts else []
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    merging: dict[str, float] = json.loads(done.stdout)["merging (B-cubed)"]
    return merging


def at_scale(claims: int, seed: int) -> dict[str, Any]:
    """Merge made-up claims, with quality and the seconds of the processor that profiles, links and clusters took."""
    entries: list[Entry] = []
    truth: dict[Hashable, str] = {}
    series: dict[Hashable, str] = {}
    for told in generate(claims, seed):
        entries += entries_of(told.report)
        for claim, event, group in zip(told.report.claims, told.events, told.groups, strict=True):
            truth[claim.id] = event
            series[claim.id] = group or event
    begin = time.process_time()
    profiles = {entry.id: profile(entry) for entry in entries}
    profiled = time.process_time()
    merging = merge(profiles.values())
    merged = time.process_time()
    found = {claim: event[0] for event in merging.clustering.events for claim in event}
    grouped = groups([profiles[claim] for claim in event] for event in merging.clustering.events)
    belonging = {claim: grouped.get(f"e-{event}", event) for claim, event in found.items()}
    return {
        "claims": len(entries),
        "seconds": round(merged - begin, 1),
        "of these profiles": round(profiled - begin, 1),
        "microseconds a claim": round(1e6 * (merged - begin) / len(entries)),
        "links": len(merging.links),
        "doubts": len(merging.clustering.doubts),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "events": bcubed(truth, dict(found.items()), truth),
        "series and deals": bcubed(series, dict(belonging.items()), series),
    }


def on_copies(reports: int, seed: int) -> dict[str, Any]:
    """Hold near copies, quoting articles and unrelated texts against each other."""
    told = list(generate(reports, seed))
    sketches = {each.report.id: signature(each.report.text) for each in told}
    copies = [(each.report.id, each.copy_of) for each in told if each.copy_of]
    families = _families(told)
    draw = random.Random(seed)  # noqa: S311
    strangers = [tuple(draw.sample(sorted(sketches), 2)) for _ in range(4000)]
    strangers = [(a, b) for a, b in strangers if families[a] != families[b]]
    parts = [part for part in (0.1, 0.2, 0.3) for _ in range(300)]
    quoting = [_quoting(left, right, part) for part in parts for left, right in [draw.sample(told, 2)]]
    return {
        "copies found": _share(same_text(sketches[a], sketches[b]) for a, b in copies),
        "copies that share a band": _share(bool(set(bands(sketches[a])) & set(bands(sketches[b]))) for a, b in copies),
        "least likeness of a copy": round(min(near(sketches[a], sketches[b]) for a, b in copies), 2),
        "other texts taken for copies": _share(same_text(sketches[a], sketches[b]) for a, b in strangers),
        "most likeness of other texts": round(max(near(sketches[a], sketches[b]) for a, b in strangers), 2),
        "quotations of 10 to 30 % taken for copies": _share(same_text(a, b) for a, b in quoting),
        "cut to a share": {
            str(part): _share(_cut_found(each.report.text, part) for each in told[:400])
            for part in (0.8, 0.6, 0.4, 0.3)
        },
        "a word in so many changed": {
            str(gap): _share(_edited_found(each.report.text, gap, draw) for each in told[:400])
            for gap in (40, 20, 12, 8)
        },
    }


def _families(told: Iterable[Told]) -> dict[str, str]:
    return {each.report.id: each.copy_of or each.report.id for each in told}


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return round(sum(values) / len(values), 4)


def _quoting(left: Told, right: Told, part: float) -> tuple[bytes, bytes]:
    """Return two texts of their own that quote the same words: so much of the shorter one."""
    a, b = left.report.text.split(), right.report.text.split()
    quote = [f"quoted{number}" for number in range(int(part * min(len(a), len(b)) / (1 - part)))]
    return signature(" ".join(a + quote)), signature(" ".join(quote + b))


def _cut_found(text: str, part: float) -> bool:
    return same_text(signature(text), signature("Another headline | share this\n" + text[: int(len(text) * part)]))


def _edited_found(text: str, gap: int, draw: random.Random) -> bool:
    words = text.split()
    edited = [f"{word}x" if draw.randrange(gap) == 0 else word for word in words]
    return same_text(signature(text), signature(" ".join(edited)))


def main() -> int:
    """Measure, print, and keep the figures if asked to."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--read", type=Path, help="folder of claims as Foedera read them from the development reports")
    ap.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000], help="claims to merge at scale")
    ap.add_argument("--only-scale", action="store_true", help="measure made-up claims only")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--keep", action="store_true", help="write the figures to benchmarks/merging.json, to be committed")
    args = ap.parse_args()
    out: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    reports, scorer = SHARED / "reports", SHARED / "bench" / "score.py"
    if args.only_scale:
        pass
    elif reports.is_dir() and scorer.is_file():
        out["gold claims"] = on_gold(reports / "gold", scorer)
        if args.read:
            out["claims as read"] = on_read(reports / "gold", args.read, reports, scorer)
    else:
        print(f"development reports: not measured, {reports} is not there")
    if not args.only_scale:
        out["near copies"] = on_copies(3000, args.seed)
    for size in args.sizes:
        out[f"{size} made-up claims"] = at_scale(size, args.seed)
        print(json.dumps(out[f"{size} made-up claims"]), file=sys.stderr, flush=True)
    text = json.dumps(out, indent=1)
    print(text)
    if args.keep:
        FIGURES.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
