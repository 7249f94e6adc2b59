"""The Borders page's numbers come from the geometry, and what a reader types is read or answered in one sentence."""

import json
import math

import pytest

import geodata
from geodata import load, measure, text
from ui.address.state import TOLERANCES, State
from ui.borders import distances, ends, ground, lengths, page, parcels, scale
from ui.borders import point as points
from ui.maps import scene as maps
from ui.mapview import showing

TEXTS = ("borders-lengths", "borders-parcels", "borders-distances", "borders-scale", "borders-method")
# What was measured before the first line of this project, with other code.
KNOWN = {
    "chinese-border": {0.0: 490.6, 0.0005: 487.1, 0.001: 482.7, 0.005: 457.6, 0.01: 440.1},
    "afghan-border": {0.0: 1344.0, 0.0005: 1334.6, 0.001: 1324.6, 0.005: 1264.6, 0.01: 1220.1},
}


@pytest.fixture
def changed(monkeypatch):
    """Replace the geometry of features of one layer; everything else stays as it is."""
    real = load.features

    def change(layer, feature_id, geometry):
        def features(name):
            return tuple(
                {**f, "geometry": geometry} if name == layer and f["properties"]["id"] == feature_id else f
                for f in real(name)
            )

        monkeypatch.setattr(geodata, "features", features)
        lengths._simplified.cache_clear()
        ends.apart.cache_clear()

    yield change
    lengths._simplified.cache_clear()
    ends.apart.cache_clear()


@pytest.mark.parametrize("border", geodata.comparison().border_ids)
def test_lengths_agree_with_what_was_known_and_shrink_with_the_tolerance(border):
    found = [lengths.drawn(border, tolerance)[1] for tolerance in TOLERANCES]
    assert found == sorted(found, reverse=True)
    for tolerance, known in KNOWN[border].items():
        assert lengths.drawn(border, tolerance)[1] == pytest.approx(known, rel=0.01)
    assert lengths.drawn(border, 0.01)[1] == pytest.approx(
        geodata.figures()[f"{border}.simplified_0_01_length_km"], abs=0.001
    )


def test_another_geometry_gives_another_length(changed):
    before = lengths.drawn("chinese-border", 0.01)[1]
    changed("borders", "chinese-border", {"type": "LineString", "coordinates": [[74, 38], [74, 39]]})
    after = lengths.drawn("chinese-border", 0.01)[1]
    assert after == pytest.approx(111.0, abs=0.2)
    assert after != pytest.approx(before)
    row = next(one for one in lengths.lengths("chinese-border") if one.tolerance == 0.01)
    assert row.km == after


def test_another_parcel_gives_another_area(changed):
    changed("ceded", "ceded-b-best", measure.circle((73.6, 39.3), 10, 720))
    assert parcels.area_km2("b", "best") == pytest.approx(math.pi * 100, rel=0.001)
    assert any(f"**{math.pi * 100:,.0f}**" in row for row in parcels.areas_table().rows)


def test_another_border_gives_another_distance(changed):
    changed("borders", "afghan-border", {"type": "LineString", "coordinates": [[69, 37], [70, 37]]})
    found = distances.from_point((38.0, 69.5), "afghan-border")
    assert found.low_km == pytest.approx(111, abs=0.5)


def test_measured_and_quoted_lengths_are_all_there_and_told_apart():
    found = lengths.lengths("chinese-border")
    assert {one.kind for one in found} == {"measured", "quoted"}
    quoted = {one.km: one for one in found if one.kind == "quoted"}
    assert set(quoted) == {414, 477, 494.953}
    assert quoted[494.953].sources == ("S77",)
    names = [one.name for one in found]
    assert len(set(names)) == len(names)
    for name in [one.name for one in geodata.comparison().lengths.maps]:
        assert name in names
    assert lengths.article_km("chinese-border") == 414
    assert lengths.article_km("afghan-border") is None


def test_every_quoted_figure_has_its_source_or_is_the_articles_own():
    keys = {source.key for source in geodata.fact_sources()}
    for one in geodata.quoted():
        assert bool(one.sources) != bool(one.claim), one
        assert set(one.sources) <= keys
        if one.claim:
            assert f"{one.value:,.0f}" in geodata.claim(one.claim).text


