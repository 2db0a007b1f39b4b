"""`foedera review`: the queue in the terminal, judged with single keys."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from foedera.cli.main import DONE, say
from foedera.cli.opened import counted, opened, style
from foedera.contract import changed_claim, claim_to_json
from foedera.errors import FoederaError
from foedera.events import Action, Decision, Entry
from foedera.record import Item, Record
from foedera.render import claim_lines, event_lines, render_terminal

KEYS = "j next  k back  a accept  x reject  u unsure  e edit  m same  s different  n note  z undo  q quit"
_CLEAR = "\x1b[2J\x1b[H"


def review(options: argparse.Namespace) -> int:
    """Show one item of the queue after the other and take decisions; keys come one by one, without Enter on a terminal.

    Where the input is no terminal, each line is one key: a review can be scripted, and tested.
    """
    with opened(options, writes=True) as record:
        items = record.queue(options.limit)
        if not items:
            say("nothing needs a look")
            return DONE
        with _keys() as keys:
            session = Session(record, items)
            session.run(keys)
        say(f"{counted(len(session.taken), 'decisions')} taken")
    return DONE


@dataclass(slots=True)
class Session:
    """One person's way through the queue."""

    record: Record
    items: list[Item]
    at: int = 0
    taken: list[tuple[int, Decision]] = field(default_factory=list)
    """Each decision with the place of its item in the queue."""
    message: str = ""
    shown: dict[str | None, str] = field(default_factory=dict)
    """How the claim (None), and the pair of it with another claim, stood when it was shown."""

    def run(self, keys: Iterator[str]) -> None:
        """Show items and do what the keys say until the queue or the keys end."""
        self._show()
        for key in keys:
            if key in ("q", "\x03", "\x04"):
                return
            self._press(key)
            self._show()

    def _press(self, key: str) -> None:
        """Do what a key says; at the end of the queue one can only go back."""
        actions: dict[str, Callable[[], object]] = {
            "a": lambda: self._decide(self.record.accept),
            "x": lambda: self._decide(self.record.reject),
            "u": self._unsure,
            "m": lambda: self._compare("same"),
            "s": lambda: self._compare("different"),
            "n": self._note,
            "e": self._edit,
            "z": self._undo,
            "k": lambda: self._move(-1),
            "j": lambda: self._move(1),
        }
        self.message = ""
        if key not in actions:
            self.message = f"no key {key!r}"
        elif self.at < len(self.items) or key in "kz":
            try:
                actions[key]()
            except FoederaError as error:
                self.message = str(error)

    @property
    def item(self) -> Item:
        """What is shown."""
        return self.items[self.at]

    def _move(self, steps: int) -> None:
        self.at = min(max(0, self.at + steps), len(self.items))

    def _decide(self, verb: Callable[..., Decision]) -> None:
        self._take(verb(self.item.claim, shown=self.shown[None]))
        self._move(1)

    def _take(self, decision: Decision) -> None:
        self.taken.append((self.at, decision))

    def _unsure(self) -> None:
        if self.item.kind == "pair":
            self._compare("doubt")
        else:
            self._decide(self.record.doubt)

    def _compare(self, action: Action) -> None:
        other = self.item.other
        if self.item.kind != "pair" or other is None:
            self.message = "this is no pair: same and different are for two claims"
            return
        self._take(self.record.compare(action, self.item.claim, other, shown=self.shown[other])[0])
        self._move(1)

    def _note(self) -> None:
        text = _ask("note: ")
        if text:
            self._take(self.record.note(self.item.claim, text))

    def _edit(self) -> None:
        entry = self.record.claim(self.item.claim)
        changed = _edited(entry)
        if changed is None:
            self.message = "nothing changed"
            return
        text = self.record.store.reports.texts([entry.report]).get(entry.report, "")
        self._take(self.record.edit(changed_claim(changed, entry.claim, text), shown=self.shown[None]))
        self._move(1)

    def _undo(self) -> None:
        if not self.taken:
            self.message = "nothing to take back in this review"
            return
        self.at, decision = self.taken.pop()
        self.record.undo(decision.id)

    def _show(self) -> None:
        if sys.stdout.isatty():
            print(_CLEAR, end="")
        if self.at == len(self.items):
            print(f"\nThat was the last one. {self.message}\n\nk back  z undo  q quit", flush=True)
            return
        state = self.record.store.decisions.state
        self.shown = {None: state(self.item.claim).hash}
        if self.item.other is not None:
            self.shown[self.item.other] = state(self.item.claim, self.item.other).hash
        print(f"{self.at + 1}/{len(self.items)}  {self.item.reason}\n")
        for claim in (self.item.claim, self.item.other):
            if claim is not None and (entry := self.record.store.entries.find(claim)):
                print(self._claim(entry))
        if self.item.kind in ("conflict", "claim") and (event := self.record.store.events.find(f"e-{self.item.claim}")):
            known = self.record.knowledge
            print("\n".join(event_lines(event, style(), known.names, known.direction_of)))
        if self.message:
            print(f"\n{self.message}")
        print(f"\n{KEYS}", flush=True)

    def _claim(self, entry: Entry) -> str:
        names, directions = self.record.knowledge.names, self.record.knowledge.direction_of
        report = self.record.store.reports.get(entry.report).report
        alone = type(report)(**{**{name: getattr(report, name) for name in report.__slots__}, "claims": (entry.claim,)})
        marks = "\n".join(claim_lines(entry, style(), names, directions)) if entry.verdict or entry.edited else ""
        return "\n".join(
            part for part in (render_terminal(alone, style(), names, directions, full=True), marks) if part
        )


def _edited(entry: Entry) -> dict[str, object] | None:
    """Let the person change a claim's JSON in their editor; None where nothing changed."""
    before = json.dumps(claim_to_json(entry.claim), ensure_ascii=False, indent=1)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{entry.id}.json")
        path.write_text(before, encoding="utf-8")
        try:
            subprocess.run([*editor.split(), str(path)], check=True)  # noqa: S603 - the person's own editor
            after = path.read_text(encoding="utf-8")
            changed: dict[str, object] = json.loads(after)
        except (OSError, subprocess.CalledProcessError, json.JSONDecodeError, UnicodeError) as error:
            message = f"the change was not taken: {error}"
            raise FoederaError(message) from error
    return None if after == before else changed


def _ask(prompt: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    with _cooked():
        return input(prompt).strip()


@contextmanager
def _keys() -> Iterator[Iterator[str]]:
    """Give out keys: single presses on a terminal, the first letter of each line elsewhere."""
    if not sys.stdin.isatty():
        yield (line.strip()[:1] for line in iter(sys.stdin.readline, "") if line.strip())
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        yield iter(lambda: sys.stdin.read(1), "")
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


@contextmanager
def _cooked() -> Iterator[None]:
    """Give the terminal back its lines for a while."""
    import termios

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    lines = termios.tcgetattr(descriptor)
    lines[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(descriptor, termios.TCSADRAIN, lines)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
