"""Reports made by hand for the desk: their claims stand on words that are really there."""

from __future__ import annotations

from foedera.types import Actor, Cell, CellValue, Claim, Evidence, Place, Report, SlantMark, Span

SERBIA = Actor("Serbia", "state", "SRB")
CHINA = Actor("China", "state", "CHN")
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


def cell(text: str, field: str, value: CellValue, printed: str, after: int = 0) -> Cell:
    """Return a value with the place where its words stand."""
    start = text.index(printed, after)
    return Cell(field, value, printed, Span(start, start + len(printed)), 0.9)


def drill(number: int, day: int) -> Report:
    """Return a report with ten claims, each in a sentence of its own; the coder doubts those of reports 0 and 1."""
    claims, sentences = [], [f"🛰️ Dispatch {number} of the Balkan Ledger."]
    for at in range(10):
        name = f"Quiet River {number}-{at}"
        sentences.append(f"Serbia and China held the exercise “{name}” in Novi Sad on {day} July 20{10 + at}.")
    text = "\n\n".join(sentences)
    for at, sentence in enumerate(sentences[1:]):
        start = text.index(sentence)
        name = f"Quiet River {number}-{at}"
        cells = (
            cell(text, "role:participant", SERBIA, "Serbia", start),
            cell(text, "role:participant", CHINA, "China", start),
            cell(text, "name", name, name, start),
            cell(text, "where", Place("Novi Sad", "SRB", 45.25, 19.85), "Novi Sad", start),
            cell(text, "when", f"20{10 + at}-07-{day:02}", f"{day} July 20{10 + at}", start),
        )
        trigger = text.index("exercise", start)
        evidence = (Evidence(start, start + len(sentence), ("participant", "name", "where", "when")),)
        claims.append(
            Claim(
                f"c{number:02}{at:02}",
                "exercise",
                "occurred",
                cells,
                evidence,
                (),
                0.5 if number < 2 else 0.9,
                (Span(trigger, trigger + 8),),
            )
        )
    return Report(
        f"r{number:02}",
        text,
        f"Dispatch {number}",
        published=f"2025-08-{day:02}",
        publisher="Balkan Ledger",
        language="en",
        claims=tuple(claims),
    )


def overlapping() -> Report:
    """Return a report in which two claims stand on the same words, after letters outside of the basic plane."""
    text = "𝕊erbia 🇷🇸 said: Serbia bought FK-3 missiles from China and trains with China. So-called experts object."
    buys = (
        cell(text, "role:recipient", SERBIA, "Serbia"),
        cell(text, "role:supplier", CHINA, "China"),
        cell(text, "name", "FK-3", "FK-3"),
    )
    trains = (cell(text, "role:participant", SERBIA, "Serbia"), cell(text, "role:participant", CHINA, "China"))
    end = text.index(" So-called")
    whole = (Evidence(text.index("Serbia"), end, ("recipient", "supplier", "name", "participant")),)
    slant = text.index("So-called")
    return Report(
        "overlap",
        text,
        "Two claims on one sentence",
        published="2025-01-02",
        publisher="Lintang Press",
        slant=(SlantMark(slant, slant + 9, "so-called"),),
        claims=(
            Claim(
                "c-buys",
                "transfer",
                "occurred",
                buys,
                whole,
                (),
                0.9,
                (Span(text.index("bought"), text.index("bought") + 6),),
            ),
            Claim(
                "c-trains",
                "exercise",
                "ongoing",
                trains,
                whole,
                (),
                0.9,
                (Span(text.index("trains"), text.index("trains") + 6),),
            ),
        ),
    )


def hostile() -> Report:
    """Return a report whose every word wants to be markup, or to turn the line round."""
    text = f"{HOSTILE} \u202eSerbia\u202c and China met \u0007 at javascript:alert(1) {HOSTILE}"
    cells = (
        cell(text, "role:participant", Actor(HOSTILE, "group"), HOSTILE),
        cell(text, "name", HOSTILE, HOSTILE),
        cell(text, "role:participant", SERBIA, "Serbia"),
    )
    return Report(
        "hostile",
        text,
        HOSTILE,
        byline=(HOSTILE,),
        published="2025-01-03",
        publisher=HOSTILE,
        url="javascript:document.title='owned'",
        language='en"><script>',
        slant=(SlantMark(0, 4, HOSTILE),),
        claims=(
            Claim(
                "c-hostile", "meeting", "occurred", cells, (Evidence(0, len(text), ("participant",)),), (HOSTILE,), 0.4
            ),
        ),
    )


def huge() -> Report:
    """Return a report of one line of five million letters, with a claim near its end."""
    text = "x" * 4_900_000 + " Serbia and China met. " + "y" * 100_000
    cells = (cell(text, "role:participant", SERBIA, "Serbia"), cell(text, "role:participant", CHINA, "China"))
    start = text.index("Serbia")
    return Report(
        "huge",
        text,
        "One long line",
        published="2025-01-04",
        publisher="Lintang Press",
        claims=(
            Claim("c-huge", "meeting", "occurred", cells, (Evidence(start, start + 21, ("participant",)),), (), 0.9),
        ),
    )


def foretold() -> list[Report]:
    """Return a report of a drill that is planned, and a later one that it took place."""
    said = (("will", "planned", "2025-01-10", "will hold"), ("was", "occurred", "2025-03-12", "held"))
    reports = []
    for name, status, day, verb in said:
        text = f"Hungary and Romania {verb} the exercise “Long Bridge” in Szeged on 3 March 2025."
        cells = (
            cell(text, "role:participant", Actor("Hungary", "state", "HUN"), "Hungary"),
            cell(text, "role:participant", Actor("Romania", "state", "ROU"), "Romania"),
            cell(text, "name", "Long Bridge", "Long Bridge"),
            cell(text, "where", Place("Szeged", "HUN", 46.25, 20.15), "Szeged"),
            cell(text, "when", "2025-03-03", "3 March 2025"),
        )
        evidence = (Evidence(0, len(text), ("participant", "name", "where", "when")),)
        claim = Claim(f"c-{name}", "exercise", status, cells, evidence, (), 0.95)  # type: ignore[arg-type]  # a status
        reports.append(
            Report(f"bridge-{name}", text, f"Bridge, {name}", published=day, publisher=f"Tisza {name}", language="en",
                   claims=(claim,))
        )  # fmt: skip
    return reports
