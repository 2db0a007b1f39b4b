"""Mentions of one happening become one draft: by learned weights, by the codebook's rules for types of a user's own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.deeds import are_told_apart, are_two_deeds
from foedera.coding.growing import words_of
from foedera.coding.headlines import HEADINGS, heads
from foedera.coding.joining import REACH, Mention, agrees, likeness, rule_says, same_kind_of_status
from foedera.coding.links import likely, players_in, signs
from foedera.coding.nesting import find_nested, settle
from foedera.coding.sequels import comes_next, is_of_all, is_of_others, is_repeated, tells_time, was_before
from foedera.coding.weights import Weights, load
from foedera.coding.words import RELATIVE, head_of, tokens_in
from foedera.types import HAPPENED

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.types import Sentence

_SEVERAL = 2
"""Who take part, at least, where two mentions with others are two happenings."""
_STAGE = "field:stage"
_QUANTITY, _EQUIPMENT = "field:quantity", "field:equipment"
_SAID_BY = "said_by"
_BESIDE = frozenset({"conj", "parataxis"})
_DEPTH = 10
_ASKS_ABOUT = re.compile(
    r"(?i)\b(?:what|how) (?:about|of)\b|\bany(?:thing)?\b.{0,20}\b(?:on|about)\b"
    r"|\b(?:say|tell|details?|comment|update|know|word)\b.{0,30}\b(?:about|on|of)\b|^(?:\w+: )?and (?:the|that|this)\b"
)
"""What a question has that only names what it asks about."""
_ANSWERED = 2
"""Sentences after a question, at most, in which what it asks about is told of."""


def gather(drafts: list[Draft], context: Context, *, domestic: bool = False) -> list[Draft]:
    """Return one draft a happening, in the order of first mention.

    Args:
        domestic: Whether what happens inside a state counts: then a sentence may tell of several deeds of a type.
    """
    links = load("links")
    told: dict[str, list[Mention]] = {}
    happenings: list[Mention] = []
    for draft in drafts:
        context.clock.check()
        mention = mention_of(draft, context)
        earlier = told.setdefault(draft.type, [])
        open_ones = [o for o in earlier if not are_two_deeds(draft, o.draft, context)] if domestic else earlier
        same = find(mention, open_ones, context, links)
        if same is None:
            mention.draft = copy(draft)
            earlier.append(mention)
            happenings.append(mention)
        elif not tells_time(draft, context):
            _drop_sources(mention, same, context)
            settle(mention, same, context)
            same.absorb(mention)
    return [mention.draft for mention in happenings]


def _drop_sources(again: Mention, told: Mention, context: Context) -> None:
    """Take its sources from a later mention of what the report has told in its own voice, the headline aside.

    Whose position it is may be told first, and who voiced it after that.
    """
    roles = context.codebook.types[told.draft.type].roles
    if told.has(_SAID_BY) or any(role.mouths for role in roles) or told.draft.status != again.draft.status:
        return
    if any(context.sentences[number].segment.kind not in HEADINGS for number in told.draft.sentences):
        again.forget(_SAID_BY)


def mention_of(draft: Draft, context: Context) -> Mention:
    """Return a draft as a mention that can be compared."""
    sentence = context.sentences[draft.sentences[0]]
    inside = tokens_in(sentence, draft.triggers[0].start, draft.triggers[0].end)
    head = frozenset({sentence.tokens[inside[-1]].lemma.casefold()} if inside else ())
    return Mention(draft, context.codebook.types[draft.type].join, head)


def copy(draft: Draft) -> Draft:
    """Return a draft that can absorb others without changing the first."""
    return replace(
        draft,
        cells=list(draft.cells),
        sentences=list(draft.sentences),
        triggers=list(draft.triggers),
        undisclosed=list(draft.undisclosed),
        weak=list(draft.weak),
    )


def candidates(mention: Mention, earlier: list[Mention], kind: ClaimType) -> list[Mention]:
    """Return the happenings that a mention may be, those told of last first.

    What one frame was split into is apart, and so are different stages that one sentence tells of. Of a type that has
    editions, their years and numbers tell them apart.
    """
    trigger = mention.draft.triggers[0]
    return [
        other
        for other in reversed(earlier[-REACH:])
        if trigger not in other.triggers
        and not _is_another_stage(mention, other, kind)
        and not _are_others(mention, other)
        and (kind.ground or not _would_be_others(mention, other))  # whose troops came is often told by halves
        and not _have_nobody_in_common(mention, other, kind)
        and not (kind.lasts and _is_another_time(mention, other))
        and not are_other_people(mention, other)
        and not _is_another_thing(mention, other)
    ]


def _is_another_thing(mention: Mention, told: Mention) -> bool:
    """Tell whether two are of other things, by name, by kind and by number: "the contract covers ten K10 carriers"."""
    if "name" not in mention.rules.one_per or not all(each.has(_QUANTITY) for each in (mention, told)):
        return False
    if agrees(mention.values(_QUANTITY), told.values(_QUANTITY), _QUANTITY):
        return False
    mine, theirs = (each.values("name") | each.values(_EQUIPMENT) for each in (mention, told))
    return all(each.has("name") for each in (mention, told)) and not agrees(mine, theirs, "name")


def _is_another_stage(mention: Mention, told: Mention, kind: ClaimType) -> bool:
    """Tell whether two words of one sentence name different stages: "fighters ordered in 2022 arrived"."""
    if not _has_another_stage(mention, told):
        return False
    if mention.draft.status != told.draft.status:
        return True
    return _names_stage(mention, kind) and _names_stage(told, kind)


def _has_another_stage(mention: Mention, told: Mention) -> bool:
    """Tell whether two mentions of one sentence have different stages, told or taken for granted, that part a type."""
    if not told.tells_in(mention.draft.sentences[0]):
        return False
    if not any(key.key == _STAGE and key.differs == "separates" for key in mention.rules.keys):
        return False  # a pledge of aid and what comes of it are one
    mine, theirs = mention.values(_STAGE), told.values(_STAGE)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _names_stage(mention: Mention, kind: ClaimType) -> bool:
    """Tell whether words give a stage; that of "the last troops" in "the last troops left" is only taken for one."""
    return any(kind.enum_value("stage", cell.printed) for cell in mention.draft.values(_STAGE))


def _with_named_stage(mention: Mention, kind: ClaimType) -> Mention:
    """Return a mention without a stage that no words give."""
    if not mention.has(_STAGE) or _names_stage(mention, kind):
        return mention
    return mention.without(_STAGE)


def _is_another_time(mention: Mention, told: Mention) -> bool:
    """Tell whether two mentions are of other years, or count themselves as other editions of a series."""
    mine, theirs = mention.values("field:edition"), told.values("field:edition")
    if mine and theirs and not mine & theirs:
        return True
    years, others = mention.years, told.years
    return bool(years and others) and years.isdisjoint(others)


def are_other_people(mention: Mention, told: Mention) -> bool:
    """Tell whether so many did it and so many do: "has trained 900 soldiers and is training 40 cadets"."""
    if mention.draft.status == told.draft.status:
        return False
    mine, theirs = mention.values("field:personnel"), told.values("field:personnel")
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _are_others(mention: Mention, told: Mention) -> bool:
    """Tell whether one sentence gives two words others to act or to be dealt with: "backs Egypt and condemns Iran"."""
    return told.tells_in(mention.draft.sentences[0]) and _others_act(mention, told)


def _would_be_others(mention: Mention, told: Mention) -> bool:
    """Tell whether what is only to come, or is not so, would be done by others: "Peru bought radars. Chile may buy"."""
    return (mention.draft.status in HAPPENED) != (told.draft.status in HAPPENED) and _others_act(mention, told)


def _others_act(mention: Mention, told: Mention) -> bool:
    """Tell whether two mentions give a part that tells happenings apart to others."""
    for key in mention.rules.keys:
        if key.key.startswith("role:") and key.differs == "separates":
            mine, theirs = mention.values(key.key), told.values(key.key)
            if mine and theirs and not agrees(mine, theirs, key.key):
                return True
    return False


def _have_nobody_in_common(mention: Mention, told: Mention, kind: ClaimType) -> bool:
    """Tell whether several take part in each of two mentions, and nobody in both: what they do they do apart."""
    for role in (role for role in kind.roles if role.minimum >= _SEVERAL):
        mine, theirs = mention.values(f"role:{role.name}"), told.values(f"role:{role.name}")
        if min(len(mine), len(theirs)) >= _SEVERAL:
            parts = [f"role:{role.name}" for role in kind.roles]
            return players_in(mention, parts).isdisjoint(players_in(told, parts))
    return False


def find(mention: Mention, earlier: list[Mention], context: Context, links: Weights) -> Mention | None:
    """Return the happening told before that a mention is of; None if it is a new one."""
    kind = context.codebook.types[mention.draft.type]
    earlier = [
        other
        for other in earlier[-REACH:]
        if not comes_next(mention.draft, other.draft, context) and not are_told_apart(mention, other, context)
    ]
    nested = find_nested(mention, earlier, context)
    if nested is not None:
        return nested
    open_ones = candidates(mention, earlier, kind)
    asked = next((o for o in open_ones[:1] if kind.lasts and _answers(mention, o, context)), None)
    if asked is not None:
        asked.draft.status, asked.draft.status_score = mention.draft.status, mention.draft.status_score
        return asked
    if open_ones and is_detail(mention, kind):
        alike = [o for o in open_ones if same_kind_of_status(o.draft, mention.draft, mention.rules)] or open_ones
        return next((other for other in alike if _is_told_as_such(other, kind)), alike[0])
    open_ones = [other for other in open_ones if not _is_another(mention, other, kind, context)]
    above = next((other for other in open_ones if heads(mention, other, context)), None)
    if above is not None:  # a headline tells all in the plain present
        above.draft.status, above.draft.status_score = mention.draft.status, mention.draft.status_score
        return above
    doubled = next((other for other in open_ones if _is_double(mention, other, context)), None)
    if doubled is not None:
        return doubled
    return _likeliest(mention, [o for o in open_ones if not _has_another_stage(mention, o)], context, links)


def _likeliest(mention: Mention, open_ones: list[Mention], context: Context, links: Weights) -> Mention | None:
    """Return the happening told before that a mention is likeliest of, by weights that were learned or by a rule."""
    kind = context.codebook.types[mention.draft.type]
    best, most = None, 0.0
    for place, other in enumerate(open_ones):
        if kind.id in links.types:
            found = signs(mention, other, kind, context.sentences, len(open_ones), latest=place == 0)
            score = likely(links, kind.id, found)
            score = score if score >= links.least else 0.0
        else:
            score = rule_says(mention, other, lasts=kind.lasts) or 0.0
        if score > most:
            best, most = other, score
    return best


def _is_another(mention: Mention, told: Mention, kind: ClaimType, context: Context) -> bool:
    """Tell whether a mention is surely of something else than what was told before, however alike the two are."""
    if _is_introduced_beside(mention, told, context) or was_before(mention, told, context):
        return True
    if not kind.lasts:
        return False
    mixed = is_of_all(mention.draft, context) != is_of_all(told.draft, context)
    return mixed or _is_another_edition(mention, told, kind, context)


def _is_another_edition(mention: Mention, told: Mention, kind: ClaimType, context: Context) -> bool:
    """Tell whether a mention is of what is still to be repeated, or of two others who did it at another time."""
    together = [f"role:{role.name}" for role in kind.roles if role.minimum >= _SEVERAL]
    return is_repeated(mention.draft, told.draft, context) or is_of_others(mention, told, together)


def _answers(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether what was only asked about is told of in the answer: "What of the drill? It will be held in May"."""
    asked = context.sentences[told.last].segment
    number = mention.draft.sentences[0]
    here = context.sentences[number].segment
    if told.draft.sentences[0] != told.last or not 0 < number - told.last <= _ANSWERED or mention.rules.one_per:
        return False
    question, answer = (context.text[s.start : s.end].rstrip() for s in (asked, here))
    if not question.endswith("?") or answer.endswith("?") or asked.paragraph == here.paragraph or told.has("name"):
        return False
    return _ASKS_ABOUT.search(question) is not None


