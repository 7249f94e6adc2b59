"""The Story page in a real browser: it scrolls, and the map follows; numbers, keys, places on the way, links."""

import re

import pytest
from playwright.sync_api import expect

import geodata
from tests.browser.browsing import LEFT_ALONE, PHONE
from ui import story

STEPS = geodata.steps()
# What the map shows and says, and where in the window each step begins.
SEEN = """() => {
  const frame = document.querySelector('.st-key-map iframe').contentWindow;
  const ids = new Set();
  frame.map.eachLayer((layer) => layer._path && layer.feature && ids.add(layer.feature.properties.id));
  return { places: [...ids].filter(Boolean), caption: frame.document.querySelector('.gate-caption').textContent,
    notes: [...frame.document.querySelectorAll('.gate-label.note.is-shown')].map((one) => one.textContent),
    tops: [...document.querySelectorAll('[class*="st-key-step-"]')].map((one) => one.getBoundingClientRect().top) };
}"""


def expect_step(window, number):
    """The step is marked, in sight and in the address, and the map shows it."""
    step = STEPS[number - 1]
    expect(window.page.locator(".gate-steps [aria-current=step]")).to_have_text(str(number), timeout=15_000)
    expect(window.page.locator(".gate-steps-at")).to_have_text(f"Step {number} of {len(STEPS)}")
    # All steps arrive before one of them can be gone to.
    expect(window.page.get_by_role("heading", level=2, name=step.title)).to_be_in_viewport(timeout=20_000)
    window.settle()
    seen = window.page.evaluate(SEEN)
    assert set(seen["places"]) & {place.id for place in geodata.places()} == set(step.places)
    assert seen["caption"] == story.scene(step).caption
    assert set(seen["notes"]) <= {drawing.label for drawing in story.scene(step).drawings}
    assert bool(seen["notes"]) is bool(step.annotations)
    assert window.view()[:2] == pytest.approx(step.view[:2], abs=0.05)
    assert window.query().get("step", "1") == str(number)
    assert (f"step {number} " in window.page.title()) is (number > 1)
    return seen


def scroll_to(window, number):
    """Turn the wheel until a step is under the reader's eyes."""
    window.page.mouse.move(1200, 500)
    for _ in range(40):
        top = window.page.evaluate(SEEN)["tops"][number - 1]
        if abs(top - 150) < 60:
            return
        window.page.mouse.wheel(0, top - 150)
        window.still(3)


def test_the_story_scrolls_and_the_map_follows_without_a_run(reader):
    reader.open("/story")
    expect_step(reader, 1)
    reader.map().evaluate("() => { window.marked = true; }")
    runs = len(reader.sent)
    scroll_to(reader, 5)
    expect_step(reader, 5)
    following = reader.page.get_by_role("button", name="Next")
    following.focus()
    reader.page.keyboard.press("Enter")
    expect_step(reader, 6)
    assert following.evaluate("(one) => one === document.activeElement")
    reader.page.keyboard.press("ArrowLeft")
    expect_step(reader, 5)
    reader.page.get_by_role("link", name="Step 12:").click()
    expect_step(reader, 12)
    assert following.get_attribute("aria-disabled") == "true"
    following.focus()
    reader.page.keyboard.press("Enter")
    expect_step(reader, 12)
    assert following.evaluate("(one) => one === document.activeElement")
    assert reader.map().evaluate("() => window.marked === true")
    assert len(reader.sent) == runs
    # What is opened now is opened at this step, and returning stands there again.
    reader.click("chinese-border")
    expect(reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2')).to_have_text(
        re.compile(f"^{geodata.panel('chinese-border').title}: known"), timeout=15_000
    )
    expect(reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2')).to_be_in_viewport()
    assert reader.query() == {"step": "12", "place": "chinese-border"}
    reader.page.get_by_role("button", name="Return to step 12").click()
    expect_step(reader, 12)
    assert reader.query() == {"step": "12"}


def test_a_link_opens_at_its_step_and_nothing_jumps_when_the_page_runs(new_reader):
    window = new_reader().open("/story?step=7&embed=true")
    before = expect_step(window, 7)
    assert 0 <= before["tops"][6] < 60
    scroll_to(window, 8)
    before = expect_step(window, 8)["tops"]
    runs = len(window.sent)
    # Python is told of the step when a button is pressed, and runs.
    window.page.locator(".stMain button").first.dispatch_event("pointerdown")
    window.still(LEFT_ALONE)
    assert len(window.sent) > runs
    assert expect_step(window, 8)["tops"][7] == pytest.approx(before[7], abs=2)


def test_the_way_from_map_to_story_and_back_by_the_navigation(look):
    window = look("/?layers=borders,ceded&place=ceded-pamir")
    window.page.get_by_role("link", name="Story").click()
    expect(window.page.locator(".gate-steps [aria-current=step]")).to_have_text("1", timeout=15_000)
    assert window.query()["layers"] == "borders,ceded"
    window.page.get_by_role("link", name="Map", exact=True).click()
    expect(window.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2')).to_have_text(
        re.compile(f"^{geodata.panel('ceded-pamir').title}: known")
    )
    assert window.query() == {"layers": "borders,ceded", "place": "ceded-pamir"}


def test_speculation_looks_like_speculation(reader):
    guess = next(step for step in STEPS if step.voice == "speculation")
    fact = next(step for step in STEPS if step.voice == "fact")
    styles = {}
    for step in (guess, fact):
        reader.open(f"/story?step={step.number}")
        expect_step(reader, step.number)
        for block in ("article", "found", "since"):
            box = reader.page.locator(f".st-key-step-{step.number} .says.{block}")
            said = box.locator("p").last
            rule = box.evaluate("e => getComputedStyle(e).borderLeftStyle + ' ' + getComputedStyle(e).borderLeftColor")
            styles[step.voice, block] = [rule, said.evaluate("e => getComputedStyle(e).fontStyle")]
    assert styles["speculation", "article"][1] == "italic"
    assert {look[1] for at, look in styles.items() if at != ("speculation", "article")} == {"normal"}
    assert styles["speculation", "article"][0].startswith("dashed")
    assert styles["fact", "article"][0].startswith("solid")
    for voice in ("speculation", "fact"):
        assert len({styles[voice, block][0] for block in ("article", "found", "since")}) == 3


def test_the_story_fits_a_phone(look):
    window = look("/story?step=7", viewport=PHONE)
    expect_step(window, 7)
    window.page.get_by_role("button", name="Back").click()
    expect_step(window, 6)
    expect(window.page.get_by_role("link", name="Step 12:")).to_be_in_viewport()
    expect(window.page.locator(".st-key-map iframe")).to_be_in_viewport()
    map_ends = window.page.locator(".st-key-map iframe").evaluate("(one) => one.getBoundingClientRect().bottom")
    assert map_ends < window.page.evaluate(SEEN)["tops"][5] < map_ends + 80
    assert window.page.evaluate("() => document.scrollingElement.scrollWidth <= window.innerWidth")
