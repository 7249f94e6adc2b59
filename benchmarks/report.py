"""`benchmarks/README.md`: what is measured goes between its markers, what is written by hand stays."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import servers
from benchmarks.figures import Measured, p50, p95, ratio
from benchmarks.readers import Load
from benchmarks.servers import EMPTY, OURS, PLAIN, STATIC
from tests.browser.browsing import installed

FILE = Path(__file__).resolve().parent / "README.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Goal:
    """What is aimed at, what was reached, and whether more of it is better."""

    words: str
    aim: float
    reached: float
    more: bool = False

    def row(self) -> str:
        """Return the line of the table."""
        if self.reached != self.reached:
            return f"| {self.words} | {self.aim:g} | not measured | |"
        met = self.reached >= self.aim if self.more else self.reached <= self.aim
        share = self.reached / self.aim if self.aim else 0
        return (
            f"| {self.words} | {self.aim:g} | {self.reached:.2f} | {'met' if met else 'missed'}, at {share:.0%} of it |"
        )


def of_visits(measured: Measured) -> list[Goal]:
    """Return the goals of a first view."""
    nothing: list[float] = []
    ours, static, empty = (measured.get(name, {}) for name in (OURS, STATIC, EMPTY))
    live, paint = ours.get("live", nothing), ours.get("paint", nothing)
    both = [p50(static["live"]) + p50(empty["live"])] if static and empty else nothing
    return [
        Goal("first contentful paint, in that of static folium", 1.5, ratio(paint, static.get("paint", nothing))),
        Goal("live map, in empty Streamlit and static folium together", 1.4, ratio(live, both)),
        Goal("bytes of a first view, MB", 1.6, p50(ours["kilobytes"]) / 1000 if ours else float("nan")),
        Goal("live map of a second visit, in that of the first", 0.5, ratio(ours.get("again live", nothing), live)),
        Goal(
            "bytes of a second visit, in those of the first",
            0.5,
            ratio(ours.get("again kilobytes", nothing), ours.get("kilobytes", nothing)),
        ),
    ]


def of_clicks(measured: Measured) -> list[Goal]:
    """Return the goals of a click."""
    ours, plain = measured.get(OURS, {}), measured.get(PLAIN, {})
    if not ours or not plain:
        return []
    return [
        Goal("a click, p50: times faster than the plain app", 10, ratio(plain["seen"], ours["seen"]), more=True),
        Goal("a click, p95: times faster", 8, p95(plain["seen"]) / p95(ours["seen"]), more=True),
        Goal("the whole panel, p50: times faster", 10, ratio(plain["whole"], ours["whole"]), more=True),
    ]


def of_readers(loads: Sequence[Load]) -> list[Goal]:
    """Return the goals of many readers."""
    late = {(load.name, load.readers): p95(load.seconds) for load in loads if load.seconds}
    return [Goal("200 readers of one process: a click, p95, s", 1.0, late.get((OURS, 200), float("nan")))]


def goals(found: Sequence[Goal], before: str = "") -> str:
    """Return the goals as a Markdown table; those that were not measured now stand as they stood ``before``."""
    written = (*before.strip().splitlines()[2:], *(goal.row() for goal in found))
    rows = {row.split(" | ")[0]: row for row in written}
    return "\n".join(["| Goal | aim | reached | |", "|---|---|---|---|", *rows.values()])


def machine() -> str:
    """Say on what and with what it was measured."""
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    browser = subprocess.run([str(installed()), "--version"], capture_output=True, text=True, check=False).stdout
    used = ", ".join(f"{name} {version}" for name, version in servers.versions().items())
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=servers.ROOT, capture_output=True, text=True)
    return (
        f"{model[1].strip() if model else platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} "
        f"at the end; {platform.system()} {platform.machine()}, Python {platform.python_version()}, {browser.strip()} "
        f"without a GPU, {used}; commit {commit.stdout.strip()}."
    )


def write(parts: Mapping[str, str], found: Sequence[Goal]) -> str:
    """Put what was measured between the markers and return it; a part that was not measured keeps what stood there."""
    text = FILE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    before, _, tail = rest.partition(END)
    kept = dict(re.findall(r"^### (.+)\n\n((?:(?!### ).*\n)*)", before, flags=re.MULTILINE))
    before_now = kept.pop("Goals", "")
    kept |= {title: f"{body}\n" for title, body in parts.items()}
    # What all of it comes to stands last.
    kept["Goals"] = goals(found, before_now)
    body = "\n".join(f"### {title}\n\n{text.strip()}\n" for title, text in kept.items())
    FILE.write_text(f"{head}{BEGIN}\n\n{body}\n{END}{tail}", encoding="utf-8")
    return body
