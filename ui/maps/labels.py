"""Names on the map: which there are, where they are set and which give way. The browser fits them together.

A label is a plain dictionary (it goes to the browser as JSON): ``text``, ``lat``, ``lon`` (WGS84 degrees), ``kind``
(classes of the style sheet), ``layer`` (the switch it belongs to), ``rank`` (lower is placed first), ``zoom`` (shown
from), ``spots`` (``"centre"`` or ``"around"``), and for a place its ``id`` and ``radius_km``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geodata.model import Feature, Place

Label = dict[str, Any]

# Set by hand: where a cartographer would put the word, not where the centroid falls.
COUNTRIES: dict[str, tuple[str, float, float, float]] = {
    "tajikistan": ("Tajikistan", 38.62, 70.95, 5),
    "afghanistan": ("Afghanistan", 35.2, 67.2, 4),
    "kyrgyzstan": ("Kyrgyzstan", 41.45, 74.4, 5),
    "uzbekistan": ("Uzbekistan", 40.6, 65.6, 5),
    "turkmenistan": ("Turkmenistan", 38.3, 62.0, 5),
    "kazakhstan": ("Kazakhstan", 44.6, 69.0, 5),
    "pakistan": ("Pakistan", 32.4, 71.4, 5),
    "iran": ("Iran", 33.6, 58.6, 5),
    "india": ("India", 30.2, 77.4, 5),
    "china-xinjiang": ("China", 38.2, 77.6, 5),
    "mongolia": ("Mongolia", 46.6, 95.6, 6),
}
SWITCHED_ELSEWHERE = {"attack": "attack", "exercise": "exercise", "region": "region", "ceded": "ceded"}
PLACES: dict[str, tuple[float, float]] = {
    "csto-2018": (37.42, 68.55),
    "afghan-border": (37.97, 70.62),
    "chinese-border": (38.85, 73.75),
    "ceded-pamir": (38.62, 74.98),
    "xinjiang": (40.5, 79.6),
    "northern-afghanistan": (36.25, 68.1),
}
PROVINCES: dict[str, tuple[float, float]] = {}
SHORT_NAMES = {
    "ceded-pamir": "Ceded land\n(reconstructed, not official)",
    "csto-2018": "CSTO exercise, announced 2018",
    "afghan-border": "Tajik-Afghan border",
    "chinese-border": "Tajik-Chinese border",
    "northern-afghanistan": "Northern Afghanistan",
    "xinjiang": "Xinjiang",
    "dushanbe": "Dushanbe",
    "danghara-attack": "Danghara attack",
    "fakhrabad": "Fakhrabad",
    "lyaur": "Lyaur",
    "jilondi-2018": "Jilondi exercise",
    "ishkoshim-2016": "Ishkoshim exercise",
}


def of_places(places: Iterable[Place]) -> list[Label]:
    """Return the labels of the article's places: they go before all others."""
    found = []
    for number, place in enumerate(places):
        extent = place.extent
        at = PLACES.get(place.id) or (extent.lat, extent.lon)
        if at[0] is None:
            west, south, east, north = place.bounds
            at = ((south + north) / 2, (west + east) / 2)
        kind = {"border": "border chinese" if place.id == "chinese-border" else "border"}.get(place.kind, place.kind)
        dot = " dot capital" if extent.symbol == "point" else ""
        found.append(
            {
                "text": SHORT_NAMES.get(place.id, place.name),
                "lat": at[0],
                "lon": at[1],
                "kind": f"place {kind}{dot}",
                "layer": place.layer,
                "rank": number,
                "zoom": 6.5 if place.kind == "border" else 5 if place.kind == "region" else 5.5,
                "spots": "centre" if extent.symbol in ("area", "band") else "around",
                "id": place.id,
                "radius_km": extent.radius_km or 0,
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


def of_countries(country_ids: Iterable[str]) -> list[Label]:
    """Return the names of the countries that are drawn."""
    drawn = set(country_ids)
    return [
        {
            "text": text,
            "lat": lat,
            "lon": lon,
            "kind": "country home" if country == "tajikistan" else "country",
            "layer": "country",
            "rank": 20,
            "zoom": zoom,
            "spots": "centre",
            "plain": True,
        }
        for country, (text, lat, lon, zoom) in COUNTRIES.items()
        if country in drawn
    ]


def of_towns(features: Sequence[Feature], taken: Iterable[str]) -> list[Label]:
    """Return the names of the towns; ``taken`` are names that a place of the article already carries."""
    carried = set(taken)
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
                "layer": "towns",
                "rank": 30 + rank,
                "zoom": (4.5, 5.5, 6.5, 7.5, 8.5)[min(rank, 5) - 1],
                "spots": "around",
                "plain": True,
            }
        )
    return found


def of_water(features: Sequence[Feature], zoom: float) -> list[Label]:
    """Return the names of rivers or lakes, set at the middle of the longest part or of the outline."""
    found = []
    for feature in features:
        lat, lon = _middle(feature["geometry"])
        properties = feature["properties"]
        found.append(
            {
                "text": properties["name"],
                "lat": lat,
                "lon": lon,
                "kind": "water",
                "layer": "water",
                "rank": 50,
                "zoom": zoom - (1.5 if properties.get("area_km2", 0) > 1000 else 0),
                "spots": "around" if "Line" in feature["geometry"]["type"] else "centre",
                "plain": True,
            }
        )
    return found


def of_provinces(features: Sequence[Feature]) -> list[Label]:
    """Return the names of the provinces, set at the middle of their outlines."""
    return [
        {
            "text": feature["properties"]["name"],
            "lat": lat,
            "lon": lon,
            "kind": "province",
            "layer": "provinces",
            "rank": 60,
            "zoom": 7,
            "spots": "centre",
            "plain": True,
        }
        for feature in features
        for lat, lon in [_middle(feature["geometry"])]
    ]


def _middle(geometry: dict[str, Any]) -> tuple[float, float]:
    """Latitude and longitude of the middle vertex of the longest line, or of the middle of the largest ring's box."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if "Line" in kind:
        lines = coordinates if kind.startswith("Multi") else [coordinates]
        line = max(lines, key=len)
        lon, lat = line[len(line) // 2][:2]
        return lat, lon
    rings = [polygon[0] for polygon in (coordinates if kind.startswith("Multi") else [coordinates])]
    ring = max(rings, key=len)
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
