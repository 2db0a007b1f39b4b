"""`foedera events`, `claims`, `show`, `search`, `queries` and `history`: questions to a record."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any, TypeVar

from foedera.cli.main import DONE, say
from foedera.cli.opened import filters, opened, print_json, style
from foedera.codebook.directions import DirectionOf
from foedera.contract import claim_to_json, to_json
from foedera.events import Entry, Event
from foedera.record import Record, claim_row, event_row, query_to_plain, query_words
from foedera.record.corrections import in_force
from foedera.render import Style, claim_lines, decision_lines, event_full, event_lines, render_terminal
from foedera.render.table import neutral
from foedera.render.wording import Names, when_words

T = TypeVar("T", Event, Entry)
Lines = Callable[[T, Style, Names, DirectionOf], Iterable[str]]


def events(options: argparse.Namespace) -> int:
    """Print the events that pass the filters, or the answers to a kept question."""
    if options.new and not options.saved:
        options.parser.error("--new goes with --saved NAME")
    if options.peek and not options.new:
        options.parser.error("--peek goes with --new")
    if options.saved and (options.save or filters(options)):
        options.parser.error("--saved asks the question as it was kept: no filters and no --save beside it")
    writes = bool(options.save or (options.new and not options.peek))
    with opened(options, writes=writes) as record:
        if options.save:
            record.save_query(options.save, **filters(options))
            say(f"kept as {options.save!r}; ask again with --saved {options.save} --new")
        if options.saved:
            found: Iterable[Event] = record.ask(options.saved, new=options.new, seen=not options.peek)
        else:
            found = record.iter_events(**filters(options))
        if options.format == "json":
            print_json(record.events_json(found))
        elif options.full:
            for event in found:
                print("\n".join(_in_full(record, event)) + "\n")
        else:

            def plain(event: Event) -> dict[str, Any]:
                shown: dict[str, Any] = record.events_json([event])["events"][0]
                return shown

            _print(found, options.format, event_row, plain, event_lines, record)
    return DONE


def claims(options: argparse.Namespace) -> int:
    """Print the claims that pass the filters."""
    with opened(options) as record:
        found: Iterable[Entry] = record.claims(**filters(options), verdict=options.verdict)
        if options.format == "json":
            print_json({"claims": [entry_to_json(each) for each in found]})
            return DONE
        _print(found, options.format, claim_row, entry_to_json, claim_lines, record)
    return DONE


def _print(
    found: Iterable[T],
    form: str,
    row: Callable[[T], dict[str, Any]],
    plain: Callable[[T], dict[str, Any]],
    lines: Lines[T],
    record: Record,
) -> None:
    if form == "jsonl":
        for each in found:
            print(json.dumps(plain(each), ensure_ascii=False))
    elif form == "csv":
        _print_csv(row(each) for each in found)
    else:
        count = 0
        for each in found:
            print("\n".join(lines(each, style(), record.knowledge.names, record.knowledge.direction_of)))
            count += 1
        say(f"{count} found" if count else "nothing found")


def _print_csv(rows: Iterator[dict[str, Any]]) -> None:
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: neutral(_flat(value)) for key, value in row.items()})


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """Return a claim in the contract's form, with its report and what people said of it."""
    home = {"id": entry.report, "title": entry.title, "publisher": entry.publisher, "published": entry.published}
    marks = {"verdict": entry.verdict, "edited": entry.edited, "source": entry.source, "voice": entry.voice}
    return {**claim_to_json(entry.claim), "report": {**home, "url": entry.url}, **marks}


def show(options: argparse.Namespace) -> int:
    """Print whatever an id names, in full."""
    with opened(options) as record:
        found = record.show(options.id)
        if options.json:
            print_json(_to_json(record, found))
        else:
            print("\n".join(_in_full(record, found)))
    return DONE


def _to_json(record: Record, found: Any) -> dict[str, Any]:
    if isinstance(found, Event):
        shown = record.events_json([found])["events"][0]
        return {**shown, "sources": [entry_to_json(each) for each in record.entries_of(found)]}
    return entry_to_json(found) if isinstance(found, Entry) else to_json(found, record.knowledge.list_fields)


def _in_full(record: Record, found: Any) -> Iterator[str]:
    names, directions = record.knowledge.names, record.knowledge.direction_of
    if isinstance(found, Event):
        entries = record.entries_of(found)
        texts = record.store.reports.texts(sorted({entry.report for entry in entries}))
        fellows = [each for each in record.group(found) if each.id != found.id]
        yield from event_full(found, entries, texts, fellows, style(), names, directions)
    elif isinstance(found, Entry):
        event = record.store.events.find(f"e-{found.id}")
        report = record.store.reports.get(found.report).report
        alone = type(report)(**{**{f: getattr(report, f) for f in report.__slots__}, "claims": (found.claim,)})
        yield render_terminal(alone, style(), names, directions, full=True).rstrip("\n")
        yield f"\nevent {event.id}" if event else "\nin no event"
    else:
        yield render_terminal(found, style(), names, directions, full=True).rstrip("\n")


def search(options: argparse.Namespace) -> int:
    """Print the reports that hold some words, each with where they stand."""
    with opened(options) as record:
        words = " ".join(options.words)
        hits = record.search(words, options.limit)
        if options.json:
            print_json([asdict(hit) for hit in hits])
            return DONE
        for hit in hits:
            stored = record.store.reports.get(hit.id)
            report = stored.report
            published = when_words(report.published, "occurred") if report.published else "undated"
            print(f"{report.title or stored.source}")
            told = ", ".join(part for part in (report.publisher, published) if part)
            count = len(report.claims)
            print(f"    {hit.id}  {told}  {count} claim{'' if count == 1 else 's'}")
            for line in _where(words, report.text):
                print(f"    │ {line}")
        if not hits:
            say("nothing found")
    return DONE


def _where(words: str, text: str) -> Iterator[str]:
    """Yield the surroundings of the first words found, two at most."""
    from foedera.store import find_words

    last = -1
    for span in find_words(words, text)[:8]:
        if span.start <= last:
            continue
        start, last = max(0, span.start - 60), span.end + 60
        yield "… " + " ".join(text[start:last].split()) + " …"
        if start > 0 and last > 400:
            return


def queries(options: argparse.Namespace) -> int:
    """List the kept questions, or forget one."""
    with opened(options, writes=bool(options.drop)) as record:
        if options.drop:
            record.store.saved.drop(options.drop)
            return DONE
        kept = record.saved_queries()
        if options.json:
            print_json([{"name": q.name, "query": query_to_plain(q.query), "seen": q.seen} for q in kept])
            return DONE
        for each in kept:
            new = len(record.ask(each.name, new=True, seen=False))
            print(f"{each.name:<20} {query_words(each.query, record.knowledge.names) or 'all events'}  ({new} new)")
    return DONE


def history(options: argparse.Namespace) -> int:
    """Print every decision about something, those taken back too."""
    with opened(options) as record:
        found = record.history(options.id)
        force = {each.id for each in in_force(found)}
        if options.json:
            print_json([{**asdict(each), "in_force": each.id in force} for each in found])
            return DONE
        for each in found:
            undone = each.id not in force and each.action != "undo"
            print("\n".join(decision_lines(each, style(), undone=undone)))
        if not found:
            say(f"nobody decided anything about {options.id}")
    return DONE
