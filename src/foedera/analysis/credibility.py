"""How far an event can be believed: 1 to 6 on the Admiralty scale, with the reasons in words.

| level | means | reached by |
|---|---|---|
| 1 | confirmed | 3 independent voices, or 2 of which one is of reliability A to C |
| 2 | probably true | 2 independent voices of unknown reliability; or one of A or B |
| 3 | possibly true | one voice of C; two of which one is in doubt |
| 4 | doubtful | one voice of D; contradicted as strongly as supported |
| 5 | improbable | one voice of E |
| 6 | cannot be judged | one voice of unknown reliability |

Independent voices neither share a text nor a publisher, nor all cite one source. A voice of reliability D counts half,
of E a quarter, of A to C or unknown whole; one that a person is unsure of, or that the reader was, half of that. Then:

- only one side that is party to it says so: at best 2; a mere denial by the party concerned: at best 3;
- only unnamed sources say so: at best 3;
- a plan: at best 2; an expectation, a possibility, a condition: at best 3;
- one voice that fits what another announced or expected before: a 6 becomes 3, any other at most 3;
- contradicted: one level worse if the support is three times as strong; at best 3 if it is stronger; else at best 4;
- reports that put it in different countries, between different parties or more than a month apart: one level worse.

A 6 stays a 6, but a contradicted one is doubtful: 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foedera.analysis.actors import polity
from foedera.analysis.dates import apart
from foedera.analysis.standing import GUESSED, Standing, interested
from foedera.analysis.voices import doubt, independent, publisher_key, sources_of, support, voices_of
from foedera.events import Entry, FieldView
from foedera.types import AHEAD, HAPPENED

_LETTER_WEIGHT = {"D": 0.5, "E": 0.25}
_SINGLE_LEVEL = {"A": 2, "B": 2, "C": 3, "D": 4, "E": 5}
_UNJUDGED = 6
_MONTH = 31
_OBJECTS = {
    "occurred": "said to have happened",
    "ongoing": "said to be under way",
    "planned": "said to be planned",
    "expected": "expected",
    "possible": "held possible",
    "conditional": "held possible on conditions",
    "denied": "denied",
    "cancelled": "said to be called off",
}


@dataclass(frozen=True, slots=True)
class Trust:
    """What is known of publishers, by `publisher_key`."""

    letters: Mapping[str, str]
    """Reliability, A to F."""
    affiliation: Mapping[str, str]
    """The state or organisation whose own organ a publisher is."""

    def letter(self, entry: Entry) -> str:
        """Return the reliability of a claim's publisher; F where nobody has judged it."""
        return self.letters.get(publisher_key(entry), "F")


@dataclass(frozen=True, slots=True)
class Judged:
    """A level, and why."""

    level: int
    reasons: tuple[str, ...]


def credibility_of(
    standing: Standing,
    views: Sequence[FieldView],
    trust: Trust,
    parties: frozenset[str],
    entries: Sequence[Entry],
) -> Judged:
    """Return how far an event can be believed in the status that it has.

    Args:
        parties: Countries and organisations in the event's roles.
        entries: All claims of the event.
    """
    backing = list(standing.backing)
    level, reasons = _corroborated(backing, trust)
    if fits := _announced(standing, entries):
        level = min(level, 3) if level != _UNJUDGED else 3
        reasons.append(fits)
    for part in (_own_word(standing, trust, parties), _nameless(backing), _forecast(standing)):
        if part is not None and level != _UNJUDGED:
            level = max(level, part[0])
        reasons += [part[1]] if part else []
    level, more = _contradicted(standing, level, trust, parties)
    reasons += more
    for reason in _far_apart(views, _dated(entries)):
        level = level if level in (5, _UNJUDGED) else level + 1
        reasons.append(reason)
    reasons += _details(views)
    return Judged(level, tuple(reasons))


def _corroborated(backing: list[Entry], trust: Trust) -> tuple[int, list[str]]:
    """Return the level that voices alone reach."""
    voices, independent_voices = voices_of(backing), independent(backing)
    strength = support(backing, lambda entry: doubt(entry) * _LETTER_WEIGHT.get(trust.letter(entry), 1.0))
    letters = sorted({trust.letter(entry) for entry in backing if doubt(entry) == 1.0} or {"F"})
    reasons = [_voices_reason(voices, backing)]
    if independent_voices < voices:
        cited = sorted({source.name for entry in backing for source in sources_of(entry)})
        reasons.append(f"with only {_count(independent_voices, 'independent source')} behind them ({_listed(cited)})")
    if doubtful := sum(doubt(entry) < 1 for entry in backing):
        reasons.append(f"{_count(doubtful, 'claim')} in doubt, at half weight")
    reasons.append(_letters_reason(backing, trust))
    judged = bool(set(letters) & set("ABC"))
    if strength >= 3 or (strength >= 2 and judged):
        return 1, reasons
    if strength >= 2:
        return 2, reasons
    if strength > 1:
        return 3, reasons
    best = _SINGLE_LEVEL.get(letters[0], _UNJUDGED)
    return (min(5, best + 1) if best != _UNJUDGED and strength < _expected(letters[0]) else best), reasons


def _expected(letter: str) -> float:
    """Return what one voice of a reliability weighs when nothing puts it in doubt."""
    return _LETTER_WEIGHT.get(letter, 1.0)


def _voices_reason(voices: int, backing: Sequence[Entry]) -> str:
    named = _listed(sorted({_publisher(entry) for entry in backing}, key=lambda name: (name.startswith("an "), name)))
    if voices > 1:
        return f"{voices} independent publishers ({named})"
    copies = len({entry.report for entry in backing})
    cited = _listed(sorted({source.name for entry in backing for source in sources_of(entry)}))
    reports = f", in {copies} reports" if copies > 1 else ""
    return f"1 voice ({named}){reports}" + (f", citing {cited}" if cited else "")


