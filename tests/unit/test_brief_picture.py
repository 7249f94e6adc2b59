"""The map as a file: the same records as the live map, self-contained, legible, and true to scale."""

import base64
import io
import os
import re
import subprocess
import sys
from functools import cache
from itertools import combinations
from xml.etree import ElementTree

import pytest
from PIL import Image
from pyproj import Geod
from shapely.geometry import Point
from shapely.geometry import box as box_of

import geodata
from geodata import load
from ui.address.state import State, View
from ui.borders import ground as borders_ground
from ui.borders import page as borders
from ui.brief.drawing import furniture as key
from ui.brief.drawing import layers, lettering, names, outlines, projection, raster
from ui.brief.drawing import stylesheet as ink
from ui.brief.drawing.picture import draw, png
from ui.maps import scene as maps
from ui.maps import style
from ui.story import page as story
from ui.timeline import page as timeline

SVG = "{http://www.w3.org/2000/svg}"
PLACES = tuple(place.id for place in geodata.places())
HOSTILE = '<script>alert("x")</script> & ]]> \x00\ud800 ’'
ACCENT = style.palette()["accent"][0]


def views():
    """State, scene and legend of the views that a reader can take away."""
    yield "overview", State(), maps.WHOLE, None
    for place in PLACES:
        yield place, State(place=place), maps.WHOLE, None
    for step in geodata.steps():
        yield f"step {step.number}", State(step=step.number), story.scene(step), None
    for name, part in borders.offered().items():
        state = State(part=name, point=(38.2, 70.5) if name == "distances" else None)
        yield name, borders_ground.with_places(state), part.scene(state), part.legend(state)
    for event in ("", *(feature["properties"]["id"] for feature in geodata.features("events"))):
        now = timeline.view(State(since=True, event=event))
        yield f"timeline {event}", timeline.map_state(now), timeline.scene(now), None


VIEWS = {name: rest for name, *rest in views()}


@cache
def drawn(name):
    state, scene, legend = VIEWS[name]
    return draw(state, scene, title=name, legend=legend)


@pytest.fixture(params=VIEWS)
def view(request):
    return request.param


def texts(root):
    return list(root.iter(f"{SVG}text"))


def parts(svg):
    """The map and what stands under it."""
    groups = [one for one in ElementTree.fromstring(svg) if one.tag == f"{SVG}g"]
    assert len(groups) == 2
    return groups


def ids(svg):
    return {one.get("data-id") for one in ElementTree.fromstring(svg).iter(f"{SVG}g")} - {None}


def words(root):
    return " ".join(one.text for one in texts(root))


def legend(svg):
    rows = [one.text for one in texts(parts(svg)[1]) if one.get("font-size") == f"{key.ROW_SIZE:g}"]
    return " ".join(rows)


