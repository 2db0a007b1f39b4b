"""The columns of every table, with what a reader of the data must know about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["text", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    kind: Kind
    description: str
    refers: str | None = None
    """`table.column` that holds the same value."""
    required: bool = False
    """Whether every row has a value."""


def _text(name: str, description: str, refers: str | None = None, *, required: bool = False) -> Column:
    return Column(name, "text", description, refers, required)


def _need(name: str, description: str, refers: str | None = None) -> Column:
    return _text(name, description, refers, required=True)


def _count(name: str, description: str) -> Column:
    return Column(name, "integer", description, required=True)


_EDTF = "EDTF (ISO 8601-2), as precise as it is known: 2025-07-19, 2025-07, 2021~ (about), 2025-07-19/.. (open)."
_DAYS = (
    Column("first_day", "date", "First day that `when` can mean; empty where it is open or unknown."),
    Column("last_day", "date", "Last day that `when` can mean; empty where it is open or unknown."),
)
_FIELD = (
    "Name of the field: `role:NAME`, `said_by`, `name`, `when`, `where` or `field:NAME`; in readings of events also "
    "`status`."
)
_COUNTRY = "ISO 3166-1 alpha-3 code of the state itself or the state it belongs to; XKX for Kosovo."
_COUNTRY_NAME = _text("country_name", "Usual English name of that country.")
_ORG = _text("org", "Usual short name of an intergovernmental organisation, such as NATO.")
_ACTOR_KIND = "`state`, `organisation`, `person`, `unit`, `company` or `group`."
_STATUS = (
    "`occurred`, `ongoing`, `planned`, `expected`, `possible`, `conditional`, `denied` or `cancelled`: what is said "
    "of whether it happens."
)
_LAT = "Latitude in degrees north (WGS 84) of the place that is named, or of its middle."
_LON = "Longitude in degrees east (WGS 84)."

VALUE = (
    _text("value", "The value as words: a name, a date, `true` or `false`, a number without its unit."),
    _need("kind", "What the value is: `actor`, `place`, `quantity`, `text`, `flag` or `number`."),
    _text("actor_kind", f"Of an actor: {_ACTOR_KIND}"),
    _text("country", f"Of an actor or a place: {_COUNTRY}"),
    _ORG,
    Column("lat", "number", _LAT),
    Column("lon", "number", _LON),
    Column("amount", "number", "Of a quantity or a number: how many."),
    _text("qualifier", "`about`, `over`, `nearly`, `up to` or `at least`, where a report qualifies an amount."),
    _text("whose", "Whose: country code or organisation to which an amount belongs."),
    _text("unit", "What is counted, as `soldiers`."),
    _text("currency", "ISO 4217 code of an amount of money."),
)
"""How one value of any kind is written in columns."""

EVENTS = (
    _need("id", "`e-` and the smallest id of its claims."),
    _need("type", "Claim type of the codebook."),
    _text("name", "Name of the exercise, weapon system, agreement and so on; empty where none is given."),
    _need("status", _STATUS),
    _text("when", f"When it happens. {_EDTF}"),
    *_DAYS,
    _text("group", "What it belongs to: an exercise's series; a deal's order, delivery and service. Id of that group."),
    _count("claims", "Number of claims about it."),
    _count("voices", "Independent publishers among them; copies of one agency text are one."),
    _text("first_claim", "The claim that was published first.", "claims.id"),
    _count("credibility", "Admiralty scale: 1 confirmed, 2 probable, 3 possible, 4 doubtful, 5 improbable, 6 unknown."),
    _text("credibility_reasons", "Why, in words; parted by `; `."),
    Column("confidence", "number", "Probability that the best of its claims was read rightly, 0 to 1.", required=True),
    _text("conflicts", "Fields on which its claims clash, parted by `; `."),
)
READINGS = (
    _need("event", "The event.", "events.id"),
    _need("field", _FIELD),
    _count("rank", "1 for the best supported value of the field, 2 for the next."),
    *VALUE,
    _count("claims", "Number of claims that give it."),
    _count("voices", "Independent publishers among them."),
    _count("near", "Number of these claims that give another value that agrees: `up to 1350` with 1340."),
    Column("conflict", "boolean", "Whether the values of this field cannot all be right.", required=True),
)
READING_CLAIMS = (
    _need("event", "The event.", "events.id"),
    _need("field", _FIELD),
    _count("rank", "Which reading of the field, as in the table `readings`."),
    _need("claim", "A claim that gives it.", "claims.id"),
    Column("near", "boolean", "Whether the claim gives another value that agrees, not this very one.", required=True),
)
WITHHELD = (
    _need("event", "The event.", "events.id"),
    _need("field", _FIELD),
    _need("claim", "The claim that says so.", "claims.id"),
)
PLACES = (
    _need("event", "The event.", "events.id"),
    _count("number", "1 for the first place."),
    _need("name", "The place as reported."),
    _text("country", _COUNTRY),
    _COUNTRY_NAME,
    Column("lat", "number", _LAT),
    Column("lon", "number", _LON),
)
CLAIMS = (
    _need("id", "Id of the claim."),
    _text("event", "The event that it belongs to.", "events.id"),
    _need("report", "The report that makes it.", "reports.id"),
    _need("type", "Claim type of the codebook."),
    _need("status", _STATUS),
    _text("name", "The name that it gives."),
    _text("when", f"When it says that it happens. {_EDTF}"),
    *_DAYS,
    Column("confidence", "number", "Probability that type and happening were read rightly, 0 to 1.", required=True),
    _text("verdict", "What a person decided: `accepted`, `rejected` or `unsure`; empty where nobody has looked."),
    Column("edited", "boolean", "Whether a person changed or added it.", required=True),
    _need("source", "`report`, or `table` for a row of an imported spreadsheet."),
    _need("voice", "Group of near copies that its report belongs to: claims of one group are one voice."),
)
CELLS = (
    _need("claim", "The claim.", "claims.id"),
    _count("number", "1 for the first value of the claim."),
    _need("field", _FIELD),
    *VALUE,
    _text("printed", "The value as the report prints it."),
    _count("start", "First character of it in the report's text, counted from 0 in Unicode code points."),
    _count("end", "Character after its last."),
    Column("score", "number", "How sure the reader was of the value, 0 to 1.", required=True),
    _text("passage", "The sentence that it stands in."),
)
PARTIES = (
    _need("claim", "The claim.", "claims.id"),
    _count("number", "1 for the first party of the claim."),
    _text("event", "The event that the claim belongs to.", "events.id"),
    _need("role", "Role of the codebook, such as `supplier`; or `said_by` for who says so."),
    _need("name", "Usual name of the actor, or its name as reported."),
    _need("kind", _ACTOR_KIND),
    _text("country", _COUNTRY),
    _COUNTRY_NAME,
    _ORG,
)
PASSAGES = (
    _need("claim", "The claim.", "claims.id"),
    _count("number", "1 for the first sentence."),
    _count("start", "First character in the report's text, counted from 0 in Unicode code points."),
    _count("end", "Character after its last."),
    _text("fields", "Fields that it supports, parted by spaces."),
    _text("text", "The sentence."),
)
UNDISCLOSED = (
    _need("claim", "The claim.", "claims.id"),
    _count("number", "1 for the first."),
    _need("item", "Role or field that was not disclosed."),
    _text("country", "Of which country, where the report says."),
    _text("what", "Which part of it, where the report says."),
)
REPORTS = (
    _need("id", "Id of the report."),
    _text("title", "Headline."),
    _text("byline", "Authors, parted by `; `."),
    _text("dateline", "Dateline as printed."),
    _text("published", f"Date of publication. {_EDTF}"),
    _text("publisher", "Who published it."),
    _text("reliability", "Letter A to F that a person gave the publisher."),
    _text("url", "Address."),
    _text("language", "ISO 639-1 code."),
    _text("retrieved", "When it was added to the record (UTC, ISO 8601)."),
    _count("characters", "Length of its text in Unicode code points."),
    _count("claims", "Number of its claims."),
)
SLANT = (
    _need("report", "The report.", "reports.id"),
    _count("number", "1 for the first mark."),
    _count("start", "First character in the report's text, counted from 0 in Unicode code points."),
    _count("end", "Character after its last."),
    _need("kind", "What kind of loaded wording it is."),
    _text("text", "The words."),
)
LINKS = (
    _need("left", "The claim with the smaller id.", "claims.id"),
    _need("right", "The other claim.", "claims.id"),
    Column("score", "number", "Probability that both tell of the same happening, 0 to 1.", required=True),
    _text("judgement", "What a person judged: `same`, `different` or `unsure`; empty where nobody has."),
)
REASONS = (
    _need("left", "The claim with the smaller id.", "claims.id"),
    _need("right", "The other claim.", "claims.id"),
    _count("number", "1 for the first reason."),
    _need("feature", "What was compared, such as `parties` or `dates`."),
    Column("weight", "number", "Added to the log-odds that both are one; negative speaks against it.", required=True),
    _text("left_words", "What the first claim says of it."),
    _text("right_words", "What the other says."),
)
DECISIONS = (
    _need("id", "Id of the decision."),
    _need("action", "`accept`, `reject`, `unsure`, `edit`, `add`, `note`, `same`, `different`, `doubt`, `reliability`, "
    "`resolve` or `undo`."),
    _need("target", "Claim; publisher for `reliability`; decision for `undo`."),
    _text("other", "Second claim of `same`, `different` and `doubt`; the claim that resolves a forecast."),
    _text("value", "JSON: the claim of `edit` and `add`, the letter, the outcome of a forecast, the text of a note."),
    _need("author", "Who decided."),
    _need("time", "When (UTC, ISO 8601)."),
    _text("reason", "Why."),
    _text("shown", "Hash of what the person saw."),
)  # fmt: skip
