"""Patterns at work: a parsed sentence in, frames out, as the language model gives them.

Only sentences that hold a trigger lemma are looked at, so a codebook of patterns costs next to nothing elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.codebook.circumstances import circumstances, speaker_of
from foedera.codebook.spans import actor_span, phrase_span
from foedera.codebook.tree import Tree
from foedera.types import Filler, Frame, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedera.codebook.records import ClaimType, Codebook, Fill, Pattern, Trigger
    from foedera.codebook.status import Grammar
    from foedera.types import Status

SCORE = 0.9
"""A pattern says yes or no, so its frames share one score. The three scores are chosen, not measured: high enough that
what a user wrote is kept, below the certainty that a model trained on many sentences may reach."""
_BARE_STATUS_SCORE = 0.7
_TIMES = frozenset({"when", "since", "until", "first", "edition", "frequency"})
_QUANTITIES = frozenset("hundred thousand dozen score ten million number group crowd handful majority band lot".split())
_PLURALS = frozenset({"NNS", "NNPS"})
_CUED_STATUS_SCORE = 0.85
_CARRYING = ("obj", "nmod:of")
"""Relations of a word that carries another ("[held] talks", "a [round] of talks")."""


def match(sentence: Sentence, codebook: Codebook, *, domestic: bool = False) -> tuple[Frame, ...]:
    """Return the frames that the codebook's patterns find in a sentence, in order of their triggers.

    A frame that the model already gave (same type, same words) is not repeated: where the tree shows who plays a part
    that the model left open, it is given again with that part filled.

    Args:
        domestic: Whether patterns for general political news count.
    """
    triggers = codebook.triggers if domestic else codebook.plain
    lemmas = [token.lemma.lower() for token in sentence.tokens]
    if triggers.keys().isdisjoint(lemmas):
        return ()
    present = set(lemmas).union(*(_lemmas(token) for token in sentence.tokens if token.xpos in _PLURALS))
    hits = [
        (at, trigger)
        for at, lemma in enumerate(lemmas)
        for trigger in triggers.get(lemma, ())
        if sentence.tokens[at].upos in trigger.pattern.pos and not any(map(present.isdisjoint, trigger.asked))
    ]
    if not hits:
        return ()
    tree = Tree(sentence.tokens)
    known: dict[tuple[str, int], Frame] = {(f.type, at): f for f in sentence.frames for at in _covered(f, sentence)}
    frames: list[tuple[Frame, int]] = []
    for at, trigger in hits:
        words = _trigger_words(tree, at, trigger.words)
        if words is None:
            continue
        told = _told(tree, words, trigger, known)
        if told is not None and (domestic or told.producer.startswith("pattern:") or not _may_add(told, trigger)):
            continue
        frame = _frame(sentence, tree, codebook.grammar, words, trigger)
        if frame is None:
            continue
        if told is not None and (frame := _completed(told, frame, trigger.type)) == told:
            continue
        frames.append((frame, _exactness(trigger.pattern)))
        known.update(((trigger.type.id, word), frame) for word in words)
    return tuple(f for f, exact in frames if not domestic or not any(_outdoes(g, more, f, exact) for g, more in frames))


def _told(tree: Tree, words: list[int], trigger: Trigger, known: Mapping[tuple[str, int], Frame]) -> Frame | None:
    """Return the frame that tells the same as a wording: at its words, or at the noun that its verb only carries."""
    carried = [
        word
        for fill in trigger.pattern.fills
        if fill.required and fill.lemmas and fill.path[0] in _CARRYING
        for word in tree.follow(words[0], fill.path)
        if not fill.lemmas.isdisjoint(_lemmas(tree.tokens[word]))
    ]
    return next((known[trigger.type.id, word] for word in [*words, *carried] if (trigger.type.id, word) in known), None)


def _may_add(told: Frame, trigger: Trigger) -> bool:
    """Tell whether a wording can give a frame a part that it leaves open."""
    filled = {filler.label for filler in told.fillers}
    parts = {fill.label for fill in trigger.pattern.fills if fill.label and trigger.type.role(fill.label)}
    return trigger.pattern.act or not parts <= filled


def _completed(told: Frame, found: Frame, claim_type: ClaimType) -> Frame:
    """Return a frame with those parts that it leaves open and a pattern finds."""
    filled = {filler.label for filler in told.fillers}
    added = [
        filler
        for filler in found.fillers
        if filler.label not in filled
        and claim_type.role(filler.label)
        and not any(f.start < filler.end and filler.start < f.end and claim_type.role(f.label) for f in told.fillers)
    ]
    return replace(told, fillers=(*told.fillers, *added))


def _is_only(filler: Filler, time: Filler) -> bool:
    """Tell whether a filler of another part is a time: nobody sends troops on [Friday], the prime minister."""
    return filler.label not in _TIMES and time.start <= filler.start and filler.end <= time.end


def _exactness(pattern: Pattern) -> int:
    """Return how much a pattern asks for: its required words, those of a list twice."""
    return sum(1 + bool(fill.lemmas) for fill in pattern.fills if fill.required)


def _outdoes(one: Frame, more: int, other: Frame, less: int) -> bool:
    """Tell whether a wording of the same words says more exactly what happens: mobs that burn shops riot."""
    return more > less and one.start < other.end and other.start < one.end


def _covered(frame: Frame, sentence: Sentence) -> Iterator[int]:
    """Yield the places of the words of a frame's trigger."""
    for at, token in enumerate(sentence.tokens):
        if token.start < frame.end and frame.start < token.end:
            yield at


