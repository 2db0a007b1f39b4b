"""Where a happening is and who has the ground: what its places and its parts tell of each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context, NamedActor, polity
from foedera.coding.frontiers import is_at_border, stays_behind
from foedera.coding.parting import PAIR, known_as, plainly
from foedera.coding.scores import INFERRED
from foedera.coding.values import WATERS
from foedera.coding.words import UNDERGOES, children, tokens_in
from foedera.types import HAPPENED, Actor, Cell, Place, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType, Role
    from foedera.coding.actors import Actors
    from foedera.coding.drafts import Draft
    from foedera.types import Sentence

_TO = re.compile(r"\s+to\s")
_GOAL = 30
"""Characters between the words for a way home and where it leads, at most."""
_PLACE_SENSES = frozenset({"name", "official", "alias", "abbreviation", "capital", "former"})
"""Senses of a name in which it is a place as well: "held in [Washington]", but not "[American] troops"."""
_GOING_OUT = frozenset({"scramble", "shadow", "intercept", "trail", "mobilise", "mobilize"})
"""Verbs for what forces do to others who come near, or at home."""
_GOING_AFTER = frozenset({"follow", "escort", "track", "tail", "chase", "call"})
"""Verbs that tell the same of whoever or whatever is their object: "followed the ship", but "two more followed"."""
_TIMES = frozenset({"hour", "day", "week", "month", "year"})
"""What an object is not: "followed three days later"."""
_FROM = ("from ", "from the ", "left ", "left the ", "leaving ", "leaving the ", "departed ")
_BEFORE = 10
"""Characters before a place that tell where something comes from."""


def at_sea(draft: Draft) -> bool:
    """Tell whether something happens on waters that the report gives to no state: nobody need be the host."""
    places = [cell for cell in draft.values("where") if isinstance(cell.value, Place)]
    return bool(places) and all(is_open(cell) for cell in places)


def is_nobodys(draft: Draft, kind: ClaimType, role: Role, context: Context) -> bool:
    """Tell whether something is on no ground that is somebody else's: at sea, at home, or after a passing ship."""
    if at_sea(draft) or _leaves_for_sea(draft, kind.doer):
        return True
    forces = kind.armed and not role.joins
    stays = _stays_at_home(draft, kind, role, context.text) or stays_behind(draft, context)
    return forces and (stays or _pursues(draft, context))


def _leaves_for_sea(draft: Draft, role: str) -> bool:
    """Tell whether somebody goes from a place of its own to open waters: there is nobody to receive it."""
    places = [cell for cell in draft.values("where") if isinstance(cell.value, Place)]
    homes = known_as(draft, role)
    sea = [cell for cell in places if is_open(cell)]
    return bool(sea) and all(c in sea or (isinstance(c.value, Place) and c.value.country in homes) for c in places)


def _stays_at_home(draft: Draft, kind: ClaimType, role: Role, text: str) -> bool:
    """Tell whether forces are placed in their own country alone: on nobody else's ground.

    Where they come from tells nothing of where they go.
    """
    there = owners(draft, text)
    return role is _ground_of(kind) and bool(there) and there <= known_as(draft, kind.doer)


def _pursues(draft: Draft, context: Context) -> bool:
    """Tell whether forces only go after others or are called up at home: nobody has the ground."""
    for trigger in draft.triggers:
        sentence = context.sentences[context.sentence_at(trigger.start)]
        for at in tokens_in(sentence, trigger.start, trigger.end):
            word = sentence.tokens[at].lemma.casefold()
            goes_after = any(_is_object(sentence, i) for i in children(sentence, at))
            if word in _GOING_OUT or (word in _GOING_AFTER and goes_after):
                return True
    return False


def _is_object(sentence: Sentence, at: int) -> bool:
    """Tell whether a word is the object of its verb: none is in "followed three days later with 11 vehicles"."""
    token = sentence.tokens[at]
    cased = any(sentence.tokens[i].deprel == "case" for i in children(sentence, at))
    return token.deprel in UNDERGOES and token.lemma not in _TIMES and not cased


def on_land(draft: Draft) -> Cell | None:
    """Return the first place of a claim that is no sea: a range, a base, a village."""
    places = [cell for cell in draft.values("where") if isinstance(cell.value, Place)]
    return next((cell for cell in places if not (is_open(cell) or WATERS.search(cell.printed))), None)


def meet_abroad(draft: Draft, kind: ClaimType, there: set[str], context: Context) -> bool:
    """Tell whether two or more meet in the country of somebody else, of whom nothing is told: nobody receives them.

    Args:
        there: The countries of the places where they meet.
    """
    meet = next((role for role in kind.roles if role.at_home), None)
    known = known_as(draft, meet.name) if meet is not None else set[str]()
    acting = {name.polity for name in context.named[draft.sentences[0]] if name.subject}
    told_of = {key for actor in context.main if (key := polity(actor))} | {context.home or ""}
    return len(known) >= PAIR and not there & (known | acting | told_of)


