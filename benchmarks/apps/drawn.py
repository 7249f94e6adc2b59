"""What all compared maps draw: the relief, the layers of the dashboard, the towns; and the panel of a place as text."""

from __future__ import annotations

import base64
from typing import Any

import geodata
from geodata import load

LAYERS = ("countries", "provinces", "rivers", "lakes", "ceded", "borders-display", "places")
CENTRE = (38.3, 70.6)
ZOOM = 7


def collection(layer: str) -> dict[str, Any]:
    """Return a layer as GeoJSON."""
    return {"type": "FeatureCollection", "features": list(geodata.features(layer))}


def relief() -> tuple[str, list[list[float]]]:
    """Return the picture of the relief as a data address, and its south-west and north-east corner."""
    west, south, east, north = geodata.layer("relief").bounds or (0, 0, 0, 0)
    picture = base64.b64encode((load.LAYERS / "relief.webp").read_bytes()).decode()
    return f"data:image/webp;base64,{picture}", [[south, west], [north, east]]


def towns() -> list[tuple[float, float, str]]:
    """Return latitude, longitude and name of every town."""
    return [
        (*reversed(town["geometry"]["coordinates"]), town["properties"]["name"]) for town in geodata.features("towns")
    ]


def text(place: str) -> tuple[str, str]:
    """Return the heading and the text of a panel, as Markdown."""
    panel = geodata.panel(place or "overview")
    parts = [panel.lead, *(f"#### {section.heading}\n\n{section.body}" for section in panel.sections)]
    return panel.title, "\n\n".join(parts)
