"""What a sentence speaks of without telling that it happens: no claim of its own.

What is threatened is the matter of the threat ("threatened to close the border"); what a thing is meant to do is its
aim ("the drill is meant to deepen ties"); what something else is dated or explained by is a landmark ("days after the
invasion"); what a position is on may be only what somebody wants ("Oslo backs its accession", "demands that they go").
The codebook says of which types that holds. And whoever speaks of "the drill" again, without name, time or place, tells
of no other one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.clauses import clause_of
from foedera.coding.context import Context
from foedera.coding.words import DEFINITE, HOLDS, head_of, tokens_in
from foedera.types import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.coding.drafts import Draft
    from foedera.types import Sentence, Span

_AIMING = frozenset(
    "mean intend aim design serve help hope wish want ready willing prepared purpose goal objective order".split()
)
"""Words whose infinitive tells what is meant to come of something."""
_LANDMARKS = frozenset("after since before following during over despite amid until because".split())
_LONG = frozenset({"year", "decade", "century"})
_WHOM = frozenset({"of", "on", "against", "by"})
"""Prepositions of those who did something and of those to whom it was done."""
_PURPOSES = frozenset({"advcl", "acl"})
"""Relations in which an infinitive tells what something is for: "visits Lomé to discuss", "the chance to deepen"."""
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "advcl", "acl"})
_IT = frozenset({"it", "they", "them", "one"})
_HAPPENS = frozenset({"occurred", "ongoing", "expected"})
"""Statuses that a mere mention seems to have; one that plans, denies or calls off tells something."""
_TELLING = frozenset({"amod", "nummod", "nmod", "acl", "compound"})
"""Relations of words that tell one thing from others of its kind: "the first contracts", "the sale of howitzers"."""
_MATTERS = frozenset({"obj", "obl", "nmod"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl"})
_SHARED = frozenset({"xcomp", "conj"})
_ARGUMENTS = frozenset({"obj", "nsubj", "obl"})
"""Relations of what somebody agrees to do (`acl`: as the parser has it now and then), of what goes with it, and of whom
or what it concerns."""
_ON = frozenset({"on", "upon", "to"})
"""Prepositions of what somebody agrees on."""
_MAKING = frozenset("build make manufacture produce design develop assemble".split())
_DEPTH = 8
_ANYWHERE = -1
_Matters = dict[int, list[tuple["Span", bool]]]
"""By the `id` of a claim that encloses others: its triggers and issues in a sentence, and which are issues."""


def told(drafts: Iterable[Draft], context: Context, *, domestic: bool = False) -> list[Draft]:
    """Return the drafts that some mention tells of more than by the way.

    Args:
        domestic: Whether what happens inside a state counts: then what dates something else is told of as well, if its
            words say by whom or to whom it was done, as in "marched after the murder of a lawmaker".
    """
    drafts, kinds = list(drafts), context.codebook.types
    enclosing = _matters((draft for draft in drafts if kinds[draft.type].encloses), context)
    positions = _matters((draft for draft in drafts if kinds[draft.type].is_position), context)
    open_ones = {(d.type, n) for d in drafts if d.status not in HAPPENED for n in d.sentences}
    kept = [
        draft
        for draft in drafts
        if not _is_background(draft, enclosing, context, domestic=domestic)
        and not _is_only_wanted(draft, positions, context)
        and not _is_back(draft, context)
        and not ((draft.type, draft.sentences[0]) in open_ones and _says_who_made(draft, context))
    ]
    first: dict[tuple[str, int], int] = {}
    for draft in kept:
        for number in (_ANYWHERE, *draft.sentences):
            start = draft.triggers[0].start
            first[draft.type, number] = min(start, first.get((draft.type, number), start))
    return [draft for draft in kept if not _is_mere_mention(draft, first, context)]


def without_carriers(drafts: list[Draft], context: Context) -> list[Draft]:
    """Return the mentions without verbs that only carry what another word tells: "agreed to hold exercises".

    Args:
        drafts: One a mention.
    """
    kinds = context.codebook.types
    if not any("carrier" in kinds[draft.type].background for draft in drafts):
        return drafts
    words: dict[int, set[int]] = {}
    for draft in drafts:
        number = draft.sentences[0]
        if "carrier" in kinds[draft.type].background:
            continue  # "agreed to set up a commission" tells of one agreement by two words
        at = head_of(context.sentences[number], draft.triggers[0].start, draft.triggers[0].end)
        words.setdefault(number, set()).update(() if at is None else (at,))
    for number, told in words.items():
        told.update(_taken_up(context.sentences[number], told))
    return [
        draft
        for draft in drafts
        if "carrier" not in kinds[draft.type].background
        or not is_carrier(
            context.sentences[draft.sentences[0]], draft.triggers[0], words.get(draft.sentences[0], set())
        )
    ]


def _taken_up(sentence: Sentence, told: set[int]) -> set[int]:
    """Return the pronouns for what is to be held that a noun before them tells of: "the drill ... to hold [it]"."""
    tokens = sentence.tokens
    return {
        at
        for at, token in enumerate(tokens)
        if token.lemma in _IT and token.deprel == "obj" and tokens[token.head].lemma in HOLDS
        if any(before < at and tokens[before].upos == "NOUN" for before in told)
    }


def _matters(drafts: Iterable[Draft], context: Context) -> dict[int, _Matters]:
    """Return the triggers and issues of some drafts, by sentence."""
    found: dict[int, _Matters] = {}
    for draft in drafts:
        issues = [(cell.span, True) for cell in draft.cells if cell.field == "field:issue"]
        for span, is_issue in (*issues, *((trigger, False) for trigger in draft.triggers)):
            here = found.setdefault(context.sentence_at(span.start), {})
            here.setdefault(id(draft), []).append((span, is_issue))
    return found


def _is_only_wanted(draft: Draft, positions: dict[int, _Matters], context: Context) -> bool:
    """Tell whether all mentions of a draft are the matter of positions, in words that tell there what is wanted."""
    wanted = context.codebook.types[draft.type].wanted
    if draft.status in HAPPENED:
        return False
    for trigger in draft.triggers if wanted else ():
        number = context.sentence_at(trigger.start)
        sentence = context.sentences[number]
        at = head_of(sentence, trigger.start, trigger.end)
        others = positions.get(number, {}).values()
        if at is None or sentence.tokens[at].lemma.casefold() not in wanted:
            return False
        if not any(_is_within(sentence, trigger, other) or _is_governed(sentence, at, other) for other in others):
            return False
    return bool(wanted)


def _is_back(draft: Draft, context: Context) -> bool:
    """Tell whether it is only told that somebody is back, who meets nobody: "Mr Banda will be back on 7 January"."""
    guests = {f"role:{role.away}" for role in context.codebook.types[draft.type].roles if role.at_home}
    words = [context.text[trigger.start : trigger.end].casefold() for trigger in draft.triggers]
    parts = {cell.field for cell in draft.cells if cell.field.startswith("role:") or cell.field == "where"}
    return words == ["back"] and bool(guests) and parts <= guests


def _says_who_made(draft: Draft, context: Context) -> bool:
    """Tell whether a draft only says of a thing who makes it: "a discount on six aircraft [built] by Embraer"."""
    if len(draft.triggers) > 1 or draft.status not in HAPPENED:
        return False
    sentence = context.sentences[draft.sentences[0]]
    at = head_of(sentence, draft.triggers[0].start, draft.triggers[0].end)
    token = sentence.tokens[at] if at is not None else None
    return (
        token is not None
        and token.lemma.casefold() in _MAKING
        and token.xpos == "VBN"
        and token.deprel.split(":")[0] == "acl"
        and token.deprel != "acl:relcl"
    )


def _is_governed(sentence: Sentence, at: int, other: list[tuple[Span, bool]]) -> bool:
    """Tell whether a word hangs on the words of another claim: "called for the withdrawal"."""
    words = {i for span, is_issue in other if not is_issue for i in tokens_in(sentence, span.start, span.end)}
    return sentence.tokens[at].head in words and sentence.tokens[at].deprel.split(":")[0] in _MATTERS


def _is_background(draft: Draft, enclosing: dict[int, _Matters], context: Context, *, domestic: bool = False) -> bool:
    """Tell whether all mentions of a draft stand in the matter of another claim, or as an aim or landmark."""
    kind = context.codebook.types[draft.type]
    for trigger in draft.triggers:
        number = context.sentence_at(trigger.start)
        sentence = context.sentences[number]
        others = [own for key, own in enclosing.get(number, {}).items() if key != id(draft)]
        by_the_way = any(_is_within(sentence, trigger, own) for own in others)
        by_the_way = by_the_way or ("aim" in kind.background and is_aim(sentence, trigger))
        landmark = "landmark" in kind.background and is_landmark(sentence, trigger)
        if not by_the_way and not (landmark and not (domestic and _says_whom(sentence, trigger))):
            return False
    return True


def _is_mere_mention(draft: Draft, first: dict[tuple[str, int], int], context: Context) -> bool:
    """Tell whether a draft only speaks of one told before: "Warsaw sees the drill as a provocation".

    Args:
        first: Where the first word of a type stands that is told of in a sentence, or anywhere.
    """
    trigger, known = draft.triggers[0], any(draft.values(name) for name in ("name", "when", "where"))
    if not draft.refers_back or len(draft.triggers) > 1 or known or draft.status not in _HAPPENS:
        return False
    number = draft.sentences[0]
    before, here = (first[draft.type, at] < trigger.start for at in (_ANYWHERE, number))
    return before and not here and only_points(context.sentences[number], trigger)


def only_points(sentence: Sentence, trigger: Span) -> bool:
    """Tell whether a trigger is a noun with an article or a pronoun and nothing that tells it from others."""
    head = head_of(sentence, trigger.start, trigger.end)
    if head is None or sentence.tokens[head].deprel == "compound":
        return False
    below = [t for t in sentence.tokens if t.head == head]
    pointing = any(t.deprel == "det" and t.lemma.casefold() in DEFINITE for t in below)
    return pointing and not any(t.deprel.split(":")[0] in _TELLING for t in below)


def _is_within(sentence: Sentence, trigger: Span, other: list[tuple[Span, bool]]) -> bool:
    """Tell whether a trigger stands in the matter of another claim, by its issue or by what its words govern."""
    if any(is_issue and span.start <= trigger.start and trigger.end <= span.end for span, is_issue in other):
        return True
    words = {i for span, is_issue in other if not is_issue for i in tokens_in(sentence, span.start, span.end)}
    clause = clause_of(sentence, head_of(sentence, trigger.start, trigger.end))
    for _ in range(_DEPTH):
        if clause is None or clause < 0 or clause in words:
            return False
        token = sentence.tokens[clause]
        if token.deprel.split(":")[0] in {"ccomp", "xcomp"} and token.head in words:
            return True
        if token.deprel not in {"xcomp", "ccomp", "conj"}:
            return False
        clause = token.head
    return False


def is_aim(sentence: Sentence, trigger: Span) -> bool:
    """Tell whether a trigger stands in an infinitive that a word of aim or will governs, or that says what for."""
    tokens = sentence.tokens
    at = clause_of(sentence, head_of(sentence, trigger.start, trigger.end))
    for _ in range(_DEPTH):
        if at is None or at < 0 or tokens[at].head < 0:
            return False
        above, relation = tokens[tokens[at].head], tokens[at].deprel.split(":")[0]
        aims = above.lemma.casefold() in _AIMING or (relation in _PURPOSES and _has_to(sentence, at))
        if aims and relation in _COMPLEMENTS and tokens[at].xpos == "VB":
            return True
        if relation != "conj" and not (relation == "xcomp" and tokens[at].xpos == "VB"):
            return False
        at = tokens[at].head
    return False


def is_carrier(sentence: Sentence, trigger: Span, told: set[int]) -> bool:
    """Tell whether a trigger is a verb whose matter is told by words of its own, or before ("agreed to do so").

    Args:
        told: Places of the words that tell something in the sentence.
    """
    tokens = sentence.tokens
    at = head_of(sentence, trigger.start, trigger.end)
    if at is None or tokens[at].upos != "VERB":
        return False
    matter = _below(sentence, {at}, _CLAUSES)
    matter |= _below(sentence, matter, _SHARED)
    on = {t.head for t in tokens if t.deprel == "case" and t.lemma.casefold() in _ON}
    if any(tokens[i].head == at and tokens[i].deprel.split(":")[0] == "obl" for i in on & told):
        return True
    if any(tokens[i].lemma == "do" and i + 1 < len(tokens) and tokens[i + 1].lemma == "so" for i in matter):
        return True
    return not told.isdisjoint(matter | _below(sentence, matter, _ARGUMENTS))


def _below(sentence: Sentence, above: set[int], relations: frozenset[str]) -> set[int]:
    """Return the words that hang on others by one of some relations."""
    return {i for i, t in enumerate(sentence.tokens) if t.head in above and t.deprel.split(":")[0] in relations}


def _has_to(sentence: Sentence, at: int) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(t.head == at and t.deprel == "mark" and t.lemma.casefold() == "to" for t in sentence.tokens)


def is_landmark(sentence: Sentence, trigger: Span) -> bool:
    """Tell whether a trigger is a noun that only dates or explains something else: "since Peru's invasion"."""
    tokens = sentence.tokens
    at = head_of(sentence, trigger.start, trigger.end)
    if at is None or tokens[at].upos != "NOUN":
        return False
    return any(t.head == at and t.deprel == "case" and t.lemma.casefold() in _LANDMARKS for t in tokens)


def _says_whom(sentence: Sentence, trigger: Span) -> bool:
    """Tell whether a noun says by whom or to whom, and not that it was years ago: "after the murder of a lawmaker"."""
    tokens = sentence.tokens
    at = head_of(sentence, trigger.start, trigger.end)
    below = {i for i, token in enumerate(tokens) if token.head == at}
    before = (tokens[i - 1] for i in below if i and tokens[i].deprel == "case")
    whose = {i for i in below if tokens[i].deprel == "nmod"}
    whom = {token.lemma.casefold() for token in tokens if token.head in whose and token.deprel == "case"}
    return not any(token.lemma.casefold() in _LONG for token in before) and not _WHOM.isdisjoint(whom)
