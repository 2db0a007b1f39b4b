"""`foedera serve`: the record as a web page; `foedera users`: who may use it."""

from __future__ import annotations

import argparse
import os
import webbrowser
from pathlib import Path

from foedera.cli.main import DONE, USAGE, say
from foedera.record import DEFAULT


def serve(options: argparse.Namespace) -> int:
    """Serve the record until Ctrl-C, which is the usual end and no fault."""
    from foedera.web.serve import serve as run
    from foedera.web.settings import Settings

    if (options.certificate is None) != (options.key is None):
        say("--certificate and --key go together")
        return USAGE
    if options.users is not None and not options.users.exists():
        say(f"there is no {options.users}; make it with `foedera users add NAME --role admin --users {options.users}`")
        return USAGE
    settings = Settings(
        host=options.host,
        port=options.port,
        hosts=tuple(options.allow_host),
        users=options.users,
        sign_in=options.sign_in,
        read_only=options.read_only,
        certificate=options.certificate,
        key=options.key,
        codebook=options.codebook,
        author=options.author,
    )
    address = options.address or options.record or os.environ.get("FOEDERA_RECORD") or DEFAULT
    what = Path(address).name if "://" not in address else "the record"
    try:
        run(address, settings, tell=_Teller(what), warn=say, opened=_open if options.open else None)
    except KeyboardInterrupt:
        say("stopped")
    return DONE


class _Teller:
    """Tells addresses once the page answers there: before the first, what it opens."""

    def __init__(self, what: str) -> None:
        self._what: str | None = what

    def __call__(self, address: str) -> None:
        if self._what is not None:
            say(f"{self._what} opens at this address; Ctrl-C ends it")
            self._what = None
        print(address, flush=True)


def _open(address: str) -> None:
    if not webbrowser.open(address):
        say("no browser was found; open the address in one")


def users_list(options: argparse.Namespace) -> int:
    """Print the users with their roles."""
    from foedera.web.users import Users

    for user in Users(options.users).all():
        print(f"{user.role:<6} {user.name}")
    return DONE


def users_add(options: argparse.Namespace) -> int:
    """Add a user and print the token."""
    from foedera.web.users import Users

    print(Users(options.users).add(options.name, options.role))
    say(f"this is the token of {options.name} ({options.role}); it cannot be shown again")
    return DONE


def users_remove(options: argparse.Namespace) -> int:
    """Take a user out."""
    from foedera.web.users import Users

    Users(options.users).remove(options.name)
    return DONE
