"""The rules by which the map acts in the browser, part by part, in a page that holds nothing but them."""

import json
import math
import re
from pathlib import Path

import pytest

from tests.browser.mapping import CIRCLE, CONFIG, PLACES, TOWN, message, state
from ui import maps
from ui.address import State
from ui.maps import globe
from ui.mapview import component, script

PARTS = sorted(script.PARTS.glob("*.js"))


class Plain:
    """A page with our script and nothing else, not even Leaflet."""

    def __init__(self, page):
        self.page = page

    def call(self, name, *arguments):
        """What a function of a part returns: ``choices.taken``."""
        return self.page.evaluate(f"(given) => gate.{name}(...given)", list(arguments))

    def run(self, code, given=None):
        return self.page.evaluate(code, given)


@pytest.fixture(scope="module")
def plain(browser):
    page = browser.new_page()
    # In the other order than they are served: none of them needs another before the map is installed.
    for part in reversed(PARTS):
        page.add_script_tag(content=part.read_text(encoding="utf-8"))
    assert page.evaluate("() => typeof L") == "undefined"
    yield Plain(page)
    page.close()


# The parts


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_a_part_can_be_loaded_alone_and_adds_itself_and_nothing_else(plain, part):
    code = """(code) => {
      const alone = {};
      new Function("window", code)(alone);
      return [Object.keys(alone), Object.keys(alone.gate)];
    }"""
    added = ["install" if part.stem == "map" else part.stem]
    assert plain.run(code, part.read_text(encoding="utf-8")) == [["gate"], added]


def test_only_the_map_knows_the_other_parts():
    named = {part.stem: set(re.findall(r"\bgate\.(\w+)", part.read_text(encoding="utf-8"))) for part in PARTS}
    assert named.pop("map") == {"install", "apply", "arriving", "busy", "choose", "refit", *named}
    assert named == {name: {name} for name in named}


def test_the_file_that_is_served_holds_every_part():
    served = component.prepare().script
    assert script.parts() in served
    assert all(f"gate.{'install' if part.stem == 'map' else part.stem}=" in served for part in PARTS)
    assert len(PARTS) == len(list(Path(script.PARTS).iterdir()))


# Choices


def test_what_is_tried_here_is_what_python_sends():
    sent = maps.message(State(), maps.WHOLE, 1, 0).removeprefix("gate.apply(").removesuffix(");")
    assert json.loads(sent).keys() == message().keys()


def test_the_first_message_puts_the_map_there_at_once(plain):
    fresh = plain.call("choices.fresh")
    next_ = message(place="one", heard=7)
    assert plain.call("choices.taken", fresh, next_, False) == {
        "change": {"told": next_, "sent": 7, "selected": "one"},
        "motion": "jump",
        "basemap": True,
    }


@pytest.mark.parametrize(
    ("next_", "selected", "motion"),
    [
        ({}, "one", "stay"),
        ({"layers": []}, "one", "stay"),
        ({"place": "two"}, "two", "fly"),
        ({"place": ""}, "", "fly"),
        ({"goal": [38.0, 70.0, 8.0]}, "one", "fly"),
        ({"visit": 2}, "one", "jump"),
        ({"place": "two", "visit": 2}, "two", "jump"),
    ],
)
def test_what_a_message_does_with_a_map_that_stands_still(plain, next_, selected, motion):
    given = message(**{"place": "one"} | next_)
    taken = plain.call("choices.taken", state("one", place="one"), given, False)
    assert (taken["change"]["selected"], taken["motion"]) == (selected, motion)
    assert taken["change"]["told"] == given
    assert not taken["basemap"]


def test_an_answer_to_an_older_click_does_not_undo_a_newer_one(plain):
    clicked = state("two", sent=20, place="one")
    late = plain.call("choices.taken", clicked, message(place="one", heard=10), True)
    assert (late["change"]["selected"], late["change"]["sent"], late["motion"]) == ("two", 20, "stay")
    due = plain.call("choices.taken", clicked, message(place="two", heard=20), False)
    assert (due["change"]["selected"], due["motion"]) == ("two", "stay")


def test_an_address_opened_or_a_new_session_counts_whatever_was_clicked(plain):
    taken = plain.call("choices.taken", state("two", sent=20, place="two"), message(place="one", visit=2), False)
    assert taken["change"]["selected"] == "one"
    assert taken["change"]["sent"] == 0


