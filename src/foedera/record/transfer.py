"""Out and in: exports of what a question finds, the whole record as one archive, and registers kept by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from foedera import analysis, merge
from foedera.events import Entry, Event, Query
from foedera.reading.files import load_bytes
from foedera.record import corrections
from foedera.record.adding import batches, settle_voices
from foedera.record.queries import make_query
from foedera.run.producer import version
from foedera.store import Kept
from foedera.types import Actor, Place, Report

if TYPE_CHECKING:
    from foedera.export import ImportedTable, Written
    from foedera.record.questions import Questions
    from foedera.record.record import Record

_VOICES = 200
"""Reports whose voices are settled at once."""
SCHEMA = 1
"""Version of the rows in an archive."""


def export(record: Questions, name: str, target: BinaryIO | Path, **filters: Any) -> Written:
    """Write what passes the filters in one format."""
    from foedera import export as formats  # noqa: PLC0415 - brings libraries of its own

    return formats.export(name, _material(record, make_query(record.knowledge, **filters)), target)


def _material(record: Questions, query: Query) -> Any:
    from foedera import export as formats  # noqa: PLC0415 - likewise

    store, knowledge = record.store, record.knowledge
    chosen = _Chosen(record, query)
    return formats.Material(
        reports=chosen.reports,
        entries=chosen.entries,
        events=chosen.events,
        links=chosen.links,
        decisions=store.decisions.all,
        reliability=corrections.reliability(store.decisions.of_action("reliability")),
        countries=knowledge.names,
        alpha2=knowledge.alpha2,
        list_fields=knowledge.list_fields,
        plover=formats.rules_of(knowledge.codebook),
        gazetteer=knowledge.gazetteer,
        scores=analysis.PLOVER_SCORES,
        media=lambda publisher: knowledge.affiliation(publisher) is None,
        retrieved=lambda report: stored.added if (stored := store.reports.find(report)) else None,
        now=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        author=record.author,
        version=version(),
    )


class _Chosen:
    """The part of a record that a query of events chose; everything is read anew each time it is asked for."""

    def __init__(self, record: Questions, query: Query) -> None:
        self._record, self._query = record, query
        self._all = query == Query()

    def events(self) -> Iterator[Event]:
        """Yield the events."""
        return self._record.store.events.iter(self._query)

    def entries(self) -> Iterator[Entry]:
        """Yield the claims of the events, by report."""
        for report in self.reports():
            wanted = self._record.store.entries.of_report(report.id)
            yield from (entry for entry in wanted if self._wants(entry.id) and entry.verdict != "rejected")

    def reports(self) -> Iterator[Report]:
        """Yield the reports of the claims; all of them where nothing was asked for in particular."""
        homes = None if self._all else self._homes()
        for stored in self._record.store.reports.iter():
            if homes is None or stored.report.id in homes:
                yield replace(stored.report, claims=())

    def links(self) -> Iterable[Any]:
        """Yield the links between the claims."""
        claims = sorted(self._claims()) if not self._all else [e.id for e in self.entries()]
        return self._record.store.links.of(claims)

    def _wants(self, claim: str) -> bool:
        return self._all or claim in self._claims()

    def _claims(self) -> set[str]:
        if not hasattr(self, "_ids"):
            self._ids = {claim for event in self.events() for claim in event.claims}
        return self._ids

    def _homes(self) -> set[str]:
        return {entry.report for entry in self._record.store.entries.many(sorted(self._claims())).values()}


def backup(record: Questions, target: BinaryIO) -> Written:
    """Write the whole record as one archive."""
    from foedera import export as formats  # noqa: PLC0415 - likewise

    truth = record.store.truth
    with record.store.reading():
        material = formats.ArchiveMaterial(
            SCHEMA,
            {table: truth.rows(table) for table in truth.tables},
            truth.originals(),
            {"foedera": version()},
        )
        return formats.write_archive(material, target)


def restore(record: Record, path: Path) -> Mapping[str, int]:
    """Bring an archive in, all of it or nothing; what the record holds already stays as it is."""
    from foedera import export as formats  # noqa: PLC0415 - likewise

    truth = record.store.truth
    counts: dict[str, int] = {}
    with formats.read_archive(path, newest_schema=SCHEMA) as archive, record.store.writing():
        counts["originals"] = truth.load_originals(archive.originals())
        for table in truth.tables:
            counts[table] = truth.load(table, archive.rows(table))
        for batch in batches((stored.report.id for stored in record.store.reports.iter()), _VOICES):
            settle_voices(record.store, batch)
    return counts


def import_table(record: Record, path: Path, mapping: Path) -> ImportedTable:
    """Bring a register in as one report whose claims are its rows; one that gives no claim is not kept."""
    from foedera import export as formats  # noqa: PLC0415 - likewise

    knowledge = record.knowledge
    data = load_bytes(path)

    def actor_of(name: str, on: str | None) -> Actor | None:
        return knowledge.gazetteer.resolve(name, on)

    def place_of(name: str, country: str | None) -> Place | None:
        return knowledge.gazetteer.place(name, country)

    meaning = formats.load_mapping(mapping, knowledge.codebook)
    table = formats.import_table(
        data, str(path), meaning, knowledge.codebook,
        actor_of=actor_of, place_of=place_of, countries=knowledge.names,
    )  # fmt: skip
    if not table.report.claims:
        return replace(table, kind="empty")
    signature = merge.signature(table.report.text)
    kept = Kept(
        table.report,
        str(path),
        data,
        "text/csv" if path.suffix.casefold() in (".csv", ".tsv") else "application/octet-stream",
        page=f"path:{path.resolve()}#{meaning.hash}",  # a corrected mapping reads the same file anew
        producer=f"table {version()}",
        codebook=knowledge.codebook.hash,
        signature=signature,
        bands=merge.bands(signature),
    )
    earlier = record.store.reports.known([kept.sha256])
    kind = record.store.reports.add(kept).kind
    return replace(table, kind="version" if kind == "new" and earlier else kind)
