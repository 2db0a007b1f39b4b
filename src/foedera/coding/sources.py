"""Who says so: the sources of what a report tells, those that its sentence does not name included."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.actors import Actors
from foedera.coding.bodies import by_its_name
from foedera.coding.context import Context
from foedera.coding.descriptions import words_after, words_before
from foedera.coding.growing import words_of
from foedera.coding.papers import Papers
from foedera.coding.speakers import MOUTHS, Speakers
from foedera.coding.vouching import (
    DEPTH,
    asks,
    is_after_that,
    is_apart,
    is_known,
    is_main_news,
    is_next_that,
    is_of_a_later_part,
    is_since,
    reports,
    states,
)
from foedera.coding.words import OWNS, SPEECH, SUBJECTS, climb, head_of, tokens_in
from foedera.types import OFF, Actor, Cell, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

_FAINT = 0.4
"""Least probability of a source below the threshold that is taken where no other is told."""
_QUOTES = frozenset("“„«\"'‘")
_VOICES = frozenset({"person", "organisation"})
_REPORTED = frozenset({"ccomp", "parataxis", "xcomp"})
_TAKEN_FOR_GRANTED = frozenset({"acl", "advcl"})
"""Clauses inside a reported one that say what is known: "that the pier, rebuilt by China, is open to all"."""
_BESIDE = frozenset({"appos", "flat"})
_OUTLET = re.compile(
    r"\bthis(?: (?:news)?paper| magazine| outlet| publication| reporter| correspondent| agency| website| column)?$",
    re.IGNORECASE,
)
_STOPS = frozenset('.!?”"')
"""How a sentence ends that is no headline."""
_ACCORDING = re.compile(r"[“\"]?According to (?:(?:the|a|an) )?")
_AGAINST = frozenset({"OPP", "REB"})
"""Sectors of those who are against the rulers, whatever else they are: an opposition lawmaker."""
_PRIVATE = frozenset({"AGR", "BUS", "CVL", "EDU", "ELI", "HLH", "LAB", "LEG", "MED", "NGO", "OPP", "PTY", "REB", "REL"})
"""Sectors of those who speak for themselves, not for a state."""
_SEAT = "headquarters"
_BEFORE = 5
"""Characters before a noun in which its "this" stands."""
_NOT_NAMES = re.compile(r"[^0-9a-z]+")


class Sources:
    """Finds the sources of one report's drafts."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors
        self.speakers = Speakers(context, actors)
        self._papers = Papers(context, actors, self.speakers.speaker)

    def complete(self, draft: Draft) -> None:
        """Give a draft from inside a quotation its speaker, and drop a source that is no other than the report."""
        number = draft.sentences[0]
        self._split_mouths(draft)
        draft.cells = [
            c
            for c in draft.cells
            if c.field != "said_by" or not (self._is_the_outlet(c) or self._says_something_else(c, draft.triggers[0]))
        ]
        draft.cells = [c for c in draft.cells if c.field != "said_by" or not self._is_reported(c, draft.triggers[0])]
        told = (self._papers.with_writer(c) for c in draft.cells if not self._papers.only_carries(c))
        draft.cells = [by_its_name(c, self._context) for c in told]
        if not draft.values("said_by"):
            self._add_mouth(draft, number)
        if not draft.values("said_by"):
            self._add(draft, self._according_to(number))
        if not draft.values("said_by") and self.speakers.quoted(draft.triggers[0].start) is not None:
            self._add(draft, self.speakers.around(number))
        verb = None if draft.values("said_by") else self._reported_by(number, draft.triggers[0])
        if verb is not None:
            self._add(draft, self.speakers.subject(number, verb) or self.speakers.speaker(number))
        kept = [c for c in draft.cells if c.field != "said_by" or not self._is_own_voice(c)]
        # Whose position it is is not named once more as its source.
        holders = self._holders(draft)
        draft.cells = [c for c in kept if c.field != "said_by" or c.value not in holders]

    def _according_to(self, number: int) -> tuple[Actor, Span] | None:
        """Return the source with which a sentence opens: all that it tells is told "according to the ministry"."""
        sentence = self._context.sentences[number]
        opening = _ACCORDING.match(self._context.text, sentence.segment.start, sentence.segment.end)
        if opening is None:
            return None
        told = (f for frame in sentence.frames for f in frame.fillers if f.label == "said_by")
        for filler in told:
            if filler.start == opening.end():
                actors = self._actors.of(number, filler.start, filler.end)
                return (actors[0], Span(filler.start, filler.end)) if actors else None
        return None

    def _add(self, draft: Draft, found: tuple[Actor, Span] | None) -> None:
        if found is not None:
            actor, span = found
            cell = Cell("said_by", actor, self._context.text[span.start : span.end], span, 0.6)
            draft.cells.append(by_its_name(cell, self._context))

    def settle(self, draft: Draft) -> None:
        """Drop the sources of a joined draft that vouch for something else, or for a detail of what is known."""
        own = self._is_told_as_known(draft)
        draft.cells = [c for c in draft.cells if c.field != "said_by" or not (own or self._is_for_later(c, draft))]

    def _is_told_as_known(self, draft: Draft) -> bool:
        """Tell whether a report tells of something in its own voice first, and in at least half of the sentences.

        A headline, which names no source for want of room, is not counted as first, and what is quoted is not its own.
        """
        told = {self._context.sentence_at(span.start) for span in draft.triggers}
        sourced = {self._context.sentence_at(cell.span.start) for cell in draft.values("said_by")}
        if not told & sourced:
            return False
        quoted = {self._context.sentence_at(s.start) for s in draft.triggers if self.speakers.quoted(s.start)}
        own = [number for number in told - sourced - quoted if self._is_whole(number)]
        return bool(own) and min(own) < min(sourced) and 2 * len(told & sourced) <= len(told)

    def _is_whole(self, number: int) -> bool:
        """Tell whether a sentence ends like one; a headline has no stop."""
        segment = self._context.sentences[number].segment
        return self._context.text[segment.start : segment.end].rstrip()[-1:] in _STOPS

    def _is_for_later(self, cell: Cell, draft: Draft) -> bool:
        """Tell whether a source vouches only for what its sentence tells after a draft's triggers."""
        number = self._context.sentence_at(cell.span.start)
        sentence = self._context.sentences[number]
        source = head_of(sentence, cell.span.start, cell.span.end)
        here = words_of(draft, self._context).within(number)
        heads = [head_of(sentence, span.start, span.end) for span in here]
        quoted = any(self.speakers.quoted(span.start) is not None for span in here)
        return bool(heads and not quoted) and all(
            at is not None and source is not None and is_of_a_later_part(sentence, at, source) for at in heads
        )

    def add_faint(self, draft: Draft) -> None:
        """Take the likeliest source below the threshold for a position without one: somebody voices it as a rule."""
        if draft.values("said_by") or not any(r.mouths for r in self._context.codebook.types[draft.type].roles):
            return
        if self._is_known(draft.triggers[0]):
            return
        weak = [(f, number) for f, number in draft.weak if f.label == "said_by" and f.score >= _FAINT]
        for filler, number in sorted(weak, key=lambda pair: -pair[0].score):
            span = Span(filler.start, filler.end)
            actor = next(iter(self._actors.of(number, span.start, span.end)), None)
            if actor is None or actor.kind == "state":
                continue
            cell = Cell("said_by", actor, self._context.text[span.start : span.end], span, filler.score)
            if not self._says_something_else(cell, draft.triggers[0]) and not self._is_own_voice(cell):
                draft.cells.append(self._papers.with_writer(cell))
                return

    def _is_known(self, trigger: Span) -> bool:
        """Tell whether a trigger takes for granted what it names."""
        sentence = self._context.sentences[self._context.sentence_at(trigger.start)]
        at = head_of(sentence, trigger.start, trigger.end)
        return at is not None and is_known(sentence, at)

    def add_mouth_after(self, draft: Draft) -> None:
        """Let who is quoted for a state right after its position say it: "Togo condemned it. '...,' Anane said"."""
        held = {f"role:{role.name}" for role in self._context.codebook.types[draft.type].roles if role.mouths}
        holders = {c.value for c in draft.cells if c.field in held}
        number = draft.sentences[0]
        if draft.values("said_by") or len(holders) != 1 or not self._goes_on_quoting(number, draft.triggers[0]):
            return
        holder, found = holders.pop(), self.speakers.speaker(number + 1)
        if (
            found is not None
            and isinstance(holder, Actor)
            and holder.kind == "state"
            and found[0].kind in _VOICES
            and found[0].country == holder.country
        ):
            self._add(draft, found)

    def split_found(self, draft: Draft) -> None:
        """Part from their states those who were found to hold a position only when its parts were filled."""
        self._split_mouths(draft)
        draft.cells = [c for c in draft.cells if c.field != "said_by" or not self._is_own_voice(c)]
        if draft.status not in OFF:  # who denies holding a position says so
            states = {value for value in self._holders(draft) if isinstance(value, Actor) and value.kind == "state"}
            draft.cells = [c for c in draft.cells if c.field != "said_by" or c.value not in states]

    def _holders(self, draft: Draft) -> set[object]:
        """Return whose position a draft tells of, as far as it is known."""
        roles = self._context.codebook.types[draft.type].roles
        return {c.value for role in roles if role.mouths for c in draft.values(f"role:{role.name}")}

    def _goes_on_quoting(self, number: int, trigger: Span) -> bool:
        """Tell whether a sentence is of one thing that was just done, and the next begins with a quotation."""
        if number + 1 >= len(self._context.sentences) or self._context.are_apart(number, number + 1):
            return False
        following = self._context.sentences[number + 1].tokens
        at = head_of(self._context.sentences[number], trigger.start, trigger.end)
        quotes = bool(following) and following[0].text in _QUOTES
        return quotes and at is not None and is_main_news(self._context.sentences[number], at)

    def _reported_by(self, number: int, trigger: Span) -> int | None:
        """Return the verb of speech that reports the clause in which a trigger stands; None where none does."""
        sentence = self._context.sentences[number]
        at = head_of(sentence, trigger.start, trigger.end)
        if at is not None and (is_known(sentence, at) or is_since(sentence, at)):
            return None
        for _ in range(DEPTH):
            if at is None or at < 0:
                return None
            token = sentence.tokens[at]
            above = sentence.tokens[token.head] if token.head >= 0 else None
            relation = "ccomp" if is_next_that(sentence, at) else token.deprel
            if above is not None and relation in _REPORTED and reports(above, relation):
                if token.end < above.start < above.end < trigger.start:
                    return None  # "is calm," he said after talks in Rome
                between = self._context.text[min(trigger.end, above.end) : max(trigger.start, above.start)]
                return None if ";" in between else token.head
            if token.deprel.split(":")[0] in _TAKEN_FOR_GRANTED and not is_after_that(sentence, at):
                return None
            at = token.head
        return None

    def _is_reported(self, cell: Cell, trigger: Span) -> bool:
        """Tell whether a source does what somebody else says: "a diplomat said [the minister] would invite them"."""
        number = self._context.sentence_at(trigger.start)
        if self._context.sentence_at(cell.span.start) != number or (verb := self._reported_by(number, trigger)) is None:
            return False
        sentence = self._context.sentences[number]
        above = climb(sentence, head_of(sentence, cell.span.start, cell.span.end), _BESIDE, DEPTH)
        subject = sentence.tokens[above[-1]] if above else None
        if subject is None or subject.head in {verb, -1}:
            return False
        done = sentence.tokens[subject.head]
        titled = subject.deprel.startswith("nmod") and done.upos == "VERB"  # the parser hangs "minister, Ana Ruiz," so
        if subject.deprel not in SUBJECTS and not titled:
            return False
        says = self.speakers.subject(number, verb)
        return done.head == verb and done.lemma not in SPEECH and says is not None and says[1] != cell.span

    def _split_mouths(self, draft: Draft) -> None:
        """Where an official or ministry holds a position, it is the state's; the official is who says it."""
        kind = self._context.codebook.types[draft.type]
        for role in kind.roles:
            if not role.mouths:
                continue
            for at, cell in enumerate(draft.cells):
                actor = cell.value
                if (
                    cell.field == f"role:{role.name}"
                    and isinstance(actor, Actor)
                    and actor.kind in role.mouths
                    and (holder := self._speaks_for(actor)) is not None
                    and not self._speaks_for_few(cell)
                ):
                    draft.cells[at] = replace(cell, value=holder)
                    draft.cells.append(replace(cell, field="said_by"))

    def _speaks_for_few(self, cell: Cell) -> bool:
        """Tell whether words beside somebody say that no state speaks: "opposition leader Ana Ruiz"."""
        sentence = self._context.sentences[self._context.sentence_at(cell.span.start)]
        inside = tokens_in(sentence, cell.span.start, cell.span.end)
        if not inside:
            return False
        before, after = words_before(sentence.tokens, inside[0]), words_after(sentence, inside[-1])
        told = self._sectors(sentence.tokens[before[0] if before else inside[0]].start, cell.span.end)
        if not told and after:
            told = self._sectors(sentence.tokens[after[0]].start, sentence.tokens[after[-1]].end)
        return bool(told) and (not _AGAINST.isdisjoint(told) or _PRIVATE.issuperset(told))

    def _sectors(self, start: int, end: int) -> tuple[str, ...]:
        """Return the sectors that a stretch of the text tells."""
        return self._context.gazetteer.agents.sectors(self._context.text[start:end])

    def _speaks_for(self, actor: Actor) -> Actor | None:
        """Return the state or organisation that an official, or a state's body, speaks for."""
        if actor.country:
            return self._context.state(actor.country)
        whole = self._context.resolve(actor.org) if actor.org and actor.kind == "person" else None
        return whole if whole is not None and whole.org == actor.org else None

    def _add_mouth(self, draft: Draft, number: int) -> None:
        """Let the body that states a position say it, where only its state was marked: "Togo's ministry condemned"."""
        sentence = self._context.sentences[number]
        held = {f"role:{role.name}" for role in self._context.codebook.types[draft.type].roles if role.mouths}
        for cell in draft.cells:
            at = head_of(sentence, cell.span.start, cell.span.end) if cell.field in held else None
            if at is None or self._context.sentence_at(cell.span.start) != number:
                continue
            body = sentence.tokens[at].head
            owns = sentence.tokens[at].deprel.split(":")[0] in OWNS
            if not owns or sentence.tokens[body].lemma.casefold() not in MOUTHS or not states(sentence, body):
                continue
            span = self.speakers.phrase(number, body)
            actors = self._actors.of(number, span.start, span.end)
            if actors and actors[0] != cell.value:
                self._add(draft, (actors[0], span))
                return

    def _is_the_outlet(self, cell: Cell) -> bool:
        """Tell whether words stand for whoever reports: "seen by this newspaper"."""
        before = self._context.text[max(0, cell.span.start - _BEFORE) : cell.span.end]
        return _OUTLET.search(before) is not None

    def _says_something_else(self, cell: Cell, trigger: Span) -> bool:
        """Tell whether a source is that of a clause which a known thing is told in, or of what is told beside one.

        "Togo, which bought tanks in May, wants more, an envoy said": that it bought some, the report knows itself.
        """
        number = self._context.sentence_at(trigger.start)
        if self._context.sentence_at(cell.span.start) != number or self.speakers.quoted(trigger.start) is not None:
            return False
        sentence = self._context.sentences[number]
        at = head_of(sentence, trigger.start, trigger.end)
        source = head_of(sentence, cell.span.start, cell.span.end)
        if at is None or source is None:
            return False
        own = any(t.head == source and t.xpos == "PRP$" for t in sentence.tokens)
        if own and sentence.tokens[source].lemma == _SEAT:
            return True  # "in a statement from its headquarters": whose they are says it
        return is_since(sentence, at) or asks(sentence, source) or is_apart(sentence, at, source)

    def _is_own_voice(self, cell: Cell) -> bool:
        """Tell whether a source is the publisher: a press release speaks in its own voice."""
        publisher = self._context.report.publisher
        if not publisher or not isinstance(cell.value, Actor):
            return False
        own, said = (
            set(_NOT_NAMES.sub(" ", name.casefold()).split()) - {"the", "of"} for name in (publisher, cell.value.name)
        )
        return bool(own) and own == said
