"""Who plays which part in the passages of `frames/`, over sentences: `python -m training.casts --out FILE`.

The shipped model and the gazetteer say who is named where; the marks, the groups of frames that tell of one happening,
the references and `implied_roles.tsv` say who plays what. `training.train` learns from the file who plays a part that
a sentence leaves open. Takes some three minutes.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedera import pipeline
from foedera.coding.context import Context, polity
from foedera.pipeline import Engine
from training.evaluate import HERE
from training.learning import PUBLISHED, read
from training.markup import ROLES, Passage, iter_passages
from training.players import Implied, implied_in

_POLITICAL = frozenset({"state", "organisation", "service", "unit"})
"""Kinds of entries that act for a state or an organisation."""
Key = tuple[int, str]
"""Number of a sentence, from 0, and identifier of a frame in it."""


def cast_of(engine: Engine, passage: Passage, implied: Implied) -> dict[str, Any] | None:
    """Return who is named where in a passage, and who plays what; None where it is not read sentence by sentence."""
    context = read(engine, passage)
    if context is None:
        return None
    starts = [sentence.segment.start for sentence in context.sentences]
    names = [
        (number, name.start - starts[number], name.end - starts[number], name.polity)
        for number, named in enumerate(context.named)
        for name in named
    ]
    return {"names": names, "players": _players(engine, context, passage, implied)}


def _players(engine: Engine, context: Context, passage: Passage, implied: Implied) -> dict[str, dict[str, list[str]]]:
    """Return by frame ("2.e1") and role who plays it, as far as that is known; nobody does where the list is empty."""
    groups = _happenings(passage)
    told: defaultdict[tuple[Key, str], set[str]] = defaultdict(set)
    dark: set[tuple[Key, str]] = set()
    for number, sentence in enumerate(passage.sentences):
        for filler in sentence.fillers:
            part = groups[number, filler.frame], filler.label
            who = _named_in(engine, context, passage, number, (filler.start, filler.end))
            told[part] |= who
            if not who:
                dark.add(part)
    for (frame, role), names in implied.items():
        where, _, name = frame.partition(".")
        part = groups.get((int(where) - 1, name), (int(where) - 1, name)), role
        actors = [engine.gazetteer.resolve(each, PUBLISHED) for each in sorted(names - {"-", "?", ""})]
        told[part] |= {key for actor in actors if actor is not None and (key := polity(actor))}
        if "?" in names or None in actors:
            dark.add(part)
    return {
        f"{number + 1}.{trigger.id}": {
            role: sorted(told[part])
            for role in sorted(ROLES[trigger.type])
            if (part := (groups[number, trigger.id], role)) in told and part not in dark
        }
        for number, sentence in enumerate(passage.sentences)
        for trigger in sentence.triggers
    }


def _happenings(passage: Passage) -> dict[Key, Key]:
    """Return for each frame the first one that tells of the same happening."""
    found = {(n, t.id): (n, t.id) for n, sentence in enumerate(passage.sentences) for t in sentence.triggers}
    for group in passage.groups:
        found |= {(number - 1, name): (group[0][0] - 1, group[0][1]) for number, name in group}
    return found


def _named_in(engine: Engine, context: Context, passage: Passage, number: int, span: tuple[int, int]) -> set[str]:
    """Return whom a filler names, or stands for by a reference."""
    shift = context.sentences[number].segment.start
    start, end = span[0] + shift, span[1] + shift
    who = {name.polity for name in context.named[number] if name.start < end and start < name.end}
    if who:
        return who
    phrase = passage.sentences[number].text[slice(*span)].casefold()
    meant = [r.stands_for for r in passage.references if r.sentence == number + 1 and r.phrase.casefold() in phrase]
    entries = [mention.entry for text in meant for mention in engine.gazetteer.find(text, 0, len(text))]
    return {key for e in entries if e.kind in _POLITICAL and (key := e.country or e.org)}


def casts(engine: Engine, folder: Path, implied: dict[tuple[str, int], Implied]) -> Iterator[tuple[str, Any]]:
    """Yield the cast of each passage of several sentences, by file and number as `data.load_frames` names it."""
    for path in sorted(folder.glob("*.txt")):
        for number, passage in enumerate(iter_passages(path)):
            cast = cast_of(engine, passage, implied.get((path.stem, number), {}))
            if cast is not None:
                yield f"{path.stem}:{number}", cast


def main() -> None:
    """Write the casts of all passages."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--implied", type=Path, default=HERE / "implied_roles.tsv")
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    found = dict(casts(pipeline.load(None, 2), args.frames, implied_in(args.implied)))
    args.out.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    parts = [who for cast in found.values() for roles in cast["players"].values() for who in roles.values()]
    print(f"{len(found)} passages, {len(parts)} parts known, {sum(map(bool, parts))} of them played by somebody named")


if __name__ == "__main__":
    main()
