"""What the map does in the browser, on a small map without a server: motion, frame, names, pointer, address."""

import json

import pytest

from tests.browser.mapping import CONFIG, MESSAGE, PLACES, Mapped


@pytest.mark.parametrize(("motion", "flights"), [("no-preference", 1), ("reduce", 0)])
def test_reduced_motion_is_respected(mapped, motion, flights):
    mapped.page.emulate_media(reduced_motion=motion)
    mapped.apply()
    mapped.apply(place="two").settled()
    assert mapped.get("flights.length") == flights
    (south, west), (north, east) = PLACES["two"]["bounds"]
    centre = mapped.get("map_div.getCenter()")
    assert (centre["lat"], centre["lng"]) == pytest.approx(((south + north) / 2, (west + east) / 2), abs=0.02)


@pytest.mark.parametrize("zoom", [6, 7.5])
def test_the_name_of_a_circle_stands_at_its_rim(mapped, zoom):
    mapped.apply()
    gap = mapped.frame.evaluate(
        """(zoom) => {
          map_div.setView([38.5, 68.5], zoom, { animate: false });
          const named = [...document.querySelectorAll(".gate-label.is-shown span")];
          const circle = Object.values(map_div._layers).find((one) => one.feature?.properties.id === "one");
          const rim = map_div.latLngToContainerPoint(circle.getBounds().getNorthEast()).x;
          const frame = map_div.getContainer().getBoundingClientRect();
          return named.find((one) => one.textContent === "One").getBoundingClientRect().left - frame.left - rim;
        }""",
        zoom,
    )
    assert gap == pytest.approx(2, abs=1.2)


@pytest.mark.parametrize("view", [[38.5, 70.0, 6.0], [38.5, 69.8, 11.0], [41.0, 68.0, 7.0]])
@pytest.mark.parametrize("width", [390, 800])
def test_a_neighbour_is_named_within_what_is_seen_of_it(mapped, view, width):
    mapped.resize(width, 500)
    mapped.apply(view=view).settled()
    name = mapped.frame.locator(".gate-label.country.is-shown span").bounding_box()
    frame = mapped.page.locator("iframe").bounding_box()
    border = mapped.get("map_div.latLngToContainerPoint([38.5, 69.5]).x")
    left = name["x"] - frame["x"]
    assert max(border, 0) < left
    assert left + name["width"] < width
    assert 0 < name["y"] - frame["y"] < 500 - name["height"]


def test_a_map_that_nobody_has_moved_is_framed_anew_when_its_size_changes(mapped):
    mapped.apply()
    assert mapped.framed()
    before = mapped.get("map_div.getZoom()")
    mapped.resize(400, 300)
    assert mapped.framed()
    assert mapped.get("map_div.getZoom()") < before
    assert mapped.page.evaluate("() => document.documentElement.style.getPropertyValue('--map-width')") == "400"


@pytest.mark.parametrize("view", [None, [38.5, 70.0, 8.0]])
def test_a_view_of_the_readers_own_is_kept_when_the_size_changes(mapped, view):
    mapped.apply(view=view)
    if not view:
        mapped.page.mouse.click(30, 420)
    before = mapped.get("map_div.getZoom()")
    mapped.resize(400, 300)
    assert mapped.get("map_div.getZoom()") == before


def test_the_shapes_of_a_place_light_up_and_name_it_under_the_pointer(mapped):
    mapped.apply()
    mapped.page.mouse.move(*mapped.middle_of("two"))
    mapped.frame.wait_for_selector(".gate-tip strong")
    assert mapped.marked("is-hovered") == ["two", "two"]
    mapped.page.mouse.move(*mapped.middle_of("one"))
    mapped.frame.wait_for_function("() => document.querySelector('.gate-tip strong')?.textContent.startsWith('One')")
    assert mapped.marked("is-hovered") == ["one", "one"]
    # Text of a record is text, whatever it holds.
    assert mapped.frame.locator(".gate-tip strong").inner_text() == "One <b>place"


