"""What was corrected since it was published, as a table of comma-separated values and as rows for other files."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import Any

import geodata
from geodata.export.file import File, cell, named
from geodata.model import Column


@cache
def columns() -> tuple[Column, ...]:
    """Return what the columns of the table are called and mean."""
    return (
        Column("date", "Day of the correction (ISO 8601)"),
        Column("kind", "claim, place, event, step, panel (a text), figure, source or contradiction"),
        Column("id", "Id of the record of that kind; the name of a figure"),
        Column("what", "What of it was changed"),
        Column("before", "What was said before, in short; empty for something new"),
        Column("after", "What is said now, in short; empty for what was given up"),
        Column("why", "Why; [S12] cites the source of that key"),
        Column("licence", "Licence of the row"),
    )


def rows() -> list[dict[str, Any]]:
    """Return every correction, the newest first, with figures filled in."""
    return [
        {
            "date": one.date,
            "kind": one.kind,
            "id": one.id,
            "what": one.what,
            **{name: geodata.filled(getattr(one, name)) for name in ("before", "after", "why")},
        }
        for one in reversed(geodata.corrections())
    ]


@cache
def as_csv() -> File:
    """Return every correction as a row of comma-separated values (UTF-8 with a mark that spreadsheets look for)."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(column.name for column in columns())
    for row in rows():
        writer.writerow([*(cell(value) for value in row.values()), geodata.dashboard().claims_licence])
    content = table.getvalue().encode("utf-8-sig")
    return File(named("-corrections.csv"), "text/csv", "What was corrected since it was published", content)
