"""Measure the way from a click on the map to its panel, for the Map page and for the plain app, in one run.

``python -m benchmarks.click [--clicks 25]`` starts both servers, drives both in the same Chromium and prints a table.
Only the ratios mean anything on another machine. Frames of the WebSocket are read with the browser's own clock.
"""

from __future__ import annotations

import argparse
import base64
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.browsing import FLAGS, SHAPE, Server, installed  # noqa: E402

PLACES = ("fakhrabad", "danghara-attack", "lyaur", "jilondi-2018")
FIND_MAP = "() => [...document.querySelectorAll('iframe')].some(f => f.contentWindow.map && f.contentWindow.L)"
WATCH = """() => { window.seen = null; const before = document.querySelector('h2')?.innerText;
  const look = () => { const now = document.querySelector('h2')?.innerText;
    if (now && now !== before) { window.seen = performance.now(); } else { requestAnimationFrame(look); } };
  window.clicked = null;
  for (const f of document.querySelectorAll('iframe'))
    f.contentWindow.addEventListener('click', () => { window.clicked ??= performance.now(); }, {capture: true});
  requestAnimationFrame(look); }"""


@dataclass
class Result:
    """Measurements of one app; times in milliseconds."""

    name: str
    click_ms: list[float] = field(default_factory=list)
    server_ms: list[float] = field(default_factory=list)
    first_bytes: int = 0
    click_bytes: list[int] = field(default_factory=list)
    first_reruns: int = 0
    click_reruns: list[int] = field(default_factory=list)
    pan_reruns: int = 0


class Wire:
    """The WebSocket of a page as the browser's own network log gives it."""

    def __init__(self, page: Page) -> None:
        self.bytes = self.runs = 0
        self.server_ms: list[float] = []
        self._began = 0.0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._received)
        session.on("Network.webSocketFrameSent", self._sent)

    def _sent(self, event: dict[str, Any]) -> None:
        self._count(event)

    def _count(self, event: dict[str, Any]) -> bytes:
        payload = base64.b64decode(event["response"]["payloadData"])
        self.bytes += len(payload)
        return payload

    def _received(self, event: dict[str, Any]) -> None:
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = ForwardMsg.FromString(self._count(event))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.runs += 1
            self._began = event["timestamp"]
        elif kind == "script_finished":
            self.server_ms.append((event["timestamp"] - self._began) * 1000)


def measure(page: Page, server: Server, name: str, clicks: int) -> Result:
    """Open an app, click places in turn and take the times, the bytes and the reruns."""
    result, wire = Result(name), Wire(page)
    page.goto(server.url)
    page.wait_for_selector("h2")
    page.wait_for_function(FIND_MAP)
    page.wait_for_timeout(3000)
    result.first_bytes, result.first_reruns = wire.bytes, wire.runs
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    box: Any = page.locator("iframe").first.bounding_box()
    for number in range(clicks + 3):
        frame.evaluate("() => { map.setView([38.3, 70.6], 7.5, {animate: false}); }")
        page.wait_for_timeout(900)
        x, y = frame.evaluate(SHAPE, PLACES[number % len(PLACES)])["at"]
        start, runs, taken = wire.bytes, wire.runs, len(wire.server_ms)
        page.evaluate(WATCH)
        page.mouse.click(box["x"] + x, box["y"] + y)
        page.wait_for_function("() => window.seen !== null", timeout=20_000)
        elapsed = page.evaluate("() => window.seen - window.clicked")
        page.wait_for_timeout(1500)
        if number >= 3:
            result.click_ms.append(elapsed)
            result.click_bytes.append(wire.bytes - start)
            result.click_reruns.append(wire.runs - runs)
            result.server_ms += wire.server_ms[taken:]
    runs = wire.runs
    for step in range(4):
        frame.evaluate(f"() => {{ map.panBy([{60 if step % 2 else -60}, 0], {{animate: false}}); }}")
        page.wait_for_timeout(800)
    result.pan_reruns = wire.runs - runs
    return result


def p50(values: list[float] | list[int]) -> float:
    """Median."""
    return float(statistics.median(values))


def p95(values: list[float]) -> float:
    """95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def table(results: list[Result]) -> str:
    """The results as a Markdown table, the last column the ratio of the plain app to the Map page."""
    rows: list[tuple[str, list[float]]] = [
        ("click to panel, ms, p50", [p50(r.click_ms) for r in results]),
        ("click to panel, ms, p95", [p95(r.click_ms) for r in results]),
        ("server time of a run, ms, p50", [p50(r.server_ms) for r in results]),
        ("WebSocket bytes, first view", [r.first_bytes for r in results]),
        ("WebSocket bytes, a click", [p50(r.click_bytes) for r in results]),
        ("reruns, first view", [r.first_reruns for r in results]),
        ("reruns, a click", [p50(r.click_reruns) for r in results]),
        ("reruns, four pans", [r.pan_reruns for r in results]),
    ]
    lines = [f"| | {' | '.join(r.name for r in results)} | ratio |", "|---|---|---|---|"]
    for label, values in rows:
        ratio = f"{values[1] / values[0]:.1f}" if values[0] else "-"
        lines.append(f"| {label} | {' | '.join(f'{v:,.0f}' for v in values)} | {ratio} |")
    return "\n".join(lines)


def main() -> int:
    """Measure both apps and print the table; 1 if the page is not five times faster or sends over a quarter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=25)
    clicks = parser.parse_args().clicks
    servers = [
        Server(ROOT, "dashboard.py"),
        # Streamlit's own defaults, where this project's configuration differs.
        Server(ROOT, "benchmarks/plain_app.py", "--runner.postScriptGC=true"),
    ]
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=installed(), args=[*FLAGS, "--no-sandbox"])
            results = []
            for name, server in zip(("Map page", "plain app"), servers, strict=True):
                page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
                results.append(measure(page, server, name, clicks))
                page.context.close()
            browser.close()
    finally:
        for server in servers:
            server.stop()
    print(table(results))
    page_result, plain = results
    faster = p50(plain.click_ms) / p50(page_result.click_ms)
    share = page_result.first_bytes / plain.first_bytes
    print(f"\n{faster:.1f} times faster at p50; {share:.1%} of the bytes for the first view.")
    return int(faster < 5 or share > 0.25)


if __name__ == "__main__":
    sys.exit(main())
