"""What a verb around a happening says of how things stand with it: talked over, never come about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.clauses import clause_of
from foedera.coding.context import Context
from foedera.coding.tenses import DONE, PRESENT, WOULD, is_under_way, tense_of
from foedera.coding.words import LIGHT, NO, NOT, SPEECH, climb, head_of
from foedera.text.edtf import OPEN
from foedera.types import AHEAD, FORESEEN, Frame, Sentence, Span, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft

_TALKS = frozenset("talk negotiate negotiation discuss discussion haggle bargain".split())
_TOLD: frozenset[Status] = frozenset({"planned", "occurred"})
_COMES_ABOUT = {"happen": "", "materialise": "", "materialize": "", "go": "ahead", "take": "place", "come": "off"}
"""Verbs of coming about, with the word that they need."""
_CLOSES = frozenset("end conclude close finish wrap wind expire".split())
_COMPLETES = frozenset("complete conclude end finish".split())
_STANDING = frozenset({"recognise", "recognize"})
_LASTS = frozenset("last run continue go remain".split())
"""Verbs of going on, which tell of what is under way where they say until when."""
_FIXED = frozenset("bill due expect plan schedule set slate time".split())
"""Words for what is fixed for a day to come: "is scheduled to end"."""
_SETTLED: frozenset[Status] = frozenset({"denied", "cancelled", "occurred"})
"""Statuses that no word on what can be changes: a sale incompatible with an embargo took place none the less."""
_IMPOSSIBLE = frozenset("impossible incompatible inconceivable unthinkable excluded".split())
_CHANCES = frozenset({"option", "right"})
_USES = frozenset({"exercise", "activate", "convert", "trigger", "use"})
_NOT_TAKEN: frozenset[Status] = frozenset({"denied", "possible"})
_ANSWERS = frozenset(
    "turn reject refuse decline dismiss rebuff ignore answer consider weigh study examine mull".split()
)
"""Verbs for what becomes of a demand, which somebody made."""
_BRINGS = frozenset(
    "prompt lead force cause compel drive oblige induce spur manage proceed get persuade convince".split()
)
"""Verbs after which what somebody is brought to do, in the past, was done."""
_VOTED = frozenset("censure impeach condemn strip remove oust dismiss unseat depose".split())
"""What a body does by voting to do it."""
_OFFERS = frozenset("offer propose".split())
_AFTER = frozenset({"conj", "parataxis"})
_DOWN = frozenset({"down", "away"})
_TURNED_DOWN = frozenset("reject decline refuse discard dismiss drop scrap shelve".split())
_TAKEN_UP = frozenset("proceed pursue choose select accept buy adopt follow take".split())
"""Verbs for what becomes of an offer, which with "not" came to nothing."""
IN_LIST = frozenset({"conj", "appos", "nmod"})
ITEMS = 6
"""Words up the tree from an item of a list to the first word of what the list is of, its own included."""
_NO_MORE_THAN_SAID = frozenset({"MD", "TO"})
_BARE = frozenset({"VB", "VBP"})
_UP = 4
"""Words up the tree from a thing to the talks on it."""


def settle_standing(draft: Draft, context: Context) -> None:
    """Correct the status of a draft by the verbs that its triggers hang on."""
    kind, told = context.codebook.types[draft.type], heads_of(draft.triggers, context)
    revised = _revised(draft.status, kind, told)
    if revised is not None:
        draft.status = revised
    elif draft.status in FORESEEN and _may_be_talked_over(kind):
        if any(_is_talked_over(*at) for at in heads_of(_staging(draft, context), context)):
            draft.status = "ongoing"
        return
    if draft.status == "occurred" and told and not kind.is_position and all(_is_yet_to_be(*at) for at in told):
        draft.status = "planned"
    if draft.status in _TOLD and any(_never_came(*at) for at in told):
        draft.status = "cancelled"
    elif draft.status == "occurred" and told and all(_holds(*at) for at in told):
        draft.status = "ongoing"


def _revised(status: Status, kind: ClaimType, told: list[tuple[Sentence, int]]) -> Status | None:
    """Return what a status becomes by words that say more than its own; None where none does."""
    if status in _NOT_TAKEN and is_voiced(kind) and any(_is_answered(*at) for at in told):
        return "occurred"
    if status not in _SETTLED and any(_cannot_be(*at) for at in told):
        return "denied"
    found = (new for is_so, new in _REVISIONS if status in FORESEEN and any(is_so(*at) for at in told))
    return next(found, None)


def brought_about(sentence: Sentence, frame: Frame) -> Frame:
    """Return a frame as done where somebody was brought to do it, so that its times are sought in the past."""
    at = head_of(sentence, frame.start, frame.end) if frame.status in FORESEEN else None
    return replace(frame, status="occurred") if at is not None and _was_brought_about(sentence, at) else frame


def mark_under_way(draft: Draft, context: Context) -> None:
    """Take what is told only to end for under way: "the drill winds up on Friday", "training that lasts until May".

    Who "is in Oslo" is there now, and what somebody completed is over.
    """
    told = heads_of(draft.triggers, context)
    if draft.status == "occurred" and context.codebook.types[draft.type].lasts and all(_is_now(*at) for at in told):
        draft.status = "ongoing"
    elif draft.status == "ongoing" and told and all(_is_completed(*at) for at in told):
        draft.status = "occurred"
    whens = [str(cell.value) for cell in draft.values("when")]
    today = bool(whens) and set(whens) == {context.report.published}
    if today and draft.status == "planned" and told and all(is_under_way(*at) for at in told):
        draft.status = "ongoing"  # "is meeting him in Rome on Monday", told on that day
    if draft.status != "planned" or not all(when.startswith(OPEN) for when in whens):
        return
    if any(_is_to_end(*at, until=bool(whens)) for at in told):
        draft.status = "ongoing"


def mark_declined(draft: Draft, context: Context) -> None:
    """Take what is told to be offered for denied where its clause says that it was not taken."""
    told = heads_of(draft.triggers, context) if draft.status in AHEAD else []
    if told and all(_came_to_nothing(*at) or _was_turned_down(*at) for at in told):
        draft.status = "denied"


def _is_now(sentence: Sentence, at: int) -> bool:
    """Tell whether a word is no more than "is" or "are"."""
    return sentence.tokens[at].lemma == "be" and sentence.tokens[at].xpos in PRESENT


def _is_completed(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun is what somebody completed: "ending a presence", "concluded the drill"."""
    token = sentence.tokens[at]
    verb = sentence.tokens[token.head] if token.head >= 0 and token.deprel == "obj" else None
    return verb is not None and verb.lemma in _COMPLETES and (verb.xpos in DONE or verb.deprel == "advcl")


