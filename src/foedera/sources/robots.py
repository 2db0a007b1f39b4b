"""robots.txt after RFC 9309: the group of our name, else that of all; the longest rule that fits decides."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from foedera.sources.addresses import SAFE

PRODUCT = "foedera"
_MAX = 500 * 1024
"""Bytes of a robots.txt that count; the RFC asks for at least as many."""
_MAX_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a group."""

    allow: bool
    pattern: str

    def fits(self, target: str) -> bool:
        """Tell whether a path is meant; `*` stands for anything, `$` at the end for the end. Linear in both."""
        anchored = self.pattern.endswith("$")
        first, *parts = self.pattern.removesuffix("$").split("*")
        if not target.startswith(first):
            return False
        at = len(first)
        for number, part in enumerate(parts):
            if anchored and number == len(parts) - 1:
                return len(target) - len(part) >= at and target.endswith(part)
            found = target.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return at == len(target) if anchored else True


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host asks of us."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0
    """Seconds between two requests."""

    def allows(self, target: str) -> bool:
        """Tell whether a path may be fetched."""
        fitting = [rule for rule in self.rules if rule.fits(target)]
        if not fitting:
            return True
        longest = max(len(rule.pattern) for rule in fitting)
        return any(rule.allow for rule in fitting if len(rule.pattern) == longest)


NOTHING_ASKED = Robots()
ALL_REFUSED = Robots((Rule(allow=False, pattern="/"),))
"""What holds where a server cannot say: RFC 9309 takes its failure for a no."""


def parse_robots(data: bytes) -> Robots:
    r"""Read a robots.txt; lines that mean nothing are passed over.

    Example:
        >>> robots = parse_robots(b"User-agent: *\nDisallow: /private\nAllow: /private/news")
        >>> robots.allows("/private/list"), robots.allows("/private/news/1")
        (False, True)
    """
    groups: dict[str, list[Rule]] = {}
    delays: dict[str, float] = {}
    agents: list[str] = []
    naming = False
    for raw in data[:_MAX].decode("utf-8-sig", "replace").splitlines():
        key, colon, value = raw.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            agents = [*(agents if naming else ()), value.lower()]
            naming = True
            groups.setdefault(value.lower(), [])
            continue
        naming = False if key in ("allow", "disallow", "crawl-delay") else naming
        if key in ("allow", "disallow") and value:
            rule = Rule(key == "allow", quote(value, safe=SAFE + "$"))
            for agent in agents:
                groups[agent].append(rule)
        elif key == "crawl-delay":
            delays.update(dict.fromkeys(agents, _seconds(value)))
    ours = PRODUCT if PRODUCT in groups else "*"
    return Robots(tuple(groups.get(ours, ())), delays.get(ours, 0.0))


def _seconds(value: str) -> float:
    try:
        return min(max(float(value), 0.0), _MAX_DELAY)
    except ValueError:
        return 0.0