def held_at_home(draft: Draft, role: Role, home: str | None) -> list[Cell]:
    """Return the host of something of a name that is told without a place: who is at home in the report and takes part.

    What a report tells of its own state by name alone ("Eagle Partner was held in July") is known there by its place.

    Args:
        role: The host's part.
        home: The state at home in the report.
    """
    if home is None or draft.status not in HAPPENED or not draft.values("name") or draft.values("where"):
        return []
    theirs = [c for c in draft.values(f"role:{role.joins}") if isinstance(c.value, Actor) and c.value.country == home]
    return [replace(cell, field=f"role:{role.name}", score=min(cell.score, INFERRED)) for cell in theirs[:1]]


def hosts_beside(draft: Draft, role: Role, context: Context) -> list[Cell]:
    """Return as hosts, too, those who take part and in whose places something is as well: "in Lapland and Troms".

    Args:
        role: The host's part.
    """
    hosts = known_as(draft, role.name)
    states = {named.start for number in draft.sentences for named in context.named[number] if named.sense == "name"}
    inside = replace(draft, cells=[c for c in draft.values("where") if c.span.start not in states])
    there = owners(inside, context.text) - hosts if hosts else set[str]()
    theirs = {_country(c): c for c in draft.values(f"role:{role.joins}") if _country(c) in there and c.score > INFERRED}
    return [replace(cell, field=f"role:{role.name}", score=min(cell.score, INFERRED)) for cell in theirs.values()]


def give_ground(draft: Draft, kind: ClaimType, context: Context) -> None:
    """Make who has the place where others have forces their host: "Accra let Malian marines land at Tema".

    Whose forces are alone at a place in its own country stays who it is.
    """
    ground = _ground_of(kind)
    theirs = owners(draft, context.text)
    if ground is None or not theirs:
        return
    acting = draft.values(f"role:{kind.doer}")
    mine = [cell for cell in acting if _country(cell) in theirs]
    if len(mine) == len(acting):
        return
    has_host = bool(known_as(draft, ground.name))
    draft.cells = [cell for cell in draft.cells if cell not in mine]
    draft.cells += [] if has_host else [replace(cell, field=f"role:{ground.name}") for cell in mine]


def drop_origins(draft: Draft, kind: ClaimType, text: str) -> None:
    """Drop whoever a guest came from, where somebody named receives it: "came from Lima, was received by Ana Ruiz"."""
    hosts = {role.at_home for role in kind.roles if role.at_home}
    told = [cell for cell in draft.cells if cell.field.removeprefix("role:") in hosts]
    left = [cell for cell in told if _comes_from(cell, text)]
    if left and any(isinstance(cell.value, Actor) and cell.value.kind == "person" for cell in told if cell not in left):
        spans = {cell.span for cell in left}
        draft.cells = [c for c in draft.cells if c not in left and not (c.field == "where" and c.span in spans)]


def owners(draft: Draft, text: str) -> set[str]:
    """Return the states in which something happens; where it comes from is not where it happens."""
    cells = [c for c in draft.values("where") if not (_comes_from(c, text) or is_at_border(c, text))]
    return {c.value.country for c in cells if isinstance(c.value, Place) and c.value.country}


def _comes_from(cell: Cell, text: str) -> bool:
    return text[max(0, cell.span.start - _BEFORE) : cell.span.start].endswith(_FROM)


def _ground_of(kind: ClaimType) -> Role | None:
    """Return the part of whoever has the ground on which others are, and has no other part."""
    return next((role for role in kind.roles[1:] if role.place and not role.joins), None)


def lies_abroad(kind: ClaimType, role: Role) -> bool:
    """Tell whether a part is that of those who are on another's ground: nobody's forces are deployed at home."""
    return role is kind.roles[0] and _ground_of(kind) is not None


def _country(cell: Cell) -> str | None:
    return cell.value.country if isinstance(cell.value, Actor) else None


def had_at_home(draft: Draft, kind: ClaimType, actors: Actors, context: Context) -> list[Cell]:
    """Return as host who is at home in the report, of forces that are nobody's but, half believed, its own.

    "They left in 2006", on the page of Iceland, are others who were there. Where a place or host is told, it stays so.
    """
    acts = kind.roles[0]
    ground = next((role for role in kind.roles if role.place and "context" in role.infer), None)
    if ground is None or context.home is None or draft.values("where") or draft.values(f"role:{ground.name}"):
        return []
    faint = (f for f in draft.weak if f[0].label == acts.name and f[0].score >= acts.faint)
    half = {polity(actor) for filler, number in faint for actor in actors.of(number, filler.start, filler.end)}
    home = context.state(context.home)
    span = context.first_mention(home)
    if context.home not in half or span is None:
        return []
    return [Cell(f"role:{ground.name}", home, context.text[span.start : span.end], span, INFERRED)]