def _is_to_end(sentence: Sentence, at: int, *, until: bool) -> bool:
    """Tell whether a thing is said to end, or to go on until some time, now or in what comes.

    A verb that has an object tells of the end of that, not of itself: "will close its base by June".
    """
    if any(t.head == at and t.deprel in {"obj", "nsubj:pass"} for t in sentence.tokens):
        return False
    verbs = [i for i, t in enumerate(sentence.tokens) if t.head == at and t.deprel == "acl:relcl"]
    if sentence.tokens[at].deprel.startswith("nsubj"):
        verbs.append(sentence.tokens[at].head)
    to_come = [i for i in (at, *verbs) if sentence.tokens[i].xpos in PRESENT or tense_of(sentence, i) == "planned"]
    to_come += [i for verb in verbs for i in _fixed_for(sentence, verb)]
    lemmas = {sentence.tokens[i].lemma for i in to_come}
    return not lemmas.isdisjoint(_CLOSES) or (until and not lemmas.isdisjoint(_LASTS))


def _fixed_for(sentence: Sentence, verb: int) -> Iterator[int]:
    """Yield what something is fixed to do, now: "are scheduled to [end]"."""
    if sentence.tokens[verb].lemma not in _FIXED:
        return
    below = [i for i, t in enumerate(sentence.tokens) if t.head == verb]
    if any(sentence.tokens[i].lemma == "be" and sentence.tokens[i].xpos in PRESENT for i in below):
        yield from (i for i in below if sentence.tokens[i].deprel in {"xcomp", "ccomp"})


