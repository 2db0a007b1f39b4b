"""`foedera export` and `import`: a record out, and archives and spreadsheets in."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from foedera.cli.main import DONE, FAILED, USAGE, say
from foedera.cli.opened import counted, filters, opened, print_json
from foedera.cli.output import OutputError, check_home

_TABLES = {
    "same": "in the record already, by the same mapping; nothing was added",
    "version": "in the record already, as another version or by another mapping; both are kept",
    "empty": "no row gave a claim; nothing was added",
}
"""What a register was to the record, where that is worth a word."""


def export(options: argparse.Namespace) -> int:
    """Write the record, or what passes the filters."""
    from foedera.export import FORMATS

    wanted = filters(options)
    output: Path = options.output
    check_home(output)
    with opened(options) as record:
        if options.format == "archive":
            if wanted:
                say("an archive holds the whole record; filters do not apply to it")
                return USAGE
            with _whole(output) as stream:
                written = record.backup(stream)
        elif FORMATS[options.format].folder:
            written = record.export(options.format, output, **wanted)
        else:
            with _whole(output) as stream:
                written = record.export(options.format, stream, **wanted)
    say(f"wrote {output}: " + ", ".join(counted(count, what) for what, count in written.counts.items()))
    for reason, count in written.left_out.items():
        say(f"left out {count}: {reason}")
    return DONE


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its name only when it is whole."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        raise OutputError(message) from error
    finally:
        part.unlink(missing_ok=True)


_SHEETS = frozenset({".csv", ".tsv", ".xlsx"})


def bring_in(options: argparse.Namespace) -> int:
    """Restore an archive, or take a spreadsheet's rows as claims; 1 if rows could not be taken."""
    if options.guess:
        from foedera import codebook, export
        from foedera.reading.files import load_bytes

        book = codebook.load(options.codebook) if options.codebook else codebook.load()
        sheet = export.read_sheet(load_bytes(options.path), str(options.path))
        print(export.guess_mapping(sheet, book, name=options.path.name), end="")
        return DONE
    if not options.mapping and options.path.suffix.lower() in _SHEETS:
        options.parser.error(
            "a spreadsheet needs --mapping FILE, which says what its columns mean; --guess prints a first"
        )
    with opened(options, create=True) as record:
        if options.mapping:
            table = record.import_table(options.path, options.mapping)
            for problem in table.problems:
                say(str(problem))
            told: dict[str, object] = {"rows": table.rows, "claims": len(table.report.claims), "skipped": table.skipped}
            if table.kind in _TABLES:
                say(f"{options.path}: {_TABLES[table.kind]}")
            failed = bool(table.problems) or table.kind == "empty"
        else:
            told, failed = dict(record.restore(options.path)), False
    if options.json:
        print_json(told)
    else:
        print(", ".join(counted(int(str(count)), what) for what, count in told.items()))
    return FAILED if failed else DONE
