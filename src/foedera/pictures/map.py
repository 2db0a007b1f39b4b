"""The map: where it happened, exact places as points and mere countries as hatched discs."""

from __future__ import annotations

from collections.abc import Sequence

from foedera.events import Event
from foedera.pictures.records import LinkOf, Names, PassagesOf


def map_of(  # noqa: PLR0913 - each is a choice of the caller's, by keyword
    events: Sequence[Event],
    *,
    format: str,  # noqa: A002 - the word that the command line has
    names: Names,
    title: str,
    link_of: LinkOf | None = None,
    passages_of: PassagesOf | None = None,
    theme: str = "light",
) -> bytes:
    """Draw events where they happen: the world, or the region that holds them all.

    Outlines are those of Natural Earth and imply no opinion on borders.

    Raises:
        PictureError: No such format or theme.
    """
    raise NotImplementedError
