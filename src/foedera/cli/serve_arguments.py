"""What `foedera serve` and `foedera users` take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

_EXAMPLES = """\
examples:
  foedera serve drill.db --open                          on this machine, for whoever sits at it
  foedera users add "Ana Kovac" --role judge --users users.json
  foedera serve drill.db --host 0.0.0.0 --users users.json --certificate page.pem --key page.key
"""


def add_serve_commands(commands: Any, lazily: Callable[..., int]) -> None:
    """Add the commands about the web page."""
    _serve(commands, lazily)
    _users(commands, lazily)


def _serve(commands: Any, lazily: Callable[..., int]) -> None:
    serve = commands.add_parser(
        "serve",
        help="open the record as a web page on this machine",
        description="Serves the record as a web page: reading and judging, events, pictures, a JSON API under /api. "
        "It needs no network, and listens to this machine alone unless --host says otherwise.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    serve.add_argument("address", nargs="?", metavar="RECORD", help="file or postgresql:// address (foedera.db)")
    serve.add_argument("-r", "--record", metavar="RECORD", help="the same")
    serve.add_argument("--port", metavar="N", type=_port, default=0, help="default: 8765, or the next that is free")
    serve.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serve.add_argument("--open", action="store_true", help="open it in the browser")
    serve.add_argument("--users", metavar="FILE", type=Path, help="named users with their roles (`foedera users`)")
    serve.add_argument("--sign-in", action="store_true", help="ask for a one-time link on this machine too")
    serve.add_argument("--read-only", action="store_true", help="nobody may decide or add")
    serve.add_argument("--allow-host", metavar="NAME", action="append", default=[], help="name the page goes by")
    serve.add_argument("--certificate", metavar="FILE", type=Path, help="TLS certificate (PEM), with --key")
    serve.add_argument("--key", metavar="FILE", type=Path, help="its private key (PEM)")
    serve.add_argument("--author", metavar="NAME", help="who decides where nobody signs in by name")
    serve.add_argument("--codebook", metavar="FOLDER", type=Path, help=argparse.SUPPRESS)
    serve.set_defaults(run=partial(lazily, "serve", "serve"), parser=serve)


def _users(commands: Any, lazily: Callable[..., int]) -> None:
    users = commands.add_parser("users", help="who may use the web page, and as what")
    parts = users.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, help_ in (
        ("list", "list them with their roles"),
        ("add", "add one, or give one a new role and token; the token is printed once and kept nowhere"),
        ("remove", "take one out; what they decided stays in the record"),
    ):
        part = parts.add_parser(name, help=help_, description=help_)
        part.add_argument("--users", metavar="FILE", type=Path, default=Path("users.json"), help="default: users.json")
        if name != "list":
            part.add_argument("name", metavar="NAME")
        if name == "add":
            part.add_argument("--role", choices=("read", "judge", "admin"), default="judge", help="default: judge")
        part.set_defaults(run=partial(lazily, "serve", f"users_{name}"))


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port from 1 to 65535")
    return int(text)
