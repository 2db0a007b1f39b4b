"""What the grammar of a sentence says of who vouches for what in it: whose verb of speech reaches how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.clauses import clause_of
from foedera.coding.tenses import DONE, PRESENT, tense_of
from foedera.coding.words import SPEECH, SUBJECTS, children, subtree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.types import Sentence, Token

DEPTH = 8
"""Words up the tree that a reported clause's verb of speech is looked for."""
_EXPECTS = frozenset({"expect"})
"""Verbs of who tells what will be: "the yard expects to deliver both ships by May"."""
_SINCE = frozenset({"after", "following", "follow", "since", "despite"})
_ASKED = frozenset({"request", "invitation", "behest", "order", "insistence"})
_PASSIVE = frozenset({"nsubj:pass", "aux:pass"})


def is_told_itself(sentence: Sentence, verb: int) -> bool:
    """Tell whether who is the subject of a verb of speech is told of, and tells nothing: "he is said to own it"."""
    return any(t.head == verb and t.deprel in _PASSIVE for t in sentence.tokens)


def is_known(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun takes for granted what came about before: "a deal signed in March", "the ban that it set"."""
    token = sentence.tokens[at]
    if token.upos != "NOUN" or token.deprel in SUBJECTS:
        return False
    return any(t.head == at and t.deprel.startswith("acl") and t.xpos in DONE for t in sentence.tokens)


def is_since(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun is only that after which something is told: "may do more following a [bombing], he said"."""
    token = sentence.tokens[at]
    if token.upos != "NOUN" or token.deprel.split(":")[0] not in {"obl", "nmod"}:
        return False
    return any(t.head == at and t.deprel == "case" and t.lemma in _SINCE for t in sentence.tokens)


def asks(sentence: Sentence, at: int) -> bool:
    """Tell whether somebody asked for what is told, and does not tell it: "left at the request of [Togo]"."""
    token = sentence.tokens[at]
    above = sentence.tokens[token.head] if token.head >= 0 else None
    return above is not None and token.deprel.startswith("nmod") and above.lemma in _ASKED


def is_main_news(sentence: Sentence, at: int) -> bool:
    """Tell whether a word stands in the main clause of a sentence that tells what was just done, not what has been."""
    clause = clause_of(sentence, at)
    if clause is None or sentence.tokens[clause].deprel != "root":
        return False
    return not any(t.head == clause and t.lemma == "have" and t.deprel.startswith("aux") for t in sentence.tokens)


def is_apart(sentence: Sentence, at: int, source: int) -> bool:
    """Tell whether one of two words stands in a relative clause between commas that the other is no part of."""
    for one, other in ((at, source), (source, at)):
        top = one
        for _ in range(DEPTH):
            token = sentence.tokens[top]
            if token.deprel == "acl:relcl" and _is_set_off(sentence, top) and other not in subtree(sentence, top):
                return True
            if one == source and _is_time_of(sentence, top, at):
                return True
            if token.head < 0:
                break
            top = token.head
    return False


def _is_time_of(sentence: Sentence, clause: int, at: int) -> bool:
    """Tell whether a clause only says when what a word tells of was: "have been cold since May, when he said"."""
    return (
        sentence.tokens[clause].deprel.split(":")[0] == "advcl"
        and sentence.tokens[clause].lemma in SPEECH
        and any(t.head == clause and t.lemma == "when" for t in sentence.tokens)
        and at not in subtree(sentence, clause)
    )


def _is_set_off(sentence: Sentence, clause: int) -> bool:
    """Tell whether a relative clause stands behind a comma: it tells what is known of a thing, and not which one."""
    first = subtree(sentence, clause)[0]
    marks = sentence.tokens[max(0, first - 1) : first + 1]
    return any(token.text == "," for token in marks)


def is_of_a_later_part(sentence: Sentence, at: int, source: int) -> bool:
    """Tell whether a source vouches only for what is joined to a clause: for what will be, not for what was.

    "Togo ordered 50 tanks in 2023, and the first may land in May, a source said"; "has bought and, a paper says, will".
    """
    clause = clause_of(sentence, at)
    if clause is None:
        return False
    for other in _joined(sentence, clause):
        link = next((i for i in children(sentence, other) if sentence.tokens[i].deprel == "cc"), other)
        subjects = [i for i in subtree(sentence, other) if sentence.tokens[i].deprel in SUBJECTS and link < i < other]
        if link < source < other:
            return not any(i < source for i in subjects)
        if subjects and other < source and tense_of(sentence, clause) == "occurred" != tense_of(sentence, other):
            return True
    return False


def _joined(sentence: Sentence, clause: int) -> Iterator[int]:
    """Yield the verbs that are joined to a clause behind it."""
    top = sentence.tokens[clause]
    for at in range(clause + 1, len(sentence.tokens)):
        token = sentence.tokens[at]
        beside = top.deprel == token.deprel == "ccomp" and token.head == top.head
        if beside or (token.head == clause and token.deprel == "conj"):
            yield at


def states(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun is who does what the sentence says: the subject of a verb, and no patient."""
    return sentence.tokens[at].deprel in {"nsubj", "nsubj:outer", "obl:agent"}


def is_next_that(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause is joined to a verb by "and that": it is what somebody said, as the "that" before it is."""
    token = sentence.tokens[clause]
    if token.deprel != "conj" or token.head < 0 or not _has_that(sentence, clause):
        return False
    return any(
        sentence.tokens[i].deprel == "ccomp" and i < clause and _has_that(sentence, i)
        for i in children(sentence, token.head)
    )


def is_after_that(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause opens with "and that", and hangs on one that opens with "that", as whatever it is taken."""
    joined = any(t.head == clause and t.deprel == "cc" for t in sentence.tokens)
    above = sentence.tokens[clause].head
    return joined and above >= 0 and _has_that(sentence, clause) and _has_that(sentence, above)


def _has_that(sentence: Sentence, clause: int) -> bool:
    return any(t.head == clause and t.deprel == "mark" and t.lemma == "that" for t in sentence.tokens)


_LEAVES_OPEN = frozenset({"exclude", "rule"})
"""Verbs by which somebody says of what may be that it may: "did not rule out that troops could be sent"."""


def reports(verb: Token, relation: str) -> bool:
    """Tell whether a verb reports what hangs on it by a relation."""
    if relation == "ccomp" and verb.lemma in _LEAVES_OPEN:
        return True
    return (relation != "xcomp" and verb.lemma in SPEECH) or (verb.lemma in _EXPECTS and verb.xpos in PRESENT)
