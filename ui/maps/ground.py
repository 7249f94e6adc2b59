"""The ground under the article's places: layers that an atlas may have or not, each shown by a switch that draws it."""

from __future__ import annotations

import geodata
from geodata.model import Feature

# What is left of the relief where the map goes on but the heights do not.
FAINTEST = 0.3
LAYERS = ("relief", "province-lines", "provinces", "rivers", "lakes", "towns")


def features(layer_id: str) -> tuple[Feature, ...]:
    """Return the features of a layer that an atlas may do without; none if it has no such layer."""
    return geodata.features(layer_id) if geodata.has_layer(layer_id) else ()


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
