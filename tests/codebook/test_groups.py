"""Groups of types: every place shows them in the same colours."""

from __future__ import annotations

import re
from pathlib import Path

import foedera
from foedera.codebook import load
from foedera.codebook.groups import GROUP_COLOURS, GROUP_NAMES
from foedera.pictures.look import DARK, LIGHT

_ROOT = Path(foedera.__file__).parent


def test_there_is_one_table_of_colours() -> None:
    """An exercise that is blue on the page is blue in the timeline and in a page of claims, light and dark."""
    page = (_ROOT / "render" / "page.css").read_text("utf-8")
    record = (_ROOT / "web" / "static" / "base.css").read_text("utf-8")
    assert list(GROUP_COLOURS) == list(GROUP_NAMES)
    for group, (light, dark) in GROUP_COLOURS.items():
        assert re.findall(rf"--{group}: (#\w+)", page) == [light, dark]
        assert re.findall(rf"--{group}: light-dark\((#\w+), (#\w+)\)", record) == [(light, dark)]
        assert (LIGHT[group], DARK[group]) == (light, dark)


def test_every_built_type_has_a_group() -> None:
    """Only types of the user's own are shown as others."""
    assert {kind.group for kind in load().types.values()} | {"other"} == set(GROUP_NAMES)
