"""Open, use and drop very many sessions, and print how the memory of the process goes.

``python -m benchmarks.soak [--sessions 5000] [--at-once 8]`` starts ``python -m ui.serve`` and for each session opens a
real WebSocket, reads a page at an address, clicks the map, turns to a second page, and goes. Memory is that of the
process (resident), taken after every twentieth of the sessions and a while after the last.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.client import Session  # noqa: E402
from tests.browser.browsing import answers, until  # noqa: E402
from tests.browser.proxying import free_port  # noqa: E402

# Page, address, and the place that is clicked there.
VISITS = (
    ("", "", "lyaur"),
    ("", "place=fakhrabad", "danghara-attack"),
    ("story", "step=4", "lyaur"),
    ("borders", "part=parcels", "ceded-pamir"),
    ("", "layers=borders,towns&view=38.3,68.6,8", "fakhrabad"),
)
SECOND = ("claims", "sources")
REST_S = 30.0


@dataclass
class Soak:
    """A server under many sessions: what was done, and the memory in MB after how many of them."""

    url: str
    process: int
    sessions: int
    curve: list[tuple[int, float, float]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    done: int = 0
    began: float = field(default_factory=time.monotonic)

    def take(self) -> None:
        """Add a point to the curve and print it."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text(encoding="ascii").split()[1])
        self.curve.append((self.done, time.monotonic() - self.began, pages * 4096 / 1e6))
        print("| {:,} | {:,.0f} | {:,.0f} |".format(*self.curve[-1]), flush=True)

    async def visit(self, number: int) -> None:
        """Be one session from its opening to its end."""
        page, query, place = VISITS[number % len(VISITS)]
        try:
            async with Session(self.url) as reader:
                runs = [await reader.run(page=page, query=query), await reader.click(place)]
                runs.append(await reader.run(page=SECOND[number % len(SECOND)], query=""))
            self.failed += [failure for run in runs for failure in run.failed]
        except (OSError, TimeoutError) as error:
            self.failed.append(repr(error))
        self.done += 1
        if self.done % max(1, self.sessions // 20) == 0:
            self.take()

    async def run(self, at_once: int) -> None:
        """Be all sessions, so many at a time."""
        numbers = itertools.count()

        async def one_after_the_other() -> None:
            while (number := next(numbers)) < self.sessions:
                await self.visit(number)

        self.take()
        await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))
        await asyncio.sleep(REST_S)
        self.take()


def main() -> int:
    """Print the curve as a Markdown table; 1 if a run failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=5000)
    parser.add_argument("--at-once", type=int, default=8)
    wanted = parser.parse_args()
    port = free_port()
    command = [sys.executable, "-m", "ui.serve", f"--server.port={port}", "--server.address=127.0.0.1"]
    with tempfile.TemporaryFile() as output:
        server = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            until(lambda: answers(url), seconds=120)
            print("| sessions | seconds | memory, MB |\n|---|---|---|")
            soak = Soak(url, server.pid, wanted.sessions)
            asyncio.run(soak.run(wanted.at_once))
        finally:
            server.terminate()
            server.wait(timeout=30)
    print(f"\n{len(soak.failed)} runs failed." + "".join(f"\n{one}" for one in soak.failed[:5]))
    return int(bool(soak.failed))


if __name__ == "__main__":
    sys.exit(main())