def _frame(sentence: Sentence, tree: Tree, grammar: Grammar, words: list[int], trigger: Trigger) -> Frame | None:
    """Return the frame of one trigger wording at one place, None where it does not fit."""
    at = words[0]
    if trigger.pattern.domestic and tree.tokens[at].deprel == "acl" and tree.tokens[at].xpos == "VBN":
        return None  # "a man convicted of murder": what is told of him is something else
    fillers = _fillers(sentence, tree, words, trigger)
    if fillers is None:
        return None
    head = tree.head(at)
    carrier = at if head is None or tree.base(at) != "cop" else head  # in "was in Paris" all hangs on Paris
    around = list(circumstances(sentence, tree, carrier))
    if trigger.pattern.act:
        fillers += _doers(sentence, tree, carrier, trigger.type)
    times = [filler for filler in around if filler.label == "when"]
    fillers = [filler for filler in fillers if not any(_is_only(filler, time) for time in times)]
    taken = {filler.label for filler in fillers}
    extra = [filler for filler in around if filler.label not in taken]
    status, sure = _status(tree, grammar, carrier, head, trigger.pattern)
    inside = {*words, *(tree.children(carrier, "case") if carrier != at else ())}  # "was in" is one wording
    last = at
    while last + 1 in inside:
        last += 1
    return Frame(
        type=trigger.type.id,
        status=status,
        start=sentence.tokens[at].start,
        end=sentence.tokens[last].end,
        fillers=tuple(sorted({*fillers, *extra}, key=lambda filler: (filler.start, filler.end, filler.label))),
        score=SCORE,
        status_score=sure,
        producer=f"pattern:{trigger.pattern.id}",
    )


def _status(tree: Tree, grammar: Grammar, carrier: int, verb: int | None, pattern: Pattern) -> tuple[Status, float]:
    """Return the status of a wording, and how sure it is; a noun that is a subject may have it of its verb."""
    if pattern.act:
        return pattern.status, _CUED_STATUS_SCORE
    status, is_cued = grammar.status(tree, carrier, pattern.status)
    if not is_cued and verb is not None and any(fill.required and fill.path == ("^nsubj",) for fill in pattern.fills):
        status, is_cued = grammar.status(tree, verb, pattern.status)
    return status, _CUED_STATUS_SCORE if is_cued else _BARE_STATUS_SCORE


def _doers(sentence: Sentence, tree: Tree, at: int, claim_type: ClaimType) -> list[Filler]:
    """Return who says it as who does it, where saying it is doing it."""
    role = next((role for role in claim_type.roles if role.mouths), None)
    speaker = speaker_of(tree, at)
    if role is None or speaker is None:
        return []
    words = [owner for word in tree.with_conjuncts(speaker) for owner in _owners(sentence, tree, word)]
    return [Filler(role.name, *actor_span(sentence, tree, word), SCORE) for word in words]


