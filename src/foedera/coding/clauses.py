"""Which clause a word belongs to, and how near another is to it: whose time, whose place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.words import DEFINITE, NOUNS, climb, governing_verb, head_of, subtree, tokens_in

if TYPE_CHECKING:
    from foedera.types import Sentence, Span, Token

_CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj"})
"""Relations by which a word heads a clause, whatever its part of speech."""
_SUBJECTS = ("nsubj", "csubj", "cop")
_WHEN = frozenset({"when", "where", "as", "while"})
"""Words of clauses that hold at the time that is told beside them: "in May, when she was in Rome to see him"."""
_AT = frozenset({"at", "in", "during", "on"})
_BEFORE = frozenset({"ADP", "DET", "ADV", "ADJ", "SCONJ"})
_OPENERS = frozenset({";", ":", "-", "–", "—", ")"})
_STRETCHES = frozenset("night morning afternoon evening day week month year period beginning end start middle".split())
"""Nouns for a part of a time: "the night of 6 May" is one."""
_TO_COME = frozenset({"will", "shall"})
_APPOSED = "appos"
_NOMINAL = frozenset({"nmod", "obl", "nummod", "compound", "amod", "flat", "appos", "acl"})
_TO_APPOSITION = 8
"""Words up the tree from a time to the head of an apposition."""
_DEPTH = 10
_ANY = frozenset("nmod obl acl obj conj amod compound advcl ccomp xcomp appos flat case nummod advmod det".split())
"""Relations, without their subtypes, by which a word stands somewhere below another."""
_ANSWERS = frozenset("retaliation revenge reprisal response reply answer reaction vengeance".split())
"""Nouns for a deed that answers another: "in retaliation for the raid on Sunday"."""
DESCRIBING, OWN, BESIDE, ELSEWHERE = 4, 3, 2, 0
"""How near a clause is to a trigger."""


def clause_of(sentence: Sentence, at: int | None) -> int | None:
    """Return the head of the clause that a word stands in: its verb, or the noun that is its predicate."""
    tokens = sentence.tokens
    for _ in range(_DEPTH):
        if at is None or at < 0:
            return None
        token = tokens[at]
        if token.upos == "VERB" or token.deprel.split(":")[0] in _CLAUSES or _is_predicate(tokens, at):
            return at
        at = token.head
    return None


def _is_predicate(tokens: tuple[Token, ...], at: int) -> bool:
    for token in tokens:  # noqa: SIM110 - asked at each step up a tree, and `any` makes a generator each time
        if token.head == at and token.deprel.split(":")[0] in _SUBJECTS:
            return True
    return False


def verb_of(sentence: Sentence, span: Span) -> int | None:
    """Return the verb that governs a time; None where it stands with a predicate that is no verb.

    "A round was possible before May, he said": the time is not that of saying so.
    """
    verb = governing_verb(sentence, span.start, span.end)
    own = clause_of(sentence, head_of(sentence, span.start, span.end))
    return verb if own in {None, verb} else None


def nearness(sentence: Sentence, trigger: Span, other: Span) -> int:
    """Return how near another stretch of a sentence stands to a trigger.

    `DESCRIBING`: in a clause that describes it ("a contract concluded in 2022"). `OWN`: in its own clause.
    `BESIDE`: in one joined to it, or one that its own is told to coincide with. `ELSEWHERE`: in another clause.
    """
    at, head = head_of(sentence, other.start, other.end), head_of(sentence, trigger.start, trigger.end)
    if at is None or head is None or answered(sentence, at) != answered(sentence, head):
        return ELSEWHERE
    inside = set(tokens_in(sentence, trigger.start, trigger.end))
    theirs, own = clause_of(sentence, at), clause_of(sentence, head)
    if theirs is None or own is None or at in inside or theirs in inside:
        return OWN
    first = _first(sentence, theirs)
    if sentence.tokens[first].deprel.startswith("acl") and sentence.tokens[first].head in inside:
        return DESCRIBING
    if _top(sentence, theirs) == _top(sentence, own):
        return OWN
    mine = _first(sentence, _top(sentence, own))
    if _first(sentence, _top(sentence, theirs)) == mine or coincides(sentence, own, theirs):
        return BESIDE
    return ELSEWHERE


def answered(sentence: Sentence, at: int) -> int | None:
    """Return the noun under which a word stands that tells what a deed answers: "in [response] to the strikes"."""
    tokens = sentence.tokens
    for above in climb(sentence, at, _ANY, _DEPTH)[1:]:
        if tokens[above].lemma in _ANSWERS and any(t.head == above and t.lemma == "in" for t in tokens):
            return above
    return None


def describes(sentence: Sentence, words: Span, other: Span) -> bool:
    """Tell whether a stretch stands in a relative clause of some words: "Iron Elk 2025, which began on March 9"."""
    clause = clause_of(sentence, head_of(sentence, other.start, other.end))
    if clause is None:
        return False
    first = sentence.tokens[_first(sentence, clause)]
    return first.deprel.startswith("acl") and first.head in tokens_in(sentence, words.start, words.end)


def _top(sentence: Sentence, at: int) -> int:
    """Return the verb that a bare infinitive or complement hangs on: both are of one time."""
    return climb(sentence, at, {"xcomp"}, _DEPTH)[-1]


def _first(sentence: Sentence, at: int) -> int:
    """Return the first of a row of joined verbs."""
    return climb(sentence, at, {"conj", "xcomp"}, _DEPTH)[-1]


def coincides(sentence: Sentence, own: int, other: int) -> bool:
    """Tell whether a clause holds at the time of the one above it: "in May, when he saw Xi", "..., accusing them"."""
    token = sentence.tokens[own]
    marks = {t.lemma for t in sentence.tokens if t.head == own and t.deprel.split(":")[0] in {"mark", "advmod"}}
    at = token.head
    if token.deprel.startswith(("advcl", "acl:relcl")) and (
        marks & _WHEN or (token.xpos == "VBG" and not marks and token.deprel.startswith("advcl"))
    ):
        return clause_of(sentence, at) == other
    return False


def opens_when(sentence: Sentence, own: int, span: Span) -> bool:
    """Tell whether a clause is opened by a "when" right behind a time: "in March, when he was in Rome to see him"."""
    tokens = sentence.tokens
    at = next((i for i, t in enumerate(tokens) if t.start >= span.end and t.upos != "PUNCT"), -1)
    if at < 0 or tokens[at].lemma != "when":
        return False
    for _ in range(_DEPTH):
        if tokens[at].head == own:
            return True
        purpose = tokens[own].deprel == "advcl" and any(t.head == own and t.lemma == "to" for t in tokens)
        if tokens[own].head < 0 or not (purpose or tokens[own].deprel == "xcomp"):
            return False
        own = tokens[own].head
    return False


def is_aside(sentence: Sentence, trigger: Span, other: Span) -> bool:
    """Tell whether a stretch and the trigger are parted by a relative clause that tells of something else.

    "Poland, which reopened two crossings last month, has offered to mediate": the month is not that of the offer. Nor
    is it that of a participle beside it: "the radar, bought from Ghana, entered service last month".
    """
    theirs = clause_of(sentence, head_of(sentence, other.start, other.end))
    own = clause_of(sentence, head_of(sentence, trigger.start, trigger.end))
    if theirs is None or own is None:
        return False
    theirs, own = _first(sentence, theirs), _first(sentence, own)
    token = sentence.tokens[theirs]
    if (
        sentence.tokens[own].deprel == "acl"
        and sentence.tokens[own].xpos == "VBN"
        and not token.deprel.startswith("acl")
    ):
        return True
    if token.deprel == "acl:relcl" and token.head >= 0:
        of = sentence.tokens[token.head]
        if of.upos == "PROPN" or of.deprel.startswith("nsubj"):
            return True
    return sentence.tokens[own].deprel == "acl:relcl" and not _is_there(sentence, own, other)


def _is_there(sentence: Sentence, clause: int, time: Span) -> bool:
    """Tell whether a relative clause says what was done at a dated thing: "the summit of 5 May, at which they met"."""
    tokens = sentence.tokens
    whiches = [i for i, t in enumerate(tokens) if t.head == clause and t.lemma == "which"]
    at = any(t.head in whiches and t.lemma in _AT for t in tokens)
    head = head_of(sentence, time.start, time.end)
    return at and head is not None and tokens[head].head == tokens[clause].head


def follows(sentence: Sentence, own: int, other: int) -> bool:
    """Tell whether a verb goes on about the subject of an earlier one: "came on 5 May and was received by him".

    Both are of the past, or the later one of what will be: "will come on 5 May and will see him".
    """
    tokens = sentence.tokens
    if own <= other or _first(sentence, own) != _first(sentence, other):
        return False
    below = [t for t in tokens if t.head == own]
    has_subject = any(t.deprel.split(":")[0] in {"nsubj", "csubj"} for t in below)
    auxiliaries = [t for t in below if t.deprel.startswith("aux")]
    told = auxiliaries or [tokens[own]]
    return not has_subject and (all(t.xpos == "VBD" for t in told) or any(t.lemma in _TO_COME for t in auxiliaries))


def is_fronted(sentence: Sentence, span: Span) -> bool:
    """Tell whether a stretch opens its sentence or a part of it after a semicolon: "In May X met Y, who told him"."""
    tokens = sentence.tokens
    at = next((i for i, t in enumerate(tokens) if t.end > span.start), 0) - 1
    while at >= 0 and tokens[at].upos in _BEFORE:
        at -= 1
    return at < 0 or tokens[at].text in _OPENERS


def apposition(sentence: Sentence, trigger: Span) -> set[int]:
    """Return the words of an apposition that a trigger heads: "Peru, [a member of the pact], bought ships in May"."""
    at = head_of(sentence, trigger.start, trigger.end)
    return set() if at is None or sentence.tokens[at].deprel != _APPOSED else set(subtree(sentence, at))


def is_in_apposition(sentence: Sentence, span: Span, verb: int) -> bool:
    """Tell whether a time is part of words that say who somebody is: "Oslo, a member since 2023, condemned".

    Args:
        verb: The verb that governs it; an apposition that it heads is its own clause.
    """
    above = climb(sentence, head_of(sentence, span.start, span.end), _NOMINAL, _TO_APPOSITION)
    return any(sentence.tokens[at].deprel == _APPOSED and at != verb for at in above)


def since_when(sentence: Sentence, trigger: Span, span: Span) -> int | None:
    """Return what the words opened by "since" hang on that a time, but no trigger, stands in; None where it does not.

    "Relations have soured since the start of the war two years ago": the souring lasts from then on.
    """
    inside = set(tokens_in(sentence, trigger.start, trigger.end))
    at = head_of(sentence, span.start, span.end)
    for _ in range(_DEPTH):
        if at is None or at < 0 or sentence.tokens[at].deprel == "root":
            return None
        if any(t.head == at and t.lemma == "since" and t.deprel in {"case", "mark"} for t in sentence.tokens):
            return sentence.tokens[at].head if inside.isdisjoint(subtree(sentence, at)) else None
        at = sentence.tokens[at].head
    return None


def is_of_a_thing(sentence: Sentence, trigger: Span, span: Span) -> bool:
    """Tell whether a time belongs to another noun: "the 1951 treaty", "this week's meeting", "the strikes of 6 May"."""
    tokens = sentence.tokens
    at = head_of(sentence, span.start, span.end)
    if at is None or tokens[at].head < 0:
        return False
    relation, noun = tokens[at].deprel.split(":")[0], tokens[tokens[at].head]
    before = at < tokens[at].head and relation in {"nummod", "compound", "amod", "nmod"}
    of = relation == "nmod" and any(t.head == at and t.lemma == "of" for t in tokens)
    of = of and noun.lemma not in _STRETCHES
    return (before or of) and not (noun.start < trigger.end and noun.end > trigger.start) and noun.upos in NOUNS


def names_it(sentence: Sentence, trigger: Span, span: Span) -> bool:
    """Tell whether a time is what a thing is known by, which may be long past: "planning the [May 14] attacks"."""
    tokens = sentence.tokens
    at = head_of(sentence, span.start, span.end)
    if at is None or tokens[at].head <= at:
        return False
    noun = tokens[tokens[at].head]
    told = noun.upos in NOUNS and trigger.start <= noun.start < trigger.end
    return told and any(t.head == tokens[at].head and t.lemma in DEFINITE for t in tokens)
