"""Whatever takes a visitor's time, done before there is one: imports, records, the map, what can be searched."""

from __future__ import annotations

import ast
import gc
import importlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import geodata
from geodata.errors import GeodataError
from ui import mapview, search
from ui.address import session

ROOT = Path(__file__).resolve().parents[2]
# What only maintainers run.
LEFT_OUT = ("geodata.build", "geodata.check", "geodata.derive", "geodata.new", "ui.serve")
# What only the processes beside the server need.
BESIDE = ("fontTools",)
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


def warm() -> None:
    """Import whatever any page imports, read all records, make the map and what can be searched."""
    for name in _modules():
        if not name.startswith(BESIDE):
            importlib.import_module(name)
    for read in (session.vocabulary, *RECORDS, _features):
        # A broken file is for the page that needs it to tell; the others can be shown.
        with suppress(GeodataError):
            read()
    mapview.prepare()
    search.prepare()
    gc.collect()
    gc.freeze()


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
