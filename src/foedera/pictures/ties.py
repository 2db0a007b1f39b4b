"""Who has to do with whom: actors and the ties between them, counted from events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from foedera.events import Event
from foedera.pictures.records import ScoreOf
from foedera.pictures.words import actors, party_key, party_keys

Tone: TypeAlias = Literal["cooperation", "conflict", "neither"]
TONES: tuple[Tone, ...] = ("cooperation", "conflict", "neither")
Kind: TypeAlias = Literal["state", "organisation", "other"]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor with the numbers of its events."""

    key: str
    kind: Kind
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """What two actors have to do with each other, by tone."""

    left: str
    right: str
    rows: dict[Tone, tuple[int, ...]]
    weight: float
    """Events, each divided by the number of partners that it has: a fair of thirty states ties two of them little."""

    @property
    def count(self) -> int:
        """Events of all tones."""
        return sum(map(len, self.rows.values()))


def nodes_of(events: Sequence[Event]) -> list[Node]:
    """Return all actors, those with most events first."""
    rows: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, Kind] = {}
    for row, event in enumerate(events):
        for key in party_keys(event):
            rows[key].append(row)
        for actor in actors(event):
            kinds[party_key(actor)] = "state" if actor.country else "organisation" if actor.org else "other"
    ranked = sorted(rows, key=lambda key: (-len(rows[key]), key))
    return [Node(key, kinds[key], tuple(rows[key])) for key in ranked]


def ties_of(events: Sequence[Event], score_of: ScoreOf | None) -> list[Tie]:
    """Return all ties, the strongest first."""
    rows: dict[tuple[str, str], dict[Tone, list[int]]] = defaultdict(lambda: {tone: [] for tone in TONES})
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for row, event in enumerate(events):
        keys = party_keys(event)
        tone = _tone(score_of(event) if score_of else None)
        for pair in combinations(keys, 2):
            rows[pair][tone].append(row)
            weights[pair] += 1 / (len(keys) - 1)
    ties = [
        Tie(*pair, {tone: tuple(found) for tone, found in tones.items() if found}, weights[pair])
        for pair, tones in rows.items()
    ]
    return sorted(ties, key=lambda tie: (-tie.weight, tie.left, tie.right))


def _tone(score: float | None) -> Tone:
    return "neither" if not score else "cooperation" if score > 0 else "conflict"
