"""The words that say who a named person is: which of those around a name they are.

Offices, ranks and courtesies stand before ("the head of the Navy, Admiral Ruiz"), appositions after a comma ("Ana Ruiz,
a spokeswoman for the ministry").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.met import verb_of_subject
from foedera.coding.offices import OF_TITLES
from foedera.coding.words import OWNS_BEFORE, SUBJECTS, children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.types import Name, Sentence, Token

_NEAR = 8
"""Words before or after a name in which its office and country stand."""
_TITLE = 14
"""Words of a long title: "the Minister of National Defence of the Republic of Türkiye"."""
_STOPS = frozenset({".", ";", ":", "(", ")", "“", "”", '"', "—", "–"})
_LISTED = frozenset({"nsubj", "nsubj:pass", "conj", "appos"})
"""Relations of a name that stands beside another, not in the words for who that is."""
_COURTESIES = frozenset({"his", "her", "h.e", "he", "excellency", "mr", "mrs", "ms", "dr", "sir", "dame", ","})
"""Words of respect between an office and a name: "Minister of Defence, His Excellency Mr Li"."""
_FROM = frozenset({"of", "from"})
_LEADS = frozenset({"head", "lead", "chair"})
_FOLLOWING = frozenset({"delegation", "team"})
"""Those who follow whoever leads them, and are of one state with them."""
_RELATIVE = frozenset({"who", "whose"})
_BEING = _LEADS | frozenset({"be", "serve", "represent", "command", "become", "remain"})
"""Verbs of relative clauses that say who somebody is."""
_PARTED = frozenset({"about", "after", "against", "alongside", "before", "between", "by", "during", "under", "with"})
"""Prepositions that no title has: what stands before them tells not who is named behind: "to Peru by Minister Ruiz"."""
_DONE_TO = frozenset(
    "abduction appointment arrest assassination capture condemnation criticism deportation detention election "
    "execution expulsion extradition imprisonment kidnapping killing murder nomination prosecution release "
    "trial".split()
)
"""What others do to somebody: whoever does it is not whose they are: "the Israeli killing of Ana Ruiz"."""
_SIDES = frozenset("admirer ally critic enemy foe friend opponent rival supporter".split())
"""Whom somebody is for or against tells not whose they are: "Ana Ruiz, a critic [of Danish mediation]"."""
_AGE = 2
"""Words of somebody's age and the comma behind it."""
_VERB_NEAR = 3
_OF_A_TITLE = frozenset({"PROPN", "NOUN", "ADJ", "DET"})


def words_before(tokens: tuple[Token, ...], first: int) -> range:
    """Return the words before a name that say who it is: "[the head of the Navy], Ana Ruiz"."""
    return _with_noun(tokens, range(_begin(tokens, first), first))


def words_after(sentence: Sentence, last: int) -> range:
    """Return the words after a name and a comma that say who it is: "Ana Ruiz, [a spokeswoman for the ministry]"."""
    tokens, at = sentence.tokens, last + 2
    if at + _AGE < len(tokens) and tokens[at].text.isdigit() and tokens[at + 1].text == ",":
        at += _AGE  # "Ana Ruiz, 26, a Danish citizen"
    if at >= len(tokens) or tokens[at - 1].text != "," or not _tells_who(tokens, at):
        return range(0)
    relative = tokens[at].text.casefold() in _RELATIVE
    end = min(len(tokens), at + _NEAR) if relative else _end(tokens, at)
    return _with_noun(tokens, range(at, end)) if not _introduces(sentence, at, end) else range(0)


def words_beside(sentence: Sentence, name: Name, first: int, last: int) -> Iterator[range]:
    """Yield other words that may tell whose somebody is, the surest first: origin, post, whom they lead."""
    yield _words_of_origin(sentence.tokens, last)
    yield _words_of_post(sentence.tokens, last)
    yield _words_for_led(sentence.tokens, first)
    yield _words_for_following(sentence, name)


def _words_of_origin(tokens: tuple[Token, ...], last: int) -> range:
    """Return the words that say where somebody named is of: "Ana Ruiz of [the Danish Army]"."""
    at = last + 2
    return range(at, _end(tokens, at)) if at < len(tokens) and tokens[at - 1].text in _FROM else range(0)


def _words_of_post(tokens: tuple[Token, ...], last: int) -> range:
    """Return the words for what somebody named is made: "the appointment of Ana Ruiz as [the Danish envoy]"."""
    at = last + 2
    if at >= len(tokens) or tokens[at - 1].text != "as":
        return range(0)
    words = range(at, _end(tokens, at))
    return words if any(is_office(tokens[i]) for i in words) else range(0)


def _words_for_led(tokens: tuple[Token, ...], first: int) -> range:
    """Return the words for those whom somebody named leads: "[a Danish delegation] headed by Admiral Ruiz"."""
    verb = _leads_by(tokens, first)
    if verb is None or tokens[verb].lemma not in _LEADS or not tokens[verb].deprel.startswith("acl"):
        return range(0)
    led = tokens[verb].head
    begins = (i for i, t in enumerate(tokens) if t.head == led and t.deprel in OWNS_BEFORE)
    return range(min(begins, default=led), verb)


def _words_for_following(sentence: Sentence, name: Name) -> range:
    """Return the words for the delegation that somebody named leads: "Ana Ruiz led [a team of Danish farmers] to"."""
    tokens, verb = sentence.tokens, verb_of_subject(sentence, name)
    if verb is None or tokens[verb].lemma not in _LEADS:
        return range(0)
    led = next((i for i in children(sentence, verb) if tokens[i].lemma in _FOLLOWING and i > verb), None)
    if led is None:
        return range(0)
    stop = next((i for i in range(led + 1, len(tokens)) if tokens[i].upos == "ADP" and tokens[i].text != "of"), led + 1)
    return range(verb + 1, min(stop, _end(tokens, led + 1)))


