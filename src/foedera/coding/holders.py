"""Whom "he", "the minister" and "the ministry" take up: people and bodies told of before, by what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable

from foedera.coding.context import FARTHEST, Context
from foedera.coding.introduced import acts, phrase
from foedera.coding.offices import LEADERS, POSTS, SOMEBODY
from foedera.coding.people import People
from foedera.coding.words import SPEECH, children, subtree, taken_up, with_subject
from foedera.types import Actor, Sentence, Span

_ANYBODY = frozenset({"official", "diplomat", "politician", "lawmaker", "legislator", "parliamentarian", "expert"})
"""Nouns for whoever holds an office, sits in a parliament or knows about things."""
_NOUN = re.compile(
    r"(?:(?:the|this|that|its|their) )?(?:[\w-]+ ){0,2}"
    r"(ministry|embassy|company|agency|army|command|firm|manufacturer|maker|council|parliament|office|department|paper|"
    rf"newspaper|institute|analyst|statement|communiqu[ée]|{'|'.join(sorted(SOMEBODY | POSTS | _ANYBODY))})"
)
_MOVEMENTS = frozenset({"group", "the group", "movement", "the movement", "militia", "the militia"})
_THE_LEADER = frozenset({"leader", "the leader"})
_LEADERS = re.compile(rf"\b(?:{LEADERS})\b")
_ITS_OFFICE = re.compile(
    r"\b(its|their) (?:(?:foreign|defen[cs]e|prime|deputy|chief|interior|trade|finance|vice) ){0,2}"
    rf"(?:{'|'.join(sorted(SOMEBODY))})$",
    re.IGNORECASE,
)
"""An office of somebody told of before."""
_BEFORE = 30
"""Characters before a noun in which the words stand that tell whose it is."""
_RANK = re.compile(r"\b(?:vice|deputy|prime) ")
"""Words by which one office is told from another of the same noun."""
_APPOSED = re.compile(r", (?:[\w'’-]+ ){0,2}[\w'’-]+")
"""Words after a name in which an office may stand."""
_THE = re.compile(r"\bthe (?:[\w-]+ )?$")
_FAR = 4000
"""Characters before one in which an unnamed one would be told of."""
_HE_REACH = 5
_REACH = 6
"""Sentences back that a noun looks."""
_HE = frozenset({"he", "she"})
_DONE_TO = frozenset({"obj", "iobj"})


class Holders:
    """Finds those of one report."""

    def __init__(
        self, context: Context, people: People, resolve: Callable[[int, int, int], tuple[Actor, ...] | None]
    ) -> None:
        """`resolve`: whom other references stand for, by sentence and span."""
        self._context = context
        self._people = people
        self._resolve = resolve

    def he(self, number: int, start: int, *, speaker: Actor | None = None) -> Actor | None:
        """Return whom "he" takes up: the person told of last, or an unnamed one ("Peru's envoy") who acts after.

        Args:
            speaker: Whose words it stands in, who would say "I".
        """
        sentence = self._context.sentences[number]
        going_on = self._who_went_on(number) if _speaks(sentence, start) else None
        if going_on is not None and going_on != speaker:
            return going_on
        doer = _doer_of(sentence, start)
        for at in range(number, max(-1, number - _HE_REACH), -1):
            stop = start if at == number else self._context.sentences[at].segment.end
            apart = doer if at == number else None
            named = self._people.acting(at, stop, apart=apart, but=speaker)
            unnamed = self._unnamed(at, stop, apart)
            if unnamed is not None and unnamed != speaker and (named is None or (at < number and not named[1])):
                return unnamed
            if named is not None:
                return named[0]
        return None

    def _who_went_on(self, number: int) -> Actor | None:
        """Return who spoke in the sentence before, by name or as "he": "Li says Wang left. [He] says ..." is of Li."""
        for at in range(number - 1, max(-1, number - FARTHEST), -1):
            named, before = self._people.speaking(at), self._context.sentences[at]
            if named is not None or not any(t.lemma in _HE and _speaks(before, t.start) for t in before.tokens):
                return named
        return None

    def _unnamed(self, number: int, stop: int, apart: Span | None) -> Actor | None:
        """Return the last holder of an office in a sentence who does or says something and is not named there.

        Args:
            apart: Who is not meant; then somebody who only has something done to them may be.
        """
        sentence = self._context.sentences[number]
        for at in range(len(sentence.tokens) - 1, -1, -1):
            token = sentence.tokens[at]
            if token.text.casefold() not in SOMEBODY or token.start >= stop:
                continue
            if (apart.start <= token.start < apart.end) if apart else not acts(sentence, at):
                continue
            whole = subtree(sentence, at)
            if self._people.inside(number, sentence.tokens[whole[0]].start, sentence.tokens[whole[-1]].end):
                continue
            first, last = phrase(sentence, at)
            begin, end = sentence.tokens[first].start, sentence.tokens[last].end
            held = self._people.introduced(number, begin, token.end) or self.noun(number, begin, token.end)
            if held is not None:
                return held
            owner = next((n.actor for n in self._context.named[number] if begin <= n.start and n.end <= end), None)
            own = (owner.country, None if owner.country else owner.org) if owner else (None, None)
            return Actor(" ".join(self._context.text[begin:end].split()), "group", *own)
        return None

    def noun(self, number: int, start: int, end: int) -> Actor | None:
        """Return the person or body that "the minister", "the ministry" takes up, by its head noun."""
        low = self._context.text[start:end].casefold()
        if low in _MOVEMENTS:
            return self._movement(number, start)
        match = _NOUN.fullmatch(low)
        if not match:
            return None
        whose = self._whose(number, start, end)
        for at in range(number, max(-1, number - _REACH), -1):
            holders = _of_one(whose, self._holders(at, start if at == number else None, low, match[1]))
            if holders:
                return holders[-1]
        far = max(0, number - _REACH + 1)
        before = [_of_one(whose, self._holders(at, None, low, match[1])) for at in range(max(0, far - FARTHEST), far)]
        everybody = {holder for holders in before for holder in holders}
        if len(everybody) == 1:
            return everybody.pop()  # told of long ago, and there is just one
        return None if everybody else self._anybody(number, start, match[1], whose)

    def _movement(self, number: int, start: int) -> Actor | None:
        """Return the movement named last, which "the group" takes up."""
        for at in range(number, max(-1, number - _REACH), -1):
            told = [
                m for m in self._context.mentions[at] if m.entry.kind == "group" and (m.end <= start or at < number)
            ]
            if told:
                return self._context.resolve(self._context.text[told[-1].start : told[-1].end])
        return None

    def _whose(self, number: int, start: int, end: int) -> set[str | None]:
        """Return the state whose the holder of an office is, where words tell: "the Peruvian minister", "its envoy"."""
        named = {n.actor.country for n in self._context.named[number] if start <= n.start and n.end <= end} - {None}
        if named:
            return named
        own = _ITS_OFFICE.search(self._context.text, max(0, start - _BEFORE), end)
        meant = self._resolve(number, *own.span(1)) if own and own.end() <= end else None
        return {actor.country for actor in meant or ()} - {None}

    def _anybody(self, number: int, start: int, noun: str, whose: set[str | None]) -> Actor | None:
        """Return the person told of last, whom "the official" takes up where no unnamed one was told of.

        Args:
            whose: The state whose they are, where words tell.
        """
        if noun not in _ANYBODY:
            return None
        before = self._context.text[max(0, start - _FAR) : start].casefold()
        if not _THE.search(before) or not _is_always_definite(noun, before):
            return None
        last = self.he(number, start)
        return last if last is not None and _of_one(whose, [last]) else None

    def _holders(self, number: int, stop: int | None, low: str, noun: str) -> list[Actor]:
        """Return the people of a sentence, up to an offset, beside whose name an office stands, in order."""
        begin = self._context.sentences[number].segment.start
        stop = self._context.sentences[number].segment.end if stop is None else stop
        part, rank = self._context.text[begin:stop], _RANK.search(low)
        found = []
        for _, person_end, person in self._people.inside(number, begin, stop):
            after = _APPOSED.match(part, person_end - begin)
            around = part[max(0, person_end - begin - 90) : after.end() if after else person_end - begin].casefold()
            held = _LEADERS.search(around) if low in _THE_LEADER else noun in around
            if held and (rank is None or rank[0] in around):
                found.append(person)
        return found


def _is_always_definite(noun: str, before: str) -> bool:
    """Tell whether a noun, where it stood before, took up somebody itself: "the diplomat", not "a diplomat"."""
    told = len(re.findall(rf"\b{noun}s?\b", before))
    return told == len(re.findall(rf"\bthe (?:[\w-]+ )?{noun}\b", before))


def _speaks(sentence: Sentence, start: int) -> bool:
    """Tell whether a pronoun is who says what its sentence tells: "he said"."""
    tokens = sentence.tokens
    pronoun = next((token for token in tokens if token.start == start), None)
    verb = tokens[pronoun.head] if pronoun is not None and pronoun.deprel == "nsubj" and pronoun.head >= 0 else None
    return verb is not None and verb.lemma in SPEECH and verb.upos == "VERB"


def _doer_of(sentence: Sentence, start: int) -> Span | None:
    """Return the subject of the verb whose object a pronoun is: who urged "him" is not he.

    "Liberia's president met [Nigeria's envoy], who urged him to go" has the envoy in the relative pronoun's place.
    """
    pronoun = next((i for i, token in enumerate(sentence.tokens) if token.start == start), None)
    if pronoun is None or sentence.tokens[pronoun].deprel not in _DONE_TO or sentence.tokens[pronoun].head < 0:
        return None
    verb = with_subject(sentence, sentence.tokens[pronoun].head)
    subject = next((i for i in children(sentence, verb) if sentence.tokens[i].deprel == "nsubj"), None)
    if subject is not None:
        noun = taken_up(sentence, subject)
        subject = subject if noun is None else noun
        first, last = phrase(sentence, subject)
        return Span(sentence.tokens[first].start, sentence.tokens[last].end)
    return None


def _of_one(whose: set[str | None], holders: list[Actor]) -> list[Actor]:
    """Return the holders of an office that may be meant where words tell of which state: "the Peruvian minister"."""
    return [holder for holder in holders if not whose or holder.country in whose]
