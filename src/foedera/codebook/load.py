"""Loading: the built codebook from one JSON file, a user's own directories of YAML on top of it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedera.codebook.build import build_codebook, content_hash, with_indexes
from foedera.errors import CodebookError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.codebook.checks import Parse, Sources
    from foedera.codebook.records import Codebook

ASSET = Path(__file__).parent.parent / "assets" / "codebook.json"
_FORMAT = 1


def load(*directories: Path) -> Codebook:
    """Return the built codebook with the types of a user's own directories added.

    A user's type with the id of a built one takes its place; of two directories, the later one counts.
    Nothing but JSON is parsed where no directory is given.

    Raises:
        CodebookError: With every fault of the directories at once, or where the built codebook is absent.
    """
    if not directories:
        return _built(ASSET)
    built = _read_asset(ASSET)
    from foedera.codebook.checks import check_sources, read_sources  # noqa: PLC0415 - only a user's YAML needs checks

    types: dict[str, Mapping[str, Any]] = {data["id"]: data for data in built["types"]}
    problems: list[Problem] = []
    for directory in directories:
        sources = read_sources(directory)
        problems += check_sources(sources, tuple(types.values()))
        types.update({data["id"]: data for data in _plain_types(sources)})
    if problems:
        raise CodebookError(*problems)
    return build_codebook(types.values(), built["statuses"], content_hash(types.values(), built["statuses"]))


@lru_cache(maxsize=1)  # never changed; who reads, who prints and who draws ask for it, each in a place of its own
def _built(asset: Path) -> Codebook:
    built = _read_asset(asset)
    return build_codebook(built["types"], built["statuses"], built["hash"])


def check(directory: Path, parse: Parse | None = None) -> list[Problem]:
    """Return every fault of a directory of codebook files, by file and line.

    Args:
        directory: A user's own types, checked beside the built ones, or `data/codebook` itself.
        parse: The language model's parser. With it, every pattern must match an example and every example of a type
            that lives by patterns a pattern; without it, trees are unknown and these checks are left out.
    """
    from foedera.codebook.checks import check_sources, read_sources  # noqa: PLC0415 - as above

    built = _read_asset(ASSET) if ASSET.exists() else {"types": (), "statuses": ()}
    return check_sources(read_sources(directory), built["types"], built["statuses"], parse)


def build_asset(directory: Path, target: Path) -> Codebook:
    """Check `directory`, write it as the built codebook to `target`, and return it.

    The file is the same for the same content, on every machine.

    Raises:
        CodebookError: With every fault of the directory.
    """
    from foedera.codebook.checks import check_sources, read_sources  # noqa: PLC0415 - as above

    sources = read_sources(directory)
    problems = check_sources(sources, ())
    if problems:
        raise CodebookError(*problems)
    types = [with_indexes(data) for data in sorted(_plain_types(sources), key=lambda data: str(data["id"]))]
    statuses = sources.statuses
    data = {"format": _FORMAT, "hash": content_hash(types, statuses), "types": types, "statuses": statuses}
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    target.write_text(text + "\n", encoding="utf-8")
    return build_codebook(types, statuses, str(data["hash"]))


def _plain_types(sources: Sources) -> list[Mapping[str, Any]]:
    return [{**document.data, "source": document.path.name} for document in sources.types]


def _read_asset(asset: Path) -> dict[str, Any]:
    """Read the built codebook."""
    try:
        data: dict[str, Any] = json.loads(asset.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"the built codebook cannot be read ({error}); reinstall, or run scripts/build_codebook.py."
        raise CodebookError(Problem("C100", str(asset), message)) from error
    if data.get("format") != _FORMAT:
        message = f"format {data.get('format')} where {_FORMAT} is needed; run scripts/build_codebook.py."
        raise CodebookError(Problem("C100", str(asset), message))
    return data
