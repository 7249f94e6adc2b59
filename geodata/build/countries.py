"""The countries of the map as one seamless coverage, clipped to the frame and simplified for display."""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, STRtree
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata import measure
from geodata.build import readers
from geodata.derive.write import DISPLAY, Shape

FRAME = (56.0, 28.0, 98.0, 50.0)
"""West, south, east, north of the map's data."""

MARGIN = 6.0
FRONTIER, NEIGHBOURS, FAR = 0.002, 0.015, 0.04
"""Tolerances in degrees: Tajikistan's own borders, the other borders of its neighbours, and what frames the map."""

BESIDE = ("afghanistan", "china-xinjiang", "kyrgyzstan", "uzbekistan")


@dataclass(frozen=True, slots=True)
class Member:
    """A country of the map: the timezones that make it up, where its name stands, and if all of it is in the frame."""

    id: str
    name: str
    zones: tuple[str, ...]
    label: tuple[float, float]
    whole: bool = False


MEMBERS = (
    Member("afghanistan", "Afghanistan", ("Kabul",), (66.2, 34.2), True),
    Member("bhutan", "Bhutan", ("Thimphu",), (90.4, 28.1)),
    Member("china", "China", ("Shanghai",), (89.0, 31.8)),
    Member("china-xinjiang", "Xinjiang (China)", ("Urumqi",), (84.6, 41.3), True),
    Member("india", "India", ("Kolkata",), (76.8, 29.6)),
    Member("iran", "Iran", ("Tehran",), (58.2, 33.6)),
    Member(
        "kazakhstan",
        "Kazakhstan",
        ("Almaty", "Aqtau", "Aqtobe", "Atyrau", "Qostanay", "Qyzylorda"),
        (69.5, 46.6),
    ),
    Member("kyrgyzstan", "Kyrgyzstan", ("Bishkek",), (74.6, 41.55), True),
    Member("mongolia", "Mongolia", ("Hovd", "Ulaanbaatar"), (93.6, 47.3)),
    Member("myanmar", "Myanmar", ("Yangon",), (97.6, 28.2)),
    Member("nepal", "Nepal", ("Kathmandu",), (83.6, 28.6)),
    Member("pakistan", "Pakistan", ("Karachi",), (69.6, 30.6)),
    Member("russia", "Russia", ("Barnaul", "Krasnoyarsk"), (87.0, 49.6)),
    Member("tajikistan", "Tajikistan", ("Dushanbe",), (71.0, 38.72), True),
    Member("turkmenistan", "Turkmenistan", ("Ashgabat",), (60.0, 39.4)),
    Member("uzbekistan", "Uzbekistan", ("Samarkand", "Tashkent"), (64.2, 41.4), True),
)
BY_ID = {member.id: member for member in MEMBERS}

KASHMIR = ("Azad Kashmir", "Jammu and Kashmir", "Kashmir", "Northern Areas")
"""Divisions of the world map that Pakistan and India each claim from the other (and the Siachen glacier)."""


def whole(member_id: str) -> BaseGeometry:
    """Polygon of a country at full resolution, unclipped; mainland China comes without Xinjiang."""
    polygon = shapely.union_all([readers.zone(f"Asia/{name}") for name in BY_ID[member_id].zones])
    return polygon.difference(whole("china-xinjiang")) if member_id == "china" else polygon


def _faces() -> list[BaseGeometry]:
    """Smallest areas that all outlines, the frame and the outline of Kashmir cut the frame into."""
    wide = shapely.box(FRAME[0] - MARGIN, FRAME[1] - MARGIN, FRAME[2] + MARGIN, FRAME[3] + MARGIN)
    outlines = [readers.zone(f"Asia/{zone}").boundary for member in MEMBERS for zone in member.zones]
    outlines.append(_kashmir().boundary)
    near = [shapely.intersection(outline, wide) for outline in outlines]
    frame = shapely.box(*FRAME)
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all([*near, frame.boundary])]))
    return [face for face in faces if frame.contains(face.representative_point())]


def _kashmir() -> BaseGeometry:
    divisions = [polygon for _, name, polygon in readers.provinces() if name in KASHMIR]
    return shapely.union_all(divisions)