def test_a_map_about_to_set_off_waits_for_the_answer_to_its_click(plain):
    clicked = state("two", sent=20, place="one")
    assert plain.call("choices.taken", clicked, message(place="two", heard=20), True)["motion"] == "fly"
    assert plain.call("choices.taken", clicked, message(place="two", heard=20), False)["motion"] == "stay"


def test_another_basemap_is_asked_for_once(plain):
    first = plain.call("choices.taken", state(), message(basemap="street"), False)
    again = plain.call("choices.taken", {**state(), **first["change"]}, message(basemap="street"), False)
    assert (first["basemap"], again["basemap"]) == (True, False)


def test_a_click_chooses_is_sent_with_its_time_and_gives_up_the_view_of_the_address(plain):
    clicked = plain.call("choices.clicked", state(view=[38.0, 70.0, 9.0]), "one", 33)
    assert clicked["send"]
    assert (clicked["change"]["selected"], clicked["change"]["sent"]) == ("one", 33)
    assert clicked["change"]["told"] == message(view=None)


def test_a_click_on_what_is_selected_is_not_sent(plain):
    again = plain.call("choices.clicked", state("one", sent=5), "one", 33)
    assert (again["send"], again["change"]["sent"]) == (False, 5)


def test_a_click_beside_everything_lets_go_of_what_is_selected_and_else_does_nothing(plain):
    let_go = plain.call("choices.beside", state("one"), None, 33)["change"]
    assert (let_go["selected"], let_go["sent"], let_go["told"]["view"]) == ("", 33, None)
    assert plain.call("choices.beside", state(), None, 33) is None


def test_a_click_beside_everything_keeps_the_view_that_the_reader_has_chosen(plain):
    assert plain.call("choices.beside", state("one"), [38.0, 70.0, 9.0], 33)["change"]["told"]["view"] == [
        38.0,
        70.0,
        9.0,
    ]


# Shown


@pytest.mark.parametrize(
    ("place", "layer", "chosen", "drawn"),
    [
        ("one", "sites", {}, True),
        ("one", "sites", {"layers": ["towns"]}, False),
        ("one", "sites", {"only": ["two"]}, False),
        ("one", "sites", {"only": ["one"]}, True),
        ("one", "sites", {"only": []}, False),
        ("one", "sites", {"selected": "one", "layers": [], "only": []}, True),
        ("later", "events", {}, False),
        ("later", "events", {"events": ["later"], "layers": [], "only": []}, True),
    ],
)
def test_which_places_are_drawn(plain, place, layer, chosen, drawn):
    assert plain.call("shown.place", place, layer, state(**chosen)) is drawn


@pytest.mark.parametrize(
    ("name", "chosen", "drawn"),
    [
        ("relief", {}, True),
        ("relief", {"layers": []}, False),
        ("relief", {"online": True}, False),
        ("towns", {"online": True}, True),
    ],
)
def test_which_base_layers_are_drawn(plain, name, chosen, drawn):
    assert plain.call("shown.base", name, state(**chosen), CONFIG["relief"]["switch"]) is drawn


@pytest.mark.parametrize(("zoom", "strength"), [(4, 1), (9, 1), (10, 0.65), (11, 0.3), (14, 0.3)])
def test_the_relief_weakens_beyond_its_own_fineness_and_stays_to_be_seen(plain, zoom, strength):
    assert plain.call("relief.strength", zoom, CONFIG["relief"]["fade"]) == pytest.approx(strength)
    assert plain.call("relief.strength", zoom, None) == 1


@pytest.mark.parametrize(
    ("record", "zoom", "chosen", "wanted"),
    [
        (TOWN, 6, {}, True),
        (TOWN, 5.75, {}, False),
        (TOWN, 6, {"layers": []}, False),
        (TOWN, 6, {"online": True}, False),
        (TOWN | {"layer": "country"}, 6, {"layers": []}, True),
        (CIRCLE, 6, {}, True),
        (CIRCLE, 6, {"online": True}, True),
        (CIRCLE, 6, {"only": []}, False),
        (CIRCLE | {"zoom": 9}, 6, {}, False),
        (CIRCLE | {"zoom": 9}, 6, {"selected": "one", "layers": []}, True),
        (CIRCLE | {"id": "later"}, 6, {}, False),
        (CIRCLE | {"id": "later"}, 6, {"events": ["later"]}, True),
        ({"drawing": True, "zoom": 0}, 4, {"layers": []}, True),
    ],
)
def test_which_names_are_wanted(plain, record, zoom, chosen, wanted):
    assert plain.call("shown.label", record, state(**chosen), zoom, PLACES) is wanted