def test_a_name_lights_up_its_place_and_takes_clicks_for_it(mapped):
    mapped.apply()
    mapped.frame.get_by_text("One", exact=True).hover()
    assert mapped.marked("is-hovered") == ["one", "one"]
    mapped.frame.get_by_text("One", exact=True).click()
    assert [value["place"] for value in mapped.get("sent")] == ["one"]


# What a page of ours has beside its map: a text, a control whose words name a place, one that opens a place.
BESIDE = """() => {
  document.querySelector("p").outerHTML = `<div data-testid="stMarkdownContainer">
    <p id="said">Some way from one, not Onega or All-Two, to <b>Two</b>.</p><button id="named">Two</button>
    <code>One</code></div>
    <a href="#" id="keyed" data-place="later">Open</a><input value="One">`;
}"""
# The words of the page that are marked by a name.
HIGHLIGHTED = """(name) => [...CSS.highlights.get(name)].map((range) =>
  range.startContainer.data.slice(range.startOffset, range.endOffset))"""


@pytest.fixture
def beside(mapped):
    mapped.apply()
    mapped.page.evaluate(BESIDE)
    mapped.page.wait_for_function("() => CSS.highlights.get('gate-mention').size === 2")
    return mapped


def marked_words(mapped, name="gate-mention-lit"):
    return mapped.page.evaluate(HIGHLIGHTED, name)


def test_places_that_the_text_beside_the_map_names_are_marked_and_nothing_else_is(beside):
    assert marked_words(beside, "gate-mention") == ["one", "Two"]
    assert marked_words(beside) == []
    assert beside.page.locator("#said").inner_html() == "Some way from one, not Onega or All-Two, to <b>Two</b>."
    beside.page.evaluate("() => { document.querySelector('#said').textContent = 'Only Later.'; }")
    beside.page.wait_for_function("() => [...CSS.highlights.get('gate-mention')].length === 1")
    assert marked_words(beside, "gate-mention") == ["Later"]


def test_pointing_at_a_name_in_the_text_lights_its_shapes_and_leaving_it_does_not(beside):
    beside.page.locator("#said b").hover()
    beside.frame.wait_for_function("() => document.querySelector('path.is-hovered')")
    assert beside.marked("is-hovered") == ["two", "two"]
    assert marked_words(beside) == ["Two", "Two"]
    beside.page.locator("code").hover()
    beside.frame.wait_for_function("() => !document.querySelector('path.is-hovered')")
    assert marked_words(beside) == []
    assert beside.get("sent") == []


def test_pointing_at_a_shape_marks_its_name_in_the_text(beside):
    beside.page.mouse.move(*beside.middle_of("one"))
    beside.frame.wait_for_function("() => document.querySelector('path.is-hovered')")
    assert marked_words(beside) == ["one"]
    assert beside.frame.locator(".gate-label.is-hovered").inner_text() == "One"
    beside.page.mouse.move(*beside.middle_of("two"))
    beside.frame.wait_for_function("() => !document.querySelector('.gate-label.is-hovered')")
    assert marked_words(beside) == ["Two", "Two"]


@pytest.mark.parametrize(("control", "lit"), [("named", "two"), ("keyed", "later")])
def test_a_control_that_names_or_opens_a_place_lights_it_when_a_key_reaches_it(beside, control, lit):
    beside.apply(events=["later"])
    while beside.page.evaluate("() => document.activeElement.id") != control:
        beside.page.keyboard.press("Tab")
    assert beside.marked("is-hovered") == [lit, lit]
    beside.page.evaluate("() => document.activeElement.blur()")
    assert beside.marked("is-hovered") == []


def test_a_tapped_name_lights_its_place_for_a_while(beside):
    beside.page.evaluate(
        """() => {
          const at = document.querySelector("#said b").getBoundingClientRect();
          document.body.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, pointerType: "touch",
            clientX: at.x + at.width / 2, clientY: at.y + at.height / 2 }));
        }"""
    )
    assert beside.marked("is-hovered") == ["two", "two"]
    beside.frame.wait_for_function("() => !document.querySelector('path.is-hovered')")


def test_a_browser_that_cannot_mark_words_shows_the_map_all_the_same(mapped):
    mapped.page.evaluate("() => { delete window.Highlight; }")
    assert mapped.get("gate.mentions.on(window, {}, () => {}).mark('one', true)") is None


