"""What the five parts of the Borders page share: borders, towns and where to look. Pure: no streamlit here.

Points are pairs of latitude and longitude (WGS84 degrees), as a reader types them; geometries are GeoJSON.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import geodata
from geodata.errors import MissingFileError
from geodata.model import Feature
from ui import maps
from ui.address import Point, State
from ui.maps import fit

Geometry = dict[str, Any]
Told = TypeVar("Told")
Rows = tuple[tuple[str, str], ...]
Results = tuple[tuple[str, str], ...]

# Borders are looked at more closely than places that are known only roughly.
CLOSEST = 9.5
# Finer than this nothing of an old line can be seen on the map.
DRAWN_DEGREES = 0.0004


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page.

    ``scene`` says what the map shows, ``legend`` explains what is drawn beyond the map's own layers, ``results`` are
    the figures that the choices come to with their names, ``beside`` fills the column beside the map and ``below`` the
    width under both.
    """

    label: str
    scene: Callable[[State], maps.Scene]
    legend: Callable[[State], Rows]
    results: Callable[[State], Results]
    beside: Callable[[State], None]
    below: Callable[[State], None]


def there(told: Told | None, missing: str) -> Told:
    """Return what the records say of a part of the page; a part that they do not speak of is not offered."""
    if told is None:
        raise MissingFileError(f"The file article/borders.toml names {missing}.")
    return told


def feature(layer: str, feature_id: str) -> Feature:
    """Return one feature of a built layer; raises a GeodataError that names what is missing."""
    for one in geodata.features(layer):
        if one["properties"].get("id") == feature_id:
            return one
    raise MissingFileError(f"The layer “{layer}” holds no “{feature_id}”.")


def old_line(layer: str, line: str, side: str = "") -> maps.Drawing:
    """Return an older line of a border, to draw on one ``side`` of a change if there is one on the map."""
    from geodata import measure

    shape = measure.simplified(feature(layer, line)["geometry"], DRAWN_DEGREES)
    return maps.Drawing(f"old {line}", shape, side=side)


def border(border_id: str) -> Geometry:
    """Return a border at full resolution."""
    found: Geometry = feature("borders", border_id)["geometry"]
    return found


@cache
def towns() -> dict[str, str]:
    """Return the names of the towns by id, in the order of their names; the capital first, others' with the country."""
    atlas, named = geodata.atlas(), {}
    for one in maps.ground.features("towns"):
        town = one["properties"]
        abroad = "" if town["country"] == atlas.home else f" ({town['country'].title()})"
        named[town["id"]] = f"{town['name']}{abroad}"
    return dict(sorted(named.items(), key=lambda item: (item[0] != atlas.capital, item[1])))


def town(town_id: str) -> Point:
    """Return where a town is."""
    lon, lat = feature("towns", town_id)["geometry"]["coordinates"][:2]
    return float(lat), float(lon)


def lonlat(point: Point) -> tuple[float, float]:
    """Return a point as geometries have it, longitude first."""
    return point[1], point[0]


def box(geometries: Sequence[Geometry]) -> fit.Box:
    """Return west, south, east and north of some geometries."""
    from geodata import measure

    points = [point for geometry in geometries for part in measure.parts(geometry) for point in part]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons), min(lats), max(lons), max(lats)


def with_places(state: State, place: str = "") -> State:
    """Return the state for the map: the scene decides which places are drawn, the reader what lies under them."""
    ground = maps.ground.switches()
    on = tuple(one for one in geodata.atlas().switch_ids if one not in ground or one in state.layers)
    return State(place=place, layers=on, basemap=state.basemap, view=state.view)


def km(value: float) -> str:
    """Word a length or distance in whole kilometres."""
    return f"{value:,.0f} km"


def exact(value: float) -> str:
    """Write a quoted number with the decimals it was quoted with."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def degrees(point: Point) -> str:
    """Write a point for a reader: latitude and longitude in decimal degrees."""
    return f"{point[0]:.4f}, {point[1]:.4f}"
