"""Trees for tests, written by hand: one word a line as `form lemma UPOS XPOS head relation`, the head counted from 1.

Proper nouns, and words with a label, count as names (of places, if without a label). A lemma of `=` is the form in
small letters. Sentences stand in `own/*.trees`, each under a line `# text`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from foedera.types import Name, Segment, Sentence, Token

OWN = Path(__file__).parent / "own"


def read_trees(path: Path) -> dict[str, Sentence]:
    """Return the sentences of a file by their text."""
    sentences = {}
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        first, *lines = block.splitlines()
        text = first.removeprefix("# ")
        sentences[text] = _sentence(text, lines)
    return sentences


def _sentence(text: str, lines: list[str]) -> Sentence:
    tokens, at = [], 0
    labels: dict[int, Literal["PER", "ORG", "LOC"]] = {}
    for line in lines:
        form, lemma, upos, xpos, head, deprel, *label = line.split()
        start = text.index(form, at)
        at = start + len(form)
        lemma = form.lower() if lemma == "=" else lemma
        if label:
            labels[start] = cast("Literal['PER', 'ORG', 'LOC']", label[0])
        tokens.append(Token(start, at, form, lemma, upos, xpos, int(head) - 1, deprel))
    assert all(token.head < len(tokens) for token in tokens), text
    assert sum(token.head == -1 for token in tokens) == 1, text
    proper = [token for token in tokens if token.upos == "PROPN" or token.start in labels]
    names = tuple(Name(token.start, token.end, labels.get(token.start, "LOC"), 1.0) for token in proper)
    return Sentence(Segment(0, len(text), "prose", 0), tuple(tokens), names)
