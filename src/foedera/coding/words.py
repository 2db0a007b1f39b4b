"""The words of a sentence and the tree over them: which a span covers, its head, where in a clause it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container

from foedera.types import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
LIGHT = frozenset(
    "hold make take give pay sign conclude express voice lodge launch begin open end start stage issue".split()
)
"""Verbs that carry a noun's happening: "lodged a protest"."""
SPEECH = frozenset(
    "say tell add state note declare stress claim argue warn announce report write explain insist emphasise emphasize "
    "underline recall remark comment reply respond acknowledge admit confirm deny assert maintain observe conclude "
    "predict quip joke recount describe think believe assess estimate suggest disclose reveal reiterate allege".split()
)
"""Lemmas of verbs by which somebody says something."""
DENYING = frozenset({"deny", "dispute", "refute", "reject", "dismiss", "rebut"})
"""Verbs by which somebody says that what others say is not so."""
REPORTS = frozenset("report rumour rumor allegation accusation story speculation suggestion".split())
"""Nouns for what others say of somebody."""
NOT = frozenset({"not", "never"})
"""Lemmas of words that deny a verb; that of "n't" is "not"."""
NOR = frozenset({"neither", "nor"})
"""Those that deny one thing with another: each of two, or the next after one denied."""
NO = NOT | NOR | {"no"}
"""Words of any kind that deny, nouns as well as verbs: "no troops"."""

OWNS = frozenset({"nmod", "amod", "compound", "flat"})
"""Relations, without their subtypes, of a name to the noun for what is its own: "the army of [Peru]"."""
OWNS_BEFORE = frozenset({"amod", "compound", "nmod:poss"})
"""Those of names that stand before it: "[Peru]'s army", "the [Peruvian] army"."""
ACTS_BY = OWNS_BEFORE | {"conj", "appos"}
"""From who is named to the noun that acts for them: "[Kazakh] officers study", "the minister, [Ana Li], received"."""
OF_SUBJECT = OWNS | {"conj", "appos"}
"""Relations, without their subtypes, of a name to a subject that it is in."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
NOUNS = frozenset({"NOUN", "PROPN"})
PLURAL = frozenset({"NNS", "NNPS"})
"""Tags of nouns in the plural."""
UNDERGOES = frozenset({"obj", "nsubj:pass"})
"""Relations of whoever or whatever something is done to."""
CLAUSAL = frozenset({"VERB", "AUX", "SCONJ"})
"""Parts of speech with which another clause begins."""
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
"""Tags of words that open a relative clause."""
ASIDE = "acl:relcl"
"""Relation of a relative clause: of whom another clause names it tells in the report's own voice."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
OVER = frozenset("close completion conclusion end finish".split())
"""Nouns for the end of a thing: "upon completion of the drill", "was brought to its conclusion"."""
HOLDS = frozenset("hold stage conduct organise organize run take host".split())
"""Verbs by which somebody has a drill or a meeting."""

TAKING_UP = frozenset({"WDT", "WP"})
"""Tags of relative pronouns that stand for the noun before them."""
_BESIDE_NOUN = OWNS_BEFORE | {"conj"}
_TO_SUBJECT = 4
"""Words up the tree from a name to a subject, its own included."""
_TO_NOUN = 3
"""Words up the tree from a relative pronoun to what it takes up."""
_JOINED = 8
"""Verbs that are joined to each other, at most, of which one has the subject."""
_DEEP = 6
"""Words up the tree from a word to the verb that governs it, or of a relative clause that it stands in."""


def sentence_span(sentence: Sentence) -> tuple[int, int]:
    """Return the first and last offset of a sentence's words (a long segment gives several sentences)."""
    if not sentence.tokens:
        return sentence.segment.start, sentence.segment.end
    return sentence.tokens[0].start, sentence.tokens[-1].end


def tokens_in(sentence: Sentence, start: int, end: int) -> list[int]:
    """Return the indices of the words that a span covers, wholly or in part."""
    ends = sentence.ends
    first = bisect_right(ends, start)
    after = bisect_left(ends, end, first)
    if after < len(ends) and sentence.tokens[after].start < end:
        after += 1
    return list(range(first, after))


def head_of(sentence: Sentence, start: int, end: int) -> int | None:
    """Return the index of the word of a span whose head lies outside it."""
    tokens, ends = sentence.tokens, sentence.ends
    first = bisect_right(ends, start)  # as `tokens_in`, without its list: no other question is asked as often
    last = bisect_left(ends, end, first)
    if last == len(ends) or tokens[last].start >= end:
        last -= 1
    for at in range(first, last):
        if not first <= tokens[at].head <= last:
            return at
    return last if first <= last else None


def first_of_list(sentence: Sentence, at: int | None) -> int | None:
    """Return the first word of the list that a word is of: that of "Chad" in "by Chad, Niger and Mali"."""
    while at is not None and sentence.tokens[at].deprel == "conj":
        at = sentence.tokens[at].head
    return at


