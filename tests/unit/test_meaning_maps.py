"""What the map is told: where to look, what is named where, which layers are drawn and credited."""

import json
import math
import re
from dataclasses import replace

import pytest
from shapely import unary_union
from shapely.geometry import Point, shape

import geodata
from geodata import measure
from ui.address.state import State
from ui.brief.drawing import names, projection
from ui.brief.drawing import stylesheet as ink
from ui.maps import fit, ground, labels, style
from ui.maps import scene as maps

BOXES = {
    "wide": (66.6, 38.0, 75.7, 38.5),
    "tall": (70.0, 30.0, 70.5, 45.0),
    "far north": (70.0, 60.0, 71.0, 69.0),
    "nearly square": (69.0, 37.0, 73.0, 40.0),
}


def pixel(lon, lat, zoom):
    """Web Mercator in pixels of the world at a zoom."""
    scale = 256 * 2**zoom
    y = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)
    return lon / 360 * scale, -y * scale


@pytest.mark.parametrize("name", BOXES)
def test_all_that_is_to_be_seen_lies_inside_the_frame_with_a_margin_and_fills_most_of_it(name):
    west, south, east, north = BOXES[name]
    lat, lon, zoom = fit.goal([BOXES[name]])
    across, down = fit.FRAME
    x, y = pixel(lon, lat, zoom)
    left, top = pixel(west, north, zoom)
    right, bottom = pixel(east, south, zoom)
    margins = (left - x + across / 2, x + across / 2 - right, top - y + down / 2, y + down / 2 - bottom)
    assert min(margins) > 0.03 * down
    assert margins[0] == pytest.approx(margins[1], abs=1)
    assert margins[2] == pytest.approx(margins[3], abs=1)
    assert max((right - left) / across, (bottom - top) / down) > 0.6


# Which names there are, and where.

PLACES = {label["id"]: label for label in labels.of_places(geodata.places())}


def polygon(west, south, east, north):
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def test_every_place_is_named_in_reading_order_under_its_own_switch():
    assert list(PLACES) == [place.id for place in geodata.places()]
    assert [label["rank"] for label in PLACES.values()] == list(range(len(PLACES)))
    for place in geodata.places():
        label = PLACES[place.id]
        assert label["layer"] == place.layer
        assert label["text"]
        colour = geodata.atlas().kind(place.kind).colour
        assert colour in ("", "ink") or f" {colour}" in f" {label['kind']}"


@pytest.mark.parametrize("place", geodata.places(), ids=lambda place: place.id)
def test_the_name_of_a_place_stands_on_it_or_beside_its_middle(place):
    label, extent = PLACES[place.id], place.extent
    west, south, east, north = place.bounds
    assert west - 1 <= label["lon"] <= east + 1
    assert south - 0.5 <= label["lat"] <= north + 0.5
    if extent.symbol in ("point", "circle"):
        assert (label["lat"], label["lon"]) == (extent.lat, extent.lon)
    assert label["radius_km"] == (extent.radius_km or 0)
    side = place.label.side if place.label else ""
    assert label["spots"] == ("centre" if extent.symbol in ("area", "band") else side or "around")
    assert ("dot" in label["kind"].split()) == (extent.symbol == "point")


def test_a_place_nobody_has_set_by_hand_is_named_in_its_middle_by_its_own_name():
    strange = replace(
        geodata.place("xinjiang"), id="elsewhere", name="Elsewhere", label=None, bounds=(60.0, 30.0, 64.0, 38.0)
    )
    (label,) = labels.of_places([strange])
    assert (label["lat"], label["lon"], label["text"]) == (34.0, 62.0, "Elsewhere")


def test_wide_places_are_named_from_farther_than_lines():
    zooms = {place.kind: PLACES[place.id]["zoom"] for place in geodata.places()}
    assert zooms["region"] < zooms["attack"] < zooms["border"]