def box(text):
    """What the letters of a line take up: from the top of the capitals to the foot of the longest."""
    x, y, size, width = (float(text.get(name)) for name in ("x", "y", "font-size", "textLength"))
    return x, y - 0.68 * size, x + width, y + 0.2 * size


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_a_picture_is_one_sound_element_that_asks_for_nothing_from_elsewhere(view):
    svg = drawn(view)
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert [one.tag for one in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == view
    width, height = root.get("viewBox").split()[2:]
    assert (root.get("width"), root.get("height")) == (width, height)
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags <= {
        *("svg", "title", "desc", "defs", "clipPath", "g"),
        *("rect", "path", "circle", "ellipse", "image", "text"),
    }
    addresses = [value for one in root.iter() for name, value in one.attrib.items() if name.endswith("href")]
    assert all(address.startswith("data:image/jpeg;base64,") for address in addresses)
    clips = [one.get("id") for one in root.iter(f"{SVG}clipPath")]
    assert len(set(clips)) == len(clips)
    assert set(re.findall(r"url\(([^)]*)\)", svg)) == {f"#{clip}" for clip in clips}
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on") or name == "style"]
    assert svg.count("http") == 1


def test_a_picture_is_small(view):
    svg = drawn(view)
    assert len(svg.encode()) < 350_000
    for relief in re.findall(r'href="([^"]*)"', svg):
        assert len(relief) < 121_000
        assert Image.open(io.BytesIO(base64.b64decode(relief.partition(",")[2]))).format == "JPEG"


def test_nothing_is_clipped_and_no_words_lie_over_others(view):
    svg = drawn(view)
    upper, under = parts(svg)
    assert len(texts(upper)) > 2
    for one, other in combinations(texts(upper), 2):
        assert not overlap(box(one), box(other)), (one.text, other.text)
    for text in texts(upper):
        left, top, right, bottom = box(text)
        assert left >= 0, text.text
        assert top >= 0, text.text
        assert right <= 960, text.text
        assert bottom <= 600, text.text
    halo = style.palette()["halo"][0]
    for dot in (one for one in upper.iter(f"{SVG}circle") if one.get("fill") == halo and not one.get("stroke")):
        x, y, reach = (float(dot.get(name)) for name in ("cx", "cy", "r"))
        around = (x - reach, y - reach, x + reach, y + reach)
        assert min(around) >= 0
        assert around[2] <= 960
        assert around[3] <= 600
        assert not [text.text for text in texts(upper) if overlap(around, box(text))]
    room = ElementTree.fromstring(svg)
    dx, dy = (float(one) for one in re.findall(r"[\d.]+", under.get("transform")))
    for one, other in combinations(texts(under), 2):
        assert not overlap(box(one), box(other)), (one.text, other.text)
    for text in texts(under):
        left, top, right, bottom = box(text)
        assert left + dx >= 0, text.text
        assert right + dx <= float(room.get("width")), text.text
        assert top + dy >= 600, text.text
        assert bottom + dy <= float(room.get("height")), text.text


def test_symbols_of_the_legend_do_not_lie_over_words(view):
    _, under = parts(drawn(view))
    for symbol in under.iter():
        x = symbol.get("x") or symbol.get("cx")
        if symbol.tag in (f"{SVG}rect", f"{SVG}circle", f"{SVG}ellipse"):
            across = float(symbol.get("width") or 0)
            reach = float(symbol.get("r") or symbol.get("rx") or 0)
            y = float(symbol.get("cy") or float(symbol.get("y")) + float(symbol.get("height")) / 2)
            area = (float(x) - reach, y - 1, float(x) + across + reach, y + 1)
            assert not [text.text for text in texts(under) if overlap(area, box(text))]


def test_the_credits_are_exactly_those_of_the_layers_drawn(view):
    state, scene, _ = VIEWS[view]
    _, under = parts(drawn(view))
    besides = (*(("events",) if scene.events else ()), *scene.built)
    lines = [text.text for text in texts(under) if text.get("font-size") == f"{key.CREDIT_SIZE:g}"]
    assert " ".join(lines) == maps.credits(maps.layers_drawn(state, scene), "relief", besides)


def test_the_legend_has_rows_of_the_page_and_none_of_what_is_not_drawn(view):
    state, scene, given = VIEWS[view]
    svg = drawn(view)
    said = legend(svg)
    for symbol, meaning in given or maps.legend(state, scene):
        form, _, rest = symbol.partition(" ")
        if form in ("circle", "band", "area"):
            looks = ink.sheet().shape(f"gate-place {rest} {form}").items()
            there = any(looks <= one.attrib.items() for one in parts(svg)[0].iter() if one.tag == f"{SVG}path")
            assert there or meaning not in said, meaning
    shown = {place for place in PLACES if place in ids(svg)}
    assert ("Selected" in said) == (projection.chosen(state) in {*shown, *(e.id for e in geodata.events())})


def test_the_legend_lists_what_the_frame_shows_and_no_more():
    rows = dict(maps.legend(State(), maps.WHOLE))
    whole, south = draw(State(), title=""), draw(State(view=View(38.1, 69.2, 9)), title="")
    for symbol in ("circle attack", "band exercise", "line afghan", "line chinese", "parcels ceded", "dot capital"):
        assert rows[symbol] in legend(whole)
    assert rows["circle attack"] in legend(south)
    for symbol in ("line chinese", "parcels ceded"):
        assert rows[symbol] not in legend(south)
    assert "Selected" not in legend(south)
    assert "Selected" in legend(drawn("lyaur"))


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_drawn_marked_and_named_in_its_own_picture(place):
    svg = drawn(place)
    group = next(one for one in ElementTree.fromstring(svg).iter(f"{SVG}g") if one.get("data-id") == place)
    assert group[0].text == geodata.place(place).name
    assert group[1].get("stroke") == ACCENT
    shapes = [one for one in group if one.get("stroke") not in (None, ACCENT)]
    extent, kind = geodata.place(place).extent, geodata.place(place).kind
    symbol = {"parcels": "parcel-outer", "line": f"line {style.line_class(geodata.place(place))}"}
    own = ink.sheet().shape(f"gate-place {kind} {symbol.get(extent.symbol, extent.symbol)}")
    kept = ("stroke", "stroke-dasharray", "stroke-width", "fill-opacity")
    assert {name: shapes[0].get(name) for name in kept} == {name: own.get(name) for name in kept}


@pytest.mark.parametrize("size", [(960, 600), (390, 420), (1200, 400)])
@pytest.mark.parametrize("place", ["", *PLACES])
def test_home_and_both_neighbours_are_named_wherever_they_are_seen(place, size):
    found = layers.sketch(State(place=place), maps.WHOLE, projection.look(State(place=place), maps.WHOLE, size))
    wanted = [record for record in found.labels if found.wants(record)]
    named = {one.record["text"]: one for one in names.placed(wanted, found.camera, place, [], found.grounds)}
    for country, text in (("tajikistan", "Tajikistan"), ("afghanistan", "Afghanistan"), ("china-xinjiang", "China")):
        seen = found.grounds.get(country)
        if seen is None:
            continue
        seen = seen.intersection(box_of(0, 0, *size))
        if seen.buffer(-60).is_empty:
            continue
        left, top, right, bottom = named[text].box
        assert seen.contains(Point((left + right) / 2, (top + bottom) / 2)), text


def test_only_what_is_chosen_is_marked():
    assert ACCENT not in draw(State(), title="")
    marked = ElementTree.fromstring(drawn("lyaur"))
    groups = [
        one.get("data-id")
        for one in marked.iter(f"{SVG}g")
        if one.get("data-id") and any(ACCENT in shape.attrib.values() for shape in one)
    ]
    assert groups == ["lyaur"]


def test_a_later_event_is_marked_and_looked_at():
    event = geodata.features("events")[0]["properties"]["id"]
    state = VIEWS[f"timeline {event}"][0]
    assert projection.chosen(state) == event
    svg = drawn(f"timeline {event}")
    assert event in ids(svg)
    assert ACCENT in svg
    assert style.LATER[0][1] in words(parts(svg)[1])
    assert event not in ids(draw(State(), title=""))


@pytest.mark.parametrize("number", [step.number for step in geodata.steps()])
def test_a_step_draws_its_places_and_no_others(number):
    step = geodata.steps()[number - 1]
    on_screen = ids(drawn(f"step {number}"))
    assert on_screen <= set(step.places)
    assert on_screen


@pytest.mark.parametrize("layer", geodata.atlas().switch_ids)
def test_a_layer_that_is_off_is_not_drawn(layer):
    without = draw(State(layers=tuple(one for one in geodata.atlas().switch_ids if one != layer)), title="")
    alone = draw(State(layers=(layer,)), title="")
    assert not ids(without) & {place.id for place in geodata.places() if place.layer == layer}
    assert ids(alone) <= {place.id for place in geodata.places() if place.layer == layer}
    rows = next(one.legend for one in geodata.atlas().switches if one.id == layer)
    for row in rows:
        assert row.words not in legend(without)
        assert row.words in legend(alone)
    assert ("<image" in without) is (layer != "relief")
    assert ("<image" in alone) is (layer == "relief")
    town, river = "Samarkand", ink.sheet().shape("gate-river")["stroke"]
    assert (town in words(parts(without)[0])) is (layer != "towns")
    assert (river in without) is (layer != "water")
    province = ink.sheet().shape("gate-province")["stroke"]
    assert (province in without) is (layer != "provinces")


def test_a_place_chosen_is_drawn_though_its_layer_is_off():
    assert ids(draw(State(place="lyaur", layers=()), title="")) == {"lyaur"}


def test_an_online_basemap_is_not_fetched():
    assert draw(State(basemap="street"), title="x") == draw(State(), title="x")


def test_reconstructed_land_and_old_lines_say_what_they_are():
    for name in ("overview", "ceded-pamir", "parcels"):
        assert geodata.comparison().parcels.warning in words(parts(drawn(name))[0])
    assert geodata.comparison().parcels.warning not in words(parts(drawn("lyaur"))[0])
    assert geodata.comparison().parcels.warning not in words(parts(draw(State(layers=("borders",)), title=""))[0])
    lines = VIEWS["parcels"][1].drawings[:1]
    assert geodata.comparison().parcels.warning in draw(
        State(layers=()), maps.Scene(drawings=lines, goal=(38.7, 74.5, 8)), title=""
    )


def test_the_words_on_reconstructed_land_do_not_hide_it():
    camera = projection.look(State(place="ceded-pamir"), maps.WHOLE, (480, 360))
    shapes = [outlines.in_frame(feature["geometry"], camera) for feature in geodata.features("ceded")]
    upper, _ = parts(draw(State(place="ceded-pamir"), title="", size=(480, 360)))
    paper = next(one for one in upper.iter(f"{SVG}rect") if one.get("fill-opacity") == "0.88")
    x, y, wide, high = (float(paper.get(name)) for name in ("x", "y", "width", "height"))
    lower_right = (x, 360 - y - high, x + wide, 360 - y)
    assert any(outlines.touches(shape, lower_right) for shape in shapes)
    assert not any(outlines.touches(shape, (x, y, x + wide, y + high)) for shape in shapes)


def swiped(at):
    """Where the clips of a swiped picture lie, and the paths that each holds."""
    state = State(part="parcels", swipe=at)
    seen = borders.map_state(state), borders.offered()["parcels"].scene(state)
    root = ElementTree.fromstring(draw(*seen, title="", legend=borders.legend(state, seen[1])))
    boxes = {one.get("id"): one[0] for one in root.iter(f"{SVG}clipPath")}
    sides = {side: boxes[f"gate-{side}"] for side in maps.SIDES}
    held = {side: [] for side in maps.SIDES}
    for group in root.iter(f"{SVG}g"):
        for side in maps.SIDES:
            held[side] += group.iter(f"{SVG}path") if group.get("clip-path") == f"url(#gate-{side})" else ()
    return root, {side: (float(box.get("x")), float(box.get("width"))) for side, box in sides.items()}, held


def test_a_picture_of_a_swipe_is_cut_where_the_handle_stands():
    root, widths, held = swiped(25)
    assert (widths["before"], widths["after"]) == ((0, 240), (240, 720))
    tints = {side: ink.sheet().shape(f"gate-place ceded parcel-core {side}")["fill"] for side in maps.SIDES}
    assert tints["before"] != tints["after"]
    for side, other in (("before", "after"), ("after", "before")):
        fills = {path.get("fill") for path in held[side]}
        assert tints[side] in fills
        assert tints[other] not in fills
    assert "China, since 2011" in words(root)


def test_the_legend_of_a_swipe_leaves_out_the_side_that_is_swiped_away():
    said = words(swiped(100)[0])
    assert "Before: CIA World Data Bank II" in said
    assert "After: Tajik-Chinese border today" not in said
    said = words(swiped(0)[0])
    assert "Before: CIA World Data Bank II" not in said
    assert "After: Tajik-Chinese border today" in said


def test_a_caption_stands_on_the_map():
    state, scene, _ = VIEWS["parcels"]
    said = words(parts(draw(state, scene, title=""))[0])
    for line in scene.caption.split("\n"):
        assert line in said


@pytest.mark.parametrize(
    "state",
    [State(), State(place="lyaur"), State(place="xinjiang"), State(view=View(48, 80, 5)), State(view=View(30, 62, 11))],
    ids=str,
)
def test_the_scale_bar_is_true_at_the_centre(state):
    upper, _ = parts(draw(state, title=""))
    bar = next(one for one in upper.iter(f"{SVG}path") if one.get("data-km"))
    pixels = float(re.search(r"h([\d.]+)", bar.get("d"))[1])
    camera = projection.look(state, maps.WHOLE, (960, 600))
    half = pixels / camera.scale * 360 / 2
    metres = Geod(ellps="WGS84").inv(camera.lon - half, camera.lat, camera.lon + half, camera.lat)[2]
    assert float(bar.get("data-km")) == pytest.approx(metres / 1000, rel=0.01)
    assert f"{bar.get('data-km')} km" in words(upper)
    assert re.fullmatch(r"[1235]0*", bar.get("data-km"))
    assert 40 <= pixels <= 130


def test_hostile_words_stay_words():
    drawing = maps.Drawing("distance", {"type": "LineString", "coordinates": [[70, 38], [71, 38]]}, HOSTILE, (38.6, 71))
    scene = maps.Scene(drawings=(drawing,), caption=HOSTILE)
    svg = draw(State(), scene, title=HOSTILE, legend=(("line drawn distance", HOSTILE),))
    root = ElementTree.fromstring(svg)
    assert "<script" not in svg
    shown = HOSTILE.replace("\x00", "").replace("\ud800", "")
    assert root[0].text == shown
    assert words(root).count("alert(") == 4
    assert png(svg, 400)


def test_a_picture_from_near_fades_the_rivers_beyond_what_their_source_tells():
    def strengths(zoom):
        svg = draw(State(view=View(38.6, 69.3, zoom)), title="")
        water = style.palette()["water"][0]
        return {one.get("stroke-opacity") for one in ElementTree.fromstring(svg).iter() if one.get("stroke") == water}

    assert "0.63" not in strengths(8)
    assert "0.63" in strengths(11)


def test_a_missing_layer_is_named_and_the_rest_is_drawn(without_rivers):
    svg = draw(State(), title="")
    assert without_rivers in words(parts(svg)[1])
    assert {"lyaur", "ceded-pamir", "afghan-border"} <= ids(svg)


@pytest.mark.parametrize("layer", ["countries", "places", "ceded", "borders-display", "events", "towns", "provinces"])
def test_a_damaged_layer_is_named_and_the_rest_is_drawn(monkeypatch, layer):
    real = load.features
    monkeypatch.setattr(geodata, "features", lambda name: ({"properties": {}},) if name == layer else real(name))
    svg = draw(State(), maps.Scene(events=("e01",)), title="")
    assert "is damaged and is not shown" in words(parts(svg)[1])
    assert ids(svg)


@pytest.mark.parametrize("content", [None, b"no picture"], ids=["missing", "damaged"])
def test_a_relief_that_cannot_be_read_is_named(monkeypatch, tmp_path, content):
    load.layer.cache_clear()
    monkeypatch.setattr(load, "LAYERS", tmp_path)
    (tmp_path / "relief.toml").write_text((load.ROOT / "layers/relief.toml").read_text(encoding="utf-8"))
    if content:
        (tmp_path / "relief.webp").write_bytes(content)
    svg = draw(State(layers=("relief",)), title="")
    load.layer.cache_clear()
    assert "relief.webp" in words(parts(svg)[1])
    assert "<image" not in svg


def test_the_same_view_makes_the_same_bytes():
    again = drawn.__wrapped__
    assert drawn("timeline ") == again("timeline ")
    taken = "from ui.address import State; from ui.brief.drawing import draw"
    code = f"{taken}; print(draw(State(), title='overview'), end='')"
    run = {"cwd": load.ROOT.parent, "env": {**os.environ, "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"}}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, **run)
    assert other.stdout == drawn("overview")
    svg = drawn("step 1")
    assert png(svg, 300) == png(svg, 300)