def _owners(faces: list[BaseGeometry]) -> list[str]:
    """For each face the country whose zone covers it, ``disputed-…`` where two do or Kashmir lies, else nothing."""
    zones = {member.id: whole(member.id) for member in MEMBERS}
    kashmir = _kashmir()
    shapely.prepare([*zones.values(), kashmir])
    owners = []
    for face in faces:
        point = face.representative_point()
        covering = [name for name, polygon in zones.items() if polygon.contains(point)]
        if len(covering) > 1:
            owners.append("disputed-himalaya")
        elif covering and covering[0] in ("india", "pakistan") and kashmir.contains(point):
            owners.append("disputed-kashmir")
        else:
            owners.append(covering[0] if covering else "")
    return owners


def _give_to_kashmir(faces: list[BaseGeometry], owners: list[str]) -> None:
    """Give Kashmir what its coarser outline leaves between itself and the borders of Afghanistan and China.

    Those are the pieces of India and Pakistan that touch Kashmir and are cut off from the main part of the country.
    """
    tree = STRtree(faces)
    main = {
        name: max(f.area for f, o in zip(faces, owners, strict=True) if o == name) for name in ("india", "pakistan")
    }
    for index, face in enumerate(faces):
        if owners[index] not in main or face.area == main[owners[index]]:
            continue
        beside = [faces[i] for i in tree.query(face, predicate="touches") if owners[i] == "disputed-kashmir"]
        if any(shapely.intersection(face.boundary, other.boundary).length > 0 for other in beside):
            owners[index] = "disputed-kashmir"


def coverage() -> dict[str, BaseGeometry]:
    """Every country within the frame at full resolution, without overlaps, by id.

    Returns
    -------
    dict
        Polygons in WGS84 degrees. Ids that start with ``disputed-`` are land that two states claim.

    Raises
    ------
    ValueError
        If the result has gaps or overlaps.
    """
    faces = _faces()
    owners = _owners(faces)
    _give_to_kashmir(faces, owners)
    result = {
        name: shapely.coverage_union_all([f for f, o in zip(faces, owners, strict=True) if o == name])
        for name in sorted(set(owners) - {""})
    }
    _assert_seamless(list(result.values()))
    return result


def _assert_seamless(polygons: list[BaseGeometry]) -> None:
    if not shapely.coverage_is_valid(polygons) or not all(polygon.is_valid for polygon in polygons):
        msg = "The countries overlap or leave gaps."
        raise ValueError(msg)


def _rounded(polygon: BaseGeometry) -> BaseGeometry:
    """Polygon with coordinates of the display's decimals; the same everywhere, so neighbours still match."""
    parts = []
    for part in shapely.get_parts(polygon):
        rings = [
            shapely.transform(ring, lambda xy: xy.round(DISPLAY) + 0.0) for ring in (part.exterior, *part.interiors)
        ]
        shell, *holes = [shapely.remove_repeated_points(ring) for ring in rings]
        parts.append(shapely.Polygon(shell, [hole for hole in holes if len(hole.coords) > 3]))
    return MultiPolygon(parts)


def _simplify(polygons: dict[str, BaseGeometry], names: list[str], tolerance: float, *, outline: bool) -> None:
    """Simplify the named polygons together, in place; without `outline` their common outer line stays as it is."""
    found = shapely.coverage_simplify([polygons[name] for name in names], tolerance, simplify_boundary=outline)
    polygons |= dict(zip(names, found, strict=True))


def display(full: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Coverage simplified so that neighbours keep one common line (Visvalingam and Whyatt, as GEOS does it).

    All is simplified to `FRONTIER`; then all but Tajikistan among themselves to `NEIGHBOURS`, then all but its
    neighbours to `FAR`. Each step leaves the lines shared with countries that it leaves out untouched.
    """
    simple = dict(full)
    _simplify(simple, sorted(full), FRONTIER, outline=True)
    others = [name for name in sorted(full) if name != "tajikistan"]
    _simplify(simple, others, NEIGHBOURS, outline=False)
    _simplify(simple, [name for name in others if name not in BESIDE], FAR, outline=False)
    result = {name: _rounded(simple[name]) for name in sorted(full)}
    _assert_seamless(list(result.values()))
    return result


def shapes(simple: dict[str, BaseGeometry]) -> list[Shape]:
    """Features of the layer `countries`; the area is that of the whole country before simplification."""
    found = []
    for name, polygon in simple.items():
        member = BY_ID.get(name)
        if member is None:
            found.append(Shape(name, polygon, {"name": ""}))
            continue
        properties: dict[str, object] = {
            "name": member.name,
            "label_lon": member.label[0],
            "label_lat": member.label[1],
        }
        if member.whole:
            properties["area_km2"] = round(measure.area_km2(mapping(whole(name))), 1)
        found.append(Shape(name, polygon, properties))
    return found
