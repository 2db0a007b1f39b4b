"""What the networks only half believe to be told, where something in the report speaks for it.

A word that alone might tell of anything ("the first shipment came") tells of a happening if the report says when it
was, if another such word tells of the same, or if both of those who deal with each other stand beside it. What the
networks are sure of is gathered first: a faint mention of it only adds to it, and one beside it only makes it surer.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context, party, polity
from foedera.coding.drafts import known_in
from foedera.coding.gathering import find, gather, mention_of
from foedera.coding.joining import REACH
from foedera.coding.links import players_in
from foedera.coding.sequels import tells_time
from foedera.coding.times import BEGINNINGS, ENDINGS
from foedera.coding.weights import load
from foedera.coding.words import children, head_of
from foedera.types import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.coding.joining import Mention
    from foedera.types import Cell, Frame, Sentence

_LIKELIER = 0.2
"""Least probability of a frame for which only those who deal with each other speak."""
_STAGE = "stage"
_TERMS = frozenset("time date schedule deadline timetable term price cost slot capacity rate note period".split())
"""Nouns for the terms of something, which tell nothing of whether it came about."""
_NEGOTIATION = "negotiation"
_COMPLETING = frozenset({"xcomp", "acl"})
"""Relations of an infinitive to the word that it completes."""
_BOTH = 2
_OWN = ("name", "field:quantity", "field:equipment", "field:value")
"""What tells one thing from another of the same stage."""


def apart(sentence: Sentence) -> tuple[Frame, ...]:
    """Return the faint frames of a sentence on whose words no other frame stands."""
    return tuple(
        faint
        for faint in sentence.faint
        if not any(faint.start < f.end and f.start < faint.end for f in sentence.frames)
    )


def is_what_for(sentence: Sentence, frame: Frame, kind: ClaimType) -> bool:
    """Tell whether a frame's verb only says what another of its type is held for: "in talks [to buy] jets"."""
    at = head_of(sentence, frame.start, frame.end)
    token = None if at is None else sentence.tokens[at]
    if at is None or token is None or token.upos != "VERB" or token.deprel not in _COMPLETING or token.head < 0:
        return False
    above = sentence.tokens[token.head]
    told = any(f.type == frame.type and f.start < above.end and above.start < f.end for f in sentence.frames)
    open_yet = kind.field(_STAGE) is not None and kind.enum_value(_STAGE, above.text) == _NEGOTIATION
    infinitive = any(sentence.tokens[i].xpos == "TO" for i in children(sentence, at))
    return told and open_yet and infinitive and not frame.start < above.end <= frame.end


def is_of_terms(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether a frame's noun only says of what times, prices and the like are: "[delivery] times are long"."""
    at = head_of(sentence, frame.start, frame.end)
    token = None if at is None else sentence.tokens[at]
    if token is None or token.deprel != "compound" or token.head < 0:
        return False
    return sentence.tokens[token.head].lemma in _TERMS


def with_faint(told: list[Draft], faint: list[Draft], context: Context) -> list[Draft]:
    """Return the happenings that are told and those beside them that faint mentions tell of, in order.

    Args:
        told: One draft a happening, in order; faint mentions of it are added to it.
        faint: A draft for each faint frame, in order.
    """
    links = load("links")
    known: dict[str, list[Mention]] = {}
    types = {draft.type for draft in faint}
    for draft in (draft for draft in told if draft.type in types):
        known.setdefault(draft.type, []).append(mention_of(draft, context))
    new = []
    for draft in faint:
        same = known.get(draft.type, [])
        at = bisect_right(same, draft.sentences[0], key=lambda mention: mention.draft.sentences[0])
        context.clock.check()
        mention = mention_of(draft, context)
        near = same[max(0, at - REACH) : at]
        happening = find(mention, near, context, links)
        if happening is None:
            new += [] if any(_is_told_there(draft, other) for other in near) else [draft]
        elif tells_time(draft, context):
            continue
        elif happening.tells_in(draft.sentences[0]):
            times = draft.values("when") if _begins_or_ends(mention) else []
            is_position = context.codebook.types[draft.type].is_position
            added = open_parts(draft, happening.fields) if is_position else []
            parties = _parties(happening) if added else frozenset[str]()
            cells = [*times, *(cell for cell in added if not _is_of(cell, parties))]
            happening.absorb(mention_of(replace(draft, cells=cells, weak=[], status_score=0.0), context))
        else:
            parties = _parties(happening)
            draft.cells = [cell for cell in draft.cells if not _is_of(cell, parties)]
            happening.absorb(mention)
    others = [draft for draft in gather(new, context) if _is_spoken_for(draft)]
    return sorted([*told, *others], key=lambda draft: (draft.sentences[0], draft.triggers[0].start))


def believed_at_home(
    told: list[Draft], faint: list[Draft], kinds: Mapping[str, ClaimType], least: float
) -> list[Draft]:
    """Return mentions with those of the faint ones that count in general political news, in order.

    These are words and protests, of which the networks have seen few. Of other types more than half of what they half
    believe is wrong.

    Args:
        least: What those are at least as sure as then: enough to be shown.
    """
    new = [replace(d, score=max(d.score, least)) for d in faint if d.score >= kinds[d.type].faint]
    return sorted([*told, *new], key=lambda draft: (draft.sentences[0], draft.triggers[0].start)) if new else told


def open_parts(draft: Draft, told: frozenset[str]) -> list[Cell]:
    """Return who plays the parts that the words of a happening leave open, and a faint mention beside them tells.

    "Oslo imposed sanctions on ten judges": what finds the verb may leave out on whom, which the noun tells.
    """
    return [cell for cell in draft.cells if cell.field.startswith("role:") and cell.field not in told]


def _parties(happening: Mention) -> frozenset[str]:
    """Return those who play any part in a happening."""
    return players_in(happening, [field for field in happening.fields if field.startswith("role:")])


def _is_of(cell: Cell, parties: frozenset[str]) -> bool:
    """Tell whether a cell names somebody who has a part already: what is half believed gives nobody another."""
    return cell.field.startswith("role:") and isinstance(cell.value, Actor) and polity(cell.value) in parties


def _begins_or_ends(mention: Mention) -> bool:
    """Tell whether a mention's word tells of a time: "run by the navy, it opened on Monday and [ends] tomorrow"."""
    return not mention.lemmas.isdisjoint(BEGINNINGS | ENDINGS)


def _is_told_there(faint: Draft, told: Mention) -> bool:
    """Tell whether the sentence surely tells of the same stage, by what it says of "it" ("it entered into force")."""
    stages = {str(cell.value) for cell in faint.values("field:stage")}
    there = told.tells_in(faint.sentences[0]) and known_in(faint) <= known_in(told.draft)
    own = any(cell.span not in faint.triggers for field in _OWN for cell in faint.values(field))
    return there and not own and not stages.isdisjoint(str(cell.value) for cell in told.draft.values("field:stage"))


def _is_spoken_for(draft: Draft) -> bool:
    """Tell whether something besides its word speaks for a faint happening: a time, another word, both parties."""
    if draft.values("when") or len(draft.triggers) > 1:
        return True
    parts = {cell.field for cell in draft.cells if cell.field.startswith("role:") and party(cell)}
    return draft.score >= _LIKELIER and len(parts) >= _BOTH
