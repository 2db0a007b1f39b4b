"""The map: where it happened, exact places as points and mere countries as hatched discs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from foedera.events import Event
from foedera.pictures.draw import check, draw
from foedera.pictures.frame import Plot, blank, frame
from foedera.pictures.look import Spec
from foedera.pictures.map_spec import HEIGHT, WIDTH, map_plot
from foedera.pictures.outlines import load_middles
from foedera.pictures.page import Picture
from foedera.pictures.places import Site, discs_at, radius_factor, sites_of
from foedera.pictures.project import Degrees, view_of
from foedera.pictures.records import LinkOf, Names, PassagesOf, WholeOf
from foedera.pictures.table import event_links, event_table
from foedera.pictures.words import count, party_keys, weight

ZOOMS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""From each of these zooms on, a page joins and labels places anew."""
_HINT = (
    "Drag to move, Ctrl + wheel or double click to zoom; keys + – and arrows, 0 for all. Click a place for its events."
)
_BORDERS = "Outlines: Natural Earth (public domain), simplified; they imply no opinion on borders or names."


def map_of(  # noqa: PLR0913 - each is a choice of the caller's, by keyword
    events: Sequence[Event],
    *,
    format: str,  # noqa: A002 - the word that the command line has
    names: Names,
    title: str,
    link_of: LinkOf | None = None,
    passages_of: PassagesOf | None = None,
    theme: str = "auto",
    whole: WholeOf = lambda _: False,
) -> bytes:
    """Draw events where they happen: the world, or the region that holds them all.

    A place without coordinates is drawn as a hatched disc in the middle of its country: somewhere in it. Countries are
    tinted by the number of events that they are a party to. Outlines are those of Natural Earth and imply no opinion.

    Args:
        whole: Tells places whose coordinates are those of their country, beyond those that have its name.

    Raises:
        PictureError: No such format or theme.
    """
    check(format, theme)
    ordered = sorted(events, key=weight)
    sites, lost = sites_of(ordered, names, load_middles(), whole)
    table = event_table(ordered, names, link_of, passages_of)
    links = event_links(ordered, names, link_of)
    if not sites:
        words = (
            f"None of {count(len(ordered), 'event')} has a place on the map."
            if ordered
            else "No events in this selection."
        )
        return draw(Picture(title, words, blank(title, words, theme), None, table, theme=theme), format)
    summary = _summary(ordered, sites, lost)
    still = frame(title, summary, _plot(ordered, sites, lost, ZOOMS[:1]), theme)
    live: Spec | None = None
    if format == "html":
        live = frame(title, summary, _plot(ordered, sites, lost, ZOOMS), theme)
    return draw(Picture(title, summary, still, live, table, _HINT, theme=theme, links=links), format)


def _plot(events: Sequence[Event], sites: Sequence[Site], lost: int, zooms: Sequence[float]) -> Plot:
    view = view_of([point for site in sites for point in _surroundings(site)], WIDTH, HEIGHT)
    first = discs_at(sites, view, 1, (WIDTH, HEIGHT))
    factor = radius_factor([len(disc.site.rows) for disc in first])
    levels = [(zoom, discs_at(sites, view, zoom, (WIDTH, HEIGHT), factor)) for zoom in zooms]
    parties = Counter(key for event in events for key in party_keys(event) if key in load_middles())
    notes = [f"Not drawn: {count(lost, 'event')} without a place that could be located."] if lost else []
    return map_plot(view, levels, parties, notes=[*notes, _BORDERS])


def _surroundings(site: Site) -> list[Degrees]:
    """Return the points that a view has to hold: a mere country needs more of it around its middle."""
    if site.exact:
        return [site.at]
    (lon, lat), pad = site.at, 6.0
    return [(lon, max(lat - pad, -89.0)), (lon, min(lat + pad, 89.0)), (lon - pad, lat), (lon + pad, lat)]


def _summary(events: Sequence[Event], sites: Sequence[Site], lost: int) -> str:
    exact = sum(site.exact for site in sites)
    parts = []
    if exact:
        parts.append(count(exact, "place"))
    if len(sites) > exact:
        word = "country or area" if len(sites) - exact == 1 else "countries or areas"
        parts.append(f"{len(sites) - exact} {word} without a closer place")
    return f"{count(len(events) - lost, 'event')} at {' and '.join(parts)}."
