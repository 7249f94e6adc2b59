"""The built data as it lies in the repository: complete, tidy, consistent, and what the method gives."""

import json
import math
import os
import re
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image
from shapely.geometry import Point, mapping, shape

from geodata import measure
from geodata.build import borders, ceded, heights, inputs, land, oldlines, readers, towns, water, worldtowns
from geodata.build.__main__ import _differing, main
from geodata.derive import write
from geodata.errors import MissingPackageError

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ROOT / "geodata" / "layers"
SOURCES = ROOT / "geodata" / "sources"
DISPLAY = ("countries", "borders-display", "districts", "provinces", "province-lines", "lakes", "places")
DISPLAY = (*DISPLAY, "rivers", "rivers-fine", "border-rivers")
FULL = ("borders", "towns", "ceded", "old-lines")
VECTOR = (*DISPLAY, *FULL)
PLACES = {
    "afghan-border",
    "ceded-pamir",
    "chinese-border",
    "csto-2018",
    "danghara-attack",
    "dushanbe",
    "fakhrabad",
    "ishkoshim-2016",
    "jilondi-2018",
    "lyaur",
    "northern-afghanistan",
    "xinjiang",
}
TARGETS = ("afghan-border", "chinese-border", "dushanbe")
SHOWN_BYTES = 645_000


def collection(name):
    return json.loads((LAYERS / f"{name}.geojson").read_text(encoding="utf-8"))


def by_id(name):
    return {f["properties"]["id"]: f for f in collection(name)["features"]}


def figures():
    return json.loads((LAYERS / "figures.json").read_text(encoding="utf-8"))


def points(coordinates):
    if isinstance(coordinates[0], int | float):
        yield coordinates
    else:
        for item in coordinates:
            yield from points(item)


def edges(geometry):
    return {frozenset((tuple(a), tuple(b))) for part in measure.parts(geometry) for a, b in pairwise(part)}