def test_a_click_marks_at_once_is_sent_once_and_its_answer_changes_nothing(mapped):
    mapped.apply()
    mapped.page.mouse.click(*mapped.middle_of("two"))
    assert mapped.marked("is-selected") == ["two", "two"]
    assert mapped.get("map_div.getContainer().classList.contains('has-selection')")
    (value,) = mapped.get("sent")
    assert value["place"] == "two"
    mapped.settled()
    mapped.apply(place="two", heard=value["at"]).settled()
    assert mapped.marked("is-selected") == ["two", "two"]
    assert mapped.get("sent.length") == 1
    assert mapped.get("flights.length") == 1


def test_a_halo_surrounds_what_is_selected_and_its_symbol_stays_as_it_was(mapped):
    look = """(() => { const { stroke, strokeWidth, strokeDasharray, fill, fillOpacity } = getComputedStyle(
      Object.values(map_div._layers).find((one) => one.feature?.properties.id === "two")._path);
      return [stroke, strokeWidth, strokeDasharray, fill, fillOpacity]; })()"""
    mapped.apply()
    before = mapped.get(look)
    assert mapped.frame.locator(".gate-halo").count() == 0
    mapped.apply(place="two").settled()
    assert mapped.get(look) == before
    shape = "Object.values(map_div._layers).find((one) => one.feature?.properties.id === 'two').getBounds()"
    halo = "Object.values(map_div._layers).find((one) => one.options.className === 'gate-halo').getBounds()"
    assert mapped.get(f"{halo}.equals({shape})")
    mapped.apply(place="one").settled()
    assert not mapped.get(f"{halo}.equals({shape})")
    mapped.apply().settled()
    assert mapped.frame.locator(".gate-halo").count() == 0


@pytest.mark.parametrize(("touch", "reach"), [(False, 12), (True, 22)])
def test_a_small_circle_takes_clicks_for_the_room_of_a_pointer_or_a_finger(browser, touch, reach):
    context = browser.new_context(viewport={"width": 1000, "height": 700}, has_touch=touch, is_mobile=touch)
    mapped = Mapped(context.new_page())
    mapped.apply(view=[38.5, 70.0, 4.0])
    x, y = mapped.middle_of("two")
    for across in (reach + 4, reach - 2):
        mapped.page.mouse.click(x, y + across)
    assert [value["place"] for value in mapped.get("sent")] == ["two"]
    context.close()


def test_an_address_opened_puts_the_map_there_at_once_and_calls_off_the_flight_of_a_click(mapped):
    mapped.apply()
    mapped.page.mouse.click(*mapped.middle_of("two"))
    assert mapped.get("gate.busy()")
    mapped.apply(visit=2, view=[38.5, 70.0, 8.0])
    assert not mapped.get("gate.busy()")
    assert mapped.get("gate.view.text(map_div.getCenter(), map_div.getZoom())") == "38.5000,70.0000,8.00"
    assert mapped.marked("is-selected") == []


def test_escape_closes_what_is_selected(mapped):
    mapped.apply(place="two")
    mapped.frame.locator("#map_div").press("Escape")
    assert [value["place"] for value in mapped.get("sent")] == [""]
    assert mapped.marked("is-selected") == []


def pan(mapped):
    frame = mapped.page.locator("iframe").bounding_box()
    x, y = frame["x"] + 600, frame["y"] + 450
    mapped.page.mouse.move(x, y)
    mapped.page.mouse.down()
    mapped.page.mouse.move(x - 90, y - 40, steps=4)
    mapped.page.mouse.up()
    mapped.page.wait_for_function("() => location.search.includes('view=')")
    mapped.settled()


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_there_is_a_way_back_to_the_whole_whenever_the_view_differs_from_it(mapped, way):
    mapped.page.emulate_media(reduced_motion="reduce")
    mapped.apply()
    button = mapped.frame.get_by_role("button", name="Whole")
    assert button.is_hidden()
    mapped.frame.locator("#map_div").press("Escape")
    assert mapped.get("sent") == []
    pan(mapped)
    assert not mapped.framed()
    if way == "button":
        button.click()
    else:
        mapped.frame.locator("#map_div").press("Escape")
    assert mapped.framed()
    assert [value["place"] for value in mapped.get("sent") if "place" in value] == [""]
    assert "view" not in mapped.page.url
    assert button.is_hidden()


