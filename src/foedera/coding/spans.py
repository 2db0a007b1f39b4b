"""Fillers cut clean by the tree: no stray particles at their ends, no half of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import DEFINITE, RELATIVE, children, subtree, taken_up, tokens_in
from foedera.types import Filler, Frame, Sentence, Token

if TYPE_CHECKING:
    from foedera.codebook import ClaimType

_STRAY = frozenset({"PUNCT", "DET", "CCONJ", "ADP", "PART", "SCONJ", "AUX"})
_TIMES = frozenset({"when", "since", "frequency"})
_THINGS = frozenset(
    "name where equipment activity domain topic item forces issue subject purpose kind of series alias".split()
)
"""Labels whose fillers are never bare numbers."""
_PHRASES = frozenset("equipment activity topic item forces issue subject purpose".split())
"""Labels whose fillers are phrases: one that ends before its noun ("boarding suspect") is cut off."""
_JOINS = frozenset({"and", "or"})
_WITHIN = frozenset({"obj", "obl", "nmod", "xcomp", "amod", "compound"})
"""Relations of what goes on with a phrase, unlike a list's next item."""
_ORDINALS = frozenset({"first", "edition"})
_PARTS_OF_ONE = frozenset("phase stage part half leg day week session batch".split())
_NAME, _SUM = "name", "value"
_HOME_CASES = frozenset({"in", "from", "of"})
_MODIFIES = frozenset({"compound", "amod", "flat", "nummod"})
_PAIR = 2
_FEW = frozenset({"two", "three", "four", "five"})
_FARTHEST = 3
"""Words from a modifier to the noun it stands before."""
_OPENERS = frozenset({"(", "“", '"', "‘"})