def _letters_reason(backing: Sequence[Entry], trust: Trust) -> str:
    by_letter: dict[str, set[str]] = {}
    for entry in backing:
        by_letter.setdefault(trust.letter(entry), set()).add(_publisher(entry))
    known = [f"{letter}: {_listed(sorted(names))}" for letter, names in sorted(by_letter.items()) if letter != "F"]
    unknown = "reliability not judged" if not known else "others not judged"
    return "; ".join([*(f"reliability {part}" for part in known), *([unknown] if "F" in by_letter else [])])


def _announced(standing: Standing, entries: Sequence[Entry]) -> str | None:
    """Return words for plans and expectations of others that a happening fits."""
    if standing.status not in HAPPENED or standing.conflict or independent(standing.backing) > 1:
        return None
    before = [entry for entry in entries if entry.claim.status in ("planned", "expected")]
    if not before or voices_of([*standing.backing, *before]) < 2:
        return None
    return f"it fits what was announced or expected before ({_listed(sorted({_publisher(entry) for entry in before}))})"


def _publisher(entry: Entry) -> str:
    return entry.publisher or "an unnamed publisher"


def _dated(entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    """Return the times that claims of what has happened give, those of one claim together."""
    times = (entry.claim.values("when") for entry in entries if entry.claim.status in HAPPENED)
    return [tuple(str(value) for value in values) for values in times if values]


def _own_word(standing: Standing, trust: Trust, parties: frozenset[str]) -> tuple[int, str] | None:
    """Return the cap, and why, where nobody but one party says so."""
    sides = [_side(entry, trust, parties) for entry in standing.backing]
    if None in sides or len(set(sides)) != 1:
        return None
    speakers = _listed(sorted({_speaker(entry) for entry in standing.backing}))
    if standing.status == "denied":
        return 3, f"only the party concerned denies it ({speakers})"
    return 2, f"only one party to it says so ({speakers})"


def _side(entry: Entry, trust: Trust, parties: frozenset[str]) -> str | None:
    """Return the party whose word a claim is: whom it cites, or whose organ its publisher is."""
    if sources_of(entry):
        return next(iter(sorted({polity(s) or "" for s in sources_of(entry)}))) if interested(entry, parties) else None
    own = trust.affiliation.get(publisher_key(entry))
    return own if own in parties else None


def _nameless(backing: Sequence[Entry]) -> tuple[int, str] | None:
    sources = [sources_of(entry) for entry in backing]
    if all(named and all(source.kind == "group" for source in named) for named in sources):
        names = sorted({source.name for named in sources for source in named})
        return 3, f"only unnamed sources say so: {_listed(names)}"
    return None


def _forecast(standing: Standing) -> tuple[int, str] | None:
    if standing.status in GUESSED:
        return 3, f"a forecast ({standing.status}), not a happening"
    if standing.status in AHEAD:
        return 2, "a plan, not yet a happening"
    return None


def _contradicted(standing: Standing, level: int, trust: Trust, parties: frozenset[str]) -> tuple[int, list[str]]:
    if not standing.conflict:
        return level, []

    def weigh(entry: Entry) -> float:
        own = entry.claim.status == "denied" and bool(sources_of(entry)) and interested(entry, parties)
        return doubt(entry) * _LETTER_WEIGHT.get(trust.letter(entry), 1.0) * (0.5 if own else 1.0)

    ours, theirs = support(standing.backing, weigh), support(standing.against, weigh)
    reason = "contradicted: " + "; ".join(_objections(standing.against, parties))
    if level == _UNJUDGED:
        return 4, [reason]
    if ours >= 3 * theirs:
        return min(5, level + 1), [reason]
    return max(level, 3 if ours > theirs else 4), [reason]


def _objections(against: Sequence[Entry], parties: frozenset[str]) -> list[str]:
    """Return who contradicts, and how, as words."""
    by_status: dict[str, set[str]] = {}
    for entry in against:
        party = entry.claim.status == "denied" and interested(entry, parties)
        by_status.setdefault(entry.claim.status, set()).add(_speaker(entry) + (" (party to it)" if party else ""))
    return [f"{_OBJECTS[status]} by {_listed(sorted(names))}" for status, names in sorted(by_status.items())]


def _speaker(entry: Entry) -> str:
    return _listed([source.name for source in sources_of(entry)]) or _publisher(entry)


def _far_apart(views: Sequence[FieldView], dated: Sequence[Sequence[str]]) -> list[str]:
    """Return what makes it doubtful that reports tell of one happening at all."""
    reasons = []
    for view in views:
        if not view.conflict:
            continue
        if view.field == "where":
            reasons.append("reports put it in different countries")
        elif view.field.startswith("role:"):
            reasons.append(f"reports name different parties ({view.field.removeprefix('role:')})")
        elif view.field == "when" and any(
            all(apart(a, b) > _MONTH for a in left for b in right)
            for number, left in enumerate(dated)
            for right in dated[:number]
        ):
            reasons.append("reports date it more than a month apart")
    return reasons


def _details(views: Sequence[FieldView]) -> list[str]:
    clashing = [view.field.rpartition(":")[2] for view in views if view.conflict and view.field != "status"]
    return [f"reports differ on {_listed(clashing)}"] if clashing else []


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _listed(names: Sequence[str], most: int = 4) -> str:
    """Return names as words; past a few, how many more there are."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
