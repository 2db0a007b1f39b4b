"""What a record answers: its events, claims and reports, analyses, kept questions, pictures and exports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from foedera import analysis
from foedera.events import Entry, Event, Query
from foedera.record import drawing, foreseen, queue, rules, transfer
from foedera.record.answers import Answers, claim_row, event_row, event_to_json
from foedera.record.knowledge import Knowledge
from foedera.record.queries import UnknownIdError, divided, make_query, polity
from foedera.types import Report

if TYPE_CHECKING:
    from foedera.export import Written
    from foedera.store import Hit, Saved, Stats, Store, Stored


class Questions:
    """The verbs of a record that ask and change nothing."""

    store: Store
    knowledge: Knowledge
    author: str

    # --- questions ------------------------------------------------------------------------------------------------

    def events(self, **filters: Any) -> Answers[Event]:
        """Return the events that pass the filters, by time."""
        return Answers(tuple(self.iter_events(**filters)), event_row)

    def iter_events(self, **filters: Any) -> Iterator[Event]:
        """Yield the events that pass the filters, by time, in bounded memory."""
        return self.store.events.iter(make_query(self.knowledge, **filters))

    def claims(self, **filters: Any) -> Answers[Entry]:
        """Return the claims that pass the filters, as they stand after corrections, by time."""
        return Answers(tuple(self.store.entries.iter(make_query(self.knowledge, **filters))), claim_row)

    def event(self, id_: str) -> Event:
        """Return one event by its id, or by `e-` and the id of any of its claims.

        Raises:
            StoreError: There is none.
        """
        return self.store.events.get(id_)

    def claim(self, id_: str) -> Entry:
        """Return one claim as it stands after corrections.

        Raises:
            StoreError: There is none.
        """
        return self.store.entries.get(id_)

    def report(self, id_: str) -> Report:
        """Return one report with its claims as they stand after corrections.

        Raises:
            StoreError: There is none.
        """
        stored = self.store.reports.get(id_)
        entries = self.store.entries.of_report(id_)
        return replace(stored.report, claims=tuple(e.claim for e in entries if e.verdict != "rejected"))

    def reports(self) -> Iterator[Stored]:
        """Yield the reports in the order in which they were added."""
        return self.store.reports.iter()

    def show(self, id_: str) -> Event | Entry | Report:
        """Return whatever an id names: an event, a claim or a report.

        Raises:
            UnknownIdError: It names nothing.
        """
        found: Event | Entry | None = self.store.events.find(id_) or self.store.entries.find(id_)
        if found is None and self.store.reports.find(id_) is None:
            message = f"no event, claim or report has the id {id_!r}"
            raise UnknownIdError(message)
        return found if found is not None else self.report(id_)

    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return the reports whose title and text hold the words, the best first."""
        return self.store.search.reports(text, limit=limit)

    def entries_of(self, event: Event) -> list[Entry]:
        """Return the claims of an event, in its order."""
        found = self.store.entries.many(event.claims)
        return [found[id_] for id_ in event.claims if id_ in found]

    def group(self, event: Event) -> tuple[Event, ...]:
        """Return the events of the series or deal that an event belongs to, itself among them."""
        return self.store.events.in_group(event.group) if event.group else (event,)

    def events_json(self, events: Iterable[Event]) -> dict[str, Any]:
        """Return events in the contract's form."""
        listed = list(events)
        entries = self.store.entries.many([claim for event in listed for claim in event.claims])
        homes = {id_: entry.report for id_, entry in entries.items()}
        return {"events": [event_to_json(event, homes) for event in listed]}

    # --- analyses -------------------------------------------------------------------------------------------------

    def balance(self, subject: str, among: Sequence[str], **options: Any) -> analysis.Balance:
        """Return how a state's dealings divide among chosen powers, by year, with evenness and trends.

        Args:
            among: Codes or names of the powers.
            options: As `foedera.analysis.balance` takes them: by, weigh, statuses, types, since, until.
        """
        state, powers = divided(self.knowledge, subject, among, options)
        events = list(self.store.events.iter(Query(states=(state,))))
        return analysis.balance(events, state, powers, self.knowledge.plover_of, dated=self._dated(events), **options)

    def _dated(self, events: Iterable[Event]) -> dict[str, str]:
        """Return when the first claims of undated events were published."""
        ids = [event.first or event.claims[0] for event in events if event.when is None]
        return {id_: e.published for id_, e in self.store.entries.many(ids).items() if e.published}

    def forecasts(self, today: date | None = None, threshold: float | None = None, **filters: Any) -> list[Any]:
        """Return every claim of what will, may or should happen, with what became of it; what is due comes first.

        Args:
            today: The day for which it is asked.
            threshold: How sure a proposed resolution must be to count without a person.
            filters: Of the events that the forecasts belong to; `limit` and `offset` count forecasts.
        """
        wanted = make_query(self.knowledge, **filters)
        return foreseen.forecasts(self.store, wanted, today or queue.today(), threshold)

    def slant(self) -> list[Any]:
        """Return the loaded wording of each publisher: marks per 1,000 words and by kind."""
        return list(analysis.slant_by_publisher(stored.report for stored in self.store.reports.iter()))

    def actor(self, name: str) -> analysis.ActorProfile:
        """Return what the record holds on one state or organisation."""
        code = polity(name, self.knowledge)
        events = list(self.store.events.iter(Query(states=(code,))))
        return analysis.actor_profile(events, code, self._dated(events))

    def pair(self, left: str, right: str) -> analysis.PairProfile:
        """Return what the record holds on two of them with each other."""
        a, b = polity(left, self.knowledge), polity(right, self.knowledge)
        events = list(self.store.events.iter(Query(states=(a, b))))
        return analysis.pair_profile(events, a, b, self._dated(events))

    # --- questions that are asked again -----------------------------------------------------------------------------

    def save_query(self, name: str, **filters: Any) -> None:
        """Keep a question under a name."""
        self.store.saved.save(name, make_query(self.knowledge, **filters))

    def saved_queries(self) -> tuple[Saved, ...]:
        """Return the questions that were kept."""
        return self.store.saved.all()

    def ask(self, name: str, *, new: bool = False, seen: bool = True) -> Answers[Event]:
        """Return the answers to a kept question.

        Args:
            new: Only events that came, or got claims, since the question was asked last.
            seen: Whether what is answered now counts as seen.
        """
        saved = self.store.saved.get(name)
        query = replace(saved.query, added_after=saved.seen) if new else saved.query
        with self.store.reading():
            now = self.store.stats().seq
            found = tuple(self.store.events.iter(query))
        if seen and not self.store.read_only:
            self.store.saved.seen(name, now)
        return Answers(found, event_row)

    # --- pictures and files ---------------------------------------------------------------------------------------

    def picture(
        self,
        kind: str,
        format: str = "svg",  # noqa: A002 - the command line's word
        *,
        link_of: Callable[[str], str] | None = None,
        theme: str = "auto",
        **options: Any,
    ) -> bytes:
        """Draw a `timeline`, `map` or `network` of the events that pass the filters.

        Args:
            format: `svg`, `png` or `html`.
            link_of: The address of an event by its id, where its marks shall lead.
            theme: `light`, `dark`, or `auto`: what the reader's system has.
            options: Filters, and `title`, `lanes` of a timeline.
        """
        return drawing.draw(self, kind, format, link_of=link_of, theme=theme, **options)

    def draw_balance(self, balance: analysis.Balance, format: str = "svg", theme: str = "auto") -> bytes:  # noqa: A002
        """Draw a balance."""
        return drawing.draw_balance(balance, format, self.knowledge.names, theme)

    def export(self, name: str, target: BinaryIO | Path, **filters: Any) -> Written:
        """Write what passes the filters in one of the formats of `foedera.export.FORMATS`."""
        return transfer.export(self, name, target, **filters)

    def backup(self, target: BinaryIO) -> Written:
        """Write the whole record, judgements and authors included, as one archive."""
        return transfer.backup(self, target)

    @property
    def outdated(self) -> bool:
        """Whether claims were merged by rules of another version: `rebuild` merges them anew."""
        return rules.outdated(self.store)

    def status(self) -> Stats:
        """Return how much the record holds."""
        return self.store.stats()
