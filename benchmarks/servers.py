"""The servers that are compared: started, asked what they cost in processor time and memory, stopped."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tests.browser.browsing import until
from tests.browser.proxying import free_port

ROOT = Path(__file__).resolve().parents[1]
APPS = ROOT / "benchmarks/apps"
PATIENCE_S = 120
TICKS = os.sysconf("SC_CLK_TCK")
OURS, PLAIN, DASH, STATIC, EMPTY = "dashboard", "streamlit-folium", "dash-leaflet", "static folium", "empty Streamlit"
# Streamlit's own defaults, where this project's configuration differs.
STREAMLIT = ("-m", "streamlit", "run", "--server.headless=true", "--server.address=127.0.0.1")
DEFAULTS = ("--runner.postScriptGC=true",)


class Costs(Protocol):
    """What can be asked what it costs: one server, or several as one."""

    name: str
    url: str

    def cpu_ms(self) -> float:
        """Return the processor time used so far, in milliseconds."""

    def memory_mb(self) -> float:
        """Return the memory that is resident, in MB."""


@dataclass
class Server:
    """One running server and all processes that it started."""

    name: str
    url: str
    process: subprocess.Popen[bytes]
    folder: tempfile.TemporaryDirectory[str] = field(repr=False)

    def cpu_ms(self) -> float:
        """Return the processor time used so far, in milliseconds."""
        return sum(sum(map(int, _stat(pid)[11:13])) for pid in _tree(self.process.pid)) / TICKS * 1000

    def memory_mb(self) -> float:
        """Return the memory that is resident, in MB; what its processes share counts once."""
        return sum(map(_share_kb, _tree(self.process.pid))) * 1024 / 1e6

    def stop(self) -> None:
        """End it and whatever it started."""
        for pid in reversed(_tree(self.process.pid)):
            os.kill(pid, 15)
        self.process.wait(timeout=30)
        self.folder.cleanup()


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return ["0"] * 40


def _share_kb(pid: int) -> int:
    """The proportional set size of a process."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(told.partition("\nPss:")[2].split()[0])


def _tree(pid: int) -> list[int]:
    """Ids of a process and of all below it."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        below = [int(child) for task in tasks for child in (task / "children").read_text(encoding="utf-8").split()]
    except OSError:
        below = []
    return [pid, *(found for child in below for found in _tree(child))]


def command(name: str, port: int, folder: str) -> list[str]:
    """Return the command that starts one of the compared servers at a port; ``folder`` is for what it writes."""
    streamlit = [sys.executable, *STREAMLIT, f"--server.port={port}"]
    if name == OURS:
        return [sys.executable, "-m", "ui.serve", f"--server.port={port}", "--server.address=127.0.0.1"]
    if name == STATIC:
        return [sys.executable, str(APPS / "static_folium.py"), str(port), folder]
    if name == DASH:
        uv = ["run", "--quiet", "--no-project", "--python", sys.executable]
        wanted = [
            "--with-requirements",
            str(APPS / "requirements.txt"),
            "python",
            str(APPS / "leaflet_dash.py"),
            str(port),
        ]
        return [str(Path(sys.executable).parent / "uv"), *uv, *wanted]
    script = APPS / {PLAIN: "plain.py", EMPTY: "empty.py"}[name]
    return [*streamlit, str(script), *DEFAULTS]


def start(name: str, checkout: Path = ROOT, **environment: str) -> Server:
    """Start one of the compared servers and wait until it answers; ``checkout`` is another one of this repository."""
    port, folder = free_port(), tempfile.TemporaryDirectory(prefix="gate-benchmark-")
    process = subprocess.Popen(
        command(name, port, folder.name),
        cwd=checkout,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(name, f"http://127.0.0.1:{port}", process, folder)
    until(lambda: _answers(server.url) or process.poll() is not None, PATIENCE_S)
    if not _answers(server.url):
        server.stop()
        raise RuntimeError(f"{name} did not start")
    return server


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@contextmanager
def running(names: Sequence[str]) -> Iterator[dict[str, Server]]:
    """Start servers for the length of a measurement; one that cannot be had here is left out, and that is said."""
    with ExitStack() as stack:
        started: dict[str, Server] = {}
        for name in names:
            try:
                started[name] = start(name)
            except RuntimeError as error:
                print(f"Left out: {error}.")
                continue
            stack.callback(started[name].stop)
        yield started


def versions() -> dict[str, Any]:
    """Return the versions of what is compared."""
    from importlib import metadata

    return {name: metadata.version(name) for name in ("streamlit", "folium", "streamlit-folium", "starlette")}
