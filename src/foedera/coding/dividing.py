"""One word that tells of several steps: "the treaty, signed in May, was ratified last week" is two happenings.

The verbs that tell of a noun are the one that governs it, those of its participles and relative clauses, and what is
coordinated with them. Where they name different stages of the codebook, each becomes a frame with the times that stand
in its own clause; who takes part is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.codebook.status import Grammar
from foedera.codebook.tree import Tree
from foedera.coding.scores import FOUND
from foedera.coding.words import NOMINAL, NOT, head_of, tokens_in
from foedera.text.dates import find_times
from foedera.types import Filler, Frame, Sentence, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType, Codebook
    from foedera.types import Status

_STAGE = "stage"
_CLAUSES = frozenset({"acl", "acl:relcl"})
_TEXTS = frozenset({"text", "draft", "wording", "version"})
"""Words for what is done with a treaty when it is done with its text."""
_TAKEN_UP = frozenset({"it", "they", "this", "these"})
_DESCRIBING = frozenset({"compound", "amod"})
"""Relations of words that say which thing is meant: "[observer] status"."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the happenings that a frame tells of."""

    frame: Frame
    elsewhere: tuple[Span, ...] = ()
    """Times of the sentence that belong to another part."""
    others: tuple[Span, ...] = ()
    """Whoever has what the sentence tells to themselves, in another part."""
    is_cast: bool = False
    """Whether its roles are settled, and not told by the verb that it lacks."""


@dataclass(frozen=True, slots=True)
class _Step:
    verb: int
    stage: str
    span: Span
    words: frozenset[int]
    """The words of its own clause."""
    governs: bool
    """Whether it governs the noun, rather than describing it."""


def divided(sentence: Sentence, tree: Tree, frame: Frame, kind: ClaimType, codebook: Codebook) -> list[Part]:
    """Return a frame as the steps that its sentence tells of, in order; itself alone where there is one."""
    at = head_of(sentence, frame.start, frame.end) if kind.field(_STAGE) is not None else None
    if at is None or sentence.tokens[at].upos not in NOMINAL:
        return [Part(frame)]
    times = times_of(sentence, frame)
    steps = _steps(sentence, tree, at, frame, times, kind)
    statuses = [_status(tree, codebook.grammar, frame, step, kind) for step in steps]
    if len(steps) < 2:
        told = [_part(sentence, frame, step, times, status) for step, status in zip(steps, statuses, strict=True)]
        return _made_before(frame, steps[0], told[0]) if steps else [Part(frame)]
    return [_part(sentence, frame, step, times, status) for step, status in zip(steps, statuses, strict=True)]


def _steps(sentence: Sentence, tree: Tree, at: int, frame: Frame, times: list[Filler], kind: ClaimType) -> list[_Step]:
    """Return the steps that are told of a noun, in order, each stage once, and once as what was not done."""
    marked = [
        head for f in frame.fillers if f.label == _STAGE and (head := head_of(sentence, f.start, f.end)) is not None
    ]
    marked = [word for word in marked if tree.head(word) != at or tree.base(word) not in _DESCRIBING]
    told = {word for word in {*_verbs(tree, at), *marked} if word != at}
    steps: dict[tuple[str, bool], _Step] = {}
    for word in sorted(told):
        words = frozenset(_words(tree, word, at, told))
        phrase = [i for i in phrase_of(tree, word) if i != at]  # the noun itself is no step of its own
        own = [i for i in phrase if tree.head(i) not in told - {word} and (i == word or i not in told)]
        stage = _stage(sentence, own, kind) or _stage(sentence, phrase, kind)
        if stage is None and _is_dated_participle(sentence, tree, word, words, times):
            stage = kind.default_value(_STAGE, sentence.tokens[at].text, "occurred")
        if stage:
            span = Span(sentence.tokens[word].start, sentence.tokens[word].end)
            negated = any(tree.tokens[x].lemma.casefold() in NOT for x in tree.children(word, "advmod"))
            steps.setdefault((stage, negated), _Step(word, stage, span, words, at not in _above(tree, word)))
    return list(steps.values())


def _stage(sentence: Sentence, words: list[int], kind: ClaimType) -> str | None:
    return kind.enum_value(_STAGE, " ".join(sentence.tokens[i].text for i in words))


def _is_dated_participle(sentence: Sentence, tree: Tree, at: int, words: frozenset[int], times: list[Filler]) -> bool:
    """Tell whether a word says of a noun when it came about: "sanctions, [thought up in 2009], were lifted"."""
    if tree.tokens[at].deprel != "acl" or tree.tokens[at].xpos != "VBN":
        return False
    return any(words.issuperset(tokens_in(sentence, f.start, f.end)) for f in times)


def _verbs(tree: Tree, at: int) -> Iterator[int]:
    """Yield the words that tell something of a noun: what describes it, what governs it, what goes on with those."""
    clauses = (
        child for child in tree.children(at) if tree.tokens[child].deprel in _CLAUSES and not _is_by_it(tree, child)
    )
    first = [child for child in clauses if not any(tree.children(child, "mark"))]  # "a request to join" is one to join
    head = tree.head(at)
    if head is not None and tree.base(at) == "nmod" and tree.tokens[head].lemma in _TEXTS:
        at, head = head, tree.head(head)
    if head is not None and tree.base(at) in {"nsubj", "obj"} and not tree.tokens[at].deprel.endswith("outer"):
        first.append(head)
    for verb in first:
        yield _final(tree, verb)
        for other in tree.children(verb, "conj"):
            shares = tree.base(at) != "obj" or verb != head
            if shares and all(tree.tokens[x].lemma.casefold() in _TAKEN_UP for x in tree.children(other, "nsubj")):
                yield _final(tree, other)


