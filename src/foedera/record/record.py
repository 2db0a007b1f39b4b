"""The record from Python: every verb that reads or writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, cast

from foedera.errors import Problem
from foedera.events import Action, Decision, Outcome, Query
from foedera.pipeline import Coding
from foedera.record import bulk, foreseen, queue, rules, transfer
from foedera.record.adding import AddOutcome, Wishes, add_sources, put_reports
from foedera.record.deciding import DecisionError, Hand, default_author
from foedera.record.knowledge import Knowledge
from foedera.record.merging import Progress, explained, refresh
from foedera.record.questions import Questions
from foedera.run import LOCAL, Engine, Source
from foedera.run.tasks import crew
from foedera.sources import Inputs
from foedera.types import Claim, Report

if TYPE_CHECKING:
    from foedera.export import ImportedTable
    from foedera.store import Store

Named = str | PathLike[str]
T = TypeVar("T")
DEFAULT = "foedera.db"
"""The record that is meant where none is named."""


class Record(Questions):
    """Many reports as one sourced history. Opened by `foedera.open`; a context manager.

    Filters of `events`, `claims`, pictures and exports are the same words everywhere: see `make_query`.
    """

    def __init__(self, store: Store, knowledge: Knowledge | None = None, author: str | None = None) -> None:
        self.store = store
        self.knowledge = known = knowledge or Knowledge()
        store.links.explain = lambda links: explained(store, links, known.rules)
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
        rules.settle(self.store)
        if not bulk.fits(self.store):
            return refresh(self.store, self.knowledge, progress)
        with crew(engine, jobs) as each:
            count = bulk.build(self.store, self.knowledge, each, progress)
        return count + refresh(self.store, self.knowledge)

    def rebuild(self, progress: Progress | None = None, *, engine: Engine = LOCAL, jobs: int | None = None) -> int:
        """Make everything that can be rebuilt anew from reports, claims and decisions."""
        self.store.clear_derived()
        self.store.put_rules(rules.present())
        return self.refresh(progress, engine=engine, jobs=jobs)

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
        return self._after(self.hand(**how).edit(claim, self.knowledge.codebook.types, self.knowledge.names))

    def add_claim(self, claim: Claim, report: str, **how: Any) -> Decision:
        """Add a claim that the coder missed."""
        return self._after(self.hand(**how).add(claim, report, self.knowledge.codebook.types, self.knowledge.names))

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
        event = self.store.events.find(f"e-{claim}")  # none, where the claim was rejected
        return self._after(self.hand(**how).compare("different", claim, event.claims if event else ()))

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
            while taken_back is not None and taken_back.action == "undo":
                taken_back = self.store.decisions.find(taken_back.target)
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

    # --- what comes in from elsewhere -------------------------------------------------------------------------------

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
