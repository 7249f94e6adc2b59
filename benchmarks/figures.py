"""Medians, spread and tables."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Of each app, by what is measured: all values of all rounds.
Measured = dict[str, dict[str, list[float]]]


@dataclass(frozen=True)
class Row:
    """One line of a table: what was measured and how its figures are written."""

    key: str
    label: str
    digits: int = 0


def p50(values: Sequence[float]) -> float:
    """Median."""
    return float(statistics.median(values))


def p95(values: Sequence[float]) -> float:
    """95th percentile; of very few values the largest."""
    return float(statistics.quantiles(values, n=20, method="inclusive")[-1]) if len(values) > 1 else values[0]


def written(values: Sequence[float], digits: int = 0) -> str:
    """Write a median, and in brackets the least and the largest if there are several."""
    if not values:
        return "-"
    middle = f"{p50(values):,.{digits}f}"
    if len(values) == 1 or min(values) == max(values):
        return middle
    return f"{middle} ({min(values):,.{digits}f} to {max(values):,.{digits}f})"


def table(rows: Sequence[Row], measured: Mapping[str, Mapping[str, Sequence[float]]], first: str = "") -> str:
    """Return a Markdown table, a column for every app."""
    lines = [f"| {first} | {' | '.join(measured)} |", "|---" * (len(measured) + 1) + "|"]
    for row in rows:
        cells = [written(found.get(row.key, ()), row.digits) for found in measured.values()]
        if any(cell != "-" for cell in cells):
            lines.append(f"| {row.label} | {' | '.join(cells)} |")
    return "\n".join(lines)


def ratio(part: Sequence[float], whole: Sequence[float]) -> float:
    """Return the ratio of two medians; not a number where either was not measured."""
    return p50(part) / p50(whole) if part and whole and p50(whole) else float("nan")
