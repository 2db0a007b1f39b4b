"""Those who send forces to what others hold together, told of right after it: "Peru and Chile ... Fiji sent a ship".

The model sees a deployment in such a sentence, a drill of its own, or nothing, for it names no happening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.drafts import by_sentence
from foedera.coding.scores import FOUND
from foedera.coding.words import NO, SUBJECTS, cases_of, children, head_of, tokens_in, with_subject
from foedera.types import HAPPENED, Cell, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.codebook import ClaimType
    from foedera.coding.context import Context, NamedActor
    from foedera.coding.drafts import Draft
    from foedera.types import Sentence

_SEND = frozenset("send contribute field dispatch commit provide supply lend deploy bring".split())
_FORCES = frozenset(
    "troop troops soldier marine sailor airman paratrooper commando gunner engineer trooper company platoon battalion "
    "brigade regiment squadron detachment contingent team unit crew ship warship frigate destroyer corvette submarine "
    "cruiser carrier minesweeper minehunter hunter boat vessel cutter tanker aircraft plane jet fighter bomber "
    "helicopter drone tank howitzer vehicle artillery infantry".split()
)
_ELSEWHERE = frozenset("to into for in at on toward towards against from near off".split())
"""Prepositions of a place or of somebody to whom they go: "sent tanks to Peru", but also "to the drill"."""
_NEAR = 2
"""Sentences after those that tell of a happening, in which forces are sent to it."""
_TAKEN = frozenset({"field:personnel", "field:equipment", "field:quantity"})


def with_contributors(drafts: list[Draft], context: Context) -> list[Draft]:
    """Return the drafts of a report, with whoever sends forces right after a shared happening as one of those in it."""
    kinds = context.codebook.types
    shared = by_sentence(d for d in drafts if d.status != "denied" and kinds[d.type].is_shared)
    told_in, gone, last = by_sentence(drafts), set[int](), None
    for number, sentence in enumerate(context.sentences):
        if (
            last is not None
            and number - max(last.sentences) <= _NEAR
            and not context.are_apart(number, last.sentences[0])
        ):
            for verb, senders in _sending(number, context):
                here = [d for d in told_in.get(number, ()) if _is_at(sentence, d, verb)]
                if not (
                    _goes_with(last, verb, number, context) and all(_says_no_more(d, last, kinds[d.type]) for d in here)
                ):
                    continue
                if told := [d for d in here if d.type == last.type]:
                    _agree(told, last, f"role:{kinds[last.type].doer}")
                else:
                    gone.update(map(id, here))
                    _join(last, number, senders, here, context)
        named = [d for d in shared.get(number, ()) if id(d) not in gone and d.values(f"role:{kinds[d.type].doer}")]
        last = named[-1] if named else last
    return [draft for draft in drafts if id(draft) not in gone]


def _sending(number: int, context: Context) -> Iterator[tuple[int, list[NamedActor]]]:
    """Yield each verb of a sentence by which states send forces nobody says where to, with these states."""
    sentence = context.sentences[number]
    for verb, token in enumerate(sentence.tokens):
        if token.lemma not in _SEND or token.upos != "VERB" or not _is_of_forces(sentence, verb):
            continue
        below = children(sentence, with_subject(sentence, verb))
        subject = next((i for i in below if sentence.tokens[i].deprel in SUBJECTS), None)
        senders = [n for n in context.named[number] if n.actor.country and _is_in(sentence, n, subject)]
        if senders:
            yield verb, senders


def _is_of_forces(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb is on forces, of which its clause does not say that they go somewhere, or do not go."""
    tokens, below = sentence.tokens, children(sentence, verb)
    objects = [i for i in below if tokens[i].deprel == "obj"]
    near = [*below, *(i for each in objects for i in children(sentence, each))]
    if any(tokens[i].lemma in NO for i in near):
        return False
    for at in near:
        cases = cases_of(sentence, at)
        if cases & _ELSEWHERE:
            return False
    return any(tokens[i].lemma.casefold() in _FORCES for i in objects)


def _is_in(sentence: Sentence, name: NamedActor, subject: int | None) -> bool:
    """Tell whether a name is a subject or one of its list: "[Peru] and [Chile] sent"."""
    at = head_of(sentence, name.start, name.end)
    while at is not None and at != subject and sentence.tokens[at].deprel == "conj":
        at = sentence.tokens[at].head
    return at is not None and at == subject


def _is_at(sentence: Sentence, draft: Draft, verb: int) -> bool:
    return any(verb in tokens_in(sentence, span.start, span.end) for span in draft.triggers)


def _goes_with(base: Draft, verb: int, number: int, context: Context) -> bool:
    """Tell whether the tense of a verb is that of what forces are sent to: nobody will send any to what is over."""
    status = context.codebook.grammar.status(context.tree(number), verb, "occurred")[0]
    return status == base.status or {status, base.status} <= HAPPENED


def _says_no_more(draft: Draft, base: Draft, kind: ClaimType) -> bool:
    """Tell whether a draft of the very verb says neither where forces are sent nor to what else.

    The model takes such words for the coming of forces as well, which is for the happening that they are sent to.
    """
    return base.type in {draft.type, *kind.comes_for} and not draft.values("name") and not draft.values("role:host")


def _agree(told: list[Draft], base: Draft, field: str) -> None:
    """Let drafts of forces sent to a happening have its name, its status and those in it: they are one and the same.

    Args:
        field: Where those who are in it stand.
    """
    whose = [cell for cell in base.cells if cell.field in {"name", field}]
    for draft in told:
        draft.cells = [*draft.cells, *(cell for cell in whose if cell not in draft.cells)]
        if draft.status in HAPPENED and base.status in HAPPENED:  # whoever sent ships is in a drill that still goes on
            draft.status, draft.status_score = base.status, base.status_score


def _join(base: Draft, number: int, senders: list[NamedActor], here: list[Draft], context: Context) -> None:
    """Add those who send forces to a draft, with what the drafts of the very verb tell of these."""
    field = f"role:{context.codebook.types[base.type].doer}"
    known = {getattr(cell.value, "country", None) for cell in base.values(field)}
    base.sentences = list(dict.fromkeys([*base.sentences, number]))
    base.cells += [
        Cell(field, context.whole(n), context.text[n.start : n.end], Span(n.start, n.end), FOUND)
        for n in senders
        if n.actor.country not in known
    ]
    base.cells += [cell for draft in here for cell in draft.cells if cell.field in _TAKEN]
