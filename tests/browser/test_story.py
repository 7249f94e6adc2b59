"""The Story page in a real browser: steps, arrow keys, places on the way, links."""

import pytest
from playwright.sync_api import expect

import geodata

STEPS = geodata.steps()


def expect_step(window, number):
    expect(window.page.locator('[class*="st-key-panel"] h2')).to_have_text([STEPS[number - 1].title], timeout=15_000)


def test_arrow_keys_buttons_and_the_row_walk_the_story_and_the_map_follows(reader):
    reader.open("/story")
    expect_step(reader, 1)
    reader.settle()
    first = reader.view()
    reader.map().evaluate("() => { window.marked = true; }")
    reader.page.keyboard.press("ArrowRight")
    expect_step(reader, 2)
    reader.page.get_by_role("button", name="Next").click()
    expect_step(reader, 3)
    reader.page.keyboard.press("ArrowLeft")
    expect_step(reader, 2)
    reader.page.get_by_role("radio", name="9", exact=True).click()
    expect_step(reader, 9)
    reader.settle()
    assert reader.view() != first
    assert reader.view()[:2] == pytest.approx(STEPS[8].view[:2], abs=0.05)
    assert reader.map().evaluate("() => window.marked === true")
    assert reader.shape("chinese-border")["count"] > 0
    assert reader.shape("lyaur")["count"] == 0


def test_a_place_may_be_opened_on_the_way_and_left_again(reader):
    reader.open("/story?step=9")
    expect_step(reader, 9)
    reader.click("chinese-border")
    expect(reader.page.locator('[class*="st-key-panel"] h2')).to_have_text(geodata.panel("chinese-border").title)
    reader.page.get_by_role("button", name="Return to step 9").click()
    expect_step(reader, 9)


def test_a_step_opens_first_on_a_server_just_started(new_server, new_reader):
    window = new_reader(new_server, fresh=True).open("/story?step=4")
    expect_step(window, 4)
    window.settle()
    assert window.view()[:2] == pytest.approx(STEPS[3].view[:2], abs=0.05)


def test_the_way_from_map_to_story_and_back_by_the_navigation(reader):
    reader.open("/?layers=borders,ceded&place=ceded-pamir")
    reader.page.get_by_role("link", name="Story").click()
    expect_step(reader, 1)
    assert reader.query()["layers"] == "borders,ceded"
    reader.page.get_by_role("link", name="Map", exact=True).click()
    expect(reader.page.locator('[class*="st-key-panel"] h2')).to_have_text(geodata.panel("overview").title)
    assert reader.query()["layers"] == "borders,ceded"


def test_speculation_looks_like_speculation(reader):
    guess = next(step for step in STEPS if step.voice == "speculation")
    fact = next(step for step in STEPS if step.voice == "fact")
    styles = {}
    for step in (guess, fact):
        reader.open(f"/story?step={step.number}")
        expect_step(reader, step.number)
        for block in ("article", "found", "since"):
            box = reader.page.locator(f'[class*="st-key-says-{block}"]')
            said = box.locator("p").last
            rule = box.evaluate("e => getComputedStyle(e).borderLeftStyle + ' ' + getComputedStyle(e).borderLeftColor")
            styles[step.voice, block] = [rule, said.evaluate("e => getComputedStyle(e).fontStyle")]
    assert styles["speculation", "article"][1] == "italic"
    assert {look[1] for at, look in styles.items() if at != ("speculation", "article")} == {"normal"}
    assert styles["speculation", "article"][0].startswith("dashed")
    assert styles["fact", "article"][0].startswith("solid")
    for voice in ("speculation", "fact"):
        assert len({styles[voice, block][0] for block in ("article", "found", "since")}) == 3


def test_the_story_fits_a_phone(new_reader):
    window = new_reader(viewport={"width": 390, "height": 844}).open("/story?step=7")
    expect_step(window, 7)
    assert window.page.evaluate("() => document.scrollingElement.scrollWidth <= window.innerWidth")
