"""The globe that shows where the map lies, and what the map points to: as records, and as they reach the browser."""

import json
import math
import re
from dataclasses import replace

import pytest

import geodata
from geodata import load
from geodata.check import design
from geodata.design import Beyond, Locator
from geodata.errors import DamagedFileError
from ui import maps
from ui.address import State
from ui.maps import globe
from ui.mapview import draw


def rectangle(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": {"id": "a"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def sent(state, scene):
    return json.loads(maps.message(state, scene, 1, 0).removeprefix("gate.apply(").removesuffix(");"))


def rings(path):
    """Points of each closed part of a path; the parts are drawn with m, l, h and v alone."""
    found = []
    for part in path.split("z")[:-1]:
        at, points = (0, 0), []
        for letter, numbers in re.findall(r"([MlhvL])([^MlhvL]*)", part):
            steps = [int(one) for one in re.findall(r"-?\d+", numbers)]
            if letter in "hv":
                steps = [steps[0], 0] if letter == "h" else [0, steps[0]]
            for x, y in zip(steps[::2], steps[1::2], strict=True):
                at = (x, y) if letter == "M" else (at[0] + x, at[1] + y)
                points.append(at)
        found.append(points)
    return found


def filled(path, x, y):
    """Whether a point of the picture is filled, by the rule of even and odd."""
    crossed = 0
    for points in rings(path):
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            crossed += (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1)
    return crossed % 2 == 1


def test_a_square_round_the_middle_is_as_large_as_the_angle_it_fills():
    points = rings(globe.land([rectangle(-30, -30, 30, 30)], 0, 0))[0]
    assert max(x for x, _ in points) == round(100 * math.sin(math.radians(30)) * math.cos(math.radians(30))) == 43
    assert max(y for _, y in points) == 50


@pytest.mark.parametrize(("lat", "lon"), [(0, 0), (38.5, 71), (-49, -72), (80, 10)])
def test_north_is_up_and_east_is_right(lat, lon):
    above = rings(globe.land([rectangle(lon - 1, lat - 20, lon + 1, lat - 10)], lat, lon))[0]
    beside = rings(globe.land([rectangle(lon + 10, lat - 1, lon + 20, lat + 1)], lat, lon))[0]
    assert all(y > 0 for _, y in above)
    assert all(x > 0 for x, _ in beside)


def test_what_is_on_the_other_side_of_the_earth_is_not_drawn():
    assert globe.land([rectangle(150, -10, 170, 10)], 0, 0) == ""


def test_land_over_the_horizon_is_drawn_as_far_as_that():
    path = globe.land([rectangle(60, -20, 120, 20)], 0, 0)
    assert filled(path, 95, 0)
    assert not filled(path, 80, 0)
    assert not filled(path, -95, 0)


def test_land_that_holds_the_other_side_of_the_earth_is_not_turned_inside_out():
    path = globe.land([rectangle(-180, -89, -80, 89), rectangle(80, -89, 180, 89)], 0, 0)
    assert not filled(path, 0, 0)
    assert filled(path, 99, 0)
    assert filled(path, -99, 0)


# Where a small globe shows land and where sea, by points that lie far from every coast.
LAND = [(45, 90), (60, 60), (25, 45), (20, 78), (55, 100), (15, 20)]
SEA = [(10, 65), (-10, 80), (80, 40), (15, 88), (42, 51), (-30, 70)]


@pytest.mark.parametrize(("at", "land"), [*((at, True) for at in LAND), *((at, False) for at in SEA)])
def test_the_built_land_lies_where_there_is_land(at, land):
    path = globe.land(geodata.features("land"), 38.5, 71.0)
    right, up, depth = globe._turned(*at, 38.5, 71.0)
    assert depth > 0
    assert filled(path, right * 100 + 0.01, -up * 100 + 0.01) is land


@pytest.mark.parametrize(("lat", "lon"), [(38.5, 71.0), (-49.6, -72.4), (0.0, 0.0), (-90.0, 0.0), (49.0, 108.0)])
def test_no_middle_makes_more_of_the_earth_land_than_there_is(lat, lon):
    path = globe.land(geodata.features("land"), lat, lon)
    inside = [(x + 0.3, y + 0.3) for x in range(-95, 96, 10) for y in range(-95, 96, 10) if math.hypot(x, y) < 95]
    share = sum(filled(path, *one) for one in inside) / len(inside)
    assert 0.05 < share < 0.6


def test_the_globe_is_small():
    assert len(json.dumps(draw._locator())) < 6000


def test_the_browser_is_told_the_middle_and_the_words_of_the_records():
    told, record = draw._locator(), geodata.atlas().locator
    assert (told["lat"], told["lon"], told["words"]) == (record.lat, record.lon, record.words)
    assert told["land"].startswith("M")


def test_without_a_record_or_its_land_there_is_no_globe(monkeypatch):
    monkeypatch.setattr(draw.ground, "features", lambda _: ())
    assert draw._locator() is None

    def damaged(_):
        raise DamagedFileError("The file layers/land.geojson is not valid JSON.")

    monkeypatch.setattr(draw.ground, "features", damaged)
    assert draw._locator() is None
    monkeypatch.undo()
    bare = replace(geodata.atlas(), locator=None)
    monkeypatch.setattr(draw.geodata, "atlas", lambda: bare)
    assert draw._locator() is None


def test_the_globe_is_credited_where_there_is_one(monkeypatch):
    lines = {source.id: source.credit for source in geodata.data_sources()}
    nothing = State(layers=(), basemap=geodata.atlas().basemap_ids[1])
    assert lines["natural-earth-atlas"] in sent(nothing, maps.WHOLE)["credits"]
    bare = replace(geodata.atlas(), locator=None)
    monkeypatch.setattr("ui.maps.scene.geodata.atlas", lambda: bare)
    assert lines["natural-earth-atlas"] not in sent(nothing, maps.WHOLE)["credits"]


def test_a_scene_can_ask_the_map_to_point_nowhere():
    assert sent(State(), maps.WHOLE)["beyond"] is True
    assert sent(State(), maps.Scene(beyond=False))["beyond"] is False


def test_what_the_map_points_to_lies_outside_the_overview_and_leads_to_places_that_there_are():
    west, south, east, north = geodata.atlas().overview
    places = {place.id for place in geodata.places()}
    assert geodata.atlas().beyond
    for one in geodata.atlas().beyond:
        assert not (west <= one.lon <= east and south <= one.lat <= north), one.name
        assert one.place in {"", *places}


def problems(monkeypatch, **changed):
    found = replace(load.atlas(), **changed)
    monkeypatch.setattr(load, "atlas", lambda: found)
    return list(design.atlas())


def test_the_check_names_a_place_pointed_to_that_there_is_not(monkeypatch):
    wrong = problems(monkeypatch, beyond=(Beyond("Atlantis", 30.0, -40.0, "atlantis"),))
    assert wrong == ["Atlas, beyond: there is no place “atlantis”."]


def test_the_check_names_a_globe_without_land(monkeypatch):
    monkeypatch.setattr(load, "layer_ids", lambda: ("places",))
    wrong = problems(monkeypatch, locator=Locator(0.0, 0.0, "Here"), switches=())
    assert wrong[0] == "Atlas: its locator needs a layer “land”."
