"""List places where annotated sentences seem to be coded by different habits.

usage: python -m training.check_consistency [--check NAME ...] [--min-count N] [--min-share F] [--summary] FILE...

Every line is a suspicion for a person to look at, not an error: ``file:line: check: what``.  Each check knows one
convention of ``training/frames/HARMONISED.md``.  The files must parse.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training.markup import Marked, MarkedFiller, MarkedTrigger, iter_passages


@dataclass(frozen=True, slots=True)
class Sentence:
    """A marked sentence and the file it stands in."""

    file: str
    marked: Marked

    def words(self, mark: MarkedTrigger | MarkedFiller) -> str:
        """The words of a trigger or filler."""
        return self.marked.text[mark.start : mark.end]

    def before(self, mark: MarkedTrigger | MarkedFiller, width: int = 30) -> str:
        """The text just before a mark."""
        return self.marked.text[max(0, mark.start - width) : mark.start]

    def after(self, mark: MarkedTrigger | MarkedFiller, width: int = 40) -> str:
        """The text just after a mark."""
        return self.marked.text[mark.end : mark.end + width]

    def labels(self, frame: str) -> set[str]:
        """The labels that a frame has in this sentence."""
        return {f.label for f in self.marked.fillers if f.frame == frame}

    def covered(self, start: int, end: int) -> bool:
        """Whether a mark touches this stretch of text."""
        spans = [(m.start, m.end) for m in self.marked.triggers] + [(m.start, m.end) for m in self.marked.fillers]
        return any(a < end and start < b for a, b in spans)


@dataclass(frozen=True, slots=True)
class Corpus:
    """All sentences, and how often a word must be a trigger before its unmarked uses are listed."""

    sentences: list[Sentence]
    min_count: int = 5
    min_share: float = 0.6


Findings = Iterator[tuple[Sentence, str]]
Check = Callable[[Corpus], Findings]
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Register a check under its function's name."""
    CHECKS[function.__name__.replace("_", "-")] = function
    return function


# --- vocabulary -----------------------------------------------------------------------------------------------------

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
DATE = re.compile(
    rf"\b(?:(?:early|mid|late)[- ])?(?:\d{{1,2}} )?(?:{MONTHS})(?: \d{{1,2}}\b)?(?:,? \d{{4}})?|\b(?:{DAYS})\b"
    r"|\b(?:last|next|this) (?:week|month|year|spring|summer|autumn|winter)\b|\b(?:in|since|until|by) (?:19|20)\d\d\b"
)
TITLE = re.compile(
    r"(?:(?:Vice |Deputy |Prime |Foreign |Defen[cs]e |Interior |Trade |Finance )*"
    r"(?:Minister|President|Premier|Chancellor)|Secretary(?:-General| General)?|General|Admiral|Colonel|Captain|Major"
    r"|Lieutenant|Brigadier|Marshal|Commodore"
    r"|Ambassador|Spokes(?:man|woman|person)|Mr|Mrs|Ms|Dr|Prof(?:essor)?|Gen|Col|Lt|Adm|Sir|King|Queen|Prince|Emir"
    r"|Senator|Commander|Chief)\.? (?:[a-z]+ )*[A-Z]"
)
ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)
KEPT_ARTICLE = re.compile(
    r"the (?:two|three|four|five|six|seven|eight|nine|ten|\d+|sides|parties|rest|latter|former|others?|Hague|Gambia)"
    r"|the (?:same day|\w+ (?:day|before|after|morning|evening))\b|an? (?:dozen|few|hundred|thousand|third|quarter|half"
    r"|pair|couple|week|month|year|day|decade|fortnight|further|handful|certain|good)\b",
    re.IGNORECASE,
)
NATIONALITY = re.compile(
    r"\b(?:American|British|French|German|Italian|Spanish|Portuguese|Dutch|Belgian|Danish|Norwegian|Swedish|Finnish"
    r"|Polish|Czech|Slovak|Hungarian|Romanian|Bulgarian|Greek|Turkish|Serbian|Croatian|Albanian|Russian|Ukrainian"
    r"|Belarusian|Georgian|Armenian|Azerbaijani|Kazakh|Uzbek|Chinese|Japanese|Korean|Vietnamese|Thai|Indonesian"
    r"|Malaysian|Philippine|Filipino|Indian|Pakistani|Iranian|Iraqi|Israeli|Saudi|Emirati|Qatari|Egyptian|Moroccan"
    r"|Algerian|Tunisian|Libyan|Kenyan|Nigerian|Ethiopian|Rwandan|Ugandan|Australian|Canadian|Mexican|Brazilian"
    r"|Argentine|Chilean|Colombian|Venezuelan|Cuban|Peruvian|US|U\.S\.|UK|EU|NATO|UN)\b"
)
SAID = re.compile(
    r"\b(?:said|says|told|according to|reported|reports|announced|confirmed|denied|denies|insisted|insists|added|stated"
    r"|claimed|claims|quoted)\b"
)
SHIP = re.compile(
    r"\b(?:ships?|frigates?|destroyers?|corvettes?|submarines?|carriers?|vessels?|aircraft|jets?|fighters?|bombers?"
    r"|helicopters?|tanks?|minesweepers?|minehunters?|boats?|drones?|warships?|howitzers?)\b",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    r"\b(?:troops?|soldiers?|marines?|sailors?|airmen|personnel|servicemen|paratroopers?|cadets?|officers?|instructors?"
    r"|commandos?|battalions?|brigades?|regiments?|companies|company|divisions?|platoons?|squadrons?)\b",
    re.IGNORECASE,
)
NOUNS = {
    "exercise": r"exercises?|drills?|manoeuvres?|war games?|patrols?",
    "meeting": r"visits?|meetings?|talks|summits?|trips?|consultations",
    "agreement": r"agreements?|treat(?:y|ies)|pacts?|accords?|memorand\w+|protocols?",
    "sanction": r"sanctions|bans?|embargo(?:es)?|blacklist",
    "membership": r"members?|membership|accession|neutrality",
    "support": r"support|solidarity|recognition|gratitude",
    "transfer": r"deliver(?:y|ies)|sales?|contracts?|purchases?|donations?|orders?",
    "relations": r"relations|ties|cooperation|partnership",
    "aid": r"aid|assistance|grants?|loans?",
    "concern": r"concerns?|worr(?:y|ies)|unease",
    "training": r"training|courses?|instruction",
}
"""Nouns that name an event of a type: the trigger even under a light verb."""