def _cannot_be(sentence: Sentence, at: int) -> bool:
    """Tell whether a thing is said to be out of the question: "membership is incompatible with neutrality"."""
    token = sentence.tokens[at]
    if not token.deprel.startswith("nsubj") or token.head < 0:
        return False
    below = [t for t in sentence.tokens if t.head == token.head]
    words = {sentence.tokens[token.head].lemma, *(t.lemma for t in below if t.deprel in {"amod", "acl", "xcomp"})}
    return not words.isdisjoint(_IMPOSSIBLE) and not any(t.lemma in NOT or t.xpos == "MD" for t in below)


def _is_yet_to_be(sentence: Sentence, at: int) -> bool:
    """Tell whether a verb says what will or would be done: "under the draft, it would supply"."""
    token = sentence.tokens[at]
    below = [t for t in sentence.tokens if t.head == at]
    shared = (
        token.deprel == "conj"
        and token.xpos in _BARE
        and not any(t.deprel.startswith(("aux", "mark", "nsubj")) for t in below)
    )
    if shared:
        below += [t for t in sentence.tokens if t.head == token.head]
    auxiliaries = {t.lemma for t in below if t.deprel.startswith("aux")}
    return token.upos == "VERB" and bool(auxiliaries & WOULD) and "have" not in auxiliaries


def _is_made_use_of(sentence: Sentence, at: int) -> bool:
    """Tell whether what somebody might do is done: "has exercised an option for a fourth frigate"."""
    token = sentence.tokens[at]
    verb = at if token.lemma in _USES else token.head
    of_it = [t for t in sentence.tokens if t.head == verb]
    chance = any(t.lemma in _CHANCES and t.deprel in {"obj", "nsubj:pass"} for t in of_it)
    used = chance and sentence.tokens[verb].lemma in _USES and sentence.tokens[verb].xpos in DONE
    return used and not any(t.xpos == "MD" or t.lemma in NOT for t in of_it)


def _staging(draft: Draft, context: Context) -> list[Span]:
    """Return the triggers in sentences that say how far a thing is, all where none does: "It could be signed"."""
    told = {context.sentence_at(cell.span.start) for cell in draft.values("field:stage")}
    return [span for span in draft.triggers if not told or context.sentence_at(span.start) in told]


def heads_of(spans: list[Span], context: Context) -> list[tuple[Sentence, int]]:
    """Return the head word of each trigger with its sentence."""
    found = []
    for span in spans:
        sentence = context.sentences[context.sentence_at(span.start)]
        head = head_of(sentence, span.start, span.end)
        if head is not None:
            found.append((sentence, head))
    return found


def _may_be_talked_over(kind: ClaimType) -> bool:
    """Tell whether a type has a stage at which a thing is under way that is not yet agreed."""
    return any(dict(value.read_as).get("planned") == "ongoing" for field in kind.fields for value in field.values)


def is_voiced(kind: ClaimType) -> bool:
    """Tell whether a type is something that is only said, so that it is done once it was said: a demand, a threat."""
    return kind.is_position and dict(kind.read_as).get("ongoing") == "occurred"


def _is_talked_over(sentence: Sentence, at: int) -> bool:
    """Tell whether talks on a thing are going on: "are discussing the sale", "in talks on", "negotiations continue"."""
    for _ in range(_UP):
        if at < 0:
            return False
        if sentence.tokens[at].lemma in _TALKS:
            clause = clause_of(sentence, at)
            return clause is not None and _is_present(sentence, clause)
        if sentence.tokens[at].upos == "VERB" and sentence.tokens[at].deprel == "conj":
            return False  # "is negotiating with Latvia and [offered] Slovakia jets": the talks are on something else
        at = sentence.tokens[at].head
    return False


