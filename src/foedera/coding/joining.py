"""What two mentions of a report have in common, and what a type's `join` rules in the codebook make of it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right, insort
from copy import copy
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from foedera.text.dates import bounds
from foedera.types import Actor, Place, Quantity

if TYPE_CHECKING:
    from foedera.codebook import Join, Key
    from foedera.coding.drafts import Draft

_BETWEEN = re.compile(r"[\x00-/:-`{-\x7f\U00010000-\U0010ffff]+")
"""All but digits, small letters and other scripts. Written as what it is: to compile a set that names most characters
takes milliseconds."""
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_ALIKE = 0.8
_NEXT = 0.3
_YEAR = re.compile(r"(?<![-\d])\d{4}(?!\d)")
_UNTIL_A_DAY = len("../2025-10-25")
REACH = 48
"""Happenings of a type, told of last, among which a mention is looked for: a report of megabytes stays linear."""
_DOUBTED = 0.5
"""Status probability under which a mention does not insist on its status."""


class Mention:
    """A draft with its values made comparable, once each."""

    __slots__ = ("_fields", "_known", "_years", "draft", "last", "lemmas", "numbers", "rules", "triggers", "worded")

    def __init__(self, draft: Draft, rules: Join, lemmas: frozenset[str] = frozenset()) -> None:
        self.draft = draft
        self.rules = rules
        self.lemmas = lemmas
        """Lemmas of the triggers' heads."""
        self.triggers = set(draft.triggers)
        self.worded: tuple[str, ...] | None = None
        """How its first trigger is worded, once that was asked for (`links`)."""
        self.numbers = sorted(set(draft.sentences))
        """The sentences that tell of it."""
        self.last = self.numbers[-1]
        """The last sentence that tells of it."""
        self._known: dict[str, frozenset[str]] = {}
        self._fields: frozenset[str] = frozenset()
        """Names of the fields that have cells; empty until they are asked for."""
        self._years: frozenset[str] | None = None

    def values(self, key: str) -> frozenset[str]:
        """Return the values of a key in a form that can be compared."""
        known = self._known.get(key)
        if known is None:
            some = self.has(key) or key == "name"
            known = self._known[key] = values_of(self.draft, key) if some else frozenset()
        return known

    def has(self, field: str) -> bool:
        """Tell whether there is any value of a field."""
        return field in self.fields

    @property
    def fields(self) -> frozenset[str]:
        """Names of the fields that have values."""
        self._fields = self._fields or frozenset([cell.field for cell in self.draft.cells])
        return self._fields

    @property
    def years(self) -> frozenset[str]:
        """The years that its times and names give; none if one of the times is open.

        The day on which something ended, which has an open beginning, gives the year as well.
        """
        if self._years is None:
            times = self.values("when")
            is_open = any(v.endswith("/..") or (v.startswith("../") and len(v) < _UNTIL_A_DAY) for v in times)
            values = () if is_open else (*times, *self.values("name"))
            self._years = frozenset(year for value in values for year in _YEAR.findall(value))
        return self._years

    def tells_in(self, number: int) -> bool:
        """Tell whether a sentence is one of those that tell of it."""
        return self.last_to(number) == number

    def last_to(self, number: int) -> int | None:
        """Return the last sentence up to one that tells of it."""
        after = bisect_right(self.numbers, number)
        return self.numbers[after - 1] if after else None

    def forget(self, field: str) -> None:
        """Take all values of a field away."""
        self.draft.cells = [cell for cell in self.draft.cells if cell.field != field]
        self._known.pop(field, None)
        self._fields = frozenset()

    def without(self, field: str) -> Mention:
        """Return the same to be compared as if it had no value of a field."""
        for key in self.rules.keys:
            self.values(key.key)  # worked out once, here, and not anew for what is compared with each mention
        other = copy(self)
        other._known = self._known | {field: frozenset()}  # noqa: SLF001 - of its own kind
        other._fields = self.fields - {field}
        return other

    def absorb(self, mention: Mention) -> None:
        """Add a later mention of the same happening.

        What was compared grows with it and is not worked out anew: some happenings are told of in every sentence.
        """
        self._known = {key: known | mention.values(key) for key, known in self._known.items()}
        self._fields = self._fields and self._fields | mention.fields
        self._years = None
        _absorb(self.draft, mention.draft, later=min(mention.draft.sentences) > self.last)
        self.lemmas |= mention.lemmas
        self.triggers |= mention.triggers
        for number in mention.numbers:
            if not self.tells_in(number):
                insort(self.numbers, number)
        self.last = max(self.last, mention.last)


def same_kind_of_status(a: Draft, b: Draft, rules: Join) -> bool:
    """Tell whether two mentions' statuses may be of one happening."""
    if a.status == b.status or any(a.status in group and b.status in group for group in rules.statuses):
        return True
    # A verb and its noun ("provided aid") tell of one thing; a status that is hardly believed does not part them.
    return min(a.status_score, b.status_score) < _DOUBTED and a.sentences[0] in b.sentences


def fields_of(a: Mention, b: Mention) -> frozenset[str]:
    """Return the fields in which either of two mentions has values; other names of a thing count as its name."""
    found = a.fields | b.fields
    return found | {"name"} if "field:alias" in found else found