MAIN_ROLES = {
    "exercise": {"participant", "host", "observer"},
    "transfer": {"supplier", "recipient"},
    "agreement": {"party"},
    "meeting": {"visitor", "host", "participant"},
    "aid": {"donor", "recipient"},
    "training": {"provider", "trainee"},
    "relations": {"party"},
    "office": {"holder"},
}
"""Roles of which a frame should have one; ``actor`` for the types not named."""
IRREGULAR = {"men": "man", "women": "woman", "memoranda": "memorandum"}


def stem(word: str) -> str:
    """A crude singular, so that ``drills`` and ``drill`` count together; verb forms stay apart."""
    word = word.lower()
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3:
        return word[:-1]
    return word


def triggers(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, MarkedTrigger]]:
    """All triggers with their sentences."""
    for s in sentences:
        for t in s.marked.triggers:
            yield s, t


def fillers(sentences: Iterable[Sentence], *labels: str) -> Iterator[tuple[Sentence, MarkedFiller, MarkedTrigger]]:
    """All fillers of some labels (or all) with their sentences and triggers."""
    for s in sentences:
        by_id = {t.id: t for t in s.marked.triggers}
        for f in s.marked.fillers:
            if not labels or f.label in labels:
                yield s, f, by_id[f.frame]


# --- triggers -------------------------------------------------------------------------------------------------------


@check
def unmarked_trigger(corpus: Corpus) -> Findings:
    """A word that is mostly a trigger stands unmarked."""
    marked: Counter[str] = Counter()
    bare: dict[str, list[tuple[Sentence, int]]] = defaultdict(list)
    for s, t in triggers(corpus.sentences):
        marked[stem(s.words(t))] += 1
    for s in corpus.sentences:
        for m in re.finditer(r"[^\W\d_][\w'’-]*", s.marked.text):
            if not s.covered(*m.span()):
                bare[stem(m[0])].append((s, m.start()))
    for word, places in sorted(bare.items(), key=lambda item: -marked[item[0]]):
        share = marked[word] / (marked[word] + len(places))
        if marked[word] >= corpus.min_count and share >= corpus.min_share:
            for s, at in places:
                part = s.marked.text[max(0, at - 40) : at + 40]
                yield s, f"{word!r} is a trigger {marked[word]} times of {marked[word] + len(places)}: ...{part}..."