def _trigger_words(tree: Tree, at: int, lemmas: tuple[str, ...]) -> list[int] | None:
    """Return the places of a trigger's words, the head first; None where one is absent.

    The further words follow one another or hang on the head: "called off the drill", "called the drill off".
    """
    found = [at]
    for lemma in lemmas[1:]:
        after = found[-1] + 1
        places = [*([after] if after < len(tree.tokens) else []), *tree.children(at)]
        word = next((place for place in places if tree.tokens[place].lemma.lower() == lemma), None)
        if word is None:
            return None
        found.append(word)
    return found


def _fillers(sentence: Sentence, tree: Tree, trigger_words: list[int], trigger: Trigger) -> list[Filler] | None:
    """Return the fillers of a pattern's labels; None where a required one is absent."""
    at, found = trigger_words[0], list[tuple[str, int]]()
    for fill in trigger.pattern.fills:
        places = [*tree.follow(at, fill.path), *_object_of_particle(tree, trigger_words, fill)]
        words = [word for word in places if word != at and _fits(sentence, tree, word, fill)]
        if fill.required and not words:
            return None
        if fill.label and not trigger.pattern.domestic and trigger.type.role(fill.label):
            words = [owner for word in words for owner in _owners(sentence, tree, word)]
        found += [(fill.label, word) for word in words if fill.label]
    apart = {at, *(word for _, word in found)}
    fillers = [
        Filler(label, *_span(sentence, tree, word, label, trigger.type, apart), SCORE)
        for label, word in dict.fromkeys(found)
    ]
    return list(dict.fromkeys(fillers))


def _owners(sentence: Sentence, tree: Tree, word: int) -> list[int]:
    """Return the states of officials or soldiers that have no name ("[Latvia]'s minister"), or else the word itself."""
    token = sentence.tokens[word]
    if (
        token.upos == "PRON"
        or token.text[:1].isupper()
        or any(name.start <= token.start < name.end for name in sentence.names)
    ):
        return [word]
    of = [
        child
        for child in tree.children(word, "nmod")
        if tree.case(child) == "of" and tree.tokens[child].upos == "PROPN"
    ]
    whose = [child for child in tree.children(word, "nmod:poss") if tree.tokens[child].upos == "PRON"]
    return tree.step(word, "nationality") or of or whose or [word]


def _object_of_particle(tree: Tree, words: list[int], fill: Fill) -> list[int]:
    """Return the object of a verb whose particle the parser took for a preposition: "sealed [off the tower]"."""
    if fill.path != ("obj",) or len(words) == 1:
        return []
    heads = {tree.head(word) for word in words[1:] if tree.base(word) == "case"}
    return [child for child in tree.children(words[0], "obl") if child in heads]


def _lemmas(token: Token) -> set[str]:
    """Return the dictionary form of a word; of a capital plural that was taken for a name ("Mobs") the noun's too."""
    small = token.lemma.lower()
    return {small, small.removesuffix("s")} if token.xpos in _PLURALS else {small}


def _counts(tree: Tree, word: int, lemmas: frozenset[str]) -> bool:
    """Tell whether a word only says how many there are of what is asked for: "hundreds of [students]"."""
    if tree.tokens[word].lemma.lower() not in _QUANTITIES:
        return False
    return any(
        tree.case(child) == "of" and not lemmas.isdisjoint(_lemmas(tree.tokens[child]))
        for child in tree.children(word, "nmod")
    )


def _fits(sentence: Sentence, tree: Tree, word: int, fill: Fill) -> bool:
    """Tell whether a word is one that a relation asks for."""
    token = sentence.tokens[word]
    if fill.lemmas and fill.lemmas.isdisjoint(_lemmas(token)) and not _counts(tree, word, fill.lemmas):
        return False
    if not fill.names:
        return True
    kinds = {name.label for name in sentence.names if name.start <= token.start < name.end}
    return not fill.names.isdisjoint(kinds or {"NONE"})


def _span(
    sentence: Sentence, tree: Tree, word: int, label: str, claim_type: ClaimType, apart: set[int]
) -> tuple[int, int]:
    """Return the stretch of a filler: a name's extent for roles and names, the whole phrase for other fields."""
    field = claim_type.field_of_label(label)
    is_name = field.kind in ("actor", "name", "place") if field else label != "when"
    return actor_span(sentence, tree, word) if is_name else phrase_span(sentence, tree, word, apart - {word})