@pytest.mark.parametrize("panel", TEXTS)
def test_texts_are_filled_in_and_cite_known_sources(panel):
    found = geodata.panel(panel)
    keys = {source.key for source in geodata.fact_sources()}
    assert set(found.sources) <= keys
    assert "{{" not in "".join((found.lead, *(section.body for section in found.sections)))
    assert not text.links(found.lead)


def test_the_parcels_stand_out_from_the_noise_of_every_old_map():
    figures = geodata.figures()
    for old in geodata.comparison().old_ids:
        assert figures[f"{old}.moved_median_km"] > 3 * figures[f"{old}.noise_median_km"]
        assert any(f"{figures[f'{old}.noise_median_km']:.1f}" in row for row in parcels.noise_table().rows)
    for shape in ("core", "best", "outer"):
        assert parcels.area_km2("both", shape) == pytest.approx(figures[f"ceded-pamir.{shape}_km2"], rel=1e-4)


@pytest.mark.parametrize("when", ["swipe", "before", "after"])
def test_before_shows_the_old_lines_and_after_todays(when):
    scene = parcels.scene(State(part="parcels", when=when, old=("wdb2",)))
    drawn = {one.css for one in scene.drawings}
    assert ("old wdb2" in drawn) == (when != "after")
    assert "old vmap0" not in drawn
    assert ("chinese-border" in scene.only) == (when != "before")
    assert "reconstructed, not official" in scene.caption
    assert {one.side for one in scene.drawings if one.css.startswith("old")} <= {"before"}
    assert scene.sides == (("before", "after") if when == "swipe" else (when,))


def test_a_swipe_names_both_parties_and_stands_where_the_address_says():
    told = maps.message(State(part="parcels"), parcels.scene(State(part="parcels", swipe=20)), 1, 0)
    sent = json.loads(told.removeprefix("gate.apply(").removesuffix(");"))["swipe"]
    assert (sent["at"], sent["usual"], sent["today"]) == (20, 50, "chinese-border")
    assert (sent["before"], sent["after"]) == (["Before", "Tajikistan, until 2011"], ["After", "China, since 2011"])
    assert parcels.scene(State(part="parcels", when="before")).swipe is None


def rows(**chosen):
    state = State(part="parcels", **chosen)
    return dict(page.legend(state, parcels.scene(state)))


def test_the_legend_tells_which_side_is_which():
    both, before, after = rows(), rows(when="before"), rows(when="after")
    left = {"line drawn wdb2", "line drawn vmap0", "line drawn ne10m", "parcels before"}
    right = {"line chinese", "parcels after"}
    assert left | right <= both.keys()
    assert all(both[symbol].startswith("Before: ") for symbol in left)
    assert all(both[symbol].startswith("After: ") for symbol in right)
    assert left <= before.keys()
    assert right <= after.keys()
    assert not right & before.keys()
    assert not left & after.keys()
    # Nothing on this map is drawn in the colour that the land has on the others.
    assert "parcels ceded" not in both


@pytest.mark.parametrize("part", [lengths, parcels, distances, scale], ids=lambda part: part.__name__)
def test_messages_stay_small(part, monkeypatch):
    monkeypatch.setattr(distances.st, "session_state", {})
    state = State(tolerance=0.0, border="afghan-border", point=(38.0, 70.0))
    assert len(maps.message(state, part.scene(state), 1, 0)) < 60_000


def test_a_shape_has_its_area_at_any_latitude():
    for lat in (0.0, 28.0, 38.5, 50.0, 75.0):
        for outline in ("circle", "square"):
            shape, size = scale.at_size((lat, 70.0), 1000, outline)
            assert measure.area_km2(shape) == pytest.approx(1000, rel=1e-6)
            assert size == pytest.approx(17.84 if outline == "circle" else 31.62, abs=0.02)
    wide = ground.box([scale.at_size((50.0, 70.0), 1000, "square")[0]])
    low = ground.box([scale.at_size((0.0, 70.0), 1000, "square")[0]])
    assert wide[2] - wide[0] > 1.4 * (low[2] - low[0])


