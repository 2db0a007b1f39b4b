"""Everything that is measured: `python -m benchmarks` (coding quality, then speed)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run each benchmark in a process of its own; the worst exit code counts."""
    return max(subprocess.run([sys.executable, str(HERE / name)], check=False).returncode for name in ("quality.py", "speed.py"))


if __name__ == "__main__":
    sys.exit(main())
