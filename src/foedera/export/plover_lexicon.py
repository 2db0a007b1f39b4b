"""PLOVER's modes and contexts by wording: data (`data/plover`), built into one small table."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from foedera.codebook.words import longest_value, stems
from foedera.export.material import ExportError

ASSET = Path(__file__).parent.parent / "assets" / "plover.json"


@dataclass(frozen=True, slots=True)
class ModeWords:
    """The modes of one event type by stemmed wording."""

    default: str | None
    """The mode of a wording that says nothing more; None: then there is none."""
    words: Mapping[str, str]
    fields_first: bool
    """Whether what is sent or meant tells more than the words beside the trigger."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A wording by which a claim is another event than the codebook's rule says."""

    claim: str
    event: str
    becomes: str
    mode: str | None
    near: bool
    """Whether the words may stand beside the trigger."""
    words: Mapping[str, str]
    unless: Mapping[str, str]
    """Words beside the trigger by which it stays what it is."""
    only: Mapping[str, str]
    """Words of which the trigger has to have one; none: any trigger."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Wordings of modes and contexts."""

    modes: Mapping[str, ModeWords]
    """By event type; a type without modes is absent."""
    contexts: Mapping[str, tuple[str, ...]]
    """By stemmed wording."""
    turns: tuple[Turn, ...]
    no_acts: Mapping[str, re.Pattern[str]]
    """What a trigger and the words after it say where they are an act towards nobody, by type of claim."""

    def turned(self, claim: str, event: str, trigger: str, beside: str) -> tuple[str, str | None]:
        """Return the event that a wording makes of another one, with its mode; else the same event and no mode."""
        for turn in self.turns:
            same = (turn.claim, turn.event) == (claim, event)
            same = same and (not turn.only or longest_value(trigger, turn.only) is not None)
            told = same and longest_value(beside if turn.near else trigger, turn.words)
            if told and not longest_value(beside, turn.unless):
                return turn.becomes, turn.mode
        return event, None

    def mode(self, event: str, beside: str, fields: str, passages: str) -> str | None:
        """Return the mode that the first telling text names, the longest wording deciding; else the default.

        Args:
            beside: The trigger with the words beside it.
            fields: The words of the claim's own fields, with the trigger.
            passages: Its sentences.
        """
        known = self.modes.get(event)
        if known is None:
            return None
        scopes = (fields, beside, passages) if known.fields_first else (beside, fields, passages)
        return next((mode for text in scopes if (mode := longest_value(text, known.words))), known.default)

    def contexts_of(self, text: str) -> list[str]:
        """Return the contexts whose words stand in a text, the most often named first."""
        words, found, at = stems(text), dict[str, int](), 0
        while at < len(words):
            size, names = self._at(words, at)
            for name in names:
                found[name] = found.get(name, 0) + 1
            at += size
        return sorted(found, key=lambda name: -found[name])

    def _at(self, words: tuple[str, ...], at: int) -> tuple[int, tuple[str, ...]]:
        for size in range(min(4, len(words) - at), 0, -1):
            names = self.contexts.get(" ".join(words[at : at + size]))
            if names:
                return size, names
        return 1, ()


def _turn(row: Mapping[str, Any]) -> Turn:
    return Turn(**{**row, **{key: dict.fromkeys(row[key], key) for key in ("words", "unless", "only")}})


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the built lexicon.

    Raises:
        ExportError: The built file is missing.
    """
    if not ASSET.is_file():
        message = f"{ASSET} is missing; run scripts/build_plover.py or reinstall foedera"
        raise ExportError(message)
    data = json.loads(ASSET.read_bytes())
    modes = {
        event: ModeWords(rows["default"], rows["words"], rows["fields_first"]) for event, rows in data["modes"].items()
    }
    turns = tuple(_turn(row) for row in data["turns"])
    contexts = {wording: tuple(names) for wording, names in data["contexts"].items()}
    return Lexicon(modes, contexts, turns, {claim: re.compile(words) for claim, words in data["no_acts"].items()})
