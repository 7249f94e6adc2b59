"""What the tools of the map know of the article: the lines to measure to, the countries to name. Pure."""

from __future__ import annotations

from typing import Any

import geodata
from geodata.errors import GeodataError
from geodata.model import Place
from ui.maps import ground

UNKEPT = "A measurement is not kept in the link."
DISTANCES = "A measurement is not kept in the link; Borders, Distances is."


def told() -> dict[str, Any]:
    """Return what the browser must know.

    Returns
    -------
    dict
        ``lines`` (names of the places that are lines, by id), ``countries`` (names by id, empty for disputed land),
        ``within`` (how far the lines may be from what they are drawn from, km; None if that is not recorded) and
        ``unkept`` (that a line laid over the map is not in the link, and what is).
    """
    lines = [place for place in geodata.places() if place.extent.symbol == "line"]
    short = {target.id: target.name for target in geodata.dashboard().targets}
    return {
        "lines": {place.id: short.get(place.id, place.name) for place in lines},
        "countries": _countries(),
        "within": _within(lines),
        "unkept": _unkept(),
    }


def _countries() -> dict[str, str]:
    try:
        drawn = {one["properties"]["id"]: one["properties"]["name"] for one in ground.features("countries")}
    except GeodataError:
        return {}
    return drawn | {one.id: one.name for one in geodata.atlas().countries if one.id in drawn}


def _within(lines: list[Place]) -> float | None:
    """The worst of what is recorded of the lines' layers; None if one of them says nothing."""
    try:
        known = [geodata.layer(place.extent.layer).within_km for place in lines]
    except GeodataError:
        return None
    return max((one for one in known if one is not None), default=None) if None not in known else None


def _unkept() -> str:
    try:
        return DISTANCES if geodata.comparison().distances else UNKEPT
    except GeodataError:
        return UNKEPT
