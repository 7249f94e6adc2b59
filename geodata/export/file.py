"""A file to take away, and whom it has to credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geodata
from geodata.model import DataSource, Layer

# Spreadsheets take a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class File:
    """One file to take away: its name, media type, what it is, and its bytes."""

    name: str
    mime: str
    title: str
    content: bytes


def named(rest: str) -> str:
    """Return the name of a file of this dashboard: ``named(".gpkg")``, ``named("-places.csv")``."""
    return f"{geodata.dashboard().name}{rest}"


def cell(value: Any) -> str:
    """Return a value as one cell: lists joined, and nothing that a spreadsheet would take for a formula."""
    cell = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def sources_of(layer: Layer) -> tuple[DataSource, ...]:
    """Return the data sources that a layer is derived from, in the order its record names them."""
    known = {source.id: source for source in geodata.data_sources()}
    return tuple(known[source_id] for source_id in layer.sources)


def credit_of(layer: Layer) -> str:
    """Return the credit line of a layer: those of its sources, each once."""
    return "; ".join(dict.fromkeys(source.credit for source in sources_of(layer)))
