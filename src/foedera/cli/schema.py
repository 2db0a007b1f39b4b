"""`foedera schema`: the JSON Schema of what `read` prints."""

from __future__ import annotations

import argparse
import json

from foedera.cli.main import DONE
from foedera.schema import schema


def print_schema(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its options
    """Print the schema."""
    print(json.dumps(schema(), indent=1))
    return DONE
