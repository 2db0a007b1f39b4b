"""Who deal with each other from afar: whoever telephones "her counterpart in Lima" is nobody's guest there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import children, head_of
from foedera.types import Cell, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType, Value
    from foedera.codebook.fields import Field
    from foedera.coding.drafts import Draft
    from foedera.types import Sentence

_PARTICLES = frozenset({"for", "off", "on", "out", "up"})
"""Words behind "call" with which it tells of no talk, or of one on the spot: "called off a trip", "called on him"."""
_IN_PASSING = (["in", "to"], ["in", "at"], ["in", "on"])
"""The same of a visit on the way: "called in to Lima"."""
_NEAR = frozenset({"obl", "nmod", "compound", "amod", "advmod", "obj", "xcomp"})
_SCORE = 0.9


def set_apart(draft: Draft, kind: ClaimType, sentence: Sentence, text: str) -> None:
    """Give all of a draft that is told to be done from afar the one part that they then play, and no place."""
    for field in kind.fields:
        for value in (value for value in field.values if value.remote):
            span = _told(draft.triggers[0], value, sentence)
            if span is not None:
                _set(draft, field, value, span, text)


def leave_nowhere(draft: Draft) -> None:
    """Take its places from what is done from afar."""
    if draft.is_remote:
        draft.cells = [cell for cell in draft.cells if cell.field != "where"]


def _set(draft: Draft, field: Field, value: Value, span: Span, text: str) -> None:
    name, printed = f"field:{field.name}", text[span.start : span.end]
    cells = [cell for cell in draft.cells if cell.field not in {name, "where"}]
    cells = [replace(c, field=f"role:{value.remote}") if c.field.startswith("role:") else c for c in cells]
    draft.cells = [*dict.fromkeys(cells), Cell(name, value.value, printed, span, _SCORE)]
    draft.weak = [(filler, at) for filler, at in draft.weak if filler.label != "where"]
    draft.is_remote = True


def _told(trigger: Span, value: Value, sentence: Sentence) -> Span | None:
    """Return the word at or beside a trigger that says so: "[telephoned]", "spoke by [telephone]"."""
    tokens, at = sentence.tokens, head_of(sentence, trigger.start, trigger.end)
    if at is None:
        return None
    near = [at, *(i for i in children(sentence, at) if tokens[i].deprel.split(":")[0] in _NEAR)]
    near += [i for one in near[1:] for i in children(sentence, one) if tokens[i].deprel == "compound"]
    words = {word for phrase in value.words for word in (phrase, phrase.removeprefix("by "))}
    for i in near:
        follows = tokens[i + 1].lemma if i + 1 < len(tokens) else ""
        two = f"{tokens[i].lemma} {follows}".casefold()
        in_passing = [t.lemma for t in tokens[i + 1 : i + 3]] in _IN_PASSING
        if (tokens[i].lemma.casefold() in words or two in words) and follows not in _PARTICLES and not in_passing:
            return Span(tokens[i].start, tokens[i].end)
    return None
