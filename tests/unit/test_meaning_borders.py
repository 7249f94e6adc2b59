"""What the figures of the Borders page mean: ratios the right way up, shares of the whole, ranges least to most."""

import re
from itertools import combinations

import pytest

import geodata
from geodata import measure
from geodata.errors import MissingFileError
from ui.address.state import State, View
from ui.borders import distances, ends, ground, lengths, profile, profilechart, scale
from ui.borders import point as points
from ui.maps import fit

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
        for target, cell in zip([target.id for target in geodata.dashboard().targets], cells, strict=True):
            found = numbers(cell)
            assert found == sorted(found)
            if names[name].id == target:
                assert cell == "–"
            else:
                assert cell == ends.worded(ends.apart(names[name].id, target)), (name, target)


# The borders from end to end.


@pytest.mark.parametrize("border", geodata.comparison().border_ids)
def test_a_profile_is_as_long_as_the_border_and_agrees_with_the_figures(border):
    found, figures = profile.along(border), geodata.figures()
    assert found[-1].km == pytest.approx(figures[f"{border}.length_km"], abs=0.1)
    assert found[0].point[1] < found[-1].point[1]
    assert min(one.height_m for one in found) == figures[f"{border}.low_m"]
    assert (
        max(one.height_m for one in found)
        == figures[f"{border}.high_m"]
        == geodata.place(border).measures["height_high_m"]
    )
    rivers = profilechart.river_rows([(one.km, one.river) for one in found])
    assert sum(row["to"] - row["from"] for row in rivers) == pytest.approx(figures[f"{border}.river_km"], abs=0.5)


def test_a_click_beside_the_border_is_its_nearest_kilometre():
    number, off = profile.nearest("afghan-border", ground.town("khorugh"))
    found = profile.along("afghan-border")
    assert 770 < number < 785
    assert off < 5
    assert off == pytest.approx(
        min(measure.distance_km(ground.town("khorugh")[::-1], o.point[::-1]) for o in found), abs=0.01
    )


@pytest.mark.parametrize("border", geodata.comparison().border_ids)
def test_the_table_of_a_profile_has_every_fifty_kilometres_ends_and_extremes_in_order(border):
    rows, found = profile.table(border).rows, profile.along(border)
    at = [number(row[0]) for row in rows]
    assert at == sorted(at)
    assert {float(one) for one in range(0, int(found[-1].km), 50)} <= set(at)
    assert (at[0], at[-1]) == (0, round(found[-1].km))
    notes = {note: row for row in rows for note in row[3].split("; ")}
    heights = [number(row[1]) for row in rows]
    assert number(notes["lowest"][1]) == min(heights)
    assert number(notes["highest"][1]) == max(heights)


def test_names_along_a_profile_do_not_touch_and_keep_the_ends():
    rows = profilechart.name_rows([("a", 3.0), ("b", 50.0), ("c", 52.0)], ("west", "east"), 100.0)
    assert [row["name"] for row in rows] == ["west", "east", "b"]


# What a distance is drawn between.


def test_from_a_circle_to_a_border_the_radius_is_taken_off_and_added():
    place, border = geodata.place("lyaur"), ground.border("afghan-border")
    middle, nearest = measure.nearest_point((place.extent.lon, place.extent.lat), border)
    found = ends._round_shape(ends.end("lyaur"), ends.end("afghan-border"))
    assert (found.low_km, found.high_km) == pytest.approx(
        (middle - place.extent.radius_km, middle + place.extent.radius_km)
    )
    for pair, length in ((found.line, found.low_km), (found.longest, found.high_km)):
        assert pair[1] == pytest.approx(nearest[::-1])
        assert measure.distance_km(pair[0][::-1], pair[1][::-1]) == pytest.approx(length)
        # Both begin on the rim of the circle.
        rim = measure.distance_km((place.extent.lon, place.extent.lat), pair[0][::-1])
        assert rim == pytest.approx(place.extent.radius_km)


def test_a_circle_that_is_cut_at_a_border_counts_only_as_far_as_it_is_drawn():
    place = geodata.place("ishkoshim-2016")
    cut = ends.end("ishkoshim-2016")
    assert place.measures["kept_percent"] < 100
    assert (cut.centre, cut.spot) == (None, True)
    for town in ("khorugh", "murghob", "kabul"):
        middle = measure.distance_km((place.extent.lon, place.extent.lat), ends.end(town).centre[::-1])
        found = ends.apart("ishkoshim-2016", town)
        drawn = [
            measure.distance_km(vertex, ends.end(town).centre[::-1])
            for vertex in ground.feature("places", "ishkoshim-2016")["geometry"]["coordinates"][0]
        ]
        assert found.high_km == pytest.approx(max(drawn), abs=0.3)
        assert found.low_km >= middle - place.extent.radius_km - 0.1


