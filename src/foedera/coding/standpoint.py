"""Whose eyes a report sees with: the state at home in it, and whoever says "we" in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from foedera.coding.destinations import gone_to
from foedera.coding.interviews import MARKED
from foedera.coding.words import SUBJECTS, children, governing_verb, head_of

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.types import Actor, Sentence

_STATEMENT = re.compile(
    r"(?i)\W*+(?:\w[\w-]* ){0,2}(?:statement|remarks|declaration|speech|address) (?:by|of|on behalf of) "
)
"""How a text begins that somebody speaks in: whoever is named next is "we"."""
_SPEECH = re.compile(r"(?i)^\W*+(?:\w++\W++){0,3}?(?:address|speech|remarks|keynote|lecture|toast)\b")
"""How the title of a speech begins."""
_QUOTES = re.compile('["“”]')
_TOWARDS = frozenset({"with", "to", "for", "against", "from"})
_CITY = re.compile(r"[^,(\d]+")
"""The place at the front of a dateline: "VILNIUS, Oct 14 (ANS)"."""
_STATE = re.compile(r",\s*([^\W\d_][^,(\d]+)")
"""The state behind the place: "HANKO, Finland, May 12"."""
_CODE = re.compile(r"\(([A-Z]{2,3})\)")
_QUESTIONS = 2
_INSIDE = 2
"""Different words of those who speak for an organisation, at least, that show who speaks."""
_PART = re.compile(r"[,|/–—]|\s-\s")
"""What parts a publisher's name from that of its office: "EUFOR Libya, Public Affairs"."""
_LONGEST = 10
"""Words of a publisher's name in which its organisation's is looked for."""
_AT_WORK = re.compile(
    r"(?i)\b(?:mission|operation|delegation|office|command|headquarters|secretariat|service|commission|agency|force)\b"
)
"""What an organisation has abroad or speaks by."""
_WORLDWIDE = frozenset(
    {
        "Agence France-Presse", "Al Jazeera", "Associated Press", "BBC", "Bloomberg", "CNN", "Deutsche Welle",
        "Euronews", "France 24", "Radio Free Asia", "Radio Free Europe", "Reuters", "United Press International",
        "Voice of America",
    }
)  # fmt: skip
"""Media for all the world, which are at home in no state that they write of unless they name it."""
_NAMED, _SUBJECT, _TOWN = 2, 1, 6
"""What a name, one that is a subject besides, and a town speak for a state to be at home."""
_LIKELIEST = 2
"""States that are looked at, told most of."""
_TOWNS = 2
"""Different places of one country, at least, that show where a report is at home."""


def home_of(context: Context) -> str | None:
    """Return the state at home in a report: the publisher's, the dateline's, or the one it tells most of.

    Weights by 182 reports of which publisher or dateline tell: 120 of them right, by towns or else names 113.
    """
    if context.told_home:
        return context.told_home
    if context.guest is not None:
        return context.guest.country
    weighed: Counter[str] = Counter()
    for name in (each for names in context.named for each in names):
        if name.actor.country:
            weighed[name.actor.country] += _NAMED + name.subject * _SUBJECT
    for country, towns in context.towns.items():
        weighed[country] += len(towns) * _TOWN
    away = gone_to(context) if weighed else set[str]()
    return next((country for country, _ in weighed.most_common(_LIKELIEST) if country not in away), None)


def own_of(context: Context) -> Actor | None:
    """Return who speaks as "we" in a report's own voice: the publisher's state or organisation, or the one at home."""
    surely = surely_own(context)
    if surely is not None:
        return surely
    others = context.others
    named = (n for names in context.named for n in names if n.subject and n.polity not in others)
    subjects = Counter(n.actor for n in named if n.actor.country or n.actor.org)
    if subjects:
        return subjects.most_common(1)[0][0]
    return next((actor for actor in context.salient if (actor.country or actor.org) not in others), None)


def others_of(context: Context) -> set[str]:
    """Return the states with or to which "we" do something, by code: "With [Tonga] we have a treaty"."""
    found: set[str] = set()
    for sentence, names in zip(context.sentences, context.named, strict=True):
        ours = {t.head for t in sentence.tokens if t.text.casefold() == "we" and t.deprel in SUBJECTS}
        if not ours or _QUOTES.search(context.text, sentence.segment.start, sentence.segment.end):
            continue
        for name in names:
            at = head_of(sentence, name.start, name.end)
            if (
                at is not None
                and governing_verb(sentence, name.start, name.end) in ours
                and _is_dealt_with(sentence, at)
            ):
                found.add(name.polity)
    return found


def _is_dealt_with(sentence: Sentence, at: int) -> bool:
    """Tell whether something is done to or with somebody: "gave [Fiji] boats", "a treaty with [Fiji]"."""
    relation = sentence.tokens[at].deprel.split(":")[0]
    cases = {sentence.tokens[i].lemma for i in children(sentence, at) if sentence.tokens[i].deprel == "case"}
    return relation in {"obj", "iobj"} or (relation in {"obl", "nmod"} and bool(cases & _TOWARDS))


