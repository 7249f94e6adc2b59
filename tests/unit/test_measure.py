"""Measuring against answers that are known for certain, and by properties that hold for any input."""

import math
import random
from itertools import pairwise

import pytest

from geodata import measure

QUARTER_MERIDIAN_KM = 10001.965729
QUARTER_EQUATOR_KM = 6378.137 * math.pi / 2
A, F = 6378.137, 1 / 298.257223563
E2 = F * (2 - F)


def line(*points):
    return {"type": "LineString", "coordinates": [list(p) for p in points]}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": [[list(p) for p in ring] for ring in rings]}


def random_line(rng, count=12):
    return [(rng.uniform(66, 76), rng.uniform(36, 41)) for _ in range(count)]


def authalic(latitude):
    """Area between the equator and a parallel per radian of longitude, in km2 (Snyder, USGS PP 1395, eq. 3-12)."""
    s, e = math.sin(math.radians(latitude)), math.sqrt(E2)
    return A * A * (1 - E2) / 2 * (s / (1 - E2 * s * s) + math.atanh(e * s) / e)


def test_quarter_meridian():
    assert measure.distance_km((30, 0), (30, 90)) == pytest.approx(QUARTER_MERIDIAN_KM, abs=1e-6)


def test_quarter_equator():
    assert measure.distance_km((0, 0), (90, 0)) == pytest.approx(QUARTER_EQUATOR_KM, abs=1e-6)
    assert pytest.approx(10018.754171, abs=1e-6) == QUARTER_EQUATOR_KM


def test_length_sums_the_parts():
    arcs = {"type": "MultiLineString", "coordinates": [[[0, 0], [90, 0]], [[30, 0], [30, 90]]]}
    assert measure.length_km(arcs) == pytest.approx(QUARTER_EQUATOR_KM + QUARTER_MERIDIAN_KM, abs=1e-6)


def test_length_of_a_point_is_nothing():
    assert measure.length_km({"type": "Point", "coordinates": [69, 38]}) == 0


def test_area_of_the_ellipsoid():
    octants = [polygon([(x, 0), (x + 90, 0), (x, 90)]) for x in (-180, -90, 0, 90)]
    assert 2 * sum(map(measure.area_km2, octants)) == pytest.approx(510065621.724, abs=0.01)
    assert 2 * 2 * math.pi * authalic(90) == pytest.approx(510065621.724, abs=0.01)


def test_one_degree_square_at_38_north():
    """Sides along parallels are cut finely, so that geodesics between the vertices follow them."""
    steps = 2000
    south = [(69 + i / steps, 38) for i in range(steps + 1)]
    north = [(70 - i / steps, 39) for i in range(steps + 1)]
    ring = [*south, *north, south[0]]
    expected = math.radians(1) * (authalic(39) - authalic(38))
    assert measure.area_km2(polygon(ring)) == pytest.approx(expected, rel=1e-7)
    assert expected == pytest.approx(9683, abs=1)


def test_holes_are_taken_off():
    outer = [(69, 38), (70, 38), (70, 39), (69, 39), (69, 38)]
    hole = [(69.4, 38.4), (69.6, 38.4), (69.6, 38.6), (69.4, 38.6), (69.4, 38.4)]
    assert measure.area_km2(polygon(outer, hole)) == pytest.approx(
        measure.area_km2(polygon(outer)) - measure.area_km2(polygon(hole))
    )


