"""The map as text: what is drawn, with which classes, and what is sent to it for a state."""

import json

import folium
import pytest

import geodata
from ui import internals
from ui.address.state import State, View
from ui.maps import labels, style
from ui.maps import scene as maps
from ui.mapview import draw


@pytest.fixture(scope="module")
def script():
    fmap, problems = draw.build("layers")
    assert problems == ()
    fmap.render()
    return internals.map_script(fmap)


def sent(state, scene):
    return json.loads(maps.message(state, scene, 1, 0).removeprefix("gate.apply(").removesuffix(");"))


@pytest.mark.parametrize("place", geodata.places(), ids=lambda place: place.id)
def test_every_place_is_a_geojson_shape_with_its_id(script, place):
    assert '"properties": {"css": "gate-place' in script
    assert f'"id": "{place.id}"' in script


def test_the_country_outlines_do_not_take_clicks(script):
    outline = script.split('"gate-country', 1)[0].rsplit("L.geoJson", 1)[-1]
    assert '"interactive": true' not in outline


def test_no_address_outside_the_server_is_asked_for_unless_chosen(script):
    online = {basemap.provider for basemap in geodata.atlas().basemaps if basemap.provider}
    own = script.count('"layers/relief/{theme}/{z}/{x}/{y}.webp')
    assert own == 1
    assert script.count("L.tileLayer(") == len(online) + own
    assert "cdn" not in script.lower()


def test_the_same_data_makes_the_same_script(script):
    again, _ = draw.build("layers")
    again.render()
    assert internals.map_script(again) == script


def test_a_state_is_sent_as_it_is():
    state = State(place="lyaur", layers=("borders", "exercises"), basemap="topo", view=View(38.5, 70.25, 8.0))
    message = sent(state, maps.Scene(only=("lyaur",), events=("e01",), goal=(38.0, 70.0, 7.0)))
    assert message["place"] == "lyaur"
    assert message["view"] == [38.5, 70.25, 8.0]
    assert message["only"] == ["lyaur"]
    assert message["events"] == ["e01"]
    assert message["goal"] == [38.0, 70.0, 7.0]


def test_credits_are_of_exactly_the_layers_shown():
    lines = {source.id: source.credit for source in geodata.data_sources()}
    everything = maps.credits(geodata.atlas().switch_ids, "relief")
    assert lines["shaded-relief"] in everything
    assert lines["geonames"] in everything
    assert lines["shaded-relief"] not in maps.credits(("borders",), "relief")
    assert lines["geonames"] not in maps.credits(("borders",), "relief")
    assert lines["osm-timezones"] in maps.credits(("borders",), "relief")
    assert lines["shaded-relief"] not in maps.credits(geodata.atlas().switch_ids, "topo")


def test_the_legend_explains_what_is_drawn_and_nothing_else():
    step = maps.Scene(only=("lyaur",))
    drawn = maps.layers_drawn(State(), step)
    assert "exercises" in drawn
    assert "attack" not in drawn
    assert "ceded" not in drawn
    assert "towns" in drawn
    words = " ".join(text for _, text in style.legend_rows(drawn))
    assert "Attack" not in words


def test_the_bends_of_rivers_are_not_part_of_the_first_view_but_asked_for_by_their_checksum(script):
    vakhsh = next(one for one in geodata.features("rivers-fine") if one["properties"]["id"] == "vakhsh")
    coarse = next(one for one in geodata.features("rivers") if one["properties"]["id"] == "vakhsh")
    own, first = vakhsh["geometry"]["coordinates"], coarse["geometry"]["coordinates"]
    assert len(own) > 2 * len(first)
    assert json.dumps(first) in script
    assert json.dumps(own[:20]) not in script
    assert f'"layers/rivers-fine.geojson?{geodata.layer("rivers-fine").sha256[:12]}"' in script


def test_a_missing_layer_is_named_and_the_rest_is_drawn(without_rivers):
    fmap, problems = draw.build("layers")
    assert problems == (without_rivers,)
    assert isinstance(fmap, folium.Map)


def test_text_from_data_cannot_leave_the_script(monkeypatch):
    town = {
        "properties": {"name": "</script><b>x", "rank": 1, "role": "town", "id": "x"},
        "geometry": {"type": "Point", "coordinates": [70.0, 38.0]},
    }
    record = labels.of_towns([town], ())[0]
    parts = draw.Parts("layers", labels=[record])
    fmap = folium.Map(tiles=None)
    fmap.add_child(draw.Behaviour(parts, {"labels": parts.labels}))
    fmap.render()
    assert "</script>" not in internals.map_script(fmap)


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "accent", "water-name", *geodata.atlas().colours])
def test_names_on_the_map_can_be_read_in_both_themes(name, theme):
    assert contrast(style.palette()[name][theme], style.palette()["halo"][theme]) >= 4.5