def test_a_click_on_the_empty_map_never_throws_away_the_readers_view(mapped):
    mapped.apply(place="two")
    pan(mapped)
    before = mapped.get("gate.view.text(map_div.getCenter(), map_div.getZoom())")
    mapped.page.mouse.click(30, 420)
    mapped.settled()
    assert mapped.marked("is-selected") == []
    (value,) = (value for value in mapped.get("sent") if "place" in value)
    assert (value["place"], value["view"]) == ("", before)
    assert mapped.get("gate.view.text(map_div.getCenter(), map_div.getZoom())") == before
    mapped.page.mouse.click(30, 420)
    assert mapped.get("gate.view.text(map_div.getCenter(), map_div.getZoom())") == before


def test_the_map_cannot_be_zoomed_or_moved_beyond_what_is_known(mapped):
    mapped.apply()
    mapped.get("map_div.setZoom(0, {animate: false})")
    (south, west), (north, east) = CONFIG["known"]
    seen = mapped.get("[map_div.getBounds().getWest(), map_div.getBounds().getEast()]")
    assert west - 0.1 <= seen[0] < seen[1] <= east + 0.1
    seen = mapped.get("[map_div.getBounds().getSouth(), map_div.getBounds().getNorth()]")
    assert south - 12 <= seen[0] < seen[1] <= north + 12
    mapped.resize(360, 500)
    mapped.get("map_div.setZoom(0, {animate: false})")
    assert mapped.get("map_div.getZoom()") == mapped.get("map_div.getMinZoom()") > 3


@pytest.mark.parametrize(
    ("free", "control", "zooms"), [(True, False, True), (False, False, False), (False, True, True)]
)
def test_the_wheel_zooms_only_where_the_map_is_the_main_thing_or_with_control(mapped, free, control, zooms):
    mapped.apply(wheel=free)
    before = mapped.get("map_div.getZoom()")
    mapped.page.mouse.move(*mapped.middle_of("two"))
    if control:
        mapped.page.keyboard.down("Control")
    mapped.page.mouse.wheel(0, -400)
    mapped.page.wait_for_timeout(500)
    assert (mapped.get("map_div.getZoom()") > before) is zooms
    assert mapped.frame.locator(".gate-hint").inner_text() == ("" if zooms else CONFIG["wheel"])


def test_layers_come_and_go_with_the_message(mapped):
    mapped.apply()
    assert mapped.drawn() == ["one", "one", "two", "two"]
    assert mapped.get("map_div.hasLayer(relief)")
    mapped.apply(layers=[], events=["later"])
    assert mapped.drawn() == ["later", "later"]
    assert not mapped.get("map_div.hasLayer(relief)")


def rows(mapped):
    """The rows of the legend that are true, once the map has been looked at."""
    mapped.settled()
    mapped.page.wait_for_timeout(100)
    return mapped.page.evaluate("() => document.documentElement.dataset.drawn")


def test_the_rows_of_the_legend_are_those_of_what_the_frame_shows(mapped):
    mapped.page.emulate_media(reduced_motion="reduce")
    mapped.apply()
    assert rows(mapped) == "circle-site dot-town"
    mapped.apply(place="two")
    assert "selected" in rows(mapped).split()
    # A frame within the box of a circle and beside the circle itself.
    mapped.apply(visit=2, layers=["sites"], view=[38.855, 68.955, 12.0])
    assert rows(mapped) == ""
    mapped.apply(visit=3, layers=["sites"], view=[38.6, 68.6, 11.0])
    assert rows(mapped) == "circle-site"
    mapped.apply(visit=4, layers=["towns"], view=[38.5, 70.0, 9.0])
    assert rows(mapped) == "dot-town"
    mapped.get("window.dispatchEvent(new Event('pagehide'))")
    assert rows(mapped) is None


