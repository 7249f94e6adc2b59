"""Ready-made geometry of what happened after the article, from the extents in `geodata/article/events.toml`."""

from __future__ import annotations

import tomllib
from typing import Any

from geodata.build.inputs import ROOT
from geodata.build.places import Ground, geometry
from geodata.build.write import Shape

RECORDS = ROOT / "geodata" / "article" / "events.toml"
FRAME = (56.0, 28.0, 98.0, 50.0)
"""West, south, east, north: an event beyond it has no place on the map, and its page says so."""


def shapes(ground: Ground) -> list[Shape]:
    """Features of the layer `events`, one for each event whose place is known and lies within the frame.

    Parameters
    ----------
    ground : Ground
        What extents refer to; WGS84 degrees.
    """
    found = []
    for record in tomllib.loads(RECORDS.read_text(encoding="utf-8"))["event"]:
        extent: dict[str, Any] | None = record.get("extent")
        if not extent:
            continue
        made = geometry(extent, ground)
        west, south, east, north = made.bounds
        if FRAME[0] <= west and FRAME[1] <= south and east <= FRAME[2] and north <= FRAME[3]:
            properties = {
                "name": record["title"],
                "place": record["place_name"],
                "symbol": extent["symbol"],
                "bounds": [round(value, 4) for value in made.bounds],
            }
            found.append(Shape(record["id"], made, properties))
    return found