def place_of(draft: Draft, role: Role, context: Context) -> list[Cell]:
    """Return as places the countries or capitals of those who play a part, as printed.

    Args:
        role: The part of whoever has the ground.
    """
    found = []
    for cell in draft.values(f"role:{role.name}"):
        here = context.named[context.sentence_at(cell.span.start)]
        named = next((n for n in here if n.start == cell.span.start or _is_part(cell, n, context)), None)
        code = cell.value.country if isinstance(cell.value, Actor) else None
        if code and named is not None and named.sense in _PLACE_SENSES:
            known = context.gazetteer.place(cell.printed, code)
            name = cell.printed.removesuffix("'s").removesuffix("’s")
            place = Place(name, code, *((known.lat, known.lon) if known else ()))
            found.append(Cell("where", place, cell.printed, cell.span, cell.score))
    return found


def _is_part(cell: Cell, named: NamedActor, context: Context) -> bool:
    """Tell whether words name a side of a state: "[western Ukraine]"."""
    side = context.text[cell.span.start : named.start].strip()
    return bool(side) and named.end == cell.span.end and named.sense == "name" and context.gazetteer.is_direction(side)


def home_of(draft: Draft, role: Role, context: Context) -> list[Cell]:
    """Return as the place the first state that somebody belongs to and the report names: an office is in its country.

    Args:
        role: The part of whoever is at home there.
    """
    for cell in draft.values(f"role:{role.name}"):
        code = cell.value.country if isinstance(cell.value, Actor) else None
        named = context.states.get(code or "")
        if named is not None:
            printed = context.text[named.start : named.end]
            known = context.gazetteer.place(printed, code)
            name = printed if named.sense == "name" else context.state(named.polity).name
            place = Place(name, code, *((known.lat, known.lon) if known else ()))
            return [Cell("where", place, printed, Span(named.start, named.end), INFERRED)]
    return []


def turn_home(draft: Draft, context: Context) -> None:
    """Take the country that a way home leads to for whose they are, and nobody's ground: "will return to Togo"."""
    kind = context.codebook.types[draft.type]
    ground, (stage, _) = _ground_of(kind), _way_home(draft, kind)
    if ground is None or stage is None:
        return
    acts = kind.roles[0]
    places = [*draft.values("where"), *draft.values(f"role:{ground.name}")]
    home = next((c for c in places if _is_goal(c, stage, context.text)), None)
    country = home.value.country if home is not None and isinstance(home.value, Place | Actor) else None
    if home is None or country is None or known_as(draft, acts.name) - {country}:
        return
    gone = [
        c for c in draft.cells if c.span == home.span or (c.field == f"role:{ground.name}" and _country(c) == country)
    ]
    draft.cells = [cell for cell in draft.cells if cell not in gone]
    if not known_as(draft, acts.name):
        draft.cells.append(Cell(f"role:{acts.name}", context.state(country), home.printed, home.span, home.score))


def turn_abroad(draft: Draft, context: Context) -> None:
    """Make a return to a base abroad an arrival there: only who returns home withdraws."""
    kind = context.codebook.types[draft.type]
    stage, elsewhere = _way_home(draft, kind)
    if stage is None or elsewhere is None or not kind.roles:
        return
    homes = plainly(draft, kind.roles[0])
    goals = [cell for cell in draft.values("where") if _is_goal(cell, stage, context.text)]
    if homes and any(isinstance(c.value, Place) and c.value.country not in {None, *homes} for c in goals):
        draft.cells = [replace(c, value=elsewhere) if c.field == stage.field else c for c in draft.cells]


def _way_home(draft: Draft, kind: ClaimType) -> tuple[Cell | None, str | None]:
    """Return the cell by whose words somebody may go home, and what it says where they lead elsewhere."""
    ways = (
        (cell, value.elsewhere)
        for field in kind.fields
        for value in field.values
        if value.homeward
        for cell in draft.values(f"field:{field.name}")
        if cell.value == value.value and cell.printed.casefold().startswith(value.homeward)
    )
    return next(ways, (None, None))


def _is_goal(cell: Cell, stage: Cell, text: str) -> bool:
    """Tell whether a place is where a way home leads."""
    return 0 <= cell.span.start - stage.span.end <= _GOAL and _TO.match(text, stage.span.end) is not None


def is_open(cell: Cell) -> bool:
    """Tell whether a place is waters, or is known to be of no one state: "the Caribbean", "the Arctic"."""
    place = cell.value
    if not isinstance(place, Place) or place.country:
        return False
    return place.lat is not None or WATERS.search(cell.printed) is not None
