"""The Borders page as a reader meets it, in a real browser, with no network but the server itself."""

import json
import re

import pytest
from playwright.sync_api import expect

import geodata
from tests.browser.browsing import PHONE


def metric(window, label):
    box = window.page.locator(".figures div").filter(has=window.page.get_by_text(label, exact=True))
    return box.locator("dd")


def caption(window):
    return window.page.frame_locator('iframe[title^="Map of"]').locator(".gate-caption")


def drawn(window, css):
    """The SVG paths of what the page draws with these classes."""
    return window.map().evaluate(
        "css => [...document.querySelectorAll(`path.gate-drawing.${css}`)].map(path => path.getAttribute('d'))", css
    )


def expect_drawn(window, css, count):
    window.map().wait_for_function(
        "([css, count]) => document.querySelectorAll(`path.gate-drawing.${css}`).length === count", arg=[css, count]
    )


def expect_address(window, **wanted):
    window.page.wait_for_function(
        """(wanted) => { const found = new URLSearchParams(location.search);
           return Object.entries(wanted).every(([k, v]) => found.get(k) === v); }""",
        arg=wanted,
    )


def part(window, name):
    window.page.get_by_role("radio", name=name, exact=True).click()


def mark(window):
    window.map().evaluate("() => { window.marked = true; }")


def expect_same_map(window):
    assert window.map().evaluate("() => window.marked === true")


def choose(window, label, words):
    box = window.page.get_by_role("combobox", name=re.compile(label))
    box.click()
    box.fill(words)
    window.page.get_by_role("option").first.click()


def type_point(window, label, words):
    field = window.page.get_by_role("textbox", name=label)
    field.fill(words)
    field.press("Enter")


def click_ground(window, lat, lon):
    """Click the map at a point on the ground."""
    window.settle()
    at = window.map().evaluate(
        "([lat, lon]) => { const p = map.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }", [lat, lon]
    )
    frame = window.page.locator('iframe[title^="Map of"]').bounding_box()
    window.page.mouse.click(frame["x"] + at[0], frame["y"] + at[1])


def test_the_slider_redraws_the_line_and_its_length_on_the_same_map(look):
    window = look("/borders")
    expect(metric(window, "Length of this line")).to_have_text("491 km")
    expect(caption(window)).to_contain_text("491 km")
    mark(window)
    window.settle()
    before, view = drawn(window, "coarse"), window.view()
    slider = window.page.get_by_role("slider")
    slider.focus()
    slider.press("End")
    expect(metric(window, "Length of this line")).not_to_have_text("491 km")
    expect(caption(window)).not_to_contain_text("491 km")
    expect_address(window, tolerance="0.2")
    assert drawn(window, "coarse") != before
    assert len(drawn(window, "coarse")[0]) < len(before[0])
    expect_same_map(window)
    assert window.view() == view
    window.page.get_by_role("radio", name="Tajik-Afghan").click()
    expect(caption(window)).to_contain_text("Tajik-Afghan border")
    window.settle()
    assert window.view() != view
    expect_same_map(window)


def test_the_chart_moves_the_point_on_the_map_and_the_map_the_mark_in_the_chart(look):
    window = look("/borders?part=profile&border=afghan-border")
    expect(caption(window)).to_contain_text("0 km")
    window.settle()
    mark(window)
    chart = window.page.locator(".st-key-borders-profile svg.marks")
    box = chart.bounding_box()
    chart.click(position={"x": box["width"] * 0.8, "y": 100})
    expect(metric(window, "From the western end")).not_to_have_text("0 of 1,344 km")
    window.page.wait_for_function("() => Number(new URLSearchParams(location.search).get('km')) > 900")
    expect_drawn(window, "own", 1)
    expect_same_map(window)
    high = metric(window, "Height of the ground").inner_text()
    click_ground(window, 37.2, 67.9)
    window.page.wait_for_function("() => Number(new URLSearchParams(location.search).get('km')) < 100")
    expect(metric(window, "Height of the ground")).not_to_have_text(high)
    expect(caption(window)).to_contain_text("a river runs there")
    slider = window.page.get_by_role("slider")
    before = window.query()["km"]
    slider.focus()
    slider.press("ArrowRight")
    expect_address(window, km=str(int(before) + 1))
    chart.click(position={"x": box["width"] * 0.8, "y": 100})
    window.page.wait_for_function("() => Number(new URLSearchParams(location.search).get('km')) > 900")


