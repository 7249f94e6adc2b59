"""Where a picture looks, how its lines and words are written, and which names find room."""

import math
import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
import shapely
from pyproj import Geod, Transformer

import geodata
from ui.address.state import State, View
from ui.brief.drawing import lettering, names, outlines, projection
from ui.brief.drawing.projection import Camera
from ui.maps import scene as maps

WORLD_M = 2 * math.pi * 6378137
CAMERA = Camera(38.5, 70.0, 8.0, 960, 600)
SIZE = (960, 600)


# Where a picture looks.


@pytest.mark.parametrize(("lon", "lat"), [(70.0, 38.5), (66.6, 41.2), (75.7, 36.3), (-120.0, -60.0)])
def test_a_point_lies_in_the_frame_where_web_mercator_has_it(lon, lat):
    to = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    (x, y), (x0, y0) = to.transform(lon, lat), to.transform(CAMERA.lon, CAMERA.lat)
    metres = WORLD_M / (256 * 2**CAMERA.zoom)
    assert CAMERA.pixel(lon, lat) == pytest.approx((480 + (x - x0) / metres, 300 - (y - y0) / metres), abs=1e-6)


@pytest.mark.parametrize("lat", [0.0, 38.5, 50.0])
def test_a_pixel_at_the_centre_is_as_wide_as_the_ellipsoid_says(lat):
    camera = Camera(lat, 70.0, 7.0, 960, 600)
    step = 1e-4
    metres = Geod(ellps="WGS84").inv(70.0, lat, 70.0 + step, lat)[2]
    pixels = camera.pixel(70.0 + step, lat)[0] - 480
    assert camera.km_per_pixel == pytest.approx(metres / 1000 / pixels, rel=1e-6)


def test_a_view_is_taken_over_at_the_zoom_that_the_map_snaps_to():
    for asked, taken in ((8.1, 8.0), (8.13, 8.25), (8.125, 8.25), (2.0, 4.0), (15.0, 12.0)):
        assert projection.look(State(view=View(38.5, 70.0, asked)), maps.WHOLE, SIZE).zoom == taken


def test_a_frame_wider_than_the_map_is_set_upon_its_middle():
    camera = projection.look(State(view=View(38.0, 60.0, 4.0)), maps.WHOLE, (2000, 400))
    west, south, east, north = geodata.atlas().frame
    assert camera.lon == pytest.approx((west + east) / 2)
    camera = projection.look(State(view=View(38.0, 60.0, 4.0)), maps.WHOLE, (300, 1400))
    left, top = camera.pixel(west, north)
    right, bottom = camera.pixel(east, south)
    assert top == pytest.approx(1400 - bottom)
    assert (left, right - 300) != (pytest.approx(0), pytest.approx(0))


@pytest.mark.parametrize(("lat", "lon", "edges"), [(51.9, 56.1, (0, 0)), (26.1, 99.9, (960, 600))])
def test_at_the_corner_of_the_map_the_frame_ends_with_it(lat, lon, edges):
    west, south, east, north = geodata.atlas().frame
    camera = projection.look(State(view=View(lat, lon, 7.0)), maps.WHOLE, SIZE)
    corner = camera.pixel(west, north) if edges == (0, 0) else camera.pixel(east, south)
    assert corner == pytest.approx(edges, abs=1e-6)


def test_a_goal_is_looked_at_as_it_is_in_a_large_frame_and_from_farther_in_a_small_one():
    scene = maps.Scene(goal=(38.2, 69.2, 8.0))
    for size, zoom in (((1600, 1120), 8.0), ((800, 560), 8.0), ((800, 280), 7.0), ((400, 560), 7.0)):
        camera = projection.look(State(), scene, size)
        assert (camera.lat, camera.lon, camera.zoom) == (pytest.approx(38.2), pytest.approx(69.2), zoom)
        assert (camera.width, camera.height) == size


