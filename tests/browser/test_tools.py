"""What a reader does on the map besides choosing: asks what is at a point, measures a line, looks up the keys."""

import random
import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

import geodata
from geodata import measure
from tests.browser.mapping import CONFIG, Mapped

UNKEPT = CONFIG["tools"]["unkept"]
SHOWN = {one["properties"]["id"]: one["geometry"] for one in geodata.features("borders-display")}
FULL = {one["properties"]["id"]: one["geometry"] for one in geodata.features("borders")}


@pytest.fixture
def motion():
    return "reduce"


@pytest.fixture
def mapped(mapped):
    return mapped.apply()


@pytest.fixture(scope="module")
def plain(browser):
    page = browser.new_page()
    made = Mapped(page)
    yield made
    page.close()


def given(plain, function, *arguments):
    return plain.frame.evaluate(f"(given) => gate.{function}(...given)", list(arguments))


# Lengths


def test_geodesics_are_as_long_as_geodata_has_them(plain):
    dice = random.Random(1)
    spots = [(dice.uniform(-85, 85), dice.uniform(-180, 180)) for _ in range(300)]
    near = [(lat + dice.uniform(-0.3, 0.3), lon + dice.uniform(-0.3, 0.3)) for lat, lon in spots]
    pairs = [*zip(spots, spots[1:] + spots[:1], strict=True), *zip(spots, near, strict=True)]
    pairs += [((0, 69), (90, 69)), ((38, 179.9), (38, -179.9)), ((38, 70), (38, 71))]
    lengths = plain.frame.evaluate("(pairs) => pairs.map((pair) => gate.geodesic.inverse(...pair).km)", pairs)
    for (first, second), km in zip(pairs, lengths, strict=True):
        assert km == pytest.approx(measure.distance_km(first[::-1], second[::-1]), rel=1e-6), (first, second)
    assert given(plain, "geodesic.inverse", [38, 70], [38, 70])["km"] == 0
    # Nearly opposite points are beyond the series.
    across = given(plain, "geodesic.inverse", [0, 0], [0.5, 179.7])["km"]
    assert across == pytest.approx(measure.distance_km((0, 0), (179.7, 0.5)), rel=0.006)


@pytest.mark.parametrize("border", SHOWN)
def test_a_border_is_as_far_as_geodata_has_it(plain, border):
    dice = random.Random(2)
    spots = [(dice.uniform(35, 43), dice.uniform(62, 80)) for _ in range(25)] + [(38.4, 71.3), (29, 96)]
    code = "([spots, line]) => spots.map((one) => gate.geodesic.toLine(one, line))"
    for (lat, lon), found in zip(spots, plain.frame.evaluate(code, [spots, SHOWN[border]]), strict=True):
        assert found["km"] == pytest.approx(measure.nearest_point((lon, lat), SHOWN[border])[0], rel=1e-4)
        assert found["km"] == pytest.approx(measure.distance_km((lon, lat), found["at"][::-1]), rel=1e-3, abs=0.01)
        assert abs(found["km"] - measure.nearest_point((lon, lat), FULL[border])[0]) < 0.3