def test_the_chinese_border_is_named_in_its_own_colour_and_the_other_is_not():
    assert "chinese" in PLACES["chinese-border"]["kind"].split()
    assert "chinese" not in PLACES["afghan-border"]["kind"].split()


def test_a_later_event_is_named_at_the_middle_of_its_circle_after_the_places():
    (feature,) = [f for f in geodata.features("events") if f["properties"]["id"] == "e01"]
    event = next(one for one in geodata.events() if one.id == "e01")
    first, second = labels.of_events([feature, feature])
    assert (first["lat"], first["lon"]) == (
        pytest.approx(event.extent.lat, abs=0.01),
        pytest.approx(event.extent.lon, abs=0.01),
    )
    assert first["radius_km"] == pytest.approx(event.extent.radius_km, rel=0.02)
    assert max(label["rank"] for label in PLACES.values()) < first["rank"] < second["rank"] < 20
    assert (first["id"], first["kind"], first["layer"]) == ("e01", "place later", "events")


def test_only_countries_that_are_drawn_are_named_and_one_is_home():
    features = {feature["properties"]["id"]: feature for feature in geodata.features("countries")}
    some = [features["tajikistan"], features["china-xinjiang"]]
    named = {label["text"]: label for label in labels.of_countries(some)}
    assert set(named) == {"Tajikistan", "China"}
    assert named["Tajikistan"]["kind"] == "country home"
    assert named["China"]["kind"] == "country"
    outlines = {f["properties"]["id"]: shape(f["geometry"]) for f in geodata.features("countries")}
    for country, outline in outlines.items():
        for label in labels.of_countries([features[country]]):
            assert outline.contains(Point(label["lon"], label["lat"])), label["text"]


def town(name, rank, role="town"):
    properties = {"name": name, "rank": rank, "role": role, "id": name.lower()}
    return {"properties": properties, "geometry": {"type": "Point", "coordinates": [70.5, 38.25]}}


def test_towns_are_named_where_they_are_and_small_ones_only_from_near():
    found = labels.of_towns([town(f"T{rank}", rank) for rank in range(1, 7)], ())
    assert {(label["lat"], label["lon"]) for label in found} == {(38.25, 70.5)}
    zooms = [label["zoom"] for label in found]
    assert zooms[:5] == sorted(set(zooms))
    assert zooms[5] == zooms[4]
    ranks = [label["rank"] for label in found]
    assert ranks == sorted(set(ranks))
    assert ranks[0] > 20, "after the countries"


def test_a_capital_has_another_dot_and_a_town_that_is_a_place_is_not_named_twice():
    kabul, kulob = labels.of_towns([town("Dushanbe", 1), town("Kabul", 1, "capital"), town("Kulob", 2)], ["Dushanbe"])
    assert kabul["kind"] == "town dot capital"
    assert kulob["kind"] == "town dot"


def test_water_is_named_on_it_and_large_lakes_from_farther():
    line = {"type": "LineString", "coordinates": [[68, 37], [69, 38], [70, 38]]}
    several = {"type": "MultiLineString", "coordinates": [[[1, 1], [2, 2]], [[68, 37], [69, 38], [70, 38]]]}
    lakes = {
        "type": "MultiPolygon",
        "coordinates": [polygon(1, 1, 2, 2)["coordinates"], polygon(68, 37, 70, 38)["coordinates"]],
    }
    lakes["coordinates"][1][0].insert(1, [69, 37])
    for geometry, at, spots in (
        (line, (38, 69), "around"),
        (several, (38, 69), "around"),
        (lakes, (37.5, 69), "centre"),
    ):
        (label,) = labels.of_water("rivers", [{"properties": {"name": "W"}, "geometry": geometry}], 8)
        assert (label["lat"], label["lon"]) == at
        assert (label["spots"], label["zoom"], label["text"]) == (spots, 8, "W")
    sizes = [
        {"properties": {"name": "L", "area_km2": size}, "geometry": polygon(68, 37, 70, 38)} for size in (1000, 1001)
    ]
    assert [label["zoom"] for label in labels.of_water("lakes", sizes, 8)] == [8, 6.5]