def noun_of(sentence: Sentence, start: int, end: int, stops: Container[int] = ()) -> int | None:
    """Return the noun that a span belongs to, a list's first: that of "the [Kazakh] army".

    Args:
        stops: Words that are as good, where one of them is met on the way.
    """
    at = head_of(sentence, start, end)
    while at is not None and sentence.tokens[at].deprel in _BESIDE_NOUN and at not in stops:
        at = sentence.tokens[at].head
    return at


def in_subject(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a span stands in a subject: its head, or a word above it, is one."""
    above = climb(sentence, head_of(sentence, start, end), OF_SUBJECT, _TO_SUBJECT)
    return any(sentence.tokens[at].deprel in SUBJECTS for at in above)


def in_relative(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a span stands in a relative clause: "Peru, which [Fiji] recognises"."""
    tokens, at = sentence.tokens, head_of(sentence, start, end)
    for _ in range(_DEEP):
        if at is None or at < 0:
            return False
        if tokens[at].deprel == ASIDE:
            return True
        at = tokens[at].head
    return False


def climb(sentence: Sentence, at: int | None, by: Container[str], most: int) -> list[int]:
    """Return a word and those above it, as far as each hangs on the next by one of some relations.

    Args:
        by: The relations, without their subtypes.
        most: Words that are returned, at most.
    """
    found: list[int] = []
    while at is not None and at >= 0 and len(found) < most:
        found.append(at)
        token = sentence.tokens[at]
        at = token.head if token.deprel.split(":")[0] in by else None
    return found


def subject_above(sentence: Sentence, at: int, by: Container[str], most: int) -> int | None:
    """Return the subject of a word, or of the nearest above it that has one: "[China] wants to warn both".

    Args:
        by: Relations that are climbed, without their subtypes.
        most: Words that are looked at, at most.
    """
    found = (i for verb in climb(sentence, at, by, most) for i in children(sentence, verb))
    return next((i for i in found if sentence.tokens[i].deprel in SUBJECTS), None)


def children(sentence: Sentence, index: int) -> list[int]:
    """Return the indices of a word's dependents."""
    return [i for i, token in enumerate(sentence.tokens) if token.head == index]


def cases_of(sentence: Sentence, at: int) -> set[str]:
    """Return the lemmas of the prepositions, and of "'s", that stand with a word."""
    return {token.lemma for token in sentence.tokens if token.head == at and token.deprel == "case"}


def subtree(sentence: Sentence, *indices: int) -> list[int]:
    """Return the indices of some words and all below them, in order."""
    below: dict[int, list[int]] = {}
    for i, token in enumerate(sentence.tokens):
        below.setdefault(token.head, []).append(i)
    found, queue = set(indices), list(indices)
    while queue:
        for child in below.get(queue.pop(), ()):
            if child not in found:
                found.add(child)
                queue.append(child)
    return sorted(found)


def is_named(sentence: Sentence, at: int, labels: Container[str]) -> bool:
    """Tell whether a word is of a name of one of some kinds: of places, of bodies."""
    token = sentence.tokens[at]
    return any(n.label in labels and n.start <= token.start and token.end <= n.end for n in sentence.names)


def token_at(sentence: Sentence, start: int, end: int) -> Token | None:
    """Return the head word of a span."""
    at = head_of(sentence, start, end)
    return None if at is None else sentence.tokens[at]


def governing_verb(sentence: Sentence, start: int, end: int) -> int | None:
    """Return the index of the nearest verb above a span."""
    at = head_of(sentence, start, end)
    for _ in range(_DEEP):
        if at is None or at < 0:
            return None
        if sentence.tokens[at].upos == "VERB":
            return at
        at = sentence.tokens[at].head
    return None


def with_subject(sentence: Sentence, verb: int, *, unless: str | None = None) -> int:
    """Return a verb, or the one that it shares its subject with: "[left] and said", but "left, and Fiji [said]".

    Args:
        unless: Lemma of a word that joins verbs which may not be of one subject.
    """
    for _ in range(_JOINED):
        below = [t for t in sentence.tokens if t.head == verb]
        if sentence.tokens[verb].deprel != "conj" or any(t.lemma == unless or t.deprel in SUBJECTS for t in below):
            break
        verb = sentence.tokens[verb].head
    return verb


def taken_up(sentence: Sentence, at: int) -> int | None:
    """Return the noun that a relative pronoun takes up, whatever its clause is taken for; None for any other word."""
    tokens = sentence.tokens
    if tokens[at].xpos not in TAKING_UP:
        return None
    above = tokens[at].head
    for _ in range(_TO_NOUN):
        if 0 <= above < at and tokens[above].upos in NOMINAL:
            return above
        above = tokens[above].head if above >= 0 else above
    behind_comma = at > 1 and tokens[at - 1].text == "," and tokens[at - 2].upos in NOMINAL
    return at - 2 if behind_comma else None