def test_the_scale_uses_the_articles_figure():
    assert scale.article_km2() == 1000


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("dushanbe", "danghara-attack", "35 to 103 km"),
        ("danghara-attack", "afghan-border", "24 to 92 km"),
        ("csto-2018", "afghan-border", "15 to 20 km"),
        ("lyaur", "fakhrabad", "up to 43 km"),
        ("dushanbe", "danghara", "about 69 km"),
        ("chinese-border", "afghan-border", "touching or inside"),
        ("chinese-border", "dushanbe", "about 420 km"),
        ("northern-afghanistan", "kunduz", "touching or inside"),
    ],
)
def test_distances_carry_the_range_of_both_ends_and_no_order(a, b, words):
    assert ends.worded(ends.apart(a, b)) == words
    assert ends.worded(ends.apart(b, a)) == words


def test_the_line_of_a_distance_runs_from_the_first_to_the_second():
    forth, back = ends.apart("dushanbe", "khorugh").line, ends.apart("khorugh", "dushanbe").line
    assert forth == (back[1], back[0])
    assert forth[0] == ground.town("dushanbe")


def test_the_matrix_says_the_same_as_the_choice_of_two():
    rows = {name: cells for name, *cells in distances.matrix().rows}
    assert len(rows) == len(geodata.places())
    assert rows["Danghara attack site"][0] == ends.worded(ends.apart("danghara-attack", "afghan-border"))
    for cells in rows.values():
        assert "." not in "".join(cells)


@pytest.mark.parametrize(
    "typed",
    ["38.10, 69.43", "38.10 69.43", " 38.1;69.43 ", "38.10° N, 69.43° E".replace("° ", "°"), "69.43E 38.1N"],
)
def test_coordinates_are_read_as_people_write_them(typed):
    assert points.read(typed).point == (38.1, 69.43)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "not two numbers"),
        ("Dushanbe", "not two numbers"),
        ("38.1", "not two numbers"),
        ("38.1, 69.4, 7", "not two numbers"),
        ("nan, 69", "not two numbers"),
        ("inf, 69", "not two numbers"),
        ("1.2.3, 69", "not two numbers"),
        ("<b>38</b>, 69", "not two numbers"),
        ("99, 200", "A latitude runs"),
        ("38, 190", "antimeridian"),
        ("38, -181", "antimeridian"),
        ("90, 69", "North Pole"),
        ("-90, 0", "South Pole"),
        ("51.5, -0.12", "not on this map"),
        ("0, 0", "not on this map"),
    ],
)
def test_bad_coordinates_are_answered_in_one_sentence(typed, words):
    reading = points.read(typed)
    assert reading.point is None
    assert reading.swapped is None
    assert words in reading.sentence
    assert reading.sentence.endswith(".")
    assert reading.sentence.count(". ") == 0


@pytest.mark.parametrize("typed", ["69.43, 38.10", "95 40"])
def test_swapped_coordinates_are_offered_the_right_way_round(typed):
    reading = points.read(typed)
    assert reading.point is None
    assert reading.swapped == ((38.1, 69.43) if typed.startswith("69") else (40.0, 95.0))


def test_a_path_keeps_its_ends_and_its_length():
    path = measure.path((68.8, 38.5), (87.6, 43.8), 24)
    assert len(path["coordinates"]) == 25
    assert path["coordinates"][0] == [68.8, 38.5]
    assert path["coordinates"][-1] == [87.6, 43.8]
    assert measure.length_km(path) == pytest.approx(measure.distance_km((68.8, 38.5), (87.6, 43.8)), rel=1e-9)


def test_what_a_page_draws_is_rounded_and_credited():
    line = {"type": "LineString", "coordinates": [[74.123456789, 38.0], [74.2, 38.1]]}
    scene = maps.Scene(drawings=(maps.Drawing("old wdb2", line),), built=("old-lines",))
    sent = maps.message(State(layers=()), scene, 1, 0)
    assert "74.1235" in sent
    assert "74.12345" not in sent
    assert "World Data Bank II" in sent
    assert "World Data Bank II" not in maps.message(State(layers=()), maps.Scene(), 1, 0)


@pytest.mark.parametrize(
    ("value", "point"),
    [
        ([38.1, 69], (38.1, 69.0)),
        ([38.1], None),
        (["38", "69"], None),
        ("38,69", None),
        ({"lat": 38}, None),
        (None, None),
    ],
)
def test_only_two_numbers_from_the_browser_are_a_point(value, point):
    assert showing._point(value) == point