def test_old_lines_and_before_and_after_switch_on_the_same_map(look):
    window = look("/borders?part=parcels")
    expect_drawn(window, "old", 3)
    expect(caption(window)).to_contain_text("reconstructed, not official")
    mark(window)
    window.page.get_by_role("button", name="VMAP0").click()
    expect_drawn(window, "old", 2)
    assert drawn(window, "vmap0") == []
    expect_address(window, old="wdb2,ne10m")
    part(window, "After")
    expect_drawn(window, "old", 0)
    assert window.shape("chinese-border")["count"] > 0
    part(window, "Before")
    expect_drawn(window, "old", 2)
    window.map().wait_for_function(
        """() => { const shown = []; map.eachLayer(l => l.feature && shown.push(l.feature.properties.id));
                   return !shown.includes("chinese-border"); }"""
    )
    assert window.shape("ceded-pamir")["count"] > 0
    window.page.get_by_role("radio", name="B, north").click()
    expect(metric(window, "Best guess")).to_have_text(f"{geodata.figures()['ceded-b.best_km2']:,.0f} km²")
    expect(caption(window)).to_contain_text("reconstructed, not official")
    for box in ("measured", "quoted", "inferred"):
        expect(window.page.locator(f".st-key-borders-{box}")).to_be_visible()
    expect_same_map(window)


def test_any_two_places_have_a_distance_and_a_line(look):
    window = look("/borders?part=distances")
    expect(window.page.locator(".figures").first).to_contain_text("24 to 92 km")
    expect_drawn(window, "distance", 2)
    expect_drawn(window, "shortest", 1)
    mark(window)
    choose(window, "To", "Fakhrabad")
    expect(caption(window)).to_contain_text("15 to 107 km")
    expect_address(window, b="fakhrabad")
    choose(window, "From", "Kunduz")
    expect(caption(window)).to_contain_text("Kunduz")
    expect_drawn(window, "own", 1)
    expect_same_map(window)


def test_the_ground_between_two_places_is_a_chart_that_moves_the_spot_on_the_map(look):
    window = look("/borders?part=distances&a=dushanbe&b=khorugh&km=100")
    expect_drawn(window, "along", 1)
    (before,) = drawn(window, "along")
    mark(window)
    chart = window.page.locator(".st-key-borders-section svg.marks")
    box = chart.bounding_box()
    window.page.mouse.click(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2)
    window.page.wait_for_function("() => Number(new URLSearchParams(location.search).get('km')) > 150")
    (after,) = drawn(window, "along")
    assert after != before
    window.page.get_by_role("slider", name="Kilometre from Dushanbe").press("Home")
    window.page.wait_for_function("() => !location.search.includes('km=')")
    expect(metric(window, "Chosen")).to_contain_text("at 0 km")
    expect_same_map(window)


def test_an_own_point_is_typed_or_clicked(look):
    window = look("/borders?part=distances")
    type_point(window, "Latitude, longitude", "38.5, 69")
    expect_address(window, point="38.5000,69.0000")
    expect(metric(window, "To the Afghan border")).to_have_text(re.compile(r"^about \d+ km$"))
    expect_drawn(window, "own", 1)
    typed = metric(window, "To the Afghan border").inner_text()
    mark(window)
    window.settle()
    view = window.view()
    click_ground(window, 38.9, 70.6)
    expect(metric(window, "To the Afghan border")).not_to_have_text(typed)
    lat, lon = map(float, window.query()["point"].split(","))
    assert (lat, lon) == pytest.approx((38.9, 70.6), abs=0.02)
    window.settle()
    assert window.view() == view
    click_ground(window, 38.06, 69.43)
    window.page.wait_for_function("() => location.search.includes('point=38.0')")
    assert "place" not in window.query()
    expect_same_map(window)