@pytest.mark.parametrize("place", ["danghara-attack", "afghan-border", "northern-afghanistan"])
def test_a_place_is_looked_at_from_as_near_as_lets_it_be_seen_whole(place):
    camera = projection.look(State(place=place), maps.WHOLE, SIZE)
    west, south, east, north = geodata.place(place).bounds
    left, top = camera.pixel(west, north)
    right, bottom = camera.pixel(east, south)
    assert min(left, top, 960 - right, 600 - bottom) >= 0.06 * 600 - 1
    assert camera.zoom == 9.0 or max((right - left) / 960, (bottom - top) / 600) > 0.7
    assert (left + right) / 2 == pytest.approx(480, abs=1)
    assert (top + bottom) / 2 == pytest.approx(300, abs=1)


def test_without_anything_chosen_the_whole_country_is_seen():
    camera = projection.look(State(), maps.WHOLE, SIZE)
    west, south, east, north = geodata.atlas().overview
    assert min(camera.pixel(west, north)) >= 0
    assert camera.pixel(east, south) <= SIZE
    assert projection.look(State(place="atlantis"), maps.WHOLE, SIZE) == camera


def test_what_is_marked_is_the_event_before_the_place_and_nothing_unknown():
    event = geodata.features("events")[0]["properties"]["id"]
    assert projection.chosen(State(place="lyaur")) == "lyaur"
    assert projection.chosen(State(place="lyaur", event=event)) == event
    assert projection.chosen(State()) == ""
    assert projection.chosen(State(place="atlantis")) == ""
    seen = projection.look(State(event=event), maps.Scene(events=(event,)), SIZE)
    west, south, east, north = geodata.features("events")[0]["properties"]["bounds"]
    assert (seen.lat, seen.lon) == (pytest.approx((south + north) / 2, abs=0.01), pytest.approx((west + east) / 2))


# How lines are written.


def followed(path):
    """The runs of points that a path draws, and whether each is closed."""
    runs = []
    for start, steps, closed in re.findall(r"M([^lz]*)l([^Mz]*)(z?)", path):
        x, y = (float(one) for one in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", start))
        run = [(x, y)]
        numbers = [float(one) for one in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            run.append((round(x, 1), round(y, 1)))
        runs.append((run, bool(closed)))
    return runs


def test_a_line_is_written_as_the_steps_between_its_points():
    line = shapely.LineString([(0.04, 0.06), (10.26, -3.5), (10.26, -3.5), (10.29, -3.51), (0, 7)])
    assert followed(outlines.path(line)) == [([(0.0, 0.1), (10.3, -3.5), (0.0, 7.0)], False)]
    assert outlines.path(line) == "M0 .1l10.3-3.6-10.3 10.5"


def test_a_ring_is_closed_without_going_back_to_its_first_point_and_keeps_its_holes():
    area = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(2, 2), (2, 4), (4, 4), (4, 2)]])
    assert followed(outlines.path(area)) == [
        ([(0, 0), (9, 0), (9, 9), (0, 9)], True),
        ([(2, 2), (2, 4), (4, 4), (4, 2)], True),
    ]


def test_what_is_smaller_than_a_tenth_of_a_pixel_is_not_written():
    assert outlines.path(shapely.LineString([(0, 0), (0.02, 0.02)])) == ""
    assert outlines.path(shapely.Polygon([(0, 0), (0.02, 0), (0.04, 0.02)])) == ""
    assert outlines.path(shapely.Polygon([(0, 0), (0.2, 0), (0.2, 0.02)])) == ""
    assert outlines.path(shapely.LineString([(0, 0), (0.2, 0)])) == "M0 0l.2 0"
    assert outlines.path(shapely.Point(1, 2)) == ""


def test_collections_are_written_part_by_part():
    parts = shapely.GeometryCollection([shapely.LineString([(0, 0), (1, 1)]), shapely.Point(3, 4), shapely.Point(5, 6)])
    assert outlines.path(parts) == "M0 0l1 1"
    assert outlines.points(parts) == [(3, 4), (5, 6)]
    assert outlines.points(shapely.GeometryCollection()) == []


