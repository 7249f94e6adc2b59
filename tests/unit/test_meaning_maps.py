"""What the map is told: where to look, what is named where, which layers are drawn and credited."""

import math

import pytest

from ui.maps import fit

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
