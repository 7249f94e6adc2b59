"""What stands round the view of the map: where in the world it is, what lies beyond it, and the full screen."""

import pytest

import geodata
from tests.browser.browsing import DESK

ARROWS = ".gate-beyond button:not([hidden])"
# What stands on the map and must not meet: controls in the corners, buttons at the edge, names.
MEETING = """() => {
  const seen = [...document.querySelectorAll(".leaflet-control, .gate-label.is-shown span")]
    .map((one) => [one.className || one.textContent, one.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return seen.flatMap(([name, a], i) =>
    seen.slice(i + 1).filter(([, b]) => meet(a, b)).map(([other]) => [name, other]));
}"""
VIEW = """() => {
  const box = document.querySelector(".gate-locator .view").getBBox();
  return [box.x + box.width / 2, box.y + box.height / 2, box.width, box.height];
}"""


@pytest.fixture
def motion():
    return "reduce"


def pointed(mapped):
    return [name.split(":")[0] for name in mapped.frame.locator(ARROWS).evaluate_all("all => all.map(o => o.title)")]


def look(mapped, *view):
    mapped.frame.evaluate(
        "([lat, lon, zoom]) => void map_div.setView([lat, lon], zoom, { animate: false })", list(view)
    )


def test_the_rectangle_on_the_globe_follows_the_view(mapped):
    mapped.apply(view=[38.5, 71.0, 5.5]).settled()
    globe = mapped.frame.get_by_role("img", name="In the middle of Asia")
    assert globe.is_visible()
    x, y, width, _ = mapped.get(f"({VIEW})()")
    assert (x, y) == pytest.approx((0, 0), abs=2)
    look(mapped, 38.5, 80.0, 5.5)
    east, *_ = mapped.get(f"({VIEW})()")
    assert east == pytest.approx(100 * 0.1564 * 0.7826, abs=1.5)
    look(mapped, 38.5, 71.0, 6.5)
    _, _, half, _ = mapped.get(f"({VIEW})()")
    assert half == pytest.approx(width / 2, rel=0.1)
    look(mapped, 38.5, 71.0, 11)
    *_, small, low = mapped.get(f"({VIEW})()")
    assert (small, low) == (13, 13)
    mapped.resize(470, 500)
    assert not globe.is_visible()
    mapped.resize(600, 300)
    assert not globe.is_visible()


def test_the_map_points_to_what_lies_outside_it_and_leads_there(mapped):
    mapped.apply(view=[38.5, 71.0, 8]).settled()
    assert pointed(mapped) == ["Far", "Near"]
    assert mapped.frame.locator(ARROWS).first.get_attribute("title") == "Far: 3,100 km north-west"
    look(mapped, 38.5, 75.0, 8)
    assert pointed(mapped) == ["Far", "Two", "Near"]
    assert mapped.get(f"({MEETING})()") == []

    mapped.frame.get_by_role("button", name="Two").focus()
    mapped.page.keyboard.press("Enter")
    mapped.settled()
    assert mapped.get("sent.at(-1).place") == "two"
    mapped.frame.wait_for_function("() => Math.abs(map_div.getCenter().lng - 71.5) < 0.1")
    assert pointed(mapped) == ["Far", "Near"]
    assert mapped.get("document.activeElement === map_div.getContainer()")

    mapped.frame.get_by_role("button", name="Near").click()
    mapped.settled()
    assert mapped.get("map_div.getCenter().lat") == pytest.approx(34.53, abs=0.01)
    assert "view=34.53" in mapped.page.url
    assert pointed(mapped) == ["Far", "Two"]

    mapped.frame.evaluate("() => { map_div.options.maxBounds = L.latLngBounds([30, 56], [48, 90]); }")
    before = mapped.get("map_div.getCenter().lng")
    mapped.frame.get_by_role("button", name="Far").click()
    assert mapped.frame.get_by_role("status").inner_text() == "Far is too far"
    assert mapped.get("map_div.getCenter().lng") == before
    assert mapped.get(f"({MEETING})()") == []

    mapped.resize(390, 500)
    look(mapped, 38.5, 80.0, 8)
    assert pointed(mapped) == ["Far", "Two"]
    mapped.apply(view=[38.5, 80.0, 8], beyond=False)
    assert pointed(mapped) == []


def test_the_map_takes_the_full_screen_and_gives_it_back(mapped):
    mapped.apply(place="one", view=[38.5, 70.0, 8]).settled()
    full = "document.fullscreenElement !== null"
    button = mapped.frame.get_by_role("button", name="Full")
    button.click()
    mapped.frame.wait_for_function(f"() => {full}")
    leave = mapped.frame.get_by_role("button", name="Leave")
    assert leave.get_attribute("aria-pressed") == "true"
    leave.focus()
    mapped.page.keyboard.press("Escape")
    mapped.frame.wait_for_function(f"() => !({full})")
    # Escape was meant for that alone.
    assert mapped.marked("is-selected") == ["one", "one"]
    assert mapped.get("map_div.getZoom()") == 8
    assert button.get_attribute("aria-pressed") == "false"
    mapped.page.keyboard.press("f")
    mapped.frame.wait_for_function(f"() => {full}")
    mapped.page.keyboard.press("f")
    mapped.frame.wait_for_function(f"() => !({full})")


@pytest.mark.parametrize("viewport", [DESK, {"width": 390, "height": 844}], ids=["desk", "phone"])
def test_on_the_dashboard_nothing_meets_at_any_zoom(new_reader, viewport):
    window = new_reader(viewport=viewport).open()
    window.settle()
    frame = window.map()
    assert frame.locator(ARROWS).count() == (3 if viewport is DESK else 2)
    assert frame.get_by_role("img", name=geodata.atlas().locator.words).is_visible() == (viewport is DESK)
    for zoom in (5, 6.5, 8, 10):
        frame.evaluate("(zoom) => { map.setView([38.4, 70.9], zoom, { animate: false }); }", zoom)
        window.still()
        assert frame.evaluate(MEETING) == [], zoom
