"""Write the weighted mean of some checkpoints: `python -m training.blend OUT CHECKPOINT=SHARE ...`.

Models that went on from one and the same are close enough for their weights' mean to be a model, as a rule a better one
than each (Wortsman et al. 2022, Model soups).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch


def blend(out: Path, shares: Mapping[Path, float]) -> None:
    """Write the mean of some checkpoints; shares are taken in proportion."""
    mixed: dict[str, Any] = {}
    whole = sum(shares.values())
    for path, share in shares.items():
        state = torch.load(path, weights_only=True)
        mixed = mixed or {**state, "weights": {}}
        for name, value in state["weights"].items():
            before = mixed["weights"].get(name, 0)
            mixed["weights"][name] = before + value * (share / whole) if value.is_floating_point() else value
    torch.save(mixed, out)


def pair_of(text: str) -> tuple[str, float]:
    """Return the two sides of PATTERN=TIMES.

    Raises:
        ValueError: If the text has another form.
    """
    pattern, times = text.rsplit("=", 1)
    return pattern, float(times)


def share_of(text: str) -> tuple[Path, float]:
    """Return the two sides of CHECKPOINT=SHARE; raises as `pair_of`."""
    path, share = pair_of(text)
    return Path(path), share


def main() -> None:
    """Blend."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("shares", type=share_of, nargs="+", metavar="CHECKPOINT=SHARE")
    wanted = ap.parse_args()
    blend(wanted.out, dict(wanted.shares))


if __name__ == "__main__":
    main()