def test_a_png_has_the_width_asked_for_and_shows_map_and_words():
    svg = drawn("lyaur")
    picture = Image.open(io.BytesIO(png(svg, 960)))
    wide, high = (int(float(one)) for one in ElementTree.fromstring(svg).get("viewBox").split()[2:])
    assert (picture.format, picture.size) == ("PNG", (wide, high))
    assert len(picture.convert("RGB").getcolors(2**24)) > 1000
    title = picture.convert("L").crop((key.EDGE, 612, 60, 640))
    assert title.getextrema()[0] < 80
    assert title.getextrema()[1] > 240
    assert Image.open(io.BytesIO(png(svg))).width == 1600


@pytest.mark.parametrize("size", [(960, 600), (480, 360), (1200, 630)], ids=str)
def test_a_picture_has_the_size_asked_for(size):
    svg = draw(State(), title="A title that is so long that it cannot stand on one line of a small picture", size=size)
    root = ElementTree.fromstring(svg)
    assert int(root.get("width")) == size[0]
    assert int(root.get("height")) > size[1]
    _, under = parts(svg)
    assert all(box(text)[2] <= size[0] for text in texts(under))


# Where a picture looks.


def test_the_reader_s_own_view_counts_first():
    state = State(place="lyaur", view=View(38.34, 68.54, 8.1))
    camera = projection.look(state, maps.Scene(goal=(40, 72, 5)), (960, 600))
    assert (camera.lat, camera.lon, camera.zoom) == (pytest.approx(38.34), pytest.approx(68.54), 8.0)