@check
def split_type(corpus: Corpus) -> Findings:
    """A trigger word has a type that is rare for it."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for s, t in triggers(corpus.sentences):
        kinds[stem(s.words(t))][t.type] += 1
    for s, t in triggers(corpus.sentences):
        counts = kinds[stem(s.words(t))]
        if sum(counts.values()) >= corpus.min_count and counts[t.type] <= 0.25 * sum(counts.values()):
            yield s, f"{t.id} {s.words(t)!r} is {t.type} here, else {dict(counts.most_common(3))}"


@check
def split_phrase(corpus: Corpus) -> Findings:
    """The same trigger with the same neighbour has different types."""
    kinds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    keys: list[tuple[Sentence, MarkedTrigger, tuple[str, str]]] = []
    for s, t in triggers(corpus.sentences):
        word = stem(s.words(t))
        for side, text in (("before", s.before(t).split()[-1:]), ("after", s.after(t).split()[:1])):
            if text and text[0].isalpha() and len(text[0]) > 3:
                key = (side, f"{text[0].lower()} {word}" if side == "before" else f"{word} {text[0].lower()}")
                kinds[key][t.type] += 1
                keys.append((s, t, key))
    for s, t, key in keys:
        if len(kinds[key]) > 1:
            yield s, f"{key[1]!r} is {t.type}, elsewhere {dict(kinds[key])}"


@check
def noun_beside_verb(corpus: Corpus) -> Findings:
    """The trigger is a verb although a noun near it names the event."""
    for s, t in triggers(corpus.sentences):
        if t.type not in NOUNS or re.fullmatch(NOUNS[t.type], s.words(t), re.IGNORECASE):
            continue
        for m in re.finditer(rf"\b(?:{NOUNS[t.type]})\b", s.marked.text, re.IGNORECASE):
            free = all(m.end() <= x.start or x.end <= m.start() for x in s.marked.triggers)
            if free and (-25 < m.start() - t.start < 70 or 0 < t.start - m.end() < 45):
                yield s, f"{t.id} {s.words(t)!r} beside {m[0]!r}: {s.marked.text}"
                break


@check
def joint_training(corpus: Corpus) -> Findings:
    """Joint training between equals is an exercise; one side that teaches another is training."""
    for s, t in triggers(corpus.sentences):
        joint = re.search(r"\b(?:joint|together|jointly|combined|bilateral)\b[^.]{0,25}$", s.before(t))
        if t.type == "training" and joint:
            yield s, f"{t.id} 'joint' {s.words(t)!r} is training"
        if t.type == "exercise" and re.match(r"(?:teach|instruct|course|taught|coach)", s.words(t)):
            yield s, f"{t.id} {s.words(t)!r} is exercise"


@check
def envoys(corpus: Corpus) -> Findings:
    """A recalled or expelled envoy is sanction, a summoned one oppose; other expulsions are coerce."""
    envoy = re.compile(r"\b(?:ambassador|envoy|diplomat|attach[eé]|charg[eé]|consul|persona non grata)", re.IGNORECASE)
    sent = re.compile(r"expel|expuls|kick|throw|threw|recall|summon|declar|order|withdr|sent home")
    for s, t in triggers(corpus.sentences):
        word = s.words(t).lower()
        near = s.before(t, 80) + s.after(t, 80)
        if sent.match(word) and envoy.search(near):
            wanted = "oppose" if word.startswith("summon") else "sanction"
            if t.type != wanted:
                yield s, f"{t.id} {word!r} of an envoy is {t.type}, not {wanted}"
        if word.startswith(("expel", "expuls")) and t.type == "sanction" and not envoy.search(near):
            yield s, f"{t.id} {word!r} of no envoy is sanction, not coerce"


@check
def recognition(corpus: Corpus) -> Findings:
    """Recognition of states and one-China statements are support."""
    for s, t in triggers(corpus.sentences):
        if re.match(r"(?:de-?|un)?recogni", s.words(t), re.IGNORECASE) and t.type != "support":
            yield s, f"{t.id} {s.words(t)!r} is {t.type}"
        near = s.before(t, 50) + s.after(t, 50)
        if re.search(r"one[- ]China", near, re.IGNORECASE) and t.type not in ("support", "demand", "oppose", "threat"):
            yield s, f"{t.id} {s.words(t)!r} near 'one China' is {t.type}"


@check
def treaty_name(corpus: Corpus) -> Findings:
    """A treaty's noun is the trigger unless it would overlap the name."""
    noun = re.compile(r"(?:Treaty|Pact|Accords?|Agreement|Convention|Memorandum|Protocol|Charter|Declaration)$")
    for s, f, t in fillers(corpus.sentences, "name"):
        if t.type == "agreement" and noun.search(s.words(f)):
            yield s, f"{f.frame} name {s.words(f)!r} holds the noun; trigger is {s.words(t)!r}"


