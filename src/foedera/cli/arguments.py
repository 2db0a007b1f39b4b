"""What the command line takes. Building the parser imports nothing of what the commands need."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from foedera.cli.coder_arguments import add_coder_arguments
from foedera.cli.input_arguments import add_engine_arguments, add_input_arguments
from foedera.cli.record_arguments import add_record_commands
from foedera.cli.serve_arguments import add_serve_commands

FORMATS = ("text", "json", "jsonl", "html", "csv", "plover", "parquet")
_READ_EXAMPLES = """\
examples:
  foedera read article.html
  foedera read reports/ --format json -o claims/        one file a report
  curl -s https://example.org/news | foedera read - --published 2025-08-13
"""


def build_parser(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser; parsed options carry the command to run as `run`.

    Args:
        arguments: What is to be parsed. Where it begins with `read`, the other commands are left out, which take
            longer to lay out than a short report to read.
    """
    parser = _Parser(
        prog="foedera",
        description="Reads reports on how states deal with each other and tells what they claim, with the passages.",
    )
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_read(commands)
    if arguments and arguments[0] == "read":
        return parser
    add_record_commands(commands, _lazily, _positive)
    add_serve_commands(commands, _lazily)
    _add_codebook(commands)
    schema = commands.add_parser("schema", help="print the JSON Schema of a report with its claims")
    schema.set_defaults(run=partial(_lazily, "schema", "print_schema"))
    doctor = commands.add_parser("doctor", help="tell whether everything that reading needs is in order")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    doctor.set_defaults(run=partial(_lazily, "doctor", "examine"))
    return parser


def _add_read(commands: Any) -> None:
    read = commands.add_parser(
        "read",
        help="read reports and print their claims",
        description="Reads files, folders (every file of a known kind in them), archives, tables, feeds, mailboxes, "
        "web addresses or standard input (-).",
        epilog=_READ_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    read.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, archive, address, or -")
    form = read.add_mutually_exclusive_group()
    form.add_argument(
        "-f", "--format", choices=FORMATS, help="how to print (default: what the ending of -o says, else text)"
    )
    form.add_argument("--json", action="store_const", dest="format", const="json", help="the same as --format json")
    read.add_argument(
        "-o", "--output", metavar="PATH", type=Path, help="file to write, or a folder for one file a report"
    )
    read.add_argument("--published", metavar="DATE", help="date of publication, where the file does not give it")
    read.add_argument("--publisher", metavar="NAME", help="publisher, where the file does not give it")
    read.add_argument("--codebook", metavar="FOLDER", type=Path, help="claim types of your own, beside the built ones")
    read.add_argument("-j", "--jobs", metavar="N", type=_positive, help="processes or workers (default: one a core)")
    add_input_arguments(read)
    add_engine_arguments(read)
    add_coder_arguments(read, both=True)
    read.set_defaults(run=partial(_lazily, "early", "read"), parser=read)


def _add_codebook(commands: Any) -> None:
    codebook = commands.add_parser("codebook", help="show, check or begin claim types")
    parts = codebook.add_subparsers(title="commands", metavar="COMMAND", required=True)
    show = parts.add_parser("show", help="tell what the claim types are, or one of them in full")
    show.add_argument("type", nargs="?", metavar="TYPE")
    show.add_argument("--codebook", metavar="FOLDER", type=Path, help="claim types of your own, beside the built ones")
    show.add_argument("--json", action="store_true", help="print as JSON")
    show.set_defaults(run=partial(_lazily, "codebook", "show"))
    new = parts.add_parser("new", help="write a file to start a claim type of your own from")
    new.add_argument("type", metavar="TYPE", help="name of the type: small letters, digits, single underscores")
    new.add_argument("folder", nargs="?", metavar="FOLDER", type=Path, default=Path(), help="where (default: here)")
    new.set_defaults(run=partial(_lazily, "codebook", "new"))
    check = parts.add_parser("check", help="name every fault of a folder of claim types, with file and line")
    check.add_argument("folder", metavar="FOLDER", type=Path)
    check.add_argument("--quick", action="store_true", help="leave out the checks that need the language model")
    check.add_argument("--json", action="store_true", help="print as JSON")
    check.set_defaults(run=partial(_lazily, "codebook", "check"))


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return int(text)


def _lazily(module: str, function: str, options: argparse.Namespace) -> int:
    """Import a command only when it runs."""
    run: Callable[[argparse.Namespace], int] = getattr(import_module(f"foedera.cli.{module}"), function)
    return run(options)


class _Parser(argparse.ArgumentParser):
    """Tells of wrong usage by the command that it is of, and takes words that begin with a minus after `--text`."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Return the options; what is left over is wrong usage of this command, not of the program above it."""
        options, rest = super().parse_known_args(_with_words(sys.argv[1:] if args is None else args), namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return options, rest


def _with_words(arguments: Sequence[str]) -> list[str]:
    """Return arguments with the words of `--text` tied to it, where they would pass for another option.

    Example:
        >>> _with_words(["events", "--text", "-denied", "--json"])
        ['events', '--text=-denied', '--json']
    """
    out: list[str] = []
    for word in arguments:
        if out and out[-1] == "--text" and word.startswith("-") and not word.startswith("--"):
            out[-1] = f"--text={word}"
        else:
            out.append(word)
    return out


class _Version(argparse.Action):
    """Prints the version, which is looked up only then: that takes as long as the whole parser."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002 - argparse's name
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("foedera")
        except PackageNotFoundError:
            found = "(not installed)"
        sys.stdout.write(f"foedera {found}\n")
        parser.exit()
