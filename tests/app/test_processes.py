"""Several processes on one machine, started as the README says: readers spread over them, and stay where they are."""

import os
import re
import subprocess
import sys
import urllib.request

import pytest

from benchmarks.client import Session
from tests.app.talking import alone
from tests.browser.browsing import ROOT, answers, until
from tests.browser.proxying import HOW, free_port, listens, nginx
from ui.mapview import component

BASE = "/maps/gate"
READERS = [f"reader-{number}" for number in range(8)]


class Started:
    """The script, with two processes."""

    def __init__(self):
        self.first = next(port for port in iter(free_port, None) if not listens(port + 1))
        port = free_port()
        self.url = f"http://127.0.0.1:{port}{BASE}"
        self.each = [f"http://127.0.0.1:{self.first + number}{BASE}" for number in range(2)]
        told = {"GATE_PYTHON": sys.executable, "GATE_FIRST_PORT": str(self.first), "GATE_BASE_PATH": BASE}
        path = {"PATH": f"{os.environ['PATH']}:{os.path.dirname(nginx())}"}
        self.process = subprocess.Popen(
            [ROOT / "deploy/processes.sh", "2", f"127.0.0.1:{port}"],
            env=os.environ | told | path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert self.warm(), "the processes did not start"

    def warm(self):
        return until(lambda: all(map(answers, [*self.each, self.url])), seconds=120)

    def readers(self):
        """How many sessions each process holds."""
        return [_metric(address) for address in self.each]

    def left(self):
        """Wait until those who were there have gone."""
        assert until(lambda: sum(self.readers()) == 0, seconds=10)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)


def _metric(address):
    with urllib.request.urlopen(f"{address}/_stcore/metrics?families=active_sessions", timeout=10) as answer:
        return int(re.search(rb"^active_sessions (\d+)", answer.read(), flags=re.MULTILINE)[1])


@pytest.fixture(scope="module")
def started():
    if not nginx():
        pytest.fail(HOW)
    begun = Started()
    yield begun
    begun.stop()
    assert not any(listens(begun.first + number) for number in range(2))


async def visited(started, readers, after=lambda: None):
    """Let readers come, each with a cookie of its own, and click; what came of the clicks, and what ``after`` says."""
    opened = []
    for name in readers:
        reader = Session(started.url, headers={"Cookie": f"gate_route={name}"})
        await reader.open()
        await reader.run()
        opened.append((reader, await reader.click("lyaur")))
    told = after()
    for reader, _ in opened:
        await reader.close()
    return [run for _, run in opened], told


def test_readers_spread_over_all_processes_and_each_is_answered(started):
    started.left()
    runs, held = alone(visited(started, READERS, started.readers))
    assert all("Lyaur" in run.text and not run.failed for run in runs)
    assert sum(held) == len(READERS)
    assert min(held) > 0


def test_a_reader_stays_with_one_process(started):
    started.left()
    _, held = alone(visited(started, ["reader-0"] * 4, started.readers))
    assert sorted(held) == [0, 4]


def test_any_process_has_the_files_of_a_page_that_another_has_sent(started):
    made = component.prepare().file.name
    files = [f"component/ui.mapview.component.bundle/{made}", "component/ui.mapview.component.leaflet/leaflet.js"]
    for file in files:
        bodies = {urllib.request.urlopen(f"{one}/{file}", timeout=20).read() for one in (*started.each, started.url)}
        assert len(bodies) == 1, file


def test_a_process_that_is_killed_is_started_again_and_nobody_is_turned_away(started):
    asked = ["pgrep", "-P", str(started.process.pid), "-f", f"server.port={started.first} "]
    os.kill(int(subprocess.run(asked, capture_output=True, check=True).stdout), 9)
    assert until(lambda: not listens(started.first), seconds=10)
    runs, _ = alone(visited(started, READERS))
    assert all("Lyaur" in run.text for run in runs)
    assert started.warm()
