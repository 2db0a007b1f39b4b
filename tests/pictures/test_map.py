"""The map: points where Vega's own projection puts them, countries hatched, near places joined, labels apart."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import foedera
from foedera.pictures import map_of
from foedera.pictures.look import HATCHED
from foedera.pictures.map_spec import _counted
from foedera.pictures.measure import width
from foedera.pictures.outlines import load_middles, load_outlines
from foedera.pictures.places import Disc, discs_at, sites_of
from foedera.pictures.project import View, view_of
from foedera.types import Place
from tests.pictures.sample import NAMES, crowd, made, place, words_of

ASSET = Path(foedera.__file__).parent / "assets" / "outlines.json"


def nowhere(_: Place) -> bool:
    """No place is a whole country but by its name."""
    return False


def _svg(*events: object) -> str:
    return map_of(events, format="svg", names=NAMES, title="Where").decode()  # type: ignore[arg-type]


def test_outlines_are_small_canonical_and_know_the_countries() -> None:
    """Under 300 KB, sorted keys, no spaces; every member of the sample and Kosovo have an outline."""
    text = ASSET.read_text(encoding="utf-8")
    assert len(text) < 300_000
    assert text == json.dumps(json.loads(text), separators=(",", ":"), sort_keys=True) + "\n"
    assert {*NAMES, "XKX", "SGP", "MLT", "BHR", "TWN", "PSE"} <= set(load_middles())
    codes = [shape["id"] for shape in load_outlines()["objects"]["countries"]["geometries"] if "id" in shape]
    assert len(codes) == len(set(codes))
    assert 230 < len(codes) < 250


@pytest.mark.parametrize(
    ("code", "west", "south", "east", "north"),
    [("SRB", 19, 42, 23, 46), ("AUS", 115, -38, 150, -15), ("USA", -120, 30, -75, 49), ("FRA", -4, 43, 8, 51)],
)
def test_the_middle_of_a_country_lies_in_its_main_part(
    code: str, west: float, south: float, east: float, north: float
) -> None:
    """Not in the sea, not on a far island."""
    lon, lat = load_middles()[code]
    assert west < lon < east
    assert south < lat < north


POINTS = [(19.84, 45.25), (20.15, 46.25), (31.25, 30.06), (-3.7, 40.4), (37.6, 55.75)]


@pytest.mark.parametrize("points", [POINTS, [*POINTS, (135.75, 35.02), (-58.4, -34.6), (179.5, -17)]])
def test_points_lie_where_vega_draws_them(points: list[tuple[float, float]]) -> None:
    """Our formulas for pixels are those that the outlines are drawn with."""
    import vl_convert  # noqa: PLC0415

    view = view_of(points, 1000, 500)
    projection = {"name": "p", **view.spec, "scale": view.scale, "translate": [view.x, view.y]}
    values = [{"lon": lon, "lat": lat} for lon, lat in points]
    geo = {"type": "geopoint", "projection": "p", "fields": ["lon", "lat"], "as": ["x", "y"]}
    spot = {"x": {"field": "x"}, "y": {"field": "y"}}
    spec = {
        "width": 1000,
        "height": 500,
        "projections": [projection],
        "data": [{"name": "d", "values": values, "transform": [geo]}],
        "marks": [{"type": "symbol", "from": {"data": "d"}, "encode": {"update": spot}}],
    }
    scene = vl_convert.vega_to_scenegraph(spec)["scenegraph"]["items"][0]["items"][0]["items"]
    for item, point in zip(scene, points, strict=True):
        x, y = view.pixels(point)
        assert (item["x"], item["y"]) == pytest.approx((x, y), abs=0.01)
        assert 0 <= x <= 1000
        assert 0 <= y <= 500


def test_places_of_one_region_give_a_map_of_it() -> None:
    """Places all over the world give the world."""
    assert view_of(POINTS, 1000, 500).kind == "azimuthalEqualArea"
    assert view_of([*POINTS, (-58.4, -34.6)], 1000, 500).kind == "equalEarth"
    assert view_of([(0, 90), (0, -90)], 1000, 500).kind == "equalEarth"
    assert view_of([(19.84, 45.25)], 1000, 500).scale < 5000


def test_a_mere_country_is_a_hatched_disc() -> None:
    """An event with an exact place in a country is not drawn somewhere in it as well."""
    events = [made(1, where=[place("HUN")]), made(2, where=[place("SRB"), place("Novi Sad")])]
    sites, lost = sites_of(events, NAMES, load_middles(), nowhere)
    assert [(site.name, site.exact, site.rows) for site in sites] == [
        ("Hungary", False, (0,)),
        ("Novi Sad", True, (1,)),
    ]
    assert lost == 0
    svg = _svg(*events)
    assert "somewhere in the country or area" in words_of(svg)
    assert "Novi Sad: China – Serbia" in words_of(svg)
    assert HATCHED.count("M") == 6


def test_what_cannot_be_located_is_counted_in_a_note() -> None:
    """No place, a place of nowhere, a code without outline, coordinates off the globe."""
    off = [Place("X", None, 95.0, 10.0), Place("Sea"), Place("Atlantis", "ATL")]
    events = [made(1), *(made(2 + n, where=[where]) for n, where in enumerate(off)), made(9, where=[place("Cairo")])]
    assert "Not drawn: 4 events without a place that could be located." in words_of(_svg(*events))
    assert "None of 4 events has a place on the map." in words_of(_svg(*events[:4]))


def test_borders_imply_no_opinion() -> None:
    """The picture says so itself."""
    assert any("imply no opinion" in word for word in words_of(_svg(made(1, where=[place("Cairo")]))))


places = st.builds(
    lambda number, lon, lat: Place(f"Place {number}", "SRB", lat, lon),
    st.integers(0, 400),
    st.floats(-179, 179),
    st.floats(-55, 80),
)


@settings(max_examples=30)
@given(st.lists(places, min_size=1, max_size=80))
def test_labels_overlap_neither_each_other_nor_discs(given_places: list[Place]) -> None:
    """Near places are joined; every event is in one of the discs."""
    events = [made(n, where=[where]) for n, where in enumerate(given_places)]
    sites, _ = sites_of(events, NAMES, {}, nowhere)
    view = view_of([site.at for site in sites], 1050, 520)
    discs = discs_at(sites, view, 1, (1050, 520))
    assert {row for disc in discs for row in disc.site.rows} == set(range(len(events)))
    for one, two in combinations([disc for disc in discs if disc.label], 2):
        assert not _overlap(_label_box(one), _label_box(two))
    for label in (disc for disc in discs if disc.label):
        for disc in discs:
            box = (disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius)
            assert disc is label or not _overlap(_label_box(label), box)


def _label_box(disc: Disc) -> tuple[float, float, float, float]:
    x, y, wide = disc.x + disc.label_x, disc.y + disc.label_y, width(disc.label, 11)
    left = x - {"left": 0, "right": wide, "center": wide / 2}[disc.align]
    return left, y - 6, left + wide, y + 6


def _overlap(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def test_many_events_at_a_place_are_one_disc_with_their_number() -> None:
    """The area grows with the number, up to a bound."""
    sites, _ = sites_of(crowd(5000), NAMES, load_middles(), nowhere)
    view = View("equalEarth", (11.0, 0.0), 150, 500, 250)
    discs = discs_at(sites, view, 1, (1050, 520))
    assert len(discs) < 20
    assert max(disc.radius for disc in discs) == pytest.approx(25)
    assert len(_svg(*crowd(5000))) < 700_000


def test_a_country_is_no_point_whatever_coordinates_it_has() -> None:
    """Nor is "northern Serbia", of which the gazetteer knows no more than the country's middle."""
    middle = {"lat": 44.87, "lon": 20.32}
    events = [
        made(1, where=[Place("Serbia", "SRB", **middle)]),
        made(2, where=[Place("northern Serbia", "SRB", **middle)]),
        made(3, where=[Place("Szeged", "HUN", 46.25, 20.15)]),
    ]

    def whole(place: Place) -> bool:
        return (place.lat, place.lon) == (44.87, 20.32)

    sites, lost = sites_of(events, NAMES, load_middles(), whole)
    assert lost == 0
    assert {(site.name, site.exact, site.rows) for site in sites} == {("Serbia", False, (0, 1)), ("Szeged", True, (2,))}
    named, _ = sites_of(events, NAMES, load_middles(), nowhere)
    assert {(site.name, site.exact) for site in named} >= {("Serbia", False), ("northern Serbia", True)}


