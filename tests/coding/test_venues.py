"""Who is host where two meet on an occasion, or in the news of a capital that tells no place."""

from __future__ import annotations

import pytest

from foedera.coding.venues import _IN
from foedera.types import Actor, Claim, Place
from tests.coding.conftest import Coder


def meeting(code: Coder, text: str, publisher: str | None = None) -> Claim:
    """Return the last meeting of a text."""
    return [claim for claim in code(text, publisher=publisher).claims if claim.type == "meeting"][-1]


def of(claim: Claim, role: str) -> set[str | None]:
    """Return the states of those who play a part."""
    return {actor.country for actor in claim.actors(role)}


_CEREMONY = "Ghana's navy took over two patrol boats in a ceremony at the harbour of Tema on Monday. "


def test_who_talks_after_a_ceremony_does_so_where_it_was(code: Coder) -> None:
    found = meeting(code, _CEREMONY + "After the ceremony Kofi Anane of Ghana spoke with Ilse Amundsen of Norway.")
    places = found.values("where")
    assert [place.name for place in places if isinstance(place, Place)] == ["Tema"]
    assert (of(found, "host"), of(found, "visitor")) == ({"GHA"}, {"NOR"})


def test_on_the_margins_nobody_is_host(code: Coder) -> None:
    text = "Kofi Anane of Ghana met with Ilse Amundsen of Norway on the margins of the ceremony."
    assert of(meeting(code, _CEREMONY + text), "participant") == {"GHA", "NOR"}


def test_who_is_at_home_in_the_news_of_a_capital_is_host(code: Coder) -> None:
    text = (
        "ACCRA - Ghana will buy four patrol boats from Sweden, President Kofi Anane said on Monday after talks with "
        "Swedish Prime Minister Ulf Berg."
    )
    found = meeting(code, text)
    assert (of(found, "host"), of(found, "visitor")) == ({"GHA"}, {"SWE"})


def test_who_only_telephones_is_no_guest(code: Coder) -> None:
    text = "ACCRA - Ghana's President Kofi Anane spoke by telephone with Swedish Prime Minister Ulf Berg on Monday."
    assert of(meeting(code, text), "participant") == {"GHA", "SWE"}


def test_where_a_guest_came_from_does_not_receive_it(code: Coder) -> None:
    text = (
        "Sergei Ivanov of Russia came from Tehran on Monday and was received by President Ilham Aliyev of Azerbaijan."
    )
    assert of(meeting(code, text), "host") == {"AZE"}


def test_the_capital_is_where_the_report_is_sent_from(code: Coder) -> None:
    text = "ACCRA (AN) - Ghana's president met a Swedish delegation in the capital on Monday."
    assert [p.name for p in meeting(code, text).values("where") if isinstance(p, Place)] == ["ACCRA"]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz of Peru met Chancellor Ivo Berg in Berlin on Tuesday.",
        "President Ana Ruiz of Peru was received by President Ivo Berg in Berlin on Tuesday.",
        "President Ana Ruiz of Peru held talks with Prime Minister Ivo Berg in Berlin on Tuesday.",
    ],
)
def test_whom_a_guest_meets_in_a_capital_is_of_it(code: Coder, text: str) -> None:
    found = meeting(code, text)
    roles = {role: {(a.name, a.country) for a in found.actors(role)} for role in ("visitor", "host", "participant")}
    assert roles == {"visitor": {("Ana Ruiz", "PER")}, "host": {("Ivo Berg", "DEU")}, "participant": set()}


def test_talks_called_after_a_capital_are_not_its_states(code: Coder) -> None:
    text = (
        "Kiev has been calling for an exchange of prisoners, as was agreed at the Minsk talks. It is a part of the "
        "Minsk agreements, which were signed in the Belarusian capital Minsk on February 12."
    )
    cells = [cell.value for claim in code(text).claims for cell in claim.cells]
    assert {actor.country for actor in cells if isinstance(actor, Actor)} == {"UKR"}


@pytest.mark.parametrize("words", ["In Geneva", "in Geneva", "In the city of Geneva", "in Eastern Switzerland"])
def test_where_something_is_may_open_a_sentence(words: str) -> None:
    name = "Switzerland" if words.endswith("Switzerland") else "Geneva"
    assert _IN.search(words.removesuffix(name)) is not None