def end(name, geometry, spot=False, **more):
    return ends.End(name, name, spot, geometry, **more)


SQUARE = {"type": "Polygon", "coordinates": [[[69, 37], [70, 37], [70, 38], [69, 38], [69, 37]]]}


def dot(lat, lon, radius_km=0.0):
    return end("dot", {"type": "Point", "coordinates": [lon, lat]}, True, centre=(lat, lon), radius_km=radius_km)


def test_a_point_inside_an_area_is_at_no_distance_from_it_and_has_no_line():
    inside = ends._round_shape(dot(37.5, 69.5, 5), end("area", SQUARE))
    assert (inside.low_km, inside.high_km, inside.line, inside.longest) == (0.0, 0.0, None, None)
    astride = ends._round_shape(dot(37.5, 69.99, 5), end("area", SQUARE))
    assert astride.low_km == 0
    assert astride.high_km == pytest.approx(5 - measure.distance_km((69.99, 37.5), (70, 37.5)), abs=0.01)
    assert astride.longest[0][1] > 70
    assert measure.distance_km(*(one[::-1] for one in astride.longest)) == pytest.approx(astride.high_km, abs=0.01)


def test_of_an_area_in_which_the_place_lies_somewhere_the_farthest_corner_counts():
    point = dot(37.5, 71, 3)
    found = ends._round_shape(point, end("band", SQUARE, spot=True))
    assert found.low_km == pytest.approx(measure.distance_km((71, 37.5), (70, 37.5)) - 3, abs=0.05)
    assert found.high_km == pytest.approx(measure.distance_km((71, 37.5), (69, 37)) + 3, abs=0.3)
    assert ends._round_shape(point, end("area", SQUARE)).high_km < found.high_km


def test_between_two_shapes_the_line_runs_from_the_first_to_the_second():
    far = {"type": "LineString", "coordinates": [[72, 37], [72, 38]]}
    one, other = end("a", SQUARE), end("b", far)
    forth, back = ends._shape_shape(one, other), ends._shape_shape(other, one)
    assert forth.low_km == forth.high_km == pytest.approx(back.low_km, rel=1e-3)
    assert forth.low_km == pytest.approx(measure.distance_km((70, 38), (72, 38)), rel=1e-3)
    assert [round(point[1]) for point in forth.line] == [70, 72]
    assert [round(point[1]) for point in back.line] == [72, 70]


def test_a_band_and_a_border_are_as_far_apart_as_the_nearest_and_farthest_part_of_the_band():
    far = {"type": "LineString", "coordinates": [[72, 37], [72, 38]]}
    for found in (
        ends._shape_shape(end("a", SQUARE, spot=True), end("b", far)),
        ends._shape_shape(end("b", far), end("a", SQUARE, spot=True)),
    ):
        assert found.low_km == pytest.approx(measure.distance_km((70, 38), (72, 38)), rel=1e-3)
        assert found.high_km == pytest.approx(measure.distance_km((69, 37), (72, 37)), rel=1e-2)


def test_shapes_that_touch_are_at_no_distance_but_a_band_reaches_on():
    beside = {"type": "LineString", "coordinates": [[70.004, 37], [70.004, 38]]}
    touching = ends._shape_shape(end("a", SQUARE), end("b", beside))
    assert (touching.low_km, touching.high_km, touching.line) == (0.0, 0.0, None)
    band = ends._shape_shape(end("a", SQUARE, spot=True), end("b", beside))
    assert (band.low_km, band.line) == (0.0, None)
    assert band.high_km > 80
    apart = {"type": "LineString", "coordinates": [[70.006, 37], [70.006, 38]]}
    assert ends._shape_shape(end("a", SQUARE), end("b", apart)).low_km > 0.4


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, "touching or inside"),
        (0, 0.4, "less than 1 km"),
        (0.2, 1.4, "up to 1 km"),
        (3.6, 4.4, "about 4 km"),
        (1204, 1310, "1,204 to 1,310 km"),
    ],
)
def test_a_distance_is_worded_no_more_precisely_than_it_is_known(low, high, words):
    assert ends.worded(ends.Apart(low, high, None)) == words