def test_provinces_are_named_in_the_middle_after_all_others():
    feature = {"properties": {"name": "P"}, "geometry": polygon(68, 37, 70, 38)}
    (label,) = labels.of_provinces([feature])
    assert (label["lat"], label["lon"], label["text"], label["spots"]) == (37.5, 69, "P", "centre")
    (river,) = labels.of_water("rivers", [{"properties": {"name": "W"}, "geometry": polygon(1, 1, 2, 2)}], 8)
    assert label["rank"] > river["rank"] > max(one["rank"] for one in labels.of_towns([town("T", 5)], ()))


# What the map is told.


def sent(state, scene=maps.WHOLE, visit=3, heard=4):
    text = maps.message(state, scene, visit, heard)
    assert text.startswith("gate.apply(")
    assert text.endswith(");")
    return json.loads(text.removeprefix("gate.apply(").removesuffix(");"))


def test_the_message_holds_what_the_scene_draws_and_where_it_stands():
    line = {"type": "MultiLineString", "coordinates": [[[70.00004, 38.00006], (71, 39)]]}
    scene = maps.Scene(
        events=("e01",), drawings=(maps.Drawing("old wdb2", line, "A", (38.0, 70.0)),), caption="Said", point=True
    )
    told = sent(State(basemap="topo", layers=("borders",), event="e01", place="lyaur"), scene)
    (drawing,) = told["drawings"]
    geometry = {"type": "MultiLineString", "coordinates": [[[70.0, 38.0001], [71, 39]]]}
    assert drawing == {"css": "old wdb2", "geometry": geometry, "label": "A", "at": [38.0, 70.0], "side": ""}
    assert (told["caption"], told["point"], told["visit"], told["heard"]) == ("Said", True, 3, 4)
    assert told["place"] == "e01"
    assert (told["basemap"], told["layers"], told["view"], told["only"]) == ("topo", ["borders"], None, None)
    assert sent(State(place="lyaur"))["place"] == "lyaur"


def test_events_and_built_layers_are_credited_and_the_own_basemap_for_when_the_online_one_fails():
    lines = {source.id: source.credit for source in geodata.data_sources()}
    state = State(basemap="topo", layers=("relief",))
    told = sent(state)
    assert lines["shaded-relief"] not in told["credits"]
    assert lines["shaded-relief"] in told["ownCredits"]
    for scene in (maps.Scene(built=("old-lines",)), maps.Scene(events=("e01",))):
        more = scene.built or ("events",)
        for source in geodata.layer(more[0]).sources:
            assert lines[source] in sent(state, scene)["credits"]


def test_each_credit_is_given_once_and_a_layer_that_cannot_be_read_is_passed_over():
    parts = maps.credits(geodata.atlas().switch_ids, "relief", ("no-such-layer", "old-lines")).split(" · ")
    assert len(parts) == len(set(parts))
    assert maps.credits((), "topo", ("no-such-layer", "old-lines")) == maps.credits((), "topo", ("old-lines",)) != ""


@pytest.mark.parametrize(
    ("state", "scene", "drawn", "not_drawn"),
    [
        (State(layers=("attack", "towns")), maps.WHOLE, {"attack", "towns"}, {"borders"}),
        (State(layers=("attack",), place="lyaur"), maps.WHOLE, {"attack", "exercises"}, {"borders"}),
        (State(), maps.Scene(only=("lyaur",)), {"exercises", "towns", "water"}, {"attack", "borders", "ceded"}),
        (State(layers=()), maps.Scene(only=("lyaur",)), set(), {"exercises", "towns"}),
    ],
)
def test_layers_are_drawn_if_they_are_on_and_their_places_are_shown(state, scene, drawn, not_drawn):
    found = maps.layers_drawn(state, scene)
    assert drawn <= set(found)
    assert not not_drawn & set(found)
    assert list(found) == [one for one in geodata.atlas().switch_ids if one in found]