@check
def bare_office(corpus: Corpus) -> Findings:
    """A bare title before or after a name carries no office frame."""
    for s, t in triggers(corpus.sentences):
        if t.type == "office" and not s.labels(t.id) - {"holder", "name", "where"}:
            yield s, f"{t.id} office {s.words(t)!r} has no date, stage or source"


# --- statuses -------------------------------------------------------------------------------------------------------


@check
def condition(corpus: Corpus) -> Findings:
    """unless, provided, once, only if: conditional."""
    governs = re.compile(
        r"\b(?:unless|provided (?:that|the|it|they)|only if|on condition|as long as|in the event|once)\b", re.IGNORECASE
    )
    for s in corpus.sentences:
        m = governs.search(s.marked.text)
        if m and s.marked.triggers and all(t.status not in {"conditional", "denied"} for t in s.marked.triggers):
            yield s, f"{m[0]!r} and no conditional frame: {s.marked.text}"


@check
def modal(corpus: Corpus) -> Findings:
    """The words just before a trigger speak for another status."""
    open_ = {"possible", "conditional", "expected", "denied"}
    planned = {"planned", "conditional", "expected", "cancelled"}
    negated = {"denied", "cancelled", "conditional", "possible"}
    rules = (
        (r"\b(?:may|might|could)(?: (?:also|well|yet|soon|one day|be))* $", open_),
        (r"\b(?:will|is to|are to|is due to|plans to|intends to|is set to)(?: (?:also|soon|be|again))* $", planned),
        (r"\b(?:likely to|expected to|expects? to|bound to)(?: be)? $", {"expected", "planned", "possible", "denied"}),
        (r"\b(?:has not|have not|did not|will not|won't|never|no|not)(?: (?:yet|be|been))* $", negated),
        (
            r"\b(?:cancelled|postponed|put off|called off|suspended|shelved) (?:the|its|their|a|all|h\w+) (?:\w+ )?$",
            {"cancelled"},
        ),
    )
    for s, t in triggers(corpus.sentences):
        for pattern, allowed in rules:
            if (m := re.search(pattern, s.before(t, 40), re.IGNORECASE)) and t.status not in allowed:
                yield s, f"{t.id} {m[0] + s.words(t)!r} is {t.status}: {s.marked.text}"


# --- fillers --------------------------------------------------------------------------------------------------------


@check
def when_preposition(corpus: Corpus) -> Findings:
    """in/on/at stay outside a `when`, since/until/by/before/from are inside."""
    for s, f, _ in fillers(corpus.sentences, "when"):
        if re.match(r"(?:in|on|at|during) ", s.words(f), re.IGNORECASE):
            yield s, f"{f.frame}.when {s.words(f)!r} begins with a preposition"
        if m := re.search(r"\b(since|until|till|by|before|after|from) (?:the )?$", s.before(f), re.IGNORECASE):
            yield s, f"{f.frame}.when {s.words(f)!r} lacks {m[1]!r}"


@check
def when_duration(corpus: Corpus) -> Findings:
    """How long something lasts is no `when`."""
    duration = re.compile(
        r"for |\w+-(?:day|week|month|year)|(?:\d+|two|three|four|five|six|seven|ten) (?:hour|day|week|month|year)s$",
        re.IGNORECASE,
    )
    for s, f, _ in fillers(corpus.sentences, "when"):
        if duration.match(s.words(f)):
            yield s, f"{f.frame}.when {s.words(f)!r} is a duration"


@check
def when_missing(corpus: Corpus) -> Findings:
    """A date stands unmarked in a sentence of one frame without `when`."""
    for s in corpus.sentences:
        if len(s.marked.triggers) == 1 and "when" not in s.labels(s.marked.triggers[0].id):
            for m in DATE.finditer(s.marked.text):
                if not s.covered(*m.span()):
                    yield s, f"{m[0]!r} is unmarked: {s.marked.text}"