def likeness(a: Mention, b: Mention) -> float | None:
    """Return how much speaks for two mentions being one happening: None if something is against, 0 if too little."""
    rules, supports, joins, against = a.rules, 0, 0, 0
    told_of = fields_of(a, b)
    for key in (key for key in rules.keys if key.key in told_of):
        left, right = a.values(key.key), b.values(key.key)
        if not left or not right:
            if key.unknown == "separates" and (left or right):
                return None
            continue
        if agree(left, right, key):
            joins += key.agrees == "joins"
            supports += key.agrees == "supports"
        elif key.differs == "separates":
            return None
        else:
            against += key.differs == "weighs"
    if joins:
        return 2.0 * joins + supports - 0.5 * against
    if supports - against >= rules.supports:
        return 1.0 + supports - 0.5 * against
    bare = not any(a.values(key.key) for key in rules.keys if key.key.startswith(("role:", "name")))
    if rules.reference and (a.draft.refers_back or bare) and against == 0 and not _is_another(a, b):
        return 0.5 + 0.3 * supports
    return 0.0


def rule_says(a: Mention, b: Mention, *, lasts: bool) -> float | None:
    """Return what the codebook alone says of two mentions, as `likeness` does, statuses and nearness included."""
    if not same_kind_of_status(a.draft, b.draft, a.rules):
        return None
    score = likeness(a, b)
    near = a.draft.sentences[0] - b.draft.sentences[-1] <= 1 and a.draft.status == b.draft.status
    if score == 0 and near and lasts and not a.has("field:edition"):  # "a second edition" is another one
        return _NEXT  # the next sentence goes on about it, if nothing says otherwise
    return score


def _is_another(a: Mention, b: Mention) -> bool:
    """Tell whether a mention counts itself as one more: "a second edition", not "the drill, seventh of its kind"."""
    return not a.draft.refers_back and a.has("field:edition") and not b.has("field:edition")


def values_of(draft: Draft, key: str) -> frozenset[str]:
    """Return a draft's values of a key in a form that can be compared."""
    cells = draft.values(key) + (draft.values("field:alias") if key == "name" else [])
    found = set()
    for cell in cells:
        value = cell.value
        if isinstance(value, Actor):
            # "19 nations" is no sign for or against "the United States and Australia".
            if known := value.country or value.org:
                found.add(known)
        elif isinstance(value, Place):
            found.add(f"{norm(value.name)}|{value.country or ''}")
        elif isinstance(value, Quantity):
            found.add(str(value.n))
        elif key == "when":
            found.add(str(value))
        else:
            found.add(norm(str(value)))
    return frozenset(found)


def agree(left: frozenset[str], right: frozenset[str], key: Key) -> bool:
    """Tell whether two known values agree as a key's `compare` says."""
    if key.compare == "same":
        return left == right
    if key.compare == "subset":
        return left <= right or right <= left
    return agrees(left, right, key.key)


def agrees(left: frozenset[str], right: frozenset[str], key: str) -> bool:
    """Tell whether two known values agree at all, whatever a type's rules ask of them."""
    if key == "when":
        return any(_times_meet(a, b) for a in left for b in right)
    if key == "where":
        return any(_places_meet(a, b) for a in left for b in right)
    return bool(left & right) or (
        not key.startswith("role:") and any(alike(a, b) >= _ALIKE for a in left for b in right)
    )


def _times_meet(a: str, b: str) -> bool:
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    return not (
        (a_last is not None and b_first is not None and a_last < b_first)
        or (b_last is not None and a_first is not None and b_last < a_first)
    )


def _places_meet(a: str, b: str) -> bool:
    (a_name, a_country), (b_name, b_country) = a.rsplit("|", 1), b.rsplit("|", 1)
    if alike(a_name, b_name) >= _ALIKE:
        return True
    return bool(a_country) and a_country == b_country


@lru_cache(maxsize=4096)  # reports repeat their names
def norm(text: str) -> str:
    """Return text without case, accents, punctuation and leading article."""
    if text.isascii():
        plain = text.casefold()
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return _BETWEEN.sub(" ", _ARTICLE.sub("", plain)).strip()


@lru_cache(maxsize=10_000)
def alike(a: str, b: str) -> float:
    """Return 0 to 1: likeness of two normalised names that forgives word order, extra words and a year."""
    if a == b:
        return 1.0
    left, right = set(a.split()), set(b.split())
    if not left or not right:
        return 0.0
    years = [{w for w in part if len(w) == 4 and w.isdigit()} for part in (left, right)]
    if years[0] and years[1] and years[0] != years[1]:
        return 0.0
    cover = len(left & right) / min(len(left), len(right))
    return max(SequenceMatcher(None, a, b).ratio(), 0.9 * cover)


def _absorb(into: Draft, draft: Draft, *, later: bool) -> None:
    """Add a mention to a happening.

    Args:
        later: Whether its sentences come after all of the happening's.
    """
    into.cells += draft.cells
    into.is_remote |= draft.is_remote
    if later:
        into.sentences += draft.sentences
    elif draft.sentences != into.sentences[-1:]:
        into.sentences += [n for n in draft.sentences if n not in into.sentences]
    into.triggers += draft.triggers
    into.weak += draft.weak
    into.undisclosed += [u for u in draft.undisclosed if u not in into.undisclosed]
    if draft.status != into.status and draft.status_score * draft.score > into.status_score * into.score * 1.2:
        into.status = draft.status
        into.status_score = draft.status_score
    surer, other = max(into.score, draft.score), min(into.score, draft.score)
    into.score = 1 - (1 - surer) * (1 - 0.5 * other)
    into.type_score = max(into.type_score, draft.type_score)