def test_swapped_and_bad_coordinates_are_answered_and_the_map_stays(reader):
    reader.open("/borders?part=distances")
    mark(reader)
    for typed, words in (("here", "not two numbers"), ("90, 69", "North Pole"), ("38, 190", "antimeridian")):
        type_point(reader, "Latitude, longitude", typed)
        expect(reader.page.get_by_role("alert").filter(has_text=words)).to_be_visible()
        assert "point" not in reader.query()
    type_point(reader, "Latitude, longitude", "69.43, 38.10")
    expect(reader.page.get_by_role("alert").filter(has_text="longitude before latitude")).to_be_visible()
    reader.page.get_by_role("button", name="Use 38.1000, 69.4300 instead").click()
    expect_address(reader, point="38.1000,69.4300")
    expect(reader.page.get_by_role("alert")).to_have_count(0)
    expect_drawn(reader, "own", 1)
    expect_same_map(reader)


def test_the_scale_goes_over_another_town_and_where_the_map_is_clicked(look):
    window = look("/borders?part=scale")
    expect_drawn(window, "scale", 1)
    expect(caption(window)).to_contain_text("over Dushanbe")
    mark(window)
    window.settle()
    view = window.view()
    choose(window, "Over a town", "Kashgar")
    expect(caption(window)).to_contain_text("Kashgar")
    window.settle()
    assert window.view() != view
    click_ground(window, 39.3, 75.8)
    expect(caption(window)).to_contain_text(re.compile(r"over 39\.\d+, 75\.\d+"))
    window.page.get_by_role("radio", name="Square").click()
    expect(metric(window, "Each side")).to_have_text("31.6 km")
    expect_drawn(window, "scale", 1)
    expect_same_map(window)


def test_a_town_beyond_the_map_is_laid_out_on_blank_ground_and_the_map_comes_back(look):
    window = look("/borders?part=scale")
    choose(window, "Over a town", "Bern (")
    picture = window.page.get_by_role("img", name="true size over Bern")
    expect(picture).to_be_visible()
    expect_address(window, over="bern-ch")
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")
    choose(window, "Over a town", "Kashgar")
    expect(caption(window)).to_contain_text("over Kashgar")
    expect(picture).to_have_count(0)


def test_changing_the_part_keeps_the_map_and_its_choices(look):
    window = look("/borders?tolerance=0.1")
    mark(window)
    for name, key in (("Before and after", "parcels"), ("Distances", "distances"), ("Scale", "scale")):
        part(window, name)
        expect_address(window, part=key, tolerance="0.1")
    part(window, "Length")
    expect(caption(window)).to_contain_text("0.1°")
    expect_same_map(window)