def surely_own(context: Context) -> Actor | None:
    """Return who speaks as "we" where publisher, first words, dateline or places tell; None where it is a guess."""
    publisher = _publisher(context)
    if publisher is not None and publisher.org:
        return publisher
    if context.guest is not None:
        return context.guest
    if publisher is not None and publisher.country and publisher.kind != "company" and _is_at_home(publisher, context):
        return context.state(publisher.country)
    stated = _STATEMENT.match(context.text)
    if stated and context.named:
        heard = [n for n in context.named[0] if n.start >= stated.end() and (n.actor.country or n.actor.org)]
        if heard:
            return context.whole(heard[0])
    country = context.told_home or _of_speech(context)
    inside = None if country else _of_words(context)
    towns = None if country or inside else _of_towns(context)
    country = country or (None if towns in context.others else towns)
    return context.state(country) if country else inside


def _of_speech(context: Context) -> str | None:
    """Return the country of the town in which somebody speaks by the title: "Address at the harbour dinner, Lima"."""
    title = context.report.title or ""
    town = title.rpartition(",")[2].strip() if _SPEECH.search(title) else ""
    place = context.gazetteer.place(town) if town else None
    country = place.country if place is not None else None
    return None if country in context.others else country


def _publisher(context: Context) -> Actor | None:
    """Return the publisher, without its office; a mission is of the organisation whose name it begins with."""
    whole = context.report.publisher
    if not whole:
        return None
    known = context.gazetteer.resolve(whole)
    if known is not None:
        return known
    first = _PART.split(whole, maxsplit=1)[0].strip()
    known = context.gazetteer.resolve(first) if first != whole else None
    if known is not None and known.org:
        return known
    words = first.split(maxsplit=_LONGEST)[:_LONGEST] if _AT_WORK.search(first) else []
    begun = (context.gazetteer.resolve(" ".join(words[:count])) for count in range(len(words) - 1, 0, -1))
    return next((actor for actor in begun if actor is not None and actor.org), None)


def _of_words(context: Context) -> Actor | None:
    """Return the organisation that answers in a transcript, by the bare names that its own people go by there."""
    if sum(1 for _ in islice(MARKED.finditer(context.text), _QUESTIONS)) < _QUESTIONS:
        return None
    known = context.gazetteer.speaking_organisations
    said = {each.short: sum(map(partial(_says, context.text), each.inside)) for each in known}
    short = max(said, key=lambda each: said[each], default="")
    return context.gazetteer.resolve(short) if said.get(short, 0) >= _INSIDE else None


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def told_home(context: Context) -> str | None:
    """Return the state at home in a report by its publisher or dateline.

    A medium that writes from abroad and does not name its own state tells of the state that it writes from.
    """
    publisher = context.report.publisher
    code = publisher and (context.gazetteer.country_of(publisher) or _in_brackets(context, publisher))
    if publisher and code and _is_medium(context, publisher):
        known = context.gazetteer.resolve(publisher)
        everywhere = known is not None and known.name in _WORLDWIDE
        if everywhere or not _is_named(context, code):
            return _of_dateline(context, bare=True) or (None if everywhere else code)
    return code or _of_dateline(context)


def _is_at_home(publisher: Actor, context: Context) -> bool:
    """Tell whether a publisher is of the state at home: an agency that writes from abroad is not."""
    is_medium = context.report.publisher is not None and _is_medium(context, context.report.publisher)
    return not is_medium or context.told_home == publisher.country


def _is_medium(context: Context, publisher: str) -> bool:
    return any(mention.entry.kind == "media" for mention in context.gazetteer.find(publisher))


def _is_named(context: Context, code: str) -> bool:
    """Tell whether a report names a state, or two places in it."""
    states = (name.actor for names in context.named for name in names if name.actor.kind == "state")
    return any(actor.country == code for actor in states) or len(context.towns.get(code, ())) >= _TOWNS


def _in_brackets(context: Context, publisher: str) -> str | None:
    """Return the state whose code stands behind a publisher's name: "Parliament Wire (NZ)"."""
    code = _CODE.search(publisher)
    if not code:
        return None
    states = (context.gazetteer.state(each) for each in context.gazetteer.state_codes)
    return next((state.code for state in states if code[1] in {state.code, state.alpha2}), None)


def _of_dateline(context: Context, *, bare: bool = False) -> str | None:
    """Return the country of the dateline, if the report is on it: names it or a place in it.

    Args:
        bare: Whether that of its place counts otherwise too.
    """
    city = _CITY.match(context.report.dateline or "")
    if not city:
        return None
    places = (context.gazetteer.place(part.strip()) for part in city[0].split("/"))
    codes = [place.country for place in places if place and place.country]
    if not codes and (told := _STATE.search(context.report.dateline or "")):
        codes = [code for code in [context.gazetteer.country_of(told[1].strip())] if code]
    named = [actor.country for actor in context.salient]
    return min(
        (code for code in codes if code in named or context.towns.get(code)),
        key=lambda code: named.index(code) if code in named else len(named),
        default=next(iter(codes), None) if bare else None,
    )


def _of_towns(context: Context) -> str | None:
    ranked = sorted(((len(towns), code) for code, towns in context.towns.items()), reverse=True)
    if not ranked or ranked[0][0] < _TOWNS or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


def towns_of(context: Context) -> dict[str, set[str]]:
    """Return the places of a report by country, without those that name a state ("Paris", "Germany")."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for sentence, names in zip(context.sentences, context.named, strict=True):
        for name in sentence.names:
            if name.label != "LOC" or any(n.start < name.end and name.start < n.end for n in names):
                continue
            printed = context.text[name.start : name.end]
            place = context.gazetteer.place(printed)
            if place and place.country:
                found[place.country].add(printed)
    return dict(found)
