"""Names on the map: which there are, where they are set and which give way. The browser fits them together.

A label is a plain dictionary (it goes to the browser as JSON): ``text``, ``lat``, ``lon`` (WGS84 degrees), ``kind``
(classes of the style sheet), ``layer`` (the switch it belongs to), ``rank`` (lower is placed first), ``zoom`` (shown
from), ``spots`` (``"centre"``, ``"around"``, that is first on the right, or on the ``"left"``, ``"above"`` or
``"below"``; or ``"within"``), and for a place its ``id`` and ``radius_km``; ``gap`` is
how far a name keeps off its symbol (pixels). The name of a country stands within what is seen of the ``ground`` of
that id; ``needed`` is one that gives way last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy

import geodata
from geodata.model import Feature, Place, PlaceLabel
from ui.maps import ground

Label = dict[str, Any]
# Pixels from the middle of a point to its name; other names stand closer.
BESIDE_POINT = 11


def of_places(places: Iterable[Place]) -> list[Label]:
    """Return the labels of the article's places: they go before all others."""
    found = []
    for number, place in enumerate(places):
        extent, label = place.extent, place.label or PlaceLabel(place.name)
        at = (label.lat, label.lon) if label.lat is not None else (extent.lat, extent.lon)
        if at[0] is None:
            west, south, east, north = place.bounds
            at = ((south + north) / 2, (west + east) / 2)
        kind = geodata.atlas().kind(place.kind)
        colour = label.colour or kind.colour
        dot = "dot capital" if extent.symbol == "point" and place.id == geodata.atlas().capital else ""
        found.append(
            {
                "text": label.text,
                "lat": at[0],
                "lon": at[1],
                "kind": " ".join(filter(None, ("place", colour if colour != "ink" else "", dot))),
                "layer": place.layer,
                "rank": number,
                "zoom": kind.label_zoom,
                "spots": "centre" if extent.symbol in ("area", "band") else label.side or "around",
                "id": place.id,
                "radius_km": extent.radius_km or 0,
                **({"gap": BESIDE_POINT} if extent.symbol == "point" and not dot else {}),
            }
        )
    return found


def of_events(features: Sequence[Feature]) -> list[Label]:
    """Return the labels of what happened after the article."""
    found = []
    for number, feature in enumerate(features):
        west, south, east, north = feature["properties"]["bounds"]
        found.append(
            {
                "text": feature["properties"]["name"],
                "lat": (south + north) / 2,
                "lon": (west + east) / 2,
                "kind": "place later",
                "layer": "events",
                "rank": 15 + number / 100,
                "zoom": 5.5,
                "spots": "around",
                "id": feature["properties"]["id"],
                "radius_km": (north - south) * 55.6,
            }
        )
    return found


def of_countries(features: Sequence[Feature]) -> list[Label]:
    """Return the names of the countries that are drawn; home and those beyond its borders go before all others."""
    drawn = {feature["properties"]["id"] for feature in features}
    needed = {geodata.atlas().home, *_beyond(features)}
    return [
        {
            "text": country.name,
            "lat": country.lat,
            "lon": country.lon,
            "kind": "country home" if country.id == geodata.atlas().home else "country",
            "layer": "country",
            "rank": -0.5 if country.id in needed else 20,
            "zoom": 0 if country.id in needed else country.zoom,
            "spots": "within",
            "ground": country.id,
            "needed": country.id in needed,
            "plain": True,
        }
        for country in geodata.atlas().countries
        if country.id in drawn
    ]


def _beyond(features: Sequence[Feature]) -> set[str]:
    """The countries on the far side of the lines among the places: the nearest to the middle of each, home apart."""
    found = set()
    named = {country.id for country in geodata.atlas().countries} - {geodata.atlas().home}
    corners = {
        one["properties"]["id"]: numpy.array([corner[:2] for ring in _rings(one["geometry"]) for corner in ring])
        for one in features
        if one["properties"]["id"] in named
    }
    for place in geodata.places():
        if place.extent.symbol != "line" or not corners:
            continue
        for line in geodata.features(place.extent.layer):
            if line["properties"]["id"] in place.extent.features:
                middle = _middle(line["geometry"])[::-1]
                far = {one: ((at - middle) ** 2).sum(axis=1).min() for one, at in corners.items()}
                found.add(min(far, key=far.__getitem__))
    return found


def of_towns(features: Sequence[Feature], taken: Iterable[str]) -> list[Label]:
    """Return the names of the towns; ``taken`` are names that a place of the article already carries."""
    carried, layer = set(taken), ground.switch("towns")
    found = []
    for feature in features:
        properties, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"]
        if properties["name"] in carried:
            continue
        rank = int(properties["rank"])
        capital = " capital" if properties["role"] == "capital" else ""
        found.append(
            {
                "text": properties["name"],
                "lat": lat,
                "lon": lon,
                "kind": f"town dot{capital}",
                "layer": layer,
                "rank": 30 + rank,
                "zoom": (4.5, 5.5, 6.5, 7.5, 8.5)[min(rank, 5) - 1],
                "spots": "around",
                "plain": True,
            }
        )
    return found


def of_water(layer_id: str, features: Sequence[Feature], zoom: float) -> list[Label]:
    """Return the names of rivers or lakes, set at the middle of the longest part or of the outline."""
    layer, found = ground.switch(layer_id), []
    for feature in features:
        lat, lon = _middle(feature["geometry"])
        properties = feature["properties"]
        found.append(
            {
                "text": properties["name"],
                "lat": lat,
                "lon": lon,
                "kind": "water",
                "layer": layer,
                "rank": 50,
                "zoom": zoom - (1.5 if properties.get("area_km2", 0) > 1000 else 0),
                "spots": "around" if "Line" in feature["geometry"]["type"] else "centre",
                "plain": True,
            }
        )
    return found


def of_border_rivers() -> list[Label]:
    """Return the names of the rivers that borders follow, where they were set; none without the layer that has them."""
    layer = ground.switch("border-rivers")
    return [
        {
            "text": river.name,
            "lat": river.lat,
            "lon": river.lon,
            "kind": "water along",
            "layer": layer,
            "rank": 16,
            "zoom": river.zoom,
            "spots": "around",
            "plain": True,
        }
        for river in geodata.atlas().rivers
        if layer and geodata.has_layer("border-rivers")
    ]


def of_provinces(features: Sequence[Feature]) -> list[Label]:
    """Return the names of the provinces, set at the middle of their outlines."""
    layer = ground.switch("province-lines", "provinces")
    return [
        {
            "text": feature["properties"]["name"],
            "lat": lat,
            "lon": lon,
            "kind": "province",
            "layer": layer,
            "rank": 60,
            "zoom": 7,
            "spots": "centre",
            "plain": True,
        }
        for feature in features
        for lat, lon in [_middle(feature["geometry"])]
    ]


def _rings(geometry: dict[str, Any]) -> list[Any]:
    """The outer rings of polygons."""
    polygons = geometry["coordinates"] if geometry["type"].startswith("Multi") else [geometry["coordinates"]]
    return [polygon[0] for polygon in polygons]


def _middle(geometry: dict[str, Any]) -> tuple[float, float]:
    """Latitude and longitude of the middle vertex of the longest line, or of the middle of the largest ring's box."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if "Line" in kind:
        lines = coordinates if kind.startswith("Multi") else [coordinates]
        line = max(lines, key=len)
        lon, lat = line[len(line) // 2][:2]
        return lat, lon
    ring = max(_rings(geometry), key=len)
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
