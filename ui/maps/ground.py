"""The ground under the article's places: layers that an atlas may have or not, each shown by a switch that draws it."""

from __future__ import annotations

import geodata
from geodata.model import Feature

# What is left of the relief where the map goes on but the heights do not.
FAINTEST = 0.3
# What is left of rivers there: thin lines, so more.
FAINTEST_RIVER = 0.45
LAYERS = ("relief", "province-lines", "provinces", "rivers", "lakes", "towns")


def features(layer_id: str) -> tuple[Feature, ...]:
    """Return the features of a layer that an atlas may do without; none if it has no such layer."""
    return geodata.features(layer_id) if geodata.has_layer(layer_id) else ()


def relief_strength(zoom: float) -> float:
    """Return how strongly the relief is drawn at a zoom, from 1 down, as ``relief.js`` has it on the live map."""
    tiles = geodata.layer("relief").tiles
    return _faded(zoom, tiles.fade, FAINTEST) if tiles else 1.0


def rivers(zoom: float) -> tuple[tuple[Feature, ...], float]:
    """Return the rivers as they are drawn at a zoom and how strongly, from 1 down, as ``rivers.js`` has it."""
    finer = geodata.layer("rivers").finer if geodata.has_layer("rivers") else None
    if finer is None:
        return features("rivers"), 1.0
    close = zoom >= finer.zoom and geodata.has_layer(finer.layer)
    return features(finer.layer if close else "rivers"), _faded(zoom, finer.fade, FAINTEST_RIVER)


def _faded(zoom: float, fade: tuple[float, float], faintest: float) -> float:
    first, last = fade
    gone = min(max((zoom - first) / (last - first), 0.0), 1.0)
    return 1 - gone * (1 - faintest)


def switch(*layer_ids: str) -> str:
    """Return the id of the first switch of the map that draws one of some layers; empty if none does."""
    return next((one.id for one in geodata.atlas().switches if set(layer_ids) & set(one.built)), "")


def switches() -> tuple[str, ...]:
    """Return the ids of the switches that draw ground, whatever else they draw."""
    return tuple(one.id for one in geodata.atlas().switches if set(LAYERS) & set(one.built))
