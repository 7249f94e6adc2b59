"""Ready-made geometry of the article's places, from the extents that `geodata/article/places.toml` states."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import pyproj
import shapely
from shapely import Point
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from geodata import load, measure
from geodata.derive.distances import Spread, spread
from geodata.derive.write import Shape
from geodata.errors import UnknownIdError

BAND_TOLERANCE = 0.001
PARCEL_TOLERANCE = 0.0005

SPOT = ("radius_km", "kept_percent", "anchor_km", "district_km")
"""Measures of a circle or a point that texts ask for."""

Layers = Mapping[str, Mapping[str, BaseGeometry]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ground:
    """What places are made from: layers of displayed features by id, and both borders at full resolution."""

    layers: Layers
    borders: Mapping[str, BaseGeometry]
    home: BaseGeometry | None


def records() -> list[dict[str, Any]]:
    """Places as their records have them."""
    data = tomllib.loads((load.ARTICLE / "places.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = data.get("place", [])
    return found


def feature(layers: Mapping[str, Mapping[str, T]], layer: str, feature_id: str) -> T:
    """Return a feature that an extent refers to.

    Raises
    ------
    UnknownIdError
        If there is no such layer, or nothing of that id in it.
    """
    if layer not in layers:
        raise UnknownIdError(f"An extent names the layer “{layer}”, of which there is no record in layers/.")
    if feature_id not in layers[layer]:
        raise UnknownIdError(f"An extent names “{feature_id}”, which the layer {layer} does not hold.")
    return layers[layer][feature_id]


def _band(extent: Mapping[str, Any], ground: Ground) -> BaseGeometry:
    """Land `near_km` to `far_km` from a border, inside the home country and the province.

    Distances are laid off in a transverse Mercator projection centred on the province, true to 0.05 % there.
    """
    within = feature(ground.layers, "provinces", extent["within"])
    centre = within.centroid
    crs = f"+proj=tmerc +lat_0={centre.y:.3f} +lon_0={centre.x:.3f} +k=1 +ellps=WGS84 +units=m"
    to = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    along = feature({"borders": ground.borders}, "borders", extent["along"])
    border = shapely.intersection(along, within.envelope.buffer(0.5))
    flat = shapely.transform(border, lambda x, y: to.transform(x, y), interleaved=False).simplify(20)
    ring = flat.buffer(extent["far_km"] * 1000, quad_segs=16) - flat.buffer(extent["near_km"] * 1000, quad_segs=16)
    band = shapely.transform(ring, lambda x, y: to.transform(x, y, direction="INVERSE"), interleaved=False)
    inside = band.intersection(within)
    return (inside.intersection(ground.home) if ground.home else inside).simplify(BAND_TOLERANCE)


def _circle(extent: Mapping[str, Any], ground: Ground) -> BaseGeometry:
    """Geodesic circle, as much of it as lies in the country that its record names."""
    circle = shape(measure.circle((extent["lon"], extent["lat"]), extent["radius_km"]))
    if not extent.get("country"):
        return circle
    inside = circle.intersection(feature(ground.layers, "countries", extent["country"]))
    # Of a land that reaches into the circle twice only the piece about the centre, or else the largest, is meant.
    pieces = [part for part in shapely.get_parts(inside) if part.geom_type == "Polygon"]
    centre = Point(extent["lon"], extent["lat"])
    return max(pieces, key=lambda piece: (piece.contains(centre), piece.area), default=circle)


def _kept_percent(extent: Mapping[str, Any], made: BaseGeometry) -> float:
    """Share of a circle that lies in its country, in per cent to one decimal."""
    whole = measure.area_km2(measure.circle((extent["lon"], extent["lat"]), extent["radius_km"]))
    return round(100 * measure.area_km2(mapping(made)) / whole, 1)


def spot_measures(extent: Mapping[str, Any], made: BaseGeometry, ground: Ground) -> dict[str, float]:
    """What can be said of a point or a circle.

    Its radius, the share of it that is kept, how far it is from the centre to its anchor and to the farthest point of
    its district.
    """
    found: dict[str, float] = {}
    if extent["symbol"] == "circle":
        found["radius_km"] = float(extent["radius_km"])
        if extent.get("country"):
            found["kept_percent"] = _kept_percent(extent, made)
    if extent.get("anchor"):
        town = feature(ground.layers, "towns", extent["anchor"])
        found["anchor_km"] = round(measure.distance_km((extent["lon"], extent["lat"]), (town.x, town.y)), 1)
    if extent.get("district"):
        outline = shapely.get_coordinates(feature(ground.layers, "districts", extent["district"]))
        far = max(measure.distance_km((extent["lon"], extent["lat"]), (x, y)) for x, y in outline)
        found["district_km"] = round(far, 1)
    return found


def geometry(extent: Mapping[str, Any], ground: Ground) -> BaseGeometry:
    """Shape of a place: point, geodesic circle (cut at the border of its country), band, or the features it names.

    Parameters
    ----------
    extent : mapping
        As `geodata.model.Extent`.
    ground : Ground
        WGS84 degrees.

    Raises
    ------
    UnknownIdError
        If the extent names a layer or feature that does not exist.
    """
    symbol = extent["symbol"]
    if symbol == "point":
        return Point(extent["lon"], extent["lat"])
    if symbol == "circle":
        return _circle(extent, ground)
    if symbol == "band":
        return _band(extent, ground)
    features = [feature(ground.layers, extent["layer"], name) for name in extent["features"]]
    if symbol == "parcels":
        parts = [part for one in features for part in shapely.get_parts(one.simplify(PARCEL_TOLERANCE))]
        return shapely.MultiPolygon(parts)
    if len(features) == 1:
        return features[0]
    if symbol == "line":
        return shapely.union_all(features)
    return shapely.coverage_union_all(features)


def _measures(
    record: Mapping[str, Any], made: BaseGeometry, numbers: Mapping[str, float], ground: Ground
) -> dict[str, float]:
    """What can be said of the place's own size; from before simplification where that was measured."""
    extent = record["extent"]
    symbol = extent["symbol"]
    if symbol == "line":
        return {"length_km": round(numbers[f"{record['id']}.length_km"], 1)}
    if symbol == "parcels":
        return {f"{name}_km2": round(numbers[f"{record['id']}.{name}_km2"], 1) for name in ("core", "best", "outer")}
    if symbol in ("circle", "point"):
        return spot_measures(extent, made, ground)
    first = next(iter(extent.get("features", ())), "")
    return {"area_km2": round(numbers.get(f"{first}.area_km2", measure.area_km2(mapping(made))), 1)}