def test_shapes_are_cut_shortly_beyond_the_frame_and_thinned():
    across = {"type": "LineString", "coordinates": [[50, 38.5], [90, 38.5]]}
    left, top, right, bottom = outlines.in_frame(across, CAMERA).bounds
    assert (left, right) == (pytest.approx(-20), pytest.approx(980))
    assert top == bottom == pytest.approx(300)
    upright = {"type": "LineString", "coordinates": [[70, 30], [70, 38.5], [70.0001, 45]]}
    found = outlines.in_frame(upright, CAMERA)
    assert found.bounds[1::2] == (pytest.approx(-20), pytest.approx(620))
    assert len(found.coords) == 2
    assert outlines.in_frame({"type": "LineString", "coordinates": [[10, 10], [11, 11]]}, CAMERA).is_empty
    assert outlines.in_frame({"type": "MultiPolygon", "coordinates": []}, CAMERA).is_empty


def test_an_area_that_crosses_itself_is_still_drawn():
    bowtie = {"type": "Polygon", "coordinates": [[[69, 38], [71, 39], [71, 38], [69, 39], [69, 38]]]}
    found = outlines.in_frame(bowtie, CAMERA)
    assert found.is_valid
    assert len(followed(outlines.path(found))) == 2


def test_a_shape_touches_a_box_from_its_edge_on():
    line = shapely.LineString([(0, 0), (10, 10)])
    assert outlines.touches(line, (10, 10, 20, 20))
    assert not outlines.touches(line, (11, 10, 20, 20))
    assert not outlines.touches(line, (6, 0, 9, 3))


# How words are written.


def test_words_are_as_wide_as_their_letters_and_the_room_between():
    plain = lettering.width("Pamir", 10)
    assert lettering.width("Pamir", 20) == pytest.approx(2 * plain)
    assert lettering.width("Pamir", 10, spacing=2) == pytest.approx(plain + 4 * 2)
    assert lettering.width("", 10, spacing=2) == 0
    assert lettering.width("Pamir", 10, 600) == lettering.width("Pamir", 10, 700) > plain
    assert lettering.width("Pamir", 10, 500) == plain
    assert lettering.width("Pamir", 10, italic=True) not in (plain, lettering.width("Pamir", 10, 600, True))
    assert lettering.width("Pam\x00ir", 10) == plain


def test_lines_are_broken_only_where_the_next_word_has_no_room():
    room = lettering.width("one two", 12)
    assert lettering.wrapped("one two three", room, 12) == ["one two", "three"]
    assert lettering.wrapped("one two three", room - 0.1, 12) == ["one", "two", "three"]
    assert lettering.wrapped("one\n\ntwo", 500, 12) == ["one", "", "two"]
    wide = lettering.width("one two", 12, 600)
    assert lettering.wrapped("one two", wide, 12, 600) == ["one two"]
    assert lettering.wrapped("one two", wide - 0.1, 12, 600) == ["one", "two"]


def test_a_word_without_room_is_broken_and_loses_no_letter():
    room = lettering.width("abcd", 12)
    assert lettering.wrapped("abcdefgh ij", room, 12) == ["abcd", "efgh", "ij"]
    assert lettering.wrapped("abc", 0.1, 12) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (1.25, "1.2"), (-0.04, "0"), (0.06, "0.1"), (99999.4, "99999.4"), (100000.4, "100000"), (3, "3")],
)
def test_a_number_is_written_to_a_tenth_and_no_longer_than_need_be(value, text):
    assert lettering.number(value) == text


def test_attributes_are_quoted_and_named_as_svg_has_them():
    assert lettering.attributes(stroke_width=1.04, d='M"0', none="") == ' stroke-width="1" d=\'M"0\' none=""'
    assert lettering.written("a<b & c\x00") == "a&lt;b &amp; c"


