"""The page in a browser, at scale: `python -m benchmarks.page RECORD [--rounds 3] [--only PART] [--keep FILE]`.

RECORD is one that `benchmarks/web.py --keep RECORD` made (100,000 claims by default). Headless Chromium opens every
main page, each in a window of its own that has kept nothing, and says when something useful stood there: the first row
of what the page is for, painted. Then tables are scrolled and the timeline is moved and zoomed, and the time is taken
for which the page could answer nothing (long tasks, frames that came late). Needs Playwright for Python and Chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 120_000
"""Milliseconds that anything may take."""
EMPTY = ", .empty:not([aria-busy])"
"""What a page says where it has nothing to show is useful too."""
_SERVE = """
import sys, uvicorn
from foedera.web.app import create_app
from foedera.web.settings import Settings
site = create_app(sys.argv[1], Settings(port=int(sys.argv[2]), author="Ana", rate=1000, burst=10000))
uvicorn.run(site, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""
_USEFUL = """(selector) => {
  const framed = () => requestAnimationFrame(() => setTimeout(() => { window.__useful = performance.now(); }));
  const look = () => {
    const found = [...document.querySelectorAll(selector)].some((each) => each.getClientRects().length);
    if (found) framed(); else requestAnimationFrame(look);
  };
  look();
}"""
_WATCH = """() => {
  window.__long = []; window.__late = []; window.__last = performance.now();
  new PerformanceObserver((list) => { for (const each of list.getEntries()) window.__long.push(each.duration); })
    .observe({ entryTypes: ["longtask"] });
  const tick = (now) => { window.__late.push(now - window.__last); window.__last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


@dataclass(frozen=True, slots=True)
class View:
    """One page, and what of it is useful first."""

    path: str
    useful: str
    """Selector of what the page is for."""


def views(record: str) -> tuple[View, ...]:
    """Return the main pages, those of one thing with an event, a claim and a report of the record."""
    from foedera.record import open_record  # noqa: PLC0415 - after the options

    with open_record(Path(record), read_only=True) as opened:
        event = max(opened.iter_events(limit=200), key=lambda each: len(each.claims))
        claim = opened.claim(event.claims[0])
    return (
        View("/", ".stats a"),
        View("/queue", "#sheet .p"),
        View("/events", "table.events tbody tr"),
        View("/events?text=harbour", "table.events tbody tr"),
        View("/events?order=-claims&limit=500", "table.events tbody tr"),
        View(f"/events/{event.id}", "table.sides"),
        View("/claims", "main article, main blockquote"),
        View("/reports", "table.data tbody tr"),
        View(f"/reports/{claim.report}?claim={claim.id}", "#sheet .p"),
        View("/actors", "table tbody tr"),
        View("/actors/CHN", "table.grid, ol.years"),
        View("/pairs/CHN/RUS", "table tbody tr"),
        View("/forecasts", ".forecast"),
        View("/forecasts/scores", "table.data tbody tr"),
        View("/publishers", "table.data tbody tr"),
        View("/balance?subject=SRB&among=CHN,RUS", "table.data tbody tr"),
        View("/search?q=exercise", "table.events tbody tr"),
        View("/timeline", "ol.years li, .figure"),
        View("/map", "ol.years li, .figure"),
        View("/network", "ol.years li, .figure"),
        View("/add", "#add-form"),
    )


@contextmanager
def served(record: str) -> Iterator[str]:
    """Serve a record in a process of its own; yield as soon as it answers, and warm nothing."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    here = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    server = subprocess.Popen([sys.executable, "-c", _SERVE, record, str(port)], env=here)  # noqa: S603 - our own
    try:
        base = f"http://127.0.0.1:{port}"
        while not _answers(f"{base}/static/dom.js"):
            if server.poll() is not None:
                raise SystemExit("the server ended")
            time.sleep(0.05)
        yield base
    finally:
        server.kill()  # nothing is written here
        server.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
            return True
    except OSError:
        return False


def opened(browser: Browser, base: str, view: View) -> dict[str, float]:
    """Return milliseconds of one page from the address on: first byte, first paint, something useful, all loaded.

    The browser's processor time for all of it is told too: on a machine that others use, clocks say little.
    """
    page = _window(browser)
    page.add_init_script(f"({_USEFUL})({json.dumps(view.useful + EMPTY)})")
    watch = page.context.new_cdp_session(page)
    watch.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(base + view.path, wait_until="load", timeout=PATIENCE)
    page.wait_for_function("window.__useful !== undefined", timeout=PATIENCE)
    work = {each["name"]: 1000 * each["value"] for each in watch.send("Performance.getMetrics")["metrics"]}
    told: dict[str, float] = page.evaluate(
        """() => {
          const first = performance.getEntriesByName("first-contentful-paint")[0];
          const [way] = performance.getEntriesByType("navigation");
          return { "first byte": way.responseStart, "first paint": first ? first.startTime : 0,
                   "useful": window.__useful, "loaded": way.loadEventEnd };
        }"""
    )
    page.context.close()
    told["browser's processor"] = work["TaskDuration"]
    return {name: round(value) for name, value in told.items()}


def _window(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def scrolled(browser: Browser, base: str, path: str) -> dict[str, float]:
    """Return how a page moves while it is scrolled to its end by the wheel."""
    page = _window(browser)
    page.goto(base + path, wait_until="load", timeout=PATIENCE)
    page.evaluate(_WATCH)
    page.mouse.move(640, 400)
    for _ in range(40):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(30)
    told = _fluid(page.main_frame)
    page.context.close()
    return told


def zoomed(browser: Browser, base: str, path: str) -> dict[str, float]:
    """Return how a picture moves while it is dragged and zoomed, and when it stood there."""
    page = _window(browser)
    begin = time.monotonic()
    page.goto(base + path, wait_until="load", timeout=PATIENCE)
    page.frame_locator("iframe").locator('html[data-ready="yes"]').wait_for(state="attached", timeout=PATIENCE)
    stood = round(1000 * (time.monotonic() - begin))
    frame = page.frames[1]
    frame.evaluate(_WATCH)
    box = page.locator("iframe").bounding_box()
    assert box is not None
    x, y = box["x"] + 600, min(box["y"] + 250, 700)
    page.mouse.move(x, y)
    for way in (1, -1):
        page.mouse.down()
        for step in range(20):
            page.mouse.move(x + way * 10 * step, y)
        page.mouse.up()
    page.keyboard.down("Control")
    for step in range(20):
        page.mouse.wheel(0, -120 if step < 10 else 120)
        page.wait_for_timeout(30)
    page.keyboard.up("Control")
    told = {"drawn": stood, **_fluid(frame)}
    page.context.close()
    return told


def _fluid(frame: Frame) -> dict[str, float]:
    long, late = frame.evaluate("[window.__long, window.__late.slice(1)]")
    frames = sorted(late)
    return {
        "frames": len(frames),
        "frame, median": round(statistics.median(frames), 1),
        "frame, nine in ten": round(frames[int(0.9 * (len(frames) - 1))], 1),
        "frame, longest": round(frames[-1], 1),
        "long tasks": len(long),
        "in long tasks": round(sum(long)),
    }


def measure(record: str, rounds: int, only: str = "") -> dict[str, Any]:
    """Return all figures, milliseconds; the first round comes right after the server's start."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - after the options

    found: dict[str, Any] = {"pages": {}, "scrolling": {}, "moving": {}}
    with served(record) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        opened(browser, base, View("/static/mark.svg", "svg"))  # the browser's own first window
        for view in (each for each in views(record) if only in each.path):
            times = [opened(browser, base, view) for _ in range(rounds)]
            found["pages"][view.path] = {"first": times[0], "then": min(times[1:] or times, key=lambda t: t["useful"])}
            print(view.path, json.dumps(found["pages"][view.path]), flush=True)
        for path in ("/events?limit=500", "/claims?limit=500", "/queue"):
            found["scrolling"][path] = scrolled(browser, base, path)
            print(path, json.dumps(found["scrolling"][path]), flush=True)
        for path in (
            "/timeline",
            "/timeline?since=2024&until=2024&country=CHN",
            "/map?since=2024&until=2024&country=CHN",
        ):
            found["moving"][path] = zoomed(browser, base, path)
            print(path, json.dumps(found["moving"][path]), flush=True)
        browser.close()
    return found


def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", default="", help="part of the addresses that are opened")
    options = parser.parse_args()
    found = measure(options.record, options.rounds, options.only)
    if options.keep:
        options.keep.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
