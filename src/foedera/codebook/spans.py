"""From the head of a phrase to the stretch of text that a frame marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from foedera.codebook.tree import Tree
    from foedera.types import Sentence

_NOT_IN_NAME = frozenset(
    "det nmod:poss nmod:desc appos acl acl:relcl advcl conj cc case punct parataxis cop nsubj aux advmod obl mark "
    "nmod:unmarked list".split()
)
_NOT_IN_PHRASE = frozenset("det acl:relcl conj cc case appos parataxis mark punct aux cop nsubj cc:preconj".split())
_OWNED = frozenset({"of", "for"})


def actor_span(sentence: Sentence, tree: Tree, head: int) -> tuple[int, int]:
    """Return the stretch of a name: what the language model found, else head and modifiers without article or title."""
    token = sentence.tokens[head]
    for name in sentence.names:
        if name.start <= token.start and token.end <= name.end:
            return name.start, name.end
    words = tree.descendants(head, _NOT_IN_NAME)
    for child in tree.children(head, "nmod"):
        # "Ministry of Defence" is one name; "soldiers of Serbia" are soldiers.
        if child in words and not (tree.case(child) in _OWNED and token.upos == "PROPN"):
            words -= tree.descendants(child, frozenset())
        elif child in words:
            words |= set(tree.children(child, "case"))
    return _stretch(sentence, head, words)


def phrase_span(sentence: Sentence, tree: Tree, head: int, apart: Collection[int] = ()) -> tuple[int, int]:
    """Return the stretch of a phrase or clause without article, preposition, conjuncts and relative clauses.

    Args:
        sentence: The sentence.
        tree: Its tree.
        head: The head of the phrase.
        apart: Words with fillers of their own, which the phrase leaves out.
    """
    words = tree.descendants(head, _NOT_IN_PHRASE)
    for word in set(apart) & (words - {head}):
        words -= tree.descendants(word, frozenset())
    for word in list(words - {head}):
        # Prepositions inside the phrase stay; only the one before its head goes.
        words |= set(tree.children(word, "case", "det", "mark", "nmod:poss"))
    return _stretch(sentence, head, words)


def _stretch(sentence: Sentence, head: int, words: set[int]) -> tuple[int, int]:
    """Return the text of the unbroken run of words around the head, hyphens and quotes within it included."""
    first = last = head
    while first - 1 in words or (first - 2 in words and _joins(sentence, first - 1)):
        first -= 1
    while last + 1 in words or (last + 2 in words and _joins(sentence, last + 1)):
        last += 1
    return sentence.tokens[first].start, sentence.tokens[last].end


def _joins(sentence: Sentence, at: int) -> bool:
    """Tell whether a word is punctuation that may stand inside a name or phrase."""
    return 0 <= at < len(sentence.tokens) and sentence.tokens[at].text in ("-", "–", "/", "'", "’", "'s", "’s", "&")
