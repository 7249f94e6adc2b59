"""The documents that facts were checked against, as a table of comma-separated values and for JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from typing import Any

import geodata
from geodata import relations
from geodata.export.file import File, cell, named
from geodata.model import Column, FactSource


@cache
def columns() -> tuple[Column, ...]:
    """Return what the columns of the table are called and mean."""
    return (
        Column("key", "Key by which texts cite the document: [S12]; the page opens it at /sources?source=KEY"),
        Column("title", "Title: its headline, or a description in our words"),
        Column("publisher", "Who published it"),
        Column("author", "Who wrote it; empty: not known"),
        Column("date", "When it was published, cut to what is known; empty: not known"),
        Column("language", "Language of the document (BCP 47)"),
        Column(
            "kind", "official, press, agency, scholarly, reference, data, security (bulletin), encyclopedia or travel"
        ),
        Column("passage", "What in it supports what we say, in our words"),
        Column("read", "How much of it was read: whole, excerpt or no"),
        Column("read_on", "The last day on which it was read"),
        Column("address", "The publisher's own page; empty: only copies are known"),
        Column("mirrors", "Copies on other sites"),
        Column("archive", "Where the Wayback Machine would have it as of that day; not checked"),
        Column("better", "Keys of better documents for the same thing"),
        Column("note", "What a reader should know of it"),
        Column("former_keys", "Keys that once named it together with other documents"),
        Column("cited_by", "Claims that cite it"),
        Column("licence", "Licence of the row"),
    )


@cache
def as_csv() -> File:
    """Return every document as a row of comma-separated values (UTF-8 with a mark that spreadsheets look for)."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(column.name for column in columns())
    cited = relations.citing()
    for record in records(geodata.fact_sources()):
        claims = [one.id for one in cited.get(record["key"], ()) if one.kind == "claim"]
        row = {**record, "cited_by": claims, "licence": geodata.dashboard().claims_licence}
        writer.writerow(cell(row[column.name]) for column in columns())
    content = table.getvalue().encode("utf-8-sig")
    return File(named("-sources.csv"), "text/csv", "Documents that facts were checked against", content)


def records(sources: Iterable[FactSource]) -> list[dict[str, Any]]:
    """Return documents as records: what is written of each, the address of its archive, and its former keys."""
    former = geodata.former_keys()
    return [
        {
            **{name: list(value) if isinstance(value, tuple) else value for name, value in asdict(source).items()},
            "archive": source.archive,
            "former_keys": [one.key for one in former if source.key in one.documents],
        }
        for source in sources
    ]


def former(sources: Iterable[FactSource]) -> dict[str, list[str]]:
    """Return the keys that once named some of these documents together with others, and those that they lead on to."""
    keys = {source.key for source in sources}
    return {
        one.key: [key for key in one.documents if key in keys]
        for one in geodata.former_keys()
        if keys.intersection(one.documents)
    }