@pytest.mark.parametrize("seed", range(8))
def test_area_depends_neither_on_start_nor_on_direction(seed):
    rng = random.Random(seed)
    angles = sorted(rng.uniform(0, 2 * math.pi) for _ in range(15))
    ring = [(72 + rng.uniform(1, 3) * math.cos(a), 38 + rng.uniform(1, 2) * math.sin(a)) for a in angles]
    area = measure.area_km2(polygon([*ring, ring[0]]))
    turned = ring[seed + 1 :] + ring[: seed + 1]
    assert measure.area_km2(polygon([*turned, turned[0]])) == pytest.approx(area, rel=1e-9)
    assert measure.area_km2(polygon([*ring, ring[0]][::-1])) == pytest.approx(area, rel=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_length_does_not_shrink_with_added_vertices(seed):
    rng = random.Random(seed)
    points = random_line(rng)
    before = measure.length_km(line(*points))
    points.insert(rng.randrange(1, len(points)), (rng.uniform(66, 76), rng.uniform(36, 41)))
    assert measure.length_km(line(*points)) >= before - 1e-9


@pytest.mark.parametrize("seed", range(8))
def test_distance_is_symmetric_and_obeys_the_triangle(seed):
    rng = random.Random(seed)
    a, b, c = ((rng.uniform(-180, 180), rng.uniform(-90, 90)) for _ in range(3))
    assert measure.distance_km(a, b) == pytest.approx(measure.distance_km(b, a), abs=1e-9)
    assert measure.distance_km(a, c) <= measure.distance_km(a, b) + measure.distance_km(b, c) + 1e-9


@pytest.mark.parametrize("seed", range(6))
def test_nearest_point_agrees_with_a_fine_search(seed):
    rng = random.Random(seed)
    (ax, ay), (bx, by) = (rng.uniform(69, 70), rng.uniform(37, 38)), (rng.uniform(70.5, 72), rng.uniform(37, 39))
    point = (rng.uniform(68, 73), rng.uniform(36, 40))
    found, where = measure.nearest_point(point, line((ax, ay), (bx, by)))
    tried = [(ax + (bx - ax) * i / 20000, ay + (by - ay) * i / 20000) for i in range(20001)]
    assert found == pytest.approx(min(measure.distance_km(point, t) for t in tried), abs=1e-3)
    assert measure.distance_km(point, where) == pytest.approx(found, abs=1e-3)


def test_nearest_point_of_a_point_is_its_distance():
    target = {"type": "Point", "coordinates": [69.34, 38.096]}
    found, where = measure.nearest_point((68.779, 38.536), target)
    assert found == pytest.approx(measure.distance_km((68.779, 38.536), (69.34, 38.096)), abs=1e-9)
    assert where == pytest.approx((69.34, 38.096))


def test_nothing_is_near_an_empty_geometry():
    with pytest.raises(measure.UnsuitableGeometryError, match="without coordinates"):
        measure.nearest_point((69, 38), {"type": "MultiLineString", "coordinates": []})


def test_a_line_has_no_area():
    with pytest.raises(measure.UnsuitableGeometryError, match="has no area"):
        measure.area_km2(line((69, 38), (70, 38)))


def test_a_collection_is_not_measured():
    with pytest.raises(measure.UnsuitableGeometryError, match="GeometryCollection"):
        measure.length_km({"type": "GeometryCollection", "coordinates": []})


@pytest.mark.parametrize(("latitude", "radius_km"), [(0, 20), (38.06, 20), (38.06, 500), (80, 100)])
def test_every_vertex_of_a_circle_has_the_radius(latitude, radius_km):
    ring = measure.circle((69.43, latitude), radius_km)["coordinates"][0]
    assert len(ring) >= 65
    assert ring[0] == ring[-1]
    assert all(measure.distance_km((69.43, latitude), p) == pytest.approx(radius_km, rel=1e-9) for p in ring)
    turn = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))
    assert turn > 0, "an outer ring runs counter-clockwise"


def test_simplification_shortens_and_none_leaves_alone():
    rng = random.Random(1)
    points = [(69 + i / 500, 38 + rng.uniform(-0.003, 0.003)) for i in range(500)]
    zigzag = line(*points)
    lengths = [measure.simplified_length_km(zigzag, t) for t in (0, 0.0005, 0.001, 0.005, 0.01)]
    assert lengths[0] == measure.length_km(zigzag)
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] == pytest.approx(measure.distance_km(points[0], points[-1]), rel=1e-3)