def test_a_line_of_words_says_how_wide_it_is():
    drawn = lettering.line("Pamir", 1, 2, 10)
    width = lettering.number(lettering.width("Pamir", 10))
    assert drawn == (
        f'<text x="1" y="2" font-size="10" textLength="{width}" lengthAdjust="spacingAndGlyphs">Pamir</text>'
    )
    spaced = lettering.line("Pamir", 1, 2, 10, weight=600, italic=True, spacing=2, fill="red")
    width = lettering.number(lettering.width("Pamir", 10, 600, True, 2) + 2)
    assert 'font-weight="600" font-style="italic" letter-spacing="2"' in spaced
    assert f'textLength="{width}"' in spaced
    assert "lengthAdjust" not in spaced
    assert 'fill="red"' in spaced
    assert lettering.line("  ", 1, 2, 10) == ""


# Which names find room.


def label(text, lon, lat, rank=1, **more):
    return {"text": text, "lat": lat, "lon": lon, "kind": "town dot", "rank": rank, "spots": "around", **more}


def places_of(found):
    return [name.record["text"] for name in found]


def test_names_are_placed_by_rank_and_the_marked_one_before_all():
    records = [label("Second", 70, 38.5, 2), label("First", 70, 38.5, 1), label("Third", 70, 38.5, 3, id="x")]
    # All three want the same dot: whoever comes first keeps it.
    assert places_of(names.placed(records, CAMERA, "", ())) == ["First"]
    assert places_of(names.placed(records, CAMERA, "x", ())) == ["Third"]
    assert names.placed(records, CAMERA, "x", ())[0].css == "gate-label town dot is-selected"
    assert names.placed(records, CAMERA, "", ())[0].css == "gate-label town dot"


def test_a_name_stands_to_the_right_else_to_the_left_above_or_below_its_place():
    (free,) = names.placed([label("Name", 70, 38.5)], CAMERA, "", ())
    wide, high = free.box[2] - free.box[0], free.box[3] - free.box[1]
    assert free.box == pytest.approx((487, 300 - high / 2, 487 + wide, 300 + high / 2))
    right, left = (485, 295, 960, 305), (0, 295, 475, 305)
    (second,) = names.placed([label("Name", 70, 38.5)], CAMERA, "", [right])
    assert second.box == pytest.approx((473 - wide, 300 - high / 2, 473, 300 + high / 2))
    (third,) = names.placed([label("Name", 70, 38.5)], CAMERA, "", [right, left])
    assert third.box == pytest.approx((480 - wide / 2, 293 - high, 480 + wide / 2, 293))
    above = (470, 200, 490, 294)
    (fourth,) = names.placed([label("Name", 70, 38.5)], CAMERA, "", [right, left, above])
    assert fourth.box == pytest.approx((480 - wide / 2, 307, 480 + wide / 2, 307 + high))
    assert names.placed([label("Name", 70, 38.5)], CAMERA, "", [right, left, above, (470, 306, 490, 400)]) == []


def test_a_name_in_the_middle_of_its_area_has_one_place_only():
    record = label("Area", 70, 38.5, kind="province", spots="centre")
    (found,) = names.placed([record], CAMERA, "", ())
    assert ((found.box[0] + found.box[2]) / 2, (found.box[1] + found.box[3]) / 2) == pytest.approx((480, 300))
    assert names.placed([record], CAMERA, "", [(470, 295, 490, 305)]) == []


def test_a_name_keeps_clear_of_the_circle_of_its_place():
    record = label("Circle", 70, 38.5, kind="place attack", radius_km=20)
    (found,) = names.placed([record], CAMERA, "", ())
    rim = 20 / CAMERA.km_per_pixel
    assert found.box[0] - 480 == pytest.approx(rim + 2, rel=0.02)


