"""Everything that is measured: `python -m benchmarks` (coding quality, confidence, then speed)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run each benchmark in a process of its own; the worst exit code counts."""
    commands = [[sys.executable, str(HERE / name)] for name in ("quality.py", "calibration.py", "leads.py", "speed.py")]
    return max(subprocess.run(command, check=False).returncode for command in commands)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
