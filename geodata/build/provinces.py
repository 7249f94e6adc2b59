"""Provinces of Tajikistan and northern Afghanistan, fitted into the outlines of the countries as displayed."""

from __future__ import annotations

from itertools import combinations

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.build import readers
from geodata.derive.write import Shape

PROVINCES = {
    "TJK": {
        "Dushanbe": ("dushanbe-city", "Dushanbe"),
        "Gorno-Badakhshan": ("gorno-badakhshan", "Gorno-Badakhshan"),
        "Khatlon": ("khatlon", "Khatlon"),
        "Leninabad": ("sughd", "Sughd"),
        "Tadzhikistan Territories": ("districts-of-republican-subordination", "Districts of Republican Subordination"),
    },
    "AFG": {
        "Badakhshan": ("badakhshan-af", "Badakhshan"),
        "Baghlan": ("baghlan", "Baghlan"),
        "Balkh": ("balkh", "Balkh"),
        "Faryab": ("faryab", "Faryab"),
        "Jawzjan": ("jowzjan", "Jowzjan"),
        "Kunduz": ("kunduz", "Kunduz"),
        "Samangan": ("samangan", "Samangan"),
        "Sari Pul": ("sar-e-pul", "Sar-e Pul"),
        "Takhar": ("takhar", "Takhar"),
    },
}
"""By country code, the source's name to our id and the name in use."""

COUNTRIES = {"TJK": "tajikistan", "AFG": "afghanistan"}
REST = "rest"


def _sources(code: str) -> dict[str, BaseGeometry]:
    """Province polygons of a country as the source has them; those not wanted as one remainder."""
    wanted = PROVINCES[code]
    found: dict[str, list[BaseGeometry]] = {}
    for country, name, polygon in readers.provinces():
        if country == code:
            found.setdefault(wanted[name][0] if name in wanted else REST, []).append(polygon)
    return {name: shapely.union_all(found[name]) for name in sorted(found)}


def fit(provinces: dict[str, BaseGeometry], country: BaseGeometry) -> dict[str, BaseGeometry]:
    """Provinces, or districts, that fill the country exactly.

    They are cut where they stick out and led on to its border where they fall short.

    The country is cut by the provinces' outlines; a piece that no province covers goes to the neighbour with which it
    shares the longest line.
    """
    network = shapely.union_all([country.boundary, *(polygon.boundary for polygon in provinces.values())])
    faces = [f for f in shapely.get_parts(shapely.polygonize([network])) if country.contains(f.representative_point())]
    owners: list[str] = []
    for face in faces:
        point = face.representative_point()
        owners.append(next((name for name, polygon in provinces.items() if polygon.contains(point)), ""))
    tree = shapely.STRtree(faces)
    for index in [i for i, owner in enumerate(owners) if not owner]:
        lengths = dict.fromkeys(provinces, 0.0)
        for other in sorted(tree.query(faces[index], predicate="touches")):
            if owners[other]:
                lengths[owners[other]] += shapely.intersection(faces[index].boundary, faces[other].boundary).length
        longest = max(lengths, key=lambda name: lengths[name])
        owners[index] = longest if lengths[longest] > 0 else _nearest(faces[index], provinces)
    return {
        name: shapely.coverage_union_all([f for f, owner in zip(faces, owners, strict=True) if owner == name])
        for name in provinces
    }


def _nearest(face: BaseGeometry, provinces: dict[str, BaseGeometry]) -> str:
    return min(provinces, key=lambda name: provinces[name].distance(face))


def fitted(countries: dict[str, BaseGeometry]) -> dict[str, dict[str, BaseGeometry]]:
    """Provinces of each country code by id, seamless within the country as displayed, remainder included."""
    return {code: fit(_sources(code), countries[country]) for code, country in COUNTRIES.items()}


def shapes(found: dict[str, dict[str, BaseGeometry]]) -> list[Shape]:
    """Features of the layer `provinces`."""
    names = {new: title for provinces in PROVINCES.values() for new, title in provinces.values()}
    return [
        Shape(name, polygon, {"name": names[name], "country": COUNTRIES[code]})
        for code, provinces in found.items()
        for name, polygon in provinces.items()
        if name != REST
    ]


def lines(found: dict[str, dict[str, BaseGeometry]]) -> list[Shape]:
    """Features of the layer `province-lines`: where two provinces of a country meet, never a country's border."""
    result = []
    for code, provinces in found.items():
        for first, second in combinations(sorted(provinces), 2):
            line = shapely.intersection(provinces[first].boundary, provinces[second].boundary)
            parts = [part for part in shapely.get_parts(line) if part.geom_type == "LineString" and not part.is_empty]
            if parts:
                merged = shapely.line_merge(shapely.MultiLineString(parts))
                result.append(Shape(f"{first}--{second}", merged, {"country": COUNTRIES[code]}))
    return result