def test_the_way_that_is_drawn_is_the_shortest(plain):
    way = given(plain, "geodesic.path", [40, 60], [40, 80])
    assert (way[0], way[-1]) == ([40, 60], [40, 80])
    line = {"type": "LineString", "coordinates": [[lon, lat] for lat, lon in way]}
    assert measure.length_km(line) == pytest.approx(measure.distance_km((60, 40), (80, 40)), rel=1e-5)
    assert way[len(way) // 2][0] > 40.4


def test_an_area_holds_what_is_inside_and_not_what_is_in_its_hole(plain):
    def square(low, high):
        return [[low, low], [high, low], [high, high], [low, high], [low, low]]

    area = {"type": "MultiPolygon", "coordinates": [[square(0, 4), square(1, 2)], [square(6, 8)]]}
    spots = [[3, 3], [1.5, 1.5], [7, 7], [5, 5]]
    assert [given(plain, "geodesic.inside", spot, area) for spot in spots] == [True, False, True, False]


# Words and places


def test_nothing_is_said_more_precisely_than_it_is_known(plain):
    assert given(plain, "spot.degrees", -38.1, 69.43) == "38.1000° S, 69.4300° E"
    assert [given(plain, "spot.about", km) for km in (0.2, 1.4, 1234.5)] == [
        "less than 1 km",
        "about 1 km",
        "about 1,235 km",
    ]
    assert [given(plain, "spot.fineness", km) for km in (0.034, 0.3, 0.98, 1.2)] == ["30 m", "300 m", "1 km", "1 km"]
    assert [given(plain, "measure.length", km) for km in (0.01, 9.94, 9.96, 1234.5)] == [
        "less than 0.1 km",
        "9.9 km",
        "10 km",
        "1,235 km",
    ]
    assert given(plain, "measure.told", [60.2, 40, 41.9]) == "3 legs, 142 km"


@pytest.mark.parametrize("at", [(0, 0), (390, 0), (0, 330), (390, 330), (200, 160), (300, 20)])
def test_a_card_is_never_over_the_edge_of_the_map(plain, at):
    size, box = {"x": 390, "y": 330}, {"x": 292, "y": 250}
    corner = given(plain, "dialog.corner", {"x": at[0], "y": at[1]}, box, size)
    assert 8 <= corner["x"] <= 390 - 292 - 8
    assert 8 <= corner["y"] <= 330 - 250 - 8
    small = given(plain, "dialog.corner", {"x": at[0], "y": at[1]}, {"x": 90, "y": 60}, size)
    assert not (small["x"] < at[0] < small["x"] + 90 and small["y"] < at[1] < small["y"] + 60)


# A card


def pixels(mapped, x, y):
    """Where a point of the map (pixels) is on the page, and on the ground."""
    box = mapped.page.locator("iframe").bounding_box()
    at = mapped.get(f"{{ const at = map_div.containerPointToLatLng([{x}, {y}]); return [at.lat, at.lng]; }}")
    return (box["x"] + x, box["y"] + y), at


def card(mapped):
    return mapped.frame.get_by_role("dialog", name=re.compile("^At "))


def rim(mapped, lat, lon):
    """How far the outline of the second circle is (km)."""
    code = "Object.values(map_div._layers).find((one) => one.feature?.properties.id === 'two').feature.geometry"
    return measure.nearest_point((lon, lat), mapped.get(code))[0]


def test_a_right_click_says_what_is_at_that_point(mapped):
    at, (lat, lon) = pixels(mapped, 690, 150)
    mapped.page.mouse.click(*at, button="right")
    shown = card(mapped)
    expect(shown.locator("strong")).to_have_text(f"{lat:.4f}° N, {lon:.4f}° E")
    expect(shown.locator("dl")).to_have_text(f"Rim of twoabout {rim(mapped, lat, lon):.0f} km")
    expect(shown).to_contain_text("East, as this map draws it")
    expect(shown).to_contain_text("not drawn finer than 300 m; a pixel here is 1 km")
    link = shown.get_by_role("link", name="OpenStreetMap")
    assert f"mlat={lat:.4f}&mlon={lon:.4f}" in link.get_attribute("href")
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")
    assert f"query={lat:.4f}%2C{lon:.4f}" in shown.get_by_role("link", name="Google Maps").get_attribute("href")
    assert shown.get_by_role("link", name="Map app").get_attribute("href") == f"geo:{lat:.4f},{lon:.4f}"
    # The page came over plain HTTP, where the clipboard has no other way.
    assert mapped.get("navigator.clipboard === undefined")
    shown.get_by_role("button", name="Copy").click()
    expect(shown).to_contain_text("Copied.")
    mapped.page.evaluate("() => document.body.prepend(document.createElement('textarea'))")
    mapped.page.locator("textarea").press("Control+V")
    assert mapped.page.locator("textarea").input_value() == f"{lat:.4f}, {lon:.4f}"
    assert mapped.get("sent") == []


def test_a_card_goes_by_escape_by_its_button_and_by_a_click_that_does_nothing_else(mapped):
    mapped.apply(place="two").settled()
    for way in ("Escape", "button", "click"):
        mapped.page.mouse.click(*pixels(mapped, 780, 540)[0], button="right")
        shown, frame = card(mapped).bounding_box(), mapped.page.locator("iframe").bounding_box()
        assert shown["x"] + shown["width"] <= frame["x"] + frame["width"]
        assert shown["y"] + shown["height"] <= frame["y"] + frame["height"]
        if way == "Escape":
            mapped.page.keyboard.press("Escape")
        elif way == "button":
            card(mapped).get_by_role("button", name="Close").click()
        else:
            mapped.page.mouse.click(*pixels(mapped, 200, 60)[0])
        expect(card(mapped)).to_have_count(0)
        assert mapped.frame.locator(".gate-spot, .gate-reach").count() == 0
        assert mapped.marked("is-selected") == ["two", "two"]
    assert mapped.get("sent") == []


@pytest.mark.parametrize("key", ["c", "Shift+F10", "ContextMenu"])
def test_a_key_asks_for_the_middle_of_the_map_and_the_focus_goes_there_and_back(mapped, key):
    mapped.frame.locator("#map_div").press(key)
    lat, lon = mapped.get("[map_div.getCenter().lat, map_div.getCenter().lng]")
    expect(card(mapped).locator("strong")).to_have_text(f"{lat:.4f}° N, {lon:.4f}° E")
    assert mapped.get("document.activeElement.getAttribute('role')") == "dialog"
    mapped.page.keyboard.press("Escape")
    expect(card(mapped)).to_have_count(0)
    assert mapped.get("document.activeElement.id") == "map_div"
    assert mapped.get("sent") == []


def test_a_long_press_says_what_is_at_that_point(browser):
    context = browser.new_context(viewport={"width": 1000, "height": 700}, has_touch=True, is_mobile=True)
    mapped = Mapped(context.new_page())
    mapped.resize(360, 380)
    # Where points are asked for this is none.
    mapped.apply(point=True, visit=2, beyond=False)
    (x, y), (lat, lon) = pixels(mapped, 75, 200)
    finger = context.new_cdp_session(mapped.page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    expect(card(mapped).locator("strong")).to_have_text(f"{lat:.4f}° N, {lon:.4f}° E")
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(card(mapped)).to_contain_text("Land that more than one country claims")
    frame, shown = mapped.page.locator("iframe").bounding_box(), card(mapped).bounding_box()
    assert frame["x"] <= shown["x"]
    assert shown["x"] + shown["width"] <= frame["x"] + 360
    assert shown["y"] + shown["height"] <= frame["y"] + 330
    for button in card(mapped).locator("button, a").all():
        assert button.bounding_box()["height"] >= 44
    assert mapped.frame.get_by_role("button", name="Measure (m)").bounding_box()["width"] >= 44
    assert mapped.get("sent") == []
    context.close()


# Measuring


def distance(first, second):
    return measure.distance_km(first[::-1], second[::-1])


def test_a_line_is_measured_leg_by_leg_and_selects_nothing(mapped):
    spots = [pixels(mapped, *at) for at in ((150, 300), (420, 330), (600, 120))]
    zoom = mapped.get("map_div.getZoom()")
    mapped.frame.locator("#map_div").press("m")
    box, said = mapped.frame.get_by_role("group", name="Measuring"), mapped.frame.locator("[aria-live]").last
    expect(box).to_contain_text(UNKEPT)
    for at, _ in spots:
        mapped.page.mouse.click(*at)
        # The second click of a double click is no other point.
        mapped.page.mouse.move(at[0] + 40, at[1] + 40)
    legs = [distance(a[1], b[1]) for a, b in pairwise(spots)]
    expect(said).to_have_text(f"Leg 2: {legs[1]:.0f} km. In all 2 legs, {sum(legs):.0f} km.")
    labels = mapped.frame.locator(".gate-leg span")
    assert labels.all_inner_texts() == [f"{km:.0f} km" for km in (*legs, sum(legs))]
    expect(box).to_contain_text(f"2 legs, {sum(legs):.0f} km")
    mapped.page.keyboard.press("Backspace")
    assert labels.all_inner_texts() == [f"{legs[0]:.0f} km"]
    mapped.page.mouse.dblclick(*spots[2][0])
    expect(said).to_have_text(f"Measured 2 legs, {sum(legs):.0f} km.")
    assert labels.count() == 3
    mapped.page.keyboard.press("Escape")
    assert box.is_hidden()
    assert mapped.frame.locator(".gate-leg, .gate-measured, .gate-measured-point").count() == 0
    assert (mapped.get("sent"), mapped.get("map_div.getZoom()")) == ([], zoom)
    mapped.page.mouse.click(*mapped.middle_of("two"))
    assert [value["place"] for value in mapped.get("sent")] == ["two"]


def test_a_line_is_measured_with_keys_alone(mapped):
    place = mapped.frame.locator("#map_div")
    middle = "[map_div.getCenter().lat, map_div.getCenter().lng]"
    place.press("c")
    mapped.frame.get_by_role("button", name="Measure from here").press("Enter")
    expect(mapped.frame.get_by_role("dialog")).to_have_count(0)
    cross = mapped.frame.locator(".gate-crosshair")
    assert cross.is_visible()
    spots = [mapped.get(middle)]
    for key in (" ", "Enter"):
        mapped.get("map_div.panBy([-90, 60], { animate: false })")
        spots.append(mapped.get(middle))
        mapped.page.keyboard.press(key)
    legs = [distance(a, b) for a, b in pairwise(spots)]
    assert mapped.frame.locator(".gate-measured-point").count() == 3
    mapped.page.keyboard.press("Enter")
    said = mapped.frame.locator("[aria-live]").last
    expect(said).to_have_text(f"Measured 2 legs, {sum(legs):.0f} km.")
    assert cross.is_hidden()
    assert mapped.get("sent") == []


# Keys


def test_the_keys_are_listed_on_the_map_and_from_anywhere_on_the_page_but_a_field(mapped):
    mapped.get("gate.keys.add('x', 'Another tool', () => (window.tried = true))")
    listed = mapped.frame.get_by_role("dialog", name="Keys on the map")
    mapped.frame.locator("#map_div").press("?")
    assert {"m", "c", "?", "Esc", "x"} <= set(listed.locator("kbd").all_inner_texts())
    expect(listed).to_contain_text("Another tool")
    mapped.page.keyboard.press("Escape")
    assert mapped.get("document.activeElement.id") == "map_div"
    mapped.page.keyboard.press("x")
    assert mapped.get("window.tried")
    mapped.page.evaluate(
        "() => document.body.prepend(document.createElement('input'), document.createElement('button'))"
    )
    mapped.page.locator("input").press("?")
    assert mapped.page.locator("input").input_value() == "?"
    expect(listed).to_have_count(0)
    mapped.page.locator("button").press("?")
    expect(listed).to_be_visible()
    mapped.page.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    assert mapped.page.evaluate("() => document.activeElement.tagName") == "BUTTON"
    mapped.frame.get_by_role("button", name="Keys on the map").click()
    expect(listed).to_be_visible()


# On the page


def test_the_dashboard_measures_from_any_point_to_both_borders(reader):
    reader.open("/borders?part=distances")
    reader.settle()
    frame = reader.map()
    box = reader.page.locator('iframe[title^="Map of"]').bounding_box()
    x, y = 0.75 * box["width"], 0.55 * box["height"]
    at = frame.evaluate(
        "([x, y]) => { const at = map.containerPointToLatLng([x, y]); return [at.lat, at.lng]; }", [x, y]
    )
    reader.page.mouse.click(box["x"] + x, box["y"] + y, button="right")
    said = frame.get_by_role("dialog").locator("dl")
    for border, name in (("afghan-border", "Afghan border"), ("chinese-border", "Chinese border")):
        km = measure.nearest_point((at[1], at[0]), FULL[border])[0]
        found = re.search(rf"{name}\s*about ([\d,]+) km", said.inner_text())
        assert int(found[1].replace(",", "")) == pytest.approx(km, abs=0.8)
    assert "point" not in reader.query()
