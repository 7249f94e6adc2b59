"""``python -m benchmarks``: measure the dashboard beside what it is compared with, and write `benchmarks/README.md`.

``--short`` takes less than five minutes; ``--only clicks readers`` measures these parts. Nothing else should run on the
machine: only what was measured in the same run can be compared, and best as ratios.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from benchmarks import clicks, figures, growth, readers, report, visits
from benchmarks.processes import behind_nginx
from benchmarks.servers import DASH, EMPTY, OURS, PLAIN, STATIC, running
from tests.browser.browsing import FLAGS, installed


@dataclass(frozen=True)
class Size:
    """How much of everything is measured."""

    visits: int
    clicks: int
    readers: tuple[int, ...]
    plain_readers: tuple[int, ...]
    behind_nginx: tuple[int, ...]
    seconds: float
    sessions: int
    places: tuple[int, ...]
    vertices: tuple[int, ...]


EVERY = (1, 20, 50, 100, 200)
SHORT = Size(1, 4, (1, 50), (1,), (50,), 7, 8, (10,), (1000,))
FULL = Size(
    7,
    25,
    EVERY,
    (1, 20, 50),
    (200, 300, 400),
    30,
    100,
    (10, 100, 1000, 10_000),
    (1000, 10_000, 100_000),
)
PARTS = ("visits", "clicks", "readers", "growth")


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=[*FLAGS, "--no-sandbox"])
        yield browser
        browser.close()


def _visits(size: Size) -> tuple[dict[str, str], list[report.Goal]]:
    with running((OURS, PLAIN, DASH, STATIC, EMPTY)) as servers, _browser() as browser:
        found = visits.measure(browser, servers, size.visits)
    return {"Visits": figures.table(visits.ROWS, found)}, report.of_visits(found)


def _clicks(size: Size) -> tuple[dict[str, str], list[report.Goal]]:
    with running((OURS, PLAIN, DASH)) as servers:
        with _browser() as browser:
            found = clicks.measure(browser, servers, size.clicks)
        for name in (OURS, PLAIN):
            found[name]["alone"].append(readers.click_cost(servers[name], clicks.PLACES))
    return {"Clicks": figures.table(clicks.ROWS, found)}, report.of_clicks(found)


def _readers(size: Size) -> tuple[dict[str, str], list[report.Goal]]:
    loads = []
    with running((OURS, PLAIN)) as servers:
        held = {name: readers.memory(server, size.sessions) for name, server in servers.items()}
        for name, sizes in ((OURS, size.readers), (PLAIN, size.plain_readers)):
            loads += [readers.measure(servers[name], number, size.seconds) for number in sizes]
    for number, load in behind_nginx(2, size.behind_nginx, size.seconds):
        loads.append(load)
        print(f"Two processes behind nginx, {number} readers: measured.")
    memory = ", ".join(f"{name} {one:.2f} MB" for name, one in held.items())
    return {"Readers": f"{readers.table(loads)}\n\nMemory of one session more: {memory}."}, report.of_readers(loads)


def _growth(size: Size) -> tuple[dict[str, str], list[report.Goal]]:
    with _browser() as browser:
        places = growth.measure(browser, growth.places, size.places, "places")
        vertices = growth.measure(browser, growth.vertices, size.vertices, "vertices")
    return {
        "Growth of places": figures.table(growth.ROWS, places),
        "Growth of vertices, in one shape": figures.table(growth.ROWS, vertices),
    }, []


def main() -> None:
    """Measure, write and print."""
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="fewer rounds, in less than five minutes")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="measure these parts")
    asked = parser.parse_args()
    size = SHORT if asked.short else FULL
    measures = {"visits": _visits, "clicks": _clicks, "readers": _readers, "growth": _growth}
    written: dict[str, str] = {}
    goals: list[report.Goal] = []
    for part in asked.only:
        print(f"Measuring {part}.", flush=True)
        tables, reached = measures[part](size)
        written |= tables
        goals += reached
    machine = f"{report.machine()}{' The short form.' if asked.short else ''}"
    print(report.write({"Machine": machine, **written}, goals))


if __name__ == "__main__":
    main()
