"""The timeline: what happened, was announced or denied, and when."""

from __future__ import annotations

from collections.abc import Sequence

from foedera.events import Event
from foedera.pictures.records import Lanes, LinkOf, Names, PassagesOf


def timeline(  # noqa: PLR0913 - each is a choice of the caller's, by keyword
    events: Sequence[Event],
    *,
    format: str,  # noqa: A002 - the word that the command line has
    names: Names,
    title: str,
    link_of: LinkOf | None = None,
    passages_of: PassagesOf | None = None,
    lanes: Lanes = "type",
    theme: str = "light",
) -> bytes:
    """Draw events along time, in lanes by type, by pair of parties or by series.

    Few events are drawn and labelled one by one; of many, the counts per month are drawn and the best corroborated
    labelled, and the page shows single events where the reader zooms in. No events give a picture that says so.

    Raises:
        PictureError: No such format, theme or lanes.
    """
    raise NotImplementedError
