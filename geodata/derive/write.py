"""Features to bytes: RFC 7946 GeoJSON that comes out the same, byte for byte, whenever it is built."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata import load

FULL, DISPLAY = 6, 4
"""Decimals of coordinates: 0.1 m for data, 11 m for what is only looked at."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature before it is written."""

    id: str
    geometry: BaseGeometry
    properties: dict[str, Any] = field(default_factory=dict)


def _round(points: Any, decimals: int) -> Any:
    """Coordinates rounded, and a point that has become the same as the one before it left out."""
    if isinstance(points[0], float | int):
        return [round(float(value), decimals) + 0.0 for value in points[:2]]
    rounded = [_round(item, decimals) for item in points]
    if isinstance(rounded[0][0], float):
        return [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]
    return rounded


def geometry(shape: BaseGeometry, decimals: int) -> dict[str, Any]:
    """GeoJSON geometry with rounded coordinates, outer rings counter-clockwise; one part alone is not a Multi-."""
    if shape.geom_type.startswith("Multi") and len(shapely.get_parts(shape)) == 1:
        shape = shapely.get_parts(shape)[0]
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        shape = shapely.orient_polygons(shape)
    plain = mapping(shape)
    return {"type": plain["type"], "coordinates": _round(plain["coordinates"], decimals)}


def dumps(data: Any) -> bytes:
    """Compact JSON with sorted keys and a trailing newline."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def collection(layer: str, shapes: Iterable[Shape], decimals: int) -> bytes:
    """Bytes of a layer's file: its features by id, with the licence and the credit its record states.

    Parameters
    ----------
    layer : str
        Id of the layer; its record must exist.
    shapes : iterable of Shape
        WGS84 degrees.
    decimals : int
        To which coordinates are rounded.

    Returns
    -------
    bytes
        A FeatureCollection, UTF-8.
    """
    record = tomllib.loads((load.LAYERS / f"{layer}.toml").read_text(encoding="utf-8"))
    sources = {source.id: source.credit for source in load.data_sources()}
    features = [
        {
            "type": "Feature",
            "properties": {"id": shape.id, **shape.properties},
            "geometry": geometry(shape.geometry, decimals),
        }
        for shape in sorted(shapes, key=lambda shape: shape.id)
    ]
    credits = "; ".join(sources[name] for name in record["sources"])
    head = {"type": "FeatureCollection", "name": layer, "licence": record["licence"], "credit": credits}
    return dumps(head | {"features": features})


def figures(numbers: Mapping[str, float]) -> bytes:
    """Bytes of the file of figures: one name and number to a line, sorted."""
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in sorted(numbers.items())]
    return ("{\n" + ",\n".join(f"  {line}" for line in lines) + "\n}\n").encode()
