"""The map as text: opened by a key, in step with the map both ways."""

from playwright.sync_api import expect

import geodata


def listed(reader):
    return reader.page.locator(".gate-twin li:visible").count()


def test_the_list_beside_the_map_is_in_step_with_it(reader):
    reader.open().still()
    reader.page.locator("body").press("t")
    expect(reader.page.locator(".gate-twin summary")).to_be_focused()
    assert listed(reader) == len(geodata.places())

    reader.page.locator(".gate-twin").get_by_role("button", name=geodata.place("lyaur").name).click()
    expect(reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2')).to_contain_text(
        geodata.panel("lyaur").title
    )
    assert reader.query()["place"] == "lyaur"
    reader.settle()
    assert reader.shape("lyaur")["selected"]
    assert listed(reader), "the list stays open when the page has run"

    reader.page.locator(".st-key-map").evaluate("map => map.scrollIntoView()")
    reader.click("dushanbe")
    expect(reader.page.locator(".gate-twin [aria-current]")).to_have_text([geodata.place("dushanbe").name])

    reader.page.locator(".gate-twin summary").press("t")
    assert not listed(reader)
    assert reader.map().evaluate("() => document.activeElement.classList.contains('leaflet-container')")


def test_what_the_map_does_not_draw_is_not_listed(reader):
    on = [place for place in geodata.places() if place.layer == "borders"]
    reader.open("/?layers=borders").still()
    reader.page.locator(".gate-twin summary").click()
    expect(reader.page.locator(".gate-twin li:visible")).to_have_count(len(on))