def _is_by_it(tree: Tree, verb: int) -> bool:
    """Tell whether a clause tells what is done by a thing, not with it: "the contract by which Peru acquires tanks"."""
    ways = (x for x in tree.children(verb, "obl") if tree.tokens[x].text.casefold() == "which")
    return any(any(tree.children(way, "case")) for way in ways)


def _final(tree: Tree, verb: int) -> int:
    """Return the verb that says what is done: of "is expected to be signed" the signing."""
    below = next((x for x in tree.children(verb, "xcomp") if any(tree.children(x, "mark"))), None)
    return verb if below is None else below


def _above(tree: Tree, at: int) -> set[int]:
    found: set[int] = set()
    head = tree.head(at)
    while head is not None and head not in found:
        found.add(head)
        head = tree.head(head)
    return found


def _words(tree: Tree, verb: int, noun: int, verbs: set[int]) -> set[int]:
    """Return the words of a verb's own clause, without those of the others and the noun with what describes it."""
    found, todo = {verb}, [verb]
    while todo:
        for child in tree.children(todo.pop()):
            if child not in found and child != noun and child not in verbs:
                found.add(child)
                todo.append(child)
    return found


def phrase_of(tree: Tree, verb: int) -> list[int]:
    """Return the words that say what a verb means here: "entered into force", "is in force"."""
    found = [verb, *tree.children(verb, "compound", "case")]
    for child in tree.children(verb, "obl", "obj", "advmod"):
        if not any(tree.children(child, "det", "nummod")):
            found += [child, *tree.children(child, "case")]
    return sorted(found)


def with_whole_times(sentence: Sentence, frame: Frame) -> Frame:
    """Return a frame where a bare number that was marked as a time is as long as the time: "January 11", not "11"."""
    bare = [f for f in frame.fillers if f.label == "when" and _is_number(sentence, f)]
    if not bare:
        return frame
    begin = sentence.segment.start
    plain = [(begin + found.start, begin + found.end) for found in find_times(_text(sentence)[0])]
    whole = {f: span for f in bare for span in plain if span[0] <= f.start and f.end <= span[1]}
    fillers = (replace(f, start=whole[f][0], end=whole[f][1]) if f in whole else f for f in frame.fillers)
    return replace(frame, fillers=tuple(dict.fromkeys(fillers)))


def _is_number(sentence: Sentence, filler: Filler) -> bool:
    inside = tokens_in(sentence, filler.start, filler.end)
    return len(inside) == 1 and sentence.tokens[inside[0]].text.isdigit()


def times_of(sentence: Sentence, frame: Frame) -> list[Filler]:
    """Return the times of a sentence: those marked for the frame, and any other that is plainly one."""
    marked = [f for f in frame.fillers if f.label == "when"]
    if not sentence.tokens:
        return marked
    begin = sentence.segment.start
    text, stop = _text(sentence)
    others = [
        Filler("when", begin + found.start, begin + found.end, FOUND)
        for found in find_times(text)
        if begin + found.end <= stop
        and not any(f.start < begin + found.end and f.end > begin + found.start for f in frame.fillers)
    ]
    return [*marked, *others]


def _text(sentence: Sentence) -> tuple[str, int]:
    """Return a sentence's words at their places, and where they end."""
    parts: list[str] = []
    at = sentence.segment.start
    for token in sentence.tokens:
        if token.start > at:
            parts.append(" " * (token.start - at))
        parts.append(token.text)
        at = token.end
    return "".join(parts), at


def _status(tree: Tree, grammar: Grammar, frame: Frame, step: _Step, kind: ClaimType) -> Status:
    bare: Status = "ongoing" if kind.stands(_STAGE, step.stage) else "occurred"
    status, is_cued = grammar.status(tree, step.verb, bare)
    if status == "cancelled" and not step.governs and grammar.given_by(tree, step.verb) != "cancelled":
        return bare  # "the accord, signed in May, was suspended": what was suspended had been signed
    told = step.governs and not (bare == "ongoing" and frame.status == "occurred")  # that is of the signing beside it
    return frame.status if told and not is_cued else status


def _made_before(frame: Frame, step: _Step, made: Part) -> list[Part]:
    """Return a frame beside when the thing that it tells of came about: "left the pact, signed in 2019"."""
    own = tuple(f for f in made.frame.fillers if f.label == "when")
    if step.governs or not own or made.frame.status != "occurred" or frame.status not in {"cancelled", "ongoing"}:
        return [Part(frame)]
    if frame.status == "ongoing":
        return [made]
    others = tuple(f for f in frame.fillers if f not in own and f.label != _STAGE)
    return [made, Part(replace(frame, fillers=others), tuple(Span(f.start, f.end) for f in own))]


def _part(sentence: Sentence, frame: Frame, step: _Step, times: list[Filler], status: Status) -> Part:
    """Return the frame of one step, and the times that are not its own."""
    own = [f for f in times if step.words.issuperset(tokens_in(sentence, f.start, f.end))]
    others = [f for f in times if f not in own]
    kept = [f for f in frame.fillers if f.label not in {"when", _STAGE}]
    fillers = (*kept, *own, Filler(_STAGE, step.span.start, step.span.end, FOUND))
    return Part(replace(frame, fillers=fillers, status=status), tuple(Span(f.start, f.end) for f in others))
