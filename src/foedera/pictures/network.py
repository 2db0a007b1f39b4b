"""The network: who deals with whom, how much and in which spirit."""

from __future__ import annotations

from collections.abc import Sequence

from foedera.events import Event
from foedera.pictures.draw import check, draw
from foedera.pictures.frame import blank, frame
from foedera.pictures.network_spec import network_plot
from foedera.pictures.page import Picture
from foedera.pictures.records import LinkOf, Names, PassagesOf, PictureError, ScoreOf
from foedera.pictures.table import Table, event_links, event_table, plain_table
from foedera.pictures.ties import TONES, Node, Tie, nodes_of, ties_of
from foedera.pictures.words import count, party_words, weight

MOST_TIES = 180
"""Ties drawn, the strongest first."""
_HINT = (
    "Drag to move, Ctrl + wheel or double click to zoom; keys + – and arrows, 0 for all. "
    "Point at an actor for its ties, click an actor or a line for the events."
)


def network(  # noqa: PLR0913 - each is a choice of the caller's, by keyword
    events: Sequence[Event],
    *,
    format: str,  # noqa: A002 - the word that the command line has
    names: Names,
    title: str,
    link_of: LinkOf | None = None,
    passages_of: PassagesOf | None = None,
    score_of: ScoreOf | None = None,
    theme: str = "auto",
    most: int = 60,
) -> bytes:
    """Draw states and organisations as nodes, and what they have to do with each other as edges.

    Args:
        score_of: Tells cooperation from conflict; without it every edge is drawn alike.
        most: Actors drawn, those with most events first; the rest is summed up in words.

    Raises:
        PictureError: No such format or theme, or no actor is to be drawn.
    """
    check(format, theme)
    if most < 1:
        raise PictureError(f"a network of {most} actors cannot be drawn: give 1 or more")
    ordered = sorted(events, key=weight)
    nodes, ties = nodes_of(ordered), ties_of(ordered, score_of)
    table = event_table(ordered, names, link_of, passages_of)
    links = event_links(ordered, names, link_of)
    if not nodes:
        words = f"None of {count(len(ordered), 'event')} has a party." if ordered else "No events in this selection."
        return draw(Picture(title, words, blank(title, words, theme), None, table, theme=theme), format)
    drawn = nodes[:most]
    shown = {node.key for node in drawn}
    among = [tie for tie in ties if tie.left in shown and tie.right in shown]
    summary = _summary(ordered, drawn, among)
    notes = _notes(nodes, drawn, among)
    scored = score_of is not None
    still = frame(
        title, summary, network_plot(drawn, among[:MOST_TIES], names, notes, scored=scored, live=False), theme
    )
    live = None
    if format == "html":
        live = frame(
            title, summary, network_plot(drawn, among[:MOST_TIES], names, notes, scored=scored, live=True), theme
        )
    more = (_actors(nodes, names), _ties(ties, names))
    return draw(Picture(title, summary, still, live, table, _HINT, more, theme, links), format)


def _summary(events: Sequence[Event], drawn: Sequence[Node], ties: Sequence[Tie]) -> str:
    return (
        f"{count(len(drawn), 'actor')} and {count(len(ties), 'tie')} between them, from {count(len(events), 'event')}."
    )


def _notes(nodes: Sequence[Node], drawn: Sequence[Node], ties: Sequence[Tie]) -> list[str]:
    notes = []
    rest = nodes[len(drawn) :]
    if rest:
        rows = {row for node in rest for row in node.rows}
        notes.append(f"Not drawn: {count(len(rest), 'further actor')}, in {count(len(rows), 'event')}.")
    if len(ties) > MOST_TIES:
        notes.append(f"Not drawn: {len(ties) - MOST_TIES:,} weaker ties between the actors shown.")
    return notes


def _actors(nodes: Sequence[Node], names: Names) -> Table:
    rows = [(party_words(node.key, names), node.kind, len(node.rows)) for node in nodes]
    return plain_table(count(len(nodes), "actor"), ("Actor", "Kind", "Events"), rows)


def _ties(ties: Sequence[Tie], names: Names) -> Table:
    head = ("Between", "And", "Events", *(tone.capitalize() for tone in TONES))
    rows = [
        (
            party_words(tie.left, names),
            party_words(tie.right, names),
            tie.count,
            *(len(tie.rows.get(tone, ())) for tone in TONES),
        )
        for tie in ties
    ]
    return plain_table(count(len(ties), "tie"), head, rows)
