"""The ground between two points, and large towns of the world: against what is known of them."""

import math
from itertools import pairwise

import numpy as np
import pytest

import geodata
from geodata import heights, load, measure, world
from geodata.errors import DamagedFileError
from geodata.heights import Height
from ui.address import State
from ui.borders import blank, scale, section

DUSHANBE, MURGHOB, MOSCOW = (68.78, 38.54), (73.97, 38.17), (37.62, 55.75)


def test_samples_lie_a_kilometre_apart_on_the_geodesic_from_end_to_end():
    found = heights.along(DUSHANBE, MURGHOB)
    assert [one.km for one in found[:-1]] == list(range(len(found) - 1))
    assert found[-1].km == pytest.approx(measure.distance_km(DUSHANBE, MURGHOB))
    assert (found[-1].lon, found[-1].lat) == pytest.approx(MURGHOB)
    for one in found[::90]:
        before, behind = (measure.distance_km(end, (one.lon, one.lat)) for end in (DUSHANBE, MURGHOB))
        assert before == pytest.approx(one.km, abs=0.001)
        assert before + behind == pytest.approx(found[-1].km, abs=0.001)


def test_heights_are_those_of_the_border_profiles_which_are_made_from_the_same_model():
    for border in geodata.features("border-profiles"):
        spots = list(zip(border["geometry"]["coordinates"], border["properties"]["height_m"], strict=True))[::97]
        for (lon, lat), metres in spots:
            assert heights.along((lon, lat), (lon, lat))[0].height_m == pytest.approx(metres, abs=2)


def test_beyond_the_grid_there_are_no_heights_and_without_the_layer_none_at_all(monkeypatch):
    assert heights.covers(DUSHANBE, MURGHOB)
    assert not heights.covers(DUSHANBE, MOSCOW)
    monkeypatch.setattr(load, "has_layer", lambda _: False)
    assert not heights.covers(DUSHANBE)


def test_a_grid_that_is_no_picture_is_named(monkeypatch, tmp_path):
    record = geodata.layer("heights")
    monkeypatch.setattr(load, "LAYERS", tmp_path)
    monkeypatch.setattr(load, "layer", lambda _: record)
    (tmp_path / record.file).write_bytes(b"no picture")
    with pytest.raises(DamagedFileError, match=r"heights\.png cannot be read"):
        heights._grid("another")


def test_between_four_values_the_grid_is_even():
    grid = np.array([[0.0, 10.0], [20.0, 30.0]])
    assert list(heights.between(grid, np.array([0, 0.5, 1]), np.array([0, 0.5, 0.25]))) == [0, 15, 22.5]


def test_the_curve_of_the_earth_alone_hides_what_is_far_enough_away():
    level = tuple(Height(float(km), 100.0, 0, 0) for km in range(101))
    over, km = heights.above_sight(level)
    assert km == 50
    assert over == pytest.approx(100**2 / 8 / 6371 * 1000)
    valley = (Height(0.0, 500.0, 0, 0), Height(5.0, 100.0, 0, 0), Height(10.0, 500.0, 0, 0))
    assert heights.above_sight(valley)[0] == 0
    assert heights.above_sight((Height(0.0, 5.0, 0, 0),)) == (0.0, 0.0)


def test_the_section_says_what_it_has_and_why_it_has_not():
    state = State(part="distances", a="dushanbe", b="murghob", km=9999)
    found = section.along(state)
    high = max(found, key=lambda one: one.height_m)
    assert section.chosen(state) == found[-1]
    assert f"highest {section.height(high.height_m)} at {high.km:,.0f} km" in section.described(state)
    told = {row[3]: row[1] for row in section.table(state).rows}
    assert told["highest"] == f"{round(high.height_m, -1):,.0f}"
    assert section.table(state).rows[0][3] == "Dushanbe"
    assert "this path leaves them" in section.missing(State(a="dushanbe", b="kandahar"))
    assert section.along(State(a="dushanbe", b="kandahar")) == ()
    assert section.missing(State(a="afghan-border", b="chinese-border")) == section.NOTHING_BETWEEN
    assert not section.offered(State(a="dushanbe", b="dushanbe"))


def test_large_towns_have_ids_of_their_own_and_none_is_on_the_list_of_the_map_as_well():
    towns = world.towns()
    assert {"bern-ch", "new-york-city-us", "moscow-ru"} <= set(towns)
    assert not set(towns) & {feature["properties"]["id"] for feature in geodata.features("towns")}
    assert all(-90 < one.lat < 90 and -180 <= one.lon <= 180 for one in towns.values())
    assert (load.LAYERS / "world-towns.json").stat().st_size < 65_000


@pytest.mark.parametrize(
    ("over", "near"), [("bern-ch", None), ("new-york-city-us", "Brooklyn"), ("-33.4500,-70.6700", None)]
)
@pytest.mark.parametrize("outline", ["circle", "square"])
def test_on_blank_ground_the_shape_has_its_true_size_by_the_bar_at_any_latitude(over, near, outline):
    state = State(part="scale", over=over, outline=outline)
    here, name = scale.centre(over)
    assert not scale.mapped(state)
    shape, _ = scale.at_size(here, scale.article_km2(), outline)
    (ring,) = measure.parts(shape)
    flat = blank.flat(here, ring)
    area = abs(sum(x * b - a * y for (x, y), (a, b) in pairwise(flat))) / 2
    assert area == pytest.approx(scale.article_km2(), rel=0.001)
    svg = blank.drawing(here, name, shape, scale.label())
    assert name in svg
    assert near is None or f">{near}<" in svg


def test_directions_on_blank_ground_are_true():
    (east,), (north,) = (blank.flat((46.95, 7.45), [spot]) for spot in ((7.46, 46.95), (7.45, 46.96)))
    assert math.hypot(*east) == pytest.approx(east[0], rel=1e-4)
    assert north == pytest.approx((0, 1.112), abs=0.001)


def test_names_on_blank_ground_are_escaped():
    shape, _ = scale.at_size((46.95, 7.45), 1000, "circle")
    assert "<script" not in blank.drawing((46.95, 7.45), "<script>", shape, "<script>")