# Labels


def test_what_is_selected_is_named_first_and_then_by_rank(plain):
    labels = [{"record": {"id": name, "rank": rank}} for name, rank in (("c", 2), ("b", 1), ("d", 3), ("a", 1))]

    def names(selected):
        return [label["record"]["id"] for label in plain.call("labels.order", labels, selected)]

    assert names("") == ["b", "a", "c", "d"]
    assert names("d") == ["d", "b", "a", "c"]


def test_a_name_stands_seven_pixels_from_a_point_and_two_from_the_rim_of_a_circle(plain):
    point = plain.call("labels.spots", TOWN, 40, 12, 0)
    assert point[:4] == [[7, -6], [-47, -6], [-20, -19], [-20, 7]]
    circle = plain.call("labels.spots", CIRCLE, 40, 12, 30)
    assert circle[:4] == [[32, -6], [-72, -6], [-20, -44], [-20, 32]]
    assert circle[4:8] == [[-72, -12], [-72, 0], [32, -12], [32, 0]]
    assert plain.call("labels.spots", {**CIRCLE, "id": ""}, 40, 12, 30) == circle[:8]
    assert [spot for pair in circle[8:] for spot in pair] == pytest.approx([-72, -16.8, 32, -16.8, -72, 4.8, 32, 4.8])
    assert plain.call("labels.spots", TOWN | {"spots": "centre"}, 40, 12, 0) == [[-20, -6]]
    above = plain.call("labels.spots", CIRCLE | {"spots": "above"}, 40, 12, 30)
    assert (above[0], sorted(above)) == ([-20, -44], sorted(circle))


def test_the_rim_of_a_circle_is_as_far_as_its_radius_on_the_ground(plain):
    code = "(record) => gate.labels.reach(record, ([lat, lon]) => ({ x: lon * 100, y: -lat * 100 }))"
    assert plain.run(code, CIRCLE | {"radius_km": 55.6}) == pytest.approx(50)
    assert plain.run(code, TOWN) == 0


@pytest.mark.parametrize(
    ("at", "taken", "spot"),
    [
        ([100, 100], [], [7, -6]),
        ([100, 100], [[120, 90, 130, 110]], [-47, -6]),
        ([100, 100], [[130, 90, 140, 110], [60, 90, 70, 110]], [-20, -19]),
        ([100, 100], [[0, 0, 200, 200]], None),
        # Beyond the right edge, and in the upper left corner.
        ([160, 100], [], [-47, -6]),
        ([24, 4], [], [-20, 7]),
    ],
)
def test_a_name_takes_the_first_spot_that_is_free_and_inside_the_map(plain, at, taken, spot):
    offered = plain.call("labels.spots", TOWN, 40, 12, 0)
    at, size = ({"x": at[0], "y": at[1]}, {"x": 200, "y": 200})
    found = plain.call("labels.free", at, size, offered, 40, 12, taken)
    assert (found and [found["dx"], found["dy"]]) == spot


def test_names_keep_a_little_room_round_them(plain):
    found = plain.call("labels.free", {"x": 100, "y": 100}, {"x": 300, "y": 300}, [[7, -6]], 40, 12, [])
    assert found["rect"] == [104, 93, 150, 107]


# View


def test_a_view_is_written_to_about_ten_metres_and_a_hundredth_of_a_zoom(plain):
    assert plain.call("view.text", {"lat": 38.34, "lng": 68.123456}, 8.25) == "38.3400,68.1235,8.25"


@pytest.mark.parametrize(
    ("zoom", "size", "level"),
    [(8, (800, 560), 8), (8, (1600, 1120), 8), (8, (400, 560), 7), (8, (800, 140), 6), (7.9, (700, 560), 7.75)],
)
def test_a_goal_is_seen_from_further_in_a_smaller_map(plain, zoom, size, level):
    assert plain.call("view.level", zoom, {"x": size[0], "y": size[1]}) == level


