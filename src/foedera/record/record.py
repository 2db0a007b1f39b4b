"""The record from Python: every verb that reads or writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Self, TypeVar, cast

from foedera import analysis
from foedera.errors import Problem
from foedera.events import Action, Decision, Entry, Event, Outcome, Query
from foedera.pipeline import Coding
from foedera.record import bulk, drawing, foreseen, queue, transfer
from foedera.record.adding import AddOutcome, Wishes, add_sources, put_reports
from foedera.record.answers import Answers, claim_row, event_row, event_to_json
from foedera.record.deciding import DecisionError, Hand, default_author
from foedera.record.knowledge import Knowledge
from foedera.record.merging import Progress, explained, refresh
from foedera.record.queries import QueryError, divided, make_query, polity
from foedera.run import LOCAL, Engine, Source
from foedera.run.tasks import crew
from foedera.sources import Inputs
from foedera.types import Claim, Report

if TYPE_CHECKING:
    from foedera.export import ImportedTable, Written
    from foedera.store import Hit, Saved, Stats, Store, Stored

Named = str | PathLike[str]
T = TypeVar("T")
DEFAULT = "foedera.db"
"""The record that is meant where none is named."""


class Record:
    """Many reports as one sourced history. Opened by `foedera.open`; a context manager.

    Filters of `events`, `claims`, pictures and exports are the same words everywhere: see `make_query`.
    """

    def __init__(self, store: Store, knowledge: Knowledge | None = None, author: str | None = None) -> None:
        self.store = store
        store.links.explain = lambda links: explained(store, links)
        self.knowledge = knowledge or Knowledge()
        self.author = author or default_author()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Record {self.store.address}>"

    def close(self) -> None:
        """Let go of the record; what was reported as stored is stored."""
        self.store.close()

    # --- adding ---------------------------------------------------------------------------------------------------

    def add(  # noqa: PLR0913 - each is something that a user may wish
        self,
        *paths: Named,
        published: str | None = None,
        publisher: str | None = None,
        jobs: int | None = None,
        confidence: float | None = None,
        coder: Literal["local", "llm"] = "local",
        endpoint: str | None = None,
        model: str | None = None,
        insecure_endpoint: bool = False,
    ) -> list[AddOutcome]:
        """Read files, folders and archives into the record, merge, and return what became of each input.

        An input that fails is in the list with its problems, and in the record's failures; the others go on.

        Args:
            confidence: Least confidence of a claim, 0 to 1; None for the best balance of precision and recall.
            coder: `llm` sends the reports to the model of an endpoint, in place of our own coder; as in `foedera.read`.
        """
        coding = Coding(coder, endpoint, model, insecure_endpoint, least=confidence)
        wishes = Wishes(published, publisher, self.knowledge.folder, jobs, coding=coding)
        done = list(self.iter_add(Inputs([str(path) for path in paths]), wishes))
        self.refresh()
        return done

    def iter_add(
        self, sources: Iterable[Source | Problem], wishes: Wishes | None = None, *, at_once: bool = False
    ) -> Iterator[AddOutcome]:
        """Add inputs one after the other, without merging; yield what became of each once it is stored."""
        yield from add_sources(self.store, self.knowledge, sources, wishes or Wishes(), at_once=at_once)

    def put(self, reports: Iterable[Report], source: str = "reports") -> list[AddOutcome]:
        """Add reports that were read elsewhere (as `foedera read --format jsonl` writes them), and merge."""
        done = list(put_reports(self.store, self.knowledge, reports, source))
        self.refresh()
        return done

    def refresh(self, progress: Progress | None = None, *, engine: Engine = LOCAL, jobs: int | None = None) -> int:
        """Bring links and events up to date with what was added or decided; return how many claims that concerned.

        Args:
            engine: Who merges where a record is being built, of which nothing is merged yet.
            jobs: Processes or workers for that.
        """
        if not bulk.fits(self.store):
            return refresh(self.store, self.knowledge, progress)
        with crew(engine, jobs) as each:
            count = bulk.build(self.store, self.knowledge, each, progress)
        return count + refresh(self.store, self.knowledge)

    def rebuild(self, progress: Progress | None = None, *, engine: Engine = LOCAL, jobs: int | None = None) -> int:
        """Make everything that can be rebuilt anew from reports, claims and decisions."""
        self.store.clear_derived()
        return self.refresh(progress, engine=engine, jobs=jobs)

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
            StoreError: It names nothing.
        """
        found: Event | Entry | None = self.store.events.find(id_) or self.store.entries.find(id_)
        if found is None and self.store.reports.find(id_) is None:
            message = f"no event, claim or report has the id {id_!r}"
            raise QueryError(message)
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

    # --- corrections ----------------------------------------------------------------------------------------------

    def hand(self, reason: str = "", author: str | None = None, shown: str | None = None) -> Hand:
        """Return the hand that writes decisions."""
        return Hand(self.store, author or self.author, reason, shown)

    def accept(self, claim: str, **how: Any) -> Decision:
        """Say that a claim is right."""
        return self._after(self.hand(**how).judge("accept", claim))

    def reject(self, claim: str, **how: Any) -> Decision:
        """Say that a claim is wrong; it stays in the record and takes part in no event."""
        return self._after(self.hand(**how).judge("reject", claim))

    def doubt(self, claim: str, **how: Any) -> Decision:
        """Say that it is unsure whether a claim is right."""
        return self._after(self.hand(**how).judge("unsure", claim))

    def edit(self, claim: Claim, **how: Any) -> Decision:
        """Put a changed claim in the place of the one with its id; what was read stays."""
        return self._after(self.hand(**how).edit(claim, self.knowledge.codebook.types))

    def add_claim(self, claim: Claim, report: str, **how: Any) -> Decision:
        """Add a claim that the coder missed."""
        return self._after(self.hand(**how).add(claim, report, self.knowledge.codebook.types))

    def note(self, target: str, text: str, **how: Any) -> Decision:
        """Write a note on a claim, event (which is on its first claim), report or publisher."""
        if self.store.reports.find(target) is None and not self._publishes(target):
            target = self._claims(target)[0]
        return self.hand(**how).decide("note", target, value=text)

    def merge(self, *events: str, **how: Any) -> list[Decision]:
        """Say that events (or single claims) are one happening: all claims of them."""
        first, *others = [claim for each in events for claim in self._claims(each)]
        return self._after(self.hand(**how).compare("same", first, others))

    def split(self, claim: str, **how: Any) -> list[Decision]:
        """Say that a claim tells of another happening than the other claims of its event."""
        return self._after(self.hand(**how).compare("different", claim, self.event(f"e-{claim}").claims))

    def compare(self, action: Action, left: str, right: str, **how: Any) -> list[Decision]:
        """Judge two claims: `same`, `different`, or `doubt`."""
        return self._after(self.hand(**how).compare(action, left, [right]))

    def rate(self, publisher: str, letter: str, **how: Any) -> Decision:
        """Set a publisher's reliability, A to F; the credibility of its events follows."""
        if not self._publishes(publisher):
            message = f"no report in this record names {publisher!r} as its publisher"
            raise DecisionError(message)
        decision = self.hand(**how).rate(publisher, letter)
        self._concern(publisher)
        return self._after(decision)

    def resolve(self, claim: str, outcome: str, by: str | None = None, **how: Any) -> Decision:
        """Say what became of a forecast: came true, did not, overtaken, or open."""
        return self.hand(**how).resolve(claim, cast("Outcome", outcome), by)

    def undo(self, decision: str | None = None, **how: Any) -> list[Decision]:
        """Take back a decision, with all that was decided in the same act; without one, one's own last act."""
        undone = self.hand(**how).undo(decision)
        for each in undone:
            taken_back = self.store.decisions.find(each.target)
            if taken_back is not None and taken_back.action == "reliability":
                self._concern(taken_back.target)
        return self._after(undone)

    def history(self, id_: str) -> list[Decision]:
        """Return all decisions about a claim, the claims of an event, or a publisher, undone ones too, oldest first."""
        event = self.store.events.find(id_)
        targets = [id_, *(event.claims if event else ())]
        return list(self.store.decisions.about(targets))

    def queue(self, limit: int = 100, today: date | None = None) -> list[queue.Item]:
        """Return what most needs a person's look, with the reasons."""
        day = today or queue.today()
        found = foreseen.worth_a_look(self.store, foreseen.outlook(self.store, day), day, limit)
        return queue.queue(self.store, found, limit)

    def _concern(self, publisher: str) -> None:
        """Have the events anew that a publisher tells of."""
        self.store.queue.put([entry.id for entry in self.store.entries.iter(Query(publishers=(publisher,)))])

    def _publishes(self, name: str) -> bool:
        return any(each.name == name for each in self.store.lists.publishers())

    def _claims(self, id_: str) -> Sequence[str]:
        """Return the claims of an event, or the one claim, that an id names."""
        event = self.store.events.find(id_)
        if event and id_.startswith("e-"):
            return event.claims
        if self.store.entries.find(id_) is None:
            message = f"nothing in this record goes by {id_!r}"
            raise DecisionError(message)
        return (id_,)

    def _after(self, decided: T) -> T:
        self.refresh()
        return decided

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

    # --- pictures, out and in ---------------------------------------------------------------------------------------

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

    def restore(self, path: Path) -> Mapping[str, int]:
        """Bring in an archive; return how many rows of each table came in. What is here already stays as it is."""
        counts = transfer.restore(self, path)
        self.refresh()
        return counts

    def import_table(self, path: Path, mapping: Path) -> ImportedTable:
        """Bring in a spreadsheet of events as claims, with the spreadsheet as their source."""
        table = transfer.import_table(self, path, mapping)
        self.refresh()
        return table

    def status(self) -> Stats:
        """Return how much the record holds."""
        return self.store.stats()


def open_record(
    address: Named = DEFAULT,
    *,
    create: bool = True,
    read_only: bool = False,
    codebook: Named | None = None,
    author: str | None = None,
) -> Record:
    """Open a record: a file, or a `postgresql://` address.

    Args:
        create: Whether a file that is not there is made.
        codebook: Folder of claim types of one's own.
        author: Who decides; FOEDERA_AUTHOR or the user of this machine where nobody is named.

    Raises:
        StoreError: It cannot be opened; the message says why and what to do.
    """
    from foedera.store import open_store  # noqa: PLC0415 - `import foedera` loads no database

    store = open_store(address if isinstance(address, str) else Path(address), create=create, read_only=read_only)
    return Record(store, Knowledge(Path(codebook) if codebook else None), author)