def test_the_relief_is_that_of_the_theme_and_says_how_fine_it_is_where_it_fades(mapped):
    mapped.apply()
    assert mapped.get("[picture._url, finer.options.theme]") == ["/d.webp", "dark"]
    assert mapped.frame.locator(".gate-credits").inner_text() == MESSAGE["ownCredits"]
    mapped.page.evaluate("frames[0].postMessage({ theme: { base: 'light' } }, '*')")
    mapped.page.wait_for_function(
        "() => frames[0].picture._url === '/l.webp' && frames[0].finer.options.theme === 'light'"
    )
    mapped.apply(visit=2, view=[38.5, 70.0, 10.0])
    assert mapped.get("map_div.getContainer().style.getPropertyValue('--relief-strength')") == "0.65"
    assert mapped.frame.locator(".gate-credits").inner_text() == f"No finer · {MESSAGE['ownCredits']}"
    mapped.apply(visit=3, view=[38.5, 70.0, 10.0], layers=["towns"])
    assert mapped.frame.locator(".gate-credits").inner_text() == MESSAGE["ownCredits"]


def test_rivers_get_their_bends_from_near_once_and_fade_and_say_how_true_they_are(mapped):
    asked = []

    def answer(route):
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=503)
        else:
            route.fulfill(json={"type": "LineString", "coordinates": [[70, 38], [70.1, 38.3], [70, 38.6], [71, 39]]})

    mapped.page.route("**/fine.geojson", answer)
    mapped.get("void map_div.setView([38.5, 70.5], 7, { animate: false })")
    mapped.frame.evaluate(
        """() => {
          const line = { type: "LineString", coordinates: [[70, 38], [71, 39]] };
          window.river = L.geoJSON(line, { style: { className: "gate-river" } }).addTo(map_div);
          const fade = { from: 9, to: 11, faintest: 0.4 };
          const told = { zoom: 8, file: "/fine.geojson", fade, note: "Rough" };
          window.rivers = gate.rivers.on(map_div, [river], told, gate.relief.strength);
        }"""
    )

    def at(zoom, points):
        mapped.get(f"void map_div.setView([38.5, 70.5], {zoom}, {{ animate: false }})")
        bends = f"river.getLayers().length === 1 && river.getLayers()[0].getLatLngs().length === {points}"
        mapped.frame.wait_for_function(f"() => {bends}")
        path = mapped.frame.locator("path.gate-river")
        return [path.count(), float(path.get_attribute("stroke-opacity")), mapped.get("rivers.note()")]

    assert at(7.5, 2) == [1, 1, ""]
    assert asked == []
    # What does not arrive is asked for again, and until then the coarse line stays.
    with mapped.page.expect_response("**/fine.geojson"):
        assert at(8, 2) == [1, 1, ""]
    mapped.frame.evaluate("() => new Promise((done) => setTimeout(done, 0))")
    assert at(9, 4) == [1, 1, ""]
    assert at(10, 4) == [1, 0.7, "Rough"]
    assert at(12, 4) == [1, 0.4, "Rough"]
    assert at(7, 2) == [1, 1, ""]
    assert at(9, 4) == [1, 1, ""]
    assert len(asked) == 2
    mapped.get("void map_div.setZoom(12, { animate: false })")
    mapped.get("void river.remove()")
    assert mapped.get("rivers.note()") == ""


def test_credits_are_one_line_and_all_of_them_are_there_on_demand_also_by_keyboard(mapped):
    mapped.apply(ownCredits=" · ".join(f"A long credit number {number}" for number in range(20)))
    button = mapped.frame.get_by_role("button", name="A long credit")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.bounding_box()["height"] < 24
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert button.bounding_box()["height"] > 40
    button.click()
    assert button.bounding_box()["height"] < 24
    assert mapped.get("sent") == []


def test_where_points_are_asked_for_a_click_on_a_place_is_one(mapped):
    mapped.apply(point=True)
    mapped.page.mouse.click(*mapped.middle_of("one"))
    (value,) = mapped.get("sent")
    assert value["point"] == pytest.approx([38.5, 68.5], abs=0.02)
    assert value["view"].count(",") == 2
    assert mapped.marked("is-selected") == []
    assert mapped.get("map_div.getContainer().classList.contains('takes-points')")


