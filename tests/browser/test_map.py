"""The Map page as a reader meets it, in a real browser, with no network but the server itself."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

import geodata
from tests.browser.browsing import LEFT_ALONE, PHONE, Server
from ui.maps import style
from ui.panel import headed

ROOT = Path(__file__).resolve().parents[2]
PLACES = [place.id for place in geodata.places()]


def title_of(place):
    record = None if place == "overview" else geodata.place(place)
    return headed(geodata.panel(place), record)


def expect_panel(window, place):
    expect(window.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2')).to_have_text(
        [title_of(place or "overview")], timeout=15_000
    )


def test_first_visit_shows_map_legend_and_thesis(reader):
    window = reader.open()
    expect_panel(window, "")
    for place in PLACES:
        assert window.shape(place)["count"] > 0, place
    legend = window.page.get_by_role("list", name="Legend")
    for _, words in style.legend_rows(geodata.atlas().switch_ids):
        expect(legend).to_contain_text(words)
    frame = window.map()
    assert frame.locator(".leaflet-control-scale-line").count() > 0
    assert "OpenStreetMap contributors" in frame.locator(".gate-credits").inner_text()
    for picture in (".leaflet-image-layer", ".leaflet-tile"):
        frame.wait_for_function(
            "one => [document.querySelector(one)].some(img => img?.complete && img.naturalWidth > 200)",
            arg=f".leaflet-relief-pane {picture}",
        )


def test_every_place_can_be_clicked_and_its_address_reopened(reader, look):
    reader.open()
    for place in PLACES:
        other = "xinjiang" if place != "xinjiang" else "ceded-pamir"
        reader.go("/")
        if not reader.shape(place)["at"]:
            reader.go(f"/?place={other}")
        if not reader.shape(place)["at"]:
            reader.go(f"/?place={place}")
            reader.page.get_by_role("button", name="Overview").click()
            expect_panel(reader, "")
        reader.click(place)
        expect_panel(reader, place)
        reader.page.wait_for_function(f"() => new URLSearchParams(location.search).get('place') === '{place}'")
        reader.settle()
        assert reader.shape(place)["selected"], place

        copy = look(reader.page.url.removeprefix(reader.server.url))
        expect_panel(copy, place)
        assert copy.shape(place)["selected"], place
        assert copy.view() == pytest.approx(reader.view(), abs=0.05), place


def test_clicking_the_empty_map_goes_back_to_the_overview(look):
    window = look("/?place=lyaur")
    expect_panel(window, "lyaur")
    frame = window.page.locator('iframe[title^="Map of"]').bounding_box()
    window.map().evaluate("() => { map.setView([40.9, 63.5], 8, {animate: false}); }")
    window.page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    expect_panel(window, "")
    window.page.wait_for_function("() => !location.search.includes('place')")


def test_a_second_click_and_a_click_after_the_list_both_work(look):
    window = look()
    window.click("danghara-attack")
    expect_panel(window, "danghara-attack")
    window.click("danghara-attack")
    expect_panel(window, "danghara-attack")
    choose(window, "Lyaur")
    expect_panel(window, "lyaur")
    window.click("lyaur")
    expect_panel(window, "lyaur")
    choose(window, "Danghara")
    expect_panel(window, "danghara-attack")


def choose(window, words):
    box = window.page.get_by_role("combobox", name=re.compile("Places"))
    box.click()
    box.fill(words)
    window.page.get_by_role("option").first.click()


def test_the_list_works_from_the_keyboard_alone(look):
    window = look()
    window.page.get_by_role("combobox", name=re.compile("Places")).focus()
    window.page.keyboard.type("Fakhr")
    window.page.keyboard.press("Enter")
    expect_panel(window, "fakhrabad")
    window.settle()
    assert window.shape("fakhrabad")["selected"]


def test_hover_names_the_place(look):
    window = look()
    at = window.shape("danghara-attack")["at"]
    frame = window.page.locator('iframe[title^="Map of"]').bounding_box()
    window.page.mouse.move(frame["x"] + at[0], frame["y"] + at[1])
    expect(window.map().locator(".gate-tip strong")).to_have_text(geodata.place("danghara-attack").name)


def test_pointing_at_an_area_hides_nothing_in_it_and_a_click_leaves_no_box_round_it(look):
    window = look()
    areas = [place.id for place in geodata.places() if place.extent.symbol == "area"]
    area = next(place for place in areas if window.shape(place)["at"])
    at = window.shape(area)["at"]
    frame = window.page.locator('iframe[title^="Map of"]').bounding_box()
    window.page.mouse.move(frame["x"] + at[0], frame["y"] + at[1])
    pointed = window.map().locator("path.gate-place.area.is-hovered:not(.hit)")
    expect(pointed.first).to_be_attached()
    assert set(pointed.evaluate_all("all => all.map(one => getComputedStyle(one).filter)")) == {"none"}

    window.click(area)
    expect_panel(window, area)
    focused = "() => [document.activeElement].map(one => [one.tagName, getComputedStyle(one).outlineStyle])[0]"
    window.map().locator("path.gate-place.is-selected").first.evaluate("one => one.focus()")
    assert window.map().evaluate(focused) == ["path", "none"]


def test_labels_do_not_collide_at_any_zoom(look):
    window = look()
    for zoom in (5, 6, 7, 8, 9.5):
        overlaps = window.map().evaluate(
            """(zoom) => { map.setView([38.3, 69.6], zoom, {animate: false});
            const labels = [...document.querySelectorAll('.gate-label.is-shown span')];
            const shown = labels.map(s => s.getBoundingClientRect());
            let n = 0;
            shown.forEach((a, i) => shown.slice(i + 1).forEach((b) => {
              if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) n++; }));
            return {n, shown: shown.length}; }""",
            zoom,
        )
        assert overlaps["n"] == 0, zoom
        assert overlaps["shown"] > 5, zoom


def test_panning_and_zooming_never_rerun_and_are_kept_in_the_address(reader, look):
    reader.open("/?place=danghara-attack")
    expect_panel(reader, "danghara-attack")
    reader.settle()
    frame = reader.page.locator('iframe[title^="Map of"]').bounding_box()
    middle = (frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    reader.sent.clear()
    reader.page.mouse.move(*middle)
    reader.page.mouse.down()
    reader.page.mouse.move(middle[0] - 140, middle[1] - 60, steps=6)
    reader.page.mouse.up()
    reader.page.mouse.wheel(0, -300)
    reader.page.wait_for_function("() => location.search.includes('view=')")
    reader.still(LEFT_ALONE)
    assert reader.sent == []
    copy = look(reader.page.url.removeprefix(reader.server.url))
    expect_panel(copy, "danghara-attack")
    assert copy.view() == pytest.approx(reader.view(), abs=0.002)


def test_one_click_is_one_rerun_and_the_map_stays_mounted(reader):
    reader.open()
    reader.settle()
    reader.map().evaluate("() => { window.marked = true; }")
    reader.sent.clear()
    reader.click("fakhrabad")
    expect_panel(reader, "fakhrabad")
    reader.settle()
    assert len(reader.sent) == 1
    reader.page.get_by_role("button", name="Layers").click()
    reader.page.get_by_role("button", name="Towns").click()
    reader.page.wait_for_function("() => location.search.includes('layers=')")
    reader.settle()
    # What the click on the map had only put off would have come by now.
    assert len(reader.sent) == 2
    assert reader.map().evaluate("() => window.marked === true")


def test_layers_switched_off_disappear_and_the_address_restores_it(reader, look):
    reader.open()
    reader.page.get_by_role("button", name="Layers").click()
    for label in ("Exercises and training", "Relief"):
        reader.page.get_by_role("button", name=label).click()
    reader.page.wait_for_function("() => location.search.includes('layers=') && !location.search.includes('relief')")
    copy = look(reader.page.url.removeprefix(reader.server.url))
    for window in (reader, copy):
        assert window.shape("lyaur")["count"] == 0
        assert window.shape("danghara-attack")["count"] > 0
        assert window.map().locator(".leaflet-relief-pane img").count() == 0
        expect(window.page.get_by_role("list", name="Legend")).not_to_contain_text("distance from the border")
        assert "shaded relief" not in window.map().locator(".gate-credits").inner_text().lower()


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, {"width": 390, "height": 844}])
def test_the_layers_open_beside_the_map_with_their_symbols_and_the_focus_in_them(new_reader, size):
    window = new_reader(viewport=size).open()
    button = window.page.get_by_role("button", name="Layers")
    button.focus()
    button.press("Enter")
    layers = window.page.get_by_role("dialog", name="Layers")
    first = layers.get_by_role("button").first
    expect(first).to_be_focused()
    shown = [switch for switch in geodata.atlas().switches if switch.legend]
    expect(layers.locator(".of-switch")).to_have_count(len(shown))
    frame, over = window.page.locator('iframe[title^="Map of"]').bounding_box(), layers.bounding_box()
    across = min(frame["x"] + frame["width"], over["x"] + over["width"]) - max(frame["x"], over["x"])
    down = min(frame["y"] + frame["height"], over["y"] + over["height"]) - max(frame["y"], over["y"])
    assert max(across, 0) * max(down, 0) <= frame["width"] * frame["height"] / 2
    first.press("Space")
    window.page.wait_for_function("() => location.search.includes('layers=')")
    expect(layers.locator(".of-switch")).to_have_count(len(shown))
    window.page.keyboard.press("Escape")
    expect(layers).to_have_count(0)
    expect(button).to_be_focused()


def test_a_place_chosen_is_shown_even_with_its_layer_off(look):
    window = look("/?place=lyaur&layers=borders")
    expect_panel(window, "lyaur")
    assert window.shape("lyaur")["selected"]
    assert window.shape("fakhrabad")["count"] == 0


def test_a_place_named_in_a_text_opens_beside_it_and_in_another_window_with_the_same_layers(reader):
    reader.visit("/?layers=attack,borders&view=38,70,7")
    named = reader.page.locator('.gate-text a[data-place="lyaur"]').first
    address = f"{reader.server.url}/?layers=attack,borders&place=lyaur"
    expect(named).to_have_attribute("href", address)
    runs = len(reader.sent)
    named.click()
    expect_panel(reader, "lyaur")
    reader.still()
    assert reader.query() == {"layers": "attack,borders", "place": "lyaur"}
    assert len(reader.sent) == runs + 1
    with reader.context.expect_page() as opened:
        reader.page.locator('.gate-text a[data-place="fakhrabad"]').first.click(modifiers=["ControlOrMeta"])
    wanted = {"layers=attack,borders", "place=fakhrabad"}
    opened.value.wait_for_url(lambda url: set(url.partition("?")[2].split("&")) == wanted, wait_until="commit")


def test_back_returns_to_the_place_before(look):
    window = look("/?place=lyaur")
    choose(window, "Fakhrabad")
    expect_panel(window, "fakhrabad")
    choose(window, "Dushanbe")
    expect_panel(window, "dushanbe")
    window.page.go_back()
    expect_panel(window, "fakhrabad")
    window.page.go_back()
    expect_panel(window, "lyaur")


def test_online_tiles_that_do_not_arrive_are_named_and_replaced(new_reader):
    window = new_reader(online=r"https://tile\.openstreetmap\.org/").open("/?basemap=street")
    frame = window.map()
    expect(frame.get_by_role("status")).to_contain_text("built-in one is shown instead", timeout=15_000)
    expect(frame.locator(".leaflet-relief-pane img").first).to_be_attached()
    # Neither the address nor the switch says any more that it is the one shown.
    window.page.wait_for_function("() => !location.search.includes('basemap')")
    window.page.get_by_role("button", name="Layers").click()
    expect(window.page.get_by_role("radio", name=geodata.atlas().basemaps[0].label)).to_be_checked()
    expect(frame.get_by_role("status")).to_contain_text("built-in one is shown instead")


def test_an_address_nobody_wrote_gets_one_sentence(reader):
    reader.open()
    for address, words in {
        "/?place=atlantis": "atlantis",
        "/?layers=attack,dragons": "dragons",
        "/?basemap=gold": "gold",
        "/?view=north,south,up": "north,south,up",
        "/?view=99,999,4": "99,999,4",
        "/?view=<script>parent.hacked=1</script>": "script",
        "/?place=<img src=x onerror=parent.hacked=1>": "img",
        "/?place=" + "rubbish " * 1250: "rubbish",
    }.items():
        # As a link of somebody else's, and once more in a window that is open.
        reader.open(address) if "atlantis" in address else reader.go(address)
        note = reader.page.get_by_role("alert")
        expect(note).to_have_count(1)
        expect(note).to_contain_text("has been left out")
        expect(note).to_contain_text(words)
        assert len(note.inner_text()) < 300, address
        expect_panel(reader, "")
        assert reader.page.evaluate("() => window.hacked") is None, address
        reader.click("danghara-attack")
        expect_panel(reader, "danghara-attack")


def test_a_link_opened_first_on_a_server_just_started(new_server, new_reader):
    window = new_reader(new_server, fresh=True).open("/?place=ceded-pamir&layers=ceded,borders&view=38.5,74.3,8")
    expect_panel(window, "ceded-pamir")
    assert window.view() == pytest.approx([38.5, 74.3, 8], abs=0.01)
    assert window.shape("lyaur")["count"] == 0


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    copy = tmp_path_factory.mktemp("damaged")
    for name in ("dashboard.py", "pages", "ui", "geodata", ".streamlit"):
        source = ROOT / name
        shutil.copytree(source, copy / name) if source.is_dir() else shutil.copy(source, copy / name)
    (copy / "geodata/layers/rivers.geojson").unlink()
    (copy / "geodata/layers/provinces.geojson").write_text('{"type": "FeatureCollection", "features": [', "utf-8")
    started = Server(copy)
    yield started
    started.stop()


def test_a_missing_and_a_damaged_layer_are_named_and_the_others_shown(damaged, new_reader):
    window = new_reader(damaged).open()
    notes = window.page.get_by_role("alert").all_inner_texts()
    assert any("rivers.geojson" in note for note in notes)
    assert any("provinces.geojson" in note for note in notes)
    assert window.shape("danghara-attack")["count"] > 0
    window.click("danghara-attack")
    expect_panel(window, "danghara-attack")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_follows_the_theme(look, scheme):
    window = look("/", color_scheme=scheme)
    assert window.map().evaluate("() => document.documentElement.dataset.theme") == scheme


def test_the_relief_changes_its_colours_also_between_two_levels_of_zoom(new_reader):
    window = new_reader(color_scheme="dark").open()
    window.settle()
    frame = window.map()
    arrived = """theme => [...document.querySelectorAll(".leaflet-relief-pane .leaflet-tile")].filter((tile) =>
      tile.complete && tile.naturalWidth > 200 && tile.src.includes(`/${theme}/`)).length > 1"""
    frame.evaluate("map.setZoom(7.25, { animate: false })")
    frame.wait_for_function(arrived, arg="dark")
    frame.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    frame.wait_for_function(arrived, arg="light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neighbours_are_both_named_on_a_phone_at_first_sight_and_chosen_by_their_names(look, scheme):
    window = look(viewport=PHONE, color_scheme=scheme)
    shown = window.page.frame_locator('iframe[title^="Map of"]').locator(".gate-label.place.is-shown span")
    named = set(shown.all_inner_texts())
    assert {"Danghara attack", "Dushanbe", "Fakhrabad", "Lyaur"} <= named
    shown.get_by_text("Lyaur", exact=True).click()
    expect_panel(window, "lyaur")