@check
def said_by_missing(corpus: Corpus) -> Findings:
    """A verb of saying in a sentence whose frames have no `said_by`."""
    for s in corpus.sentences:
        m = SAID.search(s.marked.text)
        sourced = any(f.label == "said_by" for f in s.marked.fillers)
        if m and s.marked.triggers and not sourced and not s.covered(*m.span()):
            yield s, f"{m[0]!r} and no said_by: {s.marked.text}"


@check
def title_inside(corpus: Corpus) -> Findings:
    """Titles and ranks stay outside the span of a person."""
    for s, f, _ in fillers(corpus.sentences, "said_by", "visitor", "host", "participant", "actor", "target", "holder"):
        if TITLE.match(s.words(f)):
            yield s, f"{f.frame}.{f.label} {s.words(f)!r} begins with a title"


@check
def article_inside(corpus: Corpus) -> Findings:
    """Articles stay outside the span of a name, a thing or a date."""
    for s, f, _ in fillers(corpus.sentences):
        if ARTICLE.match(s.words(f)) and not KEPT_ARTICLE.match(s.words(f)):
            yield s, f"{f.frame}.{f.label} {s.words(f)!r} begins with an article"


@check
def exercise_forces(corpus: Corpus) -> Findings:
    """Ships in an exercise are equipment; ships and troops that are sent or stationed are forces."""
    for s, f, t in fillers(corpus.sentences, "forces", "equipment"):
        if f.label == "forces" and t.type == "exercise":
            yield s, f"{f.frame}.forces {s.words(f)!r} of an exercise"
        if f.label == "equipment" and t.type == "deployment":
            yield s, f"{f.frame}.equipment {s.words(f)!r} of a deployment"


@check
def numbers(corpus: Corpus) -> Findings:
    """Quantity counts things or victims, personnel people who take part."""
    for s, f, t in fillers(corpus.sentences, "quantity", "personnel"):
        next_words = " ".join(s.after(f).split()[:3])
        if f.label == "quantity" and t.type in ("exercise", "deployment", "training") and PEOPLE.match(next_words):
            yield s, f"{f.frame}.quantity {s.words(f)!r} {next_words!r} of {t.type}"
        if f.label == "personnel" and (SHIP.match(next_words) or t.type in ("transfer", "aid", "sanction")):
            yield s, f"{f.frame}.personnel {s.words(f)!r} {next_words!r} of {t.type}"


@check
def number_inside(corpus: Corpus) -> Findings:
    """A number before a thing is a `quantity` of its own."""
    number = re.compile(
        r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|dozens? of) \w", re.IGNORECASE
    )
    for s, f, _ in fillers(corpus.sentences, "equipment", "forces", "item"):
        if number.match(s.words(f)):
            yield s, f"{f.frame}.{f.label} {s.words(f)!r} begins with its number"


@check
def visited_place(corpus: Corpus) -> Findings:
    """A visited capital is host and where; a visited country is host alone."""
    for s, f, t in fillers(corpus.sentences, "host", "where"):
        if t.type == "meeting" and "visitor" in s.labels(f.frame):
            both = {g.label for g in s.marked.fillers if g.frame == f.frame and g.start == f.start}
            if f.label == "where" and "host" not in s.labels(f.frame):
                yield s, f"{f.frame} {s.words(t)!r} has where {s.words(f)!r} and no host"
            elif f.label == "host" and "where" not in both and re.search(r"\b(?:in|to|at) (?:the )?$", s.before(f)):
                yield s, f"{f.frame} {s.words(t)!r} has host {s.words(f)!r}: not where, if a capital"


@check
def nationality_unmarked(corpus: Corpus) -> Findings:
    """An adjective of nationality just before an event noun fills a role of it."""
    for s, t in triggers(corpus.sentences):
        before = s.before(t, 25)
        for m in NATIONALITY.finditer(before):
            at = t.start - len(before) + m.start()
            if not s.covered(at, at + len(m[0])) and re.fullmatch(r"(?:[\s-][\w-]+)?\s", before[m.end() :]):
                yield s, f"{t.id} {before[m.start() :] + s.words(t)!r}: {m[0]!r} is unmarked"