def _is_not_talked_over(sentence: Sentence, at: int) -> bool:
    """Tell whether a thing is not even talked over: "a cut is not under discussion", "no talks on a base"."""
    token = sentence.tokens[at]
    talks = token.head if token.head >= 0 and token.deprel.split(":")[0] in {"nsubj", "nmod", "obj"} else -1
    if talks < 0 or sentence.tokens[talks].lemma not in _TALKS:
        return False
    return any(t.head == talks and t.lemma in NO for t in sentence.tokens)


def _is_on_site(sentence: Sentence, at: int) -> bool:
    """Tell whether somebody is where a thing is held: "is in Rome for talks"."""
    place = sentence.tokens[at].head
    if place < 0 or not any(t.head == at and t.lemma == "for" and t.deprel == "case" for t in sentence.tokens):
        return False
    of_it = [t for t in sentence.tokens if t.head == place]
    inside = any(t.lemma in {"in", "at"} and t.deprel == "case" for t in of_it)
    return inside and any(t.deprel == "cop" and t.xpos in PRESENT for t in of_it)


def _was_brought_about(sentence: Sentence, at: int) -> bool:
    """Tell whether somebody was brought to do a thing and did: "prompting Israel to [send] armour", "voted to oust".

    A noun is done with the verb that carries it: "got both to sign a [framework]".
    """
    tokens = sentence.tokens
    carried = tokens[at].deprel == "obj" and tokens[tokens[at].head].lemma in LIGHT
    first = tokens[at].head if carried else at
    while tokens[first].deprel == "conj" and tokens[first].head >= 0:
        first = tokens[first].head
    above = tokens[first].head
    if tokens[first].deprel not in {"xcomp", "advcl"} or above < 0 or tokens[above].upos != "VERB":
        return False
    to = any(t.head == first and t.lemma == "to" for t in tokens[:first])
    votes = tokens[above].lemma == "vote" and tokens[at].lemma in _VOTED
    return to and (votes or tokens[above].lemma in _BRINGS) and _was_done(sentence, above)


