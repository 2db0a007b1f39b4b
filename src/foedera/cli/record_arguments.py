"""What the commands on a record take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from foedera.cli.coder_arguments import add_coder_arguments
from foedera.cli.input_arguments import add_engine_arguments, add_input_arguments

PICTURES = ("timeline", "map", "network")
EXPORTS = tuple("csv parquet geojson plover stix ftm bibtex csl-json ris json jsonl archive".split())
Lazily = Callable[..., int]
_ADD_EXAMPLES = """\
examples:
  foedera add reports/                         a folder into foedera.db
  foedera add page.html --publisher "Tanjug" --record balkans.db
Adding the same report again adds nothing; a run that was broken off goes on where it stopped.
"""


def add_record_commands(commands: Any, lazily: Lazily, positive: Callable[[str], int]) -> None:
    """Add every command that works on a record."""
    _add(commands, lazily, positive)
    _questions(commands, lazily)
    _analyses(commands, lazily)
    _pictures(commands, lazily)
    _corrections(commands, lazily)
    _transfer(commands, lazily)


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], help_: str, **more: Any) -> Any:
    parser = commands.add_parser(name, help=help_, description=more.pop("description", help_), **more)
    parser.add_argument(
        "-r",
        "--record",
        metavar="RECORD",
        help="file or postgresql:// address (default: foedera.db)",
    )
    parser.add_argument("--codebook", metavar="FOLDER", type=Path, help=argparse.SUPPRESS)
    parser.set_defaults(run=run, parser=parser)
    return parser


def _json(parser: Any) -> None:
    parser.add_argument("--json", action="store_true", help="print as JSON")


def _filters(parser: Any) -> None:
    """Add the filters that all questions share."""
    which = parser.add_argument_group("which")
    which.add_argument("-c", "--country", metavar="WHO", action="append", help="state or organisation that takes part")
    which.add_argument("--pair", metavar=("A", "B"), nargs=2, help="two that both take part")
    which.add_argument("-t", "--type", metavar="TYPE", action="append", help="exercise, transfer, agreement, ...")
    which.add_argument("-s", "--status", metavar="STATUS", action="append", help="occurred, planned, denied, ...")
    which.add_argument("--since", metavar="DATE", help="2025, 2025-07 or 2025-07-19")
    which.add_argument("--until", metavar="DATE")
    which.add_argument("--publisher", metavar="NAME", action="append", help="who tells of it")
    which.add_argument("--least", metavar="P", type=float, help="least confidence, 0 to 1")
    which.add_argument("--text", metavar="WORDS", help='words, "phrases", -not, prefix*')
    which.add_argument("--conflicts", action="store_true", help="only events on which claims clash")
    which.add_argument("--limit", metavar="N", type=int, help="at most so many")


def _add(commands: Any, lazily: Lazily, positive: Callable[[str], int]) -> None:
    parser = _command(
        commands,
        "add",
        partial(lazily, "add", "add"),
        "read reports into a record",
        description="Reads files, folders, archives, tables, feeds, mailboxes and web addresses into a record and "
        "merges what they claim into events.",
        epilog=_ADD_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, archive, address, or -")
    _reading(parser, positive)
    retry = _command(
        commands,
        "retry",
        partial(lazily, "add", "retry"),
        "read again what failed",
        description="Reads the failed inputs of a record again, as `status` lists them: files, members of archives, "
        "pages. Give the same options as when they were added.",
    )
    retry.add_argument("paths", nargs="*", metavar="NAME", help="only these, as `status` names them (default: all)")
    _reading(retry, positive)
    rebuild = _command(
        commands, "rebuild", partial(lazily, "add", "rebuild"), "make links and events anew from reports and decisions"
    )
    rebuild.add_argument("-j", "--jobs", metavar="N", type=positive, help="processes or workers (default: one a core)")
    add_engine_arguments(rebuild)
    _json(rebuild)


def _reading(parser: Any, positive: Callable[[str], int]) -> None:
    parser.add_argument("--published", metavar="DATE", help="date of publication, where the file does not give it")
    parser.add_argument("--publisher", metavar="NAME", help="publisher, where the file does not give it")
    parser.add_argument("-j", "--jobs", metavar="N", type=positive, help="processes or workers (default: one a core)")
    add_input_arguments(parser)
    add_engine_arguments(parser)
    add_coder_arguments(parser, both=False)
    _json(parser)


def _questions(commands: Any, lazily: Lazily) -> None:
    for name, help_ in (("events", "list events, each with all its sources"), ("claims", "list claims, one a report")):
        parser = _command(commands, name, partial(lazily, "ask", name), help_)
        _filters(parser)
        form = parser.add_mutually_exclusive_group()
        form.add_argument("-f", "--format", choices=("text", "json", "jsonl", "csv"), default="text")
        form.add_argument("--json", action="store_const", dest="format", const="json", help="the same as --format json")
        if name == "events":
            form.add_argument("--full", action="store_true", help="each with its sources side by side, field by field")
            parser.add_argument("--save", metavar="NAME", help="keep this question under a name")
            parser.add_argument("--saved", metavar="NAME", help="ask a kept question again")
            parser.add_argument("--new", action="store_true", help="with --saved: only what came since the last time")
            parser.add_argument("--peek", action="store_true", help="with --new: it stays new")
        else:
            parser.add_argument("--verdict", choices=("accepted", "rejected", "unsure", "none"))
    show = _command(commands, "show", partial(lazily, "ask", "show"), "show an event, claim or report in full")
    show.add_argument("id", metavar="ID")
    _json(show)
    search = _command(commands, "search", partial(lazily, "ask", "search"), "find words in the reports")
    search.add_argument("words", nargs="+", metavar="WORD", help='words, "phrases", prefix*; behind -- also -not')
    search.add_argument("--limit", metavar="N", type=int, default=20)
    _json(search)
    queries = _command(commands, "queries", partial(lazily, "ask", "queries"), "list the questions that were kept")
    queries.add_argument("--drop", metavar="NAME", help="forget one")
    _json(queries)
    status = _command(commands, "status", partial(lazily, "status", "status"), "tell how much a record holds")
    _json(status)


def _analyses(commands: Any, lazily: Lazily) -> None:
    balance = _command(
        commands,
        "balance",
        partial(lazily, "analyse", "balance"),
        "tell how a state's dealings divide among powers",
        description="Counts dealings by year and power, with PLOVER scores, shares, evenness (0 all with one, 1 even) "
        "and a Mann-Kendall trend for each power.",
    )
    balance.add_argument("subject", metavar="STATE")
    balance.add_argument("--among", metavar="A,B,C", required=True, help="powers, with commas")
    balance.add_argument("--by", choices=("year", "month"), default="year")
    balance.add_argument("--weigh", choices=("count", "score"), default="count", help="what the shares are shares of")
    balance.add_argument("-t", "--type", metavar="TYPE", action="append")
    balance.add_argument("-s", "--status", metavar="STATUS", action="append", help="default: occurred and ongoing")
    balance.add_argument("--since", metavar="DATE")
    balance.add_argument("--until", metavar="DATE")
    balance.add_argument("-o", "--output", metavar="FILE", type=Path, help="a picture: .svg, .png or .html")
    balance.add_argument("--dark", action="store_true")
    _json(balance)
    forecasts = _command(
        commands, "forecasts", partial(lazily, "analyse", "forecasts"), "list what was foreseen, and what became of it"
    )
    _filters(forecasts)
    forecasts.add_argument("--state", choices=("open", "due", "resolved"), action="append")
    forecasts.add_argument("--scores", action="store_true", help="how often each source was right")
    forecasts.add_argument("--today", metavar="DATE", help="as if it were that day")
    forecasts.add_argument("--threshold", metavar="P", type=float, help="count resolutions as sure as that")
    _json(forecasts)
    slant = _command(commands, "slant", partial(lazily, "analyse", "slant"), "loaded wording by publisher")
    _json(slant)
    actor = _command(commands, "actor", partial(lazily, "analyse", "actor"), "what the record holds on one state")
    actor.add_argument("who", metavar="WHO")
    _json(actor)


def _pictures(commands: Any, lazily: Lazily) -> None:
    for kind in PICTURES:
        parser = _command(commands, kind, partial(lazily, "draw", "draw"), f"draw a {kind} as SVG, PNG or a page")
        _filters(parser)
        parser.add_argument("-o", "--output", metavar="FILE", type=Path, help=f"default: {kind}.html")
        parser.add_argument("--title", metavar="WORDS")
        parser.add_argument(
            "--dark", action="store_true", help="light on dark (else an .svg or .html follows the reader's system)"
        )
        if kind == "timeline":
            parser.add_argument("--lanes", choices=("type", "pair", "series"), default="type")
        parser.set_defaults(kind=kind)


def _corrections(commands: Any, lazily: Lazily) -> None:
    review = _command(
        commands,
        "review",
        partial(lazily, "review", "review"),
        "judge claims one by one in the terminal",
        description="Shows what most needs a look. Keys: j next, k back, a accept, x reject, u unsure, e edit, "
        "m same happening, s different ones, n note, z undo, q quit.",
    )
    review.add_argument("--limit", metavar="N", type=int, default=100)
    decide = commands.add_parser("decide", help="accept, reject, merge, split, rate, resolve, note or undo")
    parts = decide.add_subparsers(title="decisions", metavar="DECISION", required=True)
    for action in ("accept", "reject", "unsure"):
        part = _decision(
            parts, lazily, action, "say that claims are unsure" if action == "unsure" else f"{action} claims"
        )
        part.add_argument("ids", nargs="+", metavar="CLAIM")
    for action, help_ in (
        ("same", "say that events or claims are one happening"),
        ("different", "say that two claims are two happenings"),
        ("doubt", "say that it is unsure whether two claims are one happening"),
    ):
        part = _decision(parts, lazily, action, help_)
        part.add_argument("ids", nargs="+" if action == "same" else 2, metavar="ID")
    part = _decision(parts, lazily, "split", "say that a claim is another happening than the rest of its event")
    part.add_argument("ids", nargs=1, metavar="CLAIM")
    part = _decision(parts, lazily, "edit", "put a changed claim (JSON, as `show --json` prints it) in its place")
    part.add_argument("ids", nargs=1, metavar="FILE", help="file with the claim, or - for standard input")
    part = _decision(parts, lazily, "note", "write a note on a claim, event, report or publisher")
    part.add_argument("ids", nargs=1, metavar="ID")
    part.add_argument("text", metavar="TEXT")
    part = _decision(parts, lazily, "rate", "set a publisher's reliability, A to F")
    part.add_argument("ids", nargs=1, metavar="PUBLISHER")
    part.add_argument(
        "letter",
        metavar="LETTER",
        choices=tuple("ABCDEF"),
        help="A (completely reliable) to E (unreliable), or F (cannot be judged)",
    )
    part = _decision(parts, lazily, "resolve", "say what became of a forecast")
    part.add_argument("ids", nargs=1, metavar="CLAIM")
    outcomes = ("came true", "did not", "overtaken", "open")
    part.add_argument("outcome", metavar="OUTCOME", choices=outcomes, help='"came true", "did not", overtaken or open')
    part.add_argument("--by", metavar="CLAIM", help="the claim that shows it")
    part = _decision(parts, lazily, "undo", "take back a decision, or one's own last")
    part.add_argument("ids", nargs="?", metavar="DECISION")
    history = _command(commands, "history", partial(lazily, "ask", "history"), "who decided what, and why")
    history.add_argument("id", metavar="ID", help="claim, event or publisher")
    _json(history)


def _decision(parts: Any, lazily: Lazily, action: str, help_: str) -> Any:
    part = _command(parts, action, partial(lazily, "decide", "decide"), help_)
    part.add_argument("--reason", metavar="WORDS", default="")
    part.add_argument("--author", metavar="NAME", help="default: $FOEDERA_AUTHOR or the user of this machine")
    _json(part)
    part.set_defaults(action=action)
    return part


def _transfer(commands: Any, lazily: Lazily) -> None:
    export = _command(commands, "export", partial(lazily, "transfer", "export"), "write a record in another format")
    export.add_argument("format", choices=EXPORTS, help="csv and parquet write a folder; archive is the whole record")
    export.add_argument("-o", "--output", metavar="PATH", type=Path, required=True)
    _filters(export)
    import_ = _command(
        commands,
        "import",
        partial(lazily, "transfer", "bring_in"),
        "bring in an archive, or a spreadsheet of events",
        description="An archive (from `export archive`) is restored without loss. A spreadsheet comes in as claims "
        "with the spreadsheet as their source, by a file that says what its columns mean.",
    )
    import_.add_argument("path", metavar="FILE", type=Path)
    import_.add_argument("--mapping", metavar="FILE", type=Path, help="what the columns of a spreadsheet mean (YAML)")
    import_.add_argument("--guess", action="store_true", help="print a first mapping for a spreadsheet and stop")
    _json(import_)