@check
def state_unmarked(corpus: Corpus) -> Findings:
    """A name that is often a filler stands unmarked next to a trigger."""
    marked: Counter[str] = Counter()
    for s, f, _ in fillers(corpus.sentences):
        marked[s.words(f)] += 1
    names = [w for w, n in marked.items() if n >= 8 and re.fullmatch(r"[A-Z][\w.]+(?: [A-Z]\w+)?", w)]
    if not names:  # in one file alone; nothing to look for would be found everywhere
        return
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")
    for s in corpus.sentences:
        for m in pattern.finditer(s.marked.text):
            near = any(0 <= m.start() - t.end <= 12 or 0 <= t.start - m.end() <= 12 for t in s.marked.triggers)
            if near and not s.covered(*m.span()) and not re.match(r"[\w,' -]+ (?:[A-Z]|\d)", s.marked.text[m.end() :]):
                yield s, f"{m[0]!r} is unmarked: {s.marked.text}"


@check
def no_participants(corpus: Corpus) -> Findings:
    """A frame without any filler."""
    for s, t in triggers(corpus.sentences):
        if not s.labels(t.id):
            yield s, f"{t.id} {s.words(t)!r} ({t.type}) has no filler: {s.marked.text}"


@check
def role_missing(corpus: Corpus) -> Findings:
    """A frame without its main role in a sentence where another frame has one (it may be the same party)."""
    roles = {"actor"}.union(*MAIN_ROLES.values())
    for s, t in triggers(corpus.sentences):
        wanted = MAIN_ROLES.get(t.type, {"actor"})
        if t.type != "variant" and not s.labels(t.id) & wanted:
            others = [s.words(f) for f in s.marked.fillers if f.frame != t.id and f.label in roles]
            if others:
                yield s, f"{t.id} {s.words(t)!r} ({t.type}) has none of {sorted(wanted)}; others: {others}"


@check
def modifier(corpus: Corpus) -> Findings:
    """The word before a trigger is a filler in some corpus.sentences and unmarked in others."""
    marked: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    bare: list[tuple[Sentence, MarkedTrigger, tuple[str, str]]] = []
    for s, t in triggers(corpus.sentences):
        if not (m := re.search(r"([\w'-]{3,})\s$", s.before(t))):
            continue
        start, key = t.start - 1 - len(m[1]), (t.type, m[1].lower())
        labels = [f.label for f in s.marked.fillers_of(t.id) if f.start <= start < f.end]
        marked[key].update(labels)
        if not s.covered(start, t.start - 1):
            bare.append((s, t, key))
    for s, t, key in bare:
        if marked[key]:
            yield s, f"{t.id} {key[1]} {s.words(t)!r}: {key[1]!r} is elsewhere {dict(marked[key])}"


@check
def duplicate_label(corpus: Corpus) -> Findings:
    """A span has the same label twice."""
    for s in corpus.sentences:
        for f, count in Counter(s.marked.fillers).items():
            if count > 1:
                yield s, f"{f.frame}.{f.label} {s.words(f)!r} stands {count} times"


@check
def stage_missing(corpus: Corpus) -> Findings:
    """The verb beside a noun of agreement or delivery is its stage."""
    verb = re.compile(
        r"\b(?:signed|ratified|initialled|negotiat\w+|in force|entered into force|suspended|terminated)\b",
        re.IGNORECASE,
    )
    for s, t in triggers(corpus.sentences):
        if t.type in ("agreement", "transfer") and len(s.marked.triggers) == 1 and "stage" not in s.labels(t.id):
            for m in verb.finditer(s.marked.text):
                if not s.covered(*m.span()):
                    yield s, f"{t.id} {s.words(t)!r}: {m[0]!r} is unmarked"


def main(argv: list[str] | None = None) -> int:
    """Run the checks and print what they find."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--check", action="append", choices=sorted(CHECKS), help="run only this check (repeatable)")
    parser.add_argument("--min-count", type=int, default=5)
    parser.add_argument("--min-share", type=float, default=0.6)
    parser.add_argument("--summary", action="store_true", help="print only how many findings each check has")
    options = parser.parse_args(argv)
    sentences = [
        Sentence(path.name, marked) for path in options.files for p in iter_passages(path) for marked in p.sentences
    ]
    corpus = Corpus(sentences, options.min_count, options.min_share)
    for name in options.check or CHECKS:
        found = list(CHECKS[name](corpus))
        if options.summary:
            print(f"{len(found):6} {name}: {(CHECKS[name].__doc__ or '').strip()}")
            continue
        for s, message in found:
            print(f"{s.file}:{s.marked.line}: {name}: {message}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