def test_what_the_map_is_framed_on(plain):
    size = {"x": 800, "y": 500}

    def aim(**chosen):
        return plain.call("view.aim", state(**chosen), size, CONFIG, {"top": 0, "bottom": 0})

    around = {"paddingTopLeft": [30, 30], "paddingBottomRight": [30, 30], "maxZoom": 9}
    goal = [38.0, 70.0, 8.0]
    assert aim() == {"bounds": CONFIG["overview"], "options": around}
    assert aim(selected="two", goal=goal) == {"bounds": PLACES["two"]["bounds"], "options": around}
    assert aim(goal=goal)["at"] == [38, 70]
    under = plain.call("view.aim", state(goal=goal), size, CONFIG, {"top": 0, "bottom": 200})
    assert under["down"] == 100
    assert under["zoom"] < aim(goal=goal)["zoom"]
    assert aim(selected="two", goal=goal, view=[37, 69, 9.5]) == {"own": True, "at": [37, 69], "zoom": 9.5}


@pytest.mark.parametrize(
    ("chosen", "still", "moves"),
    [
        ({}, False, ["flyToBounds"]),
        ({}, True, ["fitBounds"]),
        ({"goal": [38, 70, 8]}, False, ["flyTo"]),
        ({"goal": [38, 70, 8]}, True, ["setView"]),
        ({"view": [38, 70, 8]}, False, ["setView"]),
    ],
)
def test_the_map_flies_unless_the_reader_wants_no_motion(plain, chosen, still, moves):
    code = """([state, config, still]) => {
      const made = [];
      const map = { once: () => {}, getSize: () => ({ x: 800, y: 560 }) };
      for (const name of ["flyTo", "flyToBounds", "setView", "fitBounds"])
        map[name] = (...given) => made.push([name, given.pop().animate]);
      gate.view.on(map, state, config, () => still, () => ({ top: 0, bottom: 0 })).frame(true);
      return made;
    }"""
    made = plain.run(code, [state(**chosen), CONFIG, still])
    assert [name for name, _ in made] == moves
    assert all(animate is False for name, animate in made if not name.startswith("fly"))


# What the page and its corners say


def test_credits_are_ours_or_ours_and_those_of_the_online_map(plain):
    credits = CONFIG["tileCredits"]
    assert plain.call("basemaps.credits", state(), credits) == "Ours and the relief’s"
    assert plain.call("basemaps.credits", state(online=True, basemap="street"), credits) == "Ours · Theirs"


def test_a_view_joins_the_address_and_its_commas_can_be_read(plain):
    address = "http://gate.test/maps/?place=lyaur&layers=a,b&view=1,2,3"
    wanted = "http://gate.test/maps/?place=lyaur&layers=a,b&view=38.0000,70.0000,8.00"
    assert plain.call("page.withView", address, "38.0000,70.0000,8.00") == wanted


def test_the_handle_parts_the_map_and_stays_on_it(plain):
    assert plain.call("swipe.reach", "before", 25, 800) == [0, 200]
    assert plain.call("swipe.reach", "after", 25, 800) == [200, 800]
    assert [plain.call("swipe.within", at) for at in (-4, 0, 37.5, 100, 130)] == [0, 0, 37.5, 100, 100]


def test_the_label_of_a_drawing_goes_before_all_others(plain):
    label = plain.call("drawings.label", {"label": "100 km", "css": "scale", "at": [38, 70]})
    assert (label["lat"], label["lon"], label["kind"]) == (38, 70, "drawing scale")
    assert plain.call("shown.label", label, state(layers=[]), 4, PLACES)
    assert plain.call("labels.order", [{"record": CIRCLE}, {"record": label}], "")[0]["record"] == label


# Names in a text


def found_in(plain, text, **names):
    return [
        (one["id"], text[one["start"] : one["end"]])
        for one in plain.run("([names, text]) => gate.mentions.reader(names)(text)", [names, text])
    ]


