"""Faults of a type's patterns, with or without the language model's trees.

Codes C130 to C135 need no tree, C136 to C140 do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.codebook.build import codebook_of
from foedera.codebook.match import match
from foedera.codebook.records import ClaimType, Codebook, Pattern
from foedera.codebook.rules import StatusRule
from foedera.codebook.tree import RELATIONS, SUBTYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from foedera.codebook.markup import Marked
    from foedera.codebook.source import Document, Where
    from foedera.types import Filler, Frame, Sentence


def check_patterns(document: Document, claim_type: ClaimType) -> None:
    """Report what is wrong with the patterns as they are written.

    Codes: C130 an id twice or none, C131 a label that the type lacks, C132 no relation, C133 no lemma, C134 a relation
    that neither fills a label nor is required, C135 a type that nothing finds.
    """
    if not claim_type.patterns and not claim_type.trained:
        document.report("C135", ("id",), "nothing finds this type; add `patterns`.")
    seen: set[str] = set()
    for place, pattern in enumerate(claim_type.patterns):
        where = ("patterns", place)
        if pattern.id in seen or not pattern.id.replace("-", "").isalnum() or not pattern.id.islower():
            message = f"`{pattern.id}` must be small letters, digits and hyphens, and stand for one pattern only."
            document.report("C130", (*where, "id"), message)
        seen.add(pattern.id)
        _check_triggers(document, pattern, where)
        _check_fills(document, claim_type, pattern, where)


def _check_triggers(document: Document, pattern: Pattern, where: Where) -> None:
    for place, words in enumerate(pattern.triggers):
        wording = " ".join(words)
        if wording != wording.lower() or not all(word.replace("-", "").replace("'", "").isalpha() for word in words):
            message = f"`{wording}` is no lemma; write dictionary forms in small letters, such as `call off`."
            document.report("C133", (*where, "trigger", place), message)


def _check_fills(document: Document, claim_type: ClaimType, pattern: Pattern, where: Where) -> None:
    for place, fill in enumerate(pattern.fills):
        here = (*where, "fills", place)
        if fill.label is not None and fill.label not in claim_type.labels:
            known = ", ".join(sorted(claim_type.labels))
            document.report("C131", (*here, "label"), f"`{fill.label}` is no label of the type; labels are {known}.")
        if fill.label is None and not fill.required:
            document.report("C134", here, "fills no `label` and is not `required: true`; add one or delete it.")
        for step in fill.path:
            base, colon, detail = step.removeprefix("^").partition(":")
            is_known = base in RELATIONS and bool(detail) == bool(colon) and detail == detail.lower()
            if not is_known or (detail and detail not in SUBTYPES and base not in ("obl", "nmod", "advcl", "acl")):
                known = ", ".join(sorted(RELATIONS))
                message = f"`{step}` is no relation; use {known}, and obl or nmod with a preposition (`obl:with`)."
                document.report("C132", (*here, "relation"), message)


def check_against_trees(
    document: Document,
    claim_type: ClaimType,
    statuses: Sequence[StatusRule],
    marked: Mapping[tuple[str, int], Marked],
    parse: Callable[[str], Sentence],
) -> None:
    """Report what is wrong with the patterns when they meet the trees of the examples.

    Codes: C136 a pattern that matches no example, C137 an example that no pattern matches (of a type that is not
    trained), C138 a counter-example that a pattern matches, C139 a trigger that is no lemma, C140 a frame
    that a pattern reads otherwise than it is marked.
    """
    codebook = _alone(claim_type, statuses)
    sentences = {where: parse(item.text) for where, item in marked.items()}
    used: set[str] = set()
    for where, item in marked.items():
        frames = match(sentences[where], codebook)  # domestic patterns do not count in reports on states' dealings
        if where[0] == "counterexamples":
            for frame in frames:
                message = f"`{frame.producer}` matches this counter-example; narrow the pattern."
                document.report("C138", where, message)
            continue
        at_home = match(sentences[where], codebook, domestic=True)
        used.update(frame.producer for frame in (*frames, *at_home))
        _check_example(document, claim_type, where, item, frames or at_home)
    for place, pattern in enumerate(claim_type.patterns):
        if f"pattern:{pattern.id}" not in used:
            message = f"`{pattern.id}` matches no example; add one or correct the pattern."
            document.report("C136", ("patterns", place), message)
    _check_lemmas(document, claim_type, [sentences[where] for where in sentences if where[0] == "examples"], parse)


def _alone(claim_type: ClaimType, statuses: Sequence[StatusRule]) -> Codebook:
    """Return a codebook of one type."""
    return codebook_of([claim_type], tuple(statuses), "")


def _check_example(
    document: Document, claim_type: ClaimType, where: Where, marked: Marked, frames: Sequence[Frame]
) -> None:
    """Compare the frames that patterns find with those that are marked."""
    for wanted in (frame for frame in marked.frames if frame.type == claim_type.id):
        trigger = marked.text[wanted.start : wanted.end]
        found = next((frame for frame in frames if _touch(frame, wanted)), None)
        if found is None:
            if not claim_type.trained:
                document.report("C137", where, f"no pattern matches at `{trigger}`; add one or change the example.")
            continue
        if found.status != wanted.status:
            message = f"`{trigger}` is marked {wanted.status}, but its wording is read as {found.status}."
            document.report("C140", where, message)
        for filler in wanted.fillers:
            is_found = any(other.label == filler.label and _touch(other, filler) for other in found.fillers)
            if claim_type.role(filler.label) and not is_found:
                printed = marked.text[filler.start : filler.end]
                message = f"`{found.producer}` does not find `{printed}` as {filler.label}; add a relation for it."
                document.report("C140", where, message)


def _touch(one: Frame | Filler, other: Frame | Filler) -> bool:
    """Tell whether two stretches of text overlap."""
    return one.start < other.end and other.start < one.end


def _check_lemmas(
    document: Document, claim_type: ClaimType, sentences: Sequence[Sentence], parse: Callable[[str], Sentence]
) -> None:
    """Report triggers that are the lemma neither of a word of the examples nor, tried by themselves, of any word."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    lemmas = {token.lemma.lower() for token in tokens}
    for place, pattern in enumerate(claim_type.patterns):
        for number, words in enumerate(pattern.triggers):
            for word in set(words) - lemmas:
                tried = _lemma(word, pattern.pos[0], parse)
                if tried != word:
                    hint = f"the lemma is `{tried}`" if tried else "correct it or add an example"
                    document.report(
                        "C139",
                        ("patterns", place, "trigger", number),
                        f"`{word}` is the lemma of no known word; {hint}.",
                    )


def _lemma(word: str, pos: str, parse: Callable[[str], Sentence]) -> str | None:
    """Return the lemma that the parser gives a word where its dictionary form would stand."""
    carrier = {"VERB": f"They would {word} it.", "ADJ": f"They are {word}."}.get(pos, f"The {word} was there.")
    return next((token.lemma.lower() for token in parse(carrier).tokens if token.text == word), None)
