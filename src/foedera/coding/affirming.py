"""Negations that deny nothing of what they stand with: "not the first visit", "did not stop selling", "not until"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import NO, head_of
from foedera.types import OFF

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.codebook.tree import Tree
    from foedera.types import Frame, Sentence, Status

_ONE_OF_SEVERAL = frozenset({"first", "second", "third", "only", "last", "latest", "single", "sole"})
"""Words for one of several: where it is not that one, it is another."""
_STOPS = frozenset({"stop", "cease", "quit", "halt", "interrupt"})
"""Verbs with which a negation says that something goes on."""
_LEAVES_UNDONE = frozenset({"fail", "hesitate", "neglect", "forget", "omit"})
"""Verbs with which a negation says that something was done."""
_BEGINS = frozenset({"set off", "touch off", "spark off", "trigger off"})
"""Verbs whose "off" calls nothing off: "a verdict that set off [protests]"."""
_TARGET = "target"
"""Who has a deed done to it; a ship that is denied entry has not come, and nothing is done to it."""
_WITHHOLDS = frozenset({"deny", "refuse"})
_GRANTED = frozenset("visa entry access permission permit passage accreditation passport licence license".split())
"""What one state grants the people and things of another, or does not."""
_TIMES = frozenset({"time", "occasion"})
_MORE = frozenset({"more", "less", "fewer", "later"})
"""Words of time, of which one more denies none, and words behind a "no" that only counts."""
_TIME, _LOSES = "time", frozenset({"lose", "waste"})
"""Who loses no time does something at once."""
_PROMISES = frozenset({"promise", "pledge", "vow", "swear", "guarantee", "undertake", "assure"})
_HARMS = frozenset(
    "arrest attack bomb bombard execute expel fire harm hit hurt interfere intervene invade kill launch punish "
    "retaliate sell shell shoot strike supply target test touch use".split()
)
"""Verbs for what whoever promises not to do it does not threaten; who vows not to rest, or not to yield, does."""
_UNTIL = frozenset({"until", "till"})
_OF_A_VERB = frozenset({"xcomp", "obj", "nsubj", "advcl", "ccomp", "acl"})


def affirmed(sentence: Sentence, tree: Tree, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame as done or going on where only words about it are denied.

    Example:
        "Spain did not stop [selling] missiles": it goes on.
    """
    at = head_of(sentence, frame.start, frame.end) if frame.status in OFF else None
    if at is not None and kind.role(_TARGET) is not None and _is_withheld(tree, at):
        return replace(frame, status="occurred")
    status = None if at is None else _told(tree, at)
    return frame if status is None else replace(frame, status=status)


def is_promise(tree: Tree, frame: Frame, kind: ClaimType) -> bool:
    """Tell whether a threat's words promise that something will not be done: "promised not to [attack]", "no jets"."""
    if not kind.encloses:
        return False
    inside = (i for i, t in enumerate(tree.tokens) if frame.start <= t.start < frame.end)
    told = (c for i in inside if tree.lemma(i) in _PROMISES for c in tree.children(i, "xcomp", "ccomp"))
    return any(tree.lemma(c) in _HARMS and (_is_negated(tree, c) or _is_of_none(tree, c)) for c in told)


def _is_of_none(tree: Tree, verb: int) -> bool:
    """Tell whether a verb has a subject or object of which there is to be none: "[no missiles] would be fired"."""
    return any(_is_negated(tree, child) for child in tree.children(verb, "nsubj", "nsubj:pass", "obj"))


def _told(tree: Tree, at: int) -> Status | None:
    """Return what a word tells by a negation that is not its own; None where it is denied."""
    if _is_another_one(tree, at) or _was_late(tree, at) or _is_another_time(tree, at) or _is_only_so_many(tree, at):
        return "occurred"
    above = tree.head(at)
    if above is None or tree.base(at) not in _OF_A_VERB:
        return None
    if tree.lemma(above) in _BEGINS:
        return "occurred"
    if not _is_negated(tree, above):
        return None
    lemma, verb = tree.lemma(above), tree.head(above)
    if lemma == _TIME:
        return "occurred" if verb is not None and tree.lemma(verb) in _LOSES else None
    return "ongoing" if lemma in _STOPS else "occurred" if lemma in _LEAVES_UNDONE else None


def _is_withheld(tree: Tree, at: int) -> bool:
    """Tell whether a word tells what somebody did not grant another, which is a deed: "was [denied] [entry]"."""
    if tree.lemma(at) in _WITHHOLDS:
        return any(tree.lemma(child) in _GRANTED for child in tree.children(at, "obj")) and not _is_negated(tree, at)
    above = tree.head(at)
    if above is None or tree.lemma(at) not in _GRANTED or tree.lemma(above) not in _WITHHOLDS:
        return False
    return tree.base(at) == "obj" and not _is_negated(tree, above)


def _is_negated(tree: Tree, at: int) -> bool:
    return any(tree.lemma(child) in NO for child in tree.children(at, "advmod", "det"))


def _is_another_one(tree: Tree, at: int) -> bool:
    """Tell whether what something is not is one of several: "it was not the first [visit]"."""
    counted = any(tree.lemma(child) in _ONE_OF_SEVERAL for child in tree.children(at, "amod"))
    return counted and bool(list(tree.children(at, "cop"))) and _is_negated(tree, at)


def _is_another_time(tree: Tree, at: int) -> bool:
    """Tell whether a time at which something was done is one of several: "it is not the first time that they [met]"."""
    time = tree.head(at) if tree.tokens[at].deprel in {"acl", "acl:relcl"} else None
    return time is not None and tree.lemma(time) in _TIMES and _is_another_one(tree, time)


def _is_only_so_many(tree: Tree, at: int) -> bool:
    """Tell whether "no" only says how many or how long: "[sent] no more than observers"."""
    below = list(tree.children(at))
    for i in below:
        below += [] if tree.tokens[i].upos == "VERB" else tree.children(i)
    noes = [i for i in below if tree.lemma(i) in NO]
    return bool(noes) and all(i + 1 < len(tree.tokens) and tree.lemma(i + 1) in _MORE for i in noes)


def _was_late(tree: Tree, at: int) -> bool:
    """Tell whether something was done at last: "did not [sign] it until June"."""
    verb = at if tree.tokens[at].upos == "VERB" else tree.head(at)
    if verb is None or not _is_negated(tree, verb):
        return False
    past = any(tree.lemma(child) == "do" and tree.tokens[child].xpos == "VBD" for child in tree.children(verb, "aux"))
    return past and any(tree.case(child) in _UNTIL for child in tree.children(verb, "obl", "nmod"))