def test_the_palette_is_given_for_both_themes():
    declared = dict(re.findall(r"--([\w-]+):light-dark\((#\w+,#\w+)\);", style.variables()))
    assert declared == {name: ",".join(pair) for name, pair in style.palette().items()}


def test_the_legend_has_the_rows_of_the_switches_that_are_on_in_their_order():
    switches = geodata.atlas().switches
    assert style.legend_rows(()) == ()
    wanted = [(row.symbol, row.words) for switch in switches for row in switch.legend]
    assert list(style.legend_rows(tuple(reversed([switch.id for switch in switches])))) == wanted


def test_every_row_of_a_legend_stands_for_something_that_is_drawn_and_can_be_hidden_by_its_name():
    hidden = style.hidden_rows()
    drawn = [
        "gate-place attack circle",
        "gate-place exercise band",
        "gate-place region area",
        "gate-place ceded parcel-outer",
        "gate-place later circle",
        "gate-label town dot",
        "gate-label town dot capital",
        "gate-river",
        "gate-halo",
    ]
    meant = {css: [symbol for symbol in style.symbols() if style.matches(symbol, css)] for css in drawn}
    assert [len(found) for found in meant.values()] == [1] * len(drawn), meant
    for symbol in style.symbols():
        assert f'[data-row="{style.token(symbol)}"]' in hidden


def test_an_online_basemap_takes_the_place_of_relief_and_countries():
    both = ("relief", "borders")
    assert set(style.layers_credited(both, "relief")) >= {"relief", "countries"}
    assert not {"relief", "countries"} & set(style.layers_credited(both, "topo"))
    assert len(set(style.layers_credited(both, "relief"))) == len(style.layers_credited(both, "relief"))


def test_every_name_has_a_look_of_its_own_a_switch_and_a_room_to_stand_in():
    switches = {*geodata.atlas().switch_ids, "country", "events"}
    named = {
        "places": labels.of_places(geodata.places()),
        "events": labels.of_events(geodata.features("events")),
        "country": labels.of_countries(geodata.features("countries")),
        "towns": labels.of_towns(geodata.features("towns"), ()),
        "water": [
            *labels.of_water("rivers", geodata.features("rivers"), 8),
            *labels.of_water("lakes", geodata.features("lakes"), 7.5),
        ],
        "provinces": labels.of_provinces(geodata.features("provinces")),
    }
    for kind, found in named.items():
        assert found
        for label in found:
            assert ink.sheet().letters(f"gate-label {label['kind']}").size > 10
            assert label["layer"] in switches
            assert kind == "places" or label["layer"] == kind
            assert label["spots"] in ("centre", "around", "within", "left", "above", "below")
            assert 4 <= label["zoom"] <= 8.5 or label.get("needed")
            # Only names of places and events are chosen with a click.
            assert label.get("plain", False) is (kind not in ("places", "events")) is ("id" not in label)
    assert ink.sheet().letters("gate-label water").colour == style.palette()["water-name"][0]
    assert {label["spots"] for label in named["country"]} == {"within"}
    assert {label["spots"] for label in (*named["towns"], *named["events"])} == {"around"}


