"""Two readers of one report side by side: for a terminal, for a page, as columns of a table."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from foedera.codebook.directions import DirectionOf, type_direction
from foedera.coding import Comparison, Pair, compare
from foedera.render import wording
from foedera.render.table import COLUMNS, claim_rows, neutral
from foedera.render.terminal import BOLD, DIM, LABEL_WIDTH, Style, claim_block, wrap
from foedera.render.wording import Names
from foedera.types import Claim, Report

READER_COLUMNS = (*COLUMNS, "reader", "counterpart", "agrees")
"""Of a table of two readers: who reads so, the other's claim about the same, and whether it says the same."""
_OURS = "foedera"
_NOTHING = "–"
_KINDS = {"both": "both", "ours": "only ours", "second": "only second"}


def render_readers(report: Report, style: Style, names: Names, direction_of: DirectionOf = type_direction) -> str:
    """Return how the two readers of a report agree, as lines for a terminal; nothing where there was one.

    Args:
        direction_of: Directions of types, where the user has types of their own.
    """
    comparison = compare(report)
    if comparison is None:
        return ""
    lines = ["", *wrap([(f"Two readers: Foedera and {comparison.producer}", BOLD)], style, "", "")]
    lines += wrap([(_summary(comparison), "")], style, "", "    ")
    lines += wrap([(_shares(comparison), DIM)], style, "", "    ")
    numbers = {claim.id: number for number, claim in enumerate(report.claims, start=1)}
    for pair in comparison.pairs:
        lines += ["", *_pair_lines(report, pair, numbers, style, names, direction_of)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _summary(comparison: Comparison) -> str:
    return (
        f"{comparison.both} claims both have, {comparison.only_ours} only ours, {comparison.only_second} only the "
        f"second reader's; agreement {comparison.agreement:.2f}"
    )


def _shares(comparison: Comparison) -> str:
    """Return in how many common claims each field is said alike."""
    shares = comparison.fields().items()
    return (
        "The same: " + " · ".join(f"{wording.label(n)} {agree} of {of}" for n, (agree, of) in shares) if shares else ""
    )


def _pair_lines(
    report: Report, pair: Pair, numbers: dict[str, int], style: Style, names: Names, direction_of: DirectionOf
) -> Iterator[str]:
    if pair.ours is None and pair.second is not None:
        yield from wrap([("only second", BOLD)], style, "  + ", "    ")
        yield from claim_block(report, pair.second, 0, style, names, direction_of)
        return
    assert pair.ours is not None
    kind = _kind(pair)
    head = f"{kind}: {wording.short(pair.ours)} (claim {numbers[pair.ours.id]})"
    yield from wrap([(head, BOLD)], style, "  = " if pair.second else "  - ", "    ")
    if pair.second is None:
        return
    if not pair.differ:
        yield "     the same in every field"
    else:
        yield "     where they differ (Foedera | second reader):"
    for name in pair.differ:
        words = f"{_said(pair.ours, name, names)} | {_said(pair.second, name, names)}"
        yield from wrap([(words, "")], style, f"     {_label(name):<{LABEL_WIDTH}} ", " " * (LABEL_WIDTH + 6))


def _kind(pair: Pair) -> str:
    return _KINDS["both" if pair.ours and pair.second else "ours" if pair.ours else "second"]


def _label(name: str) -> str:
    return wording.label(name.partition(":")[2] or name)


def _said(claim: Claim, name: str, names: Names) -> str:
    """Return what one reader says of a field, in words."""
    if name == "status":
        return claim.status
    return ", ".join(wording.value_words(value, names) for value in claim.values(name)) or _NOTHING


def readers_section(report: Report, key: str, names: Names) -> str:
    """Return how the two readers of a report agree, as a section of its page; nothing where there was one.

    Args:
        key: What the ids of the report's claims begin with.
    """
    comparison = compare(report)
    if comparison is None:
        return ""
    numbers = {claim.id: number for number, claim in enumerate(report.claims)}
    rows = "\n".join(_row(report, pair, key, numbers, names) for pair in comparison.pairs)
    return f"""<section class="readers" aria-label="Two readers">
<h2>Two readers: Foedera and {_text(comparison.producer)}</h2>
<p>{_text(_summary(comparison))}</p><p>{_text(_shares(comparison))}</p>
<table><thead><tr><th scope="col">who</th><th scope="col">claim</th>
<th scope="col">where they differ (Foedera | second reader)</th></tr></thead>
<tbody>
{rows}
</tbody></table></section>"""


def _row(report: Report, pair: Pair, key: str, numbers: dict[str, int], names: Names) -> str:
    claim = pair.ours or pair.second
    assert claim is not None
    words = _text(wording.short(claim))
    if pair.ours is not None:
        words = f'<a href="#{key}c{numbers[pair.ours.id]}">{words}</a>'
    told = _differences(pair, names) if pair.ours and pair.second else _alone(report, claim, pair, names)
    return f'<tr><th scope="row">{_text(_kind(pair))}</th><td dir="auto">{words}</td><td dir="auto">{told}</td></tr>'


def _differences(pair: Pair, names: Names) -> str:
    assert pair.ours is not None
    assert pair.second is not None
    if not pair.differ:
        return "the same in every field"
    rows = "".join(
        f"<dt>{_text(_label(name))}</dt>"
        f"<dd>{_text(_said(pair.ours, name, names))} | {_text(_said(pair.second, name, names))}</dd>"
        for name in pair.differ
    )
    return f"<dl>{rows}</dl>"


def _alone(report: Report, claim: Claim, pair: Pair, names: Names) -> str:
    """Return the details of a claim that only the second reader has; ours stand on their cards."""
    if pair.ours is not None:
        return ""
    rows = "".join(f"<dt>{_text(label)}</dt><dd>{_text(words)}</dd>" for label, words in wording.details(claim, names))
    quotes = "".join(f"<blockquote>{_text(report.text[e.start : e.end])}</blockquote>" for e in claim.evidence)
    head = " · ".join(wording.headline(claim, names))
    return f"{_text(head)}<dl>{rows}</dl>{quotes}"


def reader_rows(report: Report, names: Names) -> Iterator[tuple[str, ...]]:
    """Return the cells of both readers as rows of `READER_COLUMNS`, those of our own coder first.

    `agrees` is yes or no where the other reader has a claim about the same, and empty where it has none.
    """
    comparison = compare(report)
    pairs = comparison.pairs if comparison else tuple(Pair(claim, None) for claim in report.claims)
    ours = {pair.ours.id: pair for pair in pairs if pair.ours}
    second = {pair.second.id: pair for pair in pairs if pair.second}
    for claim in report.claims:
        yield from _rows(report, claim, _OURS, ours[claim.id], names)
    for claim in report.second.claims if report.second else ():
        yield from _rows(report, claim, comparison.producer if comparison else "", second[claim.id], names)


def _rows(report: Report, claim: Claim, reader: str, pair: Pair, names: Names) -> Iterator[tuple[str, ...]]:
    other = pair.second if reader == _OURS else pair.ours
    name_at = COLUMNS.index("field")
    for row in claim_rows(report, claim, names):
        agrees = ("yes" if row[name_at] in pair.agree else "no") if other else ""
        yield (*row, neutral(reader), other.id if other else "", agrees)


def _text(words: str) -> str:
    return escape("".join(char if char.isprintable() else " " for char in words), quote=True)
