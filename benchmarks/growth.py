"""The dashboard over articles with ever more places, and with ever finer shapes."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from benchmarks import servers, visits
from benchmarks.figures import Measured, Row

ROWS = (
    Row("start", "to a server that answers, s", 1),
    Row("live", "first visit: to the live map, ms"),
    Row("kilobytes", "first visit: kB"),
    Row("cpu", "a click: processor time of the server, ms"),
    Row("memory", "memory, MB"),
)
PLACE = """
[[place]]
id = "made-{number}"
name = "Made {number}"
local_names = []
kind = "site"
layer = "sites"
precision = 1
precision_note = "Made for a benchmark."
summary = "Made for a benchmark."
dates = []
paragraphs = ["P1"]
sources = []
label = {{ text = "Made {number}" }}
[place.extent]
symbol = "point"
lat = {lat:.4f}
lon = {lon:.4f}
"""
PANEL = "# Made {number}\n\nMade for a benchmark.\n\n## What the article reports\n\nNothing.\n"


def places(folder: Path, wanted: int) -> None:
    """Give an article so many places, all over its map."""
    with (folder / "article/places.toml").open("a", encoding="utf-8") as records:
        for number in range(wanted - 2):
            # The golden angle spreads them evenly.
            turn, far = number * 2.39996, math.sqrt((number + 1) / wanted)
            lat, lon = 51.5 + 0.25 * far * math.sin(turn), 0.5 * far * math.cos(turn)
            records.write(PLACE.format(number=number, lat=lat, lon=lon))
            panel = folder / f"article/panels/made-{number}.md"
            panel.write_text(PANEL.format(number=number), encoding="utf-8")
    _derive(folder)


def vertices(folder: Path, wanted: int) -> None:
    """Give the one area of an article an outline of so many vertices."""
    _derive(folder)
    file = folder / "layers/places.geojson"
    layer: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    area = next(one for one in layer["features"] if one["geometry"]["type"] == "Polygon")
    ring = []
    for number in range(wanted):
        turn = 2 * math.pi * number / wanted
        far = 0.06 + 0.004 * math.sin(37 * turn)
        ring.append([round(-0.18 + 1.6 * far * math.cos(turn), 6), round(51.55 + far * math.sin(turn), 6)])
    area["geometry"]["coordinates"] = [[*ring, ring[0]]]
    file.write_text(json.dumps(layer), encoding="utf-8")


def measure(browser: Browser, make: Callable[[Path, int], None], sizes: tuple[int, ...], unit: str) -> Measured:
    """Make articles of these sizes, start the dashboard over each and visit it; what fails is left blank and told."""
    measured: Measured = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="gate-growth-") as made:
            folder = Path(made) / "article"
            _run("geodata.new", str(folder))
            make(folder, size)
            try:
                measured[f"{size:,} {unit}"] = _visited(browser, folder)
            except (RuntimeError, BrowserError) as error:
                print(f"{size:,} {unit}: {str(error).splitlines()[0]}")
                measured[f"{size:,} {unit}"] = {}
    return measured


def _visited(browser: Browser, folder: Path) -> dict[str, list[float]]:
    from benchmarks.readers import click_cost

    began = time.perf_counter()
    server = servers.start(servers.OURS, GATE_ARTICLE=str(folder))
    found = {"start": [time.perf_counter() - began]}
    try:
        visited = visits.measure(browser, {servers.OURS: server}, 1)[servers.OURS]
        found |= {key: visited[key] for key in ("live", "kilobytes")}
        found["cpu"] = [click_cost(server, ("example-circle", "example-point"))]
        found["memory"] = [server.memory_mb()]
    finally:
        server.stop()
    return found


def _derive(folder: Path) -> None:
    _run("geodata.derive", environment={"GATE_ARTICLE": str(folder)})


def _run(module: str, *arguments: str, environment: dict[str, str] | None = None) -> None:
    command = [sys.executable, "-m", module, *arguments]
    subprocess.run(command, cwd=servers.ROOT, env=os.environ | (environment or {}), check=True, capture_output=True)
