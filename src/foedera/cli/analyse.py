"""`foedera balance`, `forecasts`, `slant` and `actor`: what a record adds up to."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from foedera.analysis import Balance, Forecast, Trend, scores
from foedera.cli.draw import write_picture
from foedera.cli.main import DONE, say
from foedera.cli.opened import counted, filters, opened, print_json, style
from foedera.cli.output import check_home
from foedera.record import QueryError, Record, make_query
from foedera.render import event_lines
from foedera.render.wording import when_words

_GAP = 2
_ORDER = {"due": 0, "open": 1, "resolved": 2}


def balance(options: argparse.Namespace) -> int:
    """Print (and draw) how a state's dealings divide among powers."""
    among = [name.strip() for name in options.among.split(",") if name.strip()]
    wishes = {"by": options.by, "weigh": options.weigh, "since": options.since, "until": options.until}
    wishes |= {"types": options.type} if options.type else {}
    wishes |= {"statuses": tuple(options.status)} if options.status else {}
    with opened(options) as record:
        found = record.balance(options.subject, among, **wishes)
        if options.json:
            print_json(plain(found))
        else:
            _print_balance(found, record)
        if options.output:
            check_home(options.output)
            drawn = record.draw_balance(found, options.output.suffix[1:].casefold(), "dark" if options.dark else "auto")
            write_picture(options.output, drawn)
    return DONE


def _print_balance(found: Balance, record: Record) -> None:
    names = record.knowledge.names
    print(f"{names.get(found.subject, found.subject)}: dealings by {found.by}, shares of {found.weigh}")
    heads = ["", *found.among, "evenness"]
    rows = []
    for period in (*found.periods, found.total):
        cells = [f"{share.count} ({share.share:.0%})" if share.count else "-" for share in period.shares]
        even = "" if period.evenness is None else f"{period.evenness:.2f}"
        rows.append(["all" if period is found.total else period.period, *cells, even])
    scored = [f"{share.score:+.1f}" for share in found.total.shares]
    rows.append(["score", *scored, ""])
    trends = dict(found.trends)
    rows.append(["trend", *[_trend(trends.get(power)) for power in found.among], _trend(found.evenness_trend)])
    print_table(heads, rows)
    if found.left_out:
        reasons = Counter(reason for _, reason in found.left_out)
        told = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
        say(f"not counted: {counted(len(found.left_out), 'events')} ({told})")


def _trend(trend: Trend | None) -> str:
    return "" if trend is None else f"{trend.word} (p {trend.p:.2f})"


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; the first column is set left, the others right."""
    listed = [list(heads), *[list(row) for row in rows]]
    widths = [max(len(row[at]) for row in listed) for at in range(len(heads))]
    for row in listed:
        cells = [
            cell.ljust(w) if at == 0 else cell.rjust(w) for at, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        print((" " * _GAP).join(cells).rstrip())


def forecasts(options: argparse.Namespace) -> int:
    """List forecasts, due ones first, or the scores of their sources."""
    day = _day(options.today)
    with opened(options) as record:
        wishes = filters(options) | {"limit": None}  # which states and scores count is known only once all are
        found: list[Forecast] = record.forecasts(day, options.threshold, **wishes)
        if options.scores:
            _print_scores(found, as_json=options.json)
            return DONE
        chosen = [each for each in found if not options.state or each.state in options.state]
        chosen.sort(key=lambda each: (_ORDER[each.state], each.due or date.max, each.claim))
        chosen = chosen[: make_query(record.knowledge, limit=options.limit).limit]
        if options.json:
            print_json([plain(each) for each in chosen])
            return DONE
        for each in chosen:
            _print_forecast(each, record)
        say(f"{len(chosen)} forecasts")
    return DONE


def _day(given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        message = f"{given!r} is no day; write it as 2025-08-13"
        raise QueryError(message) from None


def _print_forecast(each: Forecast, record: Record) -> None:
    event = record.store.events.find(each.event or f"e-{each.claim}")
    known = record.knowledge
    lines = list(event_lines(event, style(), known.names, known.direction_of))[:-1] if event else [each.type]
    what = "\n".join(lines)
    state = f"{each.state}: {each.outcome}" if each.state == "resolved" else each.state
    print(f"{state.upper():<10} {what}")
    horizon = f", for {when_words(each.horizon, each.status)}" if each.horizon else ", no date"
    sure = f"{each.likelihood:.0%}" + (f" (“{each.words}”)" if each.words else "")
    print(f"           {each.source} {each.made or 'undated'}{horizon}; {each.status}, read as {sure}")
    if each.proposed and not each.decided:
        outcome, claim, surety = each.proposed
        print(f"           perhaps: {outcome} ({surety:.0%}), see {claim}: {'; '.join(each.reasons)}")
        print(f"           confirm: foedera decide resolve {each.claim} '{outcome}' --by {claim}")
    elif each.reasons:
        print(f"           {'; '.join(each.reasons)}")
    print(f"           {each.claim}")


def _print_scores(found: Sequence[Forecast], *, as_json: bool) -> None:
    listed = scores(found)
    if as_json:
        print_json([plain(each) for each in listed])
        return
    rows = []
    for s in listed:
        share = "" if s.share is None else f"{s.share:.0%}"
        between = "" if s.interval is None else f"{s.interval[0]:.0%}-{s.interval[1]:.0%}"
        brier = "" if s.brier is None else f"{s.brier:.2f} ({s.brier_n})"
        rows.append([s.source, str(s.n), str(s.open), str(s.due), str(s.resolved), share, between, brier])
    print_table(["source", "all", "open", "due", "resolved", "came true", "95%", "Brier (n)"], rows)


def slant(options: argparse.Namespace) -> int:
    """Print loaded wording by publisher."""
    with opened(options) as record:
        found = record.slant()
    if options.json:
        print_json([plain(each) for each in found])
        return DONE
    rows = []
    for each in found:
        kinds = ", ".join(f"{kind} {count}" for kind, count in each.by_kind)
        rows.append([each.publisher or "unknown", str(each.reports), str(each.words), f"{each.per_1000:.1f}", kinds])
    print_table(["publisher", "reports", "words", "marks per 1,000", "kinds"], rows)
    return DONE


def actor(options: argparse.Namespace) -> int:
    """Print what the record holds on one state or organisation."""
    with opened(options) as record:
        found = record.actor(options.who)
        if options.json:
            print_json(plain(found))
            return DONE
        names = record.knowledge.names
        told = counted(len(found.events), "events")
        print(f"{names.get(found.actor, found.actor)}: {told}, {found.conflicts} with clashes")
        for label, tally in (("types", found.types), ("with", found.partners), ("years", found.years)):
            print(f"  {label:<8}" + ", ".join(f"{names.get(name, name)} {count}" for name, count in tally.counts[:12]))
    return DONE


def plain(value: Any) -> Any:
    """Return records as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {key: plain(each) for key, each in asdict(value).items()}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
