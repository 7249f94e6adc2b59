"""Ready-made geometry of what happened after the article, from the extents in `geodata/article/events.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from geodata import load
from geodata.derive.places import Ground, geometry, spot_measures
from geodata.derive.write import Shape


def shapes(ground: Ground) -> list[Shape]:
    """Features of the layer `events`, one for each event whose place is known and lies within the bounds of the atlas.

    One beyond has no place on the map, and its page says so.

    Parameters
    ----------
    ground : Ground
        What extents refer to; WGS84 degrees.
    """
    found = []
    bounds = load.atlas().bounds
    for record, extent in _records():
        made = geometry(extent, ground)
        west, south, east, north = made.bounds
        if bounds[0] <= west and bounds[1] <= south and east <= bounds[2] and north <= bounds[3]:
            properties = {
                "name": record["title"],
                "place": record["place_name"],
                "symbol": extent["symbol"],
                "bounds": [round(value, 4) for value in made.bounds],
            }
            found.append(Shape(record["id"], made, properties))
    return found


def figures(found: list[Shape], ground: Ground) -> dict[str, float]:
    """What was measured of the circles that are drawn, by names that begin with the id of the event."""
    drawn = {event.id: event.geometry for event in found}
    return {
        f"{record['id']}.{name}": value
        for record, extent in _records()
        if record["id"] in drawn
        for name, value in spot_measures(extent, drawn[record["id"]], ground).items()
    }


def _records() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Events with an extent of their own, and that extent."""
    for record in tomllib.loads((load.ARTICLE / "events.toml").read_text(encoding="utf-8")).get("event", []):
        if record.get("extent"):
            yield record, record["extent"]
