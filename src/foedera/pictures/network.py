"""The network: who deals with whom, how much and in which spirit."""

from __future__ import annotations

from collections.abc import Sequence

from foedera.events import Event
from foedera.pictures.records import LinkOf, Names, PassagesOf, ScoreOf


def network(  # noqa: PLR0913 - each is a choice of the caller's, by keyword
    events: Sequence[Event],
    *,
    format: str,  # noqa: A002 - the word that the command line has
    names: Names,
    title: str,
    link_of: LinkOf | None = None,
    passages_of: PassagesOf | None = None,
    score_of: ScoreOf | None = None,
    theme: str = "light",
    most: int = 60,
) -> bytes:
    """Draw states and organisations as nodes, and what they have to do with each other as edges.

    Args:
        score_of: Tells cooperation from conflict; without it every edge is drawn alike.
        most: Actors drawn, those with most events first; the rest is summed up in words.

    Raises:
        PictureError: No such format or theme.
    """
    raise NotImplementedError
