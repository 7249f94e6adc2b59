"""A visit in a browser that has nothing yet, and a second one in the same browser: pictures, maps, bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from playwright.sync_api import Browser, BrowserContext, ViewportSize

from benchmarks.figures import Measured, Row
from benchmarks.network import Network
from benchmarks.servers import EMPTY, OURS, Server
from tests.browser.browsing import DESK

ROWS = (
    Row("paint", "first visit: first contentful paint, ms"),
    Row("live", "first visit: to the live map, ms"),
    Row("kilobytes", "first visit: kB"),
    Row("reruns", "first visit: runs"),
    Row("cpu", "first visit: processor time of the server, ms"),
    Row("again live", "second visit: to the live map, ms"),
    Row("again kilobytes", "second visit: kB"),
)
HAS_SHAPES = """() => [document, ...[...document.querySelectorAll('iframe')].map(f => f.contentDocument)].some(
  d => d && d.querySelectorAll('path.leaflet-interactive').length > 10)"""
HAS_NAMES = """() => [...document.querySelectorAll('iframe')].some(
  f => f.contentDocument?.querySelector('.gate-label.is-shown'))"""
HAS_HEADING = "() => document.querySelector('h2')"
LIVE = {OURS: HAS_NAMES, EMPTY: HAS_HEADING}
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
WINDOW: ViewportSize = {"width": DESK["width"], "height": DESK["height"]}


def measure(browser: Browser, servers: Mapping[str, Server], rounds: int) -> Measured:
    """Visit all in turn, so that what the machine does besides falls on all alike; one round more warms up."""
    measured: Measured = {name: defaultdict(list) for name in servers}
    for number in range(rounds + 1):
        for name, server in servers.items():
            context = browser.new_context(viewport=WINDOW)
            before = server.cpu_ms()
            first = _visit(context, server)
            first["cpu"] = server.cpu_ms() - before
            again = {f"again {key}": value for key, value in _visit(context, server).items()}
            context.close()
            if number:
                for key, value in (first | again).items():
                    measured[name][key].append(value)
    return measured


def _visit(context: BrowserContext, server: Server) -> dict[str, float]:
    page = context.new_page()
    network = Network(page)
    page.goto(server.url)
    page.wait_for_function(LIVE.get(server.name, HAS_SHAPES), timeout=60_000)
    live = page.evaluate("() => performance.now()")
    # What is fetched when all is drawn counts, too.
    page.wait_for_timeout(2500)
    found = {"paint": page.evaluate(PAINT), "live": live, "kilobytes": network.bytes / 1000, "reruns": network.runs}
    page.close()
    return found