@pytest.mark.parametrize("border", geodata.comparison().border_ids)
def test_the_paths_drawn_are_as_long_as_the_range_says(border):
    for place in geodata.places():
        found = ends.apart(place.id, border)
        for pair, length in ((found.line, found.low_km), (found.longest, found.high_km)):
            if pair and place.extent.symbol != "band":
                assert measure.distance_km(pair[0][::-1], pair[1][::-1]) == pytest.approx(length, abs=1), place.id


def test_of_a_range_the_shortest_and_the_longest_path_are_drawn_with_their_lengths():
    drawn = distances.paths(ends.apart("danghara-attack", "afghan-border"))
    assert [(one.css, one.label) for one in drawn] == [
        ("distance", "At most 92 km"),
        ("distance shortest", "At least 24 km"),
    ]
    assert [(one.css, one.label) for one in distances.paths(ends.apart("dushanbe", "khorugh"))] == [("distance", "")]
    overlapping = distances.paths(ends.apart("lyaur", "fakhrabad"))
    assert [one.label for one in overlapping] == ["At most 43 km"]
    assert not distances.paths(ends.apart("chinese-border", "afghan-border"))


# Ground: towns, boxes, numbers in words.


def test_towns_are_in_the_order_of_their_names_with_their_country_and_dushanbe_first():
    named = ground.towns()
    assert next(iter(named.items())) == ("dushanbe", "Dushanbe")
    assert list(named.values())[1:] == sorted(list(named.values())[1:])
    assert named["kunduz"] == "Kunduz (Afghanistan)"
    assert named["khorugh"] == "Khorugh"


def test_what_is_not_in_a_layer_is_named():
    with pytest.raises(MissingFileError, match="layer “towns” holds no “atlantis”"):
        ground.town("atlantis")


def test_a_box_holds_all_its_geometries():
    point = {"type": "Point", "coordinates": [71, 36.5]}
    assert ground.box([SQUARE, point]) == (69, 36.5, 71, 38)


def test_the_scene_decides_on_places_and_the_reader_on_what_lies_under_them():
    state = ground.with_places(
        State(layers=("relief",), place="lyaur", basemap="topo", view=View(38, 70, 8)), "dushanbe"
    )
    assert "relief" in state.layers
    assert not {"towns", "water", "provinces"} & set(state.layers)
    assert {"attack", "borders", "exercises"} <= set(state.layers)
    assert (state.place, state.basemap, state.view) == ("dushanbe", "topo", View(38, 70, 8))
    assert ground.with_places(State(place="lyaur")).place == ""


def test_numbers_are_written_as_quoted_and_lengths_in_whole_kilometres():
    assert [ground.exact(one) for one in (1000.0, 494.953, 28.5)] == ["1,000", "494.953", "28.5"]
    assert ground.km(1343.956) == "1,344 km"
    assert ground.degrees((38.1, 69.43)) == "38.1000, 69.4300"


# What the maps of the parts show.


def test_the_map_of_the_lengths_shows_one_border_and_the_line_of_the_tolerance():
    scene = lengths.scene(State(border="afghan-border", tolerance=0.2))
    assert scene.only == ("afghan-border",)
    assert scene.built == ("borders",)
    (line,) = scene.drawings
    assert line.css == "coarse"
    assert line.geometry == lengths.drawn("afghan-border", 0.2)[0]
    assert scene.caption.startswith("Tajik-Afghan border, 0.2° (22.2 km): ")
    assert scene.caption.endswith(f": {lengths.drawn('afghan-border', 0.2)[1]:,.0f} km")
    assert lengths.scene(State(tolerance=0.0)).caption.startswith("Tajik-Chinese border, full detail: ")
    lat, lon, _ = scene.goal
    west, south, east, north = geodata.place("afghan-border").bounds
    assert (lat, lon) == (pytest.approx((south + north) / 2, abs=0.05), pytest.approx((west + east) / 2, abs=0.01))


def test_nothing_finer_than_can_be_seen_is_drawn_but_it_is_measured():
    drawn, length = lengths.drawn("chinese-border", 0.0)
    assert drawn == lengths.drawn("chinese-border", lengths.VISIBLE_DEGREES)[0]
    assert length > lengths.drawn("chinese-border", lengths.VISIBLE_DEGREES)[1]


@pytest.mark.parametrize(
    ("tolerance", "words"),
    [(0.0, "Full detail"), (0.0005, "0.0005° (55 m)"), (0.005, "0.005° (555 m)"), (0.01, "0.01° (1.1 km)")],
)
def test_a_tolerance_is_worded_in_degrees_and_on_the_ground(tolerance, words):
    assert lengths.tolerance_text(tolerance) == words


