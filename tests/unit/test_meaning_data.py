"""Records as they are read, what refers to what, and measures down to the vertex."""

import hashlib
import json
import math
import random
from itertools import pairwise

import pytest

import geodata
from geodata import load, measure, relations, text
from geodata.errors import DamagedFileError, MissingFileError, UnknownIdError
from geodata.relations import Citing
from ui.ledger import records
from ui.words import plain, verdicts
from ui.words import terms as words

CACHED = [item for item in vars(load).values() if hasattr(item, "cache_clear")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Empty folders in place of those of the data."""
    for name in ("layers", "article", "sources"):
        (tmp_path / name).mkdir()
        monkeypatch.setattr(load, name.upper(), tmp_path / name)
    (tmp_path / "article/panels").mkdir()
    (tmp_path / "layers/figures.json").write_text('{"a.length_km": 12.5}', encoding="utf-8")
    for function in CACHED:
        function.cache_clear()
    yield tmp_path
    for function in CACHED:
        function.cache_clear()


# Files and records.


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (None, MissingFileError, "The file layers/x.geojson is missing."),
        (b"\xff", DamagedFileError, "The file layers/x.geojson cannot be read."),
        (b"{", DamagedFileError, "The file layers/x.geojson is not valid JSON."),
        (b"[]", DamagedFileError, "The file layers/x.geojson holds no map features."),
        (b'{"features": {}}', DamagedFileError, "The file layers/x.geojson holds no map features."),
        (b'{"features": [1]}', DamagedFileError, "The file layers/x.geojson holds no map features."),
        (b'{"features": [{"geometry": {}}]}', DamagedFileError, "The file layers/x.geojson holds no map features."),
        (b'{"features": [{"properties": {}}]}', DamagedFileError, "The file layers/x.geojson holds no map features."),
    ],
)
def test_a_layer_that_cannot_be_read_is_named(folder, content, error, sentence):
    if content is not None:
        (folder / "layers/x.geojson").write_bytes(content)
    with pytest.raises(error) as raised:
        load.features("x")
    assert str(raised.value) == sentence


def test_features_are_given_as_they_are(folder):
    feature = {"properties": {"name": "Мурғоб"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    (folder / "layers/x.geojson").write_text(json.dumps({"features": [feature]}, ensure_ascii=False), encoding="utf-8")
    assert load.features("x") == (feature,)


def test_a_record_that_is_broken_is_named_with_its_place(folder):
    (folder / "article/claims.toml").write_text('[[claim]]\nid = "c01"\nwrong = 1\n', encoding="utf-8")
    with pytest.raises(DamagedFileError, match=r"^article/claims\.toml, entry 1: .*\.$"):
        load.claims()
    (folder / "article/steps.toml").write_text("[[step\n", encoding="utf-8")
    with pytest.raises(DamagedFileError, match=r"^The file article/steps\.toml is not valid TOML: .*\.$"):
        load.steps()
    (folder / "sources/x.toml").write_text('title = "T"\n', encoding="utf-8")
    with pytest.raises(DamagedFileError, match=r"^sources/x\.toml: "):
        load.data_sources()


def test_a_record_without_entries_is_empty(folder):
    for name, read in (
        ("claims", load.claims),
        ("events", load.events),
        ("steps", load.steps),
        ("places", load.places),
    ):
        (folder / f"article/{name}.toml").write_text("", encoding="utf-8")
        assert read() == ()


def test_a_layer_has_the_checksum_of_its_file():
    for layer in geodata.layers():
        content = (load.LAYERS / layer.file).read_bytes()
        assert layer.sha256 == hashlib.sha256(content).hexdigest()
        assert layer.file in (f"{layer.id}.geojson", "relief.webp", "heights.png", "world-towns.json")
    assert sorted(layer.id for layer in geodata.layers()) == sorted(path.stem for path in load.LAYERS.glob("*.toml"))


def test_places_take_bounds_and_distances_from_their_layer_and_do_without():
    built = {feature["properties"]["id"]: feature["properties"] for feature in geodata.features("places")}
    for place in geodata.places():
        assert list(place.bounds) == built[place.id]["bounds"]
        assert place.measures == built[place.id]["measures"]
        assert [one.to for one in place.distances] == [one["to"] for one in built[place.id]["distances"]]


def test_places_can_be_read_before_their_layer_is_built(folder):
    real = load.ROOT / "article/places.toml"
    (folder / "article/places.toml").write_text(real.read_text(encoding="utf-8"), encoding="utf-8")
    found = load.places()
    assert len(found) == 12
    assert {place.bounds for place in found} == {(0.0, 0.0, 0.0, 0.0)}
    (folder / "layers/places.geojson").write_text(
        '{"features": [{"properties": {"id": "lyaur", "bounds": [1, 2, 3, 4]}, "geometry": {}}]}', encoding="utf-8"
    )
    for function in CACHED:
        function.cache_clear()
    bounds = {place.id: place.bounds for place in load.places()}
    assert bounds.pop("lyaur") == (1, 2, 3, 4)
    assert set(bounds.values()) == {(0.0, 0.0, 0.0, 0.0)}


def test_an_id_that_there_is_not_is_named():
    assert geodata.claim("c54").id == "c54"
    assert geodata.place("lyaur").id == "lyaur"
    with pytest.raises(UnknownIdError, match=r"^There is no claim “c99”\.$"):
        geodata.claim("c99")
    with pytest.raises(UnknownIdError, match=r"^There is no place “atlantis”\.$"):
        geodata.place("atlantis")


def test_a_panel_is_its_title_its_lead_and_its_sections(folder):
    path = folder / "article/panels/x.md"
    speakers = '[[speaker]]\nid = "%s"\nlabel = "L"\nheadings = ["%s"]\n'
    told = [speakers % one for one in (("article", "One"), ("found", "Two"), ("since", "Late"))]
    (folder / "article/article.toml").write_text("".join(told), "utf-8")
    path.write_text(
        "# Title \n\nLead {{a.length_km|1}} km [S2].\n\n## One\n\nBody [S1].\n### Not one\n##  Two\nEnd\n## Three\nOn",
        "utf-8",
    )
    panel = load.panel("x")
    assert (panel.id, panel.title, panel.lead, panel.sources) == ("x", "Title", "Lead 12.5 km [S2].", ("S2", "S1"))
    assert [(one.heading, one.body, one.speaker) for one in panel.sections] == [
        ("One", "Body [S1].\n### Not one", "article"),
        ("Two", "End", "found"),
        ("Three", "On", ""),
    ]
    path.write_text("Title\n\n# Late\n", "utf-8")
    load.panel.cache_clear()
    with pytest.raises(DamagedFileError, match=r"^The file panels/x\.md does not begin with a title\.$"):
        load.panel("x")


# What cites what.


def test_every_text_that_cites_a_source_is_found_once():
    found = relations.citing()
    for key, texts in found.items():
        assert len(set(texts)) == len(texts), key
    cited = {one: {key for key, texts in found.items() if one in texts} for texts in found.values() for one in texts}
    for claim in geodata.claims():
        keys = {*claim.sources, *text.citations(*claim.texts)}
        assert cited.get(Citing("claim", claim.id), set()) == keys
    for event in geodata.events():
        assert cited[Citing("event", event.id)] == {*event.sources, *text.citations(event.text, event.basis)}
    for place in geodata.places():
        assert cited[Citing("place", place.id)] >= {
            *place.sources,
            *text.citations(place.precision_note, place.summary, place.basis),
        }
        assert cited[Citing("panel", place.id)] == set(geodata.panel(place.id).sources)
    for step in geodata.steps():
        assert cited.get(Citing("step", str(step.number)), set()) == set(text.citations(step.found, step.since))
    for moment in geodata.moments():
        assert cited.get(Citing("moment", moment.id), set()) == set(text.citations(moment.text))
    for one in geodata.contradictions():
        assert cited.get(Citing("contradiction", one.id), set()) == set(text.citations(one.text))
    for quoted in geodata.quoted():
        assert set(quoted.sources) <= cited.get(Citing("quoted", quoted.about), set())


def test_a_panel_that_cannot_be_read_cites_nothing(folder):
    written = ("places", "claims", "contradictions", "events", "timeline", "quoted", "sources", "steps")
    for name in (*written, "corrections", "judgements"):
        (folder / f"article/{name}.toml").write_text("", encoding="utf-8")
    (folder / "article/panels/a.md").write_bytes(b"[S1] \xff")
    (folder / "article/panels/b.md").write_text("{{no.such_km}} [S2] [S2]", encoding="utf-8")
    assert relations.citing() == {"S2": (Citing("panel", "b"),)}


def test_only_the_contradictions_and_events_of_a_claim_are_its_own():
    for claim in geodata.claims():
        assert {one.id for one in relations.contradictions_of(claim.id)} == {
            one.id for one in geodata.contradictions() if claim.id in one.claims
        }
        found = relations.events_of_its_time(claim.id) + relations.later_events(claim.id)
        assert [(event.id, direction) for event, direction in found] == [
            (event.id, one.direction) for event in geodata.events() for one in event.bears_on if one.claim == claim.id
        ]


# Texts.

FIGURES = {"a.length_km": 1344.56, "a.b.low_km": 1204.0, "a.b.high_km": 1310.4}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{{a.length_km}}", "1,345"),
        ("{{ a.length_km | 2 }}", "1,344.56"),
        ("{{years 2000-01-01 2001-01-01}}", "1"),
        ("{{days 2000-01-01 2009-01-01}}", "3,288"),
        ("{{ a~b }} and {{a.length_km|1}}", "1,204 to 1,310 km and 1,344.6"),
        ("{a} {{}}", "{a} {{}}"),
    ],
)
def test_a_placeholder_is_written_as_it_asks(written, shown):
    assert text.fill(written, FIGURES) == shown


def test_a_placeholder_without_a_figure_is_quoted():
    with pytest.raises(DamagedFileError) as raised:
        text.fill("{{x.length_km|1}}", FIGURES)
    assert str(raised.value) == "A text asks for the figure “x.length_km|1”, which the data does not hold."


def test_ranges_of_thousands_are_set_apart():
    assert text.range_text(1999.6, 2000.4) == "about 2,000 km"
    assert text.range_text(0.4, 1999.6) == "up to 2,000 km"


# The ledger on paper and in rows.


def test_the_printed_ledger_holds_every_claim_in_full_and_escaped():
    claims = geodata.claims()[:3]
    html = records.printed(claims)
    assert html.startswith('<div class="gate-printed"><table><thead><tr><th scope="col">No.</th>')
    assert html.count("<tr>") == 4
    for claim in claims:
        cells = [plain(claim.text), words.VOICES[claim.voice], geodata.article().part_names[claim.where]]
        stamped = f'<td class="verdict-{claim.verdict}">{verdicts.stamp(claim.verdict)}</td>'
        row = "".join(f"<td>{cell}</td>" for cell in cells)
        assert f"<tr><td>{claim.id}</td>{stamped}{row}</tr>" in html
    assert [
        name for name in ("No.", "Claim", "Verdict", "Voice", "Part") if f'<th scope="col">{name}</th>' not in html
    ] == []


def test_plain_text_is_that_of_the_claim_without_its_citations():
    assert plain("A [S2] b [S3][S4b].\n  C [link](claim:c01).") == "A b. C link."


def test_a_long_claim_is_cut_in_its_row_and_a_short_one_is_not():
    by_length = sorted(geodata.claims(), key=lambda claim: len(plain(claim.text)))
    short, long = by_length[0], by_length[-1]
    assert records.row(short)["Claim"] == plain(short.text)
    cut = records.row(long)["Claim"]
    assert cut.endswith(" …")
    assert len(cut) <= 120 < len(plain(long.text))
    assert plain(long.text).startswith(cut.removesuffix(" …"))


# Measures.


def line(*points):
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


def test_parts_are_the_points_lines_and_rings_of_any_geometry():
    ring, hole = [[0, 0], [1, 0], [1, 1], [0, 0]], [[2, 2], [3, 3], [2, 3], [2, 2]]
    cases = {
        "Point": ([0, 0], [[[0, 0]]]),
        "MultiPoint": ([[0, 0], [1, 1]], [[[0, 0]], [[1, 1]]]),
        "LineString": (ring, [ring]),
        "MultiLineString": ([ring, hole], [ring, hole]),
        "Polygon": ([ring, hole], [ring, hole]),
        "MultiPolygon": ([[ring, hole], [ring]], [ring, hole, ring]),
    }
    for kind, (coordinates, found) in cases.items():
        assert list(measure.parts({"type": kind, "coordinates": coordinates})) == found
    with pytest.raises(measure.UnsuitableGeometryError) as raised:
        list(measure.parts({"type": "Circle", "coordinates": []}))
    assert str(raised.value) == "A geometry of type Circle cannot be measured."


def test_areas_of_several_polygons_are_added_and_their_holes_taken_off():
    outer = [[69, 38], [70, 38], [70, 39], [69, 39], [69, 38]]
    hole = [[69.4, 38.4], [69.6, 38.4], [69.6, 38.6], [69.4, 38.6], [69.4, 38.4]]
    whole, gap = (measure.area_km2({"type": "Polygon", "coordinates": [one]}) for one in (outer, hole))
    both = measure.area_km2({"type": "MultiPolygon", "coordinates": [[outer, hole], [hole], []]})
    assert both == pytest.approx(whole)
    pierced = {"type": "Polygon", "coordinates": [outer, hole, hole]}
    assert measure.area_km2(pierced) == pytest.approx(whole - 2 * gap)
    with pytest.raises(measure.UnsuitableGeometryError, match=r"^A Point has no area\.$"):
        measure.area_km2({"type": "Point", "coordinates": [0, 0]})


def test_of_several_lines_the_nearest_counts_wherever_it_is_listed():
    near, far = [[69, 38.1], [70, 38.1]], [[69, 39], [70, 39]]
    for lines in ([near, far], [far, near]):
        found, where = measure.nearest_point((69.5, 38), {"type": "MultiLineString", "coordinates": lines})
        assert found == pytest.approx(measure.distance_km((69.5, 38), (69.5, 38.1)), rel=1e-4)
        assert where == pytest.approx((69.5, 38.1), abs=1e-3)
    assert measure.nearest_point((69, 38), {"type": "MultiPoint", "coordinates": [[69, 39], [69, 38.5]]})[1] == (
        69,
        38.5,
    )


def test_beyond_the_end_of_a_line_its_end_is_nearest():
    for point, end in (((68, 38), (69, 38)), ((71, 38), (70, 38))):
        found, where = measure.nearest_point(point, line((69, 38), (69.5, 38), (69.5, 38), (70, 38)))
        assert where == pytest.approx(end)
        assert found == pytest.approx(measure.distance_km(point, end))


def test_a_long_segment_is_straight_in_degrees():
    found, where = measure.nearest_point((75, 42), line((60, 38), (90, 38)))
    assert where == pytest.approx((75, 38), abs=1e-3)
    assert found == pytest.approx(measure.distance_km((75, 42), (75, 38)), abs=1e-3)


@pytest.mark.parametrize("seed", range(3))
def test_segments_are_cut_evenly_and_no_longer_than_asked(seed):
    rng = random.Random(seed)
    points = [(rng.uniform(69, 70), rng.uniform(37, 38)) for _ in range(4)]
    cut = measure._cut(points)
    assert cut[0] == points[0]
    kept = {(round(x, 9), round(y, 9)) for x, y in cut}
    assert {(round(x, 9), round(y, 9)) for x, y in points} <= kept
    steps = [max(abs(x1 - x0), abs(y1 - y0)) for (x0, y0), (x1, y1) in pairwise(cut)]
    assert max(steps) <= measure.SEGMENT_DEGREES + 1e-12
    assert len(cut) - 1 == sum(
        math.ceil(max(abs(x1 - x0), abs(y1 - y0)) / measure.SEGMENT_DEGREES) for (x0, y0), (x1, y1) in pairwise(points)
    )
    assert measure._cut([(69, 38, 700), (69.001, 38, 800)]) == [(69.0, 38.0), (69.001, 38.0)]


def test_a_path_is_cut_into_equal_pieces_along_the_shortest_way():
    path = measure.path((68.8, 38.5), (87.6, 43.8), 7)
    assert path["type"] == "LineString"
    assert len(path["coordinates"]) == 8
    lengths = [measure.distance_km(*pair) for pair in pairwise(path["coordinates"])]
    assert lengths == pytest.approx([lengths[0]] * 7, rel=1e-6)
    assert len(measure.path((68.8, 38.5), (87.6, 43.8))["coordinates"]) == 25
    assert measure.path((69, 38), (69, 38))["coordinates"] == [[69.0, 38.0], [69.0, 38.0]]


def test_a_square_stands_upright_with_equal_sides_and_its_corners_as_far_as_asked():
    made = measure.square((69.5, 38.5), 20)
    ring = made["coordinates"][0]
    assert made["type"] == "Polygon"
    assert len(ring) == 5
    assert ring[0] == ring[-1]
    assert [measure.distance_km((69.5, 38.5), corner) for corner in ring[:4]] == pytest.approx([20] * 4)
    sides = [measure.distance_km(*pair) for pair in pairwise(ring)]
    assert sides == pytest.approx([20 * math.sqrt(2)] * 4, rel=0.005)
    (east, north), (west, _), (_, south), _ = ring[:4]
    assert east > 69.5 > west
    assert north > 38.5 > south
    assert sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) > 0, "counter-clockwise"


def test_a_circle_has_the_vertices_asked_for_evenly_spaced_from_the_north():
    ring = measure.circle((69.5, 38.5), 20, 8)["coordinates"][0]
    assert len(ring) == 9
    assert ring[0] == ring[-1] == pytest.approx([69.5, 38.5 + 20 / 110.99], abs=1e-3)
    assert len(measure.circle((69.5, 38.5), 20)["coordinates"][0]) == 73
    sides = [measure.distance_km(*pair) for pair in pairwise(ring)]
    assert sides == pytest.approx([sides[0]] * 8, rel=1e-3)


def test_simplification_keeps_what_strays_farther_than_the_tolerance():
    bent = line((69, 38), (69.5, 38.002), (70, 38))
    assert measure.simplified(bent, 0.001)["coordinates"] == ((69, 38), (69.5, 38.002), (70, 38))
    assert measure.simplified(bent, 0.003)["coordinates"] == ((69, 38), (70, 38))
    for nothing in (0, -1):
        assert measure.simplified(bent, nothing) == bent
    assert measure.simplified_length_km(bent, 0.003) == measure.length_km(line((69, 38), (70, 38)))
