"""From a click on the map to its panel, for every app that has one; and on the dashboard a switch and another page."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, Frame

import geodata
from benchmarks.apps import drawn
from benchmarks.figures import Measured, Row
from benchmarks.network import Network
from benchmarks.servers import DASH, OURS, Server
from benchmarks.visits import HAS_SHAPES, LIVE, WINDOW
from tests.browser.browsing import SHAPE

PLACES = ("fakhrabad", "danghara-attack", "lyaur", "jilondi-2018")
ROWS = (
    Row("seen", "to the heading of what was clicked, ms"),
    Row("whole", "until nothing of the text changes any more, ms"),
    Row("cpu", "processor time of the server, ms"),
    Row("alone", "the same without a browser beside it, ms", 1),
    Row("bytes", "bytes, both ways"),
    Row("reruns", "runs"),
    Row("pan", "runs of four moves of the map"),
    Row("switch", "a layer switched off: to the map without it, ms"),
    Row("page", "another page: to its end, ms"),
)
# The heading counts when a frame of the screen has been drawn with it; the text is that of the page, not of its map.
WATCH = """() => { window.seen = window.clicked = null; window.changed = 0;
  const heading = () => [...document.querySelectorAll('h2')].find(h => h.checkVisibility())?.innerText;
  const before = heading();
  window.watching?.disconnect();
  window.watching = new MutationObserver((all) => {
    const ofText = (one) => !one.target.parentElement?.closest('.leaflet-container');
    if (all.some(ofText)) window.changed = performance.now(); });
  window.watching.observe(document.body, { subtree: true, childList: true, characterData: true });
  const look = () => { const now = heading();
    if (now && now !== before) { window.seen = performance.now(); } else { requestAnimationFrame(look); } };
  const click = () => { window.clicked ??= performance.now(); };
  addEventListener('click', click, { capture: true, once: true });
  for (const f of document.querySelectorAll('iframe'))
    f.contentWindow.addEventListener('click', click, { capture: true, once: true });
  requestAnimationFrame(look); }"""
SWITCH = "Rivers and lakes"
SHAPES = "document.querySelector('iframe').contentDocument.querySelectorAll('path').length"
# The row of pages says which one is shown, and is written early in its run.
STORY = "document.querySelector('.gate-pages [data-page=story][aria-current]')"
DRAWN = f"{STORY} && document.querySelector('[data-test-script-state=notRunning]')"
# From a click on an element until something is true, in frames of the screen.
UNTIL = """(element, asked) => new Promise((done) => {
  const began = performance.now(), made = new Function('return ' + asked);
  element.click();
  const look = () => made() ? done(performance.now() - began) : requestAnimationFrame(look); look(); })"""


def measure(browser: Browser, servers: Mapping[str, Server], clicks: int) -> Measured:
    """Open every app once and click in all of them in turn; the first three clicks of each warm up."""
    measured: Measured = {name: defaultdict(list) for name in servers}
    opened = {name: Opened(browser, server) for name, server in servers.items()}
    for number in range(clicks + 3):
        for name, one in opened.items():
            found = one.click(PLACES[number % len(PLACES)])
            if number >= 3:
                for key, value in found.items():
                    measured[name][key].append(value)
    for name, one in opened.items():
        measured[name]["pan"].append(one.pan())
        one.page.context.close()
    if OURS in servers:
        _besides(browser, servers[OURS], measured[OURS], max(3, clicks // 3))
    return measured


class Opened:
    """One app, open in a window of its own."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.server = server
        self.page = browser.new_context(viewport=WINDOW).new_page()
        self.network = Network(self.page)
        self.page.goto(server.url)
        self.page.wait_for_function(LIVE.get(server.name, HAS_SHAPES), timeout=60_000)
        self.page.wait_for_timeout(2500)

    def click(self, place: str) -> dict[str, float]:
        """Click a place and take what it costs, until nothing happens any more."""
        self.page.bring_to_front()
        x, y = self._where(place)
        sent, runs, before = self.network.bytes, self.network.runs, self.server.cpu_ms()
        self.page.evaluate(WATCH)
        self.page.mouse.click(x, y)
        self.page.wait_for_function("() => window.seen !== null", timeout=30_000)
        self.page.wait_for_timeout(1500)
        seen, whole = self.page.evaluate("() => [window.seen - window.clicked, window.changed - window.clicked]")
        used = self.server.cpu_ms() - before
        moved = {"bytes": self.network.bytes - sent, "reruns": self.network.runs - runs}
        return {"seen": seen, "whole": whole, "cpu": used, **moved}

    def pan(self) -> int:
        """Move the map four times; how many runs of the page that makes."""
        if self.server.name == DASH:
            return 0
        runs = self.network.runs
        for step in range(4):
            self._frame().evaluate(f"() => {{ map.panBy([{60 if step % 2 else -60}, 0], {{animate: false}}); }}")
            self.page.wait_for_timeout(800)
        return self.network.runs - runs

    def _frame(self) -> Frame:
        return next(frame for frame in self.page.frames if "streamlit_folium" in frame.url)

    def _where(self, place: str) -> tuple[float, float]:
        """Where on the page a place can be clicked."""
        if self.server.name == DASH:
            return self._projected(place)
        box: Any = self.page.locator("iframe").first.bounding_box()
        self._frame().evaluate(f"() => {{ map.setView({list(drawn.CENTRE)}, {drawn.ZOOM}, {{animate: false}}); }}")
        self.page.wait_for_timeout(700)
        x, y = self._frame().evaluate(SHAPE, place)["at"]
        return box["x"] + x, box["y"] + y

    def _projected(self, place: str) -> tuple[float, float]:
        """The same where the map cannot be asked: the centre of the place, in Web Mercator."""
        box: Any = self.page.locator(".leaflet-container").bounding_box()
        extent = geodata.place(place).extent
        (x, y), (x0, y0) = _mercator(extent.lat or 0, extent.lon or 0), _mercator(*drawn.CENTRE)
        return box["x"] + box["width"] / 2 + x - x0, box["y"] + box["height"] / 2 + y - y0


def _mercator(lat: float, lon: float) -> tuple[float, float]:
    size = 256 * 2**drawn.ZOOM
    return (lon + 180) / 360 * size, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * size


def _besides(browser: Browser, server: Server, found: dict[str, list[float]], rounds: int) -> None:
    """Switch a layer off and on, and go to another page and back."""
    page = Opened(browser, server).page
    for _ in range(rounds):
        page.get_by_role("button", name="Layers").click()
        switch = page.get_by_test_id("stPopoverBody").get_by_role("button", name=SWITCH)
        for number in range(2):
            shapes = page.evaluate(SHAPES)
            took = switch.evaluate(UNTIL, f"{SHAPES} !== {shapes}")
            if not number:
                found["switch"].append(took)
            page.wait_for_timeout(1000)
        page.keyboard.press("Escape")
        story = page.get_by_role("link", name="Story", exact=True).first
        found["page"].append(story.evaluate(UNTIL, DRAWN))
        page.wait_for_timeout(1500)
        page.get_by_role("link", name="Map", exact=True).first.click()
        page.wait_for_function(LIVE[OURS])
        page.wait_for_timeout(1500)
    page.context.close()
