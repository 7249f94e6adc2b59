"""Files to take away: each carries its licence and credit inside.

Layers are given as GeoJSON (RFC 7946, WGS84) and together as a GeoPackage; places as CSV and KML; claims as CSV. Only
the GeoPackage needs a geographic library, which is loaded when it is first asked for. The package that describes all
files is made in :mod:`geodata.export_package`.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import geodata
from geodata import about, export_claims, load, text
from geodata.model import Column, DataSource, Layer, Place

NAME = "gate-unguarded"
CREDIT = f"{about.TITLE}: an independent companion to {about.ARTICLE_TITLE} by Paul Pryce (offiziere.ch, 2018)"
PLACES_LICENCE = "Texts MIT; positions, bounds and distances ODbL-1.0, © OpenStreetMap contributors"
PLACE_COLUMNS = (
    Column("id", "Id of the place; the map opens it at /?place=ID"),
    Column("name", "English name"),
    Column("local_names", "Names in the languages of the place, each with its language"),
    Column("kind", "attack, exercise, border, ceded, region or city"),
    Column("symbol", "How it is drawn: point, circle, band, line, area or parcels"),
    Column("precision", "1 known exactly, 2 known roughly, 3 known only as an area, a distance or a reconstruction"),
    Column("precision_note", "How well it is known and why; [S12] cites the source of that key"),
    Column("summary", "What the article has to do with it"),
    Column("dates", "What is dated there, as precisely as it is known"),
    Column("paragraphs", "Parts of the article that name it"),
    Column("lat", "Latitude of a point or of a circle's centre (WGS84)", "degrees"),
    Column("lon", "Longitude of a point or of a circle's centre (WGS84)", "degrees"),
    Column("radius_km", "Radius of the circle in which it lies", "km"),
    Column("west", "Western bound (WGS84)", "degrees"),
    Column("south", "Southern bound (WGS84)", "degrees"),
    Column("east", "Eastern bound (WGS84)", "degrees"),
    Column("north", "Northern bound (WGS84)", "degrees"),
    Column("afghan_border_low_km", "Least geodesic distance from the Afghan border", "km"),
    Column("afghan_border_high_km", "Greatest geodesic distance from the Afghan border", "km"),
    Column("chinese_border_low_km", "Least geodesic distance from the Chinese border", "km"),
    Column("chinese_border_high_km", "Greatest geodesic distance from the Chinese border", "km"),
    Column("dushanbe_low_km", "Least geodesic distance from Dushanbe", "km"),
    Column("dushanbe_high_km", "Greatest geodesic distance from Dushanbe", "km"),
    Column("sources", "Keys of the sources"),
    Column("licence", "Licence of the row"),
)


@dataclass(frozen=True, slots=True)
class File:
    """One file to take away: its name, media type, what it is, and its bytes."""

    name: str
    mime: str
    title: str
    content: bytes


def sources_of(layer: Layer) -> tuple[DataSource, ...]:
    """Return the data sources that a layer is derived from, in the order its record names them."""
    known = {source.id: source for source in geodata.data_sources()}
    return tuple(known[source_id] for source_id in layer.sources)


def credit_of(layer: Layer) -> str:
    """Return the credit line of a layer: those of its sources, each once."""
    return "; ".join(dict.fromkeys(source.credit for source in sources_of(layer)))


def licences_of(words: str) -> list[dict[str, str]]:
    """Return the licences that a record's words name, as a data package lists them; the layer's own comes first."""
    named = sorted((words.find(name), name) for name in about.LICENCES if name in words)
    return [
        {"name": "other-pd" if name == "Public domain" else name, "title": name, "path": about.LICENCES[name]}
        for _, name in named
    ]


@cache
def layer_file(layer_id: str) -> File:
    """Return a layer to take away: GeoJSON as built, with title, licence and credit as foreign members.

    The file states no CRS of its own: GeoJSON is always WGS84, longitude before latitude. The relief, a picture, is
    given as JPEG with licence, credit and bounds in its comment.
    """
    layer = geodata.layer(layer_id)
    if layer.file.endswith(".jpg"):
        return File(layer.file, "image/jpeg", layer.title, _commented(layer))
    collection = {
        "type": "FeatureCollection",
        "name": layer.id,
        "title": layer.title,
        "description": layer.description,
        "license": layer.licence,
        "attribution": credit_of(layer),
        "method": layer.method,
        "caveats": layer.caveats,
        "version": about.version(),
        "features": list(geodata.features(layer_id)),
    }
    written = json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
    return File(layer.file, "application/geo+json", layer.title, written.encode())


def _commented(layer: Layer) -> bytes:
    picture = (load.LAYERS / layer.file).read_bytes()
    words = f"{layer.title}. Licence: {layer.licence}. Credit: {credit_of(layer)}. West, south, east, north (degrees): "
    comment = (words + ", ".join(f"{bound:g}" for bound in layer.bounds or ())).encode()
    # A JPEG begins with two bytes; a comment segment is its marker, its length with these two bytes, and the words.
    return picture[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + picture[2:]


@cache
def places_csv() -> File:
    """Return the places as comma-separated values (UTF-8 with a mark that spreadsheets look for)."""
    table = io.StringIO()
    writer = csv.DictWriter(table, [column.name for column in PLACE_COLUMNS])
    writer.writeheader()
    writer.writerows(place_rows())
    return File(f"{NAME}-places.csv", "text/csv", "Places of the article", table.getvalue().encode("utf-8-sig"))


def place_rows() -> list[dict[str, str | float | None]]:
    """Return the places as rows of a table with the columns :data:`PLACE_COLUMNS`; cells without a value are None."""
    rows = [{column.name: None for column in PLACE_COLUMNS} | _row(place) for place in geodata.places()]
    return [{name: _cell(value) for name, value in row.items()} for row in rows]


def _cell(value: Any) -> str | float | None:
    return export_claims.cell(value) if isinstance(value, str | list) else value


def _row(place: Place) -> dict[str, Any]:
    west, south, east, north = place.bounds
    row = {
        "id": place.id,
        "name": place.name,
        "local_names": [f"{one.name} ({', '.join(filter(None, (one.lang, one.part)))})" for one in place.local_names],
        "kind": place.kind,
        "symbol": place.extent.symbol,
        "precision": place.precision,
        "precision_note": export_claims.filled(place.precision_note),
        "summary": place.summary,
        "dates": [text.date_text(date) for date in place.dates],
        "paragraphs": list(place.paragraphs),
        "lat": place.extent.lat,
        "lon": place.extent.lon,
        "radius_km": place.extent.radius_km,
        **{"west": west, "south": south, "east": east, "north": north},
        "sources": list(place.sources),
        "licence": PLACES_LICENCE,
    }
    for distance in place.distances:
        if distance.to != place.id:
            target = distance.to.replace("-", "_")
            row |= {f"{target}_low_km": distance.low_km, f"{target}_high_km": distance.high_km}
    return row


def claims_csv() -> File:
    """Return the ledger of claims as comma-separated values (UTF-8 with a mark that spreadsheets look for)."""
    content = export_claims.as_csv().encode("utf-8-sig")
    return File(f"{NAME}-claims.csv", "text/csv", "Claims of the article and their checks", content)


def places_kml() -> File:
    """Return the places and the ceded land as KML."""
    from geodata import export_kml

    words = f"{CREDIT}. Licence: {PLACES_LICENCE}; the ceded land draws on: {credit_of(geodata.layer('ceded'))}."
    content = export_kml.document(about.TITLE, words)
    return File(f"{NAME}-places.kml", "application/vnd.google-earth.kml+xml", "Places and ceded land", content)


def geopackage() -> File:
    """Return all vector layers as one GeoPackage; see :func:`geodata.export_gpkg.content`."""
    from geodata import export_gpkg

    return File(f"{NAME}.gpkg", "application/geopackage+sqlite3", "All layers", export_gpkg.content())