def layer_record(name):
    return tomllib.loads((LAYERS / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", VECTOR)
def test_features_are_sorted_by_unique_ids(name):
    ids = [f["properties"]["id"] for f in collection(name)["features"]]
    assert ids
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("name", VECTOR)
def test_text_is_compact_and_ends_in_one_newline(name):
    raw = (LAYERS / f"{name}.geojson").read_text(encoding="utf-8")
    again = json.dumps(json.loads(raw), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert raw == again + "\n"


@pytest.mark.parametrize("name", VECTOR)
def test_coordinates_are_rounded_and_on_the_earth(name):
    decimals = 4 if name in DISPLAY else 6
    for feature in collection(name)["features"]:
        for x, y in points(feature["geometry"]["coordinates"]):
            assert (x, y) == (round(x, decimals), round(y, decimals))
            assert 56 <= x <= 98
            assert 28 <= y <= 50


@pytest.mark.parametrize("name", VECTOR)
def test_geometry_is_valid_and_wound_as_rfc_7946_says(name):
    for feature in collection(name)["features"]:
        made = shape(feature["geometry"])
        assert made.is_valid, feature["properties"]["id"]
        for part in shapely.get_parts(made):
            if part.geom_type == "Polygon":
                assert part.exterior.is_ccw
                assert not any(hole.is_ccw for hole in part.interiors)


@pytest.mark.parametrize("name", [*VECTOR, "relief"])
def test_layer_has_a_record_whose_columns_and_sources_exist(name):
    record = layer_record(name)
    assert record["sources"]
    assert all((SOURCES / f"{source}.toml").is_file() for source in record["sources"])
    assert all(record[key] for key in ("title", "geometry", "description", "method", "licence", "caveats"))
    assert record["crs"] == "EPSG:4326"
    if name != "relief":
        columns = {column["name"] for column in record["columns"]}
        used = {key for f in collection(name)["features"] for key in f["properties"]}
        assert columns == used


@pytest.mark.parametrize("name", VECTOR)
def test_file_carries_its_licence_and_every_credit(name):
    data, record = collection(name), layer_record(name)
    assert data["licence"] == record["licence"]
    for source in record["sources"]:
        assert tomllib.loads((SOURCES / f"{source}.toml").read_text(encoding="utf-8"))["credit"] in data["credit"]


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.toml")), ids=lambda path: path.stem)
def test_source_record_is_complete(path):
    record = tomllib.loads(path.read_text(encoding="utf-8"))
    keys = "title producer version package files licence licence_url credit url published accessed precision caveats"
    assert set(record) == set(keys.split())
    assert all(value for key, value in record.items() if key != "files")
    assert record["files"] or record["package"].startswith("This repository")
    assert all(re.fullmatch("[0-9a-f]{64}", checksum) for checksum in record["files"].values())


def test_the_land_of_the_globe_is_valid_small_and_of_the_whole_earth():
    record, (feature,) = layer_record("land"), collection("land")["features"]
    made = shape(feature["geometry"])
    assert made.is_valid
    assert (LAYERS / "land.geojson").stat().st_size < 15_000
    assert all((x, y) == (round(x, 1), round(y, 1)) for x, y in points(feature["geometry"]["coordinates"]))
    assert list(made.bounds[:3]) == record["bounds"][:3]
    assert record["sources"] == ["natural-earth-atlas"]
    # About three tenths of the earth are land; small islands are left out.
    area = sum(measure.area_km2(mapping(part)) for part in made.geoms)
    assert 0.26 < area / 510_065_622 < 0.31


@pytest.mark.parametrize(
    ("ring", "there", "elsewhere"),
    [
        ([(170, 0), (-170, 0), (-170, 20), (170, 20), (170, 0)], [(175, 10), (-175, 10)], [(0, 10), (160, 10)]),
        ([(-170, 0), (-170, 20), (170, 20), (170, 0), (-170, 0)], [(175, 10), (-175, 10)], [(0, 10), (-160, 10)]),
        ([(0, -60), (120, -60), (-120, -60), (0, -60)], [(10, -80), (179, -70), (-179, -70)], [(10, -50), (0, 80)]),
    ],
)
def test_land_is_cut_where_the_longitude_jumps_and_led_to_the_pole_that_it_surrounds(ring, there, elsewhere):
    pieces = shapely.union_all(land._flat(shapely.Polygon(ring)))
    assert all(pieces.contains(Point(*one)) for one in there)
    assert not any(pieces.contains(Point(*one)) for one in elsewhere)
    assert pieces.bounds[0] >= -180
    assert pieces.bounds[2] <= 180


def test_no_openstreetmap_layer_drops_the_share_alike_licence():
    for name in VECTOR:
        record = layer_record(name)
        if "osm-timezones" in record["sources"]:
            assert "ODbL-1.0" in record["licence"], name


@pytest.mark.parametrize(
    ("border", "neighbour"), [("afghan-border", "afghanistan"), ("chinese-border", "china-xinjiang")]
)
def test_displayed_border_lies_on_the_edges_of_both_countries(border, neighbour):
    countries = by_id("countries")
    line = edges(by_id("borders-display")[border]["geometry"])
    assert line
    assert line <= edges(countries["tajikistan"]["geometry"])
    assert line == edges(countries["tajikistan"]["geometry"]) & edges(countries[neighbour]["geometry"])


def test_countries_are_seamless():
    polygons = [shape(f["geometry"]) for f in collection("countries")["features"]]
    assert shapely.coverage_is_valid(polygons)
    frame = shapely.box(56, 28, 98, 50)
    assert frame.difference(shapely.union_all(polygons)).area < 1e-4


def test_province_lines_never_double_a_border():
    countries = by_id("countries")
    borders = edges(countries["tajikistan"]["geometry"]) | edges(countries["afghanistan"]["geometry"])
    for feature in collection("province-lines")["features"]:
        assert not edges(feature["geometry"]) & borders, feature["properties"]["id"]


def test_disputed_land_is_not_named():
    for feature in collection("countries")["features"]:
        disputed = feature["properties"]["id"].startswith("disputed-")
        assert disputed == (feature["properties"]["name"] == "")


def test_what_the_map_draws_is_small_enough():
    names = ("countries", "borders-display", "border-rivers", "province-lines", "rivers", "lakes", "towns", "places")
    assert sum((LAYERS / f"{name}.geojson").stat().st_size for name in names) < SHOWN_BYTES


def test_the_relief_of_a_first_view_is_no_heavier_than_one_picture_used_to_be():
    # The picture and the six tiles of its level that an overview of 860 by 640 pixels touches.
    for theme, picture in (("light", "relief.webp"), ("dark", "relief-dark.webp")):
        tiles = [path.stat().st_size for path in LAYERS.glob(f"relief/{theme}/6/*/*.webp")]
        assert (LAYERS / picture).stat().st_size + sum(sorted(tiles)[-6:]) < 293_000


def test_no_tile_is_lacking_and_none_is_beside_the_box():
    tiles = layer_record("relief")["tiles"]
    west, south, east, north = tiles["bounds"]
    for level in range(tiles["levels"][0], tiles["levels"][1] + 1):
        side = 360 / 2**level
        up = [180 - math.degrees(math.asinh(math.tan(math.radians(latitude)))) for latitude in (north, south)]
        wanted = {
            (x, y)
            for x in range(2**level)
            for y in range(2**level)
            if (x + 1) * side - 180 > west and x * side - 180 < east and (y + 1) * side > up[0] and y * side < up[1]
        }
        for theme in ("light", "dark"):
            there = {
                (int(path.parent.name), int(path.stem)) for path in LAYERS.glob(f"relief/{theme}/{level}/*/*.webp")
            }
            assert there == wanted


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("afghan-border.length_km", 1344.0),
        ("chinese-border.length_km", 490.6),
        ("afghan-border.ne10m_length_km", 1172.1),
        ("chinese-border.ne10m_length_km", 404.1),
        ("afghan-border.ne50m_length_km", 1037.1),
        ("chinese-border.ne50m_length_km", 367.5),
        ("afghan-border.ne110m_length_km", 939.9),
        ("chinese-border.ne110m_length_km", 302.3),
        ("chinese-border.wdb2_length_km", 414.4),
        ("afghan-border.simplified_0_0005_length_km", 1334.6),
        ("afghan-border.simplified_0_001_length_km", 1324.6),
        ("afghan-border.simplified_0_005_length_km", 1264.6),
        ("afghan-border.simplified_0_01_length_km", 1220.1),
        ("chinese-border.simplified_0_0005_length_km", 487.1),
        ("chinese-border.simplified_0_001_length_km", 482.7),
        ("chinese-border.simplified_0_005_length_km", 457.6),
        ("chinese-border.simplified_0_01_length_km", 440.1),
        ("tajikistan.area_km2", 141432),
        ("ceded-a.vmap0_km2", 947),
        ("ceded-a.wdb2_km2", 988),
        ("ceded-a.ne10m_km2", 853),
        ("ceded-a.best_km2", 949),
        ("ceded-a.core_km2", 823),
        ("ceded-a.outer_km2", 1017),
        ("ceded-b.vmap0_km2", 155),
        ("ceded-b.wdb2_km2", 198),
        ("ceded-b.ne10m_km2", 151),
        ("ceded-b.best_km2", 176),
        ("ceded-b.core_km2", 125),
        ("ceded-b.outer_km2", 203),
        ("ceded-pamir.best_km2", 1125),
        ("ceded-pamir.core_km2", 948),
        ("ceded-pamir.outer_km2", 1220),
    ],
)
def test_figure_is_what_independent_measuring_found(figure, expected):
    assert figures()[figure] == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize(("name", "expected"), [("vmap0", 0.45), ("wdb2", 0.51), ("ne10m", 1.65)])
def test_noise_of_old_lines_is_far_below_what_the_parcels_show(name, expected):
    numbers = figures()
    assert numbers[f"{name}.noise_median_km"] == pytest.approx(expected, rel=0.1)
    assert numbers[f"{name}.moved_median_km"] > 3 * numbers[f"{name}.noise_median_km"]


def test_names_of_figures_end_in_their_unit():
    units = ("_km", "_km2", "_m", "_percent")
    assert all(name.endswith(units) and math.isfinite(value) for name, value in figures().items())


@pytest.mark.parametrize("border", ["afghan-border", "chinese-border"])
def test_border_length_is_that_of_its_geometry(border):
    feature = by_id("borders")[border]
    properties = feature["properties"]
    assert properties["length_km"] == pytest.approx(measure.length_km(feature["geometry"]), abs=0.06)
    assert properties["length_km"] == pytest.approx(figures()[f"{border}.length_km"], abs=0.06)
    assert properties["vertices"] == sum(len(part) for part in measure.parts(feature["geometry"]))
    assert by_id("borders-display")[border]["properties"] == properties


def measured_again():
    """Figures by name, each measured on the geometry of its layer as it lies here."""
    for border, feature in by_id("borders").items():
        yield f"{border}.length_km", measure.length_km(feature["geometry"])
        for name, tolerance in borders.TOLERANCES.items():
            length = measure.simplified_length_km(feature["geometry"], tolerance)
            yield f"{border}.simplified_{name}_length_km", length
    for old, feature in by_id("old-lines").items():
        yield f"chinese-border.{old}_length_km", measure.length_km(feature["geometry"])
    both = dict.fromkeys(ceded.SHAPES, 0.0)
    for feature in by_id("ceded").values():
        parcel, kind = feature["properties"]["parcel"], feature["properties"]["shape"]
        area = measure.area_km2(feature["geometry"])
        both[kind] += area
        yield f"ceded-{parcel}.{kind}_km2", area
    yield from ((f"ceded-pamir.{kind}_km2", area) for kind, area in both.items())


def test_every_figure_is_that_of_the_geometry_it_speaks_of():
    written, found = figures(), dict(measured_again())
    assert len(found) == 22
    assert {name: written[name] for name in found} == pytest.approx(found, abs=0.002)


def test_areas_of_countries_are_those_of_their_outlines_but_for_what_is_thinned():
    outlines = by_id("countries")
    named = {name.removesuffix(".area_km2"): area for name, area in figures().items() if name.endswith(".area_km2")}
    assert set(named) >= {"tajikistan", "afghanistan", "china-xinjiang"}
    for country, area in named.items():
        assert area == pytest.approx(measure.area_km2(outlines[country]["geometry"]), rel=1e-4)


def test_parcels_agree_with_their_figures_and_lie_inside_each_other():
    parcels, numbers = by_id("ceded"), figures()
    assert len(parcels) == 6
    for name, feature in parcels.items():
        _, parcel, kind = name.split("-")
        assert (feature["properties"]["parcel"], feature["properties"]["shape"]) == (parcel, kind)
        assert feature["properties"]["area_km2"] == pytest.approx(measure.area_km2(feature["geometry"]), abs=0.06)
        assert feature["properties"]["area_km2"] == pytest.approx(numbers[f"ceded-{parcel}.{kind}_km2"], abs=0.06)
    for parcel in "ab":
        core, best, outer = (shape(parcels[f"ceded-{parcel}-{kind}"]["geometry"]) for kind in ("core", "best", "outer"))
        assert core.difference(best).area < 1e-6
        assert best.difference(outer).area < 1e-6


def test_parcels_are_in_china_today_beside_the_border():
    xinjiang = shape(by_id("countries")["china-xinjiang"]["geometry"])
    border = shape(by_id("borders")["chinese-border"]["geometry"])
    for feature in collection("ceded")["features"]:
        parcel = shape(feature["geometry"])
        assert parcel.intersection(xinjiang).area > 0.99 * parcel.area
        assert parcel.distance(border) < 0.005


def test_every_place_has_its_shape():
    found = by_id("places")
    assert set(found) == PLACES
    kinds = {"point": "Point", "circle": "Polygon", "line": "LineString", "parcels": "MultiPolygon"}
    for feature in found.values():
        expected = kinds.get(feature["properties"]["symbol"])
        assert expected in (None, feature["geometry"]["type"])


def test_places_carry_the_distances_of_the_figures():
    numbers = figures()
    for name, feature in by_id("places").items():
        rows = {row["to"]: row for row in feature["properties"]["distances"]}
        assert set(rows) == set(TARGETS)
        for target, row in rows.items():
            assert 0 <= row["low_km"] <= row["high_km"]
            for end in ("low_km", "high_km"):
                assert row[end] == numbers[f"{name}.{target}.{end}"] == round(row[end], 1)


def test_sizes_of_places_are_those_measured_before_simplification():
    numbers, found = figures(), by_id("places")
    measured = {name: feature["properties"]["measures"] for name, feature in found.items()}
    assert measured["xinjiang"]["area_km2"] == numbers["china-xinjiang.area_km2"]
    assert measured["afghan-border"]["length_km"] == round(numbers["afghan-border.length_km"], 1)
    assert measured["ceded-pamir"]["best_km2"] == round(numbers["ceded-pamir.best_km2"], 1)
    assert measured["danghara-attack"]["radius_km"] == 34.0
    assert measured["danghara-attack"]["kept_percent"] == 100.0


def test_distances_of_a_whole_circle_span_its_radius():
    feature = by_id("places")["danghara-attack"]
    radius = feature["properties"]["measures"]["radius_km"]
    border = by_id("borders")["afghan-border"]["geometry"]
    middle = measure.nearest_point((69.33998, 38.09578), border)[0]
    row = next(row for row in feature["properties"]["distances"] if row["to"] == "afghan-border")
    assert (row["low_km"], row["high_km"]) == (round(middle - radius, 1), round(middle + radius, 1))


def test_a_circle_ends_at_the_border_of_its_country_and_is_measured_as_it_is_drawn():
    feature, home = by_id("places")["ishkoshim-2016"], shape(by_id("countries")["tajikistan"]["geometry"])
    drawn = shape(feature["geometry"])
    whole = measure.circle((72.0, 36.8), 25)
    assert home.buffer(0.0002).covers(drawn)
    share = 100 * measure.area_km2(feature["geometry"]) / measure.area_km2(whole)
    assert feature["properties"]["measures"]["kept_percent"] == pytest.approx(share, abs=0.1)
    assert 40 < share < 60
    row = next(row for row in feature["properties"]["distances"] if row["to"] == "afghan-border")
    border = by_id("borders")["afghan-border"]["geometry"]
    assert row["low_km"] == 0
    assert row["high_km"] == pytest.approx(
        max(measure.nearest_point(point, border)[0] for point in points(feature["geometry"]["coordinates"])), abs=0.1
    )
    assert row["high_km"] < measure.nearest_point((72.0, 36.8), border)[0] + 25
    assert feature["properties"]["bounds"] == pytest.approx(drawn.bounds, abs=1e-4)


def test_districts_fill_the_country_and_hold_the_towns_they_are_named_after():
    districts = {name: shape(feature["geometry"]) for name, feature in by_id("districts").items()}
    home = shape(by_id("countries")["tajikistan"]["geometry"])
    assert len(districts) == 58
    assert sum(one.area for one in districts.values()) == pytest.approx(home.area, rel=1e-3)
    towns = {name: shape(feature["geometry"]) for name, feature in by_id("towns").items()}
    for district, town in {"danghara": "danghara", "khuroson": "obikiik", "ishkoshim": "ishqoshim"}.items():
        assert districts[district].contains(towns[town])


def test_how_sure_the_edges_of_the_parcels_are_follows_from_their_shapes():
    numbers = figures()
    for parcel in "ab":
        for name in ("core_edge", "outer_edge", "old_lines"):
            median, greatest = (numbers[f"ceded-{parcel}.{name}_{which}_km"] for which in ("median", "greatest"))
            assert 0 < median < greatest < 6
        best, core = (shape(by_id("ceded")[f"ceded-{parcel}-{name}"]["geometry"]) for name in ("best", "core"))
        today, edge = by_id("borders")["chinese-border"]["geometry"], mapping(core.boundary)
        vertices = [
            p for p in shapely.get_coordinates(best.segmentize(0.02)) if measure.nearest_point(p, today)[0] > 0.8
        ]
        farthest = max(measure.nearest_point(vertex, edge)[0] for vertex in vertices)
        assert numbers[f"ceded-{parcel}.core_edge_greatest_km"] == pytest.approx(farthest, abs=0.3)


def test_bounds_enclose_the_place():
    for feature in by_id("places").values():
        west, south, east, north = feature["properties"]["bounds"]
        for x, y in points(feature["geometry"]["coordinates"]):
            assert west - 1e-4 <= x <= east + 1e-4
            assert south - 1e-4 <= y <= north + 1e-4


def test_band_keeps_its_distance_inside_khatlon():
    band = by_id("places")["csto-2018"]["geometry"]
    border = by_id("borders")["afghan-border"]["geometry"]
    khatlon = shape(by_id("provinces")["khatlon"]["geometry"]).buffer(0.002)
    for x, y in list(points(band["coordinates"]))[::12]:
        assert 14.7 <= measure.nearest_point((x, y), border)[0] <= 20.3
        assert khatlon.contains(Point(x, y))


@pytest.mark.parametrize(
    ("lake", "expected"), [("karakul", 382), ("kayrakkum", 430), ("sarez", 79), ("issyk-kul", 6280)]
)
def test_lake_areas(lake, expected):
    assert by_id("lakes")[lake]["properties"]["area_km2"] == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize(
    ("river", "passes"),
    [
        ("vakhsh", (69.32, 38.39)),
        ("surkhob", (70.37, 39.03)),
        ("zeravshan", (67.61, 39.50)),
        ("kunduz", (68.86, 36.73)),
        ("kokcha", (70.58, 37.12)),
        ("murghob", (73.97, 38.17)),
        ("syr-darya", (69.62, 40.28)),
        ("naryn", (76.00, 41.43)),
        ("amu-darya", (67.28, 37.22)),
        ("yarkand", (77.24, 38.42)),
    ],
)
def test_river_passes_the_town_it_should(river, passes):
    assert measure.nearest_point(passes, by_id("rivers")[river]["geometry"])[0] < 20


def test_no_river_runs_along_the_tajik_afghan_border():
    """Rivers may cross or join it: no more than 15 km of any may lie within about a kilometre of it."""
    beside = shape(by_id("borders-display")["afghan-border"]["geometry"]).buffer(0.01)
    for feature in collection("rivers")["features"]:
        along = shape(feature["geometry"]).intersection(beside)
        assert along.is_empty or measure.length_km(mapping(along)) < 15, feature["properties"]["id"]


def test_finer_rivers_are_the_same_rivers_with_more_bends_and_light_enough_to_be_asked_for():
    coarse, fine = by_id("rivers"), by_id("rivers-fine")
    assert set(coarse) == set(fine) == set(water.RIVERS)
    for name, feature in fine.items():
        own, other = shape(feature["geometry"]), shape(coarse[name]["geometry"])
        assert own.hausdorff_distance(other) < 1.2 * water.COARSE, name
        assert shapely.get_num_coordinates(own) >= shapely.get_num_coordinates(other), name
    assert (LAYERS / "rivers-fine.geojson").stat().st_size < 200_000


def test_the_source_of_the_rivers_is_as_far_off_as_the_record_says():
    """Where the border follows a river: how far from it the source has that river, in kilometres, in the median."""
    profile = by_id("border-profiles")["afghan-border"]
    line = np.array(profile["geometry"]["coordinates"])
    wet = line[np.array(profile["properties"]["river"], bool)]
    rivers = heights._rivers(shape(profile["geometry"]))
    squeeze = math.cos(math.radians(37.5))
    flat = shapely.transform(rivers, lambda at: at * [squeeze * 111.3, 111.0])
    apart = [flat.distance(Point(x * squeeze * 111.3, y * 111.0)) for x, y in wet]
    assert np.median(apart) == pytest.approx(layer_record("rivers")["finer"]["error_km"], abs=0.06)


def test_the_rivers_that_borders_follow_are_parts_of_the_borders_as_drawn():
    borders, rivers = by_id("borders-display"), by_id("border-rivers")
    assert "afghan-border-river" in rivers
    for name, feature in rivers.items():
        border = borders[name.removesuffix("-river")]
        assert edges(feature["geometry"]) <= edges(border["geometry"])
    river = measure.length_km(rivers["afghan-border-river"]["geometry"])
    assert river == pytest.approx(figures()["afghan-border.river_km"], rel=0.08)


def test_towns_include_those_the_places_need():
    towns = {f["properties"]["name"]: f for f in collection("towns")["features"]}
    wanted = "Dushanbe Danghara Kulob Bokhtar Khorugh Obikiik Rasht Ishkoshim Murghob Kunduz Kashgar Tashkurgan Urumqi"
    assert set(wanted.split()) <= set(towns)
    assert 60 <= len(towns) <= 90
    assert all(f["properties"]["rank"] in range(1, 6) for f in towns.values())
    assert all(f["properties"]["role"] in ("capital", "province seat", "town") for f in towns.values())


def test_relief_has_web_mercator_proportions():
    west, south, east, north = layer_record("relief")["bounds"]
    mercator = [math.degrees(math.asinh(math.tan(math.radians(latitude)))) for latitude in (south, north)]
    with Image.open(LAYERS / "relief.webp") as picture:
        assert picture.height / picture.width == pytest.approx((mercator[1] - mercator[0]) / (east - west), rel=2e-3)


def test_missing_packages_are_named_and_nothing_is_written(monkeypatch, capsys):
    before = {path: path.stat().st_mtime_ns for path in LAYERS.iterdir()}
    monkeypatch.setattr(inputs, "PINS", {"no-such-package": "1.0", "pytest": "0.0"})
    monkeypatch.setattr(inputs, "ARCHIVES", ())
    monkeypatch.setattr(sys, "argv", ["geodata.build"])
    assert main() == 1
    told = capsys.readouterr().err
    assert "pip install no-such-package==1.0 (not installed)" in told
    assert "pip install pytest==0.0 (installed:" in told
    assert {path: path.stat().st_mtime_ns for path in LAYERS.iterdir()} == before


def test_archive_that_cannot_be_fetched_or_is_another_is_told(monkeypatch, tmp_path):
    wrong = inputs.Archive("vmap0", "tzwhere-3.0.3.tar.gz", ("no-such-program",), "get tzwhere")
    monkeypatch.setattr(inputs, "CACHE", tmp_path)
    monkeypatch.setattr(inputs, "PINS", {})
    monkeypatch.setattr(inputs, "ARCHIVES", (wrong,))
    with pytest.raises(MissingPackageError, match=r"get tzwhere .*no-such-program is not installed here"):
        inputs.prepare()
    (tmp_path / wrong.file).write_bytes(b"something else")
    with pytest.raises(MissingPackageError, match="not the recorded one"):
        inputs.prepare()


def test_check_names_what_differs(tmp_path):
    (tmp_path / "same.geojson").write_bytes(b"1")
    (tmp_path / "changed.geojson").write_bytes(b"1")
    (tmp_path / "stray.webp").write_bytes(b"1")
    made = {"same.geojson": b"1", "changed.geojson": b"2", "missing.json": b"3"}
    assert _differing(made, tmp_path) == ["changed.geojson", "missing.json", "stray.webp"]


# What is built from installed packages alone: no network, no program but Python.
MADE = {
    "borders.geojson": lambda: write.collection("borders", borders.shapes(borders.full(), borders.full()), write.FULL),
    "lakes.geojson": lambda: write.collection("lakes", water.lakes(), write.DISPLAY),
    "towns.geojson": lambda: write.collection("towns", towns.shapes(), write.FULL),
    "world-towns.json": worldtowns.table,
}


@pytest.mark.parametrize("name", MADE)
def test_what_installed_packages_suffice_for_is_built_to_the_byte(name):
    assert MADE[name]() == (LAYERS / name).read_bytes()


def test_the_old_line_that_installed_packages_hold_is_built_to_the_byte():
    written, made = by_id("old-lines")["wdb2"], oldlines._wdb2()
    assert write.geometry(made.line, write.FULL) == written["geometry"]
    assert measure.length_km(mapping(made.line)) == pytest.approx(written["properties"]["length_km"], abs=0.06)


def test_a_parcel_is_what_an_old_map_gave_tajikistan_and_china_has_today_without_slivers():
    china, old = readers.zone("Asia/Urumqi"), oldlines._wdb2().tajikistan
    for window, box in ceded.WINDOWS.items():
        lost = shapely.intersection(old, shapely.intersection(china, shapely.box(*box)))
        parcel = max(shapely.get_parts(ceded._without_slivers(lost)), key=lambda piece: piece.area)
        assert measure.area_km2(mapping(parcel)) == pytest.approx(figures()[f"ceded-{window}.wdb2_km2"], abs=0.001)


@pytest.mark.parametrize(("wide_km", "left"), [(0.7, False), (0.9, True)])
def test_slivers_narrower_than_800_metres_are_removed_and_nothing_else(wide_km, left):
    north = 38.5 + wide_km / 110.99
    strip = shapely.box(74.3, 38.5, 74.5, north)
    kept = ceded._without_slivers(strip)
    assert kept.is_empty is not left
    if left:
        assert measure.area_km2(mapping(kept)) == pytest.approx(measure.area_km2(mapping(strip)), rel=0.03)


@pytest.mark.build
@pytest.mark.parametrize("seed", ["1", "2"])
def test_build_is_reproducible(seed):
    command = [sys.executable, "-m", "geodata.build", "--check"]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
