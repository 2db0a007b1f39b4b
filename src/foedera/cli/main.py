"""The entry point: one command's exit code, and how it ends when it is interrupted.

Exit codes: 0 done; 1 some inputs failed, or a check found faults; 2 wrong usage; 130 and 141 as shells use them, for
Ctrl-C and for a pipe whose reader has gone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from foedera.cli.arguments import build_parser
from foedera.errors import FoederaError, ProblemError

DONE, FAILED, USAGE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with the given arguments (those of the process if None) and return its exit code."""
    # numpy's matrices are small here: threads for them would cost a third of its import, in every process
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:] if arguments is None else arguments
    options = build_parser(arguments).parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        # what is still buffered must not raise again when the interpreter closes the stream
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except ProblemError as error:
        for problem in error.problems:
            say(str(problem))
        return FAILED
    except FoederaError as error:
        say(str(error))
        return FAILED
    return code


def say(message: str) -> None:
    """Tell the person at the terminal something that is no result, on one line."""
    print(f"foedera: {' '.join(message.split())}", file=sys.stderr)
