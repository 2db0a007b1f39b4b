"""Clauses whose verb is left out behind its auxiliary: "Ecuador has not", "Kyiv says that it did".

Who acts in such a clause does, or does not, what was told last; a pronoun in the mouth of somebody is whoever was told
to do it, and then the clause tells of something new only where it says the opposite.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedera.codebook.tree import Tree
from foedera.coding.tenses import PRESENT, WOULD
from foedera.coding.words import NOR, NOT, SPEECH, SUBJECTS
from foedera.types import Status

_LEFT = frozenset("have do be will shall would can could may might must should".split())
_OWN = frozenset({"root", "conj", "parataxis", "advcl", "ccomp", "aux", "cop"})
"""Relations of an auxiliary with a subject of its own, whose verb is left out."""
_SAID = frozenset({"ccomp", "aux"})
_JOINING = frozenset("that but whereas while whilst though although and yet".split())
"""Words that open such a clause without making it a term or a measure: no "if Peru does", "than Peru did"."""
_WITH_IT = frozenset(
    {"nsubj", "advmod", "mark", "cc", "punct", "obl", "discourse", "advcl", "parataxis", "conj", "aux"}
)
"""Relations of what may stand in a clause with its auxiliary: no object, and no verb of its own."""
_BARE_TO: dict[str, Status] = {
    **dict.fromkeys(("about", "expect", "likely"), "expected"),
    **dict.fromkeys(("go", "set", "due", "plan", "promise"), "planned"),
    **dict.fromkeys(("yet", "refuse", "decline", "unwilling"), "denied"),
}
"""Words before a bare "to", with what they say of how that stands which is left out behind it."""
_DENYING = NOT | NOR
"""No "no" is among them: "No, it has"."""
_OPEN = frozenset({"can", "could", "may", "might", "must", "should"})
_PRONOUNS = frozenset({"it", "they", "he", "she"})


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """A clause whose verb is left out behind its auxiliary."""

    verb: int
    subject: int
    speech: int | None
    """The verb of saying that it hangs on."""
    negated: bool
    by_pronoun: bool
    """Whether its subject is whoever was told to act: "says that it did"."""
    status: Status | None = None
    """What its words say of how it stands: "is about to", "has yet to"."""

    @property
    def said(self) -> bool:
        """Whether it is on whoever was told to act, and somebody says so."""
        return self.by_pronoun and self.speech is not None


def bare_auxiliaries(tree: Tree) -> Iterator[Auxiliary]:
    """Yield the clauses of a sentence whose verb is left out, with who acts or says so in them."""
    yield from _bare_infinitives(tree)
    if tree.lemmas.isdisjoint(_LEFT):
        return
    for at, token in enumerate(tree.tokens):
        if token.upos not in {"AUX", "VERB"} or token.lemma.casefold() not in _LEFT or tree.base(at) not in _OWN:
            continue
        below = list(tree.children(at))
        subject = next((x for x in below if tree.tokens[x].deprel in SUBJECTS), None)
        if subject is None or subject > at or any(tree.base(x) not in _WITH_IT for x in below):
            continue
        marks = {tree.tokens[x].lemma.casefold() for x in below if tree.base(x) == "mark"}
        above = tree.head(at)
        speech = above if above is not None and tree.base(at) in _SAID else None
        if not marks <= _JOINING or (speech is not None and tree.tokens[speech].lemma not in SPEECH):
            continue
        words = {tree.tokens[x].lemma.casefold() for x in (*below, *tree.children(subject))}
        yield Auxiliary(at, subject, speech, bool(words & _DENYING), tree.tokens[subject].text.casefold() in _PRONOUNS)


def _bare_infinitives(tree: Tree) -> Iterator[Auxiliary]:
    """Yield the clauses that end with a bare "to": "Tonga is about to", "Rwanda has yet to"."""
    for at, token in enumerate(tree.tokens):
        before = tree.tokens[at - 1] if at else None
        if token.lemma != "to" or before is None or before.lemma.casefold() not in _BARE_TO:
            continue
        after = tree.tokens[at + 1 : at + 2]
        if any(t.upos not in {"PUNCT", "CCONJ"} for t in after):
            continue
        subject = next((x for x in range(at - 2, -1, -1) if tree.tokens[x].deprel in SUBJECTS), None)
        between = tree.tokens[at if subject is None else subject : at - 1]  # whatever the parser makes of "has yet to"
        if subject is not None and between[0].upos == "PROPN" and all(t.upos != "VERB" for t in between):
            status = _BARE_TO[before.lemma.casefold()]
            yield Auxiliary(at - 1, subject, None, negated=False, by_pronoun=False, status=status)


def status_of(clause: Auxiliary, tree: Tree, told: Status) -> Status:
    """Return the status that an auxiliary gives to what was told with another: "Chile will"."""
    token = tree.tokens[clause.verb]
    if clause.status is not None:
        return clause.status
    if clause.negated:
        return "denied"
    if token.lemma in WOULD:
        return "planned"
    if token.lemma in _OPEN:
        return "possible"
    if told != "denied":
        return told
    return "ongoing" if token.lemma in {"do", "be"} and token.xpos in PRESENT else "occurred"
