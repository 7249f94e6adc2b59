"""``python -m ui.serve [options of streamlit run]``: start the dashboard warm.

``streamlit run dashboard.py`` answers within a second, and then the first visitor waits for imports and for the map
to be made. Here both happen first, in the process that will serve: when the port answers, and with it
``/_stcore/health``, no visitor pays for them.
"""

from __future__ import annotations

import ast
import gc
import importlib
import runpy
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click

import geodata
from geodata.errors import GeodataError
from ui import internals

ROOT = Path(__file__).resolve().parents[1]
# A server asks nobody for its own outside address and opens no browser.
QUIET = ("--server.headless=true", "--logger.hideWelcomeMessage=true")
# What only maintainers run.
LEFT_OUT = ("geodata.build", "geodata.check", "geodata.derive", "geodata.new", "ui.serve")
RECORDS: tuple[Callable[[], object], ...] = (
    geodata.claims,
    geodata.contradictions,
    geodata.coverage,
    geodata.data_sources,
    geodata.fact_sources,
    geodata.figures,
    geodata.quoted,
    geodata.steps,
)


def main(options: Sequence[str]) -> None:
    """Warm up, then become ``streamlit run dashboard.py`` with these options; ends with the process."""
    # As the first process of a container nothing stops it otherwise; Streamlit puts its own handler in place later.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    internals.quieten()
    click.echo("Warming up.")
    began = time.monotonic()
    warm()
    click.echo(f"Warm after {time.monotonic() - began:.1f} s.")

    threading.Thread(target=_mount, daemon=True).start()
    # What ``python -m streamlit run`` does, in this process.
    sys.argv = ["streamlit", "run", str(ROOT / "dashboard.py"), *QUIET, *options]
    runpy.run_module("streamlit", run_name="__main__")


def warm() -> None:
    """Import whatever any page imports, read all records, and make the map."""
    for name in _modules():
        importlib.import_module(name)

    from ui import mapview
    from ui.address import session

    for read in (session.vocabulary, *RECORDS, _features):
        # A broken file is for the page that needs it to tell; the others can be shown.
        with suppress(GeodataError):
            read()
    mapview.prepare()
    gc.collect()
    gc.freeze()


def _mount() -> None:
    """Let this server hand out the map's files as soon as it is one: a reader's first request may find it unvisited."""
    from ui import mapview

    internals.await_server()
    mapview.mount()


def _features() -> None:
    for layer in geodata.layers():
        with suppress(GeodataError):
            geodata.features(layer.id)


def _modules() -> Iterator[str]:
    """Our own modules, and what they import, be it inside functions."""
    for file in sorted([*(ROOT / "geodata").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        if file.stem not in ("__init__", "__main__") and not name.startswith(LEFT_OUT):
            yield name
            yield from _imported(file)


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


if __name__ == "__main__":
    main(sys.argv[1:])
