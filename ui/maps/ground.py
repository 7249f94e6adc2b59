"""The ground under the article's places: layers that an atlas may have or not, each shown by a switch that draws it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import geodata
from geodata.model import Feature

# What is left of the relief where the map goes on but the heights do not.
FAINTEST = 0.3
LAYERS = ("relief", "province-lines", "provinces", "rivers", "lakes", "towns")
# How many points of a profile ahead the next vertex of its line is looked for (a kilometre each).
AHEAD = 60


def features(layer_id: str) -> tuple[Feature, ...]:
    """Return the features of a layer that an atlas may do without; none if it has no such layer."""
    return geodata.features(layer_id) if geodata.has_layer(layer_id) else ()


def border_rivers() -> tuple[Feature, ...]:
    """Return the stretches of the lines among the places where a river runs, by the layer of their profiles.

    The line is the one that is drawn; the profile only says which parts of it a river follows.
    """
    profiles = {one["properties"]["id"]: one for one in features("border-profiles")}
    found: list[Feature] = []
    for place in geodata.places():
        if place.extent.symbol != "line" or not profiles:
            continue
        for line in geodata.features(place.extent.layer):
            line_id = line["properties"]["id"]
            if line_id in place.extent.features and line_id in profiles and line["geometry"]["type"] == "LineString":
                found += _wet(line_id, line["geometry"]["coordinates"], profiles[line_id])
    return tuple(found)


def _wet(line_id: str, line: Sequence[Sequence[float]], profile: Feature) -> list[Feature]:
    """The stretches of a line that lie nearest to points of its profile with a river."""
    points, river = profile["geometry"]["coordinates"], profile["properties"]["river"]
    (east, north), (end_east, end_north) = points[0][:2], points[-1][:2]
    x, y = line[0][:2]
    if (east - x) ** 2 + (north - y) ** 2 > (end_east - x) ** 2 + (end_north - y) ** 2:
        points, river = points[::-1], river[::-1]
    at, wet = 0, []
    for x, y, *_ in line:
        ahead = range(at, min(at + AHEAD, len(points)))
        at = min(ahead, key=lambda one: (points[one][0] - x) ** 2 + (points[one][1] - y) ** 2)
        wet.append(bool(river[at]))
    runs = [list(run) for flows, run in groupby(range(len(line)), key=wet.__getitem__) if flows]
    return [
        {
            "type": "Feature",
            "properties": {"id": f"{line_id}-river"},
            "geometry": {"type": "LineString", "coordinates": [line[one] for one in run]},
        }
        for run in runs
        if len(run) > 1
    ]


def relief_strength(zoom: float) -> float:
    """Return how strongly the relief is drawn at a zoom, from 1 down, as ``relief.js`` has it on the live map."""
    tiles = geodata.layer("relief").tiles
    if tiles is None:
        return 1.0
    first, last = tiles.fade
    gone = min(max((zoom - first) / (last - first), 0.0), 1.0)
    return 1 - gone * (1 - FAINTEST)


def switch(*layer_ids: str) -> str:
    """Return the id of the first switch of the map that draws one of some layers; empty if none does."""
    return next((one.id for one in geodata.atlas().switches if set(layer_ids) & set(one.built)), "")


def switches() -> tuple[str, ...]:
    """Return the ids of the switches that draw ground, whatever else they draw."""
    return tuple(one.id for one in geodata.atlas().switches if set(LAYERS) & set(one.built))