def test_of_two_names_in_one_spot_the_longer_one_counts(plain):
    names = {"gate": ["Gate"], "line": ["Gate line", "Line (old)"]}
    assert found_in(plain, "The gate\nline, the Gate, the line (old).", **names) == [
        ("line", "gate\nline"),
        ("gate", "Gate"),
        ("line", "line (old)"),
    ]


def test_a_name_within_another_word_is_none_in_any_script(plain):
    names = {"one": ["Вад", "Gate"]}
    assert found_in(plain, "Вадский, Gates, Far-Gate, Gate-house; Вад!", **names) == [("one", "Вад")]
    assert found_in(plain, "Gate") == []


# What lies beyond the frame, and where in the world the frame is

MIDDLE = {"lat": 38.5, "lon": 71.0}
# Far, near, across the equator, along a meridian, over the seam of longitudes.
FAR_OFF = [(55.75, 37.62), (43.8, 87.6), (34.53, 69.17), (-33.9, 18.4), (60.0, 71.0), (38.5, 72.0), (21.3, -157.9)]


@pytest.mark.parametrize(
    ("km", "words"),
    [(3141.6, "3,100 km"), (1949, "1,900 km"), (499.6, "500 km"), (96.4, "96 km"), (99.6, "100 km"), (7.4, "7 km")],
)
def test_a_distance_is_told_to_two_digits(plain, km, words):
    assert plain.call("beyond.told", km) == words


@pytest.mark.parametrize(
    ("degrees", "wind"),
    [(0, "north"), (22, "north"), (318, "north-west"), (359, "north"), (-42, "north-west"), (-179, "south")],
)
def test_a_direction_is_told_as_one_of_eight_winds(plain, degrees, wind):
    assert plain.call("beyond.wind", degrees) == wind


SIZE, BUTTON = {"x": 800, "y": 560}, {"x": 100, "y": 26}


@pytest.mark.parametrize(
    ("degrees", "box"),
    [
        (0, [350, 8, 450, 34]),
        (90, [692, 267, 792, 293]),
        (180, [350, 526, 450, 552]),
        (270, [8, 267, 108, 293]),
    ],
)
def test_a_button_stands_where_the_way_leaves_the_frame(plain, degrees, box):
    assert plain.call("beyond.edge", SIZE, BUTTON, degrees, []) == box


def test_a_button_gives_way_along_the_edge_and_round_a_corner_or_is_left_out(plain):
    taken = [[300, 0, 460, 60]]
    left, top, right, _ = plain.call("beyond.edge", SIZE, BUTTON, 0, taken)
    assert top == 8
    assert right < 300 or left > 460
    corner = plain.call("beyond.edge", SIZE, BUTTON, 52, [[600, 0, 800, 40]])
    assert corner[1] > 40
    assert plain.call("beyond.edge", SIZE, BUTTON, 0, [[0, 0, 800, 560]]) is None
    assert plain.call("beyond.edge", {"x": 90, "y": 560}, BUTTON, 0, []) is None


@pytest.mark.parametrize(("lat", "lon"), FAR_OFF)
def test_the_view_is_projected_as_the_land_is(plain, lat, lon):
    right, up, depth = globe._turned(lat, lon, MIDDLE["lat"], MIDDLE["lon"])
    found = plain.call("locator.project", MIDDLE, lat, lon)
    assert (found["x"], found["y"]) == pytest.approx((right * 100, -up * 100), abs=1e-9)
    assert found["seen"] == (depth >= 0)


def test_a_view_is_outlined_on_the_globe_and_never_too_small_to_be_seen(plain):
    def size(view):
        points = plain.call("locator.outline", MIDDLE, view)
        xs, ys = [p["x"] for p in points], [p["y"] for p in points]
        return max(xs) - min(xs), max(ys) - min(ys), (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2

    width, height, x, y = size([61, 33.5, 81, 43.5])
    assert width == pytest.approx(2 * 100 * math.sin(math.radians(10)) * math.cos(math.radians(33.5)), abs=0.1)
    assert height == pytest.approx(2 * 100 * math.sin(math.radians(5)), abs=1)
    assert (x, y) == pytest.approx((0, 0), abs=1)
    width, height, x, _ = size([80, 38.4, 80.2, 38.6])
    assert (width, height) == (13, 13)
    assert x > 0
    assert plain.call("locator.outline", MIDDLE, [-110.2, -38, -110, -37.8]) == []