def test_moving_the_map_writes_the_address_and_is_told_before_anything_else_is_done(mapped):
    mapped.apply()
    x, y = mapped.middle_of("later")
    mapped.page.mouse.move(x, y)
    mapped.page.mouse.down()
    mapped.page.mouse.move(x - 90, y - 40, steps=4)
    mapped.page.mouse.up()
    mapped.page.wait_for_function("() => location.search.includes('view=')")
    mapped.settled()
    view = mapped.get("gate.view.text(map_div.getCenter(), map_div.getZoom())")
    assert mapped.page.url == f"http://gate.test/?place=one&view={view}"
    assert mapped.page.locator(".gate-address").inner_text() == mapped.page.url
    assert mapped.get("sent") == []
    mapped.page.get_by_text("The page").click()
    mapped.page.get_by_text("The page").click()
    assert [value["view"] for value in mapped.get("sent")] == [view]


def test_an_online_map_that_does_not_arrive_is_named_and_the_built_in_one_comes_back(mapped):
    mapped.apply()
    given = json.dumps(MESSAGE | {"basemap": "street"})
    shown = "[map_div.hasLayer(tiles), map_div.hasLayer(relief), document.querySelector('.gate-credits').textContent]"
    assert mapped.get(f"{{ gate.apply({given}); return {shown}; }}") == [True, False, "Ours · Theirs"]
    mapped.frame.get_by_role("status").get_by_text(CONFIG["tilesFailed"]).wait_for()
    assert mapped.get("map_div.hasLayer(relief)")
    assert not mapped.get("map_div.hasLayer(tiles)")
    assert mapped.frame.locator(".gate-credits").inner_text() == MESSAGE["ownCredits"]
    # The page hears of it, so that its switch does not go on naming what is not shown.
    assert [value.get("failed") for value in mapped.get("sent")] == ["street"]
    # Told the same again, it does not try again; the page's answer, the built-in one, leaves the sentence standing.
    mapped.apply(basemap="street", caption="Seen")
    assert mapped.frame.get_by_role("status").inner_text() == CONFIG["tilesFailed"]
    mapped.apply()
    assert mapped.frame.get_by_role("status").inner_text() == CONFIG["tilesFailed"]
    assert mapped.get("map_div.hasLayer(relief)")
    # Another address has nothing to do with it.
    mapped.apply(visit=2)
    assert mapped.frame.locator(".gate-message").text_content() == ""
    # Asked for once more it is tried once more.
    assert mapped.get(f"{{ gate.apply({given}); return map_div.hasLayer(tiles); }}")


def test_a_drawing_stays_until_a_message_leaves_it_out(mapped):
    square = {"type": "Polygon", "coordinates": [[[69, 38], [70, 38], [70, 39], [69, 39], [69, 38]]]}
    one = {"css": "scale", "geometry": square, "label": "A square", "at": [38.5, 69.5]}
    mapped.apply(drawings=[one])
    mapped.get("document.querySelector('.gate-drawing').dataset.seen = 'yes'")
    mapped.apply(drawings=[one], caption="Seen")
    assert mapped.get("document.querySelector('.gate-drawing').dataset.seen") == "yes"
    assert mapped.frame.get_by_text("A square").count() == 1
    assert mapped.frame.locator(".gate-caption").inner_text() == "Seen"
    mapped.apply()
    assert mapped.frame.locator(".gate-drawing").count() == 0
    assert mapped.frame.get_by_text("A square").count() == 0


def test_the_frame_has_a_name_and_the_theme_of_the_page_round_it(mapped):
    assert mapped.page.locator("iframe").get_attribute("title") == CONFIG["title"]
    assert mapped.get("document.documentElement.dataset.theme") == "dark"
    mapped.page.evaluate("() => frames[0].postMessage({ theme: { base: 'light' } }, '*')")
    mapped.frame.wait_for_function("() => document.documentElement.dataset.theme === 'light'")
