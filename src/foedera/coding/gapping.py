"""Second halves without a verb: "sold ten tanks to Mali and five to Niger", "Peru sent two ships, Chile three".

Each half is a happening of its own with what stands in it; the verb, what is before it and what a half leaves out are
shared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.coding.dividing import Part, times_of
from foedera.coding.scores import FOUND
from foedera.coding.words import CLAUSAL, RELATIVE, SUBJECTS, governing_verb, tokens_in
from foedera.types import Filler, Frame, Sentence, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Token

_THINGS = frozenset({"name", "equipment", "quantity", "value", "item", "personnel", "forces", "kind"})
"""Labels of what one half has instead of what the other has."""
_NUMBERS = ("quantity", "personnel")
_NAMES = ("name", "item", "forces")
_LISTING = frozenset({"and", "but"})
_IN_THING = frozenset({"NUM", "NOUN", "PROPN", "ADJ", "DET", "SYM", "ADV", "PRON"})
_WITH = "with"
_MEASURES = frozenset("more less some half third quarter tenth most none nothing little same bit".split())
"""Words for how much of a thing that was told of: "Rome a bit [more]"."""
_MONEY = frozenset("$€£¥")


@dataclass(frozen=True, slots=True)
class _Half:
    """What stands between two borders of a sentence and has somebody with a thing, but no verb."""

    first: int
    last: int
    who: tuple[int, int]
    label: str
    thing: tuple[int, ...]
    heads: bool
    """Whether whoever it is of stands first: "[Chile] three", not "three to [Mali]"."""


def gapped(sentence: Sentence, frame: Frame, kind: ClaimType) -> list[Part]:
    """Return a frame as the happenings of its sentence's halves, in order; none where it has no second half.

    Example:
        "Oman sold ten tanks to Mali in May and five to Niger": ten to Mali in May, and five tanks to Niger.
    """
    inside = tokens_in(sentence, frame.start, frame.end)
    shares = any(role.shared for role in kind.roles)
    if shares or not inside or not any(f.label in _THINGS for f in frame.fillers):
        return []  # what each sends to a drill is all of one drill
    verb = _verb(sentence, frame, inside)
    if verb is None:
        return []
    halves: list[_Half] = []
    for first, last in _segments(sentence, verb):
        half = _half(sentence, frame, kind, verb, first, last, halves)
        if half is not None:
            halves.append(half)
    if not halves:
        return []
    return _parts(sentence, frame, kind, halves)


def _verb(sentence: Sentence, frame: Frame, inside: list[int]) -> int | None:
    """Return the verb that the halves share: the trigger, or the one that governs it."""
    own = next((i for i in inside if sentence.tokens[i].upos == "VERB"), None)
    return governing_verb(sentence, frame.start, frame.end) if own is None else own


def _segments(sentence: Sentence, verb: int) -> list[tuple[int, int]]:
    """Return what stands between commas and "and" behind a verb, as far as the next verb.

    A thing without anybody goes with what follows: "two tanks to Mali, [ten guns and five radars to Niger]".
    """
    tokens = sentence.tokens
    until = next((i for i in range(verb + 1, len(tokens)) if _opens_clause(tokens[i])), len(tokens))
    borders = [i for i in range(verb + 1, until) if _is_border(tokens[i])]
    found: list[tuple[int, int]] = []
    begin: int | None = None
    for at, border in enumerate(borders):
        stop = borders[at + 1] if at + 1 < len(borders) else until
        if stop == border + 1:
            continue
        begin = border + 1 if begin is None else begin
        if stop == until and until < len(tokens):
            break  # the next clause begins somewhere in this one
        if tokens[border].text == "," and stop < until and _is_first_of_two(sentence, begin, stop):
            continue
        if any(_in(name.start, tokens, begin, stop) for name in sentence.names if name.label in {"LOC", "ORG"}):
            found.append((begin, stop))
            begin = None
    return found


def _is_first_of_two(sentence: Sentence, first: int, stop: int) -> bool:
    """Tell whether words are the first of two who do the same: "sent two ships, [Chile] and Peru a third"."""
    tokens = sentence.tokens
    names = {i for n in sentence.names if n.label in {"LOC", "ORG"} for i in tokens_in(sentence, n.start, n.end)}
    after = range(stop + 1, len(tokens))
    follows = next((i for i in after if i not in names), stop + 1)
    opens = follows > stop + 1 and follows < len(tokens) and tokens[follows].upos in {"DET", "NUM", "ADJ"}
    return tokens[stop].lemma == "and" and names.issuperset(range(first, stop)) and opens


def _opens_clause(token: Token) -> bool:
    return token.upos in CLAUSAL or token.xpos in RELATIVE or token.text in {";", ":", "("}


def _is_border(token: Token) -> bool:
    return token.text == "," or (token.upos == "CCONJ" and token.lemma in _LISTING)


def _in(offset: int, tokens: tuple[Token, ...], first: int, stop: int) -> bool:
    return tokens[first].start <= offset < tokens[stop - 1].end


def _half(
    sentence: Sentence, frame: Frame, kind: ClaimType, verb: int, first: int, stop: int, halves: list[_Half]
) -> _Half | None:
    """Return a stretch of words as a half, if it has somebody and a thing as what stands before it has."""
    tokens = sentence.tokens
    names = [n for n in sentence.names if n.label in {"LOC", "ORG"} and _in(n.start, tokens, first, stop)]
    inside = tokens_in(sentence, names[0].start, names[0].end) if names else []
    if not inside:
        return None
    if len(names) > 1 and tokens[inside[-1] + 1].lemma == "and":  # "Chile and Peru a third"
        inside = [*inside, *tokens_in(sentence, names[1].start, names[1].end)]
    before = _skip_article(tokens, inside[0])
    known = [f for f in frame.fillers if (f.label == "where" or kind.role(f.label)) and f.end <= tokens[first].start]
    given = False
    if before > first and tokens[before - 1].upos == "ADP":
        case = tokens[before - 1].lemma
        label = next((f.label for f in known if f.start > tokens[verb].start and _case(sentence, f) == case), None)
        label = halves[-1].label if label is None and halves else label
        thing = range(first, before - 1)
    elif before == first:
        label = _bare(sentence, known, verb, kind)
        rest = range(inside[-1] + 1, stop)
        opens = bool(rest) and tokens[rest[0]].lemma == _WITH
        given = opens and any(_has_with(sentence, f, verb) for f in known)  # "armed Togo with tanks and Benin with"
        thing = _phrase(tokens, rest[1:] if opens else rest)
    else:
        return None
    words = tuple(i for i in thing if tokens[i].upos != "PUNCT" or tokens[i].text == "-")
    acts = before == first and not any(_follows(sentence, f, verb) for f in known if kind.role(f.label))
    if label is None or not _is_thing(sentence, frame, words, given=given, measured=acts):
        return None
    return _Half(first, stop, (inside[0], inside[-1]), label, words, before == first)


def _has_with(sentence: Sentence, filler: Filler, verb: int) -> bool:
    """Tell whether somebody stands between the verb and "with": "supplied [Togo] with tanks"."""
    inside = tokens_in(sentence, filler.start, filler.end)
    after = sentence.tokens[inside[-1] + 1 : inside[-1] + 2]
    return inside[0] == verb + 1 and any(token.lemma == _WITH for token in after)


def _follows(sentence: Sentence, filler: Filler, verb: int) -> bool:
    """Tell whether somebody stands right behind a verb: "gave [Togo] tanks"."""
    return tokens_in(sentence, filler.start, filler.end)[0] == verb + 1


def _phrase(tokens: tuple[Token, ...], words: range) -> range:
    """Return the first of some words, as far as a preposition other than "of"."""
    stop = next((i for i in words if tokens[i].upos == "ADP" and tokens[i].lemma != "of"), words.stop)
    return range(words.start, stop)


def _skip_article(tokens: tuple[Token, ...], at: int) -> int:
    return at - 1 if at and tokens[at - 1].lemma == "the" else at


def _case(sentence: Sentence, filler: Filler) -> str | None:
    """Return the preposition before somebody."""
    first = _skip_article(sentence.tokens, tokens_in(sentence, filler.start, filler.end)[0])
    before = sentence.tokens[first - 1] if first else None
    return before.lemma if before is not None and before.upos == "ADP" else None


def _bare(sentence: Sentence, known: list[Filler], verb: int, kind: ClaimType) -> str | None:
    """Return the part of somebody who stands first in a half: as who follows the verb, or else as its subject."""
    roles = [f for f in known if kind.role(f.label)]
    given = next((f for f in roles if _follows(sentence, f, verb)), None)
    if given is not None:
        return given.label
    subjects = {i for i, t in enumerate(sentence.tokens) if t.head == verb and t.deprel in SUBJECTS}
    does = (f for f in roles if subjects.intersection(tokens_in(sentence, f.start, f.end)))
    return next((f.label for f in does), None)


def _is_thing(sentence: Sentence, frame: Frame, words: tuple[int, ...], *, given: bool, measured: bool) -> bool:
    """Tell whether words say what or how much somebody gives or gets: a number, a designation or what was marked.

    Args:
        given: Whether anything that stands there is what is given.
        measured: Whether a word for how much does, as with who acts: "Rome a bit more", not "gave Mali and Niger more".
    """
    tokens = sentence.tokens
    if not words or any(tokens[i].upos not in _IN_THING and tokens[i].lemma not in {"of", "-"} for i in words):
        return False
    times = {i for f in times_of(sentence, frame) for i in tokens_in(sentence, f.start, f.end)}
    if times.intersection(words):
        return False
    marked = {
        i for f in (*frame.fillers, *frame.weak) if f.label in _THINGS for i in tokens_in(sentence, f.start, f.end)
    }
    return given or any(
        i in marked
        or tokens[i].upos == "NUM"
        or _is_mark(tokens[i].text)
        or (measured and tokens[i].lemma in _MEASURES)
        for i in words
    )


def _is_mark(text: str) -> bool:
    return any(char.isdigit() for char in text) and any(char.isalpha() for char in text)


def _names(token: Token) -> bool:
    return token.upos == "PROPN" or (token.text[:1].isupper() and _is_mark(token.text))


def _parts(sentence: Sentence, frame: Frame, kind: ClaimType, halves: list[_Half]) -> list[Part]:
    """Return the first half, which has the verb, and the others."""
    tokens = sentence.tokens
    border = tokens[halves[0].first].start
    times = times_of(sentence, frame)
    head = tuple(f for f in frame.fillers if f.start < border)
    behind = [f for f in times if f.start > tokens[halves[-1].who[0]].start]
    shared_time = [] if any(frame.start <= f.start < border for f in times) else behind
    when = [f for f in times if f.start < border]
    whos = [Span(tokens[half.who[0]].start, tokens[half.who[1]].end) for half in halves]
    first = _part(frame, (*(f for f in head if f.label != "when"), *when, *shared_time), times)
    parts = [replace(first, others=tuple(whos))]
    for half, who in zip(halves, whos, strict=True):
        start, end = tokens[half.first].start, tokens[half.last - 1].end
        things = _things(sentence, frame, kind, half)
        somebody = Filler(half.label, who.start, who.end, FOUND)
        told = {f.label for f in things} | {half.label, "when"}
        others = [
            f
            for f in frame.fillers
            if start <= f.start < end
            and f.label not in _THINGS | {"when"}
            and not set(tokens_in(sentence, f.start, f.end)) & {*range(half.who[0], half.who[1] + 1), *half.thing}
        ]
        told |= {f.label for f in others}
        only_number = told.isdisjoint({"name", "equipment", "item", "forces"})
        kept = [f for f in head if f.label not in told and (only_number or f.label not in _THINGS)]
        kept = [f for f in kept if f.label not in {*_NUMBERS, "value"}]
        when = [f for f in times if start <= f.start < end] or shared_time
        when += [f for f in times if f.end <= frame.start]
        part = _part(frame, (*kept, *others, *things, somebody, *when), times)
        there = [span for span in whos if span != who]
        there += [Span(f.start, f.end) for f in head if f.label == half.label]
        parts.append(replace(part, others=tuple(there), is_cast=half.heads))
    return parts


def _part(frame: Frame, fillers: tuple[Filler, ...], times: list[Filler]) -> Part:
    """Return a frame with what one half has, and the times of the others."""
    elsewhere = tuple(Span(f.start, f.end) for f in times if f not in fillers)
    return Part(replace(frame, fillers=tuple(dict.fromkeys(fillers)), weak=()), elsewhere)


def _things(sentence: Sentence, frame: Frame, kind: ClaimType, half: _Half) -> list[Filler]:
    """Return what a half says of its thing: what was marked there, its number, and its name where nothing was."""
    tokens, words = sentence.tokens, set(range(half.first, half.last))
    marked = [f for f in frame.fillers if f.label in _THINGS and words.issuperset(tokens_in(sentence, f.start, f.end))]
    known = {f.label for f in marked}
    found = list(marked)
    labels = {field.label for field in kind.fields} | {"name"}
    counts = sorted(_NUMBERS, key=lambda name: all(f.label != name for f in frame.fillers))
    numbers = [i for i in half.thing if tokens[i].upos == "NUM" and not _is_mark(tokens[i].text)]
    money = [i for i in half.thing if tokens[i].text in _MONEY]
    if numbers:
        first = min([*money, *numbers])
        label = "value" if money else next((name for name in counts if name in labels), None)
        if label is not None and label in labels and known.isdisjoint({label} if money else _NUMBERS):
            found.append(Filler(label, tokens[first].start, tokens[max(numbers)].end, FOUND))
    apart = {*money, *numbers, *(i for i in half.thing if tokens[i].lemma in _MEASURES)}
    nouns = [i for i in half.thing if tokens[i].upos in {"NOUN", "PROPN"} and i not in apart]
    if nouns and known.isdisjoint({"name", "equipment", "item", "forces"}):
        found += _named(tokens, nouns, labels)
    elif known == {"equipment"} and (marks := [i for i in nouns if _names(tokens[i])]):
        found.append(Filler("name", tokens[marks[0]].start, tokens[marks[-1]].end, FOUND))
    return found


def _named(tokens: tuple[Token, ...], nouns: list[int], labels: set[str | None]) -> list[Filler]:
    """Return the name of a thing and the kind that it is: of "Leopard tanks" both."""
    last = nouns[-1]
    marks = [i for i in nouns if _names(tokens[i])]
    found = []
    if "equipment" in labels and tokens[last].upos == "NOUN" and last not in marks:
        plain = [i for i in nouns if i not in marks]
        found.append(Filler("equipment", tokens[plain[0]].start, tokens[last].end, FOUND))
    if marks and "equipment" in labels:
        found.append(Filler("name", tokens[marks[0]].start, tokens[marks[-1]].end, FOUND))
    elif not marks:
        label = next((name for name in _NAMES if name in labels), None)
        if label is not None and not found:
            found.append(Filler(label, tokens[nouns[0]].start, tokens[last].end, FOUND))
    return found