def _was_done(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb, or the one that its participle hangs on, is of the past, without "not", "may" and "to"."""
    token = sentence.tokens[verb]
    below = [t for t in sentence.tokens if t.head == verb]
    if any(
        t.xpos in _NO_MORE_THAN_SAID or t.lemma in NOT for t in below if t.deprel.startswith(("aux", "mark", "adv"))
    ):
        return False
    if token.xpos in DONE:
        return True
    return token.xpos == "VBG" and token.deprel in {"advcl", "acl"} and _was_done(sentence, token.head)


def _is_answered(sentence: Sentence, at: int) -> bool:
    """Tell whether what is told of a demand or the like is only what came of it: "turned down a request"."""
    token = sentence.tokens[at]
    if token.upos != "NOUN" or token.deprel not in {"obj", "nsubj:pass"} or token.head < 0:
        return False
    return sentence.tokens[token.head].lemma in _ANSWERS


def _is_present(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause says what is so now, without "may", "will" and "not"."""
    below = [t for t in sentence.tokens if t.head == clause]
    if any(t.xpos == "MD" or t.lemma in NO for t in below):
        return False
    verbs = [sentence.tokens[clause], *(t for t in below if t.deprel.startswith(("aux", "cop")))]
    return any(t.xpos in PRESENT for t in verbs) or (_is_reported(sentence, clause) and _went_on(sentence, clause))


def _is_reported(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause is what somebody said, so that its past is the present of whoever said it."""
    token = sentence.tokens[clause]
    above = sentence.tokens[token.head] if token.head >= 0 else None
    return token.deprel == "ccomp" and above is not None and above.lemma in SPEECH and above.xpos in DONE


def _went_on(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause says what was going on: "were negotiating", "were in talks"."""
    below = [t for t in sentence.tokens if t.head == clause]
    was = any(t.lemma == "be" and t.xpos == "VBD" for t in below)
    return was and (sentence.tokens[clause].xpos == "VBG" or any(t.deprel == "cop" for t in below))


def _holds(sentence: Sentence, at: int) -> bool:
    """Tell whether a thing is what is so as long as it is not taken back: "one of twelve that still recognise it"."""
    if sentence.tokens[at].lemma not in _STANDING:
        return False
    with_do = (t for t in sentence.tokens if t.head == at and t.deprel == "aux" and t.lemma == "do")
    return any(t.xpos in PRESENT for t in (sentence.tokens[at], *with_do))


def _never_came(sentence: Sentence, at: int) -> bool:
    """Tell whether a thing is told not to have come about: "a trip planned for May did not go ahead"."""
    token = sentence.tokens[at]
    if not token.deprel.startswith("nsubj") or token.head < 0:
        return False
    verb = sentence.tokens[token.head]
    below = {t.lemma for t in sentence.tokens if t.head == token.head}
    needed = _COMES_ABOUT.get(verb.lemma)
    return needed is not None and (not needed or needed in below) and bool(below & NOT)


def _came_to_nothing(sentence: Sentence, at: int) -> bool:
    """Tell whether what was offered is told not to have been taken: "the tank [offered] by Chad was not bought"."""
    thing = offered_thing(sentence, at)
    if thing is None:
        return False
    top = sentence.tokens[climb(sentence, thing, IN_LIST, ITEMS)[-1]]
    if top.deprel not in {"obj", "nsubj:pass"} or top.head < 0:
        return False
    verb = sentence.tokens[top.head]
    negated = any(t.head == top.head and t.lemma in NOT for t in sentence.tokens)
    return verb.lemma in (_TAKEN_UP if negated else _TURNED_DOWN)


def _was_turned_down(sentence: Sentence, at: int) -> bool:
    """Tell whether an offer is told not to have been taken: "was on offer but was turned down".

    "Peru proposed a pact, and Chile refused it"; "did not take up Moscow's offer of more".
    """
    tokens, token = sentence.tokens, sentence.tokens[at]
    if token.deprel == "obj" and token.head >= 0 and tokens[token.head].lemma in _OFFERS:
        at = token.head
        token = tokens[at]
    if token.lemma not in _OFFERS:
        return False
    if token.deprel in {"obj", "obl", "nsubj:pass"} and token.head >= 0:
        return _turns_down(sentence, token.head)
    after = (i for i, t in enumerate(tokens) if i > at and t.head == at and t.deprel in _AFTER and t.xpos in DONE)
    return any(_turns_down(sentence, i) and _is_of_that(sentence, i) for i in after)


def _turns_down(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb says that somebody did not take something: "turned down", "did not take up"."""
    below = [t for t in sentence.tokens if t.head == verb]
    lemma = sentence.tokens[verb].lemma
    if any(t.lemma in NOT for t in below):
        return lemma in _TAKEN_UP
    return lemma in _TURNED_DOWN or (lemma == "turn" and any(t.lemma in _DOWN for t in below))


def _is_of_that(sentence: Sentence, verb: int) -> bool:
    """Tell whether what a verb is about is what was told before it: "refused [it]", "[] was turned down"."""
    below = [t for t in sentence.tokens if t.head == verb]
    passive = any(t.deprel == "aux:pass" for t in below) and not any(t.deprel.startswith("nsubj") for t in below)
    return passive or any(t.deprel in {"obj", "nsubj:pass"} and t.xpos in {"PRP", "DT"} for t in below)


def offered_thing(sentence: Sentence, at: int) -> int | None:
    """Return the noun that a participle describes: "the [tank] offered by Chad"; None for any other word."""
    token = sentence.tokens[at]
    if token.xpos != "VBN":
        return None
    by = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].lemma == "by"
    thing = token.head if token.deprel == "acl" else at - 1 if by else -1
    return thing if thing >= 0 and sentence.tokens[thing].upos in {"NOUN", "PROPN"} else None


_REVISIONS: tuple[tuple[Callable[[Sentence, int], bool], Status], ...] = (
    (_is_on_site, "ongoing"),
    (_is_not_talked_over, "denied"),
    (_is_made_use_of, "occurred"),
    (_was_brought_about, "occurred"),
)
"""What words around a thing that is to come say of it, and what it is then."""
