"""Make the pictures of the page that stand in docs/screens: main views, light, dark and on a phone.

    python scripts/make_screenshots.py [--record FILE] [--only NAME ...] [--to FOLDER]

Without a record, the made-up reports in `examples` are read into one. Needs Playwright for Python and Chromium
(`chromium` or `google-chrome` of the system; nothing is downloaded). Pictures are written with 256 colours at most.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from small_png import shrink

HERE = Path(__file__).parent.parent
SCREENS = HERE / "docs" / "screens"
MOST = 150 * 1024
"""Bytes of a picture."""
WIDE, PHONE = (1280, 800), (360, 740)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: a view, and how it is looked at."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    dark: bool = False
    wait: str | None = None
    """What must be there before the picture is taken; of a frame's content after `>>`."""


def shots(event: str, claim: tuple[str, str], subject: str, among: str) -> list[Shot]:
    """Return what is shown of a record.

    Args:
        event: Address of an event with several voices.
        claim: Report and claim to be read.
        subject: State whose page and balance are shown.
        among: With whom, with commas.
    """
    report = f"/reports/{claim[0]}?claim={claim[1]}"
    return [
        Shot("home", "/"),
        Shot("events", "/events"),
        Shot("event", event),
        Shot("report", report),
        Shot("queue-dark", "/queue", dark=True),
        Shot("actor", f"/actors/{subject}"),
        Shot("forecasts", "/forecasts"),
        Shot("timeline", "/timeline", wait="iframe >> html[data-ready]"),
        Shot("map-dark", "/map", dark=True, wait="iframe >> html[data-ready]"),
        Shot("network", "/network", wait="iframe >> html[data-ready]"),
        Shot("balance-dark", f"/balance?subject={subject}&among={among}", dark=True),
        Shot("events-dark", "/events", dark=True),
        Shot("event-dark", event, dark=True),
        Shot("event-phone", event, PHONE),
        Shot("events-phone", "/events", PHONE),
        Shot("report-phone", report, PHONE),
    ]


def main() -> int:
    """Take all pictures; 1 if one is too large or a program is missing."""
    options = _options()
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - told of, where it is missing
    except ModuleNotFoundError:
        print("pip install playwright", file=sys.stderr)
        return 1
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no chromium on this machine", file=sys.stderr)
        return 1
    options.to.mkdir(parents=True, exist_ok=True)
    with _record(options.record) as record, _served(record) as (address, site), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        wanted = [each for each in _shots(site) if not options.only or each.name in options.only]
        sizes = [_take(browser, address, each, options.to) for each in wanted]
        browser.close()
    return int(any(size > MOST for size in sizes))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, help="a record to show (it is copied)")
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--to", type=Path, default=SCREENS)
    return parser.parse_args()


@contextmanager
def _record(given: Path | None) -> Iterator[Path]:
    import foedera  # noqa: PLC0415 - after the options

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        if given is not None:
            shutil.copyfile(given, path)
        else:
            with foedera.open(path, author="Ana") as record:
                record.add(HERE / "examples")
        yield path


@contextmanager
def _served(record: Path) -> Iterator[tuple[str, Any]]:
    import uvicorn  # noqa: PLC0415 - likewise

    from foedera.web.app import create_app  # noqa: PLC0415 - likewise
    from foedera.web.settings import Settings  # noqa: PLC0415 - likewise

    site = create_app(record, Settings(author="Ana", rate=1000, burst=10_000))
    server = uvicorn.Server(uvicorn.Config(site, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", site
    server.should_exit = True
    thread.join(timeout=10)


def _shots(site: Any) -> list[Shot]:
    """Choose what is shown: the event with most voices and clashes, its first report, its first party."""
    from foedera.events import Query  # noqa: PLC0415 - after the options
    from foedera.store.dealings import Dealings  # noqa: PLC0415 - likewise
    from foedera.web.pages.showing import actors_of  # noqa: PLC0415 - likewise

    record = site.server.record
    events = list(record.iter_events())
    best = max(events, key=lambda event: (event.voices, len(event.conflicts), event.id))
    entry = record.entries_of(best)[0]
    subject = next((code for _, code, _ in actors_of(best) if code), "SRB")
    partners = Dealings(record.store).partners(Query(states=(subject,)), (subject,))
    among = ",".join(code for code, _ in partners[:4])
    return shots(f"/events/{best.id}", (entry.report, entry.id), subject, among)


def _take(browser: Any, address: str, shot: Shot, folder: Path) -> int:
    """Take one picture, and return its size in bytes."""
    width, height = shot.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address + shot.path, wait_until="load", timeout=120_000)
    if shot.wait:
        frame, _, inside = shot.wait.partition(" >> ")
        place = page.frame_locator(frame).locator(inside) if inside else page.locator(frame)
        place.first.wait_for(state="attached", timeout=180_000)
    page.wait_for_timeout(300)
    data = shrink(page.screenshot())
    page.close()
    (folder / f"{shot.name}.png").write_bytes(data)
    print(f"{shot.name}: {len(data) // 1024} KB" + "".join(f"\n  {fault}" for fault in faults))
    return len(data)


if __name__ == "__main__":
    sys.exit(main())
