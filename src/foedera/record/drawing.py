"""Pictures of what a question finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from foedera import analysis
from foedera.errors import FoederaError
from foedera.events import Entry, Event
from foedera.record.queries import make_query, query_words

if TYPE_CHECKING:
    from foedera.pictures import Passage
    from foedera.record.questions import Questions

KINDS = ("timeline", "map", "network")
_OWN = {"timeline": "lanes", "network": "most"}
"""The wish that only one kind of picture knows."""
_MOST = 300
"""Characters of a passage that a page shows."""
_WITH_PASSAGES = 1000
"""Up to as many events, a page brings their passages along."""


def draw(
    record: Questions,
    kind: str,
    format: str,  # noqa: A002 - the command line's word
    *,
    link_of: Callable[[str], str] | None,
    theme: str,
    **options: Any,
) -> bytes:
    """Draw the events that pass the filters.

    Args:
        link_of: The address of an event by its id. Marks of one event lead there (`svg`), and so do rows of the table
            (`html`).
        theme: `light`, `dark`, or `auto`: what the reader's system has.

    Raises:
        FoederaError: There is no such picture, format or theme.
    """
    from foedera import pictures  # noqa: PLC0415 - brings what draws

    painters = {"timeline": pictures.timeline, "map": pictures.map_of, "network": pictures.network}
    if kind not in painters:
        message = f"there is no picture {kind!r}; there are {', '.join(painters)}"
        raise FoederaError(message)
    own = _OWN.get(kind, "")
    style = {own: options.pop(own)} if options.get(own) is not None else {}
    if link_of is not None:
        style["link_of"] = lambda event: link_of(event.id)
    title = options.pop("title", None)
    query = make_query(record.knowledge, **options)
    events = list(record.store.events.iter(query))
    if kind == "network":
        style["score_of"] = _score_of(record)
    if kind == "map":
        style["whole"] = record.knowledge.is_whole_country
    if format == "html" and len(events) <= _WITH_PASSAGES and kind != "network":
        style["passages_of"] = _Passages(record, events).of
    named = title or f"{kind.capitalize()}: {query_words(query, record.knowledge.names) or 'all events'}"
    painter: Any = painters[kind]
    drawn: bytes = painter(events, format=format, names=record.knowledge.names, title=named, theme=theme, **style)
    return drawn


def _score_of(record: Questions) -> Any:
    def score_of(event: Event) -> float | None:
        plover = record.knowledge.plover_of(event)
        return analysis.PLOVER_SCORES.get(plover) if plover else None

    return score_of


class _Passages:
    """What the reports of some events say, in their own words."""

    def __init__(self, record: Questions, events: Sequence[Event]) -> None:
        self._entries: Mapping[str, Entry] = record.store.entries.many([c for event in events for c in event.claims])
        homes = sorted({entry.report for entry in self._entries.values()})
        self._texts = record.store.reports.texts(homes)

    def of(self, event: Event) -> Sequence[Passage]:
        """Return one passage for each claim of an event."""
        from foedera.pictures import Passage  # noqa: PLC0415 - likewise

        entries = [self._entries[claim] for claim in event.claims if claim in self._entries]
        return [Passage(self._words(e), e.publisher, e.published, e.url) for e in entries]

    def _words(self, entry: Entry) -> str:
        text = self._texts.get(entry.report, "")
        words = " … ".join(text[each.start : each.end] for each in entry.claim.evidence)
        return words if len(words) <= _MOST else words[: _MOST - 1].rstrip() + "…"


def draw_balance(balance: analysis.Balance, format: str, names: Mapping[str, str], theme: str) -> bytes:  # noqa: A002
    """Draw a balance: shares by year, evenness, trends."""
    from foedera import pictures  # noqa: PLC0415 - likewise

    rows = [
        pictures.BalanceRow(
            int(period.period[:4]), share.power, share.count, share.share, "all", share.score, period.evenness
        )
        for period in balance.periods
        for share in period.shares
    ]
    trends = [pictures.Trend(power, t.tau, t.p, t.slope) for power, t in balance.trends if t is not None]
    if balance.evenness_trend is not None:
        t = balance.evenness_trend
        trends.append(pictures.Trend("", t.tau, t.p, t.slope, "evenness"))
    subject = names.get(balance.subject, balance.subject)
    title = f"{subject} between {', '.join(names.get(power, power) for power in balance.among)}"
    return pictures.balance(rows, format=format, names=names, title=title, trends=trends, theme=theme)
