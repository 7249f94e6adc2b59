"""What the figures of the Borders page mean: ratios the right way up, shares of the whole, ranges least to most."""

import re
from itertools import combinations

import pytest

import geodata
from geodata import measure
from ui.address.state import State
from ui.borders import distances, ends, lengths, scale

ENDS = (*(place.id for place in geodata.places()), "khorugh", "kunduz")


def number(text):
    return float(re.sub(r"[^\d.]", "", text))


def numbers(text):
    return [float(one.replace(",", "")) for one in re.findall(r"[\d,]+", text)]


@pytest.mark.parametrize("tolerance", [0.0, 0.2])
def test_a_length_is_set_against_the_articles_and_not_the_other_way_round(tolerance):
    found = dict(lengths.results(State(border="chinese-border", tolerance=tolerance)))
    times = number(found["Against the article’s 414 km"].removesuffix(" times"))
    length = number(found["Length of this line"].removesuffix(" km"))
    assert (times > 1) == (length > 414)
    assert times == pytest.approx(length / 414, abs=0.01)


def test_in_the_table_what_is_longer_than_the_article_says_is_more_than_once_its_length():
    rows = lengths.table(lengths.lengths("chinese-border"), 414).rows
    assert {len(row) for row in rows} == {3}
    for _, km, times in rows:
        assert float(times) == pytest.approx(number(km) / 414, abs=0.006)
    assert float(rows[0][2]) > 1 > float(rows[-1][2])


def test_a_border_without_a_figure_of_the_article_has_nothing_to_be_set_against():
    assert not [name for name, _ in lengths.results(State(border="afghan-border")) if "article" in name]
    table = lengths.table(lengths.lengths("afghan-border"), None)
    assert table.head == ("Source", "km")
    assert {len(row) for row in table.rows} == {2}


def test_the_line_of_a_tolerance_has_fewer_vertices_than_the_full_one():
    coarse = numbers(dict(lengths.results(State(tolerance=0.2)))["Vertices"])
    full = numbers(dict(lengths.results(State(tolerance=0.0)))["Vertices"])
    assert coarse[0] < coarse[1] == full[0] == full[1]


def test_the_ceded_land_is_well_under_a_hundredth_of_the_country():
    found = dict(scale.results(State(outline="circle")))
    share = number(found["Of all Tajikistan"].removesuffix(" %"))
    area = measure.area_km2(
        next(f for f in geodata.features("countries") if f["properties"]["id"] == "tajikistan")["geometry"]
    )
    assert share == pytest.approx(100 * scale.article_km2() / area, abs=0.05)
    assert share < 1


def test_a_circle_is_measured_across_and_a_square_along_a_side():
    circle, square = (dict(scale.results(State(outline=one))) for one in ("circle", "square"))
    assert number(circle["Across"]) == pytest.approx(2 * (1000 / 3.14159) ** 0.5, abs=0.1)
    assert number(square["Each side"]) == pytest.approx(1000**0.5, abs=0.1)


def test_a_distance_runs_from_the_least_to_the_most():
    for one, other in combinations(ENDS, 2):
        found = ends.apart(one, other)
        assert 0 <= found.low_km <= found.high_km, (one, other)


def test_a_roughly_known_place_is_nearer_and_farther_than_its_middle():
    place = geodata.place("danghara-attack")
    town = ends.end("khorugh").centre
    middle = measure.distance_km((place.extent.lon, place.extent.lat), town[::-1])
    found = ends.apart("danghara-attack", "khorugh")
    assert found.low_km == pytest.approx(middle - place.extent.radius_km)
    assert found.high_km == pytest.approx(middle + place.extent.radius_km)


def test_every_cell_of_the_matrix_is_the_range_from_the_least_to_the_most():
    names = {place.name: place for place in geodata.places()}
    for name, *cells in distances.matrix().rows:
        for target, cell in zip(distances.TARGETS, cells, strict=True):
            found = numbers(cell)
            assert found == sorted(found)
            if names[name].id == target:
                assert cell == "–"
            else:
                assert cell == ends.worded(ends.apart(names[name].id, target)), (name, target)
