"""What an event belongs to, from its own claims alone: the same for every edition of a series and every step of a deal.

`groups` compares all events with each other; a record that grows needs a name for the group that does not hang on what
else is in it. What only likeness would join (a series whose name is printed quite otherwise) stays apart here.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from foedera.events import Entry
from foedera.merge.profiles import Profile, as_profile


def group_of(claims: Sequence[Entry | Profile]) -> str | None:
    """Return the group of the event of some claims: `g-` and a hash; None where they do not tell what it belongs to.

    Exercises belong to the series of their name, whatever the language, year or edition; talks, order, delivery and
    service of one family of systems between the same parties to a deal; the stages of a paper to what its parties call
    it.
    """
    profiles = [as_profile(claim) for claim in claims]
    rule = profiles[0].rule
    if rule.series:
        words = _name(profiles)
    elif rule.nature == "deal":
        words = _deal(profiles)
    elif rule.nature == "treaty" and rule.stages:
        words = _paper(profiles)
    else:
        words = None
    if words is None:
        return None
    return f"g-{hashlib.sha256(f'{profiles[0].type}|{words}'.encode()).hexdigest()[:12]}"


def _name(profiles: Iterable[Profile]) -> str | None:
    """Return the name's meanings that most claims give, the first by letters of several."""
    names = [name.key for profile in profiles for name in profile.names if name.key and not name.descriptive]
    return _most(names)


def _deal(profiles: Sequence[Profile]) -> str | None:
    systems = _most(system.key for profile in profiles for system in profile.systems if system.key)
    sides = _sides(profiles)
    return f"{'>'.join(sides)}|{systems}" if systems and all(sides) else None


def _paper(profiles: Sequence[Profile]) -> str | None:
    sides = _sides(profiles)
    what = _name(profiles) or _most("+".join(sorted(profile.subject)) for profile in profiles if profile.subject)
    return f"{'>'.join(sides)}|{what}" if what and any(sides) else None


def _sides(profiles: Sequence[Profile]) -> list[str]:
    """Return the parties of each side, those named by most claims."""
    count = len(profiles[0].sides)
    return [_most("+".join(sorted(profile.sides[at].parties)) for profile in profiles) or "" for at in range(count)]


def _most(words: Iterable[str]) -> str | None:
    counted = Counter(word for word in words if word)
    return min(counted, key=lambda word: (-counted[word], word), default=None)
