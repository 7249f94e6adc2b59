"""Where the map looks: everything in sight, nothing too close."""

import pytest

import geodata
from ui.maps import fit


def test_the_map_looks_at_all_boxes():
    lat, lon, zoom = fit.goal([(67.0, 37.0, 69.0, 39.0), (73.0, 37.5, 75.0, 40.0)])
    assert lat == pytest.approx(38.51, abs=0.02)
    assert lon == 71.0
    # 8 degrees of longitude are 8 / 360 x 256 x 2^zoom pixels wide.
    assert 8 / 360 * 256 * 2**zoom == pytest.approx(fit.FRAME[0] * fit.FILLED, rel=0.01)


def test_a_small_box_is_not_looked_at_too_closely():
    assert fit.goal([(69.0, 38.0, 69.01, 38.01)])[2] == geodata.atlas().closest - fit.FARTHER
    assert fit.goal([(69.0, 38.0, 69.01, 38.01)], closest=6.0)[2] == 6.0


def test_a_tall_box_is_fitted_by_its_height():
    assert fit.goal([(70.0, 30.0, 70.1, 45.0)])[2] < fit.goal([(70.0, 38.0, 70.1, 39.0)])[2]


def test_nothing_known_gives_nowhere_to_look():
    assert fit.goal([]) is None
    assert fit.goal([(0.0, 0.0, 0.0, 0.0)]) is None