ADDRESSES = {
    "/borders?border=afghan-border&tolerance=0.05": "Tajik-Afghan border, 0.05°",
    "/borders?part=parcels&old=wdb2&when=before&parcel=a": "before the settlement (1 old map)",
    "/borders?part=distances&a=dushanbe&b=khorugh&point=38.1,69.43": "Dushanbe to Khorugh",
    "/borders?part=scale&over=45.0,90.0&outline=square": "over 45.0000, 90.0000",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_opens_with_all_that_it_names(look, address):
    window = look(address)
    expect(caption(window)).to_contain_text(ADDRESSES[address])
    assert window.page.get_by_role("alert").count() == 0


# How far each side of the handle can be seen (page pixels), by what takes a click there, and what lies there.
SEEN = """() => {
  const right = document.documentElement.clientWidth;
  const lands = { before: new Set(), after: new Set() };
  for (let y = 60; y < innerHeight - 90; y += 12) {
    for (let x = 0; x < right; x += 3) {
      const one = document.elementFromPoint(x, y);
      for (const side of ["before", "after"]) {
        if (one && one.matches(`path.gate-place.ceded.${side}`)) lands[side].add(x);
      }
    }
  }
  const ends = (xs) => xs.size ? [Math.min(...xs), Math.max(...xs)] : null;
  return { width: right, before: ends(lands.before), after: ends(lands.after) };
}"""


def handle(window):
    return window.page.frame_locator('iframe[title^="Map of"]').get_by_role("slider")


def expect_handle(window, at):
    expect(handle(window)).to_have_attribute("aria-valuenow", str(at))
    wanted = None if at == 50 else str(at)
    window.page.wait_for_function("(at) => new URLSearchParams(location.search).get('swipe') === at", arg=wanted)


def expect_parted(window, at):
    """Land of either side lies on its own side of the handle only, and takes clicks there."""
    seen = window.map().evaluate(SEEN)
    edge = seen["width"] * at / 100
    assert seen["before"] is None or seen["before"][1] <= edge + 1, seen
    assert seen["after"] is None or seen["after"][0] >= edge - 1, seen
    return seen


def test_the_handle_between_before_and_after_moves_by_mouse_and_keys_and_is_shared(reader, look):
    reader.open("/borders?part=parcels")
    frame, grip = reader.map(), handle(reader)
    mark(reader)
    frame.evaluate("() => { window.runs = 0; addEventListener('message', () => window.runs++); }")
    expect(grip).to_have_accessible_name(re.compile("before and after"))
    expect_handle(reader, 50)
    seen = expect_parted(reader, 50)
    assert seen["before"]
    assert seen["after"]
    box = grip.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    legend = reader.page.locator(".st-key-borders-map ul.legend")
    for words in ("Before: land of Tajikistan", "After: the same land", "After: Tajik-Chinese border today"):
        expect(legend.get_by_text(words)).to_be_visible()

    view, runs = reader.view(), frame.evaluate("() => window.runs")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 0.3 * seen["width"], y, steps=5)
    expect(grip).to_have_attribute("aria-valuetext", re.compile("80 % Before, 20 % After"))
    # Under way nothing is written, and nothing runs.
    assert "swipe" not in reader.query()
    reader.page.mouse.up()
    expect_handle(reader, 80)
    assert frame.evaluate("() => window.runs") == runs
    assert reader.view() == view
    assert expect_parted(reader, 80)["after"] is None
    expect(legend.get_by_text("After: the same land")).to_be_hidden()

    for key, at in (
        ("ArrowLeft", 79),
        ("ArrowUp", 80),
        ("PageDown", 70),
        ("Home", 0),
        ("End", 100),
        ("ArrowRight", 100),
    ):
        grip.press(key)
        expect_handle(reader, at)
    expect(legend.get_by_text("After: Tajik-Chinese border today")).to_be_hidden()
    grip.press("Home")
    expect_handle(reader, 0)
    expect(legend.get_by_text("Before: land of Tajikistan")).to_be_hidden()
    for _ in range(4):
        grip.press("PageUp")
    expect_handle(reader, 40)
    assert reader.view() == view

    # Python hears of it with the next choice, be that beside the map or on it.
    reader.page.get_by_role("button", name="VMAP0").click()
    expect_address(reader, old="wdb2,ne10m", swipe="40")
    expect_drawn(reader, "old", 2)
    grip.press("PageDown")
    expect_handle(reader, 30)
    reader.click("ceded-pamir")
    expect_address(reader, place="ceded-pamir", swipe="30")
    reader.settle()
    expect_same_map(reader)

    window = look("/borders?" + reader.page.url.partition("?")[2], viewport=PHONE)
    expect_handle(window, 30)
    expect_parted(window, 30)
    assert window.shape("ceded-pamir")["selected"]


def test_the_handle_stays_where_it_is_when_the_map_moves_under_it_or_is_made_smaller(look):
    window = look("/borders?part=parcels&swipe=60")
    frame = window.map()
    expect_parted(window, 60)
    frame.evaluate("() => { map.setZoom(map.getZoom() + 0.5, { animate: false }); }")
    expect_parted(window, 60)
    frame.evaluate("() => { map.panBy([-90, -60], { animate: false }); }")
    expect_parted(window, 60)
    window.page.set_viewport_size({"width": 900, "height": 800})
    window.settle()
    seen = expect_parted(window, 60)
    assert seen["before"]
    assert seen["after"]
    expect_handle(window, 60)


def test_from_a_claim_to_the_parcel_and_its_data_file_in_three_clicks(reader):
    reader.visit("/claims?claim=c62")
    reader.page.get_by_role("link", name="The ceded land, measured").click()
    expect(caption(reader)).to_contain_text("reconstructed, not official")
    assert reader.shape("ceded-pamir")["count"] > 0
    expect(metric(reader, "At most")).to_be_visible()
    reader.page.get_by_role("link", name=re.compile("Data file: Ceded Pamir land")).click()
    reader.page.wait_for_url("**/sources*")
    taken = json.loads(reader.download("ceded.geojson")[1])
    assert {f["properties"]["id"] for f in taken["features"]} == {
        f["properties"]["id"] for f in geodata.features("ceded")
    }