def _with_noun(tokens: tuple[Token, ...], words: range) -> range:
    """Return words if one of them is a noun, else none."""
    return words if any(tokens[i].upos in {"NOUN", "PROPN"} for i in words) else range(0)


def _begin(tokens: tuple[Token, ...], first: int) -> int:
    """Return where the noun phrase before a name begins, at most `_NEAR` words back."""
    at, far = first, _NEAR
    while at > 0 and first - at < far:
        token = tokens[at - 1]
        # A rank may stand between: "the Commander of the Turkish Land Forces, General Ali Demir"; so may "Mr.".
        comma = token.text == "," and all(is_office(t) or is_courtesy(t) for t in tokens[at:first])
        # A title in capitals goes on: "the Director of Planning and Conduct, General Ali Demir".
        joins = far > _NEAR and token.upos == "CCONJ" and tokens[at].text[:1].isupper() and _is_capital(tokens, at - 2)
        if (
            token.text in _STOPS
            or token.upos in {"VERB", "AUX", "SCONJ", "PRON"}
            or (token.upos == "CCONJ" and not joins)
            or (token.text == "," and not comma)
            or _parts_from(tokens, at, first)
        ):
            break
        if comma and (not _title_before(tokens, at - 1) or _begins_clause(tokens, at, first)):
            break
        far = _TITLE if comma else far
        at -= 1
    return at


def _parts_from(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """Tell whether a word before a name parts it from the words before: "ties to [Ana Ruiz]", "the arrest of [her]".

    Args:
        at: Where what stands between it and the name begins.
    """
    token = tokens[at - 1]
    if token.text == "of":
        return any(t.lemma in _DONE_TO for t in tokens[max(0, at - 2 - _VERB_NEAR) : at - 1])
    if token.upos != "ADP":
        return False
    if token.text.casefold() in _PARTED:
        return True
    return all(is_courtesy(t) for t in tokens[at:first]) and not (at > 1 and is_office(tokens[at - 2]))


def _begins_clause(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """Tell whether a title and name behind a comma are the subject of what follows: "..., Minister Ana Ruiz said"."""
    heads = [tokens[i].head for i in range(at, first + 1) if tokens[i].deprel in SUBJECTS]
    return at < first and any(head > first and tokens[head].upos == "VERB" for head in heads)


def _introduces(sentence: Sentence, first: int, end: int) -> bool:
    """Tell whether words behind a name and a comma are the title of the next of a list: "Ana Ruiz, Envoy Ivo Berg"."""
    tokens = sentence.tokens
    starts = {name.start for name in sentence.names if name.label == "PER"}
    stop = min(len(tokens), end + 1)
    return any(tokens[i].start in starts and tokens[i].deprel in _LISTED for i in range(first + 1, stop))


def _tells_who(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether what follows a name and a comma says who somebody is: no ", in Paris on Monday," or ", who left"."""
    if tokens[at].text.casefold() not in _RELATIVE:
        return tokens[at].upos not in {"ADP", "SCONJ"}
    verbs = (t for t in tokens[at + 1 : at + 1 + _VERB_NEAR] if not t.deprel.startswith("aux"))  # "who was captured in"
    return tokens[at].text.casefold() == "whose" or any(t.lemma in _BEING for t in verbs)


def _leads_by(tokens: tuple[Token, ...], first: int) -> int | None:
    """Return where the verb stands of "headed by Deputy Minister Ana Ruiz", or what a name hangs on."""
    at = first
    while at > 1 and first - at < _TITLE and _is_of_a_title(tokens, at - 1):
        at -= 1
    if at > 1 and tokens[at - 1].text.casefold() == "by":
        return at - 2
    return tokens[first].head if first < len(tokens) and tokens[first].head >= 0 else None


def _is_capital(tokens: tuple[Token, ...], at: int) -> bool:
    return at >= 0 and tokens[at].text[:1].isupper()


def _is_of_a_title(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word may be of a title: "the Chairman of the Joint Chiefs of Staff, General", "the envoy, Mr"."""
    token = tokens[at]
    return (
        token.upos in _OF_A_TITLE
        or token.lemma == "of"
        or (token.text == "," and (is_office(tokens[at + 1]) or is_courtesy(tokens[at + 1])))
    )


def _title_before(tokens: tuple[Token, ...], comma: int) -> bool:
    """Tell whether a title stands close before a comma: "the spokesman of the ministry, Li Wei"."""
    near, wide = tokens[max(0, comma - 6) : comma], tokens[max(0, comma - _TITLE) : comma]
    return any(t.upos == "NOUN" for t in near) or any(is_office(t) for t in wide)


def is_courtesy(token: Token) -> bool:
    """Tell whether a word shows respect to whom it stands before: "Mr", "His Excellency"."""
    return token.text.casefold().rstrip(".") in _COURTESIES


def is_office(token: Token) -> bool:
    """Tell whether a word is of the name of an office or a rank: "foreign", "minister"."""
    return token.lemma.casefold().rstrip(".") in OF_TITLES


def _end(tokens: tuple[Token, ...], at: int) -> int:
    """Return where an apposition after a name ends."""
    end = at
    while end < len(tokens) and end - at < _NEAR:
        token = tokens[end]
        pronoun = token.upos == "PRON" and token.xpos != "PRP$"  # "his U.S. counterpart" goes on
        if token.text in _STOPS or token.text == "," or token.upos in {"VERB", "AUX"} or pronoun:
            break
        if token.text == "of" and end > at and tokens[end - 1].lemma in _SIDES:
            break
        end += 1
    return end
