"""What office somebody holds, by the title beside the name: "Prime Minister Ana Ruiz", "the premier, Jan Kowal"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.offices import POSTS
from foedera.coding.scores import INFERRED
from foedera.coding.words import head_of
from foedera.types import Actor, Cell, Name, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.coding.drafts import Draft

OFFICE = frozenset("office post position power seat".split())
"""Words for any office."""
_PARTS = frozenset({"NOUN", "PROPN", "ADJ"})
_LINKS = frozenset({"of", "for", "and", "-"})
_LONGEST = 8
"""Words of a title, at most."""
_NOT_OF_IT = frozenset("new present current former incoming outgoing acting then late mr mrs ms".split())


def title_of(draft: Draft, context: Context) -> Cell | None:
    """Return the title that a report gives the holder of an office, as a name: where it is told, or else elsewhere."""
    for holder in draft.values(f"role:{context.codebook.types[draft.type].doer}"):
        if not isinstance(holder.value, Actor):
            continue
        surname = holder.value.name.split()[-1]
        for number, name in _mentions(context, context.sentence_at(holder.span.start), surname):
            span = title_before(context, number, name)
            if span is not None:
                printed = context.text[span.start : span.end]
                return Cell("name", printed, printed, span, INFERRED)
    return None


def _mentions(context: Context, first: int, surname: str) -> Iterator[tuple[int, Name]]:
    """Yield where a person is named: in a sentence first, then from the report's beginning."""
    for number in (first, *range(len(context.sentences))):
        for name in context.sentences[number].names:
            if name.label == "PER" and context.text[name.start : name.end].endswith(surname):
                yield number, name


def title_before(context: Context, number: int, name: Name) -> Span | None:
    """Return the title right before a name, or of which the name is an apposition."""
    sentence = context.sentences[number]
    tokens = sentence.tokens
    first = next((i for i, token in enumerate(tokens) if token.end > name.start), 0)
    last = first - 1
    if last > 0 and tokens[last].text == ",":
        head = head_of(sentence, name.start, name.end)
        if head is None or tokens[head].deprel != "appos":
            return None
        last -= 1
    begin = _left_edge(context, sentence, number, last)
    words = tokens[begin : last + 1]
    if not any(token.lemma.casefold() in POSTS for token in words):
        return None
    return Span(words[0].start, words[-1].end)


def _left_edge(context: Context, sentence: Sentence, number: int, last: int) -> int:
    """Return where the words of a title begin that ends at a word: behind articles, states and "former"."""
    tokens, at = sentence.tokens, last + 1
    states = [(n.start, n.end) for n in context.named[number] if n.actor.kind == "state"]
    while at > 0 and last + 1 - at < _LONGEST:
        token = tokens[at - 1]
        if token.upos not in _PARTS and token.text not in _LINKS:
            break
        if token.lemma.casefold() in _NOT_OF_IT or any(
            start < token.end and token.start < end for start, end in states
        ):
            break
        at -= 1
    while at <= last and tokens[at].upos not in _PARTS:
        at += 1
    return at
