"""The words of the templates: who acts on whom is seen as an arrow and heard as "to"."""

from __future__ import annotations

from foedera.analysis import corroborate
from foedera.types import Actor
from foedera.web.words import environment
from tests.analysis.make import entry

ARROW = '<span aria-hidden="true">→</span><span class="sr-only">to</span>'
NAMES = {"SRB": "Serbia", "CHN": "China"}


def test_who_acts_on_whom_stands_in_every_head() -> None:
    """In those of claims and of events, with the directions of the codebook at hand; words of reports stay words."""
    told = entry(
        type="aid", name="<b>", roles={"recipient": [Actor("Serbia", "state", "SRB")], "donor": [Actor("<i>", "group")]}
    )
    made = environment(lambda: NAMES, lambda: {"aid": ("donor", "recipient")}.get)
    page = made.from_string("{{ event | parties | arrows }}; {{ claim | glance | arrows }}; {{ event | parties }}")
    shown = page.render(event=corroborate([told]), claim=told.claim)
    assert shown == f"&lt;i&gt; {ARROW} Serbia; &lt;b&gt; · &lt;i&gt; {ARROW} Serbia; &lt;i&gt; → Serbia"


def test_names_from_right_to_left_keep_within_who_acts_on_whom() -> None:
    """Behind a name that runs so, too, the arrow points from the one who acts to the other."""
    name = "ישראל"
    told = entry(type="aid", name=name, roles={"donor": [Actor(name, "state")], "recipient": [Actor("Chad", "state")]})
    made = environment(lambda: NAMES, lambda: {"aid": ("donor", "recipient")}.get)
    shown = made.from_string("{{ claim | glance }}").render(claim=told.claim)
    assert shown == f"{name} · \u2068\u200e{name}\u200e → \u200eChad\u2069"