def test_a_goal_counts_while_nothing_is_chosen_and_gives_way_in_a_small_frame():
    scene = maps.Scene(goal=(38.2, 69.2, 9.0))
    assert projection.look(State(), scene, (960, 600)).zoom == 9
    assert projection.look(State(), scene, (400, 280)).zoom == 8
    assert projection.look(State(place="lyaur"), scene, (960, 600)).lat == pytest.approx(38.42, abs=0.01)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("size", [(960, 600), (480, 360)], ids=str)
def test_a_place_chosen_is_seen_whole(place, size):
    camera = projection.look(State(place=place), maps.WHOLE, size)
    west, south, east, north = geodata.place(place).bounds
    left, top = camera.pixel(west, north)
    right, bottom = camera.pixel(east, south)
    assert min(left, top) >= 0
    assert right <= size[0]
    assert bottom <= size[1]
    assert camera.zoom <= 9


def test_no_frame_looks_beyond_the_edge_of_the_map():
    camera = projection.look(State(view=View(59, 109, 6)), maps.WHOLE, (960, 600))
    assert camera.pixel(100, 52) == (pytest.approx(960), pytest.approx(0))


# Ink: the look is that of the live map's style sheet.


def test_every_rule_of_the_style_sheet_can_be_followed():
    sheet = ink.Sheet(style.sheet())
    assert len(sheet.rules) > 50
    assert sheet.shape("gate-place attack circle")["stroke"] == style.palette()["attack"][0]
    assert sheet.shape("gate-halo")["stroke"] == ACCENT
    assert sheet.shape("gate-place chinese line")["stroke-dasharray"] == "9 4"
    assert sheet.letters("gate-label country home").size == 17
    assert sheet.letters("gate-label place attack").colour == style.palette()["attack"][0]
    assert sheet.dot("gate-label town") is None
    assert sheet.dot("gate-label town dot capital").border == 2.5