def test_what_lies_in_no_country_is_an_area_and_no_point() -> None:
    """The middle of Africa is not where it happened."""
    sites, _ = sites_of([made(1, where=[Place("Africa", None, 2.0, 21.0)])], NAMES, load_middles(), nowhere)
    assert [(site.name, site.exact, site.at) for site in sites] == [("Africa", False, (21.0, 2.0))]
    svg = map_of([made(1, where=[Place("Africa", None, 2.0, 21.0)])], format="svg", names=NAMES, title="t")
    assert "somewhere in the country or area" in words_of(svg)


def test_no_number_stands_on_another() -> None:
    """Of discs that overlap the fullest says how many events it stands for."""
    view = view_of([(20.0, 45.0), (-60.0, -10.0)], 1050, 520)
    sites, _ = sites_of(crowd(5000), NAMES, load_middles(), nowhere)
    for zoom in (1.0, 8.0):
        discs = discs_at(sites, view, zoom, (1050, 520))
        at = [(disc.x * zoom, disc.y * zoom) for disc in (discs[n] for n in sorted(_counted(discs, zoom)))]
        assert at
        assert all(abs(a[0] - b[0]) >= 18 or abs(a[1] - b[1]) >= 12 for a, b in combinations(at, 2))
        assert 0 in _counted(discs, zoom)
