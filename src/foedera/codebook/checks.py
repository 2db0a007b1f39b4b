"""Every fault of a directory of codebook files, at once, with file and line.

Codes are permanent. C101 to C104 are in `source.py`, C105 to C107 in `shape.py`, C130 on in `pattern_checks.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from foedera.codebook.build import build_status, build_type
from foedera.codebook.markup import Marked, parse_markup
from foedera.codebook.pattern_checks import check_against_trees, check_patterns
from foedera.codebook.records import COMMON_LABELS, NAME_SOURCES
from foedera.codebook.shape import STATUS_FILE, TYPE, check_shape
from foedera.codebook.source import Document, Where, iter_files, read_yaml
from foedera.codebook.words import stems
from foedera.errors import Problem
from foedera.types import STATUSES, Sentence

if TYPE_CHECKING:
    from pathlib import Path

Parse: TypeAlias = Callable[[str], Sentence]
Labels: TypeAlias = Mapping[str, frozenset[str]]

STATUS_FILE_NAME = "statuses.yaml"
PLOVER_EVENTS = frozenset(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT".split()
)
_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SOURCES = frozenset({"trigger", "titles", "name"})
_JOIN_KEYS = frozenset({"name", "when", "where", "said_by"})


@dataclass(slots=True)
class Sources:
    """The files of one directory: those of the right shape as types, and all that is wrong so far."""

    types: list[Document] = field(default_factory=list)
    statuses: list[Any] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_sources(directory: Path) -> Sources:
    """Read the files of a directory and check their form.

    Codes: C108 no directory, or one without files.
    """
    sources = Sources()
    if not directory.is_dir():
        sources.problems.append(Problem("C108", str(directory), "is no directory; name one that holds .yaml files."))
        return sources
    for path in iter_files(directory):
        document = read_yaml(path)
        sources.documents.append(document)
        if document.data is None:
            continue
        is_statuses = path.name == STATUS_FILE_NAME
        if not check_shape(document, STATUS_FILE if is_statuses else TYPE, document.data):
            continue
        if is_statuses:
            sources.statuses = document.data["statuses"]
            _check_statuses(document)
        else:
            sources.types.append(document)
    if not sources.documents:
        sources.problems.append(Problem("C108", str(directory), "holds no .yaml files; write one file a type."))
    return sources


def check_sources(
    sources: Sources,
    built: Sequence[Mapping[str, Any]],
    statuses: Sequence[Mapping[str, Any]] = (),
    parse: Parse | None = None,
) -> list[Problem]:
    """Return every fault of the files, sorted by file and line.

    Args:
        sources: What `read_sources` gave.
        built: Plain values of types at hand besides, whose frames may stand in examples.
        statuses: Plain values of the status rules, where the directory has none of its own.
        parse: Parser for the checks that need trees.
    """
    labels = {data["id"]: labels_of(data) for data in [*built, *(document.data for document in sources.types)]}
    _check_ids(sources.types)
    for document in sources.types:
        for check in (
            _check_labels,
            _check_roles,
            _check_values,
            _check_defaults,
            _check_needs,
            _check_join,
            _check_merge,
            _check_plover,
            _check_abroad,
        ):
            check(document)
        marked = _check_examples(document, labels)
        claim_type = build_type(document.data)
        check_patterns(document, claim_type)
        if parse is not None and not document.problems:
            rules = [build_status(data) for data in sources.statuses or statuses]
            check_against_trees(document, claim_type, rules, marked, parse)
    found = [problem for document in sources.documents for problem in document.problems]
    return sources.problems + sorted(found, key=lambda problem: (problem.source, problem.line or 0, problem.code))


def labels_of(data: Mapping[str, Any]) -> frozenset[str]:
    """Return the labels that frames of a type may have."""
    own = {item["label"] for item in data.get("fields", ()) if "label" in item}
    return frozenset(own.union(COMMON_LABELS, (role["name"] for role in data["roles"])))


def _check_ids(documents: Iterable[Document]) -> None:
    """C110: an id that is no identifier or is not the name of the file; C111: an id twice in a directory."""
    seen: dict[str, str] = {}
    for document in documents:
        type_id = document.data["id"]
        if not _ID.fullmatch(type_id):
            document.report("C110", ("id",), f"`{type_id}` is no id; use small letters, digits and single underscores.")
        elif document.path.stem != type_id:
            document.report("C110", ("id",), f"the file of `{type_id}` must be called {type_id}.yaml.")
        if type_id in seen:
            document.report("C111", ("id",), f"`{type_id}` is already defined in {seen[type_id]}; rename one.")
        seen.setdefault(type_id, str(document.path))


def _check_labels(document: Document) -> None:
    """C112: a label or field name that could mean two things."""
    seen = dict.fromkeys(COMMON_LABELS, "a label of every type")
    names: set[str] = set()
    for place, role in enumerate(document.data["roles"]):
        _claim(document, ("roles", place, "name"), role["name"], "a role", seen)
    for place, item in enumerate(document.data.get("fields", ())):
        if "label" in item:
            _claim(document, ("fields", place, "label"), item["label"], f"the label of `{item['name']}`", seen)
        if item["name"] in names:
            document.report("C112", ("fields", place, "name"), f"the field `{item['name']}` is defined twice.")
        names.add(item["name"])


def _claim(document: Document, where: tuple[str | int, ...], label: str, owner: str, seen: dict[str, str]) -> None:
    if not _ID.fullmatch(label):
        document.report("C110", where, f"`{label}` is no name; use small letters, digits and single underscores.")
    if label in seen:
        document.report("C112", where, f"`{label}` is already {seen[label]}; choose another name.")
    seen.setdefault(label, owner)


def _check_roles(document: Document) -> None:
    """C113: numbers of fillers that contradict each other; C116: a role named that the type lacks."""
    names = {role["name"] for role in document.data["roles"]}
    for place, role in enumerate(document.data["roles"]):
        for key in ("at_home", "away", "joins"):
            if role.get(key, role["name"]) not in names:
                document.report("C116", ("roles", place, key), f"`{role[key]}` is no role of the type.")
        low, high = role.get("minimum", 0), role.get("maximum")
        if low < 0 or (high is not None and high < max(low, 1)):
            document.report("C113", ("roles", place), f"from {low} to {high} fillers is impossible.")
    for place, item in enumerate(document.data.get("fields", ())):
        if "people" in item and item["people"] not in names:
            document.report("C116", ("fields", place, "people"), f"`{item['people']}` is no role of the type.")


def _check_values(document: Document) -> None:
    """C114: values where they do not belong or are missing; C115: a wording that says two values."""
    for place, item in enumerate(document.data.get("fields", ())):
        where: Where = ("fields", place)
        is_enumeration = item["kind"] in ("enumeration", "enumerations")
        if is_enumeration != ("values" in item):
            needs = "needs `values`" if is_enumeration else "is no enumeration; delete `values`"
            document.report("C114", where, f"`{item['name']}` {needs}.")
        claimed: dict[str, str] = {}
        for number, value in enumerate(item.get("values", ())):
            for at, word in enumerate(value["words"]):
                key = " ".join(stems(word))
                here = (*where, "values", number, "words", at)
                if not key:
                    document.report("C115", here, f"`{word}` holds no word.")
                elif claimed.get(key, value["value"]) != value["value"]:
                    message = f"`{word}` already says `{claimed[key]}`; a wording can say one value only."
                    document.report("C115", here, message)
                claimed.setdefault(key, value["value"])


def _check_defaults(document: Document) -> None:
    """C116: a rule about a value or a place for words that does not exist."""
    labels = labels_of(document.data)
    for place, item in enumerate(document.data.get("fields", ())):
        values = {value["value"] for value in item.get("values", ())}
        for kind, key in (("defaults", "value"), ("values", "elsewhere"), ("values", "denied")):
            for number, rule in enumerate(item.get(kind, ())):
                if key in rule and rule[key] not in values:
                    here: Where = ("fields", place, kind, number, key)
                    document.report("C116", here, f"`{rule[key]}` is no value of `{item['name']}`.")
        for number, name in enumerate(item.get("sources", ())):
            if name not in labels | _SOURCES:
                here = ("fields", place, "sources", number)
                document.report("C116", here, f"`{name}` is no label of the type, nor trigger, titles or name.")


def _keys_of(document: Document) -> frozenset[str]:
    """Return the keys by which values of the type are known: its roles, its fields, and what every type has."""
    data = document.data
    roles, fields = (item["name"] for item in data["roles"]), (item["name"] for item in data.get("fields", ()))
    return _JOIN_KEYS.union((f"role:{name}" for name in roles), (f"field:{name}" for name in fields))


def _check_needs(document: Document) -> None:
    """C117: needing something that the type does not have, being shown by it, or nameless."""
    known = _keys_of(document)
    data = document.data
    for where, keys in (
        (("needs",), data.get("needs", ())),
        (("shown",), data.get("shown", ())),
        (("join", "nameless"), data["join"].get("nameless", ())),
    ):
        for place, name in enumerate(keys):
            plain = name if where == ("needs",) else name.partition(" ")[0]
            if plain not in known:
                document.report("C117", (*where, place), f"`{plain}` is none of {', '.join(sorted(known))}.")


def _check_join(document: Document) -> None:
    """C117: joining by something that the type does not have; a status in two groups."""
    data, known = document.data, _keys_of(document)
    for place, key in enumerate(data["join"]["keys"]):
        if key["key"] not in known:
            here = ("join", "keys", place, "key")
            document.report("C117", here, f"`{key['key']}` is none of {', '.join(sorted(known))}.")
    pairs = {f"pair:{role['name']}" for role in data["roles"]}
    fields = {item["name"] for item in data.get("fields", ())}
    for name, allowed in (("name_from", fields | NAME_SOURCES), ("one_per", known | pairs)):
        for place, item in enumerate(data["join"].get(name, ())):
            if item not in allowed:
                message = f"`{item}` is none of {', '.join(sorted(allowed))}."
                document.report("C117", ("join", name, place), message)
    for what, items in (
        ("key", [key["key"] for key in data["join"]["keys"]]),
        ("status", [status for group in data["join"].get("statuses", ()) for status in group]),
    ):
        for item, count in Counter(items).items():
            if count > 1:
                document.report("C117", ("join",), f"the {what} `{item}` stands in `join` {count} times.")


def _check_merge(document: Document) -> None:
    """C117: merging by a field or stage that the type does not have."""
    fields = {item["name"]: item for item in document.data.get("fields", ())}
    stages = {value["value"] for value in fields.get("stage", {}).get("values", ())}
    said = document.data.get("merge", {})
    known = {*fields, "name"}
    for key in ("subject", "systems"):
        for place, name in enumerate(said.get(key, ())):
            if name not in known:
                document.report("C117", ("merge", key, place), f"`{name}` is none of {', '.join(sorted(known))}.")
    for place, group in enumerate(said.get("stages", ())):
        for at, stage in enumerate(group):
            if stage not in stages:
                document.report("C117", ("merge", "stages", place, at), f"`{stage}` is no value of a field `stage`.")


def _check_plover(document: Document) -> None:
    """C118: a mapping to or from something that does not exist."""
    roles = {role["name"] for role in document.data["roles"]}
    for place, rule in enumerate(document.data.get("plover", ())):
        where = ("plover", place)
        if rule["event"] not in PLOVER_EVENTS:
            known = ", ".join(sorted(PLOVER_EVENTS))
            document.report("C118", (*where, "event"), f"`{rule['event']}` is none of {known}.")
        for side in ("actor", "recipient"):
            if rule.get(side, next(iter(roles), None)) not in roles | {None}:
                document.report("C118", (*where, side), f"`{rule[side]}` is no role of the type.")
        _check_conditions(document, where, rule)


def _check_abroad(document: Document) -> None:
    """C118: a reading under a value, or of a role, that does not exist."""
    roles = {role["name"] for role in document.data["roles"]}
    for place, rule in enumerate(document.data.get("abroad", ())):
        where = ("abroad", place)
        for name in rule.get("parts", {}):
            if name not in roles:
                document.report("C118", (*where, "parts", name), f"`{name}` is no role of the type.")
        _check_conditions(document, where, rule)


def _check_conditions(document: Document, where: Where, rule: Mapping[str, Any]) -> None:
    """Report values of enumerations that a rule asks for and that do not exist."""
    values = {
        item["name"]: {value["value"] for value in item.get("values", ())} for item in document.data.get("fields", ())
    }
    for name, allowed in rule.get("fields", {}).items():
        for value in allowed:
            if value not in values.get(name, ()):
                document.report("C118", (*where, "fields", name), f"`{value}` is no value of a field `{name}`.")


def _check_examples(document: Document, labels: Labels) -> dict[tuple[str, int], Marked]:
    """C119: bad markup; C120: an example without a frame of the type; C121: a counter-example with one; C122: twice.

    Returns:
        Each sentence read, by list and place.
    """
    sentences: dict[tuple[str, int], Marked] = {}
    texts: set[str] = set()
    own = document.data["id"]
    for kind in ("examples", "counterexamples"):
        for place, line in enumerate(document.data[kind]):
            marked = parse_markup(line, labels)
            where = (kind, place)
            for fault in marked.faults:
                document.report("C119", where, f"{fault}.")
            holds = any(frame.type == own for frame in marked.frames)
            if kind == "examples" and not holds:
                document.report("C120", where, f"no trigger of `{own}` is marked; mark one or delete the example.")
            if kind == "counterexamples" and holds:
                document.report("C121", where, f"a trigger of `{own}` is marked; move it to `examples`.")
            if marked.text in texts:
                document.report("C122", where, "the same sentence stands in the file twice; change one.")
            texts.add(marked.text)
            sentences[where] = marked
    return sentences


def _check_statuses(document: Document) -> None:
    """C123: a status missing or twice, or a word that gives two statuses."""
    rules = document.data["statuses"]
    count = Counter(rule["id"] for rule in rules)
    for status in STATUSES:
        if count[status] != 1:
            document.report("C123", ("statuses",), f"the status `{status}` is defined {count[status]} times.")
    for kind in ("auxiliaries", "governors", "markers"):
        claimed: dict[str, str] = {}
        for place, rule in enumerate(rules):
            for at, word in enumerate(rule.get(kind, ())):
                if word in claimed:
                    here = ("statuses", place, kind, at)
                    document.report("C123", here, f"`{word}` already gives `{claimed[word]}`.")
                claimed.setdefault(word, rule["id"])