def _targets(ground: Ground) -> dict[str, BaseGeometry]:
    """What distances are measured to: borders at full resolution, and places that are points."""
    points = {
        record["id"]: Point(record["extent"]["lon"], record["extent"]["lat"])
        for record in records()
        if record["extent"]["symbol"] == "point"
    }
    known = {**points, **ground.borders}
    found = {}
    for target in load.dashboard().targets:
        if target.id not in known:
            told = "neither a place that is a point nor a line of the layer borders (article/article.toml, targets)"
            raise UnknownIdError(f"Distances are measured to “{target.id}”, which is {told}.")
        found[target.id] = known[target.id]
    return found


def shapes(ground: Ground, numbers: Mapping[str, float]) -> list[Shape]:
    """Features of the layer `places`, one for each record.

    Parameters
    ----------
    ground : Ground
        What extents refer to.
    numbers : mapping
        Figures measured so far.
    """
    targets = _targets(ground)
    found = []
    for record in records():
        extent = record["extent"]
        made = geometry(extent, ground)
        true = ground.borders.get(record["id"], made)
        measures = _measures(record, made, numbers, ground)
        cut = measures.get("kept_percent", 100.0) < 100
        distances = []
        for target, line in targets.items():
            low, high = spread(Spread(record["id"], extent, true, cut), target, line)
            distances.append({"to": target, "low_km": low, "high_km": high})
        properties = {
            "name": record["name"],
            "symbol": extent["symbol"],
            "bounds": [round(value, 4) for value in made.bounds],
            "distances": distances,
            "measures": measures,
        }
        found.append(Shape(record["id"], made, properties))
    return found


def figures(found: list[Shape]) -> dict[str, float]:
    """Distances by place and target, and what was measured of circles and points, by names that end in their unit."""
    distances = {
        f"{place.id}.{row['to']}.{end}_km": row[f"{end}_km"]
        for place in found
        for row in place.properties["distances"]
        for end in ("low", "high")
    }
    return distances | {
        f"{place.id}.{name}": value
        for place in found
        for name, value in place.properties["measures"].items()
        if name in SPOT
    }
