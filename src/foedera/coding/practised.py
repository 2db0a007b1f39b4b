"""What is practised in a drill, told in sentences of its own, and what is only used in it.

"They focused on improving shooting skills", after the drill: the model sees no happening there. "The drill included the
use of drones": drones are its equipment.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.drafts import by_sentence
from foedera.coding.scores import FOUND
from foedera.coding.spans import past_so_called
from foedera.coding.words import SUBJECTS, cases_of, children, head_of, subtree, tokens_in
from foedera.types import HAPPENED, Cell, Filler, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.codebook import ClaimType
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.types import Frame, Sentence

_ACTIVITY, _EQUIPMENT = "activity", "equipment"
_USES = frozenset({"use", "usage", "employment"})
_SUCH_AS = frozenset({"such", "like", "including"})
_NEAR = 2
"""Sentences after those that tell of a drill, in which whoever practises something does it there."""
_ON = frozenset("focus concentrate work centre center".split())
"""Verbs of practising with what is practised after "on"."""
_IN = frozenset({"specialise", "specialize"})
"""The same after "in"."""
_DOING = frozenset({"train", "drill", "exercise"})
"""The same with "in" before a verb, which else leads to a place: "trained in [boarding] ships"."""
_WHAT = frozenset("practise practice rehearse".split())
"""The same with what is practised as their object."""
_DRILLED = frozenset(
    "they soldier troop crew unit participant force sailor commando paratrooper pilot marine team contingent".split()
)
"""Words for those who are drilled."""
_ITEM = frozenset({"obl", "obj", "advcl", "xcomp"})
_NO_PART = frozenset({"case", "mark", "cc", "det", "fixed"})
_ASIDE = ("acl", "punct", "advcl", "parataxis")


def with_used(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return the frame of a drill with what is used in it as its equipment: "the use of [drones]"."""
    labels = {field.label for field in kind.fields}
    if not {_ACTIVITY, _EQUIPMENT} <= labels:
        return frame
    heads = {f: head_of(sentence, f.start, f.end) for f in frame.fillers if f.label == _ACTIVITY}
    uses = [at for at in heads.values() if at is not None and sentence.tokens[at].lemma in _USES]
    if not uses:
        return frame
    used = {i for use in uses for i in _used(sentence, use)}
    known = {i for f in frame.fillers if f.label == _EQUIPMENT for i in tokens_in(sentence, f.start, f.end)}
    kept = [f for f in frame.fillers if f.label != _ACTIVITY or heads[f] not in used.union(uses)]
    things = [Filler(_EQUIPMENT, *_phrase(sentence, at), FOUND) for at in sorted(used - known)]
    return replace(frame, fillers=(*kept, *things))


def _used(sentence: Sentence, use: int) -> list[int]:
    """Return what is used, or the examples of it: "the use of technology such as [drones]"."""
    below = [i for i in children(sentence, use) if i > use and sentence.tokens[i].deprel == "nmod"]
    below += [i for at in below for i in children(sentence, at) if sentence.tokens[i].deprel == "nmod"]
    examples = [i for i in below if cases_of(sentence, i) & _SUCH_AS]
    first = examples or [i for i in below if "of" in cases_of(sentence, i) and sentence.tokens[i].head == use]
    return [*first, *(i for at in first for i in children(sentence, at) if sentence.tokens[i].deprel == "conj")]


def with_practised(drafts: list[Draft], context: Context) -> list[Draft]:
    """Return the drafts of a report, those of drills with what the sentences after them say was practised."""
    kinds = context.codebook.types
    told = by_sentence(drafts)
    last: Draft | None = None
    for number, sentence in enumerate(context.sentences):
        here = [d for d in told.get(number, []) if kinds[d.type].field_of_label(_ACTIVITY) and d.status in HAPPENED]
        if here:
            last = here[-1]
        elif number not in told and last is not None and _is_near(last, number, context):
            _practise(last, number, [*_items(sentence)], context)
    return drafts


def _is_near(draft: Draft, number: int, context: Context) -> bool:
    last = max(draft.sentences)
    return number - last <= _NEAR and not context.are_apart(number, last)


def _practise(draft: Draft, number: int, items: list[int], context: Context) -> None:
    """Add what is practised to a draft, and the sentence that tells it."""
    field = context.codebook.types[draft.type].field_of_label(_ACTIVITY)
    if not items or field is None:
        return
    draft.sentences = list(dict.fromkeys([*draft.sentences, number]))
    for at in items:
        span = Span(*_phrase(context.sentences[number], at))
        printed = context.text[span.start : span.end]
        draft.cells.append(Cell(f"field:{field.name}", printed, printed, span, FOUND))


def _items(sentence: Sentence) -> Iterator[int]:
    """Yield what those who are drilled practise in a sentence."""
    for verb, token in enumerate(sentence.tokens):
        if token.deprel not in {"root", "conj"} or token.lemma not in _ON | _IN | _DOING | _WHAT:
            continue
        subject = next((i for i in children(sentence, verb) if sentence.tokens[i].deprel in SUBJECTS), None)
        if subject is None or sentence.tokens[subject].lemma.casefold() not in _DRILLED:
            continue
        for at in children(sentence, verb):
            if at > verb and _is_practised(sentence, token.lemma, at):
                yield at
                yield from (i for i in children(sentence, at) if sentence.tokens[i].deprel == "conj")


def _is_practised(sentence: Sentence, verb: str, at: int) -> bool:
    """Tell whether a word below a verb of practising is what is practised, not where or when."""
    token = sentence.tokens[at]
    if token.deprel.split(":")[0] not in _ITEM or token.upos not in {"NOUN", "VERB"}:
        return False
    before = {sentence.tokens[i].lemma for i in children(sentence, at) if sentence.tokens[i].deprel in {"case", "mark"}}
    if verb in _WHAT:
        return not before and token.deprel in {"obj", "xcomp"}
    return before == ({"on"} if verb in _ON else {"in"}) and (verb not in _DOING or token.xpos == "VBG")


def _phrase(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return where the words of an item begin and end, without its preposition, clauses about it and other items."""
    tokens = sentence.tokens
    below = [i for i in children(sentence, at) if tokens[i].deprel not in _NO_PART and tokens[i].lemma != "such"]
    stop = min((i for i in below if i > at and tokens[i].deprel.startswith((*_ASIDE, "conj"))), default=len(tokens))
    stop = min(
        stop, next((i for i in range(at, len(tokens)) if tokens[i].upos == "PUNCT" and tokens[i].text == ","), stop)
    )
    inside = [at, *(i for child in below if child < stop for i in subtree(sentence, child) if i < stop)]
    first = past_so_called(tokens, min(i for i in inside if tokens[i].upos != "PUNCT"), at)
    return tokens[first].start, tokens[max(i for i in inside if tokens[i].upos not in {"CCONJ", "PUNCT"})].end