def test_lengths_are_listed_from_the_longest_by_source_and_tolerance():
    found = lengths.lengths("chinese-border")
    assert [one.km for one in found] == sorted((one.km for one in found), reverse=True)
    by_name = {one.name: one for one in found}
    assert by_name["OpenStreetMap, full detail"].tolerance == 0.0
    assert by_name["OpenStreetMap at 0.01°"].tolerance == 0.01
    assert by_name["Natural Earth 1:50m"].km == geodata.figures()["chinese-border.ne50m_length_km"]
    assert all((one.kind == "measured") == (one.claim == "" and not one.sources) for one in found)


def test_the_table_writes_quoted_lengths_as_quoted_with_source_or_claim():
    rows = {name: km for name, km, *_ in lengths.table(lengths.lengths("chinese-border"), 414).rows}
    assert rows["OpenStreetMap, full detail"] == "491"
    assert [km for name, km in rows.items() if name.endswith("[S77]")] == ["494.953"]
    assert [km for name, km in rows.items() if name.endswith("(claim c54)")] == ["414"]


def test_the_scale_lies_over_the_town_with_its_size_and_room_around():
    scene = scale.scene(State(over="khorugh", outline="square"))
    (drawing,) = scene.drawings
    lat, lon = ground.town("khorugh")
    west, south, east, north = ground.box([drawing.geometry])
    assert ((south + north) / 2, (west + east) / 2) == pytest.approx((lat, lon), abs=0.01)
    assert drawing.at[0] > north
    assert drawing.at[1] == west
    assert drawing.label == "1,000 km²"
    assert scene.caption == "1,000 km² at true size over Khorugh"
    assert (scene.only, scene.built, scene.point) == (("dushanbe",), ("towns",), True)
    assert scene.goal[:2] == pytest.approx((lat, lon), abs=0.01)
    around = (north - south) * 3.4
    assert scene.goal[2] == fit.goal([(lon - 0.01, lat - around / 2, lon + 0.01, lat + around / 2)], ground.CLOSEST)[2]


def test_the_scale_lies_over_a_point_of_the_readers_own():
    assert scale.centre("38.1000,69.4300") == ((38.1, 69.43), "38.1000, 69.4300")
    assert scale.centre("khorugh") == (ground.town("khorugh"), "Khorugh")
    names = [name for name, _ in scale.results(State(over="khorugh"))]
    assert names == ["Over Khorugh", "Across", "Of all Tajikistan"]
    assert dict(scale.results(State(over="45.0000,90.0000")))["Over 45.0000, 90.0000"] == "1,000 km²"


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("38.1N 69.43E", (38.1, 69.43)),
        ("69.43e,38.1n", (38.1, 69.43)),
        ("69.43E, 38.1", (38.1, 69.43)),
        ("38.1, 69.43E", (38.1, 69.43)),
        ("+38.1 ; 69.43", (38.1, 69.43)),
        ("38.1°,69.43°", (38.1, 69.43)),
        ("38.12346, 69.43", (38.1235, 69.43)),
    ],
)
def test_coordinates_may_be_written_in_many_ways(typed, point):
    assert points.read(typed) == points.Reading(point)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("38.1S, 69.43E", "That point is not on this map, which reaches from 28 to 50 degrees north"),
        ("38.1N, 69.43W", "That point is not on this map"),
        ("−91, 69", "A latitude runs from −90 to 90 degrees; −91 is none."),
        ("38, 180.5", "A longitude runs from −180 to 180 degrees, where the antimeridian is; 180.5 is beyond it."),
        ("90N, 69", "That is the North Pole, which is not on this map."),
        ("90S, 69", "That is the South Pole, which is not on this map."),
        ("38.1", "This is not two numbers: type latitude and longitude in degrees, such as 38.10, 69.43."),
    ],
)
def test_what_is_no_point_of_the_map_is_said_to_be_none(typed, sentence):
    reading = points.read(typed)
    assert reading.point is None
    assert reading.swapped is None
    assert reading.sentence.startswith(sentence)


def test_a_longitude_typed_first_is_noticed():
    assert points.read("69.43, 38.1") == points.Reading(
        None, "This looks like longitude before latitude.", (38.1, 69.43)
    )


def test_every_source_of_a_quoted_length_is_cited_and_the_claim_named():
    found = lengths.Length("Somebody", 12.5, "quoted", ("S1", "S2"), "c01")
    assert lengths.table([found], None).rows == (("Somebody [S1][S2] (claim c01)", "12.5"),)