@pytest.mark.parametrize(
    "rule",
    [
        ".gate-place.circle { filter: blur(2px); }",
        ".gate-place.circle { stroke: var(--nowhere); }",
        ".gate-place.circle { stroke: color-mix(in srgb, red, blue); }",
        ".gate-place.circle { stroke-width: calc(1px + 2px); }",
        ".gate-place > .circle { stroke: #000000; }",
        ".wide .gate-river { stroke: #000000; }",
        ".gate-label.town span { text-decoration: underline; }",
        ".gate-label.town span { font-size: 1.2em; }",
        ".gate-label.town { opacity: .5; }",
        ".gate-label.dot::before { background: linear-gradient(red, blue); }",
    ],
)
def test_a_rule_that_cannot_be_followed_is_not_passed_over(rule):
    css = style.sheet()
    with pytest.raises(ink.InkError):
        ink.Sheet(f"{css}\n{rule}")


def test_what_the_map_does_not_draw_has_no_ink():
    with pytest.raises(ink.InkError):
        ink.sheet().shape("gate-drawing unheard-of")
    with pytest.raises(ink.InkError):
        ink.sheet().letters("gate-label")
    with pytest.raises(ink.InkError):
        key.swatch("unheard-of", 0, 0)


def test_a_change_of_the_style_sheet_reaches_the_picture(monkeypatch):
    css = style.sheet().replace(".gate-river {", ".gate-river { opacity: .123;")
    assert "0.123" not in draw(State(), title="")
    monkeypatch.setattr(ink, "sheet", lambda: ink.Sheet(css))
    assert 'opacity=".123"' in draw(State(), title="")


