"""The pages in a real browser: they draw, break no policy, answer to keys and pointer, and give names no power."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from foedera.pictures import Passage, map_of, network, timeline
from tests.pictures.sample import HOSTILE, NAMES, crowd, made, place

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: pages are not tried in a browser")

EVENTS = [
    made(1, name="Danube Guard 2024", where=[place("Novi Sad")], voices=3),
    made(2, name=HOSTILE, when="2024-06", where=[place("HUN")], parties=("HUN", "CHN"), status="planned"),
    made(3, when="2023~", where=[place("Cairo")], parties=("EGY", "RUS")),
]
WATCH = """
const seen = {broken: [], errors: []};
document.addEventListener("securitypolicyviolation", (e) => seen.broken.push(e.violatedDirective + " " + e.blockedURI));
window.addEventListener("error", (e) => seen.errors.push(e.message));
window.alert = () => seen.errors.push("a name ran a script");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const at = (node, type) => {
  const box = node.getBoundingClientRect();
  const options = {bubbles: true, view: window, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2};
  node.dispatchEvent(new (type.startsWith("pointer") ? PointerEvent : MouseEvent)(type, options));
};
const key = async (name) => {
  document.getElementById("picture").dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true}));
  await wait(150);
};
const texts = () => [...document.querySelectorAll("#picture svg text")].filter((t) => t.getAttribute("opacity") !== "0")
  .map((t) => t.textContent);
const marks = (name) => [...document.querySelectorAll(`#picture .${name} path`)];
window.addEventListener("load", async () => {
  for (let n = 0; n < 100 && !document.documentElement.dataset.ready; n += 1) await wait(50);
  seen.ready = document.documentElement.dataset.ready;
  await wait(100);
  try { await probe(); } catch (error) { seen.errors.push(String(error)); }
  seen.loads = performance.getEntriesByType("resource").map((entry) => entry.name);
  const out = document.createElement("pre");
  out.id = "seen";
  out.textContent = JSON.stringify(seen);
  document.body.append(out);
});
"""


def _tried(page: bytes, probe: str, folder: Path) -> dict[str, Any]:
    """Open a page, let a script of ours act on it, and return what it saw."""
    # Vega's script fills the page with names of one or two letters: ours stay in a function
    script = f"(() => {{ {WATCH}\nasync function probe() {{ {probe} }} }})();"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    html = page.decode().replace("script-src ", f"script-src 'sha256-{digest}' ", 1)
    html = html.replace("<title>", f"<script>{script}</script><title>", 1)
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    assert CHROMIUM is not None
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += ["--window-size=1300,1200", "--virtual-time-budget=20000", "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=True)
    found: dict[str, Any] = json.loads(unescape(done.stdout.split('<pre id="seen">')[1].split("</pre>")[0]))
    return found


def _fine(seen: dict[str, Any]) -> None:
    assert seen["ready"] == "yes"
    assert seen["errors"] == []
    assert seen["broken"] == []
    assert seen["loads"] == []


def test_a_timeline_shows_passages_and_zooms(tmp_path: Path) -> None:
    """Pointing tells what an event is; a click shows its passages; a key zooms, another shows all again."""
    page = timeline(
        EVENTS, format="html", names=NAMES, title=HOSTILE, passages_of=lambda _: [Passage("It <b>began</b>.", "Paper")]
    )
    probe = """
    seen.labels = texts();
    const event = marks("event").find((node) => node.getAttribute("aria-label") !== "x");
    at(event, "pointermove"); at(event, "pointerover"); await wait(50);
    at(event, "mousemove"); await wait(100);
    seen.tip = document.getElementById("tip").textContent;
    at(event, "click"); await wait(100);
    seen.details = document.getElementById("details").textContent;
    const ticks = () => texts().sort().join();  // what comes back comes last
    const before = ticks();
    await key("+"); seen.zoomed = ticks() !== before;
    await key("0"); seen.back = ticks() === before;
    """
    seen = _tried(page, probe, tmp_path)
    _fine(seen)
    assert "Danube Guard 2024" in seen["labels"]
    assert any(label.startswith("</script></svg><img") for label in seen["labels"])
    assert "Egypt – Russia" in seen["tip"]
    assert "about 2023" in seen["tip"]
    assert "It <b>began</b>." in seen["details"]
    assert seen["zoomed"]
    assert seen["back"]


def test_a_crowded_timeline_drills_down_to_single_events(tmp_path: Path) -> None:
    """Counts at first; near enough, every event by itself."""
    page = timeline(crowd(1500), format="html", names=NAMES, title="Crowd")
    probe = """
    seen.counts = marks("bin").length; seen.single = marks("event").length;
    for (let n = 0; n < 6; n += 1) await key("+");
    seen.near_counts = marks("bin").length; seen.near = marks("event").length;
    """
    seen = _tried(page, probe, tmp_path)
    _fine(seen)
    assert seen["counts"] > 500
    assert seen["single"] < 300
    assert seen["near_counts"] == 0
    assert 0 < seen["near"] <= 260


@pytest.mark.parametrize("draw", [map_of, network])
def test_maps_and_networks_move_and_answer(draw: Callable[..., bytes], tmp_path: Path) -> None:
    """A mark told by pointing, its events by a click; the map zooms and comes back; the table can be searched."""
    page = draw(EVENTS, format="html", names=NAMES, title="Moves")
    probe = """
    const mark = marks("site")[0] || marks("actor")[0];
    at(mark, "pointermove"); at(mark, "pointerover"); at(mark, "mousemove"); await wait(100);
    seen.tip = document.getElementById("tip").textContent;
    at(mark, "click"); await wait(100);
    seen.details = document.querySelectorAll("#details article").length;
    const all = () => [...marks("site"), ...marks("actor")].map((node) => node.getAttribute("transform"));
    const place = () => all().sort().join();
    const before = place();
    await key("+"); seen.zoomed = place() !== before;
    await key("0"); seen.back = place() === before;
    await key("ArrowLeft"); seen.moved = place() !== before;
    const find = document.getElementById("find");
    find.value = "egypt"; find.dispatchEvent(new Event("input"));
    seen.rows = [...document.querySelectorAll("#table tbody tr")].filter((row) => !row.hidden).length;
    """
    seen = _tried(page, probe, tmp_path)
    _fine(seen)
    assert "event" in seen["tip"]
    assert seen["details"] >= 1
    assert seen["zoomed"]
    assert seen["back"]
    assert seen["moved"]
    assert seen["rows"] == 1