def test_the_border_lies_on_water_where_its_profile_has_a_river_and_the_river_is_named_there():
    stretches = geodata.features("border-rivers")
    line = {one["properties"]["id"]: one for one in geodata.features("borders-display")}["afghan-border"]["geometry"]
    whole, wet = shape(line), unary_union([shape(one["geometry"]) for one in stretches])
    assert wet.difference(whole.buffer(1e-6)).is_empty
    profile = {one["properties"]["id"]: one for one in geodata.features("border-profiles")}["afghan-border"]
    share = sum(profile["properties"]["river"]) / len(profile["properties"]["river"])
    own = [shape(one["geometry"]).length for one in stretches if one["properties"]["id"] == "afghan-border-river"]
    assert sum(own) / whole.length == pytest.approx(share, abs=0.03)
    rivers = {one["properties"]["id"]: shape(one["geometry"]) for one in geodata.features("rivers")}
    vakhsh, wakhan = (Point(rivers[one].coords[-1]) for one in ("vakhsh", "wakhan"))
    names = labels.of_border_rivers()
    assert {one["text"] for one in names} == {"Panj", "Amu Darya"}
    for one in names:
        at = Point(one["lon"], one["lat"])
        assert at.distance(wet) < 0.05, one
        assert (one["text"] == "Panj") == (vakhsh.x < at.x < wakhan.x), one


def test_rivers_have_more_bends_from_near_and_fade_where_their_source_ends():
    def points(zoom):
        return sum(len(one.coords) for river in ground.rivers(zoom)[0] for one in parts(shape(river["geometry"])))

    def parts(lines):
        return getattr(lines, "geoms", [lines])

    finer = geodata.layer("rivers").finer
    assert points(finer.zoom) > 2 * points(finer.zoom - 0.25)
    strengths = [ground.rivers(zoom)[1] for zoom in (4, finer.fade[0], sum(finer.fade) / 2, finer.fade[1], 14)]
    assert strengths[:2] == [1, 1]
    assert strengths[1] > strengths[2] > strengths[3] == strengths[4] > 0.3, "still to be seen"


def test_an_atlas_without_finer_rivers_draws_those_it_has(monkeypatch):
    plain = replace(geodata.layer("rivers"), finer=None)
    monkeypatch.setattr(geodata, "layer", lambda _: plain)
    assert ground.rivers(12) == (geodata.features("rivers"), 1)


def test_no_name_of_a_town_is_as_important_as_that_of_a_country_or_place():
    towns = labels.of_towns(geodata.features("towns"), ())
    countries = labels.of_countries(geodata.features("countries"))
    needed = {one["text"] for one in countries if one["rank"] < min(place["rank"] for place in PLACES.values())}
    assert needed == {"Tajikistan", "Afghanistan", "China"}
    others = [one["rank"] for one in countries if one["text"] not in needed]
    assert max(one["rank"] for one in PLACES.values()) < min(others)
    assert max(one["rank"] for one in countries) < min(one["rank"] for one in towns)


def test_the_name_of_an_area_or_a_band_stands_inside_it_and_that_of_a_border_beside_it():
    shapes = {feature["properties"]["id"]: feature["geometry"] for feature in geodata.features("places")}
    for place in geodata.places():
        at = (PLACES[place.id]["lon"], PLACES[place.id]["lat"])
        if place.extent.symbol in ("area", "band"):
            assert shape(shapes[place.id]).contains(Point(at)), place.id
        if place.extent.symbol == "line":
            assert measure.nearest_point(at, shapes[place.id])[0] < 25


def test_the_name_of_a_place_that_is_cut_at_a_border_stands_in_its_own_country():
    label = PLACES["ishkoshim-2016"]
    outlines = {one["properties"]["id"]: shape(one["geometry"]) for one in geodata.features("countries")}
    for zoom in (7, 8, 9):
        camera = projection.Camera(label["lat"], label["lon"], zoom, 960, 600)
        (name,) = [one for one in names.placed([label], camera, "", ()) if one.record is label]
        degrees = 360 / 256 / 2**zoom
        middle = (name.box[0] + name.box[2]) / 2, (name.box[1] + name.box[3]) / 2
        x, y = (middle[axis] - name.at[axis] for axis in (0, 1))
        at = Point(label["lon"] + x * degrees, label["lat"] - y * degrees * math.cos(math.radians(label["lat"])))
        assert outlines["tajikistan"].contains(at), zoom