def tidy(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame with its fillers cut clean; those of which nothing is left are dropped."""
    fillers = _merged(sentence, [f for filler in frame.fillers if (f := _tidy(sentence, filler)) is not None])
    fillers = tuple(_counted(sentence, f) if kind.role(f.label) is not None else f for f in fillers)
    weak = tuple(f for filler in frame.weak if (f := _tidy(sentence, filler)) is not None)
    fillers = tuple(_whole_sum(filler, fillers) for filler in fillers)
    sums = [filler for filler in fillers if filler.label == _SUM]
    fillers, weak = (
        tuple(f for f in some if not _is_of_sum(f, sums) and not _counts_a_part(sentence, f))
        for some in (fillers, weak)
    )
    mutual = frozenset(role.name for role in kind.roles if role.mutual)
    has_partners = any(filler.label in mutual for filler in (*fillers, *weak))
    if has_partners and (inside := _between(sentence, frame)):
        fillers, weak = (_only_between(sentence, some, mutual, inside) for some in (fillers, weak))
    return frame if (fillers, weak) == (frame.fillers, frame.weak) else replace(frame, fillers=fillers, weak=weak)


def _counted(sentence: Sentence, filler: Filler) -> Filler:
    """Return who is told with how many they are, where that tells which ones: "the [three] juntas"."""
    tokens, inside = sentence.tokens, tokens_in(sentence, filler.start, filler.end)
    at = inside[0] if len(inside) == 1 else 0
    count = tokens[at - 1] if at else None
    if count is None or count.lemma not in _FEW or (count.head, count.deprel) != (at, "nummod"):
        return filler
    known = any(t.head == at and t.deprel == "det" and t.lemma in DEFINITE for t in tokens)
    # "The three Palestinians" are Palestinians, "three editors" any.
    return replace(filler, start=count.start) if known and tokens[at].text.islower() else filler


def _whole_sum(filler: Filler, fillers: Sequence[Filler]) -> Filler:
    """Return a price with its beginning, where that was taken for a name: "the [EUR159][.9 million] contract"."""
    if filler.label != _SUM:
        return filler
    begins = (f.start for f in fillers if f.label == _NAME and f.end == filler.start)
    return replace(filler, start=next(begins, filler.start))


def _is_of_sum(filler: Filler, sums: list[Filler]) -> bool:
    """Tell whether what was taken for a name is part of a price: "the [EUR159].9 million contract"."""
    return filler.label == _NAME and any(each.start <= filler.start < each.end for each in sums)


def _counts_a_part(sentence: Sentence, filler: Filler) -> bool:
    """Tell whether an ordinal counts the parts of one thing, not the things: "the [second] phase of the drill"."""
    if filler.label not in _ORDINALS:
        return False
    inside = tokens_in(sentence, filler.start, filler.end)
    heads = {sentence.tokens[i].head for i in inside}
    return any(sentence.tokens[i].lemma.casefold() in _PARTS_OF_ONE for i in (*inside, *heads) if i >= 0)


def _between(sentence: Sentence, frame: Frame) -> set[int]:
    """Return the words that tell between whom something is, if there are any: "ties [between Peru and Chile]"."""
    tokens = sentence.tokens
    whose = [t.head for t in tokens if t.lemma == "between" and t.deprel == "case" and t.head >= 0]
    trigger = tokens_in(sentence, frame.start, frame.end) if whose else []
    for at in sorted(whose, key=lambda at: (tokens[at].head, at)):
        if tokens[at].head in trigger:
            inside = set(subtree(sentence, at))
            if any(tokens[i].deprel == "conj" for i in inside):
                return inside
    return set()


def _only_between(
    sentence: Sentence, fillers: Sequence[Filler], mutual: frozenset[str], inside: set[int]
) -> tuple[Filler, ...]:
    """Drop partners that stand elsewhere in the sentence: "for Ghana, the ties between Peru and Chile are a worry"."""
    partners = [f for f in fillers if f.label in mutual]
    these = [f for f in partners if inside.intersection(tokens_in(sentence, f.start, f.end))]
    others = [f for f in partners if f not in these] if len(these) >= _PAIR else []
    return tuple(f for f in fillers if f not in others)


def _merged(sentence: Sentence, fillers: list[Filler]) -> tuple[Filler, ...]:
    """Join neighbours of one label that the tree shows to be one phrase ("unmanned" and "aerial vehicles")."""
    kept: list[Filler] = []
    places: dict[str, int] = {}
    for filler in fillers:
        last = kept[places[filler.label]] if filler.label in places else None
        if last is not None and _is_one_phrase(sentence, last, filler):
            kept[places[filler.label]] = replace(
                last, end=max(last.end, filler.end), score=min(last.score, filler.score)
            )
        else:
            places[filler.label] = len(kept)
            kept.append(filler)
    return tuple(kept)


def _is_one_phrase(sentence: Sentence, left: Filler, right: Filler) -> bool:
    """Tell whether two fillers are halves of one: "K9 | Thunder", "lawmakers in | Washington"."""
    first, second = tokens_in(sentence, left.start, left.end), tokens_in(sentence, right.start, right.end)
    tokens = sentence.tokens
    gap = range(first[-1] + 1, second[0]) if first and second else range(0)
    if first and second and left.label in _PHRASES and (left.end > right.start or _goes_on(tokens, first, second)):
        return True
    of_the = len(gap) == 1 or (len(gap) == 2 and tokens[gap[1]].upos == "DET")
    if of_the and tokens[gap[0]].lemma in _HOME_CASES:
        between = tokens[gap[0]]
        # "lawmakers in Washington", "officers from Peru": whose they are
        return between.head in second and tokens[between.head].head in first and _is_common(tokens[first[-1]])
    if not first or not second or not _is_filled(tokens, first, second):
        return False
    if left.label == "name" and all(_is_of_name(tokens[i]) for i in (first[-1], second[0])):
        return True  # "K9 Thunder", "JAS 39 Gripen"
    into = [tokens[i].deprel for i in first if tokens[i].head in second]
    back = [tokens[i].deprel for i in second if tokens[i].head in first]
    joins = _MODIFIES | {"nmod"} | ({"det"} if left.label in _TIMES else set())  # "every | two years"
    return any(rel.split(":")[0] in joins for rel in into + back)


def _is_of_name(token: Token) -> bool:
    """Tell whether a word may stand inside a designation: a proper noun, or its number."""
    return token.upos == "PROPN" or (token.upos == "NUM" and any(map(str.isdigit, token.text)))


def _goes_on(tokens: tuple[Token, ...], first: list[int], second: list[int]) -> bool:
    """Tell whether a phrase was cut in two: "searching [for a] missing submarine", "passing messages"."""
    between = range(first[-1] + 1, second[0])
    hangs = any(tokens[i].head in first and tokens[i].deprel.split(":")[0] in _WITHIN for i in second)
    if hangs and all(tokens[i].upos in {"ADP", "DET"} and tokens[i].head in second for i in between):
        return True
    if _is_beside_inner(tokens, first, second):
        return True
    # "criticism of Kosovo's recognition": whose it is stands between
    inner = {*between, *second}
    of = bool(between) and tokens[between[0]].lemma == "of" and tokens[between[0]].head in second
    return hangs and of and len(between) <= _FARTHEST + 1 and all(tokens[i].head in inner for i in between)


def _is_beside_inner(tokens: tuple[Token, ...], first: list[int], second: list[int]) -> bool:
    """Tell whether a phrase stands beside a word inside another: "operations in [a city] and [on a hill]"."""
    at = next((i for i in second if tokens[i].head not in second), second[-1])
    beside = tokens[at].head
    inner = beside in first and tokens[beside].head in first and tokens[beside].deprel in {"nmod", "obl"}
    cased = any(t.head == at and t.deprel == "case" for t in tokens)
    return tokens[at].deprel == "conj" and inner and cased


def _is_filled(tokens: tuple[Token, ...], first: list[int], second: list[int]) -> bool:
    """Tell whether two stretches touch, or only modifiers of the second lie between: "72nd [Special] Brigade"."""
    between = range(first[-1] + 1, second[0])
    if len(between) > _FARTHEST:
        return False
    inner = {*between, *second}
    inside = between[_owner(tokens, between) :]
    return all(tokens[i].head in inner and tokens[i].deprel.split(":")[0] in _MODIFIES for i in inside)


def _is_common(token: Token) -> bool:
    """Tell whether a word is a common noun; what is written small is one whatever its tag."""
    return token.upos == "NOUN" or (token.upos == "PROPN" and token.text.islower())


def _owner(tokens: tuple[Token, ...], between: range) -> int:
    """Return 1 where a stretch begins with the mark of a genitive: "Myanmar['s air] force"."""
    return int(bool(between) and tokens[between[0]].upos == "PART")


def _tidy(sentence: Sentence, filler: Filler) -> Filler | None:
    """Return a filler that begins and ends with whole words that name something; None where none is left."""
    inside = tokens_in(sentence, filler.start, filler.end)
    if not inside:
        return None
    tokens = sentence.tokens
    if len(inside) == 1 and (noun := taken_up(sentence, inside[0])) is not None:
        filler = _antecedent(sentence, filler, noun)
        inside = tokens_in(sentence, filler.start, filler.end)
    first, last = _without_strays(tokens, inside[0], inside[-1], lead=filler.label not in _TIMES)
    if filler.label in _THINGS and all(_is_bare(t) for t in tokens[first : last + 1]):
        return None
    if first > last:
        alone = tokens[inside[0]]
        return filler if len(inside) == 1 and alone.upos == "DET" and alone.lemma not in {"the", "a"} else None
    first, last = _whole_name(sentence, first, last)
    if filler.label in _THINGS:
        first = past_so_called(tokens, first, last)
        first, last = _whole_words(tokens, *_whole_compound(tokens, first, last))
    is_cut = filler.label == "where" and tokens[last].upos == "ADJ" and tokens[last].text.islower()
    if filler.label in _PHRASES or filler.label == "said_by" or is_cut:  # "in [relevant] waters"
        last = _to_head(sentence, last)
    if filler.label in _PHRASES and first == last:
        last = _to_object(sentence, last)
    start, end = tokens[first].start, tokens[last].end
    return filler if (start, end) == (filler.start, filler.end) else replace(filler, start=start, end=end)


def _without_strays(tokens: tuple[Token, ...], first: int, last: int, *, lead: bool) -> tuple[int, int]:
    """Return a span without the words at its edges that are no part of it.

    Args:
        lead: Whether it may have such words in front.
    """
    while lead and first <= last and _is_stray(tokens[first]):
        first += 1
    while last >= first and (_is_stray(tokens[last]) or _opens_clause(tokens, first, last)):
        if _closes(tokens, first, last):
            break
        last -= 1
    return first, last


def past_so_called(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Return where a phrase begins behind "so-called", all of it or its end: "so-[called black tactics]"."""
    begin = first + 2 if tokens[first].lemma == "so" and first + 2 < last else first
    cut = begin >= 2 and tokens[begin].text == "called" and tokens[begin - 1].text == "-"
    return begin + 1 if cut and begin < last else first


def _whole_compound(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int]:
    """Return a span with all of a word of three or more that it cuts: "search[-and-rescue]"."""
    low = first + (tokens[first].text == "-" and first < last)
    high = last - (tokens[last].text == "-" and low < last)
    while low > 1 and _hyphenates(tokens, low - 1):
        low -= 2
    while high + 2 < len(tokens) and _hyphenates(tokens, high + 1):
        high += 2
    joins = any(tokens[i].lemma in _JOINS for i in range(low, high + 1))
    return (low, high) if joins else (first, last)


def _hyphenates(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word is the hyphen between two others."""
    token = tokens[at]
    return token.text == "-" and tokens[at - 1].end == token.start and token.end == tokens[at + 1].start


def _whole_words(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int]:
    """Return a span that neither begins nor ends at a hyphen: "the [Club-]S missiles", "[MH-60M-]standard machines"."""
    if tokens[first].text == "-" and first > 0:
        first -= 1
    if tokens[last].text == "-" and last > first:
        ends = last + 1 < len(tokens) and not tokens[last + 1].text[:1].islower()
        last += 1 if ends and tokens[last + 1].start == tokens[last].end else -1
    return first, last


def _antecedent(sentence: Sentence, filler: Filler, noun: int) -> Filler:
    """Return the noun that a relative pronoun takes up in place of the pronoun: "Togo, which denies that"."""
    first, last = _whole_name(sentence, noun, noun)
    return replace(filler, start=sentence.tokens[first].start, end=sentence.tokens[last].end)


def _is_bare(token: Token) -> bool:
    """Tell whether a word is a number or a pointer that names nothing; "K2" and "FK-3" are names whatever their tag."""
    if token.upos not in {"NUM", "DET", "PRON", "PUNCT"}:
        return False
    return not (any(map(str.isalpha, token.text)) and any(map(str.isdigit, token.text)))


def _is_stray(token: Token) -> bool:
    # "both", "this" and "some 70" are meant; "%" and "$" are part of an amount.
    return token.upos in _STRAY and token.text.casefold() not in {"both", "all", "no", "some", "%", "$", "€", "£", "-"}


def _closes(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Tell whether a closing mark belongs to an opening one inside the span."""
    return tokens[last].text in {")", "”", '"', "’"} and any(t.text in _OPENERS for t in tokens[first:last])


def _opens_clause(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Tell whether a span runs on into a clause about what it names: "two officials [who] asked not to be named"."""
    return last > first and tokens[last].xpos in RELATIVE


def _whole_name(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Widen a span over the rest of a proper name that it cuts."""
    tokens = sentence.tokens
    while first > 0 and tokens[first].upos == "PROPN" and _joined(tokens, first - 1, first, last):
        first -= 1
    while last + 1 < len(tokens) and tokens[last].upos == "PROPN" and _joined(tokens, last + 1, first, last):
        last += 1
    return first, last


def _to_head(sentence: Sentence, last: int) -> int:
    """Return the last word of a phrase with the noun that its own last word stands before."""
    tokens = sentence.tokens
    if tokens[last].deprel == "advmod" and tokens[last].head == last + 1 and tokens[last + 1].upos == "ADJ":
        last += 1  # "more [complex scenarios]"
    at = tokens[last]
    modifies = at.deprel.split(":")[0] in {"amod", "compound", "nummod"}
    if modifies and last < at.head <= last + _FARTHEST and tokens[at.head].upos in {"NOUN", "PROPN"}:
        between = range(last + 1, at.head)
        if all(tokens[i].head in {at.head, last, *between} for i in between):
            return at.head
    return last


def _to_object(sentence: Sentence, at: int) -> int:
    """Return the last word of a phrase that is but a verb, with its object: "strengthen [its defence]"."""
    tokens = sentence.tokens
    if tokens[at].upos != "VERB":
        return at
    told = next((i for i in children(sentence, at) if tokens[i].deprel == "obj" and i > at), None)
    inside = subtree(sentence, told) if told is not None else []
    clauses = [i for i in inside if tokens[i].upos == "PUNCT" or tokens[i].deprel.startswith(("acl", "advcl", "conj"))]
    end = min(subtree(sentence, *clauses), default=len(tokens)) - 1
    return max((i for i in inside if i <= end), default=at)


def _joined(tokens: tuple[Token, ...], outer: int, first: int, last: int) -> bool:
    token = tokens[outer]
    if token.upos != "PROPN" or token.deprel.split(":")[0] not in {"compound", "flat"}:
        return False
    return first <= token.head <= last
