"""Compare the first view of this checkout with that of another revision, in one run.

``python -m benchmarks.first REVISION [--visits 5]`` checks the revision out into a temporary folder, starts both
dashboards as hosts (``python -m ui.serve``; with ``--plain`` as ``streamlit run`` does), opens each in fresh browsers
in turn, and prints a table. Only the ratios mean anything on another machine.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.servers import OURS, start  # noqa: E402
from tests.browser.browsing import DESK, FLAGS, Server, installed  # noqa: E402

MAP = """() => [...document.querySelectorAll('iframe')].some(
  f => f.contentDocument?.querySelector('.gate-label.is-shown'))"""


@dataclass
class Visits:
    """What the visits of one revision came to: time to the first map, bytes as sent, by what they were of."""

    name: str
    map_ms: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    own_bytes: list[int] = field(default_factory=list)

    def add(self, page: Page, url: str) -> None:
        """Open the first page in a browser that has nothing in its cache, and wait until its map is drawn."""
        sizes: dict[str, int] = {}
        addresses: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", lambda e: addresses.update({e["requestId"]: e["response"]["url"]}))
        session.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"])}))
        session.on("Network.webSocketFrameReceived", lambda e: self._frame(sizes, e))
        page.goto(url)
        page.wait_for_function(MAP, timeout=60_000)
        self.map_ms.append(page.evaluate("() => performance.now()"))
        page.wait_for_timeout(3000)
        self.bytes.append(sum(sizes.values()))
        self.own_bytes.append(sum(n for i, n in sizes.items() if "/static/" not in addresses.get(i, "")))

    @staticmethod
    def _frame(sizes: dict[str, int], event: dict[str, Any]) -> None:
        sizes["socket"] = sizes.get("socket", 0) + len(event["response"]["payloadData"]) * 3 // 4


@contextmanager
def checked_out(revision: str) -> Iterator[Path]:
    """Give a folder with another revision of the repository; it is taken away again."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder) / "before"
        subprocess.run(["git", "worktree", "add", "--detach", there, revision], cwd=ROOT, check=True)
        try:
            yield there
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", there], cwd=ROOT, check=True)


def visit(browser: Browser, pairs: list[tuple[Visits, Any]], visits: int) -> None:
    """Visit all in turn, so that what the machine does besides falls on all alike; the first visit warms up."""
    for number in range(visits + 1):
        for found, server in pairs:
            context = browser.new_context(viewport={"width": DESK["width"], "height": DESK["height"]})
            (found if number else Visits("warm")).add(context.new_page(), server.url)
            context.close()


def table(before: Visits, now: Visits) -> str:
    """The medians as a Markdown table, the last column this checkout in terms of the other."""
    rows: list[tuple[str, Sequence[float], Sequence[float]]] = [
        ("time to the first map, ms", before.map_ms, now.map_ms),
        ("bytes of the first view", before.bytes, now.bytes),
        ("of these not Streamlit's own files", before.own_bytes, now.own_bytes),
    ]
    lines = [f"| | {before.name} | {now.name} | ratio |", "|---|---|---|---|"]
    for label, then, since in rows:
        old, new = statistics.median(then), statistics.median(since)
        lines.append(f"| {label} | {old:,.0f} | {new:,.0f} | {new / old:.2f} |")
    return "\n".join(lines)


def main() -> int:
    """Measure both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision")
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--plain", action="store_true")
    wanted = parser.parse_args()
    before, now = Visits(wanted.revision), Visits("now")
    with checked_out(wanted.revision) as there:
        servers = [Server(one) if wanted.plain else start(OURS, one) for one in (there, ROOT)]
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=installed(), args=[*FLAGS, "--no-sandbox"])
                visit(browser, list(zip((before, now), servers, strict=True)), wanted.visits)
                browser.close()
        finally:
            for server in servers:
                server.stop()
    print(table(before, now))
    return 0


if __name__ == "__main__":
    sys.exit(main())