def test_a_name_that_would_be_cut_off_is_left_out():
    corner = [label("At the edge", lon, lat) for lon, lat in ((67.4, 38.5), (72.62, 38.5), (70, 40.1), (70, 36.85))]
    for record in corner:
        for found in names.placed([record], CAMERA, "", ()):
            assert found.box[0] >= 3
            assert found.box[1] >= 1
            assert found.box[2] <= 957
            assert found.box[3] <= 599
    assert names._has_room((0, 0, 960, 600), CAMERA, ())
    for side in ((-0.1, 0, 9, 9), (0, -0.1, 9, 9), (9, 9, 960.1, 600), (9, 9, 960, 600.1)):
        assert not names._has_room(side, CAMERA, ())
    beyond = [label("Beyond", 60, 38.5), label("Beyond", 70, 45)]
    assert names.placed(beyond, CAMERA, "", ()) == []


def test_names_of_a_crowd_keep_clear_of_one_another_and_of_the_dots():
    crowd = [label(f"Town {n}", 69.6 + 0.12 * n, 38.5 + 0.03 * (n % 3), n) for n in range(8)]
    found = names.placed(crowd, CAMERA, "", ())
    assert len(found) > 4
    for one, other in combinations(found, 2):
        assert names.apart(one.box, other.box)
    for name in found:
        for x, y in (other.at for other in found if other is not name):
            assert names.apart(name.box, (x - 2.5, y - 2.5, x + 2.5, y + 2.5))


@pytest.mark.parametrize(
    ("other", "free"),
    [
        ((0, 0, 10, 10), False),
        ((2, 2, 3, 3), False),
        ((11, 0, 20, 10), True),
        ((0, 11, 10, 20), True),
        ((-9, 0, -1, 10), True),
        ((0, -9, 10, -1), True),
        ((9, 9, 20, 20), False),
        ((11, 11, 20, 20), True),
    ],
)
def test_boxes_are_apart_when_they_do_not_overlap(other, free):
    assert names.apart((0, 0, 10, 10), other) is free
    assert names.apart(other, (0, 0, 10, 10)) is free


def test_names_are_written_line_by_line_in_the_middle_of_their_box():
    record = label("One\ntwo", 70, 38.5, kind="country home", spots="centre")
    (found,) = names.placed([record], CAMERA, "", ())
    svg = names.drawn([found])
    lines = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)" font-size="17".*?textLength="([\d.]+)".*?>([A-Z]+)</text>', svg
    )
    assert [said for *_, said in lines] == ["ONE", "TWO"]
    spacing = 0.22 * 17
    for x, _, width, _ in lines:
        assert float(x) + (float(width) - spacing) / 2 == pytest.approx(480, abs=0.2)
    assert float(lines[1][1]) - float(lines[0][1]) == pytest.approx(17 * 1.15, abs=0.1)
    assert found.box[1] < float(lines[0][1]) < float(lines[1][1]) < found.box[3]
    assert "<circle" not in svg


def test_nothing_stands_between_the_names():
    found = names.placed([label("One", 69, 38.5), label("Two", 71, 38.5)], CAMERA, "", ())
    root = ElementTree.fromstring(f"<svg>{names.drawn(found)}</svg>")
    assert [one.tag for one in root] == ["circle"] * 4 + ["g"]
    assert [one.text for one in root[-1]] == ["One", "Two"]
    assert not [one for one in root.iter() if (one.tag != "text" and one.text) or one.tail]


def test_a_town_has_its_dot_and_a_capital_a_ring():
    kinds = ("town dot", "town dot capital")
    town, capital = (names.drawn(names.placed([label("T", 70, 38.5, kind=one)], CAMERA, "", ())) for one in kinds)
    halo, dot = re.findall(r'<circle cx="480" cy="300" r="([\d.]+)" fill="(#\w+)"', town)
    assert float(halo[0]) > float(dot[0]) == 2.5
    assert halo[1] != dot[1]
    assert 'r="2.75" fill="' in capital
    assert 'stroke-width="2.5"/>' in capital


def test_names_are_as_strong_as_the_style_sheet_has_them():
    country, place = (
        names.drawn([names.Name({"text": "X"}, css, (50, 50), (40, 40, 60, 60))])
        for css in ("gate-label country", "gate-label place")
    )
    assert re.findall(r' opacity="([\d.]+)"', country) == ["0.72"]
    assert " opacity=" not in place