def _is_told_as_such(told: Mention, kind: ClaimType) -> bool:
    """Tell whether a happening has a name or a noun of its kind: who "watched the drill" watched no "sent a ship"."""
    return told.has("name") or not told.lemmas.isdisjoint(kind.join.nouns)


def _is_introduced_beside(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether two words of one list each bring in a thing of their own: "signed a treaty and a protocol"."""
    number = mention.draft.sentences[0]
    if not told.tells_in(number):
        return False
    sentence = context.sentences[number]
    mine = head_of(sentence, mention.draft.triggers[0].start, mention.draft.triggers[0].end)
    for trigger in words_of(told.draft, context).within(number):
        other = head_of(sentence, trigger.start, trigger.end)
        if mine is None or other is None or mine == other:
            continue
        listed = sentence.tokens[mine].deprel == "conj" and sentence.tokens[mine].head == other
        if listed and is_new(sentence, mine) and is_new(sentence, other):
            return True
    return False


def is_new(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun has an indefinite article."""
    return any(t.head == at and t.deprel == "det" and t.lemma in {"a", "an"} for t in sentence.tokens)


def _is_double(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether two words of one sentence say the same: "would grant a credit line", with nothing that differs."""
    mine, other = mention.draft, told.draft
    if not told.tells_in(mine.sentences[0]):
        return False
    if mine.status != other.status and not _came_to_hold(mention, told, context.sentences[mine.sentences[0]]):
        return False
    kind = context.codebook.types[mine.type]
    if likeness(_with_named_stage(mention, kind), _with_named_stage(told, kind)) is None:
        return False
    roles = [field for field in mention.fields | told.fields if field.startswith(("role:", "field:quantity"))]
    return all(mention.values(role) <= told.values(role) or mention.values(role) >= told.values(role) for role in roles)


def _came_to_hold(mention: Mention, told: Mention, sentence: Sentence) -> bool:
    """Tell whether one word says of what another tells how it came about: "holds observer status, won in 2013"."""
    mine, other = mention.draft, told.draft
    if {mine.status, other.status} != HAPPENED or (mine.values("when") and other.values("when")):
        return False
    one, two = (head_of(sentence, t.start, t.end) for t in (mine.triggers[0], other.triggers[0]))
    return one is not None and two is not None and (_is_below(sentence, one, two) or _is_below(sentence, two, one))


def _is_below(sentence: Sentence, at: int, top: int) -> bool:
    """Tell whether a word hangs on another, not merely beside it."""
    for _ in range(_DEPTH):
        if at == top:
            return True
        if at < 0 or (sentence.tokens[at].deprel in _BESIDE and not _is_relative(sentence, at)):
            return False
        at = sentence.tokens[at].head
    return False


def _is_relative(sentence: Sentence, at: int) -> bool:
    """Tell whether a clause is about a word before it, whatever the parser took it for: "Berg, who is on a visit"."""
    return any(t.head == at and t.xpos in RELATIVE for t in sentence.tokens)


def is_detail(mention: Mention, kind: ClaimType) -> bool:
    """Tell whether a mention only adds who looked on: without those whom its type requires it is no happening.

    "Observers came from nine states" is said of the exercise told of last, also where they were taken for those who
    take part as well. Who was condemned, though nobody says by whom, is no detail of what was condemned before.
    """
    needed = [role for role in kind.roles if role.required]
    if not kind.lasts or not needed or mention.values("name"):
        return False
    others = [mention.values(f"role:{role.name}") for role in kind.roles if role not in needed and not role.place]
    looked_on = frozenset[str]().union(*others)
    acting = frozenset[str]().union(*(mention.values(f"role:{role.name}") for role in needed))
    return bool(looked_on) and acting <= looked_on
