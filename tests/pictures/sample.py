"""Invented events for the tests of pictures."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from foedera.events import Event, FieldView, Reading
from foedera.types import STATUSES, Actor, Place, Status

NAMES = {
    "SRB": "Serbia",
    "CHN": "China",
    "RUS": "Russia",
    "HUN": "Hungary",
    "ROU": "Romania",
    "EGY": "Egypt",
    "BRA": "Brazil",
    "AUS": "Australia",
    "JPN": "Japan",
    "USA": "United States",
}
HOSTILE = "</script></svg><img src=x onerror=alert(1)> \u202e\x1b[2J\x00 \"'><b> https://evil.example/x.js"
ARABIC = "مناورة درع السلام"
LONG = "Exercise of the Combined Mountain Rescue and Amphibious Logistics Battalions on the Upper Danube " * 3
CITIES = {
    "Novi Sad": ("SRB", 45.25, 19.84),
    "Szeged": ("HUN", 46.25, 20.15),
    "Cairo": ("EGY", 30.06, 31.25),
    "Kyoto": ("JPN", 35.02, 135.75),
}
SVG = "{http://www.w3.org/2000/svg}"
FORMS = (
    "2024-03-05",
    "2024-03",
    "2024",
    "2024-03-05/2024-09-20",
    "2024-03-11~/2024-03-20~",
    "2023~",
    "2024-02-01/..",
    "../2025-06",
    "2024-05-05?",
)
TYPES = "exercise transfer agreement meeting aid sanction oppose training deployment".split()


def made(
    number: int = 1,
    *,
    kind: str = "exercise",
    name: str | None = None,
    status: Status = "occurred",
    when: str | None = "2024-03-05",
    where: Sequence[Place] = (),
    parties: Sequence[Actor | str] = ("SRB", "CHN"),
    voices: int = 1,
    group: str | None = None,
) -> Event:
    """Return one event; parties are country codes or actors."""
    actors = [party if isinstance(party, Actor) else Actor(NAMES[party], "state", party) for party in parties]
    readings = tuple(Reading(actor, (f"c{number}",), voices) for actor in actors)
    fields = (FieldView("role:participant", readings, conflict=False),)
    return Event(
        f"e-{number:05}", kind, name, status, when, tuple(where), (f"c{number}",), fields, voices=voices, group=group
    )


def parsed(svg: bytes | str) -> ET.Element:
    """Return a picture's root element."""
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def words_of(svg: bytes | str) -> list[str]:
    """Return all texts of a picture, in the order in which they are drawn."""
    return ["".join(node.itertext()) for node in parsed(svg).iter(f"{SVG}text")]


def place(name: str) -> Place:
    """Return a city with its coordinates, or a country without any."""
    if name in CITIES:
        return Place(name, *CITIES[name])
    return Place(NAMES[name], name)


def every_status() -> list[Event]:
    """Return one event of each status."""
    return [
        made(n, name=f"Drill {status}", status=status, when=f"2024-0{n + 1}-10") for n, status in enumerate(STATUSES)
    ]


def every_date() -> list[Event]:
    """Return one event of each form of date, and one without any."""
    return [made(n, name=f"Form {n}", when=when) for n, when in enumerate((*FORMS, None))]


def crowd(count: int, seed: int = 7) -> list[Event]:
    """Return many events over eighteen years."""
    dice = random.Random(seed)  # noqa: S311 - no secret, the same events each time
    out = []
    for number in range(count):
        year, month, day = dice.randint(2008, 2025), dice.randint(1, 12), dice.randint(1, 28)
        forms = (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}", f"{year}-{month:02}-{day:02}/..")
        out.append(
            made(
                number,
                kind=dice.choice(TYPES),
                name=f"Shield {number}" if dice.random() < 0.5 else None,
                status=dice.choice(STATUSES),
                when=dice.choices(forms, weights=(70, 20, 5, 5))[0],
                where=[place(dice.choice([*CITIES, *NAMES]))],
                parties=dice.sample(sorted(NAMES), 2),
                voices=dice.randint(1, 6),
                group=f"g{number % 40}",
            )
        )
    return out
