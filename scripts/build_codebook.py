"""Check data/codebook/ and write it as src/foedera/assets/codebook.json.

usage: python scripts/build_codebook.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from foedera.codebook import build_asset
from foedera.errors import CodebookError

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data" / "codebook"
TARGET = ROOT / "src" / "foedera" / "assets" / "codebook.json"


def build_codebook() -> int:
    """Build the asset; return the exit status, 1 where the codebook has faults."""
    try:
        codebook = build_asset(SOURCE, TARGET)
    except CodebookError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{TARGET.relative_to(ROOT)}: {len(codebook.types)} types, hash {codebook.hash[:12]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(build_codebook())
