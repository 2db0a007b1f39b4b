"""What a report expressly says was not disclosed, as `role-or-field[:country[:what]]`. Silence is not that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.words import NO, SUBJECTS, children, subtree
from foedera.types import Sentence

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft

_TELLING = frozenset(
    "disclose reveal specify name identify publish release announce give say provide detail divulge".split()
)
_OWNERS = frozenset({"state", "service", "organisation", "group", "unit", "person"})
_REFUSING = frozenset("decline refuse".split())
_ADJECTIVES = frozenset({"undisclosed", "unspecified", "unnamed"})
_DENYING = NO | _REFUSING | _ADJECTIVES
"""Words of one of which a sentence must have some form to say that something was not told."""
_WORDS = {
    "value": "price value cost amount sum worth terms",
    "quantity": "number quantity figure many",
    "personnel": "troop soldier personnel servicemen strength size people participant men",
    "where": "place location site venue whereabouts",
    "when": "date time timing schedule timetable day",
    "topics": "agenda topic content subject",
    "unit": "unit brigade battalion formation regiment",
    "equipment": "equipment weapon type model system ship vessel aircraft",
    "name": "name",
    "purpose": "purpose aim reason",
}
"""Field (or kind of actor) and the nouns that mean it."""
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words.split()}


def find_undisclosed(draft: Draft, context: Context) -> tuple[str, ...]:
    """Return what the sentences of a draft say was not disclosed of it."""
    kind = context.codebook.types[draft.type]
    found = dict.fromkeys(code for printed in draft.undisclosed if (code := _code(printed, kind, context)))
    for number in draft.sentences:
        if context.tree(number).lemmas.isdisjoint(_DENYING):
            continue
        for phrase in _phrases(context.sentences[number]):
            if code := _code(phrase, kind, context):
                found[code] = None
    return tuple(found)


def _phrases(sentence: Sentence) -> list[str]:
    """Return the phrases that the sentence says were not told."""
    found = []
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        telling = token.lemma in _TELLING and token.upos == "VERB"
        below = children(sentence, index) if telling else []
        if telling and _is_negated(sentence, index, below):
            parts = [
                c
                for c in below
                if tokens[c].deprel in ("obj", "ccomp", "nsubj:pass")
                or (tokens[c].deprel in SUBJECTS and _is_passive(sentence, index))
            ]
            found += [" ".join(tokens[i].text for i in subtree(sentence, part)) for part in parts]
            if not parts and _is_passive(sentence, index):
                found.append(_before(sentence, index))
        elif token.lemma in _ADJECTIVES and token.deprel == "amod":
            found.append(" ".join(tokens[i].text for i in subtree(sentence, token.head)))
    return found


def _before(sentence: Sentence, index: int) -> str:
    """Return the words from the last punctuation to a verb: its subject, where the tree has lost it in brackets."""
    first = next((i + 1 for i in range(index - 1, -1, -1) if sentence.tokens[i].upos == "PUNCT"), 0)
    return " ".join(token.text for token in sentence.tokens[first:index])


def _is_negated(sentence: Sentence, index: int, below: list[int]) -> bool:
    """Tell whether a verb says that something is not told: "gave no figure", "refused to name it", "neither gave"."""
    tokens = sentence.tokens
    if any(tokens[c].lemma in NO for c in below):
        return True
    subjects = [i for c in below if tokens[c].deprel in SUBJECTS for i in children(sentence, c)]
    if any(tokens[i].lemma in NO for i in subjects):
        return True
    head = tokens[index].head
    return head >= 0 and tokens[index].deprel == "xcomp" and tokens[head].lemma in _REFUSING


def _is_passive(sentence: Sentence, index: int) -> bool:
    return any(sentence.tokens[c].deprel == "aux:pass" for c in children(sentence, index))


def _code(phrase: str, kind: ClaimType, context: Context) -> str | None:
    """Return the code of "the specifics of the Chinese units"; None where it is no field of the type."""
    words = [word.casefold().strip(".,'’\"") for word in phrase.split()]
    country = context.gazetteer.country_of(phrase) or next(
        (m.entry.country for m in context.gazetteer.find(phrase) if m.entry.country and m.entry.kind in _OWNERS), None
    )
    for word in words:
        field = _FIELD_OF.get(word) or _FIELD_OF.get(word.removesuffix("s"))
        if field is None:
            continue
        if field == "unit":
            role = kind.doer
            return ":".join([role, *([country] if country else []), "unit"]) if role else None
        if field == "quantity" and kind.field("quantity") is None:
            field = "personnel"
        if field in ("when", "where", "name") or kind.field(field) is not None:
            return f"{field}:{country}" if country and field in ("personnel", "equipment", "quantity") else field
    return None
