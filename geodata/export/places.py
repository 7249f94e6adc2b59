"""The places as a table of comma-separated values, each row with its licence."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import Any

import geodata
from geodata import relations, text
from geodata.design import Target
from geodata.export.file import File, cell, named
from geodata.model import Column, Place


@cache
def columns() -> tuple[Column, ...]:
    """Return what the columns of the table are called and mean."""
    *most, last = [kind.id for kind in geodata.atlas().kinds]
    return (
        Column("id", "Id of the place; the map opens it at /?place=ID"),
        Column("name", "English name"),
        Column("local_names", "Names in the languages of the place, each with its language"),
        Column("kind", f"{', '.join(most)} or {last}"),
        Column("symbol", "How it is drawn: point, circle, band, line, area or parcels"),
        Column(
            "precision",
            "1 known to about a kilometre, 2 known roughly, 3 known only as an area, a distance or a reconstruction",
        ),
        Column("precision_note", "How well it is known and why; [S12] cites the source of that key"),
        Column("basis", "By which numbers what is known leads to the shape that is drawn"),
        Column("summary", "What the article has to do with it"),
        Column("dates", "What is dated there, as precisely as it is known"),
        Column("paragraphs", "Parts of the article that name it"),
        Column("lat", "Latitude of a point or of a circle's centre (WGS84)", "degrees"),
        Column("lon", "Longitude of a point or of a circle's centre (WGS84)", "degrees"),
        Column("radius_km", "Radius of the circle in which it lies", "km"),
        Column("country", "Country in which it lies, and at whose border its circle is cut"),
        Column("province", "Province in which its centre lies"),
        Column("district", "District in which its centre lies"),
        Column("kept_percent", "Share of the circle that lies in the country", "per cent"),
        Column("height_low_m", "Least height of its ground above the sea, by a model", "m"),
        Column("height_high_m", "Greatest height of its ground above the sea, by a model", "m"),
        Column("west", "Western bound (WGS84)", "degrees"),
        Column("south", "Southern bound (WGS84)", "degrees"),
        Column("east", "Eastern bound (WGS84)", "degrees"),
        Column("north", "Northern bound (WGS84)", "degrees"),
        *(column for target in geodata.dashboard().targets for column in _distance_columns(target)),
        Column("sources", "Keys of the sources"),
        Column("last_changed", "Day on which it was last corrected; empty if it never was"),
        Column("licence", "Licence of the row"),
    )


def _distance_columns(target: Target) -> tuple[Column, Column]:
    name = _column(target.id)
    return (
        Column(f"{name}_low_km", f"Least geodesic distance from {target.phrase}", "km"),
        Column(f"{name}_high_km", f"Greatest geodesic distance from {target.phrase}", "km"),
    )


def _column(target_id: str) -> str:
    return target_id.replace("-", "_")


@cache
def as_csv() -> File:
    """Return the places as comma-separated values (UTF-8 with a mark that spreadsheets look for)."""
    table = io.StringIO()
    writer = csv.DictWriter(table, [column.name for column in columns()])
    writer.writeheader()
    writer.writerows(rows())
    return File(named("-places.csv"), "text/csv", "Places of the article", table.getvalue().encode("utf-8-sig"))


def rows() -> list[dict[str, str | float | None]]:
    """Return the places as rows of a table with :func:`columns`; cells without a value are None."""
    empty = {column.name: None for column in columns()}
    return [{name: _cell(value) for name, value in (empty | _row(place)).items()} for place in geodata.places()]


def _cell(value: Any) -> str | float | None:
    return cell(value) if isinstance(value, str | list) else value


def _row(place: Place) -> dict[str, Any]:
    west, south, east, north = place.bounds
    row = {
        "id": place.id,
        "name": place.name,
        "local_names": [f"{one.name} ({', '.join(filter(None, (one.lang, one.part)))})" for one in place.local_names],
        "kind": place.kind,
        "symbol": place.extent.symbol,
        "precision": place.precision,
        "precision_note": geodata.filled(place.precision_note),
        "basis": geodata.filled(place.basis),
        "summary": place.summary,
        "dates": [text.date_text(date) for date in place.dates],
        "paragraphs": list(place.paragraphs),
        "lat": place.extent.lat,
        "lon": place.extent.lon,
        "radius_km": place.extent.radius_km,
        "country": place.extent.country,
        "province": place.extent.province,
        "district": place.extent.district,
        **{name: place.measures.get(name) for name in ("kept_percent", "height_low_m", "height_high_m")},
        **{"west": west, "south": south, "east": east, "north": north},
        "sources": list(place.sources),
        "last_changed": relations.last_changed("place", place.id),
        "licence": geodata.dashboard().places_licence,
    }
    for distance in place.distances:
        if distance.to != place.id:
            target = _column(distance.to)
            row |= {f"{target}_low_km": distance.low_km, f"{target}_high_km": distance.high_km}
    return row
