"""The entry point: one command's exit code, and how it ends when it is interrupted.

Exit codes: 0 done; 1 some inputs failed, or a check found faults; 2 wrong usage; 130 and 141 as shells use them, for
Ctrl-C and for a pipe whose reader has gone.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from foedera.cli.arguments import build_parser
from foedera.cli.plain import fit
from foedera.errors import FoederaError, ProblemError

DONE, FAILED, USAGE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What a disk says that takes no more."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with the given arguments (those of the process if None) and return its exit code."""
    # numpy's matrices are small here: threads for them would cost a third of its import, in every process
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:] if arguments is None else arguments
    options = build_parser(arguments).parse_args(arguments)
    fit(sys.stdout, text=getattr(options, "format", None) in (None, "text") and not getattr(options, "json", False))
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except ProblemError as error:
        for problem in error.problems:
            say(str(problem))
        return FAILED
    except FoederaError as error:
        say(str(error))
        return USAGE if error.usage else FAILED
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        say(f"what was asked for cannot be written: {error.strerror}")
        _drop_output()
        return FAILED
    return code


def _drop_output() -> None:
    """Leave what is still buffered, which must not raise again when the interpreter closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: str) -> None:
    """Tell the person at the terminal something that is no result, on one line."""
    print(f"foedera: {' '.join(message.split())}", file=sys.stderr)
