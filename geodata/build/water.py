"""Rivers and lakes that can be named with confidence.

The rivers of WDB II carry no names. A river here is a way along their network between points set by hand, from the
upper end down; where the name changes (Kyzyl-Suu, Surkhob, Vakhsh) there are two rivers. None is drawn along the
Tajik-Afghan border, where the border itself is the line to look at.
"""

from __future__ import annotations

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata import measure
from geodata.build import readers
from geodata.build.countries import FRAME
from geodata.build.network import Network
from geodata.derive.write import Shape

NEAR_TAJIKISTAN = (67.0, 36.4, 75.6, 41.2)
FINE, COARSE = 0.003, 0.008
"""Tolerances in degrees for display: about 300 m where it comes near Tajikistan, about 800 m elsewhere."""
AS_SOURCED = (0.0003, 0.003)
"""The same for a close look: near Tajikistan every bend that the source has, which is no proof that it is there."""

KHAMYAB = 65.66
"""Longitude at which the Afghan border leaves the Amu Darya."""

Way = tuple[tuple[float, float], ...]

RIVERS: dict[str, tuple[str, tuple[Way, ...]]] = {
    "aksu-pamir": ("Aksu", (((74.23, 37.24), (74.0, 38.185)),)),
    "amu-darya": ("Amu Darya", (((65.66, 37.57), (60.0, 42.28), (59.13, 43.0)),)),
    "bartang": ("Bartang", (((72.609, 38.277), (71.585, 37.922)),)),
    "chu": ("Chu", (((76.0, 42.45), (75.0, 42.93), (73.53, 44.0)),)),
    "hari": ("Hari Rud", (((66.0, 34.6), (62.2, 34.3), (61.15, 35.3)),)),
    "helmand": ("Helmand", (((68.634, 34.626), (65.748, 33.0), (65.0, 32.2726), (64.0, 30.792), (61.8, 30.6)),)),
    "ili": ("Ili", (((81.0, 43.914), (79.0, 43.839), (78.173, 43.866)), ((77.13, 43.904), (74.07, 45.346)))),
    "indus": ("Indus", (((79.0, 33.0), (75.6, 35.3), (72.3, 33.9), (70.6, 29.5), (69.8, 28.3)),)),
    "kabul": ("Kabul", (((69.3, 34.53), (70.47, 34.44), (72.24, 33.9)),)),
    "kokcha": ("Kokcha", (((70.84, 37.0), (70.5, 37.12), (69.40, 37.167)),)),
    "kunduz": ("Kunduz", (((68.66, 36.0), (68.256, 37.0)),)),
    "kyzyl-suu": ("Kyzyl-Suu", (((73.584, 39.542), (71.785, 39.46)),)),
    "murghab": ("Murghab", (((66.0, 35.0), (62.8, 35.9), (61.85, 37.6)),)),
    "murghob": ("Murghob", (((74.0, 38.185), (72.816, 38.217)),)),
    "naryn": ("Naryn", (((77.74, 41.875), (76.0, 41.43), (72.0, 41.066)),)),
    "surkhob": ("Surkhob", (((71.785, 39.46), (70.0, 38.863)),)),
    "syr-darya": (
        "Syr Darya",
        (
            ((71.95, 41.0), (70.348, 40.431)),
            ((69.829, 40.269), (69.0, 40.65), (68.451, 41.103)),
            ((68.0, 41.302), (61.0, 46.1)),
        ),
    ),
    "talas": ("Talas", (((73.0, 42.486), (70.265, 43.976)),)),
    "tarim": ("Tarim", (((81.0, 40.51), (84.3, 41.1), (86.5, 41.0)),)),
    "vakhsh": ("Vakhsh", (((70.0, 38.863), (68.304, 37.116)),)),
    "wakhan": ("Wakhan", (((74.0, 37.14), (72.669, 37.026)),)),
    "yarkand": ("Yarkand", (((77.526, 35.515), (76.95, 38.03), (81.0, 40.51)),)),
    "zeravshan": ("Zeravshan", (((70.457, 39.451), (67.0, 39.7), (64.0, 39.641)),)),
}
"""Id to name and ways; a river with more than one way is broken by a reservoir."""

LAKES = {
    "alakol": ("Alakol", "180557"),
    "balkhash": ("Balkhash", "180514"),
    "bosten": ("Bosten", "180655"),
    "chardara": ("Chardara reservoir", "180755"),
    "chatyr-kul": ("Chatyr-Kul", "181417"),
    "ebinur": ("Ebinur", "180747"),
    "issyk-kul": ("Issyk-Kul", "180524"),
    "kapchagay": ("Kapchagay reservoir", "180666"),
    "karakul": ("Karakul", "180897"),
    "kayrakkum": ("Kayrakkum reservoir", "180861"),
    "sarez": ("Lake Sarez", "182169"),
    "sasykkol": ("Sasykkol", "180698"),
    "sayram": ("Sayram", "180820"),
    "shiveh": ("Lake Shiveh", "184455"),
    "son-kul": ("Son-Kul", "181071"),
    "ulungur": ("Ulungur", "180687"),
    "zaysan": ("Zaysan", "180541"),
}
"""Id to name and number of the shoreline in GSHHG."""


def _simplified(shape: BaseGeometry, tolerances: tuple[float, float] = (FINE, COARSE)) -> BaseGeometry:
    near = shape.intersects(shapely.box(*NEAR_TAJIKISTAN))
    return shape.simplify(tolerances[0 if near else 1])


def rivers(countries: dict[str, BaseGeometry], tolerances: tuple[float, float] = (FINE, COARSE)) -> list[Shape]:
    """Features of the layers `rivers` and `rivers-fine`; lengths are not given, the source being too coarse for them.

    They are simplified by the first of the tolerances if they come near Tajikistan, else by the second (degrees).
    Where the Amu Darya is Afghanistan's border with Uzbekistan and Turkmenistan, the line shown is that border.
    """
    network = Network([run.points for run in readers.runs("rivers_f.dat", "riversmeta_f.dat", FRAME)])
    found = []
    for name, (title, ways) in RIVERS.items():
        parts = [network.way(way) for way in ways]
        line = _simplified(shapely.MultiLineString(parts), tolerances)
        if name == "amu-darya":
            line = shapely.union_all([line, _afghan_amu_darya(countries)])
        found.append(Shape(name, line, {"name": title}))
    return found


def _afghan_amu_darya(countries: dict[str, BaseGeometry]) -> BaseGeometry:
    north = shapely.union_all([countries["uzbekistan"].boundary, countries["turkmenistan"].boundary])
    border = shapely.intersection(countries["afghanistan"].boundary, north)
    return shapely.line_merge(shapely.intersection(border, shapely.box(KHAMYAB, 36.0, 69.0, 38.0)))


def lakes() -> list[Shape]:
    """Features of the layer `lakes`; the area is measured before simplification."""
    shores = {run.number: run for run in readers.runs("gshhs_f.dat", "gshhsmeta_f.dat", FRAME)}
    found = []
    for name, (title, number) in LAKES.items():
        shore = shapely.Polygon(shores[number].points)
        area = round(measure.area_km2(mapping(shore)), 1)
        found.append(Shape(name, _simplified(shore), {"name": title, "area_km2": area}))
    return found