# Words and pixels.


def test_lines_are_broken_where_they_fit():
    lines = lettering.wrapped("One two three\nand " + "w" * 60, 100, 12)
    assert lines[:2] == ["One two three", "and"]
    assert all(lettering.width(line, 12) <= 100 for line in lines)
    assert "".join(lines[2:]) == "w" * 60


def test_the_font_has_all_letters_of_the_map():
    from PIL import ImageFont

    said = "".join(words(ElementTree.fromstring(drawn(name))) for name in VIEWS)
    said += "".join(row.words for layer in geodata.atlas().switches for row in layer.legend)
    for path in lettering.font_files():
        font = ImageFont.truetype(str(path), 40)
        missing = bytes(font.getmask("\ue5ff"))
        assert [one for one in sorted(set(said + "²’–é")) if one.strip() and bytes(font.getmask(one)) == missing] == []


def test_the_relief_fits_the_frame():
    camera = projection.look(State(), maps.WHOLE, (960, 600))
    (left, top, width, height), _ = raster.relief(camera)
    assert (left, top, width, height) == (0, 0, 960, 600)
    far = projection.Camera(38, 60, 6, 960, 600)
    (left, _, width, _), _ = raster.relief(far)
    assert left == round(far.pixel(56, 38)[0])
    assert left + width == 960
    assert raster.relief(projection.Camera(38, 20, 6, 960, 600)) is None
